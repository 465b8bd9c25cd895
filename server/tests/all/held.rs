//! Issue 16, E23: whoever changes by hand what is on record is found, in the database and in an export.

use crate::{
    common::{Place, engines},
    takeback::{decided, findings, tamper},
};
use rules::id::MemberId;
use server::store::journal;
use server::{
    check::{folder, verify},
    journal::chain,
};

engines!(
    e23_every_table_is_held_against_the_chain,
    e23_what_an_old_chain_does_not_hold_is_said,
    e23_who_wrote_and_what_is_searched_is_held,
    e23_an_export_is_held_against_its_chain,
);

/// Every table with content that entries speak of: a row changed, struck or added is named.
async fn e23_every_table_is_held_against_the_chain(place: Place) {
    let (session, _, vote) = decided(&place).await;
    let (chair, admin) = (place.chair().await, place.administrator().await);
    place.give_basis().await;
    let resident = place.representative().await;
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    resident.post(&format!("/do{about}/object"), &[("kind", "query"), ("text", "为什么没有五组？")]).await.done();
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "380000")];
    chair.post(&format!("{at}/plan"), &plan).await.done();
    drop(admin);
    place.verifies().await;
    let of = format!("WHERE community = '{}'", place.community);
    let one = |table: &str, column: &str| format!("{of} AND {column} = (SELECT MIN({column}) FROM {table} {of})");
    // What is changed, how it is put back (nothing: the row is struck and the place is not used further), and what names it.
    let changed: Vec<(&str, String, String, &str)> = vec![
        (
            "roles",
            format!("SET role = 'x' {of} AND role = 'teller'"),
            format!("SET role = 'teller' {of} AND role = 'x'"),
            "roles",
        ),
        (
            "members",
            format!("SET number = '9014' {of} AND number = '0015'"),
            format!("SET number = '0015' {of} AND number = '9014'"),
            "members",
        ),
        ("members", format!("SET name = '冒名' {of} AND number = '0014'"), String::new(), "members"),
        (
            "bodies",
            format!("SET basis_text = '都算到场' WHERE id = '{}'", place.body),
            format!("SET basis_text = '可以线上参加' WHERE id = '{}'", place.body),
            "bodies",
        ),
        ("communities", "SET name = '别处' WHERE id = 'yunshan'".to_owned(), String::new(), "community"),
        (
            "grounds",
            format!("SET said = '另一个决议' {of} AND said = '2025-01-10 村民会议决议'"),
            format!("SET said = '2025-01-10 村民会议决议' {of} AND said = '另一个决议'"),
            "grounds",
        ),
        (
            "sessions",
            format!("SET starts_at = starts_at + 1 WHERE id = '{session}'"),
            format!("SET starts_at = starts_at - 1 WHERE id = '{session}'"),
            "session of session",
        ),
        (
            "sessions",
            format!("SET chair = (SELECT id FROM members {of} AND number = '0005') WHERE id = '{session}'"),
            format!("SET chair = (SELECT id FROM members {of} AND number = '0002') WHERE id = '{session}'"),
            "session of session",
        ),
        ("items", format!("SET title = '别的' {of}"), format!("SET title = '村内道路硬化' {of}"), "items of session"),
        (
            "items",
            format!("SET matter = 'other' {of}"),
            format!("SET matter = 'public_works_contract_plan' {of}"),
            "items of session",
        ),
        ("session_roll", format!("SET weighs = 1 {of}"), format!("SET weighs = 0 {of}"), "roll of session"),
        (
            "attendance",
            format!("SET left_at = 1 {}", one("attendance", "member")),
            format!("SET left_at = NULL {}", one("attendance", "member")),
            "attendance of session",
        ),
        (
            "attendance",
            format!("SET weight = 'observer' {}", one("attendance", "member")),
            format!("SET weight = 'present' {}", one("attendance", "member")),
            "attendance of session",
        ),
        ("hidings", format!("SET reason = '离题' {of}"), format!("SET reason = '人身攻击' {of}"), "hidings of session"),
        ("hidings", format!("SET state = 'undone' {of}"), format!("SET state = 'hidden' {of}"), "hidings of session"),
        (
            "proposals",
            format!("SET state = 'withdrawn' {of}"),
            format!("SET state = 'open' {of}"),
            "proposals of session",
        ),
        ("votes", format!("SET recounts = 1 {of}"), format!("SET recounts = 0 {of}"), "votes of session"),
        (
            "milestones",
            format!("SET due_day = '2026-05-10' {of}"),
            format!("SET due_day = '2026-04-10' {of}"),
            "milestone",
        ),
        ("postings", format!("SET last_day = '2026-12-31' {of}"), String::new(), "postings"),
        ("publications", format!("SET year = 2025 {of}"), format!("SET year = 2026 {of}"), "another year"),
        ("documents", format!("SET text = '别的' {of} AND kind = 'outcome'"), String::new(), "the search finds"),
        (
            "publication_drafts",
            format!("SET responsible = '别人' {of}"),
            format!("SET responsible = '村民委员会' {of}"),
            "outcomes",
        ),
        ("objections", format!("SET due_day = '2026-12-31' {of}"), String::new(), "objection 1"),
        ("publications", format!("SET content = 'x' {of} AND kind = 'notice'"), String::new(), "cannot be read"),
    ];
    let mut before = String::new();
    for (table, set, back, named) in &changed {
        assert!(tamper(&place, &format!("UPDATE {table} {set}")).await > 0, "{table} {set}");
        let found = findings(&place).await;
        let new: Vec<&str> = found.lines().filter(|line| !before.contains(line)).collect();
        assert!(new.iter().any(|line| line.contains(named)), "{table} {set}: {named} in {new:?}");
        if !back.is_empty() {
            tamper(&place, &format!("UPDATE {table} {back}")).await;
            assert_eq!(findings(&place).await, before, "{table} {back}");
        }
        before = findings(&place).await;
    }
    struck(&place, &of).await;
}

