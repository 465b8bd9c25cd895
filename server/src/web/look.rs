//! How pages look for whoever asks: language and elder mode.

use crate::{
    secret,
    web::{
        asset,
        visit::{COOKIE_SECONDS, cookie, query},
    },
};
use app::view::Cx;
use axum::http::{HeaderMap, Uri, header, request::Parts};
use rules::Language;

/// What a page is shown with before anybody is looked up: language and elder mode from the address, then the cookie, then
/// the browser.
pub fn anonymous(uri: &Uri, headers: &HeaderMap) -> Cx {
    let query = query(uri);
    let look = cookie(headers, "yishi_look").unwrap_or_default();
    let (tag, elder) = look.split_once('.').unwrap_or(("", ""));
    let language = query
        .get("lang")
        .and_then(|tag| Language::from_tag(tag))
        .or_else(|| Language::from_tag(tag))
        .unwrap_or_else(|| preferred(headers));
    let elder = query.get("elder").map_or(elder == "1", |value| value == "1");
    Cx {
        language,
        elder,
        path: uri.path().to_owned(),
        build: asset::BUILD.clone(),
        nonce: secret::token(),
        key: secret::token(),
        ..Cx::default()
    }
}

/// What a public page is shown with: everything stands in the address, so that one answer serves everybody.
pub fn public(parts: &Parts) -> Cx {
    let query = query(&parts.uri);
    Cx {
        language: query.get("lang").and_then(|tag| Language::from_tag(tag)).unwrap_or_default(),
        elder: query.get("elder").is_some_and(|value| value == "1"),
        path: parts.uri.path().to_owned(),
        build: asset::BUILD.clone(),
        public: true,
        ..Cx::default()
    }
}

/// What the look that somebody has chosen on this site, kept in a cookie, means for a public page, whose look stands in its
/// address: one address serves everybody alike. Who has chosen none has no such cookie, and is given none.
pub enum Look {
    /// As the address says.
    AsAsked,
    /// The address says nothing: to the one that says what was chosen.
    Leads(String),
    /// Another look is chosen here: the cookie that keeps it.
    Changed(String),
}

/// What the page's own links to another look carry.
pub const KEEP: &str = "keep";

/// Reads it.
pub fn look(parts: &Parts) -> Look {
    let Some(chosen) = cookie(&parts.headers, "yishi_look") else { return Look::AsAsked };
    let asked = query(&parts.uri);
    let cx = public(parts);
    if asked.contains_key("lang") || asked.contains_key("elder") {
        let here = look_value(&cx);
        // Chosen by hand: somebody else's link shows their look, and leaves one's own.
        let kept = asked.contains_key(KEEP) && here != chosen;
        return if kept { Look::Changed(look_cookie(&here)) } else { Look::AsAsked };
    }
    let (tag, elder) = chosen.split_once('.').unwrap_or(("", ""));
    let (language, elder) = (Language::from_tag(tag).unwrap_or_default(), elder == "1");
    let wanted = cx.query(language, elder);
    if wanted.is_empty() {
        return Look::AsAsked;
    }
    let more =
        parts.uri.query().filter(|query| !query.is_empty()).map_or_else(String::new, |query| format!("&{query}"));
    Look::Leads(format!("{}{wanted}{more}", parts.uri.path()))
}

pub fn look_value(cx: &Cx) -> String {
    format!("{}.{}", cx.language.tag(), u8::from(cx.elder))
}

pub fn look_cookie(value: &str) -> String {
    format!("yishi_look={value}; Path=/; Max-Age={COOKIE_SECONDS}; SameSite=Lax")
}

fn preferred(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accepted.split(',').next().unwrap_or_default().trim().to_ascii_lowercase();
    if first.starts_with("en") { Language::En } else { Language::Zh }
}
