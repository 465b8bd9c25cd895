//! The roll by hand, one person at a time: the same questions as of a file, and nothing frozen changes.

mod asked;

use crate::common::{Answered, BASE, Page, Person, Place, engines};
use server::rows::member::{self, MemberRow};

engines!(
    one_person_is_added_with_what_is_known_of_them,
    what_a_file_is_asked_about_is_asked_of_one_person,
    a_household_that_looks_like_another_is_asked_about,
    what_the_roll_says_of_somebody_is_corrected,
    nothing_is_corrected_over_unseen,
    somebody_marries_into_a_household_and_one_is_left_empty,
    who_is_struck_off_keeps_seat_and_history_and_comes_back,
    a_sitting_under_way_keeps_whom_it_has,
    a_child_comes_of_age_at_the_next_opening,
    a_seat_is_given_with_its_reason,
    two_browsers_add_one_person_once,
    the_roll_is_the_clerks_to_keep,
);

fn to(place: &Place, act: &str) -> String {
    format!("/do/c/{}/{act}", place.community)
}

fn edit(place: &Place, id: &str) -> String {
    format!("/c/{}/members/{id}/edit", place.community)
}

async fn all(place: &Place) -> Vec<MemberRow> {
    member::all(&mut place.db.read().await.expect("a connection"), &place.community).await.expect("members")
}

async fn named(place: &Place, name: &str) -> MemberRow {
    all(place).await.into_iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no {name}"))
}

async fn add(clerk: &Person, place: &Place, fields: &[(&str, &str)]) -> Answered {
    clerk.post(&to(place, "add-member"), fields).await
}

/// Sends a form of a member's page, over what it was shown.
async fn change(clerk: &Person, place: &Place, id: &str, act: &str, fields: &[(&str, &str)]) -> Answered {
    let page = clerk.get(&edit(place, id)).await;
    let base = Page::of(&page).form(&format!("/{act}")).value("base").expect("a base");
    let own = [("member", id), ("base", base.as_str())];
    clerk.post_from(&to(place, act), &[&own[..], fields].concat(), &[("origin", BASE)]).await
}

/// What the roll says of somebody, as the form of corrections would send it back.
fn as_is(row: &MemberRow) -> Vec<(&str, &str)> {
    let mut fields = vec![
        ("name", row.name.as_str()),
        ("number", row.number.as_str()),
        ("phone", row.phone.as_str()),
        ("born", row.born.as_str()),
    ];
    if !*row.adult {
        fields.push(("minor", "1"));
    }
    fields
}

fn with<'a>(row: &'a MemberRow, field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    as_is(row).into_iter().map(|(name, old)| (name, if name == field { value } else { old })).collect()
}

