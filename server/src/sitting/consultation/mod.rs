//! A consultation: whom a matter concerns, as groups; guests; the opinion that comes of it, who dissents from it, and what is told of what
//! became of it. It decides nothing, counts nobody for a quorum and gives nobody a ballot; what it publishes names nobody.

pub mod acts;
mod content;
mod opinion;
pub mod rows;
pub(crate) mod view;

pub use opinion::OpinionSheet;

use crate::{
    act::{At, Form, Stop},
    fault::Fault,
    people::community::rows as communities,
    record::today,
    sitting::{
        consultation::rows::{ParticipantRow, PartyRow, StandsRow, said},
        session::rows::SessionRow,
    },
    store::Conn,
    zone,
};
use app::address;
use rules::{
    Moment, Refusal,
    body::BodyKind,
    consultation::{Group, GuestFacts, TakeFacts},
    days::Date,
    id::SessionId,
    session::Phase,
};

/// All that is on record of a consultation but its opinion.
pub(crate) struct Round {
    pub parties: Vec<PartyRow>,
    pub people: Vec<ParticipantRow>,
    pub dissents: Vec<said::DissentRow>,
    pub stands: StandsRow,
}

impl Round {
    pub(crate) async fn of(conn: &mut Conn, session: &SessionId) -> Result<Self, Fault> {
        Ok(Self {
            parties: rows::parties(conn, session).await?,
            people: rows::people(conn, session).await?,
            dissents: said::dissents(conn, session).await?,
            stands: rows::stands(conn, session).await?,
        })
    }

    /// The groups, as the rules judge them.
    pub(crate) fn groups(&self) -> Vec<Group> {
        self.parties.iter().map(|party| self.group(party)).collect()
    }

    fn group(&self, party: &PartyRow) -> Group {
        let own = self.people.iter().filter(|one| one.party == party.id);
        Group {
            name: party.name.clone(),
            named: own.filter_map(|one| Date::from_text(&one.named_day)).collect(),
            refused: Date::from_text(&party.refused_day),
        }
    }

    /// What a group is called; empty where there is none.
    fn party_name(&self, id: &str) -> &str {
        self.parties.iter().find(|party| party.id == id).map_or("", |party| party.name.as_str())
    }

    /// The group that a form names.
    fn party(&self, form: &Form) -> Result<&PartyRow, Stop> {
        let found = self.parties.iter().find(|party| party.id == form.get("of"));
        found.ok_or_else(|| ("", Refusal::NotOffered).into())
    }

    /// The guest whom a form names.
    fn guest(&self, form: &Form) -> Result<&ParticipantRow, Stop> {
        let found = self.people.iter().find(|one| one.is_guest() && one.id == form.get("guest"));
        found.ok_or_else(|| ("", Refusal::NotOffered).into())
    }
}

/// How many groups of a sitting have nobody who takes part, and no refusal on record: with one of them it does not open. Of one that has
/// begun it is not asked.
pub(crate) async fn silent(conn: &mut Conn, session: &SessionRow) -> Result<usize, Fault> {
    if session.phase != Phase::Announced {
        return Ok(0);
    }
    Ok(rules::consultation::missing(&Round::of(conn, &session.id).await?.groups()))
}

/// The kind of the body that sits.
async fn body(at: &mut At<'_, SessionRow>) -> Result<BodyKind, Fault> {
    Ok(communities::body(at.writing.conn(), &at.on.community, &at.on.body).await?.kind)
}

/// What naming somebody who takes part is judged by; `named`: whether they do already.
async fn take_facts(at: &mut At<'_, SessionRow>, round: &Round, named: bool) -> Result<TakeFacts, Fault> {
    Ok(TakeFacts { body: body(at).await?, phase: at.on.phase, there: round.people.len(), named })
}

/// What a guest's coming and speaking is judged by.
async fn guest_facts(at: &mut At<'_, SessionRow>, guest: &ParticipantRow) -> Result<GuestFacts, Fault> {
    let now = at.now();
    let zone = communities::find(at.writing.conn(), &at.on.community).await?.zone;
    let speaking = said::speaking(at.writing.conn(), &at.on.id).await?;
    let id = at.on.id.clone();
    Ok(GuestFacts {
        phase: at.on.phase,
        today: zone::day(now, &zone)? == zone::day(Moment(at.on.starts_at), &zone)?,
        here: guest.here(),
        paused: at.on.pauses_at(now.0),
        voting: super::talk::is_voting(at.writing, &id).await?,
        has_item: !at.on.current_item.is_empty(),
        speaking: speaking.is_some_and(|turn| turn.guest == guest.id),
    })
}

/// The day, where the sitting is.
async fn day(at: &mut At<'_, SessionRow>) -> Result<Date, Fault> {
    let community = at.on.community.clone();
    today(at.writing, &community).await
}

/// The page on which it is kept.
fn page(on: &SessionRow) -> String {
    address::consultation(&on.id)
}

/// Whether a sitting has begun: before, nothing is summed up.
fn begun(phase: Phase) -> Result<(), Refusal> {
    match phase {
        Phase::Open | Phase::Suspended | Phase::Closed => Ok(()),
        other => Err(other.not_now()),
    }
}
