//! The steps of a matter: each with who takes it, the records that met it, what it waits for.

use super::{actors, due, plans};
use crate::{
    parts::fold::fold,
    t,
    view::{
        Cx,
        matter::{MatterPage, NeedState, NeedView, RecordView, Stage, Stands, StepView},
    },
};
use leptos::prelude::*;
use rules::{
    dossier::Ended,
    explain::share_words,
    permit::Role,
    procedure::{Ends, Kind, Need},
};

/// Every step, in the procedure's order.
pub(super) fn all(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    if page.steps.is_empty() {
        return None;
    }
    let lines = page.steps.iter().map(|step| one(cx, step)).collect_view();
    Some(
        view! {
            <section>
                <h2>{t!(cx, "matter-steps")}</h2>
                <ol class="matter-steps">{lines}</ol>
            </section>
        }
        .into_any(),
    )
}

fn one(cx: &Cx, step: &StepView) -> AnyView {
    let (class, state) = match &step.stands {
        Stands::Met(on) => ("done", t!(cx, "matter-step-met", on = on)),
        Stands::Waived(_) => ("done", t!(cx, "matter-step-waived")),
        Stands::Current { .. } => ("now", t!(cx, "matter-step-current")),
        Stands::Later => ("later", t!(cx, "matter-step-later")),
    };
    let waiver = match &step.stands {
        Stands::Waived(waiver) => {
            let by = t!(cx, &format!("role-{}", waiver.by.id()));
            Some(view! { <p dir="auto">{t!(cx, "matter-waived", on = waiver.on, by = by, why = waiver.why)}</p> })
        }
        _ => None,
    };
    let shown = matches!(step.stands.stage(), Stage::Done).then(|| needs(cx, step));
    let source = t!(cx, "matter-source", source = step.source);
    view! {
        <li class=class id=format!("step-{}", step.id)>
            <strong>{step.name.clone()}</strong> " " <span class="mark">{state}</span> " " {due(cx, step)}
            <p class="quiet">{t!(cx, "matter-by", who = actors(cx, &step.by))}</p>
            {waiver}
            {shown}
            {fold(t!(cx, "matter-step-why"), view! { <p>{step.what.clone()}</p> <p class="quiet">{source}</p> })}
        </li>
    }
    .into_any()
}

/// What a step needs, and the record that shows it.
pub(super) fn needs(cx: &Cx, step: &StepView) -> Option<AnyView> {
    // Of a step that was waived nothing is needed.
    if matches!(step.stands, Stands::Waived(_) | Stands::Later) {
        return None;
    }
    let lines = step.needs.iter().map(|need| view! { <li>{one_need(cx, need)}</li> }).collect_view();
    Some(view! { <ul class="needs">{lines}</ul> }.into_any())
}

fn one_need(cx: &Cx, view: &NeedView) -> AnyView {
    let words = need_words(cx, &view.need);
    let record = view.record.as_ref().map(|one| record(cx, one));
    let state = match view.state {
        NeedState::Met => return view! { <span class="good">{t!(cx, "need-met")}</span> " " {record} }.into_any(),
        NeedState::Running(Some(until)) => t!(cx, "need-running-until", until = until),
        NeedState::Running(None) => t!(cx, "need-running"),
        NeedState::TooEarly => t!(cx, "need-too-early"),
        NeedState::Missing => t!(cx, "need-missing"),
    };
    view! { {words} " " <span class="mark">{state}</span> " " {record} }.into_any()
}

/// What a step needs, in words.
pub(super) fn need_words(cx: &Cx, need: &Need) -> String {
    let days = need.days().unwrap_or_default();
    let key = format!("need-{}", need.kind().id());
    match need {
        Need::Sitting { bodies, result } => {
            let bodies: Vec<_> = bodies.iter().map(|body| body.name(cx.language).to_owned()).collect();
            let ends = match result {
                Ends::Passed => "need-sitting-passed",
                Ends::Agreed => "need-sitting-agreed",
                Ends::Held => "need-sitting-held",
            };
            t!(cx, ends, bodies = bodies.join(&t!(cx, "list-or")))
        }
        Need::Options { least } => t!(cx, &key, least = least),
        Need::Opinions { .. } => {
            let share = need.share().map(|share| share_words(share, cx.language));
            t!(cx, &key, share = share.unwrap_or_default())
        }
        Need::Filing { to } => t!(cx, &key, to = t!(cx, &format!("office-{}", to.id()))),
        _ => t!(cx, &key, days = days),
    }
}

/// A record: its day, in which role, what it is, and what was written.
pub(super) fn record(cx: &Cx, one: &RecordView) -> AnyView {
    let kind = t!(cx, &format!("record-{}", one.kind.id()));
    let title = match (one.title.is_empty(), one.href.is_empty()) {
        (true, _) => ().into_any(),
        (false, true) => view! { " " {one.title.clone()} }.into_any(),
        (false, false) => {
            view! { " " <a href=one.href.clone() lang=cx.tongue(&one.title)>{one.title.clone()}</a> }.into_any()
        }
    };
    let within =
        (one.within && one.href.is_empty()).then(|| view! { " " <span class="quiet">{t!(cx, "record-within")}</span> });
    let on = t!(cx, "record-on", on = one.on);
    let own = one.own.as_ref().map(|own| written(cx, own));
    let ended = one.ended.map(|ended| {
        let (key, class) = match ended {
            Ended::Passed => ("record-passed", "mark good"),
            Ended::NotPassed => ("record-not-passed", "mark late"),
            Ended::Invalid => ("record-invalid", "mark late"),
            Ended::Consensus => ("record-consensus", "mark good"),
            Ended::Heard => ("record-heard", "mark"),
        };
        view! { " " <span class=class>{t!(cx, key)}</span> }
    });
    view! { {on} " " {kind} {title} {ended} {within} {own} }.into_any()
}

/// What was written for a step.
fn written(cx: &Cx, own: &rules::published::StepRecord) -> AnyView {
    // The Party organisation studies; whoever else writes it down does so from its record.
    let key = if own.need == Kind::Study && own.by != Role::Party { "record-by-from-party" } else { "record-by" };
    let by = t!(cx, key, role = t!(cx, &format!("role-{}", own.by.id())));
    let accepted = own.accepted.map(|yes| {
        let words = if yes { t!(cx, "topic-accepted") } else { t!(cx, "topic-refused") };
        view! { " " <strong>{words}</strong> }
    });
    let to = own.to.map(|to| view! { " " {t!(cx, &format!("office-{}", to.id()))} });
    let said = (!own.said.is_empty()).then(|| view! { <p dir="auto" class="said">{own.said.clone()}</p> });
    let party = |one: &rules::published::Party| {
        let words = if one.present > 0 {
            t!(cx, "party-present", group = one.group, present = one.present)
        } else {
            t!(cx, "party-refused", group = one.group, refused = one.refused)
        };
        view! { <li dir="auto">{words}</li> }
    };
    let parties = (!own.parties.is_empty()).then(|| view! { <ul>{own.parties.iter().map(party).collect_view()}</ul> });
    view! { " " <span class="quiet">{by}</span> {accepted} {to} {said} {parties} {plans(cx, &own.plans)} }.into_any()
}
