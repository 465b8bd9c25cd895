//! Issue 16, E23: an export is held against its chain: cut tables, a cut journal, numbers on pages, forged files.

use crate::{
    common::{Place, engines},
    takeback::decided,
};
use server::check::folder;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, path::Path};

engines!(
    e23_what_is_changed_in_an_export_is_named,
    e23_a_community_taken_out_of_an_export_is_missed,
    e23_the_words_of_a_page_are_those_of_its_file,
    e23_every_file_of_an_export_is_held_by_its_list,
);

/// The list of files, as whoever forged one of them would write it anew.
fn list_anew(folder: &Path) -> String {
    fn below(folder: &Path, top: &Path, files: &mut BTreeMap<String, String>) {
        for path in fs::read_dir(folder).expect("a folder").flatten().map(|one| one.path()) {
            if path.is_dir() {
                below(&path, top, files);
                continue;
            }
            let hash = Sha256::digest(fs::read(&path).expect("a file"));
            let name = path.strip_prefix(top).expect("below").to_str().expect("text").replace('\\', "/");
            files.insert(name, hash.iter().map(|byte| format!("{byte:02x}")).collect());
        }
    }
    let mut files = BTreeMap::new();
    let _ = fs::remove_file(folder.join("manifest.json"));
    below(folder, folder, &mut files);
    let text = serde_json::to_string_pretty(&serde_json::json!({ "files": files })).expect("JSON");
    fs::write(folder.join("manifest.json"), &text).expect("written");
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn e23_what_is_changed_in_an_export_is_named(place: Place) {
    let (.., vote) = decided(&place).await;
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || -> Vec<String> {
        let report = folder::verify(folder.path(), &[], None).expect("an export");
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
    // A forged line where there was none, with or without a header.
    let empty = format!("c/{}/decisions.csv", server::demo::URBAN);
    for forged in ["number,title,passed\n1,别的,true\n", "1,别的,true\n"] {
        changed(&empty, &|text| format!("{text}{forged}"), "decisions.csv is not the table");
    }
    // What a line says beside the numbers.
    let lines = format!("{at}/decisions.json");
    for (from, to) in [("村民委员会", "另一个"), ("2026-", "2027-"), ("\"withdrawn\": \"\"", "\"withdrawn\": \"错\"")]
    {
        changed(&lines, &|text| text.replacen(from, to, 1), "decisions.json: the line of");
    }
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
        let report = folder::verify(folder.path(), &[], None).expect("an export");
        assert!(report.uncovered.iter().any(|one| one.what.contains(name)), "{name}: {:?}", report.uncovered);
        fs::write(&file, text).expect("written");
    }
}

/// Its journal, its pages and every page that leads to it are gone: the other communities hold the list with its name and its head.
async fn e23_a_community_taken_out_of_an_export_is_missed(place: Place) {
    decided(&place).await;
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || folder::verify(folder.path(), &[], None).expect("an export");
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
    assert!(found("manifest.json names it"), "what was taken out stands in the list of files");
    for tag in ["zh-CN", "en"] {
        fs::write(at(&format!("{tag}/index.html")), "<a href=\"c/别处\">").expect("written");
    }
    fs::write(at("index.html"), "<p></p>").expect("written");
    list_anew(folder.path());
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

/// A page may be set in any way; it says the words of its file, and nothing is put in between.
async fn e23_the_words_of_a_page_are_those_of_its_file(place: Place) {
    let (.., vote) = decided(&place).await;
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || folder::verify(folder.path(), &[], None).expect("an export").findings;
    assert_eq!(check(), Vec::new());
    let at = format!("c/{}", place.community);
    let text = fs::read_to_string(folder.path().join(format!("{at}/outcome/{vote}.json"))).expect("a file");
    let decision: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for tag in ["zh-CN", "en"] {
        for (field, page) in [
            ("decision", format!("{tag}/{at}/outcome/{vote}.html")),
            ("text", format!("{tag}/{at}/outcome/{vote}.html")),
            ("title", format!("{tag}/{at}/outcome/{vote}.html")),
            ("responsible", format!("{tag}/{at}/outcome/{vote}/v/1.html")),
        ] {
            let words: String =
                decision[field].as_str().expect("words").chars().take_while(|one| *one != '\n').collect();
            let file = folder.path().join(&page);
            let html = fs::read_to_string(&file).expect("a page");
            let cut: String = words.chars().skip(2).collect();
            let (first, rest) = words.split_at(words.chars().next().expect("a letter").len_utf8());
            for forged in [format!("{first}不{rest}"), format!("{first}{cut}"), format!("{first}<b>万</b>{rest}")] {
                let other = html.replace(&words, &forged);
                assert_ne!(html, other, "{page} has {words}");
                fs::write(&file, other).expect("written");
                list_anew(folder.path());
                let named =
                    check().iter().any(|one| one.what == format!("{page} does not say the {field} of its file"));
                assert!(named, "{page}, {forged}: {:?}", check());
            }
            // Set in another way, it says the same.
            fs::write(&file, html.replace(&words, &format!("<i>{first}</i>\n {rest}"))).expect("written");
            list_anew(folder.path());
            assert_eq!(check(), Vec::new(), "{page}");
            fs::write(&file, html).expect("written");
        }
    }
}

/// What no entry tells of, feeds, boards, calendars and styles, is held by the list of files, and the list by its fingerprint.
async fn e23_every_file_of_an_export_is_held_by_its_list(place: Place) {
    decided(&place).await;
    let folder = tempfile::tempdir().expect("a folder");
    let address = "http://127.0.0.1:3000";
    let written = server::public::export::export(&place.desk, address, folder.path()).await.expect("exported");
    let check = |manifest: Option<&str>| folder::verify(folder.path(), &[], manifest).expect("an export");
    let found =
        |manifest: Option<&str>, words: &str| check(manifest).findings.iter().any(|one| one.what.contains(words));
    let uncovered = |words: &str| check(None).uncovered.iter().any(|one| one.what.contains(words));
    let fingerprint = written.fingerprint.as_str();
    assert_eq!(check(Some(fingerprint)).findings, Vec::new());
    assert_eq!(check(None).findings, Vec::new());
    assert!(uncovered("give the fingerprint"), "without it the list is bound to nothing");
    // The help goes with it, in both languages, and the pages lead there.
    for tag in ["zh-CN", "en"] {
        let read = |name: &str| fs::read_to_string(folder.path().join(tag).join(name)).expect("a page");
        assert!(read("index.html").contains(&format!("href=\"../{tag}/help/passing.html\"")), "{tag}");
        assert!(read("help/taking-part.html").contains(&format!("href=\"../../{tag}/help/passing.html\"")), "{tag}");
    }
    let at = format!("c/{}", place.community);
    let list = fs::read(folder.path().join("manifest.json")).expect("a list");
    for name in [
        format!("{at}/feed/all.atom"),
        format!("{at}/feed/finance.atom"),
        format!("{at}/sessions.ics"),
        format!("zh-CN/{at}.html"),
        format!("en/{at}/figures.html"),
        "zh-CN/index.html".to_owned(),
        "yishi.css".to_owned(),
    ] {
        let file = folder.path().join(&name);
        let bytes = fs::read(&file).expect("a file");
        fs::write(&file, [&bytes[..], b" "].concat()).expect("written");
        assert!(found(None, &format!("{name} is not the file that manifest.json names")), "{name}");
        // The list written anew hides it from whoever has no fingerprint, and from nobody else.
        list_anew(folder.path());
        assert_eq!(check(None).findings, Vec::new(), "{name}");
        assert!(found(Some(fingerprint), "the list was written anew"), "{name}");
        fs::remove_file(&file).expect("gone");
        assert!(found(None, &format!("{name} is missing: manifest.json names it")), "{name}");
        list_anew(folder.path());
        assert!(found(None, &format!("{name} is missing: every export holds it")), "{name}");
        fs::write(&file, bytes).expect("written");
        fs::write(folder.path().join("manifest.json"), &list).expect("written");
        assert_eq!(check(Some(fingerprint)).findings, Vec::new(), "{name}");
    }
    // A board's page more.
    let more = format!("zh-CN/{at}/page-9.html");
    fs::write(folder.path().join(&more), "<p>别的</p>").expect("written");
    assert!(found(None, &format!("{more} is foreign: manifest.json does not name it")));
    fs::remove_file(folder.path().join(&more)).expect("gone");
    // Taken away, it is as it was before there were lists: said, and a fault for whoever has the fingerprint.
    fs::remove_file(folder.path().join("manifest.json")).expect("gone");
    assert_eq!(check(None).findings, Vec::new());
    assert!(uncovered("there is no manifest.json"));
    assert!(found(Some(fingerprint), "manifest.json is missing"));
    fs::write(folder.path().join("manifest.json"), "[]").expect("written");
    assert!(found(None, "manifest.json cannot be read"));
}
