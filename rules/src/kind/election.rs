//! The arithmetic of elections (村组法 Art. 18, 居组法 Art. 18, 19): turnout, win, tie, run-off, proxies. The election itself
//! is held on paper.

use super::{
    Judgement, Share, against_share,
    share::{COLLECTED, REGISTERED},
};
use crate::{
    Language,
    verdict::{Malformed, Reason},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most mandates that one person may hold (村组法 Art. 18, 居组法 Art. 19).
pub const MOST_PROXIES: u64 = 3;

/// An `election` record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectionRecord {
    /// The record's own id.
    pub id: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule.
    pub rule: ElectionRule,
    /// Who could vote and what came back.
    pub counts: ElectionCounts,
    /// Who stood, with their votes.
    pub candidates: Vec<Candidate>,
    /// Who brought mandates.
    #[serde(default, deserialize_with = "crate::kind::loose::list")]
    pub proxy_detail: Vec<Holder>,
}

/// The shares of an election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectionRule {
    /// `all_voters`, `household_reps`, `reps`, …
    #[serde(default)]
    pub mode: String,
    /// Of the registered, how many must vote.
    pub turnout: Share,
    /// What a candidate must reach.
    pub win: Share,
    /// How many are to be elected.
    pub seats: u64,
}

/// The numbers of an election.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectionCounts {
    /// Everyone registered.
    pub registered: u64,
    /// Ballots handed out.
    pub issued: u64,
    /// Ballots that came back, refused mandates already taken out: the turnout.
    pub collected: u64,
    /// Ballots with too many marks or illegible; they stay in the total.
    #[serde(default)]
    pub invalid: u64,
    /// Who came themselves, where that was counted.
    #[serde(default)]
    pub in_person: Option<u64>,
    /// Mandates that were accepted.
    #[serde(default)]
    pub proxies_accepted: u64,
}

/// Somebody who stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// The votes.
    pub votes: u64,
}

/// Somebody who brought mandates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The name.
    pub holder: String,
    /// How many they brought.
    pub presented: u64,
    /// How many were accepted.
    pub accepted: u64,
}

/// How many of the mandates that somebody brings are accepted: at most three, none for a candidate, and none where
/// representatives elect.
#[must_use]
pub const fn accepted_proxies(presented: u64, is_candidate: bool, by_reps: bool) -> u64 {
    if is_candidate || by_reps {
        0
    } else if presented > MOST_PROXIES {
        MOST_PROXIES
    } else {
        presented
    }
}

