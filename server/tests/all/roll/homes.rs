//! Households are unique within their group (A1).

use super::{Fresh, file};
use crate::common::{Place, engines};
use std::collections::BTreeMap;

engines!(
    a1_two_families_with_one_number_in_two_groups_are_two_households_and_two_ballots,
    a1_one_file_and_two_files_give_the_same,
    a1_a_line_without_a_group_moves_nobody_into_another_group,
);

/// Two families with household number 1 in two groups: two households on the roll, and two ballots in a vote by household.
async fn a1_two_families_with_one_number_in_two_groups_are_two_households_and_two_ballots(mut place: Place) {
    let clerk = place.clerk().await;
    for (name, numbers) in [("01-a.csv", "9001"), ("01-b.csv", "91")] {
        let text = String::from_utf8(file(name)).expect("a text").replace("\n0", "\n9").replace('示', "例");
        assert!(text.contains(numbers));
        let to = clerk.upload(&format!("/do/c/{}/import", place.community), text.as_bytes()).await.done();
        clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    }
    place.with_body("villager_assembly_by_household", "村民会议（户代表）").await;
    let chair = place.chair().await;
    let (session, item) = place.announced_with(&chair, "village_rules_amendment", "2026-03-16T19:30").await;
    for (ground, said) in [("party_study", "支部研究"), ("consultation", "征求意见")] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    for number in (1..=14).map(|one| format!("{one:04}")).chain(["9001", "9101"].map(str::to_owned)) {
        let id = place.member(&place.community, &number).await.id;
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &id)]).await.done();
    }
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 22，实到 16"));
    let vote = place.open_vote(&chair, &session, &item).await;
    for number in ["9001", "9101"] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (record, _) = place.counted(&vote).await;
    assert_eq!((record.counts.eligible, record.ballots.in_favour), (22, 2));
    place.verifies().await;
}

async fn a1_one_file_and_two_files_give_the_same(place: Place) {
    let fresh = Fresh::new(&place).await;
    let both = fresh.upload(&file("01-both.csv")).await;
    let (page, _) = fresh.look(&both).await;
    assert!(
        page.contains("新增 4 人") && page.contains("不能导入 0 行") && page.contains("每个小组各算一户"),
        "{page}"
    );
    fresh.apply(&both, &[]).await.done();
    assert_eq!(fresh.homes(&place).await, [2, 2]);
    // Two files, and the first of them again: the same households.
    for name in ["01-a.csv", "01-b.csv", "01-a.csv"] {
        let to = fresh.upload(&file(name)).await;
        let (page, _) = fresh.look(&to).await;
        assert!(page.contains("新增 0 人，变更 0 人，不变 2 人"), "{page}");
    }
    let people = fresh.people(&place).await;
    assert_eq!((people["赵示一"].2.as_str(), people["赵示一"].3.as_str()), ("1", "一组"));
    assert_eq!((people["孙示三"].2.as_str(), people["孙示三"].3.as_str()), ("1", "二组"));
    // Who came without a group is put into it by a later list, and a line that leaves it open is asked back.
    let late = "编号,姓名,户号\n0201,周示五,7\n";
    fresh.import(late.as_bytes()).await;
    fresh.import("编号,姓名,户号,小组\n0201,周示五,7,2组\n".as_bytes()).await;
    let people = fresh.people(&place).await;
    assert_eq!(people["周示五"].3, "二组", "as the roll spells it");
    assert_eq!(fresh.homes(&place).await.len(), 3);
    let to = fresh.upload("编号,姓名,户号\n0301,吴示六,1\n".as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("这个户号在几个小组里都有"));
    fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
    place.verifies().await;
}

/// An empty cell changes nothing: nobody leaves their group unless the line names another.
async fn a1_a_line_without_a_group_moves_nobody_into_another_group(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号,小组\n0001,赵示一,1,一组\n0101,孙示三,7,二组\n".as_bytes()).await;
    let before = fresh.people(&place).await;
    for text in ["编号,姓名,户号,小组\n0001,赵示一,7,\n", "编号,姓名,户号\n0001,赵示一,7\n"] {
        let to = fresh.upload(text.as_bytes()).await;
        let (page, _) = fresh.look(&to).await;
        assert!(page.contains("不能导入 1 行") && page.contains("这个户号在别的小组"), "{page}");
        fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
        assert_eq!(fresh.people(&place).await, before);
    }
    let home = |people: &BTreeMap<String, (String, String, String, String)>| {
        (people["赵示一"].2.clone(), people["赵示一"].3.clone())
    };
    // A number that nobody has is a household of the member's own group.
    fresh.import("编号,姓名,户号\n0001,赵示一,8\n".as_bytes()).await;
    assert_eq!(home(&fresh.people(&place).await), ("8".to_owned(), "一组".to_owned()));
    // Of two households with one number, the one of the member's own group.
    fresh.import("编号,姓名,户号,小组\n0002,钱示二,7,一组\n".as_bytes()).await;
    fresh.import("编号,姓名,户号,小组\n0001,赵示一,7,\n".as_bytes()).await;
    assert_eq!(home(&fresh.people(&place).await), ("7".to_owned(), "一组".to_owned()));
    // Who names the group moves.
    fresh.import("编号,姓名,户号,小组\n0001,赵示一,7,二组\n".as_bytes()).await;
    assert_eq!(home(&fresh.people(&place).await), ("7".to_owned(), "二组".to_owned()));
    place.verifies().await;
}
