//! A roll is people, not numbers (issue 16, A1–A4), with the files that once broke it.

use crate::common::{Person, Place, engines};
use server::{
    roll_file::{self, Book, LineProblem, Sheet},
    store::{community, member},
};
use std::collections::BTreeMap;

engines!(
    a1_two_families_with_one_number_in_two_groups_are_two_households_and_two_ballots,
    a1_one_file_and_two_files_give_the_same,
    a1_a_line_without_a_group_moves_nobody_into_another_group,
    a2_a_number_is_given_up_however_its_zeros_are_written,
    a2_numbers_filled_in_anew_stop_the_import_and_names_find_the_people,
    a2_where_the_households_were_filled_in_anew_too_nobody_is_guessed,
    a2_a_single_number_under_another_name_is_confirmed_or_refused,
    a2_the_townships_renumbered_roll_moves_nobody,
    a3_the_preview_shows_every_column_and_what_is_suspicious,
    a3_doubles_within_one_file_are_marked,
    a3_a_file_of_one_line_speaks_of_nobody_else,
    a4_a_second_list_finds_its_people_however_they_are_spelt,
    a4_the_townships_roll_is_read_as_it_comes,
    a4_running_numbers_and_sheets_are_asked_about,
    a4_dates_are_refused_with_their_cell,
    a4_an_empty_cell_changes_nothing,
);

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a file")
}

fn book(name: &str) -> Book {
    roll_file::read(&file(name)).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"))
}

fn only(name: &str) -> Sheet {
    let mut book = book(name);
    assert_eq!(book.sheets.len(), 1, "{name}");
    book.sheets.remove(0)
}

/// A community of one's own, with a clerk (K01) and nobody else in it.
struct Fresh {
    admin: Person,
    clerk: Person,
    id: String,
}

impl Fresh {
    async fn new(place: &Place) -> Self {
        let admin = place.sign_in("A01").await;
        let fields = [("name", "青石桥村"), ("kind", "village")];
        admin.post("/do/communities", &fields).await.done();
        let all = community::all(&mut place.db.read().await.expect("a connection")).await.expect("communities");
        let id = all.into_iter().find(|one| one.name == "青石桥村").expect("a community").id;
        let staff = [("number", "K01"), ("name", "文示书"), ("outside", "1"), ("role", "clerk")];
        admin.post(&format!("/do/c/{id}/staff"), &staff).await.done();
        let member = place.member(&id, "K01").await;
        let token = server::demo::slip_token(&place.desk, &id, &member.id).await.expect("a slip");
        let cookie = place.nobody().post(&format!("/do/slip/{token}"), &[]).await.cookie.expect("a cookie");
        Self { admin, clerk: place.with_cookie(cookie), id }
    }

    async fn body(&self, kind: &str, name: &str) {
        self.admin.post(&format!("/do/c/{}/bodies", self.id), &[("kind", kind), ("name", name)]).await.done();
    }

    /// Sends a file; the address of its preview.
    async fn upload(&self, bytes: &[u8]) -> String {
        self.clerk.upload(&format!("/do/c/{}/import", self.id), bytes).await.done()
    }

    /// The preview as it is chosen, and what its form would send.
    async fn look(&self, address: &str) -> (String, Vec<(String, String)>) {
        let page = self.clerk.get(address).await;
        let path = address.split('?').next().expect("a path");
        let form = page.split(&format!("action=\"/do{path}\"")).nth(1).unwrap_or_default();
        let form = form.split("</form>").next().unwrap_or_default();
        let fields = form.split("<input type=\"hidden\" ").skip(1).filter_map(|rest| {
            let value = |name: &str| rest.split(&format!("{name}=\"")).nth(1)?.split('"').next().map(str::to_owned);
            Some((value("name")?, value("value")?))
        });
        (page.clone(), fields.collect())
    }

    /// Sends the form of a preview, with answers.
    async fn apply(&self, address: &str, answers: &[(&str, &str)]) -> crate::common::Answered {
        let (_, mut fields) = self.look(address).await;
        fields.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = address.split('?').next().expect("a path");
        self.clerk.post(&format!("/do{path}"), &fields).await
    }

