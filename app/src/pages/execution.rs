//! What becomes of a decision: for members and staff, and the published completion.

use super::record::matter;
use crate::{
    parts::{base::base, execution as parts, form, seal, shell},
    t,
    view::{
        Cx,
        execution::{CompletionPage, ExecutionDesk, Step},
    },
};
use leptos::prelude::*;
use rules::execution::Grade;
use rules::typed::TextForm;

/// A published completion: the result beside the plan.
pub fn completion(cx: &Cx, page: CompletionPage) -> String {
    let content = page.content.clone();
    shell::page(cx, &t!(cx, "completion-of", title = content.title), || {
        let steps: Vec<_> = content.milestones.iter().map(|one| (one.clone(), false)).collect();
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
    let at = format!("/do/c/{community}/execution/{vote}");
    let execution = &desk.execution;
    let completed = !execution.completion.is_empty();
    let steps = execution
        .milestones
        .iter()
        .map(|step| parts::milestone(cx, &step.content, step.late, acts(cx, desk, step, completed)))
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
        form::button(cx, format!("{at}/follow"), t!(cx, words), false, vec![("on", on.to_owned())])
    });
    let rate = (desk.may_rate && completed).then(|| rate(cx, &at, &desk.own));
    let rated = execution.rating.as_ref().map(|one| parts::rating(cx, one));
    let public = completed
        .then(|| view! { <p><a class="button" href=execution.completion.clone()>{t!(cx, "completion")}</a></p> });
    view! {
        <section id="execution">
            <h2>{t!(cx, "execution")}</h2>
            {follow}
            {none}
            <ol class="steps">{steps}</ol>
            {public}
            {rated}
            {rate}
            {(desk.may_keep && desk.carried && !completed).then(|| plan(cx, &at))}
            {(desk.may_keep && !completed && !execution.milestones.is_empty()).then(|| complete(cx, &at))}
        </section>
    }
    .into_any()
}

/// What may be done about one milestone.
fn acts(cx: &Cx, desk: &ExecutionDesk, step: &Step, completed: bool) -> AnyView {
    let Step { id, content: one, seen, .. } = step;
    if completed || one.accepted || !one.dropped.is_empty() {
        return ().into_any();
    }
    let at = format!("/do/m/{id}");
    let action = format!("{at}/reach");
    let own = &Cx { key: format!("{}-{id}", cx.key), scope: format!("-{id}"), ..cx.for_form(&action) };
    let stands = [
        ("done", t!(cx, "milestone-done-day"), one.done.clone()),
        ("money", t!(cx, "milestone-done-money"), one.done_money.clone()),
        ("note", t!(cx, "milestone-note"), one.note.clone()),
    ];
    let reach = desk.may_keep.then(|| {
        view! {
            <details open=own.refused.is_some()>
                <summary>{if one.done.is_empty() { t!(cx, "milestone-report") } else { t!(cx, "milestone-correct") }}</summary>
                <form method="post" action=action.clone() class="card">
                    {form::problem(own)}
                    {form::key(own)}
                    {base(own, &action, seen, &stands)}
                    {form::line(own, "done", "date", t!(cx, "milestone-done-day"), &one.done, None)}
                    {form::line(own, "money", "text", t!(cx, "milestone-done-money"), &one.done_money, None)}
                    {form::line(own, "note", "text", t!(cx, "milestone-note"), &one.note, Some(t!(cx, "milestone-note-hint")))}
                    {form::send(t!(cx, "save"), false)}
                </form>
                <form method="post" action=format!("{at}/photo") enctype="multipart/form-data" class="card">
                    <div class="field">
                        <label for=format!("photo-{id}")>{t!(cx, "board-photo-file")}</label>
                        <input id=format!("photo-{id}") name="photo" type="file" accept="image/jpeg,image/png,image/webp" />
                    </div>
                    {form::send(t!(cx, "board-photo-attach"), false)}
                </form>
            </details>
        }
    });
    let accept = (desk.may_accept && !one.done.is_empty()).then(|| {
        let hidden = || vec![("seen", seen.clone())];
        let accept = form::button(own, format!("{at}/accept"), t!(cx, "milestone-accept"), true, hidden());
        let (words, reason) = (t!(cx, "milestone-return"), t!(cx, "milestone-return-reason"));
        let cx = &Cx { scope: format!("-{id}"), ..cx.clone() };
        view! { {accept} {form::send_back(cx, format!("{at}/return"), words, reason, hidden())} }
    });
    let action = format!("{at}/drop");
    let own = &Cx { key: format!("{}-drop-{id}", cx.key), scope: format!("-drop-{id}"), ..cx.for_form(&action) };
    let give_up = desk.may_keep.then(|| {
        view! {
            <details open=own.refused.is_some()>
                <summary>{t!(cx, "milestone-drop")}</summary>
                <form method="post" action=action class="card">
                    {form::problem(own)}
                    {form::key(own)}
                    {form::line(own, "reason", "text", t!(cx, "milestone-drop-reason"), "", None)}
                    {form::send(t!(cx, "milestone-drop"), false)}
                </form>
            </details>
        }
    });
    view! { {reach} {give_up} {accept} }.into_any()
}

fn plan(cx: &Cx, at: &str) -> AnyView {
    let action = format!("{at}/plan");
    let cx = &Cx { key: format!("{}-plan", cx.key), scope: "-plan".to_owned(), ..cx.for_form(&action) };
    view! {
        <form method="post" action=action class="card">
            <h3>{t!(cx, "milestone-add")}</h3>
            {form::key(cx)}
            {form::line(cx, "name", "text", t!(cx, "milestone-name"), "", None)}
            {form::line(cx, "responsible", "text", t!(cx, "outcome-responsible"), "", Some(t!(cx, "responsible-hint")))}
            {form::line(cx, "due", "date", t!(cx, "milestone-due"), "", None)}
            {form::line(cx, "money", "text", t!(cx, "milestone-money"), "", Some(t!(cx, "milestone-money-hint")))}
            {form::line(cx, "reason", "text", t!(cx, "milestone-over-reason"), "", Some(t!(cx, "milestone-over-hint")))}
            {form::send(t!(cx, "milestone-add"), false)}
        </form>
    }
    .into_any()
}

fn complete(cx: &Cx, at: &str) -> AnyView {
    let action = format!("{at}/complete");
    let cx = &Cx { key: format!("{}-complete", cx.key), scope: "-complete".to_owned(), ..cx.for_form(&action) };
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "completion-publish")}</summary>
            <form method="post" action=action class="card">
                {form::key(cx)}
                {form::text(cx, "text", t!(cx, "completion-text"), "", 6, Some(form::typed_hint(cx)))}
                {form::text_form(cx, TextForm::Typed, false)}
                {form::send(t!(cx, "completion-publish"), true)}
            </form>
        </details>
    }
    .into_any()
}

fn rate(cx: &Cx, at: &str, own: &str) -> AnyView {
    let action = format!("{at}/rate");
    let cx = &Cx { key: format!("{}-rate", cx.key), ..cx.for_form(&action) };
    let grades = Grade::ALL
        .iter()
        .map(|grade| {
            let id = grade.id();
            view! {
                <label class="choice">
                    <input type="radio" name="grade" value=id checked=own == id required=true />
                    <span>{t!(cx, &format!("grade-{id}"))}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=action class="card">
            {form::key(cx)}
            <fieldset>
                <legend>{t!(cx, "rating-ask")}</legend>
                {form::beside(cx, "grade")}
                {grades}
            </fieldset>
            {form::send(t!(cx, "rating-send"), true)}
        </form>
    }
    .into_any()
}
