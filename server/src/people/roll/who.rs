//! Who on the roll is meant by each line of a file.

use super::{crossed::shared_phones, homes::same_home, roll::Roll, twins::Twins};
use crate::{
    people::member::rows::MemberRow,
    roll_file::{Line, LineProblem},
};
use rules::{
    folding::{self, Phones},
    matching::{Meant, Namesake, Phone, filled_anew, meant},
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What a person is asked about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// The number is known under another name: is it the same person with a new name?
    Renamed,
    /// The name is known in another place or with another telephone: is it the same person?
    SamePerson,
    /// The name is there already: is this another person?
    Another,
    /// Several of one name in one household: which of them is it?
    Twins,
    /// Number and name agree, and the telephone is that of another one of this name: who is it?
    Telephone,
    /// Number and name agree, and the household, or all else that the line says, is that of another one of this name: who is it?
    Namesake,
    /// Who is meant is clear, and the telephone is that of somebody else on the roll: is it right?
    OthersPhone,
    /// Who is meant is new, and the telephone is that of somebody on the roll: is it right?
    NewcomersPhone,
    /// Two who are new, of two households, have one telephone: is it right, and are they two?
    NewcomersShare,
    /// Somebody of this household, or with this telephone, is not in the file: is it the same person, whose name was mended?
    NewName,
}

impl Question {
    /// Whether a number has said who is meant, and something else speaks against it.
    pub const fn of_number(self) -> bool {
        matches!(self, Self::Renamed | Self::Telephone | Self::Namesake)
    }

    /// Whether the answer may be that it is somebody new.
    pub const fn leaves_new(self) -> bool {
        !self.of_number() && !matches!(self, Self::OthersPhone)
    }

    /// The key of its sentence.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Renamed => "import-ask-renamed",
            Self::SamePerson => "import-ask-same",
            Self::Another => "import-ask-another",
            Self::Twins => "import-ask-twins",
            Self::Telephone => "import-ask-telephone",
            Self::Namesake => "import-ask-namesake",
            Self::OthersPhone => "import-ask-others-phone",
            Self::NewcomersPhone => "import-ask-newcomers-phone",
            Self::NewcomersShare => "import-ask-newcomers-share",
            Self::NewName => "import-ask-new-name",
        }
    }
}

/// Who a line means: an index into the members of the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This member.
    Sure(usize),
    /// A person has to say.
    Ask {
        /// Who may be meant.
        member: Option<usize>,
        /// What is asked.
        question: Question,
    },
    /// Nobody yet.
    New,
    /// It cannot be said.
    Nobody(LineProblem),
    /// No person.
    Total,
}

