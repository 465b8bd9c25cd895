//! The administrator's pages: communities, then the bodies and the staff of one.

use super::offices::or_none;
use crate::{
    address::{self, to},
    parts::{
        base::{base, seen},
        form::{Beside, Button, Choice, Day, Form, Line, Send, Tick},
        listed, shell,
    },
    t,
    view::{
        Cx,
        form::FormState,
        people::{Admin, AdminCommunity, BodyLine},
    },
};
use leptos::prelude::*;

/// `/admin`.
pub fn admin(cx: &Cx, admin: Admin) -> String {
    shell::page(cx, &t!(cx, "admin"), || {
        let kinds =
            [("village", "kind-village"), ("urban", "kind-urban")].map(|(id, key)| (id.to_owned(), t!(cx, key)));
        let form = &cx.only_form(to::COMMUNITIES);
        view! {
            <h1>{t!(cx, "communities")}</h1>
            {listed(cx, admin.communities, t!(cx, "admin-first"))}
            <p><a class="button" href=address::ADMIN_OFFICES>{t!(cx, "offices")}</a></p>
            <Form form class="card" head=view! { <h2>{t!(cx, "community-new")}</h2> }.into_any()>
                <Line form name="name" label=t!(cx, "community-name") />
                <Choice form name="kind" label=t!(cx, "community-kind") of=&kinds value="village" />
                <Line form name="zone" label=t!(cx, "community-zone") value="Asia/Shanghai" />
                <Send label=t!(cx, "community-make") main=true />
            </Form>
        }
    })
}

/// `/admin/…`.
pub fn community(cx: &Cx, page: AdminCommunity) -> String {
    shell::page(cx, &page.name.clone(), || {
        let form = |act: &str| cx.form(to::community(&page.community, act));
        let (new_body, new_staff, new_note) = (&form("bodies"), &form("staff"), &form("note"));
        let bodies = page.bodies.iter().map(|body| body_card(cx, &page.community, body)).collect_view();
        let staff = page
            .staff
            .iter()
            .map(|one| {
                let hidden = vec![("member", one.member.clone()), ("role", one.role_id.id().to_owned())];
                view! {
                    <li>
                        <div>
                            <strong>{one.name.clone()}</strong> " " {one.number.clone()}
                            <p class="quiet">{one.role.clone()}</p>
                            {one.away.then(|| view! { <p class="changed">{t!(cx, "staff-away")}</p> })}
                        </div>
                        <div class="acts">
                            <Button cx to=to::community(&page.community, "slips") label=t!(cx, "staff-slip") hidden=vec![("member", one.member.clone()), ("in_person", "1".to_owned()), ("anew", "1".to_owned())] />
                            <Button cx to=to::community(&page.community, "end-logins") label=t!(cx, "logins-end-all") hidden=vec![("member", one.member.clone())] />
                            {one.linked.then(|| view! { <Button cx to=to::community(&page.community, "part") label=t!(cx, "member-part") hidden=vec![("member", one.member.clone())] /> }.into_any())}
                            <Button cx to=to::community(&page.community, "staff-link") label=t!(cx, "staff-link") hidden=vec![("member", one.member.clone())] />
                            <details>
                                <summary>{t!(cx, "staff-dismiss")}</summary>
                                <p>{t!(cx, "staff-dismiss-text", name = one.name, role = one.role)}</p>
                                <Button cx to=to::community(&page.community, "dismiss") label=t!(cx, "staff-dismiss-now") hidden />
                            </details>
                        </div>
                    </li>
                }
            })
            .collect_view();
        view! {
            <h1>{page.name.clone()}</h1>
            <div class="card" id="name">
                {standing(cx, ("community", ["rename", "retire"]), &page.community, [&page.name, &page.retired, &page.stands])}
                {hung(cx, &page)}
            </div>

            <section id="bodies">
                <h2>{t!(cx, "bodies")}</h2>
                {bodies}
                <Form form=new_body class="card" tells=false head=view! { <h3>{t!(cx, "body-new")}</h3> }.into_any()>
                    <Choice form=new_body name="kind" label=t!(cx, "body-kind") of=&page.kinds />
                    <Line form=new_body name="name" label=t!(cx, "body-name") />
                    <Send label=t!(cx, "body-make") main=true />
                </Form>
            </section>
            <Form form=new_note class="card" id="note" tells=false head=view! { <h2>{t!(cx, "note-new")}</h2> }.into_any()>
                <Line form=new_note name="note" label=t!(cx, "note-text") hint=t!(cx, "note-hint") />
                <Day form=new_note name="until" label=t!(cx, "note-until") />
                <Send label=t!(cx, "note-leave") />
            </Form>
            <section id="staff">
                <h2>{t!(cx, "staff")}</h2>
                <ul class="people">{staff}</ul>
                <Form form=new_staff class="card" tells=false head=view! { <h3>{t!(cx, "staff-new")}</h3> <p>{t!(cx, "staff-new-lead")}</p> }.into_any()>
                    {namesakes(new_staff, &page.namesakes)}
                    <Line form=new_staff name="number" label=t!(cx, "member-number") />
                    <Line form=new_staff name="name" label=t!(cx, "name") />
                    <Tick name="outside" label=t!(cx, "staff-outside") ticked=!new_staff.kept("outside", "").is_empty() />
                    <Choice form=new_staff name="role" label=t!(cx, "role") of=&page.roles value="clerk" />
                    <Send label=t!(cx, "staff-appoint") />
                </Form>
            </section>
        }
    })
}

