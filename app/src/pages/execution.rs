//! What becomes of a decision: for members and staff, and the published completion.

use super::record::matter;
use crate::{
    address::{self, to},
    parts::{
        base::{self, base},
        execution as parts,
        form::{
            AsTyped, Beside, Button, Day, File, Form, Line, Money, PICTURES, Send, SendBack, Text, hidden_fields,
            typed_hint,
        },
        seal, shell,
    },
    t,
    view::{
        Cx,
        execution::{CompletionPage, ExecutionDesk, Step},
    },
};
use leptos::prelude::*;
use rules::{execution::Grade, published::MilestoneContent};

/// A published completion: the result beside the plan.
pub fn completion(cx: &Cx, page: CompletionPage) -> String {
    let content = page.content.clone();
    shell::page(cx, &t!(cx, "completion-of", title = content.title), || {
        let step = |one: &MilestoneContent| Step { content: one.clone(), ..Step::default() };
        let steps: Vec<_> = content.milestones.iter().map(step).collect();
        let community = page.seal.board.clone();
        let rate = format!("{community}/about/outcome/{}", content.vote);
        let outcome = cx.href(&format!("{community}/outcome/{}", content.vote));
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()}</p>
                <h1>{t!(cx, "completion-of", title = content.title)}</h1>
                <p class="quiet">
                    <a href=outcome>{t!(cx, "outcome-number", number = content.number)}</a> " · "
                    {matter(cx, &content.matter)} " · " {content.responsible.clone()}
                </p>
                {seal::superseded(cx, &page.seal)}
                <div class="text" inner_html=page.text.clone()></div>
                <section>
                    <h2>{t!(cx, "completion-beside-plan")}</h2>
                    {parts::milestones(cx, &steps)}
                </section>
                {parts::rating(cx, &page.rating)}
                <p class="screen-only"><a class="button" href=cx.href(&rate)>{t!(cx, "rating-give")}</a></p>
                {seal::seal(cx, &page.seal, Vec::new())}
            </article>
        }
    })
}

/// The part of a decision's own page for members and staff.
pub fn desk(cx: &Cx, community: &str, vote: &str, desk: &ExecutionDesk) -> AnyView {
    let to = |act: &str| to::execution(community, vote, act);
    let execution = &desk.execution;
    let completed = !execution.completion.is_empty();
    let steps = execution
        .milestones
        .iter()
        .map(|step| parts::milestone(cx, step, acts(cx, desk, step, completed)))
        .collect_view();
    let none = (desk.withdrawn || execution.milestones.is_empty()).then(|| {
        let words = match desk.carried {
            true => t!(cx, "execution-none"),
            false if desk.withdrawn => t!(cx, "execution-withdrawn"),
            false => t!(cx, "execution-not-carried"),
        };
        view! { <p class="quiet">{words}</p> }
    });
    // What is not carried out any more has nothing to follow; whoever follows it can stop.
    let follow = (desk.follows || !desk.withdrawn).then(|| {
        let (words, on) = if desk.follows { ("follow-off", "0") } else { ("follow-on", "1") };
        view! { <Button cx to=to("follow") label=t!(cx, words) hidden=vec![("on", on.to_owned())] /> }.into_any()
    });
    let rate = (desk.may_rate && completed).then(|| rate(cx, to("rate"), desk.own));
    let rated = execution.rating.as_ref().map(|one| parts::rating(cx, one));
    let public = completed
        .then(|| view! { <p><a class="button" href=execution.completion.clone()>{t!(cx, "completion")}</a></p> });
    view! {
        <section id="execution">
            <h2>{t!(cx, "execution")}</h2>
            {follow}
            {none}
            <ol class="milestones">{steps}</ol>
            {public}
            {rated}
            {rate}
            {(desk.may_keep && desk.carried && !completed).then(|| plan(cx, to("plan")))}
            {(desk.may_keep && !completed && !execution.milestones.is_empty()).then(|| complete(cx, to("complete")))}
        </section>
    }
    .into_any()
}

