//! The meetings that decide. Their ids are those of the count records (domain.md §8).

use serde::{Deserialize, Serialize};

/// Whether a community is a village (村) or an urban community (社区).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommunityKind {
    /// 村民委员会.
    Village,
    /// 居民委员会.
    Urban,
}

impl CommunityKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Village, Self::Urban];

    /// Stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Village => "village",
            Self::Urban => "urban",
        }
    }

    /// The kind with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// How the roll of a body is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seating {
    /// The persons seated in it by name (representatives, committee).
    Seats,
    /// Every member of the community who is of age.
    Adults,
    /// One representative for every household.
    Households,
    /// Everybody who owns a unit, by head and by area.
    Owners,
    /// The representatives whom a register names, each by the households for which they stand.
    Represented,
}

/// What a ballot weighs beside its number, where not every ballot is worth the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighs {
    /// The area of the owner's units.
    Area,
    /// The households for which the representative stands.
    Households,
}

/// Who may vote on somebody's written mandate (委托).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proxies {
    /// Nobody.
    None,
    /// Another member of the same household.
    SameHousehold,
    /// Any member of the community.
    Anybody,
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident $id:literal $zh:literal $en:literal $seating:ident $kinds:expr;)+) => {
        /// A kind of meeting.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum BodyKind {$($(#[$doc])* #[serde(rename = $id)] $name,)+}

        impl BodyKind {
            /// Every kind, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The id used in count records, the database and addresses.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {$(Self::$name => $id,)+}
            }

            /// The meeting's name in the law.
            #[must_use]
            pub const fn name(self, language: crate::Language) -> &'static str {
                match (self, language) {$(
                    (Self::$name, crate::Language::Zh) => $zh,
                    (Self::$name, crate::Language::En) => $en,
                )+}
            }

            /// How its roll is made.
            #[must_use]
            pub const fn seating(self) -> Seating {
                match self {$(Self::$name => Seating::$seating,)+}
            }

            /// The kinds of community that have it.
            #[must_use]
            pub const fn found_in(self) -> &'static [CommunityKind] {
                match self {$(Self::$name => $kinds,)+}
            }

            /// The kind with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.id() == id)
            }
        }
    };
}

const BOTH: &[CommunityKind] = &CommunityKind::ALL;
const VILLAGE: &[CommunityKind] = &[CommunityKind::Village];
const URBAN: &[CommunityKind] = &[CommunityKind::Urban];

bodies! {
    /// 村组法 Art. 29, 30.
    VillagerRepMeeting "villager_rep_meeting" "村民代表会议" "Villagers' representative meeting" Seats VILLAGE;
    /// One-issue levy, counted by the households for which representatives stand (domain.md §2.8).
    VillagerRepMeetingLevy "villager_rep_meeting_levy" "村民代表会议（一事一议）" "Representatives' meeting on a levy" Represented VILLAGE;
    /// 村组法 Art. 25, 26, counted by person.
    VillagerAssembly "villager_assembly" "村民会议" "Villagers' assembly" Adults VILLAGE;
    /// 村组法 Art. 25, 26, counted by household.
    VillagerAssemblyByHousehold "villager_assembly_by_household" "村民会议（户代表）" "Villagers' assembly by household" Households VILLAGE;
    /// 村组法 Art. 32.
    VillagerGroupMeeting "villager_group_meeting" "村民小组会议" "Villager group meeting" Seats VILLAGE;
    /// 居组法 Art. 28, 29.
    ResidentRepMeeting "resident_rep_meeting" "居民代表会议" "Residents' representative meeting" Seats URBAN;
    /// 居组法 Art. 26, 27, counted by person.
    ResidentAssembly "resident_assembly" "居民会议" "Residents' assembly" Adults URBAN;
    /// 居组法 Art. 26, 27, counted by household.
    ResidentAssemblyByHousehold "resident_assembly_by_household" "居民会议（户代表）" "Residents' assembly by household" Households URBAN;
    /// 农村集体经济组织法 Art. 27.
    CollectiveMemberAssembly "collective_member_assembly" "集体经济组织成员大会" "Collective member assembly" Seats VILLAGE;
    /// 农村集体经济组织法 Art. 28.
    CollectiveRepAssembly "collective_rep_assembly" "集体经济组织成员代表大会" "Collective representative assembly" Seats VILLAGE;
    /// 农村集体经济组织法 Art. 29, 31.
    CollectiveBoard "collective_board" "集体经济组织理事会" "Collective board" Seats VILLAGE;
    /// 民法典 Art. 278.
    OwnersAssembly "owners_assembly" "业主大会" "Owners' assembly" Owners BOTH;
    /// 支部工作条例 Art. 11.
    PartyMeeting "party_meeting" "党支部党员大会" "Party branch meeting" Seats BOTH;
    /// Local rules (Hainan 6, Sichuan 10).
    CommitteeMeeting "committee_meeting" "村（居）委会会议" "Committee meeting" Seats BOTH;
    /// 村组法 Art. 33, 居组法 Art. 32: consults, does not decide.
    ConsultationCouncil "consultation_council" "议事会" "Consultation council" Seats BOTH;
}

