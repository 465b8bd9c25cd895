//! Lists never lose what matters: what is filtered and sorted comes before any limit, and what is cut says how much there is and
//! leads on. Large data is put into the tables as it stands there.

use crate::common::{Person, Place, engines};
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

engines!(
    c16_a_current_posting_never_falls_off_board_and_feed,
    c16_what_is_overdue_is_reached_to_the_last_line,
    c16_home_says_how_much_waits_and_leads_to_all_of_it,
    c16_everybody_of_a_great_assembly_is_at_the_door_and_at_the_table,
    c16_a_session_to_come_is_not_pushed_off_by_later_notices,
    c16_every_member_and_every_draft_is_on_a_page,
    c16_a_long_thread_is_whole_and_has_ways_into_it,
);

/// Runs statements in one transaction.
pub async fn put(place: &Place, statements: impl IntoIterator<Item = String>) {
    let mut conn = place.db.begin().await.expect("a transaction");
    for statement in statements {
        sqlx::query(AssertSqlSafe(statement.clone())).execute(&mut *conn).await.expect(&statement);
    }
    conn.commit().await.expect("committed");
}

/// A disclosure as it stands in the tables once it is published and posted until a day.
fn posted(place: &Place, id: &str, title: &str, at: i64, last_day: &str) -> [String; 2] {
    let community = &place.community;
    [
        format!(
            "INSERT INTO publications (id, community, kind, subject, revision, title, content, hash, seq, at, year) \
             VALUES ('p{id}', '{community}', 'disclosure', '{id}', 1, '{title}', '{{}}', 'h', {at}, {at}, 2026)"
        ),
        format!(
            "INSERT INTO postings (community, kind, subject, from_day, days, last_day, known, up) \
             VALUES ('{community}', 'disclosure', '{id}', '2026-01-01', 10, '{last_day}', 1, 1)"
        ),
    ]
}

/// Every mark of this shape on the pages of a list, which is followed by its own links to the next page.
async fn followed(person: &Person, first: &str, part: &str, mark: &str) -> (Vec<String>, usize) {
    let (mut found, mut pages, mut to) = (Vec::new(), 0, first.to_owned());
    loop {
        let page = person.get(&to).await;
        let list = if part.is_empty() { page.as_str() } else { page.split(part).nth(1).expect(part) };
        let list = if part.is_empty() { list } else { list.split("</section>").next().unwrap() };
        let marks = list.split(mark).skip(1).map(|rest| rest.split(['<', '"', ' ']).next().unwrap().to_owned());
        found.extend(marks);
        pages += 1;
        assert!(pages < 100, "{first} never ends");
        // The link on: the last one before its words.
        let Some(before) = list.split("rel=\"next\"").next().filter(|_| list.contains("rel=\"next\"")) else { break };
        let href = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
        to = href.replace("&amp;", "&");
    }
    (found, pages)
}

