//! The account of a place, line by line (逐笔账). Clerk or committee enter lines, the supervision committee judges each, and a month is
//! published with the disclosure that answers its duty (`record/disclosure`). Once it is public nothing in it changes: what is wrong is put
//! right by a line of a later month. Balances and findings are reckoned each time (`rules::ledger`); none of them is stored.

pub mod acts;
pub mod rows;
pub(crate) mod told;

use crate::{
    act::{Stop, Subject, base},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    store::Conn,
    zone,
};
use app::address;
use rows::{
    BookRow, LineRow, MonthRow,
    later::{self, CorrectedRow, DropRow, LimitRow},
};
use rules::{
    Moment, Refusal,
    days::Date,
    duty::Span,
    id::CommunityId,
    ledger::{Basis, Cents, Corrected, Dropped, Entered, LimitWas, Line, Month, Review, Standing},
    posting::Audience,
    published::LedgerContent,
};

/// The account of a place, to which something is done.
pub struct Book {
    place: CommunityRow,
}

impl Subject for Book {
    type Key = CommunityId;

    async fn find(conn: &mut Conn, key: &CommunityId) -> Result<Self, Fault> {
        communities::find(conn, key).await.map(|place| Self { place })
    }

    fn community(&self) -> &CommunityId {
        &self.place.id
    }

    fn in_chain(&self) -> &str {
        &self.place.id
    }

    /// Until a month is published the account is the members'.
    fn audience(&self) -> Audience {
        Audience::Members
    }

    fn page(&self) -> String {
        address::ledger(&self.place.id)
    }
}

/// A month of it, to which something is done.
pub struct MonthOf {
    place: CommunityRow,
    span: Span,
    name: String,
}

impl Subject for MonthOf {
    /// The community, and the month as `2026-03`.
    type Key = (CommunityId, String);

    async fn find(conn: &mut Conn, (community, month): &Self::Key) -> Result<Self, Fault> {
        let span = month_named(month).ok_or(Fault::NotFound)?;
        let place = communities::find(conn, community).await?;
        Ok(Self { place, span, name: format!("ledger-{span}") })
    }

    fn community(&self) -> &CommunityId {
        &self.place.id
    }

    fn in_chain(&self) -> &str {
        &self.name
    }

    /// Until it is published it is the members'.
    fn audience(&self) -> Audience {
        Audience::Members
    }

    fn page(&self) -> String {
        address::ledger_month(&self.place.id, &self.span.to_string())
    }
}

/// The month of this name.
pub(crate) fn month_named(name: &str) -> Option<Span> {
    Span::from_text(name).filter(|span| span.months() == 1)
}

/// The account around a month: where it began, the months that have lines, the limits.
pub(crate) struct Account {
    pub book: Option<BookRow>,
    pub months: Vec<MonthRow>,
    /// By their first months.
    limits: Vec<LimitRow>,
}

impl Account {
    /// Of a community.
    pub async fn of(conn: &mut Conn, community: &CommunityId) -> Result<Self, Fault> {
        let book = rows::book(conn, community).await?;
        let first = book.as_ref().map(LimitRow::from);
        let limits = first.into_iter().chain(later::limits(conn, community).await?).collect();
        Ok(Self { book, months: rows::months(conn, community).await?, limits })
    }

    /// Above which sum a line of a month needs a decision, and by which text.
    pub fn limit(&self, span: Span) -> (Option<Cents>, &str) {
        let holds = self.limits.iter().rfind(|one| one.first_month <= span);
        holds.map_or((None, ""), |one| (Some(Cents(one.limit_sum)).filter(|sum| *sum != Cents(0)), &one.limit_basis))
    }

    /// What the limit was before this month, where it is another one from this month on.
    pub fn limit_was(&self, span: Span) -> Option<LimitWas> {
        let first = self.book.as_ref().is_none_or(|book| book.first_month == span);
        let changed = !first && self.limits.iter().any(|one| one.first_month == span);
        let before = self.limits.iter().rfind(|one| one.first_month < span);
        let sum = before.map(|one| Cents(one.limit_sum)).filter(|sum| *sum != Cents(0));
        changed.then_some(LimitWas { sum })
    }

    /// The first month whose lines can be changed.
    pub fn open_month(&self) -> Option<Span> {
        let fixed = self.months.iter().filter(|one| one.published.is_some()).map(|one| one.month).max();
        match fixed {
            Some(last) => {
                let (year, month, _) = last.last().plus(1).parts();
                Span::from_text(&format!("{year:04}-{month:02}"))
            }
            None => self.book.as_ref().map(|book| book.first_month),
        }
    }

    /// With what a month begins: what was there at first, and whatever came and went since.
    pub fn opening(&self, span: Span) -> Result<Cents, Fault> {
        let mut before = self.months.iter().filter(|one| one.month < span).map(|one| Cents(one.change));
        let first = Cents(self.book.as_ref().map_or(0, |book| book.opening));
        before.try_fold(first, Cents::plus).ok_or(Fault::Stored("ledger_lines.amount"))
    }

    /// Whether a month is public.
    pub fn published(&self, span: Span) -> bool {
        self.months.iter().any(|one| one.month == span && one.published.is_some())
    }

