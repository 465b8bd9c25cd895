//! A text as it was typed, as HTML: every line, blank line and indentation, no mark taken for anything. Addresses become links, and
//! rows pasted from a spreadsheet a table.

use super::CLEANER;

/// The text as HTML, its blanks kept by the style sheet (`as-typed`).
#[must_use]
pub fn as_typed(text: &str) -> String {
    let text = rules::typed::clean(text);
    let lines: Vec<&str> = text.lines().collect();
    let mut html = String::with_capacity(text.len() * 2);
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        let rows = table_rows(rest);
        let (block, after) = match rows {
            0 => rest.split_at(words(rest)),
            rows => rest.split_at(rows),
        };
        if rows == 0 {
            push_lines(&mut html, block);
        } else {
            push_table(&mut html, block);
        }
        rest = after;
    }
    let clean = CLEANER.clean(&html).to_string();
    // What is laid around cells is ours; it is put on after the cleaning.
    let ready = super::stack::stacked(&super::number_cells(&clean), true);
    format!("<div class=\"as-typed\">{}</div>", super::in_width(&ready))
}

/// How many lines from the first one are rows of one table: two or more with the same number of tabs between cells.
fn table_rows(lines: &[&str]) -> usize {
    let tabs = |line: &str| line.matches('\t').count();
    let Some(first) = lines.first().map(|line| tabs(line)).filter(|count| *count > 0) else { return 0 };
    let rows = lines.iter().take_while(|line| tabs(line) == first).count();
    // Lines that only begin with tabs are indented, not laid out in cells.
    let cells =
        lines.iter().take(rows).any(|line| line.trim_start_matches('\t').contains('\t') || !line.starts_with('\t'));
    if rows > 1 && cells { rows } else { 0 }
}

/// How many lines from the first one are no table.
fn words(lines: &[&str]) -> usize {
    // Lines with as many tabs as the one before are looked at with it: each line is looked at once.
    let tabs = |line: &str| line.matches('\t').count();
    let mut from = 0;
    for same in lines.chunk_by(|one, next| tabs(one) == tabs(next)) {
        if from > 0 && table_rows(same) > 0 {
            break;
        }
        from += same.len();
    }
    from
}

/// Lines as paragraphs: a blank line parts them, further ones stay as breaks.
fn push_lines(html: &mut String, lines: &[&str]) {
    let mut open = false;
    let mut blank = 0_usize;
    for line in lines {
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        match (open, blank) {
            (false, _) => html.push_str("<p>"),
            (true, 0) => html.push_str("<br>"),
            (true, _) => {
                // One blank line is the space between paragraphs; the break that ends a paragraph shows nothing itself.
                html.push_str(&"<br>".repeat(if blank > 1 { blank } else { 0 }));
                html.push_str("</p><p>");
            }
        }
        push_words(html, line);
        (open, blank) = (true, 0);
    }
    if open {
        html.push_str("</p>");
    }
}

fn push_table(html: &mut String, rows: &[&str]) {
    html.push_str("<table><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for cell in row.split('\t') {
            html.push_str("<td>");
            push_words(html, cell.trim());
            html.push_str("</td>");
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
}

/// A line with its addresses as links.
fn push_words(html: &mut String, line: &str) {
    let mut rest = line;
    while let Some(at) = address_at(rest) {
        let (before, from) = rest.split_at(at);
        let (address, after) = from.split_at(address_len(from));
        push_escaped(html, before);
        html.push_str("<a href=\"");
        push_escaped(html, address);
        html.push_str("\">");
        push_escaped(html, address);
        html.push_str("</a>");
        rest = after;
    }
    push_escaped(html, rest);
}

/// Where the next address begins.
fn address_at(text: &str) -> Option<usize> {
    let is_address = |from: &str| {
        let host = ["https://", "http://"].into_iter().find_map(|scheme| from.strip_prefix(scheme));
        host.is_some_and(|host| host.starts_with(|one: char| one.is_ascii_alphanumeric()))
    };
    text.match_indices("http").map(|(at, _)| at).find(|at| text.get(*at..).is_some_and(is_address))
}

/// How long the address is with which a text begins: the characters of addresses, without what ends a sentence.
fn address_len(text: &str) -> usize {
    let end = text
        .find(|one: char| !(one.is_ascii_alphanumeric() || "-._~:/?#[]@!$&()*+,;=%".contains(one)))
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '&']).len()
}

fn push_escaped(html: &mut String, text: &str) {
    for one in text.chars() {
        match one {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> String {
        let html = as_typed(text);
        html.strip_prefix("<div class=\"as-typed\">")
            .and_then(|rest| rest.strip_suffix("</div>"))
            .expect("a box")
            .to_owned()
    }

    #[test]
    fn c11_lines_blank_lines_and_indentation_are_kept() {
        assert_eq!(inner("一、修路，12万元\n二、修渠\n村委会"), "<p>一、修路，12万元<br>二、修渠<br>村委会</p>");
        assert_eq!(inner("    各户：\n\n1. 一天\n3. 逾期"), "<p>    各户：</p><p>1. 一天<br>3. 逾期</p>");
        assert_eq!(inner("甲\n\n\n乙\n\n"), "<p>甲<br><br></p><p>乙</p>");
        assert_eq!(inner(""), "");
    }

    #[test]
    fn c11_no_mark_is_taken_for_anything() {
        for text in [
            "120*4米，宽3*2米；单价85*1.06元，合计2*3*4=24。",
            "**注意：**以通知为准。",
            "# 2号井停水",
            "收入 100<br>---<br>支出 80",
            "\\*",
            "~~3~~",
            "`a`",
        ] {
            let typed = text.replace("<br>", "\n");
            assert_eq!(inner(&typed), format!("<p>{text}</p>"));
        }
        assert_eq!(inner("<b>3<4</b> & \"x\""), "<p>&lt;b&gt;3&lt;4&lt;/b&gt; &amp; \"x\"</p>");
        assert_eq!(inner("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    }

    #[test]
    fn c11_addresses_are_links_and_nothing_else_is() {
        let html = inner("见https://example.org/a?b=1&c=2。或 http://x.example.");
        assert_eq!(
            html,
            "<p>见<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow noopener ugc\">https://example.org/a?b=1&amp;c=2</a>。或 \
             <a href=\"http://x.example\" rel=\"nofollow noopener ugc\">http://x.example</a>.</p>"
        );
        for text in ["javascript:alert(1)", "ftp://x", "mailto:a@b", "https://", "http://）"] {
            assert!(!inner(text).contains("<a"), "{text}");
        }
        assert!(!inner("https://a.example/\" onmouseover=\"x").contains("onmouseover=\"x\""));
    }

    #[test]
    fn c11_rows_of_a_sheet_are_a_table() {
        let html = inner("收支：\n日期\t摘要\t元\n3月2日\t补贴\t5,400.00\n3月5日\t\t-1\n完");
        assert!(
            html.starts_with("<p>收支：</p><div class=\"wide\" tabindex=\"0\"><table class=\"stack typed\">"),
            "{html}"
        );
        assert!(html.contains("<tr><td>日期</td><td>摘要</td><td>元</td></tr>"), "{html}");
        assert!(
            html.contains(" class=\"number\">5,400.00</td>") && html.contains("<td data-label=\"摘要\"></td>"),
            "{html}"
        );
        assert!(html.ends_with("</table></div><p>完</p>"), "{html}");
        for text in ["一\t二", "\t缩进\n\t缩进", "一\t二\n三"] {
            assert!(!inner(text).contains("<table"), "{text}");
        }
    }
}
