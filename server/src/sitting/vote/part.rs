//! A member's part in a vote: ballots, papers and the pages that offer them are judged by the same.

use crate::{
    fault::Fault,
    sitting::{
        item::rows::interest,
        presence::rows::{self as presence, AttendeeRow, mandate},
        vote::rows::{self as votes, VoteRow},
    },
    store::Conn,
};
use rules::{
    Moment,
    ballot::{Mode, Way},
    id::MemberId,
    paper::PaperFacts,
    roll::{Channel, Weight},
    vote::{CastFacts, by_owners},
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
    /// Owners are counted: their papers are carried to their doors.
    owners: bool,
}

impl Part {
    /// The part of one member, as they are there themselves.
    pub async fn of(conn: &mut Conn, row: &VoteRow, member: &MemberId) -> Result<Self, Fault> {
        let here = presence::attendee(conn, &row.session, member).await?;
        let unit = here.as_ref().map(|one| one.unit.clone()).unwrap_or_default();
        let entry = votes::entry(conn, &row.id, &unit).await?;
        let recused = interest::recused(conn, &row.item).await?.contains(&unit);
        let owners = by_owners(&row.rule()?.rule.body);
        Ok(Self { on_roll: entry.is_some(), taken: entry.flatten(), recused, unit, here, owners })
    }

    /// The part of one member, who may also be there through the holder of their mandate: `through` is everybody who is.
    pub async fn represented(
        conn: &mut Conn,
        row: &VoteRow,
        member: &MemberId,
        through: &[AttendeeRow],
    ) -> Result<Self, Fault> {
        let mut part = Self::of(conn, row, member).await?;
        part.stand_in(through.iter().find(|one| one.member == *member).cloned());
        Ok(part)
    }

    /// The parts for which a member holds a mandate, with the name of who gave it. Whoever came in person votes in person.
    pub async fn held(
        conn: &mut Conn,
        row: &VoteRow,
        holder: &MemberId,
    ) -> Result<Vec<(mandate::MandateRow, Self)>, Fault> {
        let mandates = mandate::held(conn, &row.session, holder).await?;
        // Most hold none, and this is asked at every look at a vote.
        if mandates.is_empty() {
            return Ok(Vec::new());
        }
        let through = mandate::represented(conn, &row.session).await?;
        let mut held = Vec::new();
        for one in mandates {
            let part = Self::represented(conn, row, &one.giver, &through).await?;
            let in_person = presence::attendee(conn, &row.session, &one.giver).await?.is_some_and(|row| row.counts());
            if !in_person {
                held.push((one, part));
            }
        }
        Ok(held)
    }

    /// The parts of everybody on the roll, by member.
    pub async fn of_all(conn: &mut Conn, row: &VoteRow) -> Result<Vec<(MemberId, Self)>, Fault> {
        let taken: HashMap<String, Way> = votes::takers(conn, &row.id).await?.into_iter().collect();
        let recused = interest::recused(conn, &row.item).await?;
        let through = mandate::represented(conn, &row.session).await?;
        let mut through: HashMap<_, _> = through.into_iter().map(|one| (one.member.clone(), one)).collect();
        let owners = by_owners(&row.rule()?.rule.body);
        let rows = presence::attendees(conn, &row.session).await?.into_iter().filter(|one| *one.on_roll);
        let part = |one: AttendeeRow| {
            let (member, unit) = (one.member.clone(), one.unit.clone());
            let (taken, recused) = (taken.get(&unit).copied(), recused.contains(&unit));
            let mut part = Self { unit, on_roll: true, taken, recused, here: Some(one), owners };
            part.stand_in(through.remove(&member));
            (member, part)
        };
        Ok(rows.map(part).collect())
    }

    /// Who does not count in person is there through whoever holds their mandate.
    fn stand_in(&mut self, through: Option<AttendeeRow>) {
        if through.is_some() && !self.here.as_ref().is_some_and(AttendeeRow::counts) {
            self.here = through;
        }
    }

    /// What handing the member a paper is judged by.
    pub fn paper(&self, row: &VoteRow, now: Moment) -> Result<PaperFacts, Fault> {
        Ok(PaperFacts {
            window: row.window(now),
            mode: row.mode,
            on_roll: self.on_roll,
            taken: self.taken,
            in_room: self.owners || self.present() == Some(Channel::Onsite),
            recused: self.recused,
        })
    }

    /// What a ballot of the member is judged by.
    pub fn ballot(&self, row: &VoteRow, verified: bool, now: Moment) -> Result<CastFacts, Fault> {
        let observes = |one: &AttendeeRow| one.here() && *one.weight == Some(Weight::Observer);
        Ok(CastFacts {
            window: row.window(now),
            mode: row.mode,
            phones: *row.phones,
            on_roll: self.on_roll,
            taken: self.taken,
            present: self.present(),
            observer: self.here.as_ref().is_some_and(observes),
            verified,
            recused: self.recused,
        })
    }

    /// How the unit has taken part.
    pub const fn taken(&self) -> Option<Way> {
        self.taken
    }

    /// They could vote now and have not: they are there and count, keep nothing back, and where hands are raised they are not in the room.
    pub fn could_vote(&self, mode: Mode) -> bool {
        let there = match mode {
            Mode::Hands => self.present() == Some(Channel::Online),
            Mode::Named | Mode::Secret => self.owners || self.present().is_some(),
        };
        there && self.on_roll && self.taken.is_none() && !self.recused
    }

    /// By which way the member is there and counts.
    fn present(&self) -> Option<Channel> {
        self.here.as_ref().filter(|one| one.counts()).and_then(|one| *one.channel)
    }
}
