//! What a set says of joint requests: what may be asked for, by how many, and by when it is due. A local rule may give residents more,
//! and takes nothing from what the law gives them.

use super::{Days, Mark, RuleSet, Sourced};
use crate::{
    body::{BodyKind, CommunityKind},
    fraction::Fraction,
    kind::Share,
    petition::{Ask, Bar, DISCLOSURE, Signers, Terms},
};
use serde::Deserialize;

/// A share of those who may sign.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BarRule {
    /// Of whom.
    pub signers: Signers,
    /// `>=1/10`.
    pub share: String,
}

/// The rules of one kind of request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PetitionRules {
    /// In what kind of community; in both where none is named.
    pub place: Option<CommunityKind>,
    /// It is reached when one of these is.
    pub bar: Vec<Sourced<BarRule>>,
    /// In how many days what was asked for is due.
    pub within: Option<Sourced<Days>>,
    /// What meets it: kinds of bodies whose session is called, or `disclosure`.
    pub met_by: Vec<String>,
}

impl RuleSet {
    /// What may be asked for in a kind of community, in the order of the list.
    pub fn petitions(&self, place: CommunityKind) -> impl Iterator<Item = (Ask, Terms)> + '_ {
        Ask::ALL.iter().filter_map(move |ask| Some((*ask, self.petition(*ask, place)?)))
    }

    /// The terms of one kind of request, where there is such a request in that kind of community.
    #[must_use]
    pub fn petition(&self, ask: Ask, place: CommunityKind) -> Option<Terms> {
        let rules = self.petition.get(ask.id()).filter(|one| one.place.is_none_or(|only| only == place))?;
        let within = rules.within.as_ref()?;
        let bar = |one: &Sourced<BarRule>| {
            let Fraction { num, den, inclusive } = Fraction::from_text(&one.value.share)?;
            Some(Bar {
                signers: one.value.signers,
                share: Share { num, den, inclusive, base: String::new() },
                mark: one.mark,
                source: one.source.clone(),
                checked: one.checked,
            })
        };
        Some(Terms {
            version: self.version.clone(),
            bars: rules.bar.iter().filter_map(bar).collect(),
            days: within.value.days,
            days_source: within.source.clone(),
            days_mark: within.mark,
            met_by: rules.met_by.clone(),
        })
    }
}

impl PetitionRules {
    /// What is wrong with it by itself, and where.
    pub(super) fn problem(&self, id: &str) -> Option<(String, String)> {
        let at = |key: &str| format!("petition.{id}.{key}");
        if Ask::from_id(id).is_none() {
            return Some((format!("petition.{id}"), "is nothing that may be asked for".to_owned()));
        }
        let known = |what: &&String| *what != DISCLOSURE && BodyKind::from_id(what).is_none();
        if let Some(what) = self.met_by.iter().find(known) {
            return Some((at("met_by"), format!("{what} is neither a body nor a disclosure")));
        }
        if self.bar.iter().any(|one| Fraction::from_text(&one.value.share).is_none_or(|share| share.num == 0)) {
            return Some((at("bar"), "is not a share like >=1/10".to_owned()));
        }
        self.within
            .as_ref()
            .is_some_and(|one| one.value.days < 1)
            .then(|| (at("within"), "is less than a day".to_owned()))
    }

    /// Every value's place and source.
    pub(super) fn sources<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (String, &'s str)> {
        let bars = self.bar.iter().map(move |one| (format!("petition.{id}.bar"), one.source.as_str()));
        bars.chain(self.within.iter().map(move |one| (format!("petition.{id}.within"), one.source.as_str())))
    }

    /// Lays others over these. What the law gives stays; what is only the platform's gives way.
    ///
    /// # Errors
    /// The key that takes something away, and how.
    pub(super) fn overlay(&mut self, above: &Self) -> Result<(), (&'static str, &'static str)> {
        self.place = self.place.or(above.place);
        for one in &above.bar {
            match self.bar.iter_mut().find(|below| below.value.signers == one.value.signers) {
                Some(below) if !asks_no_more(one, below) => {
                    return Err(("bar", "asks for more signatures than the rule that it is laid over"));
                }
                Some(below) => *below = one.clone(),
                None => self.bar.push(one.clone()),
            }
        }
        if let Some(within) = &above.within {
            let binding = self.within.as_ref().filter(|one| one.mark != Mark::Policy);
            if binding.is_some_and(|below| within.value.days > below.value.days) {
                return Err(("within", "is longer than the rule that it is laid over"));
            }
            self.within = Some(within.clone());
        }
        if !above.met_by.is_empty() {
            self.met_by.clone_from(&above.met_by);
        }
        if self.bar.is_empty() || self.within.is_none() || self.met_by.is_empty() {
            return Err(("bar", "says not by how many, or not by when, or not by what it is met"));
        }
        Ok(())
    }
}

