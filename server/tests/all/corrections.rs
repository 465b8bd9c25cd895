//! Issue 18: what was announced is corrected, with a note that stands on the notice.

use crate::{
    common::{Page, Person, Place, engines},
    takeback::{findings, tamper},
};
use rules::body::BodyKind;
use server::rows::session;

engines!(
    a_place_is_corrected_at_any_time_and_everybody_is_told,
    what_is_decided_is_called_anew_or_says_why_not,
    another_body_is_a_new_call_and_settles_its_matters,
    who_may_correct_and_when,
    nobody_corrects_over_what_they_have_not_seen,
);

const PLACE: &str = "村小学礼堂";

/// The notice as it is corrected: every field of the form as it stands, and these instead.
async fn correct(place: &Place, chair: &Person, session: &str, instead: &[(&str, &str)]) -> crate::common::Answered {
    let row = row(place, session).await;
    let stands = [
        ("title", row.title.as_str()),
        ("place", &row.place),
        ("held", row.held.id()),
        ("body", row.body.as_str()),
        ("special", ""),
    ];
    let mut fields: Vec<_> = instead.to_vec();
    fields.extend(stands.into_iter().filter(|(name, _)| !instead.iter().any(|(one, _)| one == name)));
    chair.post(&format!("/do/s/{session}/correct-notice"), &fields).await
}

/// An item as it is corrected.
async fn correct_item(chair: &Person, session: &str, item: &str, fields: &[(&str, &str)]) -> crate::common::Answered {
    let page = chair.get(&format!("/i/{item}/edit")).await;
    let page = Page::of(&page);
    let base = page.form("/correct-item").value("base").expect("a base");
    let fields = [fields, &[("item", item), ("base", &base)]].concat();
    chair.post(&format!("/do/s/{session}/correct-item"), &fields).await
}

async fn row(place: &Place, id: &str) -> session::SessionRow {
    session::find(&mut place.db.read().await.expect("a connection"), &id.into()).await.expect("a session")
}

async fn told(place: &Place, event: &str) -> usize {
    let mut conn = place.db.read().await.expect("a connection");
    let due = server::store::outbox::due(&mut conn, false, place.desk.now().plus_minutes(1), 100).await.expect("due");
    due.iter().filter(|row| row.event.id() == event).count()
}

async fn a_place_is_corrected_at_any_time_and_everybody_is_told(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let notice = format!("/c/{}/notice/{session}", place.community);
    assert!(!place.public(&notice).await.contains("更正："));
    assert!(chair.get(&format!("/s/{session}/chair")).await.contains(&format!("href=\"/s/{session}/correct-notice\"")));
    // An hour before, which is far too late for a call.
    place.on_the_evening();
    place.after_minutes(-90);
    let chair = place.chair().await;
    let silent = [("place", PLACE), ("note", "")];
    correct(&place, &chair, &session, &silent).await.refused("session-reason-missing").await;
    correct(&place, &chair, &session, &[("note", "没有改")]).await.refused("act-nothing-changes").await;
    assert_eq!(told(&place, "session_corrected").await, 0);
    let moved = [("place", PLACE), ("held", "onsite"), ("note", "会议室停电")];
    correct(&place, &chair, &session, &moved).await.done();
    let page = place.public(&notice).await;
    assert!(page.contains("更正：会议室停电") && page.contains(PLACE) && !page.contains("村委会会议室"), "{page}");
    assert!(page.contains("提前 10 日通知"), "the call stands: {page}");
    let before = place.public(&format!("{notice}/v/1")).await;
    assert!(before.contains("村委会会议室") && !before.contains("更正："), "{before}");
    assert!(place.public(&format!("{notice}.json")).await.contains("\"correction\":\"会议室停电\""));
    assert_eq!(told(&place, "session_corrected").await, 1);
    assert!(chair.get(&format!("/s/{session}")).await.contains(PLACE));
    place.after_minutes(1);
    // And once more: each is told, and the last note stands.
    correct(&place, &chair, &session, &[("title", "村民代表会议（春季）"), ("note", "写全名称")]).await.done();
    let page = place.public(&notice).await;
    assert!(page.contains("更正：写全名称") && page.contains("村民代表会议（春季）"), "{page}");
    assert_eq!(told(&place, "session_corrected").await, 2);
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("session.corrected") && journal.contains("place.held"), "{journal}");
    // The note stands through what comes later of the same call.
    place.after_minutes(60);
    let chair = place.chair().await;
    chair.post(&format!("/do/s/{session}/move/cancel"), &[("reason", "台风")]).await.done();
    let page = place.public(&notice).await;
    assert!(page.contains("更正：写全名称") && page.contains("会议取消。原因：台风"), "{page}");
    place.verifies().await;
    tamper(&place, "UPDATE sessions SET place = '别处'").await;
    assert!(findings(&place).await.contains("session"));
}

