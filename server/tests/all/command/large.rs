//! A roll of five thousand lines, as Excel saves it.

use super::{folder, run, text};
use std::fs;

/// A character of a name for each digit.
fn numeral(digit: char) -> char {
    let at = digit.to_digit(10).expect("a digit") as usize;
    "零甲乙丙丁戊己庚辛壬".chars().nth(at).expect("ten")
}

#[test]
fn a_roll_of_5000_lines_is_read_from_a_gb18030_file() {
    let folder = folder();
    let database = "sqlite:roll.sqlite";
    assert!(run(&folder, &["demo", "--database", database]).status.success());
    let mut csv = String::from("编号,姓名,户号,小组,身份证号\n");
    // Names of five thousand people: a number behind a name would be taken for theirs.
    let name = |index: usize| index.to_string().chars().map(numeral).collect::<String>();
    for index in 0..5000 {
        csv.push_str(&format!("N{index},名{},K{},第一组,1\n", name(index), index / 4));
    }
    fs::write(folder.join("roll.csv"), encoding_rs::GB18030.encode(&csv).0).expect("written");
    let import = ["roll", "import", "--community", "yunshan", "roll.csv", "--of-age", "--database", database];
    let first = run(&folder, &import);
    assert!(text(&first.stdout).contains("added 5000, changed 0, unchanged 0, refused 0"), "{}", text(&first.stderr));
    let again = run(&folder, &import);
    assert!(text(&again.stdout).contains("added 0, changed 0, unchanged 5000, refused 0"));
    fs::write(folder.join("bad.csv"), "编号,姓名,户号,职务\n1,甲,H1,县长\n").expect("written");
    let bad = run(&folder, &["roll", "import", "--community", "yunshan", "bad.csv", "--database", database]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(text(&bad.stderr).contains("第 2 行"), "{}", text(&bad.stderr));
    let unknown = run(&folder, &["roll", "import", "--community", "nowhere", "bad.csv", "--database", database]);
    assert!(text(&unknown.stderr).contains("there is no community"));
}
