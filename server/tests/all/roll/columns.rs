//! A file that cannot be read as it was meant: none at all, number and name in one cell, two columns of one kind (A4).

use super::{
    Fresh,
    console::{import, open, taken_in, village, write},
    people::questions,
};
use crate::common::{Place, engines};
use server::roll_file;

engines!(
    a4_no_file_an_empty_one_and_one_too_large_say_so,
    a4_a_number_in_a_name_is_refused_with_its_cell,
    a4_of_two_columns_of_one_kind_a_person_says_which,
);

async fn a4_no_file_an_empty_one_and_one_too_large_say_so(place: Place) {
    let fresh = Fresh::new(&place).await;
    let at = format!("/do/c/{}/import", fresh.id);
    let page = fresh.clerk.upload_as(&at, "", b"").await.refused("file-none").await;
    // Beside the field, on the form from which it was sent.
    assert!(page.contains("aria-describedby=\"file-refusal\"") && page.contains("type=\"file\""), "{page}");
    for nothing in ["", "\u{feff}", " \r\n \r\n", ",,,\n,,,\n"] {
        fresh.clerk.upload(&at, nothing.as_bytes()).await.refused("file-empty").await;
    }
    let mut empty = rust_xlsxwriter::Workbook::new();
    empty.add_worksheet();
    fresh.clerk.upload(&at, &empty.save_to_buffer().expect("saved")).await.refused("file-empty").await;
    let large = vec![b'a'; roll_file::LARGEST + 1];
    let page = fresh.clerk.upload(&at, &large).await.refused("file-too-large").await;
    assert!(page.contains(&format!("最多 {} MB", roll_file::LARGEST / 1024 / 1024)), "{page}");
    fresh.clerk.upload(&at, b"a,b\n1,2\n").await.refused("file-no-header").await;
}

async fn a4_a_number_in_a_name_is_refused_with_its_cell(place: Place) {
    let fresh = Fresh::new(&place).await;
    for cell in ["0012卫示一二", "12.卫示一二", "12、卫示一二", "卫示一二(0012)", "0012 卫示一二", "１２卫示一二"]
    {
        for (file, way, at) in [
            (format!("编号,姓名,户号\n,{cell},1\n"), "?numbers=program", format!("B2 {cell}：号码和姓名")),
            (format!("编号,姓名,户号\n12,{cell},1\n"), "", format!("B2 {cell}：号码和姓名")),
            (format!("编号,姓名,户号\n{cell},卫示一二,1\n"), "", "：号码和姓名写在同一格里".to_owned()),
        ] {
            let to = format!("{}{way}", fresh.upload(file.as_bytes()).await);
            let (page, _) = fresh.look(&to).await;
            assert!(page.contains("不能导入 1 行") && page.contains(&at), "{file}: {page}");
            fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
        }
    }
    let (page, _) = fresh.look(&fresh.upload("编号,姓名,户号\n12,赵示一、钱示二,1\n".as_bytes()).await).await;
    assert!(page.contains("B2 赵示一、钱示二：一格里有几个人的姓名"), "{page}");
    assert!(fresh.members(&place).await.is_empty());
    // A namesake who is told by a short number, and a name with a numeral in it.
    fresh.import("编号,姓名,户号\n1,王伟2,1\n2,沈示四〇,2\n".as_bytes()).await;
    assert_eq!(fresh.members(&place).await.len(), 2);
}

