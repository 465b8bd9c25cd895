//! Whom a matter concerns, as groups, and the guests. Names stand here for members alone.

use crate::{
    address::to,
    parts::form::{Button, Choice, Day, Form, Line, Send, hidden_fields},
    t,
    view::{
        Cx,
        consultation::{ConsultationPage, PartyView, TakesPart},
    },
};
use leptos::prelude::*;

/// The interest groups, each with who takes part.
pub(super) fn parties(cx: &Cx, page: &ConsultationPage) -> AnyView {
    let each = page.parties.iter().map(|party| one(cx, page, party)).collect_view();
    let none = page.parties.is_empty().then(|| view! { <p class="quiet">{t!(cx, "party-none")}</p> });
    let name = (page.may.keep && page.may.settle).then(|| {
        let form = &cx.form(to::session(&page.heading.id, "party"));
        view! {
            <Form form class="card">
                <Line form name="party" label=t!(cx, "party-name") hint=t!(cx, "party-name-hint") />
                <Send label=t!(cx, "party-add") />
            </Form>
        }
    });
    view! {
        <section id="parties">
            <h2>{t!(cx, "parties")}</h2>
            <p class="quiet">{t!(cx, "parties-lead")}</p>
            {none}
            {each}
            {name}
        </section>
    }
    .into_any()
}

fn one(cx: &Cx, page: &ConsultationPage, party: &PartyView) -> AnyView {
    let people = party.people.iter().map(|person| takes_part(cx, page, person)).collect_view();
    let refused = party.refused.as_ref().map(|(said, day)| {
        view! { <p class="state">{t!(cx, "group-refused", day = day)} " " <span dir="auto">{said.clone()}</span></p> }
    });
    let silent = party.people.is_empty() && party.refused.is_none();
    let missing = silent.then(|| view! { <p class="missing">{t!(cx, "party-missing")}</p> });
    let of = || hidden_fields(vec![("of", party.id.clone())]);
    let own = |act: &str| {
        cx.form(to::session(&page.heading.id, act))
            .keyed(&format!("{act}-{}", party.id))
            .scoped(&format!("{}-{}", act.replace('/', "-"), party.id))
            .only_where(|refused| refused.fields.get("of") == Some(&party.id))
    };
    let (member, refuse) = (own("participant"), own("party/refuse"));
    let (member, refuse) = (&member, &refuse);
    let add = page.may.keep.then(|| {
        view! {
            <Form form=member class="card" fold=t!(cx, "participant-add")>
                {of()}
                <Line form=member name="number" label=t!(cx, "member-named") hint=t!(cx, "participant-hint") />
                <Send label=t!(cx, "participant-send") />
            </Form>
        }
    });
    let settle = (page.may.keep && page.may.settle).then(|| {
        let refuse = silent.then(|| {
            view! {
                <Form form=refuse class="card" fold=t!(cx, "party-refuse")>
                    {of()}
                    <Line form=refuse name="said" label=t!(cx, "party-refuse-said") hint=t!(cx, "party-refuse-hint") />
                    <Day form=refuse name="on" label=t!(cx, "party-refuse-on") />
                    <Send label=t!(cx, "party-refuse-send") />
                </Form>
            }
        });
        view! {
            {refuse}
            <Button cx to=to::session(&page.heading.id, "party/drop") label=t!(cx, "party-drop") hidden=vec![("of", party.id.clone())] keyed=party.id.clone() />
        }
    });
    view! {
        <div>
            <h3 dir="auto">{party.name.clone()}</h3>
            {missing}
            {refused}
            <ul class="listed">{people}</ul>
            {add}
            {settle}
        </div>
    }
    .into_any()
}

/// Guests who speak for no group, and where one is invited.
pub(super) fn guests(cx: &Cx, page: &ConsultationPage) -> Option<AnyView> {
    if page.guests.is_empty() && !page.may.keep {
        return None;
    }
    let all = page.guests.iter().map(|person| takes_part(cx, page, person)).collect_view();
    let invite = page.may.keep.then(|| {
        let form = &cx.form(to::session(&page.heading.id, "guest"));
        let mut of = vec![(String::new(), t!(cx, "guest-of-none"))];
        of.extend(page.parties.iter().map(|party| (party.id.clone(), party.name.clone())));
        view! {
            <Form form class="card" fold=t!(cx, "guest-invite")>
                <Line form name="guest" label=t!(cx, "guest-name") />
                <Line form name="organisation" label=t!(cx, "guest-organisation") hint=t!(cx, "guest-organisation-hint") />
                <Choice form name="of" label=t!(cx, "guest-of") of=&of />
                <Send label=t!(cx, "guest-invite-send") />
            </Form>
        }
    });
    Some(
        view! {
            <section id="guests">
                <h2>{t!(cx, "guests")}</h2>
                <p class="quiet">{t!(cx, "guests-lead")}</p>
                <ul class="listed">{all}</ul>
                {invite}
            </section>
        }
        .into_any(),
    )
}

/// Somebody who takes part; of a guest, whether they are there, and the buttons of the door and of the floor.
pub fn takes_part(cx: &Cx, page: &ConsultationPage, one: &TakesPart) -> AnyView {
    let id = &page.heading.id;
    let at = |act: &str| to::session(id, act);
    let guest = || vec![("guest", one.id.clone())];
    let stands = match (one.guest, one.speaking, one.here, one.gone) {
        (false, ..) => String::new(),
        (_, true, ..) => t!(cx, "guest-speaking"),
        (_, _, true, _) => t!(cx, "guest-here"),
        (_, _, _, true) => t!(cx, "guest-gone"),
        _ => t!(cx, "guest-expected"),
    };
    let door = (one.guest && page.may.door).then(|| {
        let (act, words) = if one.here { ("guest/left", "guest-left") } else { ("guest/came", "guest-came") };
        view! { <Button cx to=at(act) label=t!(cx, words) hidden=guest() keyed=format!("{act}-{}", one.id) /> }
    });
    let call = (one.guest && one.here && !one.speaking && page.may.call).then(|| {
        view! { <Button cx to=at("guest/call") label=t!(cx, "guest-call") hidden=guest() keyed=format!("call-{}", one.id) /> }
    });
    let drop = (page.may.keep && page.may.settle).then(|| {
        view! { <Button cx to=at("participant/drop") label=t!(cx, "participant-drop") hidden=vec![("who", one.id.clone())] keyed=format!("drop-{}", one.id) /> }
    });
    view! {
        <li>
            <span dir="auto">{one.name.clone()}</span> " " <span class="note">{stands}</span>
            <div class="acts">{door} {call} {drop}</div>
        </li>
    }
    .into_any()
}
