//! Issue 18: a voice outside of the page. The gateway is a shell script that writes down what it was given.

mod killed;

use crate::{
    common::{Person, Place, engines},
    takeback::tamper,
};
use serde_json::Value;
use server::{carrier::Program, check::verify, store::outbox};
use std::{
    collections::HashMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

engines!(
    whoever_is_called_is_told_once_and_no_more_than_the_board_says,
    a_member_switches_off_one_or_all_and_nobody_hears_of_it,
    a_program_that_fails_or_hangs_is_asked_again_until_an_end,
    two_workers_send_nothing_twice,
    a_vote_is_told_to_who_is_not_in_the_room_while_it_takes_ballots,
    a_secret_vote_reminds_everybody_alike_and_what_is_over_is_not_told,
    the_staff_hear_in_the_morning_what_is_overdue,
    what_was_asked_and_decided_comes_back,
    verify_names_a_message_that_no_program_wrote,
);

/// What the gateway does besides writing down what it was given.
const YES: &str = "exit 0";

/// A gateway in a folder of its own; its program, and the file in which it writes.
fn gateway(then: &str) -> (PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder").keep();
    let (program, told) = (folder.join("notify"), folder.join("told.txt"));
    becomes(&program, &told, then);
    (program, told)
}

fn becomes(program: &Path, told: &Path, then: &str) {
    // One write for each message: several run side by side.
    let script = format!("#!/bin/sh\nline=\"$1 $(cat)\"\nprintf '%s\\n' \"$line\" >> {}\n{then}\n", told.display());
    let beside = program.with_extension("new");
    fs::write(&beside, script).expect("written");
    fs::set_permissions(&beside, fs::Permissions::from_mode(0o755)).expect("executable");
    fs::rename(beside, program).expect("in its place");
}

/// What the gateway was given: events and messages.
fn told(file: &Path) -> Vec<(String, Value)> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = |line: &str| {
        let (event, message) = line.split_once(' ').expect("an event");
        (event.to_owned(), serde_json::from_str(message).expect("JSON"))
    };
    text.lines().map(line).collect()
}

/// How many were told of an event.
fn count(file: &Path, event: &str) -> usize {
    told(file).iter().filter(|(one, _)| one == event).count()
}

/// How often each message was handed over.
fn ids(file: &Path) -> HashMap<String, usize> {
    let mut ids = HashMap::new();
    for (_, message) in told(file) {
        *ids.entry(message["id"].as_str().expect("an id").to_owned()).or_default() += 1;
    }
    ids
}

/// Turns until nothing is sent any more; how many were.
async fn all_told(place: &Place) -> usize {
    let mut all = 0;
    loop {
        match place.desk.tell_outside().await.expect("a turn") {
            0 => return all,
            some => all += some,
        }
    }
}

fn with_gateway(place: &mut Place, then: &str) -> PathBuf {
    let (program, file) = gateway(then);
    place.with_carrier(Arc::new(Program::new(program)));
    file
}

/// Nobody else wants to hear anything.
async fn only(place: &Place, number: &str) {
    let member = place.member(&place.community, number).await.id;
    let sql = format!(
        "INSERT INTO notify_choices (community, member, event, wanted) \
         SELECT community, id, 'session_notice', 0 FROM members WHERE id <> '{member}'"
    );
    assert!(tamper(place, &sql).await > 0);
}

async fn whoever_is_called_is_told_once_and_no_more_than_the_board_says(mut place: Place) {
    let file = with_gateway(&mut place, YES);
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    let called = place.seated().await.len();
    assert_eq!(all_told(&place).await, called);
    assert_eq!(all_told(&place).await, 0);
    let all = told(&file);
    assert_eq!((all.len(), count(&file, "session_notice")), (called, called));
    for (_, message) in &all {
        let said = message["variables"].as_object().expect("variables");
        assert_eq!(said.keys().collect::<Vec<_>>(), ["place", "time", "body"]);
        assert_eq!(said["time"], "2026-03-16T19:30:00+08:00");
        assert!(message["to"].as_str().is_some_and(|to| to.chars().all(|one| one.is_ascii_digit())), "{message}");
        let text = message.to_string();
        assert!(!text.contains("示一") && !text.contains("道路") && !text.contains("http"), "{text}");
    }
    // Called for another time: that is told, and what was to be told of the first day is not.
    let later = [("starts_at", "2026-03-20T19:30"), ("reason", "停电")];
    chair.post(&format!("/do/s/{session}/move/postpone"), &later).await.done();
    // The day before is a day in the place's zone: at nine in the morning there.
    place.after_minutes(9 * 24 * 60);
    all_told(&place).await;
    assert_eq!((count(&file, "session_notice"), count(&file, "session_tomorrow")), (2 * called, 0));
    place.after_minutes(4 * 24 * 60);
    all_told(&place).await;
    assert_eq!(count(&file, "session_tomorrow"), called);
    place.verifies().await;
}

