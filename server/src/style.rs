//! The style sheets, embedded in the binary: for the site, and for the pages of an export.

use rust_embed::RustEmbed;
use std::sync::LazyLock;

/// What stands in the folder `style`.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../style"]
pub struct Style;

static SHEET: LazyLock<String> = LazyLock::new(|| {
    [
        "tokens.css",
        "base.css",
        "parts.css",
        "record.css",
        "matter.css",
        "news.css",
        "room.css",
        "now.css",
        "desk.css",
        "hall.css",
        "print.css",
    ]
    .iter()
    .filter_map(|name| Style::get(name))
    .map(|file| String::from_utf8_lossy(&file.data).into_owned())
    .collect()
});

/// The style sheet as one text.
pub fn sheet() -> &'static str {
    &SHEET
}
