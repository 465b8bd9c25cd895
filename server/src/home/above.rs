//! What waits in a place because of the offices above it: orders to publish, and what was put on file.

use crate::{
    fault::Fault,
    record::{
        filing::{
            place as filed_at,
            rows::{self as filings, FilingRow},
        },
        order::{
            overdue,
            rows::{self as orders, OrderRow},
        },
        posting::published,
    },
    store::Conn,
    text::beginning,
};
use app::{
    address, say,
    view::{Cx, record::Listed},
};
use rules::{
    days::Date,
    filing::State,
    id::CommunityId,
    permit::{Act, Role, Standing},
    procedure::Office,
};

/// An open order as a line of a list, leading to where it is met or answered.
pub(super) fn order(cx: &Cx, row: &OrderRow, today: Date) -> Listed {
    let late = overdue(row, today);
    let left = Date::from_text(&row.due_day).map_or(0, |due| today.until(due));
    let key = if late { "order-line-overdue" } else { "order-line" };
    let said = [("office", row.office_name.clone()), ("due", row.due_day.clone()), ("left", left.abs().to_string())];
    Listed {
        href: address::order(&row.id),
        title: beginning(&row.what),
        note: say::sentence(cx.language, key, &said),
        mark: if late { say::sentence(cx.language, "overdue-mark", &[]) } else { String::new() },
    }
}

/// Open orders, for whoever meets or answers them.
pub(super) async fn orders(
    conn: &mut Conn,
    cx: &Cx,
    (community, today): (&CommunityId, Date),
) -> Result<Vec<Listed>, Fault> {
    Ok(orders::open(conn, community).await?.iter().map(|row| order(cx, row, today)).collect())
}

/// What owners put on file with the committee, for those of it who did not put it there; and what was sent back, for whoever puts it on
/// file again. What has been put on file since is done.
pub(super) async fn filings(
    conn: &mut Conn,
    cx: &Cx,
    community: &CommunityId,
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    let serves = [Role::Committee, Role::Chair].iter().any(|role| standing.is(*role));
    let mut lines = Vec::new();
    let all = if serves || standing.may(Act::FileAbove) { filings::all(conn, community).await? } else { Vec::new() };
    for (nth, row) in all.iter().enumerate() {
        let later =
            |one: &FilingRow| (one.of_kind, &one.subject, one.addressee) == (row.of_kind, &row.subject, row.addressee);
        let mine = match row.state {
            State::Waiting => {
                serves && row.addressee == Office::Committee && standing.member.as_ref() != Some(&row.filer)
            }
            State::Returned => standing.may(Act::FileAbove) && !all.iter().skip(nth + 1).any(later),
            State::Acknowledged => false,
        };
        if !mine {
            continue;
        }
        let of = published(conn, community, row.of_kind, &row.subject).await?;
        // What was withdrawn is put on file no more.
        if row.state == State::Returned && !of.withdrawn.is_empty() {
            continue;
        }
        let key = if row.state == State::Waiting { "filing-waits-for-you" } else { "filing-was-returned" };
        lines.push(Listed {
            href: filed_at(row),
            title: of.title,
            note: say::sentence(cx.language, key, &[("reason", row.words.clone()), ("day", row.day.clone())]),
            mark: String::new(),
        });
    }
    Ok(lines)
}
