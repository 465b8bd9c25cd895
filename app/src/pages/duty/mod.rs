//! The duty calendar: a year of what has to be published, for everybody; and where it is kept.

mod keep;

pub use keep::keep;

use crate::{
    address,
    parts::{fold::fold, listed, shell},
    t,
    view::{
        Cx,
        duty::{Cell, DutyLine, DutyList, DutyYear, ForDuty, KeptList, Thing, Waiting},
    },
};
use leptos::prelude::*;
use rules::duty::{Period, Stand};

/// `/c/…/duties/2026`.
pub fn year(cx: &Cx, page: &DutyYear) -> String {
    let title = t!(cx, "duties-of", name = page.name, year = page.year.to_string());
    let shared = shell::Shared { title: title.clone(), description: card(cx, page) };
    shell::shared_page(cx, &title, shared, || {
        let now = page.today.parts().0;
        let years = page.years.iter().map(|year| {
            // The year that is looked at, and the one that runs.
            let current = if *year == page.year { Some("page") } else { (*year == now).then_some("date") };
            let words = if *year == now { t!(cx, "duties-this-year", year = year.to_string()) } else { year.to_string() };
            view! { <li><a href=cx.href(&address::duties(&page.community, &year.to_string())) aria-current=current>{words}</a></li> }
        });
        let none = page.lists.is_empty().then(|| view! { <p class="quiet">{t!(cx, "duties-none")}</p> });
        let late = (!page.overdue.is_empty()).then(|| {
            let lines = page.overdue.iter().map(|one| overdue(cx, page, one)).collect_view();
            view! {
                <section class="card" id="overdue">
                    <h2>{t!(cx, "duties-overdue", count = page.overdue.len())}</h2>
                    <ul>{lines}</ul>
                </section>
            }
        });
        let asked = (!page.asked.is_empty()).then(|| {
            let lines = listed(cx, page.asked.clone(), String::new());
            view! { <section id="asked"><h2>{t!(cx, "duties-asked")}</h2>{lines}</section> }
        });
        let lists = page.lists.iter().map(|one| list(cx, one)).collect_view();
        let csv = (!page.lists.is_empty()).then(|| {
            let href = cx.href(&address::duties(&page.community, &format!("{}.csv", page.year)));
            let feed = address::file(&page.community, "duties.ics");
            view! { <p class="screen-only"><a href=href>{t!(cx, "duties-csv")}</a> " · " <a href=feed>{t!(cx, "duties-ics")}</a></p> }
        });
        view! {
            <h1>{t!(cx, "duties-of", name = page.name, year = page.year.to_string())}</h1>
            <p class="lead">{t!(cx, "duties-lead")}</p>
            <nav class="screen-only" aria-label=t!(cx, "duties-years")><ul class="tabs">{years.collect_view()}</ul></nav>
            {none}
            {late}
            {asked}
            {lists}
            {csv}
            <p class="back"><a href=cx.href(&address::board(&page.community))>{t!(cx, "to-board")}</a></p>
        }
    })
}

/// What the card says of it: what is missing, or that nothing is.
fn card(cx: &Cx, page: &DutyYear) -> String {
    if page.lists.is_empty() {
        return t!(cx, "duties-none");
    }
    let missing: Vec<_> = page.overdue.iter().take(2).map(|one| words_of(cx, one)).collect();
    if missing.is_empty() {
        return t!(cx, "duties-none-overdue");
    }
    format!("{} {}", t!(cx, "duties-overdue", count = page.overdue.len()), missing.join(&t!(cx, "list-between")))
}

/// A period of a duty in words.
fn words_of(cx: &Cx, one: &Waiting) -> String {
    format!("{} · {}", one.name, one.span.words(cx.language))
}

/// Something that is overdue, in a line that leads to its row.
fn overdue(cx: &Cx, page: &DutyYear, one: &Waiting) -> AnyView {
    let words = t!(cx, "duty-overdue", name = one.name, span = one.span.words(cx.language), due = one.due);
    let here = one.span.year() == page.year;
    let href = if here { format!("#{}", one.code) } else { cx.href(&one.row) };
    view! { <li><a href=href>{words}</a></li> }.into_any()
}

