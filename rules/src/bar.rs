//! What the bar of a vote shows: of what the law takes its share, how much of it answered how, and how much was needed. Made from
//! the count record and its verdict alone, so that the picture never says another thing than the sentence.

use crate::{
    body::BodyKind,
    kind::{Area, owners::OwnersRecord},
    record::VoteRecord,
    rule_set::Base,
    verdict::{Reason, Verdict},
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Persons.
    People,
    /// Households.
    Households,
    /// Owners, by head.
    Owners,
    /// Area, in 0.01 m².
    Area,
}

impl Measure {
    /// As it stands in the key of a sentence.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Households => "households",
            Self::Owners => "owners",
            Self::Area => "area",
        }
    }

    /// A number of it, as it is read.
    #[must_use]
    pub fn shown(self, number: u64) -> String {
        if self == Self::Area { Area(number).to_string() } else { number.to_string() }
    }
}

/// The answers of a vote, as shares of what the law's majority is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerBar {
    /// What is counted.
    pub measure: Measure,
    /// Of whom the majority is taken: everyone entitled, or those present (of owners: who took part).
    pub base: Base,
    /// For, against, abstaining, invalid, and those who count in the base and cast nothing.
    pub parts: [u64; 5],
    /// How many or how much that is together.
    pub whole: u64,
    /// The least for that passes.
    pub required: u64,
}

/// How many came, of everyone entitled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttendanceBar {
    /// What is counted.
    pub measure: Measure,
    /// Those present, or who took part.
    pub there: u64,
    /// Everyone entitled.
    pub whole: u64,
    /// The least that may decide; none where the law states no share.
    pub required: Option<u64>,
}

/// The bars of the answers: one, or two of owners, by head and by area. None where the papers do not add up: a void vote has no answer.
#[must_use]
pub fn answers(record: &VoteRecord, verdict: &Verdict) -> Vec<AnswerBar> {
    if verdict.reason == Reason::BallotsExceedIssued {
        return Vec::new();
    }
    let bars: Option<Vec<_>> = match record {
        VoteRecord::People(record) => {
            let ballots = &record.ballots;
            let marks = [ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid];
            let base = record.rule.pass.base;
            bar(measure(&record.rule.body), base, marks, verdict.base, verdict.required_for).map(|bar| vec![bar])
        }
        VoteRecord::Owners(record) => {
            let ballots = &record.ballots;
            let sides = [ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid];
            let base = if record.of_all() { Base::Eligible } else { Base::Present };
            let heads = bar(Measure::Owners, base, sides.map(|side| side.heads), verdict.base, verdict.required_for);
            let whole = area_base(record);
            let required = record.rule.pass.fraction_unchecked().required(whole);
            let area = bar(Measure::Area, base, sides.map(|side| side.area.0), whole, required);
            heads.zip(area).map(|(heads, area)| vec![heads, area])
        }
        VoteRecord::Households(record) => {
            let base = if record.of_all() { Base::Eligible } else { Base::Present };
            bar(Measure::Households, base, record.ballots.marks(), verdict.base, verdict.required_for)
                .map(|bar| vec![bar])
        }
        // Each person has a line of grades of their own.
        VoteRecord::Appraisal(_) => None,
    };
    bars.unwrap_or_default()
}

/// The bars of who came: one, or two of owners.
#[must_use]
pub fn attendance(record: &VoteRecord, verdict: &Verdict) -> Vec<AttendanceBar> {
    let one = |measure, there, whole, required| AttendanceBar { measure, there, whole, required };
    match record {
        VoteRecord::People(record) => {
            let stated = record.rule.quorum.num > 0;
            let required = stated.then_some(verdict.required_present);
            vec![one(measure(&record.rule.body), verdict.present, record.counts.eligible, required)]
        }
        VoteRecord::Households(record) => {
            let required = (record.rule.quorum.num > 0).then_some(verdict.required_present);
            vec![one(Measure::Households, verdict.present, record.counts.eligible_households, required)]
        }
        VoteRecord::Appraisal(appraisal) => {
            let required = (appraisal.rule.quorum.num > 0).then_some(verdict.required_present);
            vec![one(measure(&appraisal.rule.body), verdict.present, record.eligible(), required)]
        }
        VoteRecord::Owners(record) => {
            let counts = &record.counts;
            let area = record.rule.quorum.fraction_unchecked().required(counts.eligible_area.0);
            let (there, whole) = (counts.participating_area.0, counts.eligible_area.0);
            vec![
                one(Measure::Owners, verdict.present, counts.eligible_heads, Some(verdict.required_present)),
                one(Measure::Area, there, whole, Some(area)),
            ]
        }
    }
}

/// Persons, or households where the body counts by them.
fn measure(body: &str) -> Measure {
    let households = BodyKind::from_id(body).is_some_and(BodyKind::counts_households);
    if households { Measure::Households } else { Measure::People }
}

