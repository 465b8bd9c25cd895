//! Importing a roll: the file, what has to be asked of it, the preview, then all or nothing.

use crate::{
    address::{self, to},
    parts::{
        form::{File, Form, Send, Tick},
        shell,
    },
    say, t,
    view::{
        Choices, Cx,
        form::FormState,
        import::{Alike, Asked, ImportPage, ImportPreview, Shows},
    },
};
use leptos::prelude::*;
use rules::Refusal;

/// `/c/…/import`.
pub fn upload(cx: &Cx, community: &str) -> String {
    shell::page(cx, &t!(cx, "import"), || {
        let form = &cx.only_form(to::community(community, "import"));
        view! {
            <h1>{t!(cx, "import")}</h1>
            <p class="lead">{t!(cx, "import-lead")}</p>
            <Form form class="card" file=true bare=true>
                <File form name="file" label=t!(cx, "import-file") accept=".csv,.txt,.xlsx,.xls" />
                <Send label=t!(cx, "import-preview") main=true />
            </Form>
            <h2>{t!(cx, "import-columns")}</h2>
            <p>{t!(cx, "import-columns-text")}</p>
        }
    })
}

/// `/c/…/import/…`.
pub fn preview(cx: &Cx, page: ImportPage) -> String {
    shell::page(cx, &t!(cx, "import"), || {
        let warnings = page.warnings.iter().map(|one| view! { <p class="changed">{one.clone()}</p> }).collect_view();
        let notes = page.notes.iter().map(|one| view! { <p>{one.clone()}</p> }).collect_view();
        let again = address::import(&page.community);
        let main = match &page.shows {
            Shows::Sheets(sheets) => choose(cx, &page, "sheet", t!(cx, "import-which-sheet"), None, sheets),
            Shows::Numbers => {
                let ways = [("serial", t!(cx, "import-numbers-serial")), ("program", t!(cx, "import-numbers-program"))];
                let ways: Choices = ways.into_iter().map(|(id, words)| (id.to_owned(), words)).collect();
                choose(cx, &page, "numbers", t!(cx, "import-which-numbers"), Some(t!(cx, "import-numbers-why")), &ways)
            }
            Shows::Preview(preview) => lines(cx, &page, preview),
        };
        view! {
            <h1>{t!(cx, "import-preview")}</h1>

            {warnings}
            {notes}
            {main}
            <p><a href=again>{t!(cx, "import-other-file")}</a></p>
        }
    })
}

