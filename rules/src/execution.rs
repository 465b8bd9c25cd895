//! What becomes of a decision (实施): milestones with a responsible role, a plan and what happened, accepted by the supervision
//! committee; then the completion (实施结果) beside the plan, rated by members (domain.md §3.1, steps 6 and 7).

use crate::{
    Refusal,
    coded::coded,
    days::Date,
    id::{MilestoneId, VoteId},
    masking::{self, Said},
    money::{Money, sum},
    proposal, typed,
};

/// Longest name of a milestone and of a responsible role, in characters.
pub const NAME_LIMIT: usize = 120;
coded! {
    /// How a member rates what was done.
    Grade {
        /// 满意.
        Satisfied "satisfied",
        /// 基本满意.
        Mostly "mostly",
        /// 不满意.
        Dissatisfied "dissatisfied",
    }
}

/// A milestone as planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    vote: VoteId,
    planned: Date,
    /// What is to be done.
    pub name: String,
    /// The role that answers for it.
    pub responsible: String,
    /// By which day.
    pub due: Date,
    /// For how much; nothing where no money is spent.
    pub money: Option<Money>,
    /// Why for more than was decided, or empty.
    pub reason: String,
}

impl Planned {
    /// The vote whose decision it carries out.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// The day on which it was put into the plan.
    #[must_use]
    pub const fn planned(&self) -> Date {
        self.planned
    }
}

/// What planning a milestone is judged by.
#[derive(Debug, Clone, Copy)]
pub struct PlanFacts {
    /// The decision was carried: what failed is not carried out.
    pub carried: bool,
    /// The completion is published.
    pub completed: bool,
    /// The day in the community's zone.
    pub today: Date,
    /// The largest sum that the decision names, if it names any.
    pub decided: Option<Money>,
    /// What the steps of the plan that are not given up come to.
    pub planned: Money,
    /// By which day it is to be done, as the decision says.
    pub due: Option<Date>,
}

/// Judges a milestone of a published decision: of one that was carried, for a day that has not passed; after the
/// day of the decision, and for more than was decided, only with a reason.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn plan(
    (vote, facts): (&VoteId, PlanFacts),
    (name, responsible): (&Said<'_>, &Said<'_>),
    due: &str,
    (money, reason): (&str, &Said<'_>),
) -> Result<Planned, (&'static str, Refusal)> {
    if !facts.carried {
        return Err(("", Refusal::NotCarried));
    }
    if facts.completed {
        return Err(("", Refusal::CompletedAlready));
    }
    let name = open_line(name, "name")?;
    let responsible = open_line(responsible, "responsible")?;
    let due = day(due).ok_or(("due", Refusal::BadDay))?;
    if due < facts.today {
        return Err(("due", Refusal::PastDay));
    }
    let money = sum(money, "money")?;
    let said = reason;
    let reason = proposal::optional(said.text(), 300).map_err(|refusal| ("reason", refusal))?;
    let whole = facts.planned.0.saturating_add(money.unwrap_or_default().0);
    let over = money.is_some() && facts.decided.is_some_and(|decided| whole > decided.0);
    if over && reason.is_empty() {
        return Err(("reason", Refusal::MoreThanDecided));
    }
    let late = facts.due.is_some_and(|last| due > last);
    if late && reason.is_empty() {
        return Err(("reason", Refusal::LaterThanDecided));
    }
    said.leaves_nothing(&reason).map_err(|refusal| ("reason", refusal))?;
    let reason = if over || late { reason } else { String::new() };
    Ok(Planned { vote: vote.clone(), planned: facts.today, name, responsible, due, money, reason })
}

/// A milestone that was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    milestone: MilestoneId,
    /// On which day.
    pub done: Date,
    /// For how much.
    pub money: Option<Money>,
    /// Why later, or what is to be said.
    pub note: String,
}

impl Reached {
    /// Which milestone.
    #[must_use]
    pub const fn milestone(&self) -> &MilestoneId {
        &self.milestone
    }
}

/// What a report is judged by.
#[derive(Debug, Clone, Copy)]
pub struct ReachFacts {
    /// On which day it was decided.
    pub decided: Date,
    /// By which day it was to be reached.
    pub due: Date,
    /// For how much.
    pub planned: Option<Money>,
    /// The day in the community's zone.
    pub today: Date,
    /// The supervisors have accepted it.
    pub accepted: bool,
    /// It was given up.
    pub dropped: bool,
}

/// Judges that a milestone was reached: not in the future; late, before it was decided, or for more than was planned, only with
/// a reason. Where no money was planned any is more.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn reach<'t>(
    (milestone, facts): (&MilestoneId, ReachFacts),
    done: &str,
    money: &str,
    note: impl Into<Said<'t>>,
) -> Result<Reached, (&'static str, Refusal)> {
    if facts.accepted {
        return Err(("", Refusal::AcceptedAlready));
    }
    if facts.dropped {
        return Err(("", Refusal::DroppedAlready));
    }
    let done = day(done).ok_or(("done", Refusal::BadDay))?;
    if done > facts.today {
        return Err(("done", Refusal::DayToCome));
    }
    let money = sum(money, "money")?;
    let said = note.into();
    let note = proposal::optional(said.text(), 300).map_err(|refusal| ("note", refusal))?;
    if done > facts.due && note.is_empty() {
        return Err(("note", Refusal::ReasonMissing));
    }
    if done < facts.decided && note.is_empty() {
        return Err(("note", Refusal::DoneBefore));
    }
    let over = money.unwrap_or_default() > facts.planned.unwrap_or_default();
    if over && note.is_empty() {
        return Err(("note", Refusal::MoreThanPlanned));
    }
    said.leaves_nothing(&note).map_err(|refusal| ("note", refusal))?;
    Ok(Reached { milestone: milestone.clone(), done, money, note })
}

