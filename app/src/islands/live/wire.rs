//! What the socket carries.

use serde::{Deserialize, Serialize};

/// A message of the live feed. It carries what everybody in the session may see, and nothing that depends on who looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The chain's number that the page shows after it.
    #[serde(rename = "s")]
    pub seq: i64,
    /// The fragments.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// What is said aloud, e.g. that a vote was opened.
    #[serde(rename = "a", default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// The page is too far behind: it loads its own parts anew.
    #[serde(rename = "f", default, skip_serializing_if = "std::ops::Not::not")]
    pub fresh: bool,
    /// What is the viewer's own may have changed too: their ballot, their hand, their presence.
    #[serde(rename = "o", default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// What somebody who comes back has missed, in words.
    #[serde(rename = "m", default, skip_serializing_if = "String::is_empty")]
    pub missed: String,
}

/// A fragment: it replaces the element with its id, or joins the list that it belongs to. A page that has neither passes it
/// over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The element's id.
    #[serde(rename = "i")]
    pub id: String,
    /// The element as HTML.
    #[serde(rename = "h")]
    pub html: String,
    /// The id of the list that it joins at the end, where it is new.
    #[serde(rename = "l", default, skip_serializing_if = "String::is_empty")]
    pub list: String,
}
