//! What a number is said to be of: the nearest words before it, the heading of its column, or what stands right behind it.

use super::number::digit;
use crate::reading::Seen;

/// What names a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing that is known.
    None,
    /// A telephone, an account, a card.
    Number,
    /// An identity number, by its name.
    Identity,
    /// A paper or a list in which persons have identity numbers.
    Paper,
    /// Somebody, by name or office: the number is no thing's, whatever stands before.
    Somebody,
    /// A contract: its number has letters, or the year in it.
    Contract,
    /// A project, a meter, a register.
    Thing,
}

impl Label {
    /// Whether it is of a thing and of nobody.
    pub(super) const fn is_thing(self) -> bool {
        matches!(self, Self::Contract | Self::Thing)
    }

    /// Whether persons have identity numbers there.
    pub(super) const fn has_identities(self) -> bool {
        matches!(self, Self::Identity | Self::Paper)
    }
}

// The lists below are words with which the nearest words before a number end. The longest that fits says what the number is; words
// that are in no list say nothing. Whoever adds one adds a sentence to `masking/affairs.rs`.

/// A telephone or an account, with or without 号 behind it.
const NUMBERS: &str = "电话 手机 联系 联系方式 联络 移动 致电 拨打 来电 咨询 热线 短信 微信 qq 支付宝 银行 卡 账 帐 \
    账户 帐户 存折 收款 tel telephone phone mobile call contact account card wechat";
/// What names an identity number itself.
const IDENTITIES: &str = "身份证 公民身份 身份证件 居民身份证 身份 证件 公民 identity id";
/// Papers and lists of persons.
const PAPERS: &str = "户口簿 户口本 户口 个人 本人 残疾人证 残疾证 残疾人 低保证 低保 医保 \
    社保 参保 居住证 优待证 退役军人 老年证 学籍 驾驶证 驾照 结婚证";
/// With what words for people end.
const PEOPLE: &str = "人 员 者 户主 经理 主任 书记 会计 出纳 组长 队长 村长 校长 厂长 站长 师傅 老板 先生 女士 同志 \
    医生 老师 村民 代表 家属";
/// Contracts, with or without 号 behind it.
const CONTRACTS: &str = "合同 协议 协议书 合同书 contract agreement";
/// Things that are named by a number, with or without 号 behind it.
const THINGS: &str = "项目 工程 标段 采购 招标 中标 文件 批复 通知书 公告 公示 订单 发票 票据 \
    收据 支票 汇票 水表 电表 气表 热表 电能表 燃气表 仪表 指纹 条形码 二维码 许可证 宗地 地块 \
    图斑 不动产单元 凭证 流水 设备 车架 发动机 档案 案件 水卡 电卡 气卡 购电卡 ic卡 水表卡 \
    project meter invoice receipt order document serial permit licence license case parcel tender";
/// What names a thing with 号 right behind it, and not without.
const NUMBERED: &str = "户 文 表 单 案 批 型 图 架 票 卷 桩 井 登记 注册 受理 备案 立项 单元 权证 地证 产证 可证 用证 \
    格证 伐证 工证 执照 公证 机 箱 柜 台账 资产 序 合格证 监管 批准 核准";
/// Words in which one of the above has another meaning.
const BUT: &str = "代表 低保户 贫困户 住户 农户 用户 手机 账户 帐户 联系单 司机 座机";
/// With what the name of a number ends; the first is a number whatever stands before it.
const CODES: &str = "编号 编码 代码 条码 备案码 监管码 追溯码 识别码 批号 型号 案号 文号";
/// The same of things alone.
const NUMBER: &str = "号码 号 no nr number num code";
/// What stands right behind 号 where that names a document: 第13号合同.
const BEHIND: &str = "合同 协议 文 令 批复 通知 项目 工程 公告 订单 发票 收据 票据 凭证 案";
/// How far before a number its words end, in characters; and how long they are.
const NEAR: usize = 32;
const WORDS: usize = 12;

/// The nearest words that say what a number is of, from its first character up to the one behind its last.
pub(super) fn nearest(chars: &[Seen], from: usize, to: usize) -> Label {
    if numbered_behind(chars, to) {
        return Label::Thing;
    }
    let before = before(chars, from);
    let label = before.words.as_deref().map_or(Label::None, of);
    // In a table the heading says more than the cell before.
    let heading = || heading(chars, from).map(|cell| of(&cell));
    match label {
        Label::None => heading().unwrap_or(Label::None),
        label if before.other_cell => heading().filter(|label| *label != Label::None).unwrap_or(label),
        label => label,
    }
}