async fn a4_of_two_columns_of_one_kind_a_person_says_which(place: Place) {
    let fresh = Fresh::new(&place).await;
    let file = "编号,姓名,户号,电话,手机\n1,赵示一,1,0571-88880001,13900000011\n2,钱示二,2,,13900000012\n";
    let to = fresh.upload(file.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    for words in ["读哪一列", "“电话”有几列：读 D 电话，不读 E 手机", "读 E 手机，不读 D 电话"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("全部导入") && !page.contains("哪一张工作表"), "{page}");
    fresh.clerk.post(&format!("/do{to}"), &[]).await.refused("file-choose-first").await;
    let second = format!("{to}?sheet=1");
    assert!(fresh.look(&second).await.0.contains("读 E 手机，不读 D 电话"), "it is said on the preview");
    fresh.apply(&second, &[]).await.done();
    let phones: Vec<String> = fresh.members(&place).await.into_iter().map(|one| one.phone).collect();
    assert_eq!(phones, ["13900000011", "13900000012"]);
    // Of every kind: two numbers, two households, two groups, two names.
    for (head, line) in [
        ("编号,成员编号,姓名,户号", "7,8,孙示三,3"),
        ("编号,姓名,户号,户编号", "7,孙示三,3,4"),
        ("编号,姓名,户号,小组,网格", "7,孙示三,3,一组,二网格"),
        ("编号,姓名,名字,户号", "7,孙示三,李示四,3"),
    ] {
        let to = fresh.upload(format!("{head}\n{line}\n").as_bytes()).await;
        assert!(fresh.look(&to).await.0.contains("读哪一列"), "{head}");
    }
    // What leaves nothing to ask: the same in both, and an empty one.
    for file in [
        "编号,姓名,户号,电话,手机\n7,孙示三,3,13900000007,13900000007\n",
        "编号,姓名,户号,电话,手机\n7,孙示三,3,,13900000007\n",
    ] {
        let (page, _) = fresh.look(&fresh.upload(file.as_bytes()).await).await;
        assert!(page.contains("新增 1 人") && page.contains("13900000007"), "{file}: {page}");
    }
    // Two lists side by side.
    let at = format!("/do/c/{}/import", fresh.id);
    let beside = "序号,姓名,户号,序号,姓名,户号\n1,孙示三,3,2,李示四,4\n";
    fresh.clerk.upload(&at, beside.as_bytes()).await.refused("file-columns-twice").await;
    // A title over several columns is the header of none of them.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    for (column, text) in ["编号", "姓名", "户号"].iter().enumerate() {
        sheet.merge_range(0, column as u16, 1, column as u16, text, &plain).expect("merged");
    }
    sheet.merge_range(0, 3, 0, 4, "联系方式", &plain).expect("merged");
    for (column, text) in ["", "", "", "电话", "备注"].iter().enumerate().skip(3) {
        sheet.write(1, column as u16, *text).expect("written");
    }
    for (column, text) in ["9", "吴示九", "9", "13900000009", "低保"].iter().enumerate() {
        sheet.write(2, column as u16, *text).expect("written");
    }
    let (page, _) = fresh.look(&fresh.upload(&book.save_to_buffer().expect("saved")).await).await;
    assert!(page.contains("新增 1 人") && page.contains("13900000009") && questions(&page).is_empty(), "{page}");
}

#[test]
fn a4_the_command_asks_which_of_two_columns() {
    let folder = village();
    write(&folder, "r.csv", "编号,姓名,户号,电话,手机\n9901,赵示甲,H991,0571-88889901,13900009901\n");
    open(&import(&folder, "r.csv", &[]), &["读哪一列", "--sheet 2 “电话”有几列：读 E 手机，不读 D 电话"]);
    taken_in(&import(&folder, "r.csv", &["--sheet", "2", "--dry-run"]), "电话 13900009901");
    taken_in(&import(&folder, "r.csv", &["--sheet", "2"]), "added 1");
    write(&folder, "s.csv", "编号,姓名,户号\n9902,9902钱示乙,H992\n");
    open(&import(&folder, "s.csv", &[]), &["B2 9902钱示乙：号码和姓名写在同一格里"]);
    write(&folder, "e.csv", "");
    let empty = import(&folder, "e.csv", &[]);
    assert!(empty.0 == Some(2) && empty.2.contains("这个文件是空的"), "{empty:?}");
}
