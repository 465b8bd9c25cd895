//! Issue 16, C14: whoever keeps the public journal or an export has nothing on which to try a guess of a word that was blanked; and
//! whoever reads on where they stopped learns of what was blanked.

use crate::{
    common::{Page, Person, Place, engines},
    takeback::{blanked, decided, findings, tamper},
};
use serde_json::Value;
use server::check::verify;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Row};
use std::collections::{BTreeMap, BTreeSet};

engines!(
    c14_no_line_holds_what_a_guess_could_be_tried_on,
    c14_a_text_changed_behind_its_sealed_hash_is_found,
    c14_what_was_blanked_leaves_no_hash_to_try,
    c14_who_reads_on_learns_what_was_blanked,
);

/// Somebody's name, which stands where it should not.
const NAME: &str = "王某某";

fn sha(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is filled in on a page that is signed as it was seen.
fn seen(page: &str) -> String {
    Page::of(page).value("seen").expect("a draft")
}

/// A whole story in which everything is written that entries name by a hash.
async fn told(place: &Place) -> (String, String) {
    let (session, item, vote) = decided(place).await;
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (resident, supervisor) = (place.representative().await, place.supervisor().await);
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    let ask = [("kind", "query"), ("text", "王某某为什么不出钱？")];
    resident.post(&format!("/do{about}/object"), &ask).await.done();
    let page = chair.get(&about).await;
    let asked = page.split("action=\"/do/o/").nth(1).and_then(|rest| rest.split('/').next()).expect("an objection");
    let reply = [("reply", "王某某已经出了。"), ("result", "kept")];
    chair.post(&format!("/do/o/{asked}/reply"), &reply).await.done();
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let plan = [("name", "王某某门前路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "380000")];
    chair.post(&format!("{at}/plan"), &plan).await.done();
    let fields = [
        ("title", "王某某的补助"),
        ("category", "affairs"),
        ("body", "王某某家 800 元"),
        ("basis", "依据"),
        ("responsible", "小组"),
    ];
    let sheets = format!("/do/c/{}/disclosures", place.community);
    let to = clerk.post(&format!("{sheets}/new"), &fields).await.done();
    let id = to.rsplit('/').next().expect("an id");
    let page = supervisor.get(&to).await;
    supervisor.post(&format!("{sheets}/{id}/sign"), &[("seen", &seen(&page))]).await.done();
    chair.post(&format!("{sheets}/{id}/publish"), &[]).await.done();
    // An item that ends without a vote, and the minutes.
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    clerk.post(&format!("/do/s/{session}/minutes"), &[("notes", "王某某记录")]).await.done();
    let page = chair.get(&format!("/s/{session}/minutes")).await;
    chair.post(&format!("/do/s/{session}/minutes/sign"), &[("seen", &seen(&page))]).await.done();
    chair.post(&format!("/do/s/{session}/minutes/publish"), &[]).await.done();
    corrected(place, &chair, &vote).await;
    place.verifies().await;
    (item, vote)
}

async fn corrected(place: &Place, chair: &Person, vote: &str) {
    let text = [("body", "通过，王某某家门前一段先修。"), ("responsible", "村民委员会"), ("correction", "补写一段")];
    chair.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
}

/// The tables in which stand what people typed, and the columns with it. The files that are published bear a salt.
const TYPED: [(&str, &[&str]); 12] = [
    ("objections", &["body", "reply"]),
    ("revisions", &["title", "body"]),
    ("proposal_revisions", &["title", "body"]),
    ("remarks", &["body"]),
    ("milestones", &["name", "responsible", "note", "dropped", "returned", "over_reason"]),
    (
        "publication_drafts",
        &["category", "matter", "audience", "title", "body", "basis", "responsible", "due", "correction", "returned"],
    ),
    ("sessions", &["title", "place", "reason", "special"]),
    ("items", &["title", "paper", "lock_reason"]),
    ("endings", &["body", "dissent"]),
    ("hidings", &["reason", "appeal", "answer"]),
    ("votes", &["record", "void_reason"]),
    ("members", &["number", "name"]),
];

/// Every hash without a salt by which the program, now or earlier, names what was typed: each choice of a row's texts, in their
/// order, in every form.
async fn hashes(place: &Place, only: &str) -> BTreeMap<String, String> {
    let mut conn = place.db.read().await.expect("a connection");
    let mut all = BTreeMap::new();
    for (table, columns) in TYPED {
        let sql = format!("SELECT {} FROM {table}", columns.join(", "));
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *conn).await.expect(table) {
            let texts: Vec<String> =
                (0..columns.len()).map(|at| row.get::<Option<String>, _>(at).unwrap_or_default()).collect();
            for choice in 1_u32..1 << texts.len() {
                let parts: Vec<&str> = texts
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| choice >> at & 1 == 1)
                    .map(|(_, text)| text.as_str())
                    .collect();
                let whole = parts.concat();
                if whole.is_empty() || !whole.contains(only) {
                    continue;
                }
                let lines: String = parts.iter().map(|part| format!("{part}\n")).collect();
                let named = format!("{table}: {parts:?}");
                for said in [parts.join("\n"), lines.clone(), format!("{lines}typed\n"), format!("{lines}markdown\n")] {
                    all.insert(sha(&said), named.clone());
                }
            }
        }
    }
    assert!(all.len() > 100, "{}", all.len());
    all
}

/// Everything in a text that looks like a hash.
fn hex(text: &str) -> BTreeSet<&str> {
    text.split(|one: char| !one.is_ascii_hexdigit()).filter(|one| one.len() >= 32).collect()
}

/// The files below a folder.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(folder).expect("a folder").map(|one| one.expect("a file").path());
    all.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// What was typed, hashed in every way that the program has, stands nowhere in the public journal nor in an export.
async fn c14_no_line_holds_what_a_guess_could_be_tried_on(place: Place) {
    told(&place).await;
    let hashes = hashes(&place, "").await;
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    for line in journal.lines() {
        for found in hex(line) {
            let named = hashes.iter().find(|(hash, _)| hash.starts_with(found));
            assert!(named.is_none(), "{named:?} in {line}");
        }
        assert!(!line.contains("text_hash") && !line.contains("record_hash") && !line.contains("units_hash"), "{line}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let files = files(folder.path());
    assert!(files.len() > 20, "{}", files.len());
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file).expect("read")).into_owned();
        let named = hex(&text).into_iter().find_map(|found| hashes.get(found));
        assert!(named.is_none(), "{named:?} in {}", file.display());
    }
}

