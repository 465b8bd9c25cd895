//! What one caller can take of the machine: bounded load on 127.0.0.1, and what others still get meanwhile.

use crate::common::{Person, Place, engines};
use axum_server::Handle;
use futures::FutureExt;
use server::web::{
    arrive::Pace,
    listen::{self, Caps},
};
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

engines!(
    d18_one_difference_is_shown_and_the_others_are_linked,
    d18_the_journal_is_streamed_from_where_one_stands,
    d18_what_is_kept_of_refused_forms_is_bounded,
    d18_pictures_are_for_those_who_may,
);

/// Serves a place within bounds that a test can reach.
async fn serve(place: &Place, all: usize, per_address: usize) -> (SocketAddr, Handle<SocketAddr>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let caps = Caps {
        all,
        per_address,
        proxies: Vec::new(),
        silent: Duration::from_millis(1_500),
        stalled: Duration::from_millis(1_500),
        pace: Pace {
            idle: Duration::from_millis(1_500),
            grace: Duration::from_millis(1_500),
            least: 1024,
            form: Duration::from_secs(3),
        },
    };
    let handle = Handle::new();
    let server = axum_server::from_tcp(listener).expect("a server").handle(handle.clone());
    tokio::spawn(listen::serve(server, None, place.router(), caps));
    handle.listening().await.expect("listening");
    (address, handle)
}

async fn dial(to: SocketAddr, from: [u8; 4]) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small buffer");
    socket.bind(SocketAddr::from((Ipv4Addr::from(from), 0))).expect("bound");
    socket.connect(to).await.expect("connected")
}

/// Whether the other side ends the line within so many seconds.
async fn ends(line: &mut TcpStream, seconds: u64) -> bool {
    let mut bytes = [0; 65_536];
    let read = async { while matches!(line.read(&mut bytes).await, Ok(read) if read > 0) {} };
    tokio::time::timeout(Duration::from_secs(seconds), read).await.is_ok()
}

const ASK: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";

async fn answers(to: SocketAddr, from: [u8; 4]) -> bool {
    let mut line = dial(to, from).await;
    if line.write_all(ASK).await.is_err() {
        return false;
    }
    let mut bytes = [0; 512];
    let read = tokio::time::timeout(Duration::from_secs(5), line.read(&mut bytes)).await;
    matches!(read, Ok(Ok(read)) if bytes[..read].starts_with(b"HTTP/1.1 200"))
}

/// Silent, half-said and idle lines are ended; each is counted, and its place comes free again.
#[tokio::test]
async fn d18_silent_callers_are_let_go_and_others_get_in() {
    let place = Place::new(&crate::common::sqlite_address()).await;
    let (to, handle) = serve(&place, 12, 8).await;
    let (here, elsewhere) = ([127, 0, 0, 1], [127, 0, 0, 2]);
    let mut lines = Vec::new();
    for at in 0..8 {
        let mut line = dial(to, here).await;
        match at % 3 {
            0 => {}
            1 => line.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-half: ").await.expect("written"),
            _ => line.write_all(ASK).await.expect("written"),
        }
        lines.push(line);
    }
    // The ninth from there finds no place once all are taken in; somebody elsewhere does.
    while answers(to, here).await {}
    assert!(answers(to, elsewhere).await);
    for line in &mut lines {
        assert!(ends(line, 4).await, "a silent line is ended");
    }
    assert!(answers(to, here).await);
    handle.shutdown();
}

