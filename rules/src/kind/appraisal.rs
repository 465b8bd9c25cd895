//! The yearly appraisal (村组法 Art. 38, 居组法 Art. 37): graded by unnamed ballot; twice in a row not competent ends the
//! post. When somebody is not competent is not fixed by national law: the share comes with the record.

use super::{Judgement, Share, against_share};
use crate::{
    Language,
    record::Counts,
    roll::present,
    verdict::{Malformed, Reason, Verdict},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const INCOMPETENT: &str = crate::appraisal::Grade::Incompetent.id();

/// An `appraisal` record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppraisalRecord {
    /// The record's own id.
    pub id: String,
    /// `appraisal`.
    #[serde(default = "kind")]
    pub kind: String,
    /// By which plan the appraisal was held.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub title: String,
    /// `law`, `local` or `policy`.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub basis: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule, with the numbers of the meeting.
    pub rule: AppraisalRule,
    /// The numbers of the meeting, where they stand apart from the rule.
    #[serde(default)]
    pub counts: AppraisalCounts,
    /// Who was there and by which way; where it is told it comes to those present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Counts>,
    /// Who is appraised.
    pub people: Vec<Person>,
}

fn kind() -> String {
    AppraisalRecord::KIND.to_owned()
}

/// The shares of an appraisal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct AppraisalRule {
    /// The body's id.
    pub body: String,
    /// Of all entitled, how many must attend.
    pub quorum: Share,
    /// Of the ballots collected, how many make somebody incompetent.
    pub incompetent_if: Share,
    /// So many years in a row end the post.
    pub terminate_after_consecutive: u64,
    /// The grades on the ballot.
    pub grades: Vec<String>,
    /// Entitled, present and collected.
    #[serde(flatten)]
    pub counts: AppraisalCounts,
}

/// The rule as it is written, side by side with the numbers of the meeting.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    body: String,
    quorum: Share,
    incompetent_if: Share,
    terminate_after_consecutive: Option<u64>,
    #[serde(default)]
    grades: Vec<String>,
    eligible: Option<u64>,
    present: Option<u64>,
    issued: Option<u64>,
    collected: Option<u64>,
}

impl From<Written> for AppraisalRule {
    fn from(one: Written) -> Self {
        let Written { body, quorum, incompetent_if, grades, eligible, present, issued, collected, .. } = one;
        let counts = AppraisalCounts { eligible, present, issued, collected };
        // Twice in a row, where the rule says nothing else.
        let terminate_after_consecutive = one.terminate_after_consecutive.unwrap_or(2);
        Self { body, quorum, incompetent_if, terminate_after_consecutive, grades, counts }
    }
}

/// The numbers of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AppraisalCounts {
    /// Everyone entitled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<u64>,
    /// Those present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<u64>,
    /// Ballots handed out, where that was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<u64>,
    /// Ballots that came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<u64>,
}

/// Somebody who is appraised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name, each once.
    pub name: String,
    /// The office in which they were appraised, where it is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// Votes by grade.
    pub votes: BTreeMap<String, u64>,
    /// The grade of the year before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_year: Option<String>,
}

/// How somebody was appraised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// `incompetent` or `not_incompetent`.
    pub grade: String,
    /// The post ends.
    pub post_terminated: bool,
}

struct Numbers {
    eligible: u64,
    present: u64,
    collected: u64,
    void: bool,
}

impl Grade {
    /// Not competent.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.grade == INCOMPETENT
    }
}

impl AppraisalRecord {
    /// The value of `kind`.
    pub const KIND: &'static str = "appraisal";

