//! What verifying finds: a changed count, choice, text or entry, a dropped end, a rewritten chain; and what erasing leaves.

use crate::common::{Place, engines};
use server::{
    check::verify,
    journal::chain,
    store::{journal, write::Answer},
};
use sqlx::AssertSqlSafe;

engines!(
    a_changed_count_is_named,
    a_changed_choice_is_named,
    a_changed_count_of_the_room_is_named,
    a_changed_text_is_named,
    a_changed_entry_is_named,
    a_changed_roll_is_named,
    a_row_that_cannot_be_read_is_named_beside_the_others,
    a_changed_thread_is_named,
    what_became_of_a_decision_is_held_against_the_chain,
    a_changed_mandate_is_named,
    a_hidden_community_is_named,
    a_dropped_end_is_named,
    a_missing_personal_part_is_named,
    a_rewritten_chain_is_named_by_the_printed_head,
    erasing_a_member_leaves_the_chain_whole,
);

/// A published decision with 36 votes for.
async fn decided(place: &Place) -> String {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..36] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let text = [("body", "通过。"), ("responsible", "村民委员会")];
    chair.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    place.verifies().await;
    vote
}

async fn tamper(place: &Place, sql: &str) {
    let mut transaction = place.db.begin().await.expect("a transaction");
    let done = sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut *transaction).await.expect("tampered");
    assert!(done.rows_affected() > 0, "{sql}");
    transaction.commit().await.expect("committed");
}

async fn findings(place: &Place) -> String {
    let report = verify::database(&place.db, &[]).await.expect("verified");
    report.findings.iter().map(|one| one.what.clone()).collect::<Vec<_>>().join("\n")
}

async fn a_changed_count_is_named(place: Place) {
    let vote = decided(&place).await;
    tamper(&place, "UPDATE votes SET record = REPLACE(record, '\"for\":36', '\"for\":37')").await;
    let found = findings(&place).await;
    assert!(found.contains(&vote) && found.contains("not the one in the journal"), "{found}");
}

async fn a_changed_choice_is_named(place: Place) {
    let vote = decided(&place).await;
    tamper(&place, "UPDATE ballots SET choice = 'against' WHERE seq = (SELECT MIN(seq) FROM ballots)").await;
    let found = findings(&place).await;
    assert!(found.contains(&vote) && found.contains("was changed") && found.contains("do not add up"), "{found}");
}

async fn a_changed_text_is_named(place: Place) {
    let vote = decided(&place).await;
    tamper(&place, "UPDATE publications SET content = REPLACE(content, '通过。', '否决。') WHERE kind = 'outcome'")
        .await;
    let found = findings(&place).await;
    assert!(found.contains(&vote) && found.contains("published text"), "{found}");
    assert!(found.contains("not what was countersigned"), "{found}");
    tamper(&place, "DELETE FROM publications WHERE kind = 'outcome'").await;
    assert!(findings(&place).await.contains("is gone"));
}

/// Nobody puts other words into somebody's mouth, nor another text under a vote.
async fn a_changed_thread_is_named(place: Place) {
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[11].1).await;
    let (proposal, remark, _) = place.hidden_remark(&chair, &speaker, &item).await;
    place.verifies().await;
    tamper(&place, "UPDATE remarks SET body = '我同意'").await;
    tamper(&place, "UPDATE proposal_revisions SET body = '改用石子。'").await;
    tamper(&place, "UPDATE revisions SET body = '硬化一组道路。'").await;
    let found = findings(&place).await;
    for named in [format!("remark {remark}"), format!("proposal {proposal}"), format!("item {item}")] {
        assert!(found.contains(&named), "{named} in {found}");
    }
    tamper(&place, "DELETE FROM remarks").await;
    assert!(findings(&place).await.contains(&format!("remark {remark} is gone")));
}

