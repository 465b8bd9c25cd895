//! The live room without a socket: threads, moderation, the floor, roll-calls, and items that end without a vote.

use crate::common::{BASE, Person, Place, engines};

engines!(
    a_proposal_goes_from_the_thread_to_the_vote,
    who_may_post_is_told_why_not,
    what_the_chair_hides_is_in_the_open_and_can_be_appealed,
    the_floor_goes_round_by_the_rules,
    a_roll_call_marks_who_does_not_answer_as_left,
    an_item_ends_without_a_vote_and_is_published,
    the_same_key_with_another_text_asks_once,
    text_of_any_kind_is_shown_and_does_no_harm,
);

fn after<'a>(to: &'a str, mark: &str) -> &'a str {
    to.split(mark).nth(1).expect("an id")
}

async fn propose(person: &Person, item: &str, title: &str, body: &str) -> String {
    let to = person.post(&format!("/do/i/{item}/propose"), &[("title", title), ("body", body)]).await.done();
    after(&to, "#proposal-").to_owned()
}

async fn say(person: &Person, item: &str, body: &str) -> String {
    let to = person.post(&format!("/do/i/{item}/remark"), &[("body", body)]).await.done();
    after(&to, "#remark-").to_owned()
}

async fn a_proposal_goes_from_the_thread_to_the_vote(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let author = place.sign_in(&members[11].1).await;
    let other = place.sign_in(&members[12].1).await;

    // What was typed is shown as it would look, and nothing is sent.
    let typed = [("title", "改用沥青"), ("body", "# 方案\n\n预算 **20** 万元"), ("form", "markdown"), ("preview", "1")];
    let answer = author.post(&format!("/do/i/{item}/propose"), &typed).await;
    let page = author.get(&answer.location).await;
    assert!(page.contains("<h3>方案</h3>") && page.contains("value=\"改用沥青\""), "{page}");
    assert!(!other.get(&format!("/i/{item}/thread")).await.contains("改用沥青"));

    let proposal = propose(&author, &item, "改用沥青", "预算 20 万元。").await;
    let at = format!("/do/p/{proposal}");
    other.post(&format!("{at}/second"), &[]).await.done();
    other.post(&format!("{at}/second"), &[]).await.refused("thread-already-seconded").await;
    author.post(&format!("{at}/second"), &[]).await.refused("thread-own-second").await;
    let revised = [("title", "改用沥青"), ("body", "预算 25 万元。"), ("base", "1")];
    other.post(&format!("{at}/revise"), &revised).await.refused("thread-not-author").await;
    author.post(&format!("{at}/revise"), &revised).await.done();
    author.post(&format!("{at}/revise"), &revised).await.refused("vote-text-changed").await;
    let page = other.get(&format!("/p/{proposal}")).await;
    assert!(page.contains("<del>20</del><ins>25</ins>"), "{page}");
    assert!(other.get(&format!("/i/{item}/thread")).await.contains("附议（1）"));

    // The chair puts the first revision to the vote: it becomes the text, and the proposal no longer changes.
    author.post(&format!("{at}/put"), &[("revision", "1")]).await.refused("permit-not-your-role").await;
    chair.post(&format!("{at}/put"), &[("revision", "3")]).await.refused("vote-text-changed").await;
    chair.post(&format!("{at}/put"), &[("revision", "1")]).await.done();
    author.post(&format!("{at}/withdraw"), &[]).await.refused("thread-proposal-closed").await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let page = other.get(&format!("/v/{vote}")).await;
    assert!(page.contains("预算 20 万元。") && !page.contains("25 万元"), "{page}");
    // While ballots are cast nothing else is proposed, and what is said may go on.
    let late = [("title", "再等等"), ("body", "明年再说")];
    author.post(&format!("/do/i/{item}/propose"), &late).await.refused("thread-voting").await;
    say(&author, &item, "请大家看清楚再投。").await;

    let second = propose_after_close(&place, &chair, &author, &vote, &item).await;
    author.post(&format!("/do/p/{second}/withdraw"), &[]).await.done();
    assert!(author.get(&format!("/p/{second}")).await.contains("已撤回"));
    // The public journal names neither authors nor texts.
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    for act in ["proposal.made", "proposal.seconded", "proposal.revised", "proposal.put", "remark.made"] {
        assert!(journal.contains(act), "{act}");
    }
    assert!(!journal.contains("请大家看清楚") && !journal.contains(&members[11].0), "{journal}");
    place.verifies().await;
}

async fn propose_after_close(place: &Place, chair: &Person, author: &Person, vote: &str, item: &str) -> String {
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    place.after_minutes(1);
    propose(author, item, "第二次方案", "分两年做。").await
}

