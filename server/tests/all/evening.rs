//! The evening in real hands (issue 18): one thing asked at a time, a ballot in two screens, the clerk's table, one's own part.

use crate::common::{Page, Place, engines};
use server::rows::member as members;
use std::collections::BTreeSet;

engines!(
    the_bar_asks_for_one_thing_at_a_time,
    a_ballot_is_looked_at_before_it_is_cast,
    a_secret_ballot_is_told_its_time_once,
    home_says_what_one_took_part_in,
    the_table_takes_a_number_or_a_name,
    papers_go_by_number,
);

/// What the bar of a page asks for, and its words; nothing where it is not there.
fn asked(page: &str) -> String {
    let bar = page.split("id=\"ask\"").nth(1).and_then(|rest| rest.split("</div>").next()).unwrap_or_default();
    bar.split("data-ask=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

async fn the_bar_asks_for_one_thing_at_a_time(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (session, item) = place.announced(&chair).await;
    let (page, thread) = (format!("/s/{session}"), format!("/i/{item}/thread"));
    let (voter, guest) = (place.representative().await, place.resident().await);
    assert_eq!(asked(&voter.get(&page).await), "nothing", "signing in is for the day");
    place.on_the_evening();
    assert_eq!(asked(&voter.get(&page).await), "sign_in");
    assert_eq!(asked(&guest.get(&page).await), "listen");
    let seated = place.seated().await;
    let number = (40..).map(|one| format!("{one:04}")).find(|one| seated.iter().all(|(_, seat)| seat != one));
    let number = number.expect("somebody who is not on the list");
    let guest_teller = place.sign_in(&number).await;
    assert_eq!(asked(&guest_teller.get(&page).await), "listen");
    let teller = [("number", place.named(&number).await), ("role", "teller".to_owned())];
    let teller = teller.each_ref().map(|(name, value)| (*name, value.as_str()));
    place.administrator().await.post(&format!("/do/c/{}/staff", place.community), &teller).await.done();
    assert_eq!(asked(&guest_teller.get(&page).await), "nothing", "who counts and is not on the list is at work");
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    for (id, _) in &place.seated().await[..40] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    assert_eq!(asked(&voter.get(&page).await), "nothing", "no item is called");
    guest.post(&format!("/do/s/{session}/online"), &[]).await.done();
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    assert_eq!(asked(&voter.get(&page).await), "talk");
    let there = voter.get(&thread).await;
    assert!(there.contains("href=\"#say\"") && there.contains("我要说"), "the field is at hand: {there}");
    chair.post(&format!("/do/s/{session}/roll-call/begin"), &[]).await.done();
    let calling = voter.get(&page).await;
    assert_eq!(asked(&calling), "roll_call");
    assert!(calling.contains("<title>正在点名 · "), "{calling}");
    assert_eq!(asked(&guest.get(&page).await), "talk", "an observer is not called");
    voter.post(&format!("/do/s/{session}/roll-call/answer"), &[]).await.done();
    assert_eq!(asked(&voter.get(&page).await), "talk");
    place.after_minutes(3);
    chair.post(&format!("/do/s/{session}/roll-call/end"), &[]).await.done();
    let members = place.seated().await;
    for (id, _) in &members[..40] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await;
    }
    let vote = place.open_vote(&chair, &session, &item).await;
    let voting = voter.get(&thread).await;
    assert_eq!(asked(&voting), "ballot");
    assert!(voting.contains("<title>请投票 · ") && voting.contains(&format!("href=\"/v/{vote}\"")), "{voting}");
    assert_eq!(asked(&guest.get(&page).await), "watch");
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "support"), ("key", "b1")]).await.done();
    let voted = voter.get(&page).await;
    assert_eq!(asked(&voted), "voted");
    assert!(voted.contains("aria-current=\"step\"") && !voted.contains("请投票"), "{voted}");
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let result = voter.get(&page).await;
    assert_eq!(asked(&result), "result");
    assert!(result.contains("没有通过：赞成 1，反对 0，弃权 0"), "{result}");
}

async fn a_ballot_is_looked_at_before_it_is_cast(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 40).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let voter = place.representative().await;
    let at = format!("/v/{vote}");
    let page = voter.get(&at).await;
    assert!(page.contains("<h1>村内道路硬化建设承包方案</h1>") && page.contains("想用纸票"), "{page}");
    let check = format!("/do/v/{vote}/check");
    voter.post(&check, &[]).await.refused("ballot-no-choice").await;
    let second = voter.post(&check, &[("choice", "against")]).await;
    assert_eq!(second.status, 200, "{}", second.body);
    assert!(second.body.contains("您选的是") && second.body.contains("class=\"chosen\">反对<"), "{}", second.body);
    let ballot = Page::of(&second.body);
    let (choice, key) = (ballot.form("/ballot").value("choice"), ballot.form("/ballot").value("key"));
    let (choice, key) = (choice.expect("a choice"), key.expect("a key"));
    // Nothing is stored before it is cast.
    assert!(voter.get(&at).await.contains("data-ballot"), "still to be cast");
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", &choice), ("key", &key)]).await.done();
    assert!(voter.get(&at).await.contains("您的票已保存：反对"));
    // Whoever looks once more is led to what is stored.
    assert_eq!(voter.post(&check, &[("choice", "support")]).await.status, 303);
    // Who may not vote here has no second screen.
    let guest = place.resident().await;
    assert_eq!(guest.post(&check, &[("choice", "support")]).await.status, 303);
    assert_eq!(place.foreigner().await.post(&check, &[("choice", "support")]).await.status, 404);
}

