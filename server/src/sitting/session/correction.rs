//! What was announced is corrected: judged by [`rules::correction`], stored, said in the chain, published as a further revision of the
//! notice with its note, and told to the members. What both acts that correct have in common.

use super::{Sitting, chair, last_notice, notice::notice_content, notice_withdrawn};
use crate::{
    act::{Address, At, Beside, Form, Stop},
    record::publication::{self as publish, Kind, Shelf},
    sitting::{
        presence::rows as presence,
        session::rows::{self as sessions, ItemRow, SessionRow},
    },
    store::{feed::Touch, outbox},
    zone,
};
use rules::{
    Moment, Refusal,
    correction::{Change, Facts, correct as judge},
    notify::Event,
    says::Says,
};
use serde_json::json;

/// The longest note.
const NOTE: usize = 300;

/// Corrects a notice. `sitting` and `items`: as they will be; what stands is what the act is done to, and `item` the one that changes.
pub(super) async fn correct(
    at: &mut At<'_, SessionRow>,
    form: &Form,
    (mut sitting, items): (Sitting, Vec<ItemRow>),
    item: Option<ItemRow>,
) -> Result<Address, Stop> {
    let (before, now) = (&at.on, &sitting.session);
    let change = Change {
        title: before.title != now.title,
        place: before.place != now.place,
        held: before.held != now.held,
        body: before.body != now.body,
        item: item.is_some(),
    };
    // Only what calls anew says why the days are too few.
    if change.calls_anew() {
        sitting.session.special = form.optional("special", NOTE)?;
    }
    let note = form.optional("note", NOTE)?;
    let kind = sitting.body.kind;
    let rule = sitting.set.rule(kind, None);
    let days = zone::days_between(at.now(), Moment(sitting.session.starts_at), &sitting.community.zone)?;
    let facts = Facts {
        change,
        note: !note.is_empty(),
        notice_withdrawn: notice_withdrawn(at.writing.conn(), &at.on.community, &at.on.id).await?,
        has_rule: rule.is_some(),
        notice_days: days,
        required_days: rule.as_ref().map_or(0, |rule| rule.notice_days),
        special_circumstance: !sitting.session.special.is_empty() && kind.knows_special_circumstance(),
    };
    let corrected = judge(&at.on.id, at.on.phase, &facts)
        .beside_each(&[(Refusal::ReasonMissing, "note"), (Refusal::CallsAnew, "special")])?;
    // Called anew, it keeps the rules that hold now; else those under which it was called.
    if change.calls_anew() {
        sitting.session.rules = sitting.rules_to_keep(&items)?;
    }
    sessions::store_correction(at.writing, &at.permit, &sitting.session, &corrected).await?;
    if let Some(item) = &item {
        sessions::update_item(at.writing, &at.permit, item).await?;
    }
    if change.asks_again() {
        presence::clear(at.writing, &at.permit, &at.on.id).await?;
    }
    let mut said = json!({ "reason": note, "of": change.parts(), "anew": change.calls_anew() });
    if let (Some(said), Some(item)) = (said.as_object_mut(), &item) {
        said.insert("item".to_owned(), item.id.0.clone().into());
    }
    at.say(Says::SessionCorrected, said).await?;
    at.touch(Touch::Sitting);
    // Each correction is told, whatever was told of the call.
    let told = (at.on.id.as_str(), at.now());
    outbox::tell(at.writing, Event::SessionCorrected, told, at.now()).await?;
    let stands = last_notice(at.writing.conn(), &at.on.community, &at.on.id).await?;
    let required = rule.as_ref().map_or((0, ""), |rule| (rule.notice_days, rule.notice_source.as_str()));
    let mut content =
        notice_content(&sitting.community, &sitting.body, &sitting.session, &items, (days, required.0, required.1));
    if let Some(stands) = stands.filter(|_| !change.calls_anew()) {
        content.notice_days = stands.notice_days;
        content.required_days = stands.required_days;
        content.notice_source = stands.notice_source;
        content.basis = stands.basis;
    }
    content.correction = note;
    let shelf = Shelf::of(Kind::Notice, "", sitting.body.kind);
    let place = (&shelf, at.on.id.as_str());
    publish::snapshot(at.writing, &at.permit, place, &content.title, &content, form).await??;
    Ok(Address(chair(&at.on)))
}
