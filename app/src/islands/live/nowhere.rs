//! On the server nothing follows: the page is rendered, and the island begins in the browser.

use super::Labels;
use leptos::prelude::*;

pub const fn show_held() {}

pub const fn address() -> String {
    String::new()
}

pub const fn start(
    _feed: (&str, i64),
    _member: &str,
    _labels: &Labels,
    _state: RwSignal<&'static str>,
    _held: RwSignal<usize>,
    _said: RwSignal<String>,
) {
}