async fn c16_a_current_posting_never_falls_off_board_and_feed(place: Place) {
    place.on_the_evening();
    let now = place.desk.now().0;
    let mut rows = Vec::new();
    rows.extend(posted(&place, "current", "现在还在公示的一件", now - 90_000_000, "2026-03-20"));
    for number in 0..200 {
        rows.extend(posted(
            &place,
            &format!("old{number}"),
            &format!("过期{number:03}"),
            now - 1000 + number,
            "2026-03-10",
        ));
    }
    put(&place, rows).await;
    let board = format!("/c/{}", place.community);
    let page = place.public(&board).await;
    let up = page.split("class=\"pinned\"").nth(1).expect("what is up");
    let (up, _) = up.split_once("</section>").expect("an end");
    assert!(up.contains("现在还在公示的一件") && !up.contains("过期"), "{up}");
    // In the feed it is on the first page, with its day; the feed says where it goes on.
    let feed = place.public(&format!("{board}/feed/all.atom")).await;
    assert!(feed.contains("现在还在公示的一件") && feed.contains("公示到 2026年3月20日（周五）"), "{feed}");
    assert!(feed.contains("rel=\"next\"") && feed.contains("all.atom?page=2"), "{feed}");
    let mut seen = BTreeSet::new();
    for number in 1..=5 {
        let part = place.public(&format!("{board}/feed/all.atom?page={number}")).await;
        seen.extend(part.split("<title>过期").skip(1).map(|rest| rest[..3].to_owned()));
        assert_eq!(part.contains("rel=\"next\""), number < 5, "{number}");
    }
    assert_eq!(seen.len(), 200);
    // The list of the whole board reaches all of it.
    let (titles, pages) = followed(&place.nobody(), &board, "", ">过期").await;
    assert_eq!((titles.iter().collect::<BTreeSet<_>>().len(), pages), (200, 11));

    // More are up than the board shows: it says how many, and leads to all, in the folder that is taken along too.
    let more =
        (0..57).flat_map(|one| posted(&place, &format!("new{one}"), &format!("公示{one:03}"), now + one, "2026-03-21"));
    put(&place, more.collect::<Vec<_>>()).await;
    // They were put into the tables by no act: a page is kept for a second.
    place.after_minutes(1);
    let page = place.public(&board).await;
    assert!(page.contains("全部 58 条") && page.contains("现在还在公示的一件"), "{page}");
    let (titles, pages) = followed(&place.nobody(), &format!("{board}?up=1"), "", ">公示0").await;
    assert_eq!((titles.iter().collect::<BTreeSet<_>>().len(), pages), (57, 3));
    // What was put into the tables has no sheet: only the board is taken along here.
    let cx = app::view::Cx { public: true, path: board.clone(), ..Default::default() };
    let files = server::public::export::board_pages(&place.desk, &place.community, &cx).await.expect("exported");
    assert!(files.iter().any(|(path, page)| path.ends_with("/up-3.html") && page.contains(">公示0")), "{files:?}");
    let first = &files.first().expect("the board").1;
    assert!(first.contains(&format!("href=\"../../zh-CN/c/{}/up-1.html\"", place.community)), "{first}");
}

fn objection(place: &Place, number: i64, member: &str, due: &str) -> String {
    format!(
        "INSERT INTO objections (id, community, number, kind, of_kind, subject, member, on_paper, body, at, due_day) \
         VALUES ('o{number}', '{}', {number}, 'objection', 'disclosure', 'x', '{member}', 0, '异议正文{number:04}', 1, '{due}')",
        place.community
    )
}

async fn c16_what_is_overdue_is_reached_to_the_last_line(place: Place) {
    place.on_the_evening();
    let asker = place.member(&place.community, "0014").await.id;
    let mut rows: Vec<String> = (1..=620).map(|number| objection(&place, number, &asker, "2026-03-01")).collect();
    // The longest overdue was filed last: it comes first.
    rows.push(objection(&place, 621, &asker, "2026-02-01"));
    for number in 0..230 {
        rows.extend(posted(&place, &format!("old{number}"), &format!("过期{number:03}"), number, "2026-03-10"));
    }
    put(&place, rows).await;
    let supervisor = place.supervisor().await;
    let overdue = format!("/c/{}/overdue", place.community);
    let page = supervisor.get(&overdue).await;
    assert!(page.contains("第 1–50 条，共 621 条") && page.contains("第 1–50 条，共 230 条"), "{page}");
    let (found, _) = followed(&supervisor, &overdue, "id=\"objections\"", ">异议正文").await;
    assert_eq!((found.first().unwrap().as_str(), found.iter().collect::<BTreeSet<_>>().len()), ("0621", 621));
    let (found, _) = followed(&supervisor, &overdue, "id=\"over\"", ">过期").await;
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 230);
}