/// A text that is changed behind the chain's back is still found, though its line names it by nothing that anybody can read; nor is
/// a sealed part exchanged with it.
async fn c14_a_text_changed_behind_its_sealed_hash_is_found(place: Place) {
    let (item, _) = told(&place).await;
    let tried = [
        ("objections", "body", "王某某为什么不出钱？", "谢谢村里！", "objection 1".to_owned()),
        ("objections", "reply", "王某某已经出了。", "王某某没有出。", "objection 1".to_owned()),
        ("revisions", "title", "村内道路硬化建设承包方案", "别的方案", format!("item {item}")),
        (
            "publications",
            "content",
            "通过，王某某家门前",
            "通过，李某某家门前",
            "not what was countersigned".to_owned(),
        ),
    ];
    for (table, column, was, is, named) in tried {
        let set = |from: &str, to: &str| {
            format!("UPDATE {table} SET {column} = REPLACE({column}, '{from}', '{to}') WHERE {column} LIKE '%{from}%'")
        };
        assert!(tamper(&place, &set(was, is)).await > 0, "{table}");
        let found = findings(&place).await;
        assert!(found.contains(&named), "{table}.{column}: {named} in {found:?}");
        tamper(&place, &set(is, was)).await;
        assert_eq!(findings(&place).await, "", "{table}.{column}");
    }
    let filed = "(SELECT seq FROM journal WHERE act = 'objection.filed')";
    let sealed =
        format!("UPDATE journal_sealed SET body = '{{\"text_hash\":\"{}\"}}' WHERE seq = {filed}", sha("谢谢\n"));
    assert_eq!(tamper(&place, &sealed).await, 1);
    assert!(findings(&place).await.contains("its sealed part is gone or does not fit it"));
    tamper(&place, &format!("DELETE FROM journal_sealed WHERE seq = {filed}")).await;
    assert!(findings(&place).await.contains("its sealed part is gone or does not fit it"));
}