/// Rows that are struck or added, in tables that were left alone above.
async fn struck(place: &Place, of: &str) {
    let mut before = findings(place).await;
    let community = &place.community;
    // Somebody without a seat or a role.
    let seated: Vec<String> = place.seated().await.into_iter().map(|(id, _)| id).collect();
    let mut conn = place.db.read().await.expect("a connection");
    let all = server::rows::member::all(&mut conn, community).await.expect("members");
    let roles = server::rows::community::roles(&mut conn, community).await.expect("roles");
    drop(conn);
    let free = |id: &MemberId| !seated.contains(&id.0) && !roles.iter().any(|(member, _)| member == id);
    let member = all.into_iter().map(|one| one.id).find(free).expect("a resident");
    let seat =
        format!("INSERT INTO seats (community, body, member) VALUES ('{community}', '{}', '{member}')", place.body);
    let role = format!("INSERT INTO roles (community, member, role) VALUES ('{community}', '{member}', 'clerk')");
    let unit = format!(
        "INSERT INTO estate_units (community, body, number, member, area) VALUES ('{community}', '{}', '1', '{member}', 5)",
        place.body
    );
    let photo = format!(
        "INSERT INTO photos (id, community, kind, subject, jpeg, at) VALUES ('x', '{community}', 'outcome', 'x', '', 0)"
    );
    let found = format!(
        "INSERT INTO documents (doc, community, kind, subject, title, text, folded, body_kind, year, at) \
         VALUES (1, '{community}', 'outcome', 'x', 't', 't', 't', '', 2026, 0)"
    );
    let session = format!(
        "INSERT INTO sessions (id, community, body, title, place, held, starts_at, phase, special, chair, presiding, reason, \
         room_key, created_at) SELECT 'x', community, body, title, place, held, starts_at, phase, special, chair, presiding, \
         reason, room_key, created_at FROM sessions {of}"
    );
    for (sql, named) in [
        (seat, "seats"),
        (role, "roles"),
        (unit, "units"),
        (photo, "photo x"),
        (found, "was not published"),
        (session, "session x: no entry tells of it"),
        (format!("DELETE FROM seats {of}"), "seats"),
        (format!("DELETE FROM grounds {of}"), "grounds"),
        (format!("DELETE FROM hidings {of}"), "hidings of session"),
        (format!("DELETE FROM attendance {of}"), "attendance of session"),
        (format!("DELETE FROM postings {of}"), "postings"),
        (format!("DELETE FROM milestones {of}"), "milestone"),
        (format!("DELETE FROM objections {of}"), "objection 1 is gone"),
    ] {
        if named == "seats" || named == "postings" || named == "roles" {
            before = String::new();
        }
        assert!(tamper(place, &sql).await > 0, "{sql}");
        let found = findings(place).await;
        let new: Vec<&str> = found.lines().filter(|line| !before.contains(line)).collect();
        assert!(new.iter().any(|line| line.contains(named)), "{sql}: {named} in {new:?}");
        before = found;
    }
}

