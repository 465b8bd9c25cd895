//! A browser without scripts, and what its forms are answered with.

use super::{
    BASE, Page,
    page::is_sound,
    routes::{Shows, editing_page},
};
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use std::net::SocketAddr;
use tower::ServiceExt;

/// The fields by which a form carries what its page showed.
const SHOWN: [&str; 2] = ["base", "seen"];

/// A browser without scripts.
#[derive(Clone)]
pub struct Person {
    pub(super) app: Router,
    pub(super) cookie: String,
}

/// What a form was answered with.
pub struct Answered {
    pub status: u16,
    pub location: String,
    pub cookie: Option<String>,
    /// Every cookie that the answer sets, as name=value.
    pub cookies: Vec<String>,
    pub body: String,
    person: Person,
}

impl Answered {
    pub fn is_done(&self) -> bool {
        self.status == 303 && !self.location.contains("form=")
    }

    /// It was done; where to.
    pub fn done(self) -> String {
        assert!(self.is_done(), "{} {} {}", self.status, self.location, self.body);
        self.location
    }

    /// It was refused with this code; the page that says so, with its sentence in both languages.
    pub async fn refused(&self, code: &str) -> String {
        assert!(self.status == 303 && self.location.contains("form="), "{} {}", self.status, self.location);
        let page = self.person.get(&self.location).await;
        let refusal = rules::Refusal::from_code(code).expect("a known code");
        let sentence = app::say::refusal(rules::Language::Zh, refusal);
        assert!(page.contains(&sentence), "{code}: {sentence} not in {page}");
        assert_eq!(page.matches("id=\"problem\"").count(), 1, "{code} is said in one summary: {page}");
        let title = if refusal.asks() { "<title>请核对：" } else { "<title>错误：" };
        assert!(page.contains(title), "the title begins with it: {page}");
        for way in Page::of(&page).ways("#problem") {
            assert_eq!(page.matches(&format!("id=\"{way}\"")).count(), 1, "{code} leads to #{way}: {page}");
        }
        page
    }
}

impl Person {
    /// The cookie, for a socket.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let header = |name| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let location = header(header::LOCATION);
        let set = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies: Vec<_> = set.map(|value| value.split(';').next().unwrap_or_default().to_owned()).collect();
        let cookie = cookies.iter().find(|one| one.starts_with("yishi=")).cloned();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        // Whoever follows the answer holds what it set.
        let held = [std::slice::from_ref(&self.cookie), &cookies].concat();
        let held = held.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("; ");
        let person = Self { app: self.app.clone(), cookie: held };
        Answered { status, location, cookie, cookies, body, person }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let path = path.split('#').next().unwrap_or_default();
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, "zh-CN");
        request = request.extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4711))));
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        request
    }

    /// A page that must be there.
    pub async fn get(&self, path: &str) -> String {
        let answer = self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::OK.as_u16(), "GET {path}: {}", answer.body);
        if answer.body.starts_with("<!DOCTYPE html>") {
            is_sound(path, &answer.body);
        }
        answer.body
    }

    /// Status, headers and body of an address, asked with the headers given.
    pub async fn fetch(&self, path: &str, headers: &[(&str, &str)]) -> (u16, axum::http::HeaderMap, String) {
        let mut request = Request::builder().method("GET").uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response =
            self.app.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Status and body of an address.
    pub async fn open(&self, path: &str) -> (u16, String) {
        let answer = self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await;
        (answer.status, answer.body)
    }

    /// The status of an address.
    pub async fn status(&self, path: &str) -> u16 {
        self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await.status
    }

    /// Sends a form from a page of the site. A form that changes something carries what its page shows now, unless the test
    /// says what it was shown (`base`, `seen`).
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let said = fields.iter().any(|(name, _)| SHOWN.contains(name));
        let shown = if said { Vec::new() } else { self.shown(path).await };
        let shown = shown.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<_> = fields.iter().copied().chain(shown).collect();
        self.post_from(path, &fields, &[("origin", BASE)]).await
    }

    /// What the form with this address was shown, as its page says it now: `base` and `seen`; nothing where it shows no such form.
    pub async fn shown(&self, action: &str) -> Vec<(&'static str, String)> {
        let page = match editing_page(action) {
            None => return Vec::new(),
            Some(Shows::On(page)) => page,
            // A vote's own page leads to its session.
            Some(Shows::AtTheDesk(page)) => {
                let body = self.open(&page).await.1;
                let session = body.split("href=\"/s/").nth(1).and_then(|rest| rest.split(['"', '/', '?', '#']).next());
                session.map_or_else(String::new, |session| format!("/s/{session}/chair"))
            }
            // Its page says itself where it is when it refuses an empty form.
            Some(Shows::WhereItIsRefused) => {
                let refused = self.post_from(action, &[], &[("origin", BASE)]).await.location;
                refused.split(['?', '#']).next().unwrap_or_default().to_owned()
            }
        };
        if page.is_empty() {
            return Vec::new();
        }
        let answer = self.send(self.request("GET", &page).body(Body::empty()).expect("a request")).await;
        let page = Page::of(&answer.body);
        let Some(form) = page.find(action) else { return Vec::new() };
        SHOWN.into_iter().filter_map(|name| Some((name, form.value(name)?))).collect()
    }

    /// The base of a form, as its page shows it now.
    pub async fn shown_base(&self, action: &str) -> Option<String> {
        self.shown(action).await.into_iter().find(|(name, _)| *name == "base").map(|(_, base)| base)
    }

    /// Sends a form with the headers given.
    pub async fn post_from(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answered {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let mut request = self.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Status, headers and body of a form sent with these headers.
    pub async fn post_raw(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> (u16, axum::http::HeaderMap, String) {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let mut request = self.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let (parts, body) = self.app.clone().oneshot(request).await.expect("an answer").into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Sends a file.
    pub async fn upload(&self, path: &str, bytes: &[u8]) -> Answered {
        self.upload_as(path, "r.csv", bytes).await
    }

    /// Sends a file of this name. Where none was chosen a browser sends one without a name.
    pub async fn upload_as(&self, path: &str, name: &str, bytes: &[u8]) -> Answered {
        let head = format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let mut body = head.into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let request = self
            .request("POST", path)
            .header("origin", BASE)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn upload_status(&self, path: &str) -> u16 {
        self.upload(path, b"x").await.status
    }
}
