//! Votes of owners (民法典 Art. 278): by head and by area, and both must hold. Areas are exact to 0.01 m².
//!
//! One unit is one head; several units of the same owner are one head; a developer's unsold or undelivered units together
//! are one head (法释〔2009〕7号 Art. 8–9).

use super::{Area, Judgement, Share, against_share};
use crate::{
    Language,
    verdict::{Malformed, Reason, Verdict, sum},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An `owners` record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersRecord {
    /// The record's own id.
    pub id: String,
    /// `owners`.
    #[serde(default = "kind")]
    pub kind: String,
    /// What was decided about.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub title: String,
    /// `law`, `local` or `policy`.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub basis: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule.
    pub rule: OwnersRule,
    /// Who there is and who took part.
    pub counts: OwnersCounts,
    /// What was cast.
    pub ballots: OwnersBallots,
}

fn kind() -> String {
    OwnersRecord::KIND.to_owned()
}

/// The shares of a vote of owners; each holds on heads and on area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersRule {
    /// The body's id.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub body: String,
    /// Of all owners, how many must take part.
    pub quorum: Share,
    /// Of those who take part, how many must be for.
    pub pass: Share,
}

/// Owners by head and area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersCounts {
    /// Every owner.
    pub eligible_heads: u64,
    /// Their area.
    pub eligible_area: Area,
    /// Owners who took part.
    pub participating_heads: u64,
    /// Their area.
    pub participating_area: Area,
}

/// One answer's heads and area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Side {
    /// Owners.
    pub heads: u64,
    /// Their area.
    pub area: Area,
}

/// Ballots of owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersBallots {
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: Side,
    /// 反对.
    pub against: Side,
    /// 弃权.
    #[serde(default)]
    pub abstain: Side,
    /// 废票.
    #[serde(default)]
    pub invalid: Side,
    /// Papers handed out and phone ballots accepted, by head, where that is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<u64>,
    /// Ballots that came back, by head, where that is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<u64>,
}

impl OwnersRecord {
    /// The value of `kind`.
    pub const KIND: &'static str = "owners";

