//! Gates in the room: what is missing keeps the vote shut, what is on record opens it and is published with the decision.

use crate::common::{Place, engines};

engines!(
    a_shut_gate_keeps_the_vote_shut_and_is_published_when_it_opened,
    a_matter_of_another_body_does_not_come_onto_the_agenda,
    a_session_keeps_the_rules_under_which_it_was_called,
);

/// E22 and its like: without delegation, study, consultation and composition on record nobody votes.
async fn a_shut_gate_keeps_the_vote_shut_and_is_published_when_it_opened(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item) = place.announced_with(&chair, "lost_work_allowance", "2026-03-16T19:30").await;
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let members = place.seated().await;
    for (id, _) in &members[..36] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let open = format!("/do/i/{item}/open-vote");
    let gate = |ground: &str| format!("/do/i/{item}/gates/{ground}");
    let resident = place.resident().await;
    assert!(!resident.post(&gate("delegation"), &[("said", "x")]).await.is_done());
    assert_eq!(resident.status(&format!("/i/{item}/gates")).await, 403);
    chair.post(&gate("women"), &[("said", "十八")]).await.refused("text-not-a-number").await;
    // What was put on record by mistake is taken back by saying nothing.
    place.record_ground(&chair, &item, "party_study", "写错了").await.done();
    // A form that was opened before somebody else recorded something overwrites nothing.
    chair.post(&gate("party_study"), &[("said", "别人没看到"), ("base", "0")]).await.refused("vote-text-changed").await;
    assert!(chair.get(&format!("/i/{item}/gates")).await.contains("由会议主持人于"));
    place.record_ground(&chair, &item, "party_study", "").await.done();
    assert_eq!(chair.post(&gate("weather"), &[("said", "x")]).await.status, 404);
    for (ground, said, shut) in [
        ("delegation", "2025-01-10 村民会议决议", "本会议无权决定，也没有授权记录"),
        ("women", "18", "妇女代表人数尚未登记"),
        ("party_study", "2026-03-04 支部委员会", "没有党组织先行研究的记录"),
        ("consultation", "逐户征求意见", "没有登记协商情况"),
    ] {
        chair.post(&open, &[]).await.refused("vote-gate-shut").await;
        let page = chair.get(&format!("/s/{session}/chair")).await;
        assert!(page.contains(shut), "{shut} in {page}");
        assert!(resident.get(&format!("/s/{session}")).await.contains(shut), "everybody sees it");
        // "无" puts nothing on record.
        if ground != "women" {
            place.record_ground(&chair, &item, ground, "无").await.done();
            chair.post(&open, &[]).await.refused("vote-gate-shut").await;
        }
        place.record_ground(&chair, &item, ground, said).await.done();
        assert!(!chair.get(&format!("/i/{item}/gates")).await.contains(shut));
    }
    // Too few women: lawfully composed it is not.
    place.record_ground(&chair, &item, "women", "17").await.done();
    chair.post(&open, &[]).await.refused("vote-gate-shut").await;
    // More than the 52 who sit there, or nothing at all, is no number of women, and takes none back.
    place.record_ground(&chair, &item, "women", "53").await.refused("gate-more-than-there").await;
    place.record_ground(&chair, &item, "women", "").await.refused("text-empty").await;
    place.record_ground(&chair, &item, "women", "18").await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..36] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let text = [("body", "通过。"), ("responsible", "村民委员会")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    for shown in [
        "有授权记录，本会议有权决定（2025-01-10 村民会议决议）",
        "妇女代表 18 人（村须 18 人），组成合法",
        "已经党组织研究",
    ] {
        assert!(page.contains(shown), "{shown} in {page}");
    }
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("ground.recorded"));
    place.verifies().await;
}

/// E21: the village rules, and collective land, do not come onto the agenda of the representatives.
async fn a_matter_of_another_body_does_not_come_onto_the_agenda(place: Place) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    for matter in ["village_rules_amendment", "collective_land_contract", "owners_special"] {
        let fields = [("title", "议题"), ("matter", matter)];
        chair.post(&format!("/do/s/{session}/items"), &fields).await.refused("item-matter-elsewhere").await;
    }
    let page = chair.get(&format!("/s/{session}/chair")).await;
    assert!(page.contains("public_works_contract_plan") && !page.contains("village_rules_amendment"), "{page}");
}

/// A session that was called under the national rules is judged by them, though stricter ones hold afterwards.
async fn a_session_keeps_the_rules_under_which_it_was_called(mut place: Place) {
    const STRICT: &str = "version = \"charter-2026-03-10\"\nname = \"章程\"\neffective = \"2026-03-10\"\n\
        [body.villager_rep_meeting]\n\
        quorum = { share = \">=9/10\", of = \"eligible\", mark = \"local\", checked = \"text\", source = \"章程\" }\n";
    let chair = place.chair().await;
    let (before, _) = place.announced_with(&chair, "public_affairs", "2026-03-16T19:30").await;
    place.with_rules(&[("charter.toml", STRICT)]);
    let chair = place.chair().await;
    let (after, _) = place.announced_with(&chair, "public_affairs", "2026-03-16T20:30").await;
    assert!(chair.get(&format!("/s/{before}")).await.contains("须到 35"));
    assert!(chair.get(&format!("/s/{after}")).await.contains("须到 47"));
    place.verifies().await;
}
