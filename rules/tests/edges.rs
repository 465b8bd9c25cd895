//! Each number driven to its edge: the last value that is taken, the first that is refused or decides otherwise. Every case
//! is an example of domain.md §8 with some fields changed.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use rules::{kind::Kind, verdict::Malformed};
use serde_json::{Value, json};

/// An example with fields changed; `null` takes a field away.
fn changed(id: &str, edits: &[(&str, Value)]) -> Result<Value, Malformed> {
    let mut record = example(id);
    for (path, value) in edits {
        let (parent, key) = path.rsplit_once('/').expect("a path");
        let parent = record.pointer_mut(parent).unwrap_or_else(|| panic!("{path}"));
        match parent {
            Value::Object(fields) if value.is_null() => {
                fields.remove(key);
            }
            Value::Object(fields) => {
                fields.insert(key.to_owned(), value.clone());
            }
            other => other[key.parse::<usize>().expect("an index")] = value.clone(),
        }
    }
    let kind = Kind::from_id(record["kind"].as_str().expect("a kind")).expect("a known kind");
    let read = kind.read(&record).expect("a record");
    assert_eq!(read.id(), id);
    serde_json::to_value(read.judge()?).map_err(|_| Malformed::UnknownKind)
}

/// An example as it stands.
fn example(id: &str) -> Value {
    let examples: Vec<Value> = serde_json::from_str(include_str!("count_records.json")).expect("examples");
    examples.into_iter().find(|one| one["id"] == id).expect("an example")
}

fn reason(id: &str, edits: &[(&str, Value)]) -> String {
    changed(id, edits).expect("judged")["reason"].as_str().expect("a reason").to_owned()
}

fn wrong(id: &str, edits: &[(&str, Value)]) -> Malformed {
    changed(id, edits).expect_err("refused")
}

/// 40 of 52 present, 25 cast, 21 for.
const MEETING: &str = "HV-010";
const GATE: &str = "HV-030";
const HOUSEHOLDS: &str = "HV-071";
const OWNERS: &str = "HV-084";
const ELECTION: &str = "HV-094";
const RECALL: &str = "HV-097";
const APPRAISAL: &str = "HV-099";
const PETITION: &str = "HV-104";

