//! `yishi serve`.

use super::{Ended, complain, data, demo, failed, open, say};
use crate::{
    act::Desk,
    carrier::Program,
    clock::Clock,
    http,
    live::{ends, relay},
    notify,
    people::{login::rows::tries, member::rows as members},
    settings::Settings,
    store::{self, commit, db::Engine, form as forms, outbox},
    web::listen,
    webhook::Webhook,
    zone,
};
use axum_server::Handle;
use clap::Args;
use metrics_exporter_prometheus::PrometheusBuilder;
use rules::days::Holidays;
use std::{io::IsTerminal, net::SocketAddr, sync::Arc, time::Duration};
use tracing_subscriber::EnvFilter;

/// How long requests under way are waited for when the server is told to stop.
const GRACE: Duration = Duration::from_secs(20);

#[derive(Args)]
pub struct Serve {
    /// Fill an empty database with two demonstration places, and print a sign-in link for each role
    #[arg(long)]
    demo: bool,
    /// The time at which the demonstration begins, e.g. 2026-03-16T19:00+08:00
    #[arg(long, requires = "demo", value_name = "TIME")]
    demo_at: Option<String>,
}

/// Serves until told to stop.
pub async fn serve(serve: Serve, settings: Settings) -> Ended {
    log(&settings);
    let clock = match &serve.demo_at {
        None => Clock::system(),
        Some(text) => Clock::starting_at(
            zone::parse_instant(text)
                .ok_or_else(|| format!("--demo-at {text:?} is not a time like 2026-03-16T19:00+08:00"))?,
        ),
    };
    store::db::may_be_made(&settings.database).await.map_err(|fault| failed(&fault))?;
    store::db::make(&settings.database).map_err(|fault| failed(&fault))?;
    let _held = store::db::hold(&settings.database).map_err(|fault| failed(&fault))?;
    let db = open(&settings).await?;
    let mut desk = Desk::with_rules(db.clone(), clock.clone(), Arc::clone(&settings.rules));
    desk.learn_time().await.map_err(|fault| failed(&fault))?;
    desk.carrier = settings.notify_program.clone().map(|program| Arc::new(Program::new(program)) as _);
    let hook = settings.webhook.as_ref();
    desk.webhook = hook.map(|(to, secret)| Arc::new(Webhook::new(to, secret, settings.public_url())));
    if serve.demo {
        demo::refuse_real_data(&db, true).await?;
        let links = demo::ensure(&db, &clock).await.map_err(|fault| failed(&fault))?;
        say(&demo::print_links(&links, settings.public_url()));
    } else {
        let mut conn = db.read().await.map_err(|fault| failed(&fault))?;
        let manned = members::has_administrator(&mut conn).await.map_err(|fault| failed(&fault))?;
        drop(conn);
        if !manned {
            let link = data::new_administrator(&desk, &settings).await.map_err(|fault| failed(&fault))?;
            say(&format!("Nobody administers this database yet. Open this link once, within three days:\n  {link}"));
        }
    }
    if !settings.secure && !settings.listen.ip().is_loopback() {
        complain("serving plain HTTP: anybody on this network can read and change what is sent");
    }
    data::tell_of_links(&settings);
    say(&format!("Serving on {}  ({})", settings.public_url(), settings.listen));

    // A power cut between the closing of a secret vote and this would have left its traces. Nobody waits for it: a backup
    // may be reading.
    let forgetting = desk.clone();
    tokio::spawn(async move { forgetting.forget_secrets(true).await });
    tokio::spawn(tidy_hourly(desk.clone()));
    tokio::spawn(keep_time(desk.clone()));
    tokio::spawn(fold_anew(desk.clone()));
    tokio::spawn(know_postings(desk.clone()));
    tokio::spawn(notify::work(desk.clone()));
    tokio::spawn(ends::watch(desk.clone()));
    if db.engine() == Engine::Postgres {
        tokio::spawn(relay::listen(settings.database.clone(), desk.hub.clone()));
        tokio::spawn(relay::tell(db.clone(), desk.hub.clone()));
    }
    let metrics = PrometheusBuilder::new().install_recorder().ok();
    let (listen, tls) = (settings.listen, settings.tls.clone());
    let caps = listen::Caps::of(&settings, listen::raise_file_limit());
    let site = http::site(desk, Arc::new(settings), metrics);
    let app = http::router(site);
    let handle = Handle::new();
    tokio::spawn(stop_when_told(handle.clone()));
    let tls = match tls {
        None => None,
        Some((cert, key)) => {
            let _ = rustls::crypto::ring::default_provider().install_default();
            Some(axum_server::tls_rustls::RustlsConfig::from_pem_file(&cert, &key).await.map_err(|error| {
                format!("the certificate {} or key {} cannot be used: {error}", cert.display(), key.display())
            })?)
        }
    };
    let served = listen::serve(axum_server::bind(listen).handle(handle), tls, app, caps).await;
    served.map_err(|error| format!("cannot serve on {listen}: {error}"))?;
    db.close().await;
    Ok(0)
}

