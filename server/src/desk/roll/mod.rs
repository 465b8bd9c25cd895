//! Importing a roll: the preview shows every line to be added, changed or refused and who is absent; then all or
//! nothing. The same file again changes nothing.

mod apply;
mod preview;

use super::{Desk, Viewer, or_refuse, standing};
use crate::{
    fault::Fault,
    form::Form,
    roll_file::Sheet,
    secret,
    store::{Answer, write::Sender},
};
use apply::apply;
use preview::Roll;
pub use preview::{Change, LineProblem, Preview};
use rules::{
    Refusal,
    id::CommunityId,
    permit::{Act, Standing, permit},
};
use std::collections::HashSet;

impl Desk {
    /// Holds a file against the roll and keeps it for the clerk's decision.
    pub(crate) async fn preview_roll(
        &self,
        viewer: &Viewer,
        community: &str,
        sheet: &Sheet,
    ) -> Result<Result<String, Refusal>, Fault> {
        let standing = viewer.standing(community)?;
        if let Err(refusal) = permit(&standing, Act::ImportRoll) {
            return Ok(Err(refusal));
        }
        let preview = Roll::load(&mut *self.read().await?, community).await?.preview(sheet);
        let (id, fingerprint, sheet) = (secret::id(), preview.fingerprint()?, serde_json::to_string(sheet)?);
        let (key, community, login, now) = (id.clone(), community.to_owned(), viewer.login.clone(), self.now().0);
        self.quietly(move |conn| {
            Box::pin(async move {
                crate::store::import::insert(conn, &key, &community, &login, [&sheet, &fingerprint], now).await
            })
        })
        .await?;
        Ok(Ok(id))
    }

    /// The preview as the roll stands now.
    pub(crate) async fn roll_preview(
        &self,
        viewer: &Viewer,
        community: &str,
        id: &str,
    ) -> Result<(Sheet, Preview), Fault> {
        viewer.in_community(community)?;
        let mut conn = self.read().await?;
        let kept = crate::store::import::find(&mut conn, community, id, &viewer.login).await?.ok_or(Fault::NotFound)?;
        let sheet: Sheet = serde_json::from_str(&kept.sheet)?;
        let preview = Roll::load(&mut conn, community).await?.preview(&sheet);
        drop(conn);
        // What is shown now is what applying will be held to.
        let (id, fingerprint) = (id.to_owned(), preview.fingerprint()?);
        self.quietly(move |conn| {
            Box::pin(async move { crate::store::import::set_fingerprint(conn, &id, &fingerprint).await })
        })
        .await?;
        Ok((sheet, preview))
    }

    /// Takes in a previewed file: all or nothing, and only if the roll is still the one that the preview showed.
    pub(crate) async fn apply_roll(
        &self,
        viewer: &Viewer,
        community: &str,
        id: &str,
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::ImportRoll));
                let community = writing.community().as_str().to_owned();
                let kept = crate::store::import::find(writing.conn(), &community, &id, &viewer_.login).await?;
                let kept = or_refuse!(kept.ok_or(Refusal::FilePreviewGone));
                let sheet: Sheet = serde_json::from_str(&kept.sheet)?;
                let leaving: HashSet<String> = form_.all("leave").map(str::to_owned).collect();
                crate::store::import::delete(writing.conn(), &id).await?;
                let done = or_refuse!(apply(writing, &permit, &sheet, Some(&kept.fingerprint), &leaving).await?);
                let [added, altered, left] = done;
                Ok(Answer::done(format!("/c/{community}/members?imported={added}-{altered}-{left}")))
            })
        })
        .await
    }

    /// A file held against the roll, for the command line.
    pub(crate) async fn roll_against(&self, community: &str, sheet: &Sheet) -> Result<Preview, Fault> {
        Ok(Roll::load(&mut *self.read().await?, community).await?.preview(sheet))
    }

    /// Takes in a file from the command line. Absent members leave when `leave_absent`.
    pub async fn import_roll(
        &self,
        community: &str,
        sheet: Sheet,
        leave_absent: bool,
        standing: Standing,
    ) -> Result<(Answer, Preview), Fault> {
        let preview = Roll::load(&mut *self.read().await?, community).await?.preview(&sheet);
        let leaving: HashSet<String> =
            if leave_absent { preview.absent.iter().map(|(id, ..)| id.clone()).collect() } else { HashSet::new() };
        let [added, altered, ..] = preview.totals();
        if added + altered + leaving.len() == 0
            && !preview.changes.iter().any(|(_, one)| matches!(one, Change::Refuse(_)))
        {
            return Ok((Answer::done(""), preview));
        }
        let answer = self
            .writer
            .act(&CommunityId::from(community), Sender::program(), move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&standing, Act::ImportRoll));
                    or_refuse!(apply(writing, &permit, &sheet, None, &leaving).await?);
                    Ok(Answer::done(""))
                })
            })
            .await?;
        Ok((answer, preview))
    }
}
