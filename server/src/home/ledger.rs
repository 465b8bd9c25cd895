//! Where the account of a place is kept and judged (`record/ledger`).

use crate::{
    act::{Form, Remembers},
    fault::Fault,
    heavy::heavy,
    people::community::rows as communities,
    record::{
        ledger::{
            self, Account,
            acts::{decides, read_of},
            month_named,
            rows::{
                self,
                later::{self, DropRow},
            },
            told::{corrected, correcting},
            waiting_of, waits,
        },
        publication::{
            Kind,
            rows::{self as publications, Filter},
        },
    },
    roll_file,
    store::Conn,
    web::{Site, upload, visit::Visit},
    zone,
};
use app::{
    address, pages, say,
    view::{
        Choices, Cx,
        ledger::{BookView, LedgerPage, MonthLine, MonthPage},
        record::Listed,
    },
};
use axum::{
    Router,
    extract::{Multipart, Path},
    response::Response,
    routing::get,
};
use rules::{
    Moment, Refusal,
    days::Date,
    duty::{Period, Span},
    id::CommunityId,
    ledger::{Cents, LONGEST, Review, paste},
    permit::Act,
    published::LedgerContent,
};

/// The most published things that are offered as the basis of a line, and the most months in the list.
const MOST: i64 = 100;

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/ledger", get(book)).route("/c/{community}/ledger/{month}", get(month))
}

/// Who may see the account before it is public.
pub(super) fn reads(visit: &Visit, community: &CommunityId) -> Result<(bool, bool), Fault> {
    let standing = visit.viewer()?.standing(community)?;
    if !standing.may(Act::ReadLedger) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    Ok((standing.may(Act::KeepLedger), standing.may(Act::ReviewLedger)))
}

/// Months with lines that wait for the supervision committee, the first one first.
///
/// # Errors
/// Database errors.
pub(super) async fn waiting(conn: &mut Conn, cx: &Cx, community: &CommunityId) -> Result<Vec<Listed>, Fault> {
    let months = rows::months(conn, community).await?;
    let waits = months.into_iter().filter(|one| one.waiting > 0 && one.published.is_none());
    let line = |one: rows::MonthRow| Listed {
        href: address::ledger_month(community, &one.month.to_string()),
        title: one.month.words(cx.language),
        note: say::sentence(cx.language, "ledger-waits", &[("count", one.waiting.to_string())]),
        mark: String::new(),
    };
    Ok(waits.map(line).collect())
}

/// The months from the first of an account to today's, the latest first.
fn months(first: Span, today: Date) -> Vec<Span> {
    let years = first.year()..=today.parts().0;
    let all = years.flat_map(|year| Span::of_year(Period::Month, year));
    let mut all: Vec<_> = all.filter(|span| *span >= first && span.first() <= today).collect();
    all.reverse();
    all.truncate(usize::try_from(MOST).unwrap_or_default());
    all
}

async fn book(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    visit.viewer()?.membership(&community)?;
    let (may_keep, _) = reads(&visit, &community)?;
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let today = zone::day(visit.site.desk.now(), &place.zone)?;
    let account = Account::of(&mut conn, &community).await?;
    let (year, nth, _) = today.parts();
    let now = Span::from_text(&format!("{year:04}-{nth:02}")).ok_or(Fault::Stored("today"))?;
    let mut lines = Vec::new();
    for span in account.book.as_ref().map_or_else(Vec::new, |book| months(book.first_month, today)) {
        let row = account.months.iter().find(|one| one.month == span);
        let change = Cents(row.map_or(0, |row| row.change));
        lines.push(MonthLine {
            span,
            lines: row.map_or(0, |row| row.lines),
            waiting: row.map_or(0, |row| row.waiting),
            closing: account.opening(span)?.plus(change).ok_or(Fault::Stored("ledger_lines.amount"))?,
            published: account.published(span),
        });
    }
    let from = account.open_month().filter(|_| account.months.iter().any(|one| one.published.is_some()));
    let (limit, limit_basis) = account.limit(from.unwrap_or(now));
    let page = LedgerPage {
        limit_from: from,
        book: account.book.as_ref().map(|book| BookView {
            first: book.first_month,
            opening: Cents(book.opening),
            limit,
            limit_basis: limit_basis.to_owned(),
        }),
        months: lines,
        may_keep,
        now,
        community,
    };
    Ok(visit.page(pages::ledger::book(&visit.cx, &page)))
}

