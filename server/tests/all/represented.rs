//! 一事一议 through representatives: the register of who stands for which households, the roll and the quorum by household, phone and
//! paper in one count, and what is published of it.

use crate::common::{Page, Person, Place, engines};
use rules::{
    Language, Verdict,
    kind::{Kind, household::HouseholdRecord},
    record::VoteRecord,
    verdict::Reason,
};

engines!(
    the_register_is_taken_in_whole_or_not_at_all,
    a_register_that_is_empty_is_proposed_by_group,
    the_levy_is_counted_by_the_households_represented,
    e6_e7_households_leave_and_keep_out_with_their_representative,
    e10_a_paper_too_many_voids_the_vote,
);

/// Four representatives stand for 5, 4, 4 and 3 of the twenty households; four households have none.
const REGISTER: [(&str, &str, u64); 4] = [
    ("0014", "H0001-H0005", 5),
    ("0015", "H0006-H0009", 4),
    ("0016", "H0011-H0014", 4),
    ("0017", "H0015、H0016、H0017", 3),
];

/// The register's lines with their names.
async fn lines(place: &Place) -> String {
    let mut lines = String::from("编号\t姓名\t户号\n");
    for (number, households, _) in REGISTER {
        let name = place.member(&place.community, number).await.name;
        lines.push_str(&format!("{number}\t{name}\t{households}\n"));
    }
    lines
}

fn register_of(place: &Place) -> String {
    format!("/c/{}/represented/{}", place.community, place.body)
}

/// The meeting with its register, called; session and item.
async fn called(place: &mut Place) -> (Person, String, String) {
    place.with_body("villager_rep_meeting_levy", "一事一议村民代表会议").await;
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let item = place.add_item(&chair, &session, "筹资修渠", "one_issue_levy").await;
    // Nobody stands for anybody yet: there is nobody to call.
    let announce = format!("/do/s/{session}/move/announce");
    chair.post(&announce, &[]).await.refused("session-nobody-on-roll").await;
    let register = register_of(place);
    clerk.post(&format!("/do{register}"), &[("register", &lines(place).await)]).await.done();
    for (ground, said) in [
        ("delegation", "2025-01-10 村民会议决议"),
        ("women", "2"),
        ("party_study", "2026-03-04 支部委员会研究"),
        ("consultation", "入户征求意见"),
    ] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    chair.post(&announce, &[]).await.done();
    (chair, session, item)
}

/// The same, opened on the evening with these there.
async fn opened(place: &mut Place, there: &[&str]) -> (Person, String, String) {
    let (chair, session, item) = called(place).await;
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    for number in there {
        comes(place, &session, number).await;
    }
    (chair, session, item)
}

async fn comes(place: &Place, session: &str, number: &str) {
    let member = place.member(&place.community, number).await.id;
    place.clerk().await.post(&format!("/do/s/{session}/check-in"), &[("member", &member)]).await.done();
}

async fn by_phone(place: &Place, vote: &str, number: &str, choice: &str) {
    place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", choice)]).await.done();
}

async fn on_paper(place: &Place, vote: &str, number: &str) {
    let member = place.member(&place.community, number).await.id;
    place.clerk().await.post(&format!("/do/v/{vote}/paper/hand"), &[("member", &member)]).await.done();
}

/// Both tellers find the same: papers for and against, and the households for which they stand.
async fn tellers(place: &Place, vote: &str, papers: [u64; 2], households: [u64; 2], differs: &str) {
    let [papers_for, papers_against] = papers.map(|one| one.to_string());
    let [for_them, against_them] = households.map(|one| if one == 0 { String::new() } else { one.to_string() });
    let (all, whole) = ((papers[0] + papers[1]).to_string(), (households[0] + households[1]).to_string());
    let form = [
        ("collected", all.as_str()),
        ("collected_households", &whole),
        ("for", &papers_for),
        ("for_households", &for_them),
        ("against", &papers_against),
        ("against_households", &against_them),
        ("abstain", "0"),
        ("blank", "0"),
        ("invalid", "0"),
        ("differs", differs),
    ];
    for teller in place.tellers().await {
        teller.post(&format!("/do/v/{vote}/count"), &form).await.done();
    }
}

async fn households(place: &Place, vote: &str) -> (HouseholdRecord, Verdict) {
    let (record, verdict) = place.vote(vote).await.count().expect("read").expect("a count");
    let VoteRecord::Households(record) = record else { panic!("a record of households") };
    (*record, verdict)
}

