use super::*;

const COUNCIL: BodyKind = BodyKind::ConsultationCouncil;

fn day(text: &str) -> Date {
    Date::from_text(text).expect("a day")
}

fn group(name: &str, named: &[&str], refused: Option<&str>) -> Group {
    Group { name: name.to_owned(), named: named.iter().map(|one| day(one)).collect(), refused: refused.map(day) }
}

#[test]
fn a_group_takes_part_or_its_refusal_is_on_record() {
    let groups = [
        group("车主", &["2026-03-08", "2026-03-09"], None),
        group("沿街商户", &[], Some("2026-03-10")),
        group("物业", &[], None),
    ];
    assert_eq!(missing(&groups), 1);
    assert_eq!(parties(&groups), Some((1, day("2026-03-10"))));
    assert_eq!(parties(&groups[..1]), Some((0, day("2026-03-08"))), "who is named later takes nothing away");
    assert_eq!((parties(&[]), parties(&groups[2..])), (None, None));
}

#[test]
fn groups_are_fixed_when_the_sitting_opens() {
    let there = [group("车主", &["2026-03-08"], None)];
    let named = |phase, text| name(COUNCIL, phase, &there, text).map(|one| one.name().to_owned());
    assert_eq!(named(Phase::Draft, " 物业 "), Ok("物业".to_owned()));
    assert_eq!(named(Phase::Announced, "车主"), Err(("party", Refusal::PartyNamed)));
    assert_eq!(named(Phase::Announced, " "), Err(("party", Refusal::Empty)));
    assert_eq!(named(Phase::Open, "物业"), Err(("", Refusal::PartiesFixed)));
    assert_eq!(named(Phase::Closed, "物业"), Err(("", Refusal::Over)));
    assert_eq!(name(BodyKind::PartyMeeting, Phase::Draft, &[], "物业"), Err(("", Refusal::NoConsultation)));
    let many: Vec<Group> = (0..MOST_PARTIES).map(|nth| group(&nth.to_string(), &[], None)).collect();
    assert_eq!(name(COUNCIL, Phase::Draft, &many, "物业"), Err(("", Refusal::PartiesMany)));
    assert!(strike(COUNCIL, Phase::Announced).is_ok());
    assert_eq!(strike(COUNCIL, Phase::Suspended), Err(Refusal::PartiesFixed));
}

#[test]
fn a_refusal_says_who_said_so_and_when() {
    let today = day("2026-03-10");
    let judged = |one: &Group, said, on| refuse((COUNCIL, Phase::Announced), one, said, (on, today));
    let silent = group("沿街商户", &[], None);
    let refused = judged(&silent, "商会会长来电：近期停业，不参加", today).expect("refused");
    assert_eq!((refused.said(), refused.on()), ("商会会长来电：近期停业，不参加", today));
    assert_eq!(judged(&silent, "", today), Err(("said", Refusal::Empty)));
    assert_eq!(judged(&silent, "不来", today.plus(1)), Err(("on", Refusal::DayToCome)));
    assert_eq!(judged(&group("车主", &["2026-03-08"], None), "不来", today), Err(("", Refusal::PartyComes)));
    assert_eq!(judged(&group("商户", &[], Some("2026-03-08")), "不来", today), Err(("", Refusal::PartyRefused)));
}

#[test]
fn each_takes_part_once_and_a_guest_has_name_and_organisation() {
    let facts = TakeFacts { body: COUNCIL, phase: Phase::Open, there: 1, named: false };
    assert!(take_part(facts).is_ok(), "also while it sits");
    assert_eq!(take_part(TakeFacts { named: true, ..facts }), Err(Refusal::TakesPart));
    assert_eq!(take_part(TakeFacts { there: MOST_PEOPLE, ..facts }), Err(Refusal::PartiesMany));
    assert_eq!(take_part(TakeFacts { phase: Phase::Closed, ..facts }), Err(Refusal::Over));
    assert_eq!(take_part(TakeFacts { body: BodyKind::PartyMeeting, ..facts }), Err(Refusal::NoConsultation));
    let guest = invite(facts, "周师傅", " 供电所 ").expect("invited");
    assert_eq!((guest.name(), guest.organisation()), ("周师傅", "供电所"));
    assert_eq!(invite(facts, "", "供电所"), Err(("guest", Refusal::Empty)));
    assert_eq!(invite(facts, "周师傅", ""), Err(("organisation", Refusal::Empty)));
    assert_eq!(invite(TakeFacts { named: true, ..facts }, "周", "所"), Err(("guest", Refusal::TakesPart)));
}

