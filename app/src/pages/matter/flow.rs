//! The flow chart of a procedure: a row for each step, or for steps that need not wait for each other. It is as wide as a phone, so that
//! its letters are those of the page; what it says stands in words below.

use crate::{t, view::Cx};
use leptos::prelude::*;
use rules::procedure::{Ends, Need, Procedure, Step};

/// The width of the drawing, and the room between two boxes of a row.
const WIDE: usize = 328;
const BESIDE: usize = 12;
/// The room between two rows: an arrow.
const BELOW: usize = 28;
/// A line of letters, the room above and below them, and the width of a Chinese and of a Latin letter.
const LINE: usize = 22;
const MARGIN: usize = 9;
const LETTERS: [usize; 2] = [17, 9];

/// A box: where it stands and how large it is, and its lines.
struct Placed {
    x: usize,
    y: usize,
    wide: usize,
    tall: usize,
    lines: Vec<String>,
    decides: bool,
}

impl Placed {
    fn middle(&self) -> usize {
        self.x + self.wide / 2
    }
}

/// The chart with its legend.
pub(super) fn chart(cx: &Cx, procedure: &Procedure) -> AnyView {
    let boxes = placed(cx, &procedure.steps);
    let tall = boxes.iter().map(|one| one.y + one.tall + 2).max().unwrap_or(0);
    let all = boxes.as_slice();
    let arrows = procedure.steps.iter().zip(all).flat_map(move |(step, to)| {
        let before = step.after.iter().filter_map(move |at| all.get(*at));
        before.map(move |from| arrow(from, to))
    });
    let drawn = boxes.iter().map(|one| {
        let class = if one.decides { "flow-box decides" } else { "flow-box" };
        let lines = one.lines.iter().enumerate().map(|(nth, words)| {
            let y = one.y + MARGIN + LINE * nth + 17;
            view! { <text x=one.middle() y=y text-anchor="middle">{words.clone()}</text> }
        });
        view! {
            <rect class=class x=one.x y=one.y width=one.wide height=one.tall rx="6" />
            {lines.collect_view()}
        }
    });
    let legend = boxes.iter().any(|one| one.decides).then(|| t!(cx, "procedure-legend-decides"));
    view! {
        <figure class="flow">
            <svg viewBox=format!("0 0 {WIDE} {tall}") role="img" aria-label=t!(cx, "procedure-chart")>
                {arrows.collect_view()}
                {drawn.collect_view()}
            </svg>
            <figcaption class="quiet">{t!(cx, "procedure-legend")} " " {legend}</figcaption>
        </figure>
    }
    .into_any()
}

/// From the foot of what comes first to the head of what comes after.
fn arrow(from: &Placed, to: &Placed) -> AnyView {
    let (x, y) = (to.middle(), to.y);
    let head = format!("{},{} {},{} {x},{y}", x - 6, y - 10, x + 6, y - 10);
    view! {
        <line class="flow-line" x1=from.middle() y1=from.y + from.tall x2=x y2=y - 8 />
        <polygon class="flow-head" points=head />
    }
    .into_any()
}

/// Each step in its row: one below the lowest of those before it.
fn placed(cx: &Cx, steps: &[Step]) -> Vec<Placed> {
    let mut rows: Vec<usize> = Vec::new();
    for _ in 0..=steps.len() {
        let below = |step: &Step| step.after.iter().filter_map(|at| rows.get(*at)).map(|row| row + 1).max();
        rows = steps.iter().map(|step| below(step).unwrap_or(0)).collect();
    }
    let many = |row: usize| rows.iter().filter(|one| **one == row).count().max(1);
    let wide = |row: usize| (WIDE - 2 - BESIDE * (many(row) - 1)) / many(row);
    let mut boxes: Vec<Placed> = steps
        .iter()
        .zip(&rows)
        .enumerate()
        .map(|(at, (step, row))| {
            let column = rows.iter().take(at).filter(|one| *one == row).count();
            let wide = wide(*row);
            let lines = wrapped(step.name.of(cx.language), wide - MARGIN);
            let tall = 2 * MARGIN + LINE * lines.len();
            Placed { x: 1 + column * (wide + BESIDE), y: 0, wide, tall, lines, decides: step.needs.iter().any(votes) }
        })
        .collect();
    let tallest = |row: usize, boxes: &[Placed]| {
        boxes.iter().zip(&rows).filter(|(_, one)| **one == row).map(|(one, _)| one.tall).max().unwrap_or(0)
    };
    let mut y = 1;
    for row in 0..=rows.iter().copied().max().unwrap_or(0) {
        let tall = tallest(row, &boxes);
        for (one, _) in boxes.iter_mut().zip(&rows).filter(|(_, one)| **one == row) {
            (one.y, one.tall) = (y, tall);
        }
        y += tall + BELOW;
    }
    boxes
}

/// It is met by a vote of a meeting.
const fn votes(need: &Need) -> bool {
    matches!(need, Need::Sitting { result: Ends::Passed, .. })
}

/// The words in lines that are no wider than that; a line ends between words, or between Chinese letters.
#[must_use]
pub fn wrapped(words: &str, wide: usize) -> Vec<String> {
    let size = |text: &str| text.chars().map(|one| if one.is_ascii() { LETTERS[1] } else { LETTERS[0] }).sum::<usize>();
    let mut lines = vec![String::new()];
    let mut piece = String::new();
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        piece.push(letter);
        let ends = !letter.is_ascii() || letter == ' ' || letters.peek().is_none_or(|next| !next.is_ascii());
        if !ends {
            continue;
        }
        let done = core::mem::take(&mut piece);
        match lines.last_mut() {
            Some(line) if line.is_empty() || size(line) + size(done.trim_end()) <= wide => line.push_str(&done),
            _ => lines.push(done),
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).collect()
}
