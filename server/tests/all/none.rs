//! Issue 16, C13: of a place that only looks like personal data whoever publishes says that it is none, which is journaled; blanking
//! covers what was shown and nothing else.

use crate::common::{Answered, Page, Person, Place, engines};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

engines!(
    c13_a_number_of_a_project_is_none_and_the_telephone_beside_it_is_covered,
    c13_a_changed_text_asks_again,
    c13_an_identity_number_cannot_be_waved_through,
    c13_a_supervisor_sees_what_was_said_to_be_none,
    c13_of_what_stays_within_nothing_is_told,
    c13_a_question_and_a_reason_have_the_same_door,
    c13_what_was_said_of_a_place_is_remembered,
    c13_of_a_decision_it_is_remembered_too,
);

/// It looks like an identity number of before 1999, and numbers a road.
const ROAD: &str = "130102560229121";
const PHONE: &str = "13900139000";
const ID: &str = "11010519491231002X";

/// What a page asks to be said of: the fields, each once, in their order.
fn asked(page: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in page.split("name=\"mask-").skip(1) {
        let name = format!("mask-{}", part.split('"').next().expect("a name"));
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// The field in which something is said of a place, as anybody can reckon it: what stands there, and between which words.
fn field(at: &str, kind: &str, text: &str, (before, behind): (&str, &str)) -> String {
    let hash = Sha256::digest(format!("{at}\n{kind}\n{text}\n{before}\n{behind}\n\n1\n"));
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("mask-{}", &hex[..20])
}

/// The bodies of the published entries of an act, the latest last, and whether any line of the journal holds a text.
async fn bodies(place: &Place, act: &str) -> Vec<Value> {
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    let lines = journal.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line"));
    let of_act = lines.filter(|line| line["act"] == act);
    of_act.map(|line| serde_json::from_str(line["body"].as_str().expect("a body")).expect("a body")).collect()
}

/// A draft of a session with one item whose paper is this.
async fn with_paper(place: &Place, chair: &Person, paper: &str) -> String {
    let session = place.drafted(chair, "2026-03-26T19:30").await;
    let item = [("title", "路灯"), ("matter", "public_works_contract_plan"), ("paper", paper)];
    chair.post(&format!("/do/s/{session}/items"), &item).await.done();
    session
}

async fn announce(chair: &Person, session: &str, said: &[(&str, &str)]) -> Answered {
    chair.post(&format!("/do/s/{session}/move/announce"), said).await
}

async fn c13_a_number_of_a_project_is_none_and_the_telephone_beside_it_is_covered(place: Place) {
    place.on_the_evening();
    let chair = place.chair().await;
    let session = with_paper(&place, &chair, &format!("道路 {ROAD} 改造，联系人 {PHONE}，预算 764,000 元。")).await;
    let page = announce(&chair, &session, &[]).await.refused("masking-id-number").await;
    assert!(page.contains("道路 130…") && page.contains("联系人 139…"), "each place is shown: {page}");
    assert!(page.contains("像身份证号码") && page.contains("像手机号") && page.contains("照上面选的继续"), "{page}");
    let fields = asked(&page);
    assert_eq!(fields.len(), 2, "{page}");
    // Nothing is covered by a word for all of them: of each place it is said.
    let page = announce(&chair, &session, &[("mask", "1")]).await.refused("masking-id-number").await;
    assert_eq!(asked(&page), fields);
    // Of one place alone: the other is asked about, and what was said is sent along.
    let page = announce(&chair, &session, &[(&fields[0], "none")]).await.refused("masking-mobile").await;
    assert!(page.contains(&format!("type=\"hidden\" name=\"{}\" value=\"none\"", fields[0])), "{page}");
    assert!(page.contains("联系人 139…") && !page.contains("道路 130…"), "{page}");
    announce(&chair, &session, &[(&fields[0], "none"), (&fields[1], "cover")]).await.done();

    let notice = place.public(&format!("/c/{}/notice/{session}.json", place.community)).await;
    let notice: Value = serde_json::from_str(&notice).expect("JSON");
    assert_eq!(notice["items"][0]["paper"], format!("道路 {ROAD} 改造，联系人 ■■■，预算 764,000 元。"));
    let last = bodies(&place, "notice.published").await.pop().expect("an entry");
    assert_eq!(last["none"], json!([{ "place": "items.0.paper", "nth": 1, "kind": "id_number" }]));
    assert!(!last.to_string().contains(ROAD), "never what stood there: {last}");
    place.verifies().await;

    // Where nothing is said to be none, the entry says nothing of it.
    let session = with_paper(&place, &chair, &format!("联系人 {PHONE}。")).await;
    let page = announce(&chair, &session, &[]).await.refused("masking-mobile").await;
    announce(&chair, &session, &[(&asked(&page)[0], "cover")]).await.done();
    assert!(bodies(&place, "notice.published").await.pop().expect("an entry").get("none").is_none());
    place.verifies().await;
}

async fn c13_a_changed_text_asks_again(place: Place) {
    place.on_the_evening();
    let chair = place.chair().await;
    let session = with_paper(&place, &chair, &format!("道路 {ROAD}，联系人 {PHONE}。")).await;
    let page = announce(&chair, &session, &[]).await.refused("masking-id-number").await;
    let fields = asked(&page);
    let said = [(fields[0].as_str(), "none"), (fields[1].as_str(), "cover")];
    // Something comes to stand there before the form is sent: neither "none" nor "cover" was said of that.
    let more = [("title", "水井"), ("matter", "public_works_contract_plan"), ("paper", "电话 13700137000")];
    chair.post(&format!("/do/s/{session}/items"), &more).await.done();
    let page = announce(&chair, &session, &said).await.refused("masking-mobile").await;
    assert!(page.contains("电话 137…") && !page.contains("联系人 139…"), "{page}");
    // At the same place of another session another number stands.
    let other = with_paper(&place, &chair, &format!("道路 130102560229129，联系人 {PHONE}。")).await;
    let page = announce(&chair, &other, &said).await.refused("masking-id-number").await;
    assert!(!page.contains(&format!("id=\"{}-none\"", fields[0])) && page.contains("-none\""), "{page}");

    // A draft as well: the tick goes with what was typed.
    let clerk = place.clerk().await;
    let new = format!("/do/c/{}/disclosures/new", place.community);
    let body = format!("道路 {ROAD} 完工。");
    let page = clerk.post(&new, &disclosure(&body, "村民委员会")).await.refused("masking-id-number").await;
    let tick = asked(&page).pop().expect("a tick");
    let changed = body.replace(ROAD, "130102560229129");
    let mut fields = disclosure(&changed, "村民委员会");
    fields.push((&tick, "none"));
    let page = clerk.post(&new, &fields).await.refused("masking-id-number").await;
    assert!(!asked(&page).is_empty() && asked(&page)[0] != tick && page.contains(&changed), "{page}");
}

/// The form of a disclosure.
fn disclosure<'a>(body: &'a str, responsible: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", "道路公开"),
        ("category", "finance"),
        ("basis", "村民委员会组织法第三十五条"),
        ("body", body),
        ("responsible", responsible),
    ]
}

