//! Signing in, one's own logins, setting a password.

use crate::{
    address::to,
    parts::{
        form::{self, Button, Form, Line, Send},
        refusals, shell,
    },
    say, t,
    view::{
        Cx,
        people::{DeviceCode, Me, Notices, SlipPage, SpentSlip},
    },
};
use leptos::prelude::*;
use rules::Refusal;

/// `/in`.
/// `wait`: so many minutes until the next try is looked at; `ended`: the login of this device holds no more.
pub fn sign_in(cx: &Cx, next: &str, (wait, ended): (Option<i64>, bool)) -> String {
    shell::page(cx, &t!(cx, "sign-in"), || {
        let (code, password) = (&cx.only_form(to::SIGN_IN_CODE), &cx.only_form(to::SIGN_IN_PASSWORD));
        let next = &code.kept("next", next);
        // Signed in already: the way in, above the forms of somebody else.
        let here = cx.who.as_ref().map(|who| {
            let home = if next.is_empty() { who.home() } else { next.clone() };
            view! { <p class="card"><a class="button main" href=home>{t!(cx, "signed-in-as", name = who.name)}</a></p> }
        });
        let wait = wait.map(|minutes| view! { <p class="missing">{t!(cx, "sign-in-wait", minutes = minutes)}</p> });
        // A form that was sent when the login had ended waits for whoever it was.
        let kept = (next == "/kept" && cx.who.is_none())
            .then(|| view! { <p class="state" role="status">{t!(cx, "kept-after-sign-out")}</p> });
        // Who was on the way to a page is told why they are here.
        let ended = (ended && kept.is_none() && !next.is_empty())
            .then(|| view! { <p class="state" role="status">{t!(cx, "login-has-ended")}</p> });
        view! {
            <h1>{t!(cx, "sign-in")}</h1>
            {kept}
            {ended}
            {here}
            {wait}
            <p class="lead">{t!(cx, "sign-in-lead")}</p>
            <Form form=code class="card" bare=true head=view! { <h2>{t!(cx, "sign-in-code")}</h2> }.into_any()>
                <input type="hidden" name="next" value=next.clone() />
                <Line form=code name="number" label=t!(cx, "member-number") />
                <Line form=code name="code" label=t!(cx, "code") hint=t!(cx, "code-hint") />
                <Send label=t!(cx, "sign-in") main=true />
            </Form>
            <Form form=password class="card" bare=true tells=false head=view! { <h2>{t!(cx, "sign-in-staff")}</h2> }.into_any()>
                <input type="hidden" name="next" value=next.clone() />
                <Line form=password name="username" label=t!(cx, "username") />
                <Line form=password name="password" kind="password" label=t!(cx, "password") />
                <Send label=t!(cx, "sign-in") />
            </Form>
            <p class="quiet">{t!(cx, "sign-in-lost")}</p>
        }
    })
}

/// `/slip/…`: looking does not spend the slip.
pub fn slip(cx: &Cx, page: SlipPage) -> String {
    shell::page(cx, &t!(cx, "sign-in"), || {
        let SlipPage { token, name, community, link, leaves, device } = page;
        let form = &cx.only_form(to::slip(&token));
        let link = link.then(|| view! { <Button cx to=to::slip_link(&token) label=t!(cx, "slip-link") /> }.into_any());
        // Whoever signs in here is signed in here alone: said before the slip is spent.
        let inside = say::app_browser(cx.language, &device).map(|app| {
            view! {
                <section class="card" id="in-app">
                    <p class="missing">{t!(cx, "slip-in-app", app = app)}</p>
                    <p>{t!(cx, "slip-in-app-how")}</p>
                </section>
            }
        });
        let leaves = leaves.map(|who| view! { <p class="missing">{t!(cx, "slip-leaves", name = who)}</p> });
        view! {
            <h1>{t!(cx, "slip-question", name = name)}</h1>
            <p class="lead">{community}</p>

            {inside}
            {leaves}
            <Form form class="card" bare=true tells=false>
                <Send label=t!(cx, "slip-yes", name = name) main=true />
            </Form>
            {link}
            <p>{t!(cx, "slip-no")}</p>
        }
    })
}

