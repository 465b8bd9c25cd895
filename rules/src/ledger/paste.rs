//! Lines as they are pasted from a table: a heading row, a line each, cells between tabs. Columns are found by their headings; sums at the
//! foot are held against the lines, and nothing is taken in while one line is wrong.

use super::{Cents, Flow, Line, Typed, line};
use crate::{Refusal, days::Date, duty::Span, masking::Said, money::Money};

/// The most lines that are pasted at once.
const MOST: usize = 2000;
/// The longest text, in bytes: what is shown again before it is entered is kept whole up to here, and no further.
pub const LONGEST: usize = 150_000;
/// In so many rows from the top the headings are looked for.
const TITLES: usize = 10;

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
const CARRIED: [&str; 7] = ["上期结转", "上月结转", "上年结转", "期初余额", "上期余额", "期末余额", "本期结余"];

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

/// Where the columns of a table stand.
struct Columns {
    places: Vec<(&'static str, Option<usize>)>,
    serial: Option<usize>,
    balance: Option<usize>,
    ignored: Vec<String>,
}

/// A cell without its blanks.
fn plain(cell: &str) -> String {
    cell.split_whitespace().collect()
}

impl Columns {
    /// By the headings of a row; none where it has none for day, summary and class.
    fn of(row: &[&str]) -> Option<Self> {
        let heads: Vec<String> = row.iter().map(|head| plain(head)).collect();
        let column = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
        let places: Vec<_> = COLUMNS.iter().map(|(field, names)| (*field, column(names))).collect();
        let (serial, balance) = (column(&SERIAL), column(&BALANCE));
        let found: Vec<usize> = places.iter().filter_map(|(_, place)| *place).chain(serial).chain(balance).collect();
        let ignored = heads.iter().enumerate().filter(|(at, head)| !found.contains(at) && !head.is_empty());
        let ignored = ignored.map(|(_, head)| head.clone()).collect();
        let has = |field: &str| places.iter().any(|(name, place)| *name == field && place.is_some());
        ["day", "summary", "class"].into_iter().all(has).then_some(Self { places, serial, balance, ignored })
    }

    fn cell<'t>(row: &[&'t str], place: Option<usize>) -> &'t str {
        place.and_then(|place| row.get(place)).copied().unwrap_or_default()
    }

    fn field<'t>(&self, row: &[&'t str], field: &str) -> &'t str {
        Self::cell(row, self.places.iter().find(|(name, _)| *name == field).and_then(|(_, place)| *place))
    }

    /// Whether a row begins with one of these, or has it for its summary: a sum, or what is carried over.
    fn says(&self, row: &[&str], words: &[&str]) -> bool {
        let first = row.iter().find(|cell| !cell.is_empty()).copied().unwrap_or_default();
        [first, self.field(row, "summary")]
            .iter()
            .any(|cell| words.contains(&plain(cell).trim_end_matches(['：', ':'])))
    }
}

/// What the lines come to, up to a row.
struct Sums {
    runs: Option<Cents>,
    came: Option<Cents>,
    went: Option<Cents>,
}

impl Sums {
    fn take(&mut self, line: &Line) {
        let side = if line.flow == Flow::Income { &mut self.came } else { &mut self.went };
        *side = side.and_then(|sum| sum.plus(line.sum));
        self.runs = self.runs.and_then(|runs| line.flow.after(runs, line.sum));
    }

    /// Whether a balance that stands in the table is the one that is reckoned; silence says nothing.
    fn runs_to(&self, written: &str) -> bool {
        written.is_empty() || Cents::try_from_words(written) == self.runs
    }
}

/// Reads what was pasted for a month that begins with this balance, on this day. A title may stand above the headings.
#[must_use]
pub fn paste(text: &str, span: Span, (opening, today): (Cents, Date)) -> Pasted {
    let mut pasted = Pasted::default();
    if text.len() > LONGEST {
        pasted.wrong = Some((1, Refusal::LedgerTooLong));
        return pasted;
    }
    let rows: Vec<(usize, Vec<&str>)> = (1..)
        .zip(text.lines())
        .map(|(at, row)| (at, row.split('\t').map(str::trim).collect::<Vec<_>>()))
        .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let head = rows.iter().take(TITLES).enumerate().find_map(|(at, (_, row))| Some((at, Columns::of(row)?)));
    let Some((head, columns)) = head else {
        pasted.wrong = Some((1, if rows.is_empty() { Refusal::Empty } else { Refusal::LedgerColumns }));
        return pasted;
    };
    let mut sums = Sums { runs: Some(opening), came: Some(Cents(0)), went: Some(Cents(0)) };
    for (at, row) in rows.iter().skip(head + 1) {
        if pasted.rows.len() >= MOST {
            pasted.wrong.get_or_insert((*at, Refusal::LedgerTooLong));
            return pasted;
        }
        if let Some(wrong) = columns.read(row, span, today, (&mut pasted.rows, &mut sums), *at) {
            pasted.wrong.get_or_insert((*at, wrong));
        }
    }
    pasted.ignored = columns.ignored;
    if pasted.rows.is_empty() {
        pasted.wrong.get_or_insert((1, Refusal::Empty));
    }
    pasted
}

impl Columns {
    /// Reads a row: a line, a sum, or a balance that is carried over; what of it is not what is reckoned.
    fn read(
        &self,
        row: &[&str],
        span: Span,
        today: Date,
        (rows, sums): (&mut Vec<Row>, &mut Sums),
        at: usize,
    ) -> Option<Refusal> {
        let written = Self::cell(row, self.balance);
        let (income, expense) = (self.field(row, "income"), self.field(row, "expense"));
        if self.says(row, &CARRIED) {
            // Only a balance is carried over: a sum beside it would be lost.
            let moves = !income.is_empty() || !expense.is_empty();
            return match (moves, sums.runs_to(written)) {
                (true, _) => Some(Refusal::LedgerCarried),
                (false, false) => Some(Refusal::LedgerBalance),
                (false, true) => None,
            };
        }
        if self.says(row, &TOTALS) {
            let is = |sum: Option<Cents>, text: &str| text.is_empty() || Money::from_text(text).map(Cents::of) == sum;
            let right = is(sums.came, income) && is(sums.went, expense) && sums.runs_to(written);
            return (!right).then_some(Refusal::LedgerSums);
        }
        let typed = Typed::of(|field| self.field(row, field));
        // A spreadsheet shows the code 3.10 as 3.1: where both are headings the name is asked for.
        let tenth = matches!(typed.class.trim(), "2.1" | "3.1");
        let read = line(&typed, (span, today, false), |_, text| Said::from(text).leaves_nothing(text));
        let read = if tenth { Err(("class", Refusal::LedgerClassTenth)) } else { read };
        let mut wrong = None;
        if let Ok(one) = &read {
            sums.take(one);
            let serial = Self::cell(row, self.serial);
            if !sums.runs_to(written) {
                wrong = Some(Refusal::LedgerBalance);
            } else if !serial.is_empty() && serial.parse() != Ok(rows.len() + 1) {
                wrong = Some(Refusal::LedgerGap);
            }
        }
        rows.push(Row { at, typed, line: read });
        wrong
    }
}
