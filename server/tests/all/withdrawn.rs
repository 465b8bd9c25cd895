//! Issue 16, C14: photos, decisions, notices and objections that are taken back, withdrawn or hidden.

use crate::{
    common::{Place, engines},
    takeback::{blanked, decided, findings, id_after, tamper},
};
use server::check::verify;

engines!(
    c14_a_photo_is_taken_back,
    c14_a_decision_is_withdrawn_by_two_hands,
    c14_a_withdrawn_notice_calls_nobody,
    c14_an_objection_is_hidden_and_can_be_appealed,
);

/// A photo on which somebody is seen goes, everywhere.
async fn c14_a_photo_is_taken_back(place: Place) {
    let (.., vote) = decided(&place).await;
    let chair = place.chair().await;
    let png = crate::common::png();
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    chair.upload(&format!("/do{about}/photo"), &png).await.done();
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    let photo = page
        .split("src=\"")
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .find(|one| one.contains("/photo/"))
        .expect("a photo")
        .to_owned();
    assert_eq!(place.nobody().open(&photo).await.0, 200);
    blanked(&place, &about, &[("what", "blank"), ("words", ""), ("photos", "1"), ("reason", "照片里有人")]).await;
    assert_eq!(place.nobody().open(&photo).await.0, 404);
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(!page.contains("/photo/"), "nothing shows it");
    let report = verify::database(&place.db, &[]).await.expect("verified");
    assert_eq!(report.findings, Vec::new());
    assert!(report.blanked.iter().any(|one| one.what.contains("was removed")), "{:?}", report.blanked);
}

/// A decision is withdrawn: its page says so; board, feeds, figures and execution follow.
async fn c14_a_decision_is_withdrawn_by_two_hands(place: Place) {
    let (.., vote) = decided(&place).await;
    let (chair, supervisor) = (place.chair().await, place.supervisor().await);
    let board = format!("/c/{}", place.community);
    let about = format!("{board}/about/outcome/{vote}");
    let at = format!("/do{board}/execution/{vote}");
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-03-20"), ("money", "")];
    chair.post(&format!("{at}/plan"), &plan).await.done();
    place.after_minutes(60 * 24 * 6);
    let (chair, supervisor) = {
        drop((chair, supervisor));
        (place.chair().await, place.supervisor().await)
    };
    assert!(supervisor.get(&format!("{board}/overdue")).await.contains("路基"));
    chair
        .post(&format!("/do{about}/withdraw"), &[("reason", "计票程序有误")])
        .await
        .refused("posting-decided-by-vote")
        .await;
    chair
        .post(&format!("/do{about}/take-back-whole"), &[("what", "withdraw"), ("reason", "计票程序有误")])
        .await
        .done();
    chair
        .post(&format!("/do{about}/take-back-whole"), &[("what", "withdraw"), ("reason", "再说一遍")])
        .await
        .refused("takeback-waits")
        .await;
    let id = id_after(&supervisor.get(&about).await, "action=\"/do/t/");
    supervisor.post(&format!("/do/t/{id}/answer"), &[("decision", "refuse")]).await.done();
    assert!(!place.public(&format!("{board}/outcome/{vote}")).await.contains("已撤回"), "refused");
    chair
        .post(&format!("/do{about}/take-back-whole"), &[("what", "withdraw"), ("reason", "计票程序有误")])
        .await
        .done();
    let id = id_after(&supervisor.get(&about).await, "action=\"/do/t/");
    supervisor.post(&format!("/do/t/{id}/answer"), &[("decision", "agree")]).await.done();
    supervisor.post(&format!("/do/t/{id}/answer"), &[("decision", "agree")]).await.refused("takeback-answered").await;

    let page = place.public(&format!("{board}/outcome/{vote}")).await;
    assert!(page.contains("已撤回。原因：计票程序有误"), "{page}");
    assert!(place.public(&board).await.contains("已撤回"));
    assert!(place.public(&format!("{board}/feed/all.atom")).await.contains("已撤回。原因：计票程序有误"));
    assert!(place.public(&format!("{board}/decisions.csv")).await.contains("计票程序有误"));
    assert!(!place.public(&format!("{board}/search?q=硬化")).await.contains(&format!("outcome/{vote}")));
    assert!(!supervisor.get(&format!("{board}/overdue")).await.contains("路基"), "nothing of it is late");
    let plan = [("name", "路面"), ("responsible", "村民委员会"), ("due", "2026-05-20"), ("money", "")];
    chair.post(&format!("{at}/plan"), &plan).await.refused("posting-withdrawn").await;
    let text = [("body", "改了"), ("responsible", "村民委员会"), ("correction", "再来")];
    chair.post(&format!("/do/v/{vote}/outcome"), &text).await.refused("posting-withdrawn").await;
    // It was carried, and is carried out no more: nothing to follow, nothing to correct.
    let page = chair.get(&about).await;
    assert!(page.contains("这项决定已撤回，不再实施。") && !page.contains("没有通过"), "{page}");
    assert!(!page.contains("关注这项决定"), "{page}");
    let page = chair.get(&format!("/v/{vote}/outcome")).await;
    assert!(page.contains("已撤回。原因：计票程序有误") && !page.contains("name=\"correction\""), "{page}");
    place.verifies().await;
}

