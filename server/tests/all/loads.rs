//! What a page, a number or a message takes from the database does not grow with what it does not show; and what somebody typed
//! enters an address as a value alone.

use crate::{
    common::{BASE, Person, Place, engines},
    execution::decided,
    lists::put,
    live::{Socket, follow, last_seen, until},
};

engines!(
    what_is_typed_says_nothing_else_in_an_address,
    a_decision_is_numbered_without_reading_those_before_it,
    what_stays_within_is_listed_with_as_many_statements_however_long_it_is,
    a_touch_loads_the_item_that_was_touched,
);

async fn what_is_typed_says_nothing_else_in_an_address(place: Place) {
    let (clerk, resident) = (place.clerk().await, place.resident().await);
    let members = format!("/c/{}/members", place.community);
    let (typed, encoded) = ("钱&without=1#/?%26+", "%E9%92%B1%26without%3D1%23%2F%3F%2526%2B");
    // The links of a list carry on what was searched, and nothing that it seems to ask.
    let page = clerk.get(&format!("{members}?q={encoded}")).await;
    assert!(page.contains(&format!("href=\"{members}?q={encoded}&amp;away=1&amp;page=1\"")), "{page}");
    assert!(page.contains(&typed.replace('&', "&amp;")), "{page}");
    // A member whom a form names is one part of a path.
    for act in ["confirm-login", "lift-wait"] {
        let path = format!("/do/c/{}/{act}", place.community);
        let answer = resident.post(&path, &[("member", "../x?form=told#y")]).await;
        assert!(
            answer.location.starts_with(&format!("{members}/..%2Fx%3Fform%3Dtold%23y?form=")),
            "{}",
            answer.location
        );
    }
    // A remark that is answered is one value.
    let (_, item, _) = place.open_with(&place.chair().await, 36).await;
    let answer = resident.post(&format!("/do/i/{item}/remark"), &[("body", ""), ("parent", "x&form=y")]).await;
    assert!(answer.location.starts_with(&format!("/i/{item}/thread?answer=x%26form%3Dy&form=")), "{}", answer.location);
    // Where somebody is sent on after signing in is one value.
    let answer = place.nobody().fetch(&format!("{members}?q=a%26b&next=/x"), &[]).await;
    let to = answer.1["location"].to_str().expect("text");
    assert!(to.ends_with(&format!("next={}%3Fq%3Da%2526b%26next%3D%2Fx", members.replace('/', "%2F"))), "{to}");
}

/// An earlier decision as it stands in the tables: the subject, when, its year, and what it says.
fn decision(place: &Place, (id, seq, year, revision): (&str, i64, i64, i64), content: &str) -> String {
    format!(
        "INSERT INTO publications (id, community, kind, subject, revision, title, content, hash, seq, at, year, superseded) \
         VALUES ('{id}{revision}', '{}', 'outcome', '{id}', {revision}, '早先的决定', '{content}', 'h', {seq}, {seq}, {year}, 0)",
        place.community
    )
}

/// Only the last one of the year is read: here none of the others could be.
async fn a_decision_is_numbered_without_reading_those_before_it(place: Place) {
    let chair = place.chair().await;
    // As before the year stood beside it; then in this year; a correction, which gives no number; and one of another year.
    let earlier = [
        decision(&place, ("older", -5, 0, 1), "{"),
        decision(&place, ("first", -4, 2026, 1), "{"),
        decision(&place, ("last", -3, 2026, 1), "{\"number\":\"2026-7\"}"),
        decision(&place, ("first", -2, 2026, 2), "{"),
        decision(&place, ("other", -1, 2025, 1), "{\"number\":\"2025-31\"}"),
    ];
    put(&place, earlier).await;
    let vote = decided(&place, &chair).await;
    let file = place.public(&format!("/c/{}/outcome/{vote}.json", place.community)).await;
    assert!(file.contains("\"number\":\"2026-8\""), "{file}");
}

/// So many things that stay within the community, posted and within their days.
async fn add_within(place: &Place, name: &str, count: usize) {
    let (community, now) = (&place.community, place.desk.now().0);
    let lines = (0..count).flat_map(|at| {
        [
            format!(
                "INSERT INTO publications (id, community, kind, subject, revision, title, content, hash, seq, at, year, audience) \
                 VALUES ('p{name}{at}', '{community}', 'disclosure', '{name}{at}', 1, '帮扶{name}{at}', '{{}}', 'h', {now}, {now}, \
                 2026, 'members')"
            ),
            format!(
                "INSERT INTO postings (community, kind, subject, from_day, days, last_day, known, up) \
                 VALUES ('{community}', 'disclosure', '{name}{at}', '2026-01-01', 10, '2026-03-31', 1, 1)"
            ),
        ]
    });
    put(place, lines.collect::<Vec<_>>()).await;
}

async fn what_stays_within_is_listed_with_as_many_statements_however_long_it_is(place: Place) {
    place.on_the_evening();
    let member = place.representative().await;
    let path = format!("/c/{}/within", place.community);
    let asked = async |lines: usize| {
        let before = place.db.statements();
        let page = member.get(&path).await;
        assert_eq!(page.matches("公示到 2026年3月31日（周二）").count(), lines, "{page}");
        place.db.statements() - before
    };
    add_within(&place, "a", 1).await;
    let of_one = asked(1).await;
    add_within(&place, "b", 15).await;
    assert_eq!(asked(16).await, of_one);
}

/// The fewest statements from a remark until the line under its item is told: a room may look once more than it needs to.
async fn to_tell(place: &Place, chair: &Person, (item, page): (&str, &mut Socket)) -> u64 {
    let mut fewest = u64::MAX;
    for number in 0..3 {
        let before = place.db.statements();
        chair.post(&format!("/do/i/{item}/remark"), &[("body", &format!("第 {number} 句"))]).await.done();
        until(page, &format!("state-{item}")).await;
        fewest = fewest.min(place.db.statements() - before);
    }
    fewest
}

async fn a_touch_loads_the_item_that_was_touched(place: Place) {
    let chair = place.chair().await;
    let (session, item, _) = place.open_with(&chair, 36).await;
    let second = format!(
        "INSERT INTO items (id, community, session, position, title, matter, paper, paper_form) \
         SELECT 'second', community, session, 2, '第二项', matter, '', paper_form FROM items WHERE id = '{item}'"
    );
    put(&place, [second]).await;
    let address = place.serve().await;
    let path = format!("/live/s/{session}?since={}", last_seen(&place, &session).await);
    let mut page = follow(&address, &chair, &path, BASE).await.expect("a socket");
    let before = to_tell(&place, &chair, ("second", &mut page)).await;
    for _ in 0..8 {
        let vote = place.open_vote(&chair, &session, &item).await;
        chair.post(&format!("/do/v/{vote}/void"), &[("reason", "文本要改")]).await.done();
    }
    let after = to_tell(&place, &chair, ("second", &mut page)).await;
    // The rounds of the other item are nothing to it: each would be two statements more at least.
    assert!(after < before + 8, "{before} {after}");
}
