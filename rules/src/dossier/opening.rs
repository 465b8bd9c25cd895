//! A matter is opened, and ended. Between the two stand its steps.

use super::{Facts, progress};
use crate::{
    Refusal,
    agenda::Matter,
    body::{BodyKind, CommunityKind},
    days::Date,
    kind::gate::says_something,
    posting::Audience,
    procedure::{Ends, Need, Procedure},
    published::HowEnded,
};

/// What opening is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenFacts {
    /// The kind of the community.
    pub kind: CommunityKind,
    /// The type of matter.
    pub matter: Matter,
    /// Its opener keeps it within the community.
    pub within: bool,
    /// Its opener knows that by this procedure it is talked over and not decided.
    pub consults: bool,
}

/// A judged opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    matter: Matter,
    audience: Audience,
}

impl Opened {
    /// The type of matter.
    #[must_use]
    pub const fn matter(&self) -> Matter {
        self.matter
    }

    /// For whom it is.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        self.audience
    }
}

/// Judges the opening of a matter: its procedure must be one for this type of matter in such a community. Relief stays within it,
/// whatever was chosen. What a meeting has to decide goes by a procedure that votes, unless its opener says that it is only talked over.
///
/// # Errors
/// `(field, refusal)`.
pub fn open(procedure: &Procedure, facts: OpenFacts) -> Result<Opened, (&'static str, Refusal)> {
    if !procedure.fits(facts.kind, facts.matter) {
        return Err(("procedure", Refusal::ProcedureElsewhere));
    }
    if !facts.consults && leaves_open(procedure, facts.matter) {
        return Err(("consults", Refusal::ProcedureDecidesNothing));
    }
    let own = Audience::of_matter(facts.matter.id());
    Ok(Opened { matter: facts.matter, audience: if facts.within { Audience::Members } else { own } })
}

/// A meeting has to decide the matter, and the procedure, which is for every type of matter, votes on nothing.
fn leaves_open(procedure: &Procedure, matter: Matter) -> bool {
    let votes = |need: &Need| matches!(need, Need::Sitting { result: Ends::Passed, .. });
    procedure.matters.is_empty()
        && !matter.authority().allows(BodyKind::ConsultationCouncil, false)
        && !procedure.steps.iter().flat_map(|step| &step.needs).any(votes)
}

/// A judged end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    how: HowEnded,
    said: String,
    on: Date,
}

impl Ending {
    /// How it ended.
    #[must_use]
    pub const fn how(&self) -> HowEnded {
        self.how
    }

    /// In words.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }

    /// On which day.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }
}

/// Judges the end of a matter: done once every step was taken or waived; otherwise it is refused or given up, and in public why.
///
/// # Errors
/// `(field, refusal)`.
pub fn end(
    procedure: &Procedure,
    facts: &Facts,
    (how, said): (HowEnded, &str),
    today: Date,
) -> Result<Ending, (&'static str, Refusal)> {
    match how {
        HowEnded::Done if !progress(procedure, facts, today).is_complete() => return Err(("how", Refusal::StepsOpen)),
        HowEnded::Refused | HowEnded::Dropped if !says_something(said) => return Err(("said", Refusal::ReasonMissing)),
        HowEnded::Done | HowEnded::Refused | HowEnded::Dropped => (),
    }
    Ok(Ending { how, said: said.trim().to_owned(), on: today })
}
