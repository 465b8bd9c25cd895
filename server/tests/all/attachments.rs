//! Issue 18: pictures beside sessions, disclosures and steps: kept for a few, looked at, blacked out, made public by an act of its own,
//! withdrawn; held by the chain and the export.

use crate::{
    board::{GOOD, publish, write},
    common::{Page, Person, Place, engines, png},
    takeback::{decided, findings, tamper},
};
use server::check::{folder, verify};

engines!(
    a_picture_is_kept_blacked_out_made_public_and_withdrawn,
    a_picture_of_what_is_for_members_is_for_members,
    a_picture_beside_a_disclosure_waits_until_that_can_be_read,
    a_picture_beside_a_step_stands_beside_its_decision,
    a_thing_has_so_many_pictures,
);

/// Uploads a picture; gives its id.
async fn kept(person: &Person, at: &str) -> String {
    let to = person.upload(&format!("/do{at}"), &png()).await.done();
    to.strip_prefix("/a/").unwrap_or_else(|| panic!("{to}")).to_owned()
}

/// What its page shows of it.
async fn shown(person: &Person, id: &str) -> String {
    Page::of(&person.get(&format!("/a/{id}")).await).form("/publish").value("seen").expect("a fingerprint")
}

async fn public(chair: &Person, id: &str, title: &str) -> String {
    let seen = shown(chair, id).await;
    chair.post(&format!("/do/a/{id}/publish"), &[("title", title), ("seen", &seen)]).await.done()
}

