//! An office above communities: what everybody reads of it, and for its staff how every place beneath it stands. It reads what anybody
//! may read of those places, what of that is overdue, and what waits for the office; nothing that is for members.

use super::{about::asked as page_of, above::order as order_line, rows};
use crate::{
    act::{Desk, Viewer, rows::beneath},
    fault::Fault,
    people::{
        community::rows::{self as communities, CommunityRow},
        office::{
            rows::{self as offices, OfficeRow},
            tree::Tree,
        },
    },
    public::front::{Stands, figures},
    record::{
        duty,
        filing::{rows as filings, shown},
        order::{overdue, rows as orders, shown as order_shown},
        posting::{published, rows as board},
        publication::rows as publications,
        search::fold,
    },
    store::{Conn, EVERY},
    zone,
};
use app::{
    address, say,
    view::{
        Cx,
        cut::Cut,
        office::{AskedPlaces, By, NewOrder, OfficeDesk, OfficePage, Only, OrderPage, PlaceLine, WaitingFiling},
        record::Listed,
    },
};
use rules::{
    Moment, Refusal,
    days::Date,
    id::{CommunityId, OfficeId, OrderId},
    order::State,
    permit::Act,
};
use std::collections::HashMap;

/// Lines of a list on an office's page.
const LINES: i64 = 20;

/// `/o/…`.
pub(crate) async fn office(
    desk: &Desk,
    viewer: Option<&Viewer>,
    id: &OfficeId,
    (query, cx): (&HashMap<String, String>, &Cx),
) -> Result<OfficePage, Fault> {
    let mut conn = desk.read().await?;
    let row = offices::find(&mut conn, id).await?;
    let tree = Tree::of(&mut conn).await?;
    let serves = |office: &OfficeId| viewer.is_some_and(|one| one.offices.iter().any(|one| one.office == *office));
    let own = serves(&row.id);
    let may_read = own || tree.all_above(&row).into_iter().any(|above| serves(&above.id));
    let below = match viewer.filter(|one| may_read && one.verified) {
        Some(viewer) => Some(staff(desk, &mut conn, (viewer, &row, own), (query, cx)).await?),
        None => None,
    };
    Ok(OfficePage { above: tree.above(&row), demo: tree.is_demo(), branch: tree.branch(&row), id: row.id, desk: below })
}

/// What its staff see.
async fn staff(
    desk: &Desk,
    conn: &mut Conn,
    (viewer, row, own): (&Viewer, &OfficeRow, bool),
    (query, cx): (&HashMap<String, String>, &Cx),
) -> Result<OfficeDesk, Fault> {
    let ids = beneath(conn, &row.id).await?;
    let mut places = communities::all(conn).await?;
    places.retain(|place| ids.contains(&place.id));
    let days: HashMap<CommunityId, Date> = places
        .iter()
        .map(|place| Ok((place.id.clone(), zone::day(desk.now(), &place.zone)?)))
        .collect::<Result<_, Fault>>()?;
    let name_of = |id: &CommunityId| places.iter().find(|one| one.id == *id).map_or("", |one| one.name.as_str());
    let waiting = match row.level.addressee() {
        Some(to) => filings::waiting_beneath(conn, &row.id, to).await?,
        None => Vec::new(),
    };
    let open = orders::open_beneath(conn, &row.id).await?;
    let mut lines = counted(conn, &row.id, &places, &days).await?;
    let of_day: Vec<_> = places.iter().filter_map(|place| Some((place, *days.get(&place.id)?))).collect();
    let duties = duty::overdue_beneath(conn, &row.id, &of_day).await?;
    for line in &mut lines {
        let of = |id: &CommunityId| *id == line.community;
        let today = days.get(&line.community).copied();
        let late = |one: &&orders::OrderRow| today.is_some_and(|today| overdue(one, today));
        line.duties = duties.get(&line.community).copied().zip(today.map(|day| day.parts().0));
        line.filings = waiting.iter().filter(|one| of(&one.community)).count();
        let mine: Vec<_> = open.iter().filter(|one| of(&one.community)).collect();
        line.orders = (mine.iter().copied().filter(late).count(), mine.len());
    }
    let (asked, lines) = chosen(lines, query);
    let (cut, mut lines) = Cut::list(page_of(query, "page"), LINES, lines);
    for line in &mut lines {
        if let Some((place, today)) = places.iter().find(|one| one.id == line.community).zip(days.get(&line.community))
        {
            let up = board::count_posted(conn, &place.id, board::Posted::Current(&today.to_string())).await?;
            let stands = Stands::of(conn, place, (up, *today)).await?;
            line.figures = figures(conn, cx, place, (*today, &stands)).await?;
        }
    }
    let order = |one: &orders::OrderRow| {
        let today = days.get(&one.community).copied()?;
        let line = order_line(cx, one, today);
        Some(Listed { note: format!("{} · {}", name_of(&one.community), line.note), ..line })
    };
    let orders = Cut::list(page_of(query, "orders"), LINES, open.iter().filter_map(order).collect());
    let (waits, page) = Cut::list(page_of(query, "filings"), LINES, waiting);
    let mut shown_filings = Vec::new();
    for one in page {
        let of = published(conn, &one.community, one.of_kind, &one.subject).await?;
        let today = days.get(&one.community).copied();
        let days = today.zip(Date::from_text(&one.day)).map_or(0, |(today, day)| day.until(today));
        let may_answer = own && viewer.membership(&one.community).is_err();
        // What has come to be for members since is not told, and is sent back.
        let (title, href) = match of.is_public() {
            true => (of.title, address::published(&of.community, of.kind.id(), &of.subject)),
            false => (say::sentence(cx.language, "filing-now-within", &[]), address::board(&of.community)),
        };
        shown_filings.push(WaitingFiling {
            place: name_of(&one.community).to_owned(),
            title,
            href,
            kind: say::sentence(cx.language, &format!("publication-{}", one.of_kind.id()), &[]),
            days,
            filing: app::view::office::FilingView { may_answer, ..shown(one, of.revision) },
        });
    }
    Ok(OfficeDesk { own, filings: (waits, shown_filings), orders, places: (cut, lines), all: places.len(), asked })
}