/// Whether a number is the end of a longer code, with letters or digits right before it: HT-, HT2026-, 2026/.
pub(super) fn is_coded(chars: &[Seen], from: usize) -> bool {
    let mut before = chars.get(..from).unwrap_or_default().iter().rev().map(|seen| seen.one);
    let first = before.find(|one| !matches!(one, '-' | '－' | '–' | '—' | '/' | '.' | '_'));
    first.is_some_and(|one| one.is_ascii_alphanumeric())
}

/// Whether 号合同 or the like stands right behind a number.
fn numbered_behind(chars: &[Seen], to: usize) -> bool {
    let behind: String = chars.iter().skip(to).take(6).map(|seen| seen.one).filter(|one| !is_mark(*one)).collect();
    behind.strip_prefix('号').is_some_and(|rest| BEHIND.split(' ').any(|word| rest.starts_with(word)))
}

/// The words before a number.
struct Before {
    words: Option<String>,
    /// They stand in another cell of its row.
    other_cell: bool,
}

/// What may stand between a number and its name: blanks, marks, brackets and quotes.
fn is_mark(one: char) -> bool {
    one.is_whitespace() || "：:=＝（(）)[]【】「」『』《》〈〉“”‘’\"'*_`~+-—－–#№.·/|｜".contains(one)
}

fn before(chars: &[Seen], from: usize) -> Before {
    let one = |at: usize| chars.get(at).map(|seen| seen.one);
    let least = from.saturating_sub(NEAR);
    let mut at = from;
    let (mut other_cell, mut line, mut blank, mut digits) = (false, false, false, 0_usize);
    let mut another = false;
    let mut tokens = 0;
    let none = |other_cell| Before { words: None, other_cell };
    while at > least {
        let Some(mark) = one(at - 1) else { break };
        if is_mark(mark) || matches!(mark, '为' | '是' | '第') {
            other_cell |= matches!(mark, '|' | '｜' | '\t');
            line |= mark == '\n';
            blank |= mark.is_whitespace();
            digits = 0;
        } else if digit(mark).is_some() {
            digits += 1;
            another |= blank;
            // A number of its own stands between.
            if line || (blank && digits > 6) {
                return none(other_cell);
            }
        } else if mark.is_alphabetic() {
            let words = words_before(chars, at);
            let label = of(&words);
            let latin = mark.is_ascii_alphabetic();
            let token: String = words.chars().rev().take_while(char::is_ascii_alphabetic).collect();
            let joined =
                latin && (!blank || NUMBER.split(' ').any(|word| word == token.chars().rev().collect::<String>()));
            // 序号1 13800138000: the thing's number stands behind its name already, and this is another one.
            if label.is_thing() && another {
                return none(other_cell);
            }
            if label != Label::None || !joined || tokens > 1 {
                return Before { words: Some(words), other_cell };
            }
            tokens += 1;
            at -= token.len().max(1);
            continue;
        } else {
            break;
        }
        at -= 1;
    }
    none(other_cell)
}

/// The letters that end before a place, small, with the single blanks between Latin words.
fn words_before(chars: &[Seen], end: usize) -> String {
    let letters = chars.get(..end).unwrap_or_default().iter().rev().map(|seen| seen.one);
    let mut words: Vec<char> =
        letters.take_while(|one| (one.is_alphabetic() && digit(*one).is_none()) || *one == ' ').take(WORDS).collect();
    words.reverse();
    words.into_iter().flat_map(char::to_lowercase).collect()
}

/// What words say that a number is of.
fn of(words: &str) -> Label {
    let words: String = words.chars().filter(|one| !is_mark(*one) || *one == ' ').collect();
    let words = words.trim().to_lowercase();
    let whole = longest(&words, false);
    if whole != Label::None {
        return whole;
    }
    let strip = |ends: &'static str| ends.split(' ').find_map(|end| Some(words.strip_suffix(end)?.trim_end()));
    if let Some(stem) = strip(CODES) {
        return match longest(stem, false) {
            Label::None => Label::Thing,
            label => label,
        };
    }
    strip(NUMBER).map_or(Label::None, |stem| longest(stem, true))
}

/// What the longest of the known words says with which a text ends.
fn longest(words: &str, numbered: bool) -> Label {
    // Alone they are too short to say anything.
    let short = |word: &&str| !numbered && matches!(*word, "卡" | "账" | "帐" | "移动");
    let ends = |list: &'static str, label: Label| {
        let fits = list.split(' ').filter(|word| !short(word)).filter(|word| {
            let rest = words.strip_suffix(word);
            rest.is_some_and(|rest| !word.is_ascii() || !rest.ends_with(|one: char| one.is_ascii_alphabetic()))
        });
        fits.map(|word| (word.len(), label)).max_by_key(|(len, _)| *len)
    };
    let all = [
        ends(IDENTITIES, Label::Identity),
        ends(PAPERS, Label::Paper),
        ends(NUMBERS, Label::Number),
        ends(PEOPLE, Label::Somebody),
        ends(CONTRACTS, Label::Contract),
        ends(THINGS, Label::Thing),
        ends(NUMBERED, Label::Thing).filter(|_| numbered),
        ends(BUT, Label::None),
    ];
    all.into_iter().flatten().max_by_key(|(len, _)| *len).map_or(Label::None, |(_, label)| label)
}

