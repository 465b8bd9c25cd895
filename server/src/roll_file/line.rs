//! Reads the lines beneath the header.

use super::{
    Letters, Line, LineProblem, Obstacle, Sheet,
    flaw::{is_date, is_identity, is_rounded},
    grid::{Cell, Grid},
    header::{Column, Header, heads_names, sensitive},
    letters,
    words::{goes_on, group, is_count, is_foot, is_nobody, is_total, said},
};
use rules::{
    folding::{self, folded},
    permit::Role,
};
use std::collections::HashMap;

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

/// Words for the head of a household.
const HEADS: &[&str] = &["户主", "本人", "户主本人", "本人或户主", "head"];

/// The household of the head above.
#[derive(Debug, Clone, Default)]
struct Head {
    household: String,
    division: String,
    /// The group that is named above the lines.
    section: String,
}

/// Reads a sheet whose header was found.
pub fn sheet(grid: &Grid, header: &Header) -> Sheet {
    let covered = covered(grid, header);
    let mut sheet = Sheet { name: grid.name.clone(), ..Sheet::default() };
    let mut head = Head::default();
    // The first group may be named above the header.
    for row in (0..header.body).filter(|row| !grid.hidden_rows.contains(row)) {
        let reader = Reader { grid, header, covered: &covered, row };
        sheet.sections.extend(reader.section().map(str::to_owned));
    }
    for (row, cells) in grid.rows.iter().enumerate().skip(header.body) {
        let empty = |(at, cell): (usize, &Cell)| !grid.sees(at) || (cell.text.is_empty() && cell.flaw.is_none());
        if cells.iter().enumerate().all(empty) {
            continue;
        }
        let reader = Reader { grid, header, covered: &covered, row };
        if grid.hidden_rows.contains(&row) {
            sheet.hidden_rows.push(row + 1);
            // Of no head and nobody's head: it is read only to be told from those who are not in the file.
            let Line { row, number, name, household, division, total, .. } = reader.line(&mut Head::default());
            if !total && !name.is_empty() {
                sheet.hidden_lines.push(Line { row, number, name, household, division, ..Line::default() });
            }
            continue;
        }
        if let Some(section) = reader.section() {
            // A page begins with the group that goes on: a household may as well.
            if sheet.sections.last().is_none_or(|last| last != section) {
                sheet.sections.push(section.to_owned());
                head = Head::default();
            }
            continue;
        }
        // A column of running numbers that formulas fill goes on beneath the last person.
        if !reader.says_anything() {
            continue;
        }
        head.section = sheet.sections.last().cloned().unwrap_or_default();
        sheet.lines.push(reader.line(&mut head));
    }
    // A workbook with a sheet for each group has no column for it.
    if header.at(Column::Division).is_none()
        && sheet.sections.is_empty()
        && let Some(name) = group(&grid.name, true)
    {
        sheet.sections.push(name.to_owned());
        for line in sheet.lines.iter_mut().chain(&mut sheet.hidden_lines).filter(|line| !line.total) {
            name.clone_into(&mut line.division);
        }
    }
    let column = |column| header.at(column).map(letters).unwrap_or_default();
    sheet.letters = Letters {
        number: column(Column::Number),
        name: column(Column::Name),
        household: column(Column::Household),
        bodies: column(Column::Bodies),
        roles: column(Column::Roles),
    };
    let has = |column| header.at(column).is_some();
    sheet.has_number = has(Column::Number);
    sheet.has_serial = has(Column::Serial);
    sheet.has_adult = has(Column::Adult);
    sheet.has_roles = has(Column::Roles);
    sheet.has_bodies = has(Column::Bodies);
    sheet.twice.clone_from(&header.twice);
    for (at, words) in header.words.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        if !grid.sees(at) {
            sheet.hidden_columns.push(format!("{} {words}", letters(at)));
        } else if sensitive(words) {
            sheet.dropped.push(words.clone());
        } else if header.columns.get(at).copied().flatten().is_none() {
            sheet.ignored.push(words.clone());
        }
    }
    // A column that holds something and has no header is named by its letter.
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or_default();
    let left = |at: usize| {
        let own = format!("{} ", letters(at));
        header.twice.iter().flat_map(|one| &one.left).any(|words| words.starts_with(&own))
    };
    let nameless = |at: &usize| header.words.get(*at).is_none_or(String::is_empty) && grid.sees(*at) && !left(*at);
    for at in (0..width).filter(nameless) {
        let mut rows = (header.body..grid.rows.len()).filter(|row| !grid.hidden_rows.contains(row));
        let holds = |row: usize| grid.cell(row, at).is_some_and(|cell| !cell.is_empty());
        let said = rows.any(|row| {
            let reader = Reader { grid, header, covered: &covered, row };
            holds(row) && reader.section().is_none() && !reader.line(&mut Head::default()).total
        });
        if said {
            sheet.ignored.push(letters(at));
        }
    }
    sheet
}

