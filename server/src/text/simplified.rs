//! Traditional characters and their simplified ones, for matching alone: nothing that is shown or stored goes through here.

use std::sync::LazyLock;

/// Pairs of a traditional character and its simplified one, in the order of the first: the first choice of each line of
/// `TSCharacters.txt` of OpenCC (Apache-2.0), at 5249273a; where that one has a
/// simplified one too, the last.
const TABLE: &str = include_str!("simplified.txt");

static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut chars = TABLE.chars().filter(|one| *one != '\n');
    std::iter::from_fn(|| Some((chars.next()?, chars.next()?))).collect()
});

/// The simplified character of a traditional one; every other as it is.
#[must_use]
pub fn simplified(one: char) -> char {
    if one < '\u{3400}' {
        return one;
    }
    let found = PAIRS.binary_search_by_key(&one, |(traditional, _)| *traditional);
    found.ok().and_then(|at| PAIRS.get(at)).map_or(one, |(_, simplified)| *simplified)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c12_traditional_is_matched_as_simplified() {
        assert!(PAIRS.is_sorted_by_key(|(one, _)| *one) && PAIRS.len() > 3000);
        let folded: String = "路燈與水渠，葉嘯雲臺灣a１".chars().map(simplified).collect();
        assert_eq!(folded, "路灯与水渠，叶啸云台湾a１");
        // Folding once is enough: what a character becomes leads no further.
        assert!(PAIRS.iter().all(|(_, to)| simplified(*to) == *to), "a chain");
    }
}