async fn a_member_switches_off_one_or_all_and_nobody_hears_of_it(mut place: Place) {
    let notices = format!("/do/c/{}/notices", place.community);
    let chair = place.chair().await;
    // Where nothing is ever sent there is nothing to switch.
    assert!(!chair.get("/me").await.contains("手机提醒"));
    let file = with_gateway(&mut place, YES);
    let (chair, member) = (place.chair().await, place.representative().await);
    let page = member.get("/me").await;
    assert!(page.contains("手机提醒") && !page.contains("有公开任务到期"), "{page}");
    assert!(chair.get("/me").await.contains("有公开任务到期"), "who holds an office");
    let other = place.sign_in("0012").await;
    let before = place.head().await;
    let some = [("shown", "session_notice"), ("shown", "vote_open"), ("event", "vote_open")];
    member.post(&notices, &some).await.done();
    other.post(&notices, &[("off", "1")]).await.done();
    assert_eq!(place.head().await, before, "what somebody wants to hear is theirs");
    let row = place.member(&place.community, "0014").await;
    let chosen = server::rows::choice::of(&mut place.db.read().await.expect("a connection"), &row.id).await;
    assert_eq!(chosen.expect("chosen"), [("session_notice".to_owned(), 0), ("vote_open".to_owned(), 1)]);
    let off = other.get("/me").await;
    assert!(!off.contains("checked") && !off.contains("全部关闭"), "{off}");
    assert!(member.get("/me").await.contains("全部关闭"));

    place.announced(&chair).await;
    let silent = ["0012", "0014"];
    let called = place.seated().await.iter().filter(|(_, number)| !silent.contains(&number.as_str())).count();
    assert_eq!(all_told(&place).await, called);
    let phone = row.phone.replace('-', "");
    assert!(!told(&file).iter().any(|(_, message)| message["to"] == phone.as_str()));
    // A foreign community's switches do not exist.
    assert_eq!(place.foreigner().await.post(&notices, &[("off", "1")]).await.status, 404);
    place.verifies().await;
    // Whoever is erased leaves neither.
    for table in ["roles", "seats"] {
        tamper(&place, &format!("DELETE FROM {table} WHERE member = '{}'", row.id)).await;
    }
    tamper(
        &place,
        &format!(
            "INSERT INTO outbox VALUES ('x', '{}', 'result', 'v', 0, '{}', '{{}}', 0, 0, 'sent', 0)",
            row.community, row.id
        ),
    )
    .await;
    tamper(&place, &format!("UPDATE members SET state = 'left' WHERE id = '{}'", row.id)).await;
    let erased = place.desk.erase_member(&place.community, "0014", &row.name).await.expect("an answer");
    assert!(matches!(erased, server::store::write::Answer::Done { .. }), "{erased:?}");
    let rows = "SELECT COUNT(*) FROM notify_choices WHERE event = 'vote_open' AND wanted = 1";
    assert_eq!(place.count(rows).await + place.count("SELECT COUNT(*) FROM outbox WHERE id = 'x'").await, 0);
}

async fn a_program_that_fails_or_hangs_is_asked_again_until_an_end(mut place: Place) {
    let (program, file) = gateway("exit 3");
    place.with_carrier(Arc::new(Program::within(program.clone(), Duration::from_millis(700))));
    let chair = place.chair().await;
    only(&place, "0014").await;
    place.announced(&chair).await;
    assert_eq!(all_told(&place).await, 0);
    assert_eq!(told(&file).len(), 1);
    // Not at once again, and longer each time.
    assert_eq!((all_told(&place).await, told(&file).len()), (0, 1));
    place.after_minutes(1);
    assert_eq!((all_told(&place).await, told(&file).len()), (0, 2));
    place.after_minutes(1);
    assert_eq!((all_told(&place).await, told(&file).len()), (0, 2));
    // It hangs: it is ended, with what it started, and what it had not said was not done.
    becomes(&program, &file, "sleep 60; echo late >> /dev/null");
    place.after_minutes(4);
    assert_eq!((all_told(&place).await, told(&file).len()), (0, 3));
    becomes(&program, &file, "exec cat < /nowhere");
    place.after_minutes(30);
    assert_eq!(all_told(&place).await, 0);
    becomes(&program, &file, YES);
    place.after_minutes(120);
    assert_eq!((all_told(&place).await, told(&file).len()), (1, 5));
    place.after_minutes(24 * 60);
    assert_eq!(all_told(&place).await, 0);
    assert_eq!(ids(&file).len(), 1, "one message, however often it was tried");

    // A gateway that never takes it: it is given up.
    becomes(&program, &file, "exit 1");
    let (_, _) = place.announced_with(&chair, "public_works_contract_plan", "2026-03-19T19:30").await;
    for minutes in [1, 5, 30, 120, 480, 600] {
        all_told(&place).await;
        place.after_minutes(minutes);
    }
    assert_eq!(ids(&file).into_values().max(), Some(6));
    assert_eq!(place.count("SELECT COUNT(*) FROM outbox WHERE state = 'given_up'").await, 1);
    place.verifies().await;
}

