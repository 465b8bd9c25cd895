//! Who is meant: a number alone names nobody, for numbers are mistyped and given anew. Whoever names a member says number and
//! name, and both must agree with the roll; a number alone is answered with the name that it has there, to be confirmed.

use crate::{
    Refusal,
    folding::{self, folded},
    typed,
};
use std::collections::HashMap;

/// Whose number is whose, however it is typed: one way for every form and file.
#[derive(Debug, Clone)]
pub struct Numbers<T> {
    written: HashMap<String, T>,
    keys: HashMap<String, Vec<T>>,
}

impl<T: Copy> Numbers<T> {
    /// Everybody's number.
    pub fn new<'a>(all: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let (mut written, mut keys) = (HashMap::new(), HashMap::<String, Vec<T>>::new());
        for (number, whose) in all {
            written.insert(number.to_owned(), whose);
            keys.entry(folding::number(number)).or_default().push(whose);
        }
        Self { written, keys }
    }

    /// Who is meant: whose number is written so, in digits of whatever width; else whose number is the same but for the zeros
    /// before it, blanks and width, where that is one person's alone. 30 finds 0030, but not where there is also a 030.
    pub fn meant(&self, number: &str) -> Option<T> {
        let written = self.written.get(number).or_else(|| self.written.get(&typed::ascii(number)));
        written.copied().or_else(|| match self.keys.get(&folding::number(number)).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        })
    }
}

/// A number and the name that somebody believes it to have; empty where only the number was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The number.
    pub number: &'a str,
    /// The name.
    pub name: &'a str,
}

/// Every way to read what was typed as a number and a name: as a number alone, then split at each blank or mark, `0012 王示一`,
/// `0012，王示一`. A roll may number its people with blanks, so the roll decides which reading is meant.
#[must_use]
pub fn readings(typed: &str) -> Vec<Named<'_>> {
    let typed = typed.trim();
    let mut all = vec![Named { number: typed, name: "" }];
    for (at, mark) in typed.char_indices().filter(|(_, one)| is_mark(*one)) {
        let (number, rest) =
            (typed.get(..at).unwrap_or_default(), typed.get(at + mark.len_utf8()..).unwrap_or_default());
        let (number, name) = (number.trim_matches(is_mark), rest.trim_matches(is_mark));
        let reading = Named { number, name };
        if !number.is_empty() && !name.is_empty() && !all.contains(&reading) {
            all.push(reading);
        }
    }
    all
}

fn is_mark(one: char) -> bool {
    one.is_whitespace() || matches!(one, ',' | '，' | '、' | ';' | '；' | ':' | '：')
}

/// Judges the name that was said against the one on the roll. Beside its number, a name whose parts are written without the
/// dot between them is the same name.
///
/// # Errors
/// [`Refusal::NameToConfirm`] when none was said: it is shown, and sent again with it. [`Refusal::NameDiffers`] when another was.
pub fn agrees(said: &str, on_roll: &str) -> Result<(), Refusal> {
    if said.trim().is_empty() {
        Err(Refusal::NameToConfirm)
    } else if undotted(said) == undotted(on_roll) {
        Ok(())
    } else {
        Err(Refusal::NameDiffers)
    }
}

/// Number and name as they are shown and sent back.
#[must_use]
pub fn shown(number: &str, name: &str) -> String {
    format!("{number} {name}")
}

/// Whether a number stands in a name: `0012王示一`, `12、王示一`, `王示一(0012)`, `王示一13900000001`. Who is told from a namesake by a
/// short number behind the name, `王伟2`, is called so; 〇 and its like are written as words.
#[must_use]
pub fn holds_number(name: &str) -> bool {
    const LONG: usize = 4;
    let digit = |one: char| one.is_numeric() && !matches!(one, '\u{3007}'..='\u{3029}');
    let text = folding::half_width(name);
    let bare = text.trim_start_matches(|one: char| is_open(one) || matches!(one, '#' | '第'));
    let bare = bare.strip_prefix("No.").or_else(|| bare.strip_prefix("NO.")).unwrap_or(bare);
    let (mut run, mut longest, mut bracketed) = (0, 0, false);
    let mut before = ' ';
    for one in text.chars() {
        run = if digit(one) { run + 1 } else { 0 };
        longest = longest.max(run);
        bracketed |= run == 1 && is_open(before);
        before = one;
    }
    bare.starts_with(digit) || bracketed || longest >= LONG
}

