//! What becomes of a decision: milestones, acceptance, the completion beside the plan, ratings, followers.

use crate::common::{Page, Person, Place, engines, png};

engines!(
    what_failed_is_not_carried_out,
    story_a_from_the_decision_to_its_published_completion,
    relief_that_was_decided_and_carried_out_stays_within_the_community,
);

/// A published decision of the representatives: its vote.
pub async fn decided(place: &Place, chair: &Person) -> String {
    let (session, item, members) = place.open_with(chair, 36).await;
    decide(place, chair, (&session, &item), &members).await
}

/// The item's vote is opened, carried by twenty, declared, countersigned and published.
async fn decide(place: &Place, chair: &Person, of: (&str, &str), members: &[(String, String)]) -> String {
    decide_by(place, chair, of, &members[..20]).await
}

/// The same, carried by those who are given, or not.
async fn decide_by(
    place: &Place,
    chair: &Person,
    (session, item): (&str, &str),
    in_favour: &[(String, String)],
) -> String {
    let vote = place.open_vote(chair, session, item).await;
    for (_, number) in in_favour {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
    }
    let clerk = place.clerk().await;
    let text = [("body", "通过。"), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    vote
}

async fn what_failed_is_not_carried_out(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = decide_by(&place, &chair, (&session, &item), &members[..3]).await;
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    let page = chair.get(&about).await;
    assert!(page.contains("没有要实施的内容") && !page.contains("execution/{vote}/plan"), "{page}");
    let step = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "")];
    let at = format!("/do/c/{}/execution/{vote}/plan", place.community);
    chair.post(&at, &step).await.refused("execution-not-carried").await;
}

