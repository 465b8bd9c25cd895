//! Who is appraised under an item, and that a post has ended which the result ends.

use crate::{
    address::to,
    parts::{
        form::{Button, Choice, Form, Line, Send},
        shell, sitting,
    },
    say, t,
    view::{
        Cx,
        appraisal::{AppraisedLine, AppraisedPage},
    },
};
use leptos::prelude::*;

/// `/i/…/appraised`.
pub fn appraised(cx: &Cx, page: AppraisedPage) -> String {
    shell::page(cx, &t!(cx, "appraised"), || {
        let lines = page.lines.iter().enumerate().map(|(at, one)| line(cx, &page, at, one)).collect_view();
        let none = page.lines.is_empty().then(|| view! { <p class="quiet">{t!(cx, "appraised-nobody")}</p> });
        let rule = page.terms.as_ref().map(|terms| {
            let grades = terms.grades.iter().map(|one| one.name(cx.language)).collect::<Vec<_>>();
            let share = rules::explain::share_words(terms.incompetent.fraction_unchecked(), cx.language);
            view! {
                <p>{t!(cx, "appraised-rule", grades = grades.join(&t!(cx, "bar-comma")), share = share)}</p>
                <p class="quiet">{terms.source.join("；")}</p>
            }
        });
        let name = match &page.fixed {
            Some(why) => view! { <p class="missing">{why.clone()}</p> }.into_any(),
            None if page.may_name => {
                let form = &cx.form(to::item(&page.item, "appraised/name"));
                view! {
                    <Form form class="card" head=view! { <h3>{t!(cx, "appraised-name")}</h3> }.into_any()>
                        <Line form name="who" label=t!(cx, "member-named") hint=t!(cx, "member-named-hint") />
                        <Line form name="office" label=t!(cx, "appraised-office") hint=t!(cx, "appraised-office-hint") />
                        <Send label=t!(cx, "appraised-name") main=true />
                    </Form>
                }
                .into_any()
            }
            None => ().into_any(),
        };
        view! {
            {sitting::heading(cx, &page.heading)}
            <section class="card">
                <h2>{t!(cx, "appraised")} " " {page.title.clone()}</h2>
                <p>{t!(cx, "appraised-lead")}</p>
                {rule}
                {none}
                <ol class="listed">{lines}</ol>
            </section>
            {name}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// A person on the ballot, and what is to be done about them.
fn line(cx: &Cx, page: &AppraisedPage, at: usize, one: &AppraisedLine) -> AnyView {
    let keeps_out = one.keeps_out.then(|| view! { <span class="mark">{t!(cx, "appraised-keeps-out")}</span> });
    let hidden = vec![("member", one.member.clone())];
    let drop = (page.may_name && page.fixed.is_none()).then(|| {
        let label = t!(cx, "appraised-drop", name = one.name);
        view! { <Button cx to=to::item(&page.item, "appraised/drop") label hidden keyed=at.to_string() /> }
    });
    view! {
        <li>
            <strong>{one.name.clone()}</strong> " " {one.number.clone()} " " <span class="note">{one.office.clone()}</span> " " {keeps_out}
            {ended(cx, page, at, one)}
            {drop}
        </li>
    }
    .into_any()
}

/// That the post ends by law: by when the body establishes it, or by what it did.
fn ended(cx: &Cx, page: &AppraisedPage, at: usize, one: &AppraisedLine) -> AnyView {
    let Some(stands) = &one.ended else { return ().into_any() };
    if !stands.established.is_empty() {
        let words = t!(cx, "appraised-established", day = say::day(cx.language, &stands.established));
        return view! { <p class="state">{words}</p> }.into_any();
    }
    let words = match (stands.due.is_empty(), stands.late) {
        (true, _) => t!(cx, "appraised-twice"),
        (false, false) => t!(cx, "appraised-twice-due", day = say::day(cx.language, &stands.due)),
        (false, true) => t!(cx, "appraised-twice-late", day = say::day(cx.language, &stands.due)),
    };
    let to = to::item(&page.item, "appraised/establish");
    let own = |back: &crate::view::Refused| back.fields.get("member") == Some(&one.member);
    let form = &cx.form(to).keyed(&format!("establish-{at}")).scoped(&format!("establish-{at}")).only_where(own);
    let establish = page.may_establish.then(|| {
        if page.things.is_empty() {
            return view! { <p class="quiet">{t!(cx, "appraised-nothing-says")}</p> }.into_any();
        }
        let first = page.things.first().map_or_else(String::new, |(value, _)| value.clone());
        view! {
            <Form form class="card" fold=t!(cx, "appraised-establish") tells=false>
                <input type="hidden" name="member" value=one.member.clone() />
                <Choice form name="by" label=t!(cx, "appraised-establish-by") of=&page.things value=first />
                <Send label=t!(cx, "appraised-establish") main=true />
            </Form>
        }
        .into_any()
    });
    view! { <p class="missing">{words}</p> {establish} }.into_any()
}
