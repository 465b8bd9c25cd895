//! The invariants of ARCHITECTURE.md that a look at the sources can hold. The others have their stories; the table in
//! ARCHITECTURE.md says which test holds which.

mod words;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}

pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|one| one == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "nothing under {folder}");
    let read = |path: &PathBuf| fs::read_to_string(path).expect("text");
    found.iter().map(|path| (path.strip_prefix(root()).expect("inside").display().to_string(), read(path))).collect()
}

/// The part of a source before its test module.
fn outside_tests(source: &str) -> &str {
    source.split("#[cfg(test)]").next().unwrap_or_default()
}

/// Where SQL may stand: in the store, and in the rows of each noun.
pub fn holds_sql(path: &str) -> bool {
    path.starts_with("server/src/store/") || path.ends_with("/rows.rs") || path.contains("/rows/")
}

#[test]
fn invariant_1_rules_depend_on_nothing_and_sql_stands_in_rows() {
    let manifest = fs::read_to_string(root().join("rules/Cargo.toml")).expect("text");
    let (_, dependencies) = manifest.split_once("[dependencies]").expect("dependencies");
    let (dependencies, _) = dependencies.split_once('[').expect("a next table");
    // serde for the shape of records and rules, toml to read the rules: neither does any I/O.
    let names: Vec<_> = dependencies
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split(['.', ' ']).next().unwrap_or_default())
        .collect();
    assert_eq!(names, ["serde", "toml"]);
    for folder in ["app/src", "rules/src", "server/src"] {
        for (path, source) in files(folder, "rs") {
            if holds_sql(&path) {
                continue;
            }
            for word in ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM ", "sqlx::query"] {
                assert!(!source.contains(word), "{path}: {word}");
            }
        }
    }
}

#[test]
fn invariant_2_no_float_decides() {
    for (path, source) in files("rules/src", "rs") {
        for word in ["f32", "f64", " as "] {
            let code = source.lines().filter(|line| !line.trim_start().starts_with("//") && !line.contains("use "));
            for line in code {
                assert!(!line.contains(word) || line.contains("<Self as"), "{path}: {line}");
            }
        }
    }
}

#[test]
fn invariant_4_every_write_is_a_post() {
    for (path, source) in files("server/src", "rs") {
        for line in source.lines().filter(|line| line.contains(".route(\"/do/")) {
            assert!(line.contains("post(") && !line.contains("get("), "{path}: {line}");
        }
    }
}

