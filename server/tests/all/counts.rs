//! Counts and acts that cannot go wrong by a slip (issue 16, B6–B8): empty fields, another count, the right time, the voted text.

use crate::common::{Page, Person, Place, count_form, engines};

engines!(
    b6_an_empty_field_is_no_nought,
    b6_another_number_of_papers_is_asked_once_more_of_both,
    b6_an_accepted_count_is_made_anew_until_it_is_declared,
    b6_a_secret_count_is_made_anew_where_no_few_are_told_by_it,
    b6_a_number_that_is_not_said_changes_nothing,
    b6_a_form_that_comes_too_late_is_kept_nowhere,
    b7_nothing_is_opened_or_voted_on_before_its_time,
    b7_a_decision_is_read_beside_the_text_that_was_voted_on,
    b7_days_and_sums_are_held_against_what_was_decided,
);

const REASON: [(&str, &str); 1] = [("reason", "票箱底下还有票")];

fn piles(piles: [u64; 5]) -> [String; 5] {
    piles.map(|pile| pile.to_string())
}

/// Two tellers who send an empty form end nothing: each field asks to be filled in, and what was typed stands there again.
async fn b6_an_empty_field_is_no_nought(place: Place) {
    let (_, tellers, vote) = place.closed_with("named", 10, 2).await;
    let at = format!("/do/v/{vote}/count");
    for teller in &tellers {
        let page = teller.post(&at, &[]).await.refused("text-empty").await;
        assert_eq!(
            Page::of(&page).form("/count").refusal("collected").as_deref(),
            Some("请填写。"),
            "beside the field: {page}"
        );
        let page = teller.post(&at, &[("collected", "10"), ("for", "9"), ("against", " ")]).await;
        let page = page.refused("text-empty").await;
        let read = Page::of(&page);
        let form = read.form("/count");
        assert_eq!(
            (form.refusal("against").as_deref(), form.value("for").as_deref()),
            (Some("请填写。"), Some("9")),
            "{page}"
        );
        // Each empty field says so, not the first alone; what was filled in is not complained about.
        for (field, empty) in
            [("collected", false), ("for", false), ("abstain", true), ("blank", true), ("invalid", true)]
        {
            assert_eq!(form.refusal(field).is_some(), empty, "{field}: {page}");
        }
        // Also where another field is refused for what stands in it.
        let page = teller.post(&at, &[("collected", "x"), ("for", "9")]).await.refused("text-not-a-number").await;
        let refused =
            ["collected", "invalid", "for"].map(|field| Page::of(&page).form("/count").refusal(field).is_some());
        assert_eq!(refused, [true, true, false], "{page}");
        assert!(page.contains("required"), "the browser asks first");
    }
    assert_eq!(place.vote(&vote).await.phase.id(), "closed");
    // Noughts that are said are a count.
    let none = piles([0, 0, 0, 0, 0]);
    for teller in &tellers {
        teller.post(&at, &[&count_form(&none)[..], &[("differs", "0")]].concat()).await.done();
    }
    assert_eq!(place.vote(&vote).await.phase.id(), "counted");
}

/// Eight papers of ten: both tellers are asked, each for the number that they found.
async fn b6_another_number_of_papers_is_asked_once_more_of_both(place: Place) {
    let (_, tellers, vote) = place.closed_with("named", 10, 2).await;
    let (at, found) = (format!("/do/v/{vote}/count"), piles([5, 2, 1, 0, 0]));
    for teller in &tellers {
        let page = teller.post(&at, &count_form(&found)).await.refused("count-fewer-than-issued").await;
        assert!(page.contains("name=\"differs\" value=\"8\"") && page.contains("发出 10 张"), "{page}");
        // A tick for another number does not answer the question.
        let other = [&count_form(&found)[..], &[("differs", "9")]].concat();
        teller.post(&at, &other).await.refused("count-fewer-than-issued").await;
        teller.post(&at, &[&count_form(&found)[..], &[("differs", "8")]].concat()).await.done();
    }
    let (record, _) = place.counted(&vote).await;
    assert_eq!((record.ballots.issued, record.ballots.collected, record.ballots.in_favour), (12, 10, 5));
    place.verifies().await;
}

