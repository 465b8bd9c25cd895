//! Cookies: the login's, and those of a look, a device and what was just told.

use crate::web::Site;
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

/// The name of the login's cookie.
pub fn cookie_name(site: &Site) -> &'static str {
    if site.settings.secure { "__Host-yishi" } else { "yishi" }
}

/// A cookie of the request.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// A cookie that no script reads and no other site sends; for 0 seconds, so that it goes.
pub fn own_cookie(site: &Site, name: &str, value: &str, seconds: i64) -> String {
    let secure = if site.settings.secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// The answer with one cookie more.
pub fn set_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