async fn who_may_post_is_told_why_not(place: Place) {
    let chair = place.chair().await;
    let (session, item) = place.announced(&chair).await;
    let resident = place.resident().await;
    let remark = format!("/do/i/{item}/remark");
    let words = [("body", "我有话说")];
    let page = resident.post(&remark, &words).await.refused("session-not-begun").await;
    assert!(page.contains("会议还没有开始"), "{page}");
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    resident.post(&remark, &words).await.refused("thread-not-here").await;
    let page = resident.get(&format!("/i/{item}/thread")).await;
    assert!(page.contains("请先签到，再发言。") && !page.contains("data-send"), "{page}");
    // Observers have no vote and may speak.
    resident.post(&format!("/do/s/{session}/online"), &[]).await.done();
    let first = say(&resident, &item, "我有话说").await;
    let long = "字".repeat(2001);
    resident.post(&remark, &[("body", &long)]).await.refused("text-too-long").await;

    // Two levels: one answers a remark, never an answer.
    let to = resident.post(&remark, &[("body", "补充一句"), ("parent", &first)]).await.done();
    let answer = after(&to, "#remark-").to_owned();
    resident.post(&remark, &[("body", "再补充"), ("parent", &answer)]).await.refused("thread-no-third-level").await;
    let page = resident.get(&format!("/i/{item}/thread?answer={first}")).await;
    assert!(page.contains("name=\"parent\"") && page.contains("回应李示四"), "{page}");
    chair.post(&format!("/do/r/{first}/answered"), &[]).await.done();
    assert!(resident.get(&format!("/i/{item}/thread")).await.contains("已答复"));
    resident.post(&format!("/do/r/{first}/answered"), &[]).await.refused("permit-not-your-role").await;

    // A pause between posts, and a lock with its reason; the chair keeps the order and is not held back by it.
    let order = format!("/do/i/{item}/order");
    chair.post(&order, &[("pause", "60")]).await.done();
    resident.post(&remark, &words).await.refused("thread-too-soon").await;
    say(&chair, &item, "请大家轮流。").await;
    place.after_minutes(1);
    say(&resident, &item, "好的").await;
    chair.post(&order, &[("pause", "601")]).await.refused("text-not-offered").await;
    chair.post(&order, &[("locked", "1")]).await.refused("session-reason-missing").await;
    chair.post(&order, &[("locked", "1"), ("reason", "准备表决")]).await.done();
    place.after_minutes(2);
    resident.post(&remark, &words).await.refused("thread-locked").await;
    resident.post(&order, &[]).await.refused("permit-not-your-role").await;
    place.verifies().await;
}

async fn what_the_chair_hides_is_in_the_open_and_can_be_appealed(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let author = place.sign_in(&members[11].1).await;
    let remark = say(&author, &item, "某某人是骗子").await;
    let hide = format!("/do/r/{remark}/hide");
    chair.post(&hide, &[]).await.refused("session-reason-missing").await;
    author.post(&hide, &[("reason", "说明原因")]).await.refused("permit-not-your-role").await;
    let to = chair.post(&hide, &[("reason", "人身攻击")]).await.done();
    let hiding = after(&to, "/hidden#").to_owned();
    chair.post(&hide, &[("reason", "人身攻击")]).await.refused("thread-already-hidden").await;

    // Everybody reads the reason and the fingerprint; the text is gone from every page but the supervisors' and, on the
    // list of what is hidden, its author's.
    let hidden = format!("/s/{session}/hidden");
    let own = author.get(&hidden).await;
    assert!(own.contains("骗子") && own.contains("看您写的原文") && !own.contains("看原文（仅监督委员会）"), "{own}");
    let resident = place.resident().await;
    for page in [format!("/i/{item}/thread"), format!("/r/{remark}"), hidden.clone()] {
        for person in [&resident, &chair] {
            let page = person.get(&page).await;
            assert!(page.contains("人身攻击") && page.contains("核验码") && !page.contains("骗子"), "{page}");
        }
    }
    let supervisor = place.supervisor().await;
    assert!(supervisor.get(&hidden).await.contains("骗子"));
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("人身攻击") && journal.contains("fingerprint") && !journal.contains("骗子"), "{journal}");

    let answer = format!("/do/h/{hiding}/answer");
    supervisor.post(&answer, &[("decision", "uphold"), ("answer", "x")]).await.refused("thread-no-appeal").await;
    author.post(&answer, &[("decision", "undo"), ("answer", "x")]).await.refused("permit-not-your-role").await;
    let appeal = format!("/do/h/{hiding}/appeal");
    let other = place.sign_in(&members[12].1).await;
    other.post(&appeal, &[("appeal", "我替他申诉")]).await.refused("thread-appeal-of-author").await;
    author.post(&appeal, &[("appeal", "")]).await.refused("text-empty").await;
    author.post(&appeal, &[("appeal", "说的是公司，不是人")]).await.done();
    author.post(&appeal, &[("appeal", "再申诉")]).await.refused("thread-appeal-made").await;
    // What an appeal says may tell who wrote it: the supervisors read it, the room sees that there is one.
    assert!(!chair.get(&hidden).await.contains("说的是公司"));
    assert!(supervisor.get(&hidden).await.contains("说的是公司"));
    supervisor.post(&answer, &[("decision", "undo"), ("answer", "不是人身攻击")]).await.done();
    let page = chair.get(&format!("/i/{item}/thread")).await;
    assert!(page.contains("骗子"), "{page}");
    assert!(chair.get(&hidden).await.contains("监督委员会已恢复"), "the row stays");
    // What the supervisors have shown again stays shown.
    chair.post(&hide, &[("reason", "辱骂")]).await.refused("thread-appeal-made").await;
    place.verifies().await;
}

