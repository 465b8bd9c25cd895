//! The one gate for characters: what people type, paste, upload or write into an address is let in by [`admit`] and by nothing
//! else, so that a text is what one sees of it.
//!
//! - **Left out**, because nothing is seen of it and nothing changes without it: controls, noncharacters, the byte order mark,
//!   soft hyphens, zero-width spaces and joiners, interlinear marks, blank letters, tags and variation selectors that select
//!   nothing. Every kind of line end becomes a line feed.
//! - **Kept**, because somebody needs it: the joiner within an emoji, the selector behind an emoji, an ideograph (two shapes of
//!   one name) or a Mongolian letter, the tags of a flag, joiners between letters of scripts that join, private-use characters
//!   (names that no standard has).
//! - **Refused**, because leaving it out would change what is read: marks that turn the order of characters
//!   ([`Refusal::HiddenOrder`]). Marks that only say "left to right" in a text without letters from right to left change nothing
//!   and are left out: telephones put them around every number that is copied from their contacts.

mod number;

use crate::{Refusal, coded::coded};
pub use number::{ascii, clock, day, decimal, digit, moment, whole};

coded! {
    /// How a text is to be shown.
    #[derive(Default)]
    TextForm {
        /// Written before there was a choice: shown as Markdown, and as typed beside it where that changed it.
        #[default]
        Before "",
        /// As it was typed.
        Typed "typed",
        /// As Markdown: its writer chose that and saw it.
        Markdown "markdown",
    }
}

impl TextForm {
    /// The form that is stored with a text.
    #[must_use]
    pub fn stored(id: &str) -> Self {
        Self::from_id(id).unwrap_or_default()
    }

    /// Whether it was written before there was a choice; what was published then says nothing of it, and its file stays as it was.
    #[must_use]
    pub fn is_before(&self) -> bool {
        *self == Self::Before
    }
}

/// A text as it may enter: with line feeds and tabs, without what is not seen.
///
/// # Errors
/// [`Refusal::HiddenOrder`], with the text in its true order, when it holds marks that turn the order of its characters.
pub fn admit(text: &str) -> Result<String, (Refusal, String)> {
    let seen = clean(text);
    if turns(text) { Err((Refusal::HiddenOrder, seen)) } else { Ok(seen) }
}

/// A text without anything that is not seen, for showing what was stored before there was a gate. Never fails.
#[must_use]
pub fn clean(text: &str) -> String {
    // Nearly every text: nothing to look at closely.
    if text.chars().all(|one| one == '\n' || one == '\t' || (one >= ' ' && is_plain(one))) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut flag = false;
    for (index, one) in chars.iter().copied().enumerate() {
        let next = chars.get(index + 1).copied();
        let before = out.chars().next_back();
        let stays = match one {
            '\r' if next == Some('\n') => false,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => {
                out.push('\n');
                false
            }
            '\n' | '\t' => true,
            // An emoji of several: before it an emoji or what belongs to one, behind it an emoji.
            '\u{200d}' if next.is_some_and(is_emoji) => {
                before.is_some_and(|one| is_emoji(one) || one == '\u{fe0f}' || is_skin(one))
            }
            '\u{200c}' | '\u{200d}' => before.is_some_and(joins) && next.is_some_and(joins),
            // As a picture, as a letter; the shapes of ideographs and signs.
            '\u{fe00}'..='\u{fe0f}' => before.is_some_and(|one| {
                is_emoji(one) || is_ideograph(one) || matches!(one, '0'..='9' | '#' | '*') || is_sign(one)
            }),
            '\u{e0100}'..='\u{e01ef}' => before.is_some_and(is_ideograph),
            '\u{180b}'..='\u{180f}' => before.is_some_and(is_mongolian),
            '\u{e0020}'..='\u{e007f}' => flag,
            other => is_plain(other),
        };
        flag = stays && (one == '\u{1f3f4}' || (flag && matches!(one, '\u{e0020}'..='\u{e007e}')));
        if stays {
            out.push(one);
        }
    }
    out
}

/// One line: what is left of a text when every line end and tab is a blank.
#[must_use]
pub fn line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

/// The beginning of a text in one line, without the blanks that only lay it out; what is cut off is shown as cut.
#[must_use]
pub fn opening(text: &str, letters: usize) -> String {
    let line = line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= letters { line } else { line.chars().take(letters).collect::<String>() + "……" }
}

/// Whether an address may hold this text: nothing that no keyboard makes. What is merely not seen is left out by [`clean`].
#[must_use]
pub fn fits_address(text: &str) -> bool {
    !text.chars().any(|one| (one.is_control() && !matches!(one, '\n' | '\r' | '\t')) || is_noncharacter(one))
}

/// Whether marks turn the order in which the characters are seen.
fn turns(text: &str) -> bool {
    let right_to_left = || text.chars().any(is_right_to_left);
    text.chars().any(|one| match one {
        '\u{200f}' | '\u{61c}' | '\u{202b}' | '\u{202e}' | '\u{2067}' => true,
        '\u{200e}' | '\u{202a}' | '\u{202c}' | '\u{202d}' | '\u{2066}' | '\u{2068}' | '\u{2069}' => right_to_left(),
        _ => false,
    })
}

