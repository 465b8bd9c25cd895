//! What comes through of HTML.

use ammonia::Builder;
use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

/// The most columns or rows that a cell may take: a browser lays out as many as are named.
const MOST_CELLS: u32 = 100;

/// The elements that texts are made of, none of which loads or runs anything. A link says that nobody here vouches for it.
pub static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "del",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "hr",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "h3",
            "h4",
            "h5",
            "h6",
        ]))
        .generic_attributes(HashSet::new())
        .attribute_filter(|_, name, value| attribute(name, value))
        .link_rel(Some("nofollow noopener ugc"))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    cleaner
});

fn attribute<'a>(name: &str, value: &'a str) -> Option<Cow<'a, str>> {
    match name {
        // Nobody sees it.
        "cite" => None,
        "colspan" | "rowspan" => {
            let cells = value.trim().parse::<u32>().ok();
            cells.is_some_and(|cells| (1..=MOST_CELLS).contains(&cells)).then_some(Cow::Borrowed(value))
        }
        "href" => Some(whole(value)),
        _ => Some(Cow::Borrowed(value)),
    }
}

/// An address that names another host without a scheme, as browsers read it (`//`, `/\\`, with line ends anywhere), names the scheme
/// too: it is seen to lead elsewhere.
fn whole(href: &str) -> Cow<'_, str> {
    let read: String = href.chars().filter(|one| !matches!(one, '\t' | '\n' | '\r')).collect();
    let read = read.trim_matches(|one: char| one <= ' ');
    let slash = |one: char| matches!(one, '/' | '\\');
    match read.strip_prefix(slash).filter(|rest| rest.starts_with(slash)) {
        Some(rest) => Cow::Owned(format!("https://{}", rest.trim_start_matches(slash))),
        None => Cow::Borrowed(href),
    }
}

#[cfg(test)]
mod tests {
    use super::CLEANER;

    #[test]
    fn an_address_of_another_host_names_its_scheme() {
        for href in
            ["//evil.example/a", "/\\evil.example/a", "\\\\evil.example/a", "/\t/evil.example/a", " ///evil.example/a"]
        {
            let html = CLEANER.clean(&format!("<a href=\"{href}\">a</a>")).to_string();
            assert_eq!(html, "<a href=\"https://evil.example/a\" rel=\"nofollow noopener ugc\">a</a>", "{href:?}");
        }
        for href in ["/c/x", "#a", "a//b", "https://a.example//b", "/c//b", "?q=//a"] {
            let html = CLEANER.clean(&format!("<a href=\"{href}\">a</a>")).to_string();
            assert!(html.contains(&format!("href=\"{href}\"")), "{href:?}: {html}");
        }
    }

    #[test]
    fn no_attribute_loads_or_stretches_anything() {
        let clean = |html: &str| CLEANER.clean(html).to_string();
        assert_eq!(clean("<blockquote cite=\"https://evil.example\">a</blockquote>"), "<blockquote>a</blockquote>");
        assert_eq!(clean("<del cite=\"https://evil.example\">a</del>"), "<del>a</del>");
        let table =
            |attributes: &str| clean(&format!("<table><tbody><tr><td {attributes}>a</td></tr></tbody></table>"));
        assert!(table("colspan=\"3\" rowspan=\"100\"").contains("<td colspan=\"3\" rowspan=\"100\">"));
        for wide in ["colspan=\"101\"", "rowspan=\"65534\"", "colspan=\"0\"", "colspan=\"1e9\"", "rowspan=\"-1\""] {
            assert!(table(wide).contains("<td>"), "{wide}");
        }
    }
}
