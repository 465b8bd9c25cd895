//! Draws by lot: where one is fixed, the page of one for everybody, and what staff do about it.

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        fold::fold,
        form::{Button, Choice, Day, Form, Line, Number, Send, Text},
        masked, refusals, seal, shell,
    },
    say, t,
    view::{
        Cx,
        draw::{DrawDesk, DrawPage, NewDraw},
    },
};
use leptos::prelude::*;
use rules::{draw::DrawOf, kind::draw::Chance, published::DrawContent};

/// `/c/…/draws/new`: list, rule and seed are fixed.
pub fn new(cx: &Cx, page: NewDraw) -> String {
    shell::page(cx, &t!(cx, "draw-new"), || {
        let form =
            &cx.only_form(to::community(&page.community, "draws")).naming_empty(["title", "basis", "list", "named"]);
        let kinds: Vec<_> =
            DrawOf::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("draw-of-{}", one.id())))).collect();
        let chances: Vec<_> =
            Chance::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("draw-chance-{}", one.id())))).collect();
        // It is asked where the list was drawn from before.
        let asked = form.refusal_at("again").is_some() || !form.kept("again", "").is_empty();
        let again = asked
            .then(|| view! { <Line form name="again" label=t!(cx, "draw-once-more") hint=t!(cx, "waive-hint") /> });
        // A line that cannot be taken in is named beside the list.
        let line = cx
            .refusal_of("list")
            .filter(|_| form.asked_back("list").is_none())
            .map(|(number, refusal)| t!(cx, "draw-line", line = number, why = say::refusal(cx.language, refusal)))
            .map(|words| refusals::refusal(cx, "list", Some(&t!(cx, "draw-list")), words));
        view! {
            <h1>{t!(cx, "draw-new")}</h1>
            <p class="lead">{t!(cx, "draw-new-lead")}</p>
            {masked::masked(cx)}
            <Form form class="card" tells=false>
                <Line form name="title" label=t!(cx, "draw-title") hint=t!(cx, "draw-title-hint") />
                <Line form name="basis" label=t!(cx, "draw-basis") hint=t!(cx, "draw-basis-hint") />
                {again}
                <Choice form name="of" label=t!(cx, "draw-of") of=&kinds value=DrawOf::Lines.id() />
                {line}
                <Text form name="list" label=t!(cx, "draw-list") rows=10 hint=t!(cx, "draw-list-hint") />
                <Number form name="places" label=t!(cx, "draw-places") />
                <Number form name="substitutes" label=t!(cx, "draw-substitutes-count") hint=t!(cx, "draw-substitutes-hint") />
                <Choice form name="chance" label=t!(cx, "draw-chance") of=&chances value=Chance::Number.id() />
                <Line form name="named" label=t!(cx, "draw-named") hint=t!(cx, "draw-named-hint") />
                <Day form name="on" label=t!(cx, "draw-on") />
                <Send label=t!(cx, "draw-fix") main=true />
            </Form>
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

/// `/c/…/draw/…`: for everybody.
pub fn draw(cx: &Cx, page: DrawPage) -> String {
    let content = page.content.clone();
    let shared = shell::Shared::posting(cx, &content.title, page.seal.posted.is_withdrawn(), &told(cx, &content));
    shell::shared_page(cx, &content.title.clone(), shared, || {
        let number = |entry: &str| entry.to_owned();
        let files = if content.record.is_some() && page.seal.revision.0 == page.seal.revision.1 {
            vec![(format!("{}/record.json", page.seal.path), t!(cx, "file-record"))]
        } else {
            Vec::new()
        };
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()} " · " {t!(cx, "draw-number", number = content.number)}</p>
                <h1 lang=cx.tongue(&content.title)>{content.title.clone()}</h1>
                {seal::superseded(cx, &page.seal)}
                {result(cx, &content, &number)}
                {fixed(cx, &content, &number)}
                <p class="quiet">{t!(cx, "draw-again")}</p>
                {seal::seal(cx, &page.seal, files)}
            </article>
        }
    })
}

/// What the card says of it: what was drawn, or that it waits for its seed.
fn told(cx: &Cx, content: &DrawContent) -> String {
    match &content.verdict {
        None => t!(cx, "draw-waits", day = content.on, named = content.named),
        Some(verdict) if !verdict.passed => t!(cx, "draw-void"),
        Some(verdict) => {
            let of = t!(cx, "draw-number", number = content.number);
            format!("{of} · {} · {}", t!(cx, "draw-drawn"), verdict.drawn.join(&t!(cx, "list-between")))
        }
    }
}

/// What was drawn, and who stepped in; or that it waits for its seed.
fn result(cx: &Cx, content: &DrawContent, named: &dyn Fn(&str) -> String) -> AnyView {
    let Some((record, verdict)) = content.record.as_ref().zip(content.verdict.as_ref()) else {
        return view! { <p class="state">{t!(cx, "draw-waits", day = content.on, named = content.named)}</p> }
            .into_any();
    };
    if !verdict.passed {
        return view! { <p class="missing">{t!(cx, "draw-void")}</p> }.into_any();
    }
    let list = |all: &[String]| all.iter().map(|one| view! { <li dir="auto">{named(one)}</li> }).collect_view();
    let substitutes = (!verdict.substitutes.is_empty()).then(|| {
        view! { <h2>{t!(cx, "draw-substitutes")}</h2> <ol>{list(&verdict.substitutes)}</ol> }
    });
    let replaced = content.replaced.iter().map(|one| {
        let words = t!(cx, "draw-replaced-line", day = one.on, left = named(&one.left), by = named(&one.by));
        view! { <li dir="auto">{words} " " {one.reason.clone()}</li> }
    });
    let replaced = replaced.collect_view();
    let replaced =
        (!content.replaced.is_empty()).then(|| view! { <h2>{t!(cx, "draw-replaced")}</h2> <ul>{replaced}</ul> });
    view! {
        <h2>{t!(cx, "draw-drawn")}</h2>
        <p class="quiet">{t!(cx, "draw-seed-was", value = record.seed.value)}</p>
        <ol>{list(&verdict.drawn)}</ol>
        {substitutes}
        {replaced}
    }
    .into_any()
}

