//! What the digits of an identity number say: GB 11643 and its form of before 1999; and the check digit of bank cards.

/// Whether a date of birth stands where an identity number has it, behind digits alone.
fn is_born(number: &[u8]) -> bool {
    let at = |index: usize| number.get(index).map_or(0, |one| u32::from(*one));
    let year = at(6) * 1000 + at(7) * 100 + at(8) * 10 + at(9);
    let (month, day) = (at(10) * 10 + at(11), at(12) * 10 + at(13));
    let plain = number.iter().take(17).all(|one| *one < 10);
    plain && (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// Whether a number of 18 places or of 15 has a date of birth where an identity number has it.
pub(super) fn holds_birth(number: &[u8]) -> bool {
    match number.len() {
        18 => is_born(number),
        15 => is_old_id(number),
        _ => false,
    }
}

/// GB 11643: a date of birth at its place, and the check digit of ISO 7064 MOD 11-2.
pub(super) fn is_id(number: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let at = |index: usize| number.get(index).map_or(0, |one| u32::from(*one));
    let sum: u32 = WEIGHTS.iter().enumerate().map(|(index, weight)| weight * at(index)).sum();
    is_born(number) && at(0) != 0 && (12 - sum % 11) % 11 == at(17)
}

/// Whether the first six digits can be a county's (GB/T 2260): a province that there is, a city or district and a county.
fn is_area(number: &[u8]) -> bool {
    let two = |at: usize| number.get(at).copied().unwrap_or(0) * 10 + number.get(at + 1).copied().unwrap_or(0);
    is_province(two(0)) && matches!(two(2), 1..=70 | 90) && two(4) > 0
}

const fn is_province(code: u8) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82)
}

/// Whether a number is one of a person's with a slip of the pen: a wrong check digit, one digit lost, or one too many.
pub(super) fn is_slip(number: &[u8]) -> bool {
    let whole = |number: &[u8]| is_id(number) && is_area(number);
    match number.len() {
        18 => is_born(number) && is_area(number),
        17 => (0..=17).any(|at| {
            (0..=10).any(|digit| {
                let mut more = number.to_vec();
                more.insert(at, digit);
                whole(&more)
            })
        }),
        // One that is right, with something beside it, is no slip.
        19 => {
            !number.windows(18).any(is_id)
                && (0..19).any(|at| {
                    let mut less = number.to_vec();
                    less.remove(at);
                    whole(&less)
                })
        }
        _ => false,
    }
}

/// The identity number of before 1999: a province, and a date of birth of two digits each.
pub(super) fn is_old_id(digits: &[u8]) -> bool {
    let two = |at: usize| digits.get(at).copied().unwrap_or(0) * 10 + digits.get(at + 1).copied().unwrap_or(0);
    is_province(two(0)) && two(2) > 0 && (1..=12).contains(&two(8)) && (1..=31).contains(&two(10))
}

pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, value)| {
            let value = u32::from(*value) * if index % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}
