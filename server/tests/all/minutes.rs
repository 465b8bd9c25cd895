//! Issue 18: minutes begin with what was proposed and said, for the clerk to shorten; members read who was there by name, and the
//! public how many were.

use crate::{
    common::{Page, Person, Place, engines},
    takeback::{blanked, findings, tamper},
};
use server::{
    check::{folder, verify},
    rows,
};

engines!(
    minutes_begin_with_what_was_proposed_and_said,
    names_are_for_members_and_the_public_has_counts,
    words_taken_back_reach_the_names_and_what_is_withdrawn_takes_them_along,
    the_first_decision_is_not_told_of_a_form_that_it_never_had,
);

const PHONE: &str = "13800138000";

/// A sitting that is over: a proposal aloud with its second, one with a telephone in it, one that was hidden with a remark; somebody came
/// late, somebody left, somebody only listened; and a vote.
async fn over(place: &Place) -> (Person, Person, String, String, Vec<(String, String)>) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let check_in = format!("/do/s/{session}/check-in");
    place.after_minutes(10);
    clerk.post(&check_in, &[("member", &members[36].0)]).await.done();
    let all =
        rows::member::all(&mut place.db.read().await.expect("a connection"), &place.community).await.expect("members");
    let guest = all.iter().find(|one| one.active() && !members.iter().any(|(id, _)| *id == one.id.0)).expect("a guest");
    clerk.post(&check_in, &[("member", &guest.id)]).await.done();
    let speaker = place.sign_in(&members[11].1).await;
    place.hidden_remark(&chair, &speaker, &item).await;
    speaker.post(&format!("/do/i/{item}/remark"), &[("body", &format!("先修主路，\n有事打 {PHONE}。"))]).await.done();
    let (one, other) = (place.named(&members[20].1).await, place.named(&members[21].1).await);
    let aloud = [("member", one.as_str()), ("title", "先修主路"), ("body", "主路先修，支路明年。")];
    let made = chair.post(&format!("/do/i/{item}/propose-for"), &aloud).await.done();
    let id = made.split("#proposal-").nth(1).expect("a proposal").to_owned();
    let seen =
        Page::of(&chair.get(&format!("/p/{id}")).await).form("/second-for").value("seen").expect("what was shown");
    chair.post(&format!("/do/p/{id}/second-for"), &[("member", &other), ("seen", &seen)]).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[("few", "1")]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    place.after_minutes(5);
    clerk.post(&format!("/do/s/{session}/leave"), &[("member", &members[35].0)]).await.done();
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    (chair, clerk, session, vote, members)
}

/// What stands in the field of the notes.
fn notes(page: &str) -> String {
    page.split("name=\"notes\"")
        .nth(1)
        .and_then(|rest| rest.split_once('>'))
        .and_then(|(_, rest)| rest.split("</textarea>").next())
        .unwrap_or_else(|| panic!("no notes in {page}"))
        .to_owned()
}

/// Signed by a supervisor as it is shown, published by the chair.
async fn up(place: &Place, session: &str) -> String {
    let (supervisor, chair) = (place.supervisor().await, place.chair().await);
    let at = format!("/s/{session}/minutes");
    let seen = Page::of(&supervisor.get(&at).await).form("/sign").value("seen").expect("a draft");
    supervisor.post(&format!("/do{at}/sign"), &[("seen", &seen)]).await.done();
    chair.post(&format!("/do{at}/publish"), &[]).await.done()
}

