//! What a line leaves in doubt (A2, A3): telephones as they are typed, households and telephones of somebody else, mended names,
//! numbers whose holder's own line is refused.

use super::{Fresh, console, people::questions};
use crate::common::{Place, engines};

engines!(
    a2_a_telephone_is_one_however_it_is_typed,
    a2_by_number_a_household_of_a_namesake_is_asked_about,
    a2_a_telephone_that_goes_to_somebody_else_is_asked_about,
    a3_a_mended_name_is_asked_about_without_a_telephone,
    a3_whose_own_line_is_refused_is_said_apart,
);

const HEAD: &str = "编号,姓名,户号,小组,电话\n";

/// Father and son of one name in one household, told apart by their telephones, and one with a landline.
async fn a2_a_telephone_is_one_however_it_is_typed(place: Place) {
    let fresh = Fresh::new(&place).await;
    let roll = "001,张示三,1,一组,13900000001\n002,张示三,1,一组,13900000002\n003,李示四,2,一组,0571-88880003\n";
    fresh.import(format!("{HEAD}{roll}").as_bytes()).await;
    let before = fresh.members(&place).await;
    for (one, two, line) in [
        ("+86 139 0000 0001", "0086-13900000002", "(0571)88880003"),
        ("86-139-0000-0001", "１３９００００ ０００２", "+86 571 8888 0003"),
        ("（+86）13900000001", "tel:+8613900000002", "０５７１－８８８８０００３"),
    ] {
        // Unchanged, whatever stands first.
        for lines in [[("001", one), ("002", two)], [("002", two), ("001", one)]] {
            let [(a, first), (b, second)] = lines;
            let file =
                format!("{HEAD}{a},张示三,1,一组,{first}\n{b},张示三,1,一组,{second}\n003,李示四,2,一组,{line}\n");
            for way in ["", "?by=name"] {
                let to = fresh.upload(file.as_bytes()).await;
                let (page, _) = fresh.look(&format!("{to}{way}")).await;
                assert!(page.contains("变更 0 人，不变 3 人，要您说明 0 人，不能导入 0 行"), "{file}{way}: {page}");
            }
        }
        // Numbers that changed places: by number two questions, by name none, and everybody keeps their telephone.
        let crossed = format!("{HEAD}002,张示三,1,一组,{one}\n001,张示三,1,一组,{two}\n");
        let to = fresh.upload(crossed.as_bytes()).await;
        assert_eq!(questions(&fresh.look(&to).await.0).len(), 2, "{crossed}");
        fresh.apply(&to, &[]).await.refused("file-unanswered").await;
        let (page, _) = fresh.look(&format!("{to}?by=name")).await;
        assert!(page.contains("变更 2 人，不变 0 人，要您说明 0 人") && !page.contains("<del>139"), "{page}");
    }
    // Two lines of one file with one telephone are one telephone, too.
    let twice = format!("{HEAD},王示新,9,一组,13900000009\n,王示新,9,一组,+86-139 0000 0009\n");
    let to = fresh.upload(twice.as_bytes()).await;
    assert_eq!(questions(&fresh.look(&format!("{to}?numbers=program")).await.0).len(), 1);
    let told: Vec<_> = fresh.members(&place).await.into_iter().map(|one| (one.id, one.phone)).collect();
    assert_eq!(told, before.into_iter().map(|one| (one.id, one.phone)).collect::<Vec<_>>());
    place.verifies().await;
}

