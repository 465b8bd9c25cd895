use super::*;
use crate::{body::CommunityKind, kind::Judged, published, rule_set::RuleSet, verdict::Reason};
use proptest::prelude::*;

fn terms(ask: Ask) -> Terms {
    RuleSet::national().petition(ask, CommunityKind::Village).expect("offered")
}

fn members(numbers: std::ops::Range<u64>) -> Vec<MemberId> {
    numbers.map(|one| MemberId(format!("m{one}"))).collect()
}

/// Everybody for themselves.
fn each(members: &[MemberId]) -> Roll {
    members.iter().map(|one| (one.0.clone(), one.clone())).collect()
}

fn day(text: &str) -> Date {
    Date::from_text(text).expect("a day")
}

const FACTS: BeginFacts = BeginFacts { verified: true, entitled: true, open: 0, lately: 0, again: false };
const SIGN: SignFacts = SignFacts { state: State::Open, verified: true, entitled: true, signed: false };
const PAPER: PaperFacts = PaperFacts { state: State::Open, waits: true, own: false, theirs: false, entitled: true };

#[test]
fn beginning_is_for_who_may_sign_and_holds_nobodys_number() {
    let begun = begin(FACTS, " 请召开村民会议 ", "讨论水费。").expect("begun");
    assert_eq!((begun.title(), begun.text()), ("请召开村民会议", "讨论水费。"));
    let refused = |facts| begin(facts, "题", "文").expect_err("refused");
    assert_eq!(refused(BeginFacts { verified: false, ..FACTS }), ("", Refusal::LoginUnverified));
    assert_eq!(refused(BeginFacts { entitled: false, ..FACTS }), ("", Refusal::NotASigner));
    assert_eq!(refused(BeginFacts { again: true, ..FACTS }), ("text", Refusal::PetitionOpen));
    assert_eq!(refused(BeginFacts { open: MOST, ..FACTS }), ("", Refusal::PetitionsMany));
    assert_eq!(refused(BeginFacts { lately: 2 * MOST, ..FACTS }), ("", Refusal::PetitionsMany));
    assert!(begin(BeginFacts { open: MOST - 1, lately: 2 * MOST - 1, ..FACTS }, "题", "文").is_ok());
    assert_eq!(begin(FACTS, "打 13800138000", "文"), Err(("title", Refusal::HoldsMobile)));
    assert_eq!(begin(FACTS, "题", "打 13800138000"), Err(("text", Refusal::HoldsMobile)));
    assert_eq!(begin(FACTS, "题", " "), Err(("text", Refusal::Empty)));
}

#[test]
fn a_signature_is_given_once_and_taken_back_while_it_is_open() {
    assert!(sign(SIGN).is_ok() && unsign(State::Open, true).is_ok());
    assert_eq!(sign(SignFacts { signed: true, ..SIGN }), Err(Refusal::SignedAlready));
    assert_eq!(sign(SignFacts { entitled: false, ..SIGN }), Err(Refusal::NotASigner));
    assert_eq!(sign(SignFacts { verified: false, ..SIGN }), Err(Refusal::LoginUnverified));
    assert_eq!(unsign(State::Open, false), Err(Refusal::NotSigned));
    for state in State::ALL.iter().copied().filter(|one| *one != State::Open) {
        assert_eq!(sign(SignFacts { state, ..SIGN }), Err(Refusal::PetitionClosed));
        assert_eq!(unsign(state, true), Err(Refusal::PetitionClosed));
        assert_eq!(confirm(PaperFacts { state, ..PAPER }), Err(Refusal::PetitionClosed));
        assert_eq!(withdraw(state, true, false), Err(Refusal::PetitionClosed));
    }
    assert!(withdraw(State::Open, true, false).is_ok());
    assert_eq!(withdraw(State::Open, false, false), Err(Refusal::NotAuthor));
    assert_eq!(withdraw(State::Open, true, true), Err(Refusal::OthersSigned));
}

#[test]
fn a_paper_takes_two_of_whom_it_is_neither() {
    assert!(confirm(PAPER).is_ok() && strike(PAPER).is_ok());
    for facts in [PaperFacts { own: true, ..PAPER }, PaperFacts { theirs: true, ..PAPER }] {
        assert_eq!(confirm(facts), Err(Refusal::SecondPerson));
        assert_eq!(strike(facts), Err(Refusal::SecondPerson));
    }
    assert_eq!(confirm(PaperFacts { waits: false, ..PAPER }), Err(Refusal::NotSigned));
    // Who left meanwhile counts no more, and can still be struck.
    assert_eq!(confirm(PaperFacts { entitled: false, ..PAPER }), Err(Refusal::NotASigner));
    assert!(strike(PaperFacts { entitled: false, ..PAPER }).is_ok());
}