#[test]
fn resolutions() {
    let counts = |key: &str, value: u64| vec![(format!("/counts/{key}"), json!(value))];
    let run = |edits: &[(String, Value)]| {
        let edits: Vec<(&str, Value)> = edits.iter().map(|(path, value)| (path.as_str(), value.clone())).collect();
        changed(MEETING, &edits)
    };
    // As many as are entitled may come, and not one more; nobody is entitled to nothing.
    assert!(run(&counts("eligible", 40)).is_ok());
    assert_eq!(run(&counts("eligible", 39)), Err(Malformed::CountsContradict));
    assert_eq!(run(&counts("eligible", 0)), Err(Malformed::CountsContradict));
    // Twenty-five of forty cast: fifteen may be recused, and not one more.
    assert!(run(&counts("recused", 15)).is_ok());
    assert_eq!(run(&counts("recused", 16)), Err(Malformed::BallotsDoNotAddUp));
    assert_eq!(run(&counts("recused", 41)), Err(Malformed::CountsContradict));
    // Where everybody is recused and taken out of the base, nobody carries nothing.
    let nobody = [
        ("/rule/recusal_mode", json!("exclude_from_base")),
        ("/rule/pass/inclusive", json!(true)),
        ("/counts/recused", json!(40)),
        ("/ballots/collected", json!(0)),
        ("/ballots/for", json!(0)),
        ("/ballots/against", json!(0)),
    ];
    assert_eq!(reason(MEETING, &nobody), "majority_not_met");
    // A void vote may be sealed uncounted.
    let sealed = [("/ballots/issued", json!(24)), ("/ballots/for", json!(0)), ("/ballots/against", json!(0))];
    assert_eq!(reason(MEETING, &sealed), "ballots_exceed_issued");
    assert_eq!(run(&counts("left_before_vote", 41)), Err(Malformed::CountsContradict));
    // An exclusion adds up.
    let excluded = |before: u64, out: u64| {
        changed(
            MEETING,
            &[("/counts/eligible_before_exclusion", json!(before)), ("/counts/excluded_unreachable", json!(out))],
        )
    };
    assert!(excluded(60, 8).is_ok());
    assert_eq!(excluded(60, 9), Err(Malformed::CountsContradict));
    assert_eq!(excluded(7, 9), Err(Malformed::CountsContradict));
    // Nobody casts who did not come, unless there was more paper than handed out.
    let marks = |issued: u64, votes_for: u64| {
        changed(
            MEETING,
            &[
                ("/ballots/issued", json!(issued)),
                ("/ballots/collected", json!(votes_for + 4)),
                ("/ballots/for", json!(votes_for)),
            ],
        )
    };
    assert_eq!(marks(40, 36).expect("judged")["reason"], "passed");
    assert_eq!(marks(41, 37), Err(Malformed::BallotsDoNotAddUp));
    assert_eq!(marks(40, 37).expect("judged")["reason"], "ballots_exceed_issued");
    // Identified duplicates are taken out before the ballots are held against the paper.
    let duplicates = |collected: u64, rejected: u64, issued: u64| {
        changed(
            MEETING,
            &[
                ("/ballots/collected", json!(collected)),
                ("/ballots/rejected_duplicates", json!(rejected)),
                ("/ballots/issued", json!(issued)),
            ],
        )
    };
    assert_eq!(duplicates(26, 1, 25).expect("judged")["reason"], "passed");
    assert_eq!(duplicates(25, 1, 24).expect("judged")["reason"], "ballots_exceed_issued");
    assert_eq!(duplicates(26, 2, 40), Err(Malformed::BallotsDoNotAddUp));
    assert_eq!(duplicates(1, 2, 40), Err(Malformed::BallotsDoNotAddUp));
    for (path, expected) in
        [("/rule/quorum/den", Malformed::ZeroDenominator), ("/rule/pass/den", Malformed::ZeroDenominator)]
    {
        assert_eq!(wrong(MEETING, &[(path, json!(0))]), expected);
    }
    assert_eq!(wrong(MEETING, &[("/rule/quorum/base", json!("present"))]), Malformed::QuorumBase);
    // P-LEAVE: everybody who checked in, where the charter says so.
    let left = |policy: &str, votes_for: u64| {
        changed(
            MEETING,
            &[
                ("/counts/left_before_vote", json!(4)),
                ("/rule/leave_policy", json!(policy)),
                ("/ballots/for", json!(votes_for)),
                ("/ballots/collected", json!(votes_for + 4)),
            ],
        )
        .expect("judged")["required_for"]
            .clone()
    };
    assert_eq!((left("present_at_vote", 19), left("checked_in", 19)), (json!(19), json!(21)));
}

