//! Numbers that name a person: identity cards, mobiles, bank cards, passports and permits.

use super::{
    Found, Kind, account,
    identity::{holds_birth, is_id, is_old_id, is_slip, luhn},
    label::{self, Label},
    place,
};
use crate::{reading::Seen, typed};

/// Behind a number, also after a blank: it measures.
const LENGTHS: &str = "元万亿米㎡平立吨公度斤亩%％‰";
/// Right behind a number: it counts.
const COUNTS: &str = "户人块个株棵只头升千";

/// A digit: its value, its place among the characters, and what stands before it.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// 10 stands for the X at the end of an identity number.
    value: u8,
    index: usize,
    before: Gap,
}

/// What parts two digits of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing, or nothing that is seen.
    None,
    /// A blank, a dash or a dot.
    Mark,
    /// A sign that sets the items of a list apart.
    List,
    /// The end of a line.
    Line,
    /// The end of a table's cell.
    Cell,
}

/// A digit however it is written: of any script, full width, or Chinese.
pub fn digit(one: char) -> Option<u8> {
    typed::digit(one).or(match one {
        '〇' | '零' | '○' | 'Ｏ' => Some(0),
        '一' | '壹' | '幺' => Some(1),
        '二' | '贰' | '貳' => Some(2),
        '三' | '叁' | '參' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' | '陸' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        _ => ROUND.iter().find_map(|(first, count, value)| {
            let nth = u32::from(one).checked_sub(*first).filter(|nth| nth < count)?;
            u8::try_from(nth + value).ok()
        }),
    })
}

/// Digits in circles, in brackets, raised and lowered, and those of Suzhou: where a row of them begins, how many they are, and the
/// value of the first.
const ROUND: [(u32, u32, u32); 21] = [
    (0x2460, 9, 1),
    (0x24ea, 1, 0),
    (0x2474, 9, 1),
    (0x2488, 9, 1),
    (0x24f5, 9, 1),
    (0x24ff, 1, 0),
    (0x2776, 9, 1),
    (0x2780, 9, 1),
    (0x278a, 9, 1),
    (0x3021, 9, 1),
    (0x3192, 3, 1),
    (0x3220, 9, 1),
    (0x3280, 9, 1),
    (0x2070, 1, 0),
    (0x2074, 6, 4),
    (0x2080, 10, 0),
    (0xb9, 1, 1),
    (0xb2, 2, 2),
    (0x1f10b, 2, 0),
    (0x1f100, 1, 0),
    (0x1f101, 10, 0),
];

/// How far a character parts two digits; none where it ends the number.
pub(super) fn gap(one: char) -> Option<Gap> {
    match one {
        // Nobody sees them, or they stand over, under and around the digit before.
        '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{180b}'..='\u{180e}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{300}'..='\u{34e}'
        | '\u{350}'..='\u{36f}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{302a}'..='\u{302f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{e0000}'..='\u{e01ef}' => Some(Gap::None),
        ' ' | '-' | '－' | '–' | '—' | '−' | '‐' | '‑' | '.' | '．' | '·' | '•' | '_' | '\u{3000}' | '\u{a0}' => {
            Some(Gap::Mark)
        }
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '*' | '（' | '）' | '(' | ')' => Some(Gap::Mark),
        '‒' | '―' | '﹣' | '─' | '━' | '‧' | '∙' | '⋅' | '・' | '･' | '。' | '~' | '～' | '+' | '=' | '#' => {
            Some(Gap::Mark)
        }
        ',' | '，' | '、' | '/' | '／' | ';' | '；' | ':' | '：' | '…' | '\\' => Some(Gap::List),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => Some(Gap::Line),
        '\t' | '|' | '｜' => Some(Gap::Cell),
        '【' | '】' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '“' | '”' | '‘' | '’' | '"' | '\''
        | '[' | ']' => Some(Gap::Mark),
        '\u{2800}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}' | '\u{17b5}' => Some(Gap::Mark),
        other if other.is_whitespace() => Some(Gap::Mark),
        _ => None,
    }
}

/// The most marks in a row between two digits of one number: ` | ` or the end of a line. Blanks in a row are one: an indentation, a
/// field of a form.
const MOST_MARKS: usize = 4;

