//! One count for phone, paper and hands: papers over the table, two tellers, and what is published.

use crate::common::{Person, Place, count_form, engines};
use rules::{record::CountRecord, verdict::Reason};

engines!(
    e8_phone_and_paper_are_one_count,
    e9_who_holds_a_paper_does_not_vote_by_phone_and_the_reverse,
    tellers_who_differ_count_again_until_the_chair_orders_it,
    e10_more_papers_than_were_handed_out_void_the_vote,
    e5_invalid_papers_stay_in_the_base_and_blank_ones_abstain,
    hands_in_the_room_and_phones_elsewhere_are_one_count,
    nobody_of_another_role_hands_out_paper_or_counts,
);

async fn record(place: &Place, vote: &str) -> (CountRecord, rules::Verdict) {
    place.counted(vote).await
}

/// Hands papers to so many of the members.
async fn hand_out(place: &Place, vote: &str, members: &[(String, String)]) {
    let clerk = place.clerk().await;
    for (id, _) in members {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
}

/// So many cast for, against, abstain by phone, in this order.
async fn cast(place: &Place, vote: &str, members: &[(String, String)], [f, a, x]: [usize; 3]) {
    let choices = ["for"].repeat(f).into_iter().chain(["against"].repeat(a)).chain(["abstain"].repeat(x));
    for ((_, number), choice) in members.iter().zip(choices) {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", choice)]).await.done();
    }
}

/// Story A: paper 27 = 21-4-2, phone 14 = 12-1-1: 33 for, 5 against, 3 abstain, published by channel.
async fn e8_phone_and_paper_are_one_count(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 41).await;
    let vote = place.open_vote_by(&chair, &session, &item, "named").await;
    hand_out(&place, &vote, &members[..27]).await;
    cast(&place, &vote, &members[27..41], [12, 1, 1]).await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    // The count waits for the paper: nobody sees or declares what the phones said.
    assert_eq!(place.vote(&vote).await.phase.id(), "closed");
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.refused("vote-wrong-phase").await;
    for person in [&chair, &place.sign_in("0012").await, &place.clerk().await] {
        for page in [format!("/v/{vote}"), format!("/s/{session}")] {
            let shown = person.get(&page).await;
            assert!(!shown.contains("class=\"numbers\"") && !shown.contains("赞成 12"), "{shown}");
        }
    }
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(!journal.contains("\\\"phone\\\"") && !journal.contains("in_favour"), "the public chain says nothing yet");
    place.tellers_count(&vote, [21, 4, 1, 1, 0]).await;
    let (record, verdict) = record(&place, &vote).await;
    let ballots = record.ballots;
    assert_eq!((ballots.in_favour, ballots.against, ballots.abstain), (33, 5, 3));
    assert_eq!((ballots.issued, ballots.collected, ballots.not_cast), (41, 41, 0));
    assert!(verdict.passed);
    let both = record.channels.expect("by channel");
    assert_eq!((both.room.in_favour, both.room.abstain, both.phone.in_favour), (21, 2, 12));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let clerk = place.clerk().await;
    let text = [("body", "通过。"), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(
        page.contains("场内（纸票或举手）")
            && page.contains("<td class=\"number\">21</td>")
            && page.contains("<td class=\"number\">12</td>"),
        "{page}"
    );
    assert!(page.contains("赞成 33 人"), "{page}");
    place.verifies().await;
}

async fn e9_who_holds_a_paper_does_not_vote_by_phone_and_the_reverse(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let paper = |way: &str| format!("/do/v/{vote}/paper/{way}");
    let (one, two) = (&members[20], &members[21]);
    let first = place.sign_in(&one.1).await;
    clerk.post(&paper("hand"), &[("member", &one.0)]).await.done();
    clerk.post(&paper("hand"), &[("member", &one.0)]).await.refused("paper-held").await;
    // Named by number, whoever holds one is named back: it may be a wrong digit.
    let page = clerk.post(&paper("hand"), &[("who", &one.1)]).await.refused("paper-held").await;
    let name = place.member(&place.community, &one.1).await.name;
    assert!(page.contains(&format!("{} {name}", one.1)), "{page}");
    let page =
        clerk.post(&format!("/do/s/{session}/check-in"), &[("who", &one.1)]).await.refused("presence-already").await;
    assert!(page.contains(&format!("{} {name}", one.1)), "{page}");
    let ballot = format!("/do/v/{vote}/ballot");
    first.post(&ballot, &[("choice", "for")]).await.refused("paper-handed-out").await;
    assert!(first.get(&format!("/v/{vote}")).await.contains("已经发给您一张纸票"));
    // Spoilt: exchanged, and counted as such. Who holds one does not leave with it.
    clerk.post(&paper("exchange"), &[("member", &one.0)]).await.done();
    clerk.post(&paper("exchange"), &[("member", &two.0)]).await.refused("paper-none-out").await;
    first.post(&format!("/do/s/{session}/leave"), &[]).await.refused("paper-still-out").await;
    first.post(&format!("/do/s/{session}/leave"), &[("paper", "cast")]).await.refused("paper-still-out").await;
    // Given back unused: the phone is free again; then no paper any more.
    clerk.post(&paper("back"), &[("member", &one.0)]).await.done();
    first.post(&ballot, &[("choice", "for")]).await.done();
    clerk.post(&paper("hand"), &[("member", &one.0)]).await.refused("paper-voted-by-phone").await;
    let page = clerk.get(&format!("/v/{vote}/paper?q={}", one.1)).await;
    assert!(page.contains("已经用手机投过票"), "{page}");
    // Somebody who is not in the room gets none; who has put theirs into the box may go, and still counts.
    clerk.post(&paper("hand"), &[("member", &members[40].0)]).await.refused("paper-in-room-only").await;
    clerk.post(&paper("hand"), &[("member", &two.0)]).await.done();
    // The door asks where their paper is, and leads back to itself.
    let leaves = clerk.post(&format!("/do/s/{session}/leave"), &[("member", &two.0)]).await;
    let page = leaves.refused("paper-still-out").await;
    assert!(page.contains("name=\"paper\"") && page.contains("纸票已经投进票箱"), "{page}");
    clerk.post(&format!("/do/s/{session}/leave"), &[("member", &two.0), ("paper", "cast")]).await.done();
    let row = place.vote(&vote).await;
    assert_eq!((row.papers_out, row.papers_spoilt, row.papers_back), (3, 1, 1));
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    clerk.post(&paper("hand"), &[("member", &members[22].0)]).await.refused("vote-closed").await;
    place.tellers_count(&vote, [1, 0, 0, 0, 0]).await;
    let (record, verdict) = record(&place, &vote).await;
    assert_eq!((record.ballots.issued, record.ballots.collected, record.ballots.not_cast), (2, 2, 34));
    assert_eq!((record.ballots.in_favour, verdict.present), (2, 36), "the one who left had cast");
    // What happened to the papers is published with the decision.
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let text = [("body", "没有通过。"), ("responsible", "村民委员会"), ("due", "")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(page.contains("换发污损的纸票 1 张，收回没有用的 1 张") && !page.contains("一共清点了"), "{page}");
    place.verifies().await;
}

async fn tellers_who_differ_count_again_until_the_chair_orders_it(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    hand_out(&place, &vote, &members[20..30]).await;
    let [first, second] = place.tellers().await;
    let address = format!("/do/v/{vote}/count");
    let piles = |piles: [u64; 5]| piles.map(|pile| pile.to_string());
    let (right, wrong) = (piles([7, 2, 1, 0, 0]), piles([6, 3, 1, 0, 0]));
    first.post(&address, &count_form(&right)).await.refused("vote-wrong-phase").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let short =
        [("for", "7"), ("against", "2"), ("abstain", "0"), ("blank", "0"), ("invalid", "0"), ("collected", "10")];
    first.post(&address, &short).await.refused("count-piles").await;
    first.post(&address, &[("for", "sieben"), ("collected", "10")]).await.refused("text-not-a-number").await;
    let silent = [("for", "7"), ("against", "3"), ("collected", "10")];
    first.post(&address, &silent).await.refused("text-empty").await;
    first.post(&address, &count_form(&right)).await.done();
    first.post(&address, &count_form(&right)).await.refused("count-entered").await;
    // The other teller is not shown what the first found.
    assert!(!second.get(&format!("/v/{vote}/count")).await.contains("\"number\">7<"));
    second.post(&address, &count_form(&wrong)).await.done();
    for teller in [&first, &second, &chair] {
        let page = teller.get(&format!("/v/{vote}/count")).await;
        assert!(
            page.contains("第 1 次清点不一致") && page.contains("\"number\">7<") && page.contains("\"number\">6<"),
            "{page}"
        );
    }
    let (order, why) = (format!("/do/v/{vote}/recount"), [("reason", "两次清点不一致")]);
    chair.post(&order, &why).await.refused("vote-wrong-phase").await;
    first.post(&address, &count_form(&right)).await.done();
    second.post(&address, &count_form(&wrong)).await.done();
    first.post(&address, &count_form(&right)).await.refused("count-recount-needed").await;
    assert!(chair.get(&format!("/s/{session}/chair")).await.contains("命令重新清点"));
    chair.post(&order, &[]).await.refused("session-reason-missing").await;
    chair.post(&order, &why).await.done();
    second.post(&address, &count_form(&right)).await.done();
    assert_eq!(place.vote(&vote).await.phase.id(), "closed");
    first.post(&address, &count_form(&right)).await.done();
    assert_eq!(record(&place, &vote).await.0.ballots.in_favour, 7);
    let mut conn = place.db.read().await.expect("a connection");
    assert_eq!(
        server::rows::count::entries(&mut conn, &vote.as_str().into()).await.expect("entries").len(),
        6,
        "all are kept"
    );
    place.verifies().await;
}

/// E10: 30 handed out, 31 in the box: void, sealed, run again.
async fn e10_more_papers_than_were_handed_out_void_the_vote(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    hand_out(&place, &vote, &members[..30]).await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    // That the vote comes to nothing is never a slip of the pen: a teller who enters more is asked, and confirms it.
    let piles = ["20", "8", "3", "0", "0"].map(str::to_owned);
    for number in ["0012", "0013"] {
        let (teller, at) = (place.sign_in(number).await, format!("/do/v/{vote}/count"));
        let page = teller.post(&at, &count_form(&piles)).await.refused("count-more-than-issued").await;
        assert!(page.contains("name=\"differs\" value=\"31\"") && page.contains("value=\"31\""), "{page}");
        let confirmed = [&count_form(&piles)[..], &[("differs", "31")]].concat();
        teller.post(&at, &confirmed).await.done();
    }
    assert_eq!(place.vote(&vote).await.phase.id(), "void");
    let (sealed, verdict) = record(&place, &vote).await;
    assert_eq!((sealed.ballots.issued, sealed.ballots.collected), (30, 31));
    assert_eq!((verdict.reason, verdict.passed), (Reason::BallotsExceedIssued, false));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.refused("vote-wrong-phase").await;
    let page = place.sign_in(&members[0].1).await.get(&format!("/v/{vote}")).await;
    assert!(page.contains("收回的票多于发出的票") && !page.contains("class=\"numbers\""), "{page}");
    let again = place.open_vote(&chair, &session, &item).await;
    assert_eq!((place.vote(&again).await.round, place.vote(&again).await.revision), (2, 1));
    chair.post(&format!("/do/v/{again}/close"), &[]).await.done();
    place.verifies().await;
}

/// E5: 39 present, 19 for, 15 against, 2 abstain (one of them blank), 3 invalid: fails, for 19 is not more than half of 39.
async fn e5_invalid_papers_stay_in_the_base_and_blank_ones_abstain(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 39).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    hand_out(&place, &vote, &members[..39]).await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    place.tellers_count(&vote, [19, 15, 1, 1, 3]).await;
    let (record, verdict) = record(&place, &vote).await;
    assert_eq!((record.ballots.abstain, record.ballots.invalid), (2, 3));
    assert_eq!((verdict.reason, verdict.required_for, verdict.base), (Reason::MajorityNotMet, 20, 39));
    place.verifies().await;
}

/// Those in the room raise a hand, those elsewhere cast by phone at the same time.
async fn hands_in_the_room_and_phones_elsewhere_are_one_count(place: Place) {
    let chair = place.chair().await;
    place.give_basis().await;
    let (session, item, members) = place.open_with(&chair, 27).await;
    for (_, number) in &members[27..41] {
        place.sign_in(number).await.post(&format!("/do/s/{session}/online"), &[]).await.done();
    }
    let vote = place.open_vote_by(&chair, &session, &item, "hands").await;
    let ballot = format!("/do/v/{vote}/ballot");
    let here = place.sign_in(&members[20].1).await;
    here.post(&ballot, &[("choice", "for")]).await.refused("ballot-hands-in-room").await;
    let clerk = place.clerk().await;
    let hand = format!("/do/v/{vote}/paper/hand");
    clerk.post(&hand, &[("member", &members[20].0)]).await.refused("paper-by-hands").await;
    cast(&place, &vote, &members[27..41], [12, 1, 1]).await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let address = format!("/do/v/{vote}/count");
    let first = place.sign_in("0012").await;
    let short = [("for", "21"), ("against", "4"), ("abstain", "1"), ("idle", "0")];
    first.post(&address, &short).await.refused("count-hands").await;
    for number in ["0012", "0013"] {
        let found = [("for", "21"), ("against", "3"), ("abstain", "1"), ("idle", "2")];
        place.sign_in(number).await.post(&address, &found).await.done();
    }
    let (record, verdict) = record(&place, &vote).await;
    let ballots = record.ballots;
    assert_eq!((ballots.in_favour, ballots.against, ballots.abstain, ballots.not_cast), (33, 4, 2, 2));
    assert_eq!((ballots.issued, ballots.collected, verdict.present), (39, 39, 41));
    assert!(verdict.passed);
    place.verifies().await;
}

async fn nobody_of_another_role_hands_out_paper_or_counts(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let (hand, count) = (format!("/do/v/{vote}/paper/hand"), format!("/do/v/{vote}/count"));
    let role = "permit-not-your-role";
    let (resident, clerk) = (place.sign_in(&members[30].1).await, place.clerk().await);
    let refuse = async |person: &Person, path: &str, form: &[(&str, &str)]| {
        let answer = person.post(path, form).await;
        assert!(!answer.is_done(), "{path}");
        assert!(answer.location.contains("form="), "{role}");
    };
    for person in [&resident, &chair, &place.sign_in("0012").await] {
        refuse(person, &hand, &[("member", &members[3].0)]).await;
        assert_eq!(person.status(&format!("/v/{vote}/paper")).await, 403);
    }
    clerk.post(&hand, &[("member", &members[3].0)]).await.done();
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    for person in [&resident, &clerk, &chair] {
        refuse(person, &count, &[("for", "1"), ("collected", "1")]).await;
    }
    assert_eq!(resident.status(&format!("/v/{vote}/count")).await, 403);
    for way in ["close", "void", "recount", "extend", "declare"] {
        refuse(&clerk, &format!("/do/v/{vote}/{way}"), &[("reason", "说明原因"), ("minutes", "5")]).await;
    }
    assert_eq!(place.vote(&vote).await.phase.id(), "closed");
}
