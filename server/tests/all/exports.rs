//! Issue 16, E23: an export is held against its chain: cut tables, a cut journal, numbers on pages, forged files.

use crate::{
    common::{Place, engines},
    takeback::decided,
};
use server::check::folder;
use std::fs;

engines!(e23_what_is_changed_in_an_export_is_named,);

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
