//! Pictures beside a session, a disclosure or a step: kept, looked at, blacked out, made public, withdrawn.

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        form::{File, Form, Line, PICTURES, Send, hidden_fields},
        masked, shell,
    },
    t,
    view::{
        Cx,
        attachment::{AttachmentPage, AttachmentsPage, Picture},
    },
};
use leptos::prelude::*;
use rules::attachment::{CELLS, MOST, State};

/// `/c/…/attachments/…`: all pictures of one thing.
pub fn all(cx: &Cx, page: AttachmentsPage) -> String {
    shell::page(cx, &t!(cx, "attachments"), || {
        let form = &cx.only_form(to::attachments(&page.community, page.belongs.id(), &page.id));
        let add = page.may_keep.then(|| {
            view! {
                <Form form class="card" file=true bare=true tells=false head=view! { <h2>{t!(cx, "attachment-add")}</h2> <p>{t!(cx, "attachment-add-lead", most = MOST)}</p> }.into_any()>
                    <File form name="picture" label=t!(cx, "board-photo-file") accept=PICTURES />
                    <Send label=t!(cx, "attachment-add") main=true />
                </Form>
            }
        });
        let none = page.pictures.is_empty().then(|| view! { <p class="quiet">{t!(cx, "attachments-none")}</p> });
        let lines = page.pictures.iter().map(|one| line(cx, one)).collect_view();
        view! {
            <h1>{t!(cx, "attachments")}</h1>
            <p class="quiet">{page.title.clone()}</p>
            <p>{t!(cx, "attachments-lead")}</p>
            {none}
            <ul class="attachments">{lines}</ul>
            {add}
            <p class="back"><a href=page.back.clone()>{t!(cx, "attachments-back")}</a></p>
        }
    })
}

fn line(cx: &Cx, one: &Picture) -> AnyView {
    let href = address::attachment(&one.id);
    let picture = (one.state != State::Withdrawn)
        .then(|| view! { <img src=address::attachment_picture(&one.id) alt="" loading="lazy" width="120" /> });
    let words = if one.title.is_empty() { t!(cx, "attachment-untitled") } else { one.title.clone() };
    view! {
        <li>
            <a href=href>
                {picture} <span>{words}</span>
            </a> " "
            <span class="mark">{t!(cx, &format!("attachment-{}", one.state.id()))}</span> " "
            <span class="quiet">{t!(cx, "attachment-size", size = one.kilobytes)}</span>
        </li>
    }
    .into_any()
}

/// `/a/…`: one picture.
pub fn one(cx: &Cx, page: AttachmentPage) -> String {
    shell::page(cx, &t!(cx, "attachment"), || {
        let one = &page.picture;
        let kept = page.may_keep;
        let picture = match one.state {
            State::Withdrawn => {
                view! { <p class="changed">{t!(cx, "attachment-gone", reason = one.reason)}</p> }.into_any()
            }
            // Where it may be blacked out, it stands under the cells.
            _ if kept => ().into_any(),
            _ => {
                let alt = if one.title.is_empty() { t!(cx, "attachment-shown") } else { one.title.clone() };
                view! { <figure class="attachment"><img src=address::attachment_picture(&one.id) alt=alt /></figure> }
                    .into_any()
            }
        };
        let state = match one.state {
            State::Kept => t!(cx, "attachment-state-kept"),
            State::Public if page.within => t!(cx, "attachment-state-within"),
            State::Public => t!(cx, "attachment-state-public"),
            State::Withdrawn => t!(cx, "attachment-state-withdrawn"),
        };
        let early = page.too_early.then(|| view! { <p class="missing">{t!(cx, "attachment-early")}</p> });
        view! {
            <h1>{t!(cx, "attachment")}</h1>
            <p class="quiet">{page.of.clone()}</p>
            <p class="state">{state}</p>
            {masked::masked(cx)}
            {picture}
            {kept.then(|| cover(cx, one))}
            {early}
            {page.may_publish.then(|| publish(cx, one, page.within))}
            {page.may_withdraw.then(|| withdraw(cx, one))}
            <p class="quiet">{t!(cx, "attachment-hash")} " " <code>{one.hash.clone()}</code></p>
            <p class="back"><a href=page.back.clone()>{t!(cx, "attachments")}</a></p>
        }
    })
}

/// The picture under cells to tick, and a rectangle in numbers: without script, and on a telephone.
fn cover(cx: &Cx, one: &Picture) -> AnyView {
    let form = &cx.form(to::attachment(&one.id, "cover")).keyed("cover").scoped("cover");
    let cells = (0..CELLS * CELLS)
        .map(|nth| {
            let (row, column) = (nth / CELLS + 1, nth % CELLS + 1);
            let words = t!(cx, "attachment-cell", row = row, column = column);
            let ticked = form.kept_one("cell", &nth.to_string());
            view! {
                <label class="cell">
                    <input type="checkbox" name="cell" value=nth aria-label=words checked=ticked />
                </label>
            }
        })
        .collect_view();
    view! {
        <Form form class="card" tells=false head=view! { <h2>{t!(cx, "attachment-cover")}</h2> <p>{t!(cx, "attachment-cover-lead")}</p> }.into_any()>
            {hidden_fields(seen(&one.hash))}
            <div class="cover">
                <img src=address::attachment_picture(&one.id) alt=t!(cx, "attachment-shown") />
                <div class="cells" role="group" aria-label=t!(cx, "attachment-cells")>
                    {cells}
                </div>
            </div>
            <details open=form.is_back()>
                <summary>{t!(cx, "attachment-corners")}</summary>
                <p class="hint">{t!(cx, "attachment-corners-hint")}</p>
                <Line form name="left" label=t!(cx, "attachment-left") />
                <Line form name="top" label=t!(cx, "attachment-top") />
                <Line form name="right" label=t!(cx, "attachment-right") />
                <Line form name="bottom" label=t!(cx, "attachment-bottom") />
            </details>
            <Send label=t!(cx, "attachment-cover-send") />
        </Form>
    }
    .into_any()
}

fn publish(cx: &Cx, one: &Picture, within: bool) -> AnyView {
    let form = &cx.form(to::attachment(&one.id, "publish")).keyed("publish").scoped("publish");
    let lead = if within { t!(cx, "attachment-publish-within") } else { t!(cx, "attachment-publish-lead") };
    view! {
        <Form form class="card" tells=false head=view! { <h2>{t!(cx, "attachment-publish")}</h2> <p>{lead}</p> }.into_any()>
            {hidden_fields(seen(&one.hash))}
            <figure class="attachment"><img src=address::attachment_picture(&one.id) alt=t!(cx, "attachment-shown") /></figure>
            <Line form name="title" label=t!(cx, "attachment-title") hint=t!(cx, "attachment-title-hint") />
            <Send label=t!(cx, "attachment-publish") main=true />
        </Form>
    }
    .into_any()
}

fn withdraw(cx: &Cx, one: &Picture) -> AnyView {
    let form = &cx.form(to::attachment(&one.id, "withdraw")).keyed("withdraw").scoped("withdraw");
    view! {
        <Form form fold=t!(cx, "attachment-withdraw") class="card" tells=false>
            <p>{t!(cx, "attachment-withdraw-lead")}</p>
            <Line form name="reason" label=t!(cx, "attachment-reason") />
            <Send label=t!(cx, "attachment-withdraw") />
        </Form>
    }
    .into_any()
}
