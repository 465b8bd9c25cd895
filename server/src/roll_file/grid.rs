//! The cells of a file, as one sees them.

use super::{LARGEST, LineProblem, MOST_LINES, hidden};
use calamine::{Data, Reader, SheetType, SheetVisible, StyleRange, Xls, Xlsx};
use encoding_rs::{GB18030, UTF_8};
use rules::Refusal;
use std::{
    collections::{BTreeSet, HashSet},
    io::Cursor,
};

/// The most columns of a sheet.
pub const MOST_COLUMNS: usize = 200;
/// The most sheets of a workbook.
const MOST_SHEETS: usize = 50;

/// Every visible sheet, and the names of the others.
#[derive(Debug, Default)]
pub struct Grids {
    pub grids: Vec<Grid>,
    pub hidden: Vec<String>,
    pub blind: bool,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Grid {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
    pub hidden_rows: BTreeSet<usize>,
    pub hidden_columns: BTreeSet<usize>,
    pub merged: Vec<Block>,
}

/// A cell: its text, and what is wrong with it as a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub flaw: Option<LineProblem>,
}

/// Merged cells, both ends included.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

impl Cell {
    /// Whether nothing stands in it.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty() && self.flaw.is_none()
    }
}

impl Grid {
    /// A cell by row and column, from 0.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    /// Whether a column is seen.
    pub fn sees(&self, column: usize) -> bool {
        !self.hidden_columns.contains(&column)
    }
}

/// Reads whichever kind of file it is.
pub fn read(bytes: &[u8]) -> Result<Grids, Refusal> {
    if bytes.starts_with(b"PK") {
        xlsx(bytes)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        xls(bytes)
    } else {
        let grid = Grid { rows: csv(bytes)?, ..Grid::default() };
        Ok(Grids { grids: vec![grid], ..Grids::default() })
    }
}

/// The rows of a CSV text: comma, semicolon or tab, whichever the first lines use most.
fn csv(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, Refusal> {
    let text = decode(bytes)?;
    let head: String = text.lines().take(10).collect();
    let count = |mark: char| head.chars().filter(|one| *one == mark).count();
    let delimiter =
        [b',', b'\t', b';'].into_iter().max_by_key(|mark| (count(char::from(*mark)), *mark == b',')).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::FileUnknown)?;
        let line = record.position().and_then(|position| usize::try_from(position.line()).ok()).unwrap_or_default();
        if line > MOST_LINES {
            return Err(Refusal::FileTooLarge);
        }
        while rows.len() + 1 < line {
            rows.push(Vec::new());
        }
        rows.push(
            record.iter().take(MOST_COLUMNS).map(|cell| Cell { text: cell.trim().to_owned(), flaw: None }).collect(),
        );
    }
    Ok(rows)
}

fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let utf8 = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let decoded = UTF_8
        .decode_without_bom_handling_and_without_replacement(utf8)
        .or_else(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes));
    decoded.map(std::borrow::Cow::into_owned).filter(|text| !text.contains('\0')).ok_or(Refusal::FileEncoding)
}

fn visible(metadata: &[calamine::Sheet]) -> Result<(Vec<String>, Vec<String>), Refusal> {
    if metadata.len() > MOST_SHEETS {
        return Err(Refusal::FileTooLarge);
    }
    let tables = metadata.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (seen, hidden): (Vec<_>, Vec<_>) = tables.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names = |sheets: Vec<&calamine::Sheet>| sheets.into_iter().map(|sheet| sheet.name.clone()).collect();
    Ok((names(seen), names(hidden)))
}

fn xlsx(bytes: &[u8]) -> Result<Grids, Refusal> {
    let unknown = |_| Refusal::FileUnknown;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unknown)?;
    let (seen, hidden) = visible(book.sheets_metadata())?;
    let mut marks = hidden::Marks::open(bytes)?;
    let mut grids = Vec::new();
    for name in seen {
        // A stray cell far away would make the whole rectangle between: look at the extent first, cell by cell.
        let mut cells = book.worksheet_cells_reader(&name).map_err(unknown)?;
        while let Some(cell) = cells.next_cell().map_err(unknown)? {
            let (row, column) = cell.get_position();
            if row as usize > MOST_LINES || column as usize > MOST_COLUMNS {
                return Err(Refusal::FileTooLarge);
            }
        }
        drop(cells);
        let range = book.worksheet_range(&name).map_err(unknown)?;
        let formulas = book.worksheet_formula(&name).map_err(unknown)?;
        let styles = book.worksheet_style(&name).map_err(unknown)?;
        let merged = book.merge_cells_by_sheet_name(&name).map_err(unknown)?;
        let marks = marks.of(&name)?;
        grids.push(Grid {
            rows: rows(&range, &formulas, Some(&styles)),
            merged: blocks(&merged),
            hidden_rows: marks.rows,
            hidden_columns: marks.columns,
            name,
        });
    }
    Ok(Grids { grids, hidden, blind: false })
}

