//! The clients, in a process of their own: sockets that listen, connections that ask for a page, connections that vote.

use futures::{StreamExt, future::join_all};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};
use tokio_tungstenite::{
    client_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

/// Microseconds since 1970: both processes read the same clock.
pub fn micros() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a time").as_micros() as u64
}

pub async fn run(arguments: &[String]) {
    match arguments.first().map(String::as_str) {
        Some("listen") => listen(&arguments[1..]).await,
        Some("page") => page(&arguments[1..]).await,
        Some("vote") => vote(&arguments[1..]).await,
        other => panic!("{other:?}"),
    }
}

/// `listen ADDRESS PATH COOKIE ORIGIN SOCKETS MESSAGES`: says `ready` when every socket is open, then waits until each has
/// heard every message, and prints the 50th, 95th and 99th percentile of their delays in microseconds.
async fn listen(arguments: &[String]) {
    let [address, path, cookie, origin, sockets, messages] = arguments else { panic!("six arguments") };
    let (sockets, messages): (usize, usize) = (sockets.parse().expect("a number"), messages.parse().expect("a number"));
    let delays = Arc::new(Mutex::new(Vec::with_capacity(sockets * messages)));
    let mut listening = Vec::new();
    for _ in 0..sockets {
        let mut request = format!("ws://{address}{path}").into_client_request().expect("a request");
        request.headers_mut().insert("cookie", HeaderValue::from_str(cookie).expect("a cookie"));
        request.headers_mut().insert("origin", HeaderValue::from_str(origin).expect("an origin"));
        let stream = TcpStream::connect(address).await.expect("a connection");
        let (mut socket, _) = client_async(request, stream).await.expect("a socket");
        let delays = Arc::clone(&delays);
        listening.push(tokio::spawn(async move {
            let mut heard = 0;
            let mut own = Vec::with_capacity(messages);
            while heard < messages {
                let Some(Ok(Message::Text(text))) = socket.next().await else { break };
                let now = micros();
                // One message may carry several remarks; each says when it was sent.
                for sent in text.as_str().split("sent=").skip(1) {
                    let digits = sent.get(..16).unwrap_or_default();
                    if let Ok(sent) = digits.parse::<u64>() {
                        own.push(now.saturating_sub(sent));
                        heard += 1;
                    }
                }
            }
            delays.lock().expect("delays").extend(own);
        }));
    }
    println!("ready");
    let done = tokio::time::timeout(Duration::from_secs(120), join_all(listening)).await;
    let mut delays = delays.lock().expect("delays").clone();
    assert!(done.is_ok(), "only {} of {} were heard", delays.len(), sockets * messages);
    assert_eq!(delays.len(), sockets * messages, "every socket hears every remark once");
    delays.sort_unstable();
    let at = |share: usize| delays[delays.len() * share / 100];
    println!("{} {} {}", at(50), at(95), at(99));
}

/// Sends a request on an open connection and reads the answer; its status.
async fn ask(stream: &mut BufReader<TcpStream>, request: &str) -> u16 {
    stream.get_mut().write_all(request.as_bytes()).await.expect("sent");
    let (mut status, mut length, mut line) = (0, 0, String::new());
    loop {
        line.clear();
        stream.read_line(&mut line).await.expect("a line");
        if status == 0 {
            status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        }
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse::<usize>().expect("a length");
        }
        assert!(!lower.starts_with("transfer-encoding"), "the answer has no length");
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.expect("a body");
    status
}

/// `page ADDRESS PATH CONNECTIONS SECONDS`: prints pages a second.
async fn page(arguments: &[String]) {
    let [address, path, connections, seconds] = arguments else { panic!("four arguments") };
    let (connections, seconds): (usize, u64) =
        (connections.parse().expect("a number"), seconds.parse().expect("a number"));
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n\r\n");
    let (count, start) = (AtomicUsize::new(0), Instant::now());
    let end = start + Duration::from_secs(seconds);
    join_all((0..connections).map(|_| async {
        let mut stream = BufReader::new(TcpStream::connect(address).await.expect("a connection"));
        while Instant::now() < end {
            assert_eq!(ask(&mut stream, &request).await, 200);
            count.fetch_add(1, Ordering::Relaxed);
        }
    }))
    .await;
    println!("{}", count.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64());
}

/// `vote ADDRESS PATH ORIGIN CONNECTIONS BALLOTS`: each ballot by another login; prints ballots a second.
async fn vote(arguments: &[String]) {
    let [address, path, origin, connections, ballots] = arguments else { panic!("five arguments") };
    let (connections, ballots): (usize, usize) =
        (connections.parse().expect("a number"), ballots.parse().expect("a number"));
    let (next, start) = (AtomicUsize::new(0), Instant::now());
    join_all((0..connections).map(|_| async {
        let mut stream = BufReader::new(TcpStream::connect(address).await.expect("a connection"));
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= ballots {
                return;
            }
            let body = format!("choice=for&key=bench-{number}");
            let request = format!(
                "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: {origin}\r\ncookie: yishi={}\r\n\
                 content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
                super::scene::secret(number),
                body.len()
            );
            assert_eq!(ask(&mut stream, &request).await, 303);
        }
    }))
    .await;
    println!("{}", ballots as f64 / start.elapsed().as_secs_f64());
}