/// Objections, replies, milestones, ratings and photos: whatever is changed, added or taken away is named.
async fn what_became_of_a_decision_is_held_against_the_chain(place: Place) {
    let vote = decided(&place).await;
    let (chair, supervisor) = (place.chair().await, place.supervisor().await);
    let (resident, other) = (place.representative().await, place.sign_in("0021").await);
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    for text in ["为什么没有五组？", "钱从哪里来？"] {
        resident.post(&format!("/do{about}/object"), &[("kind", "query"), ("text", text)]).await.done();
    }
    let page = chair.get(&about).await;
    let asked = page.split("action=\"/do/o/").nth(1).and_then(|rest| rest.split('/').next());
    let reply = format!("/do/o/{}/reply", asked.expect("an objection"));
    chair.post(&reply, &[("reply", "五组明年修。"), ("result", "kept")]).await.done();
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "380000")];
    chair.post(&format!("{at}/plan"), &plan).await.done();
    let page = chair.get(&about).await;
    let step = page.split("action=\"/do/m/").nth(1).and_then(|rest| rest.split('/').next()).expect("a milestone");
    let png = data_encoding::BASE64
        .decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")
        .expect("a picture");
    chair.upload(&format!("/do/m/{step}/photo"), &png).await.done();
    let done = [("done", "2026-03-16"), ("money", "379000"), ("note", "")];
    chair.post(&format!("/do/m/{step}/reach"), &done).await.done();
    supervisor.post(&format!("/do/m/{step}/accept"), &[]).await.done();
    chair.post(&format!("{at}/complete"), &[("text", "全部完工。")]).await.done();
    for (member, grade) in [(&resident, "dissatisfied"), (&other, "mostly")] {
        member.post(&format!("{at}/rate"), &[("grade", grade)]).await.done();
    }
    place.verifies().await;

    // Each is tried, named, and put back.
    let good = [
        ("objections", "body", "为什么没有五组？", "谢谢村里！", "objection 1"),
        ("objections", "due_day", "2026-03-23", "2026-12-31", "objection 1"),
        ("objections", "reply", "五组明年修。", "五组今年修。", "objection 1"),
        ("objections", "result", "kept", "corrected", "objection 1"),
        ("milestones", "due_day", "2026-04-10", "2026-08-10", "milestone"),
        ("milestones", "responsible", "村民委员会", "监督委员会", "milestone"),
        ("milestones", "done_day", "2026-03-16", "2026-03-01", "milestone"),
        ("ratings", "grade", "dissatisfied", "satisfied", "a rating was changed"),
    ];
    for (table, column, was, is, named) in good {
        let set = |from: &str, to: &str| format!("UPDATE {table} SET {column} = '{to}' WHERE {column} = '{from}'");
        tamper(&place, &set(was, is)).await;
        let found = findings(&place).await;
        assert!(found.contains(named), "{table}.{column}: {named} in {found:?}");
        tamper(&place, &set(is, was)).await;
        assert_eq!(findings(&place).await, "", "{table}.{column}");
    }
    for (sql, back) in [
        (
            "UPDATE milestones SET money = 1 WHERE money = 38000000",
            "UPDATE milestones SET money = 38000000 WHERE money = 1",
        ),
        ("UPDATE milestones SET done_money = 1", "UPDATE milestones SET done_money = 37900000"),
    ] {
        tamper(&place, sql).await;
        assert!(findings(&place).await.contains("milestone"), "{sql}");
        tamper(&place, back).await;
        assert_eq!(findings(&place).await, "");
    }
    tamper(&place, "DELETE FROM objections WHERE number = 2").await;
    tamper(&place, "UPDATE milestones SET accepted_at = NULL").await;
    tamper(&place, "DELETE FROM ratings WHERE grade = 'mostly'").await;
    tamper(&place, "DELETE FROM photos").await;
    let found = findings(&place).await;
    for named in ["objection 2 is gone", "milestone", "a rating is gone", "photo"] {
        assert!(found.contains(named), "{named} in {found}");
    }
}

