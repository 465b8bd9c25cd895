//! Issue 18: a practice sitting. It is the real evening, and nothing of it is left.

use crate::common::{Person, Place, count_form, engines, routes};
use rules::id::CommunityId;
use server::{
    check::verify,
    rows::{practice, session, vote},
    store::outbox,
};
use sqlx::AssertSqlSafe;

engines!(
    an_evening_is_practised_with_the_place_s_own_roll,
    a_secret_vote_and_paper_are_practised_and_invented_people_sit,
    nothing_of_a_practice_is_told_to_anybody,
    it_is_deleted_whole_by_the_chair_or_after_a_day,
    every_table_of_a_place_is_deleted,
);

/// Begins a practice; its session.
async fn begun(place: &Place, person: &Person, people: &str) -> String {
    let to = person.post(&format!("/do/c/{}/practice", place.community), &[("people", people)]).await.done();
    to.split('/').nth(2).expect("a session").to_owned()
}

async fn items(place: &Place, id: &str) -> Vec<String> {
    let all = session::items(&mut place.db.read().await.expect("a connection"), &id.into()).await.expect("items");
    all.into_iter().map(|one| one.id.0).collect()
}

async fn open(place: &Place, chair: &Person, session: &str, item: &str, mode: &str) -> String {
    chair.post(&format!("/do/i/{item}/open-vote"), &[("mode", mode), ("few", "1")]).await.done();
    place.latest_vote(session).await
}

/// Somebody is at the door, who may have been there from the beginning.
async fn comes(place: &Place, clerk: &Person, session: &str, number: &str) -> String {
    let member = format!("practice-{}", place.member(&place.community, number).await.id);
    clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &member)]).await;
    member
}

/// How many rows a practice has in all.
async fn left(place: &Place) -> i64 {
    let mut conn = place.db.read().await.expect("a connection");
    let mut all = 0;
    for table in practice::TABLES.iter().chain(&practice::CHAIN) {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE community LIKE 'practice-%'");
        let (count,): (i64,) = sqlx::query_as(AssertSqlSafe(sql)).fetch_one(&mut *conn).await.expect("a count");
        all += count;
    }
    all
}

async fn an_evening_is_practised_with_the_place_s_own_roll(place: Place) {
    let (chair, clerk, resident) = (place.chair().await, place.clerk().await, place.representative().await);
    let home = format!("/c/{}/room", place.community);
    assert!(chair.get(&home).await.contains("action=\"/do/c/yunshan/practice\""));
    assert!(!resident.get(&home).await.contains("/practice\""), "only whoever may call a sitting");
    resident
        .post(&format!("/do/c/{}/practice", place.community), &[("people", "own")])
        .await
        .refused("permit-not-your-role")
        .await;
    let session = begun(&place, &chair, "own").await;
    assert_eq!(begun(&place, &clerk, "own").await, session, "a second tap leads to it");
    // Everybody finds it at home, on the phone that they hold.
    for person in [&chair, &clerk, &resident] {
        let page = person.get(&home).await;
        assert!(page.contains(&format!("href=\"/s/{session}\"")), "{page}");
        assert!(person.get(&format!("/s/{session}")).await.contains("演练：不作数"));
    }
    assert!(!resident.get(&home).await.contains("/practice/end"));
    // Whoever is not there yet is checked in at the door.
    assert!(
        clerk.get(&format!("/s/{session}/door?show=absent")).await.contains("/check-in"),
        "a fifth is not there yet"
    );
    comes(&place, &clerk, &session, "0014").await;
    // An item from called to declared, by the same pages as ever.
    let item = items(&place, &session).await.remove(0);
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let vote = open(&place, &chair, &session, &item, "named").await;
    let page = resident.get(&format!("/v/{vote}")).await;
    assert!(page.contains("演练：不作数") && page.contains("name=\"choice\""), "{page}");
    resident.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    chair.get(&format!("/s/{session}/screen")).await;
    assert!(clerk.get(&format!("/i/{item}/ballots")).await.contains("演练：不作数"), "print is marked too");
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    assert!(resident.get(&format!("/v/{vote}")).await.contains("赞成"));
    chair.post(&format!("/do/s/{session}/move/suspend"), &[("reason", "休息")]).await.done();
    chair.post(&format!("/do/s/{session}/move/resume"), &[]).await.done();
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    // Its result is no decision of anybody.
    let text = [("body", "种树。"), ("responsible", "村民委员会")];
    chair.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.refused("only-practice").await;
    assert_eq!(place.count("SELECT COUNT(*) FROM publications").await, 0);
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(
        !journal.contains("session.") && !journal.contains("vote."),
        "the place's own chain knows nothing of it: {journal}"
    );
    place.verifies().await;
}

