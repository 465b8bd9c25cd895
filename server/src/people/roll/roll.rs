//! The roll as it stands, loaded whole.

use super::called::Called;
use crate::{
    fault::Fault,
    people::{
        community::rows::{self as communities, HouseholdRow},
        member::rows::{self as members, MemberRow},
        roll::rows as import,
    },
    store::Conn,
};
use rules::{
    folding,
    id::{BodyId, CommunityId, MemberId},
    naming::Numbers,
};
use std::collections::HashMap;

/// Members with what a file may say of them, and what hangs on them.
pub struct Roll {
    pub members: Vec<MemberRow>,
    pub households: Vec<HouseholdRow>,
    pub divisions: Vec<String>,
    /// By member: ids of roles, in order.
    pub roles: HashMap<MemberId, Vec<String>>,
    /// By member: names of bodies, in order.
    pub seats: HashMap<MemberId, Vec<String>>,
    /// By member: kinds of ties, in order.
    pub ties: HashMap<MemberId, Vec<String>>,
    /// The sittings that were called and have not begun.
    pub called: Vec<Called>,
    /// By folded name: name and id.
    bodies: HashMap<String, (String, BodyId)>,
    numbers: Numbers<usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// The same of those who are away.
    away: HashMap<String, Vec<usize>>,
}

impl Roll {
    /// Reads the roll of a community.
    pub async fn load(conn: &mut Conn, community: &CommunityId, now: i64) -> Result<Self, Fault> {
        let members = members::all(conn, community).await?;
        let bodies = communities::bodies(conn, community).await?;
        let names: HashMap<&BodyId, &str> = bodies.iter().map(|row| (&row.id, row.name.as_str())).collect();
        let seats = communities::seats(conn, community).await?.into_iter();
        let seats = seats.filter_map(|(body, member)| Some((member, (*names.get(&body)?).to_owned())));
        let numbers = Numbers::new(members.iter().enumerate().map(|(at, member)| (member.number.as_str(), at)));
        let (mut by_name, mut away) = (HashMap::new(), HashMap::new());
        for (at, member) in members.iter().enumerate().filter(|(_, one)| !one.erased()) {
            let names = if member.active() { &mut by_name } else { &mut away };
            names.entry(folding::folded(&member.name)).or_insert_with(Vec::new).push(at);
        }
        Ok(Self {
            households: communities::households(conn, community).await?,
            divisions: communities::divisions(conn, community).await?,
            roles: grouped(communities::roles(conn, community).await?),
            seats: grouped(seats),
            ties: grouped(import::ties(conn, community, now).await?),
            called: import::called(conn, community).await?,
            bodies: bodies.iter().map(|row| (folding::folded(&row.name), (row.name.clone(), row.id.clone()))).collect(),
            members,
            numbers,
            by_name,
            away,
        })
    }

    /// The member with a number; 1 finds 0001 where no other is meant.
    pub fn numbered(&self, number: &str) -> Option<usize> {
        self.numbers.meant(number)
    }

    /// The active members of a name, however it is spelt.
    pub fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(&folding::folded(name)).map_or(&[], Vec::as_slice)
    }

    /// Those of a name who are away: moved, or left out by an earlier file.
    pub fn away(&self, name: &str) -> &[usize] {
        self.away.get(&folding::folded(name)).map_or(&[], Vec::as_slice)
    }

    /// Whether a member is away.
    pub fn is_away(&self, at: usize) -> bool {
        self.members.get(at).is_some_and(|one| !one.active())
    }

    /// Whether an active member has this name.
    pub fn has_namesake(&self, name: &str) -> bool {
        !self.named(name).is_empty()
    }

    /// A body's name and id.
    pub fn body(&self, name: &str) -> Option<(&str, &BodyId)> {
        self.bodies.get(&folding::folded(name)).map(|(name, id)| (name.as_str(), id))
    }
}

fn grouped(pairs: impl IntoIterator<Item = (MemberId, String)>) -> HashMap<MemberId, Vec<String>> {
    let mut map: HashMap<MemberId, Vec<String>> = HashMap::new();
    for (key, value) in pairs {
        map.entry(key).or_default().push(value);
    }
    for values in map.values_mut() {
        values.sort();
        values.dedup();
    }
    map
}