async fn a2_by_number_a_household_of_a_namesake_is_asked_about(place: Place) {
    const ASKED: &str = "户号等却是同名的另一个人的";
    let fresh = Fresh::new(&place).await;
    let roll = "007,独示六,4,一组,\n008,独示六,5,二组,\n009,别示人,6,二组,\n";
    fresh.import(format!("{HEAD}{roll}").as_bytes()).await;
    let before = fresh.people(&place).await;
    let to =
        fresh.upload(format!("{HEAD}008,独示六,4,一组,\n007,独示六,5,二组,\n009,别示人,6,二组,\n").as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let asked = questions(&page);
    assert!(asked.len() == 2 && page.contains("变更 0 人，不变 1 人"), "{page}");
    for (question, words) in [
        (asked[0], ["008 独示六 二组 5", "花名册上同名的另一个人：编号 007，一组 4", "如果编号写错了"]),
        (asked[1], ["007 独示六 一组 4", "花名册上同名的另一个人：编号 008，二组 5", "改按姓名和户号核对"]),
    ] {
        assert!(question.contains(ASKED) && words.iter().all(|words| question.contains(words)), "{question}");
    }
    fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    fresh.apply(&to, &[("who-2", "new"), ("who-3", "new")]).await.refused("file-unanswered").await;
    // By name the numbers are what changes.
    let (page, _) = fresh.look(&format!("{to}?by=name")).await;
    assert!(page.contains("变更 2 人，不变 1 人，要您说明 0 人") && page.contains("<del>007</del>"), "{page}");
    // One line is enough, and so is somebody new who lives where the number's holder did.
    for lines in ["008,独示六,4,一组,\n", "007,独示六,9,一组,\n011,独示六,4,一组,\n"] {
        let to = fresh.upload(format!("{HEAD}{lines}").as_bytes()).await;
        assert!(questions(&fresh.look(&to).await.0)[0].contains(ASKED), "{lines}");
    }
    // Of one household all else may tell: who is of age.
    let of_age = "编号,姓名,户号,小组,成年\n";
    fresh.import(format!("{of_age}021,双示木,8,一组,是\n022,双示木,8,一组,否\n").as_bytes()).await;
    let to = fresh.upload(format!("{of_age}021,双示木,8,一组,否\n022,双示木,8,一组,是\n").as_bytes()).await;
    assert_eq!(questions(&fresh.look(&to).await.0).len(), 2);
    // Who really moves, to where nobody of the name lives, moves.
    let to = fresh.upload(format!("{HEAD}007,独示六,9,三组,\n008,独示六,5,二组,\n").as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("变更 1 人，不变 1 人，要您说明 0 人"));
    let after = fresh.people(&place).await;
    assert_eq!(before["别示人"], after["别示人"]);
    place.verifies().await;
}

/// A column of telephones that slipped by a line would send everybody's slip to somebody else.
async fn a2_a_telephone_that_goes_to_somebody_else_is_asked_about(place: Place) {
    const ASKED: &str = "电话却是花名册上另一个人的";
    let fresh = Fresh::new(&place).await;
    let roll = "1,赵示一,1,一组,13900000001\n2,钱示二,2,一组,13900000002\n3,孙示三,3,一组,13900000003\n\
                4,李示四,4,一组,13900000004\n5,周示五,4,一组,\n";
    fresh.import(format!("{HEAD}{roll}").as_bytes()).await;
    let before = fresh.members(&place).await;
    let slipped = "1,赵示一,1,一组,\n2,钱示二,2,一组,13900000001\n3,孙示三,3,一组,13900000002\n";
    for way in ["", "?by=name"] {
        let to = fresh.upload(format!("{HEAD}{slipped}").as_bytes()).await;
        let to = format!("{to}{way}");
        let (page, _) = fresh.look(&to).await;
        let asked = questions(&page);
        assert!(asked.len() == 2 && asked.iter().all(|one| one.contains(ASKED)), "{page}");
        assert!(asked[0].contains("花名册上用这个电话的人：编号 1，赵示一，一组 1"), "{}", asked[0]);
        assert!(!asked[0].contains("value=\"new\""), "{}", asked[0]);
        fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    }
    let phones = |all: &[server::rows::member::MemberRow]| all.iter().map(|one| one.phone.clone()).collect::<Vec<_>>();
    assert_eq!(phones(&before), phones(&fresh.members(&place).await));
    // A couple comes to share a telephone, a number is nobody's, and one may be handed on once somebody has said so.
    for lines in ["4,李示四,4,一组,13900000004\n5,周示五,4,一组,13900000004\n", "1,赵示一,1,一组,13900000099\n"]
    {
        let to = fresh.upload(format!("{HEAD}{lines}").as_bytes()).await;
        assert!(fresh.look(&to).await.0.contains("变更 1 人"), "{lines}");
        assert!(questions(&fresh.look(&to).await.0).is_empty(), "{lines}");
    }
    let to = fresh.upload(format!("{HEAD}1,赵示一,1,一组,13900000002\n2,钱示二,2,一组,13900000009\n").as_bytes()).await;
    assert_eq!(questions(&fresh.look(&to).await.0).len(), 1);
    fresh.apply(&to, &[("who-2", "same")]).await.done();
    assert_eq!(fresh.members(&place).await[0].phone, "13900000002");
    place.verifies().await;
}

async fn a3_a_mended_name_is_asked_about_without_a_telephone(place: Place) {
    const ASKED: &str = "是不是同一个人，姓名改过";
    let fresh = Fresh::new(&place).await;
    let roll = "015,王㛃,4,一组,\n016,王示二,4,一组,13900000016\n017,张示伟,5,一组,13900000017\n018,钱示八,6,二组,\n";
    fresh.import(format!("{HEAD}{roll}").as_bytes()).await;
    let before = fresh.people(&place).await;
    let rest = "016,王示二,4,一组,\n018,钱示八,6,二组,\n";
    // No telephone on the roll, none in the file, another one; by name, by a number that nobody had, without a number.
    for (line, way, who) in [
        ("015,王晴,4,一组,", "?by=name", "015 王㛃"),
        ("915,王晴,4,一组,", "?by=name", "015 王㛃"),
        ("915,王晴,4,一组,", "", "015 王㛃"),
        (",王晴,4,一组,", "", "015 王㛃"),
        (",王晴,4,一组,", "?numbers=program", "015 王㛃"),
        ("915,王晴,4,一组,13900000099", "?by=name", "015 王㛃"),
        ("917,張示偉,5,一组,13900000099", "?by=name", "017 张示伟"),
        ("917,张示伟（户主）,5,一组,", "", "017 张示伟"),
        // Elsewhere, with the same telephone.
        ("917,章示伟,7,二组,+86 13900000017", "", "017 张示伟"),
    ] {
        let to = fresh.upload(format!("{HEAD}{line}\n{rest}").as_bytes()).await;
        let (page, _) = fresh.look(&format!("{to}{way}")).await;
        let asked = questions(&page);
        assert!(asked.len() == 1 && asked[0].contains(ASKED) && asked[0].contains(who), "{line} {way}: {page}");
        fresh.apply(&format!("{to}{way}"), &[]).await.refused("file-unanswered").await;
    }
    assert_eq!(fresh.people(&place).await, before);
    let by_name = async |file: &str| format!("{}?by=name", fresh.upload(file.as_bytes()).await);
    let to = by_name(&format!("{HEAD}015,王晴,4,一组,\n{rest}")).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("两边一样的：编号、户、小组") && page.contains("换一个没用过的编号"), "{page}");
    // Somebody new: both live there, and nobody has the other's number.
    fresh.apply(&to, &[("who-2", "new")]).await.done();
    let after = fresh.people(&place).await;
    assert_eq!((after["王㛃"].0.as_str(), after.len()), (before["王㛃"].0.as_str(), 5));
    assert_eq!((after["王晴"].1.as_str(), after["王晴"].2.as_str()), ("015", "4"));
    assert!(after["王㛃"].1 != "015" && after["王㛃"].2 == "4", "{after:?}");
    // The same person: one name, one person.
    let to = by_name("姓名,户号,小组\n王晴,4,一组\n王示二,4,一组\n王示乙,4,一组\n").await;
    fresh.apply(&to, &[("who-4", "same")]).await.done();
    let after = fresh.people(&place).await;
    assert_eq!((after["王示乙"].0.as_str(), after.len()), (before["王㛃"].0.as_str(), 5));
    // Whose household nobody has left is new, and whoever moved under a new number is asked about by name.
    let to = fresh.upload(format!("{HEAD}031,新示来,9,二组,\n032,钱示八,8,二组,\n").as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("新增 1 人") && questions(&page)[0].contains("018 钱示八"), "{page}");
    place.verifies().await;
}

