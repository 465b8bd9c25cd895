//! The line to PostgreSQL is cut, swallows what is sent, or loses the answer to a commit (issue 16, D20). A small proxy stands
//! between (`proxy.rs`).

use crate::{
    common::{BASE, Person, Place, postgres_address, sqlite_address},
    live::{follow, last_seen, next, until},
    proxy::{HOLE, LOSE_ANSWER, LOSE_COMMIT, OPEN, Proxy},
};
use futures::{SinkExt, StreamExt};
use rules::id::CommunityId;
use serde_json::json;
use server::{
    demo,
    live::relay,
    store::{Answer, Writing, journal, write::Sender},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio_tungstenite::tungstenite;

/// A place behind a proxy, with an open session and somebody in it.
async fn behind() -> Option<(Arc<Proxy>, Place, Person, String, String)> {
    let (proxy, address) = Proxy::start().await?;
    let place = Place::new(&address).await;
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let member = place.sign_in(&members[11].1).await;
    Some((proxy, place, member, session, item))
}

async fn said(place: &Place, item: &str) -> usize {
    let mut conn = place.db.read().await.expect("a connection");
    server::rows::thread::remarks(&mut conn, &item.into()).await.expect("remarks").len()
}

/// Until the place says that it takes acts: what the last try found stands for five seconds.
async fn until_ready(place: &Place) {
    let began = Instant::now();
    while place.nobody().status("/readyz").await != 200 {
        assert!(began.elapsed() < Duration::from_secs(20), "it says that it takes acts again");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Until the database is found again.
async fn until_there(place: &Place) {
    let began = Instant::now();
    while place.db.read().await.is_err() {
        assert!(began.elapsed() < Duration::from_secs(5), "it is noticed that the database is there again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn d20_a_database_that_is_gone_is_named_at_once_and_nothing_typed_is_lost() {
    let Some((proxy, place, member, session, item)) = behind().await else { return };
    let chair = place.chair().await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for hole in [false, true] {
        if hole {
            proxy.set(HOLE);
        } else {
            proxy.cut().await;
        }
        // A page.
        let began = Instant::now();
        let (status, headers, body) = member.fetch(&format!("/s/{session}"), &[("cookie", member.cookie())]).await;
        // Within a second; a slow machine is given some more, and a wait for the pool (ten seconds) is still found.
        assert!(began.elapsed() < Duration::from_secs(6), "{hole} {:?}", began.elapsed());
        assert_eq!((status, headers["retry-after"].to_str().expect("a number")), (503, "5"));
        assert!(body.contains("数据库暂时没有回应") || body.contains("does not answer"), "{body}");
        // A form: what was typed is there, and is sent again with its key.
        let (text, key) = (format!("说到一半 {hole}，网断了。这句话不能丢。<b>"), format!("cut-{hole}"));
        let fields = [("body", text.as_str()), ("key", key.as_str())];
        let before = if hole { 1 } else { 0 };
        let began = Instant::now();
        let answer = member.post(&format!("/do/i/{item}/remark"), &fields).await;
        assert!(began.elapsed() < Duration::from_secs(6), "{hole} {:?}", began.elapsed());
        assert_eq!(answer.status, 503);
        assert!(answer.body.contains(&text.replace('<', "&lt;")) && answer.body.contains(&key), "{}", answer.body);
        assert!(answer.body.contains(&format!("action=\"/do/i/{item}/remark\"")) && answer.body.contains("没有办成"));
        // A ballot: the page repeats no choice, and leads back to the vote.
        let answer = member.post(&format!("/do/v/{vote}/ballot"), &[("choice", "against"), ("key", "b")]).await;
        assert_eq!(answer.status, 503);
        assert!(!answer.body.contains("against") && answer.body.contains(&format!("href=\"/v/{vote}\"")));
        // The operator reads why.
        let (status, _, why) = place.nobody().fetch("/readyz", &[]).await;
        assert_eq!(status, 503);
        assert!(why.contains(if hole { "no answer" } else { "refused" }) && !why.contains("pool"), "{why}");
        // There again, without a restart; the form that was sent again is done once.
        if hole {
            proxy.set(OPEN);
        } else {
            proxy.mend().await;
        }
        until_there(&place).await;
        for _ in 0..2 {
            member.post(&format!("/do/i/{item}/remark"), &fields).await.done();
        }
        assert_eq!(said(&place, &item).await, before + 1);
        until_ready(&place).await;
    }
    place.verifies().await;
}

#[tokio::test]
async fn d20_a_connection_that_hangs_holds_no_lane_for_ever() {
    let Some((proxy, place, member, _, item)) = behind().await else { return };
    // It hangs in the middle of an act: its backend holds the head, and hears nothing.
    let freezing = Arc::clone(&proxy);
    let began = Instant::now();
    let hung = place
        .desk
        .writer
        .act(&CommunityId::from(place.community.as_str()), Sender::program(), move |writing: &mut Writing| {
            Box::pin(async move {
                freezing.freeze();
                writing.append(journal::Entry::new(rules::says::Says::NoteLeft, None, "", json!({}))).await?;
                Ok(Answer::done("/"))
            })
        })
        .await;
    assert!(hung.is_err_and(|fault| fault.may_pass()));
    assert!(began.elapsed() < Duration::from_secs(7), "{:?}", began.elapsed());
    // Reading goes on, and so do the other communities.
    assert_eq!(place.nobody().status("/").await, 200);
    let began = Instant::now();
    let other = place
        .desk
        .writer
        .act(&CommunityId::from(demo::URBAN), Sender::program(), |writing: &mut Writing| {
            Box::pin(async move {
                writing.append(journal::Entry::new(rules::says::Says::NoteLeft, None, "", json!({}))).await?;
                Ok(Answer::done("/"))
            })
        })
        .await;
    assert!(other.is_ok() && began.elapsed() < Duration::from_secs(4), "{other:?} {:?}", began.elapsed());
    // This one is told each time that it cannot be done now, until the database has let the hung one go.
    let began = Instant::now();
    loop {
        let tried = Instant::now();
        let answer = member.post(&format!("/do/i/{item}/remark"), &[("body", "又通了"), ("key", "hung-1")]).await;
        assert!(tried.elapsed() < Duration::from_secs(16), "{:?}", tried.elapsed());
        if answer.is_done() {
            break;
        }
        assert_eq!(answer.status, 503);
        assert!(began.elapsed() < Duration::from_secs(40), "the lane is free again");
    }
    assert_eq!(said(&place, &item).await, 1);
    place.verifies().await;
}

#[tokio::test]
async fn d20_a_commit_without_an_answer_is_looked_up() {
    let Some((proxy, place, member, _, item)) = behind().await else { return };
    // It was done, and the answer was lost: that is found out, and told as done.
    proxy.set(LOSE_ANSWER);
    let fields = [("body", "第一句"), ("key", "lost-1")];
    member.post(&format!("/do/i/{item}/remark"), &fields).await.done();
    assert_eq!(said(&place, &item).await, 1);
    member.post(&format!("/do/i/{item}/remark"), &fields).await.done();
    assert_eq!(said(&place, &item).await, 1, "sent again, done once");
    // It hangs before it was done, and nobody can say yet: it is not told as "not done".
    proxy.set(LOSE_COMMIT);
    let fields = [("body", "第二句，很长很长，长到要放进一个大的输入框里才看得见。"), ("key", "lost-2")];
    let answer = member.post(&format!("/do/i/{item}/remark"), &fields).await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("还不知道是否办成") && !answer.body.contains("没有办成"), "{}", answer.body);
    assert!(answer.body.contains(fields[0].1) && answer.body.contains("lost-2"));
    // Sent again by its button: done once.
    let began = Instant::now();
    while !member.post(&format!("/do/i/{item}/remark"), &fields).await.is_done() {
        assert!(began.elapsed() < Duration::from_secs(40), "the lane is free again");
    }
    assert_eq!(said(&place, &item).await, 2);
    place.verifies().await;
}

#[tokio::test]
async fn d20_a_lost_line_between_nodes_loses_nothing() {
    let Some(address) = postgres_address().await else { return };
    let place = Place::new(&address).await;
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let other = place.second_node(&address).await;
    tokio::spawn(relay::listen(address.to_string(), other.desk.hub.clone()));
    tokio::spawn(relay::tell(place.db.clone(), place.desk.hub.clone()));
    let served = other.serve().await;
    let person = place.sign_in(&members[11].1).await;
    let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
    let mut socket = follow(&served, &person, &path, BASE).await.expect("a socket");
    let speaker = place.sign_in(&members[12].1).await;
    speaker.post(&format!("/do/i/{item}/remark"), &[("body", "开头")]).await.done();
    assert!(next(&mut socket).await.parts.iter().any(|part| part.html.contains("开头")));
    // The line is cut, and everything is said before it is there again.
    let mut conn = place.db.read().await.expect("a connection");
    let ended: Vec<(bool,)> = sqlx::query_as(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
         AND (query LIKE 'LISTEN%' OR query = 'SELECT 1') AND pid <> pg_backend_pid()",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("ended");
    drop(conn);
    assert!(!ended.is_empty(), "the listening backend");
    for number in 0..25 {
        speaker.post(&format!("/do/i/{item}/remark"), &[("body", &format!("断线时第 {number} 句"))]).await.done();
    }
    let mut heard = 0;
    while heard < 25 {
        heard += next(&mut socket).await.parts.iter().filter(|part| part.id.starts_with("said-")).count();
    }
    // How many have taken part in a secret vote stands in no feed, and reaches the other node all the same.
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    for (_, number) in &members[20..23] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.done();
    }
    let part = format!("vote-{vote}");
    let began = Instant::now();
    while !until(&mut socket, &part).await.contains("，3 人已投（含领纸票）") {
        assert!(began.elapsed() < Duration::from_secs(10), "the turnout is told");
    }
    place.verifies().await;
}

/// A page asks whether the line is alive, and is answered within a second; where no database stands behind it, the line ends.
#[tokio::test]
async fn d20_a_live_line_answers_and_a_dead_one_ends() {
    let postgres = Proxy::start().await.map(|(proxy, address)| (Some(proxy), address));
    for (proxy, address) in [Some((None, sqlite_address())), postgres].into_iter().flatten() {
        let place = Place::new(&address).await;
        let chair = place.chair().await;
        let (session, ..) = place.open_with(&chair, 36).await;
        let served = place.serve().await;
        let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
        let mut socket = follow(&served, &chair, &path, BASE).await.expect("a socket");
        socket.send(tungstenite::Message::text("?")).await.expect("sent");
        // What the room told meanwhile comes before it.
        let answered = async {
            while socket.next().await.expect("open").expect("a frame") != tungstenite::Message::text("{\"s\":0}") {}
        };
        tokio::time::timeout(Duration::from_secs(4), answered).await.expect("within seconds");
        let Some(proxy) = proxy else { continue };
        proxy.cut().await;
        assert_eq!(chair.status("/home").await, 503);
        socket.send(tungstenite::Message::text("?")).await.expect("sent");
        let ended = async { while let Some(Ok(tungstenite::Message::Text(_))) = socket.next().await {} };
        tokio::time::timeout(Duration::from_secs(10), ended).await.expect("a line without a database ends");
    }
}

/// At an address that is not listed the first page says so, with the right one; also where pages are kept for everybody.
#[tokio::test]
async fn d20_a_wrong_address_names_the_right_one() {
    let place = Place::new(&sqlite_address()).await;
    let visitor = place.nobody();
    for path in ["/", "/in", &format!("/c/{}", place.community)] {
        let (_, _, right) = visitor.fetch(path, &[("host", "127.0.0.1:3000"), ("accept-language", "zh-CN")]).await;
        assert!(!right.contains("不是本站的正式地址"), "{path}");
        let (status, _, wrong) =
            visitor.fetch(path, &[("host", "192.168.1.7:3000"), ("accept-language", "zh-CN")]).await;
        assert_eq!(status, 200);
        assert!(wrong.contains("不是本站的正式地址") && wrong.contains(&format!("href=\"{BASE}{path}\"")), "{path}");
        // A proxy that does not say what it was asked for leaves nothing to judge by.
        let proxied = [("host", "upstream"), ("x-forwarded-for", "10.0.0.1"), ("accept-language", "zh-CN")];
        assert!(!visitor.fetch(path, &proxied).await.2.contains("不是本站的正式地址"), "{path}");
    }
}
