//! A page that was opened before: what it shows is not what stands. Counts, signatures and acts that cannot be taken back are done over
//! what was shown, or not at all (issue 16, B6 and D). And no entry says that something was done which changed nothing.

use crate::{
    board::GOOD,
    common::{BASE, Page, Person, Place, count_form, engines},
};

engines!(
    b6_a_count_is_entered_for_the_count_that_its_page_was_opened_for,
    b6_how_often_a_secret_vote_was_counted_is_published,
    b7_nothing_is_published_that_its_publisher_has_not_read,
    b7_what_is_sent_back_is_changed_before_it_is_signed,
    b7_no_act_on_a_vote_is_done_over_an_old_page,
    b7_no_step_of_a_session_is_taken_over_an_old_page,
    b7_no_other_act_is_done_over_an_old_page,
    b7_no_entry_says_what_changed_nothing,
);

type Sent = Vec<(&'static str, String)>;

/// A form as its page shows it now, to be sent later.
async fn opened(person: &Person, action: &str) -> Sent {
    let shown = person.shown(action).await;
    assert!(!shown.is_empty(), "{action} carries nothing of what was shown");
    shown
}

/// A form with what an old page showed.
fn old<'a>(shown: &'a Sent, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().copied().chain(shown.iter().map(|(name, value)| (*name, value.as_str()))).collect()
}

/// Sends a form as an old page has it, and one that carries nothing: neither is done, and the first says so.
async fn refused_over(person: &Person, action: &str, shown: &Sent, fields: &[(&str, &str)], code: &str) -> String {
    let bare = person.post_from(action, fields, &[("origin", BASE)]).await;
    assert!(!bare.is_done(), "{action} is done without saying what was shown");
    person.post(action, &old(shown, fields)).await.refused(code).await
}

fn piles(piles: [u64; 5]) -> [String; 5] {
    piles.map(|pile| pile.to_string())
}

const REASON: [(&str, &str); 1] = [("reason", "票箱底下还有票")];

/// A teller's page stays open while the count before it ends: sent then, it is no entry of the next. What was typed stands in the form
/// again, beside a sentence; the form names the count that it is for.
async fn b6_a_count_is_entered_for_the_count_that_its_page_was_opened_for(place: Place) {
    let (chair, tellers, vote) = place.closed_with("named", 10, 2).await;
    let (at, page) = (format!("/do/v/{vote}/count"), format!("/v/{vote}/count"));
    let (first, second) = (piles([6, 4, 0, 0, 0]), piles([4, 6, 0, 0, 0]));
    let kept = opened(&tellers[0], &at).await;
    assert!(tellers[0].get(&page).await.contains("现在是第 1 次清点"));
    tellers[0].post(&at, &count_form(&first)).await.done();
    tellers[1].post(&at, &count_form(&second)).await.done();
    // Both differ: the page of the first count is no page of the second.
    let shown = refused_over(&tellers[0], &at, &kept, &count_form(&first), "count-moved").await;
    let (read, typed) = (Page::of(&shown), "6");
    let form = read.form("/count");
    assert_eq!(form.value("for").as_deref(), Some(typed), "{shown}");
    assert_eq!(form.value("base").as_deref(), Some("2"), "its next sending is for the count that it names: {shown}");
    assert!(form.refusal("base").is_some() && shown.contains("现在是第 2 次清点"), "{shown}");
    let entries = async || {
        let mut conn = place.db.read().await.expect("a connection");
        server::rows::count::entries(&mut conn, &vote.as_str().into()).await.expect("entries").len()
    };
    assert_eq!(entries().await, 2, "nothing was entered");
    // A form that is refused for another reason stays that of its own count.
    let shown = tellers[1].post(&at, &[("collected", "10"), ("base", "1")]).await.refused("text-empty").await;
    assert_eq!(Page::of(&shown).form("/count").value("base").as_deref(), Some("1"));
    place.tellers_differ(&vote, [&first, &second]).await;
    // After the second, the third and every further one the words say how often, and old pages stay refused.
    for attempt in 2..5 {
        let words = format!("两名计票人第 {attempt} 次清点仍不一致");
        assert!(tellers[0].get(&format!("/v/{vote}")).await.contains(&words), "{words}");
        let session = place.vote(&vote).await.session;
        assert!(chair.get(&format!("/s/{session}/chair")).await.contains(&words), "{words}");
        tellers[0].post(&at, &old(&kept, &count_form(&first))).await.refused("count-recount-needed").await;
        chair.post(&format!("/do/v/{vote}/recount"), &REASON).await.done();
        refused_over(&tellers[0], &at, &kept, &count_form(&first), "count-moved").await;
        place.tellers_differ(&vote, [&first, &second]).await;
    }
    chair.post(&format!("/do/v/{vote}/recount"), &REASON).await.done();
    place.tellers_count(&vote, [6, 4, 0, 0, 0]).await;
    assert!(tellers[0].get(&page).await.contains("以第 6 次清点为准"));
    place.verifies().await;
}

