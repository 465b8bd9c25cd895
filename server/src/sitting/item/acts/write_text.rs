//! The text of an item is written, and revised until a vote carries it. Its form carries the revision that the writer had before
//! them, so that two writers at once do not overwrite each other unseen.

use crate::{
    act::{Act, Address, At, Form, Stop, base},
    sitting::{
        session::rows::{self as sessions, ItemRow, RevisionRow},
        talk::{bound_by_votes, rows::floor},
        vote::rows as votes,
    },
    store::feed::Touch,
    text::fingerprint,
};
use app::address;
use rules::{Refusal, permit::Act as May, proposal, says::Says, session::Phase, typed::TextForm};
use serde_json::json;

/// Writes a further revision of an item's text.
pub struct WriteText;

impl Act for WriteText {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/text";
    const MAY: &'static [May] = &[May::WriteText];
    const SAYS: &'static [Says] = &[Says::TextWritten];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let phase = sessions::find(at.writing.conn(), &at.on.session).await?.phase;
        if matches!(phase, Phase::Closed | Phase::Cancelled) {
            return Err(phase.not_now().into());
        }
        if floor::endings(at.writing.conn(), &at.on.session).await?.iter().any(|one| one.item == at.on.id) {
            return Err(Refusal::ItemEnded.into());
        }
        let rows = votes::of_session(at.writing.conn(), &at.on.session).await?;
        let frozen = bound_by_votes(&rows, &at.on.id)?.frozen;
        let text = proposal::write(form.get("title"), form.raw("body"), frozen)?.shown_as(form.text_form());
        let stands = sessions::revisions(at.writing.conn(), &at.on.id).await?.into_iter().next();
        let latest = stands.as_ref().map_or(0, |row| row.number);
        base::holds_revision(form, latest)?;
        // A revision says something new: the same text is not voted on again because it was saved again.
        let same = |row: &RevisionRow| {
            row.title == text.title() && row.body == text.body() && TextForm::stored(&row.form) == text.form()
        };
        base::changes(!stands.as_ref().is_some_and(same))?;
        sessions::insert_revision(at.writing, &at.permit, &at.on.id, latest + 1, &text, "").await?;
        let hash = fingerprint(text.form(), &[text.title(), text.body()]);
        let body = json!({ "item": at.on.id, "revision": latest + 1, "text_hash": hash });
        let session = at.on.session.clone();
        at.say_of(Says::TextWritten, &session, body).await?;
        at.touch(Touch::Item(at.on.id.clone()));
        Ok(Address(address::chair_item(&session, &at.on.id)))
    }
}