async fn two_workers_send_nothing_twice(mut place: Place) {
    let (program, file) = gateway(YES);
    place.with_carrier(Arc::new(Program::new(program.clone())));
    let mut other = place.second_node(&place.address()).await;
    other.with_carrier(Arc::new(Program::new(program)));
    let chair = place.chair().await;
    place.announced(&chair).await;
    for _ in 0..3 {
        let (one, two) = tokio::join!(place.desk.tell_outside(), other.desk.tell_outside());
        one.and(two).expect("turns");
    }
    let ids = ids(&file);
    assert_eq!(ids.len(), place.seated().await.len());
    assert!(ids.values().all(|times| *times == 1), "{ids:?}");
    // A node that vanished with a message in its hands: nobody knows what the program said, and it is not said again.
    place.announced_with(&chair, "public_works_contract_plan", "2026-03-19T19:30").await;
    let mut conn = place.db.begin().await.expect("a transaction");
    let now = place.desk.now();
    let events = outbox::due(&mut conn, false, now, 9).await.expect("events");
    assert_eq!(events.len(), 1);
    assert!(outbox::take(&mut conn, &events[0].id, "under_way", now).await.expect("taken"));
    assert!(!outbox::take(&mut conn, &events[0].id, "under_way", now).await.expect("asked"), "once");
    conn.commit().await.expect("committed");
    place.after_minutes(6);
    assert_eq!(all_told(&place).await, 0);
    assert_eq!(place.count("SELECT COUNT(*) FROM outbox WHERE state = 'unknown'").await, 1);
}

/// So many come: two may leave, and the quorum is there.
const PRESENT: usize = 40;

async fn opened(place: &Place, chair: &Person, mode: &str, minutes: &str) -> (String, Vec<(String, String)>) {
    let (session, item, members) = place.open_with(chair, PRESENT).await;
    let form = [("mode", mode), ("few", "1"), ("minutes", minutes)];
    chair.post(&format!("/do/i/{item}/open-vote"), &form).await.done();
    (place.latest_vote(&session).await, members)
}

async fn a_vote_is_told_to_who_is_not_in_the_room_while_it_takes_ballots(mut place: Place) {
    let file = with_gateway(&mut place, YES);
    let chair = place.chair().await;
    let (vote, members) = opened(&place, &chair, "named", "120").await;
    let away = members.len() - PRESENT;
    all_told(&place).await;
    assert_eq!(count(&file, "vote_open"), away);
    let (_, message) = told(&file).into_iter().find(|(event, _)| event == "vote_open").expect("a message");
    assert!(message["variables"]["time"].as_str().is_some_and(|time| time.starts_with("2026-03-16T21:")), "{message}");
    // Who has voted is not reminded; and the end is told before it comes, also where it was put off.
    let voter = place.sign_in(&members[3].1).await;
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    for (member, _) in &members[3..5] {
        leave(&place, &vote, member).await;
    }
    chair.post(&format!("/do/v/{vote}/extend"), &[("minutes", "60"), ("reason", "停电")]).await.done();
    place.after_minutes(100);
    all_told(&place).await;
    assert_eq!(count(&file, "vote_closing"), 0);
    place.after_minutes(40);
    all_told(&place).await;
    // Of the two who left, one had voted.
    assert_eq!(count(&file, "vote_closing"), away + 1);
    place.verifies().await;
}

/// Somebody leaves the room.
async fn leave(place: &Place, vote: &str, member: &str) {
    let session = place.vote(vote).await.session;
    place.clerk().await.post(&format!("/do/s/{session}/leave"), &[("member", member)]).await.done();
}

