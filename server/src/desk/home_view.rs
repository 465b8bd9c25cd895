//! Home in a community: what waits for the viewer by their roles, what they asked and follow, the sessions.

use super::{Desk, Viewer, board::about, board_view::followed, execution::at as execution_at, outcome::why_not_sign};
use crate::{
    fault::Fault,
    record::board::{self as board_lists, overdue},
    store::{
        Conn,
        community::{self as communities, CommunityRow},
        disclosure, execution as executions,
        objection::{self, ObjectionRow},
        outcome as outcomes, session as sessions, thread as threads, vote as votes,
    },
    text::beginning,
    zone,
};
use app::{
    say,
    view::{Cx, board::BoardList, people::Room, record::Listed},
};
use rules::{
    Moment,
    days::Date,
    outcome::Phase,
    permit::{Act, Role, Standing},
};

/// How much of what stays within the community a member finds at home.
const NEWEST: i64 = 5;
/// Lines of one kind, so that no kind drowns the others.
const MOST: usize = 10;

/// `/c/…/room`.
pub(crate) async fn room(desk: &Desk, viewer: &Viewer, community: &str, cx: &Cx) -> Result<Room, Fault> {
    let standing = viewer.standing(community)?;
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let member = viewer.membership(community).map(|one| one.member.clone()).unwrap_or_default();
    let mut estates = Vec::new();
    if standing.may(Act::ImportRoll) {
        for body in communities::bodies(&mut conn, community).await? {
            if body.kind()?.counts_owners() {
                estates.push((format!("/c/{community}/owners/{}", body.id), body.name));
            }
        }
    }
    // Whoever looks in by right of their office, without being a member, is not shown what is for members.
    let newest = if member.is_empty() {
        BoardList::default()
    } else {
        board_lists::within(&mut conn, cx, (&place, desk.now()), (1, NEWEST)).await?
    };
    // Nor to sessions, which are their members'.
    let sessions = if member.is_empty() {
        Vec::new()
    } else {
        sessions_of(&mut conn, cx, &place, standing.may(Act::DraftSession)).await?
    };
    Ok(Room {
        waiting: waiting(&mut conn, cx, (&place, today), &standing, &member).await?,
        asked: asked(&mut conn, cx, (community, today), &member).await?,
        followed: followed(desk, community, &member, cx.language).await?,
        sessions,
        within: (newest.lines, newest.total),
        may_disclose: standing.may(Act::WriteDisclosure) || standing.may(Act::CountersignOutcome),
        may_read_overdue: standing.may(Act::ReadOverdue),
        refused: None,
        may_draft: standing.may(Act::DraftSession),
        may_keep_roll: standing.may(Act::ImportRoll),
        may_read_members: standing.may(Act::ReadMembers),
        estates,
        community: place.id,
        name: place.name,
    })
}

/// The sessions of a community; drafts for those who write them.
async fn sessions_of(conn: &mut Conn, cx: &Cx, place: &CommunityRow, drafts: bool) -> Result<Vec<Listed>, Fault> {
    let rows = sessions::all(conn, &place.id).await?;
    let line = |row: sessions::SessionRow| Listed {
        href: format!("/s/{}", row.id),
        note: format!("{} · {}", zone::date_time(Moment(row.starts_at), &place.zone, cx.language), row.place),
        mark: say::sentence(cx.language, &format!("phase-{}", row.phase), &[]),
        title: row.title,
    };
    Ok(rows.into_iter().filter(|row| drafts || row.phase != "draft").map(line).collect())
}

/// What waits for somebody by their roles: to be signed or published, answered, accepted, decided.
async fn waiting(
    conn: &mut Conn,
    cx: &Cx,
    (place, today): (&CommunityRow, Date),
    standing: &Standing,
    member: &str,
) -> Result<Vec<Listed>, Fault> {
    let mut lines = decisions(conn, cx, &place.id, standing).await?;
    lines.extend(disclosures(conn, cx, &place.id, standing).await?);
    if standing.may(Act::ReplyObjection) {
        let rows = objection::waiting(conn, &place.id).await?;
        let own = |row: &ObjectionRow| row.member.as_deref() == Some(member);
        lines
            .extend(rows.into_iter().filter(|row| !own(row)).take(MOST).map(|row| objected(cx, &place.id, row, today)));
    }
    if standing.may(Act::AcceptMilestone) {
        for row in executions::to_accept(conn, &place.id).await?.into_iter().take(MOST) {
            if row.reporter.as_deref() != Some(member) {
                lines.push(Listed {
                    href: execution_at(&place.id, &row.vote),
                    title: row.name,
                    note: say::sentence(cx.language, "room-accept", &[("day", row.done_day)]),
                    mark: String::new(),
                });
            }
        }
    }
    if standing.may(Act::KeepExecution) {
        for row in executions::sent_back(conn, &place.id).await?.into_iter().take(MOST) {
            lines.push(Listed {
                href: execution_at(&place.id, &row.vote),
                title: row.name,
                note: say::sentence(cx.language, "milestone-returned", &[("reason", row.returned)]),
                mark: String::new(),
            });
        }
    }
    if standing.may(Act::DecideAppeal) {
        for row in threads::appealed(conn, &place.id).await?.into_iter().take(MOST) {
            lines.push(Listed {
                href: format!("/s/{}/hidden#{}", row.session, row.id),
                title: say::sentence(cx.language, "room-appeal", &[]),
                note: beginning(&row.reason),
                mark: String::new(),
            });
        }
    }
    Ok(lines)
}

