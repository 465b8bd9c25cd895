//! `DUTIES.md`: every duty with its period, its deadline, its sources and marks, for a lawyer and a clerk to read. Written from the
//! data; a test holds it current.

use super::{Catalogue, Class, Duty, Period};
use crate::{
    Language,
    posting::Audience,
    rule_set::{Checked, Mark},
};
use std::fmt::Write;

/// The page of the catalogues.
#[must_use]
pub fn page(catalogues: &[Catalogue]) -> String {
    let mut page = String::from(
        "# What has to be published, and when\n\nWritten by `UPDATE_RULES=1 cargo test -p rules rules_page` from \
         `rules/data/duties/`; do not edit. The marks stand for the item and, apart from it, for its deadline: 法律 law, 地方 local \
         rule, 平台 platform rule where the law is silent. *checked*: 原文 the text was read, 转引 read in another page, **待核** not \
         verified, to be confirmed before anybody relies on it. A last day that is off moves to the next working day (民法典 Art. 203).\n",
    );
    for one in catalogues {
        let Catalogue { id, version, name, duties, .. } = one;
        let _ = write!(page, "\n## {} {}, `{id}`, {version}, {} items\n\n", name.zh, name.en, duties.len());
        page.push_str("| | 类 | 事项 item | 要素 | 周期 | 期限 due | 主体 | 审核 | 对象 | 依据 source |\n");
        page.push_str("|---|---|---|---|---|---|---|---|---|---|\n");
        for duty in duties {
            let _ = writeln!(page, "{}", row(duty));
        }
    }
    page
}

fn row(one: &Duty) -> String {
    let due: Vec<String> = one.due.iter().map(|due| due.words(Language::Zh)).collect();
    let checked = match one.checked {
        Checked::Text => "原文",
        Checked::Secondary => "转引",
        Checked::Unverified => "**待核**",
    };
    let audience = match one.audience {
        Audience::Public => "全社会",
        Audience::Members => "本村（社区）",
    };
    let limits = if one.limits.is_empty() { String::new() } else { format!("（限：{}）", one.limits.join("、")) };
    let examines = if one.examines.is_empty() { "—" } else { &one.examines };
    format!(
        "| {} | {} | {}<br>{} | {}{limits} | {} | {}（{}：{}） | {} | {examines} | {audience} | {}（{}，{checked}） |",
        one.code,
        one.class.name(Language::Zh),
        one.name.zh,
        one.name.en,
        one.elements.join("、"),
        one.period.name(Language::Zh),
        due.join("；"),
        mark(one.due_mark),
        one.due_source,
        one.drafts,
        one.source,
        mark(one.mark),
    )
}

const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Law => "法律",
        Mark::Local => "地方",
        Mark::Policy => "平台",
    }
}

impl Class {
    /// The heading.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Basics, Language::Zh) => "基本",
            (Self::Decisions, Language::Zh) => "决策",
            (Self::Finance, Language::Zh) => "财务",
            (Self::Assets, Language::Zh) => "三资",
            (Self::Welfare, Language::Zh) => "民生",
            (Self::Governance, Language::Zh) => "治理",
            (Self::Supervision, Language::Zh) => "监督",
            (Self::Services, Language::Zh) => "服务",
            (Self::Meetings, Language::Zh) => "会议",
            (Self::Funds, Language::Zh) => "资金",
            (Self::Party, Language::Zh) => "党务",
            (Self::Basics, Language::En) => "basics",
            (Self::Decisions, Language::En) => "decisions",
            (Self::Finance, Language::En) => "finance",
            (Self::Assets, Language::En) => "assets",
            (Self::Welfare, Language::En) => "welfare",
            (Self::Governance, Language::En) => "governance",
            (Self::Supervision, Language::En) => "supervision",
            (Self::Services, Language::En) => "services",
            (Self::Meetings, Language::En) => "meetings",
            (Self::Funds, Language::En) => "funds",
            (Self::Party, Language::En) => "Party",
        }
    }
}

impl Period {
    /// How often, in words.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Month, Language::Zh) => "每月",
            (Self::Quarter, Language::Zh) => "每季",
            (Self::Half, Language::Zh) => "每半年",
            (Self::Year, Language::Zh) => "每年",
            (Self::Standing, Language::Zh) => "长期",
            (Self::Event, Language::Zh) => "随时",
            (Self::Tied, Language::Zh) => "换届",
            (Self::Month, Language::En) => "every month",
            (Self::Quarter, Language::En) => "every quarter",
            (Self::Half, Language::En) => "every half-year",
            (Self::Year, Language::En) => "every year",
            (Self::Standing, Language::En) => "always",
            (Self::Event, Language::En) => "when it happens",
            (Self::Tied, Language::En) => "at elections",
        }
    }
}
