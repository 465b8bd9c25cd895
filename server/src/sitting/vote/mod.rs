//! A vote: what it is judged by, what closing it fixes, and for whom a member stands in it. Its acts stand in `acts`.

pub mod acts;
mod closing;
mod forget;
mod part;
mod piles;
pub mod rows;

pub(crate) use part::Part;

use crate::{
    act::{Address, Desk, Subject, Viewer},
    fault::Fault,
    sitting::{
        session::{Sitting, rows::ItemRow},
        talk::rows::floor,
        under_an_item,
        vote::rows::{self as votes, VoteRow},
    },
    store::Conn,
};
use app::address;
use rules::{
    Moment,
    agenda::Matter,
    ballot::Mode,
    gates::GateState,
    id::{ItemId, SessionId, VoteId},
    record::Counts,
    roll::{Represented, present},
    verdict::Reason,
    vote::{self, OpenFacts, PreviousRound},
};

impl Subject for VoteRow {
    type Key = VoteId;

    async fn find(conn: &mut Conn, key: &VoteId) -> Result<Self, Fault> {
        votes::find(conn, key).await
    }

    under_an_item!();

    fn in_chain(&self) -> &str {
        &self.id
    }

    fn page(&self) -> String {
        address::vote(&self.id)
    }
}

/// The chair's page.
fn desk_of(on: &VoteRow) -> String {
    address::chair(&on.session)
}

/// The vote's item on the chair's page.
fn at_the_chair(on: &VoteRow) -> Address {
    Address(address::chair_item(&on.session, &on.item))
}

impl Desk {
    /// The vote, if the viewer belongs to its community.
    pub(crate) async fn vote_for(&self, viewer: &Viewer, id: &VoteId) -> Result<VoteRow, Fault> {
        let row = votes::find(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }
}

/// Whether an item was ended without a vote, and whether a roll-call is under way.
async fn floor_state(conn: &mut Conn, session: &SessionId, item: &ItemId) -> Result<(bool, bool), Fault> {
    let ended = floor::endings(conn, session).await?.iter().any(|one| one.item == *item);
    Ok((ended, floor::running_roll_call(conn, session).await?.is_some()))
}

/// What opening a vote on an item is judged by: the act and the chair's page ask the same.
pub(crate) fn open_facts(
    (ended, roll_call): (bool, bool),
    sitting: &Sitting,
    (numbers, households): (&Counts, Option<Represented>),
    rounds: &[VoteRow],
    item: &ItemRow,
    revision: Option<i64>,
    gates: &[GateState],
) -> Result<OpenFacts, Fault> {
    let (mut runs, mut other_open) = (false, false);
    let mut previous: Option<PreviousRound> = None;
    for row in rounds {
        let phase = row.phase;
        runs = runs || (row.item == item.id && phase.is_running());
        other_open = other_open || phase.is_running();
        if row.item == item.id && previous.is_none_or(|one| one.round < row.round) {
            let count = row.count()?;
            // An appraisal for which too few came is not valid (评议无效): once enough are there it is taken again.
            let thin = row.rule()?.appraisal.is_some()
                && count.as_ref().is_some_and(|(_, verdict)| verdict.reason == Reason::QuorumNotMet);
            previous = Some(PreviousRound {
                round: row.round,
                void: phase == vote::Phase::Void || thin,
                tie: count.is_some_and(|(record, _)| record.is_tie()),
                same_text: Some(row.revision) == revision,
            });
        }
    }
    Ok(OpenFacts {
        of: (item.session.clone(), item.id.clone()),
        session: sitting.session.phase,
        starts: Moment(sitting.session.starts_at),
        now: sitting.now,
        runs,
        other_open,
        has_text: revision.is_some(),
        eligible: households.map_or(numbers.eligible, |one| one.all),
        present: households.map_or_else(|| present(numbers), |one| one.here),
        ended,
        paused: sitting.session.pauses_at(sitting.now.0),
        roll_call,
        gates_open: gates.iter().all(|gate| gate.met),
        rule: sitting.rule_of(Matter::from_id(&item.matter))?,
        previous,
        mode: Mode::Named,
        on_channels: on_channels(numbers),
        phones: true,
        silent: true,
        elsewhere: 0,
        few_accepted: false,
        minutes: None,
        people: 0,
        host: None,
    })
}

/// How many who count came into the room, and how many are elsewhere.
pub(crate) fn on_channels(numbers: &Counts) -> [u64; 2] {
    // Who left is not told apart by way; who is few before they left is few all the more.
    [numbers.onsite, numbers.online_verified]
}
