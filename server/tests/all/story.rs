//! The whole line through the real router, on SQLite and on PostgreSQL: from the roll to the published outcome, and what
//! goes wrong on the way.

use crate::common::{Page, Place, engines};
use serde_json::Value;

engines!(
    a_village_decides,
    one_ballot_or_one_clear_refusal,
    the_same_form_twice_is_done_once,
    foreign_things_do_not_exist,
    a_refused_form_keeps_what_was_typed,
    slips_are_spent_once_and_revoked_by_a_new_one,
    the_chair_is_handed_over_from_either_side,
    unverified_members_observe_until_the_clerk_verifies_them,
    without_a_basis_in_the_notice_members_online_observe,
    leaving_and_coming_back_does_not_shrink_the_base,
    a_clerk_gives_no_roles_and_no_administrators_slip,
    postponing_and_cancelling_are_public,
);

/// Story A of domain.md §6.1: 52 entitled, 41 present, 33 for, 5 against, 3 abstain.
async fn a_village_decides(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item) = place.announced(&chair).await;

    let notice = place.public(&format!("/c/{}/notice/{session}", place.community)).await;
    assert!(notice.contains("村内道路硬化") && notice.contains("提前 10 日通知"), "{notice}");

    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let members = place.seated().await;
    assert_eq!(members.len(), 52);
    for (id, _) in &members[..34] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    // One short of the quorum: nothing can be voted on.
    chair.post(&format!("/do/i/{item}/open-vote"), &[]).await.refused("vote-quorum-not-met").await;
    for (id, _) in &members[34..41] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains("应到 52，实到 41，须到 35，已达法定人数。"), "{page}");

    let vote = place.open_vote(&chair, &session, &item).await;
    for (index, (_, number)) in members[..41].iter().enumerate() {
        let voter = place.sign_in(number).await;
        let choice = match index {
            0..33 => "for",
            33..38 => "against",
            _ => "abstain",
        };
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", choice)]).await.done();
    }
    // Nobody sees a result before it is declared.
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let resident = place.sign_in(&members[0].1).await;
    assert!(!resident.get(&format!("/v/{vote}")).await.contains("class=\"numbers\""));
    assert!(!clerk.get(&format!("/s/{session}/chair")).await.contains("class=\"numbers\""));
    let journal = format!("/c/{}/journal.jsonl", place.community);
    let counted = place.public(&journal).await;
    assert!(counted.contains("vote.counted") && !counted.contains("in_favour") && !counted.contains("verdict"));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let shown = resident.get(&format!("/v/{vote}")).await;
    assert!(shown.contains("赞成 33 人，超过到会人员的半数（须 21 人），通过"), "{shown}");

    // A decision: written by the clerk, countersigned by a supervisor, published by the chair.
    let outcome = format!("/do/v/{vote}/outcome");
    let text = [("body", "会议通过村内道路硬化建设承包方案。"), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    clerk.post(&outcome, &text).await.done();
    clerk.post(&format!("{outcome}/sign"), &[]).await.refused("outcome-own-countersign").await;
    chair.post(&format!("{outcome}/publish"), &[]).await.refused("outcome-not-countersigned").await;
    chair.post(&format!("{outcome}/sign"), &[]).await.refused("outcome-supervisor-needed").await;
    place.supervisor().await.post(&format!("{outcome}/sign"), &[("seen", "x")]).await.refused("draft-changed").await;
    place.countersign(&vote).await.done();
    chair.post(&format!("{outcome}/publish"), &[]).await.done();

    // Page, JSON and count record agree, name nobody, and need no account.
    let address = format!("/c/{}/outcome/{vote}", place.community);
    let page = place.public(&address).await;
    for shown in ["<dd>52</dd>", "<dd>41</dd>", "<dd>33</dd>", "<dd>5</dd>", "<dd>3</dd>", "村民委员会组织法"] {
        assert!(page.contains(shown), "{shown} in {page}");
    }
    assert!(!crate::public::names_somebody(&page) && !page.contains("<script") && !page.contains("0002"), "{page}");
    let record: Value = serde_json::from_str(&place.public(&format!("{address}/record.json")).await).expect("JSON");
    assert_eq!(record["ballots"]["for"], 33);
    assert_eq!(record["counts"]["onsite"], 41);
    assert_eq!(record["verdict"]["passed"], true);

    // A correction is a new revision with its reason.
    clerk.post(&outcome, &text).await.refused("session-reason-missing").await;
    let mut corrected: Vec<_> =
        text.iter().map(|(name, typed)| (*name, if *name == "due" { "2026-07-20" } else { *typed })).collect();
    corrected.push(("correction", "期限写错"));
    clerk.post(&outcome, &corrected).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("{outcome}/publish"), &[]).await.done();
    assert!(place.public(&address).await.contains("第 2 版（共 2 版）"));

    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    place.verifies().await;
}

