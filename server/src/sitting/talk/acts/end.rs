//! The chair settles an item without a vote: by consent, put off to a day, referred, dropped.

use super::super::{
    at_the_chair, desk_of,
    thread::{bound, has_ended},
};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::community::rows as communities,
    sitting::{
        appraisal,
        session::rows::{self as sessions, ItemRow},
        talk::rows::floor,
    },
    store::feed::Touch,
    text::fingerprint,
    zone,
};
use rules::{
    Refusal,
    body::BodyKind,
    ending::{self, EndFacts, Ending},
    permit::Act as May,
    says::Says,
    typed::{self, TextForm},
};
use serde_json::json;

/// Ends an item without a vote.
pub struct EndItem;

impl Act for EndItem {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/end";
    const MAY: &'static [May] = &[May::EndItem];
    const SAYS: &'static [Says] = &[Says::ItemEnded];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let kind = Ending::from_id(form.get("kind")).ok_or(("kind", Refusal::NotOffered))?;
        let (session, item, now) = (at.on.session.clone(), at.on.id.clone(), at.now());
        let zone = communities::find(at.writing.conn(), &at.on.community).await?.zone;
        let bound = bound(at.writing.conn(), &session, &item).await?;
        let ended = has_ended(at.writing.conn(), &session, &item).await?;
        let appraised = appraisal::rows::count(at.writing.conn(), &item).await?;
        // What cannot be read as a day is no day to come, and refused as that.
        let due = typed::day(form.get("due")).unwrap_or_default();
        let day = zone::parse(&format!("{due}T00:00"), &zone);
        let facts = EndFacts {
            session: sessions::find(at.writing.conn(), &session).await?.phase,
            settled: ended || (bound.frozen && !bound.voting),
            // Who stands on a ballot is appraised by ballots, or another time.
            rejected: bound.rejected || appraised > 0,
            voting: bound.voting,
            date_ahead: day.is_some_and(|day| day > now),
            body: form.raw("body"),
            dissent: form.raw("dissent"),
            referred: BodyKind::from_id(form.get("referred")),
        };
        let ended = ending::end(kind, &facts)?;
        let due = if kind == Ending::PutOff { due } else { String::new() };
        floor::store_ended(at.writing, &at.permit, &ended, &session, &item, &due).await?;
        let hash = fingerprint(TextForm::Typed, &[ended.body()]);
        at.say_of(Says::ItemEnded, &session, json!({ "item": item, "kind": kind, "text_hash": hash })).await?;
        at.touch(Touch::Item(item.clone()));
        Ok(at_the_chair(&session, &item))
    }

    fn back(on: &ItemRow) -> String {
        desk_of(&on.session)
    }
}
