//! A submitted form: names and values as they were typed.

use crate::act::{Remembers, Told};
use rules::{
    Refusal, proposal,
    typed::{self, TextForm},
};
use std::{collections::HashMap, sync::Arc};

/// The values of one form. Cloning is cheap: an act takes its own.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Arc<Vec<(String, String)>>,
    path: Arc<str>,
    remembers: Remembers,
    /// The thing that it goes with when it is kept, or empty.
    about: Arc<str>,
    /// What is told with its refusal: by which steps the thing came to stand where it stands.
    told: Arc<Told>,
    /// The field in which characters were turned around, if one was.
    turned: Option<Arc<str>>,
}

/// The name of the hidden field that makes sending twice harmless.
pub const KEY: &str = "key";

/// A path of this site, to be redirected to: nothing that a browser would read as another host.
#[must_use]
pub fn local_path(text: &str) -> Option<&str> {
    let local = text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '#']);
    (local && !text.chars().any(char::is_control)).then_some(text)
}

/// The fields that hold a text whose form is chosen; no form has two of them.
pub const TEXTS: [&str; 4] = ["body", "paper", "notes", "text"];

/// Never stored as text, only hashed: what somebody typed there is compared character by character.
const NEVER_CLEANED: &[&str] = &["password", "again"];

/// What is kept of a refused sign-in: who they say they are, and where to go on.
const OF_SIGN_IN: [&str; 3] = ["number", "username", "next"];

/// Characters kept of each field of a refused sign-in.
const KEPT_OF_SIGN_IN: usize = 200;
/// Bytes kept of a refused form: five texts of the longest kind.
const KEPT_BYTES: usize = 160 * 1024;
/// Characters kept of each field of a longer one: twice what the longest field takes.
pub const KEPT_CHARS: usize = 2 * proposal::BODY_LIMIT;

impl Form {
    /// The fields that were sent to an address, through the gate for characters ([`rules::typed`]). What is remembered of them,
    /// the act says that the address leads to, or the line of its door; with the beginning of its pattern.
    #[must_use]
    pub fn new(path: &str, (pattern, remembers): (&str, Remembers), fields: Vec<(String, String)>) -> Self {
        // What an address of signing in holds is a secret: it is kept nowhere. Two of them are still two.
        let secret = remembers == Remembers::SignIn && pattern.ends_with('/');
        let hidden = secret.then(|| format!("/do{pattern}{}", crate::secret::digest(&[path])));
        let path = hidden.as_deref().unwrap_or(path);
        let mut turned = None;
        let enter = |(name, value): (String, String)| {
            if NEVER_CLEANED.contains(&name.as_str()) {
                return Some((name, value));
            }
            if typed::clean(&name) != name {
                return None;
            }
            let value = typed::admit(&value).unwrap_or_else(|(_, shown)| {
                turned.get_or_insert_with(|| name.as_str().into());
                shown
            });
            Some((name, value))
        };
        let fields = fields.into_iter().filter_map(enter).collect();
        Self {
            fields: Arc::new(fields),
            path: path.into(),
            remembers,
            about: Arc::default(),
            told: Arc::default(),
            turned,
        }
    }

    /// What no act takes: a text whose characters are seen in another order than they stand. The form holds it in its true order.
    #[must_use]
    pub fn refused(&self) -> Option<(&str, Refusal)> {
        self.turned.as_deref().map(|field| (field, Refusal::HiddenOrder))
    }

    /// Where it was sent.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The first value of a name, without the white space around it; empty when missing.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// How the text of the form is to be shown: as typed, unless its writer chose otherwise.
    #[must_use]
    pub fn text_form(&self) -> TextForm {
        if self.get("form") == TextForm::Markdown.id() { TextForm::Markdown } else { TextForm::Typed }
    }

