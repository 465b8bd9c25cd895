//! Backup, restore and export carry the record, and what only reads changes no byte.

use super::{Server, folder, run, text};
use std::fs;

/// Backup while serving, restore, export, and the exported journal verified.
#[test]
fn backup_restore_and_export_carry_the_record() {
    let folder = folder();
    let database = "sqlite:live.sqlite";
    let server = Server::start(&folder, &["--demo", "--demo-at", "2026-03-16T19:00+08:00", "--database", database]);
    assert!(server.printed.iter().filter(|line| line.contains("/slip/")).count() >= 8);
    assert!(server.get("/c/yunshan").expect("a page").1.contains("村内道路硬化"));
    assert!(run(&folder, &["backup", "copy.sqlite", "--database", database]).status.success());
    assert!(!run(&folder, &["backup", "copy.sqlite", "--database", database]).status.success(), "never overwrites");
    // Neither a second server nor a restore while one serves.
    let twice = run(&folder, &["serve", "--listen", "127.0.0.1:0", "--database", database]);
    assert!(text(&twice.stderr).contains("in use by another process"), "{}", text(&twice.stderr));
    let busy = run(&folder, &["restore", "copy.sqlite", "--replace", "--database", "sqlite://live.sqlite"]);
    assert!(text(&busy.stderr).contains("in use by another process"), "{}", text(&busy.stderr));
    drop(server);
    let refused = run(&folder, &["restore", "copy.sqlite", "--database", database]);
    assert!(text(&refused.stderr).contains("--replace"));
    let restored = run(&folder, &["restore", "copy.sqlite", "--database", "sqlite:new.sqlite"]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    // A broken backup leaves what is there as it was, and a whole one replaces it, also from the sqlite:// address.
    fs::write(folder.join("broken.sqlite"), "not a database").expect("written");
    let before = fs::read(folder.join("new.sqlite")).expect("a database");
    let broken = run(&folder, &["restore", "broken.sqlite", "--replace", "--database", "sqlite:new.sqlite"]);
    assert!(!broken.status.success() && fs::read(folder.join("new.sqlite")).expect("a database") == before);
    assert!(!folder.join("new.sqlite.restoring").exists());
    let replaced = run(&folder, &["restore", "copy.sqlite", "--replace", "--database", "sqlite://new.sqlite"]);
    assert!(replaced.status.success() && text(&replaced.stdout).contains("admin link"), "{}", text(&replaced.stderr));
    let verified = run(&folder, &["verify", "--database", "sqlite:new.sqlite"]);
    assert!(text(&verified.stdout).contains("0 findings"));
    assert!(run(&folder, &["export", "out", "--database", "sqlite:new.sqlite"]).status.success());
    let whole = run(&folder, &["verify", "--export", "out"]);
    assert!(whole.status.success() && text(&whole.stdout).contains("0 findings"), "{}", text(&whole.stdout));
    // Over an older one nothing is written: what has been taken back since would stay.
    let again = run(&folder, &["export", "out", "--database", "sqlite:new.sqlite"]);
    assert!(
        !again.status.success() && String::from_utf8_lossy(&again.stderr).contains("out is not empty"),
        "{again:?}"
    );
    let journal = folder.join("out/c/yunshan/journal.jsonl");
    let last = fs::read_to_string(&journal).expect("a journal").lines().last().expect("an entry").to_owned();
    let last: serde_json::Value = serde_json::from_str(&last).expect("JSON");
    let head = format!("{}:{}", last["seq"], last["hash"].as_str().expect("a hash"));
    let path = journal.display().to_string();
    assert!(run(&folder, &["verify", "--journal", &path, "--head", &head]).status.success());
    let cut: Vec<_> = fs::read_to_string(&journal).expect("a journal").lines().map(str::to_owned).collect();
    fs::write(folder.join("cut.jsonl"), cut[..cut.len() - 1].join("\n")).expect("written");
    assert_eq!(run(&folder, &["verify", "--journal", "cut.jsonl", "--head", &head]).status.code(), Some(1));
    // Every exported count record recounts to its published verdict; pages lead to files that are there.
    let mut records = 0;
    for entry in fs::read_dir(folder.join("out/c/yunshan/outcome")).expect("decisions").flatten() {
        let record = entry.path().join("record.json");
        if record.is_file() {
            let output = run(&folder, &["recount", &record.display().to_string()]);
            let judged: serde_json::Value = serde_json::from_str(&text(&output.stdout)).expect("JSON");
            let record: serde_json::Value =
                serde_json::from_str(&fs::read_to_string(record).expect("text")).expect("JSON");
            assert_eq!(judged["passed"], record["verdict"]["passed"]);
            assert_eq!(judged["required_for"], record["verdict"]["required_for"]);
            records += 1;
        }
    }
    assert!(records >= 1);
    links_lead_somewhere(&folder.join("out"));
}

/// Who only reads a backup changes no byte of it: its checksum fits, nothing lies beside it, and `restore` takes it.
#[test]
fn what_only_reads_leaves_a_backup_as_it_is() {
    let folder = folder();
    let made = run(&folder, &["demo", "--database", "sqlite:live.sqlite"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(run(&folder, &["backup", "copy.sqlite", "--database", "sqlite:live.sqlite"]).status.success());
    fs::write(folder.join("roll.csv"), "编号,姓名\n9001,欧阳生面\n").expect("written");
    let names = || {
        let all = fs::read_dir(&folder).expect("the folder").flatten();
        let mut all: Vec<_> = all.map(|one| one.file_name().into_string().expect("text")).collect();
        all.sort();
        all
    };
    for file in ["copy.sqlite", "live.sqlite"] {
        let database = format!("sqlite:{file}");
        let before = (fs::read(folder.join(file)).expect("a file"), names());
        let out = format!("{}.out", folder.display());
        let ways: [&[&str]; 3] = [
            &["verify"],
            &["export", &out],
            &["roll", "import", "--community", "yunshan", "--dry-run", "--of-age", "roll.csv"],
        ];
        for way in ways {
            let _ = fs::remove_dir_all(&out);
            let read = run(&folder, &[way, &["--database", &database]].concat());
            assert!(read.status.success(), "{way:?} {}{}", text(&read.stdout), text(&read.stderr));
            let _ = fs::remove_dir_all(&out);
            assert!(fs::read(folder.join(file)).expect("a file") == before.0, "{way:?} changed {file}");
            assert_eq!(names(), before.1, "{way:?} left something beside {file}");
        }
    }
    let restored = run(&folder, &["restore", "copy.sqlite", "--database", "sqlite:new.sqlite"]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
}

fn links_lead_somewhere(out: &std::path::Path) {
    assert!(fs::read_to_string(out.join("index.html")).is_ok_and(|html| html.contains("zh-CN/index.html")));
    let page = out.join("zh-CN/c/yunshan.html");
    let html = fs::read_to_string(&page).expect("a board");
    let mut followed = 0;
    for part in html.split("href=\"").skip(1) {
        let address = part.split('"').next().unwrap_or_default();
        if !address.starts_with('#') && !address.starts_with('?') {
            assert!(page.parent().expect("a folder").join(address).is_file(), "{address}");
            followed += 1;
        }
    }
    assert!(followed >= 4, "{followed}");
}
