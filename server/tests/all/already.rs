//! What somebody else has done already, and what was sent before (issue 16): whoever comes second is told what was done, in which role
//! and when; no answer to one thing is given for another; and nothing is on record that changed nothing.

use crate::{
    board::GOOD,
    common::{BASE, Page, Person, Place, engines},
};

engines!(
    a_step_taken_twice_says_who_took_it_and_when,
    a_step_of_a_sitting_taken_twice_says_so,
    what_was_changed_after_it_was_signed_says_so,
    a_second_secret_ballot_is_told_that_nothing_of_it_is_kept,
    a_changed_form_with_an_old_key_is_never_answered_as_the_first,
    a_paper_is_exchanged_over_what_its_page_showed,
    two_previews_of_a_roll_live_beside_each_other,
    a_sitting_that_ended_is_to_come_nowhere,
    a_correction_that_corrects_nothing_is_no_entry,
);

/// Sends a form that carries what an old page showed: as a second tab has it.
async fn from_an_old_page(person: &Person, action: &str, seen: &str) -> crate::common::Answered {
    person.post_from(action, &[("seen", seen), ("reason", "重复")], &[("origin", BASE)]).await
}

/// The same page in English.
async fn in_english(person: &Person, answered: &crate::common::Answered) -> String {
    let (path, _) = answered.location.split_once('#').expect("a place on the page");
    person.get(&format!("{path}&lang=en")).await
}

