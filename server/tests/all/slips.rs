//! Whom the list of members shows, and for whom slips are printed.

use crate::common::{Page, Person, Place, engines};
use server::rows::community;

engines!(
    the_list_is_filtered_before_it_is_cut,
    numbers_stand_as_people_count_and_exact_hits_first,
    slips_for_everybody_without_one_are_four_taps,
    who_holds_a_slip_is_named_before_another_is_printed,
    slips_stand_by_group_and_household,
    many_slips_are_made_in_parts_and_none_twice,
    slips_are_the_clerks_to_print,
);

fn members(place: &Place, asked: &str) -> String {
    format!("/c/{}/members{asked}", place.community)
}

fn slips(place: &Place) -> String {
    format!("/do/c/{}/slips", place.community)
}

/// The numbers of whoever stands in the list, in its order.
fn numbers(page: &str) -> Vec<String> {
    let rows = page.split("<tbody>").nth(1).unwrap_or_default().split("</tbody>").next().unwrap_or_default();
    let cell = |row: &str| row.split("<td>").nth(2).and_then(|cell| cell.split('<').next()).map(str::to_owned);
    rows.split("<tr>").skip(1).filter_map(cell).collect()
}

fn found(page: &str) -> usize {
    let said = page.split("共 ").find_map(|rest| rest.split(" 人。").next()?.parse().ok());
    said.unwrap_or_else(|| panic!("no sum in {page}"))
}

/// What the form on the page of slips would send.
fn chosen(page: &str) -> Vec<(String, String)> {
    let form = Page::of(page);
    let form = form.form("/slips");
    ["of", "way", "group", "body", "back", "key"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), form.value(name)?)))
        .collect()
}

async fn print(clerk: &Person, place: &Place, page: &str, more: &[(&str, &str)]) -> crate::common::Answered {
    let own = chosen(page);
    let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    clerk.post(&slips(place), &[&own[..], more].concat()).await
}

async fn the_list_is_filtered_before_it_is_cut(place: Place) {
    let clerk = place.clerk().await;
    let list = async |asked: &str| clerk.get(&members(&place, asked)).await;
    let all = found(&list("").await);
    // Two groups of ten households; whoever is of none is left out of both.
    let (one, two) = (found(&list("?group=第一组").await), found(&list("?group=第二组").await));
    assert_eq!((one, two), (40, 30), "{all}");
    assert_eq!(found(&list("?group=1组").await), 40, "however a group is written");
    assert_eq!(numbers(&list("?household=H0001").await), ["0001", "0021", "0041", "0061"]);
    assert_eq!(found(&list(&format!("?body={}", place.body)).await), 52);
    assert_eq!(numbers(&list("?age=minor").await), ["0067", "0068", "0069", "0070"]);
    assert_eq!(found(&list("?age=adult").await), all - 4);
    assert_eq!(numbers(&list("?age=minor&group=第一组").await), ["0067", "0068", "0069", "0070"]);
    // The clerk has signed in; somebody holds a slip that was not used.
    assert!(numbers(&list("?way=in").await).contains(&"0006".to_owned()));
    place.slip("0040").await;
    assert_eq!(numbers(&list("?way=slip").await), ["0040"]);
    assert!(!numbers(&list("?way=none").await).iter().any(|one| ["0006", "0040"].contains(&one.as_str())));
    // What is chosen stands in the form again, and goes along to the next page.
    let page = list("?group=第一组&age=adult&way=none").await;
    assert!(page.contains("<details open") && page.contains("value=\"第一组\" selected"), "{page}");
    let rows = (0..230).map(|at| {
        let (person, member) = (format!("p{at}"), format!("m{at}"));
        let named = format!(
            "INSERT INTO members (id, community, person, number, name, phone, adult, state, created_at) \
             VALUES ('{member}', '{}', '{person}', '{}', '多示人', '', 0, 'active', 0)",
            place.community,
            1000 + at
        );
        [format!("INSERT INTO persons (id, administrator, created_at) VALUES ('{person}', 0, 0)"), named]
    });
    for sql in rows.flatten() {
        assert_eq!(crate::takeback::tamper(&place, &sql).await, 1);
    }
    let mut seen = Vec::new();
    for number in 1..=3 {
        let page = list(&format!("?age=minor&page={number}")).await;
        assert_eq!(found(&page), 234);
        if number < 3 {
            let next = format!("age=minor&amp;page={}\" rel=\"next\"", number + 1);
            assert!(page.contains(&next) && page.contains("共 234 条"), "{page}");
        }
        seen.extend(numbers(&page));
    }
    assert_eq!(seen.iter().collect::<std::collections::BTreeSet<_>>().len(), 234);
}

