//! Home in a community: what waits for the viewer by their roles, what they asked and follow, the sessions.

pub(crate) mod about;
mod above;
mod draws;
mod duties;
mod ended;
pub(crate) mod ledger;
mod left;
mod lists;
mod office;
mod overdue;
mod own;
pub(crate) mod pages;
mod petitions;
pub(crate) mod register;
mod rows;

use crate::{
    act::{Desk, Viewer},
    execution::{at as execution_at, rows as executions},
    fault::Fault,
    home::{
        about::{asked as page_of, followed},
        lists::title_of,
    },
    people::{
        community::rows::{self as communities, CommunityRow},
        note::rows as note,
    },
    public::board::{self as board_lists, overdue},
    record::{
        objection::{
            place as objected_at,
            rows::{self as objection, ObjectionRow, hiding as objection_hiding},
        },
        posting::about,
        takeback::rows as takebacks,
    },
    sitting::{practice, session::rows as sessions, talk::rows::hiding},
    store::Conn,
    text::beginning,
    zone,
};
use app::{
    address, say,
    view::{
        Cx,
        board::BoardList,
        cut::Cut,
        people::{Room, Whole},
        record::Listed,
    },
};
use rules::{
    Moment,
    days::Date,
    id::{CommunityId, MemberId},
    objection::Result as Replied,
    permit::{Act, Standing},
};
use std::collections::HashMap;

/// How much of what stays within the community a member finds at home.
const NEWEST: i64 = 5;
/// Lines of one kind, so that no kind drowns the others; the last one leads to all of them.
const MOST: i64 = 10;
/// Sessions at home.
const SESSIONS: i64 = 20;
/// Lines on a page of one kind alone.
const WHOLE: i64 = 50;

/// Which list is asked for alone, and which page of it.
struct Asked<'a> {
    all: &'a str,
    page: i64,
}

impl Asked<'_> {
    /// How many lines of a list are wanted, and which part of so many that is: all of one that is asked for alone, the beginning
    /// of one that stands beside others.
    fn cut(&self, name: &str, total: i64) -> Cut {
        if self.all == name { Cut::of(self.page, WHOLE, total) } else { Cut::of(1, MOST, total) }
    }

    /// Whether a list is wanted: every one, or the one that is asked for alone.
    fn wants(&self, name: &str) -> bool {
        self.all.is_empty() || self.all == name
    }
}

/// A list with its name and title, and which part of it this is.
fn part(name: &str, title: &'static str, (cut, lines): (Cut, Vec<Listed>)) -> Whole {
    Whole { name: name.to_owned(), title, cut, lines }
}

/// The lines of a list that stands beside others; where it is cut, the last one says how many there are and leads to them.
fn beside(cx: &Cx, community: &CommunityId, mut list: Whole) -> Vec<Listed> {
    if list.cut.total > list.cut.last() {
        list.lines.push(Listed {
            href: address::room_list(&community, &list.name),
            title: say::sentence(cx.language, "more-of", &[("all", list.cut.total.to_string())]),
            note: say::sentence(cx.language, list.title, &[]),
            mark: String::new(),
        });
    }
    list.lines
}

