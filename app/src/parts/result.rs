//! The numbers that decide: the biggest thing on the page, with the rule and its source under them in one sentence.

use super::{bar, fold::fold, grades};
use crate::{t, view::Cx};
use leptos::prelude::*;
use rules::{
    Verdict,
    bar::{answers, attendance},
    kind::{household::HouseholdRecord, owners::OwnersRecord},
    published::Counting,
    record::{Channels, CountRecord, VoteRecord},
    rule_set::Base,
    verdict::Reason,
};

/// 应到 52 实到 41 赞成 33 反对 5 弃权 3, the verdict, and why; with every number behind them.
pub fn result(cx: &Cx, record: &VoteRecord, verdict: &Verdict, sentence: &str) -> AnyView {
    view! {
        <div class="result" role="group" aria-label=t!(cx, "result")>
            {brief(cx, record, verdict, sentence)}
            {match record {
                VoteRecord::People(record) => people(cx, record),
                VoteRecord::Owners(record) => owners(cx, record),
                VoteRecord::Households(record) => {
                    folded(cx, record.channels.as_ref(), through(cx, record))
                }
                VoteRecord::Appraisal(record) => grades::outcomes(cx, record),
            }}
        </div>
    }
    .into_any()
}

/// The verdict, the numbers that decide, and why.
pub fn brief(cx: &Cx, record: &VoteRecord, verdict: &Verdict, sentence: &str) -> AnyView {
    view! { {numbers(cx, record, verdict)} <p class="why">{sentence.to_owned()}</p> }.into_any()
}

/// The word of a verdict.
#[must_use]
pub fn word(cx: &Cx, verdict: &Verdict) -> String {
    match verdict.reason {
        Reason::Passed => t!(cx, "passed"),
        Reason::Appraised => t!(cx, "appraised-held"),
        Reason::Terminated => t!(cx, "appraised-held-twice"),
        Reason::QuorumNotMet | Reason::HeadcountQuorumNotMet | Reason::AreaQuorumNotMet => t!(cx, "no-decision"),
        Reason::BallotsExceedIssued => t!(cx, "void"),
        _ => t!(cx, "not-passed"),
    }
}

/// The verdict and the numbers that decide.
fn numbers(cx: &Cx, record: &VoteRecord, verdict: &Verdict) -> AnyView {
    let [all, there] = match record {
        VoteRecord::Owners(_) => ["count-eligible", "owners-participating"],
        VoteRecord::Households(_) => ["represented-all", "represented-here"],
        VoteRecord::People(_) | VoteRecord::Appraisal(_) => ["count-eligible", "count-present"],
    };
    let mut big = vec![(all, record.eligible()), (there, verdict.present)];
    match record.answers() {
        Some([in_favour, against, abstain, _]) => {
            big.extend([("count-for", in_favour), ("count-against", against), ("count-abstain", abstain)]);
        }
        None => {
            let [issued, collected] = record.papers();
            big.extend([("count-issued", issued), ("count-collected-all", collected)]);
        }
    }
    let numbers = big
        .into_iter()
        .map(|(label, number)| view! { <div class=label><dt>{t!(cx, label)}</dt><dd>{number}</dd></div> })
        .collect_view();
    let class = if verdict.passed { "passed" } else { "failed" };
    view! {
        <p class=format!("verdict {class}")>{word(cx, verdict)}</p>
        <dl class="numbers">{numbers}</dl>
    }
    .into_any()
}

/// A published result: the verdict and its numbers, the bar, why in a sentence of everyday words; the law and every further number
/// are folded under it.
pub fn decided(cx: &Cx, record: &VoteRecord, verdict: &Verdict, sentence: &str, papers: &Counting) -> AnyView {
    let lawful = view! { <p class="why">{sentence.to_owned()}</p> }.into_any();
    let (why, lawful) = match plain(cx, record, verdict) {
        Some(plain) => (view! { <p class="why">{plain}</p> }.into_any(), Some(lawful)),
        None => (lawful, None),
    };
    let further = match record {
        VoteRecord::People(record) => {
            view! { {record.channels.as_ref().map(|both| channels(cx, both))} {details(cx, record)} }.into_any()
        }
        VoteRecord::Owners(record) => owners(cx, record),
        VoteRecord::Households(record) => {
            view! { {record.channels.as_ref().map(|both| channels(cx, both))} {through(cx, record)} }.into_any()
        }
        VoteRecord::Appraisal(_) => ().into_any(),
    };
    // What everybody came to is what such a result is read for: it lies open.
    let people = record.appraisal().map(|record| grades::outcomes(cx, record));
    view! {
        <section class="result decided" aria-label=t!(cx, "result")>
            {numbers(cx, record, verdict)}
            {people}
            {bar::bars(cx, record, verdict)}
            {why}
            {fold(t!(cx, "result-how"), view! { {lawful} {further} {counting(cx, papers)} })}
        </section>
    }
    .into_any()
}