/// Twice, late, from two devices, unverified, not on the roll, not present: exactly one ballot or one clear refusal.
async fn one_ballot_or_one_clear_refusal(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 40).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let ballot = format!("/do/v/{vote}/ballot");
    let cast = |choice: &'static str| [("choice", choice)];

    let first = place.sign_in(&members[0].1).await;
    let second_device = place.sign_in(&members[0].1).await;
    first.post(&ballot, &[]).await.refused("ballot-no-choice").await;
    first.post(&ballot, &cast("maybe")).await.refused("ballot-no-choice").await;
    let (for_, against) = (cast("for"), cast("against"));
    let (one, other) = tokio::join!(first.post(&ballot, &for_), second_device.post(&ballot, &against));
    assert_eq!([one.is_done(), other.is_done()].iter().filter(|done| **done).count(), 1);
    first.post(&ballot, &cast("against")).await.refused("ballot-already").await;
    let page = second_device.get(&format!("/v/{vote}")).await;
    assert!(page.contains("您的票已保存"), "{page}");

    place.resident().await.post(&ballot, &cast("for")).await.refused("presence-not-on-roll").await;
    let absent = place.sign_in(&members[50].1).await;
    absent.post(&ballot, &cast("for")).await.refused("ballot-not-present").await;
    let unverified = place.sign_in_unverified(&members[1].1).await;
    unverified.post(&ballot, &cast("for")).await.refused("ballot-login-unverified").await;

    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let late = place.sign_in(&members[2].1).await;
    late.post(&ballot, &cast("for")).await.refused("vote-closed").await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.refused("vote-wrong-phase").await;
    place.verifies().await;
}

/// The Back button and a doubled tap: the same key gets the same answer, and the act happens once.
async fn the_same_form_twice_is_done_once(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let voter = place.sign_in(&members[0].1).await;
    let fields = [("choice", "for"), ("key", "k-1")];
    let address = format!("/do/v/{vote}/ballot");
    let first = voter.post(&address, &fields).await.done();
    assert_eq!(first, voter.post(&address, &fields).await.done());
    // Another choice with the same key is not answered as if it had been taken in.
    let page = voter.post(&address, &[("choice", "against"), ("key", "k-1")]).await.refused("ballot-already").await;
    assert!(page.contains("您的票已保存：赞成"), "{page}");
    let thief = place.sign_in(&members[1].1).await;
    thief.post(&address, &fields).await.refused("form-key-reused").await;
    place.verifies().await;
}

/// Invariant 13: another community's things answer 404, on every page and every act, and change nothing.
async fn foreign_things_do_not_exist(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[1].1).await;
    let (proposal, remark, hiding) = place.hidden_remark(&chair, &speaker, &item).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let foreigner = place.foreigner().await;
    let community = &place.community;
    let ids = [
        ("community", &community.0),
        ("session", &session),
        ("item", &item),
        ("vote", &vote),
        ("proposal", &proposal),
        ("remark", &remark),
        ("hiding", &hiding),
    ];
    let before = place.head().await;
    let mut walked = 0;
    for (method, path) in crate::common::routes() {
        let mut path = path.clone();
        for (name, id) in ids {
            path = path.replace(&format!("{{{name}}}"), id);
        }
        const NAMELESS: &str =
            "member body id row code petition dossier procedure objection takeback milestone attachment";
        for other in NAMELESS.split(' ') {
            path = path.replace(&format!("{{{other}}}"), "x");
        }
        path = path.replace("{month}", "2026-03").replace("{way}", "hand").replace("{register}", "contracts");
        path = path.replace("{kind}", "disclosure").replace("{of}", "disclosure");
        path = path.replace("{step}", "close");
        let scoped = ids.iter().any(|(_, id)| path.contains(id.as_str()));
        let public = [
            "/check",
            "/search",
            "/photo/",
            "/figures",
            "/data",
            "/decisions.",
            ".ics",
            "/feed/",
            "{subject}",
            "/outcome/",
            "/petition",
            "/journal.",
        ]
        .iter()
        .any(|part| path.contains(part));
        let open = ["", "/orders", "/matters", "/procedures/x"].map(|end| format!("/c/{community}{end}"));
        if !scoped || (path.starts_with("/c/") && public) || open.contains(&path) {
            continue;
        }
        let status = match method {
            "GET" => foreigner.status(&path).await,
            _ if ["/import", "/photo", "/attachments/disclosure/x", "/file"].iter().any(|end| path.ends_with(end)) => {
                foreigner.upload_status(&path).await
            }
            _ => foreigner.post(&path, &[("member", "x"), ("choice", "for")]).await.status,
        };
        assert_eq!(status, 404, "{method} {path}");
        walked += 1;
    }
    assert!(walked >= 65, "only {walked} routes were walked");
    assert_eq!(place.head().await, before);
}

