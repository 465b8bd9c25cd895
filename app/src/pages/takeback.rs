//! Taking back what was published: the chair asks, the supervision committee answers.

use crate::{
    address::to,
    parts::{
        base::seen,
        form::{Choice, Form, Line, Send, Text, Tick, hidden_fields},
    },
    t,
    view::{
        Cx,
        takeback::{TakebackView, Waiting},
    },
};
use leptos::prelude::*;

/// The section on the page of a published thing; `to` says where an act is sent.
pub fn section(cx: &Cx, to: &dyn Fn(&str) -> String, view: &TakebackView) -> AnyView {
    let done = view.blanked.then(|| view! { <p class="changed">{t!(cx, "takeback-copies")}</p> });
    let body = match &view.waiting {
        Some(waiting) => waits(cx, view, waiting),
        None if view.may_ask => ask(cx, to, view),
        None => view! { <p class="quiet">{t!(cx, "takeback-nothing")}</p> }.into_any(),
    };
    view! { <section id="takeback"><h2>{t!(cx, "takeback")}</h2> {done} {body}</section> }.into_any()
}

fn ask(cx: &Cx, to: &dyn Fn(&str) -> String, view: &TakebackView) -> AnyView {
    let form = &cx.form(to("take-back")).keyed("blank");
    let photos = view.has_photos.then(|| view! { <Tick name="photos" label=t!(cx, "takeback-photos") /> }.into_any());
    let withdraw = view.may_withdraw.then(|| {
        let form = &cx.form(to("take-back-whole")).keyed("whole").scoped("whole");
        view! {
            <Form form fold=t!(cx, "takeback-withdraw") class="card" tells=false head=view! { <p>{t!(cx, "takeback-withdraw-lead")}</p> }.into_any()>
                <input type="hidden" name="what" value="withdraw" />
                <Line form name="reason" label=t!(cx, "takeback-reason") />
                <Send label=t!(cx, "takeback-ask") />
            </Form>
        }
    });
    view! {
        <Form form fold=t!(cx, "takeback-blank") class="card" tells=false head=view! { <p>{t!(cx, "takeback-lead")}</p> <p>{t!(cx, "takeback-copies")}</p> }.into_any()>
            <input type="hidden" name="what" value="blank" />
            <Text form name="words" label=t!(cx, "takeback-words") rows=4 hint=t!(cx, "takeback-words-hint") />
            {photos}
            <Line form name="reason" label=t!(cx, "takeback-reason") />
            <Send label=t!(cx, "takeback-ask") />
        </Form>
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
                    {t!(cx, &format!("publication-{}", one.kind.id()))} " · "
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
        let form = &cx.form(to::takeback(&waiting.id, "answer"));
        let choices = vec![
            (String::new(), t!(cx, "choose")),
            ("agree".to_owned(), t!(cx, "takeback-agree")),
            ("refuse".to_owned(), t!(cx, "takeback-refuse")),
        ];
        view! {
            <Form form tells=false>
                {hidden_fields(seen(&waiting.revision.to_string()))}
                <Choice form name="decision" label=t!(cx, "takeback-answer") of=&choices />
                <Send label=t!(cx, "takeback-send") main=true />
            </Form>
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