async fn a_step_taken_twice_says_who_took_it_and_when(place: Place) {
    let (chair, second) = (place.chair().await, place.chair().await);
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let desk = format!("/s/{session}/chair");
    // Another tab opens the same vote: not some other one stands in its way, but this one runs.
    let shown = second.post(&format!("/do/i/{item}/open-vote"), &[]).await.refused("vote-runs").await;
    assert!(shown.contains("已于 19:35 开始表决（会议主持人）。"), "{shown}");
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    let close = format!("/do/v/{vote}/close");
    let seen = Page::of(&second.get(&desk).await).find(&close).and_then(|form| form.value("seen")).expect("a form");
    place.after_minutes(6);
    chair.post(&close, &[("reason", "都投了")]).await.done();
    place.after_minutes(3);
    let answered = from_an_old_page(&second, &close, &seen).await;
    let shown = answered.refused("vote-wrong-phase").await;
    assert!(shown.contains("已于 19:41 截止表决（会议主持人）。"), "{shown}");
    assert!(!shown.contains("已于 19:35"), "what came before needs no word: {shown}");
    assert!(Page::of(&shown).find(&format!("/do/v/{vote}/declare")).is_some(), "the page leads on: {shown}");
    let english = in_english(&second, &answered).await;
    assert!(english.contains("Vote closed at 19:41 (presiding chair)."), "{english}");
    let declare = format!("/do/v/{vote}/declare");
    let seen = Page::of(&second.get(&desk).await).find(&declare).and_then(|form| form.value("seen")).expect("a form");
    chair.post(&declare, &[]).await.done();
    let shown = from_an_old_page(&second, &declare, &seen).await.refused("vote-wrong-phase").await;
    assert!(shown.contains("已于 19:44 宣布结果（会议主持人）。"), "{shown}");
    // Two steps on: what was asked for, and where it stands now.
    let shown = from_an_old_page(&second, &close, &seen).await.refused("vote-wrong-phase").await;
    assert!(shown.contains("已于 19:41 截止表决") && shown.contains("已于 19:44 宣布结果"), "{shown}");
    // The day is said where it was another one; so is the role of who countersigned.
    let text = [("body", "通过。"), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    place.clerk().await.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    place.after_minutes(24 * 60);
    let supervisor = place.supervisor().await;
    let sign = format!("/do/v/{vote}/outcome/sign");
    let shown = supervisor.post(&sign, &[("seen", "x")]).await.refused("draft-already-signed").await;
    assert!(shown.contains("已于 3月16日 19:44 会签决定（监督委员会成员）。"), "{shown}");
    let publish = format!("/do/v/{vote}/outcome/publish");
    chair.post(&publish, &[]).await.done();
    let shown = chair.post(&publish, &[("seen", "x")]).await.refused("outcome-already-published").await;
    assert!(shown.contains("已于 19:44 公布决定（会议主持人）。"), "{shown}");
    // A refusal that does not turn on how it stands tells no steps.
    let shown = chair.post(&format!("/do/v/{vote}/outcome"), &text).await.refused("session-reason-missing").await;
    assert!(!shown.contains("已于 "), "{shown}");
    place.verifies().await;
}

async fn a_step_of_a_sitting_taken_twice_says_so(place: Place) {
    let (chair, second) = (place.chair().await, place.chair().await);
    let (session, item, _) = place.open_with(&chair, 36).await;
    let moved = |step: &str| format!("/do/s/{session}/move/{step}");
    let shown = from_an_old_page(&second, &moved("open"), "x").await.refused("session-wrong-phase").await;
    assert!(shown.contains("已于 19:35 宣布开会（会议主持人）。"), "{shown}");
    let call = format!("/do/i/{item}/call");
    chair.post(&call, &[]).await.done();
    let shown = second.post(&call, &[]).await.refused("act-nothing-changes").await;
    assert!(shown.contains("已于 19:35 进入议题（会议主持人）。"), "{shown}");
    let begin = format!("/do/s/{session}/roll-call/begin");
    chair.post(&begin, &[]).await.done();
    let shown = second.post(&begin, &[]).await.refused("roll-call-runs").await;
    assert!(shown.contains("已于 19:35 开始点名（会议主持人）。"), "{shown}");
    chair.post(&format!("/do/s/{session}/roll-call/cancel"), &[("reason", "停电")]).await.done();
    let end = [("kind", "put_off"), ("body", "材料不齐，下次再议。"), ("due", "2026-04-20")];
    place.after_minutes(4);
    chair.post(&format!("/do/i/{item}/end"), &end).await.done();
    let shown = second.post(&format!("/do/i/{item}/end"), &end).await.refused("thread-item-ended").await;
    assert!(shown.contains("已于 19:39 议题了结（会议主持人）。"), "{shown}");
    let publish = format!("/do/i/{item}/end/publish");
    chair.post(&publish, &[]).await.done();
    let shown = second.post(&publish, &[]).await.refused("outcome-already-published").await;
    assert!(shown.contains("已于 19:39 公布议题结果（会议主持人）。"), "{shown}");
    chair.post(&moved("close"), &[]).await.done();
    place.after_minutes(2);
    let shown = from_an_old_page(&second, &moved("close"), "x").await.refused("session-wrong-phase").await;
    assert!(shown.contains("已于 19:39 宣布闭会（会议主持人）。"), "{shown}");
    let shown = from_an_old_page(&second, &moved("suspend"), "x").await.refused("session-wrong-phase").await;
    assert!(shown.contains("已于 19:39 宣布闭会（会议主持人）。"), "it was never suspended: {shown}");
    place.verifies().await;
}

/// A vote, closed and declared, whose session is closed.
async fn settled(place: &Place) -> (Person, String, String) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    for step in [format!("/do/v/{vote}/close"), format!("/do/v/{vote}/declare"), format!("/do/s/{session}/move/close")]
    {
        chair.post(&step, &[("reason", "都投了")]).await.done();
    }
    (chair, session, vote)
}

type Written = (String, String, Vec<(&'static str, &'static str)>, Vec<(&'static str, &'static str)>);

