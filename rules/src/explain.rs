//! The sentences that say what was counted and why it follows. They stand here, beside the law, because a clerk and a
//! court read them as part of the result.

use crate::{
    body::{BodyKind, Weighs},
    fraction::Fraction,
    record::CountRecord,
    rule_set::{Base, Rule, Threshold},
    verdict::{Reason, Verdict},
};
use serde::{Deserialize, Serialize};

/// The languages that every sentence exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language tag, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language with this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }
}

/// 应到 52，实到 41，须到 35，已达法定人数。
#[must_use]
pub fn quorum_sentence(quorum: Fraction, eligible: u64, present: u64, language: Language) -> String {
    if quorum.num == 0 {
        return match language {
            Language::Zh => format!("应到 {eligible}，实到 {present}（未规定出席比例）。"),
            Language::En => format!("Entitled {eligible}, present {present} (no quorum is stated)."),
        };
    }
    let required = quorum.required(eligible);
    let met = quorum.holds(present, eligible);
    match language {
        Language::Zh => {
            let end = if met { "已达法定人数" } else { "未达法定人数" };
            format!("应到 {eligible}，实到 {present}，须到 {required}，{end}。")
        }
        Language::En => {
            let end = if met { "quorum met" } else { "quorum not met" };
            format!("Entitled {eligible}, present {present}, needed {required}: {end}.")
        }
    }
}

/// 到会代表 22 人，代表 310 户，应到 401 户，须到 268 户，已达法定人数。
#[must_use]
pub fn represented_sentence(quorum: Fraction, (reps, households): (u64, u64), all: u64, language: Language) -> String {
    let need = quorum.required(all);
    let met = all > 0 && quorum.holds(households, all);
    match language {
        Language::Zh => {
            let end = if met { "已达法定人数" } else { "未达法定人数" };
            format!("到会代表 {reps} 人，代表 {households} 户，应到 {all} 户，须到 {need} 户，{end}。")
        }
        Language::En => {
            let end = if met { "quorum met" } else { "quorum not met" };
            let who = if reps == 1 { "representative present stands" } else { "representatives present stand" };
            format!("{reps} {who} for {households} of {all} households, needed {need}: {end}.")
        }
    }
}

