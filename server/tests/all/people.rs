//! People and their telephones: two memberships in one login, phones at the door, slips, codes by SMS, the roll's file.

use crate::common::{Place, engines};
use server::demo;

engines!(
    a_login_that_nobody_confirmed_acts_as_a_resident,
    a_session_is_not_opened_after_its_day,
    one_person_belongs_to_two_communities,
    the_clerk_confirms_the_phone_that_is_shown,
    slips_sent_twice_are_made_once,
    a_code_goes_out_by_sms_and_its_login_observes,
    a_file_that_contradicts_itself_is_refused,
    the_demonstration_starts_beside_a_village_made_in_it,
    who_comes_before_the_opening_is_counted,
    suspending_is_public_and_earlier_revisions_keep_their_address,
    who_wrote_at_a_decision_does_not_sign_it,
    a_note_of_the_platform_stands_at_home_until_its_day,
);

/// A note is the administrator's to leave, stands at the home of members, and goes by itself after its last day.
async fn a_note_of_the_platform_stands_at_home_until_its_day(place: Place) {
    let (admin, clerk) = (place.administrator().await, place.clerk().await);
    let (leave, home) = (format!("/do/c/{}/note", place.community), format!("/c/{}/room", place.community));
    let today = server::zone::day(place.desk.now(), "Asia/Shanghai").expect("a day").to_string();
    let note = [("note", "今晚 22 点维护"), ("until", today.as_str())];
    // The clerk is led back to a page that is the administrator's.
    assert!(clerk.post(&leave, &note).await.location.starts_with(&format!("/admin/{}?form=", place.community)));
    admin.post(&leave, &[("note", "维护"), ("until", "2020-01-01")]).await.refused("execution-past-day").await;
    assert!(!clerk.get(&home).await.contains("维护"));
    admin.post(&leave, &note).await.done();
    assert!(clerk.get(&home).await.contains("今晚 22 点维护"));
    // Another takes its place.
    admin.post(&leave, &[("note", "维护改到明天"), ("until", &today)]).await.done();
    let shown = clerk.get(&home).await;
    assert!(shown.contains("维护改到明天") && !shown.contains("今晚"), "{shown}");
    // It is for members: neither the board nor the journal tells it.
    for page in ["", "/journal.jsonl", "/check"] {
        assert!(!place.public(&format!("/c/{}{page}", place.community)).await.contains("维护"), "{page}");
    }
    place.verifies().await;
    let forged = format!("UPDATE notes SET body = '到处缴费' WHERE community = '{}'", place.community);
    assert_eq!(crate::takeback::tamper(&place, &forged).await, 1);
    assert!(crate::takeback::findings(&place).await.contains("note"));
    admin.post(&leave, &note).await.done();
    place.after_minutes(24 * 60);
    assert!(!place.clerk().await.get(&home).await.contains("维护"));
    // An empty one takes it off.
    admin.post(&leave, &[("note", "还有一句"), ("until", "2026-12-31")]).await.done();
    assert!(place.clerk().await.get(&home).await.contains("还有一句"));
    admin.post(&leave, &[("note", "")]).await.done();
    assert!(!place.clerk().await.get(&home).await.contains("还有一句"));
    place.verifies().await;
}

