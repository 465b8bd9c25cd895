//! What Markdown may cost. Cleaning what is deeply nested takes the square of its depth, so a text is walked once before it is
//! rendered, and shown as it was typed where it would cost more than any text that somebody wrote to be read.

use pulldown_cmark::{Event, Options, Parser};
use rules::proposal::BODY_LIMIT;

/// The longest text, in characters: the longest field, and room for the marks of words that were taken out of it.
const LONGEST: usize = 2 * BODY_LIMIT;
/// The deepest nesting, of Markdown's own marks and of HTML that was typed.
const DEEPEST: usize = 16;
/// The most tags that were typed.
const TAGS: usize = 200;
/// The most work: so many elements, each counted as deep as it stands.
const WORK: usize = 200_000;

/// Elements that hold nothing.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Whether a text may be rendered as Markdown.
pub fn fits(text: &str) -> bool {
    // Characters are counted no further than they matter.
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let (mut depth, mut work, mut typed) = (0_usize, 0_usize, Typed::default());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Html(html) | Event::InlineHtml(html) => typed.read(&html),
            _ => {}
        }
        let deep = depth + typed.open.len();
        work += 1 + deep;
        if deep > DEEPEST || typed.tags > TAGS || work > WORK {
            return false;
        }
    }
    true
}

/// The tags that were typed.
#[derive(Default)]
struct Typed {
    tags: usize,
    /// The names of the elements that were not closed.
    open: Vec<String>,
}

impl Typed {
    fn read(&mut self, html: &str) {
        for tag in html.split('<').skip(1) {
            self.tags += 1;
            let (closes, rest) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
            let name: String =
                rest.chars().take_while(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect();
            if name.is_empty() || VOID.contains(&name.as_str()) {
                continue;
            }
            if closes {
                // An end without a beginning closes nothing.
                if let Some(at) = self.open.iter().rposition(|one| *one == name) {
                    self.open.remove(at);
                }
            } else if self.open.len() <= DEEPEST {
                self.open.push(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{before_signing, markdown, opening, published, reads_otherwise, words};
    use rules::{Language, typed::TextForm};

    /// Beyond this no text is rendered, whatever it is made of.
    const LARGEST: usize = 1_500_000;

    /// How deep elements stand in each other at most.
    fn depth_of(html: &str) -> usize {
        let (mut now, mut most) = (0_usize, 0);
        for tag in html.split('<').skip(1) {
            if tag.starts_with('/') {
                now = now.saturating_sub(1);
            } else if !["br", "hr"].iter().any(|name| tag.starts_with(name)) {
                now += 1;
                most = most.max(now);
            }
        }
        most
    }

    fn hostile() -> Vec<String> {
        let nested = |mark: &str| (0..300).map(|at| format!("{}{mark} a\n", "  ".repeat(at))).collect::<String>();
        let attributes = (0..20_000).map(|at| format!("<b a={at}>")).collect::<String>();
        let mut all: Vec<String> = [
            ">",
            "> ",
            "- ",
            "1. ",
            "[",
            "![",
            "]",
            "*_",
            "**a ",
            "~~a~",
            "<blockquote>",
            "<b>",
            "<table><tr><td>",
            "</p><p>",
            "<!--",
            "`",
            "```\n",
            "\t",
            "\ta\n",
            "a\tb\n",
            "|",
            "|a|\n",
            "[a](b)",
            "http://a ",
            "http",
            "&#62;",
            "\\",
            "#",
            "a\n=\n",
            "<a@b.c>",
            "a\n\n> - 1. ",
            "<em>\n\n",
            "*a **a ",
        ]
        .iter()
        .map(|one| one.repeat(100_000 / one.len() + 1))
        .collect();
        all.push(format!("|{}\n|{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "|\n".repeat(5_000)));
        all.push(format!("[x]: {}\n\n{}", "y".repeat(5_000), "[x]".repeat(5_000)));
        all.push(format!("{}{}", attributes.get(..1_500).unwrap_or_default(), "a\n\n".repeat(6_000)));
        all.push(format!("{}{}", "> ".repeat(5_000), "\na".repeat(5_000)));
        all.extend([nested("-"), nested("1."), attributes]);
        all
    }

    #[test]
    fn d18_no_text_costs_more_than_its_length() {
        for whole in hostile() {
            // The whole of it, and as much as a field takes.
            let field: String = whole.chars().take(BODY_LIMIT).collect();
            for text in [&whole, &field] {
                let begins: String = text.chars().take(20).collect();
                let html = markdown(text);
                let (size, depth) = (html.len(), depth_of(&html));
                assert!(size < LARGEST && size < 4_000 + 60 * text.len(), "{begins:?}: {} became {size}", text.len());
                assert!(depth <= DEEPEST + 6, "{begins:?} is {depth} deep");
                assert!(fits(text) || html.starts_with("<div class=\"as-typed\">"), "{begins:?}");
                assert!(words(TextForm::Markdown, text).len() <= 2 * text.len() + 100, "{begins:?}");
                assert!(opening(&html, 120).0.chars().count() <= 121, "{begins:?}");
            }
            // What is published stands beside what was typed, and is no more than both.
            let field: String = whole.chars().take(2_000).collect();
            for html in [
                published(TextForm::Before, &field, Language::Zh),
                before_signing(TextForm::Markdown, &field, Language::Zh),
            ] {
                assert!(html.len() < 8_000 + 120 * field.len(), "{:.20}: {}", field, html.len());
            }
        }
    }

    #[test]
    fn what_is_too_deep_is_shown_as_it_was_typed() {
        let deep = ">".repeat(2_000);
        assert!(markdown(&deep).starts_with("<div class=\"as-typed\"><p>&gt;&gt;"));
        assert!(!reads_otherwise(TextForm::Markdown, &deep), "as typed it reads as it was typed");
        assert_eq!(words(TextForm::Markdown, &deep), deep);
        for (text, may) in [
            (">".repeat(10), true),
            (">".repeat(DEEPEST + 1), false),
            ("<b>a</b> ".repeat(100), true),
            ("<b>a</b> ".repeat(101), false),
            ("<br>\n".repeat(150), true),
            ("<i>".repeat(DEEPEST + 1), false),
            ("<b></x>".repeat(DEEPEST + 1), false),
            ("字".repeat(LONGEST), true),
            ("字".repeat(LONGEST + 1), false),
        ] {
            assert_eq!(fits(&text), may, "{text:.40}");
        }
        // The longest table that somebody lays out by hand is one.
        let table = format!("| 户 | 元 | 日 |\n|---|---|---|\n{}", "| 甲 | 1 | 2 |\n".repeat(750));
        assert!(table.chars().count() > BODY_LIMIT && fits(&table) && markdown(&table).contains("<table"));
    }
}