async fn the_floor_goes_round_by_the_rules(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let hand = format!("/do/s/{session}/hand");
    let floor = |step: &str| format!("/do/s/{session}/floor/{step}");
    let mut people = Vec::new();
    for (_, number) in &members[11..14] {
        people.push(place.sign_in(number).await);
    }
    let [first, second, third] = &people[..] else { panic!("three") };
    first.post(&hand, &[("side", "for")]).await.refused("speech-no-item").await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    assert!(first.get(&format!("/s/{session}")).await.contains("正在讨论"));
    first.post(&hand, &[]).await.refused("text-not-offered").await;
    chair.post(&floor("next"), &[]).await.refused("speech-nobody-waits").await;

    first.post(&hand, &[("side", "for")]).await.done();
    place.after_minutes(1);
    second.post(&hand, &[("side", "for")]).await.done();
    third.post(&hand, &[("side", "against")]).await.done();
    first.post(&hand, &[("side", "for")]).await.refused("speech-hand-raised").await;
    // For and against in turn: the third, who asked last, speaks second.
    let speaking = |page: String| page.split("正在发言").next().unwrap_or_default().to_owned();
    for number in [&members[11].1, &members[13].1, &members[12].1] {
        chair.post(&floor("next"), &[]).await.done();
        let name = place.member(&place.community, number).await.name;
        let page = speaking(chair.get(&format!("/s/{session}/chair")).await);
        assert!(page.contains(&name), "{name}");
        place.after_minutes(1);
    }
    chair.post(&floor("warn"), &[]).await.done();
    assert!(second.get(&format!("/s/{session}")).await.contains("时间快到了"));
    chair.post(&floor("stop"), &[]).await.done();
    chair.post(&floor("stop"), &[]).await.refused("speech-nobody-waits").await;
    assert!(!first.post(&floor("next"), &[]).await.is_done());

    // Two turns on an item, whichever side.
    first.post(&hand, &[("side", "other")]).await.done();
    first.post(&hand, &[("hand", "down")]).await.done();
    first.post(&hand, &[("hand", "down")]).await.refused("speech-hand-not-raised").await;
    first.post(&hand, &[("side", "other")]).await.done();
    chair.post(&floor("next"), &[]).await.done();
    // Who is done early gives the floor back.
    first.post(&hand, &[("hand", "down")]).await.done();
    first.post(&hand, &[("side", "for")]).await.refused("speech-turns-used").await;

    // The hall's screen shows who speaks and signs nobody in.
    second.post(&hand, &[("side", "for")]).await.done();
    chair.post(&floor("next"), &[]).await.done();
    let page = chair.get(&format!("/s/{session}/screen")).await;
    let name = place.member(&place.community, &members[12].1).await.name;
    assert!(page.contains(&name) && page.contains("room-code.svg") && !page.contains("/slip/"), "{page}");
    assert_eq!(first.status(&format!("/s/{session}/screen")).await, 403);

    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "10")]).await.done();
    assert!(first.get(&format!("/s/{session}")).await.contains("会议暂停"));
    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "61")]).await.refused("text-bad-minutes").await;
    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "0")]).await.done();
    assert!(!first.get(&format!("/s/{session}")).await.contains("会议暂停"));
    // In a pause nobody posts, raises a hand, is given the floor or votes; it ends by itself.
    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "5")]).await.done();
    third.post(&format!("/do/i/{item}/remark"), &[("body", "x")]).await.refused("session-paused").await;
    third.post(&hand, &[("side", "for")]).await.refused("session-paused").await;
    chair.post(&floor("next"), &[]).await.refused("session-paused").await;
    chair.post(&format!("/do/i/{item}/open-vote"), &[]).await.refused("session-paused").await;
    place.after_minutes(5);
    third.post(&hand, &[("side", "for")]).await.done();
    chair.post(&floor("next"), &[]).await.done();
    // Whoever leaves gives the floor back; a vote that opens ends every turn.
    third.post(&format!("/do/s/{session}/leave"), &[]).await.done();
    assert!(first.get(&format!("/s/{session}")).await.contains("现在没有人发言"));
    place.open_vote(&chair, &session, &item).await;
    chair.post(&floor("next"), &[]).await.refused("thread-voting").await;
    place.verifies().await;
}

