//! The connections themselves: how many at once, how long each may take to say what it wants and to take what it is given.
//! Whoever does not get on is let go, so that a few slow or silent callers do not hold a place in the hall.

use super::{arrive::Pace, caller::network};
use crate::settings::Settings;
use axum::{Extension, Router};
use axum_server::{
    Server,
    accept::Accept,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{
    collections::HashMap,
    future::{Ready, ready},
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready as or_pending},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::Sleep,
};

/// Files kept back from connections: databases, logs, pictures.
const OWN_FILES: usize = 256;
/// Requests at once on one connection of HTTP/2.
const STREAMS: u32 = 64;

/// The bounds of connections.
#[derive(Debug, Clone)]
pub struct Caps {
    /// Connections at once, in all.
    pub all: usize,
    /// Connections at once from one address.
    pub per_address: usize,
    /// Proxies in front: many people's address, and not held to the bound of one.
    pub proxies: Vec<IpAddr>,
    /// How long a request's head may take, and how long a connection may be silent between two.
    pub silent: Duration,
    /// How long a caller may take nothing of what it is given.
    pub stalled: Duration,
    /// How slowly what a caller sends may arrive.
    pub pace: Pace,
}

impl Caps {
    /// Those of the settings, as far as the limit of open files allows.
    #[must_use]
    pub fn of(settings: &Settings, files: Option<usize>) -> Self {
        let (all, per_address) = settings.connections;
        let all = files.map_or(all, |files| all.min(files.saturating_sub(OWN_FILES).max(OWN_FILES / 2)));
        if all < per_address {
            tracing::warn!("{all} connections at once: the limit of open files allows no more (ulimit -Hn)");
        }
        Self {
            all,
            per_address: per_address.min(all),
            proxies: settings.trusted_proxies.clone(),
            silent: Duration::from_secs(30),
            stalled: Duration::from_secs(30),
            pace: Pace::default(),
        }
    }
}

/// Raises the soft limit of open files to the hard one, and says what it is; none where there is no limit.
#[must_use]
pub fn raise_file_limit() -> Option<usize> {
    let limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum
        && let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit })
    {
        tracing::warn!(%error, "the limit of open files cannot be raised");
    }
    getrlimit(Resource::Nofile).current.map(|files| usize::try_from(files).unwrap_or(usize::MAX))
}

/// Serves within the bounds, until the handle of the server says to stop.
///
/// # Errors
/// When the address cannot be listened to.
pub async fn serve(
    mut server: Server<SocketAddr>,
    tls: Option<RustlsConfig>,
    app: Router,
    caps: Caps,
) -> io::Result<()> {
    server = server.first_request_timeout(caps.silent);
    let http = server.http_builder();
    http.http1().header_read_timeout(caps.silent);
    http.http2().max_concurrent_streams(STREAMS).keep_alive_interval(caps.silent).keep_alive_timeout(caps.silent);
    let app = app.layer(Extension(caps.pace)).into_make_service_with_connect_info::<SocketAddr>();
    let bounded = Bounded { caps: Arc::new(caps), held: Arc::default() };
    match tls {
        None => server.acceptor(bounded).serve(app).await,
        Some(tls) => server.acceptor(RustlsAcceptor::new(tls).acceptor(bounded)).serve(app).await,
    }
}

/// How many connections there are, in all and by address.
#[derive(Debug, Default)]
struct Held {
    all: usize,
    by: HashMap<String, usize>,
}

/// Takes a connection where there is a place for it.
#[derive(Debug, Clone)]
struct Bounded {
    caps: Arc<Caps>,
    held: Arc<Mutex<Held>>,
}

impl Bounded {
    fn place(&self, ip: IpAddr) -> Option<Place> {
        let by = network(ip);
        let proxy = self.caps.proxies.contains(&ip.to_canonical());
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let here = held.by.get(&by).copied().unwrap_or(0);
        if held.all >= self.caps.all || (!proxy && here >= self.caps.per_address) {
            return None;
        }
        held.all += 1;
        held.by.insert(by.clone(), here + 1);
        Some(Place { by, held: Arc::clone(&self.held) })
    }
}

impl<S> Accept<TcpStream, S> for Bounded {
    type Stream = Taken;
    type Service = S;
    type Future = Ready<io::Result<(Taken, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let taken = stream.peer_addr().and_then(|peer| {
            stream.set_nodelay(true)?;
            let place = self.place(peer.ip()).ok_or_else(|| io::Error::other("no place for another connection"))?;
            metrics::counter!("yishi_connections_total", "taken" => "yes").increment(1);
            Ok(Taken { stream, stalled: self.caps.stalled, waiting: None, _place: place })
        });
        if taken.is_err() {
            metrics::counter!("yishi_connections_total", "taken" => "no").increment(1);
        }
        ready(taken.map(|stream| (stream, service)))
    }
}

/// A place, given back when the connection ends.
#[derive(Debug)]
struct Place {
    by: String,
    held: Arc<Mutex<Held>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.all = held.all.saturating_sub(1);
        if let Some(here) = held.by.get_mut(&self.by) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                held.by.remove(&self.by);
            }
        }
    }
}

/// A connection that holds its place, and ends when its caller takes nothing any more.
#[derive(Debug)]
struct Taken {
    stream: TcpStream,
    stalled: Duration,
    /// Since when the caller takes nothing.
    waiting: Option<Pin<Box<Sleep>>>,
    _place: Place,
}

impl Taken {
    /// What came of a write; where nothing did, whether it has taken too long.
    fn taken<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.waiting = None;
            return result;
        }
        let stalled = self.stalled;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(stalled)));
        or_pending!(waiting.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Taken {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Taken {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.taken(cx, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.taken(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d18_the_limit_of_open_files_is_raised_to_the_hard_one() {
        let files = raise_file_limit();
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
        assert_eq!(files.map(|files| files as u64), limit.maximum);
    }

    #[test]
    fn d18_connections_are_counted_by_network_and_given_back() {
        let caps = Caps {
            all: 5,
            per_address: 2,
            proxies: vec![IpAddr::from([10, 0, 0, 1])],
            silent: Duration::ZERO,
            stalled: Duration::ZERO,
            pace: Pace::default(),
        };
        let bounded = Bounded { caps: Arc::new(caps), held: Arc::default() };
        let at = |text: &str| bounded.place(text.parse().expect("an address"));
        let held = [at("2001:db8::1"), at("2001:db8::2")];
        assert!(held.iter().all(Option::is_some) && at("2001:db8::3").is_none(), "one line has many addresses");
        let proxied = [at("10.0.0.1"), at("10.0.0.1"), at("10.0.0.1")];
        assert!(proxied.iter().all(Option::is_some), "a proxy stands for many");
        assert!(at("192.0.2.1").is_none(), "five in all");
        drop(held);
        assert!(at("192.0.2.1").is_some());
        drop(proxied);
        let held = bounded.held.lock().expect("held");
        assert!(held.all == 0 && held.by.is_empty(), "{held:?}");
    }
}