/// A mandate that nobody recorded, and one that somebody else holds than the paper says.
async fn a_changed_mandate_is_named(mut place: Place) {
    place.with_body("collective_member_assembly", "集体经济组织成员大会").await;
    place.seat(&["0001", "0003", "0021"]).await;
    let (clerk, chair) = (place.clerk().await, place.chair().await);
    let (session, _) = place.announced_with(&chair, "collective_asset_lease", "2026-03-16T19:30").await;
    let (by, to) = (place.named("0021").await, place.named("0001").await);
    let paper = [("giver", by.as_str()), ("holder", to.as_str()), ("said", "2026-03-10 书面委托")];
    clerk.post(&format!("/do/s/{session}/proxies"), &paper).await.done();
    place.verifies().await;
    let (other, giver) =
        (place.member(&place.community, "0003").await.id, place.member(&place.community, "0021").await.id);
    let first = place.member(&place.community, "0001").await.id;
    tamper(&place, &format!("UPDATE mandates SET holder = '{other}'")).await;
    assert!(findings(&place).await.contains("a mandate is not the one in the journal"));
    tamper(&place, &format!("UPDATE mandates SET holder = '{first}', giver = '{other}'")).await;
    let found = findings(&place).await;
    assert!(found.contains("a mandate is not the one") && found.contains("a mandate is gone"), "{found}");
    tamper(&place, &format!("UPDATE mandates SET giver = '{giver}'")).await;
    assert_eq!(findings(&place).await, "");
}

/// Whoever strikes an absent member off the frozen roll makes the quorum easier, and is named.
async fn a_changed_roll_is_named(place: Place) {
    decided(&place).await;
    let absent = "DELETE FROM session_roll WHERE member = (SELECT MAX(unit) FROM roll_entries WHERE voted = 0)";
    tamper(&place, absent).await;
    let found = findings(&place).await;
    assert!(found.contains("session") && found.contains("its roll is not the one"), "{found}");
    tamper(&place, "DELETE FROM roll_entries WHERE unit = (SELECT MAX(unit) FROM roll_entries WHERE voted = 0)").await;
    assert!(findings(&place).await.contains("vote"));
    tamper(&place, "UPDATE votes SET gates = REPLACE(gates, '2025-01-10', '2026-01-10')").await;
    tamper(&place, "UPDATE votes SET rule = REPLACE(rule, '\"den\":3', '\"den\":9')").await;
    let found = findings(&place).await;
    assert!(found.contains("its gates are not those") && found.contains("its rule is not the one"), "{found}");
}

/// A value that the program never writes is a finding: what else was changed is found all the same.
async fn a_row_that_cannot_be_read_is_named_beside_the_others(place: Place) {
    decided(&place).await;
    tamper(&place, "UPDATE votes SET mode = 'aloud'").await;
    tamper(&place, "UPDATE publications SET content = REPLACE(content, '通过。', '否决。') WHERE kind = 'outcome'")
        .await;
    let found = findings(&place).await;
    assert!(found.contains("a row cannot be read") && found.contains("column mode"), "{found}");
    assert!(found.contains("published text"), "{found}");
}

/// A chain whose community was struck from the table is still walked, and a chain without its head is named.
async fn a_hidden_community_is_named(place: Place) {
    decided(&place).await;
    tamper(&place, "INSERT INTO heads (community, seq, hash, at) VALUES ('elsewhere', 1, 'x', 0)").await;
    let found = findings(&place).await;
    assert!(found.contains("the community is gone") && found.contains("missing"), "{found}");
    tamper(&place, "DELETE FROM heads WHERE community = 'elsewhere'").await;
    tamper(&place, &format!("DELETE FROM heads WHERE community = '{}'", place.community)).await;
    assert!(findings(&place).await.contains("the head of the chain is gone"));
}

async fn a_changed_entry_is_named(place: Place) {
    decided(&place).await;
    tamper(&place, "UPDATE journal SET body = '{}' WHERE act = 'vote.opened'").await;
    let found = findings(&place).await;
    assert!(found.contains("(vote.opened) was changed"), "{found}");
}

/// Whoever swaps two choices and drops what the journal knows of them is found out by the gap.
async fn a_missing_personal_part_is_named(place: Place) {
    decided(&place).await;
    tamper(&place, "DELETE FROM journal_private WHERE seq = (SELECT MIN(seq) FROM ballots)").await;
    let found = findings(&place).await;
    assert!(found.contains("personal parts are missing"), "{found}");
}

async fn a_dropped_end_is_named(place: Place) {
    decided(&place).await;
    let (seq, _) = place.head().await;
    tamper(&place, &format!("DELETE FROM journal WHERE community = '{}' AND seq = {seq}", place.community)).await;
    let found = findings(&place).await;
    assert!(found.contains("entries at the end are missing"), "{found}");
}