impl Roll {
    /// Finds the members of a file's lines. By number first, unless `by_name`; a number never moves identity. `new`: lines without
    /// a number may be new people. `lone`: it is one person, said to be new, and no file from which others could be absent.
    pub fn who(&self, lines: &[Line], twins: &Twins<'_>, by_name: bool, (new, lone): (bool, bool)) -> Vec<Found> {
        let mut found: Vec<Option<Found>> = lines.iter().map(|line| line.total.then_some(Found::Total)).collect();
        let mut taken: HashSet<usize> = HashSet::new();
        if !by_name {
            for (line, found) in lines.iter().zip(&mut found).filter(|(line, _)| !line.total && !line.number.is_empty())
            {
                let Some(at) = self.numbered(&line.number) else { continue };
                let Some(member) = self.members.get(at) else { continue };
                let ask = |question| Found::Ask { member: Some(at), question };
                *found = Some(if member.erased() {
                    Found::Nobody(LineProblem::Erased)
                } else if !folding::same(&member.name, &line.name) {
                    ask(Question::Renamed)
                } else if !twins.by_phone(line, member).is_empty() {
                    ask(Question::Telephone)
                } else if !twins.by_all_else(line, member).is_empty() {
                    ask(Question::Namesake)
                } else {
                    Found::Sure(at)
                });
                if !taken.insert(at) {
                    *found = Some(Found::Nobody(LineProblem::DuplicatePerson));
                }
            }
        }
        let search = Search { roll: self, refilled: self.refilled(lines), by_name, new, lone };
        // What is sure goes first, so that the others are chosen from among those who are left: an equal telephone, then all of one
        // name in one household where nothing of them changes, then whoever alone is left of their name and household.
        for by in [By::Phone, By::Kept, By::Home] {
            let mut left: HashMap<_, Vec<&Line>> = HashMap::new();
            for (line, _) in lines.iter().zip(&found).filter(|(_, found)| found.is_none()) {
                left.entry(home(line)).or_default().push(line);
            }
            let before = taken.clone();
            for (line, found) in lines.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
                let all = left.get(&home(line)).map_or(&[] as &[_], Vec::as_slice);
                let at = match by {
                    By::Phone if !alike(line, all, true) => None,
                    By::Home if !alike(line, all, false) => None,
                    By::Kept => search.kept(line, all, &before),
                    By::Phone | By::Home => search.surely(line, &taken, by),
                };
                if let Some(at) = at {
                    taken.insert(at);
                    *found = Some(Found::Sure(at));
                }
            }
        }
        let mut seen: HashMap<(String, String), Vec<Phones>> = HashMap::new();
        let mut found: Vec<Found> = lines
            .iter()
            .zip(found)
            .map(|(line, found)| {
                let key = (folding::folded(&line.name), folding::number(&line.household));
                let phones = seen.entry(key).or_default();
                let found = found.unwrap_or_else(|| search.otherwise(line, &taken, phones));
                if let Found::Ask { member: Some(at), .. } = found {
                    taken.insert(at);
                }
                phones.push(folding::phones(&line.phone));
                found
            })
            .collect();
        self.new_names(lines, &mut found, &taken, &search);
        self.same_names(lines, &mut found);
        self.crossed_phones(lines, &mut found);
        shared_phones(lines, &mut found);
        found
    }

    fn namesakes(&self, line: &Line, taken: &HashSet<usize>) -> Vec<(usize, Namesake)> {
        let phones = folding::phones(&line.phone);
        let all = self.named(&line.name).iter().filter_map(|at| Some((*at, self.members.get(*at)?)));
        let all: Vec<_> = all.map(|(at, member)| (at, member, folding::phones(&member.phone))).collect();
        // Where people share one telephone of several, whoever has most of the line's is meant.
        let most = all.iter().map(|(.., known)| known.shared(&phones)).max().unwrap_or_default();
        all.into_iter()
            .filter(|(at, ..)| !taken.contains(at))
            .map(|(at, member, known)| {
                let phone = match known.shared(&phones) {
                    _ if phones.is_empty() || known.is_empty() => Phone::Unknown,
                    0 => Phone::Differs,
                    shared if shared == most => Phone::Same,
                    _ => Phone::Differs,
                };
                (at, Namesake { household: same_home(line, member), phone })
            })
            .collect()
    }

    /// Whether many names of the file stand in another household than on the roll.
    fn refilled(&self, lines: &[Line]) -> bool {
        let nobody = HashSet::new();
        let (mut moved, mut met) = (0, 0);
        for line in lines.iter().filter(|line| !line.total && !line.household.is_empty()) {
            if let [(at, one)] = self.namesakes(line, &nobody).as_slice()
                && self.members.get(*at).is_some_and(|member| member.home.is_some())
            {
                met += 1;
                moved += usize::from(!one.household);
            }
        }
        filled_anew(moved, met)
    }
}

/// By what a line of a name and household is sure to mean somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Phone,
    Kept,
    Home,
}

/// The name, household and group of a line, as they are compared.
fn home(line: &Line) -> (String, String, String) {
    (folding::folded(&line.name), folding::number(&line.household), folding::group(&line.division))
}

/// Whether no other line of this home could be meant as well: of all that are left, or of those with this telephone, none has
/// another number or telephone. One of them stands first in the file, and that says of nobody who they are.
fn alike(line: &Line, all: &[&Line], same_phone: bool) -> bool {
    let key = |line: &Line| (folding::phones(&line.phone), folding::number(&line.number));
    let own = key(line);
    all.iter().map(|one| key(one)).filter(|one| !same_phone || one.0 == own.0).all(|one| one == own)
}

/// How the members of a file's lines are looked for.
pub struct Search<'a> {
    roll: &'a Roll,
    /// Many names stand in another household than on the roll, so that a household proves nothing.
    pub refilled: bool,
    /// A number says of nobody who they are.
    pub by_name: bool,
    /// Lines without a number may be new people.
    new: bool,
    /// One person who is said to be new: to live in a household says nothing of who they are.
    pub lone: bool,
}