/// 66 villagers, 52 representatives among them: the seventh villager reaches a tenth, long before a third of the representatives.
#[test]
fn the_first_bar_that_is_reached_decides_and_its_numbers_are_counted_again() {
    let terms = terms(Ask::VillagerAssembly);
    let villagers = members(0..66);
    let rolls = [each(&villagers), each(&members(0..52))];
    let on = (day("2026-03-16"), Holidays::published());
    let at = |signed: &[MemberId]| reached(("p", &terms), &rolls, signed, on);
    assert_eq!(at(&villagers[..6]), None);
    let reached = at(&villagers[..7]).expect("a tenth");
    assert_eq!((reached.bar(), reached.record().counts.base, reached.record().counts.valid_signers), (0, 66, 7));
    assert_eq!((reached.verdict().required, reached.verdict().reason), (Some(7), Reason::ThresholdMet));
    assert_eq!((reached.on(), reached.due()), (day("2026-03-16"), day("2026-03-31")));
    let [zh, en] = reached.record().explain().expect("words").1;
    assert!(zh.contains("66 人中有效联名 7 人，达到十分之一（须 7）") && zh.contains("第二十五条"), "{zh}");
    assert!(en.contains("7 of 66 have signed"), "{en}");
    // Who is on no roll adds nothing; a third of the representatives is enough by itself where there are few of them.
    assert_eq!(at(&members(100..200)), None);
    let few = [each(&members(0..1000)), each(&members(0..9))];
    let by_reps = super::reached(("p", &terms), &few, &members(0..3), on).expect("a third");
    assert_eq!((by_reps.bar(), by_reps.record().rule.threshold.base.as_str()), (1, "representatives"));
    // Where nobody could sign, nothing is reached.
    assert_eq!(super::reached(("p", &terms), &[Roll::new(), Roll::new()], &villagers, on), None);
}

#[test]
fn a_household_signs_once() {
    let mut terms = RuleSet::national().petition(Ask::ResidentAssembly, CommunityKind::Urban).expect("offered");
    terms.bars.retain(|one| one.signers == Signers::Households);
    let people = members(0..40);
    let homes: Roll = people.iter().enumerate().map(|(nth, one)| (format!("h{}", nth / 2), one.clone())).collect();
    let on = (day("2026-03-16"), Holidays::published());
    assert_eq!(reached(("p", &terms), std::slice::from_ref(&homes), &people[..2], on), None, "two of one household");
    let reached = reached(("p", &terms), &[homes], &people[1..3], on).expect("two households of twenty");
    assert_eq!(reached.record().counts.base, 20);
    let [zh, _] = reached.record().explain().expect("words").1;
    assert!(zh.contains("20 户中有效联名 2 户"), "{zh}");
}

#[test]
fn it_is_met_by_what_was_asked_for_or_answered_once() {
    let terms = terms(Ask::VillagerAssembly);
    let by = || Thing { kind: published::Kind::Notice, subject: "s".to_owned() };
    let facts = MeetFacts { state: State::Reached, what: "villager_assembly", after: true, withdrawn: false };
    let meet = |facts| meet(&terms, facts, by());
    assert_eq!(meet(facts).expect("met").by(), &by());
    assert!(meet(MeetFacts { state: State::Answered, ..facts }).is_ok(), "later after all");
    for state in [State::Open, State::Withdrawn, State::Met] {
        assert_eq!(meet(MeetFacts { state, ..facts }), Err(Refusal::PetitionNotReached));
    }
    for wrong in [
        MeetFacts { what: "villager_rep_meeting", ..facts },
        MeetFacts { what: DISCLOSURE, ..facts },
        MeetFacts { after: false, ..facts },
        MeetFacts { withdrawn: true, ..facts },
    ] {
        assert_eq!(meet(wrong), Err(Refusal::NotAskedFor));
    }
    assert_eq!(answer(State::Reached, "场地未定。").expect("answered").text(), "场地未定。");
    assert_eq!(answer(State::Reached, ""), Err(("answer", Refusal::Empty)));
    assert_eq!(answer(State::Answered, "又答"), Err(("", Refusal::RepliedAlready)));
    assert_eq!(answer(State::Open, "答"), Err(("", Refusal::PetitionNotReached)));
}

#[test]
fn the_day_turns_red_when_nothing_came() {
    let (due, next) = (day("2026-03-31"), day("2026-04-01"));
    assert!(!State::Reached.is_overdue(due, due) && State::Reached.is_overdue(due, next));
    assert!(
        !State::Answered.is_overdue(due, next)
            && !State::Met.is_overdue(due, next)
            && !State::Open.is_overdue(due, next)
    );
}

proptest! {
    /// However many sign and whoever they are: reached is just what the exact share says, and nobody counts twice.
    #[test]
    fn reached_is_the_exact_share(base in 1u64..400, signed in 0u64..500) {
        let mut terms = terms(Ask::VillagerAudit);
        terms.bars.truncate(1);
        let mut all = members(0..signed);
        all.extend(members(0..signed));
        let on = (day("2026-03-16"), Holidays::published());
        let found = reached(("p", &terms), &[each(&members(0..base))], &all, on);
        let valid = signed.min(base);
        prop_assert_eq!(found.is_some(), 5 * valid >= base);
        if let Some(found) = found {
            prop_assert_eq!(found.record().counts.valid_signers, valid);
        }
    }
}
