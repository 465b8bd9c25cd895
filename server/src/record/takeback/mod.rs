//! Taking back what was published, by two hands: the chair asks, the supervision committee answers. Words are blanked wherever they
//! stand; a decision is withdrawn. A count is never touched.

pub mod acts;
pub mod rows;

use super::posting::{published, takes_two};
use crate::{
    act::{Address, Subject},
    fault::Fault,
    record::{
        photo::rows as photo,
        publication::{Kind, rows::PublicationRow},
        takeback::rows::{self as takebacks, TakebackRow, blank},
    },
    store::Conn,
};
use app::{
    address,
    view::takeback::{Stands, TakebackView, Waiting},
};
use rules::{
    Moment,
    id::{CommunityId, TakebackId},
    permit::{Act, Standing},
    posting::Audience,
    takeback::What,
};

/// What is asked to be taken back, with the published thing of which it is asked.
pub struct Takeback {
    row: TakebackRow,
    of: PublicationRow,
}

impl Subject for Takeback {
    type Key = TakebackId;

    async fn find(conn: &mut Conn, key: &TakebackId) -> Result<Self, Fault> {
        let row = takebacks::find(conn, key).await?;
        let of = published(conn, &row.community, row.kind, &row.subject).await?;
        Ok(Self { row, of })
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    /// The chain tells of the published thing.
    fn in_chain(&self) -> &str {
        self.of.in_chain()
    }

    /// It is for whom the published thing is.
    fn audience(&self) -> Audience {
        Subject::audience(&self.of)
    }

    fn page(&self) -> String {
        self.of.page()
    }
}

/// Where it stands on the page of the published thing.
fn place(of: &PublicationRow) -> Address {
    Address(format!("{}#takeback", of.page()))
}

/// What is asked of a published thing, for those who may ask or answer; with all the places where the words stand.
pub(crate) async fn view(
    conn: &mut Conn,
    standing: &Standing,
    (row, now): (&PublicationRow, Moment),
) -> Result<Option<TakebackView>, Fault> {
    let (may_ask, may_answer) = (standing.may(Act::AskTakeback), standing.may(Act::AnswerTakeback));
    if !may_ask && !may_answer {
        return Ok(None);
    }
    let me = standing.member.as_ref().map(|one| one.as_str()).unwrap_or_default();
    let waiting = match takebacks::waiting(conn, &row.community, row.kind.id(), &row.subject).await? {
        None => None,
        Some(asked) => {
            let of = asked.photos.then_some((row.kind.id(), row.subject.as_str()));
            let plan = blank::plan(conn, &row.community, &asked.places(), of).await?;
            let (entries, texts, photos) = plan.counts();
            let stands = |(kind, subject, title, revision): (Kind, &str, &str, i64)| Stands {
                kind,
                href: address::revision(&row.community, kind.id(), subject, revision),
                title: title.to_owned(),
                revision,
            };
            Some(Waiting {
                revision: row.revision,
                own: *asked.asked_by == *me,
                blank: asked.what == What::Blank,
                words: asked.places(),
                things: plan.things().map(stands).collect(),
                entries,
                texts,
                photos,
                reason: asked.reason,
                id: asked.id.0,
            })
        }
    };
    Ok(Some(TakebackView {
        may_ask,
        may_answer,
        may_withdraw: takes_two(row, now)? && row.withdrawn.is_empty(),
        has_photos: !photo::of_thing(conn, &row.community, row.kind.id(), &row.subject).await?.is_empty(),
        blanked: row.blanked > 0,
        waiting,
    }))
}