/// A line of HTTP/2 that says nothing more is asked whether it is there, and ended when it does not answer; one that answers stays.
#[tokio::test]
async fn d18_a_silent_line_of_http_2_is_let_go() {
    // A first request, as without one a line is ended anyhow: GET, http, /healthz, x.
    const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0\
        \0\0\x0f\x01\x05\0\0\0\x01\x82\x86\x04\x08/healthz\x01\x01x";
    const PING: u8 = 6;
    let place = Place::new(&crate::common::sqlite_address()).await;
    let (to, handle) = serve(&place, 12, 8).await;
    let [mut silent, mut alive] = [dial(to, [127, 0, 0, 1]).await, dial(to, [127, 0, 0, 1]).await];
    for line in [&mut silent, &mut alive] {
        line.write_all(PREFACE).await.expect("written");
    }
    let begun = Instant::now();
    let answering = tokio::spawn(async move {
        let mut pings = 0;
        while begun.elapsed() < Duration::from_secs(8) {
            let mut head = [0; 9];
            let read = tokio::time::timeout(Duration::from_secs(8), alive.read_exact(&mut head)).await;
            read.expect("in time").expect("the line that answers stays");
            let mut body = vec![0; usize::from(head[2]) | usize::from(head[1]) << 8];
            alive.read_exact(&mut body).await.expect("a frame");
            if head[3] == PING && head[4] == 0 {
                head[4] = 1;
                alive.write_all(&[&head[..], &body].concat()).await.expect("answered");
                pings += 1;
            }
        }
        pings
    });
    assert!(ends(&mut silent, 6).await, "a line that does not answer is ended");
    assert!(answering.await.expect("asked") >= 2, "the other was asked and stays");
    handle.shutdown();
}

/// Whoever sends half a form, a photo, a file or a bundle and stops, or goes on by drops, is told so and let go, signed in or not; what
/// arrives in time is answered meanwhile.
#[tokio::test]
async fn d18_what_is_sent_arrives_in_time_or_its_sender_is_let_go() {
    let place = Place::new(&crate::common::sqlite_address()).await;
    let (_, notice) = published(&place).await;
    let cookie = place.clerk().await.cookie().to_owned();
    let (to, handle) = serve(&place, 40, 40).await;
    let here = [127, 0, 0, 1];
    let origin = crate::common::BASE;
    let head = |path: &str, kind: &str, length: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\norigin: {origin}\r\ncookie: {cookie}\r\n\
             content-type: {kind}\r\n{length}\r\n\r\n"
        )
    };
    const FORM: &str = "application/x-www-form-urlencoded";
    const FILE: &str = "multipart/form-data; boundary=b";
    let photo = format!("/do/c/{}/about/notice/{notice}/photo", place.community);
    let import = format!("/do/c/{}/import", place.community);
    let part = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    let long = "content-length: 400000";
    let mut lines = Vec::new();
    for (head, body) in [
        (head("/do/nowhere", FORM, long), "a=".to_owned() + &"x".repeat(300_000)),
        (head("/do/in/code", FORM, "transfer-encoding: chunked"), "8\r\nnumber=1\r\n".to_owned()),
        (head("/do/in/code", FORM, "content-length: 9"), String::new()),
        (head(&photo, FILE, long), part.to_owned()),
        (head(&import, FILE, long), part.to_owned()),
        (head("/recount", FILE, long), part.to_owned()),
        (format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{long}\r\n\r\n"), String::new()),
    ] {
        let mut line = dial(to, here).await;
        line.write_all(head.as_bytes()).await.expect("written");
        let _ = line.write_all(body.as_bytes()).await;
        lines.push((line, head));
    }
    assert!(answers(to, here).await, "others are answered");
    for (line, head) in &mut lines {
        assert!(ends(line, 30).await, "it is let go: {head}");
    }
    // Which pieces are in time `web::arrive` judges without a clock; what comes whole is answered as ever.
    let mut whole = dial(to, here).await;
    whole.write_all(head("/do/in/code", FORM, "content-length: 8000").as_bytes()).await.expect("written");
    whole.write_all(&[b'x'; 8_000]).await.expect("written");
    let mut bytes = [0; 16];
    let read = whole.read(&mut bytes).await.expect("read");
    let said = String::from_utf8_lossy(&bytes[..read]).into_owned();
    assert!(said.starts_with("HTTP/1.1 ") && !said.contains(" 408"), "{said}");
    handle.shutdown();
}

