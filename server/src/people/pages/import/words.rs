//! The words of a file that is held against the roll: for the page and for the command line.

use crate::{
    people::roll::{
        CalledChange, Change, Choice, Column, Home, Judged, Mark, NumberSource, Other, Preview, Question, Somebody,
    },
    roll_file::{Book, Sheet},
};
use app::{
    address, say,
    view::import::{Asked, Becomes, Filter, ImportLine, ImportPreview, Show},
};
use rules::{Language, folding};

/// The most lines of a preview on a page.
const SHOWN: usize = 100;

/// The preview's address, with what was chosen.
pub struct Address {
    pub base: String,
    pub choice: Choice,
}

impl Address {
    pub fn with(&self, choice: &Choice, more: &[(&str, &str)]) -> String {
        let said = choice.said();
        let said: Vec<_> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        address::asking(&address::asking(&self.base, &said), more)
    }
}

fn is_of(one: &Judged, show: Show) -> bool {
    match show {
        Show::Refused => matches!(one.change, Change::Refuse(_)),
        Show::Asked => matches!(one.change, Change::Ask { .. }),
        Show::Changed => matches!(one.change, Change::Alter { .. }),
        Show::Added => matches!(one.change, Change::Add),
        Show::Homeless => one.marks.contains(&Mark::NoHousehold),
        Show::Ageless => one.marks.contains(&Mark::AgeUnknown),
        Show::Namesake => one.marks.contains(&Mark::SameName),
        Show::Total => matches!(one.change, Change::Total),
        Show::All => !matches!(one.change, Change::Same { .. }),
    }
}

/// What stands in the way comes first, then what is suspicious, then the rest.
pub fn rank(one: &Judged) -> usize {
    match &one.change {
        Change::Refuse(_) => 0,
        Change::Ask { .. } => 1,
        Change::Total => 2,
        Change::Add if one.marks.contains(&Mark::SameName) => 3,
        _ if one.marks.contains(&Mark::OfficeNotOfAge) => 3,
        _ if one.marks.contains(&Mark::NoHousehold) => 4,
        Change::Alter { columns, .. }
            if columns.iter().any(|column| column.name == "number" || column.name == "name") =>
        {
            5
        }
        Change::Alter { .. } => 6,
        Change::Add => 7,
        Change::Same { .. } => 8,
    }
}

/// What is said, in a language.
pub struct Words(pub Language);

impl Words {
    pub fn say(&self, key: &str) -> String {
        say::sentence(self.0, key, &[])
    }

    pub fn with(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        say::sentence(self.0, key, &values)
    }

    /// A sheet's name with its number of lines; where some of its columns are there twice, what is read of them.
    pub fn sheet(&self, sheet: &Sheet) -> String {
        let lines = sheet.lines.iter().filter(|line| !line.total).count();
        let count = lines.to_string();
        let named = (!sheet.name.is_empty())
            .then(|| self.with("import-sheet", &[("name", sheet.name.as_str()), ("count", &count)]));
        named.into_iter().chain(self.twice(sheet)).collect::<Vec<_>>().join(" · ")
    }

    /// Which of several columns of one kind is read, and which are not.
    fn twice(&self, sheet: &Sheet) -> Vec<String> {
        let each = sheet.twice.iter().map(|one| {
            let (kind, left) = (self.say(&format!("column-{}", one.kind)), one.left.join("、"));
            self.with("import-column-read", &[("kind", &kind), ("read", &one.read), ("left", &left)])
        });
        each.collect()
    }

    /// What is asked where a book leaves open what is read: which of its sheets, or which of the columns of its only one.
    pub fn which(&self, book: &Book) -> String {
        self.say(if book.has_one() { "import-which-column" } else { "import-which-sheet" })
    }

    /// The bodies that have to be made first, each with its number of lines.
    pub fn missing(&self, preview: &Preview) -> Option<String> {
        let missing = preview.missing_bodies();
        let each: Vec<String> = missing
            .iter()
            .map(|(name, count)| self.with("import-missing-body", &[("name", name), ("count", &count.to_string())]))
            .collect();
        (!each.is_empty()).then(|| self.with("import-missing-bodies", &[("names", &each.join("、"))]))
    }