async fn a_roll_call_marks_who_does_not_answer_as_left(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 40).await;
    let answer = format!("/do/s/{session}/roll-call/answer");
    let call = |step: &str| format!("/do/s/{session}/roll-call/{step}");
    let phone = place.sign_in(&members[11].1).await;
    phone.post(&answer, &[]).await.refused("roll-call-none").await;
    chair.post(&call("end"), &[]).await.refused("roll-call-none").await;
    chair.post(&call("begin"), &[]).await.done();
    chair.post(&call("begin"), &[]).await.refused("roll-call-runs").await;
    phone.post(&answer, &[]).await.done();
    phone.post(&answer, &[]).await.refused("roll-call-answered").await;
    let unverified = place.sign_in_unverified(&members[12].1).await;
    unverified.post(&answer, &[]).await.refused("ballot-login-unverified").await;
    // Who is present is being found out: no vote opens meanwhile.
    chair.post(&format!("/do/i/{item}/open-vote"), &[]).await.refused("roll-call-runs").await;
    // The clerk answers for those in the room who hold paper, and for nobody who is not there.
    for (id, _) in members[..37].iter().filter(|(id, _)| *id != members[11].0) {
        clerk.post(&answer, &[("member", id)]).await.done();
    }
    assert!(!phone.post(&answer, &[("member", &members[38].0)]).await.is_done());
    clerk.post(&answer, &[("member", &members[45].0)]).await.refused("presence-not-present").await;
    assert!(clerk.get(&format!("/s/{session}/roll-call")).await.contains("40 人中 37 人已回应"));
    chair.post(&call("end"), &[]).await.refused("roll-call-too-soon").await;
    place.after_minutes(2);
    chair.post(&call("end"), &[]).await.done();
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains("应到 52，实到 37"), "{page}");
    // Under open ballots nobody is counted out.
    let vote = place.open_vote(&chair, &session, &item).await;
    chair.post(&call("begin"), &[]).await.refused("session-vote-still-open").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    place.verifies().await;
}