/// Both tellers took one pile for the other. Until the chair declares, the room is counted again, for a reason that everybody
/// reads; record and verdict are made anew, the first count stays in the journal, and nobody but the chair saw a result.
async fn b6_an_accepted_count_is_made_anew_until_it_is_declared(place: Place) {
    let (chair, tellers, vote) = place.closed_with("named", 30, 2).await;
    let (at, order) = (format!("/do/v/{vote}/count"), format!("/do/v/{vote}/recount"));
    place.tellers_count(&vote, [8, 22, 0, 0, 0]).await;
    let (wrong, verdict) = place.counted(&vote).await;
    assert!(!verdict.passed && wrong.ballots.against == 24);
    let session = place.vote(&vote).await.session;
    let desk = chair.get(&format!("/s/{session}/chair")).await;
    assert!(desk.contains(&format!("action=\"{order}\"")) && desk.contains("宣布结果"), "{desk}");
    assert!(desk.contains("现在还可以重新清点") && !desk.contains("不能重新清点"), "{desk}");
    for person in [&tellers[0], &place.clerk().await] {
        let answer = person.post(&order, &REASON).await;
        assert!(!answer.is_done(), "only the chair orders");
    }
    chair.post(&order, &[]).await.refused("session-reason-missing").await;
    chair.post(&order, &[("reason", "请问 13812345678")]).await.refused("masking-mobile").await;
    chair.post(&order, &REASON).await.done();
    let again = tellers[0].get(&format!("/v/{vote}/count")).await;
    assert!(again.contains("这一次不作数") && again.contains(REASON[0].1) && !again.contains("已接受"), "{again}");
    let row = place.vote(&vote).await;
    assert_eq!((row.phase.id(), row.record, row.verdict, row.recounts), ("closed", None, None, 1));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.refused("vote-wrong-phase").await;
    chair.post(&format!("/do/v/{vote}/void"), &REASON).await.refused("vote-result-known").await;
    place.verifies().await;
    place.tellers_count(&vote, [22, 8, 0, 0, 0]).await;
    let (record, verdict) = place.counted(&vote).await;
    assert!(verdict.passed);
    assert_eq!((record.ballots.in_favour, record.ballots.against), (22, 10), "the phones count as they did");
    // The tellers see which count stands, which does not any more, and why they counted again.
    let page = tellers[0].get(&format!("/v/{vote}/count")).await;
    assert!(page.contains("第 2 次清点一致，已接受") && !page.contains("第 1 次清点一致，已接受"), "{page}");
    assert!(
        page.contains("第 1 次清点一致，后来主持人命令重新清点，这一次不作数") && page.contains(REASON[0].1),
        "{page}"
    );
    let resident = place.sign_in(&place.seated().await[33].1).await;
    assert!(!resident.get(&format!("/v/{vote}")).await.contains("class=\"numbers\""));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    chair.post(&order, &REASON).await.refused("vote-wrong-phase").await;
    tellers[0].post(&at, &count_form(&piles([1, 29, 0, 0, 0]))).await.refused("count-over").await;
    // Every entry is kept; journal, minutes and the published decision say that and why it was counted again.
    let entries =
        server::rows::count::entries(&mut place.db.read().await.expect("a connection"), &vote.as_str().into()).await;
    assert_eq!(entries.expect("entries").len(), 4);
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("count.ordered") && journal.contains("superseded\\\":true"), "{journal}");
    assert_eq!(journal.matches("\"act\":\"vote.counted\"").count(), 2);
    let clerk = place.clerk().await;
    let minutes = clerk.get(&format!("/s/{session}/minutes")).await;
    assert!(minutes.contains("命令重新清点") && minutes.contains(REASON[0].1), "{minutes}");
    let text = [("body", "通过。"), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(page.contains(&format!("主持人命令重新清点：{}", REASON[0].1)), "{page}");
    // What was counted is named: papers apart from phones.
    for (what, number) in [("场内发出（纸票或举手）", 30), ("场内收回（纸票或举手）", 30), ("手机投出", 2)]
    {
        assert!(page.contains(&format!("{what}</th><td class=\"number\">{number}<")), "{what}: {page}");
    }
    place.verifies().await;
}

