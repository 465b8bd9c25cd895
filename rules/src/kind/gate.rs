//! Gates (P-GATES): what must be settled before anybody may vote. A failed gate wins over every other reason.

use super::Share;
use crate::{
    Language,
    agenda::{Authority, Matter},
    body::BodyKind,
    fraction::Fraction,
    verdict::{Malformed, Reason},
};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Visitor},
};
use std::fmt;

/// A procedural fact of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "Written")]
pub enum Gate {
    /// Who composes a representatives' meeting (村组法 Art. 29, 居组法 Art. 28).
    Composition {
        /// Representatives.
        reps: u64,
        /// Committee members who compose it with them.
        committee: u64,
        /// Women among the representatives; asked of villages.
        women_reps: Option<u64>,
        /// The share of representatives, where a local rule asks for more than the law.
        #[serde(skip_serializing_if = "Option::is_none")]
        reps_share: Option<Share>,
        /// The share of women, where a local rule asks for more than the law.
        #[serde(skip_serializing_if = "Option::is_none")]
        women_share: Option<Share>,
    },
    /// A body that needs more than so many representatives (集体经济组织法 Art. 28; local minimums).
    RepMinimum {
        /// Representatives.
        reps: u64,
        /// They must be more than this.
        required_more_than: u64,
    },
    /// Days of notice (村组法 Art. 25, 居组法 Art. 26, 集体经济组织法 Art. 27).
    Notice {
        /// Whole calendar days between notice and meeting; the day of notice is not counted.
        notice_days: u64,
        /// Days that the rule asks for.
        required_days: u64,
        /// A special circumstance is on record.
        special_circumstance: bool,
    },
    /// Whether this body may decide this matter (domain.md §2.2).
    Authority {
        /// The matter's id.
        matter: String,
        /// A recorded delegation exists.
        delegated: bool,
    },
    /// Important matters are first studied by the Party organisation (村组法 Art. 28, 居组法 Art. 30, 集体经济组织法
    /// Art. 26).
    PriorPartyStudy {
        /// The matter is an important one.
        important_matter: bool,
        /// The study is on record.
        party_study_recorded: bool,
    },
}

/// A gate as it is written: its type, and the keys of every type.
#[derive(Deserialize)]
struct Written {
    #[serde(rename = "type")]
    kind: String,
    reps: Option<u64>,
    committee: Option<u64>,
    women_reps: Option<u64>,
    reps_share: Option<Share>,
    women_share: Option<Share>,
    required_more_than: Option<u64>,
    notice_days: Option<u64>,
    required_days: Option<u64>,
    #[serde(default, deserialize_with = "said")]
    special_circumstance: bool,
    matter: Option<String>,
    #[serde(default, deserialize_with = "said")]
    delegated: bool,
    important_matter: Option<bool>,
    #[serde(default, deserialize_with = "said")]
    party_study_recorded: bool,
}

impl TryFrom<Written> for Gate {
    type Error = String;

    fn try_from(one: Written) -> Result<Self, String> {
        let Written { women_reps, reps_share, women_share, special_circumstance, .. } = one;
        let Written { delegated, party_study_recorded, .. } = one;
        let missing = |key: &str| format!("{key} is missing");
        let number = |value: Option<u64>, key| value.ok_or_else(|| missing(key));
        let reps = number(one.reps, "reps");
        Ok(match one.kind.as_str() {
            "composition" => {
                let committee = number(one.committee, "committee")?;
                Self::Composition { reps: reps?, committee, women_reps, reps_share, women_share }
            }
            "rep_minimum" => {
                let required_more_than = number(one.required_more_than, "required_more_than")?;
                Self::RepMinimum { reps: reps?, required_more_than }
            }
            "notice" => {
                let notice_days = number(one.notice_days, "notice_days")?;
                let required_days = number(one.required_days, "required_days")?;
                Self::Notice { notice_days, required_days, special_circumstance }
            }
            "authority" => Self::Authority { matter: one.matter.ok_or_else(|| missing("matter"))?, delegated },
            "prior_party_study" => {
                let important_matter = one.important_matter.ok_or_else(|| missing("important_matter"))?;
                Self::PriorPartyStudy { important_matter, party_study_recorded }
            }
            _ => return Err("type is none of the gates".to_owned()),
        })
    }
}

