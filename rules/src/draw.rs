//! A draw by lot, before its record: the list is fixed and the seed named, then the seed is entered by two, then the order follows
//! (`kind/draw`, where the algorithm is written down).

use crate::{
    Refusal,
    coded::coded,
    days::Date,
    id::MemberId,
    kind::draw::{ALGORITHM, Chance, DrawRule, Frame},
    masking::{self, Said},
    proposal,
    sha256::sha256,
    typed,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The most entries of a list.
pub const MOST: usize = 5000;
/// Longest entry, and longest seed, in characters.
pub const LIMIT: usize = 60;

/// What may stand between the digits of a seed, and says nothing.
const BETWEEN: [char; 8] = [' ', '-', '.', ',', '/', '、', '，', '·'];

/// The hash that fixes a list: of its entries, each with a line feed behind it.
#[must_use]
pub fn frame_hash(entries: &[String]) -> String {
    sha256(entries.iter().flat_map(|entry| [entry.as_str(), "\n"]).collect::<String>().as_bytes())
}

/// The entries in the order of the draw.
#[must_use]
pub fn ordered(entries: &[String], seed: &str) -> Vec<String> {
    let mut all: Vec<(String, &String)> =
        entries.iter().map(|entry| (sha256(format!("{seed}\n{entry}").as_bytes()), entry)).collect();
    all.sort();
    all.into_iter().map(|(_, entry)| entry.clone()).collect()
}

/// What is fixed before anybody can know the seed: list, rule, whence the seed comes and on which day. Only judging makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    rule: DrawRule,
    frame: Frame,
    chance: Chance,
    named: String,
    on: Date,
}

impl Fixed {
    /// How it is drawn.
    #[must_use]
    pub const fn rule(&self) -> &DrawRule {
        &self.rule
    }

    /// The list, with its hash and its day.
    #[must_use]
    pub const fn frame(&self) -> &Frame {
        &self.frame
    }

    /// Whence the seed comes: what kind of chance, which, on which day.
    #[must_use]
    pub fn seed(&self) -> (Chance, &str, Date) {
        (self.chance, &self.named, self.on)
    }
}

/// Judges fixing a draw. A public number is one of a day to come; dice are thrown on the day, in the hall.
///
/// # Errors
/// `(field, refusal)` that stands in the way; of the list the line, from 1, behind a colon.
pub fn fix(
    list: &str,
    (places, substitutes): (u64, u64),
    (chance, named, on): (Chance, &str, Date),
    today: Date,
) -> Result<Fixed, (String, Refusal)> {
    let mut known = HashSet::new();
    let mut entries = Vec::new();
    for (nth, line) in list.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let at = |refusal| (format!("list:{}", nth + 1), refusal);
        let entry = proposal::line(line, LIMIT).map_err(at)?;
        if !known.insert(entry.clone()) {
            return Err(at(Refusal::EntryTwice));
        }
        entries.push(entry);
    }
    if entries.len() > MOST {
        return Err(("list".to_owned(), Refusal::TooLong));
    }
    let there = u64::try_from(entries.len()).unwrap_or(u64::MAX);
    if places == 0 || places.checked_add(substitutes).is_none_or(|taken| taken > there) {
        return Err(("places".to_owned(), Refusal::DrawFew));
    }
    let named = proposal::line(named, 2 * LIMIT).map_err(|refusal| ("named".to_owned(), refusal))?;
    let to_come = match chance {
        Chance::Number => on > today,
        Chance::Dice => on >= today,
    };
    if !to_come {
        return Err(("on".to_owned(), Refusal::SeedDay));
    }
    let frame = Frame { hash: frame_hash(&entries), entries, fixed_on: today.to_string() };
    Ok(Fixed { rule: DrawRule { algorithm: ALGORITHM.to_owned(), places, substitutes }, frame, chance, named, on })
}

/// A seed as one person read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// As it was read.
    pub value: String,
    /// By whom.
    pub by: MemberId,
}

/// Judges reading the seed: not before its day; of dice every digit is a face, 1 to 6. A seed is digits, however they are written down:
/// blanks, dashes and dots between them say nothing, so that one throw has one spelling and nobody chooses winners by choosing one.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn read(
    value: &str,
    by: MemberId,
    chance: Chance,
    (on, today): (Date, Date),
) -> Result<Reading, (&'static str, Refusal)> {
    if today < on {
        return Err(("value", Refusal::SeedDay));
    }
    let value = proposal::line(value, LIMIT).map_err(|refusal| ("value", refusal))?;
    let value: String = typed::ascii(&value).chars().filter(|one| !BETWEEN.contains(one)).collect();
    if value.is_empty() || !value.bytes().all(|one| one.is_ascii_digit()) {
        return Err(("value", Refusal::NotANumber));
    }
    if chance == Chance::Dice && !value.bytes().all(|one| (b'1'..=b'6').contains(&one)) {
        return Err(("value", Refusal::NotDice));
    }
    Ok(Reading { value, by })
}

