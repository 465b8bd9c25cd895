//! Lines as they are pasted from a table: a heading row, a line each, cells between tabs. Columns are found by their headings; sums at the
//! foot are held against the lines, and nothing is taken in while one line is wrong.

use super::{Cents, Flow, Line, Typed, line};
use crate::{Refusal, duty::Span, masking::Said, money::Money};

/// The most lines that are pasted at once.
const MOST: usize = 2000;

/// The columns by the words that accounts have for them.
const COLUMNS: [(&str, &[&str]); 12] = [
    ("day", &["日期", "业务日期", "记账日期", "时间", "date"]),
    ("voucher", &["凭证号", "票据号", "凭证", "票据", "凭证编号", "发票号", "voucher"]),
    ("why_none", &["无票据原因", "没有票据的原因", "白条原因", "noVoucher"]),
    ("summary", &["摘要", "事项", "用途", "开支项目", "内容", "summary"]),
    ("class", &["科目", "类别", "收支类别", "项目类别", "class"]),
    ("income", &["收入", "收入金额", "收入（元）", "收入(元)", "income"]),
    ("expense", &["支出", "支出金额", "支出（元）", "支出(元)", "expense"]),
    ("source", &["资金来源", "来源", "source"]),
    ("payee", &["对方单位", "对方", "收款人", "付款人", "收付款单位", "payee"]),
    ("handler", &["经手人", "经办人", "handler"]),
    ("witness", &["证明人", "验收人", "witness"]),
    ("approver", &["审批人", "负责人", "批准人", "approver"]),
];

/// Columns that are reckoned, or say only the order: they are held against what is reckoned.
const SERIAL: [&str; 3] = ["序号", "编号", "no"];
const BALANCE: [&str; 3] = ["余额", "结余", "balance"];
/// With what a row begins that is a sum and no line.
const TOTALS: [&str; 6] = ["合计", "小计", "总计", "本月合计", "本期合计", "total"];
/// With what a row begins that carries a balance over.
const CARRIED: [&str; 6] = ["上期结转", "上月结转", "期初余额", "上期余额", "期末余额", "本期结余"];

/// A row that was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in what was pasted, from 1.
    pub at: usize,
    /// As it stands there.
    pub typed: Typed,
    /// What it is, or the field and why it cannot be taken in.
    pub line: Result<Line, (&'static str, Refusal)>,
}

/// What was pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The rows that are lines.
    pub rows: Vec<Row>,
    /// Headings that nobody knows: their columns are left out.
    pub ignored: Vec<String>,
    /// What is wrong with the whole, and in which row, from 1.
    pub wrong: Option<(usize, Refusal)>,
}

impl Pasted {
    /// The lines, if each can be taken in.
    ///
    /// # Errors
    /// `(row, refusal)` of the first that cannot.
    pub fn lines(&self) -> Result<Vec<Line>, (usize, Refusal)> {
        let row = self.rows.iter().find_map(|row| Some((row.at, row.line.as_ref().err()?.1)));
        // Behind a line that cannot be read every sum is another one: the first in the file is said first.
        match row.into_iter().chain(self.wrong).min_by_key(|(at, _)| *at) {
            Some(wrong) => Err(wrong),
            None => Ok(self.rows.iter().filter_map(|row| row.line.clone().ok()).collect()),
        }
    }
}

/// Reads what was pasted for a month that begins with this balance.
#[must_use]
pub fn paste(text: &str, span: Span, opening: Cents) -> Pasted {
    let mut pasted = Pasted::default();
    let mut rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty());
    let plain = |cell: &str| cell.split_whitespace().collect::<String>();
    let heads: Vec<String> = match rows.next() {
        Some((_, head)) => head.split('\t').map(plain).collect(),
        None => {
            pasted.wrong = Some((1, Refusal::Empty));
            return pasted;
        }
    };
    let column = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    let places: Vec<(&str, Option<usize>)> = COLUMNS.iter().map(|(field, names)| (*field, column(names))).collect();
    let (serial, balance) = (column(&SERIAL), column(&BALANCE));
    let known = |at: usize| places.iter().any(|(_, place)| *place == Some(at)) || [serial, balance].contains(&Some(at));
    pasted.ignored = heads
        .iter()
        .enumerate()
        .filter(|(at, head)| !known(*at) && !head.is_empty())
        .map(|(_, head)| head.clone())
        .collect();
    let needed = ["day", "summary", "class"];
    if places.iter().any(|(field, place)| needed.contains(field) && place.is_none()) {
        pasted.wrong = Some((1, Refusal::LedgerColumns));
        return pasted;
    }
    let mut runs = Some(opening);
    let (mut came, mut went) = (Some(Cents(0)), Some(Cents(0)));
    for (at, row) in rows {
        let at = at + 1;
        if pasted.rows.len() >= MOST {
            pasted.wrong = Some((at, Refusal::TooLong));
            return pasted;
        }
        let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
        let cell = |place: Option<usize>| place.and_then(|place| cells.get(place)).copied().unwrap_or_default();
        let of = |field: &str| {
            let place = places.iter().find(|(name, _)| *name == field).and_then(|(_, place)| *place);
            cell(place).to_owned()
        };
        let begins = |words: &[&str]| cells.iter().any(|one| words.contains(&plain(one).trim_end_matches(['：', ':'])));
        if begins(&CARRIED) {
            continue;
        }
        if begins(&TOTALS) {
            let is = |sum: Option<Cents>, field: &str| {
                let text = of(field);
                text.is_empty() || Money::from_text(&text).map(Cents::of) == sum
            };
            if !is(came, "income") || !is(went, "expense") {
                pasted.wrong.get_or_insert((at, Refusal::LedgerSums));
            }
            continue;
        }
        let typed = Typed {
            day: of("day"),
            voucher: of("voucher"),
            why_none: of("why_none"),
            summary: of("summary"),
            class: of("class"),
            income: of("income"),
            expense: of("expense"),
            source: of("source"),
            payee: of("payee"),
            handler: of("handler"),
            witness: of("witness"),
            approver: of("approver"),
        };
        let read = line(&typed, span, |_, text| Said::from(text).leaves_nothing(text));
        if let Ok(one) = &read {
            let sum = if one.flow == Flow::Income { &mut came } else { &mut went };
            *sum = sum.and_then(|sum| sum.plus(one.sum));
            runs =
                runs.and_then(|runs| if one.flow == Flow::Income { runs.plus(one.sum) } else { runs.minus(one.sum) });
            let written = cell(balance);
            let differs = !written.is_empty() && Cents::try_from_words(written) != runs;
            let number = pasted.rows.len() + 1;
            let gap = serial.is_some() && !cell(serial).is_empty() && cell(serial).parse() != Ok(number);
            if differs {
                pasted.wrong.get_or_insert((at, Refusal::LedgerBalance));
            } else if gap {
                pasted.wrong.get_or_insert((at, Refusal::LedgerGap));
            }
        }
        pasted.rows.push(Row { at, typed, line: read });
    }
    if pasted.rows.is_empty() {
        pasted.wrong.get_or_insert((1, Refusal::Empty));
    }
    pasted
}
