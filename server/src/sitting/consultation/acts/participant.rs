//! Who takes part in a consultation: members, named for a group by number and name; guests, by name and organisation.

use super::super::{Round, body, day, page, rows as consultations, take_facts};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::naming::named,
    secret,
    sitting::session::rows::SessionRow,
};
use rules::{Refusal, consultation as judged, folding, permit::Act as May, says::Says};
use serde_json::json;

/// Names a member who takes part for a group.
pub struct NameParticipant;

impl Act for NameParticipant {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/participant";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::ParticipantNamed];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let round = Round::of(at.writing.conn(), &at.on.id).await?;
        let party = round.party(form)?.id.clone();
        let one = named(at.writing.conn(), &at.on.community, form, "number").await??;
        let already = round.people.iter().any(|other| other.member.0.as_ref() == Some(&one.id));
        let part = judged::take_part(take_facts(at, &round, already).await?).map_err(|refusal| ("number", refusal))?;
        let (id, session, today) = (secret::id(), at.on.id.clone(), day(at).await?);
        let who = (Some(&one.id), &part);
        consultations::store_part(at.writing, &at.permit, (&session, &id, &party), who, today).await?;
        let entry = at.entry(Says::ParticipantNamed, json!({ "party": party }));
        at.writing.append(entry.about(&one.id, json!({ "participant": id, "member": one.id }))).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Invites a guest, who speaks and does not vote.
pub struct InviteGuest;

impl Act for InviteGuest {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/guest";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::GuestInvited];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let round = Round::of(at.writing.conn(), &at.on.id).await?;
        let party = if form.get("of").is_empty() { String::new() } else { round.party(form)?.id.clone() };
        let (name, organisation) = (form.get("guest"), form.get("organisation"));
        let already = round.people.iter().any(|one| {
            one.is_guest() && folding::same(&one.name, name) && folding::same(&one.organisation, organisation)
        });
        let part = judged::invite(take_facts(at, &round, already).await?, name, organisation)?;
        let (id, session, today) = (secret::id(), at.on.id.clone(), day(at).await?);
        consultations::store_part(at.writing, &at.permit, (&session, &id, &party), (None, &part), today).await?;
        at.say(Says::GuestInvited, json!({ "guest": id, "party": party })).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Strikes somebody who was to take part.
pub struct DropParticipant;

impl Act for DropParticipant {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/participant/drop";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::ParticipantDropped];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let round = Round::of(at.writing.conn(), &at.on.id).await?;
        let one = round.people.iter().find(|one| one.id == form.get("who")).ok_or(("", Refusal::NotOffered))?;
        let struck = judged::strike(body(at).await?, at.on.phase)?;
        consultations::strike_part(at.writing, &at.permit, &one.id, struck).await?;
        at.say(Says::ParticipantDropped, json!({ "participant": one.id })).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}
