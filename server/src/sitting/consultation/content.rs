//! What is published of a consultation, put together from what is on record.

use super::{Round, rows, rows::ParticipantRow};
use crate::{
    fault::Fault,
    record::{
        draft::rows::{DraftRow, Said},
        publication::{Kind, Shelf},
    },
    secret,
    sitting::{
        presence::rows as presence,
        session::{Sitting, rows as sessions},
    },
    store::Conn,
    zone,
};
use rules::{
    Moment,
    consultation::Opinion,
    days::Date,
    id::MemberId,
    permit::Role,
    posting::Audience,
    published::{ConsultationContent, DissentContent, GuestContent, PartyContent},
};
use std::collections::{BTreeMap, HashSet};

/// What an opinion says beside its consensus.
pub(super) fn sheet(said: &Said) -> Result<Opinion, Fault> {
    Ok(if said.sheet.is_empty() { Opinion::default() } else { serde_json::from_str(&said.sheet)? })
}

/// The opinion as the record has it now. Before it was read back, the day and the role of that are those of the sitting: nothing is
/// published so.
pub(super) async fn content(
    conn: &mut Conn,
    sitting: &Sitting,
    row: Option<&DraftRow>,
) -> Result<ConsultationContent, Fault> {
    let (session, zone) = (&sitting.session, &sitting.community.zone);
    let round = Round::of(conn, &session.id).await?;
    let said = row.map(|row| row.said.clone()).unwrap_or_default();
    let opinion = sheet(&said)?;
    let attended = presence::attendees(conn, &session.id).await?.into_iter().filter(|one| one.channel.is_some());
    let came: HashSet<MemberId> = attended.map(|one| one.member).collect();
    let is_there = |one: &ParticipantRow| match &one.member.0 {
        Some(member) => came.contains(member),
        None => one.came_at > 0,
    };
    let count = |all: usize| u64::try_from(all).unwrap_or(u64::MAX);
    let parties = round.parties.iter().map(|party| PartyContent {
        name: party.name.clone(),
        present: count(round.people.iter().filter(|one| one.party == party.id && is_there(one)).count()),
        refused: party.refused_day.clone(),
        holds: opinion.holds.iter().find(|one| one.party == party.id).map(|one| one.text.clone()).unwrap_or_default(),
    });
    let mut guests: BTreeMap<&str, u64> = BTreeMap::new();
    for one in round.people.iter().filter(|one| one.is_guest() && is_there(one)) {
        *guests.entry(one.organisation.as_str()).or_default() += 1;
    }
    let dissent = |one: &rows::said::DissentRow| {
        Some(DissentContent {
            party: round.party_name(&one.party).to_owned(),
            words: one.body.clone(),
            on: Date::from_text(&one.day)?,
            paper: *one.paper,
        })
    };
    let held = zone::day(Moment(session.opened_at.unwrap_or(session.starts_at)), zone)?;
    let read = round.stands.read_at;
    let feedback = round.stands.feedback()?;
    Ok(ConsultationContent {
        community: sitting.community.name.clone(),
        title: session.title.clone(),
        body: sitting.body.name.clone(),
        session_id: session.id.0.clone(),
        place: session.place.clone(),
        held,
        items: sessions::items(conn, &session.id).await?.into_iter().map(|item| item.title).collect(),
        parties: parties.collect(),
        guests: guests
            .into_iter()
            .map(|(organisation, present)| GuestContent { organisation: organisation.to_owned(), present })
            .collect(),
        members: count(came.len()),
        form: said.form(),
        consensus: said.body,
        suggestions: opinion.suggestions,
        read: if read > 0 { zone::day(Moment(read), zone)? } else { held },
        read_as: round.stands.read_role.unwrap_or(Role::Clerk),
        dissents: round.dissents.iter().filter_map(dissent).collect(),
        feedback_as: feedback.as_ref().map_or_else(String::new, |_| round.stands.feedback_as.clone()),
        feedback,
        correction: said.correction,
        signed_as: row.map(DraftRow::signed_as).unwrap_or_default(),
        zone: zone.clone(),
    })
}

/// Where it is found. What was talked over of a matter that stays within the community stays there.
pub(super) async fn shelf(conn: &mut Conn, sitting: &Sitting) -> Result<Shelf, Fault> {
    let items = sessions::items(conn, &sitting.session.id).await?;
    let within = items.iter().find(|item| item.audience() == Audience::Members);
    let matter = within.map_or("", |item| item.matter.as_str());
    Ok(Shelf::of(Kind::Consultation, matter, sitting.body.kind))
}

/// Names all that is signed: one signs what one has read.
pub(super) fn fingerprint(content: &ConsultationContent) -> Result<String, Fault> {
    let signed_later = ConsultationContent { signed_as: String::new(), ..content.clone() };
    Ok(secret::digest(&[&serde_json::to_string(&signed_later)?]))
}
