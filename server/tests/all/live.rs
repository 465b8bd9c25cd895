//! The live feed over real sockets: who may follow, that nothing is lost or doubled, that a page which comes back catches
//! up, and that three hundred members hear every remark once and in order. Only counts are asserted, never times.

use crate::common::{BASE, Person, Place, engines, postgres_address};
use app::islands::Message;
use futures::StreamExt;
use std::{collections::HashSet, time::Duration};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{self, client::IntoClientRequest, http::HeaderValue},
};

engines!(
    who_does_not_belong_is_refused_before_the_upgrade,
    what_one_does_every_page_shows,
    what_ends_by_itself_every_page_shows,
    a_page_that_comes_back_catches_up,
    three_hundred_members_hear_every_remark_once_and_in_order,
    d17_whoever_lost_login_or_right_hears_nothing_more,
);

pub type Socket = WebSocketStream<TcpStream>;

/// Follows a session; a refusal is its status.
pub async fn follow(address: &str, person: &Person, path: &str, origin: &str) -> Result<Socket, u16> {
    let mut request = format!("ws://{address}{path}").into_client_request().expect("a request");
    let headers = request.headers_mut();
    headers.insert("cookie", HeaderValue::from_str(person.cookie()).expect("a cookie"));
    if !origin.is_empty() {
        headers.insert("origin", HeaderValue::from_str(origin).expect("an origin"));
    }
    let stream = TcpStream::connect(address).await.expect("a connection");
    match client_async(request, stream).await {
        Ok((socket, _)) => Ok(socket),
        Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

/// The next message that says something.
pub async fn next(socket: &mut Socket) -> Message {
    loop {
        let frame = timeout(Duration::from_secs(30), socket.next()).await.expect("in time").expect("open");
        if let tungstenite::Message::Text(text) = frame.expect("a frame") {
            let message: Message = serde_json::from_str(text.as_str()).expect("a message");
            if message != Message::default() {
                return message;
            }
        }
    }
}

/// Messages until one has a fragment with this id; that fragment.
pub async fn until(socket: &mut Socket, id: &str) -> String {
    loop {
        if let Some(part) = next(socket).await.parts.into_iter().find(|part| part.id == id) {
            return part.html;
        }
    }
}

pub async fn last_seen(place: &Place, session: &str) -> i64 {
    let mut conn = place.db.read().await.expect("a connection");
    server::store::feed::last(&mut conn, session).await.expect("a number")
}

async fn who_does_not_belong_is_refused_before_the_upgrade(place: Place) {
    let chair = place.chair().await;
    let (session, ..) = place.open_with(&chair, 36).await;
    let address = place.serve().await;
    let path = format!("/live/s/{session}?since=0");
    let resident = place.resident().await;
    assert!(follow(&address, &resident, &path, BASE).await.is_ok());
    assert_eq!(follow(&address, &place.nobody(), &path, BASE).await.err(), Some(303), "sign in first");
    assert_eq!(follow(&address, &place.foreigner().await, &path, BASE).await.err(), Some(404));
    for origin in ["https://evil.example", ""] {
        assert_eq!(follow(&address, &resident, &path, origin).await.err(), Some(403), "{origin}");
    }
    let screen = format!("{path}&view=screen");
    assert_eq!(follow(&address, &resident, &screen, BASE).await.err(), Some(403));
    assert!(follow(&address, &chair, &screen, BASE).await.is_ok());
    assert_eq!(follow(&address, &resident, "/live/s/nothing", BASE).await.err(), Some(404));
}

async fn what_one_does_every_page_shows(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let address = place.serve().await;
    let speaker = place.sign_in(&members[11].1).await;
    let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
    let mut page = follow(&address, &speaker, &path, BASE).await.expect("a socket");
    let mut english = follow(&address, &chair, &format!("{path}&lang=en"), BASE).await.expect("a socket");
    let mut screen = follow(&address, &clerk, &format!("{path}&view=screen"), BASE).await.expect("a socket");

    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    assert!(until(&mut page, "now").await.contains("村内道路硬化"));
    assert!(until(&mut screen, "screen").await.contains("村内道路硬化"));
    speaker.post(&format!("/do/s/{session}/hand"), &[("side", "for")]).await.done();
    chair.post(&format!("/do/s/{session}/floor/next"), &[]).await.done();
    let name = place.member(&place.community, &members[11].1).await.name;
    let mut speaking = until(&mut page, "speaking").await;
    while !speaking.contains("正在发言") {
        speaking = until(&mut page, "speaking").await;
    }
    assert!(speaking.contains(&name), "{speaking}");
    // Presence is counted, batched, and names nobody.
    clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &members[40].0)]).await.done();
    assert!(until(&mut page, "quorum").await.contains("实到 37"));
    assert!(until(&mut english, "quorum").await.contains("present 37"));
    // What waits for its batch while something else is told is not lost with it.
    clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &members[41].0)]).await.done();
    speaker.post(&format!("/do/i/{item}/remark"), &[("body", "同时说的话")]).await.done();
    while !until(&mut page, "quorum").await.contains("实到 38") {}

    let (proposal, remark, _) = place.hidden_remark(&chair, &speaker, &item).await;
    assert!(until(&mut page, &format!("proposal-{proposal}")).await.contains("改用沥青"));
    let mut said = until(&mut page, &format!("said-{remark}")).await;
    // The tombstone takes the place of what was said.
    while said.contains("骗子") {
        said = until(&mut page, &format!("said-{remark}")).await;
    }
    assert!(said.contains("人身攻击"), "{said}");

    let vote = place.open_vote(&chair, &session, &item).await;
    let part = format!("vote-{vote}");
    assert!(until(&mut page, &part).await.contains("正在表决"));
    speaker.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    let mut turnout = until(&mut page, &part).await;
    while !turnout.contains("，1 人已投（含领纸票）") {
        turnout = until(&mut page, &part).await;
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let closed = until(&mut page, &part).await;
    // Nobody is told a result before it is declared, the presiding chair's socket neither.
    assert!(closed.contains("不再收票") && !closed.contains("class=\"numbers\""), "{closed}");
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    assert!(until(&mut page, &part).await.contains("class=\"numbers\""));
    let mut board = until(&mut screen, "screen").await;
    while !board.contains("class=\"numbers\"") {
        board = until(&mut screen, "screen").await;
    }
}

