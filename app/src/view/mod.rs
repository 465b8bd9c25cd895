//! What pages show. The server fills these; nothing here knows where they come from.

pub mod board;
pub mod count;
pub mod cut;
pub mod data;
pub mod execution;
pub mod import;
pub mod minutes;
pub mod owners;
pub mod people;
pub mod record;
pub mod room;
pub mod sitting;
pub mod takeback;

use crate::address;
use rules::{Language, Refusal, masking};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What every page is shown with: language, who looks, what a refused form held.
#[derive(Debug, Clone, Default)]
pub struct Cx {
    /// The language of the page.
    pub language: Language,
    /// Large type and targets.
    pub elder: bool,
    /// A public page: no script, no login, language and elder mode in the address.
    pub public: bool,
    /// The path of the page, without its query.
    pub path: String,
    /// The site's public address, for a public page.
    pub base: String,
    /// The build's id, part of asset addresses.
    pub build: String,
    /// The nonce of the page's one inline script.
    pub nonce: String,
    /// Who is signed in.
    pub who: Option<Who>,
    /// The page shows demonstration data.
    pub demo: bool,
    /// The page was opened at an address that is not the site's: the right one.
    pub elsewhere: Option<String>,
    /// A refused form, to be filled in again.
    pub refused: Option<Refused>,
    /// Keeps the ids of fields apart on a page with several forms.
    pub scope: String,
    /// A fresh key for each page, by which a form sent twice is known.
    pub key: String,
}

/// Who is signed in: the name stands large on every acting page, as one phone serves a family.
#[derive(Debug, Clone, Default)]
pub struct Who {
    /// The member's name.
    pub name: String,
    /// The login is verified in person.
    pub verified: bool,
    /// The community to go home to.
    pub community: Option<(String, String)>,
    /// Runs the platform.
    pub administrator: bool,
}

impl Who {
    /// The address of their home.
    #[must_use]
    pub fn home(&self) -> String {
        self.community.as_ref().map_or_else(|| "/home".to_owned(), |(id, _)| format!("/c/{id}/room"))
    }
}

/// A refused form.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The address that the form was sent to.
    pub form: String,
    /// The kept values.
    pub fields: HashMap<String, String>,
    /// The field that it stands beside; empty for the whole form.
    pub field: String,
    /// Why; none where the typed text is only shown as it would look.
    pub refusal: Option<Refusal>,
    /// The typed text as it would look, where that is shown.
    pub preview: Option<Preview>,
    /// What was found that looks like personal data, by field; under `mask` that of a content which is not published for it.
    pub masked: Vec<(String, Masked)>,
    /// Fields that have to be said and came back empty, where the page names all of them at once.
    pub empty: Vec<&'static str>,
}

/// Places that look like personal data, of which somebody says what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masked {
    /// The places that are shown.
    pub places: Vec<MaskedPlace>,
    /// How many more are shown after these.
    pub more: usize,
}

/// A place that looks like personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedPlace {
    /// The field of the form in which something is said of it.
    pub field: String,
    /// What it looks like.
    pub kind: masking::Kind,
    /// It and what stands before it, half covered.
    pub shown: String,
    /// It is beyond doubt what it looks like.
    pub certain: bool,
    /// It is said to be none.
    pub none: bool,
}

/// A typed text as it would look.
#[derive(Debug, Clone)]
pub struct Preview {
    /// As HTML.
    pub html: String,
    /// It shows other numbers or signs than were typed.
    pub changed: bool,
    /// Names the text, so that it is taken as it was seen.
    pub seen: String,
}

impl Cx {
    /// The same for one form of a page with several: what another form was refused stays with that one.
    #[must_use]
    pub fn for_form(&self, action: &str) -> Self {
        let mut cx = self.clone();
        cx.refused = cx.refused.filter(|one| one.form == action);
        cx.scope = action.rsplit('/').next().map(|last| format!("-{last}")).unwrap_or_default();
        cx
    }