    /// The judgement as the verdict of a vote in the room: what is needed is 不称职, of the ballots that came back.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn verdict(&self) -> Result<Verdict, Malformed> {
        let (judged, numbers) = (self.judge()?, self.numbers()?);
        let base = self.base(&numbers);
        Ok(Verdict {
            quorum_met: judged.quorum_met == Some(true),
            passed: judged.passed,
            reason: judged.reason,
            present: numbers.present,
            required_present: self.rule.quorum.fraction_unchecked().required(numbers.eligible),
            required_for: self.rule.incompetent_if.fraction_unchecked().required(base),
            base,
        })
    }

    /// The verdict in one sentence; nothing where the record contradicts itself.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let words = self.judge().map(|judged| self.words(&judged, language));
        words.map_or_else(|_| String::new(), |words| super::sourced(&words, &self.source, language))
    }

    /// Everyone entitled, and how many ballots were given out and came back; noughts where the record does not say.
    #[must_use]
    pub fn totals(&self) -> [u64; 3] {
        let (one, other) = (&self.rule.counts, &self.counts);
        let collected = one.collected.or(other.collected).unwrap_or_default();
        [
            one.eligible.or(other.eligible).unwrap_or_default(),
            one.issued.or(other.issued).unwrap_or(collected),
            collected,
        ]
    }

    /// Who came out how, by name; nobody where the record has no result.
    #[must_use]
    pub fn results(&self) -> BTreeMap<String, Grade> {
        self.judge().ok().and_then(|judged| judged.results).unwrap_or_default()
    }

    /// The same in the order of the ballot.
    #[must_use]
    pub fn outcomes(&self) -> Vec<(&Person, Option<Grade>)> {
        let results = self.results();
        self.people.iter().map(|one| (one, results.get(&one.name).cloned())).collect()
    }

    /// Of what the share of those who say 不称职 is taken.
    fn base(&self, numbers: &Numbers) -> u64 {
        if self.rule.incompetent_if.base == "present" { numbers.present } else { numbers.collected }
    }

    fn numbers(&self) -> Result<Numbers, Malformed> {
        let (one, other) = (&self.rule.counts, &self.counts);
        let eligible = one.eligible.or(other.eligible).ok_or(Malformed::Field("rule.eligible"))?;
        let present = one.present.or(other.present).ok_or(Malformed::Field("rule.present"))?;
        let collected = one.collected.or(other.collected).ok_or(Malformed::Field("rule.collected"))?;
        let void = one.issued.or(other.issued).is_some_and(|issued| collected > issued);
        if eligible == 0 || present > eligible || (collected > present && !void) {
            return Err(Malformed::CountsContradict);
        }
        if let Some(came) = &self.attendance {
            let there = self::present(came);
            // The recused are present and cast nothing.
            let cast = there.checked_sub(came.recused).ok_or(Malformed::CountsContradict)?;
            if (came.eligible, there) != (eligible, present) || (collected > cast && !void) {
                return Err(Malformed::CountsContradict);
            }
        }
        Ok(Numbers { eligible, present, collected, void })
    }

    /// Judges an appraisal. Without a quorum nobody is graded.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let numbers = self.numbers()?;
        let quorum = self.rule.quorum.fraction("rule.quorum", &["eligible"])?;
        let incompetent =
            self.rule.incompetent_if.fraction("rule.incompetent_if", &["ballots_collected", "present"])?;
        let base = self.base(&numbers);
        let mut results = BTreeMap::new();
        for person in &self.people {
            // Abstentions and spoilt papers are no grades, and stay in the base.
            let known = |grade: &String| {
                let no_grade = matches!(grade.as_str(), "abstain" | "blank" | "invalid");
                no_grade || self.rule.grades.is_empty() || self.rule.grades.contains(grade)
            };
            let all = person.votes.values().try_fold(0_u64, |sum, votes| sum.checked_add(*votes));
            if all.is_none_or(|all| all > numbers.collected) || !person.votes.keys().all(known) {
                return Err(Malformed::Field("people"));
            }
            let votes = person.votes.get(INCOMPETENT).copied().unwrap_or_default();
            let failed = incompetent.holds(votes, base);
            let before = person.previous_year.as_deref() == Some(INCOMPETENT);
            let in_a_row = u64::from(failed) + u64::from(failed && before);
            let grade = Grade {
                grade: if failed { INCOMPETENT } else { "not_incompetent" }.to_owned(),
                post_terminated: failed && in_a_row >= self.rule.terminate_after_consecutive,
            };
            if results.insert(person.name.clone(), grade).is_some() {
                return Err(Malformed::Field("people"));
            }
        }
        let quorum_met = quorum.holds(numbers.present, numbers.eligible);
        let reason = if numbers.void {
            Reason::BallotsExceedIssued
        } else if !quorum_met {
            Reason::QuorumNotMet
        } else if results.values().any(|one| one.post_terminated) {
            Reason::Terminated
        } else {
            Reason::Appraised
        };
        let passed = matches!(reason, Reason::Terminated | Reason::Appraised);
        if !passed {
            results.clear();
        }
        Ok(Judgement { results: Some(results), ..Judgement::of(Some(quorum_met), passed, reason) })
    }

    pub(super) fn words(&self, judged: &Judgement, language: Language) -> String {
        let Ok(numbers) = self.numbers() else { return String::new() };
        let met = judged.quorum_met == Some(true);
        let need = self.rule.quorum.fraction_unchecked().required(numbers.eligible);
        let quorum = against_share(&self.rule.quorum, met, &need.to_string(), language);
        let (eligible, present) = (numbers.eligible, numbers.present);
        let people =
            judged.results.iter().flatten().map(|(name, one)| match (language, one.failed(), one.post_terminated) {
                (Language::Zh, true, true) => format!("{name}不称职，按规定职务终止"),
                (Language::Zh, true, false) => format!("{name}不称职"),
                (Language::Zh, false, _) => format!("{name}未被评为不称职"),
                (Language::En, true, true) => format!("{name} not competent, and the post ends"),
                (Language::En, true, false) => format!("{name} not competent"),
                (Language::En, false, _) => format!("{name} not found incompetent"),
            });
        let people: Vec<_> = people.collect();
        match (language, judged.reason) {
            (Language::Zh, Reason::QuorumNotMet) => {
                format!("应到 {eligible} 人，实到 {present} 人，{quorum}；评议无效")
            }
            (Language::En, Reason::QuorumNotMet) => {
                format!("{present} of {eligible} were present, {quorum}; nobody is appraised")
            }
            (Language::Zh, Reason::BallotsExceedIssued) => "收回票多于发出票，评议无效".to_owned(),
            (Language::En, Reason::BallotsExceedIssued) => "more ballots came back than were issued: void".to_owned(),
            (Language::Zh, _) => {
                format!(
                    "应到 {eligible} 人，实到 {present} 人，{quorum}；收回 {} 票；{}",
                    numbers.collected,
                    people.join("，")
                )
            }
            (Language::En, _) => {
                let collected = numbers.collected;
                format!("{present} of {eligible} were present, {quorum}; {collected} ballots; {}", people.join("; "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appraisal(votes: u64, previous: Option<&str>, present: u64) -> AppraisalRecord {
        let share = |num, den| Share { num, den, inclusive: true, base: String::new() };
        AppraisalRecord {
            id: "T".into(),
            kind: kind(),
            title: String::new(),
            basis: String::new(),
            attendance: None,
            source: Vec::new(),
            rule: AppraisalRule {
                body: String::new(),
                quorum: share(2, 3),
                incompetent_if: share(1, 2),
                terminate_after_consecutive: 2,
                grades: vec!["competent".into(), INCOMPETENT.into()],
                counts: AppraisalCounts {
                    eligible: Some(52),
                    present: Some(present),
                    issued: None,
                    collected: Some(present),
                },
            },
            counts: AppraisalCounts::default(),
            people: vec![Person {
                name: "a".into(),
                office: String::new(),
                votes: BTreeMap::from([(INCOMPETENT.to_owned(), votes), ("competent".to_owned(), present - votes)]),
                previous_year: previous.map(str::to_owned),
            }],
        }
    }

    #[test]
    fn twice_in_a_row_ends_the_post() {
        let reason = |record: AppraisalRecord| record.judge().expect("judged").reason;
        assert_eq!(reason(appraisal(24, Some(INCOMPETENT), 48)), Reason::Terminated);
        assert_eq!(reason(appraisal(24, Some("competent"), 48)), Reason::Appraised);
        assert_eq!(reason(appraisal(24, None, 48)), Reason::Appraised);
        assert_eq!(reason(appraisal(23, Some(INCOMPETENT), 48)), Reason::Appraised);
        let thin = appraisal(20, Some(INCOMPETENT), 34).judge().expect("judged");
        assert_eq!((thin.reason, thin.passed, thin.results), (Reason::QuorumNotMet, false, Some(BTreeMap::new())));
    }

    #[test]
    fn votes_beyond_the_ballots_and_unknown_grades_are_named() {
        let mut record = appraisal(24, None, 48);
        record.rule.counts.collected = Some(47);
        assert_eq!(record.judge(), Err(Malformed::Field("people")));
        let mut record = appraisal(24, None, 48);
        record.rule.grades = vec!["competent".into()];
        assert_eq!(record.judge(), Err(Malformed::Field("people")));
        let mut record = appraisal(24, None, 48);
        record.rule.counts.eligible = None;
        assert_eq!(record.judge(), Err(Malformed::Field("rule.eligible")));
        record.counts.eligible = Some(52);
        assert!(record.judge().is_ok());
    }

    /// Who was there comes to those present, and the recused cast nothing.
    #[test]
    fn attendance_comes_to_those_present() {
        let mut record = appraisal(24, None, 48);
        let came = Counts { eligible: 52, onsite: 40, online_verified: 10, left_before_vote: 2, ..Counts::default() };
        record.attendance = Some(came);
        assert!(record.judge().is_ok());
        for wrong in [Counts { onsite: 41, ..came }, Counts { eligible: 53, ..came }, Counts { recused: 1, ..came }] {
            record.attendance = Some(wrong);
            assert_eq!(record.judge(), Err(Malformed::CountsContradict));
        }
    }
}