/// A refusal stands beside its field and nothing typed is lost; secrets and choices are not kept.
async fn a_refused_form_keeps_what_was_typed(place: Place) {
    let chair = place.chair().await;
    let fields =
        [("body", place.body.as_str()), ("title", "我的会议"), ("place", ""), ("held", "both"), ("starts_at", "明天")];
    let back = chair.post(&format!("/do/c/{}/sessions", place.community), &fields).await;
    let page = back.refused("text-empty").await;
    let read = Page::of(&page);
    let form = read.form("/sessions");
    assert!(form.value("title").as_deref() == Some("我的会议") && form.refusal("place").is_some(), "{page}");
    // Another login does not see it.
    let clerk = place.clerk().await;
    assert!(!clerk.get(&back.location).await.contains("我的会议"));
    place.after_minutes(61);
    assert!(!chair.get(&back.location).await.contains("我的会议"));
}

/// A slip works once; a new one revokes it; looking does not spend it; it expires.
async fn slips_are_spent_once_and_revoked_by_a_new_one(place: Place) {
    let token = place.slip("0004").await;
    let nobody = place.nobody();
    assert!(nobody.get(&format!("/slip/{token}")).await.contains("李示四"));
    assert!(nobody.get(&format!("/slip/{token}")).await.contains("李示四"));
    assert!(nobody.post(&format!("/do/slip/{token}"), &[]).await.cookie.is_some());
    nobody.post(&format!("/do/slip/{token}"), &[]).await.refused("login-code-spent").await;
    let old = place.slip("0004").await;
    let new = place.slip("0004").await;
    nobody.post(&format!("/do/slip/{old}"), &[]).await.refused("login-code-expired").await;
    place.after_minutes(61 * 24 * 60);
    nobody.post(&format!("/do/slip/{new}"), &[]).await.refused("login-code-expired").await;
    // Wrong tries are slowed, also for the right code that comes after them.
    for _ in 0..5 {
        let wrong = [("number", "0004"), ("code", "AAAABBBB")];
        nobody.post("/do/in/code", &wrong).await.refused("login-code-unknown").await;
    }
    nobody.post("/do/in/code", &[("number", "0004"), ("code", "AAAABBBB")]).await.refused("login-too-many-tries").await;
}

