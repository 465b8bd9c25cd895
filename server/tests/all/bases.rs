//! Saving has a base: nothing is saved over unseen, and nothing that was typed is lost.

use crate::common::{BASE, Page, Person, Place, engines};
use server::rows::execution;

engines!(
    c15_nothing_is_saved_over_unseen,
    c15_texts_and_proposals_show_both,
    c15_a_reply_that_came_second_is_not_lost,
    c15_what_was_typed_survives_the_end_of_a_login,
    c15_nobody_else_sees_what_was_typed,
    c15_no_secret_and_no_choice_waits_anywhere,
);

type Fields<'a> = &'a [(&'a str, &'a str)];

/// Two people have the same form before them. The second to save is told, is shown what stands now beside what they typed, and
/// may take the other or save over it. Without a base nothing is saved.
async fn collide(first: &Person, second: &Person, action: &str, one: Fields<'_>, other: Fields<'_>, marks: [&str; 2]) {
    let base = second.shown_base(action).await.unwrap_or_else(|| panic!("{action} has no base"));
    first.post(action, one).await.done();
    let without = second.post_from(action, other, &[("origin", BASE)]).await;
    without.refused("form-changed-meanwhile").await;
    let stale = [other, &[("base", base.as_str())]].concat();
    let answer = second.post(action, &stale).await;
    let again = answer.location.clone();
    let page = answer.refused("form-changed-meanwhile").await;
    let form = page.split(&format!("action=\"{action}\"")).nth(1).expect("the form").split("</form>").next().unwrap();
    let (stands, typed) = form.split_once("</section>").expect("what stands now");
    assert!(stands.contains("id=\"base\"") && stands.contains(marks[0]), "{action}: {stands}");
    assert!(typed.contains(marks[1]), "{action}: {typed}");
    // The way to the other: the page as it stands, without what was typed.
    let plain = again.split('?').next().unwrap();
    assert!(stands.contains(&format!("href=\"{plain}\"")), "{action}: {stands}");
    assert!(!second.get(plain).await.contains(marks[1]), "{action}: not saved");
    // Knowingly over it: the form that showed both carries what stands now.
    let now = &Page::of(stands).value("base").expect("a base");
    second.post(action, &[other, &[("base", now)]].concat()).await.done();
    assert!(second.get(plain).await.contains(marks[1]), "{action}: saved");
}

