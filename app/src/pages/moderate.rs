//! Objections that are hidden, appealed for and decided upon, on the page of what they are about.

use crate::{
    parts::form,
    t,
    view::{Cx, board::ObjectionView},
};
use leptos::prelude::*;

/// Hiding an objection, appealing against that, and answering the appeal.
pub fn forms(cx: &Cx, one: &ObjectionView) -> AnyView {
    let form = |action: String, name: &'static str| {
        let key = format!("{}-{name}-{}", cx.key, one.number);
        Cx { key, scope: format!("-{name}-{}", one.number), ..cx.for_form(&action) }
    };
    let hide = one.may_hide.then(|| {
        let action = format!("/do/o/{}/hide", one.id);
        let own = &form(action.clone(), "hide");
        view! {
            <details open=own.refused.is_some()>
                <summary>{t!(cx, "objection-hide")}</summary>
                <form method="post" action=action>
                    <p>{t!(cx, "objection-hide-lead")}</p>
                    {form::problem(own)}
                    {form::key(own)}
                    {form::line(own, "reason", "text", t!(cx, "objection-hide-reason"), "", None)}
                    {form::send(t!(cx, "hide"), false)}
                </form>
            </details>
        }
    });
    let hidden = one.hidden.as_ref();
    let appeal = hidden.filter(|one| one.may_appeal).map(|hidden| {
        let action = format!("/do/oh/{}/appeal", hidden.id);
        let own = &form(action.clone(), "appeal");
        view! {
            <details open=own.refused.is_some()>
                <summary>{t!(cx, "appeal")}</summary>
                <form method="post" action=action>
                    {form::problem(own)}
                    {form::key(own)}
                    {form::text(own, "appeal", t!(cx, "appeal-text"), "", 3, None)}
                    {form::send(t!(cx, "appeal"), false)}
                </form>
            </details>
        }
    });
    let answer = hidden.filter(|one| one.may_uphold || one.may_undo).map(|hidden| {
        let action = format!("/do/oh/{}/answer", hidden.id);
        let own = &form(action.clone(), "answer");
        let mut choices = vec![(String::new(), t!(cx, "choose")), ("undo".to_owned(), t!(cx, "appeal-undo"))];
        if hidden.may_uphold {
            choices.push(("uphold".to_owned(), t!(cx, "appeal-uphold")));
        }
        view! {
            <form method="post" action=action>
                {form::problem(own)}
                {form::key(own)}
                {form::select(own, "decision", t!(cx, "appeal-decision"), &choices, "")}
                {form::text(own, "answer", t!(cx, "appeal-answer"), "", 3, None)}
                {form::send(t!(cx, "appeal-decide"), false)}
            </form>
        }
    });
    view! { {hide} {appeal} {answer} }.into_any()
}
