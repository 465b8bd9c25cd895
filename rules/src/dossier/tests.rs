//! Story A of domain.md §6.1 through its procedure, and what holds whatever the records are.

use super::*;
use crate::{
    Refusal,
    agenda::Matter,
    body::CommunityKind,
    id::DossierId,
    posting::Audience,
    published::{HowEnded, MatterContent},
    rule_set::Mark,
};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::from_text(text).expect("a day")
}

fn on(day_: &str, shows: Shows) -> Record {
    Record { shows, on: day(day_), step: None, by: None, link: String::new() }
}

fn sitting(day_: &str, body: BodyKind, ended: Ended) -> Record {
    on(day_, Shows::Sitting { body, ended })
}

fn road() -> Vec<Record> {
    vec![
        on("2026-03-01", Shows::Intake),
        on("2026-03-04", Shows::Study),
        sitting("2026-03-05", BodyKind::CommitteeMeeting, Ended::Passed),
        on("2026-03-06", Shows::Notice { body: BodyKind::PartyMeeting, days: 4 }),
        on("2026-03-06", Shows::Comment { waits: None }),
        sitting("2026-03-10", BodyKind::PartyMeeting, Ended::Passed),
        on("2026-03-06", Shows::Notice { body: BodyKind::VillagerRepMeeting, days: 10 }),
        sitting("2026-03-16", BodyKind::VillagerRepMeeting, Ended::Passed),
        on("2026-03-17", Shows::Posting { waits: None }),
        on("2026-06-20", Shows::Execution { accepted: true }),
        on("2026-06-20", Shows::Posting { waits: None }),
        on("2026-06-20", Shows::Rating),
    ]
}

fn four() -> &'static Procedure {
    Procedure::find("four_deliberations_two_publications").expect("a procedure")
}

fn now_at(records: &[Record], today: &str) -> (Vec<&'static str>, Progress) {
    let facts = Facts { records: records.to_vec(), waivers: Vec::new() };
    let stands = progress(four(), &facts, day(today));
    (stands.current().filter_map(|at| four().steps.get(at)).map(|step| step.id.as_str()).collect(), stands)
}

#[test]
fn story_a_goes_through_its_procedure() {
    let all = road();
    for (records, today, current) in [
        (0, "2026-03-01", vec!["raise"]),
        (1, "2026-03-02", vec!["propose"]),
        (2, "2026-03-04", vec!["discuss"]),
        (5, "2026-03-10", vec!["review", "consult"]),
        (6, "2026-03-13", vec!["consult"]),
        (8, "2026-03-16", vec!["publish", "carry_out"]),
        (9, "2026-04-01", vec!["publish", "carry_out"]),
        (9, "2026-04-02", vec!["carry_out"]),
        (12, "2026-07-05", vec!["publish_result"]),
    ] {
        assert_eq!(now_at(all.get(..records).expect("records"), today).0, current, "{records} on {today}");
    }
    let (_, stands) = now_at(&all, "2026-07-06");
    assert!(stands.is_complete(), "{stands:?}");
}

#[test]
fn what_came_before_its_turn_does_not_count_and_says_so() {
    let mut records = road();
    // The study is recorded for the day after the decision: the committee met before it.
    records.get_mut(1).expect("the study").on = day("2026-03-17");
    let (current, stands) = now_at(&records, "2026-07-06");
    assert_eq!(current, ["discuss"]);
    let Some(State::Current { needs, .. }) = stands.steps.get(2) else { panic!("{stands:?}") };
    assert_eq!(needs, &[Pending::TooEarly(2)]);
}

#[test]
fn a_posting_is_overdue_by_its_day_and_done_when_its_last_day_is_over() {
    let (_, stands) = now_at(road().get(..8).expect("records"), "2026-03-19");
    let publish = four().steps.iter().position(|step| step.id == "publish").expect("a step");
    assert_eq!(stands.overdue(publish, day("2026-03-19")), None);
    assert_eq!(stands.overdue(publish, day("2026-03-20")), Some(day("2026-03-19")));
    let (_, stands) = now_at(road().get(..9).expect("records"), "2026-03-20");
    let Some(State::Current { needs, .. }) = stands.steps.get(publish) else { panic!("{stands:?}") };
    assert_eq!(needs, &[Pending::Running(8, Some(day("2026-04-01")))]);
    assert_eq!(stands.overdue(publish, day("2026-03-20")), None, "what has to hang was put up in time");
}

