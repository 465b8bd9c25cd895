//! Joint requests with legal effect (联名, domain.md §2.4): a share of those entitled asks for something that then must be done. A
//! member begins one and is the first to sign; it is counted by `kind/petition`, over the roll of the moment; once enough have signed
//! it is closed, and what was asked for is due by a day. It is met by what was called or published, or answered in public.

mod terms;

pub use terms::{Ask, Bar, DISCLOSURE, Roll, Signers, Terms};

use crate::{
    Refusal,
    coded::coded,
    days::{Date, Holidays},
    id::MemberId,
    kind::petition::PetitionRecord,
    masking::Said,
    proposal,
    published::{PetitionVerdict, Thing},
    thread::MOST_PROPOSALS,
};

/// Longest text and longest answer, in characters.
pub const LIMIT: usize = 2000;
/// How many of a member's own may be open at once (\[P\]): as many as proposals under an item.
pub const MOST: i64 = MOST_PROPOSALS;
/// How long beginning and ending again counts (\[P\]), in minutes.
pub const LATELY_MINUTES: i64 = 10;

coded! {
    /// Where a joint request stands.
    State {
        /// It is being signed.
        Open "open",
        /// Whoever began it took it back before enough had signed.
        Withdrawn "withdrawn",
        /// Enough have signed: what it asks for is due.
        Reached "reached",
        /// It was answered in public that it is not done, and why.
        Answered "answered",
        /// What it asks for was done.
        Met "met",
    }
}

impl State {
    /// Whether it still waits for what it asks for, and is late from its day on.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Reached)
    }

    /// Whether the day has passed without what it asks for and without an answer.
    #[must_use]
    pub fn is_overdue(self, due: Date, today: Date) -> bool {
        self.waits() && today > due
    }
}

/// What beginning is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeginFacts {
    /// The login was confirmed in person.
    pub verified: bool,
    /// Who begins it may sign it.
    pub entitled: bool,
    /// How many that they began are open.
    pub open: i64,
    /// How many they began in the last ten minutes.
    pub lately: i64,
    /// The same words of the same member are being signed: a form that was sent again begins nothing.
    pub again: bool,
}

/// A judged beginning: title and text, which everybody reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    title: String,
    text: String,
}

impl Begun {
    /// The title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The text, as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Judges beginning one. Its title and text are public at once, so they may hold nobody's personal data.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn begin<'t>(
    facts: BeginFacts,
    title: impl Into<Said<'t>>,
    text: impl Into<Said<'t>>,
) -> Result<Begun, (&'static str, Refusal)> {
    may_sign(facts.verified, facts.entitled).map_err(|refusal| ("", refusal))?;
    if facts.again {
        return Err(("text", Refusal::PetitionOpen));
    }
    if facts.open >= MOST || facts.lately >= 2 * MOST {
        return Err(("", Refusal::PetitionsMany));
    }
    let title = title.into();
    let line = proposal::line(title.text(), proposal::TITLE_LIMIT).map_err(|refusal| ("title", refusal))?;
    title.leaves_nothing(&line).map_err(|refusal| ("title", refusal))?;
    Ok(Begun { title: line, text: said(&text.into(), "text")? })
}

fn may_sign(verified: bool, entitled: bool) -> Result<(), Refusal> {
    if !verified {
        Err(Refusal::LoginUnverified)
    } else if !entitled {
        Err(Refusal::NotASigner)
    } else {
        Ok(())
    }
}

/// What signing is judged by, online or on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignFacts {
    /// Where the request stands.
    pub state: State,
    /// The login was confirmed in person; who signs on paper needs none.
    pub verified: bool,
    /// Whoever signs is on a roll that counts.
    pub entitled: bool,
    /// They have signed, online or on a paper that was entered.
    pub signed: bool,
}

/// A judged signature. Only judging makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed(());

/// Judges a signature.
///
/// # Errors
/// Why it is none.
pub fn sign(facts: SignFacts) -> Result<Signed, Refusal> {
    is_open(facts.state)?;
    may_sign(facts.verified, facts.entitled)?;
    if facts.signed { Err(Refusal::SignedAlready) } else { Ok(Signed(())) }
}

/// A judged end of a signature: taken back by who gave it, or not found on the paper by the second of those who enter it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsigned(());

/// Judges taking one's signature back: until enough have signed.
///
/// # Errors
/// Why it stays.
pub fn unsign(state: State, signed: bool) -> Result<Unsigned, Refusal> {
    is_open(state)?;
    if signed { Ok(Unsigned(())) } else { Err(Refusal::NotSigned) }
}

/// What the second pair of eyes is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperFacts {
    /// Where the request stands.
    pub state: State,
    /// The signature was entered from a paper and waits for the second.
    pub waits: bool,
    /// Whoever looks is who entered it.
    pub own: bool,
    /// It is their own signature.
    pub theirs: bool,
    /// Whoever signed is still on a roll that counts.
    pub entitled: bool,
}

/// Judges that a second person finds a signature on the paper as it was entered: it counts from now on.
///
/// # Errors
/// Why it does not.
pub fn confirm(facts: PaperFacts) -> Result<Signed, Refusal> {
    is_open(facts.state)?;
    second(facts)?;
    if facts.entitled { Ok(Signed(())) } else { Err(Refusal::NotASigner) }
}

