//! Style sheets, the islands' code and the mark, embedded in the binary and served under the build's id for ever.

use crate::{
    fault::Fault,
    secret,
    style::{self, Style},
    web::icons::PICTURES,
};
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::{borrow::Cow, sync::LazyLock};

/// What `cargo xtask` builds for the browser, with its compressed copies.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../dist"]
#[allow_missing = true]
struct Built;

/// Names this build's assets: another build has other addresses, so browsers may keep these for ever.
pub static BUILD: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Built::iter().collect();
    names.sort();
    let hashes: Vec<String> = names
        .iter()
        .filter_map(|name| Built::get(name))
        .map(|file| data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash()))
        .collect();
    let mut parts: Vec<&str> = hashes.iter().map(String::as_str).collect();
    parts.push(style::sheet());
    let pictures: Vec<String> = PICTURES
        .iter()
        .filter_map(|name| Style::get(name))
        .map(|file| data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash()))
        .collect();
    parts.extend(pictures.iter().map(String::as_str));
    let script = Style::get("recount.js").map(|file| String::from_utf8_lossy(&file.data).into_owned());
    let script = script.unwrap_or_default();
    parts.push(&script);
    secret::digest(&parts).chars().take(12).collect()
});

/// `/pkg/BUILD/FILE`.
pub async fn file(Path((build, name)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, Fault> {
    let kept = if build == *BUILD { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = if name == "yishi.css" {
        Body::from(style::sheet()).into_response()
    } else if let Some(own) = Style::get(&name).filter(|_| is_own(&name)) {
        Body::from(own.data.into_owned()).into_response()
    } else {
        built(&name, &headers).ok_or(Fault::NotFound)?
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Ok(response)
}

/// What of the folder of styles is served as it is.
fn is_own(name: &str) -> bool {
    matches!(name, "mark.svg" | "recount.js") || PICTURES.contains(&name)
}

fn built(name: &str, headers: &HeaderMap) -> Option<Response> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for (coding, ending) in [("br", ".br"), ("gzip", ".gz")] {
        let takes = accepted.split(',').any(|one| one.trim().split(';').next() == Some(coding));
        if takes && let Some(file) = Built::get(&format!("{name}{ending}")) {
            let mut response = body(file).into_response();
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
            return Some(response);
        }
    }
    let plain = !name.ends_with(".br") && !name.ends_with(".gz");
    Built::get(name).filter(|_| plain).map(|file| body(file).into_response())
}

fn body(file: EmbeddedFile) -> Body {
    match file.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    }
}
