//! What stands around every request: origin check, headers, request ids, faults turned into pages.

use super::{Site, kept, visit};
use crate::fault::Fault;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use rules::Refusal;
use std::sync::Arc;

/// A fault on its way out; [`around`] turns it into a page.
#[derive(Clone)]
struct Carried(Arc<Fault>);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}

/// What stands around every request, in one layer: each one costs every page a boxed future and a clone of what is inside.
/// Unsafe methods are taken from this site only; a fault gets its page; every answer its headers.
pub async fn around(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    // A fault is rare: what its page needs is kept, and looked at only then.
    let (method, uri, sent) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let safe = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS);
    let slot = kept::Slot::default();
    let mut response = if safe || is_own(&site, &sent) {
        if !safe {
            request.extensions_mut().insert(slot.clone());
        }
        next.run(request).await
    } else {
        Fault::Forbidden(Refusal::ForeignOrigin).into_response()
    };
    if let Some(Carried(mut fault)) = response.extensions_mut().remove::<Carried>() {
        if matches!(*fault, Fault::SignIn) && !safe {
            match kept::to_sign_in(&site, &sent, &slot, StatusCode::UNAUTHORIZED.into_response()).await {
                Ok(answer) => response = answer,
                Err(failed) => {
                    response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                    fault = Arc::new(failed);
                }
            }
        }
        response = present(&fault, &method, &uri, &sent, response);
    }
    put_headers(&mut response);
    response
}

/// Gives a fault its page: a sentence and a reference for the person, the chain for the log.
fn present(fault: &Fault, method: &Method, uri: &Uri, sent: &HeaderMap, response: Response) -> Response {
    let status = response.status();
    let cx = visit::anonymous(uri, sent);
    match fault {
        Fault::SignIn if method == Method::GET => {
            let address = uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
            let next: String = visit::form_urlencoded(&address);
            // The look of the page that led here is kept.
            let look = if visit::query(uri).contains_key("lang") {
                format!("{}&", app::view::Cx::look(cx.language, cx.elder))
            } else {
                "?".to_owned()
            };
            return Redirect::to(&format!("/in{look}next={next}")).into_response();
        }
        Fault::SignIn => return response,
        Fault::NotFound => {
            let page = app::pages::problem::problem(&cx, "not-found", None, "");
            return (status, visit::html(page, None)).into_response();
        }
        Fault::Forbidden(refusal) => {
            let sentence = app::say::refusal(cx.language, *refusal);
            let page = app::pages::problem::problem(&cx, "refused", Some(sentence), "");
            return (status, visit::html(page, None)).into_response();
        }
        _ => {}
    }
    tracing::error!(fault = fault.chain(), "request failed");
    let page = app::pages::problem::problem(&cx, "fault", None, &request_id(sent));
    (status, visit::html(page, None)).into_response()
}

fn request_id(headers: &HeaderMap) -> String {
    headers.get("x-request-id").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// Whether a form comes from this site: `Sec-Fetch-Site` decides when present, else `Origin` must be one of the configured
/// addresses, else it does not.
pub(super) fn is_own(site: &Site, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(from), _) => from == "same-origin",
        (None, Some(origin)) => site.settings.public_urls.iter().any(|url| url == origin),
        (None, None) => false,
    }
}

/// Headers of every answer.
fn put_headers(response: &mut Response) {
    const FIXED: [(HeaderName, &str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// Counts requests by method and status.
pub async fn measure(request: Request, next: Next) -> Response {
    // Anybody may send any method; only the known ones get a figure of their own.
    let method = match *request.method() {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        _ => "other",
    };
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("yishi_requests_total", "method" => method, "status" => status).increment(1);
    response
}

/// The span of a request: its id, method and path, never its query, which may hold a code.
pub fn span(request: &Request) -> tracing::Span {
    let path = request.uri().path();
    let secret = ["/slip/", "/link/", "/do/slip/", "/do/link/"].iter().find(|start| path.starts_with(**start));
    let shown = secret.map_or(path, |start| *start);
    tracing::info_span!("request", id = request_id(request.headers()), method = %request.method(), path = shown)
}
