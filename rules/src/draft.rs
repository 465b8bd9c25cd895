//! One life for everything that is written to be published: a decision, a disclosure, minutes, and whatever comes to it. It is
//! written, countersigned by another hand or sent back with a reason, published, corrected. What is written after a countersignature
//! drops it; what is public is corrected by a further revision with a reason; what was withdrawn stays so.
//!
//! Each judged step carries the draft that it was judged of, so that a store cannot write it beside another one.

use crate::{
    Refusal,
    coded::coded,
    id::{DraftId, MemberId},
    masking,
    permit::Role,
};

coded! {
    /// Where a draft stands.
    Phase {
        /// Being written.
        Draft "draft",
        /// Countersigned; its text is fixed.
        Countersigned "countersigned",
        /// Public.
        Published "published",
    }
}

/// What of a draft's thing is public already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Public {
    /// How many revisions were published.
    pub revisions: i64,
    /// The latest was withdrawn.
    pub withdrawn: bool,
}

/// A draft that may be written as it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    draft: DraftId,
    revision: i64,
    writers: Vec<MemberId>,
}

impl Written {
    /// Which.
    #[must_use]
    pub const fn draft(&self) -> &DraftId {
        &self.draft
    }

    /// As which revision it would be published, from 1.
    #[must_use]
    pub const fn revision(&self) -> i64 {
        self.revision
    }

    /// Everybody who has written at it since it was last published.
    #[must_use]
    pub fn writers(&self) -> &[MemberId] {
        &self.writers
    }
}

/// Judges writing at a draft, or at the draft of a correction: of what is public with a reason (`correction`), of what was withdrawn
/// not at all. `before`: where it stands and who has written at it. Whoever writes now is one of its writers.
///
/// # Errors
/// [`Refusal::WithdrawnAlready`] or [`Refusal::ReasonMissing`].
pub fn write(
    draft: DraftId,
    before: Option<(Phase, Vec<MemberId>)>,
    public: Public,
    correction: &str,
    author: MemberId,
) -> Result<Written, Refusal> {
    if public.withdrawn {
        return Err(Refusal::WithdrawnAlready);
    }
    if public.revisions > 0 && correction.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let mut writers = match before {
        Some((phase, writers)) if phase != Phase::Published => writers,
        _ => Vec::new(),
    };
    if !writers.contains(&author) {
        writers.push(author);
    }
    Ok(Written { draft, revision: public.revisions + 1, writers })
}

/// By which right somebody countersigns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// A member of the supervision committee; where none of its members is free to sign, one of the committee (村组法 Art. 37 by
    /// analogy, [P]).
    Supervision {
        /// The signer sits on it.
        signer: bool,
        /// Somebody who did not write sits on it.
        free: bool,
    },
    /// Whoever may, in this role: as who presided signs the minutes.
    As(Role),
}

/// What countersigning, or sending back, is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignFacts {
    /// Which draft.
    pub draft: DraftId,
    /// Where it stands.
    pub phase: Phase,
    /// It was sent back, and nobody has written at it since.
    pub returned: bool,
    /// Everybody who has written at it since it was last published.
    pub writers: Vec<MemberId>,
    /// Who countersigns.
    pub signer: MemberId,
    /// By which right.
    pub hand: Hand,
}

/// A judged countersignature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countersigned {
    draft: DraftId,
    signer: MemberId,
    role: Role,
}

impl Countersigned {
    /// What was signed.
    #[must_use]
    pub const fn draft(&self) -> &DraftId {
        &self.draft
    }

    /// Who signed.
    #[must_use]
    pub const fn signer(&self) -> &MemberId {
        &self.signer
    }

    /// In which role; the page says it.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
}

/// Judges a countersignature: of a draft that was not sent back, by somebody who did not write at it.
///
/// # Errors
/// The refusal that stands in the way.
pub fn countersign(facts: &SignFacts) -> Result<Countersigned, Refusal> {
    match facts.phase {
        Phase::Draft => {}
        Phase::Countersigned => return Err(Refusal::AlreadySigned),
        Phase::Published => return Err(Refusal::AlreadyPublished),
    }
    if facts.writers.contains(&facts.signer) {
        return Err(Refusal::OwnCountersign);
    }
    let role = match facts.hand {
        Hand::As(role) => role,
        Hand::Supervision { signer: true, .. } => Role::Supervisor,
        Hand::Supervision { free: true, .. } => return Err(Refusal::SupervisorNeeded),
        Hand::Supervision { .. } => Role::Committee,
    };
    if facts.returned {
        return Err(Refusal::SentBack);
    }
    Ok(Countersigned { draft: facts.draft.clone(), signer: facts.signer.clone(), role })
}

/// A draft that is sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    draft: DraftId,
    reason: String,
}

impl Returned {
    /// Which.
    #[must_use]
    pub const fn draft(&self) -> &DraftId {
        &self.draft
    }

    /// Why, for who wrote it.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges sending a draft back: by whoever could sign it, with a reason.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn send_back<'t>(
    facts: &SignFacts,
    reason: impl Into<masking::Said<'t>>,
) -> Result<Returned, (&'static str, Refusal)> {
    let signed = countersign(facts).map_err(|refusal| ("", refusal))?;
    match masking::reason(reason) {
        Ok(reason) => Ok(Returned { draft: signed.draft, reason }),
        // This reason is for who wrote it, and for nobody else.
        Err((field, Refusal::ReasonMissing)) => Err((field, Refusal::WhySentBack)),
        Err(other) => Err(other),
    }
}

