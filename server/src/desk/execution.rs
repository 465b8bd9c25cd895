//! What becomes of a decision: planned, reached, accepted, completed, rated, followed.

use super::{
    Desk, Viewer, base,
    board::{about, in_community},
    execution_view::report_fingerprint,
    none,
    objection::today,
    or_refuse,
    publish::{self, Kind, Shelf},
    session::append,
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Writing, community as communities,
        execution::{self as executions, MilestoneRow},
        journal::Entry,
        photo,
        publication::PublicationRow,
    },
    zone,
};
use app::view::{execution::CompletionContent, record::OutcomeContent};
use rules::{
    Moment, Refusal,
    days::Date,
    execution::{self, AcceptFacts, Grade, Money, PlanFacts, ReachFacts},
    numbers::largest_sum,
    permit::{Act, Permit, permit},
};
use serde_json::json;

/// What an act on a milestone begins with: the milestone, whose decision says for whom it is, and who acts by what leave.
pub(crate) struct Step {
    pub row: MilestoneRow,
    /// The decision that it carries out, as published.
    pub decision: PublicationRow,
    pub permit: Permit,
    pub me: String,
}

/// A decision that was withdrawn is not carried out.
fn holds(decision: &PublicationRow) -> Result<(), Refusal> {
    if decision.withdrawn.is_empty() { Ok(()) } else { Err(Refusal::WithdrawnAlready) }
}

