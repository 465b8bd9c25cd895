//! Reads a roll from a file as people have it: CSV (UTF-8 with or without BOM, GB18030 as Excel in China saves it), XLSX or
//! XLS. What one sees is what is read: hidden rows, columns and sheets are left out and named, a merged cell holds for the
//! rows it covers, a number is read as it is shown. Columns are found by Chinese or English headers; ID, bank and health
//! columns are dropped unread.

mod flaw;
mod grid;
mod header;
mod hidden;
mod line;
mod words;

use grid::Cell;
use rules::{Refusal, permit::Role};
use serde::{Deserialize, Serialize};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most lines that are read.
pub const MOST_LINES: usize = 50_000;

/// A file as read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// Its sheets that have a header; at least one. Where columns are there twice, once for each way to read them.
    pub sheets: Vec<Sheet>,
    /// Names of hidden sheets, which are left out.
    pub hidden: Vec<String>,
    /// Names of sheets in which no header was found.
    pub headless: Vec<String>,
    /// An `.xls` file: hidden rows and columns and number formats cannot be seen in it.
    pub blind: bool,
}

impl Book {
    /// Whether all that it holds is one sheet, in however many ways it may be read.
    pub fn has_one(&self) -> bool {
        self.sheets.windows(2).all(|two| matches!(two, [one, other] if one.name == other.name))
    }
}

/// A sheet as read: its lines and what was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name; empty for a CSV file.
    pub name: String,
    /// One line per person.
    pub lines: Vec<Line>,
    /// Columns of one kind of which one is read: a sheet that has such stands in the book once for each.
    #[serde(default)]
    pub twice: Vec<Twice>,
    /// Headers of columns dropped unread because they are sensitive.
    pub dropped: Vec<String>,
    /// Headers of columns that the program does not know.
    pub ignored: Vec<String>,
    /// Hidden rows that hold something, by number from 1; they are left out.
    pub hidden_rows: Vec<usize>,
    /// Who stands in them: nobody of them has gone.
    #[serde(default)]
    pub hidden_lines: Vec<Line>,
    /// Hidden columns that have a header, by letter and header; they are left out.
    pub hidden_columns: Vec<String>,
    /// In which columns a line's number, name, household and bodies stand.
    #[serde(default)]
    pub letters: Letters,
    /// Whether the file has a column of member numbers.
    pub has_number: bool,
    /// Whether it has a running number (序号), which is not taken for a member's number without asking.
    pub has_serial: bool,
    /// Whether the file says who is of age.
    pub has_adult: bool,
    /// Whether the file says anything about roles.
    pub has_roles: bool,
    /// Whether the file says anything about bodies.
    pub has_bodies: bool,
    /// Groups that it names by a heading between the lines, or by its own name.
    #[serde(default)]
    pub sections: Vec<String>,
    /// Whether its column of roles was left out, since whoever sent it gives none.
    #[serde(default)]
    pub roles_left: bool,
}

impl Sheet {
    /// Leaves the column of roles out: what stands in it is neither shown nor judged.
    pub fn leave_roles(&mut self) {
        if !std::mem::take(&mut self.has_roles) {
            return;
        }
        self.roles_left = true;
        for line in &mut self.lines {
            let cell = format!("{}{}", self.letters.roles, line.row);
            line.roles = None;
            line.obstacles.retain(|one| one.cell != cell);
        }
    }
}

/// Several columns of one kind, two telephones perhaps, and which of them is read. Each by letter and header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twice {
    /// The kind, as the words call it: `phone`.
    pub kind: String,
    /// What is read.
    pub read: String,
    /// What is left out.
    pub left: Vec<String>,
}

/// Columns by their letters; empty where the file has none of the kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letters {
    /// Of the member number.
    pub number: String,
    /// Of the name.
    pub name: String,
    /// Of the household number.
    pub household: String,
    /// Of the bodies.
    pub bodies: String,
    /// Of the roles.
    #[serde(default)]
    pub roles: String,
}

/// A person's line. An empty text says nothing about its column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The row in the file, from 1.
    pub row: usize,
    /// Member number.
    pub number: String,
    /// Running number.
    pub serial: String,
    /// Name.
    pub name: String,
    /// Household number: its own, that of the merged cell, or that of the head of household above.
    pub household: String,
    /// Group or grid.
    pub division: String,
    /// Telephone.
    pub phone: String,
    /// Whether of age, `None` when the file does not say.
    pub adult: Option<bool>,
    /// Roles; `None` when the cell is empty, which changes nothing.
    pub roles: Option<Vec<Role>>,
    /// Names of bodies; `None` when the cell is empty, which changes nothing.
    pub bodies: Option<Vec<String>>,
    /// The head of a household, as the file says.
    #[serde(default)]
    pub head: bool,
    /// A total, a signature, a count: no person.
    pub total: bool,
    /// What stands in the way, each with its cell.
    pub obstacles: Vec<Obstacle>,
    /// The same of the running number, which matters only where it is taken for the member's number.
    pub serial_obstacle: Option<Obstacle>,
}

/// What stands in the way of a line, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// What.
    pub problem: LineProblem,
    /// The cell, as `A12`; empty where it is the line as a whole.
    pub cell: String,
    /// What stands there.
    pub text: String,
}

