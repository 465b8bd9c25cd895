//! Words of a cell that name nobody: totals, signatures, notes, and "none".

use rules::folding::folded;

/// Words for "none" in a cell that holds a number or a group: what stands there is nobody's household and no telephone.
const NONE: &[&str] = &[
    "无",
    "暂无",
    "没有",
    "不详",
    "不明",
    "未知",
    "未提供",
    "无户号",
    "无电话",
    "空挂",
    "空挂户",
    "空户",
    "none",
    "no",
    "nil",
    "null",
    "n/a",
    "na",
    "#n/a",
];

/// How a line begins that counts or signs and is no person's.
const TOTALS: &[&str] = &[
    "合计",
    "小计",
    "总计",
    "共计",
    "总人数",
    "总户数",
    "填表人",
    "填报人",
    "填报单位",
    "制表",
    "审核人",
    "负责人",
    "经办人",
    "盖章",
];

/// A total or a signature: how its first cell or its name begins.
pub(super) fn is_total(text: &str) -> bool {
    let text = folded(text);
    TOTALS.iter().any(|word| text.starts_with(word)) || ["total", "subtotal", "sum"].contains(&text.as_str())
}

/// 一组小计, 以下空白, 备注：…, 村主任签字: what stands beneath the people of a list, where a name belongs.
pub(super) fn is_foot(text: &str) -> bool {
    let text = folded(text);
    ["小计", "合计", "总计", "共计", "签字", "签名", "盖章", "公章"].iter().any(|word| text.ends_with(word))
        || ["以下空白", "以下无正文", "填表人", "填报人", "填表日期", "制表人", "审核人"]
            .iter()
            .any(|word| text.contains(word))
        || ["备注", "说明", "注:"].iter().any(|word| text.starts_with(word))
}

/// What a cell says, and nothing where it says that there is none.
pub(super) fn said(text: &str) -> &str {
    let word = folded(text);
    let mark = |one: char| "-‐‑–—―−_/\\·".contains(one);
    if NONE.contains(&word.as_str()) || word.chars().all(mark) { "" } else { text }
}

/// 598人, 180户, 共598人: a count where a name belongs.
pub(super) fn is_count(text: &str) -> bool {
    let text = folded(text);
    let count = text.trim_start_matches(['共', '计']).trim_end_matches(['人', '户', '名', '口', '个']);
    !text.is_empty() && count.len() < text.len() && !count.is_empty() && count.bytes().all(|one| one.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a3_a_total_is_no_person() {
        for text in ["合计", "合  计", "小计：", "填表人：王秀兰", "审核人：周德厚", "Total"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["598人", "180户", "共598人", "５９８人"] {
            assert!(is_count(text), "{text}");
        }
        for text in [
            "一组小计",
            "本页合计",
            "以 下 空 白",
            "备注：一户一票",
            "注：以上为在册人员",
            "说明",
            "村主任签字",
            "村委会（盖章）填表人：王某",
            "组长签名",
        ] {
            assert!(is_foot(text), "{text}");
        }
        for text in ["王秀兰", "计示一", "共示二", "", "12", "人", "注示一", "备示二"] {
            assert!(!is_total(text) && !is_count(text) && !is_foot(text), "{text}");
        }
    }

    #[test]
    fn a4_a_cell_that_says_none_is_empty() {
        for text in ["无", "/", "-", "—", "——", "空挂户", "不详", "没有", "None", "N/A", "ｎ／ａ", "", " "]
        {
            assert_eq!(said(text), "", "{text}");
        }
        for text in ["1", "无锡路1", "1-2", "H/1", "13800138000"] {
            assert_eq!(said(text), text);
        }
    }
}
