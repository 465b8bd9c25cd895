//! Finds the columns by their headers and reads each line.

use super::{Line, Sheet};
use rules::{Refusal, permit::Role};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Name,
    Household,
    Division,
    Phone,
    Adult,
    Roles,
    Bodies,
}

const HEADERS: &[(Column, &[&str])] = &[
    (Column::Number, &["编号", "成员编号", "号码", "number", "no", "no.", "member number"]),
    (Column::Name, &["姓名", "name"]),
    (Column::Household, &["户号", "户编号", "household", "household number"]),
    (Column::Division, &["组", "小组", "村民小组", "组别", "网格", "group", "grid"]),
    (Column::Phone, &["电话", "手机", "手机号", "联系电话", "phone", "telephone", "mobile"]),
    (Column::Adult, &["成年", "是否成年", "年满十八周岁", "adult"]),
    (Column::Roles, &["职务", "角色", "role", "roles"]),
    (Column::Bodies, &["机构", "会议", "所属会议", "body", "bodies"]),
];

/// Words in a header that mark a column nobody here needs and nobody here reads.
const SENSITIVE: &[&str] = &[
    "身份证",
    "证件",
    "银行",
    "卡号",
    "账号",
    "帐号",
    "健康",
    "疾病",
    "残疾",
    "病史",
    "低保",
    "id number",
    "id card",
    "identity",
    "bank",
    "account",
    "health",
    "disab",
    "illness",
];

const ROLES: &[(Role, &[&str])] = &[
    (Role::Chair, &["主持人", "主任", "chair"]),
    (Role::Clerk, &["文书", "工作人员", "记录人", "clerk"]),
    (Role::Teller, &["计票人", "监票人", "teller"]),
    (Role::Committee, &["委员", "村委会委员", "居委会委员", "committee"]),
    (Role::Supervisor, &["监督委员会", "监委会成员", "监委", "supervisor"]),
    (Role::Party, &["党组织", "支部委员", "party"]),
    (Role::Township, &["乡镇", "街道", "township"]),
];

/// Words for "nothing".
const NOTHING: &[&str] = &["", "-", "—", "无", "none"];

pub fn sheet(rows: &[Vec<String>]) -> Result<Sheet, Refusal> {
    let found = rows.iter().take(20).position(|row| {
        let known: Vec<_> = row.iter().filter_map(|cell| column(cell)).collect();
        known.contains(&Column::Name) && (known.contains(&Column::Number) || known.contains(&Column::Household))
    });
    let at = found.ok_or(Refusal::FileNoHeader)?;
    let header = rows.get(at).ok_or(Refusal::FileNoHeader)?;
    let columns: Vec<Option<Column>> =
        header.iter().map(|cell| if sensitive(cell) { None } else { column(cell) }).collect();
    let named = |wanted: fn(&str) -> bool| -> Vec<String> {
        header.iter().filter(|cell| !cell.is_empty() && wanted(cell)).cloned().collect()
    };
    let lines = rows
        .iter()
        .enumerate()
        .skip(at + 1)
        .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
        .map(|(index, row)| line(index + 1, row, &columns))
        .collect();
    Ok(Sheet {
        lines,
        dropped: named(sensitive),
        ignored: named(|cell| !sensitive(cell) && column(cell).is_none()),
        has_adult: columns.contains(&Some(Column::Adult)),
        has_roles: columns.contains(&Some(Column::Roles)),
        has_bodies: columns.contains(&Some(Column::Bodies)),
    })
}

fn plain(cell: &str) -> String {
    cell.trim().to_lowercase().replace(' ', "")
}

fn column(cell: &str) -> Option<Column> {
    let cell = plain(cell);
    HEADERS.iter().find(|(_, names)| names.iter().any(|name| plain(name) == cell)).map(|(column, _)| *column)
}

fn sensitive(cell: &str) -> bool {
    let cell = cell.to_lowercase();
    SENSITIVE.iter().any(|word| cell.contains(word))
}

fn line(row: usize, cells: &[String], columns: &[Option<Column>]) -> Line {
    let mut line = Line { row, ..Line::default() };
    for (cell, column) in cells.iter().zip(columns) {
        match column {
            Some(Column::Number) => line.number.clone_from(cell),
            Some(Column::Name) => line.name.clone_from(cell),
            Some(Column::Household) => line.household.clone_from(cell),
            Some(Column::Division) => line.division.clone_from(cell),
            Some(Column::Phone) => line.phone.clone_from(cell),
            Some(Column::Adult) => line.adult = adult(cell),
            Some(Column::Roles) => line.roles = roles(cell),
            Some(Column::Bodies) => line.bodies = words(cell).map(str::to_owned).collect(),
            None => {}
        }
    }
    line
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', ',', '，', ';', '；', '/', '|']).map(str::trim).filter(|word| !NOTHING.contains(word))
}

/// An unreadable word is never taken for "of age": it would put a child on the roll.
fn adult(cell: &str) -> Result<Option<bool>, String> {
    match plain(cell).as_str() {
        "是" | "已成年" | "成年" | "yes" | "y" | "1" | "true" => Ok(Some(true)),
        "否" | "未成年" | "no" | "n" | "0" | "false" => Ok(Some(false)),
        nothing if NOTHING.contains(&nothing) => Ok(None),
        _ => Err(cell.to_owned()),
    }
}

fn roles(cell: &str) -> Result<Vec<Role>, String> {
    let mut found: Vec<Role> = Vec::new();
    for word in words(cell) {
        let lower = word.to_lowercase();
        let role = ROLES.iter().find(|(_, names)| names.contains(&lower.as_str())).map(|(role, _)| *role);
        let role = role.ok_or_else(|| word.to_owned())?;
        if !found.contains(&role) {
            found.push(role);
        }
    }
    found.sort();
    Ok(found)
}
