//! What a form that changes something was shown, and what is said where it changed meanwhile: what stands now beside what was
//! typed, and both ways on. Nothing is overwritten unseen, nothing typed is lost.

use super::{form::typed, refusals};
use crate::{
    say, t,
    view::{Cx, form::FormState},
};
use leptos::prelude::*;

/// The hidden field that carries what a form was shown. The server holds it against what stands now.
pub const BASE: &str = "base";

/// The hidden field that carries what the page of an act showed of the thing. The server does the act only over that.
pub const SEEN: &str = "seen";

/// What the page of an act showed of the thing, as its form carries it.
pub fn seen(stands: &str) -> Vec<(&'static str, String)> {
    vec![(SEEN, stands.to_owned())]
}

/// A field of such a form: its name, its label, and what stands in it now.
pub type Field<'a> = (&'a str, String, String);

/// The base of a form; `now` names what stands. Where it changed since the form was shown, the form says so
/// above its fields, and its next sending knows what it saves over.
pub fn base(form: &FormState<'_>, now: &str, fields: &[Field<'_>]) -> AnyView {
    let cx = form.cx;
    let Some(refused) = form.refused.filter(|one| one.form == form.to) else {
        return view! { <input type="hidden" name=BASE value=now.to_owned() /> }.into_any();
    };
    let Some(refusal) = refused.refusal.filter(|_| refused.field == BASE) else {
        // Sent back for another reason: what was typed still stands on what was shown then.
        return view! { <input type="hidden" name=BASE value=form.kept(BASE, now) /> }.into_any();
    };
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let standing: Vec<_> = fields
        .iter()
        .filter(|(name, _, now)| plain(&form.kept(name, "")) != plain(now))
        .map(|(_, label, now)| {
            let now = if now.trim().is_empty() { t!(cx, "base-empty") } else { now.clone() };
            view! { <dt>{label.clone()}</dt> <dd class="as-it-stands" dir="auto">{now}</dd> }
        })
        .collect();
    let same = standing.is_empty().then(|| view! { <p>{t!(cx, "base-same")}</p> });
    let now_words = (!standing.is_empty()).then(|| view! { <h3>{t!(cx, "base-now")}</h3> <dl>{standing}</dl> });
    view! {
        <section class="meanwhile" id="base">
            {refusals::refusal(cx, "base", None, say::refusal(cx.language, refusal))}
            {now_words}
            {same}
            <p>{t!(cx, "base-over")}</p>
            <p><a class="button" href=cx.path.clone()>{t!(cx, "base-take")}</a></p>
            <input type="hidden" name=BASE value=now.to_owned() />
        </section>
    }
    .into_any()
}

/// What was typed into a form that its page no longer shows: it is there to be read and copied, by whoever typed it.
pub fn left_over(cx: &Cx, page: &str) -> Option<AnyView> {
    let refused = cx.refused.as_ref().filter(|_| !cx.public)?;
    if page.contains(&format!("action=\"{}\"", refused.form)) {
        return None;
    }
    let lost = |text: &str| (text.contains(' ') || !text.is_ascii()) && !page.contains(&typed(text));
    let mut texts: Vec<_> = refused.fields.iter().filter(|(name, text)| is_typed(name) && lost(text)).collect();
    texts.sort();
    if texts.is_empty() {
        return None;
    }
    let texts = texts
        .into_iter()
        .map(|(_, text)| {
            view! { <textarea readonly rows="4" aria-label=t!(cx, "base-left-over")>{typed(text)}</textarea> }
        })
        .collect_view();
    let why = refused.refusal.map(|why| say::refusal(cx.language, why)).filter(|why| !page.contains(why.as_str()));
    let why = why.map(|why| refusals::refusal(cx, "left-over", None, why));
    Some(
        view! {
            <section class="card" id="left-over" aria-label=t!(cx, "base-left-over")>
                // It stands above the heading of its page, and so has none.
                <p><strong>{t!(cx, "base-left-over")}</strong></p>
                {why}
                <p>{t!(cx, "base-left-over-text")}</p>
                {texts}
            </section>
        }
        .into_any(),
    )
}

/// Whether a field holds what somebody typed, and not what the page put there. (An id or a number alone is no text.)
fn is_typed(name: &str) -> bool {
    !name.starts_with("mask-")
        && !matches!(name, BASE | SEEN | "preview" | "member" | "login" | "parent" | "about" | "next" | "key")
}
