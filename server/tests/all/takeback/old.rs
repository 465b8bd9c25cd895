//! Words of a chain from before are blanked in its lines.

use super::{blanked, findings, tamper};
use crate::common::Place;
use server::{check::verify, rows::publication};

/// A chain from before holds the words in its lines: a later entry names each line's number, its hash and the reason, and verifying
/// takes that hash as given.
async fn old_words_are_blanked(address: &str) {
    let place = Place::over(address, server::demo::evening().plus_days(40)).await;
    place.verifies().await;
    let board = format!("/c/{}", place.community);
    let title = "村内道路硬化建设承包方案";
    let lines = place.public(&format!("{board}/journal.jsonl")).await;
    let holds = |lines: &str| lines.lines().filter(|line| line.contains(title)).count();
    assert!(holds(&lines) > 1, "an old chain says it in its lines");
    let row = {
        let mut conn = place.db.read().await.expect("a connection");
        let all = publication::outcomes(&mut conn, &place.community).await.expect("decisions");
        all.into_iter().find(|row| row.title == title).expect("a decision")
    };
    let about = format!("{board}/about/outcome/{}", row.subject);
    blanked(&place, &about, &[("what", "blank"), ("words", title), ("reason", "标题写了不该公开的内容")]).await;
    let after = place.public(&format!("{board}/journal.jsonl")).await;
    assert_eq!(holds(&after), 0);
    for (old, new) in lines.lines().zip(after.lines()) {
        let hash = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["hash"].clone();
        assert_eq!(hash(old), hash(new), "the hash of before stays");
    }
    let report = verify::lines(&after, &[place.head().await]).expect("read");
    assert_eq!(report.findings, Vec::new());
    assert!(report.blanked.iter().any(|one| one.what.contains("is taken as given")), "{:?}", report.blanked);
    let report = verify::database(&place.db, &[place.head().await]).await.expect("verified");
    assert_eq!(report.findings, Vec::new());
    assert!(report.uncovered.iter().any(|one| one.what.contains("not covered before entry")), "{:?}", report.uncovered);
    let page = place.public(&format!("{board}/outcome/{}", row.subject)).await;
    assert!(!page.contains(title) && page.contains(&row.hash), "its page names the fingerprint of before");
    // Lines kept from before verify with the entries that came since; in the database a line does not come back.
    let since = place.public(&format!("{board}/journal.jsonl?since={}", lines.lines().count())).await;
    let report = verify::lines(&(lines.clone() + &since), &[place.head().await]).expect("read");
    assert_eq!(report.findings, Vec::new());
    assert!(report.blanked.iter().any(|one| one.what.contains("still hold its line")), "{:?}", report.blanked);
    let old = lines.lines().find(|line| line.contains(title)).expect("a line");
    let old: serde_json::Value = serde_json::from_str(old).expect("JSON");
    let (body, seq) = (old["body"].as_str().expect("a body").replace('\'', "''"), &old["seq"]);
    tamper(&place, &format!("UPDATE journal SET body = '{body}', blanked = 0 WHERE seq = {seq}")).await;
    assert!(findings(&place).await.contains("stands there again"));
    // Whoever uses that to put other words into the line is found.
    tamper(&place, "UPDATE journal SET body = REPLACE(body, '■■■', '别的') WHERE blanked > 0").await;
    assert!(findings(&place).await.contains("was changed: its hash does not fit"));
}

#[tokio::test]
async fn c14_words_of_an_old_chain_are_blanked_sqlite() {
    old_words_are_blanked(&crate::kept::sqlite("a_village_decides")).await;
}

#[tokio::test]
async fn c14_words_of_an_old_chain_are_blanked_postgres() {
    if let Some(address) = crate::kept::postgres("a_village_decides").await {
        old_words_are_blanked(&address).await;
    }
}
