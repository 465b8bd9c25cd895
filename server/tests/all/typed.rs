//! Texts are what was typed: the gate for characters, digits of any width, search (issue 16, C11 to C13).

use crate::common::{BASE, Page, Place, engines};
use server::rows::search;

engines!(
    c12_no_control_enters_by_path_query_or_form,
    c12_what_turns_the_order_is_refused_once_and_shown,
    c12_digits_of_any_width_are_digits,
    c12_search_finds_what_is_asked,
    c12_a_number_without_its_zeros_finds_its_member,
    c12_another_communitys_numbers_hide_nobody,
);

/// A NUL or another control in an address is no address, on both engines alike; in a form it is left out, and so it is nowhere.
async fn c12_no_control_enters_by_path_query_or_form(place: Place) {
    let chair = place.chair().await;
    let board = format!("/c/{}", place.community);
    for path in [
        "/c/x%00y".to_owned(),
        format!("{board}/notice/%00"),
        format!("{board}/search?q=%00"),
        format!("{board}/search?q=%E4%BA%95%C2%9B"),
        format!("{board}?matter=a%EF%BF%BE"),
        "/s/%00".to_owned(),
        "/i/%00/thread".to_owned(),
        "/slip/%00".to_owned(),
        "/link/%01".to_owned(),
        "/r/%7F".to_owned(),
        "/recount?of=a%00/b".to_owned(),
        "/c/%FF%FE".to_owned(),
    ] {
        for who in [&chair, &place.nobody()] {
            assert_eq!(who.status(&path).await, 404, "{path}");
        }
    }
    // What is merely not seen is not asked.
    assert_eq!(place.nobody().status(&format!("{board}/search?q=%E4%BA%95%E2%80%8B%EF%BB%BF")).await, 200);
    for path in ["/do/s/%00/items", "/do/c/%00/sessions", "/do/in/code?x=%00"] {
        let answer = chair.post_from(path, &[("title", "x")], &[("origin", BASE)]).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let item = place.add_item(&chair, &session, "修\u{0}\u{200b}路\n和水\u{ad}渠", "public_works_contract_plan").await;
    let text =
        [("title", "修路\u{fffe}"), ("body", "\u{feff}一、\u{0}修路\r\n\u{202d}13\u{202c}米\u{1b}"), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    let feed = place.public(&format!("{board}/feed/all.atom")).await;
    let calendar = place.public(&format!("{board}/sessions.ics")).await;
    let page = chair.get(&format!("/s/{session}/chair")).await;
    assert!(page.contains("修路 和水渠"), "{page}");
    for page in [&page, &feed, &calendar] {
        for bad in ['\0', '\u{200b}', '\u{ad}', '\u{fffe}', '\u{feff}', '\u{202d}', '\u{1b}'] {
            assert!(!page.contains(bad), "{bad:?} in {page}");
        }
    }
    place.verifies().await;
}

/// Characters that are seen in another order than they stand come back in their true order, with the sentence beside their
/// field; sent again, they are taken.
async fn c12_what_turns_the_order_is_refused_once_and_shown(place: Place) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let items = format!("/do/s/{session}/items");
    let page = chair
        .post(&items, &[("title", "补助 \u{202e}0012\u{202c} 元"), ("matter", "public_works_contract_plan")])
        .await
        .refused("text-hidden-order")
        .await;
    assert!(page.contains("value=\"补助 0012 元\"") && !page.contains('\u{202e}'), "{page}");
    chair.post(&items, &[("title", "补助 0012 元"), ("matter", "public_works_contract_plan")]).await.done();
}

/// Full width, Arabic, Tibetan: a number is a number in codes, sums, times and counts.
async fn c12_digits_of_any_width_are_digits(place: Place) {
    // The member's number and the letters of a code.
    let clerk = place.clerk().await;
    let member = place.member(&place.community, "0014").await;
    let page = clerk.post(&format!("/do/c/{}/slips", place.community), &[("member", &member.id)]).await.body;
    let code = page.split("<p class=\"code\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
    let wide: String = code
        .chars()
        .map(|one| if one.is_ascii_graphic() { char::from_u32(one as u32 + 0xfee0).expect("wide") } else { one })
        .collect();
    let answer = place.nobody().post("/do/in/code", &[("number", "００１４"), ("code", &wide)]).await;
    assert!(answer.cookie.is_some(), "{} {}", answer.status, answer.location);
    // A time.
    let chair = place.chair().await;
    let session = place.drafted(&chair, "２０２６年３月１６日 １９：３０").await;
    let page = chair.get(&format!("/s/{session}/edit")).await;
    assert!(page.contains("2026-03-16T19:30"), "{page}");
    // A count of papers with thousands and full width; what can be read in two ways is refused.
    let (session, item, members) = place.open_with(&chair, 45).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (member, _) in &members[..12] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", member)]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let form = |collected: &'static str| {
        vec![
            ("for", "１２"),
            ("against", "٠"),
            ("abstain", "0"),
            ("blank", "0"),
            ("invalid", "0"),
            ("idle", "0"),
            ("collected", collected),
        ]
    };
    let teller = place.sign_in("0012").await;
    for bad in ["1,2", "12。", "十二", "1 2"] {
        teller.post(&format!("/do/v/{vote}/count"), &form(bad)).await.refused("text-not-a-number").await;
    }
    teller.post(&format!("/do/v/{vote}/count"), &form("༡༢")).await.done();
}

/// A disclosure written by the clerk, countersigned and published.
async fn posted(place: &Place, title: &str, body: &str) -> String {
    let clerk = place.clerk().await;
    let fields =
        [("title", title), ("category", "affairs"), ("body", body), ("basis", "依据"), ("responsible", "村民委员会")];
    let to = clerk.post(&format!("/do/c/{}/disclosures/new", place.community), &fields).await.done();
    let id = to.rsplit('/').next().expect("an id").to_owned();
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&format!("/c/{}/disclosures/{id}", place.community)).await;
    let seen = &Page::of(&page).value("seen").expect("a draft");
    let at = format!("/do/c/{}/disclosures/{id}", place.community);
    supervisor.post(&format!("{at}/sign"), &[("seen", seen)]).await.done();
    place.chair().await.post(&format!("{at}/publish"), &[]).await.done();
    id
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The table of `shared/cases/found/32-search.tsv`: question, what must be among the results.
const SEARCH: &[(&str, &str)] = &[
    ("井", "井"),
    ("桥", "桥"),
    ("水", "水渠"),
    ("停", "井"),
    ("修 路", "修路公示"),
    ("水 渠", "水渠"),
    ("修路", "修路公示"),
    ("2号井", "井"),
    ("2号井 停", "井"),
    ("井 停用", "井"),
    ("一组 水", "水渠"),
    ("路灯", "修路公示"),
    ("路燈", "修路公示"),
    ("２号井", "井"),
    ("٢号井", "井"),
    // A sum with the commas of its thousands and without: written so or so, asked so or so.
    ("481920", "桥"),
    ("481,920", "桥"),
    ("４８１，９２０", "桥"),
    ("764000", "水渠"),
    ("764,000", "水渠"),
];

async fn finds(place: &Place, question: &str, title: &str) -> bool {
    finds_within(place, question, "", title).await
}

/// `narrow` also makes it another page, for a page is kept until the next act.
async fn finds_within(place: &Place, question: &str, narrow: &str, title: &str) -> bool {
    let page = place.public(&format!("/c/{}/search?q={}{narrow}", place.community, encoded(question))).await;
    page.contains(&format!(">{title}</a>"))
}

/// One character, blanks within words, mixed digits, full width, traditional for simplified; nothing is dropped unsaid; what an
/// older version made findable is folded anew.
async fn c12_search_finds_what_is_asked(place: Place) {
    place.on_the_evening();
    for (title, body) in [
        ("井", "二组新打一口井，2号井停用一日。"),
        ("修路公示", "三组修路，经过路灯改造。"),
        ("水渠", "一组水渠清淤，花费764000元。"),
        ("桥", "老桥加固，造价481,920元。"),
    ] {
        posted(&place, title, body).await;
    }
    for (question, title) in SEARCH {
        assert!(finds(&place, question, title).await, "{question}");
    }
    for (question, title) in [("井 桥", "井"), ("2号井 停 桥", "井"), ("3号井", "井"), ("灯 渠", "水渠")]
    {
        assert!(!finds(&place, question, title).await, "{question} does not find {title}");
    }
    let long =
        place.public(&format!("/c/{}/search?q={}", place.community, encoded("一 二 三 四 五 六 七 八 九"))).await;
    assert!(long.contains("只按前 8 个词找"), "{long}");
    // As an older version left it: pairs alone, folded without the simplified characters.
    let mut conn = place.db.begin().await.expect("a transaction");
    for sql in [
        "DELETE FROM document_pairs WHERE pair IN ('井', '停', '桥', '水')",
        "UPDATE documents SET folding = 1, folded = 'old ' || folded",
    ] {
        sqlx::query(sql).execute(&mut *conn).await.expect("done");
    }
    assert_eq!(search::waiting(&mut conn).await.expect("read"), 4);
    conn.commit().await.expect("committed");
    assert!(!finds_within(&place, "桥", "&kind=disclosure", "桥").await);
    let mut steps = 0;
    loop {
        let mut conn = place.db.begin().await.expect("a transaction");
        let done = search::fold_anew(&mut conn, 3).await.expect("folded");
        conn.commit().await.expect("committed");
        if done == 0 {
            break;
        }
        steps += 1;
    }
    assert_eq!(steps, 2, "four texts in steps of three");
    for (question, title) in SEARCH {
        assert!(finds_within(&place, question, "&year=2026", title).await, "{question}");
    }
}

/// 30 finds 0030 in every form that takes a member's number, where nobody else is meant.
async fn c12_a_number_without_its_zeros_finds_its_member(mut place: Place) {
    let admin = place.administrator().await;
    let name = place.member(&place.community, "0030").await.name;
    let staff = format!("/do/c/{}/staff", place.community);
    let page =
        admin.post(&staff, &[("number", "30"), ("role", "teller")]).await.refused("person-name-to-confirm").await;
    assert!(page.contains(&format!("value=\"0030 {name}\"")), "{page}");
    admin.post(&staff, &[("number", &format!("３０ {name}")), ("role", "teller")]).await.done();
    // The chair of a session, who is offered by number and name.
    let chair = place.chair().await;
    let led = place.member(&place.community, "0002").await.name;
    let body = place.body.clone();
    let by = format!("2 {led}");
    let fields = [
        ("body", body.as_str()),
        ("title", "村民代表会议"),
        ("place", "村委会"),
        ("held", "both"),
        ("starts_at", "2026-03-26T19:30"),
        ("chair", &by),
    ];
    chair.post(&format!("/do/c/{}/sessions", place.community), &fields).await.done();
    // A paper objection and an interest.
    let (session, item) = place.announced(&chair).await;
    let clerk = place.clerk().await;
    let named = format!("21 {}", place.member(&place.community, "0021").await.name);
    let paper = format!("/do/c/{}/about/notice/{session}/paper", place.community);
    clerk.post(&paper, &[("number", &named), ("kind", "query"), ("text", "账本在哪里？")]).await.done();
    let record = format!("/do/i/{item}/interest/record");
    clerk.post(&record, &[("number", "21"), ("interest", "亲属")]).await.refused("person-name-to-confirm").await;
    clerk.post(&record, &[("number", "2121"), ("interest", "亲属")]).await.refused("text-no-member").await;
    // Signing in with a code.
    place.sign_in_typing("0014", "14").await;
    // Units and their owners.
    place.with_body("owners_assembly", "业主大会").await;
    let register = format!("/do/c/{}/owners/{}", place.community, place.body);
    let page = clerk.post(&register, &[("units", "1-101 1 89.5")]).await.refused("person-names-to-confirm").await;
    assert!(page.contains("1-101\t0001\t赵示一\t89.50"), "{page}");
    place.verifies().await;
}

/// 31 finds 0031 here, also where somebody elsewhere is written as 31.
async fn c12_another_communitys_numbers_hide_nobody(place: Place) {
    let elsewhere = place.member(server::demo::URBAN, "0004").await;
    let changed = format!("UPDATE members SET number = '4' WHERE id = '{}'", elsewhere.id);
    assert_eq!(crate::takeback::tamper(&place, &changed).await, 1);
    let mut conn = place.db.read().await.expect("a connection");
    let found = server::rows::member::by_number(&mut conn, "4").await.expect("members");
    let of = |community: &str| {
        found
            .iter()
            .filter(|one| one.community.as_str() == community)
            .map(|one| one.number.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!((of(&place.community), of(server::demo::URBAN)), (vec!["0004"], vec!["4"]));
}