/// Of a secret vote the room can be counted again too; of few on a channel what that would need is not kept.
async fn b6_a_secret_count_is_made_anew_where_no_few_are_told_by_it(place: Place) {
    let (chair, _, vote) = place.closed_with("secret", 6, 7).await;
    place.tellers_count(&vote, [0, 6, 0, 0, 0]).await;
    chair.post(&format!("/do/v/{vote}/recount"), &REASON).await.done();
    assert_eq!(place.vote(&vote).await.phase.id(), "closed");
    place.tellers_count(&vote, [6, 0, 0, 0, 0]).await;
    let (record, _) = place.counted(&vote).await;
    assert_eq!((record.ballots.in_favour, record.ballots.against, record.channels), (6, 7, None));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    // Of a secret vote the channels are published together, and the words say so.
    let page = chair.get(&format!("/v/{vote}")).await;
    assert!(page.contains("发出的票（纸票和手机票合计）</th><td class=\"number\">13<"), "{page}");
    let mut conn = place.db.read().await.expect("a connection");
    let left = server::rows::count::entries(&mut conn, &vote.as_str().into()).await.expect("entries").len();
    assert_eq!((left, server::rows::count::closing(&mut conn, &vote.as_str().into()).await.expect("read")), (0, None));
    place.verifies().await;
    // The next vote: three papers only.
    let session = place.vote(&vote).await.session;
    let item = place.vote(&vote).await.item;
    let text = [("title", "议题"), ("body", "改过"), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    let few = place.open_vote_by(&chair, &session, &item, "secret").await;
    let clerk = place.clerk().await;
    for (id, _) in &place.seated().await[..3] {
        clerk.post(&format!("/do/v/{few}/paper/hand"), &[("member", id)]).await.done();
    }
    chair.post(&format!("/do/v/{few}/close"), &[("few", "1")]).await.done();
    place.tellers_count(&few, [3, 0, 0, 0, 0]).await;
    chair.post(&format!("/do/v/{few}/recount"), &REASON).await.refused("count-settled").await;
    assert_eq!(server::rows::count::closing(&mut conn, &few.as_str().into()).await.expect("read"), None);
    // Why not is said beside the button that declares, and to the chair alone.
    let desk = chair.get(&format!("/s/{session}/chair")).await;
    assert!(!desk.contains(&format!("action=\"/do/v/{few}/recount\"")), "{desk}");
    assert!(desk.contains("不能重新清点：这是无记名表决") && desk.contains("不足 5 人"), "{desk}");
    assert!(!clerk.get(&format!("/v/{few}")).await.contains("不能重新清点"));
    chair.post(&format!("/do/v/{few}/declare"), &[]).await.done();
    assert!(!chair.get(&format!("/s/{session}/chair")).await.contains("不能重新清点"));
}

/// Siblings of the teller's empty field: an order that stands is not lifted by silence or by what cannot be read.
async fn b6_a_number_that_is_not_said_changes_nothing(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 36).await;
    let order = format!("/do/i/{item}/order");
    let pause = async || {
        let mut conn = place.db.read().await.expect("a connection");
        server::rows::session::item(&mut conn, &item.as_str().into()).await.expect("an item").pause
    };
    chair.post(&order, &[("pause", "60")]).await.done();
    chair.post(&order, &[("locked", "1"), ("reason", "准备表决"), ("pause", "")]).await.done();
    assert_eq!(pause().await, 60);
    chair.post(&order, &[("pause", "sechzig")]).await.refused("text-not-a-number").await;
    assert_eq!(pause().await, 60);
    chair.post(&order, &[("pause", "0")]).await.done();
    assert_eq!(pause().await, 0);
    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "")]).await.refused("text-empty").await;
    // What was mistyped stands there as it was typed, and is named by its own field, not by another that bears the same name.
    let open = format!("/do/i/{item}/open-vote");
    let typed = [("mode", "named"), ("minutes", "１０分")];
    let page = chair.post(&open, &typed).await.refused("text-not-a-number").await;
    let (_, summary) = page.split_once("class=\"refusals\"").expect("a summary");
    let (summary, _) = summary.split_once("</section>").expect("its end");
    assert!(summary.contains("收票时间（分钟）：") && !summary.contains("暂停"), "{summary}");
    // The law names no way of voting: which one stands ready, and why, is said.
    assert!(page.contains("先选好的是记名：法律没有规定用哪种方式的"), "{page}");
    assert!(page.contains("value=\"１０分\"") && !page.contains("minutes-pause-refusal"), "{page}");
    chair.post(&open, &[("mode", "named"), ("minutes", "１０")]).await.done();
    let vote = place.latest_vote(&session).await;
    let page = chair.post(&format!("/do/v/{vote}/extend"), &[("reason", "停电")]).await.refused("text-empty").await;
    assert!(page.contains("id=\"minutes-extend"), "{page}");
}

/// The session of Story A, announced, at so many minutes before (or, below nought, after) the announced time.
async fn before_the_time(place: &Place, chair: &Person, minutes: i64) -> (String, String) {
    let announced = place.announced(chair).await;
    place.on_the_evening();
    // The evening of the tests is five minutes after the announced time.
    place.after_minutes(-5 - minutes);
    announced
}

