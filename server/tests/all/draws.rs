//! Draws by lot (抽签): the list is fixed and public before its seed can be known, two persons read the seed, the result follows and is drawn
//! again by anybody, and a substitute steps in.

use crate::{
    common::{Person, Place, engines},
    takeback::{findings, id_after, tamper},
};
use rules::published::DrawContent;
use server::check::folder;

engines!(
    bays_are_drawn_by_a_number_that_nobody_could_know,
    members_are_drawn_by_number_and_named_to_members_alone,
    a_draw_that_is_forged_is_found,
);

const FIXED: [(&str, &str); 9] = [
    ("title", "地下车位"),
    ("basis", "村民代表会议 2026-03-01 决定"),
    ("of", "lines"),
    ("list", "1-001\n1-002\n1-003\n1-004\n1-005\n1-006\n1-007\n1-008"),
    ("places", "3"),
    ("substitutes", "2"),
    ("chance", "number"),
    ("named", "福利彩票 3D 第 2026071 期"),
    ("on", "2026-03-18"),
];

fn with<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = FIXED.iter().filter(|(name, _)| !other.iter().any(|(one, _)| one == name));
    own.copied().chain(other.iter().copied()).collect()
}

/// Fixes one: its id.
async fn fixed(place: &Place, chair: &Person, other: &[(&str, &str)]) -> String {
    let to = chair.post(&format!("/do/c/{}/draws", place.community), &with(other)).await.done();
    to.rsplit('/').next().expect("an id").to_owned()
}

fn act(place: &Place, id: &str, act: &str) -> String {
    format!("/do/c/{}/draw/{id}/{act}", place.community)
}

fn sheet(place: &Place, id: &str) -> String {
    format!("/c/{}/draw/{id}", place.community)
}

