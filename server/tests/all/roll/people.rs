//! Identity never moves with a number (A2).

use super::{Fresh, file};
use crate::common::{Place, engines};
use server::{roll_file, store::member};
use std::collections::BTreeMap;

engines!(
    a2_a_number_is_given_up_however_its_zeros_are_written,
    a2_numbers_filled_in_anew_stop_the_import_and_names_find_the_people,
    a2_where_the_households_were_filled_in_anew_too_nobody_is_guessed,
    a2_a_single_number_under_another_name_is_confirmed_or_refused,
    a2_the_townships_renumbered_roll_moves_nobody,
);

/// 0030 and 30 are one number: whoever holds it gives it up.
async fn a2_a_number_is_given_up_however_its_zeros_are_written(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号\n0030,杨示文,1\n0031,高示翠,2\n".as_bytes()).await;
    let to = fresh.upload("编号,姓名,户号\n30,高示翠,2\n".as_bytes()).await;
    let by_name = format!("{to}?by=name");
    let (page, _) = fresh.look(&by_name).await;
    assert!(page.contains("有 1 人要让出编号") && page.contains("杨示文：0030"), "{page}");
    fresh.apply(&by_name, &[]).await.done();
    let people = fresh.people(&place).await;
    assert_eq!(people["高示翠"].1, "30");
    assert_ne!(rules::folding::number(&people["杨示文"].1), "30");
    place.verifies().await;
}

/// 001 was 赵示一 and is 新示零, and so on: nobody's login goes to anybody else.
async fn a2_numbers_filled_in_anew_stop_the_import_and_names_find_the_people(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import(&file("05-before.csv")).await;
    let before = fresh.people(&place).await;
    let token = server::demo::slip_token(&place.desk, &fresh.id, &before["赵示一"].0).await.expect("a slip");
    let zhao =
        place.with_cookie(place.nobody().post(&format!("/do/slip/{token}"), &[]).await.cookie.expect("a cookie"));
    let to = fresh.upload(&file("05-after.csv")).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("编号重新编排过") && page.contains("by=name") && !page.contains("全部导入"), "{page}");
    fresh.clerk.post(&format!("/do{to}"), &[]).await.refused("file-numbers-anew").await;
    assert_eq!(fresh.people(&place).await, before);
    // By name and household: the numbers change with their people.
    let by_name = format!("{to}?by=name");
    let (page, _) = fresh.look(&by_name).await;
    assert!(page.contains("新增 1 人，变更 3 人") && page.contains("<del>001</del>"), "{page}");
    fresh.apply(&by_name, &[]).await.done();
    let after = fresh.people(&place).await;
    for (name, number) in [("赵示一", "002"), ("钱示二", "003"), ("孙示三", "004")] {
        assert_eq!((&after[name].0, after[name].1.as_str()), (&before[name].0, number), "{name}");
    }
    assert_eq!((after["新示零"].1.as_str(), after.len()), ("001", 4));
    // The telephone that was signed in as 赵示一 is still 赵示一's.
    assert!(zhao.get(&format!("/c/{}/room", fresh.id)).await.contains("赵示一"));
    place.verifies().await;
}

async fn a2_where_the_households_were_filled_in_anew_too_nobody_is_guessed(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import(&file("05-before.csv")).await;
    let before = fresh.people(&place).await;
    let to = fresh.upload(&file("05-after-household-refilled.csv")).await;
    assert!(fresh.look(&to).await.0.contains("编号重新编排过"));
    // The telephones tell who is meant.
    let by_name = format!("{to}?by=name");
    assert!(fresh.look(&by_name).await.0.contains("新增 1 人，变更 3 人，不变 0 人，要您说明 0 人"));
    // Without telephones nothing does: everybody is asked about, and nothing is taken in before.
    let text = String::from_utf8(file("05-after-household-refilled.csv")).expect("a text");
    let bare: String = text
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{},{},{}\n", cells[0], cells[1], cells[2])
        })
        .collect();
    let to = fresh.upload(bare.as_bytes()).await;
    let by_name = format!("{to}?by=name");
    let (page, _) = fresh.look(&by_name).await;
    assert!(page.contains("新增 1 人，变更 0 人，不变 0 人，要您说明 3 人"), "{page}");
    fresh.apply(&by_name, &[("who-3", "same")]).await.refused("file-unanswered").await;
    assert_eq!(fresh.people(&place).await, before);
    // 孙示三 is said to be another person: then there are two.
    let answers = [("who-3", "same"), ("who-4", "same"), ("who-5", "new")];
    fresh.apply(&by_name, &answers).await.done();
    let after = fresh.members(&place).await;
    let ids = |name: &str| after.iter().filter(|one| one.name == name).map(|one| one.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids("赵示一"), [before["赵示一"].0.clone()]);
    assert_eq!(ids("孙示三").len(), 2);
    assert_eq!(after.len(), 5);
    place.verifies().await;
}

