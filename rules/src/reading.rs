//! What is read of a text, whatever its form: its characters, each with the bytes that it is written in. Masking and taking back
//! look at this and not at the text as typed, so that no entity, tag or address parts what a reader sees in one.

use crate::typed;

/// A character that is read, and the bytes that it is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The character.
    pub one: char,
    /// The first byte.
    pub from: usize,
    /// Behind the last byte.
    pub to: usize,
}

/// A longer tag or address is none: it is read as it stands.
const LONGEST: usize = 2000;
/// Marks of Markdown that a page may not show.
const MARKS: &str = "*_`~\\";
/// Tags that begin a line or a cell of their own.
const BLOCKS: [&str; 19] = [
    "br",
    "p",
    "div",
    "td",
    "th",
    "tr",
    "li",
    "ul",
    "ol",
    "hr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
];
/// Tags that are taken out with all that stands in them.
const UNSHOWN: [&str; 4] = ["script", "style", "template", "title"];

/// Everything that is written, addresses and attributes too; entities and what is escaped in addresses as they are read.
#[must_use]
pub fn written(text: &str) -> Vec<Seen> {
    let mut seen = Vec::with_capacity(text.len());
    let mut at = 0;
    // An escape is one within an address: behind a sign that addresses have, without a blank.
    let mut address = false;
    while let Some((rest, one)) = rest_at(text, at) {
        if let Some((read, len)) = entity(rest) {
            push(&mut seen, read, at..at + len);
            at += len;
            continue;
        }
        if let Some((read, len)) = escaped(rest).filter(|_| address) {
            read.iter().for_each(|one| push(&mut seen, one.one, at + one.from..at + one.to));
            at += len;
            continue;
        }
        address = !one.is_whitespace() && one.is_ascii() && (address || ":/=@(?".contains(one));
        push(&mut seen, one, at..at + one.len_utf8());
        at += one.len_utf8();
    }
    seen
}

/// What a page shows of it: no tags, images, comments and marks, and of links their words.
#[must_use]
pub fn shown(text: &str) -> Vec<Seen> {
    let mut seen = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some((rest, one)) = rest_at(text, at) {
        if let Some((read, len)) = entity(rest) {
            push(&mut seen, read, at..at + len);
            at += len;
            continue;
        }
        let hidden = match one {
            '<' => tag(rest),
            '!' if rest.starts_with("![") => image(rest).map(|len| (len, None)),
            ']' => Some((1 + target(rest.get(1..).unwrap_or_default()).unwrap_or(0), None)),
            '[' => Some((1, None)),
            mark if MARKS.contains(mark) => Some((1, None)),
            _ => None,
        };
        let (len, read) = hidden.unwrap_or((one.len_utf8(), Some(one)));
        if let Some(read) = read {
            push(&mut seen, read, at..at + len);
        }
        at += len.max(1);
    }
    seen
}

/// Every way in which a text is read: as it is written, and as a page shows it where that is another.
#[must_use]
pub fn readings(text: &str) -> Vec<Vec<Seen>> {
    let mut all = vec![written(text)];
    if text.contains(|one: char| "<[]!".contains(one) || MARKS.contains(one)) {
        all.push(shown(text));
    }
    for seen in all.clone() {
        all.extend(backwards(&seen));
        all.extend(of_two_digits(&seen));
    }
    if let Some(alike) = all.first().and_then(|first| lookalikes(first)) {
        all.push(alike);
    }
    all
}

fn push(seen: &mut Vec<Seen>, one: char, within: std::ops::Range<usize>) {
    seen.push(Seen { one, from: within.start, to: within.end });
}

fn rest_at(text: &str, at: usize) -> Option<(&str, char)> {
    let rest = text.get(at..)?;
    Some((rest, rest.chars().next()?))
}

/// What is shown from right to left by a sign that makes it so.
fn backwards(seen: &[Seen]) -> Option<Vec<Seen>> {
    let begins = |seen: &Seen| seen.one == '\u{202e}';
    seen.iter().any(begins).then(|| {
        let mut all = Vec::with_capacity(seen.len());
        for part in seen.split_inclusive(|seen| matches!(seen.one, '\u{202e}' | '\u{202c}' | '\u{202d}' | '\n')) {
            let turned = all.last().is_some_and(begins);
            let at = all.len();
            all.extend_from_slice(part);
            if let Some(part) = all.get_mut(at..at + part.len().saturating_sub(1)).filter(|_| turned) {
                part.reverse();
            }
        }
        all
    })
}