/// Whether a character is seen, whatever stands beside it.
fn is_plain(one: char) -> bool {
    !(one.is_ascii_control() || is_noncharacter(one) || is_unseen(one))
}

fn is_noncharacter(one: char) -> bool {
    matches!(one, '\u{fdd0}'..='\u{fdef}') || u32::from(one) & 0xfffe == 0xfffe
}

/// What is not seen: format characters, blanks without width, letters that are blank, and selectors, unless [`clean`] finds what they
/// belong to.
const fn is_unseen(one: char) -> bool {
    matches!(
        one,
        '\u{80}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

const fn is_emoji(one: char) -> bool {
    matches!(
        one,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
            | '\u{2300}'..='\u{23ff}' | '\u{24c2}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}'
            | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}'
    )
}

/// The colours of a skin.
const fn is_skin(one: char) -> bool {
    matches!(one, '\u{1f3fb}'..='\u{1f3ff}')
}

const fn is_ideograph(one: char) -> bool {
    matches!(
        one,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}' | '〇' | '々'
    )
}

/// Signs of the East Asian sets that have two shapes: 、。！，．：；？ and the like.
const fn is_sign(one: char) -> bool {
    matches!(one, '\u{3001}'..='\u{3002}' | '\u{ff01}'..='\u{ff5e}')
}

const fn is_mongolian(one: char) -> bool {
    matches!(one, '\u{1820}'..='\u{18aa}')
}

/// Letters that join or part by a joiner: Arabic (Uyghur, Kazakh), Syriac, the scripts of India, Tibetan to Khmer, Mongolian.
const fn joins(one: char) -> bool {
    matches!(
        one,
        '\u{620}'..='\u{74f}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f40}'..='\u{fbc}'
            | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' | '\u{1820}'..='\u{18aa}' | '\u{1980}'..='\u{1aad}'
    )
}

const fn is_right_to_left(one: char) -> bool {
    matches!(
        one,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn c12_what_is_not_seen_stays_outside() {
        let cases = [
            ("井\u{0}水\u{7}\u{1b}[31m", "井水[31m"),
            ("一\r\n二\r三\u{85}四\u{2028}五\u{b}六", "一\n二\n三\n四\n五\n六"),
            ("\u{feff}身\u{200b}份\u{ad}证\u{2060}号\u{fffe}\u{ffff}\u{1fffe}\u{fdd0}", "身份证号"),
            ("\u{fff9}注\u{fffa}音\u{fffb}\u{3164}\u{2800}\u{115f}", "注音"),
            ("隐\u{e0041}\u{e0042}藏\u{e0001}", "隐藏"),
            ("a\u{fe0f}b\u{fe00}", "ab"),
            ("赵\u{200d}示\u{200c}一", "赵示一"),
            ("\u{202d}13800138000\u{202c} \u{200e}5", "13800138000 5"),
            ("\t缩进\n\n  空行", "\t缩进\n\n  空行"),
        ];
        for (typed, enters) in cases {
            assert_eq!(admit(typed).as_deref(), Ok(enters), "{typed:?}");
        }
        assert_eq!(line("一\r\n二\t三"), "一 二 三");
    }

    #[test]
    fn c12_names_and_emoji_keep_what_they_need() {
        for kept in [
            "葛\u{e0100}城",
            "邉\u{fe00}",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "👩🏽\u{200d}🌾",
            "1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "ᠮᠣᠩᠭᠣᠯ\u{180b}",
            "می\u{200c}خواهم",
            "\u{e000}姓",
            "བོད་ཡིག",
            "、\u{fe00}",
        ] {
            assert_eq!(admit(kept).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn c12_what_turns_the_order_is_refused_and_shown_in_its_true_order() {
        for (typed, shown) in [
            ("补助 \u{202e}0012\u{202c} 元", "补助 0012 元"),
            ("5\u{200f}-3", "5-3"),
            ("\u{2067}abc\u{2069}", "abc"),
            ("ئۇيغۇر \u{202a}12", "ئۇيغۇر 12"),
        ] {
            assert_eq!(admit(typed), Err((Refusal::HiddenOrder, shown.to_owned())));
        }
    }

    #[test]
    fn c12_an_address_holds_no_control() {
        assert!(fits_address("井 2号\u{200b}\t"));
        for bad in ["a\0", "\u{7f}", "\u{9b}", "\u{fffe}", "\u{10ffff}"] {
            assert!(!fits_address(bad), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn c12_what_has_entered_enters_again_unchanged(text in "\\PC*|.*|[\\x00-\\x20\u{200b}-\u{200f}\u{2028}-\u{202e}\u{fe00}-\u{fe0f}👨🏴葛\u{e0020}-\u{e01ef}]*") {
            let once = clean(&text);
            prop_assert_eq!(&clean(&once), &once);
            prop_assert_eq!(admit(&once), Ok(once.clone()));
            prop_assert!(!once.chars().any(|one| one == '\0' || one == '\r' || is_noncharacter(one)));
        }
    }
}
