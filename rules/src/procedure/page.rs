//! `PROCEDURES.md`: every step with who takes it, what shows it, its source and mark, for a lawyer and a clerk to read. Written from
//! the data; a test holds it current.

use super::{Actor, Ends, Need, Phase, Procedure, Step};
use crate::{
    Language,
    rule_set::{Checked, Mark},
};
use std::fmt::Write;

/// The page of the procedures.
#[must_use]
pub fn page(procedures: &[Procedure]) -> String {
    let mut page = String::from(
        "# The procedures that come with the program\n\nWritten by `UPDATE_RULES=1 cargo test -p rules rules_page` from \
         `rules/data/procedures/`; do not edit. *mark*: 法律 law, 地方 local rule, 平台 platform rule where the law is silent. \
         *checked*: 原文 the text was read, 转引 read in another page, **待核** not verified, to be confirmed before anybody \
         relies on it. A place may be stricter, change words, and leave out a step that somebody may waive.\n",
    );
    for one in procedures {
        let Procedure { name, about, id, version, .. } = one;
        let _ = write!(page, "\n## {} {}, `{id}`, {version}\n\n{}\n\n{}\n\n", name.zh, name.en, about.zh, about.en);
        page.push_str(
            "| | 步骤 step | 谁 by | 凭什么算做过 shown by | 期限 | 可免 waived by | mark | checked | 依据 source |\n",
        );
        page.push_str("|---|---|---|---|---|---|---|---|---|\n");
        for step in &one.steps {
            let _ = writeln!(page, "{}", row(step));
        }
    }
    page
}

fn row(step: &Step) -> String {
    let by: Vec<&str> = step.by.iter().map(|actor| actor.name()).collect();
    let needs: Vec<String> = step.needs.iter().map(|need| need.words(Language::Zh)).collect();
    let within = step.within.map_or_else(String::new, |days| format!("{days} 日内"));
    let waived: Vec<&str> = step.waived_by.iter().map(|role| role.zh()).collect();
    let mark = match step.mark {
        Mark::Law => "法律",
        Mark::Local => "地方",
        Mark::Policy => "平台",
    };
    let checked = match step.checked {
        Checked::Text => "原文",
        Checked::Secondary => "转引",
        Checked::Unverified => "**待核**",
    };
    let phase = step.phase.name(Language::Zh);
    format!(
        "| {phase} | {}：{} | {} | {} | {within} | {} | {mark} | {checked} | {} |",
        step.name.zh,
        step.what.zh,
        by.join("、"),
        needs.join("；"),
        waived.join("、"),
        step.source
    )
}

impl Phase {
    /// Its name on the line of life.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Raise, Language::Zh) => "提议",
            (Self::Discuss, Language::Zh) => "议",
            (Self::Decide, Language::Zh) => "决",
            (Self::Do, Language::Zh) => "办",
            (Self::Rate, Language::Zh) => "评",
            (Self::Raise, Language::En) => "raise",
            (Self::Discuss, Language::En) => "discuss",
            (Self::Decide, Language::En) => "decide",
            (Self::Do, Language::En) => "carry out",
            (Self::Rate, Language::En) => "rate",
        }
    }
}

impl Actor {
    /// Its name in Chinese; a page has the words of its own language for roles.
    const fn name(self) -> &'static str {
        match self {
            Self::Body(body) => body.name(Language::Zh),
            Self::Role(role) => role.zh(),
        }
    }
}

impl Need {
    /// What shows that a step was taken, in words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        let say = |chinese: String, english: String| if zh { chinese } else { english };
        match self {
            Self::Intake => say("有人提出（来由）".into(), "somebody asked for it".into()),
            Self::Topic => {
                say("受理，或者公开不受理的理由".into(), "it was taken up, or refused with a public reason".into())
            }
            Self::Options { least } => say(
                format!("不少于 {least} 个方案：费用、效果、谁出钱"),
                format!("{least} or more plans, each with cost, effect and who pays"),
            ),
            Self::Study => say("党组织研究意见（日期）".into(), "the Party organisation's study, dated".into()),
            Self::Sitting { bodies, result } => {
                let names: Vec<&str> = bodies.iter().map(|body| body.name(language)).collect();
                match result {
                    Ends::Passed => {
                        say(format!("{}表决通过", names.join("或")), format!("carried by: {}", names.join(" or ")))
                    }
                    Ends::Agreed => say(
                        format!("{}通过或者达成共识", names.join("或")),
                        format!("carried or agreed by: {}", names.join(" or ")),
                    ),
                    Ends::Held => say(format!("{}开过会", names.join("或")), format!("held: {}", names.join(" or "))),
                }
            }
            Self::Notice { days } => say(format!("提前 {days} 日通知"), format!("called {days} days before")),
            Self::Comment { days } => say(
                format!("征求意见 {days} 日，意见有答复"),
                format!("posted {days} days for comment, comments answered"),
            ),
            Self::Opinions { share } => {
                say(format!("逐户征求意见并签字（{share}）"), format!("households asked and signed ({share})"))
            }
            Self::Parties => say("各方到场，或者记下不到场".into(), "each side there, or its refusal on record".into()),
            Self::Posting { days } => {
                say(format!("张贴 {days} 日，异议有答复"), format!("on the board {days} days, objections answered"))
            }
            Self::Filing { to } => {
                let (chinese, english) = match to {
                    super::Office::Township => ("乡镇（街道）", "the township or subdistrict"),
                    super::Office::County => ("县（区）", "the county or district"),
                    super::Office::Committee => ("居委会", "the residents' committee"),
                };
                say(format!("报{chinese}备案，已收悉"), format!("on file with {english}, acknowledged"))
            }
            Self::Execution => say("节点全部验收".into(), "every milestone accepted".into()),
            Self::Rating { days } => say(format!("评议 {days} 日"), format!("rated for {days} days")),
            Self::Feedback => {
                say("告知参加的人，不同意见有说明".into(), "those who took part told, dissent explained".into())
            }
        }
    }
}