/// Signs of one character that show a number of two digits, ⑬: as its digits.
fn of_two_digits(seen: &[Seen]) -> Option<Vec<Seen>> {
    let value = |one: char| {
        let at = u32::from(one);
        let rows = [
            (0x2469, 11, 10),
            (0x247d, 11, 10),
            (0x2491, 11, 10),
            (0x24eb, 10, 11),
            (0x3251, 15, 21),
            (0x32b1, 15, 36),
        ];
        rows.into_iter()
            .find_map(|(first, count, value)| at.checked_sub(first).filter(|nth| *nth < count).map(|nth| nth + value))
    };
    seen.iter().any(|seen| value(seen.one).is_some()).then(|| {
        let digits = |one: &Seen| match value(one.one) {
            Some(value) => [value / 10, value % 10]
                .map(|digit| char::from_digit(digit, 10))
                .map(|digit| Seen { one: digit.unwrap_or(one.one), ..*one })
                .to_vec(),
            None => vec![*one],
        };
        seen.iter().flat_map(digits).collect()
    })
}

/// Letters that stand for digits, in words of such letters and digits alone: `l38OO138OOO`.
fn lookalikes(seen: &[Seen]) -> Option<Vec<Seen>> {
    let alike = |one: char| match one {
        'O' | 'o' | 'Ｏ' | 'ｏ' | 'О' | 'о' | 'Ο' | 'ο' => Some('0'),
        'l' | 'I' | 'ｌ' | 'Ｉ' | 'і' | 'І' => Some('1'),
        other => typed::digit(other).map(|_| other),
    };
    let mut all = seen.to_vec();
    let mut any = false;
    for word in all.chunk_by_mut(|one, next| one.one.is_alphanumeric() && next.one.is_alphanumeric()) {
        let digits = word.iter().filter(|one| typed::digit(one.one).is_some()).count();
        if word.len() > digits && word.iter().all(|one| alike(one.one).is_some()) {
            word.iter_mut().for_each(|one| one.one = alike(one.one).unwrap_or(one.one));
            any = true;
        }
    }
    any.then_some(all)
}

/// The character that a text begins with as an entity, and its length. Of the names those alone that matter here: a digit, a sign of
/// tags, a soft hyphen; any other is taken for a blank.
fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let len = digits.bytes().take_while(|one| char::from(*one).is_digit(radix)).count();
        let value = u32::from_str_radix(digits.get(..len)?, radix).ok()?;
        let ends = usize::from(digits.get(len..)?.starts_with(';'));
        return Some((char::from_u32(value).filter(|one| *one != '\0')?, prefix + len + ends));
    }
    let len = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..len).filter(|name| (2..=32).contains(&name.len()))?;
    let whole = body.get(len..)?.starts_with(';');
    let read = match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "shy" | "ZeroWidthSpace" | "NoBreak" | "zwj" | "zwnj" | "lrm" | "rlm" | "InvisibleComma" | "InvisibleTimes" => {
            '\u{200b}'
        }
        "sup1" => '1',
        "sup2" => '2',
        "sup3" => '3',
        "hyphen" | "dash" | "ndash" | "mdash" | "horbar" | "minus" => '-',
        "middot" | "centerdot" | "bull" | "period" | "sdot" => '.',
        _ => ' ',
    };
    // These few are read without their sign at the end, too.
    (whole || matches!(name, "nbsp" | "shy" | "sup1" | "sup2" | "sup3" | "middot"))
        .then(|| (read, 1 + len + usize::from(whole)))
}

/// The characters that a text begins with as escapes of an address (`%E6%AC%A7`), each with its bytes; and how long they are.
fn escaped(text: &str) -> Option<(Vec<Seen>, usize)> {
    let escape = |at: usize| {
        let hex = text.get(at..at + 3)?.strip_prefix('%')?;
        hex.bytes().all(|one| one.is_ascii_hexdigit()).then(|| u8::from_str_radix(hex, 16).ok())?
    };
    let mut bytes = Vec::new();
    while let Some(byte) = escape(bytes.len() * 3) {
        bytes.push(byte);
    }
    let read = String::from_utf8(bytes).ok().filter(|read| !read.is_empty())?;
    let chars =
        read.char_indices().map(|(at, one)| Seen { one, from: at * 3, to: (at + one.len_utf8()) * 3 }).collect();
    Some((chars, read.len() * 3))
}

