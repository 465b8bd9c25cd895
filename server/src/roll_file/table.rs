//! Rows of text from either kind of file.

use super::MOST_LINES;
use calamine::{Data, Reader, Xlsx};
use encoding_rs::{GB18030, UTF_8};
use rules::Refusal;
use std::io::Cursor;

/// The most columns of a sheet.
const MOST_COLUMNS: u32 = 200;

/// The rows of a CSV text: comma, semicolon or tab, whichever the first lines use most.
pub fn csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, Refusal> {
    let text = decode(bytes)?;
    let head: String = text.lines().take(10).collect();
    let count = |mark: char| head.chars().filter(|one| *one == mark).count();
    let delimiter =
        [b',', b'\t', b';'].into_iter().max_by_key(|mark| (count(char::from(*mark)), *mark == b',')).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::FileUnknown)?;
        let line = record.position().and_then(|position| usize::try_from(position.line()).ok()).unwrap_or_default();
        while rows.len() + 1 < line {
            rows.push(Vec::new());
        }
        rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
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

/// The rows of a workbook's first sheet. Merged cells and formulas are refused: what one sees is not what is stored.
pub fn xlsx(bytes: &[u8]) -> Result<Vec<Vec<String>>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::FileUnknown)?;
    let name = book.sheet_names().first().cloned().ok_or(Refusal::FileNoHeader)?;
    let merged = book.merge_cells_by_sheet_name(&name).map_err(|_| Refusal::FileUnknown)?;
    if !merged.is_empty() {
        return Err(Refusal::FileMerged);
    }
    // A stray cell far away would make the whole rectangle between: look at the extent first, cell by cell.
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| Refusal::FileUnknown)?;
    while let Some(cell) = cells.next_cell().map_err(|_| Refusal::FileUnknown)? {
        let (row, column) = cell.get_position();
        if row as usize > MOST_LINES || column > MOST_COLUMNS {
            return Err(Refusal::FileTooLarge);
        }
    }
    drop(cells);
    let formulas = book.worksheet_formula(&name).map_err(|_| Refusal::FileUnknown)?;
    if formulas.used_cells().any(|(_, _, formula)| !formula.is_empty()) {
        return Err(Refusal::FileFormula);
    }
    let range = book.worksheet_range(&name).map_err(|_| Refusal::FileUnknown)?;
    let first = range.start().map_or(0, |(row, _)| row as usize);
    let rows = range.rows().map(|row| row.iter().map(cell).collect());
    Ok(std::iter::repeat_n(Vec::new(), first).chain(rows).collect())
}

fn cell(data: &Data) -> String {
    match data {
        // A member number or telephone typed as a number shows no fraction.
        Data::Float(number) if number.fract().abs() < f64::EPSILON && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
