//! What the account has to say, line by line and month by month. Sums are worked out by hand.

use super::*;
use crate::{
    Refusal,
    duty::Span,
    masking::Said,
    published::{Kind, LedgerContent},
};
use proptest::prelude::*;
use std::collections::HashSet;

fn march() -> Span {
    Span::from_text("2026-03").expect("a month")
}

fn typed() -> Typed {
    let own = |text: &str| text.to_owned();
    Typed {
        day: own("3月12日"),
        voucher: own("记-0312"),
        why_none: String::new(),
        summary: own("路灯电费"),
        class: own("3.4"),
        income: String::new(),
        expense: own("3,180.50"),
        source: own("集体资金"),
        payee: own("县供电公司"),
        handler: own("文书"),
        witness: own("二组组长"),
        approver: own("村委会主任"),
    }
}

fn read(typed: &Typed) -> Result<Line, (&'static str, Refusal)> {
    line(typed, (march(), march().last(), false), |_, text| Said::from(text).leaves_nothing(text))
}

#[test]
fn a_line_says_what_it_is_and_each_gap_is_named_beside_its_field() {
    let one = read(&typed()).expect("a line");
    assert_eq!((one.on.to_string().as_str(), one.flow, one.sum), ("2026-03-12", Flow::Expense, Cents(318_050)));
    assert_eq!((one.class.as_str(), one.source), ("3.4", Source::Collective));
    let refused = |change: &dyn Fn(&mut Typed)| {
        let mut other = typed();
        change(&mut other);
        read(&other).expect_err("refused")
    };
    let set = |field: fn(&mut Typed) -> &mut String, text: &'static str| refused(&|one| *field(one) = text.to_owned());
    assert_eq!(set(|one| &mut one.day, "2026-04-01"), ("day", Refusal::LedgerOtherMonth));
    assert_eq!(set(|one| &mut one.day, "3月32日"), ("day", Refusal::BadDay));
    assert_eq!(set(|one| &mut one.day, "上旬"), ("day", Refusal::BadDay));
    assert_eq!(set(|one| &mut one.voucher, ""), ("why_none", Refusal::LedgerNoVoucher));
    assert_eq!(set(|one| &mut one.summary, " "), ("summary", Refusal::Empty));
    assert_eq!(set(|one| &mut one.income, "12"), ("income", Refusal::LedgerOneSum));
    assert_eq!(set(|one| &mut one.expense, "0"), ("income", Refusal::LedgerOneSum));
    assert_eq!(set(|one| &mut one.expense, "12.345"), ("expense", Refusal::BadMoney));
    assert_eq!(set(|one| &mut one.class, "2.1"), ("class", Refusal::LedgerClass), "spending under income");
    assert_eq!(set(|one| &mut one.class, "支出"), ("class", Refusal::LedgerClass), "words of many");
    assert_eq!(set(|one| &mut one.source, "村里"), ("source", Refusal::LedgerSource));
    assert_eq!(set(|one| &mut one.witness, "文书"), ("approver", Refusal::LedgerSameHands));
    assert_eq!(
        set(|one| &mut one.witness, "文 书"),
        ("approver", Refusal::LedgerSameHands),
        "a blank makes nobody another"
    );
    for red in ["-12", "－12", "(12.00)", "（12）", "红字 12"] {
        assert_eq!(set(|one| &mut one.expense, red), ("expense", Refusal::LedgerRed), "{red}");
    }
    assert_eq!(set(|one| &mut one.payee, "村委会主任"), ("approver", Refusal::LedgerOwnPayee));
    assert_eq!(set(|one| &mut one.payee, "王某 13800138000"), ("payee", Refusal::HoldsMobile));
    let mut slip = typed();
    (slip.voucher, slip.why_none) = (String::new(), "收据遗失，三人证明".to_owned());
    assert!(read(&slip).is_ok());
}