async fn one_person_is_added_with_what_is_known_of_them(place: Place) {
    let clerk = place.clerk().await;
    let list = clerk.get(&format!("/c/{}/members", place.community)).await;
    assert!(list.contains(&format!("href=\"/c/{}/members/new\"", place.community)), "{list}");
    let page = clerk.get(&format!("/c/{}/members/new", place.community)).await;
    assert!(page.contains("<option value=\"第二组\""), "{page}");
    // Every field and both taps, from the list to the roll.
    let form = page.split("/add-member\"").nth(1).and_then(|rest| rest.split("</form>").next()).expect("a form");
    let fields = form.matches("type=\"text\"").count();
    assert!(fields > 0 && fields + 2 <= 8, "{fields} fields and two taps");
    add(&clerk, &place, &[]).await.refused("text-empty").await;
    add(&clerk, &place, &[("name", "新示人"), ("born", "五月")]).await.refused("member-bad-birth").await;
    let fields = [
        ("name", "新示人"),
        ("division", "第二组"),
        ("household", "H0015"),
        ("phone", "000-0000-0999"),
        ("born", "1999年5月"),
        ("body", place.body.as_str()),
    ];
    let done = add(&clerk, &place, &fields).await.done();
    let row = named(&place, "新示人").await;
    assert_eq!((row.number.as_str(), *row.adult, row.born.as_str()), ("0071", true, "1999-05"));
    assert_eq!((row.household.as_deref(), row.division.as_deref()), (Some("H0015"), Some("第二组")));
    let page = clerk.get(&done).await;
    for words in ["已添加到花名册", "第二组 H0015", "已成年（1999-05 出生）", "村民代表会议", "再添加一个人"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(place.seated().await.iter().any(|(id, _)| *id == row.id.0));
    // Who it is stands in no open part of the chain.
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("member.added") && !journal.contains("新示人"));
    assert!(!journal.contains("\"0999\"") && !journal.contains("\\\"0999\\\""));
    // The same form twice is one person.
    let twice = [&fields[..1], &[("name", "又示人"), ("key", "k-new")]].concat();
    add(&clerk, &place, &twice[1..]).await.done();
    add(&clerk, &place, &twice[1..]).await.done();
    assert_eq!(all(&place).await.iter().filter(|one| one.name == "又示人").count(), 1);
    // A child may be said to be one, and one who certainly is, is.
    add(&clerk, &place, &[("name", "小示一"), ("minor", "1"), ("household", "H0015")]).await.done();
    add(&clerk, &place, &[("name", "幼童乙"), ("born", "2012"), ("household", "H0015")]).await.done();
    assert!(!*named(&place, "小示一").await.adult && !*named(&place, "幼童乙").await.adult);
    place.verifies().await;
}

async fn what_a_file_is_asked_about_is_asked_of_one_person(place: Place) {
    let clerk = place.clerk().await;
    let known = place.member(&place.community, "0030").await;
    let (about, home) = (("about", known.id.as_str()), known.household.clone().expect("a household"));
    let before = all(&place).await.len();
    // A number that is known under another name: the same person by another name, or it is refused.
    let fields = [("name", "改示名"), ("number", "30"), ("household", home.as_str())];
    let asked = add(&clerk, &place, &fields).await.refused("member-asked").await;
    assert!(asked.contains("同一个编号，姓名不同") && asked.contains(&known.name), "{asked}");
    assert!(asked.contains("value=\"same\"") && !asked.contains("value=\"new\""), "{asked}");
    add(&clerk, &place, &[&fields[..], &[about, ("who", "new")]].concat()).await.refused("member-asked").await;
    // An answer about somebody else is none.
    add(&clerk, &place, &[&fields[..], &[("about", "x"), ("who", "same")]].concat())
        .await
        .refused("member-asked")
        .await;
    assert_eq!(all(&place).await.len(), before);
    add(&clerk, &place, &[&fields[..], &[about, ("who", "same")]].concat()).await.done();
    assert_eq!((named(&place, "改示名").await.id, all(&place).await.len()), (known.id.clone(), before));
    // A namesake in the household: either answer.
    let fields = [("name", "改示名"), ("household", home.as_str())];
    let asked = add(&clerk, &place, &fields).await.refused("member-asked").await;
    assert!(asked.contains("已经有同名的人") && asked.contains("value=\"new\""), "{asked}");
    add(&clerk, &place, &[&fields[..], &[about, ("who", "new")]].concat()).await.done();
    assert_eq!(all(&place).await.iter().filter(|one| one.name == "改示名").count(), 2);
    // A namesake elsewhere.
    let elsewhere = place.member(&place.community, "0031").await;
    let fields = [("name", elsewhere.name.as_str()), ("household", "H0001"), ("division", "第一组")];
    let asked = add(&clerk, &place, &fields).await.refused("member-asked").await;
    assert!(asked.contains("姓名相同，编号、户号或电话对不上"), "{asked}");
    // A telephone of somebody in another household; within one it is shared.
    let fields = [("name", "电示话"), ("household", "H0002"), ("phone", "000-0000-0033")];
    let asked = add(&clerk, &place, &fields).await.refused("member-asked").await;
    assert!(asked.contains("电话是花名册上这个人的") && asked.contains("0033"), "{asked}");
    let theirs = place.member(&place.community, "0033").await;
    let shared = [("name", "电示话"), ("household", theirs.household.as_deref().unwrap()), ("phone", "000-0000-0033")];
    add(&clerk, &place, &shared).await.done();
    // The number and name of somebody who is there: their page is where they are corrected.
    let fields = [("name", elsewhere.name.as_str()), ("number", "0031")];
    let page = add(&clerk, &place, &fields).await.refused("member-known").await;
    assert!(page.contains(&format!("/c/{}/members/{}\"", place.community, elsewhere.id)), "{page}");
    place.verifies().await;
}