#[test]
fn gates() {
    let gate = |gate: Value| changed(GATE, &[("/gate", gate)]).map(|judged| judged["reason"].clone());
    let composition = |reps: u64, committee: u64, women: u64| {
        gate(json!({"type": "composition", "reps": reps, "committee": committee, "women_reps": women}))
    };
    assert_eq!(composition(28, 7, 12).unwrap(), "passed");
    assert_eq!(composition(27, 7, 12).unwrap(), "composition_invalid");
    assert_eq!(composition(28, 7, 11).unwrap(), "composition_invalid");
    assert_eq!(composition(28, 7, 28).unwrap(), "passed");
    assert_eq!(composition(28, 7, 29), Err(Malformed::Field("gate.women_reps")));
    assert_eq!(
        gate(json!({"type": "composition", "reps": 28, "committee": 7})),
        Err(Malformed::Field("gate.women_reps"))
    );
    let urban = changed(
        GATE,
        &[
            ("/gate", json!({"type": "composition", "reps": 28, "committee": 7})),
            ("/rule/body", json!("resident_rep_meeting")),
        ],
    );
    assert_eq!(urban.unwrap()["reason"], "passed");
    let minimum = |reps: u64| gate(json!({"type": "rep_minimum", "reps": reps, "required_more_than": 20})).unwrap();
    assert_eq!((minimum(20), minimum(21)), (json!("composition_invalid"), json!("passed")));
    let notice = |days: u64, special: Value| {
        gate(json!({"type": "notice", "notice_days": days, "required_days": 10, "special_circumstance": special}))
            .unwrap()
    };
    assert_eq!((notice(10, json!(false)), notice(9, json!(false))), (json!("passed"), json!("notice_too_short")));
    assert_eq!((notice(9, json!(true)), notice(9, json!("防汛"))), (json!("passed"), json!("passed")));
    assert_eq!((notice(9, json!(" ")), notice(9, Value::Null)), (json!("notice_too_short"), json!("notice_too_short")));
    let authority =
        |matter: &str, delegated: bool| gate(json!({"type": "authority", "matter": matter, "delegated": delegated}));
    assert_eq!(authority("public_works_contract_plan", true).unwrap(), "passed");
    assert_eq!(authority("public_works_contract_plan", false).unwrap(), "not_authorized");
    assert_eq!(authority("village_rules_amendment", true).unwrap(), "not_authorized");
    assert_eq!(authority("weather", true), Err(Malformed::Field("gate.matter")));
    let study = |important: bool, recorded: bool| {
        gate(json!({"type": "prior_party_study", "important_matter": important, "party_study_recorded": recorded}))
            .unwrap()
    };
    assert_eq!(
        (study(true, false), study(true, true), study(false, false)),
        (json!("party_study_missing"), json!("passed"), json!("passed"))
    );
    // A failed gate wins over everything, and the quorum is still reported by arithmetic.
    let failed =
        changed(GATE, &[("/gate/reps", json!(20)), ("/counts/onsite", json!(30)), ("/ballots/issued", json!(29))])
            .unwrap();
    assert_eq!((&failed["reason"], &failed["quorum_met"]), (&json!("composition_invalid"), &json!(true)));
    let by_household = [
        ("/gate", json!({"type": "authority", "matter": "village_rules_amendment"})),
        ("/rule/body", json!("villager_assembly_households")),
    ];
    assert_eq!(reason(GATE, &by_household), "passed");
    let unknown = [
        ("/gate", json!({"type": "authority", "matter": "village_rules_amendment"})),
        ("/rule/body", json!("parliament")),
    ];
    assert_eq!(wrong(GATE, &unknown), Malformed::Field("rule.body"));
    assert_eq!(notice(9, json!("无")), json!("notice_too_short"));
    assert_eq!(wrong(GATE, &[("/gate", Value::Null)]), Malformed::Field("gate"));
    assert_eq!(
        wrong(MEETING, &[("/gate", json!({"type": "rep_minimum", "reps": 1, "required_more_than": 0}))]),
        Malformed::Field("gate")
    );
}

