//! Issue 16, E23: an export is held against its chain: cut tables, a cut journal, numbers on pages, forged files.

use crate::{
    common::{Place, engines},
    takeback::decided,
};
use server::check::folder;
use std::fs;

engines!(e23_what_is_changed_in_an_export_is_named, e23_a_community_taken_out_of_an_export_is_missed);

async fn e23_what_is_changed_in_an_export_is_named(place: Place) {
    let (.., vote) = decided(&place).await;
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || -> Vec<String> {
        let report = folder::verify(folder.path(), &[]).expect("an export");
        report.findings.into_iter().map(|one| one.what).collect()
    };
    assert_eq!(check(), Vec::<String>::new());
    let at = format!("c/{}", place.community);
    let changed = |name: &str, change: &dyn Fn(&str) -> String, words: &str| {
        let file = folder.path().join(name);
        let text = fs::read_to_string(&file).expect("a file");
        let other = change(&text);
        assert_ne!(text, other, "{name}");
        fs::write(&file, other).expect("written");
        let found = check();
        assert!(found.iter().any(|one| one.contains(words)), "{name}: {words} in {found:?}");
        fs::write(&file, text).expect("written");
        assert_eq!(check(), Vec::<String>::new(), "{name}");
    };
    // A line more with too few columns, a line less of them, a column less.
    let table = format!("{at}/decisions.csv");
    changed(&table, &|text| format!("{text}别的,决定\n"), "decisions.csv is not the table");
    changed(
        &table,
        &|text| text.trim_end().rsplit_once(',').expect("columns").0.to_owned() + "\n",
        "decisions.csv is not",
    );
    let narrower = |text: &str| -> String {
        text.lines().filter_map(|line| line.split_once(',').map(|(_, rest)| format!("{rest}\n"))).collect()
    };
    changed(&table, &narrower, "decisions.csv is not the table");
    // The last line of the journal cut: a page of the export bears the head of then.
    let journal = format!("{at}/journal.jsonl");
    let cut = |text: &str| text.trim_end().rsplit_once('\n').expect("lines").0.to_owned() + "\n";
    changed(&journal, &cut, "which is in no line of its journal");
    // The numbers that a decision's page shows large, and whether it passed.
    for tag in ["zh-CN", "en"] {
        for page in [format!("{tag}/{at}/outcome/{vote}.html"), format!("{tag}/{at}/outcome/{vote}/v/1.html")] {
            changed(&page, &|text| text.replacen("<dd>36</dd>", "<dd>35</dd>", 1), "does not show the numbers");
            changed(&page, &|text| text.replacen("verdict passed", "verdict failed", 1), "does not show the numbers");
        }
    }
    // Files that an export does not have.
    for name in [
        "notice.html".to_owned(),
        "zh-CN/other.html".to_owned(),
        format!("zh-CN/{at}/result.html"),
        format!("zh-CN/{at}/page-x.html"),
        format!("en/{at}/outcome/{vote}/v/2.html"),
        format!("{at}/feed/forged.atom"),
        "zh-CN/c/elsewhere.html".to_owned(),
        "scripts/x.js".to_owned(),
    ] {
        let file = folder.path().join(&name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, "<p>别的</p>").expect("written");
        let found = check();
        let file_name = name.rsplit('/').next().expect("a name");
        assert!(found.iter().any(|one| one.contains(file_name) && one.contains("foreign")), "{name}: {found:?}");
        fs::remove_file(&file).expect("gone");
    }
    // What leads in is compared with what this version writes, and said where it is another.
    for name in ["index.html", "yishi.css"] {
        let file = folder.path().join(name);
        let text = fs::read_to_string(&file).expect("a file");
        fs::write(&file, format!("{text} ")).expect("written");
        let report = folder::verify(folder.path(), &[]).expect("an export");
        assert!(report.uncovered.iter().any(|one| one.what.contains(name)), "{name}: {:?}", report.uncovered);
        fs::write(&file, text).expect("written");
    }
}

/// Its journal, its pages and every page that leads to it are gone: the other communities hold the list with its name and its head.
async fn e23_a_community_taken_out_of_an_export_is_missed(place: Place) {
    decided(&place).await;
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || folder::verify(folder.path(), &[]).expect("an export");
    let found = |words: &str| check().findings.iter().any(|one| one.what.contains(words));
    assert_eq!(check().findings, Vec::new());
    let at = |path: &str| folder.path().join(path);
    let all: Vec<_> = fs::read_dir(at("c")).expect("communities").flatten().map(|one| one.file_name()).collect();
    let other = all
        .iter()
        .filter_map(|name| name.to_str())
        .find(|name| *name != place.community.as_str())
        .expect("two of them");
    fs::remove_dir_all(at(&format!("c/{}", place.community))).expect("gone");
    for tag in ["zh-CN", "en"] {
        fs::remove_dir_all(at(&format!("{tag}/c/{}", place.community))).expect("gone");
        fs::remove_file(at(&format!("{tag}/c/{}.html", place.community))).expect("gone");
        fs::remove_file(at(&format!("{tag}/index.html"))).expect("gone");
    }
    fs::remove_file(at("index.html")).expect("gone");
    let named =
        check().findings.iter().any(|one| one.community == place.community.as_str() && one.what.contains("not here"));
    assert!(named, "{:?}", check().findings);
    // The list with another head, and none.
    let list = at(&format!("c/{other}/communities.json"));
    let text = fs::read_to_string(&list).expect("a list");
    let mut own: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    own.retain(|one| one["community"] == other);
    let head = own[0]["head"].as_str().expect("a head").to_owned();
    let write = |text: &str| fs::write(&list, text).expect("written");
    write(&serde_json::to_string(&own).expect("JSON"));
    assert_eq!(check().findings, Vec::new(), "what cannot be known: every list was rewritten");
    assert!(check().uncovered.iter().any(|one| one.what.contains("in the list of every other")));
    let cut = format!("{}{}", head.split_once(':').expect("a head").0, ":0000");
    write(&serde_json::to_string(&own).expect("JSON").replace(&head, &cut));
    assert!(found("which is in no line of its journal"));
    write("[]");
    assert!(found("does not name it"));
    fs::remove_file(&list).expect("gone");
    assert!(
        check().uncovered.iter().any(|one| one.what.contains("which communities belong here")),
        "an export of before"
    );
}
