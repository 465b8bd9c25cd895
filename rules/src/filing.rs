//! Putting on file (备案): the chair or the clerk of a place puts something that it has published on file with an office above, which
//! acknowledges it or sends it back with a reason (charter and rules: 村组法 31; what is disclosed: Sichuan 9, Chongqing 29; the levy,
//! with township and county). What owners decide is put on file with the residents' committee of the same place.

use crate::{
    Refusal,
    coded::coded,
    id::FilingId,
    masking::Said,
    office::{Acting, Level},
    procedure::Office,
    published::{Kind, Thing},
};

/// Longest note, and longest answer, in characters.
pub const LIMIT: usize = 300;

coded! {
    /// Where a filing stands.
    State {
        /// It waits for the office.
        Waiting "waiting",
        /// The office has acknowledged it.
        Acknowledged "acknowledged",
        /// The office has sent it back.
        Returned "returned",
    }
}

/// Whether things of a kind are put on file: a notice calls people, and names stay within the community.
#[must_use]
pub const fn may_be_filed(kind: Kind) -> bool {
    !kind.is_within() && !matches!(kind, Kind::Notice)
}

/// What filing is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileFacts {
    /// Everybody may read the thing.
    pub public: bool,
    /// It was withdrawn.
    pub withdrawn: bool,
    /// Which revision of it stands.
    pub revision: i64,
    /// An office of that level stands above the place and is not retired; of the committee: somebody serves in it.
    pub stands: bool,
    /// The same thing waits with the same office.
    pub waits: bool,
    /// The latest revision of it that this office has acknowledged.
    pub acknowledged: Option<i64>,
}

/// A judged filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    of: Thing,
    revision: i64,
    to: Office,
    note: String,
}

impl Filed {
    /// What is put on file.
    #[must_use]
    pub const fn of(&self) -> &Thing {
        &self.of
    }

    /// Which revision of it.
    #[must_use]
    pub const fn revision(&self) -> i64 {
        self.revision
    }

    /// With whom.
    #[must_use]
    pub const fn to(&self) -> Office {
        self.to
    }

    /// What is said with it.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// Judges filing: what everybody may read, with an office that stands above, and once until it is answered or corrected. The note is
/// public, so it may hold nobody's personal data.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn file<'t>(
    (of, to): (Thing, Office),
    facts: &FileFacts,
    note: impl Into<Said<'t>>,
) -> Result<Filed, (&'static str, Refusal)> {
    if !may_be_filed(of.kind) || !facts.public {
        return Err(("", Refusal::FilingWithin));
    }
    if facts.withdrawn {
        return Err(("", Refusal::WithdrawnAlready));
    }
    if !facts.stands {
        return Err(("to", Refusal::NotAbove));
    }
    if facts.waits {
        return Err(("to", Refusal::FilingWaits));
    }
    if facts.acknowledged.is_some_and(|revision| revision >= facts.revision) {
        return Err(("to", Refusal::FilingAcknowledged));
    }
    let note = words(&note.into(), "note")?;
    Ok(Filed { of, revision: facts.revision, to, note })
}

/// What an answer is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFacts {
    /// Where the filing stands.
    pub state: State,
    /// With whom it was put on file.
    pub to: Office,
    /// The thing was withdrawn, or is no longer everybody's.
    pub gone: bool,
    /// Which revision of it stands.
    pub revision: i64,
    /// Who answers, where it is an office.
    pub acting: Acting,
    /// They serve in the committee of the place, or chair it.
    pub committee: bool,
    /// They put it on file themselves.
    pub own: bool,
}

/// A judged answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    filing: FilingId,
    state: State,
    revision: i64,
    words: String,
}

impl Answered {
    /// To which filing.
    #[must_use]
    pub const fn filing(&self) -> &FilingId {
        &self.filing
    }

    /// Acknowledged, or sent back.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// Which revision was looked at.
    #[must_use]
    pub const fn revision(&self) -> i64 {
        self.revision
    }

    /// What is said with it.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }
}

/// Judges acknowledging: by the office with which it was put on file, of what still stands. It says that the office has it, not that
/// it is right.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn acknowledge<'t>(
    filing: &FilingId,
    facts: &AnswerFacts,
    words: impl Into<Said<'t>>,
) -> Result<Answered, (&'static str, Refusal)> {
    may_answer(facts).map_err(|refusal| ("", refusal))?;
    if facts.gone {
        return Err(("", Refusal::WithdrawnAlready));
    }
    let words = self::words(&words.into(), "words")?;
    Ok(Answered { filing: filing.clone(), state: State::Acknowledged, revision: facts.revision, words })
}

/// Judges sending back, with a reason that everybody reads.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn send_back<'t>(
    filing: &FilingId,
    facts: &AnswerFacts,
    reason: impl Into<Said<'t>>,
) -> Result<Answered, (&'static str, Refusal)> {
    may_answer(facts).map_err(|refusal| ("", refusal))?;
    let words = words(&reason.into(), "reason")?;
    if words.is_empty() {
        return Err(("reason", Refusal::ReasonMissing));
    }
    Ok(Answered { filing: filing.clone(), state: State::Returned, revision: facts.revision, words })
}

