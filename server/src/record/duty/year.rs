//! How the duties of a place stand: a whole year of them, what waits, what is overdue.

use super::{
    List, lists,
    rows::{self, AnswerRow},
    written::row_of,
};
use crate::{fault::Fault, people::community::rows::CommunityRow, store::Conn, zone};
use app::{
    address,
    view::duty::{Cell, DutyLine, DutyList, DutyYear, KeptList, NotHere, Said as SaidLine, Thing, Waiting},
};
use rules::{
    Language, Moment,
    days::{Date, Holidays},
    duty::{Answer, Class, Duty, Period, Said, Span, Stand, stand},
    id::{CommunityId, OfficeId},
    posting::Audience,
};
use std::collections::HashMap;

/// The duties of a place with what stands for them, read once.
struct Book<'a> {
    place: &'a CommunityRow,
    today: Date,
    lists: Vec<List>,
    answers: Vec<AnswerRow>,
}

impl<'a> Book<'a> {
    async fn of(conn: &mut Conn, place: &'a CommunityRow, today: Date) -> Result<Self, Fault> {
        let lists = lists(conn, &place.id).await?;
        let answers = if lists.is_empty() { Vec::new() } else { rows::answers(conn, &place.id).await? };
        Ok(Self { place, today, lists, answers })
    }

