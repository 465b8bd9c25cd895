use super::*;

fn reach(facts: ReachFacts, done: &str, money: &str, note: &str) -> Result<Reached, (&'static str, Refusal)> {
    super::reach((&"m".into(), facts), done, money, note)
}

fn drop_step(done: bool, ok: bool, dropped: bool, reason: &str) -> Result<Dropped, (&'static str, Refusal)> {
    super::drop_step(&"m".into(), done, ok, dropped, reason)
}

fn accept(facts: AcceptFacts) -> Result<Accepted, Refusal> {
    super::accept(&"m".into(), facts)
}

fn send_back(facts: AcceptFacts, reason: &str) -> Result<Returned, (&'static str, Refusal)> {
    super::send_back(&"m".into(), facts, reason)
}

fn complete(milestones: u64, accepted: u64, text: &str) -> Result<Completed, (&'static str, Refusal)> {
    super::complete(&"v".into(), milestones, accepted, text)
}

fn plan(
    facts: PlanFacts,
    name: &str,
    responsible: &str,
    due: &str,
    (money, reason): (&str, &str),
) -> Result<Planned, (&'static str, Refusal)> {
    super::plan((&"v".into(), facts), (&name.into(), &responsible.into()), due, (money, &reason.into()))
}

fn date(text: &str) -> Date {
    Date::from_text(text).expect("a date")
}

#[test]
fn money_is_exact() {
    assert_eq!(Money::from_text("764,000"), Some(Money(76_400_000)));
    assert_eq!(Money::from_text("751300.5").map(|one| one.to_string()), Some("751300.50".to_owned()));
    for bad in ["", "-1", "1.234", "七十万", "999999999999999"] {
        assert_eq!(Money::from_text(bad), None, "{bad}");
    }
}

