//! What a file holds and might be lost without a word: headers that stand a row higher, groups that stand between the lines, two families
//! of one number, words that are nobody's name, who is of age (A1, A2, A3).

use super::Fresh;
use crate::common::{Place, engines};
use rust_xlsxwriter::{Format, Workbook};
use server::roll_file::{self, Sheet};

engines!(
    a1_two_heads_of_one_number_are_two_families,
    a2_a_number_that_went_to_somebody_who_is_known_stops_the_file,
    a3_nobody_comes_of_age_by_a_missing_column,
    a3_who_is_not_in_the_file_is_shown_with_what_they_hold,
);

fn csv(text: &str) -> Sheet {
    roll_file::read(text.as_bytes()).expect("read").sheets.remove(0)
}

fn names(sheet: &Sheet) -> Vec<&str> {
    sheet.lines.iter().filter(|one| !one.total).map(|one| one.name.as_str()).collect()
}

fn groups(sheet: &Sheet) -> Vec<&str> {
    sheet.lines.iter().filter(|one| !one.total).map(|one| one.division.as_str()).collect()
}

#[test]
fn a4_a_header_that_stands_a_row_higher_is_one() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "人员信息", &plain).expect("written");
    for (column, text) in [(4, "小组"), (5, "是否成年")] {
        sheet.merge_range(0, column, 1, column, text, &plain).expect("written");
    }
    let rows = [
        ["编号", "姓名", "户号", "关系", "", ""],
        ["001", "赵示一", "1", "户主", "一组", "是"],
        ["002", "赵示二", "1", "妻", "一组", "否"],
        ["003", "钱示一", "1", "户主", "二组", "是"],
    ];
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write(row, column, text).expect("written");
        }
    }
    let read = roll_file::read(&book.save_to_buffer().expect("saved")).expect("read").sheets.remove(0);
    // Saved as CSV the same sheet has lost what was merged.
    let lost = csv(
        "人员信息,,,,小组,是否成年\n编号,姓名,户号,关系,,\n001,赵示一,1,户主,一组,是\n002,赵示二,1,妻,一组,否\n003,钱示一,1,户主,二组,是\n",
    );
    for one in [read, lost] {
        assert_eq!(groups(&one), ["一组", "一组", "二组"]);
        assert_eq!(one.lines.iter().map(|line| line.adult).collect::<Vec<_>>(), [Some(true), Some(false), Some(true)]);
        assert!(one.ignored.is_empty() && one.has_adult, "{:?}", one.ignored);
    }
    // What stands under no header at all is named by its letter.
    assert_eq!(csv("编号,姓名,户号,\n001,赵示一,1,x\n").ignored, ["D"]);
    assert!(csv("编号,姓名,户号,\n001,赵示一,1,\n合计,,,1\n").ignored.is_empty());
}

#[test]
fn a1_a_group_between_the_lines_and_a_sheet_s_name_are_groups() {
    let one = csv("编号,姓名,户号\n一组（共 2 人）,,\n1,赵示一,1\n2,赵示二,1\n,第二组,\n3,钱示一,1\n合计,3,\n");
    assert_eq!(groups(&one), ["一组", "一组", "第二组"]);
    assert_eq!((names(&one), one.sections.len()), (vec!["赵示一", "赵示二", "钱示一"], 2));
    let mut book = Workbook::new();
    for (name, person) in [("一组", "赵示一"), ("二组", "钱示一")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("named");
        for (row, cells) in (0..).zip([["姓名", "户号"], [person, "1"]]) {
            for (column, text) in (0..).zip(cells) {
                sheet.write(row, column, text).expect("written");
            }
        }
    }
    let book = roll_file::read(&book.save_to_buffer().expect("saved")).expect("read");
    assert_eq!(book.sheets.iter().map(groups).collect::<Vec<_>>(), [["一组"], ["二组"]]);
    // A column of groups is what holds, whatever the sheet is called.
    assert!(csv("姓名,户号,小组\n赵示一,1,三组\n").sections.is_empty());
}

