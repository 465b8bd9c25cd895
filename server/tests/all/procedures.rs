//! Every procedure that is shipped, each through a matter from its first word to its end, by the records of what people did.
//! 四议两公开 is told in `matter_story`, 民主评议 in `appraisal`, the consultations in `consultation`.

mod tale;

use crate::common::{Place, engines};
use server::demo;
use tale::Tale;

engines!(
    levy_from_a_joint_request_to_the_accounts,
    story_c_the_old_school_is_let,
    charter_is_amended_and_put_on_file,
    what_is_published_each_quarter_is_confirmed_posted_and_filed,
    owners_decide_and_the_committee_acknowledges,
    story_b_seven_steps_lead_to_the_owners_vote,
);

/// Numbers of villagers of age, so many.
fn villagers(from: usize, many: usize) -> Vec<String> {
    (from..from + many).map(|number| format!("{number:04}")).collect()
}

/// 一事一议: from a joint request, every household asked, the representatives who stand for them, township and county, the work, the
/// accounts.
async fn levy_from_a_joint_request_to_the_accounts(place: Place) {
    let township = place.township().await;
    let county_id = place.office("county", "云水县", "").await;
    let admin = place.administrator().await;
    admin.post(&format!("/do/offices/{}/move", township.id), &[("above", &county_id)]).await.done();
    let county = place.serves(&county_id, "周示县").await;
    let resident = place.resident().await;
    let asks = [("ask", "villager_assembly"), ("title", "请开会议一议修水渠"), ("text", "二组水渠漏水。")];
    let to = resident.post(&format!("/do/c/{}/petitions", place.community), &asks).await.done();
    let request = to.rsplit('/').next().expect("a request").to_owned();
    // The chair opens the matter from the request: nothing is typed twice, and each leads to the other.
    let from = format!("petition:{request}");
    let form = place.chair().await.get(&format!("/c/{}/matters/new?from={from}", place.community)).await;
    assert!(form.contains("请开会议一议修水渠") && form.contains("二组水渠漏水"), "{form}");
    let asked = format!("/c/{}/about/petition/{request}", place.community);
    assert!(place.chair().await.get(&asked).await.contains("为它立一件事项"));
    let begun = [("thing", from.as_str()), ("title", "二组水渠"), ("from", "residents"), ("asked", "2026-03-06")];
    let mut tale = Tale::begin(place, ("one_issue_levy", "one_issue_levy"), &begun).await;
    assert!(tale.page().await.contains(&format!("/petition/{request}")), "the matter leads to its request");
    let sheet = tale.place.public(&format!("/c/{}/petition/{request}", tale.place.community)).await;
    assert!(sheet.contains(&tale.public()), "and the request to its matter: {sheet}");
    assert!(!tale.chair.get(&asked).await.contains("为它立一件事项"), "it belongs to one already");
    tale.is_at(&["propose"]).await;
    let plan = [
        ("plan-1-title", "衬砌 400 米"),
        ("plan-1-cost", "60000"),
        ("plan-1-effect", "不漏水"),
        ("plan-1-pays", "每户 200 元，减免另议"),
    ];
    tale.records(&tale.chair, ("propose", "options"), &plan).await.done();
    tale.records(&tale.chair, ("propose", "study"), &[]).await.done();
    tale.is_at(&["notice"]).await;
    tale.posts("二组水渠筹资方案", true).await;
    tale.days_later(8);
    tale.is_at(&["households"]).await;

    // 入户征求意见: a phone, then paper; one household signs once, and the last word counts.
    let opinion = format!("/do/d/{}/opinion", tale.id);
    resident.post(&opinion, &[("answer", "")]).await.refused("text-not-offered").await;
    tale.place
        .sign_in_unverified("0040")
        .await
        .post(&opinion, &[("answer", "agree")])
        .await
        .refused("ballot-login-unverified")
        .await;
    resident.post(&opinion, &[("answer", "disagree")]).await.done();
    resident.post(&opinion, &[("answer", "disagree")]).await.refused("act-nothing-changes").await;
    let clerk = tale.place.clerk().await;
    let paper = format!("/do/d/{}/opinion-paper", tale.id);
    resident.post(&paper, &[("number", "0040"), ("answer", "agree")]).await.refused("permit-not-your-role").await;
    clerk.post(&paper, &[("number", "0040"), ("answer", "agree")]).await.refused("person-name-to-confirm").await;
    let homes = tale.one_of_each_household().await;
    let silent = |page: &str| page.contains(&format!("还没有表示的户（{}）", homes.len() - 1));
    let desk = format!("/d/{}", tale.id);
    assert!(silent(&clerk.get(&desk).await), "the clerk sees whom to ask");
    assert!(!silent(&resident.get(&desk).await), "and nobody else does");
    let own = tale.place.member(&tale.place.community, "0004").await.home;
    assert!(resident.get(&format!("/d/{}", tale.id)).await.contains("您家已经用手机表示"));
    for (nth, number) in homes.iter().enumerate() {
        tale.is_at(&["households"]).await;
        let (name, answer) = (tale.place.named(number).await, if nth == 0 { "open" } else { "agree" });
        let entered = clerk.post(&paper, &[("number", &name), ("answer", answer)]).await;
        // What a household has said on its own phone stands, whoever brings a paper.
        if tale.place.member(&tale.place.community, number).await.home == own {
            entered.refused("dossier-signed-by-phone").await;
        } else {
            entered.done();
        }
    }
    let page = tale.page().await;
    assert!(page.contains(&format!("{} 户", homes.len())), "{page}");
    tale.is_at(&["decide"]).await;
    let late = clerk.post(&paper, &[("number", &tale.place.named(&homes[1]).await), ("answer", "open")]).await;
    late.refused("dossier-households-not-asked").await;

    // The representatives decide in the room, by the households for which they stand; each reads what theirs have signed.
    let (session, item) = tale.calls("villager_rep_meeting_levy", "2026-03-29T19:30").await;
    let there = tale.stand_for_households().await;
    tale.writes(&item).await;
    for (ground, said) in [("delegation", "2025-01-10 村民会议决议"), ("women", "2")] {
        tale.place.record_ground(&tale.chair, &item, ground, said).await.done();
    }
    tale.announces(&session).await;
    tale.sits(&session, "2026-03-29T19:30", &there).await;
    let vote = tale.place.open_vote(&tale.chair, &session, &item).await;
    let ballot = tale.place.sign_in(&there[0]).await.get(&format!("/v/{vote}")).await;
    assert!(
        ballot.contains("您代表的 5 户：") && ballot.contains("不同意 1，") && ballot.contains("没有签 0"),
        "{ballot}"
    );
    let other = tale.place.sign_in(&there[1]).await.get(&format!("/v/{vote}")).await;
    assert!(other.contains("您代表的 4 户：") && other.contains("不同意 0，"), "{other}");
    assert!(
        !clerk.get(&format!("/v/{vote}")).await.contains("您代表"),
        "what households signed is their representative's to read"
    );
    tale.casts((&vote, &there), 2).await;
    let page = tale.page().await;
    assert!(page.contains("通过"), "{page}");
    tale.is_at(&["file"]).await;

    // With offices that work here nobody writes down a receipt by hand: the decision is put on file with each.
    let decision = tale.decides(&vote).await;
    let desk = tale.chair.get(&format!("/d/{}", tale.id)).await;
    let about = format!("/c/{}/about/outcome/{vote}", tale.place.community);
    assert!(desk.contains(&format!("{about}#filings")), "{desk}");
    let by_hand = [("to", "township"), ("said", "云政〔2026〕3 号")];
    tale.records(&tale.chair, ("file", "filing"), &by_hand).await.refused("dossier-filed-here").await;
    tale.is_filed(&about, "township", &township.staff, &format!("/o/{}", township.id)).await;
    tale.is_at(&["file"]).await;
    tale.days_later(3);
    tale.is_filed(&about, "county", &county, &format!("/o/{county_id}")).await;
    // The decision has hung since it was made, but the households' shares hang once they may be collected.
    tale.is_at(&["publish"]).await;
    tale.posts("每户筹资额", false).await;
    tale.days_later(16);
    tale.is_at(&["build"]).await;
    tale.carries_out(&vote, ("2026-05-20", "2026-05-10T09:00")).await;
    tale.is_at(&["account"]).await;
    tale.days_later(16);
    tale.is_done().await;
    assert!(tale.place.public(&decision).await.contains(&tale.public()));
}