/// The same text with its plain digits alone, where numerals of another kind touch them: 张三13800138000 and ①13800138000 hold a
/// name or the place in a list, and a number right behind it. None where there are not both.
pub(super) fn plain_alone(chars: &[Seen]) -> Option<Vec<Seen>> {
    /// Stands for a numeral that is read as none: no letter, no mark and no digit.
    const NO_DIGIT: char = '\u{fffc}';
    let plain = |one: char| typed::digit(one).is_some();
    let other = |one: char| digit(one).is_some() && !plain(one);
    let touch =
        |pair: &[Seen]| matches!(pair, [a, b] if (other(a.one) && plain(b.one)) || (plain(a.one) && other(b.one)));
    chars.windows(2).any(touch).then(|| {
        chars.iter().map(|seen| Seen { one: if other(seen.one) { NO_DIGIT } else { seen.one }, ..*seen }).collect()
    })
}

/// Runs of digits that may be one number.
fn runs(chars: &[Seen]) -> Vec<Vec<Place>> {
    let (mut all, mut run) = (Vec::new(), Vec::<Place>::new());
    let (mut before, mut marks) = (Gap::None, 0);
    // A blank behind a blank, or behind the end of a line.
    let blank = |index: usize| {
        let is = |at: usize| chars.get(at).is_some_and(|seen| seen.one.is_whitespace());
        chars.get(index).is_some_and(|seen| is(index) && gap(seen.one) == Some(Gap::Mark))
            && index.checked_sub(1).is_some_and(is)
    };
    for (index, Seen { one, .. }) in chars.iter().enumerate() {
        let x = matches!(one, 'x' | 'X' | 'ｘ' | 'Ｘ').then_some(10).filter(|_| run.len() >= 16);
        if let Some(value) = digit(*one).or(x) {
            // Of what is shorter it may be the end, or a letter beside it.
            let parted = if x.is_some() && run.len() == 16 { before.max(Gap::Mark) } else { before };
            run.push(Place { value, index, before: parted });
            (before, marks) = (Gap::None, 0);
        } else if let Some(more) =
            gap(*one).filter(|more| !run.is_empty() && (*more == Gap::None || blank(index) || marks < MOST_MARKS))
        {
            before = before.max(more);
            marks += usize::from(more != Gap::None && !blank(index));
        } else {
            all.push(std::mem::take(&mut run));
            (before, marks) = (Gap::None, 0);
        }
    }
    all.push(run);
    all
}

/// Everything that names a person by a number.
pub(super) fn find(chars: &[Seen]) -> Vec<Found> {
    let mut found = Vec::new();
    for run in runs(chars).iter().filter(|run| run.len() >= 11) {
        for (kind, certain, part) in in_run(chars, run) {
            if let (Some(first), Some(last)) = (part.first(), part.last()) {
                found.extend(place(chars, first.index, last.index + 1).map(|(from, to)| Found {
                    kind,
                    from,
                    to,
                    certain,
                }));
            }
        }
    }
    found
}

/// The numbers of persons in a run: whole groups of its digits, from one to as many as an identity number has.
fn in_run<'a>(chars: &[Seen], run: &'a [Place]) -> Vec<(Kind, bool, &'a [Place])> {
    const LONGEST: usize = 21;
    let mut starts: Vec<usize> =
        (0..run.len()).filter(|at| *at == 0 || run.get(*at).is_some_and(|one| one.before != Gap::None)).collect();
    starts.push(run.len());
    let mut found: Vec<(Kind, bool, &[Place])> = Vec::new();
    let mut behind = 0;
    for (nth, from) in starts.iter().copied().enumerate() {
        if from < behind {
            continue;
        }
        // The longest reading first: an identity number holds shorter ones.
        let near = starts.get(nth + 1..).unwrap_or_default();
        let near = near.get(..near.partition_point(|to| to - from <= LONGEST)).unwrap_or_default();
        let hit =
            near.iter().rev().filter_map(|to| run.get(from..*to)).find_map(|part| Some((kind_of(chars, part)?, part)));
        match hit {
            Some(((kind, certain), part)) => {
                behind = from + part.len();
                let number = if kind == Kind::Mobile { without_prefix(part, |one| one.value) } else { part };
                found.push((kind, certain, number));
            }
            // A group with an identity number somewhere in it, and something written right beside it.
            None => {
                let to = starts.get(nth + 1).copied().unwrap_or(from);
                let group = run.get(from..to).unwrap_or_default();
                if (19..=24).contains(&group.len()) {
                    let certain = !label_of(chars, group).is_thing();
                    let hit = group.windows(18).find(|window| is_id(&values(window)));
                    found.extend(hit.map(|window| (Kind::IdNumber, certain, window)));
                }
                found.extend(beside_each_other(chars, group).map(|part| (Kind::Mobile, false, part)));
            }
        }
    }
    found
}