/// Once words are blanked, no hash of a text with them is left in what is sealed either: whoever holds the database then has nothing
/// to try. It verifies and is listed as blanked, and what is left is held.
async fn c14_what_was_blanked_leaves_no_hash_to_try(place: Place) {
    let (_, vote) = told(&place).await;
    let before = hashes(&place, NAME).await;
    let left = async || {
        let mut conn = place.db.read().await.expect("a connection");
        let rows = sqlx::query("SELECT body FROM journal_sealed").fetch_all(&mut *conn).await.expect("sealed");
        let all: String = rows.iter().map(|row| row.get::<String, _>(0) + "\n").collect();
        hex(&all).into_iter().filter_map(|hash| before.get(hash).cloned()).collect::<Vec<_>>()
    };
    assert!(left().await.len() >= 5, "the sealed parts name what was written: {:?}", left().await);
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    blanked(&place, &about, &[("what", "blank"), ("words", NAME), ("reason", "写了不该公开的姓名")]).await;
    assert_eq!(left().await, Vec::<String>::new());
    place.verifies().await;
    let report = verify::database(&place.db, &[place.head().await]).await.expect("verified");
    for listed in ["its sealed part was blanked", "objection ", "its fingerprint is now"] {
        assert!(report.blanked.iter().any(|one| one.what.contains(listed)), "{listed} in {:?}", report.blanked);
    }
    for (table, column) in [("objections", "body"), ("objections", "reply")] {
        let set = |from: &str, to: &str| format!("UPDATE {table} SET {column} = REPLACE({column}, '{from}', '{to}')");
        tamper(&place, &set("■■■", "张三")).await;
        assert!(findings(&place).await.contains("objection 1"), "{column}");
        tamper(&place, &set("张三", "■■■")).await;
        assert_eq!(findings(&place).await, "", "{column}");
    }
    // A decision that was not touched by it is still held against what was countersigned.
    let content = "UPDATE publications SET content = REPLACE(content, '通过，', '否决，') WHERE kind = 'outcome'";
    assert!(tamper(&place, content).await > 0);
    assert!(findings(&place).await.contains("published text is not the one"));
}

/// Whoever reads on with `?since=` is told by the blanking's entry: the lines that they kept verify with it, those that still hold
/// what was blanked are named, and read anew they hold it no more.
async fn c14_who_reads_on_learns_what_was_blanked(place: Place) {
    let (_, vote) = told(&place).await;
    let journal = format!("/c/{}/journal.jsonl", place.community);
    let mut kept: Vec<String> = place.public(&journal).await.lines().map(str::to_owned).collect();
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    blanked(&place, &about, &[("what", "blank"), ("words", NAME), ("reason", "写了不该公开的姓名")]).await;
    let more = place.public(&format!("{journal}?since={}", kept.len())).await;
    assert!(!more.contains(NAME), "{more}");
    kept.extend(more.lines().map(str::to_owned));
    let head = [place.head().await];
    let report = verify::lines(&kept.join("\n"), &head).expect("read");
    assert_eq!(report.findings, Vec::new());
    let held = |report: &verify::Report| report.blanked.iter().filter(|one| one.what.contains("still hold")).count();
    assert!(held(&report) >= 1, "{:?}", report.blanked);
    // Whoever makes something of that which was not blanked is found all the same.
    let forged = kept.join("\n").replace(NAME, "李某某");
    assert!(!verify::lines(&forged, &head).expect("read").findings.is_empty());
    // The entry names the numbers; each is read anew.
    let entry: Value =
        kept.iter().rev().find(|line| line.contains("\"words.blanked\"")).map(|line| parse(line)).expect("a line");
    let told = parse(entry["body"].as_str().expect("a body"));
    let mut numbers = BTreeSet::new();
    for part in ["lines", "words"] {
        let all = told["blanked"][part].as_array().expect("a list");
        numbers.extend(all.iter().map(|one| one["seq"].as_u64().expect("a number") as usize));
    }
    assert!(numbers.len() <= held(&report), "{numbers:?} of {:?}", report.blanked);
    for number in numbers {
        let anew = place.public(&format!("{journal}?since={}", number - 1)).await;
        kept[number - 1] = anew.lines().next().expect("a line").to_owned();
    }
    let report = verify::lines(&kept.join("\n"), &head).expect("read");
    assert_eq!((report.findings.len(), held(&report)), (0, 0), "{:?}", report.blanked);
    assert_eq!(kept.join("\n"), place.public(&journal).await.trim_end(), "as whoever reads the whole now");
    assert!(!kept.join("\n").contains(NAME));
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
