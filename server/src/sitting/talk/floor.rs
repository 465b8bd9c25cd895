//! What several acts ask of the floor: who waits, who speaks, and the end of turns.

use crate::{
    fault::Fault,
    sitting::{
        consultation::rows::said as guests,
        session::rows::SessionRow,
        talk::rows::floor::{self, SpeechRow},
        vote::rows as votes,
    },
    store::{Writing, feed::Touch},
};
use rules::{
    Moment,
    id::{ItemId, MemberId, SessionId},
    permit::Permit,
    speech::{self, Side, State, Waiting},
    vote::Phase,
};

/// Names whose turn it is, as the chair's page shows it; nothing where nobody speaks.
pub(crate) fn turn(rows: &[SpeechRow]) -> String {
    rows.iter().find(|row| row.state == State::Speaking).map_or_else(String::new, |row| row.id.clone())
}

/// Those who wait, in the order in which they will speak.
pub(crate) fn queue(rows: &[SpeechRow]) -> Vec<&SpeechRow> {
    let mut waiting = Vec::new();
    let mut last: Option<(Option<i64>, Side)> = None;
    for row in rows {
        match row.state {
            State::Waiting => waiting.push(row),
            State::Speaking | State::Done => {
                if last.is_none_or(|(at, _)| at < row.ends_at) {
                    last = Some((row.ends_at, row.side));
                }
            }
            State::Taken => {}
        }
    }
    let facts = waiting
        .iter()
        .map(|row| Waiting { turns: turns(rows, &row.member), side: row.side, asked_at: Moment(row.asked_at) })
        .collect::<Vec<_>>();
    let order = speech::order(&facts, last.map(|(_, side)| side));
    order.into_iter().filter_map(|at| waiting.get(at).copied()).collect()
}

/// How often a member has had the floor on the item.
pub(super) fn turns(rows: &[SpeechRow], member: &MemberId) -> u64 {
    let had = |row: &&SpeechRow| row.member == *member && matches!(row.state, State::Speaking | State::Done);
    rows.iter().filter(had).count() as u64
}

/// Whether ballots are being cast in a session.
pub(crate) async fn is_voting(writing: &mut Writing, session: &SessionId) -> Result<bool, Fault> {
    let mut voting = false;
    for row in votes::of_session(writing.conn(), session).await? {
        voting = voting || row.phase == Phase::Open;
    }
    Ok(voting)
}

/// Takes the hand of somebody who leaves down, and ends their turn.
pub(crate) async fn leave_floor(
    writing: &mut Writing,
    permit: &Permit,
    session: &SessionRow,
    member: &MemberId,
) -> Result<(), Fault> {
    let now = writing.now().0;
    for row in floor::speeches(writing.conn(), &session.id, &session.current_item).await? {
        let next = match row.state {
            State::Waiting => State::Taken,
            State::Speaking => State::Done,
            State::Done | State::Taken => continue,
        };
        if row.member == *member {
            floor::move_speech(writing, permit, &row.id, next, (next == State::Done).then_some(now)).await?;
            writing.touch(&session.id, Touch::Speech);
        }
    }
    Ok(())
}

/// Ends the turns that are under way on an item, and says how many there were.
pub(crate) async fn end_turns(
    writing: &mut Writing,
    permit: &Permit,
    session: &SessionId,
    item: &ItemId,
) -> Result<usize, Fault> {
    let now = writing.now().0;
    let rows = floor::speeches(writing.conn(), session, item).await?;
    // A guest who has the floor has spoken too.
    let mut ended = guests::end_turns(writing, permit, session).await?;
    for row in rows.iter().filter(|row| row.state == State::Speaking) {
        floor::move_speech(writing, permit, &row.id, State::Done, Some(now)).await?;
        ended += 1;
    }
    Ok(ended)
}
