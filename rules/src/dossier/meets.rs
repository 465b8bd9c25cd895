//! Whether a record meets a need, and since when.

use super::{Ended, Facts, Pending, Record, Shows};
use crate::{
    body::BodyKind,
    days::Date,
    procedure::{Ends, Kind, Need, Step},
};

/// How far a record has come towards a need.
#[derive(Clone, Copy)]
enum Met {
    /// It meets it since this day.
    Since(Date),
    /// It is on its way, until a day where one is known.
    Running(Option<Date>),
    /// It has nothing to do with it.
    No,
}

/// The earliest record that meets a need of a step whose turn came on `from`, and since when it does.
pub(super) fn earliest(
    need: &Need,
    step: &Step,
    facts: &Facts,
    from: Option<Date>,
    today: Date,
) -> Option<(usize, Date)> {
    let records = counted(facts, step).filter(|(_, record)| is_in_turn(need, record, from));
    let met = records.filter_map(|(at, record)| match met(need, step, record, today) {
        Met::Since(day) => Some((at, day)),
        Met::Running(_) | Met::No => None,
    });
    met.min_by_key(|(_, day)| *day)
}

/// How a need of a step whose turn it is stands.
pub(super) fn pending(need: &Need, step: &Step, facts: &Facts, from: Option<Date>, today: Date) -> Pending {
    if let Some((at, _)) = earliest(need, step, facts, from, today) {
        return Pending::Met(at);
    }
    let (mut running, mut early) = (None, None);
    for (at, record) in counted(facts, step) {
        let in_time = is_in_turn(need, record, from);
        match met(need, step, record, today) {
            Met::Running(until) if in_time => running = Some(Pending::Running(at, until)),
            Met::Since(_) => early = Some(Pending::TooEarly(at)),
            Met::Running(_) | Met::No => (),
        }
    }
    running.or(early).unwrap_or(Pending::Missing)
}

/// The records that count for a step: those that were made for it, and those of no step.
fn counted<'a>(facts: &'a Facts, step: &'a Step) -> impl Iterator<Item = (usize, &'a Record)> {
    let of_step = |record: &Record| record.step.as_ref().is_none_or(|id| *id == step.id);
    facts.records.iter().enumerate().filter(move |(_, record)| of_step(record))
}

/// Whether a record was made when it was the step's turn. Notice runs while the steps before are taken: the law counts its days back from
/// the sitting alone.
fn is_in_turn(need: &Need, record: &Record, from: Option<Date>) -> bool {
    matches!(need, Need::Notice { .. }) || from.is_none_or(|from| record.on >= from)
}

fn met(need: &Need, step: &Step, record: &Record, today: Date) -> Met {
    let since = |yes: bool| if yes { Met::Since(record.on) } else { Met::Running(None) };
    // A period counts from the day after it began and is over when its last day is (民法典 Art. 201).
    // Only what was said within it has to have its answer: who comes later takes no step back.
    let period = |days: i64, waits: Option<Date>| {
        let last = record.on.plus(days);
        let answered = waits.is_none_or(|day| day > last);
        if last < today && answered { Met::Since(last) } else { Met::Running(Some(last)) }
    };
    match (need, &record.shows) {
        (Need::Intake, Shows::Intake) | (Need::Study, Shows::Study) | (Need::Feedback, Shows::Feedback) => since(true),
        (Need::Topic, Shows::Topic { accepted }) => since(*accepted),
        (Need::Options { least }, Shows::Options { plans }) => since(plans >= least),
        (Need::Sitting { bodies, result }, Shows::Sitting { body, ended }) if bodies.contains(body) => {
            let ends = match result {
                Ends::Passed => matches!(ended, Ended::Passed),
                Ends::Agreed => matches!(ended, Ended::Passed | Ended::Consensus),
                // What was not valid was not held.
                Ends::Held => !matches!(ended, Ended::Invalid),
            };
            since(ends)
        }
        (Need::Notice { days }, Shows::Notice { body, days: given }) if calls(step, *body) => since(given >= days),
        (Need::Comment { days }, Shows::Comment { waits }) | (Need::Posting { days }, Shows::Posting { waits }) => {
            period(*days, *waits)
        }
        (Need::Rating { days }, Shows::Rating) => period(*days, None),
        (Need::Opinions { .. }, Shows::Opinions { signed, of }) => {
            since(*of > 0 && need.share().is_some_and(|share| share.holds(*signed, *of)))
        }
        (Need::Parties, Shows::Parties { missing }) => since(*missing == 0),
        (Need::Filing { to }, Shows::Filing { to: with, acknowledged }) if to == with => since(*acknowledged),
        (Need::Execution, Shows::Execution { accepted }) => since(*accepted),
        _ => Met::No,
    }
}

/// Whether a notice of a body's sitting is one for this step: that of the sitting which it needs, or any where it needs none.
fn calls(step: &Step, body: BodyKind) -> bool {
    let sitting =
        step.needs.iter().find_map(|need| if let Need::Sitting { bodies, .. } = need { Some(bodies) } else { None });
    sitting.is_none_or(|bodies| bodies.contains(&body))
}

/// The kind of need that what a record shows is for.
pub(super) const fn kind(shows: &Shows) -> Kind {
    match shows {
        Shows::Intake => Kind::Intake,
        Shows::Topic { .. } => Kind::Topic,
        Shows::Options { .. } => Kind::Options,
        Shows::Study => Kind::Study,
        Shows::Sitting { .. } => Kind::Sitting,
        Shows::Notice { .. } => Kind::Notice,
        Shows::Comment { .. } => Kind::Comment,
        Shows::Opinions { .. } => Kind::Opinions,
        Shows::Parties { .. } => Kind::Parties,
        Shows::Posting { .. } => Kind::Posting,
        Shows::Filing { .. } => Kind::Filing,
        Shows::Execution { .. } => Kind::Execution,
        Shows::Rating => Kind::Rating,
        Shows::Feedback => Kind::Feedback,
    }
}
