//! One member as the clerk sees them: what the roll says, seats, logins, the slip.

use crate::{
    address::{self, to},
    parts::{
        form::{Button, Form, Line, Send, Tick},
        shell,
    },
    say, t,
    view::{
        Cx,
        people::{Member, MemberState},
    },
};
use leptos::prelude::*;
use rules::says::Says;

/// `/c/…/members/…`.
pub fn member(cx: &Cx, page: Member) -> String {
    shell::page(cx, &page.line.name.clone(), || {
        let id = &page.line.id;
        let logins = page
            .logins
            .iter()
            .map(|login| {
                let confirm = (!login.verified && page.may_confirm).then(|| {
                    let hidden = vec![("member", id.clone()), ("login", login.id.clone())];
                    view! { <Button cx to=to::community(&page.community, "confirm-login") label=t!(cx, "login-confirm") hidden /> }.into_any()
                });
                let mark = if login.verified { t!(cx, "verified") } else { t!(cx, "login-unverified") };
                view! {
                    <li>
                        <strong>{say::device(cx.language, &login.device)}</strong>
                        <span class="note">{login.since.clone()} " · " {mark}</span>
                        {confirm}
                    </li>
                }
            })
            .collect_view();
        let sent = page.sent.then(|| view! { <p class="state" role="status">{t!(cx, "sms-sent")}</p> });
        let send = page.may_send.then(|| {
            let hidden = vec![("member", id.clone())];
            view! {
                <Button cx to=to::community(&page.community, "send-code") label=t!(cx, "sms-send") hidden />
                <p class="quiet">{t!(cx, "sms-lead")}</p>
            }
        });
        let refused = page.refused.as_ref().map(|(times, last)| {
            view! { <p class="quiet">{t!(cx, "member-refused", times = times, last = last)}</p> }
        });
        let wait = page.wait.as_ref().map(|until| {
            let lift = page.may_confirm.then(|| {
                let hidden = vec![("member", id.clone())];
                view! { <Button cx to=to::community(&page.community, "lift-wait") label=t!(cx, "wait-lift") hidden /> }
                    .into_any()
            });
            view! {
                <p class="missing" id="wait">{t!(cx, "member-waits", until = until)}</p>
                {lift}
            }
        });
        let held = page.line.has_slip.then(|| view! { <p class="changed">{t!(cx, "slip-held")}</p> });
        let issue = page.may_issue.then(|| {
            let form = &cx.only_form(to::community(&page.community, "slips"));
            view! {
                {held}
                <Form form tells=false>
                    <input type="hidden" name="member" value=id.clone() />
                    <input type="hidden" name="anew" value="1" />
                    <Tick name="in_person" label=t!(cx, "slip-in-person") ticked=page.in_person />
                    <Send label=t!(cx, "slip-new") main=true />
                </Form>
                {send}
            }
        });
        // A slip signs in as its owner: that of somebody with an office is the administrator's to make.
        let by_administrator = (page.line.office && !page.may_issue)
            .then(|| view! { <p class="quiet">{t!(cx, "slip-by-administrator")}</p> });
        let end = page.may_end.then(|| {
            let hidden = vec![("member", id.clone())];
            view! { <Button cx to=to::community(&page.community, "end-logins") label=t!(cx, "logins-end-all") hidden /> }.into_any()
        });
        let acts = (page.may_issue || page.line.office).then(|| {
            view! {
                <section class="card">
                    <h2>{t!(cx, "slip")}</h2>
                    {issue}
                    {by_administrator}
                    {end}
                </section>
            }
        });
        let linked = page.linked.then(|| {
            let hidden = vec![("member", id.clone())];
            let part = page.may_issue.then(|| {
                view! { <Button cx to=to::community(&page.community, "part") label=t!(cx, "member-part") hidden /> }
                    .into_any()
            });
            view! { <p>{t!(cx, "member-linked")}</p> {part} }
        });
        let done = page.done.map(|done| {
            let words = t!(cx, &format!("done-{}", done.id().replace(['.', '_'], "-")));
            view! { <p class="state" role="status">{words}</p> }
        });
        let edit = page.may_keep.then(|| {
            let href = address::edit_member(&page.community, id);
            view! { <p><a class="button" href=href>{t!(cx, "member-change")}</a></p> }
        });
        let another = (page.may_keep && page.done == Some(Says::MemberAdded)).then(|| {
            let href = address::new_member(&page.community);
            view! { <p><a class="button main" href=href>{t!(cx, "member-add-another")}</a></p> }
        });
        let age = if page.adult { t!(cx, "age-adult") } else { t!(cx, "age-minor") };
        let age = if page.born.is_empty() { age } else { t!(cx, "age-born", age = age, born = page.born) };
        let left = page.left.as_ref().map(|(why, on)| {
            let why = t!(cx, &format!("leaving-{why}"));
            view! { " · " {t!(cx, "member-left-since", why = why, on = on)} }
        });
        view! {
            <h1>{page.line.name.clone()}</h1>

            {done}
            {another}
            {sent}
            {edit}
            <dl class="facts-list">
                <dt>{t!(cx, "member-number")}</dt>
                <dd>{page.line.number.clone()}</dd>
                <dt>{t!(cx, "household")}</dt>
                <dd>{page.line.place.clone()}</dd>
                <dt>{t!(cx, "phone")}</dt>
                <dd>{page.phone.clone()}</dd>
                <dt>{t!(cx, "age")}</dt>
                <dd>{age}</dd>
                <dt>{t!(cx, "role")}</dt>
                <dd>{page.roles.join("、")}</dd>
                <dt>{t!(cx, "state")}</dt>
                <dd>{t!(cx, &format!("member-state-{}", page.line.state.id()))} {left}</dd>
            </dl>
            {seats(cx, &page)}
            <section>
                <h2>{t!(cx, "logins")}</h2>
                <ul class="listed">{logins}</ul>
                {linked}
                {refused}
                {wait}
            </section>
            {acts}
        }
    })
}

/// The seats and units of a member, which stay when they move away; a seat ends as the body has changed it, with the reason.
fn seats(cx: &Cx, page: &Member) -> Option<AnyView> {
    if page.seats.is_empty() && page.units.is_empty() {
        return None;
    }
    let lines = page
        .seats
        .iter()
        .map(|(body, name)| {
            let to = to::community(&page.community, "end-seat");
            // Of several seats only the one that was sent shows what was refused.
            let own = cx.form(to.as_str()).kept("body", body) == *body;
            let form = &(if own { cx.form(to) } else { cx.question(to) }).scoped(body);
            let end = page.may_end_seat.then(|| {
                view! {
                    <Form form fold=t!(cx, "seat-end") tells=false>
                        <input type="hidden" name="member" value=page.line.id.clone() />
                        <input type="hidden" name="body" value=body.clone() />
                        <Line form name="reason" label=t!(cx, "seat-reason") hint=t!(cx, "seat-reason-hint") />
                        <Send label=t!(cx, "seat-end") />
                    </Form>
                }
            });
            view! { <li><strong>{name.clone()}</strong> {end}</li> }
        })
        .collect_view();
    let units = page.units.iter().map(|unit| view! { <li>{unit.clone()}</li> }).collect_view();
    let stays = (page.line.state == MemberState::Stays).then(|| view! { <p>{t!(cx, "member-stays-lead")}</p> });
    Some(
        view! {
            <section>
                <h2>{t!(cx, "member-seats")}</h2>
                {stays}
                <ul class="listed">{lines} {units}</ul>
            </section>
        }
        .into_any(),
    )
}
