//! Who is appraised: the ballot with everybody on it, and the page on which they are named.

use crate::{
    record::publication::{
        Kind,
        rows::{Filter, PublicationRow},
    },
    sitting::{
        appraisal::{
            Ballot, ended, names,
            rows::{self, AppraisedRow, TwiceRow},
        },
        view::*,
    },
};
use app::view::appraisal::{AppraisedLine, AppraisedPage, EndedView, SheetView};
use rules::{appraisal::Terms, days::Date, id::MemberId};

/// So many published things are offered that may say that a post has ended.
const MOST: i64 = 50;

/// The ballot of a vote, where it is an appraisal.
pub(super) async fn sheet(conn: &mut Conn, row: &VoteRow) -> Result<Option<SheetView>, Fault> {
    match row.rule()?.appraisal {
        Some(terms) => Ok(Some(ballot(terms, &rows::of_item(conn, &row.item).await?))),
        None => Ok(None),
    }
}

/// The ballot that an item would have if its vote were opened now.
pub(super) async fn sheet_ahead(
    conn: &mut Conn,
    sitting: &Sitting,
    item: &ItemRow,
) -> Result<Option<SheetView>, Fault> {
    let people = rows::of_item(conn, &item.id).await?;
    let rule = sitting.rule_of(Matter::from_id(&item.matter))?;
    Ok(rule.and_then(|rule| rule.appraisal).filter(|_| !people.is_empty()).map(|terms| ballot(terms, &people)))
}

fn ballot(terms: Terms, people: &[AppraisedRow]) -> SheetView {
    let offices = people.iter().map(|one| one.office.clone());
    SheetView { people: names(people).into_iter().zip(offices).collect(), terms }
}

/// Who stands on the ballot of an item, by name and office.
pub(super) async fn named(conn: &mut Conn, item: &ItemRow) -> Result<Vec<(String, String)>, Fault> {
    if Matter::from_id(&item.matter) != Some(Matter::MemberAppraisal) {
        return Ok(Vec::new());
    }
    let people = rows::of_item(conn, &item.id).await?;
    Ok(people.into_iter().map(|one| (one.name, one.office)).collect())
}

/// The page on which those who are appraised are named.
pub(crate) async fn appraised(desk: &Desk, viewer: &Viewer, item: &ItemId, cx: &Cx) -> Result<AppraisedPage, Fault> {
    let mut conn = desk.read().await?;
    let item = sessions::item(&mut conn, item).await?;
    viewer.membership(&item.community)?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &item.community, &item.session).await?;
    let standing = watching(viewer, &sitting)?;
    let matter = Matter::from_id(&item.matter);
    if matter != Some(Matter::MemberAppraisal) {
        return Err(Fault::NotFound);
    }
    let zone = &sitting.community.zone;
    let twice: Vec<TwiceRow> = rows::twice(&mut conn, &item.community).await?;
    let twice = ended(&mut conn, zone, twice.into_iter().filter(|row| row.item == item.id).collect()).await?;
    let today = zone::day(desk.now(), zone)?;
    let view = |member: &MemberId| {
        let one = twice.iter().find(|one| one.row.member == *member)?;
        Some(EndedView {
            due: one.stands.due.map(|due| due.to_string()).unwrap_or_default(),
            late: one.row.ended_day.is_empty() && one.stands.is_overdue(today),
            established: one.row.ended_day.clone(),
        })
    };
    let people = rows::of_item(&mut conn, &item.id).await?;
    let line = |one: AppraisedRow| AppraisedLine {
        ended: view(&one.member),
        keeps_out: !*one.votes,
        member: one.member.0,
        number: one.number,
        name: one.name,
        office: one.office,
    };
    let ballot = Ballot::of(&mut conn, &sitting, &item).await?;
    let may_establish = standing.may(Act::EstablishEnd) && !twice.is_empty();
    let since = twice.iter().map(|one| one.stands.published).min();
    Ok(AppraisedPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        lines: people.into_iter().map(line).collect(),
        terms: sitting.rule_of(matter)?.and_then(|rule| rule.appraisal),
        fixed: ballot.facts().is_open().err().map(|why| say::refusal(cx.language, why)),
        may_name: standing.may(Act::WriteText),
        things: if may_establish { things(&mut conn, &item, (zone, since)).await? } else { Choices::new() },
        may_establish,
        title: item.title,
        item: item.id.0,
    })
}

/// What was published since a day and may say that a post has ended, the newest first.
async fn things(conn: &mut Conn, item: &ItemRow, (zone, since): (&str, Option<Date>)) -> Result<Choices, Fault> {
    let mut all: Vec<PublicationRow> = Vec::new();
    for kind in [Kind::Outcome, Kind::Ending, Kind::Disclosure] {
        let filter = Filter { kind: kind.id().to_owned(), ..Filter::public() };
        all.extend(publication::list(conn, &item.community, &filter, (MOST, 0)).await?);
    }
    all.sort_by_key(|row| std::cmp::Reverse(row.seq));
    let mut things = Choices::new();
    for row in all.into_iter().filter(|row| row.withdrawn.is_empty()) {
        if Some(zone::day(Moment(row.at), zone)?) >= since {
            things.push((format!("{}/{}", row.kind.id(), row.subject), row.title));
        }
    }
    Ok(things)
}
