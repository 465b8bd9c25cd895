//! What happens in a room while it votes: recusal, leaving, amendments, second rounds, voids, a power cut.

mod story_c;

use crate::common::{Page, Place, engines};
use rules::{body::BodyKind, verdict::Reason};

engines!(
    e7_the_recused_cast_nothing_and_stay_in_the_base,
    e6_a_quorum_lost_while_voting_makes_no_decision,
    e11_a_tie_is_voted_on_again_and_every_round_is_kept,
    e12_an_amendment_voids_the_open_ballots,
    e27_a_window_passed_in_a_power_cut_is_extended,
    e13_observers_never_make_a_quorum,
    e19_every_household_has_one_ballot,
    minutes_are_made_from_the_record_and_signed_by_another,
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
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 46).await;
    let declare = format!("/do/i/{item}/interest");
    let (own, phone) = (&members[40], place.sign_in(&members[40].1).await);
    phone.post(&declare, &[("interest", ""), ("recused", "1")]).await.refused("text-empty").await;
    phone.post(&declare, &[("interest", "投标人是我的堂兄"), ("recused", "1")]).await.done();
    let record = format!("{declare}/record");
    for (_, number) in &members[41..45] {
        let number = place.named(number).await;
        clerk.post(&record, &[("number", &number), ("interest", "亲属"), ("recused", "1")]).await.done();
    }
    clerk.post(&record, &[("number", "9999"), ("interest", "亲属")]).await.refused("text-no-member").await;
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
    // While the vote is open nobody is put out of it by another, and nobody's own word is changed by the clerk.
    let other = place.named(&members[30].1).await;
    let late = [("number", other.as_str()), ("interest", "亲属"), ("recused", "1")];
    clerk.post(&record, &late).await.refused("session-vote-still-open").await;
    let named = place.named(&own.1).await;
    clerk.post(&record, &[("number", &named), ("interest", "没有关系")]).await.refused("interest-own").await;
    // Whoever has voted does not keep out any more; while the vote is open somebody else still may.
    let voted = place.sign_in(&members[3].1).await;
    voted.post(&declare, &[("interest", "亲属"), ("recused", "1")]).await.refused("interest-after-vote").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    // Closed: whoever voted and wants to declare now is told the truth of it.
    voted.post(&declare, &[("interest", "亲属"), ("recused", "1")]).await.refused("interest-too-late").await;
    assert!(voted.get(&format!("/i/{item}/interest")).await.contains("不能再申报利害关系"));
    let (record, verdict) = place.counted(&vote).await;
    assert_eq!((record.counts.recused, verdict.base, verdict.required_for), (5, 46, 24));
    assert_eq!((verdict.reason, record.ballots.not_cast), (Reason::MajorityNotMet, 18));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();

    let text = [("title", "第二稿"), ("body", "改过的正文"), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    cast(&place, &vote, &members[..24], 24).await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (_, verdict) = place.counted(&vote).await;
    assert_eq!((verdict.passed, verdict.base), (true, 46));
    place.verifies().await;
}

/// E6: enough were there when the vote opened, too few when it closed: no decision, whatever the ballots.
async fn e6_a_quorum_lost_while_voting_makes_no_decision(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    cast(&place, &vote, &members[..34], 34).await;
    for (id, _) in &members[34..36] {
        clerk.post(&format!("/do/s/{session}/leave"), &[("member", id)]).await.done();
    }
    // One who has cast and leaves still counts.
    clerk.post(&format!("/do/s/{session}/leave"), &[("member", &members[33].0)]).await.done();
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (record, verdict) = place.counted(&vote).await;
    assert_eq!((verdict.present, record.counts.left_before_vote), (34, 2));
    assert_eq!((verdict.reason, verdict.quorum_met, record.ballots.in_favour), (Reason::QuorumNotMet, false, 34));
    place.verifies().await;
}

/// E11: a tie is voted on again, the quorum is tested anew, every round is kept; without a tie it needs another text.
async fn e11_a_tie_is_voted_on_again_and_every_round_is_kept(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 38).await;
    let first = place.open_vote(&chair, &session, &item).await;
    cast(&place, &first, &members[..38], 19).await;
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{first}/{step}"), &[]).await.done();
    }
    let (_, verdict) = place.counted(&first).await;
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
    let chair = place.chair().await;
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
    // Once a count is there, nobody runs the vote again because they do not like it.
    let text = [("title", "再改"), ("body", "再改一次"), ("base", "2")];
    assert!(place.vote(&again).await.count().expect("read").is_some_and(|(_, verdict)| !verdict.passed));
    chair.post(&write, &text).await.done();
    let third = place.open_vote(&chair, &session, &item).await;
    chair.post(&format!("/do/v/{third}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{third}/void"), &[("reason", "设备故障")]).await.refused("vote-result-known").await;
    place.verifies().await;
}

