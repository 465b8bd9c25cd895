//! What has happened before the evening: two finished sessions, one announced, and the village's meeting of tonight.

use super::{URBAN, VILLAGE, done, form, sign_in};
use crate::{
    act::{Desk, Form, Viewer},
    fault::Fault,
    people::{
        community::{acts::SetBasis, rows as communities},
        member::rows as members,
    },
    record::{
        draft::{Life, acts as drafts, rows, stands},
        publication::Kind,
    },
    sitting::{
        decision::Decision,
        item::acts::{RecordGround, WriteText},
        presence::acts::CheckIn,
        session::{
            acts::{AddItem, AnnounceSession, CloseSession, DraftSession, OpenSession},
            rows as sessions,
        },
        vote::{
            acts::{CastNamed, Close, Declare, Open},
            rows as votes,
        },
    },
    zone,
};
use app::parts::base::SEEN;
use rules::{
    Moment,
    gates::Ground,
    id::{BodyId, CommunityId, ItemId, SessionId, VoteId},
    naming::shown,
};

const ZONE: &str = "Asia/Shanghai";

/// The village's assembly has resolved that representatives who are away may take part online.
pub async fn basis(desk: &Desk, admin: &Viewer) -> Result<(), Fault> {
    let body = body_of(desk, &VILLAGE.into(), "村民代表会议").await?;
    let now = communities::body(&mut *desk.read().await?, &VILLAGE.into(), &body).await?;
    let now = crate::people::community::basis_stands(&now);
    let text = [
        ("base", now.as_str()),
        ("basis_text", "外出的村民代表经实名核验，可以在线参加会议并表决"),
        ("basis_source", "云杉村村民代表会议议事规则（演示）第八条"),
        ("basis_by", "2025年1月10日村民会议通过"),
    ];
    done(desk.perform::<SetBasis>(admin, (VILLAGE.into(), body), &form(&text)).await?.answer)?;
    Ok(())
}

/// A session to be held from notice to published decision.
struct Held {
    community: &'static str,
    body: &'static str,
    title: &'static str,
    place: &'static str,
    item: &'static str,
    matter: &'static str,
    text: &'static str,
    present: usize,
    votes: (usize, usize),
    delegation: &'static str,
    decision: &'static str,
    responsible: &'static str,
    days_before: i64,
}

/// Two sessions that are over, with their published decisions.
pub async fn finished(desk: &Desk, evening: Moment) -> Result<(), Fault> {
    hold(desk, evening, &Held {
        community: VILLAGE,
        body: "村民代表会议",
        title: "村民代表会议（第一季度第一次）",
        place: "村委会会议室",
        item: "误工补贴人员及标准",
        matter: "lost_work_allowance",
        text: "方案\n\n1. 村民小组长每人每月补贴 200 元。\n2. 因公误工按每日 100 元计发，凭考勤单领取。\n\n资金来源：村集体经济收入。",
        present: 44,
        votes: (37, 4),
        delegation: "2025年1月10日村民会议决议：授权村民代表会议决定误工补贴人员及标准",
        decision: "会议通过《误工补贴人员及标准》，自 2026 年 1 月起执行，按季度公开发放情况。",
        responsible: "村民委员会",
        days_before: 70,
    })
    .await?;
    hold(
        desk,
        evening,
        &Held {
            community: URBAN,
            body: "居民代表会议",
            title: "居民代表会议（春季）",
            place: "社区党群服务中心二楼",
            item: "楼道堆物整治公约",
            matter: "residents_interest",
            text: "公约\n\n- 楼道、消防通道不得堆放杂物。\n- 每月第一个周六由网格统一清理，提前三日张贴通知。",
            present: 49,
            votes: (24, 19),
            delegation: "2025年6月居民会议决议：授权居民代表会议决定楼道公共空间管理事项",
            decision: "会议未通过《楼道堆物整治公约》。居民委员会应就清理前的认领期限再次征求意见后另行提请会议。",
            responsible: "居民委员会",
            days_before: 24,
        },
    )
    .await?;
    let chair = sign_in(desk, &URBAN.into(), "0002").await?;
    let id = draft(
        desk,
        &chair,
        &URBAN.into(),
        "居民代表会议",
        "居民代表会议（飞线充电专题）",
        "社区党群服务中心二楼",
        evening.plus_days(6),
    )
    .await?;
    add_item(
        desk,
        &chair,
        &id,
        "飞线充电与充电棚",
        "public_affairs",
        "近半年收到 42 件诉求。方案一：在北门建充电棚；方案二：在车库改造；方案三：暂不建。",
    )
    .await?;
    done(desk.perform::<AnnounceSession>(&chair, id.clone(), &session_shown(desk, &id).await?).await?.answer)?;
    Ok(())
}

