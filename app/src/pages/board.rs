//! The board, and what members and staff do about what hangs on it.

use super::{
    execution, moderate,
    record::{matter, signed},
    takeback,
};
use crate::{
    parts::{board as parts, form, listed, masked, paged::paged, seal, shell},
    t,
    view::{
        Cx,
        board::{AboutPage, BoardList, BoardPage, DisclosurePage, ObjectionView, OverduePage, WithinPage},
        cut::Cut,
        record::Listed,
    },
};
use leptos::prelude::*;
use rules::{
    objection::{Kind, Result},
    posting::Category,
};

/// `/c/…`: the board of a community, as a notice board hangs: what is up, what comes, what is new, by category.
pub fn board(cx: &Cx, page: BoardPage) -> String {
    shell::page(cx, &page.name.clone(), || {
        let at = format!("/c/{}", page.community);
        let overdue = (page.overdue > 0)
            .then(|| view! { <p class="overdue">{t!(cx, "board-overdue", count = page.overdue)}</p> });
        let filtered = page.list.is_filtered();
        let more = (page.up_total > page.up.len() as i64).then(|| {
            let all = cx.href_with(&at, &[("up", "1")]);
            view! { <p><a href=all>{t!(cx, "more-of", all = page.up_total)}</a></p> }
        });
        let top = (!filtered && page.list.cut.page == 1).then(|| {
            view! {
                <div class="pins"><section class="pinned">
                    <h2>{t!(cx, "board-up")}</h2>
                    {listed(page.up.clone(), t!(cx, "board-nothing-up"))}
                    {more}
                </section>
                <section class="pinned">
                    <h2>{t!(cx, "board-coming")}</h2>
                    {listed(page.coming.clone(), t!(cx, "nothing-yet"))}
                </section></div>
            }
        });
        view! {
            <h1 class="board-title">{page.name.clone()} " " <span>{t!(cx, "board-name")}</span></h1>
            <p class="lead">{t!(cx, "board-lead")}</p>
            {overdue}
            {search_box(cx, &at, "")}
            {categories(cx, &at, &page)}
            {top}
            <section>
                <h2>
                    {if page.list.up {
                        t!(cx, "board-up")
                    } else if filtered {
                        t!(cx, "board-found", count = page.list.cut.total)
                    } else {
                        t!(cx, "board-new")
                    }}
                </h2>
                {filters(cx, &at, &page.list)}
                {listed(page.list.lines.clone(), t!(cx, "nothing-yet"))}
                {pager(cx, &at, &page.list)}
            </section>
            {ways(cx, &at)}
        }
    })
}

/// Where the record leads: feeds, files, how to check and recount.
fn ways(cx: &Cx, at: &str) -> AnyView {
    view! {
        <nav aria-label=t!(cx, "more") class="screen-only">
            <ul class="links">
                <li><a href=cx.href(&format!("{at}/figures"))>{t!(cx, "figures")}</a></li>
                <li><a href=cx.href(&format!("{at}/data"))>{t!(cx, "data")}</a></li>
                <li><a href=cx.href("/recount")>{t!(cx, "recount")}</a></li>
                <li><a href=cx.href(&format!("{at}/check"))>{t!(cx, "how-to-check")}</a></li>
            </ul>
            <p><a class="button" href=cx.href(&format!("{at}/room"))>{t!(cx, "sign-in-or-mine")}</a></p>
        </nav>
    }
    .into_any()
}

/// The field that searches the record.
pub fn search_box(cx: &Cx, at: &str, query: &str) -> AnyView {
    view! {
        <form method="get" action=format!("{at}/search") class="search screen-only" role="search">
            {look(cx)}
            {form::line(cx, "q", "search", t!(cx, "search-record"), query, None)}
            {form::send(t!(cx, "search"), false)}
        </form>
    }
    .into_any()
}

/// Language and elder mode travel with a form of the public pages.
fn look(cx: &Cx) -> AnyView {
    let query = cx.query(cx.language, cx.elder);
    (!query.is_empty())
        .then(|| {
            view! {
                <input type="hidden" name="lang" value=cx.language.tag() />
                <input type="hidden" name="elder" value=u8::from(cx.elder).to_string() />
            }
        })
        .into_any()
}