/// The addresses of the pictures on a page.
fn photos(page: &str) -> Vec<String> {
    page.split("src=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|at| at.contains("/photo/"))
        .map(str::to_owned)
        .collect()
}

async fn bytes(place: &Place, person: &Person, at: &str) -> Vec<u8> {
    let _ = place;
    let (status, headers, text) = person.fetch(at, &[("cookie", person.cookie())]).await;
    assert_eq!((status, headers["content-type"].to_str().expect("text")), (200, "image/jpeg"), "{at}");
    text.into_bytes()
}

async fn a_picture_is_kept_blacked_out_made_public_and_withdrawn(place: Place) {
    let (chair, clerk, supervisor) = (place.chair().await, place.clerk().await, place.supervisor().await);
    let (session, _) = place.announced(&chair).await;
    let at = format!("/c/{}/attachments/session/{session}", place.community);
    assert!(clerk.get(&format!("/s/{session}")).await.contains(&format!("href=\"{at}\"")));
    let id = kept(&clerk, &at).await;
    let picture = format!("/a/{id}/picture");
    // Who keeps and supervises it sees it; nobody else does, and no public page tells of it.
    for person in [&chair, &clerk, &supervisor] {
        assert!(person.get(&at).await.contains(&picture));
        bytes(&place, person, &picture).await;
    }
    let (resident, foreigner) = (place.representative().await, place.foreigner().await);
    assert_eq!((resident.status(&picture).await, resident.status(&at).await), (403, 403));
    assert_eq!((foreigner.status(&picture).await, foreigner.status(&at).await), (404, 404));
    assert_ne!(place.nobody().status(&picture).await, 200);
    assert!(!resident.upload(&format!("/do{at}"), &png()).await.is_done());
    let notice = format!("/c/{}/notice/{session}", place.community);
    assert!(!place.public(&notice).await.contains("/photo/"));
    let journal = format!("/c/{}/journal.jsonl", place.community);
    assert!(place.public(&journal).await.contains("attachment.added"));
    assert!(!place.public(&journal).await.contains(&id), "which picture it is stays sealed");
    place.verifies().await;

    // Blacked out: by cells and by two corners; the picture and its fingerprint are others, and what it was is gone.
    let cover = format!("/do/a/{id}/cover");
    let before = shown(&chair, &id).await;
    clerk.post(&cover, &[("seen", &before)]).await.refused("attachment-nothing-covered").await;
    let wrong = [("seen", before.as_str()), ("left", "50"), ("top", "0"), ("right", "10"), ("bottom", "20")];
    clerk.post(&cover, &wrong).await.refused("attachment-nothing-covered").await;
    clerk.post(&cover, &[("seen", &before), ("cell", "64")]).await.refused("text-not-offered").await;
    assert!(!resident.post(&cover, &[("seen", &before), ("cell", "1")]).await.is_done());
    assert_eq!(place.count("SELECT COUNT(*) FROM photos WHERE kind = 'attachment'").await, 1);
    let areas = [
        ("seen", before.as_str()),
        ("cell", "0"),
        ("cell", "9"),
        ("left", "50"),
        ("top", "0"),
        ("right", "100"),
        ("bottom", "100"),
    ];
    clerk.post(&cover, &areas).await.done();
    let after = shown(&chair, &id).await;
    assert_ne!(before, after);
    assert_eq!(place.count("SELECT COUNT(*) FROM photos WHERE kind = 'attachment'").await, 1);
    // From a page that showed what it was nothing is done.
    clerk.post(&cover, &[("seen", &before), ("cell", "1")]).await.refused("form-shown-changed").await;
    let publish = format!("/do/a/{id}/publish");
    chair.post(&publish, &[("title", "会场"), ("seen", &before)]).await.refused("form-shown-changed").await;
    clerk.post(&publish, &[("title", "会场"), ("seen", &after)]).await.refused("permit-not-your-role").await;
    chair.post(&publish, &[("title", ""), ("seen", &after)]).await.refused("text-empty").await;
    chair
        .post(&publish, &[("title", "会场，电话 13800138000"), ("seen", &after)])
        .await
        .refused("masking-mobile")
        .await;
    place.verifies().await;

    public(&chair, &id, "村委会会议室").await;
    let page = place.public(&notice).await;
    let [photo]: [String; 1] = photos(&page).try_into().expect("one picture");
    assert!(page.contains("alt=\"村委会会议室\""), "{page}");
    bytes(&place, &place.nobody(), &photo).await;
    chair.post(&publish, &[("title", "会场"), ("seen", &after)]).await.refused("outcome-already-published").await;
    clerk.post(&cover, &[("seen", &after), ("cell", "1")]).await.refused("form-shown-changed").await;
    // The chain holds it, and the export takes it along.
    assert!(place.public(&journal).await.contains(&after));
    let check = async || {
        let exported = tempfile::tempdir().expect("a folder");
        server::public::export::export(&place.desk, "http://127.0.0.1:3000", exported.path()).await.expect("exported");
        let report = folder::verify(exported.path(), &[place.head().await], None).expect("an export");
        assert_eq!(report.findings, Vec::new());
        let file = exported.path().join(format!("{}.jpg", photo.trim_start_matches('/')));
        let there = file.exists();
        if there {
            std::fs::write(&file, b"other").expect("written");
            let report = folder::verify(exported.path(), &[], None).expect("an export");
            assert!(report.findings.iter().any(|one| one.what.contains("photo/")), "{:?}", report.findings);
        }
        there
    };
    assert!(check().await);
    place.verifies().await;

    // Withdrawn: deleted, with the reason in its place.
    let withdraw = format!("/do/a/{id}/withdraw");
    clerk.post(&withdraw, &[("reason", "拍到了人")]).await.refused("permit-not-your-role").await;
    chair.post(&withdraw, &[("reason", "")]).await.refused("session-reason-missing").await;
    chair.post(&withdraw, &[("reason", "拍到了人")]).await.done();
    let page = place.public(&notice).await;
    assert!(photos(&page).is_empty() && page.contains("附图“村委会会议室”已撤下，理由：拍到了人"), "{page}");
    assert_eq!(place.nobody().status(&photo).await, 404);
    assert_eq!(clerk.status(&picture).await, 404);
    assert_eq!(place.count("SELECT COUNT(*) FROM photos WHERE kind = 'attachment'").await, 0);
    assert!(!check().await);
    place.verifies().await;

    // What is thrown away before anybody saw it is told to nobody.
    let other = kept(&chair, &at).await;
    clerk.post(&format!("/do/a/{other}/withdraw"), &[("reason", "传错了")]).await.done();
    assert!(!place.public(&notice).await.contains("传错了") && !place.public(&journal).await.contains("传错了"));
    place.verifies().await;
    // Whoever puts another picture in the place of one, or says otherwise of it, is found.
    let third = kept(&chair, &at).await;
    public(&chair, &third, "村委会大院").await;
    place.verifies().await;
    tamper(&place, &format!("UPDATE attachments SET title = '别的' WHERE id = '{third}'")).await;
    assert!(findings(&place).await.contains("pictures"), "{}", findings(&place).await);
    tamper(&place, &format!("UPDATE attachments SET title = '村委会大院' WHERE id = '{third}'")).await;
    tamper(&place, &format!("DELETE FROM photos WHERE subject = '{third}'")).await;
    assert!(findings(&place).await.contains("is gone"));
}

async fn a_picture_of_what_is_for_members_is_for_members(place: Place) {
    place.on_the_evening();
    let fields: Vec<_> = GOOD.iter().copied().chain([("members", "1")]).collect();
    let id = crate::board::posted(&place, &fields).await;
    let chair = place.chair().await;
    let picture = kept(&chair, &format!("/c/{}/attachments/disclosure/{id}", place.community)).await;
    public(&chair, &picture, "困难户的房子").await;
    let sheet = format!("/c/{}/disclosure/{id}", place.community);
    let member = place.representative().await;
    let page = member.get(&sheet).await;
    let [photo]: [String; 1] = photos(&page).try_into().expect("one picture");
    bytes(&place, &member, &photo).await;
    assert_eq!((place.nobody().status(&photo).await, place.foreigner().await.status(&photo).await), (404, 404));
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(!journal.contains("困难户的房子"), "its words are sealed");
    let exported = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", exported.path()).await.expect("exported");
    assert!(!exported.path().join(format!("{}.jpg", photo.trim_start_matches('/'))).exists());
    assert_eq!(folder::verify(exported.path(), &[], None).expect("an export").findings, Vec::new());
    place.verifies().await;
    let lines = verify::lines(&journal, &[place.head().await]).expect("read");
    assert_eq!(lines.findings, Vec::new());
}

async fn a_picture_beside_a_disclosure_waits_until_that_can_be_read(place: Place) {
    place.on_the_evening();
    let id = write(&place, &GOOD).await;
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let picture = kept(&clerk, &format!("/c/{}/attachments/disclosure/{id}", place.community)).await;
    let page = chair.get(&format!("/a/{picture}")).await;
    assert!(page.contains("所属的事项还没有公布") && Page::of(&page).find("/publish").is_none(), "{page}");
    let seen = Page::of(&page).form("/cover").value("seen").expect("a fingerprint");
    let early = [("title", "账本"), ("seen", seen.as_str())];
    chair.post(&format!("/do/a/{picture}/publish"), &early).await.refused("attachment-too-early").await;
    publish(&place, &id).await;
    public(&chair, &picture, "账本").await;
    assert_eq!(photos(&place.public(&format!("/c/{}/disclosure/{id}", place.community)).await).len(), 1);
    place.verifies().await;
}

async fn a_picture_beside_a_step_stands_beside_its_decision(place: Place) {
    let (.., vote) = decided(&place).await;
    let chair = place.chair().await;
    let at = format!("/do/c/{}/execution/{vote}/plan", place.community);
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "380000")];
    chair.post(&at, &plan).await.done();
    let about = chair.get(&format!("/c/{}/about/outcome/{vote}", place.community)).await;
    let list = about
        .split("href=\"")
        .find(|rest| rest.contains("/attachments/milestone/"))
        .and_then(|rest| rest.split('"').next());
    let picture = kept(&chair, list.expect("a way to the pictures of the step")).await;
    public(&chair, &picture, "路基已经压实").await;
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(photos(&page).len() == 1 && page.contains("路基已经压实"), "{page}");
    place.verifies().await;
}

async fn a_thing_has_so_many_pictures(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let at = format!("/c/{}/attachments/session/{session}", place.community);
    for _ in 0..20 {
        kept(&chair, &at).await;
    }
    let answer = chair.upload(&format!("/do{at}"), &png()).await;
    let page = answer.refused("attachments-full").await;
    assert!(page.contains("一件事最多 20 张"), "{page}");
    place.verifies().await;
}
