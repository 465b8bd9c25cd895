//! Importing a roll: the file, what has to be asked, the preview, and taking it in.

use super::{
    Site,
    staff::allowed,
    upload as uploaded,
    visit::{Posted, Visit},
};
use crate::{
    desk::roll::{Change, Choice, Decided, Judged, Mark, Open, Preview, Said},
    fault::Fault,
    form::Form,
    roll_file::{self, Book, Line, Sheet},
};
use app::{
    pages, say,
    view::import::{Asked, Filter, ImportLine, ImportPage, ImportPreview, Shows},
};
use axum::{
    Router,
    extract::{Multipart, Path},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use rules::{Language, Refusal, permit::Act};
use std::collections::HashMap;

/// The most lines of a preview on a page.
const SHOWN: usize = 100;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/import", get(import))
        .route("/c/{community}/import/{id}", get(preview))
        .route("/do/c/{community}/import/{id}", post(apply))
}

async fn import(mut visit: Visit, Path(community): Path<String>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ImportRoll)?;
    visit.of(&community).await?;
    Ok(visit.page(pages::import::upload(&visit.cx, &community)))
}

/// Takes a file.
pub async fn upload(visit: Visit, Path(community): Path<String>, parts: Multipart) -> Result<Response, Fault> {
    const GIVE_UP: usize = 512 * 1024 * 1024;
    allowed(&visit, &community, Act::ImportRoll)?;
    let back = format!("/c/{community}/import");
    let bytes = uploaded::read(parts, roll_file::LARGEST, GIVE_UP).await;
    let bytes = bytes.map_err(|unread| unread.fault(Refusal::FileTooLarge))?;
    let book = tokio::task::spawn_blocking(move || roll_file::read(&bytes))
        .await
        .map_err(|error| Fault::Other(error.to_string()))?;
    let kept = match book {
        Err(refusal) => Err(refusal),
        Ok(mut book) => {
            // Roles are the administrator's to give: from a clerk the column is left unread, and the preview says so.
            let administrator = visit.viewer()?.administrator;
            for sheet in book.sheets.iter_mut().filter(|sheet| sheet.has_roles && !administrator) {
                sheet.has_roles = false;
                sheet.ignored.push(say::sentence(visit.cx.language, "column-roles", &[]));
            }
            visit.site.desk.keep_roll(visit.viewer()?, &community, &book).await?
        }
    };
    match kept {
        Ok(id) => Ok(Redirect::to(&format!("/c/{community}/import/{id}")).into_response()),
        Err(refusal) => visit.refuse(&back, "", refusal, &Form::default()).await,
    }
}

async fn preview(mut visit: Visit, Path((community, id)): Path<(String, String)>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ImportRoll)?;
    visit.of(&community).await?;
    // After a refusal the choice is that of the form.
    let kept = |name: &str| visit.cx.refused.as_ref().and_then(|one| one.fields.get(name)).map(String::as_str);
    let asked = |name: &str| visit.query.get(name).map(String::as_str).or_else(|| kept(name)).unwrap_or_default();
    let choice = Choice::read(asked);
    let (book, held) = visit.site.desk.roll_preview(visit.viewer()?, &community, &id, &choice).await?;
    let address = Address { base: format!("/c/{community}/import/{id}"), choice };
    let words = Words(visit.cx.language);
    let sheet = choice.sheet(&book).ok();
    let shows = match &held {
        Err(Open::Sheet) => Shows::Sheets(
            book.sheets
                .iter()
                .enumerate()
                .map(|(at, sheet)| {
                    let lines = sheet.lines.iter().filter(|line| !line.total).count();
                    (
                        at.to_string(),
                        words.with("import-sheet", &[("name", &sheet.name), ("count", &lines.to_string())]),
                    )
                })
                .collect(),
        ),
        Err(Open::Numbers) => Shows::Numbers,
        Ok(preview) => {
            let from = asked("from").parse().unwrap_or_default();
            Shows::Preview(Box::new(words.preview(preview, &address, asked("show"), from)))
        }
    };
    let (notes, warnings) = words.said(&book, sheet, held.as_ref().ok());
    let page = ImportPage { community, id, notes, warnings, chosen: choice.said(), shows };
    Ok(visit.page(pages::import::preview(&visit.cx, page)))
}