    fn of_span<'b>(&'b self, duty: &'b Duty, span: &'b str) -> impl Iterator<Item = &'b AnswerRow> {
        self.answers.iter().filter(move |one| one.code == duty.code && one.span == span)
    }

    fn day(&self, at: i64) -> Result<Date, Fault> {
        zone::day(Moment(at), &self.place.zone)
    }

    /// Where something is read that was published, by whoever may: what stays within the community has no link on a public page.
    fn thing(&self, duty: &Duty, row: &AnswerRow) -> Result<Option<Thing>, Fault> {
        let (Some(at), Some(title), Some(audience)) = (row.published_at, &row.title, &row.audience) else {
            return Ok(None);
        };
        let public = audience == Audience::Public.id();
        let href = if public { address::published(&self.place.id, "disclosure", &row.subject) } else { String::new() };
        let title = if public { title.clone() } else { String::new() };
        let lacks_photo = !duty.board.is_empty() && !*row.photographed;
        let within = !public && duty.audience == Audience::Public;
        Ok(Some(Thing { title, href, on: self.day(at)?, lacks_photo, within }))
    }

    /// A period of a duty: by what was published first, or by what was said; as it stood on a day. What is owed to everybody is not met
    /// by what members alone may read.
    fn cell(&self, (list, duty): (&List, &Duty), span: Span, seen: Date) -> Result<Option<Cell>, Fault> {
        let Some(due) = duty.due(span, Holidays::known()) else { return Ok(None) };
        let name = span.to_string();
        let (mut answer, mut thing, mut reason, mut within) = (None, None, String::new(), false);
        for row in self.of_span(duty, &name) {
            match row.said {
                Said::Disclosure => {
                    let Some(one) = self.thing(duty, row)? else { continue };
                    if one.within {
                        within = true;
                        continue;
                    }
                    if thing.as_ref().is_none_or(|before: &Thing| one.on < before.on) {
                        answer = Some(Answer::Published(one.on));
                        thing = Some(one);
                    }
                }
                Said::Nothing if thing.is_none() => {
                    let on = Date::from_text(&row.day).ok_or(Fault::Stored("duty_answers.day"))?;
                    answer = Some(Answer::Nothing(on));
                    reason.clone_from(&row.reason);
                }
                Said::Nothing | Said::NotHere => (),
            }
        }
        // Nobody asks for what was over, or due, before the list was kept; what was published for it all the same is shown.
        let asked = span.last() >= list.from && due.last >= list.from;
        let stands = (asked || answer.is_some()).then(|| stand(due.last, answer, seen));
        let within = within && answer.is_none();
        Ok(Some(Cell { span, due: due.last, known: due.known, stand: stands, thing, reason, within }))
    }

    fn not_here(&self, duty: &Duty) -> Result<Option<NotHere>, Fault> {
        let Some(row) = self.of_span(duty, "").find(|one| one.said == Said::NotHere) else { return Ok(None) };
        let on = Date::from_text(&row.day).ok_or(Fault::Stored("duty_answers.day"))?;
        Ok(Some(NotHere { reason: row.reason.clone(), by: row.role, on }))
    }

    fn line(&self, list: &List, duty: &Duty, year: i64) -> Result<DutyLine, Fault> {
        let not_here = self.not_here(duty)?;
        // What was missing when it was said stays so; what came after does not apply.
        let said_on = not_here.as_ref().map(|not| not.on);
        let seen = said_on.map_or(self.today, |on| on.min(self.today));
        let stays = |cell: &Cell| {
            let answered = matches!(cell.stand, Some(Stand::Published | Stand::Late | Stand::Nothing));
            said_on.is_none_or(|on| cell.stand.is_some() && (answered || cell.due < on))
        };
        let (mut cells, mut has_periods) = (Vec::new(), false);
        for span in duty.spans(year) {
            let Some(cell) = self.cell((list, duty), span, seen)? else { continue };
            has_periods = true;
            cells.extend(Some(cell).filter(stays));
        }
        let things = if has_periods { Vec::new() } else { self.things(duty, year)? };
        Ok(DutyLine { duty: duty.clone(), cells, not_here, things })
    }

    /// What was published of what has no periods: in the year, or, of what stands always, the newest that stands by then.
    fn things(&self, duty: &Duty, year: i64) -> Result<Vec<Thing>, Fault> {
        if duty.period != Period::Standing {
            let mut things = Vec::new();
            for row in self.of_span(duty, &format!("{year:04}")) {
                things.extend(self.thing(duty, row)?);
            }
            return Ok(things);
        }
        let mut newest: Option<Thing> = None;
        for row in self.answers.iter().filter(|one| one.code == duty.code) {
            let Some(one) = self.thing(duty, row)?.filter(|one| one.on.parts().0 <= year) else { continue };
            // What everybody may read goes before what members alone may.
            if newest.as_ref().is_none_or(|before| (!one.within, one.on) >= (!before.within, before.on)) {
                newest = Some(one);
            }
        }
        Ok(newest.into_iter().collect())
    }

    /// Every period since the list was kept, up to the end of the next year, that stands as `wanted`. Those that are due first come first.
    fn standing(&self, language: Language, wanted: fn(Stand) -> bool) -> Result<Vec<Waiting>, Fault> {
        let mut all = Vec::new();
        let year = self.today.parts().0;
        for list in &self.lists {
            // What is missing stays so, however long it is ago; what reports on the year before the list was kept may be due in it.
            let first = list.from.parts().0 - 1;
            for duty in &list.catalogue.duties {
                if self.not_here(duty)?.is_some() {
                    continue;
                }
                for span in (first..=year + 1).flat_map(|year| duty.spans(year)) {
                    let Some(cell) = self.cell((list, duty), span, self.today)? else { continue };
                    let Some(stand) = cell.stand.filter(|one| wanted(*one)) else { continue };
                    let name = span.to_string();
                    let drafts = self.of_span(duty, &name).filter(|one| !one.tells());
                    all.push(Waiting {
                        code: duty.code.clone(),
                        name: duty.name.of(language).to_owned(),
                        span,
                        due: cell.due,
                        stand,
                        write: address::disclosure_for(&self.place.id, &format!("{}:{name}", duty.code)),
                        row: row_of(&self.place.id, span, &duty.code),
                        draft: drafts.last().map(|one| address::disclosure(&self.place.id, &one.subject)),
                    });
                }
            }
        }
        all.sort_by(|one, other| (one.due, &one.code).cmp(&(other.due, &other.code)));
        Ok(all)
    }

    /// What is overdue now.
    fn overdue(&self, language: Language) -> Result<Vec<Waiting>, Fault> {
        self.standing(language, Stand::is_overdue)
    }
}

/// What a place still has to publish of this year and the next, and what is missing: those that are due first come first.
///
/// # Errors
/// Database errors.
pub(crate) async fn open(
    conn: &mut Conn,
    (place, language): (&CommunityRow, Language),
    today: Date,
) -> Result<Vec<Waiting>, Fault> {
    Book::of(conn, place, today).await?.standing(language, Stand::is_open)
}

/// What is overdue now: what was due first comes first.
///
/// # Errors
/// Database errors.
pub(crate) async fn missing(
    conn: &mut Conn,
    (place, language): (&CommunityRow, Language),
    today: Date,
) -> Result<Vec<Waiting>, Fault> {
    Book::of(conn, place, today).await?.overdue(language)
}

