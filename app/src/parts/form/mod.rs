//! Forms. Each part takes the state of its form (`FormState`): its address and key, and what it was left with. A refusal stands
//! beside the field that caused it; what was typed is there again.

mod field;
mod typed;

pub use field::{Beside, Choice, Day, File, Line, Money, Number, Text, Tick};
pub use typed::{AsTyped, Preview, typed, typed_hint};

use crate::{
    address::to,
    parts::refusals,
    say, t,
    view::{Cx, form::FormState},
};
use leptos::{children::ToChildren, html, prelude::*};

/// What stands inside of a part. It is drawn at once: a page is rendered once, on the server.
pub struct Inside(AnyView);

impl<F, C> ToChildren<F> for Inside
where
    F: FnOnce() -> C,
    C: IntoAny,
{
    fn to_children(inside: F) -> Self {
        Self(inside().into_any())
    }
}

/// A form, with its key and what was refused of it as a whole.
#[component]
pub fn Form<'a>(
    /// Its state.
    form: &'a FormState<'a>,
    /// The class that says how it looks.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Its id.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What stands above what was refused: a heading, a word on what it is for.
    #[prop(optional)]
    head: Option<AnyView>,
    /// Folded away under these words, until it is wanted or has come back.
    #[prop(optional, into)]
    fold: Option<String>,
    /// It is unfolded though it has not come back.
    #[prop(optional)]
    open: bool,
    /// What was refused of it as a whole stands here; else its page says it at the top.
    #[prop(default = true)]
    tells: bool,
    /// It sends a file.
    #[prop(optional)]
    file: bool,
    /// It needs no key: sending it twice is sending it once.
    #[prop(optional)]
    bare: bool,
    /// It is the viewer's own part of a page that follows its session.
    #[prop(optional)]
    own: bool,
    /// What is typed is kept on this device until it is sent, and it is sent without leaving the page.
    #[prop(optional)]
    stays: bool,
    /// Its fields.
    children: Inside,
) -> AnyView {
    let mark = stays.then_some("");
    // By hand: in a view a class that is not there would be written as an empty one.
    let body = html::form()
        .attr("method", "post")
        .attr("action", form.to.clone())
        .attr("enctype", file.then_some("multipart/form-data"))
        .attr("class", class)
        .attr("id", id)
        .attr("data-keep", mark)
        .attr("data-send", mark)
        .attr("data-own", own.then_some(""))
        .child((head, tells.then(|| told(form)), (!bare).then(|| key(&form.key)), children.0));
    match fold {
        None => body.into_any(),
        Some(words) => view! {
            <details open=open || form.is_back()>
                <summary>{words}</summary>
                {body}
            </details>
        }
        .into_any(),
    }
}

/// What was refused of a form as a whole: above its fields, and in the page's summary.
fn told(form: &FormState<'_>) -> Option<AnyView> {
    let refusal = form.refusal_at("")?;
    Some(refusals::refusal(form.cx, &form.id("form"), None, say::refusal(form.cx.language, refusal)))
}

/// The kinds of picture that are taken.
pub const PICTURES: &str = "image/jpeg,image/png,image/webp";

/// The hidden key by which a form sent twice is known.
fn key(key: &str) -> AnyView {
    view! { <input type="hidden" name="key" value=key.to_owned() /> }.into_any()
}

/// The key of a form that is drawn by hand.
#[component]
pub fn Key<'a>(
    /// Its state.
    form: &'a FormState<'a>,
) -> AnyView {
    key(&form.key)
}

/// What was refused as a whole of a form that is drawn by hand.
#[component]
pub fn Told<'a>(
    /// Its state.
    form: &'a FormState<'a>,
) -> AnyView {
    told(form).into_any()
}

/// The button that sends a form.
#[component]
pub fn Send(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The one main action of the screen.
    #[prop(optional)]
    main: bool,
) -> AnyView {
    view! { <button type="submit" class=if main { "main" } else { "" }>{label}</button> }.into_any()
}

/// Names and values that a form sends besides its fields.
pub type Hidden = Vec<(&'static str, String)>;

/// What a form sends besides its fields.
pub fn hidden_fields(hidden: Hidden) -> AnyView {
    hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
        .into_any()
}

/// A form that is one button.
#[component]
pub fn Button<'a>(
    /// The page.
    cx: &'a Cx,
    /// Where it is sent.
    #[prop(into)]
    to: String,
    /// Its words.
    #[prop(into)]
    label: String,
    /// The one main action of the screen.
    #[prop(optional)]
    main: bool,
    /// What it sends.
    #[prop(optional)]
    hidden: Hidden,
    /// Its key is that of the page with this mark, where nothing else tells two such forms apart.
    #[prop(optional, into)]
    keyed: String,
    /// Its name for who hears it, where many of one page say the same: the words, and about whom.
    #[prop(optional, into)]
    named: String,
) -> AnyView {
    let named = (!named.is_empty()).then(|| format!("{label} {named}"));
    let own = if keyed.is_empty() { cx.key.clone() } else { format!("{}-{keyed}", cx.key) };
    view! {
        <form method="post" action=to class="single">
            {key(&own)}
            {hidden_fields(hidden)}
            <button type="submit" class=if main { "main" } else { "" } aria-label=named>{label}</button>
        </form>
    }
    .into_any()
}

/// A form that is one button and needs no key: doing it twice is doing it once.
#[component]
pub fn BareButton(
    /// Where it is sent.
    #[prop(into)]
    to: String,
    /// Its words.
    #[prop(into)]
    label: String,
    /// The one main action of the screen.
    #[prop(optional)]
    main: bool,
    /// What it sends.
    #[prop(optional)]
    hidden: Hidden,
) -> AnyView {
    view! { <form method="post" action=to class="single">{hidden_fields(hidden)} <Send label main /></form> }.into_any()
}

/// Sending something back with a reason, beside the button that signs or accepts it.
#[component]
pub fn SendBack<'a>(
    /// Its state.
    form: &'a FormState<'a>,
    /// The words of the button.
    #[prop(into)]
    label: String,
    /// The words over the reason.
    #[prop(into)]
    reason: String,
    /// What it sends.
    hidden: Hidden,
) -> AnyView {
    view! {
        <Form form class="card" fold=label.clone() tells=false>
            {hidden_fields(hidden)}
            <Line form name="reason" label=reason />
            <Send label />
        </Form>
    }
    .into_any()
}

/// The field that searches a list, and its button.
#[component]
pub fn Search<'a>(
    /// The page.
    cx: &'a Cx,
    /// The list's address.
    #[prop(into)]
    to: String,
    /// What is searched for.
    #[prop(into)]
    label: String,
    /// What was searched for.
    #[prop(into)]
    query: String,
) -> AnyView {
    let form = &cx.question(to);
    view! {
        <form method="get" action=form.to.clone() class="search" role="search">
            <Line form name="q" kind="search" label value=query />
            <Send label=t!(cx, "search") />
        </form>
    }
    .into_any()
}

/// What somebody is told of sign-ins that were refused, until they have read it.
pub fn refused_sign_ins(cx: &Cx, refused: Option<(i64, String)>) -> Option<AnyView> {
    let (times, last) = refused?;
    let hidden = vec![("back", cx.path.clone())];
    Some(
        view! {
            <section class="card" id="refused-sign-ins">
                <p class="missing" role="status">{t!(cx, "sign-ins-refused", times = times, last = last)}</p>
                <p class="quiet">{t!(cx, "sign-ins-refused-lead")}</p>
                <Button cx to=to::REFUSED_READ label=t!(cx, "sign-ins-refused-read") hidden />
            </section>
        }
        .into_any(),
    )
}
