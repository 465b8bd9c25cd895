//! The duty calendar of a place (公开目录): which catalogues it keeps, what was published or said for each period, and how each duty stands.
//! How it stands is reckoned each time it is looked at (`rules::duty`).

pub mod acts;
pub mod rows;
mod written;
mod year;

pub(crate) use written::{account, begun, stands_for};
pub(crate) use year::{Left, missing, open, overdue, overdue_beneath, waiting, year};

use crate::{
    act::{Stop, Viewer},
    fault::Fault,
    record::today,
    store::{Conn, Writing, journal::Entry},
};
use app::address;
use rows::ListRow;
use rules::{
    Refusal,
    days::{Date, Holidays},
    duty::{self, Catalogue, Duty, Offer},
    id::CommunityId,
    permit::{Act as May, Permit},
    says::Says,
};
use serde_json::json;
use std::borrow::Cow;

/// A catalogue that a place keeps, and from which day on it is asked for it.
pub(crate) struct List {
    pub catalogue: Cow<'static, Catalogue>,
    pub from: Date,
    /// When it was taken over in the version that is kept, in milliseconds.
    pub at: i64,
}

/// The catalogues that a place keeps, in the order in which they come with the program.
///
/// # Errors
/// Database errors.
pub(crate) async fn lists(conn: &mut Conn, community: &CommunityId) -> Result<Vec<List>, Fault> {
    let mut lists = Vec::new();
    for row in rows::lists(conn, community).await? {
        lists.push(List::read(&row)?);
    }
    lists.sort_by_key(List::place);
    Ok(lists)
}

impl List {
    /// What is kept is what was taken over; most often it is what comes with the program still, which is read already.
    fn read(row: &ListRow) -> Result<Self, Fault> {
        let from = Date::from_text(&row.from_day).ok_or(Fault::Stored("duty_lists.from_day"))?;
        let catalogue = match Offer::of(&row.catalogue, &row.version) {
            Some(offer) => Cow::Borrowed(&offer.catalogue),
            None => {
                Cow::Owned(Catalogue::read(&row.catalogue, &row.text).map_err(|_| Fault::Stored("duty_lists.text"))?)
            }
        };
        Ok(Self { catalogue, from, at: row.at })
    }

    /// Its place among those that come with the program.
    fn place(&self) -> Option<usize> {
        Catalogue::shipped().iter().position(|shipped| shipped.id == self.catalogue.id)
    }
}

/// The duty with this code that a place keeps.
///
/// # Errors
/// [`Refusal::NotOffered`]; database errors.
async fn kept(writing: &mut Writing, community: &CommunityId, code: &str) -> Result<Duty, Stop> {
    let lists = lists(writing.conn(), community).await?;
    let duty = lists.iter().find_map(|list| list.catalogue.duty(code));
    Ok(duty.cloned().ok_or(("code", Refusal::NotOffered))?)
}

/// The page on which the calendar is kept, for whoever keeps it; for anybody else the home of the place.
fn back(community: &CommunityId, viewer: &Viewer) -> String {
    let keeps = viewer.standing(community).is_ok_and(|standing| standing.may(May::KeepDuties));
    if keeps { address::keep_duties(community) } else { address::room(community) }
}

/// A disclosure is written for a period of a duty, which its form names (`V21:2026-03`).
///
/// # Errors
/// The place has no such duty, or the duty no such period; database errors.
pub(crate) async fn begin(
    writing: &mut Writing,
    permit: &Permit,
    (community, subject): (&CommunityId, &str),
    named: &str,
) -> Result<(), Stop> {
    let (code, span) = named.split_once(':').ok_or(("duty", Refusal::NotOffered))?;
    let duty = kept(writing, community, code).await?;
    let day = today(writing, community).await?;
    let begun = duty::begin(&duty, span, (day, Holidays::known())).map_err(|refusal| ("duty", refusal))?;
    rows::store(writing, permit, &begun, (subject, &day.to_string())).await?;
    let said = json!({ "code": code, "span": span, "said": begun.said().id() });
    writing.append(Entry::new(Says::DutyAnswered, Some(permit.role()), subject, said)).await?;
    Ok(())
}
