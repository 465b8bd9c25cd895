//! The public record: a page rendered anew for each asker, and the search through a hundred thousand things.

use super::{
    Row, bare, common, median,
    scene::{clients, figures, published},
};
use common::Place;
use server::record::search::{fold, terms};
use sqlx::AssertSqlSafe;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

const RUNS: usize = 3;
/// Records of the matter.
const RECORDS: usize = 200;
/// Things that are searched.
const THINGS: usize = 100_000;
/// Rows of one statement.
const ROWS: usize = 200;
/// Words that texts are put together from: a few in most of them, many in few.
const WORDS: [&str; 40] = [
    "道路", "硬化", "路灯", "安装", "电费", "自来", "管网", "改造", "污水", "厕所", "垃圾", "分类", "红白", "喜事",
    "误工", "补贴", "标准", "帮扶", "名单", "鱼塘", "果园", "校舍", "发包", "土地", "流转", "光伏", "收益", "分配",
    "征地", "补偿", "村规", "民约", "充电", "电梯", "停车", "老旧", "广场", "养犬", "物业", "公示",
];

/// A published page rendered for every asker, as if an act were done between any two, beside a bare page of its length.
pub async fn public_page_cold() -> Row {
    cold("public_page_cold", published().await).await
}

/// The page of a matter to which two hundred disclosures belong, judged and rendered for every asker, beside a bare page of its length.
pub async fn dossier_page() -> Row {
    cold("dossier_page", matter().await).await
}

/// A matter with its records, made by the acts that make them in a village.
async fn matter() -> (Place, String, String, String) {
    let place = Place::new(&common::sqlite_address()).await;
    let (chair, clerk, supervisor) = (place.chair().await, place.clerk().await, place.supervisor().await);
    let fields = [
        ("title", "三组水泥路"),
        ("matter", "public_works_contract_plan"),
        ("procedure", "four_deliberations_two_publications"),
        ("body", "三组的土路一下雨就断。"),
        ("from", "residents"),
        ("said", "三组村民在说事室提出"),
        ("asked", "2026-03-01"),
        ("responsible", "村民委员会"),
    ];
    let to = chair.post(&format!("/do/c/{}/matters", place.community), &fields).await.done();
    let id = to.strip_prefix("/d/").expect("a matter").to_owned();
    let at = format!("/c/{}/disclosures", place.community);
    for number in 0..RECORDS {
        let fields = [
            ("title", text(number)),
            ("category", "finance".to_owned()),
            ("body", "收入 12,000 元，支出 8,300 元。".to_owned()),
            ("basis", "村民委员会组织法第三十五条".to_owned()),
            ("responsible", "村民委员会".to_owned()),
            ("dossier", id.clone()),
        ];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let to = clerk.post(&format!("/do{at}/new"), &fields).await.done();
        let own = to.rsplit('/').next().expect("an id");
        let seen = common::Page::of(&supervisor.get(&format!("{at}/{own}")).await).value("seen").expect("a draft");
        supervisor.post(&format!("/do{at}/{own}/sign"), &[("seen", &seen)]).await.done();
        chair.post(&format!("/do{at}/{own}/publish"), &[]).await.done();
    }
    let path = format!("/c/{}/matter/{}", place.community, id.trim_start_matches(&format!("{}-", place.community)));
    let page = place.public(&path).await;
    assert!(page.matches("/disclosure/").count() >= RECORDS, "every record is there");
    let address = place.serve().await;
    let bare = bare::serve(page).await;
    (place, address, path, bare)
}

/// The year of a place that keeps every list it may, judged and rendered for every asker, beside a bare page of its length.
pub async fn duty_year() -> Row {
    let place = Place::new(&common::sqlite_address()).await;
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let at = format!("/do/c/{}/duties", place.community);
    for list in ["village", "owners", "party"] {
        chair.post(&format!("{at}/adopt"), &[("catalogue", list)]).await.done();
    }
    place.clock_at("2027-02-03T09:00");
    for month in 3..=12 {
        let span = format!("2026-{month:02}");
        for code in ["V21", "V28", "V68"] {
            let said = [("code", code), ("span", &span), ("said", "nothing"), ("why", "这个月没有发生这一类收支")];
            clerk.post(&format!("{at}/say"), &said).await.done();
        }
    }
    let path = format!("/c/{}/duties/2026", place.community);
    let page = place.public(&path).await;
    assert!(page.matches("<li id=\"").count() > 90, "every duty is there");
    let (address, bare) = (place.serve().await, bare::serve(page).await);
    cold("duty_year", (place, address, path, bare)).await
}