/// A chain from before says what it does not hold, until an act holds it; that is no fault.
async fn e23_what_an_old_chain_does_not_hold_is_said(place: Place) {
    // A chain whose entries say nothing of how things stand, as they were before.
    let mut conn = place.db.read().await.expect("a connection");
    let rows = journal::entries(&mut conn, &place.community, 0, 10_000).await.expect("entries");
    drop(conn);
    let mut prev = String::new();
    for mut row in rows {
        let mut body: serde_json::Value = serde_json::from_str(&row.body).expect("JSON");
        body.as_object_mut().expect("an object").remove("stands");
        (row.body, row.prev) = (body.to_string(), prev);
        row.hash = chain::entry_hash(&place.community, &row);
        prev = row.hash.clone();
        let sql = format!(
            "UPDATE journal SET body = '{}', prev = '{}', hash = '{prev}' WHERE community = '{}' AND seq = {}",
            row.body.replace('\'', "''"),
            row.prev,
            place.community,
            row.seq
        );
        tamper(&place, &sql).await;
    }
    tamper(&place, &format!("UPDATE heads SET hash = '{prev}' WHERE community = '{}'", place.community)).await;
    let report = verify::database(&place.db, &[]).await.expect("verified");
    assert_eq!(report.findings, Vec::new());
    let says = |report: &verify::Report, what: &str| report.uncovered.iter().any(|one| one.what == what);
    assert!(says(&report, "roles: not covered, no entry holds it yet"), "{:?}", report.uncovered);
    place.give_basis().await;
    let report = verify::database(&place.db, &[]).await.expect("verified");
    let (seq, _) = place.head().await;
    assert!(says(&report, &format!("roles: not covered before entry {seq}")), "{:?}", report.uncovered);
    assert!(says(&report, "postings: not covered, no entry holds it yet"), "{:?}", report.uncovered);
    assert_eq!(report.findings, Vec::new());
    tamper(&place, "DELETE FROM roles WHERE role = 'teller'").await;
    assert!(findings(&place).await.contains("roles: changed since entry"));
}

/// Who wrote a text, under whom a personal part is kept, by what words a thing is found, the key of a hall.
async fn e23_who_wrote_and_what_is_searched_is_held(place: Place) {
    let (session, item, _) = decided(&place).await;
    let of = format!("community = '{}'", place.community);
    let other = place.member(&place.community, "0014").await.id;
    let mut conn = place.db.read().await.expect("a connection");
    let one = |sql: String| sqlx::query_as::<_, (String,)>(sqlx::AssertSqlSafe(sql));
    let (author,) =
        one(format!("SELECT author FROM revisions WHERE item = '{item}'")).fetch_one(&mut *conn).await.expect("one");
    let (doc,): (i64,) = sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT MIN(doc) FROM documents WHERE {of}")))
        .fetch_one(&mut *conn)
        .await
        .expect("a number");
    let (seq,): (i64,) =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT MIN(seq) FROM journal_private WHERE {of}")))
            .fetch_one(&mut *conn)
            .await
            .expect("a number");
    let private = format!("{of} AND seq = {seq}");
    let (whose,) =
        one(format!("SELECT member FROM journal_private WHERE {private}")).fetch_one(&mut *conn).await.expect("one");
    drop(conn);
    let set = |table: &str, set: &str, back: &str, rows: &str| {
        [set, back].map(|set| format!("UPDATE {table} SET {set} WHERE {rows}"))
    };
    let community = &place.community;
    for ([change, back], named) in [
        (
            set(
                "revisions",
                &format!("author = '{other}'"),
                &format!("author = '{author}'"),
                &format!("item = '{item}'"),
            ),
            "authors of session",
        ),
        (
            set(
                "sessions",
                "room_key = room_key || 'x'",
                "room_key = SUBSTR(room_key, 1, LENGTH(room_key) - 1)",
                &format!("id = '{session}'"),
            ),
            "room of session",
        ),
        (
            set("journal_private", &format!("member = '{other}'"), &format!("member = '{whose}'"), &private),
            "its personal part is kept under another member",
        ),
        (
            set(
                "documents",
                "folded = folded || ' 别的'",
                "folded = SUBSTR(folded, 1, LENGTH(folded) - 3)",
                &format!("doc = {doc}"),
            ),
            "the words by which the search finds it",
        ),
        (
            set("documents", "at = at + 1", "at = at - 1", &format!("doc = {doc}")),
            "what the search finds of it is not what was published",
        ),
        (
            [
                format!("INSERT INTO document_pairs (community, pair, doc) VALUES ('{community}', '没有的', {doc})"),
                format!("DELETE FROM document_pairs WHERE pair = '没有的' AND doc = {doc}"),
            ],
            "the words by which the search finds it",
        ),
        (
            [format!("DELETE FROM document_pairs WHERE doc = {doc}"), String::new()],
            "the words by which the search finds it",
        ),
    ] {
        assert!(tamper(&place, &change).await > 0, "{change}");
        let found = findings(&place).await;
        assert!(found.contains(named), "{change}: {named} in {found:?}");
        if !back.is_empty() {
            tamper(&place, &back).await;
            assert_eq!(findings(&place).await, "", "{back}");
        }
    }
    // What an earlier version folded is neither a fault nor fine; the server folds it anew.
    tamper(&place, &format!("UPDATE documents SET folding = 1 WHERE doc = {doc}")).await;
    let report = verify::database(&place.db, &[]).await.expect("verified");
    assert_eq!(report.findings, Vec::new());
    assert!(report.uncovered.iter().any(|one| one.what.contains("folded in an earlier way")), "{:?}", report.uncovered);
}

