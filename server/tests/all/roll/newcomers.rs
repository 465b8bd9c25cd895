//! Who may be somebody on the roll, or may be new: nobody is taken for either unasked (A2, A3).

use super::{
    Fresh,
    console::{import, open, taken_in, village, write},
    people::questions,
};
use crate::common::{Place, engines};

engines!(
    a2_a_known_name_with_a_new_number_and_a_new_telephone_is_asked_about,
    a2_a_newcomer_with_the_telephone_of_a_member_is_asked_about,
    a2_two_newcomers_of_two_households_with_one_telephone_are_asked_about,
    a3_many_of_one_name_are_each_asked_about,
);

const HEAD: &str = "编号,姓名,户号,小组,电话\n";
const ROLL: &str = "0012,卫示一二,3,一组,13900000012\n0013,蒋示一三,4,一组,13900000013\n";

async fn started(place: &Place) -> Fresh {
    let fresh = Fresh::new(place).await;
    fresh.import(format!("{HEAD}{ROLL}").as_bytes()).await;
    fresh
}

async fn a2_a_known_name_with_a_new_number_and_a_new_telephone_is_asked_about(place: Place) {
    let fresh = started(&place).await;
    let before = fresh.people(&place).await;
    let file = format!("{HEAD}0500,卫示一二,3,一组,13900000500\n0013,蒋示一三,4,一组,\n");
    for way in ["?by=name", ""] {
        let to = format!("{}{way}", fresh.upload(file.as_bytes()).await);
        let (page, _) = fresh.look(&to).await;
        let asked = questions(&page);
        assert!(asked.len() == 1 && asked[0].contains("姓名相同，编号、户号或电话对不上"), "{way}: {page}");
        assert!(asked[0].contains("0012 卫示一二") && asked[0].contains("value=\"new\""), "{way}: {page}");
        fresh.apply(&to, &[]).await.refused("file-unanswered").await;
        assert_eq!(fresh.people(&place).await, before);
    }
    // A new number alone, or a new telephone alone, leaves the person who they are.
    for line in ["0500,卫示一二,3,一组,", "0500,卫示一二,3,一组,13900000012", "0012,卫示一二,3,一组,13900000500"]
    {
        let to = fresh.upload(format!("{HEAD}{line}\n").as_bytes()).await;
        let (page, _) = fresh.look(&to).await;
        assert!(page.contains("变更 1 人") && questions(&page).is_empty(), "{line}: {page}");
    }
    let to = fresh.upload(file.as_bytes()).await;
    fresh.apply(&to, &[("who-2", "new")]).await.done();
    let all = fresh.members(&place).await;
    let of_name = |one: &&server::rows::member::MemberRow| one.name == "卫示一二";
    let numbers: Vec<&str> = all.iter().filter(of_name).map(|one| one.number.as_str()).collect();
    assert_eq!(numbers, ["0012", "0500"]);
    assert_eq!(all.iter().find(|one| one.number == "0012").expect("0012").phone, "13900000012");
    place.verifies().await;
}

