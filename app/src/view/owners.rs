//! What the pages of owners and proxies show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::sitting::Heading;
use rules::id::CommunityId;

/// The units of an estate.
#[derive(Debug, Clone, Default)]
pub struct UnitsPage {
    pub community: CommunityId,
    pub body: String,
    pub name: String,
    pub heads: usize,
    pub area: String,
    pub lines: Vec<UnitLine>,
    /// Names what stands, for the form that changes it.
    pub base: String,
}

/// A unit and who votes for it.
#[derive(Debug, Clone, Default)]
pub struct UnitLine {
    pub unit: String,
    pub number: String,
    pub name: String,
    pub area: String,
}

/// Who stands for which households.
#[derive(Debug, Clone, Default)]
pub struct RepresentedPage {
    pub community: CommunityId,
    pub body: String,
    pub name: String,
    /// What stands, or what is proposed where nothing does.
    pub lines: Vec<RepresentedLine>,
    /// Nothing is saved yet: the lines are a proposal.
    pub proposed: bool,
    /// How many households there are, and how many of them nobody stands for; and which those are.
    pub households: usize,
    pub without: usize,
    pub without_named: String,
    /// Names what stands, for the form that changes it.
    pub base: String,
}

/// A representative, and the households for which they stand.
#[derive(Debug, Clone, Default)]
pub struct RepresentedLine {
    pub number: String,
    pub name: String,
    /// As they are typed.
    pub households: String,
    pub count: usize,
}

/// The written mandates of a session.
#[derive(Debug, Clone)]
pub struct ProxiesPage {
    pub heading: Heading,
    pub community: String,
    /// The law of the body knows proxies.
    pub allowed: bool,
    /// Only another of the same household may hold one.
    pub same_household: bool,
    /// Mandates may still be recorded and taken back.
    pub open: bool,
    pub lines: Vec<ProxyLine>,
}

#[derive(Debug, Clone, Default)]
pub struct ProxyLine {
    pub giver: String,
    pub giver_name: String,
    pub holder_name: String,
    pub said: String,
}
