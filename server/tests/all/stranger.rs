//! What a stranger tries on the running program: texts that cost more than they weigh, links that say what is not so, addresses that
//! are no pages, and what a home says of things that ended otherwise.

use crate::common::{BASE, Page, Person, Place, engines};

engines!(
    d18_nested_marks_stop_nobody,
    every_empty_field_of_a_proposal_is_named,
    a_link_states_nothing,
    a_refusal_in_an_address_passes,
    an_address_of_forms_leads_to_its_page,
    a_ballot_that_came_too_late_is_said_not_to_be_cast,
    home_says_how_it_ended,
    the_opening_of_a_text_is_its_own_words,
);

/// A sitting that deliberates on its item, and somebody present.
async fn speaking(place: &Place, chair: &Person) -> (String, String, Person) {
    let (session, item, members) = place.open_with(chair, 40).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    (session, item, place.sign_in(&members[11].1).await)
}

/// Markdown that its writer was shown first, and took.
async fn in_markdown(person: &Person, action: &str, fields: &[(&str, &str)]) -> String {
    let chosen = [fields, &[("form", "markdown")]].concat();
    let page = person.get(&person.post(action, &chosen).await.location).await;
    let seen = &Page::of(&page).value("previewed").expect("seen");
    person.post(action, &[&chosen[..], &[("previewed", seen)]].concat()).await.done()
}

async fn d18_nested_marks_stop_nobody(place: Place) {
    let chair = place.chair().await;
    let (_, item, member) = speaking(&place, &chair).await;
    let propose = format!("/do/i/{item}/propose");
    // Longer than its field takes: not rendered, and nothing of it waits.
    let kept = "SELECT COUNT(*) FROM drafts";
    let before = place.count(kept).await;
    let long = ">".repeat(24_000);
    let form = [("title", "甲"), ("body", long.as_str()), ("form", "markdown"), ("preview", "1")];
    let page = member.post(&propose, &form).await.refused("text-too-long").await;
    assert!(!page.contains("<blockquote>") && !page.contains("&gt;&gt;"));
    assert_eq!(place.count(kept).await, before);
    // What a person may have typed comes back to them, as it was and not rendered.
    let form = [("title", "甲"), ("body", &long[..11_000]), ("form", "markdown"), ("preview", "1")];
    let page = member.post(&propose, &form).await.refused("text-too-long").await;
    let back = page.replace("&gt;", ">").contains(&long[..11_000]);
    assert!(back && !page.contains("id=\"preview\""), "{page:.3000}");
    // As long as it takes: shown as it was typed, to its writer and to everybody.
    for (nth, mark) in [">", "<blockquote>", "+ "].iter().enumerate() {
        let deep = mark.repeat(9_000 / mark.len());
        let title = format!("第{nth}条");
        let form = [("title", title.as_str()), ("body", deep.as_str()), ("form", "markdown"), ("preview", "1")];
        let to = member.post(&propose, &form).await.location;
        let page = member.get(&to).await;
        let typed = mark.replace('<', "&lt;").replace('>', "&gt;").repeat(100);
        assert!(page.contains(&typed) && !page.contains("<blockquote>"), "{mark}");
        in_markdown(&member, &propose, &[("title", &title), ("body", &deep)]).await;
        let thread = chair.get(&format!("/i/{item}/thread")).await;
        assert!(thread.contains(&typed) && !thread.contains("<blockquote>"), "{mark}");
        place.after_minutes(2);
    }
}

/// Whoever sends a form with nothing in it is told of each field, and of none where it is only shown how it would look.
async fn every_empty_field_of_a_proposal_is_named(place: Place) {
    let chair = place.chair().await;
    let (_, item, member) = speaking(&place, &chair).await;
    let propose = format!("/do/i/{item}/propose");
    let said = |page: &str| ["title", "body"].map(|name| Page::of(page).form("/propose").refusal(name).is_some());
    let page = member.post(&propose, &[("title", ""), ("body", " ")]).await.refused("text-empty").await;
    assert_eq!(said(&page), [true, true], "{page}");
    let page = member.post(&propose, &[("title", ""), ("body", "修路")]).await.refused("text-empty").await;
    assert_eq!(said(&page), [true, false], "{page}");
    let to = member.post(&propose, &[("title", ""), ("body", "修路"), ("preview", "1")]).await.location;
    assert_eq!(said(&member.get(&to).await), [false, false]);
}

async fn a_link_states_nothing(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 40).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let voter = place.representative().await;
    let forged = "told.vote-closed.choice";
    for key in [forged, &format!("{forged}.0.0000000000000000"), "told.", "told.ballot-not-cast."] {
        for at in [format!("/v/{vote}"), format!("/s/{session}"), "/me".to_owned()] {
            let page = voter.get(&format!("{at}?form={key}")).await;
            assert!(!page.contains("id=\"problem\"") && !page.contains("错误："), "{at} {key}: {page}");
        }
    }
    let page = place.nobody().get(&format!("/in?form={forged}&wait=7&next=/kept")).await;
    assert!(
        !page.contains("id=\"problem\"") && !page.contains("7 分钟") && !page.contains("role=\"status\""),
        "{page}"
    );
    // What was told to one device is told to no other.
    let refused = voter.post(&format!("/do/v/{vote}/check"), &[]).await;
    refused.refused("ballot-no-choice").await;
    for other in [&place.representative().await, &chair] {
        let page = other.get(&refused.location).await;
        assert!(!page.contains("id=\"problem\""), "{page}");
    }
}

