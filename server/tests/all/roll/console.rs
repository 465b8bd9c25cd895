//! `yishi roll import`: the page's questions, with options for answers (A4).

use super::file;
use crate::command::{folder, run, text};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A folder with a demonstration village.
pub fn village() -> PathBuf {
    let folder = folder();
    assert!(run(&folder, &["demo", "--database", "sqlite:v.sqlite"]).status.success());
    folder
}

/// Imports a file with options: exit code, what was said, what was complained about. Most files say of nobody whether they are of age;
/// whoever sends them says so.
pub fn import(folder: &Path, file: &str, options: &[&str]) -> (Option<i32>, String, String) {
    import_as(folder, file, &[options, &["--of-age"]].concat())
}

fn import_as(folder: &Path, file: &str, options: &[&str]) -> (Option<i32>, String, String) {
    let command = ["roll", "import", "--database", "sqlite:v.sqlite", "--community", "yunshan", file];
    let output = run(folder, &[&command, options].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

pub fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("written");
}

#[track_caller]
pub fn open(said: &(Option<i32>, String, String), words: &[&str]) {
    assert_eq!(said.0, Some(1), "{said:?}");
    for word in words {
        assert!(said.2.contains(word), "{word}: {said:?}");
    }
}

#[track_caller]
pub fn taken_in(said: &(Option<i32>, String, String), words: &str) {
    assert!(said.0 == Some(0) && said.1.contains(words), "{words}: {said:?}");
}

#[test]
fn a4_the_command_names_each_open_question_with_its_option() {
    use rust_xlsxwriter::Workbook;
    let folder = village();
    let mut two = Workbook::new();
    for (name, person) in [("甲表", "周示五"), ("乙表", "吴示陆")] {
        let sheet = two.add_worksheet();
        sheet.set_name(name).expect("named");
        for (row, texts) in [["序号", "姓名", "户号"], ["9801", person, "H981"]].iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                sheet.write(row as u32, column as u16, *text).expect("written");
            }
        }
    }
    two.save(folder.join("two.xlsx")).expect("saved");
    // Which sheet, then which numbers.
    open(&import(&folder, "two.xlsx", &[]), &["导入哪一张工作表", "--sheet 2 乙表（1 行）"]);
    let unknown = import(&folder, "two.xlsx", &["--sheet", "丙表"]);
    assert!(unknown.0 == Some(2) && unknown.2.contains("has no sheet"), "{unknown:?}");
    let numbers = ["只有“序号”", "--numbers serial", "--numbers program"];
    open(&import(&folder, "two.xlsx", &["--sheet", "2"]), &numbers);
    let all = ["--sheet", "乙表", "--numbers", "serial"];
    let dry = import(&folder, "two.xlsx", &[&all[..], &["--dry-run"]].concat());
    taken_in(&dry, "第 2 行 新增 9801 吴示陆：户 H981");
    taken_in(&import(&folder, "two.xlsx", &all), "added 1, changed 0");
    taken_in(&import(&folder, "two.xlsx", &all), "文件和花名册一样");
    // Who is of age is said by whoever sends the file, where it does not say so.
    write(&folder, "ages.csv", "编号,姓名,户号\n9711,郑示拾,H973\n");
    open(&import_as(&folder, "ages.csv", &[]), &["--of-age 文件没写是否成年的 1 人"]);
    // Bodies that do not exist yet.
    write(&folder, "bodies.csv", "编号,姓名,户号,机构\n9701,郑示柒,H971,没有的会\n9702,王示捌,H971,没有的会\n");
    open(&import(&folder, "bodies.csv", &[]), &["没有的会（2 行）", "--keep-bodies", "D2 没有的会：没有这个机构"]);
    taken_in(&import(&folder, "bodies.csv", &["--keep-bodies"]), "added 2");
    // Every line of the file is of one kind, and they add up: totals and signatures are no people's.
    write(
        &folder,
        "sum.csv",
        "编号,姓名,户号\n9701,郑示柒,H971\n9601,郑示伍,H972\n,合计,2\n,填表人：王秀兰,\n,审核人：周德厚,\n",
    );
    let sum = "5 lines: added 1, changed 0, unchanged 1, refused 0, to be asked 0, no person 3";
    taken_in(&import(&folder, "sum.csv", &[]), sum);
    // Nobody has a number.
    write(&folder, "bare.csv", "姓名,户号\n冯示丑子,H961\n");
    open(&import(&folder, "bare.csv", &[]), &["--numbers program"]);
    taken_in(&import(&folder, "bare.csv", &["--numbers", "program"]), "added 1");
}

