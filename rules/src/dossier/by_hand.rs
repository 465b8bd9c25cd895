//! What somebody records for a step themselves: a study, a topic taken up, plans, the parties, a filing, what was told back; or that a
//! step is waived. Each is judged by where the matter stands.

use super::{Facts, Pending, Progress, Shows, State, Waiver, is_by_hand, progress};
use crate::{
    Refusal,
    days::Date,
    kind::gate::says_something,
    permit::Role,
    procedure::{Actor, Kind, Need, Procedure, Step},
};

/// A judged record of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    step: String,
    need: Kind,
    on: Date,
    by: Role,
}

impl Recorded {
    /// Of which step.
    #[must_use]
    pub fn step(&self) -> &str {
        &self.step
    }

    /// The kind of the need that it meets.
    #[must_use]
    pub const fn need(&self) -> Kind {
        self.need
    }

    /// In which role: the first of the step's that is theirs.
    #[must_use]
    pub const fn by(&self) -> Role {
        self.by
    }

    /// On which day it was.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }
}

/// A judged waiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived(Waiver);

impl Waived {
    /// The waiver.
    #[must_use]
    pub const fn waiver(&self) -> &Waiver {
        &self.0
    }
}

/// Judges a record that somebody makes for a step: by whose step it is, in its turn, once, of a day that has come.
///
/// # Errors
/// `(field, refusal)`: there is no such step or nothing to record by hand, another role's step, not its turn, done already, a
/// day to come or before the steps that come first.
pub fn record(
    procedure: &Procedure,
    facts: &Facts,
    (step, shows): (&str, &Shows),
    roles: &[Role],
    (on, today): (Date, Date),
) -> Result<Recorded, (&'static str, Refusal)> {
    let (at, step) = find(procedure, step)?;
    let need =
        step.needs.iter().find(|need| is_by_hand(need) && is_of(need, shows)).ok_or(("step", Refusal::NotOffered))?;
    let by = role_for(need, step, roles).ok_or(("", Refusal::NotYourRole))?;
    let stands = progress(procedure, facts, today);
    turn(&stands, at)?;
    if let Some(State::Current { needs, .. }) = stands.steps.get(at) {
        let place = step.needs.iter().position(|one| one == need);
        if matches!(place.and_then(|place| needs.get(place)), Some(Pending::Met(_))) {
            return Err(("", Refusal::StepDone));
        }
    }
    if on > today {
        return Err(("on", Refusal::DayToCome));
    }
    // What is recorded must count: of a day on which it was the step's turn.
    let record = super::Record { shows: shows.clone(), on, step: Some(step.id.clone()), by: None, link: String::new() };
    let mut with = facts.clone();
    with.records.push(record);
    let last = with.records.len() - 1;
    let early = match progress(procedure, &with, today).steps.get(at) {
        Some(State::Current { needs, .. }) => needs.contains(&Pending::TooEarly(last)),
        _ => false,
    };
    if early {
        return Err(("on", Refusal::BeforeItsTurn));
    }
    Ok(Recorded { step: step.id.clone(), need: need.kind(), on, by })
}

/// In which of these roles somebody may record what a step needs. That something was carried out says the supervision committee alone:
/// whoever carried it out does not accept it. The receipt of an office that does not work here is recorded by whoever files.
#[must_use]
pub fn role_for(need: &Need, step: &Step, roles: &[Role]) -> Option<Role> {
    match need {
        Need::Execution if !roles.contains(&Role::Supervisor) => None,
        Need::Execution => role_in(step, &[Role::Supervisor]),
        Need::Filing { .. } => {
            role_in(step, roles).or_else(|| [Role::Chair, Role::Clerk].into_iter().find(|role| roles.contains(role)))
        }
        _ => role_in(step, roles),
    }
}

/// In which of these roles somebody may record a step, if in one: one that takes it, and as a resident only who takes it as nothing
/// else; what a body does is put on record by whoever calls it.
fn role_in(step: &Step, roles: &[Role]) -> Option<Role> {
    let own = |actor: &Actor| match actor {
        Actor::Role(role) => *role,
        Actor::Body(_) => Role::Chair,
    };
    let mut mine: Vec<Role> = step.by.iter().map(own).filter(|role| roles.contains(role)).collect();
    mine.sort_by_key(|role| *role == Role::Resident);
    mine.first().copied()
}

/// Judges the waiving of a step: by a role that the procedure names, in its turn, with a reason in public.
///
/// # Errors
/// `(field, refusal)`.
pub fn waive(
    procedure: &Procedure,
    facts: &Facts,
    (step, why): (&str, &str),
    roles: &[Role],
    today: Date,
) -> Result<Waived, (&'static str, Refusal)> {
    let (at, step) = find(procedure, step)?;
    if step.waived_by.is_empty() {
        return Err(("", Refusal::StepNeeded));
    }
    let by = *step.waived_by.iter().find(|role| roles.contains(role)).ok_or(("", Refusal::NotYourRole))?;
    turn(&progress(procedure, facts, today), at)?;
    if !may_waive(step, by, why) {
        return Err(("why", Refusal::ReasonMissing));
    }
    Ok(Waived(Waiver { step: step.id.clone(), by, why: why.trim().to_owned(), on: today }))
}

/// Whether a role may waive a step for this reason.
pub(super) fn may_waive(step: &Step, by: Role, why: &str) -> bool {
    step.waived_by.contains(&by) && says_something(why)
}

fn find<'a>(procedure: &'a Procedure, id: &str) -> Result<(usize, &'a Step), (&'static str, Refusal)> {
    procedure.steps.iter().enumerate().find(|(_, step)| step.id == id).ok_or(("step", Refusal::NotOffered))
}

fn turn(stands: &Progress, at: usize) -> Result<(), (&'static str, Refusal)> {
    match stands.steps.get(at) {
        Some(State::Current { .. }) => Ok(()),
        Some(State::Met { .. } | State::Waived { .. }) => Err(("", Refusal::StepDone)),
        Some(State::Later) | None => Err(("", Refusal::NotItsTurn)),
    }
}

/// Whether what is shown is of the kind that a need asks for; a filing also with whom it is to be.
fn is_of(need: &Need, shows: &Shows) -> bool {
    match (need, shows) {
        (Need::Filing { to }, Shows::Filing { to: with, .. }) => to == with,
        _ => shows.kind() == need.kind(),
    }
}
