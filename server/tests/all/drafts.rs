//! Issue 18: what is drafted can be changed, put in order, taken from the last meeting and deleted.

use crate::{
    common::{Page, Person, Place, engines},
    takeback::{findings, tamper},
};
use server::rows::session;

engines!(
    items_of_a_draft_are_changed_and_put_in_order,
    items_come_from_the_last_meeting,
    a_draft_is_deleted_and_what_was_announced_never,
);

async fn agenda(place: &Place, id: &str) -> Vec<session::ItemRow> {
    session::items(&mut place.db.read().await.expect("a connection"), &id.into()).await.expect("items")
}

async fn titles(place: &Place, id: &str) -> Vec<String> {
    agenda(place, id).await.into_iter().map(|one| one.title).collect()
}

/// An item as it is changed.
async fn edit(person: &Person, session: &str, item: &str, fields: &[(&str, &str)]) -> crate::common::Answered {
    let page = person.get(&format!("/i/{item}/edit")).await;
    let base = Page::of(&page).form("/edit-item").value("base").expect("a base");
    let own = [("item", item), ("base", base.as_str())];
    person.post(&format!("/do/s/{session}/edit-item"), &[fields, &own].concat()).await
}

async fn items_of_a_draft_are_changed_and_put_in_order(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let mut items = Vec::new();
    for title in ["一", "二", "三"] {
        items.push(place.add_item(&chair, &session, title, "public_works_contract_plan").await);
    }
    // The first has no way up, the last none down.
    let page = chair.get(&format!("/s/{session}/chair")).await;
    assert_eq!((page.matches("value=\"up\"").count(), page.matches("value=\"down\"").count()), (2, 2), "{page}");
    let order = format!("/do/s/{session}/move-item");
    clerk.post(&order, &[("item", &items[2]), ("way", "up")]).await.done();
    assert_eq!(titles(&place, &session).await, ["一", "三", "二"]);
    clerk.post(&order, &[("item", &items[0]), ("way", "down")]).await.done();
    assert_eq!(titles(&place, &session).await, ["三", "一", "二"]);
    clerk.post(&order, &[("item", &items[2]), ("way", "up")]).await.refused("act-nothing-changes").await;
    clerk.post(&order, &[("item", &items[1]), ("way", "down")]).await.refused("act-nothing-changes").await;
    clerk.post(&order, &[("item", &items[1]), ("way", "aside")]).await.refused("text-not-offered").await;
    // A page that was opened before knows another order.
    let seen = chair.shown(&order).await;
    clerk.post(&order, &[("item", &items[1]), ("way", "up")]).await.done();
    let stale = [("item", items[1].as_str()), ("way", "down"), ("seen", seen[0].1.as_str())];
    chair.post(&order, &stale).await.refused("form-shown-changed").await;
    // Changed by whoever drafts, with the text kept.
    let form = [("title", "修桥"), ("matter", "public_works_contract_plan"), ("paper", "图纸")];
    edit(&clerk, &session, &items[0], &form).await.done();
    let row = agenda(&place, &session).await.into_iter().find(|one| one.id.as_str() == items[0]).expect("it");
    assert_eq!((row.title.as_str(), row.paper.as_str()), ("修桥", "图纸"));
    edit(&clerk, &session, &items[0], &form).await.refused("act-nothing-changes").await;
    let elsewhere = [("title", "村规"), ("matter", "village_rules_amendment"), ("paper", "")];
    edit(&clerk, &session, &items[0], &elsewhere).await.refused("item-matter-elsewhere").await;
    assert_eq!(place.resident().await.status(&format!("/i/{}/edit", items[0])).await, 403);
    // Once it is announced, a draft's ways are shut.
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    chair.post(&order, &[("item", &items[1]), ("way", "down")]).await.refused("session-wrong-phase").await;
    let form = [("item", items[0].as_str()), ("title", "路"), ("matter", "public_works_contract_plan"), ("base", "")];
    chair.post(&format!("/do/s/{session}/edit-item"), &form).await.refused("session-wrong-phase").await;
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("item.moved") && journal.contains("item.edited"), "{journal}");
    place.verifies().await;
    tamper(&place, "UPDATE items SET position = 9 WHERE title = '三'").await;
    assert!(findings(&place).await.contains("items"));
}

async fn items_come_from_the_last_meeting(place: Place) {
    let chair = place.chair().await;
    let first = place.drafted(&chair, "2026-03-16T19:30").await;
    assert!(!chair.get(&format!("/s/{first}/chair")).await.contains("copy-items"), "there was no last meeting");
    for title in ["财务公开", "道路维护"] {
        place.add_item(&chair, &first, title, "public_works_contract_plan").await;
    }
    let next = place.drafted(&chair, "2026-04-16T19:30").await;
    assert!(!chair.get(&format!("/s/{next}/chair")).await.contains("copy-items"), "a draft is no meeting");
    chair.post(&format!("/do/s/{first}/move/announce"), &[]).await.done();
    let page = chair.get(&format!("/s/{next}/chair")).await;
    assert!(page.contains("copy-items") && page.contains("财务公开"), "{page}");
    let copy = format!("/do/s/{next}/copy-items");
    chair.post(&copy, &[]).await.refused("text-none-chosen").await;
    let items = agenda(&place, &first).await;
    chair.post(&copy, &[("item", "nothing")]).await.refused("form-changed-meanwhile").await;
    place.add_item(&chair, &next, "新议题", "public_works_contract_plan").await;
    chair.post(&copy, &[("item", items[0].id.as_str()), ("item", items[1].id.as_str())]).await.done();
    assert_eq!(titles(&place, &next).await, ["新议题", "财务公开", "道路维护"]);
    assert_eq!(titles(&place, &first).await.len(), 2, "the last meeting keeps its own");
    chair.post(&format!("/do/s/{first}/copy-items"), &[("item", "x")]).await.refused("session-wrong-phase").await;
    place.verifies().await;
}

async fn a_draft_is_deleted_and_what_was_announced_never(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (announced, _) = place.announced(&chair).await;
    let drop = |id: &str| format!("/do/s/{id}/drop");
    chair.post(&drop(&announced), &[]).await.refused("session-wrong-phase").await;
    let draft = place.drafted(&chair, "2026-04-16T19:30").await;
    let item = place.add_item(&chair, &draft, "道路", "public_works_contract_plan").await;
    assert!(!place.resident().await.post(&drop(&draft), &[]).await.is_done());
    // What was added meanwhile the button knew nothing of.
    let seen = clerk.shown(&drop(&draft)).await;
    place.add_item(&chair, &draft, "桥", "public_works_contract_plan").await;
    clerk.post(&drop(&draft), &[("seen", &seen[0].1)]).await.refused("form-shown-changed").await;
    let to = clerk.post(&drop(&draft), &[]).await.done();
    assert_eq!(to, format!("/c/{}/room", place.community));
    assert_eq!(chair.status(&format!("/s/{draft}")).await, 404);
    assert_eq!(chair.status(&format!("/i/{item}")).await, 404);
    assert!(!chair.get(&to).await.contains(&draft));
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("session.dropped"), "{journal}");
    place.verifies().await;
    // A session that is there again under its name is one that nobody drafted.
    let again = format!(
        "INSERT INTO sessions (id, community, body, title, place, held, starts_at, phase, special, chair, presiding, reason, \
         room_key, created_at) SELECT '{draft}', community, body, title, place, held, starts_at, 'draft', special, chair, \
         presiding, reason, room_key, created_at FROM sessions WHERE id = '{announced}'"
    );
    assert_eq!(tamper(&place, &again).await, 1);
    assert!(findings(&place).await.contains(&draft));
}
