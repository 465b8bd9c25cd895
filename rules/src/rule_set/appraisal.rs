//! What a set says of the yearly appraisal: the grades, when somebody is not competent, as what an empty line counts, whether those who
//! are appraised vote, and what twice in a row brings. Where national law is silent a local rule takes the place of the platform's.

use super::{Days, Mark, RuleSet, Sourced};
use crate::{
    appraisal::{Grade, Terms, Unmarked},
    fraction::Fraction,
    kind::Share,
    permit::Role,
};
use serde::Deserialize;

/// The grades on the ballot, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GradesRule {
    /// Ids.
    pub of: Vec<Grade>,
}

/// Of the ballots collected, how many 不称职 make somebody not competent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct IncompetentRule {
    /// `>=1/2`.
    pub share: String,
}

/// After how many times in a row a post ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct InARow {
    /// Times.
    pub times: u64,
}

/// As what a line without a mark counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct UnmarkedRule {
    /// `abstain` or `invalid`.
    pub counts: Unmarked,
}

/// Whether those who are appraised take part in the ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct OwnVote {
    /// They vote.
    pub votes: bool,
}

/// Who presides while people are appraised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct HostRule {
    /// By what they are in the community.
    pub by: Role,
}

/// The rules of the yearly appraisal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AppraisalRules {
    /// The grades on the ballot.
    pub grades: Option<Sourced<GradesRule>>,
    /// When somebody is not competent.
    pub incompetent: Option<Sourced<IncompetentRule>>,
    /// When the post ends.
    pub in_a_row: Option<Sourced<InARow>>,
    /// What an empty line is.
    pub unmarked: Option<Sourced<UnmarkedRule>>,
    /// Who is appraised votes, or keeps out.
    pub appraised: Option<Sourced<OwnVote>>,
    /// Who presides; where nothing is said, whoever presides the sitting.
    pub host: Option<Sourced<HostRule>>,
    /// In how many days the end of a post is established; where nothing is said there is no such day.
    pub establish: Option<Sourced<Days>>,
}

impl RuleSet {
    /// The terms of an appraisal, where the set has them.
    #[must_use]
    pub fn appraisal(&self) -> Option<Terms> {
        let rules = &self.appraisal;
        let (grades, incompetent, in_a_row) =
            (rules.grades.as_ref()?, rules.incompetent.as_ref()?, rules.in_a_row.as_ref()?);
        let (unmarked, appraised) = (rules.unmarked.as_ref()?, rules.appraised.as_ref()?);
        let Fraction { num, den, inclusive } = Fraction::from_text(&incompetent.value.share)?;
        let mut source: Vec<String> = Vec::new();
        for one in [&in_a_row.source, &incompetent.source] {
            if !source.contains(one) {
                source.push(one.clone());
            }
        }
        Some(Terms {
            grades: grades.value.of.clone(),
            incompetent: Share { num, den, inclusive, base: "ballots_collected".to_owned() },
            in_a_row: in_a_row.value.times,
            unmarked: unmarked.value.counts,
            own_vote: appraised.value.votes,
            days: rules.establish.as_ref().map(|one| one.value.days),
            source,
        })
    }
}

impl AppraisalRules {
    /// What is wrong with it by itself, and where.
    pub(super) fn problem(&self) -> Option<(&'static str, &'static str)> {
        if let Some(grades) = &self.grades {
            let of = &grades.value.of;
            let twice = of.iter().any(|one| of.iter().filter(|other| *other == one).count() > 1);
            if twice || of.len() < 2 || !of.contains(&Grade::Incompetent) {
                return Some(("appraisal.grades", "are at least two, each once, and not competent is one of them"));
            }
        }
        let share = self.incompetent.as_ref().map(|one| Fraction::from_text(&one.value.share));
        if share.is_some_and(|share| share.is_none_or(|share| share.num == 0)) {
            return Some(("appraisal.incompetent", "is not a share like >=1/2"));
        }
        if self.in_a_row.as_ref().is_some_and(|one| one.value.times != 2) {
            return Some(("appraisal.in_a_row", "is another number than the two of the law"));
        }
        if self.host.as_ref().is_some_and(|one| !Role::GIVEN.contains(&one.value.by)) {
            return Some(("appraisal.host", "is not a role that the community gives"));
        }
        let days = self.establish.as_ref().is_some_and(|one| one.value.days < 1);
        days.then_some(("appraisal.establish", "is less than a day"))
    }

