//! A consultation (协商, domain.md §3.3): those whom a matter concerns sit together before it is done (村组法 Art. 33, 居组法 Art. 32). It
//! decides nothing. Each interest group has somebody who takes part, or it is on record that it does not; guests speak and do not vote.
//! What was said is summed up in an opinion (意见表) and read back; dissent is kept in the words of whoever dissents, and what became of
//! each suggestion is told to all who took part.

mod guest;
mod opinion;

pub use guest::{Came, GuestFacts, Left, TURN_SECONDS, TakenDown, Turn, call, came, left, take_down};
pub use opinion::{
    Answer, Became, DissentFacts, Dissented, Feedback, Holds, MOST_DISSENTS, Opinion, ReadBack, dissent, feedback,
    is_ready, opinion, read_back,
};

use crate::{Refusal, body::BodyKind, days::Date, folding, proposal, session::Phase};

/// The most groups of a sitting, and the most people who take part for them (\[P\]).
pub const MOST_PARTIES: usize = 20;
/// See [`MOST_PARTIES`].
pub const MOST_PEOPLE: usize = 200;
/// Longest name of a group, a guest or an organisation, and longest note of who refused, in characters.
pub const LIMIT: usize = 60;

/// An interest group, as it is judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// The days on which it was named who takes part for it.
    pub named: Vec<Date>,
    /// The day on which it was put on record that nobody does.
    pub refused: Option<Date>,
}

impl Group {
    /// Since when it is settled: somebody takes part, or it is on record that nobody does.
    #[must_use]
    pub fn settled(&self) -> Option<Date> {
        self.named.iter().copied().chain(self.refused).min()
    }
}

/// How many of the groups have nobody who takes part, and no refusal on record.
#[must_use]
pub fn missing(groups: &[Group]) -> usize {
    groups.iter().filter(|group| group.settled().is_none()).count()
}

/// How the groups of a consultation stand as a record: how many are missing, and the day of it. Nothing where none was named.
#[must_use]
pub fn parties(groups: &[Group]) -> Option<(u32, Date)> {
    let on = groups.iter().filter_map(Group::settled).max()?;
    Some((u32::try_from(missing(groups)).unwrap_or(u32::MAX), on))
}

/// Whether a sitting is a consultation at all, and whether its groups may still change: they are those with which it opened.
fn may_settle(body: BodyKind, phase: Phase) -> Result<(), Refusal> {
    if body != BodyKind::ConsultationCouncil {
        return Err(Refusal::NoConsultation);
    }
    match phase {
        Phase::Draft | Phase::Announced => Ok(()),
        Phase::Open | Phase::Suspended => Err(Refusal::PartiesFixed),
        Phase::Closed | Phase::Cancelled => Err(phase.not_now()),
    }
}

/// A group that is named. Only judging makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(String);

impl Named {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// Judges naming a group: before the sitting opens, each once.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn name(body: BodyKind, phase: Phase, groups: &[Group], name: &str) -> Result<Named, (&'static str, Refusal)> {
    may_settle(body, phase).map_err(|refusal| ("", refusal))?;
    if groups.len() >= MOST_PARTIES {
        return Err(("", Refusal::PartiesMany));
    }
    let name = proposal::line(name, LIMIT).map_err(|refusal| ("party", refusal))?;
    if groups.iter().any(|one| folding::same(&one.name, &name)) {
        return Err(("party", Refusal::PartyNamed));
    }
    Ok(Named(name))
}

/// A judged striking of a group, or of somebody who was to take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dropped(());

/// Judges striking a group, or somebody who was to take part, before the sitting opens.
///
/// # Errors
/// Why it stays.
pub fn strike(body: BodyKind, phase: Phase) -> Result<Dropped, Refusal> {
    may_settle(body, phase).map(|()| Dropped(()))
}

/// A refusal to take part, judged: who said so, and on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    said: String,
    on: Date,
}

impl Refused {
    /// Who said so for the group, and why.
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

/// Judges putting on record that nobody of a group takes part: once, of a day that has come, of a group for which nobody is named.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn refuse(
    (body, phase): (BodyKind, Phase),
    group: &Group,
    said: &str,
    (on, today): (Date, Date),
) -> Result<Refused, (&'static str, Refusal)> {
    may_settle(body, phase).map_err(|refusal| ("", refusal))?;
    if !group.named.is_empty() {
        return Err(("", Refusal::PartyComes));
    }
    if group.refused.is_some() {
        return Err(("", Refusal::PartyRefused));
    }
    let said = proposal::line(said, 2 * LIMIT).map_err(|refusal| ("said", refusal))?;
    if on > today {
        return Err(("on", Refusal::DayToCome));
    }
    Ok(Refused { said, on })
}

/// What naming somebody who takes part is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeFacts {
    /// The kind of body that sits.
    pub body: BodyKind,
    /// Where the sitting stands.
    pub phase: Phase,
    /// How many take part already.
    pub there: usize,
    /// This one does.
    pub named: bool,
}

/// A judged part in a consultation: of a member, or of a guest with name and organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    name: String,
    organisation: String,
}

impl Part {
    /// A guest's name; empty for a member, whom the roll names.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// For whom a guest comes.
    #[must_use]
    pub fn organisation(&self) -> &str {
        &self.organisation
    }
}

fn take(facts: TakeFacts) -> Result<(), Refusal> {
    if facts.body != BodyKind::ConsultationCouncil {
        Err(Refusal::NoConsultation)
    } else if matches!(facts.phase, Phase::Closed | Phase::Cancelled) {
        Err(facts.phase.not_now())
    } else if facts.named {
        Err(Refusal::TakesPart)
    } else if facts.there >= MOST_PEOPLE {
        Err(Refusal::PartiesMany)
    } else {
        Ok(())
    }
}

/// Judges that a member takes part for a group: once in a sitting, also while it sits.
///
/// # Errors
/// Why not.
pub fn take_part(facts: TakeFacts) -> Result<Part, Refusal> {
    take(facts).map(|()| Part { name: String::new(), organisation: String::new() })
}

/// Judges inviting a guest, by name and organisation: they speak, have no vote and count for no quorum.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn invite(facts: TakeFacts, name: &str, organisation: &str) -> Result<Part, (&'static str, Refusal)> {
    let name = proposal::line(name, LIMIT).map_err(|refusal| ("guest", refusal))?;
    let organisation = proposal::line(organisation, LIMIT).map_err(|refusal| ("organisation", refusal))?;
    take(facts).map_err(|refusal| if facts.named { ("guest", refusal) } else { ("", refusal) })?;
    Ok(Part { name, organisation })
}

#[cfg(test)]
mod tests;
