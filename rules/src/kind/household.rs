//! Votes counted by household: one ballot per household (P-HOUSEHOLD), or through representatives who stand for
//! households, as in the one-issue levy (一事一议, domain.md §2.8).

use super::{Judgement, Share, against_share};
use crate::{
    Language,
    verdict::{Malformed, Reason, sum},
};
use serde::{Deserialize, Serialize};

/// A `weighted_resolution`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdRecord {
    /// The record's own id.
    pub id: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule.
    pub rule: HouseholdRule,
    /// Who was there.
    pub counts: HouseholdCounts,
    /// What was cast, in households.
    pub ballots: HouseholdBallots,
}

/// The shares of a vote by household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdRule {
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
    #[serde(default)]
    pub reps_total: Option<u64>,
    /// Representatives present.
    #[serde(default)]
    pub reps_present: Option<u64>,
}

/// Ballots by household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdBallots {
    /// Handed out, where that was counted.
    #[serde(default)]
    pub issued: Option<u64>,
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

impl HouseholdRecord {
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
        let cast = sum(&[ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid])
            .ok_or(Malformed::BallotsDoNotAddUp)?;
        let void = ballots.issued.is_some_and(|issued| cast > issued);
        if cast > counts.represented_households && !void {
            return Err(Malformed::BallotsDoNotAddUp);
        }
        let base = if self.rule.pass.base.starts_with("eligible") {
            counts.eligible_households
        } else {
            counts.represented_households
        };
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
                format!("全体 {all} 户，到会代表 {here} 户，{quorum}；{rest}")
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
                format!("{here} of {all} households were represented, {quorum}; {rest}")
            }
        }
    }
}
