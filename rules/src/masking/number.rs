//! Numbers that name a person: identity cards, mobiles, bank cards, passports and permits.

use super::{
    Found, Kind,
    identity::{is_area, is_born, is_id, is_old_id, luhn},
};
use crate::typed;

/// Words before a number that say that it names a thing: a contract, a project, a meter.
const THINGS: &[&str] = &[
    "合同",
    "合同号",
    "编号",
    "代码",
    "项目",
    "文号",
    "表号",
    "水表",
    "电表",
    "气表",
    "订单",
    "订单号",
    "流水号",
    "发票",
    "发票号码",
    "注册号",
    "批号",
    "型号",
    "条码",
    "凭证号",
    "许可证号",
    "图号",
    "车架号",
    "设备号",
    "案号",
    "单号",
    "指纹",
    "序号",
];
/// Behind a number, also after a blank: it measures.
const LENGTHS: &str = "元万亿米㎡平立吨公度斤亩%％‰";
/// Right behind a number: it counts.
const COUNTS: &str = "户人块个株棵只头升千";
/// Words that say that a number is a person's.
const PERSONS: &[&str] = &[
    "电话",
    "手机",
    "联系",
    "身份证",
    "证件",
    "卡号",
    "账号",
    "帐号",
    "银行",
    "致电",
    "拨打",
    "微信",
    "tel",
    "Tel",
    "TEL",
];
/// How far before a number such a word stands, in characters.
const NEAR: usize = 12;

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
enum Gap {
    /// Nothing, or nothing that is seen.
    None,
    /// A blank, a dash or a dot.
    Mark,
    /// The end of a line, or of a table's cell.
    Far,
}

/// A digit however it is written: of any script, full width, or Chinese.
pub(super) fn digit(one: char) -> Option<u8> {
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
        _ => None,
    })
}

/// How far a character parts two digits; none where it ends the number.
fn gap(one: char) -> Option<Gap> {
    match one {
        '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => Some(Gap::None),
        ' ' | '-' | '－' | '–' | '—' | '−' | '‐' | '‑' | '.' | '．' | '·' | '•' | '_' | '\u{3000}' | '\u{a0}' => {
            Some(Gap::Mark)
        }
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '*' | '（' | '）' | '(' | ')' => Some(Gap::Mark),
        '\n' | '\r' | '\t' | '|' | '｜' => Some(Gap::Far),
        _ => None,
    }
}

/// The most marks in a row between two digits of one number: ` | ` or the end of a line with its indentation.
const MOST_MARKS: usize = 4;

/// The characters that Markdown does not show: its marks, tags, and where links lead to.
fn unshown(chars: &[(usize, char)]) -> Vec<bool> {
    /// Longer ones are no tags.
    const LONGEST: usize = 80;
    let mut hidden: Vec<bool> =
        chars.iter().map(|(_, one)| matches!(one, '*' | '_' | '`' | '~' | '\\' | '[' | ']')).collect();
    let at = |index: usize| chars.get(index).map(|(_, one)| *one);
    for index in 0..chars.len() {
        let ends = match (at(index), at(index + 1)) {
            (Some('<'), Some(next)) if next.is_ascii_alphabetic() || matches!(next, '/' | '!') => '>',
            (Some(']'), Some('(')) => ')',
            _ => continue,
        };
        let end = (index..chars.len().min(index + LONGEST)).find(|end| at(*end) == Some(ends));
        if let Some(within) = end.and_then(|end| hidden.get_mut(index..=end)) {
            within.fill(true);
        }
    }
    hidden
}

/// Runs of digits that may be one number; of what is hidden nothing is seen.
fn runs(chars: &[(usize, char)], hidden: &[bool]) -> Vec<Vec<Place>> {
    let (mut all, mut run) = (Vec::new(), Vec::<Place>::new());
    let (mut before, mut marks) = (Gap::None, 0);
    for (index, (_, one)) in chars.iter().enumerate() {
        if hidden.get(index) == Some(&true) {
            continue;
        }
        let last = matches!(one, 'x' | 'X' | 'ｘ' | 'Ｘ').then_some(10).filter(|_| run.len() >= 17);
        if let Some(value) = digit(*one).or(last) {
            run.push(Place { value, index, before });
            (before, marks) = (Gap::None, 0);
        } else if let Some(more) =
            gap(*one).filter(|more| !run.is_empty() && (*more == Gap::None || marks < MOST_MARKS))
        {
            before = before.max(more);
            marks += usize::from(more != Gap::None);
        } else {
            all.push(std::mem::take(&mut run));
            (before, marks) = (Gap::None, 0);
        }
    }
    all.push(run);
    all
}