/// Story C: the member representatives of the collective, 38 of 45 present, 5 of them concerned: 30 of all 45 is two thirds.
async fn story_c_the_old_school_is_let(place: Place) {
    let mut tale = Tale::begin(place, ("collective_lease", "collective_asset_lease"), &[]).await;
    let plan = [
        ("plan-1-title", "公开招租"),
        ("plan-1-cost", "0"),
        ("plan-1-effect", "年租金 30,000 元"),
        ("plan-1-pays", "承租人"),
    ];
    tale.records(&tale.chair, ("plan", "options"), &plan).await.done();
    tale.records(&tale.chair, ("plan", "study"), &[]).await.done();
    tale.is_at(&["comment"]).await;
    tale.posts("老校舍出租方案", true).await;
    tale.days_later(8);
    tale.is_at(&["decide"]).await;
    let (session, item) = tale.calls("collective_rep_assembly", "2026-03-28T19:30").await;
    let reps = villagers(20, 45);
    tale.place.seat(&reps.iter().map(String::as_str).collect::<Vec<_>>()).await;
    tale.writes(&item).await;
    tale.place.record_ground(&tale.chair, &item, "delegation", "章程第十二条，成员大会授权").await.done();
    tale.announces(&session).await;
    tale.sits(&session, "2026-03-28T19:30", &reps[..38]).await;
    for number in &reps[..5] {
        let concerned = [("interest", "本人投标"), ("recused", "1")];
        tale.place.sign_in(number).await.post(&format!("/do/i/{item}/interest"), &concerned).await.done();
    }
    // 29 of 33 who may vote is no two thirds of 45; the thirtieth is.
    tale.votes((&session, &item), &reps[5..38], 29).await;
    tale.is_at(&["decide"]).await;
    let again = [("title", "出租方案"), ("body", "租期三年，年租金 31,000 元。"), ("base", "1")];
    tale.chair.post(&format!("/do/i/{item}/text"), &again).await.done();
    let vote = tale.votes((&session, &item), &reps[5..38], 30).await;
    tale.is_at(&["publish"]).await;
    // What was voted on is not taken out without a word that everybody reads.
    let (take_out, thing) = (format!("/do/d/{}/take-out", tale.id), format!("item:{item}"));
    tale.chair.post(&take_out, &[("thing", &thing)]).await.refused("session-reason-missing").await;
    tale.chair.post(&take_out, &[("thing", &thing), ("reason", "归错了事项")]).await.done();
    assert!(tale.place.public(&format!("/c/{}/journal.jsonl", tale.place.community)).await.contains("归错了事项"));
    tale.chair.post(&format!("/do/d/{}/lay", tale.id), &[("thing", &thing)]).await.done();
    tale.is_at(&["publish"]).await;
    let decision = tale.decides(&vote).await;
    tale.days_later(16);
    tale.is_at(&["let"]).await;
    tale.carries_out(&vote, ("2026-05-20", "2026-05-10T09:00")).await;
    tale.is_at(&["result"]).await;
    tale.days_later(16);
    tale.is_done().await;
    let page = tale.place.public(&decision).await;
    assert!(page.contains("45") && page.contains("赞成 30"), "{page}");
}

