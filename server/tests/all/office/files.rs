//! What is put on file with an office above: from both sides, sent back, filed again, acknowledged.

use super::Office;
use crate::{
    board::{GOOD, about, posted, publish, published, with},
    common::{Page, Person, Place, engines},
    takeback::{findings, tamper},
};
use server::{check::folder, demo};
use std::fs;

engines!(
    what_is_put_on_file_is_sent_back_and_acknowledged,
    nobody_answers_for_another_office_or_their_own_place,
    what_stays_within_is_not_put_on_file,
    an_export_holds_what_was_put_on_file_and_ordered,
);

/// Where something is put on file, and the form.
pub async fn file(person: &Person, place: &Place, id: &str, to: &str) -> crate::common::Answered {
    person.post(&format!("/do{}/put-on-file", about(place, id)), &[("to", to), ("note", "请备案")]).await
}

/// The filings that a page lets somebody answer.
pub fn filings(page: &str) -> Vec<String> {
    let ids = page.split("action=\"/do/filing/").skip(1).filter_map(|rest| rest.split_once("/acknowledge\""));
    ids.map(|(id, _)| id.to_owned()).filter(|id| !id.contains('"')).collect()
}

async fn what_is_put_on_file_is_sent_back_and_acknowledged(place: Place) {
    place.on_the_evening();
    let chair = place.chair().await;
    let id = published(&place).await;
    let (sheet, desk) = (format!("/c/{}/disclosure/{id}", place.community), about(&place, &id));
    // No office stands above: there is nothing to choose.
    assert!(!chair.get(&desk).await.contains("put-on-file"));
    file(&chair, &place, &id, "township").await.refused("office-not-above").await;
    let Office { id: office, staff } = place.township().await;
    let at = format!("/o/{office}");
    assert!(chair.get(&desk).await.contains("云岭镇"));
    file(&chair, &place, &id, "county").await.refused("office-not-above").await;
    file(&chair, &place, &id, "province").await.refused("text-not-offered").await;
    // The clerk may; a representative and the office itself may not.
    let put = format!("/do{desk}/put-on-file");
    place.representative().await.post(&put, &[("to", "township")]).await.refused("permit-not-your-role").await;
    assert_eq!(staff.post(&put, &[("to", "township")]).await.status, 404);
    let noted = [("to", "township"), ("note", "打 13800138000")];
    chair.post(&put, &noted).await.refused("masking-mobile").await;
    file(&place.clerk().await, &place, &id, "township").await.done();
    file(&chair, &place, &id, "township").await.refused("filing-waits").await;
    let page = place.public(&sheet).await;
    assert!(
        page.contains("2026年3月16日（周一）已报云岭镇备案（第 1 号），待收悉。") && page.contains("说明：请备案"),
        "{page}"
    );
    assert!(place.public(&format!("/c/{}/journal.jsonl", place.community)).await.contains("filing.made"));

    // It waits at the office, which sends it back with a reason that everybody reads.
    let page = staff.get(&at).await;
    let [waiting] = filings(&page).try_into().expect("one waits");
    assert!(page.contains("三月份财务收支") && page.contains("已等 0 天"), "{page}");
    let (back, acknowledge) = (format!("/do/filing/{waiting}/send-back"), format!("/do/filing/{waiting}/acknowledge"));
    staff.post(&back, &[("reason", " ")]).await.refused("session-reason-missing").await;
    let to = staff.post(&back, &[("reason", "缺监督委员会意见")]).await.done();
    assert_eq!(to, at);
    staff.post(&acknowledge, &[]).await.refused("filing-answered").await;
    let page = place.public(&sheet).await;
    assert!(page.contains("被退回") && page.contains("答复：缺监督委员会意见"), "{page}");
    let room = format!("/c/{}/room", place.community);
    assert!(chair.get(&room).await.contains("备案被退回：缺监督委员会意见"));
    assert!(filings(&staff.get(&at).await).is_empty());

    // Put on file again, it waits as another; the first says what became of it.
    file(&chair, &place, &id, "township").await.done();
    assert!(!chair.get(&room).await.contains("备案被退回"));
    let [second] = filings(&staff.get(&at).await).try_into().expect("one waits");
    let acknowledge = format!("/do/filing/{second}/acknowledge");
    // Over what was not shown nothing is acknowledged: it was corrected meanwhile.
    let page = Page::of(&staff.get(&at).await);
    let seen = page.form(&format!("/filing/{second}/acknowledge")).value("seen").expect("seen");
    let clerk = place.clerk().await;
    let corrected = [&with("body", "收入 12,000 元，支出 8,500 元。")[..], &[("correction", "支出写错")]].concat();
    clerk.post(&format!("/do/c/{}/disclosures/{id}", place.community), &corrected).await.done();
    publish(&place, &id).await;
    staff.post(&acknowledge, &[("seen", &seen)]).await.refused("form-shown-changed").await;
    staff.post(&acknowledge, &[("words", "已收悉")]).await.done();
    staff.post(&acknowledge, &[]).await.refused("filing-answered").await;
    let page = place.public(&sheet).await;
    assert!(page.contains("2026年3月16日（周一）收悉。") && page.contains("答复：已收悉"), "{page}");
    assert!(!page.contains("更正前的版本"), "{page}");
    file(&chair, &place, &id, "township").await.refused("filing-acknowledged").await;

    // Corrected again, what is on file is the text before, and it may be put there anew.
    clerk
        .post(
            &format!("/do/c/{}/disclosures/{id}", place.community),
            &[&GOOD[..], &[("correction", "核对后恢复")]].concat(),
        )
        .await
        .done();
    publish(&place, &id).await;
    assert!(place.public(&sheet).await.contains("更正前的版本"));
    file(&chair, &place, &id, "township").await.done();
    // Withdrawn meanwhile, it can only go back; and is put on file no more.
    chair.post(&format!("/do{desk}/withdraw"), &[("reason", "作废")]).await.done();
    let [third] = filings(&staff.get(&at).await).try_into().expect("one waits");
    staff.post(&format!("/do/filing/{third}/acknowledge"), &[]).await.refused("posting-withdrawn").await;
    staff.post(&format!("/do/filing/{third}/send-back"), &[("reason", "已撤回")]).await.done();
    file(&chair, &place, &id, "township").await.refused("posting-withdrawn").await;
    assert!(!chair.get(&room).await.contains("备案被退回"));
    place.verifies().await;

    let sql = format!("UPDATE filings SET state = 'acknowledged' WHERE id = '{third}'");
    assert_eq!(tamper(&place, &sql).await, 1);
    assert!(findings(&place).await.contains("filings: changed"));
}

