//! What a page, a number or a message takes from the database does not grow with what it does not show; and what somebody typed
//! enters an address as a value alone.

use crate::{
    common::{Place, engines},
    execution::decided,
    lists::put,
};

engines!(what_is_typed_says_nothing_else_in_an_address, a_decision_is_numbered_without_reading_those_before_it,);

async fn what_is_typed_says_nothing_else_in_an_address(place: Place) {
    let (clerk, resident) = (place.sign_in("0006").await, place.sign_in("0004").await);
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
    let (_, item, _) = place.open_with(&place.sign_in("0002").await, 36).await;
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
    let chair = place.sign_in("0002").await;
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