/// A slip of the other community joins the login that is there; after that both rooms open with one telephone.
async fn one_person_belongs_to_two_communities(place: Place) {
    let there = place.member(demo::URBAN, "0004").await;
    let slip = || async { demo::slip_token(&place.desk, &demo::URBAN.into(), &there.id).await.expect("a slip") };
    // Not by a login that nobody has confirmed.
    let unverified = place.sign_in_unverified("0004").await;
    let token = slip().await;
    unverified.post(&format!("/do/slip/{token}/link"), &[]).await.refused("login-link-unverified").await;
    assert!(!unverified.get(&format!("/slip/{token}")).await.contains("/link\""));
    // Nor a staff member's, who signs in with a password.
    let verified = place.resident().await;
    assert!(verified.get(&format!("/slip/{token}")).await.contains(&format!("/do/slip/{token}/link")));
    assert_eq!(verified.post(&format!("/do/slip/{token}/link"), &[]).await.done(), format!("/c/{}/room", demo::URBAN));
    verified.get(&format!("/c/{}/room", demo::URBAN)).await;
    verified.get(&format!("/c/{}/room", place.community)).await;
    let home = verified.get("/home").await;
    assert!(home.contains("云杉村") && home.contains("向阳里"), "{home}");
    // The clerk of one community has no say over a person who lives in another too.
    let clerk = place.sign_in_elsewhere("0006").await;
    let at = |act: &str| format!("/do/c/{}/{act}", demo::URBAN);
    clerk.post(&at("slips"), &[("member", &there.id), ("in_person", "1")]).await.refused("member-elsewhere").await;
    clerk.post(&at("confirm-login"), &[("member", &there.id), ("login", "x")]).await.refused("member-elsewhere").await;
    clerk.post(&at("end-logins"), &[("member", &there.id)]).await.refused("member-elsewhere").await;
    verified.get("/me").await;
    // The slip is spent, and a second membership in one community is refused.
    verified.post(&format!("/do/slip/{token}/link"), &[]).await.refused("login-code-spent").await;
    let other = place.member(demo::URBAN, "0003").await;
    let token = demo::slip_token(&place.desk, &demo::URBAN.into(), &other.id).await.expect("a slip");
    verified.post(&format!("/do/slip/{token}/link"), &[]).await.refused("login-link-taken").await;
    place.verifies().await;
}

/// A code sent to the chair's telephone opens no session: staff act with a login that was confirmed.
async fn a_login_that_nobody_confirmed_acts_as_a_resident(place: Place) {
    let chair = place.chair().await;
    let (session, item) = place.announced(&chair).await;
    place.on_the_evening();
    let unconfirmed = place.sign_in_unverified("0002").await;
    for path in
        [format!("/do/s/{session}/move/open"), format!("/do/i/{item}/gates/women"), format!("/do/i/{item}/text")]
    {
        assert!(!unconfirmed.post(&path, &[("said", "18")]).await.is_done(), "{path}");
    }
    assert_eq!(unconfirmed.status(&format!("/s/{session}/chair")).await, 403);
    assert_eq!(unconfirmed.status(&format!("/c/{}/members", place.community)).await, 403);
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
}

/// Notice is of a day: who came then finds the session held or put off, and not held without them a month later.
async fn a_session_is_not_opened_after_its_day(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    place.after_minutes(24 * 60);
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.refused("session-day-passed").await;
}

