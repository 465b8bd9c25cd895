//! Issue 18: the demonstration is a year of two living places, made by the acts that people use.

use crate::common::{Place, postgres_address, sqlite_address};
use rules::{Moment, ballot::Mode, days::Date, id::CommunityId, published::OutcomeContent};
use serde_json::Value;
use server::{act::Desk, clock::Clock, demo, rows, store::Db};
use std::collections::BTreeMap;

/// What is published, whole: kind, title, content, and why it was withdrawn.
async fn published(place: &Place, community: &str) -> Vec<rows::publication::PublicationRow> {
    let mut conn = place.db.read().await.expect("a connection");
    rows::publication::all(&mut conn, &community.into()).await.expect("publications")
}

/// Every text in a published content.
fn texts<'c>(content: &'c Value, found: &mut Vec<&'c str>) {
    match content {
        Value::String(text) => found.push(text),
        Value::Array(all) => all.iter().for_each(|one| texts(one, found)),
        Value::Object(all) => all.values().for_each(|one| texts(one, found)),
        _ => {}
    }
}

async fn a_year_is_told(address: &str) {
    let db = Db::open(address).await.expect("a database");
    db.migrate().await.expect("tables");
    let (evening, clock) = (demo::evening(), Clock::manual(Moment(0)));
    demo::fill(&Desk::new(db, clock), evening).await.expect("a year");
    let place = Place::over(address, evening).await;
    place.verifies().await;

    decisions(&place).await;
    disclosures(&place).await;
    steps(&place).await;
    questions(&place).await;
    for community in [demo::VILLAGE, demo::URBAN] {
        nothing_personal(&place, community).await;
    }
    boards(&place).await;
}

/// A dozen decisions: of every way of voting, carried but for one and a first round; each sitting with its minutes.
async fn decisions(place: &Place) {
    for (community, count, failed, sittings) in [(demo::VILLAGE, 9, 1, 5), (demo::URBAN, 6, 1, 4)] {
        let rows = published(place, community).await;
        let outcomes: Vec<OutcomeContent> = rows
            .iter()
            .filter(|row| row.kind.id() == "outcome")
            .map(|row| serde_json::from_str(&row.content).expect("a decision"))
            .collect();
        assert_eq!(outcomes.len(), count, "{community}");
        assert_eq!(outcomes.iter().filter(|one| !one.verdict.passed).count(), failed, "{community}");
        assert_eq!(rows.iter().filter(|row| row.kind.id() == "minutes").count(), sittings, "{community}");
        assert!(outcomes.iter().all(|one| one.gates.iter().all(|gate| gate.met)), "{community}");
        let mut conn = place.db.read().await.expect("a connection");
        let votes = rows::vote::of_community(&mut conn, &community.into()).await.expect("votes");
        for mode in Mode::ALL {
            assert!(votes.iter().any(|vote| vote.mode == *mode), "{mode:?} in {community}");
        }
    }
    let second = published(place, demo::VILLAGE).await;
    let rounds: Vec<OutcomeContent> = second
        .iter()
        .filter(|row| row.kind.id() == "outcome" && row.title == "垃圾分类投放点选址")
        .map(|row| serde_json::from_str(&row.content).expect("a decision"))
        .collect();
    let mut rounds: Vec<_> = rounds.iter().map(|one| (one.round, one.text_revision, one.verdict.passed)).collect();
    rounds.sort_unstable();
    assert_eq!(rounds, [(1, 1, false), (2, 2, true)]);
}

/// The money of each of twelve months in both places, each as a table; Party and public affairs beside it.
async fn disclosures(place: &Place) {
    for (community, title) in [(demo::VILLAGE, "村级收支明细"), (demo::URBAN, "公共收益收支明细")] {
        let rows = published(place, community).await;
        let mut of_month: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.category.id() == "finance" && row.title.ends_with(title)) {
            *of_month.entry(&row.title).or_default() += 1;
            let page = place.public(&format!("/c/{community}/disclosure/{}", row.subject)).await;
            let kept = if community == demo::VILLAGE { "期初余额" } else { "上月结转" };
            assert!(page.contains("<table") && page.contains(kept), "{}", row.title);
        }
        let (mut year, mut month) = (2025, 3);
        for _ in 0..12 {
            assert_eq!(of_month.get(format!("{year}年{month}月{title}").as_str()), Some(&1), "{year}-{month}");
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        for (category, least) in [("party", 1), ("affairs", 4)] {
            let told = rows.iter().filter(|row| row.kind.id() == "disclosure" && row.category.id() == category).count();
            assert!(told >= least, "{category} in {community}: {told}");
        }
        assert_eq!(rows.iter().filter(|row| !row.withdrawn.is_empty()).count(), 1, "{community}");
    }
}