async fn a2_a_newcomer_with_the_telephone_of_a_member_is_asked_about(place: Place) {
    let fresh = started(&place).await;
    let rest = "0012,卫示一二,3,一组,\n0013,蒋示一三,4,一组,";
    // Whether the member's own line says the telephone again or nothing of it.
    for own in ["", "+86 139 0000 0013"] {
        let to = fresh.upload(format!("{HEAD}0600,新示来,9,二组,13900000013\n{rest}{own}\n").as_bytes()).await;
        let (page, _) = fresh.look(&to).await;
        let asked = questions(&page);
        assert!(asked.len() == 1 && asked[0].contains("是新来的人，电话却是花名册上另一个人的"), "{page}");
        assert!(asked[0].contains("编号 0013，蒋示一三，一组 4") && asked[0].contains("如果电话写错了"), "{page}");
        assert!(!asked[0].contains("value=\"same\""), "{page}");
        fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    }
    // Within a household a telephone is shared, and what is handed on in the file is somebody else's.
    for lines in [
        format!("0600,新示来,4,一组,13900000013\n{rest}\n"),
        format!("0600,新示来,9,二组,13900000013\n{rest}13900000099\n"),
    ] {
        let (page, _) = fresh.look(&fresh.upload(format!("{HEAD}{lines}").as_bytes()).await).await;
        assert!(page.contains("新增 1 人") && questions(&page).is_empty(), "{lines}: {page}");
    }
    // A namesake elsewhere and the telephone of a third: both are shown before the answer.
    let to = fresh.upload(format!("{HEAD}0601,卫示一二,9,二组,13900000013\n0013,蒋示一三,4,一组,\n").as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(questions(&page)[0].contains("花名册上用这个电话的人：编号 0013，蒋示一三"), "{page}");
    let to = fresh.upload(format!("{HEAD}0600,新示来,9,二组,13900000013\n{rest}\n").as_bytes()).await;
    fresh.apply(&to, &[("who-2", "new")]).await.done();
    assert_eq!(fresh.people(&place).await["新示来"].1, "0600");
    place.verifies().await;
}

async fn a2_two_newcomers_of_two_households_with_one_telephone_are_asked_about(place: Place) {
    let fresh = started(&place).await;
    let file = format!("{HEAD}0600,新示来,9,二组,13900000600\n0601,新示到,8,二组,+86 139 0000 0600\n");
    let to = fresh.upload(file.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = questions(&page);
    assert!(asked.len() == 1 && asked[0].contains("和文件里另一户另一个新来的人一样"), "{page}");
    assert!(asked[0].contains("文件第 2 行用这个电话的人：编号 0600，新示来，二组 9"), "{page}");
    assert!(asked[0].contains("如果电话写错了") && !asked[0].contains("value=\"same\""), "{page}");
    fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    // Within a household it is shared.
    for line in ["0601,新示到,9,二组,13900000600", "0601,新示到,8,二组,13900000601", "0601,新示到,8,二组,"]
    {
        let file = format!("{HEAD}0600,新示来,9,二组,13900000600\n{line}\n");
        let (page, _) = fresh.look(&fresh.upload(file.as_bytes()).await).await;
        assert!(questions(&page).is_empty() && page.contains("新增 2 人"), "{line}: {page}");
    }
    fresh.apply(&to, &[("who-3", "new")]).await.done();
    assert_eq!(fresh.people(&place).await["新示到"].1, "0601");
    place.verifies().await;
}

async fn a3_many_of_one_name_are_each_asked_about(place: Place) {
    let fresh = started(&place).await;
    let three = |phones: [&str; 3]| {
        let [one, two, three] = phones;
        format!("{HEAD}0701,三示名,7,一组,{one}\n0702,三示名,7,一组,{two}\n0703,三示名,7,一组,{three}\n")
    };
    let none = three([""; 3]);
    for (file, way) in [(none.clone(), ""), (none.replace("070", ""), "?numbers=program")] {
        let file = file.replace("\n1,", "\n,").replace("\n2,", "\n,").replace("\n3,", "\n,");
        let to = format!("{}{way}", fresh.upload(file.as_bytes()).await);
        let (page, _) = fresh.look(&to).await;
        let asked = questions(&page);
        assert!(asked.len() == 3 && asked.iter().all(|one| one.contains("文件第 ")), "{file}: {page}");
        assert!(asked.iter().all(|one| one.contains("value=\"new\"") && one.contains("写了两遍")), "{page}");
        fresh.apply(&to, &[("who-2", "new"), ("who-3", "new")]).await.refused("file-unanswered").await;
    }
    // In whichever household: any of them may be the one on the roll, who is one of them at most.
    let homes = format!("{HEAD}0711,卫示一二,5,一组,\n0712,卫示一二,6,一组,\n0713,卫示一二,7,一组,\n");
    for way in ["", "?numbers=program", "?by=name"] {
        let to = format!("{}{way}", fresh.upload(homes.as_bytes()).await);
        let (page, _) = fresh.look(&to).await;
        let asked = questions(&page);
        assert!(
            asked.len() == 3 && asked.iter().all(|one| one.contains("花名册：") && one.contains("0012")),
            "{way}: {page}"
        );
        fresh.apply(&to, &[("who-2", "new"), ("who-3", "same")]).await.refused("file-unanswered").await;
        let twice = [("who-2", "same"), ("who-3", "same"), ("who-4", "new")];
        fresh.apply(&to, &twice).await.refused("file-same-twice").await;
    }
    // Three telephones are three people; of two each has a number, and is marked.
    let apart = three(["13900000701", "13900000702", "13900000703"]);
    for file in [apart, format!("{HEAD}0701,三示名,7,一组,\n0702,三示名,7,一组,\n")] {
        let (page, _) = fresh.look(&fresh.upload(file.as_bytes()).await).await;
        assert!(questions(&page).is_empty() && page.contains("已有同名的人"), "{file}: {page}");
    }
    // Beside somebody on the roll of that household one more is enough, but for another telephone.
    let beside = |phone: &str| format!("{HEAD}0012,卫示一二,3,一组,\n0801,卫示一二,3,一组,{phone}\n");
    let (page, _) = fresh.look(&fresh.upload(beside("").as_bytes()).await).await;
    assert!(questions(&page).len() == 1 && questions(&page)[0].contains("编号 0012"), "{page}");
    let (page, _) = fresh.look(&fresh.upload(beside("13900000801").as_bytes()).await).await;
    assert!(questions(&page).is_empty(), "{page}");
    let to = fresh.upload(none.as_bytes()).await;
    fresh.apply(&to, &[("who-2", "new"), ("who-3", "new"), ("who-4", "new")]).await.done();
    assert_eq!(fresh.members(&place).await.iter().filter(|one| one.name == "三示名").count(), 3);
    place.verifies().await;
}

#[test]
fn a2_the_command_asks_who_newcomers_are() {
    let folder = village();
    let head = "编号,姓名,户号,电话\n";
    let roll = "9001,赵示甲,H911,13900009001\n9002,钱示乙,H921,13900009002\n";
    write(&folder, "r.csv", &format!("{head}{roll}"));
    taken_in(&import(&folder, "r.csv", &[]), "added 2");
    let lines = "9901,赵示甲,H911,13900009901\n9902,新示来,H999,13900009002\n9002,钱示乙,H921,13900009002\n\
                 9911,三示名,H977,\n9912,三示名,H977,\n9913,三示名,H977,\n";
    write(&folder, "s.csv", &format!("{head}{lines}"));
    let asked = [
        "姓名相同，编号、户号或电话对不上",
        "--same 2",
        "--new 2",
        "是新来的人，电话却是花名册上另一个人的",
        "--new 3",
        "--new 5",
        "--new 6",
        "--new 7",
    ];
    let said = import(&folder, "s.csv", &[]);
    open(&said, &asked);
    assert!(!said.2.contains("--same 3") && !said.2.contains("--new 4"), "{said:?}");
    open(&import(&folder, "s.csv", &["--new", "3,5,6,7"]), &["--same 2"]);
    taken_in(&import(&folder, "s.csv", &["--same", "2", "--new", "3,5,6,7"]), "to be asked 5");
    taken_in(&import(&folder, "s.csv", &[]), "unchanged 6");
}
