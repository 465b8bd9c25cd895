//! Joint requests at home: those that are due, papers that wait for a second person, and one's own.

use crate::{
    fault::Fault,
    home::{Asked, part},
    people::community::rows::CommunityRow,
    record::petition::{
        at,
        rows::{self as petitions, PetitionRow, signature},
    },
    store::Conn,
};
use app::{
    say,
    view::{Cx, cut::Cut, people::Whole, record::Listed},
};
use rules::{days::Date, id::MemberId};

/// A line of one that is due, or late.
pub(super) fn due(cx: &Cx, row: PetitionRow, today: Date) -> Listed {
    let late = row.is_overdue(today);
    let stands = app::pages::petition::standing(cx, (row.state, late), &row.due_day).words;
    Listed {
        href: at(&row.community, &row.id),
        note: format!("{} · {stands}", row.ask.name(cx.language)),
        title: row.title,
        mark: if late { say::sentence(cx.language, "overdue-mark", &[]) } else { String::new() },
    }
}

/// Those that are due, the first before the others.
pub(super) async fn waiting(conn: &mut Conn, cx: &Cx, place: &CommunityRow, today: Date) -> Result<Vec<Listed>, Fault> {
    let rows = petitions::waiting(conn, &place.id).await?;
    Ok(rows.into_iter().map(|row| due(cx, row, today)).collect())
}

/// Those with signatures on paper that wait for a second person.
pub(super) async fn signatures(conn: &mut Conn, cx: &Cx, place: &CommunityRow) -> Result<Vec<Listed>, Fault> {
    let line = |(id, title, count): (rules::id::PetitionId, String, i64)| Listed {
        href: at(&place.id, &id),
        title,
        note: say::sentence(cx.language, "signatures-waiting-note", &[("count", count.to_string())]),
        mark: String::new(),
    };
    Ok(signature::waiting(conn, &place.id).await?.into_iter().map(line).collect())
}

/// What a member began or signed, newest first.
pub(super) async fn own(
    conn: &mut Conn,
    (cx, asked): (&Cx, &Asked<'_>),
    place: &CommunityRow,
    (member, today): (&MemberId, Date),
) -> Result<Whole, Fault> {
    let rows = if member.is_empty() { Vec::new() } else { petitions::of_member(conn, &place.id, member).await? };
    let lines = rows.into_iter().map(|row| due(cx, row, today)).collect();
    let page = if asked.all == "signed" { asked.page } else { 1 };
    Ok(part("signed", "petitions-own", Cut::list(page, asked.cut("signed", 0).size, lines)))
}