/// Whether several names stand in one: `赵示一、钱示二`. A blank parts no names, for people write 王 伟 as well.
#[must_use]
pub fn holds_several(name: &str) -> bool {
    let marks = |one: char| matches!(one, '、' | '，' | ',' | ';' | '；' | '/' | '／' | '\n');
    name.split(marks).filter(|one| !one.trim().is_empty()).count() > 1
}

/// Whether a name stands in the cell of a number: `0012王示一`.
#[must_use]
pub fn holds_name(number: &str, name: &str) -> bool {
    let name = folded(name);
    !name.is_empty() && folded(number).contains(&name)
}

const fn is_open(one: char) -> bool {
    matches!(one, '(' | '[' | '{' | '<' | '【' | '〔' | '［' | '《' | '「')
}

fn undotted(name: &str) -> String {
    folded(name).replace('·', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_name_are_read_however_they_are_parted() {
        for typed in ["0012 王示一", " 0012，王示一", "0012,王示一", "0012\t王示一", "0012　王示一", "0012： 王示一"]
        {
            assert!(readings(typed).contains(&Named { number: "0012", name: "王示一" }), "{typed}");
        }
        assert_eq!(readings("0012"), vec![Named { number: "0012", name: "" }]);
        let read = readings("一组 12 王示一");
        assert_eq!(read.first(), Some(&Named { number: "一组 12 王示一", name: "" }));
        assert!(read.contains(&Named { number: "一组 12", name: "王示一" }));
        assert_eq!(readings(" ， "), vec![Named { number: "，", name: "" }]);
    }

    #[test]
    fn a2_a_number_in_a_name_is_seen() {
        for name in [
            "0012卫示一二",
            "12.卫示一二",
            "12、卫示一二",
            "１２卫示一二",
            "卫示一二(0012)",
            "卫示一二（12）",
            "卫示一二【12】",
            "0012 卫示一二",
            "(12)卫示一二",
            "①卫示一二",
            "No.12 卫示一二",
            "第12号卫示一二",
            "卫示一二13900000001",
            "12",
        ] {
            assert!(holds_number(name), "{name}");
        }
        for name in
            ["卫示一二", "沈示四〇", "王伟2", "王伟12", "示一（户主）", "古丽·示例", "John Smith 3rd", "第五示一", ""]
        {
            assert!(!holds_number(name), "{name}");
        }
    }

    #[test]
    fn a2_several_names_in_one_are_seen() {
        for name in ["赵示一、钱示二", "赵示一，钱示二", "赵示一 / 钱示二", "赵示一;钱示二"] {
            assert!(holds_several(name), "{name}");
        }
        for name in ["赵示一", "赵示一、", "王 伟", "古丽·示例", "赵示一（户主）", ""] {
            assert!(!holds_several(name), "{name}");
        }
    }

    #[test]
    fn c12_thirty_finds_0030_where_nobody_else_is_meant() {
        let all = Numbers::new([
            ("0030", 1),
            ("0031", 2),
            ("031", 3),
            ("31", 4),
            ("T01", 5),
            ("0", 6),
            ("041", 7),
            ("0041", 8),
        ]);
        for (typed, meant) in [
            ("0030", Some(1)),
            ("30", Some(1)),
            ("００３０", Some(1)),
            ("３０", Some(1)),
            ("31", Some(4)),
            ("031", Some(3)),
            ("00031", None),
            ("41", None),
            ("041", Some(7)),
            ("t01", Some(5)),
            ("T1", None),
            ("000", Some(6)),
            ("", None),
            ("300", None),
        ] {
            assert_eq!(all.meant(typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_number_alone_is_asked_back_and_another_name_is_refused() {
        assert_eq!(agrees(" ", "王示一"), Err(Refusal::NameToConfirm));
        assert_eq!(agrees("王示二", "王示一"), Err(Refusal::NameDiffers));
        assert_eq!(agrees("王", "王示一"), Err(Refusal::NameDiffers));
        for same in ["王示一", "王 示一", "王　示\u{200b}一"] {
            assert_eq!(agrees(same, "王示一"), Ok(()), "{same}");
        }
        assert_eq!(agrees("古丽・示例", "古丽·示例"), Ok(()));
        assert_eq!(agrees("ＬＩ示", "li示"), Ok(()));
    }
}
