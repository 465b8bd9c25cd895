//! What the roll says of somebody is corrected by hand: name, number, telephone, age. Where they live is changed by an act of its own.

use super::{done, edit_page};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    people::{
        community::rows::CommunityRow,
        member::{
            read,
            rows::{self as members, MemberRow},
            stands,
        },
        roll::{Typed, Whom, take},
    },
    roll_file::Line,
    zone,
};
use rules::{Refusal, belonging::Residence, folding, permit::Act as May, says::Says};
use serde_json::{Map, Value, json};

/// Corrects what the roll says of somebody.
pub struct CorrectMember;

impl Act for CorrectMember {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/correct-member";
    const MAY: &'static [May] = &[May::KeepMembers];
    const SAYS: &'static [Says] = &[Says::MemberCorrected, Says::RollConfirmed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let before = at.whom(form).await?;
        base::holds(form, &stands(&before))?;
        if before.state != Residence::Living {
            return Err(Refusal::MemberLeft.into());
        }
        let today = zone::day(at.now(), &at.on.zone)?;
        let typed = read(|name| form.get(name), today)?;
        let line = Line { phone: typed.line.phone.clone(), ..at_home(&before, typed.line.clone()) };
        let typed = Typed { line, ..typed };
        take(at.writing, &at.permit, &typed, Whom::Member(&before.id)).await??;
        // Whoever is signed in, sits or voted under this number stays that person: another name is asked about, as a file's is.
        if !folding::same(&typed.line.name, &before.name) && !form.ticked("renamed") {
            return Err(("renamed", Refusal::RenameToConfirm).into());
        }
        // What is corrected by hand stands as it was written, and what was emptied is empty.
        let mut row = members::find(at.writing.conn(), &at.on.id, &before.id).await?;
        row.name.clone_from(&typed.line.name);
        row.phone.clone_from(&typed.line.phone);
        row.born = typed.born.map(|born| born.to_string()).unwrap_or_default();
        members::update(at.writing, &at.permit, &row).await?;
        // Names stand large on every page of who is signed in.
        at.writing.asks(&row.person);
        let changed = changed(&before, &row);
        base::changes(!changed.is_empty())?;
        let personal = json!({ "member": row.id, "changed": changed });
        let entry = at.entry(Says::MemberCorrected, json!({})).about(&row.id, personal);
        at.writing.append(entry).await?;
        Ok(done(&at.on, &row.id, Says::MemberCorrected))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        edit_page(on, form)
    }
}

/// What is typed of somebody who stays where they live.
fn at_home(row: &MemberRow, line: Line) -> Line {
    let text = |one: &Option<String>| one.clone().unwrap_or_default();
    Line { household: text(&row.household), division: text(&row.division), ..line }
}

/// By column: what stood there, and what stands there now.
fn changed(before: &MemberRow, now: &MemberRow) -> Map<String, Value> {
    let columns = [
        ("name", &before.name, &now.name),
        ("number", &before.number, &now.number),
        ("phone", &before.phone, &now.phone),
        ("born", &before.born, &now.born),
    ];
    let mut all: Map<String, Value> = columns
        .into_iter()
        .filter(|(_, before, now)| before != now)
        .map(|(name, before, now)| (name.to_owned(), json!([before, now])))
        .collect();
    if before.adult != now.adult {
        all.insert("adult".to_owned(), json!([*before.adult, *now.adult]));
    }
    all
}