async fn a_secret_ballot_is_told_its_time_once(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 40).await;
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let voter = place.representative().await;
    let second = voter.post(&format!("/do/v/{vote}/check"), &[("choice", "abstain")]).await;
    let key = Page::of(&second.body).form("/secret-ballot").value("key").expect("a key");
    let form = [("choice", "abstain"), ("key", key.as_str())];
    let answer = voter.post(&format!("/do/v/{vote}/secret-ballot"), &form).await;
    let told = answer.cookies.iter().find(|one| one.starts_with("yishi_received=")).expect("told").clone();
    assert!(!told.contains("abstain") && answer.is_done(), "{told}");
    let both = format!("{}; {told}", voter.cookie());
    let (_, headers, page) = voter.fetch(&format!("/v/{vote}"), &[("cookie", both.as_str())]).await;
    assert!(page.contains("收到时间：") && page.contains("系统不保存"), "{page}");
    let gone = headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    assert!(gone.into_iter().any(|line| line.starts_with("yishi_received=;") && line.contains("Max-Age=0")));
    let later = voter.get(&format!("/v/{vote}")).await;
    assert!(!later.contains("收到时间") && later.contains("已保存"), "{later}");
    // A named vote tells nothing by a cookie.
    assert_eq!(asked(&voter.get(&format!("/s/{session}")).await), "voted");
}

