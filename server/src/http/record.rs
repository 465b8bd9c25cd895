//! The public's addresses: no login is read, an ETag answers 304, nothing runs in the browser.

use super::{Site, visit};
use crate::{desk::publish::Kind, fault::Fault, record, secret};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(communities))
        .route("/c/{community}", get(board))
        .route("/c/{community}/check", get(check))
        .route("/c/{community}/journal.jsonl", get(journal))
        .route("/c/{community}/{kind}/{subject}", get(published))
        .route("/c/{community}/{kind}/{subject}/v/{revision}", get(earlier))
        .route("/c/{community}/outcome/{vote}/record.json", get(count_record))
}

/// The answer with its ETag; 304 where the asker has it already.
fn cached(headers: &HeaderMap, kind: &'static str, body: String) -> Response {
    let tag = format!("\"{}\"", secret::digest(&[&body]).chars().take(32).collect::<String>());
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = asked.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else if kind.starts_with("text/html") {
        visit::html(body, None)
    } else {
        body.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const LINES: &str = "application/x-ndjson; charset=utf-8";

async fn communities(State(site): State<Site>, request: Request) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let page = record::page::communities(&site.desk, visit::public(&parts)).await?;
    Ok(cached(&parts.headers, HTML, page))
}

async fn board(State(site): State<Site>, Path(community): Path<String>, request: Request) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let page = record::page::board(&site.desk, visit::public(&parts), &community).await?;
    Ok(cached(&parts.headers, HTML, page))
}

async fn check(State(site): State<Site>, Path(community): Path<String>, request: Request) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let page = record::page::check(&site.desk, visit::public(&parts), &community).await?;
    Ok(cached(&parts.headers, HTML, page))
}

async fn journal(
    State(site): State<Site>,
    Path(community): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    Ok(cached(&headers, LINES, record::journal_lines(&site.desk, &community).await?))
}

/// Something published, as it stands.
async fn published(
    State(site): State<Site>,
    Path((community, kind, subject)): Path<(String, String, String)>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let kind = Kind::from_id(&kind).ok_or(Fault::NotFound)?;
    if let Some(subject) = subject.strip_suffix(".json") {
        return Ok(cached(&parts.headers, JSON, record::content_json(&site.desk, &community, kind, subject).await?));
    }
    let (cx, base) = (visit::public(&parts), site.settings.public_url());
    let page = record::page::published(&site.desk, cx, base, kind, (&community, &subject), None).await?;
    Ok(cached(&parts.headers, HTML, page))
}

/// An earlier revision keeps its own address, and says that there is a later one.
async fn earlier(
    State(site): State<Site>,
    Path((community, kind, subject, revision)): Path<(String, String, String, i64)>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let kind = Kind::from_id(&kind).ok_or(Fault::NotFound)?;
    let (cx, base) = (visit::public(&parts), site.settings.public_url());
    let page = record::page::published(&site.desk, cx, base, kind, (&community, &subject), Some(revision)).await?;
    Ok(cached(&parts.headers, HTML, page))
}

async fn count_record(
    State(site): State<Site>,
    Path((community, vote)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    Ok(cached(&headers, JSON, record::record_json(&site.desk, &community, &vote).await?))
}
