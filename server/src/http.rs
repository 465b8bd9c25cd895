//! The site: every address of every room, and what stands around them.

use crate::{
    act::Desk,
    acts, attachment, execution,
    fault::Fault,
    home, live, matter, people, public,
    settings::Settings,
    sitting,
    web::{FORM_BYTES, Site, asset, guard, kept},
};
use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use metrics_exporter_prometheus::PrometheusHandle;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

/// After so many seconds a request is given up.
const REQUEST_SECONDS: u64 = 60;
/// The same for one that brings a file, over the slowest line that telephones have.
const FILE_SECONDS: u64 = 600;

/// What every request needs, with what the list of acts says is remembered.
#[must_use]
pub fn site(desk: Desk, settings: Arc<Settings>, metrics: Option<PrometheusHandle>) -> Site {
    Site { desk, settings, metrics, remembered: acts::remembered, covers_phones: acts::covers_phones }
}

/// The whole site.
pub fn router(site: Site) -> Router {
    // Files, which each of these measures itself.
    let files = Router::new()
        .route("/do/c/{community}/import", post(people::pages::import::upload))
        .route("/do/c/{community}/about/{kind}/{id}/photo", post(home::pages::upload))
        .route("/do/c/{community}/ledger/{month}/file", post(home::ledger::file))
        .route("/do/c/{community}/register/{register}/file", post(home::register::file))
        .route("/do/m/{milestone}/photo", post(execution::pages::upload))
        .route("/do/c/{community}/attachments/{of}/{id}", post(attachment::pages::upload))
        .layer(within(FILE_SECONDS))
        .route(
            "/recount",
            get(public::recount::recount).post(public::recount::recounted).layer(within(REQUEST_SECONDS)),
        )
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .merge(acts::routes())
        .merge(public::pages::routes())
        .merge(people::pages::routes())
        .merge(sitting::pages::routes())
        .merge(home::pages::routes())
        .merge(attachment::pages::routes())
        .merge(matter::pages::routes())
        .route("/kept", get(kept::kept))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .merge(live::socket::routes())
        .route("/pkg/{build}/{file}", get(asset::file))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(figures))
        .layer(within(REQUEST_SECONDS))
        .merge(files)
        .fallback(|| async { Fault::NotFound })
        .layer(middleware::from_fn_with_state(site.clone(), guard::around))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(guard::measure))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(guard::span))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .with_state(site)
}

fn within(seconds: u64) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(seconds))
}

/// Whether this node can take acts: the write path is tried, once in a few seconds for all who ask.
async fn ready(State(site): State<Site>) -> Response {
    match site.desk.ready().await {
        Ok(said) => said.into_response(),
        Err(reason) => {
            tracing::warn!(reason, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {reason}\n")).into_response()
        }
    }
}

/// The figures are for the machine itself: whoever comes by the network or through a proxy finds nothing.
async fn figures(
    State(site): State<Site>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<String, Fault> {
    let own = peer.ip().is_loopback() && !headers.contains_key("x-forwarded-for") && !headers.contains_key("forwarded");
    site.metrics.filter(|_| own).map(|metrics| metrics.render()).ok_or(Fault::NotFound)
}
