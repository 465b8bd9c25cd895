//! A line of the account, as it is entered: what it has to say, each with its own refusal beside its field.

use super::{Cents, Class, Flow, Source, Standing};
use crate::{
    Refusal,
    days::Date,
    duty::Span,
    folding,
    masking::gives_reason,
    money::{self, Money},
    proposal, typed,
};
use serde::{Deserialize, Serialize};

/// Longest text of a line, in characters.
const LIMIT: usize = 120;
/// Longest name of a voucher or an office.
const SHORT: usize = 40;

/// A line as it was typed; of texts in which something may look personal also what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct Typed {
    pub day: String,
    pub voucher: String,
    pub why_none: String,
    pub summary: String,
    pub class: String,
    pub income: String,
    pub expense: String,
    pub source: String,
    pub payee: String,
    pub handler: String,
    pub witness: String,
    pub approver: String,
}

impl Typed {
    /// By the fields of a form, or the cells of a table, named alike.
    pub fn of<'t>(field: impl Fn(&str) -> &'t str) -> Self {
        let of = |name: &str| field(name).to_owned();
        Self {
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
        }
    }
}

/// A line of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// On which day the money came or went.
    pub on: Date,
    /// The number of its voucher; empty where there is none.
    pub voucher: String,
    /// Why there is none.
    pub why_none: String,
    /// What it was for.
    pub summary: String,
    /// The code of its heading.
    pub class: String,
    /// Whether money came or went.
    pub flow: Flow,
    /// How much.
    pub sum: Cents,
    /// Out of which purse.
    pub source: Source,
    /// From whom, or to whom: a firm or an office by its name, a member by their number.
    pub payee: String,
    /// Whose hands it went through, by office.
    pub handler: String,
    /// Who bears witness to it.
    pub witness: String,
    /// Who approved it.
    pub approver: String,
}

/// Judges a line of a month, on a day (`today`): what has not happened is not entered. Either money comes or it goes; the day lies in the
/// month; a missing voucher (白条) has its reason; handler, witness and approver are three, and nobody approves what is paid to them. A sum
/// in red (below zero) stands only where the line puts another one right (`red`).
///
/// `clean` judges what of a field may be published.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn line(
    typed: &Typed,
    (span, today, red): (Span, Date, bool),
    clean: impl Fn(&'static str, &str) -> Result<(), Refusal>,
) -> Result<Line, (&'static str, Refusal)> {
    let on = day(&typed.day, span).ok_or(("day", Refusal::BadDay))?;
    if on < span.first() || on > span.last() {
        return Err(("day", Refusal::LedgerOtherMonth));
    }
    if on > today {
        return Err(("day", Refusal::LedgerDayToCome));
    }
    let short = |text: &str, field: &'static str| proposal::optional(text, SHORT).map_err(|refusal| (field, refusal));
    let voucher = short(&typed.voucher, "voucher")?;
    let why_none = proposal::optional(&typed.why_none, LIMIT).map_err(|refusal| ("why_none", refusal))?;
    if voucher.is_empty() && !gives_reason(&why_none) {
        return Err(("why_none", Refusal::LedgerNoVoucher));
    }
    let summary = proposal::line(&typed.summary, LIMIT).map_err(|refusal| ("summary", refusal))?;
    let (income, expense) = (signed(&typed.income, "income", red)?, signed(&typed.expense, "expense", red)?);
    let (flow, sum) = match (income, expense) {
        (Some(sum), None) => (Flow::Income, sum),
        (None, Some(sum)) => (Flow::Expense, sum),
        _ => return Err(("income", Refusal::LedgerOneSum)),
    };
    let class = Class::meant(&typed.class).ok_or(("class", Refusal::LedgerClass))?;
    if class.flow != flow {
        return Err(("class", Refusal::LedgerClass));
    }
    let source = Source::meant(&typed.source).ok_or(("source", Refusal::LedgerSource))?;
    let payee = proposal::line(&typed.payee, LIMIT).map_err(|refusal| ("payee", refusal))?;
    let hand = |text: &str, field: &'static str| proposal::line(text, SHORT).map_err(|refusal| (field, refusal));
    let (handler, witness) = (hand(&typed.handler, "handler")?, hand(&typed.witness, "witness")?);
    let approver = hand(&typed.approver, "approver")?;
    // 文书 and 文 书 are one.
    let same = |one: &str, other: &str| folding::same(one, other);
    if same(&handler, &witness) || same(&handler, &approver) || same(&witness, &approver) {
        return Err(("approver", Refusal::LedgerSameHands));
    }
    if same(&approver, &payee) {
        return Err(("approver", Refusal::LedgerOwnPayee));
    }
    let texts = [
        ("summary", &summary),
        ("payee", &payee),
        ("why_none", &why_none),
        ("voucher", &voucher),
        ("handler", &handler),
        ("witness", &witness),
        ("approver", &approver),
    ];
    for (field, text) in texts {
        clean(field, text).map_err(|refusal| (field, refusal))?;
    }
    Ok(Line {
        on,
        voucher,
        why_none,
        summary,
        class: class.code.to_owned(),
        flow,
        sum,
        source,
        payee,
        handler,
        witness,
        approver,
    })
}

