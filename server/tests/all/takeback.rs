//! Issue 16, C14: words that were published are blanked wherever they stand, and the chain stays whole.

mod old;

use crate::common::{Page, Person, Place, engines};
use server::check::{folder, verify};
use server::{rows::publication, store::journal};
use sqlx::AssertSqlSafe;

engines!(
    c14_no_words_stand_in_a_line,
    c14_words_are_blanked_wherever_they_stand,
    c14_a_text_blanked_in_its_form_verifies,
    c14_why_words_for_members_are_blanked_stays_sealed,
    c14_words_in_a_sessions_form_do_not_come_back,
);

/// A published decision with 36 votes for, after a session with a hidden remark.
pub async fn decided(place: &Place) -> (String, String, String) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let speaker = place.sign_in(&members[11].1).await;
    place.hidden_remark(&chair, &speaker, &item).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..36] {
        let voter = place.sign_in(number).await;
        voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let text = [("body", "通过，由王某某负责。"), ("responsible", "村民委员会")];
    chair.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    place.verifies().await;
    (session, item, vote)
}

pub async fn tamper(place: &Place, sql: &str) -> u64 {
    let mut transaction = place.db.begin().await.expect("a transaction");
    let done = sqlx::query(AssertSqlSafe(sql.to_owned()))
        .execute(&mut *transaction)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    transaction.commit().await.expect("committed");
    done.rows_affected()
}

pub async fn findings(place: &Place) -> String {
    let report = verify::database(&place.db, &[]).await.expect("verified");
    report.findings.iter().map(|one| one.what.clone()).collect::<Vec<_>>().join("\n")
}

/// Words of people stand beside the line, with their salts: everybody reads and checks them, and the line names none.
async fn c14_no_words_stand_in_a_line(place: Place) {
    decided(&place).await;
    let mut conn = place.db.read().await.expect("a connection");
    let rows = journal::entries(&mut conn, &place.community, 0, 10_000).await.expect("entries");
    drop(conn);
    for row in &rows {
        let mut body: serde_json::Value = serde_json::from_str(&row.body).expect("JSON");
        // The rule is the law's text, not somebody's.
        body.as_object_mut().expect("an object").remove("rule");
        assert!(body.to_string().is_ascii(), "{}: {body}", row.act);
    }
    let lines = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(lines.contains("人身攻击") && lines.contains("村内道路硬化建设承包方案"), "everybody still reads them");
    let report = verify::lines(&lines, &[place.head().await]).expect("read");
    assert_eq!(report.findings, Vec::new());
    let changed = verify::lines(&lines.replace("人身攻击", "离题"), &[]).expect("read");
    assert!(changed.findings.iter().any(|one| one.what.contains("reason is not the text")), "{:?}", changed.findings);
    tamper(&place, "UPDATE journal_texts SET text = '离题' WHERE text = '人身攻击'").await;
    assert!(findings(&place).await.contains("reason is not the text that the entry fixed"));
    tamper(&place, "DELETE FROM journal_texts WHERE text = '离题'").await;
    assert!(findings(&place).await.contains("its reason is gone"));
}

/// Somebody's name, which stands where it should not.
const NAME: &str = "王某某";

/// The id that a page's form leads to, after `mark`.
pub fn id_after(page: &str, mark: &str) -> String {
    page.split(mark)
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_else(|| panic!("no {mark} in {page}"))
        .to_owned()
}

/// Writes a correction, has it countersigned and published.
async fn corrected(place: &Place, vote: &str, body: &str, correction: &str) {
    let chair = place.chair().await;
    let text = [("body", body), ("responsible", "村民委员会"), ("correction", correction)];
    chair.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
}

/// Asks for words to be blanked and has the supervision committee confirm it.
pub async fn blanked(place: &Place, about: &str, fields: &[(&str, &str)]) {
    let (chair, supervisor) = (place.chair().await, place.supervisor().await);
    chair.post(&format!("/do{about}/take-back"), fields).await.done();
    let page = supervisor.get(about).await;
    assert!(supervisor.get(&format!("/c/{}/room", place.community)).await.contains("等您确认"), "a task at home");
    let id = id_after(&page, "action=\"/do/t/");
    chair.post(&format!("/do/t/{id}/answer"), &[("decision", "agree")]).await.refused("permit-not-your-role").await;
    supervisor.post(&format!("/do/t/{id}/answer"), &[("decision", "")]).await.refused("text-not-offered").await;
    supervisor.post(&format!("/do/t/{id}/answer"), &[("decision", "agree")]).await.done();
}

