//! The duty calendar: a catalogue is kept, what is due is written, said or missing, and everybody sees which.

mod told;

use crate::{
    board,
    common::{Page, Person, Place, engines, png},
    takeback::{findings, tamper},
};
use rules::days::Holidays;
use server::check::folder;

engines!(
    a_catalogue_is_kept_and_its_year_is_told,
    what_is_due_is_written_and_what_is_missing_is_red,
    nothing_to_report_and_does_not_apply_are_said_with_a_reason,
    what_stands_for_duties_is_held_by_the_chain_and_stands_in_an_export,
    what_is_still_to_be_published_is_a_calendar_to_subscribe_to,
    a_province_lays_its_days_over_the_catalogue,
    money_hangs_on_the_board_itself_where_the_province_asks_for_it,
    the_holidays_of_a_year_become_known_later,
    what_is_missing_stays_so,
);

fn act(place: &Place, name: &str) -> String {
    format!("/do/c/{}/duties/{name}", place.community)
}

fn year(place: &Place, year: &str) -> String {
    format!("/c/{}/duties/{year}", place.community)
}

async fn adopted(place: &Place) -> Person {
    let chair = place.chair().await;
    chair.post(&act(place, "adopt"), &[("catalogue", "village")]).await.done();
    chair
}

/// The form of a disclosure that is written for a period of a duty.
fn of(named: &str) -> Vec<(&str, &str)> {
    board::GOOD.into_iter().chain([("duty", named)]).collect()
}

/// The line of a duty on the page of a year.
fn line(page: &str, code: &str) -> String {
    let at = page.split(&format!("<li id=\"{code}\"")).nth(1).expect(code);
    at.split("<li id=\"").next().and_then(|line| line.split("</section>").next()).expect("a line").to_owned()
}

async fn a_catalogue_is_kept_and_its_year_is_told(place: Place) {
    let (chair, clerk) = (place.chair().await, place.clerk().await);
    assert!(place.public(&year(&place, "2026")).await.contains("还没有采用公开目录"));
    assert_eq!(place.nobody().status(&year(&place, "2025")).await, 404);
    assert!(
        !place.public(&format!("/c/{}", place.community)).await.contains("/duties/"),
        "a place without one is led nowhere"
    );
    let adopt = act(&place, "adopt");
    clerk.post(&adopt, &[("catalogue", "village")]).await.refused("permit-not-your-role").await;
    chair.post(&adopt, &[("catalogue", "")]).await.refused("text-none-chosen").await;
    chair.post(&adopt, &[("catalogue", "urban")]).await.refused("text-not-offered").await;
    chair.post(&adopt, &[("catalogue", "village")]).await.done();
    chair.post(&adopt, &[("catalogue", "village")]).await.refused("act-nothing-changes").await;
    assert_eq!(place.resident().await.status(&format!("/c/{}/duties/keep", place.community)).await, 403);

    let page = place.public(&year(&place, "2026")).await;
    for words in ["村务公开目录", "自 2026年3月6日（周五） 起执行", "财务收支明细", "法律", "下载本年公开日历"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("<script"), "public pages send no script");
    // What was due before is not asked for; the period that runs is.
    let accounts = line(&page, "V21");
    assert!(accounts.contains("采用目录以前"), "{accounts}");
    assert!(accounts.contains("未到期") && accounts.contains("2026年4月10日"), "{accounts}");
    let plan = line(&page, "V04");
    assert!(plan.contains("采用目录以前"), "its day was over: {plan}");
    assert!(line(&page, "V11").contains("今年还没有"), "what happens has no period");
    assert!(!page.contains("超期没有公开的"), "nothing is overdue on the first day");
    assert!(
        place.public(&format!("/c/{}", place.community)).await.contains(&year(&place, "2026")),
        "the board leads to it"
    );
    let csv = place.public(&year(&place, "2026.csv")).await;
    assert!(csv.contains("V21,finance,财务收支明细(逐项逐笔),2026-03,2026-04-10,not-due,,,"), "{csv}");
    assert!(
        place.public(&format!("{}?lang=en", year(&place, "2026"))).await.contains("Income and spending, line by line")
    );
    place.verifies().await;
}

