//! What the sitting asks of whoever presides: the facts of the next act, from what the chair's page has loaded already.

use crate::{
    record::{draft::rows as drafts, publication::Kind},
    sitting::{view::*, vote::Part},
};
use app::{
    parts::now::stage_of,
    view::next::{NextView, TurnoutView},
};
use rules::{
    autopilot::{self, Item},
    ballot::{Mode, Way},
    draft,
    id::CommunityId,
    now::Stage,
    session::OPEN_EARLY_MINUTES,
};

/// The next act of a sitting.
pub(super) async fn next(
    conn: &mut Conn,
    sitting: &Sitting,
    views: &[ItemView],
    (facts, heading, roll_call): (&Facts, &Heading, bool),
    language: Language,
) -> Result<NextView, Fault> {
    let session = &sitting.session;
    let community = &session.community;
    let mut items = Vec::new();
    for view in views {
        let last = view.rounds.last();
        let stage = stage_of(view);
        let published = match (stage, last) {
            (Stage::Decided(_), Some(round)) => is_published(conn, (community, Kind::Outcome), &round.vote).await?,
            (Stage::Ended(_), _) => view.ending.as_ref().is_some_and(|one| one.published),
            _ => false,
        };
        items.push(Item {
            stage,
            written: view.revision > 0,
            shut: view.gates.iter().any(|gate| !gate.met),
            differ: last.and_then(|one| one.counting).is_some_and(|one| one.needs_order),
            published,
        });
    }
    let turnout = match votes::open_one(conn, &session.id).await? {
        Some(row) => Some(turnout(conn, sitting, &row).await?),
        None => None,
    };
    let closed = session.phase == Phase::Closed;
    let (act, item) = autopilot::next(&autopilot::Facts {
        session: session.phase,
        items: &items,
        called: views.iter().position(|one| one.current),
        too_early: facts.too_early,
        lapsed: facts.notice_withdrawn || facts.notice_days < 0,
        paused: session.pauses_at(sitting.now.0),
        roll_call,
        quorum: heading.quorum_met,
        waiting: turnout.as_ref().map_or(0, |one| one.waiting as u64),
        minutes: closed && is_published(conn, (community, Kind::Minutes), &session.id).await?,
    });
    let opens = Moment(session.starts_at).plus_minutes(-OPEN_EARLY_MINUTES);
    Ok(NextView {
        act,
        item,
        turnout,
        opens: zone::date_time(opens, &sitting.community.zone, language),
        to_write: items.iter().filter(|one| matches!(one.stage, Stage::Decided(_)) && !one.published).count(),
    })
}

/// Whether what is written of something is public as it stands.
async fn is_published(conn: &mut Conn, (community, kind): (&CommunityId, Kind), subject: &str) -> Result<bool, Fault> {
    let row = drafts::of(conn, (community, kind), subject).await?;
    Ok(row.is_some_and(|row| row.phase == draft::Phase::Published))
}

/// How far a vote has come: by name where it is by name. Of a secret vote the number alone is told, and who holds a paper: that was
/// handed out in front of everybody.
async fn turnout(conn: &mut Conn, sitting: &Sitting, row: &VoteRow) -> Result<TurnoutView, Fault> {
    let here = present(&session_counts(conn, sitting).await?);
    let (entitled, cast) = votes::turnout(conn, &row.id).await?;
    let people = members::all(conn, &row.community).await?;
    let names: HashMap<&str, &str> = people.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
    let (mut waiting, mut papers) = (Vec::new(), Vec::new());
    let mut seen = std::collections::HashSet::new();
    for (member, part) in Part::of_all(conn, row).await? {
        let name = names.get(member.as_str()).map_or_else(String::new, |name| (*name).to_owned());
        // The second of a household waits for nothing of their own.
        if part.could_vote(row.mode) && seen.insert(part.unit.clone()) {
            waiting.push(name);
        } else if part.taken() == Some(Way::Paper) && seen.insert(part.unit.clone()) {
            papers.push(name);
        }
    }
    let owners = sitting.body.kind.counts_owners();
    Ok(TurnoutView {
        here: if owners { entitled.unsigned_abs() } else { here },
        cast,
        waiting: waiting.len(),
        names: if row.mode == Mode::Secret { Vec::new() } else { waiting },
        papers,
    })
}
