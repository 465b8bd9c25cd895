//! The lines of a file, and what becomes of each.

use super::turn;
use crate::{
    t,
    view::{
        Cx,
        import::{ImportPage, ImportPreview},
    },
};
use leptos::prelude::*;

/// The lines, what stands in the way first; by kind, and page by page.
pub(super) fn table(cx: &Cx, page: &ImportPage, preview: &ImportPreview) -> Option<AnyView> {
    if preview.of == 0 {
        return None;
    }
    let filters = preview
        .filters
        .iter()
        .map(|one| {
            let words = format!("{} {}", t!(cx, &format!("import-show-{}", one.show.id())), one.count);
            view! { <li>{turn(page, preview, ("", one.current), one.href.clone(), words)}</li> }
        })
        .collect_view();
    let rows = preview
        .lines
        .iter()
        .map(|line| {
            let why = line.why.iter().map(|one| view! { <p>{one.clone()}</p> }).collect_view();
            view! {
                <tr class=line.change.id()>
                    <td>{line.row}</td>
                    <td>{t!(cx, &format!("import-{}", line.change.id()))}</td>
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

/// What changes: each column, before and after.
pub(in crate::pages) fn changes(columns: &[[String; 3]]) -> Option<AnyView> {
    let each = columns.iter().map(|[name, before, after]| {
        let before = (!before.is_empty()).then(|| view! { <del>{before.clone()}</del> " → " });
        view! { <li>{name.clone()} " " {before} <ins>{after.clone()}</ins></li> }
    });
    (!columns.is_empty()).then(|| view! { <ul class="changes">{each.collect_view()}</ul> }.into_any())
}
