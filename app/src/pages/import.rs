//! Importing a roll: the file, then the preview, then all or nothing.

use crate::{
    parts::{form, shell},
    say, t,
    view::{Cx, people::ImportPreview},
};
use leptos::prelude::*;
use rules::Refusal;

/// `/c/…/import`.
pub fn upload(cx: &Cx, community: &str) -> String {
    shell::page(cx, &t!(cx, "import"), || {
        view! {
            <h1>{t!(cx, "import")}</h1>
            <p class="lead">{t!(cx, "import-lead")}</p>
            <form method="post" action=format!("/do/c/{community}/import") enctype="multipart/form-data" class="card">
                {form::problem(cx)}
                <div class="field">
                    <label for="file">{t!(cx, "import-file")}</label>
                    <input id="file" name="file" type="file" accept=".csv,.txt,.xlsx" />
                </div>
                {form::send(t!(cx, "import-preview"), true)}
            </form>
            <h2>{t!(cx, "import-columns")}</h2>
            <p>{t!(cx, "import-columns-text")}</p>
        }
    })
}

/// `/c/…/import/…`.
pub fn preview(cx: &Cx, page: ImportPreview) -> String {
    shell::page(cx, &t!(cx, "import"), || {
        let [added, altered, same, refused] = page.totals;
        let lines = page
            .lines
            .iter()
            .map(|line| {
                view! {
                    <tr class=line.change>
                        <td>{line.row}</td>
                        <td>{t!(cx, &format!("import-{}", line.change))}</td>
                        <td>{line.number.clone()}</td>
                        <td>{line.name.clone()}</td>
                        <td>{line.why.clone()}</td>
                    </tr>
                }
            })
            .collect_view();
        let absent = page
            .absent
            .iter()
            .map(|(id, number, name)| form::tick("leave", id.clone(), format!("{number} {name}")))
            .collect_view();
        let absent = (!page.absent.is_empty()).then(|| {
            view! {
                <details class="card">
                    <summary>{t!(cx, "import-absent", count = page.absent.len())}</summary>
                    <p>{t!(cx, "import-absent-text")}</p>
                    {absent}
                </details>
            }
        });
        let dropped = (!page.dropped.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "import-dropped", columns = page.dropped.join("、"))}</p> });
        let ignored = (!page.ignored.is_empty())
            .then(|| view! { <p>{t!(cx, "import-ignored", columns = page.ignored.join("、"))}</p> });
        let no_adult = page.no_adult.then(|| view! { <p class="changed">{t!(cx, "import-no-adult")}</p> });
        let send = if refused > 0 {
            view! { <p class="refusal" role="alert">{say::refusal(cx.language, Refusal::FileRefusedLines)}</p> }
                .into_any()
        } else {
            form::send(t!(cx, "import-apply"), true).into_any()
        };
        let again = format!("/c/{}/import", page.community);
        view! {
            <h1>{t!(cx, "import-preview")}</h1>
            {form::problem(cx)}
            <p class="lead">
                {t!(cx, "import-totals", added = added, altered = altered, same = same, refused = refused)}
            </p>
            {dropped}
            {ignored}
            {no_adult}
            <form method="post" action=format!("/do/c/{}/import/{}", page.community, page.id)>
                {form::key(cx)}
                {absent}
                {send}
                <p><a href=again>{t!(cx, "import-other-file")}</a></p>
                <div class="wide" tabindex="0">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{t!(cx, "import-row")}</th>
                                <th scope="col">{t!(cx, "import-change")}</th>
                                <th scope="col">{t!(cx, "member-number")}</th>
                                <th scope="col">{t!(cx, "name")}</th>
                                <th scope="col">{t!(cx, "import-why")}</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </form>
        }
    })
}
