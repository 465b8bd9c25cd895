//! Matters: Story A from the first word to the rated result by its procedure, and what stands in the way.

use crate::{
    board,
    common::{Page, Person, Place, engines},
};

engines!(
    a_matter_is_opened_and_its_steps_are_told,
    a_step_is_recorded_once_in_turn_and_by_its_role,
    words_are_corrected_in_public_and_nothing_else,
    a_matter_that_is_not_taken_up_says_why,
    a_place_takes_a_procedure_over_and_only_stricter,
    relief_stays_within_the_community,
    things_belong_to_one_matter_and_may_be_taken_out,
    another_place_and_whoever_has_no_part_cannot,
);

/// The form of Story A's matter, with some fields changed.
pub fn road<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("title", "三组水泥路"),
        ("matter", "public_works_contract_plan"),
        ("procedure", "four_deliberations_two_publications"),
        ("body", "三组的土路一下雨就断。\n拟硬化 1,500 米。"),
        ("from", "residents"),
        ("said", "三组村民在说事室提出，38 户附议"),
        ("asked", "2026-03-01"),
        ("responsible", "村民委员会"),
    ];
    fields.retain(|(name, _)| !other.iter().any(|(one, _)| one == name));
    fields.extend(other);
    fields
}

/// Opens a matter: its id.
pub async fn opened(place: &Place, chair: &Person, fields: &[(&str, &str)]) -> String {
    let to = chair.post(&format!("/do/c/{}/matters", place.community), fields).await.done();
    to.strip_prefix("/d/").expect("a matter").to_owned()
}

/// The Party organisation's own hand, which the administrator appoints.
pub async fn party(place: &Place) -> Person {
    let name = place.named("0009").await;
    let admin = place.administrator().await;
    let staff = format!("/do/c/{}/staff", place.community);
    admin.post(&staff, &[("number", &name), ("role", "party")]).await.done();
    place.sign_in("0009").await
}

pub const STUDY: [(&str, &str); 4] = [
    ("step", "propose"),
    ("need", "study"),
    ("on", "2026-03-04"),
    ("said", "支部委员会 5 人到会，听取意见后研究，同意提议"),
];

/// The public page of a matter.
pub fn page_of(place: &Place, id: &str) -> String {
    format!("/c/{}/matter/{}", place.community, id.trim_start_matches(&format!("{}-", place.community)))
}

async fn a_matter_is_opened_and_its_steps_are_told(place: Place) {
    let chair = place.chair().await;
    let at = format!("/do/c/{}/matters", place.community);
    assert!(chair.get(&format!("/c/{}/matters/new", place.community)).await.contains("四议两公开"));
    for (field, value, why) in [
        ("title", "", "text-empty"),
        ("matter", "nothing", "text-not-offered"),
        ("procedure", "seven_step_deliberation", "dossier-procedure-elsewhere"),
        ("procedure", "nothing", "text-not-offered"),
        ("matter", "party_affairs", "dossier-procedure-elsewhere"),
        ("from", "", "text-not-offered"),
        ("asked", "2026-03-07", "execution-day-to-come"),
        ("asked", "三月", "text-bad-day"),
        ("asked", "1026-03-01", "text-bad-day"),
        ("said", "打 13812345678 说的", "masking-mobile"),
    ] {
        chair.post(&at, &road(&[(field, value)])).await.refused(why).await;
    }
    assert_eq!(place.count("SELECT COUNT(*) FROM dossiers").await, 0, "nothing is left of what was refused");
    let id = opened(&place, &chair, &road(&[])).await;
    assert_eq!(id, format!("{}-2026-1", place.community));
    let second = opened(&place, &chair, &road(&[("title", "二组路灯")])).await;
    assert!(second.ends_with("-2026-2"), "numbers run on: {second}");

    let page = place.public(&page_of(&place, &id)).await;
    for words in
        ["三组水泥路", "事项 2026-1", "四议两公开", "接下来", "党支部提议", "由党组织办", "38 户附议", "决议公开"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("<script"), "public pages send no script");
    let list = place.public(&format!("/c/{}/matters", place.community)).await;
    assert!(list.contains("正在办（2）") && list.contains("等待：党支部提议"), "{list}");
    let procedure = format!("/c/{}/procedures/four_deliberations_two_publications", place.community);
    let told = place.public(&procedure).await;
    assert!(told.contains("党员大会审议") && told.contains("<svg") && told.contains("村民委员会组织法"), "{told}");
    assert_eq!(place.nobody().status(&format!("/c/{}/procedures/owners_decide", place.community)).await, 404);
    // It is found, it is on the feed, and its file is what the chain names.
    assert!(place.public(&format!("/c/{}/search?q=水泥路", place.community)).await.contains("三组水泥路"));
    let json = place.public(&format!("{}.json", page_of(&place, &id))).await;
    assert!(json.contains("\"procedure\":\"four_deliberations_two_publications\""), "{json}");
    assert!(place.public(&format!("{}/v/1", page_of(&place, &id))).await.contains("三组水泥路"));
    place.verifies().await;
}

