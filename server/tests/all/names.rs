//! Issue 18: bodies and communities have other names from now on, and are retired.

use crate::{
    common::{Place, engines},
    takeback::{findings, tamper},
};

engines!(
    a_new_name_holds_from_now_on,
    a_retired_body_takes_no_new_sittings,
    a_retired_community_says_so_and_keeps_its_record,
);

async fn a_new_name_holds_from_now_on(place: Place) {
    let (chair, admin) = (place.chair().await, place.administrator().await);
    let (session, _) = place.announced(&chair).await;
    let notice = format!("/c/{}/notice/{session}", place.community);
    let rename = format!("/do/c/{}/rename/{}", place.community, place.body);
    assert!(!chair.post(&rename, &[("name", "代表会")]).await.is_done(), "only whoever runs the platform");
    admin.post(&rename, &[("name", "")]).await.refused("text-empty").await;
    admin.post(&rename, &[("name", "村民会议")]).await.refused("text-name-taken").await;
    admin.post(&rename, &[("name", "村民代表会议")]).await.refused("act-nothing-changes").await;
    admin.post(&rename, &[("name", "云杉村村民代表会议")]).await.done();
    admin.post(&format!("/do/c/{}/rename", place.community), &[("name", "云杉新村")]).await.done();
    let file = format!("{notice}.json");
    let before = place.public(&file).await;
    assert!(before.contains("\"body\":\"村民代表会议\"") && before.contains("\"community\":\"云杉村\""), "{before}");
    assert!(place.public(&format!("/c/{}", place.community)).await.contains("云杉新村"));
    let home = chair.get(&format!("/s/{session}")).await;
    assert!(home.contains("云杉村村民代表会议") && home.contains("云杉新村"), "{home}");
    // What is published from now on has the new ones.
    chair.post(&format!("/do/s/{session}/move/cancel"), &[("reason", "台风")]).await.done();
    let after = place.public(&file).await;
    assert!(
        after.contains("\"body\":\"云杉村村民代表会议\"") && after.contains("\"community\":\"云杉新村\""),
        "{after}"
    );
    assert!(!place.public(&format!("{notice}/v/1")).await.contains("云杉村村民代表会议"));
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("body.renamed") && journal.contains("community.renamed"), "{journal}");
    place.verifies().await;
    tamper(&place, "UPDATE bodies SET name = '别的' WHERE name = '云杉村村民代表会议'").await;
    assert!(findings(&place).await.contains("bodies"));
    tamper(&place, "UPDATE bodies SET name = '云杉村村民代表会议' WHERE name = '别的'").await;
    tamper(&place, "UPDATE communities SET name = '别的' WHERE name = '云杉新村'").await;
    assert!(findings(&place).await.contains("community"));
}

async fn a_retired_body_takes_no_new_sittings(place: Place) {
    let (chair, admin) = (place.chair().await, place.administrator().await);
    let (called, _) = place.announced(&chair).await;
    let draft = place.drafted(&chair, "2026-03-20T19:30").await;
    place.add_item(&chair, &draft, "议题", "public_works_contract_plan").await;
    let retire = format!("/do/c/{}/retire/{}", place.community, place.body);
    assert!(!chair.post(&retire, &[]).await.is_done(), "only whoever runs the platform");
    let seen = admin.shown(&retire).await;
    admin.post(&retire, &[]).await.done();
    // The button of an earlier page would take it up again.
    admin.post(&retire, &[("seen", &seen[0].1)]).await.refused("form-shown-changed").await;
    let page = admin.get(&format!("/admin/{}", place.community)).await;
    assert!(page.contains("从 2026年3月6日（周五） 起停用"), "{page}");
    let new = chair.get(&format!("/c/{}/sessions/new", place.community)).await;
    assert!(!new.contains(place.body.as_str()) && new.contains("村民会议"), "{new}");
    let (presiding, body) = (place.named("0002").await, place.body.clone());
    let form = [
        ("body", body.as_str()),
        ("title", "会"),
        ("place", "礼堂"),
        ("held", "both"),
        ("starts_at", "2026-03-30T19:30"),
        ("chair", &presiding),
    ];
    let to = format!("/do/c/{}/sessions", place.community);
    chair.post(&to, &form).await.refused("body-retired").await;
    chair.post(&format!("/do/s/{draft}/move/announce"), &[]).await.refused("body-retired").await;
    assert!(chair.get(&format!("/s/{draft}/edit")).await.contains("村民代表会议"), "a draft keeps its body");
    place.verifies().await;
    // What was called is held.
    place.on_the_evening();
    let chair = place.chair().await;
    chair.post(&format!("/do/s/{called}/move/open"), &[]).await.done();
    tamper(&place, "UPDATE bodies SET retired = ''").await;
    assert!(findings(&place).await.contains("retired bodies"));
    tamper(&place, &format!("UPDATE bodies SET retired = '2026-03-06' WHERE id = '{body}'")).await;
    // And it meets again.
    let admin = place.administrator().await;
    admin.post(&retire, &[]).await.done();
    chair.post(&to, &form).await.done();
    place.verifies().await;
}

async fn a_retired_community_says_so_and_keeps_its_record(place: Place) {
    let (chair, admin) = (place.chair().await, place.administrator().await);
    let (called, _) = place.announced(&chair).await;
    let draft = place.drafted(&chair, "2026-03-20T19:30").await;
    place.add_item(&chair, &draft, "议题", "public_works_contract_plan").await;
    admin.post(&format!("/do/c/{}/retire", place.community), &[]).await.done();
    let words = "从 2026年3月6日（周五） 起停用，不再召开新的会议";
    for page in [
        place.public(&format!("/c/{}", place.community)).await,
        place.public(&format!("/c/{}/notice/{called}", place.community)).await,
        chair.get(&format!("/c/{}/room", place.community)).await,
        chair.get(&format!("/s/{called}")).await,
    ] {
        assert!(page.contains(words), "{page}");
    }
    assert!(place.public("/").await.contains("已停用"));
    let page = chair.get(&format!("/c/{}/sessions/new", place.community)).await;
    assert!(page.contains("本地已经停用"), "{page}");
    chair.post(&format!("/do/s/{draft}/move/announce"), &[]).await.refused("community-retired").await;
    chair.post(&format!("/do/c/{}/sessions", place.community), &[]).await.refused("community-retired").await;
    place.verifies().await;
    tamper(&place, "UPDATE communities SET retired = ''").await;
    assert!(findings(&place).await.contains("whether it is retired"));
}