async fn apply(
    visit: Visit,
    Path((community, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    let choice = Choice::read(|name| form.get(name));
    let answers: HashMap<usize, Said> = form
        .all("row")
        .filter_map(|row| {
            let said = match form.get(&format!("who-{row}")) {
                "same" => Said::Same,
                "new" => Said::New,
                _ => return None,
            };
            Some((row.parse().ok()?, said))
        })
        .collect();
    let leaving = form.all("leave").map(str::to_owned).collect();
    let decided = Decided { choice, shown: None, answers, leaving };
    let answer = visit.site.desk.apply_roll(visit.viewer()?, &community, &id, &form, decided).await?;
    visit.answer(answer, &format!("/c/{community}/import/{id}"), &form).await
}

/// The preview's address, with what was chosen.
struct Address {
    base: String,
    choice: Choice,
}

impl Address {
    fn with(&self, choice: &Choice, more: &[(&str, &str)]) -> String {
        let mut said: Vec<String> = choice.said().iter().map(|(name, value)| format!("{name}={value}")).collect();
        said.extend(more.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={value}")));
        if said.is_empty() { self.base.clone() } else { format!("{}?{}", self.base, said.join("&")) }
    }
}

/// The kinds of lines that can be looked at on their own.
const FILTERS: [&str; 8] = ["refused", "asked", "changed", "added", "homeless", "ageless", "namesake", "total"];

fn is_of(one: &Judged, filter: &str) -> bool {
    match filter {
        "refused" => matches!(one.change, Change::Refuse(_)),
        "asked" => matches!(one.change, Change::Ask { .. }),
        "changed" => matches!(one.change, Change::Alter { .. }),
        "added" => matches!(one.change, Change::Add),
        "homeless" => one.marks.contains(&Mark::NoHousehold),
        "ageless" => one.marks.contains(&Mark::AgeUnknown),
        "namesake" => one.marks.contains(&Mark::SameName),
        "total" => matches!(one.change, Change::Total),
        _ => !matches!(one.change, Change::Same { .. }),
    }
}

/// What stands in the way comes first, then what is suspicious, then the rest.
fn rank(one: &Judged) -> usize {
    match &one.change {
        Change::Refuse(_) => 0,
        Change::Ask { .. } => 1,
        Change::Total => 2,
        Change::Add if one.marks.contains(&Mark::SameName) => 3,
        _ if one.marks.contains(&Mark::NoHousehold) => 4,
        Change::Alter { columns, .. }
            if columns.iter().any(|column| column.name == "number" || column.name == "name") =>
        {
            5
        }
        Change::Alter { .. } => 6,
        Change::Add => 7,
        Change::Same { .. } => 8,
    }
}

struct Words(Language);

impl Words {
    fn say(&self, key: &str) -> String {
        say::sentence(self.0, key, &[])
    }

    fn with(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        say::sentence(self.0, key, &values)
    }

    fn list(&self, key: &str, name: &'static str, all: &[String]) -> Option<String> {
        const MOST: usize = 12;
        let shown = all.iter().take(MOST).cloned().collect::<Vec<_>>().join("、");
        let more = if all.len() > MOST { " …" } else { "" };
        let count = all.len().to_string();
        (!all.is_empty()).then(|| self.with(key, &[(name, &format!("{shown}{more}")), ("count", &count)]))
    }

    /// What was read and left out; and of that, what should not be overlooked.
    fn said(&self, book: &Book, sheet: Option<&Sheet>, preview: Option<&Preview>) -> (Vec<String>, Vec<String>) {
        let (mut notes, mut warnings) = (Vec::new(), Vec::new());
        warnings.extend(self.list("import-hidden-sheets", "names", &book.hidden));
        notes.extend(self.list("import-headless", "names", &book.headless));
        if book.blind {
            warnings.push(self.say("import-blind"));
        }
        let Some(sheet) = sheet else { return (notes, warnings) };
        if book.sheets.len() > 1 {
            notes.push(self.with("import-sheet-chosen", &[("name", &sheet.name)]));
        }
        let rows: Vec<String> = sheet.hidden_rows.iter().map(ToString::to_string).collect();
        warnings.extend(self.list("import-hidden-rows", "names", &rows));
        warnings.extend(self.list("import-hidden-columns", "names", &sheet.hidden_columns));
        warnings.extend(self.list("import-dropped", "columns", &sheet.dropped));
        notes.extend(self.list("import-ignored", "columns", &sheet.ignored));
        if let Some(preview) = preview {
            if !sheet.has_adult && preview.totals()[0] > 0 {
                warnings.push(self.say("import-no-adult"));
            }
            notes.extend(self.list("import-repeated", "names", &preview.repeated));
        }
        (notes, warnings)
    }

    fn value(&self, column: &str, value: &str) -> String {
        let text = match column {
            "roles" if !value.is_empty() => {
                value.split('、').map(|role| self.say(&format!("role-{role}"))).collect::<Vec<_>>().join("、")
            }
            "adult" => self.say(if value == "1" { "import-yes" } else { "import-no" }),
            "state" => self.say(&format!("member-state-{value}")),
            _ => value.to_owned(),
        };
        if text.is_empty() { self.say("import-nothing") } else { text }
    }

    fn columns(&self, columns: &[crate::desk::roll::Column]) -> Vec<[String; 3]> {
        columns
            .iter()
            .map(|one| {
                let name = if one.name == "state" { "state".to_owned() } else { format!("column-{}", one.name) };
                [self.say(&name), self.value(&one.name, &one.before), self.value(&one.name, &one.after)]
            })
            .collect()
    }

    /// What a new member brings.
    fn brings(&self, line: &Line) -> Vec<[String; 3]> {
        let age = line.adult.map(|adult| i64::from(adult).to_string());
        let roles: Vec<&str> = line.roles.iter().flatten().map(|role| role.id()).collect();
        let texts = [
            ("household", line.household.clone()),
            ("division", line.division.clone()),
            ("phone", line.phone.clone()),
            ("adult", age.unwrap_or_default()),
            ("roles", roles.join("、")),
            ("bodies", line.bodies.iter().flatten().cloned().collect::<Vec<_>>().join("、")),
        ];
        let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(name, text)| [self.say(&format!("column-{name}")), String::new(), self.value(name, &text)]).collect()
    }

    fn line(&self, one: &Judged) -> ImportLine {
        let (change, mut why, columns) = match &one.change {
            Change::Add => ("add", Vec::new(), self.brings(&one.line)),
            Change::Alter { columns, .. } => ("alter", Vec::new(), self.columns(columns)),
            Change::Same { .. } => ("same", Vec::new(), Vec::new()),
            Change::Ask { question, columns, .. } => ("ask", vec![self.say(question.code())], self.columns(columns)),
            Change::Total => ("total", vec![self.say("import-why-total")], Vec::new()),
            Change::Refuse(obstacles) => {
                let why = obstacles.iter().map(|one| {
                    let place = [one.cell.as_str(), one.text.as_str()].map(str::trim);
                    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
                    let sentence = self.say(one.problem.code());
                    if place.is_empty() {
                        sentence
                    } else {
                        self.with("import-at", &[("place", &place), ("why", &sentence)])
                    }
                });
                ("refuse", why.collect(), Vec::new())
            }
        };
        why.extend(one.marks.iter().map(|mark| {
            self.say(match mark {
                Mark::NoHousehold => "import-mark-homeless",
                Mark::AgeUnknown => "import-mark-ageless",
                Mark::SameName => "import-mark-namesake",
            })
        }));
        ImportLine { row: one.line.row, number: one.number.clone(), name: one.line.name.clone(), change, why, columns }
    }

    fn asked(&self, one: &Judged) -> Option<Asked> {
        let Change::Ask { member, question, columns, ties } = &one.change else { return None };
        let line = &one.line;
        let place = |parts: &[&str]| {
            let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        };
        let file = place(&[&line.number, &line.name, &line.division, &line.household, &line.phone]);
        let roll = member.as_ref().map(|known| place(&[&known.number, &known.name, &known.place]));
        Some(Asked {
            row: line.row,
            file,
            roll: roll.unwrap_or_default(),
            question: self.say(question.code()),
            ties: ties.iter().map(|tie| self.say(&format!("import-tie-{tie}"))).collect(),
            may_be_same: member.is_some(),
            may_be_new: one.may_be_new(),
            columns: self.columns(columns),
        })
    }

    fn preview(&self, preview: &Preview, address: &Address, show: &str, from: usize) -> ImportPreview {
        let show = FILTERS.into_iter().find(|one| *one == show).unwrap_or_default();
        let mut lines: Vec<&Judged> = preview.lines.iter().filter(|one| is_of(one, show)).collect();
        lines.sort_by_key(|one| (rank(one), one.line.row));
        let from = if from < lines.len() { from } else { 0 };
        let page = |from: usize| {
            let from = if from == 0 { String::new() } else { from.to_string() };
            address.with(&address.choice, &[("show", show), ("from", &from)]) + "#lines"
        };
        let count = |filter: &str| preview.lines.iter().filter(|one| is_of(one, filter)).count();
        let filters = std::iter::once("").chain(FILTERS).map(|key| Filter {
            key: if key.is_empty() { "all" } else { key },
            count: count(key),
            href: address.with(&address.choice, &[("show", key)]) + "#lines",
            current: key == show,
        });
        let adult = |one: &&Judged| one.marks.contains(&Mark::NoHousehold) && one.line.adult != Some(false);
        let asks = preview.asked();
        let by_name = Choice { by_name: true, ..address.choice };
        let given = Choice { numbers: Some(crate::desk::roll::NumberSource::Program), ..address.choice };
        let unmatched =
            preview.lines.iter().any(|one| one.line.number.is_empty() && matches!(one.change, Change::Refuse(_)));
        let moves = preview.anew || (asks > 0 && !address.choice.by_name);
        ImportPreview {
            totals: preview.totals(),
            // Where nothing can be taken in this way, nobody is asked about single lines.
            asked: if preview.anew {
                Vec::new()
            } else {
                preview.lines.iter().filter_map(|one| self.asked(one)).collect()
            },
            asks,
            anew: preview.anew,
            by_name: moves.then(|| address.with(&by_name, &[])),
            give_numbers: (unmatched && address.choice.numbers.is_none()).then(|| address.with(&given, &[])),
            voteless: preview.lines.iter().filter(adult).count(),
            filters: filters.filter(|one| one.count > 0 || one.key == "all").collect(),
            of: lines.len(),
            before: (from > 0).then(|| page(from.saturating_sub(SHOWN))),
            after: (from + SHOWN < lines.len()).then(|| page(from + SHOWN)),
            lines: lines.into_iter().skip(from).take(SHOWN).map(|one| self.line(one)).collect(),
            from,
            absent: preview
                .absent
                .iter()
                .map(|one| (one.id.clone(), format!("{} {} {}", one.number, one.name, one.place)))
                .collect(),
            beyond: preview.beyond,
            displaced: preview
                .displaced
                .iter()
                .map(|one| (one.who.name.clone(), one.who.number.clone(), one.number.clone()))
                .collect(),
        }
    }
}