/// The deputy takes the chair, and only who holds it runs the session.
async fn the_chair_is_handed_over_from_either_side(place: Place) {
    let chair = place.chair().await;
    let deputy = place.sign_in("0005").await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    deputy.post(&format!("/do/s/{session}/move/open"), &[]).await.refused("permit-not-your-role").await;
    deputy.post(&format!("/do/s/{session}/hand-chair"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.refused("permit-not-your-role").await;
    deputy.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    deputy.post(&format!("/do/s/{session}/hand-chair"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    place.verifies().await;
}

/// Online counts only with a verified login and a body that has an online basis; the clerk's word verifies a login.
async fn unverified_members_observe_until_the_clerk_verifies_them(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    place.give_basis().await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let members = place.seated().await;
    let online = format!("/do/s/{session}/online");
    let verified = place.sign_in(&members[0].1).await;
    verified.post(&online, &[]).await.done();
    verified.post(&online, &[]).await.refused("presence-already").await;
    assert!(verified.get(&format!("/s/{session}")).await.contains("实到 1"));
    let unverified = place.sign_in_unverified(&members[1].1).await;
    unverified.post(&online, &[]).await.done();
    assert!(unverified.get(&format!("/s/{session}")).await.contains("实到 1"));
    // The clerk confirms the login, and the observer is checked in anew.
    let member = place.member(&place.community, &members[1].1).await;
    let page = clerk.get(&format!("/c/{}/members/{}", place.community, member.id)).await;
    let login = &Page::of(&page).value("login").expect("a login");
    let confirm = [("member", member.id.as_str()), ("login", login)];
    clerk.post(&format!("/do/c/{}/confirm-login", place.community), &confirm).await.done();
    unverified.post(&online, &[]).await.done();
    assert!(unverified.get(&format!("/s/{session}")).await.contains("实到 2"));
    // The room's code is confirmed by the clerk, who thereby verifies the login.
    let code = place.room_code(&session).await;
    let scanner = place.sign_in_unverified(&members[2].1).await;
    scanner.post(&format!("/do/s/{session}/here/0000000000"), &[]).await.refused("presence-room-code-old").await;
    scanner.post(&format!("/do/s/{session}/here/{code}"), &[]).await.done();
    assert!(clerk.get(&format!("/s/{session}/door")).await.contains("已扫码，等待确认"));
    let door = clerk.get(&format!("/s/{session}/door")).await;
    let login = &Page::of(&door).value("login").expect("a login");
    let shown = [("member", members[2].0.as_str()), ("login", login)];
    clerk.post(&format!("/do/s/{session}/check-in"), &shown).await.done();
    let page = scanner.get(&format!("/s/{session}")).await;
    assert!(page.contains("实到 3") && !page.contains("未当面核实"), "{page}");
    // A correction needs its reason.
    let correct = format!("/do/s/{session}/correct");
    clerk.post(&correct, &[("member", &members[2].0)]).await.refused("session-reason-missing").await;
    clerk.post(&correct, &[("member", &members[2].0), ("reason", "点错了人")]).await.done();
    assert!(scanner.get(&format!("/s/{session}")).await.contains("实到 2"));
    place.verifies().await;
}

/// A basis that is resolved after the notice does not change the session that was called without one.
async fn without_a_basis_in_the_notice_members_online_observe(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let members = place.seated().await;
    let online = format!("/do/s/{session}/online");
    let verified = place.sign_in(&members[0].1).await;
    verified.post(&online, &[]).await.done();
    place.give_basis().await;
    verified.post(&online, &[]).await.refused("presence-already").await;
    let page = verified.get(&format!("/s/{session}")).await;
    assert!(page.contains("实到 0") && page.contains("您正在旁听"), "{page}");
    place.verifies().await;
}

/// A session that is put off or cancelled says so in public, with the reason, as a further revision of its notice.
async fn postponing_and_cancelling_are_public(place: Place) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let step = |name: &str| format!("/do/s/{session}/move/{name}");
    chair.post(&step("cancel"), &[]).await.refused("session-reason-missing").await;
    let near = [("starts_at", "2026-03-07T19:30"), ("reason", "下雨")];
    chair.post(&step("postpone"), &near).await.refused("session-notice-too-short").await;
    chair.post(&step("postpone"), &[("starts_at", "2026-03-20T19:30"), ("reason", "下雨")]).await.done();
    let address = format!("/c/{}/notice/{session}", place.community);
    let notice = place.public(&address).await;
    assert!(notice.contains("改期。原因：下雨") && notice.contains("3月20日"), "{notice}");
    chair.post(&step("cancel"), &[("reason", "议题撤回")]).await.done();
    assert!(place.public(&address).await.contains("取消。原因：议题撤回"));
    place.verifies().await;
}

/// Who has voted and leaves still counts, and coming back by a way that does not count takes nobody out of the base.
async fn leaving_and_coming_back_does_not_shrink_the_base(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let voter = place.sign_in(&members[0].1).await;
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    voter.post(&format!("/do/s/{session}/leave"), &[]).await.done();
    voter.post(&format!("/do/s/{session}/online"), &[]).await.refused("presence-come-back").await;
    chair
        .post(&format!("/do/s/{session}/move/suspend"), &[("reason", "说明原因")])
        .await
        .refused("session-vote-still-open")
        .await;
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    assert!(chair.get(&format!("/v/{vote}")).await.contains("实到 36 人"));
    place.verifies().await;
}

/// Roles are the administrator's to give, and an administrator's slip is not the clerk's to make.
async fn a_clerk_gives_no_roles_and_no_administrators_slip(place: Place) {
    let clerk = place.clerk().await;
    let upload = format!("/do/c/{}/import", place.community);
    let file = "编号,姓名,户号,职务\n0006,吴示六,H0006,主持人、监督委员会\n";
    let to = clerk.upload(&upload, file.as_bytes()).await.done();
    assert!(clerk.get(&to).await.contains("变更 0 人"));
    clerk.post(&format!("/do{to}"), &[]).await.done();
    let member = place.member(&place.community, "0006").await;
    let page = clerk.get(&format!("/c/{}/members/{}", place.community, member.id)).await;
    assert!(!page.contains("<dd>主持人") && !page.contains("监督委员会成员"), "{page}");
    let admin = place.member(&place.community, "A01").await;
    let slip = clerk.post(&format!("/do/c/{}/slips", place.community), &[("member", &admin.id)]).await;
    slip.refused("permit-not-your-role").await;
    // A password link is for holders of a role only, and on record.
    let resident = place.member(&place.community, "0004").await;
    let admin = place.administrator().await;
    let link = format!("/do/c/{}/staff-link", place.community);
    assert_eq!(admin.post(&link, &[("member", &resident.id)]).await.status, 403);
    assert!(admin.post(&link, &[("member", &member.id)]).await.body.contains("/link/"));
    place.verifies().await;
}
