//! Issue 16, E23: nobody's words are put into another mouth, and none are added or taken away: threads, seconds, objections,
//! replies, reports, mandates and what is asked to be taken back.

use crate::{
    common::{Place, engines},
    takeback::{decided, findings, tamper},
};

engines!(
    e23_the_thread_is_held_against_the_chain,
    e23_who_asked_replied_and_reported_is_held_against_the_chain,
    e23_what_a_mandate_says_is_held_against_the_chain,
);

/// Tries each stroke: what names it, and how it is put back.
async fn tried(place: &Place, all: &[(String, &str, String)]) {
    for (stroke, named, back) in all {
        assert!(tamper(place, stroke).await > 0, "{stroke}");
        let found = findings(place).await;
        assert!(found.contains(named), "{stroke}: {named} in {found:?}");
        tamper(place, back).await;
        assert_eq!(findings(place).await, "", "{back}");
    }
}

/// Remarks, revisions and seconds that were added, taken away or given to somebody else.
async fn e23_the_thread_is_held_against_the_chain(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[11].1).await;
    let (proposal, remark, _) = place.hidden_remark(&chair, &speaker, &item).await;
    let other = place.sign_in(&members[12].1).await;
    other.post(&format!("/do/p/{proposal}/second"), &[]).await.done();
    let answer = [("body", "用沥青更好。"), ("about", proposal.as_str())];
    other.post(&format!("/do/i/{item}/remark"), &answer).await.done();
    place.verifies().await;
    let (author, by) = (members[11].0.as_str(), members[12].0.as_str());
    let of = |id: &str| format!("WHERE id = '{id}'");
    let again = format!(
        "INSERT INTO remarks (id, community, session, item, parent, proposal, author, body, answered, seq, at, form) \
         SELECT 'x', community, session, item, parent, proposal, author, '好', answered, seq, at, form FROM remarks {}",
        of(&remark)
    );
    let revision = format!(
        "INSERT INTO revisions (community, item, number, title, body, author, at, proposal, form) \
         SELECT community, item, 99, title, body, author, at, proposal, form FROM revisions WHERE item = '{item}' AND number = 1"
    );
    let proposed = format!(
        "INSERT INTO proposal_revisions (community, proposal, number, title, body, at, form) SELECT community, proposal, 99, \
         title, body, at, form FROM proposal_revisions WHERE proposal = '{proposal}' AND number = 1"
    );
    let second = |member: &str| {
        format!(
            "INSERT INTO seconds (community, proposal, member, at) SELECT community, '{proposal}', '{member}', 0 \
             FROM sessions {}",
            of(&session)
        )
    };
    let unsecond = |member: &str| format!("DELETE FROM seconds WHERE member = '{member}'");
    tried(
        &place,
        &[
            (
                format!("UPDATE remarks SET author = '{by}' {}", of(&remark)),
                "remark",
                format!("UPDATE remarks SET author = '{author}' {}", of(&remark)),
            ),
            (
                "UPDATE remarks SET proposal = '' WHERE proposal <> ''".to_owned(),
                "remark",
                format!("UPDATE remarks SET proposal = '{proposal}' WHERE body = '用沥青更好。'"),
            ),
            (
                format!("UPDATE remarks SET parent = '{remark}' WHERE body = '用沥青更好。'"),
                "remark",
                "UPDATE remarks SET parent = ''".to_owned(),
            ),
            (again, "remark x: no entry tells of it", "DELETE FROM remarks WHERE id = 'x'".to_owned()),
            (revision, "no entry tells of revision 99", "DELETE FROM revisions WHERE number = 99".to_owned()),
            (proposed, "no entry tells of revision 99", "DELETE FROM proposal_revisions WHERE number = 99".to_owned()),
            (second(author), "a second of which no entry tells", unsecond(author)),
            (unsecond(by), "a second is gone", second(by)),
            (
                format!("UPDATE seconds SET member = '{author}'"),
                "a second is gone",
                format!("UPDATE seconds SET member = '{by}'"),
            ),
        ],
    )
    .await;
}

