//! Issue 16, E23: what stood beside the chain for a while: who is who, who counted, texts of the erased, times, forms, whose a row is.

use crate::{
    common::{Person, Place, engines},
    takeback::{decided, findings, id_after, tamper},
};
use server::{check::verify, store::write::Answer};

engines!(
    e23_who_acts_as_whom_is_held,
    e23_who_administers_is_held,
    e23_rows_of_the_erased_do_not_go_unseen,
    e23_columns_beside_the_text_are_held,
    e23_who_counted_and_took_part_is_held,
    e23_who_spoke_and_who_answered_is_held,
    e23_rows_stay_in_their_community,
    e23_nothing_is_called_blanked_that_is_not,
);

/// Tries each change, sees what names it, and puts it back.
async fn named(place: &Place, changes: &[(String, String, &str)]) {
    for (change, back, words) in changes {
        assert!(tamper(place, change).await > 0, "{change}");
        let found = findings(place).await;
        assert!(found.contains(words), "{change}: {words:?} in {found:?}");
        tamper(place, back).await;
        assert_eq!(findings(place).await, "", "{back}");
    }
}

fn set(table: &str, set: &str, back: &str, whose: &str) -> (String, String) {
    (format!("UPDATE {table} SET {set} WHERE {whose}"), format!("UPDATE {table} SET {back} WHERE {whose}"))
}

/// Two memberships that change places: each would act as the other.
async fn e23_who_acts_as_whom_is_held(place: Place) {
    decided(&place).await;
    let of = format!("community = '{}'", place.community);
    let (one, two) = (place.member(&place.community, "0014").await, place.member(&place.community, "0021").await);
    let swap = |from: &str, to: &str| {
        format!(
            "UPDATE members SET person = CASE number WHEN '0014' THEN '{from}' ELSE '{to}' END \
             WHERE {of} AND number IN ('0014', '0021')"
        )
    };
    named(&place, &[(swap(&two.person, &one.person), swap(&one.person, &two.person), "who acts: changed since")]).await;
}

/// An administrator whom no command made, in whatever community's name; and one whom the command made.
async fn e23_who_administers_is_held(place: Place) {
    decided(&place).await;
    let person = place.member(&place.community, "0014").await.person;
    let (change, back) = set("persons", "administrator = 1", "administrator = 0", &format!("id = '{person}'"));
    named(&place, &[(change, back, "administrators: changed since")]).await;
    let made = place.desk.make_administrator().await.expect("made");
    place.verifies().await;
    let mut conn = place.db.read().await.expect("a connection");
    for community in [&place.community, server::demo::URBAN] {
        let told =
            server::store::journal::of_act(&mut conn, &community.into(), "administrator.made").await.expect("entries");
        assert_eq!(told.len(), 1, "{community}");
        assert!(!told[0].body.contains(made.as_str()), "the chain names nobody");
    }
}

/// The entry that fixed a text may have lost its personal part: that there was one is still known.
async fn e23_rows_of_the_erased_do_not_go_unseen(place: Place) {
    let (_, item, _) = decided(&place).await;
    let of = format!("community = '{}'", place.community);
    // Who spoke leaves, and what is personal of them is erased.
    let (author,): (String,) = {
        let mut conn = place.db.read().await.expect("a connection");
        sqlx::query_as("SELECT m.number FROM members m JOIN remarks r ON r.author = m.id")
            .fetch_one(&mut *conn)
            .await
            .expect("who spoke")
    };
    let row = place.member(&place.community, &author).await;
    tamper(&place, &format!("DELETE FROM roles WHERE member = '{}'", row.id)).await;
    let admin = place.sign_in("A01").await;
    tamper(&place, &format!("DELETE FROM seats WHERE member = '{}'", row.id)).await;
    tamper(&place, &format!("UPDATE members SET state = 'left' WHERE id = '{}'", row.id)).await;
    drop(admin);
    let answer = place.desk.erase_member(&place.community, &author, &row.name).await.expect("an answer");
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    place.verifies().await;
    tamper(&place, &format!("DELETE FROM remarks WHERE {of}")).await;
    let found = findings(&place).await;
    assert!(found.contains("the remark of entry"), "{found}");
    tamper(&place, &format!("DELETE FROM proposal_revisions WHERE {of}")).await;
    let found = findings(&place).await;
    assert!(found.contains("of which personal parts were erased"), "{found}");
    tamper(&place, &format!("DELETE FROM revisions WHERE item = '{item}'")).await;
    let found = findings(&place).await;
    assert!(found.contains(&format!("item {item}: revision 1 is gone")), "{found}");
}

