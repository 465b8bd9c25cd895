//! Votes counted by household: one ballot per household (P-HOUSEHOLD), or through representatives who stand for
//! households, as in the one-issue levy (一事一议, domain.md §2.8).

use super::{Judgement, Share, against_share};
use crate::{
    Language,
    record::Channels,
    verdict::{Malformed, Reason, Verdict, sum},
};
use serde::{Deserialize, Serialize};

/// A `weighted_resolution`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdRecord {
    /// The record's own id.
    pub id: String,
    /// `weighted_resolution`.
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
    pub rule: HouseholdRule,
    /// Who was there.
    pub counts: HouseholdCounts,
    /// What was cast, in households.
    pub ballots: HouseholdBallots,
    /// What was cast on each channel, in households: where it is told it comes to what was cast.
    #[serde(default, deserialize_with = "crate::kind::loose::channels", skip_serializing_if = "Option::is_none")]
    pub channels: Option<Channels>,
}

fn kind() -> String {
    HouseholdRecord::KIND.to_owned()
}

/// The shares of a vote by household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdRule {
    /// The body's id.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub body: String,
    /// Of all households, how many must be represented.
    pub quorum: Share,
    /// Of the households represented, or of all, how many must be for.
    pub pass: Share,
}

/// Households, and the representatives who stand for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdCounts {
    /// Every household.
    pub eligible_households: u64,
    /// Households that are represented by somebody present.
    pub represented_households: u64,
    /// Representatives, where households are counted through them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps_total: Option<u64>,
    /// Representatives present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps_present: Option<u64>,
}

/// Ballots by household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdBallots {
    /// Handed out, where that was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<u64>,
    /// Ballots given out to representatives, each for all households of one of them, where that was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps_issued: Option<u64>,
    /// Ballots that came back from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps_collected: Option<u64>,
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: u64,
    /// 反对.
    pub against: u64,
    /// 弃权.
    pub abstain: u64,
    /// 废票.
    #[serde(default)]
    pub invalid: u64,
}

impl HouseholdBallots {
    /// For, against, abstaining and invalid.
    #[must_use]
    pub const fn marks(&self) -> [u64; 4] {
        [self.in_favour, self.against, self.abstain, self.invalid]
    }
}

impl HouseholdRecord {
    /// The value of `kind`.
    pub const KIND: &'static str = "weighted_resolution";

