//! Reads a procedure from its file. What cannot be read is refused with file and line, what does not hold with file and step.

use super::{Actor, Need, Phase, Procedure, Step, Words, check};
use crate::{
    agenda::Matter,
    body::CommunityKind,
    permit::Role,
    rule_set::{Checked, Mark, Problem},
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    version: String,
    name: Words,
    about: Words,
    kinds: Vec<CommunityKind>,
    #[serde(default)]
    matters: Vec<Matter>,
    step: Vec<Written>,
}

/// A step as it is written: what comes before it is the step above, unless it says so itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    name: Words,
    what: Words,
    phase: Phase,
    by: Vec<String>,
    after: Option<Vec<String>>,
    needs: Vec<Need>,
    within: Option<i64>,
    #[serde(default)]
    waived_by: Vec<Role>,
    mark: Mark,
    checked: Checked,
    source: String,
}

impl Procedure {
    /// Reads and checks a procedure.
    ///
    /// # Errors
    /// [`Problem`]: the line, or the step, of the first thing that is wrong.
    pub fn read(file: &str, text: &str) -> Result<Self, Problem> {
        let procedure = Self::kept(file, text)?;
        check::sound(&procedure).map_err(|(step, why)| Problem {
            file: file.to_owned(),
            place: step.map_or_else(|| "the procedure".to_owned(), |step| line_of(text, &step)),
            why,
        })?;
        Ok(procedure)
    }

    /// Reads a procedure as it was kept with a matter that began under it: it is not judged by what is asked of one today.
    ///
    /// # Errors
    /// [`Problem`]: what cannot be read.
    pub fn kept(file: &str, text: &str) -> Result<Self, Problem> {
        let problem = |place: String, why: String| Problem { file: file.to_owned(), place, why };
        let written: File = toml::from_str(text).map_err(|error| Problem::of_toml(file, text, &error))?;
        let ids: Vec<&str> = written.step.iter().map(|step| step.id.as_str()).collect();
        let mut steps = Vec::new();
        for (at, step) in written.step.iter().enumerate() {
            let wrong = |why: String| problem(line_of(text, &step.id), why);
            let mut by = Vec::new();
            for id in &step.by {
                by.push(Actor::from_id(id).ok_or_else(|| wrong(format!("{id} is neither a role nor a body")))?);
            }
            let after = match &step.after {
                None => at.checked_sub(1).into_iter().collect(),
                Some(names) => {
                    let mut after = Vec::new();
                    for name in names {
                        let found = ids.iter().position(|id| id == name);
                        after.push(found.ok_or_else(|| wrong(format!("it comes after {name}, which is no step")))?);
                    }
                    after
                }
            };
            steps.push(Step {
                id: step.id.clone(),
                name: step.name.clone(),
                what: step.what.clone(),
                phase: step.phase,
                by,
                after,
                needs: step.needs.clone(),
                within: step.within,
                waived_by: step.waived_by.clone(),
                mark: step.mark,
                checked: step.checked,
                source: step.source.clone(),
            });
        }
        let File { id, version, name, about, kinds, matters, .. } = written;
        Ok(Self { id, version, name, about, kinds, matters, steps })
    }
}

/// Where a step stands in its file.
fn line_of(text: &str, id: &str) -> String {
    let head = format!("id = \"{id}\"");
    let line = text.lines().position(|line| line.trim() == head).map_or(0, |at| at + 1);
    format!("step {id}, line {line}")
}
