//! A file held against the roll: what becomes of each line, and who is absent.

use super::{
    alike::{Alike, LookAlike},
    called::CalledChange,
    homes::Home,
    who::Question,
};
use crate::{
    fault::Fault,
    roll_file::{Book, Line, LineProblem, Obstacle, Sheet},
    secret,
};
use rules::{folding, id::MemberId};
use serde::{Deserialize, Serialize};

/// Where the members' numbers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum NumberSource {
    /// The file's column of member numbers.
    File,
    /// Its running numbers.
    Serial,
    /// The program: who has no number in the file is found by name and household, and new ones get the next free number.
    Program,
}

/// What the clerk chose of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Which sheet, from 0.
    pub sheet: Option<usize>,
    /// Where the numbers come from.
    pub numbers: Option<NumberSource>,
    /// People are found by name and household, and the number is a column that changes.
    pub by_name: bool,
    /// The column of bodies is left unread: nobody's seats change.
    pub keep_bodies: bool,
    /// What households are whose numbers look alike.
    pub homes: Option<Alike>,
}

/// What has to be asked before a file can be held against the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Which sheet.
    Sheet,
    /// Whether the running number is the member's number.
    Numbers,
}

impl Choice {
    /// The sheet that was chosen, or what is still to be asked.
    pub fn sheet<'a>(&self, book: &'a Book) -> Result<&'a Sheet, Open> {
        let at = if book.sheets.len() == 1 { Some(0) } else { self.sheet };
        let sheet = at.and_then(|at| book.sheets.get(at)).ok_or(Open::Sheet)?;
        if sheet.has_serial && !sheet.has_number && self.numbers.is_none() { Err(Open::Numbers) } else { Ok(sheet) }
    }

    /// From what a page's address or a form says.
    pub fn read<'a>(said: impl Fn(&'static str) -> &'a str) -> Self {
        let numbers = match said("numbers") {
            "file" => Some(NumberSource::File),
            "serial" => Some(NumberSource::Serial),
            "program" => Some(NumberSource::Program),
            _ => None,
        };
        let homes = match said("homes") {
            "one" => Some(Alike::One),
            "each" => Some(Alike::Each),
            _ => None,
        };
        let keep_bodies = said("bodies") == "keep";
        Self { sheet: said("sheet").parse().ok(), numbers, by_name: said("by") == "name", keep_bodies, homes }
    }

    /// The same as fields of a form or an address.
    pub fn said(&self) -> Vec<(&'static str, String)> {
        let numbers = self.numbers.map(|one| match one {
            NumberSource::File => "file",
            NumberSource::Serial => "serial",
            NumberSource::Program => "program",
        });
        let sheet = self.sheet.map(|at| ("sheet", at.to_string()));
        let by = self.by_name.then(|| ("by", "name".to_owned()));
        let bodies = self.keep_bodies.then(|| ("bodies", "keep".to_owned()));
        let homes = self.homes.map(|homes| match homes {
            Alike::One => ("homes", "one".to_owned()),
            Alike::Each => ("homes", "each".to_owned()),
        });
        [sheet, numbers.map(|one| ("numbers", one.to_owned())), by, bodies, homes].into_iter().flatten().collect()
    }
}

/// A column of a member: what stands on the roll, and what the file says. Values are as stored; roles by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A new member.
    Add,
    /// A member with these columns changed.
    Alter {
        /// The member.
        member: MemberId,
        /// What changes.
        columns: Vec<Column>,
    },
    /// A member who stays as is.
    Same {
        /// The member.
        member: MemberId,
    },
    /// A person has to say who is meant.
    Ask {
        /// Who may be meant; nobody where the only question is whether it is somebody new.
        member: Option<Somebody>,
        /// What is asked.
        question: Question,
        /// What would change of that member.
        columns: Vec<Column>,
        /// What hangs on that member: login, slip, role, seat, unit, mandate.
        ties: Vec<String>,
    },
    /// A total or a signature: no person, and left out.
    Total,
    /// Not taken in.
    Refuse(Vec<Obstacle>),
}

/// What to look at before taking a line in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Without a household: no vote in assemblies.
    NoHousehold,
    /// New, and nobody says whether of age.
    AgeUnknown,
    /// New, and somebody of this name is there already.
    SameName,
    /// Of age until now, with an office or a seat, and the file says not of age: they would decide no more.
    OfficeNotOfAge,
}

/// A line and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The line.
    pub line: Line,
    /// What becomes of it.
    pub change: Change,
    /// What to look at.
    pub marks: Vec<Mark>,
    /// The number that a new member gets.
    pub number: String,
    /// Where the member is to live.
    pub home: Home,
    /// The same of somebody new, where it is asked whether they are: nothing where the line does not say it.
    pub home_if_new: Option<Home>,
    /// Who else of its name is of its household, where the line leaves open who is meant, or brings somebody new.
    pub others: Vec<Other>,
}

/// Somebody else of a line's name in its household, with what may tell them apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// The row in the file, or nothing for somebody on the roll.
    pub row: Option<usize>,
    /// Their number.
    pub number: String,
    /// Their name.
    pub name: String,
    /// Their telephone.
    pub phone: String,
    /// Group and household.
    pub place: String,
}

/// Somebody on the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Somebody {
    /// Their id.
    pub id: MemberId,
    /// Their number.
    pub number: String,
    /// Their name.
    pub name: String,
    /// Group and household.
    pub place: String,
    /// Their telephone.
    pub phone: String,
    /// What hangs on them, where it is asked whether they have gone: login, slip, role, seat, unit, mandate.
    pub ties: Vec<String>,
}

