//! What tellers found in the room, one beside the other.

use super::{grades, weighs};
use crate::{
    t,
    view::{Cx, appraisal::SheetView},
};
use leptos::prelude::*;
use rules::{body::Weighs, count::RoomCount};

/// What tellers found: of an appraisal person by person.
pub fn found(cx: &Cx, sheet: Option<&SheetView>, entries: &[(String, RoomCount)], hands: bool) -> AnyView {
    match sheet {
        Some(sheet) => {
            let people = |(who, count): &(String, RoomCount)| (who.clone(), count.people.clone().unwrap_or_default());
            grades::found(cx, sheet, &entries.iter().map(people).collect::<Vec<_>>())
        }
        None => of_all(cx, entries, hands),
    }
}

const PILES: [&str; 6] = ["for", "against", "abstain", "blank", "invalid", "idle"];

/// What tellers found, a line for each pile, what it weighs below its papers: it fits a phone.
fn of_all(cx: &Cx, entries: &[(String, RoomCount)], hands: bool) -> AnyView {
    let heads =
        entries.iter().map(|(who, _)| view! { <th scope="col" class="number">{who.clone()}</th> }).collect_view();
    let of = entries.iter().find_map(|(_, found)| match (found.area, found.households) {
        (Some(_), _) => Some(Weighs::Area),
        (None, Some(_)) => Some(Weighs::Households),
        (None, None) => None,
    });
    let rows = PILES
        .into_iter()
        .enumerate()
        .filter(|(_, pile)| if hands { !matches!(*pile, "blank" | "invalid") } else { *pile != "idle" })
        .map(|(index, pile)| {
            let cells = entries
                .iter()
                .map(|(_, found)| {
                    let piles = [found.in_favour, found.against, found.abstain, found.blank, found.invalid, found.idle];
                    let weight = of.and_then(|of| Some(weighs::shown(of, *found.weights(of).get(index)?)));
                    let weight = weight.map(|weight| view! { <br /> <span class="quiet">{weight}</span> });
                    view! { <td class="number">{piles.get(index).copied().unwrap_or_default()} {weight}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{t!(cx, &format!("pile-{pile}"))}</th>{cells}</tr> }
        })
        .collect_view();
    let corner = match of {
        Some(Weighs::Area) => t!(cx, "teller-by-area"),
        Some(Weighs::Households) => t!(cx, "teller-by-households"),
        None => t!(cx, "teller"),
    };
    view! {
        <div class="wide" tabindex="0">
            <table class="found">
                <thead><tr><th scope="col">{corner}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
