//! The form of a new or a drafted session.

use crate::{
    address::{self, to},
    parts::{
        base::base,
        form::{Choice, Form, Line, Send, hidden_fields},
        shell, sitting,
    },
    t,
    view::{
        Choices, Cx,
        sitting::{SessionForm, SessionValues},
    },
};
use leptos::prelude::*;
use rules::roll::Attendance;

/// The form of a new or a drafted session.
pub fn form_page(cx: &Cx, page: SessionForm) -> String {
    let new = page.session.is_none();
    let heading = if new { t!(cx, "session-new") } else { t!(cx, "session-edit") };
    shell::page(cx, &heading.clone(), || {
        let to = match &page.session {
            None => to::community(&page.community, "sessions"),
            Some(id) => to::session(&id, "edit"),
        };
        let form = &cx.only_form(to);
        let SessionValues { body, title, place, held, starts, special, chair, deputy } = &page.values;
        let held = held.map_or("", Attendance::id);
        let body = new
            .then(|| view! { <Choice form name="body" label=t!(cx, "body") of=&page.bodies value=body /> }.into_any());
        let nobody = vec![(String::new(), t!(cx, "nobody"))];
        let deputies = [nobody, page.chairs.clone()].concat();
        let named = |all: &Choices, id: &str| {
            all.iter().find(|(one, _)| one == id).map_or_else(String::new, |(_, name)| name.clone())
        };
        let mut stands = vec![
            ("title", t!(cx, "session-title"), title.clone()),
            ("place", t!(cx, "notice-place"), place.clone()),
            ("starts_at", t!(cx, "notice-time"), starts.replace('T', " ")),
            ("special", t!(cx, "session-special"), special.clone()),
        ];
        if form.kept("starts_at", starts) == *starts {
            stands.retain(|(name, ..)| *name != "starts_at");
        }
        // Of what is chosen from a list the words are shown, where another one was chosen.
        for (name, label, all, now) in [
            ("held", "notice-held", &page.held, held),
            ("chair", "chair", &page.chairs, chair.as_str()),
            ("deputy", "deputy", &deputies, deputy.as_str()),
        ] {
            if form.kept(name, now) != *now {
                stands.push((name, t!(cx, label), named(all, now)));
            }
        }
        let last = page.from_last.then(|| {
            let href = address::new_session_as_last(&page.community);
            view! { <p><a class="button" href=href>{t!(cx, "session-as-last")}</a></p> }
        });
        let base = (!new).then(|| base(form, &page.base, &stands));
        let (dossier, matter) = page.dossier.clone();
        let dossier = (!dossier.is_empty()).then(|| {
            view! { <p>{t!(cx, "session-for-matter", title = matter)}</p> {hidden_fields(vec![("dossier", dossier)])} }
        });
        view! {
            {match &page.heading {
                Some(one) => view! { {sitting::heading(cx, one)} <h2>{heading}</h2> }.into_any(),
                None => view! { <h1>{heading}</h1> }.into_any(),
            }}
            {page.shut.clone().map(|why| view! { <p class="missing">{why}</p> })}
            {last}
            <Form form class="card">
                {base}
                {dossier}
                {body}
                <Line form name="title" label=t!(cx, "session-title") value=title />
                <Line form name="place" label=t!(cx, "notice-place") value=place />
                <Choice form name="held" label=t!(cx, "notice-held") of=&page.held value=held />
                <Line form name="starts_at" kind="datetime-local" label=t!(cx, "notice-time") value=starts />
                <Choice form name="chair" label=t!(cx, "chair") of=&page.chairs value=chair />
                <Choice form name="deputy" label=t!(cx, "deputy") of=&deputies value=deputy />
                <Line form name="special" label=t!(cx, "session-special") value=special hint=t!(cx, "session-special-hint") />
                <Send label=t!(cx, "save") main=true />
            </Form>
        }
    })
}