async fn c15_nothing_is_saved_over_unseen(mut place: Place) {
    let (chair, clerk, admin) = (place.chair().await, place.clerk().await, place.administrator().await);
    // A draft of a session.
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let presiding = place.named("0002").await;
    let (chair_no, held) = (("chair", presiding.as_str()), ("held", "both"));
    let at = ("starts_at", "2026-03-16T19:30");
    let edit = |title| [("title", title), ("place", "村委会会议室"), held, at, chair_no];
    let (one, other) = (edit("先存的题目"), edit("后存的题目"));
    let action = format!("/do/s/{session}/edit");
    let page = format!("/s/{session}/edit");
    assert!(chair.get(&page).await.contains("name=\"base\""));
    collide(&clerk, &chair, &action, &one, &other, ["先存的题目", "后存的题目"]).await;
    // By what text members take part online.
    let basis = |text| [("basis_text", text), ("basis_source", "议事规则"), ("basis_by", "村民会议")];
    let action = format!("/do/c/{}/basis/{}", place.community, place.body);
    let (one, other) = (basis("先存的依据"), basis("后存的依据"));
    collide(&admin, &admin, &action, &one, &other, ["先存的依据", "后存的依据"]).await;
    // The units of an estate.
    let assembly = place.body.clone();
    place.with_body("owners_assembly", "业主大会").await;
    let action = format!("/do/c/{}/owners/{}", place.community, place.body);
    let (one, other) = ([("units", "1-101\t0006\t吴示六\t89.50")], [("units", "2-202\t0006\t吴示六\t120.00")]);
    collide(&clerk, &clerk, &action, &one, &other, ["1-101", "2-202"]).await;
    place.body = assembly;
    // A disclosure.
    let written = |title| {
        [
            ("title", title),
            ("category", "finance"),
            ("matter", ""),
            ("body", "收入若干"),
            ("basis", "章程"),
            ("responsible", "村民委员会"),
        ]
    };
    let new = format!("/do/c/{}/disclosures/new", place.community);
    let to = clerk.post(&new, &written("四月收支")).await.done();
    let (one, other) = (written("先存的公开"), written("后存的公开"));
    collide(&chair, &clerk, &format!("/do{to}"), &one, &other, ["先存的公开", "后存的公开"]).await;
    // A tick is typed too: what was to stay within the community does not come back as public.
    let within = [&written("只给成员")[..], &[("members", "1"), ("base", "old")]].concat();
    let page = clerk.post(&format!("/do{to}"), &within).await.refused("form-changed-meanwhile").await;
    assert!(page.contains("name=\"members\" value=\"1\" checked") && page.contains("任何人都能看到"), "{page}");

    // What opens a gate, the minutes, the decision, a step of its plan, a postponement.
    let (session, item, members) = place.open_with(&chair, 41).await;
    let action = format!("/do/i/{item}/gates/party_study");
    let base = chair.shown_base(&action).await.expect("a base");
    clerk.post(&action, &[("said", "先存的研究")]).await.done();
    let page = chair.post(&action, &[("said", "后存的研究"), ("base", &base)]).await.refused("vote-text-changed").await;
    assert!(page.contains("先存的研究") && page.contains("后存的研究"), "{page}");
    let action = format!("/do/s/{session}/minutes");
    let (one, other) = ([("notes", "先存的记录")], [("notes", "后存的记录")]);
    collide(&chair, &clerk, &action, &one, &other, ["先存的记录", "后存的记录"]).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let decision = |body| [("body", body), ("responsible", "村民委员会"), ("due", "")];
    let action = format!("/do/v/{vote}/outcome");
    let (one, other) = (decision("先存的决定"), decision("后存的决定"));
    collide(&chair, &clerk, &action, &one, &other, ["先存的决定", "后存的决定"]).await;
    // A signature that came meanwhile is not dropped unseen.
    let base = clerk.shown_base(&action).await.expect("a base");
    place.countersign(&vote).await.done();
    let late = [("body", "又改一次的决定"), ("responsible", "村民委员会"), ("base", &base)];
    clerk.post(&action, &late).await.refused("form-changed-meanwhile").await;
    chair.post(&format!("{action}/publish"), &[]).await.done();
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-05-20"), ("money", "")];
    chair.post(&format!("/do/c/{}/execution/{vote}/plan", place.community), &plan).await.done();
    let steps = execution::milestones(&mut place.db.read().await.unwrap(), &vote).await.unwrap();
    let action = format!("/do/m/{}/reach", steps[0].id);
    let report = |note| [("done", "2026-03-16"), ("money", ""), ("note", note)];
    let (one, other) = (report("先报的一步"), report("后报的一步"));
    collide(&clerk, &chair, &action, &one, &other, ["先报的一步", "后报的一步"]).await;
    place.verifies().await;
}

async fn c15_texts_and_proposals_show_both(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let item = place.add_item(&chair, &session, "议题", "public_works_contract_plan").await;
    let action = format!("/do/i/{item}/text");
    let text = |body, base| [("title", "方案"), ("body", body), ("base", base)];
    // A text that does not say what it was shown is not taken for the first.
    let blind = [("title", "方案"), ("body", "没有依据")];
    chair.post_from(&action, &blind, &[("origin", BASE)]).await.refused("vote-text-changed").await;
    clerk.post(&action, &text("先存的文本", "1")).await.done();
    let page = chair.post(&action, &text("后存的文本", "1")).await.refused("vote-text-changed").await;
    let stands = page.split("id=\"base\"").nth(1).expect("what stands now").split("</section>").next().unwrap();
    assert!(stands.contains("先存的文本") && stands.contains("name=\"base\" value=\"2\""), "{stands}");
    assert!(page.contains("后存的文本"), "{page}");
    chair.post(&action, &text("后存的文本", "2")).await.done();

    // Refused for another reason it still stands on what was shown then: what came meanwhile is not saved over.
    let empty = [("title", ""), ("body", "改了一半"), ("base", "2")];
    let page = chair.post(&action, &empty).await.refused("text-empty").await;
    assert!(page.contains("name=\"base\" value=\"2\""), "{page}");
    clerk.post(&action, &text("又一次先存", "3")).await.done();
    let page = chair.post(&action, &text("改了一半", "2")).await.refused("vote-text-changed").await;
    assert!(page.contains("又一次先存") && page.contains("改了一半"), "{page}");

    // An item goes with its text: not with one that was written after the button was shown.
    let action = format!("/do/s/{session}/drop-item");
    let drop = |base| [("item", item.as_str()), ("base", base)];
    chair.post(&action, &drop("3")).await.refused("form-changed-meanwhile").await;
    let shown = chair.get(&format!("/s/{session}/chair")).await;
    assert!(shown.contains("name=\"base\" value=\"4\""), "{shown}");
    chair.post(&action, &drop("4")).await.done();
    place.verifies().await;
}

