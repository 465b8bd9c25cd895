//! The count of an appraisal in the room: every ballot has a line for everybody, so each person's piles come to the ballots.

use super::Closing;
use crate::{
    appraisal::Sheets,
    count::RoomCount,
    kind::{
        Share,
        appraisal::{AppraisalCounts, AppraisalRecord, AppraisalRule, Person},
    },
    roll::present,
    rule_set::SourcedRule,
    verdict::Malformed,
};

/// The record of an appraisal: what two tellers found on paper, and what was cast by phone.
///
/// # Errors
/// [`Malformed`] if the numbers contradict each other.
pub(super) fn record(
    closing: &Closing,
    sheets: &Sheets,
    found: &RoomCount,
    (id, title): (&str, &str),
    rule: &SourcedRule,
) -> Result<AppraisalRecord, Malformed> {
    let wrong = Malformed::BallotsDoNotAddUp;
    let terms = rule.appraisal.as_ref().ok_or(Malformed::Field("rule.appraisal"))?;
    let papers = found.people.clone().unwrap_or_else(|| vec![Default::default(); sheets.people.len()]);
    if papers.len() != sheets.people.len() || sheets.phone.len() != sheets.people.len() {
        return Err(Malformed::Field("people"));
    }
    let came = if found.people.is_some() { found.collected().ok_or(wrong)? } else { 0 };
    let add = |one: u64, other: u64| one.checked_add(other).ok_or(wrong);
    let mut people = Vec::new();
    for ((one, paper), phone) in sheets.people.iter().zip(&papers).zip(&sheets.phone) {
        // Nobody else is told apart by channel: a secret vote has only its merged tally.
        let votes = paper.with(phone).ok_or(wrong)?.votes(terms);
        let (name, office) = (one.name.clone(), one.office.clone());
        people.push(Person { name, office, votes, previous_year: one.before.clone() });
    }
    let (counts, quorum) = (closing.counts, rule.rule.quorum);
    let share = Share { num: quorum.num, den: quorum.den, inclusive: quorum.inclusive, base: "eligible".to_owned() };
    let mut source = rule.source.clone();
    source.extend(terms.source.iter().filter(|one| !rule.source.contains(one)).cloned());
    Ok(AppraisalRecord {
        id: id.to_owned(),
        kind: AppraisalRecord::KIND.to_owned(),
        title: title.to_owned(),
        basis: rule.basis.clone(),
        source,
        rule: AppraisalRule {
            body: rule.rule.body.clone(),
            quorum: share,
            incompetent_if: terms.incompetent.clone(),
            terminate_after_consecutive: terms.in_a_row,
            grades: terms.grades.iter().map(|grade| grade.id().to_owned()).collect(),
            counts: AppraisalCounts::default(),
        },
        counts: AppraisalCounts {
            eligible: Some(counts.eligible),
            present: Some(present(&counts)),
            issued: Some(add(closing.papers.issued(), sheets.by_phone())?),
            collected: Some(add(came, sheets.by_phone())?),
        },
        attendance: Some(counts),
        people,
    })
}