/// No sitting opens more than ten minutes before its announced time, and no vote of it before that time.
async fn b7_nothing_is_opened_or_voted_on_before_its_time(place: Place) {
    let chair = place.chair().await;
    let (session, item) = before_the_time(&place, &chair, 11).await;
    let open = format!("/do/s/{session}/move/open");
    chair.post(&open, &[]).await.refused("session-too-early").await;
    assert!(chair.get(&format!("/s/{session}/chair")).await.contains("前十分钟"));
    place.after_minutes(1);
    chair.post(&open, &[]).await.done();
    let clerk = place.clerk().await;
    for (id, _) in &place.seated().await[..40] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let vote = format!("/do/i/{item}/open-vote");
    chair.post(&vote, &[]).await.refused("vote-before-time").await;
    place.after_minutes(9);
    let page = chair.get(&format!("/s/{session}/chair")).await;
    assert!(page.contains("还没到通知的开会时间") && !page.contains(&format!("action=\"{vote}\"")), "{page}");
    place.after_minutes(1);
    chair.post(&vote, &[]).await.done();
    place.verifies().await;
    // Nor is a meeting called for a time that has passed.
    let presiding = place.named("0002").await;
    let fields = [
        ("title", "补记"),
        ("place", "村委会"),
        ("held", "both"),
        ("starts_at", "2026-03-16T19:29"),
        ("chair", presiding.as_str()),
    ];
    let fields = [fields.as_slice(), &[("body", place.body.as_str())]].concat();
    let page =
        chair.post(&format!("/do/c/{}/sessions", place.community), &fields).await.refused("session-time-past").await;
    assert!(Page::of(&page).form("/sessions").refusal("starts_at").is_some(), "{page}");
    // Nor for a century that was mistyped.
    let far: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, if *name == "starts_at" { "2126-06-01T19:30" } else { value }))
        .collect();
    chair.post(&format!("/do/c/{}/sessions", place.community), &far).await.refused("text-day-far").await;
}

/// A vote on a text with a sum, carried and declared: the chair, the clerk and the vote.
async fn carried(place: &Place, text: &str) -> (Person, Person, String) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let fields = [("title", "村内道路硬化建设承包方案"), ("body", text), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &fields).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    (chair, place.clerk().await, vote)
}

/// 418,920 was published for a voted 481,920: the draft begins with the voted text, and writer, signer and publisher see both
/// with the differences marked and the new number named above the button.
async fn b7_a_decision_is_read_beside_the_text_that_was_voted_on(place: Place) {
    let voted = "硬化三组道路，总投资 481,920 元。\n\n公开招标。";
    let (chair, clerk, vote) = carried(&place, voted).await;
    let at = format!("/v/{vote}/outcome");
    let page = clerk.get(&at).await;
    assert!(page.contains(&format!("{voted}</textarea>")), "the draft begins with the voted text: {page}");
    let write = |body: String| {
        let (clerk, vote) = (clerk.clone(), vote.clone());
        async move {
            let text = [("body", body.as_str()), ("responsible", "村民委员会"), ("due", "2026-06-20")];
            clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
        }
    };
    // Word for word, also as a browser sends its line ends.
    write(voted.replace('\n', "\r\n")).await;
    let page = clerk.get(&at).await;
    assert!(page.contains("一字不差") && !page.contains("id=\"new-numbers\""), "{page}");
    write(voted.replace("481,920", "418,920")).await;
    let supervisor = place.supervisor().await;
    for person in [&clerk, &supervisor, &chair] {
        let page = person.get(&at).await;
        assert!(page.contains("<del>481,920</del>") && page.contains("<ins>418,920</ins>"), "{page}");
        assert!(page.contains("决定里有表决文本没有的数：“418,920”"), "{page}");
    }
    let page = supervisor.get(&at).await;
    let (named, button) = (page.find("id=\"new-numbers\""), page.find("/outcome/sign\""));
    assert!(named.is_some() && named < button, "named above the button");
    place.countersign(&vote).await.done();
    let page = chair.get(&at).await;
    let (named, button) = (page.find("id=\"new-numbers\""), page.find("/outcome/publish\""));
    assert!(named.is_some() && named < button, "{page}");
    // The same sum in other words is no other number.
    write("总投资 48.192 万元。".to_owned()).await;
    assert!(!clerk.get(&at).await.contains("id=\"new-numbers\""));
    place.verifies().await;
}

