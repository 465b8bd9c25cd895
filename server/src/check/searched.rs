//! By what published things are found, derived again from what was published: texts, their folding, and every term.

use crate::{
    check::verify::{Finding, Report},
    fault::Fault,
    record::{
        publication::rows::PublicationRow,
        search::{self, rows},
    },
    store::Conn,
};
use rules::id::CommunityId;
use serde_json::Value;

/// Holds what the search finds of a published thing that stands against what was published.
pub(super) async fn compare(
    conn: &mut Conn,
    community: &CommunityId,
    row: &PublicationRow,
    content: &Value,
    report: &mut Report,
) -> Result<(), Fault> {
    let name = format!("{} {} (revision {})", row.kind.id(), row.subject, row.revision);
    let documents = rows::documents_of(conn, row).await?;
    let found = |report: &mut Report, what: &str| report.found(community, format!("{name}: {what}"));
    let searched = row.is_public() && row.withdrawn.is_empty();
    let text = search::texts(content);
    // What an earlier version folded was derived as it did.
    let fits = |one: &rows::DocumentRow| {
        (&one.title, &one.text) == (&row.title, &search::texts_for(content, one.folding))
            && (&one.body_kind, one.year, one.at) == (&row.body_kind, row.year, row.at)
    };
    let document = match documents.as_slice() {
        [] if !searched => return Ok(()),
        [one] if searched && fits(one) => one,
        _ => {
            found(report, "what the search finds of it is not what was published");
            return Ok(());
        }
    };
    if document.folding != search::FOLDING {
        // The server folds it anew when it starts, whatever stands there.
        let what =
            format!("{name}: the words by which the search finds it are folded in an earlier way, and not covered");
        report.uncovered.push(Finding { community: community.to_string(), what });
        return Ok(());
    }
    let folded = search::fold(&format!("{} {text}", row.title));
    // Each engine has its own order of letters.
    let mut terms = rows::terms_of(conn, community, document.doc).await?;
    terms.sort_unstable();
    if document.folded != folded || !terms.iter().eq(&search::terms(&folded)) {
        found(report, "the words by which the search finds it are not those of its text");
    }
    Ok(())
}

/// Nothing else is found, and no term leads nowhere.
pub(super) async fn foreign(conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
    if rows::foreign(conn, community).await? > 0 {
        report.found(community, "the search finds something that was not published".to_owned());
    }
    if rows::stray_terms(conn, community).await? > 0 {
        report.found(community, "the search looks up words that lead nowhere".to_owned());
    }
    Ok(())
}
