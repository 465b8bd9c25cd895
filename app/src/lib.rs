//! What a browser sees: pages and islands, in both languages.
//!
//! A page is a pure function from what it shows (`view`) to HTML. It is rendered whole on the server and knows neither
//! database nor requests; the server loads first and renders then, so a page has one status, one title and no suspense.
//! Islands are the only code that becomes WASM.
#![recursion_limit = "256"]

pub mod address;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod say;
pub mod view;

/// Called by the browser once the islands' code has arrived.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
