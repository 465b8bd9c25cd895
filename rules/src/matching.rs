//! Who on the roll is meant by a line of a file: identity never moves with a number. A member keeps identity, login and
//! office; number, household and name are columns that may change, and where a file leaves it open who is meant, a person
//! is asked.

/// How often is "many": numbers that were filled in anew stand at other people by the dozen, a slip of the pen at one or two.
/// At least three, and at least a fifth of all lines that were found on the roll.
pub const fn filled_anew(moved: usize, found: usize) -> bool {
    moved >= 3 && moved.saturating_mul(5) >= found
}

/// Whether a file speaks of a group, so that its members who are not in the file may be asked about: it names more than
/// half of those who are on the roll there. A file of one line says nothing of everybody else.
pub const fn covers(named: usize, on_roll: usize) -> bool {
    named.saturating_mul(2) > on_roll
}

/// A telephone in the file, beside that on the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phone {
    /// Both have one, and it is the same.
    Same,
    /// One of them has none.
    Unknown,
    /// Both have one, and they differ.
    Differs,
}

/// Somebody on the roll who has the line's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namesake {
    /// Of the line's household.
    pub household: bool,
    /// How the telephones compare.
    pub phone: Phone,
}

/// Who is meant by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// Nobody on the roll has this name.
    Nobody,
    /// This one of the namesakes.
    One(usize),
    /// Perhaps this one: a person has to say.
    Perhaps(usize),
    /// Several, and nothing tells them apart.
    Several,
}

/// Judges by name and household, with the telephone where it helps. `refilled`: many names of the file stand in another
/// household than on the roll, so that a household's number proves nothing.
pub fn meant(namesakes: &[Namesake], refilled: bool) -> Meant {
    let only = |wanted: &dyn Fn(&Namesake) -> bool| {
        let mut found = namesakes.iter().enumerate().filter(|(_, one)| wanted(one)).map(|(at, _)| at);
        (found.next(), found.next().is_some())
    };
    let home = only(&|one| one.household);
    let phone = only(&|one| one.phone == Phone::Same);
    let both = only(&|one| one.household && one.phone == Phone::Same);
    match (both, phone, home) {
        ((Some(at), false), ..) => Meant::One(at),
        // The telephone is one's own, and the household that of another of this name.
        (_, (Some(at), false), (Some(_), _)) => Meant::Perhaps(at),
        (_, (Some(at), false), _) => Meant::One(at),
        (_, _, (Some(at), false)) => {
            let differs = namesakes.get(at).is_some_and(|one| one.phone == Phone::Differs);
            let alone = namesakes.len() == 1;
            if refilled || (differs && !alone) { Meant::Perhaps(at) } else { Meant::One(at) }
        }
        (_, _, (Some(_), true)) => Meant::Several,
        _ if namesakes.is_empty() => Meant::Nobody,
        _ if namesakes.len() == 1 => Meant::Perhaps(0),
        _ => Meant::Several,
    }
}

/// Whether one name may be the other after a character was mended, put in or left out. Names are compared as they are folded.
pub fn mended(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (longer, shorter) = if one.len() < other.len() { (other, one) } else { (one, other) };
    let same = longer.iter().zip(&shorter).take_while(|(one, other)| one == other).count();
    let rest = |from: usize| longer.get(same + 1..).is_some_and(|rest| shorter.get(from..) == Some(rest));
    match longer.len() - shorter.len() {
        0 => longer.len() > 1 && longer != shorter && rest(same + 1),
        1 => longer.len() > 1 && rest(same),
        _ => false,
    }
}

/// Gives out numbers that nobody has: after the highest there is, as wide as they are written.
#[derive(Debug, Clone)]
pub struct Numbers {
    next: u64,
    width: usize,
}

impl Numbers {
    /// `taken`: every number of the community, whoever had it. Those that are not plain digits do not count.
    pub fn after<'a>(taken: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut next, mut width) = (1, 0);
        for number in taken {
            if let Ok(value) = number.parse::<u64>()
                && value < 1_000_000
            {
                next = next.max(value + 1);
                width = width.max(number.len());
            }
        }
        Self { next, width: if width == 0 { 4 } else { width } }
    }

    /// The next one.
    pub fn give(&mut self) -> String {
        let number = format!("{:0width$}", self.next, width = self.width);
        self.next += 1;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn of(household: bool, phone: Phone) -> Namesake {
        Namesake { household, phone }
    }

    #[test]
    fn a2_three_and_a_fifth_are_many() {
        for (moved, found, many) in [
            (1, 1, false),
            (2, 3, false),
            (3, 4, true),
            (3, 15, true),
            (3, 16, false),
            (300, 1486, true),
            (0, 0, false),
        ] {
            assert_eq!(filled_anew(moved, found), many, "{moved} of {found}");
        }
    }

    #[test]
    fn a3_a_file_of_one_line_covers_nobody_else() {
        for (named, on_roll, covered) in
            [(1, 1486, false), (1, 2, false), (2, 3, true), (743, 1486, false), (744, 1486, true), (0, 0, false)]
        {
            assert_eq!(covers(named, on_roll), covered, "{named} of {on_roll}");
        }
    }

    #[test]
    fn a2_a_name_is_matched_or_asked_about_and_never_guessed() {
        use Phone::{Differs, Same, Unknown};
        for (namesakes, refilled, expected) in [
            (vec![], false, Meant::Nobody),
            (vec![of(true, Unknown)], false, Meant::One(0)),
            (vec![of(true, Differs)], false, Meant::One(0)),
            // Two of one name in one household: the telephone tells them apart, and otherwise nothing does.
            (vec![of(true, Differs), of(true, Same)], false, Meant::One(1)),
            (vec![of(true, Unknown), of(true, Unknown)], false, Meant::Several),
            // Two of one name in two households, unchanged.
            (vec![of(false, Unknown), of(true, Unknown)], false, Meant::One(1)),
            // The households were filled in anew too: then the telephone, or a question.
            (vec![of(true, Unknown)], true, Meant::Perhaps(0)),
            (vec![of(false, Same)], true, Meant::One(0)),
            (vec![of(false, Unknown)], false, Meant::Perhaps(0)),
            (vec![of(false, Differs)], true, Meant::Perhaps(0)),
            (vec![of(false, Same), of(true, Differs)], true, Meant::Perhaps(0)),
            (vec![of(false, Unknown), of(true, Differs)], false, Meant::Perhaps(1)),
            (vec![of(false, Unknown), of(false, Unknown)], false, Meant::Several),
        ] {
            assert_eq!(meant(&namesakes, refilled), expected, "{namesakes:?} {refilled}");
        }
    }

    #[test]
    fn a3_one_character_mends_a_name() {
        for (one, other) in
            [("王㛃", "王晴"), ("赵示六", "赵示六六"), ("张伟", "章伟"), ("李示", "李示三"), ("𠮷示一", "吉示一")]
        {
            assert!(mended(one, other) && mended(other, one), "{one} {other}");
        }
        for (one, other) in
            [("王伟", "王伟"), ("陈示三", "文示书"), ("王伟", "伟王"), ("王", "李"), ("", "李"), ("王示", "李示三")]
        {
            assert!(!mended(one, other) && !mended(other, one), "{one} {other}");
        }
    }

    #[test]
    fn a4_numbers_go_on_after_the_highest() {
        let mut numbers = Numbers::after(["0001", "0045", "A01", "99999999999"]);
        assert_eq!([numbers.give(), numbers.give()], ["0046", "0047"]);
        assert_eq!(Numbers::after([]).give(), "0001");
        assert_eq!(Numbers::after(["598"]).give(), "599");
    }
}
