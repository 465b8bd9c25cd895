//! What is voted on and published reads as it was typed: on page, print, feed, search, minutes, differences (issue 16, C11).

use crate::common::{Page, Person, Place, engines};
use server::rows::publication;

engines!(
    c11_a_vote_and_its_decision_read_as_typed,
    c11_what_is_said_in_the_room_reads_as_typed,
    c11_markdown_is_chosen_and_seen_before_it_is_taken,
    c11_what_was_written_before_says_so_and_stays,
    c11_chosen_markdown_says_where_it_changes_a_number,
    c11_markdown_in_the_room_stands_beside_what_was_typed,
);

/// `shared/cases/found/07-text.txt`.
const SUMS: &str = "新建挡墙长120*4米，宽3*2米；单价85*1.06元，合计2*3*4=24。";
/// `shared/cases/found/10-text.txt`.
const LINES: &str = "一、修路，12万元\n二、修渠，8万元\n三、路灯，3万元\n村民委员会\n2026年3月16日";
/// `shared/cases/found/25-text.txt`.
const MARKS: &str = "    各户：现将有关事项公布如下，自本月二十日起至三十日止。\n\n1. 每户出工一天\n3. 逾期不补（原第 2 条删去）\n\n\
                     **注意：**以通知为准。\n\n收入 100\n---\n支出 80\n\n# 2号井停水";

/// A text as its lines stand in HTML, after whatever stands before its first word.
fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.to_owned()).collect()
}

/// Every line stands on the page by itself, as it was typed.
fn reads(page: &str, text: &str) {
    for line in lines(text) {
        let alone = [format!(">{line}<"), format!("{line}\n"), format!(" {line}<")];
        assert!(alone.iter().any(|one| page.contains(one)), "{line:?} in {page}");
    }
}

