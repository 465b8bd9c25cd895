//! Joint requests (联名): begun, signed by phone and on paper, reached, due, met or answered; and who reads what of them.

use crate::{
    common::{Page, Person, Place, engines},
    takeback::{findings, tamper},
};
use rules::petition::State;
use server::{check::folder, rows::petition};

engines!(
    villagers_call_an_assembly_by_a_tenth_of_them,
    a_request_that_nobody_answers_turns_red_and_is_answered_in_public,
    owners_of_an_estate_ask_by_head,
    a_household_of_a_town_signs_once,
    nobody_floods_the_list_and_who_began_one_takes_it_back,
    what_stands_in_the_rows_is_held_by_the_chain,
);

/// Begins one; its id.
async fn begun(place: &Place, person: &Person, ask: &str, text: &str) -> String {
    let fields = [("ask", ask), ("title", "请召开村民会议讨论水费"), ("text", text)];
    let to = person.post(&format!("/do/c/{}/petitions", place.community), &fields).await.done();
    to.rsplit('/').next().expect("an id").to_owned()
}

fn act(place: &Place, id: &str, act: &str) -> String {
    format!("/do/c/{}/petition/{id}/{act}", place.community)
}

fn about(place: &Place, id: &str) -> String {
    format!("/c/{}/about/petition/{id}", place.community)
}

fn sheet(place: &Place, id: &str) -> String {
    format!("/c/{}/petition/{id}", place.community)
}

async fn signs(place: &Place, id: &str, number: &str) {
    place.sign_in(number).await.post(&act(place, id, "sign"), &[]).await.done();
}

async fn row(place: &Place, id: &str) -> petition::PetitionRow {
    petition::find(&mut place.db.read().await.expect("a connection"), &place.community, id).await.expect("a request")
}

/// A session of a body is called: its notice is published.
async fn called(place: &mut Place, kind: &str, name: &str, at: &str) -> String {
    let bodies = {
        let mut conn = place.db.read().await.expect("a connection");
        server::rows::community::bodies(&mut conn, &place.community).await.expect("bodies")
    };
    match bodies.into_iter().find(|one| one.kind.id() == kind) {
        Some(body) => place.body = body.id,
        None => place.with_body(kind, name).await,
    }
    let chair = place.chair().await;
    place.announced_with(&chair, "public_works_contract_plan", at).await.0
}

