//! What becomes of a decision in the demonstration: steps planned, reached, photographed and accepted; the completion; how it was
//! rated, and who follows it.

use super::{
    company::{CHAIR, CLERK, Company, RESIDENT, SUPERVISOR},
    form,
    meetings::{Item, decided},
    pictures::{self, Picture},
};
use crate::{
    execution::{
        acts::{Accept, Complete, Follow, Plan, Rate, Reach},
        rows as execution,
        view::report_fingerprint,
    },
    fault::Fault,
    store::Answer,
};
use rules::id::MilestoneId;

/// How a decision is carried out.
pub struct Works {
    /// The day of the plan, from the evening.
    pub planned: i64,
    pub steps: &'static [Step],
    pub completed: Option<Completed>,
    /// A resident follows it.
    pub followed: bool,
}

/// One step of the plan.
pub struct Step {
    pub name: &'static str,
    pub due: i64,
    /// For how much, or empty.
    pub money: &'static str,
    /// Why for more than was decided, or empty.
    pub over: &'static str,
    pub done: Option<Reached>,
}

/// How it was reached.
pub struct Reached {
    pub day: i64,
    pub money: &'static str,
    /// What is to be said; where it came late, why.
    pub note: &'static str,
    pub picture: Option<Picture>,
}

/// The completion, and how many were satisfied, mostly satisfied and not.
pub struct Completed {
    pub day: i64,
    pub text: &'static str,
    pub rated: [usize; 3],
}

/// A plan without anything.
pub const WORKS: Works = Works { planned: 0, steps: &[], completed: None, followed: false };
/// A step that has not been reached.
pub const STEP: Step = Step { name: "", due: 0, money: "", over: "", done: None };
/// A report without anything.
pub const REACHED: Reached = Reached { day: 0, money: "", note: "", picture: None };

/// The decision that is carried out: the last round's.
fn decision(company: &Company<'_>, community: &'static str, item: &Item) -> Result<String, Fault> {
    company.of(community, &decided(item, item.rounds.len().saturating_sub(1)))
}

fn named(item: &Item, step: &Step) -> String {
    format!("{} {}", item.title, step.name)
}

/// The plan is made.
pub async fn plan(
    company: &mut Company<'_>,
    community: &'static str,
    (item, works): (&Item, &Works),
) -> Result<(), Fault> {
    let vote = decision(company, community, item)?;
    for step in works.steps {
        let due = company.day(step.due)?;
        let fields = [
            ("name", step.name),
            ("responsible", super::committee(community)),
            ("due", &due),
            ("money", step.money),
            ("reason", step.over),
        ];
        company.does::<Plan>((community, CHAIR), (community.into(), vote.clone()), &form(&fields)).await?;
        let last = execution::milestones(&mut *company.desk.read().await?, &vote).await?.pop();
        company.made(community, &named(item, step), last.ok_or(Fault::NotFound)?.id.as_str());
    }
    if works.followed {
        company.does::<Follow>((community, RESIDENT), (community.into(), vote), &form(&[("on", "1")])).await?;
    }
    Ok(())
}

/// A step is photographed and reported.
pub async fn reach(
    company: &mut Company<'_>,
    community: &'static str,
    (item, step, done): (&Item, &Step, &Reached),
) -> Result<(), Fault> {
    let id = MilestoneId::from(company.of(community, &named(item, step))?);
    if let Some(picture) = done.picture {
        let clerk = company.who(community, CLERK).await?;
        let taken = company.desk.photograph_milestone(&clerk, &id, pictures::taken(picture)?).await?;
        if let Answer::Refused { refusal, .. } = taken {
            return Err(Fault::Other(format!("the demonstration's picture: {}", refusal.code())));
        }
    }
    let base = shown(company, &id).await?;
    let day = company.day(done.day)?;
    let fields = form(&[("base", &base), ("done", &day), ("money", done.money), ("note", done.note)]);
    company.does::<Reach>((community, CLERK), id, &fields).await.map(|_| ())
}

/// A step is accepted by the supervisors.
pub async fn accept(
    company: &mut Company<'_>,
    community: &'static str,
    (item, step): (&Item, &Step),
) -> Result<(), Fault> {
    let id = MilestoneId::from(company.of(community, &named(item, step))?);
    let seen = form(&[("seen", &shown(company, &id).await?)]);
    company.does::<Accept>((community, SUPERVISOR), id, &seen).await.map(|_| ())
}

async fn shown(company: &Company<'_>, id: &MilestoneId) -> Result<String, Fault> {
    Ok(report_fingerprint(&execution::milestone(&mut *company.desk.read().await?, id).await?))
}

/// The completion is published.
pub async fn complete(
    company: &mut Company<'_>,
    community: &'static str,
    (item, completed): (&Item, &Completed),
) -> Result<(), Fault> {
    let key = (community.into(), decision(company, community, item)?);
    company.does::<Complete>((community, CHAIR), key, &form(&[("text", completed.text)])).await.map(|_| ())
}

/// Members rate it.
pub async fn rate(
    company: &mut Company<'_>,
    community: &'static str,
    (item, completed): (&Item, &Completed),
) -> Result<(), Fault> {
    let key = (community.into(), decision(company, community, item)?);
    let grades = ["satisfied", "mostly", "dissatisfied"].into_iter().zip(completed.rated);
    let each = grades.flat_map(|(grade, count)| std::iter::repeat_n(grade, count));
    for (index, grade) in each.enumerate() {
        let number = format!("{:04}", 70 + index);
        company.does::<Rate>((community, &number), key.clone(), &form(&[("grade", grade)])).await?;
    }
    Ok(())
}
