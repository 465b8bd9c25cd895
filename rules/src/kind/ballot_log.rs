//! A log of single ballots, replayed: which count, which are refused and why, and what that decides (P-DUP, P-WINDOW,
//! P-LEAVE, P-RECUSE, P-INVALID).

use super::{Judgement, Sentences, resolution};
use crate::{
    Language, Moment,
    explain::verdict_sentence,
    record::{Ballots, CountRecord, Counts},
    rule_set::{LeavePolicy, RecusalMode, Rule, Threshold},
    verdict::{Malformed, Verdict, judge},
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// A `ballot_log` record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotLogRecord {
    /// The record's own id.
    pub id: String,
    /// `law`, `local` or `policy`.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub basis: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule, and how the log is read.
    pub rule: LogRule,
    /// Everyone entitled.
    pub eligible: Vec<String>,
    /// Everyone who checked in.
    pub checked_in: Vec<String>,
    /// Who is kept from voting by an interest.
    #[serde(default, deserialize_with = "crate::kind::loose::list")]
    pub recused: Vec<String>,
    /// Who left, and when.
    #[serde(default, deserialize_with = "crate::kind::loose::list")]
    pub left: Vec<Left>,
    /// The ballots.
    pub events: Vec<Event>,
}

/// The rule of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct LogRule {
    /// The shares.
    #[serde(flatten)]
    pub rule: Rule,
    /// P-DUP.
    pub duplicate_policy: DuplicatePolicy,
    /// What a blank ballot counts as.
    pub blank_as: BlankAs,
    /// What a ballot with more than one mark counts as.
    pub multi_mark_as: MultiMarkAs,
    /// P-WINDOW.
    pub window: Window,
}

/// The rule as it is written, side by side with the shares.
#[derive(Deserialize)]
struct Written {
    body: String,
    quorum: Threshold,
    pass: Threshold,
    #[serde(default)]
    leave_policy: LeavePolicy,
    #[serde(default)]
    recusal_mode: RecusalMode,
    #[serde(default)]
    duplicate_policy: DuplicatePolicy,
    #[serde(default)]
    blank_as: BlankAs,
    #[serde(default)]
    multi_mark_as: MultiMarkAs,
    window: Window,
}

impl From<Written> for LogRule {
    fn from(one: Written) -> Self {
        let Written { body, quorum, pass, leave_policy, recusal_mode, .. } = one;
        let Written { duplicate_policy, blank_as, multi_mark_as, window, .. } = one;
        let rule = Rule { body, quorum, pass, leave_policy, recusal_mode };
        Self { rule, duplicate_policy, blank_as, multi_mark_as, window }
    }
}

/// What a ballot with more than one mark counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MultiMarkAs {
    /// P-INVALID: there is no other reading.
    #[default]
    Invalid,
}

/// P-DUP: which of several ballots of one person counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicatePolicy {
    /// The first stands; later ones are refused.
    #[default]
    FirstAccepted,
    /// The last before the close counts; earlier ones are superseded.
    LastBeforeClose,
}

/// What a blank ballot counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankAs {
    /// P-INVALID.
    #[default]
    Abstain,
    /// Where a charter says so.
    Invalid,
}

/// P-WINDOW: from when until when ballots are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first moment.
    pub open: String,
    /// The last.
    pub close: String,
    /// Whether the whole closing second is inside.
    #[serde(default = "yes")]
    pub close_inclusive: bool,
}

const fn yes() -> bool {
    true
}

/// Somebody left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Who.
    pub voter: String,
    /// When.
    pub at: String,
}

/// A ballot of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, by the server's clock.
    pub at: String,
    /// Whose.
    pub voter: String,
    /// By which way.
    #[serde(default)]
    pub channel: String,
    /// `for`, `against`, `abstain`, `blank`, or several marks joined by `+`.
    pub choice: String,
}

/// What a log adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: u64,
    /// 反对.
    pub against: u64,
    /// 弃权, blank ballots included.
    pub abstain: u64,
    /// More than one mark.
    pub invalid: u64,
    /// Present, not recused, and cast nothing.
    pub not_cast: u64,
}

/// A ballot that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Whose.
    pub voter: String,
    /// When, as the log has it.
    pub at: String,
    /// Why not.
    pub why: Why,
}

/// Why a ballot does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Before the opening or after the close.
    OutsideWindow,
    /// Not on the roll.
    NotEligible,
    /// Kept from voting by an interest.
    Recused,
    /// Not checked in, or left before.
    NotPresent,
    /// A ballot of this person counts already.
    Duplicate,
    /// A later ballot of this person counts.
    Superseded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    For,
    Against,
    Abstain,
    Invalid,
}

/// A replayed log.
struct Replay {
    record: CountRecord,
    rejected: Vec<Rejected>,
}

fn judged(record: &CountRecord, verdict: &Verdict, rejected: Vec<Rejected>) -> Judgement {
    let ballots = &record.ballots;
    let tally = Tally {
        in_favour: ballots.in_favour,
        against: ballots.against,
        abstain: ballots.abstain,
        invalid: ballots.invalid,
        not_cast: ballots.not_cast,
    };
    Judgement { tally: Some(tally), rejected: Some(rejected), ..resolution(verdict) }
}

