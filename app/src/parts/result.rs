//! The numbers that decide: the biggest thing on the page, with the rule and its source under them in one sentence.

use super::chart::{self, Bar};
use crate::{t, view::Cx};
use leptos::prelude::*;
use rules::{
    Verdict,
    kind::owners::OwnersRecord,
    published::Counting,
    record::{Channels, CountRecord, VoteRecord},
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
            }}
        </div>
    }
    .into_any()
}

/// The verdict, the numbers that decide, and why.
pub fn brief(cx: &Cx, record: &VoteRecord, verdict: &Verdict, sentence: &str) -> AnyView {
    let [in_favour, against, abstain, _] = record.answers();
    let there = if record.people().is_some() { "count-present" } else { "owners-participating" };
    let big = [
        ("count-eligible", record.eligible()),
        (there, verdict.present),
        ("count-for", in_favour),
        ("count-against", against),
        ("count-abstain", abstain),
    ];
    let numbers = big
        .into_iter()
        .map(|(label, number)| view! { <div class=label><dt>{t!(cx, label)}</dt><dd>{number}</dd></div> })
        .collect_view();
    let (class, word) = match verdict.reason {
        Reason::Passed => ("passed", t!(cx, "passed")),
        Reason::MajorityNotMet => ("failed", t!(cx, "not-passed")),
        Reason::QuorumNotMet | Reason::HeadcountQuorumNotMet | Reason::AreaQuorumNotMet => {
            ("failed", t!(cx, "no-decision"))
        }
        Reason::BallotsExceedIssued => ("failed", t!(cx, "void")),
        _ => ("failed", t!(cx, "not-passed")),
    };
    view! {
        <p class=format!("verdict {class}")>{word}</p>
        <dl class="numbers">{numbers}</dl>
        <p class="why">{sentence.to_owned()}</p>
    }
    .into_any()
}

/// Attendance and answers as labelled bars, for who looks rather than reads.
pub fn chart(cx: &Cx, record: &VoteRecord, verdict: &Verdict) -> AnyView {
    let [in_favour, against, abstain, invalid] = record.answers();
    let there = if record.people().is_some() { "count-present" } else { "owners-participating" };
    let bars = [
        ("count-eligible", record.eligible()),
        (there, verdict.present),
        ("count-for", in_favour),
        ("count-against", against),
        ("count-abstain", abstain),
        ("count-invalid", invalid),
    ]
    .map(|(key, value)| Bar { name: t!(cx, key), value, shown: value.to_string() });
    chart::bars(cx, &t!(cx, "chart-result"), &bars)
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
    let details = small
        .into_iter()
        .chain(handled)
        .chain(people)
        .map(|(label, number)| view! { <tr><th scope="row">{t!(cx, label)}</th><td class="number">{number}</td></tr> })
        .collect_view();
    view! {
        {record.channels.as_ref().map(|both| channels(cx, both))}
        <details open=cx.public || cx.paper>
            <summary>{t!(cx, "count-details")}</summary>
            <table>
                <tbody>{details}</tbody>
            </table>
        </details>
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
