//! Pictures beside a session, a disclosure or a step of carrying out a decision (`rules::attachment`). They are read first as every photo is
//! (`photo`): small, upright, without what the camera wrote. Nothing shows one to anybody else than who keeps and supervises it before
//! somebody made it public; and of what was blacked out or withdrawn no picture is left.

pub mod acts;
mod keep;
pub(crate) mod pages;
pub mod rows;

use crate::{
    act::{Desk, Subject, Viewer},
    attachment::rows::AttachmentRow,
    execution::{self, rows as executions},
    fault::Fault,
    record::{
        draft::rows as drafts,
        latest,
        publication::{Kind, rows as publication},
    },
    sitting::session::rows as sessions,
    store::{Conn, steps},
};
use app::address;
use rules::{
    attachment::Of,
    id::{AttachmentId, CommunityId, MilestoneId, SessionId},
    posting::Audience,
};

/// What a picture belongs to.
pub(crate) struct Owner {
    /// Its words.
    pub title: String,
    /// For whom it is.
    pub audience: Audience,
    /// As what, and under which key, it is published: beside that a public picture stands.
    pub kind: Kind,
    pub thing: String,
    /// The page from which one comes.
    pub page: String,
}

impl Owner {
    /// What is known of a thing to which pictures may belong.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where the community has no such thing.
    pub async fn find(conn: &mut Conn, community: &CommunityId, of: Of, subject: &str) -> Result<Self, Fault> {
        match of {
            Of::Session => {
                let session = sessions::find(conn, &SessionId::from(subject)).await?;
                if session.community != *community {
                    return Err(Fault::NotFound);
                }
                Ok(Self {
                    title: session.title,
                    audience: Audience::Public,
                    kind: Kind::Notice,
                    thing: subject.to_owned(),
                    page: address::session(subject),
                })
            }
            Of::Disclosure => {
                let draft = drafts::of(conn, (community, Kind::Disclosure), subject).await?.ok_or(Fault::NotFound)?;
                let up = publication::revisions(conn, community, subject).await?.into_iter().next();
                // What is for members, or is to be, is for nobody else.
                let within = draft.said.audience()? == Audience::Members || up.is_some_and(|row| !row.is_public());
                Ok(Self {
                    title: draft.said.title,
                    audience: if within { Audience::Members } else { Audience::Public },
                    kind: Kind::Disclosure,
                    thing: subject.to_owned(),
                    page: address::disclosure(community, subject),
                })
            }
            Of::Milestone => {
                let row = executions::milestone(conn, &MilestoneId::from(subject)).await?;
                if row.community != *community {
                    return Err(Fault::NotFound);
                }
                let (decision, _) = latest(conn, community, Kind::Outcome, &row.vote, None, Audience::Members).await?;
                Ok(Self {
                    title: row.name,
                    audience: decision.audience,
                    kind: Kind::Outcome,
                    page: execution::at(community, &row.vote),
                    thing: row.vote.to_string(),
                })
            }
        }
    }

    /// Whether somebody can read it already, and it was not withdrawn.
    async fn is_read(&self, conn: &mut Conn, community: &CommunityId) -> Result<bool, Fault> {
        match latest(conn, community, self.kind, &self.thing, None, Audience::Members).await {
            Ok((row, _)) => Ok(row.withdrawn.is_empty()),
            Err(Fault::NotFound) => Ok(false),
            Err(fault) => Err(fault),
        }
    }
}

/// A picture with what it belongs to.
pub struct Attached {
    row: AttachmentRow,
    owner: Owner,
}

impl Subject for Attached {
    type Key = AttachmentId;

    async fn find(conn: &mut Conn, id: &AttachmentId) -> Result<Self, Fault> {
        let row = rows::find(conn, id).await?;
        let owner = Owner::find(conn, &row.community, row.belongs, &row.subject).await?;
        Ok(Self { row, owner })
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    /// The chain speaks of it as of what it stands beside.
    fn in_chain(&self) -> &str {
        &self.owner.thing
    }

    fn audience(&self) -> Audience {
        self.owner.audience
    }

    fn page(&self) -> String {
        address::attachment(&self.row.id)
    }

    /// One picture of several.
    async fn steps(&self, _conn: &mut Conn) -> Result<Vec<steps::Of>, Fault> {
        Ok(vec![steps::Of { subject: self.owner.thing.clone(), naming: self.row.id.to_string() }])
    }
}

impl Desk {
    /// A picture, if the viewer belongs to its community.
    pub(crate) async fn attachment_for(&self, viewer: &Viewer, id: &AttachmentId) -> Result<AttachmentRow, Fault> {
        let row = rows::find(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }
}
