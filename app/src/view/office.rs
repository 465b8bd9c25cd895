//! What the pages of offices above communities show; and, on the pages of a place, what was put on file with them and what they order.

use super::{Choices, cut::Cut, front::Figure, record::Listed};
use rules::{
    filing,
    id::{CommunityId, FilingId, OfficeId, OrderId},
    office::Level,
    order,
    permit::Role,
    procedure::Office,
};

/// Something that was put on file.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct FilingView {
    pub id: FilingId,
    pub number: i64,
    pub to: Office,
    /// What the office was called; empty for the committee.
    pub office: String,
    pub day: String,
    pub note: String,
    pub state: filing::State,
    /// What was said with the answer.
    pub words: String,
    pub answer_role: Option<Role>,
    pub answer_day: String,
    /// What was acknowledged is an earlier revision.
    pub earlier: bool,
    /// The viewer may answer it.
    pub may_answer: bool,
    /// Names what stands, for the forms that answer it.
    pub stands: String,
}

/// An order to publish something.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct OrderView {
    pub id: OrderId,
    pub number: i64,
    pub office: String,
    pub level: Level,
    pub what: String,
    pub basis: String,
    pub due: String,
    pub day: String,
    pub state: order::State,
    /// Its day has passed and it is open.
    pub overdue: bool,
    /// Days to its day.
    pub left: i64,
    /// Days after its day on which it was met.
    pub late_by: i64,
    pub answer: String,
    pub answer_role: Option<Role>,
    pub answer_day: String,
    /// What was published for it, as far as everybody may read that.
    pub by: Option<Meets>,
    pub reason: String,
    pub closed_day: String,
}

/// What was published for an order.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct Meets {
    pub href: String,
    pub title: String,
    pub withdrawn: bool,
}

/// The orders to a place, for everybody.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct OrdersPage {
    pub community: CommunityId,
    pub name: String,
    pub orders: Vec<OrderView>,
}

/// An order, with what the viewer may do about it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct OrderPage {
    pub community: CommunityId,
    pub name: String,
    pub order: OrderView,
    /// What the place has published since, which may meet it: ids and titles.
    pub choices: Choices,
    pub may_meet: bool,
    pub may_answer: bool,
    pub may_withdraw: bool,
    /// Where whoever serves an office above goes back to.
    pub back: Option<String>,
}

/// Where an office makes an order.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct NewOrder {
    pub community: CommunityId,
    pub name: String,
    pub office: String,
    /// Where it goes back to.
    pub back: String,
}

/// An office in the tree, with what hangs under it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct Branch {
    pub href: String,
    pub name: String,
    pub level: Level,
    pub retired: bool,
    pub offices: Vec<Branch>,
    /// Communities: addresses and names.
    pub places: Vec<(String, String)>,
}

/// An office, for everybody; and for its staff what stands beneath it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct OfficePage {
    pub id: OfficeId,
    pub branch: Branch,
    /// The office above: its address and its name.
    pub above: Option<(String, String)>,
    pub demo: bool,
    pub desk: Option<OfficeDesk>,
}

/// What the staff of an office see of what stands beneath it.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct OfficeDesk {
    /// The viewer serves this office itself, and not one above it.
    pub own: bool,
    pub filings: (Cut, Vec<WaitingFiling>),
    pub orders: (Cut, Vec<Listed>),
    pub places: (Cut, Vec<PlaceLine>),
    /// How many places there are, whatever is asked for.
    pub all: usize,
    pub asked: AskedPlaces,
}

/// Which places are asked for, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct AskedPlaces {
    pub only: Only,
    pub by: By,
    pub query: String,
}

/// A closed choice of a list, with the ids that stand in its address.
macro_rules! choice {
    ($(#[$top:meta])* $enum:ident { $($(#[$doc:meta])* $name:ident $code:literal,)+ }) => {
        $(#[$top])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub enum $enum {$($(#[$doc])* $name,)+}

        impl $enum {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// As it stands in the address.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {$(Self::$name => $code,)+}
            }

            /// The value with this id, or the first.
            #[must_use]
            pub fn from_id(id: &str) -> Self {
                Self::ALL.iter().copied().find(|one| one.id() == id).unwrap_or_default()
            }
        }
    };
}

choice! {
    /// Which places.
    Only {
        /// Every one.
        #[default]
        All "",
        /// Where something is overdue.
        Overdue "overdue",
        /// Where an order is open.
        Orders "orders",
        /// Where something waits to be acknowledged.
        Filings "filings",
    }
}

choice! {
    /// In which order they stand.
    By {
        /// Most overdue first.
        #[default]
        Overdue "",
        /// By name.
        Name "name",
        /// Those that have not sat for longest first.
        Sat "sat",
    }
}

/// Something that waits for the office.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct WaitingFiling {
    pub place: String,
    pub href: String,
    pub title: String,
    pub kind: String,
    pub filing: FilingView,
    /// For how many days it has waited.
    pub days: i64,
}

/// A place beneath an office, and how it stands.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct PlaceLine {
    pub community: CommunityId,
    pub name: String,
    pub href: String,
    pub retired: bool,
    pub figures: Vec<Figure>,
    /// Objections and questions without a reply beyond their day.
    pub objections: usize,
    /// Steps of carrying out that are late.
    pub milestones: usize,
    /// Postings whose days are over.
    pub postings: usize,
    /// What has to be published by its catalogue and was not in time, and the year that runs there; nothing where it keeps none.
    pub duties: Option<(usize, i64)>,
    /// Orders beyond their day, and all that are open.
    pub orders: (usize, usize),
    /// What waits to be acknowledged by this office.
    pub filings: usize,
    /// The day of the last sitting, or empty.
    pub sat: String,
}

impl PlaceLine {
    /// How much is overdue.
    #[must_use]
    pub fn overdue(&self) -> usize {
        let duties = self.duties.map_or(0, |(late, _)| late);
        self.objections + self.milestones + self.postings + self.orders.0 + duties
    }
}

/// The tree as the administrator keeps it.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct AdminOffices {
    pub tree: Vec<Branch>,
    /// Under which a new one may stand: ids and names.
    pub offices: Choices,
}

/// An office as the administrator keeps it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct AdminOffice {
    pub id: OfficeId,
    pub name: String,
    pub level: Level,
    pub retired: String,
    /// The office above, its id or nothing, and those that it may stand under.
    pub above: (String, Choices),
    /// Names what stands, for the forms that change it.
    pub stands: String,
    /// Ids and names.
    pub staff: Choices,
    /// The offices and the communities under it.
    pub branch: Branch,
}