async fn minutes_begin_with_what_was_proposed_and_said(place: Place) {
    let (_, clerk, session, _, members) = over(&place).await;
    let at = format!("/s/{session}/minutes");
    let page = clerk.get(&at).await;
    let text = notes(&page);
    for part in [
        "村内道路硬化",
        "提案 1",
        "改用沥青",
        "口头提出，主持人代录",
        "1 人附议",
        "主路先修",
        "先修主路， 有事打",
        "另有 1 条",
        "第 1 轮表决：",
        "赞成 30",
        "开会后到会 1 人，中途离开 1 人",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains(PHONE) && !text.contains("骗子"), "{text}");
    for (_, number) in &members {
        let name = place.member(&place.community, number).await.name;
        assert!(!text.contains(&name), "{name}: {text}");
    }
    // The clerk shortens it; what is saved is said, and who signs next; nobody is told that they may not.
    clerk.post(&format!("/do{at}"), &[("notes", "提案 1 改用沥青，没有附议。")]).await.done();
    let page = clerk.get(&at).await;
    assert!(page.contains("会议记录已经保存。下一步：由主持人或监督委员会成员核对签字"), "{page}");
    assert!(!page.contains("您的职务不能做这件事"), "{page}");
    assert_eq!(notes(&page).trim(), "提案 1 改用沥青，没有附议。");
    // Filled anew where that is asked for, and nothing is saved by looking.
    assert!(notes(&clerk.get(&format!("{at}?anew=1")).await).contains("主路先修"));
    assert_eq!(notes(&clerk.get(&at).await).trim(), "提案 1 改用沥青，没有附议。");
    // What is personal is asked about before it is published.
    let personal = format!("有事打 {PHONE}。");
    clerk.post(&format!("/do{at}"), &[("notes", &personal)]).await.done();
    let supervisor = place.supervisor().await;
    let seen = Page::of(&supervisor.get(&at).await).form("/sign").value("seen").expect("a draft");
    supervisor.post(&format!("/do{at}/sign"), &[("seen", &seen)]).await.done();
    place.chair().await.post(&format!("/do{at}/publish"), &[]).await.refused("masking-mobile").await;
    place.verifies().await;
}

