//! Closing a vote, and the count that is accepted.

use super::{OwnersClosing, Phase, RepresentedClosing, Window, appraisal, few, owners, represented};
use crate::{
    Refusal,
    appraisal::Sheets,
    ballot::{Mode, Tally},
    body::Weighs,
    coded::coded,
    count::{Agreed, OrderFacts, RoomCount, may_order},
    id::VoteId,
    paper::Papers,
    record::{Ballots, Channels, CountRecord, Counts, Marks, VoteRecord},
    roll::present,
    rule_set::SourcedRule,
    verdict::{Malformed, Reason, Verdict},
};
use serde::{Deserialize, Serialize};

/// What closing fixes, kept until the count is accepted: nobody is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// How the vote was taken.
    pub mode: Mode,
    /// Who was there.
    pub counts: Counts,
    /// The phone ballots.
    pub phone: Tally,
    /// The papers that went over the table.
    pub papers: Papers,
    /// How many in the room could raise a hand; 0 unless it is a show of hands.
    pub hands: u64,
    /// The areas, in a vote of owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owners: Option<OwnersClosing>,
    /// The households, in a vote through representatives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represented: Option<RepresentedClosing>,
    /// Who is appraised and how phones graded them, in an appraisal; `phone` is empty then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheets: Option<Sheets>,
}

impl Closing {
    /// Whether two tellers have something to count in the room.
    #[must_use]
    pub const fn awaits(&self) -> bool {
        self.papers.out > 0 || self.hands > 0
    }

    /// Where not every ballot is worth the same: what it weighs, and what the papers weigh that may be in the box.
    #[must_use]
    pub fn papers_weigh(&self) -> Option<(Weighs, u64)> {
        let owners = self.owners.map(|fixed| (Weighs::Area, fixed.papers.0));
        owners.or_else(|| self.represented.map(|fixed| (Weighs::Households, fixed.papers)))
    }

    /// How many voted on paper, and how many by phone.
    #[must_use]
    pub fn voted(&self) -> [u64; 2] {
        [self.papers.issued(), self.by_phone()]
    }

    /// How many voted by phone.
    #[must_use]
    pub fn by_phone(&self) -> u64 {
        self.sheets.as_ref().map_or(self.phone.cast(), Sheets::by_phone)
    }

    /// Whether this is kept until the result is declared, so that the room can be counted again: wherever there is something
    /// to count, save where few took part in a secret vote on a channel, whose part tally would tell what they chose.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.awaits() && (self.mode != Mode::Secret || !few(self.voted()))
    }
}

coded! {
    /// Whether a count that was accepted can be made anew until the result is declared, or why not.
    Again {
        /// The chair can order it, for a reason.
        Possible "possible",
        /// Nothing was cast in the room: phone ballots are counted by the program alone.
        Phones "phones",
        /// Few took part in a secret vote on a channel: their part of the tally is deleted already.
        Few "few",
        /// What closing fixed was not kept.
        Gone "gone",
    }
}

impl Again {
    /// How it stands with a vote whose count was accepted.
    #[must_use]
    pub fn of(mode: Mode, papers: Papers, facts: &OrderFacts<'_>) -> Self {
        let in_room = papers.out > 0 || !facts.entries.is_empty();
        match may_order(facts) {
            Ok(()) => Self::Possible,
            Err(_) if !in_room => Self::Phones,
            Err(_) if mode == Mode::Secret => Self::Few,
            Err(_) => Self::Gone,
        }
    }
}

/// The end of voting: roll, presence and phone ballots as they stand are fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    vote: VoteId,
    closing: Closing,
}

impl Closed {
    /// Of which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// What was fixed.
    #[must_use]
    pub const fn closing(&self) -> &Closing {
        &self.closing
    }
}

/// Judges the closing of a vote. Before the end of the window that was announced it needs a reason, unless nobody is left who
/// could still cast. A secret vote in which few have voted by phone, or few on paper, closes only when the chair has read that:
/// more may yet vote that way.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] unless the vote is open, [`Refusal::ReasonMissing`] before its time, [`Refusal::FewVoted`].
pub fn close(
    vote: &VoteId,
    window: Window,
    reason: &str,
    few_accepted: bool,
    closing: Closing,
) -> Result<Closed, Refusal> {
    if window.phase != Phase::Open {
        return Err(Refusal::VoteWrongPhase);
    }
    let early = window.ends_at.is_some() && window.takes().is_ok();
    let waits = closing.by_phone().saturating_add(closing.papers.issued()).saturating_add(closing.counts.recused)
        < if closing.owners.is_some() { closing.counts.eligible } else { present(&closing.counts) };
    if early && waits && reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    if closing.mode == Mode::Secret && few(closing.voted()) && !few_accepted {
        return Err(Refusal::FewVoted);
    }
    Ok(Closed { vote: vote.clone(), closing })
}

