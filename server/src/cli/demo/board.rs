//! What hangs on the boards of the demonstration: disclosures, a question with its reply and one that waits, and what became
//! of the village's first decision.

use super::{URBAN, VILLAGE, done, form, sign_in};
use crate::{
    act::Desk,
    execution::{
        acts::{Accept, Plan, Reach},
        rows as execution,
    },
    fault::Fault,
    record::{
        disclosure::{self, Disclosure},
        draft::{Life, acts as draft},
        objection::{acts as objections, rows as objection},
        publication::{Kind, rows as publication},
    },
    zone,
};
use rules::{Moment, id::CommunityId, posting::Category};

const ZONE: &str = "Asia/Shanghai";

struct Posted {
    community: &'static str,
    category: &'static str,
    title: &'static str,
    body: &'static str,
    basis: &'static str,
    responsible: &'static str,
    days_before: i64,
}

const POSTED: [Posted; 4] = [
    Posted {
        community: VILLAGE,
        category: "finance",
        title: "上季度村级财务收支公开",
        body: "日期\t摘要\t收入（元）\t支出（元）\t余额（元）\n1月5日\t上年结转\t86,420.00\t\t86,420.00\n1月12日\t鱼塘租金\t24,000.00\t\t110,420.00\n2月3日\t路灯电费\t\t3,180.50\t107,239.50\n3月2日\t村部屋顶维修\t\t5,400.00\t101,839.50\n\n每笔均经监督委员会审核，票据可在村委会查阅。",
        basis: "村民委员会组织法第三十五条",
        responsible: "村民委员会",
        days_before: 3,
    },
    Posted {
        community: VILLAGE,
        category: "affairs",
        title: "自来水管网检修停水安排",
        body: "本月 20 日 8 时至 17 时检修二组、三组管网，期间停水。请提前储水；有老人和病人的家庭由网格员送水。",
        basis: "村民委员会组织法第三十五条",
        responsible: "村民委员会",
        days_before: 2,
    },
    Posted {
        community: VILLAGE,
        category: "party",
        title: "村党支部年度工作安排",
        body: "1. 每季度召开一次党员大会。\n2. 每月一次主题党日。\n3. 党员联系户每季度走访一次。",
        basis: "党务公开条例（试行）",
        responsible: "村党支部",
        days_before: 4,
    },
    Posted {
        community: URBAN,
        category: "finance",
        title: "上季度公共收益收支公开",
        body: "电梯广告收入 18,600.00 元，停车位收入 42,000.00 元；维修支出 23,450.00 元；结余 37,150.00 元。",
        basis: "城市居民委员会组织法第三十四条",
        responsible: "居民委员会",
        days_before: 6,
    },
];

/// Hangs everything, in the order of its days.
pub async fn hang(desk: &Desk, evening: Moment) -> Result<(), Fault> {
    let mut posted: Vec<&Posted> = POSTED.iter().collect();
    posted.sort_by_key(|one| -one.days_before);
    for one in posted {
        post(desk, evening, one).await?;
    }
    asked(desk, evening).await
}

fn at(desk: &Desk, then: Moment) {
    desk.clock.advance_millis(then.0 - desk.now().0);
}

async fn post(desk: &Desk, evening: Moment, one: &Posted) -> Result<(), Fault> {
    at(desk, evening.plus_days(-one.days_before).plus_minutes(-300));
    let [chair, clerk, supervisor] = staff(desk, &one.community.into()).await?;
    let fields = [
        ("category", one.category),
        ("title", one.title),
        ("body", one.body),
        ("basis", one.basis),
        ("responsible", one.responsible),
    ];
    let new = (one.community.into(), "new".to_owned());
    let to = done(desk.perform::<draft::Write<Disclosure>>(&clerk, new, &form(&fields)).await?.answer)?;
    let id = to.rsplit('/').next().unwrap_or_default().to_owned();
    let row = disclosure::find(&mut *desk.read().await?, &one.community.into(), &id).await?;
    let thing = (one.community.into(), id);
    let seen = Disclosure::fingerprint(&row.said);
    let seen = form(&[("seen", &seen)]);
    done(desk.perform::<draft::Sign<Disclosure>>(&supervisor, thing.clone(), &seen).await?.answer)?;
    done(desk.perform::<draft::Publish<Disclosure>>(&chair, thing, &seen).await?.answer)?;
    for viewer in [chair, clerk, supervisor] {
        desk.end_login(&viewer, &viewer.login).await?;
    }
    Ok(())
}