/// What each teller found of a secret vote goes; that they counted three times does not.
async fn b6_how_often_a_secret_vote_was_counted_is_published(place: Place) {
    let (chair, tellers, vote) = place.closed_with("secret", 6, 7).await;
    place.tellers_differ(&vote, [&piles([6, 0, 0, 0, 0]), &piles([5, 1, 0, 0, 0])]).await;
    place.tellers_count(&vote, [6, 0, 0, 0, 0]).await;
    chair.post(&format!("/do/v/{vote}/recount"), &REASON).await.done();
    place.tellers_count(&vote, [5, 1, 0, 0, 0]).await;
    let page = format!("/v/{vote}/count");
    assert!(tellers[0].get(&page).await.contains("以第 3 次清点为准"));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let shown = tellers[1].get(&page).await;
    assert!(shown.contains("以第 3 次清点为准") && !shown.contains("<table class=\"found\""), "{shown}");
    let text = [("body", "没有通过。"), ("responsible", "村民委员会"), ("due", "")];
    place.clerk().await.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let public = format!("/c/{}/outcome/{vote}", place.community);
    assert!(place.public(&public).await.contains("一共清点了 3 次"));
    let file = place.public(&format!("{public}.json")).await;
    let content: rules::published::OutcomeContent = serde_json::from_str(&file).expect("a decision");
    assert_eq!(content.counting.attempts, 3);
    // What was published before says 0, and reads as it did.
    let before = file.replace("\"attempts\":3", "\"attempts\":0");
    let content: rules::published::OutcomeContent = serde_json::from_str(&before).expect("a decision");
    assert_eq!(content.counting.attempts, 0);
    place.verifies().await;
}

/// Written anew and signed anew while the publisher's page stood open: that page publishes nothing, and shows the new text.
async fn b7_nothing_is_published_that_its_publisher_has_not_read(place: Place) {
    let (chair, clerk, supervisor) = (place.chair().await, place.clerk().await, place.supervisor().await);
    let sign = async |at: &str, page: &str| {
        let seen = Page::of(&supervisor.get(page).await).form("/sign").value("seen").expect("a draft");
        supervisor.post(&format!("{at}/sign"), &[("seen", &seen)]).await.done();
    };
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    let outcome = |body: &'static str| vec![("body", body), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    let sheet = |body: &'static str| {
        GOOD.iter().map(|(name, typed)| (*name, if *name == "body" { body } else { typed })).collect::<Vec<_>>()
    };
    let new = clerk.post(&format!("/do/c/{}/disclosures/new", place.community), &sheet("先写的话。")).await.done();
    let kinds = [
        (format!("/do/v/{vote}/outcome"), format!("/v/{vote}/outcome"), outcome("先写的话。"), outcome("后写的话。")),
        (format!("/do{new}"), new, sheet("先写的话。"), sheet("后写的话。")),
        (
            format!("/do/s/{session}/minutes"),
            format!("/s/{session}/minutes"),
            vec![("notes", "先写的话。")],
            vec![("notes", "后写的话。")],
        ),
    ];
    for (at, page, first, second) in &kinds {
        if !at.contains("disclosures") {
            clerk.post(at, first).await.done();
        }
        sign(at, page).await;
        let publish = format!("{at}/publish");
        let read = opened(&chair, &publish).await;
        clerk.post(at, second).await.done();
        sign(at, page).await;
        let shown = refused_over(&chair, &publish, &read, &[], "draft-changed").await;
        assert!(shown.contains("后写的话。"), "the new text is shown: {shown}");
        // Saved once more as it is, nothing is dropped: neither the signature nor what the publisher has read.
        let read = opened(&chair, &publish).await;
        clerk.post(at, second).await.refused("act-nothing-changes").await;
        chair.post(&publish, &old(&read, &[])).await.done();
    }
    place.verifies().await;
}