async fn what_is_decided_is_called_anew_or_says_why_not(place: Place) {
    let chair = place.chair().await;
    let (session, item) = place.announced(&chair).await;
    let notice = format!("/c/{}/notice/{session}", place.community);
    let fields = |title, note, special| {
        [
            ("title", title),
            ("matter", "public_works_contract_plan"),
            ("paper", "材料已改"),
            ("note", note),
            ("special", special),
        ]
    };
    // Ten days are left, which is enough.
    correct_item(&chair, &session, &item, &fields("村内道路与桥硬化", "", ""))
        .await
        .refused("session-reason-missing")
        .await;
    correct_item(&chair, &session, &item, &fields("村内道路与桥硬化", "漏写了桥", "")).await.done();
    let page = place.public(&notice).await;
    assert!(
        page.contains("更正：漏写了桥") && page.contains("村内道路与桥硬化") && page.contains("材料已改"),
        "{page}"
    );
    // The evening before, it is not.
    place.on_the_evening();
    place.after_minutes(-60 * 24);
    let chair = place.chair().await;
    let page = correct_item(&chair, &session, &item, &fields("村内道路硬化", "不修桥", "")).await;
    let page = page.refused("session-calls-anew").await;
    assert!(Page::of(&page).form("/correct-item").refusal("special").is_some(), "{page}");
    assert!(place.public(&notice).await.contains("村内道路与桥硬化"), "nothing changed");
    correct_item(&chair, &session, &item, &fields("村内道路硬化", "不修桥", "桥被洪水冲毁")).await.done();
    let page = place.public(&notice).await;
    assert!(page.contains("更正：不修桥") && page.contains("特殊情况：桥被洪水冲毁"), "{page}");
    assert!(page.contains("提前 1 日通知"), "the days of the new call: {page}");
    assert!(place.public(&format!("{notice}/v/2")).await.contains("漏写了桥"));
    place.verifies().await;
}

async fn another_body_is_a_new_call_and_settles_its_matters(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let mut conn = place.db.read().await.expect("a connection");
    let bodies = server::rows::community::bodies(&mut conn, &place.community).await.expect("bodies");
    drop(conn);
    let assembly = bodies.into_iter().find(|one| one.kind == BodyKind::VillagerAssembly).expect("one");
    let other = [("body", assembly.id.as_str()), ("note", "应由村民会议决定")];
    correct(&place, &chair, &session, &other).await.done();
    let page = place.public(&format!("/c/{}/notice/{session}", place.community)).await;
    assert!(page.contains(&assembly.name), "{page}");
    assert_eq!(row(&place, &session).await.body, assembly.id);
    // Back to the representatives on the day itself: too late.
    place.on_the_evening();
    let chair = place.chair().await;
    let back = [("body", place.body.as_str()), ("note", "改回")];
    correct(&place, &chair, &session, &back).await.refused("session-calls-anew").await;
    let nowhere = [("body", "nowhere"), ("note", "改回")];
    correct(&place, &chair, &session, &nowhere).await.refused("text-not-offered").await;
    place.verifies().await;
}

async fn who_may_correct_and_when(place: Place) {
    let chair = place.chair().await;
    let draft = place.drafted(&chair, "2026-03-16T19:30").await;
    let note = [("place", PLACE), ("note", "停电")];
    correct(&place, &chair, &draft, &note).await.refused("session-wrong-phase").await;
    let (session, item) = place.announced(&chair).await;
    for other in [place.clerk().await, place.resident().await] {
        assert_eq!(other.status(&format!("/s/{session}/correct-notice")).await, 403);
        assert_eq!(other.status(&format!("/i/{item}/edit")).await, 403);
        assert!(!correct(&place, &other, &session, &note).await.is_done());
    }
    // An item of another session is none of this one.
    let fields = [("item", item.as_str()), ("title", "别的"), ("note", "错"), ("base", "")];
    assert_eq!(chair.post(&format!("/do/s/{draft}/correct-item"), &fields).await.status, 404);
    // A withdrawn notice calls nobody, and is not corrected.
    let withdraw = format!("/do/c/{}/about/notice/{session}/withdraw", place.community);
    chair.post(&withdraw, &[("reason", "写错")]).await.done();
    correct(&place, &chair, &session, &note).await.refused("session-notice-withdrawn").await;
    assert!(!chair.get(&format!("/s/{session}/chair")).await.contains("/correct-notice\""));
}

async fn nobody_corrects_over_what_they_have_not_seen(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let action = format!("/do/s/{session}/correct-notice");
    let stale = chair.shown_base(&action).await.expect("a base");
    correct(&place, &chair, &session, &[("place", PLACE), ("note", "停电")]).await.done();
    let other = [("place", "祠堂"), ("note", "又改"), ("base", stale.as_str())];
    let page = correct(&place, &chair, &session, &other).await.refused("form-changed-meanwhile").await;
    assert!(page.contains(PLACE) && page.contains("祠堂"), "both stand there: {page}");
    // Whoever had checked in for the old place is asked again.
    place.on_the_evening();
    place.after_minutes(-10);
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let here = place.seated().await[0].0.clone();
    clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &here)]).await.done();
    assert_eq!(place.count("SELECT COUNT(*) FROM attendance").await, 1);
    correct(&place, &chair, &session, &[("place", "祠堂"), ("note", "又改")]).await.done();
    assert_eq!(place.count("SELECT COUNT(*) FROM attendance").await, 0);
    place.verifies().await;
}