/// A vote whose announced end comes, and a pause that is over: nobody acts, and the pages say so.
async fn what_ends_by_itself_every_page_shows(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/open-vote"), &[("minutes", "10")]).await.done();
    chair.post(&format!("/do/s/{session}/pause"), &[("minutes", "5")]).await.done();
    let address = place.serve().await;
    let member = place.sign_in(&members[11].1).await;
    let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
    let mut page = follow(&address, &member, &path, BASE).await.expect("a socket");
    let tell = async |minutes| {
        let before = place.desk.now();
        place.after_minutes(minutes);
        server::live::ends::tell(&place.desk, before, place.desk.now()).await.expect("told");
    };
    tell(6).await;
    assert!(next(&mut page).await.own, "the pause is over: one's own bar is asked for anew");
    assert!(member.get(&format!("/s/{session}")).await.contains("去投票"));
    tell(5).await;
    let state = until(&mut page, &format!("state-{item}")).await;
    assert!(state.contains("表决时间到"), "{state}");
    // It is told once.
    tell(1).await;
    chair.post(&format!("/do/i/{item}/remark"), &[("body", "请等一等")]).await.done();
    let message = next(&mut page).await;
    assert!(message.parts.iter().any(|part| part.html.contains("请等一等")), "{message:?}");
}

async fn a_page_that_comes_back_catches_up(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let address = place.serve().await;
    let person = place.sign_in(&members[11].1).await;
    let before = last_seen(&place, &session).await;
    for number in 0..5 {
        chair.post(&format!("/do/i/{item}/remark"), &[("body", &format!("第 {number} 句"))]).await.done();
    }
    let after = last_seen(&place, &session).await;
    // Everything in one message, in order, and what was missed in words.
    let path = format!("/live/s/{session}?since={before}&seen=1");
    let mut socket = follow(&address, &person, &path, BASE).await.expect("a socket");
    let message = next(&mut socket).await;
    assert_eq!((message.seq, message.fresh), (after, false));
    let said: Vec<_> = message.parts.iter().filter(|part| part.id.starts_with("said-")).collect();
    assert_eq!(said.len(), 5);
    assert!(said.iter().enumerate().all(|(number, part)| part.html.contains(&format!("第 {number} 句"))));
    assert!(said.iter().all(|part| part.list == format!("remarks-{item}")));
    assert!(message.missed.contains("您离开期间"), "{}", message.missed);
    // Who has seen it all is told nothing of it again, and then the next thing once.
    let path = format!("/live/s/{session}?since={after}");
    let mut socket = follow(&address, &person, &path, BASE).await.expect("a socket");
    chair.post(&format!("/do/i/{item}/remark"), &[("body", "新的一句")]).await.done();
    let message = next(&mut socket).await;
    let said: Vec<_> = message.parts.iter().filter(|part| part.id.starts_with("said-")).collect();
    assert!(said.len() == 1 && said[0].html.contains("新的一句"), "{message:?}");

    // Too far behind: the page loads anew instead of being told two hundred things.
    for number in 0..200 {
        chair.post(&format!("/do/i/{item}/remark"), &[("body", &format!("又 {number}"))]).await.done();
    }
    let path = format!("/live/s/{session}?since={before}");
    let mut socket = follow(&address, &person, &path, BASE).await.expect("a socket");
    let message = next(&mut socket).await;
    assert!(message.fresh && message.parts.is_empty() && message.seq > after, "{message:?}");
    // A login that has ended loses its socket at the next ping; its POSTs are refused at once.
    place.verifies().await;
}