/// The heading of the column in which a number stands, in a table of cells with `|` or tabs between.
pub(super) fn heading(chars: &[Seen], from: usize) -> Option<String> {
    const LINES: usize = 200;
    let line_start =
        |at: usize| (0..at).rev().find(|at| chars.get(*at).is_some_and(|seen| seen.one == '\n')).map_or(0, |at| at + 1);
    let begin = line_start(from);
    let end = (from..chars.len()).find(|at| chars.get(*at).is_some_and(|seen| seen.one == '\n')).unwrap_or(chars.len());
    let cells = |row: &[Seen], cell: char| row.iter().filter(|seen| seen.one == cell).count();
    let row = chars.get(begin..end)?;
    let cell = ['|', '\t', '｜'].into_iter().find(|cell| cells(row, *cell) > 0)?;
    let column = cells(chars.get(begin..from)?, cell);
    // The first of the lines above that are rows of the same table.
    let mut first = None;
    let mut at = begin;
    for _ in 0..LINES {
        let Some(end) = at.checked_sub(1) else { break };
        let start = line_start(end);
        let line = chars.get(start..end)?;
        if !line.iter().any(|seen| seen.one == cell) {
            break;
        }
        first = Some(line);
        at = start;
    }
    let line: String = first?.iter().map(|seen| seen.one).collect();
    Some(line.split(cell).nth(column)?.trim().to_owned())
}

/// The words under which something stands: the nearest before it and behind it in its clause, and the heading of its column. From and
/// to are bytes of the text.
pub(super) fn context(chars: &[Seen], from: usize, to: usize) -> String {
    const BEHIND: usize = 4;
    let index = |byte: usize| chars.iter().position(|seen| seen.from >= byte).unwrap_or(chars.len());
    let (from, to) = (index(from), index(to));
    let ends = |one: char| "，。；：！？、,;:!?\n".contains(one);
    let mut words: Vec<char> = Vec::new();
    for seen in chars.get(..from).unwrap_or_default().iter().rev() {
        if words.len() >= WORDS || (!words.is_empty() && (ends(seen.one) || matches!(seen.one, '|' | '｜' | '\t'))) {
            break;
        }
        words.extend(Some(seen.one).filter(|one| one.is_alphanumeric()));
    }
    words.reverse();
    let behind = chars.get(to..).unwrap_or_default().iter().map(|seen| seen.one);
    let behind = behind.take_while(|one| !ends(*one) && !matches!(one, '|' | '｜' | '\t'));
    let behind = behind.filter(|one| one.is_alphanumeric()).take(BEHIND);
    let heading = heading(chars, from).unwrap_or_default();
    let before: String = words.into_iter().collect();
    [before, behind.collect(), heading].join("\n").to_lowercase()
}

/// Whether the column in which a number stands has a heading in words.
pub(super) fn has_heading(chars: &[Seen], from: usize) -> bool {
    let words = |cell: String| cell.chars().any(char::is_alphabetic) && !cell.chars().any(|one| one.is_ascii_digit());
    heading(chars, from).is_some_and(words)
}

/// Whether the cell before a number holds a name: two letters to four, and nothing else that is a number of its own.
pub(super) fn has_name_before(chars: &[Seen], from: usize) -> bool {
    let before = chars.get(..from).unwrap_or_default().iter().rev().map(|seen| seen.one);
    let before = before.skip_while(|one| matches!(one, ' ' | '|' | '｜' | '\t'));
    let letters = before.take_while(|one| one.is_alphabetic()).take(5).count();
    (2..=4).contains(&letters)
}

/// Whether one of the words stands before a character, with nothing but blanks, marks and other digits between.
pub(super) fn said_before(chars: &[Seen], index: usize, words: &[&str]) -> bool {
    const NEAR: usize = 12;
    let from = index.saturating_sub(NEAR);
    let before: String = chars.get(from..index).unwrap_or_default().iter().map(|seen| seen.one).collect();
    let before = before.trim_end_matches(|one: char| {
        one.is_whitespace() || "：:为是第（(+|｜-#№No.".contains(one) || digit(one).is_some()
    });
    let ends = ["号", "号码", "编号"];
    words.iter().any(|word| {
        before.ends_with(word)
            || ends.into_iter().any(|end| before.strip_suffix(end).is_some_and(|rest| rest.ends_with(word)))
    })
}
