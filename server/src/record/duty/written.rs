//! What is written for a period of a duty: what a new draft begins with, and for which duty a disclosure stands.

use super::{lists, rows};
use crate::{fault::Fault, store::Conn};
use app::{address, view::duty::ForDuty};
use rules::{
    Language,
    days::{Date, Holidays},
    duty::{Catalogue, Duty, Span},
    id::CommunityId,
    posting::Audience,
};

/// What a disclosure begins with that is written for a period of a duty: what has to stand in it, a line for each.
///
/// # Errors
/// Database errors.
pub(crate) async fn begun(
    conn: &mut Conn,
    (community, language, today): (&CommunityId, Language, Date),
    named: &str,
) -> Result<Option<(Duty, Span, String)>, Fault> {
    let Some((code, span)) = named.split_once(':') else { return Ok(None) };
    let lists = lists(conn, community).await?;
    let duty = lists.iter().find_map(|list| list.catalogue.duty(code));
    let (Some(duty), Some(span)) = (duty, Span::from_text(span)) else { return Ok(None) };
    Ok(rules::duty::begin(duty, &span.to_string(), (today, Holidays::known())).is_ok().then(|| {
        let title = match language {
            Language::Zh => format!("{}{}", span.words(language), duty.name.zh),
            Language::En => format!("{}: {}", duty.name.en, span.words(language)),
        };
        (duty.clone(), span, title)
    }))
}

/// The duty that a month of the account answers, where the place keeps a calendar that asks for it: how its period is named, and it.
///
/// # Errors
/// Database errors.
pub(crate) async fn account(
    conn: &mut Conn,
    community: &CommunityId,
    (span, today): (Span, Date),
) -> Result<Option<(String, Duty)>, Fault> {
    let lists = lists(conn, community).await?;
    let mut kept = lists.iter().flat_map(|list| &list.catalogue.duties).filter(|one| one.account);
    let asked = kept.find(|one| rules::duty::begin(one, &span.to_string(), (today, Holidays::known())).is_ok());
    Ok(asked.map(|one| (format!("{}:{span}", one.code), one.clone())))
}

/// For which duty and period a disclosure stands; nothing where it was written for none.
///
/// # Errors
/// Database errors.
pub(crate) async fn stands_for(
    conn: &mut Conn,
    (community, language): (&CommunityId, Language),
    subject: &str,
) -> Result<Option<ForDuty>, Fault> {
    let Some(row) = rows::written_for(conn, community, subject).await? else { return Ok(None) };
    let lists = lists(conn, community).await?;
    // The list that is kept now may have the item no more: what was published for it stands all the same.
    let own = lists.iter().find_map(|list| list.catalogue.duty(&row.code));
    let duty = own.or_else(|| Catalogue::shipped().iter().find_map(|one| one.duty(&row.code)));
    let (Some(duty), Some(span)) = (duty, Span::from_text(&row.span)) else { return Ok(None) };
    // Years before the list was kept have no page.
    let has_page = lists.iter().any(|list| list.from.parts().0 <= span.year());
    let href = if has_page && own.is_some() { row_of(community, span, &duty.code) } else { String::new() };
    Ok(Some(ForDuty { name: duty.name.of(language).to_owned(), span, href, public: duty.audience == Audience::Public }))
}

/// Where the row of a duty stands in the calendar of a period's year.
pub(super) fn row_of(community: &CommunityId, span: Span, code: &str) -> String {
    format!("{}#{code}", address::duties(community, &span.year().to_string()))
}