/// Two telephones scan under one name; the clerk confirms the one in front of them, and the other stays unverified.
async fn the_clerk_confirms_the_phone_that_is_shown(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    let members = place.seated().await;
    let (id, number) = &members[3];
    let own = place.sign_in_unverified(number).await;
    let code = place.room_code(&session).await;
    own.post(&format!("/do/s/{session}/here/{code}"), &[]).await.done();
    place.after_minutes(1);
    let strange = place.sign_in_unverified(number).await;
    let code = place.room_code(&session).await;
    strange.post(&format!("/do/s/{session}/here/{code}"), &[]).await.done();
    let page = clerk.get(&format!("/s/{session}/door")).await;
    let (_, scanned) = page.split_once("已扫码，等待确认").expect("scans");
    let (scanned, _) = scanned.split_once("</section>").expect("an end");
    let logins: Vec<&str> =
        scanned.split("name=\"login\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(logins.len(), 2, "{scanned}");
    assert!(scanned.contains("登录"), "the clerk reads device and time");
    // The newest stands first; the clerk was shown the older one.
    let shown = [("member", id.as_str()), ("login", logins[1])];
    clerk.post(&format!("/do/s/{session}/check-in"), &shown).await.done();
    let verified = own.get(&format!("/s/{session}")).await;
    assert!(!verified.contains("未当面核实") && verified.contains("您已签到"), "{verified}");
    assert!(strange.get(&format!("/s/{session}")).await.contains("未当面核实"));
    place.verifies().await;
}

/// A reloaded page of slips makes no new codes: what was printed stays good.
async fn slips_sent_twice_are_made_once(place: Place) {
    let clerk = place.clerk().await;
    let member = place.member(&place.community, "0004").await;
    let at = format!("/do/c/{}/slips", place.community);
    clerk.post(&at, &[("key", "k-none")]).await.refused("text-none-chosen").await;
    let fields = [("key", "k-once"), ("member", member.id.as_str())];
    let page = clerk.post(&at, &fields).await.body;
    let (_, rest) = page.split_once("<p class=\"code\">").expect("a code");
    let code = rest.split('<').next().expect("a code").to_owned();
    // It answers a form and shows its codes once: no link leads away to the same page in another look.
    assert!(!page.contains("class=\"look\""), "{page}");
    let again = clerk.post(&at, &fields).await.body;
    assert!(again.contains("已经生成过") && !again.contains("<p class=\"code\">"), "{again}");
    place.nobody().post("/do/in/code", &[("number", "0004"), ("code", &code)]).await.done();
    // The list finds those whom no slip has reached. (`lists::c16_every_member_…` pages through everybody.)
    let without = clerk.get(&format!("/c/{}/members?without=1&q=0004", place.community)).await;
    assert!(without.contains("共 0 人"), "{without}");
    place.verifies().await;
}

/// With a gateway the clerk sends a code; nobody was seen, so the login observes.
async fn a_code_goes_out_by_sms_and_its_login_observes(mut place: Place) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder").keep();
    let (program, sent) = (folder.join("send"), folder.join("sent.txt"));
    std::fs::write(&program, format!("#!/bin/sh\necho \"$1\" > {0}\ncat >> {0}\n", sent.display())).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("executable");
    let member = place.member(&place.community, "0004").await;
    let at = format!("/do/c/{}/send-code", place.community);
    // Without a gateway there is no such thing, and no button.
    let clerk = place.clerk().await;
    assert_eq!(clerk.post(&at, &[("member", &member.id)]).await.status, 404);
    place.with_carrier(std::sync::Arc::new(server::carrier::Program::new(program)));
    let clerk = place.clerk().await;
    assert!(clerk.get(&format!("/c/{}/members/{}", place.community, member.id)).await.contains("用短信发送登录码"));
    clerk.post(&at, &[("member", &member.id), ("in_person", "1")]).await.done();
    let text = std::fs::read_to_string(sent).expect("a message");
    let (event, message) = text.split_once('\n').expect("an event and a message");
    let message: serde_json::Value = serde_json::from_str(message).expect("JSON");
    assert_eq!((event, &message["to"]), ("code", &member.phone.replace('-', "").into()));
    // Neither a name nor a link: telephones are shared, and a link in an SMS teaches people to be robbed.
    assert!(!text.contains("李示四") && !text.contains("http"), "{text}");
    assert_eq!(message["variables"]["min"], 60 * 24 * 60);
    let code = message["variables"]["code"].as_str().expect("a code");
    let answer = place.nobody().post("/do/in/code", &[("number", "0004"), ("code", code)]).await;
    let page = place.with_cookie(answer.cookie.expect("a cookie")).get("/me").await;
    assert!(page.contains("未当面核实"), "{page}");
    place.verifies().await;
}

/// A word that does not say who is of age refuses its line; a household number in two groups is two households, and the page
/// says so; the same file twice changes nothing; the page says what was done.
async fn a_file_that_contradicts_itself_is_refused(place: Place) {
    let clerk = place.clerk().await;
    let upload = format!("/do/c/{}/import", place.community);
    let bad = "编号,姓名,户号,小组,是否成年\n9001,甲示一,H909,第一组,大概\n9002,乙示二,H908,第一组,是\n9003,丙示三,H908,第二组,是\n";
    let to = clerk.upload(&upload, bad.as_bytes()).await.done();
    let page = clerk.get(&to).await;
    assert!(
        page.contains("“是否成年”看不懂") && page.contains("各算一户：H908") && page.contains("不能导入 1 行"),
        "{page}"
    );
    let silent = "编号,姓名,户号\n9001,甲示一,H909\n";
    let to = clerk.upload(&upload, silent.as_bytes()).await.done();
    assert!(clerk.get(&to).await.contains("都按成年登记"));
    let done = clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    assert!(clerk.get(&done).await.contains("已导入：新增 1 人，变更 0 人"));
    let to = clerk.upload(&upload, silent.as_bytes()).await.done();
    assert!(clerk.get(&to).await.contains("新增 0 人，变更 0 人"));
    place.verifies().await;
}