fn categories(cx: &Cx, at: &str, page: &BoardPage) -> AnyView {
    let mut links = vec![(String::new(), t!(cx, "category-all"))];
    links.extend(Category::ALL.iter().map(|one| (one.id().to_owned(), category(cx, one.id(), page.urban))));
    let links = links
        .into_iter()
        .map(|(id, words)| {
            let current = (page.list.category == id).then_some("page");
            let href = if id.is_empty() { cx.href(at) } else { cx.href_with(at, &[("category", &id)]) };
            view! { <li><a href=href aria-current=current>{words}</a></li> }
        })
        .collect_view();
    view! { <nav aria-label=t!(cx, "categories")><ul class="tabs">{links}</ul></nav> }.into_any()
}

/// The name of a category: village affairs are residents' affairs in a town.
pub fn category(cx: &Cx, id: &str, urban: bool) -> String {
    let key = if urban && id == "affairs" { "category-residents".to_owned() } else { format!("category-{id}") };
    t!(cx, &key)
}

fn filters(cx: &Cx, at: &str, list: &BoardList) -> AnyView {
    if list.matters.is_empty() && list.years.len() < 2 && !list.is_filtered() {
        return ().into_any();
    }
    let mut matters = vec![(String::new(), t!(cx, "matter-all"))];
    matters.extend(list.matters.clone());
    let mut years = vec![("0".to_owned(), t!(cx, "year-all"))];
    years.extend(list.years.iter().map(|year| (year.to_string(), year.to_string())));
    view! {
        <form method="get" action=at.to_owned() class="row filters screen-only">
            {look(cx)}
            {(!list.category.is_empty()).then(|| view! { <input type="hidden" name="category" value=list.category.clone() /> })}
            {form::select(cx, "matter", t!(cx, "matter"), &matters, &list.matter)}
            {form::select(cx, "year", t!(cx, "year"), &years, &list.year.to_string())}
            {form::send(t!(cx, "filter"), false)}
        </form>
    }
    .into_any()
}

/// Links to the pages of a long list.
pub fn pager(cx: &Cx, at: &str, list: &BoardList) -> AnyView {
    let to = |page: i64| {
        let (page, year) = (page.to_string(), list.year.to_string());
        let all = [
            ("q", list.query.as_str()),
            ("category", list.category.as_str()),
            ("matter", list.matter.as_str()),
            ("kind", list.kind.as_str()),
            ("body", list.body.as_str()),
            ("year", if list.year == 0 { "" } else { year.as_str() }),
            ("up", if list.up { "1" } else { "" }),
            ("page", page.as_str()),
        ];
        cx.href_with(at, &all)
    };
    paged(cx, list.cut, &[], &to)
}

/// `/c/…/search`: what was found, each with the passage that matched.
pub fn search(cx: &Cx, community: &str, name: &str, list: BoardList) -> String {
    shell::page(cx, &t!(cx, "search-record"), || {
        let board = format!("/c/{community}");
        let at = format!("{board}/search");
        let mut kinds = vec![(String::new(), t!(cx, "kind-all"))];
        for kind in ["outcome", "completion", "disclosure", "ending", "notice", "minutes"] {
            kinds.push((kind.to_owned(), t!(cx, &format!("publication-{kind}"))));
        }
        let mut years = vec![("0".to_owned(), t!(cx, "year-all"))];
        years.extend(list.years.iter().map(|year| (year.to_string(), year.to_string())));
        let mut bodies = vec![(String::new(), t!(cx, "body-all"))];
        bodies.extend(list.bodies.clone());
        let asked = list.is_filtered() || !list.body.is_empty();
        view! {
            <h1>{name.to_owned()} " · " {t!(cx, "search-record")}</h1>
            <form method="get" action=at.clone() class="card" role="search">
                {look(cx)}
                {form::line(cx, "q", "search", t!(cx, "search-words"), &list.query, Some(t!(cx, "search-hint")))}
                <div class="row">
                    {form::select(cx, "kind", t!(cx, "publication-kind"), &kinds, &list.kind)}
                    {form::select(cx, "body", t!(cx, "body"), &bodies, &list.body)}
                    {form::select(cx, "year", t!(cx, "year"), &years, &list.year.to_string())}
                </div>
                {form::send(t!(cx, "search"), true)}
            </form>
            {asked.then(|| view! { <h2>{t!(cx, "board-found", count = list.cut.total)}</h2> })}
            {list.too_long.map(|words| view! { <p class="problem">{t!(cx, "search-cut", words = words)}</p> })}
            {asked.then(|| listed(list.lines.clone(), t!(cx, "search-nothing")))}
            {pager(cx, &at, &list)}
            <p><a href=cx.href(&board)>{t!(cx, "to-board")}</a></p>
        }
    })
}