async fn decided(place: &Place, body: &str, decision: &str) -> (String, String) {
    let chair = place.chair().await;
    let (session, item) = place.announced(&chair).await;
    let text = [("title", "挡墙方案"), ("body", body), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let clerk = place.clerk().await;
    let members = place.seated().await;
    for (id, _) in &members[..41] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let fields = [("body", decision), ("responsible", "村民委员会"), ("due", "2026-06-30")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &fields).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    (session, vote)
}

async fn c11_a_vote_and_its_decision_read_as_typed(place: Place) {
    let (session, vote) = decided(&place, &format!("{SUMS}\n\n{MARKS}"), LINES).await;
    let board = format!("/c/{}", place.community);
    let page = place.public(&format!("{board}/outcome/{vote}")).await;
    for text in [SUMS, LINES, MARKS] {
        reads(&page, text);
    }
    assert!(page.contains("<div class=\"as-typed\"><p>一、修路，12万元<br>二、修渠，8万元<br>"), "{page}");
    assert!(page.contains("<p>    各户："), "its indentation is kept: {page}");
    for wrong in ["1204", "<li>逾期", "<h3>", "<h4>", "<strong>注意", "<em>", "<pre>", "class=\"altered\""] {
        assert!(!page.contains(wrong), "{wrong} in {page}");
    }
    // Its file says so, and the feed, the search and the minutes read the same.
    let file = place.public(&format!("{board}/outcome/{vote}.json")).await;
    assert!(file.contains("\"text_form\":\"typed\"") && file.contains("\"decision_form\":\"typed\""), "{file}");
    let feed = place.public(&format!("{board}/feed/all.atom")).await;
    assert!(feed.contains("一、修路，12万元"), "{feed}");
    let found = place.public(&format!("{board}/search?q=120")).await;
    assert!(found.contains("120*4米"), "{found}");
    let chair = place.chair().await;
    let minutes = chair.get(&format!("/s/{session}/minutes")).await;
    reads(&minutes, SUMS);
    reads(&minutes, MARKS);
    chair.post(&format!("/do/s/{session}/move/close"), &[]).await.done();
    let clerk = place.clerk().await;
    clerk.post(&format!("/do/s/{session}/minutes"), &[("notes", LINES)]).await.done();
    let minutes = clerk.get(&format!("/s/{session}/minutes")).await;
    reads(&minutes, LINES);
    let seen = |page: &str| Page::of(page).value("seen").expect("minutes");
    let page = chair.get(&format!("/s/{session}/minutes")).await;
    chair.post(&format!("/do/s/{session}/minutes/sign"), &[("seen", &seen(&page))]).await.done();
    let public = chair.post(&format!("/do/s/{session}/minutes/publish"), &[]).await.done();
    let page = place.public(&public).await;
    for text in [SUMS, LINES, MARKS] {
        reads(&page, text);
    }
    place.verifies().await;
}

async fn speaker(place: &Place, chair: &Person) -> (String, String, Person) {
    let (session, item, members) = place.open_with(chair, 41).await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let number = members[20].1.clone();
    (session, item, place.sign_in(&number).await)
}

async fn c11_what_is_said_in_the_room_reads_as_typed(place: Place) {
    let chair = place.chair().await;
    let (session, item, member) = speaker(&place, &chair).await;
    let table = "收支\n日期\t元\n3月2日\t5,400.00\n3月5日\t-1\n见 https://example.org/a。";
    let text = [("title", "改用沥青"), ("body", SUMS)];
    let to = member.post(&format!("/do/i/{item}/propose"), &text).await.done();
    let proposal = to.split("#proposal-").nth(1).expect("an id").to_owned();
    member.post(&format!("/do/i/{item}/remark"), &[("body", &format!("{table}\n\n{MARKS}"))]).await.done();
    let page = member.get(&format!("/i/{item}/thread")).await;
    reads(&page, SUMS);
    reads(&page, MARKS);
    assert!(
        page.contains(
            "<tr><td data-label=\"日期\">3月2日</td><td data-label=\"元\" class=\"number\">5,400.00</td></tr>"
        ),
        "{page}"
    );
    assert!(page.contains("<a href=\"https://example.org/a\" rel=\"nofollow noopener ugc\">"), "{page}");
    // A revision; the difference is that of what was typed.
    let revised = SUMS.replace("120*4", "150*4");
    let fields = [("title", "改用沥青"), ("body", revised.as_str()), ("base", "1")];
    member.post(&format!("/do/p/{proposal}/revise"), &fields).await.done();
    let page = member.get(&format!("/p/{proposal}")).await;
    assert!(page.contains("<del>120</del><ins>150</ins>*4米") || page.contains("<ins>150*4"), "{page}");
    // How an item ended.
    let ended = [("kind", "consensus"), ("body", LINES), ("dissent", SUMS)];
    let answer = chair.post(&format!("/do/i/{item}/end"), &ended).await;
    if answer.is_done() {
        let page = chair.get(&format!("/s/{session}")).await;
        reads(&page, LINES);
        reads(&page, SUMS);
    } else {
        answer.done();
    }
    place.verifies().await;
}

/// Markdown is shown to its writer before it is taken; a text that changed meanwhile is shown again.
async fn c11_markdown_is_chosen_and_seen_before_it_is_taken(place: Place) {
    let chair = place.chair().await;
    let (_, item, member) = speaker(&place, &chair).await;
    let at = format!("/do/i/{item}/propose");
    let previewed = |page: &str| {
        page.split("name=\"previewed\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let first = [("title", "甲"), ("body", "**重点**"), ("form", "markdown")];
    let answer = member.post(&at, &first).await;
    assert!(answer.status == 303 && answer.location.contains("form="), "{}", answer.location);
    let page = member.get(&answer.location).await;
    assert!(page.contains("<strong>重点</strong>") && page.contains("value=\"markdown\" checked"), "{page}");
    let seen = previewed(&page);
    let other = [("title", "甲"), ("body", "**另外**"), ("form", "markdown"), ("previewed", seen.as_str())];
    let answer = member.post(&at, &other).await;
    assert!(answer.location.contains("form="), "another text is shown again");
    let page = member.get(&answer.location).await;
    let seen = previewed(&page);
    let fields = [("title", "甲"), ("body", "**另外**"), ("form", "markdown"), ("previewed", seen.as_str())];
    member.post(&at, &fields).await.done();
    let page = member.get(&format!("/i/{item}/thread")).await;
    assert!(page.contains("<strong>另外</strong>"), "{page}");
    // Without the choice it is what it is.
    member.post(&at, &[("title", "乙"), ("body", "**原样**")]).await.done();
    let page = member.get(&format!("/i/{item}/thread")).await;
    assert!(page.contains("<p>**原样**</p>"), "{page}");
    place.verifies().await;
}

/// What was published as Markdown keeps file and fingerprint; where that changed it, the page shows it as typed beside, and
/// `migrate` lists it. What is still open becomes "as typed" when it is next saved, and its writer is told.
async fn c11_what_was_written_before_says_so_and_stays(place: Place) {
    let (_, vote) = decided(&place, SUMS, "无").await;
    let board = format!("/c/{}", place.community);
    let mut conn = place.db.begin().await.expect("a transaction");
    let row = publication::revisions(&mut conn, &place.community, &vote).await.expect("rows").remove(0);
    let before = row.content.replace("\"text_form\":\"typed\",", "").replace("\"decision_form\":\"typed\",", "");
    assert_ne!(before, row.content);
    let content: serde_json::Value = serde_json::from_str(&before).expect("a content");
    let again: rules::published::OutcomeContent = serde_json::from_str(&before).expect("a content of before");
    let again = serde_json::to_value(&again).expect("written");
    assert!(again.get("text_form").is_none() && again.get("decision_form").is_none(), "it says no more than it did");
    assert_eq!(again.get("text"), content.get("text"));
    assert!(
        server::record::search::altered(&content)
            && !server::record::search::altered(&serde_json::from_str(&row.content).expect("a content"))
    );
    sqlx::query("UPDATE publications SET content = $1 WHERE id = $2")
        .bind(&before)
        .bind(&row.id)
        .execute(&mut *conn)
        .await
        .expect("as before");
    sqlx::query("UPDATE publication_drafts SET form = '' WHERE kind = 'outcome'")
        .execute(&mut *conn)
        .await
        .expect("as before");
    conn.commit().await.expect("committed");
    let page = place.public(&format!("{board}/outcome/{vote}")).await;
    assert!(page.contains("class=\"altered\"") && page.contains("120<em>4米"), "{page}");
    reads(&page, SUMS);
    // The chair corrects the decision: the form says that it is shown as typed from now on.
    let clerk = place.clerk().await;
    let page = clerk.get(&format!("/v/{vote}/outcome")).await;
    assert!(page.contains("以前按格式（Markdown）显示") && !page.contains("value=\"markdown\" checked"), "{page}");
}

/// Whoever sends, signs and reads a text whose numbers Markdown changes sees what was typed beside it, with a word of it.
async fn c11_chosen_markdown_says_where_it_changes_a_number(place: Place) {
    let clerk = place.clerk().await;
    let new = format!("/do/c/{}/disclosures/new", place.community);
    let mut fields = vec![
        ("title", "挡墙用料"),
        ("category", "finance"),
        ("body", SUMS),
        ("basis", "章程"),
        ("responsible", "村民委员会"),
        ("form", "markdown"),
    ];
    let named = |page: &str, name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
        rest.split('"').next().expect("a value").to_owned()
    };
    let answer = clerk.post(&new, &fields).await;
    let page = clerk.get(&answer.location).await;
    assert!(page.contains("有数字或符号变了") && !page.contains("显示出来就是这样"), "{page}");
    reads(&page, SUMS);
    let seen = named(&page, "previewed");
    fields.push(("previewed", &seen));
    let to = clerk.post(&new, &fields).await.done();
    let id = to.rsplit('/').next().expect("an id");
    let at = format!("/c/{}/disclosures/{id}", place.community);
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&at).await;
    assert!(page.contains("有数字或符号变了"), "{page}");
    reads(&page, SUMS);
    supervisor.post(&format!("/do{at}/sign"), &[("seen", &named(&page, "seen"))]).await.done();
    place.chair().await.post(&format!("/do{at}/publish"), &[]).await.done();
    let page = place.public(&format!("/c/{}/disclosure/{id}", place.community)).await;
    assert!(page.contains("class=\"altered\"") && page.contains("与写的时候有出入"), "{page}");
    reads(&page, SUMS);
    // Whoever reads the feed or what the search found sees what was typed, and no more than that.
    for path in ["feed/all.atom", "search?q=120", "search?q=1204", "search?q=新建挡墙"] {
        let page = place.public(&format!("/c/{}/{path}", place.community)).await;
        assert!(page.contains("120*4米"), "{path}: {page}");
        assert!(!page.contains("长1204米"), "{path}: {page}");
    }
    place.verifies().await;
}

/// Sends a text as Markdown, whose writer was shown it first.
async fn in_markdown(person: &Person, action: &str, fields: &[(&str, &str)]) -> String {
    let chosen = [fields, &[("form", "markdown")]].concat();
    let answer = person.post(action, &chosen).await;
    assert!(answer.location.contains("form="), "it is shown first: {} {}", answer.status, answer.location);
    let page = person.get(&answer.location).await;
    let seen = &Page::of(&page).value("previewed").expect("seen");
    person.post(action, &[&chosen[..], &[("previewed", seen)]].concat()).await.done()
}

/// A proposal, a remark, a revision of the text and an ending in Markdown: where that shows other numbers than were typed, everybody in
/// the room reads both.
async fn c11_markdown_in_the_room_stands_beside_what_was_typed(place: Place) {
    let chair = place.chair().await;
    let (session, item, member) = speaker(&place, &chair).await;
    let beside = |page: &str, times: usize| {
        assert_eq!(page.matches("class=\"altered\"").count(), times, "{page}");
        reads(page, SUMS);
        assert!(page.contains("与写的时候有出入"), "{page}");
    };
    let to = in_markdown(&member, &format!("/do/i/{item}/propose"), &[("title", "改用沥青"), ("body", SUMS)]).await;
    let proposal = to.split("#proposal-").nth(1).expect("an id").to_owned();
    beside(&member.get(&format!("/i/{item}/thread")).await, 1);
    // The proposal stands there as it is and as its last revision.
    beside(&member.get(&format!("/p/{proposal}")).await, 2);
    // A remark is Markdown only where it was written before there was a choice.
    member.post(&format!("/do/i/{item}/remark"), &[("body", SUMS)]).await.done();
    beside(&member.get(&format!("/i/{item}/thread")).await, 1);
    as_written(&place, "UPDATE remarks SET form = ''").await;
    beside(&member.get(&format!("/i/{item}/thread")).await, 2);
    as_written(&place, "UPDATE remarks SET form = 'typed'").await;
    // Nothing is said of what reads as it was typed.
    let plain = [("title", "修渠"), ("body", "**重点**：修渠")];
    place.after_minutes(2);
    in_markdown(&member, &format!("/do/i/{item}/propose"), &plain).await;
    beside(&member.get(&format!("/i/{item}/thread")).await, 1);
    in_markdown(&chair, &format!("/do/i/{item}/text"), &[("title", "方案"), ("body", SUMS), ("base", "1")]).await;
    let page = chair.get(&format!("/i/{item}")).await;
    assert!(page.contains("class=\"altered\""), "each revision: {page}");
    reads(&page, SUMS);
    // Nor has an ending a choice.
    chair.post(&format!("/do/i/{item}/end"), &[("kind", "consensus"), ("body", SUMS)]).await.done();
    as_written(&place, "UPDATE endings SET form = ''").await;
    let page = member.get(&format!("/s/{session}")).await;
    assert!(page.contains("class=\"altered\""), "{page}");
    reads(&page, SUMS);
    as_written(&place, "UPDATE endings SET form = 'typed'").await;
    place.verifies().await;
}

/// As if it had been written in another form.
async fn as_written(place: &Place, sql: &'static str) {
    let mut conn = place.db.begin().await.expect("a transaction");
    sqlx::query(sql).execute(&mut *conn).await.expect("as before");
    conn.commit().await.expect("committed");
}