/// Libraries that are never heard.
const QUIET: [&str; 2] = ["html5ever=off", "markup5ever=off"];

fn filter() -> EnvFilter {
    let filter =
        EnvFilter::try_from_env("YISHI_LOG_LEVEL").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tower_http=info"));
    // What somebody typed is no event of ours: the parser of HTML warns of every bracket in it.
    QUIET.iter().filter_map(|quiet| quiet.parse().ok()).fold(filter, EnvFilter::add_directive)
}

fn log(settings: &Settings) {
    // Where the log has no room either, its lines are lost and the work goes on: by itself the library would complain of them on
    // the same output, and panic.
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter())
        .with_writer(std::io::stderr)
        // Colours are for whoever looks; in a file they stand between the words that fail2ban looks for.
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .log_internal_errors(false);
    let set = if settings.log_json { lines.json().try_init() } else { lines.try_init() };
    if let Err(error) = set {
        complain(&format!("logging: {error}"));
    }
}

/// The database's time is learned again and again, also where nobody acts: logins and slips are judged by it.
async fn keep_time(desk: Desk) {
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    loop {
        minutes.tick().await;
        if let Err(fault) = desk.learn_time().await {
            tracing::warn!(fault = fault.chain(), "asking the database for the time");
        }
    }
}

/// What has served its time is let go, now and then; nothing depends on when.
async fn tidy_hourly(desk: Desk) {
    let mut hours = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        let now = desk.now();
        let tidied = desk.quietly(move |conn| {
            Box::pin(async move {
                commit::tidy(conn, now).await?;
                forms::tidy(conn, now).await?;
                outbox::tidy(conn, now).await?;
                tries::tidy(conn, now).await
            })
        });
        let done = tidied.await.and(desk.end_old_practices().await);
        if let Err(fault) = done {
            tracing::warn!(fault = fault.chain(), "tidying");
        }
    }
}

/// What an older version made findable is folded anew beside the work of the site; until then it is found as before.
async fn fold_anew(desk: Desk) {
    // Some 60 ms of writing, then a rest: nobody who votes meanwhile waits longer.
    if let Err(fault) = data::fold_anew(&desk, 4, Duration::from_millis(200)).await {
        tracing::warn!(fault = fault.chain(), "folding the search anew; it goes on at the next start");
    }
}

/// What hangs is told its last day once the holidays of its year are known. Nobody waits for it; where two nodes begin at once, one of
/// them finds it done.
async fn know_postings(desk: Desk) {
    if let Err(fault) = desk.know_postings(Holidays::known()).await {
        tracing::warn!(fault = fault.chain(), "telling postings their last day; it goes on at the next start");
    }
}

async fn stop_when_told(handle: Handle<SocketAddr>) {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
    tracing::info!("stopping: requests under way are answered");
    handle.graceful_shutdown(Some(GRACE));
}

#[cfg(test)]
mod tests {
    use std::{
        io::Write,
        sync::{Arc, Mutex},
    };

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("lines").write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn d18_what_people_type_is_no_line_of_the_log() {
        let lines = Lines::default();
        let writer = lines.clone();
        let heard = tracing_subscriber::fmt().with_env_filter(super::filter()).with_writer(move || writer.clone());
        tracing::subscriber::with_default(heard.finish(), || {
            tracing::warn!(target: "html5ever::tree_builder", "foster parenting not implemented");
            tracing::error!(target: "markup5ever::interface", "whatever");
            tracing::warn!("sign-in refused ip=192.0.2.1 kind=code");
        });
        let said = String::from_utf8(lines.0.lock().expect("lines").clone()).expect("text");
        assert!(said.contains("sign-in refused ip=192.0.2.1 kind=code"), "{said}");
        assert!(!said.contains("foster") && !said.contains("whatever"), "{said}");
    }
}
