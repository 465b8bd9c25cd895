//! Consultations (协商): whom a matter concerns, guests, the opinion that is read back, dissent that stays, and what is told of it. Each
//! of the three procedures that consult is run from its first word on.

use crate::{
    common::{Page, Person, Place, engines},
    matter::{called, opened, page_of, road},
    takeback::{findings, tamper},
};
use rules::published::ConsultationContent;
use server::check::folder;

engines!(
    a_community_consultation_goes_from_its_topic_to_what_is_told_of_it,
    a_democratic_talk_is_answered_carried_out_and_rated,
    a_joint_conference_agrees_is_rated_and_reports,
    a_consultation_is_kept_by_whom_it_is_and_names_nobody_in_public,
    what_stands_in_the_rows_of_a_consultation_is_held_by_the_chain,
);

fn act(session: &str, act: &str) -> String {
    format!("/do/s/{session}/{act}")
}

fn page(session: &str) -> String {
    format!("/s/{session}/consultation")
}

/// The council of a place, with seats, and a sitting of it on a matter, not announced yet: the session and its item.
async fn council(place: &mut Place, chair: &Person, matter: &str, at: &str) -> (String, String) {
    place.with_body("consultation_council", "议事会").await;
    place.seat(&["0011", "0012", "0013"]).await;
    let session = called(place, chair, matter, &place.body.clone(), at).await;
    let mut conn = place.db.read().await.expect("a connection");
    let items = server::rows::session::items(&mut conn, &session.as_str().into()).await.expect("items");
    (session, items.first().expect("the matter's item").id.0.clone())
}

/// The id of a group, as the page names it.
async fn party(person: &Person, session: &str, name: &str) -> String {
    let shown = person.get(&page(session)).await;
    let (_, rest) = shown.split_once(&format!(">{name}</h3>")).expect("the group");
    let (_, rest) = rest.split_once("name=\"of\" value=\"").expect("its id");
    rest.split('"').next().expect("an id").to_owned()
}

/// The id of a guest.
async fn guest(person: &Person, session: &str, name: &str) -> String {
    let shown = person.get(&page(session)).await;
    let (_, rest) = shown.split_once(name).expect("the guest");
    let (_, rest) = rest.split_once("name=\"guest\" value=\"").expect("an id");
    rest.split('"').next().expect("an id").to_owned()
}

/// What a form of the page holds under a name.
async fn holds(person: &Person, session: &str, form: &str, name: &str) -> String {
    let shown = person.get(&page(session)).await;
    Page::of(&shown).form(form).value(name).unwrap_or_else(|| panic!("no {name} in {form}"))
}

async fn record(person: &Person, id: &str, fields: &[(&str, &str)]) {
    person.post(&format!("/do/d/{id}/record"), fields).await.done();
}

/// It is written by the clerk, read back, signed by the supervisors and published: where.
async fn opinion(place: &Place, session: &str, fields: &[(&str, &str)]) -> String {
    let (clerk, chair, supervisor) = (place.clerk().await, place.chair().await, place.supervisor().await);
    clerk.post(&act(session, "opinion"), fields).await.done();
    clerk.post(&act(session, "opinion/read"), &[]).await.done();
    let seen = holds(&supervisor, session, "/opinion/sign", "seen").await;
    supervisor.post(&act(session, "opinion/sign"), &[("seen", &seen)]).await.done();
    let seen = holds(&chair, session, "/opinion/publish", "seen").await;
    chair.post(&act(session, "opinion/publish"), &[("seen", &seen)]).await.done()
}
/// The sitting is opened, these are there, the item ends so and the sitting is closed.
async fn held(place: &Place, (session, item): (&str, &str), how: &str, opinions: &[(&str, &str)]) -> String {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    chair.post(&act(session, "move/open"), &[]).await.done();
    for number in ["0011", "0012", "0013"] {
        let id = place.member(&place.community, number).await.id.0;
        clerk.post(&act(session, "check-in"), &[("member", &id)]).await.done();
    }
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    let end = [("kind", how), ("body", "大家同意先修三组。"), ("dissent", "无")];
    chair.post(&format!("/do/i/{item}/end"), &end).await.done();
    chair.post(&format!("/do/i/{item}/end/publish"), &[]).await.done();
    let public = opinion(place, session, opinions).await;
    chair.post(&act(session, "move/close"), &[]).await.done();
    public
}

