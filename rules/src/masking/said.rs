//! What somebody says of a place that was found: it is none. It is said of one place, of what stands there, and of nothing else.

use super::{Found, Kind, find};
use crate::Refusal;

/// A text, and which of the places found in it are said to be none. A text alone: of no place.
#[derive(Debug, Clone, Default)]
pub struct Said<'t> {
    text: &'t str,
    none: Vec<(usize, Kind, &'t str)>,
}

impl<'t> From<&'t str> for Said<'t> {
    fn from(text: &'t str) -> Self {
        Self { text, none: Vec::new() }
    }
}

impl<'t> From<&'t String> for Said<'t> {
    fn from(text: &'t String) -> Self {
        Self::from(text.as_str())
    }
}

impl<'t> Said<'t> {
    /// A text of whose places it is asked whether they are said to be none: the how-many-th of the text, from 1, and what was
    /// found. Of an identity number whose check digit is right nobody is asked.
    #[must_use]
    pub fn of(text: &'t str, is_none: impl Fn(usize, &Found) -> bool) -> Self {
        let found = find(text).into_iter().enumerate().map(|(at, one)| (at + 1, one));
        let said = found.filter(|(nth, one)| !one.certain && is_none(*nth, one));
        Self { text, none: said.map(|(nth, one)| (nth, one.kind, one.of(text))).collect() }
    }

    /// The text as it was typed.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The places that are said to be none: the how-many-th of the text, and as what it was found.
    pub fn none(&self) -> impl Iterator<Item = (usize, Kind)> {
        self.none.iter().map(|(nth, kind, _)| (*nth, *kind))
    }

    /// Whether the text may be published as it stands once it was judged (its ends cut): what is found in it is said to be none.
    ///
    /// # Errors
    /// The first kind of personal data that is left.
    pub fn leaves_nothing(&self, judged: &str) -> Result<(), Refusal> {
        let said = |nth, one: &Found| self.none.contains(&(nth, one.kind, one.of(judged)));
        let left = find(judged).into_iter().enumerate().find(|(at, one)| !said(at + 1, one));
        left.map_or(Ok(()), |(_, one)| Err(one.kind.refusal()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "项目 130102 560229 121，联系 13800138000。";

    #[test]
    fn c13_one_place_is_said_to_be_none_and_no_other() {
        assert_eq!(
            Said::from(TEXT).leaves_nothing(TEXT),
            Err(Refusal::HoldsMobile),
            "a project's number is none by itself"
        );
        let text = "道路 130102560229121，联系 13800138000。";
        assert_eq!(Said::from(text).leaves_nothing(text), Err(Refusal::HoldsIdNumber));
        let one = Said::of(text, |nth, _| nth == 1);
        assert_eq!(one.none().collect::<Vec<_>>(), [(1, Kind::IdNumber)]);
        assert_eq!(one.leaves_nothing(text), Err(Refusal::HoldsMobile), "what stands beside it is still found");
        assert_eq!(Said::of(text, |_, _| true).leaves_nothing(text), Ok(()));
        // Said of what stands there, not of what comes to stand there.
        assert_eq!(one.leaves_nothing("道路 130102560229122。"), Err(Refusal::HoldsIdNumber));
        assert_eq!(one.leaves_nothing("道路 130102560229121。"), Ok(()));
    }

    #[test]
    fn c13_an_identity_number_with_a_slip_of_the_pen_is_asked_about() {
        for text in ["低保户 510702197001011234", "身份证 11010119900307775X"] {
            assert_eq!(Said::from(text).leaves_nothing(text), Err(Refusal::HoldsIdNumber), "{text}");
            let said = Said::of(text, |_, _| true);
            assert_eq!(said.leaves_nothing(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn c13_an_identity_number_is_never_none() {
        for text in [
            "低保户 11010519491231002X",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002x。",
            "111010519491231002X",
        ] {
            let said = Said::of(text, |_, _| true);
            assert_eq!(said.none().count(), 0, "{text}");
            assert_eq!(said.leaves_nothing(text), Err(Refusal::HoldsIdNumber), "{text}");
        }
    }
}
