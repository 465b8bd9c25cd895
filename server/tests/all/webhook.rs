//! Public events are posted to another program: signed, without any person's data, again until it took them, and no more than once after.

use crate::common::{Place, engines};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use server::webhook::Webhook;
use sha2::Sha256;
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};

engines!(what_is_public_is_posted_signed_and_names_nobody, what_was_not_taken_is_posted_again);

const SECRET: &str = "0123456789abcdef";

/// The other program: what it was sent, and with what it answers.
#[derive(Clone, Default)]
struct Other {
    told: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    answer: Arc<AtomicU16>,
}

impl Other {
    async fn at(place: &mut Place) -> Self {
        let other = Self::default();
        other.answers(204);
        let app = Router::new().route("/hook", post(take)).with_state(other.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let to = format!("http://{}/hook", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, app).await });
        place.desk.webhook = Some(Arc::new(Webhook::new(&to, SECRET, "https://yishi.example")));
        other
    }

    fn answers(&self, status: u16) {
        self.answer.store(status, Ordering::SeqCst);
    }

    fn told(&self) -> Vec<(HeaderMap, String)> {
        self.told.lock().expect("told").clone()
    }
}

async fn take(State(other): State<Other>, headers: HeaderMap, body: String) -> StatusCode {
    other.told.lock().expect("told").push((headers, body));
    StatusCode::from_u16(other.answer.load(Ordering::SeqCst)).expect("a status")
}

async fn turns(place: &Place) -> usize {
    let mut all = 0;
    loop {
        match place.desk.tell_outside().await.expect("a turn") {
            0 => return all,
            some => all += some,
        }
    }
}

async fn what_is_public_is_posted_signed_and_names_nobody(mut place: Place) {
    let other = Other::at(&mut place).await;
    let chair = place.chair().await;
    let (session, _) = place.announced(&chair).await;
    assert_eq!(turns(&place).await, 1, "no telephone is told: there is no gateway");
    assert_eq!(turns(&place).await, 0);
    let told = other.told();
    let [(headers, body)] = told.as_slice() else { panic!("{told:?}") };
    let said: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(
        (said["event"].as_str(), headers["yishi-event"].to_str().ok()),
        (Some("session_notice"), Some("session_notice"))
    );
    assert_eq!(said["community"], *place.community);
    assert_eq!(said["address"], format!("https://yishi.example/c/{}/notice/{session}", place.community));
    assert_eq!(said["variables"]["time"], "2026-03-16T19:30:00+08:00");
    assert!(!body.contains("示一") && !body.contains("道路"), "{body}");
    // Whoever has the secret can tell that it is ours, and of when.
    let signature = headers["yishi-signature"].to_str().expect("text");
    let (time, mac) =
        signature.strip_prefix("t=").and_then(|rest| rest.split_once(",v1=")).expect("time and signature");
    assert_eq!(time.parse(), Ok(place.desk.now().0 / 1000));
    let mut expected = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    expected.update(format!("{time}.{body}").as_bytes());
    assert_eq!(mac, data_encoding::HEXLOWER.encode(&expected.finalize().into_bytes()));
}

async fn what_was_not_taken_is_posted_again(mut place: Place) {
    let other = Other::at(&mut place).await;
    let chair = place.chair().await;
    other.answers(503);
    place.announced(&chair).await;
    assert_eq!(turns(&place).await, 0);
    assert_eq!(turns(&place).await, 0, "it waits a minute");
    place.after_minutes(2);
    other.answers(302);
    assert_eq!(turns(&place).await, 0, "nobody is followed elsewhere");
    place.after_minutes(6);
    other.answers(200);
    assert_eq!(turns(&place).await, 1);
    place.after_minutes(60);
    assert_eq!(turns(&place).await, 0);
    let told = other.told();
    let ids: Vec<Value> =
        told.iter().map(|(_, body)| serde_json::from_str::<Value>(body).expect("JSON")["id"].clone()).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| *id == ids[0]), "the receiver knows it again: {ids:?}");
}