#[test]
fn a_day_is_read_as_accounts_write_it() {
    let of = |text: &str| day(text, march()).map(|day| day.to_string());
    for text in ["2026-03-05", "2026/3/5", "2026.03.05", "2026年3月5日", "3月5日", "3/5", "３月５日"] {
        assert_eq!(of(text).as_deref(), Some("2026-03-05"), "{text}");
    }
    for text in ["", "5", "3月", "三月五日", "2026-13-01", "3-5-2026", "46086", "3月5日付"] {
        assert_eq!(of(text), None, "{text}");
    }
}

#[test]
fn a_heading_is_found_by_its_code_or_by_words_that_mean_one() {
    assert_eq!(CLASSES.iter().filter(|one| one.flow == Flow::Income).count(), 11);
    for (words, code) in
        [("3.4", "3.4"), ("3.4 管理费", "3.4"), ("报刊费支出", "3.3"), ("投资收入", "2.3"), ("其他收入", "2.11")]
    {
        assert_eq!(Class::meant(words).map(|one| one.code), Some(code), "{words}");
    }
    for words in ["收入", "", "9.9", "补偿"] {
        assert_eq!(Class::meant(words), None, "{words}");
    }
}

fn entered(voucher: &str, flow: Flow, sum: i64) -> Entered {
    let class = if flow == Flow::Income { "2.2" } else { "3.4" };
    let line = read(&typed()).expect("a line");
    let line = Line { voucher: voucher.to_owned(), flow, sum: Cents(sum), class: class.to_owned(), ..line };
    Entered { line, member: false, basis: None, corrects: None, review: Review::Passed, reason: String::new() }
}

fn month(opening: i64, lines: Vec<Entered>) -> Month {
    let limit = Some(Cents(500_000));
    let limit_basis = "财务管理制度第九条".to_owned();
    Month {
        span: march(),
        opening: Cents(opening),
        limit,
        limit_basis,
        limit_was: None,
        lines,
        vouchers: HashSet::new(),
        dropped: Vec::new(),
    }
}

/// 86,420.00 + 24,000.00 − 3,180.50 − 5,400.00 = 101,839.50.
#[test]
fn the_balance_runs_on_and_each_check_finds_its_line() {
    let lines = vec![
        entered("1", Flow::Income, 2_400_000),
        entered("2", Flow::Expense, 318_050),
        entered("3", Flow::Expense, 540_000),
    ];
    let mut own = month(8_642_000, lines);
    assert_eq!(own.balances().expect("counted"), [Cents(11_042_000), Cents(10_723_950), Cents(10_183_950)]);
    assert_eq!(own.closing(), Some(Cents(10_183_950)));
    assert_eq!((own.sum(Flow::Income), own.sum(Flow::Expense)), (Some(Cents(2_400_000)), Some(Cents(858_050))));
    let found = |own: &Month| own.findings().iter().map(|one| (one.line, one.check)).collect::<Vec<_>>();
    assert_eq!(found(&own), [(3, Check::NoDecision)], "5,400 is above 5,000");
    own.lines[2].basis = Some(Basis { kind: Kind::Outcome, subject: "v".to_owned(), title: "屋顶维修".to_owned() });
    assert_eq!(found(&own), []);
    own.lines[1].line.voucher = "1".to_owned();
    assert_eq!(found(&own), [(2, Check::VoucherTwice)]);
    own.vouchers.insert("3".to_owned());
    assert_eq!(found(&own), [(2, Check::VoucherTwice), (3, Check::VoucherTwice)]);
    own.lines[0].line.voucher = String::new();
    (own.lines[0].review, own.lines[0].reason) = (Review::Refused, "没有合同".to_owned());
    own.opening = Cents(-2_400_000);
    let all = [
        (1, Check::NoVoucher),
        (1, Check::Refused),
        (2, Check::BelowZero),
        (3, Check::VoucherTwice),
        (3, Check::BelowZero),
    ];
    assert_eq!(found(&own), all, "the voucher of the second stands once now");
}

