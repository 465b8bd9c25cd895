//! What somebody says of a place that was found: it is none. It is said of one place, of what stands there, and of nothing else.

use super::{Found, Kind, find, label};
use crate::{Refusal, reading};

/// Something found in a text, as it is spoken of: what stands there, and what it is said to be of. The same number under another word
/// is another mention; the same one under the same word is the same wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'t> {
    /// The how-many-th of everything found in the text, from 1.
    pub nth: usize,
    /// What was found, and where.
    pub found: Found,
    /// The characters that were found.
    pub of: &'t str,
    /// The words before and behind it in its clause, and the heading of its column.
    pub context: String,
    /// The how-many-th of those that stand so under the same words, from 1.
    pub again: usize,
}

impl Mention<'_> {
    /// Whether two mean the same thing: of one it may be said what was said of the other.
    #[must_use]
    pub fn is(&self, other: &Mention<'_>) -> bool {
        self.named() == other.named()
    }

    /// What names it within the texts of a field.
    #[must_use]
    pub fn named(&self) -> (Kind, &str, &str, usize) {
        (self.found.kind, self.of, &self.context, self.again)
    }
}

/// Everything found in a text, each as it is spoken of.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention<'_>> {
    let seen = reading::written(text);
    let mut all: Vec<Mention<'_>> = Vec::new();
    for (at, found) in find(text).into_iter().enumerate() {
        let (of, context) = (found.of(text), label::context(&seen, found.from, found.to));
        let same = |one: &&Mention<'_>| one.found.kind == found.kind && one.of == of && one.context == context;
        let again = all.iter().filter(same).count() + 1;
        all.push(Mention { nth: at + 1, found, of, context, again });
    }
    all
}

/// A text, and which of the places found in it are said to be none. A text alone: of no place.
#[derive(Debug, Clone, Default)]
pub struct Said<'t> {
    text: &'t str,
    none: Vec<Mention<'t>>,
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
    /// A text of whose places it is asked whether they are said to be none. Of an identity number whose check digit is right nobody
    /// is asked.
    #[must_use]
    pub fn of(text: &'t str, is_none: impl Fn(&Mention<'_>) -> bool) -> Self {
        let none = mentions(text).into_iter().filter(|one| !one.found.certain && is_none(one)).collect();
        Self { text, none }
    }

    /// The text as it was typed.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The places that are said to be none: the how-many-th of the text, and as what it was found.
    pub fn none(&self) -> impl Iterator<Item = (usize, Kind)> {
        self.none.iter().map(|one| (one.nth, one.found.kind))
    }

    /// Whether the text may be published as it stands once it was judged (its ends cut): what is found in it is said to be none.
    ///
    /// # Errors
    /// The first kind of personal data that is left.
    pub fn leaves_nothing(&self, judged: &str) -> Result<(), Refusal> {
        let said = |one: &Mention<'_>| !one.found.certain && self.none.iter().any(|none| none.is(one));
        let left = mentions(judged).into_iter().find(|one| !said(one));
        left.map_or(Ok(()), |one| Err(one.found.kind.refusal()))
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
        let one = Said::of(text, |one| one.nth == 1);
        assert_eq!(one.none().collect::<Vec<_>>(), [(1, Kind::IdNumber)]);
        assert_eq!(one.leaves_nothing(text), Err(Refusal::HoldsMobile), "what stands beside it is still found");
        assert_eq!(Said::of(text, |_| true).leaves_nothing(text), Ok(()));
        // Said of what stands there, not of what comes to stand there.
        assert_eq!(one.leaves_nothing("道路 130102560229122。"), Err(Refusal::HoldsIdNumber));
        assert_eq!(one.leaves_nothing("道路 130102560229121。"), Ok(()));
    }

    #[test]
    fn c13_an_identity_number_with_a_slip_of_the_pen_is_asked_about() {
        let text = "低保户 510702197001011234";
        assert_eq!(Said::from(text).leaves_nothing(text), Err(Refusal::HoldsIdNumber));
        assert_eq!(Said::of(text, |_| true).leaves_nothing(text), Ok(()));
    }

    #[test]
    fn c13_an_identity_number_is_never_none() {
        for text in [
            "低保户 11010519491231002X",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002x。",
            "111010519491231002X",
            // By its name, whatever its check digit.
            "身份证 11010119900307775X",
            "居民身份证号码：110105194912310021",
        ] {
            let said = Said::of(text, |_| true);
            assert_eq!(said.none().count(), 0, "{text}");
            assert_eq!(said.leaves_nothing(text), Err(Refusal::HoldsIdNumber), "{text}");
        }
    }

    /// What was said of a project's number is not said of the same digits where they are somebody's.
    #[test]
    fn c13_what_is_none_under_one_word_is_asked_under_another() {
        let said = |text| Said::of(text, |_| true);
        let one = said("合同编号 13800138000，张三修路。");
        for other in [
            "电话 13800138000，张三修路。",
            "13800138000，张三修路。",
            "联系人张三 13800138000。",
            "合同编号 13800138000 张三，修路。",
            "合同编号 13800138001，张三修路。",
            "合同编号 13800138000，张三电话 13800138000。",
            "| 合同编号 | 电话 |\n|---|---|\n| 13800138000 | 13800138000 |",
        ] {
            assert_eq!(one.leaves_nothing(other), Err(Refusal::HoldsMobile), "{other}");
        }
        // It holds wherever it stands, as long as the same word stands before it.
        for same in [
            "三组张某修路，合同编号：13800138000。",
            "合同编号 **13800138000**，另修三组。",
            "先行垫付。\n合同编号 13800138000，张三修路。",
        ] {
            assert_eq!(one.leaves_nothing(same), Ok(()), "{same}");
        }
        let both = "合同编号 13800138000，电话 13800138000。";
        let contract = Said::of(both, |one| one.nth == 1);
        assert_eq!(contract.leaves_nothing("电话 13800138000，合同编号 13800138000。"), Err(Refusal::HoldsMobile));
        assert_eq!(contract.leaves_nothing("合同编号 13800138000。"), Ok(()));
        // Of two that stand alike one was asked about.
        let twice = "合同编号 13800138000，合同编号 13800138000。";
        assert_eq!(Said::of(twice, |one| one.again == 1).leaves_nothing(twice), Err(Refusal::HoldsMobile));
        // The column says what it is.
        let table = |heading: &str| format!("| {heading} | 元 |\n|---|---|\n| 13800138000 | 5000 |");
        let (contracts, phones) = (table("合同编号"), table("电话"));
        assert_eq!(said(&contracts).leaves_nothing(&phones), Err(Refusal::HoldsMobile));
        assert_eq!(said(&contracts).leaves_nothing(&contracts), Ok(()));
    }
}
