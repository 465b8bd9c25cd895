//! A text on its way to the public, a decision's, a disclosure's or minutes: where it stands, and signing, sending back, publishing it.

use super::{base::seen, masked};
use crate::{
    address::to,
    parts::form::{Button, SendBack},
    say, t,
    view::{Cx, record::Draft},
};
use leptos::prelude::*;
use rules::{Refusal, draft::Phase};

/// How the steps of a kind of draft are said.
pub struct Steps {
    /// Where nothing is written yet.
    pub first: String,
    /// Where it waits for a signature.
    pub sign: &'static str,
    /// Where it is signed, with the role of who signed.
    pub publish: &'static str,
    /// Where it is public.
    pub last: String,
    /// The button that signs.
    pub button: &'static str,
}

impl Steps {
    /// Of what the supervision committee countersigns.
    pub const fn countersigned(first: String, last: String) -> Self {
        Self { first, sign: "outcome-step-sign", publish: "outcome-step-publish", last, button: "outcome-sign" }
    }
}

/// Where it stands, in words.
pub fn step(cx: &Cx, draft: &Draft, steps: &Steps) -> AnyView {
    if !draft.returned.is_empty() {
        return view! { <p class="changed">{t!(cx, "draft-returned", reason = draft.returned)}</p> }.into_any();
    }
    if draft.moved {
        let write = draft.may_write.then(|| view! { " " <a href="#write">{t!(cx, "draft-moved-write")}</a> });
        return view! { <p class="changed">{say::refusal(cx.language, Refusal::DraftMoved)} {write}</p> }.into_any();
    }
    let words = match draft.phase {
        None => steps.first.clone(),
        Some(Phase::Draft) => t!(cx, steps.sign),
        Some(Phase::Countersigned) => {
            let role = draft.signed_as.map_or_else(String::new, |role| t!(cx, &format!("role-{}", role.id())));
            t!(cx, steps.publish, role = role)
        }
        Some(Phase::Published) => steps.last.clone(),
    };
    view! { <p class="state">{words}</p> }.into_any()
}

/// What the viewer may do about it, by the forms under an address; or why they may not sign it.
pub fn acts(cx: &Cx, draft: &Draft, at: &str, steps: &Steps) -> AnyView {
    let left = masked::left(cx, &draft.left);
    let seen = || seen(&draft.seen);
    match draft.phase {
        Some(Phase::Draft) if draft.may_sign => {
            let form = &cx.form(to::draft(at, "return")).keyed("return").scoped("return");
            let (words, reason) = (t!(cx, "draft-return"), t!(cx, "draft-return-reason"));
            let sign =
                view! { <Button cx to=to::draft(at, "sign") label=t!(cx, steps.button) main=true hidden=seen() /> }
                    .into_any();
            view! { {left} {sign} <SendBack form label=words reason hidden=seen() /> }.into_any()
        }
        Some(Phase::Draft) => {
            let why =
                (!draft.why_not_sign.is_empty()).then(|| view! { <p class="missing">{draft.why_not_sign.clone()}</p> });
            view! { {left} {why} }.into_any()
        }
        Some(Phase::Countersigned) if draft.may_publish && !draft.moved => {
            let publish = view! { <Button cx to=to::draft(at, "publish") label=t!(cx, "outcome-publish") main=true hidden=seen() /> }
                .into_any();
            view! { {left} {publish} }.into_any()
        }
        _ => ().into_any(),
    }
}