/// The duties of a year, by catalogue and heading.
///
/// # Errors
/// Database errors.
pub(crate) async fn year(
    conn: &mut Conn,
    (place, language): (&CommunityRow, Language),
    (year, today): (i64, Date),
) -> Result<DutyYear, Fault> {
    let book = Book::of(conn, place, today).await?;
    let mut shown = Vec::new();
    for list in &book.lists {
        let mut classes: Vec<(Class, Vec<DutyLine>)> = Vec::new();
        for duty in &list.catalogue.duties {
            let line = book.line(list, duty, year)?;
            match classes.iter_mut().find(|(class, _)| *class == duty.class) {
                Some((_, lines)) => lines.push(line),
                None => classes.push((duty.class, vec![line])),
            }
        }
        shown.push(DutyList {
            id: list.catalogue.id.clone(),
            kept: KeptList {
                name: list.catalogue.name.of(language).to_owned(),
                from: list.from,
                version: list.catalogue.version.clone(),
                adopted: book.day(list.at)?,
            },
            classes,
        });
    }
    let first = book.lists.iter().map(|list| list.from.parts().0).min();
    let now = today.parts().0;
    let years = first.map_or_else(Vec::new, |first| (first.min(now)..=now + 1).collect());
    let overdue = book.overdue(language)?;
    Ok(DutyYear {
        community: place.id.clone(),
        name: place.name.clone(),
        year,
        years,
        today,
        lists: shown,
        overdue,
        asked: Vec::new(),
    })
}

/// What a place has to do about its duties.
pub(crate) struct Left {
    /// What is due within a week, due today, overdue.
    pub waits: Vec<Waiting>,
    /// What was said, which may be taken back.
    pub said: Vec<SaidLine>,
    /// What was published and lacks its photo: what it is, and where one is added.
    pub unphotographed: Vec<(String, String)>,
}

/// What waits for the clerk.
///
/// # Errors
/// Database errors.
pub(crate) async fn waiting(
    conn: &mut Conn,
    (place, language): (&CommunityRow, Language),
    today: Date,
) -> Result<Left, Fault> {
    let book = Book::of(conn, place, today).await?;
    let mut said = Vec::new();
    for row in book.answers.iter().rev().filter(|one| one.said != Said::Disclosure) {
        let Some(duty) = book.lists.iter().find_map(|list| list.catalogue.duty(&row.code)) else { continue };
        said.push(SaidLine {
            code: row.code.clone(),
            name: duty.name.of(language).to_owned(),
            span: Span::from_text(&row.span),
            reason: row.reason.clone(),
            by: row.role,
            on: Date::from_text(&row.day).ok_or(Fault::Stored("duty_answers.day"))?,
        });
    }
    let mut unphotographed = Vec::new();
    for row in book.answers.iter().filter(|row| row.published_at.is_some() && !*row.photographed) {
        let duty = book.lists.iter().find_map(|list| list.catalogue.duty(&row.code));
        if let Some(duty) = duty.filter(|duty| !duty.board.is_empty()) {
            let span = Span::from_text(&row.span).map(|span| span.words(language)).unwrap_or_default();
            let href = address::about(&place.id, "disclosure", &row.subject);
            unphotographed.push((format!("{} · {span}", duty.name.of(language)), href));
        }
    }
    Ok(Left { waits: book.standing(language, Stand::waits)?, said, unphotographed })
}

/// How many duties of a place are overdue today; nothing where it keeps no catalogue.
///
/// # Errors
/// Database errors.
pub(crate) async fn overdue(conn: &mut Conn, place: &CommunityRow, today: Date) -> Result<Option<usize>, Fault> {
    let book = Book::of(conn, place, today).await?;
    if book.lists.is_empty() {
        return Ok(None);
    }
    Ok(Some(book.overdue(Language::Zh)?.len()))
}

/// The same of every place beneath an office that keeps a catalogue, read at once; `places` with the day that it is there.
///
/// # Errors
/// Database errors.
pub(crate) async fn overdue_beneath(
    conn: &mut Conn,
    office: &OfficeId,
    places: &[(&CommunityRow, Date)],
) -> Result<HashMap<CommunityId, usize>, Fault> {
    let (mut lists, mut answers) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
    for row in rows::lists_beneath(conn, office).await? {
        lists.entry(row.community.clone()).or_default().push(List::read(&row)?);
    }
    for row in rows::answers_beneath(conn, office).await? {
        answers.entry(row.community.clone()).or_default().push(row);
    }
    let mut late = HashMap::new();
    for (place, today) in places {
        let Some(lists) = lists.remove(&place.id) else { continue };
        let answers = answers.remove(&place.id).unwrap_or_default();
        let book = Book { place, today: *today, lists, answers };
        late.insert(place.id.clone(), book.overdue(Language::Zh)?.len());
    }
    Ok(late)
}
