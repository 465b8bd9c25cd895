//! Judges a file line by line: what becomes of each, who is absent, who gives up a number.

use super::{
    alike::{self, Alike, LookAlike},
    displaced::claim,
    homes::{Home, Homes, same_home},
    one::Whom,
    preview::{Change, Choice, Column, Judged, Mark, NumberSource, Preview, Somebody},
    roll::Roll,
    twins::Twins,
    who::{Found, Question},
};
use crate::{
    people::{finding, member::rows::MemberRow},
    roll_file::{Line, LineProblem, Obstacle, Sheet},
};
use rules::{
    belonging::Residence,
    folding,
    matching::{self, Numbers},
    naming,
    permit::Role,
};
use std::collections::{BTreeMap, HashMap, HashSet};

impl Roll {
    /// What becomes of each line of a sheet.
    pub fn preview(&self, sheet: &Sheet, choice: &Choice) -> Preview {
        self.held(sheet, choice, Whom::File)
    }

    /// The same where whoever sends it has said whom it is about.
    pub(super) fn held(&self, sheet: &Sheet, choice: &Choice, whom: Whom<'_>) -> Preview {
        let source = choice.numbers.unwrap_or(NumberSource::File);
        let mut lines: Vec<Line> = sheet.lines.iter().map(|line| chosen(line, sheet, source, choice)).collect();
        let alike = LookAlike::find(self, &lines);
        if choice.homes == Some(Alike::One) {
            alike::join(&alike, &mut lines);
        }
        let zeros = alike::zeros(&lines);
        let homes = Homes::new(&self.households, &self.divisions, &lines);
        let twins = Twins::new(self, &lines);
        let by_name = choice.by_name;
        let found = match whom {
            Whom::File => self.who(&lines, &twins, by_name, (source == NumberSource::Program, false)),
            Whom::Newcomer => self.newcomer(&lines, &twins),
            Whom::Member(id) => self.meant(id, &lines, &twins),
        };
        let mut twice: HashMap<String, usize> = HashMap::new();
        for line in lines.iter().filter(|line| !line.total && !line.number.is_empty()) {
            *twice.entry(folding::number(&line.number)).or_default() += 1;
        }
        let mut names: HashMap<String, usize> = HashMap::new();
        for line in lines.iter().filter(|line| !line.total && !line.name.is_empty()) {
            *names.entry(folding::folded(&line.name)).or_default() += 1;
        }
        // Heads by their household, as the whole file says it.
        let lives = |line: &Line, found: &Found| {
            let known = match found {
                Found::Sure(at) | Found::Ask { member: Some(at), .. } => self.members.get(*at),
                _ => None,
            };
            homes.house(line, known)
        };
        let mut heads: HashMap<String, usize> = HashMap::new();
        for home in
            lines.iter().zip(&found).filter(|(line, _)| line.head).filter_map(|(line, found)| lives(line, found))
        {
            *heads.entry(home).or_default() += 1;
        }
        let known_numbers = self.members.iter().map(|one| one.number.as_str());
        let mut free = Numbers::after(known_numbers.chain(lines.iter().map(|one| one.number.as_str())));
        let judged: Vec<Judged> = lines
            .into_iter()
            .zip(&found)
            .map(|(mut line, found)| {
                let several = |home: &String| heads.get(home).is_some_and(|count| *count > 1);
                if line.head && lives(&line, found).as_ref().is_some_and(several) {
                    let cell = format!("{}{}", sheet.letters.household, line.row);
                    line.obstacles.push(Obstacle {
                        problem: LineProblem::TwoHeads,
                        cell,
                        text: line.household.clone(),
                    });
                }
                let twice = twice.get(&folding::number(&line.number)).is_some_and(|count| *count > 1);
                let given = source == NumberSource::Program;
                let twin = names.get(&folding::folded(&line.name)).is_some_and(|count| *count > 1);
                self.judge((line, found), sheet, (&homes, &twins), (twice, twin), (given, &mut free))
            })
            .collect();
        let mut once: HashSet<usize> = HashSet::new();
        let (moved, met) = found.iter().zip(&judged).fold((0, 0), |(moved, met), (one, judged)| match one {
            Found::Ask { question, .. } if question.of_number() => (moved + 1, met + 1),
            // Who was away and comes back has a number of their own day.
            Found::Ask { member: Some(at), question: Question::SamePerson } if self.is_away(*at) => (moved, met),
            // The name is known, and the number is not that of anybody.
            Found::Ask { member, question: Question::SamePerson } if !judged.line.number.is_empty() => {
                // Several lines may be asked about one member.
                let first = member.is_none_or(|at| once.insert(at));
                (moved + usize::from(first), met + usize::from(first))
            }
            // Who was found by no name and no number says nothing of numbers.
            Found::Ask {
                question: Question::NewName | Question::NewcomersPhone | Question::NewcomersShare, ..
            } => (moved, met),
            Found::Sure(_) | Found::Ask { .. } => (moved, met + 1),
            Found::New | Found::Nobody(_) | Found::Total => (moved, met),
        });
        // One number that went to somebody who has another one on the roll is enough: all that hangs on it would be theirs.
        let crossed = judged
            .iter()
            .any(|one| matches!(one.change, Change::Ask { question: Question::Renamed, .. }) && !one.others.is_empty());
        let anew = !by_name && (matching::filled_anew(moved, met) || (matches!(whom, Whom::File) && crossed));
        let (absent, beyond) = if anew { (Vec::new(), 0) } else { self.absent(&found, &judged) };
        let (hidden, mut absent) = self.hidden(absent, sheet);
        for one in &mut absent {
            one.ties = self.ties.get(&one.id).cloned().unwrap_or_default();
        }
        let claims: Vec<_> = judged.iter().filter_map(|one| claim(one, false)).collect();
        let mut displaced = if anew { Vec::new() } else { self.displaced(&claims, &mut free) };
        let held = self.hold_up(&mut displaced, &judged, &found);
        let repeated = homes.repeated();
        let moving = claims.iter().filter_map(|(member, _)| *member);
        let slips = self.with_slips(moving.chain(displaced.iter().map(|one| &one.who.id)));
        let called = if anew { Vec::new() } else { self.called_changes(&judged) };
        Preview {
            choice: *choice,
            lines: judged,
            anew,
            absent,
            hidden,
            beyond,
            displaced,
            held,
            repeated,
            alike,
            zeros,
            called,
            slips: if anew { 0 } else { slips },
        }
    }