/// Who objects within the period is answered before it is over; who comes later takes no step back.
#[test]
fn an_objection_of_the_period_holds_its_step_and_a_later_one_does_not() {
    let publish = four().steps.iter().position(|step| step.id == "publish").expect("a step");
    let with = |on: &str, count: usize| {
        let mut records = road();
        records.get_mut(8).expect("the posting").shows = Shows::Posting { waits: Some(day(on)) };
        now_at(records.get(..count).expect("records"), "2026-07-06").1
    };
    assert!(matches!(with("2026-03-20", 9).steps.get(publish), Some(State::Current { .. })));
    assert!(matches!(with("2026-04-02", 9).steps.get(publish), Some(State::Met { .. })));
    assert!(with("2026-04-02", 12).is_complete());
    let ended = with("2026-03-20", 9).as_ended(day("2026-07-06"));
    assert!(ended.is_complete(), "a matter that was done stays so");
}

#[test]
fn what_is_recorded_by_hand_is_judged() {
    let facts = |count: usize| Facts { records: road().get(..count).expect("records").to_vec(), waivers: Vec::new() };
    let study = |count, roles: &[Role], on: &str| {
        record(four(), &facts(count), ("propose", &Shows::Study), roles, (day(on), day("2026-03-04")))
            .map(|one| one.need().id())
    };
    assert_eq!(study(1, &[Role::Party], "2026-03-04"), Ok("study"));
    assert_eq!(study(1, &[Role::Clerk], "2026-03-04"), Err(("", Refusal::NotYourRole)));
    assert_eq!(study(0, &[Role::Party], "2026-03-04"), Err(("", Refusal::NotItsTurn)));
    assert_eq!(study(2, &[Role::Party], "2026-03-04"), Err(("", Refusal::StepDone)));
    assert_eq!(study(1, &[Role::Party], "2026-03-05"), Err(("on", Refusal::DayToCome)));
    assert_eq!(study(1, &[Role::Party], "2026-02-28"), Err(("on", Refusal::BeforeItsTurn)));
    let sits = Shows::Sitting { body: BodyKind::CommitteeMeeting, ended: Ended::Passed };
    let by_hand =
        record(four(), &facts(2), ("discuss", &sits), &[Role::Committee], (day("2026-03-05"), day("2026-03-05")));
    assert_eq!(by_hand, Err(("step", Refusal::NotOffered)), "a sitting is held, not typed");
}

#[test]
fn a_step_is_waived_by_who_may_and_says_why() {
    let facts = |count: usize| Facts { records: road().get(..count).expect("records").to_vec(), waivers: Vec::new() };
    let waived = |count, step, why, role| waive(four(), &facts(count), (step, why), &[role], day("2026-03-05"));
    let waiver = waived(2, "discuss", "书记、主任一肩挑，与提议合并", Role::Chair).expect("waived");
    assert_eq!(waived(2, "discuss", " 无 ", Role::Chair), Err(("why", Refusal::ReasonMissing)));
    assert_eq!(waived(2, "discuss", "合并", Role::Clerk), Err(("", Refusal::NotYourRole)));
    assert_eq!(waived(1, "discuss", "合并", Role::Chair), Err(("", Refusal::NotItsTurn)));
    assert_eq!(waived(1, "propose", "来不及", Role::Chair), Err(("", Refusal::StepNeeded)), "the law asks for it");
    let with = Facts { waivers: vec![waiver.waiver().clone()], ..facts(2) };
    let stands = progress(four(), &with, day("2026-03-05"));
    assert_eq!(stands.steps.get(2), Some(&State::Waived { by: 0 }));
}

fn any_wait() -> impl Strategy<Value = Option<Date>> {
    prop::option::of((0_i64..120).prop_map(|after| day("2026-03-01").plus(after)))
}

