//! What pages are told of lines that are put right.

use super::rows::{self, later};
use crate::{fault::Fault, people::naming::known, store::Conn};
use app::{
    address,
    view::ledger::{Corrected, Correcting},
};
use rules::{duty::Span, id::CommunityId, ledger::Cents, published::Kind};

/// The line that is put right, as it stands in its month. A member who was paid is named by number and name, as the form asks for it.
///
/// # Errors
/// Database errors.
pub(crate) async fn correcting(
    conn: &mut Conn,
    community: &CommunityId,
    id: &str,
) -> Result<Option<Correcting>, Fault> {
    let Some(span) = later::month_of_line(conn, community, id).await? else { return Ok(None) };
    let rows = rows::lines(conn, community, span).await?;
    let Some((number, row)) = (1..).zip(rows).find(|(_, row)| row.id == id) else { return Ok(None) };
    let more = later::of_line(conn, community, id).await?.into_iter().filter(|(class, _)| *class == row.class);
    let now = more.map(|(_, sum)| Cents(sum)).try_fold(Cents(row.amount), Cents::plus);
    let payee = match *row.payee_member {
        true => known(conn, community, &row.payee).await?.map(|(one, _)| format!("{} {}", one.number, one.name)),
        false => None,
    };
    Ok(Some(Correcting {
        id: row.id,
        span,
        number,
        summary: row.summary,
        flow: row.flow,
        sum: Cents(row.amount),
        now: now.ok_or(Fault::Stored("ledger_lines.amount"))?,
        class: row.class,
        source: row.source.id().to_owned(),
        payee: payee.unwrap_or(row.payee),
    }))
}

/// What public months put right of the lines of a month.
///
/// # Errors
/// Database errors.
pub(crate) async fn corrected(conn: &mut Conn, community: &CommunityId, span: Span) -> Result<Vec<Corrected>, Fault> {
    let number = |stored: i64| u64::try_from(stored).map_err(|_| Fault::Stored("a number"));
    let all = later::corrections(conn, community, span).await?.into_iter().map(|one| {
        let href = address::published(community, Kind::Disclosure.id(), &one.disclosure);
        let (number, nth) = (number(one.number)?, number(one.nth)?);
        Ok(Corrected { number, span: one.month, nth, flow: one.flow, sum: Cents(one.amount), href })
    });
    all.collect()
}