/// `/slip/…` that was spent on another device: when, where, and what leads on.
pub fn spent(cx: &Cx, page: SpentSlip) -> String {
    shell::page(cx, &t!(cx, "slip-spent"), || {
        let device = say::device(cx.language, &page.device);
        let home = page.home.map(|home| {
            view! { <p class="card"><a class="button main" href=home>{t!(cx, "slip-spent-home")}</a></p> }
        });
        view! {
            <h1>{t!(cx, "slip-spent")}</h1>
            {refusals::refusal(cx, "slip", None, say::refusal(cx.language, Refusal::CodeSpent))}
            <p class="lead" id="spent">{t!(cx, "slip-spent-where", at = page.at, device = device)}</p>
            {home}
            <section class="card">
                <h2>{t!(cx, "slip-spent-yours")}</h2>
                <p>{t!(cx, "slip-spent-device")}</p>
                <h2>{t!(cx, "slip-spent-not-yours")}</h2>
                <p>{t!(cx, "slip-spent-clerk")}</p>
            </section>
            <p class="back"><a href="/in">{t!(cx, "slip-spent-other")}</a></p>
        }
    })
}

/// `/me/leave`: signing out asks first.
pub fn leave(cx: &Cx) -> String {
    shell::page(cx, &t!(cx, "sign-out"), || {
        let name = cx.who.as_ref().map(|who| who.name.clone()).unwrap_or_default();
        let form = &cx.only_form(to::SIGN_OUT);
        view! {
            <h1>{t!(cx, "sign-out-question", name = name)}</h1>
            <p class="lead">{t!(cx, "sign-out-lead")}</p>
            <Form form class="card" bare=true tells=false><Send label=t!(cx, "sign-out") main=true /></Form>
            <p><a href="/me">{t!(cx, "sign-out-stay")}</a></p>
        }
    })
}

/// `/link/…`: name and password of staff.
pub fn password(cx: &Cx, token: &str, username: &str) -> String {
    shell::page(cx, &t!(cx, "set-password"), || {
        let form = &cx.only_form(to::link(token));
        view! {
            <h1>{t!(cx, "set-password")}</h1>
            <Form form class="card" bare=true>
                <Line form name="username" label=t!(cx, "username") value=username hint=t!(cx, "username-hint") />
                <Line form name="password" kind="new-password" label=t!(cx, "password") hint=t!(cx, "password-hint") />
                <Line form name="again" kind="new-password" label=t!(cx, "password-again") />
                <Send label=t!(cx, "save") main=true />
            </Form>
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
                    view! { <Button cx to=to::END_LOGIN label=t!(cx, "login-end") hidden=vec![("login", login.id)] /> }
                        .into_any()
                };
                view! {
                    <li>
                        <strong>{say::device(cx.language, &login.device)}</strong>
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
                    <Button cx to=to::DEVICE_CODE label=t!(cx, "device-code-make") />
                </section>
            }
        });
        let refused = form::refused_sign_ins(cx, me.refused);
        let notices = (!me.notices.is_empty()).then(|| {
            let several = me.notices.len() > 1;
            let each = me.notices.into_iter().map(|one| notices(cx, one, several)).collect_view();
            view! {
                <section id="notices">
                    <h2>{t!(cx, "notices")}</h2>
                    <p>{t!(cx, "notices-lead")}</p>
                    {each}
                </section>
            }
        });
        view! {
            <h1>{t!(cx, "me")}</h1>

            {refused}
            <section>
                <h2>{t!(cx, "my-logins")}</h2>
                <ul class="listed">{logins}</ul>
            </section>
            {device}
            {notices}
            <p><a class="button" href="/me/leave">{t!(cx, "sign-out")}</a></p>
        }
    })
}

/// What a member is told on the telephone: a switch for each event, and all of them off at one tap.
fn notices(cx: &Cx, one: Notices, several: bool) -> AnyView {
    let Notices { community, name, has_phone, switches } = one;
    let (form, any) = (&cx.form(to::community(&community, "notices")), switches.iter().any(|(_, on)| *on));
    let boxes = switches
        .into_iter()
        .map(|(event, on)| {
            // Two communities show the same events.
            let id = format!("notice-{event}-{community}");
            view! {
                <div class="tick">
                    <input type="hidden" name="shown" value=event />
                    <input type="checkbox" id=id.clone() name="event" value=event checked=on />
                    <label for=id>{say::sentence(cx.language, &format!("notice-{event}"), &[])}</label>
                </div>
            }
        })
        .collect_view();
    let off = any.then(|| {
        let hidden = vec![("off", "1".to_owned())];
        view! { <Button cx to=to::community(&community, "notices") label=t!(cx, "notices-off") hidden keyed="off" /> }
    });
    let name = several.then(|| view! { <h3>{name}</h3> });
    let unknown = (!has_phone).then(|| view! { <p class="missing">{t!(cx, "notices-no-phone")}</p> });
    view! {
        <div class="card">
            {name}
            {unknown}
            <Form form>
                {boxes}
                <Send label=t!(cx, "save") />
            </Form>
            {off}
        </div>
    }
    .into_any()
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