fn any_shows() -> impl Strategy<Value = Shows> {
    let bodies = prop::sample::select(BodyKind::ALL.to_vec());
    let ends = prop::sample::select(vec![Ended::Passed, Ended::NotPassed, Ended::Consensus, Ended::Heard]);
    let offices = prop::sample::select(Office::ALL.to_vec());
    prop_oneof![
        Just(Shows::Intake),
        any::<bool>().prop_map(|accepted| Shows::Topic { accepted }),
        (0_u32..3).prop_map(|plans| Shows::Options { plans }),
        Just(Shows::Study),
        (bodies.clone(), ends).prop_map(|(body, ended)| Shows::Sitting { body, ended }),
        (bodies, 0_i64..20).prop_map(|(body, days)| Shows::Notice { body, days }),
        any_wait().prop_map(|waits| Shows::Comment { waits }),
        (0_u64..4, 0_u64..4).prop_map(|(signed, of)| Shows::Opinions { signed, of }),
        (0_u32..2).prop_map(|missing| Shows::Parties { missing }),
        any_wait().prop_map(|waits| Shows::Posting { waits }),
        (offices, any::<bool>()).prop_map(|(to, acknowledged)| Shows::Filing { to, acknowledged }),
        any::<bool>().prop_map(|accepted| Shows::Execution { accepted }),
        Just(Shows::Rating),
        Just(Shows::Feedback),
    ]
}

fn any_facts(procedure: &'static Procedure) -> impl Strategy<Value = Facts> {
    let ids: Vec<String> = procedure.steps.iter().map(|step| step.id.clone()).collect();
    let roles = prop::sample::select(Role::ALL.to_vec());
    let record = (any_shows(), 0_i64..90, prop::option::of(prop::sample::select(ids.clone())));
    let record = record.prop_map(|(shows, after, step)| Record {
        shows,
        on: day("2026-03-01").plus(after),
        step,
        by: None,
        link: String::new(),
    });
    let whys = prop::sample::select(vec!["合并办理", "", "无"]);
    let waiver = (prop::sample::select(ids), roles, whys, 0_i64..90).prop_map(|(step, by, why, after)| Waiver {
        step,
        by,
        why: why.to_owned(),
        on: day("2026-03-01").plus(after),
    });
    (prop::collection::vec(record, 0..40), prop::collection::vec(waiver, 0..6))
        .prop_map(|(records, waivers)| Facts { records, waivers })
}

fn any_matter() -> impl Strategy<Value = (&'static Procedure, Facts)> {
    prop::sample::select(Procedure::shipped().iter().collect::<Vec<_>>())
        .prop_flat_map(|procedure| any_facts(procedure).prop_map(move |facts| (procedure, facts)))
}

fn done(state: &State) -> bool {
    matches!(state, State::Met { .. } | State::Waived { .. })
}

proptest! {
    /// No step counts as met without its record, each of its kind, of that step or of none, and not from before its turn.
    #[test]
    fn no_step_is_met_without_its_record((procedure, facts) in any_matter(), today in 0_i64..120) {
        let stands = progress(procedure, &facts, day("2026-03-01").plus(today));
        for (step, state) in procedure.steps.iter().zip(&stands.steps) {
            match state {
                State::Met { by, on } => {
                    prop_assert_eq!(by.len(), step.needs.len());
                    for (need, at) in step.needs.iter().zip(by) {
                        let record = facts.records.get(*at).expect("a record");
                        prop_assert_eq!(meets::kind(&record.shows), need.kind());
                        prop_assert!(record.step.as_ref().is_none_or(|id| *id == step.id));
                        prop_assert!(record.on <= *on);
                    }
                    prop_assert!(step.after.iter().all(|before| done(stands.steps.get(*before).expect("a step"))));
                }
                // Waiving needs who may and why.
                State::Waived { by } => {
                    let waiver = facts.waivers.get(*by).expect("a waiver");
                    prop_assert_eq!(&waiver.step, &step.id);
                    prop_assert!(step.waived_by.contains(&waiver.by) && waiver.why == "合并办理");
                    prop_assert!(step.mark != Mark::Law);
                }
                State::Current { .. } => {
                    prop_assert!(step.after.iter().all(|before| done(stands.steps.get(*before).expect("a step"))));
                }
                State::Later => {
                    prop_assert!(!step.after.iter().all(|before| done(stands.steps.get(*before).expect("a step"))));
                }
            }
        }
    }

    /// Nothing that is met is lost by a later record, a later waiver or a later day.
    #[test]
    fn what_is_met_stays_met((procedure, facts) in any_matter(), kept in 0_usize..40, waived in 0_usize..6, today in 0_i64..120) {
        let fewer = Facts {
            records: facts.records.iter().take(kept).cloned().collect(),
            waivers: facts.waivers.iter().take(waived).cloned().collect(),
        };
        let today = day("2026-03-01").plus(today);
        let before = progress(procedure, &fewer, today);
        for after in [progress(procedure, &facts, today), progress(procedure, &fewer, today.plus(7))] {
            for (before, after) in before.steps.iter().zip(&after.steps) {
                prop_assert!(!done(before) || done(after), "{before:?} became {after:?}");
            }
        }
    }
}

