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

/// What stands on a page of a list of people: from whom to whom, by number.
pub fn page_name(first: &MemberRow, last: &MemberRow) -> String {
    if first.id == last.id { first.number.clone() } else { format!("{}–{}", first.number, last.number) }
}
