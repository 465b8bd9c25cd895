//! What the island does in the browser.

mod ballot;
mod draft;
mod morph;
mod page;
mod patch;
mod seen;
mod send;
mod socket;
mod steady;

use super::Labels;
use leptos::prelude::*;
pub use page::address;
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
    steady::watch();
    draft::keep(member);
    ballot::take_over();
    send::take_over(member, labels, held, said);
    socket::follow(url, since, member, state, held, said);
}
