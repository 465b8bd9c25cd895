//! Draws whose day has come: the seed is to be read by one person, and by another one.

use crate::{
    fault::Fault,
    record::{
        draw::rows as draws,
        posting::{about, published},
        publication::Kind,
    },
    store::Conn,
};
use app::{
    say,
    view::{Cx, record::Listed},
};
use rules::{
    days::Date,
    id::{CommunityId, MemberId},
    permit::{Act, Standing},
};

/// Those whose seed the viewer may read now, the earliest day first. What the first one read is told to nobody.
pub(super) async fn waiting(
    conn: &mut Conn,
    cx: &Cx,
    (community, today): (&CommunityId, Date),
    (standing, member): (&Standing, &MemberId),
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for row in draws::due(conn, community, today).await? {
        let (may, key) = match &row.read_by.0 {
            None => (standing.may(Act::KeepDraw), "draw-waits-first"),
            Some(first) => (first != member && standing.may(Act::ConfirmSeed), "draw-waits-second"),
        };
        if !may || !published(conn, community, Kind::Draw, &row.id).await?.withdrawn.is_empty() {
            continue;
        }
        lines.push(Listed {
            href: about(community, Kind::Draw.id(), &row.id),
            title: row.title,
            note: say::sentence(cx.language, key, &[("named", row.named)]),
            mark: String::new(),
        });
    }
    Ok(lines)
}
