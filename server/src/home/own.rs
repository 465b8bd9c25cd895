//! What somebody has taken part in, and what is on now: the first things of a home.

use crate::{
    act::{Desk, Viewer},
    fault::Fault,
    home::{Asked, part},
    people::community::rows::CommunityRow,
    record::publication::Kind,
    sitting::{
        consultation::rows as consultations,
        session::{
            Sitting,
            rows::{self as sessions, SessionRow},
        },
        talk::rows::thread as threads,
        view::{Own, state_words},
        vote::rows::own as votes,
    },
    store::Conn,
    zone,
};
use app::{
    address, say,
    view::{
        Cx,
        cut::Cut,
        people::{Line, Whole},
        record::Listed,
    },
};
use rules::{Moment, id::MemberId, now::Ask, thread::State, vote::Phase};

/// The sittings that are on now, and those that are announced for today: each with the one thing that it asks of the viewer.
pub(super) async fn on_now(
    (desk, conn): (&Desk, &mut Conn),
    viewer: &Viewer,
    place: &CommunityRow,
    cx: &Cx,
) -> Result<Vec<Line>, Fault> {
    let standing = viewer.standing(&place.id)?;
    let today = zone::day(desk.now(), &place.zone)?;
    let mut lines = Vec::new();
    for row in sessions::going_on(conn, &place.id).await? {
        let begun = row.phase != rules::session::Phase::Announced;
        if !begun && zone::day(Moment(row.starts_at), &place.zone)? != today {
            continue;
        }
        let SessionRow { id, title, starts_at, place: room, .. } = row;
        let sitting = Sitting::load(conn, (&desk.rules, desk.now()), &place.id, &id).await?;
        let own = Own::of(conn, &sitting, viewer, &standing).await?;
        let now = own.now(conn, &sitting, cx.language).await?;
        let note = format!("{} · {room}", zone::date_time(Moment(starts_at), &place.zone, cx.language));
        let (href, label) = match now.ask {
            Ask::Ballot => (address::vote(&now.vote), "now-ballot-go"),
            _ => (address::session(&id), "home-enter"),
        };
        let asked = if now.ask == Ask::Nothing { String::new() } else { app::parts::now::words(cx, &now) };
        lines.push(Line { title, note, asked, href, label, urgent: now.ask.urgent() });
    }
    Ok(lines)
}

/// The votes in which they have taken part, and what became of each. Of a secret vote it is said that they took part, and no more.
pub(super) async fn voted(
    (conn, now): (&mut Conn, Moment),
    (cx, asked): (&Cx, &Asked<'_>),
    place: &CommunityRow,
    (member, verified): (&MemberId, bool),
) -> Result<Whole, Fault> {
    let community = place.id.clone();
    let total = if member.is_empty() { 0 } else { votes::count_own(conn, &community, member).await? };
    let cut = asked.cut("voted", total);
    let rows =
        if total == 0 { Vec::new() } else { votes::own(conn, &community, member, (cut.size, cut.offset())).await? };
    let mut lines = Vec::new();
    for row in rows {
        let choice = row.choice().filter(|_| verified);
        let choice = choice.map(|choice| say::sentence(cx.language, &format!("choice-{}", choice.id()), &[]));
        let own = match choice {
            Some(choice) => say::sentence(cx.language, "own-voted-for", &[("choice", choice)]),
            None => say::sentence(cx.language, "own-voted", &[]),
        };
        let day = zone::date(Moment(row.vote.opened_at), &place.zone, cx.language);
        // Two rounds of one item are told apart.
        let round = (row.rounds > 1).then(|| {
            let round = say::sentence(cx.language, "own-round", &[("round", row.vote.round.to_string())]);
            format!(" · {round}")
        });
        let void = row.vote.phase == Phase::Void;
        lines.push(Listed {
            href: address::vote(&row.vote.id),
            title: sessions::item(conn, &row.vote.item).await?.title,
            note: format!("{day}{} · {own}", round.unwrap_or_default()),
            // What may be done next is no word for what one took part in.
            mark: if void {
                say::sentence(cx.language, "void", &[])
            } else {
                state_words(&row.vote, now, cx.language)?
            },
        });
    }
    Ok(part("voted", "own-votes", (cut, lines)))
}

/// What they have proposed, and how it stands.
pub(super) async fn proposed(
    conn: &mut Conn,
    (cx, asked): (&Cx, &Asked<'_>),
    place: &CommunityRow,
    member: &MemberId,
) -> Result<Whole, Fault> {
    let total = if member.is_empty() { 0 } else { threads::count_proposals_by(conn, &place.id, member).await? };
    let cut = asked.cut("proposed", total);
    let rows = match total {
        0 => Vec::new(),
        _ => threads::proposals_by(conn, &place.id, member, (cut.size, cut.offset())).await?,
    };
    let entered = |row: &threads::ProposalRow| match *row.entered {
        true => format!(" · {}", say::sentence(cx.language, "entered-by-chair", &[])),
        false => String::new(),
    };
    let line = |row: threads::ProposalRow| Listed {
        href: address::proposal(&row.id),
        note: format!(
            "{} · {}{}",
            zone::date(Moment(row.at), &place.zone, cx.language),
            say::sentence(cx.language, "proposal-seconds", &[("count", row.seconds.to_string())]),
            entered(&row)
        ),
        mark: say::sentence(cx.language, &format!("own-proposal-{}", standing_of(&row)), &[]),
        title: row.title,
    };
    Ok(part("proposed", "own-proposals", (cut, rows.into_iter().map(line).collect())))
}

/// The consultations that they took part in, and whether it was told what became of each.
pub(super) async fn consulted(
    conn: &mut Conn,
    (cx, asked): (&Cx, &Asked<'_>),
    place: &CommunityRow,
    member: &MemberId,
) -> Result<Whole, Fault> {
    let rows = if member.is_empty() { Vec::new() } else { consultations::of_member(conn, &place.id, member).await? };
    let line = |row: consultations::OwnRow| {
        let told = row.feedback.is_some_and(|text| !text.is_empty());
        let stands = match (row.public > 0, told) {
            (true, true) => "feedback-given",
            (true, false) => "feedback-to-come",
            (false, _) => "opinion-to-come",
        };
        let public = row.draft.filter(|_| row.public > 0);
        Listed {
            href: public.map_or_else(
                || address::consultation(&row.session),
                |draft| address::published(&place.id, Kind::Consultation.id(), &draft),
            ),
            title: row.title,
            note: say::sentence(cx.language, "publication-consultation", &[]),
            mark: say::sentence(cx.language, stands, &[]),
        }
    };
    let page = if asked.all == "consulted" { asked.page } else { 1 };
    let lines = rows.into_iter().map(line).collect();
    Ok(part("consulted", "consulted", Cut::list(page, asked.cut("consulted", 0).size, lines)))
}

/// How a proposal stands for its author: one that was hidden is not being discussed.
fn standing_of(row: &threads::ProposalRow) -> &'static str {
    if row.hidden > 0 && row.state == State::Open { "hidden" } else { row.state.id() }
}
