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
}

/// Judges a milestone of a published decision: of one that was carried, for a day that has not passed, and for more than was
/// decided only with a reason.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn plan(
    facts: PlanFacts,
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
    said.leaves_nothing(&reason).map_err(|refusal| ("reason", refusal))?;
    Ok(Planned { name, responsible, due, money, reason: if over { reason } else { String::new() } })
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
mod tests {
    use super::*;

    fn reach(facts: ReachFacts, done: &str, money: &str, note: &str) -> Result<Reached, (&'static str, Refusal)> {
        super::reach((&"m".into(), facts), done, money, note)
    }

    fn drop_step(done: bool, ok: bool, dropped: bool, reason: &str) -> Result<Dropped, (&'static str, Refusal)> {
        super::drop_step(&"m".into(), done, ok, dropped, reason)
    }

    fn accept(facts: AcceptFacts) -> Result<Accepted, Refusal> {
        super::accept(&"m".into(), facts)
    }

    fn send_back(facts: AcceptFacts, reason: &str) -> Result<Returned, (&'static str, Refusal)> {
        super::send_back(&"m".into(), facts, reason)
    }

    fn complete(milestones: u64, accepted: u64, text: &str) -> Result<Completed, (&'static str, Refusal)> {
        super::complete(&"v".into(), milestones, accepted, text)
    }

    fn plan(
        facts: PlanFacts,
        name: &str,
        responsible: &str,
        due: &str,
        (money, reason): (&str, &str),
    ) -> Result<Planned, (&'static str, Refusal)> {
        super::plan(facts, (&name.into(), &responsible.into()), due, (money, &reason.into()))
    }

    fn date(text: &str) -> Date {
        Date::from_text(text).expect("a date")
    }

    #[test]
    fn money_is_exact() {
        assert_eq!(Money::from_text("764,000"), Some(Money(76_400_000)));
        assert_eq!(Money::from_text("751300.5").map(|one| one.to_string()), Some("751300.50".to_owned()));
        for bad in ["", "-1", "1.234", "七十万", "999999999999999"] {
            assert_eq!(Money::from_text(bad), None, "{bad}");
        }
    }