async fn c13_an_identity_number_cannot_be_waved_through(place: Place) {
    place.on_the_evening();
    let chair = place.chair().await;
    let session = with_paper(&place, &chair, &format!("低保户 {ID} 的道路")).await;
    let page = announce(&chair, &session, &[]).await.refused("masking-id-number").await;
    assert!(page.contains("只能遮盖") && !page.contains("value=\"none\""), "{page}");
    let only = asked(&page).pop().expect("a place");
    assert_eq!(only, field("items.0.paper", "id_number", ID, ("低保户", "的道路")));
    announce(&chair, &session, &[(&only, "none")]).await.refused("masking-id-number").await;
    announce(&chair, &session, &[(&only, "cover")]).await.done();
    let notice = place.public(&format!("/c/{}/notice/{session}.json", place.community)).await;
    assert!(notice.contains("低保户 ■■■ 的道路") && !notice.contains(ID), "{notice}");
    // Nor in a draft, however it is written and whatever is sent.
    let clerk = place.clerk().await;
    let new = format!("/do/c/{}/disclosures/new", place.community);
    for id in [ID, "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002x"] {
        let body = format!("低保户 {id}，公开");
        let mut fields = disclosure(&body, "村民委员会");
        let forged = field("body", "id_number", id, ("低保户", ""));
        fields.push((&forged, "none"));
        let page = clerk.post(&new, &fields).await.refused("masking-id-number").await;
        assert!(page.contains("请删去") && asked(&page).is_empty(), "{page}");
    }
    place.verifies().await;
}