#[test]
fn households_owners_recalls_petitions() {
    assert!(changed(HOUSEHOLDS, &[("/counts/represented_households", json!(412))]).is_ok());
    assert_eq!(wrong(HOUSEHOLDS, &[("/counts/represented_households", json!(413))]), Malformed::CountsContradict);
    assert_eq!(
        wrong(HOUSEHOLDS, &[("/counts/eligible_households", json!(0)), ("/counts/represented_households", json!(0))]),
        Malformed::CountsContradict
    );
    assert!(changed(HOUSEHOLDS, &[("/counts/reps_present", json!(40))]).is_ok());
    assert_eq!(wrong(HOUSEHOLDS, &[("/counts/reps_present", json!(41))]), Malformed::CountsContradict);
    assert_eq!(reason(HOUSEHOLDS, &[("/ballots/for", json!(141)), ("/ballots/against", json!(99))]), "passed");
    assert_eq!(reason(HOUSEHOLDS, &[("/ballots/issued", json!(280))]), "majority_not_met");
    assert_eq!(reason(HOUSEHOLDS, &[("/ballots/issued", json!(279))]), "ballots_exceed_issued");
    assert_eq!(
        reason(HOUSEHOLDS, &[("/ballots/issued", json!(280)), ("/ballots/for", json!(141))]),
        "ballots_exceed_issued"
    );
    assert_eq!(wrong(HOUSEHOLDS, &[("/ballots/for", json!(141))]), Malformed::BallotsDoNotAddUp);
    assert_eq!(wrong(HOUSEHOLDS, &[("/ballots/invalid", json!(1))]), Malformed::BallotsDoNotAddUp);
    assert_eq!(wrong(HOUSEHOLDS, &[("/rule/quorum/den", json!(0))]), Malformed::Field("rule.quorum"));
    // Some local texts count the representatives: four fifths of forty are thirty-two.
    let by_reps = |present: u64| {
        reason(
            HOUSEHOLDS,
            &[
                ("/rule/quorum", json!({"num": 4, "den": 5, "inclusive": true, "base": "reps_total"})),
                ("/counts/reps_present", json!(present)),
            ],
        )
    };
    assert_eq!((by_reps(31), by_reps(32)), ("quorum_not_met".to_owned(), "majority_not_met".to_owned()));
    assert_eq!(reason(HOUSEHOLDS, &[("/source", json!("一篇")), ("/rule/pass/base", json!(""))]), "majority_not_met");

    assert!(
        changed(OWNERS, &[("/counts/participating_heads", json!(12)), ("/counts/participating_area", json!("960.00"))])
            .is_ok()
    );
    assert_eq!(wrong(OWNERS, &[("/counts/participating_heads", json!(13))]), Malformed::CountsContradict);
    assert_eq!(wrong(OWNERS, &[("/counts/participating_area", json!("960.01"))]), Malformed::CountsContradict);
    assert_eq!(wrong(OWNERS, &[("/ballots/against/heads", json!(3))]), Malformed::BallotsDoNotAddUp);
    assert_eq!(wrong(OWNERS, &[("/ballots/against/area", json!("160.01"))]), Malformed::BallotsDoNotAddUp);
    assert_eq!(
        wrong(OWNERS, &[("/counts/eligible_heads", json!(0)), ("/counts/participating_heads", json!(0))]),
        Malformed::CountsContradict
    );
    assert_eq!(
        wrong(OWNERS, &[("/counts/eligible_area", json!("0")), ("/counts/participating_area", json!("0"))]),
        Malformed::CountsContradict
    );
    assert_eq!(reason(OWNERS, &[("/ballots/for/area", json!("479.99"))]), "area_majority_not_met");
    assert_eq!(reason(OWNERS, &[("/ballots/for/heads", json!(5))]), "headcount_majority_not_met");
    // Of all owners, where the rule says so.
    for base in ["all_owners", "eligible"] {
        let all = changed(OWNERS, &[("/rule/pass/base", json!(base))]).unwrap();
        assert_eq!((&all["required_for_heads"], &all["reason"]), (&json!(9), &json!("headcount_majority_not_met")));
    }
    let of_all = [
        ("/rule/pass/base", json!("all_owners")),
        ("/counts/participating_heads", json!(12)),
        ("/ballots/for/heads", json!(9)),
        ("/counts/participating_area", json!("960.00")),
    ];
    assert_eq!(reason(OWNERS, &of_all), "area_majority_not_met");
    assert_eq!(wrong(OWNERS, &[("/rule/pass/base", json!("eligible_households"))]), Malformed::Field("rule.pass"));

    assert_eq!(reason(RECALL, &[("/counts/issued", json!(640))]), "passed");
    assert_eq!(reason(RECALL, &[("/counts/issued", json!(639))]), "ballots_exceed_issued");
    assert_eq!(reason(RECALL, &[("/counts/registered", json!(640))]), "passed");
    assert_eq!(wrong(RECALL, &[("/counts/registered", json!(639))]), Malformed::CountsContradict);
    assert_eq!(
        reason(RECALL, &[("/counts/registered", json!(639)), ("/counts/issued", json!(639))]),
        "ballots_exceed_issued"
    );
    assert_eq!(
        wrong(RECALL, &[("/counts/registered", json!(0)), ("/counts/issued", json!(0))]),
        Malformed::CountsContradict
    );
    assert_eq!(wrong(RECALL, &[("/ballots/invalid", json!(1))]), Malformed::BallotsDoNotAddUp);
    assert_eq!(reason(RECALL, &[("/rule/pass/base", json!("registered"))]), "majority_not_met");
    assert_eq!(
        reason(RECALL, &[("/rule/pass/base", json!("registered")), ("/counts/registered", json!(641))]),
        "passed"
    );

    assert!(changed(PETITION, &[("/counts/valid_signers", json!(1248))]).is_ok());
    assert_eq!(wrong(PETITION, &[("/counts/valid_signers", json!(1249))]), Malformed::CountsContradict);
    assert_eq!(
        wrong(PETITION, &[("/counts/base", json!(0)), ("/counts/valid_signers", json!(0))]),
        Malformed::CountsContradict
    );
    assert_eq!(wrong(PETITION, &[("/rule/threshold/den", json!(0))]), Malformed::Field("rule.threshold"));
}

