//! Files as townships send them, read (A4).

use super::{book, only};
use server::roll_file::{self, LineProblem, Sheet};

#[test]
fn a4_every_file_that_broke_it_is_read() {
    let names =
        |sheet: &Sheet| sheet.lines.iter().filter(|one| !one.total).map(|one| one.name.clone()).collect::<Vec<_>>();
    // Hidden rows and sheets are left out and named.
    let hidden = only("15-hidden-row.xlsx");
    assert_eq!(hidden.hidden_rows, [5]);
    assert_eq!(names(&hidden), ["赵示一", "钱示二", "孙示三", "周示五"]);
    let hidden = book("15-hidden-first-sheet.xlsx");
    assert_eq!((hidden.hidden.as_slice(), hidden.sheets.len()), (["2023旧名册".to_owned()].as_slice(), 1));
    assert_eq!(names(&hidden.sheets[0]), ["赵示一", "钱示二", "孙示三"]);
    // Formats of zeros keep them.
    let shown = only("23-numbers-shown-as-001.xlsx");
    let numbers: Vec<&str> = shown.lines.iter().map(|one| one.number.as_str()).collect();
    assert_eq!((numbers[0], numbers[9], numbers.len()), ("001", "010", 12));
    // A title, blanks in headers, merged households; what was only formatted is no line.
    let made = only("22-as-made.xlsx");
    assert_eq!(names(&made), ["赵示一", "赵示二", "赵示三", "钱示四", "孙示五"]);
    let homes: Vec<&str> = made.lines.iter().map(|one| one.household.as_str()).collect();
    assert_eq!(homes, ["1", "1", "1", "2", "3"]);
    assert_eq!(made.dropped, ["身份证号"]);
    let problem = made.lines[0].serial_obstacle.as_ref().expect("an obstacle");
    assert_eq!((problem.problem, problem.cell.as_str()), (LineProblem::NoValue, "A3"));
    let dates = only("06-general-cells.xlsx");
    assert_eq!(dates.lines[2].household, "5-31", "a text that nobody turned into a date");
    // The old format.
    let old = book("old.xls");
    assert!(old.blind && old.sheets.len() == 1);
    assert_eq!(old.hidden, ["旧名册"]);
    assert_eq!(names(&old.sheets[0]), ["赵示一", "钱示二", "孙示三"], "a hidden row cannot be seen");
    assert_eq!(old.sheets[0].lines[1].household, "1", "merged");
    // The township's.
    let roll = only("township-roll-as-it-comes.xlsx");
    assert_eq!(roll.lines.iter().filter(|one| one.total).count(), 2);
    assert_eq!(names(&roll).len(), 598);
    assert!(roll.lines.iter().all(|one| one.obstacles.is_empty()));
    assert!(roll.lines.iter().filter(|one| !one.total).all(|one| !one.household.is_empty()));
    assert_eq!((roll.lines[0].row, roll.lines[0].phone.as_str()), (5, "19900000037"));
    assert_eq!(names(&only("township-roll-renumbered.xlsx")).len(), 593);
}

#[test]
fn a4_hidden_columns_formulas_and_formats_are_read_as_seen() {
    use rust_xlsxwriter::{Format, Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["编号", "姓名", "户号", "电话", "小组"].iter().enumerate() {
        sheet.write(0, column as u16, *text).expect("written");
    }
    sheet.write_with_format(1, 0, 7, &Format::new().set_num_format("\"G\"000")).expect("written");
    sheet.write(1, 1, "钱示二").expect("written");
    sheet.write_formula(1, 2, Formula::new("=4+5").set_result("9")).expect("written");
    sheet.write(1, 3, 10_000_000_001_f64).expect("written");
    sheet.write(1, 4, "一组").expect("written");
    sheet.set_column_hidden(3).expect("hidden");
    let read = roll_file::read(&book.save_to_buffer().expect("saved")).expect("read").sheets.remove(0);
    let line = &read.lines[0];
    assert_eq!((line.number.as_str(), line.household.as_str(), line.phone.as_str()), ("G007", "9", ""));
    assert_eq!(read.hidden_columns, ["D 电话"]);

    let mut far = Workbook::new();
    let sheet = far.add_worksheet();
    sheet.write(0, 0, "姓名").expect("written");
    sheet.write(1_048_575, 16_383, "x").expect("written");
    assert_eq!(roll_file::read(&far.save_to_buffer().expect("saved")), Err(rules::Refusal::FileTooLarge));
}

#[test]
fn a4_texts_read_alike_in_every_encoding() {
    use rules::{Refusal, permit::Role};
    let text =
        "编号,姓名,户号,小组,手机号,身份证号,职务,机构\n001,赵示一,H1,一组,000-0000-0001,x,主持人,村民代表会议\n";
    let bom = ["\u{feff}".as_bytes(), text.as_bytes()].concat();
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), bom, gb] {
        let sheet = roll_file::read(&bytes).expect("read").sheets.remove(0);
        let line = &sheet.lines[0];
        assert_eq!((line.row, line.number.as_str(), line.phone.as_str()), (2, "001", "000-0000-0001"));
        assert_eq!(line.roles, Some(vec![Role::Chair]));
        assert_eq!(line.bodies, Some(vec!["村民代表会议".to_owned()]));
        assert_eq!(sheet.dropped, ["身份证号"]);
    }
    let text = "Roll of the village\n\nNumber\tName\tHousehold\tBank account\n7\tLi\tH2\t62220000\n";
    let sheet = roll_file::read(text.as_bytes()).expect("read").sheets.remove(0);
    assert_eq!((sheet.lines[0].row, sheet.lines[0].number.as_str()), (4, "7"));
    assert_eq!(sheet.dropped, ["Bankaccount"]);
    for (bytes, refusal) in [
        (vec![0xff, 0xfe, 0x31, 0x00], Refusal::FileEncoding),
        (b"\x81".to_vec(), Refusal::FileEncoding),
        (b"a,b\n1,2\n".to_vec(), Refusal::FileNoHeader),
        (Vec::new(), Refusal::FileEmpty),
        ("\u{feff} \r\n,,\r\n".as_bytes().to_vec(), Refusal::FileEmpty),
        (b"PK\x03\x04 not a workbook".to_vec(), Refusal::FileUnknown),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nor this".to_vec(), Refusal::FileUnknown),
        (vec![b'a'; roll_file::LARGEST + 1], Refusal::FileTooLarge),
    ] {
        assert_eq!(roll_file::read(&bytes), Err(refusal));
    }
}

#[test]
fn a4_under_the_head_of_a_household_its_number_is_filled_down() {
    let text = "编号,户号,姓名,小组,与户主关系\n\
                1,5,赵示一,一组,户主\n2,,钱示二,,妻\n3,,孙示三,二组,长子\n4,,李示四,一组,户主\n5,6,周示五,一组,户主\n6,,吴示六,1组,妻\n";
    let sheet = roll_file::read(text.as_bytes()).expect("read").sheets.remove(0);
    let homes: Vec<_> = sheet.lines.iter().map(|one| (one.household.as_str(), one.division.as_str())).collect();
    assert_eq!(homes, [("5", "一组"), ("5", "一组"), ("5", "二组"), ("", "一组"), ("6", "一组"), ("6", "1组")]);
    let problems: Vec<_> =
        sheet.lines.iter().flat_map(|one| &one.obstacles).map(|one| (one.problem, one.cell.as_str())).collect();
    assert_eq!(problems, [(LineProblem::SplitHousehold, "D4"), (LineProblem::HeadWithoutHousehold, "B5")]);
}
