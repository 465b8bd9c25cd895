//! Where a request comes from: the address behind our own proxies, the browser in words, the cookie by which a device is known.

use crate::{
    secret,
    web::{Site, cookie::cookie, visit::own_cookie},
};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};
use rules::id::PersonId;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Where somebody signs in from.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// The address, or the network that answers for it.
    pub address: String,
    /// The browser, in words, for the list of logins.
    pub device: String,
    /// The hash of the device's cookie, which signs nobody in.
    pub mark: String,
}

impl Caller {
    /// The device as it is known for a person: who shares it with whom stands nowhere. Empty where there is no device.
    #[must_use]
    pub fn mark_for(&self, person: &PersonId) -> String {
        if self.mark.is_empty() { String::new() } else { secret::digest(&[person, &self.mark]) }
    }
}

/// How long the cookie of a device is kept: as long as browsers keep any.
const MARK_SECONDS: i64 = 400 * 24 * 3600;
/// How long its secret is.
const MARK_LETTERS: usize = 32;

/// The name of that cookie. It signs nobody in.
pub fn mark_name(site: &Site) -> &'static str {
    if site.settings.secure { "__Host-yishi-device" } else { "yishi_device" }
}

/// The mark that a device holds already.
pub fn held_mark(site: &Site, headers: &HeaderMap) -> Option<String> {
    cookie(headers, mark_name(site)).filter(|mark| mark.len() == MARK_LETTERS)
}

/// The cookie itself.
pub fn mark_cookie(site: &Site, mark: &str) -> String {
    own_cookie(site, mark_name(site), mark, MARK_SECONDS)
}

/// The client's address: the last one that a trusted proxy did not add itself.
pub fn client(site: &Site, parts: &Parts) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let trusted = peer.is_some_and(|ip| site.settings.trusted_proxies.contains(&ip));
    let lines = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = lines.filter(|_| trusted).flat_map(|list| list.split(',')).map(str::trim).collect();
    // From the right: our own proxies, then whom they saw. What cannot be read ends the search, for the client wrote it.
    let mut seen = hops.iter().rev().map(|one| one.parse::<IpAddr>().ok());
    seen.find(|ip| !ip.is_some_and(|ip| site.settings.trusted_proxies.contains(&ip))).flatten().or(peer)
}

/// Who answers for an address: with IPv6 one line has 2^64 of them, so its network counts.
pub fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("{}/64", Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
    }
}

/// The browser, in words.
pub fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let system = ["HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux"];
    // Apps that open links in a browser of their own come first: they name the browser that they are made of, too.
    let browser = ["MicroMessenger", "DingTalk", "AlipayClient", " QQ/", "Edg", "Firefox", "Chrome", "Safari"];
    let find = |names: &[&'static str]| names.iter().find(|name| agent.contains(**name)).copied();
    match (find(&system), find(&browser)) {
        (Some(system), Some(browser)) => format!("{system} · {}", browser.trim_matches([' ', '/'])),
        (Some(one), None) | (None, Some(one)) => one.trim_matches([' ', '/']).to_owned(),
        (None, None) => "?".to_owned(),
    }
}
