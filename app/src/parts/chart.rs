//! Labelled bars: SVG made on the server, readable without colour, with the numbers in words beside each bar.

use crate::view::Cx;
use leptos::prelude::*;

/// A bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is.
    pub name: String,
    /// Its length, as a share of the longest.
    pub value: u64,
    /// The number as it is shown.
    pub shown: String,
}

/// The width of the longest bar, in units of the drawing.
const WIDE: u64 = 1000;

/// Bars below each other: each with its name and number as text, so that nothing is said by length or colour alone.
pub fn bars(_cx: &Cx, title: &str, bars: &[Bar]) -> AnyView {
    let longest = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let rows = bars
        .iter()
        .enumerate()
        .map(|(index, bar)| {
            // Exact enough for the eye; what decides is the number beside it.
            let width = (u128::from(bar.value) * u128::from(WIDE) / u128::from(longest)).to_string();
            let class = format!("bar bar-{}", index % 4);
            view! {
                <tr>
                    <th scope="row">{bar.name.clone()}</th>
                    <td class="bar-cell">
                        <svg viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                            <rect class=class x="0" y="4" width=width height="32" />
                        </svg>
                    </td>
                    <td class="number">{bar.shown.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="chart">
            <caption>{title.to_owned()}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
