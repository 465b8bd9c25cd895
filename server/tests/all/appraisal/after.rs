//! What a published appraisal brings: twice not competent a duty of the body, a step of its matter, and what is found when it is changed.

use super::{PEOPLE, called, counted, grade, named, opened, published};
use crate::{
    board,
    common::{Page, Place, engines},
    matter::{self, page_of},
    takeback::{findings, tamper},
};
use server::check::folder;

engines!(
    twice_not_competent_gives_the_body_a_duty,
    once_and_in_another_office_is_no_second_time,
    a_matter_goes_through_its_appraisal,
    what_was_changed_afterwards_is_found,
);

/// An appraisal in which six say this of each person, published: its item and vote.
async fn appraised(place: &Place, day: &str, people: &[(&str, &str)], marks: &[&str]) -> (String, String) {
    let (session, item) = called(place, &format!("{day}T19:30"), people).await;
    let (vote, graders) = opened(place, (&session, &item), &format!("{day}T19:35")).await;
    for (_, number) in &graders[..6] {
        grade(place, &vote, number, marks).await;
    }
    counted(place, &vote, None).await;
    published(place, &vote).await;
    (item, vote)
}

async fn twice_not_competent_gives_the_body_a_duty(place: Place) {
    let room = format!("/c/{}/room", place.community);
    let (first, _) = appraised(&place, "2026-03-16", &PEOPLE, &["c", "i"]).await;
    let chair = place.chair().await;
    assert!(!chair.get(&room).await.contains("职务终止"), "once is not twice");
    let establish = format!("/do/i/{first}/appraised/establish");
    let deputy = place.member(&place.community, "0005").await.id.0;
    let any = [("member", deputy.as_str()), ("by", "disclosure/x")];
    assert!(!chair.post(&establish, &any).await.is_done());

    place.clock_at("2026-04-01T10:00");
    let (item, vote) = appraised(&place, "2026-04-10", &PEOPLE, &["c", "i"]).await;
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(page.contains("评议完成，有人连续两次不称职") && page.contains("职务依法终止"), "{page}");
    // Nobody is removed by the program; whoever calls the body, and the supervisors, are reminded of the day.
    assert_eq!(place.member(&place.community, "0005").await.state.id(), "active");
    for person in [place.chair().await, place.supervisor().await] {
        let page = person.get(&room).await;
        assert!(
            page.contains("由会议依法确认职务终止") && page.contains("村民委员会委员") && page.contains("待确认"),
            "{page}"
        );
        assert!(page.contains("2026年4月27日"), "{page}");
    }
    assert!(!place.representative().await.get(&room).await.contains("由会议依法确认职务终止"));
    place.clock_at("2026-04-28T10:00");
    let chair = place.chair().await;
    let page = chair.get(&format!("/i/{item}/appraised")).await;
    assert!(page.contains("已经逾期"), "{page}");
    assert!(chair.get(&room).await.contains("<span class=\"mark red\">超期"));
    let overdue = place.supervisor().await.get(&format!("/c/{}/overdue", place.community)).await;
    assert!(overdue.contains("应依法确认的职务终止") && overdue.contains("<span class=\"mark red\">"), "{overdue}");

    // It is met by something published since that says so: not by the result itself, not by what came before.
    let establish = format!("/do/i/{item}/appraised/establish");
    let by = |thing: String| [("member".to_owned(), deputy.clone()), ("by".to_owned(), thing)];
    for (thing, why) in
        [(format!("outcome/{vote}"), "petition-not-asked-for"), ("outcome/x".to_owned(), "text-not-offered")]
    {
        chair.post(&establish, &super::borrowed(&by(thing))).await.refused(why).await;
    }
    let head = place.member(&place.community, "0002").await.id.0;
    let id = board::published(&place).await;
    let thing = format!("disclosure/{id}");
    let other = [("member", head.as_str()), ("by", thing.as_str())];
    chair.post(&establish, &other).await.refused("appraisal-nothing-to-establish").await;
    place
        .representative()
        .await
        .post(&establish, &super::borrowed(&by(thing.clone())))
        .await
        .refused("permit-not-your-role")
        .await;
    assert!(chair.get(&format!("/i/{item}/appraised")).await.contains(&format!("value=\"{thing}\"")));
    place.supervisor().await.post(&establish, &super::borrowed(&by(thing.clone()))).await.done();
    assert!(!chair.post(&establish, &super::borrowed(&by(thing))).await.is_done(), "once");
    assert!(!chair.get(&room).await.contains("由会议依法确认职务终止"));
    let page = chair.get(&format!("/i/{item}/appraised")).await;
    assert!(page.contains("已依法确认职务终止"), "{page}");
    place.verifies().await;
}