/// Steps in time, some late with their reason, one that waits beyond its day; completions rated; photos before and after.
async fn steps(place: &Place) {
    let mut conn = place.db.read().await.expect("a connection");
    let day = |text: &str| Date::from_text(text);
    let (mut in_time, mut late, mut photos) = (0, 0, 0);
    for community in [demo::VILLAGE, demo::URBAN] {
        for row in rows::execution::of_community(&mut conn, &CommunityId::from(community)).await.expect("steps") {
            photos += usize::from(!row.photo.is_empty());
            if row.done_day.is_empty() {
                continue;
            }
            assert!(row.accepted_at.is_some(), "{}", row.name);
            if day(&row.done_day) > day(&row.due_day) {
                assert!(!row.note.is_empty(), "{}", row.name);
                late += 1;
            } else {
                in_time += 1;
            }
        }
    }
    assert!(in_time >= 10 && late == 3 && photos == 4, "{in_time} in time, {late} late, {photos} photos");
    let overdue = rows::execution::late(&mut conn, &demo::VILLAGE.into(), "2026-03-16").await.expect("steps");
    assert_eq!(overdue.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["无障碍坡道和扶手"]);
    assert!(rows::execution::late(&mut conn, &demo::URBAN.into(), "2026-03-16").await.expect("steps").is_empty());
    drop(conn);
    assert_eq!(place.count("SELECT COUNT(*) FROM publications WHERE kind = 'completion'").await, 6);
    assert_eq!(place.count("SELECT COUNT(*) FROM ratings").await, 54);
    assert_eq!(place.count("SELECT COUNT(*) FROM follows").await, 3);
    assert!(place.count("SELECT COUNT(*) FROM postings WHERE up = 0").await >= 40);
}

/// Questions and objections with their replies; one waits, within its days.
async fn questions(place: &Place) {
    let mut conn = place.db.read().await.expect("a connection");
    let all = rows::objection::all(&mut conn, &demo::VILLAGE.into()).await.expect("questions");
    let waiting: Vec<_> = all.iter().filter(|one| one.replied_at.is_none()).collect();
    assert_eq!((all.len(), waiting.len()), (5, 1));
    assert!(waiting.iter().all(|one| one.due_day.as_str() > "2026-03-16"), "{waiting:?}");
    assert_eq!(rows::objection::count_waiting(&mut conn, &demo::URBAN.into(), "").await.expect("a count"), 0);
}

/// What anybody reads names nobody, and nothing in it is somebody's data by the rules that keep it from the public.
async fn nothing_personal(place: &Place, community: &str) {
    for row in published(place, community).await {
        let content: Value = serde_json::from_str(&row.content).expect("JSON");
        let mut all = vec![row.title.as_str()];
        texts(&content, &mut all);
        for text in all {
            assert!(!crate::public::names_somebody(text), "{}: {text}", row.title);
            let found = rules::masking::find(text);
            let hash = text.len() >= 32 && text.chars().all(|one| one.is_ascii_hexdigit());
            assert!(found.is_empty() || hash, "{}: {text}", row.title);
        }
    }
}

/// The first minute: what hangs on the board now, the evening that comes, and the year behind it.
async fn boards(place: &Place) {
    let board = place.public(&format!("/c/{}", demo::VILLAGE)).await;
    for shown in ["上季度村级财务收支公开", "村民代表会议（村内道路硬化）", "2026年2月村级收支明细"]
    {
        assert!(board.contains(shown), "{shown}");
    }
    let other = place.public(&format!("/c/{}", demo::URBAN)).await;
    assert!(other.contains("居民代表会议（飞线充电专题）") && other.contains("楼道堆物整治公约"));
}

#[tokio::test]
async fn a_year_is_told_on_sqlite() {
    a_year_is_told(&sqlite_address()).await;
}

#[tokio::test]
async fn a_year_is_told_on_postgres() {
    let Some(database) = postgres_address().await else { return };
    a_year_is_told(&database).await;
}