fn xls(bytes: &[u8]) -> Result<Grids, Refusal> {
    // A small file may claim a rectangle of 65,536 × 256 cells; that is what the format holds at most.
    if bytes.len() > LARGEST {
        return Err(Refusal::FileTooLarge);
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| Refusal::FileUnknown)?;
    let (seen, hidden) = visible(book.sheets_metadata())?;
    let mut grids = Vec::new();
    for name in seen {
        let range = book.worksheet_range(&name).map_err(|_| Refusal::FileUnknown)?;
        let formulas = book.worksheet_formula(&name).map_err(|_| Refusal::FileUnknown)?;
        let (row, column) = range.end().unwrap_or_default();
        if row as usize > MOST_LINES || column as usize > MOST_COLUMNS {
            return Err(Refusal::FileTooLarge);
        }
        let merged = book.merge_cells_by_sheet_name(&name).map_err(|_| Refusal::FileUnknown)?;
        grids.push(Grid { rows: rows(&range, &formulas, None), merged: blocks(&merged), name, ..Grid::default() });
    }
    Ok(Grids { grids, hidden, blind: true })
}

fn blocks(merged: &[calamine::Dimensions]) -> Vec<Block> {
    let at = |(row, column): (u32, u32)| (row as usize, column as usize);
    merged
        .iter()
        .map(|one| {
            let ((top, left), (bottom, right)) = (at(one.start), at(one.end));
            Block { top, left, bottom: bottom.min(MOST_LINES), right: right.min(MOST_COLUMNS) }
        })
        .collect()
}

fn rows(
    range: &calamine::Range<Data>,
    formulas: &calamine::Range<String>,
    styles: Option<&StyleRange>,
) -> Vec<Vec<Cell>> {
    let Some(end) = range.end().max(formulas.end()) else { return Vec::new() };
    let computed: HashSet<(u32, u32)> = formulas
        .start()
        .map(|(row, column)| {
            let used = formulas.used_cells().filter(|(_, _, text)| !text.is_empty());
            used.filter_map(|(down, right, _)| {
                Some((row + u32::try_from(down).ok()?, column + u32::try_from(right).ok()?))
            })
            .collect()
        })
        .unwrap_or_default();
    let width = range.end().map_or(0, |(_, column)| column).max(formulas.end().map_or(0, |(_, column)| column));
    (0..=end.0)
        .map(|row| {
            (0..=width)
                .map(|column| {
                    let at = (row, column);
                    let code = styles.and_then(|one| one.get(at)?.number_format.as_ref());
                    let cell = cell(range.get_value(at), code.map(|one| one.format_code.as_str()));
                    let unkept = cell.text.is_empty() && cell.flaw.is_none() && computed.contains(&at);
                    if unkept { Cell { flaw: Some(LineProblem::NoValue), ..cell } } else { cell }
                })
                .collect()
        })
        .collect()
}

fn cell(data: Option<&Data>, format: Option<&str>) -> Cell {
    let plain = |text: String| Cell { text: text.trim().to_owned(), flaw: None };
    match data {
        None | Some(Data::Empty) => Cell::default(),
        Some(Data::Error(error)) => Cell { text: error.to_string(), flaw: Some(LineProblem::ErrorValue) },
        Some(Data::DateTime(date)) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Cell { text: format!("{year}-{month:02}-{day:02}"), flaw: Some(LineProblem::Date) }
        }
        Some(Data::DateTimeIso(text) | Data::DurationIso(text)) => {
            Cell { text: text.clone(), flaw: Some(LineProblem::Date) }
        }
        Some(Data::DateTime(date)) => Cell { text: date.to_string(), flaw: Some(LineProblem::Date) },
        // A member number or telephone typed as a number shows no fraction.
        Some(Data::Float(number)) if number.fract().abs() < f64::EPSILON && number.abs() < 1e15 => {
            let digits = format!("{number:.0}");
            plain(format.and_then(|code| shown(code, &digits)).unwrap_or(digits))
        }
        Some(Data::Int(number)) => {
            let digits = number.to_string();
            plain(format.and_then(|code| shown(code, &digits)).unwrap_or(digits))
        }
        Some(other) => plain(other.to_string()),
    }
}

/// A whole number as a format of zeros with words around them shows it: `000` makes 1 into 001, `"H"0000` into H0001.
fn shown(code: &str, digits: &str) -> Option<String> {
    let (mut before, mut after, mut zeros) = (String::new(), String::new(), 0);
    let mut marks = code.split(';').next()?.chars();
    while let Some(mark) = marks.next() {
        if mark == '0' && after.is_empty() {
            zeros += 1;
            continue;
        }
        let words = if zeros == 0 { &mut before } else { &mut after };
        match mark {
            '"' => words.extend(marks.by_ref().take_while(|one| *one != '"')),
            '\\' => words.extend(marks.next()),
            _ => return None,
        }
    }
    (zeros > 0 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("{before}{digits:0>zeros$}{after}"))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a4_a_number_is_read_as_it_is_shown() {
        for (code, digits, text) in [
            ("000", "1", Some("001")),
            ("0000;-0000", "12", Some("0012")),
            ("\"H\"0000", "7", Some("H0007")),
            ("0", "7", Some("7")),
            ("General", "7", None),
            ("0.00", "7", None),
            ("#,##0", "7", None),
            ("000", "-1", None),
        ] {
            assert_eq!(shown(code, digits).as_deref(), text, "{code} {digits}");
        }
    }
}