/// Days and sums that cannot be meant are refused, or ask for a reason that stays beside them.
async fn b7_days_and_sums_are_held_against_what_was_decided(place: Place) {
    let (chair, clerk, vote) = carried(&place, "总投资 481,920 元。").await;
    let write = format!("/do/v/{vote}/outcome");
    let text = |due: &'static str| [("body", "总投资 481,920 元。"), ("responsible", "村民委员会"), ("due", due)];
    let page = clerk.post(&write, &text("2006-06-20")).await.refused("execution-past-day").await;
    let read = Page::of(&page);
    let form = read.form("/outcome");
    assert!(form.refusal("due").is_some() && form.value("due").as_deref() == Some("2006-06-20"), "{page}");
    clerk.post(&write, &text("2026-03-20")).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("{write}/publish"), &[]).await.done();
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let step = |money: &'static str, reason: &'static str| {
        [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-03-20"), ("money", money), ("reason", reason)]
    };
    let plan = format!("{at}/plan");
    clerk.post(&plan, &step("481920", "")).await.done();
    let page = clerk.post(&plan, &step("1", "")).await.refused("execution-more-than-decided").await;
    assert!(Page::of(&page).form("/plan").refusal("reason").is_some(), "{page}");
    clerk.post(&plan, &step("1", "石料涨价")).await.done();
    let past = step("", "").map(|(name, value)| (name, if name == "due" { "2026-03-15" } else { value }));
    clerk.post(&plan, &past).await.refused("execution-past-day").await;
    // Later than the decision says, with a reason alone.
    let late = |reason: &'static str| {
        step("", reason).map(|(name, value)| (name, if name == "due" { "2026-04-20" } else { value }))
    };
    clerk.post(&plan, &late("")).await.refused("execution-later-than-decided").await;
    clerk.post(&plan, &step("", "")).await.done();
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(page.contains("金额或者期限超过决定。原因：石料涨价"), "{page}");
    let mut conn = place.db.read().await.expect("a connection");
    let steps = server::rows::execution::milestones(&mut conn, &vote).await.expect("steps");
    drop(conn);
    let free = format!("/do/m/{}/reach", steps[2].id);
    let done =
        |day: &'static str, money: &'static str, note: &'static str| [("done", day), ("money", money), ("note", note)];
    // Nothing was to be spent on this step; and it was not done ten years before it was decided.
    clerk.post(&free, &done("2026-03-16", "300", "")).await.refused("execution-more-than-planned").await;
    clerk.post(&free, &done("2016-03-16", "", "")).await.refused("execution-done-before").await;
    clerk.post(&free, &done("2026-03-16", "300", "邮费")).await.done();
    // After the day has passed a correction of other words keeps it, and takes no other that has passed.
    place.after_minutes(10 * 24 * 60);
    let clerk = place.clerk().await;
    let other =
        |due| text(due).map(|(name, typed)| (name, if name == "body" { "总投资四十八万余元。" } else { typed }));
    let correct = |due| [other(due).as_slice(), &[("correction", "错字")]].concat();
    clerk.post(&write, &correct("2026-03-19")).await.refused("execution-past-day").await;
    clerk.post(&write, &correct("2026-03-20")).await.done();
    place.verifies().await;
}

/// A teller's and a clerk's page of yesterday: what is typed there after the count of a secret vote stays nowhere.
async fn b6_a_form_that_comes_too_late_is_kept_nowhere(place: Place) {
    let (chair, tellers, vote) = place.closed_with("secret", 6, 8).await;
    place.tellers_count(&vote, [3, 2, 1, 0, 0]).await;
    let clerk = place.clerk().await;
    let typed = [("collected", "6"), ("for", "3"), ("against", "2"), ("abstain", "1"), ("blank", ""), ("invalid", "0")];
    let people = place.seated().await;
    let two = [("member", people[20].0.as_str()), ("member", people[21].0.as_str())];
    for declared in [false, true] {
        if declared {
            chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
        }
        tellers[0].post(&format!("/do/v/{vote}/count"), &typed).await.refused("count-over").await;
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &two).await.refused("vote-closed").await;
    }
    let mut conn = place.db.read().await.expect("a connection");
    let kept = sqlx::query_scalar::<_, String>("SELECT fields FROM drafts WHERE about = $1").bind(&vote);
    assert!(kept.fetch_all(&mut *conn).await.expect("rows").iter().all(|fields| fields == "{}"));
}