/// 村规民约: comment, the assembly itself, and the township, which is on paper here.
async fn charter_is_amended_and_put_on_file(place: Place) {
    let mut tale = Tale::begin(place, ("charter_amendment", "village_rules_amendment"), &[]).await;
    tale.records(&tale.party, ("raise", "study"), &[]).await.done();
    tale.is_at(&["comment"]).await;
    let plan = tale.posts("村规民约修订草案", true).await;
    let at = format!("/c/{}/about/disclosure/{plan}", tale.place.community);
    let comment = [("kind", "comment"), ("text", "红白喜事的标准太低")];
    tale.place.resident().await.post(&format!("/do{at}/object"), &comment).await.done();
    tale.days_later(16);
    // What was said of the draft waits for its answer.
    tale.is_at(&["comment"]).await;
    let reply = crate::common::Page::of(&tale.chair.get(&at).await).action("/reply").expect("a comment");
    tale.chair.post(&reply, &[("reply", "改为每桌 300 元。"), ("result", "partly")]).await.done();
    tale.is_at(&["decide"]).await;
    let (session, item) = tale.calls("villager_assembly", "2026-04-05T19:30").await;
    tale.writes(&item).await;
    tale.announces(&session).await;
    let there = villagers(20, 36);
    tale.sits(&session, "2026-04-05T19:30", &there).await;
    let vote = tale.votes((&session, &item), &there, 19).await;
    tale.is_at(&["file", "publish"]).await;
    let receipt = [("to", "township"), ("said", "云政备〔2026〕5 号")];
    tale.records(&tale.place.resident().await, ("file", "filing"), &receipt)
        .await
        .refused("permit-not-your-role")
        .await;
    tale.records(&tale.chair, ("file", "filing"), &receipt).await.done();
    tale.decides(&vote).await;
    tale.is_at(&["publish"]).await;
    tale.days_later(16);
    tale.is_done().await;
}