async fn a_household_that_looks_like_another_is_asked_about(place: Place) {
    let clerk = place.clerk().await;
    add(&clerk, &place, &[("name", "甲示一"), ("household", "909"), ("division", "第一组")]).await.done();
    let fields = [("name", "乙示二"), ("household", "909号"), ("division", "第一组")];
    let asked = add(&clerk, &place, &fields).await.refused("member-home-asked").await;
    assert!(asked.contains("您填的是“909号”") && asked.contains("甲示一"), "{asked}");
    add(&clerk, &place, &[&fields[..], &[("homes", "one")]].concat()).await.done();
    assert_eq!(named(&place, "乙示二").await.home, named(&place, "甲示一").await.home);
    let fields = [("name", "丁示四"), ("household", "909 号"), ("division", "第一组")];
    add(&clerk, &place, &[&fields[..], &[("homes", "each")]].concat()).await.done();
    assert_ne!(named(&place, "丁示四").await.home, named(&place, "甲示一").await.home);
    // A number that is in two groups needs its group.
    add(&clerk, &place, &[("name", "戊示五"), ("household", "909"), ("division", "第二组")]).await.done();
    let fields = [("name", "己示六"), ("household", "909")];
    add(&clerk, &place, &fields).await.refused("member-group-needed").await;
    place.verifies().await;
}

async fn what_the_roll_says_of_somebody_is_corrected(place: Place) {
    let clerk = place.clerk().await;
    let row = place.member(&place.community, "0040").await;
    let correct = async |fields: &[(&str, &str)]| change(&clerk, &place, &row.id, "correct-member", fields).await;
    correct(&with(&row, "number", "41")).await.refused("member-number-taken").await;
    // A telephone of somebody in another household, once it is said to be right.
    let taken = with(&row, "phone", "000-0000-0055");
    let asked = correct(&taken).await.refused("member-asked").await;
    assert!(asked.contains("花名册上用这个电话的人") && !asked.contains("value=\"new\""), "{asked}");
    let answer = [("about", row.id.as_str()), ("who", "same")];
    correct(&[&taken[..], &answer].concat()).await.done();
    // The name of another one in the household.
    let twin = place.member(&place.community, "0020").await;
    assert_eq!(twin.home, row.home);
    let row = place.member(&place.community, "0040").await;
    let correct = async |fields: &[(&str, &str)]| change(&clerk, &place, &row.id, "correct-member", fields).await;
    correct(&with(&row, "name", &twin.name)).await.refused("member-asked").await;
    // Another name may be another person: it is asked about.
    correct(&with(&row, "name", "王示山")).await.refused("member-rename").await;
    correct(&[&with(&row, "name", "王示山")[..], &[("renamed", "1")]].concat()).await.done();
    let row = place.member(&place.community, "0040").await;
    assert_eq!(row.name, "王示山");
    let correct = async |fields: &[(&str, &str)]| change(&clerk, &place, &row.id, "correct-member", fields).await;
    correct(&[&with(&row, "name", "沈示四〇")[..], &[("renamed", "1")]].concat()).await.done();
    // A spelling is corrected as it is written, what is emptied is empty, the number is as typed.
    let fields = [("name", "沈　示 四〇"), ("number", "0940"), ("phone", ""), ("born", "1980")];
    correct(&fields).await.done();
    let now = place.member(&place.community, "0940").await;
    assert_eq!((now.id.as_str(), now.phone.as_str(), now.born.as_str()), (row.id.as_str(), "", "1980"));
    assert_eq!((now.home, now.name.replace(['　', ' '], "")), (row.home.clone(), "沈示四〇".to_owned()));
    place.verifies().await;
    // What stands in the row is held by the chain.
    let forged = format!("UPDATE members SET born = '2012' WHERE id = '{}'", row.id);
    assert_eq!(crate::takeback::tamper(&place, &forged).await, 1);
    assert!(crate::takeback::findings(&place).await.contains("ages and departures"));
}

