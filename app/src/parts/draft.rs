//! A text on its way to the public, a decision's or a disclosure's: where it stands, and signing, sending back, publishing it.

use super::{form, masked};
use crate::{
    t,
    view::{Cx, record::Draft},
};
use leptos::prelude::*;

/// Where it stands, in words; `first` where nothing is written yet, `last` where it is public.
pub fn step(cx: &Cx, draft: &Draft, first: String, last: String) -> AnyView {
    if !draft.returned.is_empty() {
        return view! { <p class="changed">{t!(cx, "draft-returned", reason = draft.returned)}</p> }.into_any();
    }
    let words = match draft.phase.as_str() {
        "" => first,
        "draft" => t!(cx, "outcome-step-sign"),
        "countersigned" => t!(cx, "outcome-step-publish", role = t!(cx, &format!("role-{}", draft.signed_as))),
        _ => last,
    };
    view! { <p class="state">{words}</p> }.into_any()
}

/// What the viewer may do about it, by the forms under an address; or why they may not sign it.
pub fn acts(cx: &Cx, draft: &Draft, at: &str) -> AnyView {
    let left = masked::left(cx, &draft.left);
    let seen = || vec![("seen", draft.seen.clone())];
    match draft.phase.as_str() {
        "draft" if draft.may_sign => {
            let (words, reason) = (t!(cx, "draft-return"), t!(cx, "draft-return-reason"));
            let sign = form::button(cx, format!("{at}/sign"), t!(cx, "outcome-sign"), true, seen());
            view! { {left} {sign} {form::send_back(cx, format!("{at}/return"), words, reason, seen())} }.into_any()
        }
        "draft" => view! { {left} <p class="missing">{draft.why_not_sign.clone()}</p> }.into_any(),
        "countersigned" if draft.may_publish => {
            let publish = form::button(cx, format!("{at}/publish"), t!(cx, "outcome-publish"), true, Vec::new());
            view! { {left} {publish} }.into_any()
        }
        _ => ().into_any(),
    }
}