async fn three_hundred_members_hear_every_remark_once_and_in_order(place: Place) {
    const SOCKETS: usize = 300;
    const REMARKS: usize = 20;
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let address = place.serve().await;
    let mut speakers = Vec::new();
    for (_, number) in &members[10..14] {
        speakers.push(place.sign_in(number).await);
    }
    let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
    let mut followers = Vec::new();
    for number in 0..SOCKETS {
        let person = &speakers[number % speakers.len()];
        let mut socket = follow(&address, person, &path, BASE).await.expect("a socket");
        followers.push(tokio::spawn(async move {
            let mut heard = Vec::new();
            while heard.len() < REMARKS {
                let parts = next(&mut socket).await.parts.into_iter();
                heard.extend(parts.map(|part| part.id).filter(|id| id.starts_with("said-")));
            }
            heard
        }));
    }
    // Four speak at once; each waits for its own answer before it goes on.
    let item_ = &item;
    let spoken = speakers.iter().enumerate().map(|(who, speaker)| async move {
        for number in 0..REMARKS / 4 {
            let body = format!("{who} 说的第 {number} 句");
            speaker.post(&format!("/do/i/{item_}/remark"), &[("body", &body)]).await.done();
        }
    });
    futures::future::join_all(spoken).await;
    let mut conn = place.db.read().await.expect("a connection");
    let rows = server::rows::thread::remarks(&mut conn, &item.as_str().into()).await.expect("remarks");
    let stored: Vec<String> = rows.iter().map(|row| format!("said-{}", row.id)).collect();
    assert_eq!(stored.iter().collect::<HashSet<_>>().len(), REMARKS);
    for follower in followers {
        assert_eq!(follower.await.expect("followed"), stored);
    }
}

/// A socket is closed before anything is told that was said since, long before the next ping.
async fn is_closed(socket: &mut Socket) -> bool {
    let closed = async {
        while let Some(Ok(frame)) = socket.next().await {
            if let tungstenite::Message::Text(text) = &frame {
                assert!(!text.contains("说给还在的人"), "told after the end: {text}");
            }
            if frame.is_close() {
                break;
            }
        }
    };
    timeout(Duration::from_secs(12), closed).await.is_ok()
}

/// A lost telephone, signing out on another device, an office taken away, a seat that ended: their open pages hear nothing that is said
/// afterwards. Whoever keeps theirs hears on.
async fn d17_whoever_lost_login_or_right_hears_nothing_more(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let address = place.serve().await;
    let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
    let (lost, leaving, stays) =
        (place.sign_in(&members[11].1).await, place.sign_in(&members[12].1).await, place.sign_in(&members[13].1).await);
    let clerk = place.clerk().await;
    let mut sockets = Vec::new();
    for (nth, person) in [&lost, &leaving, &clerk].into_iter().enumerate() {
        let mut socket = follow(&address, person, &path, BASE).await.expect("a socket");
        // It hears what is said while it may.
        stays.post(&format!("/do/i/{item}/remark"), &[("body", &format!("大家都听见 {nth}"))]).await.done();
        next(&mut socket).await;
        sockets.push(socket);
    }
    let mut hears = follow(&address, &stays, &path, BASE).await.expect("a socket");
    clerk.post(&format!("/do/c/{}/end-logins", place.community), &[("member", &members[11].0)]).await.done();
    assert_eq!(lost.status("/home").await, 303, "the login has ended");
    leaving.post("/do/sign-out", &[]).await;
    let office = [("role", "clerk"), ("member", &*place.member(&place.community, "0006").await.id)];
    let administrator = place.administrator().await;
    administrator.post(&format!("/do/c/{}/dismiss", place.community), &office).await.done();
    chair.post(&format!("/do/i/{item}/remark"), &[("body", "说给还在的人")]).await.done();
    for (nth, socket) in sockets.iter_mut().enumerate() {
        assert!(is_closed(socket).await, "socket {nth} hears on");
    }
    while !next(&mut hears).await.parts.iter().any(|part| part.html.contains("说给还在的人")) {}
    place.verifies().await;
}

/// Two nodes over one PostgreSQL: what one does, the sockets of the other are told.
#[tokio::test]
async fn nodes_tell_each_other() {
    let Some(address) = postgres_address().await else { return };
    let place = Place::new(&address).await;
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let other = place.second_node(&address).await;
    tokio::spawn(server::live::relay::listen(address.to_string(), other.desk.hub.clone()));
    let served = other.serve().await;
    let person = place.sign_in(&members[11].1).await;
    let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
    let mut socket = follow(&served, &person, &path, BASE).await.expect("a socket");
    let speaker = place.sign_in(&members[12].1).await;
    speaker.post(&format!("/do/i/{item}/remark"), &[("body", "从另一台来的话")]).await.done();
    let message = next(&mut socket).await;
    assert!(message.parts.iter().any(|part| part.html.contains("从另一台来的话")), "{message:?}");
    // So are those whose login ended here: by an act, and by signing out.
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/c/{}/end-logins", place.community), &[("member", &members[11].0)]).await.done();
    assert!(is_closed(&mut socket).await, "an act on another node");
    let person = place.sign_in(&members[13].1).await;
    let mut socket = follow(&served, &person, &path, BASE).await.expect("a socket");
    next(&mut socket).await;
    person.post("/do/sign-out", &[]).await;
    assert!(is_closed(&mut socket).await, "signing out on another node");
}