async fn staff(desk: &Desk, community: &CommunityId) -> Result<[crate::act::Viewer; 3], Fault> {
    Ok([
        sign_in(desk, community, "0002").await?,
        sign_in(desk, community, "0006").await?,
        sign_in(desk, community, "0009").await?,
    ])
}

/// What became of the village's first decision, before its next meeting: one milestone reached late and accepted, one that comes.
pub async fn executed(desk: &Desk, evening: Moment) -> Result<(), Fault> {
    let rows = publication::outcomes(&mut *desk.read().await?, &VILLAGE.into()).await?;
    let vote = rows.into_iter().next().ok_or(Fault::NotFound)?.subject;
    let day = |days: i64| zone::day(evening.plus_days(days), ZONE).map(|day| day.to_string());
    at(desk, evening.plus_days(-60));
    let [chair, clerk, supervisor] = staff(desk, &VILLAGE.into()).await?;
    let decision = (VILLAGE.into(), vote.clone());
    let (first, second) = (day(-40)?, day(30)?);
    for (name, due, money) in
        [("造册并公示补贴人员", first.as_str(), ""), ("发放第一季度补贴", second.as_str(), "5400.00")]
    {
        // The decision names what one person gets in a month: a sum above that says how it comes about.
        let reason =
            if money.is_empty() { "" } else { "九名村民小组长每人每月 200 元，一个季度共 5,400 元" };
        let fields =
            [("name", name), ("responsible", "村民委员会"), ("due", due), ("money", money), ("reason", reason)];
        done(desk.perform::<Plan>(&chair, decision.clone(), &form(&fields)).await?.answer)?;
    }
    at(desk, evening.plus_days(-30));
    let steps = execution::milestones(&mut *desk.read().await?, &vote).await?;
    let step = steps.first().ok_or(Fault::NotFound)?;
    let (base, step) = (crate::execution::view::report_fingerprint(step), step.id.clone());
    let reached = day(-31)?;
    let fields = [("base", base.as_str()), ("done", reached.as_str()), ("note", "两户信息核对后推迟九日公示")];
    done(desk.perform::<Reach>(&clerk, step.clone(), &form(&fields)).await?.answer)?;
    let row = execution::milestone(&mut *desk.read().await?, &step).await?;
    let seen = crate::execution::view::report_fingerprint(&row);
    done(desk.perform::<Accept>(&supervisor, step, &form(&[("seen", &seen)])).await?.answer)?;
    for viewer in [chair, clerk, supervisor] {
        desk.end_login(&viewer, &viewer.login).await?;
    }
    Ok(())
}

/// One question with its reply, and one that waits.
async fn asked(desk: &Desk, evening: Moment) -> Result<(), Fault> {
    let filter = publication::Filter { kind: Kind::Disclosure.id().to_owned(), ..publication::Filter::default() };
    let rows = publication::list(&mut *desk.read().await?, &VILLAGE.into(), &filter, (20, 0)).await?;
    let row = rows.into_iter().find(|row| row.category == Category::Finance).ok_or(Fault::NotFound)?;
    let thing = (VILLAGE.into(), row.kind.id().to_owned(), row.subject);
    at(desk, evening.plus_days(-2));
    let (resident, chair) =
        (sign_in(desk, &VILLAGE.into(), "0004").await?, sign_in(desk, &VILLAGE.into(), "0002").await?);
    let first = [("kind", "query"), ("text", "路灯电费比去年同期多了吗？")];
    done(desk.perform::<objections::File>(&resident, thing.clone(), &form(&first)).await?.answer)?;
    at(desk, evening.plus_days(-1));
    let waiting = objection::waiting(&mut *desk.read().await?, &VILLAGE.into(), "", (10, 0)).await?;
    let id = waiting.first().ok_or(Fault::NotFound)?.id.clone();
    let reply = [("reply", "多 210.50 元：三组新装了六盏路灯。"), ("result", "kept")];
    done(desk.perform::<objections::Reply>(&chair, id, &form(&reply)).await?.answer)?;
    at(desk, evening.plus_days(-1).plus_minutes(90));
    let second = [("kind", "objection"), ("text", "鱼塘租金应当写明合同期限。")];
    done(desk.perform::<objections::File>(&resident, thing, &form(&second)).await?.answer)?;
    for viewer in [resident, chair] {
        desk.end_login(&viewer, &viewer.login).await?;
    }
    Ok(())
}
