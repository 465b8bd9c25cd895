//! The record to take along: tables, feeds, calendar, map; and that nothing public names anybody.

use crate::common::{Place, engines};
use std::collections::BTreeSet;

engines!(
    decisions_are_tables_feeds_and_a_calendar,
    no_public_address_tells_a_planted_secret,
    a_single_community_opens_its_board,
    anybody_counts_a_record_again,
    a_session_goes_into_ones_own_calendar,
);

/// One session as a calendar takes it: an alarm and no end, CANCELLED with a later sequence when nobody comes any more; and until when
/// ballots are carried to doors.
async fn a_session_goes_into_ones_own_calendar(place: Place) {
    use icalendar::Component;
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-16T19:30").await;
    let title = "修路，换灯；再议\\水渠：一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
    place.add_item(&chair, &session, title, "public_works_contract_plan").await;
    let notice = format!("/c/{}/notice/{session}", place.community);
    let at = format!("{notice}/calendar.ics");
    assert_eq!(place.nobody().status(&at).await, 404, "a draft calls nobody");
    chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    for page in [place.public(&notice).await, chair.get(&format!("/s/{session}")).await] {
        assert!(page.contains(&format!("href=\"{at}\"")) && page.contains("加入日历"), "{page}");
    }
    let read = |text: &str| {
        // RFC 5545, 3.1: lines end with CR LF and hold at most 75 bytes without it.
        assert!(text.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77), "{text}");
        let calendar: icalendar::Calendar = text.parse().expect("a calendar");
        calendar.components.iter().filter_map(|one| one.as_event().cloned()).collect::<Vec<_>>()
    };
    let text = place.public(&at).await;
    assert_eq!(text, place.public(&at).await, "the same file each time");
    let [event] = &read(&text)[..] else { panic!("{text}") };
    let value = |key: &str| event.property_value(key).map(str::to_owned);
    assert_eq!(
        value("DESCRIPTION").map(|text| text.replace('\\', "")),
        Some(title.replace('\\', "")),
        "escaped: {text}"
    );
    assert!(text.replace("\r\n ", "").contains("再议\\\\水渠"), "{text}");
    assert_eq!(value("DTSTART").as_deref(), Some("20260316T113000Z"));
    assert_eq!((value("DTEND"), value("DURATION")), (None, None), "none was announced");
    assert_eq!((value("STATUS").as_deref(), value("SEQUENCE").as_deref()), (Some("CONFIRMED"), Some("1")));
    assert!(text.contains("BEGIN:VALARM\r\n") && text.contains("TRIGGER:-PT1H\r\n"), "{text}");
    chair.post(&format!("/do/s/{session}/move/cancel"), &[("reason", "停电")]).await.done();
    let text = place.public(&at).await;
    assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("SEQUENCE:2\r\n"), "{text}");
    assert!(!text.contains("VALARM"), "nobody is woken for it: {text}");
    let feed = place.public(&format!("/c/{}/feed/all.atom", place.community)).await;
    assert!(feed.contains("通知 · 已取消") || feed.contains("公告 · 已取消"), "the feed says so: {feed}");
    assert!(!chair.get(&format!("/s/{session}")).await.contains("加入日历"));

    // A notice that was withdrawn calls nobody either.
    let (session, _) = place.announced(&chair).await;
    let board = format!("/c/{}", place.community);
    chair.post(&format!("/do{board}/about/notice/{session}/withdraw"), &[("reason", "日期写错")]).await.done();
    let text = place.public(&format!("{board}/notice/{session}/calendar.ics")).await;
    assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("SEQUENCE:2\r\n"), "{text}");
    assert_eq!(place.foreigner().await.status(&format!("/c/elsewhere/notice/{session}/calendar.ics")).await, 404);

    // Ballots that are carried to doors: until when.
    let (session, item, _) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    let window = format!("UPDATE votes SET ends_at = opened_at + 172800000 WHERE id = '{vote}'");
    crate::takeback::tamper(&place, &window).await;
    let text = place.public(&format!("{board}/notice/{session}/calendar.ics")).await;
    let events = read(&text);
    assert_eq!((events.len(), text.matches("BEGIN:VALARM").count()), (2, 1), "{text}");
    let carried = events.iter().find(|one| one.property_value("DTEND").is_some()).expect("a window");
    assert!(carried.property_value("SUMMARY").is_some_and(|title| title.contains("村内道路硬化")), "{text}");
}

