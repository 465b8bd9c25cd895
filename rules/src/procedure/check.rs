//! What every procedure must hold: steps that can be told apart and reached, bodies that the community has, and the least that the
//! law asks for.

use super::{Ends, Need, Procedure};
use crate::{
    body::BodyKind,
    gates::is_important,
    rule_set::{Mark, RuleSet},
};

/// What is wrong: the step, if it is one step's, and why.
type Wrong = (Option<String>, String);

/// Checks a procedure as a whole.
pub(super) fn sound(procedure: &Procedure) -> Result<(), Wrong> {
    let whole = |why: &str| Err((None, why.to_owned()));
    if procedure.id.is_empty() || procedure.version.is_empty() {
        return whole("it has no id or no version");
    }
    if procedure.kinds.is_empty() || procedure.steps.is_empty() {
        return whole("it is for no kind of community, or has no steps");
    }
    steps(procedure)?;
    order(procedure)?;
    least(procedure)
}

fn steps(procedure: &Procedure) -> Result<(), Wrong> {
    for (at, step) in procedure.steps.iter().enumerate() {
        let wrong = |why: &str| Err((Some(step.id.clone()), why.to_owned()));
        if procedure.steps.iter().take(at).any(|one| one.id == step.id) {
            return wrong("another step has this id");
        }
        if [&step.name, &step.what].iter().any(|words| words.zh.trim().is_empty() || words.en.trim().is_empty()) {
            return wrong("its words are missing in a language");
        }
        if step.by.is_empty() || step.needs.is_empty() {
            return wrong("it says not who takes it, or not what shows that it was taken");
        }
        if step.source.trim().is_empty() {
            return wrong("it has no source");
        }
        if step.mark == Mark::Law && !step.waived_by.is_empty() {
            return wrong("the law asks for it: nobody may waive it");
        }
        if step.within.is_some_and(|days| days < 1) || step.needs.iter().filter_map(Need::days).any(|days| days < 1) {
            return wrong("a period has no day");
        }
        for need in &step.needs {
            match need {
                Need::Opinions { .. } if need.share().is_none() => return wrong("the share is not one like >=2/3"),
                Need::Options { least: 0 } => return wrong("it needs no plan at all"),
                Need::Sitting { bodies, .. } => {
                    let fits = |body: &BodyKind| procedure.kinds.iter().any(|kind| body.fits(*kind));
                    if bodies.is_empty() || !bodies.iter().all(fits) {
                        return wrong("a community of this kind has not this body");
                    }
                }
                _ => (),
            }
        }
    }
    Ok(())
}

/// Every step can be reached: none waits for itself, by whatever way.
fn order(procedure: &Procedure) -> Result<(), Wrong> {
    let mut reached = vec![false; procedure.steps.len()];
    loop {
        let next = procedure.steps.iter().enumerate().find(|(at, step)| {
            !reached.get(*at).copied().unwrap_or(true)
                && step.after.iter().all(|before| reached.get(*before).copied().unwrap_or(false))
        });
        match next {
            Some((at, _)) => {
                if let Some(one) = reached.get_mut(at) {
                    *one = true;
                }
            }
            None => break,
        }
    }
    let stuck = procedure.steps.iter().zip(&reached).find(|(_, reached)| !**reached);
    stuck.map_or(Ok(()), |(step, _)| {
        Err((Some(step.id.clone()), "it waits for itself: the steps go in a circle".to_owned()))
    })
}

/// The least that the law asks for, whatever a place writes: what an assembly decides was studied before, is called in time and
/// hangs on the board afterwards (村组法 Art. 25, 28, 35; 居组法 Art. 26, 30, 34).
fn least(procedure: &Procedure) -> Result<(), Wrong> {
    let law = RuleSet::national();
    let posting = law.posting.as_ref().map_or(0, |posting| posting.value.days);
    for step in &procedure.steps {
        let wrong = |why: String| Err((Some(step.id.clone()), why));
        for need in &step.needs {
            if let Need::Posting { days } = need
                && *days < posting
                && step.mark != Mark::Policy
            {
                return wrong(format!("{days} days on the board: the law asks for {posting}"));
            }
        }
        let Some(bodies) = step.needs.iter().find_map(Need::decides) else { continue };
        let notice = bodies.iter().filter_map(|body| law.rule(*body, None)).map(|rule| rule.notice_days).min();
        let called =
            step.needs.iter().find_map(|need| if let Need::Notice { days } = need { Some(*days) } else { None });
        if let (Some(least), Some(days)) = (notice, called)
            && days < least
        {
            return wrong(format!("{days} days of notice: the law asks for {least}"));
        }
        if bodies.iter().all(|body| body.counts_owners()) {
            continue;
        }
        let before = above(procedure, &step.id);
        let important = procedure.matters.is_empty() || procedure.matters.iter().any(|matter| is_important(*matter));
        let studied = before.iter().any(|one| one.needs.contains(&Need::Study));
        if important && !studied {
            return wrong("the law asks for the Party organisation's study before such a decision".to_owned());
        }
        let posted = procedure.steps.iter().any(|one| {
            above(procedure, &one.id).iter().any(|before| before.id == step.id)
                && one.needs.iter().any(|need| matches!(need, Need::Posting { days } if *days >= posting))
        });
        if !posted {
            return wrong(format!("what is decided hangs on the board for {posting} days: no later step says so"));
        }
    }
    Ok(())
}

/// All that comes before a step.
fn above<'a>(procedure: &'a Procedure, id: &str) -> Vec<&'a super::Step> {
    let mut found: Vec<&super::Step> = Vec::new();
    let mut open: Vec<usize> = procedure.step(id).map(|step| step.after.clone()).unwrap_or_default();
    while let Some(at) = open.pop() {
        if let Some(step) = procedure.steps.get(at)
            && !found.iter().any(|one| one.id == step.id)
        {
            found.push(step);
            open.extend(&step.after);
        }
    }
    found
}

/// Whether one need is at least as strict as another of its kind: the same thing, longer, more, or by a stricter ending.
pub(super) fn as_strict(own: &Need, than: &Need) -> bool {
    match (own, than) {
        (Need::Sitting { bodies, result }, Need::Sitting { bodies: allowed, result: least }) => {
            let rank = |result: &Ends| match result {
                Ends::Held => 0,
                Ends::Agreed => 1,
                Ends::Passed => 2,
            };
            bodies.iter().all(|body| allowed.contains(body)) && rank(result) >= rank(least)
        }
        (Need::Options { least }, Need::Options { least: before }) => least >= before,
        (Need::Opinions { .. }, Need::Opinions { .. }) => match (own.share(), than.share()) {
            (Some(own), Some(than)) => own.is_as_strict_as(than),
            _ => false,
        },
        _ => match (own.days(), than.days()) {
            (Some(days), Some(least)) => own.kind() == than.kind() && days >= least,
            _ => own == than,
        },
    }
}
