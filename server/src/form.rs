//! A submitted form: names and values as they were typed.

use rules::Refusal;
use std::sync::Arc;

/// The values of one form. Cloning is cheap: an act takes its own.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Arc<Vec<(String, String)>>,
    path: Arc<str>,
}

/// The name of the hidden field that makes sending twice harmless.
pub const KEY: &str = "key";

/// A path of this site, to be redirected to: nothing that a browser would read as another host.
#[must_use]
pub fn local_path(text: &str) -> Option<&str> {
    let local = text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '#']);
    (local && !text.chars().any(char::is_control)).then_some(text)
}

/// Never kept after a refusal: secrets, and what somebody votes.
const NEVER_KEPT: &[&str] = &["password", "again", "code", "choice", KEY];

impl Form {
    /// The fields that were sent to an address.
    #[must_use]
    pub fn new(path: &str, fields: Vec<(String, String)>) -> Self {
        // The token of a slip or a link is a secret: it is kept nowhere.
        let secret = ["/do/slip/", "/do/link/"].into_iter().find(|start| path.starts_with(start));
        let path = secret.unwrap_or(path);
        Self { fields: Arc::new(fields), path: path.into() }
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
            typed => typed.parse().map_err(|_| (name, Refusal::NotANumber)),
        }
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// The same form without its key: nothing remembers that it was sent.
    #[must_use]
    pub fn without_key(&self) -> Self {
        let fields = self.fields.iter().filter(|(name, _)| name != KEY).cloned().collect();
        Self { fields: Arc::new(fields), path: Arc::clone(&self.path) }
    }

    /// The key by which a second sending is known.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        Some(self.get(KEY)).filter(|key| !key.is_empty() && key.len() <= 64).map(str::to_owned)
    }

    /// A hash of what was typed, salted by the form's key: the same key with another text is another submission. Of a
    /// ballot nothing is hashed: its first answer stands.
    #[must_use]
    pub fn text_hash(&self) -> String {
        // Nor of the papers and counts of a vote: a hash of so little could be found again by trying.
        let counted =
            self.path.starts_with("/do/v/") && (self.path.contains("/paper/") || self.path.ends_with("/count"));
        if counted || self.fields.iter().any(|(name, _)| name == "choice") {
            return String::new();
        }
        let typed = self.fields.iter().filter(|(name, _)| name != KEY).flat_map(|(name, value)| [name, value]);
        let parts: Vec<&str> = [self.get(KEY)].into_iter().chain(typed.map(String::as_str)).collect();
        crate::secret::digest(&parts)
    }

    /// What is kept of a refused sign-in, where nobody is signed in yet: number, name and where to go on.
    #[must_use]
    pub fn kept_of_sign_in(&self) -> String {
        let fields = ["number", "username", "next"].map(|name| (name.to_owned(), self.get(name).to_owned().into()));
        serde_json::Value::Object(fields.into_iter().collect()).to_string()
    }

    /// What may be kept for an hour after a refusal, as JSON.
    #[must_use]
    pub fn kept(&self) -> String {
        serde_json::Value::Object(self.kept_fields()).to_string()
    }

    fn kept_fields(&self) -> serde_json::Map<String, serde_json::Value> {
        let kept = self.fields.iter().filter(|(name, _)| !NEVER_KEPT.contains(&name.as_str()));
        kept.map(|(name, value)| (name.clone(), value.clone().into())).collect()
    }

    /// What may be kept of a form that arrived after its login had ended. Nothing of signing in, of a ballot, of the papers and
    /// counts of a vote: neither a secret nor what somebody votes waits anywhere.
    #[must_use]
    pub fn kept_after_sign_out(&self) -> Option<serde_json::Map<String, serde_json::Value>> {
        let secret = ["/do/in/", "/do/slip/", "/do/link/", "/do/v/"].iter().any(|start| self.path.starts_with(start));
        let kept = self.kept_fields();
        let whole = self.fields.iter().all(|(name, _)| name == KEY || !NEVER_KEPT.contains(&name.as_str()));
        // A decision stands under its vote, and is a text like another.
        let may = whole && (!secret || self.path.ends_with("/outcome"));
        (may && kept.values().any(|value| value.as_str().is_some_and(|text| !text.trim().is_empty()))).then_some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(super::local_path("/s/x/here/1"), Some("/s/x/here/1"));
        for bad in ["", "x", "//evil", "/\\evil", "/\t/evil", "https://evil", "/a\r\nb"] {
            assert_eq!(super::local_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn secrets_and_choices_are_never_kept() {
        let fields = ["title", "password", "again", "code", "choice", "key"];
        let form = Form::new("/do/x", fields.iter().map(|name| ((*name).to_owned(), "v".to_owned())).collect());
        assert_eq!(form.kept(), r#"{"title":"v"}"#);
    }
}
