//! Where the registers of a place are kept (`record/register`).

use crate::{
    act::Form,
    fault::Fault,
    heavy::heavy,
    home::ledger::{reads, sent_table},
    people::{
        community::rows as communities,
        member::rows::{self as members, MemberRow},
    },
    public::data::guarded,
    record::register::{
        acts::{read_of, stands},
        cells_of, numbered, rows,
    },
    store::Conn,
    web::{Site, visit::Visit},
    zone,
};
use app::{
    address, pages, say,
    view::{
        Cx,
        record::Listed,
        register::{RegisterLine, RegisterPage, RegisterRowPage, RegistersPage, Stands, Version},
    },
};
use axum::{
    Router,
    extract::{Multipart, Path},
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use rules::{
    Language, Moment, Refusal,
    days::Date,
    id::CommunityId,
    permit::Act,
    published::Kind,
    register::{Alarm, Cells, Column, ColumnKind, LONGEST, Register, alarms, paste, shown, sums},
};

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/registers", get(list))
        .route("/c/{community}/register/{register}", get(one))
        .route("/c/{community}/register/{register}/{row}", get(row))
}

/// A reminder in a sentence: what of which row, and how long it still is.
fn told(language: Language, (register, number): (&Register, &str), one: &Alarm) -> String {
    let left = say::days_left(language, one.left);
    let args = [
        ("register", register.name(language).to_owned()),
        ("number", number.to_owned()),
        ("column", one.column.name(language).to_owned()),
        ("day", one.day.to_string()),
        ("left", left),
    ];
    say::sentence(language, "register-alarm", &args)
}