/// One question with its answers, each as large as a finger; the answer goes into the address.
fn choose(
    cx: &Cx,
    page: &ImportPage,
    name: &'static str,
    question: String,
    hint: Option<String>,
    answers: &[(String, String)],
) -> AnyView {
    let answers = answers
        .iter()
        .map(|(value, words)| {
            let id = format!("{name}-{value}");
            view! {
                <div class="tick">
                    <input type="radio" id=id.clone() name=name value=value.clone() required=true />
                    <label for=id>{words.clone()}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <form method="get" action=address::import_file(&page.community, &page.id) class="card">
            {hidden(page)}
            <fieldset>
                <legend>{question}</legend>
                {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
                {answers}
            </fieldset>
            <Send label=t!(cx, "import-go-on") main=true />
        </form>
    }
    .into_any()
}

fn hidden(page: &ImportPage) -> impl IntoView + use<> {
    let fields = page.chosen.iter().cloned();
    fields.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

fn lines(cx: &Cx, page: &ImportPage, preview: &ImportPreview) -> AnyView {
    let [added, altered, same, refused] = preview.totals;
    let voteless = (preview.voteless > 0)
        .then(|| view! { <p class="changed">{t!(cx, "import-voteless", count = preview.voteless)}</p> });
    let anew = preview.anew.then(|| view! { <p class="changed">{t!(cx, "import-anew")}</p> });
    let go = |href: &Option<String>, words: &str| {
        let href = href.clone()?;
        Some(view! { <p>{turn(page, preview, ("button", false), href, t!(cx, words))}</p> })
    };
    let by_name = go(&preview.by_name, if preview.anew { "import-by-name-go" } else { "import-by-name" });
    let give = go(&preview.give_numbers, "import-give-numbers");
    let keep = go(&preview.keep_bodies, "import-keep-bodies");
    let missing = preview.missing.clone().map(|words| view! { <p class="changed">{words}</p> });
    let alike = preview.alike.as_ref().map(|one| alike(cx, page, preview, one));
    let apply = (!stops(preview)).then(|| decide(cx, page, preview, refused));
    view! {
        {missing}
        {keep}
        {alike}
        <p class="lead">
            {t!(
                cx,
                "import-totals",
                added = added,
                altered = altered,
                same = same,
                refused = refused,
                asked = preview.asks
            )}
        </p>
        {voteless}
        {anew}
        {by_name}
        {give}
        {apply}
        {table(cx, page, preview)}
    }
    .into_any()
}

/// The name of the form that holds what only a person can say.
const DECIDE: &str = "decide";

/// Whether that form holds anything that could be lost by turning a page.
fn holds_answers(preview: &ImportPreview) -> bool {
    let none = preview.asked.is_empty() && preview.absent.is_empty();
    !(stops(preview) || none)
}

/// Whether something has to be said of the file as a whole before its lines can be decided.
fn stops(preview: &ImportPreview) -> bool {
    preview.anew || preview.alike.as_ref().is_some_and(|one| one.open)
}

/// Households that may be one, with what may be said of them.
fn alike(cx: &Cx, page: &ImportPage, preview: &ImportPreview, alike: &Alike) -> AnyView {
    let sets = alike.sets.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
    let go = |href: &Option<String>, words: &str| {
        let href = href.clone()?;
        Some(view! { <p>{turn(page, preview, ("button", false), href, t!(cx, words))}</p> })
    };
    let said = if alike.open { t!(cx, "import-alike-open") } else { alike.said.clone() };
    view! {
        <section class="card" id="alike">
            <p class="changed">{t!(cx, "import-alike", count = alike.count)}</p>
            <ul>{sets}</ul>
            <p>{said}</p>
            {go(&alike.one, "import-alike-one")}
            {go(&alike.each, "import-alike-each")}
        </section>
    }
    .into_any()
}

/// A way to another page or kind of lines: a link, or where answers may be ticked a button of their form, so that they go along.
fn turn(
    page: &ImportPage,
    preview: &ImportPreview,
    (class, current): (&'static str, bool),
    href: String,
    words: String,
) -> AnyView {
    let current = current.then_some("true");
    if !holds_answers(preview) {
        return view! { <a class=class href=href aria-current=current>{words}</a> }.into_any();
    }
    let at = href.split_once('?').map_or("", |(_, asked)| asked);
    let at = at.split('#').next().unwrap_or_default().to_owned();
    let to = to::community(&page.community, &format!("import/{}/look", page.id));
    let class = if class.is_empty() { "plain" } else { "" };
    view! {
        <button type="submit" form=DECIDE formaction=to name="at" value=at class=class aria-current=current>
            {words}
        </button>
    }
    .into_any()
}

/// What only a person can say, who gives up a number, who is absent, and the button.
fn decide(cx: &Cx, page: &ImportPage, preview: &ImportPreview, refused: usize) -> AnyView {
    let form = &cx.only_form(to::community(&page.community, &format!("import/{}", page.id)));
    let asked = preview.asked.iter().map(|one| question(form, one)).collect_view();
    let asked = (!preview.asked.is_empty()).then(|| {
        view! {
            <section id="asked">
                <h2>{t!(cx, "import-asked", count = preview.asks)}</h2>
                <p>{t!(cx, "import-asked-text")}</p>
                {asked}
            </section>
        }
    });
    let displaced = (!preview.displaced.is_empty()).then(|| {
        let each = preview.displaced.iter().map(|words| view! { <li>{words.clone()}</li> });
        view! {
            <section class="card">
                <h2>{t!(cx, "import-displaced", count = preview.displaced.len())}</h2>
                <p>{t!(cx, "import-displaced-text")}</p>
                <ul>{each.collect_view()}</ul>
            </section>
        }
    });
    let held = (!preview.held.is_empty()).then(|| {
        let each = preview.held.iter().map(|words| view! { <li>{words.clone()}</li> });
        view! {
            <section class="card">
                <h2>{t!(cx, "import-held", count = preview.held.len())}</h2>
                <p>{t!(cx, "import-held-text")}</p>
                <ul>{each.collect_view()}</ul>
            </section>
        }
    });
    let open = preview.absent.iter().any(|(id, _)| form.kept_one("leave", id));
    let absent = preview
        .absent
        .iter()
        .map(|(id, words)| {
            let left = form.kept_one("leave", id);
            view! { <Tick name="leave" value=id.clone() label=words.clone() ticked=left /> }
        })
        .collect_view();
    let absent = (!preview.absent.is_empty()).then(|| {
        view! {
            <details class="card" open=open>
                <summary>{t!(cx, "import-absent", count = preview.absent.len())}</summary>
                <p>{t!(cx, "import-absent-text")}</p>
                {absent}
            </details>
        }
    });
    let unseen = (!preview.hidden.is_empty()).then(|| {
        let each = preview.hidden.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
        view! { <div class="card"><p>{t!(cx, "import-hidden-text")}</p> <ul>{each}</ul></div> }
    });
    let beyond = (preview.beyond > 0).then(|| view! { <p>{t!(cx, "import-beyond", count = preview.beyond)}</p> });
    if preview.nothing {
        let words = if preview.totals[2] > 0 { "import-the-same" } else { "import-nobody" };
        return view! { <p>{t!(cx, words)}</p> {unseen} {beyond} }.into_any();
    }
    // Nothing of the file changes anything; who is not in it may still leave.
    let leaves = preview.totals[0] + preview.totals[1] + preview.asks + refused == 0;
    let same = leaves.then(|| view! { <p>{t!(cx, "import-the-same")}</p> });
    let send = if refused > 0 {
        view! { <p class="refusal">{say::refusal(cx.language, Refusal::FileRefusedLines)}</p> }.into_any()
    } else {
        let label = if leaves { "import-leave" } else { "import-apply" };
        view! { <Send label=t!(cx, label) main=true /> }.into_any()
    };
    view! {
        <Form form id=DECIDE tells=false>
            {hidden(page)}
            {same}
            {asked}
            {held}
            {displaced}
            {absent}
            {unseen}
            {beyond}
            {send}
        </Form>
    }
    .into_any()
}

fn question(form: &FormState<'_>, one: &Asked) -> AnyView {
    let name = format!("who-{}", one.row);
    let cx = form.cx;
    // What was ticked of another member is no answer to this.
    let about = format!("about-{}", one.row);
    let kept = if form.kept(&about, &one.member) == one.member { form.kept(&name, "") } else { String::new() };
    let answer = |value: &'static str, words: String| {
        let id = format!("{name}-{value}");
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name=name.clone() value=value checked=kept == value />
                <label for=id>{words}</label>
            </div>
        }
    };
    let same = one.may_be_same.then(|| answer("same", t!(cx, "import-answer-same")));
    let new = one.may_be_new.then(|| answer("new", t!(cx, "import-answer-new")));
    let hints = one.hints.iter().map(|words| view! { <p class="hint">{words.clone()}</p> }).collect_view();
    let others = one.others.iter().map(|words| view! { <p>{words.clone()}</p> }).collect_view();
    let roll = (!one.roll.is_empty())
        .then(|| view! { <p>{t!(cx, "import-on-roll")} " " <strong>{one.roll.clone()}</strong></p> });
    let ties = (!one.ties.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "import-ties", ties = one.ties.join("、"))}</p> });
    view! {
        <fieldset class="card asked">
            <legend>{t!(cx, "import-asked-row", row = one.row)}</legend>
            <input type="hidden" name="row" value=one.row.to_string() />
            <input type="hidden" name=about value=one.member.clone() />
            {roll}
            <p>{t!(cx, "import-in-file")} " " <strong>{one.file.clone()}</strong></p>
            {others}
            <p>{one.question.clone()}</p>
            {changes(&one.columns)}
            {ties}
            {same}
            {new}
            {hints}
        </fieldset>
    }
    .into_any()
}