#[test]
fn a3_what_somebody_is_makes_nobody_of_them() {
    // 户主, 组长 and 联系人 stand in another column than the name: they say what somebody is.
    let first = csv("与户主关系,姓名,编号,户号,小组\n户主,赵示一,1,1,一组\n妻,赵示二,2,1,一组\n户主,钱示一,3,2,一组\n");
    assert_eq!(names(&first), ["赵示一", "赵示二", "钱示一"]);
    for word in ["组长", "村主任", "联系人", "日期", "人口"] {
        assert_eq!(names(&csv(&format!("备注,姓名,编号\n{word},赵示一,1\n"))), ["赵示一"], "{word}");
    }
    // What stands on every page ends no household; what stands nowhere else as a group is named in the column of running numbers.
    let pages = csv(
        "编号,姓名,户号,与户主关系\n1,赵示一,1,户主\n编号,姓名,户号,与户主关系\n2,赵示二,,妻\n本页共 2 人,,,\n3,赵示三,,子\n",
    );
    let homes: Vec<&str> = pages.lines.iter().filter(|one| !one.total).map(|one| one.household.as_str()).collect();
    assert_eq!(homes, ["1", "1", "1"]);
    let serial = csv("序号,姓名,户号\n一组,,\n1,赵示一,1\n二组,,\n1,钱示一,1\n2,,\n");
    assert_eq!((groups(&serial), names(&serial)), (vec!["一组", "二组"], vec!["赵示一", "钱示一"]));
    let above = csv("一组,,\n编号,姓名,户号\n1,赵示一,1\n二组,,\n编号,姓名,户号\n2,钱示一,1\n");
    assert_eq!(groups(&above), ["一组", "二组"]);
    let unknown = csv("序号,姓名,户号\n一社,,\n1,赵示一,1\n");
    assert_eq!(unknown.lines[0].name, "", "it is a line, and refused for want of a name: it is not left out unseen");
}

#[test]
fn a4_what_stands_beneath_a_sensitive_label_is_not_read() {
    for head in ["基本信息,,身份证件,", "基本信息,,身份证件,身份证件"] {
        let read = csv(&format!("{head}\n姓名,户号,类型,号码\n赵示一,1,居民身份证,110101199001011234\n"));
        assert!(!read.has_number && read.dropped.len() == 2, "{:?}", read.dropped);
    }
    let title = csv("残疾人家庭花名册,,\n编号,姓名,户号\n1,赵示一,1\n");
    assert!(title.has_number, "a title names no column");
    let telephone = csv("填报单位：东山村,,,电话,13900009999\n编号,姓名,户号,,\n1,赵示一,1,大儿子在外,\n");
    assert_eq!((telephone.lines[0].phone.as_str(), telephone.ignored.as_slice()), ("", ["D".to_owned()].as_slice()));
    let remark = csv(",,,村民小组\n编号,姓名,户号,（全称）\n1,赵示一,1,一组\n");
    assert_eq!(groups(&remark)[0], "一组");
    let number = csv("编号,姓名\n110101199001011234,赵示一\n");
    assert_eq!(number.lines[0].obstacles[0].problem, roll_file::LineProblem::IdNumber);
}

#[test]
fn a3_words_that_are_nobody_s_name_are_no_people() {
    let words =
        ["累 计", "小结", "户数", "校对", "村主任", "续表", "姓名", "户主", "一组共3户7人", "村委会主任（签字）："];
    let lines: String = words.iter().map(|word| format!(",{word},,\n")).collect();
    let read =
        csv(&format!("编号,姓名,户号,小组\n1,共小红,1,一组\n{lines},,3户,7人\n编号,姓名,户号,小组\n2,计大力,2,一组\n"));
    assert_eq!(names(&read), ["共小红", "计大力"]);
    assert_eq!(read.lines.iter().filter(|one| one.total).count(), words.len() + 2);
}

async fn a1_two_heads_of_one_number_are_two_families(place: Place) {
    let fresh = Fresh::new(&place).await;
    let two = "编号,姓名,户号,与户主关系\n1,赵示一,1,户主\n2,赵示二,1,妻\n3,钱示一,1,户主\n4,钱示二,1,妻\n";
    let to = fresh.upload(two.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("不能导入 2 行") && page.contains("C2 1：这一户在文件里有不止一个户主"), "{page}");
    fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
    // It makes no difference that one of them names the group of the other.
    let half = "编号,姓名,户号,小组,与户主关系,成年\n1,赵示一,1,一组,户主,是\n3,钱示一,1,,户主,是\n";
    let to = fresh.upload(half.as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("不能导入 2 行"));
    // With their groups they are two households.
    let parted = two.replace("关系", "关系,小组").replace("户主\n", "户主,一组\n").replace("妻\n", "妻,一组\n");
    let parted = parted
        .replace("3,钱示一,1,户主,一组", "3,钱示一,1,户主,二组")
        .replace("4,钱示二,1,妻,一组", "4,钱示二,1,妻,二组");
    fresh.import(parted.as_bytes()).await;
    assert_eq!(fresh.homes(&place).await, [2, 2]);
}

