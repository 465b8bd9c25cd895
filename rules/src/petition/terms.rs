//! What may be asked for jointly, by whom, and by how many of them: closed lists, whose numbers are data (`rule_set/petition.rs`).

use crate::{
    Language,
    coded::coded,
    id::MemberId,
    kind::{
        Share,
        petition::{PetitionCounts, PetitionRecord, PetitionRule},
    },
    rule_set::{Checked, Mark},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};

/// What meets a request that asks for something to be made public.
pub const DISCLOSURE: &str = "disclosure";

coded! {
    /// What is asked for.
    Ask {
        /// A villagers' assembly (村组法 Art. 25).
        VillagerAssembly "villager_assembly",
        /// A villagers' representative meeting (Art. 30).
        VillagerReps "villager_rep_meeting",
        /// The recall of a member of the villagers' committee (Art. 19).
        VillagerRecall "villager_recall",
        /// An audit of a further matter (Art. 40).
        VillagerAudit "villager_audit",
        /// That something is disclosed (local rules).
        VillageDisclosure "village_disclosure",
        /// An appraisal beside the yearly one (local rules).
        VillageAppraisal "village_appraisal",
        /// The removal of a member of the supervision committee (local rules).
        SupervisorRemoval "supervisor_removal",
        /// A residents' assembly (居组法 Art. 26).
        ResidentAssembly "resident_assembly",
        /// A residents' representative meeting (Art. 28).
        ResidentReps "resident_rep_meeting",
        /// The recall of a member of the residents' committee (Art. 20).
        ResidentRecall "resident_recall",
        /// An audit of a further matter (Art. 38).
        ResidentAudit "resident_audit",
        /// An extraordinary owners' assembly (物业管理条例 Art. 13).
        OwnersMeeting "owners_meeting",
    }
}

coded! {
    /// Of whom a share is taken.
    Signers {
        /// Everybody of age who lives here, each for themselves.
        Adults "adults",
        /// Who sits in the representatives' meeting.
        Representatives "representatives",
        /// Households, each once, by whoever of age signs for it.
        Households "households",
        /// Owners of an estate, by head.
        Owners "owners",
    }
}

impl Ask {
    /// What is asked for, in the words of the law.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let [zh, en] = match self {
            Self::VillagerAssembly => ["召集村民会议", "Call a villagers' assembly"],
            Self::VillagerReps => ["召集村民代表会议", "Call a villagers' representative meeting"],
            Self::VillagerRecall => ["罢免村民委员会成员", "Recall a member of the villagers' committee"],
            Self::VillagerAudit | Self::ResidentAudit => ["审计其他事项", "Audit a further matter"],
            Self::VillageDisclosure => ["公开有关事项", "Disclose a matter"],
            Self::VillageAppraisal => ["开展民主评议", "Hold an appraisal"],
            Self::SupervisorRemoval => ["免去监督委员会成员职务", "Remove a member of the supervision committee"],
            Self::ResidentAssembly => ["召集居民会议", "Call a residents' assembly"],
            Self::ResidentReps => ["召集居民代表会议", "Call a residents' representative meeting"],
            Self::ResidentRecall => ["罢免居民委员会成员", "Recall a member of the residents' committee"],
            Self::OwnersMeeting => ["召开业主大会临时会议", "Call an extraordinary owners' assembly"],
        };
        match language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

impl Signers {
    /// Who signs.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Adults, Language::Zh) => "年满十八周岁的村（居）民",
            (Self::Adults, Language::En) => "residents of age",
            (Self::Representatives, Language::Zh) => "村（居）民代表",
            (Self::Representatives, Language::En) => "representatives",
            (Self::Households, Language::Zh) => "户的代表",
            (Self::Households, Language::En) => "households",
            (Self::Owners, Language::Zh) => "业主",
            (Self::Owners, Language::En) => "owners",
        }
    }
}

/// One of the shares by which a request is reached, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Of whom.
    pub signers: Signers,
    /// How many of them.
    pub share: Share,
    /// Law, local rule or platform rule.
    pub mark: Mark,
    /// The article.
    pub source: String,
    /// How far the source was checked.
    pub checked: Checked,
}

/// What holds of a request. It keeps those under which it was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The version of the rules.
    pub version: String,
    /// Reached when one of these is.
    pub bars: Vec<Bar>,
    /// In how many days what was asked for is due.
    pub days: i64,
    /// Where that comes from.
    pub days_source: String,
    /// What gives it its force.
    pub days_mark: Mark,
    /// What meets it: kinds of bodies whose session is called, or [`DISCLOSURE`].
    pub met_by: Vec<String>,
}

/// Who may sign under a bar: whom each stands for, and the member. A household is one, whoever of it signs.
pub type Roll = Vec<(String, MemberId)>;

impl Bar {
    /// The record of this bar over its roll: how many could sign, and how many of them have.
    #[must_use]
    pub fn counted(&self, id: &str, roll: &Roll, signed: &[MemberId]) -> PetitionRecord {
        let signed: HashSet<&MemberId> = signed.iter().collect();
        let units: BTreeSet<&str> = roll.iter().map(|(unit, _)| unit.as_str()).collect();
        let valid: BTreeSet<&str> =
            roll.iter().filter(|(_, member)| signed.contains(member)).map(|(unit, _)| unit.as_str()).collect();
        let number = |units: BTreeSet<&str>| u64::try_from(units.len()).unwrap_or(u64::MAX);
        PetitionRecord {
            id: id.to_owned(),
            source: vec![self.source.clone()],
            rule: PetitionRule { threshold: Share { base: self.signers.id().to_owned(), ..self.share.clone() } },
            counts: PetitionCounts { base: number(units), valid_signers: number(valid) },
        }
    }
}

impl Terms {
    /// Whether a member may sign: whoever is on a roll that counts.
    #[must_use]
    pub fn entitles(rolls: &[Roll], member: &MemberId) -> bool {
        rolls.iter().flatten().any(|(_, one)| one == member)
    }
}
