//! The board, and what members and staff do about what hangs on it.

use super::{
    draw, duty, execution, moderate, petition,
    record::{matter, signed},
    takeback,
};
use crate::{
    address::{self, to},
    parts::{
        base::seen,
        board as parts, filing,
        form::{Button, Choice, File, Form, Line, PICTURES, Send, Text, hidden_fields},
        ledger, listed, masked,
        news::news,
        paged::paged,
        register, seal, shell,
    },
    t,
    view::{
        Cx,
        board::{AboutPage, BoardList, BoardPage, DisclosurePage, ObjectionView, OverduePage, WithinPage},
        cut::Cut,
        record::Listed,
    },
};
use leptos::prelude::*;
use rules::{agenda::Matter, body::BodyKind, objection::Kind, posting::Category, published};

/// The field that searches the record.
pub fn search_box(cx: &Cx, community: &str, query: &str) -> AnyView {
    let form = &cx.question(address::search(community));
    view! {
        <form method="get" action=form.to.clone() class="search screen-only" role="search">
            {look(cx)}
            <Line form name="q" kind="search" label=t!(cx, "search-record") value=query />
            <Send label=t!(cx, "search") />
        </form>
    }
    .into_any()
}

/// Language and elder mode travel with a form of the public pages.
pub fn look(cx: &Cx) -> AnyView {
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

/// The categories, each a list of its own.
pub fn categories(cx: &Cx, at: &str, page: &BoardPage) -> AnyView {
    let mut links = vec![(String::new(), t!(cx, "category-all"))];
    links.extend(Category::ALL.iter().map(|one| (one.id().to_owned(), category(cx, one.id(), page.urban))));
    let links = links
        .into_iter()
        .map(|(id, words)| {
            let current = (page.list.category.map_or("", Category::id) == id).then_some("page");
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

/// What narrows a list.
pub fn filters(cx: &Cx, at: &str, list: &BoardList) -> AnyView {
    if list.matters.is_empty() && list.years.len() < 2 && !list.is_filtered() {
        return ().into_any();
    }
    let form = &cx.question(at);
    let mut matters = vec![(String::new(), t!(cx, "matter-all"))];
    matters.extend(list.matters.clone());
    let mut years = vec![("0".to_owned(), t!(cx, "year-all"))];
    years.extend(list.years.iter().map(|year| (year.to_string(), year.to_string())));
    view! {
        <form method="get" action=form.to.clone() class="row filters screen-only">
            {look(cx)}
            {list.category.map(|one| view! { <input type="hidden" name="category" value=one.id() /> })}
            <Choice form name="matter" label=t!(cx, "matter") of=&matters value=list.matter.map_or("", Matter::id) />
            <Choice form name="year" label=t!(cx, "year") of=&years value=list.year.to_string() />
            <Send label=t!(cx, "filter") />
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
            ("category", list.category.map_or("", Category::id)),
            ("matter", list.matter.map_or("", Matter::id)),
            ("kind", list.kind.map_or("", published::Kind::id)),
            ("body", list.body.map_or("", BodyKind::id)),
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
        let board = address::board(&community);
        let at = address::search(community);
        let form = &cx.question(at.as_str());
        let mut kinds = vec![(String::new(), t!(cx, "kind-all"))];
        let named = |one: &published::Kind| (one.id().to_owned(), t!(cx, &format!("publication-{}", one.id())));
        kinds.extend(published::Kind::ALL.iter().filter(|one| !one.is_within()).map(named));
        let mut years = vec![("0".to_owned(), t!(cx, "year-all"))];
        years.extend(list.years.iter().map(|year| (year.to_string(), year.to_string())));
        let mut bodies = vec![(String::new(), t!(cx, "body-all"))];
        bodies.extend(list.bodies.clone());
        let asked = list.is_filtered() || list.body.is_some();
        view! {
            <h1>{name.to_owned()} " · " {t!(cx, "search-record")}</h1>
            <form method="get" action=form.to.clone() class="card" role="search">
                {look(cx)}
                <Line form name="q" kind="search" label=t!(cx, "search-words") value=&list.query hint=t!(cx, "search-hint") />
                <div class="row">
                    <Choice form name="kind" label=t!(cx, "publication-kind") of=&kinds value=list.kind.map_or("", published::Kind::id) />
                    <Choice form name="body" label=t!(cx, "body") of=&bodies value=list.body.map_or("", BodyKind::id) />
                    <Choice form name="year" label=t!(cx, "year") of=&years value=list.year.to_string() />
                </div>
                <Send label=t!(cx, "search") main=true />
            </form>
            {asked.then(|| view! { <h2>{t!(cx, "board-found", count = list.cut.total)}</h2> })}
            {list.too_long.map(|words| view! { <p class="problem">{t!(cx, "search-cut", words = words)}</p> })}
            {asked.then(|| news(cx, list.lines.clone(), t!(cx, "search-nothing")))}
            {pager(cx, &at, &list)}
            <p><a href=cx.href(&board)>{t!(cx, "to-board")}</a></p>
        }
    })
}

/// `/c/…/within`: what stays within the community, for its members.
pub fn within(cx: &Cx, page: WithinPage) -> String {
    shell::page(cx, &t!(cx, "within"), || {
        let at = address::within(&page.community);
        view! {
            <p class="over">{page.name.clone()}</p>
            <h1>{t!(cx, "within")}</h1>
            <p class="lead">{t!(cx, "audience-members-text")}</p>
            {news(cx, page.list.lines.clone(), t!(cx, "nothing-yet"))}
            {pager(cx, &at, &page.list)}
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// A published disclosure.
pub fn disclosure(cx: &Cx, page: DisclosurePage, urban: bool) -> String {
    let content = page.content.clone();
    let told = format!("{} · {}", category(cx, &content.category, urban), content.text);
    let shared = shell::Shared::posting(cx, &content.title, page.seal.posted.is_withdrawn(), &told);
    shell::shared_page(cx, &content.title.clone(), shared, || {
        let correction = (!content.correction.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "outcome-corrected", reason = content.correction)}</p> });
        let account = content.ledger.as_ref().map(|month| {
            let right =
                |at: usize| ledger::corrected(cx, &page.corrected, month.lines.get(at).map_or(0, |line| line.number));
            ledger::month(cx, &page.community, month, &right)
        });
        let kept = content.register.as_ref().map(|one| register::content(cx, one));
        let about = (!content.matter.is_empty())
            .then(|| view! { <dt>{t!(cx, "matter")}</dt> <dd>{matter(cx, &content.matter)}</dd> });
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()} " · " {category(cx, &content.category, urban)}</p>
                <h1 lang=cx.tongue(&content.title)>{content.title.clone()}</h1>
                {seal::superseded(cx, &page.seal)}
                {correction}
                {page.duty.as_ref().map(|one| duty::stands_for(cx, one))}
                <div class="text" inner_html=page.text.clone()></div>
                {account}
                {kept}
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
        let to = |act: &str| to::about(&page.community, page.kind.id(), &page.subject, act);
        let sheet = address::published(&page.community, page.kind.id(), &page.subject);
        let words = if page.within { t!(cx, "within-sheet") } else { t!(cx, "matter-public-page") };
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
            <h1 lang=cx.tongue(&page.title)>{page.title.clone()}</h1>

            {masked::masked(cx)}
            {parts::hangs(cx, &page.posted)}
            {within}
            <p><a class="button" href=sheet>{words}</a></p>
            {page.draw.as_ref().map(|one| draw::desk(cx, &page.community, one))}
            {page.petition.as_ref().map(|one| petition::desk(cx, &page.community, one))}
            <section class="objections">
                <h2>{t!(cx, "objections")}</h2>
                {page.posted.objections.is_empty().then(|| view! { <p class="quiet">{t!(cx, "objection-none")}</p> })}
                <ol class="asked">{lines}</ol>
            </section>
            {page.execution.as_ref().map(|one| execution::desk(cx, &page.community, &page.subject, one))}
            {page.may_file.then(|| file(cx, to("object"), (page.reply_days, page.plan), false))}
            {page.may_file_paper.then(|| file(cx, to("paper"), (page.reply_days, page.plan), true))}
            {page.correct.as_ref().map(|href| view! { <p><a class="button" href=href.clone()>{t!(cx, "board-correct")}</a></p> })}
            {page.may_keep.then(|| keep(cx, &to, &page))}
            {filing::desk(cx, to("put-on-file"), &page.posted.filings, &page.may_put_on_file)}
            {page.takeback.as_ref().map(|one| takeback::section(cx, &to, one))}
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// The form by which one objects or asks; `paper`: the clerk enters what somebody brought.
fn file(cx: &Cx, to: String, (days, plan): (i64, bool), paper: bool) -> AnyView {
    let form = &cx.form(to).keyed(if paper { "true" } else { "false" });
    let kinds: Vec<_> = Kind::ALL
        .iter()
        .filter(|one| one.fits(plan))
        .map(|one| (one.id().to_owned(), t!(cx, &format!("objection-kind-{}", one.id()))))
        .collect();
    let chosen = if plan { Kind::Comment } else { Kind::Objection };
    let number = paper.then(|| {
        view! { <Line form name="number" label=t!(cx, "member-named") hint=t!(cx, "objection-paper-hint") /> }
            .into_any()
    });
    let title = if paper { t!(cx, "objection-paper") } else { t!(cx, "objection-file") };
    view! {
        <Form form class="card" tells=false head=view! { <h2>{title}</h2> <p>{t!(cx, "objection-lead", days = days)}</p> }.into_any()>
            {number}
            <Choice form name="kind" label=t!(cx, "objection-what") of=&kinds value=chosen.id() />
            <Text form name="text" label=t!(cx, "objection-text") rows=5 hint=t!(cx, "objection-text-hint") />
            <Send label=t!(cx, "objection-send") main=!paper />
        </Form>
    }
    .into_any()
}

fn reply(cx: &Cx, one: &ObjectionView) -> AnyView {
    if !one.reply.is_empty() || one.own {
        return ().into_any();
    }
    let form = &cx.form(to::objection(&one.id, "reply")).keyed(&one.number.to_string()).scoped(&one.number.to_string());
    let results: Vec<_> = one
        .kind
        .results()
        .iter()
        .map(|one| (one.id().to_owned(), t!(cx, &format!("objection-{}", one.id()))))
        .collect();
    view! {
        <Form form fold=t!(cx, "objection-reply")>
            <Text form name="reply" label=t!(cx, "objection-reply") rows=4 hint=t!(cx, "objection-text-hint") />
            <Choice form name="result" label=t!(cx, "objection-result") of=&results />
            <Send label=t!(cx, "objection-reply-send") main=true />
        </Form>
    }
    .into_any()
}

/// What the keepers of the board do: take down, attach the photo, withdraw.
fn keep(cx: &Cx, to: &dyn Fn(&str) -> String, page: &AboutPage) -> AnyView {
    let down = if !page.posted.up {
        ().into_any()
    } else {
        match &page.take_down {
            Some(why) => view! { <p class="missing">{why.clone()}</p> }.into_any(),
            None => view! { <Button cx to=to("take-down") label=t!(cx, "board-take-down") /> }.into_any(),
        }
    };
    let picture = &cx.only_form(to("photo"));
    let photo = (!page.posted.period.is_empty()).then(|| {
        view! {
            <Form form=picture class="card" file=true bare=true tells=false head=view! { <h3>{t!(cx, "board-photo")}</h3> <p>{t!(cx, "board-photo-lead")}</p> }.into_any()>
                <File form=picture name="photo" label=t!(cx, "board-photo-file") accept=PICTURES />
                <Send label=t!(cx, "board-photo-attach") />
            </Form>
        }
    });
    let form = &cx.form(to("withdraw"));
    let withdraw = (page.may_withdraw && !page.posted.is_withdrawn()).then(|| {
        view! {
            <Form form fold=t!(cx, "board-withdraw") class="card" tells=false>
                {hidden_fields(seen(&page.revision.to_string()))}
                <Line form name="reason" label=t!(cx, "board-withdraw-reason") />
                <Send label=t!(cx, "board-withdraw") />
            </Form>
        }
    });
    view! { <section id="keep"><h2>{t!(cx, "board-keep")}</h2> {down} {photo} {withdraw}</section> }.into_any()
}

/// `/c/…/overdue`: what waits beyond its day, for supervisors and the township.
pub fn overdue(cx: &Cx, page: OverduePage) -> String {
    shell::page(cx, &t!(cx, "overdue"), || {
        let at = address::overdue(&page.community);
        let part = |name: &'static str, title: &str, (cut, lines): (Cut, Vec<Listed>)| {
            let to = |number: i64| cx.href_with(&at, &[(name, &number.to_string())]) + "#" + name;
            view! {
                <section id=name>
                    <h2>{t!(cx, title)} " " <span class="quiet">{cut.total}</span></h2>
                    {listed(cx, lines, t!(cx, "overdue-none"))}
                    {paged(cx, cut, &[], &to)}
                </section>
            }
        };
        view! {
            <h1>{page.name.clone()} " · " {t!(cx, "overdue")}</h1>
            {part("objections", "overdue-objections", page.objections)}
            {part("petitions", "petitions-waiting", page.petitions)}
            {part("matters", "matters-late", page.matters)}
            {part("ends", "ends-waiting", page.ends)}
            {part("duties", "overdue-duties", page.duties)}
            {part("orders", "orders-open", page.orders)}
            {part("milestones", "overdue-milestones", page.milestones)}
            {part("over", "overdue-over", page.over)}
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}