    /// The others of a line's name in its household, with what may tell them apart.
    fn others(&self, of: &Judged, question: Option<Question>) -> Vec<String> {
        let or_nothing = |text: &str| if text.is_empty() { self.say("import-nothing") } else { text.to_owned() };
        let other_name = |one: &Other| !folding::same(&one.name, &of.line.name);
        of.others
            .iter()
            .map(|one| {
                let row = one.row.map(|row| row.to_string()).unwrap_or_default();
                let key = match (question, one.row.is_some()) {
                    (Some(Question::Telephone), true) => "import-phone-in-file",
                    (Some(Question::Telephone), false) => "import-phone-on-roll",
                    (Some(Question::Renamed), _) => "import-moved-on-roll",
                    (Some(Question::NewcomersShare), _) => "import-share-in-file",
                    (Some(Question::OthersPhone | Question::NewcomersPhone), _) => "import-phone-of-other",
                    (Some(_), false) if other_name(one) => "import-phone-of-other",
                    (Some(Question::Namesake), true) => "import-namesake-in-file",
                    (Some(Question::Namesake), false) => "import-namesake-on-roll",
                    (_, true) => "import-twin-in-file",
                    (_, false) => "import-twin-on-roll",
                };
                let [number, phone, place] = [&one.number, &one.phone, &one.place].map(|text| or_nothing(text));
                let values = [("row", row.as_str()), ("number", &number), ("phone", &phone), ("place", &place)];
                self.with(key, &[&values[..], &[("name", &one.name)]].concat())
            })
            .collect()
    }

    fn list(&self, key: &str, name: &'static str, all: &[String]) -> Option<String> {
        const MOST: usize = 12;
        let shown = all.iter().take(MOST).cloned().collect::<Vec<_>>().join("、");
        let more = if all.len() > MOST { " …" } else { "" };
        let count = all.len().to_string();
        (!all.is_empty()).then(|| self.with(key, &[(name, &format!("{shown}{more}")), ("count", &count)]))
    }

    /// What was read and left out; and of that, what should not be overlooked.
    pub fn said(&self, book: &Book, sheet: Option<&Sheet>, preview: Option<&Preview>) -> (Vec<String>, Vec<String>) {
        let (mut notes, mut warnings) = (Vec::new(), Vec::new());
        warnings.extend(self.list("import-hidden-sheets", "names", &book.hidden));
        notes.extend(self.list("import-headless", "names", &book.headless));
        if book.blind {
            warnings.push(self.say("import-blind"));
        }
        let Some(sheet) = sheet else { return (notes, warnings) };
        warnings.extend(self.twice(sheet));
        if !book.has_one() {
            notes.push(self.with("import-sheet-chosen", &[("name", &sheet.name)]));
        }
        let rows: Vec<String> = sheet.hidden_rows.iter().map(ToString::to_string).collect();
        warnings.extend(self.list("import-hidden-rows", "names", &rows));
        warnings.extend(self.list("import-hidden-columns", "names", &sheet.hidden_columns));
        if sheet.roles_left {
            warnings.push(self.say("import-roles-left"));
        }
        warnings.extend(self.list("import-dropped", "columns", &sheet.dropped));
        notes.extend(self.list("import-ignored", "columns", &sheet.ignored));
        warnings.extend(self.list("import-sections", "names", &sheet.sections));
        if let Some(preview) = preview {
            if !sheet.has_adult && preview.totals()[0] > 0 {
                warnings.push(self.say("import-no-adult"));
            }
            notes.extend(self.list("import-repeated", "names", &preview.repeated));
            warnings.extend(self.list("import-zeros", "names", &preview.zeros));
            let called: Vec<String> = preview.called.iter().map(|one| self.called(one)).collect();
            warnings.extend(self.list("import-called", "names", &called));
            if preview.slips > 0 {
                warnings.push(self.with("import-slips", &[("count", &preview.slips.to_string())]));
            }
            if preview.choice.keep_bodies && sheet.has_bodies {
                warnings.push(self.say("import-bodies-kept"));
            }
        }
        (notes, warnings)
    }

    /// Who is not in the file, and what hangs on them: to leave takes it away.
    fn absent(&self, one: &Somebody) -> String {
        let who = format!("{} {} {}", one.number, one.name, one.place);
        let ties: Vec<String> = one.ties.iter().map(|tie| self.say(&format!("import-tie-{tie}"))).collect();
        if ties.is_empty() {
            return who;
        }
        self.with("import-absent-ties", &[("who", &who), ("ties", &ties.join("、"))])
    }

    /// A called sitting with how many come to its roll and leave it.
    fn called(&self, one: &CalledChange) -> String {
        let (come, go) = (one.come.to_string(), one.go.to_string());
        self.with("import-called-one", &[("title", &one.title), ("come", &come), ("go", &go)])
    }