/// The record that any other program computes (rules/src/kind/draw.rs): 1-001, 1-008, 1-006; substitutes 1-002, 1-005.
async fn bays_are_drawn_by_a_number_that_nobody_could_know(place: Place) {
    place.on_the_evening();
    let (chair, clerk, resident) = (place.chair().await, place.clerk().await, place.resident().await);
    let new = format!("/do/c/{}/draws", place.community);
    assert!(chair.get(&format!("/c/{}/draws/new", place.community)).await.contains("名单"));
    for (other, why) in [
        (("list", "甲\n乙\n甲"), "draw-entry-twice"),
        (("places", "9"), "draw-few"),
        (("on", "2026-03-16"), "draw-seed-day"),
        (("named", ""), "text-empty"),
        (("of", "anything"), "text-not-offered"),
        (("chance", "coin"), "text-not-offered"),
    ] {
        chair.post(&new, &with(&[other])).await.refused(why).await;
    }
    assert!(!resident.post(&new, &with(&[])).await.is_done());
    assert_eq!(place.count("SELECT COUNT(*) FROM draws").await, 0);
    let id = fixed(&place, &chair, &[]).await;
    let page = place.public(&sheet(&place, &id)).await;
    for words in
        ["dda32296c7e85483ca00d03b66ca7bef37a219bb84d3b80093312291d1618892", "第 2026071 期", "1-007", "等种子"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("<script"));
    // Whoever is sent its address reads what it waits for.
    assert!(page.contains("property=\"og:title\" content=\"地下车位\""), "{page}");
    assert!(page.contains("property=\"og:description\" content=\"名单已经固定"), "{page}");

    // Not before its day, by two who read the same apart; who reads second is not shown what the first read.
    let seed = [("value", "0371")];
    clerk.post(&act(&place, &id, "seed"), &seed).await.refused("draw-seed-day").await;
    place.clock_at("2026-03-18T21:30");
    resident.post(&act(&place, &id, "seed"), &seed).await.refused("permit-not-your-role").await;
    let supervisor = place.supervisor().await;
    let home = format!("/c/{}/room", place.community);
    assert!(clerk.get(&home).await.contains("请看原件读取种子"), "its day has come");
    assert!(!supervisor.get(&home).await.contains("读取种子"), "nobody has read it");
    supervisor.post(&act(&place, &id, "confirm"), &seed).await.refused("draw-seed-not-read").await;
    clerk.post(&act(&place, &id, "seed"), &seed).await.done();
    clerk.post(&act(&place, &id, "confirm"), &seed).await.refused("second-person").await;
    assert!(supervisor.get(&home).await.contains("请您另外读取") && !clerk.get(&home).await.contains("读取种子"));
    let desk = supervisor.get(&format!("/c/{}/about/draw/{id}", place.community)).await;
    assert!(desk.contains("我另外读取") && !desk.contains("0371"), "{desk}");
    supervisor.post(&act(&place, &id, "confirm"), &[("value", "0372")]).await.refused("draw-seed-differs").await;
    supervisor.post(&act(&place, &id, "confirm"), &seed).await.done();
    supervisor.post(&act(&place, &id, "confirm"), &seed).await.refused("draw-made").await;
    let content: DrawContent =
        serde_json::from_str(&place.public(&format!("{}.json", sheet(&place, &id))).await).expect("a draw");
    let verdict = content.verdict.expect("drawn");
    assert_eq!(verdict.drawn, ["1-001", "1-008", "1-006"]);
    assert_eq!(verdict.substitutes, ["1-002", "1-005"]);

    // The file draws again, to the same; a changed one does not.
    let record = place.public(&format!("{}/record.json", sheet(&place, &id))).await;
    let value: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    let again = recount::recount(&value).expect("judged");
    assert!(again.differences.is_empty(), "{:?}", again.differences);
    let forged = record.replace("\"0371\"", "\"0372\"");
    let other = recount::recount(&serde_json::from_str(&forged).expect("JSON")).expect("judged");
    assert!(!other.differences.is_empty());

    // So does the page that the draw leads to, of a computer without the program.
    let at = format!("/recount?of={}%2Fdraw%2F{id}", place.community);
    assert!(place.public(&sheet(&place, &id)).await.contains(&at));
    let told = place.public(&at).await;
    assert!(told.contains("1-001") && !told.contains("class=\"differs\""), "{told}");

    // 候补递补, with a reason that everybody reads.
    let step = act(&place, &id, "substitute");
    chair.post(&step, &[("left", "1-008"), ("reason", "")]).await.refused("session-reason-missing").await;
    chair.post(&step, &[("left", "1-004"), ("reason", "搬走")]).await.refused("draw-not-drawn").await;
    chair.post(&step, &[("left", "1-008"), ("reason", "x")]).await.refused("session-reason-missing").await;
    chair.post(&step, &[("left", "1-008"), ("reason", "放弃车位")]).await.done();
    // One says who leaves, another lets the substitute step in, one of the two to watch: nobody chooses who comes in by choosing who goes.
    let (confirm, about) = (act(&place, &id, "step-in"), format!("/c/{}/about/draw/{id}", place.community));
    assert!(!place.public(&sheet(&place, &id)).await.contains("放弃车位"), "it is not so yet");
    chair.post(&confirm, &[]).await.refused("second-person").await;
    clerk.post(&confirm, &[]).await.refused("draw-seed-unwatched").await;
    assert!(
        supervisor.get(&about).await.contains("放弃车位") && chair.get(&about).await.contains("要由另一个人来确认")
    );
    supervisor.post(&confirm, &[]).await.done();
    supervisor.post(&confirm, &[]).await.refused("draw-nothing-asked").await;
    chair.post(&step, &[("left", "1-002"), ("reason", "卖了车")]).await.done();
    supervisor.post(&confirm, &[]).await.done();
    chair.post(&step, &[("left", "1-001"), ("reason", "搬走")]).await.refused("draw-no-substitute").await;
    let page = place.public(&sheet(&place, &id)).await;
    for words in ["放弃车位", "1-008 退出，1-002 递补", "1-002 退出，1-005 递补", "0371"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(place.public(&format!("/c/{}/search?q=车位", place.community)).await.contains(&sheet(&place, &id)));
    place.verifies().await;
    exported(&place, &id).await;
    // Nobody takes a result back alone.
    let reason = [("reason", "名单漏了一户")];
    chair.post(&format!("/do{about}/withdraw"), &reason).await.refused("posting-takes-two").await;
    let whole = [("what", "withdraw"), ("reason", "名单漏了一户")];
    chair.post(&format!("/do{about}/take-back-whole"), &whole).await.done();
    chair.post(&step, &[("left", "1-001"), ("reason", "搬走")]).await.refused("takeback-waits").await;
    let asked = id_after(&supervisor.get(&about).await, "action=\"/do/t/");
    supervisor.post(&format!("/do/t/{asked}/answer"), &[("decision", "agree")]).await.done();
    chair.post(&step, &[("left", "1-001"), ("reason", "搬走")]).await.refused("posting-withdrawn").await;
    // Nobody draws on unseen until the result suits them: in another order, with other marks, it is the same list.
    for list in [
        "1-008\n1-007\n1-006\n1-005\n1-004\n1-003\n1-002\n1-001",
        "1 001\n1-002\n1-003\n1-004\n1-005\n1-006\n1-007\n1-008。",
    ] {
        let again = [("list", list), ("on", "2026-03-20")];
        chair.post(&new, &with(&again)).await.refused("draw-drawn-before").await;
    }
    let why = [
        ("list", "1-008\n1-007\n1-006\n1-005\n1-004\n1-003\n1-002\n1-001"),
        ("on", "2026-03-20"),
        ("again", "名单漏了一户"),
    ];
    let second = fixed(&place, &chair, &why).await;
    assert!(place.public(&sheet(&place, &second)).await.contains("重抽原因：名单漏了一户"));
    // Before its day one hand withdraws it; from the day of its seed on anybody can know what it brings.
    let third = fixed(&place, &chair, &[("list", "甲\n乙\n丙\n丁\n戊"), ("on", "2026-03-21"), ("title", "摊位")]).await;
    let alone = |id: &str| format!("/do/c/{}/about/draw/{id}/withdraw", place.community);
    chair.post(&alone(&third), &reason).await.done();
    place.clock_at("2026-03-20T09:00");
    chair.post(&alone(&second), &reason).await.refused("posting-takes-two").await;
    place.verifies().await;
}

/// As files it is the same, and a result that does not follow is found without the database.
async fn exported(place: &Place, id: &str) {
    let files = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", files.path()).await.expect("exported");
    let found = || folder::verify(files.path(), &[], None).expect("an export").findings;
    assert_eq!(found(), Vec::new());
    for (name, from, to) in [("record.json", "0371", "0372"), (".json", "1-001", "1-004")] {
        let between = if name.starts_with('.') { "" } else { "/" };
        let file = files.path().join(format!("c/{}/draw/{id}{between}{name}", place.community));
        let text = std::fs::read_to_string(&file).expect("a file of the draw");
        std::fs::write(&file, text.replace(from, to)).expect("written");
        assert!(found().iter().any(|one| one.what.contains(id)), "{name}");
        std::fs::write(&file, text).expect("put back");
        assert_eq!(found(), Vec::new());
    }
}

/// Numbers are public, names are not: a list of numbers alone comes back with the names, and the page beside it has them for members.
async fn members_are_drawn_by_number_and_named_to_members_alone(place: Place) {
    place.on_the_evening();
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let new = format!("/do/c/{}/draws", place.community);
    let dice = [("of", "members"), ("places", "1"), ("substitutes", "1"), ("chance", "dice"), ("on", "2026-03-16")];
    let list = |list: &'static str| [&dice[..], &[("list", list)]].concat();
    chair.post(&new, &with(&list("0011\n9999"))).await.refused("text-no-member").await;
    let bare = chair.post(&new, &with(&list("0011\n0012\n\n0013"))).await.refused("person-names-to-confirm").await;
    let mut named = String::new();
    for number in ["0011", "0012", "0013"] {
        let one = place.named(number).await;
        assert!(bare.contains(&one), "{one}: {bare}");
        named.push_str(&one);
        named.push('\n');
    }
    let id = fixed(&place, &chair, &[&dice[..], &[("list", named.as_str())]].concat()).await;
    clerk.post(&act(&place, &id, "seed"), &[("value", "4 2 6")]).await.done();
    chair.post(&act(&place, &id, "confirm"), &[("value", "4 2 6")]).await.refused("draw-seed-unwatched").await;
    place.supervisor().await.post(&act(&place, &id, "confirm"), &[("value", "4 2 6")]).await.done();
    let (name, page) = (place.member(&place.community, "0012").await.name, place.public(&sheet(&place, &id)).await);
    assert!(page.contains("0012") && !page.contains(&name), "{page}");
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(!journal.contains(&name));
    let resident = place.resident().await;
    assert!(resident.get(&format!("/c/{}/about/draw/{id}", place.community)).await.contains(&name));
    assert_eq!(place.foreigner().await.status(&format!("/c/{}/about/draw/{id}", place.community)).await, 404);
    place.verifies().await;
}

/// List, seed, result, who stepped in: whoever changes a row is found, also where they change the result with the list.
async fn a_draw_that_is_forged_is_found(place: Place) {
    place.on_the_evening();
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let id = fixed(&place, &chair, &[]).await;
    place.clock_at("2026-03-18T21:30");
    clerk.post(&act(&place, &id, "seed"), &[("value", "0371")]).await.done();
    place.supervisor().await.post(&act(&place, &id, "confirm"), &[("value", "0371")]).await.done();
    chair.post(&act(&place, &id, "substitute"), &[("left", "1-008"), ("reason", "放弃车位")]).await.done();
    place.supervisor().await.post(&act(&place, &id, "step-in"), &[]).await.done();
    chair.post(&act(&place, &id, "substitute"), &[("left", "1-006"), ("reason", "搬走了")]).await.done();
    place.verifies().await;
    for (table, column, from, to, words) in [
        ("draws", "frame", "1-008", "1-009", "does not follow from its list and seed"),
        ("draws", "record", "0371", "0372", "what is published of it is not its record"),
        ("draws", "rule", "\"places\":3", "\"places\":4", "draw 1"),
        ("draw_substitutes", "in_entry", "1-002", "1-005", "substitutes of draws: changed since"),
        ("draw_leavings", "out_entry", "1-006", "1-001", "who leaves a draw: changed since"),
    ] {
        let set = |from: &str, to: &str| format!("UPDATE {table} SET {column} = REPLACE({column}, '{from}', '{to}')");
        assert_eq!(tamper(&place, &set(from, to)).await, 1);
        let found = findings(&place).await;
        assert!(found.contains(words), "{table}.{column}: {found}");
        tamper(&place, &set(to, from)).await;
        assert_eq!(findings(&place).await, "", "{table}.{column}");
    }
}
