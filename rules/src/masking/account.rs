//! Cards and accounts by what they are called: of what stands right behind 卡号 or 账号 a digit may be wrong, and it is somebody's all
//! the same. Whoever publishes is asked. Without such a word a card is known by its check digit alone: meters, projects and contracts
//! have as many digits.

use super::label::{has_heading, heading};
use crate::{reading::Seen, typed};

/// What a card or an account is called, or whose it is.
const WORDS: &str = "卡号 银行卡 储蓄卡 借记卡 信用卡 社保卡 惠农卡 一卡通 一折通 存折 账号 帐号 账户 帐户 户名 开户行 \
    bankcard cardno cardnumber accountno accountnumber";
/// Before such a word: an account with whoever supplies something, or a card for a machine. Those are numbered like meters.
const SUPPLIED: &str = "电 电费 水 水费 气 气费 缴费 取暖费 话费 网费 用电 用水 用气 燃气 天然气 电力 水务 供电 供水 供热 热力 \
    电卡 水卡 气卡 购电卡 水电卡 门禁卡 加油卡 饭卡 宽带 网络 流量 物联网 手机 电话 登录 登陆 门禁 加油 表 水表 电表 气表 设备";
/// Between such a word and the number: it is another thing's.
const OTHERS: &str = "编号 项目 合同 协议 文件 文号 文书 单号 名单 订单 清单 名册 表 发票 票据 凭证 证号 案 流水 代码 编码 批次 \
    电费 水费 余额 金额 户号 用户";
/// How many characters before a number are looked at, and how many letters may stand between the word and it: whose it is, which bank.
const NEAR: usize = 20;
const BETWEEN: usize = 6;

/// Whether a number of so many digits is called a card or an account, and is written as those are: in one piece, in fours, or digit by
/// digit. `breaks`: before which of its digits something stands.
pub(super) fn is_called(chars: &[Seen], from: usize, breaks: &[usize], len: usize) -> bool {
    let fours = || breaks.iter().copied().eq((4..len).step_by(4));
    let written = breaks.is_empty() || breaks.len() + 1 == len || fours();
    if !(16..=19).contains(&len) || !written {
        return false;
    }
    // In a table the heading of its column says what it is, and the cell before it nothing.
    if has_heading(chars, from) {
        return names_one(&before(chars, from, true)) || heading(chars, from).is_some_and(|cell| names_one(&cell));
    }
    names_one(&before(chars, from, false))
}

/// What stands before a number in its sentence, up to another number.
fn before(chars: &[Seen], from: usize, own_cell: bool) -> String {
    let near = chars.get(from.saturating_sub(NEAR)..from).unwrap_or_default().iter().map(|seen| seen.one);
    let ends = |one: char| {
        "。；;！？!?\n".contains(one) || typed::digit(one).is_some() || (own_cell && matches!(one, '|' | '｜' | '\t'))
    };
    near.rev().take_while(|one| !ends(*one)).collect::<Vec<_>>().into_iter().rev().collect()
}

/// Whether the last of the words in a text is followed by next to nothing.
fn names_one(text: &str) -> bool {
    let text: String = text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let last =
        WORDS.split(' ').filter_map(|word| Some((text.rfind(word)?, word.len()))).max_by_key(|(at, len)| at + len);
    let Some((at, len)) = last else { return false };
    let (stem, rest) = (text.get(..at).unwrap_or_default(), text.get(at + len..).unwrap_or_default());
    rest.chars().count() <= BETWEEN
        && !OTHERS.split(' ').any(|word| rest.contains(word))
        && !SUPPLIED.split(' ').any(|word| stem.ends_with(word))
        // 用户名, 农户名单: no name of an account.
        && !(text.get(at..).is_some_and(|word| word.starts_with("户名"))
            && (stem.ends_with('用') || rest.starts_with(['单', '册'])))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, find};

    /// 6222021234567890129 has a wrong check digit, as has 4111111111111112.
    #[test]
    fn what_is_called_a_card_is_one_whatever_its_check_digit() {
        for (text, covered) in [
            ("银行卡号：6222021234567890129", "6222021234567890129"),
            ("银行卡 6222 0212 3456 7890 129，", "6222 0212 3456 7890 129"),
            ("卡号４１１１１１１１１１１１１１１２", "４１１１１１１１１１１１１１１２"),
            ("账号为6222021234567890129", "6222021234567890129"),
            ("帐号：6222-0212-3456-7890-129", "6222-0212-3456-7890-129"),
            ("一卡通（王某）6222021234567890129", "6222021234567890129"),
            ("户名：王某，6222021234567890129", "6222021234567890129"),
            ("账号：农商行 6222021234567890129", "6222021234567890129"),
            ("卡号 6222021234567890 100 元", "6222021234567890"),
            ("专用账户 6222021234567890129", "6222021234567890129"),
            ("| 姓名 | 银行卡号 |\n|---|---|\n| 王某 | 6222021234567890129 |", "6222021234567890129"),
            ("| 银行卡 | 6222021234567890129 |", "6222021234567890129"),
            ("Card number 4111111111111112", "4111111111111112"),
        ] {
            let found: Vec<_> = find(text).iter().map(|one| (one.kind, one.of(text), one.certain)).collect();
            assert_eq!(found, [(Kind::BankCard, covered, false)], "{text}");
        }
    }

    #[test]
    fn a_thing_of_as_many_digits_is_left_alone() {
        for text in [
            "6222021234567890129",
            "电表号 6222021234567890129",
            "电费账号 6222021234567890129",
            "用电户号 4111111111111112",
            "燃气缴费账号：4111111111111112",
            "水卡号 4111111111111112",
            "电卡卡号 4111111111111112",
            "物联网卡号 8986012345678901234",
            "项目编号 6222021234567890129",
            "合同编号 4111111111111112",
            "文号 4111111111111112",
            "银行回单流水号 4111111111111112",
            "一卡通发放名单 4111111111111112",
            "账户变更项目代码 2026031601234567",
            "低保户名单 2026031601234567",
            "用户名 2026031601234567",
            "卡号另附。登记簿 2026031601234567",
            "| 户名 | 电表 |\n|---|---|\n| 王某 | 6222021234567890129 |",
            "账号 62220212345678",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