/// Why a line is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineProblem {
    /// No name.
    NoName,
    /// A number stands in the cell of the name.
    NumberInName,
    /// Several names stand in one cell.
    SeveralNames,
    /// The name stands in the cell of the number as well.
    NameInNumber,
    /// No number, and name and household match nobody or several.
    NoMatch,
    /// No number, and several of the name are in the household.
    Twins,
    /// The number stands in the file twice.
    DuplicateNumber,
    /// The same person twice.
    DuplicatePerson,
    /// A role that the program does not know.
    UnknownRole,
    /// A word that does not say whether somebody is of age.
    UnknownAdult,
    /// A body that the community does not have.
    UnknownBody,
    /// Within one household, beneath its head, another group.
    SplitHousehold,
    /// The household number stands in several groups, and the line names none.
    WhichHousehold,
    /// The household is of another group than the member, and the line names none.
    OtherGroup,
    /// The household has two heads in the file: two families, perhaps, of two groups that it does not name.
    TwoHeads,
    /// A head of household without a household number.
    HeadWithoutHousehold,
    /// A value longer than 60 characters.
    TooLong,
    /// The member was erased.
    Erased,
    /// An identity number where a member's number belongs.
    IdNumber,
    /// A date where a number or a name belongs: the spreadsheet has changed what was typed.
    Date,
    /// A number that the spreadsheet shows in powers of ten: its digits are lost.
    Rounded,
    /// A formula whose value was not kept.
    NoValue,
    /// An error value.
    ErrorValue,
}

impl LineProblem {
    /// The key of its sentence.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoName => "line-no-name",
            Self::SeveralNames => "line-several-names",
            Self::NumberInName | Self::NameInNumber => "line-number-in-name",
            Self::NoMatch => "line-no-match",
            Self::Twins => "line-twins",
            Self::DuplicateNumber => "line-duplicate-number",
            Self::DuplicatePerson => "line-duplicate-person",
            Self::UnknownRole => "line-unknown-role",
            Self::UnknownAdult => "line-unknown-adult",
            Self::UnknownBody => "line-unknown-body",
            Self::SplitHousehold => "line-split-household",
            Self::WhichHousehold => "line-which-household",
            Self::OtherGroup => "line-other-group",
            Self::TwoHeads => "line-two-heads",
            Self::HeadWithoutHousehold => "line-head-without-household",
            Self::TooLong => "line-too-long",
            Self::Erased => "line-erased",
            Self::IdNumber => "line-id-number",
            Self::Date => "line-date",
            Self::Rounded => "line-rounded",
            Self::NoValue => "line-no-value",
            Self::ErrorValue => "line-error-value",
        }
    }
}

/// Reads a file.
///
/// # Errors
/// The refusal that says what is wrong with the file as a whole.
pub fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::FileTooLarge);
    }
    let mut read = grid::read(bytes)?;
    // Cells come in by the same gate as forms; the preview shows them as they are kept.
    for cell in read.grids.iter_mut().flat_map(|grid| grid.rows.iter_mut().flatten()) {
        cell.text = rules::typed::line(&cell.text).trim().to_owned();
    }
    if read.grids.iter().flat_map(|grid| grid.rows.iter().flatten()).all(Cell::is_empty) && read.hidden.is_empty() {
        return Err(Refusal::FileEmpty);
    }
    let mut book = Book { hidden: read.hidden, blind: read.blind, ..Book::default() };
    for grid in &read.grids {
        if grid.rows.len() > MOST_LINES {
            return Err(Refusal::FileTooLarge);
        }
        match header::find(grid) {
            Some(header) => book.sheets.extend(header.readings()?.iter().map(|header| line::sheet(grid, header))),
            None => book.headless.push(grid.name.clone()),
        }
    }
    if book.sheets.is_empty() { Err(Refusal::FileNoHeader) } else { Ok(book) }
}

/// The first sheet of a file as one sees it, a row each, cells between tabs: for what is no roll.
///
/// # Errors
/// The refusal that says what is wrong with the file as a whole.
pub fn table(bytes: &[u8]) -> Result<String, Refusal> {
    let read = grid::read(bytes)?;
    let grid = read.grids.iter().find(|grid| grid.rows.iter().flatten().any(|cell| !cell.is_empty()));
    let grid = grid.ok_or(Refusal::FileEmpty)?;
    let seen = grid.rows.iter().enumerate().filter(|(at, _)| !grid.hidden_rows.contains(at));
    let rows = seen.map(|(_, row)| {
        let cells = row.iter().enumerate().filter(|(at, _)| grid.sees(*at));
        cells.map(|(_, cell)| rules::typed::line(&cell.text).trim().to_owned()).collect::<Vec<_>>().join("\t")
    });
    Ok(rows.collect::<Vec<_>>().join("\n"))
}

/// A column's letters: A, …, Z, AA, …
fn letters(column: usize) -> String {
    let letter = |at: usize| u8::try_from(at % 26).map_or('?', |at| char::from(b'A' + at));
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letters(column / 26 - 1), letter(column)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_cells_are_named_as_the_spreadsheet_names_them() {
        assert_eq!([0, 25, 26, 51, 52, 701].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ"]);
    }
}