async fn the_register_is_taken_in_whole_or_not_at_all(mut place: Place) {
    let resident = place.resident().await;
    place.with_body("villager_rep_meeting_levy", "一事一议村民代表会议").await;
    let clerk = place.clerk().await;
    let register = register_of(&place);
    let action = format!("/do{register}");
    assert!(clerk.get(&format!("/c/{}/room", place.community)).await.contains(&register), "the clerk finds it at home");
    assert_eq!(resident.status(&register).await, 403);
    let page = clerk.get(&register).await;
    assert!(page.contains("还没有保存名册。全体 20 户。"), "{page}");

    let name = async |number: &str| place.member(&place.community, number).await.name;
    let [one, two] = [name("0014").await, name("0015").await];
    for (text, line, code) in [
        (format!("0014\t{one}\tH0001\n0099\t某\tH0002"), 2, "text-no-member"),
        (format!("0014\t{two}\tH0001"), 1, "person-name-differs"),
        (format!("0014\t{one}\tH0001、H0099"), 1, "register-no-household"),
        (format!("0014\t{one}\tH0005-H0001"), 1, "register-range"),
        (format!("0014\t{one}\tH0009-H0012"), 1, "register-range"),
        (format!("0014\t{one}\tH0001-H0005\n0015\t{two}\tH0005"), 2, "register-household-twice"),
        (format!("0014\t{one}\tH0001\n0014\t{one}\tH0002"), 2, "register-representative-twice"),
        (format!("0014\t{one}"), 1, "register-columns"),
    ] {
        let refused = clerk.post(&action, &[("register", &text)]).await;
        let page = refused.refused(code).await;
        assert!(page.contains(&format!("第 {line} 行：")), "{text}: {page}");
        assert!(page.contains("还没有保存名册"), "nothing was saved: {page}");
    }
    clerk.post(&action, &[("register", " ")]).await.refused("text-empty").await;

    // By numbers alone it comes back with the names, and is sent again with them.
    let bare = "0014\tH0001-H0005\n15\tH0006-H0009";
    let answer = clerk.post(&action, &[("register", bare)]).await;
    let page = answer.refused("person-names-to-confirm").await;
    let shown = format!("0014\t{one}\tH0001-H0005\n0015\t{two}\tH0006-H0009\n");
    assert!(page.contains(shown.trim_end()), "{page}");
    clerk.post(&action, &[("register", &shown)]).await.done();
    let page = clerk.get(&register).await;
    assert!(page.contains("代表 2 人，代表 9 户，全体 20 户") && page.contains("还没有代表的户：11 户"), "{page}");
    assert!(page.contains("H0010-H0020") || page.contains("H0010、H0011-H0020"), "those are named: {page}");

    // Who has seen another state saves nothing over it; the same once more says nothing.
    let base = clerk.shown_base(&action).await.expect("a base");
    clerk.post(&action, &[("register", &shown)]).await.refused("act-nothing-changes").await;
    clerk.post(&action, &[("register", &lines(&place).await)]).await.done();
    let late = [("register", shown.as_str()), ("base", base.as_str())];
    clerk.post(&action, &late).await.refused("form-changed-meanwhile").await;
    let page = clerk.get(&register).await;
    assert!(page.contains("代表 4 人，代表 16 户，全体 20 户") && page.contains("还没有代表的户：4 户"), "{page}");
    assert!(page.contains("H0010、H0018-H0020"), "{page}");
    let member = place.member(&place.community, "0014").await.id;
    let person = clerk.get(&format!("/c/{}/members/{member}/edit", place.community)).await;
    assert!(person.contains("一事一议村民代表会议"), "what stays with who leaves: {person}");
    place.verifies().await;
}

/// Where a group has one villagers' representative alone, its households are proposed; where numbers repeat, with their group.
async fn a_register_that_is_empty_is_proposed_by_group(mut place: Place) {
    let clerk = place.clerk().await;
    let roll = "编号,姓名,户号,小组,成年\nB01,钱示甲,1,第三组,是\nB02,钱示乙,2,第三组,是\nB03,钱示丙,3,第三组,是\n\
                B04,孙示甲,1,第四组,是\nB05,孙示乙,2,第四组,否\n";
    let to = clerk.upload(&format!("/do/c/{}/import", place.community), roll.as_bytes()).await.done();
    clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    place.seat(&["B02"]).await;
    place.with_body("villager_rep_meeting_levy", "一事一议村民代表会议").await;
    let register = register_of(&place);
    let page = clerk.get(&register).await;
    // The household of a child alone is none of the roll.
    assert!(page.contains("全体 24 户") && page.contains("下面是建议"), "{page}");
    assert!(page.contains("B02\t钱示乙\t第三组 1-3"), "{page}");
    let action = format!("/do{register}");
    let line = |households: &str| format!("B02\t钱示乙\t{households}");
    clerk.post(&action, &[("register", &line("1"))]).await.refused("register-household-in-groups").await;
    clerk.post(&action, &[("register", &line("四组 2"))]).await.refused("register-no-household").await;
    clerk.post(&action, &[("register", &line("H0001、三组 1-3、四组1"))]).await.done();
    let page = clerk.get(&register).await;
    assert!(page.contains("代表 1 人，代表 5 户，全体 24 户"), "{page}");
    assert!(!page.contains("下面是建议"), "{page}");
    place.verifies().await;
}

