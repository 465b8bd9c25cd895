//! What only a person can say of a file before it is taken in: who is meant, who leaves; and the button.

use super::{changes, hidden};
use crate::{
    address::to,
    parts::form::{Form, Send, Tick},
    say, t,
    view::{
        Cx,
        form::FormState,
        import::{Asked, ImportPage, ImportPreview},
    },
};
use leptos::prelude::*;
use rules::Refusal;

/// The name of the form that holds it.
pub(super) const DECIDE: &str = "decide";

/// What only a person can say, who gives up a number, who is absent, and the button.
pub(super) fn decide(cx: &Cx, page: &ImportPage, preview: &ImportPreview, refused: usize) -> AnyView {
    let form = &cx.only_form(to::community(&page.community, &format!("import/{}", page.id)));
    let asked = preview.asked.iter().map(|one| question(form, one)).collect_view();
    let asked = (!preview.asked.is_empty()).then(|| {
        view! {
            <section id="asked">
                <h2>{t!(cx, "import-asked", count = preview.asks)}</h2>
                <p>{t!(cx, "import-asked-text")}</p>
                {asked}
            </section>
        }
    });
    let displaced = (!preview.displaced.is_empty()).then(|| {
        let each = preview.displaced.iter().map(|words| view! { <li>{words.clone()}</li> });
        view! {
            <section class="card">
                <h2>{t!(cx, "import-displaced", count = preview.displaced.len())}</h2>
                <p>{t!(cx, "import-displaced-text")}</p>
                <ul>{each.collect_view()}</ul>
            </section>
        }
    });
    let held = (!preview.held.is_empty()).then(|| {
        let each = preview.held.iter().map(|words| view! { <li>{words.clone()}</li> });
        view! {
            <section class="card">
                <h2>{t!(cx, "import-held", count = preview.held.len())}</h2>
                <p>{t!(cx, "import-held-text")}</p>
                <ul>{each.collect_view()}</ul>
            </section>
        }
    });
    let open = preview.absent.iter().any(|(id, _)| form.kept_one("leave", id));
    let absent = preview
        .absent
        .iter()
        .map(|(id, words)| {
            let left = form.kept_one("leave", id);
            view! { <Tick name="leave" value=id.clone() label=words.clone() ticked=left /> }
        })
        .collect_view();
    let absent = (!preview.absent.is_empty()).then(|| {
        view! {
            <details class="card" open=open>
                <summary>{t!(cx, "import-absent", count = preview.absent.len())}</summary>
                <p>{t!(cx, "import-absent-text")}</p>
                {absent}
            </details>
        }
    });
    let unseen = (!preview.hidden.is_empty()).then(|| {
        let each = preview.hidden.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
        view! { <div class="card"><p>{t!(cx, "import-hidden-text")}</p> <ul>{each}</ul></div> }
    });
    let beyond = (preview.beyond > 0).then(|| view! { <p>{t!(cx, "import-beyond", count = preview.beyond)}</p> });
    if preview.nothing {
        let words = if preview.totals[2] > 0 { "import-the-same" } else { "import-nobody" };
        return view! { <p>{t!(cx, words)}</p> {unseen} {beyond} }.into_any();
    }
    // Nothing of the file changes anything; who is not in it may still leave.
    let leaves = preview.totals[0] + preview.totals[1] + preview.asks + refused == 0;
    let same = leaves.then(|| view! { <p>{t!(cx, "import-same-but")}</p> });
    let send = if refused > 0 {
        view! { <p class="refusal">{say::refusal(cx.language, Refusal::FileRefusedLines)}</p> }.into_any()
    } else {
        let label = if leaves { "import-leave" } else { "import-apply" };
        // Who is of age may vote: nobody comes to be it by a column that is missing.
        let of_age = (preview.ageless > 0).then(|| {
            let label = t!(cx, "import-of-age", count = preview.ageless);
            let ticked = form.kept_one("of_age", "1");
            view! { <Tick form name="of_age" label ticked /> }
        });
        view! { {of_age} <Send label=t!(cx, label) main=true /> }.into_any()
    };
    view! {
        <Form form id=DECIDE tells=false>
            {hidden(page)}
            {same}
            {asked}
            {held}
            {displaced}
            {absent}
            {unseen}
            {beyond}
            {send}
        </Form>
    }
    .into_any()
}

fn question(form: &FormState<'_>, one: &Asked) -> AnyView {
    let name = format!("who-{}", one.row);
    let cx = form.cx;
    // What was ticked of another member is no answer to this.
    let about = format!("about-{}", one.row);
    let kept = if form.kept(&about, &one.member) == one.member { form.kept(&name, "") } else { String::new() };
    let answer = |value: &'static str, words: String| {
        let id = format!("{name}-{value}");
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name=name.clone() value=value checked=kept == value />
                <label for=id>{words}</label>
            </div>
        }
    };
    // One answer alone is no choice between two: a sentence that is ticked once it was looked at.
    let only = match (one.may_be_same, one.may_be_new) {
        (true, false) => Some("same"),
        (false, true) => Some("new"),
        _ => None,
    };
    let words = |value: &str| t!(cx, &format!("import-answer-{value}"));
    let only = only.map(|value| {
        let id = format!("{name}-{value}");
        view! {
            <div class="tick">
                <input type="checkbox" id=id.clone() name=name.clone() value=value checked=kept == value />
                <label for=id>{words(value)}</label>
            </div>
        }
    });
    let either = (one.may_be_same && one.may_be_new).then(|| ["same", "new"].map(|value| answer(value, words(value))));
    let hints = one.hints.iter().map(|words| view! { <p class="hint">{words.clone()}</p> }).collect_view();
    let others = one.others.iter().map(|words| view! { <p>{words.clone()}</p> }).collect_view();
    let roll = (!one.roll.is_empty())
        .then(|| view! { <p>{t!(cx, "import-on-roll")} " " <strong>{one.roll.clone()}</strong></p> });
    let ties = (!one.ties.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "import-ties", ties = one.ties.join("、"))}</p> });
    view! {
        <fieldset class="card asked">
            <legend>{t!(cx, "import-asked-row", row = one.row)}</legend>
            <input type="hidden" name="row" value=one.row.to_string() />
            <input type="hidden" name=about value=one.member.clone() />
            {roll}
            <p>{t!(cx, "import-in-file")} " " <strong>{one.file.clone()}</strong></p>
            {others}
            <p>{one.question.clone()}</p>
            {changes(&one.columns)}
            {ties}
            {only}
            {either.map(|both| both.into_iter().collect_view())}
            {hints}
        </fieldset>
    }
    .into_any()
}