async fn a_secret_vote_reminds_everybody_alike_and_what_is_over_is_not_told(mut place: Place) {
    let file = with_gateway(&mut place, YES);
    let chair = place.chair().await;
    let (vote, members) = opened(&place, &chair, "secret", "120").await;
    let voter = place.sign_in(&members[3].1).await;
    voter.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.done();
    for (member, _) in &members[3..5] {
        leave(&place, &vote, member).await;
    }
    place.after_minutes(95);
    all_told(&place).await;
    // Both who left, whether they have voted or not: a message would tell who has.
    assert_eq!(count(&file, "vote_closing"), members.len() - PRESENT + 2);
    // What is over is not told: the vote has closed meanwhile.
    let opened_before = count(&file, "vote_open");
    tamper(&place, "DELETE FROM outbox WHERE event = 'vote_open'").await;
    chair.post(&format!("/do/v/{vote}/void"), &[("reason", "重来")]).await.done();
    let (session, item) = {
        let vote = place.vote(&vote).await;
        (vote.session.0.clone(), vote.item.0.clone())
    };
    let again = place.open_vote(&chair, &session, &item).await;
    chair.post(&format!("/do/v/{again}/void"), &[("reason", "再来")]).await.done();
    all_told(&place).await;
    assert_eq!(count(&file, "vote_open"), opened_before);
    assert_eq!(place.count("SELECT COUNT(*) FROM outbox WHERE event = 'vote_open' AND state = 'old'").await, 1);
    place.verifies().await;
}

async fn the_staff_hear_in_the_morning_what_is_overdue(mut place: Place) {
    let file = with_gateway(&mut place, YES);
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    all_told(&place).await;
    assert_eq!(count(&file, "overdue_staff"), 0, "nothing is");
    let resident = place.resident().await;
    let ask = [("kind", "query"), ("text", "几点开始？")];
    resident.post(&format!("/do/c/{}/about/notice/{session}/object", place.community), &ask).await.done();
    tamper(&place, "UPDATE objections SET due_day = '2026-03-01'").await;
    place.after_minutes(24 * 60);
    all_told(&place).await;
    let staff = count(&file, "overdue_staff");
    let n = told(&file)
        .into_iter()
        .find(|(event, _)| event == "overdue_staff")
        .map(|(_, one)| one["variables"]["n"].clone());
    assert!(staff > 0 && staff < 12, "{staff}");
    assert_eq!(n, Some(1.into()));
    all_told(&place).await;
    assert_eq!(count(&file, "overdue_staff"), staff, "once a day");
}

async fn what_was_asked_and_decided_comes_back(mut place: Place) {
    let file = with_gateway(&mut place, YES);
    let (_, _, vote) = crate::takeback::decided(&place).await;
    all_told(&place).await;
    assert_eq!(count(&file, "result"), 0, "by default that would be noise");
    let notices = format!("/do/c/{}/notices", place.community);
    let member = place.representative().await;
    member.post(&notices, &[("shown", "result"), ("event", "result")]).await.done();
    // Told of the first publication alone; what the outbox holds of it is spent.
    tamper(&place, "UPDATE outbox SET state = 'waiting' WHERE event = 'result' AND member = ''").await;
    all_told(&place).await;
    assert_eq!(count(&file, "result"), 1);
    let about = format!("/do/c/{}/about/outcome/{vote}/object", place.community);
    member.post(&about, &[("kind", "query"), ("text", "何时开工？")]).await.done();
    let (id,): (String,) = {
        let mut conn = place.db.read().await.expect("a connection");
        sqlx::query_as("SELECT id FROM objections").fetch_one(&mut *conn).await.expect("a question")
    };
    let reply = [("result", "kept"), ("reply", "下月开工。")];
    place.clerk().await.post(&format!("/do/o/{id}/reply"), &reply).await.done();
    all_told(&place).await;
    let (_, message) = told(&file).into_iter().find(|(event, _)| event == "objection_reply").expect("a reply");
    assert_eq!(message["variables"]["no"], "1");
    assert!(!message.to_string().contains("开工"), "{message}");
    place.verifies().await;
}

async fn verify_names_a_message_that_no_program_wrote(place: Place) {
    let chair = place.chair().await;
    place.announced(&chair).await;
    for (set, back) in [
        ("variables = '{\"name\":\"李\"}'", "variables = '{}'"),
        ("event = 'advert'", "event = 'session_notice'"),
        ("member = 'nobody'", "member = ''"),
    ] {
        let only = "WHERE event IN ('session_notice', 'advert')";
        tamper(&place, &format!("UPDATE outbox SET {set} {only}")).await;
        let report = verify::database(&place.db, &[]).await.expect("verified");
        assert!(report.findings.iter().any(|one| one.what.contains("outbox")), "{set}: {:?}", report.findings);
        tamper(&place, &format!("UPDATE outbox SET {back} {only}")).await;
        place.verifies().await;
    }
    // After a backup is restored what was due is told to nobody, and what is still to come is.
    let mut conn = place.db.begin().await.expect("a transaction");
    outbox::end_due(&mut conn, place.desk.now()).await.expect("ended");
    conn.commit().await.expect("committed");
    assert_eq!(place.count("SELECT COUNT(*) FROM outbox WHERE state = 'unknown'").await, 1);
    assert_eq!(place.count("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'").await, 1);
}
