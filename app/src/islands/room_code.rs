//! The room's QR code, which changes every minute: with the island it is fetched anew in time, without it the page
//! carries a refresh.

use leptos::prelude::*;

/// Shows the code behind `src` and fetches it anew every `seconds`.
#[island]
pub fn RoomCode(
    /// The address of the picture.
    src: String,
    /// What the picture is, in words.
    label: String,
    /// How often it changes.
    seconds: u32,
) -> impl IntoView {
    let (turn, set_turn) = signal(0_u32);
    let (ready, set_ready) = signal(None::<&'static str>);
    Effect::new(move |_| {
        set_ready.set(Some("true"));
        set_interval(
            move || set_turn.update(|turn| *turn = turn.wrapping_add(1)),
            core::time::Duration::from_secs(seconds.into()),
        );
    });
    view! {
        <img
            class="room-code"
            data-ready=move || ready.get()
            src=move || format!("{src}?turn={}", turn.get())
            alt=label
            width="320"
            height="320"
        />
    }
}