    /// What a field should hold to be taken in: a number with the name that the roll has under it, shown to be confirmed.
    #[must_use]
    pub fn asked_back(&self, field: &str) -> Option<(&str, Refusal)> {
        self.refusal_of(field)
            .filter(|(_, refusal)| matches!(refusal, Refusal::NameToConfirm | Refusal::NamesToConfirm))
    }

    /// The same where a form came back: each of these fields that was left empty says so beside itself, not only the first that
    /// was refused.
    #[must_use]
    pub fn naming_empty(&self, fields: impl IntoIterator<Item = &'static str>) -> Self {
        let mut cx = self.clone();
        if let Some(one) = cx.refused.as_mut().filter(|one| !one.field.is_empty()) {
            let blank = |name: &&'static str| one.fields.get(*name).is_none_or(|typed| typed.trim().is_empty());
            one.empty = fields.into_iter().filter(blank).collect();
        }
        cx
    }

    /// The value that a field was left with, or the one given.
    #[must_use]
    pub fn kept(&self, field: &str, otherwise: &str) -> String {
        if let Some((shown, _)) = self.asked_back(field) {
            return shown.to_owned();
        }
        self.refused.as_ref().and_then(|one| one.fields.get(field)).map_or_else(|| otherwise.to_owned(), Clone::clone)
    }

    /// Whether one of several boxes of a name was left ticked.
    #[must_use]
    pub fn kept_one(&self, field: &str, value: &str) -> bool {
        self.refused.as_ref().is_some_and(|one| {
            one.fields.get(field).is_some_and(|kept| kept == value)
                || one.fields.contains_key(&format!("{field}={value}"))
        })
    }

    /// Whether a box stands ticked: as it was left where the form with this address came back, else as given.
    #[must_use]
    pub fn kept_tick(&self, action: &str, field: &str, otherwise: bool) -> bool {
        let back = self.refused.as_ref().filter(|one| one.form == action);
        back.map_or(otherwise, |one| one.fields.contains_key(field))
    }

    /// The refusal that stands beside a field.
    #[must_use]
    pub fn refusal_at(&self, field: &str) -> Option<Refusal> {
        let one = self.refused.as_ref()?;
        let here = one.refusal.filter(|_| one.field == field);
        let empty = || one.empty.contains(&field).then_some(Refusal::Empty);
        here.or_else(|| self.asked_back(field).map(|(_, refusal)| refusal)).or_else(empty)
    }

    /// What was found in a field that looks like personal data.
    #[must_use]
    pub fn masked_at(&self, field: &str) -> Option<&Masked> {
        self.refused.as_ref()?.masked.iter().find_map(|(at, masked)| (at == field).then_some(masked))
    }

    /// The refusal that names one thing of many, and which: its field is `of:` and the thing's name.
    #[must_use]
    pub fn refusal_of(&self, of: &str) -> Option<(&str, Refusal)> {
        let one = self.refused.as_ref()?;
        Some((one.field.strip_prefix(of)?.strip_prefix(':')?, one.refusal?))
    }

    /// An address within the site. Public pages carry language and elder mode along.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        if !self.public {
            return path.to_owned();
        }
        let (path, mark) =
            path.split_once('#').map_or((path, String::new()), |(path, mark)| (path, format!("#{mark}")));
        format!("{path}{}{mark}", self.query(self.language, self.elder))
    }

    /// The same with what a public page was asked for; what is empty is left out.
    #[must_use]
    pub fn href_with(&self, path: &str, asked: &[(&str, &str)]) -> String {
        address::asking(&self.href(path), asked)
    }

    /// The query that asks for a language and for elder mode.
    #[must_use]
    pub fn query(&self, language: Language, elder: bool) -> String {
        match (self.public, language, elder) {
            (true, Language::Zh, false) => String::new(),
            (_, language, elder) => Self::look(language, elder),
        }
    }

    /// The same in full, also where it is the usual one.
    #[must_use]
    pub fn look(language: Language, elder: bool) -> String {
        format!("?lang={}&elder={}", language.tag(), u8::from(elder))
    }
}

/// Something to choose from: value and words.
pub type Choices = Vec<(String, String)>;