/// Everything that names a person by a number.
pub(super) fn find(chars: &[(usize, char)], end: usize) -> Vec<Found> {
    let byte = |index: usize| chars.get(index).map_or(end, |(byte, _)| *byte);
    let mut found = permits(chars, &byte);
    let hidden = unshown(chars);
    let mut runs_of = runs(chars, &[]);
    // As Markdown shows it, too: a mark between two digits hides no number.
    if hidden.contains(&true) {
        runs_of.extend(runs(chars, &hidden));
    }
    for run in runs_of.iter().filter(|run| run.len() >= 11) {
        for (kind, part) in in_run(chars, run) {
            if let (Some(first), Some(last)) = (part.first(), part.last()) {
                found.push(Found { kind, from: byte(first.index), to: byte(last.index + 1) });
            }
        }
    }
    found
}

/// The numbers of persons in a run: whole groups of its digits, from one to eight of them.
fn in_run<'a>(chars: &[(usize, char)], run: &'a [Place]) -> Vec<(Kind, &'a [Place])> {
    const MOST_GROUPS: usize = 8;
    let mut starts: Vec<usize> =
        (0..run.len()).filter(|at| *at == 0 || run.get(*at).is_some_and(|one| one.before != Gap::None)).collect();
    starts.push(run.len());
    let mut found: Vec<(Kind, &[Place])> = Vec::new();
    let mut behind = 0;
    for (nth, from) in starts.iter().copied().enumerate() {
        if from < behind {
            continue;
        }
        // The longest reading first: an identity number holds shorter ones.
        let ends = starts.get(nth + 1..).unwrap_or_default().iter().take(MOST_GROUPS).rev();
        let hit = ends.filter_map(|to| run.get(from..*to)).find_map(|part| Some((kind_of(chars, part)?, part)));
        match hit {
            Some((kind, part)) => {
                behind = from + part.len();
                found.push((kind, without_prefix(kind, part)));
            }
            // A group with an identity number somewhere in it, and something written right beside it.
            None => {
                let to = starts.get(nth + 1).copied().unwrap_or(from);
                let group = run.get(from..to).unwrap_or_default();
                if (19..=22).contains(&group.len()) {
                    found.extend(
                        group.windows(18).find(|window| is_id(&values(window))).map(|window| (Kind::IdNumber, window)),
                    );
                }
            }
        }
    }
    found
}

/// The number without the country's prefix.
fn without_prefix(kind: Kind, part: &[Place]) -> &[Place] {
    match part {
        [_, _, rest @ ..] if kind == Kind::Mobile && rest.len() == 11 => rest,
        other => other,
    }
}

/// What a number is, if it is a person's.
fn kind_of(chars: &[(usize, char)], part: &[Place]) -> Option<Kind> {
    let (first, last) = (part.first()?, part.last()?);
    let far = part.iter().skip(1).any(|one| one.before == Gap::Far);
    // Digits between the letters of a hash are no number of anybody.
    let hex =
        |index: Option<usize>| index.and_then(|at| chars.get(at)).is_some_and(|(_, one)| matches!(one, 'a'..='f'));
    if hex(first.index.checked_sub(1)) || hex(Some(last.index + 1)) {
        return None;
    }
    let whole = values(part);
    if part.len() == 18 && is_id(&whole) {
        return Some(Kind::IdNumber);
    }
    let person = said_before(chars, first.index, PERSONS);
    if !person && said_before(chars, first.index, THINGS) {
        return None;
    }
    let doubtful = part.len() == 18 && is_born(&whole) && is_area(&whole) && as_ids_are_written(part);
    let plain = doubtful || part.iter().all(|one| one.value < 10);
    let next = |at: usize| chars.get(last.index + at).map(|(_, one)| *one);
    let measured = match next(1) {
        Some(' ' | '\u{3000}') => next(2).is_some_and(|one| LENGTHS.contains(one)),
        other => other.is_some_and(|one| LENGTHS.contains(one) || COUNTS.contains(one)),
    };
    let measured = measured && !person;
    let sum =
        first.index.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(|(_, one)| matches!(one, '¥' | '￥' | '$'));
    // A point with two digits behind it, and no other: a sum with its cents.
    let cents = matches!(part, [.., a, _] if a.before == Gap::Mark)
        && part.iter().skip(1).filter(|one| one.before != Gap::None).count() == 1;
    if !plain || measured || sum || cents || (far && !belongs(part, person)) {
        return None;
    }
    // A slip of the pen in an identity number names its person all the same: it is asked about.
    if doubtful {
        return Some(Kind::IdNumber);
    }
    let digits = whole.as_slice();
    let number = match digits {
        [8, 6, rest @ ..] if rest.len() == 11 => rest,
        other => other,
    };
    if matches!(number, [1, 3..=9, rest @ ..] if rest.len() == 9) {
        return Some(Kind::Mobile);
    }
    if digits.len() == 15 && is_old_id(digits) {
        return Some(Kind::IdNumber);
    }
    ((16..=19).contains(&digits.len()) && matches!(digits, [3..=6 | 9, ..]) && luhn(digits)).then_some(Kind::BankCard)
}

