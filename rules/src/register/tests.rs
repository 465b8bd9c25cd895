//! Registers: what is shipped can be kept, each refusal stands beside its field, sums are exact, reminders come on their days.

use super::*;
use crate::{Refusal, days::Date, masking::Said, published::RegisterContent};
use proptest::prelude::*;
use std::collections::HashMap;

fn contracts() -> &'static Register {
    Register::of("contracts").expect("a register")
}

const LEASE: [(&str, &str); 10] = [
    ("number", "HT-2026-01"),
    ("type", "租赁"),
    ("subject", "村口门面两间"),
    ("party", "县粮油公司"),
    ("official", "否"),
    ("area", "86.5"),
    ("begins", "2026年3月1日"),
    ("ends", "2029-02-28"),
    ("total", "72,000"),
    ("received", "24000"),
];

fn row(other: &[(&str, &str)]) -> Result<Cells, (&'static str, Refusal)> {
    let typed: HashMap<&str, &str> = LEASE.iter().chain(other).copied().collect();
    cells(contracts(), |id| typed.get(id).copied().unwrap_or_default(), |_, text| Said::from(text).leaves_nothing(text))
}

#[test]
fn what_is_shipped_can_be_kept_and_says_where_it_comes_from() {
    read::read("registers.toml", include_str!("../../data/registers/registers.toml")).expect("it is read");
    assert_eq!(Register::shipped().len(), 11);
    for one in Register::shipped() {
        assert!(!one.source.is_empty() && one.published().len() > 3, "{}", one.id);
        for words in ["身份证", "银行卡", "卡号", "电话", "手机", "账号"] {
            assert!(one.columns.iter().all(|column| !column.zh.contains(words)), "{}: {words}", one.id);
        }
    }
}