    async fn import(&self, bytes: &[u8]) {
        let to = self.upload(bytes).await;
        self.apply(&to, &[]).await.done();
    }

    async fn members(&self, place: &Place) -> Vec<member::MemberRow> {
        let all = member::all(&mut place.db.read().await.expect("a connection"), &self.id).await.expect("members");
        all.into_iter().filter(|one| one.number != "K01").collect()
    }

    /// Everybody by name: id, number, household, group.
    async fn people(&self, place: &Place) -> BTreeMap<String, (String, String, String, String)> {
        let text = |one: Option<String>| one.unwrap_or_default();
        let all = self.members(place).await.into_iter();
        all.map(|one| (one.name, (one.id, one.number, text(one.household), text(one.division)))).collect()
    }

    /// How many households there are, and of how many people each.
    async fn homes(&self, place: &Place) -> Vec<usize> {
        let mut homes: BTreeMap<String, usize> = BTreeMap::new();
        for home in self.members(place).await.into_iter().filter_map(|one| one.home) {
            *homes.entry(home).or_default() += 1;
        }
        homes.into_values().collect()
    }
}

/// Two families with household number 1 in two groups: two households on the roll, and two ballots in a vote by household.
async fn a1_two_families_with_one_number_in_two_groups_are_two_households_and_two_ballots(mut place: Place) {
    let clerk = place.sign_in("0006").await;
    for (name, numbers) in [("01-a.csv", "9001"), ("01-b.csv", "91")] {
        let text = String::from_utf8(file(name)).expect("a text").replace("\n0", "\n9");
        assert!(text.contains(numbers));
        let to = clerk.upload(&format!("/do/c/{}/import", place.community), text.as_bytes()).await.done();
        clerk.post(&format!("/do{to}"), &[]).await.done();
    }
    place.with_body("villager_assembly_by_household", "村民会议（户代表）").await;
    let chair = place.sign_in("0002").await;
    let (session, item) = place.announced_with(&chair, "village_rules_amendment", "2026-03-16T19:30").await;
    for (ground, said) in [("party_study", "支部研究"), ("consultation", "征求意见")] {
        place.record_ground(&chair, &item, ground, said).await.done();
    }
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    for number in (1..=14).map(|one| format!("{one:04}")).chain(["9001", "9101"].map(str::to_owned)) {
        let id = place.member(&place.community, &number).await.id;
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &id)]).await.done();
    }
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 22，实到 16"));
    let vote = place.open_vote(&chair, &session, &item).await;
    for number in ["9001", "9101"] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (record, _) = place.counted(&vote).await;
    assert_eq!((record.counts.eligible, record.ballots.in_favour), (22, 2));
    place.verifies().await;
}

async fn a1_one_file_and_two_files_give_the_same(place: Place) {
    let fresh = Fresh::new(&place).await;
    let both = fresh.upload(&file("01-both.csv")).await;
    let (page, _) = fresh.look(&both).await;
    assert!(
        page.contains("新增 4 人") && page.contains("不能导入 0 行") && page.contains("每个小组各算一户"),
        "{page}"
    );
    fresh.apply(&both, &[]).await.done();
    assert_eq!(fresh.homes(&place).await, [2, 2]);
    // Two files, and the first of them again: the same households.
    for name in ["01-a.csv", "01-b.csv", "01-a.csv"] {
        let to = fresh.upload(&file(name)).await;
        let (page, _) = fresh.look(&to).await;
        assert!(page.contains("新增 0 人，变更 0 人，不变 2 人"), "{page}");
    }
    let people = fresh.people(&place).await;
    assert_eq!((people["赵示一"].2.as_str(), people["赵示一"].3.as_str()), ("1", "一组"));
    assert_eq!((people["孙示三"].2.as_str(), people["孙示三"].3.as_str()), ("1", "二组"));
    // Who came without a group is put into it by a later list, and a line that leaves it open is asked back.
    let late = "编号,姓名,户号\n0201,周示五,7\n";
    fresh.import(late.as_bytes()).await;
    fresh.import("编号,姓名,户号,小组\n0201,周示五,7,2组\n".as_bytes()).await;
    let people = fresh.people(&place).await;
    assert_eq!(people["周示五"].3, "二组", "as the roll spells it");
    assert_eq!(fresh.homes(&place).await.len(), 3);
    let to = fresh.upload("编号,姓名,户号\n0301,吴示六,1\n".as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("这个户号在几个小组里都有"));
    fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
    place.verifies().await;
}

