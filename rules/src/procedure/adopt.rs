//! How a place takes a procedure over: other words, longer periods, optional steps left out with a public reason. It may only
//! become stricter.

use super::{Need, Phase, Procedure, Words, check};
use crate::{kind::gate::says_something, rule_set::Mark};
use std::collections::BTreeMap;

/// What a place changes of one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Other words for its name.
    pub name: Option<Words>,
    /// Its needs, each as strict as it was or stricter.
    pub needs: Option<Vec<Need>>,
    /// Within how many days it is taken.
    pub within: Option<i64>,
    /// Why it is left out.
    pub left_out: Option<String>,
}

/// What a place changes of a procedure, by step.
pub type Adoption = BTreeMap<String, Change>;

impl Procedure {
    /// The procedure as a place has taken it over; its version names that of the place.
    ///
    /// # Errors
    /// The step, and why the change cannot be.
    pub fn adopted(&self, version: &str, changes: &Adoption) -> Result<Self, (String, &'static str)> {
        let mut own = self.clone();
        own.version = format!("{}+{version}", self.version);
        for (id, change) in changes {
            let wrong = |why: &'static str| Err((id.clone(), why));
            let Some(step) = own.steps.iter_mut().find(|step| step.id == *id) else {
                return wrong("there is no such step");
            };
            if let Some(name) = &change.name {
                if name.zh.trim().is_empty() || name.en.trim().is_empty() {
                    return wrong("its name is missing in a language");
                }
                step.name = name.clone();
            }
            if let Some(needs) = &change.needs {
                let kept = step.needs.iter().all(|than| needs.iter().any(|own| check::as_strict(own, than)));
                if !kept {
                    return wrong("it is looser than the procedure that is taken over");
                }
                step.needs.clone_from(needs);
            }
            if let Some(days) = change.within {
                if days < 1 || step.within.is_some_and(|most| days > most) {
                    return wrong("it is looser than the procedure that is taken over");
                }
                step.within = Some(days);
            }
        }
        for (id, change) in changes {
            if let Some(reason) = &change.left_out {
                own.leave_out(id, reason).map_err(|why| (id.clone(), why))?;
            }
        }
        check::sound(&own)
            .map_err(|(step, _)| (step.unwrap_or_default(), "what the law asks for is no longer there"))?;
        Ok(own)
    }

    /// Takes an optional step out; what came after it comes after what was before it.
    fn leave_out(&mut self, id: &str, reason: &str) -> Result<(), &'static str> {
        let Some(at) = self.steps.iter().position(|step| step.id == id) else { return Err("there is no such step") };
        let step = self.steps.remove(at);
        let essential = step.mark == Mark::Law || step.phase == Phase::Decide;
        if essential || step.waived_by.is_empty() {
            return Err("the step is not one that may be left out");
        }
        if !says_something(reason) {
            return Err("the reason is missing");
        }
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
        for other in &mut self.steps {
            for before in &mut other.after {
                if *before > at {
                    *before -= 1;
                }
            }
        }
        Ok(())
    }
}