/// 三务公开: drafted, confirmed by the committee, posted, put on file with the township that works here.
async fn what_is_published_each_quarter_is_confirmed_posted_and_filed(place: Place) {
    let township = place.township().await;
    let mut tale = Tale::begin(place, ("publication_cycle", "public_affairs"), &[]).await;
    tale.is_at(&["confirm"]).await;
    let (session, item) = tale.calls("committee_meeting", "2026-03-12T09:00").await;
    tale.place.seat(&["0002", "0007", "0011"]).await;
    tale.announces(&session).await;
    let there = ["0002", "0007", "0011"].map(str::to_owned);
    tale.sits(&session, "2026-03-12T09:00", &there).await;
    tale.ends_item(&item, "consensus").await;
    tale.is_at(&["post"]).await;
    let posted = tale.posts("一季度村务公开", false).await;
    tale.days_later(16);
    tale.is_at(&["file"]).await;
    let about = format!("/c/{}/about/disclosure/{posted}", tale.place.community);
    tale.is_filed(&about, "township", &township.staff, &format!("/o/{}", township.id)).await;
    tale.is_done().await;
}

/// 业主共同决定: fifteen days' notice, heads and areas, posted, and acknowledged by the committee.
async fn owners_decide_and_the_committee_acknowledges(place: Place) {
    let mut tale = Tale::begin(place, ("owners_joint_decision", "owners_special"), &[]).await;
    tale.is_at(&["announce"]).await;
    let vote = tale.owners_decide("2026-03-24T19:30").await;
    tale.is_at(&["publish"]).await;
    tale.decides(&vote).await;
    let about = format!("/c/{}/about/outcome/{vote}", tale.place.community);
    let committee = tale.place.sign_in("0007").await;
    tale.is_filed(&about, "committee", &committee, &about).await;
    tale.days_later(16);
    tale.is_at(&["carry_out"]).await;
    tale.carries_out(&vote, ("2026-05-20", "2026-05-10T09:00")).await;
    tale.is_at(&["result"]).await;
    tale.days_later(16);
    tale.is_done().await;
}

/// Story B: 飞线充电. What residents say leads to a council that agrees with dissent, and to the owners' vote.
async fn story_b_seven_steps_lead_to_the_owners_vote(mut place: Place) {
    place.community = demo::URBAN.into();
    let words = [("title", "飞线充电"), ("from", "residents"), ("said", "半年 42 件飞线充电投诉")];
    let mut tale = Tale::begin(place, ("seven_step_deliberation", "owners_special"), &words).await;
    tale.is_at(&["choose"]).await;
    tale.records(&tale.party, ("choose", "topic"), &[("accepted", "1")]).await.done();
    tale.records(&tale.party, ("choose", "study"), &[]).await.done();
    let plans = [
        ("plan-1-title", "在甲处建棚"),
        ("plan-1-cost", "80000"),
        ("plan-1-effect", "120 个车位"),
        ("plan-1-pays", "维修资金"),
        ("plan-2-title", "在乙处建棚"),
        ("plan-2-cost", "60000"),
        ("plan-2-effect", "80 个车位"),
        ("plan-2-pays", "维修资金"),
    ];
    tale.records(&tale.chair, ("plan", "options"), &plans).await.done();
    tale.is_at(&["announce"]).await;
    let (session, item) = tale.calls("consultation_council", "2026-03-11T19:30").await;
    let council = ["0002", "0006", "0012"];
    tale.place.seat(&council).await;
    tale.announces(&session).await;
    tale.is_at(&["talk"]).await;
    tale.sits(&session, "2026-03-11T19:30", &council.map(str::to_owned)).await;
    tale.ends_item(&item, "consensus").await;
    let sides = [
        ("party-1-group", "有电动车的"),
        ("party-1-present", "9"),
        ("party-2-group", "物业"),
        ("party-2-refused", "书面答复不参加"),
    ];
    tale.records(&tale.chair, ("talk", "parties"), &sides).await.done();
    tale.is_at(&["use"]).await;
    let vote = tale.owners_decide("2026-03-28T19:30").await;
    tale.is_at(&["report"]).await;
    tale.decides(&vote).await;
    tale.records(&tale.chair, ("report", "feedback"), &[]).await.done();
    tale.carries_out(&vote, ("2026-05-20", "2026-05-10T09:00")).await;
    tale.days_later(16);
    tale.is_done().await;
}