impl BallotLogRecord {
    /// Judges a log: replays it, and judges what it adds up to like any resolution.
    ///
    /// # Errors
    /// [`Malformed`] when a time or choice cannot be read, or the numbers contradict each other.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let Replay { record, rejected } = self.replay()?;
        Ok(judged(&record, &judge(&record)?, rejected))
    }

    /// The same with the sentence of the resolution that the log adds up to, and how many ballots were refused.
    pub(super) fn explain(&self) -> Result<(Judgement, Sentences), Malformed> {
        let Replay { record, rejected } = self.replay()?;
        let verdict = judge(&record)?;
        let [zh, en] = Language::ALL.map(|language| verdict_sentence(&record, &verdict, language));
        let sentences = match rejected.len() {
            0 => [zh, en],
            count => [format!("另有 {count} 票不计。{zh}"), format!("{count} ballots do not count. {en}")],
        };
        Ok((judged(&record, &verdict, rejected), sentences))
    }

    fn replay(&self) -> Result<Replay, Malformed> {
        let time = |text: &str, field| Moment::from_rfc3339(text).ok_or(Malformed::Field(field));
        let open = time(&self.rule.window.open, "rule.window.open")?;
        let close = time(&self.rule.window.close, "rule.window.close")?;
        if open > close {
            return Err(Malformed::Field("rule.window"));
        }
        let second = |at: Moment| at.0.div_euclid(1000);
        let before_end =
            |at: Moment| if self.rule.window.close_inclusive { second(at) <= second(close) } else { at < close };
        let inside = |at: Moment| at >= open && before_end(at);
        let eligible: HashSet<&str> = self.eligible.iter().map(String::as_str).collect();
        let recused: HashSet<&str> = self.recused.iter().map(String::as_str).collect();
        let here: HashSet<&str> =
            self.checked_in.iter().map(String::as_str).filter(|voter| eligible.contains(voter)).collect();
        let mut left: HashMap<&str, Moment> = HashMap::new();
        for one in &self.left {
            let at = time(&one.at, "left")?;
            // Who stayed to the end of the window was present throughout.
            if !before_end(at) {
                continue;
            }
            let earliest = left.entry(&one.voter).or_insert(at);
            *earliest = at.min(*earliest);
        }

        let mut events = Vec::with_capacity(self.events.len());
        for (index, event) in self.events.iter().enumerate() {
            let at = Moment::from_rfc3339(&event.at).ok_or(Malformed::Event(index, "events.at"))?;
            let mark = self.mark(&event.choice).ok_or(Malformed::Event(index, "events.choice"))?;
            events.push((at, event, mark));
        }
        // The server's clock decides, not the order of the file; of one instant the file's order stands.
        events.sort_by_key(|(at, ..)| *at);

        let mut refused: Vec<Option<Why>> = Vec::with_capacity(events.len());
        let mut counted: HashMap<&str, usize> = HashMap::new();
        for (index, (at, event, _)) in events.iter().enumerate() {
            let voter = event.voter.as_str();
            let why = if !inside(*at) {
                Some(Why::OutsideWindow)
            } else if !eligible.contains(voter) {
                Some(Why::NotEligible)
            } else if recused.contains(voter) {
                Some(Why::Recused)
            } else if !here.contains(voter) || left.get(voter).is_some_and(|gone| at > gone) {
                Some(Why::NotPresent)
            } else {
                match (counted.get(voter).copied(), self.rule.duplicate_policy) {
                    (Some(_), DuplicatePolicy::FirstAccepted) => Some(Why::Duplicate),
                    (earlier, _) => {
                        if let Some(slot) = earlier.and_then(|earlier| refused.get_mut(earlier)) {
                            *slot = Some(Why::Superseded);
                        }
                        counted.insert(voter, index);
                        None
                    }
                }
            };
            refused.push(why);
        }

        let mut ballots = Ballots::default();
        let mut rejected = Vec::new();
        for ((_, event, mark), why) in events.iter().zip(&refused) {
            match why {
                Some(why) => {
                    rejected.push(Rejected { voter: event.voter.clone(), at: event.at.clone(), why: *why });
                }
                None => {
                    match mark {
                        Mark::For => ballots.in_favour += 1,
                        Mark::Against => ballots.against += 1,
                        Mark::Abstain => ballots.abstain += 1,
                        Mark::Invalid => ballots.invalid += 1,
                    }
                    ballots.issued += 1;
                    ballots.collected += 1;
                }
            }
        }
        // P-LEAVE: who cast and then left still counts.
        let gone = here.iter().filter(|voter| left.contains_key(*voter) && !counted.contains_key(*voter)).count();
        let silent = here
            .iter()
            .filter(|voter| !left.contains_key(*voter) && !counted.contains_key(*voter) && !recused.contains(*voter))
            .count();
        let kept_out = here.iter().filter(|voter| recused.contains(*voter) && !left.contains_key(*voter)).count();
        ballots.not_cast = whole(silent);
        let counts = Counts {
            eligible: whole(eligible.len()),
            onsite: whole(here.len()),
            left_before_vote: whole(gone),
            recused: whole(kept_out),
            ..Counts::default()
        };
        let record = CountRecord {
            id: self.id.clone(),
            kind: "resolution".to_owned(),
            title: String::new(),
            basis: self.basis.clone(),
            source: self.source.clone(),
            rule: self.rule.rule.clone(),
            counts,
            ballots,
            channels: None,
            gate: None,
        };
        Ok(Replay { record, rejected })
    }

    fn mark(&self, choice: &str) -> Option<Mark> {
        let one = |mark: &str| match mark {
            "for" => Some(Mark::For),
            "against" => Some(Mark::Against),
            "abstain" => Some(Mark::Abstain),
            _ => None,
        };
        if choice == "blank" {
            return Some(if self.rule.blank_as == BlankAs::Abstain { Mark::Abstain } else { Mark::Invalid });
        }
        if choice.contains('+') {
            let known = choice.split('+').all(|mark| one(mark).is_some());
            return known.then_some(Mark::Invalid);
        }
        one(choice)
    }
}

fn whole(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