#[test]
fn a_month_is_published_when_every_line_was_judged_and_those_before_are_public() {
    let mut own = month(0, vec![entered("1", Flow::Income, 100)]);
    let over = march().last().plus(1);
    assert_eq!(own.ready(false, march().last()), Err(Refusal::LedgerNotOver));
    assert_eq!(own.ready(false, over), Ok(()));
    assert_eq!(own.ready(true, over), Err(Refusal::LedgerEarlier));
    own.lines[0].review = Review::Waiting;
    assert_eq!(own.ready(false, over), Err(Refusal::LedgerUnreviewed));
    assert_eq!(month(0, Vec::new()).ready(false, over), Err(Refusal::LedgerEmpty));
    let month = Standing { begun: true, published: false, come: true };
    let facts = |entered_by, by| ReviewFacts { month, entered_by, by, pays_judge: false };
    let (clerk, other) = ("a".into(), "b".into());
    assert_eq!(review(&facts(&clerk, &clerk), Review::Passed, ""), Err(("", Refusal::SecondPerson)));
    let own = ReviewFacts { pays_judge: true, ..facts(&clerk, &other) };
    assert_eq!(review(&own, Review::Passed, ""), Err(("", Refusal::LedgerPaysJudge)), "nobody judges what they get");
    assert_eq!(review(&facts(&clerk, &other), Review::Refused, "x"), Err(("reason", Refusal::ReasonMissing)));
    assert_eq!(review(&facts(&clerk, &other), Review::Waiting, ""), Err(("decision", Refusal::NoneChosen)));
    let passed = review(&facts(&clerk, &other), Review::Passed, "不用写").expect("judged");
    assert_eq!((passed.review(), passed.reason()), (Review::Passed, ""));
    let shut = Standing { published: true, ..month };
    assert_eq!(shut.open(), Err(Refusal::LedgerPublished));
    assert_eq!(Standing { begun: false, ..month }.open(), Err(Refusal::LedgerNotBegun));
    assert_eq!(Standing { come: false, ..month }.open(), Err(Refusal::LedgerToCome));
}

#[test]
fn an_account_begins_once_and_before_its_lines() {
    let free = BeginFacts { published: false, first_line: None };
    let begun = begin(("2026-03", "86420", "5000", "财务管理制度第九条"), free).expect("begun");
    assert_eq!((begun.first(), begun.opening()), (march(), Cents(8_642_000)));
    assert_eq!(begun.limit(), (Some(Cents(500_000)), "财务管理制度第九条"));
    let refused = |fields, facts| begin(fields, facts).expect_err("refused");
    assert_eq!(refused(("2026", "1", "", ""), free), ("first", Refusal::BadDay));
    assert_eq!(refused(("2026-03", "", "", ""), free), ("opening", Refusal::Empty));
    assert_eq!(refused(("2026-03", "1", "5000", ""), free), ("limit_basis", Refusal::LedgerLimitBasis));
    let lines = BeginFacts { first_line: Span::from_text("2026-02"), ..free };
    assert_eq!(refused(("2026-03", "1", "", ""), lines), ("first", Refusal::LedgerEarlierLines));
    let public = BeginFacts { published: true, ..free };
    assert_eq!(refused(("2026-03", "1", "", ""), public), ("", Refusal::LedgerBegun));
}

const TABLE: &str = "序号\t日期\t凭证号\t摘要\t科目\t收入\t支出\t余额\t资金来源\t对方单位\t经手人\t证明人\t审批人\t备注
\t\t\t上期结转\t\t\t\t86,420.00
1\t3月2日\t记-0301\t鱼塘租金\t2.2\t24,000.00\t\t110,420.00\t集体\t承包方\t文书\t二组组长\t村委会主任\t
2\t3月12日\t记-0312\t路灯电费\t3.4\t\t3,180.50\t107,239.50\t集体\t县供电公司\t文书\t二组组长\t村委会主任\t
合计\t\t\t\t\t24,000.00\t3,180.50";

