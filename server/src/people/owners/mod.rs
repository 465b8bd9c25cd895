//! The units of an estate: pasted by the clerk as they stand in the owners' register, taken in whole or not at all.

pub mod acts;
pub mod rows;

use crate::{
    act::{Subject, base},
    fault::Fault,
    people::{
        community::rows::{self as communities, BodyRow},
        owners::rows::UnitRow,
    },
    store::Conn,
};
use app::address;
use rules::{
    Refusal,
    id::{BodyId, CommunityId},
    kind::Area,
    naming::{Numbers, agrees},
    posting::Audience,
    typed,
};
use std::collections::HashSet;

/// Longest number of a unit, in characters.
const NUMBER_LIMIT: usize = 40;

/// The estate of an owners' assembly: units of which the clerk keeps the record.
pub struct Estate(BodyRow);

impl Estate {
    /// The body that its owners are.
    pub(crate) const fn body(&self) -> &BodyId {
        &self.0.id
    }
}

impl Subject for Estate {
    type Key = (CommunityId, BodyId);

    async fn find(conn: &mut Conn, (community, body): &(CommunityId, BodyId)) -> Result<Self, Fault> {
        let body = communities::body(conn, community, body).await?;
        if body.kind.counts_owners() { Ok(Self(body)) } else { Err(Fault::NotFound) }
    }

    fn community(&self) -> &CommunityId {
        &self.0.community
    }

    fn in_chain(&self) -> &str {
        &self.0.id
    }

    /// How many units, heads and square metres there are is everybody's; whose they are the entry holds as a hash.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::units(&self.0.community, &self.0.id)
    }
}

/// Names the units as they stand.
pub(crate) fn stands(rows: &[UnitRow]) -> String {
    let lines: Vec<_> = rows.iter().map(|row| format!("{}\t{}\t{}", row.number, row.member, row.area)).collect();
    base::of(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A unit as it is taken in: its number, the id of the member who votes for it, its area in 0.01 m².
type Units = Vec<(String, String, i64)>;

/// The lines as they were read, and what they say with the name that each number has on the roll.
#[derive(Debug, PartialEq, Eq)]
struct Register {
    units: Units,
    /// The whole list with its names, to be shown.
    shown: String,
    /// Every line said whom it means by name as well.
    named: bool,
}

/// The members by number: id, number and name.
type People<'a> = Numbers<[&'a str; 3]>;

/// Reads the lines: number of the unit, number and name of the member, area, with a tab, comma or white space between them, as
/// they are copied from a sheet. A first line without an area is a heading. A name that stands there must be the one on the roll.
///
/// # Errors
/// The first line, from 1, that cannot be taken in, and why.
fn read(text: &str, people: &People<'_>) -> Result<Register, (usize, Refusal)> {
    let mut register = Register { units: Units::new(), shown: String::new(), named: true };
    let mut seen = HashSet::new();
    for (index, line) in text.lines().enumerate() {
        let at = |refusal| (index + 1, refusal);
        let line = typed::ascii(line);
        // A sheet is copied with tabs, and its areas may hold commas.
        let mark = ['\t', ','].into_iter().find(|mark| line.contains(*mark));
        let cells: Vec<&str> = match mark {
            Some(mark) => line.split(mark).map(str::trim).collect(),
            None => line.split_whitespace().collect(),
        };
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let (number, member, name, area) = match cells.as_slice() {
            [number, member, area] => (*number, *member, String::new(), *area),
            // Name and number may stand in either order; a name may hold blanks.
            [number, name, member, area] if people.meant(name).is_none() && people.meant(member).is_some() => {
                (*number, *member, (*name).to_owned(), *area)
            }
            [number, member, name @ .., area] if mark.is_none() || name.len() == 1 => {
                (*number, *member, name.concat(), *area)
            }
            _ => return Err(at(Refusal::UnitColumns)),
        };
        // One unit is one unit however it is typed.
        let number: String = number.split_whitespace().collect();
        let area = area.trim_end_matches(['㎡', '²', 'm', '平', '方', '米']).trim();
        let area = match typed::decimal(area).and_then(|plain| Area::from_text(&plain)) {
            None if register.units.is_empty()
                && seen.is_empty()
                && !area.starts_with(|one: char| one.is_ascii_digit()) =>
            {
                continue;
            }
            None => return Err(at(Refusal::BadArea)),
            Some(area) => i64::try_from(area.0).ok().filter(|area| (1..1 << 40).contains(area)),
        };
        let area = area.ok_or(at(Refusal::BadArea))?;
        if number.is_empty() || number.chars().count() > NUMBER_LIMIT {
            return Err(at(Refusal::UnitColumns));
        }
        let [id, member, on_roll] = people.meant(member).ok_or(at(Refusal::NoSuchMember))?;
        match agrees(&name, on_roll) {
            Ok(()) => {}
            Err(Refusal::NameToConfirm) => register.named = false,
            Err(refusal) => return Err(at(refusal)),
        }
        if !seen.insert(number.clone()) {
            return Err(at(Refusal::UnitTwice));
        }
        register.shown.push_str(&format!("{number}\t{member}\t{on_roll}\t{}\n", Area(area.unsigned_abs())));
        register.units.push((number, id.to_owned(), area));
    }
    Ok(register)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> People<'static> {
        Numbers::new([["a", "0001", "赵示一"], ["b", "0002", "古丽·示例"]].map(|one| (one[1], one)))
    }

    #[test]
    fn c12_a_register_without_the_zeros_is_shown_with_them() {
        let people = people();
        let register = read("1-101 1 89.5\n1-102\t古丽·示例\t2\t77", &people).expect("read");
        assert_eq!(register.shown, "1-101\t0001\t赵示一\t89.50\n1-102\t0002\t古丽·示例\t77.00\n");
    }

    #[test]
    fn lines_are_read_as_they_are_copied_and_the_first_bad_one_is_named() {
        let people = people();
        let read = |text| read(text, &people).map(|register| register.units);
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

    #[test]
    fn a2_a_list_says_names_or_is_shown_with_them() {
        let people = people();
        let read = |text| read(text, &people);
        let bare = read("1-101,0001,89.5\n1-102,0002,77").expect("read");
        assert!(!bare.named);
        assert_eq!(bare.shown, "1-101\t0001\t赵示一\t89.50\n1-102\t0002\t古丽·示例\t77.00\n");
        let again = read(&bare.shown).expect("read again");
        assert!(again.named);
        assert_eq!(again.units, bare.units);
        assert!(!read("1-101,0001,赵示一,89.5\n1-102,0002,77").expect("read").named, "one line is enough");
        assert!(read("房号\t姓名\t编号\t面积\n1-101\t赵示一\t0001\t89.5").expect("read").named, "in either order");
        assert!(read("1-101 0002 古丽 示例 89.5").expect("read").named);
        assert_eq!(read("1-101,0001,赵示一,80\n1-102,0002,赵示一,77"), Err((2, Refusal::NameDiffers)));
        assert_eq!(read("1-101,0001,赵,示一,80"), Err((1, Refusal::UnitColumns)));
    }
}