impl Step {
    /// Loads it within the act.
    pub async fn load(
        writing: &mut Writing,
        viewer: &Viewer,
        id: &str,
        act: Act,
    ) -> Result<Result<Self, Refusal>, Fault> {
        let row = executions::milestone(writing.conn(), id).await?;
        let decision = in_community(writing, Kind::Outcome, &row.vote).await?;
        if let Err(refusal) = holds(&decision) {
            return Ok(Err(refusal));
        }
        let standing = standing(writing, viewer, None).await?;
        let permit = match permit(&standing, act) {
            Ok(permit) => permit,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Some(member) = standing.member else { return Ok(Err(Refusal::NotYourRole)) };
        Ok(Ok(Self { row, decision, permit, me: member.0 }))
    }

    /// What accepting the report, or sending it back, is judged by; of a report that was changed since it was shown (`seen`)
    /// nothing is.
    pub fn accept_facts(&self, seen: &str) -> Result<AcceptFacts, Refusal> {
        let row = &self.row;
        let facts = AcceptFacts {
            reached: !row.done_day.is_empty(),
            accepted: row.accepted_at.is_some(),
            dropped: row.is_dropped(),
            own: row.reporter.as_deref() == Some(self.me.as_str()),
        };
        let changed = !facts.dropped && !seen.is_empty() && seen != report_fingerprint(row);
        if changed { Err(Refusal::TextChanged) } else { Ok(facts) }
    }
}

impl Desk {
    /// Adds a milestone to the plan of a published decision.
    pub(crate) async fn plan_milestone(
        &self,
        viewer: &Viewer,
        (community, vote): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, vote) = (viewer.clone(), form.clone(), vote.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, Kind::Outcome, &vote).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepExecution));
                or_refuse!(holds(&row));
                let completed = executions::completion_of(writing.conn(), &vote).await?.is_some();
                let today = today(writing, &row.community).await?;
                let outcome: OutcomeContent = serde_json::from_str(&row.content)?;
                let steps = executions::milestones(writing.conn(), &vote).await?;
                let kept = steps.iter().filter(|one| !one.is_dropped()).filter_map(|one| one.money);
                let facts = PlanFacts {
                    carried: outcome.verdict.passed,
                    completed,
                    today,
                    decided: largest_sum(&outcome.decision).or_else(|| largest_sum(&outcome.text)),
                    planned: Money(kept.map(i64::unsigned_abs).sum()),
                };
                let get = |name: &str| form_.get(name);
                let [name, responsible, reason] =
                    ["name", "responsible", "reason"].map(|at| (at, none::said(&form_, at)));
                let none: Vec<_> =
                    [&name, &responsible, &reason].into_iter().flat_map(|(at, said)| none::none(at, said)).collect();
                let money = (get("money"), &reason.1);
                let planned = or_refuse!(execution::plan(facts, (&name.1, &responsible.1), get("due"), money));
                let id = secret::id();
                executions::store_planned(writing, &permit, (&id, &vote), &planned, today).await?;
                let said = json!({
                    "milestone": id, "name": planned.name, "responsible": planned.responsible,
                    "due": planned.due.to_string(), "money": planned.money.map(|money| money.to_string()),
                    "planned": today.to_string(), "reason": planned.reason,
                });
                let said = none::tell(said, &none)?;
                append(writing, "milestone.planned", &permit, &vote, said).await?;
                Ok(Answer::done(at(&row.community, &vote)))
            })
        })
        .await
    }

    /// Says that a milestone was reached; later than planned only with a reason.
    pub(crate) async fn reach_milestone(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.milestone_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let Step { row, decision, permit, me: reporter } =
                    or_refuse!(Step::load(writing, &viewer_, &id, Act::KeepExecution).await?);
                let outcome: OutcomeContent = serde_json::from_str(&decision.content)?;
                let decided = zone::day(Moment(outcome.held_at), &outcome.zone)?;
                let due = Date::from_text(&row.due_day).ok_or(Fault::Stored("milestones.due_day"))?;
                let today = today(writing, &row.community).await?;
                let get = |name: &str| form_.get(name);
                let planned = row.money.map(|cents| Money(cents.unsigned_abs()));
                let facts = ReachFacts {
                    decided,
                    due,
                    planned,
                    today,
                    accepted: row.accepted_at.is_some(),
                    dropped: row.is_dropped(),
                };
                let note = none::said(&form_, "note");
                let none = none::none("note", &note);
                let reached = or_refuse!(execution::reach(facts, get("done"), get("money"), note));
                or_refuse!(base::holds(&form_, &report_fingerprint(&row)));
                executions::store_reached(writing, &permit, (&id, &reporter), &reached).await?;
                let said = json!({
                    "milestone": id, "done": reached.done.to_string(),
                    "money": reached.money.map(|money| money.to_string()), "note": reached.note,
                    "report": row.reports + 1,
                });
                let said = none::tell(said, &none)?;
                let entry = Entry::new("milestone.reached", Some(permit.role()), &row.vote, said)
                    .about(&reporter, json!({ "member": reporter }));
                writing.append(entry).await?;
                Ok(Answer::done(at(&row.community, &row.vote)))
            })
        })
        .await
    }

    /// Gives a milestone up, with a reason that everybody reads.
    pub(crate) async fn drop_milestone(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.milestone_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let Step { row, permit, .. } =
                    or_refuse!(Step::load(writing, &viewer_, &id, Act::KeepExecution).await?);
                let completed = executions::completion_of(writing.conn(), &row.vote).await?.is_some();
                let (accepted, dropped) = (row.accepted_at.is_some(), row.is_dropped());
                let reason = none::said(&form_, "reason");
                let none = none::none("reason", &reason);
                let dropped = or_refuse!(execution::drop_step(completed, accepted, dropped, reason));
                executions::store_dropped(writing, &permit, &id, &dropped).await?;
                let said = json!({ "milestone": id, "reason": dropped.reason() });
                let said = none::tell(said, &none)?;
                append(writing, "milestone.dropped", &permit, &row.vote, said).await?;
                Ok(Answer::done(at(&row.community, &row.vote)))
            })
        })
        .await
    }

    /// A supervisor accepts what somebody else reported.
    pub(crate) async fn accept_milestone(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.milestone_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let step = or_refuse!(Step::load(writing, &viewer_, &id, Act::AcceptMilestone).await?);
                let accepted = or_refuse!(step.accept_facts(form_.get("seen")).and_then(execution::accept));
                let Step { row, permit, me, .. } = step;
                executions::store_accepted(writing, &permit, (&id, &me), accepted).await?;
                let entry =
                    Entry::new("milestone.accepted", Some(permit.role()), &row.vote, json!({ "milestone": id }))
                        .about(&me, json!({ "member": me }));
                writing.append(entry).await?;
                Ok(Answer::done(at(&row.community, &row.vote)))
            })
        })
        .await
    }

    /// Attaches a photo to a milestone.
    pub(crate) async fn photograph_milestone(&self, viewer: &Viewer, id: &str, jpeg: Vec<u8>) -> Result<Answer, Fault> {
        let community = self.milestone_for(viewer, id).await?.community;
        let (viewer_, id) = (viewer.clone(), id.to_owned());
        self.act(viewer, &community, &Form::default(), move |writing| {
            Box::pin(async move {
                let Step { row, permit, .. } =
                    or_refuse!(Step::load(writing, &viewer_, &id, Act::KeepExecution).await?);
                let name = secret::id();
                photo::insert(writing, (&name, photo::MILESTONE, &id), &jpeg).await?;
                executions::store_photo(writing, &id, &name).await?;
                let said = json!({ "milestone": id, "photo": name, "photo_hash": secret::digest_bytes(&jpeg) });
                append(writing, "milestone.photographed", &permit, &row.vote, said).await?;
                Ok(Answer::done(at(&row.community, &row.vote)))
            })
        })
        .await
    }

    /// Publishes the completion (实施结果公开) beside the plan, once every milestone was accepted.
    pub(crate) async fn complete(
        &self,
        viewer: &Viewer,
        (community, vote): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, vote) = (viewer.clone(), form.clone(), vote.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, Kind::Outcome, &vote).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepExecution));
                or_refuse!(holds(&row));
                if executions::completion_of(writing.conn(), &vote).await?.is_some() {
                    return Ok(Refusal::CompletedAlready.into());
                }
                let steps = executions::milestones(writing.conn(), &vote).await?;
                let kept = steps.iter().filter(|one| !one.is_dropped()).count() as u64;
                let accepted = steps.iter().filter(|one| one.accepted_at.is_some()).count() as u64;
                let completed = or_refuse!(execution::complete(kept, accepted, none::said(&form_, "text")));
                let outcome: OutcomeContent = serde_json::from_str(&row.content)?;
                let place = communities::find(writing.conn(), &row.community).await?;
                let content = CompletionContent {
                    community: place.name,
                    zone: place.zone,
                    title: outcome.title,
                    number: outcome.number,
                    vote: vote.clone(),
                    matter: outcome.matter,
                    text: completed.text,
                    form: form_.text_form(),
                    responsible: outcome.responsible,
                    milestones: steps.iter().map(super::execution_view::milestone).collect(),
                };
                let id = secret::id();
                let shelf = Shelf::of(Kind::Completion, &row.matter, &row.body_kind);
                let title = content.title.clone();
                or_refuse!(publish::snapshot(writing, &permit, (&shelf, &id), &title, &content, &form_).await?);
                executions::store_completed(writing, &permit, (&id, &vote)).await?;
                Ok(Answer::done(at(&row.community, &vote)))
            })
        })
        .await
    }

    /// A member rates what was completed.
    pub(crate) async fn rate(
        &self,
        viewer: &Viewer,
        (community, vote): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, vote) = (viewer.clone(), form.clone(), vote.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, Kind::Outcome, &vote).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::RateCompletion));
                or_refuse!(holds(&row));
                let member = or_refuse!(standing.member.ok_or(Refusal::NotYourRole)).0;
                let completion = executions::completion_of(writing.conn(), &vote).await?;
                or_refuse!(execution::rate(completion.is_some()));
                let completion = completion.ok_or(Fault::NotFound)?;
                let grade = or_refuse!(Grade::from_id(form_.get("grade")).ok_or(("grade", Refusal::NotOffered)));
                executions::store_rating(writing, &permit, (&completion, &member), grade).await?;
                let entry = Entry::new("completion.rated", Some(permit.role()), &completion, json!({}))
                    .about(&member, json!({ "member": member, "grade": grade }));
                writing.append(entry).await?;
                Ok(Answer::done(at(&row.community, &vote)))
            })
        })
        .await
    }

    /// A member follows a decision, or no longer: no act, nobody else hears of it.
    pub(crate) async fn follow(
        &self,
        viewer: &Viewer,
        (community, vote): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, vote) = (viewer.clone(), form.clone(), vote.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, Kind::Outcome, &vote).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let _permit = or_refuse!(permit(&standing, Act::FollowDecision));
                let member = or_refuse!(standing.member.ok_or(Refusal::NotYourRole)).0;
                writing.leaves_no_trace();
                executions::follow(writing, (&vote, &member), form_.get("on") == "1").await?;
                Ok(Answer::done(at(&row.community, &vote)))
            })
        })
        .await
    }

    /// The milestone, if the viewer belongs to its community.
    pub(crate) async fn milestone_for(&self, viewer: &Viewer, id: &str) -> Result<MilestoneRow, Fault> {
        let row = executions::milestone(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }
}

/// The page on which members and staff follow a decision.
pub(crate) fn at(community: &str, vote: &str) -> String {
    format!("{}#execution", about(community, Kind::Outcome.id(), vote))
}

/// Whoever proposed the text of a decision follows what becomes of it.
pub(crate) async fn follow_as_author(writing: &mut Writing, vote: &str, proposal: &str) -> Result<(), Fault> {
    if proposal.is_empty() {
        return Ok(());
    }
    let author = crate::store::thread::proposal(writing.conn(), proposal).await?.author;
    executions::follow(writing, (vote, &author), true).await
}