#[test]
fn a_table_is_pasted_whole_or_not_at_all() {
    let opening = Cents(8_642_000);
    let own = paste(TABLE, march(), (opening, march().last()));
    assert_eq!((own.wrong, own.ignored.as_slice()), (None, ["备注".to_owned()].as_slice()));
    assert_eq!(own.lines().expect("lines").iter().map(|one| one.sum.0).collect::<Vec<_>>(), [2_400_000, 318_050]);
    let wrong = |from: &str, to: &str| {
        paste(&TABLE.replace(from, to), march(), (opening, march().last())).lines().expect_err("wrong")
    };
    assert_eq!(
        wrong("合计\t\t\t\t\t24,000.00", "合计\t\t\t\t\t24,001.00"),
        (5, Refusal::LedgerSums),
        "an unbalanced month"
    );
    assert_eq!(wrong("107,239.50", "107,239.05"), (4, Refusal::LedgerBalance));
    assert_eq!(wrong("\n2\t3月", "\n3\t3月"), (4, Refusal::LedgerGap));
    assert_eq!(wrong("3月12日", "4月12日"), (4, Refusal::LedgerOtherMonth));
    assert_eq!(wrong("科目", "说明"), (1, Refusal::LedgerColumns));
    assert_eq!(paste("", march(), (opening, march().last())).lines(), Err((1, Refusal::Empty)));
    assert_eq!(paste("日期\t摘要\t科目", march(), (opening, march().last())).lines(), Err((1, Refusal::Empty)));
    // A title above the headings; carried balances are held too; a row that is skipped loses nothing; 3.10 is no 3.1.
    assert_eq!(
        paste(&format!("云杉村 2026 年 3 月收支明细表\n{TABLE}"), march(), (opening, march().last())).rows.len(),
        2
    );
    assert_eq!(wrong("上期结转\t\t\t\t86,420.00", "上期结转\t\t\t\t86,402.00"), (2, Refusal::LedgerBalance));
    assert_eq!(wrong("路灯电费", "上期结转"), (4, Refusal::LedgerCarried));
    let payee = paste(&TABLE.replace("县供电公司", "合计"), march(), (opening, march().last()));
    assert_eq!(payee.rows.len(), 2, "a word in another column makes no sum");
    assert_eq!(wrong("鱼塘租金\t2.2", "鱼塘租金\t2.1"), (3, Refusal::LedgerClassTenth));
    let early = paste(TABLE, march(), (opening, march().first().plus(5))).lines();
    assert_eq!(early, Err((4, Refusal::LedgerDayToCome)));
    let long = format!("{TABLE}{}", "\n3\t3月12日\t\t某\t3.4\t\t1\t".repeat(6000));
    assert_eq!(
        paste(&long, march(), (opening, march().last())).wrong.map(|(_, why)| why),
        Some(Refusal::LedgerTooLong)
    );
}

#[test]
fn a_sum_below_zero_is_written_with_its_sign_and_read_again() {
    for (cents, json) in [(-1_205, "\"-12.05\""), (0, "\"0.00\""), (8_642_000, "\"86420.00\"")] {
        assert_eq!(serde_json::to_string(&Cents(cents)).expect("JSON"), json);
        assert_eq!(serde_json::from_str::<Cents>(json).expect("a sum"), Cents(cents));
    }
    assert!(serde_json::from_str::<Cents>("\"1,000.00\"").is_err(), "one way of writing each");
    assert_eq!(Cents(-123_456).words(), "-1,234.56");
    assert_eq!(Cents::try_from_words("-1,234.56"), Some(Cents(-123_456)));
}

proptest! {
    /// Whatever came and went: what is published adds up, the next month runs on, and whoever changes a sum is found.
    #[test]
    fn a_month_adds_up(opening in -1_000_000i64..1_000_000, sums in prop::collection::vec((any::<bool>(), 1i64..5_000_000), 1..40), at in any::<prop::sample::Index>()) {
        let lines = sums.iter().map(|(comes, sum)| entered("v", if *comes { Flow::Income } else { Flow::Expense }, *sum));
        let own = month(opening, lines.collect());
        let content = LedgerContent::of(&own).expect("counted");
        prop_assert_eq!(content.contradicts(), None);
        let signed: i64 = sums.iter().map(|(comes, sum)| if *comes { *sum } else { -sum }).sum();
        prop_assert_eq!(own.closing(), Some(Cents(opening + signed)));
        let classes = content.by_class().iter().map(|(class, sum)| if class.flow == Flow::Income { sum.0 } else { -sum.0 }).sum::<i64>();
        prop_assert_eq!(classes, signed);
        let mut forged = content.clone();
        let line = at.index(forged.lines.len());
        forged.lines[line].sum = Cents(forged.lines[line].sum.0 + 1);
        prop_assert!(forged.contradicts().is_some());
    }
}

