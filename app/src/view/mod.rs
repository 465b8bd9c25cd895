//! What pages show. The server fills these; nothing here knows where they come from.

pub mod appraisal;
pub mod attachment;
pub mod board;
pub mod consultation;
pub mod count;
pub mod cut;
pub mod data;
pub mod door;
pub mod draw;
pub mod duty;
pub mod execution;
pub mod form;
pub mod front;
pub mod gate;
pub mod import;
pub mod ledger;
pub mod matter;
pub mod minutes;
pub mod next;
pub mod now;
pub mod office;
mod outcome_form;
pub mod owners;
pub mod people;
pub mod person;
pub mod petition;
pub mod record;
pub mod register;
pub mod room;
mod session_values;
pub mod sitting;
pub mod takeback;
pub mod told;

use crate::address;
use rules::{Language, Refusal, masking, permit::Role, says::Says};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What every page is shown with: language, path, who looks. A page makes the state of each of its forms from it (`Cx::form`).
#[derive(Debug, Clone, Default)]
pub struct Cx {
    /// The language of the page.
    pub language: Language,
    /// Large type and targets.
    pub elder: bool,
    /// A public page: no script, no login, language and elder mode in the address.
    pub public: bool,
    /// What is shown is for paper: nothing on it is folded, for browsers differ in what they print of that.
    pub paper: bool,
    /// The place that a public page is of: its name and its board.
    pub place: Option<(String, String)>,
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
    /// The page is of a practice, in which nothing counts.
    pub practice: bool,
    /// Since which day the place calls no sittings, or empty.
    pub retired: String,
    /// The page was opened at an address that is not the site's: the right one.
    pub elsewhere: Option<String>,
    /// The form of the page that came back, to be filled in again.
    pub refused: Option<Refused>,
    /// A fresh key for each page, by which a form sent twice is known.
    pub key: String,
    /// What the page says was refused.
    pub told: told::Told,
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
        self.community.as_ref().map_or_else(|| "/home".to_owned(), |(id, _)| address::room(id))
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
    /// By which steps the thing came to stand where it stands, where it was refused for that.
    pub steps: Vec<StepTold>,
}

/// A step that was taken already, as it is told with a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTold {
    /// What was done.
    pub says: Says,
    /// In which role; none for the program itself.
    pub role: Option<Role>,
    /// When, in words.
    pub at: String,
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
    /// The refusal that names one thing of many, and which.
    #[must_use]
    pub fn refusal_of(&self, of: &str) -> Option<(&str, Refusal)> {
        self.refused.as_ref()?.of(of)
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

    /// The `lang` of an element that holds a text which somebody wrote, where that is not in the page's language.
    #[must_use]
    pub fn tongue(&self, text: &str) -> Option<&'static str> {
        tongue(self.language, text)
    }
}

/// Something to choose from: value and words.
pub type Choices = Vec<(String, String)>;

/// The language of a text that somebody wrote, as the `lang` of its element, where it is not the page's: a Chinese title on an English
/// page is read out in Chinese, and hyphenated and set as such. Signs and digits are of every language.
#[must_use]
pub fn tongue(page: Language, text: &str) -> Option<&'static str> {
    let han = text
        .chars()
        .any(|one| matches!(one, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'));
    let written = match (han, text.chars().any(char::is_alphabetic)) {
        (true, _) => Language::Zh,
        (false, true) => Language::En,
        (false, false) => page,
    };
    (written != page).then(|| written.tag())
}