async fn c16_home_says_how_much_waits_and_leads_to_all_of_it(place: Place) {
    place.on_the_evening();
    let (own, other) =
        (place.member(&place.community, "0002").await.id, place.member(&place.community, "0014").await.id);
    // Of the chair's own, which are due first, nothing waits for the chair: the others are not pushed off by them.
    let rows = (1..=20).map(|number| objection(&place, number, &own, "2026-03-17"));
    let rows = rows.chain((21..=145).map(|number| objection(&place, number, &other, "2026-03-20")));
    put(&place, rows.collect::<Vec<_>>()).await;
    let chair = place.chair().await;
    let home = format!("/c/{}/room", place.community);
    let page = chair.get(&home).await;
    let waits = page.split("等您处理").nth(1).expect("what waits").split("</section>").next().unwrap();
    assert!(waits.contains(">异议正文0021") && waits.contains(">异议正文0030"), "{waits}");
    assert!(!waits.contains(">异议正文0020") && !waits.contains(">异议正文0031"), "{waits}");
    assert!(page.contains("全部 125 条") && page.contains("全部 20 条"), "{page}");
    let (found, pages) = followed(&chair, &format!("{home}?all=objections"), "", ">异议正文").await;
    assert_eq!((found.iter().collect::<BTreeSet<_>>().len(), pages), (125, 3));
    let (found, _) = followed(&chair, &format!("{home}?all=asked"), "", ">异议正文").await;
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 20);
    // A list that one has no right to is not there for the asking.
    let resident = place.sign_in("0020").await;
    assert_eq!(resident.status(&format!("{home}?all=objections")).await, 404);

    // Two hundred drafts do not hide the sessions from those who see no drafts.
    let session = place.drafted(&chair, "2026-03-20T19:30").await;
    place.add_item(&chair, &session, "议题", "annual_report").await;
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    put(&place, (0..230).map(|one| copied(&session, one, "draft", 3_000_000_000_000 + one))).await;
    assert!(resident.get(&home).await.contains(&format!("href=\"/s/{session}\"")));
    let (found, _) = followed(&chair, &format!("{home}?all=sessions"), "", "href=\"/s/copy").await;
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 230);
}

/// A session like another, in a phase of its own.
fn copied(session: &str, number: i64, phase: &str, starts: i64) -> String {
    format!(
        "INSERT INTO sessions (id, community, body, title, place, held, starts_at, phase, special, chair, deputy, presiding, \
         reason, room_key, announced_at, opened_at, closed_at, created_at, rules) SELECT 'copy{number}', community, body, \
         title, place, held, {starts}, '{phase}', special, chair, deputy, presiding, reason, room_key, announced_at, \
         opened_at, closed_at, created_at, rules FROM sessions WHERE id = '{session}'"
    )
}

async fn c16_a_session_to_come_is_not_pushed_off_by_later_notices(place: Place) {
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    place.add_item(&chair, &session, "议题", "annual_report").await;
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    let later = place.desk.now().0 + 1000;
    let rows = (0..60).flat_map(|number| {
        let notice = format!(
            "INSERT INTO publications (id, community, kind, subject, revision, title, content, hash, seq, at, year) SELECT \
             'n{number}', community, kind, 'copy{number}', 1, '以前的会{number}', content, hash, {number}, {later} + {number}, \
             year FROM publications WHERE subject = '{session}'"
        );
        [copied(&session, number, "closed", 1000), notice]
    });
    put(&place, rows.collect::<Vec<_>>()).await;
    let page = place.public(&format!("/c/{}", place.community)).await;
    let coming = page.split("class=\"pinned\"").nth(2).expect("what comes").split("</section>").next().unwrap();
    assert!(coming.contains(&format!("/notice/{session}")) && !coming.contains("以前的会"), "{coming}");
}

