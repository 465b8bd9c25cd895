//! How much one person may say: nobody talks a room down, and a page that is sent again says nothing twice.

use crate::common::{Place, engines};

engines!(a_remark_is_not_said_twice, nobody_talks_a_room_down, what_was_refused_is_not_said_any_more_once_it_is_done);

/// Back, and the same form again: on a page without a script its key is a new one.
async fn a_remark_is_not_said_twice(place: Place) {
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[11].1).await;
    let remark = format!("/do/i/{item}/remark");
    let first = speaker.post(&remark, &[("body", "路灯先修村口的")]).await.done();
    let first = first.rsplit_once("#remark-").expect("a remark").1;
    let page = speaker.post(&remark, &[("body", "路灯先修村口的 ")]).await.refused("thread-said-already").await;
    assert!(
        page.contains("刚才已经说过") && page.matches("路灯先修村口的").count() >= 2,
        "what was typed stays: {page}"
    );
    // In another place it is another word; so it is after something else was said, and from somebody else.
    speaker.post(&remark, &[("body", "路灯先修村口的"), ("parent", first)]).await.done();
    speaker.post(&remark, &[("body", "预算再看一下")]).await.done();
    speaker.post(&remark, &[("body", "路灯先修村口的")]).await.done();
    place.sign_in(&members[12].1).await.post(&remark, &[("body", "路灯先修村口的")]).await.done();
    place.verifies().await;
}

async fn nobody_talks_a_room_down(place: Place) {
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[11].1).await;
    let remark = format!("/do/i/{item}/remark");
    for number in 0..30 {
        speaker.post(&remark, &[("body", &format!("第 {number} 句"))]).await.done();
        chair.post(&remark, &[("body", &format!("请讲 {number}"))]).await.done();
    }
    speaker.post(&remark, &[("body", "还有一句")]).await.refused("thread-too-many-remarks").await;
    // Whoever keeps the order is not held back, others are not touched by it, and it passes.
    chair.post(&remark, &[("body", "先听听大家的")]).await.done();
    place.sign_in(&members[12].1).await.post(&remark, &[("body", "我也说一句")]).await.done();
    place.after_minutes(11);
    speaker.post(&remark, &[("body", "还有一句")]).await.done();

    let propose = format!("/do/i/{item}/propose");
    let mut last = String::new();
    for number in 0..5 {
        let title = format!("办法 {number}");
        last = speaker.post(&propose, &[("title", &title), ("body", "就这样办。")]).await.done();
    }
    let sixth = [("title", "办法六"), ("body", "就这样办。")];
    speaker.post(&propose, &sixth).await.refused("thread-proposals-held").await;
    let proposal = last.rsplit_once("#proposal-").expect("a proposal").1;
    speaker.post(&format!("/do/p/{proposal}/withdraw"), &[]).await.done();
    let mut last = speaker.post(&propose, &sixth).await.done();
    // Making and taking back in turn fills no page either.
    for _ in 6..10 {
        let proposal = last.rsplit_once("#proposal-").expect("a proposal").1.to_owned();
        speaker.post(&format!("/do/p/{proposal}/withdraw"), &[]).await.done();
        last = speaker.post(&propose, &sixth).await.done();
    }
    let proposal = last.rsplit_once("#proposal-").expect("a proposal").1;
    speaker.post(&format!("/do/p/{proposal}/withdraw"), &[]).await.done();
    speaker.post(&propose, &sixth).await.refused("thread-proposals-held").await;
    place.verifies().await;
}

/// The page of a refusal, opened again after the same form was done, says no more why it was refused; what was typed stays.
async fn what_was_refused_is_not_said_any_more_once_it_is_done(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let clerk = place.clerk().await;
    let check_in = format!("/do/s/{session}/check-in");
    let back = clerk.post(&check_in, &[("who", "9999")]).await.location;
    assert!(clerk.get(&back).await.contains("还没办成"));
    clerk.post(&check_in, &[("member", &members[40].0)]).await.done();
    let page = clerk.get(&back).await;
    assert!(!page.contains("还没办成") && !page.contains("role=\"alert\""), "{page}");
    // A text that was refused is still there after another one was said.
    let speaker = place.sign_in(&members[11].1).await;
    let remark = format!("/do/i/{item}/remark");
    let long = format!("很长{}", "字".repeat(2000));
    let back = speaker.post(&remark, &[("body", &long)]).await.location;
    speaker.post(&remark, &[("body", "短的一句")]).await.done();
    let page = speaker.get(&back).await;
    assert!(page.contains("很长字字") && !page.contains("还没办成"), "what was typed stays");
}
