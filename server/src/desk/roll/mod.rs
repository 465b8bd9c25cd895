//! Importing a roll: the preview shows every line to be added, changed or refused and who is absent; then all or
//! nothing. The same file again changes nothing.

mod apply;
mod homes;
mod judge;
mod preview;
#[expect(clippy::module_inception, reason = "the roll itself")]
mod roll;
mod twins;
mod who;

use super::{Desk, Viewer, or_refuse, standing};
use crate::{
    fault::Fault,
    form::Form,
    roll_file::{Book, Sheet},
    secret,
    store::{Answer, write::Sender},
};
use apply::apply;
pub use apply::{Decided, Said};
pub use homes::Home;
pub use preview::{Change, Choice, Column, Judged, Mark, NumberSource, Open, Other, Preview, Somebody};
use roll::Roll;
use rules::{
    Refusal,
    id::CommunityId,
    permit::{Act, Standing, permit},
};
pub use who::Question;

/// A kept file, and what becomes of it by what was chosen: or what is still to be asked.
pub type Held = (Book, Result<Preview, Open>);

impl Desk {
    /// Keeps a file for the clerk's decision.
    pub(crate) async fn keep_roll(
        &self,
        viewer: &Viewer,
        community: &str,
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
            Box::pin(
                async move { crate::store::import::insert(conn, &key, &community, &login, [&book, &shown], now).await },
            )
        })
        .await?;
        Ok(Ok(id))
    }

    /// A kept file held against the roll as it stands now.
    pub(crate) async fn roll_preview(
        &self,
        viewer: &Viewer,
        community: &str,
        id: &str,
        choice: &Choice,
    ) -> Result<Held, Fault> {
        viewer.in_community(community)?;
        let mut conn = self.read().await?;
        let kept = crate::store::import::find(&mut conn, community, id, &viewer.login).await?.ok_or(Fault::NotFound)?;
        // A file that was kept by an earlier version is uploaded again.
        let book: Book = serde_json::from_str(&kept.sheet).map_err(|_| Fault::NotFound)?;
        let sheet = match choice.sheet(&book) {
            Ok(sheet) => sheet,
            Err(open) => return Ok((book, Err(open))),
        };
        let preview = Roll::load(&mut conn, community, self.now().0).await?.preview(sheet, choice);
        drop(conn);
        // What is shown now is what applying will be held to.
        let (id, fingerprint) = (id.to_owned(), preview.fingerprint()?);
        self.quietly(move |conn| {
            Box::pin(async move { crate::store::import::set_fingerprint(conn, &id, &fingerprint).await })
        })
        .await?;
        Ok((book, Ok(preview)))
    }

    /// Takes in a previewed file: all or nothing, and only if the roll is still the one that the preview showed.
    pub(crate) async fn apply_roll(
        &self,
        viewer: &Viewer,
        community: &str,
        id: &str,
        form: &Form,
        mut decided: Decided,
    ) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, id) = (viewer.clone(), id.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::ImportRoll));
                let community = writing.community().as_str().to_owned();
                let kept = crate::store::import::find(writing.conn(), &community, &id, &viewer_.login).await?;
                let kept = or_refuse!(kept.ok_or(Refusal::FilePreviewGone));
                let book: Book = or_refuse!(serde_json::from_str(&kept.sheet).map_err(|_| Refusal::FilePreviewGone));
                let sheet = or_refuse!(decided.choice.sheet(&book).map_err(|_| Refusal::FileChooseFirst));
                decided.shown = Some(kept.fingerprint);
                crate::store::import::delete(writing.conn(), &id).await?;
                let done = or_refuse!(apply(writing, &permit, sheet, &decided).await?);
                let [added, altered, left] = done;
                Ok(Answer::done(format!("/c/{community}/members?imported={added}-{altered}-{left}")))
            })
        })
        .await
    }

    /// A file held against the roll, as it was chosen to be read.
    pub(crate) async fn roll_against(&self, community: &str, sheet: &Sheet, choice: &Choice) -> Result<Preview, Fault> {
        let roll = Roll::load(&mut *self.read().await?, community, self.now().0).await?;
        Ok(roll.preview(sheet, choice))
    }

    /// Takes in a file from the command line: all of it, or nothing where a question is open.
    pub async fn import_roll(
        &self,
        community: &str,
        sheet: Sheet,
        decided: Decided,
        standing: Standing,
    ) -> Result<Answer, Fault> {
        self.writer
            .act(&CommunityId::from(community), Sender::program(), move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&standing, Act::ImportRoll));
                    or_refuse!(apply(writing, &permit, &sheet, &decided).await?);
                    Ok(Answer::done(""))
                })
            })
            .await
    }
}
