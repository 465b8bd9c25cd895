//! The room's QR code, which changes every minute: with the island it is fetched anew in time, without it the page
//! carries a refresh. The clocks of the hall's screen tick with it.

use leptos::prelude::*;

/// Shows the code behind `src` and fetches it anew every `seconds`. Beside it every element that says until when something lasts
/// (`data-until`) shows how long that still is.
#[island]
pub fn RoomCode(
    /// The address of the picture.
    src: String,
    /// What the picture is, in words.
    label: String,
    /// How often it changes.
    seconds: u32,
    /// What time it was on the server when the page was made, in milliseconds; 0 where nothing ticks.
    now: i64,
) -> impl IntoView {
    let (turn, set_turn) = signal(0_u32);
    let (ready, set_ready) = signal(None::<&'static str>);
    Effect::new(move |_| {
        set_ready.set(Some("true"));
        set_interval(
            move || set_turn.update(|turn| *turn = turn.wrapping_add(1)),
            core::time::Duration::from_secs(seconds.into()),
        );
        if now > 0 {
            tick(now);
        }
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

/// How long something still is, as a clock shows it: 1:05:00, 2:09, 0:00.
#[must_use]
pub fn left(millis: i64) -> String {
    let seconds = (millis.max(0) + 999) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Every second each clock of the page says anew how long it still is. The device's clock may be wrong: only what passes on it counts.
#[cfg(feature = "hydrate")]
fn tick(server: i64) {
    use wasm_bindgen::JsCast;
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and fit")]
    let device = || js_sys::Date::now() as i64;
    let ahead = server - device();
    let each = move || {
        let now = device() + ahead;
        let Ok(clocks) = document().query_selector_all("[data-until]") else { return };
        for at in 0..clocks.length() {
            let Some(clock) = clocks.item(at).and_then(|one| one.dyn_into::<web_sys::Element>().ok()) else { continue };
            let until =
                clock.get_attribute("data-until").and_then(|until| until.parse::<i64>().ok()).unwrap_or_default();
            clock.set_text_content(Some(&left(until - now)));
        }
    };
    set_interval(each, core::time::Duration::from_secs(1));
}

/// On the server nothing ticks.
#[cfg(not(feature = "hydrate"))]
const fn tick(_server: i64) {}