/// A disclosure of which every place that was found in its draft is said to be none: its id.
async fn written(place: &Place, fields: &[(&str, &str)]) -> String {
    let clerk = place.clerk().await;
    let new = format!("/do/c/{}/disclosures/new", place.community);
    let mut said: Vec<String> = Vec::new();
    // A field after the other is refused; what was said of the earlier ones stays ticked.
    for _ in 0..4 {
        let all: Vec<_> = fields.iter().copied().chain(said.iter().map(|one| (one.as_str(), "none"))).collect();
        let answer = clerk.post(&new, &all).await;
        if answer.is_done() {
            return answer.done().rsplit('/').next().expect("an id").to_owned();
        }
        let page = answer.refused("masking-id-number").await;
        for one in &said {
            let tick = page.split(&format!("name=\"{one}\"")).nth(1).expect("the tick is still there");
            assert!(tick.split('>').next().expect("a tag").contains("checked"), "{page}");
        }
        said = asked(&page);
    }
    panic!("asked without end");
}

/// Signed by the supervisor, whose page was shown before.
async fn sign(place: &Place, id: &str) -> String {
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&format!("/c/{}/disclosures/{id}", place.community)).await;
    let seen = &Page::of(&page).value("seen").expect("a draft");
    let at = format!("/do/c/{}/disclosures/{id}/sign", place.community);
    supervisor.post(&at, &[("seen", seen)]).await.done();
    page
}

async fn c13_a_supervisor_sees_what_was_said_to_be_none(place: Place) {
    place.on_the_evening();
    let body = format!("道路 {ROAD} 完工。");
    let id = written(&place, &disclosure(&body, "道路 130102560229129 项目部")).await;
    let page = sign(&place, &id).await;
    let left = page.split("id=\"left\"").nth(1).expect("what was left").split("</section>").next().expect("its end");
    assert!(left.contains("写的人说不是") && left.matches("<li>").count() == 2 && left.contains("道路 130…"), "{left}");
    // Whoever publishes says it once more, for the content that it is: the public entry is theirs.
    let chair = place.chair().await;
    let publish = format!("/do/c/{}/disclosures/{id}/publish", place.community);
    let page = chair.post(&publish, &[]).await.refused("masking-id-number").await;
    assert!(page.contains("id=\"left\""), "{page}");
    let fields = asked(&page);
    let said: Vec<_> = fields.iter().map(|one| (one.as_str(), "none")).collect();
    assert_eq!(said.len(), 2, "{page}");
    chair.post(&publish, &said).await.done();
    let sheet = place.public(&format!("/c/{}/disclosure/{id}.json", place.community)).await;
    assert!(sheet.contains(&body) && sheet.contains("130102560229129") && !sheet.contains('■'), "{sheet}");
    let last = bodies(&place, "disclosure.published").await.pop().expect("an entry");
    let of = |place: &str| json!({ "place": place, "nth": 1, "kind": "id_number" });
    let none = last["none"].as_array().expect("what was said").clone();
    assert!(none.len() == 2 && none.contains(&of("text")) && none.contains(&of("responsible")), "{last}");
    // The writer's word stands sealed with the draft, for it was nobody's yet; it is in the database and fits its hash.
    assert!(bodies(&place, "disclosure.written").await.iter().all(|body| body.get("none").is_none()));
    assert_eq!(place.count("SELECT count(*) FROM journal_sealed WHERE body LIKE '%\"none\":[{\"%'").await, 1);
    place.verifies().await;
    // Without anything left, nothing is said to be.
    let id = written(&place, &disclosure("硬化完工。", "村民委员会")).await;
    assert!(!sign(&place, &id).await.contains("id=\"left\""));
}