/// One number under another name is red, says what hangs on the person, and waits for an answer.
async fn a2_a_single_number_under_another_name_is_confirmed_or_refused(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.body("villager_rep_meeting", "村民代表会议").await;
    let roll = "编号,姓名,户号,机构\n001,赵示一,1,村民代表会议\n002,钱示二,2,\n003,孙示三,3,\n";
    fresh.import(roll.as_bytes()).await;
    let before = fresh.people(&place).await;
    server::demo::slip_token(&place.desk, &fresh.id, &before["赵示一"].0).await.expect("a slip");
    let to = fresh.upload("编号,姓名,户号\n1,新示零,1\n002,钱　示二,2\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = page.split("<fieldset class=\"card asked\"").nth(1).expect("a question");
    for words in ["001 赵示一", "新示零", "同一个编号，姓名不同", "没用过的纸条", "会议席位", "<del>赵示一</del>"]
    {
        assert!(asked.contains(words), "{words}: {asked}");
    }
    // A blank within a name is no other name.
    assert!(page.contains("新增 0 人，变更 0 人，不变 1 人，要您说明 1 人"), "{page}");
    let refused = fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    assert!(refused.contains("来逐一") || refused.contains("逐一"), "{refused}");
    // By number it cannot be somebody new.
    fresh.apply(&to, &[("who-2", "new")]).await.refused("file-unanswered").await;
    assert_eq!(fresh.people(&place).await, before);
    fresh.apply(&to, &[("who-2", "same")]).await.done();
    let after = fresh.people(&place).await;
    assert_eq!(after["新示零"].0, before["赵示一"].0, "the same person, by another name");
    assert_eq!(after["新示零"].1, "001", "the number as the roll writes it");
    // The command line asks nobody: it refuses.
    let sheet = roll_file::read("编号,姓名,户号\n002,别示人,2\n".as_bytes()).expect("read").sheets.remove(0);
    let roles = vec![rules::permit::Role::Administrator, rules::permit::Role::Clerk];
    let standing = rules::permit::Standing { community: fresh.id.as_str().into(), member: None, roles };
    let (answer, shown) = place.desk.import_roll(&fresh.id, sheet, false, standing).await.expect("answered");
    assert_eq!(shown.asked(), 1);
    let refusal = rules::Refusal::FileUnanswered;
    assert!(matches!(answer, server::store::Answer::Refused { refusal: said, .. } if said == refusal));
    place.verifies().await;
}

/// 593 numbered people against the same village numbered otherwise: by number it stops, by name everybody keeps their identity.
async fn a2_the_townships_renumbered_roll_moves_nobody(place: Place) {
    let fresh = Fresh::new(&place).await;
    for (kind, name) in [
        ("villager_rep_meeting", "村民代表会议"),
        ("consultation_council", "议事会"),
        ("villager_group_meeting", "第一村民小组会议"),
    ] {
        fresh.body(kind, name).await;
    }
    let to = fresh.upload(&file("township-roll-as-it-comes.xlsx")).await;
    // The running number as member number, once.
    let serial = format!("{to}?numbers=serial");
    let (page, _) = fresh.look(&serial).await;
    assert!(page.contains("新增 603 人") || page.contains("新增 598 人"), "{page}");
    fresh.apply(&serial, &[]).await.done();
    let before = fresh.members(&place).await;
    assert_eq!(before.len(), 598);
    let to = fresh.upload(&file("township-roll-renumbered.xlsx")).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("编号重新编排过"), "{page}");
    fresh.clerk.post(&format!("/do{to}"), &[]).await.refused("file-numbers-anew").await;
    let by_name = format!("{to}?by=name");
    let (page, fields) = fresh.look(&by_name).await;
    let rows: Vec<String> =
        fields.iter().filter(|(name, _)| name == "row").map(|(_, row)| format!("who-{row}")).collect();
    assert!(rows.len() < 30, "{} questions", rows.len());
    assert!(page.contains("不能导入 0 行"), "{page}");
    // Whoever moved within the village is asked about; the clerk says yes.
    let answers: Vec<(&str, &str)> = rows.iter().map(|row| (row.as_str(), "same")).collect();
    let answered = fresh.apply(&by_name, &answers).await;
    answered.done();
    let after = fresh.members(&place).await;
    let by_id: BTreeMap<&str, &member::MemberRow> = after.iter().map(|one| (one.id.as_str(), one)).collect();
    let moved: Vec<_> = before
        .iter()
        .filter(|one| !rules::folding::same(&by_id[one.id.as_str()].name, &one.name))
        .map(|one| (one.name.clone(), by_id[one.id.as_str()].name.clone()))
        .collect();
    assert!(moved.is_empty(), "{moved:?}");
    let mut numbers: Vec<&str> = after.iter().map(|one| one.number.as_str()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), after.len());
    // 高翠莲 has number 30 now, and 杨文斌, who is in the file no more, another one.
    let gao = after.iter().find(|one| one.name == "高翠莲" && one.household.as_deref() == Some("9")).expect("高翠莲");
    assert_eq!(gao.number, "30");
    let yang = after.iter().find(|one| one.name == "杨文斌").expect("杨文斌");
    assert!(yang.number.parse::<u32>().is_ok_and(|number| number > 598), "{}", yang.number);
    place.verifies().await;
}
