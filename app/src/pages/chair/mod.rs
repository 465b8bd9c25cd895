//! The chair's desk: the one act that the sitting asks for now, what leads the discussion, and folded below it everything else that may
//! be done. And the session's form.

mod correct;
mod form;
mod item;
mod lead;
mod moves;
mod next;

pub use correct::{correct_page, item_page};
pub use form::form_page;

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        form::{AsTyped, Beside, Button, Choice, Form, Line, Send, Text, Tick, typed_hint},
        masked, now, shell, sitting,
    },
    t,
    view::{Cx, sitting::ChairPage},
};
use leptos::prelude::*;
use rules::session;

/// `/s/…/chair`.
pub fn chair(cx: &Cx, page: ChairPage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &page.heading.title), || {
        let page = &page;
        let id = &page.heading.id;
        let leads = page.presiding && page.heading.phase == session::Phase::Open;
        view! {
            {sitting::heading(cx, &page.heading)}
            {now::foot(cx, &page.live, &page.now)}

            {masked::masked(cx)}
            <div id="traces" data-own="all">
                {page.traces.then(|| view! { <p class="missing">{t!(cx, "vote-traces")}</p> })}
            </div>
            {now::steps(cx, &page.now)}
            <div class="desk">
                <div>
                    {next::next(cx, page)}
                    {leads.then(|| lead::lead(cx, page))}
                </div>
                <div>
                    {agenda(cx, page)}
                    {moves::moves(cx, page)}
                    <p class="quiet">{t!(cx, "presiding", name = page.heading.chair)} " " {page.notice.clone()}</p>
                    <nav aria-label=t!(cx, "more")>
                        <ul class="links">
                            {page.heading.consults.then(|| view! { <li><a href=address::consultation(&id)>{t!(cx, "consultation-go")}</a></li> })}
                            <li><a href=address::door(&id)>{t!(cx, "door")}</a></li>
                            <li><a href=address::room_code(&id)>{t!(cx, "room-code")}</a></li>
                            <li><a href=address::papers(&id)>{t!(cx, "papers")}</a></li>
                            <li><a href=address::screen(&id)>{t!(cx, "screen")}</a></li>
                            <li><a href=address::minutes(&id)>{t!(cx, "minutes")}</a></li>
                            <li><a href=address::hidden(&id)>{t!(cx, "hidden")}</a></li>
                            <li><a href=address::session(&id)>{t!(cx, "back-to-session")}</a></li>
                        </ul>
                    </nav>
                </div>
            </div>
        }
    })
}

/// Every item, and of a draft the form for one more.
fn agenda(cx: &Cx, page: &ChairPage) -> AnyView {
    let id = &page.heading.id;
    let items = page.items.iter().enumerate().map(|(at, one)| item::item(cx, page, at, one)).collect_view();
    let edit = page.draft.then(|| {
        let form = &cx.form(to::session(&id, "items"));
        view! {
            <p><a class="button" href=address::edit(&id)>{t!(cx, "session-edit")}</a></p>
            <Form form class="card" tells=false head=view! { <h3>{t!(cx, "item-new")}</h3> }.into_any()>
                <Line form name="title" label=t!(cx, "item-title") />
                <Choice form name="matter" label=t!(cx, "matter") of=&page.matters />
                <Text form name="paper" label=t!(cx, "paper") rows=6 hint=typed_hint(cx) />
                <AsTyped form />
                <Send label=t!(cx, "item-add") />
            </Form>
            {from_last(cx, page)}
            {drop(cx, page)}
        }
    });
    let correct = page.may_correct.then(|| {
        view! { <p><a class="button" href=address::correct(&id)>{t!(cx, "notice-correct")}</a></p> }
    });
    view! {
        <section id="agenda" data-own="all">
            <h2>{t!(cx, "agenda")}</h2>
            <ol class="agenda">{items}</ol>
            {edit}
            {correct}
        </section>
    }
    .into_any()
}

/// Items of the last meeting, to be taken over.
fn from_last(cx: &Cx, page: &ChairPage) -> Option<AnyView> {
    (!page.last_items.is_empty()).then(|| {
        let form = &cx.form(to::session(&page.heading.id, "copy-items"));
        let ticks = page
            .last_items
            .iter()
            .map(|(id, title)| view! { <Tick name="item" value=id.clone() label=title.clone() ticked=form.kept_one("item", id) /> })
            .collect_view();
        view! {
            <Form form fold=t!(cx, "items-from-last") class="card" tells=false>
                <p>{t!(cx, "items-from-last-text")}</p>
                <fieldset>
                    <legend>{t!(cx, "items-last")}</legend>
                    <Beside form name="item" />
                    {ticks}
                </fieldset>
                <Send label=t!(cx, "items-copy") />
            </Form>
        }
        .into_any()
    })
}

/// Deleting the draft, by a second tap.
fn drop(cx: &Cx, page: &ChairPage) -> AnyView {
    view! {
        <details>
            <summary>{t!(cx, "session-drop")}</summary>
            <p>{t!(cx, "session-drop-text", title = page.heading.title, items = page.items.len())}</p>
            <Button cx to=to::session(&page.heading.id, "drop") label=t!(cx, "session-drop-now") hidden=seen(&page.stands) />
        </details>
    }
    .into_any()
}