async fn c13_of_what_stays_within_nothing_is_told(place: Place) {
    place.on_the_evening();
    let body = format!("道路 {ROAD} 完工。");
    let mut fields = disclosure(&body, "村民委员会");
    fields.push(("members", "1"));
    let id = written(&place, &fields).await;
    sign(&place, &id).await;
    let chair = place.chair().await;
    let publish = format!("/do/c/{}/disclosures/{id}/publish", place.community);
    let page = chair.post(&publish, &[]).await.refused("masking-id-number").await;
    chair.post(&publish, &[(&asked(&page)[0], "none")]).await.done();
    let last = bodies(&place, "disclosure.published").await.pop().expect("an entry");
    assert!(last.get("sealed").is_some() && !last.to_string().contains("none"), "{last}");
    let member = place.representative().await;
    assert!(member.get(&format!("/c/{}/disclosure/{id}.json", place.community)).await.contains(ROAD));
    place.verifies().await;
}

async fn c13_a_question_and_a_reason_have_the_same_door(place: Place) {
    place.on_the_evening();
    let id = written(&place, &disclosure("硬化完工。", "村民委员会")).await;
    sign(&place, &id).await;
    let chair = place.chair().await;
    chair.post(&format!("/do/c/{}/disclosures/{id}/publish", place.community), &[]).await.done();
    let resident = place.representative().await;
    let ask = format!("/do/c/{}/about/disclosure/{id}/object", place.community);
    let text = format!("道路 {ROAD} 为什么没修？我的电话 {PHONE}");
    let question = [("kind", "query"), ("text", text.as_str())];
    let page = resident.post(&ask, &question).await.refused("masking-id-number").await;
    let ticks = asked(&page);
    // Of a telephone no member says for others that it is none.
    assert!(ticks.len() == 1 && page.contains("道路 130…"), "{page}");
    let forged = field("text", "mobile", PHONE, ("我的电话", ""));
    let said = [question[0], question[1], (ticks[0].as_str(), "none"), (forged.as_str(), "none")];
    let page = resident.post(&ask, &said).await.refused("masking-mobile").await;
    assert!(page.contains(&text), "what was typed is kept");
    let text = format!("道路 {ROAD} 为什么没修？");
    let said = [question[0], ("text", text.as_str()), (ticks[0].as_str(), "none")];
    resident.post(&ask, &said).await.done();
    let last = bodies(&place, "objection.filed").await.pop().expect("an entry");
    assert_eq!(last["none"], json!([{ "place": "text", "nth": 1, "kind": "id_number" }]));
    assert!(place.public(&format!("/c/{}/disclosure/{id}", place.community)).await.contains(ROAD));
    // A reason that everybody reads: withdrawn for a road's number.
    let withdraw = format!("/do/c/{}/about/disclosure/{id}/withdraw", place.community);
    let reason = format!("道路编错：{ROAD}");
    let page = chair.post(&withdraw, &[("reason", &reason)]).await.refused("masking-id-number").await;
    let tick = field("reason", "id_number", ROAD, ("道路编错", ""));
    assert!(asked(&page).contains(&tick), "{page}");
    chair.post(&withdraw, &[("reason", &reason), (&tick, "none")]).await.done();
    let last = bodies(&place, "disclosure.withdrawn").await.pop().expect("an entry");
    assert_eq!(last["none"][0]["place"], "reason");
    place.verifies().await;
}

