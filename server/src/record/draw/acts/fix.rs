//! A draw is fixed: its list, how many, whence the seed will come and on which day. From then on nobody changes it.

use super::super::{Fixing, at as page_of, publish, rows as draws};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{member::rows as members, naming::named_of},
    record::today,
    secret,
};
use rules::{
    Refusal,
    days::Date,
    draw::{self, DrawOf, Fixed},
    id::DrawId,
    kind::{draw::Chance, gate::says_something},
    naming::shown,
    permit::Act as May,
    proposal::{self, TITLE_LIMIT},
    says::Says,
};
use serde_json::json;
use std::collections::{BTreeSet, HashSet};

/// Fixes a draw.
pub struct FixDraw;

impl Act for FixDraw {
    type On = Fixing;
    const AT: &'static str = "/c/{community}/draws";
    const MAY: &'static [May] = &[May::KeepDraw];
    const SAYS: &'static [Says] = &[Says::DrawFixed, Says::DrawPublished];

    async fn run(at: &mut At<'_, Fixing>, form: &Form) -> Result<Address, Stop> {
        let community = at.on.0.id.clone();
        let title = form.line("title", TITLE_LIMIT)?;
        let basis = form.line("basis", 2 * TITLE_LIMIT)?;
        let of = DrawOf::from_id(form.get("of")).ok_or(("of", Refusal::NotOffered))?;
        let chance = Chance::from_id(form.get("chance")).ok_or(("chance", Refusal::NotOffered))?;
        let on = Date::from_text(form.get("on")).ok_or(("on", Refusal::BadDay))?;
        let count = |name: &'static str| -> Result<u64, Stop> {
            Ok(u64::try_from(form.whole(name)?).map_err(|_| (name, Refusal::NotANumber))?)
        };
        let counts = (count("places")?, count("substitutes")?);
        let list = listed(at, of, form.raw("list")).await?;
        let today = today(at.writing, &community).await?;
        let fixed = draw::fix(&list, counts, (chance, form.get("named"), on), today)?;
        let basis = again(at, form, (basis, &fixed)).await?;
        let id = DrawId::from(secret::id());
        let number = draws::store_fixed(at.writing, &at.permit, &id, (&title, &basis, of), &fixed).await?;
        let body = json!({
            "number": number, "hash": fixed.frame().hash, "entries": fixed.frame().entries.len(),
            "places": counts.0, "substitutes": counts.1, "chance": chance, "on": on.to_string(),
        });
        at.say_of(Says::DrawFixed, &id, body).await?;
        publish(at.writing, &at.permit, &id, form).await?;
        Ok(page_of(&community, &id).into())
    }
}

/// Whether two lists hold the same entries, in whatever order and with whatever marks between their letters.
fn same_list(one: &[String], other: &[String]) -> bool {
    let plain = |entries: &[String]| -> BTreeSet<String> {
        entries.iter().map(|entry| entry.chars().filter(|one| one.is_alphanumeric()).collect()).collect()
    };
    plain(one) == plain(other)
}

/// The basis of a draw; of a list that was fixed before, whether it was drawn from or withdrawn or not, with which draw it was and why it is drawn
/// again: nobody draws until the result suits them, unseen.
async fn again(at: &mut At<'_, Fixing>, form: &Form, (basis, fixed): (String, &Fixed)) -> Result<String, Stop> {
    let community = at.on.0.id.clone();
    let before = draws::all(at.writing.conn(), &community).await?;
    let mut earlier = None;
    for row in before {
        if same_list(&row.frame()?.entries, &fixed.frame().entries) {
            earlier = Some(row.number);
        }
    }
    let Some(number) = earlier else { return Ok(basis) };
    let why = form.optional("again", TITLE_LIMIT)?;
    if !says_something(&why) {
        return Err(("again", Refusal::DrawnBefore).into());
    }
    Ok(format!("{basis}（第 {number} 次抽签用过同一名单，重抽原因：{why}）"))
}

/// The list, a line each: a member by the number that the roll has, a unit by its own. A line that names nobody is refused with its place;
/// a list of numbers alone comes back with the names that the roll has, to be sent again with them.
async fn listed(at: &mut At<'_, Fixing>, of: DrawOf, typed: &str) -> Result<String, Stop> {
    let community = at.on.0.id.clone();
    let mut lines = Vec::new();
    match of {
        DrawOf::Lines => return Ok(typed.to_owned()),
        DrawOf::Members => {
            let people = members::all(at.writing.conn(), &community).await?;
            let (mut named, mut bare) = (Vec::new(), false);
            for (nth, line) in typed.lines().enumerate() {
                let line = line.trim();
                let place = format!("list:{}", nth + 1);
                let (number, name) = match named_of(&people, "list", line) {
                    _ if line.is_empty() => (String::new(), String::new()),
                    Ok(one) => (one.number.clone(), shown(&one.number, &one.name)),
                    Err((field, Refusal::NameToConfirm)) => {
                        bare = true;
                        (String::new(), field.strip_prefix("list:").unwrap_or_default().to_owned())
                    }
                    Err((_, refusal)) => return Err((place, refusal).into()),
                };
                lines.push(number);
                named.push(name);
            }
            if bare {
                return Err((format!("list:{}", named.join("\n")), Refusal::NamesToConfirm).into());
            }
        }
        DrawOf::Units => {
            let units: HashSet<String> = draws::units(at.writing.conn(), &community).await?.into_iter().collect();
            for (nth, line) in typed.lines().enumerate() {
                let unit = proposal::optional(line.trim(), draw::LIMIT).unwrap_or_default();
                if !unit.is_empty() && !units.contains(&unit) {
                    return Err((format!("list:{}", nth + 1), Refusal::NotOffered).into());
                }
                lines.push(unit);
            }
        }
    }
    Ok(lines.join("\n"))
}
