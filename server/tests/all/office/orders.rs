//! Orders to publish: made, met in time and late, answered, taken back; by their office alone.

use super::Office;
use crate::{
    board::{posted, published, with},
    common::{Person, Place, engines},
    takeback::{findings, tamper},
};

engines!(an_order_is_met_late_or_answered, an_order_is_its_offices_and_its_places);

/// An order that an office makes, by its id.
pub async fn order(staff: &Person, place: &Place, what: &str, due: &str) -> String {
    let fields = [("what", what), ("basis", "村组法第三十六条"), ("due", due)];
    let to = staff.post(&format!("/do/c/{}/orders", place.community), &fields).await.done();
    to.rsplit('/').next().expect("an id").to_owned()
}

async fn an_order_is_met_late_or_answered(place: Place) {
    place.on_the_evening();
    let Office { id: office, staff } = place.township().await;
    let early = published(&place).await;
    place.after_minutes(1);
    let make = format!("/do/c/{}/orders", place.community);
    let with_due = |due: &'static str| [("what", "公开鱼塘租金"), ("basis", "村组法第三十六条"), ("due", due)];
    staff.post(&make, &with_due("2026-03-15")).await.refused("execution-past-day").await;
    staff.post(&make, &with_due("不久")).await.refused("text-bad-day").await;
    staff.post(&make, &[("what", ""), ("basis", "x"), ("due", "2026-03-20")]).await.refused("text-empty").await;
    let id = order(&staff, &place, "公开鱼塘租金", "2026-03-20").await;
    let (at, board) = (format!("/order/{id}"), format!("/c/{}", place.community));
    // It stands on the first screen of the board, and waits for who answers.
    let page = place.public(&board).await;
    assert!(
        page.contains("云岭镇责令公开，2026年3月20日（周五）前，还有 4 天") && page.contains("公开鱼塘租金"),
        "{page}"
    );
    assert!(!page.contains("<p class=\"overdue\">"), "{page}");
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    let room = format!("{board}/room");
    for person in [&chair, &clerk] {
        assert!(person.get(&room).await.contains(&at));
    }
    assert!(!place.resident().await.get(&room).await.contains(&at));
    assert!(chair.get(&format!("{board}/overdue")).await.contains(&at));
    let page = staff.get(&format!("/o/{office}")).await;
    assert!(page.contains(&at) && page.contains("责令公开未办 1 件"), "{page}");

    // From the day after it is red, everywhere.
    place.after_minutes(5 * 24 * 60);
    let page = place.public(&board).await;
    assert!(page.contains("<p class=\"overdue\">云岭镇责令公开") && page.contains("已逾期 1 天"), "{page}");
    let page = staff.get(&format!("/o/{office}?only=overdue")).await;
    assert!(page.contains("责令公开逾期 1 件"), "{page}");

    // What was there before does not meet it, nor what nobody may read; something new does, late as it is.
    let meet = format!("/do{at}/meet");
    clerk.post(&meet, &[("by", "")]).await.refused("text-none-chosen").await;
    clerk.post(&meet, &[("by", &format!("disclosure/{early}"))]).await.refused("order-published-before").await;
    let mut relief = with("title", "重点帮扶名单公示");
    relief.push(("matter", "priority_aid"));
    let within = posted(&place, &relief).await;
    clerk.post(&meet, &[("by", &format!("disclosure/{within}"))]).await.refused("order-not-public").await;
    clerk.post(&meet, &[("by", "disclosure/nothing")]).await.refused("order-not-public").await;
    assert!(!clerk.get(&at).await.contains("重点帮扶名单"));
    let new = posted(&place, &with("title", "鱼塘租金")).await;
    assert!(clerk.get(&at).await.contains(&format!("disclosure/{new}")));
    place
        .representative()
        .await
        .post(&meet, &[("by", &format!("disclosure/{new}"))])
        .await
        .refused("permit-not-your-role")
        .await;
    clerk.post(&meet, &[("by", &format!("disclosure/{new}"))]).await.done();
    clerk.post(&meet, &[("by", &format!("disclosure/{new}"))]).await.refused("order-closed").await;
    staff.post(&format!("/do{at}/withdraw"), &[("reason", "说明原因")]).await.refused("order-closed").await;
    let page = place.public(&format!("{board}/orders")).await;
    assert!(page.contains("已公开，逾期 1 天") && page.contains(&format!("{board}/disclosure/{new}")), "{page}");
    assert!(!place.public(&board).await.contains("责令公开，"));

    // Another one is answered in public; then it is red no more, and may still be met or taken back.
    let second = order(&staff, &place, "公开合同全文", "2026-03-22").await;
    let answer = format!("/do/order/{second}/answer");
    chair.post(&answer, &[("answer", "")]).await.refused("text-empty").await;
    chair.post(&answer, &[("answer", "合同在审计，四月公开")]).await.done();
    chair.post(&answer, &[("answer", "再答")]).await.refused("order-answered").await;
    place.after_minutes(3 * 24 * 60);
    let page = place.public(&format!("{board}/orders")).await;
    assert!(page.contains("已答复：不能公开") && page.contains("合同在审计，四月公开"), "{page}");
    assert!(!place.public(&board).await.contains("<p class=\"overdue\">云岭镇"));
    staff
        .post(&format!("/do/order/{second}/withdraw"), &[("reason", "")])
        .await
        .refused("session-reason-missing")
        .await;
    staff.post(&format!("/do/order/{second}/withdraw"), &[("reason", "等审计结束")]).await.done();
    assert!(place.public(&format!("{board}/orders")).await.contains("等审计结束"));
    let journal = place.public(&format!("{board}/journal.jsonl")).await;
    for says in ["order.made", "order.met", "order.answered", "order.withdrawn"] {
        assert!(journal.contains(says), "{says}");
    }
    place.verifies().await;
    assert_eq!(tamper(&place, "UPDATE orders SET due_day = '2027-01-01' WHERE number = 1").await, 1);
    assert!(findings(&place).await.contains("orders: changed"));
}