async fn nothing_is_corrected_over_unseen(place: Place) {
    let clerk = place.clerk().await;
    let row = place.member(&place.community, "0050").await;
    let page = clerk.get(&edit(&place, &row.id)).await;
    let base = Page::of(&page).form("/correct-member").value("base").expect("a base");
    change(&clerk, &place, &row.id, "correct-member", &with(&row, "phone", "000-0000-0950")).await.done();
    for act in ["correct-member", "move-member", "strike-off"] {
        let own = [("member", row.id.as_str()), ("base", base.as_str()), ("name", "后示来"), ("household", "H0003")];
        let answer = clerk.post_from(&to(&place, act), &own, &[("origin", BASE)]).await;
        let page = answer.refused("form-changed-meanwhile").await;
        assert!(act != "correct-member" || (page.contains("000-0000-0950") && page.contains("后示来")), "{page}");
    }
    assert_eq!(place.member(&place.community, "0050").await.name, row.name);
}

async fn somebody_marries_into_a_household_and_one_is_left_empty(place: Place) {
    let clerk = place.clerk().await;
    add(&clerk, &place, &[("name", "独示户"), ("household", "H0099"), ("division", "第一组")]).await.done();
    let row = named(&place, "独示户").await;
    let rehouse = async |fields: &[(&str, &str)]| change(&clerk, &place, &row.id, "move-member", fields).await;
    let why = ("why", "married");
    rehouse(&[why]).await.refused("text-empty").await;
    rehouse(&[("household", "H0003")]).await.refused("text-not-offered").await;
    rehouse(&[why, ("household", "H0099")]).await.refused("member-same-home").await;
    // A household of another group: the group is said.
    rehouse(&[why, ("household", "H0015")]).await.refused("member-group-needed").await;
    let done = rehouse(&[why, ("household", "H0015"), ("division", "第二组")]).await.done();
    assert!(clerk.get(&done).await.contains("已换户"));
    let now = named(&place, "独示户").await;
    assert_eq!(now.home, place.member(&place.community, "0015").await.home);
    assert_eq!((now.phone, *now.adult, now.number), (row.phone.clone(), true, row.number.clone()));
    // Nobody is left in the household before; whoever comes into it later finds it again.
    add(&clerk, &place, &[("name", "后示户"), ("household", "H0099"), ("division", "第一组")]).await.done();
    assert_eq!(named(&place, "后示户").await.home, row.home);
    place.verifies().await;
}