fn may_answer(facts: &AnswerFacts) -> Result<(), Refusal> {
    if facts.state != State::Waiting {
        return Err(Refusal::FilingAnswered);
    }
    match Level::of(facts.to) {
        Some(level) => facts.acting.for_one(|one| one == level).map(|_| ()),
        None if facts.own => Err(Refusal::FilingOwn),
        None if facts.committee => Ok(()),
        None => Err(Refusal::NotYourRole),
    }
}

fn words(said: &Said<'_>, field: &'static str) -> Result<String, (&'static str, Refusal)> {
    let text = crate::proposal::optional(said.text(), LIMIT).map_err(|refusal| (field, refusal))?;
    said.leaves_nothing(&text).map_err(|refusal| (field, refusal))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(kind: Kind) -> Thing {
        Thing { kind, subject: "v".to_owned() }
    }

    const FACTS: FileFacts =
        FileFacts { public: true, withdrawn: false, revision: 1, stands: true, waits: false, acknowledged: None };

    #[test]
    fn what_everybody_reads_is_put_on_file_once() {
        let file = |facts: FileFacts| file((thing(Kind::Outcome), Office::Township), &facts, " 请备案 ");
        let filed = file(FACTS).expect("filed");
        assert_eq!((filed.note(), filed.to(), filed.revision()), ("请备案", Office::Township, 1));
        assert_eq!(filed.of(), &thing(Kind::Outcome));
        for (facts, refusal) in [
            (FileFacts { public: false, ..FACTS }, ("", Refusal::FilingWithin)),
            (FileFacts { withdrawn: true, ..FACTS }, ("", Refusal::WithdrawnAlready)),
            (FileFacts { stands: false, ..FACTS }, ("to", Refusal::NotAbove)),
            (FileFacts { waits: true, ..FACTS }, ("to", Refusal::FilingWaits)),
            (FileFacts { acknowledged: Some(1), ..FACTS }, ("to", Refusal::FilingAcknowledged)),
        ] {
            assert_eq!(file(facts), Err(refusal));
        }
        // A correction is another text.
        assert!(file(FileFacts { acknowledged: Some(1), revision: 2, ..FACTS }).is_ok());
    }

    #[test]
    fn notices_and_names_are_not_put_on_file_and_a_note_names_nobody() {
        for kind in [Kind::Notice, Kind::Attendance] {
            assert_eq!(file((thing(kind), Office::County), &FACTS, ""), Err(("", Refusal::FilingWithin)));
        }
        for kind in [Kind::Outcome, Kind::Disclosure, Kind::Completion, Kind::Minutes, Kind::Ending] {
            assert!(file((thing(kind), Office::County), &FACTS, "").is_ok());
        }
        let phone = file((thing(Kind::Outcome), Office::Township), &FACTS, "电话 13800138000");
        assert_eq!(phone, Err(("note", Refusal::HoldsMobile)));
    }

    fn answering(to: Office, levels: &[Level]) -> AnswerFacts {
        AnswerFacts {
            state: State::Waiting,
            to,
            gone: false,
            revision: 2,
            acting: Acting { levels: levels.to_vec(), belongs: false },
            committee: false,
            own: false,
        }
    }

    #[test]
    fn the_office_answers_that_it_was_put_on_file_with() {
        let filing = FilingId::from("f");
        let facts = answering(Office::Township, &[Level::Township]);
        let answered = acknowledge(&filing, &facts, "已收悉").expect("acknowledged");
        assert_eq!((answered.filing(), answered.state(), answered.revision()), (&filing, State::Acknowledged, 2));
        assert_eq!(answered.words(), "已收悉");
        let ack = |facts: &AnswerFacts| acknowledge(&filing, facts, "").map(|one| one.state());
        assert_eq!(ack(&answering(Office::County, &[Level::Township])), Err(("", Refusal::NotAbove)));
        assert_eq!(ack(&answering(Office::Township, &[])), Err(("", Refusal::NotAbove)));
        let mut own = facts.clone();
        own.acting.belongs = true;
        assert_eq!(ack(&own), Err(("", Refusal::OwnPlace)));
        for state in [State::Acknowledged, State::Returned] {
            assert_eq!(ack(&AnswerFacts { state, ..facts.clone() }), Err(("", Refusal::FilingAnswered)));
        }
        let gone = AnswerFacts { gone: true, ..facts.clone() };
        assert_eq!(ack(&gone), Err(("", Refusal::WithdrawnAlready)));
        // What was withdrawn can only go back.
        assert_eq!(send_back(&filing, &gone, "已撤回").map(|one| one.state()), Ok(State::Returned));
        assert_eq!(send_back(&filing, &facts, " "), Err(("reason", Refusal::ReasonMissing)));
    }

    #[test]
    fn the_committee_answers_owners_and_not_whoever_filed() {
        let filing = FilingId::from("f");
        let facts = AnswerFacts { committee: true, ..answering(Office::Committee, &[]) };
        assert!(acknowledge(&filing, &facts, "").is_ok());
        let own = AnswerFacts { own: true, ..facts.clone() };
        assert_eq!(acknowledge(&filing, &own, ""), Err(("", Refusal::FilingOwn)));
        let above = AnswerFacts { committee: false, ..answering(Office::Committee, &[Level::Township]) };
        assert_eq!(acknowledge(&filing, &above, ""), Err(("", Refusal::NotYourRole)));
    }
}
