//! What waits beyond its day in a place, for those who see to it: its own, and offices above it, who read of it what everybody may read.

use super::{about::asked, above::order, ended, objected, petitions::due};
use crate::{
    act::{Desk, Viewer},
    execution::rows as executions,
    fault::Fault,
    matter,
    people::community::rows as communities,
    record::{
        dossier::{Dossier, rows as dossiers},
        duty,
        objection::rows as objection,
        order::rows as orders,
        petition::rows as petition,
        posting::{about as about_address, rows as board},
        publication::{Kind, rows as publications},
    },
    store::{Conn, EVERY},
    zone,
};
use app::{
    address, say,
    view::{Cx, board::OverduePage, cut::Cut, record::Listed},
};
use rules::{Refusal, days::Date, id::CommunityId, permit::Act};
use std::collections::{HashMap, HashSet};

/// Lines on a page of a list.
const LINES: i64 = 50;

/// What everybody may read of a place, by kind and subject.
struct Public(HashSet<(String, String)>);

impl Public {
    async fn of(conn: &mut Conn, community: &CommunityId) -> Result<Self, Fault> {
        Ok(Self(publications::public_things(conn, community).await?.into_iter().collect()))
    }

    fn holds(&self, kind: &str, subject: &str) -> bool {
        self.0.contains(&(kind.to_owned(), subject.to_owned()))
    }
}

/// `/c/…/overdue`.
pub(crate) async fn page(
    desk: &Desk,
    viewer: &Viewer,
    community: &CommunityId,
    (query, cx): (&HashMap<String, String>, &Cx),
) -> Result<OverduePage, Fault> {
    let standing = viewer.standing(community)?;
    if !standing.may(Act::ReadOverdue) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let asked = |name: &str| asked(query, name);
    // A member reads of everything; whoever is none, of what everybody may read.
    let public = match standing.member {
        Some(_) => None,
        None => Some(Public::of(&mut conn, community).await?),
    };
    let may_read = |kind: &str, subject: &str| public.as_ref().is_none_or(|public| public.holds(kind, subject));
    let mut waiting = objection::waiting(&mut conn, community, "", EVERY).await?;
    waiting.retain(|one| may_read(one.of_kind.id(), &one.subject));
    let objections = Cut::list(asked("objections"), LINES, waiting);
    let leads = viewer.membership(community).is_ok();
    // The page of a published thing at which it is answered is its members': others are led to what everybody reads.
    let led = |kind: &str, subject: &str, own: String| {
        if leads { own } else { address::published(community, kind, subject) }
    };
    let objection = |one: objection::ObjectionRow| {
        let (kind, subject) = (one.of_kind.id(), one.subject.clone());
        let line = objected(cx, one, today);
        Listed { href: led(kind, &subject, line.href), ..line }
    };
    let objections = (objections.0, objections.1.into_iter().map(objection).collect());
    let (cut, missing) =
        Cut::list(asked("duties"), LINES, duty::missing(&mut conn, (&place, cx.language), today).await?);
    let duties = missing.into_iter().map(|one| Listed {
        title: format!("{} · {}", one.name, one.span.words(cx.language)),
        note: say::sentence(cx.language, "duty-due", &[("due", one.due.to_string())]),
        mark: say::sentence(cx.language, "overdue-mark", &[]),
        href: one.row,
    });
    let duties = (cut, duties.collect());
    let open = orders::open(&mut conn, community).await?;
    let orders = Cut::list(asked("orders"), LINES, open.iter().map(|row| order(cx, row, today)).collect());
    let (cut, rows) = Cut::list(asked("petitions"), LINES, petition::waiting(&mut conn, community).await?);
    let request = |one: petition::PetitionRow| {
        let id = one.id.clone();
        let line = due(cx, one, today);
        Listed { href: led(Kind::Petition.id(), &id, line.href), ..line }
    };
    let petitions = (cut, rows.into_iter().map(request).collect());
    let mut late = Vec::new();
    for row in dossiers::open(&mut conn, community).await? {
        let dossier = Dossier::of(&mut conn, row).await?;
        let id = dossier.row.id.clone();
        let line = matter::view::line(&mut conn, cx.language, (&dossier, today)).await?;
        if let Some(due) = line.overdue.filter(|_| may_read(Kind::Matter.id(), &id)) {
            let steps = line.waits.join(&say::sentence(cx.language, "list-between", &[]));
            late.push(Listed {
                href: led(Kind::Matter.id(), &id, address::dossier(&id)),
                note: say::sentence(
                    cx.language,
                    "matter-late",
                    &[("steps", steps), ("due", say::day(cx.language, &due.to_string()))],
                ),
                title: line.title,
                mark: say::sentence(cx.language, "overdue-mark", &[]),
            });
        }
    }
    let matters = Cut::list(asked("matters"), LINES, late);
    let ends = Cut::list(asked("ends"), LINES, ended::waiting(&mut conn, cx, (&place, today), leads).await?);
    let day = today.to_string();
    // One form of it for steps and for postings.
    let left =
        |day: &str| Date::from_text(day).map_or_else(String::new, |day| say::days_left(cx.language, today.until(day)));
    let mut late = executions::late(&mut conn, community, &day).await?;
    late.retain(|one| may_read(Kind::Outcome.id(), one.vote.as_str()));
    let (cut, rows) = Cut::list(asked("milestones"), LINES, late);
    let late = |one: executions::MilestoneRow| Listed {
        href: led(Kind::Outcome.id(), one.vote.as_str(), crate::execution::at(community, &one.vote)),
        note: say::sentence(cx.language, "milestone-late", &[("left", left(&one.due_day)), ("due", one.due_day)]),
        title: one.name,
        mark: say::sentence(cx.language, "overdue-mark", &[]),
    };
    let milestones = (cut, rows.into_iter().map(late).collect());
    let mut rows = board::posted(&mut conn, community, board::Posted::Over(&day), EVERY).await?;
    rows.retain(|one| may_read(&one.kind, &one.subject));
    let (cut, rows) = Cut::list(asked("over"), LINES, rows);
    let over = |one: board::PostedRow| Listed {
        href: led(&one.kind, &one.subject, about_address(community, &one.kind, &one.subject)),
        title: one.title,
        note: say::sentence(cx.language, "board-left", &[("left", left(&one.last_day)), ("day", one.last_day)]),
        mark: String::new(),
    };
    let over = (cut, rows.into_iter().map(over).collect());
    Ok(OverduePage {
        community: community.clone(),
        name: place.name,
        objections,
        duties,
        orders,
        milestones,
        petitions,
        matters,
        ends,
        over,
    })
}
