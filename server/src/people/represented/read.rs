//! The register as it is pasted: a line for each representative, with number, name and the households for which they stand.

use super::{Homes, Line};
use rules::{
    Refusal,
    naming::{Numbers, agrees},
    typed,
};
use std::collections::HashSet;

/// The members by number: id, number and name.
pub(super) type People<'a> = Numbers<[&'a str; 3]>;

/// The lines as they were read, and what they say with the name that each number has on the roll.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The id of the household, and of the member who stands for it.
    pub all: Vec<(String, String)>,
    /// How many stand for households.
    pub representatives: usize,
    /// The whole list with its names, to be shown.
    pub shown: String,
    /// Every line said whom it means by name as well.
    pub named: bool,
}

/// Reads the lines: number and name of the representative, then households, with a tab or blanks between them, as they are copied from
/// a sheet. A first line that knows no number is a heading. A name that stands there must be the one on the roll.
///
/// # Errors
/// The first line, from 1, that cannot be taken in, and why.
pub(super) fn read(text: &str, people: &People<'_>, homes: &Homes) -> Result<Read, (usize, Refusal)> {
    let mut read = Read { all: Vec::new(), representatives: 0, shown: String::new(), named: true };
    let (mut members, mut taken) = (HashSet::new(), HashSet::new());
    let mut first = true;
    for (index, line) in text.lines().enumerate() {
        let at = |refusal| (index + 1, refusal);
        let line = typed::ascii(line);
        if line.trim().is_empty() {
            continue;
        }
        let heading = std::mem::take(&mut first) && !line.contains(|one: char| one.is_ascii_digit());
        if heading {
            continue;
        }
        let [number, name, households] = cells(&line, people, homes).ok_or(at(Refusal::RegisterColumns))?;
        let [id, number, on_roll] = people.meant(&number).ok_or(at(Refusal::NoSuchMember))?;
        match agrees(&name, on_roll) {
            Ok(()) => {}
            Err(Refusal::NameToConfirm) => read.named = false,
            Err(refusal) => return Err(at(refusal)),
        }
        if !members.insert(id) {
            return Err(at(Refusal::RepresentativeTwice));
        }
        let found = homes.read(&households).map_err(at)?;
        if found.is_empty() {
            return Err(at(Refusal::RegisterColumns));
        }
        for home in found.iter().filter_map(|home| homes.all().get(*home)) {
            if !taken.insert(home.id.clone()) {
                return Err(at(Refusal::HouseholdTwice));
            }
            read.all.push((home.id.clone(), id.to_owned()));
        }
        read.representatives += 1;
        let (number, name, count) = (number.to_owned(), on_roll.to_owned(), found.len());
        read.shown.push_str(&Line { number, name, count, households: homes.said(found) }.typed());
    }
    Ok(read)
}

/// Number, name and households of a line; the name is empty where it was not said.
fn cells(line: &str, people: &People<'_>, homes: &Homes) -> Option<[String; 3]> {
    let own = |texts: [&str; 3]| Some(texts.map(|text| text.trim().to_owned()));
    if line.contains('\t') {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        return match cells.as_slice() {
            [number, name] if people.meant(number).is_some_and(|[_, _, on_roll]| agrees(name, on_roll).is_ok()) => {
                own([number, name, ""])
            }
            [number, households] => own([number, "", households]),
            // Name and number may stand in either order.
            [name, number, households @ ..] if people.meant(name).is_none() && people.meant(number).is_some() => {
                own([number, name, &households.join(" ")])
            }
            [number, name, households @ ..] => own([number, name, &households.join(" ")]),
            _ => None,
        };
    }
    let (number, rest) = line.trim().split_once(' ')?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    // A name may hold blanks. What is not the name on the roll is households, where it reads as such.
    let on_roll = people.meant(number).map_or("", |[_, _, name]| name);
    let name =
        (1..words.len()).find(|many| words.get(..*many).is_some_and(|name| agrees(&name.concat(), on_roll).is_ok()));
    let name = name.unwrap_or(usize::from(homes.read(rest).is_err()));
    let (name, households) = words.split_at_checked(name)?;
    own([number, &name.concat(), &households.join(" ")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::represented::rows::HomeRow;

    fn read_by(text: &str) -> Result<Read, (usize, Refusal)> {
        let people = Numbers::new(
            [["a", "0014", "王示一"], ["b", "0015", "古丽·示例"], ["c", "0016", "孙示三"]].map(|one| (one[1], one)),
        );
        let row = |(at, (division, number)): (usize, &(&str, &str))| HomeRow {
            id: format!("h{at}"),
            number: (*number).to_owned(),
            division: (*division).to_owned(),
        };
        let all = [("一组", "1"), ("一组", "2"), ("一组", "3"), ("二组", "1"), ("二组", "2"), ("二组", "9")];
        read(text, &people, &Homes::new(all.iter().enumerate().map(row).collect()))
    }

    #[test]
    fn a_register_is_read_as_it_is_copied_and_the_first_bad_line_is_named() {
        let good = "编号\t姓名\t户号\n0014\t王示一\t一组 1-3\n\n15\t古丽示例\t二组 1、2\n";
        let register = read_by(good).expect("read");
        assert_eq!((register.representatives, register.all.len(), register.named), (2, 5, true));
        assert_eq!(register.all[4], ("h4".to_owned(), "b".to_owned()));
        assert_eq!(register.shown, "0014\t王示一\t一组 1-3\n0015\t古丽·示例\t二组 1、2\n");
        assert_eq!(read_by(&register.shown).expect("read again").all, register.all);
        for (line, same) in [
            ("0014 王示一 一组1-3", "0014\t王示一\t一组 1-3\n"),
            ("王示一\t0014\t一组 1、2、3", "0014\t王示一\t一组 1-3\n"),
            ("0015 古丽 示例 9", "0015\t古丽·示例\t二组 9\n"),
            ("００１４　王示一　二组　９", "0014\t王示一\t二组 9\n"),
        ] {
            let read = read_by(line).expect(line);
            assert!(read.named, "{line}");
            assert_eq!(read.shown, same);
        }
        for (text, line, why) in [
            ("0014\t王示一\t一组 1\n0099\t某\t9", 2, Refusal::NoSuchMember),
            ("0014\t孙示三\t一组 1", 1, Refusal::NameDiffers),
            ("0014 孙示三 一组 1", 1, Refusal::NameDiffers),
            ("0014\t王示一\t一组 4", 1, Refusal::NoSuchHousehold),
            ("0014\t王示一\t1", 1, Refusal::HouseholdInGroups),
            ("0014\t王示一\t一组 3-1", 1, Refusal::HouseholdRange),
            ("0014\t王示一\t一组 1-3\n0016\t孙示三\t一组 2", 2, Refusal::HouseholdTwice),
            ("0014\t王示一\t一组 1\n0014\t王示一\t一组 2", 2, Refusal::RepresentativeTwice),
            ("0014\t王示一\t", 1, Refusal::RegisterColumns),
            ("0014\t王示一", 1, Refusal::RegisterColumns),
            ("0014", 1, Refusal::RegisterColumns),
        ] {
            assert_eq!(read_by(text), Err((line, why)), "{text}");
        }
    }

    #[test]
    fn a2_a_register_says_names_or_is_shown_with_them() {
        for bare in ["0014\t一组 1-3\n0016\t孙示三\t9", "0014 一组 1-3\n0016 9"] {
            let read = read_by(bare).expect(bare);
            assert!(!read.named);
            assert_eq!(read.shown, "0014\t王示一\t一组 1-3\n0016\t孙示三\t二组 9\n");
        }
    }
}
