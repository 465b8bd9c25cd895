//! What the pages of people show: signing in, members, slips, staff, import.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{Choices, record::Listed};

#[derive(Debug, Clone, Default)]
pub struct Home {
    pub communities: Vec<Listed>,
}

#[derive(Debug, Clone, Default)]
pub struct Room {
    pub community: String,
    pub name: String,
    pub sessions: Vec<Listed>,
    pub waiting: Vec<Listed>,
    pub may_draft: bool,
    pub may_keep_roll: bool,
    pub may_read_members: bool,
    /// What the viewer asked or objected to, and where it stands.
    pub asked: Vec<Listed>,
    /// The decisions that the viewer follows, and what moved.
    pub followed: Vec<Listed>,
    /// The newest of what stays within the community, and how much of it there is.
    pub within: (Vec<Listed>, i64),
    pub may_disclose: bool,
    pub may_read_overdue: bool,
    /// The estates whose units the viewer keeps: address and name.
    pub estates: Vec<(String, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct Me {
    pub logins: Vec<LoginLine>,
    pub has_membership: bool,
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
    pub community: String,
    pub name: String,
    pub kinds: Choices,
    pub bodies: Vec<BodyLine>,
    pub roles: Choices,
    pub staff: Vec<StaffLine>,
}

#[derive(Debug, Clone, Default)]
pub struct BodyLine {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub rule: String,
    pub basis: [String; 3],
}

#[derive(Debug, Clone, Default)]
pub struct StaffLine {
    pub member: String,
    pub name: String,
    pub number: String,
    pub role: String,
    pub role_id: String,
    /// The login is shared with a membership elsewhere.
    pub linked: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Members {
    pub community: String,
    pub query: String,
    pub found: Vec<MemberLine>,
    /// Where this page begins, from 0, and how many match.
    pub from: usize,
    pub total: usize,
    /// Members on a page.
    pub size: usize,
    /// Only those who have neither slip nor login.
    pub without_slip: bool,
    /// Only those who have moved away and still sit in a body or own a unit.
    pub away: bool,
    /// What an import has just done: added, changed, left.
    pub imported: Option<[usize; 3]>,
    pub may_issue: bool,
    pub may_import: bool,
}

#[derive(Debug, Clone, Default)]
pub struct MemberLine {
    pub id: String,
    pub number: String,
    pub name: String,
    pub place: String,
    /// `active`, `left`, `erased`; `stays` for who has moved away and still sits or owns.
    pub state: String,
    pub has_slip: bool,
    /// Holds an office: the slip is the administrator's to make.
    pub office: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Member {
    pub community: String,
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
}

#[derive(Debug, Clone, Default)]
pub struct Slip {
    pub community: String,
    pub name: String,
    pub number: String,
    pub code: String,
    pub url: String,
    pub qr: String,
    pub until: String,
}

#[derive(Debug, Clone, Default)]
pub struct ImportPreview {
    pub community: String,
    pub id: String,
    pub totals: [usize; 4],
    pub dropped: Vec<String>,
    pub ignored: Vec<String>,
    pub no_adult: bool,
    pub lines: Vec<ImportLine>,
    pub absent: Vec<(String, String, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct ImportLine {
    pub row: usize,
    pub number: String,
    pub name: String,
    /// `add`, `alter` or `refuse`.
    pub change: &'static str,
    pub why: String,
}
