//! What the pages of people show: signing in, members, slips, staff, import.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{Choices, cut::Cut, record::Listed};
use rules::{belonging::Residence, body::Weighs, id::CommunityId, permit::Role, says::Says};

#[derive(Debug, Clone, Default)]
pub struct Home {
    pub communities: Vec<Listed>,
    /// The offices above communities that the person serves.
    pub offices: Vec<Listed>,
}

#[derive(Debug, Clone, Default)]
pub struct Room {
    pub community: CommunityId,
    pub name: String,
    /// What whoever runs the platform has to say.
    pub note: Option<String>,
    /// The sittings that are on now or begin today.
    pub on: Vec<Line>,
    pub sessions: Vec<Listed>,
    pub waiting: Vec<Listed>,
    /// One list alone, whole and paged, where it is asked for.
    pub whole: Option<Whole>,
    pub may_draft: bool,
    /// The sitting that is practised now, where the viewer can enter it.
    pub practice: Option<String>,
    pub may_keep_roll: bool,
    pub may_read_members: bool,
    /// The votes in which the viewer has taken part, and what they have proposed.
    pub voted: Vec<Listed>,
    pub proposed: Vec<Listed>,
    /// The joint requests that they began or signed.
    pub petitions: Vec<Listed>,
    /// Consultations that they took part in.
    pub consulted: Vec<Listed>,
    /// What the viewer asked or objected to, and where it stands.
    pub asked: Vec<Listed>,
    /// The decisions that the viewer follows, and what moved.
    pub followed: Vec<Listed>,
    /// The newest of what stays within the community, and how much of it there is.
    pub within: (Vec<Listed>, i64),
    pub may_keep_draw: bool,
    pub may_disclose: bool,
    /// They may keep the calendar of open affairs.
    pub may_keep_duties: bool,
    pub may_read_ledger: bool,
    /// The viewer may open a matter.
    pub may_open_matter: bool,
    pub may_read_overdue: bool,
    /// The registers that the viewer keeps, of what ballots weigh: of what, address, and the body's name.
    pub registers: Vec<(Weighs, String, String)>,
    /// Sign-ins that were refused and of which the viewer was not told yet: how many, and when the last was.
    pub refused: Option<(i64, String)>,
}

/// A sitting that is on now, with the one thing that it asks of the viewer.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub title: String,
    /// When and where.
    pub note: String,
    /// What is asked, or empty.
    pub asked: String,
    pub href: String,
    /// The words of the way there, a key.
    pub label: &'static str,
    /// Something is to be done, and may be missed.
    pub urgent: bool,
}

/// One of the lists of a home.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// Its name, as the address has it.
    pub name: String,
    /// Its title, a key of the words.
    pub title: &'static str,
    pub cut: Cut,
    pub lines: Vec<Listed>,
}

#[derive(Debug, Clone, Default)]
pub struct Me {
    pub logins: Vec<LoginLine>,
    pub has_membership: bool,
    pub refused: Option<(i64, String)>,
    /// Where this installation tells telephones anything: the switches of each membership.
    pub notices: Vec<Notices>,
}

/// What a member is told outside of the page.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    pub community: CommunityId,
    pub name: String,
    /// Their telephone is known.
    pub has_phone: bool,
    /// Each event, and whether it is told.
    pub switches: Vec<(&'static str, bool)>,
}

/// A slip that opens on this device.
#[derive(Debug, Clone, Default)]
pub struct SlipPage {
    pub token: String,
    pub name: String,
    pub community: String,
    /// It may join the login that is there.
    pub link: bool,
    /// Who is signed in on this device and will be signed out.
    pub leaves: Option<String>,
    /// The browser.
    pub device: String,
}

