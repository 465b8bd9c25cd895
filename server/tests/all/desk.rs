//! The chair's desk: the box "下一步" leads through a sitting, act by act, and says what is missing; what a sitting leaves behind waits at
//! home for whoever has to do it.

use crate::common::{Page, Person, Place, engines};

engines!(
    the_next_step_leads_through_a_sitting,
    who_has_not_voted_is_named_where_votes_are_by_name,
    of_a_secret_vote_the_number_alone_is_told,
    what_a_sitting_leaves_waits_at_home,
    a_withdrawn_notice_waits_at_home,
    a_new_session_is_filled_in_as_the_last_one,
);

/// The box as the chair reads it.
async fn next(chair: &Person, session: &str) -> String {
    let page = chair.get(&format!("/s/{session}/chair")).await;
    let (_, rest) = page.split_once("<section id=\"next\"").expect("a box");
    rest.split("</section>").next().expect("its end").to_owned()
}

/// The box asks for this, and has the form or the link for it.
async fn asks(chair: &Person, session: &str, words: &str, way: &str) {
    let found = next(chair, session).await;
    assert!(found.contains(words) && found.contains(way), "{words} {way}: {found}");
}

async fn the_next_step_leads_through_a_sitting(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    asks(&chair, &session, "先增加议题", "#agenda").await;
    let item = place.add_item(&chair, &session, "村内道路硬化", "public_works_contract_plan").await;
    // The notice is shown before it is published.
    asks(&chair, &session, "发布后，所有人都能看到", "/move/announce").await;
    assert!(next(&chair, &session).await.contains("村委会会议室"));
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    let found = next(&chair, &session).await;
    assert!(found.contains("19:20") && !found.contains("/move/open"), "not before its time: {found}");
    place.on_the_evening();
    asks(&chair, &session, "可以宣布开会", "/move/open").await;
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    asks(&chair, &session, "进入议题：村内道路硬化", "/call").await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    asks(&chair, &session, "没有党组织先行研究的记录", &format!("/i/{item}/gates")).await;
    for (ground, said) in [
        ("delegation", "2025-01-10 村民会议决议"),
        ("women", "18"),
        ("party_study", "2026-03-04 支部委员会研究"),
        ("consultation", "公开征求意见"),
    ] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    asks(&chair, &session, "到会人数不够", "/door").await;
    for (member, _) in &place.seated().await[..36] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", member)]).await.done();
    }
    asks(&chair, &session, "可以开始表决", "/open-vote").await;
    // A roll-call and a pause come first.
    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "5")]).await.done();
    asks(&chair, &session, "会议正在暂停", "/pause").await;
    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "0")]).await.done();
    chair.post(&format!("/do/s/{session}/roll-call/begin"), &[]).await.done();
    asks(&chair, &session, "正在点名", "结束点名").await;
    for (member, _) in &place.seated().await[..36] {
        clerk.post(&format!("/do/s/{session}/roll-call/answer"), &[("member", member)]).await.done();
    }
    chair.post(&format!("/do/s/{session}/roll-call/end"), &[]).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    asks(&chair, &session, "到会 36 人，0 人已投，36 人还没投", &format!("/v/{vote}/close")).await;
    for (_, number) in &place.seated().await[..36] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    asks(&chair, &session, "能投的都投了", &format!("/v/{vote}/close")).await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    asks(&chair, &session, "可以宣布结果", &format!("/v/{vote}/declare")).await;
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    // Closing says what is still to be written, and is a second tap.
    asks(&chair, &session, "闭会后还要写 1 个决定", "/move/close").await;
    assert!(next(&chair, &session).await.contains("<summary>宣布闭会"));
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    asks(&chair, &session, "要写出决定", &format!("/v/{vote}/outcome")).await;
}

