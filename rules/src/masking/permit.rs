//! Papers that name a person by letters and digits: passports, travel permits, officers' cards.

use super::{
    Found, Kind, label,
    number::{Gap, digit, gap},
    place,
};
use crate::{reading::Seen, typed};

/// Passports (E12345678, EA1234567), permits to and from Hong Kong, Macao and Taiwan, and officers' cards (军字第1234567号).
pub(super) fn find(chars: &[Seen]) -> Vec<Found> {
    let mut found = as_they_stand(chars, false);
    // Parted by blanks and dashes, too, where a word says what it is.
    let close = |seen: &&Seen| !matches!(gap(seen.one), Some(Gap::None | Gap::Mark));
    let together: Vec<Seen> = chars.iter().filter(close).copied().collect();
    if together.len() < chars.len() {
        found.extend(as_they_stand(&together, true));
    }
    found
}

fn as_they_stand(chars: &[Seen], named_alone: bool) -> Vec<Found> {
    const LABELS: &[&str] = &[
        "护照",
        "通行证",
        "回乡证",
        "台胞证",
        "证件",
        "居住证",
        "军官证",
        "士兵证",
        "护照号码",
        "证件号码",
        "通行证号码",
        "台胞证号码",
    ];
    const SERVICES: &str = "军政后装士文兵空海南北沈兰成济广参武联";
    let letter = |one: char| {
        let one = typed::ascii(&one.to_string()).chars().next().unwrap_or(one);
        one.is_ascii_alphabetic().then(|| one.to_ascii_uppercase())
    };
    let char_at = |index: usize| chars.get(index).map(|seen| seen.one);
    let mut found = Vec::new();
    let permit = |from: usize, to: usize| {
        let (from, to) = place(chars, from, to)?;
        Some(Found { kind: Kind::Permit, from, to, certain: false })
    };
    for (index, Seen { one, .. }) in chars.iter().enumerate() {
        let alone = index
            .checked_sub(1)
            .and_then(char_at)
            .is_none_or(|before| letter(before).is_none() && digit(before).is_none());
        let named = || label::said_before(chars, index, LABELS);
        // Letters, then digits: how many of each, and where they end.
        let letters = (index..index + 2).take_while(|at| char_at(*at).and_then(letter).is_some()).count();
        let begin = index + letters;
        let to = (begin..).find(|at| char_at(*at).and_then(digit).is_none()).unwrap_or(begin);
        let ends = char_at(to).is_none_or(|next| letter(next).is_none() && next != '-');
        let shape = (letters, to - begin);
        if alone && ends && letters > 0 {
            let ordinary = matches!((letter(*one), shape), (Some('E' | 'G'), (1, 8)) | (Some('E'), (2, 7)));
            let thing = || label::nearest(chars, index, to).is_thing();
            if (matches!(shape, (1, 7..=10) | (2, 7)) && named()) || (ordinary && !named_alone && !thing()) {
                found.extend(permit(index, to));
            }
        }
        if letters == 0
            && alone
            && ends
            && matches!(to - begin, 7..=10)
            && label::said_before(chars, index, &["台胞证", "台胞证号码", "通行证", "通行证号码", "护照", "军官证"])
        {
            found.extend(permit(index, to));
        }
        if !named_alone
            && SERVICES.contains(*one)
            && char_at(index + 1) == Some('字')
            && char_at(index + 2) == Some('第')
        {
            let from = index + 3;
            let to = (from..).find(|at| char_at(*at).and_then(digit).is_none()).unwrap_or(from);
            if (6..=8).contains(&(to - from)) && char_at(to) == Some('号') {
                found.extend(permit(index, to + 1));
            }
        }
    }
    found
}
