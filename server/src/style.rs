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
    .map(|file| plain(&String::from_utf8_lossy(&file.data)))
    .collect()
});

/// A sheet without what only its authors read: comments, and blanks before lines.
fn plain(sheet: &str) -> String {
    let mut text = String::new();
    for (at, part) in sheet.split("/*").enumerate() {
        text.push_str(if at == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) });
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The style sheet as one text.
pub fn sheet() -> &'static str {
    &SHEET
}
