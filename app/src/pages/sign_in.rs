//! Signing in, one's own logins, setting a password.

use crate::{
    parts::{form, shell},
    t,
    view::{
        Cx,
        people::{DeviceCode, Me},
    },
};
use leptos::prelude::*;

/// `/in`.
pub fn sign_in(cx: &Cx, next: &str) -> String {
    shell::page(cx, &t!(cx, "sign-in"), || {
        let next = cx.kept("next", next);
        // Signed in already: the way in, above the forms of somebody else.
        let here = cx.who.as_ref().map(|who| {
            let home = if next.is_empty() { who.home() } else { next.clone() };
            view! { <p class="card"><a class="button main" href=home>{t!(cx, "signed-in-as", name = who.name)}</a></p> }
        });
        // A form that was sent when the login had ended waits for whoever it was.
        let kept = (next == "/kept" && cx.who.is_none())
            .then(|| view! { <p class="state" role="status">{t!(cx, "kept-after-sign-out")}</p> });
        view! {
            <h1>{t!(cx, "sign-in")}</h1>
            {kept}
            {here}
            <p class="lead">{t!(cx, "sign-in-lead")}</p>
            <form method="post" action="/do/in/code" class="card">
                <h2>{t!(cx, "sign-in-code")}</h2>
                {form::problem(cx)}
                <input type="hidden" name="next" value=next.clone() />
                {form::line(cx, "number", "text", t!(cx, "member-number"), "", None)}
                {form::line(cx, "code", "text", t!(cx, "code"), "", Some(t!(cx, "code-hint")))}
                {form::send(t!(cx, "sign-in"), true)}
            </form>
            <form method="post" action="/do/in/password" class="card">
                <h2>{t!(cx, "sign-in-staff")}</h2>
                <input type="hidden" name="next" value=next />
                {form::line(cx, "username", "text", t!(cx, "username"), "", None)}
                {form::line(cx, "password", "password", t!(cx, "password"), "", None)}
                {form::send(t!(cx, "sign-in"), false)}
            </form>
            <p class="quiet">{t!(cx, "sign-in-lost")}</p>
        }
    })
}

/// `/slip/…`: looking does not spend the slip.
pub fn slip(cx: &Cx, token: &str, name: &str, community: &str, link: bool) -> String {
    shell::page(cx, &t!(cx, "sign-in"), || {
        let link =
            link.then(|| form::button(cx, format!("/do/slip/{token}/link"), t!(cx, "slip-link"), false, Vec::new()));
        view! {
            <h1>{t!(cx, "slip-question", name = name)}</h1>
            <p class="lead">{community.to_owned()}</p>
            <form method="post" action=format!("/do/slip/{token}") class="card">
                {form::send(t!(cx, "slip-yes", name = name), true)}
            </form>
            {link}
            <p>{t!(cx, "slip-no")}</p>
        }
    })
}

/// `/link/…`: name and password of staff.
pub fn password(cx: &Cx, token: &str, username: &str) -> String {
    shell::page(cx, &t!(cx, "set-password"), || {
        view! {
            <h1>{t!(cx, "set-password")}</h1>
            <form method="post" action=format!("/do/link/{token}") class="card">
                {form::problem(cx)}
                {form::line(cx, "username", "text", t!(cx, "username"), username, Some(t!(cx, "username-hint")))}
                {form::line(cx, "password", "password", t!(cx, "password"), "", Some(t!(cx, "password-hint")))}
                {form::line(cx, "again", "password", t!(cx, "password-again"), "", None)}
                {form::send(t!(cx, "save"), true)}
            </form>
        }
    })
}

/// `/me`.
pub fn me(cx: &Cx, me: Me) -> String {
    shell::page(cx, &t!(cx, "me"), || {
        let logins = me
            .logins
            .into_iter()
            .map(|login| {
                let mark = if login.verified { t!(cx, "verified") } else { t!(cx, "login-unverified") };
                let end = if login.current {
                    view! { <span class="mark">{t!(cx, "this-device")}</span> }.into_any()
                } else {
                    form::button(cx, "/do/login/end".to_owned(), t!(cx, "login-end"), false, vec![("login", login.id)])
                };
                view! {
                    <li>
                        <strong>{login.device}</strong>
                        <span class="note">{login.since} " · " {mark}</span>
                        {end}
                    </li>
                }
            })
            .collect_view();
        let device = me.has_membership.then(|| {
            view! {
                <section class="card">
                    <h2>{t!(cx, "device-code")}</h2>
                    <p>{t!(cx, "device-code-lead")}</p>
                    {form::button(cx, "/do/device-code".to_owned(), t!(cx, "device-code-make"), false, Vec::new())}
                </section>
            }
        });
        view! {
            <h1>{t!(cx, "me")}</h1>
            {form::problem(cx)}
            <section>
                <h2>{t!(cx, "my-logins")}</h2>
                <ul class="listed">{logins}</ul>
            </section>
            {device}
        }
    })
}

/// The ten-minute code for another own device, shown once.
pub fn device_code(cx: &Cx, code: DeviceCode) -> String {
    shell::page(cx, &t!(cx, "device-code"), || {
        view! {
            <h1>{t!(cx, "device-code")}</h1>
            <div class="qr" inner_html=code.qr></div>
            <p>{t!(cx, "device-code-or", number = code.number)}</p>
            <p class="code">{code.code}</p>
            <p class="address">{code.url}</p>
            <p class="quiet">{t!(cx, "device-code-short")}</p>
            <p><a href="/me">{t!(cx, "me")}</a></p>
        }
    })
}