async fn a_step_is_recorded_once_in_turn_and_by_its_role(place: Place) {
    let chair = place.chair().await;
    let id = opened(&place, &chair, &road(&[])).await;
    let record = format!("/do/d/{id}/record");
    let with = |field: &'static str, value: &'static str| -> Vec<(&str, &str)> {
        STUDY.into_iter().map(|(name, own)| (name, if name == field { value } else { own })).collect()
    };
    chair.post(&record, &STUDY).await.refused("permit-not-your-role").await;
    let party = party(&place).await;
    for (field, value, why) in [
        ("step", "nothing", "text-not-offered"),
        ("step", "decide", "text-not-offered"),
        ("need", "sitting", "text-not-offered"),
        ("on", "2026-03-07", "execution-day-to-come"),
        ("on", "2026-02-28", "dossier-before-its-turn"),
        ("said", "", "text-empty"),
    ] {
        party.post(&record, &with(field, value)).await.refused(why).await;
    }
    assert!(party.get(&format!("/d/{id}")).await.contains("研究情况"), "the form is offered to whom it is");
    assert!(!chair.get(&format!("/d/{id}")).await.contains("研究情况"));
    party.post(&record, &STUDY).await.done();
    party.post(&record, &STUDY).await.refused("dossier-step-done").await;
    let page = place.public(&page_of(&place, &id)).await;
    assert!(page.contains("支部委员会 5 人到会") && page.contains("（党组织登记）"), "{page}");
    assert_eq!(page.matches("id=\"record-1\"").count(), 1, "what leads to a record finds it: {page}");

    // What may be waived is waived once, by whom the procedure names, with a reason; what the law asks for is not.
    let waive = format!("/do/d/{id}/waive");
    let why = [("step", "discuss"), ("why", "书记、主任一肩挑，与提议合并")];
    party.post(&waive, &why).await.refused("permit-not-your-role").await;
    chair.post(&waive, &[("step", "discuss"), ("why", "无")]).await.refused("session-reason-missing").await;
    chair.post(&waive, &[("step", "decide"), ("why", "大家都同意")]).await.refused("dossier-step-needed").await;
    chair.post(&waive, &why).await.done();
    chair.post(&waive, &why).await.refused("dossier-step-done").await;
    chair.post(&format!("/do/d/{id}/end"), &[("how", "done")]).await.refused("dossier-steps-open").await;
    chair
        .post(&format!("/do/d/{id}/end"), &[("how", "dropped"), ("said", "")])
        .await
        .refused("session-reason-missing")
        .await;
    chair.post(&format!("/do/d/{id}/end"), &[("how", "dropped"), ("said", "上级已经列入明年计划")]).await.done();
    chair.post(&waive, &why).await.refused("dossier-ended").await;
    let page = place.public(&page_of(&place, &id)).await;
    assert!(page.contains("决定不再办") && page.contains("上级已经列入明年计划"), "{page}");
    assert!(place.public(&format!("/c/{}/matters?ended=1", place.community)).await.contains("不再办"));
    place.verifies().await;
}

