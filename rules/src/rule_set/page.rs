//! `RULES.md`: every value with its source and mark, for a lawyer to read. Written from the data; a test holds it current.

use super::{AppraisalRules, Checked, Mark, RuleSet, Sourced, SourcedShare, set::LOCAL};
use crate::{
    Language, agenda::Matter, appraisal::Unmarked, body::BodyKind, explain, fraction::Fraction, petition::Ask,
};
use std::fmt::Write;

/// The page of a set and of the overlays that come with the program.
#[must_use]
pub fn page(national: &RuleSet) -> String {
    let mut page = String::from(
        "# The rules that the program applies\n\nWritten by `UPDATE_RULES=1 cargo test -p rules rules_page` from \
         `rules/data/`; do not edit. *mark*: 法律 law, 地方 local rule, 平台 platform rule where the law is silent. \
         *checked*: 原文 the text was read, 转引 read in another page, **待核** not verified, to be confirmed before \
         anybody relies on it.\n",
    );
    set(&mut page, national);
    for (name, text) in LOCAL {
        if let Ok(overlay) = RuleSet::read(name, text) {
            set(&mut page, &overlay);
        }
    }
    page.push_str("\n## Which body decides what (村组法 28, 居组法 30, 集体经济组织法 26, 28)\n\n");
    page.push_str(
        "| 事项 matter | id | 决定 decides | 可授权 may be delegated to | 依据 source |\n|---|---|---|---|---|\n",
    );
    for matter in Matter::ALL {
        let authority = matter.authority();
        let names = |bodies: &[BodyKind]| {
            if bodies.is_empty() {
                return "不得授权".to_owned();
            }
            bodies.iter().map(|body| body.name(Language::Zh)).collect::<Vec<_>>().join("、")
        };
        let (name, id, source) = (matter.name(Language::Zh), matter.id(), authority.source);
        let _ = writeln!(
            page,
            "| {name} | `{id}` | {} | {} | {source} |",
            names(authority.deciding),
            names(authority.delegates)
        );
    }
    page
}

fn set(page: &mut String, set: &RuleSet) {
    let _ = write!(page, "\n## {}, `{}`, from {}\n\n", set.name, set.version, set.effective);
    page.push_str("| 会议 body | 值 value | 内容 | mark | checked | 依据 source |\n|---|---|---|---|---|---|\n");
    for (id, body) in &set.body {
        let name = BodyKind::from_id(id).map_or(id.as_str(), |kind| kind.name(Language::Zh));
        share(page, name, "出席", body.quorum.as_ref());
        share(page, name, "赞成", body.pass.as_ref());
        if let Some(notice) = &body.notice {
            row(page, name, "通知", &format!("提前 {} 日", notice.value.days), notice);
        }
        if let Some(reps) = &body.reps {
            row(page, name, "代表人数", &format!("多于 {} 人", reps.value.more_than), reps);
        }
        for exception in &body.exception {
            let matters = exception
                .matters
                .iter()
                .map(|id| Matter::from_id(id).map_or(id.as_str(), |one| one.name(Language::Zh)));
            let name = format!("{name}（{}）", matters.collect::<Vec<_>>().join("、"));
            share(page, &name, "出席", exception.quorum.as_ref());
            share(page, &name, "赞成", exception.pass.as_ref());
        }
    }
    share(page, "代表会议", "代表占组成人员", set.composition.reps.as_ref());
    share(page, "村民代表会议", "妇女代表占组成人员", set.composition.women.as_ref());
    for (id, rules) in &set.petition {
        let name = Ask::from_id(id).map_or(id.as_str(), |ask| ask.name(Language::Zh));
        for bar in &rules.bar {
            let share = Fraction::from_text(&bar.value.share).map(|one| explain::share_words(one, Language::Zh));
            let words =
                format!("{}{}（{}）", bar.value.signers.name(Language::Zh), share.unwrap_or_default(), bar.value.share);
            row(page, name, "联名", &words, bar);
        }
        if let Some(within) = &rules.within {
            row(page, name, "期限", &format!("{} 日内", within.value.days), within);
        }
    }
    appraisal(page, &set.appraisal);
    if let Some(posting) = &set.posting {
        row(page, "公开", "公示期", &format!("不少于 {} 日", posting.value.days), posting);
    }
    if let Some(reply) = &set.reply {
        row(page, "公开", "答复", &format!("{} 日内，最长 {} 日", reply.value.days, reply.value.most), reply);
    }
}

fn appraisal(page: &mut String, rules: &AppraisalRules) {
    let name = "民主评议";
    if let Some(one) = &rules.grades {
        let grades = one.value.of.iter().map(|grade| grade.name(Language::Zh)).collect::<Vec<_>>().join("、");
        row(page, name, "档次", &grades, one);
    }
    if let Some(one) = &rules.incompetent {
        let share = Fraction::from_text(&one.value.share).map(|share| explain::share_words(share, Language::Zh));
        row(page, name, "不称职", &format!("收回票的{}（{}）", share.unwrap_or_default(), one.value.share), one);
    }
    if let Some(one) = &rules.in_a_row {
        row(page, name, "职务终止", &format!("连续 {} 次不称职", one.value.times), one);
    }
    if let Some(one) = &rules.host {
        row(page, name, "主持", one.value.by.zh(), one);
    }
    if let Some(one) = &rules.unmarked {
        let words = if one.value.counts == Unmarked::Abstain { "按弃权计" } else { "对该人按无效计" };
        row(page, name, "未填", words, one);
    }
    if let Some(one) = &rules.appraised {
        let words = if one.value.votes { "参加投票" } else { "回避，计入实到，不发票" };
        row(page, name, "被评议人", words, one);
    }
    if let Some(one) = &rules.establish {
        row(page, name, "确认职务终止", &format!("结果公布后 {} 日内", one.value.days), one);
    }
}

fn share(page: &mut String, body: &str, value: &str, share: Option<&Sourced<SourcedShare>>) {
    if let Some(share) = share {
        let words = explain::quorum_words(share.value.threshold(), Language::Zh);
        row(page, body, value, &format!("{words}（{}）", share.value.share), share);
    }
}

fn row<T>(page: &mut String, body: &str, value: &str, words: &str, sourced: &Sourced<T>) {
    let mark = match sourced.mark {
        Mark::Law => "法律",
        Mark::Local => "地方",
        Mark::Policy => "平台",
    };
    let checked = match sourced.checked {
        Checked::Text => "原文",
        Checked::Secondary => "转引",
        Checked::Unverified => "**待核**",
    };
    let _ = writeln!(page, "| {body} | {value} | {words} | {mark} | {checked} | {} |", sourced.source);
}
