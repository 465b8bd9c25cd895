//! Ids and names go there and back.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use rules::{
    ballot::{Choice, Tally},
    body::BodyKind,
    gates::Ground,
    rule_set::RuleSet,
    verdict::Malformed,
};

#[test]
fn ids_go_there_and_back() {
    for choice in Choice::ALL {
        assert_eq!(Choice::from_id(choice.id()), Some(choice));
    }
    for ground in Ground::ALL {
        assert_eq!(Ground::from_id(ground.id()), Some(*ground));
    }
    assert_eq!((Choice::For.id(), Ground::Women.id()), ("for", "women"));
    let counted: Tally = [Choice::For, Choice::For, Choice::Against, Choice::Abstain].into_iter().collect();
    assert_eq!(counted.cast(), 4);
    assert_eq!((counted.in_favour, counted.against, counted.abstain), (2, 1, 1));
    let set = RuleSet::national();
    let more_than = |kind| set.rule(kind, None).and_then(|rule| rule.seats.more_than);
    assert_eq!(more_than(BodyKind::CollectiveRepAssembly), Some(20));
    assert_eq!(more_than(BodyKind::VillagerRepMeeting), None);
    for (wrong, field) in [
        (Malformed::UnknownKind, "kind"),
        (Malformed::ZeroDenominator, "rule"),
        (Malformed::QuorumBase, "rule.quorum.base"),
        (Malformed::CountsContradict, "counts"),
        (Malformed::BallotsDoNotAddUp, "ballots"),
        (Malformed::Field("x"), "x"),
        (Malformed::Event(1, "events.at"), "events.at"),
    ] {
        assert_eq!(wrong.field(), field);
    }
}

/// An assembly is the same body however its name is spelt.
#[test]
fn assemblies_by_either_name_have_the_same_authority() {
    use rules::kind::gate::Gate;
    let gate = Gate::Authority { matter: "village_rules_amendment".to_owned(), delegated: false };
    for body in ["villager_assembly", "villager_assembly_all", "villagers_assembly", "villagers_assembly_quarter"] {
        assert_eq!(gate.failed(body), Ok(None), "{body}");
    }
    let gate = Gate::Authority { matter: "residents_interest".to_owned(), delegated: false };
    for body in ["resident_assembly", "residents_assembly", "residents_assembly_all"] {
        assert_eq!(gate.failed(body), Ok(None), "{body}");
    }
    assert_eq!(gate.failed("parliament"), Err(Malformed::Field("rule.body")));
}