/// A matter as it is opened.
fn opened() -> MatterContent {
    serde_json::from_str(include_str!("../../tests/published/matter-first.json")).expect("a matter")
}

#[test]
fn a_published_matter_tells_its_own_facts() {
    let full: MatterContent =
        serde_json::from_str(include_str!("../../tests/published/matter.json")).expect("a matter");
    let facts = full.facts(|mark| format!("#{mark}"));
    assert_eq!((facts.records.len(), facts.waivers.len()), (6, 1), "where it comes from, and five records");
    let [intake, study, ..] = facts.records.as_slice() else { panic!("records") };
    assert_eq!((&intake.shows, intake.on, intake.link.as_str()), (&Shows::Intake, day("2026-03-01"), "#intake"));
    assert_eq!((&study.shows, study.by, study.link.as_str()), (&Shows::Study, Some(Role::Party), "#record-1"));
    assert!(matches!(facts.records.get(4).map(|one| &one.shows), Some(Shows::Parties { missing: 0 })));
    assert_eq!((full.goes_on(), opened().goes_on()), (Err(Refusal::MatterEnded), Ok(())));
    // A group that neither came nor refused is missing.
    let mut silent = full;
    if let Some(party) = silent.records.iter_mut().flat_map(|one| &mut one.parties).last() {
        party.refused.clear();
    }
    let facts = silent.facts(str::to_owned);
    assert!(facts.records.iter().any(|one| one.shows == Shows::Parties { missing: 1 }));
}

#[test]
fn words_are_corrected_with_a_reason_and_nothing_but_words() {
    let full: MatterContent =
        serde_json::from_str(include_str!("../../tests/published/matter.json")).expect("a matter");
    let by = |words: &MatterContent, why| correct(&full, words.clone(), (why, Role::Chair, day("2026-07-07")));
    let mut words = full.clone();
    assert_eq!(by(&words, "打错了字"), Err(("", Refusal::NothingChanges)));
    words.title.push('路');
    words.records.first_mut().expect("a record").said.push('。');
    assert_eq!(by(&words, " 无 "), Err(("why", Refusal::ReasonMissing)));
    let corrected = by(&words, " 打错了字 ").expect("corrected");
    assert_eq!(corrected.what(), ["title", "record-1"]);
    let told = corrected.content().corrections.last().expect("told");
    assert_eq!((told.why.as_str(), told.on, told.by), ("打错了字", day("2026-07-07"), Role::Chair));
    assert_eq!(corrected.content().facts(str::to_owned), full.facts(str::to_owned), "no step is gained or lost");
    // A day, a role, how many came and whether it was taken up are no words.
    let other = |change: fn(&mut MatterContent)| {
        let mut words = words.clone();
        change(&mut words);
        by(&words, "打错了字")
    };
    let not_words = Err(("", Refusal::NotOffered));
    assert_eq!(other(|one| one.opened = one.opened.plus(1)), not_words);
    assert_eq!(other(|one| one.records.iter_mut().for_each(|one| one.on = one.on.plus(-1))), not_words);
    assert_eq!(
        other(|one| one.records.iter_mut().flat_map(|one| &mut one.parties).for_each(|one| one.present += 1)),
        not_words
    );
    assert_eq!(
        other(|one| one.records.iter_mut().flat_map(|one| &mut one.parties).for_each(|one| one.refused.clear())),
        not_words
    );
    assert_eq!(other(|one| one.waivers.clear()), not_words);
    assert!(
        other(|one| one.records.iter_mut().flat_map(|one| &mut one.plans).for_each(|one| one.cost = "1.00".to_owned()))
            .is_ok()
    );
}