/// Judges that a second person does not find it there: it is struck, and never counted.
///
/// # Errors
/// Why it stays.
pub fn strike(facts: PaperFacts) -> Result<Unsigned, Refusal> {
    second(facts).map(|()| Unsigned(()))
}

fn second(facts: PaperFacts) -> Result<(), Refusal> {
    if !facts.waits {
        Err(Refusal::NotSigned)
    } else if facts.own || facts.theirs {
        Err(Refusal::SecondPerson)
    } else {
        Ok(())
    }
}

/// Judges that whoever began it takes it back, before anybody else has signed (\[P\]): then it is no longer theirs alone, and they may
/// take their own signature back only. `others`: a signature of somebody else's counts, or waits on paper.
///
/// # Errors
/// Why not.
pub const fn withdraw(state: State, own: bool, others: bool) -> Result<Unsigned, Refusal> {
    match (state, own, others) {
        (_, false, _) => Err(Refusal::NotAuthor),
        (State::Open, true, true) => Err(Refusal::OthersSigned),
        (State::Open, true, false) => Ok(Unsigned(())),
        (_, true, _) => Err(Refusal::PetitionClosed),
    }
}

const fn is_open(state: State) -> Result<(), Refusal> {
    if matches!(state, State::Open) { Ok(()) } else { Err(Refusal::PetitionClosed) }
}

/// That enough have signed: by which bar, with the record by which anybody counts it again, and by when what was asked for is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    bar: usize,
    record: PetitionRecord,
    verdict: PetitionVerdict,
    on: Date,
    due: Date,
}

impl Reached {
    /// The how-many-th of the bars was reached, from 0.
    #[must_use]
    pub const fn bar(&self) -> usize {
        self.bar
    }

    /// The numbers, frozen.
    #[must_use]
    pub const fn record(&self) -> &PetitionRecord {
        &self.record
    }

    /// What follows from them.
    #[must_use]
    pub const fn verdict(&self) -> &PetitionVerdict {
        &self.verdict
    }

    /// On which day.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// The last day for what was asked for.
    #[must_use]
    pub const fn due(&self) -> Date {
        self.due
    }
}

/// Whether enough have signed, over the rolls as they stand: the first bar that is reached decides. `rolls`: one for each bar.
#[must_use]
pub fn reached(
    (id, terms): (&str, &Terms),
    rolls: &[Roll],
    signed: &[MemberId],
    (today, holidays): (Date, &Holidays),
) -> Option<Reached> {
    let counted = terms.bars.iter().zip(rolls).map(|(bar, roll)| bar.counted(id, roll, signed));
    let (bar, record, required) = counted.enumerate().find_map(|(nth, record)| {
        let judged = record.judge().ok().filter(|one| one.passed)?;
        Some((nth, record, judged))
    })?;
    let verdict = PetitionVerdict { passed: required.passed, reason: required.reason, required: required.required };
    Some(Reached { bar, record, verdict, on: today, due: holidays.end_of(today, terms.days).last })
}

/// What meeting a request is judged by: the thing by which it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetFacts<'a> {
    /// Where the request stands.
    pub state: State,
    /// What the thing is: the kind of body whose session it calls, or [`DISCLOSURE`].
    pub what: &'a str,
    /// It was published after the request was begun.
    pub after: bool,
    /// It was withdrawn.
    pub withdrawn: bool,
}

/// A judged meeting of a request, by a published thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    by: Thing,
}

impl Met {
    /// By which published thing.
    #[must_use]
    pub const fn by(&self) -> &Thing {
        &self.by
    }
}

/// Judges that a published thing is what was asked for. What was answered with a reason may still be met later.
///
/// # Errors
/// Why it is not.
pub fn meet(terms: &Terms, facts: MeetFacts<'_>, by: Thing) -> Result<Met, Refusal> {
    if !matches!(facts.state, State::Reached | State::Answered) {
        return Err(Refusal::PetitionNotReached);
    }
    let fits = terms.met_by.iter().any(|what| what == facts.what);
    if fits && facts.after && !facts.withdrawn { Ok(Met { by }) } else { Err(Refusal::NotAskedFor) }
}

/// A judged answer: that it is not done, or not yet, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    text: String,
}

impl Answered {
    /// Why.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Judges an answer in public. It is given once; the day stays red in the record where it came late.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn answer<'t>(state: State, text: impl Into<Said<'t>>) -> Result<Answered, (&'static str, Refusal)> {
    match state {
        State::Reached => Ok(Answered { text: said(&text.into(), "answer")? }),
        State::Answered | State::Met => Err(("", Refusal::RepliedAlready)),
        State::Open | State::Withdrawn => Err(("", Refusal::PetitionNotReached)),
    }
}

fn said(said: &Said<'_>, field: &'static str) -> Result<String, (&'static str, Refusal)> {
    let text = proposal::text(said.text(), LIMIT).map_err(|refusal| (field, refusal))?;
    said.leaves_nothing(&text).map_err(|refusal| (field, refusal))?;
    Ok(text)
}

#[cfg(test)]
mod tests;
