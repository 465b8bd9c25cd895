//! Two of one name: what tells them apart, and what leaves it open who is meant (A2, A3).

use super::{Fresh, file, people::questions};
use crate::common::{Place, engines};
use server::rows::member;
use std::collections::BTreeMap;

engines!(
    a2_by_name_no_number_says_who_a_namesake_is,
    a2_namesakes_of_the_renumbered_roll_keep_their_telephones,
    a2_by_number_a_telephone_of_a_namesake_is_asked_about,
    a3_a_mended_name_is_asked_about,
);

/// By member: name, number, telephone.
fn told(members: &[member::MemberRow]) -> BTreeMap<&str, [&str; 3]> {
    members.iter().map(|one| (one.id.as_str(), [&one.name, &one.number, &one.phone].map(String::as_str))).collect()
}

/// 009 and 011 are 庚示三: in a file that was numbered anew 009 is the other one. Their telephones say who is who.
async fn a2_by_name_no_number_says_who_a_namesake_is(place: Place) {
    let fresh = Fresh::new(&place).await;
    let roll = "编号,姓名,户号,小组,电话\n003,双示三,2,一组,\n005,双示三,2,一组,13915\n\
                009,庚示三,5,一组,13991\n010,辛示十,5,一组,13910\n011,庚示三,5,一组,13992\n\
                021,同示机,6,一组,13921\n022,同示机,6,一组,\n";
    fresh.import(roll.as_bytes()).await;
    let before = fresh.members(&place).await;
    let lines = [
        "001,双示三,2,一组,",
        "003,双示三,2,一组,13915",
        "007,庚示三,5,一组,13991",
        "008,辛示十,5,一组,13910",
        "009,庚示三,5,一组,13992",
    ];
    let mut backwards = lines;
    backwards.reverse();
    for lines in [lines, backwards] {
        let to = fresh.upload(format!("编号,姓名,户号,小组,电话\n{}\n", lines.join("\n")).as_bytes()).await;
        let (page, _) = fresh.look(&format!("{to}?by=name")).await;
        assert!(page.contains("变更 5 人，不变 0 人，要您说明 0 人"), "{page}");
        assert!(!page.contains("<del>13991</del>") && !page.contains("<del>13992</del>"), "{page}");
    }
    let to = fresh.upload(format!("编号,姓名,户号,小组,电话\n{}\n", lines.join("\n")).as_bytes()).await;
    fresh.apply(&format!("{to}?by=name"), &[]).await.done();
    let after = fresh.members(&place).await;
    let after = told(&after);
    for (number, new) in [("003", "001"), ("005", "003"), ("009", "007"), ("010", "008"), ("011", "009")] {
        let one = before.iter().find(|one| one.number == number).expect("a member");
        assert_eq!(after[one.id.as_str()], [one.name.as_str(), new, &one.phone], "{number}");
    }
    // One telephone for both of them tells nothing: each is asked about.
    let text = "编号,姓名,户号,小组,电话\n022,同示机,6,一组,13921\n023,同示机,6,一组,13921\n";
    let to = fresh.upload(text.as_bytes()).await;
    assert_eq!(questions(&fresh.look(&format!("{to}?by=name")).await.0).len(), 2);
    place.verifies().await;
}

/// 傅子涵 is twice in group two, household 47: 0153 without telephone and 0155 with one; numbered anew they stay who they are.
async fn a2_namesakes_of_the_renumbered_roll_keep_their_telephones(place: Place) {
    let fresh = Fresh::new(&place).await;
    for (kind, name) in [
        ("villager_rep_meeting", "村民代表会议"),
        ("consultation_council", "议事会"),
        ("villager_group_meeting", "第一村民小组会议"),
    ] {
        fresh.body(kind, name).await;
    }
    let to = fresh.upload(&file("township-roll-as-it-comes.xlsx")).await;
    fresh.apply(&format!("{to}?numbers=serial"), &[]).await.done();
    let before = fresh.members(&place).await;
    let to = fresh.upload(&file("township-roll-renumbered.xlsx")).await;
    let by_name = format!("{to}?by=name");
    let (page, _) = fresh.look(&by_name).await;
    // Whose name was mended is the same person; whoever moved too.
    let new_name = |one: &&str| one.contains("这一行的姓名和他不同");
    let mended = questions(&page).iter().filter(|one| new_name(one)).map(|one| (*one).to_owned()).collect::<Vec<_>>();
    assert!(mended.iter().any(|one| one.contains("王㛃") && one.contains("王晴")), "{mended:?}");
    let rows: Vec<String> =
        fresh.look(&by_name).await.1.into_iter().filter(|(name, _)| name == "row").map(|one| one.1).collect();
    let names: Vec<String> = rows.iter().map(|row| format!("who-{row}")).collect();
    let answers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "same")).collect();
    fresh.apply(&by_name, &answers).await.done();
    let after = fresh.members(&place).await;
    let after = told(&after);
    let twins: Vec<_> =
        before.iter().filter(|one| one.name == "傅子涵" && one.household.as_deref() == Some("47")).collect();
    assert_eq!(twins.len(), 2);
    for one in &twins {
        assert_eq!(after[one.id.as_str()][2], one.phone, "{}", one.number);
    }
    assert_ne!(twins[0].phone, twins[1].phone);
    let wang = before.iter().find(|one| one.name == "王㛃").expect("王㛃");
    assert_eq!(after[wang.id.as_str()][0], "王晴");
    place.verifies().await;
}

