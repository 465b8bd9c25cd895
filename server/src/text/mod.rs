//! Text as people typed it, made safe to show, rendered and cleaned on the server at reading time: as typed, or as Markdown where its
//! writer chose that. And QR codes.

mod altered;
mod as_typed;
mod bound;
mod clean;
pub mod reading;
pub(crate) mod simplified;
mod stack;

pub use altered::altered;
pub use as_typed::as_typed;

use ammonia::Builder;
use clean::CLEANER;
use pulldown_cmark::{Options, Parser, html};
use qrcode::{EcLevel, QrCode, render::svg};
use rules::{Language, typed::TextForm};
use std::time::Duration;

/// A text in its form, as HTML.
#[must_use]
pub fn show(form: TextForm, text: &str) -> String {
    match form {
        TextForm::Typed => as_typed(text),
        TextForm::Markdown | TextForm::Before => markdown(text),
    }
}

/// Whether a text in its form shows other numbers or signs than were typed.
#[must_use]
pub fn reads_otherwise(form: TextForm, text: &str) -> bool {
    form != TextForm::Typed && bound::fits(text) && altered(text)
}

/// A text that others read, published or said in the room, in its form, as HTML. Where Markdown made something else of it, chosen or
/// not, it stands beside that as it was typed.
#[must_use]
pub fn published(form: TextForm, text: &str, language: Language) -> String {
    beside_typed(form, text, language, "text-altered")
}

/// The same of a text with the form that is stored beside it.
#[must_use]
pub fn said(form: &str, text: &str, language: Language) -> String {
    published(TextForm::stored(form), text, language)
}

/// A text that somebody is about to send, sign or vote on, as HTML: where it would be published with other numbers or signs than
/// were typed, that is said above what was typed.
#[must_use]
pub fn before_signing(form: TextForm, text: &str, language: Language) -> String {
    beside_typed(form, text, language, "text-changes")
}

/// The first letters of a text that is shown as HTML, as plain words on one line, and whether there is more of it.
#[must_use]
pub fn opening(html: &str, letters: usize) -> (String, bool) {
    // Two paragraphs are two words.
    let words = Builder::empty().clean(&html.replace("</", " </").replace("<br", " <br")).to_string();
    let words = words.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let words = words.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(letters) {
        None => (words, false),
        Some((end, _)) => (format!("{}…", words.get(..end).unwrap_or_default()), true),
    }
}

fn beside_typed(form: TextForm, text: &str, language: Language, note: &str) -> String {
    let shown = show(form, text);
    if !reads_otherwise(form, text) {
        return shown;
    }
    let note = app::say::sentence(language, note, &[]);
    format!("<section class=\"altered\"><p class=\"note\">{note}</p>{}</section>{shown}", as_typed(text))
}

/// A text as words alone, for finding and for excerpts.
#[must_use]
pub fn words(form: TextForm, text: &str) -> String {
    match form {
        TextForm::Markdown | TextForm::Before if bound::fits(text) => plain(text),
        _ => text.trim().to_owned(),
    }
}

/// The same for whoever reads no more than that: where Markdown shows other numbers or signs than were typed, as it was typed.
#[must_use]
pub fn unaltered(form: TextForm, text: &str) -> String {
    if reads_otherwise(form, text) { text.trim().to_owned() } else { words(form, text) }
}

/// Names a text together with its form. What was written before there was a choice is named by its words alone, as it was then.
#[must_use]
pub fn fingerprint(form: TextForm, parts: &[&str]) -> String {
    if form.is_before() {
        return crate::secret::digest(parts);
    }
    let parts: Vec<&str> = parts.iter().copied().chain([form.id()]).collect();
    crate::secret::digest(&parts)
}