/// Why it passed or did not, in everyday words; none where a gate decided, or more came back than was handed out, which the lawful
/// sentence says best. The numbers of owners are two, of heads and of area.
#[must_use]
pub fn plain(cx: &Cx, record: &VoteRecord, verdict: &Verdict) -> Option<String> {
    let measure = attendance(record, verdict).first()?.measure;
    let unit = t!(cx, &format!("unit-{}", measure.id()));
    match verdict.reason {
        Reason::QuorumNotMet | Reason::HeadcountQuorumNotMet => Some(t!(
            cx,
            "plain-quorum",
            eligible = record.eligible(),
            present = verdict.present,
            required = verdict.required_present,
            short = verdict.required_present.saturating_sub(verdict.present),
            unit = unit
        )),
        Reason::Passed | Reason::MajorityNotMet | Reason::HeadcountMajorityNotMet => {
            let bars = answers(record, verdict);
            let first = bars.first()?;
            let [in_favour, ..] = first.parts;
            let of = match first.base {
                Base::Present => "present",
                Base::Eligible => "eligible",
            };
            let of = t!(cx, &format!("bar-{}-{of}", measure.id()), whole = first.whole);
            let (required, passed) = (first.required, verdict.passed);
            let words = if passed {
                t!(cx, "plain-passed", of = of, favour = in_favour, required = required, unit = unit)
            } else {
                let short = required.saturating_sub(in_favour);
                t!(cx, "plain-failed", of = of, favour = in_favour, required = required, short = short, unit = unit)
            };
            // Of owners the area has to be enough as well.
            let area = bars.get(1).filter(|_| passed).map(|area| {
                let [in_favour, ..] = area.parts;
                t!(
                    cx,
                    "plain-area",
                    favour = area.measure.shown(in_favour),
                    required = area.measure.shown(area.required)
                )
            });
            Some(words + area.as_deref().unwrap_or_default())
        }
        _ => None,
    }
}

/// What happened to the papers before their count was accepted, where anything did.
pub fn counting(cx: &Cx, counting: &Counting) -> AnyView {
    let papers = (counting.exchanged > 0 || counting.back > 0).then(|| {
        view! { <p class="quiet">{t!(cx, "counting-papers", exchanged = counting.exchanged, back = counting.back)}</p> }
    });
    let again = (counting.attempts > 1)
        .then(|| view! { <p class="quiet">{t!(cx, "counting-again", attempts = counting.attempts)}</p> });
    let ordered = counting
        .ordered
        .iter()
        .map(|reason| view! { <p class="quiet">{t!(cx, "counting-ordered", reason = reason)}</p> })
        .collect_view();
    view! { {papers} {again} {ordered} }.into_any()
}

/// By channel, and the smaller numbers of a vote by person or household.
fn people(cx: &Cx, record: &CountRecord) -> AnyView {
    folded(cx, record.channels.as_ref(), details(cx, record))
}

/// By channel, and the smaller numbers folded under it.
fn folded(cx: &Cx, both: Option<&Channels>, details: AnyView) -> AnyView {
    view! {
        {both.map(|both| channels(cx, both))}
        <details open=cx.public || cx.paper>
            <summary>{t!(cx, "count-details")}</summary>
            {details}
        </details>
    }
    .into_any()
}