/// An assembly of 1,248: everybody is on a page of the list at the door and of that at the clerk's table, those who are here are
/// found at once, and a number, a name or a house finds whom it names.
async fn c16_everybody_of_a_great_assembly_is_at_the_door_and_at_the_table(mut place: Place) {
    const ALL: usize = 1248;
    place.with_body("villager_assembly", "全体村民会议").await;
    let known = server::rows::member::all(&mut place.db.read().await.unwrap(), &place.community).await.unwrap();
    let adults = known.iter().filter(|one| *one.adult && one.active() && one.household.is_some()).count();
    let community = place.community.clone();
    let people = (0..ALL - adults).flat_map(|number| {
        [
            format!("INSERT INTO persons (id, administrator, created_at) VALUES ('q{number}', 0, 0)"),
            format!(
                "INSERT INTO members (id, community, person, number, name, phone, adult, state, created_at, household) \
                 SELECT 'm{number}', '{community}', 'q{number}', 'Q{number:04}', '钱示{number}', '', 1, 'active', 0, MIN(id) \
                 FROM households WHERE community = '{community}'"
            ),
        ]
    });
    put(&place, people.collect::<Vec<_>>()).await;
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let item = place.add_item(&chair, &session, "议题", "annual_report").await;
    for ground in ["party_study", "consultation"] {
        place.record_ground(&chair, &item, ground, "2026-03-04 支部委员会研究").await.done();
    }
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let clerk = place.clerk().await;
    let door = format!("/s/{session}/door");
    let page = clerk.get(&door).await;
    assert!(page.contains("第 1–80 条，共 1248 条") && page.contains("未到 1248"), "{page}");
    let everybody = async |list: &str| {
        let (found, _) = followed(&clerk, list, "", "/members/").await;
        found.into_iter().map(|one| one.split('?').next().unwrap().to_owned()).collect::<BTreeSet<_>>().len()
    };
    assert_eq!(everybody(&door).await, ALL);
    // Each page is named by whom it begins and ends with, so that a letter leads to it.
    assert!(page.contains("class=\"letters\"") && page.contains("–Q"), "{page}");

    // One checks in from the last page, and stays on it.
    let last = format!("{door}?page=16");
    let page = clerk.get(&last).await;
    let back = page.split("name=\"back\" value=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    assert_eq!(back, last);
    let to = clerk.post(&format!("/do/s/{session}/check-in"), &[("member", "m900"), ("back", &back)]).await.done();
    assert_eq!(to, last);
    let here = clerk.get(&format!("{door}?show=here")).await;
    assert!(here.contains("钱示900") && here.contains("已到 1") && !here.contains("钱示901"), "{here}");
    assert!(!clerk.get(&format!("{door}?show=absent&q=Q0900")).await.contains("钱示900<"));
    assert!(clerk.get(&format!("{door}?q=Q0901")).await.contains("钱示901"));

    // All of them are here: the list of those who are is as long, and nobody is missing from it.
    let now = place.desk.now().0;
    let rest = format!(
        "INSERT INTO attendance (community, session, member, channel, weight, verified, at) SELECT '{community}', '{session}', \
         r.member, 'onsite', 'present', 1, {now} FROM session_roll r WHERE r.session = '{session}' AND r.member <> 'm900'"
    );
    put(&place, [rest]).await;
    let page = clerk.get(&format!("{door}?show=here")).await;
    assert!(page.contains("已到 1248") && page.contains("未到 0"), "{page}");
    assert_eq!(everybody(&format!("{door}?show=here")).await, ALL);
    let vote = place.open_vote_by(&chair, &session, &item, "named").await;
    let paper = format!("/v/{vote}/paper");
    let (found, pages) = followed(&clerk, &paper, "", "name=\"member\" value=\"").await;
    assert_eq!((found.iter().collect::<BTreeSet<_>>().len(), pages), (ALL, 16));
    // More ballots than are printed at once: the page says how many are missing.
    let sheet = clerk.get(&format!("/i/{item}/ballots?n=2100")).await;
    assert!(sheet.contains("一次最多印 2000 张，还差 100 张"));
    let hand = [("member", "m900"), ("back", "/v/x/paper?page=12")];
    let to = clerk.post(&format!("/do{paper}/hand"), &hand).await.done();
    assert_eq!(to, "/v/x/paper?page=12");
    let holds = clerk.get(&format!("{paper}?show=holds")).await;
    assert!(holds.contains("钱示900") && !holds.contains("钱示901"), "{holds}");
}

async fn c16_every_member_and_every_draft_is_on_a_page(place: Place) {
    place.on_the_evening();
    let community = place.community.clone();
    let rows = (0..230).map(|number| {
        format!(
            "INSERT INTO publication_drafts (id, community, kind, subject, category, title, body, basis, responsible, audience, \
             correction, phase, writers, signer_role, revision, at) VALUES ('d{number}', '{community}', 'disclosure', \
             'd{number}', 'affairs', '草稿{number:03}', 'x', 'x', 'x', 'public', '', 'draft', '[]', '', 1, {number})"
        )
    });
    put(&place, rows.collect::<Vec<_>>()).await;
    let clerk = place.clerk().await;
    let drafts = format!("/c/{community}/disclosures/new");
    let (found, _) = followed(&clerk, &drafts, "id=\"drafts\"", ">草稿").await;
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 230);
    // They wait for the supervisor, who wrote at none of them: home says how many and leads to all.
    let supervisor = place.supervisor().await;
    let home = format!("/c/{community}/room");
    assert!(supervisor.get(&home).await.contains("全部 230 条"));
    let (found, _) = followed(&supervisor, &format!("{home}?all=disclosures"), "", ">草稿").await;
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 230);

    let known = server::rows::member::all(&mut place.db.read().await.unwrap(), &community).await.unwrap();
    let line = format!("<td><a href=\"/c/{community}/members/");
    let (found, _) = followed(&clerk, &format!("/c/{community}/members"), "", &line).await;
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), known.len());
    // A house finds who lives there.
    let house = known.iter().find_map(|one| one.household.clone()).expect("a household");
    let of_house = known.iter().filter(|one| one.household.as_ref() == Some(&house)).count();
    let page = clerk.get(&format!("/c/{community}/members?q={house}")).await;
    let found = page.matches(&format!(" {house}</td>")).count() + page.matches(&format!(">{house}</td>")).count();
    assert!(found >= of_house, "{house}: {page}");
}