fn area_base(record: &OwnersRecord) -> u64 {
    if record.of_all() { record.counts.eligible_area.0 } else { record.counts.participating_area.0 }
}

/// A bar whose last part is what the answers leave of the whole; none where they are more than it.
fn bar(measure: Measure, base: Base, marks: [u64; 4], whole: u64, required: u64) -> Option<AnswerBar> {
    let cast = marks.iter().try_fold(0_u64, |sum, one| sum.checked_add(*one))?;
    let rest = whole.checked_sub(cast)?;
    let [in_favour, against, abstain, invalid] = marks;
    (whole > 0).then_some(AnswerBar {
        measure,
        base,
        parts: [in_favour, against, abstain, invalid, rest],
        whole,
        required,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kind::{
            Share,
            owners::{OwnersBallots, OwnersCounts, OwnersRule, Side},
        },
        record::{Ballots, CountRecord, Counts},
        rule_set::{Rule, Threshold},
    };

    fn people(base: Base, counts: Counts, ballots: Ballots) -> VoteRecord {
        let share = |num, den, inclusive, base| Threshold { num, den, inclusive, base };
        VoteRecord::People(Box::new(CountRecord {
            id: "T".into(),
            kind: "resolution".into(),
            title: String::new(),
            basis: String::new(),
            source: Vec::new(),
            rule: Rule {
                body: BodyKind::VillagerRepMeeting.id().into(),
                quorum: share(2, 3, true, Base::Eligible),
                pass: share(1, 2, false, base),
                leave_policy: crate::rule_set::LeavePolicy::default(),
                recusal_mode: crate::rule_set::RecusalMode::default(),
            },
            counts,
            ballots,
            channels: None,
            gate: None,
        }))
    }

    /// 22 of 41 present: twelve of them cast nothing and stay in the base; 21 pass.
    #[test]
    fn those_present_who_cast_nothing_are_part_of_the_bar() {
        let counts = Counts { eligible: 52, onsite: 41, ..Counts::default() };
        let ballots =
            Ballots { issued: 29, collected: 29, in_favour: 22, against: 3, abstain: 4, ..Ballots::default() };
        for (base, whole, rest, required) in [(Base::Present, 41, 12, 21), (Base::Eligible, 52, 23, 27)] {
            let record = people(base, counts, ballots);
            let verdict = record.judge().expect("judged");
            let [bar] = answers(&record, &verdict)[..] else { panic!("one bar") };
            assert_eq!(bar.parts, [22, 3, 4, 0, rest]);
            assert_eq!((bar.whole, bar.required, bar.parts.iter().sum()), (whole, required, whole));
            assert_eq!(bar.parts[0] >= bar.required, verdict.passed);
            let [came] = attendance(&record, &verdict)[..] else { panic!("one bar") };
            assert_eq!((came.there, came.whole, came.required), (41, 52, Some(35)));
        }
    }

    /// P-VOID: more came back than was handed out, so no answer is shown.
    #[test]
    fn a_void_vote_has_no_bar() {
        let counts = Counts { eligible: 52, onsite: 41, ..Counts::default() };
        let record =
            people(Base::Present, counts, Ballots { issued: 29, collected: 30, in_favour: 30, ..Ballots::default() });
        let verdict = record.judge().expect("judged");
        assert_eq!(answers(&record, &verdict), []);
    }

    /// Heads and area stand beside each other, each with its own line.
    #[test]
    fn owners_have_two_bars() {
        let area = |text| Area::from_text(text).expect("an area");
        let side = |heads, text| Side { heads, area: area(text) };
        let share = |num, den, inclusive| Share { num, den, inclusive, base: String::new() };
        let record = VoteRecord::Owners(Box::new(OwnersRecord {
            id: "T".into(),
            kind: OwnersRecord::KIND.into(),
            title: String::new(),
            basis: String::new(),
            source: Vec::new(),
            rule: OwnersRule { body: String::new(), quorum: share(2, 3, true), pass: share(3, 4, true) },
            counts: OwnersCounts {
                eligible_heads: 480,
                eligible_area: area("36000.00"),
                participating_heads: 320,
                participating_area: area("24000.00"),
            },
            ballots: OwnersBallots {
                in_favour: side(240, "17999.99"),
                against: side(60, "5000.00"),
                abstain: Side::default(),
                invalid: Side::default(),
                issued: None,
                collected: None,
            },
        }));
        let verdict = record.judge().expect("judged");
        let [heads, areas] = answers(&record, &verdict)[..] else { panic!("two bars") };
        assert_eq!((heads.parts, heads.required), ([240, 60, 0, 0, 20], 240));
        assert_eq!((areas.whole, areas.required), (2_400_000, 1_800_000));
        assert_eq!(areas.measure.shown(areas.parts[0]), "17999.99");
        assert!(areas.parts[0] < areas.required && !verdict.passed);
        assert_eq!(attendance(&record, &verdict).len(), 2);
    }
}