/// The verdict in one sentence, with the numbers and the source of the rule.
#[must_use]
pub fn verdict_sentence(record: &CountRecord, verdict: &Verdict, language: Language) -> String {
    let (counts, ballots) = (&record.counts, &record.ballots);
    let quorum = fraction_words(record.rule.quorum.fraction(), language);
    let majority = pass_words(record.rule.pass, language);
    let source = record.source.join(match language {
        Language::Zh => "、",
        Language::En => "; ",
    });
    let (present, eligible) = (verdict.present, counts.eligible);
    let open = !matches!(
        verdict.reason,
        Reason::CompositionInvalid | Reason::NoticeTooShort | Reason::NotAuthorized | Reason::PartyStudyMissing
    );
    // Where the base is neither those present nor all entitled, the sentence says what it is.
    let there = record.rule.pass.base == Base::Present && verdict.base != verdict.present;
    let majority = match language {
        _ if !there => majority,
        Language::Zh => format!(
            "{}计票基数 {} 人的{}",
            verb(record.rule.pass.fraction()),
            verdict.base,
            share_words(record.rule.pass.fraction(), language)
        ),
        Language::En => {
            format!("{} of the {} counted", fraction_words(record.rule.pass.fraction(), language), verdict.base)
        }
    };
    let households = BodyKind::from_id(&record.rule.body).is_some_and(BodyKind::counts_households);
    let gate = record.gate.as_ref().map(|gate| gate.sentence(open, language));
    let (need_present, need_for, votes_for) = (verdict.required_present, verdict.required_for, ballots.in_favour);
    match language {
        Language::Zh => {
            let reach = if verdict.quorum_met { "达到" } else { "未达到" };
            let unit = if households { "户" } else { "人" };
            let attendance = if record.rule.quorum.num == 0 {
                format!("应到 {eligible} {unit}，实到 {present} {unit}（未规定出席比例）")
            } else {
                format!("应到 {eligible} {unit}，实到 {present} {unit}，{reach}{quorum}（须 {need_present} {unit}）")
            };
            let rest = match verdict.reason {
                Reason::Passed => format!("赞成 {votes_for} {unit}，{majority}（须 {need_for} {unit}），通过"),
                Reason::QuorumNotMet => "未达法定人数，不能作出决定".to_owned(),
                Reason::BallotsExceedIssued => {
                    format!("收回票 {} 张多于发出票 {} 张，表决无效，应当重新表决", ballots.collected, ballots.issued)
                }
                Reason::MajorityNotMet => {
                    format!("赞成 {votes_for} {unit}，未{majority}（须 {need_for} {unit}），未通过")
                }
                _ => "不得表决，没有作出决定".to_owned(),
            };
            let gate = gate.map(|gate| format!("；{gate}")).unwrap_or_default();
            let basis = if source.is_empty() { String::new() } else { format!("依据：{source}。") };
            format!("{attendance}{gate}；{rest}。{basis}")
        }
        Language::En => {
            let reach = if verdict.quorum_met { "which reaches" } else { "short of" };
            let unit = if households { " households" } else { "" };
            let attendance = if record.rule.quorum.num == 0 {
                format!("{present} of {eligible} entitled{unit} were present (no quorum is stated)")
            } else {
                format!("{present} of {eligible} entitled{unit} were present, {reach} {quorum} ({need_present} needed)")
            };
            let rest = match verdict.reason {
                Reason::Passed => format!("{votes_for} for, {majority} ({need_for} needed): passed"),
                Reason::QuorumNotMet => "without a quorum nothing can be decided".to_owned(),
                Reason::BallotsExceedIssued => {
                    format!(
                        "{} ballots came back but only {} were issued: void, to be run again",
                        ballots.collected, ballots.issued
                    )
                }
                Reason::MajorityNotMet => format!("{votes_for} for, not {majority} ({need_for} needed): not passed"),
                _ => "nothing was decided".to_owned(),
            };
            let gate = gate.map(|gate| format!("; {gate}")).unwrap_or_default();
            let basis = if source.is_empty() { String::new() } else { format!(" Source: {source}.") };
            format!("{attendance}{gate}; {rest}.{basis}")
        }
    }
}

/// How owners decide: by heads and by area, of those whose ballots come back (民法典 Art. 278).
#[must_use]
pub fn owners_words(rule: &Rule, language: Language) -> String {
    let (quorum, pass) = (rule.quorum.fraction(), rule.pass.fraction());
    let all = rule.pass.base == Base::Eligible;
    match language {
        Language::Zh => format!(
            "参与表决的业主，人数和面积都须{}全体的{}；赞成的人数和面积都须{}{}的{}",
            verb(quorum),
            share_words(quorum, language),
            verb(pass),
            if all { "全体" } else { "参与表决者" },
            share_words(pass, language)
        ),
        Language::En => format!(
            "by heads and by area {} of all owners must take part, and {} of {} be for",
            fraction_words(quorum, language),
            fraction_words(pass, language),
            if all { "all" } else { "those" }
        ),
    }
}

/// How a vote through representatives is decided: by the households for which they stand, whatever their own number.
#[must_use]
pub fn represented_words(rule: &Rule, language: Language) -> String {
    let (quorum, pass) = (rule.quorum.fraction(), rule.pass.fraction());
    let all = rule.pass.base == Base::Eligible;
    match language {
        Language::Zh => format!(
            "按户计票：到会代表所代表的户数须{}全体户数的{}，赞成的户数须{}{}的{}",
            verb(quorum),
            share_words(quorum, language),
            verb(pass),
            if all { "全体户数" } else { "到会代表所代表户数" },
            share_words(pass, language)
        ),
        Language::En => format!(
            "counted by household: those who come must stand for {} of all households, and {} of {} be for",
            fraction_words(quorum, language),
            fraction_words(pass, language),
            if all { "all households" } else { "the households represented" }
        ),
    }
}