/// Markdown as words alone, for finding and for excerpts: a mark within a word does not part it, a break is a blank.
#[must_use]
pub fn plain(text: &str) -> String {
    use pulldown_cmark::{Event, TagEnd};
    let mut words = String::with_capacity(text.len());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(said) | Event::Code(said) | Event::Html(said) | Event::InlineHtml(said) => {
                words.push_str(&said)
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_owned()
}

/// The beginning of a text, for a line of a list.
#[must_use]
pub fn beginning(text: &str) -> String {
    const MOST: usize = 60;
    let cut = text.char_indices().nth(MOST).map(|(at, _)| at);
    cut.and_then(|at| text.get(..at)).map_or_else(|| text.to_owned(), |start| format!("{}…", start.trim_end()))
}

/// Markdown as HTML: no script, style, frame, form or image; headings below the page's own. A text that is nested or long beyond
/// what somebody writes to be read is shown as it was typed.
#[must_use]
pub fn markdown(text: &str) -> String {
    use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
    if !bound::fits(text) {
        return as_typed(text);
    }
    let lower = |level| match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    };
    let events =
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).map(|event| match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
            other => other,
        });
    let mut rendered = String::new();
    html::push_html(&mut rendered, events);
    // A table is wider than a phone: it scrolls by itself, also by keyboard.
    let clean = CLEANER.clean(&rendered).to_string();
    in_width(&stack::stacked(&number_cells(&clean), false))
}

/// Tables between what scrolls by itself where they are too wide.
fn in_width(html: &str) -> String {
    html.replace("<table", "<div class=\"wide\" tabindex=\"0\"><table").replace("</table>", "</table></div>")
}

/// Cells that hold a number and nothing else stand to the right and are not broken.
fn number_cells(html: &str) -> String {
    const CELL: &str = "<td>";
    let mut parts = html.split(CELL);
    let mut marked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let cell = part.split('<').next().unwrap_or_default();
        marked.push_str(if is_number(cell) { "<td class=\"number\">" } else { CELL });
        marked.push_str(part);
    }
    marked
}

fn is_number(cell: &str) -> bool {
    let digit = |one: char| rules::typed::digit(one).is_some();
    cell.chars().all(|one| digit(one) || "., -+%，−￥¥".contains(one)) && cell.chars().any(digit)
}

/// How long two texts are compared.
const LONGEST: Duration = Duration::from_millis(300);

/// What changed from one text to the next, word by word, as HTML: taken away in `del`, new in `ins`.
#[must_use]
pub fn changes(before: &str, after: &str) -> String {
    use similar::{ChangeTag, TextDiff};
    let mut html = String::new();
    // Word by word; in Chinese, where words are not set apart, the characters between marks stand for words.
    // Two texts that have little in common are not compared for ever: after the time the rest is taken away and put anew.
    let difference = TextDiff::configure().timeout(LONGEST).diff_unicode_words(before, after);
    for change in difference.iter_all_changes() {
        let text = ammonia::clean_text(change.value()).replace("&#10;", "<br>").replace('\n', "<br>");
        match change.tag() {
            ChangeTag::Equal => html.push_str(&text),
            ChangeTag::Delete => html.extend(["<del>", &text, "</del>"]),
            ChangeTag::Insert => html.extend(["<ins>", &text, "</ins>"]),
        }
    }
    html
}

/// Two texts beside each other, as HTML: the first with what the second leaves out in `del`, the second with what is new in
/// `ins`. Word by word, so that one changed figure shows the whole number.
#[must_use]
pub fn beside(before: &str, after: &str) -> [String; 2] {
    use similar::{ChangeTag, TextDiff};
    let plain = |text: &str| ammonia::clean_text(text).replace("&#10;", "<br>").replace('\n', "<br>");
    let words = |text: &str| text.replace("\r\n", "\n");
    let (before, after) = (words(before), words(after));
    let difference = TextDiff::configure().timeout(LONGEST).diff_unicode_words(&before, &after);
    let [mut left, mut right] = [String::new(), String::new()];
    for change in difference.iter_all_changes() {
        let text = plain(change.value());
        match change.tag() {
            ChangeTag::Equal => {
                left.push_str(&text);
                right.push_str(&text);
            }
            ChangeTag::Delete => left.extend(["<del>", &text, "</del>"]),
            ChangeTag::Insert => right.extend(["<ins>", &text, "</ins>"]),
        }
    }
    [left, right].map(|html| html.replace("</del><del>", "").replace("</ins><ins>", ""))
}