async fn home_says_what_one_took_part_in(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 40).await;
    let (voter, home) = (place.representative().await, format!("/c/{}/room", place.community));
    let before = voter.get(&home).await;
    assert!(before.contains("进入会议") && !before.contains("我的参与"), "{before}");
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let proposal = [("title", "先修主路"), ("body", "再修到各户门口。"), ("key", "p1")];
    voter.post(&format!("/do/i/{item}/propose"), &proposal).await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    let asked = voter.get(&home).await;
    assert!(asked.contains("您还没有投票") && asked.contains("去投票"), "{asked}");
    assert!(asked.contains(&format!("href=\"/v/{vote}\"")), "one tap from home: {asked}");
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "support"), ("key", "b1")]).await.done();
    let after = voter.get(&home).await;
    let own = after.split("id=\"own\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("one's own");
    assert!(own.contains("投了：赞成") && own.contains("正在表决") && own.contains("先修主路"), "{own}");
    // Somebody else's home says nothing of it, and of a secret vote it is said that one took part, and no more.
    assert!(!place.resident().await.get(&home).await.contains("先修主路"));
    chair.post(&format!("/do/v/{vote}/void"), &[("reason", "重新表决")]).await.done();
    let secret = place.open_vote_by(&chair, &session, &item, "secret").await;
    voter.post(&format!("/do/v/{secret}/secret-ballot"), &[("choice", "against"), ("key", "b2")]).await.done();
    let after = voter.get(&home).await;
    let own = after.split("id=\"own\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("one's own");
    let [before, after] = ["第 1 轮 · 投了：赞成", "第 2 轮 · 已投"];
    assert!(own.contains(before) && own.contains("表决无效") && own.contains(after), "{own}");
    assert!(!own.contains("反对") && own.matches("投了").count() == 1, "{own}");
}

async fn the_table_takes_a_number_or_a_name(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    let (door, check_in) = (format!("/s/{session}/door"), format!("/do/s/{session}/check-in"));
    let page = clerk.get(&door).await;
    assert!(page.contains("autofocus") && page.contains("name=\"who\""), "{page}");
    let one = place.member(&place.community, "0014").await;
    // Digits of any width, with or without the zeros before them.
    clerk.post(&check_in, &[("who", "１４")]).await.done();
    let page = clerk.get(&door).await;
    assert!(page.contains(&format!("刚签到：{} 0014", one.name)), "{page}");
    clerk.post(&check_in, &[("who", &one.name)]).await.refused("presence-already").await;
    clerk.post(&check_in, &[("who", "九九九九")]).await.refused("text-no-member").await;
    clerk.post(&check_in, &[("who", "")]).await.refused("text-empty").await;
    clerk.post(&check_in, &[("who", "0014 别人")]).await.refused("person-name-differs").await;
    // Undone at once it is as if it had not been.
    let (member, reason) = {
        let last = Page::of(&page);
        (last.form("/correct").value("member"), last.form("/correct").value("reason"))
    };
    let (member, reason) = (member.expect("who"), reason.expect("why"));
    clerk.post(&format!("/do/s/{session}/correct"), &[("member", &member), ("reason", &reason)]).await.done();
    assert!(!clerk.get(&door).await.contains("刚签到"));
    clerk.post(&check_in, &[("who", &one.name)]).await.done();
    assert!(clerk.get(&door).await.contains(&format!("刚签到：{}", one.name)));
    // A wrong digit names somebody who may only listen: they are named back first, and the way back is then for them.
    let seated = place.seated().await;
    let all = members::all(&mut place.db.read().await.expect("a connection"), &place.community).await.expect("members");
    let guest = all.iter().find(|one| one.active() && !seated.iter().any(|(id, _)| *id == one.id.0)).expect("a guest");
    let page = clerk.post(&check_in, &[("who", &guest.number)]).await.refused("presence-observer-to-confirm").await;
    let shown = format!("{} {}", guest.number, guest.name);
    assert!(page.contains(&format!("value=\"{shown}\"")) && page.contains("只能旁听"), "{page}");
    assert!(clerk.get(&door).await.contains(&format!("刚签到：{}", one.name)), "nobody came in");
    place.after_minutes(1);
    clerk.post(&check_in, &[("who", &shown)]).await.done();
    let page = clerk.get(&door).await;
    assert!(page.contains(&format!("刚记为旁听：{} {}", guest.name, guest.number)), "{page}");
    assert_eq!(Page::of(&page).form("/correct").value("member"), Some(guest.id.0.clone()));
    // Who is here and counts is one number, who listens in another, and it is said which is which.
    for words in ["已到 1<", "旁听 1<", "“旁听”的人不计入"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let listed = async |show: &str| {
        let page = clerk.get(&format!("{door}?show={show}")).await;
        let (_, list) = page.split_once("id=\"people\"").expect("a list");
        [&one.name, &guest.name].map(|name| list.contains(&format!("<strong>{name}</strong>")))
    };
    assert_eq!((listed("here").await, listed("observer").await), ([true, false], [false, true]));
}

async fn papers_go_by_number(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (session, item, members) = place.open_with(&chair, 40).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let hand = format!("/do/v/{vote}/paper/hand");
    let number = members[3].1.clone();
    assert!(clerk.get(&format!("/v/{vote}/paper")).await.contains("name=\"who\""));
    // Whoever was meant is named back, with the way back; of it nothing is kept.
    let to = clerk.post(&hand, &[("who", &number), ("key", "k0")]).await.done();
    let page = clerk.get(&to).await;
    let name = place.member(&place.community, &number).await.name;
    assert!(page.contains(&format!("刚发给：{name} {number}")) && page.contains("发错了"), "{page}");
    assert_eq!(place.count("SELECT COUNT(*) FROM submissions WHERE answer LIKE '%handed%'").await, 0);
    let undo = Page::of(&page);
    let [member, seen] = ["member", "seen"].map(|name| undo.form("/paper/back").value(name).expect("a field"));
    let back = format!("/do/v/{vote}/paper/back");
    clerk.post(&back, &[("member", &member), ("seen", &seen), ("key", "back")]).await.done();
    assert!(!clerk.get(&to).await.contains("刚发给"), "it came back");
    clerk.post(&hand, &[("who", &number), ("key", "k1")]).await.done();
    assert_eq!(place.vote(&vote).await.papers_out, 2);
    // Who holds a paper has one, and has not voted yet.
    let bar = place.sign_in(&number).await.get(&format!("/s/{session}")).await;
    assert_eq!(asked(&bar), "paper", "{bar}");
    clerk.post(&hand, &[("who", &number), ("key", "k2")]).await.refused("paper-held").await;
    clerk.post(&hand, &[("who", "没有的人"), ("key", "k3")]).await.refused("text-no-member").await;
    clerk.post(&hand, &[("who", "0060"), ("key", "k5")]).await.refused("paper-not-on-roll").await;
    assert_eq!(place.vote(&vote).await.papers_out, 2);
    // All who are in the room and have not taken part, in one act: not who voted by phone, not who has left.
    place.sign_in(&members[4].1).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    clerk.post(&format!("/do/s/{session}/leave"), &[("member", &members[5].0)]).await.done();
    let paper = format!("/v/{vote}/paper");
    assert!(!clerk.get(&paper).await.contains("每人发一张"), "offered where the list shows who it is for");
    let page = clerk.get(&format!("{paper}?show=waits")).await;
    assert!(page.contains("每人发一张：下面列出的 37 人"), "{page}");
    let waiting: BTreeSet<_> = Page::of(&page).values("member").into_iter().collect();
    assert_eq!(waiting.len(), 37);
    let fields: Vec<_> = waiting.iter().map(|one| ("member", one.as_str())).chain([("key", "k4")]).collect();
    clerk.post(&hand, &fields).await.done();
    assert_eq!(place.vote(&vote).await.papers_out, 39);
    assert!(!clerk.get(&format!("{paper}?show=waits")).await.contains("每人发一张"));
}
