//! The public pages of joint requests: what may be asked for, what is being signed, what is due. No page here names anybody.

use crate::{
    act::Desk,
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    public::{
        board::SIZE,
        lines::{line, listed},
        pages::{JSON, file, page_asked},
    },
    record::{
        self,
        petition::{
            rows::{self as petitions, PetitionRow},
            view,
        },
        publication::{
            Kind,
            rows::{self as publication, Filter, PublicationRow},
        },
    },
    store::Conn,
    text::as_typed,
    web::Site,
    zone,
};
use app::{
    address, pages,
    view::{
        Cx,
        board::BoardList,
        cut::Cut,
        front::News,
        petition::{PetitionPage, PetitionsPage},
        record::Seal,
    },
};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use rules::{Moment, days::Date, id::CommunityId, petition::State as Standing, published::PetitionContent};

/// As many stand on the board.
const ON_BOARD: usize = 5;

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/petitions", get(list))
        .route("/c/{community}/petition/{petition}/record.json", get(numbers))
}

async fn list(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    page_asked(&site, &parts, async |cx, asked| petitions(&site.desk, cx, &community, asked.page_number()).await).await
}

/// The numbers of one that was reached, as `yishi recount` reads them.
async fn numbers(
    State(site): State<Site>,
    Path((community, petition)): Path<(CommunityId, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    Ok(file(&headers, JSON, record::petition_json(&site.desk, &community, &petition).await?))
}

/// How many pages the list of requests has.
pub(super) async fn list_pages(desk: &Desk, community: &CommunityId) -> Result<i64, Fault> {
    let filter = Filter { kind: Kind::Petition.id().to_owned(), ..Filter::public() };
    let total = publication::count(&mut *desk.read().await?, community, &filter).await?;
    Ok(Cut::of(1, SIZE, total).pages())
}

/// `/c/…/petitions`.
pub(super) async fn petitions(desk: &Desk, mut cx: Cx, community: &CommunityId, page: i64) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let asks = view::asks(&mut conn, &place, &desk.rules.of(community), cx.language).await?;
    let filter = Filter { kind: Kind::Petition.id().to_owned(), ..Filter::public() };
    let (lines, cut) = listed(&mut conn, &cx, (&place, desk.now()), &filter, page).await?;
    let list = BoardList { lines, cut, ..BoardList::default() };
    Ok(pages::petition::petitions(&cx, PetitionsPage { community: place.id, name: place.name, asks, list }))
}

/// How a request stands by what was published of it: a later revision says what became of it.
pub(super) fn state(row: &PublicationRow, content: &PetitionContent) -> Standing {
    if !row.withdrawn.is_empty() {
        Standing::Withdrawn
    } else if content.met.is_some() {
        Standing::Met
    } else if !content.answer.is_empty() {
        Standing::Answered
    } else if content.record.is_some() {
        Standing::Reached
    } else {
        Standing::Open
    }
}

/// Whether it is due and its day has passed.
pub(super) fn is_late(state: Standing, content: &PetitionContent, today: Date) -> bool {
    Date::from_text(&content.due).is_some_and(|due| state.is_overdue(due, today))
}

/// The page of one, with its numbers: those of now while it is signed.
pub(super) async fn petition(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
    (row, seal): (&PublicationRow, Seal),
) -> Result<String, Fault> {
    let content: PetitionContent = serde_json::from_str(&row.content)?;
    let (today, state) = (zone::day(now, &place.zone)?, state(row, &content));
    let behind = petitions::find(conn, &place.id, &row.subject).await?;
    let met = content.met.as_ref();
    let page = PetitionPage {
        text: as_typed(&content.text),
        answer: as_typed(&content.answer),
        late: is_late(state, &content, today),
        bars: view::bars(conn, place, &behind, cx.language).await?,
        met: met.map_or_else(String::new, |met| address::published(&place.id, &met.kind, &met.subject)),
        state,
        content,
        seal,
    };
    Ok(pages::petition::petition(cx, page))
}

/// What the board shows of joint requests: those that are due, the first before the others, then the newest that are being signed; and
/// how many are late.
pub(super) async fn on_board(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
) -> Result<(Vec<News>, usize), Fault> {
    let today = zone::day(now, &place.zone)?;
    let due = petitions::waiting(conn, &place.id).await?;
    let late = due.iter().filter(|row| row.is_overdue(today)).count();
    let open = petitions::open(conn, &place.id).await?;
    let mut lines = Vec::new();
    for PetitionRow { id, .. } in due.into_iter().chain(open).take(ON_BOARD) {
        let published = publication::revisions(conn, &place.id, &id).await?;
        // Words of it may have been taken back meanwhile: it stands as it was published last.
        if let Some(row) = published.first().filter(|row| row.is_public()) {
            lines.push(line(cx, place, row, now)?);
        }
    }
    Ok((lines, late))
}