impl Search<'_> {
    fn surely(&self, line: &Line, taken: &HashSet<usize>, by: By) -> Option<usize> {
        if by == By::Home {
            let sure = |at: &usize| !self.phone_of_another(line, *at) && !self.all_new(line, *at);
            return self.likely(line, taken).filter(sure);
        }
        // Of several of one name in one household, their telephones tell which.
        let namesakes = self.roll.namesakes(line, taken);
        let mut told = namesakes.iter().filter(|(_, one)| one.household && one.phone == Phone::Same);
        told.next().map(|(at, _)| *at).filter(|_| told.next().is_none())
    }

    /// Whoever alone is left of the line's name and household.
    fn likely(&self, line: &Line, taken: &HashSet<usize>) -> Option<usize> {
        let namesakes = self.roll.namesakes(line, taken);
        let judged: Vec<Namesake> = namesakes.iter().map(|(_, one)| *one).collect();
        match meant(&judged, self.refilled) {
            // By number, a line that has another number is the same person in the same home at most.
            Meant::One(at) => namesakes
                .get(at)
                .filter(|(_, one)| self.by_name || line.number.is_empty() || one.household)
                .map(|(at, _)| *at),
            _ => None,
        }
    }

    /// Whether the line has another number and another telephone than this member: then nothing but a name and a household is theirs.
    fn all_new(&self, line: &Line, at: usize) -> bool {
        self.roll.members.get(at).is_some_and(|member| {
            let (new, own) = (folding::phones(&line.phone), folding::phones(&member.phone));
            let number = !line.number.is_empty() && folding::number(&line.number) != folding::number(&member.number);
            number && !new.is_empty() && !own.is_empty() && own.shared(&new) == 0
        })
    }

    /// Whether the line's telephone is not that of this member, but of another one of the name.
    fn phone_of_another(&self, line: &Line, at: usize) -> bool {
        let all = self.roll.namesakes(line, &HashSet::new());
        let same = |own: bool| all.iter().any(|(one, known)| (*one == at) == own && known.phone == Phone::Same);
        same(false) && !same(true)
    }

    /// By name a number says of nobody who they are. Where all of one name in one household are in the file with their numbers,
    /// and nothing of them changes, they stay as they are.
    fn kept(&self, line: &Line, all: &[&Line], taken: &HashSet<usize>) -> Option<usize> {
        if !self.by_name {
            return None;
        }
        let known = self.roll.namesakes(line, taken);
        let known: Vec<usize> = known.iter().filter(|(_, one)| one.household).map(|(at, _)| *at).collect();
        let of = |line: &Line| {
            let at = self.roll.numbered(&line.number).filter(|at| known.contains(at))?;
            self.roll.members.get(at).filter(|one| self.roll.stays(line, one)).map(|_| at)
        };
        let mut met: HashSet<usize> = HashSet::new();
        let stay = all.len() == known.len() && all.iter().all(|one| of(one).is_some_and(|at| met.insert(at)));
        of(line).filter(|_| stay)
    }

    /// Whoever is away has the line's name, and its household or a telephone of it.
    fn away(&self, line: &Line, taken: &HashSet<usize>) -> Option<usize> {
        let phones = folding::phones(&line.phone);
        let fits = |at: &&usize| {
            let member = self.roll.members.get(**at);
            let known = |one: &MemberRow| same_home(line, one) || folding::phones(&one.phone).shared(&phones) > 0;
            !taken.contains(*at) && member.is_some_and(known)
        };
        self.roll.away(&line.name).iter().find(fits).copied()
    }

    fn otherwise(&self, line: &Line, taken: &HashSet<usize>, phones: &[Phones]) -> Found {
        if let Some(at) = self.likely(line, taken) {
            return Found::Ask { member: Some(at), question: Question::SamePerson };
        }
        let may_be_new = self.new || !line.number.is_empty();
        let namesakes = self.roll.namesakes(line, taken);
        let judged: Vec<Namesake> = namesakes.iter().map(|(_, one)| *one).collect();
        let ask = |at: usize| namesakes.get(at).map(|(at, _)| *at);
        let perhaps = match meant(&judged, self.refilled) {
            Meant::Nobody => None,
            Meant::One(at) | Meant::Perhaps(at) => ask(at),
            Meant::Several => judged.iter().position(|one| one.household).and_then(ask),
        };
        // By number, whoever has a number that nobody had is new, unless somebody of the name is on the roll and not in the file.
        let numbered = !self.by_name && !line.number.is_empty();
        let first = || namesakes.first().map(|(at, _)| *at).filter(|_| numbered);
        if let Some(at) = perhaps.or_else(first) {
            return Found::Ask { member: Some(at), question: Question::SamePerson };
        }
        // Whoever was marked away and stands in the file again, under whatever number, is perhaps that person: two seats are not theirs.
        let back = self.away(line, taken).filter(|_| may_be_new);
        if let Some(at) = back {
            return Found::Ask { member: Some(at), question: Question::SamePerson };
        }
        if numbered {
            return Found::New;
        }
        // Twice in the file: two people where the telephones differ, and otherwise a question.
        let own = folding::phones(&line.phone);
        let again = phones.iter().any(|one| one.is_empty() || own.is_empty() || one.shared(&own) > 0)
            || (!phones.is_empty() && self.roll.namesakes(line, &HashSet::new()).iter().any(|(_, one)| one.household));
        match (may_be_new, namesakes.is_empty() && !again) {
            (false, _) => Found::Nobody(LineProblem::NoMatch),
            (true, true) => Found::New,
            (true, false) => Found::Ask { member: None, question: Question::Another },
        }
    }
}
