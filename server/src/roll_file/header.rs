//! Finds the line of headers, which may take two rows, and the columns by their names.

use super::{
    Twice,
    grid::{Block, Grid},
    letters,
};
use rules::{Refusal, folding::folded};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Number,
    Serial,
    Name,
    Household,
    Division,
    Relation,
    Phone,
    Adult,
    Roles,
    Bodies,
}

impl Column {
    /// As the words of a column have it.
    const fn id(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Serial => "serial",
            Self::Name => "name",
            Self::Household => "household",
            Self::Division => "division",
            Self::Relation => "relation",
            Self::Phone => "phone",
            Self::Adult => "adult",
            Self::Roles => "roles",
            Self::Bodies => "bodies",
        }
    }
}

const HEADERS: &[(Column, &[&str])] = &[
    (Column::Number, &["编号", "成员编号", "村民编号", "人员编号", "号码", "number", "no", "no.", "member number"]),
    (Column::Serial, &["序号", "序", "排号", "serial", "#"]),
    (Column::Name, &["姓名", "名字", "name"]),
    (Column::Household, &["户号", "户编号", "户序号", "household", "household number"]),
    (Column::Division, &["组", "小组", "村民小组", "居民小组", "组别", "所属小组", "网格", "group", "grid"]),
    (Column::Relation, &["与户主关系", "与户主的关系", "户主关系", "家庭关系", "关系", "relation", "relation to head"]),
    (
        Column::Phone,
        &["电话", "手机", "手机号", "手机号码", "电话号码", "联系电话", "联系方式", "phone", "telephone", "mobile"],
    ),
    (Column::Adult, &["成年", "是否成年", "年满十八周岁", "adult"]),
    (Column::Roles, &["职务", "角色", "role", "roles"]),
    (Column::Bodies, &["机构", "会议", "所属会议", "body", "bodies"]),
];

/// Words in a header that mark a column nobody here needs and nobody here reads.
const SENSITIVE: &[&str] = &[
    "身份证",
    "身份号",
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
    "idnumber",
    "idcard",
    "identity",
    "bank",
    "account",
    "health",
    "disab",
    "illness",
];

/// How far down the header is looked for.
const SEARCHED: usize = 30;

/// The most ways to read a sheet that are offered.
const MOST_READINGS: usize = 6;

/// The header of a sheet.
#[derive(Debug, Clone)]
pub struct Header {
    /// The row after the header, from 0.
    pub body: usize,
    /// What each column is; hidden ones are nothing.
    pub columns: Vec<Option<Column>>,
    /// The words of each column.
    pub words: Vec<String>,
    /// Of columns of one kind, which is read and which are left out.
    pub twice: Vec<Twice>,
}

impl Header {
    /// Each way to read it: of several columns of one kind one is read, and a person says which.
    ///
    /// # Errors
    /// [`Refusal::FileColumnsTwice`] where there are too many.
    pub fn readings(self) -> Result<Vec<Self>, Refusal> {
        let mut ways = vec![self];
        loop {
            let Some((kind, all)) = ways.first().and_then(Self::first_twice) else { return Ok(ways) };
            if ways.len() * all.len() > MOST_READINGS {
                return Err(Refusal::FileColumnsTwice);
            }
            ways = ways.iter().flat_map(|way| all.iter().map(|at| way.reading(kind, &all, *at))).collect();
        }
    }

    /// A kind of which there are several columns, and where they stand.
    fn first_twice(&self) -> Option<(Column, Vec<usize>)> {
        let all = |kind| -> Vec<usize> {
            self.columns.iter().enumerate().filter(|(_, one)| **one == Some(kind)).map(|(at, _)| at).collect()
        };
        self.columns.iter().flatten().map(|kind| (*kind, all(*kind))).find(|(_, all)| all.len() > 1)
    }