/// What may be done about one milestone.
fn acts(cx: &Cx, desk: &ExecutionDesk, step: &Step, completed: bool) -> AnyView {
    let Step { id, content: one, seen, .. } = step;
    let pictures = (!desk.pictures.is_empty()).then(|| {
        let href = address::attachments(&desk.pictures, "milestone", id);
        view! { <p><a href=href>{t!(cx, "attachments")}</a></p> }
    });
    if completed || one.accepted || !one.dropped.is_empty() {
        return pictures.into_any();
    }
    let form = &cx.form(to::milestone(id, "reach")).keyed(id).scoped(id);
    let stands = [
        ("done", t!(cx, "milestone-done-day"), one.done.clone()),
        ("money", t!(cx, "milestone-done-money"), one.done_money.clone()),
        ("note", t!(cx, "milestone-note"), one.note.clone()),
    ];
    let picture = &cx.only_form(to::milestone(id, "photo")).scoped(id);
    let reach = desk.may_keep.then(|| {
        view! {
            <details open=form.is_back()>
                <summary>{if one.done.is_empty() { t!(cx, "milestone-report") } else { t!(cx, "milestone-correct") }}</summary>
                <Form form class="card" tells=false>
                    {base(form, seen, &stands)}
                    <Day form name="done" label=t!(cx, "milestone-done-day") value=&one.done />
                    <Money form name="money" label=t!(cx, "milestone-done-money") value=&one.done_money />
                    <Line form name="note" label=t!(cx, "milestone-note") value=&one.note hint=t!(cx, "milestone-note-hint") />
                    <Send label=t!(cx, "save") />
                </Form>
                <Form form=picture class="card" file=true bare=true tells=false>
                    <File form=picture name="photo" label=t!(cx, "board-photo-file") accept=PICTURES />
                    <Send label=t!(cx, "board-photo-attach") />
                </Form>
            </details>
        }
    });
    let accept = (desk.may_accept && !one.done.is_empty()).then(|| {
        let hidden = || base::seen(seen);
        let accept = view! { <Button cx to=to::milestone(id, "accept") label=t!(cx, "milestone-accept") main=true hidden=hidden() keyed=id /> }.into_any();
        let (words, reason) = (t!(cx, "milestone-return"), t!(cx, "milestone-return-reason"));
        let form = &cx.form(to::milestone(id, "return")).keyed(&format!("return-{id}")).scoped(&format!("{id}-return"));
        view! { {accept} <SendBack form label=words reason hidden=hidden() /> }
    });
    let form = &cx.form(to::milestone(id, "drop")).keyed(&format!("drop-{id}")).scoped(&format!("drop-{id}"));
    let give_up = desk.may_keep.then(|| {
        view! {
            <Form form fold=t!(cx, "milestone-drop") class="card" tells=false>
                {hidden_fields(base::seen(seen))}
                <Line form name="reason" label=t!(cx, "milestone-drop-reason") />
                <Send label=t!(cx, "milestone-drop") />
            </Form>
        }
    });
    view! { {reach} {give_up} {accept} {pictures} }.into_any()
}

fn plan(cx: &Cx, to: String) -> AnyView {
    let form = &cx.form(to).keyed("plan").scoped("plan");
    view! {
        <Form form class="card" tells=false head=view! { <h3>{t!(cx, "milestone-add")}</h3> }.into_any()>
            <Line form name="name" label=t!(cx, "milestone-name") />
            <Line form name="responsible" label=t!(cx, "outcome-responsible") hint=t!(cx, "responsible-hint") />
            <Day form name="due" label=t!(cx, "milestone-due") />
            <Money form name="money" label=t!(cx, "milestone-money") hint=t!(cx, "milestone-money-hint") />
            <Line form name="reason" label=t!(cx, "milestone-over-reason") hint=t!(cx, "milestone-over-hint") />
            <Send label=t!(cx, "milestone-add") />
        </Form>
    }
    .into_any()
}

fn complete(cx: &Cx, to: String) -> AnyView {
    let form = &cx.form(to).keyed("complete").scoped("complete");
    view! {
        <Form form fold=t!(cx, "completion-publish") class="card" tells=false>
            <Text form name="text" label=t!(cx, "completion-text") rows=6 hint=typed_hint(cx) />
            <AsTyped form />
            <Send label=t!(cx, "completion-publish") main=true />
        </Form>
    }
    .into_any()
}

pub(super) fn rate(cx: &Cx, to: String, own: Option<Grade>) -> AnyView {
    let form = &cx.form(to).keyed("rate");
    let grades = Grade::ALL
        .iter()
        .map(|grade| {
            let id = grade.id();
            view! {
                <label class="choice">
                    <input type="radio" name="grade" value=id checked=own == Some(*grade) required=true />
                    <span>{t!(cx, &format!("grade-{id}"))}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <Form form class="card" tells=false>
            <fieldset>
                <legend>{t!(cx, "rating-ask")}</legend>
                <Beside form name="grade" />
                {grades}
            </fieldset>
            <Send label=t!(cx, "rating-send") main=true />
        </Form>
    }
    .into_any()
}
