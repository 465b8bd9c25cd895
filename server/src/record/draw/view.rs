//! What pages show of draws. The public reads numbers; names stand beside them for members.

use super::{asked_of, content, rows, rows::DrawRow};
use crate::{
    fault::Fault,
    people::member::rows as members,
    record::publication::{Kind, rows::PublicationRow},
    store::Conn,
};
use app::{
    pages,
    view::{
        Cx,
        draw::{DrawDesk, DrawPage},
        record::Seal,
    },
};
use rules::{
    days::Date,
    draw::DrawOf,
    id::CommunityId,
    permit::{Act, Standing},
    published::DrawContent,
};
use std::collections::HashMap;

/// The page of a draw, for everybody.
pub(crate) fn page(cx: &Cx, row: &PublicationRow, seal: Seal) -> Result<String, Fault> {
    let content: DrawContent = serde_json::from_str(&row.content)?;
    Ok(pages::draw::draw(cx, DrawPage { content, seal }))
}

/// What members and staff see of a draw, and may do about it.
pub(crate) async fn desk(
    conn: &mut Conn,
    row: &DrawRow,
    (standing, withdrawn, today): (&Standing, bool, Date),
) -> Result<DrawDesk, Fault> {
    let content = content(conn, row).await?;
    let mut names = HashMap::new();
    if content.of == DrawOf::Members {
        let people = members::all(conn, &row.community).await?;
        names.extend(people.into_iter().filter(|one| !one.erased()).map(|one| (one.number, one.name)));
    }
    let me = standing.member.clone().unwrap_or_default();
    let open = row.record.is_empty() && !withdrawn;
    let known = today >= content.on;
    let leaving = rows::leaving(conn, &row.id).await?;
    let first = row.read_by.0.is_some();
    Ok(DrawDesk {
        id: row.id.0.clone(),
        waits: open && !known,
        read: open && first,
        may_read: open && known && standing.may(Act::KeepDraw) && (!first || row.read_by.0.as_ref() == Some(&me)),
        may_confirm: open && known && first && row.read_by.0.as_ref() != Some(&me) && standing.may(Act::ConfirmSeed),
        may_replace: !row.record.is_empty() && !withdrawn && standing.may(Act::KeepDraw),
        may_step_in: !withdrawn && standing.may(Act::ConfirmSeed) && leaving.as_ref().is_some_and(|one| one.by != me),
        leaving: leaving.map(|one| (asked_of(&one), one.left, one.reason)),
        names,
        content,
    })
}

/// The draw behind something published, if it is one.
pub(crate) async fn behind(
    conn: &mut Conn,
    community: &CommunityId,
    (kind, subject): (Kind, &str),
) -> Result<Option<DrawRow>, Fault> {
    if kind == Kind::Draw { rows::find(conn, community, subject).await.map(Some) } else { Ok(None) }
}
