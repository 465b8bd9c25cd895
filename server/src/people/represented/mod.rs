//! Who stands for which households in a representatives' meeting on a levy (一事一议): pasted by the clerk, a line for each
//! representative, taken in whole or not at all. It knows of no sitting: a sitting freezes it when it opens.

pub mod acts;
mod homes;
mod read;
pub mod rows;

pub(crate) use homes::Homes;

use crate::{
    act::{Subject, base},
    fault::Fault,
    people::{
        community::rows::{self as communities, BodyRow},
        member::rows::MemberRow,
        represented::rows::StandsRow,
    },
    store::Conn,
};
use app::address;
use rules::{
    folding::natural,
    id::{BodyId, CommunityId, MemberId},
    posting::Audience,
};
use std::collections::HashMap;

/// The register of a body in which representatives stand for households.
pub struct Register(BodyRow);

impl Register {
    /// The body whose register it is.
    pub(crate) const fn body(&self) -> &BodyId {
        &self.0.id
    }
}

impl Subject for Register {
    type Key = (CommunityId, BodyId);

    async fn find(conn: &mut Conn, (community, body): &(CommunityId, BodyId)) -> Result<Self, Fault> {
        let body = communities::body(conn, community, body).await?;
        if body.kind.counts_represented() { Ok(Self(body)) } else { Err(Fault::NotFound) }
    }

    fn community(&self) -> &CommunityId {
        &self.0.community
    }

    fn in_chain(&self) -> &str {
        &self.0.id
    }

    /// How many stand for how many is everybody's; who stands for whom the entry holds as a hash.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::represented(&self.0.community, &self.0.id)
    }
}

/// Names the register as it stands.
pub(crate) fn stands(rows: &[StandsRow]) -> String {
    let lines: Vec<_> = rows.iter().map(|row| format!("{}\t{}", row.household, row.member)).collect();
    base::of(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A line of the register: a representative, and the households for which they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub number: String,
    pub name: String,
    /// As the form takes them: `一组 1-12、15`.
    pub households: String,
    pub count: usize,
}

impl Line {
    /// The line as it is typed.
    pub fn typed(&self) -> String {
        format!("{}\t{}\t{}\n", self.number, self.name, self.households)
    }
}

/// The lines of what stands or is proposed, by number; households that are no longer of the roll are left out.
pub(crate) fn lines(all: &[(String, MemberId)], people: &[MemberRow], homes: &Homes) -> Vec<Line> {
    let mut of: HashMap<&MemberId, Vec<usize>> = HashMap::new();
    for (household, member) in all {
        if let Some(at) = homes.position(household) {
            of.entry(member).or_default().push(at);
        }
    }
    let mut lines: Vec<Line> = people
        .iter()
        .filter(|one| !one.erased())
        .filter_map(|one| {
            let own = of.remove(&one.id)?;
            let (number, name) = (one.number.clone(), one.name.clone());
            Some(Line { number, name, count: own.len(), households: homes.said(own) })
        })
        .collect();
    lines.sort_by_cached_key(|one| natural(&one.number));
    lines
}

/// Who might stand for which households where nothing is saved yet: whoever alone sits for a group in the village's representatives'
/// meeting, for the households of that group.
pub(crate) fn proposed(seated: &[(MemberId, String)], homes: &Homes) -> Vec<(String, MemberId)> {
    let mut by_group: HashMap<&str, Vec<&MemberId>> = HashMap::new();
    for (member, group) in seated.iter().filter(|(_, group)| !group.is_empty()) {
        by_group.entry(group.as_str()).or_default().push(member);
    }
    let alone = |group: &str| match by_group.get(group).map(Vec::as_slice) {
        Some([one]) => Some((*one).clone()),
        _ => None,
    };
    homes.all().iter().filter_map(|home| Some((home.id.clone(), alone(&home.division)?))).collect()
}
