//! Story C (domain.md §6.3).

use super::cast;
use crate::common::{Place, engines};
use rules::body::BodyKind;

engines!(story_c_leasing_the_old_school_with_five_recused,);

/// Story C (domain.md §6.3): the old school is let by the representatives of the collective, 45 of them; 38 are there, 5 declare
/// an interest and keep out, 33 may vote. Two thirds of all 45 are needed: 29 for fail, though 29 of 33 is 88 %, and 30 pass.
async fn story_c_leasing_the_old_school_with_five_recused(mut place: Place) {
    let admin = place.administrator().await;
    let body = [("kind", "collective_rep_assembly"), ("name", "集体经济组织成员代表大会")];
    admin.post(&format!("/do/c/{}/bodies", place.community), &body).await.done();
    let mut conn = place.db.begin().await.expect("a transaction");
    let bodies = server::rows::community::bodies(&mut conn, &place.community).await.expect("bodies");
    place.body = bodies.into_iter().find(|one| one.kind == BodyKind::CollectiveRepAssembly).expect("a body").id;
    let all = server::rows::member::all(&mut conn, &place.community).await.expect("members");
    for one in all.iter().filter(|one| one.household.is_some() && one.active()).take(45) {
        sqlx::query("INSERT INTO seats (community, body, member) VALUES ($1, $2, $3)")
            .bind(place.community.as_str())
            .bind(place.body.as_str())
            .bind(one.id.as_str())
            .execute(&mut *conn)
            .await
            .expect("a seat");
    }
    conn.commit().await.expect("committed");
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item) = place.announced_with(&chair, "collective_asset_lease", "2026-03-16T19:30").await;
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let members = place.seated().await;
    assert_eq!(members.len(), 45);
    for (id, _) in &members[..38] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    // Without the charter's word the representatives may not decide it.
    let open = format!("/do/i/{item}/open-vote");
    chair.post(&open, &[]).await.refused("vote-gate-shut").await;
    for (ground, said) in [("delegation", "章程第九条"), ("party_study", "支部研究"), ("consultation", "征求意见")]
    {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    for (_, number) in &members[33..38] {
        let number = place.named(number).await;
        let form = [("number", number.as_str()), ("interest", "投标人亲属"), ("recused", "1")];
        clerk.post(&format!("/do/i/{item}/interest/record"), &form).await.done();
    }
    for (votes_for, passed) in [(29, false), (30, true)] {
        let vote = place.open_vote(&chair, &session, &item).await;
        cast(&place, &vote, &members[..33], votes_for).await;
        for step in ["close", "declare"] {
            chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
        }
        let (record, verdict) = place.counted(&vote).await;
        assert_eq!((record.counts.recused, verdict.base, verdict.required_for), (5, 45, 30));
        assert_eq!((verdict.passed, record.ballots.not_cast), (passed, 0));
        if !passed {
            let text = [("title", "第二稿"), ("body", "押金提高"), ("base", "1")];
            chair.post(&format!("/do/i/{item}/text"), &text).await.done();
        }
    }
    place.verifies().await;
}
