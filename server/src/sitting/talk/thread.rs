//! What several acts under an item ask: whether somebody may post there now, and how its votes bind its text.

use crate::{
    act::{At, Stop, Subject},
    fault::Fault,
    sitting::{
        presence::rows as presence,
        session::rows::{self as sessions, ItemRow, SessionRow},
        talk::rows::{
            floor,
            thread::{self as threads, ProposalRow},
        },
        vote::rows as votes,
    },
    store::Conn,
};
use rules::{
    Moment, Refusal,
    id::{ItemId, MemberId, SessionId},
    says::Says,
    thread::{self, Floor, FloorFacts, ProposalFacts},
    vote,
};
use serde_json::{Value, json};

/// Lets whoever acts post under an item now, or says why not.
pub(super) async fn may_post<S: Subject>(at: &mut At<'_, S>, item: &ItemRow) -> Result<Floor, Stop> {
    let (member, now) = (at.member()?, at.now());
    let session = sessions::find(at.writing.conn(), &item.session).await?;
    // By a confirmed login alone: another phone of the chair's is a resident's.
    let presides = at.verified && session.presiding == member;
    Ok(floor_of(at.writing.conn(), &session, item, &member, presides, now).await??)
}

/// Whether a member may post under an item now: the act and the page ask the same.
pub(crate) async fn floor_of(
    conn: &mut Conn,
    session: &SessionRow,
    item: &ItemRow,
    member: &MemberId,
    presides: bool,
    now: Moment,
) -> Result<Result<Floor, Refusal>, Fault> {
    let here = presence::attendee(conn, &session.id, member).await?.is_some_and(|one| one.here());
    let last_post = if item.pause > 0 { threads::last_post(conn, &item.id, member).await? } else { None };
    Ok(thread::floor(&FloorFacts {
        session: session.phase,
        here,
        presides,
        paused: session.pauses_at(now.0),
        ended: has_ended(conn, &session.id, &item.id).await?,
        locked: *item.locked,
        pause: item.pause,
        last_post: last_post.map(Moment),
        now,
    }))
}

/// Whether an item was settled without a vote.
pub(super) async fn has_ended(conn: &mut Conn, session: &SessionId, item: &ItemId) -> Result<bool, Fault> {
    Ok(floor::endings(conn, session).await?.iter().any(|one| one.item == *item))
}

/// How votes bind a text: one runs; it no longer changes; one was declared that did not carry it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Bound {
    pub voting: bool,
    pub frozen: bool,
    pub rejected: bool,
}

/// How the votes of an item bind its text: while one runs, and once one has carried it, it is frozen.
pub(crate) fn bound_by_votes(rows: &[votes::VoteRow], item: &ItemId) -> Result<Bound, Fault> {
    let mut found = Bound::default();
    for row in rows.iter().filter(|row| row.item == *item) {
        let phase = row.phase;
        let declared = phase == vote::Phase::Declared;
        let carried = declared && row.count()?.is_some_and(|(_, verdict)| verdict.passed);
        found.rejected = found.rejected || (declared && !carried);
        found.voting = found.voting || phase.is_running();
        found.frozen = found.frozen || phase.is_running() || carried;
    }
    Ok(found)
}

/// The same, of an item alone.
pub(super) async fn bound(conn: &mut Conn, session: &SessionId, item: &ItemId) -> Result<Bound, Fault> {
    bound_by_votes(&votes::of_session(conn, session).await?, item)
}

/// A proposal as a member's act finds it: the act and the page ask the same.
pub(crate) fn proposal_facts(row: &ProposalRow, member: &MemberId) -> ProposalFacts {
    ProposalFacts { state: row.state, hidden: row.hidden > 0, own: row.author == member.clone(), latest: row.latest }
}

/// Tells of a word under an item: that one was said, openly; which it was and who said it, in the personal part.
pub(super) async fn tell<S: Subject>(at: &mut At<'_, S>, act: Says, mut personal: Value) -> Result<i64, Stop> {
    let by = at.member()?;
    // Whose it is, is held too: nobody puts a word into another mouth.
    if let Some(told) = personal.as_object_mut() {
        told.insert("by".to_owned(), by.as_str().into());
    }
    let entry = at.entry(act, json!({})).about(&by, personal);
    Ok(at.writing.append(entry).await?)
}