    /// The same with one of these columns read.
    fn reading(&self, kind: Column, all: &[usize], read: usize) -> Self {
        let named = |at: usize| format!("{} {}", letters(at), self.words.get(at).map_or("", String::as_str));
        let mut way = self.clone();
        let left: Vec<usize> = all.iter().copied().filter(|at| *at != read).collect();
        for (at, column) in way.columns.iter_mut().enumerate().filter(|(at, _)| left.contains(at)) {
            *column = None;
            if let Some(words) = way.words.get_mut(at) {
                words.clear();
            }
        }
        let left = left.into_iter().map(named).collect();
        way.twice.push(Twice { kind: kind.id().to_owned(), read: named(read), left });
        way
    }

    /// Where a column stands.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|one| *one == Some(column))
    }
}

/// The first row that names a name, and a number, running number or household: beneath merged titles, and over two rows where
/// its cells are.
pub fn find(grid: &Grid) -> Option<Header> {
    let rows = (0..grid.rows.len().min(SEARCHED)).filter(|row| !grid.hidden_rows.contains(row));
    rows.into_iter().find_map(|row| read(grid, row))
}

fn read(grid: &Grid, row: usize) -> Option<Header> {
    // A title above is no part of it: the name stands in the first of its rows.
    grid.rows.get(row)?.iter().position(|cell| column(&cell.text) == Some(Column::Name))?;
    let width = grid.rows.get(row)?.len().max(grid.rows.get(row + 1).map_or(0, Vec::len));
    let depth = depth(grid, row);
    let mut columns: Vec<Option<Column>> = Vec::new();
    let mut own = Vec::new();
    let mut words = Vec::new();
    for at in 0..width {
        let parts: Vec<&str> = (row..row + depth).map(|down| shown(grid, down, at)).collect();
        let mut parts: Vec<&str> = parts.into_iter().filter(|one| !one.is_empty()).collect();
        parts.dedup();
        if !parts.iter().any(|part| column(part).is_some()) {
            parts.extend(above(grid, row, at));
        }
        parts.extend(sensitive_above(grid, row, at));
        let found = parts.iter().rev().find_map(|part| column(part));
        let sensitive = parts.iter().any(|part| sensitive(part));
        columns.push(found.filter(|_| grid.sees(at) && !sensitive));
        own.push(parts.last().is_some_and(|part| column(part).is_some()));
        words.push(parts.iter().map(|part| part.split_whitespace().collect::<String>()).collect::<Vec<_>>().join("／"));
    }
    settle(grid, row + depth, &mut columns, &own);
    let has = |column| columns.contains(&Some(column));
    let ours = has(Column::Name) && (has(Column::Number) || has(Column::Serial) || has(Column::Household));
    ours.then_some(Header { body: row + depth, columns, words, twice: Vec::new() })
}

/// Leaves out of several columns of one kind those that leave nothing to ask: what only a title above several of them calls so, what
/// is empty, and what says in every line the same as one before it.
fn settle(grid: &Grid, body: usize, columns: &mut [Option<Column>], own: &[bool]) {
    let rows = || (body..grid.rows.len()).filter(|row| !grid.hidden_rows.contains(row));
    let said =
        |at: usize| rows().map(|row| grid.cell(row, at).map_or("", |cell| cell.text.as_str())).collect::<Vec<_>>();
    let holds = |at: usize| rows().any(|row| grid.cell(row, at).is_some_and(|cell| !cell.is_empty()));
    for at in 0..columns.len() {
        let Some(kind) = columns.get(at).copied().flatten() else { continue };
        let all: Vec<usize> = (at..columns.len()).filter(|one| columns.get(*one) == Some(&Some(kind))).collect();
        if all.len() < 2 {
            continue;
        }
        let named: Vec<usize> = all.iter().copied().filter(|one| own.get(*one) == Some(&true)).collect();
        let all_named = if named.is_empty() { all.clone() } else { named };
        let full: Vec<usize> = all_named.iter().copied().filter(|one| holds(*one)).collect();
        let left = if full.is_empty() { all_named.into_iter().take(1).collect() } else { full };
        let mut kept: Vec<usize> = Vec::new();
        for one in left {
            if !kept.iter().any(|before| said(*before) == said(one)) {
                kept.push(one);
            }
        }
        for one in all.into_iter().filter(|one| !kept.contains(one)) {
            if let Some(column) = columns.get_mut(one) {
                *column = None;
            }
        }
    }
}

