//! Help that anybody reads: how one takes part, and how a vote passes. Every figure on it comes from the rules that decide.

use crate::{
    address,
    parts::{shell, stack},
    t,
    view::Cx,
};
use leptos::prelude::*;
use rules::{
    agenda::Matter,
    body::{BodyKind, Weighs},
    explain::{participating_words, pass_words, quorum_words},
    fraction::Fraction,
    rule_set::{Base, Mark, RuleSet, Sourced, SourcedShare},
};

/// How many are entitled, and how many of them came, in the example.
const EXAMPLE: (u64, u64) = (52, 41);

/// `/help/taking-part`: look, speak, vote.
pub fn taking_part(cx: &Cx, rules: &RuleSet) -> String {
    shell::page(cx, &t!(cx, "help-taking-part"), || {
        let posting = rules.posting.as_ref().map(|one| t!(cx, "help-look-days", days = one.value.days));
        let reply =
            rules.reply.as_ref().map(|one| t!(cx, "help-ask-days", days = one.value.days, most = one.value.most));
        view! {
            <h1>{t!(cx, "help-taking-part")}</h1>
            <p class="lead">{t!(cx, "help-taking-part-lead")}</p>
            <section>
                <h2>{t!(cx, "help-look")}</h2>
                <p>{t!(cx, "help-look-text")} {posting}</p>
                <p><a class="button" href=cx.href("/")>{t!(cx, "help-look-go")}</a></p>
            </section>
            <section>
                <h2>{t!(cx, "help-ask")}</h2>
                <p>{t!(cx, "help-ask-text")} {reply}</p>
            </section>
            <section>
                <h2>{t!(cx, "help-speak")}</h2>
                <p>{t!(cx, "help-speak-text")}</p>
            </section>
            <section>
                <h2>{t!(cx, "help-vote")}</h2>
                <ol>
                    <li>{t!(cx, "help-vote-slip")}</li>
                    <li>{t!(cx, "help-vote-check-in")}</li>
                    <li>{t!(cx, "help-vote-cast")}</li>
                    <li>{t!(cx, "help-vote-paper")}</li>
                </ol>
                <p>{t!(cx, "help-vote-secret")}</p>
                <p><a href=cx.href(address::PASSING)>{t!(cx, "help-passing")}</a></p>
            </section>
            <section>
                <h2>{t!(cx, "help-follow")}</h2>
                <p>{t!(cx, "help-follow-text")}</p>
            </section>
            <section>
                <h2>{t!(cx, "help-large")}</h2>
                <p>{t!(cx, "help-large-text")}</p>
            </section>
            <p class="screen-only"><a class="button main" href=cx.href("/home")>{t!(cx, "sign-in-or-mine")}</a></p>
        }
    })
}