#[test]
fn elections_and_appraisals() {
    assert_eq!(reason(ELECTION, &[("/counts/registered", json!(51))]), "elected");
    assert_eq!(wrong(ELECTION, &[("/counts/registered", json!(50))]), Malformed::CountsContradict);
    // As many collected as issued are not more than issued: more than are registered contradict themselves.
    let collected = example(ELECTION)["counts"]["collected"].clone();
    let exact = [("/counts/registered", json!(50)), ("/counts/issued", collected)];
    assert_eq!(wrong(ELECTION, &exact), Malformed::CountsContradict);
    assert_eq!(
        reason(ELECTION, &[("/counts/registered", json!(50)), ("/counts/issued", json!(50))]),
        "ballots_exceed_issued"
    );
    assert_eq!(wrong(ELECTION, &[("/counts/registered", json!(0))]), Malformed::CountsContradict);
    assert_eq!(reason(ELECTION, &[("/counts/invalid", json!(25))]), "elected");
    assert_eq!(wrong(ELECTION, &[("/counts/invalid", json!(26))]), Malformed::Field("candidates"));
    assert_eq!(wrong(ELECTION, &[("/counts/invalid", json!(52))]), Malformed::CountsContradict);
    assert_eq!(reason(ELECTION, &[("/candidates/0/votes", json!(51))]), "elected");
    assert_eq!(wrong(ELECTION, &[("/candidates/0/votes", json!(52))]), Malformed::Field("candidates"));
    assert_eq!(reason(ELECTION, &[("/rule/win/base", json!("registered"))]), "runoff_needed");
    assert_eq!(
        reason(ELECTION, &[("/rule/win/base", json!("registered")), ("/candidates/0/votes", json!(51))]),
        "elected"
    );
    assert_eq!(
        reason(
            ELECTION,
            &[
                ("/rule/mode", json!("reps")),
                ("/counts/proxies_accepted", json!(0)),
                ("/counts/in_person", json!(51)),
                ("/proxy_detail", Value::Null)
            ]
        ),
        "elected"
    );

    let appraisal = |key: &str, value: Value| changed(APPRAISAL, &[(&format!("/rule/{key}"), value)]);
    assert!(appraisal("present", json!(52)).is_ok());
    assert_eq!(appraisal("present", json!(53)), Err(Malformed::CountsContradict));
    assert_eq!(appraisal("present", json!(47)), Err(Malformed::CountsContradict));
    assert_eq!(appraisal("eligible", json!(0)), Err(Malformed::CountsContradict));
    assert_eq!(appraisal("issued", json!(48)).unwrap()["reason"], "terminated");
    let void = appraisal("issued", json!(47)).unwrap();
    assert_eq!(
        (&void["reason"], &void["passed"], &void["results"]),
        (&json!("ballots_exceed_issued"), &json!(false), &json!({}))
    );
    assert_eq!(
        reason(APPRAISAL, &[("/rule/issued", json!(46)), ("/rule/present", json!(47))]),
        "ballots_exceed_issued"
    );
    // The share may be taken of those present; without a number of years twice in a row ends the post.
    let of_present = [("/rule/incompetent_if/base", json!("present")), ("/rule/present", json!(49))];
    assert_eq!(reason(APPRAISAL, &of_present), "appraised");
    assert_eq!(reason(APPRAISAL, &[("/rule/terminate_after_consecutive", Value::Null)]), "terminated");
    let first = [("/rule/terminate_after_consecutive", Value::Null), ("/people/0/previous_year", json!("competent"))];
    assert_eq!(reason(APPRAISAL, &first), "appraised");
    let at_once = [("/rule/terminate_after_consecutive", json!(1)), ("/people/0/previous_year", Value::Null)];
    assert_eq!(reason(APPRAISAL, &at_once), "terminated");
    assert_eq!(reason(APPRAISAL, &[("/rule/grades", json!([]))]), "terminated");
    // Papers without a grade stay in the base.
    let spoilt = [
        ("/people/0/votes/competent", json!(12)),
        ("/people/0/votes/invalid", json!(1)),
        ("/people/0/votes/abstain", json!(1)),
    ];
    assert_eq!(reason(APPRAISAL, &spoilt), "terminated");
    assert_eq!(wrong(APPRAISAL, &[("/people/0/votes/splendid", json!(0))]), Malformed::Field("people"));
}