async fn the_levy_is_counted_by_the_households_represented(mut place: Place) {
    let (chair, session, item) = called(&mut place).await;
    let clerk = place.clerk().await;
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains("名册上有代表 4 人，代表 16 户，全体 20 户。到会的代表要代表 14 户才能表决"), "{page}");
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    for number in ["0014", "0015", "0016"] {
        comes(&place, &session, number).await;
    }
    // What is changed in the register now is for the next sitting.
    let name = place.member(&place.community, "0018").await.name;
    let more = format!("{}0018\t{name}\tH0018\n", lines(&place).await);
    clerk.post(&format!("/do{}", register_of(&place)), &[("register", &more)]).await.done();

    // Three of four representatives stand for 13 of 20 households: two thirds are 14.
    let door = clerk.get(&format!("/s/{session}/door")).await;
    assert!(door.contains("到会代表 3 人，代表 13 户，应到 20 户，须到 14 户，未达法定人数。"), "{door}");
    assert!(door.contains("代表 5 户") && !door.contains("代表 1 户"), "{door}");
    let open = format!("/do/i/{item}/open-vote");
    chair.post(&open, &[]).await.refused("vote-quorum-not-met").await;
    comes(&place, &session, "0017").await;
    for mode in ["secret", "hands"] {
        chair.post(&open, &[("mode", mode), ("few", "1")]).await.refused("vote-represented-by-name").await;
    }

    // Exactly half of the households represented: 8 of 16, by phone and on paper.
    let vote = place.open_vote(&chair, &session, &item).await;
    let own = place.sign_in("0014").await.get(&format!("/v/{vote}")).await;
    assert!(own.contains("您代表 5 户。") && own.contains("按户计票"), "{own}");
    assert!(!chair.get(&format!("/v/{vote}")).await.contains("您代表"), "nobody else is told");
    by_phone(&place, &vote, "0014", "against").await;
    by_phone(&place, &vote, "0015", "for").await;
    let paper = clerk.get(&format!("/v/{vote}/paper")).await;
    assert!(paper.contains("代表 4 户"), "{paper}");
    on_paper(&place, &vote, "0016").await;
    on_paper(&place, &vote, "0017").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let teller = place.sign_in("0012").await;
    let desk = teller.get(&format!("/v/{vote}/count")).await;
    assert!(desk.contains("发出的票共 2 张，代表 7 户。"), "{desk}");
    assert!(Page::of(&desk).form("/count").value("for_households").is_some(), "{desk}");
    let enter = format!("/do/v/{vote}/count");
    let good = [
        ("collected", "2"),
        ("collected_households", "7"),
        ("for", "1"),
        ("for_households", "4"),
        ("against", "1"),
        ("against_households", "3"),
        ("abstain", "0"),
        ("blank", "0"),
        ("invalid", "0"),
    ];
    for (changes, code) in [
        (vec![("for_households", "3")], "count-piles"),
        (vec![("for_households", "")], "text-empty"),
        (vec![("for_households", "四")], "text-not-a-number"),
        (vec![("for_households", "5"), ("collected_households", "8")], "count-households"),
        (vec![("for_households", "7"), ("against_households", "0")], "count-households-of-pile"),
    ] {
        let changed = good.map(|(field, known)| {
            (field, changes.iter().find(|(name, _)| *name == field).map_or(known, |(_, value)| value))
        });
        teller.post(&enter, &changed).await.refused(code).await;
    }
    tellers(&place, &vote, [1, 1], [4, 3], "").await;
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let (record, verdict) = households(&place, &vote).await;
    assert_eq!(record.ballots.marks(), [8, 8, 0, 0]);
    assert_eq!((verdict.passed, verdict.reason, verdict.required_for), (false, Reason::MajorityNotMet, 9));
    place.verifies().await;

    // Half was a tie, so the same text may be put again: one household more is enough.
    let vote = place.open_vote(&chair, &session, &item).await;
    by_phone(&place, &vote, "0014", "for").await;
    by_phone(&place, &vote, "0017", "abstain").await;
    on_paper(&place, &vote, "0015").await;
    on_paper(&place, &vote, "0016").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    tellers(&place, &vote, [1, 1], [4, 4], "").await;
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let (record, verdict) = households(&place, &vote).await;
    assert_eq!((record.counts.eligible_households, record.counts.represented_households), (20, 16));
    assert_eq!((record.counts.reps_total, record.counts.reps_present), (Some(4), Some(4)));
    assert_eq!((record.ballots.reps_issued, record.ballots.reps_collected), (Some(4), Some(4)));
    assert_eq!(record.ballots.marks(), [9, 4, 3, 0]);
    let channels = record.channels.expect("channels");
    assert_eq!((channels.room.all(), channels.phone.all()), ([4, 4, 0, 0], [5, 0, 3, 0]), "E8");
    assert_eq!((verdict.passed, verdict.present, verdict.required_present, verdict.base), (true, 16, 14, 16));
    let page = chair.get(&format!("/v/{vote}")).await;
    assert!(page.contains("应到户数") && page.contains("到会代表 4 人，代表 16 户"), "{page}");

    // Published, and recounted from its file.
    let text = [("body", "每户筹资 200 元。"), ("responsible", "村民委员会"), ("due", "2026-09-30")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let at = format!("/c/{}/outcome/{vote}", place.community);
    let page = place.public(&at).await;
    assert!(page.contains("赞成 9 户") && page.contains("代表 16 户"), "{page}");
    let file = place.public(&format!("{at}/record.json")).await;
    let value: serde_json::Value = serde_json::from_str(&file).expect("json");
    assert_eq!(value["kind"].as_str(), Some("weighted_resolution"));
    assert!(Kind::Weighted.read(&value).expect("a record of its kind").judge().expect("judged").passed);
    assert!(recount::report(&file, Language::Zh).iter().all(|(mark, _)| *mark != recount::Mark::Differs), "{file}");
    assert!(chair.get(&format!("/s/{session}/minutes")).await.contains("到会代表的户数"));
    place.verifies().await;
}

