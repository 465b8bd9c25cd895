//! What looks like personal data: each place is shown, and somebody says of each what it is.

use super::{
    form::{Form, Send},
    refusals,
};
use crate::{
    say, t,
    view::{Cx, Masked, MaskedPlace, form::FormState},
};
use leptos::prelude::*;
use rules::masking::Kind;

/// What is not published because it holds personal data: each place, to be blanked out or said to be none by whoever publishes. It
/// stands outside of any form, and sends again what was sent.
pub fn masked(cx: &Cx) -> Option<AnyView> {
    let refused = cx.refused.as_ref().filter(|one| one.field == "mask")?;
    let sentence = say::refusal(cx.language, refused.refusal?);
    let Some(masked) = refused.masked_at("mask").filter(|masked| !masked.places.is_empty()) else {
        return Some(refusals::refusal(cx, "mask", None, sentence));
    };
    let form = &cx.form(refused.form.as_str());
    let asked = |name: &str| name == "mask" || masked.places.iter().any(|one| one.field == name);
    let hidden = refused
        .fields
        .iter()
        .filter(|(name, _)| !asked(name))
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> })
        .collect_view();
    let places = masked.places.iter().map(|one| choice(cx, one)).collect_view();
    Some(
        view! {
            <section class="card" id="mask">
                {refusals::refusal(cx, "mask", None, sentence)}
                <Form form tells=false>
                    {hidden}
                    {places}
                    {more(cx, masked)}
                    <p class="hint">{t!(cx, "mask-journal")}</p>
                    <Send label=t!(cx, "mask-go-on") />
                </Form>
            </section>
        }
        .into_any(),
    )
}

/// One place and what may be said of it.
fn choice(cx: &Cx, place: &MaskedPlace) -> AnyView {
    let name = place.field.clone();
    let legend = view! { <legend>{kind(cx, place.kind)} " " <q>{place.shown.clone()}</q></legend> };
    if place.certain {
        return view! {
            <fieldset class="asked">
                {legend}
                <input type="hidden" name=name value="cover" />
                <p>{t!(cx, "mask-certain")}</p>
            </fieldset>
        }
        .into_any();
    }
    let said = [("cover", "mask-cover"), ("none", "mask-none")]
        .map(|(value, words)| {
            let id = format!("{name}-{value}");
            view! {
                <div class="tick">
                    <input type="radio" id=id.clone() name=name.clone() value=value checked=value == "cover" />
                    <label for=id>{t!(cx, words)}</label>
                </div>
            }
        })
        .into_iter()
        .collect_view();
    view! { <fieldset class="asked">{legend} {said}</fieldset> }.into_any()
}

/// Beside a field, within its form: each place with a tick by which its writer says that it is none. What is beyond doubt has none,
/// and is to be removed.
pub fn ticks(form: &FormState<'_>, masked: &Masked) -> AnyView {
    let cx = form.cx;
    let places = masked
        .places
        .iter()
        .map(|one| {
            let what = view! { {kind(cx, one.kind)} " " <q>{one.shown.clone()}</q> };
            if one.certain {
                let why = if one.kind == Kind::Mobile { t!(cx, "mask-remove-phone") } else { t!(cx, "mask-remove") };
                return view! { <p>{what} " " {why}</p> }.into_any();
            }
            let id = form.id(&one.field);
            view! {
                <div class="tick">
                    <input type="checkbox" id=id.clone() name=one.field.clone() value="none" checked=one.none />
                    <label for=id>{what} " " {t!(cx, "mask-none")}</label>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { {places} {more(cx, masked)} <p class="hint">{t!(cx, "mask-journal")}</p> }.into_any()
}

/// What was left in a draft, for whoever signs or publishes it.
pub fn left(cx: &Cx, left: &[(Kind, String)]) -> Option<AnyView> {
    let places =
        left.iter().map(|(what, shown)| view! { <li>{kind(cx, *what)} " " <q>{shown.clone()}</q></li> }).collect_view();
    (!left.is_empty()).then(|| {
        view! {
            <section class="missing" id="left">
                <p>{t!(cx, "mask-left")}</p>
                <ul>{places}</ul>
            </section>
        }
        .into_any()
    })
}

fn more(cx: &Cx, masked: &Masked) -> Option<AnyView> {
    (masked.more > 0).then(|| view! { <p>{t!(cx, "mask-more", count = masked.more)}</p> }.into_any())
}

fn kind(cx: &Cx, kind: Kind) -> String {
    t!(cx, &format!("mask-kind-{}", kind.id().replace('_', "-")))
}