async fn who_is_struck_off_keeps_seat_and_history_and_comes_back(place: Place) {
    let clerk = place.clerk().await;
    let (seated, other) = (place.member(&place.community, "0014").await, place.member(&place.community, "0061").await);
    let strike = async |id: &str, fields: &[(&str, &str)]| change(&clerk, &place, id, "strike-off", fields).await;
    let died = [("leaving", "died"), ("on", "2026-03-01")];
    strike(&other.id, &[died[0]]).await.refused("text-bad-day").await;
    strike(&other.id, &[died[0], ("on", "2027-01-01")]).await.refused("member-day-ahead").await;
    strike(&other.id, &[("leaving", "other"), died[1]]).await.refused("session-reason-missing").await;
    let own = place.sign_in("0061").await;
    let room = format!("/c/{}/room", place.community);
    own.get(&room).await;
    let done = strike(&other.id, &died).await.done();
    let page = clerk.get(&done).await;
    assert!(page.contains("已离册") && page.contains("已故，2026年3月1日（周日）"), "{page}");
    assert_ne!(own.status(&room).await, 200, "no way in any more");
    assert!(clerk.get(&edit(&place, &seated.id)).await.contains("离册后仍然保留：村民代表会议"));
    strike(&seated.id, &[("leaving", "moved"), died[1]]).await.done();
    assert!(place.seated().await.iter().any(|(id, _)| *id == seated.id.0));
    // Once is enough, and who is off the roll is not corrected.
    let page = clerk.get(&edit(&place, &other.id)).await;
    assert!(Page::of(&page).find("/strike-off").is_none() && Page::of(&page).find("/correct-member").is_none());
    change(&clerk, &place, &other.id, "put-back", &[]).await.done();
    let back = place.member(&place.community, "0061").await;
    assert_eq!((back.state.id(), back.left_why.as_str(), &back.home), ("active", "", &other.home));
    assert_ne!(back.person, other.person, "a way in of their own, as from a file");
    let answer = clerk.post_from(&to(&place, "put-back"), &[("member", &other.id)], &[("origin", BASE)]).await;
    answer.refused("form-changed-meanwhile").await;
    place.verifies().await;
}

/// Somebody is checked in right now, is struck off, and another one moves: the sitting's roll, its presence and its papers stay.
async fn a_sitting_under_way_keeps_whom_it_has(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let (session, item, members) = place.open_with(&chair, 41).await;
    let (gone, number) = &members[20];
    let door = format!("/s/{session}/door");
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 41"));
    assert!(clerk.get(&edit(&place, gone)).await.contains("正在开的会的名册上有这个人：村民代表会议"));
    change(&clerk, &place, gone, "strike-off", &[("leaving", "moved"), ("on", "2026-03-16")]).await.done();
    let end = [("member", gone.as_str()), ("body", place.body.as_str()), ("reason", "已迁出")];
    clerk.post(&to(&place, "end-seat"), &end).await.done();
    change(
        &clerk,
        &place,
        &members[21].0,
        "move-member",
        &[("why", "within"), ("household", "H0001"), ("division", "第一组")],
    )
    .await
    .done();
    assert!(chair.get(&format!("/s/{session}")).await.contains("应到 52，实到 41"));
    assert!(clerk.get(&format!("{door}?show=here")).await.contains(number.as_str()));
    let vote = place.open_vote(&chair, &session, &item).await;
    clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", gone)]).await.done();
    place.verifies().await;
}

async fn a_child_comes_of_age_at_the_next_opening(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    for (name, born) in [("大娃甲", "2008-03-16"), ("小娃乙", "2008-03-17"), ("年娃丙", "2008")] {
        add(&clerk, &place, &[("name", name), ("born", born), ("minor", "1"), ("household", "H0001")]).await.done();
        assert!(!*named(&place, name).await.adult, "{name}");
    }
    let (session, _) = place.announced(&chair).await;
    place.on_the_evening();
    assert!(!*named(&place, "大娃甲").await.adult);
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    // Eighteen on this very day; the day after; some day of this year.
    assert!(*named(&place, "大娃甲").await.adult);
    assert!(!*named(&place, "小娃乙").await.adult && !*named(&place, "年娃丙").await.adult);
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert_eq!(journal.matches("member.came_of_age").count(), 1);
    // Where the year alone is known, the clerk says that they are.
    let row = named(&place, "年娃丙").await;
    let adult = [("name", "年娃丙"), ("number", row.number.as_str()), ("phone", ""), ("born", "2008")];
    change(&clerk, &place, &row.id, "correct-member", &adult).await.done();
    assert!(*named(&place, "年娃丙").await.adult);
    place.verifies().await;
}