/// Whoever is checked in before the session opens is counted on every page, by whom the chair decides to open.
async fn who_comes_before_the_opening_is_counted(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    for (member, _) in &place.seated().await[..3] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", member)]).await.done();
    }
    for page in [format!("/s/{session}"), format!("/s/{session}/chair"), format!("/s/{session}/screen")] {
        let shown = chair.get(&page).await;
        assert!(shown.contains("应到 52 人，须到 35 人；现已签到 3 人"), "{page} {shown}");
    }
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 3"));
}

/// A suspended session says so on the board with its reason, and every revision of its notice keeps its address.
async fn suspending_is_public_and_earlier_revisions_keep_their_address(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/move/suspend"), &[("reason", "停电")]).await.done();
    let address = format!("/c/{}/notice/{session}", place.community);
    let notice = place.public(&address).await;
    assert!(notice.contains("会议休会。原因：停电") && notice.contains("提前 10 日通知"), "{notice}");
    assert!(place.public(&format!("/c/{}", place.community)).await.contains("休会"));
    chair.post(&format!("/do/s/{session}/move/resume"), &[]).await.done();
    assert!(place.public(&address).await.contains("会议已继续"));
    let first = place.public(&format!("{address}/v/1")).await;
    assert!(first.contains("后来有更新的版本") && !first.contains("停电") && first.contains(&format!("{address}/v/2")));
    assert_eq!(place.nobody().status(&format!("{address}/v/9")).await, 404);
    assert!(!place.public(&format!("{address}/v/3")).await.contains("后来有更新的版本"));
    place.verifies().await;
}

/// A change after the countersignature drops it, and nobody signs who wrote since the last publication.
async fn who_wrote_at_a_decision_does_not_sign_it(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let voter = place.sign_in(&members[0].1).await;
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let text = [("body", "不通过。"), ("responsible", "村民委员会")];
    let outcome = format!("/do/v/{vote}/outcome");
    clerk.post(&outcome, &text).await.done();
    place.countersign(&vote).await.done();
    // A typo found after the signature: the clerk's colleague mends it, and the signature is gone.
    chair.post(&outcome, &[("body", "未通过。"), ("responsible", "村民委员会")]).await.done();
    chair.post(&format!("{outcome}/publish"), &[]).await.refused("draft-changed-since-signed").await;
    // The clerk wrote the first draft: still not theirs to sign, though somebody else wrote last.
    clerk.post(&format!("{outcome}/sign"), &[]).await.refused("outcome-own-countersign").await;
    place.countersign(&vote).await.done();
    chair.post(&format!("{outcome}/publish"), &[]).await.done();
    place.verifies().await;
}

/// `serve --demo` starts again on its own database after somebody made a village in it; it never moves in with real data.
async fn the_demonstration_starts_beside_a_village_made_in_it(place: Place) {
    for (real, starts) in [(demo::URBAN, true), (demo::VILLAGE, false)] {
        let mut conn = place.db.begin().await.expect("a transaction");
        sqlx::query("UPDATE communities SET demo = 0 WHERE id = $1")
            .bind(real)
            .execute(&mut *conn)
            .await
            .expect("real");
        conn.commit().await.expect("committed");
        assert!(demo::refuse_real_data(&place.db, false).await.is_err());
        assert_eq!(demo::refuse_real_data(&place.db, true).await.is_ok(), starts);
    }
}