/// 会计基础工作规范 51: what was too much is taken away in red, what was too little is added, a wrong heading takes both.
#[test]
fn a_line_of_a_fixed_month_is_put_right_and_no_more_is_taken_away_than_was_there() {
    let red = |expense: &str, class: &str| {
        let typed = Typed { expense: expense.to_owned(), class: class.to_owned(), ..typed() };
        line(&typed, (march(), march().last(), true), |_, text| Said::from(text).leaves_nothing(text))
    };
    for text in ["-900", "−900.00", "(900)", "（900）", "红字900", "红字 900.00"] {
        assert_eq!(red(text, "3.4").map(|line| line.sum), Ok(Cents(-90_000)), "{text}");
    }
    for text in ["--900", "-(900)", "红字", "-", "9-00"] {
        assert!(red(text, "3.4").is_err(), "{text}");
    }
    assert_eq!(red("-0", "3.4"), Err(("income", Refusal::LedgerOneSum)));
    let facts = CorrectFacts { fixed: true, corrects: false, under: Cents(318_050) };
    let away = |text: &str| red(text, "3.4").expect("a line");
    assert_eq!(correct(&away("-3180.50"), &facts), Ok(()));
    assert_eq!(correct(&away("-3180.51"), &facts), Err(("expense", Refusal::LedgerRedBeyond)));
    assert_eq!(correct(&away("12"), &facts), Ok(()), "what was too little");
    let other = CorrectFacts { under: Cents(0), ..facts };
    assert_eq!(correct(&away("-0.01"), &other), Err(("expense", Refusal::LedgerRedBeyond)), "under another heading");
    assert_eq!(
        correct(&away("-1"), &CorrectFacts { fixed: false, ..facts }),
        Err(("corrects", Refusal::LedgerCorrectsOpen))
    );
    assert_eq!(
        correct(&away("1"), &CorrectFacts { corrects: true, ..facts }),
        Err(("corrects", Refusal::LedgerCorrectsTwice))
    );
}

/// What is in red is added as what it is: the balance rises by what was spent too much.
#[test]
fn a_balance_runs_over_what_is_in_red() {
    let own = month(10_000, vec![entered("1", Flow::Expense, 2_500), entered("2", Flow::Expense, -900)]);
    assert_eq!(own.balances().expect("counted"), [Cents(7_500), Cents(8_400)]);
    let content = LedgerContent::of(&own).expect("counted");
    assert_eq!((content.expense, content.contradicts()), (Cents(1_600), None));
}

#[test]
fn another_limit_holds_from_a_month_that_is_open() {
    let open = Standing { begun: true, published: false, come: true };
    let (sum, basis) = ("3000", "财务管理制度修订稿");
    assert_eq!(limit((sum, basis), (open, false)).map(|one| one.said().0), Ok(Some(Cents(300_000))));
    assert_eq!(limit(("", basis), (open, false)).map(|one| one.said().0), Ok(None), "none any more, and why");
    assert_eq!(limit((sum, ""), (open, false)), Err(("limit_basis", Refusal::LedgerLimitBasis)));
    assert_eq!(
        limit((sum, basis), (Standing { published: true, ..open }, false)),
        Err(("from", Refusal::LedgerPublished))
    );
    assert_eq!(limit((sum, basis), (open, true)), Err(("from", Refusal::LedgerLimitJudged)));
    assert_eq!(limit(("0", basis), (open, false)), Err(("limit", Refusal::LedgerLimitZero)));
}
