//! What must be settled before a vote may open (P-GATES), all of it at once: the chair's page shows each gate, met or not
//! and why, opening a vote asks the same, and the published record prints it.

use crate::{
    Language,
    agenda::Matter,
    body::BodyKind,
    coded::coded,
    kind::gate::{Gate, says_something},
    rule_set::SourcedRule,
};
use serde::{Deserialize, Serialize};

coded! {
    /// A thing on record that opens a gate: a document, in words.
    Ground {
        /// The larger body's delegation of a matter to this body.
        Delegation "delegation",
        /// How many women are among the representatives.
        Women "women",
        /// The Party organisation's study of an item.
        PartyStudy "party_study",
        /// The consultation held on an item, or why none was.
        Consultation "consultation",
    }
}

/// What the gates of an item are judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateFacts<'a> {
    /// The body that is to decide.
    pub body: BodyKind,
    /// What about.
    pub matter: Matter,
    /// Its rule.
    pub rule: &'a SourcedRule,
    /// Its seats that are the committee's.
    pub committee: u64,
    /// Its other seats.
    pub reps: u64,
    /// Days of notice that were given.
    pub notice_days: i64,
    /// The special circumstance on record, or nothing.
    pub special: &'a str,
    /// The delegation on record, or nothing.
    pub delegation: &'a str,
    /// Women among the representatives, if that is on record.
    pub women: Option<u64>,
    /// The Party organisation's study on record, or nothing.
    pub party_study: &'a str,
    /// The consultation on record or the reason why there was none, or nothing.
    pub consultation: &'a str,
    /// Where the study and the consultation are read in the matter to which the item belongs; empty where they were typed for it.
    pub links: [&'a str; 2],
}

/// A gate as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateState {
    /// The procedural fact; none for the consultation, which decides no count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// Whether it is open.
    pub met: bool,
    /// The document on record, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub on_record: String,
    /// The article that asks for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Where its record is read in the matter to which the item belongs, an address of ours; empty where the document was typed for
    /// this item alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// What would have to be recorded to open it, where recording can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants: Option<Ground>,
}

impl GateState {
    /// Whether what opened it was typed for this item, and stands in no matter's record: a study, a consultation.
    #[must_use]
    pub const fn is_typed(&self) -> bool {
        let of_record = matches!(self.gate, Some(Gate::PriorPartyStudy { .. }) | None);
        of_record && !self.on_record.is_empty() && self.link.is_empty()
    }

    /// The gate in words, with what is on record.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let words = match (&self.gate, language, self.met) {
            (Some(gate), ..) => gate.sentence(self.met, language),
            (None, Language::Zh, true) => "已登记协商情况或没有协商的理由".to_owned(),
            (None, Language::Zh, false) => "没有登记协商情况，也没有说明理由，不得表决".to_owned(),
            (None, Language::En, true) => "the consultation, or the reason for none, is on record".to_owned(),
            (None, Language::En, false) => {
                "neither a consultation nor a reason for none is on record: nobody may vote".to_owned()
            }
        };
        let words = match (self.on_record.is_empty(), language) {
            (true, _) => words,
            (false, Language::Zh) => format!("{words}（{}）", self.on_record),
            (false, Language::En) => format!("{words} ({})", self.on_record),
        };
        match (self.source.is_empty(), language) {
            (true, _) => words,
            (false, Language::Zh) => format!("{words}。依据：{}", self.source),
            (false, Language::En) => format!("{words}. Source: {}", self.source),
        }
    }
}

/// Whether the Party organisation studies the matter first (村组法 Art. 28, 居组法 Art. 30, 集体经济组织法 Art. 26) and
/// residents are consulted on it: what an assembly or the collective decides.
#[must_use]
pub const fn is_important(matter: Matter) -> bool {
    !matches!(
        matter,
        Matter::PublicAffairs
            | Matter::GroupAffairs
            | Matter::OwnersOrdinary
            | Matter::OwnersSpecial
            | Matter::PartyAffairs
            | Matter::AnnualReport
            | Matter::MemberAppraisal
    )
}

/// Where the prior Party study and the consultation are asked for.
const PARTY_STUDY_SOURCE: &str =
    "村民委员会组织法第二十八条、城市居民委员会组织法第三十条、农村集体经济组织法第二十六条";
const CONSULTATION_SOURCE: &str = "村民委员会组织法第三十三条、城市居民委员会组织法第三十二条";