/// A QR code as SVG, with its quiet zone.
#[must_use]
pub fn qr(content: &str) -> String {
    QrCode::with_error_correction_level(content, EcLevel::M)
        .map(|code| {
            let svg = code.render::<svg::Color<'_>>().min_dimensions(200, 200).quiet_zone(true).build();
            svg.split_once("?>").map_or(svg.clone(), |(_, rest)| rest.to_owned())
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Duration, beside, changes, markdown};

    /// Ten thousand characters against ten thousand others, each a word of its own.
    #[test]
    fn d18_comparing_two_texts_ends_in_time() {
        let text = |seed: u32| -> String {
            let mut state = seed;
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from_u32(0x4e00 + (state >> 8) % 200).unwrap_or('一')
            };
            (0..10_000).flat_map(|_| [next(), ' ']).collect()
        };
        let (before, after) = (text(1), text(7));
        let began = std::time::Instant::now();
        let html = changes(&before, &after);
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
        // Cut short, it is longer, and right: what stays and what came is the new text.
        let mut kept = String::new();
        for part in html.split("<del>") {
            kept.push_str(part.split_once("</del>").map_or(part, |(_, rest)| rest));
        }
        assert_eq!(kept.replace("<ins>", "").replace("</ins>", ""), ammonia::clean_text(&after));
    }

    #[test]
    fn c11_a_text_is_named_with_its_form() {
        use super::{TextForm, fingerprint};
        let named = |form| fingerprint(form, &["甲", "乙"]);
        assert_eq!(
            named(TextForm::Before),
            crate::secret::digest(&["甲", "乙"]),
            "as it was before there was a choice"
        );
        assert!(
            named(TextForm::Typed) != named(TextForm::Markdown) && named(TextForm::Typed) != named(TextForm::Before)
        );
    }

    #[test]
    fn changes_show_what_went_and_what_came_and_nothing_runs() {
        let html = changes("硬化三组道路，预算 20 万元。", "硬化三组道路，预算 25 万元。<script>x</script>");
        assert!(html.contains("<del>20</del><ins>25</ins>"), "{html}");
        assert!(html.contains("硬化") && !html.contains("<script"), "{html}");
        assert_eq!(changes("a\nb", "a\nb"), "a<br>b");
    }

    #[test]
    fn b7_a_changed_sum_leaps_to_the_eye() {
        let [voted, decided] = beside("总投资 481,920 元。\r\n公开招标。", "总投资 418,920 元。\n公开<b>招标。");
        assert_eq!(voted, "总投资&#32;<del>481,920</del>&#32;元。<br>公开招标。");
        assert_eq!(decided, "总投资&#32;<ins>418,920</ins>&#32;元。<br>公开<ins>&lt;b&gt;</ins>招标。");
        assert_eq!(beside("a b", "a b")[0], beside("a b", "a b")[1]);
    }

    #[test]
    fn sums_in_a_table_stand_to_the_right() {
        let html = markdown("| 日期 | 摘要 | 元 |\n|---|---|---|\n| 3月2日 | 补贴 | 5,400.00 |\n| | | -1 |");
        assert!(
            html.contains(" class=\"number\">5,400.00</td>") && html.contains(" class=\"number\">-1</td>"),
            "{html}"
        );
        assert!(
            html.contains("<td data-label=\"日期\">3月2日</td>") && html.contains("<td data-label=\"日期\"></td>"),
            "{html}"
        );
    }

    #[test]
    fn nothing_that_runs_or_loads_comes_through() {
        let dirty = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n\n\
                     <a href=\"http://a\" style=\"color:red\" onclick=\"x()\">a</a>\n\n# 标题\n\n<form action=/x><input></form>";
        let clean = markdown(dirty);
        for bad in ["<script", "<img", "javascript:", "style=", "onclick", "<form", "<input", "<h1"] {
            assert!(!clean.contains(bad), "{bad} in {clean}");
        }
        assert!(clean.contains("<h3>标题</h3>"));
        assert!(clean.contains("rel=\"nofollow noopener ugc\""));
    }
}