impl ElectionRecord {
    /// Judges an election: void, then turnout, then the seats. Who reaches the win and stands among the first so many is
    /// elected; equal votes across the last seat seat neither; an open seat needs a run-off.
    ///
    /// # Errors
    /// [`Malformed`] when the numbers contradict each other.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let counts = &self.counts;
        let turnout = self.rule.turnout.fraction("rule.turnout", &REGISTERED)?;
        let win = self.rule.win.fraction("rule.win", &COLLECTED)?;
        self.check_proxies()?;
        let void = counts.collected > counts.issued;
        if counts.registered == 0
            || (counts.collected > counts.registered && !void)
            || counts.invalid > counts.collected
        {
            return Err(Malformed::CountsContradict);
        }
        if let Some(in_person) = counts.in_person
            && !void
            && in_person.checked_add(counts.proxies_accepted).is_none_or(|most| counts.collected > most)
        {
            return Err(Malformed::Field("counts.in_person"));
        }
        // An invalid ballot is for nobody, and nobody stands twice.
        let mut names = BTreeSet::new();
        let valid = if void { counts.collected } else { counts.collected - counts.invalid };
        if self.candidates.iter().any(|one| one.votes > valid || !names.insert(&one.name)) {
            return Err(Malformed::Field("candidates"));
        }
        if self.rule.seats == 0 {
            return Err(Malformed::Field("rule.seats"));
        }
        let seats = usize::try_from(self.rule.seats).map_err(|_| Malformed::Field("rule.seats"))?;
        let quorum_met = turnout.holds(counts.collected, counts.registered);
        let base = self.base();
        let mut ranked: Vec<&Candidate> = self.candidates.iter().filter(|one| win.holds(one.votes, base)).collect();
        ranked.sort_by_key(|one| std::cmp::Reverse(one.votes));
        // The votes for which more people stand than there are seats left.
        let last = seats.checked_sub(1).and_then(|index| ranked.get(index)).map(|one| one.votes);
        let tied = last.filter(|votes| ranked.get(seats).is_some_and(|next| next.votes == *votes));
        ranked.truncate(seats);
        ranked.retain(|one| Some(one.votes) != tied);
        let reason = if void {
            Reason::BallotsExceedIssued
        } else if !quorum_met {
            Reason::TurnoutNotMet
        } else if tied.is_some() {
            Reason::TieRevote
        } else if ranked.len() < seats {
            Reason::RunoffNeeded
        } else {
            Reason::Elected
        };
        if matches!(reason, Reason::BallotsExceedIssued | Reason::TurnoutNotMet) {
            ranked.clear();
        }
        let elected = ranked.into_iter().map(|one| one.name.clone()).collect();
        Ok(Judgement { elected: Some(elected), ..Judgement::of(Some(quorum_met), reason == Reason::Elected, reason) })
    }

    fn registered_base(&self) -> bool {
        self.rule.win.base == "registered"
    }

    fn base(&self) -> u64 {
        if self.registered_base() { self.counts.registered } else { self.counts.collected }
    }

    /// `collected` is already net of refused mandates, so what was accepted must have been allowed.
    fn check_proxies(&self) -> Result<(), Malformed> {
        let by_reps = matches!(self.rule.mode.as_str(), "reps" | "resident_reps" | "by_reps" | "representatives");
        if by_reps && self.counts.proxies_accepted > 0 {
            return Err(Malformed::Field("counts.proxies_accepted"));
        }
        let mut holders: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for one in &self.proxy_detail {
            let (presented, accepted) = holders.entry(&one.holder).or_default();
            *presented = presented.saturating_add(one.presented);
            *accepted = accepted.saturating_add(one.accepted);
        }
        for (holder, (presented, accepted)) in &holders {
            let candidate = self.candidates.iter().any(|candidate| candidate.name == *holder);
            if *accepted > accepted_proxies(*presented, candidate, by_reps) {
                return Err(Malformed::Field("proxy_detail"));
            }
        }
        let all = holders.values().try_fold(0_u64, |sum, (_, accepted)| sum.checked_add(*accepted));
        if !holders.is_empty() && all != Some(self.counts.proxies_accepted) {
            return Err(Malformed::Field("counts.proxies_accepted"));
        }
        Ok(())
    }

    pub(super) fn words(&self, judged: &Judgement, language: Language) -> String {
        let counts = &self.counts;
        let met = judged.quorum_met == Some(true);
        let need = self.rule.turnout.fraction_unchecked().required(counts.registered);
        let turnout = against_share(&self.rule.turnout, met, &need.to_string(), language);
        let need_votes = self.rule.win.fraction_unchecked().required(self.base());
        let (registered, collected, issued, seats) =
            (counts.registered, counts.collected, counts.issued, self.rule.seats);
        let elected = judged.elected.clone().unwrap_or_default();
        match language {
            Language::Zh => {
                let names = if elected.is_empty() { "无人".to_owned() } else { elected.join("、") };
                let rest = match judged.reason {
                    Reason::BallotsExceedIssued => {
                        format!("收回 {collected} 张多于发出 {issued} 张，选举无效")
                    }
                    Reason::TurnoutNotMet => "选举无效".to_owned(),
                    Reason::TieRevote => format!(
                        "应选 {seats} 人，须得 {need_votes} 票；{names}当选，末位票数相等，就票数相等者再次投票"
                    ),
                    Reason::RunoffNeeded => {
                        format!("应选 {seats} 人，须得 {need_votes} 票；{names}当选，不足的名额另行选举")
                    }
                    _ => format!("应选 {seats} 人，须得 {need_votes} 票；{names}当选"),
                };
                format!("登记 {registered} 人，投票 {collected} 人，{turnout}；{rest}")
            }
            Language::En => {
                let names = if elected.is_empty() { "nobody".to_owned() } else { elected.join(", ") };
                let rest = match judged.reason {
                    Reason::BallotsExceedIssued => {
                        format!("{collected} ballots came back but {issued} were issued: void")
                    }
                    Reason::TurnoutNotMet => "the election is not valid".to_owned(),
                    Reason::TieRevote => {
                        format!(
                            "{seats} seats, {need_votes} votes needed; {names} elected, the tied are voted on again"
                        )
                    }
                    Reason::RunoffNeeded => {
                        format!("{seats} seats, {need_votes} votes needed; {names} elected, a run-off for the rest")
                    }
                    _ => format!("{seats} seats, {need_votes} votes needed; {names} elected"),
                };
                format!("{collected} of {registered} registered voted, {turnout}; {rest}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn election(counts: (u64, u64), seats: u64, votes: &[u64]) -> ElectionRecord {
        let share = |num, den, inclusive| Share { num, den, inclusive, base: String::new() };
        ElectionRecord {
            id: "T".into(),
            source: Vec::new(),
            rule: ElectionRule {
                mode: "all_voters".into(),
                turnout: share(1, 2, false),
                win: share(1, 2, false),
                seats,
            },
            counts: ElectionCounts {
                registered: counts.0,
                issued: counts.1,
                collected: counts.1,
                invalid: 0,
                in_person: None,
                proxies_accepted: 0,
            },
            candidates: votes
                .iter()
                .enumerate()
                .map(|(index, votes)| Candidate { name: format!("c{index}"), votes: *votes })
                .collect(),
            proxy_detail: Vec::new(),
        }
    }

    fn found(record: &ElectionRecord) -> (Reason, Vec<String>) {
        let judged = record.judge().expect("judged");
        assert_eq!(judged.passed, judged.reason == Reason::Elected);
        (judged.reason, judged.elected.unwrap_or_default())
    }

    /// E17: representatives elect with more than two thirds, and 50 of 75 is not more.
    #[test]
    fn e17_turnout_of_representatives_is_strict() {
        for (cast, valid) in [(50, false), (51, true)] {
            let mut record = election((75, cast), 1, &[cast]);
            record.rule.turnout = Share { num: 2, den: 3, inclusive: false, base: "registered".into() };
            assert_eq!(record.judge().expect("judged").quorum_met, Some(valid));
        }
    }

    #[test]
    fn the_seats_go_by_votes_and_a_tie_across_the_last_seats_neither() {
        assert_eq!(found(&election((100, 80), 2, &[41, 60, 50])), (Reason::Elected, vec!["c1".into(), "c2".into()]));
        assert_eq!(found(&election((100, 80), 2, &[60, 50, 50])), (Reason::TieRevote, vec!["c0".into()]));
        assert_eq!(found(&election((100, 80), 3, &[60, 50, 50])).0, Reason::Elected);
        assert_eq!(found(&election((100, 80), 2, &[60, 40, 40])), (Reason::RunoffNeeded, vec!["c0".into()]));
        assert_eq!(found(&election((100, 80), 1, &[40, 40])), (Reason::RunoffNeeded, Vec::new()));
        assert_eq!(found(&election((100, 50), 1, &[50])), (Reason::TurnoutNotMet, Vec::new()));
        let mut void = election((100, 80), 1, &[60]);
        void.counts.issued = 79;
        assert_eq!(found(&void), (Reason::BallotsExceedIssued, Vec::new()));
    }

    /// E23: the fourth mandate is refused, a candidate's are, and where representatives elect all are.
    #[test]
    fn e23_proxies() {
        assert_eq!(accepted_proxies(4, false, false), 3);
        assert_eq!(accepted_proxies(2, false, false), 2);
        assert_eq!(accepted_proxies(1, true, false), 0);
        assert_eq!(accepted_proxies(1, false, true), 0);
        let mut record = election((101, 51), 1, &[26]);
        record.proxy_detail = vec![Holder { holder: "a".into(), presented: 4, accepted: 4 }];
        assert_eq!(record.judge(), Err(Malformed::Field("proxy_detail")));
        record.proxy_detail = vec![Holder { holder: "c0".into(), presented: 1, accepted: 1 }];
        assert_eq!(record.judge(), Err(Malformed::Field("proxy_detail")));
        record.proxy_detail = vec![Holder { holder: "a".into(), presented: 2, accepted: 2 }; 2];
        assert_eq!(record.judge(), Err(Malformed::Field("proxy_detail")), "twice two is four");
        record.proxy_detail = vec![Holder { holder: "a".into(), presented: 4, accepted: 3 }];
        assert_eq!(record.judge(), Err(Malformed::Field("counts.proxies_accepted")));
        record.counts.proxies_accepted = 3;
        assert_eq!(found(&record).0, Reason::Elected);
        record.rule.mode = "reps".into();
        record.counts.proxies_accepted = 3;
        assert_eq!(record.judge(), Err(Malformed::Field("counts.proxies_accepted")));
    }

    #[test]
    fn numbers_that_contradict_each_other_are_named() {
        assert_eq!(election((100, 80), 1, &[81]).judge(), Err(Malformed::Field("candidates")));
        assert_eq!(election((100, 101), 1, &[1]).judge(), Err(Malformed::CountsContradict));
        let mut record = election((100, 80), 1, &[60]);
        record.counts.invalid = 81;
        assert_eq!(record.judge(), Err(Malformed::CountsContradict));
        record.counts.invalid = 21;
        assert_eq!(record.judge(), Err(Malformed::Field("candidates")), "an invalid ballot is for nobody");
        record.counts.invalid = 20;
        assert!(record.judge().is_ok());
        record.counts.in_person = Some(79);
        assert_eq!(record.judge(), Err(Malformed::Field("counts.in_person")));
        record.counts.in_person = Some(80);
        assert!(record.judge().is_ok());
        let mut twice = election((100, 80), 1, &[60, 20]);
        twice.candidates[1].name = "c0".into();
        assert_eq!(twice.judge(), Err(Malformed::Field("candidates")));
        assert_eq!(election((100, 80), 0, &[60]).judge(), Err(Malformed::Field("rule.seats")));
        record.rule.win.den = 0;
        assert_eq!(record.judge(), Err(Malformed::Field("rule.win")));
    }
}
