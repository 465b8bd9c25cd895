//! The interest groups of a consultation, before it opens: named, struck, or put on record as not taking part.

use super::super::{Round, body, day, page, rows as consultations};
use crate::{
    act::{Act, Address, At, Form, Stop},
    secret,
    sitting::session::rows::SessionRow,
};
use rules::{Refusal, consultation as judged, days::Date, permit::Act as May, says::Says};
use serde_json::json;

/// Names a group.
pub struct NameParty;

impl Act for NameParty {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/party";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::PartyNamed];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let round = Round::of(at.writing.conn(), &at.on.id).await?;
        let named = judged::name(body(at).await?, at.on.phase, &round.groups(), form.get("party"))?;
        let (id, session) = (secret::id(), at.on.id.clone());
        consultations::store_named(at.writing, &at.permit, (&session, &id), &named).await?;
        at.say(Says::PartyNamed, json!({ "party": id, "name": named.name() })).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Strikes a group, with those who were named for it.
pub struct DropParty;

impl Act for DropParty {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/party/drop";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::PartyDropped];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let id = Round::of(at.writing.conn(), &at.on.id).await?.party(form)?.id.clone();
        let struck = judged::strike(body(at).await?, at.on.phase)?;
        consultations::strike_party(at.writing, &at.permit, &id, struck).await?;
        at.say(Says::PartyDropped, json!({ "party": id })).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Puts on record that nobody of a group takes part: who said so, and when. Its words are for members.
pub struct RefuseParty;

impl Act for RefuseParty {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/party/refuse";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::PartyRefused];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let (round, today) = (Round::of(at.writing.conn(), &at.on.id).await?, day(at).await?);
        let party = round.party(form)?;
        let on = match form.get("on") {
            "" => today,
            text => Date::from_text(text).ok_or(("on", Refusal::BadDay))?,
        };
        let stands = (body(at).await?, at.on.phase);
        let refused = judged::refuse(stands, &round.group(party), form.get("said"), (on, today))?;
        consultations::store_refused(at.writing, &at.permit, &party.id, &refused).await?;
        at.say(Says::PartyRefused, json!({ "party": party.id, "on": on.to_string() })).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}