async fn a_refusal_in_an_address_passes(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 40).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let voter = place.representative().await;
    let refused = voter.post(&format!("/do/v/{vote}/check"), &[]).await;
    place.after_minutes(2);
    refused.refused("ballot-no-choice").await;
    place.after_minutes(10);
    let device = refused.cookies.iter().find(|one| one.starts_with("yishi_device=")).expect("its mark");
    let same = place.with_cookie(format!("{}; {device}", voter.cookie()));
    assert!(!same.get(&refused.location).await.contains("id=\"problem\""), "opened again later");
}

async fn an_address_of_forms_leads_to_its_page(place: Place) {
    let member = place.resident().await;
    for (path, page) in [
        ("/do/v/abc/check", "/v/abc"),
        ("/do/v/abc/ballot?form=x", "/v/abc"),
        ("/do/s/abc/move/open", "/s/abc"),
        ("/do/i/abc/propose", "/i/abc/thread"),
        ("/do/p/abc/second", "/p/abc"),
        ("/do/in/code", "/home"),
        ("/do/nothing/at/all", "/home"),
    ] {
        for cookie in ["", member.cookie()] {
            let (status, headers, _) = member.fetch(path, &[("cookie", cookie)]).await;
            assert_eq!((status, headers["location"].to_str().expect("text")), (303, page), "{path}");
        }
    }
}

async fn a_ballot_that_came_too_late_is_said_not_to_be_cast(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 40).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let device = place.with_cookie(format!("yishi_device={}", "a".repeat(32)));
    for act in ["check", "ballot", "secret-ballot"] {
        let from = format!("{BASE}/do/v/{vote}/check");
        let headers = [("origin", BASE), ("referer", from.as_str())];
        let form = [("choice", "support")];
        let answer = device.post_from(&format!("/do/v/{vote}/{act}"), &form, &headers).await;
        assert!(answer.location.starts_with(&format!("/in?next=%2Fv%2F{vote}&form=")), "{act}: {}", answer.location);
        let page = device.get(&answer.location).await;
        assert!(page.contains("这张票没有投出去") && page.contains("id=\"problem\""), "{act}: {page}");
        assert_eq!(Page::of(&page).value("next").as_deref(), Some(&*format!("/v/{vote}")), "{act}");
        // From a device that is not known it is not said, and the way is the same.
        let answer = place.nobody().post_from(&format!("/do/v/{vote}/{act}"), &form, &headers).await;
        assert_eq!(answer.location, format!("/in?next=%2Fv%2F{vote}"), "{act}");
    }
    assert_eq!(place.count("SELECT COUNT(*) FROM ballots").await, 0);
}

async fn home_says_how_it_ended(place: Place) {
    let chair = place.chair().await;
    let (session, item, voter) = speaking(&place, &chair).await;
    let home = format!("/c/{}/room", place.community);
    let own = |page: &str| {
        let part = page.split("id=\"own\"").nth(1).and_then(|rest| rest.split("</section>").next());
        part.expect("one's own").to_owned()
    };
    let proposal = [("title", "先修主路"), ("body", "再修到各户门口。"), ("key", "p1")];
    let to = voter.post(&format!("/do/i/{item}/propose"), &proposal).await.done();
    assert!(own(&voter.get(&home).await).contains("还在讨论"));
    let thread = voter.get(&format!("/i/{item}/thread")).await;
    let id = thread.split("href=\"/p/").nth(1).and_then(|rest| rest.split(['"', '?', '#']).next());
    let id = id.unwrap_or_else(|| panic!("{to}: {thread}"));
    chair.post(&format!("/do/p/{id}/hide"), &[("reason", "人身攻击")]).await.done();
    let said = own(&voter.get(&home).await);
    assert!(said.contains("已被隐藏") && !said.contains("还在讨论"), "{said}");
    // One round needs no number; of two each has its own, and the void one is no way on.
    let first = place.open_vote(&chair, &session, &item).await;
    voter.post(&format!("/do/v/{first}/ballot"), &[("choice", "support"), ("key", "b1")]).await.done();
    assert!(!own(&voter.get(&home).await).contains("第 1 轮"));
    chair.post(&format!("/do/v/{first}/void"), &[("reason", "重新表决")]).await.done();
    let second = place.open_vote(&chair, &session, &item).await;
    voter.post(&format!("/do/v/{second}/ballot"), &[("choice", "against"), ("key", "b2")]).await.done();
    let said = own(&voter.get(&home).await);
    for words in ["表决无效", "第 1 轮", "第 2 轮", "正在表决"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("可以重新表决"), "{said}");
    // The look that was asked for goes along.
    let (status, headers, _) = voter.fetch("/home?lang=en&elder=1", &[("cookie", voter.cookie())]).await;
    assert_eq!((status, headers["location"].to_str().expect("text")), (303, &*format!("{home}?lang=en&elder=1")));
}

async fn the_opening_of_a_text_is_its_own_words(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 40).await;
    let text = [("title", "挡墙方案"), ("body", "新建挡墙长120*4米，宽3*2米。"), ("base", "1")];
    in_markdown(&chair, &format!("/do/i/{item}/text"), &text).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let page = place.representative().await.get(&format!("/v/{vote}")).await;
    let opening =
        page.split("class=\"opening\"").nth(1).and_then(|rest| rest.split("</p>").next()).expect("an opening");
    assert!(opening.contains("<span>新建挡墙长"), "{opening}");
    assert!(page.contains("有数字或符号变了"), "the whole text says so: {page}");
    // Words that stand beside each other are words, wherever they stand.
    let facts = page.split("class=\"facts\"").nth(1).and_then(|rest| rest.split("</p>").next()).expect("facts");
    assert!(facts.contains("</span> <span>") && !facts.contains("</span><span>"), "{facts}");
}
