//! What an item of an agenda is about. The type of a matter decides which body may settle it (domain.md §2.2); the
//! routing itself comes with the issue on the law, the words are here from the start.

use crate::Language;
use serde::{Deserialize, Serialize};

macro_rules! matters {
    ($($(#[$doc:meta])* $name:ident $id:literal $zh:literal $en:literal;)+) => {
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
        }
    };
}

matters! {
    /// 村组法 Art. 28(4).
    PublicWorksContractPlan "public_works_contract_plan" "公益事业建设承包方案" "Public works and contract plan";
    /// 村组法 Art. 28(3).
    CollectiveIncomeUse "collective_income_use" "从集体经济所得资金物资的使用" "Use of income from the collective";
    /// 村组法 Art. 28(2).
    LostWorkAllowance "lost_work_allowance" "误工补贴人员及标准" "Lost-work allowance";
    /// 村组法 Art. 28(5).
    PriorityAid "priority_aid" "重点帮扶人员、方案" "Priority aid";
    /// 村组法 Art. 28(1).
    VillagePlanning "village_planning" "村庄规划、建设等重要事项" "Village planning and construction";
    /// 村组法 Art. 31.
    VillageRulesAmendment "village_rules_amendment" "村规民约、自治章程" "Village rules and charter";
    /// 居组法 Art. 30.
    ResidentsPactAmendment "residents_pact_amendment" "居民公约、自治章程" "Residents' pact and charter";
    /// 集体经济组织法 Art. 26.
    CollectiveLandContract "collective_land_contract" "土地承包、集体资产" "Collective land and assets";
    /// 村组法 Art. 27, 居组法 Art. 30.
    AnnualReport "annual_report" "年度工作报告" "Annual report";
    /// 居组法 Art. 30.
    ResidentsInterest "residents_interest" "全体居民利益重要事项" "Matter of all residents' interest";
    /// 村组法 Art. 33, 居组法 Art. 32.
    PublicAffairs "public_affairs" "公共事务、公益事业、困难与纠纷" "Public affairs and disputes";
}
