//! A proxy in front of PostgreSQL: what a broken network, a hung backend and a stopped server do, it does on demand.

use crate::common::{Database, postgres_address};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU8, AtomicU64, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

pub const OPEN: u8 = 0;
/// Nothing is let through, in any direction, on any connection.
pub const HOLE: u8 = 1;
/// The next commit is let through; its answer, and everything after it on that connection, is not.
pub const LOSE_ANSWER: u8 = 2;
/// The next commit is not let through, and nothing after it on that connection.
pub const LOSE_COMMIT: u8 = 3;

/// A proxy in front of PostgreSQL.
pub struct Proxy {
    port: u16,
    target: String,
    mode: Arc<AtomicU8>,
    /// Connections older than this are frozen.
    frozen: Arc<AtomicU64>,
    accepting: Mutex<Vec<JoinHandle<()>>>,
}

impl Proxy {
    /// A proxy for a fresh database, and its address.
    pub async fn start() -> Option<(Arc<Self>, Database)> {
        let address = postgres_address().await?;
        let (head, rest) = address.split_once('@').expect("a user");
        let (target, name) = rest.split_once('/').expect("a database");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let proxy = Arc::new(Self {
            port,
            target: target.to_owned(),
            mode: Arc::default(),
            frozen: Arc::default(),
            accepting: Mutex::default(),
        });
        proxy.accept(listener);
        let through = address.at(format!("{head}@127.0.0.1:{port}/{name}"));
        Some((proxy, through))
    }

    fn accept(&self, listener: TcpListener) {
        let (target, mode, frozen) = (self.target.clone(), Arc::clone(&self.mode), Arc::clone(&self.frozen));
        let accepting = tokio::spawn(async move {
            let mut pipes = tokio::task::JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let number = NEWEST.fetch_add(1, Ordering::SeqCst) + 1;
                let (target, mode, frozen) = (target.clone(), Arc::clone(&mode), Arc::clone(&frozen));
                pipes.spawn(pipe(client, target, mode, frozen, number));
            }
        });
        self.accepting.lock().expect("unpoisoned").push(accepting);
    }

    /// From now on this is done to what is sent.
    pub fn set(&self, mode: u8) {
        self.mode.store(mode, Ordering::SeqCst);
    }

    /// What is connected now hangs; who comes anew is served.
    pub fn freeze(&self) {
        self.frozen.store(NEWEST.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    /// Every connection ends, and nobody listens.
    pub async fn cut(&self) {
        let accepting: Vec<_> = self.accepting.lock().expect("unpoisoned").drain(..).collect();
        for one in accepting {
            one.abort();
            // Until it is gone, and what it held with it.
            let _ = one.await;
        }
    }

    /// Somebody listens again.
    pub async fn mend(&self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("the same port");
        self.accept(listener);
    }
}

/// The number of the newest connection.
static NEWEST: AtomicU64 = AtomicU64::new(0);

async fn pipe(client: TcpStream, target: String, mode: Arc<AtomicU8>, frozen: Arc<AtomicU64>, number: u64) {
    let Ok(server) = TcpStream::connect(&target).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    // A connection that lost a commit stays as it is, whatever the mode is later.
    let lost = Arc::new(AtomicU8::new(OPEN));
    let holds = {
        let (mode, frozen, lost) = (Arc::clone(&mode), Arc::clone(&frozen), Arc::clone(&lost));
        move || {
            mode.load(Ordering::SeqCst) == HOLE
                || frozen.load(Ordering::SeqCst) >= number
                || lost.load(Ordering::SeqCst) != OPEN
        }
    };
    let held = holds.clone();
    let up = async {
        let mut buffer = vec![0; 65536];
        loop {
            let Ok(read @ 1..) = from_client.read(&mut buffer).await else {
                // What happens on one side of a broken network, the other does not hear.
                if held() {
                    std::future::pending::<()>().await;
                }
                return;
            };
            let commit = buffer[..read].windows(7).any(|one| one == b"COMMIT\0");
            let now = mode.load(Ordering::SeqCst);
            if commit && (now == LOSE_ANSWER || now == LOSE_COMMIT) {
                mode.store(OPEN, Ordering::SeqCst);
                lost.store(now, Ordering::SeqCst);
                if now == LOSE_COMMIT {
                    continue;
                }
            } else if held() {
                continue;
            }
            if to_server.write_all(&buffer[..read]).await.is_err() {
                return;
            }
        }
    };
    let down = async {
        let mut buffer = vec![0; 65536];
        loop {
            let Ok(read @ 1..) = from_server.read(&mut buffer).await else { return };
            if holds() {
                continue;
            }
            if to_client.write_all(&buffer[..read]).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = up => {}
        () = down => {}
    }
}