/// Judges the second reading: another person reads the same, and the draw is made. One of the two is there to watch, a supervisor or a
/// teller (`watched`): two who keep the list could agree on a number that nobody threw.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn agree(first: &Reading, second: &Reading, watched: bool) -> Result<String, (&'static str, Refusal)> {
    two(&first.by, &second.by, watched)?;
    if first.value == second.value { Ok(first.value.clone()) } else { Err(("value", Refusal::SeedDiffers)) }
}

/// Whether what takes two was done by two, one of them there to watch.
fn two(first: &MemberId, second: &MemberId, watched: bool) -> Result<(), (&'static str, Refusal)> {
    if first == second {
        Err(("", Refusal::SecondPerson))
    } else if !watched {
        Err(("", Refusal::SeedUnwatched))
    } else {
        Ok(())
    }
}

coded! {
    /// Who or what stands in the list.
    DrawOf {
        /// Members of the community, by their numbers.
        Members "members",
        /// Units of an estate.
        Units "units",
        /// Lines as they were typed: parking bays, plots, the order of groups.
        Lines "lines",
    }
}

/// Somebody who was drawn leaves, as one person says it; another lets the substitute step in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Who was drawn and does not take the place.
    pub left: String,
    /// Why, in public.
    pub reason: String,
    /// Who says it.
    pub by: MemberId,
}

/// Judges the second hand of a replacement: another person than who asked for it, one of them there to watch (`watched`: a supervisor or a
/// teller). Alone, whoever keeps the list would choose who comes in by choosing who goes.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn second(leaving: &Leaving, by: &MemberId, watched: bool) -> Result<(), (&'static str, Refusal)> {
    two(&leaving.by, by, watched)
}

/// A substitute steps in for one who was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Who was drawn and does not take the place.
    pub left: String,
    /// Who steps in: the next substitute.
    pub by: String,
    /// Why, in public.
    pub reason: String,
    /// On which day.
    pub on: Date,
}

