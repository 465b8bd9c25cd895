//! What becomes of a decision: planned in milestones, reached, accepted, completed, rated, followed. It never changes what was
//! decided: a decision that was withdrawn is not carried out, and what it says is read as it was published.

pub mod acts;
pub(crate) mod pages;
mod photo;
pub mod rows;
pub(crate) mod view;

use crate::{
    act::{Desk, Subject, Viewer},
    execution::{
        rows::{self as executions, MilestoneRow},
        view::report_fingerprint,
    },
    fault::Fault,
    record::{
        posting::about,
        publication::{
            Kind,
            rows::{self as publication, PublicationRow},
        },
    },
    store::{Conn, steps},
};
use rules::{
    Refusal,
    execution::AcceptFacts,
    id::{CommunityId, MemberId, MilestoneId},
    posting::Audience,
};

/// A published decision, in its community.
pub struct Decision {
    /// Its latest revision.
    row: PublicationRow,
    audience: Audience,
}

impl Decision {
    /// A decision that was withdrawn is not carried out.
    fn holds(&self) -> Result<(), Refusal> {
        if self.row.withdrawn.is_empty() { Ok(()) } else { Err(Refusal::WithdrawnAlready) }
    }

    /// The vote that it comes of.
    fn vote(&self) -> &str {
        &self.row.subject
    }
}

impl Subject for Decision {
    type Key = (CommunityId, String);

    async fn find(conn: &mut Conn, (community, vote): &(CommunityId, String)) -> Result<Self, Fault> {
        let rows = publication::revisions(conn, community, vote).await?;
        let row = rows.into_iter().find(|row| row.kind == Kind::Outcome).ok_or(Fault::NotFound)?;
        let audience = row.audience;
        Ok(Self { row, audience })
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    fn in_chain(&self) -> &str {
        self.vote()
    }

    fn audience(&self) -> Audience {
        self.audience
    }

    fn page(&self) -> String {
        at(&self.row.community, self.vote())
    }

    /// Its completion has a name of its own.
    async fn steps(&self, conn: &mut Conn) -> Result<Vec<steps::Of>, Fault> {
        let completion = executions::completion_of(conn, self.vote()).await?;
        Ok([self.vote()].into_iter().chain(completion.as_deref()).map(steps::Of::subject).collect())
    }
}

/// A milestone of a decision, which says for whom it is.
pub struct Step {
    row: MilestoneRow,
    /// The decision that it carries out.
    decision: Decision,
}

impl Step {
    /// What accepting the report, or sending it back, is judged by; of a report that was changed since it was shown (`seen`)
    /// nothing is.
    fn accept_facts(&self, me: &MemberId, seen: &str) -> Result<AcceptFacts, Refusal> {
        let row = &self.row;
        let facts = AcceptFacts {
            reached: !row.done_day.is_empty(),
            accepted: row.accepted_at.is_some(),
            dropped: row.is_dropped(),
            own: row.reporter.as_ref() == Some(me),
        };
        // Of what was not reported, or was given up, the rule says more.
        let changed = facts.reached && !facts.dropped && seen != report_fingerprint(row);
        if changed { Err(Refusal::DraftChanged) } else { Ok(facts) }
    }
}

impl Subject for Step {
    type Key = MilestoneId;

    async fn find(conn: &mut Conn, id: &MilestoneId) -> Result<Self, Fault> {
        let row = executions::milestone(conn, id).await?;
        let decision = Decision::find(conn, &(row.community.clone(), row.vote.0.clone())).await?;
        Ok(Self { row, decision })
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    /// The chain speaks of a milestone as of its decision.
    fn in_chain(&self) -> &str {
        &self.row.vote
    }

    fn audience(&self) -> Audience {
        self.decision.audience
    }

    fn page(&self) -> String {
        self.decision.page()
    }

    /// One milestone of several of its decision.
    async fn steps(&self, _conn: &mut Conn) -> Result<Vec<steps::Of>, Fault> {
        Ok(vec![steps::Of { subject: self.row.vote.0.clone(), naming: self.row.id.to_string() }])
    }
}

impl Desk {
    /// The milestone, if the viewer belongs to its community.
    pub(crate) async fn milestone_for(&self, viewer: &Viewer, id: &str) -> Result<MilestoneRow, Fault> {
        let row = executions::milestone(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }
}

/// The page on which members and staff follow a decision.
pub(crate) fn at(community: &CommunityId, vote: &str) -> String {
    format!("{}#execution", about(community, Kind::Outcome.id(), vote))
}
