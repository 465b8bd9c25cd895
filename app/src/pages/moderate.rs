//! Objections that are hidden, appealed for and decided upon, on the page of what they are about.

use crate::{
    address::to,
    parts::form::{Choice, Form, Line, Send, Text},
    t,
    view::{Cx, board::ObjectionView},
};
use leptos::prelude::*;

/// Hiding an objection, appealing against that, and answering the appeal.
pub fn forms(cx: &Cx, one: &ObjectionView) -> AnyView {
    let form = |to: String, name: &str| {
        let mark = format!("{name}-{}", one.number);
        cx.form(to).keyed(&mark).scoped(&mark)
    };
    let hide = one.may_hide.then(|| {
        let form = &form(to::objection(&one.id, "hide"), "hide");
        view! {
            <Form form fold=t!(cx, "objection-hide") head=view! { <p>{t!(cx, "objection-hide-lead")}</p> }.into_any()>
                <Line form name="reason" label=t!(cx, "objection-hide-reason") />
                <Send label=t!(cx, "hide") />
            </Form>
        }
    });
    let hidden = one.hidden.as_ref();
    let appeal = hidden.filter(|one| one.may_appeal).map(|hidden| {
        let form = &form(to::hidden_objection(&hidden.id, "appeal"), "appeal");
        view! {
            <Form form fold=t!(cx, "appeal")>
                <Text form name="appeal" label=t!(cx, "appeal-text") rows=3 />
                <Send label=t!(cx, "appeal") />
            </Form>
        }
    });
    let answer = hidden.filter(|one| one.may_uphold || one.may_undo).map(|hidden| {
        let form = &form(to::hidden_objection(&hidden.id, "answer"), "answer");
        let mut choices = vec![(String::new(), t!(cx, "choose")), ("undo".to_owned(), t!(cx, "appeal-undo"))];
        if hidden.may_uphold {
            choices.push(("uphold".to_owned(), t!(cx, "appeal-uphold")));
        }
        view! {
            <Form form>
                <Choice form name="decision" label=t!(cx, "appeal-decision") of=&choices />
                <Text form name="answer" label=t!(cx, "appeal-answer") rows=3 />
                <Send label=t!(cx, "appeal-decide") />
            </Form>
        }
    });
    view! { {hide} {appeal} {answer} }.into_any()
}