/// The gates of an item, each as it stands: authority, composition, notice, prior Party study, consultation. A ground that
/// says nothing ("无") is none.
#[must_use]
pub fn gates(facts: &GateFacts<'_>) -> Vec<GateState> {
    let body = facts.body.id();
    let seats = &facts.rule.seats;
    let said = |words: &'static str, text: &str| if says_something(text) { text.to_owned() } else { words.to_owned() };
    let [study_at, consulted_at] = facts.links;
    let mut all = Vec::new();
    let mut add = |gate: Gate, on_record: &str, source: &str, wants: Option<Ground>| {
        // A number that is not on record yet keeps the gate shut.
        let met = gate.failed(body) == Ok(None);
        let (on_record, source) = (on_record.to_owned(), source.to_owned());
        let link =
            if matches!(gate, Gate::PriorPartyStudy { .. }) && met { study_at.to_owned() } else { String::new() };
        all.push(GateState { gate: Some(gate), met, on_record, source, link, wants: wants.filter(|_| !met) });
    };
    let authority = facts.matter.authority();
    let own = authority.allows(facts.body, false);
    let delegable = authority.allows(facts.body, true);
    let delegation = if own { String::new() } else { said("", facts.delegation) };
    add(
        Gate::Authority { matter: facts.matter.id().to_owned(), delegated: !delegation.is_empty() },
        &delegation,
        authority.source,
        delegable.then_some(Ground::Delegation),
    );
    let village = matches!(facts.body, BodyKind::VillagerRepMeeting | BodyKind::VillagerRepMeetingLevy);
    if village || facts.body == BodyKind::ResidentRepMeeting {
        let composition = |women_reps| Gate::Composition {
            reps: facts.reps,
            committee: facts.committee,
            women_reps,
            reps_share: seats.reps_share.clone(),
            women_share: seats.women_share.clone().filter(|_| village),
        };
        // The number of women is asked for only where some number of them would open the gate.
        let could = village && composition(Some(facts.reps)).failed(body) == Ok(None);
        let women_reps = facts.women.filter(|_| village);
        add(composition(women_reps), "", &seats.shares_source, Some(Ground::Women).filter(|_| could));
    }
    if let Some(required_more_than) = seats.more_than {
        add(Gate::RepMinimum { reps: facts.reps, required_more_than }, "", &seats.more_than_source, None);
    }
    let days = |days: i64| u64::try_from(days).unwrap_or_default();
    add(
        Gate::Notice {
            notice_days: days(facts.notice_days),
            required_days: days(facts.rule.notice_days),
            special_circumstance: says_something(facts.special) && facts.body.knows_special_circumstance(),
        },
        facts.special,
        &facts.rule.notice_source,
        None,
    );
    let important_matter = is_important(facts.matter);
    let party_study = said("", facts.party_study);
    let party_study_recorded = !party_study.is_empty();
    let source = if important_matter { PARTY_STUDY_SOURCE } else { "" };
    add(
        Gate::PriorPartyStudy { important_matter, party_study_recorded },
        &party_study,
        source,
        Some(Ground::PartyStudy),
    );
    if important_matter {
        let consultation = said("", facts.consultation);
        let met = !consultation.is_empty();
        all.push(GateState {
            gate: None,
            met,
            on_record: consultation,
            source: CONSULTATION_SOURCE.to_owned(),
            link: if met { consulted_at.to_owned() } else { String::new() },
            wants: Some(Ground::Consultation).filter(|_| !met),
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kind::Share, rule_set::statutory};

    fn facts(rule: &SourcedRule) -> GateFacts<'_> {
        GateFacts {
            body: BodyKind::VillagerRepMeeting,
            matter: Matter::PublicWorksContractPlan,
            rule,
            committee: 5,
            reps: 47,
            notice_days: 10,
            special: "",
            delegation: "2025-01-10 村民会议决议",
            women: Some(18),
            party_study: "2026-03-04 支部委员会",
            consultation: "3 月 6 日至 15 日征求意见 27 条",
            links: ["", ""],
        }
    }

    fn shut(facts: &GateFacts<'_>) -> Vec<Option<Ground>> {
        gates(facts).into_iter().filter(|gate| !gate.met).map(|gate| gate.wants).collect()
    }

    #[test]
    fn the_demo_village_passes_every_gate() {
        let rule = statutory(BodyKind::VillagerRepMeeting).expect("a rule");
        let found = gates(&facts(&rule));
        assert_eq!(found.len(), 5);
        for gate in &found {
            assert!(gate.met, "{gate:?}");
            for language in Language::ALL {
                assert!(!gate.sentence(language).is_empty());
            }
        }
    }

    /// E20, E21, E22: each gate that is shut names what would open it, or that nothing does.
    #[test]
    fn e20_e21_e22_a_shut_gate_says_what_would_open_it() {
        let rule = statutory(BodyKind::VillagerRepMeeting).expect("a rule");
        let good = facts(&rule);
        assert_eq!(shut(&GateFacts { delegation: "", ..good.clone() }), [Some(Ground::Delegation)]);
        let rules = GateFacts { matter: Matter::VillageRulesAmendment, ..good.clone() };
        assert_eq!(shut(&rules), [None], "no delegation moves the village rules");
        assert_eq!(shut(&GateFacts { party_study: "", ..good.clone() }), [Some(Ground::PartyStudy)]);
        assert_eq!(shut(&GateFacts { consultation: "", ..good.clone() }), [Some(Ground::Consultation)]);
        assert_eq!(shut(&GateFacts { notice_days: 2, ..good.clone() }), [None]);
        assert_eq!(shut(&GateFacts { notice_days: 2, special: "防汛", ..good.clone() }), []);
        assert_eq!(shut(&GateFacts { women: None, ..good.clone() }), [Some(Ground::Women)]);
        assert_eq!(shut(&GateFacts { women: Some(17), ..good.clone() }), [Some(Ground::Women)]);
        assert_eq!(shut(&GateFacts { committee: 20, ..good.clone() }), [None], "no number of women mends four fifths");
        let mut large = rule.clone();
        large.seats.more_than = Some(47);
        assert_eq!(shut(&GateFacts { rule: &large, ..good.clone() }), [None]);
        for nothing in ["无", " 没有。", "None", "-"] {
            assert_eq!(shut(&GateFacts { delegation: nothing, ..good.clone() }), [Some(Ground::Delegation)]);
            assert_eq!(shut(&GateFacts { party_study: nothing, ..good.clone() }), [Some(Ground::PartyStudy)]);
            assert_eq!(shut(&GateFacts { consultation: nothing, ..good.clone() }), [Some(Ground::Consultation)]);
            assert_eq!(shut(&GateFacts { notice_days: 2, special: nothing, ..good.clone() }), [None]);
        }
        for gate in gates(&good) {
            assert!(!gate.source.is_empty(), "{gate:?}");
        }
        let small = GateFacts { matter: Matter::PublicAffairs, party_study: "", consultation: "", ..good };
        assert_eq!(shut(&small), []);
    }

    /// 居组法 Art. 28: the urban meeting is composed by the same four fifths, without a share of women.
    #[test]
    fn an_urban_meeting_is_composed_too() {
        let rule = statutory(BodyKind::ResidentRepMeeting).expect("a rule");
        let good = GateFacts {
            body: BodyKind::ResidentRepMeeting,
            matter: Matter::ResidentsInterest,
            women: None,
            ..facts(&rule)
        };
        let kind = |facts: &GateFacts<'_>| {
            let all = gates(facts);
            all.iter().filter(|one| matches!(one.gate, Some(Gate::Composition { .. }))).count()
        };
        assert_eq!((shut(&good), kind(&good)), (vec![], 1));
        assert_eq!(shut(&GateFacts { committee: 20, ..good.clone() }), [None]);
        let assembly = GateFacts { body: BodyKind::ResidentAssembly, ..good };
        assert_eq!(kind(&assembly), 0, "an assembly is everybody");
    }

    /// An overlay's stricter shares are judged, and a record that names looser ones than the law is none.
    #[test]
    fn stricter_shares_of_an_overlay_are_judged() {
        let mut rule = statutory(BodyKind::VillagerRepMeeting).expect("a rule");
        let share = |num, den| Some(Share { num, den, inclusive: true, base: String::new() });
        rule.seats.women_share = share(2, 5);
        assert_eq!(shut(&facts(&rule)), [Some(Ground::Women)], "18 of 52 is a third, not two fifths");
        assert_eq!(shut(&GateFacts { women: Some(21), ..facts(&rule) }), []);
        rule.seats.reps_share = share(19, 20);
        assert_eq!(shut(&GateFacts { women: Some(21), ..facts(&rule) }), [None]);
        rule.seats.reps_share = share(1, 2);
        assert_eq!(shut(&GateFacts { women: Some(21), ..facts(&rule) }), [None], "looser than the law");
    }
}
