//! Importing a roll: the file, what has to be asked of it, the preview, then all or nothing.

mod decide;
mod table;

use crate::{
    address::{self, to},
    parts::{
        form::{File, Form, Send},
        shell,
    },
    t,
    view::{
        Choices, Cx,
        import::{Alike, ImportPage, ImportPreview, Shows},
    },
};
use decide::{DECIDE, decide};
use leptos::prelude::*;
pub(super) use table::changes;
use table::table;

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
            Shows::Sheets(question, sheets) => choose(cx, &page, "sheet", question.clone(), None, sheets),
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
    let [added, altered, same, refused, nobody] = preview.totals;
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
                asked = preview.asks,
                nobody = nobody
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