/// An office answers what was put on file with it; not with another, and nobody of the place.
async fn nobody_answers_for_another_office_or_their_own_place(place: Place) {
    place.on_the_evening();
    let county = place.office("county", "云水县", "").await;
    let township = place.office("township", "云岭镇", &county).await;
    place.hang(&place.community, &township).await;
    let (above, staff) = (place.serves(&county, "周示县").await, place.serves(&township, "宋示镇").await);
    // An office elsewhere, and one over the other place alone.
    let other = place.office("township", "别处镇", &county).await;
    let attacker = place.serves(&other, "吴示处").await;
    let id = published(&place).await;
    let chair = place.chair().await;
    for to in ["township", "county"] {
        file(&chair, &place, &id, to).await.done();
    }
    let [of_township] = filings(&staff.get(&format!("/o/{township}")).await).try_into().expect("one");
    let [of_county] = filings(&above.get(&format!("/o/{county}")).await).try_into().expect("one");
    // The county reads the township's page and answers nothing there.
    let page = above.get(&format!("/o/{township}")).await;
    assert!(page.contains("三月份财务收支") && filings(&page).is_empty(), "{page}");
    let (given, resident) = (place.sign_in("T01").await, place.resident().await);
    let (foreigner, before) = (place.foreigner().await, place.head().await);
    let (one, two) = (format!("/do/filing/{of_township}/acknowledge"), format!("/do/filing/{of_county}/acknowledge"));
    above.post(&one, &[]).await.refused("office-not-above").await;
    staff.post(&two, &[]).await.refused("office-not-above").await;
    chair.post(&one, &[]).await.refused("office-own-place").await;
    // Whoever is a member with the role of a township acts for no office.
    given.post(&one, &[]).await.refused("office-own-place").await;
    resident.post(&one, &[]).await.refused("permit-not-your-role").await;
    for stranger in [&attacker, &foreigner, &place.nobody()] {
        for act in [&one, &two, &one.replace("acknowledge", "send-back")] {
            let status = stranger.post(act, &[("reason", "说明原因")]).await.status;
            assert!(status == 404 || stranger.cookie().is_empty(), "{act}: {status}");
        }
        let page = stranger.get(&format!("/o/{township}")).await;
        assert!(!page.contains("三月份财务收支"), "{page}");
    }
    assert_eq!(place.head().await, before);

    // Somebody of the office who comes to be a member of the place answers nothing of it any more.
    let slip = place.slip("0020").await;
    staff.post(&format!("/do/slip/{slip}/link"), &[]).await.done();
    staff.post(&one, &[]).await.refused("office-own-place").await;
    let page = staff.get(&format!("/o/{township}")).await;
    assert!(page.contains("三月份财务收支") && filings(&page).is_empty(), "{page}");
    // Nor does the clerk of the place hand out a way in as them.
    let member = place.member(&place.community, "0020").await;
    let clerk = place.clerk().await;
    let slips = [("member", member.id.as_str()), ("in_person", "1"), ("anew", "1")];
    clerk.post(&format!("/do/c/{}/slips", place.community), &slips).await.refused("member-elsewhere").await;

    // Hung under another office, the place is that one's: the first reads nothing of it any more.
    let [left] = filings(&above.get(&format!("/o/{county}")).await).try_into().expect("one");
    above.post(&format!("/do/filing/{left}/acknowledge"), &[]).await.done();
    place.hang(&place.community, &other).await;
    let [taken] = filings(&attacker.get(&format!("/o/{other}")).await).try_into().expect("one");
    assert_eq!(taken, of_township);
    attacker.post(&one, &[]).await.done();
    place.verifies().await;
}