/// For which duty and period a disclosure stands, with the way to its row of the calendar.
pub fn stands_for(cx: &Cx, one: &ForDuty) -> AnyView {
    let words = t!(cx, "duty-stands-for", name = one.name, span = one.span.words(cx.language));
    if one.href.is_empty() {
        return view! { <p>{words}</p> }.into_any();
    }
    view! { <p><a href=cx.href(&one.href)>{words}</a></p> }.into_any()
}

/// Since when a catalogue is kept, and in which version.
fn since(cx: &Cx, kept: &KeptList) -> String {
    t!(cx, "duties-from", from = kept.from, version = kept.version, day = kept.adopted)
}

fn list(cx: &Cx, list: &DutyList) -> AnyView {
    let classes = list.classes.iter().map(|(class, lines)| {
        let lines = lines.iter().map(|one| line(cx, one)).collect_view();
        view! {
            <h3>{class.name(cx.language)}</h3>
            <ul class="plain duties">{lines}</ul>
        }
    });
    view! {
        <section id=format!("list-{}", list.id)>
            <h2>{list.kept.name.clone()}</h2>
            <p class="quiet">{since(cx, &list.kept)}</p>
            {classes.collect_view()}
        </section>
    }
    .into_any()
}

fn line(cx: &Cx, one: &DutyLine) -> AnyView {
    let duty = &one.duty;
    let due: Vec<String> = duty.due.iter().map(|due| due.words(cx.language)).collect();
    let rule = format!("{} · {}", duty.period.name(cx.language), due.join(&t!(cx, "list-between")));
    let stands = match &one.not_here {
        Some(not) => {
            let by = t!(cx, &format!("role-{}", not.by.id()));
            // What stood when it was said stands there still.
            let before = (!(one.cells.is_empty() && one.things.is_empty())).then(|| periods(cx, one));
            view! { <p dir="auto">{t!(cx, "duty-not-here-told", on = not.on, by = by, reason = not.reason)}</p> {before} }
                .into_any()
        }
        None => periods(cx, one),
    };
    let elements = duty.elements.join(&t!(cx, "list-between"));
    let limits = (!duty.limits.is_empty())
        .then(|| view! { <p>{t!(cx, "duty-limits", limits = duty.limits.join(&t!(cx, "list-between")))}</p> });
    let mark = |key: &str, mark: rules::rule_set::Mark, source: &str| {
        t!(cx, key, mark = t!(cx, &format!("rule-mark-{}", mark.id())), source = source)
    };
    let examines = (!duty.examines.is_empty()).then(|| view! { <p>{t!(cx, "duty-examines", who = duty.examines)}</p> });
    view! {
        <li id=duty.code.clone()>
            <p><strong>{duty.name.of(cx.language).to_owned()}</strong> " " <span class="quiet">{duty.code.clone()} " · " {rule}</span></p>
            {stands}
            <div class="screen-only">{fold(t!(cx, "duty-more"), view! {
                <p lang="zh-CN">{t!(cx, "duty-elements", elements = elements)}</p>
                {limits}
                <p>{t!(cx, "duty-drafts", who = duty.drafts)}</p>
                {examines}
                {(!duty.board.is_empty()).then(|| view! { <p>{t!(cx, "duty-board", source = duty.board)}</p> })}
                <p class="quiet">{mark("duty-source", duty.mark, &duty.source)}</p>
                <p class="quiet">{mark("duty-due-source", duty.due_mark, &duty.due_source)}</p>
            })}</div>
        </li>
    }
    .into_any()
}

