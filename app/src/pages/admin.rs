//! The administrator's pages: communities, then the bodies and the staff of one.

use crate::{
    parts::{base::base, form, listed, shell},
    t,
    view::{
        Cx,
        people::{Admin, AdminCommunity, BodyLine},
    },
};
use leptos::prelude::*;

/// `/admin`.
pub fn admin(cx: &Cx, admin: Admin) -> String {
    shell::page(cx, &t!(cx, "admin"), || {
        let kinds =
            [("village", "kind-village"), ("urban", "kind-urban")].map(|(id, key)| (id.to_owned(), t!(cx, key)));
        view! {
            <h1>{t!(cx, "communities")}</h1>
            {listed(admin.communities, t!(cx, "admin-first"))}
            <form method="post" action="/do/communities" class="card">
                <h2>{t!(cx, "community-new")}</h2>
                {form::problem(cx)}
                {form::key(cx)}
                {form::line(cx, "name", "text", t!(cx, "community-name"), "", None)}
                {form::select(cx, "kind", t!(cx, "community-kind"), &kinds, "village")}
                {form::line(cx, "zone", "text", t!(cx, "community-zone"), "Asia/Shanghai", None)}
                {form::send(t!(cx, "community-make"), true)}
            </form>
        }
    })
}

/// `/admin/…`.
pub fn community(cx: &Cx, page: AdminCommunity) -> String {
    shell::page(cx, &page.name.clone(), || {
        let at = format!("/do/c/{}", page.community);
        let (new_body, new_staff) = (cx.for_form(&format!("{at}/bodies")), cx.for_form(&format!("{at}/staff")));
        let new_note = cx.for_form(&format!("{at}/note"));
        let bodies = page.bodies.iter().map(|body| body_card(cx, &at, body)).collect_view();
        let staff = page
            .staff
            .iter()
            .map(|one| {
                let hidden = vec![("member", one.member.clone()), ("role", one.role_id.clone())];
                view! {
                    <li>
                        <div>
                            <strong>{one.name.clone()}</strong> " " {one.number.clone()}
                            <p class="quiet">{one.role.clone()}</p>
                        </div>
                        <div class="acts">
                            {form::button(
                                cx,
                                format!("{at}/slips"),
                                t!(cx, "staff-slip"),
                                false,
                                vec![("member", one.member.clone()), ("in_person", "1".to_owned())],
                            )}
                            {form::button(
                                cx,
                                format!("{at}/end-logins"),
                                t!(cx, "logins-end-all"),
                                false,
                                vec![("member", one.member.clone())],
                            )}
                            {one.linked.then(|| form::button(
                                cx,
                                format!("{at}/part"),
                                t!(cx, "member-part"),
                                false,
                                vec![("member", one.member.clone())],
                            ))}
                            {form::button(
                                cx,
                                format!("{at}/staff-link"),
                                t!(cx, "staff-link"),
                                false,
                                vec![("member", one.member.clone())],
                            )}
                            {form::button(cx, format!("{at}/dismiss"), t!(cx, "staff-dismiss"), false, hidden)}
                        </div>
                    </li>
                }
            })
            .collect_view();
        view! {
            <h1>{page.name.clone()}</h1>
            {form::problem(cx)}
            <section id="bodies">
                <h2>{t!(cx, "bodies")}</h2>
                {bodies}
                <form method="post" action=format!("{at}/bodies") class="card">
                    <h3>{t!(cx, "body-new")}</h3>
                    {form::key(cx)}
                    {form::select(&new_body, "kind", t!(cx, "body-kind"), &page.kinds, "")}
                    {form::line(&new_body, "name", "text", t!(cx, "body-name"), "", None)}
                    {form::send(t!(cx, "body-make"), true)}
                </form>
            </section>
            <form method="post" action=format!("{at}/note") class="card" id="note">
                <h2>{t!(cx, "note-new")}</h2>
                {form::key(cx)}
                {form::line(&new_note, "note", "text", t!(cx, "note-text"), "", Some(t!(cx, "note-hint")))}
                {form::line(&new_note, "until", "date", t!(cx, "note-until"), "", None)}
                {form::send(t!(cx, "note-leave"), false)}
            </form>
            <section id="staff">
                <h2>{t!(cx, "staff")}</h2>
                <ul class="people">{staff}</ul>
                <form method="post" action=format!("{at}/staff") class="card">
                    <h3>{t!(cx, "staff-new")}</h3>
                    <p>{t!(cx, "staff-new-lead")}</p>
                    {form::key(cx)}
                    {form::line(&new_staff, "number", "text", t!(cx, "member-number"), "", None)}
                    {form::line(&new_staff, "name", "text", t!(cx, "name"), "", None)}
                    {form::tick_as("outside", "1".to_owned(), t!(cx, "staff-outside"), !new_staff.kept("outside", "").is_empty())}
                    {form::select(&new_staff, "role", t!(cx, "role"), &page.roles, "clerk")}
                    {form::send(t!(cx, "staff-appoint"), false)}
                </form>
            </section>
        }
    })
}

fn body_card(cx: &Cx, at: &str, body: &BodyLine) -> AnyView {
    let [text, source, by] = &body.basis;
    let action = format!("{at}/basis/{}", body.id);
    let cx = &cx.for_form(&action);
    let open = cx.refused.is_some();
    let stands = [
        ("basis_text", t!(cx, "basis-text"), text.clone()),
        ("basis_source", t!(cx, "basis-source"), source.clone()),
        ("basis_by", t!(cx, "basis-by"), by.clone()),
    ];
    let summary = if text.is_empty() { t!(cx, "basis-none") } else { text.clone() };
    view! {
        <div class="card">
            <h3>{body.name.clone()}</h3>
            <p class="quiet">{body.kind.clone()} " · " {body.rule.clone()}</p>
            <p>{summary}</p>
            <details open=open>
                <summary>{t!(cx, "basis-change")}</summary>
                <form method="post" action=action.clone()>
                    {form::key(cx)}
                    {base(cx, &action, &body.base, &stands)}
                    {form::line(cx, "basis_text", "text", t!(cx, "basis-text"), text, Some(t!(cx, "basis-hint")))}
                    {form::line(cx, "basis_source", "text", t!(cx, "basis-source"), source, None)}
                    {form::line(cx, "basis_by", "text", t!(cx, "basis-by"), by, None)}
                    {form::send(t!(cx, "save"), false)}
                </form>
            </details>
        </div>
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
            <p><a href=format!("/admin/{community}#staff")>{t!(cx, "staff")}</a></p>
        }
    })
}
