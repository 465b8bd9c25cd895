//! The words of what numbers leave open: who gives up theirs, whose own line is refused, and households whose numbers look alike.

use super::words::{Address, Words};
use crate::people::roll::{
    Alike, Change, Choice, Displaced, HeldUp, Judged, LookAlike, Preview, Question, Somebody, Spelt,
};
use app::view::import;

/// The most names of a household that are shown.
const NAMED: usize = 4;
/// The most households that are shown.
const SETS: usize = 12;

impl Words {
    /// Who stands in a hidden row.
    pub fn hidden(&self, (one, row): &(Somebody, usize)) -> String {
        let who = [one.number.as_str(), &one.name, &one.place].join(" ");
        self.with("import-hidden-one", &[("who", who.trim()), ("row", &row.to_string())])
    }

    /// Who gives up a number, and why.
    pub fn displaced(&self, one: &Displaced) -> String {
        let row = one.row.map(|row| row.to_string()).unwrap_or_default();
        let key = if one.row.is_some() { "import-displaced-row" } else { "import-displaced-one" };
        self.with(key, &[("name", &one.who.name), ("before", &one.who.number), ("after", &one.number), ("row", &row)])
    }

    /// Whose number is given away, and why their own line is refused.
    pub fn held(&self, one: &HeldUp, preview: &Preview) -> Option<String> {
        let line = preview.lines.iter().find(|line| line.line.row == one.row)?;
        let (row, why) = (one.row.to_string(), self.line(line).why.join(" "));
        let values = [("name", one.who.name.as_str()), ("number", &one.who.number), ("row", &row), ("why", &why)];
        Some(self.with("import-held-one", &values))
    }

    /// What file and roll say alike of somebody whose name was perhaps mended.
    pub fn agrees(&self, one: &Judged) -> Option<String> {
        let Change::Ask { member: Some(_), question: Question::NewName, columns, .. } = &one.change else {
            return None;
        };
        let line = &one.line;
        let said = [
            ("number", &line.number),
            ("household", &line.household),
            ("division", &line.division),
            ("phone", &line.phone),
        ];
        let same = said
            .into_iter()
            .filter(|(name, text)| !text.is_empty() && !columns.iter().any(|column| column.name == *name));
        let same: Vec<String> = same.map(|(name, _)| self.say(&format!("column-{name}"))).collect();
        (!same.is_empty()).then(|| self.with("import-agrees", &[("columns", &same.join("、"))]))
    }

    /// A household number as it is written, with whoever lives there.
    fn spelt(&self, one: &Spelt) -> String {
        let named = |all: &[String]| {
            let more = if all.len() > NAMED { "…" } else { "" };
            all.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、") + more
        };
        let (key, people) = match (one.roll.is_empty(), one.file.is_empty()) {
            (true, _) => ("import-alike-in-file", &one.file),
            (false, true) => ("import-alike-on-roll", &one.roll),
            (false, false) => ("import-alike-both", &one.roll),
        };
        let (count, more) = (people.len().to_string(), one.file.len().to_string());
        let values = [("number", one.number.as_str()), ("count", &count), ("names", &named(people)), ("more", &more)];
        self.with(key, &values)
    }

    /// Households that may be one, each in a sentence.
    pub fn sets(&self, preview: &Preview) -> Vec<String> {
        let shown = preview.alike.iter().take(SETS).map(|one: &LookAlike| {
            let homes = one.homes.iter().map(|one| self.spelt(one)).collect::<Vec<_>>().join("；");
            let key = if one.division.is_empty() { "import-alike-set-nowhere" } else { "import-alike-set" };
            self.with(key, &[("group", &one.division), ("homes", &homes)])
        });
        let more = (preview.alike.len() > SETS).then(|| "…".to_owned());
        shown.chain(more).collect()
    }

    /// The same where one of them is what somebody typed of one person.
    pub fn alike_sets(&self, preview: &Preview) -> Vec<String> {
        let one = |one: &Spelt| {
            if one.roll.is_empty() {
                self.with("person-home-typed", &[("number", &one.number)])
            } else {
                self.spelt(&Spelt { file: Vec::new(), ..one.clone() })
            }
        };
        preview.alike.iter().map(|set| set.homes.iter().map(one).collect::<Vec<_>>().join("；")).collect()
    }

    /// What was said of them.
    pub fn said_of_homes(&self, preview: &Preview) -> String {
        self.say(match preview.choice.homes {
            Some(Alike::One) => "import-alike-is-one",
            Some(Alike::Each) | None => "import-alike-is-each",
        })
    }

    /// The same for the page, with the ways to say what they are.
    pub fn alike(&self, preview: &Preview, address: &Address) -> Option<import::Alike> {
        let (said, open) = (preview.choice.homes, preview.homes_open());
        let way = |homes: Alike| {
            let other = said != Some(homes) && (open || said.is_some() || homes == Alike::One);
            other.then(|| address.with(&Choice { homes: Some(homes), ..address.choice }, &[]))
        };
        (!preview.alike.is_empty()).then(|| import::Alike {
            sets: self.sets(preview),
            count: preview.alike.len(),
            open,
            said: self.said_of_homes(preview),
            one: way(Alike::One),
            each: way(Alike::Each),
        })
    }
}
