//! The words: Fluent files under `app/locales`, looked up on the server only.

use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};
use rules::{
    Language, Refusal,
    days::{Date, Holidays},
};
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

static_loader! {
    static WORDS = {
        locales: "./locales",
        fallback_language: "zh-CN",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static TAGS: LazyLock<[LanguageIdentifier; 2]> =
    LazyLock::new(|| Language::ALL.map(|language| language.tag().parse().unwrap_or_default()));

/// The sentence of a key, with its arguments filled in.
#[must_use]
pub fn sentence(language: Language, key: &str, arguments: &[(&'static str, String)]) -> String {
    let [zh, en] = &*TAGS;
    let tag = match language {
        Language::Zh => zh,
        Language::En => en,
    };
    if arguments.is_empty() {
        return WORDS.lookup(tag, key);
    }
    let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> =
        arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), filled_in(language, value))).collect();
    WORDS.lookup_with_args(tag, key, &arguments)
}

/// A value as it is filled in. What is a whole number, written as one, decides between one and many (001 is no number, but that of
/// somebody). A day has one form everywhere, with its day of the week. Everything else stands as it is.
fn filled_in(language: Language, value: &str) -> FluentValue<'_> {
    if let Some(number) = value.parse::<u32>().ok().filter(|number| number.to_string() == value) {
        return FluentValue::from(number);
    }
    FluentValue::from(day(language, value))
}

/// A day as people read it, with its day of the week; what is none stands as it is.
#[must_use]
pub fn day(language: Language, text: &str) -> String {
    Date::from_text(text)
        .filter(|day| day.to_string() == text)
        .map_or_else(|| text.to_owned(), |day| day.words(language))
}

/// How many days are left until the last day of something, in one form everywhere: 还有 3 天, 今天是最后一天, 已超期 2 天.
#[must_use]
pub fn days_left(language: Language, left: i64) -> String {
    let (key, name) = if left < 0 { ("days-over", "over") } else { ("days-left", "left") };
    sentence(language, key, &[(name, left.unsigned_abs().to_string())])
}

/// The same of a period that ends on a day on which people work. Where the holidays of its year are not announced yet, its end may
/// move, and that is said.
#[must_use]
pub fn period_left(language: Language, today: Date, last: Date) -> String {
    let left = days_left(language, today.until(last));
    if Holidays::known().knows(last) { left } else { sentence(language, "days-unknown", &[("left", left)]) }
}

/// Whether a language has its own sentence for a key.
#[must_use]
pub fn has(language: Language, key: &str) -> bool {
    let [zh, en] = &*TAGS;
    let tag = match language {
        Language::Zh => zh,
        Language::En => en,
    };
    WORDS.lookup_no_default_fallback::<&str>(tag, key, None).is_some()
}

/// The sentence of a refusal.
#[must_use]
pub fn refusal(language: Language, refusal: Refusal) -> String {
    sentence(language, &refusal_key(refusal), &[])
}

/// The key of a refusal's sentence.
#[must_use]
pub fn refusal_key(refusal: Refusal) -> String {
    format!("no-{}", refusal.code())
}

/// `t!(cx, "key")` or `t!(cx, "key", name = value)`.
#[macro_export]
macro_rules! t {
    ($cx:expr, $key:expr) => {
        $crate::say::sentence($cx.language, $key, &[])
    };
    ($cx:expr, $key:expr, $($name:ident = $value:expr),+) => {
        $crate::say::sentence($cx.language, $key, &[$((stringify!($name), $value.to_string())),+])
    };
}

/// A device as it was named by its browser, in words that people know.
#[must_use]
pub fn device(language: Language, device: &str) -> String {
    if device.is_empty() || device == "?" {
        return sentence(language, "device-unknown", &[]);
    }
    device.replace("MicroMessenger", &sentence(language, "device-wechat", &[]))
}

/// The app whose own browser a device is: links opened in it stay in it.
#[must_use]
pub fn app_browser(language: Language, device: &str) -> Option<String> {
    ["MicroMessenger", "DingTalk", "AlipayClient", "QQ"]
        .into_iter()
        .find(|app| device.ends_with(app))
        .map(|app| sentence(language, &format!("device-app-{}", app.to_ascii_lowercase()), &[]))
}
