//! A page as an answer, and what it may load and run.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use std::sync::LazyLock;

/// A page as an answer, with its content security policy. Only pages with islands may run a script, and only ours.
pub fn html(page: impl Into<Body>, nonce: Option<&str>) -> Response {
    let policy = match nonce {
        None => Some(PLAIN_POLICY.clone()),
        Some(nonce) => HeaderValue::from_str(&policy(&format!("'self' 'nonce-{nonce}' 'wasm-unsafe-eval'"))).ok(),
    };
    let mut response = Html(page.into()).into_response();
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Lets a public page run its script: ours alone, and what that compiles. There is one, that of the recount.
pub fn let_script_run(response: &mut Response) {
    if let Some(held) = response.headers_mut().get_mut(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&policy("'self' 'wasm-unsafe-eval'"))
    {
        *held = policy;
    }
}

/// The policy of a page without a script, written once.
static PLAIN_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    HeaderValue::from_str(&policy("'none'")).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

fn policy(script: &str) -> String {
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; manifest-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
