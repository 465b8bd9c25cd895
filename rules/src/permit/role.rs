//! What somebody is in a community, or in one session.

use crate::coded::coded;

coded! {
    /// What a person is in a community, or in one session.
    Role {
        /// Runs the platform; sees no ballots and changes no results.
        Administrator "administrator",
        /// May call and chair sessions.
        Chair "chair",
        /// Keeps rolls, check-in and papers.
        Clerk "clerk",
        /// Counts paper.
        Teller "teller",
        /// Member of the villagers' or residents' committee.
        Committee "committee",
        /// Member of the supervision committee.
        Supervisor "supervisor",
        /// Keeps the Party organisation's prior study.
        Party "party",
        /// Township or subdistrict: reads, guides, never votes.
        Township "township",
        /// An office above that, district, county or city: the same.
        County "county",
        /// Everybody who belongs to the community (`belonging`).
        Resident "resident",
        /// In one session: holds the chair now.
        SessionChair "session_chair",
        /// In one session: the deputy.
        SessionDeputy "session_deputy",
    }
}

impl Role {
    /// The roles that an administrator or the roll gives to a member; the others follow from the session.
    pub const GIVEN: &'static [Self] =
        &[Self::Chair, Self::Clerk, Self::Teller, Self::Committee, Self::Supervisor, Self::Party, Self::Township];

    /// Whether it is held in one session alone.
    #[must_use]
    pub const fn is_of_session(self) -> bool {
        matches!(self, Self::SessionChair | Self::SessionDeputy)
    }

    /// What the program calls it in Chinese, for what is written of the rules; a page has the words of its own language.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Administrator => "管理员",
            Self::Chair => "主持人",
            Self::Clerk => "文书",
            Self::Teller => "计票人",
            Self::Committee => "村（居）委会委员",
            Self::Supervisor => "监督委员会成员",
            Self::Party => "党组织",
            Self::Township => "乡镇（街道）",
            Self::County => "县（市、区）",
            Self::Resident => "居民",
            Self::SessionChair => "会议主持人",
            Self::SessionDeputy => "副主持人",
        }
    }
}
