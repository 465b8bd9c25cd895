//! What the chair enters for people in the hall who have no phone, and the roll of a hall: confirmed as a whole, or called off.

use crate::common::{Page, Place, engines};

engines!(
    a_hand_is_raised_for_somebody,
    what_the_chair_entered_for_somebody_says_so,
    a_spoken_proposal_and_its_second_are_entered,
    a_roll_call_is_called_off_and_nobody_has_left,
    a_hall_is_confirmed_as_a_whole,
);

async fn a_hand_is_raised_for_somebody(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let hand = format!("/do/s/{session}/hand-for");
    let one = place.named(&members[20].1).await;
    // Nobody but who presides does it, for nobody who is not there, and by a name that agrees with the number.
    let resident = place.sign_in(&members[12].1).await;
    assert!(!resident.post(&hand, &[("member", &one), ("side", "for")]).await.is_done());
    let absent = place.named(&members[40].1).await;
    assert!(!chair.post(&hand, &[("member", &absent), ("side", "for")]).await.is_done());
    assert!(!chair.post(&hand, &[("member", &one), ("side", "loud")]).await.is_done());
    chair.post(&hand, &[("member", &one), ("side", "for")]).await.done();
    assert!(!chair.post(&hand, &[("member", &one), ("side", "for")]).await.is_done(), "a hand is raised once");
    let name = place.member(&place.community, &members[20].1).await.name;
    chair.post(&format!("/do/s/{session}/floor/next"), &[]).await.done();
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains(&format!("{name}（赞成）正在发言")), "{page}");
    place.verifies().await;
}

async fn a_spoken_proposal_and_its_second_are_entered(place: Place) {
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let (one, other) = (place.named(&members[20].1).await, place.named(&members[21].1).await);
    let form = [("member", one.as_str()), ("title", "先修主路"), ("body", "主路先修，支路明年。")];
    let to = format!("/do/i/{item}/propose-for");
    let resident = place.sign_in(&members[12].1).await;
    resident.post(&to, &form).await.refused("permit-not-your-role").await;
    let proposal = chair.post(&to, &form).await.done();
    let id = proposal.split("#proposal-").nth(1).expect("a proposal").to_owned();
    let name = place.member(&place.community, &members[20].1).await.name;
    let thread = resident.get(&format!("/i/{item}/thread")).await;
    assert!(thread.contains("先修主路") && thread.contains(&name), "it stands under their name: {thread}");
    // Whoever proposed does not second, and whoever seconds does it once.
    let second = format!("/do/p/{id}/second-for");
    let page = chair.get(&format!("/p/{id}")).await;
    let seen = Page::of(&page).form("/second-for").value("seen").expect("what was shown");
    let entered = async |member: &str| chair.post(&second, &[("member", member), ("seen", &seen)]).await;
    entered(&one).await.refused("thread-own-second").await;
    entered(&other).await.done();
    assert!(!entered(&other).await.is_done());
    assert!(resident.get(&format!("/p/{id}")).await.contains("附议（1）"));
    // Nobody is put into the mouth of somebody who is not there.
    let absent = place.named(&members[40].1).await;
    assert!(!chair.post(&to, &[("member", &absent), ("title", "x"), ("body", "y")]).await.is_done());
    place.verifies().await;
}

async fn a_roll_call_is_called_off_and_nobody_has_left(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let cancel = format!("/do/s/{session}/roll-call/cancel");
    chair.post(&cancel, &[("reason", "停电")]).await.refused("roll-call-none").await;
    chair.post(&format!("/do/s/{session}/roll-call/begin"), &[]).await.done();
    place.after_minutes(5);
    chair.post(&cancel, &[("reason", "")]).await.refused("session-reason-missing").await;
    let resident = place.sign_in(&members[12].1).await;
    assert!(!resident.post(&cancel, &[("reason", "说明原因")]).await.is_done());
    chair.post(&cancel, &[("reason", "停电，没有听清")]).await.done();
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 36"), "nobody has left by it");
    // The minutes say so, with the reason.
    let minutes = chair.get(&format!("/s/{session}/minutes")).await;
    assert!(minutes.contains("取消点名") && minutes.contains("停电，没有听清"), "{minutes}");
    chair.post(&format!("/do/s/{session}/roll-call/begin"), &[]).await.done();
    place.verifies().await;
}

