//! The duty calendar of open village affairs (公开目录): what has to be published for which period, by which day, by whom. How a duty stands
//! is reckoned from the days and from what was published; nothing of it is stored.

mod due;
mod keep;
mod local;
mod page;
mod read;
mod shipped;
mod span;
mod stand;

pub use due::{Anchor, Due, Working};
pub use keep::{Adopted, Kept, Said, SayFacts, adopt, begin, lift, say};
pub use local::Offer;
pub use page::page;
pub use span::Span;
pub use stand::{Answer, SOON_DAYS, Stand, stand};

use crate::{
    body::CommunityKind,
    coded::coded,
    days::{Date, Ended, Holidays},
    posting::Audience,
    procedure::Words,
    rule_set::{Checked, Mark},
};

coded! {
    /// Under which heading of the catalogue something stands.
    Class {
        /// 基本.
        Basics "basics",
        /// 决策.
        Decisions "decisions",
        /// 财务.
        Finance "finance",
        /// 三资: assets, resources, money of the collective.
        Assets "assets",
        /// 民生.
        Welfare "welfare",
        /// 治理.
        Governance "governance",
        /// 监督.
        Supervision "supervision",
        /// 服务.
        Services "services",
        /// 会议, of owners.
        Meetings "meetings",
        /// 资金, of owners.
        Funds "funds",
        /// 党务.
        Party "party",
    }
}

coded! {
    /// How often something is published.
    Period {
        /// Every month.
        Month "month",
        /// Every quarter.
        Quarter "quarter",
        /// Every half-year.
        Half "half",
        /// Every year.
        Year "year",
        /// It stands always, and anew when it changes.
        Standing "standing",
        /// When it happens.
        Event "event",
        /// With a day of another thing: an election.
        Tied "tied",
    }
}

/// Something that has to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its code in the catalogue, `V21`.
    pub code: String,
    /// Under which heading.
    pub class: Class,
    /// What it is called.
    pub name: Words,
    /// What has to stand in it, each a field of the draft; in the language of the catalogue.
    pub elements: Vec<String>,
    /// What must not stand in it, or for members alone.
    pub limits: Vec<String>,
    /// How often.
    pub period: Period,
    /// By when: one rule, or one before and one after what happens. A period has one rule of its own.
    pub due: Vec<Due>,
    /// Who drafts it.
    pub drafts: String,
    /// Who examines it before it is published; empty where nobody does.
    pub examines: String,
    /// For whom it is.
    pub audience: Audience,
    /// What gives the item its force.
    pub mark: Mark,
    /// Whether its source was read.
    pub checked: Checked,
    /// Where it comes from.
    pub source: String,
    /// What gives the deadline its force: often the platform alone.
    pub due_mark: Mark,
    /// Where the deadline comes from.
    pub due_source: String,
    /// Which text asks that it hangs on the board itself, told by a dated photo; empty where none does.
    pub board: String,
    /// What is published is a month of the account, line by line.
    pub account: bool,
}

/// Where something comes from that the platform alone asks for.
pub const PLATFORM: &str = "平台规则";

impl Duty {
    /// The ground that a place names when it publishes: what of the source is national law, for the rules of other provinces bind nobody
    /// here; where nothing is, the whole; and nothing where the platform alone asks for it.
    #[must_use]
    pub fn ground(&self) -> String {
        if self.source == PLATFORM {
            return String::new();
        }
        let is_law = |part: &&str| {
            let name = part.split('第').next().unwrap_or_default();
            name.ends_with('法') && !name.ends_with("办法")
        };
        let law: Vec<_> = self.source.split('；').filter(is_law).collect();
        if law.is_empty() { self.source.clone() } else { law.join("；") }
    }

    /// The periods of a year for which it is published, in order; none where no calendar says when.
    #[must_use]
    pub fn spans(&self, year: i64) -> Vec<Span> {
        Span::of_year(self.period, year)
    }

    /// The last day on which what reports on a period is in time; none where no calendar says when. A last day that is off moves to the
    /// next working day (民法典 Art. 203).
    #[must_use]
    pub fn due(&self, span: Span, holidays: &Holidays) -> Option<Ended> {
        self.due.iter().find_map(|due| due.of_period(span, holidays))
    }

    /// The day before which, or until which, it is published where something happens on a day; in the order of its rules.
    #[must_use]
    pub fn due_at(&self, on: Date, holidays: &Holidays) -> Vec<Ended> {
        self.due.iter().filter_map(|due| due.of_event(on, holidays)).collect()
    }

    /// So many days it hangs at least, where its own rule asks for more than the general one.
    #[must_use]
    pub fn keeps(&self) -> Option<i64> {
        self.due.iter().find_map(|due| if let Due::Keeps(days) = due { Some(*days) } else { None })
    }
}

/// A catalogue: the duties of a village, of a community, of owners, of the Party organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// Stable id.
    pub id: String,
    /// Its version; what a place took over stays under it.
    pub version: String,
    /// What it is called.
    pub name: Words,
    /// The kinds of community that may take it over.
    pub kinds: Vec<CommunityKind>,
    /// The duties, in the catalogue's order.
    pub duties: Vec<Duty>,
}

impl Catalogue {
    /// The duty with this code.
    #[must_use]
    pub fn duty(&self, code: &str) -> Option<&Duty> {
        self.duties.iter().find(|one| one.code == code)
    }
}

#[cfg(test)]
mod tests;
