//! What is refused of a procedure's file and of a place's own wording, each with its line or step.

use super::*;
use crate::rule_set::Problem;

const FOUR: &str = include_str!("../../data/procedures/four_deliberations.toml");

fn refused(change: impl Fn(&str) -> String) -> (String, String) {
    let text = change(FOUR);
    assert_ne!(text, FOUR, "the test changes something");
    let Problem { file, place, why } = Procedure::read("x.toml", &text).expect_err("refused");
    assert_eq!(file, "x.toml");
    (place, why)
}

fn line_of(text: &str, id: &str) -> usize {
    text.lines().position(|line| line == format!("id = \"{id}\"")).expect("a step") + 1
}

#[test]
fn a_wrong_file_is_refused_with_its_line() {
    for (from, to, step, why) in [
        ("bodies = [\"party_meeting\"]", "bodies = [\"resident_assembly\"]", "review", "has not this body"),
        ("by = [\"party\"]", "by = [\"parliament\"]", "propose", "neither a role nor a body"),
        ("after = [\"review\", \"consult\"]", "after = [\"nowhere\"]", "decide", "which is no step"),
        ("after = [\"discuss\"]", "after = [\"decide\"]", "consult", "circle"),
        ("needs = [\"study\"]", "needs = []", "propose", "not what shows"),
        ("needs = [\"study\"]", "needs = [\"topic\"]", "decide", "study before"),
        (
            "needs = [{ posting = { days = 15 } }]",
            "needs = [{ posting = { days = 14 } }]",
            "publish",
            "the law asks for 15",
        ),
        ("id = \"publish_result\"", "id = \"publish\"", "publish", "another step has this id"),
        ("{ comment = { days = 7 } }", "{ comment = { days = 0 } }", "consult", "no day"),
        ("what = { zh = \"村“两委”会议", "what = { zh = \"\", en = \"x\" } #", "discuss", "missing in a language"),
    ] {
        let (place, said) = refused(|text| text.replacen(from, to, 1));
        assert!(place.starts_with(&format!("step {step}, line ")) && said.contains(why), "{from}: {place}: {said}");
    }
    let (place, _) = refused(|text| text.replacen("id = \"decide\"", "id = decide", 1));
    assert_eq!(place, format!("line {}", line_of(FOUR, "decide")));
    let (place, why) = refused(|text| text.replacen("\"study\"", "\"prayer\"", 1));
    assert!(place.starts_with("line ") && why.contains("prayer"), "{place}: {why}");
    // What the law asks for is waived by nobody.
    let (place, why) = refused(|text| text.replacen("within = 3\n", "within = 3\nwaived_by = [\"chair\"]\n", 1));
    assert!(place.starts_with("step publish") && why.contains("nobody may waive"), "{place}: {why}");
}

fn four() -> Procedure {
    Procedure::read("x", FOUR).expect("sound")
}

fn adopted(step: &str, change: Change) -> Result<Procedure, (String, &'static str)> {
    four().adopted("云杉村-1", &Adoption::from([(step.to_owned(), change)]))
}

#[test]
fn a_place_may_be_stricter_and_say_it_in_other_words() {
    let longer = Change { needs: Some(vec![Need::Posting { days: 30 }]), within: Some(2), ..Change::default() };
    let own = adopted("publish", longer).expect("stricter");
    assert_eq!(own.version, "cn-2026-01+云杉村-1");
    assert_eq!(
        own.step("publish").map(|step| (step.needs.clone(), step.within)),
        Some((vec![Need::Posting { days: 30 }], Some(2)))
    );
    let words = Words { zh: "两委商量".to_owned(), en: "Both committees".to_owned() };
    assert!(adopted("discuss", Change { name: Some(words), ..Change::default() }).is_ok());
    for change in [
        Change { needs: Some(vec![Need::Posting { days: 10 }]), ..Change::default() },
        Change { needs: Some(Vec::new()), ..Change::default() },
        Change { within: Some(4), ..Change::default() },
    ] {
        let (step, why) = adopted("publish", change).expect_err("looser");
        assert!(step == "publish" && why.contains("looser"), "{step}: {why}");
    }
    let fewer = Need::Sitting { bodies: vec![BodyKind::VillagerAssembly], result: Ends::Passed };
    let needs = Some(vec![Need::Notice { days: 10 }, fewer]);
    assert!(adopted("decide", Change { needs, ..Change::default() }).is_ok(), "the assembly alone");
}

#[test]
fn an_optional_step_is_left_out_with_a_reason_and_the_rest_closes_up() {
    let out = |reason: &str| Change { left_out: Some(reason.to_owned()), ..Change::default() };
    let own = adopted("discuss", out("书记、主任一肩挑")).expect("left out");
    assert_eq!(own.steps.len(), four().steps.len() - 1);
    for (step, before) in [("review", "propose"), ("consult", "propose")] {
        let after = &own.step(step).expect("a step").after;
        let ids: Vec<_> = after.iter().filter_map(|at| own.steps.get(*at)).map(|one| one.id.as_str()).collect();
        assert_eq!(ids, [before], "{step}");
    }
    assert_eq!(adopted("discuss", out("无")).expect_err("no reason").1, "the reason is missing");
    for step in ["propose", "decide", "publish", "raise"] {
        assert!(adopted(step, out("不需要")).is_err(), "{step}");
    }
}
