//! A draw by lot (抽签): participants, parking bays, the order of speaking. The list is fixed by its hash and the seed is named before
//! anybody can know it, so that nobody chooses the result; the order then follows from both, and anybody computes it again:
//!
//! Each entry of the list is given the SHA-256 of the seed, a line feed and the entry, in lower-case hexadecimal. The entries stand in
//! the order of these hashes: the first are drawn, the next are substitutes in their order. Entries are all different, so no two are alike.

use super::Judgement;
use crate::{
    Language,
    coded::coded,
    draw::{frame_hash, ordered},
    verdict::{Malformed, Reason},
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The one algorithm that there is; another would have another name.
pub const ALGORITHM: &str = "sha256-order-1";

/// A `draw` record. It names persons by numbers or pseudonyms, and things by their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawRecord {
    /// The record's own id.
    pub id: String,
    /// Articles that the draw rests on.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// How it is drawn.
    pub rule: DrawRule,
    /// Of what.
    pub frame: Frame,
    /// By what chance.
    pub seed: Seed,
}

/// How it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawRule {
    /// [`ALGORITHM`].
    pub algorithm: String,
    /// How many are drawn.
    pub places: u64,
    /// How many substitutes follow.
    #[serde(default)]
    pub substitutes: u64,
}

/// The list that is drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Each entry, as it was fixed.
    pub entries: Vec<String>,
    /// The SHA-256 of the entries, each with a line feed behind it.
    pub hash: String,
    /// The day on which it was fixed, `2026-03-16`.
    pub fixed_on: String,
}

coded! {
    /// Whence a seed comes.
    Chance {
        /// A public number of a later day: a lottery's, an index's.
        Number "number",
        /// Dice that were thrown in the hall before everybody, once list and rule were fixed.
        Dice "dice",
    }
}

/// The seed, and what was said of it before it was known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    /// Whence it comes.
    pub chance: Chance,
    /// Which number or which dice, as named when the list was fixed.
    pub named: String,
    /// The day on which it came to be known.
    pub on: String,
    /// As it was read.
    pub value: String,
}