async fn a_secret_vote_and_paper_are_practised_and_invented_people_sit(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let session = begun(&place, &clerk, "invented").await;
    assert!(clerk.get(&format!("/s/{session}/door")).await.contains("演练甲"), "invented people sit in the body");
    let resident = place.representative().await;
    let name = place.member(&place.community, "0014").await.name;
    let page = resident.get(&format!("/s/{session}")).await;
    assert!(page.contains("演练0014") && !page.contains(&name), "nobody is there by their name: {page}");
    // Whoever began it presides.
    let item = items(&place, &session).await.remove(1);
    assert!(!chair.post(&format!("/do/i/{item}/call"), &[]).await.is_done());
    clerk.post(&format!("/do/i/{item}/call"), &[]).await.done();
    comes(&place, &clerk, &session, "0014").await;
    let here = comes(&place, &clerk, &session, "0015").await;
    let vote = open(&place, &clerk, &session, &item, "secret").await;
    resident.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "against")]).await.done();
    clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", &here)]).await.done();
    clerk.post(&format!("/do/v/{vote}/close"), &[("few", "1")]).await.done();
    for teller in place.tellers().await {
        let piles = ["1", "0", "0", "0", "0"].map(str::to_owned);
        teller.post(&format!("/do/v/{vote}/count"), &count_form(&piles)).await.done();
    }
    clerk.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let row = vote::find(&mut place.db.read().await.expect("a connection"), &vote.as_str().into()).await.expect("it");
    assert!(row.record.is_some() && row.verdict.is_some());
    clerk.post(&format!("/do/c/{}/practice/end", place.community), &[]).await.done();
    assert_eq!(left(&place).await, 0);
}

async fn nothing_of_a_practice_is_told_to_anybody(place: Place) {
    let (chair, admin) = (place.chair().await, place.administrator().await);
    let session = begun(&place, &chair, "own").await;
    let id = CommunityId::from(place.community.as_str()).practice();
    // By the address of the place there is nothing, for nobody, in whatever writing.
    for (method, path) in routes() {
        let at = path.strip_prefix("/do").unwrap_or(&path);
        if !at.starts_with("/c/{community}") && !at.starts_with("/admin/{community}") {
            continue;
        }
        let filled = path.replace("{community}", &id).replace(['{', '}'], "");
        if method == "GET" {
            for person in [&chair, &admin, &place.nobody()] {
                assert_eq!(person.status(&filled).await, 404, "{filled}");
                assert_eq!(person.status(&filled.replace("practice", "%70ractice")).await, 404, "{filled}");
            }
        } else {
            assert_eq!(chair.post_from(&filled, &[], &[("origin", crate::common::BASE)]).await.status, 404, "{filled}");
        }
    }
    for path in ["/", "/sitemap.xml"] {
        assert!(!place.nobody().fetch(path, &[]).await.2.contains("practice-"), "{path}");
    }
    assert!(!admin.get("/admin").await.contains("practice-"));
    for list in [
        "",
        "/search?q=演练",
        "/figures",
        "/data",
        "/journal.jsonl",
        "/feed/all.atom",
        "/sessions.ics",
        "/decisions.csv",
    ] {
        let page = place.public(&format!("/c/{}{list}", place.community)).await;
        assert!(!page.contains(&session) && !page.contains("practice-"), "{list}: {page}");
    }
    // Whoever is not of the place is not of its practice.
    assert_eq!(place.foreigner().await.status(&format!("/s/{session}")).await, 404);
    assert_ne!(place.nobody().status(&format!("/s/{session}")).await, 200);
    // Nobody is told outside.
    let item = items(&place, &session).await.remove(0);
    open(&place, &chair, &session, &item, "named").await;
    let due = outbox::due(&mut place.db.read().await.expect("a connection"), false, place.desk.now(), 100).await;
    assert!(due.expect("due").iter().all(|row| !row.community.is_practice()));
    // An export and `verify` know nothing of it, and a way home leads home.
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    assert!(!folder.path().join("c").join(id.as_str()).exists());
    let report = verify::database(&place.db, &[]).await.expect("verified");
    assert!(report.findings.is_empty() && report.uncovered.iter().all(|one| !one.community.contains("practice-")));
    let page = chair.get(&format!("/s/{session}")).await;
    assert!(page.contains(&format!("href=\"/c/{}/room\"", place.community)), "{page}");
    assert_eq!(chair.status("/home").await, 303, "one home, as before");
}