/// Who has to give up their number because the file gives it to somebody else, and the number they get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Displaced {
    /// Who.
    pub who: Somebody,
    /// The new number.
    pub number: String,
    /// Their row, where they are in the file without a number of their own.
    pub row: Option<usize>,
}

/// Whose number the file gives to somebody else, and whose own line is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldUp {
    /// Who.
    pub who: Somebody,
    /// Their row in the file.
    pub row: usize,
}

impl Judged {
    /// Whether the line may be somebody new: by number it cannot, for somebody has the number.
    pub fn may_be_new(&self) -> bool {
        match &self.change {
            Change::Add => true,
            Change::Ask { question, .. } => {
                question.leaves_new() && !self.number.is_empty() && self.home_if_new.is_some()
            }
            _ => false,
        }
    }
}

/// A file held against the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// What was chosen of the file.
    pub choice: Choice,
    /// What becomes of each line.
    pub lines: Vec<Judged>,
    /// The numbers were filled in anew: nothing of it is taken in by number.
    pub anew: bool,
    /// Active members of groups that the file covers, who are not in the file.
    pub absent: Vec<Somebody>,
    /// Of those the ones who stand in a hidden row of it, and which: they have not gone.
    pub hidden: Vec<(Somebody, usize)>,
    /// How many are not in the file, in groups of which it says nothing.
    pub beyond: usize,
    /// Who gives up their number.
    pub displaced: Vec<Displaced>,
    /// Whose number is given to somebody else, and whose own line is refused.
    pub held: Vec<HeldUp>,
    /// Household numbers that the file names in more than one group.
    pub repeated: Vec<String>,
    /// Household numbers that may be one household's, written in other ways.
    pub alike: Vec<LookAlike>,
    /// Household numbers of the file that differ in their zeros only, and are read as one.
    pub zeros: Vec<String>,
    /// Called sittings whose rolls the file changes.
    pub called: Vec<CalledChange>,
    /// How many hold a slip, and get another number than it bears.
    pub slips: usize,
}

impl Preview {
    /// How many lines are added, changed, unchanged, refused, and no person's. With those that are asked about they are all.
    pub fn totals(&self) -> [usize; 5] {
        let count = |wanted: fn(&Change) -> bool| self.lines.iter().filter(|one| wanted(&one.change)).count();
        [
            count(|change| matches!(change, Change::Add)),
            count(|change| matches!(change, Change::Alter { .. })),
            count(|change| matches!(change, Change::Same { .. })),
            count(|change| matches!(change, Change::Refuse(_))),
            count(|change| matches!(change, Change::Total)),
        ]
    }

    /// Bodies that the community does not have, as the file first writes them, and in how many lines each stands.
    pub fn missing_bodies(&self) -> Vec<(String, usize)> {
        let mut missing: Vec<(String, usize)> = Vec::new();
        for one in &self.lines {
            let Change::Refuse(obstacles) = &one.change else { continue };
            let mut named: Vec<&str> = Vec::new();
            for obstacle in obstacles.iter().filter(|one| one.problem == LineProblem::UnknownBody) {
                if !named.iter().any(|name| folding::same(name, &obstacle.text)) {
                    named.push(&obstacle.text);
                }
            }
            for name in named {
                match missing.iter_mut().find(|(known, _)| folding::same(known, name)) {
                    Some((_, lines)) => *lines += 1,
                    None => missing.push((name.to_owned(), 1)),
                }
            }
        }
        missing
    }

    /// Whether taking it in would change nothing, and there is nobody to ask about.
    pub fn changes_nothing(&self) -> bool {
        let [added, altered, _, refused, _] = self.totals();
        added + altered + refused + self.asked() + self.absent.len() == 0
    }

    /// Whether a person has to say first what households are whose numbers look alike.
    pub fn homes_open(&self) -> bool {
        self.choice.homes.is_none() && self.alike.iter().any(LookAlike::is_new)
    }

    /// Whether lines fail, or cannot be answered, only because they have no number: the program could give them one.
    pub fn lacks_numbers(&self) -> bool {
        let source = self.choice.numbers.unwrap_or(NumberSource::File);
        let lacks = |one: &Judged| match &one.change {
            Change::Refuse(obstacles) => obstacles.iter().any(|one| match one.problem {
                LineProblem::NoMatch | LineProblem::Twins => source == NumberSource::File,
                // Its running numbers are no numbers.
                LineProblem::NoValue | LineProblem::Date | LineProblem::Rounded => source == NumberSource::Serial,
                _ => false,
            }),
            Change::Ask { .. } => source == NumberSource::File && one.number.is_empty(),
            _ => false,
        };
        self.lines.iter().any(lacks)
    }

    /// Whether people could be found by name and household instead: only where a number has spoken against a name or a telephone.
    pub fn may_go_by_name(&self) -> bool {
        let doubted = |one: &Judged| matches!(&one.change, Change::Ask { question, .. } if question.of_number());
        self.anew || self.lines.iter().any(doubted)
    }

    /// How many adults would have no vote in assemblies, for want of a household.
    pub fn voteless(&self) -> usize {
        let adult = |one: &&Judged| one.marks.contains(&Mark::NoHousehold) && one.line.adult != Some(false);
        self.lines.iter().filter(adult).count()
    }

    /// How many would be entered as of age though nobody says that they are.
    pub fn ageless(&self) -> usize {
        self.lines.iter().filter(|one| one.marks.contains(&Mark::AgeUnknown)).count()
    }

    /// How many lines need a person's answer.
    pub fn asked(&self) -> usize {
        self.lines.iter().filter(|one| matches!(one.change, Change::Ask { .. })).count()
    }

    /// Names this very preview: another roll or another file has another fingerprint.
    pub fn fingerprint(&self) -> Result<String, Fault> {
        Ok(secret::digest(&[&serde_json::to_string(self)?]))
    }
}