/// E27: what was stored before the cut is there after it; the window has passed, and the chair gives more time with a reason.
async fn e27_a_window_passed_in_a_power_cut_is_extended(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let open = format!("/do/i/{item}/open-vote");
    chair.post(&open, &[("minutes", "0")]).await.refused("text-bad-minutes").await;
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
    // Closing before the end that was announced needs a public reason.
    let close = format!("/do/v/{vote}/close");
    chair.post(&close, &[]).await.refused("session-reason-missing").await;
    chair.post(&close, &[("reason", "在场的都投完了")]).await.done();
    let (record, _) = place.counted(&vote).await;
    assert_eq!(record.ballots.in_favour, 4);
    place.verifies().await;
}

/// E13: 33 members and 20 observers in a meeting of 52: no quorum.
async fn e13_observers_never_make_a_quorum(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 33).await;
    let all = server::rows::member::all(&mut place.db.read().await.expect("a connection"), &place.community).await;
    let seated = |id: &str| members.iter().any(|(member, _)| member == id);
    let others: Vec<_> = all.expect("members").into_iter().filter(|one| !seated(&one.id)).take(20).collect();
    for one in &others {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &one.id)]).await.done();
    }
    assert_eq!(others.len(), 20);
    chair.post(&format!("/do/i/{item}/open-vote"), &[]).await.refused("vote-quorum-not-met").await;
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 33"));
}

