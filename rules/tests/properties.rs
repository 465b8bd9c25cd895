//! What holds for any numbers: fractions, resolutions, households, owners, elections.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use proptest::prelude::*;
use rules::{fraction::Fraction, kind::Kind, verdict::Malformed};
use serde_json::{Value, json};

fn judged(value: &Value) -> Result<Value, Malformed> {
    let kind = Kind::from_id(value["kind"].as_str().expect("a kind")).expect("a known kind");
    let judged = kind.read(value).expect("a record").judge()?;
    Ok(serde_json::to_value(judged).expect("a judgement"))
}

fn passed(value: &Value) -> bool {
    judged(value).expect("judged")["passed"] == true
}

fn household(all: u64, here: u64, votes: [u64; 3]) -> Value {
    json!({
        "id": "H", "kind": "weighted_resolution",
        "rule": {
            "quorum": {"num": 2, "den": 3, "inclusive": true, "base": "eligible_households"},
            "pass": {"num": 1, "den": 2, "inclusive": false, "base": "represented_households"},
        },
        "counts": {"eligible_households": all, "represented_households": here},
        "ballots": {"for": votes[0], "against": votes[1], "abstain": votes[2]},
    })
}

fn area(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Owners: all, taking part, for, against; each as heads and hundredths of a square metre.
fn owners(all: (u64, u64), part: (u64, u64), votes: [(u64, u64); 2]) -> Value {
    let side = |(heads, cents): (u64, u64)| json!({"heads": heads, "area": area(cents)});
    json!({
        "id": "O", "kind": "owners",
        "rule": {
            "quorum": {"num": 2, "den": 3, "inclusive": true, "base": "all_owners", "dual": true},
            "pass": {"num": 1, "den": 2, "inclusive": false, "base": "participating", "dual": true},
        },
        "counts": {
            "eligible_heads": all.0, "eligible_area": area(all.1),
            "participating_heads": part.0, "participating_area": area(part.1),
        },
        "ballots": {"for": side(votes[0]), "against": side(votes[1]), "abstain": side((0, 0))},
    })
}

/// E19: 199 of 300 households are too few, 200 are enough; E14's kind of exactness by household.
#[test]
fn e19_two_thirds_of_the_households() {
    assert_eq!(judged(&household(300, 199, [199, 0, 0])).unwrap()["reason"], "quorum_not_met");
    assert_eq!(judged(&household(300, 200, [101, 99, 0])).unwrap()["reason"], "passed");
    assert_eq!(judged(&household(300, 200, [100, 100, 0])).unwrap()["reason"], "majority_not_met");
    let mut void = household(300, 200, [101, 99, 0]);
    void["ballots"]["issued"] = 199.into();
    assert_eq!(judged(&void).unwrap()["reason"], "ballots_exceed_issued");
    assert_eq!(judged(&household(300, 301, [1, 0, 0])), Err(Malformed::CountsContradict));
    assert_eq!(judged(&household(300, 200, [201, 0, 0])), Err(Malformed::BallotsDoNotAddUp));
    let mut all = household(300, 200, [150, 0, 0]);
    all["rule"]["pass"]["base"] = "eligible_households".into();
    assert_eq!(judged(&all).unwrap()["required_for"], 151);
    all["rule"]["pass"]["base"] = "of the wise".into();
    assert_eq!(judged(&all), Err(Malformed::Field("rule.pass")));
}

/// A recall: turnout before majority, void before both.
#[test]
fn recalls_and_petitions_in_their_order() {
    let recall = |registered: u64, issued: u64, collected: u64, votes: u64| {
        json!({
            "id": "R", "kind": "recall",
            "rule": {
                "turnout": {"num": 1, "den": 2, "inclusive": false, "base": "registered"},
                "pass": {"num": 1, "den": 2, "inclusive": false, "base": "ballots_collected"},
            },
            "counts": {"registered": registered, "issued": issued, "collected": collected},
            "ballots": {"for": votes, "against": 0},
        })
    };
    let reason = |value: &Value| judged(value).unwrap()["reason"].clone();
    assert_eq!(reason(&recall(100, 51, 51, 26)), "passed");
    assert_eq!(reason(&recall(100, 51, 51, 25)), "majority_not_met");
    assert_eq!(reason(&recall(100, 50, 50, 50)), "turnout_not_met");
    assert_eq!(reason(&recall(100, 49, 50, 50)), "ballots_exceed_issued");
    assert_eq!(judged(&recall(100, 101, 101, 1)), Err(Malformed::CountsContradict));
    assert_eq!(judged(&recall(100, 60, 51, 52)), Err(Malformed::BallotsDoNotAddUp));
    let petition = |base: u64, signers: u64| {
        json!({
            "id": "P", "kind": "petition", "rule": {"threshold": {"num": 1, "den": 10, "inclusive": true}},
            "counts": {"base": base, "valid_signers": signers},
        })
    };
    assert_eq!(judged(&petition(1248, 124)).unwrap()["reason"], "threshold_not_met");
    assert_eq!(judged(&petition(1248, 125)).unwrap()["required"], 125);
    assert_eq!(judged(&petition(10, 11)), Err(Malformed::CountsContradict));
}

const MOST: u64 = 1_000_000_000_000;

proptest! {
    /// Fractions agree with exact rationals, also at the boundary: `count/base` against `num/den` by continued
    /// subtraction, which multiplies nothing.
    #[test]
    fn fractions_agree_with_exact_rationals(num in 0u64..1000, den in 1u64..1000, base in 1u64..MOST, near in 0u64..3, inclusive: bool) {
        let share = u64::try_from(u128::from(base) * u128::from(num) / u128::from(den)).unwrap();
        let count = (share + near).saturating_sub(1);
        let fraction = Fraction { num, den, inclusive };
        let expected = match compare((count, base), (num, den)) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => inclusive,
            std::cmp::Ordering::Less => false,
        };
        prop_assert_eq!(fraction.holds(count, base), expected);
    }

    /// One more household for never undoes a pass, one more against never makes one.
    #[test]
    fn households_pull_their_own_way(f in 0u64..500, a in 0u64..500, silent in 1u64..200, away in 0u64..500) {
        let here = f + a + silent;
        let now = passed(&household(here + away, here, [f, a, 0]));
        prop_assert!(!now || passed(&household(here + away, here, [f + 1, a, 0])));
        prop_assert!(now || !passed(&household(here + away, here, [f, a + 1, 0])));
    }

    /// Owners pass only where both heads and area do, and more for never undoes it.
    #[test]
    fn owners_need_both_dimensions(
        all in (1u64..2000, 1u64..20_000_000), part in (0u64..2000, 0u64..20_000_000), yes in (0u64..2000, 0u64..20_000_000),
    ) {
        let part = (part.0.min(all.0), part.1.min(all.1));
        let yes = (yes.0.min(part.0), yes.1.min(part.1));
        let found = judged(&owners(all, part, [yes, (0, 0)])).unwrap();
        let two_thirds = |one: u64, of: u64| 3 * one >= 2 * of;
        let majority = |one: u64, of: u64| 2 * one > of;
        let attended = two_thirds(part.0, all.0) && two_thirds(part.1, all.1);
        prop_assert_eq!(found["quorum_met"].as_bool(), Some(attended));
        let carried = attended && majority(yes.0, part.0) && majority(yes.1, part.1);
        prop_assert_eq!(found["passed"].as_bool(), Some(carried));
        let more = judged(&owners(all, part, [(part.0, part.1), (0, 0)])).unwrap();
        prop_assert!(!carried || more["passed"] == true);
    }

    /// Nobody is elected beyond the seats, below the win, or past somebody with more votes.
    #[test]
    fn elections_seat_the_first(votes in proptest::collection::vec(0u64..60, 0..8), seats in 1u64..5, cast in 40u64..80) {
        let votes: Vec<u64> = votes.into_iter().map(|one| one.min(cast)).collect();
        let candidates: Vec<Value> =
            votes.iter().enumerate().map(|(index, votes)| json!({"name": index.to_string(), "votes": votes})).collect();
        let found = judged(&json!({
            "id": "E", "kind": "election",
            "rule": {
                "mode": "all_voters", "seats": seats,
                "turnout": {"num": 1, "den": 2, "inclusive": false, "base": "registered"},
                "win": {"num": 1, "den": 2, "inclusive": false, "base": "ballots_collected"},
            },
            "counts": {"registered": 80, "issued": cast, "collected": cast, "invalid": 0},
            "candidates": candidates,
        })).unwrap();
        let elected: Vec<u64> = found["elected"].as_array().unwrap().iter()
            .map(|name| votes[name.as_str().unwrap().parse::<usize>().unwrap()]).collect();
        prop_assert!(elected.len() as u64 <= seats);
        prop_assert!(elected.iter().all(|one| 2 * one > cast));
        prop_assert!(elected.windows(2).all(|pair| pair[0] >= pair[1]));
        let least = elected.last().copied().unwrap_or(u64::MAX);
        let above = votes.iter().filter(|one| **one > least).count();
        prop_assert!(above <= elected.len(), "somebody with more votes was passed over");
        prop_assert_eq!(found["passed"] == true, found["reason"] == "elected");
    }

    /// The reader and the judge never panic, whatever the bytes and whatever JSON.
    #[test]
    fn no_record_makes_the_reader_panic(text in ".{0,200}", numbers in proptest::collection::vec(any::<u64>(), 8)) {
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            for kind in Kind::ALL {
                if let Ok(record) = kind.read(&value) {
                    let _ = record.judge();
                }
            }
        }
        let n = |index: usize| numbers[index];
        let share = |index: usize| json!({"num": n(index), "den": n(index + 1), "inclusive": n(index) % 2 == 0, "base": "eligible"});
        let value = json!({
            "id": "X", "kind": "resolution",
            "rule": {"body": "x", "quorum": share(0), "pass": share(2)},
            "counts": {"eligible": n(4), "onsite": n(5), "online_verified": n(6), "left_before_vote": n(7)},
            "ballots": {"issued": n(0), "collected": n(1), "for": n(2), "against": n(3), "abstain": n(4)},
        });
        let record = Kind::Resolution.read(&value).expect("a record");
        prop_assert_eq!(record.judge(), record.explain().map(|(judged, _)| judged));
    }
}

/// Compares two fractions by their continued fractions: exact, without a product.
fn compare((a, b): (u64, u64), (c, d): (u64, u64)) -> std::cmp::Ordering {
    let (left, right) = (a / b, c / d);
    if left != right {
        return left.cmp(&right);
    }
    match (a % b, c % d) {
        (0, 0) => std::cmp::Ordering::Equal,
        (0, _) => std::cmp::Ordering::Less,
        (_, 0) => std::cmp::Ordering::Greater,
        (rest, other) => compare((d, other), (b, rest)),
    }
}
