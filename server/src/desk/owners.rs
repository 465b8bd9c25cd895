//! The units of an estate: pasted by the clerk as they stand in the owners' register, taken in whole or not at all.

use super::{Desk, Viewer, base, or_refuse, standing};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, community as communities,
        journal::Entry,
        member as members,
        owners::{self, UnitRow},
    },
};
use rules::{
    Refusal,
    kind::Area,
    permit::{Act, permit},
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// Longest number of a unit, in characters.
const NUMBER_LIMIT: usize = 40;

impl Desk {
    /// Puts the units of an owners' assembly on record: a line for each, with its number, the number of the member who votes
    /// for it, and its area in m². All units of one member are one head (法释〔2009〕7号 Art. 9).
    pub(crate) async fn set_units(
        &self,
        viewer: &Viewer,
        (community, body): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, body) = (viewer.clone(), form.clone(), body.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::ImportRoll));
                let body = communities::body(writing.conn(), &community, &body).await?;
                if !body.kind()?.counts_owners() {
                    return Err(Fault::NotFound);
                }
                let people = members::all(writing.conn(), &community).await?;
                let people: HashMap<&str, &str> = people
                    .iter()
                    .filter(|one| one.active())
                    .map(|one| (one.number.as_str(), one.id.as_str()))
                    .collect();
                let units = match read(form_.raw("units"), &people) {
                    Ok(units) if units.is_empty() => return Ok(Answer::refused("units", Refusal::Empty)),
                    Ok(units) => units,
                    Err((line, refusal)) => return Ok(Answer::refused(&format!("units:{line}"), refusal)),
                };
                or_refuse!(base::holds(&form_, &stands(&owners::units(writing.conn(), &body.id).await?)));
                owners::replace(writing, &permit, &body.id, &units).await?;
                let lines: Vec<String> =
                    units.iter().map(|(number, member, area)| format!("{number} {member} {area}")).collect();
                let heads = units.iter().map(|(_, member, _)| member).collect::<HashSet<_>>().len();
                let area = Area(units.iter().map(|(.., area)| area.unsigned_abs()).sum());
                let hash = secret::digest(&lines.iter().map(String::as_str).collect::<Vec<_>>());
                let said = json!({ "units": units.len(), "heads": heads, "area": area, "units_hash": hash });
                writing.append(Entry::new("owners.recorded", Some(permit.role()), &body.id, said)).await?;
                Ok(Answer::done(format!("/c/{community}/owners/{}", body.id)))
            })
        })
        .await
    }
}

/// Names the units as they stand.
pub(crate) fn stands(rows: &[UnitRow]) -> String {
    let lines: Vec<_> = rows.iter().map(|row| format!("{}\t{}\t{}", row.number, row.member, row.area)).collect();
    base::of(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

type Units = Vec<(String, String, i64)>;

/// Reads the lines: number of the unit, number of the member, area, with a tab, comma or white space between them, as they are
/// copied from a sheet. A first line without an area is a heading.
///
/// # Errors
/// The first line, from 1, that cannot be taken in, and why.
fn read(text: &str, people: &HashMap<&str, &str>) -> Result<Units, (usize, Refusal)> {
    let mut units = Units::new();
    let mut seen = HashSet::new();
    for (index, line) in text.lines().enumerate() {
        let at = |refusal| (index + 1, refusal);
        let line = plain(line);
        // A sheet is copied with tabs, and its areas may hold commas.
        let mark = ['\t', ','].into_iter().find(|mark| line.contains(*mark));
        let cells: Vec<&str> = match mark {
            Some(mark) => line.split(mark).map(str::trim).collect(),
            None => line.split_whitespace().collect(),
        };
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let [number, member, area] = cells.as_slice() else { return Err(at(Refusal::UnitColumns)) };
        // One unit is one unit however it is typed.
        let number: String = number.split_whitespace().collect();
        let area = area.trim_end_matches(['㎡', '²', 'm', '平', '方', '米']).trim().replace(',', "");
        let area = match Area::from_text(&area) {
            None if units.is_empty() && seen.is_empty() && !area.starts_with(|one: char| one.is_ascii_digit()) => {
                continue;
            }
            None => return Err(at(Refusal::BadArea)),
            Some(area) => i64::try_from(area.0).ok().filter(|area| (1..1 << 40).contains(area)),
        };
        let area = area.ok_or(at(Refusal::BadArea))?;
        if number.is_empty() || number.chars().count() > NUMBER_LIMIT {
            return Err(at(Refusal::UnitColumns));
        }
        let member = people.get(member).ok_or(at(Refusal::NoSuchMember))?;
        if !seen.insert(number.clone()) {
            return Err(at(Refusal::UnitTwice));
        }
        units.push((number, (*member).to_owned(), area));
    }
    Ok(units)
}

/// Full-width letters, digits and marks as the plain ones.
fn plain(line: &str) -> String {
    let plain = |one: char| match u32::from(one) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(one),
        _ => one,
    };
    line.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_copied_and_the_first_bad_one_is_named() {
        let people = HashMap::from([("0001", "a"), ("0002", "b")]);
        let read = |text| read(text, &people);
        let good = "房号\t业主编号\t面积\n1-101\t0001\t89.50\n\n1-102\t0002\t120\n1-103\t0001\t30.05\n";
        let units = read(good).expect("read");
        assert_eq!(units[0], ("1-101".to_owned(), "a".to_owned(), 8950));
        assert_eq!((units.len(), units[2].2), (3, 3005));
        assert_eq!(read("1-101,0001,89.5\n1-102，0002，77").map(|units| units.len()), Ok(2));
        assert_eq!(read("1-101 0001 89.5").map(|units| units.len()), Ok(1));
        assert_eq!(read("1-101,0001"), Err((1, Refusal::UnitColumns)));
        assert_eq!(read("1-101,0001,89.5\n1-102,0009,77"), Err((2, Refusal::NoSuchMember)));
        assert_eq!(read("1-101,0001,89.5\n1-101,0002,77"), Err((2, Refusal::UnitTwice)));
        assert_eq!(read("1-101,0001,89.555"), Err((1, Refusal::BadArea)));
        assert_eq!(read("1-101,0001,89.5\n１ - １０１,0002,77"), Err((2, Refusal::UnitTwice)));
        assert_eq!(read("1-101\t0001\t1,234.50").map(|units| units[0].2), Ok(123_450));
        assert_eq!(read("1-101 0001 ８９．５０㎡").map(|units| units[0].2), Ok(8950));
        assert_eq!(read("1-101，0001，89.5平方米").map(|units| units[0].2), Ok(8950));
        assert_eq!(read("1-101,0001,0"), Err((1, Refusal::BadArea)));
        assert_eq!(read("1-101,0001,80\n1-102,0002,面积"), Err((2, Refusal::BadArea)));
    }
}