/// E19 and P-HOUSEHOLD: 20 households, two thirds of which must be there; who came is recorded, the second of one observes,
/// and stands in for it when the first has left: one ballot in all.
async fn e19_every_household_has_one_ballot(mut place: Place) {
    let admin = place.administrator().await;
    let body = [("kind", "villager_assembly_by_household"), ("name", "村民会议（户代表）")];
    admin.post(&format!("/do/c/{}/bodies", place.community), &body).await.done();
    let mut conn = place.db.read().await.expect("a connection");
    let bodies = server::rows::community::bodies(&mut conn, &place.community).await.expect("bodies");
    drop(conn);
    place.body = bodies.into_iter().find(|one| one.kind == BodyKind::VillagerAssemblyByHousehold).expect("a body").id;
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item) = place.announced_with(&chair, "village_rules_amendment", "2026-03-16T19:30").await;
    for (ground, said) in [("party_study", "支部研究"), ("consultation", "征求意见")] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let mut member = std::collections::BTreeMap::new();
    for number in (1..=14).chain(21..=23) {
        let number = format!("{number:04}");
        let row = place.member(&place.community, &number).await;
        member.insert(number, row);
    }
    let check_in = format!("/do/s/{session}/check-in");
    let come = async |number: &str| clerk.post(&check_in, &[("member", &member[number].id)]).await;
    for number in 1..=13 {
        come(&format!("{number:04}")).await.done();
    }
    assert_eq!(member["0001"].household, member["0021"].household, "one household");
    let door = clerk.get(&format!("/s/{session}/door?q=0021")).await;
    assert!(door.contains(&format!("本户已由{}代表", member["0001"].name)), "{door}");
    come("0021").await.done();
    let open = format!("/do/i/{item}/open-vote");
    chair.post(&open, &[]).await.refused("vote-quorum-not-met").await;
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 20，实到 13，须到 14"));
    come("0014").await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    let ballot = format!("/do/v/{vote}/ballot");
    let (first, second) = (place.sign_in("0001").await, place.sign_in("0021").await);
    second.post(&ballot, &[("choice", "against")]).await.refused("ballot-observer").await;
    first.post(&ballot, &[("choice", "for")]).await.done();
    // The household has voted: whoever comes for it now is present and casts nothing, by phone or on paper.
    first.post(&format!("/do/s/{session}/leave"), &[]).await.done();
    come("0021").await.done();
    second.post(&ballot, &[("choice", "against")]).await.refused("ballot-already").await;
    let hand = format!("/do/v/{vote}/paper/hand");
    clerk.post(&hand, &[("member", &member["0021"].id)]).await.refused("paper-voted-by-phone").await;
    // Another one leaves without a ballot, and somebody of the same household comes and casts it.
    clerk.post(&format!("/do/s/{session}/leave"), &[("member", &member["0003"].id)]).await.done();
    come("0023").await.done();
    place.sign_in("0023").await.post(&ballot, &[("choice", "for")]).await.done();
    clerk.post(&hand, &[("member", &member["0004"].id)]).await.done();
    // Who is recused keeps the household out, whoever comes for it.
    let interest = [("interest", "亲属"), ("recused", "1")];
    place.chair().await.post(&format!("/do/i/{item}/interest"), &interest).await.done();
    clerk.post(&format!("/do/s/{session}/leave"), &[("member", &member["0002"].id)]).await.done();
    come("0022").await.done();
    place.sign_in("0022").await.post(&ballot, &[("choice", "for")]).await.refused("ballot-recused").await;
    for number in 5..=12 {
        let choice = if number < 11 { "for" } else { "against" };
        let voter = place.sign_in(&format!("{number:04}")).await;
        voter.post(&ballot, &[("choice", choice)]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    place.tellers_count(&vote, [1, 0, 0, 0, 0]).await;
    let (record, verdict) = place.counted(&vote).await;
    assert_eq!((record.counts.eligible, verdict.present, record.counts.left_before_vote), (20, 14, 0));
    let ballots = record.ballots;
    assert_eq!((ballots.in_favour, ballots.against, ballots.issued, ballots.not_cast), (9, 2, 11, 2));
    assert_eq!(record.counts.recused, 1);
    assert!(verdict.passed);
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let page = chair.get(&format!("/v/{vote}")).await;
    assert!(page.contains("应到 20 户，实到 14 户") && page.contains("赞成 9 户"), "{page}");
    place.verifies().await;
}

/// Minutes are put together from the record; the clerk adds notes, who presided signs what is shown, everybody reads them.
async fn minutes_are_made_from_the_record_and_signed_by_another(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let interest = [("interest", "投标人是我的堂兄"), ("recused", "1")];
    place.sign_in(&members[30].1).await.post(&format!("/do/i/{item}/interest"), &interest).await.done();
    let void = place.open_vote(&chair, &session, &item).await;
    chair.post(&format!("/do/v/{void}/void"), &[("reason", "加一条排水沟")]).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    cast(&place, &vote, &members[..20], 20).await;
    let (write, page) = (format!("/do/s/{session}/minutes"), format!("/s/{session}/minutes"));
    clerk.post(&write, &[("notes", "李示四问：为什么不修五组？")]).await.done();
    // The result stands in the minutes only once it was declared.
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    assert!(!clerk.get(&page).await.contains("class=\"numbers\""));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let sign = format!("{write}/sign");
    let seen = |page: &str| Page::of(page).value("seen").unwrap_or_default();
    chair.post(&sign, &[("seen", "x")]).await.refused("session-wrong-phase").await;
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    let shown = chair.get(&page).await;
    for words in
        ["应到", "赞成 20 人", "加一条排水沟", "李示四问", "1 人说明利害关系，其中 1 人回避", "开始表决", "宣布闭会"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    clerk.post(&sign, &[("seen", &seen(&shown))]).await.refused("permit-not-your-role").await;
    chair.post(&format!("{write}/publish"), &[]).await.refused("outcome-not-countersigned").await;
    // One signs what was shown: written over meanwhile, it is read again.
    clerk.post(&write, &[("notes", "李示四问：为什么不修五组？答：列入明年。")]).await.done();
    chair.post(&sign, &[("seen", &seen(&shown))]).await.refused("draft-changed").await;
    // Or it is sent back with a reason, and nobody signs it before it was written anew.
    let back = [("seen", seen(&chair.get(&page).await)), ("reason", "漏了王五的话".to_owned())];
    let back: Vec<_> = back.iter().map(|(name, value)| (*name, value.as_str())).collect();
    chair.post(&format!("{write}/return"), &back).await.done();
    assert!(clerk.get(&page).await.contains("已退回，请修改。原因：漏了王五的话"));
    assert!(
        !place.public(&format!("/c/{}/journal.jsonl", place.community)).await.contains("王五"),
        "a draft is nobody's"
    );
    chair.post(&sign, &[back[0]]).await.refused("draft-sent-back").await;
    clerk.post(&write, &[("notes", "李示四问：为什么不修五组？答：列入明年。王五同意。")]).await.done();
    chair.post(&sign, &[("seen", &seen(&chair.get(&page).await))]).await.done();
    let public = chair.post(&format!("{write}/publish"), &[]).await.done();
    let read = place.public(&public).await;
    for words in ["列入明年", "由会议主持人签字", "赞成 20 人", "村内道路硬化建设承包方案", "表决作废"]
    {
        assert!(read.contains(words), "{words}: {read}");
    }
    assert!(!read.contains("堂兄") && !read.contains("<script"), "who kept out, and why, is not public");
    assert!(place.public(&format!("/c/{}", place.community)).await.contains("会议记录"));
    // A correction is a further revision with its reason; the chair who corrects it does not sign it.
    let correct = [("notes", "答：列入明年计划。"), ("correction", "")];
    clerk.post(&write, &correct).await.refused("session-reason-missing").await;
    chair.post(&write, &[("notes", "答：列入明年计划。"), ("correction", "漏字")]).await.done();
    chair.post(&sign, &[("seen", &seen(&chair.get(&page).await))]).await.refused("outcome-own-countersign").await;
    let supervisor = place.supervisor().await;
    supervisor.post(&sign, &[("seen", &seen(&supervisor.get(&page).await))]).await.done();
    chair.post(&format!("{write}/publish"), &[]).await.done();
    assert!(place.public(&public).await.contains("漏字"));
    assert!(place.public(&format!("{public}/v/1")).await.contains("列入明年。"));
    place.verifies().await;
}