/// Everything that the public and the members are shown of a decision.
async fn shown(place: &Place, vote: &str) -> Vec<(String, String)> {
    let board = format!("/c/{}", place.community);
    let mut all = Vec::new();
    let paths = [
        board.clone(),
        format!("{board}/outcome/{vote}"),
        format!("{board}/outcome/{vote}/v/1"),
        format!("{board}/outcome/{vote}.json"),
        format!("{board}/outcome/{vote}/record.json"),
        format!("{board}/feed/all.atom"),
        format!("{board}/decisions.csv"),
        format!("{board}/decisions.json"),
        format!("{board}/journal.jsonl"),
        format!("{board}/sessions.ics"),
    ];
    for path in paths {
        let text = place.public(&path).await;
        all.push((path, text));
    }
    all
}

/// One act of two hands blanks words in every revision, title, export, feed, search and journal text. The count stays and is
/// recounted; what was blanked is listed, never whole, never a fault.
async fn c14_words_are_blanked_wherever_they_stand(place: Place) {
    let (session, _, vote) = decided(&place).await;
    let (chair, resident) = (place.chair().await, place.representative().await);
    corrected(&place, &vote, "通过，王某某家门前一段先修。", "补写王某某一段").await;
    let about = format!("/c/{}/about/outcome/{vote}", place.community);
    resident.post(&format!("/do{about}/object"), &[("kind", "query"), ("text", "王某某为什么不出钱？")]).await.done();
    let at = format!("/do/c/{}/execution/{vote}", place.community);
    let plan = [("name", "王某某门前路基"), ("responsible", "村民委员会"), ("due", "2026-04-10"), ("money", "380000")];
    chair.post(&format!("{at}/plan"), &plan).await.done();
    let before = shown(&place, &vote).await;
    let with = |all: &[(String, String)]| {
        all.iter().filter(|(_, text)| text.contains(NAME)).map(|(path, _)| path.clone()).collect::<Vec<_>>()
    };
    assert!(with(&before).len() >= 5, "{:?}", with(&before));
    place.verifies().await;

    // What cannot be asked.
    let ask = |words: &'static str, reason: &'static str| [("what", "blank"), ("words", words), ("reason", reason)];
    let to = format!("/do{about}/take-back");
    chair.post(&to, &ask("36", "写错")).await.refused("takeback-too-common").await;
    chair.post(&to, &ask("没有这个人", "写错")).await.refused("takeback-nowhere").await;
    chair.post(&to, &ask(NAME, "王某某不同意")).await.refused("takeback-says-it").await;
    chair.post(&to, &ask(NAME, "")).await.refused("session-reason-missing").await;
    resident.post(&to, &ask(NAME, "写错")).await.refused("permit-not-your-role").await;
    chair.post(&to, &ask("villager_rep_meeting", "写错")).await.refused("takeback-nowhere").await;

    blanked(&place, &about, &ask("王某某\n王某某家门前", "写了不该公开的姓名")).await;
    let after = shown(&place, &vote).await;
    assert_eq!(with(&after), Vec::<String>::new());
    let page = &after[1].1;
    assert!(page.contains("遮盖了部分内容") && page.contains("写了不该公开的姓名"), "the page says so");
    for path in [&about, &format!("/s/{session}"), &format!("/v/{vote}/outcome")] {
        assert!(!chair.get(path).await.contains(NAME), "{path}");
    }
    assert!(page.contains("■■■先修") || page.contains("■■■一段先修"), "{page}");
    assert!(!place.public(&format!("/c/{}/search?q={NAME}", place.community)).await.contains("class=\"listed\""));

    // Both fingerprints stand on the page; the new one is that of the file.
    let mut conn = place.db.read().await.expect("a connection");
    let rows = publication::revisions(&mut conn, &place.community, &vote).await.expect("revisions");
    drop(conn);
    for row in &rows {
        assert!(row.blanked > 0 && row.hash != row.hash_before && !row.hash_before.is_empty());
    }
    assert!(page.contains(&rows[0].hash) && page.contains(&rows[0].hash_before), "both fingerprints");
    let file: String = place.public(&format!("/c/{}/outcome/{vote}.json", place.community)).await;
    assert_eq!(server_digest(&file), rows[0].hash);

    // Listed as blanked, and nothing is at fault: in the database, in the public journal, in an export.
    let report = verify::database(&place.db, &[place.head().await]).await.expect("verified");
    assert_eq!(report.findings, Vec::new());
    for listed in ["its fingerprint is now", "its correction was blanked", "its name was blanked", "objection "] {
        let found = report.blanked.iter().any(|one| one.what.contains(listed));
        assert!(found || listed.contains("correction"), "{listed} in {:?}", report.blanked);
    }
    let lines = verify::lines(&after[8].1, &[place.head().await]).expect("read");
    assert_eq!(lines.findings, Vec::new());
    assert!(!lines.blanked.is_empty());
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    assert_eq!(folder::verify(folder.path(), &[], None).expect("an export").findings, Vec::new());
    let (record, verdict) = place.counted(&vote).await;
    assert_eq!(rules::judge(&record).expect("judged"), verdict);

    // Whoever changes what was blanked, or says of something else that it was, is found.
    for (sql, back, named) in [
        (
            "UPDATE publications SET content = REPLACE(content, '■■■', '张三') WHERE kind = 'outcome'",
            "UPDATE publications SET content = REPLACE(content, '张三', '■■■') WHERE kind = 'outcome'",
            "published text is not the one",
        ),
        (
            "UPDATE objections SET body = REPLACE(body, '■■■', '张三')",
            "UPDATE objections SET body = REPLACE(body, '张三', '■■■')",
            "objection 1",
        ),
        (
            "UPDATE journal_texts SET text = REPLACE(text, '■■■', '张三')",
            "UPDATE journal_texts SET text = REPLACE(text, '张三', '■■■')",
            "is not the text that the entry fixed",
        ),
        (
            "UPDATE publications SET blanked = 1 WHERE kind = 'notice'",
            "UPDATE publications SET blanked = 0 WHERE kind = 'notice'",
            "no entry says that it was blanked",
        ),
    ] {
        assert!(tamper(&place, sql).await > 0, "{sql}");
        assert!(findings(&place).await.contains(named), "{sql}: {}", findings(&place).await);
        tamper(&place, back).await;
        assert_eq!(findings(&place).await, "", "{back}");
    }
    // A second blanking of the same thing: the fingerprint as published stays that of the beginning.
    blanked(&place, &about, &ask("门前路基", "位置也不该公开")).await;
    place.verifies().await;
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(!page.contains("门前路基") && page.contains(&rows[0].hash_before));
}

