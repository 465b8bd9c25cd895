//! The fractions of the law for each body (domain.md §2.3), and the platform's rules where the law is silent.

use crate::{body::BodyKind, fraction::Fraction};
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

/// A rule as it is handed to a body: the rule, its version and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcedRule {
    /// The fractions.
    pub rule: Rule,
    /// The version of this table.
    pub version: String,
    /// `law`, `local` or `policy`.
    pub basis: String,
    /// Articles, in the words printed on the record.
    pub source: Vec<String>,
    /// Calendar days of notice that a session of the body needs, 0 where nothing asks for any.
    pub notice_days: i64,
    /// Where the days of notice come from.
    pub notice_source: String,
}

/// The version of the national table below.
pub const VERSION: &str = "cn-2026-01-01";

/// The rule for a body where the program can judge its votes. `None`: this body is counted by another kind of count
/// record (owners, by area as well as by head), which the program does not yet judge.
#[must_use]
pub fn statutory(kind: BodyKind) -> Option<SourcedRule> {
    use BodyKind as B;
    const HALF_OVER: Fraction = Fraction::more_than(1, 2);
    const TWO_THIRDS: Fraction = Fraction::at_least(2, 3);
    const NONE: Fraction = Fraction::at_least(0, 1);
    let (quorum, pass, base, law, source, days, days_source) = match kind {
        B::VillagerAssembly => (
            HALF_OVER,
            HALF_OVER,
            Base::Present,
            "law",
            "村民委员会组织法（2025修订）第二十六条",
            10,
            "村民委员会组织法第二十五条",
        ),
        B::VillagerAssemblyByHousehold => (
            TWO_THIRDS,
            HALF_OVER,
            Base::Present,
            "law",
            "村民委员会组织法（2025修订）第二十六条",
            10,
            "村民委员会组织法第二十五条",
        ),
        B::VillagerRepMeeting => (
            TWO_THIRDS,
            HALF_OVER,
            Base::Present,
            "law",
            "村民委员会组织法（2025修订）第三十条",
            3,
            "平台规则：村民代表会议提前三日",
        ),
        B::VillagerGroupMeeting => (
            TWO_THIRDS,
            HALF_OVER,
            Base::Present,
            "law",
            "村民委员会组织法（2025修订）第三十二条",
            3,
            "平台规则：小组会议提前三日",
        ),
        B::ResidentAssembly => (
            HALF_OVER,
            HALF_OVER,
            Base::Present,
            "law",
            "城市居民委员会组织法（2025修订）第二十七条",
            10,
            "城市居民委员会组织法第二十六条",
        ),
        B::ResidentAssemblyByHousehold => (
            HALF_OVER,
            HALF_OVER,
            Base::Present,
            "law",
            "城市居民委员会组织法（2025修订）第二十七条",
            10,
            "城市居民委员会组织法第二十六条",
        ),
        B::ResidentRepMeeting => (
            TWO_THIRDS,
            HALF_OVER,
            Base::Present,
            "law",
            "城市居民委员会组织法（2025修订）第二十九条",
            3,
            "平台规则：居民代表会议提前三日",
        ),
        B::CollectiveMemberAssembly => (
            TWO_THIRDS,
            TWO_THIRDS,
            Base::Eligible,
            "law",
            "农村集体经济组织法第二十七条",
            10,
            "农村集体经济组织法第二十七条",
        ),
        B::CollectiveRepAssembly => (
            NONE,
            TWO_THIRDS,
            Base::Eligible,
            "law",
            "农村集体经济组织法第二十八条",
            10,
            "平台规则：参照成员大会提前十日",
        ),
        B::CollectiveBoard => (TWO_THIRDS, HALF_OVER, Base::Eligible, "law", "农村集体经济组织法第三十一条", 0, ""),
        B::PartyMeeting => (
            Fraction::at_least(1, 2),
            HALF_OVER,
            Base::Eligible,
            "law",
            "中国共产党支部工作条例（试行）第十一条",
            0,
            "",
        ),
        B::CommitteeMeeting => {
            (NONE, HALF_OVER, Base::Eligible, "local", "地方实施办法（村委会会议过半数成员同意）", 0, "")
        }
        B::ConsultationCouncil => (
            TWO_THIRDS,
            HALF_OVER,
            Base::Present,
            "policy",
            "平台规则：协商意见不替代法定会议决定",
            3,
            "平台规则：议事会提前三日",
        ),
        B::OwnersAssembly => return None,
    };
    Some(SourcedRule {
        rule: Rule {
            body: kind.id().to_owned(),
            quorum: Threshold::of(quorum, Base::Eligible),
            pass: Threshold::of(pass, base),
            leave_policy: LeavePolicy::default(),
            recusal_mode: RecusalMode::default(),
        },
        version: VERSION.to_owned(),
        basis: law.to_owned(),
        source: vec![source.to_owned()],
        notice_days: days,
        notice_source: days_source.to_owned(),
    })
}
