//! Joint requests: what may be asked for and what is being signed, the page of one, and what members and staff do about it.

use crate::{
    address::{self, to},
    parts::{
        form::{Button, Choice, Form, Line, Send, Text},
        masked,
        news::news,
        paged::paged,
        seal, shell, tags,
    },
    t,
    view::{
        Cx,
        petition::{AskView, BarView, NewPetition, PetitionDesk, PetitionPage, PetitionsPage, SignerView},
        record::Tag,
    },
};
use leptos::prelude::*;
use rules::{
    petition::{Ask, State},
    rule_set::{Checked, Mark},
};

/// `/c/…/petitions`: what may be asked for, and every request.
pub fn petitions(cx: &Cx, page: PetitionsPage) -> String {
    shell::page(cx, &t!(cx, "petitions"), || {
        let at = address::petitions(&page.community);
        let to = |number: i64| cx.href_with(&at, &[("page", &number.to_string())]);
        let asks = page.asks.iter().map(|one| ask(cx, one)).collect_view();
        view! {
            <p class="over">{page.name.clone()}</p>
            <h1>{t!(cx, "petitions")}</h1>
            <p class="lead">{t!(cx, "petitions-lead")}</p>
            <p class="screen-only"><a class="button main" href=cx.href(&address::new_petition(&page.community))>{t!(cx, "petition-begin")}</a></p>
            {news(cx, page.list.lines.clone(), t!(cx, "nothing-yet"))}
            {paged(cx, page.list.cut, &[], &to)}
            <section>
                <h2>{t!(cx, "petition-asks")}</h2>
                {asks}
            </section>
            <p><a href=cx.href(&address::board(&page.community))>{t!(cx, "to-board")}</a></p>
        }
    })
}

/// What may be asked for, by how many, and by when it is due.
fn ask(cx: &Cx, one: &AskView) -> AnyView {
    let bars = one
        .bars
        .iter()
        .map(|(words, by, source)| view! { <li>{words.clone()} " " <span class="quiet">{source.clone()} " · " {mark(cx, *by)}</span></li> })
        .collect_view();
    view! {
        <h3>{asked(cx, one.ask, &one.estate)}</h3>
        <ul>{bars}</ul>
        <p class="quiet">{t!(cx, "petition-within", days = one.days)} " " {one.days_source.clone()}</p>
    }
    .into_any()
}

/// What is asked for, and of whose estate.
fn asked(cx: &Cx, ask: Ask, estate: &str) -> String {
    let words = ask.name(cx.language);
    if estate.is_empty() { words.to_owned() } else { format!("{words} · {estate}") }
}

/// What gives a number its force: a platform rule is never called law.
fn mark(cx: &Cx, mark: Mark) -> String {
    t!(cx, &format!("rule-mark-{}", mark.id()))
}

/// `/c/…/petitions/new`: a member begins one.
pub fn new(cx: &Cx, page: NewPetition) -> String {
    shell::page(cx, &t!(cx, "petition-begin"), || {
        let form = &cx.only_form(to::community(&page.community, "petitions")).naming_empty(["title", "text"]);
        let asks: Vec<_> = page.asks.iter().map(|one| (one.value.clone(), asked(cx, one.ask, &one.estate))).collect();
        let first = asks.first().map_or_else(String::new, |(value, _)| value.clone());
        let all = page.asks.iter().map(|one| ask(cx, one)).collect_view();
        view! {
            <h1>{t!(cx, "petition-begin")}</h1>
            {masked::masked(cx)}
            <p class="lead">{t!(cx, "petition-begin-lead")}</p>
            <Form form class="card" tells=false>
                <Choice form name="ask" label=t!(cx, "petition-ask") of=&asks value=first />
                <Line form name="title" label=t!(cx, "petition-title") hint=t!(cx, "petition-title-hint") />
                <Text form name="text" label=t!(cx, "petition-text") rows=6 hint=t!(cx, "petition-text-hint") />
                <Send label=t!(cx, "petition-begin-send") main=true />
            </Form>
            <section>
                <h2>{t!(cx, "petition-asks")}</h2>
                {all}
            </section>
            <p class="back"><a href=address::petitions(&page.community)>{t!(cx, "petitions")}</a></p>
        }
    })
}

/// Where a request stands, as a word of its own.
pub fn standing(cx: &Cx, (state, late): (State, bool), due: &str) -> Tag {
    let (words, tone) = match state {
        State::Reached if late => (t!(cx, "petition-late", due = due), "late"),
        State::Reached => (t!(cx, "petition-due", due = due), ""),
        State::Met => (t!(cx, "petition-met"), "good"),
        State::Answered => (t!(cx, "petition-answered"), "bad"),
        State::Open => (t!(cx, "petition-open"), ""),
        State::Withdrawn => (t!(cx, "petition-withdrawn"), "bad"),
    };
    Tag { words, tone }
}

