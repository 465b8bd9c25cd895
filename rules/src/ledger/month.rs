//! A month of the account: its lines in their order, the balance beside each, what the checks find, and what the supervisors say.

use super::{Cents, Corrected, Flow, Line};
use crate::{Refusal, coded::coded, days::Date, duty::Span, id::MemberId, masking::gives_reason, published::Kind};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

coded! {
    /// What the supervision committee says of a line.
    Review {
        /// Nothing yet.
        Waiting "waiting",
        /// It passes.
        Passed "passed",
        /// It does not, and why.
        Refused "refused",
    }
}

coded! {
    /// What a check may find. What is found is shown to everybody; it changes nothing.
    Check {
        /// There is no voucher (白条).
        NoVoucher "no_voucher",
        /// The voucher stands in the account twice.
        VoucherTwice "voucher_twice",
        /// It is above the limit, and no decision stands behind it.
        NoDecision "no_decision",
        /// The balance falls below zero.
        BelowZero "below_zero",
        /// The supervisors do not let it pass.
        Refused "refused",
    }
}

/// Something that a check found, and of which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The line, from 1.
    pub line: u64,
    /// What.
    pub check: Check,
}

/// The published thing by which a line was decided: a decision, or another record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Its kind.
    pub kind: Kind,
    /// What it is of.
    pub subject: String,
    /// Its title.
    pub title: String,
}

/// A line that stands in a month, with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The line.
    pub line: Line,
    /// Whether its payee is a member, named by number.
    pub member: bool,
    /// By which published thing it was decided.
    pub basis: Option<Basis>,
    /// Which line of a fixed month it puts right.
    pub corrects: Option<Corrected>,
    /// What the supervisors say of it.
    pub review: Review,
    /// Why they do not let it pass.
    pub reason: String,
}

/// A line that was taken out after the supervisors had judged it. (What nobody had judged was a slip of whoever wrote it.)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Its day.
    pub on: Date,
    /// What it was for.
    pub summary: String,
    /// Whether money came or went.
    pub flow: Flow,
    /// How much.
    pub sum: Cents,
    /// What the supervisors had said of it.
    pub review: Review,
    /// Why they did not let it pass.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// Why it was taken out.
    pub reason: String,
}

/// What a limit was before it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitWas {
    /// The sum; none where there was no limit.
    pub sum: Option<Cents>,
}

/// A month of the account, its lines in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Which.
    pub span: Span,
    /// What was there before its first line: what the month before ended with.
    pub opening: Cents,
    /// Above this sum a line needs a decision, and by which text.
    pub limit: Option<Cents>,
    /// By which text.
    pub limit_basis: String,
    /// From this month on the limit is another one, or none any more: what it was.
    pub limit_was: Option<LimitWas>,
    /// Its lines.
    pub lines: Vec<Entered>,
    /// Vouchers of other months of its year.
    pub vouchers: HashSet<String>,
    /// What was taken out after it was judged.
    pub dropped: Vec<Dropped>,
}

impl Month {
    /// The balance after each line; none where it grows beyond what can be counted.
    #[must_use]
    pub fn balances(&self) -> Option<Vec<Cents>> {
        let mut balance = self.opening;
        let mut all = Vec::new();
        for one in &self.lines {
            balance = one.line.flow.after(balance, one.line.sum)?;
            all.push(balance);
        }
        Some(all)
    }

    /// What the month ends with.
    #[must_use]
    pub fn closing(&self) -> Option<Cents> {
        Some(self.balances()?.last().copied().unwrap_or(self.opening))
    }

    /// What came, or went, in all.
    #[must_use]
    pub fn sum(&self, flow: Flow) -> Option<Cents> {
        let own = self.lines.iter().filter(|one| one.line.flow == flow);
        own.map(|one| one.line.sum).try_fold(Cents(0), Cents::plus)
    }