/// `true`, or a text that says something: a special circumstance may be given in words.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    struct Said;

    impl Visitor<'_> for Said {
        type Value = bool;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("true, false or a text")
        }

        fn visit_bool<E: Error>(self, one: bool) -> Result<bool, E> {
            Ok(one)
        }

        fn visit_str<E: Error>(self, words: &str) -> Result<bool, E> {
            Ok(says_something(words))
        }

        fn visit_unit<E: Error>(self) -> Result<bool, E> {
            Ok(false)
        }
    }

    deserializer.deserialize_any(Said)
}

/// Whether a text puts something on record: "无" and its like do not.
#[must_use]
pub fn says_something(words: &str) -> bool {
    let bare = words.trim().trim_end_matches(['。', '.', '！', '!']).to_ascii_lowercase();
    !matches!(bare.as_str(), "" | "无" | "没有" | "暂无" | "否" | "-" | "—" | "/" | "no" | "none" | "n/a" | "false")
}

/// The body by its id; an assembly is the same body however its roll is made.
fn meeting(body: &str) -> Option<BodyKind> {
    let listed = BodyKind::from_id(body);
    if listed.is_some() {
        return listed;
    }
    let assembly = |stem: &str| body.starts_with(stem);
    if assembly("villager_assembly") || assembly("villagers_assembly") {
        Some(BodyKind::VillagerAssembly)
    } else if assembly("resident_assembly") || assembly("residents_assembly") {
        Some(BodyKind::ResidentAssembly)
    } else {
        None
    }
}

/// Of a meeting's composing members representatives are at least four fifths (村组法 Art. 29, 居组法 Art. 28). It stands here as in the
/// national rules, so that a record is counted again without them; a test holds the two together.
const REPS: Fraction = Fraction::at_least(4, 5);
/// Women, in a village, are at least a third (村组法 Art. 29); the same.
const WOMEN: Fraction = Fraction::at_least(1, 3);

/// A share of a meeting's composing members: that of the law, or a stricter one that the record names.
fn share(own: Option<&Share>, law: Fraction, field: &'static str) -> Result<Fraction, Malformed> {
    let Some(own) = own else { return Ok(law) };
    let own = own.fraction(field, &[])?;
    if own.is_as_strict_as(law) { Ok(own) } else { Err(Malformed::Field(field)) }
}

fn reps_of(own: Option<&Share>) -> Result<Fraction, Malformed> {
    share(own, REPS, "gate.reps_share")
}

fn women_of(own: Option<&Share>) -> Result<Fraction, Malformed> {
    share(own, WOMEN, "gate.women_share")
}

impl Gate {
    /// The reason for which nobody may vote in `body`, if there is one.
    ///
    /// # Errors
    /// [`Malformed`] when a number is missing, does not fit, or the matter is not known.
    pub fn failed(&self, body: &str) -> Result<Option<Reason>, Malformed> {
        let (open, reason) = match self {
            Self::Composition { reps, committee, women_reps, reps_share, women_share } => {
                let (enough, enough_women) = (reps_of(reps_share.as_ref())?, women_of(women_share.as_ref())?);
                let all = reps.checked_add(*committee).ok_or(Malformed::Field("gate.reps"))?;
                if women_reps.is_some_and(|women| women > *reps) {
                    return Err(Malformed::Field("gate.women_reps"));
                }
                let women = if body.starts_with("villager") {
                    enough_women.holds(women_reps.ok_or(Malformed::Field("gate.women_reps"))?, all)
                } else {
                    true
                };
                (enough.holds(*reps, all) && women, Reason::CompositionInvalid)
            }
            Self::RepMinimum { reps, required_more_than } => (reps > required_more_than, Reason::CompositionInvalid),
            Self::Notice { notice_days, required_days, special_circumstance } => {
                (notice_days >= required_days || *special_circumstance, Reason::NoticeTooShort)
            }
            Self::Authority { matter, delegated } => {
                let authority = Authority::of(matter).ok_or(Malformed::Field("gate.matter"))?;
                let body = meeting(body).ok_or(Malformed::Field("rule.body"))?;
                (authority.allows(body, *delegated), Reason::NotAuthorized)
            }
            Self::PriorPartyStudy { important_matter, party_study_recorded } => {
                (!important_matter || *party_study_recorded, Reason::PartyStudyMissing)
            }
        };
        Ok((!open).then_some(reason))
    }

