//! Where a matter stands in its procedure (事项档案): for each step by which record it was met, what it waits for, since when it is
//! overdue, or why it was waived. Judged from records alone; nothing of it is stored.

mod by_hand;
mod correct;
mod link;
mod meets;
mod opening;
mod opinion;
mod told;

pub use by_hand::{Recorded, Waived, record, role_for, waive};
pub use correct::{Corrected, correct};
pub use link::{Link, Linked, link, taken_out, unlink};
pub use opening::{Ending, OpenFacts, Opened, end, open};
pub use opinion::{Opinion, Signed, Signer, asks_households, sign};

use crate::{
    body::BodyKind,
    days::Date,
    permit::Role,
    procedure::{Kind, Need, Office, Procedure, Step},
};
use std::collections::BTreeMap;

/// What a record shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    /// Somebody asked for it.
    Intake,
    /// It was taken up, or refused with a public reason.
    Topic {
        /// It was taken up.
        accepted: bool,
    },
    /// Plans on record.
    Options {
        /// How many.
        plans: u32,
    },
    /// The Party organisation's study.
    Study,
    /// A sitting on it that ended.
    Sitting {
        /// Of which body.
        body: BodyKind,
        /// How it ended.
        ended: Ended,
    },
    /// A sitting on it was called.
    Notice {
        /// Of which body.
        body: BodyKind,
        /// Calendar days before it.
        days: i64,
    },
    /// A plan hangs for comment.
    Comment {
        /// On which day the first was made that still waits for its answer or mark.
        waits: Option<Date>,
    },
    /// Households were asked.
    Opinions {
        /// Households that answered and signed.
        signed: u64,
        /// Households in all.
        of: u64,
    },
    /// The interest groups.
    Parties {
        /// Groups that neither took part nor refused on record.
        missing: u32,
    },
    /// It hangs on the board.
    Posting {
        /// On which day the first objection was filed that still waits for its answer.
        waits: Option<Date>,
    },
    /// It was put on file.
    Filing {
        /// With whom.
        to: Office,
        /// They acknowledged it.
        acknowledged: bool,
    },
    /// Milestones.
    Execution {
        /// There are some, and every one was accepted.
        accepted: bool,
    },
    /// It may be rated.
    Rating,
    /// Those who took part were told.
    Feedback,
}

impl Shows {
    /// The kind of need that it is for.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        meets::kind(self)
    }
}

/// How a sitting on a matter ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// A vote carried it.
    Passed,
    /// A vote did not carry it.
    NotPassed,
    /// A vote was not valid: too few were there, or more papers came back than were handed out.
    Invalid,
    /// In consensus.
    Consensus,
    /// It was heard, put off or referred.
    Heard,
}

/// A record that concerns the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it shows.
    pub shows: Shows,
    /// On which day it was made, or its period began.
    pub on: Date,
    /// The step for which somebody recorded it; none where it is the procedure that tells.
    pub step: Option<String>,
    /// Whose record: a role, never a name.
    pub by: Option<Role>,
    /// Where it stands: an address of ours, to link to.
    pub link: String,
}

/// A step that was waived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Which step.
    pub step: String,
    /// By whom.
    pub by: Role,
    /// Why, in public.
    pub why: String,
    /// On which day.
    pub on: Date,
}

/// What progress is judged by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The records, in any order.
    pub records: Vec<Record>,
    /// The waivers.
    pub waivers: Vec<Waiver>,
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// By these records, one for each need; complete since.
    Met {
        /// The places of the records in the facts, in the order of the step's needs.
        by: Vec<usize>,
        /// Since which day.
        on: Date,
    },
    /// Waived.
    Waived {
        /// The place of the waiver in the facts.
        by: usize,
    },
    /// It is its turn.
    Current {
        /// For each need, whether it is met by which record.
        needs: Vec<Pending>,
        /// By which day, where a rule says so.
        due: Option<Date>,
    },
    /// It is not its turn yet.
    Later,
}

/// How one need of a current step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// Met by this record.
    Met(usize),
    /// This record is on its way: its period runs until a day, or something of it is still open.
    Running(usize, Option<Date>),
    /// This record is from before the steps that come first, and does not count.
    TooEarly(usize),
    /// There is nothing.
    Missing,
}

/// A matter's progress: the state of each step, in the procedure's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// One for each step.
    pub steps: Vec<State>,
}

