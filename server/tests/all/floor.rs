//! The floor led from two tabs, and hands that are raised without end.

use crate::common::{BASE, Page, Place, engines};

engines!(a_pause_is_begun_and_ended_over_what_its_page_showed, a_hand_is_not_raised_and_taken_down_without_end,);

/// Two tabs of the chair: a second press neither begins the pause anew nor ends another one than was shown.
async fn a_pause_is_begun_and_ended_over_what_its_page_showed(place: Place) {
    let chair = place.chair().await;
    let (session, ..) = place.open_with(&chair, 36).await;
    let (pause, desk) = (format!("/do/s/{session}/pause"), format!("/s/{session}/chair"));
    let seen = async || Page::of(&chair.get(&desk).await).form("/pause").value("seen").expect("seen");
    let press = async |minutes: &str, seen: &str| {
        chair.post_from(&pause, &[("minutes", minutes), ("seen", seen)], &[("origin", BASE)]).await
    };
    let first = seen().await;
    press("10", &first).await.done();
    place.after_minutes(3);
    let shown = press("10", &first).await.refused("form-shown-changed").await;
    assert!(shown.contains("已于 19:35 暂停（会议主持人）。"), "{shown}");
    assert!(chair.get(&format!("/s/{session}")).await.contains("会议暂停，到 19:45"), "it was not begun anew");
    let running = seen().await;
    press("0", &running).await.done();
    press("0", &running).await.refused("act-nothing-changes").await;
    // Another pause has begun since: the old button does not end it.
    press("30", &first).await.done();
    press("0", &running).await.refused("form-shown-changed").await;
    // A pause that was over by itself is none.
    place.after_minutes(31);
    press("5", &first).await.done();
    place.verifies().await;
}

/// Whoever raises a hand and takes it down again and again is stopped, and the chair may still put them into the queue.
async fn a_hand_is_not_raised_and_taken_down_without_end(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let (hand, number) = (format!("/do/s/{session}/hand"), members[14].1.as_str());
    let (fidgets, other) = (place.sign_in(number).await, place.sign_in(&members[15].1).await);
    for _ in 0..20 {
        fidgets.post(&hand, &[("side", "for")]).await.done();
        fidgets.post(&hand, &[("hand", "down")]).await.done();
    }
    let shown = fidgets.post(&hand, &[("side", "for")]).await.refused("speech-hands-used").await;
    assert!(shown.contains("由主持人列入"), "{shown}");
    other.post(&hand, &[("side", "for")]).await.done();
    let whom = place.named(number).await;
    chair.post(&format!("/do/s/{session}/hand-for"), &[("member", &whom), ("side", "for")]).await.done();
    let hands = "SELECT COUNT(*) FROM speeches WHERE state = 'waiting'";
    assert_eq!(place.count(hands).await, 2);
    place.verifies().await;
}