/// What it takes to pass: of owners by head and by area, through representatives by household, of any other body by its majority.
#[must_use]
pub fn rule_words(rule: &Rule, language: Language) -> String {
    match BodyKind::from_id(&rule.body).and_then(BodyKind::weighs) {
        Some(Weighs::Area) => owners_words(rule, language),
        Some(Weighs::Households) => represented_words(rule, language),
        None => pass_words(rule.pass, language),
    }
}

/// 到会人员的过半数, at least two thirds of all entitled, …
#[must_use]
pub fn pass_words(pass: Threshold, language: Language) -> String {
    let fraction = pass.fraction();
    match (language, pass.base, is_half(fraction)) {
        (Language::Zh, Base::Present, true) if !fraction.inclusive => "超过到会人员的半数".to_owned(),
        (Language::Zh, Base::Eligible, true) if !fraction.inclusive => "超过应到人数的半数".to_owned(),
        (Language::Zh, base, _) => {
            let of = if base == Base::Present { "到会人员" } else { "应到人数" };
            format!("{}{of}的{}", verb(fraction), share_words(fraction, language))
        }
        (Language::En, base, _) => {
            let of = if base == Base::Present { "those present" } else { "all entitled" };
            format!("{} of {of}", fraction_words(fraction, language))
        }
    }
}

/// A share of the owners who take part: 超过参与表决者的半数, more than half of those who take part.
#[must_use]
pub fn participating_words(share: Fraction, language: Language) -> String {
    match language {
        Language::Zh => format!("{}参与表决者的{}", verb(share), share_words(share, language)),
        Language::En => format!("{} of those who take part", fraction_words(share, language)),
    }
}

/// How many must attend, in words; a law that states no share says so.
#[must_use]
pub fn quorum_words(quorum: Threshold, language: Language) -> String {
    match (quorum.num, language) {
        (0, Language::Zh) => "未规定比例".to_owned(),
        (0, Language::En) => "no share is stated".to_owned(),
        _ => pass_words(quorum, language),
    }
}

/// 三分之二, more than half, at least 2/3, …
#[must_use]
pub fn fraction_words(fraction: Fraction, language: Language) -> String {
    let share = share_words(fraction, language);
    match (language, fraction.inclusive) {
        (Language::Zh, true) => share,
        (Language::Zh, false) => format!("超过{share}的要求"),
        (Language::En, true) => format!("at least {share}"),
        (Language::En, false) => format!("more than {share}"),
    }
}

const fn verb(fraction: Fraction) -> &'static str {
    if fraction.inclusive { "达到" } else { "超过" }
}

const fn is_half(fraction: Fraction) -> bool {
    fraction.den.is_multiple_of(2) && fraction.num == fraction.den / 2
}

/// A share in words: 十分之一, one tenth; of the whole, that it is all.
#[must_use]
pub fn share_words(fraction: Fraction, language: Language) -> String {
    const DIGITS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let digit = |number: u64| usize::try_from(number).ok().and_then(|index| DIGITS.get(index));
    match language {
        Language::Zh if fraction.num == fraction.den => "全部".to_owned(),
        Language::En if fraction.num == fraction.den => "all".to_owned(),
        Language::Zh if is_half(fraction) => "半数".to_owned(),
        Language::Zh if fraction.den == 100 => format!("百分之 {}", fraction.num),
        Language::En if fraction.den == 100 => format!("{}%", fraction.num),
        Language::Zh => match (digit(fraction.den), digit(fraction.num)) {
            (Some(den), Some(num)) => format!("{den}分之{num}"),
            _ => format!("{}/{}", fraction.num, fraction.den),
        },
        Language::En if is_half(fraction) => "half".to_owned(),
        Language::En => format!("{}/{}", fraction.num, fraction.den),
    }
}