/// Relief and notices are not put on file, and an office reads nothing of what came to be for members.
async fn what_stays_within_is_not_put_on_file(place: Place) {
    place.on_the_evening();
    let Office { id: office, staff } = place.township().await;
    let chair = place.chair().await;
    let mut fields = with("title", "重点帮扶名单公示");
    fields.push(("matter", "priority_aid"));
    let relief = posted(&place, &fields).await;
    assert!(!chair.get(&about(&place, &relief)).await.contains("put-on-file"));
    file(&chair, &place, &relief, "township").await.refused("filing-within").await;
    let id = published(&place).await;
    file(&chair, &place, &id, "township").await.done();
    let mut within = GOOD.to_vec();
    within.extend([("members", "1"), ("correction", "应只向本村公开")]);
    place.clerk().await.post(&format!("/do/c/{}/disclosures/{id}", place.community), &within).await.done();
    publish(&place, &id).await;
    let page = staff.get(&format!("/o/{office}")).await;
    assert!(!page.contains("三月份财务收支") && page.contains("现在只对本村"), "{page}");
    let [waiting] = filings(&page).try_into().expect("one waits");
    staff.post(&format!("/do/filing/{waiting}/acknowledge"), &[]).await.refused("posting-withdrawn").await;
    staff.post(&format!("/do/filing/{waiting}/send-back"), &[("reason", "不再公开")]).await.done();
    place.verifies().await;
}

/// The lists of an export are as the journal tells them.
async fn an_export_holds_what_was_put_on_file_and_ordered(place: Place) {
    place.on_the_evening();
    let Office { id: office, staff } = place.township().await;
    let chair = place.chair().await;
    let id = published(&place).await;
    file(&chair, &place, &id, "township").await.done();
    let [waiting] = filings(&staff.get(&format!("/o/{office}")).await).try_into().expect("one waits");
    staff.post(&format!("/do/filing/{waiting}/acknowledge"), &[("words", "已收悉")]).await.done();
    let order = super::orders::order(&staff, &place, "公开鱼塘租金", "2026-03-20").await;
    chair.post(&format!("/do/order/{order}/answer"), &[("answer", "合同在审计")]).await.done();
    let folder = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", folder.path()).await.expect("exported");
    let check = || -> Vec<String> {
        let report = folder::verify(folder.path(), &[], None).expect("an export");
        report.findings.into_iter().map(|one| one.what).collect()
    };
    assert_eq!(check(), Vec::<String>::new());
    let page =
        fs::read_to_string(folder.path().join(format!("zh-CN/c/{}/orders.html", place.community))).expect("a page");
    assert!(page.contains("公开鱼塘租金") && page.contains("合同在审计"), "{page}");
    for (name, from, to) in [
        ("filings.json", "acknowledged", "waiting"),
        ("filings.json", "已收悉", "不同意"),
        ("orders.json", "公开鱼塘租金", "不必公开"),
        ("orders.json", "\"answered\"", "\"open\""),
        ("orders.json", "合同在审计", "好"),
    ] {
        let file = folder.path().join("c").join(place.community.as_str()).join(name);
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.contains(from), "{name}: {text}");
        fs::write(&file, text.replace(from, to)).expect("written");
        assert!(check().iter().any(|one| one.contains(name) && one.contains("as the journal tells")), "{name} {from}");
        fs::write(&file, "[]").expect("written");
        assert!(check().iter().any(|one| one.contains(name) && one.contains("is missing")), "{name}");
        fs::write(&file, text).expect("written");
    }
    // Words are taken back wherever they stand, also where the office said them.
    let fields = [("what", "blank"), ("words", "已收悉"), ("reason", "写了不该公开的话")];
    crate::takeback::blanked(&place, &about(&place, &id), &fields).await;
    assert!(!place.public(&format!("/c/{}/disclosure/{id}", place.community)).await.contains("答复：已收悉"));
    place.verifies().await;
    let anew = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", anew.path()).await.expect("exported");
    let report = folder::verify(anew.path(), &[], None).expect("an export");
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(demo::VILLAGE, place.community.as_str());
}
