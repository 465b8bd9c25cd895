//! The households of a roll, found as they are typed and said as they are typed: `一组 1-12、15、二组 3`.

use crate::people::represented::rows::HomeRow;
use rules::{
    Refusal,
    folding::{group, household_look, natural, number},
};
use std::collections::HashMap;

/// Between two households, as the program writes it.
const BETWEEN: &str = "、";

/// The households of a roll, group by group in the order of their numbers.
pub(crate) struct Homes {
    all: Vec<HomeRow>,
    /// How the number of each looks, to be counted in ranges.
    looks: Vec<String>,
    by_id: HashMap<String, usize>,
    by_number: HashMap<String, Vec<usize>>,
    /// The name of each group, by its key.
    groups: HashMap<String, String>,
    /// Some number stands in several groups: then each is said with its group.
    repeats: bool,
}

impl Homes {
    pub fn new(mut all: Vec<HomeRow>) -> Self {
        all.sort_by_cached_key(|one| (natural(&one.division), natural(&one.number), one.id.clone()));
        let (mut by_id, mut by_number) = (HashMap::new(), HashMap::<String, Vec<usize>>::new());
        let mut groups = HashMap::new();
        for (at, home) in all.iter().enumerate() {
            by_id.insert(home.id.clone(), at);
            by_number.entry(number(&home.number)).or_default().push(at);
            if !home.division.is_empty() {
                groups.insert(group(&home.division), home.division.clone());
            }
        }
        let repeats = by_number.values().any(|same| same.len() > 1);
        let looks = all.iter().map(|one| household_look(&one.number)).collect();
        Self { all, looks, by_id, by_number, groups, repeats }
    }

    /// Every household.
    pub fn all(&self) -> &[HomeRow] {
        &self.all
    }

    /// The household with this id, by its place.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The households that were typed, each once in the order in which they stand: lists and ranges, with their group where numbers
    /// repeat. A group that was named holds until another is. Within a range a number that no household has is passed over.
    ///
    /// # Errors
    /// A household that the roll does not know, one that stands in several groups, a range that goes backwards, one said twice.
    pub fn read(&self, typed: &str) -> Result<Vec<usize>, Refusal> {
        let parts = |one: char| one.is_whitespace() || matches!(one, '、' | ',' | ';' | ':');
        let (mut found, mut of) = (Vec::new(), None);
        for token in typed.split(parts).filter(|token| !token.is_empty()) {
            let (named, rest) = self.grouped(token);
            of = named.or(of);
            if rest.is_empty() {
                continue;
            }
            for at in self.meant(rest, of)? {
                if found.contains(&at) {
                    return Err(Refusal::HouseholdTwice);
                }
                found.push(at);
            }
        }
        Ok(found)
    }