/// Of two who answer one objection the second is told that it was answered; the page has no form for it any more, and still
/// shows what they wrote.
async fn c15_a_reply_that_came_second_is_not_lost(place: Place) {
    place.on_the_evening();
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let id = crate::board::published(&place).await;
    let about = format!("/c/{}/about/disclosure/{id}", place.community);
    let ask = [("kind", "objection"), ("text", "漏了一笔收入？")];
    place.representative().await.post(&format!("/do{about}/object"), &ask).await.done();
    let page = chair.get(&about).await;
    let asked = page.split("action=\"/do/o/").nth(1).and_then(|rest| rest.split('/').next()).expect("an objection");
    let reply = |words| [("reply", words), ("result", "kept")];
    chair.post(&format!("/do/o/{asked}/reply"), &reply("先答的一句")).await.done();
    let answer = clerk.post(&format!("/do/o/{asked}/reply"), &reply("后答的一句")).await;
    let page = clerk.get(&answer.location).await;
    assert!(page.contains("先答的一句") && page.contains("id=\"left-over\""), "{page}");
    assert!(page.split("id=\"left-over\"").nth(1).unwrap().contains("后答的一句"), "{page}");
}

/// A browser that keeps its cookies.
struct Device<'a> {
    place: &'a Place,
    held: Vec<(String, String)>,
}

impl<'a> Device<'a> {
    fn of(place: &'a Place, person: &Person) -> Self {
        let mut device = Self { place, held: Vec::new() };
        device.take(&[person.cookie().to_owned()]);
        device
    }

    fn person(&self) -> Person {
        let pairs: Vec<_> = self.held.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.place.with_cookie(pairs.join("; "))
    }