/// Judges that the next substitute steps in for one who holds a place, with a reason in public.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn replace<'t>(
    (drawn, substitutes): (&[String], &[String]),
    before: &[Replaced],
    left: &str,
    reason: impl Into<Said<'t>>,
    on: Date,
) -> Result<Replaced, (&'static str, Refusal)> {
    let gone = |entry: &str| before.iter().any(|one| one.left == entry);
    let holds = drawn.iter().map(String::as_str).chain(before.iter().map(|one| one.by.as_str()));
    if !holds.into_iter().any(|entry| entry == left && !gone(entry)) {
        return Err(("left", Refusal::NotDrawn));
    }
    let by = substitutes.get(before.len()).ok_or(("", Refusal::NoSubstitute))?;
    let reason = masking::reason(reason)?;
    Ok(Replaced { left: left.to_owned(), by: by.clone(), reason, on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::from_text(text).expect("a day")
    }

    #[test]
    fn a_list_is_fixed_before_its_seed_can_be_known() {
        let today = day("2026-03-16");
        let number = (Chance::Number, "福利彩票 3D 第 2026071 期", day("2026-03-18"));
        let fixed = fix("车位 1\n车位 2\n\n 车位 3 \n", (2, 1), number, today).expect("fixed");
        assert_eq!(fixed.frame().entries, ["车位 1", "车位 2", "车位 3"]);
        assert_eq!(fixed.frame().hash, sha256("车位 1\n车位 2\n车位 3\n".as_bytes()));
        assert_eq!((fixed.rule().places, fixed.frame().fixed_on.as_str()), (2, "2026-03-16"));
        assert_eq!(fixed.seed().2, day("2026-03-18"));
        let refused = |list, places, seed| fix(list, places, seed, today).expect_err("refused");
        assert_eq!(refused("甲\n乙\n甲", (1, 0), number), ("list:3".to_owned(), Refusal::EntryTwice));
        assert_eq!(refused("甲\n乙", (1, 2), number), ("places".to_owned(), Refusal::DrawFew));
        assert_eq!(refused("甲\n乙", (0, 1), number), ("places".to_owned(), Refusal::DrawFew));
        assert_eq!(refused("", (1, 0), number), ("places".to_owned(), Refusal::DrawFew));
        assert_eq!(refused("甲\n乙", (1, 0), (number.0, " ", number.2)), ("named".to_owned(), Refusal::Empty));
        assert_eq!(refused("甲\n乙", (1, 0), (number.0, "今天的", today)), ("on".to_owned(), Refusal::SeedDay));
        assert!(fix("甲\n乙", (1, 0), (Chance::Dice, "会场三粒骰子", today), today).is_ok());
        assert_eq!(refused("甲\n乙", (1, 0), (Chance::Dice, "骰子", day("2026-03-15"))).1, Refusal::SeedDay);
    }

    #[test]
    fn two_read_the_same_seed_on_its_day() {
        let on = day("2026-03-18");
        let read = |value, by: &str, today| read(value, by.into(), Chance::Number, (on, day(today)));
        assert_eq!(read("371", "a", "2026-03-17"), Err(("value", Refusal::SeedDay)));
        let first = read(" 371 ", "a", "2026-03-18").expect("read");
        assert_eq!(agree(&first, &first, true), Err(("", Refusal::SecondPerson)));
        let other = read("317", "b", "2026-03-19").expect("read");
        // One throw has one spelling.
        for spelt in ["3 7 1", "3-7-1", "３７１", "3、7、1", "3.7.1"] {
            assert_eq!(read(spelt, "b", "2026-03-18").expect("read").value, "371", "{spelt}");
        }
        for none in ["三七一", "3x7", "- -", "待定"] {
            assert_eq!(read(none, "b", "2026-03-18"), Err(("value", Refusal::NotANumber)), "{none}");
        }
        assert_eq!(agree(&first, &other, true), Err(("value", Refusal::SeedDiffers)));
        // Of dice every digit is a face; where a number begins with noughts they are a part of it.
        let dice = |value| super::read(value, "a".into(), Chance::Dice, (on, on)).map(|one| one.value);
        assert_eq!(dice("4 2 6"), Ok("426".to_owned()));
        for none in ["407", "480", "0"] {
            assert_eq!(dice(none), Err(("value", Refusal::NotDice)), "{none}");
        }
        assert_eq!(read("007", "a", "2026-03-18").expect("read").value, "007");
        let same = read("371", "b", "2026-03-18").expect("read");
        assert_eq!(agree(&first, &same, true), Ok("371".to_owned()));
        assert_eq!(agree(&first, &same, false), Err(("", Refusal::SeedUnwatched)), "two who keep the list");
    }

    /// A replacement takes two, one of them there to watch.
    #[test]
    fn whoever_asks_for_a_substitute_does_not_let_them_in() {
        let leaving = Leaving { left: "甲".to_owned(), reason: "搬走".to_owned(), by: "a".into() };
        assert_eq!(second(&leaving, &"a".into(), true), Err(("", Refusal::SecondPerson)));
        assert_eq!(second(&leaving, &"b".into(), false), Err(("", Refusal::SeedUnwatched)));
        assert_eq!(second(&leaving, &"b".into(), true), Ok(()));
        let (drawn, more) = (["甲".to_owned()], ["乙".to_owned()]);
        let why = |reason| replace((&drawn, &more), &[], "甲", reason, day("2026-03-18"));
        assert_eq!(why("x"), Err(("reason", Refusal::ReasonMissing)));
        assert!(why("放弃车位").is_ok());
    }

    proptest! {
        /// Whatever the seed: everybody stands in the order once, and the order of the list decides nothing.
        #[test]
        fn an_order_holds_everybody_once(count in 1usize..60, seed in "[0-9]{1,8}") {
            let entries: Vec<String> = (0..count).map(|one| format!("{one}")).collect();
            let order = ordered(&entries, &seed);
            let mut sorted = order.clone();
            sorted.sort_by_key(|one| one.parse::<usize>().expect("a number"));
            prop_assert_eq!(&sorted, &entries);
            let turned: Vec<String> = entries.iter().rev().cloned().collect();
            prop_assert_eq!(ordered(&turned, &seed), order);
        }
    }

    #[test]
    fn the_next_substitute_steps_in_for_one_who_holds_a_place() {
        let list = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let (drawn, substitutes) = (list(&["1-001", "1-008"]), list(&["1-002", "1-005"]));
        let on = day("2026-03-20");
        let step = |before: &[Replaced], left, reason| replace((&drawn, &substitutes), before, left, reason, on);
        let first = step(&[], "1-008", "外出打工").expect("steps in");
        assert_eq!((first.by.as_str(), first.left.as_str()), ("1-002", "1-008"));
        assert_eq!(step(&[], "1-008", ""), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(step(&[], "1-002", "外出打工"), Err(("left", Refusal::NotDrawn)));
        let one = [first.clone()];
        assert_eq!(step(&one, "1-008", "外出打工"), Err(("left", Refusal::NotDrawn)), "has left already");
        let second = step(&one, "1-002", "住院").expect("who stepped in may leave too");
        assert_eq!(second.by, "1-005");
        assert_eq!(step(&[first, second], "1-001", "外出打工"), Err(("", Refusal::NoSubstitute)));
    }
}
