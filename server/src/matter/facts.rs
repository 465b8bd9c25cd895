//! What a matter is judged by: what was written of it, and what was done for it elsewhere, each record with its name and where it is read.

use crate::{
    fault::Fault,
    matter::rows::{self, BoardRow, FiledRow, SittingRow, VoteRow},
    people::community::rows as communities,
    record::{
        dossier::{Dossier, rows as dossiers},
        draft::rows as drafts,
        publication::Kind,
    },
    sitting::consultation::{Round, rows as consultations},
    store::Conn,
    zone,
};
use app::address;
use rules::{
    Moment,
    days::Date,
    dossier::{Ended, Facts, Link, Record, Shows},
    ending::Ending,
    filing::State,
    id::CommunityId,
    money::Money,
    posting::Audience,
    session,
    verdict::{Reason, Verdict},
    vote::Phase,
};
use serde::Deserialize;
use std::collections::HashMap;

/// The facts of a matter.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub facts: Facts,
    /// Of each record in the facts: what it is called, and for whom it is. What was written of the matter itself has no name of its own.
    pub named: Vec<(String, Audience)>,
    /// What was planned and what was spent, where there is a plan.
    pub money: Option<(Money, Money)>,
    /// How many households agree, disagree and leave it open, and how many there are, where they were asked.
    pub opinions: Option<([u64; 3], u64)>,
    /// The newest thing of it that is put on file, where something is published.
    pub newest: Option<(Kind, String)>,
}

/// Gathers the facts of a matter.
pub(crate) async fn of(conn: &mut Conn, dossier: &Dossier) -> Result<Found, Fault> {
    let (community, id) = (&dossier.row.community, &dossier.row.id);
    let facts = dossier.content.facts(|mark| format!("#{mark}"));
    let named = facts.records.iter().map(|_| (String::new(), dossier.published.audience)).collect();
    let published = rows::published(conn, community, id).await?;
    let board = published.iter().map(|row| ((row.kind, row.subject.as_str()), row)).collect();
    let newest = published.iter().rev().find(|row| rules::filing::may_be_filed(row.kind));
    let newest = newest.map(|row| (row.kind, row.subject.clone()));
    let found = Found { facts, named, money: None, opinions: None, newest };
    let mut gathers =
        Gathers { community, zone: &dossier.content.zone, audience: dossier.published.audience, board, found };
    let votes = rows::votes(conn, id).await?;
    for sitting in rows::sittings(conn, id).await? {
        gathers.called(&sitting)?;
        gathers.sat(&sitting, &votes)?;
    }
    let links = dossiers::links(conn, id).await?;
    for row in &published {
        let plan = links.iter().any(|(link, subject)| link.0 == Some(Link::Plan) && *subject == row.subject);
        gathers.hangs(row, plan)?;
    }
    for row in rows::filed(conn, community, id).await? {
        gathers.filed(&row);
    }
    for session in consultations::of_matter(conn, id).await? {
        let draft = drafts::of(conn, (community, Kind::Consultation), &session).await?;
        gathers.consulted(&Round::of(conn, &session).await?, draft.as_ref().map(|row| row.id.as_str()))?;
    }
    gathers.carried_out(&rows::plans(conn, id).await?)?;
    let (answers, last) = dossiers::opinions(conn, id).await?;
    if let Some(last) = last {
        let of = communities::count_households(conn, community).await?.unsigned_abs();
        let shows = Shows::Opinions { signed: answers.iter().sum(), of };
        let on = gathers.day(last)?;
        gathers.add((shows, on), None, "");
        gathers.found.opinions = Some((answers, of));
    }
    Ok(gathers.found)
}

/// The facts as they are gathered.
struct Gathers<'a> {
    community: &'a CommunityId,
    zone: &'a str,
    /// For whom the matter is.
    audience: Audience,
    board: HashMap<(Kind, &'a str), &'a BoardRow>,
    found: Found,
}

impl<'a> Gathers<'a> {
    fn day(&self, at: i64) -> Result<Date, Fault> {
        zone::day(Moment(at), self.zone)
    }

    /// A record, which is read where something is published; what has no page of its own has a name alone, and is for whom the matter is.
    fn add(&mut self, (shows, on): (Shows, Date), row: Option<&BoardRow>, name: &str) {
        let link = row.map_or_else(String::new, |row| address::published(self.community, row.kind.id(), &row.subject));
        let title = row.map_or(name, |row| row.title.as_str()).to_owned();
        self.found.facts.records.push(Record { shows, on, step: None, by: None, link });
        self.found.named.push((title, row.map_or(self.audience, |row| row.audience)));
    }