impl Progress {
    /// Whether every step was met or waived.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.steps.iter().all(|state| matches!(state, State::Met { .. } | State::Waived { .. }))
    }

    /// The places of the steps whose turn it is.
    pub fn current(&self) -> impl Iterator<Item = usize> {
        self.steps.iter().enumerate().filter(|(_, state)| matches!(state, State::Current { .. })).map(|(at, _)| at)
    }

    /// Since which day a step is overdue: its day has passed, it is neither met nor waived, and not everything it needs is on its way.
    /// What has to hang for fifteen days is in time where it was put up in time.
    #[must_use]
    pub fn overdue(&self, at: usize, today: Date) -> Option<Date> {
        let begun = |need: &Pending| matches!(need, Pending::Met(_) | Pending::Running(_, Some(_)));
        match self.steps.get(at) {
            Some(State::Current { due: Some(due), needs }) if *due < today && !needs.iter().all(begun) => Some(*due),
            _ => None,
        }
    }

    /// How a matter stands that ended as done on a day: every step was taken then, and nothing that came later takes one back.
    #[must_use]
    pub fn as_ended(mut self, on: Date) -> Self {
        for state in &mut self.steps {
            if matches!(state, State::Current { .. } | State::Later) {
                *state = State::Met { by: Vec::new(), on };
            }
        }
        self
    }
}

/// How a matter stands on a day.
///
/// A step is met once all it needs is on record, none of it from before the steps that come first (but for its notice, which runs while
/// they are taken); with the earliest such records,
/// so that a record which is added takes nothing away. A waiver counts where the procedure lets its role waive the step, and a
/// reason is given.
#[must_use]
pub fn progress(procedure: &Procedure, facts: &Facts, today: Date) -> Progress {
    let mut done: BTreeMap<usize, (State, Date)> = BTreeMap::new();
    // Steps may stand in any order in the file; a sound procedure has no circle, so each round settles one at least.
    loop {
        let ready = procedure.steps.iter().enumerate().find_map(|(at, step)| {
            let Start(from) = if done.contains_key(&at) { None } else { start(step, &done) }?;
            Some((at, settled(step, facts, from, today)?))
        });
        match ready {
            Some((at, state)) => done.insert(at, state),
            None => break,
        };
    }
    let state = |(at, step): (usize, &Step)| match (done.get(&at), start(step, &done)) {
        (Some((state, _)), _) => state.clone(),
        (None, None) => State::Later,
        (None, Some(Start(from))) => State::Current {
            needs: step.needs.iter().map(|need| meets::pending(need, step, facts, from, today)).collect(),
            due: step.within.and_then(|days| from.map(|from| from.plus(days))),
        },
    };
    Progress { steps: procedure.steps.iter().enumerate().map(state).collect() }
}

/// When a step's turn came: with nothing before it at any time.
struct Start(Option<Date>);

/// When the steps that come first were all done, if they were.
fn start(step: &Step, done: &BTreeMap<usize, (State, Date)>) -> Option<Start> {
    let mut latest = None;
    for before in &step.after {
        latest = latest.max(Some(done.get(before)?.1));
    }
    Some(Start(latest))
}

/// A step that is met or waived, and since when: by whichever came first, so that neither takes from the steps after it what the other
/// gave them.
fn settled(step: &Step, facts: &Facts, from: Option<Date>, today: Date) -> Option<(State, Date)> {
    let waives = |one: &Waiver| one.step == step.id && by_hand::may_waive(step, one.by, &one.why);
    let waiver = facts.waivers.iter().enumerate().filter(|(_, one)| waives(one)).min_by_key(|(_, one)| one.on);
    let waived = waiver.map(|(at, one)| (State::Waived { by: at }, from.max(Some(one.on)).unwrap_or(one.on)));
    let met = met(step, facts, from, today);
    match (met, waived) {
        (Some(met), Some(waived)) => Some(if met.1 <= waived.1 { met } else { waived }),
        (met, waived) => met.or(waived),
    }
}

fn met(step: &Step, facts: &Facts, from: Option<Date>, today: Date) -> Option<(State, Date)> {
    let mut by = Vec::new();
    let mut on = from;
    for need in &step.needs {
        let (at, day) = meets::earliest(need, step, facts, from, today)?;
        by.push(at);
        on = on.max(Some(day));
    }
    on.map(|on| (State::Met { by, on }, on))
}

/// Which of the needs of a step a record can be made for by hand; the others are told by what was done elsewhere. Where nothing was
/// decided by vote, and so no decision has milestones and a completion, the supervisors say that it was carried out, and the rating is
/// opened for the matter itself.
#[must_use]
pub const fn is_by_hand(need: &Need) -> bool {
    matches!(
        need,
        Need::Intake
            | Need::Topic
            | Need::Options { .. }
            | Need::Study
            | Need::Parties
            | Need::Filing { .. }
            | Need::Execution
            | Need::Rating { .. }
            | Need::Feedback
    )
}

#[cfg(test)]
mod tests;