/// What the registers of a place remind of.
///
/// # Errors
/// Database errors.
pub(super) async fn waiting(
    conn: &mut Conn,
    cx: &Cx,
    (community, today): (&CommunityId, Date),
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for stands in rows::standing(conn, community).await? {
        let Some(register) = Register::of(&stands.register) else { continue };
        let all = rows::all(conn, (community, register)).await?;
        let all: Vec<_> = all.into_iter().filter(|row| row.ended.is_empty()).collect();
        let cells = all.iter().map(|row| row.kept(register)).collect::<Result<Vec<_>, _>>()?;
        for alarm in alarms(register, &cells, today) {
            let Some(row) = all.get(alarm.row) else { continue };
            lines.push((
                alarm.left,
                Listed {
                    href: address::register_row(community, &register.id, &row.id),
                    title: told(cx.language, (register, &row.number), &alarm),
                    note: String::new(),
                    mark: if alarm.urgent { say::sentence(cx.language, "register-urgent", &[]) } else { String::new() },
                },
            ));
        }
    }
    lines.sort_by_key(|(left, _)| *left);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// A member as those who keep a register read them: number and name.
fn member(people: &[MemberRow], number: &str) -> String {
    let name = people.iter().find(|one| one.number == number).map_or("", |one| one.name.as_str());
    format!("{number} {name}").trim().to_owned()
}

async fn list(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    visit.viewer()?.membership(&community)?;
    reads(&visit, &community)?;
    visit.of(&community).await?;
    let language = visit.cx.language;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let today = zone::day(visit.site.desk.now(), &place.zone)?;
    let counts = rows::standing(&mut conn, &community).await?;
    let published = rows::published(&mut conn, &community).await?;
    let mut registers = Vec::new();
    for register in Register::shipped() {
        let last = published.iter().find(|(id, ..)| *id == register.id);
        registers.push(Stands {
            href: address::register_of(&community, &register.id),
            name: register.name(language).to_owned(),
            rows: counts.iter().find(|one| one.register == register.id).map_or(0, |one| one.rows),
            published: match last {
                Some((_, _, at)) => say::day(language, &zone::day(Moment(*at), &place.zone)?.to_string()),
                None => String::new(),
            },
        });
    }
    let reminded = waiting(&mut conn, &visit.cx, (&community, today)).await?;
    let page = RegistersPage { community, registers, reminded };
    Ok(visit.page(pages::register::list(&visit.cx, &page)))
}

async fn one(mut visit: Visit, Path((community, named)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    visit.viewer()?.membership(&community)?;
    let (may_keep, _) = reads(&visit, &community)?;
    let (named, as_csv) = named.strip_suffix(".csv").map_or((named.as_str(), false), |named| (named, true));
    let register = Register::of(named).ok_or(Fault::NotFound)?;
    visit.of(&community).await?;
    let language = visit.cx.language;
    let mut conn = visit.site.desk.read().await?;
    let all = rows::all(&mut conn, (&community, register)).await?;
    let people = members::all(&mut conn, &community).await?;
    let mut lines = Vec::new();
    let mut standing = Vec::new();
    for row in &all {
        let cells = numbered(register, &row.kept(register)?, &people);
        lines.push(RegisterLine {
            href: address::register_row(&community, &register.id, &row.id),
            cells: words(register, &cells, &people),
            ended: row.ended.clone(),
        });
        if row.ended.is_empty() {
            standing.push(cells);
        }
    }
    if as_csv {
        return csv(register, &standing, (&people, language));
    }
    let columns: Vec<_> = register.columns.iter().enumerate().collect();
    let last = rows::published(&mut conn, &community).await?.into_iter().find(|(id, ..)| *id == register.id);
    let text = visit.cx.refused.as_ref().filter(|back| back.form.ends_with("/rows"));
    let text = text.and_then(|back| back.fields.get("rows")).filter(|text| !text.trim().is_empty());
    let page = RegisterPage {
        register,
        lines,
        sums: sums(&columns, &standing).unwrap_or_default(),
        may_keep,
        pasted: text.map(|text| (paste(register, text), read_of(text))),
        published: last
            .map(|(_, id, _)| address::published(&community, Kind::Disclosure.id(), &id))
            .unwrap_or_default(),
        disclosure: if may_keep && !all.is_empty() {
            address::disclosure_of_register(&community, &register.id)
        } else {
            String::new()
        },
        community,
    };
    let cx = visit.cx.clone();
    Ok(visit.page(heavy(move || pages::register::one(&cx, &page)).await?))
}

/// The cells of a row as people read them.
fn words(register: &Register, cells: &Cells, people: &[MemberRow]) -> Vec<String> {
    let pairs = register.columns.iter().zip(&cells.0);
    pairs.map(|(column, cell)| shown(column.kind, cell, |number| member(people, number))).collect()
}

/// The cells of a row as forms and files ask for them: members by number and name.
fn fields(register: &Register, cells: &Cells, people: &[MemberRow]) -> Vec<String> {
    let field = |(column, cell): (&Column, &String)| match (column.kind, cell.strip_prefix('#')) {
        (ColumnKind::Party, Some(number)) => member(people, number),
        (ColumnKind::Member, _) if !cell.is_empty() => member(people, cell),
        _ => cell.clone(),
    };
    register.columns.iter().zip(&cells.0).map(field).collect()
}

/// The rows that stand, as a file that a spreadsheet opens and this program reads again.
fn csv(register: &Register, rows: &[Cells], (people, language): (&[MemberRow], Language)) -> Result<Response, Fault> {
    let mut file = csv::Writer::from_writer(Vec::from("\u{feff}".as_bytes()));
    let failed = |_| Fault::Stored("a register as CSV");
    file.write_record(register.columns.iter().map(|column| column.name(language))).map_err(failed)?;
    for row in rows {
        file.write_record(fields(register, row, people).iter().map(|cell| guarded(cell))).map_err(failed)?;
    }
    let bytes = file.into_inner().map_err(|_| Fault::Stored("a register as CSV"))?;
    let name = format!("attachment; filename=\"{}.csv\"", register.id);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

async fn row(
    mut visit: Visit,
    Path((community, named, id)): Path<(CommunityId, String, String)>,
) -> Result<Response, Fault> {
    visit.viewer()?.membership(&community)?;
    let (may_keep, _) = reads(&visit, &community)?;
    let register = Register::of(&named).ok_or(Fault::NotFound)?;
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let today = zone::day(visit.site.desk.now(), &place.zone)?;
    let row = rows::find(&mut conn, (&community, register), &id).await?.ok_or(Fault::NotFound)?;
    let people = members::all(&mut conn, &community).await?;
    let cells = numbered(register, &row.kept(register)?, &people);
    let mut versions = Vec::new();
    for one in rows::versions(&mut conn, &community, &row.id).await? {
        versions.push(Version {
            at: zone::date_time(Moment(one.at), &place.zone, visit.cx.language),
            why: one.why,
            cells: words(register, &numbered(register, &cells_of(register, &one.cells)?, &people), &people),
        });
    }
    let standing = [cells.clone()];
    let reminds = if row.ended.is_empty() { alarms(register, &standing, today) } else { Vec::new() };
    let page = RegisterRowPage {
        register,
        fields: fields(register, &cells, &people),
        cells: words(register, &cells, &people),
        reminded: reminds.iter().map(|one| told(visit.cx.language, (register, &row.number), one)).collect(),
        ended: row.ended.clone(),
        stands: stands(&row),
        versions,
        may_keep,
        number: row.number,
        id: row.id,
        community,
    };
    Ok(visit.page(pages::register::row(&visit.cx, &page)))
}

/// Reads a table from a file, and shows it as it was read: nothing is entered before somebody has looked.
pub async fn file(
    visit: Visit,
    Path((community, named)): Path<(CommunityId, String)>,
    parts: Multipart,
) -> Result<Response, Fault> {
    let register = Register::of(&named).ok_or(Fault::NotFound)?;
    let back = address::register_of(&community, &register.id);
    visit.viewer()?.membership(&community)?;
    // Whoever may not do it need not send it, and nothing is read.
    if !visit.viewer()?.standing(&community)?.may(Act::KeepLedger) {
        return visit.refuse(&back, "", Refusal::NotYourRole, &Form::default()).await;
    }
    match sent_table(parts, LONGEST).await? {
        Ok(rows) => {
            let found = paste(register, &rows).rows();
            let to = address::to::register(&community, &register.id, "rows");
            let pattern = ("/c/{community}/register/{register}/rows", crate::act::Remembers::Typed);
            let form = Form::new(&to, pattern, vec![("rows".to_owned(), rows)]);
            match found {
                Ok(_) => visit.refuse(&back, "rows", Refusal::LedgerToConfirm, &form).await,
                Err((row, refusal)) => visit.refuse(&back, &format!("rows:{row}"), refusal, &form).await,
            }
        }
        Err(refusal) => visit.refuse(&back, "file", refusal, &Form::default()).await,
    }
}
