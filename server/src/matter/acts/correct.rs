//! The words of a matter are corrected: its title, its text, who answers for it, how it came, what was recorded for its steps. Everybody
//! reads what was corrected and why, and the words before it in the revision before.

use super::{super::published, record::SAID};
use crate::{
    act::{Act, Address, At, Beside, Form, Stop, Subject, Viewer, base},
    record::{dossier::Dossier, today},
};
use app::address;
use rules::{
    Refusal, dossier,
    money::Money,
    permit::Act as May,
    proposal::{self, TITLE_LIMIT},
    published::{MatterContent, StepRecord},
    says::Says,
};
use serde_json::json;

/// Corrects the words of a matter.
pub struct CorrectMatter;

impl Act for CorrectMatter {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/correct";
    const MAY: &'static [May] = &[May::KeepMatter];
    const SAYS: &'static [Says] = &[Says::MatterCorrected, Says::MatterPublished];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        if !at.on.published.withdrawn.is_empty() {
            return Err(Refusal::WithdrawnAlready.into());
        }
        base::holds_revision(form, at.on.published.revision)?;
        let words = words(form, at.on.content.clone())?;
        let today = today(at.writing, &at.on.row.community).await?;
        let why = form.optional("why", 300)?;
        let judged = dossier::correct(&at.on.content, words, (&why, at.permit.role(), today))?;
        published(at, judged.content(), form).await?;
        at.say(Says::MatterCorrected, json!({ "what": judged.what() })).await?;
        Ok(at.page())
    }

    fn back(on: &Dossier) -> String {
        address::correct_matter(&on.row.id)
    }

    /// Whoever may not is not shown the form either.
    fn back_for(on: &Dossier, viewer: &Viewer, _form: &Form) -> String {
        let may = viewer.standing(&on.row.community).is_ok_and(|standing| standing.may(May::KeepMatter));
        if may { Self::back(on) } else { on.page() }
    }
}

/// The matter with the words of the form.
fn words(form: &Form, mut content: MatterContent) -> Result<MatterContent, Stop> {
    content.title = form.line("title", TITLE_LIMIT)?;
    let body = form.raw("body").to_owned();
    proposal::text(&body, proposal::BODY_LIMIT).beside("body")?;
    // What differs in its line ends alone is as it was.
    if body.replace("\r\n", "\n").trim_end() != content.text.replace("\r\n", "\n").trim_end() {
        content.text = body;
        content.form = form.text_form();
    }
    content.responsible = form.line("responsible", 60)?;
    content.intake.said = form.line("said", 300)?;
    for (nth, record) in content.records.iter_mut().enumerate() {
        of_record(form, record, &format!("record-{}", nth + 1))?;
    }
    Ok(content)
}

/// A record with the words that were typed for it, under the name of its place.
fn of_record(form: &Form, record: &mut StepRecord, place: &str) -> Result<(), (String, Refusal)> {
    let said = form.raw(place).trim().replace("\r\n", "\n");
    // What was recorded without words may stay so.
    record.said = match (said.is_empty(), record.said.is_empty()) {
        (true, true) => String::new(),
        _ => proposal::text(&said, SAID).map_err(|refusal| (place.to_owned(), refusal))?,
    };
    let line = |name: String| proposal::line(form.get(&name), TITLE_LIMIT).map_err(|refusal| (name, refusal));
    for (nth, plan) in record.plans.iter_mut().enumerate() {
        let at = |part: &str| format!("{place}-plan-{}-{part}", nth + 1);
        plan.title = line(at("title"))?;
        let cost = at("cost");
        plan.cost = Money::from_text(form.get(&cost)).ok_or((cost, Refusal::BadMoney))?.to_string();
        plan.effect = line(at("effect"))?;
        plan.pays = line(at("pays"))?;
    }
    for (nth, party) in record.parties.iter_mut().enumerate() {
        let at = |part: &str| format!("{place}-party-{}-{part}", nth + 1);
        party.group = line(at("group"))?;
        if !party.refused.is_empty() {
            party.refused = line(at("refused"))?;
        }
    }
    Ok(())
}
