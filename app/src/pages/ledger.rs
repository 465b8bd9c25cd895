//! The account: where it begins and its months; a month with the forms of those who keep and judge it.

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        form::{Beside, Button, Choice, Day, File, Form, Line, Money, Send, Text, hidden_fields},
        ledger, masked, refusals, shell, stack,
    },
    say, t,
    view::{
        Cx, Refused,
        form::FormState,
        ledger::{Correcting, LedgerPage, MonthLine, MonthPage},
    },
};
use leptos::prelude::*;
use rules::{
    Language,
    duty::Span,
    ledger::{CLASSES, Cents, Check, Class, Flow, Pasted, Review, Source},
};

/// `/c/…/ledger`.
pub fn book(cx: &Cx, page: &LedgerPage) -> String {
    shell::page(cx, &t!(cx, "ledger"), || {
        let began = page.book.as_ref().map(|book| {
            let limit =
                book.limit.map(|limit| t!(cx, "ledger-limit-told", limit = limit.words(), basis = book.limit_basis));
            let words = t!(cx, "ledger-began", span = book.first.words(cx.language), sum = book.opening.words());
            view! { <p class="state">{words}</p> {limit.map(|words| view! { <p class="quiet">{words}</p> })} }
        });
        let lines = page.months.iter().map(|one| month_line(cx, page, one)).collect_view();
        let begin = match page.limit_from {
            _ if !page.may_keep => None,
            None => Some(begin(cx, page)),
            Some(from) => Some(limit(cx, page, from)),
        };
        view! {
            <h1>{t!(cx, "ledger")}</h1>
            <p class="lead">{t!(cx, "ledger-lead")}</p>
            {masked::masked(cx)}
            {began}
            <ul class="plain">{lines}</ul>
            {begin}
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// Another limit, from the first month on that can still be changed.
fn limit(cx: &Cx, page: &LedgerPage, from: Span) -> AnyView {
    let form = &cx.form(to::community(&page.community, "ledger/limit"));
    let book = page.book.as_ref();
    let limit = book.and_then(|book| book.limit).map(|limit| limit.to_string()).unwrap_or_default();
    view! {
        <Form form class="card" fold=t!(cx, "ledger-limit-change") tells=false>
            <Line form name="from" label=t!(cx, "ledger-limit-from") value=from.to_string() hint=t!(cx, "ledger-first-hint") />
            <Money form name="limit" label=t!(cx, "ledger-limit") value=limit hint=t!(cx, "ledger-limit-change-hint") />
            <Line form name="limit_basis" label=t!(cx, "ledger-limit-basis") />
            <Send label=t!(cx, "ledger-limit-send") />
        </Form>
    }
    .into_any()
}

fn month_line(cx: &Cx, page: &LedgerPage, one: &MonthLine) -> AnyView {
    let state = if one.lines == 0 {
        t!(cx, "ledger-none-yet")
    } else if one.published {
        t!(cx, "ledger-is-published")
    } else if one.waiting > 0 {
        t!(cx, "ledger-waits", count = one.waiting)
    } else {
        t!(cx, "ledger-judged")
    };
    let href = address::ledger_month(&page.community, &one.span.to_string());
    view! {
        <li class="card">
            <p><a href=href><strong>{one.span.words(cx.language)}</strong></a> " " {state}</p>
            <p class="quiet">{t!(cx, "ledger-month-sum", lines = one.lines, closing = one.closing.words())}</p>
        </li>
    }
    .into_any()
}

/// Where it begins; as long as no month is public it may be said anew.
fn begin(cx: &Cx, page: &LedgerPage) -> AnyView {
    let form = &cx.form(to::community(&page.community, "ledger"));
    let book = page.book.as_ref();
    let first = book.map_or(page.now, |book| book.first).to_string();
    let opening = book.map(|book| book.opening.to_string()).unwrap_or_default();
    let limit = book.and_then(|book| book.limit).map(|limit| limit.to_string()).unwrap_or_default();
    let basis = book.map(|book| book.limit_basis.clone()).unwrap_or_default();
    let fold = t!(cx, "ledger-begin");
    view! {
        <Form form class="card" fold open=book.is_none() tells=false>
            <Line form name="first" label=t!(cx, "ledger-first") value=first hint=t!(cx, "ledger-first-hint") />
            <Money form name="opening" label=t!(cx, "ledger-opening-sum") value=opening hint=t!(cx, "ledger-opening-hint") />
            <Money form name="limit" label=t!(cx, "ledger-limit") value=limit hint=t!(cx, "ledger-limit-hint") />
            <Line form name="limit_basis" label=t!(cx, "ledger-limit-basis") value=basis />
            <Send label=t!(cx, "ledger-begin-send") main=book.is_none() />
        </Form>
    }
    .into_any()
}

/// `/c/…/ledger/2026-03`.
pub fn month(cx: &Cx, page: &MonthPage) -> String {
    let title = t!(cx, "ledger-desk", span = page.span.words(cx.language));
    shell::page(cx, &title, || {
        let may = page.shut.is_none();
        let shut = page.shut.as_ref().map(|why| view! { <p class="missing">{why.clone()}</p> });
        let public = (!page.published.is_empty())
            .then(|| view! { <p><a class="button" href=page.published.clone()>{t!(cx, "ledger-read-public")}</a></p> });
        let pass = (may && page.may_review && page.waiting.0 > 0).then(|| {
            let label = t!(cx, "ledger-pass", count = page.waiting.0);
            view! { <Button cx to=to::ledger(&page.community, &page.span.to_string(), "pass") label hidden=seen(&page.waiting.1) /> }
        });
        let beside = |at: usize| {
            let id = page.ids.get(at)?;
            let number = page.content.lines.get(at).map_or(0, |line| line.number);
            let right = (!page.correct_at.is_empty()).then(|| {
                let href = address::asking(&page.correct_at, &[("corrects", id)]) + "#line";
                view! { <p class="screen-only"><a href=href>{t!(cx, "ledger-correct")}</a></p> }
            });
            let acts = may.then(|| of_line(cx, page, (at, id)));
            let before = page.before.get(at).cloned().flatten().filter(|why| !why.is_empty());
            let before =
                before.map(|why| view! { <p class="changed">{t!(cx, "ledger-refused-before", reason = why)}</p> });
            Some(view! { {before} {ledger::corrected(cx, &page.corrected, number)} {right} {acts} }.into_any())
        };
        let lines = if page.content.lines.is_empty() {
            view! { <p class="quiet">{t!(cx, "ledger-none-yet")}</p> }.into_any()
        } else {
            ledger::month(cx, &page.community, &page.content, &beside)
        };
        // What was pasted comes first, as it was read.
        let forms = (may && page.may_keep).then(|| match page.pasted {
            Some(_) => view! { {table(cx, page)} {enter(cx, page)} }.into_any(),
            None => view! { {enter(cx, page)} {table(cx, page)} }.into_any(),
        });
        view! {
            <h1>{title.clone()}</h1>
            {shut}
            {masked::masked(cx)}
            {public}
            {next(cx, page)}
            {pass}
            {lines}
            {ledger::dropped(cx, &page.dropped)}
            {forms}
            <p class="back"><a href=address::ledger(&page.community)>{t!(cx, "ledger")}</a></p>
        }
    })
}

/// What comes next: the draft of its disclosure, or what is left to do before.
fn next(cx: &Cx, page: &MonthPage) -> Option<AnyView> {
    if !page.published.is_empty() || page.content.lines.is_empty() {
        return None;
    }
    Some(match (&page.not_ready, &page.disclosure) {
        (Some(why), _) => view! { <p class="state">{why.clone()}</p> }.into_any(),
        (None, Some(href)) => {
            view! { <p><a class="button" href=href.clone()>{t!(cx, "ledger-publish")}</a></p> }.into_any()
        }
        (None, None) => view! { <p class="state">{t!(cx, "ledger-judged")}</p> }.into_any(),
    })
}

/// The form of one line among many: what came back belongs to that line alone.
fn of<'a>(cx: &'a Cx, page: &MonthPage, act: &str, id: &str) -> FormState<'a> {
    let own = |back: &Refused| back.fields.get("line").is_none_or(|kept| kept == id);
    let place = format!("{act}-{id}");
    cx.form(to::ledger(&page.community, &page.span.to_string(), act)).keyed(&place).scoped(&place).only_where(own)
}

/// What may be done about a line.
fn of_line(cx: &Cx, page: &MonthPage, (at, id): (usize, &str)) -> AnyView {
    let hidden = || vec![("line", id.to_owned())];
    let judge = page.may_review.then(|| {
        let form = &of(cx, page, "review", id);
        let of: Vec<_> = [Review::Passed, Review::Refused]
            .map(|one| (one.id().to_owned(), t!(cx, &format!("ledger-say-{}", one.id()))))
            .into_iter()
            .collect();
        view! {
            <Form form class="card" fold=t!(cx, "ledger-judge") tells=false>
                {hidden_fields(hidden())}
                <Choice form name="decision" label=t!(cx, "ledger-decision") of=&of />
                <Line form name="reason" label=t!(cx, "ledger-reason") />
                <Send label=t!(cx, "ledger-judge-send") />
            </Form>
        }
    });
    // A decision is asked for where one is needed: a month may have hundreds of lines, and a place dozens of decisions.
    let number = page.content.lines.get(at).map_or(0, |line| line.number);
    let needed = page.content.findings.iter().any(|one| one.line == number && one.check == Check::NoDecision);
    let link = (page.may_keep && needed && !page.bases.is_empty()).then(|| {
        let form = &of(cx, page, "basis", id);
        view! {
            <Form form class="card" fold=t!(cx, "ledger-link") tells=false>
                {hidden_fields(hidden())}
                <Choice form name="basis" label=t!(cx, "ledger-basis") of=&page.bases />
                <Send label=t!(cx, "ledger-link-send") />
            </Form>
        }
    });
    let drop = page.may_keep.then(|| {
        let form = &of(cx, page, "drop", id);
        view! {
            <Form form class="card" fold=t!(cx, "ledger-drop") tells=false>
                {hidden_fields(hidden())}
                <Line form name="reason" label=t!(cx, "ledger-drop-why") />
                <Send label=t!(cx, "ledger-drop-send") />
            </Form>
        }
    });
    view! { <div class="screen-only">{judge} {link} {drop}</div> }.into_any()
}

/// A line is entered.
fn enter(cx: &Cx, page: &MonthPage) -> AnyView {
    let form = &cx.form(to::ledger(&page.community, &page.span.to_string(), "line"));
    let none = || (String::new(), t!(cx, "choose"));
    let classes: Vec<_> = std::iter::once(none())
        .chain(CLASSES.iter().map(|one| (one.code.to_owned(), format!("{} {}", one.code, one.name(cx.language)))))
        .collect();
    let sources: Vec<_> =
        Source::ALL.iter().map(|one| (one.id().to_owned(), one.name(cx.language).to_owned())).collect();
    let bases: Vec<_> = std::iter::once((String::new(), t!(cx, "ledger-basis-no"))).chain(page.bases.clone()).collect();
    let right = page.corrects.as_ref();
    let of_right = |of: fn(&Correcting) -> &String| right.map(|one| of(one).clone()).unwrap_or_default();
    let told = right.map(|one| correcting(cx, one));
    let hidden = right.map(|one| hidden_fields(vec![("corrects", one.id.clone())]));
    let summary = right.map(|one| {
        t!(cx, "ledger-correct-summary", span = one.span.words(cx.language), line = one.number, summary = one.summary)
    });
    let hint = if right.is_some() { "ledger-red-hint" } else { "ledger-one-sum-hint" };
    let source = right.map_or(Source::Collective.id(), |one| one.source.as_str());
    let fold = if right.is_some() { t!(cx, "ledger-correct") } else { t!(cx, "ledger-enter") };
    let open = right.is_some() || (page.content.lines.is_empty() && page.pasted.is_none());
    // Those who handle and approve are mostly the same as in the line before.
    let last = page.content.lines.last();
    let of_last =
        |of: fn(&rules::published::LedgerLine) -> &String| last.map(|line| of(line).clone()).unwrap_or_default();
    view! {
        <div id="line">
            <Form form class="card" fold open tells=false>
                {told}
                {hidden}
                <Beside form name="corrects" />
                <Day form name="day" label=t!(cx, "ledger-day") />
                <Line form name="summary" label=t!(cx, "ledger-summary") value=summary.unwrap_or_default() hint=t!(cx, "ledger-summary-hint") />
                <Beside form name="sums" />
                <Money form name="income" label=t!(cx, "ledger-income-sum") />
                <Money form name="expense" label=t!(cx, "ledger-expense-sum") hint=t!(cx, hint) />
                <Choice form name="class" label=t!(cx, "ledger-class") of=&classes value=of_right(|one| &one.class) />
                <Choice form name="source" label=t!(cx, "ledger-source") of=&sources value=source />
                <Line form name="payee" label=t!(cx, "ledger-payee") value=of_right(|one| &one.payee) hint=t!(cx, "ledger-payee-hint") />
                <Line form name="voucher" label=t!(cx, "ledger-voucher") />
                <Line form name="why_none" label=t!(cx, "ledger-why-none") hint=t!(cx, "ledger-why-none-hint") />
                <Choice form name="basis" label=t!(cx, "ledger-basis") of=&bases value="" />
                <Line form name="handler" label=t!(cx, "ledger-handler") value=of_last(|line| &line.handler) hint=t!(cx, "ledger-office-hint") />
                <Line form name="witness" label=t!(cx, "ledger-witness") value=of_last(|line| &line.witness) />
                <Line form name="approver" label=t!(cx, "ledger-approver") value=of_last(|line| &line.approver) />
                <Send label=t!(cx, "ledger-enter-send") main=true />
            </Form>
        </div>
    }
    .into_any()
}

/// What stands and is to be put right.
fn correcting(cx: &Cx, one: &Correcting) -> AnyView {
    let words = t!(
        cx,
        "ledger-correct-told",
        span = one.span.words(cx.language),
        line = one.number,
        summary = one.summary,
        sum = ledger::signed(cx, one.flow, one.sum)
    );
    let now = (one.now != one.sum).then(|| view! { <p>{t!(cx, "ledger-correct-now", sum = one.now.words())}</p> });
    view! { <p class="state">{words}</p> {now} <p class="quiet">{t!(cx, "ledger-correct-how")}</p> }.into_any()
}

/// A whole table: pasted or from a file, shown as it was read, and entered.
fn table(cx: &Cx, page: &MonthPage) -> Option<AnyView> {
    if !page.content.lines.is_empty() {
        return None;
    }
    let month = page.span.to_string();
    let form = &cx.form(to::ledger(&page.community, &month, "lines"));
    let read = page.pasted.as_ref();
    let names = read.map(|(_, named)| named.clone()).unwrap_or_default();
    let shown = read.map(|(pasted, _)| shown(cx, pasted, page.content.opening));
    let line = cx
        .refusal_of("rows")
        .map(|(number, refusal)| t!(cx, "ledger-row", row = number, why = say::refusal(cx.language, refusal)))
        .map(|words| refusals::refusal(cx, &form.id("rows"), Some(&t!(cx, "ledger-table")), words));
    let file = &cx.form(to::ledger(&page.community, &month, "file")).scoped("file");
    // While a row is wrong there is nothing to agree to.
    let send =
        if read.is_some_and(|(pasted, _)| pasted.lines().is_ok()) { "ledger-table-send" } else { "ledger-table-read" };
    Some(
        view! {
            <Form form class="card" fold=t!(cx, "ledger-table") tells=false>
                <p>{t!(cx, "ledger-table-lead")}</p>
                {line}
                {shown}
                {hidden_fields(vec![("read", names)])}
                <Text form name="rows" label=t!(cx, "ledger-table-text") rows=8 hint=t!(cx, "ledger-table-hint") />
                <Send label=t!(cx, send) />
            </Form>
            <Form form=file class="card" fold=t!(cx, "ledger-file") tells=false file=true bare=true>
                <File form=file name="file" label=t!(cx, "ledger-file-label") accept=".csv,.xlsx,.xls,.txt" />
                <Send label=t!(cx, "ledger-table-read") />
            </Form>
        }
        .into_any(),
    )
}

/// What was pasted, as it was read: what stands in the way beside its row.
fn shown(cx: &Cx, pasted: &Pasted, opening: Cents) -> AnyView {
    let heads = [
        "ledger-row-at",
        "ledger-day",
        "ledger-summary",
        "ledger-class",
        "ledger-sum",
        "ledger-closing-after",
        "ledger-payee",
        "ledger-voucher",
        "ledger-source",
        "ledger-hands",
        "ledger-row-why",
    ]
    .map(|key| t!(cx, key));
    let mut balance = Some(opening);
    let mut rows = Vec::new();
    for row in &pasted.rows {
        let typed = &row.typed;
        let hands = |of: [&String; 3]| of.map(String::as_str).join("、");
        let cells = match &row.line {
            Ok(line) => {
                balance = balance.and_then(|so_far| line.flow.after(so_far, line.sum));
                let sign = if line.flow == Flow::Income { "+" } else { "−" };
                let class = Class::from_code(&line.class).map_or("", |class| class.name(cx.language));
                let voucher = if line.voucher.is_empty() { &line.why_none } else { &line.voucher };
                [
                    say::day(cx.language, &line.on.to_string()),
                    line.summary.clone(),
                    format!("{} {class}", line.class),
                    format!("{sign}{}", line.sum.words()),
                    balance.map(Cents::words).unwrap_or_default(),
                    line.payee.clone(),
                    voucher.clone(),
                    line.source.name(cx.language).to_owned(),
                    hands([&line.handler, &line.witness, &line.approver]),
                    String::new(),
                ]
            }
            Err((_, refusal)) => [
                typed.day.clone(),
                typed.summary.clone(),
                typed.class.clone(),
                format!("{} {}", typed.income, typed.expense),
                String::new(),
                typed.payee.clone(),
                typed.voucher.clone(),
                typed.source.clone(),
                hands([&typed.handler, &typed.witness, &typed.approver]),
                say::refusal(cx.language, *refusal),
            ],
        };
        rows.push(std::iter::once(row.at.to_string()).chain(cells).collect());
    }
    let ignored = (!pasted.ignored.is_empty()).then(|| {
        let names = pasted.ignored.join(if cx.language == Language::Zh { "、" } else { ", " });
        view! { <p class="quiet">{t!(cx, "ledger-ignored", names = names)}</p> }
    });
    view! {
        <p class="state">{t!(cx, "ledger-read-lines", count = pasted.rows.len())}</p>
        {ignored}
        {stack::table(cx, &t!(cx, "ledger-table"), &heads, rows)}
    }
    .into_any()
}