/// `/c/…/within`: what stays within the community, for its members.
pub fn within(cx: &Cx, page: WithinPage) -> String {
    shell::page(cx, &t!(cx, "within"), || {
        let at = format!("/c/{}/within", page.community);
        view! {
            <p class="over">{page.name.clone()}</p>
            <h1>{t!(cx, "within")}</h1>
            <p class="lead">{t!(cx, "audience-members-text")}</p>
            {listed(page.list.lines.clone(), t!(cx, "nothing-yet"))}
            {pager(cx, &at, &page.list)}
            <p class="back"><a href=format!("/c/{}/room", page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// A published disclosure.
pub fn disclosure(cx: &Cx, page: DisclosurePage, urban: bool) -> String {
    let content = page.content.clone();
    shell::page(cx, &content.title.clone(), || {
        let correction = (!content.correction.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "outcome-corrected", reason = content.correction)}</p> });
        let about = (!content.matter.is_empty())
            .then(|| view! { <dt>{t!(cx, "matter")}</dt> <dd>{matter(cx, &content.matter)}</dd> });
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()} " · " {category(cx, &content.category, urban)}</p>
                <h1>{content.title.clone()}</h1>
                {seal::superseded(cx, &page.seal)}
                {correction}
                <div class="text" inner_html=page.text.clone()></div>
                <dl class="facts-list">
                    {about}
                    <dt>{t!(cx, "disclosure-basis")}</dt>
                    <dd>{content.basis.clone()}</dd>
                    <dt>{t!(cx, "outcome-responsible")}</dt>
                    <dd>{content.responsible.clone()}</dd>
                    <dt>{t!(cx, "outcome-signed")}</dt>
                    <dd>{signed(cx, &content.signed_as)}</dd>
                </dl>
                {seal::seal(cx, &page.seal, Vec::new())}
            </article>
        }
    })
}

/// `/c/…/about/…`: a member asks or objects; the staff answers, takes down, withdraws.
pub fn about(cx: &Cx, page: AboutPage) -> String {
    shell::page(cx, &page.title.clone(), || {
        let at = format!("/do/c/{}/about/{}/{}", page.community, page.kind, page.subject);
        let sheet = format!("/c/{}/{}/{}", page.community, page.kind, page.subject);
        let words = if page.within { t!(cx, "within-sheet") } else { t!(cx, "outcome-public") };
        let within = page.within.then(|| view! { <p class="changed">{t!(cx, "audience-members-text")}</p> });
        let lines = page
            .posted
            .objections
            .iter()
            .map(|one| {
                let reply = page.may_reply.then(|| reply(cx, one));
                parts::objection(cx, one, view! { {reply} {moderate::forms(cx, one)} }.into_any())
            })
            .collect_view();
        view! {
            <h1>{page.title.clone()}</h1>
            {form::problem(cx)}
            {masked::masked(cx)}
            {parts::state(cx, &page.posted)}
            {within}
            <p><a class="button" href=sheet>{words}</a></p>
            <section class="objections">
                <h2>{t!(cx, "objections")}</h2>
                {page.posted.objections.is_empty().then(|| view! { <p class="quiet">{t!(cx, "objection-none")}</p> })}
                <ol class="asked">{lines}</ol>
            </section>
            {page.execution.as_ref().map(|one| execution::desk(cx, &page.community, &page.subject, one))}
            {page.may_file.then(|| file(cx, &at, page.reply_days, false))}
            {page.may_file_paper.then(|| file(cx, &at, page.reply_days, true))}
            {page.correct.as_ref().map(|href| view! { <p><a class="button" href=href.clone()>{t!(cx, "board-correct")}</a></p> })}
            {page.may_keep.then(|| keep(cx, &at, &page))}
            {page.takeback.as_ref().map(|one| takeback::section(cx, &at, one))}
            <p class="back"><a href=format!("/c/{}/room", page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// The form by which one objects or asks; `paper`: the clerk enters what somebody brought.
fn file(cx: &Cx, at: &str, days: i64, paper: bool) -> AnyView {
    let action = format!("{at}/{}", if paper { "paper" } else { "object" });
    let cx = &Cx { key: format!("{}-{paper}", cx.key), ..cx.for_form(&action) };
    let kinds: Vec<_> =
        Kind::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("objection-kind-{}", one.id())))).collect();
    let number = paper
        .then(|| form::line(cx, "number", "text", t!(cx, "member-named"), "", Some(t!(cx, "objection-paper-hint"))));
    let title = if paper { t!(cx, "objection-paper") } else { t!(cx, "objection-file") };
    view! {
        <form method="post" action=action class="card">
            <h2>{title}</h2>
            <p>{t!(cx, "objection-lead", days = days)}</p>
            {form::key(cx)}
            {number}
            {form::select(cx, "kind", t!(cx, "objection-what"), &kinds, "objection")}
            {form::text(cx, "text", t!(cx, "objection-text"), "", 5, Some(t!(cx, "objection-text-hint")))}
            {form::send(t!(cx, "objection-send"), !paper)}
        </form>
    }
    .into_any()
}

fn reply(cx: &Cx, one: &ObjectionView) -> AnyView {
    if !one.reply.is_empty() || one.own {
        return ().into_any();
    }
    let action = format!("/do/o/{}/reply", one.id);
    let cx =
        &Cx { key: format!("{}-{}", cx.key, one.number), scope: format!("-{}", one.number), ..cx.for_form(&action) };
    let results: Vec<_> =
        Result::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("objection-{}", one.id())))).collect();
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "objection-reply")}</summary>
            <form method="post" action=action>
                {form::problem(cx)}
                {form::key(cx)}
                {form::text(cx, "reply", t!(cx, "objection-reply"), "", 4, Some(t!(cx, "objection-text-hint")))}
                {form::select(cx, "result", t!(cx, "objection-result"), &results, "kept")}
                {form::send(t!(cx, "objection-reply-send"), true)}
            </form>
        </details>
    }
    .into_any()
}

