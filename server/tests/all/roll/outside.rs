//! Somebody who is said not to be on the roll, and whose name is on it (A2).

use super::Fresh;
use crate::common::{Place, engines};
use server::rows::community;

engines!(
    a2_whoever_is_said_to_be_from_outside_and_is_on_the_roll_is_asked_about,
    the_first_clerk_is_appointed_before_there_is_a_roll,
);

async fn a2_whoever_is_said_to_be_from_outside_and_is_on_the_roll_is_asked_about(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号,小组\n0012,卫示一二,3,一组\n0013,蒋示一三,4,一组\n".as_bytes()).await;
    let before = fresh.members(&place).await;
    let known = before[0].id.as_str();
    let staff = format!("/do/c/{}/staff", fresh.id);
    let appoint = async |fields: &[(&str, &str)]| fresh.admin.post(&staff, fields).await;
    let outside = [("number", "T09"), ("name", "卫　示一二"), ("outside", "1"), ("role", "supervisor")];
    let with = |more: &[(&'static str, &'static str)]| [&outside[..], more].concat();
    let page = appoint(&outside).await.refused("member-asked").await;
    assert!(page.contains("是他（她）：0012 卫示一二 一组 3") && page.contains("都不是"), "{page}");
    // What was typed is there again, and an answer holds for those who were shown.
    assert!(page.contains("value=\"T09\"") && page.contains(&format!("name=\"about\" value=\"{known}\"")), "{page}");
    appoint(&with(&[("who", "other")])).await.refused("member-asked").await;
    appoint(&with(&[("who", "other"), ("about", "somebody")])).await.refused("member-asked").await;
    assert_eq!(fresh.members(&place).await.len(), before.len());
    let about = |who| [&outside[..], &[("about", known), ("who", who)]].concat();
    let roles = async || {
        let mut roles = community::roles(&mut place.db.read().await.expect("a connection"), &fresh.id.as_str().into())
            .await
            .expect("roles");
        roles.retain(|(_, role)| role == "supervisor");
        roles.into_iter().map(|(member, _)| member.0).collect::<Vec<_>>()
    };
    // It is they: nobody new is made.
    appoint(&about(known)).await.done();
    assert_eq!((roles().await, fresh.members(&place).await.len()), (vec![known.to_owned()], before.len()));
    appoint(&about(known)).await.refused("staff-role-held").await;
    // It is another person: now there are two, and both are asked about.
    appoint(&about("other")).await.done();
    let all = fresh.members(&place).await;
    assert_eq!((roles().await.len(), all.len()), (2, before.len() + 1));
    let third = [("number", "T10"), ("name", "卫示一二"), ("outside", "1"), ("role", "teller")];
    let page = appoint(&third).await.refused("member-asked").await;
    assert!(page.contains("是他（她）：0012") && page.contains("是他（她）：T09"), "{page}");
    // A name of nobody's is nobody's, and a name with a number in it is none.
    let numbered = [("number", "T11"), ("name", "T11郑示七12345"), ("outside", "1"), ("role", "teller")];
    appoint(&numbered).await.refused("member-number-in-name").await;
    let free = [("number", "T11"), ("name", "郑示七"), ("outside", "1"), ("role", "teller")];
    appoint(&free).await.done();
    place.verifies().await;
}

/// As the README says: under the number and the name that they will have on it, and the roll then finds them.
async fn the_first_clerk_is_appointed_before_there_is_a_roll(place: Place) {
    let fresh = Fresh::new(&place).await;
    let clerk = [("number", "0007"), ("name", "钱示七"), ("outside", "1"), ("role", "clerk")];
    fresh.admin.post(&format!("/do/c/{}/staff", fresh.id), &clerk).await.done();
    let id =
        |all: &[server::rows::member::MemberRow]| all.iter().find(|one| one.name == "钱示七").map(|one| one.id.clone());
    let before = id(&fresh.members(&place).await);
    fresh.import("编号,姓名,户号,小组\n0007,钱示七,3,一组\n0008,孙示八,4,一组\n".as_bytes()).await;
    let after = fresh.members(&place).await;
    assert_eq!((id(&after), after.len()), (before, 2), "the same person, and nobody twice");
}