/// Whether groups in several lines or cells are one number: a word says so, a nought begins a group, or the first line broke off
/// within it. A row of sums is none.
fn belongs(part: &[Place], person: bool) -> bool {
    let nought = part.iter().skip(1).any(|one| one.before != Gap::None && one.value == 0);
    let breaks: Vec<usize> =
        (1..part.len()).filter(|at| part.get(*at).is_some_and(|one| one.before != Gap::None)).collect();
    person || nought || matches!(breaks.as_slice(), [at] if *at >= 7)
}

/// Whether one of the words stands before a character, with nothing but blanks, marks and other digits between.
fn said_before(chars: &[(usize, char)], index: usize, words: &[&str]) -> bool {
    let from = index.saturating_sub(NEAR);
    let before: String = chars.get(from..index).unwrap_or_default().iter().map(|(_, one)| *one).collect();
    let before = before.trim_end_matches(|one: char| {
        one.is_whitespace() || "：:为是第（(+|｜-#№No.".contains(one) || digit(one).is_some()
    });
    let ends = ["号", "号码"];
    words.iter().any(|word| {
        before.ends_with(word)
            || ends.into_iter().any(|end| before.strip_suffix(end).is_some_and(|rest| rest.ends_with(word)))
    })
}

fn values(part: &[Place]) -> Vec<u8> {
    part.iter().map(|one| one.value).collect()
}

/// Whether gaps stand only where people write them: before and behind the date of birth.
fn as_ids_are_written(part: &[Place]) -> bool {
    part.iter().enumerate().all(|(at, one)| one.before == Gap::None || matches!(at, 0 | 6 | 14))
}

/// Passports (E12345678, EA1234567), permits to and from Hong Kong, Macao and Taiwan, and officers' cards (军字第1234567号).
fn permits(chars: &[(usize, char)], byte: &impl Fn(usize) -> usize) -> Vec<Found> {
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
    let char_at = |index: usize| chars.get(index).map(|(_, one)| *one);
    let mut found = Vec::new();
    for (index, (_, one)) in chars.iter().enumerate() {
        let alone = index
            .checked_sub(1)
            .and_then(char_at)
            .is_none_or(|before| letter(before).is_none() && digit(before).is_none());
        let named = || said_before(chars, index, LABELS);
        // Letters, then digits: how many of each, and where they end.
        let letters = (index..index + 2).take_while(|at| char_at(*at).and_then(letter).is_some()).count();
        let begin = index + letters;
        let to = (begin..).find(|at| char_at(*at).and_then(digit).is_none()).unwrap_or(begin);
        let ends = char_at(to).is_none_or(|next| letter(next).is_none() && next != '-');
        let shape = (letters, to - begin);
        if alone && ends && letters > 0 {
            let ordinary = matches!((letter(*one), shape), (Some('E' | 'G'), (1, 8)) | (Some('E'), (2, 7)));
            let thing = || said_before(chars, index, THINGS);
            if (matches!(shape, (1, 7..=10) | (2, 7)) && named()) || (ordinary && !thing()) {
                found.push(Found { kind: Kind::Permit, from: byte(index), to: byte(to) });
            }
        }
        if letters == 0
            && alone
            && ends
            && matches!(to - begin, 7..=10)
            && said_before(chars, index, &["台胞证", "台胞证号码", "通行证", "通行证号码", "护照", "军官证"])
        {
            found.push(Found { kind: Kind::Permit, from: byte(index), to: byte(to) });
        }
        if SERVICES.contains(*one) && char_at(index + 1) == Some('字') && char_at(index + 2) == Some('第') {
            let from = index + 3;
            let to = (from..).find(|at| char_at(*at).and_then(digit).is_none()).unwrap_or(from);
            if (6..=8).contains(&(to - from)) && char_at(to) == Some('号') {
                found.push(Found { kind: Kind::Permit, from: byte(index), to: byte(to + 1) });
            }
        }
    }
    found
}