/// What was sent back and is saved as it was stays sent back, and says so; changed, it waits to be signed again.
async fn b7_what_is_sent_back_is_changed_before_it_is_signed(place: Place) {
    let (chair, clerk, supervisor) = (place.chair().await, place.clerk().await, place.supervisor().await);
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    let outcome = |body: &'static str| vec![("body", body), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    let kinds = [
        (format!("/v/{vote}/outcome"), outcome("通过。"), outcome("通过，公开招标。")),
        (format!("/s/{session}/minutes"), vec![("notes", "无。")], vec![("notes", "李示四发言。")]),
    ];
    for (page, first, second) in &kinds {
        let at = format!("/do{page}");
        clerk.post(&at, first).await.done();
        let seen = Page::of(&supervisor.get(page).await).form("/return").value("seen").expect("a draft");
        let back = [("seen", seen.as_str()), ("reason", "写得不全")];
        supervisor.post(&format!("{at}/return"), &back).await.done();
        let entries = place.head().await.0;
        let shown = clerk.post(&at, first).await.refused("draft-unchanged").await;
        assert!(shown.contains("写得不全"), "why it was sent back still stands there: {shown}");
        assert_eq!(place.head().await.0, entries, "no entry");
        supervisor.post(&format!("{at}/sign"), &back[..1]).await.refused("draft-sent-back").await;
        clerk.post(&at, second).await.done();
        let seen = Page::of(&supervisor.get(page).await).form("/sign").value("seen").expect("a draft");
        supervisor.post(&format!("{at}/sign"), &[("seen", &seen)]).await.done();
    }
    // So is a report of a step that was not accepted.
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-04-20"), ("money", "")];
    chair.post(&format!("/do/c/{}/execution/{vote}/plan", place.community), &plan).await.done();
    let step = crate::takeback::id_after(&chair.get(&about).await, "action=\"/do/m/");
    let (reach, report) = (format!("/do/m/{step}/reach"), [("done", "2026-03-16"), ("money", ""), ("note", "修好了")]);
    chair.post(&reach, &report).await.done();
    chair.post(&reach, &report).await.refused("act-nothing-changes").await;
    let read = opened(&supervisor, &format!("/do/m/{step}/accept")).await;
    supervisor.post(&format!("/do/m/{step}/return"), &[("reason", "没有照片")]).await.done();
    chair.post(&reach, &report).await.refused("draft-unchanged").await;
    clerk.upload(&format!("/do/m/{step}/photo"), &crate::common::png()).await.done();
    chair.post(&reach, &report).await.done();
    refused_over(&supervisor, &format!("/do/m/{step}/accept"), &read, &[], "draft-changed").await;
    // Who would give it up has not seen the report that came meanwhile.
    let drop = format!("/do/m/{step}/drop");
    let read = opened(&clerk, &drop).await;
    chair.post(&reach, &[("done", "2026-03-16"), ("money", ""), ("note", "都修好了")]).await.done();
    refused_over(&clerk, &drop, &read, &[("reason", "不修了")], "form-shown-changed").await;
    supervisor.post(&format!("/do/m/{step}/accept"), &[]).await.done();
    place.verifies().await;
}

/// More time was given, it was closed, another count was ordered: a page from before does nothing.
async fn b7_no_act_on_a_vote_is_done_over_an_old_page(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let open = [("mode", "named"), ("minutes", "10")];
    chair.post(&format!("/do/i/{item}/open-vote"), &open).await.done();
    let vote = place.latest_vote(&session).await;
    let at = |act: &str| format!("/do/v/{vote}/{act}");
    let clerk = place.clerk().await;
    for (id, _) in &members[..10] {
        clerk.post(&at("paper/hand"), &[("member", id)]).await.done();
    }
    let more = [("minutes", "10"), ("reason", "停电")];
    let [close, void, extend] = [opened(&chair, &at("close")).await, opened(&chair, &at("void")).await, {
        let shown = opened(&chair, &at("extend")).await;
        chair.post(&at("extend"), &old(&shown, &more)).await.done();
        shown
    }];
    let code = "form-shown-changed";
    let page = refused_over(&chair, &at("extend"), &extend, &more, code).await;
    let read = Page::of(&page);
    assert_eq!(read.form("/extend").value("reason").as_deref(), Some("停电"), "what was typed stands there: {page}");
    refused_over(&chair, &at("close"), &close, &REASON, code).await;
    refused_over(&chair, &at("void"), &void, &REASON, code).await;
    let void = opened(&chair, &at("void")).await;
    chair.post(&at("close"), &REASON).await.done();
    refused_over(&chair, &at("void"), &void, &REASON, code).await;
    // The chair would declare what the page showed, and another result has come in its place.
    place.tellers_count(&vote, [9, 1, 0, 0, 0]).await;
    let [declare, order] = [opened(&chair, &at("declare")).await, opened(&chair, &at("recount")).await];
    chair.post(&at("recount"), &old(&order, &REASON)).await.done();
    place.tellers_count(&vote, [1, 9, 0, 0, 0]).await;
    refused_over(&chair, &at("declare"), &declare, &[], code).await;
    refused_over(&chair, &at("recount"), &order, &REASON, code).await;
    assert_eq!(place.vote(&vote).await.phase.id(), "counted");
    chair.post(&at("declare"), &[]).await.done();
    place.verifies().await;
}

