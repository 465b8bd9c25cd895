//! Cells that say none, lines that are nobody's, people who come back, and rows that are hidden.

use super::Fresh;
use crate::common::{Place, engines};
use rust_xlsxwriter::Workbook;

engines!(
    a4_none_is_no_household_and_no_telephone,
    a3_totals_and_signatures_are_no_voters,
    a2_whoever_comes_back_under_a_new_number_is_asked_about,
    a3_nothing_ticked_is_nothing_recorded,
    a3_a_hidden_row_is_nobody_who_left,
);

async fn a4_none_is_no_household_and_no_telephone(place: Place) {
    let fresh = Fresh::new(&place).await;
    let file = "编号,姓名,户号,电话\n1,王示一,无,无\n2,李示二,无,/\n3,孙示三,空挂户,不详\n4,周示四,4,—\n";
    fresh.import(file.as_bytes()).await;
    for one in &fresh.members(&place).await {
        let home = (one.number == "4").then(|| "4".to_owned());
        assert_eq!((&one.household, one.phone.as_str()), (&home, ""), "{}", one.name);
    }
}

async fn a3_totals_and_signatures_are_no_voters(place: Place) {
    let fresh = Fresh::new(&place).await;
    let file =
        "姓名,户号\n王示一,1\n一组小计,\n李示二,2\n本页合计,\n以下空白,\n备注：一户一票,\n村主任签字,\n填表人：王某,\n";
    let to = fresh.upload(file.as_bytes()).await;
    fresh.apply(&format!("{to}?numbers=program"), &[]).await.done();
    let mut names: Vec<_> = fresh.members(&place).await.into_iter().map(|one| one.name).collect();
    names.sort();
    assert_eq!(names, ["李示二", "王示一"]);
}

async fn a2_whoever_comes_back_under_a_new_number_is_asked_about(place: Place) {
    let fresh = Fresh::new(&place).await;
    let four = "编号,姓名,户号,电话\n1,王示一,1,13800000001\n2,李示二,2,\n3,孙示三,3,\n";
    fresh.import(format!("{four}4,周示四,4,13800000004\n").as_bytes()).await;
    let gone = fresh.people(&place).await["周示四"].0.clone();
    let to = fresh.upload(four.as_bytes()).await;
    fresh.apply(&to, &[("leave", &gone)]).await.done();
    // The same name, household and telephone under a new number: who is it?
    let back = format!("{four}9,周示四,4,13800000004\n");
    let to = fresh.upload(back.as_bytes()).await;
    fresh.apply(&to, &[]).await.refused("file-unanswered").await;
    fresh.apply(&to, &[("who-5", "same")]).await.done();
    let members = fresh.members(&place).await;
    let own: Vec<_> = members.iter().filter(|one| one.name == "周示四").collect();
    assert_eq!(own.len(), 1, "one person, one seat");
    assert_eq!((own[0].id.as_str(), own[0].number.as_str(), own[0].state.id()), (gone.as_str(), "9", "active"));
}

async fn a3_nothing_ticked_is_nothing_recorded(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号\n1,王示一,1\n2,李示二,2\n3,孙示三,3\n".as_bytes()).await;
    let entries = "SELECT COUNT(*) FROM journal WHERE act = 'roll.imported'";
    let before = place.count(entries).await;
    let to = fresh.upload("编号,姓名,户号\n1,王示一,1\n2,李示二,2\n".as_bytes()).await;
    fresh.apply(&to, &[]).await.refused("text-none-chosen").await;
    assert_eq!(place.count(entries).await, before);
}

async fn a3_a_hidden_row_is_nobody_who_left(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号\n1,王示一,1\n2,李示二,2\n3,孙示三,3\n4,周示四,4\n5,吴示五,5\n".as_bytes()).await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["编号", "姓名", "户号"],
        ["1", "王示一", "1"],
        ["2", "李示二", "2"],
        ["3", "孙示三", "3"],
        ["5", "吴示五", "5"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *text).expect("written");
        }
    }
    sheet.set_row_hidden(2).expect("hidden");
    let people = fresh.people(&place).await;
    let to = fresh.upload(&book.save_to_buffer().expect("a file")).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("李示二") && page.contains("第 3 行是隐藏的"), "{page}");
    assert!(!page.contains(&format!("name=\"leave\" value=\"{}\"", people["李示二"].0)), "{page}");
    assert!(page.contains(&format!("value=\"{}\"", people["周示四"].0)), "{page}");
    // Nor does the act take it.
    let both = [("leave", people["李示二"].0.as_str()), ("leave", people["周示四"].0.as_str())];
    fresh.apply(&to, &both).await.done();
    let members = fresh.members(&place).await;
    let state = |name: &str| members.iter().find(|one| one.name == name).map(|one| one.state.id());
    assert_eq!((state("李示二"), state("周示四")), (Some("active"), Some("left")));
}
