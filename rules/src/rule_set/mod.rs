//! The rules by which bodies decide (domain.md §2.3), read from data: the national set and overlays, which may only be
//! stricter. Each value carries its source, its mark and how far it was checked.

mod appraisal;
mod overlay;
mod page;
mod petition;
mod set;

pub use appraisal::AppraisalRules;
pub use overlay::RuleBook;
pub use page::page;
pub use petition::{BarRule, PetitionRules};
pub use set::{BodyRules, Composition, Days, Exception, LOCAL, Problem, Reply, Reps, RuleSet, Sourced, SourcedShare};

use crate::{appraisal::Terms, body::BodyKind, fraction::Fraction, kind::Share};
use serde::{Deserialize, Serialize};

/// What a fraction is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Everyone entitled (应到).
    Eligible,
    /// Those present (到会人员).
    Present,
}

/// A fraction together with its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// Numerator.
    pub num: u64,
    /// Denominator.
    pub den: u64,
    /// Whether reaching it is enough.
    pub inclusive: bool,
    /// What it is taken of.
    pub base: Base,
}

impl Threshold {
    /// The bare fraction.
    #[must_use]
    pub const fn fraction(self) -> Fraction {
        Fraction { num: self.num, den: self.den, inclusive: self.inclusive }
    }

    const fn of(fraction: Fraction, base: Base) -> Self {
        Self { num: fraction.num, den: fraction.den, inclusive: fraction.inclusive, base }
    }
}

/// P-LEAVE: who counts in "those present" once somebody has left without casting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeavePolicy {
    /// Those present at the vote.
    #[default]
    PresentAtVote,
    /// Everyone who checked in (only where the charter says so).
    CheckedIn,
}

/// P-RECUSE: whether a recused person stays in the passing base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecusalMode {
    /// The recused stay in the base. Safe under both readings of the law.
    #[default]
    KeepInBase,
    /// The recused leave the base (consultation bodies, or by charter).
    ExcludeFromBase,
}

/// The rule by which a body decides. A vote stores the rule that it was judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The body's id.
    pub body: String,
    /// Who must attend.
    pub quorum: Threshold,
    /// How many must be for.
    pub pass: Threshold,
    /// P-LEAVE.
    #[serde(default)]
    pub leave_policy: LeavePolicy,
    /// P-RECUSE.
    #[serde(default)]
    pub recusal_mode: RecusalMode,
}

/// What gives a value its force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// National law.
    #[default]
    Law,
    /// A province, a city, a charter.
    Local,
    /// A platform rule where the law is silent; shown as such, never as law.
    Policy,
}

impl Mark {
    /// As in `basis` of a count record.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Local => "local",
            Self::Policy => "policy",
        }
    }
}

/// How far the source of a value was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// The text itself was read.
    #[default]
    Text,
    /// Read in another page.
    Secondary,
    /// Not verified: to be confirmed before anybody relies on it.
    Unverified,
}

/// A rule as it is handed to a body: the rule, its version and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcedRule {
    /// The fractions.
    pub rule: Rule,
    /// The version of the set, with that of each overlay.
    pub version: String,
    /// `law`, `local` or `policy`.
    pub basis: String,
    /// Articles, in the words printed on the record.
    pub source: Vec<String>,
    /// How far the source was checked; the least of its values.
    #[serde(default)]
    pub checked: Checked,
    /// Calendar days of notice that a session of the body needs, 0 where nothing asks for any.
    pub notice_days: i64,
    /// Where the days of notice come from.
    pub notice_source: String,
    /// Who must compose the body.
    #[serde(default)]
    pub seats: SeatRules,
    /// By what people are graded, where the vote is an appraisal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appraisal: Option<Terms>,
}

/// Who must compose a body of representatives, each with its source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeatRules {
    /// Representatives that the body needs: more than so many.
    pub more_than: Option<u64>,
    /// Where that comes from.
    pub more_than_source: String,
    /// The share of representatives, where an overlay raised it.
    pub reps_share: Option<Share>,
    /// The share of women, where an overlay raised it.
    pub women_share: Option<Share>,
    /// Where the shares come from.
    pub shares_source: String,
}

/// The national rule for a body where the program counts it by person. `None`: households and owners are counted by
/// records of their own kind.
#[must_use]
pub fn statutory(kind: BodyKind) -> Option<SourcedRule> {
    RuleSet::national().rule(kind, None)
}
