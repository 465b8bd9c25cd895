//! Published months of the account: their numbers follow from each other, each begins with what the one before ended with, and what is
//! published is what stands in the account.

use crate::{
    check::verify::Report,
    fault::Fault,
    record::{
        ledger::{Account, month, rows::later},
        publication::{Kind, rows as publication},
    },
    store::Conn,
};
use rules::{
    id::CommunityId,
    published::{DisclosureContent, LedgerContent},
};

/// Holds the account of a community.
pub(super) async fn compare(conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
    let account = Account::of(conn, community).await?;
    let published = publication::all(conn, community).await?;
    for (line, class) in later::beyond(conn, community).await? {
        report.found(community, format!("account, line {line}: more is taken away under {class} than was there"));
    }
    for one in &account.months {
        let Some(disclosure) = &one.published else { continue };
        let last =
            published.iter().find(|row| row.kind == Kind::Disclosure && row.subject == *disclosure && !*row.superseded);
        let told = last.map(|row| serde_json::from_str::<DisclosureContent>(&row.content)).transpose()?;
        let Some(told) = told.and_then(|content| content.ledger) else {
            report.found(community, format!("account of {}: what is published has no account", one.month));
            continue;
        };
        if let Some(why) = told.contradicts() {
            report.found(community, format!("account of {}: {why}", one.month));
        }
        let stands = LedgerContent::of(&month(conn, community, (&account, one.month)).await?);
        // Words may be blanked in what is published; the numbers stay.
        if stands.as_ref().map(numbers) != Some(numbers(&told)) {
            report.found(community, format!("account of {}: what is published is not what stands in it", one.month));
        }
    }
    Ok(())
}

/// The numbers of a month, without its words.
fn numbers(content: &LedgerContent) -> impl PartialEq + use<> {
    let lines = content.lines.iter().map(|line| {
        let corrects = line.corrects.as_ref().map(|one| (one.span, one.number));
        (line.number, line.on, line.flow, line.sum, line.balance, line.review, corrects)
    });
    (content.span, content.opening, content.closing, lines.collect::<Vec<_>>())
}

/// Whether the account, or the register, in a published disclosure contradicts itself.
pub(super) fn contradicts(text: &str) -> bool {
    let content = serde_json::from_str::<DisclosureContent>(text);
    content.is_ok_and(|content| {
        content.ledger.is_some_and(|month| month.contradicts().is_some())
            || content.register.is_some_and(|one| one.contradicts().is_some())
    })
}