/// Mobile numbers written without anything between, or one with something right behind it where a word says that it is one.
fn beside_each_other<'a>(chars: &[Seen], group: &'a [Place]) -> impl Iterator<Item = &'a [Place]> {
    let mobiles = || group.chunks(11).filter(|part| is_mobile(&values(part)));
    let whole = group.len() > 11 && group.len().is_multiple_of(11) && mobiles().count() * 11 == group.len();
    let label = || label_of(chars, group);
    let most = if whole && !label().is_thing() {
        usize::MAX
    } else {
        usize::from((12..=14).contains(&group.len()) && label() == Label::Number)
    };
    mobiles().take(most)
}

fn is_mobile(digits: &[u8]) -> bool {
    matches!(digits, [1, 3..=9, rest @ ..] if rest.len() == 9)
}

/// A mobile number without the prefix of the country, or the nought of a call from afar.
fn without_prefix<T>(part: &[T], value: impl Fn(&T) -> u8) -> &[T] {
    let is = |from: usize, prefix: &[u8]| {
        let digits = part.get(..from).unwrap_or_default();
        part.len() == from + 11 && digits.iter().map(&value).eq(prefix.iter().copied())
    };
    let from =
        [&[8, 6][..], &[0, 0, 8, 6], &[0]].into_iter().find(|prefix| is(prefix.len(), prefix)).map_or(0, <[u8]>::len);
    part.get(from..).unwrap_or_default()
}

/// What a number is, if it is a person's, and whether that is beyond doubt: its check digit is right, and nothing says that it names
/// a thing.
fn kind_of(chars: &[Seen], part: &[Place]) -> Option<(Kind, bool)> {
    let (first, last) = (part.first()?, part.last()?);
    let whole = values(part);
    let number = without_prefix(whole.as_slice(), |one| *one);
    if !could_be_one(number) || within_hash(chars, first.index, last.index) {
        return None;
    }
    let label = label_of(chars, part);
    if part.len() == 18 && is_id(&whole) {
        return Some((Kind::IdNumber, !label.is_thing()));
    }
    // No contract is numbered like a telephone, and no sum of a village is as long as one: it is asked about.
    let mobile = is_mobile(number);
    let contract = label == Label::Contract && mobile && !label::is_coded(chars, first.index);
    if label.is_thing() && !contract {
        return None;
    }
    let person = label == Label::Number || label.has_identities();
    // A slip of the pen in an identity number names its person all the same: it is asked about.
    let doubtful =
        (is_slip(&whole) && is_one_piece(part)) || (label.has_identities() && (15..=20).contains(&whole.len()));
    let plain = doubtful || part.iter().all(|one| one.value < 10);
    let next = |at: usize| chars.get(last.index + at).map(|next| next.one);
    let measured = match next(1) {
        Some(' ' | '\u{3000}') => next(2).is_some_and(|one| LENGTHS.contains(one) && measures(one, next(3))),
        other => other.is_some_and(|one| (LENGTHS.contains(one) || COUNTS.contains(one)) && measures(one, next(2))),
    };
    let measured = measured && !person;
    let before = first.index.checked_sub(1).and_then(|at| chars.get(at));
    let sum = before.is_some_and(|before| matches!(before.one, '¥' | '￥' | '$'));
    // A point with two digits behind it, and no other: a sum with its cents.
    let cents = matches!(part, [.., a, _] if a.before == Gap::Mark)
        && part.iter().skip(1).filter(|one| one.before != Gap::None).count() == 1;
    if !plain || ((measured || sum) && !mobile) || cents || !belongs(chars, part, person) {
        return None;
    }
    if doubtful {
        // What is called an identity number and holds a date of birth is one, whatever its check digit.
        return Some((Kind::IdNumber, label == Label::Identity && holds_birth(&whole)));
    }
    let kind = if mobile {
        Kind::Mobile
    } else if whole.len() == 15 && is_old_id(&whole) {
        Kind::IdNumber
    } else if is_card(&whole) || account::is_called(chars, first.index, &breaks(part), whole.len()) {
        Kind::BankCard
    } else {
        return None;
    };
    Some((kind, false))
}

/// Whether a number has as many digits as one of those that are looked for; the rest need not be looked at.
fn could_be_one(number: &[u8]) -> bool {
    is_mobile(number) || (15..=20).contains(&number.len())
}

