//! What the island does in the browser.

mod draft;
mod patch;
mod send;
mod socket;

use super::Labels;
use leptos::prelude::*;
pub use patch::show_held;

/// Begins to follow the session, to keep unsent texts and to send them.
pub fn start(
    (url, since): (&str, i64),
    member: &str,
    labels: &Labels,
    state: RwSignal<&'static str>,
    held: RwSignal<usize>,
    said: RwSignal<String>,
) {
    draft::keep(member);
    send::take_over(member, labels, held, said);
    socket::follow(url, since, member, state, held, said);
}