/// An accepted count: record and verdict, made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    vote: VoteId,
    record: VoteRecord,
    verdict: Verdict,
}

impl Counted {
    /// Of which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// The count record.
    #[must_use]
    pub const fn record(&self) -> &VoteRecord {
        &self.record
    }

    /// What follows from it.
    #[must_use]
    pub const fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// P-VOID: more papers came back than were handed out. The whole vote is void, its ballots are sealed, and it is run
    /// again.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.verdict.reason == Reason::BallotsExceedIssued
    }
}

/// Accepts the count of a closed vote: the phone ballots, and what two tellers agree on where there was paper or a show of
/// hands. Tally and verdict are made here and nowhere else. Handed out are the papers that may be in the box, and every phone
/// ballot and raised hand; a blank paper is an abstention (P-INVALID).
///
/// # Errors
/// [`Malformed`] if the numbers contradict each other or the tellers' count is missing, which would be a fault of the program.
pub fn count(
    closing: &Closing,
    agreed: Option<&Agreed>,
    (vote, title): (&VoteId, &str),
    rule: &SourcedRule,
) -> Result<Counted, Malformed> {
    if closing.awaits() != agreed.is_some() {
        return Err(Malformed::Field("agreed"));
    }
    let found = agreed.map(|agreed| agreed.count().clone()).unwrap_or_default();
    let on = (vote.as_str(), title);
    let record = match (&closing.sheets, &closing.owners, &closing.represented) {
        (Some(sheets), ..) => VoteRecord::Appraisal(Box::new(appraisal::record(closing, sheets, &found, on, rule)?)),
        (None, Some(fixed), _) => VoteRecord::Owners(Box::new(owners::record(closing, fixed, &found, on, rule)?)),
        (None, None, Some(fixed)) => {
            VoteRecord::Households(Box::new(represented::record(closing, fixed, &found, on, rule)?))
        }
        (None, None, None) => VoteRecord::People(Box::new(people(closing, &found, on, rule)?)),
    };
    let verdict = record.judge()?;
    Ok(Counted { vote: vote.clone(), record, verdict })
}

