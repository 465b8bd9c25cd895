//! A month of the account, as it is published with the disclosure that answers its duty.

use crate::{
    days::Date,
    duty::Span,
    ledger::{
        Basis, CLASSES, Cents, Class, Corrected, Dropped, Entered, Finding, Flow, LimitWas, Month, Review, Source,
    },
};
use serde::{Deserialize, Serialize};

/// A month of the account. Sums are decimal texts; members are named by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the account")]
pub struct LedgerContent {
    pub span: Span,
    pub opening: Cents,
    pub income: Cents,
    pub expense: Cents,
    pub closing: Cents,
    /// Above this sum a line needs a decision, and by which text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Cents>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub limit_basis: String,
    /// What the limit was until this month; nothing where it is not another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_was: Option<LimitWas>,
    pub lines: Vec<LedgerLine>,
    /// What the checks found: shown, and no judgement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Lines that were taken out after they were judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<Dropped>,
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the account")]
pub struct LedgerLine {
    /// From 1, without a gap.
    pub number: u64,
    pub on: Date,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub voucher: String,
    /// Why there is no voucher.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why_none: String,
    pub summary: String,
    /// The code of its heading.
    pub class: String,
    pub flow: Flow,
    pub sum: Cents,
    pub balance: Cents,
    pub source: Source,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Which line of an earlier month it puts right; its sum may lie below zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Corrected>,
    pub payee: String,
    /// The payee is a member, named by number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub member: bool,
    pub handler: String,
    pub witness: String,
    pub approver: String,
    pub review: Review,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl LedgerContent {
    /// What is published of a month; none where its sums grow beyond what can be counted.
    #[must_use]
    pub fn of(month: &Month) -> Option<Self> {
        let line = |(at, (one, balance)): (usize, (&Entered, Cents))| {
            let line = one.line.clone();
            LedgerLine {
                number: u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1),
                on: line.on,
                voucher: line.voucher,
                why_none: line.why_none,
                summary: line.summary,
                class: line.class,
                flow: line.flow,
                sum: line.sum,
                balance,
                source: line.source,
                basis: one.basis.clone(),
                corrects: one.corrects.clone(),
                payee: line.payee,
                member: one.member,
                handler: line.handler,
                witness: line.witness,
                approver: line.approver,
                review: one.review,
                reason: one.reason.clone(),
            }
        };
        Some(Self {
            span: month.span,
            opening: month.opening,
            income: month.sum(Flow::Income)?,
            expense: month.sum(Flow::Expense)?,
            closing: month.closing()?,
            limit: month.limit,
            limit_basis: month.limit_basis.clone(),
            limit_was: month.limit_was,
            lines: month.lines.iter().zip(month.balances()?).enumerate().map(line).collect(),
            findings: month.findings(),
            dropped: month.dropped.clone(),
        })
    }

    /// What came or went under each heading that has a line, in the order of the headings.
    #[must_use]
    pub fn by_class(&self) -> Vec<(&'static Class, Cents)> {
        let sum = |class: &Class| {
            let own = self.lines.iter().filter(|line| line.class == class.code);
            own.map(|line| line.sum).try_fold(Cents(0), Cents::plus).filter(|sum| *sum != Cents(0))
        };
        CLASSES.iter().filter_map(|class| Some((class, sum(class)?))).collect()
    }

    /// What its numbers say against each other: numbers run from 1, each balance follows from the one before, the sums are those of the
    /// lines. Nothing where all is so.
    #[must_use]
    pub fn contradicts(&self) -> Option<String> {
        let (mut balance, mut came, mut went) = (self.opening, Cents(0), Cents(0));
        for (expected, line) in (1_u64..).zip(&self.lines) {
            if line.number != expected {
                return Some(format!("line {expected} has the number {}", line.number));
            }
            let side = if line.flow == Flow::Income { &mut came } else { &mut went };
            let (Some(sum), Some(next)) = (side.plus(line.sum), line.flow.after(balance, line.sum)) else {
                return Some(format!("line {expected}: its sum cannot be counted"));
            };
            (*side, balance) = (sum, next);
            if line.balance != balance {
                return Some(format!("line {expected}: the balance is {}, and says {}", balance, line.balance));
            }
        }
        let is = [(self.income, came, "income"), (self.expense, went, "spending"), (self.closing, balance, "the end")];
        let wrong = is.into_iter().find(|(said, is, _)| said != is);
        wrong.map(|(said, is, what)| format!("{what} comes to {is}, and says {said}"))
    }
}