/// Whose an objection is, who replied, who reported and accepted a step, and why something is asked to be taken back.
async fn e23_who_asked_replied_and_reported_is_held_against_the_chain(place: Place) {
    let (.., vote) = decided(&place).await;
    let (chair, supervisor) = (place.chair().await, place.supervisor().await);
    let resident = place.representative().await;
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    resident.post(&format!("/do{about}/object"), &[("kind", "query"), ("text", "为什么没有五组？")]).await.done();
    let page = chair.get(&about).await;
    let after =
        |page: &str, mark: &str| page.split(mark).nth(1).and_then(|rest| rest.split('/').next()).map(str::to_owned);
    let asked = after(&page, "action=\"/do/o/").expect("an objection");
    let reply = [("reply", "五组明年修。"), ("result", "kept")];
    chair.post(&format!("/do/o/{asked}/reply"), &reply).await.done();
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let plan = [("name", "路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "380000")];
    chair.post(&format!("{at}/plan"), &plan).await.done();
    let step = after(&chair.get(&about).await, "action=\"/do/m/").expect("a milestone");
    let done = [("done", "2026-03-16"), ("money", "379000"), ("note", "")];
    chair.post(&format!("/do/m/{step}/reach"), &done).await.done();
    supervisor.post(&format!("/do/m/{step}/accept"), &[]).await.done();
    let ask = [("what", "blank"), ("words", "王某某"), ("reason", "写了不该公开的姓名")];
    chair.post(&format!("/do{about}/take-back"), &ask).await.done();
    place.verifies().await;
    let id = async |number: &str| place.member(&place.community, number).await.id;
    let (me, other, clerk) = (id("0014").await, id("0021").await, id("0006").await);
    let (reporter, acceptor) = (id("0002").await, id("0009").await);
    let set = |table: &str, column: &str, to: &str| format!("UPDATE {table} SET {column} = '{to}'");
    tried(
        &place,
        &[
            (set("objections", "member", &other), "objection 1", set("objections", "member", &me)),
            (
                "UPDATE objections SET on_paper = 1".to_owned(),
                "objection 1",
                "UPDATE objections SET on_paper = 0".to_owned(),
            ),
            (set("objections", "replier_role", "clerk"), "objection 1", set("objections", "replier_role", "chair")),
            (set("milestones", "reporter", &clerk), "milestone", set("milestones", "reporter", &reporter)),
            (set("milestones", "acceptor", &clerk), "milestone", set("milestones", "acceptor", &acceptor)),
            (
                set("takebacks", "reason", "没有原因"),
                "takebacks: changed since entry",
                set("takebacks", "reason", "写了不该公开的姓名"),
            ),
            (
                set("takebacks", "state", "refused"),
                "takebacks: changed since entry",
                set("takebacks", "state", "asked"),
            ),
        ],
    )
    .await;
}

/// What the paper of a mandate says.
async fn e23_what_a_mandate_says_is_held_against_the_chain(mut place: Place) {
    place.with_body("collective_member_assembly", "集体经济组织成员大会").await;
    place.seat(&["0001", "0003", "0021"]).await;
    let (clerk, chair) = (place.clerk().await, place.chair().await);
    let (session, _) = place.announced_with(&chair, "collective_asset_lease", "2026-03-16T19:30").await;
    let (by, to) = (place.named("0021").await, place.named("0001").await);
    let paper = [("giver", by.as_str()), ("holder", to.as_str()), ("said", "2026-03-10 书面委托，只对第一项")];
    clerk.post(&format!("/do/s/{session}/proxies"), &paper).await.done();
    place.verifies().await;
    let set = |to: &str| format!("UPDATE mandates SET said = '{to}'");
    let strokes =
        [(set("2026-03-10 书面委托，各项都可"), "a mandate is not the one", set("2026-03-10 书面委托，只对第一项"))];
    tried(&place, &strokes).await;
}
