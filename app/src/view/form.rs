//! One form of a page: where it goes, its key, and what it was left with when it came back. The page around it (language, path,
//! who looks) is `Cx`.

use super::{Cx, Masked, Refused};
use rules::Refusal;

/// The state of one form. Its fields read it; nothing of another form stands in it.
#[derive(Debug, Clone)]
pub struct FormState<'a> {
    /// The page around it.
    pub cx: &'a Cx,
    /// Where it is sent.
    pub to: String,
    /// By which it is known when it is sent twice.
    pub key: String,
    /// What the ids of its fields end in, on a page with several forms.
    pub scope: String,
    /// What it held when it was refused.
    pub refused: Option<&'a Refused>,
    /// Fields that came back empty, where each of them says so and not only the first that was refused.
    empty: Vec<String>,
}

impl Cx {
    /// The state of one form of several: its ids end in the last part of its address, and what another one was refused stays with
    /// that one.
    #[must_use]
    pub fn form(&self, to: impl Into<String>) -> FormState<'_> {
        let to = to.into();
        let scope = to.rsplit('/').next().map(|last| format!("-{last}")).unwrap_or_default();
        let refused = self.refused.as_ref().filter(|one| one.form == to);
        FormState { cx: self, to, key: self.key.clone(), scope, refused, empty: Vec::new() }
    }

    /// The state of the form that a page is there for: its ids end in nothing, and whatever was refused is told in it.
    #[must_use]
    pub fn only_form(&self, to: impl Into<String>) -> FormState<'_> {
        FormState {
            cx: self,
            to: to.into(),
            key: self.key.clone(),
            scope: String::new(),
            refused: self.refused.as_ref(),
            empty: Vec::new(),
        }
    }

    /// The state of a form that asks for a page and changes nothing: nothing is kept of it.
    #[must_use]
    pub fn question(&self, to: impl Into<String>) -> FormState<'_> {
        FormState { refused: None, ..self.only_form(to) }
    }
}

impl FormState<'_> {
    /// The same with a key of its own, marked by what it is about: of many forms nothing else may tell two apart.
    #[must_use]
    pub fn keyed(mut self, mark: &str) -> Self {
        self.key = format!("{}-{mark}", self.key);
        self
    }

    /// The same with ids that end in this, since other forms of the page end as their addresses do.
    #[must_use]
    pub fn scoped(mut self, mark: &str) -> Self {
        self.scope = format!("-{mark}");
        self
    }

    /// The same, sent elsewhere first: to be looked at before it is done.
    #[must_use]
    pub fn sent_to(mut self, to: impl Into<String>) -> Self {
        self.to = to.into();
        self
    }

    /// The same of several forms that go to one address: what came back is this one's where what it holds says so.
    #[must_use]
    pub fn only_where(mut self, own: impl Fn(&Refused) -> bool) -> Self {
        self.refused = self.refused.filter(|one| own(one));
        self
    }

    /// The same where a form was refused: each of these fields that was left empty says so beside itself. Of a refusal of which
    /// nothing was kept, and of a preview, nothing is known to be empty.
    #[must_use]
    pub fn naming_empty(mut self, fields: impl IntoIterator<Item = impl Into<String>>) -> Self {
        if let Some(one) =
            self.refused.filter(|one| one.refusal.is_some() && !one.field.is_empty() && !one.fields.is_empty())
        {
            let blank = |name: &String| one.fields.get(name).is_none_or(|typed| typed.trim().is_empty());
            self.empty = fields.into_iter().map(Into::into).filter(blank).collect();
        }
        self
    }

    /// It came back: refused, or with a preview.
    #[must_use]
    pub const fn is_back(&self) -> bool {
        self.refused.is_some()
    }

    /// The id of a field.
    #[must_use]
    pub fn id(&self, field: &str) -> String {
        format!("{field}{}", self.scope)
    }

    /// What a field should hold to be taken in: a number with the name that the roll has under it, shown to be confirmed.
    #[must_use]
    pub fn asked_back(&self, field: &str) -> Option<(&str, Refusal)> {
        self.refused?.asked_back(field)
    }

    /// The value that a field was left with, or the one given.
    #[must_use]
    pub fn kept(&self, field: &str, otherwise: &str) -> String {
        if let Some((shown, _)) = self.asked_back(field) {
            return shown.to_owned();
        }
        self.refused.and_then(|one| one.fields.get(field)).map_or_else(|| otherwise.to_owned(), Clone::clone)
    }

    /// Whether one of several boxes of a name was left ticked.
    #[must_use]
    pub fn kept_one(&self, field: &str, value: &str) -> bool {
        self.refused.is_some_and(|one| {
            one.fields.get(field).is_some_and(|kept| kept == value)
                || one.fields.contains_key(&format!("{field}={value}"))
        })
    }

    /// Whether a box stands ticked: as it was left where this form came back, else as given.
    #[must_use]
    pub fn kept_tick(&self, field: &str, otherwise: bool) -> bool {
        let back = self.refused.filter(|one| one.form == self.to);
        back.map_or(otherwise, |one| one.fields.contains_key(field))
    }

    /// The refusal that stands beside a field; that of the form as a whole has no field.
    #[must_use]
    pub fn refusal_at(&self, field: &str) -> Option<Refusal> {
        let empty = || self.empty.iter().any(|one| one == field).then_some(Refusal::Empty);
        self.refused?.at(field).or_else(empty)
    }

    /// What was found in a field that looks like personal data.
    #[must_use]
    pub fn masked_at(&self, field: &str) -> Option<&Masked> {
        self.refused?.masked_at(field)
    }
}

impl Refused {
    /// The refusal that stands beside a field.
    #[must_use]
    pub fn at(&self, field: &str) -> Option<Refusal> {
        let here = self.refusal.filter(|_| self.field == field);
        here.or_else(|| self.asked_back(field).map(|(_, refusal)| refusal))
    }

    /// The refusal that names one thing of many, and which: its field is `of:` and the thing's name.
    #[must_use]
    pub fn of(&self, of: &str) -> Option<(&str, Refusal)> {
        Some((self.field.strip_prefix(of)?.strip_prefix(':')?, self.refusal?))
    }

    /// What a field should hold to be taken in, shown to be confirmed; at a table (`who`) the person who was named, whatever was
    /// refused of them.
    #[must_use]
    pub fn asked_back(&self, field: &str) -> Option<(&str, Refusal)> {
        let confirms = |refusal| matches!(refusal, Refusal::NameToConfirm | Refusal::NamesToConfirm);
        self.of(field).filter(|(_, refusal)| field == "who" || confirms(*refusal))
    }

    /// What was found in a field that looks like personal data.
    #[must_use]
    pub fn masked_at(&self, field: &str) -> Option<&Masked> {
        self.masked.iter().find_map(|(at, masked)| (at == field).then_some(masked))
    }
}