/// Whose number is given to somebody else: who is away, who is there without a number, and whose line has to be mended first.
async fn a3_whose_own_line_is_refused_is_said_apart(place: Place) {
    let fresh = Fresh::new(&place).await;
    let roll = "编号,姓名,户号,机构\n1,赵示一,1,\n2,钱示二,2,\n3,孙示三,3,\n4,李示四,4,\n5,周示五,5,\n";
    fresh.import(roll.as_bytes()).await;
    let file = "编号,姓名,户号,机构\n1,新示甲,11,\n2,新示乙,12,\n3,新示丙,13,\n9,钱示二,2,没有的会\n,孙示三,3,\n4,李示四,4,\n5,周示五,5,\n";
    let to = fresh.upload(file.as_bytes()).await;
    let by_name = format!("{to}?by=name");
    let (page, _) = fresh.look(&by_name).await;
    for words in [
        "有 2 人要让出编号",
        "赵示一：1 → 10",
        "孙示三：3 → 12（文件第 6 行没有写编号）",
        "有 1 人的编号给了别人，他们自己的行不能导入",
        "钱示二（2）：文件第 5 行不能导入。D5 没有的会：没有这个机构",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Whose name a refused line has is not away.
    fresh.import("编号,姓名,户号\n7,双示人,7\n8,双示人,8\n".as_bytes()).await;
    let to = fresh.upload("姓名,户号\n双示人,9\n赵示一,1\n钱示二,2\n孙示三,3\n李示四,4\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("5 周示五") && !page.contains("8 双示人 8"), "{page}");
    place.verifies().await;
}

/// The command asks what the page asks.
#[test]
fn a2_the_command_asks_about_mended_names_and_namesakes() {
    let folder = console::village();
    let file = |lines: &str| console::write(&folder, "r.csv", &format!("{HEAD}{lines}"));
    file(
        "9007,独例六,H901,第一组,\n9008,独例六,H902,第二组,\n9015,王㛃,H903,第二组,\n9016,王例二,H903,第二组,13900000016\n",
    );
    console::taken_in(&console::import(&folder, "r.csv", &[]), "added 4");
    file("9008,独例六,H901,第一组,\n9007,独例六,H902,第二组,\n");
    let words = ["户号等却是同名的另一个人的", "--same 2", "--same 3"];
    console::open(&console::import(&folder, "r.csv", &[]), &words);
    file("9915,王晴,H903,第二组,\n9016,王例二,H903,第二组,\n");
    let words = ["姓名改过", "两边一样的：户、小组", "--same 2", "--new 2"];
    console::open(&console::import(&folder, "r.csv", &[]), &words);
    console::taken_in(&console::import(&folder, "r.csv", &["--same", "2"]), "to be asked 1");
    file("9015,赵例新,H905,第二组,\n9016,王例二,H903,第二组,\n9915,王晴,H903,第二组,\n");
    console::taken_in(&console::import(&folder, "r.csv", &[]), "added 1");
    console::write(
        &folder,
        "r.csv",
        "编号,姓名,户号,小组,机构\n9016,赵例乙,H906,第二组,\n9917,王例二,H903,第二组,没有的会\n",
    );
    let held = console::import(&folder, "r.csv", &["--by-name"]);
    console::open(&held, &["王例二（9016）：文件第 3 行不能导入", "还不知道他们是哪个编号"]);
}