/// Tonight's meeting, up to half an hour before it begins (domain.md §6.1).
pub async fn evening(desk: &Desk, evening: Moment) -> Result<(), Fault> {
    at(desk, evening.plus_days(-10).plus_minutes(-600));
    let chair = sign_in(desk, &VILLAGE.into(), "0002").await?;
    let title = "村民代表会议（村内道路硬化）";
    let id =
        draft(desk, &chair, &VILLAGE.into(), "村民代表会议", title, "村委会会议室", evening.plus_minutes(30)).await?;
    let paper = "三组道路雨后泥泞，38 位村民附议。\n\n资金来源\t金额（元）\n上级补助\t380,000\n村集体收入\t304,000\n捐款\t80,000\n合计\t764,000";
    let item = add_item(desk, &chair, &id, "村内道路硬化", "public_works_contract_plan", paper).await?;
    let body = "硬化三组至村口道路，长 1,500 米、宽 3 米、厚 20 厘米，总投资 764,000 元，公开招标发包。";
    let first = form(&[("title", "村内道路硬化建设承包方案"), ("body", body), ("base", "0")]);
    done(desk.perform::<WriteText>(&chair, item.clone(), &first).await?.answer)?;
    grounds(
        desk,
        &chair,
        &item,
        &[
            ("delegation", "2025年1月10日村民会议决议：授权村民代表会议决定公益事业建设承包方案"),
            ("women", "18"),
            ("party_study", "2026年3月4日村党支部委员会研究，五人全部同意提议"),
            ("consultation", "2026年3月1日说事室提出，38位村民附议；3月6日起公开征求意见"),
        ],
    )
    .await?;
    done(desk.perform::<AnnounceSession>(&chair, id.clone(), &session_shown(desk, &id).await?).await?.answer)?;
    at(desk, evening.plus_days(-4));
    let clerk = sign_in(desk, &VILLAGE.into(), "0006").await?;
    let second = format!("{body}\n\n道路两侧增设排水沟，不增加费用。");
    let second = form(&[("title", "村内道路硬化建设承包方案"), ("body", &second), ("base", "1")]);
    done(desk.perform::<WriteText>(&clerk, item, &second).await?.answer)?;
    Ok(())
}

fn at(desk: &Desk, then: Moment) {
    desk.clock.advance_millis(then.0 - desk.now().0);
}

async fn body_of(desk: &Desk, community: &CommunityId, name: &str) -> Result<BodyId, Fault> {
    let bodies = communities::bodies(&mut *desk.read().await?, community).await?;
    bodies.into_iter().find(|row| row.name == name).map(|row| row.id).ok_or(Fault::NotFound)
}

async fn draft(
    desk: &Desk,
    chair: &Viewer,
    community: &CommunityId,
    body: &str,
    title: &str,
    place: &str,
    starts: Moment,
) -> Result<SessionId, Fault> {
    let body = body_of(desk, community, body).await?;
    let starts = zone::form_value(starts, ZONE);
    let mut chairs = Vec::new();
    for number in ["0002", "0005"] {
        let one = members::numbered(&mut *desk.read().await?, community, number).await?.ok_or(Fault::NotFound)?;
        chairs.push(shown(&one.number, &one.name));
    }
    let fields = [
        ("body", body.as_str()),
        ("title", title),
        ("place", place),
        ("held", "both"),
        ("starts_at", &starts),
        ("chair", chairs.first().map_or("", String::as_str)),
        ("deputy", chairs.last().map_or("", String::as_str)),
    ];
    let to = done(desk.perform::<DraftSession>(chair, community.clone(), &form(&fields)).await?.answer)?;
    to.split('/').nth(2).map(SessionId::from).ok_or(Fault::NotFound)
}

async fn add_item(
    desk: &Desk,
    chair: &Viewer,
    session: &SessionId,
    title: &str,
    matter: &str,
    paper: &str,
) -> Result<ItemId, Fault> {
    let fields = form(&[("title", title), ("matter", matter), ("paper", paper)]);
    done(desk.perform::<AddItem>(chair, session.to_owned(), &fields).await?.answer)?;
    let items = sessions::items(&mut *desk.read().await?, session).await?;
    items.into_iter().next_back().map(|item| item.id).ok_or(Fault::NotFound)
}

/// Puts on record what opens the gates of an item.
async fn grounds(desk: &Desk, chair: &Viewer, item: &ItemId, said: &[(&str, &str)]) -> Result<(), Fault> {
    for (ground, text) in said {
        // As the form shows it: a ground of the body may be on record from an earlier session.
        let seen = grounds_seen(desk, chair, item, ground).await?.to_string();
        let key = (item.to_owned(), (*ground).to_owned());
        let fields = form(&[("said", text), ("base", &seen)]);
        done(desk.perform::<RecordGround>(chair, key, &fields).await?.answer)?;
    }
    Ok(())
}

async fn grounds_seen(desk: &Desk, chair: &Viewer, item: &ItemId, ground: &str) -> Result<i64, Fault> {
    let cx = app::view::Cx::default();
    let page = crate::sitting::view::gates_page(desk, chair, item, &cx).await?;
    let at = Ground::ALL.iter().position(|one| one.id() == ground);
    Ok(at.and_then(|at| page.known.get(at)).map_or(0, |known| known.seen))
}

