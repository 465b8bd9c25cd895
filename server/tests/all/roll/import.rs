//! Files as townships send them, taken in (A4).

use super::{Fresh, file};
use crate::common::{Place, engines};

engines!(
    a4_a_second_list_finds_its_people_however_they_are_spelt,
    a4_the_townships_roll_is_read_as_it_comes,
    a4_running_numbers_and_sheets_are_asked_about,
    a4_dates_are_refused_with_their_cell,
);

async fn a4_a_second_list_finds_its_people_however_they_are_spelt(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import(&file("21-roll.csv")).await;
    let before = fresh.people(&place).await;
    let to = fresh.upload(&file("21-second-list.csv")).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("新增 0 人，变更 0 人，不变 5 人，要您说明 0 人，不能导入 0 行"), "{page}");
    // Whoever is asked whom to take off and ticks nobody is told so.
    fresh.clerk.post(&format!("/do{to}"), &[]).await.refused("text-none-chosen").await;
    assert_eq!(fresh.people(&place).await, before, "the roll's own spelling stays");
    // Found by whichever spelling in the list of members.
    for query in ["买买提•艾合买提", "刘\u{e863}", "古丽・示例"] {
        let query: String = serde_urlencoded::to_string([("q", query)]).expect("a query");
        let page = fresh.clerk.get(&format!("/c/{}/members?{query}", fresh.id)).await;
        assert!(!page.contains("共 0 人"), "{query}");
    }
    place.verifies().await;
}

/// Titles, a header over two rows, merged household numbers, full width, totals: 598 people in 180 households.
async fn a4_the_townships_roll_is_read_as_it_comes(place: Place) {
    let fresh = Fresh::new(&place).await;
    let to = fresh.upload(&file("township-roll-as-it-comes.xlsx")).await;
    // The running number is asked about.
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("只有“序号”") && page.contains("value=\"program\"") && !page.contains("全部导入"), "{page}");
    fresh.clerk.post(&format!("/do{to}"), &[]).await.refused("file-choose-first").await;
    let program = format!("{to}?numbers=program");
    let (page, fields) = fresh.look(&program).await;
    assert!(page.contains("没有读取：身份证号") && page.contains("不是人的行 2"), "{page}");
    // Two of one name in one household whose telephones do not tell them apart: another person, the clerk says.
    let rows: Vec<String> =
        fields.iter().filter(|(name, _)| name == "row").map(|(_, row)| format!("who-{row}")).collect();
    let answers: Vec<(&str, &str)> = rows.iter().map(|row| (row.as_str(), "new")).collect();
    fresh.apply(&program, &answers).await.done();
    let members = fresh.members(&place).await;
    assert_eq!((members.len(), fresh.homes(&place).await.len()), (598, 180));
    let groups: std::collections::BTreeSet<_> = members.iter().filter_map(|one| one.division.clone()).collect();
    assert_eq!(groups.into_iter().collect::<Vec<_>>().len(), 6, "１组 is 一组");
    assert!(members.iter().all(|one| one.number.len() == 4 && one.home.is_some()));
    assert!(members.iter().any(|one| one.name == "艾力•吐尔逊"), "as the roll spells it");
    assert!(members.iter().all(|one| one.phone.is_ascii()), "telephones in half width");
    // The same file again changes nothing.
    let to = fresh.upload(&file("township-roll-as-it-comes.xlsx")).await;
    let (page, _) = fresh.look(&format!("{to}?numbers=program")).await;
    assert!(page.contains("新增 0 人，变更 0 人，不变 59"), "{page}");
    place.verifies().await;
}

async fn a4_running_numbers_and_sheets_are_asked_about(place: Place) {
    use rust_xlsxwriter::Workbook;
    let fresh = Fresh::new(&place).await;
    // Formulas whose values were not kept: as numbers they are refused with their cells, and the program can number instead.
    let to = fresh.upload(&file("22-as-made.xlsx")).await;
    let (page, _) = fresh.look(&format!("{to}?numbers=serial")).await;
    assert!(page.contains("不能导入 5 行") && page.contains("A3：这里是公式") && page.contains("A7："), "{page}");
    let program = format!("{to}?numbers=program");
    fresh.apply(&program, &[]).await.done();
    let people = fresh.people(&place).await;
    let of = |name: &str| (people[name].1.as_str(), people[name].2.as_str());
    assert_eq!([of("赵示一"), of("赵示三"), of("钱示四")], [("0001", "1"), ("0003", "1"), ("0004", "2")]);
    // Several sheets: which?
    let mut two = Workbook::new();
    for (name, person) in [("一组", "周示五"), ("二组", "吴示六")] {
        let sheet = two.add_worksheet();
        sheet.set_name(name).expect("named");
        for (column, text) in ["编号", "姓名", "户号"].iter().enumerate() {
            sheet.write(0, column as u16, *text).expect("written");
        }
        for (column, text) in ["0801", person, "8"].iter().enumerate() {
            sheet.write(1, column as u16, *text).expect("written");
        }
    }
    let to = fresh.upload(&two.save_to_buffer().expect("saved")).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("导入哪一张工作表") && page.contains("二组（1 行）"), "{page}");
    fresh.clerk.post(&format!("/do{to}"), &[]).await.refused("file-choose-first").await;
    let second = format!("{to}?sheet=1");
    let (page, _) = fresh.look(&second).await;
    assert!(page.contains("吴示六") && !page.contains("周示五"), "{page}");
    fresh.apply(&second, &[]).await.done();
    assert!(fresh.people(&place).await.contains_key("吴示六"));
    place.verifies().await;
}

async fn a4_dates_are_refused_with_their_cell(place: Place) {
    let fresh = Fresh::new(&place).await;
    let to = fresh.upload(&file("06-general-cells.xlsx")).await;
    let (page, _) = fresh.look(&to).await;
    for words in ["不能导入 3 行", "C2 2026-03-02：这里变成了日期", "C3 2026-03-12：", "A4 2026-01-05："]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let to = fresh.upload(&file("06-saved-as-csv.csv")).await;
    let (page, _) = fresh.look(&to).await;
    // All obstacles at once: the last line has two.
    for words in ["不能导入 3 行", "C2 3月2日：", "C3 3月12日：", "A4 1月5日：", "C4 31-May："] {
        assert!(page.contains(words), "{words}: {page}");
    }
    fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
    assert!(fresh.members(&place).await.is_empty());
}
