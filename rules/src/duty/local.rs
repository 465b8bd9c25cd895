//! What a province lays over a catalogue: its own days where the catalogue has a platform's, items that its texts alone still list, and
//! whether money has to hang on the board itself. What comes of it is a catalogue of its own, whole, that a place takes over as such.

use super::{
    Catalogue, Class, Due, Period,
    read::{File, Written},
};
use crate::{
    procedure::Words,
    rule_set::{Checked, Mark, Problem},
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Local {
    id: String,
    of: String,
    version: String,
    name: Words,
    #[serde(default)]
    period: Vec<OfPeriod>,
    #[serde(default)]
    duty: Vec<OfDuty>,
    board: Option<OnBoard>,
}

/// The days of everything that is published for such a period.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfPeriod {
    period: Period,
    due: String,
    mark: Mark,
    source: String,
}

/// What is said of one item. An item that stands in local texts alone is there where it is named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfDuty {
    code: String,
    #[serde(default)]
    due: Vec<String>,
    due_mark: Option<Mark>,
    #[serde(default)]
    due_source: String,
    mark: Option<Mark>,
    #[serde(default)]
    source: String,
}

/// What has to hang on the board itself, told by a dated photo.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnBoard {
    classes: Vec<Class>,
    source: String,
}

/// A catalogue that may be taken over, as its own file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is chosen by: `village`, `village:chongqing`.
    pub choice: String,
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Its file, to be kept by whoever takes it over.
    pub text: String,
}

impl Offer {
    /// A catalogue by itself: without what local texts alone list.
    pub(super) fn general(text: &str) -> Result<Self, Problem> {
        let mut file = File::of("", text)?;
        file.duty.retain(|one| !one.local);
        let choice = file.id.clone();
        Self::whole(choice, &file)
    }

    /// The same with what a province lays over it; none where it lies over another catalogue.
    ///
    /// # Errors
    /// [`Problem`]: what cannot be read; an item that the catalogue does not have; a day later than the law's.
    pub(super) fn local(text: &str, (name, local): (&str, &str)) -> Result<Option<Self>, Problem> {
        let mut file = File::of("", text)?;
        let laid: Local = toml::from_str(local).map_err(|error| Problem::of_toml(name, local, &error))?;
        if laid.of != file.id {
            return Ok(None);
        }
        let wrong =
            |place: &str, why: &str| Problem { file: name.to_owned(), place: place.to_owned(), why: why.to_owned() };
        file.duty.retain(|one| !one.local || laid.duty.iter().any(|said| said.code == one.code));
        for one in &mut file.duty {
            if let Some(rule) = laid.period.iter().find(|rule| rule.period == one.period) {
                one.lay(rule);
            }
            if laid.board.as_ref().is_some_and(|board| board.classes.contains(&one.class)) {
                one.board = laid.board.as_ref().map(|board| board.source.clone()).unwrap_or_default();
            }
        }
        for said in &laid.duty {
            let one = file.duty.iter_mut().find(|one| one.code == said.code);
            let one = one.ok_or_else(|| wrong(&said.code, "is not in the catalogue"))?;
            if !said.due.is_empty() {
                if one.due_mark == Mark::Law {
                    return Err(wrong(&said.code, "has a day by law, which stands"));
                }
                one.due.clone_from(&said.due);
                one.due_mark = said.due_mark.unwrap_or(one.due_mark);
                one.due_source.clone_from(&said.due_source);
            }
            if let Some(mark) = said.mark {
                one.mark = mark;
                one.checked = Checked::Text;
                one.source.clone_from(&said.source);
            }
        }
        let choice = format!("{}:{}", file.id, laid.id);
        file.version = format!("{}+{}", file.version, laid.version);
        file.name = Words {
            zh: format!("{}（{}）", file.name.zh, laid.name.zh),
            en: format!("{} ({})", file.name.en, laid.name.en),
        };
        Self::whole(choice, &file).map(Some)
    }

    fn whole(choice: String, file: &File) -> Result<Self, Problem> {
        let wrong = |why: String| Problem { file: choice.clone(), place: String::new(), why };
        let text = toml::to_string(file).map_err(|error| wrong(error.to_string()))?;
        let catalogue = Catalogue::read(&choice, &text)?;
        Ok(Self { choice, catalogue, text })
    }
}

impl Written {
    /// The province's day for such a period, in the place of the platform's own. A day by law, or of another text, stands; so does what
    /// is planned ahead.
    fn lay(&mut self, rule: &OfPeriod) {
        let same = |text: &String| {
            let after_period = |due| matches!(due, Some(Due::AfterPeriod(_) | Due::DayAfterPeriod(_)));
            let after_event = |due| matches!(due, Some(Due::After(..)));
            let (own, laid) = (Due::from_text(text), Due::from_text(&rule.due));
            (after_period(own) && after_period(laid)) || (after_event(own) && after_event(laid))
        };
        let [due] = self.due.as_slice() else { return };
        if self.due_mark == Mark::Policy && same(due) {
            self.due = vec![rule.due.clone()];
            self.due_mark = rule.mark;
            self.due_source.clone_from(&rule.source);
        }
    }
}
