//! What is told of the calendar where somebody signs, reads, or is sent its address; and what is not taken for published.

use super::{act, adopted, line, of, year};
use crate::{
    board,
    common::{Page, Place, engines},
    matter,
};

engines!(
    whoever_signs_and_reads_is_told_for_which_duty_it_stands,
    what_members_alone_may_read_is_not_published,
    what_was_missing_does_not_vanish_when_a_duty_does_not_apply,
    a_change_of_list_is_told,
    what_is_overdue_leads_to_its_row,
    a_draft_for_a_duty_names_its_ground,
    what_stands_always_shows_the_newest,
    the_year_is_named_and_its_table_has_words,
    a_card_says_what_it_is_about,
);

const NAME: &str = "财务收支明细(逐项逐笔)";

async fn whoever_signs_and_reads_is_told_for_which_duty_it_stands(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-04-03T09:00");
    let id = board::write(&place, &of("V21:2026-03")).await;
    let words = format!("为 {NAME} · 2026年3月 公开");
    let row = format!("href=\"{}#V21\"", year(&place, "2026"));
    let draft = format!("/c/{}/disclosures/{id}", place.community);
    for person in [place.clerk().await, place.supervisor().await, place.chair().await] {
        let page = person.get(&draft).await;
        assert!(page.contains(&words) && page.contains(&row), "{page}");
    }
    board::publish(&place, &id).await;
    let sheet = format!("/c/{}/disclosure/{id}", place.community);
    let page = place.public(&sheet).await;
    assert!(page.contains(&words) && page.contains(&row), "{page}");
    assert!(place.public(&format!("{sheet}?lang=en&elder=0")).await.contains("Published for Income and spending"));
    let stands = line(&place.public(&year(&place, "2026")).await, "V21");
    assert!(stands.contains("已公开") && stands.contains("三月份财务收支"), "{stands}");
    // What is written for no duty says nothing of one.
    let other = board::published(&place).await;
    let page = place.public(&format!("/c/{}/disclosure/{other}", place.community)).await;
    assert!(!page.contains("/duties/2026"), "{page}");
    // In an export the way leads to the row as well.
    let files = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", files.path()).await.expect("exported");
    let at = format!("zh-CN/c/{}/disclosure/{id}.html", place.community);
    let page = std::fs::read_to_string(files.path().join(at)).expect("a page");
    assert!(page.contains("/duties/2026.html#V21\""), "{page}");
    place.verifies().await;
}

async fn what_members_alone_may_read_is_not_published(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-04-03T09:00");
    let fields: Vec<_> = of("V24:2026-Q1").into_iter().chain([("members", "1")]).collect();
    let id = board::write(&place, &fields).await;
    let draft = place.supervisor().await.get(&format!("/c/{}/disclosures/{id}", place.community)).await;
    assert!(draft.contains("只对成员公开，不算公开"), "{draft}");
    board::publish(&place, &id).await;
    let stands = line(&place.public(&year(&place, "2026")).await, "V24");
    assert!(stands.contains("快到期") && stands.contains("只对成员公开，不算公开"), "{stands}");
    assert!(!stands.contains("已公开") && !stands.contains("三月份财务收支"), "{stands}");
    let csv = place.public(&year(&place, "2026.csv")).await;
    assert!(csv.contains("2026-Q1,2026-04-10,soon,,,,") && csv.contains("快到期 只对成员公开，不算公开"), "{csv}");
    // It is missing a week later, and what is published for everybody meets it.
    place.clock_at("2026-04-17T09:00");
    assert!(line(&place.public(&year(&place, "2026")).await, "V24").contains("超期"));
    board::posted(&place, &of("V24:2026-Q1")).await;
    let stands = line(&place.public(&year(&place, "2026")).await, "V24");
    assert!(stands.contains("已公开，晚了") && !stands.contains("只对成员公开，不算公开"), "{stands}");
    place.verifies().await;
}

async fn what_was_missing_does_not_vanish_when_a_duty_does_not_apply(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-04-17T09:00");
    let (clerk, chair, say) = (place.clerk().await, place.chair().await, act(&place, "say"));
    let never = |why: &'static str| [("code", "V24"), ("span", ""), ("said", "not-here"), ("why", why)];
    assert!(line(&place.public(&year(&place, "2026")).await, "V24").contains("超期"));
    clerk.post(&say, &never("本村没有这类补贴")).await.refused("duty-law-chair").await;
    for why in ["x", "。", "xxxx"] {
        chair.post(&say, &never(why)).await.refused("session-reason-missing").await;
    }
    chair.post(&say, &never("本村没有这类补贴")).await.done();
    let stands = line(&place.public(&year(&place, "2026")).await, "V24");
    assert!(stands.contains("本地不适用") && stands.contains("本村没有这类补贴"), "{stands}");
    assert!(stands.contains("2026年第1季度") && stands.contains("超期"), "what was missing stays so: {stands}");
    assert!(!stands.contains("2026年第2季度"), "what comes does not apply: {stands}");
    let csv = place.public(&year(&place, "2026.csv")).await;
    for row in ["V24,finance,误工补贴、报酬,,,not-here,", "V24,finance,误工补贴、报酬,2026-Q1,2026-04-10,overdue,"]
    {
        assert!(csv.contains(row), "{row}: {csv}");
    }
    let lift = act(&place, "lift");
    let back = |why: &'static str| [("code", "V24"), ("span", ""), ("why", why)];
    clerk.post(&lift, &back("x")).await.refused("session-reason-missing").await;
    clerk.post(&lift, &back("查出有误工补贴")).await.done();
    assert!(line(&place.public(&year(&place, "2026")).await, "V24").contains("2026年第2季度"));
    place.verifies().await;
}