/// Whoever asks for much and takes nothing is let go; their place comes free.
#[tokio::test]
async fn d18_slow_readers_are_dropped() {
    let place = Place::new(&crate::common::sqlite_address()).await;
    let (to, handle) = serve(&place, 12, 4).await;
    let here = [127, 0, 0, 1];
    let board = format!("GET /c/{}/journal.jsonl HTTP/1.1\r\nhost: x\r\n\r\n", place.community).repeat(600);
    let mut lines = Vec::new();
    for _ in 0..4 {
        let mut line = dial(to, here).await;
        let asked = line.write_all(board.as_bytes());
        let _ = tokio::time::timeout(Duration::from_millis(500), asked).await;
        lines.push(line);
    }
    assert!(!answers(to, here).await, "all places are held by those who do not read");
    let began = Instant::now();
    while !answers(to, here).await {
        assert!(began.elapsed() < Duration::from_secs(20), "nobody was dropped");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    handle.shutdown();
}

/// A socket of the live feed that takes nothing is ended by the same rule: it is a connection like others.
#[tokio::test]
async fn d18_a_line_that_reads_is_not_dropped() {
    let place = Place::new(&crate::common::sqlite_address()).await;
    let (to, handle) = serve(&place, 12, 4).await;
    let mut line = dial(to, [127, 0, 0, 1]).await;
    // Longer than two silent lines last, which come after it, one after the other.
    for _ in 0..2 {
        let mut silent = dial(to, [127, 0, 0, 1]).await;
        let mut ended = std::pin::pin!(ends(&mut silent, 20));
        loop {
            line.write_all(ASK).await.expect("written");
            let mut bytes = [0; 512];
            let read = line.read(&mut bytes).await.expect("read");
            assert!(bytes[..read].starts_with(b"HTTP/1.1 200"));
            if let Some(ended) = ended.as_mut().now_or_never() {
                assert!(ended, "a silent line is ended");
                break;
            }
        }
    }
    handle.shutdown();
}

/// A hundred and twenty revisions of the longest text: the page compares two of them, and others are answered meanwhile.
async fn d18_one_difference_is_shown_and_the_others_are_linked(place: Place) {
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[0].1).await;
    let text = |seed: u32| -> String {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 8) % 300).expect("a character")
        };
        (0..4_900).flat_map(|_| [next(), ' ']).collect()
    };
    let first = text(1);
    let form = [("title", "改用沥青"), ("body", first.as_str())];
    let to = speaker.post(&format!("/do/i/{item}/propose"), &form).await.done();
    let proposal = to.split("#proposal-").nth(1).expect("a proposal").to_owned();
    for base in 1..120_u32 {
        let (base, body) = (base.to_string(), text(base + 1));
        let form = [("title", "改用沥青"), ("body", body.as_str()), ("base", base.as_str())];
        speaker.post(&format!("/do/p/{proposal}/revise"), &form).await.done();
    }
    let path = format!("/p/{proposal}");
    let began = Instant::now();
    let mut looks = std::pin::pin!(futures::future::join_all((0..4).map(|_| speaker.get(&path))));
    let mut longest = Duration::ZERO;
    // Others ask for as long as the pages are made; whatever a page does at once, they wait for.
    let pages = loop {
        let asked = Instant::now();
        let made = looks.as_mut().now_or_never();
        place.public("/healthz").await;
        longest = longest.max(asked.elapsed());
        if let Some(pages) = made {
            break pages;
        }
        tokio::task::yield_now().await;
    };
    assert!(longest < Duration::from_millis(700), "others waited {longest:?}");
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    let page = &pages[0];
    assert_eq!(page.matches("text changes").count(), 1, "one difference");
    assert!(page.contains(&format!("href=\"/p/{proposal}?revision=7#revision\"")), "the others are linked");
    assert!(!page.contains(&format!("/p/{proposal}?revision=120#")), "the latest is shown");
    let seventh = speaker.get(&format!("{path}?revision=7")).await;
    assert!(seventh.contains(&format!("/p/{proposal}?revision=120#revision")));
    assert!(seventh.contains("第 7 稿") && seventh.matches("text changes").count() == 1);
    assert_eq!(speaker.get(&format!("{path}?revision=1")).await.matches("text changes").count(), 0);
    assert_eq!(speaker.get(&format!("{path}?revision=999")).await.matches("text changes").count(), 1);
}

