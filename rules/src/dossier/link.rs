//! What belongs to a matter: each thing to one.

use crate::{Refusal, coded::coded, id::DossierId, masking::Said};

/// The longest reason for taking something out, in characters.
const REASON: usize = 300;

coded! {
    /// As what a thing belongs to a matter.
    Link {
        /// An item of an agenda, with all that comes of it: its vote, the decision, its milestones, what became of it.
        Item "item",
        /// Something disclosed.
        Disclosure "disclosure",
        /// A plan that is posted for comment: a disclosure too.
        Plan "plan",
        /// A joint request from which it came.
        Petition "petition",
    }
}

/// A thing that a judged act lays to a matter, or takes out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    dossier: DossierId,
    link: Link,
    subject: String,
}

impl Linked {
    /// The matter.
    #[must_use]
    pub const fn dossier(&self) -> &DossierId {
        &self.dossier
    }

    /// As what.
    #[must_use]
    pub const fn link(&self) -> Link {
        self.link
    }

    /// The thing, by its id.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }
}

/// Judges that a thing is laid to a matter: it belongs to none yet (`stands`).
///
/// # Errors
/// [`Refusal::LinkedSo`] where it belongs to this one, [`Refusal::LinkedElsewhere`] where it belongs to another.
pub fn link(dossier: &DossierId, (link, subject): (Link, &str), stands: Option<&DossierId>) -> Result<Linked, Refusal> {
    match stands {
        Some(one) if one == dossier => Err(Refusal::LinkedSo),
        Some(_) => Err(Refusal::LinkedElsewhere),
        None => Ok(Linked { dossier: dossier.clone(), link, subject: subject.to_owned() }),
    }
}

/// Judges that a thing is taken out of a matter: it belongs to it. What a met step hangs on may go too; the step is then open again,
/// and the chain says by whom.
///
/// # Errors
/// [`Refusal::LinkedSo`] where it does not belong to it.
pub fn unlink(
    dossier: &DossierId,
    (link, subject): (Link, &str),
    stands: Option<&DossierId>,
) -> Result<Linked, Refusal> {
    if stands != Some(dossier) {
        return Err(Refusal::LinkedSo);
    }
    Ok(Linked { dossier: dossier.clone(), link, subject: subject.to_owned() })
}

/// Why something is taken out of a matter, in public: it must be said where a vote on it was declared, for its result was a step of the
/// matter.
///
/// # Errors
/// `(field, refusal)`.
pub fn taken_out<'t>(voted: bool, reason: impl Into<Said<'t>>) -> Result<String, (&'static str, Refusal)> {
    let reason = reason.into();
    let words = reason.text().trim();
    if words.is_empty() {
        return if voted { Err(("reason", Refusal::ReasonMissing)) } else { Ok(String::new()) };
    }
    let words = crate::proposal::text(words, REASON).map_err(|refusal| ("reason", refusal))?;
    reason.leaves_nothing(&words).map_err(|refusal| ("reason", refusal))?;
    Ok(words)
}