#[test]
fn a_matter_is_opened_by_a_procedure_that_is_for_it() {
    let facts = |kind, matter, within| OpenFacts { kind, matter, within, consults: false };
    let of = |kind, matter| open(four(), facts(kind, matter, false)).map(|opened| opened.audience());
    let elsewhere = Err(("procedure", Refusal::ProcedureElsewhere));
    assert_eq!(of(CommunityKind::Village, Matter::PublicWorksContractPlan), Ok(Audience::Public));
    assert_eq!(of(CommunityKind::Urban, Matter::PublicWorksContractPlan), elsewhere, "a village's");
    assert_eq!(of(CommunityKind::Village, Matter::PartyAffairs), elsewhere, "of another type");
    let kept = open(four(), facts(CommunityKind::Village, Matter::PublicWorksContractPlan, true));
    assert_eq!(kept.map(|opened| opened.audience()), Ok(Audience::Members));
    // What a meeting has to decide goes by a procedure that votes, or is said to be only talked over.
    let talk = Procedure::find("democratic_talk").expect("shipped");
    let plan = facts(CommunityKind::Village, Matter::PublicWorksContractPlan, false);
    assert_eq!(open(talk, plan), Err(("consults", Refusal::ProcedureDecidesNothing)));
    assert!(open(talk, OpenFacts { consults: true, ..plan }).is_ok());
    assert!(open(talk, facts(CommunityKind::Village, Matter::PublicAffairs, false)).is_ok());
    let year = Procedure::find("annual_appraisal").expect("shipped");
    assert!(open(year, facts(CommunityKind::Village, Matter::MemberAppraisal, false)).is_ok(), "made for it");
}

#[test]
fn a_matter_is_done_when_its_steps_are_and_given_up_with_a_reason() {
    let facts = Facts { records: road(), waivers: Vec::new() };
    let how = |how, said, today| end(four(), &facts, (how, said), day(today)).map(|one| one.said().to_owned());
    assert_eq!(how(HowEnded::Done, "", "2026-07-05"), Err(("how", Refusal::StepsOpen)));
    assert_eq!(how(HowEnded::Done, " 结余退回 ", "2026-07-06"), Ok("结余退回".to_owned()));
    assert_eq!(how(HowEnded::Dropped, " 无 ", "2026-03-04"), Err(("said", Refusal::ReasonMissing)));
    assert_eq!(how(HowEnded::Refused, "不是村里的事，已转镇里", "2026-03-04"), Ok("不是村里的事，已转镇里".to_owned()));
}

#[test]
fn a_thing_belongs_to_one_matter() {
    let (own, other) = (DossierId::from("c-2026-1"), DossierId::from("c-2026-2"));
    let lay = |stands| link(&own, (Link::Item, "i"), stands).map(|one| one.subject().to_owned());
    assert_eq!(lay(None), Ok("i".to_owned()));
    assert_eq!((lay(Some(&own)), lay(Some(&other))), (Err(Refusal::LinkedSo), Err(Refusal::LinkedElsewhere)));
    let take = |stands| unlink(&own, (Link::Item, "i"), stands).map(|one| one.dossier().clone());
    assert_eq!((take(Some(&own)), take(None)), (Ok(own.clone()), Err(Refusal::LinkedSo)));
    assert_eq!(take(Some(&other)), Err(Refusal::LinkedSo));
}

#[test]
fn what_was_voted_on_is_taken_out_for_a_reason() {
    assert_eq!(taken_out(false, " "), Ok(String::new()));
    assert_eq!(taken_out(true, " "), Err(("reason", Refusal::ReasonMissing)));
    assert_eq!(taken_out(true, " 归错了事项 "), Ok("归错了事项".to_owned()));
    assert_eq!(taken_out(false, "打 13800138000"), Err(("reason", Refusal::HoldsMobile)));
}