async fn what_is_due_is_written_and_what_is_missing_is_red(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-04-03T09:00");
    let clerk = place.clerk().await;
    let room = clerk.get(&format!("/c/{}/room", place.community)).await;
    assert!(room.contains("财务收支明细") && room.contains("快到期"), "it waits at the clerk's home: {room}");
    assert!(!place.resident().await.get(&format!("/c/{}/room", place.community)).await.contains("快到期"));
    let keep = clerk.get(&format!("/c/{}/duties/keep", place.community)).await;
    let write = format!("/c/{}/disclosures/new?duty=V21:2026-03", place.community);
    assert!(keep.contains("/disclosures/new?duty=V21"), "{keep}");

    // What has to stand in it stands there already.
    let form = clerk.get(&write).await;
    assert!(form.contains("2026年3月财务收支明细") && form.contains("要写明"), "{form}");
    let named = Page::of(&form).value("duty").expect("the duty");
    let title = Page::of(&form).value("title").expect("a title");
    let new = format!("/do/c/{}/disclosures/new", place.community);
    let fields = [
        ("title", title.as_str()),
        ("body", "收入 0 元；支出 1,250.00 元。"),
        ("category", "finance"),
        ("matter", ""),
        ("basis", "村组法第三十五条"),
        ("responsible", "村民委员会"),
    ];
    let of = |duty: &'static str| -> Vec<(&str, &str)> { fields.iter().copied().chain([("duty", duty)]).collect() };
    // Nobody has the accounts of a month that is not over.
    clerk.post(&new, &of("V21:2026-04")).await.refused("duty-period-runs").await;
    for wrong in ["V21:2026", "V99:2026-03", "V21", "V21:2026-13"] {
        clerk.post(&new, &of(wrong)).await.refused("text-not-offered").await;
    }
    assert_eq!(named, "V21:2026-03");
    let to = clerk.post(&new, &of("V21:2026-03")).await.done();
    let id = to.rsplit('/').next().expect("an id").to_owned();
    let stands = line(&place.public(&year(&place, "2026")).await, "V21");
    assert!(stands.contains("快到期") && !stands.contains("已公开"), "a draft is nothing published: {stands}");
    let keep = clerk.get(&format!("/c/{}/duties/keep", place.community)).await;
    assert!(keep.contains("接着写草稿") && keep.contains(&id), "{keep}");

    // A week late.
    place.clock_at("2026-04-17T09:00");
    let board = place.public(&format!("/c/{}", place.community)).await;
    assert!(board.contains("应公开没有公开的"), "{board}");
    let page = place.public(&year(&place, "2026")).await;
    assert!(
        page.contains("财务收支明细") && page.contains("超期没有公开的") && line(&page, "V21").contains("超期"),
        "{page}"
    );
    board::publish(&place, &id).await;
    let page = place.public(&year(&place, "2026")).await;
    let stands = line(&page, "V21");
    assert!(stands.contains("已公开，晚了") && stands.contains(&format!("/disclosure/{id}")), "{stands}");
    let csv = place.public(&year(&place, "2026.csv")).await;
    assert!(
        csv.contains(&format!("2026-03,2026-04-10,late,2026-04-17,/c/{}/disclosure/{id},", place.community)),
        "{csv}"
    );

    // Withdrawn, it is missing again.
    let chair = place.chair().await;
    chair.post(&format!("/do{}/withdraw", board::about(&place, &id)), &[("reason", "附错了表")]).await.done();
    assert!(line(&place.public(&year(&place, "2026")).await, "V21").contains("超期"));
    place.verifies().await;
}

