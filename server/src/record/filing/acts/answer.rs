//! The office with which something was put on file acknowledges it, or sends it back with a reason. It says that the office has it, and
//! changes nothing of the thing.

use super::super::{Filing, stands};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, none},
    fault::Fault,
    people::office::acting,
    record::{filing::rows as filings, today},
};
use app::address;
use rules::{
    filing::{self, AnswerFacts, Answered},
    office::Level,
    permit::{Act as May, Role},
    says::Says,
};
use serde_json::json;

/// Acknowledges what was put on file.
pub struct Acknowledge;

impl Act for Acknowledge {
    type On = Filing;
    const AT: &'static str = "/filing/{filing}/acknowledge";
    const MAY: &'static [May] = &[May::AnswerFiling];
    const SAYS: &'static [Says] = &[Says::FilingAcknowledged];

    async fn run(at: &mut At<'_, Filing>, form: &Form) -> Result<Address, Stop> {
        let facts = facts(at).await?;
        let words = none::said(form, "words");
        let none = none::none("words", &words);
        let answered = filing::acknowledge(&at.on.row.id, &facts, words)?;
        answer(at, &answered, (Says::FilingAcknowledged, none)).await
    }

    async fn stands(at: &mut At<'_, Filing>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(&at.on.row, at.on.of.revision)))
    }

    fn back_for(on: &Filing, viewer: &Viewer, _form: &Form) -> String {
        desk(on, viewer)
    }
}

/// Sends it back.
pub struct SendBack;

impl Act for SendBack {
    type On = Filing;
    const AT: &'static str = "/filing/{filing}/send-back";
    const MAY: &'static [May] = &[May::AnswerFiling];
    const SAYS: &'static [Says] = &[Says::FilingReturned];

    async fn run(at: &mut At<'_, Filing>, form: &Form) -> Result<Address, Stop> {
        let facts = facts(at).await?;
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let answered = filing::send_back(&at.on.row.id, &facts, reason)?;
        answer(at, &answered, (Says::FilingReturned, none)).await
    }

    async fn stands(at: &mut At<'_, Filing>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(&at.on.row, at.on.of.revision)))
    }

    fn back_for(on: &Filing, viewer: &Viewer, _form: &Form) -> String {
        desk(on, viewer)
    }
}

/// Where a filing is answered: at the office's page, or, by members of the place, at the page of the thing.
fn desk(on: &Filing, viewer: &Viewer) -> String {
    let mut above: Vec<_> = viewer.offices.iter().filter(|one| one.places.contains(&on.row.community)).collect();
    let level = Level::of(on.row.addressee);
    above.sort_by_key(|one| Some(one.level) != level);
    match above.first().filter(|one| Some(one.level) == level || viewer.membership(&on.row.community).is_err()) {
        Some(serving) => address::office(&serving.office),
        None => super::super::place(&on.row),
    }
}

async fn facts(at: &mut At<'_, Filing>) -> Result<AnswerFacts, Fault> {
    let acting = acting(at.writing.conn(), &at.on.row.community, at.viewer).await?;
    Ok(AnswerFacts {
        state: at.on.row.state,
        to: at.on.row.addressee,
        gone: !at.on.of.withdrawn.is_empty() || !at.on.of.is_public(),
        revision: at.on.of.revision,
        acting,
        committee: [Role::Committee, Role::Chair].iter().any(|role| at.standing.is(*role)),
        own: at.standing.member.as_ref() == Some(&at.on.row.filer),
    })
}

async fn answer(
    at: &mut At<'_, Filing>,
    answered: &Answered,
    (says, none): (Says, Vec<none::SaidNone>),
) -> Result<Address, Stop> {
    let community = at.on.row.community.clone();
    let day = today(at.writing, &community).await?.to_string();
    filings::store_answered(at.writing, &at.permit, answered, &day).await?;
    let body = json!({
        "number": at.on.row.number, "revision": answered.revision(), "day": day, "words": answered.words(),
    });
    at.say(says, none::tell(body, &none)?).await?;
    Ok(Address(desk(&at.on, at.viewer)))
}
