//! What belongs to a matter: each thing to one.

use crate::{Refusal, coded::coded, id::DossierId};

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
