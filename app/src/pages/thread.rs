//! The thread under an item: its proposals, what is said, and the forms by which one takes part.

use crate::{
    parts::{base, form, paged, room, shell, sitting},
    t,
    view::{
        Cx,
        room::{ProposalPage, RemarkPage, RemarkView, ThreadPage},
    },
};
use leptos::prelude::*;
use rules::typed::TextForm;

/// `/i/…/thread`.
pub fn thread(cx: &Cx, page: ThreadPage) -> String {
    shell::island_page(cx, &page.item.title.clone(), || {
        let item = page.item.id.clone();
        let proposals = page.proposals.iter().map(|one| room::proposal(cx, one)).collect_view();
        let remarks = page.remarks.iter().map(|one| room::remark(cx, one)).collect_view();
        // Whole, however long: what is said meanwhile joins its list, and an answer stands under what it answers.
        let said = page.remarks.iter().flat_map(|one| std::iter::once(one).chain(&one.answers));
        let said: Vec<_> = said.map(|one| format!("remark-{}", one.id)).collect();
        let proposed: Vec<_> = page.proposals.iter().map(|one| format!("proposal-{}", one.id)).collect();
        let hidden = (page.hidden > 0).then(|| {
            let href = format!("/s/{}/hidden", page.heading.id);
            view! { <p><a href=href>{t!(cx, "hidden-count", count = page.hidden)}</a></p> }
        });
        view! {
            {sitting::heading(cx, &page.heading)}
            {room::live(cx, &page.live)}
            {form::problem(cx)}
            {room::roll_call(cx, &page.roll_call)}
            <section id="thread" class="card">
                <h2>{page.item.title.clone()}</h2>
                <p class="quiet">{page.item.matter.clone()}</p>
                {text(cx, &page)}
                {room::item_state(cx, &page.item)}
            </section>
            <section>
                <h2>{t!(cx, "proposals")}</h2>
                {paged::jumps(cx, &proposed, &format!("remarks-{item}"))}
                <div id=format!("proposals-{item}") data-list="">{proposals}</div>
                {propose(cx, &page)}
            </section>
            <section>
                <h2>{t!(cx, "remarks")}</h2>
                {hidden}
                {paged::jumps(cx, &said, "say")}
                <ol id=format!("remarks-{item}") class="remarks" data-list="">{remarks}</ol>
                {say(cx, &page)}
            </section>
            {page.may_moderate.then(|| order(cx, &page))}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

fn text(cx: &Cx, page: &ThreadPage) -> Option<AnyView> {
    let item = &page.item;
    (item.revision > 0).then(|| {
        view! {
            <details>
                <summary>{t!(cx, "text-revision", title = item.text_title, revision = item.revision)}</summary>
                <div class="text" inner_html=item.text.clone()></div>
            </details>
        }
        .into_any()
    })
}

fn refused(why: &str) -> AnyView {
    view! { <p class="missing">{why.to_owned()}</p> }.into_any()
}

/// The form of a new proposal, folded away until it is wanted.
fn propose(cx: &Cx, page: &ThreadPage) -> AnyView {
    if page.refused.is_some() {
        return ().into_any();
    }
    let action = format!("/do/i/{}/propose", page.item.id);
    let cx = &cx.for_form(&action);
    let open = cx.refused.is_some();
    view! {
        <details open=open>
            <summary>{t!(cx, "proposal-new")}</summary>
            <form method="post" action=action class="card" id="propose" data-keep="" data-send="">
                {form::problem(cx)}
                {form::key(cx)}
                {form::line(cx, "title", "text", t!(cx, "proposal-title"), "", None)}
                {form::text(cx, "body", t!(cx, "proposal-body"), "", 8, Some(form::typed_hint(cx)))}
                {form::text_form(cx, TextForm::Typed, false)}
                <div class="acts">{form::send(t!(cx, "proposal-make"), true)} {form::preview(cx)}</div>
            </form>
        </details>
    }
    .into_any()
}

/// The form by which one speaks, or answers what somebody said.
fn say(cx: &Cx, page: &ThreadPage) -> AnyView {
    let action = format!("/do/i/{}/remark", page.item.id);
    let cx = &cx.for_form(&action);
    if let Some(why) = &page.refused {
        // What was typed and refused is still there to be copied, or sent once the thread is open again.
        let kept = cx.kept("body", "");
        let kept = (!kept.is_empty()).then(|| {
            view! {
                <p>{t!(cx, "remark-kept")}</p>
                <textarea readonly=true rows="4" aria-label=t!(cx, "remark-kept")>{form::typed(&kept)}</textarea>
            }
        });
        return view! { <div id="say" data-own="">{refused(why)} {kept}</div> }.into_any();
    }
    let answered = page.reply_to.as_ref().map(|one| answering(cx, &page.item.id, one));
    let open: Vec<_> = page.proposals.iter().filter(|one| one.hidden.is_none()).collect();
    let about = (!open.is_empty() && page.reply_to.is_none()).then(|| {
        let mut choices = vec![(String::new(), t!(cx, "remark-about-item"))];
        choices
            .extend(open.iter().map(|one| {
                (one.id.clone(), format!("{} {}", t!(cx, "proposal-name", number = one.number), one.title))
            }));
        form::select(cx, "about", t!(cx, "remark-about"), &choices, "")
    });
    view! {
        <div id="say" data-own="">
            <form method="post" action=action class="card" data-keep="" data-send="">
                {form::problem(cx)}
                {form::key(cx)}
                {answered}
                {about}
                {form::text(cx, "body", t!(cx, "remark-body"), "", 3, None)}
                {form::send(t!(cx, "remark-make"), true)}
            </form>
        </div>
    }
    .into_any()
}

fn answering(cx: &Cx, item: &str, one: &RemarkView) -> AnyView {
    view! {
        <input type="hidden" name="parent" value=one.id.clone() />
        <blockquote>
            <p class="quiet">{t!(cx, "remark-answering", name = one.author)}</p>
            <div class="text" dir="auto" inner_html=one.text.clone()></div>
            <p><a href=format!("/i/{item}/thread#say")>{t!(cx, "remark-not-answering")}</a></p>
        </blockquote>
    }
    .into_any()
}

/// The chair's order over the thread.
fn order(cx: &Cx, page: &ThreadPage) -> AnyView {
    let action = format!("/do/i/{}/order", page.item.id);
    let cx = &cx.for_form(&action);
    let locked = cx.kept_tick(&action, "locked", page.item.locked);
    let pauses: Vec<_> = [0, 30, 60, 120, 300]
        .iter()
        .map(|seconds| {
            let words =
                if *seconds == 0 { t!(cx, "thread-no-pause") } else { t!(cx, "thread-pause-of", seconds = seconds) };
            (seconds.to_string(), words)
        })
        .collect();
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "thread-order")}</summary>
            <form method="post" action=action class="card">
                {form::problem(cx)}
                {form::key(cx)}
                <p class="quiet">{t!(cx, "thread-order-hint")}</p>
                {form::tick_as("locked", "1".to_owned(), t!(cx, "thread-lock"), locked)}
                {form::select(cx, "pause", t!(cx, "thread-pause"), &pauses, &page.item.pause.to_string())}
                {form::line(cx, "reason", "text", t!(cx, "reason-public"), "", None)}
                {form::send(t!(cx, "save"), false)}
            </form>
        </details>
    }
    .into_any()
}

/// `/p/…`: a proposal with its revisions, and what the viewer may do with it.
pub fn proposal(cx: &Cx, page: ProposalPage) -> String {
    shell::island_page(cx, &page.proposal.title.clone(), || {
        let at = format!("/do/p/{}", page.proposal.id);
        let revisions = page
            .revisions
            .iter()
            .map(|one| {
                let words = view! {
                    {t!(cx, "text-revision", title = one.title, revision = one.number)} " " {one.at.clone()}
                };
                let Some((text, changes)) = one.shown.clone() else {
                    // Each difference is made when it is asked for.
                    let href = format!("/p/{}?revision={}#revision", page.proposal.id, one.number);
                    return view! { <li><a href=href>{words}</a></li> }.into_any();
                };
                let changes = (!changes.is_empty()).then(|| {
                    view! {
                        <h4>{t!(cx, "revision-changes")}</h4>
                        <div class="text changes" dir="auto" inner_html=changes></div>
                    }
                });
                view! {
                    <li id="revision">
                        <h3>{words}</h3>
                        {changes}
                        <details>
                            <summary>{t!(cx, "revision-whole")}</summary>
                            <div class="text" dir="auto" inner_html=text></div>
                        </details>
                        {(page.may_put && one.number < page.proposal.revision).then(|| put(cx, &at, one.number))}
                    </li>
                }
                .into_any()
            })
            .collect_view();
        let withdraw = page.may_withdraw.then(|| {
            let button = form::button(cx, format!("{at}/withdraw"), t!(cx, "proposal-withdraw"), false, Vec::new());
            view! {
                <details>
                    <summary>{t!(cx, "proposal-withdraw")}</summary>
                    <p>{t!(cx, "proposal-withdraw-text")}</p>
                    {button}
                </details>
            }
        });
        let href = format!("/i/{}/thread#proposal-{}", page.proposal.item, page.proposal.id);
        view! {
            {sitting::heading(cx, &page.heading)}
            {room::live(cx, &page.live)}
            <p><a href=href>{page.item_title.clone()}</a></p>
            {form::problem(cx)}
            {room::roll_call(cx, &page.roll_call)}
            {room::proposal(cx, &page.proposal)}
            {page.may_put.then(|| put(cx, &at, page.proposal.revision))}
            {page.body.as_ref().map(|body| revise(cx, &page, body))}
            {withdraw}
            <section>
                <h2>{t!(cx, "text-revisions")}</h2>
                <ul class="listed">{revisions}</ul>
            </section>
            {page.may_hide.then(|| hide(cx, format!("{at}/hide")))}
        }
    })
}

fn put(cx: &Cx, at: &str, revision: i64) -> AnyView {
    form::button(
        cx,
        format!("{at}/put"),
        t!(cx, "proposal-to-vote", revision = revision),
        true,
        vec![("revision", revision.to_string())],
    )
}

fn revise(cx: &Cx, page: &ProposalPage, body: &str) -> AnyView {
    let action = format!("/do/p/{}/revise", page.proposal.id);
    let cx = &cx.for_form(&action);
    let stands = [
        ("title", t!(cx, "proposal-title"), page.proposal.title.clone()),
        ("body", t!(cx, "proposal-body"), body.to_owned()),
    ];
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "proposal-revise")}</summary>
            <form method="post" action=action.clone() class="card">
                {form::problem(cx)}
                {form::key(cx)}
                {base::base(cx, &action, &page.proposal.revision.to_string(), &stands)}
                {form::line(cx, "title", "text", t!(cx, "proposal-title"), &page.proposal.title, None)}
                {form::text(cx, "body", t!(cx, "proposal-body"), body, 10, Some(form::typed_hint(cx)))}
                {form::text_form(cx, page.form, true)}
                <div class="acts">{form::send(t!(cx, "text-save"), true)} {form::preview(cx)}</div>
            </form>
        </details>
    }
    .into_any()
}

