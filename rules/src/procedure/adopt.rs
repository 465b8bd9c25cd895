//! How a place takes a procedure over: other words, longer periods, optional steps left out with a public reason. It may only
//! become stricter.

use super::{Need, Phase, Procedure, Words, check};
use crate::{kind::gate::says_something, rule_set::Mark};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a place changes of one step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Other words for its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Words>,
    /// Its needs, each as strict as it was or stricter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Vec<Need>>,
    /// Within how many days it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<i64>,
    /// Why it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
}

/// What a place changes of a procedure, by step.
pub type Adoption = BTreeMap<String, Change>;

/// The longest period that a place sets, in days: a year. What waits longer is not stricter but never done.
pub const LONGEST_DAYS: i64 = 366;

/// Why a change cannot be.
const NO_STEP: &str = "there is no such step";

impl Procedure {
    /// The procedure as a place has taken it over; its version names that of the place.
    ///
    /// # Errors
    /// The step, and why the change cannot be.
    pub fn adopted(&self, version: &str, changes: &Adoption) -> Result<Self, (String, &'static str)> {
        for (id, change) in changes {
            self.judge(id, change).map_err(|why| (id.clone(), why))?;
        }
        let own = self.kept_as(&format!("{}+{version}", self.version), changes)?;
        check::sound(&own)
            .map_err(|(step, _)| (step.unwrap_or_default(), "what the law asks for is no longer there"))?;
        Ok(own)
    }

    /// The procedure with changes that were judged when a place took it over, under the version that it was given then.
    ///
    /// # Errors
    /// The step that is not there.
    pub fn kept_as(&self, version: &str, changes: &Adoption) -> Result<Self, (String, &'static str)> {
        let mut own = self.clone();
        version.clone_into(&mut own.version);
        for (id, change) in changes {
            let step = own.steps.iter_mut().find(|step| step.id == *id).ok_or_else(|| (id.clone(), NO_STEP))?;
            if let Some(name) = &change.name {
                step.name.clone_from(name);
            }
            if let Some(needs) = &change.needs {
                step.needs.clone_from(needs);
            }
            step.within = change.within.or(step.within);
        }
        for (id, _) in changes.iter().filter(|(_, change)| change.left_out.is_some()) {
            own.leave_out(id);
        }
        Ok(own)
    }

    /// Whether a step may be changed so: it may only become stricter, and only what somebody may waive is left out.
    fn judge(&self, id: &str, change: &Change) -> Result<(), &'static str> {
        const LOOSER: &str = "it is looser than the procedure that is taken over";
        let step = self.step(id).ok_or(NO_STEP)?;
        if change.name.as_ref().is_some_and(|name| name.zh.trim().is_empty() || name.en.trim().is_empty()) {
            return Err("its name is missing in a language");
        }
        if let Some(needs) = &change.needs
            && !step.needs.iter().all(|than| needs.iter().any(|own| check::as_strict(own, than)))
        {
            return Err(LOOSER);
        }
        if change.within.is_some_and(|days| days < 1 || step.within.is_some_and(|most| days > most)) {
            return Err(LOOSER);
        }
        if let Some(reason) = &change.left_out {
            let essential = step.mark == Mark::Law || step.phase == Phase::Decide;
            if essential || step.waived_by.is_empty() {
                return Err("the step is not one that may be left out");
            }
            if !says_something(reason) {
                return Err("the reason is missing");
            }
        }
        Ok(())
    }

    /// Takes a step out; what came after it comes after what was before it.
    fn leave_out(&mut self, id: &str) {
        let Some(at) = self.steps.iter().position(|step| step.id == id) else { return };
        let step = self.steps.remove(at);
        for other in &mut self.steps {
            let follows = other.after.contains(&at);
            other.after.retain(|before| *before != at);
            if follows {
                other.after.extend(&step.after);
            }
            other.after.sort_unstable();
            other.after.dedup();
        }
        // What stood behind it in the list has moved up by one.
        for before in self.steps.iter_mut().flat_map(|other| &mut other.after) {
            if *before > at {
                *before -= 1;
            }
        }
    }
}
