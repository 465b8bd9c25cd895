//! Reads a roll from a file as people have it: CSV (UTF-8 with or without BOM, GB18030 as Excel in China saves it) or
//! XLSX. Columns are found by Chinese or English headers; ID, bank and health columns are dropped unread.

mod header;
mod table;

use rules::{Refusal, permit::Role};
use serde::{Deserialize, Serialize};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most lines that are read.
pub const MOST_LINES: usize = 50_000;

/// A file as read: its lines and what was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// One line per person.
    pub lines: Vec<Line>,
    /// Headers of columns dropped unread because they are sensitive.
    pub dropped: Vec<String>,
    /// Headers of columns that the program does not know.
    pub ignored: Vec<String>,
    /// Whether the file says who is of age.
    pub has_adult: bool,
    /// Whether the file says anything about roles.
    pub has_roles: bool,
    /// Whether the file says anything about bodies.
    pub has_bodies: bool,
}

/// A person's line. An empty text says nothing about its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The row in the file, from 1.
    pub row: usize,
    /// Member number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Household number.
    pub household: String,
    /// Group or grid.
    pub division: String,
    /// Telephone.
    pub phone: String,
    /// Whether of age, `None` when the file does not say; or the word that cannot be read.
    pub adult: Result<Option<bool>, String>,
    /// Roles, or the word that names none.
    pub roles: Result<Vec<Role>, String>,
    /// Names of bodies.
    pub bodies: Vec<String>,
}

impl Default for Line {
    fn default() -> Self {
        let empty = String::new;
        Self {
            row: 0,
            number: empty(),
            name: empty(),
            household: empty(),
            division: empty(),
            phone: empty(),
            adult: Ok(None),
            roles: Ok(Vec::new()),
            bodies: Vec::new(),
        }
    }
}

/// Reads a file.
///
/// # Errors
/// The refusal that says what is wrong with the file as a whole.
pub fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::FileTooLarge);
    }
    let mut rows = if bytes.starts_with(b"PK") { table::xlsx(bytes)? } else { table::csv(bytes)? };
    // Cells come in by the same gate as forms; the preview shows them as they are kept.
    for cell in rows.iter_mut().flatten() {
        *cell = rules::typed::line(cell).trim().to_owned();
    }
    if rows.len() > MOST_LINES {
        return Err(Refusal::FileTooLarge);
    }
    header::sheet(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str =
        "编号,姓名,户号,小组,手机号,身份证号,职务,机构\n001,赵示一,H1,一组,000-0000-0001,x,主持人,村民代表会议\n";

    fn expected() -> Line {
        Line {
            row: 2,
            number: "001".into(),
            name: "赵示一".into(),
            household: "H1".into(),
            division: "一组".into(),
            phone: "000-0000-0001".into(),
            adult: Ok(None),
            roles: Ok(vec![Role::Chair]),
            bodies: vec!["村民代表会议".into()],
        }
    }

    #[test]
    fn utf8_bom_and_gb18030_read_alike() {
        let bom = ["\u{feff}".as_bytes(), CHINESE.as_bytes()].concat();
        let gb = encoding_rs::GB18030.encode(CHINESE).0.into_owned();
        for bytes in [CHINESE.as_bytes().to_vec(), bom, gb] {
            let sheet = read(&bytes).expect("read");
            assert_eq!(sheet.lines, vec![expected()]);
            assert_eq!(sheet.dropped, vec!["身份证号".to_owned()]);
        }
    }

    #[test]
    fn english_headers_and_a_title_line() {
        let text = "Roll of the village\n\nNumber\tName\tHousehold\tBank account\n7\tLi\tH2\t62220000\n";
        let sheet = read(text.as_bytes()).expect("read");
        assert_eq!((sheet.lines[0].row, sheet.lines[0].number.as_str()), (4, "7"));
        assert_eq!(sheet.dropped, vec!["Bank account".to_owned()]);
    }

    #[test]
    fn broken_files_get_their_sentence() {
        assert_eq!(read(&[0xff, 0xfe, 0x31, 0x00]), Err(Refusal::FileEncoding));
        assert_eq!(read(b"\x81"), Err(Refusal::FileEncoding));
        assert_eq!(read(b"a,b\n1,2\n"), Err(Refusal::FileNoHeader));
        assert_eq!(read(b""), Err(Refusal::FileNoHeader));
        assert_eq!(read(b"PK\x03\x04 not a workbook"), Err(Refusal::FileUnknown));
        assert_eq!(read(&vec![b'a'; LARGEST + 1]), Err(Refusal::FileTooLarge));
    }

    #[test]
    fn xlsx_reads_numbers_as_written_and_refuses_formulas_and_merged_cells() {
        use rust_xlsxwriter::{Format, Workbook};
        let mut plain = Workbook::new();
        let sheet = plain.add_worksheet();
        for (column, title) in ["编号", "姓名", "户号", "电话"].iter().enumerate() {
            sheet.write(0, column as u16, *title).expect("written");
        }
        sheet.write(1, 0, 12).expect("written");
        sheet.write(1, 1, "钱示二").expect("written");
        sheet.write(1, 2, "H9").expect("written");
        sheet.write(1, 3, 10_000_000_001_f64).expect("written");
        let read_plain = read(&plain.save_to_buffer().expect("saved")).expect("read");
        assert_eq!(read_plain.lines[0].number, "12");
        assert_eq!(read_plain.lines[0].phone, "10000000001");

        let mut formula = Workbook::new();
        let sheet = formula.add_worksheet();
        sheet.write(0, 0, "姓名").expect("written");
        sheet.write_formula(1, 0, "=A1").expect("written");
        assert_eq!(read(&formula.save_to_buffer().expect("saved")), Err(Refusal::FileFormula));

        let mut far = Workbook::new();
        let sheet = far.add_worksheet();
        sheet.write(0, 0, "姓名").expect("written");
        sheet.write(1_048_575, 16_383, "x").expect("written");
        assert_eq!(read(&far.save_to_buffer().expect("saved")), Err(Refusal::FileTooLarge));

        let mut merged = Workbook::new();
        let sheet = merged.add_worksheet();
        sheet.merge_range(0, 0, 0, 2, "花名册", &Format::new()).expect("written");
        sheet.write(1, 0, "姓名").expect("written");
        assert_eq!(read(&merged.save_to_buffer().expect("saved")), Err(Refusal::FileMerged));
    }
}