    /// The group with which a token begins, and what is left of it: `一组`, `一组1-12`. A token that is a household's number is none.
    fn grouped<'t>(&self, token: &'t str) -> (Option<&str>, &'t str) {
        if self.by_number.contains_key(&number(token)) {
            return (None, token);
        }
        let ends = token.char_indices().map(|(at, one)| at + one.len_utf8());
        let known = |end: usize| {
            let (name, rest) = token.split_at_checked(end)?;
            let digits = |one: Option<char>| one.is_some_and(|one| one.is_ascii_digit());
            // 1 of 12 is no group.
            let parted = !(digits(name.chars().last()) && (digits(rest.chars().next()) || rest.starts_with('-')));
            let name = self.groups.get(&group(name)).filter(|_| parted)?;
            Some((Some(name.as_str()), rest))
        };
        ends.rev().find_map(known).unwrap_or((None, token))
    }

    /// The household, or those of the range, that a token means.
    fn meant(&self, token: &str, of: Option<&str>) -> Result<Vec<usize>, Refusal> {
        let whole = match self.one(token, of) {
            Ok(at) => return Ok(vec![at]),
            Err(refusal) => refusal,
        };
        let dashes = token.char_indices().filter(|(_, one)| matches!(one, '-' | '~' | '～' | '至' | '到'));
        for (at, dash) in dashes {
            let (Some(from), Some(to)) = (token.get(..at), token.get(at + dash.len_utf8()..)) else { continue };
            let ends = (self.one(from, of), self.one(to.trim_start_matches('-'), of));
            match ends {
                (Ok(from), Ok(to)) => return self.range(from, to),
                (Err(Refusal::HouseholdInGroups), _) | (_, Err(Refusal::HouseholdInGroups)) => {
                    return Err(Refusal::HouseholdInGroups);
                }
                _ => {}
            }
        }
        Err(whole)
    }

    /// The one household with a number, in a group where one was named.
    fn one(&self, typed: &str, of: Option<&str>) -> Result<usize, Refusal> {
        let here = |at: &&usize| self.all.get(**at).is_some_and(|home| of.is_none_or(|of| home.division == of));
        let all = self.by_number.get(&number(typed)).map(Vec::as_slice).unwrap_or_default();
        let same: Vec<usize> = all.iter().filter(here).copied().collect();
        let written = |at: &&usize| self.all.get(**at).is_some_and(|home| home.number == typed);
        let exact: Vec<usize> = same.iter().filter(written).copied().collect();
        // Where no group is named, a household that has none is meant.
        let apart = |at: &&usize| self.all.get(**at).is_some_and(|home| home.division.is_empty());
        let apart: Vec<usize> = same.iter().filter(apart).copied().collect();
        match (exact.as_slice(), same.as_slice(), apart.as_slice()) {
            ([one], ..) | ([], [one], _) => Ok(*one),
            (_, _, [one]) if of.is_none() => Ok(*one),
            (_, [], _) => Err(Refusal::NoSuchHousehold),
            _ if of.is_none() => Err(Refusal::HouseholdInGroups),
            _ => Err(Refusal::NoSuchHousehold),
        }
    }

    /// Those from one to another, by what their numbers count.
    fn range(&self, from: usize, to: usize) -> Result<Vec<usize>, Refusal> {
        let ends = self.counted(from).zip(self.counted(to));
        let ends = ends.filter(|((of, first), (same, last))| of == same && first <= last);
        let ((of, first), (_, last)) = ends.ok_or(Refusal::HouseholdRange)?;
        let within =
            |at: &usize| self.counted(*at).is_some_and(|(one, count)| one == of && (first..=last).contains(&count));
        Ok((0..self.all.len()).filter(within).collect())
    }

    /// Among which a number counts (its group, and what stands before its last digits: H of H0012), and what. None without digits.
    fn counted(&self, at: usize) -> Option<((&str, &str), u64)> {
        let (home, look) = (self.all.get(at)?, self.looks.get(at)?);
        let before = look.trim_end_matches(|one: char| one.is_ascii_digit());
        Some(((home.division.as_str(), before), look.get(before.len()..)?.parse().ok()?))
    }

    /// These households as they are typed, with a range where at least three follow each other and it reads as them alone.
    pub fn said(&self, mut which: Vec<usize>) -> String {
        which.sort_unstable();
        which.dedup();
        let (mut said, mut group) = (String::new(), "");
        let mut rest = which.as_slice();
        while let Some(home) = rest.first().and_then(|at| self.all.get(*at)) {
            if !said.is_empty() {
                said.push_str(BETWEEN);
            }
            if self.repeats && home.division != group {
                group = &home.division;
                said.push_str(group);
                said.push(' ');
            }
            let (words, many) = self.range_from(rest).unwrap_or((home.number.clone(), 1));
            said.push_str(&words);
            rest = rest.get(many..).unwrap_or_default();
        }
        said
    }

    /// The range with which these begin, and how many it is.
    fn range_from(&self, which: &[usize]) -> Option<(String, usize)> {
        let follows = |pair: &[usize]| matches!(pair, [one, next] if *next == one + 1);
        let first = self.all.get(*which.first()?)?;
        let run = 1 + which.windows(2).take_while(|pair| follows(pair)).count();
        (3..=run).rev().find_map(|many| {
            let taken = which.get(..many)?;
            let last = self.all.get(*taken.last()?)?;
            let words = format!("{}-{}", first.number, last.number);
            (self.meant(&words, Some(&first.division)).as_deref() == Ok(taken)).then_some((words, many))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn homes(all: &[(&str, &str)]) -> Homes {
        let row = |(at, (division, number)): (usize, &(&str, &str))| HomeRow {
            id: format!("h{at}"),
            number: (*number).to_owned(),
            division: (*division).to_owned(),
        };
        Homes::new(all.iter().enumerate().map(row).collect())
    }

    /// Two groups that both number from 1, and a household with a letter.
    fn village() -> Homes {
        homes(&[
            ("一组", "1"),
            ("一组", "2"),
            ("一组", "3"),
            ("一组", "5"),
            ("一组", "12甲"),
            ("二组", "1"),
            ("二组", "2"),
            ("二组", "07"),
            ("二组", "3-101"),
        ])
    }

    #[test]
    fn households_are_read_in_lists_and_ranges_with_their_group() {
        let village = village();
        let said = |typed: &str| village.read(typed).map(|found| village.said(found));
        for (typed, read) in [
            ("一组 1-5", "一组 1-5"),
            ("一组1-3、5", "一组 1-5"),
            ("第一村民小组:1,2", "一组 1、2"),
            ("1组 1 2; 2组 1 2 7", "一组 1、2、二组 1、2、07"),
            ("二组 3-101、7", "二组 3-101、07"),
            ("一组 1~3、二组 1至2", "一组 1-3、二组 1、2"),
            // A number that is one household's alone needs no group.
            ("12甲、7", "一组 12甲、二组 07"),
        ] {
            assert_eq!(said(typed).as_deref(), Ok(read), "{typed}");
            assert_eq!(said(read).as_deref(), Ok(read), "what is said is read again");
        }
        assert_eq!(said(""), Ok(String::new()));
        for (typed, why) in [
            ("1", Refusal::HouseholdInGroups),
            ("1-3", Refusal::HouseholdInGroups),
            ("三组 1", Refusal::NoSuchHousehold),
            ("一组 4", Refusal::NoSuchHousehold),
            ("一组 1-4", Refusal::NoSuchHousehold),
            ("二组 1-12甲", Refusal::NoSuchHousehold),
            ("一组 5-1", Refusal::HouseholdRange),
            ("一组 1-3、2", Refusal::HouseholdTwice),
        ] {
            assert_eq!(said(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn without_repeated_numbers_no_group_is_said() {
        let homes = homes(&[("一组", "1"), ("一组", "2"), ("二组", "3"), ("", "4"), ("", "5"), ("", "6")]);
        let said = |typed: &str| homes.read(typed).map(|found| homes.said(found));
        assert_eq!(said("1、2、3").as_deref(), Ok("1、2、3"), "no range over two groups");
        assert_eq!(said("4、5、6").as_deref(), Ok("4-6"));
        assert_eq!(said("1-3"), Err(Refusal::HouseholdRange));
    }

    #[test]
    fn numbers_that_begin_with_letters_are_counted_by_their_digits() {
        let homes =
            homes(&[("一组", "H0001"), ("一组", "H0002"), ("一组", "H0003"), ("一组", "K1"), ("一组", "3-101")]);
        let said = |typed: &str| homes.read(typed).map(|found| homes.said(found));
        assert_eq!(said("H0001-H0003、K1").as_deref(), Ok("H0001-H0003、K1"));
        assert_eq!(said("h0001 h0002").as_deref(), Ok("H0001、H0002"));
        assert_eq!(said("H0001-K1"), Err(Refusal::HouseholdRange));
        assert_eq!(said("一组3-101").as_deref(), Ok("3-101"));
    }
}