fn hide(cx: &Cx, action: String) -> AnyView {
    let cx = &cx.for_form(&action);
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "hide")}</summary>
            <form method="post" action=action class="card">
                <p>{t!(cx, "hide-text")}</p>
                {form::problem(cx)}
                {form::key(cx)}
                {form::line(cx, "reason", "text", t!(cx, "reason-public"), "", None)}
                {form::send(t!(cx, "hide"), false)}
            </form>
        </details>
    }
    .into_any()
}

/// `/r/…`: one remark, by its own address.
pub fn remark(cx: &Cx, page: RemarkPage) -> String {
    shell::page(cx, &t!(cx, "remark"), || {
        let at = format!("/do/r/{}", page.remark.id);
        let words = if page.remark.answered { t!(cx, "remark-mark-off") } else { t!(cx, "remark-mark-on") };
        let moderate = (page.may_moderate && page.remark.hidden.is_none()).then(|| {
            view! {
                {form::button(cx, format!("{at}/answered"), words, false, Vec::new())}
                {hide(cx, format!("{at}/hide"))}
            }
        });
        let href = format!("/i/{}/thread#remark-{}", page.remark.item, page.remark.id);
        view! {
            {sitting::heading(cx, &page.heading)}
            {form::problem(cx)}
            <ol class="remarks">{room::remark(cx, &page.remark)}</ol>
            {moderate}
            <p class="back"><a href=href>{t!(cx, "back-to-thread")}</a></p>
        }
    })
}