/// The length of the tag that a text begins with, and what is read instead: the end of a line where it begins one.
fn tag(text: &str) -> Option<(usize, Option<char>)> {
    let within = text.get(..floor(text, LONGEST))?;
    if within.starts_with("<!--") {
        return Some((within.find("-->")? + 3, None));
    }
    let next = within.chars().nth(1)?;
    if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    let end = within.char_indices().find(|(_, one)| {
        match (quote, one) {
            (Some(open), one) if open == *one => quote = None,
            (None, '"' | '\'') => quote = Some(*one),
            _ => {}
        }
        quote.is_none() && *one == '>'
    });
    let end = end.map(|(at, _)| at).or_else(|| within.find('>'))? + 1;
    let name = within.trim_start_matches(['<', '/']);
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = name.get(..len)?.to_ascii_lowercase();
    if UNSHOWN.contains(&name.as_str()) && !within.starts_with("</") {
        let close = format!("</{name}");
        let rest = text.get(end..)?.to_ascii_lowercase();
        let inner = rest.find(&close)?;
        let behind = rest.get(inner..)?.find('>').map_or(rest.len(), |at| inner + at + 1);
        return Some((end + behind, None));
    }
    Some((end, BLOCKS.contains(&name.as_str()).then_some('\n')))
}

/// The length of the picture of Markdown that a text begins with.
fn image(text: &str) -> Option<usize> {
    let close = closing(text.get(1..)?, '[', ']')? + 2;
    Some(close + target(text.get(close..)?)?)
}

/// The length of the address of a link, or of the name of one, that a text begins with.
fn target(text: &str) -> Option<usize> {
    match text.chars().next()? {
        '(' => closing(text, '(', ')'),
        '[' => closing(text, '[', ']'),
        _ => None,
    }
    .map(|at| at + 1)
}

/// Where the bracket closes that a text begins with.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, one) in text.get(..floor(text, LONGEST))?.char_indices() {
        depth += usize::from(one == open);
        if one == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The end of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(seen: &[Seen]) -> String {
        seen.iter().map(|one| one.one).collect()
    }

    #[test]
    fn c13_what_a_page_shows_is_read() {
        for (text, shows) in [
            ("138&#48;013&#x38;000", "13800138000"),
            ("138&nbsp;0013&shy;8000", "138 0013\u{200b}8000"),
            ("138![图](http://x/1.png)0013<img src=\"2\">8000", "13800138000"),
            ("138<script>5</script>0013<!-- 7 -->8000", "13800138000"),
            ("138<b title=\"5>6\">0013</b>8000", "13800138000"),
            ("[138](http://x/(1))0013[8][a]000", "13800138000"),
            ("一<br>二<td>三", "一\n二\n三"),
            ("a < b, 3<4", "a < b, 3<4"),
            ("R&D; A&B", "R&D; A&B"),
        ] {
            assert_eq!(read(&shown(text)), shows, "{text}");
        }
        assert_eq!(read(&written("http://x/?n=%E6%AC%A7%31")), "http://x/?n=欧1");
        assert_eq!(read(&written("涨 85%31 户")), "涨 85%31 户");
        assert_eq!(read(&readings("l38OO138OOO 号")[1]), "13800138000 号");
        assert_eq!(readings("HELLO 138").len(), 1);
        assert_eq!(read(&readings("打 \u{202e}00083100831\u{202c} 找")[1]), "打 \u{202e}13800138000\u{202c} 找");
        assert_eq!(read(&readings("⑬⑧")[1]), "13⑧");
    }

    proptest! {
        #[test]
        fn every_place_is_one_of_the_text(text in "(\\PC|[<>&#;!()%/=1a-]|\\[|\\]){0,60}") {
            for seen in readings(&text) {
                for one in seen {
                    prop_assert!(one.to > one.from && text.get(one.from..one.to).is_some());
                }
            }
        }
    }
}