/// Decisions that wait for a signature or to be published.
async fn decisions(conn: &mut Conn, cx: &Cx, community: &str, standing: &Standing) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for draft in outcomes::waiting(conn, community).await? {
        let returned = !draft.returned.is_empty();
        let signs =
            !returned && why_not_sign(conn, community, standing, (draft.phase()?, draft.writers()?)).await?.is_none();
        // The chair publishes, and sees what is still to be signed; who writes sees what came back.
        let writes = returned && standing.may(Act::WriteOutcome);
        if !signs && !writes && !standing.is(Role::Chair) {
            continue;
        }
        let vote = votes::find(conn, &draft.vote).await?;
        lines.push(Listed {
            href: format!("/v/{}/outcome", draft.vote),
            title: sessions::item(conn, &vote.item).await?.title,
            note: stands(cx, &draft.phase, &draft.returned),
            mark: String::new(),
        });
    }
    Ok(lines)
}

/// Disclosures that wait for a signature of somebody who did not write at them, or to be published.
async fn disclosures(conn: &mut Conn, cx: &Cx, community: &str, standing: &Standing) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    let acts = [Act::CountersignOutcome, Act::PublishDisclosure, Act::WriteDisclosure];
    if !acts.iter().any(|act| standing.may(*act)) {
        return Ok(lines);
    }
    for draft in disclosure::drafts(conn, community).await? {
        let mine = match draft.phase()? {
            Phase::Draft if !draft.returned.is_empty() => standing.may(Act::WriteDisclosure),
            Phase::Draft => why_not_sign(conn, community, standing, (Phase::Draft, draft.writers()?)).await?.is_none(),
            Phase::Countersigned => standing.may(Act::PublishDisclosure),
            Phase::Published => false,
        };
        if lines.len() == MOST {
            break;
        }
        if mine {
            lines.push(Listed {
                href: format!("/c/{community}/disclosures/{}", draft.id),
                note: stands(cx, &draft.phase, &draft.returned),
                title: draft.title,
                mark: say::sentence(cx.language, "publication-disclosure", &[]),
            });
        }
    }
    Ok(lines)
}

/// Where a draft stands, or that it was sent back and why.
fn stands(cx: &Cx, phase: &str, returned: &str) -> String {
    if returned.is_empty() {
        say::sentence(cx.language, &format!("outcome-{phase}"), &[])
    } else {
        say::sentence(cx.language, "draft-returned", &[("reason", returned.to_owned())])
    }
}

/// What the viewer asked or objected to, newest first: receipt, and the reply or by when it is due.
async fn asked(conn: &mut Conn, cx: &Cx, (community, today): (&str, Date), member: &str) -> Result<Vec<Listed>, Fault> {
    if member.is_empty() {
        return Ok(Vec::new());
    }
    let rows = objection::of_member(conn, community, member).await?;
    Ok(rows.into_iter().take(MOST).map(|row| objected(cx, community, row, today)).collect())
}

/// A line about an objection or a question: receipt, the beginning of its text, and where it stands.
pub(crate) fn objected(cx: &Cx, community: &str, row: ObjectionRow, today: Date) -> Listed {
    let late = overdue(&row.due_day, row.replied_at, today);
    let word = |key: &str| say::sentence(cx.language, key, &[]);
    let stands = match (row.replied_at, late) {
        (Some(_), _) => word(&format!("objection-{}", row.result)),
        (None, true) => say::sentence(cx.language, "objection-overdue", &[("due", row.due_day)]),
        (None, false) => say::sentence(cx.language, "objection-due", &[("due", row.due_day)]),
    };
    let receipt = say::sentence(cx.language, "objection-receipt", &[("number", row.number.to_string())]);
    Listed {
        href: format!("{}#objection-{}", about(community, &row.of_kind, &row.subject), row.number),
        title: beginning(&row.body),
        note: format!("{} {receipt} · {stands}", word(&format!("objection-kind-{}", row.kind))),
        mark: match (row.replied_at, late) {
            (Some(_), _) => word("objection-answered"),
            (None, true) => word("overdue-mark"),
            (None, false) => String::new(),
        },
    }
}
