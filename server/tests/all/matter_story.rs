//! Story A through the four deliberations, from the first word to the rated result.

use crate::{
    board,
    common::{Page, Person, Place, engines},
    matter::{STUDY, called, opened, page_of, party, road},
};

engines!(story_a_goes_through_the_four_deliberations);

/// The item of a sitting, with a text to vote on.
async fn item_of(place: &Place, chair: &Person, session: &str) -> String {
    let mut conn = place.db.read().await.expect("a connection");
    let items = server::rows::session::items(&mut conn, &session.into()).await.expect("items");
    let item = items.first().expect("the matter's item").id.0.clone();
    drop(conn);
    let text = [("title", "三组水泥路建设方案"), ("body", "硬化三组道路 1,500 米，总投资 764,000 元。"), ("base", "0")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    item
}

/// The sitting takes place at its time: these are there, and vote for it by name.
async fn held(place: &Place, chair: &Person, (session, item): (&str, &str), numbers: &[String]) -> String {
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let clerk = place.clerk().await;
    for number in numbers {
        let id = place.member(&place.community, number).await.id.0;
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &id)]).await.done();
    }
    let vote = place.open_vote(chair, session, item).await;
    for number in numbers {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
    }
    vote
}

async fn story_a_goes_through_the_four_deliberations(mut place: Place) {
    let chair = place.chair().await;
    let party = party(&place).await;
    let reps: Vec<String> = place.seated().await.into_iter().map(|(_, number)| number).take(36).collect();
    let representatives = place.body.clone();
    let id = opened(&place, &chair, &road(&[])).await;
    let page = page_of(&place, &id);
    party.post(&format!("/do/d/{id}/record"), &STUDY).await.done();
    let merged = [("step", "discuss"), ("why", "书记、主任一肩挑，与提议合并")];
    chair.post(&format!("/do/d/{id}/waive"), &merged).await.done();
    assert!(place.public(&page).await.contains("正在进行"), "two steps run beside each other");

    // 党员大会审议: called from the matter, four days before, decided by vote.
    place.with_body("party_meeting", "党员大会").await;
    let members: Vec<String> = ["0011", "0012", "0013"].map(str::to_owned).to_vec();
    place.seat(&["0011", "0012", "0013"]).await;
    assert!(chair.get(&format!("/d/{id}")).await.contains(&format!("/c/{}/sessions/new?matter={id}", place.community)));
    let session = called(&place, &chair, &id, &place.body.clone(), "2026-03-10T19:30").await;
    let item = item_of(&place, &chair, &session).await;
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();

    // 征求意见: the plan hangs for comment; a question to it has its reply.
    let new = chair.get(&format!("/c/{}/disclosures/new?matter={id}&plan=1", place.community)).await;
    assert!(new.contains("归到事项") && new.contains("三组水泥路"), "{new}");
    let plan = [&board::GOOD[..], &[("dossier", id.as_str()), ("plan", "1")]].concat();
    let plan = board::posted(&place, &plan).await;
    let resident = place.resident().await;
    let comment = [("kind", "comment"), ("text", "为什么不加排水沟？")];
    resident.post(&format!("/do{}/object", board::about(&place, &plan)), &comment).await.done();
    assert!(place.public(&page).await.contains("正在进行"));

    place.after_minutes(4 * 24 * 60);
    place.clock_at("2026-03-10T19:30");
    held(&place, &chair, (&session, &item), &members).await;
    let shown = place.public(&page).await;
    assert!(shown.contains("党员大会"), "{shown}");

    // 村民代表会议: the gates read the matter; nothing of it is typed again.
    place.body = representatives;
    let session = called(&place, &chair, &id, &place.body.clone(), "2026-03-16T19:30").await;
    let item = item_of(&place, &chair, &session).await;
    let gates = chair.get(&format!("/i/{item}/gates")).await;
    assert!(gates.contains("支部委员会 5 人到会") && gates.contains(&format!("{page}#record-1")), "{gates}");
    place.record_ground(&chair, &item, "delegation", "2025-01-10 村民会议决议").await.done();
    place.record_ground(&chair, &item, "women", "18").await.done();
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    let answer = [("reply", "已加排水沟，不增加费用。"), ("result", "adopted")];
    let mark = chair.get(&board::about(&place, &plan)).await;
    let reply = Page::of(&mark).action("/reply").expect("a comment");
    chair.post(&reply, &answer).await.done();
    place.clock_at("2026-03-16T19:35");
    let vote = held(&place, &chair, (&session, &item), &reps).await;

    // 决议公开: fifteen days on the board.
    let clerk = place.clerk().await;
    let text = [("body", "通过。"), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let decision = format!("/c/{}/outcome/{vote}", place.community);
    let shown = place.public(&page).await;
    assert!(shown.contains(&decision) && shown.contains("应在"), "{shown}");
    assert!(place.public(&decision).await.contains(&page), "the decision leads to its matter");

    // 实施: a milestone is reached and accepted.
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let step = [("name", "路基和路面"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "764000")];
    chair.post(&format!("{at}/plan"), &step).await.done();
    place.clock_at("2026-04-08T10:00");
    let desk = chair.get(&format!("/c/{}/about/outcome/{vote}", place.community)).await;
    let milestone = Page::of(&desk).action("/reach").expect("a milestone");
    let done = [("done", "2026-04-08"), ("money", "751300"), ("note", "")];
    chair.post(&milestone, &done).await.done();
    let supervisor = place.supervisor().await;
    supervisor.post(&milestone.replace("/reach", "/accept"), &[]).await.done();
    let shown = place.public(&page).await;
    assert!(shown.contains("764,000.00") && shown.contains("751,300.00"), "plan and actual: {shown}");

    // 实施结果公开: posted and rated, then the matter is closed.
    chair.post(&format!("{at}/complete"), &[("text", "已完工，结余 12,700 元。")]).await.done();
    let end = [("how", "done"), ("said", "结余 12,700 元退回村集体")];
    chair.post(&format!("/do/d/{id}/end"), &end).await.refused("dossier-steps-open").await;
    place.clock_at("2026-04-28T10:00");
    let shown = place.public(&page).await;
    assert!(shown.contains("各步都已完成"), "{shown}");
    chair.post(&format!("/do/d/{id}/end"), &end).await.done();
    let shown = place.public(&page).await;
    assert!(shown.contains("办结") && shown.contains("结余 12,700 元退回村集体"), "{shown}");
    // A new one like it is one tap.
    let again = chair.get(&format!("/c/{}/matters/new?as={id}", place.community)).await;
    assert!(again.contains("三组水泥路"), "{again}");
    place.verifies().await;
}
