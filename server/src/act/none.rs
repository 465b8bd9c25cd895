//! "This is none" (issue 16, C13): a machine finds what only looks like somebody's number. Whoever writes or publishes says so of
//! one place, by a key that is made of what stands there: of a changed text it is asked anew. The entry tells which place, never
//! what stood there.

use crate::{
    act::Form,
    fault::Fault,
    secret,
    store::{Conn, journal},
};
use app::view::{Masked, MaskedPlace};
use rules::{
    Refusal,
    id::CommunityId,
    masking::{self, Found, Kind, Mention, Said, mentions},
    says::Says,
};
use serde::Serialize;
use serde_json::Value;

/// How many places are shown at once: of the next ones it is asked when something was said of these.
const SHOWN: usize = 60;
/// What a form says of a place: that it is none, or that it is to be blanked out.
const NONE: &str = "none";
const COVER: &str = "cover";
/// Letters of a key.
const KEY_LETTERS: usize = 20;

/// The field of a form in which something is said of a place.
fn field(at: &str, one: &Mention<'_>) -> String {
    let (kind, of, context, again) = one.named();
    let key = secret::digest(&[at, kind.id(), of, context, &again.to_string()]);
    format!("mask-{}", key.get(..KEY_LETTERS).unwrap_or(&key))
}

/// What the entry tells: the field, the how-many-th place in it that was found, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SaidNone {
    place: String,
    nth: usize,
    kind: Kind,
}

/// The text of a field, with what the form says of its places.
pub(crate) fn said<'f>(form: &'f Form, at: &str) -> Said<'f> {
    let text = form.raw(at);
    Said::of(text, |one| form.get(&field(at, one)) == NONE)
}

/// The same of what a member writes to be published: whose telephone it is they do not decide for others.
pub(crate) fn said_by_member<'f>(form: &'f Form, at: &str) -> Said<'f> {
    let text = form.raw(at);
    Said::of(text, |one| one.found.kind != Kind::Mobile && form.get(&field(at, one)) == NONE)
}

/// What of a field is said to be none.
pub(crate) fn none(at: &str, said: &Said<'_>) -> Vec<SaidNone> {
    said.none().map(|(nth, kind)| SaidNone { place: at.to_owned(), nth, kind }).collect()
}