/// An evening of five hundred contributions: the page holds all of them, says how many there are, and leads to every fiftieth and to
/// the end; each contribution's own address leads back to its place. A short thread has no such list.
async fn c16_a_long_thread_is_whole_and_has_ways_into_it(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let thread = format!("/i/{item}/thread");
    let (community, author, now) = (&place.community, &members[0].0, place.desk.now().0);
    let said = |number: usize, parent: &str| {
        format!(
            "INSERT INTO remarks (id, community, session, item, parent, proposal, author, body, answered, seq, at, form) VALUES \
             ('r{number}', '{community}', '{session}', '{item}', '{parent}', '', '{author}', '第{number}句：三组的路雨天走不了，\
             建议先修主路，再修到各户门口。', 0, {number}, {now}, 'typed')"
        )
    };
    put(&place, (1..=60).map(|number| said(number, "")).collect::<Vec<_>>()).await;
    assert!(!chair.get(&thread).await.contains("跳到第几条"));
    // Every fifth answers the one before.
    let rest = (61..=500)
        .map(|number| said(number, &if number % 5 == 0 { format!("r{}", number - 1) } else { String::new() }));
    put(&place, rest.collect::<Vec<_>>()).await;
    // The newest twenty stand there with their answers, and one link leads to all of them.
    let newest = chair.get(&thread).await;
    assert!(newest.contains("500 条发言") && newest.contains("更早的 475 条"), "{newest}");
    assert_eq!(newest.matches("<li id=\"remark-r").count(), 25);
    assert!(newest.contains("data-from=\"476\"") && newest.contains("id=\"remark-r500\""), "{newest}");
    assert!(newest.contains("/thread?all=1#remarks-"), "{newest}");
    let page = chair.get(&format!("{thread}?all=1")).await;
    assert!(page.contains("500 条发言") && !page.contains("更早的"), "{page}");
    assert_eq!(page.matches("<li id=\"remark-r").count(), 500);
    let jumps =
        page.split("aria-label=\"跳到第几条\"").nth(1).and_then(|rest| rest.split("</nav>").next()).expect("jumps");
    for number in (1..=500).step_by(50) {
        assert!(jumps.contains(&format!("href=\"#remark-r{number}\">{number}<")), "{jumps}");
    }
    assert!(jumps.contains("href=\"#say\"") && page.contains("id=\"say\""), "{jumps}");
    assert!(chair.get("/r/r277").await.contains(&format!("href=\"{thread}?all=1#remark-r277\"")));
    // Whole it is no burden: before compression half a kilobyte for each of them.
    assert!(page.len() < 300_000, "{}", page.len());
}
