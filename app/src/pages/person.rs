//! The roll by hand, one person at a time: somebody new, and what changes of somebody who is known.

use crate::{
    address::{self, to},
    parts::{
        base::{Field, base},
        form::{Beside, Choice, Day, Form, Line, Send, Tick},
        shell,
    },
    t,
    view::{
        Cx,
        form::FormState,
        import::Asked,
        person::{Asks, NewPerson, Person},
    },
};
use leptos::prelude::*;
use rules::member::{Leaving, Moving};

/// The id of the list of groups that a field offers.
const GROUPS: &str = "groups";

/// `/c/…/members/new`.
pub fn new(cx: &Cx, page: NewPerson) -> String {
    shell::page(cx, &t!(cx, "member-new"), || {
        let form = &cx.only_form(to::community(&page.community, "add-member"));
        let bodies = page
            .bodies
            .iter()
            .map(|(id, name)| {
                let ticked = form.kept_one("body", id);
                view! { <Tick name="body" value=id.clone() label=name.clone() ticked /> }
            })
            .collect_view();
        let seated = page.bodies.iter().any(|(id, _)| form.kept_one("body", id));
        let bodies = (!page.bodies.is_empty()).then(|| {
            view! {
                <details open=seated>
                    <summary>{t!(cx, "member-new-seats")}</summary>
                    <p class="hint">{t!(cx, "member-new-seats-hint")}</p>
                    {bodies}
                </details>
            }
        });
        view! {
            <h1>{t!(cx, "member-new")}</h1>
            <Form form class="card" tells=false>
                {asked(form, &page.asks)}
                <Line form name="name" label=t!(cx, "name") />
                {home(form, &page.asks, "", "")}
                <Line form name="phone" label=t!(cx, "phone-optional") />
                <Line form name="born" label=t!(cx, "born") hint=t!(cx, "born-hint") />
                <Tick form name="minor" label=t!(cx, "minor") ticked=form.kept_tick("minor", false) />
                <Line form name="number" label=t!(cx, "member-number-optional") hint=t!(cx, "member-number-given") />
                {bodies}
                <Send label=t!(cx, "member-add") main=true />
            </Form>
            <p class="back"><a class="button" href=address::members(&page.community)>{t!(cx, "members")}</a></p>
        }
    })
}

/// `/c/…/members/…/edit`.
pub fn edit(cx: &Cx, page: Person) -> String {
    let title = t!(cx, "member-edit", name = page.name);
    shell::page(cx, &title, || {
        let back = address::member(&page.community, &page.id);
        let forms = if page.erased {
            view! { <p class="missing">{t!(cx, "member-state-erased")}</p> }.into_any()
        } else if page.lives {
            view! { {correct(cx, &page)} {rehouse(cx, &page)} {seat(cx, &page)} {strike(cx, &page)} }.into_any()
        } else {
            put_back(cx, &page)
        };
        view! {
            <h1>{title.clone()}</h1>
            {forms}
            <p class="back"><a class="button" href=back>{page.name.clone()}</a></p>
        }
    })
}

/// What the roll says of somebody now, for whoever finds it changed meanwhile.
fn stands(cx: &Cx, page: &Person) -> Vec<Field<'static>> {
    [
        ("name", t!(cx, "name"), &page.name),
        ("number", t!(cx, "member-number"), &page.number),
        ("phone", t!(cx, "phone"), &page.phone),
        ("born", t!(cx, "born"), &page.born),
        ("division", t!(cx, "place-group"), &page.division),
        ("household", t!(cx, "place-household"), &page.household),
    ]
    .into_iter()
    .map(|(name, label, now)| (name, label, now.clone()))
    .collect()
}

