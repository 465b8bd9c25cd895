//! Household numbers that are written in several ways (A1): 1, 1号 and 一 may be one household, and the clerk says whether they are.

use super::{Fresh, console};
use crate::common::{Place, engines};

engines!(
    a1_households_that_look_alike_are_asked_about_and_never_joined_silently,
    a1_a_household_that_looks_like_one_of_the_roll_is_asked_about,
);

const ASKED: &str = "处户号只是写法不同，可能是同一户";
const ROLL: &str = "编号,姓名,户号,小组\n1,赵示一,1,一组\n2,钱示二,1号,一组\n3,孙示三,一,1组\n4,李示四,01,一组\n5,周示五,１,一组\n\
                    6,吴示六,2,一组\n7,郑示七,1号,二组\n";

async fn a1_households_that_look_alike_are_asked_about_and_never_joined_silently(place: Place) {
    let fresh = Fresh::new(&place).await;
    let to = fresh.upload(ROLL.as_bytes()).await;
    let (page, fields) = fresh.look(&to).await;
    for words in [
        "有 1 处户号只是写法不同",
        "一组：“1”文件里 3 人（赵示一、李示四、周示五）；“1号”文件里 1 人（钱示二）；“一”文件里 1 人（孙示三）",
        "是同一户，合在一起",
        "不是，各算一户",
        "有的户号只差开头的零，当作一户：01＝1",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Nothing is taken in before somebody has said what they are, whoever sends it.
    assert!(!page.contains("全部导入") && fields.is_empty(), "{page}");
    fresh.clerk.post(&format!("/do{to}"), &[]).await.refused("file-homes-first").await;
    assert!(fresh.members(&place).await.is_empty());
    // One household, or three; a number of another group is none of them.
    let (page, _) = fresh.look(&format!("{to}?homes=one")).await;
    assert!(
        page.contains("合在一起当作一户") && page.contains("不是，各算一户") && page.contains("全部导入"),
        "{page}"
    );
    fresh.apply(&format!("{to}?homes=each"), &[]).await.done();
    let mut homes = fresh.homes(&place).await;
    homes.sort_unstable();
    assert_eq!(homes, [1, 1, 1, 1, 3]);
    // Who was kept apart once is shown, and not asked about again.
    let to = fresh.upload(ROLL.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains(ASKED) && page.contains("文件和花名册一样") && !page.contains("请先说明"), "{page}");
    // They may still be put together.
    fresh.apply(&format!("{to}?homes=one"), &[]).await.done();
    let people = fresh.people(&place).await;
    assert!(["赵示一", "钱示二", "孙示三", "李示四", "周示五"].iter().all(|name| people[*name].2 == "1"), "{people:?}");
    assert_eq!((people["郑示七"].2.as_str(), people["郑示七"].3.as_str()), ("1号", "二组"));
    place.verifies().await;
}

/// The roll has 1 with two people; the file writes 第1户: for one of them, and for somebody new.
async fn a1_a_household_that_looks_like_one_of_the_roll_is_asked_about(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号,小组\n1,赵示一,1,一组\n2,钱示二,1,一组\n".as_bytes()).await;
    let file = "编号,姓名,户号,小组\n1,赵示一,1,一组\n2,钱示二,第1户,一组\n3,孙示三,第一户,\n";
    let to = fresh.upload(file.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    for words in ["“1”花名册上 2 人（赵示一、钱示二），文件里 1 人", "“第1户”文件里 1 人（钱示二）", "请先说明"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let one = format!("{to}?homes=one");
    let (page, _) = fresh.look(&one).await;
    assert!(page.contains("新增 1 人，变更 0 人，不变 2 人"), "{page}");
    fresh.apply(&one, &[]).await.done();
    assert_eq!(fresh.homes(&place).await, [3]);
    // The next file that writes it so is asked about again: nothing is remembered that the clerk does not see.
    let to = fresh.upload(file.as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("请先说明"));
    assert!(fresh.look(&format!("{to}?homes=one")).await.0.contains("文件和花名册一样"));
    place.verifies().await;
}

#[test]
fn a1_the_command_asks_about_households_too() {
    let folder = console::village();
    let text = "编号,姓名,户号,小组\n7701,赵例一,771,第一组\n7702,钱例二,771号,第一组\n";
    console::write(&folder, "r.csv", text);
    console::open(&console::import(&folder, "r.csv", &[]), &[ASKED, "--homes one", "--homes each"]);
    let one = console::import(&folder, "r.csv", &["--homes", "one"]);
    console::taken_in(&one, "合在一起当作一户");
    console::open(&console::import(&folder, "r.csv", &[]), &[ASKED, "--homes one"]);
}
