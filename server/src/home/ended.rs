//! Posts that have ended by law: the body has to establish it, and whoever calls it is reminded until it has.

use crate::{fault::Fault, people::community::rows::CommunityRow, sitting::appraisal, store::Conn};
use app::{
    address, say,
    view::{Cx, record::Listed},
};
use rules::{days::Date, published::Kind};

/// Those that are not yet established, the first due before the others. Who has no part in the place is led to the published result.
pub(super) async fn waiting(
    conn: &mut Conn,
    cx: &Cx,
    (place, today): (&CommunityRow, Date),
    has_part: bool,
) -> Result<Vec<Listed>, Fault> {
    let rows = appraisal::rows::twice(conn, &place.id).await?;
    let open = rows.into_iter().filter(|row| row.ended_day.is_empty()).collect();
    let line = |one: appraisal::Ended| {
        let late = one.stands.is_overdue(today);
        let mark = if late { "overdue-mark" } else { "ends-mark" };
        let office = ("office", one.row.office);
        let note = match one.stands.due {
            Some(due) => say::sentence(cx.language, "ends-waiting-due", &[office, ("day", due.words(cx.language))]),
            None => say::sentence(cx.language, "ends-waiting-open", &[office]),
        };
        Listed {
            href: if has_part {
                address::appraised(&one.row.item)
            } else {
                address::published(&place.id, Kind::Outcome.id(), &one.row.vote)
            },
            title: one.row.name,
            note,
            mark: say::sentence(cx.language, mark, &[]),
        }
    };
    Ok(appraisal::ended(conn, &place.zone, open).await?.into_iter().map(line).collect())
}