/// What is remembered of a form is said by its act, or by the line of a door; nothing is sent anywhere else.
#[test]
fn every_form_goes_to_an_act_or_a_door() {
    let acts = server::acts::all().iter().map(|act| act.at);
    let known: BTreeSet<String> =
        acts.chain(server::acts::doors().iter().map(|(at, ..)| *at)).map(|at| format!("/do{at}")).collect();
    let sent: BTreeSet<String> = crate::common::routes()
        .into_iter()
        .filter_map(|(method, path)| (method == "POST" && path.starts_with("/do/")).then_some(path))
        .collect();
    assert_eq!(sent.symmetric_difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(server::acts::all().len() > 90);
    // Of these nothing is hashed: so little is typed there that it could be found again by trying.
    let secret = |act: &&server::act::Listed| !act.form.keeps_hash();
    let names: BTreeSet<_> = server::acts::all().iter().filter(secret).map(|act| act.name).collect();
    assert_eq!(
        names,
        ["CastAppraisal", "CastNamed", "CastSecret", "EnterCount", "Exchange", "HandOut", "TakeBack"].into()
    );
}

/// An address is made by its subject or its act (`app::address`), never by a page.
#[test]
fn no_page_makes_an_address() {
    for folder in ["app/src/pages", "app/src/parts"] {
        for (path, source) in files(folder, "rs") {
            assert!(!source.contains("format!(\"/"), "{path} makes an address of its own");
        }
    }
}

/// Whatever a page sends by the name of an act is taken by an act or a door of that name.
#[test]
fn what_a_page_sends_is_taken() {
    let holes = |at: &str| -> Vec<String> {
        at.split('/').map(|part| if part.starts_with('{') { "{}".to_owned() } else { part.to_owned() }).collect()
    };
    let acts = server::acts::all().iter().map(|act| act.at);
    let known: BTreeSet<_> = acts.chain(server::acts::doors().iter().map(|(at, ..)| *at)).map(holes).collect();
    let source = fs::read_to_string(root().join("app/src/address.rs")).expect("text");
    let (_, to) = source.split_once("pub mod to").expect("where acts are sent");
    let mut checked = 0;
    for (name, rest) in to.lines().filter_map(|line| line.trim().split_once('(')) {
        let Some((_, at)) = rest.split_once(" \"/do") else { continue };
        let Some(at) = at.strip_suffix("/{act}\";") else { continue };
        for (path, page) in files("app/src", "rs") {
            for (found, _) in page.match_indices(&format!("to::{name}(")) {
                let call = page[found..].split_once(')').map_or("", |(call, _)| call);
                let Some((_, act)) = call.rsplit_once(", \"") else { continue };
                let Some(act) = act.strip_suffix('"') else { continue };
                assert!(known.contains(&holes(&format!("{at}/{act}"))), "{path} sends to {at}/{act}");
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn invariant_7_no_inline_style_or_handler() {
    for (path, source) in files("app/src", "rs") {
        for word in [" style=", "on:click", "onclick", "javascript:"] {
            let inside = path.starts_with("app/src/islands");
            assert!(inside || !source.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn invariant_11_no_panic_outside_tests() {
    for folder in ["app/src", "rules/src", "server/src"] {
        for (path, source) in files(folder, "rs") {
            let code = if path.ends_with("/tests.rs") { "" } else { outside_tests(&source) };
            for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
                assert!(!code.contains(word), "{path}: {word}");
            }
        }
    }
}

/// Files that wait for machines.
const WAITING: [&str; 8] = [
    "server/src/act/ready.rs",
    "server/src/clock.rs",
    "server/src/web/arrive.rs",
    "server/src/live/socket.rs",
    "server/src/live/room.rs",
    "server/src/store/line.rs",
    "server/src/store/trouble.rs",
    "server/src/store/write.rs",
];

#[test]
fn invariant_12_only_the_clock_reads_the_clock() {
    for (path, source) in files("server/src", "rs") {
        if path != "server/src/clock.rs" {
            for word in ["SystemTime::now", "Timestamp::now", "Zoned::now"] {
                assert!(!source.contains(word), "{path}: {word}");
            }
        }
        // What waits for a line, a disk or a socket measures how long it has waited; nothing else has a clock of its own.
        if !WAITING.contains(&path.as_str()) {
            assert!(!outside_tests(&source).contains("Instant"), "{path}: Instant");
        }
    }
}

/// Tests that look again and again until they see what they wait for, and how many such waits each file has. (`killed` kills at
/// moments, some of them so many milliseconds after what it sees.)
const LOOKING: [(&str, usize); 8] = [
    ("server/tests/all/command.rs", 2),
    ("server/tests/all/door_load.rs", 1),
    ("server/tests/all/full_disk.rs", 1),
    ("server/tests/all/killed.rs", 2),
    ("server/tests/all/line_cut.rs", 2),
    ("server/tests/all/lines.rs", 1),
    ("server/tests/all/notify/killed.rs", 1),
    ("server/tests/all/wrong_files.rs", 1),
];

#[test]
fn no_test_sleeps_for_time_to_pass() {
    let found: Vec<_> = files("server/tests", "rs")
        .into_iter()
        .map(|(path, source)| (path, source.matches(concat!("sle", "ep(")).count()))
        .filter(|(_, sleeps)| *sleeps > 0)
        .collect();
    let found: BTreeSet<_> = found.iter().map(|(path, sleeps)| (path.as_str(), *sleeps)).collect();
    assert_eq!(found, BTreeSet::from(LOOKING));
}

#[test]
fn the_app_knows_no_database_and_few_conditions() {
    let mut conditions = 0;
    for (path, source) in files("app/src", "rs") {
        assert!(!source.contains("sqlx") && !source.contains("axum"), "{path}");
        conditions += source.matches("cfg(feature").count();
    }
    // Pages, parts and words are the server's; `hydrate` and what the live island does are the browser's.
    assert!(conditions <= 6, "{conditions} cfg(feature) in app");
}

/// The rooms of the server that a source of it imports: the first name behind each `crate::`, also within braces.
fn imports(source: &str) -> BTreeSet<String> {
    let name = |text: &str| text.chars().take_while(|one| one.is_ascii_lowercase() || *one == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, start) in source.match_indices("crate::") {
        let rest = &source[at + start.len()..];
        let Some(tree) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let (mut depth, mut begins) = (0, true);
        for (at, one) in tree.char_indices() {
            match one {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                _ if begins && !one.is_whitespace() => {
                    found.insert(name(&tree[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    found
}

/// The rooms of the server, each above those before it (ARCHITECTURE.md, "Code map"). What belongs to no room knows none.
const ROOMS: [&str; 16] = [
    "store",
    "act",
    "web",
    "people",
    "record",
    "sitting",
    "execution",
    "attachment",
    "matter",
    "notify",
    "public",
    "home",
    "live",
    "check",
    "http",
    "cli",
];

/// How high a name stands; `journal` is part of the store, `acts` the list that `http` serves.
fn height(name: &str) -> Option<usize> {
    let name = match name {
        "journal" => "store",
        "acts" => "http",
        name => name,
    };
    ROOMS.iter().position(|room| *room == name)
}

#[test]
fn nothing_imports_upwards() {
    assert_eq!(
        imports("use crate::{act::{At, Stop}, fault}; crate::form::x()"),
        ["act", "fault", "form"].map(str::to_owned).into()
    );
    for (path, source) in files("server/src", "rs") {
        let inside = path.trim_start_matches("server/src/");
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        if ["lib", "main"].contains(&room) {
            continue;
        }
        let own = height(room);
        for name in imports(outside_tests(&source)) {
            let upwards = height(&name).is_some_and(|other| own.is_none_or(|own| other > own));
            assert!(!upwards, "{path} imports crate::{name}, which is above it");
        }
    }
}

#[test]
fn files_stay_readable() {
    for (folder, ending) in [
        ("app/src", "rs"),
        ("rules/src", "rs"),
        ("rules/tests", "rs"),
        ("server/src", "rs"),
        ("server/tests", "rs"),
        ("server/benches", "rs"),
        ("xtask/src", "rs"),
        ("recount/src", "rs"),
        ("style", "css"),
    ] {
        for (path, source) in files(folder, ending) {
            let lines = source.lines().count();
            // The refusals are one list, and so is what the chain says; a sheet of styles is read by its headings.
            let most = match path.as_str() {
                "rules/src/refusal.rs" => 900,
                "rules/src/says.rs" => 600,
                _ if ending == "css" => 500,
                _ => 400,
            };
            assert!(lines <= most, "{path} has {lines} lines");
        }
    }
}

/// A printer's browser may be five years old, and paper says what the page says. What is passed over there may not carry anything:
/// an unknown selector takes its whole rule along. (`details::details-content` may stand alone: sheets fold nothing.)
#[test]
fn paper_asks_for_no_style_of_the_last_five_years() {
    let (_, print) = files("style", "css").into_iter().find(|(path, _)| path.ends_with("print.css")).expect("a sheet");
    for new in [
        ":has(",
        "@layer",
        "@container",
        "@scope",
        "@starting-style",
        "color-mix(",
        "oklch(",
        "subgrid",
        "dvh",
        "light-dark(",
    ] {
        assert!(!print.contains(new), "{new}");
    }
    let alone = print.matches("details-content").count() == print.matches("\n  details::details-content {").count();
    assert!(alone, "whatever stands in one rule with it would be lost");
}

#[test]
fn the_readme_names_the_two_commands_and_the_promise_of_secrecy() {
    let readme = fs::read_to_string(root().join("README.md")).expect("text");
    let promise = "谁持有数据库、日志或截止后做的备份，都查不出任何人投了什么";
    for words in ["cargo xtask run", "cargo xtask test", promise] {
        assert!(readme.contains(words), "{words}");
    }
}
