//! The page as the server has it.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// This page as the server shows it now.
pub async fn now() -> Option<String> {
    let address = window().location().href().ok()?;
    at(address.split('#').next().unwrap_or_default()).await
}

/// The page at an address; nothing where another one answers, as that for signing in.
pub async fn at(address: &str) -> Option<String> {
    let response = asked(address).await?;
    if !response.ok() || response.redirected() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// Whether the server answers and lets nobody in here with this login: it leads to signing in.
pub async fn is_closed(address: &str) -> bool {
    asked(address).await.is_some_and(|response| response.redirected())
}

/// The address of this page, by which it is opened anew.
pub fn address() -> String {
    let location = window().location();
    format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

async fn asked(address: &str) -> Option<Response> {
    Some(JsFuture::from(window().fetch_with_str(address)).await.ok()?.into())
}