    /// The gate in words.
    #[must_use]
    pub fn sentence(&self, open: bool, language: Language) -> String {
        let zh = language == Language::Zh;
        match self {
            Self::Composition { reps, committee, women_reps, reps_share, women_share } => {
                let whole = Fraction::more_than(1, 1);
                let enough = reps_of(reps_share.as_ref()).unwrap_or(whole);
                let enough_women = women_of(women_share.as_ref()).unwrap_or(whole);
                let all = reps + committee;
                let need = enough.required(all);
                let women = women_reps.map(|women| {
                    let need = enough_women.required(all);
                    if zh {
                        format!("，妇女代表 {women} 人（村须 {need} 人）")
                    } else {
                        format!(", {women} women ({need} needed in a village)")
                    }
                });
                let women = women.unwrap_or_default();
                if !open && women_reps.is_none() && enough.holds(*reps, all) {
                    return if zh {
                        format!(
                            "组成人员 {all} 人，代表 {reps} 人（须 {need} 人），妇女代表人数尚未登记，登记前不得表决"
                        )
                    } else {
                        format!(
                            "{reps} of {all} members are representatives ({need} needed), the number of women is not on record: nobody may vote until it is"
                        )
                    };
                }
                match (zh, open) {
                    (true, true) => format!("组成人员 {all} 人，代表 {reps} 人（须 {need} 人）{women}，组成合法"),
                    (true, false) => {
                        format!("组成人员 {all} 人，代表 {reps} 人（须 {need} 人）{women}，组成不合法，不得表决")
                    }
                    (false, true) => {
                        format!("{reps} of {all} members are representatives ({need} needed){women}: lawfully composed")
                    }
                    (false, false) => format!(
                        "{reps} of {all} members are representatives ({need} needed){women}: not lawfully composed, nobody may vote"
                    ),
                }
            }
            Self::RepMinimum { reps, required_more_than: least } => match (zh, open) {
                (true, true) => format!("代表 {reps} 人，多于 {least} 人"),
                (true, false) => format!("代表 {reps} 人，不多于 {least} 人，组成不合法，不得表决"),
                (false, true) => format!("{reps} representatives, more than {least}"),
                (false, false) => {
                    format!("{reps} representatives, not more than {least}: not lawfully composed, nobody may vote")
                }
            },
            Self::Notice { notice_days: days, required_days: need, special_circumstance: special } => {
                match (zh, open, *special && days < need) {
                    (true, true, true) => format!("提前 {days} 日通知（须 {need} 日），已记录特殊情况"),
                    (true, true, false) => format!("提前 {days} 日通知（须 {need} 日）"),
                    (true, false, _) => format!("提前 {days} 日通知（须 {need} 日），没有记录特殊情况，不得表决"),
                    (false, true, true) => {
                        format!("{days} days of notice ({need} needed), a special circumstance is on record")
                    }
                    (false, true, false) => format!("{days} days of notice ({need} needed)"),
                    (false, false, _) => format!(
                        "{days} days of notice ({need} needed) and no special circumstance on record: nobody may vote"
                    ),
                }
            }
            Self::Authority { matter, delegated } => {
                let matter = Matter::from_id(matter).map_or(matter.as_str(), |matter| matter.name(language));
                match (zh, open, *delegated) {
                    (true, true, true) => format!("事项 {matter}：有授权记录，本会议有权决定"),
                    (true, true, false) => format!("事项 {matter}：本会议有权决定"),
                    (true, false, true) => format!("事项 {matter}：不得授权本会议决定，应提交有权的会议"),
                    (true, false, false) => format!("事项 {matter}：本会议无权决定，也没有授权记录"),
                    (false, true, true) => format!("matter {matter}: delegated on record, this body may decide"),
                    (false, true, false) => format!("matter {matter}: this body may decide"),
                    (false, false, true) => format!("matter {matter}: may not be delegated to this body"),
                    (false, false, false) => {
                        format!("matter {matter}: not this body's to decide, and no delegation is on record")
                    }
                }
            }
            Self::PriorPartyStudy { important_matter, .. } => match (zh, open, *important_matter) {
                (true, true, true) => "重要事项，已经党组织研究".to_owned(),
                (true, true, false) => "不是重要事项，无须先经党组织研究".to_owned(),
                (true, false, _) => "重要事项，没有党组织先行研究的记录，不得表决".to_owned(),
                (false, true, true) => "an important matter, first studied by the Party organisation".to_owned(),
                (false, true, false) => "not an important matter".to_owned(),
                (false, false, _) => {
                    "an important matter without a recorded study by the Party organisation: nobody may vote".to_owned()
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule_set::RuleSet;

    #[test]
    fn the_shares_of_a_meeting_are_those_of_the_national_rules() {
        let national = &RuleSet::national().composition;
        for (law, own) in [(&national.reps, REPS), (&national.women, WOMEN)] {
            assert_eq!(law.as_ref().expect("a share").value.threshold().fraction(), own);
        }
    }
}