async fn a_seat_is_given_with_its_reason(place: Place) {
    let clerk = place.clerk().await;
    let row = place.member(&place.community, "0060").await;
    let fields = [("member", row.id.as_str()), ("body", place.body.as_str())];
    let at = to(&place, "give-seat");
    clerk.post(&at, &fields).await.refused("text-empty").await;
    clerk.post(&at, &[&fields[..], &[("seat_reason", "2026-03-05 第二组推选")]].concat()).await.done();
    assert!(place.seated().await.iter().any(|(id, _)| *id == row.id.0));
    let again = clerk.post(&at, &[&fields[..], &[("seat_reason", "再次")]].concat()).await;
    again.refused("member-has-seat").await;
    place.verifies().await;
}

/// Two browsers send the same person, or the same number, at one time: one of them is told.
async fn two_browsers_add_one_person_once(place: Place) {
    let (one, other) = (place.clerk().await, place.clerk().await);
    let fields = [("name", "同示人"), ("household", "H0004"), ("division", "第一组")];
    let [first, second] = ["k-one", "k-other"].map(|key| [&fields[..], &[("key", key)]].concat());
    let (first, second) = tokio::join!(add(&one, &place, &first), add(&other, &place, &second));
    let told = if first.is_done() { second } else { first };
    told.refused("member-asked").await;
    assert_eq!(all(&place).await.iter().filter(|one| one.name == "同示人").count(), 1);
    let [first, second] = ["号示甲", "码示乙"].map(|name| [("name", name), ("number", "0888")]);
    let (first, second) = tokio::join!(add(&one, &place, &first), add(&other, &place, &second));
    let told = if first.is_done() { second } else { first };
    assert!(told.refused("member-asked").await.contains("同一个编号，姓名不同"));
    assert_eq!(all(&place).await.iter().filter(|one| one.number == "0888").count(), 1);
    place.verifies().await;
}

/// By role: everybody but the clerk is refused, also with a form that would do.
async fn the_roll_is_the_clerks_to_keep(place: Place) {
    let row = place.member(&place.community, "0060").await;
    let clerk = place.clerk().await;
    let page = clerk.get(&edit(&place, &row.id)).await;
    let base = Page::of(&page).form("/correct-member").value("base").expect("a base");
    let forms: [(&str, Vec<(&str, &str)>); 6] = [
        ("add-member", vec![("name", "新示人")]),
        ("correct-member", vec![("name", "改示名")]),
        ("move-member", vec![("why", "married"), ("household", "H0001"), ("division", "第一组")]),
        ("strike-off", vec![("leaving", "died"), ("on", "2026-03-01")]),
        ("put-back", vec![]),
        ("give-seat", vec![("body", place.body.as_str()), ("seat_reason", "推选")]),
    ];
    let before = place.head().await;
    let others = [place.chair().await, place.supervisor().await, place.resident().await, place.administrator().await];
    for who in &others {
        for (act, fields) in &forms {
            let own = [("member", row.id.as_str()), ("base", base.as_str())];
            let answer = who.post_from(&to(&place, act), &[&own[..], fields].concat(), &[("origin", BASE)]).await;
            assert!(!answer.is_done(), "{act}");
        }
        assert_ne!(who.status(&edit(&place, &row.id)).await, 200);
        assert_ne!(who.status(&format!("/c/{}/members/new", place.community)).await, 200);
    }
    let foreigner = place.sign_in_elsewhere("0006").await;
    for (act, fields) in &forms {
        let own = [("member", row.id.as_str()), ("base", base.as_str())];
        let answer = foreigner.post_from(&to(&place, act), &[&own[..], fields].concat(), &[("origin", BASE)]).await;
        assert_eq!(answer.status, 404, "{act}");
    }
    // Signing in is told elsewhere; nothing was done.
    let after = place.head().await;
    let told = place.count("SELECT COUNT(*) FROM journal WHERE act LIKE 'member.%' OR act = 'seat.given'").await;
    assert_eq!(told, 0, "{before:?} {after:?}");
}