/// An export is whole; a changed, missing or foreign file is named.
async fn e23_an_export_is_held_against_its_chain(place: Place) {
    let (.., vote) = decided(&place).await;
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || folder::verify(folder.path(), &[], None).expect("an export");
    let report = check();
    assert_eq!(report.findings, Vec::new());
    assert!(report.publications > 1 && report.votes > 0, "{report:?}");
    let at = folder.path().join("c").join(place.community.as_str());
    let decision = format!("outcome/{vote}/revision-1.json");
    let names = [
        (decision.as_str(), "\"for\":36", "\"for\":35", "is not the file in the journal"),
        ("journal.jsonl", "人身攻击", "离题", "is not the text that the entry fixed"),
        ("decisions.json", "\"passed\": true", "\"passed\": false", "decisions.json: the line"),
        ("decisions.csv", "true", "false", "decisions.csv is not the table"),
    ];
    for (name, from, to, named) in names {
        let file = at.join(name);
        let text = std::fs::read_to_string(&file).expect("a file");
        assert!(text.contains(from), "{name}: {text}");
        std::fs::write(&file, text.replace(from, to)).expect("written");
        assert!(check().findings.iter().any(|one| one.what.contains(named)), "{name}: {:?}", check().findings);
        std::fs::write(&file, text).expect("written");
        assert_eq!(check().findings, Vec::new());
    }
    let record = at.join(format!("outcome/{vote}/record.json"));
    let text = std::fs::read_to_string(&record).expect("a file");
    std::fs::write(&record, text.replace("36", "35")).expect("written");
    std::fs::write(at.join("outcome/other.json"), "{}").expect("written");
    std::fs::remove_file(at.join(format!("outcome/{vote}.json"))).expect("removed");
    let page = folder.path().join(format!("zh-CN/c/{}/outcome/{vote}.html", place.community));
    std::fs::write(&page, "<p>另一个决定</p>").expect("written");
    let found: Vec<String> = check().findings.into_iter().map(|one| one.what).collect();
    for named in [
        "is not the count of the decision",
        "other.json is foreign",
        ".json is missing",
        "does not bear the fingerprint",
    ] {
        assert!(found.iter().any(|one| one.contains(named)), "{named} in {found:?}");
    }
    // Nor does a whole community go unseen, while its pages are still there.
    std::fs::rename(folder.path().join("c").join(server::demo::URBAN), folder.path().join("gone")).expect("renamed");
    assert!(
        check()
            .findings
            .iter()
            .any(|one| one.community == server::demo::URBAN && one.what.contains("its journal is not"))
    );
    // Nor where its pages are gone too: the list of communities still leads to it.
    for tag in ["zh-CN", "en"] {
        let pages = folder.path().join(tag).join("c");
        std::fs::remove_dir_all(pages.join(server::demo::URBAN)).expect("removed");
        let _ = std::fs::remove_file(pages.join(format!("{}.html", server::demo::URBAN)));
    }
    let named = |one: &verify::Finding| {
        one.community == server::demo::URBAN && one.what.contains("the list of communities leads to it")
    };
    assert!(check().findings.iter().any(named), "{:?}", check().findings);
}