/// A draft that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    draft: DraftId,
}

impl Published {
    /// Which.
    #[must_use]
    pub const fn draft(&self) -> &DraftId {
        &self.draft
    }
}

/// Judges publishing what is countersigned. `was_signed`: somebody had countersigned this revision, before it was written at again.
///
/// # Errors
/// [`Refusal::NotCountersigned`] or [`Refusal::ChangedSinceSigned`], [`Refusal::AlreadyPublished`], or [`Refusal::WithdrawnAlready`] where an earlier revision was
/// withdrawn meanwhile.
pub fn publish(draft: DraftId, phase: Phase, public: Public, was_signed: bool) -> Result<Published, Refusal> {
    match phase {
        Phase::Draft if was_signed => Err(Refusal::ChangedSinceSigned),
        Phase::Draft => Err(Refusal::NotCountersigned),
        Phase::Published => Err(Refusal::AlreadyPublished),
        Phase::Countersigned if public.withdrawn => Err(Refusal::WithdrawnAlready),
        Phase::Countersigned => Ok(Published { draft }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> SignFacts {
        SignFacts {
            draft: "d".into(),
            phase: Phase::Draft,
            returned: false,
            writers: vec!["c".into(), "a".into()],
            signer: "b".into(),
            hand: Hand::Supervision { signer: true, free: true },
        }
    }

    #[test]
    fn nobody_countersigns_alone() {
        let facts = facts();
        assert_eq!(countersign(&facts).map(|signed| signed.role()), Ok(Role::Supervisor));
        let own = SignFacts { signer: "a".into(), ..facts.clone() };
        assert_eq!(countersign(&own), Err(Refusal::OwnCountersign));
        assert_eq!(send_back(&own, "x"), Err(("", Refusal::OwnCountersign)));
        let committee = SignFacts { hand: Hand::Supervision { signer: false, free: true }, ..facts.clone() };
        assert_eq!(countersign(&committee), Err(Refusal::SupervisorNeeded));
        let alone = SignFacts { hand: Hand::Supervision { signer: false, free: false }, ..facts.clone() };
        assert_eq!(countersign(&alone).map(|signed| signed.role()), Ok(Role::Committee));
        let chair = SignFacts { hand: Hand::As(Role::Chair), ..facts.clone() };
        assert_eq!(countersign(&chair).map(|signed| signed.role()), Ok(Role::Chair));
        for (phase, why) in
            [(Phase::Countersigned, Refusal::AlreadySigned), (Phase::Published, Refusal::AlreadyPublished)]
        {
            assert_eq!(countersign(&SignFacts { phase, ..facts.clone() }), Err(why));
        }
    }

    #[test]
    fn what_was_sent_back_is_signed_when_it_was_written_anew() {
        let facts = facts();
        assert_eq!(send_back(&facts, ""), Err(("reason", Refusal::WhySentBack)));
        let returned = send_back(&facts, " 缺附件 ").expect("sent back");
        assert_eq!((returned.reason(), returned.draft()), ("缺附件", &facts.draft));
        let again = SignFacts { returned: true, ..facts };
        assert_eq!(countersign(&again), Err(Refusal::SentBack));
        assert_eq!(send_back(&again, "x"), Err(("", Refusal::SentBack)));
    }

    #[test]
    fn what_is_public_is_corrected_with_a_reason_and_what_was_withdrawn_is_not() {
        let write = |before, public, correction: &str| write("d".into(), before, public, correction, "a".into());
        let first = write(None, Public::default(), "").expect("a first draft");
        assert_eq!((first.revision(), first.writers()), (1, &["a".into()][..]));
        // Whoever wrote before stays a writer until it is published.
        let before = |phase| Some((phase, vec!["c".into()]));
        let more = write(before(Phase::Countersigned), Public::default(), "").expect("a change");
        assert_eq!(more.writers(), &["c".into(), "a".into()][..]);
        let public = Public { revisions: 1, withdrawn: false };
        assert_eq!(write(before(Phase::Published), public, ""), Err(Refusal::ReasonMissing));
        let corrected = write(before(Phase::Published), public, "错字").expect("a correction");
        assert_eq!((corrected.revision(), corrected.writers()), (2, &["a".into()][..]));
        let withdrawn = Public { revisions: 2, withdrawn: true };
        assert_eq!(write(None, withdrawn, "x"), Err(Refusal::WithdrawnAlready));
        let publish = |phase, public| publish("d".into(), phase, public, false);
        assert_eq!(publish(Phase::Draft, public), Err(Refusal::NotCountersigned));
        assert_eq!(super::publish("d".into(), Phase::Draft, public, true), Err(Refusal::ChangedSinceSigned));
        assert_eq!(publish(Phase::Published, public), Err(Refusal::AlreadyPublished));
        assert_eq!(publish(Phase::Countersigned, withdrawn), Err(Refusal::WithdrawnAlready));
        assert_eq!(publish(Phase::Countersigned, public).map(|one| one.draft), Ok("d".into()));
    }
}