/// The page of one, for everybody.
pub fn petition(cx: &Cx, page: PetitionPage) -> String {
    let content = page.content.clone();
    shell::page(cx, &content.title.clone(), || {
        let met = content.met.clone().map(|met| {
            let words = if met.title.is_empty() { t!(cx, "petition-met") } else { met.title };
            view! {
                <section>
                    <h2>{t!(cx, "petition-met")}</h2>
                    <p>{t!(cx, "petition-met-on", day = met.on)} " " <a href=cx.href(&page.met)>{words}</a></p>
                </section>
            }
        });
        let answer = (!content.answer.is_empty()).then(|| {
            let role = t!(cx, &format!("role-{}", content.answered_as));
            view! {
                <section>
                    <h2>{t!(cx, "petition-answered")}</h2>
                    <blockquote class="reply">
                        <p class="quiet">{t!(cx, "objection-replied", role = role, at = content.answered)}</p>
                        <div dir="auto" class="text" inner_html=page.answer.clone()></div>
                    </blockquote>
                </section>
            }
        });
        let begun = t!(cx, "petition-begun", number = content.number, day = content.begun);
        let open = page.state == State::Open && page.seal.revision.0 == page.seal.revision.1;
        let sign = open.then(|| {
            let href = cx.href(&page.seal.posted.about);
            view! { <p class="screen-only"><a class="button main" href=href>{t!(cx, "petition-sign-here")}</a></p> }
        });
        let late = page.late.then(|| view! { <p class="overdue">{t!(cx, "petition-late", due = content.due)}</p> });
        let reached = (!content.reached.is_empty()).then(|| {
            view! {
                <p>
                    {t!(cx, "petition-reached", day = content.reached, due = content.due)} " "
                    <span class="quiet">{content.terms.days_source.clone()} " · " {mark(cx, content.terms.days_mark)}</span>
                </p>
            }
        });
        let files = if content.record.is_some() && page.seal.revision.0 == page.seal.revision.1 {
            vec![(format!("{}/record.json", page.seal.path), t!(cx, "file-record"))]
        } else {
            Vec::new()
        };
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()} " · " {begun}</p>
                <h1 lang=cx.tongue(&content.title)>{content.title.clone()}</h1>
                {tags(&[standing(cx, (page.state, page.late), &content.due)])}
                {seal::superseded(cx, &page.seal)}
                {late}
                {sign}
                <section>
                    <h2>{asked(cx, content.ask, &content.body)}</h2>
                    <div class="text" dir="auto" inner_html=page.text.clone()></div>
                </section>
                <section>
                    <h2>{t!(cx, "petition-numbers")}</h2>
                    {bars(cx, &page.bars)}
                    {reached}
                    <p class="quiet">{t!(cx, "petition-nameless")}</p>
                </section>
                {met}
                {answer}
                {seal::seal(cx, &page.seal, files)}
            </article>
        }
    })
}

/// How many have signed under each of the shares, of how many, by which rule.
fn bars(cx: &Cx, bars: &[BarView]) -> AnyView {
    let each = bars
        .iter()
        .map(|one| {
            let unverified = (one.checked != Checked::Text).then(|| t!(cx, "rule-unverified"));
            let names = t!(cx, "petition-bar", signed = one.signed, required = one.required);
            view! {
                <dt>{one.signers.name(cx.language)}</dt>
                <dd>
                    <strong>{names}</strong>
                    <br />
                    <span class="quiet">{one.sentence.clone()} " " {mark(cx, one.mark)} {unverified}</span>
                </dd>
            }
        })
        .collect_view();
    let any = (bars.len() > 1).then(|| view! { <p class="quiet">{t!(cx, "petition-any-bar")}</p> });
    view! { <dl class="facts-list">{each}</dl> {any} }.into_any()
}

