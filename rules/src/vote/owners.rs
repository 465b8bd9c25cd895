//! Votes of owners in the room: ballots bear their unit and its area, so every answer has heads and an area, and whoever
//! gives a ballot back has taken part (民法典 Art. 278).

use super::Closing;
use crate::{
    body::BodyKind,
    count::RoomCount,
    kind::{
        Area, Areas, Share,
        owners::{OwnersBallots, OwnersCounts, OwnersRecord, OwnersRule, Side},
    },
    rule_set::{Base, SourcedRule, Threshold},
    verdict::Malformed,
};
use serde::{Deserialize, Serialize};

/// Whether the body with this id counts owners.
#[must_use]
pub fn by_owners(body: &str) -> bool {
    BodyKind::from_id(body).is_some_and(BodyKind::counts_owners)
}

/// The areas that closing fixes, beside its heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersClosing {
    /// Of every owner.
    pub eligible: Area,
    /// Of the phone ballots, by answer.
    pub phone: Areas,
    /// Of the units whose papers may be in the box.
    pub papers: Area,
}

/// The record of a vote of owners: what two tellers found on paper, and what was cast by phone.
///
/// # Errors
/// [`Malformed`] if the numbers contradict each other.
pub(super) fn record(
    closing: &Closing,
    fixed: &OwnersClosing,
    found: &RoomCount,
    (id, title): (&str, &str),
    rule: &SourcedRule,
) -> Result<OwnersRecord, Malformed> {
    let wrong = Malformed::BallotsDoNotAddUp;
    let (phone, paper) = (closing.phone, found.area.unwrap_or_default());
    let side = |heads: [u64; 2], areas: [Area; 2]| {
        let [one, other] = heads;
        let [first, second] = areas;
        Some(Side { heads: one.checked_add(other)?, area: first.plus(second)? })
    };
    let abstained = paper.abstain.plus(paper.blank).ok_or(wrong)?;
    let in_favour = side([found.in_favour, phone.in_favour], [paper.in_favour, fixed.phone.in_favour]).ok_or(wrong)?;
    let against = side([found.against, phone.against], [paper.against, fixed.phone.against]).ok_or(wrong)?;
    let abstain = side([found.abstained(), phone.abstain], [abstained, fixed.phone.abstain]).ok_or(wrong)?;
    let invalid = Side { heads: found.invalid, area: paper.invalid };
    let came = found.collected().and_then(|came| came.checked_add(phone.cast())).ok_or(wrong)?;
    let area = paper.total().zip(fixed.phone.total()).and_then(|(one, other)| one.plus(other)).ok_or(wrong)?;
    // More papers than were given out void the vote (P-VOID): they are not owners who took part.
    let issued = closing.papers.issued().checked_add(phone.cast()).ok_or(wrong)?;
    let share = |share: Threshold, of_all: &str, of_part: &str| Share {
        num: share.num,
        den: share.den,
        inclusive: share.inclusive,
        base: if share.base == Base::Eligible { of_all } else { of_part }.to_owned(),
    };
    Ok(OwnersRecord {
        id: id.to_owned(),
        kind: OwnersRecord::KIND.to_owned(),
        title: title.to_owned(),
        basis: rule.basis.clone(),
        source: rule.source.clone(),
        rule: OwnersRule {
            body: rule.rule.body.clone(),
            quorum: share(rule.rule.quorum, "all_owners", "participating"),
            pass: share(rule.rule.pass, "all_owners", "participating"),
        },
        counts: OwnersCounts {
            eligible_heads: closing.counts.eligible,
            eligible_area: fixed.eligible,
            participating_heads: came.min(closing.counts.eligible),
            participating_area: area.min(fixed.eligible),
        },
        ballots: OwnersBallots { in_favour, against, abstain, invalid, issued: Some(issued), collected: Some(came) },
    })
}
