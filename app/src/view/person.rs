//! What the pages show on which the roll is kept by hand, one person at a time.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{Choices, import::Asked};
use rules::id::CommunityId;

/// Somebody who is put on the roll.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    pub community: CommunityId,
    pub bodies: Choices,
    pub asks: Asks,
}

/// What a form about one person offers and asks.
#[derive(Debug, Clone, Default)]
pub struct Asks {
    /// The groups that there are.
    pub groups: Vec<String>,
    /// Households whose numbers look alike, each in a sentence, where a person has to say whether they are one.
    pub homes: Vec<String>,
    /// Who on the roll may be meant.
    pub who: Option<Asked>,
    /// The address of whoever is asked about.
    pub page: String,
    /// It is clear who is meant: what is asked is whether it is right.
    pub checks: bool,
}

/// Somebody of whom the roll is changed.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub community: CommunityId,
    pub id: String,
    pub number: String,
    pub name: String,
    pub phone: String,
    pub born: String,
    pub adult: bool,
    pub household: String,
    pub division: String,
    /// Names what stands, for the forms that change it.
    pub base: String,
    /// On the roll: who is not comes back first.
    pub lives: bool,
    /// Their data were erased: nothing is changed any more.
    pub erased: bool,
    /// Bodies with seats in which they have none.
    pub bodies: Choices,
    /// Seats and units that stay when they are struck off, by name.
    pub keeps: Vec<String>,
    /// Titles of sittings under way on whose roll they are.
    pub sittings: Vec<String>,
    pub today: String,
    pub asks: Asks,
}