/// An empty cell changes nothing: nobody leaves their group unless the line names another.
async fn a1_a_line_without_a_group_moves_nobody_into_another_group(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import("编号,姓名,户号,小组\n0001,赵示一,1,一组\n0101,孙示三,7,二组\n".as_bytes()).await;
    let before = fresh.people(&place).await;
    for text in ["编号,姓名,户号,小组\n0001,赵示一,7,\n", "编号,姓名,户号\n0001,赵示一,7\n"] {
        let to = fresh.upload(text.as_bytes()).await;
        let (page, _) = fresh.look(&to).await;
        assert!(page.contains("不能导入 1 行") && page.contains("这个户号在别的小组"), "{page}");
        fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
        assert_eq!(fresh.people(&place).await, before);
    }
    let home = |people: &BTreeMap<String, (String, String, String, String)>| {
        (people["赵示一"].2.clone(), people["赵示一"].3.clone())
    };
    // A number that nobody has is a household of the member's own group.
    fresh.import("编号,姓名,户号\n0001,赵示一,8\n".as_bytes()).await;
    assert_eq!(home(&fresh.people(&place).await), ("8".to_owned(), "一组".to_owned()));
    // Of two households with one number, the one of the member's own group.
    fresh.import("编号,姓名,户号,小组\n0002,钱示二,7,一组\n".as_bytes()).await;
    fresh.import("编号,姓名,户号,小组\n0001,赵示一,7,\n".as_bytes()).await;
    assert_eq!(home(&fresh.people(&place).await), ("7".to_owned(), "一组".to_owned()));
    // Who names the group moves.
    fresh.import("编号,姓名,户号,小组\n0001,赵示一,7,二组\n".as_bytes()).await;
    assert_eq!(home(&fresh.people(&place).await), ("7".to_owned(), "二组".to_owned()));
    place.verifies().await;
}

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

async fn a3_the_preview_shows_every_column_and_what_is_suspicious(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.body("villager_rep_meeting", "村民代表会议").await;
    let mut roll = String::from("编号,姓名,户号,小组,电话,成年\n");
    for number in 1..=250 {
        roll.push_str(&format!("{number:03},名示{number},{number},一组,1{number:03},是\n"));
    }
    let to = fresh.upload(roll.as_bytes()).await;
    // A long preview is paged, with its totals said.
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("第 1 至 100 行，共 250 行") && page.contains("from=100"), "{page}");
    assert!(fresh.look(&format!("{to}?from=200")).await.0.contains("第 201 至 250 行，共 250 行"));
    fresh.apply(&to, &[]).await.done();
    let second = "编号,姓名,户号,小组,电话,成年,机构\n\
                  001,名示1,1,一组,2001,否,村民代表会议\n\
                  002,名示2,2,二组,1002,是,\n\
                  900,名示3,77,一组,,,\n\
                  901,新示一,,,,是,\n\
                  902,新示二,78,一组,,否,没有的会\n\
                  合计,5人,,,,,\n\
                  填表人：王示八,,,,,,\n";
    let to = fresh.upload(second.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    for words in [
        "新增 2 人，变更 2 人，不变 0 人，要您说明 0 人，不能导入 1 行",
        "电话 <del>1001</del> → <!> <ins>2001</ins>",
        "有 1 位成年人没有户号",
        "没写是否成年",
        "已有同名的人",
        "G6 没有的会：没有这个会议机构",
        "不是人的行 2",
        "合计 5人",
    ] {
        let plain = page.replace("<!>", "").replace("<!---->", "");
        let words = words.replace("<!> ", "");
        assert!(plain.contains(&words), "{words}: {plain}");
    }
    // What stands in the way comes first, then what is no person, then the namesake.
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    let table = at("<tbody>");
    let order = ["没有的会：", "合计 5人", "名示3", "新示一", "名示1"];
    let places: Vec<usize> = order.iter().map(|words| table + page[table..].find(words).expect("a line")).collect();
    assert!(places.is_sorted(), "{places:?}");
    // By kind.
    let (only, _) = fresh.look(&format!("{to}?show=homeless")).await;
    let (_, table) = only.split_once("<tbody>").expect("a table");
    assert!(table.contains("新示一") && !table.contains("名示1"), "{table}");
    let (same, _) = fresh.look(&format!("{to}?show=namesake")).await;
    assert!(same.contains("共 1 行"), "{same}");
    // Five lines of 250 say nothing of the others.
    assert!(!page.contains("name=\"leave\"") && page.contains("另有 248 人不在文件里"), "{page}");
    place.verifies().await;
}

