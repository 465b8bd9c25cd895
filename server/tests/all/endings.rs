//! How an item ends beside a vote, and the list at the door.

use crate::common::{Page, Place, engines};

engines!(what_was_voted_down_is_no_consensus, the_next_of_the_list_is_taken_from_the_same_page);

/// After a vote that did not carry it an item is put off or referred, and nothing else; its pages say the vote's result first.
async fn what_was_voted_down_is_no_consensus(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 38).await;
    let desk = format!("/s/{session}/chair");
    let page = chair.get(&desk).await;
    for kind in ["heard", "consensus", "put_off", "referred"] {
        assert!(page.contains(&format!("value=\"{kind}\"")), "{kind}");
    }
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    for (index, (_, number)) in members[..38].iter().enumerate() {
        let choice = if index < 10 { "for" } else { "against" };
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", choice)]).await.done();
    }
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
    }
    let page = chair.get(&desk).await;
    for (kind, offered) in [("heard", false), ("consensus", false), ("put_off", true), ("referred", true)] {
        assert_eq!(page.contains(&format!("value=\"{kind}\"")), offered, "{kind}");
    }
    let end = format!("/do/i/{item}/end");
    for kind in ["consensus", "heard"] {
        chair.post(&end, &[("kind", kind), ("body", "大家同意。")]).await.refused("item-voted-down").await;
    }
    chair
        .post(&end, &[("kind", "referred"), ("body", "请村民会议决定。"), ("referred", "villager_assembly")])
        .await
        .done();
    assert!(chair.get(&desk).await.contains("没有通过；已转交"));
    let sitting = place.sign_in(&members[3].1).await.get(&format!("/s/{session}")).await;
    assert!(sitting.contains("没有通过：赞成 10，反对 28，弃权 0；已转交"), "{sitting}");
    chair.post(&format!("{end}/publish"), &[]).await.done();
    let published = place.public(&format!("/c/{}/ending/{item}", place.community)).await;
    assert!(published.contains("这个议题表决过："), "{published}");
    let (voted, ended) = (published.find("这个议题表决过"), published.find("转交有权决定"));
    assert!(voted.is_some() && voted < ended, "{published}");
    place.verifies().await;
}

/// Whoever goes back to the list and takes the next one sends another form.
async fn the_next_of_the_list_is_taken_from_the_same_page(place: Place) {
    let chair = place.chair().await;
    let (session, _, members) = place.open_with(&chair, 2).await;
    let clerk = place.clerk().await;
    let to = format!("/do/s/{session}/check-in");
    let page = clerk.get(&format!("/s/{session}/door?show=absent")).await;
    let keys = Page::of(&page).keys("/check-in");
    let own = |member: &str| {
        let found = keys.iter().find(|(one, _)| one == member);
        found.map(|(_, key)| key.clone()).expect("a line of the list")
    };
    let absent: Vec<_> =
        members.iter().skip(2).filter(|(id, _)| keys.iter().any(|(one, _)| one == id)).take(2).collect();
    assert_eq!(absent.len(), 2);
    for (member, _) in &absent {
        clerk.post(&to, &[("member", member), ("key", &own(member))]).await.done();
    }
    // Sent again it is the same form, and the same answer.
    let member = &absent[0].0;
    clerk.post(&to, &[("member", member), ("key", &own(member))]).await.done();
}