/// `/help/passing`: who has to come, and how many have to be for, body by body, with the article that says so.
pub fn passing(cx: &Cx, rules: &RuleSet) -> String {
    shell::page(cx, &t!(cx, "help-passing"), || {
        let example = rules.body.get(BodyKind::VillagerRepMeeting.id()).and_then(|body| {
            let (quorum, pass) = (body.quorum.as_ref()?.value.threshold(), body.pass.as_ref()?.value.threshold());
            let (entitled, there) = EXAMPLE;
            let of = if pass.base == Base::Present { there } else { entitled };
            let (needed, favour) = (quorum.fraction().required(entitled), pass.fraction().required(of));
            Some(t!(cx, "help-passing-example", entitled = entitled, needed = needed, there = there, favour = favour))
        });
        let half = Fraction::more_than(1, 2).required(EXAMPLE.0);
        let heads = ["help-body", "help-come", "help-pass", "help-source"].map(|key| t!(cx, key));
        let rows = BodyKind::ALL.iter().flat_map(|kind| lines(cx, rules, *kind)).collect::<Vec<_>>();
        let posting = rules.posting.as_ref().map(|one| {
            view! { <p>{t!(cx, "help-after-days", days = one.value.days)} " " <span class="quiet">{one.source.clone()}</span></p> }
        });
        view! {
            <h1>{t!(cx, "help-passing")}</h1>
            <p class="lead">{t!(cx, "help-passing-lead")}</p>
            {example.map(|words| view! { <p class="basis">{words}</p> })}
            <section>
                <h2>{t!(cx, "help-counting")}</h2>
                <ul>
                    <li>{t!(cx, "help-counting-abstain")}</li>
                    <li>{t!(cx, "help-counting-tie")}</li>
                    <li>{t!(cx, "help-counting-words", whole = EXAMPLE.0, more = half)}</li>
                    <li>{t!(cx, "help-counting-tellers")}</li>
                    <li>{t!(cx, "help-counting-void")}</li>
                </ul>
            </section>
            <section>
                <h2>{t!(cx, "help-bodies")}</h2>
                {stack::table(cx, &t!(cx, "help-bodies"), &heads, rows)}
                <p class="quiet">{t!(cx, "help-bodies-note", version = rules.version)}</p>
            </section>
            <section>
                <h2>{t!(cx, "help-after")}</h2>
                {posting}
                <p>{t!(cx, "help-after-text")}</p>
                <ul class="links">
                    <li><a href=cx.href("/recount")>{t!(cx, "recount")}</a></li>
                    <li><a href=cx.href(address::TAKING_PART)>{t!(cx, "help-taking-part")}</a></li>
                </ul>
            </section>
        }
    })
}

/// The line of a body, and those of its matters that need more.
fn lines(cx: &Cx, rules: &RuleSet, kind: BodyKind) -> Vec<Vec<String>> {
    let Some(body) = rules.body.get(kind.id()) else { return Vec::new() };
    let name = kind.name(cx.language).to_owned();
    let whole = line(cx, kind, name.clone(), body.quorum.as_ref(), body.pass.as_ref());
    let narrower = body.exception.iter().filter_map(|one| {
        let matters: Vec<_> =
            one.matters.iter().filter_map(|id| Matter::from_id(id)).map(|one| one.name(cx.language)).collect();
        let name = t!(cx, "help-body-of", body = name, matters = matters.join(&t!(cx, "help-and")));
        let (quorum, pass) = (one.quorum.as_ref().or(body.quorum.as_ref()), one.pass.as_ref().or(body.pass.as_ref()));
        line(cx, kind, name, quorum, pass)
    });
    whole.into_iter().chain(narrower).collect()
}

fn line(
    cx: &Cx,
    kind: BodyKind,
    name: String,
    quorum: Option<&Sourced<SourcedShare>>,
    pass: Option<&Sourced<SourcedShare>>,
) -> Option<Vec<String>> {
    let (quorum, pass) = (quorum?, pass?);
    let weighs = kind.weighs();
    let owners = weighs == Some(Weighs::Area);
    let come = quorum_words(quorum.value.threshold(), cx.language);
    let favour = match pass.value.threshold() {
        share if owners && share.base == Base::Present => participating_words(share.fraction(), cx.language),
        share => pass_words(share, cx.language),
    };
    // Owners are counted by head and by area, and who took part stands for who is present.
    let both = |words: String| match weighs {
        Some(Weighs::Area) => t!(cx, "help-owners", words = words),
        Some(Weighs::Households) => t!(cx, "help-represented", words = words),
        None => words,
    };
    let mut sources = vec![sourced(cx, quorum)];
    if pass.source != quorum.source {
        sources.push(sourced(cx, pass));
    }
    Some(vec![name, both(come), both(favour), sources.join(&t!(cx, "help-and"))])
}

/// The source of a value; a platform rule is said to be one.
fn sourced(cx: &Cx, value: &Sourced<SourcedShare>) -> String {
    match value.mark {
        Mark::Law | Mark::Local => value.source.clone(),
        Mark::Policy => t!(cx, "help-policy", source = value.source),
    }
}