async fn an_order_is_its_offices_and_its_places(place: Place) {
    place.on_the_evening();
    let city = place.office("city", "云州市", "").await;
    let county = place.office("county", "云水县", &city).await;
    let township = place.office("township", "云岭镇", &county).await;
    place.hang(&place.community, &township).await;
    let staff = place.serves(&township, "宋示镇").await;
    let above = place.serves(&city, "李示市").await;
    let other = place.office("township", "别处镇", &county).await;
    let attacker = place.serves(&other, "吴示处").await;
    let make = format!("/do/c/{}/orders", place.community);
    let fields = [("what", "公开"), ("basis", "依据"), ("due", "2026-03-20")];
    let (chair, given) = (place.chair().await, place.sign_in("T01").await);
    let (foreigner, before) = (place.foreigner().await, place.head().await);
    assert_eq!(attacker.post(&make, &fields).await.status, 404);
    assert_eq!(foreigner.post(&make, &fields).await.status, 404);
    chair.post(&make, &fields).await.refused("permit-not-your-role").await;
    given.post(&make, &fields).await.refused("office-own-place").await;
    assert_eq!(place.head().await, before);
    let own = order(&staff, &place, "镇上要的", "2026-03-20").await;
    let theirs = order(&above, &place, "市里要的", "2026-03-20").await;
    for id in [&own, &theirs] {
        for act in ["meet", "answer", "withdraw"] {
            let act = format!("/do/order/{id}/{act}");
            let fields = [("by", "disclosure/x"), ("answer", "x"), ("reason", "说明原因"), ("seen", "open")];
            assert_eq!(attacker.post(&act, &fields).await.status, 404, "{act}");
        }
        assert_eq!(attacker.status(&format!("/order/{id}")).await, 404);
    }
    // A lower office does not take back what a higher one ordered; a higher one may overrule it.
    staff
        .post(&format!("/do/order/{theirs}/withdraw"), &[("reason", "说明原因"), ("seen", "open")])
        .await
        .refused("office-not-above")
        .await;
    assert!(!staff.get(&format!("/order/{theirs}")).await.contains("/withdraw\""));
    above.post(&format!("/do/order/{own}/withdraw"), &[("reason", "已另行布置")]).await.done();
    // The office answers nothing for the place.
    staff
        .post(&format!("/do/order/{theirs}/answer"), &[("answer", "x"), ("seen", "open")])
        .await
        .refused("permit-not-your-role")
        .await;
    place.verifies().await;
}