const OPINION: [(&str, &str); 2] = [("consensus", "先修三组。"), ("suggestions", "加排水沟\n夜间不施工")];
const TOLD: [(&str, &str); 5] = [
    ("became-1", "adopted"),
    ("reason-1", "五月开工时一起做"),
    ("became-2", "not_adopted"),
    ("reason-2", "白天车多，只能夜间做一周"),
    ("said", "占地另行补偿。"),
];

/// 城乡社区协商: topic, parties, notice, talk, execution, feedback; the parties and the feedback are read from the sitting.
async fn a_community_consultation_goes_from_its_topic_to_what_is_told_of_it(mut place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let id = opened(&place, &chair, &road(&[("procedure", "community_consultation"), ("consults", "1")])).await;
    record(&chair, &id, &[("step", "topic"), ("need", "topic"), ("accepted", "1"), ("said", "群众反映集中")]).await;
    let (session, item) = council(&mut place, &chair, &id, "2026-03-12T19:30").await;
    for name in ["沿线住户", "运输户"] {
        clerk.post(&act(&session, "party"), &[("party", name)]).await.done();
    }
    let (live, carry) = (party(&clerk, &session, "沿线住户").await, party(&clerk, &session, "运输户").await);
    let bare = clerk.post(&act(&session, "participant"), &[("of", &live), ("number", "0004")]).await;
    assert!(bare.refused("person-name-to-confirm").await.contains(&place.named("0004").await));
    let named = place.named("0004").await;
    clerk.post(&act(&session, "participant"), &[("of", &live), ("number", &named)]).await.done();
    chair.post(&act(&session, "move/announce"), &[]).await.done();
    place.clock_at("2026-03-12T19:30");
    chair.post(&act(&session, "move/open"), &[]).await.refused("consultation-parties-missing").await;
    assert!(place.public(&page_of(&place, &id)).await.contains("确定协商主体"));
    let refusal = [("of", carry.as_str()), ("said", "车队老板来电，都在外地"), ("on", "2026-03-11")];
    clerk.post(&act(&session, "party/refuse"), &refusal).await.done();
    let holds_live = format!("holds-{live}");
    let opinions = [&OPINION[..], &[(holds_live.as_str(), "占了菜地要补偿。")]].concat();
    let public = held(&place, (&session, &item), "heard", &opinions).await;
    let shown = place.public(&public).await;
    for words in [
        "先修三组。",
        "占了菜地要补偿。",
        "加排水沟",
        "3月11日（周三） 记下不参加",
        "运输户",
        "确定了参加人，没有人到会",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("车队老板"), "who said so is for members");
    assert!(shown.contains(&page_of(&place, &id)), "it leads to its matter: {shown}");

    // 落实, and then 反馈: of each suggestion what became of it.
    place.clock_at("2026-04-10T10:00");
    let supervisor = place.supervisor().await;
    record(&supervisor, &id, &[("step", "carry_out"), ("need", "execution"), ("said", "三组路面已硬化")]).await;
    chair.post(&act(&session, "feedback"), &TOLD[..2]).await.refused("text-none-chosen").await;
    let part = place.sign_in("0004").await;
    let home = format!("/c/{}/room", place.community);
    assert!(part.get(&home).await.contains("已公布，等反馈"));
    let to = chair.post(&act(&session, "feedback"), &TOLD).await.done();
    assert_eq!(to, public);
    assert!(part.get(&home).await.contains("已反馈"));
    let told = place.public(&public).await;
    for words in ["五月开工时一起做", "未采纳", "占地另行补偿。", "4月10日（周五） 反馈"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let json = place.public(&format!("{public}.json")).await;
    let content: ConsultationContent = serde_json::from_str(&json).expect("an opinion");
    assert_eq!(content.feedback.expect("told").answers.len(), 2);
    assert_eq!((content.members, content.parties[1].refused.as_str()), (3, "2026-03-11"));
    let matter = page_of(&place, &id);
    chair.post(&format!("/do/d/{id}/end"), &[("how", "done"), ("said", "")]).await.refused("dossier-steps-open").await;
    place.clock_at("2026-04-29T10:00");
    let shown = place.public(&matter).await;
    assert!(shown.contains("各步都已完成") && shown.contains(&public), "{shown}");
    chair.post(&format!("/do/d/{id}/end"), &[("how", "done"), ("said", "办结")]).await.done();
    assert!(place.public(&format!("/c/{}/search?q=排水沟", place.community)).await.contains(&public));
    place.verifies().await;
    // As files it is the same, and what is changed in one is found.
    let files = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", files.path()).await.expect("exported");
    let found = || folder::verify(files.path(), &[], None).expect("an export").findings;
    assert_eq!(found(), Vec::new());
    let file = files.path().join(format!("{}.json", public.trim_start_matches('/')));
    let text = std::fs::read_to_string(&file).expect("the opinion");
    std::fs::write(&file, text.replace("加排水沟", "不加水沟")).expect("written");
    assert!(!found().is_empty());
}

/// 民主恳谈: anybody may come, so no groups are named; it is answered, carried out and rated.
async fn a_democratic_talk_is_answered_carried_out_and_rated(mut place: Place) {
    let chair = place.chair().await;
    let id = opened(&place, &chair, &road(&[("procedure", "democratic_talk"), ("consults", "1")])).await;
    record(&chair, &id, &[("step", "topic"), ("need", "topic"), ("accepted", "1"), ("said", "征集到 38 条")]).await;
    let (session, item) = council(&mut place, &chair, &id, "2026-03-12T19:30").await;
    chair.post(&act(&session, "move/announce"), &[]).await.done();
    place.clock_at("2026-03-12T19:30");
    let public = held(&place, (&session, &item), "heard", &OPINION).await;
    place.clock_at("2026-03-14T10:00");
    chair.post(&act(&session, "feedback"), &TOLD).await.done();
    place.clock_at("2026-03-31T10:00");
    let supervisor = place.supervisor().await;
    record(&supervisor, &id, &[("step", "follow"), ("need", "execution"), ("said", "已加排水沟")]).await;
    record(&chair, &id, &[("step", "follow"), ("need", "rating"), ("said", "请参加恳谈的人评价")]).await;
    let rated = place.sign_in("0011").await;
    rated.post(&format!("/do/d/{id}/rate"), &[("grade", "satisfied")]).await.done();
    let end = [("how", "done"), ("said", "办结")];
    chair.post(&format!("/do/d/{id}/end"), &end).await.refused("dossier-steps-open").await;
    place.clock_at("2026-04-12T10:00");
    let shown = place.public(&page_of(&place, &id)).await;
    assert!(shown.contains("各步都已完成") && shown.contains(&public), "{shown}");
    chair.post(&format!("/do/d/{id}/end"), &end).await.done();
    place.verifies().await;
}

/// 党建联席会议: units come as guests and take projects on; it agrees, is carried out, rated for thirty days and reported.
async fn a_joint_conference_agrees_is_rated_and_reports(mut place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let id = opened(&place, &chair, &road(&[("procedure", "joint_conference"), ("consults", "1")])).await;
    record(&chair, &id, &[("step", "agenda"), ("need", "topic"), ("accepted", "1"), ("said", "三张清单合并成一项")])
        .await;
    let (session, item) = council(&mut place, &chair, &id, "2026-03-12T19:30").await;
    clerk.post(&act(&session, "guest"), &[("guest", "周工"), ("organisation", "县供电所")]).await.done();
    chair.post(&act(&session, "move/announce"), &[]).await.done();
    place.clock_at("2026-03-12T19:30");
    let unit = guest(&clerk, &session, "县供电所 周工").await;
    clerk.post(&act(&session, "guest/came"), &[("guest", &unit)]).await.done();
    let public = held(&place, (&session, &item), "consensus", &OPINION).await;
    assert!(place.public(&public).await.contains("县供电所：1 人"));
    place.clock_at("2026-04-10T10:00");
    let supervisor = place.supervisor().await;
    record(&supervisor, &id, &[("step", "carry_out"), ("need", "execution"), ("said", "供电所移了三根杆")]).await;
    record(&chair, &id, &[("step", "rate"), ("need", "rating"), ("said", "请居民评价")]).await;
    rate_and_report(&place, (&id, &session, &public)).await;
    place.verifies().await;
}

async fn rate_and_report(place: &Place, (id, session, public): (&str, &str, &str)) {
    let (chair, resident) = (place.chair().await, place.resident().await);
    resident.post(&format!("/do/d/{id}/rate"), &[("grade", "satisfied")]).await.done();
    chair.post(&act(session, "feedback"), &TOLD).await.done();
    place.clock_at("2026-05-20T10:00");
    let shown = place.public(&page_of(place, id)).await;
    assert!(shown.contains("各步都已完成") && shown.contains(public), "{shown}");
    chair.post(&format!("/do/d/{id}/end"), &[("how", "done"), ("said", "办结")]).await.done();
}

/// Guests speak and never count; dissent stands as it was written; nobody acts who may not.
async fn a_consultation_is_kept_by_whom_it_is_and_names_nobody_in_public(mut place: Place) {
    let (chair, clerk, resident) = (place.chair().await, place.clerk().await, place.resident().await);
    let id = opened(&place, &chair, &road(&[("procedure", "community_consultation"), ("consults", "1")])).await;
    let elsewhere = place.drafted(&chair, "2026-03-16T19:30").await;
    assert!(!clerk.post(&act(&elsewhere, "party"), &[("party", "住户")]).await.is_done());
    assert_eq!(chair.status(&page(&elsewhere)).await, 404);
    let (session, item) = council(&mut place, &chair, &id, "2026-03-12T19:30").await;
    assert!(!resident.post(&act(&session, "party"), &[("party", "住户")]).await.is_done());
    clerk.post(&act(&session, "party"), &[("party", "")]).await.refused("text-empty").await;
    clerk.post(&act(&session, "party"), &[("party", "沿线住户")]).await.done();
    clerk.post(&act(&session, "party"), &[("party", " 沿线住户 ")]).await.refused("consultation-party-named").await;
    let live = party(&clerk, &session, "沿线住户").await;
    let named = place.named("0004").await;
    let takes = [("of", live.as_str()), ("number", named.as_str())];
    clerk.post(&act(&session, "participant"), &takes).await.done();
    clerk.post(&act(&session, "participant"), &takes).await.refused("consultation-takes-part").await;
    let refuse = [("of", live.as_str()), ("said", "不来")];
    clerk.post(&act(&session, "party/refuse"), &refuse).await.refused("consultation-party-comes").await;
    let invite = [("guest", "钱师傅"), ("organisation", "县供电所"), ("of", "")];
    clerk.post(&act(&session, "guest"), &invite).await.done();
    clerk.post(&act(&session, "guest"), &invite).await.refused("consultation-takes-part").await;
    clerk.post(&act(&session, "guest"), &[("guest", "钱"), ("organisation", "")]).await.refused("text-empty").await;
    chair.post(&act(&session, "move/announce"), &[]).await.done();
    let from = guest(&clerk, &session, "县供电所 钱师傅").await;
    let him = [("guest", from.as_str())];
    clerk.post(&act(&session, "guest/came"), &him).await.refused("session-not-begun").await;
    place.clock_at("2026-03-12T19:30");
    clerk.post(&act(&session, "guest/came"), &him).await.done();
    chair.post(&act(&session, "move/open"), &[]).await.done();
    clerk.post(&act(&session, "party"), &[("party", "商户")]).await.refused("consultation-parties-fixed").await;
    let before = chair.get(&format!("/s/{session}")).await;
    clerk
        .post(&act(&session, "check-in"), &[("member", &place.member(&place.community, "0011").await.id)])
        .await
        .done();
    let after = chair.get(&format!("/s/{session}")).await;
    assert!(before.contains("实到 0") && after.contains("实到 1"), "a guest counts for no quorum: {after}");

    // Called to the floor, taken down, and the floor taken back as anybody's.
    chair.post(&act(&session, "guest/call"), &him).await.refused("speech-no-item").await;
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    clerk.post(&act(&session, "guest/call"), &him).await.refused("permit-not-your-role").await;
    chair.post(&act(&session, "guest/call"), &him).await.done();
    assert!(chair.get(&format!("/s/{session}")).await.contains("县供电所 钱师傅"), "the hall sees who speaks");
    chair.post(&act(&session, "guest/call"), &him).await.refused("act-nothing-changes").await;
    let turn = holds(&clerk, &session, "/guest/said", "turn").await;
    let said = [("turn", turn.as_str()), ("said", "电杆要先移，费用我们出。")];
    clerk.post(&act(&session, "guest/said"), &said).await.done();
    clerk.post(&act(&session, "guest/said"), &said).await.refused("consultation-taken-down").await;
    chair.post(&act(&session, "floor/stop"), &[]).await.done();
    assert!(resident.get(&page(&session)).await.contains("费用我们出"), "members read it");
    clerk.post(&act(&session, "guest/left"), &him).await.done();
    clerk.post(&act(&session, "guest/left"), &him).await.refused("consultation-guest-not-here").await;
    opinion_and_dissent(&place, &session, &from).await;
}

async fn opinion_and_dissent(place: &Place, session: &str, from: &str) {
    let (chair, clerk, supervisor) = (place.chair().await, place.clerk().await, place.supervisor().await);
    let resident = place.resident().await;
    let dissent = act(session, "dissent");
    clerk.post(&act(session, "opinion/read"), &[]).await.refused("consultation-no-opinion").await;
    clerk.post(&act(session, "opinion"), &[("consensus", " ")]).await.refused("text-empty").await;
    clerk.post(&act(session, "opinion"), &OPINION).await.done();
    let seen = holds(&chair, session, "/opinion/read", "seen").await;
    resident.post(&dissent, &[("dissent", "不同意")]).await.refused("consultation-unread").await;
    supervisor.post(&act(session, "opinion/sign"), &[]).await.refused("consultation-unread").await;
    clerk.post(&act(session, "opinion/read"), &[("seen", "another")]).await.refused("form-shown-changed").await;
    clerk.post(&act(session, "opinion/read"), &[("seen", &seen)]).await.done();
    // Who took part dissents, on the phone and on paper; nobody else, and not with a telephone number.
    resident.post(&dissent, &[("dissent", "找 13800138000")]).await.refused("masking-mobile").await;
    resident.post(&dissent, &[("dissent", "不同意占菜地。")]).await.done();
    let other = place.sign_in("0020").await;
    other.post(&dissent, &[("dissent", "不同意")]).await.refused("consultation-took-no-part").await;
    let paper = [("guest", from), ("dissent", "移杆要停电半天。")];
    clerk.post(&act(session, "dissent/paper"), &paper).await.done();
    clerk.post(&act(session, "opinion"), &[("consensus", "先修三组，后修二组。"), OPINION[1]]).await.done();
    let seen = holds(&clerk, session, "/opinion/read", "seen").await;
    clerk.post(&act(session, "opinion/read"), &[("seen", &seen)]).await.done();
    chair.post(&act(session, "feedback"), &TOLD).await.refused("consultation-not-public").await;
    let seen = holds(&supervisor, session, "/opinion/sign", "seen").await;
    resident.post(&dissent, &[("dissent", "再说一次：不同意。")]).await.done();
    supervisor.post(&act(session, "opinion/sign"), &[("seen", &seen)]).await.refused("draft-changed").await;
    let seen = holds(&supervisor, session, "/opinion/sign", "seen").await;
    supervisor.post(&act(session, "opinion/sign"), &[("seen", &seen)]).await.done();
    let seen = holds(&chair, session, "/opinion/publish", "seen").await;
    let public = chair.post(&act(session, "opinion/publish"), &[("seen", &seen)]).await.done();
    resident.post(&dissent, &[("dissent", "还是不同意")]).await.refused("consultation-public").await;
    let shown = place.public(&public).await;
    for words in ["不同意占菜地。", "再说一次", "移杆要停电半天。", "后修二组", "沿线住户", "书面"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    let name = place.member(&place.community, "0004").await.name;
    for nobody in ["钱师傅", name.as_str()] {
        assert!(!shown.contains(nobody) && !journal.contains(nobody), "{nobody} stands in public");
    }
    // Where somebody dissented, what is told explains it.
    let silent = [&TOLD[..4], &[("said", "")]].concat();
    chair.post(&act(session, "feedback"), &silent).await.refused("text-empty").await;
    chair.post(&act(session, "feedback"), &TOLD).await.done();
    chair.post(&act(session, "feedback"), &TOLD).await.refused("act-nothing-changes").await;
    let again = [&TOLD[..4], &[("said", "占地按标准补偿。")]].concat();
    chair.post(&act(session, "feedback"), &again).await.done();
    assert!(place.public(&public).await.contains("占地按标准补偿。"));
    // A correction is read back and signed as the first text was, and keeps what was told.
    let corrected = [("consensus", "先修三组，再修二组。"), OPINION[1], ("correction", "改了一个字")];
    clerk.post(&act(session, "opinion"), &corrected).await.done();
    clerk.post(&act(session, "opinion/read"), &[]).await.done();
    let seen = holds(&supervisor, session, "/opinion/sign", "seen").await;
    supervisor.post(&act(session, "opinion/sign"), &[("seen", &seen)]).await.done();
    let seen = holds(&chair, session, "/opinion/publish", "seen").await;
    chair.post(&act(session, "opinion/publish"), &[("seen", &seen)]).await.done();
    let shown = place.public(&public).await;
    assert!(
        shown.contains("再修二组") && shown.contains("占地按标准补偿。") && shown.contains("不同意占菜地。"),
        "{shown}"
    );
    assert_eq!(place.foreigner().await.status(&page(session)).await, 404);
    place.verifies().await;
}

/// Groups, who takes part, what was said, dissent, the reading and what was told: whoever changes a row is found.
async fn what_stands_in_the_rows_of_a_consultation_is_held_by_the_chain(mut place: Place) {
    let (chair, clerk, resident) = (place.chair().await, place.clerk().await, place.resident().await);
    let id = opened(&place, &chair, &road(&[("procedure", "democratic_talk"), ("consults", "1")])).await;
    let (session, item) = council(&mut place, &chair, &id, "2026-03-12T19:30").await;
    clerk.post(&act(&session, "party"), &[("party", "住户")]).await.done();
    let live = party(&clerk, &session, "住户").await;
    let named = place.named("0004").await;
    clerk.post(&act(&session, "participant"), &[("of", &live), ("number", &named)]).await.done();
    clerk.post(&act(&session, "guest"), &[("guest", "周工"), ("organisation", "供电所")]).await.done();
    chair.post(&act(&session, "move/announce"), &[]).await.done();
    place.clock_at("2026-03-12T19:30");
    let from = guest(&clerk, &session, "供电所 周工").await;
    clerk.post(&act(&session, "guest/came"), &[("guest", &from)]).await.done();
    chair.post(&act(&session, "move/open"), &[]).await.done();
    chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
    chair.post(&act(&session, "guest/call"), &[("guest", &from)]).await.done();
    let turn = holds(&clerk, &session, "/guest/said", "turn").await;
    clerk.post(&act(&session, "guest/said"), &[("turn", &turn), ("said", "电杆要先移。")]).await.done();
    clerk.post(&act(&session, "opinion"), &OPINION).await.done();
    clerk.post(&act(&session, "opinion/read"), &[]).await.done();
    resident.post(&act(&session, "dissent"), &[("dissent", "不同意。")]).await.done();
    place.verifies().await;
    for (table, column, forged) in [
        ("parties", "name", "商户"),
        ("participants", "organisation", "别的单位"),
        ("guest_turns", "body", "电杆不移。"),
        ("dissents", "body", "同意。"),
        ("consultations", "read_role", "chair"),
        ("publication_drafts", "sheet", "{}"),
    ] {
        let mut conn = place.db.read().await.expect("a connection");
        let of = if table == "publication_drafts" { "subject" } else { "session" };
        let more = if table == "participants" { " AND member = ''" } else { "" };
        let rows = format!("{of} = '{session}'{more}");
        let sql = format!("SELECT {column} FROM {table} WHERE {rows}");
        let (was,): (String,) = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *conn).await.expect("a row");
        drop(conn);
        let set = |value: &str| format!("UPDATE {table} SET {column} = '{value}' WHERE {rows}");
        assert_eq!(tamper(&place, &set(forged)).await, 1);
        assert!(!findings(&place).await.is_empty(), "{table}.{column}");
        tamper(&place, &set(&was)).await;
        assert_eq!(findings(&place).await, "", "{table}");
    }
}
