//! The administrator's pages of offices above communities: the tree, and one office with its staff.

use super::office::{beneath, branches_of};
use crate::{
    address::{self, to},
    parts::{
        base::{base, seen},
        form::{Button, Choice, Form, Line, Send},
        shell,
    },
    t,
    view::{
        Choices, Cx,
        office::{AdminOffice, AdminOffices},
    },
};
use leptos::prelude::*;
use rules::office::Level;

/// Nothing above, then the offices.
pub fn or_none(cx: &Cx, offices: &Choices) -> Choices {
    [(String::new(), t!(cx, "office-none"))].into_iter().chain(offices.iter().cloned()).collect()
}

/// `/admin/offices`.
pub fn offices(cx: &Cx, page: AdminOffices) -> String {
    shell::page(cx, &t!(cx, "offices"), || {
        let levels: Vec<_> =
            Level::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("level-{}", one.id())))).collect();
        let (form, above) = (&cx.only_form(to::OFFICES), or_none(cx, &page.offices));
        view! {
            <h1>{t!(cx, "offices")}</h1>
            <p class="quiet">{t!(cx, "offices-admin-lead")}</p>
            {branches_of(cx, &page.tree)}
            <Form form class="card" head=view! { <h2>{t!(cx, "office-new")}</h2> }.into_any()>
                <Line form name="name" label=t!(cx, "office-name") />
                <Choice form name="level" label=t!(cx, "office-level") of=&levels value="township" />
                <Choice form name="above" label=t!(cx, "office-above") of=&above />
                <Send label=t!(cx, "office-make") main=true />
            </Form>
            <p class="back"><a href="/admin">{t!(cx, "admin")}</a></p>
        }
    })
}

/// `/admin/office/…`.
pub fn one(cx: &Cx, page: AdminOffice) -> String {
    shell::page(cx, &page.name.clone(), || {
        let (id, stands) = (page.id.as_str(), page.stands.as_str());
        let form = |act: &str| cx.form(to::office(id, act));
        let (rename, put, staff) = (&form("rename"), &form("move"), &form("staff"));
        let shown = [("name", t!(cx, "new-name"), page.name.clone())];
        let above = or_none(cx, &page.above.1);
        let stood = above.iter().find(|(id, _)| *id == page.above.0).map(|(_, name)| name.clone()).unwrap_or_default();
        let put_shown = [("above", t!(cx, "office-above"), stood)];
        let retired = (!page.retired.is_empty())
            .then(|| view! { <p class="missing">{t!(cx, "office-retired-since", day = page.retired)}</p> });
        let turn = if page.retired.is_empty() {
            view! {
                <details>
                    <summary>{t!(cx, "retire-office")}</summary>
                    <p>{t!(cx, "retire-text-office")}</p>
                    <Button cx to=to::office(id, "retire") label=t!(cx, "retire-now") hidden=seen(stands) />
                </details>
            }
            .into_any()
        } else {
            view! { <Button cx to=to::office(id, "retire") label=t!(cx, "restore-office") hidden=seen(stands) /> }
                .into_any()
        };
        let people = page
            .staff
            .iter()
            .map(|(staff, name)| {
                let hidden = || vec![("staff", staff.clone())];
                view! {
                    <li>
                        <div><strong>{name.clone()}</strong></div>
                        <div class="acts">
                            <Button cx to=to::office(id, "staff-link") label=t!(cx, "staff-link") hidden=hidden() keyed=staff.clone() />
                            <details>
                                <summary>{t!(cx, "staff-dismiss")}</summary>
                                <p>{t!(cx, "office-dismiss-text", name = name, office = page.name)}</p>
                                <Button cx to=to::office(id, "dismiss") label=t!(cx, "staff-dismiss-now") hidden=hidden() keyed=staff.clone() />
                            </details>
                        </div>
                    </li>
                }
            })
            .collect_view();
        view! {
            <h1>{page.name.clone()}</h1>
            <p class="lead">{t!(cx, &format!("level-{}", page.level.id()))}</p>
            {retired}
            <div class="card" id="name">
                <Form form=rename fold=t!(cx, "rename-office") tells=false>
                    {base(rename, stands, &shown)}
                    <Line form=rename name="name" label=t!(cx, "new-name") value=page.name.clone() />
                    <Send label=t!(cx, "rename-office") />
                </Form>
                <Form form=put fold=t!(cx, "move-office") tells=false>
                    {base(put, stands, &put_shown)}
                    <Choice form=put name="above" label=t!(cx, "office-above") of=&above value=page.above.0.clone() />
                    <Send label=t!(cx, "move-office") />
                </Form>
                {turn}
            </div>
            <section id="staff">
                <h2>{t!(cx, "staff")}</h2>
                <ul class="people">{people}</ul>
                <Form form=staff class="card" tells=false head=view! { <h3>{t!(cx, "staff-new")}</h3> <p>{t!(cx, "office-staff-lead")}</p> }.into_any()>
                    <Line form=staff name="name" label=t!(cx, "name") />
                    <Send label=t!(cx, "staff-appoint") />
                </Form>
            </section>
            <section>
                <h2>{t!(cx, "office-beneath")}</h2>
                {beneath(cx, &page.branch)}
                <p class="quiet">{t!(cx, "office-hang-lead")}</p>
            </section>
            <p class="back"><a href=address::ADMIN_OFFICES>{t!(cx, "offices")}</a></p>
        }
    })
}

/// A link that sets a password, shown once.
pub fn staff_link(cx: &Cx, office: &str, name: &str, url: &str) -> String {
    shell::page(cx, &t!(cx, "staff-link"), || {
        view! {
            <h1>{t!(cx, "staff-link-for", name = name)}</h1>
            <p>{t!(cx, "staff-link-lead")}</p>
            <p class="address"><code>{url.to_owned()}</code></p>
            <p><a href=address::admin_office(office)>{t!(cx, "staff")}</a></p>
        }
    })
}