/// 66 villagers of age: the seventh reaches a tenth. Text, numbers and day are everybody's; names are for members.
async fn villagers_call_an_assembly_by_a_tenth_of_them(mut place: Place) {
    place.on_the_evening();
    let (resident, clerk, supervisor) = (place.resident().await, place.clerk().await, place.supervisor().await);
    let name = place.member(&place.community, "0004").await.name;
    let new = format!("/c/{}/petitions/new", place.community);
    let form = resident.get(&new).await;
    for words in ["召集村民会议", "十分之一以上的", "第二十五条", "平台规则，不是法律"] {
        assert!(form.contains(words), "{words}: {form}");
    }
    let id = begun(&place, &resident, "villager_assembly", "水费涨了三成，请开会商量。").await;
    let page = place.public(&sheet(&place, &id)).await;
    for words in ["水费涨了三成", "已联名 1，须 7", "66 人中有效联名 1 人", "正在联名", "联名请求第 1 号"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Names are for members, and for nobody else.
    assert!(!page.contains(&name));
    assert!(supervisor.get(&about(&place, &id)).await.contains(&name));
    assert_eq!(place.foreigner().await.status(&about(&place, &id)).await, 404);
    assert_eq!(place.foreigner().await.status(&new).await, 404);
    assert!(!place.public(&format!("/c/{}/journal.jsonl", place.community)).await.contains(&name));
    // One tap, once; not by a login that nobody confirmed; and back again.
    resident.post(&act(&place, &id, "sign"), &[]).await.refused("petition-signed").await;
    let unverified = place.sign_in_unverified("0020").await;
    unverified.post(&act(&place, &id, "sign"), &[]).await.refused("ballot-login-unverified").await;
    let second = place.sign_in("0020").await;
    second.post(&act(&place, &id, "unsign"), &[]).await.refused("petition-not-signed").await;
    second.post(&act(&place, &id, "sign"), &[]).await.done();
    assert!(place.public(&sheet(&place, &id)).await.contains("已联名 2，须 7"));
    second.post(&act(&place, &id, "unsign"), &[]).await.done();
    assert!(place.public(&sheet(&place, &id)).await.contains("已联名 1，须 7"));
    second.post(&act(&place, &id, "sign"), &[]).await.done();
    // Paper: the clerk enters, a number alone names nobody, and another person looks at the same sheet.
    let paper = act(&place, &id, "paper");
    resident.post(&paper, &[("number", "0021")]).await.refused("permit-not-your-role").await;
    clerk.post(&paper, &[("number", "0021")]).await.refused("person-name-to-confirm").await;
    clerk.post(&paper, &[("number", "0021 王无名")]).await.refused("person-name-differs").await;
    clerk.post(&paper, &[("number", &place.named("0021").await)]).await.done();
    clerk.post(&paper, &[("number", &place.named("0021").await)]).await.refused("petition-signed").await;
    clerk.post(&paper, &[("number", &place.named("0022").await)]).await.done();
    assert!(place.public(&sheet(&place, &id)).await.contains("已联名 2，须 7"), "not before the second person");
    let (on, off) = (place.member(&place.community, "0021").await.id, place.member(&place.community, "0022").await.id);
    let confirm = act(&place, &id, "confirm");
    clerk.post(&confirm, &[("member", &on)]).await.refused("second-person").await;
    second.post(&confirm, &[("member", &on)]).await.refused("permit-not-your-role").await;
    let home = supervisor.get(&format!("/c/{}/room", place.community)).await;
    assert!(home.contains("有 2 个签名等另一位工作人员确认"), "{home}");
    supervisor.post(&confirm, &[("member", &on)]).await.done();
    supervisor.post(&confirm, &[("member", &on)]).await.refused("petition-not-signed").await;
    supervisor.post(&act(&place, &id, "strike"), &[("member", &off)]).await.done();
    assert!(place.public(&sheet(&place, &id)).await.contains("已联名 3，须 7"));
    for number in ["0023", "0024", "0025"] {
        signs(&place, &id, number).await;
    }
    assert_eq!(row(&place, &id).await.state, State::Open);
    place.verifies().await;
    signs(&place, &id, "0026").await;

    // Reached: closed, frozen, due in fifteen days, counted again from its file.
    let reached = row(&place, &id).await;
    assert_eq!((reached.state, reached.due_day.as_str()), (State::Reached, "2026-03-31"));
    let page = place.public(&sheet(&place, &id)).await;
    for words in ["66 人中有效联名 7 人，达到十分之一（须 7）", "应在 2026年3月31日（周二） 以前办理", "平台规则"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Nothing was called yet that could meet it: the way to call a meeting stands there.
    let desk = place.chair().await.get(&about(&place, &id)).await;
    assert!(desk.contains(&format!("/c/{}/sessions/new\" class=\"button main\">召集会议", place.community)), "{desk}");
    second.post(&act(&place, &id, "unsign"), &[]).await.refused("petition-closed").await;
    place.sign_in("0027").await.post(&act(&place, &id, "sign"), &[]).await.refused("petition-closed").await;
    let record = place.public(&format!("{}/record.json", sheet(&place, &id))).await;
    let value: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    let again = recount::recount(&value).expect("counted");
    assert_eq!((again.differences.len(), &again.line["passed"]), (0, &serde_json::Value::Bool(true)));
    let forged = record.replace("\"valid_signers\": 7", "\"valid_signers\": 6");
    assert!(!recount::recount(&serde_json::from_str(&forged).expect("JSON")).expect("counted").differences.is_empty());
    place.verifies().await;

    // It waits at the chair's home and on the board. Nobody takes it off.
    let chair = place.chair().await;
    let board = format!("/c/{}", place.community);
    for page in [chair.get(&format!("{board}/room")).await, place.public(&board).await] {
        assert!(page.contains("请召开村民会议讨论水费") && page.contains("已达到人数"), "{page}");
    }
    let withdraw = format!("/do{}/withdraw", about(&place, &id));
    chair.post(&withdraw, &[("reason", "不合适"), ("seen", "2")]).await.refused("thread-not-author").await;
    // Another meeting is not what was asked for; the assembly is.
    let meet = act(&place, &id, "meet");
    let other = place.announced_with(&chair, "public_works_contract_plan", "2026-03-25T19:30").await.0;
    chair.post(&meet, &[("by", &format!("notice/{other}"))]).await.refused("petition-not-asked-for").await;
    chair.post(&meet, &[("by", "notice/x")]).await.refused("text-not-offered").await;
    let assembly = called(&mut place, "villager_assembly", "村民会议", "2026-03-29T19:30").await;
    let desk = chair.get(&about(&place, &id)).await;
    assert!(Page::of(&desk).find(&meet).is_some(), "{desk}");
    assert!(desk.contains(&format!("notice/{assembly}")) && !desk.contains(&format!("notice/{other}")), "{desk}");
    resident.post(&meet, &[("by", &format!("notice/{assembly}"))]).await.refused("permit-not-your-role").await;
    chair.post(&meet, &[("by", &format!("notice/{assembly}"))]).await.done();
    let page = place.public(&sheet(&place, &id)).await;
    assert!(page.contains("已办理") && page.contains(&format!("/notice/{assembly}")), "{page}");
    chair.post(&act(&place, &id, "answer"), &[("answer", "不开")]).await.refused("objection-replied").await;
    place.verifies().await;
    // What it says is found, fed, exported, and an intake for whatever takes it up.
    assert!(place.public(&format!("{board}/search?q=水费")).await.contains("请召开村民会议讨论水费"));
    assert!(place.public(&format!("{board}/feed/all.atom")).await.contains("请召开村民会议讨论水费"));
    assert!(place.public(&format!("{board}/petitions")).await.contains("已办理"));
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let found = || folder::verify(folder.path(), &[], None).expect("an export").findings;
    assert_eq!(found(), Vec::new());
    let file = folder.path().join(format!("c/{}/petition/{id}/record.json", place.community));
    let text = std::fs::read_to_string(&file).expect("a record");
    assert_eq!(text, record);
    std::fs::write(&file, forged).expect("written");
    assert!(found().iter().any(|one| one.what.contains("record.json")));
    let mut conn = place.db.read().await.expect("a connection");
    let id = id.as_str().into();
    let stands = server::record::petition::of(&mut conn, &place.community, &id).await.expect("stands");
    assert_eq!((stands.state, stands.reached.map(|day| day.to_string())), (State::Met, Some("2026-03-16".to_owned())));
}

/// What is due and not done is red for everybody; an answer in public ends that, and doing it later is still on record.
async fn a_request_that_nobody_answers_turns_red_and_is_answered_in_public(place: Place) {
    place.on_the_evening();
    let (resident, chair) = (place.resident().await, place.chair().await);
    let id = begun(&place, &resident, "village_disclosure", "请公开水费账目。").await;
    chair.post(&act(&place, &id, "answer"), &[("answer", "还早")]).await.refused("petition-not-reached").await;
    for number in ["0020", "0021", "0022", "0023", "0024", "0025"] {
        signs(&place, &id, number).await;
    }
    assert_eq!(row(&place, &id).await.due_day, "2026-03-26");
    let (board, late) = (format!("/c/{}", place.community), "有 1 件联名请求超过期限没有办理");
    place.after_minutes(10 * 24 * 60);
    assert!(!place.public(&board).await.contains(late), "its last day is not over");
    place.after_minutes(24 * 60);
    let supervisor = place.supervisor().await;
    assert!(place.public(&board).await.contains(late));
    assert!(place.public(&sheet(&place, &id)).await.contains("没有办理也没有答复"));
    for page in [format!("{board}/overdue"), format!("{board}/room?all=petitions")] {
        let reader = if page.ends_with("overdue") { &supervisor } else { &chair };
        let shown = reader.get(&page).await;
        assert!(shown.contains("请召开村民会议讨论水费") && shown.contains("超期"), "{page}: {shown}");
    }
    let answer = act(&place, &id, "answer");
    chair.post(&answer, &[("answer", "")]).await.refused("text-empty").await;
    chair.post(&answer, &[("answer", "打 13800138000 问")]).await.refused("masking-mobile").await;
    supervisor.post(&answer, &[("answer", "账目在审计。")]).await.refused("permit-not-your-role").await;
    chair.post(&answer, &[("answer", "账目在审计，四月公开。")]).await.done();
    let page = place.public(&sheet(&place, &id)).await;
    assert!(page.contains("账目在审计") && page.contains("没有办理的理由"), "{page}");
    assert!(!place.public(&board).await.contains(late));
    chair.post(&answer, &[("answer", "再答")]).await.refused("objection-replied").await;
    place.verifies().await;
}

/// 业主: a fifth of the heads, whatever their area; of an estate the program knows how many there are.
async fn owners_of_an_estate_ask_by_head(mut place: Place) {
    place.on_the_evening();
    place.with_body("owners_assembly", "业主大会").await;
    let clerk = place.clerk().await;
    let owners = ["0030", "0031", "0032", "0033", "0034", "0035"];
    let mut units = String::new();
    for (nth, number) in owners.iter().enumerate() {
        let name = place.member(&place.community, number).await.name;
        units.push_str(&format!("1-{nth}\t{number}\t{name}\t80\n"));
    }
    // Two units of one owner are one head.
    let name = place.member(&place.community, "0030").await.name;
    units.push_str(&format!("2-1\t0030\t{name}\t300\n"));
    clerk.post(&format!("/do/c/{}/owners/{}", place.community, place.body), &[("units", &units)]).await.done();
    let ask = format!("owners_meeting/{}", place.body);
    let other = place.sign_in("0004").await;
    let fields = [("ask", ask.as_str()), ("title", "请开业主大会"), ("text", "换物业。")];
    let to = format!("/do/c/{}/petitions", place.community);
    other.post(&to, &fields).await.refused("petition-not-a-signer").await;
    other.post(&to, &[("ask", "owners_meeting/x"), fields[1], fields[2]]).await.refused("text-not-offered").await;
    let id = begun(&place, &place.sign_in("0030").await, &ask, "换物业。").await;
    let page = place.public(&sheet(&place, &id)).await;
    assert!(
        page.contains("6 人中有效联名 1 人") && page.contains("业主大会") && page.contains("已联名 1，须 2"),
        "{page}"
    );
    signs(&place, &id, "0031").await;
    assert_eq!(row(&place, &id).await.state, State::Reached);
    place.verifies().await;
}

/// A residents' assembly: of age, by household, or representatives. A household counts once, whoever of it signs.
async fn a_household_of_a_town_signs_once(mut place: Place) {
    place.on_the_evening();
    place.community = server::demo::URBAN.into();
    let one = place.sign_in_elsewhere("0004").await;
    let form = one.get(&format!("/c/{}/petitions/new", place.community)).await;
    assert!(form.contains("召集居民会议") && !form.contains("召集村民会议"), "{form}");
    // Of five households one is a fifth: more than the tenth that the law asks for, with the first signature.
    let id = begun(&place, &one, "resident_assembly", "请开居民会议。").await;
    let stands = row(&place, &id).await;
    assert_eq!(stands.state, State::Reached);
    let page = place.public(&sheet(&place, &id)).await;
    assert!(page.contains("户中有效联名 1 户"), "{page}");
    place.verifies().await;
}

/// So many at once, none twice, nobody's telephone; and back, by whoever began it alone.
async fn nobody_floods_the_list_and_who_began_one_takes_it_back(place: Place) {
    place.on_the_evening();
    let resident = place.resident().await;
    let to = format!("/do/c/{}/petitions", place.community);
    let fields = |text| [("ask", "villager_audit"), ("title", "请审计"), ("text", text)];
    resident.post(&to, &fields("")).await.refused("text-empty").await;
    resident.post(&to, &fields("打 13800138000")).await.refused("masking-mobile").await;
    resident.post(&to, &[("ask", "weather"), ("title", "晴"), ("text", "晴")]).await.refused("text-not-offered").await;
    resident
        .post(&to, &[("ask", "resident_audit"), ("title", "审"), ("text", "审")])
        .await
        .refused("text-not-offered")
        .await;
    let unverified = place.sign_in_unverified("0021").await;
    unverified.post(&to, &fields("审计。")).await.refused("ballot-login-unverified").await;
    let mut ids = Vec::new();
    for nth in 1..=rules::petition::MOST {
        ids.push(begun(&place, &resident, "villager_audit", &format!("审计第 {nth} 项。")).await);
    }
    resident.post(&to, &fields("审计第 1 项。")).await.refused("petition-open").await;
    resident.post(&to, &fields("又一项。")).await.refused("petition-many").await;
    let [first, shared] = [&ids[0], &ids[1]];
    let other = place.representative().await;
    // What others have signed is no longer its beginner's alone.
    other.post(&act(&place, shared, "sign"), &[]).await.done();
    let unwanted = [("reason", "不要")];
    resident.post(&act(&place, shared, "withdraw"), &unwanted).await.refused("petition-others-signed").await;
    other.post(&act(&place, shared, "unsign"), &[]).await.done();
    other.post(&act(&place, first, "withdraw"), &unwanted).await.refused("thread-not-author").await;
    resident.post(&act(&place, first, "withdraw"), &[("reason", "")]).await.refused("session-reason-missing").await;
    resident.post(&act(&place, first, "withdraw"), &[("reason", "账目已经看过")]).await.done();
    let page = place.public(&sheet(&place, first)).await;
    assert!(page.contains("账目已经看过") && page.contains("发起人已撤回"), "{page}");
    other.post(&act(&place, first, "sign"), &[]).await.refused("petition-closed").await;
    begun(&place, &resident, "villager_audit", "又一项。").await;
    place.verifies().await;
}

/// Who signed, on what, by whom it was entered; what was published; and what its row says.
async fn what_stands_in_the_rows_is_held_by_the_chain(place: Place) {
    place.on_the_evening();
    let (resident, clerk, supervisor) = (place.resident().await, place.clerk().await, place.supervisor().await);
    let open = begun(&place, &resident, "villager_audit", "审计。").await;
    signs(&place, &open, "0020").await;
    clerk.post(&act(&place, &open, "paper"), &[("number", &place.named("0021").await)]).await.done();
    let on = place.member(&place.community, "0021").await.id;
    supervisor.post(&act(&place, &open, "confirm"), &[("member", &on)]).await.done();
    place.verifies().await;
    let whose = format!("petition = '{open}' AND member = '{on}'");
    let other = place.member(&place.community, "0040").await.id;
    for (change, back, words) in [
        (
            format!("UPDATE petition_signatures SET paper = 0 WHERE {whose}"),
            format!("UPDATE petition_signatures SET paper = 1 WHERE {whose}"),
            "is not the one",
        ),
        (
            format!("UPDATE petition_signatures SET member = '{other}' WHERE {whose}"),
            format!("UPDATE petition_signatures SET member = '{on}' WHERE petition = '{open}' AND member = '{other}'"),
            "a signature is gone",
        ),
        (format!("UPDATE petition_signatures SET seq = 0 WHERE {whose}"), String::new(), "is not the one"),
    ] {
        assert!(tamper(&place, &change).await == 1, "{change}");
        let found = findings(&place).await;
        assert!(found.contains(words), "{change}: {found}");
        if !back.is_empty() {
            tamper(&place, &back).await;
            assert_eq!(findings(&place).await, "", "{back}");
        }
    }
    let due = begun(&place, &resident, "village_disclosure", "请公开。").await;
    for number in ["0022", "0023", "0024", "0025", "0026", "0027"] {
        signs(&place, &due, number).await;
    }
    let forged = format!("UPDATE petitions SET due_day = '2027-01-01' WHERE id = '{due}'");
    assert_eq!(tamper(&place, &forged).await, 1);
    assert!(findings(&place).await.contains("petitions: changed since"));
    tamper(&place, &format!("DELETE FROM petition_signatures WHERE petition = '{due}' AND unit <> ''")).await;
    let found = findings(&place).await;
    assert!(
        found.contains("its numbers are not those of its signatures") && found.contains("petition signatures"),
        "{found}"
    );
}
