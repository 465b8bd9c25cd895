//! Something is recorded for a step: a study, a topic taken up or refused, plans, who took part, what was put on file, what was told
//! back. It is public at once, in the role of whoever records it.

use super::{
    super::{Judged, published},
    end::ended,
};
use crate::{
    act::{Act, Address, At, Beside, Form, Stop},
    record::{dossier::Dossier, filing},
};
use rules::{
    Refusal,
    days::Date,
    dossier,
    money::Money,
    permit::{Act as May, Role},
    procedure::{Kind, Office},
    proposal::{self, TITLE_LIMIT},
    published::{HowEnded, MatterEnd, Party, Plan, StepRecord},
    says::Says,
    typed,
};
use serde_json::json;

/// How many plans, and how many groups, one form takes.
const PLANS: usize = 5;
const PARTIES: usize = 12;
/// Longest words of a record, in characters.
pub(super) const SAID: usize = 1_000;

/// Records something for a step of a matter.
pub struct RecordStep;

impl Act for RecordStep {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/record";
    const MAY: &'static [May] = &[May::TakeStep];
    const SAYS: &'static [Says] = &[Says::MatterRecorded, Says::MatterEnded, Says::MatterPublished];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        at.on.goes_on()?;
        let mut content = at.on.content.clone();
        let Judged { procedure, found, today, .. } = Judged::at(at).await?;
        let on = match form.get("on") {
            "" => today,
            day => Date::from_text(day).ok_or(("on", Refusal::BadDay))?,
        };
        let mut record = written(form, on)?;
        let shows = record.shows().ok_or(("need", Refusal::NotOffered))?;
        let step = (form.get("step"), &shows);
        if let Some(to) = record.to
            && filing::above(at.writing.conn(), &at.on.row.community).await?.contains(&to)
        {
            return Err(("to", Refusal::FiledHere).into());
        }
        let judged = dossier::record(&procedure, &found.facts, step, &at.standing.roles, (on, today))?;
        // In the role in which the step is this person's.
        record.by = judged.by();
        let refused = record.accepted == Some(false);
        if refused {
            content.ended = Some(MatterEnd { how: HowEnded::Refused, said: record.said.clone(), by: record.by, on });
        }
        let said = json!({ "step": record.step, "need": record.need, "on": on.to_string() });
        content.records.push(record);
        published(at, &content, form).await?;
        at.say(Says::MatterRecorded, said).await?;
        if refused {
            ended(at, HowEnded::Refused).await?;
        }
        Ok(at.page())
    }
}

/// The record as it was typed.
fn written(form: &Form, on: Date) -> Result<StepRecord, Stop> {
    let need = Kind::from_id(form.get("need")).ok_or(("need", Refusal::NotOffered))?;
    let mut record = StepRecord {
        step: form.get("step").to_owned(),
        need,
        on,
        by: Role::Chair,
        said: match need {
            Kind::Options | Kind::Parties if form.raw("said").trim().is_empty() => String::new(),
            _ => proposal::text(form.raw("said").trim(), SAID).beside("said")?,
        },
        accepted: None,
        plans: Vec::new(),
        parties: Vec::new(),
        to: None,
    };
    match need {
        Kind::Topic => {
            record.accepted = Some(match form.get("accepted") {
                "1" => true,
                "0" => false,
                _ => return Err(("accepted", Refusal::NotOffered).into()),
            });
        }
        Kind::Options => record.plans = plans(form)?,
        Kind::Parties => record.parties = parties(form)?,
        Kind::Filing => record.to = Some(Office::from_id(form.get("to")).ok_or(("to", Refusal::NotOffered))?),
        _ => (),
    }
    Ok(record)
}

/// What a row of the form holds under a name, which has to be filled.
fn line(form: &Form, at: String) -> Result<String, (String, Refusal)> {
    proposal::line(form.get(&at), TITLE_LIMIT).map_err(|refusal| (at, refusal))
}

/// Whether a row of the form was left empty.
fn is_empty(form: &Form, row: &str, parts: &[&str]) -> bool {
    parts.iter().all(|part| form.get(&format!("{row}-{part}")).is_empty())
}

/// The plans that were typed: each with what it costs, what it brings and who pays.
fn plans(form: &Form) -> Result<Vec<Plan>, (String, Refusal)> {
    let mut all = Vec::new();
    for row in (1..=PLANS).map(|nth| format!("plan-{nth}")) {
        if is_empty(form, &row, &["title", "cost", "effect", "pays"]) {
            continue;
        }
        let [title, cost, effect, pays] = ["title", "cost", "effect", "pays"].map(|part| format!("{row}-{part}"));
        let money = Money::from_text(form.get(&cost)).ok_or((cost, Refusal::BadMoney))?;
        all.push(Plan {
            title: line(form, title)?,
            cost: money.to_string(),
            effect: line(form, effect)?,
            pays: line(form, pays)?,
        });
    }
    if all.is_empty() { Err(("plan-1-title".to_owned(), Refusal::Empty)) } else { Ok(all) }
}

/// The groups that were typed: of each how many came, or why nobody did. Silence is not an absence on record.
fn parties(form: &Form) -> Result<Vec<Party>, (String, Refusal)> {
    let mut all = Vec::new();
    for row in (1..=PARTIES).map(|nth| format!("party-{nth}")) {
        if is_empty(form, &row, &["group", "present", "refused"]) {
            continue;
        }
        let [group, present, refused] = ["group", "present", "refused"].map(|part| format!("{row}-{part}"));
        let came = match form.get(&present) {
            "" => 0,
            text => typed::whole(text).ok_or((present, Refusal::NotANumber))?,
        };
        let refused = if came == 0 { line(form, refused)? } else { String::new() };
        all.push(Party { group: line(form, group)?, present: came, refused });
    }
    if all.is_empty() { Err(("party-1-group".to_owned(), Refusal::Empty)) } else { Ok(all) }
}