async fn a2_a_number_that_went_to_somebody_who_is_known_stops_the_file(place: Place) {
    let fresh = Fresh::new(&place).await;
    let lines = (5..30).map(|at| format!("{at:03},郑示{at},{at},一组,是\n")).collect::<String>();
    let roll = format!("编号,姓名,户号,小组,是否成年\n003,孙示三,3,一组,是\n004,李示四,4,一组,是\n{lines}");
    fresh.import(roll.as_bytes()).await;
    let before = fresh.people(&place).await;
    let swapped = format!("编号,姓名,户号,小组,是否成年\n003,李示四,4,一组,是\n004,孙示三,3,一组,是\n{lines}");
    let to = fresh.upload(swapped.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("停：文件里的编号重新编排过"), "{page}");
    assert!(page.contains("花名册上 李示四（一组 4）的编号是 004，不是这一个"), "{page}");
    fresh.apply(&to, &[("who-2", "same"), ("who-3", "same")]).await.refused("file-numbers-anew").await;
    // By name everybody stays who they are, under the other number.
    let by_name = format!("{to}?by=name");
    fresh.look(&by_name).await;
    fresh.apply(&by_name, &[]).await.done();
    let after = fresh.people(&place).await;
    for (name, number) in [("孙示三", "004"), ("李示四", "003")] {
        assert_eq!((&after[name].0, after[name].1.as_str()), (&before[name].0, number));
    }
}

async fn a3_nobody_comes_of_age_by_a_missing_column(place: Place) {
    let fresh = Fresh::new(&place).await;
    let to = fresh.upload("编号,姓名,户号\n1,赵示一,1\n2,赵示二,1\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("文件没写是否成年的 2 人，都已满 18 周岁，已核对"), "{page}");
    fresh.apply(&to, &[("of_age", "")]).await.refused("file-ages").await;
    assert!(fresh.members(&place).await.is_empty());
    fresh.apply(&to, &[("of_age", "1")]).await.done();
    assert_eq!(fresh.members(&place).await.len(), 2);
    // So of whoever is asked about, and is somebody new.
    let to = fresh.upload("编号,姓名,户号\n1,赵示一,1\n2,赵示二,1\n904,赵示二,9\n".as_bytes()).await;
    fresh.apply(&to, &[("who-4", "new"), ("of_age", "")]).await.refused("file-ages").await;
    fresh.apply(&to, &[("who-4", "new"), ("of_age", "1")]).await.done();
    assert_eq!(fresh.members(&place).await.len(), 3);
}

async fn a3_who_is_not_in_the_file_is_shown_with_what_they_hold(place: Place) {
    let fresh = Fresh::new(&place).await;
    let others = (3..12).map(|at| format!("{at},孙示{at},{at},一组,是\n")).collect::<String>();
    let roll = format!("编号,姓名,户号,小组,是否成年\n1,赵示一,1,一组,是\n2,钱示二,2,一组,是\n{others}");
    fresh.import(roll.as_bytes()).await;
    let staff = [("number", "2"), ("name", "钱示二"), ("role", "supervisor")];
    fresh.admin.post(&format!("/do/c/{}/staff", fresh.id), &staff).await.done();
    let to = fresh.upload(roll.replace("2,钱示二,2,一组,是\n", "").as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("2 钱示二 一组 2（有：职务；标为不在册以后这些还在"), "{page}");
    let gone = fresh.members(&place).await.into_iter().find(|one| one.name == "钱示二").expect("a member").id;
    fresh.apply(&to, &[("leave", &gone)]).await.done();
    let page = fresh.admin.get(&format!("/admin/{}", fresh.id)).await;
    assert!(page.contains("已不在花名册上，职务还在"), "{page}");
}
