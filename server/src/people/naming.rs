//! Whom a form names: number and name, which must agree with the roll. A number alone comes back with its name, to be sent
//! again with it (`rules::naming`).

use crate::{
    act::Form,
    fault::Fault,
    people::member::rows::{self as members, MemberRow},
    store::Conn,
};
use rules::{
    Refusal, folding,
    id::CommunityId,
    naming::{Named, Numbers, agrees, readings, shown},
};

/// Longest number with its name, in characters.
const LIMIT: usize = 120;

/// Beside which field, and why. Behind a colon stands what the field should hold: number and name.
pub(crate) type Unnamed = (String, Refusal);

/// The member of a community whom a field names, whatever their state: who may be named for what, the act judges.
pub(crate) async fn named(
    conn: &mut Conn,
    community: &CommunityId,
    form: &Form,
    field: &str,
) -> Result<Result<MemberRow, Unnamed>, Fault> {
    let typed = form.get(field);
    if typed.is_empty() {
        return Ok(Err((field.to_owned(), Refusal::Empty)));
    }
    Ok(known(conn, community, typed)
        .await?
        .ok_or_else(|| (field.to_owned(), Refusal::NoSuchMember))
        .and_then(|(row, said)| confirmed(field, row, &said)))
}

/// The member whose number was typed, alone or with a name, and the name that was typed.
pub(crate) async fn known(
    conn: &mut Conn,
    community: &CommunityId,
    typed: &str,
) -> Result<Option<(MemberRow, String)>, Fault> {
    let people = members::all(conn, community).await?;
    let found = among(&people, typed);
    Ok(found.map(|(row, said)| (row.clone(), said)))
}

/// The member who stands before the clerk: their number, which is enough since their name is shown at once and can be undone, or
/// their name, where nobody else has it. A number with a name must agree.
pub(crate) async fn at_table(
    conn: &mut Conn,
    community: &CommunityId,
    form: &Form,
    field: &str,
) -> Result<Result<MemberRow, Unnamed>, Fault> {
    let typed = form.get(field);
    let refused = |refusal| Ok(Err((field.to_owned(), refusal)));
    if typed.is_empty() {
        return refused(Refusal::Empty);
    }
    let people = members::all(conn, community).await?;
    if let Some((row, said)) = among(&people, typed) {
        return match agrees(&said, &row.name) {
            Ok(()) | Err(Refusal::NameToConfirm) => Ok(Ok(row.clone())),
            Err(refusal) => refused(refusal),
        };
    }
    let folded = folding::folded(typed);
    let mut named = people.iter().filter(|one| !one.erased() && folding::folded(&one.name) == folded);
    match (named.next(), named.next()) {
        (Some(one), None) => Ok(Ok(one.clone())),
        (Some(_), Some(_)) => refused(Refusal::SeveralOfName),
        (None, _) => refused(Refusal::NoSuchMember),
    }
}

fn among<'a>(people: &'a [MemberRow], typed: &str) -> Option<(&'a MemberRow, String)> {
    let typed: String = typed.chars().take(LIMIT).collect();
    let numbers = Numbers::new(people.iter().filter(|one| !one.erased()).map(|one| (one.number.as_str(), one)));
    readings(&typed).into_iter().find_map(|Named { number, name }| Some((numbers.meant(number)?, name.to_owned())))
}

/// Whoever has a name, however it is spelt, whether they live here or have left.
pub(crate) fn namesakes<'a>(people: &'a [MemberRow], name: &str) -> Vec<&'a MemberRow> {
    people.iter().filter(|one| !one.erased() && folding::same(&one.name, name)).collect()
}

/// The same among members that are loaded already.
pub(crate) fn named_of<'a>(people: &'a [MemberRow], field: &str, typed: &str) -> Result<&'a MemberRow, Unnamed> {
    let (row, said) = among(people, typed).ok_or_else(|| (field.to_owned(), Refusal::NoSuchMember))?;
    confirmed(field, row, &said)
}

/// The member, if the name that was said is theirs.
pub(crate) fn confirmed<M: std::borrow::Borrow<MemberRow>>(field: &str, row: M, said: &str) -> Result<M, Unnamed> {
    let one = row.borrow();
    match agrees(said, &one.name) {
        Ok(()) => Ok(row),
        Err(Refusal::NameToConfirm) => {
            Err((format!("{field}:{}", shown(&one.number, &one.name)), Refusal::NameToConfirm))
        }
        Err(refusal) => Err((field.to_owned(), refusal)),
    }
}

/// The names on a roll, folded once, for asking of many texts whether they name somebody: they are published.
pub(crate) struct Names(Vec<String>);

impl Names {
    /// Of everybody who was not erased.
    pub fn of(people: &[MemberRow]) -> Self {
        let names = people.iter().filter(|one| !one.erased()).map(|one| plain_name(&one.name));
        Self(names.filter(|name| !name.is_empty()).collect())
    }

    /// Whether a text names somebody. A name of two letters may be a part of many words, so it is one alone, or behind a number: `0012 王伟`.
    pub fn stand_in(&self, text: &str) -> bool {
        let whole = plain_name(text);
        let alone: Vec<String> = readings(text).iter().map(|one| plain_name(one.name)).collect();
        let named = |name: &String| {
            whole == *name || alone.contains(name) || (name.chars().count() > 2 && whole.contains(name.as_str()))
        };
        self.0.iter().any(named)
    }
}

/// 赵 示 一 and 赵·示一 are 赵示一.
fn plain_name(text: &str) -> String {
    folding::folded(text).replace(['.', '·', '・'], "")
}

/// Whether one text names somebody on the roll.
pub(crate) fn names(people: &[MemberRow], text: &str) -> bool {
    Names::of(people).stand_in(text)
}