    /// The judgement as the verdict of a vote in the room: its numbers are those of heads.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn verdict(&self) -> Result<Verdict, Malformed> {
        let judged = self.judge()?;
        let base = if self.of_all() { self.counts.eligible_heads } else { self.counts.participating_heads };
        Ok(Verdict {
            quorum_met: judged.quorum_met == Some(true),
            passed: judged.passed,
            reason: judged.reason,
            present: self.counts.participating_heads,
            required_present: judged.required_heads.unwrap_or_default(),
            required_for: judged.required_for_heads.unwrap_or_default(),
            base,
        })
    }

    /// The verdict in one sentence; nothing where the record contradicts itself.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let words = self.judge().map(|judged| self.words(&judged, language));
        words.map_or_else(|_| String::new(), |words| super::sourced(&words, &self.source, language))
    }

    /// Whether passing is taken of every owner rather than of those who took part.
    pub(crate) fn of_all(&self) -> bool {
        matches!(self.rule.pass.base.as_str(), "all_owners" | "eligible" | "interested_owners")
    }

    /// P-VOID: more ballots came back than were given out.
    fn is_void(&self) -> bool {
        self.ballots.issued.zip(self.ballots.collected).is_some_and(|(issued, collected)| collected > issued)
    }

    /// Judges by head and by area. Of several reasons void comes first, then attendance, then majority, and heads before area.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let (counts, ballots) = (&self.counts, &self.ballots);
        let quorum = self.rule.quorum.fraction("rule.quorum", &["all_owners", "eligible", "interested_owners"])?;
        let pass =
            self.rule.pass.fraction("rule.pass", &["participating", "all_owners", "eligible", "interested_owners"])?;
        if counts.eligible_heads == 0 || counts.eligible_area == Area(0) {
            return Err(Malformed::CountsContradict);
        }
        if counts.participating_heads > counts.eligible_heads || counts.participating_area > counts.eligible_area {
            return Err(Malformed::CountsContradict);
        }
        let sides = [ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid];
        let heads = sum(&sides.map(|side| side.heads)).ok_or(Malformed::BallotsDoNotAddUp)?;
        let area = sum(&sides.map(|side| side.area.0)).ok_or(Malformed::BallotsDoNotAddUp)?;
        let void = self.is_void();
        if !void && (heads > counts.participating_heads || area > counts.participating_area.0) {
            return Err(Malformed::BallotsDoNotAddUp);
        }
        let (base_heads, base_area) = if self.of_all() {
            (counts.eligible_heads, counts.eligible_area)
        } else {
            (counts.participating_heads, counts.participating_area)
        };
        let by_heads = quorum.holds(counts.participating_heads, counts.eligible_heads);
        let by_area = quorum.holds(counts.participating_area.0, counts.eligible_area.0);
        let reason = if void {
            Reason::BallotsExceedIssued
        } else if !by_heads {
            Reason::HeadcountQuorumNotMet
        } else if !by_area {
            Reason::AreaQuorumNotMet
        } else if ballots.in_favour.heads == 0 || !pass.holds(ballots.in_favour.heads, base_heads) {
            Reason::HeadcountMajorityNotMet
        } else if !pass.holds(ballots.in_favour.area.0, base_area.0) {
            Reason::AreaMajorityNotMet
        } else {
            Reason::Passed
        };
        Ok(Judgement {
            required_heads: Some(quorum.required(counts.eligible_heads)),
            required_for_heads: Some(pass.required(base_heads)),
            ..Judgement::of(Some(by_heads && by_area), reason == Reason::Passed, reason)
        })
    }

    pub(super) fn words(&self, judged: &Judgement, language: Language) -> String {
        let (counts, ballots) = (&self.counts, &self.ballots);
        let need = judged.required_heads.unwrap_or_default();
        let need_for = judged.required_for_heads.unwrap_or_default();
        let (quorum, pass) = (self.rule.quorum.fraction_unchecked(), self.rule.pass.fraction_unchecked());
        let by_heads = quorum.holds(counts.participating_heads, counts.eligible_heads);
        let by_area = quorum.holds(counts.participating_area.0, counts.eligible_area.0);
        let base = if self.of_all() { counts.eligible_area } else { counts.participating_area };
        let for_heads = ballots.in_favour.heads >= need_for;
        let for_area = pass.holds(ballots.in_favour.area.0, base.0);
        let area_need = Area(quorum.required(counts.eligible_area.0));
        let area_need_for = Area(pass.required(base.0));
        let share = |share, met, need: String| against_share(share, met, &need, language);
        let attended = judged.quorum_met == Some(true);
        match language {
            Language::Zh => {
                let rest = if self.is_void() {
                    "收回票多于发出票，表决无效，应当重新表决".to_owned()
                } else if !attended {
                    "参与表决不足，不能作出决定".to_owned()
                } else {
                    format!(
                        "同意 {} 人，{}；同意面积 {} 平方米，{}；{}",
                        ballots.in_favour.heads,
                        share(&self.rule.pass, for_heads, format!("{need_for} 人")),
                        ballots.in_favour.area,
                        share(&self.rule.pass, for_area, format!("{area_need_for} 平方米")),
                        if judged.passed { "通过" } else { "未通过" },
                    )
                };
                format!(
                    "业主 {} 人、{} 平方米，参与 {} 人，{}；参与 {} 平方米，{}；{rest}",
                    counts.eligible_heads,
                    counts.eligible_area,
                    counts.participating_heads,
                    share(&self.rule.quorum, by_heads, format!("{need} 人")),
                    counts.participating_area,
                    share(&self.rule.quorum, by_area, format!("{area_need} 平方米")),
                )
            }
            Language::En => {
                let rest = if self.is_void() {
                    "more ballots came back than were issued: void, to be run again".to_owned()
                } else if !attended {
                    "too few took part, nothing can be decided".to_owned()
                } else {
                    format!(
                        "{} owners for, {}; {} m² for, {}: {}",
                        ballots.in_favour.heads,
                        share(&self.rule.pass, for_heads, need_for.to_string()),
                        ballots.in_favour.area,
                        share(&self.rule.pass, for_area, format!("{area_need_for} m²")),
                        if judged.passed { "passed" } else { "not passed" },
                    )
                };
                format!(
                    "{} of {} owners took part, {}; {} of {} m² took part, {}; {rest}",
                    counts.participating_heads,
                    counts.eligible_heads,
                    share(&self.rule.quorum, by_heads, need.to_string()),
                    counts.participating_area,
                    counts.eligible_area,
                    share(&self.rule.quorum, by_area, format!("{area_need} m²")),
                )
            }
        }
    }
}