    fn value(&self, column: &str, value: &str) -> String {
        let text = match column {
            "roles" if !value.is_empty() => {
                value.split('、').map(|role| self.say(&format!("role-{role}"))).collect::<Vec<_>>().join("、")
            }
            "adult" => self.say(if value == "1" { "import-yes" } else { "import-no" }),
            "state" => self.say(&format!("member-state-{value}")),
            _ => value.to_owned(),
        };
        if text.is_empty() { self.say("import-nothing") } else { text }
    }

    fn columns(&self, columns: &[Column]) -> Vec<[String; 3]> {
        columns
            .iter()
            .map(|one| {
                let name = if one.name == "state" { "state".to_owned() } else { format!("column-{}", one.name) };
                [self.say(&name), self.value(&one.name, &one.before), self.value(&one.name, &one.after)]
            })
            .collect()
    }

    /// What a new member brings.
    fn brings(&self, one: &Judged) -> Vec<[String; 3]> {
        let line = &one.line;
        // The group as the roll spells it; without a household there is none.
        let nowhere = String::new();
        let division = match &one.home {
            Home::Nowhere => &nowhere,
            Home::New { division: Some(name), .. } | Home::Placed { division: name, .. } => name,
            _ => &line.division,
        };
        let age = line.adult.map(|adult| i64::from(adult).to_string());
        let roles: Vec<&str> = line.roles.iter().flatten().map(|role| role.id()).collect();
        let texts = [
            ("household", line.household.clone()),
            ("division", division.clone()),
            ("phone", line.phone.clone()),
            ("adult", age.unwrap_or_default()),
            ("roles", roles.join("、")),
            ("bodies", line.bodies.iter().flatten().cloned().collect::<Vec<_>>().join("、")),
        ];
        let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(name, text)| [self.say(&format!("column-{name}")), String::new(), self.value(name, &text)]).collect()
    }

    pub fn line(&self, one: &Judged) -> ImportLine {
        let (change, mut why, columns) = match &one.change {
            Change::Add => (Becomes::Add, Vec::new(), self.brings(one)),
            Change::Alter { columns, .. } => (Becomes::Alter, Vec::new(), self.columns(columns)),
            Change::Same { .. } => (Becomes::Same, Vec::new(), Vec::new()),
            Change::Ask { question, columns, .. } => {
                (Becomes::Ask, vec![self.say(question.code())], self.columns(columns))
            }
            Change::Total => (Becomes::Total, vec![self.say("import-why-total")], Vec::new()),
            Change::Refuse(obstacles) => {
                let why = obstacles.iter().map(|one| {
                    let place = [one.cell.as_str(), one.text.as_str()].map(str::trim);
                    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
                    let sentence = self.say(one.problem.code());
                    if place.is_empty() {
                        sentence
                    } else {
                        self.with("import-at", &[("place", &place), ("why", &sentence)])
                    }
                });
                (Becomes::Refuse, why.collect(), Vec::new())
            }
        };
        match one.change {
            // Who is known under another number is why nothing is asked.
            Change::Ask { question: Question::Renamed, .. } => why.extend(self.others(one, Some(Question::Renamed))),
            Change::Ask { .. } => {}
            _ => why.extend(self.others(one, None)),
        }
        why.extend(one.marks.iter().map(|mark| {
            self.say(match mark {
                Mark::NoHousehold => "import-mark-homeless",
                Mark::AgeUnknown => "import-mark-ageless",
                Mark::SameName => "import-mark-namesake",
                Mark::OfficeNotOfAge => "import-mark-office-not-of-age",
            })
        }));
        ImportLine { row: one.line.row, number: one.number.clone(), name: one.line.name.clone(), change, why, columns }
    }

    /// What to do where neither answer is right.
    fn hints(&self, one: &Judged, question: Question, known: Option<&Somebody>, by_name: bool) -> Vec<String> {
        let theirs = known.is_some_and(|known| folding::number(&known.number) == folding::number(&one.number));
        let key = match (question, one.may_be_new()) {
            // Only here a number has spoken against a name.
            (Question::Renamed, _) => Some("import-answer-not-new-or-by-name"),
            (Question::Telephone | Question::Namesake, _) => Some("import-answer-number-wrong"),
            (Question::OthersPhone | Question::NewcomersPhone | Question::NewcomersShare, _) => {
                Some("import-answer-phone-wrong")
            }
            (Question::Twins, false) if !by_name => None,
            (_, false) if one.home_if_new.is_none() => Some("import-answer-which-household"),
            (_, false) => Some("import-answer-not-new"),
            (_, true) if known.is_none() => Some("import-answer-not-same"),
            (_, true) if theirs => Some("import-answer-new-displaces"),
            _ => None,
        };
        // By name a number is what changes: then the telephone alone tells two of one name apart.
        let apart = if by_name { "import-twins-phone" } else { "import-twins-number" };
        // Whoever is new under a number of their own is told apart as far as a file can.
        let numbered = known.is_none() && !one.line.number.is_empty();
        let apart = (question == Question::Twins && !numbered).then_some(apart);
        key.into_iter().chain(apart).map(|key| self.say(key)).collect()
    }

    pub fn asked(&self, one: &Judged, by_name: bool) -> Option<Asked> {
        let Change::Ask { member, question, columns, ties } = &one.change else { return None };
        let line = &one.line;
        let place = |parts: &[&str]| {
            let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        };
        let file = place(&[&line.number, &line.name, &line.division, &line.household, &line.phone]);
        let roll = member.as_ref().map(|known| place(&[&known.number, &known.name, &known.place, &known.phone]));
        Some(Asked {
            row: line.row,
            file,
            member: member.as_ref().map(|known| known.id.0.clone()).unwrap_or_default(),
            roll: roll.unwrap_or_default(),
            question: self.say(question.code()),
            others: self.agrees(one).into_iter().chain(self.others(one, Some(*question))).collect(),
            ties: ties.iter().map(|tie| self.say(&format!("import-tie-{tie}"))).collect(),
            may_be_same: member.is_some(),
            may_be_new: one.may_be_new(),
            hints: self.hints(one, *question, member.as_ref(), by_name),
            columns: self.columns(columns),
        })
    }

    pub fn preview(&self, preview: &Preview, address: &Address, show: &str, from: usize) -> ImportPreview {
        let count = |kind: Show| preview.lines.iter().filter(|one| is_of(one, kind)).count();
        let show = Show::EVERY.into_iter().find(|one| one.asked() == show && count(*one) > 0).unwrap_or_default();
        let mut lines: Vec<&Judged> = preview.lines.iter().filter(|one| is_of(one, show)).collect();
        lines.sort_by_key(|one| (rank(one), one.line.row));
        let from = if from < lines.len() { from } else { 0 };
        let page = |from: usize| {
            let from = if from == 0 { String::new() } else { from.to_string() };
            address.with(&address.choice, &[("show", show.asked()), ("from", &from)]) + "#lines"
        };
        let filters = Show::EVERY.into_iter().map(|kind| Filter {
            show: kind,
            count: count(kind),
            href: address.with(&address.choice, &[("show", kind.asked())]) + "#lines",
            current: kind == show,
        });
        let asks = preview.asked();
        let by_name = address.choice.by_name;
        let go_by_name = Choice { by_name: true, ..address.choice };
        let given = Choice { numbers: Some(NumberSource::Program), ..address.choice };
        let keep = Choice { keep_bodies: true, ..address.choice };
        let missing = self.missing(preview);
        ImportPreview {
            totals: preview.totals(),
            // Where nothing can be taken in this way, nobody is asked about single lines.
            asked: if preview.anew || preview.homes_open() {
                Vec::new()
            } else {
                preview.lines.iter().filter_map(|one| self.asked(one, by_name)).collect()
            },
            asks,
            anew: preview.anew,
            by_name: preview.may_go_by_name().then(|| address.with(&go_by_name, &[])),
            give_numbers: preview.lacks_numbers().then(|| address.with(&given, &[])),
            keep_bodies: missing.is_some().then(|| address.with(&keep, &[])),
            missing,
            nothing: preview.changes_nothing(),
            voteless: preview.voteless(),
            ageless: preview.ageless(),
            filters: filters.filter(|one| one.count > 0 || one.show == Show::All).collect(),
            of: lines.len(),
            before: (from > 0).then(|| page(from.saturating_sub(SHOWN))),
            after: (from + SHOWN < lines.len()).then(|| page(from + SHOWN)),
            lines: lines.into_iter().skip(from).take(SHOWN).map(|one| self.line(one)).collect(),
            from,
            absent: preview.absent.iter().map(|one| (one.id.0.clone(), self.absent(one))).collect(),
            hidden: preview.hidden.iter().map(|one| self.hidden(one)).collect(),
            beyond: preview.beyond,
            displaced: preview.displaced.iter().map(|one| self.displaced(one)).collect(),
            held: preview.held.iter().filter_map(|one| self.held(one, preview)).collect(),
            alike: self.alike(preview, address),
        }
    }
}
