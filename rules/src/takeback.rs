//! Taking back what was published (\[P\]): words are blanked wherever they stand, or a decision is withdrawn. It takes two hands,
//! as publishing did: the chair asks with a public reason, somebody of the supervision committee who did not ask answers. The
//! result of a count is never blanked.

use crate::{Refusal, coded::coded, id::TakebackId, masking::Said, proposal, published::Thing};

/// Longest reason, in characters.
pub const REASON_LIMIT: usize = 300;
/// Longest place that is blanked, in characters; shortest; and how many at once.
pub const WORD_LIMIT: usize = 200;
/// Shorter places stand in too many words that are right.
pub const WORD_LEAST: usize = 2;
/// Numbers with fewer digits stand in sums, days and counts.
pub const NUMBER_LEAST: usize = 6;
/// The most places at once.
pub const WORDS_LIMIT: usize = 20;
/// What stands where words were; it does not tell how many.
pub const MARK: &str = "■■■";

coded! {
    /// What is asked for.
    What {
        /// Words are blanked wherever they stand.
        Blank "blank",
        /// A decision is withdrawn.
        Withdraw "withdraw",
    }
}

coded! {
    /// Where it stands.
    State {
        /// It waits for the supervision committee.
        Asked "asked",
        /// It was done.
        Done "done",
        /// It was refused.
        Refused "refused",
    }
}

/// What was asked for, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    of: Thing,
    what: What,
    photos: bool,
    words: Vec<String>,
    reason: String,
}

impl Asked {
    /// Of which published thing.
    #[must_use]
    pub const fn of(&self) -> &Thing {
        &self.of
    }

    /// What is to be done.
    #[must_use]
    pub const fn what(&self) -> What {
        self.what
    }

    /// Whether the photos are to go.
    #[must_use]
    pub const fn photos(&self) -> bool {
        self.photos
    }

    /// The places to blank, longest first: so that none is left behind by a shorter one within it.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The public reason.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges asking to have words blanked: one place a line, exactly as it stands. The reason is public and may not say them again.
/// Photos may be removed without any words.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn ask_blank<'t>(
    of: Thing,
    (typed, photos): (&str, bool),
    reason: impl Into<Said<'t>>,
    waiting: bool,
) -> Result<Asked, (&'static str, Refusal)> {
    if waiting {
        return Err(("", Refusal::TakebackWaits));
    }
    let mut words: Vec<String> =
        typed.lines().map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
    words.sort_by_key(|one| (std::cmp::Reverse(one.chars().count()), one.clone()));
    words.dedup();
    if words.is_empty() && !photos {
        return Err(("words", Refusal::Empty));
    }
    if words.len() > WORDS_LIMIT || words.iter().any(|one| one.chars().count() > WORD_LIMIT) {
        return Err(("words", Refusal::TooLong));
    }
    let common = |one: &String| is_common(one) || one.contains('■');
    if words.iter().any(common) {
        return Err(("words", Refusal::TakebackTooCommon));
    }
    let reason = judged(&reason.into())?;
    if words.iter().any(|one| reason.contains(one.as_str())) {
        return Err(("reason", Refusal::TakebackSaysIt));
    }
    Ok(Asked { of, what: What::Blank, photos, words, reason })
}

/// Judges asking to have a decision withdrawn.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn ask_withdraw<'t>(
    of: Thing,
    withdrawn: bool,
    reason: impl Into<Said<'t>>,
    waiting: bool,
) -> Result<Asked, (&'static str, Refusal)> {
    if withdrawn {
        return Err(("", Refusal::WithdrawnAlready));
    }
    if waiting {
        return Err(("", Refusal::TakebackWaits));
    }
    Ok(Asked { of, what: What::Withdraw, photos: false, words: Vec::new(), reason: judged(&reason.into())? })
}

/// Whether a place stands in too many words that are right: it is too short, or a short number.
#[must_use]
pub fn is_common(word: &str) -> bool {
    // Without a letter in it, it is a number, however it is written; marks and blanks within do not make it longer.
    let number = !word.chars().any(char::is_alphabetic);
    let (length, least) = if number {
        (word.chars().filter(|one| one.is_numeric()).count(), NUMBER_LEAST)
    } else {
        (word.chars().count(), WORD_LEAST)
    };
    length < least
}

