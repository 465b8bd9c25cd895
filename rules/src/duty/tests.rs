//! What is due when: worked out by hand.

use super::*;
use crate::{Language, Refusal, permit::Role};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::from_text(text).expect("a day")
}

fn village(code: &str) -> &'static Duty {
    file("village").duty(code).expect(code)
}

fn file(id: &str) -> &'static Catalogue {
    Catalogue::shipped().iter().find(|one| one.id == id).expect(id)
}

fn due(code: &str, span: &str) -> String {
    let ended = village(code).due(Span::from_text(span).expect("a period"), Holidays::published()).expect("a day");
    ended.last.to_string()
}

#[test]
fn every_catalogue_that_comes_with_the_program_can_be_reckoned() {
    let mut codes = std::collections::HashSet::new();
    for (name, text) in shipped::SHIPPED {
        let catalogue = Catalogue::read(name, text).unwrap_or_else(|problem| panic!("{problem}"));
        for one in &catalogue.duties {
            assert!(codes.insert(one.code.clone()), "{}", one.code);
            assert!(!one.name.zh.is_empty() && !one.name.en.is_empty() && !one.source.is_empty(), "{}", one.code);
        }
    }
    assert_eq!((Catalogue::shipped().len(), codes.len()), (4, 116));
}

/// Whoever reads a source finds a law, a local rule or the platform's, and no mark of a draft.
#[test]
fn a_source_is_a_law_a_local_rule_or_the_platforms() {
    let shipped = Catalogue::shipped().iter().chain(Offer::all().iter().map(|offer| &offer.catalogue));
    for duty in shipped.flat_map(|one| &one.duties) {
        for source in [&duty.source, &duty.due_source, &duty.board].into_iter().filter(|one| !one.is_empty()) {
            for mark in ["[", "]", "—", "=", "≥", "?", "样表", "样本", "目录"] {
                assert!(!source.contains(mark), "{}: {source}", duty.code);
            }
            let lone = |word: &str| matches!(word, "P" | "S" | "V");
            assert!(!source.split(|one: char| !one.is_alphanumeric()).any(lone), "{}: {source}", duty.code);
            for part in source.split('；') {
                let named = ["法", "条例", "规定", "办法", "号", PLATFORM].iter().any(|kind| part.contains(kind));
                assert!(named, "{}: {part}", duty.code);
            }
            assert!(source.chars().count() <= 200, "{}: it is the ground of a disclosure", duty.code);
        }
    }
    assert_eq!(village("V21").ground(), "村民委员会组织法第三十五条");
    assert_eq!(village("V66").ground(), village("V66").source);
    assert_eq!(village("V59").ground(), "");
}

/// Worked out with a calendar of 2026 on paper: a day off moves to the next working day.
#[test]
fn the_days_of_a_village_in_2026() {
    // 2026-02-10 is a working Tuesday; 2026-05-10 is a Sunday; 2026-10-10 is a Saturday that is worked.
    for (code, span, last) in [
        ("V21", "2026-01", "2026-02-10"),
        ("V21", "2026-04", "2026-05-11"),
        ("V21", "2026-09", "2026-10-10"),
        ("V12", "2026-Q1", "2026-04-10"),
        ("V12", "2026-Q4", "2027-01-10"),
        ("V32", "2026-H1", "2026-07-10"),
        ("V04", "2026", "2026-02-02"),
        ("V22", "2025", "2026-02-28"),
        ("V31", "2026-03", "2026-02-25"),
        ("V31", "2026-01", "2025-12-25"),
        ("V52", "2026-Q1", "2026-04-20"),
        ("V82", "2026", "2026-03-31"),
    ] {
        assert_eq!(due(code, span), last, "{code} {span}");
    }
    assert_eq!(village("V12").spans(2026).len(), 4);
    assert!(village("V11").spans(2026).is_empty() && village("V01").spans(2026).is_empty());
}