async fn nothing_to_report_and_does_not_apply_are_said_with_a_reason(place: Place) {
    adopted(&place).await;
    let (clerk, say) = (place.clerk().await, act(&place, "say"));
    let nothing =
        |span: &'static str, why: &'static str| [("code", "V24"), ("span", span), ("said", "nothing"), ("why", why)];
    clerk.post(&say, &nothing("2026-Q1", "本季没有发放")).await.refused("duty-period-runs").await;
    place.clock_at("2026-04-03T09:00");
    place.resident().await.post(&say, &nothing("2026-Q1", "没有")).await.refused("permit-not-your-role").await;
    for (span, why, refusal) in [
        ("2026-Q1", "", "session-reason-missing"),
        ("2026-Q1", "问 13812345678", "masking-mobile"),
        ("2026-03", "本季没有发放", "text-not-offered"),
        ("2026-Q2", "本季没有发放", "duty-period-runs"),
    ] {
        clerk.post(&say, &nothing(span, why)).await.refused(refusal).await;
    }
    clerk
        .post(&say, &[("code", "V99"), ("span", ""), ("said", "not-here"), ("why", "没有")])
        .await
        .refused("text-not-offered")
        .await;
    clerk
        .post(&say, &[("code", "V24"), ("span", ""), ("said", "disclosure"), ("why", "写了")])
        .await
        .refused("text-not-offered")
        .await;
    clerk.post(&say, &nothing("2026-Q1", "本季没有发放")).await.done();
    clerk.post(&say, &nothing("2026-Q1", "本季没有发放")).await.refused("duty-answered").await;
    let stands = line(&place.public(&year(&place, "2026")).await, "V24");
    assert!(stands.contains("本期没有") && stands.contains("本季没有发放"), "{stands}");

    clerk.post(&say, &[("code", "V66"), ("span", ""), ("said", "not-here"), ("why", "本村没有这类案件")]).await.done();
    let stands = line(&place.public(&year(&place, "2026")).await, "V66");
    assert!(stands.contains("本地不适用") && stands.contains("本村没有这类案件"), "{stands}");

    // Taken back with a reason, it waits again.
    let lift = act(&place, "lift");
    let back = |why: &'static str| [("code", "V24"), ("span", "2026-Q1"), ("why", why)];
    clerk.post(&lift, &back("")).await.refused("session-reason-missing").await;
    clerk
        .post(&lift, &[("code", "V23"), ("span", "2026-Q1"), ("why", "漏了")])
        .await
        .refused("act-nothing-changes")
        .await;
    clerk.post(&lift, &back("漏了一笔误工补贴")).await.done();
    assert!(line(&place.public(&year(&place, "2026")).await, "V24").contains("快到期"));
    clerk.post(&lift, &[("code", "V66"), ("span", ""), ("why", "派出所要求公开")]).await.done();
    assert!(!line(&place.public(&year(&place, "2026")).await, "V66").contains("本地不适用"));
    place.verifies().await;
}

async fn what_stands_for_duties_is_held_by_the_chain_and_stands_in_an_export(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-04-03T09:00");
    let say = [("code", "V24"), ("span", "2026-Q1"), ("said", "nothing"), ("why", "本季没有发放")];
    place.clerk().await.post(&act(&place, "say"), &say).await.done();
    place.verifies().await;
    for (table, column, from, to) in
        [("duty_answers", "reason", "没有", "有"), ("duty_lists", "from_day", "2026-03", "2026-02")]
    {
        let set = |from: &str, to: &str| format!("UPDATE {table} SET {column} = REPLACE({column}, '{from}', '{to}')");
        assert_eq!(tamper(&place, &set(from, to)).await, 1);
        assert_ne!(findings(&place).await, "", "{table}.{column}");
        tamper(&place, &set(to, from)).await;
        assert_eq!(findings(&place).await, "", "{table}.{column}");
    }
    let files = tempfile::tempdir().expect("a folder");
    server::public::export::export(&place.desk, "http://127.0.0.1:3000", files.path()).await.expect("exported");
    let at = format!("zh-CN/c/{}/duties/2026.html", place.community);
    assert!(std::fs::read_to_string(files.path().join(at)).expect("a page").contains("本季没有发放"));
    let found = folder::verify(files.path(), &[], None).expect("an export").findings;
    assert!(found.is_empty(), "{found:?}");
}

