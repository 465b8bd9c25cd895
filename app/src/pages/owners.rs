//! Owners and proxies: the units of an estate, the written mandates of a session.

use crate::{
    address::{self, to},
    parts::{
        base::base,
        form::{Button, Form, Line, Send, Text},
        refusals, shell, sitting,
    },
    say, t,
    view::{
        Cx,
        owners::{ProxiesPage, UnitsPage},
    },
};
use leptos::prelude::*;

/// `/c/…/owners/…`: the clerk pastes the units as they stand in the owners' register.
pub fn units(cx: &Cx, page: UnitsPage) -> String {
    shell::page(cx, &t!(cx, "units"), || {
        let rows = page
            .lines
            .iter()
            .map(|line| {
                view! {
                    <tr>
                        <td>{line.unit.clone()}</td>
                        <td>{line.number.clone()}</td>
                        <td>{line.name.clone()}</td>
                        <td class="number">{line.area.clone()}</td>
                    </tr>
                }
            })
            .collect_view();
        let form = &cx.only_form(to::community(&page.community, &format!("owners/{}", page.body)));
        let pasted: String = page
            .lines
            .iter()
            .map(|line| format!("{}\t{}\t{}\t{}\n", line.unit, line.number, line.name, line.area))
            .collect();
        // A line that cannot be taken in is named beside the field.
        let line = cx
            .refusal_of("units")
            .filter(|_| form.asked_back("units").is_none())
            .map(|(number, refusal)| t!(cx, "units-line", line = number, why = say::refusal(cx.language, refusal)));
        // The list repeats the field above: it opens when somebody wants to read it, and is not there when it is empty.
        let list = (!page.lines.is_empty()).then(|| {
            view! {
                <details>
                    <summary>{t!(cx, "units-read", units = page.lines.len())}</summary>
                    <div class="wide" tabindex="0">
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">{t!(cx, "unit")}</th>
                                    <th scope="col">{t!(cx, "member-number")}</th>
                                    <th scope="col">{t!(cx, "unit-voter")}</th>
                                    <th scope="col" class="number">{t!(cx, "unit-area")}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </details>
            }
        });
        view! {
            <header class="sitting">
                <p class="over">{page.name.clone()}</p>
                <h1>{t!(cx, "units")}</h1>
            </header>
            <p class="state">{t!(cx, "units-total", units = page.lines.len(), heads = page.heads, area = page.area)}</p>
            <Form form class="card">
                {base(form, &page.base, &[("units", t!(cx, "units-paste"), pasted.clone())])}
                {line.map(|words| refusals::refusal(cx, "units", Some(&t!(cx, "units-paste")), words))}
                <Text form name="units" label=t!(cx, "units-paste") rows=10 value=&pasted hint=t!(cx, "units-hint") />
                <Send label=t!(cx, "units-save") main=true />
            </Form>
            {list}
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// `/s/…/proxies`: who votes for whom, on which paper.
pub fn proxies(cx: &Cx, page: ProxiesPage) -> String {
    shell::page(cx, &t!(cx, "proxies"), || {
        let form = &cx.only_form(to::session(&page.heading.id, "proxies"));
        let rows = page
            .lines
            .iter()
            .map(|line| {
                let hidden = vec![("giver", line.giver.clone())];
                let back =
                    page.open.then(|| view! { <Button cx to=to::session(&page.heading.id, "proxies/revoke") label=t!(cx, "proxy-revoke") hidden /> }.into_any());
                view! {
                    <li>
                        <div>
                            <strong>{t!(cx, "proxy-line", giver = line.giver_name, holder = line.holder_name)}</strong>
                            <p class="quiet">{line.said.clone()}</p>
                        </div>
                        <div>{back}</div>
                    </li>
                }
            })
            .collect_view();
        let record = (page.allowed && page.open).then(|| {
            let lead = if page.same_household { t!(cx, "proxy-household") } else { t!(cx, "proxy-anybody") };
            view! {
                <Form form class="card" head=view! { <h2>{t!(cx, "proxy-record")}</h2> <p>{lead}</p> }.into_any()>
                    <Line form name="giver" label=t!(cx, "proxy-giver") />
                    <Line form name="holder" label=t!(cx, "proxy-holder") />
                    <Line form name="said" label=t!(cx, "proxy-said") hint=t!(cx, "proxy-said-hint") />
                    <Send label=t!(cx, "proxy-record") main=true />
                </Form>
            }
        });
        let none = (!page.allowed).then(|| view! { <p class="missing">{t!(cx, "no-proxy-none")}</p> });
        let nobody = (page.allowed && page.lines.is_empty()).then(|| view! { <p>{t!(cx, "proxy-nobody")}</p> });
        view! {
            {sitting::heading(cx, &page.heading)}
            <section>
                <h2>{t!(cx, "proxies")}</h2>
                {none}
                {nobody}
                <ul class="people">{rows}</ul>
            </section>
            {record}
            {page.allowed.then(|| view! { <p><a href=address::proxy_form(&page.heading.id)>{t!(cx, "proxy-print")}</a></p> })}
            <p class="back"><a href=address::door(&page.heading.id)>{t!(cx, "door")}</a></p>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}