/// How many rows the header takes: as many as its merged cells reach down, or two where the next row goes on with headers and
/// names nobody.
fn depth(grid: &Grid, row: usize) -> usize {
    let merged = grid.merged.iter().filter(|one| one.top == row && one.bottom > row && one.bottom < row + 4);
    if let Some(last) = merged.map(|one| one.bottom).max() {
        return last - row + 1;
    }
    let Some(next) = grid.rows.get(row + 1) else { return 1 };
    let here = grid.rows.get(row).map_or(&[] as &[_], Vec::as_slice);
    let name = here.iter().position(|cell| column(&cell.text) == Some(Column::Name));
    let unnamed = name.is_none_or(|at| next.get(at).is_none_or(|cell| cell.text.is_empty()));
    let goes_on = next.iter().any(|cell| column(&cell.text).is_some() || sensitive(&cell.text));
    usize::from(unnamed && goes_on) + 1
}

/// The words of a cell of the header; those of cells merged sideways or downwards hold for all of them.
fn shown(grid: &Grid, row: usize, column: usize) -> &str {
    let own = grid.cell(row, column).map_or("", |cell| cell.text.as_str());
    if !own.is_empty() {
        return own;
    }
    let within = |one: &&Block| (one.top..=one.bottom).contains(&row) && (one.left..=one.right).contains(&column);
    let block = grid.merged.iter().find(within);
    block.and_then(|one| grid.cell(one.top, one.left)).map_or("", |cell| cell.text.as_str())
}

/// The header of a column that stands a row higher than the name's: a spreadsheet that was saved as CSV has lost what was merged.
fn above(grid: &Grid, row: usize, at: usize) -> Option<&str> {
    let above = row.checked_sub(1).filter(|above| !grid.hidden_rows.contains(above))?;
    let known = |at: usize| {
        let words = grid.cell(above, at).map_or("", |cell| cell.text.as_str());
        (words, words.is_empty() || column(words).is_some() || sensitive(words))
    };
    // Beside a telephone in a title stands its number, and no header.
    let ((words, true), (_, true)) = (known(at), known(at + 1)) else { return None };
    (!words.is_empty()).then_some(words)
}

/// The label of what nobody reads, a row higher than the name's header: it holds for every column beneath it, also where a spreadsheet that
/// was saved as CSV has lost how wide it was. A title over all columns is none.
fn sensitive_above(grid: &Grid, row: usize, at: usize) -> Option<&str> {
    let above = row.checked_sub(1).filter(|above| !grid.hidden_rows.contains(above))?;
    let text = |at: usize| grid.cell(above, at).map_or("", |cell| cell.text.as_str());
    let from = (0..=at).rev().find(|at| !text(*at).is_empty())?;
    let width = grid.rows.get(row).map_or(0, Vec::len);
    let to = (at + 1..width).find(|at| !text(*at).is_empty()).unwrap_or(width.max(at + 1));
    let named = (from..to).any(|at| grid.cell(row, at).is_some_and(|cell| column(&cell.text) == Some(Column::Name)));
    (!named && sensitive(text(from))).then(|| text(from))
}

/// Whether a cell holds the header of the names: a page's head that stands in the middle of a list.
pub fn heads_names(cell: &str) -> bool {
    column(cell) == Some(Column::Name)
}

fn column(cell: &str) -> Option<Column> {
    let cell = folded(cell);
    // 联系电话（手机） and 姓名* are the same columns.
    let bare = cell.split(['(', '*', '\u{ff08}']).next().unwrap_or(&cell);
    let named = |wanted: &str| HEADERS.iter().find(|(_, names)| names.iter().any(|name| folded(name) == wanted));
    if cell.is_empty() { None } else { named(&cell).or_else(|| named(bare)).map(|(column, _)| *column) }
}

/// Whether a header marks a column that is not read.
pub fn sensitive(cell: &str) -> bool {
    let cell = folded(cell);
    SENSITIVE.iter().any(|word| cell.contains(word))
}
