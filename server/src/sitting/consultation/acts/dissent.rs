//! Who took part and does not agree says so in their own words: on the phone, or on paper, which the clerk enters. Nobody edits it.

use super::super::{
    Round, day, page,
    rows::{
        self as consultations,
        said::{self, Whose},
    },
};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    people::naming::named,
    record::{draft::rows as drafts, publication::Kind},
    secret,
    sitting::session::rows::SessionRow,
    text::fingerprint,
};
use rules::{
    consultation::{self as judged, DissentFacts},
    draft::Phase,
    id::MemberId,
    masking::Said,
    permit::Act as May,
    says::Says,
    typed::TextForm,
};
use serde_json::json;

/// Dissents from the opinion.
pub struct Dissent;

impl Act for Dissent {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/dissent";
    const MAY: &'static [May] = &[May::Dissent];
    const SAYS: &'static [Says] = &[Says::DissentAdded];
    const COVERS_PHONES: bool = true;

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.member()?;
        let (whose, facts) = of_member(at, member, at.verified).await?;
        add(at, (whose, facts), none::said_by_member(form, "dissent"), false).await
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Enters the dissent of somebody who gave it on paper: of a guest, or of a member.
pub struct DissentOnPaper;

impl Act for DissentOnPaper {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/dissent/paper";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::DissentAdded];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let (whose, facts) = if form.get("guest").is_empty() {
            let one = named(at.writing.conn(), &at.on.community, form, "number").await??;
            of_member(at, one.id, true).await?
        } else {
            let round = Round::of(at.writing.conn(), &at.on.id).await?;
            let guest = round.guest(form)?;
            let whose = Whose { guest: guest.id.clone(), party: guest.party.clone(), ..Whose::default() };
            (whose, facts(at, &round, (true, guest.came_at > 0), |one| one.guest == guest.id).await?)
        };
        add(at, (whose, facts), none::said(form, "dissent"), true).await
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Whose a member's dissent is, and what it is judged by.
async fn of_member(
    at: &mut At<'_, SessionRow>,
    member: MemberId,
    verified: bool,
) -> Result<(Whose, DissentFacts), Stop> {
    let round = Round::of(at.writing.conn(), &at.on.id).await?;
    let took_part = consultations::took_part(at.writing.conn(), &at.on.id).await?.contains(&member);
    let facts = facts(at, &round, (verified, took_part), |one| one.member.0.as_ref() == Some(&member)).await?;
    let party = round.people.iter().find(|one| one.member.0.as_ref() == Some(&member));
    let party = party.map(|one| one.party.clone()).unwrap_or_default();
    Ok((Whose { member, party, ..Whose::default() }, facts))
}

async fn facts(
    at: &mut At<'_, SessionRow>,
    round: &Round,
    (verified, took_part): (bool, bool),
    own: impl Fn(&said::DissentRow) -> bool,
) -> Result<DissentFacts, Stop> {
    let row = drafts::of(at.writing.conn(), (&at.on.community, Kind::Consultation), &at.on.id).await?;
    Ok(DissentFacts {
        verified,
        took_part,
        read: !round.stands.read_of.is_empty(),
        public: row.is_some_and(|row| row.phase == Phase::Published || row.revision > 1),
        made: round.dissents.iter().filter(|one| own(one)).count(),
    })
}

async fn add(
    at: &mut At<'_, SessionRow>,
    (whose, facts): (Whose, DissentFacts),
    text: Said<'_>,
    paper: bool,
) -> Result<Address, Stop> {
    let dissented = judged::dissent(facts, text)?;
    let (id, session, today) = (secret::id(), at.on.id.clone(), day(at).await?);
    said::store_dissent(at.writing, &at.permit, (&session, &id), (&whose, &dissented), (paper, today)).await?;
    let entry = at.entry(Says::DissentAdded, if paper { json!({ "entered": "paper" }) } else { json!({}) });
    let entry = if whose.member.is_empty() {
        entry
    } else {
        let hash = fingerprint(TextForm::Typed, &[dissented.body()]);
        entry.about(&whose.member, json!({ "dissent": id, "text_hash": hash, "by": whose.member }))
    };
    at.writing.append(entry).await?;
    Ok(Address(format!("{}#dissents", page(&at.on))))
}
