//! One login for two communities, parted again; and whose a slip of an office is.

use crate::common::{Person, Place, engines};
use server::demo;

engines!(
    b10_a_linked_membership_is_parted_again,
    b10_an_office_is_not_linked_by_a_slip,
    b10_slips_of_offices_come_from_the_administrator,
);

/// Linked by a slip, parted by the clerk of either place: the login goes on elsewhere, and opens this community no more.
async fn b10_a_linked_membership_is_parted_again(place: Place) {
    let there = place.member(demo::URBAN, "0004").await;
    let token = demo::slip_token(&place.desk, &demo::URBAN.into(), &there.id).await.expect("a slip");
    let phone = place.resident().await;
    phone.post(&format!("/do/slip/{token}/link"), &[]).await.done();
    let (here, elsewhere) = (format!("/c/{}/room", place.community), format!("/c/{}/room", demo::URBAN));
    phone.get(&elsewhere).await;
    let clerk = place.sign_in_elsewhere("0006").await;
    let page = clerk.get(&format!("/c/{}/members/{}", demo::URBAN, there.id)).await;
    assert!(page.contains("合用一个登录") && page.contains("分开登录"), "{page}");
    let part = format!("/do/c/{}/part", demo::URBAN);
    // A resident parts nobody, and a clerk nobody of another community.
    let strange = place.clerk().await;
    assert_eq!(strange.post(&part, &[("member", &there.id)]).await.status, 404);
    let resident = place.sign_in_elsewhere("0003").await;
    assert!(!resident.post(&part, &[("member", &there.id)]).await.is_done());
    phone.get(&elsewhere).await;
    clerk.post(&part, &[("member", &there.id)]).await.done();
    assert_eq!(phone.status(&elsewhere).await, 404);
    phone.get(&here).await;
    let now = place.member(demo::URBAN, "0004").await;
    assert_ne!(now.person, place.member(&place.community, "0004").await.person);
    // The clerk has a say again: a new slip signs in, to this community alone.
    clerk.post(&part, &[("member", &there.id)]).await.refused("member-not-linked").await;
    let slips = [("member", there.id.as_str()), ("in_person", "1")];
    assert!(clerk.post(&format!("/do/c/{}/slips", demo::URBAN), &slips).await.body.contains("class=\"code\""));
    let own = place.sign_in_elsewhere("0004").await;
    own.get(&elsewhere).await;
    assert_eq!(own.status(&here).await, 404);
    let journal = place.public(&format!("/c/{}/journal.jsonl", demo::URBAN)).await;
    assert!(journal.contains("member.linked") && journal.contains("member.parted"));
    place.verifies().await;
}

/// An office would go along with the membership: it is not linked by a slip that somebody holds.
async fn b10_an_office_is_not_linked_by_a_slip(place: Place) {
    let teller = place.member(demo::URBAN, "0012").await;
    let token = demo::slip_token(&place.desk, &demo::URBAN.into(), &teller.id).await.expect("a slip");
    let phone = place.resident().await;
    assert!(!phone.get(&format!("/slip/{token}")).await.contains("/link\""), "the page does not offer it");
    phone.post(&format!("/do/slip/{token}/link"), &[]).await.refused("login-link-office").await;
    assert_eq!(phone.status(&format!("/c/{}/room", demo::URBAN)).await, 404);
    // The slip is not spent: its owner signs in with it.
    let answer = place.nobody().post(&format!("/do/slip/{token}"), &[]).await;
    assert!(answer.cookie.is_some(), "{}", answer.location);
    place.verifies().await;
}

/// A slip signs in as its owner: who would get an office by it gets it from the administrator.
async fn b10_slips_of_offices_come_from_the_administrator(place: Place) {
    let clerk = place.clerk().await;
    let admin = place.administrator().await;
    let (teller, resident) =
        (place.member(&place.community, "0012").await.id, place.member(&place.community, "0021").await.id);
    let slips = format!("/do/c/{}/slips", place.community);
    let of = |member: &str| [("member", member.to_owned()), ("in_person", "1".to_owned())];
    let ask = async |person: &Person, member: &str| {
        let form = of(member);
        let form: Vec<_> = form.iter().map(|(key, value)| (*key, value.as_str())).collect();
        person.post(&slips, &form).await
    };
    ask(&clerk, &teller).await.refused("member-office").await;
    // Nor among others.
    clerk.post(&slips, &[("member", &resident), ("member", &teller)]).await.refused("member-office").await;
    let list = clerk.get(&format!("/c/{}/members?q=0012", place.community)).await;
    assert!(!list.contains("name=\"member\""), "{list}");
    let page = clerk.get(&format!("/c/{}/members/{teller}", place.community)).await;
    assert!(page.contains("登录纸条由管理员发"), "{page}");
    let staff = admin.get(&format!("/admin/{}", place.community)).await;
    assert!(staff.contains("当面给登录纸条"), "{staff}");
    let slip = ask(&admin, &teller).await.body;
    assert!(slip.contains("class=\"code\"") && slip.contains(&format!("href=\"/admin/{}", place.community)), "{slip}");
    // Nor does the clerk put them out: a lost telephone of theirs is the administrator's to end.
    let end = format!("/do/c/{}/end-logins", place.community);
    let phone = place.sign_in("0012").await;
    clerk.post(&end, &[("member", &teller)]).await.refused("member-office").await;
    assert_eq!(phone.status("/me").await, 200);
    let to = admin.post(&end, &[("member", &teller)]).await.done();
    assert!(admin.get(&to).await.contains("退出全部设备"), "{to}");
    assert_eq!(phone.status("/me").await, 303);
    // Residents' slips stay the clerk's.
    ask(&admin, &resident).await.refused("permit-not-your-role").await;
    assert!(ask(&clerk, &resident).await.body.contains("class=\"code\""));
    place.verifies().await;
}