async fn what_is_still_to_be_published_is_a_calendar_to_subscribe_to(place: Place) {
    let feed = format!("/c/{}/duties.ics", place.community);
    assert!(!place.public(&feed).await.contains("VEVENT"), "nobody keeps a list yet");
    adopted(&place).await;
    let (status, headers, text) = place.nobody().fetch(&feed, &[]).await;
    assert_eq!((status, headers["content-type"].to_str().expect("text")), (200, "text/calendar; charset=utf-8"));
    let accounts =
        text.split("BEGIN:VEVENT").find(|one| one.contains("UID:V21-2026-03@")).expect("the accounts of March");
    for line in [
        "DTSTART;VALUE=DATE:20260410\r\n",
        "DTEND;VALUE=DATE:20260411\r\n",
        "SUMMARY:公开：财务收支明细(逐项逐笔)（2026年3月）\r\n",
        "/duties/2026#V21\r\n",
        "TRIGGER:-PT63H\r\n",
    ] {
        assert!(accounts.contains(line), "{line}: {accounts}");
    }
    assert!(!text.contains("UID:V21-2026-02@"), "what was due before is not asked for");
    assert!(text.contains("UID:V21-2027-11@"), "the next year stands there too");
    assert!(text.lines().all(|line| line.len() <= 75), "a line is folded");
    let page = place.public(&year(&place, "2026")).await;
    assert!(page.contains(&feed) && page.contains("订阅到日历"), "{page}");
    // What was said is done.
    place.clock_at("2026-04-03T09:00");
    let say = [("code", "V24"), ("span", "2026-Q1"), ("said", "nothing"), ("why", "本季没有发放")];
    assert!(place.public(&feed).await.contains("UID:V24-2026-Q1@"));
    place.clerk().await.post(&act(&place, "say"), &say).await.done();
    assert!(!place.public(&feed).await.contains("UID:V24-2026-Q1@"));
}

async fn a_province_lays_its_days_over_the_catalogue(place: Place) {
    let chair = adopted(&place).await;
    assert!(!place.public(&year(&place, "2026")).await.contains("<li id=\"V61\""), "the law of 2025 lists it no more");
    let keep = chair.get(&format!("/c/{}/duties/keep", place.community)).await;
    assert!(keep.contains("村务公开目录（重庆）") && keep.contains("village:hainan"), "{keep}");
    // What is late stays late.
    place.clock_at("2026-03-27T09:00");
    let chair_then = place.chair().await;
    let other = [("catalogue", "village:hebei")];
    chair_then.post(&act(&place, "adopt"), &other).await.refused("duty-overdue-first").await;
    let say = [("code", "V31"), ("span", "2026-04"), ("said", "nothing"), ("why", "下月没有计划开支")];
    place.clerk().await.post(&act(&place, "say"), &say).await.done();
    chair.post(&act(&place, "adopt"), &[("catalogue", "village:atlantis")]).await.refused("text-none-chosen").await;
    chair.post(&act(&place, "adopt"), &[("catalogue", "village:chongqing")]).await.done();
    chair.post(&act(&place, "adopt"), &[("catalogue", "village:chongqing")]).await.refused("act-nothing-changes").await;
    let page = place.public(&year(&place, "2026")).await;
    assert!(page.contains("村务公开目录（重庆）") && page.contains("自 2026年3月6日（周五） 起执行"), "{page}");
    let accounts = line(&page, "V21");
    assert!(accounts.contains("2026年4月15日") && accounts.contains("重庆市实施办法第三十条"), "{accounts}");
    assert!(line(&page, "V61").contains("第二十七条第五项"));
    place.verifies().await;
}

