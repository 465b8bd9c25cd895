//! The files of an export as they lie there: which belong to it, and what their pages bear.

use crate::public::export::FILES;
use rules::{Language, posting::Category, procedure::Procedure};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Every file below a folder, by name.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let Ok(all) = fs::read_dir(&folder) else { continue };
        let (folders, more): (Vec<_>, Vec<_>) =
            all.filter_map(|one| Some(one.ok()?.path())).partition(|one| one.is_dir());
        open.extend(folders);
        files.extend(more);
    }
    files.sort();
    files
}

/// Whether it is a page beside those of what was published, below the folder of a community's pages: what is posted and which matters
/// there are, page by page, the procedures, orders from above, and how to check.
pub(super) fn is_board_page(path: &Path, below: &Path) -> bool {
    let numbered = |name: &str, lists: &[&str]| {
        let number = lists.iter().find_map(|list| name.strip_prefix(list)?.strip_suffix(".html"));
        number.is_some_and(|number| number.parse::<u32>().is_ok_and(|one| one > 0 && one.to_string() == number))
    };
    let parts: Vec<&str> =
        path.strip_prefix(below).map(|rest| rest.iter().filter_map(|part| part.to_str()).collect()).unwrap_or_default();
    match parts.as_slice() {
        ["check.html" | "figures.html" | "data.html" | "matters.html" | "orders.html" | "petitions.html"] => true,
        [name] => numbered(name, &["page-", "up-"]),
        ["matters", name] => numbered(name, &["page-", "ended-"]),
        ["petitions", name] => numbered(name, &["page-"]),
        ["duties", name] => {
            let year = name.strip_suffix(".html").unwrap_or_default();
            year.len() == 4 && year.bytes().all(|one| one.is_ascii_digit())
        }
        ["procedures", name] => name.strip_suffix(".html").is_some_and(|id| Procedure::find(id).is_some()),
        _ => false,
    }
}

/// Whether it is one of the feeds.
pub(super) fn is_feed(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".atom"));
    name.is_some_and(|name| name == "all" || Category::ALL.iter().any(|one| one.id() == name))
}

/// Files outside of what belongs to a community, which an export does not have. What lies in a community's folders is looked at with
/// its journal.
pub(super) fn foreign(folder: &Path, places: &BTreeSet<String>) -> Vec<String> {
    let own = |path: &Path| {
        let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
        let tag = |tag: &str| Language::ALL.iter().any(|language| language.tag() == tag);
        match parts.as_slice() {
            ["index.html" | "yishi.css" | "openapi.json" | FILES] => true,
            [language, "index.html"] | [language, "help", "taking-part.html" | "passing.html"] => tag(language),
            ["c", place, _, ..] => places.contains(*place),
            [language, "c", page] => {
                tag(language) && page.strip_suffix(".html").is_some_and(|page| places.contains(page))
            }
            // Pages of a community whose journal is not here are named as such.
            [language, "c", _, ..] => tag(language),
            _ => false,
        }
    };
    let below = files(folder);
    let below = below.iter().filter_map(|path| path.strip_prefix(folder).ok());
    below.filter(|path| !own(path)).map(|path| path.display().to_string()).collect()
}

/// The heads that a page bears, as they are printed: `SEQ:HASH`.
pub(super) fn heads(html: &str) -> Vec<(i64, String)> {
    let mut heads = Vec::new();
    for (at, _) in html.match_indices(':') {
        let (before, after) = (html.get(..at).unwrap_or_default(), html.get(at + 1..).unwrap_or_default());
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let hash: String = after.chars().take_while(char::is_ascii_hexdigit).take(65).collect();
        if let Ok(seq) = before.get(before.len() - digits..).unwrap_or_default().parse::<i64>()
            && hash.len() == 64
        {
            heads.push((seq, hash));
        }
    }
    heads
}

/// The numbers that a decision's page shows large.
pub(super) fn numbers(html: &str) -> Vec<u64> {
    let list = html.split_once("class=\"numbers\"").and_then(|(_, rest)| rest.split_once("</dl>"));
    let cells = list.map_or("", |(list, _)| list).split("<dd").skip(1);
    let number = |cell: &str| {
        let text = cell.split_once('>')?.1.split_once("</dd>")?.0;
        // Marks between the digits are none of the number.
        let mut inside = true;
        let digits = text.chars().filter(|one| {
            inside = if *one == '<' { false } else { inside || *one == '>' };
            inside && one.is_ascii_digit()
        });
        digits.collect::<String>().parse().ok()
    };
    cells.filter_map(number).collect()
}