async fn once_and_in_another_office_is_no_second_time(place: Place) {
    appraised(&place, "2026-03-16", &[("0002", "主任"), ("0005", "委员")], &["i", "i"]).await;
    place.clock_at("2026-04-01T10:00");
    // Another office; and a result that is withdrawn before the next is none.
    let (_, vote) = appraised(&place, "2026-04-10", &[("0002", "党支部书记"), ("0005", "委员")], &["i", "c"]).await;
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(page.contains("评议完成") && !page.contains("连续两次"), "{page}");
    place.clock_at("2026-05-01T10:00");
    let (_, vote) = appraised(&place, "2026-05-10", &[("0002", "主任"), ("0005", "委员")], &["i", "i"]).await;
    // In the first office it is the second time; 委员 was found competent in between.
    let (record, _) = place.vote(&vote).await.count().expect("read").expect("a count");
    let ends: Vec<bool> = record
        .appraisal()
        .expect("an appraisal")
        .outcomes()
        .iter()
        .map(|(_, grade)| grade.as_ref().is_some_and(|one| one.post_terminated))
        .collect();
    assert_eq!(ends, [true, false]);
    place.verifies().await;
}

/// 民主评议 by its procedure: plan, hear, publish, correct.
async fn a_matter_goes_through_its_appraisal(place: Place) {
    let chair = place.chair().await;
    let fields = matter::road(&[
        ("title", "2026 年度民主评议"),
        ("matter", "member_appraisal"),
        ("procedure", "annual_appraisal"),
        ("body", "评议村委会成员 2 人。"),
        ("from", "committee"),
        ("said", "村务监督委员会提议"),
        ("responsible", "村务监督委员会"),
    ]);
    let id = matter::opened(&place, &chair, &fields).await;
    let page = page_of(&place, &id);
    let record = format!("/do/d/{id}/record");
    let plan = |need: &'static str, said: &'static str| {
        vec![("step", "plan"), ("need", need), ("on", "2026-03-04"), ("said", said), ("accepted", "1")]
    };
    let supervisor = place.supervisor().await;
    supervisor.post(&record, &plan("topic", "列入三月村民代表会议")).await.done();
    supervisor.post(&record, &plan("study", "监督委员会 3 人研究评议方案")).await.done();
    let session = matter::called(&place, &chair, &id, &place.body.clone(), "2026-03-16T19:30").await;
    let mut conn = place.db.read().await.expect("a connection");
    let items = server::rows::session::items(&mut conn, &session.as_str().into()).await.expect("items");
    drop(conn);
    let item = items.first().expect("the matter's item").id.0.clone();
    assert_eq!(items.first().map(|item| item.matter.as_str()), Some("member_appraisal"));
    let text = [("title", "民主评议方案"), ("body", "述职、提问、无记名投票。"), ("base", "0")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    named(&place, &chair, &item, &PEOPLE).await;
    for (ground, said) in [("delegation", "2025-01-10 村民会议决议"), ("women", "18")] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    assert!(place.public(&page).await.contains("述职评议"), "the next step is told");
    let (vote, graders) = opened(&place, (&session, &item), "2026-03-16T19:35").await;
    for (_, number) in &graders[..6] {
        grade(&place, &vote, number, &["e", "c"]).await;
    }
    counted(&place, &vote, None).await;
    let shown = published(&place, &vote).await;
    assert!(place.public(&shown).await.contains(&page), "the result leads to its matter");
    let held = place.public(&page).await;
    assert!(held.contains(&shown) && held.contains("公布结果"), "{held}");
    // It hangs for fifteen days and is put on file; then nobody was found unfit.
    place.clock_at("2026-04-02T10:00");
    let (supervisor, office) = (place.supervisor().await, place.township().await);
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    place.chair().await.post(&format!("/do{about}/put-on-file"), &[("to", "township")]).await.done();
    let waiting = office.staff.get(&format!("/o/{}", office.id)).await;
    let acknowledge = Page::of(&waiting).action("/acknowledge").expect("the result waits for it");
    office.staff.post(&acknowledge, &[]).await.done();
    let waive = [("step", "correct"), ("why", "没有评为不称职的")];
    supervisor.post(&format!("/do/d/{id}/waive"), &waive).await.done();
    let end = [("how", "done"), ("said", "评议完成，结果已公布")];
    let ended = place.public(&page).await;
    assert!(ended.contains("各步都已完成"), "{ended}");
    place.chair().await.post(&format!("/do/d/{id}/end"), &end).await.done();
    assert!(place.public(&page).await.contains("办结"));
    place.verifies().await;
}

async fn what_was_changed_afterwards_is_found(place: Place) {
    let (item, vote) = appraised(&place, "2026-03-16", &PEOPLE, &["c", "i"]).await;
    let whose = format!("item = '{item}' AND nth = 2");
    for (set, back) in [
        (format!("office = '主任' WHERE {whose}"), format!("office = '村民委员会委员' WHERE {whose}")),
        (format!("votes = 1 WHERE {whose}"), format!("votes = 0 WHERE {whose}")),
        (format!("ended_day = '2026-03-20' WHERE {whose}"), format!("ended_day = '' WHERE {whose}")),
        (format!("nth = 7 WHERE {whose}"), format!("nth = 2 WHERE item = '{item}' AND nth = 7")),
    ] {
        assert_eq!(tamper(&place, &format!("UPDATE appraised SET {set}")).await, 1, "{set}");
        assert!(findings(&place).await.contains("appraised"), "{set}");
        tamper(&place, &format!("UPDATE appraised SET {back}")).await;
        assert_eq!(findings(&place).await, "", "{back}");
    }
    let row = place.vote(&vote).await;
    let record = row.record.expect("a record");
    for (from, to, what) in [
        ("\"incompetent\":6", "\"incompetent\":2", "the stored verdict does not follow"),
        ("\"competent\":6", "\"competent\":5", "is not the one in the journal"),
        ("\"collected\":6", "\"collected\":3", "contradicts itself"),
    ] {
        // Of the first of these the other person's numbers stay as they are.
        let forged = record.replacen(from, to, 1);
        assert_ne!(forged, record, "{from}: {record}");
        tamper(&place, &format!("UPDATE votes SET record = '{forged}' WHERE id = '{vote}'")).await;
        let found = findings(&place).await;
        assert!(found.contains("is not the one in the journal") || found.contains(what), "{from}: {found}");
        tamper(&place, &format!("UPDATE votes SET record = '{record}' WHERE id = '{vote}'")).await;
        assert_eq!(findings(&place).await, "");
    }
    an_export_is_held(&place, &vote).await;
}

/// What was taken along is held too: the page shows the numbers, and a changed result is named.
async fn an_export_is_held(place: &Place, vote: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || -> Vec<String> {
        let report = folder::verify(folder.path(), &[], None).expect("an export");
        report.findings.into_iter().map(|one| one.what).collect()
    };
    assert_eq!(check(), Vec::<String>::new());
    let page = folder.path().join(format!("zh-CN/c/{}/outcome/{vote}.html", place.community));
    let html = std::fs::read_to_string(&page).expect("a page");
    std::fs::write(&page, html.replace("<dd>6</dd>", "<dd>9</dd>")).expect("written");
    assert!(check().iter().any(|one| one.contains("does not show the numbers")), "{:?}", check());
    std::fs::write(&page, html).expect("put back");
    assert_eq!(check(), Vec::<String>::new());
}