    fn on_board(&self, kind: Kind, subject: &str) -> Option<&'a BoardRow> {
        self.board.get(&(kind, subject)).copied()
    }

    /// That a sitting was called, by its notice as it stands; one that was called off calls nobody.
    fn called(&mut self, sitting: &SittingRow) -> Result<(), Fault> {
        #[derive(Deserialize)]
        struct Notice {
            notice_days: i64,
        }
        let notice = self.on_board(Kind::Notice, &sitting.session);
        let (Some(at), Some(notice)) = (sitting.announced_at, notice) else { return Ok(()) };
        if sitting.phase == session::Phase::Cancelled {
            return Ok(());
        }
        let Notice { notice_days: days } = serde_json::from_str(&notice.notice)?;
        let on = self.day(at)?;
        self.add((Shows::Notice { body: sitting.body()?, days }, on), Some(notice), "");
        Ok(())
    }

    /// How an item ended: by each vote that was declared, or without one.
    fn sat(&mut self, sitting: &SittingRow, votes: &[VoteRow]) -> Result<(), Fault> {
        let body = sitting.body()?;
        let notice = self.on_board(Kind::Notice, &sitting.session);
        for vote in votes.iter().filter(|vote| vote.item == sitting.item && vote.phase == Phase::Declared) {
            let (Some(verdict), Some(on)) = (&vote.verdict, vote.declared_at) else { continue };
            let verdict = serde_json::from_str::<Verdict>(verdict)?;
            let ended = match verdict.reason {
                _ if verdict.passed => Ended::Passed,
                Reason::QuorumNotMet | Reason::BallotsExceedIssued => Ended::Invalid,
                _ => Ended::NotPassed,
            };
            let (on, row) = (self.day(on)?, self.on_board(Kind::Outcome, &vote.id).or(notice));
            self.add((Shows::Sitting { body, ended }, on), row, &sitting.body_name);
        }
        let ended = match sitting.ending.0 {
            Some(Ending::Consensus) => Ended::Consensus,
            Some(Ending::Heard) => Ended::Heard,
            // Nothing was settled by that.
            Some(Ending::PutOff | Ending::Referred) | None => return Ok(()),
        };
        // What it ended with is on record once everybody can read it.
        if let (Some(on), Some(row)) = (sitting.ended_at, self.on_board(Kind::Ending, &sitting.item)) {
            let on = self.day(on)?;
            self.add((Shows::Sitting { body, ended }, on), Some(row), &sitting.body_name);
        }
        Ok(())
    }

    /// That something hangs on the board, for comment (`plan`) or to be known; a completion may be rated too. A joint request is where
    /// the matter comes from.
    fn hangs(&mut self, row: &BoardRow, plan: bool) -> Result<(), Fault> {
        if row.kind == Kind::Petition {
            let on = self.day(row.at)?;
            self.add((Shows::Intake, on), Some(row), "");
        }
        let Some(on) = row.from_day.as_deref().and_then(Date::from_text) else { return Ok(()) };
        let waits = row.waits.map(|at| self.day(at)).transpose()?;
        let shows = if plan { Shows::Comment { waits } } else { Shows::Posting { waits } };
        self.add((shows, on), Some(row), "");
        if row.kind == Kind::Completion {
            let on = self.day(row.at)?;
            self.add((Shows::Rating, on), Some(row), "");
        }
        Ok(())
    }

    /// That something of the matter was put on file, and whether the office has acknowledged it. What was withdrawn meanwhile counts no
    /// more.
    fn filed(&mut self, row: &FiledRow) {
        let own = row.of_kind == Kind::Matter;
        let Some(on) = row.on().filter(|_| own || self.on_board(row.of_kind, &row.subject).is_some()) else { return };
        let shows = Shows::Filing { to: row.addressee, acknowledged: row.state == State::Acknowledged };
        self.add((shows, on), self.on_board(row.of_kind, &row.subject), &row.office_name);
    }

    /// Who took part in a consultation, and that all of them were told what became of it.
    fn consulted(&mut self, round: &Round, opinion: Option<&str>) -> Result<(), Fault> {
        let row = opinion.and_then(|id| self.on_board(Kind::Consultation, id));
        if let Some((missing, on)) = rules::consultation::parties(&round.groups()) {
            self.add((Shows::Parties { missing }, on), row, "");
        }
        if let Some(told) = round.stands.feedback()?.filter(|_| row.is_some()) {
            self.add((Shows::Feedback, told.on), row, "");
        }
        Ok(())
    }

    /// How far the decisions were carried out, and what was planned and spent.
    fn carried_out(&mut self, plans: &[rows::PlanRow]) -> Result<(), Fault> {
        for plan in plans {
            let Some(last) = plan.last else { continue };
            let (on, row) = (self.day(last)?, self.on_board(Kind::Outcome, &plan.vote));
            self.add((Shows::Execution { accepted: plan.accepted == plan.steps }, on), row, "");
        }
        let sum = |of: fn(&rows::PlanRow) -> i64| Money(plans.iter().map(|plan| of(plan).unsigned_abs()).sum());
        self.found.money = (!plans.is_empty()).then(|| (sum(|plan| plan.money), sum(|plan| plan.spent)));
        Ok(())
    }
}
