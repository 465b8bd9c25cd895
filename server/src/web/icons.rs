//! What a telephone keeps of the site when somebody puts it beside their apps, and the card that a messenger shows. The pictures were
//! made once, from `style/mark.svg` (`end2end/icons.cjs`).

use app::{address, say};
use rules::Language;
use serde_json::json;

/// The pictures that are served beside the style sheets.
pub(super) const PICTURES: [&str; 4] = ["icon-180.png", "icon-192.png", "icon-512.png", "card.png"];

/// The web app manifest. It starts at the front page, which leads members home; nothing of it works without a network.
pub(crate) fn manifest(build: &str) -> String {
    let word = |key: &str| say::sentence(Language::Zh, key, &[]);
    let icon = |size: u32| {
        json!({
            "src": address::asset(build, &format!("icon-{size}.png")),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": "any maskable",
        })
    };
    let mark =
        json!({ "src": address::asset(build, "mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any" });
    let manifest = json!({
        "id": "/",
        "name": word("site-name"),
        "short_name": word("site-name"),
        "description": word("site-line"),
        "lang": Language::Zh.tag(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fffdf8",
        "theme_color": "#a3161a",
        "icons": [icon(192), icon(512), mark],
    });
    manifest.to_string()
}