/// A number says who is meant; where the telephone is that of the namesake, a person says whether the number is right.
async fn a2_by_number_a_telephone_of_a_namesake_is_asked_about(place: Place) {
    const ASKED: &str = "编号和姓名对得上，电话却是同名的另一个人的";
    let fresh = Fresh::new(&place).await;
    let head = "编号,姓名,户号,小组,电话\n";
    fresh.import(format!("{head}001,张示三,1,一组,13901\n002,张示三,1,一组,13902\n").as_bytes()).await;
    let before = fresh.members(&place).await;
    // One number is not enough against two telephones, whichever line is first.
    for lines in [",张示三,1,一组,13901\n001,张示三,1,一组,13902\n", "001,张示三,1,一组,13902\n,张示三,1,一组,13901\n"]
    {
        let to = fresh.upload(format!("{head}{lines}").as_bytes()).await;
        let (page, _) = fresh.look(&to).await;
        assert!(page.contains("变更 0 人，不变 0 人，要您说明 2 人"), "{page}");
        assert!(questions(&page).iter().any(|one| one.contains(ASKED)), "{page}");
    }
    // A number that nobody has, and the telephone of a namesake who is another.
    let to = fresh.upload(format!("{head}777,张示三,1,一组,13901\n001,张示三,1,一组,13902\n").as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("新增 0 人，变更 0 人，不变 0 人，要您说明 2 人"));
    // Crossed: the numbers decide, once somebody has said so.
    let to = fresh.upload(format!("{head}002,张示三,1,一组,13901\n001,张示三,1,一组,13902\n").as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = questions(&page);
    assert_eq!(asked.len(), 2, "{page}");
    for (question, words) in [
        (asked[0], [ASKED, "002 张示三", "花名册上用这个电话的同名的人：编号 001，电话 13901", "by=name"]),
        (asked[1], [ASKED, "001 张示三", "花名册上用这个电话的同名的人：编号 002，电话 13902", "by=name"]),
    ] {
        for words in words {
            assert!(question.contains(words) || page.contains(words) && words == "by=name", "{words}: {question}");
        }
    }
    fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    fresh.apply(&to, &[("who-2", "new"), ("who-3", "new")]).await.refused("file-unanswered").await;
    fresh.apply(&to, &[("who-2", "same"), ("who-3", "same")]).await.done();
    let after = fresh.members(&place).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!((&before.id, &before.number), (&after.id, &after.number));
    }
    assert_eq!([after[0].phone.as_str(), after[1].phone.as_str()], ["13902", "13901"]);
    // A new telephone that is nobody's is a change like others, and the same file says unchanged.
    let to = fresh.upload(format!("{head}002,张示三,1,一组,13901\n001,张示三,1,一组,13909\n").as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("变更 1 人，不变 1 人，要您说明 0 人"));
    place.verifies().await;
}

/// Household and telephone of somebody who is not in the file, under another name.
async fn a3_a_mended_name_is_asked_about(place: Place) {
    const ASKED: &str = "是不是同一个人，姓名改过";
    let fresh = Fresh::new(&place).await;
    let head = "编号,姓名,户号,小组,电话\n";
    let roll = "001,赵示六,4,一组,13930\n002,李示四,2,一组,13903\n003,李示五,2,一组,13903\n004,王示七,3,一组,\n";
    fresh.import(format!("{head}{roll}").as_bytes()).await;
    let before = fresh.people(&place).await;
    // Without numbers it can be answered as well.
    let to = fresh.upload("姓名,户号,小组,电话\n赵示六六,4,一组,13930\n李示四,2,一组,13903\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = questions(&page);
    assert!(asked.len() == 1 && asked[0].contains(ASKED) && asked[0].contains("001 赵示六"), "{page}");
    assert!(asked[0].contains("<del>赵示六</del>") && page.contains("不能导入 0 行"), "{page}");
    fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    fresh.apply(&to, &[("who-2", "same")]).await.done();
    let after = fresh.people(&place).await;
    assert_eq!((&after["赵示六六"].0, after.len()), (&before["赵示六"].0, 4));
    // Another person, the clerk says. Whoever is in the file is nobody's new name, whatever the telephone of the family.
    let lines = "001,赵示六六,4,一组,13930\n002,李示四,2,一组,13903\n009,李示新,2,一组,13903\n";
    let to = fresh.upload(format!("{head}{lines}").as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = questions(&page);
    assert!(asked.len() == 1 && asked[0].contains("003 李示五"), "{page}");
    fresh.apply(&to, &[("who-4", "new")]).await.done();
    let after = fresh.people(&place).await;
    assert_eq!((after["李示新"].1.as_str(), after["李示五"].1.as_str(), after.len()), ("009", "003", 5));
    assert_eq!(
        (&after["李示新"].2, &after["李示新"].3),
        (&after["李示五"].2, &after["李示五"].3),
        "who is new lives there too"
    );
    // Two lines are not one person.
    let lines = "002,李示四,2,一组,13903\n009,李示新,2,一组,13903\n010,李示甲,2,一组,13903\n011,李示乙,2,一组,13903\n";
    let to = fresh.upload(format!("{head}{lines}").as_bytes()).await;
    assert_eq!(questions(&fresh.look(&to).await.0).len(), 2);
    fresh.apply(&to, &[("who-4", "same"), ("who-5", "same")]).await.refused("file-same-twice").await;
    fresh.apply(&to, &[("who-4", "new"), ("who-5", "same")]).await.done();
    assert_eq!(fresh.people(&place).await["李示乙"].0, before["李示五"].0);
    place.verifies().await;
}