/// A decision that a resident asked about, that is answered and being carried out: the page of what is done about it.
pub async fn asked_and_planned(place: &Place, vote: &str, resident: &Person) -> String {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    resident.post(&format!("/do{about}/object"), &[("kind", "query"), ("text", "骂人的话")]).await.done();
    let objection = id_after(&chair.get(&about).await, "action=\"/do/o/");
    chair.post(&format!("/do/o/{objection}/reply"), &[("reply", "答复。"), ("result", "kept")]).await.done();
    chair.post(&format!("/do/o/{objection}/hide"), &[("reason", "insult")]).await;
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "380000")];
    clerk.post(&format!("{at}/plan"), &plan).await.done();
    let step = id_after(&clerk.get(&about).await, "action=\"/do/m/");
    clerk.upload(&format!("/do/m/{step}/photo"), &crate::common::png()).await.done();
    about
}

/// What is neither a text nor a number of the count, and decides all the same.
async fn e23_columns_beside_the_text_are_held(place: Place) {
    let (_, item, vote) = decided(&place).await;
    let resident = place.sign_in("0014").await;
    asked_and_planned(&place, &vote, &resident).await;
    place.verifies().await;
    let of = format!("community = '{}'", place.community);
    let mut all = vec![
        (set("milestones", "position = position + 9", "position = position - 9", &of), "steps: changed"),
        (set("objections", "at = at + 1", "at = at - 1", &of), "objection times: changed"),
        (
            set("objections", "replied_at = replied_at + 1", "replied_at = replied_at - 1", &of),
            "objection times: changed",
        ),
        (
            set("photos", "subject = subject || 'x'", "subject = SUBSTR(subject, 1, LENGTH(subject) - 1)", &of),
            "photos: changed",
        ),
        (set("votes", "phones = 1 - phones", "phones = 1 - phones", &of), "ways of vote"),
        (set("publication_drafts", "form = 'markdown'", "form = 'typed'", &of), "drafts: changed"),
        (
            set("items", "paper_form = 'markdown'", "paper_form = 'typed'", &format!("id = '{item}'")),
            "papers of session",
        ),
        (set("roll_entries", "heads = heads + 1", "heads = heads - 1", &of), "electors of vote"),
        (set("remarks", "answered = 1 - answered", "answered = 1 - answered", &of), "marked as answered"),
        (set("publications", "hash_before = 'x'", "hash_before = ''", &of), "blanked so"),
    ];
    let mut conn = place.db.read().await.expect("a connection");
    let (hidings,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM objection_hidings").fetch_one(&mut *conn).await.expect("a number");
    drop(conn);
    assert!(hidings > 0, "an objection is hidden");
    let [by, other] =
        [place.member(&place.community, "0002").await.id, place.member(&place.community, "0005").await.id];
    let hidden = set("objection_hidings", &format!("hidden_by = '{other}'"), &format!("hidden_by = '{by}'"), &of);
    all.push((hidden, "objection hiders: changed"));
    let all: Vec<_> = all.into_iter().map(|((change, back), words)| (change, back, words)).collect();
    named(&place, &all).await;
}

/// Who of the tellers found what, at which try; by which way each took part.
async fn e23_who_counted_and_took_part_is_held(place: Place) {
    let (chair, clerk) = (place.sign_in("0002").await, place.sign_in("0006").await);
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (id, _) in &members[..4] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
    clerk.post(&format!("/do/v/{vote}/paper/back"), &[("member", &members[3].0)]).await.done();
    let voter = place.sign_in(&members[10].1).await;
    voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    chair.post(&format!("/do/v/{vote}/close"), &[("reason", "都投完了"), ("few", "yes")]).await.done();
    place.tellers_count(&vote, [2, 1, 0, 0, 0]).await;
    place.verifies().await;
    let [one, other] =
        [place.member(&place.community, "0012").await.id, place.member(&place.community, "0005").await.id];
    let whose = |from: &str, to: &str| format!("UPDATE room_counts SET teller = '{to}' WHERE teller = '{from}'");
    let swapped = (whose(&one, &other), whose(&other, &one), "is not what entry");
    let (change, back) = set("room_counts", "attempt = attempt + 1", "attempt = attempt - 1", "1 = 1");
    let tried = (change, back, "is not what entry");
    let unit = &members[2].0;
    let way = |from: &str, to: &str| {
        format!("UPDATE roll_entries SET channel = '{to}' WHERE unit = '{unit}' AND channel = '{from}'")
    };
    let moved = (way("paper", "online"), way("online", "paper"), "turnout of vote");
    named(&place, &[swapped, tried, moved]).await;
}

/// Raised hands, turns of speech, a roll-call's answers, and how the words of an ending are to be shown.
async fn e23_who_spoke_and_who_answered_is_held(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let people = [place.sign_in(&members[20].1).await, place.sign_in(&members[21].1).await];
    for (person, side) in people.iter().zip(["for", "against"]) {
        person.post(&format!("/do/s/{session}/hand"), &[("side", side)]).await.done();
        place.after_minutes(1);
    }
    // Hands that wait are held as they are raised.
    let of = format!("session = '{session}'");
    let sides = |from: &str, to: &str| format!("UPDATE speeches SET side = '{to}' WHERE {of} AND side = '{from}'");
    let words = format!("speeches of session {session}: changed since");
    let swapped = [(sides("against", "for-x"), sides("for-x", "against"), words.as_str())];
    named(&place, &swapped).await;
    chair.post(&format!("/do/s/{session}/floor/next"), &[]).await.done();
    place.verifies().await;
    chair.post(&format!("/do/s/{session}/floor/warn"), &[]).await.done();
    place.verifies().await;
    chair.post(&format!("/do/s/{session}/floor/stop"), &[]).await.done();
    people[1].post(&format!("/do/s/{session}/hand"), &[("hand", "down")]).await.done();
    place.verifies().await;
    // While a roll-call runs nothing is held of it; once it has ended all of it is.
    chair.post(&format!("/do/s/{session}/roll-call/begin"), &[]).await.done();
    let clerk = place.clerk().await;
    for (id, _) in &members[..30] {
        clerk.post(&format!("/do/s/{session}/roll-call/answer"), &[("member", id)]).await.done();
    }
    place.verifies().await;
    place.after_minutes(30);
    chair.post(&format!("/do/s/{session}/roll-call/end"), &[]).await.done();
    let end = [("kind", "heard"), ("body", "听取了汇报。")];
    chair.post(&format!("/do/i/{item}/end"), &end).await.done();
    place.verifies().await;
    let (one, silent) = (&members[3].0, &members[34].0);
    let whose = |from: &str, to: &str| format!("UPDATE roll_call_answers SET member = '{to}' WHERE member = '{from}'");
    let turn =
        set("speeches", "ends_at = ends_at + 60000", "ends_at = ends_at - 60000", &format!("{of} AND state = 'done'"));
    let call = set("roll_calls", "began_at = began_at - 1", "began_at = began_at + 1", &of);
    let form = set("endings", "form = 'markdown'", "form = 'typed'", &of);
    let calls = format!("roll-calls of session {session}: changed since");
    let forms = format!("ending forms of session {session}: changed since");
    let all = [
        (turn.0, turn.1, words.as_str()),
        (call.0, call.1, calls.as_str()),
        (whose(one, silent), whose(silent, one), calls.as_str()),
        (form.0, form.1, forms.as_str()),
    ];
    named(&place, &all).await;
}

/// A row that is put into another community is in neither any more.
async fn e23_rows_stay_in_their_community(place: Place) {
    let (_, item, _) = decided(&place).await;
    let own = place.community.clone();
    let mut all = Vec::new();
    for table in ["attendance", "ballots", "items", "remarks", "roll_entries", "session_roll", "revisions", "hidings"] {
        let change = format!("UPDATE {table} SET community = '{}' WHERE community = '{own}'", server::demo::URBAN);
        let back = format!("UPDATE {table} SET community = '{own}' WHERE community = '{}'", server::demo::URBAN);
        all.push((change, back, table));
    }
    named(&place, &all).await;
    // Nor does a remark move into another session.
    let copy = format!(
        "INSERT INTO sessions (id, community, body, title, place, held, starts_at, phase, special, chair, presiding, reason, \
         room_key, created_at) SELECT 'x', community, body, title, place, held, starts_at, phase, special, chair, presiding, \
         reason, room_key, created_at FROM sessions WHERE id = (SELECT session FROM items WHERE id = '{item}')"
    );
    tamper(&place, &copy).await;
    tamper(&place, "UPDATE remarks SET session = 'x'").await;
    let found = findings(&place).await;
    assert!(found.contains("remarks: "), "{found}");
}

/// A mark of blanking where no entry says so, in the database and in the published lines.
async fn e23_nothing_is_called_blanked_that_is_not(place: Place) {
    decided(&place).await;
    let of = format!("community = '{}' AND seq = 3", place.community);
    let (change, back) = set("journal", "blanked = 1", "blanked = 0", &of);
    named(&place, &[(change, back, "entry 3: no entry says that words in it were blanked")]).await;
    let lines = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert_eq!(verify::lines(&lines, &[]).expect("read").findings, Vec::new());
    let mut all: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    all[2]["blanked"] = 1.into();
    let marked: Vec<String> = all.iter().map(ToString::to_string).collect();
    let report = verify::lines(&marked.join("\n"), &[]).expect("read");
    assert!(report.findings.iter().any(|one| one.what.contains("entry 3")), "{:?}", report.findings);
    let sealed = format!("community = '{}'", place.community);
    let (change, back) = set("journal_sealed", "blanked = 1", "blanked = 0", &sealed);
    if tamper(&place, &change).await > 0 {
        assert!(findings(&place).await.contains("no entry says that words in its sealed part were blanked"));
        tamper(&place, &back).await;
        assert_eq!(findings(&place).await, "");
    }
}