fn judged(said: &Said<'_>) -> Result<String, (&'static str, Refusal)> {
    let reason = proposal::line(said.text(), REASON_LIMIT).map_err(|refusal| match refusal {
        Refusal::Empty => ("reason", Refusal::ReasonMissing),
        other => ("reason", other),
    })?;
    said.leaves_nothing(&reason).map_err(|refusal| ("reason", refusal))?;
    Ok(reason)
}

/// A judged answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    takeback: TakebackId,
    state: State,
}

impl Answered {
    /// What was asked for.
    #[must_use]
    pub const fn takeback(&self) -> &TakebackId {
        &self.takeback
    }

    /// Where it stands now.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }
}

/// Judges the answer of the supervision committee: once, and never by who asked.
///
/// # Errors
/// Why not.
pub fn answer(takeback: &TakebackId, state: State, own: bool, agree: bool) -> Result<Answered, Refusal> {
    if state != State::Asked {
        return Err(Refusal::TakebackAnswered);
    }
    if own {
        return Err(Refusal::TakebackOwn);
    }
    let state = if agree { State::Done } else { State::Refused };
    Ok(Answered { takeback: takeback.clone(), state })
}

/// A text with the places blanked; nothing where none stands in it.
#[must_use]
pub fn blank(text: &str, words: &[String]) -> Option<String> {
    let mut blanked = text.to_owned();
    for one in words.iter().filter(|one| !one.is_empty()) {
        blanked = blanked.replace(one.as_str(), MARK);
    }
    (blanked != text).then_some(blanked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::Kind;

    fn of() -> Thing {
        Thing { kind: Kind::Outcome, subject: "v".to_owned() }
    }

    fn ask_blank(typed: &str, photos: bool, reason: &str, waiting: bool) -> Result<Asked, (&'static str, Refusal)> {
        super::ask_blank(of(), (typed, photos), reason, waiting)
    }

    #[test]
    fn c14_of_a_number_the_digits_alone_are_counted() {
        for common in ["2026-0", "2026-3", "1,234.5", "3.5000", "2026 0", "２０２６－０", "2026–3", "——", "¥ 12,000"]
        {
            assert_eq!(ask_blank(common, false, "x", false), Err(("words", Refusal::TakebackTooCommon)), "{common}");
        }
        for number in ["138-0013-8000", "138 0013 8000", "530102", "１３８００１３８０００", "53010219900101123X"]
        {
            assert!(ask_blank(number, false, "x", false).is_ok(), "{number}");
        }
    }

    #[test]
    fn c14_words_are_blanked_by_two_hands() {
        let asked =
            ask_blank("王某某\n 13800138000 \n王某某\n王某某家", false, "写了不该公开的内容", false).expect("asked");
        assert_eq!(asked.words(), ["13800138000", "王某某家", "王某某"]);
        assert_eq!((asked.of(), asked.what(), asked.photos()), (&of(), What::Blank, false));
        assert_eq!(blank("由王某某家出资，王某某经办", asked.words()).as_deref(), Some("由■■■出资，■■■经办"));
        assert_eq!(blank("由村委会经办", asked.words()), None);
        assert_eq!(ask_blank("王某某", false, "王某某不同意", false), Err(("reason", Refusal::TakebackSaysIt)));
        assert_eq!(ask_blank("王某某", false, " ", false), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(ask_blank("", false, "x", false), Err(("words", Refusal::Empty)));
        assert!(ask_blank("", true, "照片里有人", false).is_ok());
        for common in ["王", "2026", "36", "3.5"] {
            assert_eq!(ask_blank(common, false, "x", false), Err(("words", Refusal::TakebackTooCommon)), "{common}");
        }
        assert_eq!(ask_blank("王某某", false, "x", true), Err(("", Refusal::TakebackWaits)));
        let takeback = TakebackId::from("t");
        let answer = |state, own, agree| answer(&takeback, state, own, agree);
        assert_eq!(answer(State::Asked, true, true), Err(Refusal::TakebackOwn));
        assert_eq!(answer(State::Done, false, true), Err(Refusal::TakebackAnswered));
        let answered = answer(State::Asked, false, true).expect("answered");
        assert_eq!((answered.state(), answered.takeback()), (State::Done, &takeback));
        assert_eq!(answer(State::Asked, false, false).map(|one| one.state()), Ok(State::Refused));
        assert_eq!(ask_withdraw(of(), true, "x", false), Err(("", Refusal::WithdrawnAlready)));
    }
}
