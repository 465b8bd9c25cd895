//! What an item of an agenda is about. The type of a matter decides which body may settle it, and whether that body may
//! hand it on (domain.md §2.2): the single most important rule of routing.

use crate::{Language, body::BodyKind};
use serde::{Deserialize, Serialize};

/// Which bodies may settle a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authority {
    /// The bodies to which the law gives the matter.
    pub deciding: &'static [BodyKind],
    /// The bodies that may settle it when a delegation is on record; none where it may not be delegated.
    pub delegates: &'static [BodyKind],
    /// The article.
    pub source: &'static str,
}

impl Authority {
    /// The authority over the matter with this id.
    #[must_use]
    pub fn of(matter: &str) -> Option<Self> {
        Matter::from_id(matter).map(Matter::authority)
    }

    /// Whether this body may settle the matter, with a recorded delegation or without.
    #[must_use]
    pub fn allows(self, body: BodyKind, delegated: bool) -> bool {
        self.deciding.contains(&body) || (delegated && self.delegates.contains(&body))
    }
}

macro_rules! matters {
    ($($(#[$doc:meta])* $name:ident $id:literal $zh:literal $en:literal $deciding:ident $delegates:ident $source:literal;)+) => {
        /// The type of a matter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Matter {$($(#[$doc])* #[serde(rename = $id)] $name,)+}

        impl Matter {
            /// Every type, in the order offered.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable id.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {$(Self::$name => $id,)+}
            }

            /// The type with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|matter| matter.id() == id)
            }

            /// Its name.
            #[must_use]
            pub const fn name(self, language: Language) -> &'static str {
                match (self, language) {$(
                    (Self::$name, Language::Zh) => $zh,
                    (Self::$name, Language::En) => $en,
                )+}
            }

            /// Which bodies may settle it.
            #[must_use]
            pub const fn authority(self) -> Authority {
                match self {$(
                    Self::$name => Authority { deciding: $deciding, delegates: $delegates, source: $source },
                )+}
            }
        }
    };
}

use BodyKind as B;

const NONE: &[BodyKind] = &[];
const ASSEMBLY: &[BodyKind] = &[B::VillagerAssembly, B::VillagerAssemblyByHousehold];
const REPS: &[BodyKind] = &[B::VillagerRepMeeting];
/// The representatives' meeting, also where it is counted by household.
const LEVY_REPS: &[BodyKind] = &[B::VillagerRepMeeting, B::VillagerRepMeetingLevy];
const RESIDENTS: &[BodyKind] = &[B::ResidentAssembly, B::ResidentAssemblyByHousehold];
const RESIDENT_REPS: &[BodyKind] = &[B::ResidentRepMeeting];
const ASSEMBLIES: &[BodyKind] =
    &[B::VillagerAssembly, B::VillagerAssemblyByHousehold, B::ResidentAssembly, B::ResidentAssemblyByHousehold];
const EITHER_REPS: &[BodyKind] = &[B::VillagerRepMeeting, B::ResidentRepMeeting];
const COLLECTIVE: &[BodyKind] = &[B::CollectiveMemberAssembly];
const COLLECTIVE_REPS: &[BodyKind] = &[B::CollectiveRepAssembly];
const GROUP: &[BodyKind] = &[B::VillagerGroupMeeting];
const OWNERS: &[BodyKind] = &[B::OwnersAssembly];
const PARTY: &[BodyKind] = &[B::PartyMeeting];
/// Whoever consults, and whoever could decide, may settle what needs no decision of a larger body.
const CONSULTING: &[BodyKind] = &[
    B::ConsultationCouncil,
    B::CommitteeMeeting,
    B::VillagerRepMeeting,
    B::ResidentRepMeeting,
    B::VillagerGroupMeeting,
    B::VillagerAssembly,
    B::VillagerAssemblyByHousehold,
    B::ResidentAssembly,
    B::ResidentAssemblyByHousehold,
];

