//! Signatures that demand a meeting, an audit, an answer (domain.md §2.4): a share of those entitled.

use super::{Judgement, Share};
use crate::{
    Language,
    petition::Signers,
    verdict::{Malformed, Reason},
};
use serde::{Deserialize, Serialize};

/// A `petition` record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PetitionRecord {
    /// The record's own id.
    pub id: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule.
    pub rule: PetitionRule,
    /// Who could sign and who did.
    pub counts: PetitionCounts,
}

/// The share that must sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PetitionRule {
    /// Of all who may sign.
    pub threshold: Share,
}

/// The numbers of a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PetitionCounts {
    /// Who may sign.
    pub base: u64,
    /// Whose signature is valid.
    pub valid_signers: u64,
}

impl PetitionRecord {
    /// Judges a petition. Nobody has to attend, so there is no quorum.
    ///
    /// # Errors
    /// [`Malformed`] when more signed than could.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let counts = &self.counts;
        if self.rule.threshold.den == 0 {
            return Err(Malformed::Field("rule.threshold"));
        }
        if counts.base == 0 || counts.valid_signers > counts.base {
            return Err(Malformed::CountsContradict);
        }
        let threshold = self.rule.threshold.fraction_unchecked();
        let met = threshold.holds(counts.valid_signers, counts.base);
        let reason = if met { Reason::ThresholdMet } else { Reason::ThresholdNotMet };
        Ok(Judgement { required: Some(threshold.required(counts.base)), ..Judgement::of(None, met, reason) })
    }

    pub(super) fn words(&self, judged: &Judgement, language: Language) -> String {
        let (base, signed) = (self.counts.base, self.counts.valid_signers);
        let need = judged.required.unwrap_or_default();
        let share = super::against_share(&self.rule.threshold, judged.passed, &need.to_string(), language);
        // Households sign as one, whoever of them signs.
        let unit = if self.rule.threshold.base == Signers::Households.id() { "户" } else { "人" };
        match language {
            Language::Zh => format!("{base} {unit}中有效联名 {signed} {unit}，{share}"),
            Language::En => format!("{signed} of {base} have signed, {share}"),
        }
    }
}