/// `/c/…/room`.
pub(crate) async fn room(
    desk: &Desk,
    viewer: &Viewer,
    community: &CommunityId,
    (query, cx): (&HashMap<String, String>, &Cx),
) -> Result<Room, Fault> {
    const LISTS: [&str; 26] = [
        "matters",
        "decisions",
        "minutes",
        "opinions",
        "notices",
        "disclosures",
        "duties",
        "objections",
        "to-accept",
        "takebacks",
        "returned",
        "appeals",
        "petitions",
        "signatures",
        "draws",
        "ledger",
        "registers",
        "orders",
        "ends",
        "filings",
        "asked",
        "voted",
        "proposed",
        "signed",
        "consulted",
        "sessions",
    ];
    let all = query.get("all").map_or("", String::as_str);
    let asked = &Asked { all: if LISTS.contains(&all) { all } else { "" }, page: page_of(query, "page") };
    let standing = viewer.standing(community)?;
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let member = viewer.membership(community).map(|one| one.member.clone()).unwrap_or_default();
    let mut registers = Vec::new();
    if standing.may(Act::ImportRoll) {
        for body in communities::bodies(&mut conn, community).await? {
            let register = |of| (of, address::register(of, community, &body.id), body.name.clone());
            registers.extend(body.kind.weighs().map(register));
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
        Whole::default()
    } else {
        sessions_of(&mut conn, (cx, asked), &place, standing.may(Act::DraftSession)).await?
    };
    let note = note::of(&mut conn, community, &today.to_string()).await?.map(|(text, _)| text);
    let lists = waiting(&mut conn, (cx, asked), (&place, today), &standing, &member).await?;
    let objected = objected_by(&mut conn, (cx, asked), (community, today), &member).await?;
    let voted = own::voted((&mut conn, desk.now()), (cx, asked), &place, (&member, viewer.verified)).await?;
    let proposed = own::proposed(&mut conn, (cx, asked), &place, &member).await?;
    let signed = petitions::own(&mut conn, (cx, asked), &place, (&member, today)).await?;
    let consulted = own::consulted(&mut conn, (cx, asked), &place, &member).await?;
    if !asked.all.is_empty() {
        // A list that somebody has no right to is not there for them.
        let own = [objected, voted, proposed, signed, consulted, sessions];
        let whole = lists.into_iter().chain(own).find(|list| list.name == asked.all);
        let whole = Some(whole.ok_or(Fault::NotFound)?);
        return Ok(Room { whole, community: place.id, name: place.name, ..Room::default() });
    }
    let on = if member.is_empty() { Vec::new() } else { own::on_now((desk, &mut conn), viewer, &place, cx).await? };
    Ok(Room {
        whole: None,
        note,
        waiting: lists.into_iter().flat_map(|list| beside(cx, community, list)).collect(),
        asked: beside(cx, community, objected),
        voted: beside(cx, community, voted),
        proposed: beside(cx, community, proposed),
        petitions: beside(cx, community, signed),
        consulted: beside(cx, community, consulted),
        on,
        followed: followed(desk, community, &member, cx.language).await?,
        sessions: beside(cx, community, sessions),
        within: (newest.lines.into_iter().map(|one| one.line).collect(), newest.cut.total),
        may_open_matter: standing.may(Act::KeepMatter),
        may_keep_draw: standing.may(Act::KeepDraw),
        may_keep_duties: standing.may(Act::KeepDuties),
        may_read_ledger: standing.may(Act::ReadLedger),
        may_disclose: standing.may(Act::WriteDisclosure) || standing.may(Act::CountersignOutcome),
        may_read_overdue: standing.may(Act::ReadOverdue),
        refused: None,
        may_draft: standing.may(Act::DraftSession),
        practice: practice::of(&mut conn, viewer, community).await?,
        may_keep_roll: standing.may(Act::ImportRoll),
        may_read_members: standing.may(Act::ReadMembers),
        registers,
        community: place.id,
        name: place.name,
    })
}

/// The sessions of a community; drafts for those who write them.
async fn sessions_of(
    conn: &mut Conn,
    (cx, asked): (&Cx, &Asked<'_>),
    place: &CommunityRow,
    drafts: bool,
) -> Result<Whole, Fault> {
    let total = sessions::count(conn, &place.id, drafts).await?;
    let cut = if asked.all == "sessions" { asked.cut("sessions", total) } else { Cut::of(1, SESSIONS, total) };
    let rows = sessions::all(conn, &place.id, drafts, (cut.size, cut.offset())).await?;
    let line = |row: sessions::SessionRow| Listed {
        href: address::session(&row.id),
        note: format!("{} · {}", zone::date_time(Moment(row.starts_at), &place.zone, cx.language), row.place),
        mark: say::sentence(cx.language, &format!("phase-{}", row.phase.id()), &[]),
        title: row.title,
    };
    Ok(part("sessions", "sessions", (cut, rows.into_iter().map(line).collect())))
}

/// What waits for somebody by their roles: to be signed or published, answered, accepted, decided. Each kind is filtered and
/// sorted first, and cut then.
async fn waiting(
    conn: &mut Conn,
    (cx, asked): (&Cx, &Asked<'_>),
    (place, today): (&CommunityRow, Date),
    standing: &Standing,
    member: &MemberId,
) -> Result<Vec<Whole>, Fault> {
    let shown = |name: &str, lines: Vec<Listed>| {
        let cut = asked.cut(name, 0);
        let page = if asked.all == name { asked.page } else { 1 };
        part(name, title_of(name), Cut::list(page, cut.size, lines))
    };
    let mut lists = Vec::new();
    if asked.wants("matters") {
        lists.push(shown("matters", left::matters(conn, cx, (&place.id, today), standing).await?));
    }
    if asked.wants("decisions") {
        lists.push(shown("decisions", left::decisions(conn, cx, &place.id, standing).await?));
    }
    if asked.wants("minutes") {
        lists.push(shown("minutes", left::minutes(conn, cx, &place.id, standing).await?));
    }
    if asked.wants("opinions") {
        lists.push(shown("opinions", left::opinions(conn, cx, &place.id, standing).await?));
    }
    if asked.wants("notices") {
        lists.push(shown("notices", left::notices(conn, cx, &place.id, standing).await?));
    }
    if asked.wants("disclosures") {
        lists.push(shown("disclosures", left::disclosures(conn, cx, &place.id, standing).await?));
    }
    if asked.wants("duties") {
        lists.push(shown("duties", left::duties(conn, cx, (place, today), standing).await?));
    }
    if standing.may(Act::ReplyObjection) && asked.wants("objections") {
        let cut = asked.cut("objections", objection::count_waiting(conn, &place.id, member).await?);
        let rows = objection::waiting(conn, &place.id, member, (cut.size, cut.offset())).await?;
        let lines = rows.into_iter().map(|row| objected(cx, row, today)).collect();
        lists.push(part("objections", title_of("objections"), (cut, lines)));
    }
    if standing.may(Act::AnswerPetition) && asked.wants("petitions") {
        lists.push(shown("petitions", petitions::waiting(conn, cx, place, today).await?));
    }
    if standing.may(Act::ConfirmSignature) && asked.wants("signatures") {
        lists.push(shown("signatures", petitions::signatures(conn, cx, place).await?));
    }
    if asked.wants("draws") {
        lists.push(shown("draws", draws::waiting(conn, cx, (&place.id, today), (standing, member)).await?));
    }
    if standing.may(Act::ReviewLedger) && asked.wants("ledger") {
        lists.push(shown("ledger", ledger::waiting(conn, cx, &place.id).await?));
    }
    if standing.may(Act::KeepLedger) && asked.wants("registers") {
        lists.push(shown("registers", register::waiting(conn, cx, (&place.id, today)).await?));
    }
    if standing.may(Act::AnswerOrder) && asked.wants("orders") {
        lists.push(shown("orders", above::orders(conn, cx, (&place.id, today)).await?));
    }
    if standing.may(Act::EstablishEnd) && asked.wants("ends") {
        lists.push(shown("ends", ended::waiting(conn, cx, (place, today), true).await?));
    }
    if asked.wants("filings") {
        lists.push(shown("filings", above::filings(conn, cx, &place.id, standing).await?));
    }
    if standing.may(Act::AcceptMilestone) && asked.wants("to-accept") {
        let rows = executions::to_accept(conn, &place.id).await?;
        let others = rows.into_iter().filter(|row| row.reporter.as_ref() != Some(member));
        let line = |row: executions::MilestoneRow| Listed {
            href: execution_at(&place.id, &row.vote),
            title: row.name,
            note: say::sentence(cx.language, "room-accept", &[("day", row.done_day)]),
            mark: String::new(),
        };
        lists.push(shown("to-accept", others.map(line).collect()));
    }
    if standing.may(Act::AnswerTakeback) && asked.wants("takebacks") {
        let line = |row: takebacks::TakebackRow| Listed {
            href: format!("{}#takeback", about(&place.id, row.kind.id(), &row.subject)),
            title: say::sentence(cx.language, "room-takeback", &[]),
            note: beginning(&row.reason),
            mark: String::new(),
        };
        let rows = takebacks::all_waiting(conn, &place.id).await?;
        lists.push(shown("takebacks", rows.into_iter().map(line).collect()));
    }
    if standing.may(Act::KeepExecution) && asked.wants("returned") {
        let line = |row: executions::MilestoneRow| Listed {
            href: execution_at(&place.id, &row.vote),
            title: row.name,
            note: say::sentence(cx.language, "milestone-returned", &[("reason", row.returned)]),
            mark: String::new(),
        };
        let rows = executions::sent_back(conn, &place.id).await?;
        lists.push(shown("returned", rows.into_iter().map(line).collect()));
    }
    if standing.may(Act::DecideAppeal) && asked.wants("appeals") {
        let line = |row: hiding::HidingRow| Listed {
            href: address::hidden_one(&row.session, &row.id),
            title: say::sentence(cx.language, "room-appeal", &[]),
            note: beginning(&row.reason),
            mark: String::new(),
        };
        let mut lines: Vec<_> = hiding::appealed(conn, &place.id).await?.into_iter().map(line).collect();
        for row in objection_hiding::appealed(conn, &place.id).await? {
            let asked = objection::find(conn, &row.objection).await?;
            lines.push(Listed {
                href: objected_at(&asked),
                title: say::sentence(cx.language, "room-appeal", &[]),
                note: beginning(&row.reason),
                mark: String::new(),
            });
        }
        lists.push(shown("appeals", lines));
    }
    Ok(lists)
}

/// What the viewer asked or objected to, newest first: receipt, and the reply or by when it is due.
async fn objected_by(
    conn: &mut Conn,
    (cx, asked): (&Cx, &Asked<'_>),
    (community, today): (&CommunityId, Date),
    member: &MemberId,
) -> Result<Whole, Fault> {
    let rows = if member.is_empty() { Vec::new() } else { objection::of_member(conn, community, member).await? };
    let lines = rows.into_iter().map(|row| objected(cx, row, today)).collect();
    let (size, page) = if asked.all == "asked" { (WHOLE, asked.page) } else { (MOST, 1) };
    Ok(part("asked", "room-asked", Cut::list(page, size, lines)))
}

/// A line about an objection or a question: receipt, the beginning of its text, and where it stands.
pub(crate) fn objected(cx: &Cx, row: ObjectionRow, today: Date) -> Listed {
    let href = objected_at(&row);
    let late = overdue(&row.due_day, row.replied_at, today);
    let word = |key: &str| say::sentence(cx.language, key, &[]);
    let left = Date::from_text(&row.due_day).map_or_else(String::new, |due| say::period_left(cx.language, today, due));
    let due = |key: &str| say::sentence(cx.language, key, &[("due", row.due_day.clone()), ("left", left.clone())]);
    let stands = match (row.replied_at, late) {
        (Some(_), _) => word(&format!("objection-{}", row.result.map_or("", Replied::id))),
        (None, true) => due("objection-overdue"),
        (None, false) => due("objection-due"),
    };
    let receipt = say::sentence(cx.language, "objection-receipt", &[("number", row.number.to_string())]);
    Listed {
        href,
        title: if row.body.is_empty() { word("hidden-hidden") } else { beginning(&row.body) },
        note: format!("{} {receipt} · {stands}", word(&format!("objection-kind-{}", row.kind.id()))),
        mark: match (row.replied_at, late) {
            (Some(_), _) => word("objection-answered"),
            (None, true) => word("overdue-mark"),
            (None, false) => String::new(),
        },
    }
}