/// A withdrawn notice leaves "coming" and the calendar, and the sitting's page says so. Earlier revisions are for those who look for
/// them, not for search engines.
async fn c14_a_withdrawn_notice_calls_nobody(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let board = format!("/c/{}", place.community);
    let notice = format!("{board}/notice/{session}");
    let coming = |page: String| {
        let part = page.split("<h2>").find(|part| part.starts_with("将要召开")).unwrap_or_default().to_owned();
        part.contains(&session)
    };
    assert!(coming(place.public(&board).await));
    assert!(place.public(&format!("{board}/sessions.ics")).await.contains(&session));
    chair.post(&format!("/do{board}/about/notice/{session}/withdraw"), &[("reason", "日期写错")]).await.done();
    assert!(!coming(place.public(&board).await));
    assert!(!place.public(&format!("{board}/sessions.ics")).await.contains(&session));
    assert!(chair.get(&format!("/s/{session}")).await.contains("会议通知已撤回。原因：日期写错"));
    assert!(place.public(&notice).await.contains("已撤回。原因：日期写错"));
    let (_, headers, _) = place.nobody().fetch(&format!("{notice}/v/1"), &[]).await;
    assert_eq!(headers.get("x-robots-tag").and_then(|one| one.to_str().ok()), Some("noindex"));
    let page = place.public(&format!("{notice}/v/1")).await;
    assert!(page.contains("name=\"robots\"") && !place.public(&notice).await.contains("name=\"robots\""));
    assert!(!place.public("/sitemap.xml").await.contains("/v/1"));
    // Nobody is called by it, so nobody meets by it; putting the session off gives notice anew.
    place.on_the_evening();
    let chair = place.chair().await;
    let open = format!("/do/s/{session}/move/open");
    chair.post(&open, &[]).await.refused("session-notice-withdrawn").await;
    let later = [("starts_at", "2026-03-30T19:30"), ("reason", "日期写错"), ("special", "")];
    chair.post(&format!("/do/s/{session}/move/postpone"), &later).await.done();
    assert!(coming(place.public(&board).await));
    assert!(!chair.get(&format!("/s/{session}")).await.contains("会议通知已撤回"));
    chair.post(&open, &[]).await.refused("session-too-early").await;
    place.verifies().await;
}

/// Like a remark: the reason is public, the text is the supervision committee's, who filed it may appeal; and nobody floods the board.
async fn c14_an_objection_is_hidden_and_can_be_appealed(place: Place) {
    let (.., vote) = decided(&place).await;
    let (chair, supervisor) = (place.chair().await, place.supervisor().await);
    let (resident, other) = (place.representative().await, place.sign_in("0021").await);
    let board = format!("/c/{}", place.community);
    let about = format!("{board}/about/outcome/{vote}");
    for number in 0..5 {
        let text = format!("第{number}问：会计是骗子");
        resident.post(&format!("/do{about}/object"), &[("kind", "query"), ("text", &text)]).await.done();
    }
    resident
        .post(&format!("/do{about}/object"), &[("kind", "query"), ("text", "再问")])
        .await
        .refused("objection-many")
        .await;
    let id = id_after(&chair.get(&about).await, "action=\"/do/o/");
    other.post(&format!("/do/o/{id}/hide"), &[("reason", "人身攻击")]).await.refused("permit-not-your-role").await;
    chair.post(&format!("/do/o/{id}/hide"), &[("reason", "")]).await.refused("session-reason-missing").await;
    chair.post(&format!("/do/o/{id}/hide"), &[("reason", "辱骂他人")]).await.done();
    chair.post(&format!("/do/o/{id}/hide"), &[("reason", "辱骂他人")]).await.refused("thread-already-hidden").await;
    let page = place.public(&format!("{board}/outcome/{vote}")).await;
    assert!(!page.contains("第0问") && page.contains("第1问") && page.contains("辱骂他人"), "{page}");
    assert!(!other.get(&about).await.contains("第0问"));
    assert!(supervisor.get(&about).await.contains("第0问") && resident.get(&about).await.contains("第0问"));
    let label = |page: &str| (page.contains("看您写的原文"), page.contains("仅监督委员会"));
    assert_eq!(label(&resident.get(&about).await), (true, false), "who wrote it is not told that only others read it");
    assert_eq!(label(&supervisor.get(&about).await), (false, true));
    let hiding = id_after(&resident.get(&about).await, "action=\"/do/oh/");
    other
        .post(&format!("/do/oh/{hiding}/appeal"), &[("appeal", "不是")])
        .await
        .refused("thread-appeal-of-author")
        .await;
    resident.post(&format!("/do/oh/{hiding}/appeal"), &[("appeal", "说的是事实")]).await.done();
    supervisor.post(&format!("/do/oh/{hiding}/answer"), &[("decision", "undo"), ("answer", "可以公开")]).await.done();
    let page = place.public(&format!("{board}/outcome/{vote}")).await;
    assert!(page.contains("第0问") && page.contains("可以公开"));
    chair.post(&format!("/do/o/{id}/hide"), &[("reason", "再隐藏")]).await.refused("thread-appeal-made").await;
    place.verifies().await;
    tamper(&place, "UPDATE objection_hidings SET reason = '离题'").await;
    assert!(findings(&place).await.contains("objection hidings"));
}