/// A slip that was spent on another device.
#[derive(Debug, Clone, Default)]
pub struct SpentSlip {
    pub at: String,
    /// Empty where it was not kept.
    pub device: String,
    /// Its owner is signed in here.
    pub home: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct LoginLine {
    pub id: String,
    pub device: String,
    pub since: String,
    pub verified: bool,
    pub current: bool,
}

#[derive(Debug, Clone, Default)]
pub struct DeviceCode {
    pub number: String,
    pub code: String,
    pub url: String,
    pub qr: String,
}

#[derive(Debug, Clone, Default)]
pub struct Admin {
    pub communities: Vec<Listed>,
}

#[derive(Debug, Clone, Default)]
pub struct AdminCommunity {
    pub community: CommunityId,
    pub name: String,
    /// Since which day it calls no sittings, or empty.
    pub retired: String,
    /// Names what stands, for the forms that rename and retire it.
    pub stands: String,
    pub kinds: Choices,
    pub bodies: Vec<BodyLine>,
    pub roles: Choices,
    pub staff: Vec<StaffLine>,
    /// Who on the roll has the name of somebody who is said to be from outside: ids, and each in words.
    pub namesakes: Choices,
    /// The office that it hangs under, its id or nothing, and those that there are to choose from.
    pub office: (String, Choices),
    /// Names what it hangs under, for the form that changes it.
    pub office_base: String,
}

#[derive(Debug, Clone, Default)]
pub struct BodyLine {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub rule: String,
    pub basis: [String; 3],
    /// Since which day it meets no more, or empty.
    pub retired: String,
    /// Names what stands, for the forms that rename and retire it.
    pub stands: String,
    /// Names what stands, for the form that changes it.
    pub base: String,
}

#[derive(Debug, Clone)]
pub struct StaffLine {
    pub member: String,
    pub name: String,
    pub number: String,
    pub role: String,
    pub role_id: Role,
    /// The login is shared with a membership elsewhere.
    pub linked: bool,
    /// They are on the roll no more: the office is theirs until it is ended.
    pub away: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Members {
    pub community: CommunityId,
    pub filters: Filters,
    pub found: Vec<MemberLine>,
    /// Which part of those that match this is, and with which number and name each page begins.
    pub cut: Cut,
    pub names: Vec<String>,
    /// What an import has just done: added, changed, left.
    pub imported: Option<[usize; 4]>,
    pub may_issue: bool,
    pub may_import: bool,
    pub may_keep: bool,
}

/// What a list of members can be chosen by, and what was chosen.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    pub groups: Choices,
    pub bodies: Choices,
    pub query: String,
    pub group: String,
    pub household: String,
    pub body: String,
    /// `adult`, `minor` or nothing.
    pub age: &'static str,
    /// `none`, `slip`, `in` or nothing.
    pub way: &'static str,
    /// Only those who have moved away and still sit in a body or own a unit.
    pub away: bool,
}

impl Filters {
    /// Whether anything beside the search is chosen.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        let texts = [&self.group, &self.household, &self.body].into_iter().any(|one| !one.is_empty());
        texts || !self.age.is_empty() || !self.way.is_empty() || self.away
    }
}

/// Whether somebody lives here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberState {
    /// As the roll has it.
    Is(Residence),
    /// Has moved away, and sits in a body or owns a unit still.
    Stays,
}

impl MemberState {
    /// Its id, of which the words are a key.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Is(residence) => residence.id(),
            Self::Stays => "stays",
        }
    }
}

#[derive(Debug, Clone)]
pub struct MemberLine {
    pub id: String,
    pub number: String,
    pub name: String,
    pub place: String,
    pub state: MemberState,
    pub has_slip: bool,
    /// Holds an office: the slip is the administrator's to make.
    pub office: bool,
}

#[derive(Debug, Clone)]
pub struct Member {
    pub community: CommunityId,
    pub line: MemberLine,
    pub phone: String,
    pub roles: Vec<String>,
    pub logins: Vec<LoginLine>,
    /// The seats: the body's id and name.
    pub seats: Vec<(String, String)>,
    /// The units that are theirs.
    pub units: Vec<String>,
    pub may_end_seat: bool,
    /// The login is shared with a membership elsewhere.
    pub linked: bool,
    /// May make a slip of this member and part the login.
    pub may_issue: bool,
    /// May confirm a device that is shown.
    pub may_confirm: bool,
    /// May end every login: a lost telephone.
    pub may_end: bool,
    /// The clerk comes from the door, with the person in front of them.
    pub in_person: bool,
    /// A gateway is there, and a telephone.
    pub may_send: bool,
    pub sent: bool,
    /// May change what the roll says.
    pub may_keep: bool,
    /// What was just done.
    pub done: Option<Says>,
    pub born: String,
    pub adult: bool,
    /// Why they were struck off, and since which day.
    pub left: Option<(String, String)>,
    /// Until when strangers wait at this member's account.
    pub wait: Option<String>,
    pub refused: Option<(i64, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct Slip {
    pub community: String,
    pub name: String,
    pub number: String,
    /// Group and household.
    pub place: String,
    pub code: String,
    pub url: String,
    pub qr: String,
    pub until: String,
}

/// For whom slips are to be printed.
#[derive(Debug, Clone, Default)]
pub struct Printing {
    pub community: CommunityId,
    pub filters: Filters,
    /// How many, and how many at most at once.
    pub count: usize,
    pub at_once: usize,
    /// Number and name of whoever holds an unused one, as far as they are named, and how many there are.
    pub holding: Vec<String>,
    pub held: usize,
    /// Whose slips are not the clerk's to make.
    pub offices: usize,
    pub bound: usize,
}

/// Slips to print, by group.
#[derive(Debug, Clone, Default)]
pub struct Slips {
    pub community: CommunityId,
    /// Where they were asked for.
    pub back: String,
    pub sets: Vec<(String, Vec<Slip>)>,
    pub rest: Option<Rest>,
}

/// What of a choice is still to be printed.
#[derive(Debug, Clone, Default)]
pub struct Rest {
    pub count: usize,
    pub fields: Vec<(&'static str, String)>,
}