/// What cells merged downwards hold for the rows beneath their first, of the two columns where that means something.
fn covered(grid: &Grid, header: &Header) -> HashMap<(usize, usize), Cell> {
    let columns: Vec<usize> =
        [Column::Household, Column::Division].into_iter().filter_map(|one| header.at(one)).collect();
    let mut covered = HashMap::new();
    for block in grid.merged.iter().filter(|one| one.top >= header.body) {
        for column in columns.iter().filter(|one| (block.left..=block.right).contains(one)) {
            if let Some(cell) = grid.cell(block.top, block.left) {
                covered.extend((block.top + 1..=block.bottom).map(|row| ((row, *column), cell.clone())));
            }
        }
    }
    covered
}

struct Reader<'a> {
    grid: &'a Grid,
    header: &'a Header,
    covered: &'a HashMap<(usize, usize), Cell>,
    row: usize,
}

impl Reader<'_> {
    fn cell(&self, column: Column) -> Option<(usize, &Cell)> {
        let at = self.header.at(column)?;
        let own = self.grid.cell(self.row, at).filter(|cell| !cell.text.is_empty() || cell.flaw.is_some());
        Some((at, own.or_else(|| self.covered.get(&(self.row, at)))?))
    }

    fn text(&self, column: Column) -> &str {
        self.cell(column).map_or("", |(_, cell)| cell.text.as_str())
    }

    fn obstacle(&self, column: Column, problem: LineProblem) -> Obstacle {
        let at = self.header.at(column).map(|at| format!("{}{}", letters(at), self.row + 1));
        Obstacle { problem, cell: at.unwrap_or_default(), text: self.text(column).to_owned() }
    }

    /// Whether anything stands in the row but its running number.
    fn says_anything(&self) -> bool {
        let serial = self.header.at(Column::Serial);
        let cells = self.grid.rows.get(self.row).map_or(&[] as &[_], Vec::as_slice);
        let said = |(at, cell): (usize, &Cell)| Some(at) != serial && self.grid.sees(at) && !cell.text.is_empty();
        let counted = |text: &str| text.bytes().all(|one| one.is_ascii_digit());
        cells.iter().enumerate().any(said) || !counted(&folded(self.text(Column::Serial)))
    }

    /// The heading of a part of the list, where nothing else stands in the row: 一组, over all columns.
    fn section(&self) -> Option<&str> {
        let cells = self.grid.rows.get(self.row)?.iter().enumerate();
        let mut said = cells.filter(|(at, cell)| self.grid.sees(*at) && !cell.is_empty());
        let ((at, cell), None) = (said.next()?, said.next()) else { return None };
        group(&cell.text, Some(at) != self.header.at(Column::Name))
    }

    fn line(&self, head: &mut Head) -> Line {
        let mut line = Line { row: self.row + 1, ..Line::default() };
        let cells = self.grid.rows.get(self.row).map_or(&[] as &[_], Vec::as_slice);
        let first = cells.iter().enumerate().find(|(at, cell)| self.grid.sees(*at) && !cell.text.is_empty());
        let name = self.text(Column::Name);
        name.clone_into(&mut line.name);
        let foot = |(_, cell): (usize, &Cell)| is_total(&cell.text) || (name.is_empty() && is_foot(&cell.text));
        let mut seen = cells.iter().enumerate().filter(|(at, cell)| self.grid.sees(*at) && !cell.text.is_empty());
        let counts = name.is_empty() && seen.all(|(_, cell)| is_count(&cell.text) || is_foot(&cell.text));
        let nobody = is_total(name) || is_foot(name) || is_count(name) || is_nobody(name) || heads_names(name);
        let alone = name.is_empty() && first.is_some_and(|(_, cell)| is_nobody(&cell.text));
        if first.is_some_and(foot) || nobody || alone || counts {
            line.total = true;
            let said = cells.iter().enumerate().filter(|(at, cell)| self.grid.sees(*at) && !cell.text.is_empty());
            line.name = said.map(|(_, cell)| cell.text.as_str()).take(4).collect::<Vec<_>>().join(" ");
            // What stands on every page ends no household.
            let page = heads_names(name) || first.is_some_and(|(_, cell)| goes_on(&cell.text)) || goes_on(name);
            if !page {
                *head = Head::default();
            }
            return line;
        }
        line.number = folding::half_width(said(self.text(Column::Number)));
        line.serial = folding::half_width(said(self.text(Column::Serial)));
        line.household = folding::half_width(said(self.text(Column::Household)));
        said(self.text(Column::Division)).clone_into(&mut line.division);
        line.phone = folding::half_width(said(self.text(Column::Phone)));
        self.under_head(&mut line, head);
        self.flaws(&mut line);
        match adult(self.text(Column::Adult)) {
            Ok(adult) => line.adult = adult,
            Err(problem) => line.obstacles.push(self.obstacle(Column::Adult, problem)),
        }
        match roles(self.text(Column::Roles)) {
            Ok(roles) => line.roles = roles,
            Err(problem) => line.obstacles.push(self.obstacle(Column::Roles, problem)),
        }
        let bodies = self.text(Column::Bodies);
        line.bodies = (!bodies.is_empty()).then(|| words(bodies).map(str::to_owned).collect());
        line
    }

    /// Beneath the head of a household, an empty household number is the head's.
    fn under_head(&self, line: &mut Line, head: &mut Head) {
        let relation = folded(self.text(Column::Relation));
        if HEADS.iter().any(|word| *word == relation) {
            if line.household.is_empty() && self.header.at(Column::Household).is_some() {
                line.obstacles.push(self.obstacle(Column::Household, LineProblem::HeadWithoutHousehold));
            }
            line.head = true;
            if line.division.is_empty() {
                line.division.clone_from(&head.section);
            }
            head.household.clone_from(&line.household);
            head.division.clone_from(&line.division);
            return;
        }
        let merged = self
            .header
            .at(Column::Household)
            .is_some_and(|at| self.covered.contains_key(&(self.row, at)) && !line.household.is_empty());
        // Whose cell says that there is none is of no household, not of the head's.
        let silent = self.text(Column::Household).is_empty();
        let beneath = !relation.is_empty() && silent && !head.household.is_empty();
        if beneath {
            line.household.clone_from(&head.household);
        }
        if (beneath || merged) && line.household == head.household {
            if line.division.is_empty() {
                line.division.clone_from(&head.division);
            } else if !head.division.is_empty() && folding::group(&line.division) != folding::group(&head.division) {
                line.obstacles.push(self.obstacle(Column::Division, LineProblem::SplitHousehold));
            }
        } else if !line.household.is_empty() {
            head.household.clone_from(&line.household);
            head.division.clone_from(&line.division);
        }
        if line.division.is_empty() {
            line.division.clone_from(&head.section);
        }
    }

    /// Cells that do not hold what was typed into them.
    fn flaws(&self, line: &mut Line) {
        let read = [
            Column::Number,
            Column::Serial,
            Column::Name,
            Column::Household,
            Column::Division,
            Column::Phone,
            Column::Adult,
            Column::Roles,
            Column::Bodies,
        ];
        for column in read {
            let Some((_, cell)) = self.cell(column) else { continue };
            let numbers = matches!(column, Column::Number | Column::Serial | Column::Household | Column::Phone);
            let date = (numbers || matches!(column, Column::Name | Column::Division)) && is_date(&cell.text);
            let rounded = numbers && is_rounded(&cell.text);
            let identity = matches!(column, Column::Number | Column::Serial) && is_identity(&cell.text);
            let problem = cell
                .flaw
                .or(identity.then_some(LineProblem::IdNumber))
                .or(date.then_some(LineProblem::Date))
                .or(rounded.then_some(LineProblem::Rounded));
            let long = (cell.text.chars().count() > 60 && column != Column::Bodies).then_some(LineProblem::TooLong);
            let Some(problem) = problem.or(long) else { continue };
            let obstacle = self.obstacle(column, problem);
            if column == Column::Serial {
                line.serial_obstacle = Some(obstacle);
            } else {
                line.obstacles.push(obstacle);
            }
        }
    }
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', ',', '，', ';', '；', '/', '|', '\n']).map(str::trim).filter(|word| !NOTHING.contains(word))
}

/// An unreadable word is never taken for "of age": it would put a child on the roll.
fn adult(cell: &str) -> Result<Option<bool>, LineProblem> {
    match folded(cell).as_str() {
        "是" | "已成年" | "成年" | "yes" | "y" | "1" | "true" | "√" => Ok(Some(true)),
        "否" | "未成年" | "no" | "n" | "0" | "false" | "×" => Ok(Some(false)),
        nothing if NOTHING.contains(&nothing) => Ok(None),
        _ => Err(LineProblem::UnknownAdult),
    }
}

/// None for an empty cell, which changes nothing; nobody's roles for a word that says so.
fn roles(cell: &str) -> Result<Option<Vec<Role>>, LineProblem> {
    if cell.is_empty() {
        return Ok(None);
    }
    let mut found: Vec<Role> = Vec::new();
    for word in words(cell) {
        let word = folded(word);
        let role = ROLES.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(role, _)| *role);
        let role = role.ok_or(LineProblem::UnknownRole)?;
        if !found.contains(&role) {
            found.push(role);
        }
    }
    found.sort();
    Ok(Some(found))
}