/// What members and staff do about it: sign, take back, enter paper, say by what it was met, answer. Names stand here alone.
pub fn desk(cx: &Cx, community: &str, desk: &PetitionDesk) -> AnyView {
    let to = |act: &str| to::petition(community, &desk.id, act);
    let own = if desk.waits {
        view! { <p class="state">{t!(cx, "petition-you-wait")}</p> }.into_any()
    } else if desk.signed && desk.state == State::Open {
        view! {
            <p class="state">{t!(cx, "petition-you-signed")}</p>
            <Button cx to=to("unsign") label=t!(cx, "petition-unsign") />
        }
        .into_any()
    } else if desk.signed {
        view! { <p class="state">{t!(cx, "petition-you-signed")}</p> }.into_any()
    } else if desk.may_sign {
        view! {
            <p>{t!(cx, "petition-sign-lead")}</p>
            <Button cx to=to("sign") label=t!(cx, "petition-sign") main=true />
        }
        .into_any()
    } else if desk.state == State::Open {
        view! { <p class="quiet">{t!(cx, "petition-not-yours")}</p> }.into_any()
    } else {
        ().into_any()
    };
    let signers = desk.signers.iter().map(|one| signer(cx, &to, one)).collect_view();
    let none = desk.signers.is_empty().then(|| view! { <p class="quiet">{t!(cx, "nothing-yet")}</p> });
    let paper = desk.may_enter.then(|| {
        let form = &cx.form(to("paper")).scoped("sign");
        view! {
            <Form form class="card" fold=t!(cx, "petition-paper") tells=false>
                <p>{t!(cx, "petition-paper-lead")}</p>
                <Line form name="number" label=t!(cx, "member-named") hint=t!(cx, "petition-paper-hint") />
                <Send label=t!(cx, "petition-paper-enter") />
            </Form>
        }
    });
    let withdraw = desk.may_withdraw.then(|| {
        let form = &cx.form(to("withdraw"));
        view! {
            <Form form class="card" fold=t!(cx, "petition-withdraw") tells=false>
                <Line form name="reason" label=t!(cx, "board-withdraw-reason") />
                <Send label=t!(cx, "petition-withdraw") />
            </Form>
        }
    });
    view! {
        <section id="petition">
            <h2>{t!(cx, "petition")}</h2>
            {tags(&[standing(cx, (desk.state, desk.late), &desk.due)])}
            <h3>{asked(cx, desk.ask, &desk.estate)}</h3>
            <div class="text" dir="auto" inner_html=desk.text.clone()></div>
            {bars(cx, &desk.bars)}
            {own}
            {answers(cx, &to, desk)}
            {desk.open_matter.clone().map(|href| view! { <p><a class="button" href=href>{t!(cx, "matter-open-from")}</a></p> })}
            <h3>{t!(cx, "petition-names")}</h3>
            <p class="quiet">{t!(cx, "petition-names-lead")}</p>
            {none}
            <ul class="listed">{signers}</ul>
            {paper}
            {withdraw}
        </section>
    }
    .into_any()
}

/// A name, and of one that waits the two buttons of the second person.
fn signer(cx: &Cx, to: &dyn Fn(&str) -> String, one: &SignerView) -> AnyView {
    let note = match (one.paper, one.waits) {
        (true, true) => t!(cx, "petition-paper-waits"),
        (true, false) => t!(cx, "petition-on-paper"),
        (false, _) => String::new(),
    };
    let acts = (one.waits && one.may_strike).then(|| {
        let hidden = || vec![("member", one.member.clone())];
        let confirm = one.may_confirm.then(|| {
            view! { <Button cx to=to("confirm") label=t!(cx, "petition-confirm") hidden=hidden() keyed=one.member.clone() /> }
        });
        view! {
            <div class="acts">
                {confirm}
                <Button cx to=to("strike") label=t!(cx, "petition-strike") hidden=hidden() keyed=one.member.clone() />
            </div>
        }
    });
    view! { <li>{one.name.clone()} " " <span class="note">{note}</span> {acts}</li> }.into_any()
}

/// What the chair does about one that was reached: the thing by which it was met, or an answer in public.
fn answers(cx: &Cx, to: &dyn Fn(&str) -> String, desk: &PetitionDesk) -> AnyView {
    if !desk.may_answer || !matches!(desk.state, State::Reached | State::Answered) {
        return ().into_any();
    }
    let form = &cx.form(to("meet"));
    let leads = desk
        .leads
        .iter()
        .map(|(key, href)| view! { <p><a class="button main" href=href.clone()>{t!(cx, *key)}</a></p> });
    let meet = if desk.met_by.is_empty() {
        view! { <p class="missing">{t!(cx, "petition-nothing-meets")}</p> {leads.collect_view()} }.into_any()
    } else {
        let first = desk.met_by.first().map_or_else(String::new, |(value, _)| value.clone());
        view! {
            <Form form class="card" tells=false head=view! { <h3>{t!(cx, "petition-meet")}</h3> }.into_any()>
                <Choice form name="by" label=t!(cx, "petition-meet-by") of=&desk.met_by value=first />
                <Send label=t!(cx, "petition-meet-send") main=true />
            </Form>
        }
        .into_any()
    };
    let form = &cx.form(to("answer"));
    let answer = (desk.state == State::Reached).then(|| {
        view! {
            <Form form class="card" fold=t!(cx, "petition-answer") tells=false>
                <Text form name="answer" label=t!(cx, "petition-answer-text") rows=4 hint=t!(cx, "objection-text-hint") />
                <Send label=t!(cx, "petition-answer-send") />
            </Form>
        }
    });
    view! { {meet} {answer} }.into_any()
}