async fn a_hall_is_confirmed_as_a_whole(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 37).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/roll-call/begin"), &[]).await.done();
    let here = place.sign_in(&members[12].1).await;
    here.post(&format!("/do/s/{session}/roll-call/answer"), &[]).await.done();
    let confirm = format!("/do/s/{session}/roll-call/confirm");
    let page = chair.get(&format!("/s/{session}/chair")).await;
    assert!(page.contains("会场签到的有 37 人"), "{page}");
    let offered = Page::of(&page).values("member").into_iter().filter(|one| !one.is_empty()).count();
    assert_eq!(offered, 36, "whoever has answered is not asked about");
    let missing = members[30].0.as_str();
    assert!(!here.post(&confirm, &[("member", missing), ("counted", "36")]).await.is_done());
    chair.post(&confirm, &[("member", missing), ("counted", "37")]).await.refused("roll-call-count-differs").await;
    let answered = members[12].0.as_str();
    assert!(
        !chair.post(&confirm, &[("member", answered), ("counted", "36")]).await.is_done(),
        "they said that they are there"
    );
    chair.post(&confirm, &[("member", missing), ("counted", "36")]).await.done();
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 36"), "one has left");
    let feed = place.public(&format!("/c/{}/journal.jsonl", place.community)).await.replace('\\', "");
    let ended = feed.lines().rfind(|line| line.contains("roll_call.ended")).expect("an entry");
    assert!(ended.contains("\"whole\":true") && ended.contains("\"counted\":36"), "the entry says how: {ended}");
    place.verifies().await;
}

async fn what_the_chair_entered_for_somebody_says_so(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let (one, other) = (place.named(&members[20].1).await, place.named(&members[21].1).await);
    let form = [("member", one.as_str()), ("title", "先修主路"), ("body", "主路先修，支路明年。")];
    let proposal = chair.post(&format!("/do/i/{item}/propose-for"), &form).await.done();
    let id = proposal.split("#proposal-").nth(1).expect("a proposal").to_owned();
    let own = place.sign_in(&members[12].1).await;
    let text = [("title", "改用沥青"), ("body", "三组道路改用沥青。")];
    own.post(&format!("/do/i/{item}/propose"), &text).await.done();
    chair.post(&format!("/do/p/{id}/second-for"), &[("member", &other)]).await.done();
    let thread = own.get(&format!("/i/{item}/thread")).await;
    assert_eq!(thread.matches("由主持人代录").count(), 2, "the proposal and its second, not what was typed: {thread}");
    let page = own.get(&format!("/p/{id}")).await;
    assert!(page.contains("由主持人代录") && page.contains("其中 1 人的附议由主持人代录"), "{page}");
    assert!(own.get(&format!("/p/{id}?lang=en")).await.contains("entered by the chair"));
    let author = place.sign_in(&members[20].1).await;
    assert!(author.get(&format!("/c/{}/room", place.community)).await.contains("由主持人代录"), "their own list");
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    let minutes = chair.get(&format!("/s/{session}/minutes")).await;
    assert!(minutes.contains("其中 1 条由主持人代录"), "{minutes}");
    // It is held against the chain.
    place.verifies().await;
    crate::takeback::tamper(&place, "UPDATE proposals SET entered = 0").await;
    let found = crate::takeback::findings(&place).await;
    assert!(found.contains("entered proposals of session") && found.contains("changed since"), "{found}");
    // What was entered before there was a mark, the migration finds in the chain: those and no others.
    crate::takeback::tamper(&place, "UPDATE seconds SET entered = 0").await;
    for statement in include_str!("../../../migrations/0034_steps.sql").split(';').filter(|one| one.contains("UPDATE"))
    {
        assert_eq!(crate::takeback::tamper(&place, statement).await, 1, "{statement}");
    }
    assert_eq!(crate::takeback::findings(&place).await, "");
}
