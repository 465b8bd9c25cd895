//! What most readers pass over is folded on the screen and stands on paper. The folded part lies beside its `details`, not in it: browsers
//! differ in what they print of one that is closed, and a printer's browser may be old.

use leptos::prelude::*;

/// A folded part under its words. It is a part of whatever stands around it.
pub fn fold(words: String, folded: impl IntoView) -> AnyView {
    view! {
        <details class="fold"><summary>{words}</summary></details>
        <div class="folded">{folded}</div>
    }
    .into_any()
}