    /// What the checks find, in the order of the lines.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let balances = self.balances().unwrap_or_default();
        let mut found = Vec::new();
        let mut seen: HashMap<&str, (Option<&Corrected>, bool)> = HashMap::new();
        for (at, one) in self.lines.iter().enumerate() {
            let Line { voucher, flow, sum, .. } = &one.line;
            let line = u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1);
            let mut find = |is: bool, check: Check| {
                if is {
                    found.push(Finding { line, check });
                }
            };
            find(voucher.is_empty(), Check::NoVoucher);
            // One voucher takes a sum from a heading and writes it under another.
            let (right, red) = (one.corrects.as_ref(), *sum < Cents(0));
            let before = if voucher.is_empty() { None } else { seen.insert(voucher, (right, red)) };
            let own = before.is_some_and(|(other, was_red)| right.is_none() || other != right || red == was_red);
            let twice = own || (!voucher.is_empty() && self.vouchers.contains(voucher));
            find(twice, Check::VoucherTwice);
            let large = *flow == Flow::Expense && self.limit.is_some_and(|limit| *sum > limit);
            find(large && one.basis.is_none(), Check::NoDecision);
            find(balances.get(at).is_some_and(|balance| balance.0 < 0), Check::BelowZero);
            find(one.review == Review::Refused, Check::Refused);
        }
        found
    }

    /// Whether it may be published: it is over and has lines, the supervisors have judged each, and every month before it is public.
    ///
    /// # Errors
    /// What is left to do.
    pub fn ready(&self, earlier_open: bool, today: Date) -> Result<(), Refusal> {
        // What was judged and taken out is told, also where nothing else is left.
        if self.lines.is_empty() && self.dropped.is_empty() {
            return Err(Refusal::LedgerEmpty);
        }
        if today <= self.span.last() {
            return Err(Refusal::LedgerNotOver);
        }
        if earlier_open {
            return Err(Refusal::LedgerEarlier);
        }
        if self.lines.iter().any(|one| one.review == Review::Waiting) {
            return Err(Refusal::LedgerUnreviewed);
        }
        if self.balances().is_none() {
            return Err(Refusal::BadMoney);
        }
        Ok(())
    }
}

/// How a month stands: whether its lines may still be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The account has begun, and with this month or before.
    pub begun: bool,
    /// It is published: what is wrong in it is put right by a line of a later month.
    pub published: bool,
    /// It is over, or this one.
    pub come: bool,
}

impl Standing {
    /// Judges whether lines may be entered, taken out, or judged.
    ///
    /// # Errors
    /// Why not.
    pub const fn open(self) -> Result<(), Refusal> {
        if !self.begun {
            Err(Refusal::LedgerNotBegun)
        } else if self.published {
            Err(Refusal::LedgerPublished)
        } else if !self.come {
            Err(Refusal::LedgerToCome)
        } else {
            Ok(())
        }
    }
}

/// What judging a line is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewFacts<'a> {
    /// How its month stands.
    pub month: Standing,
    /// Who entered it.
    pub entered_by: &'a MemberId,
    /// Who judges it.
    pub by: &'a MemberId,
    /// It pays whoever judges it.
    pub pays_judge: bool,
}

/// What is said of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    review: Review,
    reason: String,
}

impl Reviewed {
    /// Whether it passes.
    #[must_use]
    pub const fn review(&self) -> Review {
        self.review
    }

    /// Why it does not.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges what a supervisor says of a line (河北 9, 四川 13: each is passed or refused): not of their own, and a refusal has its reason in
/// public. It may be said anew until the month is published.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn review(facts: &ReviewFacts<'_>, review: Review, reason: &str) -> Result<Reviewed, (&'static str, Refusal)> {
    facts.month.open().map_err(|refusal| ("", refusal))?;
    if facts.entered_by == facts.by {
        return Err(("", Refusal::SecondPerson));
    }
    if facts.pays_judge {
        return Err(("", Refusal::LedgerPaysJudge));
    }
    match review {
        Review::Waiting => Err(("decision", Refusal::NoneChosen)),
        Review::Passed => Ok(Reviewed { review, reason: String::new() }),
        Review::Refused if !gives_reason(reason) => Err(("reason", Refusal::ReasonMissing)),
        Review::Refused => Ok(Reviewed { review, reason: reason.to_owned() }),
    }
}