async fn who_has_not_voted_is_named_where_votes_are_by_name(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..34] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    let found = next(&chair, &session).await;
    let name = async |at: usize| place.member(&place.community, &members[at].1).await.name;
    assert!(found.contains("34 人已投，2 人还没投"), "{found}");
    assert!(found.contains(&name(34).await) && found.contains(&name(35).await), "{found}");
    assert!(!found.contains(&name(0).await), "who has voted is not among them: {found}");
    // Whoever takes a paper is out of the list, and known to hold one.
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", &members[34].0)]).await.done();
    let found = next(&chair, &session).await;
    assert!(found.contains("35 人已投，1 人还没投") && found.contains("已领纸票的 1 人"), "{found}");
}

async fn of_a_secret_vote_the_number_alone_is_told(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    place.open_vote_by(&chair, &session, &item, "secret").await;
    let found = next(&chair, &session).await;
    assert!(found.contains("36 人还没投"), "{found}");
    for (_, number) in &members[..36] {
        let name = place.member(&place.community, number).await.name;
        assert!(!found.contains(&name), "{name}: {found}");
    }
}

async fn what_a_sitting_leaves_waits_at_home(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..36] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let home = format!("/c/{}/room", place.community);
    let waits = ["表决有了结果，决定还没有写", "会议已结束，记录还没有写好"];
    let before = chair.get(&home).await;
    assert!(waits.iter().all(|words| !before.contains(words)), "the sitting is not over: {before}");
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    for (person, theirs) in [(chair.clone(), true), (place.clerk().await, true), (place.resident().await, false)] {
        let page = person.get(&home).await;
        assert!(waits.iter().all(|words| page.contains(words) == theirs), "{theirs}: {page}");
    }
    // Written by the clerk, the minutes wait for a signature; signed, for the chair to publish them.
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/s/{session}/minutes"), &[("notes", "会议由主任主持。")]).await.done();
    assert!(place.supervisor().await.get(&home).await.contains("会议记录等您签字"));
    assert!(!clerk.get(&home).await.contains("会议记录等您签字"), "nobody signs what they wrote");
    let sign = format!("/do/s/{session}/minutes/sign");
    let page = chair.get(&format!("/s/{session}/minutes")).await;
    let hash = Page::of(&page).form("/minutes/sign").value("seen").expect("what is signed");
    chair.post(&sign, &[("seen", &hash)]).await.done();
    assert!(chair.get(&home).await.contains("会议记录已签字，等您发布"));
    chair.post(&format!("/do/s/{session}/minutes/publish"), &[]).await.done();
    assert!(!chair.get(&home).await.contains("会议记录"), "nothing is left of them");
}

async fn a_withdrawn_notice_waits_at_home(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let home = format!("/c/{}/room", place.community);
    let words = "通知已撤回：请改期重新通知，或取消会议";
    assert!(!chair.get(&home).await.contains(words));
    let withdraw = format!("/do/c/{}/about/notice/{session}/withdraw", place.community);
    chair.post(&withdraw, &[("reason", "时间写错")]).await.done();
    assert!(chair.get(&home).await.contains(words));
    assert!(!place.resident().await.get(&home).await.contains(words));
    asks(&chair, &session, "原来的通知已经不作数", "/move/postpone").await;
}

async fn a_new_session_is_filled_in_as_the_last_one(place: Place) {
    let chair = place.chair().await;
    place.drafted(&chair, "2026-03-16T19:30").await;
    let new = format!("/c/{}/sessions/new", place.community);
    let empty = chair.get(&new).await;
    assert_eq!(Page::of(&empty).form("/sessions").value("place").as_deref(), Some(""));
    assert!(empty.contains("sessions/new?last=1"), "{empty}");
    let filled = chair.get(&format!("{new}?last=1")).await;
    let page = Page::of(&filled);
    let form = page.form("/sessions");
    assert_eq!(form.value("title").as_deref(), Some("村民代表会议"));
    assert_eq!(form.value("place").as_deref(), Some("村委会会议室"));
    assert_eq!(form.value("starts_at").as_deref(), Some(""), "its time is chosen anew");
    assert_eq!(place.resident().await.status(&format!("{new}?last=1")).await, 403);
}
