//! What stands around every request: origin check, headers, request ids, faults turned into pages.

use super::{
    FORM_BYTES, Site,
    acts::{page_behind, vote_of_ballot},
    arrive::{Late, Pace, paced},
    kept, visit,
};
use crate::{
    act::{Form, form::local_path},
    fault::Fault,
};
use app::{
    address,
    pages::problem::{Again, Later},
};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use rules::{Refusal, id::CommunityId};
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
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            passing if passing.may_pass() => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}

/// What stands around every request, in one layer: each one costs every page a boxed future and a clone of what is inside.
/// Unsafe methods are taken from this site only; a fault gets its page; every answer its headers.
pub async fn around(State(site): State<Site>, request: Request, next: Next) -> Response {
    // A fault is rare: what its page needs is kept, and looked at only then.
    let (method, uri, sent) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let safe = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS);
    let mut typed = Bytes::new();
    let mut response = if !visit::can_be(&uri) || is_of_practice(&uri) {
        Fault::NotFound.into_response()
    } else if let Some(page) = page_behind(uri.path()).filter(|_| safe) {
        Redirect::to(&page).into_response()
    } else if safe {
        next.run(request).await
    } else if is_own(&site, &sent) {
        let late = Late::default();
        let answer = match with_bytes(request, &late).await {
            Ok((request, bytes)) => {
                typed = bytes;
                next.run(request).await
            }
            Err(fault) => fault.into_response(),
        };
        if late.is_so() { too_slow() } else { answer }
    } else {
        Fault::Forbidden(Refusal::ForeignOrigin).into_response()
    };
    if let Some(Carried(fault)) = response.extensions_mut().remove::<Carried>() {
        response = if fault.may_pass() {
            later(&site, &fault, &method, &uri, &sent, typed).await
        } else if matches!(*fault, Fault::SignIn) && !safe {
            let form = form_of(&site, &uri, typed).await;
            let answer = StatusCode::UNAUTHORIZED.into_response();
            match kept::to_sign_in(&site, &sent, (uri.path(), form), answer).await {
                Ok(answer) => answer,
                Err(failed) => {
                    present(&failed, &method, &uri, &sent, StatusCode::INTERNAL_SERVER_ERROR.into_response())
                }
            }
        } else {
            present(&fault, &method, &uri, &sent, response)
        };
    }
    put_headers(&mut response);
    response
}

/// Whether an address is that of a practice place. Its sitting is found by its own; by that of the place there is nothing: no board, no
/// page, no feed, no file, no member, no slip. One rule for every address that there is or will be.
fn is_of_practice(uri: &Uri) -> bool {
    let path = percent_encoding::percent_decode_str(uri.path()).decode_utf8_lossy();
    let mut parts = path.split('/').filter(|part| !part.is_empty()).skip_while(|part| *part == "do");
    matches!(parts.next(), Some("c" | "admin")) && parts.next().is_some_and(|id| CommunityId::from(id).is_practice())
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Whoever does not get on with what they send is told so, and let go.
fn too_slow() -> Response {
    metrics::counter!("yishi_too_slow_total").increment(1);
    let mut response = Fault::Forbidden(Refusal::TooSlow).into_response();
    *response.status_mut() = StatusCode::REQUEST_TIMEOUT;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Whatever is sent arrives at a pace. A form's bytes are kept while it is answered: where the database gives no answer, or nobody is signed in any more, they are
/// all there is of it.
async fn with_bytes(request: Request, late: &Late) -> Result<(Request, Bytes), Fault> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let form = kind.is_some_and(|kind| kind.starts_with(FORM));
    let (parts, body) = request.into_parts();
    let pace = parts.extensions.get::<Pace>().copied().unwrap_or_default();
    let body = paced(body, pace, form.then_some(pace.form), late);
    if !form {
        return Ok((Request::from_parts(parts, body), Bytes::new()));
    }
    let bytes = axum::body::to_bytes(body, FORM_BYTES).await.map_err(|_| Fault::Forbidden(Refusal::FormTooLarge))?;
    Ok((Request::from_parts(parts, Body::from(bytes.clone())), bytes))
}

/// The page of a fault that passes: what was typed stands in it, and is sent again with the same key, so that what was done
/// after all is not done twice. A ballot's choice and secrets stand in no page: the way leads back to where they are typed.
async fn later(site: &Site, fault: &Fault, method: &Method, uri: &Uri, sent: &HeaderMap, typed: Bytes) -> Response {
    tracing::error!(fault = fault.chain(), "the database gives no answer");
    let mut cx = visit::anonymous(uri, sent);
    let unknown = matches!(fault, Fault::Unknown(_));
    let again = if method == Method::GET {
        Again::Load(uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string))
    } else {
        cx.path = back(uri, sent);
        match form_of(site, uri, typed).await.and_then(|form| form.resendable()) {
            Some(fields) => Again::Send { action: uri.path().to_owned(), fields },
            None => Again::Back(back(uri, sent)),
        }
    };
    let page = app::pages::problem::later(&cx, &Later { unknown, again, reference: request_id(sent) });
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, visit::html(page, None)).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    response
}

async fn form_of(site: &Site, uri: &Uri, typed: Bytes) -> Option<Form> {
    let request = Request::builder().method(Method::POST).uri(uri.path()).header(header::CONTENT_TYPE, FORM);
    let visit::Posted(form) = visit::Posted::from_request(request.body(Body::from(typed)).ok()?, site).await.ok()?;
    Some(form)
}

/// Where a form was sent from.
fn back(uri: &Uri, sent: &HeaderMap) -> String {
    if let Some(vote) = vote_of_ballot(uri.path()) {
        return address::vote(&vote);
    }
    let from =
        sent.get(header::REFERER).and_then(|value| value.to_str().ok()).and_then(|text| text.parse::<Uri>().ok());
    let path = from.as_ref().map_or("/home", Uri::path);
    page_behind(path).unwrap_or_else(|| local_path(path).unwrap_or("/home").to_owned())
}

/// Gives a fault its page: a sentence and a reference for the person, the chain for the log.
fn present(fault: &Fault, method: &Method, uri: &Uri, sent: &HeaderMap, response: Response) -> Response {
    let status = response.status();
    let cx = visit::anonymous(uri, sent);
    match fault {
        Fault::SignIn if method == Method::GET => {
            let address = uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
            // The look of the page that led here is kept.
            let look = if visit::query(uri).contains_key("lang") {
                app::view::Cx::look(cx.language, cx.elder)
            } else {
                String::new()
            };
            let to = address::asking(&format!("/in{look}"), &[("next", &address)]);
            return Redirect::to(&to).into_response();
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
        Fault::Busy => {
            tracing::warn!("too busy");
            let sentence = app::say::refusal(cx.language, Refusal::TooFast);
            let mut answer =
                (status, visit::html(app::pages::problem::problem(&cx, "refused", Some(sentence), ""), None));
            answer.1.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            return answer.into_response();
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
pub(crate) fn is_own(site: &Site, headers: &HeaderMap) -> bool {
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

/// The span of a request: its id, its method, and the pattern of the address that it was matched to. Nothing of an address itself is
/// logged: it may hold the token of a slip or a link, the room's code, or what somebody typed, however it is written.
pub fn span(request: &Request) -> tracing::Span {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    tracing::info_span!("request", id = request_id(request.headers()), method = %request.method(), path)
}