/// What the chair's page shows of a session, as its forms carry it.
async fn session_shown(desk: &Desk, id: &SessionId) -> Result<Form, Fault> {
    let mut conn = desk.read().await?;
    let row = sessions::find(&mut conn, id).await?;
    Ok(form(&[(SEEN, &crate::sitting::session::stands(&mut conn, &row).await?)]))
}

/// The same of a vote.
async fn vote_shown(desk: &Desk, id: &VoteId) -> Result<Form, Fault> {
    Ok(form(&[(SEEN, &votes::find(&mut *desk.read().await?, id).await?.stands())]))
}

async fn hold(desk: &Desk, evening: Moment, held: &Held) -> Result<(), Fault> {
    let begins = evening.plus_days(-held.days_before);
    at(desk, begins.plus_days(-7));
    let (community, nothing) = (&CommunityId::from(held.community), form(&[]));
    let chair = sign_in(desk, community, "0002").await?;
    let clerk = sign_in(desk, community, "0006").await?;
    let id = draft(desk, &chair, community, held.body, held.title, held.place, begins).await?;
    let item = add_item(desk, &chair, &id, held.item, held.matter, "").await?;
    let text = form(&[("title", held.item), ("body", held.text), ("base", "0")]);
    done(desk.perform::<WriteText>(&chair, item.clone(), &text).await?.answer)?;
    let mut said = vec![
        ("delegation", held.delegation),
        ("party_study", "党组织已先行研究，同意提交会议"),
        ("consultation", "会前逐户征求意见并汇总公开"),
    ];
    if community.as_str() == VILLAGE {
        said.push(("women", "18"));
    }
    grounds(desk, &chair, &item, &said).await?;
    done(desk.perform::<AnnounceSession>(&chair, id.clone(), &session_shown(desk, &id).await?).await?.answer)?;
    at(desk, begins);
    done(desk.perform::<OpenSession>(&chair, id.clone(), &session_shown(desk, &id).await?).await?.answer)?;
    let roll = crate::sitting::presence::rows::attendees(&mut *desk.read().await?, &id).await?;
    let people = members::all(&mut *desk.read().await?, community).await?;
    let here: Vec<_> = roll.iter().take(held.present).map(|row| row.member.clone()).collect();
    for member in &here {
        done(desk.perform::<CheckIn>(&clerk, id.clone(), &form(&[("member", member)])).await?.answer)?;
    }
    at(desk, begins.plus_minutes(40));
    done(desk.perform::<Open>(&chair, item.clone(), &nothing).await?.answer)?;
    let vote = votes::of_session(&mut *desk.read().await?, &id).await?.pop().ok_or(Fault::NotFound)?.id;
    for (index, member) in here.iter().enumerate() {
        let number =
            people.iter().find(|one| one.id == *member).map(|one| one.number.clone()).ok_or(Fault::NotFound)?;
        let viewer = sign_in(desk, community, &number).await?;
        let (votes_for, against) = held.votes;
        let choice = if index < votes_for {
            "for"
        } else if index < votes_for + against {
            "against"
        } else {
            "abstain"
        };
        done(desk.perform::<CastNamed>(&viewer, vote.clone(), &form(&[("choice", choice)])).await?.answer)?;
        desk.end_login(&viewer, &viewer.login).await?;
    }
    at(desk, begins.plus_minutes(50));
    done(desk.perform::<Close>(&chair, vote.clone(), &vote_shown(desk, &vote).await?).await?.answer)?;
    done(desk.perform::<Declare>(&chair, vote.clone(), &vote_shown(desk, &vote).await?).await?.answer)?;
    done(desk.perform::<CloseSession>(&chair, id.clone(), &session_shown(desk, &id).await?).await?.answer)?;
    at(desk, begins.plus_days(1));
    let new = stands::<Decision>(None);
    let outcome = [("base", new.as_str()), ("body", held.decision), ("responsible", held.responsible), ("due", "")];
    done(desk.perform::<drafts::Write<Decision>>(&clerk, vote.clone(), &form(&outcome)).await?.answer)?;
    let supervisor = sign_in(desk, community, "0009").await?;
    let draft = rows::of(&mut *desk.read().await?, (community, Kind::Outcome), &vote).await?.ok_or(Fault::NotFound)?;
    let seen = Decision::fingerprint(&draft.said);
    let seen = form(&[("seen", &seen)]);
    done(desk.perform::<drafts::Sign<Decision>>(&supervisor, vote.clone(), &seen).await?.answer)?;
    done(desk.perform::<drafts::Publish<Decision>>(&chair, vote.clone(), &seen).await?.answer)?;
    for viewer in [&chair, &clerk, &supervisor] {
        desk.end_login(viewer, &viewer.login).await?;
    }
    Ok(())
}