impl DrawRecord {
    /// Judges a draw: the order follows from list and seed, unless the list is not the one that was fixed, or the number was known then.
    ///
    /// # Errors
    /// [`Malformed`] when an entry stands twice, nothing is drawn, or more than there is.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        let (rule, frame, seed) = (&self.rule, &self.frame, &self.seed);
        if rule.algorithm != ALGORITHM {
            return Err(Malformed::Field("rule.algorithm"));
        }
        let mut known = HashSet::new();
        let mut all = frame.entries.iter();
        if !all.all(|entry| !entry.trim().is_empty() && !entry.contains('\n') && known.insert(entry.as_str())) {
            return Err(Malformed::Field("frame.entries"));
        }
        let fits = |count: u64| usize::try_from(count).ok().filter(|count| *count <= frame.entries.len());
        let places = fits(rule.places).filter(|places| *places > 0).ok_or(Malformed::Field("rule.places"))?;
        let taken = rule.places.checked_add(rule.substitutes).and_then(fits);
        let taken = taken.ok_or(Malformed::Field("rule.substitutes"))?;
        if seed.value.trim().is_empty() {
            return Err(Malformed::Field("seed.value"));
        }
        // Days are written so that their order is that of their letters.
        let known_before = match seed.chance {
            Chance::Number => seed.on <= frame.fixed_on,
            Chance::Dice => seed.on < frame.fixed_on,
        };
        let reason = if frame_hash(&frame.entries) != frame.hash {
            Reason::FrameChanged
        } else if known_before {
            Reason::SeedKnown
        } else {
            Reason::Drawn
        };
        let passed = reason == Reason::Drawn;
        let order = if passed { ordered(&frame.entries, &seed.value) } else { Vec::new() };
        let part = |from: usize, to: usize| order.iter().skip(from).take(to - from).cloned().collect();
        Ok(Judgement {
            drawn: Some(part(0, places)),
            substitutes: Some(part(places, taken)),
            ..Judgement::of(None, passed, reason)
        })
    }

    pub(super) fn words(&self, judged: &Judgement, language: Language) -> String {
        let list = |all: &Option<Vec<String>>| all.iter().flatten().cloned().collect::<Vec<_>>();
        let (drawn, substitutes) = (list(&judged.drawn), list(&judged.substitutes));
        let of = self.frame.entries.len();
        match (judged.reason, language) {
            (Reason::FrameChanged, Language::Zh) => "名单不是抽签前固定的那一份".to_owned(),
            (Reason::FrameChanged, Language::En) => "The list is not the one that was fixed before the draw".to_owned(),
            (Reason::SeedKnown, Language::Zh) => "固定名单时种子已经可以知道".to_owned(),
            (Reason::SeedKnown, Language::En) => "The seed could be known when the list was fixed".to_owned(),
            (_, Language::Zh) => {
                let after = if substitutes.is_empty() {
                    String::new()
                } else {
                    format!("；候补依次为 {}", substitutes.join("、"))
                };
                format!("从 {of} 个中抽出 {}{after}", drawn.join("、"))
            }
            (_, Language::En) => {
                let after = if substitutes.is_empty() {
                    String::new()
                } else {
                    format!("; substitutes in order: {}", substitutes.join(", "))
                };
                format!("Drawn from {of}: {}{after}", drawn.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Judged;

    fn record() -> DrawRecord {
        let entries: Vec<String> = (1..=8).map(|one| format!("1-{one:03}")).collect();
        DrawRecord {
            id: "d".to_owned(),
            source: vec!["章程第九条".to_owned()],
            rule: DrawRule { algorithm: ALGORITHM.to_owned(), places: 3, substitutes: 2 },
            frame: Frame { hash: frame_hash(&entries), entries, fixed_on: "2026-03-16".to_owned() },
            seed: Seed {
                chance: Chance::Number,
                named: "福利彩票 3D 第 2026071 期".to_owned(),
                on: "2026-03-18".to_owned(),
                value: "0371".to_owned(),
            },
        }
    }

    /// The same order as any other program computes.
    #[test]
    fn a_draw_follows_from_list_and_seed() {
        let record = record();
        assert_eq!(record.frame.hash, "dda32296c7e85483ca00d03b66ca7bef37a219bb84d3b80093312291d1618892");
        let judged = record.judge().expect("judged");
        let list = |all: Option<Vec<String>>| all.expect("a list").join(" ");
        assert!(judged.passed && judged.quorum_met.is_none());
        assert_eq!(
            (list(judged.drawn), list(judged.substitutes)),
            ("1-001 1-008 1-006".to_owned(), "1-002 1-005".to_owned())
        );
        let [zh, en] = record.explain().expect("words").1;
        assert!(zh.contains("从 8 个中抽出") && zh.contains("章程第九条"), "{zh}");
        assert!(en.contains("substitutes in order"), "{en}");
        // Another seed, another order; the order in which the list stands decides nothing but its hash.
        let mut other = record.clone();
        other.seed.value = "0372".to_owned();
        assert_ne!(other.judge().expect("judged").drawn, record.judge().expect("judged").drawn);
        let mut turned = record.clone();
        turned.frame.entries.reverse();
        assert_eq!(turned.judge().expect("judged").reason, Reason::FrameChanged);
        turned.frame.hash = frame_hash(&turned.frame.entries);
        assert_eq!(turned.judge().expect("judged").drawn, record.judge().expect("judged").drawn);
    }

    #[test]
    fn nobody_could_know_the_seed_when_the_list_was_fixed() {
        for (chance, on, reason) in [
            (Chance::Number, "2026-03-17", Reason::Drawn),
            (Chance::Number, "2026-03-16", Reason::SeedKnown),
            (Chance::Dice, "2026-03-16", Reason::Drawn),
            (Chance::Dice, "2026-03-15", Reason::SeedKnown),
        ] {
            let mut record = record();
            (record.seed.chance, record.seed.on) = (chance, on.to_owned());
            let judged = record.judge().expect("judged");
            assert_eq!((judged.reason, judged.passed), (reason, reason == Reason::Drawn));
            assert_eq!(judged.drawn.expect("a list").is_empty(), reason != Reason::Drawn);
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_named() {
        let wrong = |change: fn(&mut DrawRecord)| {
            let mut record = record();
            change(&mut record);
            record.judge().expect_err("wrong").field().to_owned()
        };
        assert_eq!(wrong(|one| one.rule.algorithm = "coin".to_owned()), "rule.algorithm");
        assert_eq!(wrong(|one| one.frame.entries.push("1-001".to_owned())), "frame.entries");
        assert_eq!(wrong(|one| one.frame.entries.push(" ".to_owned())), "frame.entries");
        assert_eq!(wrong(|one| one.frame.entries.push("a\nb".to_owned())), "frame.entries");
        assert_eq!(wrong(|one| one.rule.places = 0), "rule.places");
        assert_eq!(wrong(|one| one.rule.places = 9), "rule.places");
        assert_eq!(wrong(|one| one.rule.substitutes = 6), "rule.substitutes");
        assert_eq!(wrong(|one| one.rule.substitutes = u64::MAX), "rule.substitutes");
        assert_eq!(wrong(|one| one.seed.value = " ".to_owned()), "seed.value");
    }
}
