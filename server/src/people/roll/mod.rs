//! Importing a roll: the preview shows every line to be added, changed or refused and who is absent; then all or
//! nothing. The same file again changes nothing.

pub mod acts;
mod alike;
mod apply;
mod called;
mod crossed;
mod displaced;
mod doubts;
mod homes;
mod judge;
mod newcomers;
mod one;
mod preview;
#[expect(clippy::module_inception, reason = "the roll itself")]
mod roll;
pub mod rows;
mod twins;
mod who;

use crate::{
    act::{Desk, Subject, Viewer, or_refuse},
    fault::Fault,
    people::community::rows as communities,
    roll_file::{Book, Sheet},
    secret,
    store::{Answer, Conn, write::Sender},
};
pub use alike::{Alike, LookAlike, Spelt};
use app::address;
use apply::apply;
pub use apply::{Decided, Said};
pub use called::{Called, CalledChange};
pub use homes::Home;
pub(crate) use one::{Typed, Whom, one, take};
pub use preview::{
    Change, Choice, Column, Displaced, HeldUp, Judged, Mark, NumberSource, Open, Other, Preview, Somebody,
};
use roll::Roll;
use rules::{
    Refusal,
    id::CommunityId,
    permit::{Act, Standing, permit},
    posting::Audience,
};
pub use who::Question;

/// A kept file, and what becomes of it by what was chosen: or what is still to be asked.
pub type Held = (Book, Result<Preview, Open>);

/// A file that was kept for the clerk's decision. Whether it still is, the act says.
pub struct Kept {
    community: CommunityId,
    id: String,
}

impl Subject for Kept {
    type Key = (CommunityId, String);

    async fn find(conn: &mut Conn, (community, id): &(CommunityId, String)) -> Result<Self, Fault> {
        let community = communities::find(conn, community).await?.id;
        Ok(Self { community, id: id.clone() })
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// How many come, go and change is everybody's; who, the entries hold as what is personal.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::import_file(&self.community, &address::encoded(&self.id))
    }

    /// Whoever runs the platform may keep the roll of a community of which they are no member.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.in_community(&self.community)
    }
}

impl Desk {
    /// Keeps a file for the clerk's decision.
    pub(crate) async fn keep_roll(
        &self,
        viewer: &Viewer,
        community: &CommunityId,
        book: &Book,
    ) -> Result<Result<String, Refusal>, Fault> {
        let standing = viewer.standing(community)?;
        if let Err(refusal) = permit(&standing, Act::ImportRoll) {
            return Ok(Err(refusal));
        }
        let choice = Choice::default();
        let shown = match choice.sheet(book) {
            Ok(sheet) => self.roll_against(community, sheet, &choice).await?.fingerprint()?,
            Err(_) => String::new(),
        };
        let (id, book) = (secret::id(), serde_json::to_string(book)?);
        let (key, community, login, now) = (id.clone(), community.to_owned(), viewer.login.clone(), self.now().0);
        self.quietly(move |conn| {
            Box::pin(async move { rows::insert(conn, &key, &community, &login, [&book, &shown], now).await })
        })
        .await?;
        Ok(Ok(id))
    }

    /// A kept file held against the roll as it stands now; nothing where it is kept no more.
    pub(crate) async fn roll_preview(
        &self,
        viewer: &Viewer,
        community: &CommunityId,
        id: &str,
        choice: &Choice,
    ) -> Result<Option<Held>, Fault> {
        viewer.in_community(community)?;
        let mut conn = self.read().await?;
        let kept = rows::find(&mut conn, community, id, &viewer.login).await?;
        let Some(kept) = kept else { return Ok(None) };
        // A file that was kept by an earlier version is uploaded again.
        let Ok(book) = serde_json::from_str::<Book>(&kept.sheet) else { return Ok(None) };
        let sheet = match choice.sheet(&book) {
            Ok(sheet) => sheet,
            Err(open) => return Ok(Some((book, Err(open)))),
        };
        let preview = Roll::load(&mut conn, community, self.now().0).await?.preview(sheet, choice);
        drop(conn);
        // What is shown now is what applying will be held to.
        let (id, fingerprint) = (id.to_owned(), preview.fingerprint()?);
        self.quietly(move |conn| Box::pin(async move { rows::set_fingerprint(conn, &id, &fingerprint).await })).await?;
        Ok(Some((book, Ok(preview))))
    }

    /// A file held against the roll, as it was chosen to be read.
    pub(crate) async fn roll_against(
        &self,
        community: &CommunityId,
        sheet: &Sheet,
        choice: &Choice,
    ) -> Result<Preview, Fault> {
        let roll = Roll::load(&mut *self.read().await?, community, self.now().0).await?;
        Ok(roll.preview(sheet, choice))
    }

    /// Takes in a file from the command line: all of it, or nothing where a question is open.
    pub async fn import_roll(
        &self,
        community: &CommunityId,
        sheet: Sheet,
        decided: Decided,
        standing: Standing,
    ) -> Result<Answer, Fault> {
        self.writer
            .act(community, Sender::program(), move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&standing, Act::ImportRoll));
                    or_refuse!(apply(writing, &permit, &sheet, &decided).await?);
                    Ok(Answer::done(""))
                })
            })
            .await
    }
}