#[test]
fn what_happens_has_a_day_before_and_one_after() {
    let days = |code: &str, on: &str| {
        let all = village(code).due_at(day(on), Holidays::published());
        all.iter().map(|one| one.last.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(days("V11", "2026-03-17"), ["2026-03-27"]);
    assert_eq!(days("V38", "2026-03-30"), ["2026-03-15", "2026-04-09"]);
    assert_eq!(days("V79", "2026-06-01"), ["2026-05-12"]);
    // Twenty working days from Thursday 2026-04-30: Labour Day's days off are not counted, nor is the Saturday that is worked left out.
    let urban = file("urban").duty("C02").expect("C02");
    let ended = urban.due_at(day("2026-04-30"), Holidays::published());
    assert_eq!(ended.first().map(|one| one.last.to_string()), Some("2026-06-01".to_owned()));
    assert_eq!(village("V42").keeps(), Some(15));
}

#[test]
fn a_duty_stands_by_its_day_and_by_what_was_published() {
    let due = day("2026-04-10");
    let at = |answer, today: &str| stand(due, answer, day(today));
    for (today, stands) in [
        ("2026-04-02", Stand::NotDue),
        ("2026-04-03", Stand::Soon),
        ("2026-04-10", Stand::Due),
        ("2026-04-11", Stand::Overdue),
        ("2026-05-10", Stand::Overdue),
        ("2026-05-11", Stand::LongOverdue),
    ] {
        assert_eq!(at(None, today), stands, "{today}");
    }
    let late = day("2026-04-11");
    assert_eq!(at(Some(Answer::Published(due)), "2026-09-01"), Stand::Published);
    assert_eq!(at(Some(Answer::Published(late)), "2026-09-01"), Stand::Late);
    assert_eq!(at(Some(Answer::Nothing(due)), "2026-09-01"), Stand::Nothing);
    assert_eq!(at(Some(Answer::Nothing(late)), "2026-09-01"), Stand::Late);
    assert_eq!(at(Some(Answer::NotHere), "2026-09-01"), Stand::NotHere);
}

#[test]
fn a_rule_that_nobody_can_reckon_is_refused_with_its_place() {
    for text in [
        "",
        "soon",
        "period",
        "period+",
        "period+x",
        "period-10",
        "period+1000",
        "13-01",
        "02-29",
        "next 02-30",
        "event*3",
        "keep",
        "first-month 32",
        "moon+3",
        "vote-15w",
    ] {
        assert_eq!(Due::from_text(text), None, "{text}");
    }
    let file = |code: &str, period: &str, due: &str| {
        format!(
            "id='x'\nversion='1'\nname={{zh='甲',en='x'}}\nkinds=['village']\n[[duty]]\ncode='V1'\nclass='basics'\nname={{zh='甲',en='x'}}\n\
             elements=['全文']\nperiod='{period}'\ndue=[{due}]\ndrafts='村委会'\naudience='public'\nmark='law'\nchecked='text'\nsource='s'\n\
             due_mark='law'\ndue_source='s'\n{code}"
        )
    };
    let wrong = |text: &str| Catalogue::read("x.toml", text).expect_err("refused").to_string();
    assert!(Catalogue::read("x.toml", &file("", "quarter", "'period+10'")).is_ok());
    for (period, due, why) in [
        ("quarter", "'moon+3'", "V1"),
        ("quarter", "", "has no deadline"),
        ("quarter", "'event+10'", "no day for its period"),
        ("event", "'period+10'", "does not have"),
        ("month", "'period+10','month-before 25'", "two days"),
        ("decade", "'period+10'", "line 10"),
    ] {
        let said = wrong(&file("", period, due));
        assert!(said.contains(why) && said.contains("x.toml"), "{period} {due}: {said}");
    }
    let again = file("", "year", "'01-31'");
    let again =
        format!("{again}{}", again.split_once("[[duty]]").map_or(String::new(), |(_, one)| format!("[[duty]]{one}")));
    assert!(wrong(&again).contains("twice"));
}

#[test]
fn nothing_is_reported_before_its_time_and_once_and_with_a_reason() {
    let holidays = Holidays::published();
    let by = |code: &str, span: &'static str, today: &str, stands: bool, said, why: &str| {
        let facts = SayFacts { duty: village(code), span, stands, today: day(today), by: Role::Chair };
        say(facts, (said, why), holidays)
            .map(|kept| (kept.span().map(|span| span.to_string()).unwrap_or_default(), kept.why().to_owned()))
    };
    let nothing = |span, today, stands, why| by("V21", span, today, stands, Said::Nothing, why);
    assert_eq!(
        nothing("2026-03", "2026-04-01", false, " 本月没有收支 "),
        Ok(("2026-03".to_owned(), "本月没有收支".to_owned()))
    );
    assert_eq!(nothing("2026-03", "2026-03-31", false, "没有收支"), Err(("span", Refusal::PeriodRuns)));
    assert_eq!(nothing("2026-Q1", "2026-04-01", false, "没有收支"), Err(("span", Refusal::NotOffered)));
    assert_eq!(nothing("", "2026-04-01", false, "没有收支"), Err(("span", Refusal::NotOffered)));
    assert_eq!(nothing("2026-03", "2026-04-01", true, "没有收支"), Err(("", Refusal::DutyAnswered)));
    assert_eq!(nothing("2026-03", "2026-04-01", false, " 无 "), Err(("why", Refusal::ReasonMissing)));
    // Of what is planned it is said before the period: for March by 25 February, so from 18 February on.
    assert!(by("V31", "2026-03", "2026-02-18", false, Said::Nothing, "三月没有计划开支").is_ok());
    assert_eq!(by("V31", "2026-03", "2026-02-17", false, Said::Nothing, "没有"), Err(("span", Refusal::PeriodRuns)));
    // What happens has no period of which there could be nothing.
    assert_eq!(by("V11", "2026", "2027-01-05", false, Said::Nothing, "没有决定"), Err(("span", Refusal::NotOffered)));
    assert_eq!(
        by("V61", "", "2026-04-01", false, Said::NotHere, "地方法规不再列"),
        Ok((String::new(), "地方法规不再列".to_owned()))
    );
    assert_eq!(by("V61", "", "2026-04-01", false, Said::Disclosure, "写了"), Err(("said", Refusal::NotOffered)));
}

/// A stroke is no reason, and what the law lists the chair alone says away.
#[test]
fn a_reason_tells_why_and_an_item_of_the_law_is_for_the_chair() {
    let said = |code: &str, by, why: &str| {
        let facts = SayFacts { duty: village(code), span: "", stands: false, today: day("2026-04-01"), by };
        say(facts, (Said::NotHere, why), Holidays::published()).map(|kept| kept.why().to_owned())
    };
    for why in ["x", "。", "xxxx", "…", "123", "无关", "呵呵呵", "n/a"] {
        let refused = why != "无关";
        assert_eq!(said("V66", Role::Clerk, why).is_err(), refused, "{why}");
        assert_eq!(lift(village("V66"), "", Some(Said::NotHere), why).is_err(), refused, "{why}");
    }
    assert!(said("V66", Role::Clerk, "no such cases").is_ok());
    assert_eq!((village("V66").mark, village("V24").mark), (Mark::Local, Mark::Law));
    let why = "村里没有这类补贴";
    for by in [Role::Clerk, Role::Committee] {
        assert_eq!(said("V24", by, why), Err(("code", Refusal::DutyByLaw)));
    }
    assert_eq!(said("V24", Role::Chair, why), Ok(why.to_owned()));
}

#[test]
fn what_was_said_is_taken_back_with_a_reason_and_a_disclosure_is_of_a_period() {
    let lifted = |stands, why: &str| lift(village("V21"), "2026-03", stands, why).map(|kept| kept.said());
    assert_eq!(lifted(Some(Said::Nothing), "漏了一笔"), Ok(Said::Nothing));
    assert_eq!(lifted(Some(Said::Nothing), ""), Err(("why", Refusal::ReasonMissing)));
    assert_eq!(lifted(Some(Said::Disclosure), "写错"), Err(("", Refusal::NothingChanges)));
    assert_eq!(lifted(None, "写错"), Err(("", Refusal::NothingChanges)));
    let begun = |code: &str, span: &str| {
        let on = (day("2026-04-01"), Holidays::published());
        begin(village(code), span, on).map(|kept| kept.span().map(|span| span.to_string()))
    };
    assert_eq!(begun("V21", "2026-03"), Ok(Some("2026-03".to_owned())));
    assert_eq!(begun("V11", "2026"), Ok(Some("2026".to_owned())));
    assert_eq!(begun("V11", "2026-03"), Err(Refusal::NotOffered));
    assert_eq!(begun("V21", "2026"), Err(Refusal::NotOffered));
    // Nobody has the accounts of a month that is not over; what is planned is written ahead, a week before its day.
    assert_eq!(begun("V21", "2026-04"), Err(Refusal::PeriodRuns));
    assert_eq!(begun("V31", "2026-04"), Ok(Some("2026-04".to_owned())));
    assert_eq!(begun("V31", "2026-05"), Err(Refusal::PeriodRuns));
    assert_eq!(begun("V11", "2027"), Err(Refusal::PeriodRuns));
}

#[test]
fn a_catalogue_is_taken_over_once_by_a_place_of_its_kind() {
    let of = |choice: &str, kind, kept: Option<&str>| {
        let kept = kept.map(|version| (version, day("2026-01-09")));
        let offer = Offer::find(choice).expect(choice);
        adopt(&offer.catalogue, kind, kept, day("2026-03-06"))
            .map(|one| (one.version().to_owned(), one.from().to_string()))
    };
    let own = |version: &str, from: &str| Ok((version.to_owned(), from.to_owned()));
    let village = |choice, kept| of(choice, CommunityKind::Village, kept);
    assert_eq!(village("village", None), own("cn-2026-02", "2026-03-06"));
    assert_eq!(of("village", CommunityKind::Urban, None), Err(("catalogue", Refusal::NotOffered)));
    assert_eq!(of("party", CommunityKind::Urban, None), own("cn-2026-01", "2026-03-06"));
    assert_eq!(village("village", Some("cn-2026-02")), Err(("catalogue", Refusal::NothingChanges)));
    // That of the province, or a newer one, is taken over later, and asks for what was asked for before.
    assert_eq!(village("village:chongqing", Some("cn-2026-02")), own("cn-2026-02+cq-2013", "2026-01-09"));
    assert_eq!(village("village", Some("cn-2026-01")), own("cn-2026-02", "2026-01-09"));
}

/// catalogue/clocks.csv, row by row.
#[test]
fn what_a_province_lays_over_the_village() {
    for (name, text) in shipped::LOCAL {
        assert!(
            Offer::local(shipped::SHIPPED[0].1, (name, text)).unwrap_or_else(|problem| panic!("{problem}")).is_some()
        );
        assert!(
            Offer::local(shipped::SHIPPED[1].1, (name, text)).expect(name).is_none(),
            "{name} lies over the village"
        );
    }
    assert_eq!(Offer::all().len(), 4 + 8);
    let of = |region: &str, code: &str| {
        let choice = if region.is_empty() { "village".to_owned() } else { format!("village:{region}") };
        Offer::find(&choice).expect(&choice).catalogue.duty(code).cloned()
    };
    let due = |region: &str, code: &str, span: &str| {
        let duty = of(region, code).expect(code);
        duty.due(Span::from_text(span).expect("a period"), Holidays::published()).expect("a day").last.to_string()
    };
    for (region, code, span, last) in [
        ("", "V21", "2026-03", "2026-04-10"),
        ("sichuan", "V21", "2026-03", "2026-04-10"),
        ("chongqing", "V21", "2026-03", "2026-04-15"),
        ("chongqing", "V12", "2026-Q2", "2026-07-15"),
        ("chongqing", "V12", "2026-Q3", "2026-10-15"),
        // What is planned ahead stays.
        ("chongqing", "V31", "2026-03", "2026-02-25"),
        ("hebei", "V32", "2026-H1", "2026-07-31"),
        ("hebei", "V32", "2026-H2", "2027-01-31"),
        ("hebei", "V21", "2026-03", "2026-04-10"),
        ("zhejiang", "V21", "2026-03", "2026-04-10"),
    ] {
        assert_eq!(due(region, code, span), last, "{region} {code} {span}");
    }
    let marked = |region: &str| of(region, "V21").expect("V21").due_mark;
    assert_eq!((marked(""), marked("chongqing"), marked("sichuan")), (Mark::Policy, Mark::Local, Mark::Local));
    let left = of("zhejiang", "V78").expect("V78");
    assert_eq!(left.due_at(day("2026-03-02"), Holidays::published())[0].last, day("2026-03-17"));
    // A day by law stands: the list of voters, 20 days before.
    assert_eq!(of("chongqing", "V79").expect("V79").due_mark, Mark::Law);
    // What the law of 2025 lists no more is there where a province still does.
    for (region, there) in
        [("", false), ("sichuan", false), ("hainan", false), ("zhejiang", true), ("beijing", true), ("chongqing", true)]
    {
        assert_eq!(of(region, "V61").is_some(), there, "{region}");
    }
    assert!(of("hainan", "V21").expect("V21").board.contains("张榜") && of("", "V21").expect("V21").board.is_empty());
    assert!(of("hainan", "V01").expect("V01").board.is_empty(), "only money");
    // What a place takes over can be read for as long as it keeps it.
    for offer in Offer::all() {
        assert_eq!(Catalogue::read("kept", &offer.text).as_ref(), Ok(&offer.catalogue), "{}", offer.choice);
    }
    let wrong = |laid: &str| {
        let head = "id = \"x\"\nof = \"village\"\nversion = \"1\"\nname = { zh = \"某\", en = \"X\" }\n";
        Offer::local(shipped::SHIPPED[0].1, ("x", &format!("{head}{laid}"))).expect_err("wrong").to_string()
    };
    assert!(wrong("[[duty]]\ncode = \"V99\"").contains("V99"));
    assert!(wrong("[[duty]]\ncode = \"V79\"\ndue = [\"election-10\"]").contains("by law"));
    assert!(wrong("[[duty]]\ncode = \"V21\"\ndue = [\"soon\"]").contains("soon"));
}

#[test]
fn a_period_has_one_name() {
    for text in ["2026", "2026-03", "2026-12", "2026-Q1", "2026-Q4", "2026-H2"] {
        assert_eq!(Span::from_text(text).map(|one| one.to_string()).as_deref(), Some(text));
    }
    for text in
        ["", "26", "2026-3", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-H3", "2026-Q1x", "2026-003", "2026-"]
    {
        assert_eq!(Span::from_text(text), None, "{text}");
    }
    let words = |text: &str, language| Span::from_text(text).expect("a period").words(language);
    assert_eq!(words("2026-Q2", Language::Zh), "2026年第2季度");
    assert_eq!(words("2026-03", Language::En), "March 2026");
    assert_eq!(words("2026-H1", Language::Zh), "2026年上半年");
    let leap = Span::from_text("2028-02").expect("a period");
    assert_eq!((leap.first(), leap.last()), (day("2028-02-01"), day("2028-02-29")));
}

proptest! {
    /// The periods of a year lie one after the other and fill it; the last day of each is never before its period ends, but for what
    /// is planned, and never on a day off.
    #[test]
    fn periods_fill_their_year(year in 2000_i64..2100, code in 0_usize..66) {
        let all = &file("village").duties;
        let duty = all.get(code % all.len()).expect("a duty");
        let spans = duty.spans(year);
        for pair in spans.windows(2) {
            let [before, after] = pair else { continue };
            prop_assert_eq!(before.last().plus(1), after.first());
        }
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            prop_assert_eq!((first.first(), last.last().plus(1)), (Date::new(year, 1, 1).expect("a day"), Date::new(year + 1, 1, 1).expect("a day")));
        }
        for span in spans {
            prop_assert_eq!(Span::from_text(&span.to_string()), Some(span));
            let Some(ended) = duty.due(span, Holidays::published()) else { continue };
            prop_assert!(!Holidays::published().is_off(ended.last));
            let planned = duty.due.iter().any(|due| matches!(due, Due::DayBeforePeriod(_) | Due::On(..)));
            prop_assert!(planned || ended.last >= span.last());
        }
    }
}