/// E6: who leaves without casting takes their households along. E7: who keeps out stays in the base with theirs.
async fn e6_e7_households_leave_and_keep_out_with_their_representative(mut place: Place) {
    let (chair, session, item) = opened(&mut place, &["0014", "0015", "0016", "0017"]).await;
    let concerned = [("interest", "承包水渠"), ("recused", "1")];
    place.sign_in("0016").await.post(&format!("/do/i/{item}/interest"), &concerned).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    by_phone(&place, &vote, "0014", "for").await;
    by_phone(&place, &vote, "0017", "for").await;
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
    }
    let (record, verdict) = households(&place, &vote).await;
    assert_eq!((record.ballots.in_favour, verdict.present, verdict.passed), (8, 16, false), "half of all sixteen");

    let text = [("title", "第二稿"), ("body", "每户 150 元"), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    by_phone(&place, &vote, "0014", "for").await;
    by_phone(&place, &vote, "0015", "for").await;
    // Whoever cast and left counts; whoever left without casting does not.
    place.sign_in("0015").await.post(&format!("/do/s/{session}/leave"), &[]).await.done();
    place.sign_in("0017").await.post(&format!("/do/s/{session}/leave"), &[]).await.done();
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
    }
    let (record, verdict) = households(&place, &vote).await;
    assert_eq!((record.counts.represented_households, record.counts.reps_present), (13, Some(3)));
    assert_eq!((verdict.reason, record.ballots.in_favour), (Reason::QuorumNotMet, 9), "13 of 20 are not two thirds");
    place.verifies().await;
}

async fn e10_a_paper_too_many_voids_the_vote(mut place: Place) {
    let (chair, session, item) = opened(&mut place, &["0014", "0015", "0016", "0017"]).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    on_paper(&place, &vote, "0014").await;
    on_paper(&place, &vote, "0015").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    tellers(&place, &vote, [3, 0], [13, 0], "3").await;
    let row = place.vote(&vote).await;
    assert_eq!(row.phase, rules::vote::Phase::Void);
    let (record, verdict) = households(&place, &vote).await;
    assert_eq!((record.ballots.reps_issued, record.ballots.reps_collected), (Some(2), Some(3)));
    assert_eq!(verdict.reason, Reason::BallotsExceedIssued);
    place.verifies().await;
}