pub(super) fn changes(columns: &[[String; 3]]) -> Option<AnyView> {
    let each = columns.iter().map(|[name, before, after]| {
        let before = (!before.is_empty()).then(|| view! { <del>{before.clone()}</del> " → " });
        view! { <li>{name.clone()} " " {before} <ins>{after.clone()}</ins></li> }
    });
    (!columns.is_empty()).then(|| view! { <ul class="changes">{each.collect_view()}</ul> }.into_any())
}

/// The lines, what stands in the way first; by kind, and page by page.
fn table(cx: &Cx, page: &ImportPage, preview: &ImportPreview) -> Option<AnyView> {
    if preview.of == 0 {
        return None;
    }
    let filters = preview
        .filters
        .iter()
        .map(|one| {
            let words = format!("{} {}", t!(cx, &format!("import-show-{}", one.key)), one.count);
            view! { <li>{turn(page, preview, ("", one.current), one.href.clone(), words)}</li> }
        })
        .collect_view();
    let rows = preview
        .lines
        .iter()
        .map(|line| {
            let why = line.why.iter().map(|one| view! { <p>{one.clone()}</p> }).collect_view();
            view! {
                <tr class=line.change>
                    <td>{line.row}</td>
                    <td>{t!(cx, &format!("import-{}", line.change))}</td>
                    <td>{line.number.clone()} " " {line.name.clone()}</td>
                    <td>{why} {changes(&line.columns)}</td>
                </tr>
            }
        })
        .collect_view();
    let shown =
        t!(cx, "import-shown", from = preview.from + 1, to = preview.from + preview.lines.len(), of = preview.of);
    let pages = [(&preview.before, "import-page-before"), (&preview.after, "import-page-after")];
    let pages = pages
        .into_iter()
        .filter_map(|(href, words)| {
            Some(view! { {turn(page, preview, ("", false), href.clone()?, t!(cx, words))} " " })
        })
        .collect_view();
    let section = view! {
        <section id="lines">
            <h2>{t!(cx, "import-lines")}</h2>
            <nav aria-label=t!(cx, "import-filters")>
                <ul class="filters">{filters}</ul>
            </nav>
            <p>{shown}</p>
            <div class="wide" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t!(cx, "import-row")}</th>
                            <th scope="col">{t!(cx, "import-change")}</th>
                            <th scope="col">{t!(cx, "import-who")}</th>
                            <th scope="col">{t!(cx, "import-why")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="links">{pages}</p>
        </section>
    };
    Some(section.into_any())
}
