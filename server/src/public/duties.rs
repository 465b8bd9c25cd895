//! The duty calendar of a place for everybody: a year as a page and as CSV.

use crate::{
    act::Desk,
    fault::Fault,
    people::community::rows as communities,
    public::{
        data::{finished, guarded},
        pages::{file, page},
    },
    record::duty,
    web::Site,
    zone,
};
use app::{
    pages,
    view::{
        Cx,
        duty::{Cell, DutyLine, DutyYear},
    },
};
use axum::{
    Router,
    extract::{Path, Request, State},
    response::Response,
    routing::get,
};
use rules::{Language, id::CommunityId};

const CSV: &str = "text/csv; charset=utf-8";

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/duties/{year}", get(duties))
}

async fn duties(
    State(site): State<Site>,
    Path((community, year)): Path<(CommunityId, String)>,
    request: Request,
) -> Result<Response, Fault> {
    if let Some(year) = year.strip_suffix(".csv") {
        let file_of = lines(&site.desk, &community, year).await?;
        return Ok(file(request.headers(), CSV, file_of));
    }
    page(&site, request, |cx| year_page(&site.desk, cx, &community, &year)).await
}

/// A year that may be looked at: the place keeps a list, and it is not before that.
async fn found(
    desk: &Desk,
    community: &CommunityId,
    (year, language): (&str, Language),
) -> Result<(DutyYear, communities::CommunityRow), Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let asked: i64 = (year.len() == 4).then(|| year.parse().ok()).flatten().ok_or(Fault::NotFound)?;
    let shown = duty::year(&mut conn, (&place, language), (asked, today)).await?;
    let known = shown.years.contains(&asked) || (shown.years.is_empty() && asked == today.parts().0);
    if known { Ok((shown, place)) } else { Err(Fault::NotFound) }
}

/// `/c/…/duties/2026`.
pub(crate) async fn year_page(desk: &Desk, mut cx: Cx, community: &CommunityId, year: &str) -> Result<String, Fault> {
    let (shown, place) = found(desk, community, (year, cx.language)).await?;
    place.marks(&mut cx);
    Ok(pages::duty::year(&cx, &shown))
}

/// The years of a place's calendar.
pub(crate) async fn years(desk: &Desk, community: &CommunityId) -> Result<Vec<i64>, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    Ok(duty::year(&mut conn, (&place, Language::Zh), (today.parts().0, today)).await?.years)
}

/// A year as CSV: a line for each period of each duty, and one for each thing that was published of what has no periods.
pub(crate) async fn lines(desk: &Desk, community: &CommunityId, year: &str) -> Result<String, Fault> {
    let (shown, _) = found(desk, community, (year, Language::Zh)).await?;
    let wrong = |error: csv::Error| Fault::Other(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = ["code", "class", "name", "period", "due", "state", "published", "link", "reason"];
    writer.write_record(heads).map_err(wrong)?;
    for (class, line) in shown
        .lists
        .iter()
        .flat_map(|list| &list.classes)
        .flat_map(|(class, lines)| lines.iter().map(move |line| (class, line)))
    {
        for record in records(line) {
            let [period, due, state, published, link, reason] = record;
            let duty = &line.duty;
            let reason = guarded(&reason);
            let cells =
                [duty.code.as_str(), class.id(), &duty.name.zh, &period, &due, &state, &published, &link, &reason];
            writer.write_record(cells).map_err(wrong)?;
        }
    }
    finished(writer)
}

/// Period, last day, state, day of publication, link and reason of each line of a duty.
fn records(line: &DutyLine) -> Vec<[String; 6]> {
    let none = String::new;
    if let Some(not) = &line.not_here {
        return vec![[none(), none(), "not-here".to_owned(), none(), none(), not.reason.clone()]];
    }
    let cell = |cell: &Cell| {
        let state = cell.stand.map_or("before", |stand| stand.id()).to_owned();
        let (published, link) =
            cell.thing.as_ref().map_or_else(Default::default, |thing| (thing.on.to_string(), thing.href.clone()));
        [cell.span.to_string(), cell.due.to_string(), state, published, link, cell.reason.clone()]
    };
    let things = line
        .things
        .iter()
        .map(|thing| [none(), none(), "published".to_owned(), thing.on.to_string(), thing.href.clone(), none()]);
    line.cells.iter().map(cell).chain(things).collect()
}
