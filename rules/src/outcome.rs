//! The decision: written, countersigned by somebody else, published.

use crate::{Refusal, days::Date, id::MemberId, masking, permit::Role, vote};
use serde::{Deserialize, Serialize};

/// Where a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Being written.
    Draft,
    /// Countersigned; its text is fixed.
    Countersigned,
    /// Public.
    Published,
}

impl Phase {
    /// Stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Countersigned => "countersigned",
            Self::Published => "published",
        }
    }

    /// The phase with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Draft, Self::Countersigned, Self::Published].into_iter().find(|phase| phase.id() == id)
    }
}

/// A written decision may be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written(());

/// Judges writing a decision: the vote is declared and the decision is not public yet. What is written after a
/// countersignature drops the signature. A published decision is corrected by a new revision with a reason.
///
/// # Errors
/// The refusal that stands in the way.
pub fn write(vote: vote::Phase, phase: Option<Phase>, correction_reason: bool) -> Result<Written, Refusal> {
    if vote != vote::Phase::Declared {
        return Err(Refusal::NotDeclared);
    }
    match phase {
        None | Some(Phase::Draft | Phase::Countersigned) => Ok(Written(())),
        Some(Phase::Published) if correction_reason => Ok(Written(())),
        Some(Phase::Published) => Err(Refusal::ReasonMissing),
    }
}

/// Judges the day by which a decision is to be carried out: none, or one that can be read and has not passed. A day that stood
/// there before may stay, so that a correction of other words needs no new one.
///
/// # Errors
/// [`Refusal::BadDay`] or [`Refusal::PastDay`].
pub fn due(typed: &str, before: &str, today: Date) -> Result<(), Refusal> {
    if typed.is_empty() {
        return Ok(());
    }
    let day = Date::from_text(typed).ok_or(Refusal::BadDay)?;
    if day < today && typed != before { Err(Refusal::PastDay) } else { Ok(()) }
}

/// What countersigning is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountersignFacts {
    /// The decision's phase.
    pub phase: Phase,
    /// Everybody who has written at it since it was last published.
    pub writers: Vec<MemberId>,
    /// Who countersigns.
    pub signer: MemberId,
    /// The signer sits on the supervision committee.
    pub signer_supervises: bool,
    /// There is a supervisor who did not write at it.
    pub supervisors: bool,
}

/// A judged countersignature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countersigned {
    signer: MemberId,
    role: Role,
}

impl Countersigned {
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

/// Judges a countersignature (村组法 Art. 37 by analogy, [P]): a supervision committee member who did not write at the
/// decision, or, where there is none, another committee member.
///
/// # Errors
/// The refusal that stands in the way.
pub fn countersign(facts: &CountersignFacts) -> Result<Countersigned, Refusal> {
    if facts.phase != Phase::Draft {
        return Err(Refusal::AlreadyPublished);
    }
    if facts.writers.contains(&facts.signer) {
        return Err(Refusal::OwnCountersign);
    }
    if facts.supervisors && !facts.signer_supervises {
        return Err(Refusal::SupervisorNeeded);
    }
    let role = if facts.signer_supervises { Role::Supervisor } else { Role::Committee };
    Ok(Countersigned { signer: facts.signer.clone(), role })
}

/// A draft that is sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    reason: String,
}

impl Returned {
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
    facts: &CountersignFacts,
    reason: impl Into<masking::Said<'t>>,
) -> Result<Returned, (&'static str, Refusal)> {
    countersign(facts).map_err(|refusal| ("", refusal))?;
    masking::reason(reason).map(|reason| Returned { reason })
}

/// A decision may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published(());

/// Judges publishing.
///
/// # Errors
/// [`Refusal::NotCountersigned`] or [`Refusal::AlreadyPublished`].
pub const fn publish(phase: Phase) -> Result<Published, Refusal> {
    match phase {
        Phase::Countersigned => Ok(Published(())),
        Phase::Draft => Err(Refusal::NotCountersigned),
        Phase::Published => Err(Refusal::AlreadyPublished),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_countersigns_alone() {
        let facts = CountersignFacts {
            phase: Phase::Draft,
            writers: vec!["c".into(), "a".into()],
            signer: "b".into(),
            signer_supervises: true,
            supervisors: true,
        };
        assert_eq!(countersign(&facts).map(|signed| signed.role()), Ok(Role::Supervisor));
        let own = CountersignFacts { signer: "a".into(), ..facts.clone() };
        assert_eq!(countersign(&own), Err(Refusal::OwnCountersign));
        assert_eq!(send_back(&own, "x"), Err(("", Refusal::OwnCountersign)));
        assert_eq!(send_back(&facts, ""), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(send_back(&facts, " 缺附件 ").map(|one| one.reason), Ok("缺附件".to_owned()));
        let committee = CountersignFacts { signer_supervises: false, ..facts.clone() };
        assert_eq!(countersign(&committee), Err(Refusal::SupervisorNeeded));
        let alone = CountersignFacts { supervisors: false, ..committee };
        assert_eq!(countersign(&alone).map(|signed| signed.role()), Ok(Role::Committee));
    }

    #[test]
    fn b7_a_decision_is_due_on_a_day_to_come() {
        let today = Date::from_text("2026-03-16").expect("a day");
        for (typed, before, judged) in [
            ("", "", Ok(())),
            ("2026-03-16", "", Ok(())),
            ("2026-03-15", "", Err(Refusal::PastDay)),
            ("2006-06-20", "2026-06-20", Err(Refusal::PastDay)),
            ("2026-01-31", "2026-01-31", Ok(())),
            ("20.6.2026", "", Err(Refusal::BadDay)),
        ] {
            assert_eq!(due(typed, before, today), judged, "{typed}");
        }
    }

    #[test]
    fn a_published_decision_is_corrected_with_a_reason() {
        assert_eq!(write(vote::Phase::Counted, None, false), Err(Refusal::NotDeclared));
        assert!(write(vote::Phase::Declared, None, false).is_ok());
        assert!(write(vote::Phase::Declared, Some(Phase::Countersigned), false).is_ok());
        assert_eq!(write(vote::Phase::Declared, Some(Phase::Published), false), Err(Refusal::ReasonMissing));
        assert!(write(vote::Phase::Declared, Some(Phase::Published), true).is_ok());
        assert_eq!(publish(Phase::Draft), Err(Refusal::NotCountersigned));
    }
}