    /// Whether a month is fixed: it is public, or a later one is, which begins with what it ends with.
    pub fn fixed(&self, span: Span) -> bool {
        self.months.iter().any(|one| one.month >= span && one.published.is_some())
    }

    /// Whether a month before has lines that are not public.
    pub fn earlier_open(&self, span: Span) -> bool {
        self.months.iter().any(|one| one.month < span && one.published.is_none())
    }

    /// Whether lines of a month may be changed.
    pub fn stands(&self, span: Span, today: Date) -> Standing {
        Standing {
            begun: self.book.as_ref().is_some_and(|book| book.first_month <= span),
            published: self.fixed(span),
            come: span.first() <= today,
        }
    }
}

impl LineRow {
    /// As the rules see it; `corrected`: the lines that those of its month put right.
    pub fn entered(&self, corrected: &[CorrectedRow]) -> Result<Entered, Fault> {
        let line = Line {
            on: Date::from_text(&self.day).ok_or(Fault::Stored("ledger_lines.day"))?,
            voucher: self.voucher.clone(),
            why_none: self.why_none.clone(),
            summary: self.summary.clone(),
            class: self.class.clone(),
            flow: self.flow,
            sum: Cents(self.amount),
            source: self.source,
            payee: self.payee.clone(),
            handler: self.handler.clone(),
            witness: self.witness.clone(),
            approver: self.approver.clone(),
        };
        let basis = self.basis_kind.0.map(|kind| Basis {
            kind,
            subject: self.basis_subject.clone(),
            title: self.basis_title.clone().unwrap_or_default(),
        });
        let corrects = corrected.iter().find(|one| one.id == self.corrects).map(|one| Corrected {
            span: one.month,
            number: u64::try_from(one.number).unwrap_or_default(),
            summary: one.summary.clone(),
            flow: one.flow,
            sum: Cents(one.amount),
            class: one.class.clone(),
            payee: one.payee.clone(),
        });
        let (member, review) = (*self.payee_member, self.review);
        Ok(Entered { line, member, basis, corrects, review, reason: self.reason.clone() })
    }
}

impl DropRow {
    /// As the rules see it.
    pub(crate) fn dropped(self) -> Result<Dropped, Fault> {
        let on = Date::from_text(&self.day).ok_or(Fault::Stored("ledger_drops.day"))?;
        let review = self.review.0.unwrap_or(Review::Waiting);
        let sum = Cents(self.amount);
        Ok(Dropped { on, summary: self.summary, flow: self.flow, sum, review, said: self.said, reason: self.reason })
    }
}

/// A month as it stands.
///
/// # Errors
/// Database errors.
pub(crate) async fn month(
    conn: &mut Conn,
    community: &CommunityId,
    (account, span): (&Account, Span),
) -> Result<Month, Fault> {
    let rows = rows::lines(conn, community, span).await?;
    month_of(conn, community, (account, span), &rows).await
}

/// The same by its lines, where they were read already.
///
/// # Errors
/// Database errors.
pub(crate) async fn month_of(
    conn: &mut Conn,
    community: &CommunityId,
    (account, span): (&Account, Span),
    rows: &[LineRow],
) -> Result<Month, Fault> {
    let ((limit, basis), was) = (account.limit(span), account.limit_was(span));
    let corrected = later::corrected(conn, community, span).await?;
    let dropped = later::drops(conn, community, span).await?.into_iter().filter(|one| one.review.0.is_some());
    Ok(Month {
        span,
        opening: account.opening(span)?,
        limit,
        limit_basis: if limit.is_some() || was.is_some() { basis.to_owned() } else { String::new() },
        limit_was: was,
        lines: rows.iter().map(|row| row.entered(&corrected)).collect::<Result<_, _>>()?,
        vouchers: rows::vouchers(conn, community, span).await?,
        dropped: dropped.map(DropRow::dropped).collect::<Result<_, _>>()?,
    })
}

/// What would be published of a month now.
///
/// # Errors
/// What is left to do before; database errors.
pub(crate) async fn ready(
    conn: &mut Conn,
    community: &CommunityId,
    (span, today): (Span, Date),
) -> Result<Result<LedgerContent, Refusal>, Fault> {
    let account = Account::of(conn, community).await?;
    let month = month(conn, community, (&account, span)).await?;
    Ok(month.ready(account.earlier_open(span), today).and_then(|()| LedgerContent::of(&month).ok_or(Refusal::BadMoney)))
}

/// The lines of a month that wait for the supervisors and may pass all at once: not what they refused before, which is judged by itself.
pub(crate) fn waits(rows: &[LineRow]) -> impl Iterator<Item = &LineRow> {
    rows.iter().filter(|row| row.review == Review::Waiting && row.reason.is_empty())
}

/// Names them, with the decisions by which they were made, as the page shows them that lets all pass.
pub(crate) fn waiting_of(rows: &[LineRow]) -> String {
    let parts = waits(rows).flat_map(|row| [row.id.as_str(), row.basis_subject.as_str()]);
    base::of(&parts.collect::<Vec<_>>())
}

/// The day that it is in a place.
fn today(now: Moment, place: &CommunityRow) -> Result<Date, Stop> {
    Ok(zone::day(now, &place.zone)?)
}
