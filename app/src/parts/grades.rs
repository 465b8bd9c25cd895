//! An appraisal: the lines of its ballot, what tellers find of each person, and how each came out.

use super::form::{Beside, Number};
use crate::{
    t,
    view::{Cx, appraisal::SheetView, form::FormState},
};
use leptos::prelude::*;
use rules::{
    appraisal::{Grade, Line, Piles, Terms, Unmarked},
    kind::appraisal::AppraisalRecord,
};

/// The field of a person on the ballot, who stands there in this place, from 0.
#[must_use]
pub fn person_field(place: usize) -> String {
    format!("p{place}")
}

/// The field of a pile of theirs.
#[must_use]
pub fn pile_field(place: usize, pile: &str) -> String {
    format!("p{place}-{pile}")
}

/// The words of a line.
fn words(cx: &Cx, line: Line) -> String {
    match line {
        Line::Graded(grade) => grade.name(cx.language).to_owned(),
        Line::Abstain | Line::Unmarked => t!(cx, &format!("grade-{}", line.id())),
    }
}

/// What may be marked of a person: the grades of the place, and that one abstains.
fn marks(terms: &Terms) -> impl Iterator<Item = Line> + '_ {
    terms.grades.iter().copied().map(Line::Graded).chain([Line::Abstain])
}

/// A person on the ballot: name and office.
fn person((name, office): &(String, String)) -> AnyView {
    view! { <strong>{name.clone()}</strong> " " <span class="note">{office.clone()}</span> }.into_any()
}

/// The ballot: a choice for each person. Nobody is chosen for beforehand.
pub fn ballot(cx: &Cx, form: &FormState<'_>, sheet: &SheetView) -> AnyView {
    let people = sheet
        .people
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let field = person_field(place);
            let choices = marks(&sheet.terms)
                .map(|line| {
                    view! {
                        <label class="choice grade">
                            <input type="radio" name=field.clone() value=line.mark() />
                            <span>{words(cx, line)}</span>
                        </label>
                    }
                })
                .collect_view();
            view! {
                <fieldset class="person">
                    <legend>{person(one)}</legend>
                    <Beside form name=&field />
                    <div class="grades">{choices}</div>
                </fieldset>
            }
        })
        .collect_view();
    view! { {people} <p class="quiet">{unmarked(cx, &sheet.terms)}</p> }.into_any()
}

/// As what it counts that somebody is not marked.
fn unmarked(cx: &Cx, terms: &Terms) -> String {
    match terms.unmarked {
        Unmarked::Abstain => t!(cx, "grade-unmarked-abstain"),
        Unmarked::Invalid => t!(cx, "grade-unmarked-invalid"),
    }
}

/// What a ballot says before it is cast, person by person, and the fields that send it: each one letter, also where nothing is marked.
pub fn chosen(cx: &Cx, sheet: &SheetView, lines: &[Line]) -> AnyView {
    let rows = sheet
        .people
        .iter()
        .zip(lines)
        .enumerate()
        .map(|(place, (one, line))| {
            let class = if *line == Line::Unmarked { "missing" } else { "chosen" };
            view! {
                <dt>{person(one)}</dt>
                <dd class=class>
                    {words(cx, *line)}
                    <input type="hidden" name=person_field(place) value=line.mark() />
                </dd>
            }
        })
        .collect_view();
    let empty = lines.contains(&Line::Unmarked).then(|| view! { <p class="missing">{unmarked(cx, &sheet.terms)}</p> });
    view! { <dl class="facts-list">{rows}</dl> {empty} }.into_any()
}

/// The piles that tellers make of each person, by their ids.
fn piles(terms: &Terms) -> impl Iterator<Item = &'static str> + '_ {
    terms.grades.iter().map(|grade| grade.id()).chain(["abstain", "blank", "invalid"])
}

/// Every field that a teller has to fill in.
#[must_use]
pub fn pile_fields(sheet: &SheetView) -> Vec<String> {
    let of = |place: usize| piles(&sheet.terms).map(move |pile| pile_field(place, pile));
    (0..sheet.people.len()).flat_map(of).collect()
}

fn pile_words(cx: &Cx, pile: &str) -> String {
    match Grade::from_id(pile) {
        Some(grade) => grade.name(cx.language).to_owned(),
        None => t!(cx, &format!("grade-pile-{pile}")),
    }
}

