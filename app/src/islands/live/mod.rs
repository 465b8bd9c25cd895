//! The live feed: what one does, every open page of the session shows. The server renders each fragment; the island puts
//! it where it belongs, keeps away from forms in use, and says in words whether the page is live.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "nowhere.rs"]
mod browser;
mod wire;

pub use wire::{Message, Part};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words that the island says. They come from the server, so that no translation stands in the WASM.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Labels {
    /// The page follows the session.
    pub live: String,
    /// The connection is being made again.
    pub again: String,
    /// There is no connection.
    pub offline: String,
    /// The login has ended.
    pub out: String,
    /// Leads on from there.
    pub sign_in: String,
    /// New things wait; `#` stands for how many.
    pub new: String,
    /// A text was sent.
    pub sent: String,
    /// A text could not be sent and is kept on this phone.
    pub unsent: String,
    /// A text is being sent.
    pub sending: String,
}

/// Follows the session behind `url` from entry `since` on. `member` keeps the unsent texts of people who share a phone
/// apart.
#[island]
pub fn Live(
    /// Where the socket is, e.g. `/live/s/…`.
    url: String,
    /// The last entry that the page shows.
    since: i64,
    /// Whose texts are kept.
    member: String,
    /// The words.
    labels: Labels,
) -> impl IntoView {
    let state = RwSignal::new("loading");
    let held = RwSignal::new(0_usize);
    let said = RwSignal::new(String::new());
    let words = labels.clone();
    let begun = labels.clone();
    Effect::new(move |_| browser::start((&url, since), &member, &begun, state, held, said));
    let line = move || match state.get() {
        "live" => words.live.clone(),
        "again" => words.again.clone(),
        "offline" => words.offline.clone(),
        "out" => words.out.clone(),
        _ => String::new(),
    };
    let way = move || {
        let words = labels.sign_in.clone();
        (state.get() == "out").then(|| view! { " " <a href=browser::address()>{words}</a> })
    };
    let new = labels.new;
    view! {
        <div class="live" data-state=move || state.get() data-ready=move || (state.get() != "loading").then_some("true")>
            <p class="live-state" role="status">
                {line}
                {way}
            </p>
            // An empty text is a blank on the wire, so that being empty is said by an attribute.
            <p class="live-said" role="status" data-said=move || (!said.get().is_empty()).then_some("")>
                {move || said.get()}
            </p>
            <button type="button" class="live-new" hidden=move || held.get() == 0 on:click=move |_| show(held)>
                {move || new.replace('#', &held.get().to_string())}
            </button>
        </div>
    }
}

/// Shows what was held back.
fn show(held: RwSignal<usize>) {
    browser::show_held();
    held.set(0);
}