pub fn server_digest(file: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(file.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Fills in a form in Markdown: shown once, taken as it was shown.
pub async fn in_markdown(writer: &Person, to: &str, fields: &[(&str, &str)]) -> String {
    let first: Vec<_> = fields.iter().copied().chain([("form", "markdown")]).collect();
    let answer = writer.post(to, &first).await;
    assert!(answer.location.contains("form="), "shown before it is taken: {}", answer.location);
    let page = writer.get(&answer.location).await;
    let seen = Page::of(&page).value("previewed").expect("shown");
    let seen = seen.as_str();
    let second: Vec<_> = first.iter().copied().chain([("previewed", seen)]).collect();
    writer.post(to, &second).await.done()
}

/// What entries fix of an item's text, a proposal and a remark, as typed or in Markdown, is fixed anew when words in it are
/// blanked: nothing is at fault, a backup of it is taken and given back, and whoever changes it afterwards is found.
async fn c14_a_text_blanked_in_its_form_verifies(place: Place) {
    let chair = place.chair().await;
    let (session, item) = place.announced(&chair).await;
    let text = |body: &'static str, base: &'static str| [("title", "挡墙方案"), ("body", body), ("base", base)];
    chair.post(&format!("/do/i/{item}/text"), &text("由王某某出工。", "1")).await.done();
    in_markdown(&chair, &format!("/do/i/{item}/text"), &text("由**王某某**出料。", "2")).await;
    place.on_the_evening();
    chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
    let clerk = place.clerk().await;
    let members = place.seated().await;
    for (id, _) in &members[..36] {
        clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
    }
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let speaker = place.sign_in(&members[11].1).await;
    let to = format!("/do/i/{item}/propose");
    speaker.post(&to, &[("title", "改用石料"), ("body", "王某某家有石料。")]).await.done();
    in_markdown(&speaker, &to, &[("title", "改用水泥"), ("body", "**王某某**家有水泥。")]).await;
    speaker.post(&format!("/do/i/{item}/remark"), &[("body", "王某某同意吗？")]).await.done();
    place.verifies().await;

    let about = format!("/c/{}/about/notice/{session}", place.community);
    blanked(&place, &about, &[("what", "blank"), ("words", NAME), ("reason", "写了不该公开的姓名")]).await;
    for page in [format!("/i/{item}/thread"), format!("/s/{session}")] {
        assert!(!speaker.get(&page).await.contains(NAME), "{page}");
    }
    let report = verify::database(&place.db, &[place.head().await]).await.expect("verified");
    assert_eq!(report.findings, Vec::new());
    let listed = |what: &str| report.blanked.iter().filter(|one| one.what.starts_with(what)).count();
    assert_eq!((listed("item "), listed("proposal "), listed("remark ")), (2, 2, 1), "{:?}", report.blanked);
    let forms = "SELECT COUNT(DISTINCT form) FROM revisions WHERE body LIKE '%■■■%'";
    assert_eq!(place.count(forms).await, 2, "as typed and in Markdown");
    // A copy of the database verifies, as `backup` and `restore` ask of it.
    let again = Place::over(&place.address(), server::demo::evening().plus_days(1)).await;
    again.verifies().await;
    for table in ["revisions", "proposal_revisions", "remarks"] {
        let all = "WHERE body LIKE '%■■■%' OR body LIKE '%张三%'";
        tamper(&place, &format!("UPDATE {table} SET body = REPLACE(body, '■■■', '张三') {all}")).await;
        assert!(findings(&place).await.contains(if table == "remarks" {
            "remark "
        } else {
            "is not the one in the journal"
        }));
        tamper(&place, &format!("UPDATE {table} SET body = REPLACE(body, '张三', '■■■') {all}")).await;
        assert_eq!(findings(&place).await, "", "{table}");
    }
    tamper(&place, "UPDATE revisions SET form = 'typed' WHERE form = 'markdown'").await;
    assert!(findings(&place).await.contains("is not the one in the journal"), "its form is fixed with it");
}

/// Of a sheet that stays within the community, everybody reads that words were blanked and checks the chain by it; of which kind
/// it is and why stays sealed. Its members read why.
async fn c14_why_words_for_members_are_blanked_stays_sealed(place: Place) {
    place.on_the_evening();
    let (clerk, chair) = (place.clerk().await, place.chair().await);
    let fields = [
        ("title", "帮扶金"),
        ("category", "affairs"),
        ("body", "王某某家 800 元"),
        ("basis", "依据"),
        ("responsible", "小组"),
        ("members", "1"),
    ];
    let at = format!("/do/c/{}/disclosures", place.community);
    let to = clerk.post(&format!("{at}/new"), &fields).await.done();
    let id = to.rsplit('/').next().expect("an id");
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&to).await;
    let seen = &Page::of(&page).value("seen").expect("a draft");
    supervisor.post(&format!("{at}/{id}/sign"), &[("seen", seen)]).await.done();
    chair.post(&format!("{at}/{id}/publish"), &[]).await.done();
    let about = format!("/c/{}/about/disclosure/{id}", place.community);
    const WHY: &str = "困难户不愿留名";
    blanked(&place, &about, &[("what", "blank"), ("words", NAME), ("reason", WHY)]).await;

    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(!journal.contains(WHY) && !journal.contains(NAME), "{journal}");
    let line = journal.lines().find(|line| line.contains("\"words.blanked\"")).expect("a line");
    let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let body: serde_json::Value = serde_json::from_str(line["body"].as_str().expect("a body")).expect("JSON");
    let keys: Vec<_> = body.as_object().expect("an object").keys().map(String::as_str).collect();
    assert!(keys.contains(&"blanked") && keys.contains(&"sealed"), "{keys:?}");
    assert!(keys.iter().all(|key| ["blanked", "sealed", "stands"].contains(key)), "{keys:?}");
    let lines = verify::lines(&journal, &[place.head().await]).expect("read");
    assert_eq!(lines.findings, Vec::new());
    assert!(!lines.blanked.is_empty(), "everybody reads that something was blanked");
    place.verifies().await;
    let sheet = format!("/c/{}/disclosure/{id}", place.community);
    let page = place.representative().await.get(&sheet).await;
    assert!(page.contains(WHY) && page.contains("■■■") && !page.contains(NAME), "{page}");
    assert!(!place.nobody().open(&sheet).await.1.contains(WHY));
}

/// The circumstances for which a session was called at short notice are filled into the form that moves it.
async fn c14_words_in_a_sessions_form_do_not_come_back(place: Place) {
    let (session, ..) = decided(&place).await;
    let planted = format!("UPDATE sessions SET special = '王某某家起火' WHERE id = '{session}'");
    assert_eq!(tamper(&place, &planted).await, 1);
    let about = format!("/c/{}/about/notice/{session}", place.community);
    blanked(&place, &about, &[("what", "blank"), ("words", "王某某"), ("reason", "写了不该公开的姓名")]).await;
    let mut conn = place.db.read().await.expect("a connection");
    let row = server::rows::session::find(&mut conn, &session.as_str().into()).await.expect("a session");
    assert!(!row.special.contains("王某某") && row.special.contains("家起火"), "{}", row.special);
}
