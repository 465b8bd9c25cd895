//! The opinion of a consultation (协商意见): the consensus, what each group holds apart from it, suggestions. It is read back as it stands
//! before anybody signs it; who dissents adds their own words, which nobody edits; what became of each suggestion is told.

use crate::{Refusal, coded::coded, days::Date, masking::Said, proposal};
use serde::{Deserialize, Serialize};

/// Longest text, in characters.
pub const LIMIT: usize = 2000;
/// The most suggestions of an opinion (\[P\]).
const MOST_SUGGESTIONS: usize = 30;
/// How often one person may dissent from one opinion (\[P\]).
pub const MOST_DISSENTS: usize = 5;

/// What a group holds apart from the consensus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    /// Which group, by its id.
    pub party: String,
    /// What it holds.
    pub text: String,
}

/// What an opinion says beside its consensus. Only judging makes one; what was stored is read again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// By group, what it holds; a group that agrees is not named.
    pub holds: Vec<Holds>,
    /// The suggestions, one each.
    pub suggestions: Vec<String>,
}

/// Judges an opinion: it says something, and each suggestion is a line. `holds`: what was typed for each group.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn opinion(
    consensus: &str,
    holds: impl IntoIterator<Item = (String, String)>,
    suggestions: &str,
) -> Result<(String, Opinion), (String, Refusal)> {
    let consensus = proposal::optional(consensus, LIMIT).map_err(|refusal| ("consensus".to_owned(), refusal))?;
    let mut opinion = Opinion::default();
    for (party, text) in holds {
        let text = proposal::optional(&text, LIMIT).map_err(|refusal| (format!("holds-{party}"), refusal))?;
        if !text.is_empty() {
            opinion.holds.push(Holds { party, text });
        }
    }
    for line in suggestions.lines().filter(|line| !line.trim().is_empty()) {
        let line = proposal::line(line, LIMIT).map_err(|refusal| ("suggestions".to_owned(), refusal))?;
        opinion.suggestions.push(line);
    }
    if opinion.suggestions.len() > MOST_SUGGESTIONS {
        return Err(("suggestions".to_owned(), Refusal::TooLong));
    }
    if consensus.is_empty() && opinion == Opinion::default() {
        return Err(("consensus".to_owned(), Refusal::Empty));
    }
    Ok((consensus, opinion))
}

/// A judged reading: of the opinion that this names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack(String);

impl ReadBack {
    /// Names the opinion that was read.
    #[must_use]
    pub fn of(&self) -> &str {
        &self.0
    }
}

/// Judges that an opinion was read back: the one that stands, once.
///
/// # Errors
/// Why not.
pub fn read_back(stands: Option<&str>, read: &str) -> Result<ReadBack, Refusal> {
    match stands {
        None => Err(Refusal::NoOpinion),
        Some(stands) if stands == read => Err(Refusal::NothingChanges),
        Some(stands) => Ok(ReadBack(stands.to_owned())),
    }
}

/// Whether an opinion may be signed and published: it was read back word for word as it stands.
///
/// # Errors
/// [`Refusal::OpinionUnread`].
pub fn is_ready(stands: &str, read: &str) -> Result<(), Refusal> {
    if stands == read { Ok(()) } else { Err(Refusal::OpinionUnread) }
}

/// What dissenting is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DissentFacts {
    /// The login was confirmed in person; who dissents on paper needs none.
    pub verified: bool,
    /// They took part: named for a group, invited, or there.
    pub took_part: bool,
    /// Some opinion was read back.
    pub read: bool,
    /// It is public already: from then on it is objected to, as whatever hangs on the board.
    pub public: bool,
    /// How often they have dissented.
    pub made: usize,
}

/// A dissent, in the words of whoever dissents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dissented(String);

impl Dissented {
    /// The words.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.0
    }
}

/// Judges a dissent. Everybody will read it, so it may hold nobody's personal data.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn dissent<'t>(facts: DissentFacts, text: impl Into<Said<'t>>) -> Result<Dissented, (&'static str, Refusal)> {
    let why = if !facts.verified {
        Some(Refusal::LoginUnverified)
    } else if !facts.took_part {
        Some(Refusal::TookNoPart)
    } else if facts.public {
        Some(Refusal::OpinionPublic)
    } else if !facts.read {
        Some(Refusal::OpinionUnread)
    } else if facts.made >= MOST_DISSENTS {
        Some(Refusal::DissentsMany)
    } else {
        None
    };
    if let Some(why) = why {
        return Err(("", why));
    }
    let said = text.into();
    let text = proposal::text(said.text(), LIMIT).map_err(|refusal| ("dissent", refusal))?;
    said.leaves_nothing(&text).map_err(|refusal| ("dissent", refusal))?;
    Ok(Dissented(text))
}

coded! {
    /// What became of a suggestion.
    Became {
        /// 采纳.
        Adopted "adopted",
        /// 部分采纳.
        Partly "partly",
        /// 未采纳.
        NotAdopted "not_adopted",
    }
}

/// What became of one suggestion, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The suggestion, word for word.
    pub suggestion: String,
    /// What became of it.
    pub became: Became,
    /// Why, or how and by when.
    pub reason: String,
}

/// What is told to all who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// On which day.
    pub on: Date,
    /// Of each suggestion, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// What is explained to those who dissented, and what is said besides.
    pub said: String,
}

/// Judges what is told: of each suggestion what became of it with its reason; where somebody dissents, an explanation; something always.
/// `answers`: of each suggestion, in their order, what was chosen and typed.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn feedback(
    suggestions: &[String],
    answers: &[(Option<Became>, String)],
    (said, explains): (&str, bool),
    on: Date,
) -> Result<Feedback, (String, Refusal)> {
    let mut all = Vec::new();
    for (nth, suggestion) in suggestions.iter().enumerate() {
        let (became, reason) = answers.get(nth).cloned().unwrap_or_default();
        let became = became.ok_or_else(|| (format!("became-{}", nth + 1), Refusal::NoneChosen))?;
        let reason = proposal::line(&reason, LIMIT).map_err(|refusal| (format!("reason-{}", nth + 1), refusal))?;
        all.push(Answer { suggestion: suggestion.clone(), became, reason });
    }
    let said = proposal::optional(said, LIMIT).map_err(|refusal| ("said".to_owned(), refusal))?;
    if said.is_empty() && (explains || all.is_empty()) {
        return Err(("said".to_owned(), Refusal::Empty));
    }
    Ok(Feedback { on, answers: all, said })
}