matters! {
    /// 村组法 Art. 28(4).
    PublicWorksContractPlan "public_works_contract_plan" "公益事业建设承包方案" "Public works and contract plan" ASSEMBLY LEVY_REPS "村民委员会组织法第二十八条第四项";
    /// 村组法 Art. 28(4), 42: money and labour for one issue.
    OneIssueLevy "one_issue_levy" "一事一议筹资筹劳" "One-issue levy of money and labour" ASSEMBLY LEVY_REPS "村民委员会组织法第二十八条第四项";
    /// 村组法 Art. 28(3).
    CollectiveIncomeUse "collective_income_use" "从集体经济所得资金物资的使用" "Use of income from the collective" ASSEMBLY REPS "村民委员会组织法第二十八条第三项";
    /// 村组法 Art. 28(2).
    LostWorkAllowance "lost_work_allowance" "误工补贴人员及标准" "Lost-work allowance" ASSEMBLY REPS "村民委员会组织法第二十八条第二项";
    /// 村组法 Art. 28(5).
    PriorityAid "priority_aid" "重点帮扶人员、方案" "Priority aid" ASSEMBLY REPS "村民委员会组织法第二十八条第五项";
    /// 村组法 Art. 28(1).
    VillagePlanning "village_planning" "村庄规划、建设等重要事项" "Village planning and construction" ASSEMBLY REPS "村民委员会组织法第二十八条第一项";
    /// 村组法 Art. 31: not delegable (stated in Hainan Art. 11, Shanghai Art. 16, Tianjin Art. 16).
    VillageRulesAmendment "village_rules_amendment" "村规民约、自治章程" "Village rules and charter" ASSEMBLY NONE "村民委员会组织法第三十一条";
    /// 村组法 Art. 27: not delegable.
    RepDecisionReversal "rep_decision_reversal" "撤销或变更村民代表会议的决定" "Reversing a decision of the representatives" ASSEMBLY NONE "村民委员会组织法第二十七条";
    /// 村组法 Art. 27, 居组法 Art. 30.
    CommitteeDecisionReversal "committee_decision_reversal" "撤销或变更村（居）委会的决定" "Reversing a decision of the committee" ASSEMBLIES EITHER_REPS "村民委员会组织法第二十七条、城市居民委员会组织法第三十条";
    /// 村组法 Art. 27, 居组法 Art. 30.
    AnnualReport "annual_report" "年度工作报告" "Annual report" ASSEMBLIES EITHER_REPS "村民委员会组织法第二十七条、城市居民委员会组织法第三十条";
    /// 村组法 Art. 27, 38, 居组法 Art. 30, 37.
    MemberAppraisal "member_appraisal" "民主评议" "Appraisal" ASSEMBLIES EITHER_REPS "村民委员会组织法第二十七条、城市居民委员会组织法第三十条";
    /// 居组法 Art. 30: the city law lets it be delegated, unlike the village law.
    ResidentsPactAmendment "residents_pact_amendment" "居民公约、自治章程" "Residents' pact and charter" RESIDENTS RESIDENT_REPS "城市居民委员会组织法第三十条";
    /// 居组法 Art. 30.
    ResidentsInterest "residents_interest" "全体居民利益重要事项" "Matter of all residents' interest" RESIDENTS RESIDENT_REPS "城市居民委员会组织法第三十条";
    /// 集体经济组织法 Art. 26(1).
    CollectiveCharter "collective_charter" "集体经济组织章程" "Charter of the collective" COLLECTIVE NONE "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26(3).
    CollectiveMembership "collective_membership" "集体经济组织成员确认" "Membership of the collective" COLLECTIVE NONE "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26(8): land contracting, homesteads, shares in income. Art. 27: two thirds of all members.
    CollectiveLandContract "collective_land_contract" "土地承包、宅基地、收益权量化" "Collective land contracts, homesteads, shares" COLLECTIVE NONE "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26(10).
    LandCompensation "land_compensation" "土地补偿费分配、使用" "Compensation for land" COLLECTIVE NONE "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26(12).
    CollectiveMerger "collective_merger" "集体经济组织合并、分立、解散" "Merger or division of the collective" COLLECTIVE NONE "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26, 28: delegable by charter.
    CollectiveInternalRules "collective_internal_rules" "集体经济组织内部制度" "Internal rules of the collective" COLLECTIVE COLLECTIVE_REPS "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26, 28.
    CollectiveOfficers "collective_officers" "理事、监事的选举、罢免与报酬" "Officers of the collective and their pay" COLLECTIVE COLLECTIVE_REPS "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26, 28.
    CollectiveBudget "collective_budget" "集体经济规划、预决算、收益分配" "Plans, accounts and distribution of the collective" COLLECTIVE COLLECTIVE_REPS "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 26, 28: letting, contracting out or disposing of collective property.
    CollectiveAssetLease "collective_asset_lease" "集体资产发包、出租、处置" "Letting or disposing of collective property" COLLECTIVE COLLECTIVE_REPS "农村集体经济组织法第二十六条、第二十八条";
    /// 集体经济组织法 Art. 15: needs three quarters of all members.
    NonMemberBenefits "non_member_benefits" "非成员享有集体利益" "Benefits for non-members" COLLECTIVE NONE "农村集体经济组织法第十五条";
    /// 集体经济组织法 Art. 26, 28.
    CollectiveInvestment "collective_investment" "集体经营性建设用地、对外投资" "Collective building land and investment" COLLECTIVE COLLECTIVE_REPS "农村集体经济组织法第二十六条、第二十八条";
    /// 村组法 Art. 32.
    GroupAffairs "group_affairs" "村民小组事项" "Affairs of a villager group" GROUP NONE "村民委员会组织法第三十二条";
    /// 民法典 Art. 278(1)–(5), (9).
    OwnersOrdinary "owners_ordinary" "业主共同决定的一般事项" "Ordinary matter of the owners" OWNERS NONE "民法典第二百七十八条";
    /// 民法典 Art. 278(6)–(8).
    OwnersSpecial "owners_special" "筹集维修资金、改建重建、改变共有部分用途" "Special matter of the owners" OWNERS NONE "民法典第二百七十八条";
    /// 支部工作条例 Art. 11.
    PartyAffairs "party_affairs" "党内事项、党员审议" "Party affairs" PARTY NONE "中国共产党支部工作条例（试行）第十一条";
    /// 村组法 Art. 33, 居组法 Art. 32: consulted on; what needs a decision is submitted to the body that decides.
    PublicAffairs "public_affairs" "公共事务、公益事业、困难与纠纷" "Public affairs and disputes" CONSULTING NONE "村民委员会组织法第三十三条、城市居民委员会组织法第三十二条";
}

