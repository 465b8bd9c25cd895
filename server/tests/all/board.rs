//! The public record: what is posted and for how long, what must not be published, objections and their replies, search.

use crate::common::{Page, Person, Place, engines, png};
use sha2::{Digest, Sha256};

engines!(
    a_disclosure_is_written_signed_posted_and_corrected,
    e24_what_is_posted_is_not_taken_down_before_its_time,
    e25_an_objection_is_answered_by_its_day_or_red,
    e26_nothing_that_holds_personal_data_is_published,
    what_is_withdrawn_stays_readable_with_its_reason,
    the_record_is_found_by_chinese_words,
    a_photo_of_the_board_is_attached,
    long_lists_are_paged_and_filtered,
);

pub const GOOD: [(&str, &str); 5] = [
    ("title", "三月份财务收支"),
    ("category", "finance"),
    ("body", "收入 12,000 元，支出 8,300 元，结余 3,700 元。"),
    ("basis", "村民委员会组织法第三十五条"),
    ("responsible", "村民委员会"),
];

/// The form with one field changed.
pub fn with<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = GOOD.into_iter().filter(|(name, _)| *name != field).collect();
    fields.push((field, value));
    fields
}

/// A disclosure on its way: written by the clerk.
pub async fn write(place: &Place, fields: &[(&str, &str)]) -> String {
    let clerk = place.clerk().await;
    let to = clerk.post(&format!("/do/c/{}/disclosures/new", place.community), fields).await.done();
    to.rsplit('/').next().expect("an id").to_owned()
}

/// Countersigned by the supervisor as it is shown, and published by the chair.
pub async fn publish(place: &Place, id: &str) {
    sign(place, id).await;
    let chair = place.chair().await;
    chair.post(&format!("/do/c/{}/disclosures/{id}/publish", place.community), &[]).await.done();
}

pub async fn sign(place: &Place, id: &str) {
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&format!("/c/{}/disclosures/{id}", place.community)).await;
    let seen = &Page::of(&page).value("seen").expect("a draft");
    let at = format!("/do/c/{}/disclosures/{id}/sign", place.community);
    supervisor.post(&at, &[("seen", seen)]).await.done();
}

pub async fn posted(place: &Place, fields: &[(&str, &str)]) -> String {
    let id = write(place, fields).await;
    publish(place, &id).await;
    id
}

/// Something disclosed to everybody, signed and published.
pub async fn published(place: &Place) -> String {
    posted(place, &GOOD).await
}

pub fn about(place: &Place, id: &str) -> String {
    format!("/c/{}/about/disclosure/{id}", place.community)
}

pub async fn ask(person: &Person, place: &Place, id: &str, text: &str) -> crate::common::Answered {
    person.post(&format!("/do{}/object", about(place, id)), &[("kind", "objection"), ("text", text)]).await
}

