//! A member's part in a vote: ballots, papers and the pages that offer them are judged by the same.

use crate::{
    fault::Fault,
    store::{
        Conn, interest,
        presence::{self, AttendeeRow},
        vote::{self as votes, VoteRow},
    },
};
use rules::{
    Moment,
    ballot::Way,
    paper::PaperFacts,
    roll::{Channel, Weight},
    vote::CastFacts,
};
use std::collections::HashMap;

/// For whom a member stands in a vote, how that unit has taken part, whether it keeps out, and how the member is there.
pub(crate) struct Part {
    /// The member themselves, or their household; empty when not on the roll.
    pub unit: String,
    on_roll: bool,
    taken: Option<Way>,
    recused: bool,
    here: Option<AttendeeRow>,
}

impl Part {
    /// The part of one member.
    pub async fn of(conn: &mut Conn, row: &VoteRow, member: &str) -> Result<Self, Fault> {
        let here = presence::attendee(conn, &row.session, member).await?;
        let unit = here.as_ref().map(|one| one.unit.clone()).unwrap_or_default();
        let entry = votes::entry(conn, &row.id, &unit).await?;
        let recused = interest::recused(conn, &row.item).await?.contains(&unit);
        Ok(Self { on_roll: entry.is_some(), taken: entry.flatten(), recused, unit, here })
    }

    /// The parts of everybody on the roll, by member.
    pub async fn of_all(conn: &mut Conn, row: &VoteRow) -> Result<Vec<(String, Self)>, Fault> {
        let taken: HashMap<String, Way> = votes::takers(conn, &row.id).await?.into_iter().collect();
        let recused = interest::recused(conn, &row.item).await?;
        let rows = presence::attendees(conn, &row.session).await?.into_iter().filter(|one| one.on_roll == 1);
        let part = |one: AttendeeRow| {
            let (member, unit) = (one.member.clone(), one.unit.clone());
            let (taken, recused) = (taken.get(&unit).copied(), recused.contains(&unit));
            (member, Self { unit, on_roll: true, taken, recused, here: Some(one) })
        };
        Ok(rows.map(part).collect())
    }

    /// What handing the member a paper is judged by.
    pub fn paper(&self, row: &VoteRow, now: Moment) -> Result<PaperFacts, Fault> {
        Ok(PaperFacts {
            window: row.window(now)?,
            mode: row.mode()?,
            on_roll: self.on_roll,
            taken: self.taken,
            in_room: self.present() == Some(Channel::Onsite),
            recused: self.recused,
        })
    }

    /// What a ballot of the member is judged by.
    pub fn ballot(&self, row: &VoteRow, verified: bool, now: Moment) -> Result<CastFacts, Fault> {
        let observes = |one: &AttendeeRow| one.here() && one.weight() == Some(Weight::Observer);
        Ok(CastFacts {
            window: row.window(now)?,
            mode: row.mode()?,
            on_roll: self.on_roll,
            taken: self.taken,
            present: self.present(),
            observer: self.here.as_ref().is_some_and(observes),
            verified,
            recused: self.recused,
        })
    }

    /// By which way the member is there and counts.
    fn present(&self) -> Option<Channel> {
        self.here.as_ref().filter(|one| one.counts()).and_then(AttendeeRow::channel)
    }
}