/// The record of a vote by person or by household.
fn people(
    closing: &Closing,
    found: &RoomCount,
    (id, title): (&str, &str),
    rule: &SourcedRule,
) -> Result<CountRecord, Malformed> {
    let came = found.collected().ok_or(Malformed::BallotsDoNotAddUp)?;
    let issued = if closing.mode == Mode::Hands { came } else { closing.papers.issued() };
    let add = |one: u64, other: u64| one.checked_add(other).ok_or(Malformed::BallotsDoNotAddUp);
    let (counts, phone) = (closing.counts, closing.phone);
    let collected = add(came, phone.cast())?;
    let ballots = Ballots {
        issued: add(issued, phone.cast())?,
        collected,
        rejected_duplicates: 0,
        in_favour: add(found.in_favour, phone.in_favour)?,
        against: add(found.against, phone.against)?,
        abstain: add(found.abstained(), phone.abstain)?,
        invalid: found.invalid,
        not_cast: present(&counts).saturating_sub(counts.recused).saturating_sub(collected),
    };
    let room = Marks {
        in_favour: found.in_favour,
        against: found.against,
        abstain: found.abstained(),
        invalid: found.invalid,
    };
    let phone = Marks { in_favour: phone.in_favour, against: phone.against, abstain: phone.abstain, invalid: 0 };
    Ok(CountRecord {
        id: id.to_owned(),
        kind: "resolution".to_owned(),
        title: title.to_owned(),
        basis: rule.basis.clone(),
        source: rule.source.clone(),
        rule: rule.rule.clone(),
        counts,
        ballots,
        channels: (closing.awaits() && closing.mode != Mode::Secret).then_some(Channels { room, phone }),
        gate: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Moment, count::Entry};

    fn of(mode: Mode, counts: Counts, phone: Tally, papers: Papers) -> Closing {
        Closing { mode, counts, phone, papers, hands: 0, owners: None, represented: None, sheets: None }
    }

    /// The room can be counted again until the result is declared; of few in a secret vote nothing is kept for it.
    #[test]
    fn b6_what_closing_fixed_is_kept_for_another_count() {
        let kept = |mode, out, cast| {
            let (papers, phone) = (Papers { out, ..Papers::default() }, Tally { against: cast, ..Tally::default() });
            of(mode, Counts::default(), phone, papers).is_kept()
        };
        assert!(kept(Mode::Named, 1, 1) && kept(Mode::Secret, 5, 5) && kept(Mode::Secret, 5, 0));
        assert!(!kept(Mode::Secret, 4, 9) && !kept(Mode::Secret, 9, 1) && !kept(Mode::Named, 0, 9));
    }

    /// Before the result is declared the chair is told whether the room can be counted again, and if not why.
    #[test]
    fn b6_it_is_known_beforehand_whether_another_count_is_possible() {
        let entry = |teller: &str| Entry { attempt: 1, teller: teller.into(), count: RoomCount::default() };
        let (none, both) = (Vec::new(), vec![entry("a"), entry("b")]);
        let again = |mode, out, entries: &[Entry], kept| {
            let facts = OrderFacts { vote: &"v".into(), phase: Phase::Counted, entries, recounts: 0, kept };
            Again::of(mode, Papers { out, ..Papers::default() }, &facts)
        };
        assert_eq!(again(Mode::Named, 9, &both, true), Again::Possible);
        assert_eq!(again(Mode::Secret, 9, &both, true), Again::Possible);
        assert_eq!(again(Mode::Hands, 0, &both, true), Again::Possible);
        // What tellers found of few in a secret vote is gone with what closing fixed.
        assert_eq!(again(Mode::Secret, 4, &none, false), Again::Few);
        assert_eq!(again(Mode::Named, 9, &both, false), Again::Gone);
        for mode in Mode::ALL {
            assert_eq!(again(*mode, 0, &none, false), Again::Phones);
        }
    }

    /// Who voted is counted, not who is there; nobody on a channel is no few.
    #[test]
    fn b8_few_who_voted_are_warned_of_before_closing() {
        let window = Window { phase: Phase::Open, ends_at: None, now: Moment(1000) };
        let with = |mode, out, cast, accepted| {
            let (papers, phone) = (Papers { out, ..Papers::default() }, Tally { abstain: cast, ..Tally::default() });
            let counts = Counts { eligible: 52, onsite: 41, ..Counts::default() };
            close(&"v".into(), window, "", accepted, of(mode, counts, phone, papers)).map(|_| ())
        };
        for [out, cast] in [[4, 37], [37, 4], [1, 0], [0, 4]] {
            assert_eq!(with(Mode::Secret, out, cast, false), Err(Refusal::FewVoted));
            assert_eq!(with(Mode::Secret, out, cast, true), Ok(()));
            assert_eq!(with(Mode::Named, out, cast, false), Ok(()));
        }
        for [out, cast] in [[5, 36], [0, 41], [41, 0], [0, 0]] {
            assert_eq!(with(Mode::Secret, out, cast, false), Ok(()));
        }
    }

    /// Whoever was told "until eight" is not shut out earlier without a word.
    #[test]
    fn closing_before_the_announced_end_needs_a_reason() {
        let counts = Counts { eligible: 5, onsite: 4, recused: 1, ..Counts::default() };
        let closing = |cast| of(Mode::Named, counts, Tally { in_favour: cast, ..Tally::default() }, Papers::default());
        let window = Window { phase: Phase::Open, ends_at: Some(Moment(60_000)), now: Moment(1000) };
        let vote = VoteId::from("v");
        assert_eq!(close(&vote, window, " ", false, closing(2)), Err(Refusal::ReasonMissing));
        let closed = close(&vote, window, "都投完了", false, closing(2)).expect("closed");
        assert_eq!((closed.vote(), closed.closing()), (&vote, &closing(2)));
        assert!(close(&vote, window, " ", false, closing(3)).is_ok(), "nobody is left who could cast");
        assert!(
            close(&vote, Window { now: Moment(61_000), ..window }, " ", false, closing(0)).is_ok(),
            "the time is over"
        );
        assert!(close(&vote, Window { ends_at: None, ..window }, " ", false, closing(0)).is_ok());
        let over = Window { phase: Phase::Closed, ..window };
        assert_eq!(close(&vote, over, "x", false, closing(3)), Err(Refusal::VoteWrongPhase));
    }
}