/// What the keepers of the board do: take down, attach the photo, withdraw.
fn keep(cx: &Cx, at: &str, page: &AboutPage) -> AnyView {
    let down = if !page.posted.up {
        ().into_any()
    } else {
        match &page.take_down {
            Some(why) => view! { <p class="missing">{why.clone()}</p> }.into_any(),
            None => form::button(cx, format!("{at}/take-down"), t!(cx, "board-take-down"), false, Vec::new()),
        }
    };
    let photo = (!page.posted.period.is_empty()).then(|| {
        view! {
            <form method="post" action=format!("{at}/photo") enctype="multipart/form-data" class="card">
                <h3>{t!(cx, "board-photo")}</h3>
                <p>{t!(cx, "board-photo-lead")}</p>
                <div class="field">
                    <label for="photo">{t!(cx, "board-photo-file")}</label>
                    <input id="photo" name="photo" type="file" accept="image/jpeg,image/png,image/webp" />
                </div>
                {form::send(t!(cx, "board-photo-attach"), false)}
            </form>
        }
    });
    let action = format!("{at}/withdraw");
    let own = &cx.for_form(&action);
    let withdraw = (page.may_withdraw && page.posted.withdrawn.is_empty()).then(|| {
        view! {
            <details open=own.refused.is_some()>
                <summary>{t!(cx, "board-withdraw")}</summary>
                <form method="post" action=action.clone() class="card">
                    {form::key(own)}
                    {form::line(own, "reason", "text", t!(cx, "board-withdraw-reason"), "", None)}
                    {form::send(t!(cx, "board-withdraw"), false)}
                </form>
            </details>
        }
    });
    view! { <section id="keep"><h2>{t!(cx, "board-keep")}</h2> {down} {photo} {withdraw}</section> }.into_any()
}

/// `/c/…/overdue`: what waits beyond its day, for supervisors and the township.
pub fn overdue(cx: &Cx, page: OverduePage) -> String {
    shell::page(cx, &t!(cx, "overdue"), || {
        let at = format!("/c/{}/overdue", page.community);
        let part = |name: &'static str, title: &str, (cut, lines): (Cut, Vec<Listed>)| {
            let to = |number: i64| cx.href_with(&at, &[(name, &number.to_string())]) + "#" + name;
            view! {
                <section id=name>
                    <h2>{t!(cx, title)} " " <span class="quiet">{cut.total}</span></h2>
                    {listed(lines, t!(cx, "overdue-none"))}
                    {paged(cx, cut, &[], &to)}
                </section>
            }
        };
        view! {
            <h1>{page.name.clone()} " · " {t!(cx, "overdue")}</h1>
            {part("objections", "overdue-objections", page.objections)}
            {part("milestones", "overdue-milestones", page.milestones)}
            {part("over", "overdue-over", page.over)}
            <p class="back"><a href=format!("/c/{}/room", page.community)>{t!(cx, "home")}</a></p>
        }
    })
}