/// Who was there for the households, and what they gave back: a ballot stands for the households of one of them.
fn through(cx: &Cx, record: &HouseholdRecord) -> AnyView {
    let (counts, ballots) = (&record.counts, &record.ballots);
    let cast: u64 = ballots.marks().iter().sum();
    let small = [
        ("represented-reps", counts.reps_total),
        ("represented-reps-here", counts.reps_present),
        ("represented-given", ballots.reps_issued),
        ("represented-back", ballots.reps_collected),
        ("count-invalid", Some(ballots.invalid)),
        ("count-not-cast", Some(counts.represented_households.saturating_sub(cast))),
    ];
    small_numbers(cx, small.into_iter().filter_map(|(label, number)| Some((label, number?))).collect())
}

/// The smaller numbers, each on its line.
fn details(cx: &Cx, record: &CountRecord) -> AnyView {
    let (counts, ballots) = (&record.counts, &record.ballots);
    // The numbers of ballots are those of both channels: where the record tells them apart, the room stands for itself.
    let handled = match &record.channels {
        Some(both) => {
            let phones =
                [both.phone.in_favour, both.phone.against, both.phone.abstain, both.phone.invalid].iter().sum();
            vec![
                ("count-room-issued", ballots.issued.saturating_sub(phones)),
                ("count-room-collected", ballots.collected.saturating_sub(phones)),
                ("count-phones", phones),
            ]
        }
        None => vec![("count-issued", ballots.issued), ("count-collected-all", ballots.collected)],
    };
    let small = [
        ("count-onsite", counts.onsite),
        ("count-online", counts.online_verified),
        ("count-proxies", counts.proxies_accepted),
        ("count-left", counts.left_before_vote),
        ("count-not-cast", ballots.not_cast),
        ("count-invalid", ballots.invalid),
    ];
    let people = [("count-recused", counts.recused), ("count-observers", counts.observers + counts.online_unverified)];
    let details = small.into_iter().chain(handled).chain(people).collect();
    small_numbers(cx, details)
}

fn small_numbers(cx: &Cx, numbers: Vec<(&'static str, u64)>) -> AnyView {
    let rows = numbers
        .into_iter()
        .map(|(label, number)| view! { <tr><th scope="row">{t!(cx, label)}</th><td class="number">{number}</td></tr> })
        .collect_view();
    view! {
        <table class="count-table" aria-label=t!(cx, "count-details")>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Heads and area side by side: both decide.
fn owners(cx: &Cx, record: &OwnersRecord) -> AnyView {
    let (counts, ballots) = (&record.counts, &record.ballots);
    let rows = [
        ("owners-all", counts.eligible_heads, counts.eligible_area),
        ("owners-participating", counts.participating_heads, counts.participating_area),
        ("count-for", ballots.in_favour.heads, ballots.in_favour.area),
        ("count-against", ballots.against.heads, ballots.against.area),
        ("count-abstain", ballots.abstain.heads, ballots.abstain.area),
        ("count-invalid", ballots.invalid.heads, ballots.invalid.area),
    ]
    .map(|(label, heads, area)| {
        view! {
            <tr>
                <th scope="row">{t!(cx, label)}</th>
                <td class="number">{heads}</td>
                <td class="number">{area.to_string()}</td>
            </tr>
        }
    })
    .into_iter()
    .collect_view();
    view! {
        <table class="channels" aria-label=t!(cx, "owners-table")>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col" class="number">{t!(cx, "owners-heads")}</th>
                    <th scope="col" class="number">{t!(cx, "owners-area")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What was cast in the room and by phone: two channels, one count.
fn channels(cx: &Cx, both: &Channels) -> AnyView {
    let rows = [("channel-room", both.room), ("channel-phone", both.phone)]
        .map(|(label, marks)| {
            let cells = [marks.in_favour, marks.against, marks.abstain, marks.invalid]
                .map(|number| view! { <td class="number">{number}</td> })
                .into_iter()
                .collect_view();
            view! { <tr><th scope="row">{t!(cx, label)}</th>{cells}</tr> }
        })
        .into_iter()
        .collect_view();
    let heads = ["count-for", "count-against", "count-abstain", "count-invalid"]
        .map(|label| view! { <th scope="col" class="number">{t!(cx, label)}</th> })
        .into_iter()
        .collect_view();
    view! {
        <div class="wide" tabindex="0">
            <table class="channels">
                <thead>
                    <tr>
                        <th scope="col">{t!(cx, "channel")}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