/// A published decision, and what the chair titled it.
async fn decided(place: &Place) -> String {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (index, (_, number)) in members[..30].iter().enumerate() {
        let choice = if index < 25 { "for" } else { "against" };
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", choice)]).await.done();
    }
    for step in ["close", "declare"] {
        chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
    }
    let clerk = place.clerk().await;
    let text = [("body", "通过。"), ("responsible", "=村民委员会"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    vote
}

async fn decisions_are_tables_feeds_and_a_calendar(place: Place) {
    let vote = decided(&place).await;
    let at = format!("/c/{}", place.community);
    let nobody = place.nobody();
    let get = async |path: &str, kind: &str| {
        let (status, headers, body) = nobody.fetch(path, &[]).await;
        assert_eq!((status, headers["content-type"].to_str().expect("text")), (200, kind), "{path}");
        let tag = headers["etag"].to_str().expect("text").to_owned();
        assert_eq!(nobody.fetch(path, &[("if-none-match", &tag)]).await.0, 304, "{path}");
        body
    };
    // CSV: readable by a spreadsheet, and no text in it is a formula.
    let table = get(&format!("{at}/decisions.csv"), "text/csv; charset=utf-8").await;
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let line = reader.records().next().expect("a line").expect("read");
    let cell = |name: &str| line.get(headers.iter().position(|one| one == name).expect("a column")).expect("a cell");
    assert_eq!((cell("eligible"), cell("present"), cell("in_favour"), cell("against")), ("52", "36", "25", "5"));
    assert_eq!((cell("passed"), cell("reason"), cell("responsible")), ("true", "passed", "'=村民委员会"));
    let json = get(&format!("{at}/decisions.json"), "application/json; charset=utf-8").await;
    let json: serde_json::Value = serde_json::from_str(&json).expect("json");
    assert_eq!((json[0]["in_favour"].as_u64(), json[0]["responsible"].as_str()), (Some(25), Some("=村民委员会")));

    let feed = get(&format!("{at}/feed/all.atom"), "application/atom+xml; charset=utf-8").await;
    // Read by another's library than the one that wrote it, and held against what RFC 4287 requires.
    let read = feed_rs::parser::parse(feed.as_bytes()).expect("a feed");
    assert_eq!(read.feed_type, feed_rs::model::FeedType::Atom);
    assert!(read.title.is_some() && read.updated.is_some() && !read.authors.is_empty() && read.id.starts_with("http"));
    assert!(!read.entries.is_empty());
    let mut ids = BTreeSet::new();
    for entry in &read.entries {
        assert!(ids.insert(&entry.id) && entry.id.starts_with("http"), "{}", entry.id);
        assert!(
            entry.title.is_some() && entry.updated.is_some() && entry.published.is_some() && !entry.links.is_empty()
        );
    }
    let feed: atom_syndication::Feed = feed.parse().expect("an Atom feed");
    assert!(feed.entries().iter().any(|one| one.links()[0].href().ends_with(&format!("/outcome/{vote}"))));
    let summary = read.entries.iter().find_map(|one| one.summary.as_ref()).expect("a summary").content.clone();
    assert!(summary.starts_with("决定 · 公示到 2026年3月31日（周二）。通过。"), "{summary}");
    let finance = get(&format!("{at}/feed/finance.atom"), "application/atom+xml; charset=utf-8").await;
    assert!(finance.parse::<atom_syndication::Feed>().expect("a feed").entries().is_empty());
    assert_eq!(nobody.status(&format!("{at}/feed/nothing.atom")).await, 404);

    let calendar = get(&format!("{at}/sessions.ics"), "text/calendar; charset=utf-8").await;
    // RFC 5545: lines end with CR LF and hold at most 75 bytes; what must stand there stands there once.
    assert!(calendar.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77), "{calendar}");
    for once in ["VERSION:2.0", "PRODID:"] {
        assert_eq!(calendar.matches(once).count(), 1, "{once}");
    }
    let events = calendar.matches("BEGIN:VEVENT").count();
    for each in ["\r\nUID:", "\r\nDTSTAMP:", "\r\nDTSTART:", "END:VEVENT"] {
        assert_eq!(calendar.matches(each).count(), events, "{each}");
    }
    let calendar: icalendar::Calendar = calendar.parse().expect("a calendar");
    let event = calendar.components.iter().find_map(|one| one.as_event()).expect("a session");
    assert_eq!(icalendar::Component::property_value(event, "DTSTART"), Some("20260316T113000Z"));

    // A session has no announced end, and none is made up for it.
    assert_eq!(icalendar::Component::property_value(event, "DTEND"), None);

    let map = get("/sitemap.xml", "application/xml; charset=utf-8").await;
    assert!(map.contains(&format!("{at}/outcome/{vote}</loc><lastmod>2026-03-16")), "{map}");
    assert!(map.contains("/help/taking-part</loc>") && map.contains("/help/passing</loc>"), "{map}");
    assert!(get("/robots.txt", "text/plain; charset=utf-8").await.contains("Sitemap: http"));
    let api = get("/openapi.json", "application/json; charset=utf-8").await;
    let api: serde_json::Value = serde_json::from_str(&api).expect("json");
    // Every address that is described answers.
    for path in api["paths"].as_object().expect("paths").keys() {
        let path = path
            .replace("{community}", &place.community)
            .replace("{category}", "all")
            .replace("{kind}", "outcome")
            .replace("{subject}", &vote)
            .replace("{session}", &place.vote(&vote).await.session.0)
            .replace("{vote}", &vote);
        assert_eq!(nobody.status(&path).await, 200, "{path}");
    }
    let figures = place.public(&format!("{at}/figures")).await;
    assert!(figures.contains("到会 36 人，应到 52 人"), "{figures}");
    let page = place.public(&format!("{at}/outcome/{vote}")).await;
    assert!(page.contains("rel=\"canonical\"") && page.contains("property=\"og:title\""), "{page}");
    assert!(page.contains("class=\"vote-bar\""), "{page}");
    // Who is sent the address reads the result.
    let (_, card) = page.split_once("property=\"og:description\" content=\"").expect("a card");
    let (card, _) = card.split_once('"').expect("an end");
    assert!(card.contains("赞成 25 人") && card.contains("通过"), "{card}");
}

/// Every link that leads from the board to something public.
async fn crawl(place: &Place, start: &str) -> Vec<(String, String)> {
    let mut seen: BTreeSet<String> = BTreeSet::from([start.to_owned()]);
    let mut waiting = vec![start.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        let (status, headers, body) = place.nobody().fetch(&path, &[]).await;
        assert!(status == 200 || status == 303, "{path}: {status}");
        let html = headers.get("content-type").is_some_and(|kind| kind.to_str().is_ok_and(|one| one.contains("html")));
        if html {
            assert!(!body.contains("<script"), "{path} has a script");
            for part in body.split("href=\"").skip(1) {
                let link = part.split(['"', '#']).next().unwrap_or_default().replace("&amp;", "&");
                let public = link.starts_with("/c/") && !link.contains("/about/");
                if public && seen.len() < 400 && seen.insert(link.clone()) {
                    waiting.push(link);
                }
            }
        }
        found.push((path, body));
    }
    found
}

/// What is planted where people write and where their data lie is told by no public address.
async fn no_public_address_tells_a_planted_secret(place: Place) {
    let clerk = place.clerk().await;
    let roll = "编号,姓名,户号,小组,手机号,成年\nP001,密示名,H777,第一组,13800138000,是\n";
    let to = clerk.upload(&format!("/do/c/{}/import", place.community), roll.as_bytes()).await.done();
    clerk.post(&format!("/do{to}"), &[("of_age", "1")]).await.done();
    let vote = decided(&place).await;
    let planted = place.sign_in("P001").await;
    let object = format!("/do/c/{}/about/outcome/{vote}/object", place.community);
    planted.post(&object, &[("kind", "query"), ("text", "钱从哪里来？")]).await.done();
    let speaker = place.member(&place.community, "0021").await;
    let pages = crawl(&place, &format!("/c/{}", place.community)).await;
    assert!(pages.len() > 25, "only {} addresses were found", pages.len());
    for wanted in [
        "/outcome/",
        "/notice/",
        "/journal.jsonl",
        "/decisions.csv",
        "/feed/",
        "/sessions.ics",
        "lang=en",
        "elder=1",
        "/figures",
    ] {
        assert!(pages.iter().any(|(path, _)| path.contains(wanted)), "{wanted} was not found");
    }
    let secrets = ["密示名", "13800138000", "H777", "P001", speaker.name.as_str(), speaker.id.as_str()];
    for (path, body) in &pages {
        for secret in secrets {
            assert!(!body.contains(secret), "{path} tells {secret}");
        }
        let found = rules::masking::find(body);
        assert!(found.is_empty(), "{path}: {found:?}");
    }
    assert!(pages.iter().any(|(_, body)| body.contains("钱从哪里来")), "the question itself is public");
}

async fn a_single_community_opens_its_board(place: Place) {
    // Two demonstration places: both are listed.
    assert!(place.public("/").await.contains("云杉村"));
    let (status, _, _) = place.nobody().fetch("/", &[]).await;
    assert_eq!(status, 200);
}

/// The record that a decision offers is judged by whoever takes it; a forged one is named, and what is none is told.
async fn anybody_counts_a_record_again(place: Place) {
    let vote = decided(&place).await;
    let nobody = place.nobody();
    let page = place.public("/recount").await;
    assert!(page.contains("enctype=\"multipart/form-data\"") && page.matches("<script").count() == 1, "{page}");
    let record = place.public(&format!("/c/{}/outcome/{vote}/record.json", place.community)).await;
    // From the decision itself: its record is there already, named, and judged.
    let sheet = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    let of = format!("/recount?of={}%2F{vote}", place.community);
    assert!(sheet.contains(&format!("href=\"{of}\"")), "{sheet}");
    let counted = place.public(&of).await;
    assert!(counted.contains("村内道路硬化建设承包方案") && counted.contains("class=\"same\""), "{counted}");
    assert_eq!(nobody.status("/recount?of=yunshan%2Fnothing").await, 404);
    let same = nobody.upload("/recount", record.as_bytes()).await;
    assert_eq!(same.status, 200);
    assert!(same.body.contains("class=\"same\"") && same.body.contains("应到 52 人"), "{}", same.body);
    assert!(!same.body.contains("class=\"differs\"") && !same.body.contains("class=\"wrong\""), "{}", same.body);
    // The counts say 36 present; a verdict that says otherwise is named with its key.
    let forged = record.replace("\"passed\": true", "\"passed\": false");
    assert_ne!(forged, record, "{record}");
    let said = nobody.upload("/recount", forged.as_bytes()).await.body;
    assert!(
        said.contains("class=\"differs\"") && said.contains("passed：记录写的是 false，重新计票得出 true"),
        "{said}"
    );
    for (text, words) in
        [(&b""[..], "请先选择"), (b"hello", "不是 JSON"), (b"[1]", "不能计票"), (b"\xff\xfe", "请先选择")]
    {
        let said = nobody.upload("/recount", text).await;
        assert_eq!(said.status, 200);
        assert!(said.body.contains("class=\"wrong\"") && said.body.contains(words), "{}", said.body);
    }
    let large = nobody.upload("/recount", &vec![b'1'; 4 * 1024 * 1024 + 1]).await;
    assert!(large.body.contains("最多 4 MB"), "{}", large.body);
}