/// Name, number, telephone and age.
fn correct(cx: &Cx, page: &Person) -> AnyView {
    let form = &cx.form(to::community(&page.community, "correct-member"));
    let stands = stands(cx, page);
    // It is asked where the name is another one.
    let asks = form.is_back() && form.kept("name", &page.name) != page.name;
    let renamed = asks.then(|| {
        let ticked = form.kept_tick("renamed", false);
        view! { <Tick form name="renamed" label=t!(cx, "person-renamed") ticked /> }
    });
    view! {
        <Form form class="card" head=view! { <h2>{t!(cx, "member-correct")}</h2> }.into_any() tells=false>
            {base(form, &page.base, &stands)}
            <input type="hidden" name="member" value=page.id.clone() />
            {form.is_back().then(|| asked(form, &page.asks))}
            <Line form name="name" label=t!(cx, "name") value=&page.name />
            {renamed}
            <Line form name="number" label=t!(cx, "member-number") value=&page.number />
            <Line form name="phone" label=t!(cx, "phone-optional") value=&page.phone />
            <Line form name="born" label=t!(cx, "born") value=&page.born hint=t!(cx, "born-hint") />
            <Tick form name="minor" label=t!(cx, "minor") ticked=form.kept_tick("minor", !page.adult) />
            <Send label=t!(cx, "save") main=true />
        </Form>
    }
    .into_any()
}

/// Another household.
fn rehouse(cx: &Cx, page: &Person) -> AnyView {
    let form = &cx.form(to::community(&page.community, "move-member"));
    let stands = stands(cx, page);
    let ways: Vec<_> =
        Moving::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("moving-{}", one.id())))).collect();
    view! {
        <Form form class="card" fold=t!(cx, "member-move") tells=false>
            {base(form, &page.base, &stands)}
            <input type="hidden" name="member" value=page.id.clone() />
            {form.is_back().then(|| asked(form, &page.asks))}
            <p class="hint">{t!(cx, "member-move-lead")}</p>
            <Choice form name="why" label=t!(cx, "member-move-why") of=&ways />
            {home(form, &page.asks, &page.division, "")}
            <Send label=t!(cx, "member-move-do") />
        </Form>
    }
    .into_any()
}

/// A seat in a body.
fn seat(cx: &Cx, page: &Person) -> Option<AnyView> {
    if page.bodies.is_empty() {
        return None;
    }
    let form = &cx.form(to::community(&page.community, "give-seat"));
    Some(
        view! {
            <Form form class="card" fold=t!(cx, "seat-give") tells=false>
                <input type="hidden" name="member" value=page.id.clone() />
                <Beside form name="body" />
                <Choice form name="body" label=t!(cx, "body") of=&page.bodies />
                <Line form name="seat_reason" label=t!(cx, "seat-reason") hint=t!(cx, "seat-give-hint") />
                <Send label=t!(cx, "seat-give") />
            </Form>
        }
        .into_any(),
    )
}

/// Off the roll, and what stays.
fn strike(cx: &Cx, page: &Person) -> AnyView {
    let form = &cx.form(to::community(&page.community, "strike-off"));
    // Nothing is chosen beforehand: nobody dies by a slip of the finger.
    let none = (String::new(), t!(cx, "choose"));
    let ways: Vec<_> = std::iter::once(none)
        .chain(Leaving::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("leaving-{}", one.id())))))
        .collect();
    let keeps = (!page.keeps.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "strike-keeps", keeps = page.keeps.join("、"))}</p> });
    let sittings = (!page.sittings.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "strike-sittings", sittings = page.sittings.join("、"))}</p> });
    view! {
        <Form form class="card" fold=t!(cx, "member-strike") tells=false>
            {base(form, &page.base, &stands(cx, page))}
            <input type="hidden" name="member" value=page.id.clone() />
            <p>{t!(cx, "strike-lead")}</p>
            {keeps}
            {sittings}
            <Choice form name="leaving" label=t!(cx, "strike-why") of=&ways value="" />
            <Day form name="on" label=t!(cx, "strike-on") value=&page.today />
            <Line form name="reason" label=t!(cx, "strike-reason") />
            <Send label=t!(cx, "member-strike-do", name = page.name) />
        </Form>
    }
    .into_any()
}