async fn names_are_for_members_and_the_public_has_counts(place: Place) {
    let (_, clerk, session, _, members) = over(&place).await;
    let at = format!("/s/{session}/minutes");
    clerk.post(&format!("/do{at}"), &[("notes", "提案 1 改用沥青。")]).await.done();
    let mut names = Vec::new();
    for (_, number) in &members {
        names.push(place.member(&place.community, number).await.name);
    }
    // Whoever signs reads the names with the rest, on the page and on paper.
    let page = place.supervisor().await.get(&at).await;
    let sheet = page.split("id=\"names\"").nth(1).expect("the names");
    assert!(names.iter().all(|name| sheet.contains(name.as_str())), "{sheet}");
    for part in
        ["到会 36 人", "中途离开 1 人", "缺席 15", "旁听 1 人", "19:45 到会", "19:50 离开", "提案 1：", "提案 2："]
    {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    let public = up(&place, &session).await;
    let page = place.public(&public).await;
    assert!(page.contains("<dd>36</dd>"), "{page}");
    // Whoever is sent its address reads of which meeting they are.
    let (_, card) = page.split_once("property=\"og:title\" content=\"").expect("a card");
    assert!(card.starts_with("会议记录 · ") && page.contains("og:description\" content=\"村民代表会议"), "{page}");
    let sheet = format!("{}-names", public.replace("/minutes/", "/attendance/"));
    assert!(page.contains(&format!("href=\"{sheet}\"")), "{page}");
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    let json = place.public(&format!("{public}.json")).await;
    for text in [&page, &json, &journal] {
        assert!(!names.iter().any(|name| text.contains(name.as_str())), "{text}");
    }
    assert!(!members.iter().any(|(id, _)| journal.contains(id.as_str()) || json.contains(id.as_str())));
    assert!(journal.contains("attendance.published"));
    // Members read them at their own address; for anybody else nothing is there.
    let member = place.representative().await;
    let foreigner = place.foreigner().await;
    for address in [sheet.clone(), format!("{sheet}.json"), format!("{sheet}/v/1")] {
        assert_eq!(foreigner.status(&address).await, 404, "{address}");
        let (status, headers, _) = member.fetch(&address, &[("cookie", member.cookie())]).await;
        assert_eq!((status, headers["cache-control"].to_str().expect("text")), (200, "no-store"), "{address}");
    }
    // The link of the minutes leads whoever is not signed in to the sign-in, and from there to the names, if there are any or not.
    assert_eq!(place.nobody().status(&format!("{sheet}.json")).await, 404);
    for address in [sheet.clone(), format!("{sheet}/v/1"), format!("/c/{}/attendance/none", place.community)] {
        let (status, headers, _) = place.nobody().fetch(&address, &[]).await;
        let to = headers["location"].to_str().expect("an address");
        assert_eq!((status, to), (303, format!("/in?next={}", address.replace('/', "%2F")).as_str()), "{address}");
    }
    let shown = member.get(&sheet).await;
    assert!(names.iter().all(|name| shown.contains(name.as_str())) && shown.contains("只向本村"), "{shown}");
    assert!(member.get(&format!("/c/{}/within", place.community)).await.contains(&sheet));
    assert!(!place.public(&format!("/c/{}/search?q=到会名单", place.community)).await.contains("-names"));
    // Their file is the one that the chain names, and holds nobody's name: whoever is erased is erased here.
    let json = member.get(&format!("{sheet}.json")).await;
    assert!(!names.iter().any(|name| json.contains(name.as_str())) && json.contains(&members[0].0), "{json}");
    place.verifies().await;
    let exported = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", exported.path()).await.expect("exported");
    assert_eq!(folder::verify(exported.path(), &[place.head().await], None).expect("an export").findings, Vec::new());
    assert!(!exported.path().join(format!("c/{}/attendance", place.community)).exists());
    // Corrected, both are.
    let corrected = [("notes", "提案 1 改用沥青，没有附议。"), ("correction", "漏写附议")];
    clerk.post(&format!("/do{at}"), &corrected).await.done();
    up(&place, &session).await;
    assert!(member.get(&sheet).await.contains("漏写附议"));
    assert!(!member.get(&format!("{sheet}/v/1")).await.contains("漏写附议"), "what was published stays readable");
    place.verifies().await;
    // Whoever changes who was there is found.
    let changed = format!(
        "UPDATE publications SET content = REPLACE(content, '{}', 'xxxxxxxxxxxxxxxx') WHERE kind = 'attendance'",
        members[0].0
    );
    assert!(tamper(&place, &changed).await >= 2);
    assert!(!findings(&place).await.is_empty());
}

async fn words_taken_back_reach_the_names_and_what_is_withdrawn_takes_them_along(place: Place) {
    let (chair, clerk, session, _, _) = over(&place).await;
    let at = format!("/s/{session}/minutes");
    clerk.post(&format!("/do{at}"), &[("notes", "提案 1 改用沥青。")]).await.done();
    let public = up(&place, &session).await;
    let sheet = format!("{}-names", public.replace("/minutes/", "/attendance/"));
    let member = place.representative().await;
    assert!(member.get(&sheet).await.contains("村内道路硬化"));
    let about = public.replace("/minutes/", "/about/minutes/");
    blanked(&place, &about, &[("what", "blank"), ("words", "村内道路"), ("reason", "写了不该写的")]).await;
    let shown = member.get(&sheet).await;
    assert!(!shown.contains("村内道路") && shown.contains("■■■"), "{shown}");
    let report = verify::database(&place.db, &[]).await.expect("verified");
    assert_eq!(report.findings, Vec::new());
    // Minutes that are withdrawn take their names along.
    let withdraw = format!("/do{about}/withdraw");
    chair.post(&withdraw, &[("reason", "记录有误")]).await.done();
    assert!(place.public(&public).await.contains("记录有误"));
    let shown = member.get(&sheet).await;
    assert!(shown.contains("记录有误"), "{shown}");
    assert!(place.public(&format!("/c/{}/journal.jsonl", place.community)).await.contains("attendance.withdrawn"));
    place.verifies().await;
}

async fn the_first_decision_is_not_told_of_a_form_that_it_never_had(place: Place) {
    let (_, clerk, _, vote, _) = over(&place).await;
    let page = clerk.get(&format!("/v/{vote}/outcome")).await;
    assert!(page.contains("硬化三组道路。"), "it begins with the words that were voted on: {page}");
    assert!(!page.contains("以前按格式"), "{page}");
    let fields = [("body", "通过。"), ("responsible", "村民委员会")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &fields).await.done();
    let page = clerk.get(&format!("/v/{vote}/outcome")).await;
    assert!(!page.contains("以前按格式") && !page.contains("您的职务不能做这件事"), "{page}");
}