    /// Every value's place and source.
    pub(super) fn sources(&self) -> Vec<(String, &str)> {
        let all = [
            ("grades", self.grades.as_ref().map(|one| &one.source)),
            ("incompetent", self.incompetent.as_ref().map(|one| &one.source)),
            ("in_a_row", self.in_a_row.as_ref().map(|one| &one.source)),
            ("unmarked", self.unmarked.as_ref().map(|one| &one.source)),
            ("appraised", self.appraised.as_ref().map(|one| &one.source)),
            ("host", self.host.as_ref().map(|one| &one.source)),
            ("establish", self.establish.as_ref().map(|one| &one.source)),
        ];
        let said = |(key, source): (&str, Option<&'_ String>)| source.is_some().then(|| format!("appraisal.{key}"));
        all.iter().filter_map(|one| Some((said(*one)?, one.1?.as_str()))).collect()
    }

    /// Lays others over these: what binds stays, what is only the platform's gives way.
    ///
    /// # Errors
    /// The key that would set aside what the law or a local rule says.
    pub(super) fn overlay(&mut self, above: &Self) -> Result<(), &'static str> {
        lay(&mut self.grades, above.grades.as_ref()).ok_or("grades")?;
        lay(&mut self.incompetent, above.incompetent.as_ref()).ok_or("incompetent")?;
        lay(&mut self.in_a_row, above.in_a_row.as_ref()).ok_or("in_a_row")?;
        lay(&mut self.unmarked, above.unmarked.as_ref()).ok_or("unmarked")?;
        lay(&mut self.appraised, above.appraised.as_ref()).ok_or("appraised")?;
        lay(&mut self.host, above.host.as_ref()).ok_or("host")?;
        lay(&mut self.establish, above.establish.as_ref()).ok_or("establish")
    }
}

fn lay<T: Clone + PartialEq>(below: &mut Option<Sourced<T>>, above: Option<&Sourced<T>>) -> Option<()> {
    let Some(above) = above else { return Some(()) };
    let binds = |one: &Sourced<T>| one.mark != Mark::Policy && one.value != above.value;
    if below.as_ref().is_some_and(binds) {
        return None;
    }
    *below = Some(above.clone());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule_set::Problem;

    const HEAD: &str = "version = \"x-1\"\nname = \"x\"\neffective = \"2026-02-01\"\n[appraisal]\n";
    const S: &str = "mark = \"local\", checked = \"text\", source = \"办法\"";

    fn over(text: &str) -> Result<RuleSet, Problem> {
        let text = format!("{HEAD}{}", text.replace('S', S));
        RuleSet::national().overlaid("x.toml", &RuleSet::read("x.toml", &text)?)
    }

    #[test]
    fn the_law_says_twice_and_the_platform_the_rest() {
        let terms = RuleSet::national().appraisal().expect("terms");
        assert_eq!(terms.grades, Grade::ALL);
        assert_eq!((terms.in_a_row, terms.unmarked, terms.own_vote), (2, Unmarked::Abstain, false));
        assert_eq!((terms.incompetent.num, terms.incompetent.den, terms.incompetent.inclusive), (1, 2, true));
        let host = RuleSet::national().appraisal.host.as_ref().expect("a host");
        assert_eq!((host.value.by, host.mark), (Role::Supervisor, Mark::Law));
        assert_eq!(RuleSet::national().appraisal.in_a_row.as_ref().map(|one| one.mark), Some(Mark::Law));
    }

    #[test]
    fn a_place_chooses_its_grades_and_shares_and_not_what_the_law_says() {
        let set = over(
            "grades = { of = [\"competent\", \"basically_competent\", \"incompetent\"], S }\n\
             incompetent = { share = \">1/3\", S }\nunmarked = { counts = \"invalid\", S }\n\
             appraised = { votes = true, S }",
        );
        let terms = set.expect("laid over").appraisal().expect("terms");
        assert_eq!((terms.grades.len(), terms.unmarked, terms.own_vote), (3, Unmarked::Invalid, true));
        assert_eq!((terms.incompetent.num, terms.incompetent.den, terms.incompetent.inclusive), (1, 3, false));
        for (text, place) in [
            ("grades = { of = [\"competent\", \"excellent\"], S }", "appraisal.grades"),
            ("grades = { of = [\"incompetent\", \"incompetent\"], S }", "appraisal.grades"),
            ("incompetent = { share = \"1/2\", S }", "appraisal.incompetent"),
            ("in_a_row = { times = 3, S }", "appraisal.in_a_row"),
            ("host = { by = \"chair\", S }", "appraisal.host"),
            ("host = { by = \"session_chair\", S }", "appraisal.host"),
            ("establish = { days = 0, S }", "appraisal.establish"),
            ("establish = { days = 9, mark = \"local\", checked = \"text\" }", "appraisal.establish"),
        ] {
            assert_eq!(over(text).expect_err(place).place, place);
        }
        let first = over("incompetent = { share = \">1/3\", S }").expect("laid over");
        let second = RuleSet::read("y", &format!("{HEAD}incompetent = {{ share = \">1/4\", {S} }}")).expect("read");
        assert_eq!(first.overlaid("y", &second).expect_err("binds").place, "appraisal.incompetent");
    }
}
