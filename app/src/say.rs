//! The words: Fluent files under `app/locales`, looked up on the server only.

use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};
use rules::{Language, Refusal};
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
        arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), FluentValue::from(value.as_str()))).collect();
    WORDS.lookup_with_args(tag, key, &arguments)
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
