//! Where the public comes in: the front page and the boards, a decision at a glance, help, and what a messenger shows of an address.

use crate::{
    common::{Place, engines},
    public::names_somebody,
    takeback::decided,
};
use rules::rule_set::RuleSet;
use server::record::search;

engines!(
    a_decision_is_read_at_a_glance_and_its_proof_is_folded,
    the_front_page_tells_what_is_on_and_how_a_place_stands,
    every_place_is_searched_however_many_there_are,
    a_board_says_each_thing_once,
    help_says_what_the_rules_say,
    what_is_shared_tells_the_result,
    two_photos_of_one_undertaking_stand_beside_each_other,
    no_id_of_the_rules_is_found
);

/// The bar is of those present, its line stands where the law puts it, and it is said in words; law and fingerprints are folded, and
/// stand in the page all the same.
async fn a_decision_is_read_at_a_glance_and_its_proof_is_folded(place: Place) {
    let (session, item, vote) = decided(&place).await;
    let at = format!("/c/{}/outcome/{vote}", place.community);
    let page = place.public(&at).await;
    for words in [
        "aria-label=\"到会 36 人：赞成 36，反对 0，弃权 0；19 人赞成就通过\"",
        "应到 52 人，到了 36 人（要到 35 人才能决定）",
        "到会 36 人，赞成 36 人。要有 19 人赞成才通过，够了，所以通过。",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (_, folded) = page.split_once("怎么算的").expect("a fold");
    assert!(folded.contains("依据：村民委员会组织法") && folded.contains("现场签到"), "{folded}");
    let (_, proof) = page.split_once("<summary>核验").expect("a fold");
    assert!(proof.contains("记录链编号") && proof.contains("内容指纹"), "{proof}");
    // Where it comes from: the notice, and the discussion for members.
    assert!(page.contains(&format!("/c/{}/notice/{session}", place.community)), "{page}");
    assert!(page.contains(&format!("/i/{item}/thread")), "{page}");
    assert!(page.contains("/help/passing") && !page.contains("<script"), "{page}");
    let english = place.public(&format!("{at}?lang=en&elder=0")).await;
    assert!(english.contains("36 present, 36 for. It takes 19 to pass; that is enough, so it passed."), "{english}");
    place.verifies().await;
}

async fn the_front_page_tells_what_is_on_and_how_a_place_stands(place: Place) {
    let chair = place.chair().await;
    let (session, _, _) = place.open_with(&chair, 36).await;
    let page = place.public("/").await;
    let notice = format!("/c/{}/notice/{session}", place.community);
    assert!(page.contains("正在开会") && page.contains(&notice), "{page}");
    for words in ["正在公示", "今年决定", "怎样参与", "怎么才算通过", "/help/taking-part", "向阳里社区"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!names_somebody(&page) && !page.contains("<script"), "{page}");
    // The way in stands in the first block of both pages, before anything that grows.
    let board = place.public(&format!("/c/{}", place.community)).await;
    for (page, after) in [(&page, "role=\"search\""), (&board, "class=\"figures")] {
        let (first, _) = page.split_once(after).expect(after);
        assert!(first.contains("登录 · 我的页面") && page.matches("登录 · 我的页面").count() == 1, "{page}");
    }
    // A place is found by its name, and what it published by its words.
    let found = place.public("/?q=云杉").await;
    let (_, list) = found.split_once("找到的").expect("a list");
    assert!(list.contains(&format!("href=\"/c/{}\"", place.community)), "{found}");
    assert!(place.public("/?q=没有这样的事").await.contains("没有找到"));
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    assert!(!place.public("/").await.contains("正在开会"));
}

/// Beyond the places that stand with their figures too; of very many the last are links to their own search.
async fn every_place_is_searched_however_many_there_are(place: Place) {
    let (session, _, vote) = decided(&place).await;
    let admin = place.administrator().await;
    for number in 0..61 {
        let fields = [("name", &*format!("一号地{number:02}村")), ("kind", "village")];
        admin.post("/do/communities", &fields).await.done();
    }
    let at = format!("/c/{}", place.community);
    let page = place.public("/?q=道路硬化").await;
    assert!(page.contains(&format!("href=\"{at}/outcome/{vote}\"")) && !page.contains("一号地00村</h3>"), "{page}");
    let page = place.public("/?q=一号地").await;
    assert!(page.contains("另有 1 个地方也找到了") && page.contains("/search?q=%E4%B8%80"), "{page}");
    // A name in another language than the page's says so, and of each meeting the notice has a title of its own.
    let english = place.public("/?lang=en&elder=0").await;
    assert!(english.contains("lang=\"zh-CN\">云杉村"), "{english}");
    let notice = place.public(&format!("{at}/notice/{session}")).await;
    assert!(notice.contains("<title>村民代表会议 · 2026年3月16日"), "{notice}");
}

/// What hangs there or comes is not listed again below.
async fn a_board_says_each_thing_once(place: Place) {
    let (_, _, vote) = decided(&place).await;
    let page = place.public(&format!("/c/{}", place.community)).await;
    assert_eq!(page.matches(&format!("outcome/{vote}\"")).count(), 1, "{page}");
    assert!(page.contains("还有 ") && page.contains("class=\"tag good\""), "{page}");
    assert!(page.contains("云杉村") && page.contains("/help/taking-part"), "{page}");
}

/// Every figure is that of the rules, and each body stands with its article.
async fn help_says_what_the_rules_say(place: Place) {
    let rules = RuleSet::national();
    let page = place.public("/help/passing").await;
    for (id, body) in &rules.body {
        for source in [&body.quorum, &body.pass].into_iter().flatten().map(|one| &one.source) {
            assert!(page.contains(source.as_str()), "{id}: {source}");
        }
    }
    assert!(page.contains("应到 52 人，要到 35 人才能开；到了 41 人，要有 21 人赞成才通过"), "{page}");
    assert!(page.contains("52 人的过半数是 27 人") && page.contains(&rules.version), "{page}");
    let page = place.public("/help/taking-part").await;
    let (posting, reply) = (rules.posting.as_ref().expect("days"), rules.reply.as_ref().expect("days"));
    assert!(page.contains(&format!("至少张贴 {} 日", posting.value.days)), "{page}");
    assert!(page.contains(&format!("{} 日内答复，最长 {} 日", reply.value.days, reply.value.most)), "{page}");
    for path in ["/help/passing", "/help/taking-part"] {
        let page = place.public(&format!("{path}?lang=en&elder=0")).await;
        assert!(page.contains("How a vote passes") && !page.contains("help-"), "{page}");
    }
}

/// Whoever is sent the address of a decision reads how it ended before opening it; the pictures are there.
async fn what_is_shared_tells_the_result(place: Place) {
    let (.., vote) = decided(&place).await;
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    let card = |page: &str, name: &str| {
        let (_, rest) = page.split_once(&format!("property=\"{name}\" content=\"")).expect("a card");
        rest.split('"').next().expect("a value").to_owned()
    };
    let meta = |name: &str| card(&page, name);
    let session = place.vote(&vote).await.session;
    let notice = place.public(&format!("/c/{}/notice/{session}", place.community)).await;
    let told = card(&notice, "og:description");
    assert!(told.starts_with("2026年3月16日（周一）19:30 · ") && told.contains("村内道路硬化"), "{told}");
    assert_eq!(meta("og:title"), "通过：村内道路硬化建设承包方案");
    assert!(meta("og:description").starts_with("到会 36 人，赞成 36 人。"), "{page}");
    let nobody = place.nobody();
    let card = meta("og:image");
    let (_, card) = card.split_once("/pkg/").expect("a picture");
    let (status, headers, _) = nobody.fetch(&format!("/pkg/{card}"), &[]).await;
    assert_eq!((status, headers["content-type"].to_str().expect("text")), (200, "image/png"));
    assert!(page.contains("name=\"theme-color\"") && page.contains("href=\"/site.webmanifest\""), "{page}");
    let (status, headers, manifest) = nobody.fetch("/site.webmanifest", &[]).await;
    assert_eq!(status, 200);
    assert!(headers["content-type"].to_str().expect("text").starts_with("application/manifest+json"));
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    for icon in manifest["icons"].as_array().expect("icons") {
        let src = icon["src"].as_str().expect("an address");
        assert_eq!(nobody.status(src).await, 200, "{src}");
    }
    let board = place.public(&format!("/c/{}", place.community)).await;
    assert!(board.contains("content=\"云杉村公开栏\""), "{board}");
}

/// Nobody finds a decision by the ids in which it was judged; what an earlier version made findable by them is folded anew.
async fn no_id_of_the_rules_is_found(place: Place) {
    let (.., vote) = decided(&place).await;
    let found =
        async |words: &str| place.public(&format!("/c/{}/search?q={words}", place.community)).await.contains(&vote);
    assert!(found("村内道路硬化").await);
    for id in ["villager_rep_meeting", "villager", "passed", "law"] {
        assert!(!found(id).await, "{id}");
    }
    // As it was left by an earlier version.
    let (doc, content): (i64, String) = sqlx::query_as(
        "SELECT d.doc, p.content FROM documents d JOIN publications p ON p.community = d.community AND p.kind = d.kind \
         AND p.subject = d.subject AND p.superseded = 0 WHERE d.kind = 'outcome' AND d.subject = $1",
    )
    .bind(&vote)
    .fetch_one(&mut *place.db.read().await.expect("a connection"))
    .await
    .expect("a row");
    let text = search::texts_for(&serde_json::from_str(&content).expect("JSON"), 2);
    assert!(text.contains("villager_rep_meeting"), "{text}");
    let set = async |text: &str| {
        let mut conn = place.db.begin().await.expect("a transaction");
        sqlx::query("UPDATE documents SET folding = 2, text = $2 WHERE doc = $1")
            .bind(doc)
            .bind(text)
            .execute(&mut *conn)
            .await
            .expect("written");
        conn.commit().await.expect("committed");
        server::check::verify::database(&place.db, &[]).await.expect("verified")
    };
    let report = set("别的").await;
    assert!(report.findings.iter().any(|one| one.what.contains("the search finds")), "{:?}", report.findings);
    let report = set(&text).await;
    assert_eq!(report.findings, Vec::new());
    assert!(report.uncovered.iter().any(|one| one.what.contains("folded in an earlier way")));
    let mut conn = place.db.begin().await.expect("a transaction");
    assert_eq!(search::rows::fold_anew(&mut conn, 10).await.expect("folded"), 1);
    conn.commit().await.expect("committed");
    assert!(!found("villager").await && found("村内道路硬化").await);
    place.verifies().await;
}

/// Its first photo and its last, with their days; one alone shows no change.
async fn two_photos_of_one_undertaking_stand_beside_each_other(place: Place) {
    let chair = place.chair().await;
    let vote = crate::execution::decided(&place, &chair).await;
    let at = format!("/do/c/{}/execution/{vote}/plan", place.community);
    for name in ["路基", "路面"] {
        let step = [("name", name), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "")];
        chair.post(&at, &step).await.done();
    }
    let clerk = place.clerk().await;
    let page = clerk.get(&format!("/c/{}/about/outcome/{vote}", place.community)).await;
    let mut steps: Vec<String> =
        page.split("action=\"/do/m/").skip(1).filter_map(|part| Some(part.split('/').next()?.to_owned())).collect();
    steps.dedup();
    assert_eq!(steps.len(), 2, "{page}");
    for (step, pictures) in steps.iter().zip([0, 2]) {
        clerk.upload(&format!("/do/m/{step}/photo"), &crate::common::png()).await.done();
        for board in ["/".to_owned(), format!("/c/{}", place.community)] {
            let page = place.public(&board).await;
            let pair = page.split_once("class=\"pair\"").map_or(0, |(_, pair)| pair.matches("<figure>").count());
            assert_eq!(pair, pictures, "{board}: {page}");
        }
    }
}