/// The three kinds that are written, signed and published: the address of their acts, their page, and two texts.
async fn kinds(place: &Place, clerk: &Person, (session, vote): (&str, &str)) -> [Written; 3] {
    let outcome = |body| vec![("body", body), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    let sheet = |body| GOOD.iter().map(|(name, typed)| (*name, if *name == "body" { body } else { *typed })).collect();
    let new: Vec<_> = sheet("先写的话。");
    let new = clerk.post(&format!("/do/c/{}/disclosures/new", place.community), &new).await.done();
    let (minutes, decided) = (format!("/s/{session}/minutes"), format!("/v/{vote}/outcome"));
    clerk.post(&format!("/do{decided}"), &outcome("先写的话。")).await.done();
    clerk.post(&format!("/do{minutes}"), &[("notes", "先写的话。")]).await.done();
    [
        (format!("/do{decided}"), decided, outcome("先写的话。"), outcome("后写的话。")),
        (format!("/do{new}"), new, sheet("先写的话。"), sheet("后写的话。")),
        (format!("/do{minutes}"), minutes, vec![("notes", "先写的话。")], vec![("notes", "后写的话。")]),
    ]
}

async fn sign(place: &Place, at: &str, page: &str) {
    let supervisor = place.supervisor().await;
    let seen = Page::of(&supervisor.get(page).await).form("/sign").value("seen").expect("a draft");
    supervisor.post(&format!("{at}/sign"), &[("seen", &seen)]).await.done();
}

async fn what_was_changed_after_it_was_signed_says_so(place: Place) {
    let (chair, session, vote) = settled(&place).await;
    let clerk = place.clerk().await;
    for (at, page, _, second) in kinds(&place, &clerk, (&session, &vote)).await {
        let publish = format!("{at}/publish");
        // Never signed, it says that and no more.
        chair.post(&publish, &[("seen", "x")]).await.refused("outcome-not-countersigned").await;
        sign(&place, &at, &page).await;
        let seen = Page::of(&chair.get(&page).await).form("/publish").value("seen").expect("a draft");
        place.after_minutes(1);
        clerk.post(&at, &second).await.done();
        let shown = chair.post(&publish, &[("seen", &seen)]).await.refused("draft-changed-since-signed").await;
        let told = |what: &str| shown.split("<li>").any(|line| line.starts_with("已于 19:") && line.contains(what));
        assert!(told("会签") && told("写好") && shown.contains("后写的话。"), "{shown}");
        sign(&place, &at, &page).await;
        chair.post(&publish, &[]).await.done();
    }
    place.verifies().await;
}

async fn a_second_secret_ballot_is_told_that_nothing_of_it_is_kept(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let ballot = format!("/do/v/{vote}/secret-ballot");
    let voter = place.sign_in(&members[3].1).await;
    let first = voter.post(&ballot, &[("choice", "for"), ("key", "first")]).await;
    assert!(first.cookies.iter().any(|one| one.starts_with("yishi_received=")), "{:?}", first.cookies);
    assert!(!voter.get(&first.done()).await.contains("后来又送来的没有收"));
    // Back, another choice, sent with the same key: it is said that the first stands, and no time is told for the second.
    let again = voter.post(&ballot, &[("choice", "against"), ("key", "first")]).await;
    assert!(!again.cookies.iter().any(|one| one.starts_with("yishi_received=")), "{:?}", again.cookies);
    let shown = voter.get(&again.done()).await;
    assert!(shown.contains("第一次送到的那一票算数。后来又送来的没有收"), "{shown}");
    // From another page.
    let shown = voter.post(&ballot, &[("choice", "against"), ("key", "other")]).await;
    let shown = shown.refused("ballot-secret-already").await;
    assert!(!shown.contains("保存的内容见下") && !shown.contains("checked"), "{shown}");
    let mut conn = place.db.read().await.expect("a connection");
    let kept: Vec<(String,)> = sqlx::query_as("SELECT fields FROM drafts WHERE form LIKE '%secret-ballot'")
        .fetch_all(&mut *conn)
        .await
        .expect("drafts");
    assert!(kept.iter().all(|(fields,)| fields == "{}"), "{kept:?}");
    drop(conn);
    // Who has voted says nothing of an interest any more, and the sentence is about that.
    let interest = format!("/do/i/{item}/interest");
    voter.post(&interest, &[("interest", "亲属"), ("recused", "1")]).await.refused("interest-after-vote").await;
}

async fn a_changed_form_with_an_old_key_is_never_answered_as_the_first(mut place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (session, item, members) = place.open_with(&chair, 36).await;
    let typed =
        |number: &str, key: &str| vec![("who".to_owned(), number.to_owned()), ("key".to_owned(), key.to_owned())];
    let (at_door, at_table) = (|number: &str| typed(number, "door"), |number: &str| typed(number, "table"));
    let send = async |clerk: &Person, to: &str, fields: &[(String, String)]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        clerk.post_from(to, &fields, &[("origin", BASE)]).await
    };
    // At the door: back, and another number.
    let (one, other) = (place.named(&members[36].1).await, place.named(&members[37].1).await);
    let check_in = format!("/do/s/{session}/check-in");
    send(&clerk, &check_in, &at_door(&one)).await.done();
    let shown = send(&clerk, &check_in, &at_door(&other)).await.refused("form-key-other-text").await;
    assert!(shown.contains(&other) && Page::of(&shown).form("/check-in").value("key").as_deref() != Some("door"));
    send(&clerk, &check_in, &at_door(&one)).await.done();
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 37"), "one came");
    // At the table, where the database keeps no hash of what was typed.
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let hand = format!("/do/v/{vote}/paper/hand");
    send(&clerk, &hand, &at_table(&one)).await.done();
    let third = place.named(&members[5].1).await;
    send(&clerk, &hand, &at_table(&third)).await.refused("form-key-spent").await;
    send(&clerk, &hand, &at_table(&one)).await.done();
    assert_eq!(place.vote(&vote).await.papers().out, 1, "one paper went over the table");
    // After a restart nobody knows what was sent with the key: it is not said to be the same.
    place.with_rules(&[]);
    let clerk = place.clerk().await;
    send(&clerk, &hand, &typed(&third, "new")).await.done();
    place.with_rules(&[]);
    let clerk = place.with_cookie(clerk.cookie().to_owned());
    send(&clerk, &hand, &typed(&third, "new")).await.refused("form-key-spent").await;
    assert_eq!(place.vote(&vote).await.papers().out, 2);
    assert_eq!(
        place.count("SELECT COUNT(*) FROM submissions WHERE form LIKE '%/paper/%' AND text_hash <> ''").await,
        0
    );
    // A named ballot: back, and another choice. What is saved is shown, and is the first.
    let chair = place.chair().await;
    chair.post(&format!("/do/v/{vote}/close"), &[("few", "1"), ("reason", "改为记名")]).await.done();
    chair.post(&format!("/do/v/{vote}/void"), &[("reason", "改为记名")]).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    let voter = place.sign_in(&members[3].1).await;
    let ballot = format!("/do/v/{vote}/ballot");
    voter.post(&ballot, &[("choice", "for"), ("key", "mine")]).await.done();
    let shown = voter.post(&ballot, &[("choice", "against"), ("key", "mine")]).await.refused("ballot-already").await;
    assert!(shown.contains("您的票已保存：赞成"), "{shown}");
    voter.post(&ballot, &[("choice", "for"), ("key", "mine")]).await.done();
}