async fn it_is_deleted_whole_by_the_chair_or_after_a_day(place: Place) {
    let (chair, resident) = (place.chair().await, place.representative().await);
    let (people, communities) =
        (place.count("SELECT COUNT(*) FROM persons").await, place.count("SELECT COUNT(*) FROM communities").await);
    let session = begun(&place, &chair, "own").await;
    let item = items(&place, &session).await.remove(0);
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    resident.post(&format!("/do/i/{item}/remark"), &[("kind", "remark"), ("body", "好")]).await;
    comes(&place, &place.clerk().await, &session, "0014").await;
    let vote = open(&place, &chair, &session, &item, "secret").await;
    resident.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.done();
    assert!(left(&place).await > 100);
    let end = format!("/do/c/{}/practice/end", place.community);
    resident.post(&end, &[]).await.refused("permit-not-your-role").await;
    // In the middle of a secret vote.
    chair.post(&end, &[]).await.done();
    assert_eq!(left(&place).await, 0);
    assert_eq!(place.count("SELECT COUNT(*) FROM secret_roll").await, 0);
    assert_eq!(place.count("SELECT COUNT(*) FROM persons").await, people);
    assert_eq!(place.count("SELECT COUNT(*) FROM communities").await, communities);
    assert_eq!(resident.status(&format!("/s/{session}")).await, 404);
    assert_eq!(resident.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.status, 404);
    // And once more, which is forgotten.
    let again = begun(&place, &chair, "own").await;
    assert_ne!(again, session);
    place.after_minutes(24 * 60 - 1);
    place.desk.end_old_practices().await.expect("swept");
    assert!(left(&place).await > 100, "not within the day");
    place.after_minutes(2);
    place.desk.end_old_practices().await.expect("swept");
    assert_eq!(left(&place).await, 0);
    place.verifies().await;
}

/// Whoever adds a table that repeats its community is asked here.
async fn every_table_of_a_place_is_deleted(place: Place) {
    let sql = match place.db.engine() {
        server::store::db::Engine::Sqlite => {
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'community'"
        }
        server::store::db::Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.columns WHERE column_name = 'community' \
             AND CAST(table_schema AS TEXT) = CAST(current_schema() AS TEXT)"
        }
    };
    let mut conn = place.db.read().await.expect("a connection");
    let tables: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut *conn).await.expect("tables");
    let known: Vec<&str> = practice::TABLES.iter().chain(&practice::CHAIN).copied().collect();
    let missing: Vec<_> = tables.iter().filter(|(table,)| !known.contains(&table.as_str())).collect();
    assert!(missing.is_empty() && tables.len() == known.len(), "{missing:?} {}", tables.len());
}