/// Somebody who was written down twice comes in as two: each line says so, also where the roll knows nobody of the name.
async fn a3_doubles_within_one_file_are_marked(place: Place) {
    let fresh = Fresh::new(&place).await;
    let roll = "编号,姓名,户号,小组\n1,重示名,83,三组\n2,重 示名,83,三组\n3,别示名,84,三组\n3,另示名,85,三组\n";
    let to = fresh.upload(roll.as_bytes()).await;
    let (page, _) = fresh.look(&format!("{to}?show=namesake")).await;
    assert!(page.contains("共 2 行") && page.contains("这个文件里已有同名的人"), "{page}");
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("A4 3") && page.contains("A5 3"), "the cells of a number that stands there twice: {page}");
    place.verifies().await;
}

async fn a3_a_file_of_one_line_speaks_of_nobody_else(place: Place) {
    let clerk = place.sign_in("0006").await;
    let upload = format!("/do/c/{}/import", place.community);
    let one = clerk.upload(&upload, "编号,姓名,户号\n0001,赵示一,H0001\n".as_bytes()).await.done();
    assert!(!clerk.get(&one).await.contains("name=\"leave\""));
    // A file of one group speaks of that group, and leaves the other alone.
    let mut conn = place.db.read().await.expect("a connection");
    let all = member::all(&mut conn, &place.community).await.expect("members");
    drop(conn);
    let group: Vec<_> = all.iter().filter(|one| one.division.as_deref() == Some("第一组")).collect();
    let others = all.iter().filter(|one| one.division.as_deref() == Some("第二组")).count();
    let mut list = String::from("编号,姓名,户号,小组\n");
    for one in group.iter().skip(2) {
        list.push_str(&format!("{},{},{},一组\n", one.number, one.name, one.household.as_deref().unwrap_or_default()));
    }
    let to = clerk.upload(&upload, list.as_bytes()).await.done();
    let page = clerk.get(&to).await;
    assert_eq!(page.matches("name=\"leave\"").count(), 2, "{page}");
    assert!(page.contains(&format!("另有 {others} 人不在文件里")), "{page}");
    clerk.post(&format!("/do{to}"), &[("leave", &group[0].id), ("leave", "somebody else")]).await.done();
    let row = member::find(&mut place.db.read().await.expect("a connection"), &place.community, &group[0].id).await;
    assert_eq!(row.expect("a member").state, "left");
    place.verifies().await;
}

async fn a4_a_second_list_finds_its_people_however_they_are_spelt(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.import(&file("21-roll.csv")).await;
    let before = fresh.people(&place).await;
    let to = fresh.upload(&file("21-second-list.csv")).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("新增 0 人，变更 0 人，不变 5 人，要您说明 0 人，不能导入 0 行"), "{page}");
    fresh.apply(&to, &[]).await.done();
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