/// How it stands: its periods, or what was published of it where it has none.
fn periods(cx: &Cx, one: &DutyLine) -> AnyView {
    if one.cells.is_empty() {
        return things(cx, one);
    }
    // What was, is, and comes next is read at once; the rest of the year is not in the way.
    let next = one.cells.iter().position(|cell| cell.stand == Some(Stand::NotDue));
    let is_later = |at: usize, cell: &Cell| {
        cell.stand.is_none_or(|one| one == Stand::NotDue) && Some(at) != next && one.cells.len() > 1
    };
    let (later, shown): (Vec<_>, Vec<_>) = one.cells.iter().enumerate().partition(|(at, cell)| is_later(*at, cell));
    let list = |cells: Vec<(usize, &Cell)>| {
        view! { <ul class="spans">{cells.into_iter().map(|(_, cell)| span(cx, cell)).collect_view()}</ul> }
    };
    let count = later.len();
    let rest = (count > 0).then(|| fold(t!(cx, "duty-other-spans", count = count), list(later)));
    view! { {list(shown)} {rest} }.into_any()
}

/// What was published of what has no periods.
fn things(cx: &Cx, one: &DutyLine) -> AnyView {
    if one.things.is_empty() {
        let standing = one.duty.period == Period::Standing;
        let words = t!(cx, if standing { "duty-none-standing" } else { "duty-none-yet" });
        return view! { <p class="quiet">{words}</p> }.into_any();
    }
    let lines = one.things.iter().map(|thing| {
        let title = if thing.title.is_empty() { t!(cx, "record-within") } else { thing.title.clone() };
        if thing.href.is_empty() {
            let within = thing.within.then(|| view! { " " <span class="mark">{t!(cx, "duty-within")}</span> });
            view! { <li>{thing.on.words(cx.language)} " " {title} {within}</li> }.into_any()
        } else {
            view! { <li>{thing.on.words(cx.language)} " " <a href=cx.href(&thing.href)>{title}</a> {lacks(cx, thing)}</li> }
                .into_any()
        }
    });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

/// That no photo shows something on the board itself, where it has to hang.
fn lacks(cx: &Cx, thing: &Thing) -> Option<AnyView> {
    thing.lacks_photo.then(|| view! { " " <span class="mark">{t!(cx, "duty-lacks-photo")}</span> }.into_any())
}

/// A period with its word: the colour is never the only sign.
fn span(cx: &Cx, cell: &Cell) -> AnyView {
    let name = t!(cx, "duty-span", span = cell.span.words(cx.language));
    let Some(stand) = cell.stand else {
        return view! { <li class="quiet">{name} " " {t!(cx, "duty-before")}</li> }.into_any();
    };
    let word = t!(cx, &format!("duty-is-{}", stand.id()));
    let due = (!matches!(stand, Stand::Published | Stand::Nothing)).then(|| {
        let unknown = (!cell.known).then(|| t!(cx, "duty-unknown-holidays"));
        view! { <span class="quiet">{t!(cx, "duty-due", due = cell.due)} {unknown}</span> }
    });
    let reason = (!cell.reason.is_empty()).then(|| view! { " " <span dir="auto">{cell.reason.clone()}</span> });
    let word = match &cell.thing {
        Some(thing) if !thing.href.is_empty() => {
            let tongue = cx.tongue(&thing.title);
            view! { {word} " " <a href=cx.href(&thing.href) lang=tongue>{thing.title.clone()}</a> {lacks(cx, thing)} }
                .into_any()
        }
        Some(thing) => view! { {word} " " {t!(cx, "record-within")} {lacks(cx, thing)} }.into_any(),
        None => word.into_any(),
    };
    let tone = match stand {
        Stand::Overdue | Stand::LongOverdue | Stand::Late => "bad",
        Stand::Published | Stand::Nothing => "good",
        Stand::Soon | Stand::Due => "warn",
        Stand::NotDue | Stand::NotHere => "",
    };
    let within = cell.within.then(|| view! { " " <span>{t!(cx, "duty-within")}</span> });
    view! { <li class=tone>{name} " " <strong>{word}</strong> " " {due} {within} {reason}</li> }.into_any()
}
