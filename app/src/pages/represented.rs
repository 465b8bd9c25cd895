//! Who stands for which households: the register of a representatives' meeting on a levy, for the clerk.

use crate::{
    address::{self, to},
    parts::{
        base::base,
        form::{Form, Send, Text},
        refusals, shell,
    },
    say, t,
    view::{Cx, owners::RepresentedPage},
};
use leptos::prelude::*;

/// `/c/…/represented/…`: the clerk pastes a line for each representative, with the households for which they stand.
pub fn represented(cx: &Cx, page: RepresentedPage) -> String {
    let page = &page;
    shell::page(cx, &t!(cx, "register"), || {
        let form = &cx.only_form(to::community(&page.community, &format!("represented/{}", page.body)));
        let pasted: String =
            page.lines.iter().map(|line| format!("{}\t{}\t{}\n", line.number, line.name, line.households)).collect();
        // What is proposed is no state that somebody else could have saved meanwhile.
        let stands = if page.proposed { String::new() } else { pasted.clone() };
        // A line that cannot be taken in is named beside the field.
        let line = cx
            .refusal_of("register")
            .filter(|_| form.asked_back("register").is_none())
            .map(|(number, refusal)| t!(cx, "register-line", line = number, why = say::refusal(cx.language, refusal)));
        let proposed = (page.proposed && !page.lines.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "register-proposed")}</p> });
        let total = if page.proposed {
            t!(cx, "register-none", households = page.households)
        } else {
            let covered = page.households - page.without;
            let representatives = page.lines.len();
            t!(cx, "register-total", representatives = representatives, covered = covered, households = page.households)
        };
        let without = (!page.proposed && page.without > 0).then(|| {
            view! {
                <section class="card" id="without">
                    <h2>{t!(cx, "register-without", count = page.without)}</h2>
                    <p class="missing">{page.without_named.clone()}</p>
                    <p class="quiet">{t!(cx, "register-without-text")}</p>
                </section>
            }
        });
        view! {
            <header class="sitting">
                <p class="over">{page.name.clone()}</p>
                <h1>{t!(cx, "register")}</h1>
            </header>
            <p class="state">{total}</p>
            {without}
            {proposed}
            <Form form class="card">
                {base(form, &page.base, &[("register", t!(cx, "register-paste"), stands)])}
                {line.map(|words| refusals::refusal(cx, "register", Some(&t!(cx, "register-paste")), words))}
                <Text form name="register" label=t!(cx, "register-paste") rows=10 value=&pasted hint=t!(cx, "register-hint") />
                <Send label=t!(cx, "register-save") main=true />
            </Form>
            {(!page.proposed).then(|| list(cx, page))}
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// The list repeats the field above: it opens when somebody wants to read it.
fn list(cx: &Cx, page: &RepresentedPage) -> AnyView {
    let rows = page
        .lines
        .iter()
        .map(|line| {
            view! {
                <tr>
                    <td>{line.number.clone()}</td>
                    <td>{line.name.clone()}</td>
                    <td>{line.households.clone()}</td>
                    <td class="number">{line.count}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>{t!(cx, "register-read", representatives = page.lines.len())}</summary>
            <div class="wide" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t!(cx, "member-number")}</th>
                            <th scope="col">{t!(cx, "register-who")}</th>
                            <th scope="col">{t!(cx, "register-households")}</th>
                            <th scope="col" class="number">{t!(cx, "register-count")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