    /// The judgement as the verdict of a vote in the room: its numbers are those of households.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn verdict(&self) -> Result<Verdict, Malformed> {
        let judged = self.judge()?;
        Ok(Verdict {
            quorum_met: judged.quorum_met == Some(true),
            passed: judged.passed,
            reason: judged.reason,
            present: self.counts.represented_households,
            required_present: judged.required_present.unwrap_or_default(),
            required_for: judged.required_for.unwrap_or_default(),
            base: self.base(),
        })
    }

    /// The verdict in one sentence; nothing where the record contradicts itself.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let words = self.judge().map(|judged| self.words(&judged, language));
        words.map_or_else(|_| String::new(), |words| super::sourced(&words, &self.source, language))
    }

    /// Whether passing is taken of every household rather than of those represented.
    pub(crate) fn of_all(&self) -> bool {
        self.rule.pass.base.starts_with("eligible")
    }

    /// What the majority is taken of.
    fn base(&self) -> u64 {
        if self.of_all() { self.counts.eligible_households } else { self.counts.represented_households }
    }

    /// P-VOID: more ballots came back than were given out, by household or by representative.
    fn is_void(&self, cast: u64) -> bool {
        let ballots = &self.ballots;
        let reps = ballots.reps_issued.zip(ballots.reps_collected).is_some_and(|(issued, back)| back > issued);
        reps || ballots.issued.is_some_and(|issued| cast > issued)
    }

    /// Judges by household: attendance of all households, majority of those represented. Households that abstain, or are
    /// represented and cast nothing, stay in the base.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let (counts, ballots) = (&self.counts, &self.ballots);
        let quorum = self.rule.quorum.fraction("rule.quorum", &["eligible_households", "eligible", "reps_total"])?;
        let pass = self
            .rule
            .pass
            .fraction("rule.pass", &["represented_households", "present", "eligible_households", "eligible"])?;
        if counts.eligible_households == 0
            || counts.represented_households > counts.eligible_households
            || counts.reps_total.zip(counts.reps_present).is_some_and(|(total, present)| present > total)
        {
            return Err(Malformed::CountsContradict);
        }
        let cast = sum(&ballots.marks()).ok_or(Malformed::BallotsDoNotAddUp)?;
        let void = self.is_void(cast);
        // Nobody casts who is not there.
        let more = ballots.reps_collected.zip(counts.reps_present).is_some_and(|(back, present)| back > present);
        if (cast > counts.represented_households || more) && !void {
            return Err(Malformed::BallotsDoNotAddUp);
        }
        if self.channels.is_some_and(|channels| !channels.come_to(ballots.marks())) {
            return Err(Malformed::Field("channels"));
        }
        let base = self.base();
        // Some local texts count the representatives themselves.
        let (here, all) = if self.rule.quorum.base == "reps_total" {
            counts.reps_present.zip(counts.reps_total).ok_or(Malformed::Field("counts.reps_total"))?
        } else {
            (counts.represented_households, counts.eligible_households)
        };
        let quorum_met = quorum.holds(here, all);
        let reason = if void {
            Reason::BallotsExceedIssued
        } else if !quorum_met {
            Reason::QuorumNotMet
        } else if ballots.in_favour == 0 || !pass.holds(ballots.in_favour, base) {
            Reason::MajorityNotMet
        } else {
            Reason::Passed
        };
        Ok(Judgement {
            required_present: Some(quorum.required(all)),
            required_for: Some(pass.required(base)),
            ..Judgement::of(Some(quorum_met), reason == Reason::Passed, reason)
        })
    }

    pub(super) fn words(&self, judged: &Judgement, language: Language) -> String {
        let (counts, ballots) = (&self.counts, &self.ballots);
        let (all, here, votes) = (counts.eligible_households, counts.represented_households, ballots.in_favour);
        let met = judged.quorum_met == Some(true);
        let need = judged.required_present.unwrap_or_default();
        let need_for = judged.required_for.unwrap_or_default();
        let carried = judged.reason == Reason::Passed;
        match language {
            Language::Zh => {
                let quorum = against_share(&self.rule.quorum, met, &format!("{need} 户"), language);
                let pass = against_share(&self.rule.pass, carried, &format!("{need_for} 户"), language);
                let rest = match judged.reason {
                    Reason::BallotsExceedIssued => "收回票多于发出票，表决无效，应当重新表决".to_owned(),
                    Reason::QuorumNotMet => "不能作出决定".to_owned(),
                    _ if carried => format!("赞成 {votes} 户，{pass}，通过"),
                    _ => format!("赞成 {votes} 户，{pass}，未通过"),
                };
                match counts.reps_present {
                    Some(reps) => format!("全体 {all} 户，到会代表 {reps} 人，代表 {here} 户，{quorum}；{rest}"),
                    None => format!("全体 {all} 户，到会代表 {here} 户，{quorum}；{rest}"),
                }
            }
            Language::En => {
                let quorum = against_share(&self.rule.quorum, met, &need.to_string(), language);
                let pass = against_share(&self.rule.pass, carried, &need_for.to_string(), language);
                let rest = match judged.reason {
                    Reason::BallotsExceedIssued => "more ballots came back than were issued: void".to_owned(),
                    Reason::QuorumNotMet => "nothing can be decided".to_owned(),
                    _ if carried => format!("{votes} households for, {pass}: passed"),
                    _ => format!("{votes} households for, {pass}: not passed"),
                };
                match counts.reps_present {
                    Some(reps) => {
                        format!("{reps} representatives present stand for {here} of {all} households, {quorum}; {rest}")
                    }
                    None => format!("{here} of {all} households were represented, {quorum}; {rest}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Marks;

    fn record(here: u64, [in_favour, against, abstain]: [u64; 3]) -> HouseholdRecord {
        let share = |num, den, inclusive| Share { num, den, inclusive, base: String::new() };
        HouseholdRecord {
            id: "T".into(),
            kind: kind(),
            title: String::new(),
            basis: String::new(),
            source: Vec::new(),
            rule: HouseholdRule { body: String::new(), quorum: share(2, 3, true), pass: share(1, 2, false) },
            counts: HouseholdCounts {
                eligible_households: 412,
                represented_households: here,
                reps_total: Some(40),
                reps_present: Some(28),
            },
            ballots: HouseholdBallots {
                issued: None,
                reps_issued: Some(28),
                reps_collected: Some(28),
                in_favour,
                against,
                abstain,
                invalid: 0,
            },
            channels: None,
        }
    }

    fn reason(record: &HouseholdRecord) -> Reason {
        record.judge().expect("judged").reason
    }

    /// 28 representatives stand for 280 of 412 households: 140 for are exactly half and too few, 141 are enough.
    #[test]
    fn e19_half_of_the_households_represented_is_too_few() {
        assert_eq!(reason(&record(280, [140, 100, 40])), Reason::MajorityNotMet);
        assert_eq!(reason(&record(280, [141, 99, 40])), Reason::Passed);
        // 275 of 412 are two thirds, whoever many representatives came.
        assert_eq!(reason(&record(274, [274, 0, 0])), Reason::QuorumNotMet);
        assert_eq!(reason(&record(275, [275, 0, 0])), Reason::Passed);
        let verdict = record(280, [141, 99, 40]).verdict().expect("judged");
        assert_eq!(
            (verdict.present, verdict.required_present, verdict.base, verdict.required_for),
            (280, 275, 280, 141)
        );
        let words = record(280, [141, 99, 40]).sentence(Language::Zh);
        assert!(words.contains("全体 412 户，到会代表 28 人，代表 280 户"), "{words}");
    }

    /// E10: a paper that nobody handed out makes the vote void, whatever households it is said to stand for.
    #[test]
    fn e10_more_ballots_than_representatives_were_given_are_void() {
        let mut one = record(280, [200, 60, 30]);
        assert_eq!(one.judge(), Err(Malformed::BallotsDoNotAddUp), "more households than are represented");
        one.ballots.reps_collected = Some(29);
        assert_eq!(reason(&one), Reason::BallotsExceedIssued);
        one.ballots.reps_issued = Some(29);
        assert_eq!(one.judge(), Err(Malformed::BallotsDoNotAddUp), "more than are there");
    }

    /// E8: both channels come to what was cast.
    #[test]
    fn e8_channels_tell_the_same_count() {
        let marks = |in_favour, against, abstain| Marks { in_favour, against, abstain, invalid: 0 };
        let mut one = record(280, [141, 99, 40]);
        one.channels = Some(Channels { room: marks(100, 50, 10), phone: marks(41, 49, 30) });
        assert_eq!(reason(&one), Reason::Passed);
        one.channels = Some(Channels { room: marks(100, 50, 10), phone: marks(42, 49, 30) });
        assert_eq!(one.judge(), Err(Malformed::Field("channels")));
    }

    /// What is written is read again, in its own kind and among the records of votes.
    #[test]
    fn a_record_is_read_as_it_was_written() {
        let one = record(280, [141, 99, 40]);
        let text = serde_json::to_string(&one).expect("json");
        assert_eq!(serde_json::from_str::<HouseholdRecord>(&text).expect("read"), one);
        let read: crate::record::VoteRecord = serde_json::from_str(&text).expect("read");
        assert_eq!(read, crate::record::VoteRecord::Households(Box::new(one)));
    }
}
