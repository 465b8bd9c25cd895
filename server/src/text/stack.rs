//! Tables of sums on a phone: each cell carries the words of its column, so that the style sheet can lay the lines out as cards where
//! there is no room for a table. Nothing that is read changes.

/// The HTML with its tables made ready, after it was cleaned. `typed`: the first line of cells is the head of the others.
pub(super) fn stacked(html: &str, typed: bool) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.split_once("<table>") {
        let Some((table, after)) = from.split_once("</table>") else { break };
        out.push_str(before);
        match labelled(table, typed) {
            Some(labelled) => {
                out.push_str(if typed { "<table class=\"stack typed\">" } else { "<table class=\"stack\">" });
                out.push_str(&labelled);
            }
            None => {
                out.push_str("<table>");
                out.push_str(table);
            }
        }
        out.push_str("</table>");
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The inside of a table whose cells name their columns; none where that cannot be said: cells that span others, a table within
/// a table, a single column, no line but the head, or a mark in a place that no renderer of ours leaves there.
fn labelled(table: &str, typed: bool) -> Option<String> {
    let tags = tags(table)?;
    let foreign = |(_, tag): &(usize, &str)| tag.contains("span=") || tag.starts_with("<table");
    if tags.iter().any(foreign) {
        return None;
    }
    let cell = |tag: &str| tag.starts_with("<td") || tag.starts_with("<th>") || tag.starts_with("<th ");
    let rows: Vec<&[(usize, &str)]> = tags.split(|(_, tag)| tag.starts_with("<tr")).skip(1).collect();
    let (head, lines) = rows.split_first()?;
    let words = |at: usize, tag: &str| -> Option<String> {
        let from = table.get(at + tag.len()..)?;
        let end = from.find("</td").into_iter().chain(from.find("</th")).min()?;
        Some(plain(from.get(..end)?))
    };
    let heads: Option<Vec<String>> =
        head.iter().filter(|(_, tag)| cell(tag)).map(|(at, tag)| words(*at, tag)).collect();
    let heads = heads?;
    // Typed lines say of no line that it is the head. It is one where it has no number and those below do; it is shown all the same.
    let is_head =
        !heads.iter().any(|one| one.is_empty() || super::is_number(one)) && table.contains("class=\"number\"");
    if heads.len() < 2 || lines.is_empty() || (typed && !is_head) {
        return None;
    }
    let mut out = String::with_capacity(table.len() * 2);
    let mut from = 0;
    for line in lines {
        for ((at, _), head) in line.iter().filter(|(_, tag)| cell(tag)).zip(&heads) {
            out.push_str(table.get(from..at + 3)?);
            out.extend([" data-label=\"", head, "\""]);
            from = at + 3;
        }
    }
    out.push_str(table.get(from..)?);
    Some(out)
}

/// Every mark of a piece of HTML with its place; none where one does not end. What stands in quotes is no mark.
fn tags(html: &str) -> Option<Vec<(usize, &str)>> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(start) = html.get(from..)?.find('<').map(|at| from + at) {
        let mut quoted = false;
        let length = html.get(start..)?.find(|one: char| {
            quoted ^= one == '"';
            one == '>' && !quoted
        })?;
        all.push((start, html.get(start..=start + length)?));
        from = start + length + 1;
    }
    Some(all)
}

/// The words of a cell as the value of an attribute: marks left out, quotes escaped, entities as they are.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, from)) = rest.split_once('<') {
        words.push_str(before);
        rest = from.split_once('>').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    words.trim().replace('"', "&quot;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_names_its_column() {
        let html = "<p>收支</p><table><thead><tr><th>项目</th><th>金额（<b>元</b>）</th></tr></thead><tbody><tr><td>租金</td>\
                    <td class=\"number\">5,400.00</td></tr></tbody></table><p>完</p>";
        assert_eq!(
            stacked(html, false),
            "<p>收支</p><table class=\"stack\"><thead><tr><th>项目</th><th>金额（<b>元</b>）</th></tr></thead><tbody><tr>\
             <td data-label=\"项目\">租金</td><td data-label=\"金额（元）\" class=\"number\">5,400.00</td></tr></tbody></table><p>完</p>"
        );
    }

    #[test]
    fn lines_as_they_were_typed_have_their_first_one_as_head() {
        let html = "<table><tbody><tr><td>项目</td><td>元</td></tr><tr><td>租金</td><td class=\"number\">1</td></tr></tbody></table>";
        assert!(stacked(html, true).contains("<tr><td>项目</td><td>元</td></tr><tr><td data-label=\"项目\">租金</td>"));
        let numbers = html.replace("元", "2026");
        assert_eq!(stacked(&numbers, true), numbers, "a line of numbers is no head");
        let words = html.replace(" class=\"number\"", "");
        assert_eq!(stacked(&words, true), words, "words above words are no head");
    }

    /// What is in quotes stays what it is, and no word of a cell leaves its attribute.
    #[test]
    fn nothing_typed_becomes_a_mark() {
        let html = "<table><thead><tr><th>\" onclick=\"x</th><th>b</th></tr></thead><tbody><tr><td><a title=\"<td>\">1</a></td>\
                    <td>2</td></tr></tbody></table>";
        let out = stacked(html, false);
        assert!(out.contains("<td data-label=\"&quot; onclick=&quot;x\"><a title=\"<td>\">1</a></td>"), "{out}");
        for odd in [
            "<table><tr><td colspan=\"2\">a</td></tr><tr><td>1</td><td>2</td></tr></table>",
            "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>",
            "<table><tr><th>a</th><th>b</th></tr></table>",
            "<table><tr><th>a</th><th title=\"b</table>",
        ] {
            assert_eq!(stacked(odd, false), odd);
        }
    }
}