async fn a_paper_is_exchanged_over_what_its_page_showed(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (session, item, members) = place.open_with(&chair, 36).await;
    for mode in ["secret", "named"] {
        let vote = place.open_vote_by(&chair, &session, &item, mode).await;
        let at = |way: &str| format!("/do/v/{vote}/paper/{way}");
        let member = [("member", members[4].0.as_str())];
        clerk.post(&at("hand"), &member).await.done();
        let seen =
            Page::of(&clerk.get(&format!("/v/{vote}/paper")).await).form("/exchange").value("seen").expect("seen");
        let old = [member[0], ("seen", seen.as_str())];
        clerk.post(&at("exchange"), &member).await.done();
        for way in ["exchange", "back"] {
            let shown = clerk.post(&at(way), &old).await.refused("form-shown-changed").await;
            assert!(shown.contains("已于 19:35 换发纸质票（文书）。") && shown.contains("action=\"/do/v/"), "{shown}");
            assert!(!shown.contains("开始表决（会议主持人）。"), "the step of the papers, not of the vote: {shown}");
            assert!(!clerk.post_from(&at(way), &member, &[("origin", BASE)]).await.is_done(), "{way} says what it saw");
        }
        let papers = place.vote(&vote).await.papers();
        assert_eq!((papers.out, papers.spoilt, papers.back), (2, 1, 0), "{mode}");
        clerk.post(&at("back"), &member).await.done();
        chair.post(&format!("/do/v/{vote}/void"), &[("reason", "改为记名")]).await.done();
    }
    place.verifies().await;
}