/// Whether what stands behind a number measures it, and does not begin a word: 元 and not 元旦, 平方 and not 平时.
fn measures(one: char, next: Option<char>) -> bool {
    let begins = |words: &str| next.is_some_and(|next| words.contains(next));
    let letter = next.is_some_and(char::is_alphabetic);
    match one {
        '元' => !begins("旦月宵宝"),
        '人' => !begins("事民大社名在"),
        '升' => !begins("旗级学职"),
        '平' => !letter || begins("方米"),
        '立' => !letter || begins("方"),
        '公' => !letter || begins("里斤顷分吨"),
        '度' => !begins("假"),
        '户' => !begins("主"),
        _ => true,
    }
}

fn is_card(digits: &[u8]) -> bool {
    (16..=19).contains(&digits.len()) && matches!(digits, [3..=6 | 9, ..]) && luhn(digits)
}

/// Whether digits stand between the letters of a hash or an id, which are no number of anybody.
fn within_hash(chars: &[Seen], first: usize, last: usize) -> bool {
    /// Shorter ones are a number with a letter put beside it.
    const LEAST: usize = 18;
    let hex = |one: &&Seen| one.one.is_ascii_hexdigit() && !one.one.is_ascii_uppercase();
    let before = chars.get(..first).unwrap_or_default().iter().rev().take(64).take_while(hex);
    let behind = chars.get(last + 1..).unwrap_or_default().iter().take(64).take_while(hex);
    let beside: Vec<char> = before.chain(behind).map(|one| one.one).collect();
    let letters = beside.iter().filter(|one| one.is_ascii_alphabetic()).count();
    letters >= 2 && beside.len() + (last + 1 - first) >= LEAST
}

fn label_of(chars: &[Seen], part: &[Place]) -> Label {
    match (part.first(), part.last()) {
        (Some(first), Some(last)) => label::nearest(chars, first.index, last.index + 1),
        _ => Label::None,
    }
}

/// Whether groups are one number. Some few on a line are, and digits one by one; in several lines or cells, where a word says so, a
/// nought begins a longer group, or the first line broke off within it; as items of a list, where they are as long as a mobile's or an
/// identity number's groups. A row of sums is none.
fn belongs(chars: &[Seen], part: &[Place], person: bool) -> bool {
    const GROUPS: usize = 5;
    let breaks = breaks(part);
    let parted = |by: Gap| part.iter().skip(1).any(|one| one.before == by);
    let one_by_one = breaks.len() + 1 == part.len();
    // A nought by itself is a sum, or an empty cell.
    let starts = |at: &usize| part.get(*at).is_some_and(|one| one.value == 0) && !breaks.contains(&(at + 1));
    let nought = breaks.iter().any(|at| starts(at) && at + 1 < part.len());
    let few = breaks.len() < GROUPS || (one_by_one && !parted(Gap::Cell));
    let lines = part.iter().skip(1).filter(|one| one.before == Gap::Line).count();
    // A row of a list of people: a name, and no heading that says something else.
    let of_somebody = || {
        part.first()
            .is_some_and(|first| label::has_name_before(chars, first.index) && !label::has_heading(chars, first.index))
    };
    // As a mobile number is written: broken off by one line, or in the cells behind a name.
    let usual = breaks == [3, 7] && if parted(Gap::Cell) { lines == 0 && of_somebody() } else { lines == 1 };
    let broken = nought || usual || (one_by_one && !parted(Gap::Cell)) || matches!(breaks.as_slice(), [at] if *at >= 7);
    let listed = one_by_one || matches!(breaks.as_slice(), [3, 7] | [6, 14] | [6, 10, 14]);
    let far = parted(Gap::Line) || parted(Gap::Cell);
    person || (few && (!far || broken) && (!parted(Gap::List) || listed))
}

/// Before which of its digits something stands.
fn breaks(part: &[Place]) -> Vec<usize> {
    (1..part.len()).filter(|at| part.get(*at).is_some_and(|one| one.before != Gap::None)).collect()
}

fn values(part: &[Place]) -> Vec<u8> {
    part.iter().map(|one| one.value).collect()
}

/// Whether an identity number with a slip of the pen may stand so: on one line in whatever groups, over several only where they
/// break before or behind the date of birth.
fn is_one_piece(part: &[Place]) -> bool {
    part.iter().enumerate().all(|(at, one)| one.before <= Gap::Mark || matches!(at, 0 | 6 | 14))
}