async fn an_item_ends_without_a_vote_and_is_published(place: Place) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let mut items = Vec::new();
    for title in ["听取报告", "形成共识", "延期", "转交"] {
        items.push(place.add_item(&chair, &session, title, "public_affairs").await);
    }
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    place.on_the_evening();
    let end = |item: &str| format!("/do/i/{item}/end");
    let heard = [("kind", "heard"), ("body", "听取了上季度收支报告。")];
    chair.post(&end(&items[0]), &heard).await.refused("session-not-begun").await;
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let publish = |item: &str| format!("/do/i/{item}/end/publish");
    chair.post(&publish(&items[0]), &[]).await.refused("session-wrong-phase").await;
    chair.post(&end(&items[0]), &[("kind", "heard")]).await.refused("text-empty").await;
    chair.post(&end(&items[0]), &[("body", "x")]).await.refused("text-not-offered").await;
    chair.post(&end(&items[0]), &heard).await.done();
    chair.post(&end(&items[0]), &heard).await.refused("thread-item-ended").await;
    // What is settled is not voted on, nor written on.
    chair.post(&format!("/do/i/{}/open-vote", items[0]), &[]).await.refused("thread-item-ended").await;
    let text = [("title", "x"), ("body", "y"), ("base", "1")];
    chair.post(&format!("/do/i/{}/text", items[0]), &text).await.refused("thread-item-ended").await;
    let consensus = [("kind", "consensus"), ("body", "大家同意每月公布。"), ("dissent", "一人认为应每周公布。")];
    chair.post(&end(&items[1]), &consensus).await.done();
    let off = |due: &'static str| [("kind", "put_off"), ("body", "材料不全。"), ("due", due)];
    chair.post(&end(&items[2]), &off("2026-03-16")).await.refused("session-time-past").await;
    chair.post(&end(&items[2]), &off("2026-04-01")).await.done();
    let to = |body: &'static str| [("kind", "referred"), ("body", "应由村民会议决定。"), ("referred", body)];
    chair.post(&end(&items[3]), &to("")).await.refused("text-not-offered").await;
    chair.post(&end(&items[3]), &to("villager_assembly")).await.done();
    let clerk = place.clerk().await;
    clerk.post(&publish(&items[1]), &[]).await.refused("permit-not-your-role").await;
    for item in &items {
        chair.post(&publish(item), &[]).await.done();
        chair.post(&publish(item), &[]).await.refused("outcome-already-published").await;
    }
    let public = |item: &str| format!("/c/{}/ending/{item}", place.community);
    for (item, shown) in
        items.iter().zip(["听取了上季度", "一人认为应每周公布", "延期到 2026年4月1日（周三）", "转交：村民会议"])
    {
        let page = place.public(&public(item)).await;
        assert!(page.contains(shown) && !page.contains("<script"), "{shown} in {page}");
        assert!(place.public(&format!("{}.json", public(item))).await.contains("\"kind\""));
    }
    assert!(place.public(&format!("/c/{}", place.community)).await.contains("形成共识"));
    // The notice leads to what the session came to.
    let notice = place.public(&format!("/c/{}/notice/{session}", place.community)).await;
    assert!(notice.contains("会议结果"), "{notice}");
    for item in &items {
        assert!(notice.contains(&format!("href=\"{}\"", public(item))), "{notice}");
    }
    place.verifies().await;
}

/// The same key and the same text: the first answer. Another text: one question, and then it is another submission.
async fn the_same_key_with_another_text_asks_once(place: Place) {
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    let person = place.sign_in(&members[11].1).await;
    let remark = format!("/do/i/{item}/remark");
    let first = person.post(&remark, &[("body", "第一句"), ("key", "k-1")]).await.done();
    assert_eq!(person.post(&remark, &[("body", "第一句"), ("key", "k-1")]).await.done(), first);
    let page = person.post(&remark, &[("body", "第二句"), ("key", "k-1")]).await.refused("form-key-other-text").await;
    assert!(page.contains("第二句") && !page.contains("value=\"k-1\""), "kept, with a fresh key: {page}");
    let key = page.split("name=\"key\" value=\"").last().and_then(|rest| rest.split('"').next()).expect("a key");
    let second = person.post(&remark, &[("body", "第二句"), ("key", key)]).await.done();
    assert_ne!(first, second);
    let page = person.get(&format!("/i/{item}/thread")).await;
    assert_eq!((page.matches("第一句").count(), page.matches("第二句").count()), (1, 1), "{page}");
    // The island is told in a status, and never takes another page for an acknowledgement.
    let island = [("origin", BASE), ("x-yishi-live", "1")];
    assert_eq!(person.post_from(&remark, &[("body", "由岛发出")], &island).await.status, 200);
    let refused = person.post_from(&remark, &[("body", " ")], &island).await;
    assert!(refused.status == 409 && refused.body.contains("form="), "{}", refused.body);
    assert_eq!(place.nobody().post_from(&remark, &[("body", "x")], &island).await.status, 401);
}

async fn text_of_any_kind_is_shown_and_does_no_harm(place: Place) {
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    let person = place.sign_in(&members[11].1).await;
    let wild = "👩‍👩‍👧 ＡＢＣ １２３ שלום <script>alert(1)</script> <form action=/x><input name=y></form> ![x](http://e/x.png) \
                [来](javascript:alert(1)) [网](https://example.org)";
    say(&person, &item, wild).await;
    let long = "长".repeat(9_990);
    propose(&person, &item, &"题".repeat(120), &long).await;
    let too_long = [("title", "题".repeat(121)), ("body", "x".to_owned())];
    let too_long: Vec<_> = too_long.iter().map(|(name, text)| (*name, text.as_str())).collect();
    person.post(&format!("/do/i/{item}/propose"), &too_long).await.refused("text-too-long").await;
    let page = person.get(&format!("/i/{item}/thread")).await;
    for bad in ["<script>alert", "<img src=\"http", "href=\"javascript:", "<input name=y", "<input name=\"y\""] {
        assert!(!page.contains(bad), "{bad}");
    }
    assert!(
        page.contains("👩‍👩‍👧")
            && page.contains("ＡＢＣ")
            && page.contains("nofollow noopener ugc")
            && page.contains(&long)
    );
}