/// The agenda was changed, the chair handed on, another item called.
async fn b7_no_step_of_a_session_is_taken_over_an_old_page(place: Place) {
    let (chair, clerk, deputy) = (place.chair().await, place.clerk().await, place.sign_in("0005").await);
    let code = "form-shown-changed";
    let session = place.drafted(&chair, "2026-03-26T19:30").await;
    let at = |step: &str| format!("/do/s/{session}/{step}");
    place.add_item(&chair, &session, "第一件", "public_affairs").await;
    let announce = opened(&chair, &at("move/announce")).await;
    place.add_item(&clerk, &session, "第二件", "public_affairs").await;
    let page = refused_over(&chair, &at("move/announce"), &announce, &[], code).await;
    assert!(page.contains("第二件"), "what was added is shown: {page}");
    chair.post(&at("move/announce"), &[]).await.done();

    let (session, item, _) = place.open_with(&chair, 36).await;
    let at = |step: &str| format!("/do/s/{session}/{step}");
    let [close, suspend] = [opened(&chair, &at("move/close")).await, opened(&chair, &at("move/suspend")).await];
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    refused_over(&chair, &at("move/close"), &close, &[], code).await;
    refused_over(&chair, &at("move/suspend"), &suspend, &REASON, code).await;
    // Handed on from one device, it does not come back by a press on another.
    let hand = opened(&chair, &at("hand-chair")).await;
    chair.post(&at("hand-chair"), &old(&hand, &[])).await.done();
    let answer = chair.post(&at("hand-chair"), &old(&hand, &[])).await;
    assert!(!answer.is_done(), "{}", answer.location);
    let back = opened(&deputy, &at("hand-chair")).await;
    deputy.post(&at("hand-chair"), &old(&back, &[])).await.done();
    refused_over(&deputy, &at("hand-chair"), &back, &[], code).await;
    // The floor goes to the next speaker once, however many desks the chair has open.
    for number in [14, 15] {
        let speaker = place.sign_in(&place.seated().await[number].1).await;
        speaker.post(&at("hand"), &[("side", "for")]).await.done();
    }
    let next = opened(&chair, &at("floor/next")).await;
    chair.post(&at("floor/next"), &old(&next, &[])).await.done();
    refused_over(&chair, &at("floor/next"), &next, &[], code).await;
    let [warn, stop] = [opened(&chair, &at("floor/warn")).await, opened(&chair, &at("floor/stop")).await];
    chair.post(&at("floor/next"), &[]).await.done();
    refused_over(&chair, &at("floor/warn"), &warn, &[], code).await;
    refused_over(&chair, &at("floor/stop"), &stop, &[], code).await;
    place.verifies().await;
}

/// A proposal that was written anew, a remark that was marked meanwhile, a correction that was published.
async fn b7_no_other_act_is_done_over_an_old_page(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (_, item, members) = place.open_with(&chair, 36).await;
    let [author, other] = [place.sign_in(&members[14].1).await, place.sign_in(&members[15].1).await];
    let code = "form-shown-changed";
    let text = [("title", "改用沥青"), ("body", "三组道路改用沥青。")];
    let to = author.post(&format!("/do/i/{item}/propose"), &text).await.done();
    let proposal = to.split("#proposal-").nth(1).expect("an id").to_owned();
    let at = |act: &str| format!("/do/p/{proposal}/{act}");
    let [second, hide] = [opened(&other, &at("second")).await, opened(&chair, &at("hide")).await];
    let again = [("title", "改用沥青"), ("body", "三组道路改用水泥。"), ("base", "1")];
    author.post(&at("revise"), &again).await.done();
    author.post(&at("revise"), &[again[0], again[1], ("base", "2")]).await.refused("act-nothing-changes").await;
    refused_over(&other, &at("second"), &second, &[], code).await;
    refused_over(&chair, &at("hide"), &hide, &REASON, code).await;
    other.post(&at("second"), &[]).await.done();
    let to = author.post(&format!("/do/i/{item}/remark"), &[("body", "几时开工？")]).await.done();
    let mark = format!("/do/r/{}/answered", to.split("#remark-").nth(1).expect("an id"));
    let shown = opened(&chair, &mark).await;
    chair.post(&mark, &old(&shown, &[])).await.done();
    refused_over(&chair, &mark, &shown, &[], code).await;
    // A correction came out while the page to withdraw stood open.
    let new = clerk.post(&format!("/do/c/{}/disclosures/new", place.community), &GOOD).await.done();
    let id = new.rsplit('/').next().expect("an id").to_owned();
    crate::board::publish(&place, &id).await;
    let withdraw = format!("/do/c/{}/about/disclosure/{id}/withdraw", place.community);
    let shown = opened(&chair, &withdraw).await;
    let corrected = [&crate::board::with("body", "收入 13,000 元。")[..], &[("correction", "错数")]].concat();
    clerk.post(&format!("/do{new}"), &corrected).await.done();
    crate::board::publish(&place, &id).await;
    refused_over(&chair, &withdraw, &shown, &REASON, code).await;
    chair.post(&withdraw, &REASON).await.done();
    place.verifies().await;
}

