//! What happens in a room while it votes: recusal, leaving, amendments, second rounds, voids, a power cut.

use crate::common::{Place, engines};
use rules::verdict::Reason;

engines!(
    e7_the_recused_cast_nothing_and_stay_in_the_base,
    e6_a_quorum_lost_while_voting_makes_no_decision,
    e11_a_tie_is_voted_on_again_and_every_round_is_kept,
    e12_an_amendment_voids_the_open_ballots,
    e27_a_window_passed_in_a_power_cut_is_extended,
    e13_observers_never_make_a_quorum,
);

/// Everybody from `from` casts: so many for, the rest against.
async fn cast(place: &Place, vote: &str, members: &[(String, String)], for_: usize) {
    for (index, (_, number)) in members.iter().enumerate() {
        let choice = if index < for_ { "for" } else { "against" };
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", choice)]).await.done();
    }
}

/// E7: 46 present, 5 recused: 23 for fails, 24 for passes, on the base of 46.
async fn e7_the_recused_cast_nothing_and_stay_in_the_base(place: Place) {
    let chair = place.sign_in("0002").await;
    let clerk = place.sign_in("0006").await;
    let (session, item, members) = place.open_with(&chair, 46).await;
    let declare = format!("/do/i/{item}/interest");
    let (own, phone) = (&members[40], place.sign_in(&members[40].1).await);
    phone.post(&declare, &[("interest", ""), ("recused", "1")]).await.refused("text-empty").await;
    phone.post(&declare, &[("interest", "投标人是我的堂兄"), ("recused", "1")]).await.done();
    let record = format!("{declare}/record");
    for (_, number) in &members[41..45] {
        clerk.post(&record, &[("number", number), ("interest", "亲属"), ("recused", "1")]).await.done();
    }
    clerk.post(&record, &[("number", "9999"), ("interest", "亲属")]).await.refused("text-none-chosen").await;
    let page = place.sign_in(&members[10].1).await.get(&format!("/s/{session}")).await;
    assert!(page.contains("投标人是我的堂兄") && page.contains("回避"), "{page}");
    // The public chain says that somebody keeps out, and neither who nor why.
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("interest.declared") && !journal.contains("堂兄"));

    let vote = place.open_vote(&chair, &session, &item).await;
    phone.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.refused("ballot-recused").await;
    let hand = format!("/do/v/{vote}/paper/hand");
    clerk.post(&hand, &[("member", &own.0)]).await.refused("ballot-recused").await;
    cast(&place, &vote, &members[..23], 23).await;
    // Whoever has voted does not keep out any more; while the vote is open somebody else still may.
    let voted = place.sign_in(&members[3].1).await;
    voted.post(&declare, &[("interest", "亲属"), ("recused", "1")]).await.refused("ballot-already").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (record, verdict) = place.vote(&vote).await.count().expect("read").expect("a count");
    assert_eq!((record.counts.recused, verdict.base, verdict.required_for), (5, 46, 24));
    assert_eq!((verdict.reason, record.ballots.not_cast), (Reason::MajorityNotMet, 18));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();

    let text = [("title", "第二稿"), ("body", "改过的正文"), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    cast(&place, &vote, &members[..24], 24).await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (_, verdict) = place.vote(&vote).await.count().expect("read").expect("a count");
    assert_eq!((verdict.passed, verdict.base), (true, 46));
    place.verifies().await;
}

/// E6: enough were there when the vote opened, too few when it closed: no decision, whatever the ballots.
async fn e6_a_quorum_lost_while_voting_makes_no_decision(place: Place) {
    let chair = place.sign_in("0002").await;
    let clerk = place.sign_in("0006").await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    cast(&place, &vote, &members[..34], 34).await;
    for (id, _) in &members[34..36] {
        clerk.post(&format!("/do/s/{session}/leave"), &[("member", id)]).await.done();
    }
    // One who has cast and leaves still counts.
    clerk.post(&format!("/do/s/{session}/leave"), &[("member", &members[33].0)]).await.done();
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (record, verdict) = place.vote(&vote).await.count().expect("read").expect("a count");
    assert_eq!((verdict.present, record.counts.left_before_vote), (34, 2));
    assert_eq!((verdict.reason, verdict.quorum_met, record.ballots.in_favour), (Reason::QuorumNotMet, false, 34));
    place.verifies().await;
}