    /// Whether it is to be shown to its writer before it is taken: they ask for it, or chose Markdown and did not see how this text
    /// looks (`previewed` names the one that they saw).
    #[must_use]
    pub fn wants_preview(&self) -> bool {
        let (_, text) = self.text();
        let chosen = self.text_form() == TextForm::Markdown && !text.trim().is_empty();
        self.ticked("preview") || (chosen && self.get("previewed") != crate::secret::digest(&[text]))
    }

    /// The text of a form that has one, and its field.
    #[must_use]
    pub fn text(&self) -> (&'static str, &str) {
        let named = TEXTS.into_iter().find(|name| self.fields.iter().any(|(field, _)| field == name));
        named.map_or(("", ""), |name| (name, self.raw(name)))
    }

    /// The first value of a name as typed.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// A whole number that has to be said: silence is not nought.
    ///
    /// # Errors
    /// The field, and [`Refusal::Empty`] or [`Refusal::NotANumber`].
    pub fn whole(&self, name: &'static str) -> Result<i64, (&'static str, Refusal)> {
        match self.get(name) {
            "" => Err((name, Refusal::Empty)),
            typed => typed::whole(typed).and_then(|one| one.try_into().ok()).ok_or((name, Refusal::NotANumber)),
        }
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// A line that has to be filled.
    ///
    /// # Errors
    /// The field, and why not.
    pub fn line(&self, name: &'static str, limit: usize) -> Result<String, (&'static str, Refusal)> {
        proposal::line(self.get(name), limit).map_err(|refusal| (name, refusal))
    }

    /// A line that may stay empty.
    ///
    /// # Errors
    /// The field, and why not.
    pub fn optional(&self, name: &'static str, limit: usize) -> Result<String, (&'static str, Refusal)> {
        proposal::optional(self.get(name), limit).map_err(|refusal| (name, refusal))
    }

    /// What is remembered of it.
    #[must_use]
    pub const fn remembers(&self) -> Remembers {
        self.remembers
    }

    /// The thing that it goes with when it is kept, or empty.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The same form, which goes with a thing when it is kept.
    #[must_use]
    pub fn going_with(self, about: &str) -> Self {
        Self { about: about.into(), ..self }
    }

    /// What is told with its refusal.
    #[must_use]
    pub fn told(&self) -> &Told {
        &self.told
    }

    /// The same form, with whose refusal steps are told.
    #[must_use]
    pub fn telling(self, told: Told) -> Self {
        Self { told: Arc::new(told), ..self }
    }

    /// The same form, of which its act says what is remembered.
    #[must_use]
    pub fn remembered_as(&self, remembers: Remembers) -> Self {
        Self { remembers, ..self.clone() }
    }

    /// The same form with further fields, behind those that were sent: what was sent comes first.
    #[must_use]
    pub fn with(&self, more: Vec<(String, String)>) -> Self {
        let fields = self.fields.iter().cloned().chain(more).collect();
        Self { fields: Arc::new(fields), ..self.clone() }
    }

    /// The key by which a second sending is known.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        Some(self.get(KEY)).filter(|key| !key.is_empty() && key.len() <= 64).map(str::to_owned)
    }

    /// A hash of what was typed, salted by the form's key: the same key with another text is another submission. Empty where
    /// nothing is hashed: the first answer stands.
    #[must_use]
    pub fn text_hash(&self) -> String {
        if self.remembers.keeps_hash() { self.hash() } else { String::new() }
    }

    /// The same where no database learns of it.
    #[must_use]
    pub fn held_hash(&self) -> String {
        if self.remembers.holds_hash() { self.hash() } else { String::new() }
    }

    fn hash(&self) -> String {
        let typed = self.fields.iter().filter(|(name, _)| name != KEY).flat_map(|(name, value)| [name, value]);
        let parts: Vec<&str> = [self.get(KEY)].into_iter().chain(typed.map(String::as_str)).collect();
        crate::secret::digest(&parts)
    }