/// What a teller enters: a number for each pile of each person.
pub fn pile_form(cx: &Cx, form: &FormState<'_>, sheet: &SheetView) -> AnyView {
    sheet
        .people
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let at = person_field(place);
            let fields = piles(&sheet.terms)
                .map(|pile| {
                    let (name, label) = (pile_field(place, pile), pile_words(cx, pile));
                    view! { <Number form name label /> }
                })
                .collect_view();
            view! {
                <fieldset class="person">
                    <legend>{person(one)}</legend>
                    <Beside form name=&at />
                    <div class="grades">{fields}</div>
                </fieldset>
            }
        })
        .collect_view()
        .into_any()
}

/// What tellers found, a table for each person.
pub fn found(cx: &Cx, sheet: &SheetView, entries: &[(String, Vec<Piles>)]) -> AnyView {
    let heads =
        || entries.iter().map(|(who, _)| view! { <th scope="col" class="number">{who.clone()}</th> }).collect_view();
    sheet
        .people
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let rows = piles(&sheet.terms)
                .map(|pile| {
                    let cells = entries
                        .iter()
                        .map(|(_, found)| {
                            let number = found.get(place).map(|piles| number(piles, pile));
                            view! { <td class="number">{number}</td> }
                        })
                        .collect_view();
                    view! { <tr><th scope="row">{pile_words(cx, pile)}</th>{cells}</tr> }
                })
                .collect_view();
            view! {
                <table class="found">
                    <caption>{person(one)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t!(cx, "teller")}</th>
                            {heads()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
        })
        .collect_view()
        .into_any()
}

fn number(piles: &Piles, pile: &str) -> u64 {
    match (Grade::from_id(pile), pile) {
        (Some(grade), _) => piles.of(grade),
        (None, "abstain") => piles.abstain,
        (None, "blank") => piles.blank,
        (None, _) => piles.invalid,
    }
}

/// How each person came out: their numbers by grade, and the outcome in words.
pub fn outcomes(cx: &Cx, record: &AppraisalRecord) -> AnyView {
    let grades: Vec<&str> = record.rule.grades.iter().map(String::as_str).chain(["abstain", "invalid"]).collect();
    let people = record
        .outcomes()
        .into_iter()
        .map(|(one, grade)| {
            let numbers = grades
                .iter()
                .map(|grade| {
                    let votes = one.votes.get(*grade).copied().unwrap_or_default();
                    view! { <div><dt>{pile_words(cx, grade)}</dt> <dd class="number">{votes}</dd></div> }
                })
                .collect_view();
            let (class, words) = match grade {
                None => ("quiet", t!(cx, "graded-none")),
                Some(grade) if grade.post_terminated => ("missing", t!(cx, "graded-twice")),
                Some(grade) if grade.failed() => ("missing", t!(cx, "graded-incompetent")),
                Some(_) => ("state", t!(cx, "graded-fine")),
            };
            let who = (one.name.clone(), one.office.clone());
            view! {
                <li>
                    <p>{person(&who)}</p>
                    <dl class="grades">{numbers}</dl>
                    <p class=class>{words}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="appraised">{people}</ul> }.into_any()
}

/// The same on paper: a line of boxes for each person.
pub fn boxes(cx: &Cx, sheet: &SheetView) -> AnyView {
    let heads = marks(&sheet.terms).map(|line| view! { <th scope="col">{words(cx, line)}</th> }).collect_view();
    let rows = sheet
        .people
        .iter()
        .map(|one| {
            let boxes = marks(&sheet.terms).map(|_| view! { <td><span class="box"></span></td> }).collect_view();
            view! { <tr><th scope="row">{person(one)}</th>{boxes}</tr> }
        })
        .collect_view();
    view! {
        <table class="boxes">
            <thead><tr><td></td>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p>{t!(cx, "grade-sheet-lead")}</p>
        <p>{unmarked(cx, &sheet.terms)}</p>
    }
    .into_any()
}

/// The lines of a tally sheet: for each person one of each pile.
#[must_use]
pub fn tally_lines(cx: &Cx, sheet: &SheetView) -> Vec<String> {
    let of = |(name, _): &(String, String)| {
        let name = name.clone();
        piles(&sheet.terms).map(move |pile| format!("{name} · {}", pile_words(cx, pile))).collect::<Vec<_>>()
    };
    sheet.people.iter().flat_map(of).collect()
}