/// Line by line, from where one stands, and nothing twice.
async fn d18_the_journal_is_streamed_from_where_one_stands(place: Place) {
    let nobody = place.nobody();
    let path = format!("/c/{}/journal.jsonl", place.community);
    let (status, headers, whole) = nobody.fetch(&path, &[]).await;
    let tag = headers.get("etag").expect("a tag").to_str().expect("text").to_owned();
    let (seq, _) = place.head().await;
    assert_eq!((status, whole.lines().count()), (200, usize::try_from(seq).expect("a count")));
    assert!(whole.ends_with('\n'));
    let (status, _, body) = nobody.fetch(&path, &[("if-none-match", &tag)]).await;
    assert_eq!((status, body.as_str()), (304, ""));
    // More than a stretch of it, and what came since.
    for _ in 0..3 {
        place.slip("0004").await;
    }
    let (status, headers, after) = nobody.fetch(&format!("{path}?since={seq}"), &[("if-none-match", &tag)]).await;
    assert_eq!((status, after.lines().count()), (200, 3));
    assert_ne!(headers.get("etag").expect("a tag").to_str().expect("text"), tag);
    let (_, _, now) = nobody.fetch(&path, &[]).await;
    assert_eq!(now, format!("{whole}{after}"));
    for (at, line) in now.lines().enumerate() {
        let entry: serde_json::Value = serde_json::from_str(line).expect("an entry");
        assert_eq!(entry["seq"], at + 1);
    }
    let (status, _, none) = nobody.fetch(&format!("{path}?since={}", seq + 999), &[]).await;
    assert_eq!((status, none.as_str()), (200, ""));
    assert_eq!(nobody.fetch(&format!("{path}?since=x"), &[]).await.0, 400);
    assert_eq!(nobody.fetch("/c/nowhere/journal.jsonl", &[]).await.0, 404);
}

/// Forms of half a megabyte that are refused, one after the other: what stays of them is a few texts.
async fn d18_what_is_kept_of_refused_forms_is_bounded(place: Place) {
    let chair = place.chair().await;
    let long = "x".repeat(400_000);
    let form = [("title", ""), ("body", long.as_str()), ("kind", "")];
    let path = format!("/do/c/{}/sessions", place.community);
    let mut told = 0;
    for _ in 0..160 {
        let to = chair.post(&path, &form).await;
        assert!(!to.is_done());
        told += usize::from(to.location.contains("form=told."));
    }
    assert!(told > 0, "beyond a hundred nothing is kept");
    assert!(place.count("SELECT COUNT(*) FROM drafts WHERE login <> ''").await <= 21);
    assert!(place.count("SELECT CAST(SUM(LENGTH(fields)) AS BIGINT) FROM drafts WHERE login <> ''").await < 4_000_000);
    // Nor is anything kept of tries that are not looked at, and little of the others.
    let nobody = place.nobody();
    let next = "x".repeat(10_000);
    let guess = [("number", "0004"), ("code", "AAAABBBB"), ("next", next.as_str())];
    for _ in 0..40 {
        assert!(!nobody.post("/do/in/code", &guess).await.is_done());
    }
    assert_eq!(place.count("SELECT COUNT(*) FROM drafts WHERE login = ''").await, 5);
    assert!(place.count("SELECT MAX(LENGTH(fields)) FROM drafts WHERE login = ''").await < 1_000);
    // Whoever is not signed in sends no long form at all.
    let flood = [("number", "0003"), ("code", "AAAABBBB"), ("next", long.as_str())];
    assert_eq!(nobody.post("/do/in/code", &flood).await.status, 403);
    // An honest form is kept whole, also then, on another login.
    let other = place.chair().await;
    let words = "字".repeat(12_000);
    let refused = other.post(&path, &[("title", ""), ("place", words.as_str())]).await;
    assert!(other.get(&refused.location).await.contains(&words));
}

/// Who may not attach a photo is told so before anything is unpacked; too many pixels are refused in words.
async fn d18_pictures_are_for_those_who_may(place: Place) {
    let (_, notice) = published(&place).await;
    let clerk = place.clerk().await;
    let at = format!("/do/c/{}/about/notice/{notice}/photo", place.community);
    let mut large = Vec::new();
    let wide = image::DynamicImage::ImageLuma8(image::GrayImage::new(16_000, 4_000));
    wide.write_to(&mut std::io::Cursor::new(&mut large), image::ImageFormat::Png).expect("a picture");
    place.representative().await.upload(&at, &large).await.refused("permit-not-your-role").await;
    clerk.upload(&at, &large).await.refused("photo-pixels").await;
}

async fn published(place: &Place) -> (Person, String) {
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    (chair, session)
}