async fn a_disclosure_is_written_signed_posted_and_corrected(place: Place) {
    place.on_the_evening();
    let clerk = place.clerk().await;
    let new = format!("/do/c/{}/disclosures/new", place.community);
    clerk.post(&new, &with("title", "")).await.refused("text-empty").await;
    clerk.post(&new, &with("category", "nothing")).await.refused("text-not-offered").await;
    let id = write(&place, &GOOD).await;
    let board = format!("/c/{}", place.community);
    let public = format!("{board}/disclosure/{id}");
    // It waits at home for who signs, then for who publishes, and not for who wrote it.
    let line = format!("href=\"{board}/disclosures/{id}\"");
    let at_home = async |number: &str| place.sign_in(number).await.get(&format!("{board}/room")).await.contains(&line);
    assert_eq!([at_home("0009").await, at_home("0002").await, at_home("0006").await], [true, false, false]);
    assert_eq!(place.nobody().status(&public).await, 404, "a draft is nobody's");
    // Sent back with a reason, it waits for who writes; written anew, for who signs.
    let supervisor = place.supervisor().await;
    let page = supervisor.get(&format!("{board}/disclosures/{id}")).await;
    let seen = &Page::of(&page).value("seen").expect("a draft");
    let send_back = format!("/do/c/{}/disclosures/{id}/return", place.community);
    clerk.post(&send_back, &[("seen", seen), ("reason", "说明原因")]).await.refused("outcome-own-countersign").await;
    supervisor.post(&send_back, &[("seen", "x"), ("reason", "缺明细")]).await.refused("draft-changed").await;
    supervisor.post(&send_back, &[("seen", seen), ("reason", "")]).await.refused("draft-why-sent-back").await;
    supervisor.post(&send_back, &[("seen", seen), ("reason", "缺明细")]).await.done();
    assert_eq!([at_home("0009").await, at_home("0002").await, at_home("0006").await], [false, true, true]);
    // Nobody signs what was sent back before it was written anew, and its page has no button for it.
    let sign = format!("/do/c/{}/disclosures/{id}/sign", place.community);
    supervisor.post(&sign, &[("seen", seen)]).await.refused("draft-sent-back").await;
    let page = supervisor.get(&format!("{board}/disclosures/{id}")).await;
    assert!(page.contains("改好保存后才能会签") && !page.contains(&format!("action=\"{sign}\"")), "{page}");
    assert!(clerk.get(&format!("{board}/room")).await.contains("已退回，请修改。原因：缺明细"));
    assert!(!place.public(&format!("{board}/journal.jsonl")).await.contains("缺明细"), "a draft is nobody's");
    // Saved as it was, it stays sent back.
    let write = format!("/do/c/{}/disclosures/{id}", place.community);
    clerk.post(&write, &GOOD).await.refused("draft-unchanged").await;
    assert_eq!([at_home("0009").await, at_home("0002").await, at_home("0006").await], [false, true, true]);
    let written = GOOD.map(|(name, typed)| (name, if name == "basis" { "村务公开目录第三条" } else { typed }));
    clerk.post(&write, &written).await.done();
    assert_eq!([at_home("0009").await, at_home("0002").await, at_home("0006").await], [true, false, false]);
    // Who signs and who publishes reads for whom it is.
    assert!(place.supervisor().await.get(&format!("{board}/disclosures/{id}")).await.contains("这件事向社会公开"));
    let chair = place.chair().await;
    let at = format!("/do/c/{}/disclosures/{id}", place.community);
    chair.post(&format!("{at}/publish"), &[]).await.refused("outcome-not-countersigned").await;
    clerk.post(&format!("{at}/sign"), &[("seen", "x")]).await.refused("outcome-own-countersign").await;
    publish(&place, &id).await;
    let page = place.public(&public).await;
    assert!(
        page.contains("结余 3,700 元") && page.contains("2026年3月16日（周一） 至 2026年3月31日（周二）"),
        "{page}"
    );
    let up = place.public(&board).await;
    assert!(up.contains("三月份财务收支") && up.contains("公示到 2026年3月31日（周二）"), "{up}");
    assert!(place.public(&format!("{board}?category=finance")).await.contains("三月份财务收支"));
    assert!(!place.public(&format!("{board}?category=party")).await.contains(&format!("/disclosure/{id}")));

    // An answer that promises a correction says that it is not there yet, and the way to it is beside the answer.
    ask(&place.representative().await, &place, &id, "漏了一笔收入？").await.done();
    let desk = chair.get(&about(&place, &id)).await;
    let asked = desk.split("action=\"/do/o/").nth(1).and_then(|rest| rest.split('/').next()).expect("an objection");
    let reply = [("reply", "属实，将更正。"), ("result", "corrected")];
    chair.post(&format!("/do/o/{asked}/reply"), &reply).await.done();
    assert!(place.public(&public).await.contains("更正还没有发布"));
    assert!(clerk.get(&about(&place, &id)).await.contains(&format!("href=\"{board}/disclosures/{id}\"")));

    // Corrected with a reason: the clock starts again, both revisions keep their addresses.
    clerk.post(&at, &with("body", "收入 12,500 元。")).await.refused("session-reason-missing").await;
    let mut fields = with("body", "收入 12,500 元。");
    fields.push(("correction", "漏记一笔 500 元"));
    clerk.post(&at, &fields).await.done();
    place.after_minutes(3 * 24 * 60);
    publish(&place, &id).await;
    let page = place.public(&public).await;
    assert!(!page.contains("更正还没有发布"), "{page}");
    // The fingerprint on the sheet is the SHA-256 of the file that it offers.
    let file = place.public(&format!("{public}.json")).await;
    let hash: String = Sha256::digest(file.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(page.contains(&hash) && page.contains(&format!("{public}.json\" download")), "{page}");
    assert!(
        page.contains("漏记一笔") && page.contains("2026年3月19日（周四） 至") && page.contains("第 2 版"),
        "{page}"
    );
    let first = place.public(&format!("{public}/v/1")).await;
    assert!(first.contains("结余 3,700 元") && first.contains("后来有更新的版本"), "{first}");
    place.verifies().await;
}

/// E24: refused on day 14 and on the last day; allowed on the day after; the address stays.
async fn e24_what_is_posted_is_not_taken_down_before_its_time(place: Place) {
    place.on_the_evening();
    let id = posted(&place, &GOOD).await;
    let clerk = place.clerk().await;
    let down = format!("/do{}/take-down", about(&place, &id));
    for days in [14, 1] {
        place.after_minutes(days * 24 * 60);
        place.clerk().await.post(&down, &[]).await.refused("posting-runs").await;
    }
    let resident = place.representative().await;
    place.after_minutes(24 * 60);
    resident.post(&down, &[]).await.refused("permit-not-your-role").await;
    clerk.post(&down, &[]).await.done();
    clerk.post(&down, &[]).await.refused("posting-not-up").await;
    let board = place.public(&format!("/c/{}", place.community)).await;
    assert!(board.contains("现在没有正在公示的内容") && board.contains("三月份财务收支"), "{board}");
    let page = place.public(&format!("/c/{}/disclosure/{id}", place.community)).await;
    assert!(page.contains("公示已结束"), "{page}");
    place.verifies().await;
}

/// E25 and Story A: filed by a member and on paper, with receipts; answered by another; red everywhere when late.
async fn e25_an_objection_is_answered_by_its_day_or_red(place: Place) {
    place.on_the_evening();
    let id = posted(&place, &GOOD).await;
    let public = format!("/c/{}/disclosure/{id}", place.community);
    let resident = place.representative().await;
    let to = ask(&resident, &place, &id, "为什么没有列出五组的支出？").await.done();
    assert!(to.ends_with("#objection-1"), "{to}");
    ask(&resident, &place, &id, "").await.refused("text-empty").await;
    let refused = ask(&resident, &place, &id, "请打 13800138000 找我").await.refused("masking-mobile").await;
    assert!(refused.contains("…请打 138…"), "the place is shown beside the field: {refused}");
    let clerk = place.clerk().await;
    let asker = place.named("0021").await;
    let paper = [("number", asker.as_str()), ("kind", "query"), ("text", "账本在哪里看？")];
    resident.post(&format!("/do{}/paper", about(&place, &id)), &paper).await.refused("permit-not-your-role").await;
    clerk.post(&format!("/do{}/paper", about(&place, &id)), &paper).await.done();
    let page = place.public(&public).await;
    assert!(
        page.contains("回执 1 号") && page.contains("2026年3月23日（周一）（含）前答复"),
        "Saturday moves on: {page}"
    );
    let name = place.member(&place.community, "0014").await.name;
    assert!(!page.contains(&name), "nobody is named");

    // At home: the asker's receipt and its day; what waits for those who may answer.
    let room = format!("/c/{}/room", place.community);
    let line = format!("href=\"{}#objection-1\"", about(&place, &id));
    let home = resident.get(&room).await;
    assert!(home.contains("我提出的异议和询问") && home.contains(&line), "{home}");
    assert!(
        home.contains("异议 回执 1 号 · 2026年3月23日（周一）（含）前答复") && !home.contains("等您处理"),
        "{home}"
    );
    let home = clerk.get(&room).await;
    assert!(home.contains("等您处理") && home.contains(&line) && home.contains("账本在哪里看"), "{home}");

    let objection = |page: &str, number: usize| {
        let mut forms = page
            .split("action=\"/do/o/")
            .filter(|form| form.split('"').next().is_some_and(|to| to.ends_with("/reply")));
        let at = forms.nth(number - 1).expect("a form of reply");
        at.split('/').next().expect("an id").to_owned()
    };
    let chair = place.chair().await;
    let first = objection(&chair.get(&about(&place, &id)).await, 1);
    let reply = [("reply", "五组的支出列入四月份。"), ("result", "kept")];
    resident.post(&format!("/do/o/{first}/reply"), &reply).await.refused("permit-not-your-role").await;
    chair.post(&format!("/do/o/{first}/reply"), &[("reply", ""), ("result", "kept")]).await.refused("text-empty").await;
    chair.post(&format!("/do/o/{first}/reply"), &reply).await.done();
    chair.post(&format!("/do/o/{first}/reply"), &reply).await.refused("objection-replied").await;
    let page = place.public(&public).await;
    assert!(page.contains("五组的支出列入四月份") && !page.contains("更正还没有发布"), "{page}");
    assert!(resident.get(&room).await.contains("异议 回执 1 号 · 答复：不用改"));
    assert!(!clerk.get(&room).await.contains(&line));

    // The day of the other passes: red on the public page and the board, and in the lists of supervisors and township.
    let second = objection(&chair.get(&about(&place, &id)).await, 1);
    place.after_minutes(8 * 24 * 60);
    // A page is kept for a second at most where nothing was done.
    let page = place.public(&public).await;
    assert!(page.contains("class=\"overdue\"") && page.contains("（含）前答复，已超期 1 天。"), "{page}");
    assert!(place.public(&format!("/c/{}", place.community)).await.contains("有 1 件异议或询问超过期限"));
    for number in ["0009", "0007"] {
        let list = place.sign_in(number).await.get(&format!("/c/{}/overdue", place.community)).await;
        assert!(list.contains("账本在哪里看") && list.contains("超期"), "{list}");
    }
    place.chair().await.post(&format!("/do/o/{second}/reply"), &reply).await.done();
    assert!(!place.public(&public).await.contains("已超期"));
    // Nobody answers their own.
    ask(&chair, &place, &id, "主持人自己的问题").await.done();
    let page = place.clerk().await.get(&about(&place, &id)).await;
    let own = objection(&page, 1);
    chair.post(&format!("/do/o/{own}/reply"), &reply).await.refused("objection-own").await;
    place.verifies().await;
}

/// E26: refused with the place shown, in every kind of thing that is published; who may publish may blank it out.
async fn e26_nothing_that_holds_personal_data_is_published(place: Place) {
    place.on_the_evening();
    let clerk = place.clerk().await;
    let new = format!("/do/c/{}/disclosures/new", place.community);
    for (text, code) in [
        ("低保户 11010519491231002X", "masking-id-number"),
        ("电话 13800138000", "masking-mobile"),
        ("卡号 4111111111111111", "masking-bank-card"),
        ("住幸福里3栋2单元501室", "masking-address"),
    ] {
        let page = clerk.post(&new, &with("body", text)).await.refused(code).await;
        assert!(page.contains(text), "what was typed is kept");
    }
    // The paper of an item reaches the public with the notice: the chair sees where, and may blank it out.
    let chair = place.chair().await;
    let session = place.drafted(&chair, "2026-03-26T19:30").await;
    let item = [("title", "路灯"), ("matter", "public_works_contract_plan"), ("paper", "联系人 13900139000")];
    chair.post(&format!("/do/s/{session}/items"), &item).await.done();
    let announce = format!("/do/s/{session}/move/announce");
    let refused = chair.post(&announce, &[]).await;
    let page = chair.get(&refused.location).await;
    assert!(
        page.contains("这里有手机号") && page.contains("…联系人 139…") && page.contains("照上面选的继续"),
        "{page}"
    );
    assert_eq!(place.nobody().status(&format!("/c/{}/notice/{session}", place.community)).await, 404);
    let place_of_it = page.split("name=\"mask-").nth(1).and_then(|rest| rest.split('"').next()).expect("a place");
    chair.post(&announce, &[(&format!("mask-{place_of_it}"), "cover")]).await.done();
    let notice = place.public(&format!("/c/{}/notice/{session}", place.community)).await;
    assert!(notice.contains("■■■") && !notice.contains("13900139000"), "{notice}");
    let json = place.public(&format!("/c/{}/notice/{session}.json", place.community)).await;
    assert!(!json.contains("13900139000"));
    place.verifies().await;
}

async fn what_is_withdrawn_stays_readable_with_its_reason(place: Place) {
    place.on_the_evening();
    let id = posted(&place, &GOOD).await;
    let at = format!("/do{}/withdraw", about(&place, &id));
    let clerk = place.clerk().await;
    clerk.post(&at, &[("reason", "数字有误")]).await.refused("permit-not-your-role").await;
    let chair = place.chair().await;
    chair.post(&at, &[("reason", "")]).await.refused("session-reason-missing").await;
    chair.post(&at, &[("reason", "数字有误，另行公布")]).await.done();
    chair.post(&at, &[("reason", "再一次")]).await.refused("posting-withdrawn").await;
    let board = format!("/c/{}", place.community);
    let page = place.public(&format!("{board}/disclosure/{id}")).await;
    assert!(page.contains("已撤回。原因：数字有误") && page.contains("结余 3,700 元"), "{page}");
    assert!(!page.contains("公示期"), "posted no more: {page}");
    let list = place.public(&board).await;
    assert!(list.contains("已撤回") && !list.contains("公示到"), "{list}");
    let form = clerk.get(&format!("{board}/disclosures/{id}")).await;
    assert!(form.contains("已撤回") && !form.contains("name=\"correction\""), "{form}");
    assert!(!place.public(&format!("{board}/search?q=财务收支")).await.contains(&id));
    let resident = place.representative().await;
    ask(&resident, &place, &id, "为什么撤回？").await.refused("posting-withdrawn").await;
    place.verifies().await;
}

/// Two-character words are found in titles and texts, with the passage; every word must be there; nothing else is.
async fn the_record_is_found_by_chinese_words(place: Place) {
    place.on_the_evening();
    let id = posted(&place, &with("body", "本月为三组道路硬化支付 ＡＢＣ 水泥款 8,300 元。")).await;
    let other = posted(&place, &with("title", "党务公开事项")).await;
    let search = async |query: &str| place.public(&format!("/c/{}/search?q={query}", place.community)).await;
    let page = search("道路硬化").await;
    assert!(page.contains(&id) && page.contains("本月为三组道路硬化支付") && page.contains("找到 1 件"), "{page}");
    assert!(search("财务收支").await.contains(&id), "in the title");
    assert!(search("abc").await.contains(&id), "whatever the width and case");
    assert!(!search("硬路").await.contains(&id) && !search("道路%20养护").await.contains(&id));
    assert!(search("党务").await.contains(&other));
    assert!(search("路").await.contains(&id), "one character is a word");
    for nothing in ["", "%25%25", "%27%20OR%201=1"] {
        assert!(!search(nothing).await.contains("/disclosure/"), "{nothing}");
    }
    // Without a word a kind or a year is a list; nothing asked is nothing found.
    let kind = place.public(&format!("/c/{}/search?kind=disclosure", place.community)).await;
    assert!(kind.contains(&id) && kind.contains(&other) && kind.contains("找到"), "{kind}");
    assert!(!place.public(&format!("/c/{}/search?kind=ending", place.community)).await.contains(&id));
    assert!(!place.public(&format!("/c/{}/search?year=2025", place.community)).await.contains(&id));
    let narrowed = place.public(&format!("/c/{}/search?q=财务&kind=outcome", place.community)).await;
    assert!(!narrowed.contains(&id));
    // By body: of decisions and notices alone; a disclosure is of none.
    let body = place.public(&format!("/c/{}/search?q=财务&body=villager_rep_meeting", place.community)).await;
    assert!(!body.contains(&id) && body.contains("<option value=\"villager_rep_meeting\" selected"), "{body}");
    let year = place.public(&format!("/c/{}/search?q=财务&year=2026&kind=disclosure", place.community)).await;
    assert!(year.contains(&id));
}

async fn a_photo_of_the_board_is_attached(place: Place) {
    place.on_the_evening();
    let id = posted(&place, &GOOD).await;
    let at = format!("/do{}/photo", about(&place, &id));
    let clerk = place.clerk().await;
    clerk.upload(&at, b"no picture").await.refused("photo-unknown").await;
    place.representative().await.upload(&at, &png()).await.refused("permit-not-your-role").await;
    clerk.upload(&at, &png()).await.done();
    let page = place.public(&format!("/c/{}/disclosure/{id}", place.community)).await;
    let photo = page.split("<img src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a photo").to_owned();
    let (status, headers, _) = place.nobody().fetch(&photo, &[]).await;
    assert_eq!((status, headers["content-type"].to_str().expect("text")), (200, "image/jpeg"));
    place.verifies().await;
}

async fn long_lists_are_paged_and_filtered(place: Place) {
    place.on_the_evening();
    for number in 0..22 {
        let title = format!("公开事项第{number}号");
        posted(&place, &with("title", &title)).await;
    }
    let board = format!("/c/{}", place.community);
    let first = place.public(&board).await;
    assert!(first.contains("第 1–20 条，共 2") && first.contains("公开事项第21号"), "{first}");
    let second = place.public(&format!("{board}?page=2")).await;
    assert!(second.contains("公开事项第0号") && !second.contains("公开事项第21号"), "{second}");
    assert!(place.public(&format!("{board}?category=finance&page=2")).await.contains("公开事项第0号"));
    // Taken along the board has as many pages, and each leads to the next.
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1", folder.path()).await.expect("exported");
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).expect("a page");
    let first = read(&format!("zh-CN/c/{}.html", place.community));
    let next = format!("../../zh-CN/c/{}/page-2.html", place.community);
    assert!(first.contains(&format!("href=\"{next}\"")) && first.contains("class=\"taken\""), "{first}");
    assert!(read(&format!("zh-CN/c/{}/page-2.html", place.community)).contains("公开事项第0号"));
    assert!(place.public(&format!("{board}?year=1999")).await.contains("找到 0 件"));
}
