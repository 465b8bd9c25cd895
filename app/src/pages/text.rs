//! The text of an item: written and revised.

use crate::{
    parts::{base::base, form, shell, sitting},
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
            let at = format!("/do/i/{}/text", page.item);
            let stands =
                [("title", t!(cx, "text-title"), page.title.clone()), ("body", t!(cx, "text-body"), page.body.clone())];
            view! {
                <form method="post" action=at.clone() class="card">
                    {form::problem(cx)}
                    {form::key(cx)}
                    {base(cx, &at, &page.base.to_string(), &stands)}
                    {form::line(cx, "title", "text", t!(cx, "text-title"), &page.title, None)}
                    {form::text(cx, "body", t!(cx, "text-body"), &page.body, 14, Some(form::typed_hint(cx)))}
                    {form::text_form(cx, page.form, !page.body.is_empty())}
                    {form::send(t!(cx, "text-save"), true)}
                </form>
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