crate::coded::stored!(BodyKind);

impl BodyKind {
    /// Whether a recorded special circumstance allows shorter notice (村组法 Art. 25, 居组法 Art. 26): the laws on the
    /// collective (Art. 27) and on owners know no such exception.
    #[must_use]
    pub const fn knows_special_circumstance(self) -> bool {
        !matches!(
            self,
            Self::CollectiveMemberAssembly | Self::CollectiveRepAssembly | Self::CollectiveBoard | Self::OwnersAssembly
        )
    }

    /// What its ballots weigh beside their number; nothing where each is worth the same.
    #[must_use]
    pub const fn weighs(self) -> Option<Weighs> {
        match self.seating() {
            Seating::Owners => Some(Weighs::Area),
            Seating::Represented => Some(Weighs::Households),
            Seating::Seats | Seating::Adults | Seating::Households => None,
        }
    }

    /// Whether it counts owners, by head and by area: who takes part is told by the ballots that come back, not by who is in
    /// the room (民法典 Art. 278: 参与表决).
    #[must_use]
    pub const fn counts_owners(self) -> bool {
        matches!(self.seating(), Seating::Owners)
    }

    /// Who may stand in for somebody on the roll: in the collective's member assembly another of the same household
    /// (农村集体经济组织法 Art. 27), for an owner anybody (物业管理条例 Art. 12, to be confirmed against its text). The laws on
    /// the villagers' and residents' meetings name no proxies, so there are none.
    #[must_use]
    pub const fn proxies(self) -> Proxies {
        match self {
            Self::CollectiveMemberAssembly => Proxies::SameHousehold,
            Self::OwnersAssembly => Proxies::Anybody,
            _ => Proxies::None,
        }
    }

    /// Whether what it decides binds the community, the collective or the owners; the Party's members, the committee and the
    /// consultation council prepare or carry out.
    #[must_use]
    pub const fn decides_for_all(self) -> bool {
        !matches!(self, Self::PartyMeeting | Self::CommitteeMeeting | Self::ConsultationCouncil | Self::CollectiveBoard)
    }

    /// Whether it counts households rather than persons, one ballot for each.
    #[must_use]
    pub const fn counts_households(self) -> bool {
        matches!(self.seating(), Seating::Households)
    }

    /// Whether it counts the households for which those who come stand (一事一议 by representatives, domain.md §2.3).
    #[must_use]
    pub const fn counts_represented(self) -> bool {
        matches!(self.seating(), Seating::Represented)
    }

    /// Whether this kind of community has this body.
    #[must_use]
    pub fn fits(self, community: CommunityKind) -> bool {
        self.found_in().contains(&community)
    }
}