async fn two_previews_of_a_roll_live_beside_each_other(place: Place) {
    let clerk = place.clerk().await;
    let import = format!("/do/c/{}/import", place.community);
    let roll = |number: u32| format!("编号,姓名,户号,小组,成年\n8{number:03},新来的{number},9{number:03},一组,是\n");
    let mut tabs = Vec::new();
    for number in 0..4 {
        tabs.push(clerk.upload(&import, roll(number).as_bytes()).await.done());
        place.after_minutes(1);
    }
    // The first tab's confirm is done, though others were opened after it.
    let path = |to: &str| to.split(['?', '#']).next().unwrap_or_default().to_owned();
    assert!(clerk.get(&tabs[0]).await.contains("新来的0"));
    clerk.post(&format!("/do{}", path(&tabs[0])), &[]).await.done();
    assert_eq!(place.member(&place.community, "8000").await.name, "新来的0");
    // The roll is another one now: the second tab says so and shows its preview again.
    let shown = clerk.post(&format!("/do{}", path(&tabs[1])), &[]).await.refused("file-roll-changed").await;
    assert!(shown.contains("新来的1"), "{shown}");
    clerk.post(&format!("/do{}", path(&tabs[1])), &[]).await.done();
    // What is gone, and what never was, says so where a file is uploaded; so does its confirm.
    for gone in [path(&tabs[0]), format!("/c/{}/import/none", place.community)] {
        let (status, headers, _) = clerk.fetch(&gone, &[("cookie", clerk.cookie())]).await;
        let to = headers.get("location").and_then(|one| one.to_str().ok()).unwrap_or_default().to_owned();
        assert!(status == 303 && to.starts_with(&format!("/c/{}/import?", place.community)), "{status} {to}");
        let answered = clerk.post(&format!("/do{gone}"), &[]).await;
        assert!(!answered.is_done() && answered.location.contains("form="), "{}", answered.location);
        assert_eq!(clerk.status(&answered.location).await, 303, "on to the upload");
    }
    // Of many the oldest goes: a roll does not wait in heaps.
    for number in 10..20 {
        clerk.upload(&import, roll(number).as_bytes()).await.done();
    }
    assert_eq!(place.count("SELECT COUNT(*) FROM imports").await, 4);
    assert_eq!(clerk.status(&tabs[3]).await, 303);
}

async fn a_sitting_that_ended_is_to_come_nowhere(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let board = format!("/c/{}", place.community);
    let list = format!("{board}?kind=notice");
    assert!(place.public(&list).await.contains("将要召开<"), "it is to come");
    place.on_the_evening();
    let moved = async |step: &str| {
        let to = format!("/do/s/{session}/move/{step}");
        chair.post(&to, &[("reason", "停电")]).await.done();
    };
    for (step, mark) in [("open", "会议通知"), ("suspend", "休会"), ("resume", "会议通知"), ("close", "已结束")]
    {
        moved(step).await;
        for page in [&board, &list] {
            let shown = place.public(page).await;
            let lines: Vec<_> =
                shown.split("<li").filter(|line| line.contains(&format!("/notice/{session}"))).collect();
            assert!(!lines.is_empty() || page == &board, "{step} {page} {shown}");
            assert!(
                lines.iter().all(|line| !line.contains("将要召开") && line.contains(mark)),
                "{step} {page} {lines:?}"
            );
        }
        let about = place.public(&format!("{board}/notice/{session}")).await;
        assert!(step != "close" || about.contains("会议已结束"), "{about}");
    }
    place.verifies().await;
}

async fn a_correction_that_corrects_nothing_is_no_entry(place: Place) {
    let (chair, session, vote) = settled(&place).await;
    let clerk = place.clerk().await;
    for (at, page, first, second) in kinds(&place, &clerk, (&session, &vote)).await {
        sign(&place, &at, &page).await;
        chair.post(&format!("{at}/publish"), &[]).await.done();
        let with = |text: &[(&'static str, &'static str)]| [text, &[("correction", "错字")]].concat();
        let entries = place.head().await.0;
        clerk.post(&at, &with(&first)).await.refused("act-nothing-changes").await;
        assert_eq!(place.head().await.0, entries, "{at}: no entry");
        clerk.post(&at, &with(&second)).await.done();
        sign(&place, &at, &page).await;
        chair.post(&format!("{at}/publish"), &[]).await.done();
        clerk.post(&at, &with(&second)).await.refused("act-nothing-changes").await;
    }
    // So of a member.
    let entries = place.head().await.0;
    let member = place.member(&place.community, "0014").await;
    let edit = format!("/c/{}/members/{}/edit", place.community, member.id);
    let shown = clerk.get(&edit).await;
    let (page, names) = (Page::of(&shown), ["member", "base", "name", "number", "phone", "born", "adult"]);
    let form = page.form("/correct-member");
    let kept: Vec<_> = names.into_iter().filter_map(|name| Some((name, form.value(name)?))).collect();
    let fields: Vec<_> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let correct = format!("/do/c/{}/correct-member", place.community);
    clerk.post_from(&correct, &fields, &[("origin", BASE)]).await.refused("act-nothing-changes").await;
    assert_eq!(place.head().await.0, entries, "no entry");
    place.verifies().await;
}