/// E11: a tie is voted on again, the quorum is tested anew, every round is kept; without a tie it needs another text.
async fn e11_a_tie_is_voted_on_again_and_every_round_is_kept(place: Place) {
    let chair = place.sign_in("0002").await;
    let clerk = place.sign_in("0006").await;
    let (session, item, members) = place.open_with(&chair, 38).await;
    let first = place.open_vote(&chair, &session, &item).await;
    cast(&place, &first, &members[..38], 19).await;
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{first}/{step}"), &[]).await.done();
    }
    let (_, verdict) = place.vote(&first).await.count().expect("read").expect("a count");
    assert_eq!((verdict.passed, verdict.reason), (false, Reason::MajorityNotMet), "no casting vote");
    assert!(chair.get(&format!("/s/{session}/chair")).await.contains("这是新的一轮"));
    for (id, _) in &members[..4] {
        clerk.post(&format!("/do/s/{session}/leave"), &[("member", id)]).await.done();
    }
    let open = format!("/do/i/{item}/open-vote");
    chair.post(&open, &[]).await.refused("vote-quorum-not-met").await;
    for (id, _) in &members[..4] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let second = place.open_vote(&chair, &session, &item).await;
    cast(&place, &second, &members[..38], 18).await;
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{second}/{step}"), &[]).await.done();
    }
    chair.post(&open, &[]).await.refused("vote-no-second-round").await;
    let (one, two) = (place.vote(&first).await, place.vote(&second).await);
    assert_eq!((one.round, two.round), (1, 2));
    assert!(one.record.is_some() && two.record.is_some());
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains("第 1 轮") && page.contains("第 2 轮"), "{page}");
    place.verifies().await;
}

/// E12: the chair voids the open ballots, everybody reads why, the text is amended and voted on again.
async fn e12_an_amendment_voids_the_open_ballots(place: Place) {
    let chair = place.sign_in("0002").await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    cast(&place, &vote, &members[..5], 5).await;
    let text = [("title", "修正案"), ("body", "加一条排水沟"), ("base", "1")];
    let write = format!("/do/i/{item}/text");
    chair.post(&write, &text).await.refused("vote-text-frozen").await;
    let void = format!("/do/v/{vote}/void");
    chair.post(&void, &[("reason", "")]).await.refused("session-reason-missing").await;
    chair.post(&void, &[("reason", "加一条排水沟，文本要改")]).await.done();
    chair.post(&void, &[("reason", "再一次")]).await.refused("vote-wrong-phase").await;
    let voter = place.sign_in(&members[0].1).await;
    let page = voter.get(&format!("/v/{vote}")).await;
    assert!(page.contains("加一条排水沟，文本要改") && page.contains("表决无效"), "{page}");
    let late = place.sign_in(&members[10].1).await;
    late.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.refused("vote-closed").await;
    chair.post(&write, &text).await.done();
    let again = place.open_vote(&chair, &session, &item).await;
    assert_eq!((place.vote(&again).await.round, place.vote(&again).await.revision), (2, 2));
    // Whoever voted in the void round votes again.
    cast(&place, &again, &members[..5], 5).await;
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{again}/{step}"), &[]).await.done();
    }
    assert!(place.vote(&vote).await.record.is_none());
    place.verifies().await;
}

/// E27: what was stored before the cut is there after it; the window has passed, and the chair gives more time with a reason.
async fn e27_a_window_passed_in_a_power_cut_is_extended(place: Place) {
    let chair = place.sign_in("0002").await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let open = format!("/do/i/{item}/open-vote");
    chair.post(&open, &[("minutes", "0")]).await.refused("text-bad-time").await;
    chair.post(&open, &[("minutes", "ten")]).await.refused("text-not-a-number").await;
    chair.post(&open, &[("minutes", "10")]).await.done();
    let vote = place.latest_vote(&session).await;
    cast(&place, &vote, &members[..3], 3).await;
    place.after_minutes(20);
    let late = place.sign_in(&members[5].1).await;
    let ballot = format!("/do/v/{vote}/ballot");
    late.post(&ballot, &[("choice", "for")]).await.refused("vote-closed").await;
    let extend = format!("/do/v/{vote}/extend");
    chair.post(&extend, &[("minutes", "10"), ("reason", "")]).await.refused("session-reason-missing").await;
    chair.post(&extend, &[("minutes", "10"), ("reason", "停电")]).await.done();
    late.post(&ballot, &[("choice", "for")]).await.done();
    assert_eq!(place.vote(&vote).await.ends_at.map(|end| end > 0), Some(true));
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("vote.extended") && journal.contains("停电"));
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (record, _) = place.vote(&vote).await.count().expect("read").expect("a count");
    assert_eq!(record.ballots.in_favour, 4);
    place.verifies().await;
}

/// E13: 33 members and 20 observers in a meeting of 52: no quorum.
async fn e13_observers_never_make_a_quorum(place: Place) {
    let chair = place.sign_in("0002").await;
    let clerk = place.sign_in("0006").await;
    let (session, item, members) = place.open_with(&chair, 33).await;
    let all = server::store::member::all(&mut place.db.read().await.expect("a connection"), &place.community).await;
    let seated = |id: &str| members.iter().any(|(member, _)| member == id);
    let others: Vec<_> = all.expect("members").into_iter().filter(|one| !seated(&one.id)).take(20).collect();
    for one in &others {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &one.id)]).await.done();
    }
    assert_eq!(others.len(), 20);
    chair.post(&format!("/do/i/{item}/open-vote"), &[]).await.refused("vote-quorum-not-met").await;
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 33"));
}
