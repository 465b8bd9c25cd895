//! What the preview shows, and of whom a file speaks (A3).

use super::Fresh;
use crate::common::{Place, engines};
use server::{roll_file, rows::member};

engines!(
    a3_the_preview_shows_every_column_and_what_is_suspicious,
    a3_doubles_within_one_file_are_marked,
    a3_whoever_has_an_office_and_is_made_a_minor_is_marked,
    a3_a_file_of_one_line_speaks_of_nobody_else,
    a3_bodies_that_do_not_exist_are_named_once_on_top,
    a3_a_preview_in_which_nothing_changes_has_no_button,
    a3_only_what_will_be_stored_is_shown,
    a3_what_is_ticked_stays_when_a_page_is_turned,
    a4_an_empty_cell_changes_nothing,
    a2_what_is_under_way_is_said_before_a_file_changes_it,
);

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
                  901,新示一,,,,,\n\
                  902,新示二,78,一组,,否,没有的会\n\
                  合计,5人,,,,,\n\
                  填表人：王示八,,,,,,\n";
    let to = fresh.upload(second.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    for words in [
        "新增 1 人，变更 2 人，不变 0 人，要您说明 1 人，不能导入 1 行，不是人的 2 行",
        "电话 <del>1001</del> → <!> <ins>2001</ins>",
        "有 1 位成年人没有户号",
        "没写是否成年",
        "姓名相同，编号、户号或电话对不上",
        "G6 没有的会：没有这个机构",
        "不是人的行 2",
        "合计 5人",
    ] {
        let plain = page.replace("<!>", "").replace("<!---->", "");
        let words = words.replace("<!> ", "");
        assert!(plain.contains(&words), "{words}: {plain}");
    }
    // What stands in the way comes first, then who is asked about, then what is no person.
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    let table = at("<tbody>");
    let order = ["没有的会：", "名示3", "合计 5人", "新示一", "名示1"];
    let places: Vec<usize> = order.iter().map(|words| table + page[table..].find(words).expect("a line")).collect();
    assert!(places.is_sorted(), "{places:?}");
    // By kind.
    let (only, _) = fresh.look(&format!("{to}?show=homeless")).await;
    let (_, table) = only.split_once("<tbody>").expect("a table");
    assert!(table.contains("新示一") && !table.contains("名示1"), "{table}");
    let (same, _) = fresh.look(&format!("{to}?show=asked")).await;
    assert!(same.contains("共 1 行"), "{same}");
    // Five lines of 250 say nothing of the others.
    assert!(!page.contains("name=\"leave\"") && page.contains("另有 246 人不在文件里"), "{page}");
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

/// A representative whom a file makes a minor would decide no more: that stands beside the line.
async fn a3_whoever_has_an_office_and_is_made_a_minor_is_marked(place: Place) {
    let clerk = place.clerk().await;
    let upload = format!("/do/c/{}/import", place.community);
    let mark = "有职务或者是会议成员，文件里却写未成年";
    let to = clerk.upload(&upload, "编号,姓名,户号,成年\n0001,赵示一,H0001,否\n".as_bytes()).await.done();
    let page = clerk.get(&to).await;
    assert!(page.contains(mark), "{page}");
    let to = clerk.upload(&upload, "编号,姓名,户号,成年\n0001,赵示一,H0001,是\n".as_bytes()).await.done();
    assert!(!clerk.get(&to).await.contains(mark));
}

async fn a3_a_file_of_one_line_speaks_of_nobody_else(place: Place) {
    let clerk = place.clerk().await;
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
    assert_eq!(row.expect("a member").state.id(), "left");
    place.verifies().await;
}

async fn a4_an_empty_cell_changes_nothing(place: Place) {
    let clerk = place.clerk().await;
    let upload = format!("/do/c/{}/import", place.community);
    let before = place.seated().await;
    let member = before[0].1.clone();
    let row = place.member(&place.community, &member).await;
    let list = |bodies: &str| format!("编号,姓名,户号,机构\n{},{},,{bodies}\n", row.number, row.name);
    let to = clerk.upload(&upload, list("").as_bytes()).await.done();
    assert!(clerk.get(&to).await.contains("变更 0 人，不变 1 人"));
    clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    assert_eq!(place.seated().await, before);
    // A word that says so does.
    let to = clerk.upload(&upload, list("无").as_bytes()).await.done();
    let page = clerk.get(&to).await;
    assert!(page.contains("变更 1 人") && page.contains("（空）"), "{page}");
    clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    assert_eq!(place.seated().await.len(), before.len() - 1);
    place.verifies().await;
}

/// Each body once, with its lines, before anything else; the lines say it in a few words.
async fn a3_bodies_that_do_not_exist_are_named_once_on_top(place: Place) {
    let fresh = Fresh::new(&place).await;
    fresh.body("villager_rep_meeting", "村民代表会议").await;
    let roll = "编号,姓名,户号,机构\n001,赵示一,1,监事会、村民代表会议\n002,钱示二,2,妇联\n003,孙示三,3,监事会、妇联\n\
                004,李示四,4,妇 联\n005,周示五,5,\n";
    let to = fresh.upload(roll.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let top = "花名册里有还没建立的机构：监事会（2 行）、妇联（3 行）。请管理员建立后再导入，或者让这一列不变";
    let at = page.find(top).unwrap_or_else(|| panic!("{page}"));
    assert_eq!(page.matches("还没建立的机构").count(), 1);
    assert!(at < page.find("新增 1 人").expect("the totals"), "{page}");
    assert!(page.contains("不能导入 4 行") && page.contains("D2 监事会：没有这个机构。"), "{page}");
    fresh.apply(&to, &[]).await.refused("file-refused-lines").await;
    // The column stays as it is: nobody's seats change.
    let keep = format!("{to}?bodies=keep");
    assert!(page.contains("?bodies=keep"));
    let (page, _) = fresh.look(&keep).await;
    assert!(page.contains("新增 5 人") && page.contains("“机构”一列没有读取") && !page.contains("还没建立"), "{page}");
    fresh.apply(&keep, &[]).await.done();
    // With the bodies made, the column is read.
    for (kind, name) in [("consultation_council", "监事会"), ("villager_group_meeting", "妇联")] {
        fresh.body(kind, name).await;
    }
    let to = fresh.upload(roll.as_bytes()).await;
    assert!(fresh.look(&to).await.0.contains("新增 0 人，变更 4 人，不变 1 人"));
    fresh.apply(&to, &[]).await.done();
    let to = fresh.upload(roll.replace("村民代表会议", "没有的会").as_bytes()).await;
    let keep = format!("{to}?bodies=keep");
    assert!(fresh.look(&keep).await.0.contains("变更 0 人，不变 5 人"), "seats stay");
    place.verifies().await;
}

async fn a3_a_preview_in_which_nothing_changes_has_no_button(place: Place) {
    const SAME: &str = "文件和花名册一样，没有要改的";
    let fresh = Fresh::new(&place).await;
    let roll = "编号,姓名,户号\n001,赵示一,1\n002,钱示二,2\n003,孙示三,3\n";
    let to = fresh.upload(roll.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("全部导入") && !page.contains(SAME), "{page}");
    fresh.apply(&to, &[]).await.done();
    let to = fresh.upload(roll.as_bytes()).await;
    let (page, fields) = fresh.look(&to).await;
    assert!(page.contains(SAME) && !page.contains("全部导入") && fields.is_empty(), "{page}");
    // Nor an empty table.
    assert!(!page.contains("第 0 至 0 行") && !page.contains("<table"), "{page}");
    // Whoever is not in the file may leave: that is something to decide.
    let to = fresh.upload("编号,姓名,户号\n001,赵示一,1\n002,钱示二,2\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("name=\"leave\"") && page.contains(SAME) && !page.contains("全部导入"), "{page}");
    assert!(page.contains("把打勾的人标为不在册"), "{page}");
    // Nobody in the file is not the same as nothing to change.
    let to = fresh.upload("编号,姓名,户号\n合计,0人,\n".as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("文件里没有人") && !page.contains("全部导入") && !page.contains(SAME), "{page}");
    place.verifies().await;
}

/// A clerk gives no roles, and a group without a household is kept nowhere: neither stands in green beside somebody new.
async fn a3_only_what_will_be_stored_is_shown(place: Place) {
    const WHY: &str = "“职务”一列没有采用：职务由管理员指定。";
    let fresh = Fresh::new(&place).await;
    let roll = "编号,姓名,户号,小组,职务\n0601,陈示一,1,一组,文书\n0602,陈示二,1,一组,村民代表\n0603,陈示三,,一组,无\n";
    let to = fresh.upload(roll.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    let table = page.split("<tbody>").nth(1).expect("lines");
    assert!(page.contains(WHY) && page.contains("新增 3 人") && !page.contains("已忽略"), "{page}");
    assert!(!table.contains("职务") && !table.contains("文书"), "{table}");
    assert_eq!(table.matches("一组").count(), 2, "{table}");
    fresh.apply(&to, &[]).await.done();
    assert!(fresh.people(&place).await["陈示三"].3.is_empty());
    let to = fresh.upload(roll.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("变更 0 人，不变 3 人") && page.contains(WHY), "{page}");
    // Where the column is read, a word in it that is no role is an obstacle.
    let sheet = roll_file::read(roll.as_bytes()).expect("read").sheets.remove(0);
    assert_eq!(sheet.lines[1].obstacles.iter().map(|one| one.cell.as_str()).collect::<Vec<_>>(), ["E3"]);
    place.verifies().await;
}

/// Filters and pages are buttons of the form that holds the answers: nothing ticked is lost, and no script is needed.
async fn a3_what_is_ticked_stays_when_a_page_is_turned(place: Place) {
    let fresh = Fresh::new(&place).await;
    let mut roll = String::from("编号,姓名,户号,小组,成年\n");
    for number in 1..=250 {
        roll.push_str(&format!("{number:03},名示{number},{number},一组,是\n"));
    }
    let to = fresh.upload(roll.as_bytes()).await;
    assert!(
        fresh.look(&to).await.0.contains(&format!("href=\"{to}?from=100")),
        "with nothing to tick a page is a link"
    );
    fresh.apply(&to, &[]).await.done();
    // 2 and 3 have other names, two are away, and the others are of no age.
    let mut list = String::from("编号,姓名,户号,小组,成年\n002,别示甲,2,一组,是\n003,别示乙,3,一组,是\n");
    for number in 6..=250 {
        list.push_str(&format!("{number:03},名示{number},{number},一组,否\n"));
    }
    let to = fresh.upload(list.as_bytes()).await;
    let (page, fields) = fresh.look(&to).await;
    for asked in ["from", "show", "by"] {
        assert!(!page.contains(&format!("href=\"{to}?{asked}=")), "{page}");
    }
    let away: Vec<&str> =
        page.split("name=\"leave\" value=\"").skip(1).filter_map(|one| one.split('"').next()).collect();
    assert_eq!(away.len(), 3, "{page}");
    let sends = |page: &str, words: &str| -> String {
        let buttons = page.split("<button").skip(1).filter_map(|one| one.split("</button>").next());
        let button = buttons.clone().find(|one| one.contains(words)).unwrap_or_else(|| panic!("{words}: {page}"));
        assert!(
            button.contains("form=\"decide\"") && button.contains(&format!("formaction=\"/do{to}/look\"")),
            "{button}"
        );
        button.split("value=\"").nth(1).and_then(|one| one.split('"').next()).expect("a value").replace("&amp;", "&")
    };
    let ticked = |page: &str| {
        let boxes = page
            .split("<input type=\"")
            .skip(1)
            .filter(|one| one.split('>').next().is_some_and(|one| one.contains(" checked")));
        boxes.filter_map(|one| Some(one.split("id=\"").nth(1)?.split('"').next()?.to_owned())).collect::<Vec<_>>()
    };
    let all = [format!("leave-{}", away[0]), format!("leave-{}", away[2])];
    let mut turned = page.clone();
    for (words, shown) in [
        ("变更 245", "第 1 至 100 行，共 245 行"),
        ("下一页", "第 101 至 200 行，共 245 行"),
        ("有变化的", "第 1 至 100 行，共 247 行"),
    ] {
        let at = sends(&turned, words);
        let mut sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        sent.extend([("who-3", "same"), ("leave", away[0]), ("leave", away[2]), ("at", &at)]);
        let next = fresh.clerk.post(&format!("/do{to}/look"), &sent).await;
        assert_eq!(next.status, 303, "{}", next.body);
        turned = fresh.clerk.get(&next.location).await;
        assert!(!turned.contains("role=\"alert\""), "nothing is refused: {turned}");
        assert!(turned.contains(shown), "{shown}: {turned}");
        let mut now = ticked(&turned);
        now.sort();
        let mut expected = vec!["who-3-same".to_owned()];
        expected.extend(all.clone());
        expected.sort();
        assert_eq!(now, expected, "{turned}");
    }
    // What was ticked of another member is no answer: nobody stands ticked whom it was not said of.
    let row = [("row", "3"), ("about-3", away[0]), ("who-3", "same"), ("at", "show=asked")];
    let next = fresh.clerk.post(&format!("/do{to}/look"), &row).await;
    assert_eq!(ticked(&fresh.clerk.get(&next.location).await), Vec::<String>::new());
    // A refusal loses none of it either, nor what leaves.
    let answers = [("who-3", "same"), ("leave", away[0]), ("leave", away[2])];
    let refused = fresh.apply(&to, &answers).await.refused("file-unanswered").await;
    assert_eq!(ticked(&refused).len(), 3, "{refused}");
    fresh.apply(&to, &[("who-2", "same"), ("who-3", "same"), ("leave", away[0])]).await.done();
    place.verifies().await;
}

/// Called sittings whose rolls change are named, with how many come and go; whose slip bears an older number, before and after.
async fn a2_what_is_under_way_is_said_before_a_file_changes_it(place: Place) {
    let chair = place.chair().await;
    place.announced(&chair).await;
    let (admin, clerk, id) = (place.administrator().await, place.clerk().await, place.community.0.clone());
    let fresh = Fresh { admin, clerk, id };
    let one = place.member(&place.community, "0014").await;
    let (home, group) = (one.household.expect("a household"), one.division.expect("a group"));
    let roll = format!(
        "编号,姓名,户号,小组,成年,机构\n0014,{},{home},{group},是,无\n\
         9001,新示一,9901,一组,是,村民代表会议\n9002,新示二,9902,一组,否,村民代表会议\n9003,新示三,9903,一组,是,\n",
        one.name
    );
    let to = fresh.upload(roll.as_bytes()).await;
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("《村民代表会议》加 2 人、减 1 人") && !page.contains("手里的纸条"), "{page}");
    // Nothing of it is about the called sitting.
    let to = fresh.upload("编号,姓名,户号,小组,成年\n9003,新示三,9903,一组,是\n".as_bytes()).await;
    assert!(!fresh.look(&to).await.0.contains("已经通知的会议"));
    // The number on a slip that is out.
    place.slip("0014").await;
    let roll = format!("编号,姓名,户号,小组\n9014,{},{home},{group}\n", one.name);
    let to = format!("{}?by=name", fresh.upload(roll.as_bytes()).await);
    let (page, _) = fresh.look(&to).await;
    assert!(page.contains("有 1 人手里的纸条还没用，编号却要变"), "{page}");
    let done = fresh.apply(&to, &[("who-2", "same")]).await.done();
    assert!(fresh.clerk.get(&done).await.contains("有 1 人手里的纸条还印着旧编号"), "{done}");
    place.verifies().await;
}