/// The ids of the milestones, in order, as the staff's page names them.
fn milestones(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in page.split("action=\"/do/m/").skip(1) {
        let id = part.split('/').next().expect("an id").to_owned();
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

async fn story_a_from_the_decision_to_its_published_completion(place: Place) {
    let chair = place.chair().await;
    let vote = decided(&place, &chair).await;
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    let public = format!("/c/{}/outcome/{vote}", place.community);
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    assert!(
        place.public(&public).await.contains("2026年3月16日（周一） 至 2026年3月31日（周二）"),
        "a decision is posted"
    );

    let resident = place.representative().await;
    resident.post(&format!("{at}/follow"), &[("on", "1")]).await.done();
    let step = |name: &'static str, due: &'static str, money: &'static str| {
        [("name", name), ("responsible", "村民委员会"), ("due", due), ("money", money)]
    };
    resident
        .post(&format!("{at}/plan"), &step("路基", "2026-04-10", "380000"))
        .await
        .refused("permit-not-your-role")
        .await;
    chair.post(&format!("{at}/plan"), &step("路基", "四月", "380000")).await.refused("text-bad-day").await;
    chair.post(&format!("{at}/plan"), &step("路基", "2026-03-15", "380000")).await.refused("execution-past-day").await;
    chair.post(&format!("{at}/plan"), &step("路基", "2026-04-10", "三十万")).await.refused("execution-bad-money").await;
    chair.post(&format!("{at}/plan"), &step("路基", "2026-03-20", "380000")).await.done();
    chair.post(&format!("{at}/plan"), &step("硬化", "2026-04-20", "384,000")).await.done();
    let steps = milestones(&chair.get(&about).await);
    assert_eq!(steps.len(), 2);

    // The first day passes: amber for everybody, in the supervisors' list, and on the follower's page.
    place.after_minutes(9 * 24 * 60);
    let page = place.public(&public).await;
    assert!(
        page.contains("class=\"late\"") && page.contains("应在 2026年3月20日（周五）（含）前完成，已超期 5 天。"),
        "{page}"
    );
    let supervisor = place.supervisor().await;
    assert!(supervisor.get(&format!("/c/{}/overdue", place.community)).await.contains("路基"));
    let home = resident.get(&format!("/c/{}/room", place.community)).await;
    assert!(home.contains("我关注的决定") && home.contains("已完成 0 步，共 2 步") && home.contains("超期"), "{home}");

    let reach = |id: &str| format!("/do/m/{id}/reach");
    let late = [("done", "2026-03-25"), ("money", "379000"), ("note", "")];
    chair.post(&reach(&steps[0]), &late).await.refused("session-reason-missing").await;
    supervisor.post(&format!("/do/m/{}/accept", steps[0]), &[]).await.refused("execution-not-reached").await;
    let to_come = [("done", "2026-04-25"), ("money", "379000"), ("note", "快了")];
    chair.post(&reach(&steps[0]), &to_come).await.refused("execution-day-to-come").await;
    let more = [("done", "2026-03-20"), ("money", "380,000.01"), ("note", "")];
    chair.post(&reach(&steps[0]), &more).await.refused("execution-more-than-planned").await;
    let late = [("done", "2026-03-25"), ("money", "397000"), ("note", "连续降雨，推迟五日")];
    chair.post(&reach(&steps[0]), &late).await.done();
    // A report that is corrected says so, and waits for the supervisors at their home.
    let late = [("done", "2026-03-25"), ("money", "379000"), ("note", "连续降雨，推迟五日")];
    chair.post(&reach(&steps[0]), &late).await.done();
    assert!(chair.get(&about).await.contains("登记更正过 1 次"));
    let room = format!("/c/{}/room", place.community);
    let waits = "2026年3月25日（周三） 登记完成，等待验收";
    assert!(supervisor.get(&room).await.contains(waits) && !chair.get(&room).await.contains(waits));
    // The supervisors do not accept it, and everybody reads why; reported anew, it waits again.
    let refuse = format!("/do/m/{}/return", steps[0]);
    chair.post(&refuse, &[("reason", "厚度不够")]).await.refused("permit-not-your-role").await;
    supervisor.post(&refuse, &[("reason", "")]).await.refused("session-reason-missing").await;
    // What is shown is what is judged: of a report that was changed meanwhile nothing is accepted or sent back.
    let changed = [("reason", "厚度不够"), ("seen", "another")];
    supervisor.post(&refuse, &changed).await.refused("draft-changed").await;
    let accept = format!("/do/m/{}/accept", steps[0]);
    supervisor.post(&accept, &[("seen", "another")]).await.refused("draft-changed").await;
    supervisor.post(&refuse, &[("reason", "厚度不够")]).await.done();
    let page = place.public(&public).await;
    assert!(
        page.contains("没有通过验收。原因：厚度不够") && page.contains("应在 2026年3月20日（周五）（含）前完成"),
        "{page}"
    );
    assert!(!supervisor.get(&room).await.contains(waits) && chair.get(&room).await.contains("原因：厚度不够"));
    assert!(supervisor.get(&format!("/c/{}/overdue", place.community)).await.contains("路基"), "not reached");
    place.verifies().await;
    chair.post(&reach(&steps[0]), &late).await.refused("draft-unchanged").await;
    let thick = [late[0], late[1], ("note", "连续降雨，推迟五日；加厚后重新测过")];
    chair.post(&reach(&steps[0]), &thick).await.done();
    assert!(supervisor.get(&room).await.contains(waits) && !place.public(&public).await.contains("厚度不够"));
    chair.post(&format!("/do/m/{}/accept", steps[0]), &[]).await.refused("permit-not-your-role").await;
    let done = [("text", "全部完工。")];
    chair.post(&format!("{at}/complete"), &done).await.refused("execution-not-accepted").await;
    supervisor.post(&format!("/do/m/{}/accept", steps[0]), &[]).await.done();
    assert!(!supervisor.get(&room).await.contains(waits));
    place.after_minutes(20 * 24 * 60);
    let chair = place.chair().await;
    let supervisor = place.supervisor().await;
    chair.post(&reach(&steps[1]), &[("done", "2026-04-10"), ("money", "372300.00"), ("note", "")]).await.done();
    supervisor.post(&format!("/do/m/{}/accept", steps[1]), &[]).await.done();
    chair.post(&reach(&steps[1]), &[("done", "2026-04-11")]).await.refused("execution-accepted").await;

    // A step that was put in by mistake is given up with its reason: it stays to be read, and nothing waits for it.
    chair.post(&format!("{at}/plan"), &step("路灯", "2026-05-01", "5000")).await.done();
    let gone = milestones(&chair.get(&about).await)[0].clone();
    let give_up = format!("/do/m/{gone}/drop");
    chair.post(&format!("{at}/complete"), &done).await.refused("execution-not-accepted").await;
    supervisor.post(&give_up, &[("reason", "重复")]).await.refused("permit-not-your-role").await;
    chair.post(&give_up, &[("reason", "")]).await.refused("session-reason-missing").await;
    chair.post(&give_up, &[("reason", "改由镇里安装")]).await.done();
    chair.post(&give_up, &[("reason", "再一次")]).await.refused("execution-dropped").await;
    chair.post(&reach(&gone), &[("done", "2026-04-10")]).await.refused("execution-dropped").await;
    chair
        .post(&format!("/do/m/{}/drop", steps[1]), &[("reason", "说明原因")])
        .await
        .refused("execution-accepted")
        .await;
    let page = place.public(&public).await;
    assert!(page.contains("<s>路灯</s>") && page.contains("已取消。原因：改由镇里安装"), "{page}");
    assert!(page.contains("764,000.00 元") && !page.contains("769,000.00"), "its money is no part of the plan: {page}");

    // Nobody rates what is not completed; then the completion stands beside the plan, posted, and is rated once each.
    let resident = place.representative().await;
    let rate = format!("{at}/rate");
    resident.post(&rate, &[("grade", "satisfied")]).await.refused("execution-not-completed").await;
    chair.post(&format!("{at}/complete"), &[("text", "完工。联系 13800138000")]).await.refused("masking-mobile").await;
    chair.post(&format!("{at}/complete"), &done).await.done();
    chair.post(&format!("{at}/complete"), &done).await.refused("execution-completed").await;
    chair.post(&format!("{at}/plan"), &step("再来", "2026-05-01", "")).await.refused("execution-completed").await;
    resident.post(&rate, &[("grade", "wonderful")]).await.refused("text-not-offered").await;
    resident.post(&rate, &[("grade", "dissatisfied")]).await.done();
    resident.post(&rate, &[("grade", "satisfied")]).await.done();
    place.sign_in("0021").await.post(&rate, &[("grade", "mostly")]).await.done();
    let page = place.public(&public).await;
    let completion = page.split("/completion/").nth(1).and_then(|rest| rest.split('"').next()).expect("a completion");
    let page = place.public(&format!("/c/{}/completion/{completion}", place.community)).await;
    for words in
        ["全部完工", "764,000.00 元", "751,300.00 元", "晚于计划 5 天", "连续降雨", "2 人评价，来自 2 户", "公示期"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let others =
        [place.public(&public).await, resident.get(&about).await, chair.get(&about).await, supervisor.get(&room).await];
    for page in others.iter().chain([&page]) {
        assert_eq!(bare(page), Vec::<String>::new(), "a sum has its separators, a day its weekday: {page}");
    }
    let name = place.member(&place.community, "0014").await.name;
    assert!(!page.contains(&name), "raters are counted, not named");
    assert!(place.public(&format!("/c/{}/search?q=全部完工", place.community)).await.contains(completion));
    assert!(resident.get(&format!("/c/{}/room", place.community)).await.contains("实施结果已公布"));
    resident.post(&format!("{at}/follow"), &[("on", "0")]).await.done();
    assert!(!resident.get(&format!("/c/{}/room", place.community)).await.contains("我关注的决定"));
    place.verifies().await;
}

/// Sums of a thousand and more and days that stand on a page as files have them: 764000.00, 2026-06-20.
fn bare(page: &str) -> Vec<String> {
    let shown = page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    let words = shown.flat_map(|text| text.split(|one: char| !one.is_ascii_digit() && !".,-".contains(one)));
    let whole = |part: &str, digits: usize| part.len() == digits && part.chars().all(|one| one.is_ascii_digit());
    let is_sum = |word: &str| {
        word.split_once('.').is_some_and(|(yuan, cents)| yuan.len() > 3 && whole(yuan, yuan.len()) && whole(cents, 2))
    };
    let is_day = |word: &str| {
        let parts: Vec<_> = word.split('-').collect();
        matches!(parts.as_slice(), [year, month, day] if whole(year, 4) && whole(month, 2) && whole(day, 2))
    };
    // What was typed stands as it was typed.
    let typed = |word: &str| ["2025-01-10", "2026-03-04"].contains(&word);
    words.filter(|word| is_sum(word) || (is_day(word) && !typed(word))).map(str::to_owned).collect()
}

/// A decision on relief and all that follows from it: its members read it whole, at its address, with the record that is
/// recounted; the public finds nothing of it, and the public chain says no more than hashes.
async fn relief_that_was_decided_and_carried_out_stays_within_the_community(place: Place) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let item = place.add_item(&chair, &session, "重点帮扶方案", "priority_aid").await;
    for (ground, said) in [
        ("delegation", "2025-01-10 村民会议决议"),
        ("women", "18"),
        ("party_study", "2026-03-04 支部委员会研究"),
        ("consultation", "公开征求意见"),
    ] {
        place.record_ground(&chair, &item, ground, said).await;
    }
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let clerk = place.clerk().await;
    let members = place.seated().await;
    for (id, _) in &members[..36] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let vote = decide(&place, &chair, (&session, &item), &members).await;
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let step = [("name", "第五组发放"), ("responsible", "帮扶小组"), ("due", "2026-03-16"), ("money", "800")];
    chair.post(&format!("{at}/plan"), &step).await.done();
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    let steps = milestones(&chair.get(&about).await);
    let reached = [("done", "2026-03-16"), ("money", "800"), ("note", "当面发放")];
    chair.post(&format!("/do/m/{}/reach", steps[0]), &reached).await.done();
    chair.upload(&format!("/do/m/{}/photo", steps[0]), &png()).await.done();
    place.supervisor().await.post(&format!("/do/m/{}/accept", steps[0]), &[]).await.done();
    chair.post(&format!("{at}/complete"), &[("text", "已全部发放。")]).await.done();

    let member = place.representative().await;
    let sheet = format!("/c/{}/outcome/{vote}", place.community);
    let page = member.get(&sheet).await;
    for part in ["只向本村", "应到 52 人", "第五组发放", "帮扶小组", "当面发放"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let linked = |page: &str, part: &str| {
        let links = page.split(['"']).filter(|one| one.starts_with("/c/") && one.contains(part));
        links.map(str::to_owned).next().unwrap_or_else(|| panic!("no {part} in {page}"))
    };
    let photo = linked(&page, "/photo/");
    let completion = linked(&page, "/completion/");
    let record = linked(&page, "/record.json");
    assert!(member.get(&completion).await.contains("已全部发放"));
    let told = recount::report(&member.get(&record).await, rules::Language::Zh);
    assert!(
        told.iter().all(|(mark, _)| mark.id() != "differs" && mark.id() != "wrong") && !told.is_empty(),
        "{told:?}"
    );
    for address in [&sheet, &format!("{sheet}.json"), &photo, &completion, &format!("{completion}.json"), &record] {
        assert_eq!(place.nobody().status(address).await, 404, "{address}");
        assert_eq!(member.status(address).await, 200, "{address}");
    }
    // The minutes, which are public, name the item and tell neither its text nor its result.
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    clerk.post(&format!("/do/s/{session}/minutes"), &[("notes", "")]).await.done();
    let minutes = format!("/s/{session}/minutes");
    let page = chair.get(&minutes).await;
    let seen = &Page::of(&page).value("seen").expect("minutes");
    chair.post(&format!("/do{minutes}/sign"), &[("seen", seen)]).await.done();
    let minutes = chair.post(&format!("/do{minutes}/publish"), &[]).await.done();
    let page = place.public(&minutes).await;
    assert!(page.contains("重点帮扶方案") && page.contains("只向本村"), "{page}");
    assert!(!page.contains("<p>正文") && !page.contains("赞成"), "{page}");
    assert!(!place.public(&format!("{minutes}.json")).await.contains("正文"));

    let board = format!("/c/{}", place.community);
    for open in
        ["", "/decisions.csv", "/decisions.json", "/feed/all.atom", "/figures", "/search?q=帮扶", "/journal.jsonl"]
    {
        let page = place.public(&format!("{board}{open}")).await;
        for word in ["第五组发放", "帮扶小组", "当面发放", "已全部发放", vote.as_str()] {
            // Of a vote the chain says that it was held, by its id.
            assert!(!page.contains(word) || (open == "/journal.jsonl" && word == vote), "{open}: {word}");
        }
    }
    place.verifies().await;
}