/// A draft that is opened again, and a correction, ask of no place of which it was said already, as long as the same stands there.
async fn c13_what_was_said_of_a_place_is_remembered(place: Place) {
    place.on_the_evening();
    let body = format!("道路 {ROAD} 完工。");
    let id = written(&place, &disclosure(&body, "村民委员会")).await;
    let clerk = place.clerk().await;
    let at = format!("/do/c/{}/disclosures/{id}", place.community);
    let told = "SELECT count(*) FROM journal_sealed WHERE body LIKE '%\"none\":[{\"%'";
    assert_eq!(place.count(told).await, 1);
    clerk.post(&at, &disclosure(&body, "村民委员会 三组")).await.done();
    assert_eq!(place.count(told).await, 2, "the entry of the new text tells it too");
    // Other clauses may change; what stands there and the word before it may not, nor may another come beside it.
    let longer = format!("三组：{body}");
    clerk.post(&at, &disclosure(&longer, "村民委员会")).await.done();
    let changed = body.replace(ROAD, "130102560229129");
    clerk.post(&at, &disclosure(&changed, "村民委员会")).await.refused("masking-id-number").await;
    let somebody = body.replace("道路", "低保户");
    clerk.post(&at, &disclosure(&somebody, "村民委员会")).await.refused("masking-id-number").await;
    let moved = format!("低保户 {ROAD}。{body}");
    let page = clerk.post(&at, &disclosure(&moved, "村民委员会")).await.refused("masking-id-number").await;
    assert!(page.contains("低保户 130…"), "the same number at another place: {page}");
    let more = format!("{body}联系人 {PHONE}。");
    let page = clerk.post(&at, &disclosure(&more, "村民委员会")).await.refused("masking-mobile").await;
    assert!(page.contains("联系人 139…"), "{page}");
    clerk.post(&at, &disclosure(&body, &format!("项目部 {ROAD}"))).await.refused("masking-id-number").await;

    // Whoever publishes is asked, for nobody published it; of a correction it was said.
    sign(&place, &id).await;
    let chair = place.chair().await;
    let page = chair.post(&format!("{at}/publish"), &[]).await.refused("masking-id-number").await;
    chair.post(&format!("{at}/publish"), &[(&asked(&page)[0], "none")]).await.done();
    let mut fields = disclosure(&longer, "村民委员会 三组");
    fields.push(("correction", "补写负责的组"));
    clerk.post(&at, &fields).await.done();
    sign(&place, &id).await;
    chair.post(&format!("{at}/publish"), &[]).await.done();
    let last = bodies(&place, "disclosure.published").await.pop().expect("an entry");
    assert_eq!(last["none"], json!([{ "place": "text", "nth": 1, "kind": "id_number" }]));
    place.verifies().await;
}

async fn c13_of_a_decision_it_is_remembered_too(place: Place) {
    let vote = declared(&place).await;
    let clerk = place.clerk().await;
    let at = format!("/do/v/{vote}/outcome");
    let body = format!("同意改造道路 {ROAD}。");
    let fields = |responsible| [("body", body.as_str()), ("responsible", responsible), ("due", "2026-06-30")];
    let page = clerk.post(&at, &fields("村民委员会")).await.refused("masking-id-number").await;
    let tick = asked(&page).pop().expect("a tick");
    clerk.post(&at, &[&fields("村民委员会")[..], &[(tick.as_str(), "none")]].concat()).await.done();
    clerk.post(&at, &fields("村民委员会 三组")).await.done();
    assert_eq!(bodies(&place, "outcome.written").await.iter().filter(|one| one.get("none").is_some()).count(), 2);
    place.verifies().await;
}

/// A vote that has been declared.
async fn declared(place: &Place) -> String {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 41).await;
    let vote = place.open_vote(&chair, &session, &item).await;
    for (_, number) in &members[..30] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    vote
}