async fn month(mut visit: Visit, Path((community, named)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    visit.viewer()?.membership(&community)?;
    let (may_keep, may_review) = reads(&visit, &community)?;
    let span = month_named(&named).ok_or(Fault::NotFound)?;
    visit.of(&community).await?;
    let language = visit.cx.language;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let today = zone::day(visit.site.desk.now(), &place.zone)?;
    let account = Account::of(&mut conn, &community).await?;
    let lines = rows::lines(&mut conn, &community, span).await?;
    let own = ledger::month_of(&mut conn, &community, (&account, span), &lines).await?;
    let published = account.months.iter().find(|one| one.month == span).and_then(|one| one.published.clone());
    let drafted = rows::drafted(&mut conn, &community, span).await?;
    let mut bases = Choices::new();
    if may_keep {
        for kind in [Kind::Outcome, Kind::Ending] {
            let filter = Filter { kind: kind.id().to_owned(), ..Filter::public() };
            let all = publications::list(&mut conn, &community, &filter, (MOST, 0)).await?;
            for row in all {
                if decides(&row)? {
                    let on = zone::day(Moment(row.at), &place.zone)?;
                    bases.push((format!("{}/{}", kind.id(), row.subject), format!("{on} {}", row.title)));
                }
            }
        }
    }
    let text = visit.cx.refused.as_ref().filter(|back| back.form.ends_with("/lines"));
    let text = text.and_then(|back| back.fields.get("rows")).filter(|text| !text.trim().is_empty());
    let pasted = match text {
        Some(text) => Some((paste(text, span, (account.opening(span)?, today)), read_of(text))),
        None => None,
    };
    let asked = visit.query.get("corrects").cloned();
    let kept = visit.cx.refused.as_ref().filter(|back| back.form.ends_with("/line"));
    let kept = kept.and_then(|back| back.fields.get("corrects").cloned()).filter(|id| !id.is_empty());
    let corrects = match asked.or(kept) {
        Some(id) if may_keep => correcting(&mut conn, &community, &id).await?,
        _ => None,
    };
    let open = account.open_month().filter(|open| may_keep && account.fixed(span) && open.first() <= today);
    let dropped = later::drops(&mut conn, &community, span).await?.into_iter().filter(|one| one.review.0.is_none());
    let page = MonthPage {
        corrects,
        correct_at: open.map(|open| address::ledger_month(&community, &open.to_string())).unwrap_or_default(),
        corrected: corrected(&mut conn, &community, span).await?,
        dropped: dropped.map(DropRow::dropped).collect::<Result<_, _>>()?,
        content: LedgerContent::of(&own).ok_or(Fault::Stored("ledger_lines.amount"))?,
        before: lines
            .iter()
            .map(|row| row.judged().filter(|_| row.review == Review::Waiting).map(|(_, why)| why.to_owned()))
            .collect(),
        ids: lines.iter().map(|row| row.id.clone()).collect(),
        shut: account.stands(span, today).open().err().map(|why| say::refusal(language, why)),
        may_keep,
        may_review,
        waiting: (waits(&lines).count(), waiting_of(&lines)),
        not_ready: own.ready(account.earlier_open(span), today).err().map(|why| say::refusal(language, why)),
        disclosure: may_keep.then(|| match &drafted {
            Some((id, false)) => address::disclosure(&community, id),
            _ => address::disclosure_of_month(&community, &span.to_string()),
        }),
        published: published.map(|id| address::published(&community, Kind::Disclosure.id(), &id)).unwrap_or_default(),
        bases,
        pasted,
        span,
        community,
    };
    Ok(visit.page(pages::ledger::month(&visit.cx, &page)))
}

/// A table as it was sent in a file, a row each and cells between tabs; what is longer than can be shown again whole is refused.
///
/// # Errors
/// What broke while it was read.
pub(super) async fn sent_table(parts: Multipart, longest: usize) -> Result<Result<String, Refusal>, Fault> {
    const GIVE_UP: usize = 128 * 1024 * 1024;
    let sent = upload::read(parts, roll_file::LARGEST, GIVE_UP).await;
    let read = match sent.map_err(|unread| unread.fault(Refusal::FileTooLarge))?.file() {
        Err(refusal) => Err(refusal),
        Ok(bytes) if bytes.len() > roll_file::LARGEST => Err(Refusal::FileTooLarge),
        Ok(bytes) => heavy(move || roll_file::table(&bytes)).await?,
    };
    Ok(read.and_then(|rows| if rows.len() > longest { Err(Refusal::LedgerTooLong) } else { Ok(rows) }))
}

/// Reads a table from a file, and shows it as it was read: nothing is entered before somebody has looked.
pub async fn file(
    visit: Visit,
    Path((community, named)): Path<(CommunityId, String)>,
    parts: Multipart,
) -> Result<Response, Fault> {
    let span = month_named(&named).ok_or(Fault::NotFound)?;
    let back = address::ledger_month(&community, &span.to_string());
    visit.viewer()?.membership(&community)?;
    // Whoever may not do it need not send it, and nothing is read.
    if !visit.viewer()?.standing(&community)?.may(Act::KeepLedger) {
        return visit.refuse(&back, "", Refusal::NotYourRole, &Form::default()).await;
    }
    let read = sent_table(parts, LONGEST).await?;
    let to = address::to::ledger(&community, &span.to_string(), "lines");
    match read {
        Ok(rows) => {
            let mut conn = visit.site.desk.read().await?;
            let place = communities::find(&mut conn, &community).await?;
            let opening = Account::of(&mut conn, &community).await?.opening(span)?;
            drop(conn);
            let today = zone::day(visit.site.desk.now(), &place.zone)?;
            let found = paste(&rows, span, (opening, today)).lines();
            let pattern = ("/c/{community}/ledger/{month}/lines", Remembers::Typed);
            let form = Form::new(&to, pattern, vec![("rows".to_owned(), rows)]);
            // What is wrong with it is said at once.
            match found {
                Ok(_) => visit.refuse(&back, "rows", Refusal::LedgerToConfirm, &form).await,
                Err((row, refusal)) => visit.refuse(&back, &format!("rows:{row}"), refusal, &form).await,
            }
        }
        Err(refusal) => visit.refuse(&back, "file", refusal, &Form::default()).await,
    }
}