    /// Story A: four milestones, one nine days late with a reason.
    #[test]
    fn a_milestone_is_planned_reached_and_accepted_by_another() {
        let open =
            PlanFacts { carried: true, completed: false, today: date("2026-03-16"), decided: None, planned: Money(0) };
        let planned = plan(open, "路基", "村民委员会", "2026-04-20", ("380000", "")).expect("planned");
        let completed = PlanFacts { completed: true, ..open };
        let failed = PlanFacts { carried: false, ..open };
        assert_eq!((planned.due, planned.money), (date("2026-04-20"), Some(Money(38_000_000))));
        assert_eq!(plan(completed, "路基", "村委会", "2026-04-20", ("", "")), Err(("", Refusal::CompletedAlready)));
        assert_eq!(plan(failed, "路基", "村委会", "2026-04-20", ("", "")), Err(("", Refusal::NotCarried)));
        assert_eq!(plan(open, "路基", "村委会", "四月", ("", "")), Err(("due", Refusal::BadDay)));
        assert_eq!(plan(open, "路基", "村委会", "2026-03-15", ("", "")), Err(("due", Refusal::PastDay)));
        assert_eq!(
            plan(open, "路基", "张 13800138000", "2026-04-20", ("", "")),
            Err(("responsible", Refusal::HoldsMobile))
        );
        // The whole plan is held against the sum that was decided.
        let sums = PlanFacts { decided: Some(Money(48_192_000)), planned: Money(40_000_000), ..open };
        let step = |money, reason| plan(sums, "路基", "村委会", "2026-04-20", (money, reason));
        assert_eq!(step("81920.01", ""), Err(("reason", Refusal::MoreThanDecided)));
        assert_eq!(step("81920.01", "石料涨价").map(|one| one.reason), Ok("石料涨价".to_owned()));
        assert_eq!(step("81920", "多写的").map(|one| one.reason), Ok(String::new()));
        assert!(step("", "").is_ok());
        let facts = ReachFacts {
            decided: date("2026-03-16"),
            due: planned.due,
            planned: planned.money,
            today: date("2026-05-02"),
            accepted: false,
            dropped: false,
        };
        assert_eq!(reach(facts, "2026-04-29", "", ""), Err(("note", Refusal::ReasonMissing)));
        assert_eq!(reach(facts, "2026-05-03", "", "雨"), Err(("done", Refusal::DayToCome)));
        assert_eq!(reach(facts, "五月", "", "雨"), Err(("done", Refusal::BadDay)));
        assert!(reach(facts, "2026-04-29", "379000", "连续降雨九天").is_ok());
        assert!(reach(facts, "2026-04-20", "", "").is_ok());
        assert!(reach(facts, "2026-04-20", "380000", "").is_ok());
        assert_eq!(reach(facts, "2026-04-20", "380000.01", ""), Err(("note", Refusal::MoreThanPlanned)));
        assert!(reach(facts, "2026-04-20", "390000", "石料涨价").is_ok());
        // Where nothing was to be spent, anything is more; nothing is done before it was decided.
        let free = ReachFacts { planned: None, ..facts };
        assert_eq!(reach(free, "2026-04-20", "0.01", ""), Err(("note", Refusal::MoreThanPlanned)));
        assert!(reach(free, "2026-04-20", "0.01", "邮费").is_ok() && reach(free, "2026-04-20", "0", "").is_ok());
        assert_eq!(reach(facts, "2026-03-15", "", ""), Err(("note", Refusal::DoneBefore)));
        assert!(reach(facts, "2026-03-15", "", "先行动工").is_ok());
        let accepted = ReachFacts { accepted: true, ..facts };
        assert_eq!(reach(accepted, "2026-04-20", "", ""), Err(("", Refusal::AcceptedAlready)));
        let gone = ReachFacts { dropped: true, ..facts };
        assert_eq!(reach(gone, "2026-04-20", "", ""), Err(("", Refusal::DroppedAlready)));
        assert_eq!(drop_step(false, false, false, "改由镇里修").map(|one| one.reason), Ok("改由镇里修".to_owned()));
        assert_eq!(drop_step(false, false, false, " "), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(drop_step(false, false, false, "电话 13800138000"), Err(("reason", Refusal::HoldsMobile)));
        assert_eq!(drop_step(false, true, false, "x"), Err(("", Refusal::AcceptedAlready)));
        assert_eq!(drop_step(false, false, true, "x"), Err(("", Refusal::DroppedAlready)));
        assert_eq!(drop_step(true, false, false, "x"), Err(("", Refusal::CompletedAlready)));
        assert!(is_late(planned.due, false, date("2026-04-21")) && !is_late(planned.due, false, planned.due));
        let reported = AcceptFacts { reached: true, ..AcceptFacts::default() };
        let own = AcceptFacts { own: true, ..reported };
        assert_eq!(accept(reported).map(|one| one.milestone().clone()), Ok("m".into()));
        assert_eq!(accept(own), Err(Refusal::OwnReport));
        assert_eq!(accept(AcceptFacts::default()), Err(Refusal::NotReached));
        assert_eq!(accept(AcceptFacts { accepted: true, ..reported }), Err(Refusal::AcceptedAlready));
        assert_eq!(accept(AcceptFacts { dropped: true, ..reported }), Err(Refusal::DroppedAlready));
        assert_eq!(send_back(reported, "厚度不够").map(|one| one.reason), Ok("厚度不够".to_owned()));
        assert_eq!(send_back(reported, ""), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(send_back(own, "x"), Err(("", Refusal::OwnReport)));
        assert_eq!(complete(4, 3, "完工"), Err(("", Refusal::NotAccepted)));
        assert_eq!(complete(0, 0, "完工"), Err(("", Refusal::NotAccepted)));
        assert!(complete(4, 4, "完工").is_ok());
        assert!(rate(true).is_ok() && rate(false).is_err());
    }
}
