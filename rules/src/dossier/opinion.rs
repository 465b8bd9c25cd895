//! What a household says of a matter (入户征求意见): one answer for each, signed by one of its adults on a phone or on paper. It is
//! asked while the step that needs it has its turn; it decides nothing, and is counted in public.

use super::{Facts, State, progress};
use crate::{
    Refusal,
    coded::coded,
    days::Date,
    id::HouseholdId,
    procedure::{Kind, Procedure},
};

coded! {
    /// What a household says.
    Opinion {
        /// It agrees.
        Agree "agree",
        /// It does not.
        Disagree "disagree",
        /// It was asked, and leaves it open.
        Open "open",
    }
}

/// Who signs for a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The household; none where the roll knows none.
    pub household: Option<HouseholdId>,
    /// They are known to be of age.
    pub adult: bool,
    /// They live there still.
    pub belongs: bool,
    /// What the household said before, and whether it did on a phone of its own.
    pub before: Option<(Opinion, bool)>,
    /// It is entered from paper now.
    pub on_paper: bool,
}

/// A judged opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    household: HouseholdId,
    opinion: Opinion,
}

impl Signed {
    /// Whose it is.
    #[must_use]
    pub const fn household(&self) -> &HouseholdId {
        &self.household
    }

    /// What they say.
    #[must_use]
    pub const fn opinion(&self) -> Opinion {
        self.opinion
    }
}

/// Judges what a household says. A later answer takes the place of an earlier one, as long as the step has its turn.
///
/// # Errors
/// `(field, refusal)`: nothing is asked of households now, the signer is not of age or has left, nothing changes, or paper would take
/// the place of what the household has said on a phone.
pub fn sign(
    procedure: &Procedure,
    facts: &Facts,
    (signer, opinion): (Signer, Opinion),
    today: Date,
) -> Result<Signed, (&'static str, Refusal)> {
    if !asks_households(procedure, facts, today) {
        return Err(("", Refusal::HouseholdsNotAsked));
    }
    if !signer.belongs {
        return Err(("number", Refusal::MemberLeft));
    }
    if !signer.adult {
        return Err(("number", Refusal::SignerNotAdult));
    }
    let household = signer.household.ok_or(("number", Refusal::NoHousehold))?;
    match signer.before {
        Some((before, _)) if before == opinion => return Err(("", Refusal::NothingChanges)),
        // Nobody takes the place of what a household has said itself.
        Some((_, true)) if signer.on_paper => return Err(("number", Refusal::SignedByPhone)),
        _ => {}
    }
    Ok(Signed { household, opinion })
}

/// Whether households are asked now: the step that needs it has its turn.
#[must_use]
pub fn asks_households(procedure: &Procedure, facts: &Facts, today: Date) -> bool {
    let stands = progress(procedure, facts, today);
    let mut steps = procedure.steps.iter().zip(&stands.steps);
    steps.any(|(step, state)| {
        matches!(state, State::Current { .. }) && step.needs.iter().any(|need| need.kind() == Kind::Opinions)
    })
}