/// Whether a share asks for no more signatures than another that binds.
fn asks_no_more(above: &Sourced<BarRule>, below: &Sourced<BarRule>) -> bool {
    let share = |one: &Sourced<BarRule>| Fraction::from_text(&one.value.share);
    below.mark == Mark::Policy
        || share(below).zip(share(above)).is_some_and(|(below, above)| below.is_as_strict_as(above))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule_set::{LOCAL, RuleBook};

    const HEAD: &str = "version = \"x-1\"\nname = \"x\"\neffective = \"2026-02-01\"\n";
    const S: &str = "mark = \"local\", checked = \"text\", source = \"办法\"";

    fn over(text: &str) -> Result<RuleSet, super::super::Problem> {
        let text = format!("{HEAD}{}", text.replace('S', S));
        RuleSet::national().overlaid("x.toml", &RuleSet::read("x.toml", &text)?)
    }

    /// catalogue/README.md §2b, line by line.
    #[test]
    fn the_shares_are_those_of_the_law() {
        let share = |ask, place, signers| {
            let terms = RuleSet::national().petition(ask, place).expect("offered");
            let bar = terms.bars.into_iter().find(|one| one.signers == signers).expect("a bar");
            assert!(!bar.source.is_empty() && bar.share.inclusive);
            (bar.share.num, bar.share.den, bar.mark)
        };
        use {Ask as A, CommunityKind::*, Signers as W};
        let law = |one, of| (one, of, Mark::Law);
        assert_eq!(share(A::VillagerAssembly, Village, W::Adults), law(1, 10));
        assert_eq!(share(A::VillagerAssembly, Village, W::Representatives), law(1, 3));
        assert_eq!(share(A::VillagerReps, Village, W::Representatives), law(1, 5));
        assert_eq!(share(A::VillagerRecall, Village, W::Adults), law(1, 5));
        assert_eq!(share(A::VillagerRecall, Village, W::Representatives), law(1, 3));
        assert_eq!(share(A::VillagerAudit, Village, W::Adults), law(1, 5));
        assert_eq!(share(A::VillageDisclosure, Village, W::Adults), (1, 10, Mark::Policy));
        assert_eq!(share(A::ResidentAssembly, Urban, W::Adults), law(1, 10));
        assert_eq!(share(A::ResidentAssembly, Urban, W::Households), law(1, 10));
        assert_eq!(share(A::ResidentAssembly, Urban, W::Representatives), law(1, 3));
        assert_eq!(share(A::ResidentReps, Urban, W::Representatives), law(1, 5));
        assert_eq!(share(A::ResidentRecall, Urban, W::Representatives), law(1, 3));
        assert_eq!(share(A::ResidentAudit, Urban, W::Adults), law(1, 10));
        for place in CommunityKind::ALL {
            assert_eq!(share(A::OwnersMeeting, place, W::Owners), law(20, 100));
        }
        // What only some provinces know is offered there alone.
        assert_eq!(RuleSet::national().petition(A::SupervisorRemoval, Village), None);
        assert_eq!(RuleSet::national().petition(A::VillagerAssembly, Urban), None);
        assert_eq!(RuleSet::national().petitions(Urban).count(), 5);
    }

    #[test]
    fn provinces_give_more_by_rules_of_their_own() {
        let of = |name: &str| {
            let (_, text) = LOCAL.iter().find(|(one, _)| *one == name).expect("shipped");
            RuleBook::new(&[(name.to_owned(), (*text).to_owned())]).expect("sound").of("any")
        };
        let disclosure = of("shandong").petition(Ask::VillageDisclosure, CommunityKind::Village).expect("offered");
        assert!(disclosure.bars.iter().all(|one| one.mark == Mark::Local), "{disclosure:?}");
        let reps = of("chongqing").petition(Ask::VillagerReps, CommunityKind::Village).expect("offered");
        assert_eq!((reps.days, reps.days_mark), (15, Mark::Local));
        assert!(of("sichuan").petition(Ask::SupervisorRemoval, CommunityKind::Village).is_some());
    }

    #[test]
    fn an_overlay_takes_nothing_that_the_law_gives() {
        let terms = |set: &RuleSet, ask| set.petition(ask, CommunityKind::Village).expect("offered");
        let more = over("[petition.villager_assembly]\nbar = [{ signers = \"adults\", share = \">=1/20\", S }]");
        let more = terms(&more.expect("gives more"), Ask::VillagerAssembly);
        assert_eq!((more.bars.len(), more.bars[0].share.den), (2, 20));
        for (text, place) in [
            (
                "[petition.villager_assembly]\nbar = [{ signers = \"adults\", share = \">=1/5\", S }]",
                "petition.villager_assembly.bar",
            ),
            (
                "[petition.villager_assembly]\nbar = [{ signers = \"adults\", share = \">1/10\", S }]",
                "petition.villager_assembly.bar",
            ),
            (
                "[petition.supervisor_removal]\nplace = \"village\"\nbar = [{ signers = \"adults\", share = \">=1/10\", S }]",
                "petition.supervisor_removal.bar",
            ),
            ("[petition.weather]\n", "petition.weather"),
            ("[petition.villager_audit]\nmet_by = [\"parliament\"]", "petition.villager_audit.met_by"),
            ("[petition.villager_audit]\nwithin = { days = 0, S }", "petition.villager_audit.within"),
            (
                "[petition.villager_audit]\nbar = [{ signers = \"adults\", share = \"1/5\", S }]",
                "petition.villager_audit.bar",
            ),
            (
                "[petition.villager_audit]\nwithin = { days = 9, mark = \"local\", checked = \"text\" }",
                "petition.villager_audit.within",
            ),
        ] {
            assert_eq!(over(text).expect_err(place).place, place);
        }
        // Only a day that binds stays: the platform's own gives way.
        let later = over("[petition.villager_assembly]\nwithin = { days = 40, S }").expect("a local day");
        assert_eq!(terms(&later, Ask::VillagerAssembly).days, 40);
        let binding = later.overlaid(
            "y",
            &RuleSet::read("y", &format!("{HEAD}[petition.villager_assembly]\nwithin = {{ days = 41, {S} }}"))
                .expect("read"),
        );
        assert_eq!(binding.expect_err("longer").place, "petition.villager_assembly.within");
    }
}