/// On the roll again.
fn put_back(cx: &Cx, page: &Person) -> AnyView {
    let form = &cx.form(to::community(&page.community, "put-back"));
    view! {
        <Form form class="card" tells=false>
            {base(form, &page.base, &stands(cx, page))}
            <input type="hidden" name="member" value=page.id.clone() />
            {asked(form, &page.asks)}
            <p>{t!(cx, "put-back-lead")}</p>
            <Send label=t!(cx, "put-back", name = page.name) main=true />
        </Form>
    }
    .into_any()
}

/// Group and household, with the groups that there are.
fn home(form: &FormState<'_>, asks: &Asks, division: &str, household: &str) -> AnyView {
    let cx = form.cx;
    let groups = asks.groups.iter().map(|name| view! { <option value=name.clone()></option> }).collect_view();
    view! {
        <datalist id=GROUPS>{groups}</datalist>
        <Line form name="division" label=t!(cx, "place-group") value=division list=GROUPS />
        <Line form name="household" label=t!(cx, "place-household") value=household hint=t!(cx, "household-hint") />
    }
    .into_any()
}

/// What only a person can say, above the fields.
fn asked(form: &FormState<'_>, asks: &Asks) -> AnyView {
    let cx = form.cx;
    let homes = (!asks.homes.is_empty()).then(|| {
        let sets = asks.homes.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
        view! {
            <fieldset class="card asked" id=form.id("homes")>
                <legend>{t!(cx, "person-homes")}</legend>
                <Beside form name="homes" />
                <ul>{sets}</ul>
                {answer(form, "homes", "one", t!(cx, "import-alike-one"))}
                {answer(form, "homes", "each", t!(cx, "import-alike-each"))}
            </fieldset>
        }
    });
    let who = asks.who.as_ref().map(|one| who(form, one, asks));
    view! { {homes} {who} }.into_any()
}

fn answer(form: &FormState<'_>, name: &'static str, value: &'static str, words: String) -> AnyView {
    let id = form.id(&format!("{name}-{value}"));
    let checked = form.kept(name, "") == value;
    view! {
        <div class="tick">
            <input type="radio" id=id.clone() name=name value=value checked=checked />
            <label for=id>{words}</label>
        </div>
    }
    .into_any()
}

fn who(form: &FormState<'_>, one: &Asked, asks: &Asks) -> AnyView {
    let cx = form.cx;
    let same = if asks.checks { t!(cx, "person-checked") } else { t!(cx, "import-answer-same") };
    let others = one.others.iter().map(|words| view! { <p>{words.clone()}</p> }).collect_view();
    let roll = (!one.roll.is_empty()).then(|| {
        view! { <p>{t!(cx, "import-on-roll")} " " <a href=asks.page.clone()>{one.roll.clone()}</a></p> }
    });
    let ties = (!one.ties.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "import-ties", ties = one.ties.join("、"))}</p> });
    // What was answered of another member is no answer to this.
    let of_them = form.kept("about", &one.member) == one.member;
    let own =
        if of_them { form.clone() } else { cx.question(form.to.as_str()).scoped(form.scope.trim_start_matches('-')) };
    view! {
        <fieldset class="card asked" id=form.id("who")>
            <legend>{t!(cx, "person-who")}</legend>
            <Beside form name="who" />
            <input type="hidden" name="about" value=one.member.clone() />
            {roll}
            <p>{t!(cx, "person-typed")} " " <strong>{one.file.clone()}</strong></p>
            {others}
            <p>{one.question.clone()}</p>
            {super::import::changes(&one.columns)}
            {ties}
            {one.may_be_same.then(|| answer(&own, "who", "same", same))}
            {one.may_be_new.then(|| answer(&own, "who", "new", t!(cx, "import-answer-new")))}
        </fieldset>
    }
    .into_any()
}