/// A sum as it is typed; one in red has a sign before it, stands in brackets, or says so: `-900`, `(900.00)`, `红字 900`.
fn signed(text: &str, field: &'static str, red: bool) -> Result<Option<Cents>, (&'static str, Refusal)> {
    let text = text.trim();
    let bracketed = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let below = text.strip_prefix(['-', '－', '−']).or_else(|| text.strip_prefix("红字"));
    let below = below.or_else(|| bracketed('(', ')')).or_else(|| bracketed('（', '）'));
    let sum = money::sum(below.unwrap_or(text), field)?.filter(|sum| *sum != Money(0)).map(Cents::of);
    match (sum, below) {
        (Some(_), Some(_)) if !red => Err((field, Refusal::LedgerRed)),
        (Some(sum), Some(_)) => Ok(Some(Cents(-sum.0))),
        (sum, _) => Ok(sum),
    }
}

/// A day as accounts write it: `2026-03-05`, `2026/3/5`, `2026年3月5日`, and without its year, which is that of the month.
#[must_use]
pub fn day(text: &str, span: Span) -> Option<Date> {
    let numbers: Vec<i64> = typed::ascii(text)
        .split(|one: char| !one.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let between = |one: char| one.is_ascii_digit() || matches!(one, '-' | '/' | '.' | '年' | '月' | '日' | '号' | ' ');
    if !typed::ascii(text).trim().chars().all(between) {
        return None;
    }
    match numbers.as_slice() {
        [year, month, day] if *year > 999 => Date::new(*year, *month, *day),
        [month, day] => Date::new(span.year(), *month, *day),
        _ => None,
    }
}

/// What beginning an account is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeginFacts {
    /// A month of it is published: where it began is fixed.
    pub published: bool,
    /// Lines stand in it already, from this month on.
    pub first_line: Option<Span>,
}

/// A judged beginning: from which month on, with what in the purse, and above which sum a line needs a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    first: Span,
    opening: Cents,
    limit: Option<Cents>,
    limit_basis: String,
}

impl Begun {
    /// Its first month.
    #[must_use]
    pub const fn first(&self) -> Span {
        self.first
    }

    /// What was there before the first line.
    #[must_use]
    pub const fn opening(&self) -> Cents {
        self.opening
    }

    /// Above this sum a line needs a decision, and by which text; none where the place has no such rule.
    #[must_use]
    pub fn limit(&self) -> (Option<Cents>, &str) {
        (self.limit, &self.limit_basis)
    }
}

/// Judges where an account begins, or begins anew: as long as no month of it is public.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn begin(
    (first, opening, limit, basis): (&str, &str, &str, &str),
    facts: BeginFacts,
) -> Result<Begun, (&'static str, Refusal)> {
    if facts.published {
        return Err(("", Refusal::LedgerBegun));
    }
    let span = Span::from_text(first).filter(|span| span.months() == 1).ok_or(("first", Refusal::BadDay))?;
    if facts.first_line.is_some_and(|line| line.first() < span.first()) {
        return Err(("first", Refusal::LedgerEarlierLines));
    }
    let opening = money::sum(opening, "opening")?.ok_or(("opening", Refusal::Empty))?;
    let Limited { limit, basis } = limited(limit, basis)?;
    Ok(Begun { first: span, opening: Cents::of(opening), limit, limit_basis: basis })
}

/// Above which sum a line needs a decision, and by which text; none where the place has no such rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limited {
    limit: Option<Cents>,
    basis: String,
}

impl Limited {
    /// The sum, and the text.
    #[must_use]
    pub fn said(&self) -> (Option<Cents>, &str) {
        (self.limit, &self.basis)
    }
}

fn limited(limit: &str, basis: &str) -> Result<Limited, (&'static str, Refusal)> {
    let limit = money::sum(limit, "limit")?.map(Cents::of);
    // Nothing is stored for "none": whoever wants every line decided says from a cent on.
    if limit == Some(Cents(0)) {
        return Err(("limit", Refusal::LedgerLimitZero));
    }
    let basis = proposal::optional(basis, LIMIT).map_err(|refusal| ("limit_basis", refusal))?;
    if limit.is_some() && !gives_reason(&basis) {
        return Err(("limit_basis", Refusal::LedgerLimitBasis));
    }
    Ok(Limited { limit, basis })
}

/// Judges another limit, from a month on: one that can still be changed, since what is public was judged by the limit of its day. That
/// there is none any more has its text as well.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn limit(
    (limit, basis): (&str, &str),
    (month, judged): (Standing, bool),
) -> Result<Limited, (&'static str, Refusal)> {
    month.open().map_err(|refusal| ("from", refusal))?;
    if judged {
        return Err(("from", Refusal::LedgerLimitJudged));
    }
    let limited = limited(limit, basis)?;
    if !gives_reason(&limited.basis) {
        return Err(("limit_basis", Refusal::LedgerLimitBasis));
    }
    Ok(limited)
}
