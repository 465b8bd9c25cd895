//! Requests and answers: routes, who is looking, where forms may come from, headers, limits.

mod acts;
pub mod arrive;
mod asset;
mod board;
mod caller;
mod count;
mod execution;
mod guard;
pub(crate) mod import;
mod kept;
pub mod listen;
mod live;
mod look;
mod member;
mod owners;
mod people;
mod policy;
mod record;
mod sitting;
mod staff;
mod thread;
mod upload;
pub(crate) use acts::act;
mod visit;

use crate::{act::Desk, fault::Fault, settings::Settings};
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

/// The largest form, in bytes: a text of 10,000 characters, percent-encoded.
const FORM_BYTES: usize = 512 * 1024;
/// After so many seconds a request is given up.
const REQUEST_SECONDS: u64 = 60;
/// The same for one that brings a file, over the slowest line that telephones have.
const FILE_SECONDS: u64 = 600;

/// What every request needs.
#[derive(Clone)]
pub struct Site {
    /// The desk.
    pub desk: Desk,
    /// The settings.
    pub settings: Arc<Settings>,
    /// Where the figures for `/metrics` come from.
    pub metrics: Option<PrometheusHandle>,
}

/// The whole site.
pub fn router(site: Site) -> Router {
    // Files, which each of these measures itself.
    let files = Router::new()
        .route("/do/c/{community}/import", post(import::upload))
        .route("/do/c/{community}/about/{kind}/{id}/photo", post(board::upload))
        .route("/do/m/{milestone}/photo", post(execution::upload))
        .layer(within(FILE_SECONDS))
        .route("/recount", get(record::recount).post(record::recounted).layer(within(REQUEST_SECONDS)))
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .merge(crate::acts::routes())
        .merge(record::routes())
        .merge(people::routes())
        .merge(staff::routes())
        .merge(import::routes())
        .merge(sitting::routes())
        .merge(thread::routes())
        .merge(count::routes())
        .merge(owners::routes())
        .merge(member::routes())
        .merge(board::routes())
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .merge(live::routes())
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
