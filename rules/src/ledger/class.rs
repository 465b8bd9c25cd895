//! Under what a line of the account stands: the classes of income and of spending after 农经发〔2011〕13号. That there are eight classes is
//! read in other pages; the wording of their sub-items is not verified (catalogue §6.2), so they are headings here and no law.

use super::Flow;
use crate::Language;

/// A heading of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// Its code, `2.1`.
    pub code: &'static str,
    /// Whether it is one of income or of spending.
    pub flow: Flow,
    zh: &'static str,
    en: &'static str,
}

const fn class(code: &'static str, flow: Flow, zh: &'static str, en: &'static str) -> Class {
    Class { code, flow, zh, en }
}

/// Every heading, in the order of the catalogue.
pub const CLASSES: [Class; 21] = [
    class("2.1", Flow::Income, "产品销售、租赁、服务等集体经营收入", "Sales, rent, services of the collective"),
    class("2.2", Flow::Income, "发包及上交收入", "Contracting out and what is handed over"),
    class("2.3", Flow::Income, "投资收入", "Investments"),
    class("2.4", Flow::Income, "“一事一议”筹资及以资代劳款项", "Levies decided case by case"),
    class("2.5", Flow::Income, "村级组织运转经费财政补助款项", "Public money for running costs"),
    class("2.6", Flow::Income, "上级专项补助款项", "Public money for a purpose"),
    class("2.7", Flow::Income, "征占土地补偿款项", "Compensation for land"),
    class("2.8", Flow::Income, "救济扶贫款项", "Relief"),
    class("2.9", Flow::Income, "社会捐赠款项", "Donations"),
    class("2.10", Flow::Income, "资产处置收入", "Sale of assets"),
    class("2.11", Flow::Income, "其他收入", "Other income"),
    class("3.1", Flow::Expense, "集体经营支出", "Running the collective's business"),
    class("3.2", Flow::Expense, "村组（社）干部报酬", "Pay of officials"),
    class("3.3", Flow::Expense, "报刊费支出", "Newspapers"),
    class(
        "3.4",
        Flow::Expense,
        "办公费、差旅费、会议费、卫生费、治安费等管理费支出",
        "Office, travel, meetings, upkeep",
    ),
    class("3.5", Flow::Expense, "集体公益福利支出", "Welfare and public good"),
    class("3.6", Flow::Expense, "固定资产购建支出", "Fixed assets"),
    class("3.7", Flow::Expense, "征占土地补偿支出", "Land compensation paid out"),
    class("3.8", Flow::Expense, "救济扶贫专项支出", "Relief paid out"),
    class("3.9", Flow::Expense, "社会捐赠支出", "Donations made"),
    class("3.10", Flow::Expense, "其他支出", "Other spending"),
];

impl Class {
    /// The heading with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<&'static Self> {
        CLASSES.iter().find(|one| one.code == code)
    }

    /// The heading that somebody means: by its code, by its whole name, or by words that stand in one name alone.
    #[must_use]
    pub fn meant(words: &str) -> Option<&'static Self> {
        let words = words.trim();
        let code = words.split_whitespace().next().unwrap_or_default();
        if let Some(one) = Self::from_code(code) {
            return Some(one);
        }
        let plain = |text: &str| text.chars().filter(|one| one.is_alphanumeric()).collect::<String>();
        let wanted = plain(words);
        if wanted.is_empty() {
            return None;
        }
        let mut found = CLASSES.iter().filter(|one| plain(one.zh).contains(&wanted) || plain(one.en) == wanted);
        let first = found.next()?;
        let whole = CLASSES.iter().find(|one| plain(one.zh) == wanted);
        whole.or_else(|| found.next().is_none().then_some(first))
    }

    /// What it is called.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}