impl Matter {
    /// As what a matter comes onto the agenda of a body: as what it is where the body may settle it; else as the first type that is the
    /// body's own, for it is talked over there and settled elsewhere.
    #[must_use]
    pub fn for_body(self, body: BodyKind) -> Self {
        if self.authority().allows(body, true) {
            return self;
        }
        Self::ALL.iter().copied().find(|one| one.authority().allows(body, false)).unwrap_or(self)
    }
}

crate::coded::stored!(Matter);

#[cfg(test)]
mod tests {
    use super::{Authority, BodyKind, Matter};

    fn allows(matter: &str, body: BodyKind, delegated: bool) -> bool {
        Authority::of(matter).is_some_and(|authority| authority.allows(body, delegated))
    }

    /// E21: the village rules belong to the assembly, and no delegation moves them.
    #[test]
    fn e21_village_rules_are_not_delegable() {
        assert!(!allows("village_rules_amendment", BodyKind::VillagerRepMeeting, true));
        assert!(allows("village_rules_amendment", BodyKind::VillagerAssembly, false));
        assert!(allows("village_rules_amendment", BodyKind::VillagerAssemblyByHousehold, false));
    }

    #[test]
    fn what_the_law_lets_be_delegated_needs_the_record() {
        assert!(!allows("public_works_contract_plan", BodyKind::VillagerRepMeeting, false));
        assert!(allows("public_works_contract_plan", BodyKind::VillagerRepMeeting, true));
        assert!(allows("one_issue_levy", BodyKind::VillagerRepMeetingLevy, true));
        assert!(!allows("public_works_contract_plan", BodyKind::ResidentRepMeeting, true));
        // The city law allows what the village law does not.
        assert!(allows("residents_pact_amendment", BodyKind::ResidentRepMeeting, true));
    }

    /// domain.md §0.3: collective land is the member assembly's, never the villagers' representatives'.
    #[test]
    fn collective_land_is_the_members() {
        for delegated in [false, true] {
            assert!(!allows("collective_land_contract", BodyKind::VillagerRepMeeting, delegated));
            assert!(!allows("collective_land_contract", BodyKind::CollectiveRepAssembly, delegated));
        }
        assert!(allows("collective_land_contract", BodyKind::CollectiveMemberAssembly, false));
        assert!(allows("collective_asset_lease", BodyKind::CollectiveRepAssembly, true));
        assert!(!allows("no_such_matter", BodyKind::VillagerAssembly, true));
    }

    #[test]
    fn every_matter_has_a_body_and_a_source() {
        for matter in Matter::ALL {
            let authority = matter.authority();
            assert!(!authority.deciding.is_empty() && !authority.source.is_empty(), "{}", matter.id());
            assert_eq!(Matter::from_id(matter.id()), Some(*matter));
        }
    }
}