/// A page that is rendered anew for each asker, beside the bare one.
async fn cold(name: &'static str, (place, address, path, bare): (Place, String, String, String)) -> Row {
    let stop = Arc::new(AtomicBool::new(false));
    let (pages, ends) = (place.desk.pages.clone(), Arc::clone(&stop));
    let turning = std::thread::spawn(move || {
        while !ends.load(Ordering::Relaxed) {
            pages.turn();
            std::thread::sleep(Duration::from_micros(20));
        }
    });
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(figures(clients(&["page", &address, &path, "64", "4"])).await[0]);
    }
    stop.store(true, Ordering::Relaxed);
    turning.join().expect("ended");
    let mut ceilings = Vec::new();
    for _ in 0..RUNS {
        ceilings.push(figures(clients(&["page", &bare, "/page", "64", "4"])).await[0]);
    }
    Row { name, value: median(&runs), unit: "pages/s", ceiling: median(&ceilings), more: true, runs }
}

/// The text of a thing: five words and a number, by a plain generator, so that every run searches the same.
fn text(number: usize) -> String {
    let mut state = number as u64 + 1;
    let mut words = String::new();
    for _ in 0..5 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
    }
    format!("{words}第{number}号")
}

async fn fill(place: &Place) {
    let mut conn = place.db.begin().await.expect("a transaction");
    let mut waiting: Vec<(String, usize)> = Vec::new();
    for number in 0..THINGS {
        let (title, folded) = (text(number), fold(&text(number)));
        sqlx::query(
            "INSERT INTO documents (doc, community, kind, subject, title, text, folded, body_kind, year, at) \
             VALUES ($1, $2, 'disclosure', $3, $4, $4, $5, '', 2026, $1)",
        )
        .bind(number as i64)
        .bind(place.community.as_str())
        .bind(format!("bench{number}"))
        .bind(&title)
        .bind(&folded)
        .execute(&mut *conn)
        .await
        .expect("a thing");
        waiting.extend(terms(&folded).into_iter().map(|pair| (pair, number)));
        while waiting.len() >= ROWS || (number + 1 == THINGS && !waiting.is_empty()) {
            let rows: Vec<_> = waiting.drain(..waiting.len().min(ROWS)).collect();
            // Terms are letters and digits alone.
            let values: Vec<String> =
                rows.iter().map(|(pair, doc)| format!("('{}', '{pair}', {doc})", place.community)).collect();
            let sql = format!("INSERT INTO document_pairs (community, pair, doc) VALUES {}", values.join(", "));
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await.expect("pairs");
        }
    }
    conn.commit().await.expect("committed");
}

/// The page of what is found, for two hundred questions of one to three words, none asked twice; beside reading twenty things
/// by their keys from the same database.
pub async fn record_search() -> Row {
    let place = Place::new(&common::sqlite_address()).await;
    fill(&place).await;
    let (mut runs, mut bare) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        for number in 0..200 {
            let at = run * 200 + number;
            let words = 1 + at % 3;
            let question: Vec<&str> = (0..words).map(|word| WORDS[(at * 7 + word * 13) % WORDS.len()]).collect();
            let path = format!("/c/{}/search?q={}%20{at}", place.community, question.join("%20"));
            let path = if words == 1 { path } else { path.replace(&format!("%20{at}"), &format!("&page=1&x={at}")) };
            place.desk.pages.turn();
            let began = Instant::now();
            let page = place.public(&path).await;
            runs.push(began.elapsed().as_secs_f64() * 1000.0);
            assert!(page.contains("找到"), "{page}");
            let mut conn = place.db.read().await.expect("a connection");
            let began = Instant::now();
            for one in 0..20 {
                let key = ((at * 131 + one * 4799) % THINGS) as i64;
                let found: (String,) = sqlx::query_as("SELECT text FROM documents WHERE doc = $1")
                    .bind(key)
                    .fetch_one(&mut *conn)
                    .await
                    .expect("a thing");
                assert!(!found.0.is_empty());
            }
            bare.push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    runs.sort_by(f64::total_cmp);
    let p95 = runs[runs.len() * 95 / 100];
    let middle = median(&runs);
    Row {
        name: "record_search",
        value: p95,
        unit: "ms p95",
        ceiling: median(&bare),
        more: false,
        runs: vec![middle, p95],
    }
}
