//! The thread under an item: its proposals, what is said, and the forms by which one takes part.

use crate::{
    address::{self, to},
    parts::{
        base,
        form::{
            AsTyped, Button, Choice, Form, Hidden, Line, Preview, Send, Text, Tick, hidden_fields, typed, typed_hint,
        },
        now, paged, room, shell, sitting,
    },
    t,
    view::{
        Cx,
        room::{ProposalPage, RemarkPage, RemarkView, ThreadPage},
    },
};
use leptos::prelude::*;

/// `/i/…/thread`.
pub fn thread(cx: &Cx, page: ThreadPage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &page.item.title), || {
        let item = page.item.id.clone();
        let proposals = page.proposals.iter().map(|one| room::proposal(cx, one)).collect_view();
        let remarks = page.remarks.iter().map(|one| room::remark(cx, one)).collect_view();
        // What is said meanwhile joins its list, and an answer stands under what it answers; what is older than the first line
        // that is shown never joins it.
        let from = (page.earlier > 0).then(|| page.remarks.first().map(|one| one.seq)).flatten();
        let earlier = (page.earlier > 0).then(|| {
            let whole = address::thread_whole(&item, &format!("remarks-{item}"));
            view! { <a href=whole>{t!(cx, "thread-earlier", count = page.earlier)}</a> }
        });
        let said = page.remarks.iter().flat_map(|one| std::iter::once(one).chain(&one.answers));
        let said: Vec<_> = said.map(|one| format!("remark-{}", one.id)).collect();
        let proposed: Vec<_> = page.proposals.iter().map(|one| format!("proposal-{}", one.id)).collect();
        let hidden = (page.hidden > 0).then(|| {
            let href = address::hidden(&page.heading.id);
            view! { <p><a href=href>{t!(cx, "hidden-count", count = page.hidden)}</a></p> }
        });
        view! {
            {sitting::heading(cx, &page.heading)}
            {now::foot(cx, &page.live, &page.now)}
            <section id="thread" class="card">
                <h2 lang=cx.tongue(&page.item.title)>{page.item.title.clone()}</h2>
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
                <p class="earlier" id=format!("earlier-{item}") data-own="">{earlier}</p>
                {paged::jumps(cx, &said, "say")}
                <ol id=format!("remarks-{item}") class="remarks" data-list="" data-from=from>{remarks}</ol>
                {say(cx, &page)}
            </section>
            {page.may_moderate.then(|| propose_for(cx, &page))}
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
    let form = &cx.form(to::item(&page.item.id, "propose")).naming_empty(["title", "body"]);
    view! {
        <Form form fold=t!(cx, "proposal-new") class="card" id="propose" stays=true tells=false>
            <Line form name="title" label=t!(cx, "proposal-title") />
            <Text form name="body" label=t!(cx, "proposal-body") rows=8 hint=typed_hint(cx) />
            <AsTyped form />
            <div class="acts"><Send label=t!(cx, "proposal-make") main=true /> <Preview cx /></div>
        </Form>
    }
    .into_any()
}

/// A proposal that somebody without a phone made aloud.
fn propose_for(cx: &Cx, page: &ThreadPage) -> AnyView {
    let form = &cx.form(to::item(&page.item.id, "propose-for")).scoped("for");
    view! {
        <Form form fold=t!(cx, "proposal-for") class="card" tells=false>
            <Line form name="member" label=t!(cx, "for-whom") hint=t!(cx, "for-whom-hint") />
            <Line form name="title" label=t!(cx, "proposal-title") />
            <Text form name="body" label=t!(cx, "proposal-body") rows=4 />
            <Send label=t!(cx, "proposal-for-send") />
        </Form>
    }
    .into_any()
}

/// A second that somebody without a phone spoke aloud.
fn second_for(cx: &Cx, page: &ProposalPage) -> AnyView {
    let form = &cx.form(to::proposal(&page.proposal.id, "second-for")).scoped("for");
    view! {
        <Form form fold=t!(cx, "second-for") class="card" tells=false>
            {hidden_fields(base::seen(&page.proposal.revision.to_string()))}
            <Line form name="member" label=t!(cx, "for-whom") hint=t!(cx, "for-whom-hint") />
            <Send label=t!(cx, "second-for-send") />
        </Form>
    }
    .into_any()
}

/// The form by which one speaks, or answers what somebody said.
fn say(cx: &Cx, page: &ThreadPage) -> AnyView {
    let form = &cx.form(to::item(&page.item.id, "remark"));
    if let Some(why) = &page.refused {
        // What was typed and refused is still there to be copied, or sent once the thread is open again.
        let kept = form.kept("body", "");
        let kept = (!kept.is_empty()).then(|| {
            view! {
                <p>{t!(cx, "remark-kept")}</p>
                <textarea readonly=true rows="4" aria-label=t!(cx, "remark-kept")>{typed(&kept)}</textarea>
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
        view! { <Choice form name="about" label=t!(cx, "remark-about") of=&choices /> }.into_any()
    });
    view! {
        <div id="say" data-own="">
            <Form form class="card" stays=true tells=false>
                {answered}
                {about}
                <Text form name="body" label=t!(cx, "remark-body") rows=3 />
                <Send label=t!(cx, "remark-make") main=true />
            </Form>
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
            <p><a href=address::thread_at(item, "say")>{t!(cx, "remark-not-answering")}</a></p>
        </blockquote>
    }
    .into_any()
}

/// The chair's order over the thread.
fn order(cx: &Cx, page: &ThreadPage) -> AnyView {
    let form = &cx.form(to::item(&page.item.id, "order"));
    let locked = form.kept_tick("locked", page.item.locked);
    let pauses: Vec<_> = [0, 30, 60, 120, 300]
        .iter()
        .map(|seconds| {
            let words =
                if *seconds == 0 { t!(cx, "thread-no-pause") } else { t!(cx, "thread-pause-of", seconds = seconds) };
            (seconds.to_string(), words)
        })
        .collect();
    view! {
        <Form form fold=t!(cx, "thread-order") class="card" tells=false>
            <p class="quiet">{t!(cx, "thread-order-hint")}</p>
            <Tick name="locked" label=t!(cx, "thread-lock") ticked=locked />
            <Choice form name="pause" label=t!(cx, "thread-pause") of=&pauses value=&page.item.pause.to_string() />
            <Line form name="reason" label=t!(cx, "reason-public") />
            <Send label=t!(cx, "save") />
        </Form>
    }
    .into_any()
}

/// `/p/…`: a proposal with its revisions, and what the viewer may do with it.
pub fn proposal(cx: &Cx, page: ProposalPage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &page.proposal.title), || {
        let revisions = page
            .revisions
            .iter()
            .map(|one| {
                let words = view! {
                    {t!(cx, "text-revision", title = one.title, revision = one.number)} " " {one.at.clone()}
                };
                let Some((text, changes)) = one.shown.clone() else {
                    // Each difference is made when it is asked for.
                    let href = address::proposal_revision(&page.proposal.id, &one.number);
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
                        {(page.may_put && one.number < page.proposal.revision).then(|| put(cx, &page.proposal.id, one.number))}
                    </li>
                }
                .into_any()
            })
            .collect_view();
        let withdraw = page.may_withdraw.then(|| {
            let button = view! { <Button cx to=to::proposal(&page.proposal.id, "withdraw") label=t!(cx, "proposal-withdraw") /> }.into_any();
            view! {
                <details>
                    <summary>{t!(cx, "proposal-withdraw")}</summary>
                    <p>{t!(cx, "proposal-withdraw-text")}</p>
                    {button}
                </details>
            }
        });
        let href = address::thread_at(&page.proposal.item, &format!("proposal-{}", page.proposal.id));
        view! {
            {sitting::heading(cx, &page.heading)}
            {now::foot(cx, &page.live, &page.now)}
            <p><a href=href>{page.item_title.clone()}</a></p>
            <h2>{t!(cx, "proposals")}</h2>
            {room::proposal(cx, &page.proposal)}
            {page.may_put.then(|| put(cx, &page.proposal.id, page.proposal.revision))}
            {page.may_put.then(|| second_for(cx, &page))}
            {page.body.as_ref().map(|body| revise(cx, &page, body))}
            {withdraw}
            <section>
                <h2>{t!(cx, "text-revisions")}</h2>
                <ul class="listed">{revisions}</ul>
            </section>
            {page.may_hide.then(|| hide(cx, to::proposal(&page.proposal.id, "hide"), base::seen(&page.proposal.revision.to_string())))}
        }
    })
}

fn put(cx: &Cx, proposal: &str, revision: i64) -> AnyView {
    view! { <Button cx to=to::proposal(proposal, "put") label=t!(cx, "proposal-to-vote", revision = revision) main=true hidden=vec![("revision", revision.to_string())] /> }.into_any()
}

fn revise(cx: &Cx, page: &ProposalPage, body: &str) -> AnyView {
    let form = &cx.form(to::proposal(&page.proposal.id, "revise")).naming_empty(["title", "body"]);
    let stands = [
        ("title", t!(cx, "proposal-title"), page.proposal.title.clone()),
        ("body", t!(cx, "proposal-body"), body.to_owned()),
    ];
    view! {
        <Form form fold=t!(cx, "proposal-revise") class="card" tells=false>
            {base::base(form, &page.proposal.revision.to_string(), &stands)}
            <Line form name="title" label=t!(cx, "proposal-title") value=&page.proposal.title />
            <Text form name="body" label=t!(cx, "proposal-body") rows=10 value=body hint=typed_hint(cx) />
            <AsTyped form stored=page.form written=true />
            <div class="acts"><Send label=t!(cx, "text-save") main=true /> <Preview cx /></div>
        </Form>
    }
    .into_any()
}

fn hide(cx: &Cx, to: String, hidden: Hidden) -> AnyView {
    let form = &cx.form(to);
    view! {
        <Form form fold=t!(cx, "hide") class="card" tells=false head=view! { <p>{t!(cx, "hide-text")}</p> }.into_any()>
            {hidden_fields(hidden)}
            <Line form name="reason" label=t!(cx, "reason-public") />
            <Send label=t!(cx, "hide") />
        </Form>
    }
    .into_any()
}

/// `/r/…`: one remark, by its own address.
pub fn remark(cx: &Cx, page: RemarkPage) -> String {
    shell::page(cx, &t!(cx, "remark"), || {
        let words = if page.remark.answered { t!(cx, "remark-mark-off") } else { t!(cx, "remark-mark-on") };
        let moderate = (page.may_moderate && page.remark.hidden.is_none()).then(|| {
            view! {
                <Button cx to=to::remark(&page.remark.id, "answered") label=words hidden=base::seen(if page.remark.answered { "1" } else { "0" }) />
                {hide(cx, to::remark(&page.remark.id, "hide"), Vec::new())}
            }
        });
        let href = address::thread_whole(&page.remark.item, &format!("remark-{}", page.remark.id));
        view! {
            {sitting::heading(cx, &page.heading)}

            <ol class="remarks">{room::remark(cx, &page.remark)}</ol>
            {moderate}
            <p class="back"><a href=href>{t!(cx, "back-to-thread")}</a></p>
        }
    })
}
