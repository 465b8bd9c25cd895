//! How people are found in a list: by number, name or house.

use crate::people::member::rows::MemberRow;
use rules::folding;

/// Group and household, as far as known.
pub fn place(row: &MemberRow) -> String {
    [row.division.as_deref(), row.household.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether name or number match what was typed: a number by its beginning or its end, a name however it is spelt.
pub fn matches(row: &MemberRow, query: &str) -> bool {
    let number = &row.number;
    let name = || folding::folded(&row.name).contains(&folding::folded(query));
    query.is_empty() || number.starts_with(query) || number.ends_with(query) || name()
}

/// Whether what was typed is the number of a household, and that of nobody: then everybody of that house is looked for.
pub fn is_house(people: &[MemberRow], query: &str) -> bool {
    !query.is_empty() && people.iter().all(|one| one.number != query)
}

/// Whether somebody lives in the house whose number was typed.
pub fn lives_at(row: &MemberRow, query: &str) -> bool {
    row.household.as_deref() == Some(query)
}

/// How well somebody is found by what was typed: exactly before all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// The number, or the whole name.
    Exactly,
    /// Part of it, or the house.
    InPart,
}

/// Whether somebody is found by what was typed, and how well. `house`: it is the number of a household, and of nobody.
pub fn found(row: &MemberRow, query: &str, house: bool) -> Option<Found> {
    let western = rules::typed::ascii(query);
    if query.is_empty() {
        return Some(Found::InPart);
    }
    if folding::number(&row.number) == folding::number(query) || folding::same(&row.name, query) {
        return Some(Found::Exactly);
    }
    let part = matches(row, query) || matches(row, &western) || (house && lives_at(row, &western));
    part.then_some(Found::InPart)
}

/// What stands on a page of a list of people: from whom to whom, by number.
pub fn page_name(first: &MemberRow, last: &MemberRow) -> String {
    if first.id == last.id { first.number.clone() } else { format!("{}–{}", first.number, last.number) }
}
