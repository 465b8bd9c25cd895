//! Votes through representatives in the room (一事一议, domain.md §2.8): a ballot stands for the households of whoever casts it, and
//! only households are counted. Representatives tell who was there and how many ballots there were.

use super::Closing;
use crate::{
    body::BodyKind,
    count::RoomCount,
    kind::{
        Households, Share,
        household::{HouseholdBallots, HouseholdCounts, HouseholdRecord, HouseholdRule},
    },
    record::{Channels, Marks},
    roll::present,
    rule_set::{Base, SourcedRule, Threshold},
    verdict::Malformed,
};
use serde::{Deserialize, Serialize};

/// Whether the body with this id counts the households for which those who come stand.
#[must_use]
pub fn by_represented(body: &str) -> bool {
    BodyKind::from_id(body).is_some_and(BodyKind::counts_represented)
}

/// The households that closing fixes, beside its representatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepresentedClosing {
    /// Every household, those without a representative included.
    pub eligible: u64,
    /// Those for which somebody was there (P-PRESENT, P-LEAVE).
    pub present: u64,
    /// Of the phone ballots, by answer.
    pub phone: Households,
    /// Of the representatives whose papers may be in the box.
    pub papers: u64,
}

/// The record of a vote through representatives: what two tellers found on paper, and what was cast by phone.
///
/// # Errors
/// [`Malformed`] if the numbers contradict each other.
pub(super) fn record(
    closing: &Closing,
    fixed: &RepresentedClosing,
    found: &RoomCount,
    (id, title): (&str, &str),
    rule: &SourcedRule,
) -> Result<HouseholdRecord, Malformed> {
    let wrong = Malformed::BallotsDoNotAddUp;
    let marks = |of: &Households| {
        let abstain = of.abstain.checked_add(of.blank)?;
        Some(Marks { in_favour: of.in_favour, against: of.against, abstain, invalid: of.invalid })
    };
    let room = marks(&found.households.unwrap_or_default()).ok_or(wrong)?;
    let phone = marks(&fixed.phone).ok_or(wrong)?;
    let add = |one: u64, other: u64| one.checked_add(other).ok_or(wrong);
    let came = found.collected().and_then(|came| came.checked_add(closing.phone.cast())).ok_or(wrong)?;
    let share = |share: Threshold| Share {
        num: share.num,
        den: share.den,
        inclusive: share.inclusive,
        base: if share.base == Base::Eligible { "eligible_households" } else { "represented_households" }.to_owned(),
    };
    Ok(HouseholdRecord {
        id: id.to_owned(),
        kind: HouseholdRecord::KIND.to_owned(),
        title: title.to_owned(),
        basis: rule.basis.clone(),
        source: rule.source.clone(),
        rule: HouseholdRule {
            body: rule.rule.body.clone(),
            quorum: share(rule.rule.quorum),
            pass: share(rule.rule.pass),
        },
        counts: HouseholdCounts {
            eligible_households: fixed.eligible,
            represented_households: fixed.present,
            reps_total: Some(closing.counts.eligible),
            reps_present: Some(present(&closing.counts)),
        },
        ballots: HouseholdBallots {
            issued: None,
            reps_issued: Some(add(closing.papers.issued(), closing.phone.cast())?),
            reps_collected: Some(came),
            in_favour: add(room.in_favour, phone.in_favour)?,
            against: add(room.against, phone.against)?,
            abstain: add(room.abstain, phone.abstain)?,
            invalid: add(room.invalid, phone.invalid)?,
        },
        channels: closing.awaits().then_some(Channels { room, phone }),
    })
}