    /// The fields with which the form can be sent once more by a press of a button, its key among them; none where what it holds
    /// is not remembered: no page repeats a secret or a choice.
    #[must_use]
    pub fn resendable(&self) -> Option<Vec<(String, String)>> {
        (self.remembers.keeps_refused() && !self.fields.is_empty()).then(|| self.fields.to_vec())
    }

    /// What may be kept for an hour after a refusal, as JSON: all that a person types. What is longer than any field takes is cut,
    /// and of many such only as many as there is room for. Beside no field nothing can be corrected: of papers and counts nothing
    /// is kept then, since of a secret vote one could tell its channels apart by it.
    #[must_use]
    pub fn kept(&self, beside: &str) -> String {
        let kept = match self.remembers {
            Remembers::Typed => self.with_boxes(self.kept_fields()),
            Remembers::Counted if !beside.is_empty() && self.turned.is_none() => self.kept_fields(),
            Remembers::Counted | Remembers::Key | Remembers::Nothing => serde_json::Map::new(),
            Remembers::SignIn => {
                let cut = |name| self.get(name).chars().take(KEPT_OF_SIGN_IN).collect::<String>();
                OF_SIGN_IN.map(|name| (name.to_owned(), cut(name).into())).into_iter().collect()
            }
        };
        serde_json::Value::Object(kept).to_string()
    }

    /// Of several boxes of one name each that is ticked stands by itself too, as `name=value`.
    fn with_boxes(
        &self,
        mut kept: serde_json::Map<String, serde_json::Value>,
    ) -> serde_json::Map<String, serde_json::Value> {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (name, _) in self.fields.iter() {
            *times.entry(name).or_default() += 1;
        }
        let several = |name: &str| times.get(name).is_some_and(|count| *count > 1);
        let mut room = KEPT_BYTES;
        for (name, value) in self.fields.iter().filter(|(name, _)| name != KEY && several(name)) {
            let Some(left) = room.checked_sub(name.len() + value.len()) else { break };
            room = left;
            kept.insert(format!("{name}={value}"), String::new().into());
        }
        kept
    }

    fn kept_fields(&self) -> serde_json::Map<String, serde_json::Value> {
        let kept = || self.fields.iter().filter(|(name, _)| name != KEY);
        let whole: usize = kept().map(|(name, value)| name.len() + value.len()).sum();
        let longest = if whole <= KEPT_BYTES { usize::MAX } else { KEPT_CHARS };
        let (mut map, mut room) = (serde_json::Map::new(), KEPT_BYTES);
        for (name, value) in kept() {
            let value: String = value.chars().take(longest).collect();
            if let Some(left) = room.checked_sub(name.len() + value.len()) {
                room = left;
                map.insert(name.clone(), value.into());
            }
        }
        map
    }