    fn judge(
        &self,
        (line, found): (Line, &Found),
        sheet: &Sheet,
        (homes, twins): (&Homes<'_>, &Twins<'_>),
        (twice, twin): (bool, bool),
        (given, free): (bool, &mut Numbers),
    ) -> Judged {
        if line.total {
            let (number, home, change) = (String::new(), Home::Nowhere, Change::Total);
            return Judged { line, change, marks: vec![], number, home, home_if_new: None, others: vec![] };
        }
        let known = match found {
            Found::Sure(at) | Found::Ask { member: Some(at), .. } => self.members.get(*at),
            _ => None,
        };
        let mut others = match found {
            Found::Ask { question: Question::Twins, .. } => twins.there(&line, known),
            Found::Ask { question: Question::SamePerson | Question::Another, .. }
            | Found::New
            | Found::Nobody(LineProblem::NoMatch) => twins.of(&line, known),
            Found::Ask { question: Question::Telephone, .. } => {
                known.map(|known| twins.by_phone(&line, known)).unwrap_or_default()
            }
            Found::Ask { question: Question::OthersPhone | Question::NewcomersPhone, .. } => {
                self.with_phone(&line, known)
            }
            Found::Ask { question: Question::NewcomersShare, .. } => twins.with_phone(&line),
            Found::Ask { question: Question::Renamed, .. } => self.known_elsewhere(&line, known),
            Found::Ask { question: Question::Namesake, .. } => {
                known.map(|known| twins.by_all_else(&line, known)).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let mut obstacles = line.obstacles.clone();
        let mut add = |problem: LineProblem, text: &str| {
            let column = match problem {
                LineProblem::NoName | LineProblem::NumberInName | LineProblem::SeveralNames => &sheet.letters.name,
                LineProblem::DuplicateNumber | LineProblem::NameInNumber => &sheet.letters.number,
                LineProblem::UnknownBody => &sheet.letters.bodies,
                _ if text.is_empty() => "",
                _ => &sheet.letters.household,
            };
            let cell = if column.is_empty() { String::new() } else { format!("{column}{}", line.row) };
            obstacles.push(Obstacle { problem, cell, text: text.to_owned() });
        };
        if line.name.is_empty() {
            add(LineProblem::NoName, "");
        }
        // Whom the roll calls so is called so.
        let new_name = known.is_none_or(|known| !folding::same(&known.name, &line.name));
        if new_name && naming::holds_number(&line.name) {
            add(LineProblem::NumberInName, &line.name);
        } else if new_name && naming::holds_several(&line.name) {
            add(LineProblem::SeveralNames, &line.name);
        } else if new_name && naming::holds_name(&line.number, &line.name) {
            add(LineProblem::NameInNumber, &line.number);
        }
        if twice {
            add(LineProblem::DuplicateNumber, &line.number);
        }
        for body in line.bodies.iter().flatten().filter(|name| self.body(name).is_none()) {
            add(LineProblem::UnknownBody, body);
        }
        if let Found::Nobody(problem) = found
            && !line.name.is_empty()
        {
            let twins = *problem == LineProblem::NoMatch && !others.is_empty();
            add(if twins { LineProblem::Twins } else { *problem }, "");
        }
        let home = homes.of(&line, known).unwrap_or_else(|problem| {
            add(problem, &line.household);
            Home::Nowhere
        });
        let home_if_new = homes.of(&line, None);
        // Whether it is somebody who is known is only asked where it can be answered both ways.
        if let (Found::Ask { question: Question::NewName, .. }, Err(problem)) = (found, &home_if_new) {
            add(*problem, &line.household);
        }
        let columns = known.map(|known| self.columns(known, &line, sheet, &home)).unwrap_or_default();
        let change = match (found, known) {
            _ if !obstacles.is_empty() => Change::Refuse(obstacles),
            (Found::Ask { question, .. }, known) => Change::Ask {
                member: known.map(somebody),
                question: match question {
                    Question::SamePerson | Question::Another if !others.is_empty() => Question::Twins,
                    question => *question,
                },
                columns,
                ties: known.and_then(|one| self.ties.get(&one.id)).cloned().unwrap_or_default(),
            },
            (_, Some(known)) if columns.is_empty() => Change::Same { member: known.id.clone() },
            (_, Some(known)) => Change::Alter { member: known.id.clone(), columns },
            (_, None) => Change::Add,
        };
        let number = match change {
            Change::Add | Change::Ask { .. } if line.number.is_empty() && given => free.give(),
            _ => line.number.clone(),
        };
        let mut marks = Vec::new();
        let lives = match &home {
            Home::Nowhere => false,
            Home::Keep => known.is_some_and(|one| one.home.is_some()),
            Home::Known(_) | Home::Placed { .. } | Home::New { .. } => true,
        };
        if !lives && !matches!(change, Change::Refuse(_)) {
            marks.push(Mark::NoHousehold);
        }
        let of_age = known.filter(|one| *one.adult && line.adult == Some(false));
        if of_age.is_some_and(|one| self.roles.contains_key(&one.id) || self.seats.contains_key(&one.id)) {
            marks.push(Mark::OfficeNotOfAge);
        }
        let may_be_new = matches!(&change, Change::Ask { question, .. } if question.leaves_new());
        if line.adult.is_none() && (may_be_new || matches!(change, Change::Add)) {
            marks.push(Mark::AgeUnknown);
        }
        if matches!(change, Change::Add) && (twin || self.has_namesake(&line.name)) {
            marks.push(Mark::SameName);
        }
        // Whoever is asked who it is sees whose telephone it is as well: the answer may be that it is somebody new.
        if let Change::Ask { question: Question::SamePerson | Question::Another | Question::Twins, .. } = &change {
            others.extend(self.phone_elsewhere(&line, known));
        }
        let home_if_new = home_if_new.ok().filter(|_| matches!(change, Change::Ask { .. }));
        Judged { line, change, marks, number, home, home_if_new, others }
    }

    /// What a line changes of a member. A spelling that differs in blanks, dots or width only changes nothing.
    fn columns(&self, known: &MemberRow, line: &Line, sheet: &Sheet, home: &Home) -> Vec<Column> {
        let stored = |text: &Option<String>| text.clone().unwrap_or_default();
        let (household, division) = match home {
            Home::Keep | Home::Nowhere => (stored(&known.household), stored(&known.division)),
            Home::Known(id) => self
                .households
                .iter()
                .find(|one| one.id == *id)
                .map_or_else(Default::default, |one| (one.number.clone(), stored(&one.division))),
            Home::Placed { division, .. } => (stored(&known.household), division.clone()),
            Home::New { division, number } => (number.clone(), stored(division)),
        };
        let said = |typed: &str, before: &str, same: bool| {
            if typed.is_empty() || same { before.to_owned() } else { typed.to_owned() }
        };
        let of_age = |adult: bool| i64::from(adult).to_string();
        let roles = self.roles.get(&known.id).cloned().unwrap_or_default();
        let seats = self.seats.get(&known.id).cloned().unwrap_or_default();
        let roles_after = line.roles.as_ref().filter(|_| sheet.has_roles).map(|roles| ids(roles));
        let bodies = line.bodies.as_ref().filter(|_| sheet.has_bodies);
        let seats_after = bodies.map(|names| {
            let mut names: Vec<String> = names.iter().filter_map(|name| Some(self.body(name)?.0.to_owned())).collect();
            names.sort();
            names.dedup();
            names
        });
        let same_number = folding::number(&line.number) == folding::number(&known.number);
        let same_phone = folding::phones(&line.phone) == folding::phones(&known.phone);
        let pairs = [
            ("number", known.number.clone(), said(&line.number, &known.number, same_number)),
            ("name", known.name.clone(), said(&line.name, &known.name, folding::same(&line.name, &known.name))),
            ("household", stored(&known.household), household),
            ("division", stored(&known.division), division),
            ("phone", known.phone.clone(), said(&line.phone, &known.phone, same_phone)),
            ("adult", of_age(*known.adult), of_age(line.adult.unwrap_or(*known.adult))),
            ("roles", roles.join("、"), roles_after.unwrap_or(roles).join("、")),
            ("bodies", seats.join("、"), seats_after.unwrap_or(seats).join("、")),
            ("state", known.state.id().to_owned(), Residence::Living.id().to_owned()),
        ];
        let changed = pairs.into_iter().filter(|(_, before, after)| before != after);
        changed.map(|(name, before, after)| Column { name: name.to_owned(), before, after }).collect()
    }

    /// Of those who are not in the file, who stands in a hidden row of it, and who does not.
    fn hidden(&self, absent: Vec<Somebody>, sheet: &Sheet) -> (Vec<(Somebody, usize)>, Vec<Somebody>) {
        let (mut hidden, mut gone) = (Vec::new(), Vec::new());
        for one in absent {
            let row = self.members.iter().find(|row| row.id == one.id);
            let means = |line: &&Line| {
                let numbered = !line.number.is_empty() && folding::number(&line.number) == folding::number(&one.number);
                folding::same(&line.name, &one.name) && (numbered || row.is_some_and(|row| same_home(line, row)))
            };
            match sheet.hidden_lines.iter().find(means) {
                Some(line) => hidden.push((one, line.row)),
                None => gone.push(one),
            }
        }
        (hidden, gone)
    }

    /// Who is not in the file: those of the groups that it covers, and how many there are beyond them.
    fn absent(&self, found: &[Found], judged: &[Judged]) -> (Vec<Somebody>, usize) {
        let seen: HashSet<usize> = found
            .iter()
            .filter_map(|one| match one {
                Found::Sure(at) | Found::Ask { member: Some(at), .. } => Some(*at),
                _ => None,
            })
            .collect();
        // Whom a refused line means cannot be said: it may be whoever has its name.
        let open = found.iter().zip(judged).filter(|(found, _)| matches!(found, Found::Nobody(_)));
        let named: HashSet<String> = open.map(|(_, judged)| folding::folded(&judged.line.name)).collect();
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, one) in self.members.iter().enumerate().filter(|(_, one)| one.active() && one.home.is_some()) {
            groups.entry(one.division.as_deref().unwrap_or_default()).or_default().push(at);
        }
        let (mut absent, mut beyond) = (Vec::new(), 0);
        for members in groups.values() {
            let gone: Vec<_> = members.iter().filter(|at| !seen.contains(at)).collect();
            if matching::covers(members.len() - gone.len(), members.len()) {
                let gone = gone.into_iter().filter_map(|at| self.members.get(*at));
                absent.extend(gone.filter(|one| !named.contains(&folding::folded(&one.name))).map(somebody));
            } else {
                beyond += gone.len();
            }
        }
        absent.sort_by(|one, other| one.number.cmp(&other.number));
        (absent, beyond)
    }
}

/// The line as the clerk chose to read it: its number from where they said, and bodies only where they are wanted.
fn chosen(line: &Line, sheet: &Sheet, source: NumberSource, choice: &Choice) -> Line {
    let mut line = line.clone();
    if choice.keep_bodies {
        let cell = format!("{}{}", sheet.letters.bodies, line.row);
        line.bodies = None;
        line.obstacles.retain(|one| one.cell != cell);
    }
    match source {
        NumberSource::File => {}
        NumberSource::Serial => {
            line.number = std::mem::take(&mut line.serial);
            line.obstacles.extend(line.serial_obstacle.take());
        }
        // Whoever has a number in the file keeps it.
        NumberSource::Program => line.serial_obstacle = None,
    }
    line
}

fn ids(roles: &[Role]) -> Vec<String> {
    let mut ids: Vec<String> = roles.iter().map(|role| role.id().to_owned()).collect();
    ids.sort();
    ids
}

pub fn somebody(row: &MemberRow) -> Somebody {
    Somebody {
        id: row.id.clone(),
        number: row.number.clone(),
        name: row.name.clone(),
        place: finding::place(row),
        phone: row.phone.clone(),
        ties: Vec::new(),
    }
}
