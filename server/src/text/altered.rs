//! What Markdown made of a text whose writer did not ask for it: numbers that read otherwise, and characters that are gone.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Whether a text reads otherwise as Markdown than as it was typed: digits that stand together, numbers of a list that changed, a
/// line that became a heading or code, characters or addresses that are not shown. Marks around words, bullets and tables that
/// a writer meant are no change.
#[must_use]
pub fn altered(text: &str) -> bool {
    let mut seen = String::with_capacity(text.len());
    // Per list: the number of its next item, none for bullets.
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut addresses: Vec<String> = Vec::new();
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        let source = text.get(range.clone()).unwrap_or_default();
        match event {
            Event::Text(said) | Event::Code(said) => seen.push_str(&said),
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => return true,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => return true,
            // 收入 100 over ---: the line became a heading, and the rule is gone.
            Event::Start(Tag::Heading { .. }) if !source.trim_start().starts_with('#') => return true,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) if joins_digits(text, &range) => {
                return true;
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => seen.push_str(&info),
            Event::Start(Tag::List(first)) => lists.push(first),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                if let Some(Some(number)) = lists.last_mut() {
                    seen.push_str(&number.to_string());
                    *number += 1;
                }
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => addresses.push(format!("{dest_url}{title}")),
            Event::End(TagEnd::Link) => seen.push_str(&addresses.pop().unwrap_or_default()),
            _ => {}
        }
    }
    letters(&seen) != letters(text) || escapes(text)
}

/// Whether a mark that is not shown stood between two digits, or stands alone (`3*2`) beside one.
fn joins_digits(text: &str, range: &std::ops::Range<usize>) -> bool {
    let source = text.get(range.clone()).unwrap_or_default();
    let mark: &[char] = &['*', '_', '~'];
    let inner = source.trim_matches(mark);
    let wide = source.len() - source.trim_start_matches(mark).len() > 1;
    let before = text.get(..range.start).and_then(|part| part.chars().next_back());
    let after = text.get(range.end..).and_then(|part| part.chars().next());
    let sides = [(before, inner.chars().next()), (inner.chars().next_back(), after)];
    let number = |one: Option<char>| one.is_some_and(|one| rules::typed::digit(one).is_some());
    let letter = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
    sides.into_iter().any(|(left, right)| {
        (number(left) && number(right))
            || (!wide && ((number(left) && letter(right)) || (letter(left) && number(right))))
    })
}

/// The letters and digits of a text, in their order.
fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// Whether a backslash before a mark is not shown.
fn escapes(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| matches!(pair, [b'\\', mark] if mark.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::altered;

    #[test]
    fn c11_what_markdown_changed_is_found() {
        for text in [
            "新建挡墙长120*4米，宽3*2米；单价85*1.06元，合计2*3*4=24。",
            "1. 每户出工一天\n3. 逾期不补",
            "收入 100\n---\n支出 80",
            "    各户：现将有关事项公布如下",
            "宽 <b>3</b> 米",
            "![图](http://x.example/a.png)",
            "\\*注",
            "[1]: http://x.example\n\n三组",
            "2~~3~~4",
        ] {
            assert!(altered(text), "{text}");
        }
        for text in [
            "硬化三组道路，投资 764,000 元。",
            "列入**明年**计划，*从速*。",
            "共 **120** 户",
            "# 标题\n\n- 一组\n- 二组\n\n1. 甲\n2. 乙",
            "| 组 | 元 |\n|---|---|\n| 三组 | 800 |",
            "见[说明](http://x.example/2)。",
            "一、修路\n二、修渠",
            "3 * 2 = 6",
        ] {
            assert!(!altered(text), "{text}");
        }
    }
}