async fn a_change_of_list_is_told(place: Place) {
    let keep = format!("/c/{}/duties/keep", place.community);
    let page = place.chair().await.get(&keep).await;
    assert!(page.contains("采用以后不能取消") && !page.contains("换成哪个版本"), "{page}");
    adopted(&place).await;
    let told = "自 2026年3月6日（周五） 起执行；现行版本 cn-2026-02，2026年3月6日（周五） 采用";
    assert!(place.public(&year(&place, "2026")).await.contains(told));
    place.clock_at("2026-03-10T09:00");
    let chair = place.chair().await;
    let page = chair.get(&keep).await;
    assert!(page.contains("换成哪个版本") && page.contains("执行的起始日期不变"), "{page}");
    assert!(page.contains("采用哪个目录"), "that of the Party organisation is a list of its own: {page}");
    chair.post(&act(&place, "adopt"), &[("catalogue", "village:chongqing")]).await.done();
    let told = "自 2026年3月6日（周五） 起执行；现行版本 cn-2026-02+cq-2013，2026年3月10日（周二） 采用";
    for page in [place.public(&year(&place, "2026")).await, chair.get(&keep).await] {
        assert!(page.contains(told), "{page}");
    }
    place.verifies().await;
}

async fn what_is_overdue_leads_to_its_row(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-04-17T09:00");
    let overdue = place.supervisor().await.get(&format!("/c/{}/overdue", place.community)).await;
    let row = format!("href=\"{}#V21\"", year(&place, "2026"));
    assert!(overdue.contains(&row) && overdue.contains(&format!("{NAME} · 2026年3月")), "{overdue}");
    assert!(overdue.contains("应在 2026年4月10日（周五）（含）前公开"), "{overdue}");
    let page = place.public(&year(&place, "2026")).await;
    assert!(page.contains("href=\"#V21\"") && page.contains("2026年4月10日（周五）（含）前公开"), "{page}");
    assert!(place.public(&year(&place, "2027")).await.contains(&row), "from the page of another year too");
}

async fn a_draft_for_a_duty_names_its_ground(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-04-03T09:00");
    let new = |named: &str| format!("/c/{}/disclosures/new?duty={named}", place.community);
    let clerk = place.clerk().await;
    let form = clerk.get(&new("V21:2026-03")).await;
    assert!(!form.contains("这段文字以前按格式"), "nothing stood there before: {form}");
    let value = |name: &str| Page::of(&form).value(name);
    assert_eq!(value("basis").as_deref(), Some("村民委员会组织法第三十五条"));
    assert_eq!(value("responsible").as_deref(), Some("村委会、集体经济组织"));
    // What the platform alone asks for is no ground that a place could name.
    let form = clerk.get(&new("V31:2026-04")).await;
    assert_eq!(Page::of(&form).value("basis").unwrap_or_default(), "");
}

async fn what_stands_always_shows_the_newest(place: Place) {
    adopted(&place).await;
    assert!(line(&place.public(&year(&place, "2026")).await, "V01").contains("还没有公开过"));
    board::posted(&place, &of("V01:2026")).await;
    for one in ["2026", "2027"] {
        let stands = line(&place.public(&year(&place, one)).await, "V01");
        assert!(stands.contains("三月份财务收支") && stands.contains("2026年3月6日"), "{one}: {stands}");
    }
    assert!(line(&place.public(&year(&place, "2026")).await, "V11").contains("今年还没有"));
}

async fn the_year_is_named_and_its_table_has_words(place: Place) {
    adopted(&place).await;
    let page = place.public(&year(&place, "2027")).await;
    assert!(page.contains("2026（今年）") && page.contains("aria-current=\"date\""), "{page}");
    assert!(page.contains("本程序还没有这一年的放假安排"), "{page}");
    let csv = place.public(&year(&place, "2026.csv")).await;
    assert!(csv.contains("code,class,name,period,due,state,published,link,reason,类别,事项,期间,情况"), "{csv}");
    assert!(csv.contains(&format!(",not-due,,,,财务,{NAME},2026年3月,未到期,")), "{csv}");
    let csv = place.public(&format!("{}?lang=en&elder=0", year(&place, "2026.csv"))).await;
    assert!(csv.contains("how it stands") && csv.contains("March 2026,not due yet,"), "{csv}");
}

async fn a_card_says_what_it_is_about(place: Place) {
    let card = async |path: &str| {
        let page = place.public(path).await;
        ["og:title", "og:description"].map(|name| {
            let (_, rest) = page.split_once(&format!("property=\"{name}\" content=\"")).expect("a card");
            rest.split('"').next().expect("a value").to_owned()
        })
    };
    let chair = adopted(&place).await;
    let [title, told] = card(&year(&place, "2026")).await;
    assert!(title.contains("2026 年公开日历") && told == "现在没有超期的。", "{title}: {told}");
    let id = matter::opened(&place, &chair, &matter::road(&[])).await;
    let list = format!("/c/{}/matters", place.community);
    let [title, told] = card(&list).await;
    assert!(title.contains("的事项") && told.contains("三组水泥路"), "{title}: {told}");
    let sheet = matter::page_of(&place, &id);
    assert!(!card(&sheet).await[0].contains("已撤回"));
    let withdraw = format!("/do/c/{}/about/matter/{id}/withdraw", place.community);
    chair.post(&withdraw, &[("reason", "开错了")]).await.done();
    assert_eq!(card(&sheet).await[0], "已撤回：三组水泥路");
    place.clock_at("2026-04-17T09:00");
    let [_, told] = card(&year(&place, "2026")).await;
    assert!(told.contains("超期没有公开的") && told.contains(" · 2026年"), "{told}");
}