/// A unit on the owners' roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Who owns it: units of one owner share this name.
    pub owner: String,
    /// The registered area; where there is none the measured one, else that of the contract.
    pub area: Area,
    /// Not sold, or sold and not handed over: all of a developer's together are one head.
    pub undelivered: bool,
}

/// Heads and area of a roll of units (法释〔2009〕7号 Art. 8–9). Each entry is one head: an owner with all their units,
/// or the developer with everything that is unsold or undelivered.
///
/// # Errors
/// [`Malformed`] when the areas are too large to be added.
pub fn heads(units: &[Unit]) -> Result<BTreeMap<(bool, String), Area>, Malformed> {
    let mut heads: BTreeMap<(bool, String), Area> = BTreeMap::new();
    for unit in units {
        let key = (unit.undelivered, unit.owner.clone());
        let area = heads.entry(key).or_default();
        *area = area.plus(unit.area).ok_or(Malformed::Field("area"))?;
    }
    Ok(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(participating: (u64, &str), votes: (u64, &str), pass: (u64, u64, bool)) -> OwnersRecord {
        let share = |num, den, inclusive| Share { num, den, inclusive, base: String::new() };
        let area = |text| Area::from_text(text).expect("an area");
        OwnersRecord {
            id: "T".into(),
            kind: kind(),
            title: String::new(),
            basis: String::new(),
            source: Vec::new(),
            rule: OwnersRule { body: String::new(), quorum: share(2, 3, true), pass: share(pass.0, pass.1, pass.2) },
            counts: OwnersCounts {
                eligible_heads: 480,
                eligible_area: area("36000.00"),
                participating_heads: participating.0,
                participating_area: area(participating.1),
            },
            ballots: OwnersBallots {
                in_favour: Side { heads: votes.0, area: area(votes.1) },
                against: Side::default(),
                abstain: Side::default(),
                invalid: Side::default(),
                issued: None,
                collected: None,
            },
        }
    }

    fn reason(record: &OwnersRecord) -> Reason {
        record.judge().expect("judged").reason
    }

    /// E15: 0.01 m² short of two thirds of the area.
    #[test]
    fn e15_area_attendance_is_exact() {
        assert_eq!(reason(&record((320, "23999.99"), (320, "23999.99"), (1, 2, false))), Reason::AreaQuorumNotMet);
        assert_eq!(reason(&record((320, "24000.00"), (320, "24000.00"), (1, 2, false))), Reason::Passed);
        assert_eq!(reason(&record((319, "23999.99"), (1, "1.00"), (1, 2, false))), Reason::HeadcountQuorumNotMet);
    }

    /// E16: a special matter needs three quarters of 320 heads, which is 240.
    #[test]
    fn e16_special_matter() {
        let special = (3, 4, true);
        assert_eq!(reason(&record((320, "24000.00"), (239, "20000.00"), special)), Reason::HeadcountMajorityNotMet);
        assert_eq!(reason(&record((320, "24000.00"), (240, "20000.00"), special)), Reason::Passed);
        assert_eq!(reason(&record((320, "24000.00"), (240, "17999.99"), special)), Reason::AreaMajorityNotMet);
    }

    /// P-VOID comes before everything else.
    #[test]
    fn more_ballots_than_were_given_out_are_void() {
        let with = |issued, collected| {
            let mut one = record((320, "24000.00"), (240, "20000.00"), (3, 4, true));
            (one.ballots.issued, one.ballots.collected) = (Some(issued), Some(collected));
            reason(&one)
        };
        assert_eq!(with(320, 320), Reason::Passed);
        assert_eq!(with(319, 320), Reason::BallotsExceedIssued);
    }

    #[test]
    fn more_than_took_part_is_named() {
        assert_eq!(record((320, "24000.00"), (321, "1.00"), (1, 2, false)).judge(), Err(Malformed::BallotsDoNotAddUp));
        assert_eq!(record((481, "24000.00"), (1, "1.00"), (1, 2, false)).judge(), Err(Malformed::CountsContradict));
    }

    #[test]
    fn one_owner_is_one_head_and_undelivered_units_are_one() {
        let unit = |owner: &str, undelivered| Unit { owner: owner.into(), area: Area(5000), undelivered };
        let units =
            [unit("a", false), unit("a", false), unit("b", false), unit("d", true), unit("d", true), unit("d", true)];
        let found = heads(&units).expect("heads");
        assert_eq!(found.len(), 3);
        assert_eq!(found.get(&(true, "d".to_owned())), Some(&Area(15_000)));
    }
}
