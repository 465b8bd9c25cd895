//! The text of an item: written and revised.

use crate::{
    address::to,
    parts::{
        base::base,
        form::{AsTyped, Form, Line, Send, Text, typed_hint},
        shell, sitting,
    },
    say, t,
    view::{Cx, sitting::TextPage},
};
use leptos::prelude::*;
use rules::Refusal;

/// `/i/…`.
pub fn text(cx: &Cx, page: TextPage) -> String {
    shell::page(cx, &page.item_title.clone(), || {
        let revisions = page
            .revisions
            .iter()
            .map(|(number, title, at, html)| {
                view! {
                    <details>
                        <summary>{t!(cx, "text-revision", title = title, revision = number)} " " {at.clone()}</summary>
                        <div class="text" inner_html=html.clone()></div>
                    </details>
                }
            })
            .collect_view();
        let form = if page.frozen {
            view! { <p class="missing">{say::refusal(cx.language, Refusal::TextFrozen)}</p> }.into_any()
        } else {
            let form = &cx.only_form(to::item(&page.item, "text")).naming_empty(["title", "body"]);
            let stands =
                [("title", t!(cx, "text-title"), page.title.clone()), ("body", t!(cx, "text-body"), page.body.clone())];
            view! {
                <Form form class="card">
                    {base(form, &page.base.to_string(), &stands)}
                    <Line form name="title" label=t!(cx, "text-title") value=&page.title />
                    <Text form name="body" label=t!(cx, "text-body") rows=14 value=&page.body hint=typed_hint(cx) />
                    <AsTyped form stored=page.form written=!page.body.is_empty() />
                    <Send label=t!(cx, "text-save") main=true />
                </Form>
            }
            .into_any()
        };
        view! {
            {sitting::heading(cx, &page.heading)}
            <h2>{page.item_title.clone()}</h2>
            {form}
            <section>
                <h2>{t!(cx, "text-revisions")}</h2>
                {revisions}
            </section>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}
