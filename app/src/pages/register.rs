//! The registers of a place: the list, one with the forms of those who keep it, and a row with what it was.

use crate::{
    address::{self, to},
    parts::{
        base::base,
        form::{Choice, Day, File, Form, Line, Money, Send, Text, hidden_fields},
        listed, masked, refusals, register as table, shell,
    },
    say, t,
    view::{
        Cx,
        form::FormState,
        register::{RegisterPage, RegisterRowPage, RegistersPage},
    },
};
use leptos::prelude::*;
use rules::{
    Language,
    register::{Column, ColumnKind, Pasted, Reader, Register},
};

/// `/c/…/registers`.
pub fn list(cx: &Cx, page: &RegistersPage) -> String {
    shell::page(cx, &t!(cx, "registers"), || {
        let reminded = (!page.reminded.is_empty()).then(|| {
            view! { <section id="reminded"><h2>{t!(cx, "registers-reminded")}</h2>{listed(cx, page.reminded.clone(), String::new())}</section> }
        });
        let each = page.registers.iter().map(|one| {
            let published =
                (!one.published.is_empty()).then(|| t!(cx, "register-last-published", day = one.published));
            view! {
                <li class="card">
                    <p><a href=one.href.clone()><strong>{one.name.clone()}</strong></a> " " {t!(cx, "register-rows", count = one.rows)}</p>
                    {published.map(|words| view! { <p class="quiet">{words}</p> })}
                </li>
            }
        });
        view! {
            <h1>{t!(cx, "registers")}</h1>
            <p class="lead">{t!(cx, "registers-lead")}</p>
            {reminded}
            <ul class="plain">{each.collect_view()}</ul>
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// `/c/…/register/contracts`.
pub fn one(cx: &Cx, page: &RegisterPage) -> String {
    let register = page.register;
    let name = register.name(cx.language);
    shell::page(cx, name, || {
        let heads: Vec<String> = register.columns.iter().map(|one| one.name(cx.language).to_owned()).collect();
        let kinds: Vec<_> =
            register.columns.iter().map(|one| (one.id.as_str(), one.kind, one.name(cx.language))).collect();
        let forms = page.may_keep.then(|| match page.pasted {
            Some(_) => view! { {paste(cx, page)} {enter(cx, page)} }.into_any(),
            None => view! { {enter(cx, page)} {paste(cx, page)} }.into_any(),
        });
        let (standing, ended): (Vec<_>, Vec<_>) = page.lines.iter().partition(|one| one.ended.is_empty());
        let rows = if standing.is_empty() {
            view! { <p class="quiet">{t!(cx, "register-no-rows")}</p> }.into_any()
        } else {
            let rows = standing.iter().map(|one| (one.href.clone(), one.cells.clone()));
            table::rows(cx, &heads, rows.collect())
        };
        let ended = (!ended.is_empty()).then(|| {
            let each = ended.iter().map(|one| {
                let number = one.cells.first().cloned().unwrap_or_default();
                view! { <li dir="auto"><a href=one.href.clone()>{number}</a> " · " {one.ended.clone()}</li> }
            });
            view! {
                <details class="card">
                    <summary>{t!(cx, "register-ended", count = ended.len())}</summary>
                    <ul class="listed">{each.collect_view()}</ul>
                </details>
            }
        });
        let public = (!page.published.is_empty())
            .then(|| view! { <p><a href=page.published.clone()>{t!(cx, "register-read-public")}</a></p> });
        let publish = (!page.disclosure.is_empty())
            .then(|| view! { <p><a class="button" href=page.disclosure.clone()>{t!(cx, "register-publish")}</a></p> });
        let csv = (!standing.is_empty()).then(|| {
            let href = address::register_of(&page.community, &format!("{}.csv", register.id));
            view! { <p class="screen-only"><a href=href>{t!(cx, "register-csv")}</a></p> }
        });
        view! {
            <h1>{name.to_owned()}</h1>
            {masked::masked(cx)}
            {forms}
            {table::sums(cx, &page.sums, &kinds)}
            {rows}
            {ended}
            {publish}
            {public}
            {csv}
            <p class="quiet">{t!(cx, "register-source", source = register.source)}</p>
            <p class="back"><a href=address::registers(&page.community)>{t!(cx, "registers")}</a></p>
        }
    })
}

/// The field of a column.
fn field<'a>(form: &'a FormState<'a>, column: &'static Column, value: &str) -> AnyView {
    let cx = form.cx;
    let name = column.id.as_str();
    let must = if column.required { String::new() } else { t!(cx, "register-may-be-empty") };
    let label = format!("{}{must}", column.name(cx.language));
    let seen = match column.audience {
        Reader::Public => None,
        other => Some(t!(cx, &format!("register-for-{}", other.id()))),
    };
    let hint = match column.kind {
        ColumnKind::Member => Some(t!(cx, "register-member-hint")),
        ColumnKind::Party => Some(t!(cx, "ledger-payee-hint")),
        _ => None,
    };
    let hint = match (hint, seen) {
        (Some(hint), Some(seen)) => Some(format!("{hint} {seen}")),
        (hint, seen) => hint.or(seen),
    };
    let value = value.to_owned();
    match column.kind {
        ColumnKind::Money => view! { <Money form name label value nostrip:hint=hint /> }.into_any(),
        ColumnKind::Day => view! { <Day form name label value /> }.into_any(),
        ColumnKind::Choice => {
            let none = (String::new(), t!(cx, "choose"));
            let of: Vec<_> =
                std::iter::once(none).chain(column.of.iter().map(|word| (word.clone(), word.clone()))).collect();
            view! { <Choice form name label of=&of value=&value /> }.into_any()
        }
        _ => view! { <Line form name label value nostrip:hint=hint /> }.into_any(),
    }
}

fn fields<'a>(form: &'a FormState<'a>, register: &'static Register, values: &[String]) -> AnyView {
    let each = register.columns.iter().enumerate();
    let each = each.map(|(at, column)| field(form, column, values.get(at).map_or("", String::as_str)));
    each.collect_view().into_any()
}

/// A row is entered.
fn enter(cx: &Cx, page: &RegisterPage) -> AnyView {
    let form = &cx.form(to::register(&page.community, &page.register.id, "row"));
    let open = page.lines.is_empty() && page.pasted.is_none();
    view! {
        <Form form class="card" fold=t!(cx, "register-enter") open tells=false>
            {fields(form, page.register, &[])}
            <Send label=t!(cx, "register-enter-send") main=true />
        </Form>
    }
    .into_any()
}

/// A whole table: pasted or from a file, shown as it was read, and entered.
fn paste(cx: &Cx, page: &RegisterPage) -> AnyView {
    let form = &cx.form(to::register(&page.community, &page.register.id, "rows"));
    let read = page.pasted.as_ref();
    let names = read.map(|(_, named)| named.clone()).unwrap_or_default();
    let shown = read.map(|(pasted, _)| shown(cx, page.register, pasted));
    let row = cx
        .refusal_of("rows")
        .map(|(number, refusal)| t!(cx, "ledger-row", row = number, why = say::refusal(cx.language, refusal)))
        .map(|words| refusals::refusal(cx, &form.id("rows"), Some(&t!(cx, "ledger-table")), words));
    let file = &cx.form(to::register(&page.community, &page.register.id, "file")).scoped("file");
    // While a row is wrong there is nothing to agree to.
    let send =
        if read.is_some_and(|(pasted, _)| pasted.rows().is_ok()) { "ledger-table-send" } else { "ledger-table-read" };
    let needed = page.register.columns.iter().filter(|one| one.required);
    let needed = needed.map(|one| one.name(cx.language)).collect::<Vec<_>>().join(&t!(cx, "list-between"));
    view! {
        <Form form class="card" fold=t!(cx, "ledger-table") tells=false>
            <p>{t!(cx, "register-table-lead")}</p>
            {row}
            {shown}
            {hidden_fields(vec![("read", names)])}
            <Text form name="rows" label=t!(cx, "ledger-table-text") rows=8 hint=t!(cx, "register-table-hint", columns = needed) />
            <Send label=t!(cx, send) />
        </Form>
        <Form form=file class="card" fold=t!(cx, "ledger-file") tells=false file=true bare=true>
            <File form=file name="file" label=t!(cx, "ledger-file-label") accept=".csv,.xlsx,.xls,.txt" />
            <Send label=t!(cx, "ledger-table-read") />
        </Form>
    }
    .into_any()
}

/// What was pasted, as it was read: what stands in the way beside its row.
fn shown(cx: &Cx, register: &'static Register, pasted: &Pasted) -> AnyView {
    let heads: Vec<String> = std::iter::once(t!(cx, "ledger-row-at"))
        .chain(register.columns.iter().map(|one| one.name(cx.language).to_owned()))
        .chain(std::iter::once(t!(cx, "ledger-row-why")))
        .collect();
    let rows = pasted.rows.iter().map(|row| {
        let (cells, why) = match &row.cells {
            Ok(cells) => (&cells.0, String::new()),
            Err((_, refusal)) => (&row.typed, say::refusal(cx.language, *refusal)),
        };
        let at = t!(cx, "register-row-at", row = row.at);
        (String::new(), std::iter::once(at).chain(cells.iter().cloned()).chain(std::iter::once(why)).collect())
    });
    let ignored = (!pasted.ignored.is_empty()).then(|| {
        let names = pasted.ignored.join(if cx.language == Language::Zh { "、" } else { ", " });
        view! { <p class="quiet">{t!(cx, "ledger-ignored", names = names)}</p> }
    });
    view! {
        <p class="state">{t!(cx, "register-read-rows", count = pasted.rows.len())}</p>
        {ignored}
        {table::rows(cx, &heads, rows.collect())}
    }
    .into_any()
}

/// `/c/…/register/contracts/…`: a row.
pub fn row(cx: &Cx, page: &RegisterRowPage) -> String {
    let register = page.register;
    let title = format!("{} {}", register.name(cx.language), page.number);
    shell::page(cx, &title, || {
        let facts = register.columns.iter().zip(&page.cells).filter(|(_, cell)| !cell.is_empty());
        let facts = facts
            .map(|(column, cell)| view! { <dt>{column.name(cx.language)}</dt> <dd dir="auto">{cell.clone()}</dd> });
        let reminded = page.reminded.iter().map(|words| view! { <p class="changed">{words.clone()}</p> });
        let ended = (!page.ended.is_empty())
            .then(|| view! { <p class="missing">{t!(cx, "register-is-ended", reason = page.ended)}</p> });
        let after: Vec<&Vec<String>> =
            page.versions.iter().skip(1).map(|one| &one.cells).chain([&page.cells]).collect();
        let versions = page.versions.iter().zip(after).map(|(one, after)| {
            let changed = register.columns.iter().zip(one.cells.iter().zip(after)).filter(|(_, (was, is))| was != is);
            let changed = changed.map(|(column, (was, is))| {
                view! { <li dir="auto">{column.name(cx.language)} ": " <del>{was.clone()}</del> " → " <ins>{is.clone()}</ins></li> }
            });
            view! {
                <li class="card">
                    <p>{one.at.clone()} " · " {one.why.clone()}</p>
                    <ul>{changed.collect_view()}</ul>
                </li>
            }
        });
        let versions = (!page.versions.is_empty()).then(|| {
            view! { <section id="versions"><h2>{t!(cx, "register-versions")}</h2><ol class="plain">{versions.collect_view()}</ol></section> }
        });
        let forms = (page.may_keep && page.ended.is_empty()).then(|| change(cx, page));
        view! {
            <h1>{title.clone()}</h1>
            {masked::masked(cx)}
            {ended}
            {reminded.collect_view()}
            <dl class="facts-list">{facts.collect_view()}</dl>
            {forms}
            {versions}
            <p class="back"><a href=address::register_of(&page.community, &register.id)>{register.name(cx.language)}</a></p>
        }
    })
}

/// It is changed, or ends.
fn change(cx: &Cx, page: &RegisterRowPage) -> AnyView {
    let at = |act: &str| to::register_row(&page.community, &page.register.id, &page.id, act);
    let (form, end) = (&cx.form(at("change")), &cx.form(at("end")).scoped("end"));
    let pairs = page.register.columns.iter().zip(&page.fields);
    let stands: Vec<_> =
        pairs.map(|(one, cell)| (one.id.as_str(), one.name(cx.language).to_owned(), cell.clone())).collect();
    view! {
        <Form form class="card" fold=t!(cx, "register-change") tells=false>
            {base(form, &page.stands, &stands)}
            {fields(form, page.register, &page.fields)}
            <Line form name="reason" label=t!(cx, "register-why") />
            <Send label=t!(cx, "register-change-send") />
        </Form>
        <Form form=end class="card" fold=t!(cx, "register-end") tells=false>
            {base(end, &page.stands, &[])}
            <Line form=end name="reason" label=t!(cx, "register-end-why") />
            <Send label=t!(cx, "register-end-send") />
        </Form>
    }
    .into_any()
}