#[test]
fn a_file_that_nobody_could_keep_is_refused_with_its_place() {
    let file = |columns: &str| {
        let head = r#"[[register]]
id = "x"
name = { zh = "台账", en = "Register" }
source = "test"
columns = [ { id = "number", zh = "编号", en = "Number", kind = "text", required = true }, "#;
        read::read("x.toml", &format!("{head}{columns} ]")).expect_err("refused").to_string()
    };
    for (columns, why) in [
        (r#"{ id = "number", zh = "号", en = "No", kind = "text" }"#, "x.number: stands there twice"),
        (r#"{ id = "a", zh = "甲", en = "A", kind = "choice" }"#, "has words without a choice"),
        (r#"{ id = "a", zh = "甲", en = "A", kind = "text", sum = true }"#, "cannot be added up"),
        (r#"{ id = "a", zh = "甲", en = "A", kind = "day", after = "number" }"#, "comes after what is no day"),
        (r#"{ id = "a", zh = "甲", en = "A", kind = "money", alarm = [30] }"#, "reminds of what is no day"),
        (r#"{ id = "a", zh = "甲", en = "A", kind = "day", alarm = [30, 90] }"#, "reminds in no order"),
        (r#"{ id = "a", zh = "甲", en = "A", kind = "money", most = "number" }"#, "held to what is not of its kind"),
        (r#"{ id = "a", zh = "甲", en = "A", kind = "sum" }"#, "line 5"),
    ] {
        assert!(file(columns).contains(why), "{why}: {}", file(columns));
    }
}

#[test]
fn a_row_is_kept_in_one_form_and_each_gap_is_named_beside_its_field() {
    let kept = row(&[]).expect("a row");
    let of = |id: &str| kept.of(contracts(), id).to_owned();
    assert_eq!(
        ["begins", "ends", "total", "received", "area", "deposit"].map(of),
        ["2026-03-01", "2029-02-28", "72000.00", "24000.00", "86.50", ""]
    );
    for (field, typed, why) in [
        ("number", "", Refusal::Empty),
        ("type", "出借", Refusal::NotOffered),
        ("begins", "2026-02-30", Refusal::BadDay),
        ("ends", "2026-02-28", Refusal::RegisterOrder),
        ("total", "七万", Refusal::BadMoney),
        ("area", "-3", Refusal::NotANumber),
        ("subject", "联系 13800138000", Refusal::HoldsMobile),
        ("party", "", Refusal::Empty),
        ("area", "13800138000", Refusal::HoldsMobile),
    ] {
        assert_eq!(row(&[(field, typed)]), Err((field, why)), "{field} {typed}");
    }
    let assets = Register::of("assets").expect("a register");
    let typed = [("number", "1"), ("name", "水泵"), ("cost", "100"), ("worn", "100.01"), ("use", "自用")];
    let typed: HashMap<&str, &str> = typed.into_iter().collect();
    let read = cells(assets, |id| typed.get(id).copied().unwrap_or_default(), |_, _| Ok(()));
    assert_eq!(read, Err(("worn", Refusal::RegisterMore)));
}

#[test]
fn somebody_is_reminded_ninety_and_thirty_days_before_and_from_then_on() {
    let rows = [
        row(&[]).expect("a row"),
        row(&[("number", "HT-2"), ("ends", "2029-06-30"), ("next_due", "2029-01-01")]).expect("a row"),
    ];
    let on = |day: &str| {
        let all = alarms(contracts(), &rows, Date::from_text(day).expect("a day"));
        all.into_iter().map(|one| (one.row, one.column.id.as_str(), one.left, one.urgent)).collect::<Vec<_>>()
    };
    assert_eq!(on("2028-11-29"), [], "ninety-one days before the end");
    assert_eq!(on("2028-11-30"), [(0, "ends", 90, false)]);
    assert_eq!(on("2029-01-29"), [(1, "next_due", -28, true), (0, "ends", 30, true)]);
    assert_eq!(on("2029-03-05").first(), Some(&(1, "next_due", -63, true)), "what is late comes first");
}

#[test]
fn a_table_is_read_by_its_headings_in_any_order_and_whole_or_not_at_all() {
    let head = "合同编号\t类别\t标的\t对方\t对方是否村干部或近亲属\t到期日期\t起始日期\t合同总价\t页码";
    let line = "HT-1\t租赁\t鱼塘\t县渔业公司\t否\t2027-12-31\t2026-01-01\t24,000.00\t3";
    let other = line.replace("HT-1", "HT-2").replace("鱼塘", "果园");
    let read = paste(contracts(), &format!("云杉村合同台账\n{head}\n{line}\n{other}\n合计\t\t\t\t\t\t\t48,000.00"));
    assert_eq!((read.rows().map(|rows| rows.len()), read.ignored.as_slice()), (Ok(2), ["页码".to_owned()].as_slice()));
    let wrong = |text: &str| paste(contracts(), text).rows().expect_err("refused");
    assert_eq!(wrong(""), (1, Refusal::Empty));
    assert_eq!(wrong("合同编号\t类别\n1\t租赁"), (1, Refusal::RegisterHeadings));
    assert_eq!(wrong(&format!("{head}\n{line}\n{line}")), (3, Refusal::RegisterTwice));
    for other in ["ht-1", "ＨＴ-1", "HT -1", "HT\u{200b}-1"] {
        let again = line.replace("HT-1", other);
        assert_eq!(wrong(&format!("{head}\n{line}\n{again}")), (3, Refusal::RegisterTwice), "{other}");
    }
    let formula = paste(contracts(), &format!("{head}\n{}", line.replace("鱼塘", "'=1+1")));
    assert_eq!(formula.rows().map(|rows| rows[0].of(contracts(), "subject").to_owned()), Ok("=1+1".to_owned()));
    assert_eq!(wrong(&format!("{head}\n{line}\n{}", other.replace("24,000.00", "两万"))), (3, Refusal::BadMoney));
    assert_eq!(wrong(&format!("{head}\n{}", "x".repeat(LONGEST))), (1, Refusal::LedgerTooLong));
}

proptest! {
    #[test]
    fn sums_are_exact_and_any_changed_cell_is_found(sums in prop::collection::vec(1_u64..100_000_000, 1..20), at in 0_usize..20) {
        let assets = Register::of("assets").expect("a register");
        let rows: Vec<Cells> = (1..).zip(&sums).map(|(nth, sum)| {
            let (number, cost) = (format!("G-{nth}"), format!("{}.{:02}", sum / 100, sum % 100));
            let typed = [("number", number.as_str()), ("name", "水泵"), ("cost", &cost), ("use", "自用")];
            let typed: HashMap<&str, &str> = typed.into_iter().collect();
            cells(assets, |id| typed.get(id).copied().unwrap_or_default(), |_, _| Ok(())).expect("a row")
        }).collect();
        let day = Date::from_text("2026-03-16").expect("a day");
        let mut content = RegisterContent::of(assets, day, &rows, Vec::new()).expect("counted");
        let total: u64 = sums.iter().sum();
        let said = content.sums.iter().find(|one| one.column == "cost").map(|one| one.sum.clone());
        prop_assert_eq!(said, Some(format!("{}.{:02}", total / 100, total % 100)));
        prop_assert_eq!(content.contradicts(), None);
        let column = content.columns.iter().position(|one| one.id == "cost").expect("a column");
        let at = at % content.rows.len();
        content.rows[at][column] = "0.00".to_owned();
        prop_assert!(content.contradicts().is_some());
    }
}
