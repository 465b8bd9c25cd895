//! Taking back what was published: the chair asks, the supervision committee answers.

use crate::{
    parts::form,
    t,
    view::{
        Cx,
        takeback::{TakebackView, Waiting},
    },
};
use leptos::prelude::*;

/// The section on the page of a published thing; `at` is where its forms go.
pub fn section(cx: &Cx, at: &str, view: &TakebackView) -> AnyView {
    let done = view.blanked.then(|| view! { <p class="changed">{t!(cx, "takeback-copies")}</p> });
    let body = match &view.waiting {
        Some(waiting) => waits(cx, view, waiting),
        None if view.may_ask => ask(cx, at, view),
        None => view! { <p class="quiet">{t!(cx, "takeback-nothing")}</p> }.into_any(),
    };
    view! { <section id="takeback"><h2>{t!(cx, "takeback")}</h2> {done} {body}</section> }.into_any()
}

fn ask(cx: &Cx, at: &str, view: &TakebackView) -> AnyView {
    let action = format!("{at}/take-back");
    let own = &Cx { key: format!("{}-blank", cx.key), ..cx.for_form(&action) };
    let open = own.refused.is_some();
    let photos = view.has_photos.then(|| form::tick("photos", "1".to_owned(), t!(own, "takeback-photos")));
    let withdraw = view.may_withdraw.then(|| {
        let action = format!("{at}/take-back-whole");
        let own = &Cx { key: format!("{}-whole", cx.key), scope: "-whole".to_owned(), ..cx.for_form(&action) };
        view! {
            <details open=own.refused.is_some()>
                <summary>{t!(cx, "takeback-withdraw")}</summary>
                <form method="post" action=action class="card">
                    <p>{t!(cx, "takeback-withdraw-lead")}</p>
                    {form::problem(own)}
                    {form::key(own)}
                    <input type="hidden" name="what" value="withdraw" />
                    {form::line(own, "reason", "text", t!(cx, "takeback-reason"), "", None)}
                    {form::send(t!(cx, "takeback-ask"), false)}
                </form>
            </details>
        }
    });
    view! {
        <details open=open>
            <summary>{t!(cx, "takeback-blank")}</summary>
            <form method="post" action=action class="card">
                <p>{t!(cx, "takeback-lead")}</p>
                <p>{t!(cx, "takeback-copies")}</p>
                {form::problem(own)}
                {form::key(own)}
                <input type="hidden" name="what" value="blank" />
                {form::text(own, "words", t!(cx, "takeback-words"), "", 4, Some(t!(cx, "takeback-words-hint")))}
                {photos}
                {form::line(own, "reason", "text", t!(cx, "takeback-reason"), "", None)}
                {form::send(t!(cx, "takeback-ask"), false)}
            </form>
        </details>
        {withdraw}
    }
    .into_any()
}

fn waits(cx: &Cx, view: &TakebackView, waiting: &Waiting) -> AnyView {
    let things = waiting
        .things
        .iter()
        .map(|one| {
            view! {
                <li>
                    {t!(cx, &format!("publication-{}", one.kind))} " · "
                    <a href=cx.href(&one.href)>{one.title.clone()}</a> " · "
                    {t!(cx, "proof-revision", revision = one.revision)}
                </li>
            }
        })
        .collect_view();
    let words = waiting.words.iter().map(|one| view! { <li><code dir="auto">{one.clone()}</code></li> }).collect_view();
    let what = if waiting.blank { t!(cx, "takeback-blank") } else { t!(cx, "takeback-withdraw") };
    let places = waiting.blank.then(|| {
        view! {
            <p>{t!(cx, "takeback-these")}</p>
            <ul class="files">{words}</ul>
            <p>{t!(cx, "takeback-where")}</p>
            <ul class="files">{things}</ul>
            <p>{t!(cx, "takeback-counts", entries = waiting.entries, texts = waiting.texts, photos = waiting.photos)}</p>
            <p>{t!(cx, "takeback-copies")}</p>
        }
    });
    let answer = (view.may_answer && !waiting.own).then(|| {
        let action = format!("/do/t/{}/answer", waiting.id);
        let own = &cx.for_form(&action);
        let choices = vec![
            (String::new(), t!(cx, "choose")),
            ("agree".to_owned(), t!(cx, "takeback-agree")),
            ("refuse".to_owned(), t!(cx, "takeback-refuse")),
        ];
        view! {
            <form method="post" action=action>
                {form::problem(own)}
                {form::key(own)}
                {form::select(own, "decision", t!(cx, "takeback-answer"), &choices, "")}
                {form::send(t!(cx, "takeback-send"), true)}
            </form>
        }
    });
    view! {
        <div class="card">
            <h3>{what}</h3>
            <p>{t!(cx, "takeback-waits")}</p>
            <p>{t!(cx, "takeback-because", reason = waiting.reason)}</p>
            {places}
            {answer}
        </div>
    }
    .into_any()
}
