//! `judge`: the one function that says whether a vote passed. The program and `yishi recount` call the same.

use crate::{
    record::CountRecord,
    rule_set::{Base, LeavePolicy, RecusalMode},
};
use serde::{Deserialize, Serialize};

/// Why a verdict is what it is (codes of domain.md §2.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Carried.
    Passed,
    /// Too few present.
    QuorumNotMet,
    /// Too few for.
    MajorityNotMet,
    /// P-VOID: more ballots came back than were handed out.
    BallotsExceedIssued,
    /// Gate: the body is not lawfully composed.
    CompositionInvalid,
    /// Gate: too few days of notice and no special circumstance on record.
    NoticeTooShort,
    /// Gate: the matter is not this body's to decide.
    NotAuthorized,
    /// Gate: an important matter was not first studied by the Party organisation.
    PartyStudyMissing,
    /// Too few owners took part, by head.
    HeadcountQuorumNotMet,
    /// Too few owners took part, by area.
    AreaQuorumNotMet,
    /// Too few owners for, by head.
    HeadcountMajorityNotMet,
    /// Too little area for.
    AreaMajorityNotMet,
    /// Too few took part in an election or a recall.
    TurnoutNotMet,
    /// Every seat is filled.
    Elected,
    /// A seat stays open: another round among the rest.
    RunoffNeeded,
    /// Equal votes across the last seat: vote again on those.
    TieRevote,
    /// Every person has a grade.
    Appraised,
    /// Somebody's post ends.
    Terminated,
    /// Enough have signed.
    ThresholdMet,
    /// Too few have signed.
    ThresholdNotMet,
    /// The order follows from list and seed.
    Drawn,
    /// The list is not the one that was fixed before.
    FrameChanged,
    /// The seed could be known when the list was fixed.
    SeedKnown,
}

/// What follows from a count record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// P-QUORUM, by arithmetic alone: reported also when another reason decides.
    pub quorum_met: bool,
    /// Whether the text is adopted.
    pub passed: bool,
    /// The first reason that decides: void, then attendance, then majority.
    pub reason: Reason,
    /// P-PRESENT: on site + online verified + proxies − left before casting.
    pub present: u64,
    /// The smallest attendance that satisfies the rule.
    pub required_present: u64,
    /// The smallest number of votes for that satisfies the rule.
    pub required_for: u64,
    /// What the majority was taken of.
    pub base: u64,
}

/// Why a record cannot be judged: it contradicts itself, or is of a kind not yet judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// `kind` is none of those that are judged.
    UnknownKind,
    /// A denominator is 0.
    ZeroDenominator,
    /// The quorum is taken of those present, which always holds.
    QuorumBase,
    /// More left than were there, more recused than present, or more present than entitled.
    CountsContradict,
    /// The choices do not add up to the ballots collected.
    BallotsDoNotAddUp,
    /// A field that is missing where the kind needs it, or contradicts another.
    Field(&'static str),
    /// An event of a ballot log that cannot be read: its number from 0, and the field.
    Event(usize, &'static str),
}

impl Malformed {
    /// The field to look at.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::UnknownKind => "kind",
            Self::ZeroDenominator => "rule",
            Self::QuorumBase => "rule.quorum.base",
            Self::CountsContradict => "counts",
            Self::BallotsDoNotAddUp => "ballots",
            Self::Field(field) | Self::Event(_, field) => field,
        }
    }
}

/// Judges a resolution, or a gate together with it (P-EXACT, P-QUORUM, P-PRESENT, P-LEAVE, P-BASE, P-RECUSE, P-VOID,
/// P-GATES). Of several reasons the first decides: gate, void, attendance, majority.
///
/// Abstentions, invalid ballots and people present who do not vote all stay in the base; a tie fails; nobody has a
/// casting vote.
///
/// # Errors
/// [`Malformed`] when the record contradicts itself.
pub fn judge(record: &CountRecord) -> Result<Verdict, Malformed> {
    let (rule, counts, ballots) = (&record.rule, &record.counts, &record.ballots);
    let gate = match (record.kind.as_str(), &record.gate) {
        ("resolution", None) => None,
        ("gate", Some(gate)) => gate.failed(&rule.body)?,
        ("gate", None) | ("resolution", Some(_)) => return Err(Malformed::Field("gate")),
        _ => return Err(Malformed::UnknownKind),
    };
    if rule.quorum.den == 0 || rule.pass.den == 0 {
        return Err(Malformed::ZeroDenominator);
    }
    if rule.quorum.base != Base::Eligible {
        return Err(Malformed::QuorumBase);
    }
    let came =
        sum(&[counts.onsite, counts.online_verified, counts.proxies_accepted]).ok_or(Malformed::CountsContradict)?;
    let present = came.checked_sub(counts.left_before_vote).ok_or(Malformed::CountsContradict)?;
    // A share of nobody would be reached by nobody.
    if counts.eligible == 0 || came > counts.eligible || counts.recused > present {
        return Err(Malformed::CountsContradict);
    }
    if let (Some(before), Some(excluded)) = (counts.eligible_before_exclusion, counts.excluded_unreachable)
        && before.checked_sub(excluded) != Some(counts.eligible)
    {
        return Err(Malformed::CountsContradict);
    }
    if record.channels.is_some_and(|channels| {
        !channels.come_to([ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid])
    }) {
        return Err(Malformed::Field("channels"));
    }
    // What came back may be given before or after the identified duplicates were taken out; the marks are counted after.
    // A void vote is sealed, perhaps uncounted: its marks need not add up.
    let net = ballots.collected.checked_sub(ballots.rejected_duplicates).ok_or(Malformed::BallotsDoNotAddUp)?;
    let marked = sum(&[ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid])
        .filter(|marked| *marked <= ballots.collected)
        .ok_or(Malformed::BallotsDoNotAddUp)?;
    let void = net > ballots.issued || marked > ballots.issued;
    if !void && marked != net && marked != ballots.collected {
        return Err(Malformed::BallotsDoNotAddUp);
    }
    // Nobody casts who is not present, and the recused cast nothing.
    if !void && marked > present.saturating_sub(counts.recused) {
        return Err(Malformed::BallotsDoNotAddUp);
    }

    let base = match rule.pass.base {
        Base::Eligible => counts.eligible,
        Base::Present => {
            let there = match rule.leave_policy {
                LeavePolicy::PresentAtVote => present,
                LeavePolicy::CheckedIn => came,
            };
            match rule.recusal_mode {
                RecusalMode::KeepInBase => there,
                RecusalMode::ExcludeFromBase => there.saturating_sub(counts.recused),
            }
        }
    };
    let quorum_met = rule.quorum.fraction().holds(present, counts.eligible);
    // Where everybody is recused a share of nobody would be reached by nobody.
    let majority = ballots.in_favour > 0 && rule.pass.fraction().holds(ballots.in_favour, base);
    let reason = if let Some(gate) = gate {
        gate
    } else if void {
        Reason::BallotsExceedIssued
    } else if !quorum_met {
        Reason::QuorumNotMet
    } else if !majority {
        Reason::MajorityNotMet
    } else {
        Reason::Passed
    };
    Ok(Verdict {
        quorum_met,
        passed: reason == Reason::Passed,
        reason,
        present,
        required_present: rule.quorum.fraction().required(counts.eligible),
        required_for: rule.pass.fraction().required(base),
        base,
    })
}

pub(crate) fn sum(numbers: &[u64]) -> Option<u64> {
    numbers.iter().try_fold(0_u64, |total, number| total.checked_add(*number))
}
