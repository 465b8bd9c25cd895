//! The text of an item: written, revised, put to the vote.

use super::{
    Desk, Viewer, base, or_refuse,
    session::{append, load},
    standing,
    thread::bound_by_votes,
};
use crate::text::fingerprint;
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, feed::Touch, floor, session as sessions, vote as votes},
};
use rules::{
    Refusal,
    permit::{Act, permit},
    proposal,
    session::Phase,
};
use serde_json::json;

impl Desk {
    /// Writes a further revision of an item's text. `base`: the revision that the writer had before them, so that two
    /// writers at once do not overwrite each other unseen.
    pub(crate) async fn write_text(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = sessions::item(&mut *self.read().await?, item).await?;
        viewer.membership(&item.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), item.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                writing.concerns(item.audience());
                let session = load(writing, &item.session).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::WriteText));
                if matches!(session.phase()?, Phase::Closed | Phase::Cancelled) {
                    return Ok(session.phase()?.not_now().into());
                }
                if floor::endings(writing.conn(), &session.id).await?.iter().any(|one| one.item == item.id) {
                    return Ok(Refusal::ItemEnded.into());
                }
                let rows = votes::of_session(writing.conn(), &session.id).await?;
                let frozen = bound_by_votes(&rows, &item.id)?.frozen;
                let text = or_refuse!(proposal::write(form_.get("title"), form_.raw("body"), frozen));
                let text = text.shown_as(form_.text_form());
                let latest = sessions::revisions(writing.conn(), &item.id).await?.first().map_or(0, |row| row.number);
                or_refuse!(base::holds_revision(&form_, latest));
                sessions::insert_revision(writing, &permit, &item.id, latest + 1, &text, "").await?;
                let fingerprint = fingerprint(text.form(), &[text.title(), text.body()]);
                let body = json!({ "item": item.id, "revision": latest + 1, "text_hash": fingerprint });
                append(writing, "text.written", &permit, &session.id, body).await?;
                writing.touch(&session.id, Touch::Item(item.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", session.id, item.id)))
            })
        })
        .await
    }
}
