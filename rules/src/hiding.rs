//! What the chair hides, and what becomes of it (domain.md §3.11 \[P\]: the chair stops breaches, every act of the chair has
//! its reason): the reason is public, the author may appeal, and nobody judges their own cause.

use crate::{
    Refusal,
    coded::coded,
    id::{HidingId, SessionId},
    proposal,
};

/// Longest reason, appeal or answer, in characters.
pub const REASON_LIMIT: usize = 500;

coded! {
    /// What is said in a sitting and may be hidden.
    Spoken {
        /// A proposal.
        Proposal "proposal",
        /// A remark.
        Remark "remark",
    }
}

/// The words of one proposal or remark in a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// In which sitting.
    pub session: SessionId,
    /// Which of both.
    pub kind: Spoken,
    /// Its id.
    pub id: String,
}

/// A judged hiding of one thing (`Words` of a sitting, or an objection): its text leaves every page but the supervisors', and the
/// reason is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden<Of> {
    of: Of,
    reason: String,
}

impl<Of> Hidden<Of> {
    /// What is hidden.
    #[must_use]
    pub const fn of(&self) -> &Of {
        &self.of
    }

    /// Why, in public words.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// What hiding is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HideFacts {
    /// It is hidden.
    pub hidden: bool,
    /// The supervisors have shown this very text again.
    pub undone: bool,
    /// It is a proposal that was put to the vote: it stands as the item's text.
    pub put: bool,
}

/// Judges hiding what somebody said or filed, always with a reason. What the supervisors have shown again stays shown.
///
/// # Errors
/// The field, and why not.
pub fn hide<Of>(of: Of, facts: HideFacts, reason: &str) -> Result<Hidden<Of>, (&'static str, Refusal)> {
    if facts.hidden {
        return Err(("", Refusal::AlreadyHidden));
    }
    if facts.put {
        return Err(("", Refusal::ProposalClosed));
    }
    if facts.undone {
        return Err(("", Refusal::AppealMade));
    }
    let reason = proposal::text(reason, REASON_LIMIT).map_err(|refusal| match refusal {
        Refusal::Empty => ("reason", Refusal::ReasonMissing),
        other => ("reason", other),
    })?;
    Ok(Hidden { of, reason })
}

coded! {
    /// Where a hiding stands.
    HidingState {
        /// Hidden, and nobody appealed.
        Hidden "hidden",
        /// An appeal waits for the supervisors.
        Appealed "appealed",
        /// The supervisors let it stand.
        Upheld "upheld",
        /// The supervisors undid it: the text is shown again.
        Undone "undone",
    }
}

impl HidingState {
    /// Whether the text stays hidden.
    #[must_use]
    pub const fn hides(self) -> bool {
        !matches!(self, Self::Undone)
    }
}

/// A judged step of an appeal, with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    hiding: HidingId,
    state: HidingState,
    words: String,
}

impl Appeal {
    /// Against which hiding.
    #[must_use]
    pub const fn hiding(&self) -> &HidingId {
        &self.hiding
    }

    /// Where the hiding stands now.
    #[must_use]
    pub const fn state(&self) -> HidingState {
        self.state
    }

    /// The appeal's or the answer's words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }
}

fn appeal_words(field: &'static str, words: &str) -> Result<String, (&'static str, Refusal)> {
    proposal::text(words, REASON_LIMIT).map_err(|refusal| (field, refusal))
}

/// Judges an appeal to the supervision committee: one for each hiding, by who wrote what was hidden.
///
/// # Errors
/// The field, and why not.
pub fn appeal(
    hiding: &HidingId,
    state: HidingState,
    own: bool,
    words: &str,
) -> Result<Appeal, (&'static str, Refusal)> {
    if !own {
        return Err(("", Refusal::AppealOfAuthor));
    }
    if state != HidingState::Hidden {
        return Err(("", Refusal::AppealMade));
    }
    let words = appeal_words("appeal", words)?;
    Ok(Appeal { hiding: hiding.clone(), state: HidingState::Appealed, words })
}

/// Judges the supervisors' answer, always with a reason. They may also act without an appeal. Nobody judges their own
/// cause: `party`, who presides or wrote the text.
///
/// # Errors
/// The field, and why not.
pub fn answer_appeal(
    hiding: &HidingId,
    state: HidingState,
    party: bool,
    undo: bool,
    words: &str,
) -> Result<Appeal, (&'static str, Refusal)> {
    if party {
        return Err(("", Refusal::OwnAppeal));
    }
    let open = matches!(state, HidingState::Hidden | HidingState::Appealed);
    if !open || (state == HidingState::Hidden && !undo) {
        return Err(("", Refusal::NoAppeal));
    }
    let state = if undo { HidingState::Undone } else { HidingState::Upheld };
    Ok(Appeal { hiding: hiding.clone(), state, words: appeal_words("answer", words)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hiding_needs_a_reason_and_can_be_appealed_once() {
        let shown = HideFacts::default();
        let words = Words { session: "s".into(), kind: Spoken::Remark, id: "r".to_owned() };
        let hidden = hide(words.clone(), shown, "人身攻击").expect("hidden");
        assert_eq!((hidden.reason(), hidden.of()), ("人身攻击", &words));
        let hide = |facts, reason| hide(words.clone(), facts, reason);
        assert_eq!(hide(shown, " "), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(hide(HideFacts { hidden: true, ..shown }, "x"), Err(("", Refusal::AlreadyHidden)));
        assert_eq!(hide(HideFacts { undone: true, ..shown }, "x"), Err(("", Refusal::AppealMade)));
        assert_eq!(hide(HideFacts { put: true, ..shown }, "x"), Err(("", Refusal::ProposalClosed)));
        let hiding = HidingId::from("h");
        let appeal = |state, own, words| appeal(&hiding, state, own, words);
        let answer_appeal = |state, party, undo, words| answer_appeal(&hiding, state, party, undo, words);
        assert_eq!(appeal(HidingState::Hidden, false, "x"), Err(("", Refusal::AppealOfAuthor)));
        assert_eq!(answer_appeal(HidingState::Appealed, true, true, "x"), Err(("", Refusal::OwnAppeal)));
        use HidingState as S;
        let appealed = appeal(S::Hidden, true, "不是攻击").expect("appealed");
        assert_eq!((appealed.state(), appealed.hiding()), (S::Appealed, &hiding));
        for done in [S::Appealed, S::Upheld, S::Undone] {
            assert_eq!(appeal(done, true, "x"), Err(("", Refusal::AppealMade)));
        }
        assert_eq!(answer_appeal(S::Appealed, false, false, "维持").map(|one| one.state()), Ok(S::Upheld));
        assert_eq!(answer_appeal(S::Hidden, false, true, "恢复").map(|one| one.state()), Ok(S::Undone));
        assert_eq!(answer_appeal(S::Hidden, false, false, "维持"), Err(("", Refusal::NoAppeal)));
        assert_eq!(answer_appeal(S::Appealed, false, true, ""), Err(("answer", Refusal::Empty)));
        for done in [S::Upheld, S::Undone] {
            assert_eq!(answer_appeal(done, false, true, "x"), Err(("", Refusal::NoAppeal)));
        }
        assert!(S::Upheld.hides() && S::Appealed.hides() && !S::Undone.hides());
    }
}
