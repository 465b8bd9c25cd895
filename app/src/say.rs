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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::tongue;

    #[test]
    fn a_text_names_its_language_where_it_is_not_the_page_s() {
        for (page, text, lang) in [
            (Language::En, "村内道路硬化 2026", Some("zh-CN")),
            (Language::En, "Road works", None),
            (Language::Zh, "村内道路硬化", None),
            (Language::Zh, "Road works", Some("en")),
            (Language::Zh, "2026-03-16 · 19:30", None),
            (Language::En, "", None),
        ] {
            assert_eq!(tongue(page, text), lang, "{text}");
        }
    }

    /// What is written of the rules calls a role what the pages call it.
    #[test]
    fn a_role_has_one_name() {
        for role in rules::permit::Role::ALL {
            assert_eq!(sentence(Language::Zh, &format!("role-{}", role.id()), &[]), role.zh());
        }
    }

    #[test]
    fn one_is_one_and_many_are_many() {
        let turnout = |cast: &str| {
            sentence(Language::En, "vote-turnout", &[("cast", cast.to_owned()), ("entitled", "52".to_owned())])
        };
        assert_eq!(turnout("1"), "52 may vote; one has voted or taken a paper.");
        assert_eq!(turnout("0"), "52 may vote; 0 have voted or taken a paper.");
        assert_eq!(turnout("1248"), "52 may vote; 1248 have voted or taken a paper.");
    }

    #[test]
    fn a_day_has_one_form() {
        let until = |language| sentence(language, "board-until", &[("day", "2026-03-20".to_owned())]);
        assert!(until(Language::Zh).contains("2026年3月20日（周五）"), "{}", until(Language::Zh));
        assert!(until(Language::En).contains("Friday 20 March 2026"), "{}", until(Language::En));
    }

    #[test]
    fn days_left_have_one_form() {
        let zh = |left| days_left(Language::Zh, left);
        assert_eq!([zh(3), zh(0), zh(-2)], ["还有 3 天", "今天是最后一天", "已超期 2 天"]);
        let en = |left| days_left(Language::En, left);
        assert_eq!([en(3), en(1), en(0)], ["3 days left", "one day left", "last day"]);
        assert_eq!([en(-1), en(-2)], ["one day overdue", "2 days overdue"]);
        let period = |last: &str| {
            let day = |text| Date::from_text(text).expect("a day");
            period_left(Language::Zh, day("2026-12-25"), day(last))
        };
        assert_eq!(period("2026-12-31"), "还有 6 天");
        assert_eq!(period("2027-01-09"), "还有 15 天（那一年的放假安排尚未公布）");
    }

    #[test]
    fn what_is_no_number_stays_as_it_is() {
        for text in ["001", "1,500", "", "一", "4294967296"] {
            let words = sentence(Language::En, "slip-number", &[("number", text.to_owned())]);
            assert_eq!(words, format!("Number {text}"));
        }
    }
}