#[test]
fn a_guest_comes_speaks_and_leaves() {
    let facts = GuestFacts {
        phase: Phase::Open,
        today: true,
        here: true,
        paused: false,
        voting: false,
        has_item: true,
        speaking: false,
    };
    let absent = GuestFacts { here: false, ..facts };
    assert!(came(absent).is_ok() && came(GuestFacts { phase: Phase::Announced, ..absent }).is_ok());
    assert_eq!(came(GuestFacts { phase: Phase::Announced, today: false, ..absent }), Err(Refusal::NotBegun));
    assert_eq!((came(facts), left(absent)), (Err(Refusal::GuestHere), Err(Refusal::GuestNotHere)));
    assert!(left(facts).is_ok() && call(facts).is_ok());
    for (facts, why) in [
        (absent, Refusal::GuestNotHere),
        (GuestFacts { phase: Phase::Closed, ..facts }, Refusal::Over),
        (GuestFacts { paused: true, ..facts }, Refusal::Paused),
        (GuestFacts { voting: true, ..facts }, Refusal::Voting),
        (GuestFacts { has_item: false, ..facts }, Refusal::NoCurrentItem),
        (GuestFacts { speaking: true, ..facts }, Refusal::NothingChanges),
    ] {
        assert_eq!(call(facts), Err(why));
    }
    assert_eq!(take_down("", "线路要先改造。").map(|one| one.body().to_owned()), Ok("线路要先改造。".to_owned()));
    assert_eq!(take_down("说过", "改口"), Err(("", Refusal::TakenDown)));
    assert_eq!(take_down("", " "), Err(("said", Refusal::Empty)));
}

#[test]
fn an_opinion_says_something_and_is_read_back_as_it_stands() {
    let holds = |text: &str| [("p1".to_owned(), text.to_owned()), ("p2".to_owned(), String::new())];
    let (consensus, one) = opinion("建车棚。", holds("费用太高。"), "先修一处\n\n 夜间限时 ").expect("an opinion");
    assert_eq!((consensus.as_str(), one.suggestions.join("|").as_str()), ("建车棚。", "先修一处|夜间限时"));
    assert_eq!(one.holds, [Holds { party: "p1".to_owned(), text: "费用太高。".to_owned() }]);
    assert_eq!(opinion(" ", holds(""), "\n"), Err(("consensus".to_owned(), Refusal::Empty)));
    let long = "长".repeat(LIMIT * 40);
    assert_eq!(opinion("", holds(&long), ""), Err(("holds-p1".to_owned(), Refusal::TooLong)));
    assert_eq!(opinion("", [], &"建议\n".repeat(31)), Err(("suggestions".to_owned(), Refusal::TooLong)));
    assert_eq!(read_back(None, ""), Err(Refusal::NoOpinion));
    assert_eq!(read_back(Some("a"), "a"), Err(Refusal::NothingChanges));
    assert_eq!(read_back(Some("b"), "a").map(|one| one.of().to_owned()), Ok("b".to_owned()));
    assert_eq!((is_ready("a", "a"), is_ready("b", "a")), (Ok(()), Err(Refusal::OpinionUnread)));
}

#[test]
fn who_took_part_dissents_once_it_was_read_and_until_it_is_public() {
    let facts = DissentFacts { verified: true, took_part: true, read: true, public: false, made: MOST_DISSENTS - 1 };
    assert_eq!(dissent(facts, "不同意占绿地。").map(|one| one.body().to_owned()), Ok("不同意占绿地。".to_owned()));
    assert_eq!(dissent(facts, ""), Err(("dissent", Refusal::Empty)));
    assert_eq!(dissent(facts, "打 13800138000"), Err(("dissent", Refusal::HoldsMobile)));
    for (facts, why) in [
        (DissentFacts { verified: false, ..facts }, Refusal::LoginUnverified),
        (DissentFacts { took_part: false, ..facts }, Refusal::TookNoPart),
        (DissentFacts { read: false, ..facts }, Refusal::OpinionUnread),
        (DissentFacts { public: true, ..facts }, Refusal::OpinionPublic),
        (DissentFacts { made: MOST_DISSENTS, ..facts }, Refusal::DissentsMany),
    ] {
        assert_eq!(dissent(facts, "不同意。"), Err(("", why)));
    }
}

#[test]
fn each_suggestion_has_its_answer_and_who_dissented_an_explanation() {
    let on = day("2026-04-20");
    let suggestions = ["先修一处".to_owned(), "夜间限时".to_owned()];
    let adopted = (Some(Became::Adopted), "五月开工".to_owned());
    let not = (Some(Became::NotAdopted), "无法执行".to_owned());
    let told = feedback(&suggestions, &[adopted.clone(), not.clone()], ("", false), on).expect("told");
    assert_eq!(told.answers[1].suggestion, "夜间限时");
    let refused = |answers: &[_], said| feedback(&suggestions, answers, said, on).expect_err("refused");
    assert_eq!(refused(std::slice::from_ref(&adopted), ("", false)), ("became-2".to_owned(), Refusal::NoneChosen));
    let silent = (Some(Became::Partly), " ".to_owned());
    assert_eq!(refused(&[adopted.clone(), silent], ("", false)), ("reason-2".to_owned(), Refusal::Empty));
    assert_eq!(refused(&[adopted, not], (" ", true)), ("said".to_owned(), Refusal::Empty));
    assert_eq!(feedback(&[], &[], ("", false), on).expect_err("refused").0, "said");
}
