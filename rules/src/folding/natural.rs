//! The order in which people look for numbers: 1, 2, 10, and A2 before A10.

use super::half_width;

/// A key to sort by: digits by what they count, before letters.
pub type Natural = Vec<(bool, usize, String)>;

/// The key of a number, as a member, a household or a group has one.
#[must_use]
pub fn natural(text: &str) -> Natural {
    let mut parts: Natural = Vec::new();
    for one in half_width(text).chars() {
        let letter = !one.is_ascii_digit();
        match parts.last_mut() {
            Some((kind, _, part)) if *kind == letter => part.push(one),
            _ => parts.push((letter, 0, one.to_string())),
        }
    }
    for (letter, length, part) in &mut parts {
        if !*letter {
            let digits = part.trim_start_matches('0').to_owned();
            (*length, *part) = (digits.len(), digits);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn ten_stands_behind_two() {
        let mut all = ["10", "2", "1", "0003", "A10", "A2", "3-2-10", "3-2-9", "１1", ""];
        all.sort_by_key(|one| natural(one));
        assert_eq!(all, ["", "1", "2", "0003", "3-2-9", "3-2-10", "10", "１1", "A2", "A10"]);
    }
}
