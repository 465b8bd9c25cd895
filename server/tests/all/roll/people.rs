//! Identity never moves with a number (A2).

use super::{Fresh, file};
use crate::common::{Place, engines};
use server::{roll::Decided, roll_file, rows::member};
use std::collections::BTreeMap;

engines!(
    a2_a_number_is_given_up_however_its_zeros_are_written,
    a2_numbers_filled_in_anew_stop_the_import_and_names_find_the_people,
    a2_where_the_households_were_filled_in_anew_too_nobody_is_guessed,
    a2_a_single_number_under_another_name_is_confirmed_or_refused,
    a2_the_townships_renumbered_roll_moves_nobody,
    a2_two_of_one_name_in_one_household_are_shown_with_what_tells_them_apart,
    a2_numbers_in_the_file_tell_two_of_one_name_apart,
    a2_no_offer_of_names_where_names_are_matched_by_already,
    a2_the_order_of_lines_says_of_no_twin_who_they_are,
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
    let token = server::demo::slip_token(&place.desk, &fresh.id.as_str().into(), &before["赵示一"].0.as_str().into())
        .await
        .expect("a slip");
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
    assert_eq!(ids("赵示一"), [before["赵示一"].0.as_str().into()]);
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
    server::demo::slip_token(&place.desk, &fresh.id.as_str().into(), &before["赵示一"].0.as_str().into())
        .await
        .expect("a slip");
    let to = fresh.upload("编号,姓名,户号\n1,新示零,1\n002,钱　示二,2\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = page.split("<fieldset class=\"card asked\"").nth(1).expect("a question");
    for words in ["001 赵示一", "新示零", "同一个编号，姓名不同", "没用过的纸条", "会议席位", "<del>赵示一</del>"]
    {
        assert!(asked.contains(words), "{words}: {asked}");
    }
    // The only answer there is is a sentence to be ticked, no choice of one.
    assert!(asked.contains("type=\"checkbox\" id=\"who-2-same\"") && !asked.contains("radio"), "{asked}");
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
    // Where nobody has answered it refuses, whoever sends it.
    let sheet = roll_file::read("编号,姓名,户号\n002,别示人,2\n".as_bytes()).expect("read").sheets.remove(0);
    let roles = vec![rules::permit::Role::Administrator, rules::permit::Role::Clerk];
    let standing = rules::permit::Standing { community: fresh.id.as_str().into(), member: None, roles };
    let answer =
        place.desk.import_roll(&fresh.id.as_str().into(), sheet, Decided::default(), standing).await.expect("answered");
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
    // Whoever moved within the village is asked about; the clerk says yes, and of other names that they are other people.
    let other_name = |row: &str| {
        let asked = questions(&page).into_iter().find(|one| one.contains(&format!("name=\"{row}\"")));
        asked.is_some_and(|one| one.contains("姓名和他不同"))
    };
    let answers: Vec<(&str, &str)> =
        rows.iter().map(|row| (row.as_str(), if other_name(row) { "new" } else { "same" })).collect();
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

/// The questions of a preview, one text each.
pub fn questions(page: &str) -> Vec<&str> {
    let each = page.split("<fieldset class=\"card asked\"").skip(1);
    each.map(|one| one.split("</fieldset>").next().unwrap_or_default()).collect()
}

async fn a2_two_of_one_name_in_one_household_are_shown_with_what_tells_them_apart(place: Place) {
    const TWINS: &str = "一户里有两个同名的人，分不清是哪一个，请核对";
    let fresh = Fresh::new(&place).await;
    let roll = "编号,姓名,户号,小组,电话\n0001,王示英,1,一组,\n0002,王示英,1,一组,139002\n0003,王示英,1,二组,139003\n\
                0004,李示梅,2,一组,139004\n";
    fresh.import(roll.as_bytes()).await;
    let to = fresh.upload("姓名,户号,小组,电话\n王示英,1,一组,\n王示英,1,一组,139009\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = questions(&page);
    assert_eq!(asked.len(), 2, "{page}");
    for (question, words) in [
        (asked[0], [TWINS, "0001 王示英 一组 1", "还有一个同名的人：编号 0002，电话 139002"]),
        (asked[0], ["文件第 3 行，同一户还有一个同名的人：编号 （空），电话 139009", "写上各自的编号", "同一个人"]),
        (asked[1], [TWINS, "0002 王示英 一组 1 139002", "还有一个同名的人：编号 0001，电话 （空）"]),
    ] {
        for words in words {
            assert!(question.contains(words), "{words}: {question}");
        }
        // Who lives in another household is none of the two.
        assert!(!question.contains("0003"), "{question}");
    }
    // By name a number is what changes: there the telephone tells.
    let (page, _) = fresh.look(&format!("{to}?by=name")).await;
    assert!(page.contains("写上各自在花名册上的电话") && !page.contains("写上各自的编号"), "{page}");
    // One on the roll, two in the file: a line that may not be somebody new is refused in the same words.
    let to = fresh.upload("姓名,户号,小组\n李示梅,2,一组\n李示梅,2,一组\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(
        page.contains("不变 1 人") && page.contains("一户里有两个同名的人，分不清是哪一个，请在文件里写上各自的编号")
    );
    assert!(page.contains("花名册上同一户还有一个同名的人：编号 0004，电话 139004"), "{page}");
    place.verifies().await;
}

/// What the page says to do helps: whoever has a number in the file is found by it, also where the program numbers the others.
async fn a2_numbers_in_the_file_tell_two_of_one_name_apart(place: Place) {
    let fresh = Fresh::new(&place).await;
    let to = fresh.upload("序号,姓名,户号\n1,王示英,1\n2,王示英,1\n3,钱示二,2\n".as_bytes()).await;
    let (page, _) = fresh.look(&format!("{to}?numbers=program")).await;
    let asked = questions(&page);
    assert!(asked.len() == 1 && asked[0].contains("一户里有两个同名的人"), "{page}");
    assert!(asked[0].contains("如果是同一个人写了两遍") && asked[0].contains("写上各自的编号"), "{page}");
    let to = fresh.upload("编号,姓名,户号\n901,王示英,1\n902,王示英,1\n,钱示二,2\n".as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("numbers=program"));
    let program = format!("{to}?numbers=program");
    let (page, _) = fresh.look(&program).await;
    assert!(page.contains("新增 3 人，变更 0 人，不变 0 人，要您说明 0 人"), "{page}");
    fresh.apply(&program, &[]).await.done();
    let members = fresh.members(&place).await;
    let who: Vec<_> = members.iter().map(|one| (one.number.as_str(), one.name.as_str())).collect();
    assert_eq!(who, [("901", "王示英"), ("902", "王示英"), ("903", "钱示二")]);
    // The telephone goes to the one whose number stands beside it, and one number is enough for both.
    let to = fresh.upload("编号,姓名,户号,电话\n902,王示英,1,139002\n,王示英,1,139001\n".as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("变更 2 人，不变 0 人，要您说明 0 人"));
    fresh.apply(&to, &[]).await.done();
    let after = fresh.members(&place).await;
    for (before, after) in members.iter().zip(&after) {
        assert_eq!((&before.id, &before.number), (&after.id, &after.number));
    }
    assert_eq!([after[0].phone.as_str(), after[1].phone.as_str()], ["139001", "139002"]);
    place.verifies().await;
}

async fn a2_no_offer_of_names_where_names_are_matched_by_already(place: Place) {
    const OFFER: &str = "改按姓名和户号核对";
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号\n1,赵示一,1\n2,钱示二,2\n3,孙示三,3\n".as_bytes()).await;
    // A number that stands beside another name: there names are another way.
    let to = fresh.upload("序号,姓名,户号\n1,新示零,1\n2,钱示二,2\n3,孙示三,3\n".as_bytes()).await;
    let (page, _) = fresh.look(&format!("{to}?numbers=serial")).await;
    assert!(questions(&page).len() == 1 && page.matches(OFFER).count() == 2, "{page}");
    // 钱示二 stands in another household: asked about by name, with no other way to offer.
    let text = "序号,姓名,户号\n1,赵示一,1\n2,钱示二,7\n3,孙示三,3\n";
    let to = fresh.upload(text.as_bytes()).await;
    for choice in ["numbers=serial&by=name", "numbers=program", "numbers=program&by=name"] {
        let (page, _) = fresh.look(&format!("{to}?{choice}")).await;
        assert!(questions(&page).len() == 1 && !page.contains(OFFER), "{choice}: {page}");
    }
    // Nor where the file has no numbers.
    let to = fresh.upload("姓名,户号\n赵示一,1\n钱示二,7\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(
        questions(&page).len() == 1 && !page.contains(OFFER) && page.contains("让程序给没有编号的新成员编号"),
        "{page}"
    );
    place.verifies().await;
}

/// Whoever stands first in a file is not the one who is known: an equal number says who it is, an equal telephone too, and where
/// neither does, each is asked about.
async fn a2_the_order_of_lines_says_of_no_twin_who_they_are(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh
        .import("编号,姓名,户号,电话\n950,王示英,1,\n951,王示英,1,\n960,李示梅,2,\n970,钱示二,3,139003\n".as_bytes())
        .await;
    let before = fresh.members(&place).await;
    let changed = async |file: &str| {
        let to = fresh.upload(file.as_bytes()).await;
        fresh.look(&format!("{to}?by=name")).await.0
    };
    // Both are there with their numbers, whatever the order: they stay as they are.
    let page = changed("编号,姓名,户号\n951,王示英,1\n950,王示英,1\n").await;
    assert!(questions(&page).is_empty() && page.contains("不变 2 人，要您说明 0 人"), "{page}");
    // One of them, or something said of them: by name the number does not tell which.
    assert_eq!(questions(&changed("编号,姓名,户号\n951,王示英,1\n").await).len(), 1);
    for file in ["950,王示英,1,139001\n951,王示英,1,139002\n", "951,王示英,1,139002\n950,王示英,1,139001\n"]
    {
        assert_eq!(questions(&changed(&format!("编号,姓名,户号,电话\n{file}")).await).len(), 2, "{file}");
    }
    // Nor does it tell which of two lines is the one who is known.
    for file in ["960,李示梅,2\n961,李示梅,2\n", "961,李示梅,2\n962,李示梅,2\n"] {
        assert_eq!(questions(&changed(&format!("编号,姓名,户号\n{file}")).await).len(), 2, "{file}");
    }
    // One is known, two of the name have telephones: neither of the two is taken for the known one unasked.
    for (one, two) in [("139001", "139002"), ("139002", "139001")] {
        let to = fresh.upload(format!("姓名,户号,电话\n李示梅,2,{one}\n李示梅,2,{two}\n").as_bytes()).await;
        let (page, _) = fresh.look(&format!("{to}?numbers=program")).await;
        assert_eq!(questions(&page).len(), 2, "{page}");
    }
    // An equal telephone tells.
    let to = fresh.upload("姓名,户号,电话\n钱示二,3,139009\n钱示二,3,139003\n".as_bytes()).await;
    let (page, _) = fresh.look(&format!("{to}?numbers=program")).await;
    assert!(page.contains("不变 1 人"), "{page}");
    let known: Vec<_> = before.iter().map(|one| (&one.id, &one.number)).collect();
    let after = fresh.members(&place).await;
    assert_eq!(known, after.iter().map(|one| (&one.id, &one.number)).collect::<Vec<_>>());
    place.verifies().await;
}
