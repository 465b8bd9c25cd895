//! Where a matter is opened.

use crate::{
    address::{self, to},
    parts::{
        form::{AsTyped, Choice, Day, Form, Line, Send, Text, Tick, hidden_fields, typed_hint},
        masked, shell,
    },
    t,
    view::{Cx, matter::MatterForm},
};
use leptos::prelude::*;
use rules::published::Source;

/// `/c/…/matters/new`.
pub fn open(cx: &Cx, page: &MatterForm) -> String {
    shell::page(cx, &t!(cx, "matter-open"), || {
        let form = &cx.only_form(to::community(&page.community, "matters"));
        let start = page.start.clone();
        let source = start.from.map_or_else(String::new, |one| one.id().to_owned());
        let thing = (!start.thing.is_empty()).then(|| vec![("thing", start.thing.clone())]);
        let matters: Vec<_> =
            page.matters.iter().map(|one| (one.id().to_owned(), one.name(cx.language).to_owned())).collect();
        let procedures: Vec<_> =
            page.procedures.iter().map(|one| (one.id.clone(), one.name.of(cx.language).to_owned())).collect();
        let from: Vec<_> =
            Source::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("matter-from-{}", one.id())))).collect();
        let about = page.procedures.iter().map(|one| {
            let href = address::procedure(&page.community, &one.id);
            let adopt = address::adopt_procedure(&page.community, &one.id);
            view! {
                <li>
                    <a href=href>{one.name.of(cx.language).to_owned()}</a> " " {one.about.of(cx.language).to_owned()} " "
                    <a href=adopt>{t!(cx, "procedure-to-adopt", name = one.name.of(cx.language))}</a>
                </li>
            }
        });
        // Asked for where the type of matter has to be decided and the procedure decides nothing.
        let ticked = form.kept_tick("consults", false);
        let consults = (ticked || form.refusal_at("consults").is_some()).then(|| {
            view! { <Tick form name="consults" label=t!(cx, "matter-consults") ticked /> }
        });
        view! {
            <h1>{t!(cx, "matter-open")}</h1>
            <p class="lead">{t!(cx, "matter-open-lead")}</p>
            {masked::masked(cx)}
            <Form form class="card">
                {thing.map(hidden_fields)}
                <Line form name="title" label=t!(cx, "matter-title") value=start.title />
                <Choice form name="matter" label=t!(cx, "matter") of=&matters value=start.matter />
                <Choice form name="procedure" label=t!(cx, "matter-procedure") of=&procedures value=start.procedure />
                {consults}
                <Text form name="body" label=t!(cx, "matter-what") rows=5 value=start.text hint=typed_hint(cx) />
                <AsTyped form stored=start.form written=false />
                <Choice form name="from" label=t!(cx, "matter-from") of=&from value=source />
                <Line form name="said" label=t!(cx, "matter-said") value=start.said hint=t!(cx, "matter-said-hint") />
                <Day form name="asked" label=t!(cx, "matter-asked") value=start.asked />
                <Line form name="responsible" label=t!(cx, "outcome-responsible") value=start.responsible hint=t!(cx, "responsible-hint") />
                <Tick name="members" label=t!(cx, "audience-members") ticked=form.kept_tick("members", start.within) />
                <Send label=t!(cx, "matter-open-send") main=true />
            </Form>
            <section>
                <h2>{t!(cx, "procedures")}</h2>
                <ul>{about.collect_view()}</ul>
            </section>
            <p class="back"><a href=address::matters(&page.community)>{t!(cx, "matters")}</a></p>
        }
    })
}