    fn take(&mut self, set: &[String]) {
        for (name, value) in set.iter().filter_map(|one| one.split_once('=')) {
            self.held.retain(|(held, _)| held != name);
            if !value.is_empty() {
                self.held.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    /// The key of a page as this device is shown it now.
    async fn key(&self, page: &str) -> String {
        let shown = self.person().get(page).await;
        Page::of(&shown).value("key").expect("a key")
    }

    async fn send(&mut self, action: &str, fields: Fields<'_>, page: &str) -> String {
        let from = format!("{BASE}{page}");
        let answer = self.person().post_from(action, fields, &[("origin", BASE), ("referer", &from)]).await;
        self.take(&answer.cookies);
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.location
    }

    /// Signs in with a slip and follows to where that leads.
    async fn sign_in(&mut self, number: &str) -> String {
        let token = self.place.slip(number).await;
        let mut to = self.send(&format!("/do/slip/{token}"), &[], &format!("/slip/{token}")).await;
        for _ in 0..3 {
            let (status, headers, _) = self.person().fetch(&to, &[("cookie", self.person().cookie())]).await;
            if status != 303 {
                break;
            }
            let set = headers.get_all("set-cookie").iter();
            let set: Vec<_> = set.map(|one| one.to_str().unwrap().split(';').next().unwrap().to_owned()).collect();
            self.take(&set);
            to = headers["location"].to_str().unwrap().to_owned();
        }
        to
    }
}

async fn minutes_of(place: &Place) -> (Person, String) {
    let chair = place.chair().await;
    let (session, ..) = place.open_with(&chair, 41).await;
    (chair, session)
}

async fn c15_what_was_typed_survives_the_end_of_a_login(place: Place) {
    let (_, session) = minutes_of(&place).await;
    let (action, page) = (format!("/do/s/{session}/minutes"), format!("/s/{session}/minutes"));
    for by in ["signed out in another window", "ended from another device", "expired"] {
        let clerk = place.clerk().await;
        let mut device = Device::of(&place, &clerk);
        let base = device.person().shown_base(&action).await.expect("a base");
        let key = device.key(&page).await;
        let typed = format!("写了半小时的记录：{by}");
        match by {
            "signed out in another window" => {
                device.send("/do/sign-out", &[], &page).await;
            }
            "expired" => place.after_minutes(181 * 24 * 60),
            _ => {
                clerk.post("/do/sign-out", &[]).await;
            }
        }
        let to = device.send(&action, &[("notes", &typed), ("base", &base), ("key", &key)], &page).await;
        assert_eq!(to, "/in?next=%2Fkept", "{by}");
        assert!(device.person().get(&to).await.contains("请原来登录的那个人重新登录"), "{by}");
        let to = device.sign_in("0006").await;
        assert!(to.starts_with(&format!("{page}?form=")), "{by}: {to}");
        let shown = device.person().get(&to).await;
        let form = shown.split(&format!("action=\"{action}\"")).nth(1).expect("the form");
        assert!(form.contains(&typed) && form.contains(&base), "{by}: {shown}");
        assert!(shown.contains("所以没有交上去"), "{by}: {shown}");
        // Filled, not sent; it still knows what it was shown.
        assert!(!device.person().get(&page).await.contains(&typed), "{by}");
        device.person().post(&action, &[("notes", &typed), ("base", &base)]).await.done();
        // Seen once; the next sign-in goes home.
        assert!(!device.sign_in("0006").await.contains("form="), "{by}");
    }
    // Sent by the island it stays on its page, and is kept as well.
    let clerk = place.clerk().await;
    let mut device = Device::of(&place, &clerk);
    let key = device.key(&page).await;
    clerk.post("/do/sign-out", &[]).await;
    let from = format!("{BASE}{page}");
    let live = [("origin", BASE), ("referer", from.as_str()), ("x-yishi-live", "1")];
    let answer = device.person().post_from(&action, &[("notes", "从岛上来的字"), ("key", &key)], &live).await;
    assert_eq!((answer.status, answer.location.as_str()), (401, ""));
    device.take(&answer.cookies);
    let to = device.sign_in("0006").await;
    assert!(device.person().get(&to).await.contains("从岛上来的字"));
    place.verifies().await;
}

async fn c15_nobody_else_sees_what_was_typed(place: Place) {
    let (chair, session) = minutes_of(&place).await;
    let (action, page) = (format!("/do/s/{session}/minutes"), format!("/s/{session}/minutes"));
    let clerk = place.clerk().await;
    let mut device = Device::of(&place, &clerk);
    let key = device.key(&page).await;
    device.send("/do/sign-out", &[], &page).await;
    device.send(&action, &[("notes", "文书写的秘密"), ("key", &key)], &page).await;
    // The chair signs in on the clerk's phone, and may write minutes too: nothing of the clerk's is there, not by its name either.
    let to = device.sign_in("0002").await;
    assert!(!to.contains("form="), "{to}");
    let key = device.held.iter().find(|(name, _)| name == "yishi_kept").expect("still kept for the clerk").1.clone();
    for person in [&device.person(), &chair] {
        assert!(!person.get(&format!("{page}?form={key}")).await.contains("文书写的秘密"));
    }
    // The clerk on another device does not see it either without its name; here it is there again.
    let elsewhere = place.clerk().await;
    assert!(!elsewhere.get(&page).await.contains("文书写的秘密"));
    let to = device.sign_in("0006").await;
    assert!(device.person().get(&to).await.contains("文书写的秘密"));
    // An hour later it is gone.
    device.send("/do/sign-out", &[], &page).await;
    let to_late = to.clone();
    place.after_minutes(61);
    device.sign_in("0006").await;
    assert!(!device.person().get(&to_late).await.contains("文书写的秘密"));
    // An old page of the clerk's, sent after somebody else has signed in and out there, is not that one's.
    let key = device.key(&page).await;
    device.send("/do/sign-out", &[], &page).await;
    device.sign_in("0002").await;
    device.send("/do/sign-out", &[], &page).await;
    device.held.retain(|(name, _)| name != "yishi_kept");
    device.send(&action, &[("notes", "文书的旧页"), ("key", &key)], &page).await;
    assert!(device.held.iter().all(|(name, _)| name != "yishi_kept"));
    // A device that nobody was signed in on keeps nothing.
    let from = format!("{BASE}{page}");
    let headers = [("origin", BASE), ("referer", from.as_str())];
    let answer = place.nobody().post_from(&action, &[("notes", "不知道是谁")], &headers).await;
    assert!(
        answer.cookies.is_empty() && answer.location == format!("/in?next={}", page.replace('/', "%2F")),
        "{}",
        answer.location
    );
}

async fn c15_no_secret_and_no_choice_waits_anywhere(place: Place) {
    let (chair, session) = minutes_of(&place).await;
    let item = {
        let mut conn = place.db.read().await.unwrap();
        server::rows::session::items(&mut conn, &session.as_str().into()).await.unwrap()[0].id.0.clone()
    };
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let person = place.chair().await;
    let key = Device::of(&place, &person).key(&format!("/s/{session}/minutes")).await;
    person.post("/do/sign-out", &[]).await;
    for (action, mut fields) in [
        (format!("/do/v/{vote}/secret-ballot"), vec![("choice", "for"), ("note", "x")]),
        (format!("/do/v/{vote}/count"), vec![("for", "12")]),
        (format!("/do/v/{vote}/paper/hand"), vec![("number", "0014")]),
        ("/do/slip/geheim".to_owned(), vec![("number", "0014")]),
    ] {
        fields.push(("key", &key));
        let answer = person.post_from(&action, &fields, &[("origin", BASE)]).await;
        // The mark of the device names nothing that was sent.
        assert!(answer.cookies.iter().all(|one| one.starts_with("yishi_device=")), "{action}");
    }
    let mut conn = place.db.read().await.unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM drafts WHERE login LIKE 'after:%'")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(kept, 0);
}