/// A milestone that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    milestone: MilestoneId,
    reason: String,
}

impl Dropped {
    /// Which milestone.
    #[must_use]
    pub const fn milestone(&self) -> &MilestoneId {
        &self.milestone
    }

    /// Why, for everybody to read.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges that a milestone is given up: it stays in the plan with the reason, and is waited for no more. What was accepted
/// is done, and what is completed is over.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn drop_step<'t>(
    milestone: &MilestoneId,
    completed: bool,
    accepted: bool,
    dropped: bool,
    reason: impl Into<Said<'t>>,
) -> Result<Dropped, (&'static str, Refusal)> {
    match (completed, accepted, dropped) {
        (true, ..) => return Err(("", Refusal::CompletedAlready)),
        (_, true, _) => return Err(("", Refusal::AcceptedAlready)),
        (.., true) => return Err(("", Refusal::DroppedAlready)),
        _ => {}
    }
    masking::reason(reason).map(|reason| Dropped { milestone: milestone.clone(), reason })
}

/// A milestone that the supervisors accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    milestone: MilestoneId,
}

impl Accepted {
    /// Which milestone.
    #[must_use]
    pub const fn milestone(&self) -> &MilestoneId {
        &self.milestone
    }
}

/// What accepting a report, or sending it back, is judged by.
#[derive(Debug, Clone, Copy, Default)]
pub struct AcceptFacts {
    /// It was reported as reached.
    pub reached: bool,
    /// The supervisors have accepted it.
    pub accepted: bool,
    /// It was given up.
    pub dropped: bool,
    /// Whoever judges it reported it.
    pub own: bool,
}

/// Judges acceptance (验收): of something reached and not given up, by a supervisor who did not report it.
///
/// # Errors
/// The refusal that stands in the way.
pub fn accept(milestone: &MilestoneId, facts: AcceptFacts) -> Result<Accepted, Refusal> {
    match facts {
        AcceptFacts { dropped: true, .. } => Err(Refusal::DroppedAlready),
        AcceptFacts { accepted: true, .. } => Err(Refusal::AcceptedAlready),
        AcceptFacts { reached: false, .. } => Err(Refusal::NotReached),
        AcceptFacts { own: true, .. } => Err(Refusal::OwnReport),
        _ => Ok(Accepted { milestone: milestone.clone() }),
    }
}

/// A report that is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    milestone: MilestoneId,
    reason: String,
}

impl Returned {
    /// Which milestone.
    #[must_use]
    pub const fn milestone(&self) -> &MilestoneId {
        &self.milestone
    }

    /// Why, for everybody to read.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges that a report is not accepted: by whoever could accept it, with a reason. It is reported anew.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn send_back<'t>(
    milestone: &MilestoneId,
    facts: AcceptFacts,
    reason: impl Into<Said<'t>>,
) -> Result<Returned, (&'static str, Refusal)> {
    accept(milestone, facts).map_err(|refusal| ("", refusal))?;
    masking::reason(reason).map(|reason| Returned { milestone: milestone.clone(), reason })
}

/// A completion that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    vote: VoteId,
    /// What was done, in words.
    pub text: String,
}

impl Completed {
    /// The vote whose decision is carried out.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }
}

/// Judges publishing the completion: every milestone was reached and accepted, and there is one.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn complete<'t>(
    vote: &VoteId,
    milestones: u64,
    accepted: u64,
    text: impl Into<Said<'t>>,
) -> Result<Completed, (&'static str, Refusal)> {
    if milestones == 0 || accepted < milestones {
        return Err(("", Refusal::NotAccepted));
    }
    let said = text.into();
    let text = proposal::text(said.text(), proposal::BODY_LIMIT).map_err(|refusal| ("text", refusal))?;
    said.leaves_nothing(&text).map_err(|refusal| ("text", refusal))?;
    Ok(Completed { vote: vote.clone(), text })
}

/// Judges a rating: of something completed.
///
/// # Errors
/// [`Refusal::NotCompleted`].
pub const fn rate(completed: bool) -> Result<(), Refusal> {
    if completed { Ok(()) } else { Err(Refusal::NotCompleted) }
}

/// Whether a milestone is late: its day has passed and it was not reached.
#[must_use]
pub fn is_late(due: Date, reached: bool, today: Date) -> bool {
    !reached && today > due
}

fn open_line(said: &Said<'_>, field: &'static str) -> Result<String, (&'static str, Refusal)> {
    let line = proposal::line(said.text(), NAME_LIMIT).map_err(|refusal| (field, refusal))?;
    said.leaves_nothing(&line).map_err(|refusal| (field, refusal))?;
    Ok(line)
}

/// A day as typed.
fn day(text: &str) -> Option<Date> {
    Date::from_text(&typed::day(text)?)
}

#[cfg(test)]
mod tests;