/// Whoever holds the database can rewrite everything so that it fits itself; the head printed on paper tells.
async fn a_rewritten_chain_is_named_by_the_printed_head(place: Place) {
    decided(&place).await;
    let printed = place.head().await;
    let mut conn = place.db.read().await.expect("a connection");
    let rows = journal::entries(&mut conn, &place.community, 0, 10_000).await.expect("entries");
    drop(conn);
    let mut prev = String::new();
    for mut row in rows {
        if row.act == "session.announced" {
            row.role = "clerk".to_owned();
        }
        row.prev.clone_from(&prev);
        row.hash = chain::entry_hash(&place.community, &row);
        prev.clone_from(&row.hash);
        let sql = format!(
            "UPDATE journal SET role = '{}', prev = '{}', hash = '{}' WHERE community = '{}' AND seq = {}",
            row.role, row.prev, row.hash, place.community, row.seq
        );
        tamper(&place, &sql).await;
    }
    tamper(&place, &format!("UPDATE heads SET hash = '{prev}' WHERE community = '{}'", place.community)).await;
    assert_eq!(findings(&place).await, "", "the rewritten chain fits itself");
    let report = verify::database(&place.db, std::slice::from_ref(&printed)).await.expect("verified");
    assert!(report.findings[0].what.contains("rewritten or cut"), "{:?}", report.findings);
    // The published journal alone tells the same.
    let lines = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(verify::lines(&lines, &[]).expect("read").findings.is_empty());
    assert_eq!(verify::lines(&lines, &[printed]).expect("read").findings.len(), 1);
}

async fn erasing_a_member_leaves_the_chain_whole(place: Place) {
    let vote = decided(&place).await;
    let clerk = place.clerk().await;
    assert!(clerk.get(&format!("/c/{}/members?q=0014", place.community)).await.contains("/members/"));
    // Who is on the roll is not erased.
    let name = place.member(&place.community, "0014").await.name;
    let answer = place.desk.erase_member(&place.community, "0014", &name).await.expect("an answer");
    assert_eq!(answer, Answer::from(rules::Refusal::MemberActive));
    tamper(&place, "UPDATE members SET state = 'left' WHERE number = '0014' AND community = 'yunshan'").await;
    // A seat outlasts moving away, and who sits is not erased.
    let answer = place.desk.erase_member(&place.community, "0014", &name).await.expect("an answer");
    assert_eq!(answer, Answer::from(rules::Refusal::MemberStays));
    tamper(&place, "DELETE FROM seats WHERE member IN (SELECT id FROM members WHERE number = '0014')").await;
    let answer = place.desk.erase_member(&place.community, "0014", &name).await.expect("erased");
    assert!(matches!(answer, Answer::Done { .. }));
    assert_eq!(place.logins("0014").await, 0);
    place.verifies().await;
    assert_eq!(place.member(&place.community, "0014").await.name, "");
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(page.contains("<dd>36</dd>"));
}

/// What the tellers found, the papers over the table, a vote's phase: each is held against the chain.
async fn a_changed_count_of_the_room_is_named(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (id, _) in &members[..10] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    place.tellers_count(&vote, [6, 4, 0, 0, 0]).await;
    place.verifies().await;
    for (change, back, words) in [
        (
            "UPDATE room_counts SET in_favour = 7, against = 3",
            "UPDATE room_counts SET in_favour = 6, against = 4",
            "what the tellers entered is not what the journal says",
        ),
        (
            "UPDATE votes SET papers_out = 11",
            "UPDATE votes SET papers_out = 10",
            "the journal has another number of papers",
        ),
        (
            "UPDATE votes SET phase = 'void', void_reason = 'x' WHERE phase = 'counted'",
            "UPDATE votes SET phase = 'counted', void_reason = '' WHERE phase = 'void'",
            "the journal left it in another phase",
        ),
        (
            "UPDATE roll_entries SET voted = 0 WHERE channel = 'paper' AND unit = (SELECT MIN(unit) FROM roll_entries \
             WHERE channel = 'paper')",
            "UPDATE roll_entries SET voted = 1 WHERE channel = 'paper'",
            "another number of people took part",
        ),
    ] {
        tamper(&place, change).await;
        let found = findings(&place).await;
        assert!(found.contains(words), "{change}: {found}");
        tamper(&place, back).await;
        place.verifies().await;
    }
}