    /// What may be kept of a form that arrived after its login had ended. Nothing of signing in, of a ballot, of the papers and
    /// counts of a vote: neither a secret nor what somebody votes waits anywhere.
    #[must_use]
    pub fn kept_after_sign_out(&self) -> Option<serde_json::Map<String, serde_json::Value>> {
        let kept = self.kept_fields();
        let typed = kept.values().any(|value| value.as_str().is_some_and(|text| !text.trim().is_empty()));
        (self.remembers.keeps_after_sign_out() && typed).then_some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    fn sent(path: &str, fields: Vec<(String, String)>) -> Form {
        Form::new(path, crate::acts::remembered(path), fields)
    }

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(super::local_path("/s/x/here/1"), Some("/s/x/here/1"));
        for bad in ["", "x", "//evil", "/\\evil", "/\t/evil", "https://evil", "/a\r\nb"] {
            assert_eq!(super::local_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn c12_what_enters_a_form_is_what_is_seen() {
        let send = |value: &str| sent("/do/i/x/text", vec![("title".to_owned(), value.to_owned())]);
        assert_eq!(send("井\u{0}\u{200b}水\r\n渠").raw("title"), "井水\n渠");
        assert_eq!(send("井").refused(), None);
        let turned = send("补助 \u{202e}0012\u{202c} 元");
        assert_eq!(turned.refused(), Some(("title", rules::Refusal::HiddenOrder)));
        assert_eq!(turned.kept("title"), r#"{"title":"补助 0012 元"}"#);
        let secret = sent("/do/i/x/text", vec![("password".to_owned(), "a\u{200b}b".to_owned())]);
        assert_eq!(secret.raw("password"), "a\u{200b}b");
    }

    #[test]
    fn secrets_and_choices_are_never_kept() {
        let fields = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), "v".to_owned())).collect::<Vec<_>>();
        for at in ["/do/v/x/ballot", "/do/v/x/secret-ballot"] {
            let form = sent(at, fields(&["choice", "key", "note"]));
            assert_eq!((form.kept("").as_str(), form.kept("choice").as_str()), ("{}", "{}"), "{at}");
            assert_eq!(form.text_hash(), "");
            assert_eq!(form.resendable(), None, "no page repeats a choice");
            assert_eq!(form.kept_after_sign_out(), None);
        }
        for at in ["/do/in/code", "/do/in/password", "/do/slip/token", "/do/link/token", "/do/slip/token/link"] {
            let form = sent(at, fields(&["number", "code", "password", "again", "key"]));
            assert_eq!(form.kept("code"), r#"{"number":"v","username":"","next":""}"#, "{at}");
            assert!(form.path().starts_with("/do/") && !form.path().contains("token"), "{}", form.path());
            assert_eq!((form.text_hash().as_str(), form.resendable()), ("", None), "{at}");
            assert_eq!(form.kept_after_sign_out(), None, "{at}");
        }
        let counted = sent("/do/v/x/count", fields(&["in_favour", "key"]));
        assert_eq!(counted.kept("in_favour"), r#"{"in_favour":"v"}"#);
        assert_eq!(counted.kept(""), "{}");
        assert_eq!((counted.text_hash().as_str(), counted.kept_after_sign_out()), ("", None));
        // Refused before it is judged whether anything is still counted.
        let turned = sent("/do/v/x/count", vec![("for".to_owned(), "5\u{202e}6".to_owned())]);
        assert_eq!(turned.kept("for"), "{}");
        // Two slips are two addresses, and neither is told.
        let slip = |token: &str| sent(&format!("/do/slip/{token}/link"), fields(&["key"])).path().to_owned();
        assert!(slip("a") != slip("b") && slip("abc").starts_with("/do/slip/"));
        let typed = fields(&["body", "key"]);
        assert_eq!(sent("/do/i/x/text", typed.clone()).resendable(), Some(typed), "the same key: done once");
    }

    #[test]
    fn d18_what_is_kept_of_a_form_is_bounded() {
        let form = |fields: &[(&str, usize)]| {
            let fields = fields.iter().map(|(name, size)| ((*name).to_owned(), "字".repeat(*size))).collect();
            sent("/do/i/x/text", fields)
        };
        // All of what a person types, also where it is longer than the field takes.
        assert!(form(&[("title", 200), ("body", 40_000)]).kept("a").contains(&"字".repeat(40_000)));
        // Of what nobody types, the beginning.
        let kept = form(&[("a", 100_000), ("b", 100_000), ("c", 100_000)]).kept("a");
        assert!(kept.len() <= super::KEPT_BYTES + 100 && kept.contains(&"字".repeat(20_000)), "{}", kept.len());
        let many: Vec<(String, String)> = (0..40_000).map(|at| (format!("f{at}"), "x".repeat(10))).collect();
        assert!(sent("/do/i/x/text", many).kept("").len() < 4 * super::KEPT_BYTES);
        let sign_in = ["number", "username", "next"].map(|name| (name.to_owned(), "字".repeat(90_000))).to_vec();
        assert!(sent("/do/in/code", sign_in).kept("").len() < 2_000);
    }
}