async fn numbers_stand_as_people_count_and_exact_hits_first(place: Place) {
    let clerk = place.clerk().await;
    for (number, name) in [("10", "十示人"), ("2", "二示人"), ("9001", "钱示"), ("100", "百示人")] {
        let fields = [("name", name), ("number", number), ("household", "H0020"), ("division", "第二组")];
        let answer = clerk.post(&format!("/do/c/{}/add-member", place.community), &fields).await;
        // 2 and 0002, 10 and 0010 are one number: those are somebody's.
        assert_eq!(answer.is_done(), ["9001", "100"].contains(&number), "{number}");
    }
    let page = numbers(&clerk.get(&members(&place, "?household=H0020")).await);
    assert_eq!(page, ["0020", "0040", "0060", "100", "9001"]);
    // Whoever has the very number stands first, however its zeros are written; so does the whole name.
    let hits = numbers(&clerk.get(&members(&place, "?q=1")).await);
    assert_eq!((hits[0].as_str(), hits.contains(&"0011".to_owned())), ("0001", true), "{hits:?}");
    let hits = numbers(&clerk.get(&members(&place, "?q=钱示")).await);
    assert_eq!((hits[0].as_str(), hits.contains(&"0002".to_owned())), ("9001", true), "{hits:?}");
}

/// From the list: the way to the slips, the button that makes them, the browser's print and its own button.
async fn slips_for_everybody_without_one_are_four_taps(place: Place) {
    let clerk = place.clerk().await;
    let list = clerk.get(&members(&place, "")).await;
    let at = format!("/c/{}/slips", place.community);
    assert!(list.contains(&format!("href=\"{at}\"")), "{list}");
    place.slip("0040").await;
    let page = clerk.get(&at).await;
    let without = found(&clerk.get(&members(&place, "?way=none")).await);
    // Those who hold an office, and who runs the platform, get theirs from elsewhere.
    let made: usize =
        page.split("生成 ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok()).expect("how many");
    let of = |words: &str| -> usize {
        let said = page.split("另有 ").skip(1).find(|rest| rest.contains(words));
        said.and_then(|rest| rest.split(' ').next()?.parse().ok()).unwrap_or_default()
    };
    assert_eq!(made + of("担任职务") + of("合用一个登录"), without, "{page}");
    let sheet = print(&clerk, &place, &page, &[("in_person", "1")]).await.body;
    assert_eq!(sheet.matches("class=\"slip\"").count(), made, "{sheet}");
    assert!(!sheet.contains("编号 0040<") && !sheet.contains("编号 0012<"), "{sheet}");
    assert!(sheet.contains("用手机扫左边的二维码"), "{sheet}");
    // Nobody is left, and what was printed opens.
    assert!(clerk.get(&at).await.contains("没有要打印的"));
    let one = sheet.split("编号 0021<").nth(1).and_then(|rest| rest.split("class=\"code\">").nth(1)).expect("a slip");
    let code = one.split('<').next().expect("a code");
    place.nobody().post("/do/in/code", &[("number", "0021"), ("code", code)]).await.done();
    place.verifies().await;
}

async fn who_holds_a_slip_is_named_before_another_is_printed(place: Place) {
    let clerk = place.clerk().await;
    let token = place.slip("0040").await;
    let member = place.member(&place.community, "0040").await;
    let other = place.member(&place.community, "0041").await;
    // Ticked in the list.
    let ticked =
        [("member", member.id.as_str()), ("member", other.id.as_str()), ("back", &members(&place, "?household=H0020"))];
    let answer = clerk.post(&slips(&place), &ticked).await;
    assert!(answer.location.contains("household=H0020"), "{}", answer.location);
    let page = answer.refused("member-slip-held").await;
    assert!(page.contains(&format!("0040 {}", member.name)) && page.contains("name=\"anew\""), "{page}");
    // Nothing was made: the slip in hand still opens.
    assert!(place.nobody().get(&format!("/slip/{token}")).await.contains(&member.name));
    assert!(clerk.get(&members(&place, "?way=slip")).await.contains("共 1 人"));
    // By choice: those who hold one are named, and asked for once more.
    let page = clerk.get(&format!("/c/{}/slips?way=slip", place.community)).await;
    assert!(page.contains("1 人手里的纸条还没有用过") && page.contains(&format!("0040 {}", member.name)), "{page}");
    print(&clerk, &place, &page, &[]).await.refused("member-slip-held").await;
    let sheet = print(&clerk, &place, &page, &[("anew", "1"), ("key", "k-anew")]).await.body;
    assert!(sheet.contains("编号 0040<"), "{sheet}");
    assert!(!place.nobody().get(&format!("/slip/{token}")).await.contains("我是"), "the old one is void");
    // On the member's own page it is said, and the button knows.
    let page = clerk.get(&format!("/c/{}/members/{}", place.community, member.id)).await;
    assert!(page.contains("手里有一张没有用过的纸条"), "{page}");
    assert_eq!(Page::of(&page).form("/slips").value("anew").as_deref(), Some("1"));
    // No other site's page is gone back to.
    let astray = [("member", member.id.as_str()), ("back", "/c/x/members")];
    let answer = clerk.post(&slips(&place), &astray).await;
    assert!(answer.location.starts_with(&members(&place, "")), "{}", answer.location);
    place.verifies().await;
}

async fn slips_stand_by_group_and_household(place: Place) {
    let clerk = place.clerk().await;
    let page = clerk.get(&format!("/c/{}/slips?way=all&group=第一组", place.community)).await;
    let sheet = print(&clerk, &place, &page, &[("anew", "1")]).await.body;
    assert!(sheet.contains("第一组：") && !sheet.contains("第二组"), "{sheet}");
    let homes: Vec<&str> = sheet.split("第一组 H").skip(1).filter_map(|rest| rest.get(..4)).collect();
    let mut sorted = homes.clone();
    sorted.sort_unstable();
    assert!(homes.len() > 20 && homes == sorted, "{homes:?}");
    // By body, in both groups: each begins with its name and number.
    let page = clerk.get(&format!("/c/{}/slips?way=all&body={}", place.community, place.body)).await;
    let sheet = print(&clerk, &place, &page, &[("anew", "1"), ("key", "k-body")]).await.body;
    let groups: Vec<usize> = ["第一组：", "第二组："].iter().filter_map(|name| sheet.find(name)).collect();
    assert!(groups.len() == 2 && groups[0] < groups[1], "{sheet}");
    let all = community::seats(&mut place.db.read().await.expect("a connection"), &place.community).await;
    assert!(sheet.matches("class=\"slip\"").count() < all.expect("seats").len(), "office holders are not among them");
    place.verifies().await;
}

/// More than are made at once: the rest is named, and the next begin where these ended.
async fn many_slips_are_made_in_parts_and_none_twice(place: Place) {
    let clerk = place.clerk().await;
    let text: String = (0..230).map(|at| format!("{},多示{at},L{},第三组\n", 1000 + at, at / 3)).collect();
    let upload = format!("/do/c/{}/import", place.community);
    let to = clerk.upload(&upload, format!("编号,姓名,户号,小组\n{text}").as_bytes()).await.done();
    clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    let mut seen = std::collections::BTreeSet::new();
    for way in ["none", "all"] {
        let page = clerk.get(&format!("/c/{}/slips?way={way}&group=第三组", place.community)).await;
        assert!(page.contains("一次最多 200 张") && page.contains("生成 200 张"), "{page}");
        let first = print(&clerk, &place, &page, &[("anew", "1")]).await.body;
        assert!(first.contains("还有 30 张没有印"), "{way}");
        let form = Page::of(&first);
        let form = form.form("/slips");
        let own: Vec<(&str, String)> = ["of", "way", "group", "from", "anew", "key"]
            .into_iter()
            .filter_map(|name| Some((name, form.value(name)?)))
            .collect();
        let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let second = clerk.post(&slips(&place), &own).await.body;
        assert!(!second.contains("没有印"), "{way}");
        for sheet in [&first, &second] {
            let each = sheet.split("<p>编号 ").skip(1).filter_map(|rest| rest.split('<').next());
            for number in each {
                assert!(seen.insert((way, number.to_owned())), "{way} {number} twice");
            }
        }
    }
    assert_eq!(seen.len(), 460);
    place.verifies().await;
}

async fn slips_are_the_clerks_to_print(place: Place) {
    let clerk = place.clerk().await;
    let page = clerk.get(&format!("/c/{}/slips", place.community)).await;
    let (chair, resident) = (place.chair().await, place.resident().await);
    for who in [&chair, &resident] {
        assert_ne!(who.status(&format!("/c/{}/slips", place.community)).await, 200);
        assert!(!print(who, &place, &page, &[]).await.body.contains("class=\"code\""));
    }
    // An administrator makes those of office holders alone, one by one.
    let admin = place.administrator().await;
    assert!(!print(&admin, &place, &page, &[("key", "k-admin")]).await.body.contains("class=\"code\""));
    assert_eq!(place.foreigner().await.status(&format!("/c/{}/slips", place.community)).await, 404);
}