/// What was fixed before: rule, list, hash, whence the seed comes.
fn fixed(cx: &Cx, content: &DrawContent, named: &dyn Fn(&str) -> String) -> AnyView {
    let entries = content.frame.entries.iter().map(|one| view! { <li dir="auto">{named(one)}</li> }).collect_view();
    let chance = t!(cx, &format!("draw-chance-{}", content.chance.id()));
    view! {
        <h2>{t!(cx, "draw-fixed")}</h2>
        <dl class="facts-list">
            <dt>{t!(cx, "draw-basis")}</dt>
            <dd dir="auto">{content.basis.clone()}</dd>
            <dt>{t!(cx, "draw-fixed-on")}</dt>
            <dd>{say::day(cx.language, &content.frame.fixed_on)}</dd>
            <dt>{t!(cx, "draw-how-many")}</dt>
            <dd>{t!(cx, "draw-counts", of = content.frame.entries.len(), places = content.rule.places, substitutes = content.rule.substitutes)}</dd>
            <dt>{chance}</dt>
            <dd dir="auto">{content.named.clone()} " · " {say::day(cx.language, &content.on.to_string())}</dd>
            <dt>{t!(cx, "draw-hash")}</dt>
            <dd class="hash">{content.frame.hash.clone()}</dd>
        </dl>
        {fold(t!(cx, "draw-list-of", count = content.frame.entries.len()), view! { <ol>{entries}</ol> })}
    }
    .into_any()
}

/// What members see of a draw, and staff do about it: read its seed, as first or second, and let a substitute step in. Names stand here
/// alone.
pub fn desk(cx: &Cx, community: &str, desk: &DrawDesk) -> AnyView {
    let at = |act: &str| to::draw(community, &desk.id, act);
    let content = &desk.content;
    let named = |entry: &str| match desk.names.get(entry) {
        Some(name) => format!("{entry} {name}"),
        None => entry.to_owned(),
    };
    let waits = desk
        .waits
        .then(|| view! { <p class="state">{t!(cx, "draw-waits", day = content.on, named = content.named)}</p> });
    let read = desk.read.then(|| view! { <p class="state">{t!(cx, "draw-read")}</p> });
    let enter = |act: &str, words: &str| {
        let form = &cx.form(at(act));
        view! {
            <Form form class="card">
                <p>{t!(cx, "draw-read-lead", named = content.named)}</p>
                <Line form name="value" label=t!(cx, "draw-value") hint=t!(cx, "draw-value-hint") />
                <Send label=t!(cx, words) main=true />
            </Form>
        }
    };
    let first = desk.may_read.then(|| enter("seed", "draw-read-send"));
    let second = desk.may_confirm.then(|| enter("confirm", "draw-confirm-send"));
    let left = |entry: &str| content.replaced.iter().any(|one| one.left == entry);
    let drawn = content.verdict.iter().flat_map(|one| &one.drawn);
    let drawn = drawn.chain(content.replaced.iter().map(|one| &one.by)).filter(|entry| !left(entry));
    let list = drawn.map(|one| named(one)).collect::<Vec<_>>();
    let lines = list.into_iter().map(|one| view! { <li dir="auto">{one}</li> }).collect_view();
    let drawn = content.verdict.as_ref().map(|_| view! { <h3>{t!(cx, "draw-drawn")}</h3> <ol>{lines}</ol> });
    let step_in = desk.may_replace.then(|| {
        let form = &cx.form(at("substitute"));
        let holds = content.verdict.iter().flat_map(|one| one.drawn.iter());
        let holds = holds.chain(content.replaced.iter().map(|one| &one.by));
        let holds = holds.filter(|entry| !content.replaced.iter().any(|one| one.left == **entry));
        let of: Vec<_> = holds.map(|entry| (entry.clone(), named(entry))).collect();
        view! {
            <Form form class="card" fold=t!(cx, "draw-step-in")>
                <Choice form name="left" label=t!(cx, "draw-left") of=&of />
                <Line form name="reason" label=t!(cx, "draw-reason") />
                <Send label=t!(cx, "draw-leaves-send") />
            </Form>
        }
    });
    let leaving = desk.leaving.as_ref().map(|(stands, left, reason)| {
        let words = t!(cx, "draw-leaves", left = named(left), reason = reason);
        let button = desk.may_step_in.then(|| {
            view! { <Button cx to=at("step-in") label=t!(cx, "draw-step-in-send") hidden=seen(stands) /> }
        });
        let waits = (!desk.may_step_in).then(|| view! { <p class="quiet">{t!(cx, "draw-leaves-waits")}</p> });
        view! { <p class="state" dir="auto">{words}</p> {button} {waits} }
    });
    let entries = content.frame.entries.iter().map(|one| view! { <li dir="auto">{named(one)}</li> }).collect_view();
    view! {
        <section id="draw">
            <h2>{t!(cx, "draw")}</h2>
            {waits}
            {read}
            {first}
            {second}
            {drawn}
            {leaving}
            {step_in}
            {fold(t!(cx, "draw-list-of", count = content.frame.entries.len()), view! { <ol>{entries}</ol> })}
        </section>
    }
    .into_any()
}
