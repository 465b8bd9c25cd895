//! Who is appraised: named before the ballot, each once, with the office in which they are.

use crate::{Refusal, agenda::Matter, id::MemberId, proposal, session, vote::Phase};

/// So many persons stand on one ballot at most: more do not fit a sheet of A4.
pub const MOST: usize = 20;
/// The longest name of an office, in characters.
const OFFICE: usize = 40;

/// What changing who is appraised is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DropFacts<'a> {
    /// The session's phase.
    pub session: session::Phase,
    /// The item was ended without a vote.
    pub ended: bool,
    /// The rounds of the item.
    pub rounds: &'a [Phase],
    /// Who stands on the ballot already.
    pub named: &'a [MemberId],
}

impl DropFacts<'_> {
    /// Whether the ballot can still change: once it was opened it is printed and filled in, and only a void one is made anew.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn is_open(&self) -> Result<(), Refusal> {
        if matches!(self.session, session::Phase::Closed | session::Phase::Cancelled) {
            return Err(self.session.not_now());
        }
        if self.ended {
            return Err(Refusal::ItemEnded);
        }
        if self.rounds.iter().any(|phase| *phase != Phase::Void) { Err(Refusal::AppraisalFixed) } else { Ok(()) }
    }
}

/// What naming somebody is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameFacts<'a> {
    /// What changing the ballot is judged by.
    pub ballot: DropFacts<'a>,
    /// The item's type of matter.
    pub matter: Option<Matter>,
    /// The rules of the place know how an appraisal is counted.
    pub has_rule: bool,
    /// Who is to be named.
    pub member: &'a MemberId,
}

/// A judged naming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    member: MemberId,
    office: String,
}

impl Named {
    /// Who.
    #[must_use]
    pub const fn member(&self) -> &MemberId {
        &self.member
    }

    /// In which office.
    #[must_use]
    pub fn office(&self) -> &str {
        &self.office
    }
}

/// Judges that somebody is appraised under an item: one of this type, before its ballot opens, and each person once.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn name(facts: &NameFacts<'_>, office: &str) -> Result<Named, (&'static str, Refusal)> {
    if facts.matter != Some(Matter::MemberAppraisal) {
        return Err(("", Refusal::NotAnAppraisal));
    }
    if !facts.has_rule {
        return Err(("", Refusal::NoRule));
    }
    facts.ballot.is_open().map_err(|refusal| ("", refusal))?;
    if facts.ballot.named.contains(facts.member) {
        return Err(("who", Refusal::AppraisedAlready));
    }
    if facts.ballot.named.len() >= MOST {
        return Err(("who", Refusal::AppraisedMany));
    }
    let office = proposal::line(office, OFFICE).map_err(|refusal| ("office", refusal))?;
    Ok(Named { member: facts.member.clone(), office })
}

/// A judged removal from the ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped(MemberId);

impl Dropped {
    /// Who.
    #[must_use]
    pub const fn member(&self) -> &MemberId {
        &self.0
    }
}

/// Judges that somebody is not appraised after all.
///
/// # Errors
/// The refusal that stands in the way.
pub fn drop(facts: &DropFacts<'_>, member: &MemberId) -> Result<Dropped, Refusal> {
    facts.is_open()?;
    if facts.named.contains(member) { Ok(Dropped(member.clone())) } else { Err(Refusal::NotOffered) }
}