/// What is so already is not done again: each is refused with a sentence, and the chain is as long as before.
async fn b7_no_entry_says_what_changed_nothing(place: Place) {
    let (chair, clerk, admin) = (place.chair().await, place.clerk().await, place.administrator().await);
    let c = |act: &str| format!("/do/c/{}/{act}", place.community);
    let nothing = "act-nothing-changes";
    let again = async |person: &Person, action: &str, fields: &[(&str, &str)], code: &str| {
        let before = place.head().await.0;
        person.post(action, fields).await.refused(code).await;
        assert_eq!(place.head().await.0, before, "{action}");
    };
    // Offices.
    let resident = place.member(&place.community, "0004").await;
    let named = place.named("0004").await;
    let office = [("member", resident.id.as_str()), ("role", "teller")];
    again(&admin, &c("dismiss"), &office, "staff-role-not-held").await;
    let appoint = [("number", named.as_str()), ("role", "teller")];
    admin.post(&c("staff"), &appoint).await.done();
    again(&admin, &c("staff"), &appoint, "staff-role-held").await;
    admin.post(&c("dismiss"), &office).await.done();
    again(&admin, &c("dismiss"), &office, "staff-role-not-held").await;
    // Bases, notes, logins.
    let basis = [("basis_text", "可以线上参加"), ("basis_source", "议事规则"), ("basis_by", "村民会议")];
    admin.post(&c(&format!("basis/{}", place.body)), &basis).await.done();
    again(&admin, &c(&format!("basis/{}", place.body)), &basis, nothing).await;
    let note = [("note", "今晚停电。"), ("until", "2026-03-20")];
    admin.post(&c("note"), &note).await.done();
    again(&admin, &c("note"), &note, nothing).await;
    again(&clerk, &c("end-logins"), &office[..1], nothing).await;
    again(&clerk, &c("lift-wait"), &office[..1], nothing).await;
    // A session.
    let session = place.drafted(&chair, "2026-03-26T19:30").await;
    let presiding = [place.named("0002").await, place.named("0005").await];
    let edit = [
        ("title", "村民代表会议"),
        ("place", "村委会会议室"),
        ("held", "both"),
        ("starts_at", "2026-03-26T19:30"),
        ("chair", &presiding[0]),
        ("deputy", &presiding[1]),
    ];
    again(&chair, &format!("/do/s/{session}/edit"), &edit, nothing).await;
    let item = place.add_item(&chair, &session, "一件事", "public_affairs").await;
    let text = [("title", "一件事"), ("body", "正文"), ("base", "1")];
    again(&chair, &format!("/do/i/{item}/text"), &text, nothing).await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    again(&chair, &format!("/do/i/{item}/call"), &[], nothing).await;
    again(&chair, &format!("/do/s/{session}/pause"), &[("minutes", "0")], nothing).await;
    let order = [("pause", "60"), ("locked", "1"), ("reason", "准备表决")];
    chair.post(&format!("/do/i/{item}/order"), &order).await.done();
    again(&chair, &format!("/do/i/{item}/order"), &order, nothing).await;
    let member = place.sign_in(&members[20].1).await;
    let interest = [("interest", "投标人亲属"), ("recused", "1")];
    member.post(&format!("/do/i/{item}/interest"), &interest).await.done();
    again(&member, &format!("/do/i/{item}/interest"), &interest, nothing).await;
    member.post(&format!("/do/s/{session}/hand"), &[("side", "for")]).await.done();
    chair.post(&format!("/do/s/{session}/floor/next"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/floor/warn"), &[]).await.done();
    again(&chair, &format!("/do/s/{session}/floor/warn"), &[], nothing).await;
    place.verifies().await;
}