/// Whether somebody who is said to be from outside is one of those on the roll who have the name.
fn namesakes(form: &FormState<'_>, same: &[(String, String)]) -> Option<AnyView> {
    let cx = form.cx;
    let answer = |value: &str, words: String| {
        let id = form.id(&format!("who-{value}"));
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="who" value=value.to_owned() />
                <label for=id>{words}</label>
            </div>
        }
    };
    let each = same.iter().map(|(id, who)| answer(id, t!(cx, "staff-is-one", who = who))).collect_view();
    let about = same.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(",");
    (!same.is_empty()).then(|| {
        view! {
            <fieldset class="card asked" id=form.id("who")>
                <legend>{t!(cx, "staff-on-roll")}</legend>
                <Beside form name="who" />
                <input type="hidden" name="about" value=about />
                {each}
                {answer("other", t!(cx, "staff-is-other"))}
            </fieldset>
        }
        .into_any()
    })
}

fn body_card(cx: &Cx, community: &str, body: &BodyLine) -> AnyView {
    let [text, source, by] = &body.basis;
    let form = &cx.form(to::community(community, &format!("basis/{}", body.id)));
    let stands = [
        ("basis_text", t!(cx, "basis-text"), text.clone()),
        ("basis_source", t!(cx, "basis-source"), source.clone()),
        ("basis_by", t!(cx, "basis-by"), by.clone()),
    ];
    let summary = if text.is_empty() { t!(cx, "basis-none") } else { text.clone() };
    view! {
        <div class="card" id=format!("body-{}", body.id)>
            <h3>{body.name.clone()}</h3>
            {retired(cx, &body.retired)}
            <p class="quiet">{body.kind.clone()} " · " {body.rule.clone()}</p>
            <p>{summary}</p>
            <Form form fold=t!(cx, "basis-change") tells=false>
                {base(form, &body.base, &stands)}
                <Line form name="basis_text" label=t!(cx, "basis-text") value=text hint=t!(cx, "basis-hint") />
                <Line form name="basis_source" label=t!(cx, "basis-source") value=source />
                <Line form name="basis_by" label=t!(cx, "basis-by") value=by />
                <Send label=t!(cx, "save") />
            </Form>
            {standing(cx, ("body", [&format!("rename/{}", body.id), &format!("retire/{}", body.id)]), community, [&body.name, &body.retired, &body.stands])}
        </div>
    }
    .into_any()
}

/// Under which office it hangs, and the form that changes it.
fn hung(cx: &Cx, page: &AdminCommunity) -> AnyView {
    let form = &cx.form(to::community(&page.community, "office"));
    let (id, offices) = &page.office;
    let offices = or_none(cx, offices);
    let name = offices.iter().find(|(one, _)| one == id).map(|(_, name)| name.clone()).unwrap_or_default();
    let shown = [("above", t!(cx, "office-over"), name.clone())];
    view! {
        <p class="quiet">{t!(cx, "office-over")} " " {name}</p>
        <Form form fold=t!(cx, "office-hang") tells=false>
            {base(form, &page.office_base, &shown)}
            <Choice form name="above" label=t!(cx, "office-over") of=&offices value=id.clone() />
            <Send label=t!(cx, "save") />
        </Form>
    }
    .into_any()
}

/// That a body is retired, and since when.
fn retired(cx: &Cx, since: &str) -> Option<AnyView> {
    (!since.is_empty()).then(|| view! { <p class="missing">{t!(cx, "retired-body", day = since)}</p> }.into_any())
}

/// Giving a body or a community another name, and retiring it or taking it up again.
fn standing(
    cx: &Cx,
    (of, [rename, retire]): (&str, [&str; 2]),
    community: &str,
    [name, since, stands]: [&str; 3],
) -> AnyView {
    let form = &cx.form(to::community(community, rename));
    let shown = [("name", t!(cx, "new-name"), name.to_owned())];
    let to = to::community(community, retire);
    let turn = if since.is_empty() {
        view! {
            <details>
                <summary>{t!(cx, &format!("retire-{of}"))}</summary>
                <p>{t!(cx, &format!("retire-text-{of}"))}</p>
                <Button cx to label=t!(cx, "retire-now") hidden=seen(stands) />
            </details>
        }
        .into_any()
    } else {
        view! { <Button cx to label=t!(cx, &format!("restore-{of}")) hidden=seen(stands) /> }.into_any()
    };
    view! {
        <Form form fold=t!(cx, &format!("rename-{of}")) tells=false>
            {base(form, stands, &shown)}
            <Line form name="name" label=t!(cx, "new-name") value=name hint=t!(cx, "new-name-hint") />
            <Send label=t!(cx, &format!("rename-{of}")) />
        </Form>
        {turn}
    }
    .into_any()
}

/// A link that sets a password, shown once.
pub fn staff_link(cx: &Cx, community: &str, name: &str, url: &str) -> String {
    shell::page(cx, &t!(cx, "staff-link"), || {
        view! {
            <h1>{t!(cx, "staff-link-for", name = name)}</h1>
            <p>{t!(cx, "staff-link-lead")}</p>
            <p class="address"><code>{url.to_owned()}</code></p>
            <p><a href=address::staff(&community)>{t!(cx, "staff")}</a></p>
        }
    })
}
