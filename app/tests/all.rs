//! What pages, addresses and words promise by themselves. They stand beside the library: all pages would be compiled twice otherwise.
#![allow(clippy::expect_used, reason = "a test that cannot go on says so")]

use app::{
    address::{asking, encoded},
    islands::left,
    pages::{
        matter::flow::wrapped,
        sheet::ballots::{SHORT, width},
    },
    parts::bar::{percent, share},
    say::{days_left, period_left, sentence},
    view::{cut::Cut, tongue},
};
use rules::{Language, days::Date};

#[test]
fn what_is_typed_stays_a_value() {
    assert_eq!(encoded("a/b?c&d=e#f%20+").to_string(), "a%2Fb%3Fc%26d%3De%23f%2520%2B");
    assert_eq!(
        asking("/c/x/members", &[("q", "钱&without=1"), ("away", ""), ("page", "2")]),
        "/c/x/members?q=%E9%92%B1%26without%3D1&page=2"
    );
    assert_eq!(asking("/in?lang=en", &[("next", "/c/x")]), "/in?lang=en&next=%2Fc%2Fx");
    assert_eq!(asking("/x", &[]), "/x");
}

#[test]
fn a_clock_shows_what_is_left() {
    assert_eq!(
        ["2:09", "0:01", "0:00", "1:05:00"],
        [129_000, 1, -5_000, 3_900_000].map(left).each_ref().map(String::as_str)
    );
}

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

#[test]
fn a_share_is_an_exact_length() {
    for (part, whole, length) in
        [(21, 41, "51.21%"), (0, 41, "0.00%"), (41, 41, "100.00%"), (1, 3, "33.33%"), (u64::MAX, u64::MAX, "100.00%")]
    {
        assert_eq!(percent(share(part, whole)), length);
    }
    assert_eq!(share(1, 0), 10_000);
}

#[test]
fn every_line_is_on_one_page() {
    for total in [0, 1, 79, 80, 81, 1248] {
        let all: Vec<i64> = (0..total).collect();
        let pages = Cut::of(1, 80, total).pages();
        let seen: Vec<i64> = (1..=pages).flat_map(|page| Cut::list(page, 80, all.clone()).1).collect();
        assert_eq!(seen, all);
    }
    assert_eq!(Cut::of(99, 80, 81).page, 2);
    assert_eq!(Cut::of(-3, 80, 81).page, 1);
    let cut = Cut::of(2, 80, 81);
    assert_eq!((cut.offset(), cut.last(), cut.pages()), (80, 81, 2));
}

#[test]
fn a_title_is_as_wide_as_its_signs() {
    assert_eq!(width("村内道路硬化"), 6);
    assert_eq!(width("Road works"), 5);
    assert!(width(&"长".repeat(33)) > SHORT && width(&"a".repeat(64)) <= SHORT);
}

#[test]
fn a_line_ends_between_words_or_letters() {
    assert_eq!(wrapped("组织协商", 300), ["组织协商"]);
    assert_eq!(wrapped("公开招租、签约、收租", 140), ["公开招租、签约、", "收租"]);
    assert_eq!(wrapped("Publish what became of it", 140), ["Publish what", "became of it"]);
}