#[test]
fn a2_the_command_takes_answers_row_by_row() {
    let folder = village();
    write(&folder, "r.csv", "编号,姓名,户号\n9001,赵示甲,H911\n9002,钱示乙,H921\n9003,孙示丙,H931\n9004,李示丁,H941\n");
    taken_in(&import(&folder, "r.csv", &[]), "added 4");
    write(&folder, "r.csv", "编号,姓名,户号\n9001,新示零,H911\n9002,钱示乙,H921\n9003,孙示丙,H931\n9004,李示丁,H941\n");
    let asked =
        ["第 2 行", "花名册：9001 赵示甲", "同一个编号，姓名不同", "--same 2 是同一个人", "或者改按姓名和户号核对"];
    let before = import(&folder, "r.csv", &[]);
    open(&before, &asked);
    assert!(!before.2.contains("--new"), "{before:?}");
    open(&import(&folder, "r.csv", &["--dry-run"]), &asked);
    for (options, words) in [
        (&["--new", "2"][..], "cannot be answered so"),
        (&["--same", "3"], "row 3 is not asked about"),
        (&["--same", "99"], "row 99 is not asked about"),
    ] {
        let said = import(&folder, "r.csv", options);
        assert!(said.0 == Some(2) && said.2.contains(words), "{said:?}");
    }
    let dry = import(&folder, "r.csv", &["--same", "2", "--dry-run"]);
    taken_in(&dry, "姓名 赵示甲 → 新示零");
    open(&import(&folder, "r.csv", &[]), &asked);
    taken_in(&import(&folder, "r.csv", &["--same", "2"]), "to be asked 1");
    taken_in(&import(&folder, "r.csv", &[]), "unchanged 4");
    // Numbers that were filled in anew: by name.
    write(&folder, "r.csv", "编号,姓名,户号\n9001,周示戊,H951\n9002,新示零,H911\n9003,钱示乙,H921\n9004,孙示丙,H931\n");
    open(&import(&folder, "r.csv", &[]), &["编号重新编排过", "--by-name 改按姓名和户号核对"]);
    write(&folder, "s.csv", "姓名,户号\n赵示子,\n");
    let homeless = import(&folder, "s.csv", &["--numbers", "program"]);
    taken_in(&homeless, "有 1 位成年人没有户号");
    let by_name = import(&folder, "r.csv", &["--by-name"]);
    taken_in(&by_name, "added 1, changed 3");
    assert!(by_name.1.contains("李示丁：9004 → "), "{by_name:?}");
}

/// The township's roll by command: what is left out is named, and two of one name in one household are asked about.
#[test]
fn a4_the_townships_roll_is_taken_in_by_command() {
    let folder = village();
    fs::write(folder.join("roll.xlsx"), file("township-roll-as-it-comes.xlsx")).expect("written");
    open(&import(&folder, "roll.xlsx", &[]), &["--numbers program"]);
    let program = ["--numbers", "program"];
    let asked = import(&folder, "roll.xlsx", &program);
    open(&asked, &["一户里有两个同名的人", "写上各自的编号"]);
    assert!(asked.1.contains("没有读取：身份证号"), "{asked:?}");
    let rows: Vec<&str> = asked.2.split("--new ").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
    let answers = rows.join(",");
    taken_in(&import(&folder, "roll.xlsx", &[&program[..], &["--new", &answers]].concat()), "refused 0");
}