/// Judges the fields of a draft: what is found in them is said to be none.
///
/// # Errors
/// The first field, and what it holds.
pub(crate) fn judge(form: &Form, fields: &[&'static str]) -> Result<Vec<SaidNone>, (&'static str, Refusal)> {
    let mut all = Vec::new();
    for at in fields {
        let said = said(form, at);
        said.leaves_nothing(said.text()).map_err(|refusal| (*at, refusal))?;
        all.extend(none(at, &said));
    }
    Ok(all)
}

/// The form, with what was said before of the same places: an entry told which places of the texts that stand since are none. Where
/// another text stands it is asked anew, since its key is another; what the form itself says comes first.
///
/// # Errors
/// Database errors.
pub(crate) async fn remembering(
    conn: &mut Conn,
    form: &Form,
    (community, seq): (&CommunityId, i64),
    stands: &Value,
) -> Result<Form, Fault> {
    let (_, told) = journal::said_within(conn, community, seq).await?;
    let Some(told) = told.get("none").and_then(Value::as_array) else { return Ok(form.clone()) };
    let mut again = Vec::new();
    each_text(stands, "", &mut |at, text| {
        for one in mentions(text) {
            let said = SaidNone { place: at.to_owned(), nth: one.nth, kind: one.found.kind };
            if serde_json::to_value(said).is_ok_and(|said| told.contains(&said)) {
                again.push((field(at, &one), NONE.to_owned()));
            }
        }
    });
    Ok(form.with(again))
}

/// The same of a draft, whose last entry of this act tells it.
///
/// # Errors
/// Database errors.
pub(crate) async fn remembering_draft(
    conn: &mut Conn,
    form: &Form,
    (community, subject, says): (&CommunityId, &str, Says),
    stands: &Value,
) -> Result<Form, Fault> {
    let entries = journal::about(conn, community, subject).await?;
    match entries.iter().rev().find(|one| one.says() == Some(says)) {
        Some(last) => remembering(conn, form, (community, last.seq), stands).await,
        None => Ok(form.clone()),
    }
}

/// Goes through the texts of a content, each with its place.
fn each_text(value: &Value, at: &str, to: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => to(at, text),
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(nth, one)| each_text(one, &within(at, &nth.to_string()), to))
        }
        Value::Object(all) => all.iter().for_each(|(name, one)| each_text(one, &within(at, name), to)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn within(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// The body of an entry, with what was said to be none.
pub(crate) fn tell(mut body: Value, none: &[SaidNone]) -> Result<Value, serde_json::Error> {
    if let Some(body) = body.as_object_mut().filter(|_| !none.is_empty()) {
        body.insert("none".to_owned(), serde_json::to_value(none)?);
    }
    Ok(body)
}

/// What is found in the texts of a content, and what the form says of it.
pub(crate) struct Door<'f> {
    form: &'f Form,
    none: Vec<SaidNone>,
    asked: Masked,
    why: Option<Refusal>,
}

impl<'f> Door<'f> {
    /// The door of a form.
    pub(crate) fn new(form: &'f Form) -> Self {
        Self { form, none: Vec::new(), asked: Masked::default(), why: None }
    }

    /// Goes through the texts of a content: blanks out what the form says is to be, and notes what it says nothing of.
    pub(crate) fn pass(&mut self, value: &mut Value, at: &str) {
        match value {
            Value::String(text) => {
                let covered = self.judge(text, at);
                if !covered.is_empty() {
                    *text = masking::cover(text, &covered);
                }
            }
            Value::Array(all) => {
                for (nth, one) in all.iter_mut().enumerate() {
                    self.pass(one, &within(at, &nth.to_string()));
                }
            }
            Value::Object(all) => all.iter_mut().for_each(|(name, one)| self.pass(one, &within(at, name))),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// The places of a text that are to be blanked out.
    fn judge(&mut self, text: &str, at: &str) -> Vec<Found> {
        let mut covered = Vec::new();
        for one in mentions(text) {
            let (field, nth) = (field(at, &one), one.nth);
            let one = one.found;
            match self.form.get(&field) {
                COVER => covered.push(one),
                NONE if !one.certain => {
                    let said = SaidNone { place: at.to_owned(), nth, kind: one.kind };
                    // A title stands in the content as well: it is said once.
                    if !self.none.contains(&said) {
                        self.none.push(said);
                    }
                }
                _ => self.ask(MaskedPlace {
                    field,
                    kind: one.kind,
                    shown: masking::shown(text, &one),
                    certain: one.certain,
                    none: false,
                }),
            }
        }
        covered
    }

    fn ask(&mut self, place: MaskedPlace) {
        self.why.get_or_insert(place.kind.refusal());
        if self.asked.places.iter().any(|one| one.field == place.field) {
            return;
        }
        if self.asked.places.len() < SHOWN {
            self.asked.places.push(place);
        } else {
            self.asked.more += 1;
        }
    }

    /// What was said to be none, where something was said of every place.
    ///
    /// # Errors
    /// Why it is not published: the places of which nothing was said.
    pub(crate) fn close(self) -> Result<Result<Vec<SaidNone>, (String, Refusal)>, serde_json::Error> {
        match self.why {
            Some(why) => Ok(Err((format!("mask:{}", serde_json::to_string(&self.asked)?), why))),
            None => Ok(Ok(self.none)),
        }
    }
}

/// The places of a refused form, as its page shows them: those of the content that it would have published (`mask:…`), or those of
/// its own fields, where one of them is why it came back or something was said of them before.
pub(crate) fn of_refused<'t>(
    (at, refusal): (&str, Option<Refusal>),
    fields: impl Iterator<Item = (&'t str, &'t str)> + Clone,
) -> Vec<(String, Masked)> {
    if let Some(asked) = at.strip_prefix("mask:") {
        return vec![("mask".to_owned(), serde_json::from_str(asked).unwrap_or_default())];
    }
    let said = |field: &str| fields.clone().any(|(name, value)| name == field && value == NONE);
    let masking = refusal.is_some_and(|why| Kind::ALL.iter().any(|kind| kind.refusal() == why));
    let said_any = fields.clone().any(|(name, _)| name.starts_with("mask-"));
    let mut all = Vec::new();
    for (name, text) in fields.clone().filter(|(name, _)| said_any || (masking && *name == at)) {
        let mut shown = Masked::default();
        for one in mentions(text) {
            let (field, one) = (field(name, &one), one.found);
            let place = masking::shown(text, &one);
            let certain = one.certain;
            if !said(&field) && shown.places.iter().filter(|one| !one.none).count() >= SHOWN {
                shown.more += 1;
                continue;
            }
            shown.places.push(MaskedPlace { none: said(&field), field, kind: one.kind, shown: place, certain });
        }
        if (masking && name == at) || shown.places.iter().any(|one| one.none) {
            all.push((name.to_owned(), shown));
        }
    }
    all
}

/// What is left in the texts of a draft that looks like personal data, for whoever signs and publishes it.
pub(crate) fn left(texts: &[&str]) -> Vec<(Kind, String)> {
    let found = |text: &&str| -> Vec<(Kind, String)> {
        masking::find(text).iter().map(|one| (one.kind, masking::shown(text, one))).collect()
    };
    texts.iter().flat_map(found).collect()
}
