//! One person as a form says them.

use super::rows::MemberRow;
use crate::{
    act::base,
    people::roll::{Alike, Said, Typed},
    roll_file::Line,
};
use rules::{
    Refusal,
    age::{self, Born},
    days::Date,
    folding::half_width,
    id::MemberId,
    proposal,
};

/// The longest name, number, household, group and telephone, in characters.
const LIMIT: usize = 60;

/// Reads one person: the name is said, all else may be left empty.
///
/// # Errors
/// The field, and why not.
pub(crate) fn read<'a>(said: impl Fn(&'static str) -> &'a str, today: Date) -> Result<Typed, (&'static str, Refusal)> {
    let optional = |name: &'static str| proposal::optional(said(name), LIMIT).map_err(|refusal| (name, refusal));
    let number = |name| optional(name).map(|text| half_width(&text));
    let born = match said("born").trim() {
        "" => None,
        text => Some(Born::read(text, today).map_err(|refusal| ("born", refusal))?),
    };
    let adult = age::adult(born.as_ref(), !said("minor").is_empty(), today);
    let line = Line {
        row: 1,
        number: number("number")?,
        name: proposal::line(said("name"), LIMIT).map_err(|refusal| ("name", refusal))?,
        household: number("household")?,
        division: optional("division")?,
        phone: number("phone")?,
        adult: Some(adult),
        ..Line::default()
    };
    let homes = match said("homes") {
        "one" => Some(Alike::One),
        "each" => Some(Alike::Each),
        _ => None,
    };
    Ok(Typed { line, born, homes, answer: answer(said) })
}

/// What was said of who it is, and of which member that was said.
fn answer<'a>(said: impl Fn(&'static str) -> &'a str) -> Option<(Said, MemberId)> {
    let answer = match said("who") {
        "same" => Said::Same,
        "new" => Said::New,
        _ => return None,
    };
    Some((answer, said("about").into()))
}

/// Somebody who comes back as they were.
pub(crate) fn returning<'a>(row: &MemberRow, said: impl Fn(&'static str) -> &'a str) -> Typed {
    let text = |one: &Option<String>| one.clone().unwrap_or_default();
    let line = Line {
        row: 1,
        name: row.name.clone(),
        phone: row.phone.clone(),
        household: text(&row.household),
        division: text(&row.division),
        ..Line::default()
    };
    Typed { line, answer: answer(said), ..Typed::default() }
}

/// Names what the roll says of a member as it stands, for the forms that change it.
pub(crate) fn stands(row: &MemberRow) -> String {
    let home = row.home.as_deref().unwrap_or_default();
    let adult = row.adult.stored().to_string();
    base::of(&[&row.name, &row.number, &row.phone, &row.born, &adult, home, row.state.id()])
}