async fn words_are_corrected_in_public_and_nothing_else(place: Place) {
    let chair = place.chair().await;
    let id = opened(&place, &chair, &road(&[])).await;
    party(&place).await.post(&format!("/do/d/{id}/record"), &STUDY).await.done();
    let at = format!("/d/{id}/correct");
    assert!(chair.get(&format!("/d/{id}")).await.contains(&at), "whoever keeps it is led there");
    assert!(!place.resident().await.get(&format!("/d/{id}")).await.contains(&at));
    assert_eq!(place.resident().await.status(&at).await, 403);
    let page = chair.get(&at).await;
    let base = Page::of(&page).form("/correct").value("base").expect("what was shown");
    let words = |other: &[(&'static str, &'static str)]| -> Vec<(&'static str, String)> {
        let mut fields: Vec<(&str, String)> = road(&[])
            .into_iter()
            .filter(|(name, _)| ["title", "body", "said", "responsible"].contains(name))
            .map(|(name, value)| (name, value.to_owned()))
            .collect();
        fields.extend([("record-1", STUDY[3].1.to_owned()), ("why", "打错了字".to_owned()), ("base", base.clone())]);
        fields.retain(|(name, _)| !other.iter().any(|(one, _)| one == name));
        fields.extend(other.iter().map(|(name, value)| (*name, (*value).to_owned())));
        fields
    };
    let to = format!("/do{at}");
    let post = async |other: &[(&'static str, &'static str)]| {
        let fields = words(other);
        chair.post(&to, &fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
    };
    post(&[]).await.refused("act-nothing-changes").await;
    for (field, value, why) in [
        ("title", "", "text-empty"),
        ("why", "无", "session-reason-missing"),
        ("record-1", "", "text-empty"),
        ("record-1", "打 13812345678 问的", "masking-mobile"),
        ("base", "9", "vote-text-changed"),
    ] {
        post(&[("responsible", "村委会"), (field, value)]).await.refused(why).await;
    }
    place.resident().await.post(&to, &[("title", "别的")]).await.refused("permit-not-your-role").await;
    let new = [("title", "三组水泥路（1.5 公里）"), ("record-1", "支部委员会 4 人到会，听取意见后研究，同意提议")];
    post(&new).await.done();
    let page = place.public(&page_of(&place, &id)).await;
    for words in ["三组水泥路（1.5 公里）", "支部委员会 4 人到会", "更正：名称、第 1 条登记。原因：打错了字"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("5 人到会"), "{page}");
    let before = place.public(&format!("{}/v/2", page_of(&place, &id))).await;
    assert!(before.contains("支部委员会 5 人到会"), "the words before stay in their revision: {before}");
    // Who had the page open before overwrites nothing.
    post(&[("responsible", "村委会")]).await.refused("vote-text-changed").await;
    assert!(place.public(&format!("/c/{}/search?q=水泥路", place.community)).await.contains("三组水泥路（1.5 公里）"));
    place.verifies().await;
}

async fn a_matter_that_is_not_taken_up_says_why(place: Place) {
    let chair = place.chair().await;
    // A meeting has to decide on the road: that it is only talked over is said first.
    let talked = road(&[("procedure", "community_consultation")]);
    let new = format!("/do/c/{}/matters", place.community);
    chair.post(&new, &talked).await.refused("dossier-decides-nothing").await;
    let id = opened(&place, &chair, &road(&[("procedure", "community_consultation"), ("consults", "1")])).await;
    let page = chair.get(&format!("/d/{id}")).await;
    let step = Page::of(&page).form("/record").value("step").expect("a step");
    let topic = |accepted: &'static str, said: &'static str| {
        [
            ("step", step.clone()),
            ("need", "topic".to_owned()),
            ("accepted", accepted.to_owned()),
            ("said", said.to_owned()),
        ]
    };
    let record = format!("/do/d/{id}/record");
    let post = async |fields: [(&'static str, String); 4]| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        chair.post(&record, &fields).await
    };
    post(topic("", "不是村里的事")).await.refused("text-not-offered").await;
    post(topic("0", "是县里的路，已经转报交通局")).await.done();
    let page = place.public(&page_of(&place, &id)).await;
    assert!(page.contains("不受理") && page.contains("已经转报交通局"), "{page}");
    post(topic("1", "受理")).await.refused("dossier-ended").await;
    place.verifies().await;
}

async fn a_place_takes_a_procedure_over_and_only_stricter(place: Place) {
    let chair = place.chair().await;
    let first = opened(&place, &chair, &road(&[])).await;
    let at = format!("/do/c/{}/procedures", place.community);
    let own = |more: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
        let procedure = ("procedure", "four_deliberations_two_publications");
        std::iter::once(procedure).chain(more.iter().copied()).collect()
    };
    let adopt = format!("/c/{}/procedures/four_deliberations_two_publications/adopt", place.community);
    assert!(chair.get(&adopt).await.contains("按本地情况采用"));
    chair.post(&at, &own(&[("days-consult", "6")])).await.refused("dossier-procedure-looser").await;
    chair.post(&at, &own(&[("out-decide", "不需要")])).await.refused("dossier-procedure-looser").await;
    chair.post(&at, &own(&[("days-consult", "十天")])).await.refused("text-not-a-number").await;
    chair
        .post(&at, &own(&[("days-consult", "10"), ("name-propose", "支委会提议"), ("out-discuss", "书记、主任一肩挑")]))
        .await
        .done();
    let told = format!("/c/{}/procedures/four_deliberations_two_publications", place.community);
    let page = place.public(&told).await;
    assert!(page.contains("支委会提议") && page.contains("征求意见 10 天"), "{page}");
    assert!(
        page.contains("不设的步骤") && page.contains("书记、主任一肩挑"),
        "what is left out has its reason: {page}"
    );
    // A matter goes on by the version under which it began; the next one goes by the place's.
    assert!(place.public(&page_of(&place, &first)).await.contains("商议"));
    let second = opened(&place, &chair, &road(&[])).await;
    let page = place.public(&page_of(&place, &second)).await;
    assert!(page.contains("支委会提议") && !page.contains("step-discuss"), "{page}");
    place.verifies().await;
}

async fn relief_stays_within_the_community(place: Place) {
    let chair = place.chair().await;
    let fields = road(&[("matter", "priority_aid"), ("title", "困难户补助"), ("members", "")]);
    let id = opened(&place, &chair, &fields).await;
    assert_eq!(place.nobody().status(&page_of(&place, &id)).await, 404);
    let resident = place.resident().await;
    assert!(resident.get(&page_of(&place, &id)).await.contains("困难户补助"));
    assert!(resident.get(&format!("/d/{id}")).await.contains("困难户补助"));
    for public in ["matters", "journal.jsonl", "search?q=困难户", "feed/affairs.atom"] {
        let page = place.public(&format!("/c/{}/{public}", place.community)).await;
        assert!(!page.contains("困难户补助"), "{public}: {page}");
    }
    place.verifies().await;
}

async fn things_belong_to_one_matter_and_may_be_taken_out(place: Place) {
    let chair = place.chair().await;
    let id = opened(&place, &chair, &road(&[])).await;
    let other = opened(&place, &chair, &road(&[("title", "二组路灯")])).await;
    let disclosure = board::published(&place).await;
    let thing = format!("disclosure:{disclosure}");
    let lay = format!("/do/d/{id}/lay");
    chair.post(&lay, &[("thing", "")]).await.refused("text-none-chosen").await;
    chair.post(&lay, &[("thing", "disclosure:nothing")]).await.refused("text-not-offered").await;
    chair.post(&lay, &[("thing", &thing)]).await.done();
    chair.post(&lay, &[("thing", &thing)]).await.refused("dossier-linked-so").await;
    chair.post(&format!("/do/d/{other}/lay"), &[("thing", &thing)]).await.refused("dossier-linked-elsewhere").await;
    let page = place.public(&page_of(&place, &id)).await;
    assert!(page.contains(&format!("/c/{}/disclosure/{disclosure}", place.community)), "it leads there: {page}");
    let back = place.public(&format!("/c/{}/disclosure/{disclosure}", place.community)).await;
    assert!(back.contains(&page_of(&place, &id)), "and back: {back}");
    chair.post(&format!("/do/d/{id}/take-out"), &[("thing", &thing)]).await.done();
    chair.post(&format!("/do/d/{id}/take-out"), &[("thing", &thing)]).await.refused("dossier-linked-so").await;
    assert!(!place.public(&page_of(&place, &id)).await.contains(&disclosure));
    // What hangs already may be the plan for comment.
    let plan = format!("plan:{disclosure}");
    assert!(chair.get(&format!("/d/{id}")).await.contains(&plan), "it is offered as one");
    chair.post(&lay, &[("thing", &plan)]).await.done();
    assert!(place.public(&page_of(&place, &id)).await.contains("征求意见"));
    chair.post(&format!("/do/d/{id}/take-out"), &[("thing", &plan)]).await.done();

    // A draft that is deleted leaves nothing behind in the matter.
    let session = called(&place, &chair, &id, &place.body, "2026-03-16T19:30").await;
    let count = "SELECT COUNT(*) FROM dossier_links";
    assert_eq!(place.count(count).await, 1, "what a sitting is called for comes onto its agenda");
    chair.post(&format!("/do/s/{session}/drop"), &[]).await.done();
    assert_eq!(place.count(count).await, 0);
    place.verifies().await;
}

async fn another_place_and_whoever_has_no_part_cannot(place: Place) {
    let chair = place.chair().await;
    let id = opened(&place, &chair, &road(&[])).await;
    let resident = place.resident().await;
    for (act, fields) in [
        ("record", &STUDY[..]),
        ("waive", &[("step", "discuss"), ("why", "不需要")]),
        ("end", &[("how", "dropped"), ("said", "不需要")]),
        ("lay", &[("thing", "item:nothing")]),
    ] {
        resident.post(&format!("/do/d/{id}/{act}"), fields).await.refused("permit-not-your-role").await;
    }
    resident
        .post(&format!("/do/c/{}/matters", place.community), &road(&[]))
        .await
        .refused("permit-not-your-role")
        .await;
    assert_eq!(resident.status(&format!("/c/{}/matters/new", place.community)).await, 403);
    let foreigner = place.foreigner().await;
    assert_eq!(foreigner.status(&format!("/d/{id}")).await, 404);
    // Whoever follows it finds it at home.
    resident.post(&format!("/do/d/{id}/follow"), &[("on", "1")]).await.done();
    let home = resident.get(&format!("/c/{}/room", place.community)).await;
    assert!(home.contains("三组水泥路") && home.contains("等待：党支部提议"), "{home}");
    resident.post(&format!("/do/d/{id}/follow"), &[("on", "0")]).await.done();
    assert!(!resident.get(&format!("/c/{}/room", place.community)).await.contains("等待：党支部提议"));
}

/// Calls a sitting of a body for a matter: the draft's id.
pub async fn called(place: &Place, chair: &Person, id: &str, body: &str, at: &str) -> String {
    let presiding = place.named("0002").await;
    let fields = [
        ("dossier", id),
        ("body", body),
        ("title", "三组水泥路"),
        ("place", "村委会会议室"),
        ("held", "onsite"),
        ("starts_at", at),
        ("chair", &presiding),
        ("deputy", ""),
    ];
    let to = chair.post(&format!("/do/c/{}/sessions", place.community), &fields).await.done();
    to.split('/').nth(2).expect("a session").to_owned()
}