async fn a4_an_empty_cell_changes_nothing(place: Place) {
    let clerk = place.sign_in("0006").await;
    let upload = format!("/do/c/{}/import", place.community);
    let before = place.seated().await;
    let member = before[0].1.clone();
    let row = place.member(&place.community, &member).await;
    let list = |bodies: &str| format!("编号,姓名,户号,机构\n{},{},,{bodies}\n", row.number, row.name);
    let to = clerk.upload(&upload, list("").as_bytes()).await.done();
    assert!(clerk.get(&to).await.contains("变更 0 人，不变 1 人"));
    clerk.post(&format!("/do{to}"), &[]).await.done();
    assert_eq!(place.seated().await, before);
    // A word that says so does.
    let to = clerk.upload(&upload, list("无").as_bytes()).await.done();
    let page = clerk.get(&to).await;
    assert!(page.contains("变更 1 人") && page.contains("（空）"), "{page}");
    clerk.post(&format!("/do{to}"), &[]).await.done();
    assert_eq!(place.seated().await.len(), before.len() - 1);
    place.verifies().await;
}

#[test]
fn a4_every_file_that_broke_it_is_read() {
    let names =
        |sheet: &Sheet| sheet.lines.iter().filter(|one| !one.total).map(|one| one.name.clone()).collect::<Vec<_>>();
    // Hidden rows and sheets are left out and named.
    let hidden = only("15-hidden-row.xlsx");
    assert_eq!(hidden.hidden_rows, [5]);
    assert_eq!(names(&hidden), ["赵示一", "钱示二", "孙示三", "周示五"]);
    let hidden = book("15-hidden-first-sheet.xlsx");
    assert_eq!((hidden.hidden.as_slice(), hidden.sheets.len()), (["2023旧名册".to_owned()].as_slice(), 1));
    assert_eq!(names(&hidden.sheets[0]), ["赵示一", "钱示二", "孙示三"]);
    // Formats of zeros keep them.
    let shown = only("23-numbers-shown-as-001.xlsx");
    let numbers: Vec<&str> = shown.lines.iter().map(|one| one.number.as_str()).collect();
    assert_eq!((numbers[0], numbers[9], numbers.len()), ("001", "010", 12));
    // A title, blanks in headers, merged households; what was only formatted is no line.
    let made = only("22-as-made.xlsx");
    assert_eq!(names(&made), ["赵示一", "赵示二", "赵示三", "钱示四", "孙示五"]);
    let homes: Vec<&str> = made.lines.iter().map(|one| one.household.as_str()).collect();
    assert_eq!(homes, ["1", "1", "1", "2", "3"]);
    assert_eq!(made.dropped, ["身份证号"]);
    let problem = made.lines[0].serial_obstacle.as_ref().expect("an obstacle");
    assert_eq!((problem.problem, problem.cell.as_str()), (LineProblem::NoValue, "A3"));
    let dates = only("06-general-cells.xlsx");
    assert_eq!(dates.lines[2].household, "5-31", "a text that nobody turned into a date");
    // The old format.
    let old = book("old.xls");
    assert!(old.blind && old.sheets.len() == 1);
    assert_eq!(old.hidden, ["旧名册"]);
    assert_eq!(names(&old.sheets[0]), ["赵示一", "钱示二", "孙示三"], "a hidden row cannot be seen");
    assert_eq!(old.sheets[0].lines[1].household, "1", "merged");
    // The township's.
    let roll = only("township-roll-as-it-comes.xlsx");
    assert_eq!(roll.lines.iter().filter(|one| one.total).count(), 2);
    assert_eq!(names(&roll).len(), 598);
    assert!(roll.lines.iter().all(|one| one.obstacles.is_empty()));
    assert!(roll.lines.iter().filter(|one| !one.total).all(|one| !one.household.is_empty()));
    assert_eq!((roll.lines[0].row, roll.lines[0].phone.as_str()), (5, "19900000037"));
    assert_eq!(names(&only("township-roll-renumbered.xlsx")).len(), 593);
}