async fn money_hangs_on_the_board_itself_where_the_province_asks_for_it(place: Place) {
    let chair = place.chair().await;
    chair.post(&act(&place, "adopt"), &[("catalogue", "village:hainan")]).await.done();
    place.clock_at("2026-04-03T09:00");
    let clerk = place.clerk().await;
    let id = board::write(&place, &of("V21:2026-03")).await;
    board::publish(&place, &id).await;
    let stands = line(&place.public(&year(&place, "2026")).await, "V21");
    assert!(stands.contains("已公开") && stands.contains("缺公开栏照片") && stands.contains("张榜"), "{stands}");
    let keep = format!("/c/{}/duties/keep", place.community);
    let about = board::about(&place, &id);
    assert!(clerk.get(&keep).await.contains(&format!("href=\"{about}\"")));
    assert!(clerk.get(&format!("/c/{}/room", place.community)).await.contains("缺公开栏照片"));
    clerk.upload(&format!("/do{about}/photo"), &png()).await.done();
    let page = place.public(&year(&place, "2026")).await;
    assert!(!line(&page, "V21").contains("缺公开栏照片"), "{page}");
    assert!(!clerk.get(&keep).await.contains("还没有公开栏照片"));
}

/// However long it is ago.
async fn what_is_missing_stays_so(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-12-31T09:00");
    let late = |page: &str| page.contains("财务收支明细(逐项逐笔)（2026年3月），应在");
    assert!(late(&place.public(&year(&place, "2026")).await));
    place.clock_at("2028-02-01T09:00");
    for one in ["2026", "2028"] {
        assert!(late(&place.public(&year(&place, one)).await), "{one}");
    }
}

/// What was posted before the holidays of the next year were announced.
async fn the_holidays_of_a_year_become_known_later(place: Place) {
    adopted(&place).await;
    place.clock_at("2026-11-30T09:00");
    let clerk = place.clerk().await;
    let keep = format!("/c/{}/duties/keep", place.community);
    assert!(!clerk.get(&keep).await.contains("holidays.toml"));
    place.clock_at("2026-12-20T09:00");
    for page in [keep, format!("/c/{}/room", place.community)] {
        assert!(clerk.get(&page).await.contains("2027 年的放假安排还没有装上"), "{page}");
    }
    let id = board::write(&place, &of("V21:2026-11")).await;
    board::publish(&place, &id).await;
    let sheet = format!("/c/{}/disclosure/{id}", place.community);
    let stands = place.public(&sheet).await;
    assert!(stands.contains("2027年1月4日") && stands.contains("还没有公布"), "{stands}");
    // Nothing is known of that year, and nothing is said of it.
    place.desk.know_postings(Holidays::published()).await.expect("nothing to know");
    assert!(!place.public(&format!("/c/{}/journal.jsonl", place.community)).await.contains("posting.days_known"));
    let year = "[2027]\nsource = \"s\"\nchecked = \"text\"\noff = [\"01-01..01-05\"]\nworked = []";
    let laid = Holidays::read(year).expect("a year");
    place.desk.know_postings(&laid).await.expect("known");
    let stands = place.public(&sheet).await;
    assert!(stands.contains("2027年1月6日") && !stands.contains("还没有公布"), "{stands}");
    // Once, with the day that was published before.
    place.desk.know_postings(&laid).await.expect("known");
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert_eq!(journal.matches("posting.days_known").count(), 1);
    let entry = journal.lines().find(|line| line.contains("posting.days_known")).expect("an entry");
    assert!(entry.contains("2027-01-04") && entry.contains("2027-01-06"), "{entry}");
    place.verifies().await;
}
