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

/// Words that are nobody's name: counts, functions before a signature, and what goes on over pages. A name may begin with one of them.
const NOBODY: &[&str] = &[
    "累计",
    "小结",
    "统计",
    "人数",
    "户数",
    "人口",
    "人口数",
    "本户人口",
    "全村人口",
    "校对",
    "复核",
    "审核",
    "日期",
    "单位负责人",
    "联系人",
    "村主任",
    "村支书",
    "组长",
    "户主",
    "姓名",
    "续表",
    "接上页",
    "转下页",
    "过次页",
    "承前页",
    "此页无正文",
    "页码",
    "会计",
    "书记",
    "监委会主任",
    "总人口",
    "户籍人口",
    "年月日",
    "(续)",
    "grandtotal",
    "(continued)",
    "continued",
];

/// Marks after which a word ends.
const ENDS: [char; 6] = [':', '：', ')', '）', '.', '。'];

/// A total or a signature: how its first cell or its name begins.
pub(super) fn is_total(text: &str) -> bool {
    let text = folded(text);
    TOTALS.iter().any(|word| text.starts_with(word)) || ["total", "subtotal", "sum"].contains(&text.as_str())
}

/// A word that is nobody's name, where a name belongs. In another column it may say what somebody is.
pub(super) fn is_nobody(text: &str) -> bool {
    NOBODY.contains(&folded(text).trim_end_matches(ENDS))
}

/// What goes on over pages: nothing of the household above ends with it.
pub(super) fn goes_on(text: &str) -> bool {
    let text = folded(text);
    ["本页", "接上页", "转下页", "续表", "过次页", "承前页", "(续"].iter().any(|word| text.starts_with(word))
        || is_page(&text)
}

/// 第 2 页, 第2页共8页.
fn is_page(text: &str) -> bool {
    let page = text.strip_prefix('第').and_then(|rest| rest.split_once('页'));
    page.is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|one| one.is_ascii_digit()))
}

/// 一组, 第 3 组, 二网格, 东山自然村: the heading of a part of a list, or the name of a sheet. `beside`: it does not stand where a name
/// belongs, where only what is counted is no name.
pub(super) fn group(text: &str, beside: bool) -> Option<&str> {
    let name = text.split(['(', '（']).next().unwrap_or_default().trim();
    let key = rules::folding::group(name);
    let counted = ["组", "网格"].iter().any(|end| {
        key.strip_suffix(end).is_some_and(|stem| !stem.is_empty() && stem.bytes().all(|one| one.is_ascii_digit()))
    });
    let named = ["村民小组", "居民小组", "自然村", "网格"].iter().any(|end| folded(name).ends_with(end));
    (counted || (beside && named && name.chars().count() <= 10)).then_some(name)
}

/// 一组小计, 以下空白, 备注：…, 村主任签字: what stands beneath the people of a list, where a name belongs.
pub(super) fn is_foot(text: &str) -> bool {
    let text = folded(text);
    let ends = text.trim_end_matches(ENDS);
    ["小计", "合计", "总计", "共计", "累计", "签字", "签名", "盖章", "公章"].iter().any(|word| ends.ends_with(word))
        || ["审核:", "制表:", "校对:", "复核:", "填表:"].iter().any(|word| text.contains(word))
        || ["以下空白", "以下无正文", "填表人", "填报人", "填表日期", "制表人", "审核人"]
            .iter()
            .any(|word| text.contains(word))
        || ["备注", "说明", "注:"].iter().any(|word| text.starts_with(word))
        || goes_on(&text)
}

/// What a cell says, and nothing where it says that there is none.
pub(super) fn said(text: &str) -> &str {
    let word = folded(text);
    let mark = |one: char| "-‐‑–—―−_/\\·".contains(one);
    if NONE.contains(&word.as_str()) || word.chars().all(mark) { "" } else { text }
}

/// 598人, 180户, 共598人, 一组共3户7人: a count where a name belongs.
pub(super) fn is_count(text: &str) -> bool {
    let text = folded(text);
    let counts = text.rsplit_once(['共', '计']).map_or(text.as_str(), |(_, counts)| counts);
    let parts: Vec<&str> = counts.split_inclusive(['人', '户', '名', '口', '个']).collect();
    let counted = |part: &&str| {
        let number = part.trim_start_matches([',', '，', '、']).trim_end_matches(['人', '户', '名', '口', '个']);
        number.len() < part.len() && !number.is_empty() && number.bytes().all(|one| one.is_ascii_digit())
    };
    !parts.is_empty() && parts.iter().all(counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a3_a_total_is_no_person() {
        for text in ["合计", "合  计", "小计：", "填表人：王秀兰", "审核人：周德厚", "Total"] {
            assert!(is_total(text), "{text}");
        }
        for text in
            ["累 计", "小结", "户数", "校对：", "单位负责人：", "村主任", "续表", "姓名", "本户人口", "户主", "书记："]
        {
            assert!(is_nobody(text) && !is_total(text), "{text}");
        }
        for text in ["本页共 4 人", "接上页", "第 2 页", "第3页共8页", "（续）"] {
            assert!(goes_on(text) && is_foot(text), "{text}");
        }
        for text in ["598人", "180户", "共598人", "５９８人", "一组共3户7人", "共 3 户、7 人"] {
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
            "村委会主任（签字）：",
            "审核：张某 制表：李某",
            "一组累计",
        ] {
            assert!(is_foot(text), "{text}");
        }
        for text in [
            "王秀兰",
            "计示一",
            "共示二",
            "",
            "12",
            "人",
            "注示一",
            "备示二",
            "共小红",
            "计大力",
            "合旺",
            "总有福",
            "户小军",
            "累示三",
        ] {
            assert!(!is_total(text) && !is_count(text) && !is_foot(text) && !is_nobody(text), "{text}");
        }
    }

    #[test]
    fn a1_a_heading_of_a_group_is_no_person() {
        for text in ["一组", "第3组", "二网格", "第一村民小组", "一组（共 12 户）"] {
            assert!(group(text, false).is_some(), "{text}");
        }
        assert_eq!(group("一组（共 12 户）", false), Some("一组"));
        assert_eq!((group("东山自然村", true), group("东山自然村", false)), (Some("东山自然村"), None));
        for text in ["", "Sheet1", "组", "王小组", "党小组", "花名册", "一", "2026年"] {
            assert_eq!(group(text, true), None, "{text}");
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