#[test]
fn a4_hidden_columns_formulas_and_formats_are_read_as_seen() {
    use rust_xlsxwriter::{Format, Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["编号", "姓名", "户号", "电话", "小组"].iter().enumerate() {
        sheet.write(0, column as u16, *text).expect("written");
    }
    sheet.write_with_format(1, 0, 7, &Format::new().set_num_format("\"G\"000")).expect("written");
    sheet.write(1, 1, "钱示二").expect("written");
    sheet.write_formula(1, 2, Formula::new("=4+5").set_result("9")).expect("written");
    sheet.write(1, 3, 10_000_000_001_f64).expect("written");
    sheet.write(1, 4, "一组").expect("written");
    sheet.set_column_hidden(3).expect("hidden");
    let read = roll_file::read(&book.save_to_buffer().expect("saved")).expect("read").sheets.remove(0);
    let line = &read.lines[0];
    assert_eq!((line.number.as_str(), line.household.as_str(), line.phone.as_str()), ("G007", "9", ""));
    assert_eq!(read.hidden_columns, ["D 电话"]);

    let mut far = Workbook::new();
    let sheet = far.add_worksheet();
    sheet.write(0, 0, "姓名").expect("written");
    sheet.write(1_048_575, 16_383, "x").expect("written");
    assert_eq!(roll_file::read(&far.save_to_buffer().expect("saved")), Err(rules::Refusal::FileTooLarge));
}

#[test]
fn a4_texts_read_alike_in_every_encoding() {
    use rules::{Refusal, permit::Role};
    let text =
        "编号,姓名,户号,小组,手机号,身份证号,职务,机构\n001,赵示一,H1,一组,000-0000-0001,x,主持人,村民代表会议\n";
    let bom = ["\u{feff}".as_bytes(), text.as_bytes()].concat();
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), bom, gb] {
        let sheet = roll_file::read(&bytes).expect("read").sheets.remove(0);
        let line = &sheet.lines[0];
        assert_eq!((line.row, line.number.as_str(), line.phone.as_str()), (2, "001", "000-0000-0001"));
        assert_eq!(line.roles, Some(vec![Role::Chair]));
        assert_eq!(line.bodies, Some(vec!["村民代表会议".to_owned()]));
        assert_eq!(sheet.dropped, ["身份证号"]);
    }
    let text = "Roll of the village\n\nNumber\tName\tHousehold\tBank account\n7\tLi\tH2\t62220000\n";
    let sheet = roll_file::read(text.as_bytes()).expect("read").sheets.remove(0);
    assert_eq!((sheet.lines[0].row, sheet.lines[0].number.as_str()), (4, "7"));
    assert_eq!(sheet.dropped, ["Bankaccount"]);
    for (bytes, refusal) in [
        (vec![0xff, 0xfe, 0x31, 0x00], Refusal::FileEncoding),
        (b"\x81".to_vec(), Refusal::FileEncoding),
        (b"a,b\n1,2\n".to_vec(), Refusal::FileNoHeader),
        (Vec::new(), Refusal::FileNoHeader),
        (b"PK\x03\x04 not a workbook".to_vec(), Refusal::FileUnknown),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nor this".to_vec(), Refusal::FileUnknown),
        (vec![b'a'; roll_file::LARGEST + 1], Refusal::FileTooLarge),
    ] {
        assert_eq!(roll_file::read(&bytes), Err(refusal));
    }
}

#[test]
fn a4_under_the_head_of_a_household_its_number_is_filled_down() {
    let text = "编号,户号,姓名,小组,与户主关系\n\
                1,5,赵示一,一组,户主\n2,,钱示二,,妻\n3,,孙示三,二组,长子\n4,,李示四,一组,户主\n5,6,周示五,一组,户主\n6,,吴示六,1组,妻\n";
    let sheet = roll_file::read(text.as_bytes()).expect("read").sheets.remove(0);
    let homes: Vec<_> = sheet.lines.iter().map(|one| (one.household.as_str(), one.division.as_str())).collect();
    assert_eq!(homes, [("5", "一组"), ("5", "一组"), ("5", "二组"), ("", "一组"), ("6", "一组"), ("6", "1组")]);
    let problems: Vec<_> =
        sheet.lines.iter().flat_map(|one| &one.obstacles).map(|one| (one.problem, one.cell.as_str())).collect();
    assert_eq!(problems, [(LineProblem::SplitHousehold, "D4"), (LineProblem::HeadWithoutHousehold, "B5")]);
}