/// How every place stands.
async fn counted(
    conn: &mut Conn,
    office: &OfficeId,
    places: &[CommunityRow],
    days: &HashMap<CommunityId, Date>,
) -> Result<Vec<PlaceLine>, Fault> {
    let (objections, milestones) = (rows::objections(conn, office).await?, rows::milestones(conn, office).await?);
    let (postings, sittings) = (rows::postings(conn, office).await?, rows::sittings(conn, office).await?);
    let mut lines = Vec::new();
    for place in places {
        let today = days.get(&place.id).map(Date::to_string).unwrap_or_default();
        let past = |all: &[(CommunityId, String)]| {
            all.iter().filter(|(of, day)| *of == place.id && day.as_str() < today.as_str()).count()
        };
        let sat = sittings.iter().find(|(of, _)| *of == place.id).map(|(_, at)| zone::day(Moment(*at), &place.zone));
        lines.push(PlaceLine {
            community: place.id.clone(),
            name: place.name.clone(),
            href: address::board(&place.id),
            retired: !place.retired.is_empty(),
            objections: past(&objections),
            milestones: past(&milestones),
            postings: past(&postings),
            sat: sat.transpose()?.map(|day| day.to_string()).unwrap_or_default(),
            ..PlaceLine::default()
        });
    }
    Ok(lines)
}

/// The places that are asked for, in the order that is asked for.
fn chosen(mut lines: Vec<PlaceLine>, query: &HashMap<String, String>) -> (AskedPlaces, Vec<PlaceLine>) {
    let get = |name: &str| query.get(name).map_or("", String::as_str);
    let asked = AskedPlaces {
        only: Only::from_id(get("only")),
        by: By::from_id(get("by")),
        query: get("q").trim().chars().take(60).collect(),
    };
    let words = fold(&asked.query);
    lines.retain(|line| {
        let fits = match asked.only {
            Only::All => true,
            Only::Overdue => line.overdue() > 0,
            Only::Orders => line.orders.1 > 0,
            Only::Filings => line.filings > 0,
        };
        fits && fold(&line.name).contains(&words)
    });
    // They come by name; sorting leaves equal ones so.
    match asked.by {
        By::Overdue => lines.sort_by_key(|line| std::cmp::Reverse(line.overdue())),
        By::Name => {}
        By::Sat => lines.sort_by(|one, other| one.sat.cmp(&other.sat)),
    }
    (asked, lines)
}

/// `/order/…`, for members of the place and for offices above it.
pub(crate) async fn order(desk: &Desk, viewer: &Viewer, id: &OrderId) -> Result<OrderPage, Fault> {
    let mut conn = desk.read().await?;
    let row = orders::find(&mut conn, id).await?;
    viewer.member_or_above(&row.community)?;
    let standing = viewer.standing(&row.community)?;
    let place = communities::find(&mut conn, &row.community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let alive = matches!(row.state, State::Open | State::Answered);
    let answers = standing.may(Act::AnswerOrder);
    let may_meet = alive && answers;
    let mut choices = Vec::new();
    if may_meet {
        let filter = publications::Filter::public();
        let all = publications::list(&mut conn, &place.id, &filter, EVERY).await?;
        let fits = all.into_iter().filter(|one| one.at >= row.at && one.withdrawn.is_empty());
        choices.extend(fits.map(|one| (format!("{}/{}", one.kind.id(), one.subject), one.title)));
    }
    let above = viewer.offices.iter().find(|one| one.places.contains(&row.community));
    let may_withdraw = alive
        && viewer.membership(&row.community).is_err()
        && viewer.offices.iter().any(|one| {
            one.places.contains(&row.community) && (one.level == row.level || one.level.is_above(row.level))
        });
    Ok(OrderPage {
        may_answer: row.state == State::Open && answers,
        may_meet,
        may_withdraw,
        choices,
        back: above.map(|one| address::office(&one.office)),
        community: place.id,
        name: place.name,
        order: order_shown(&mut conn, row, today).await?,
    })
}

/// `/c/…/orders/new`, for offices above the place.
pub(crate) async fn new_order(desk: &Desk, viewer: &Viewer, community: &CommunityId) -> Result<NewOrder, Fault> {
    viewer.member_or_above(community)?;
    let above = viewer.offices.iter().find(|one| one.places.contains(community));
    let above = above.ok_or(Fault::Forbidden(Refusal::NotYourRole))?;
    let place = communities::find(&mut *desk.read().await?, community).await?;
    Ok(NewOrder {
        community: place.id,
        name: place.name,
        office: above.office_name.clone(),
        back: address::office(&above.office),
    })
}
