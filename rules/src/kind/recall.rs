//! Recalls (村组法 Art. 19, 居组法 Art. 20): turnout of the registered, majority of those voting.

use super::{
    Judgement, Share, against_share,
    share::{COLLECTED, REGISTERED},
};
use crate::{
    Language,
    verdict::{Malformed, Reason, sum},
};
use serde::{Deserialize, Serialize};

/// A `recall` record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallRecord {
    /// The record's own id.
    pub id: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule.
    pub rule: RecallRule,
    /// Who could vote and what came back.
    pub counts: RecallCounts,
    /// What was cast.
    pub ballots: RecallBallots,
}

/// The shares of a recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallRule {
    /// Of the registered, how many must vote.
    pub turnout: Share,
    /// Of those voting, how many must be for the recall.
    pub pass: Share,
}

/// The numbers of a recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallCounts {
    /// Everyone registered.
    pub registered: u64,
    /// Ballots handed out.
    pub issued: u64,
    /// Ballots that came back: the turnout.
    pub collected: u64,
}

/// Ballots of a recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallBallots {
    /// For the recall.
    #[serde(rename = "for")]
    pub in_favour: u64,
    /// Against it.
    pub against: u64,
    /// 弃权.
    #[serde(default)]
    pub abstain: u64,
    /// 废票.
    #[serde(default)]
    pub invalid: u64,
}

impl RecallRecord {
    /// Judges a recall; void comes before turnout, turnout before majority.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let (counts, ballots) = (&self.counts, &self.ballots);
        let turnout = self.rule.turnout.fraction("rule.turnout", &REGISTERED)?;
        let pass = self.rule.pass.fraction("rule.pass", &COLLECTED)?;
        let marked = sum(&[ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid]);
        if marked.is_none_or(|marked| marked > counts.collected) {
            return Err(Malformed::BallotsDoNotAddUp);
        }
        let void = counts.collected > counts.issued;
        if counts.registered == 0 || (counts.collected > counts.registered && !void) {
            return Err(Malformed::CountsContradict);
        }
        let base = if self.rule.pass.base == "registered" { counts.registered } else { counts.collected };
        let quorum_met = turnout.holds(counts.collected, counts.registered);
        let reason = if void {
            Reason::BallotsExceedIssued
        } else if !quorum_met {
            Reason::TurnoutNotMet
        } else if !pass.holds(ballots.in_favour, base) {
            Reason::MajorityNotMet
        } else {
            Reason::Passed
        };
        Ok(Judgement::of(Some(quorum_met), reason == Reason::Passed, reason))
    }

    pub(super) fn words(&self, judged: &Judgement, language: Language) -> String {
        let (counts, ballots) = (&self.counts, &self.ballots);
        let met = judged.quorum_met == Some(true);
        let need = self.rule.turnout.fraction_unchecked().required(counts.registered);
        let base = if self.rule.pass.base == "registered" { counts.registered } else { counts.collected };
        let need_for = self.rule.pass.fraction_unchecked().required(base);
        let turnout = against_share(&self.rule.turnout, met, &need.to_string(), language);
        let pass = against_share(&self.rule.pass, judged.passed, &need_for.to_string(), language);
        let (registered, collected, votes) = (counts.registered, counts.collected, ballots.in_favour);
        match language {
            Language::Zh => {
                let rest = match judged.reason {
                    Reason::BallotsExceedIssued => "收回票多于发出票，表决无效".to_owned(),
                    Reason::TurnoutNotMet => "罢免表决无效".to_owned(),
                    _ if judged.passed => format!("赞成罢免 {votes} 票，{pass}，罢免通过"),
                    _ => format!("赞成罢免 {votes} 票，{pass}，罢免未通过"),
                };
                format!("登记 {registered} 人，投票 {collected} 人，{turnout}；{rest}")
            }
            Language::En => {
                let rest = match judged.reason {
                    Reason::BallotsExceedIssued => "more ballots came back than were issued: void".to_owned(),
                    Reason::TurnoutNotMet => "the recall is not valid".to_owned(),
                    _ if judged.passed => format!("{votes} for the recall, {pass}: recalled"),
                    _ => format!("{votes} for the recall, {pass}: not recalled"),
                };
                format!("{collected} of {registered} registered voted, {turnout}; {rest}")
            }
        }
    }
}
