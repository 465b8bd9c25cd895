//! The duty calendar: a year of what has to be published, for everybody; and where it is kept.

use crate::{
    address::{self, to},
    parts::{
        fold::fold,
        form::{Choice, Form, Line, Send, hidden_fields},
        listed, masked, shell, tags,
    },
    t,
    view::{
        Cx, Refused,
        duty::{Cell, DutyLine, DutyList, DutyYear, KeepDuties, Said, Thing, Waiting},
        form::FormState,
        record::Tag,
    },
};
use leptos::prelude::*;
use rules::duty::{Said as What, Stand};

/// `/c/…/duties/2026`.
pub fn year(cx: &Cx, page: &DutyYear) -> String {
    shell::page(cx, &t!(cx, "duties-of", name = page.name, year = page.year.to_string()), || {
        let years = page.years.iter().map(|year| {
            let current = (*year == page.year).then_some("page");
            view! { <li><a href=cx.href(&address::duties(&page.community, &year.to_string())) aria-current=current>{year.to_string()}</a></li> }
        });
        let none = page.lists.is_empty().then(|| view! { <p class="quiet">{t!(cx, "duties-none")}</p> });
        let late = (!page.overdue.is_empty()).then(|| {
            let lines = page.overdue.iter().map(|one| view! { <li>{overdue(cx, one)}</li> }).collect_view();
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
            let href = address::duties(&page.community, &format!("{}.csv", page.year));
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

/// Something that is overdue, in a line.
fn overdue(cx: &Cx, one: &Waiting) -> String {
    t!(cx, "duty-overdue", name = one.name, span = one.span.words(cx.language), due = one.due)
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
            <h2>{list.name.clone()}</h2>
            <p class="quiet">{t!(cx, "duties-from", from = list.from)}</p>
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
            view! { <p dir="auto">{t!(cx, "duty-not-here-told", on = not.on, by = by, reason = not.reason)}</p> }
                .into_any()
        }
        None if one.cells.is_empty() => things(cx, one),
        None => {
            // What was, is, and comes next is read at once; the rest of the year is not in the way.
            let next = one.cells.iter().position(|cell| cell.stand == Some(Stand::NotDue));
            let is_later = |at: usize, cell: &Cell| {
                cell.stand.is_none_or(|one| one == Stand::NotDue) && Some(at) != next && one.cells.len() > 1
            };
            let (later, shown): (Vec<_>, Vec<_>) =
                one.cells.iter().enumerate().partition(|(at, cell)| is_later(*at, cell));
            let list = |cells: Vec<(usize, &Cell)>| {
                view! { <ul class="spans">{cells.into_iter().map(|(_, cell)| span(cx, cell)).collect_view()}</ul> }
            };
            let count = later.len();
            let rest = (count > 0).then(|| fold(t!(cx, "duty-other-spans", count = count), list(later)));
            view! { {list(shown)} {rest} }.into_any()
        }
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

/// What was published in the year of what has no periods.
fn things(cx: &Cx, one: &DutyLine) -> AnyView {
    if one.things.is_empty() {
        return view! { <p class="quiet">{t!(cx, "duty-none-yet")}</p> }.into_any();
    }
    let lines = one.things.iter().map(|thing| {
        let title = if thing.title.is_empty() { t!(cx, "record-within") } else { thing.title.clone() };
        if thing.href.is_empty() {
            view! { <li>{thing.on.words(cx.language)} " " {title}</li> }.into_any()
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
            view! { <a href=cx.href(&thing.href)>{word}</a> {lacks(cx, thing)} }.into_any()
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
    view! { <li class=tone>{name} " " <strong>{word}</strong> " " {due} {reason}</li> }.into_any()
}

/// `/c/…/duties/keep`.
pub fn keep(cx: &Cx, page: &KeepDuties) -> String {
    shell::page(cx, &t!(cx, "duties-keep"), || {
        let waits = page.waits.iter().map(|one| waiting(cx, page, one)).collect_view();
        let nothing = (page.waits.is_empty() && !page.kept.is_empty())
            .then(|| view! { <p class="quiet">{t!(cx, "duties-nothing-waits")}</p> });
        let waiting = (!page.kept.is_empty()).then(|| {
            view! { <section id="waits"><h2>{t!(cx, "duties-waits", count = page.waits.len())}</h2>{nothing}<ul class="plain">{waits}</ul></section> }
        });
        let kept = page
            .kept
            .iter()
            .map(|(name, from)| view! { <li>{name.clone()} " · " {t!(cx, "duties-from", from = from)}</li> });
        view! {
            <h1>{t!(cx, "duties-keep")}</h1>
            <p class="lead">{t!(cx, "duties-keep-lead")}</p>
            {masked::masked(cx)}
            {page.missing.map(|year| view! { <p class="changed">{t!(cx, "holidays-missing", year = year)}</p> })}
            {waiting}
            {unphotographed(cx, page)}
            {not_here(cx, page)}
            {said(cx, page)}
            <section>
                <h2>{t!(cx, "duties-lists")}</h2>
                <ul>{kept.collect_view()}</ul>
                {adopt(cx, page)}
            </section>
            <p class="back"><a href=address::duties(&page.community, &page.year.to_string())>{t!(cx, "duties-year")}</a></p>
        }
    })
}

/// The state of a form about a period of a duty: of many that go to one address what came back is that of its code and period.
fn of_period<'a>(cx: &'a Cx, page: &KeepDuties, act: &str, (code, span): (&str, &str)) -> FormState<'a> {
    let place = format!("{act}-{code}-{span}");
    let own = |back: &Refused| {
        let is = |field: &str, value: &str| back.fields.get(field).is_none_or(|kept| kept == value);
        is("code", code) && is("span", span)
    };
    let to = to::community(&page.community, &format!("duties/{act}"));
    cx.form(to).keyed(&place).scoped(&place).only_where(own)
}

/// A period that waits: written, or said that there is nothing.
fn waiting(cx: &Cx, page: &KeepDuties, one: &Waiting) -> AnyView {
    let tone = if one.stand.is_overdue() { "bad" } else { "warn" };
    let mark = tags(&[Tag { words: t!(cx, &format!("duty-is-{}", one.stand.id())), tone }]);
    let (href, words) = match &one.draft {
        Some(draft) => (draft.clone(), t!(cx, "duty-go-on")),
        None => (one.write.clone(), t!(cx, "duty-write")),
    };
    let form = &of_period(cx, page, "say", (&one.code, &one.span.to_string()));
    let hidden =
        vec![("code", one.code.clone()), ("span", one.span.to_string()), ("said", What::Nothing.id().to_owned())];
    let nothing = page.may_keep.then(|| {
        view! {
            <Form form class="card" fold=t!(cx, "duty-say-nothing") tells=false>
                {hidden_fields(hidden)}
                <Line form name="why" label=t!(cx, "duty-why") hint=t!(cx, "waive-hint") />
                <Send label=t!(cx, "duty-say-nothing-send") />
            </Form>
        }
    });
    view! {
        <li class="card">
            <p><strong>{one.name.clone()}</strong> " · " {one.span.words(cx.language)} " " <span class="quiet">{one.code.clone()}</span></p>
            {mark}
            <p>{t!(cx, "duty-due", due = one.due)}</p>
            <p><a class="button" href=href>{words}</a></p>
            {nothing}
        </li>
    }
    .into_any()
}

/// What was published, and no photo shows it on the board itself.
fn unphotographed(cx: &Cx, page: &KeepDuties) -> Option<AnyView> {
    if page.unphotographed.is_empty() {
        return None;
    }
    let lines = page
        .unphotographed
        .iter()
        .map(|(words, href)| view! { <li>{words.clone()} " " <a href=href.clone()>{t!(cx, "duty-photo")}</a></li> });
    Some(
        view! { <section><h2>{t!(cx, "duties-unphotographed")}</h2><ul class="links">{lines.collect_view()}</ul></section> }
            .into_any(),
    )
}

/// That a duty does not apply to the place.
fn not_here(cx: &Cx, page: &KeepDuties) -> Option<AnyView> {
    if !page.may_keep || page.duties.is_empty() {
        return None;
    }
    let form = &cx.form(to::community(&page.community, "duties/say")).keyed("not-here").scoped("not-here");
    let form = &form.clone().only_where(|back| back.fields.get("said").is_none_or(|said| said == What::NotHere.id()));
    let hidden = vec![("said", What::NotHere.id().to_owned()), ("span", String::new())];
    Some(
        view! {
            <Form form class="card" fold=t!(cx, "duty-say-not-here") tells=false>
                {hidden_fields(hidden)}
                <Choice form name="code" label=t!(cx, "duty-which") of=&page.duties value="" />
                <Line form name="why" label=t!(cx, "duty-why") hint=t!(cx, "waive-hint") />
                <Send label=t!(cx, "duty-say-not-here-send") />
            </Form>
        }
        .into_any(),
    )
}

/// What was said, which may be taken back.
fn said(cx: &Cx, page: &KeepDuties) -> Option<AnyView> {
    if page.said.is_empty() {
        return None;
    }
    let one = |one: &Said| {
        let span = one.span.map(|span| span.to_string()).unwrap_or_default();
        let form = &of_period(cx, page, "lift", (&one.code, &span));
        let hidden = vec![("code", one.code.clone()), ("span", span.clone())];
        let what = match one.span {
            Some(span) => t!(cx, "duty-said-nothing", name = one.name, span = span.words(cx.language)),
            None => t!(cx, "duty-said-not-here", name = one.name),
        };
        let by = t!(cx, &format!("role-{}", one.by.id()));
        let told = t!(cx, "duty-said-by", on = one.on, by = by, reason = one.reason);
        let lift = page.may_keep.then(|| {
            view! {
                <Form form class="card" fold=t!(cx, "duty-lift") tells=false>
                    {hidden_fields(hidden)}
                    <Line form name="why" label=t!(cx, "duty-why") hint=t!(cx, "waive-hint") />
                    <Send label=t!(cx, "duty-lift-send") />
                </Form>
            }
        });
        view! { <li><p><strong>{what}</strong></p> <p dir="auto">{told}</p> {lift}</li> }
    };
    let lines = page.said.iter().map(one).collect_view();
    Some(view! { <section><h2>{t!(cx, "duties-said")}</h2><ul class="plain">{lines}</ul></section> }.into_any())
}

/// Taking a catalogue over.
fn adopt(cx: &Cx, page: &KeepDuties) -> Option<AnyView> {
    if !page.may_adopt || page.offered.is_empty() {
        return None;
    }
    let form = &cx.form(to::community(&page.community, "duties/adopt"));
    let main = page.kept.is_empty();
    let offered: Vec<_> = [(String::new(), t!(cx, "choose"))].into_iter().chain(page.offered.clone()).collect();
    Some(
        view! {
            <Form form class="card" tells=false>
                <Choice form name="catalogue" label=t!(cx, "duties-adopt") of=&offered value="" />
                <p class="hint">{t!(cx, "duties-adopt-hint")}</p>
                <Send label=t!(cx, "duties-adopt-send") main />
            </Form>
        }
        .into_any(),
    )
}