/// Story A: four milestones, one nine days late with a reason.
#[test]
fn a_milestone_is_planned_reached_and_accepted_by_another() {
    let open = PlanFacts {
        carried: true,
        completed: false,
        today: date("2026-03-16"),
        decided: None,
        planned: Money(0),
        due: None,
    };
    let planned = plan(open, "路基", "村民委员会", "2026-04-20", ("380000", "")).expect("planned");
    let completed = PlanFacts { completed: true, ..open };
    let failed = PlanFacts { carried: false, ..open };
    assert_eq!((planned.vote().as_str(), planned.planned()), ("v", open.today));
    assert_eq!((planned.due, planned.money), (date("2026-04-20"), Some(Money(38_000_000))));
    assert_eq!(plan(completed, "路基", "村委会", "2026-04-20", ("", "")), Err(("", Refusal::CompletedAlready)));
    assert_eq!(plan(failed, "路基", "村委会", "2026-04-20", ("", "")), Err(("", Refusal::NotCarried)));
    assert_eq!(plan(open, "路基", "村委会", "四月", ("", "")), Err(("due", Refusal::BadDay)));
    assert_eq!(plan(open, "路基", "村委会", "2026-03-15", ("", "")), Err(("due", Refusal::PastDay)));
    assert_eq!(
        plan(open, "路基", "张 13800138000", "2026-04-20", ("", "")),
        Err(("responsible", Refusal::HoldsMobile))
    );
    // The whole plan is held against the sum that was decided.
    let sums = PlanFacts { decided: Some(Money(48_192_000)), planned: Money(40_000_000), ..open };
    let step = |money, reason| plan(sums, "路基", "村委会", "2026-04-20", (money, reason));
    assert_eq!(step("81920.01", ""), Err(("reason", Refusal::MoreThanDecided)));
    assert_eq!(step("81920.01", "石料涨价").map(|one| one.reason), Ok("石料涨价".to_owned()));
    assert_eq!(step("81920", "多写的").map(|one| one.reason), Ok(String::new()));
    assert!(step("", "").is_ok());
    let facts = ReachFacts {
        decided: date("2026-03-16"),
        due: planned.due,
        planned: planned.money,
        today: date("2026-05-02"),
        accepted: false,
        dropped: false,
    };
    assert_eq!(reach(facts, "2026-04-29", "", ""), Err(("note", Refusal::ReasonMissing)));
    assert_eq!(reach(facts, "2026-05-03", "", "雨"), Err(("done", Refusal::DayToCome)));
    assert_eq!(reach(facts, "五月", "", "雨"), Err(("done", Refusal::BadDay)));
    assert!(reach(facts, "2026-04-29", "379000", "连续降雨九天").is_ok());
    assert!(reach(facts, "2026-04-20", "", "").is_ok());
    assert!(reach(facts, "2026-04-20", "380000", "").is_ok());
    assert_eq!(reach(facts, "2026-04-20", "380000.01", ""), Err(("note", Refusal::MoreThanPlanned)));
    assert!(reach(facts, "2026-04-20", "390000", "石料涨价").is_ok());
    // Where nothing was to be spent, anything is more; nothing is done before it was decided.
    let free = ReachFacts { planned: None, ..facts };
    assert_eq!(reach(free, "2026-04-20", "0.01", ""), Err(("note", Refusal::MoreThanPlanned)));
    assert!(reach(free, "2026-04-20", "0.01", "邮费").is_ok() && reach(free, "2026-04-20", "0", "").is_ok());
    assert_eq!(reach(facts, "2026-03-15", "", ""), Err(("note", Refusal::DoneBefore)));
    assert!(reach(facts, "2026-03-15", "", "先行动工").is_ok());
    let accepted = ReachFacts { accepted: true, ..facts };
    assert_eq!(reach(accepted, "2026-04-20", "", ""), Err(("", Refusal::AcceptedAlready)));
    let gone = ReachFacts { dropped: true, ..facts };
    assert_eq!(reach(gone, "2026-04-20", "", ""), Err(("", Refusal::DroppedAlready)));
    assert_eq!(drop_step(false, false, false, "改由镇里修").map(|one| one.reason), Ok("改由镇里修".to_owned()));
    assert_eq!(drop_step(false, false, false, " "), Err(("reason", Refusal::ReasonMissing)));
    assert_eq!(drop_step(false, false, false, "电话 13800138000"), Err(("reason", Refusal::HoldsMobile)));
    assert_eq!(drop_step(false, true, false, "x"), Err(("", Refusal::AcceptedAlready)));
    assert_eq!(drop_step(false, false, true, "x"), Err(("", Refusal::DroppedAlready)));
    assert_eq!(drop_step(true, false, false, "x"), Err(("", Refusal::CompletedAlready)));
    assert!(is_late(planned.due, false, date("2026-04-21")) && !is_late(planned.due, false, planned.due));
    let reported = AcceptFacts { reached: true, ..AcceptFacts::default() };
    let own = AcceptFacts { own: true, ..reported };
    assert_eq!(accept(reported).map(|one| one.milestone().clone()), Ok("m".into()));
    assert_eq!(accept(own), Err(Refusal::OwnReport));
    assert_eq!(accept(AcceptFacts::default()), Err(Refusal::NotReached));
    assert_eq!(accept(AcceptFacts { accepted: true, ..reported }), Err(Refusal::AcceptedAlready));
    assert_eq!(accept(AcceptFacts { dropped: true, ..reported }), Err(Refusal::DroppedAlready));
    assert_eq!(send_back(reported, "厚度不够").map(|one| one.reason), Ok("厚度不够".to_owned()));
    assert_eq!(send_back(reported, ""), Err(("reason", Refusal::ReasonMissing)));
    assert_eq!(send_back(own, "x"), Err(("", Refusal::OwnReport)));
    assert_eq!(complete(4, 3, "完工"), Err(("", Refusal::NotAccepted)));
    assert_eq!(complete(0, 0, "完工"), Err(("", Refusal::NotAccepted)));
    assert!(complete(4, 4, "完工").is_ok());
    assert!(rate(true).is_ok() && rate(false).is_err());
}
