//! How minutes are shown, published or not yet.

use crate::{text::published, zone};
use app::view::minutes::MinutesShown;
use rules::{
    Language, Moment,
    published::{MinutesContent, MinutesItem, MinutesRound},
};

/// The minutes with their texts rendered.
pub(crate) fn shown(content: MinutesContent, language: Language) -> MinutesShown {
    let words = |at: i64| zone::date_time(Moment(at), &content.zone, language);
    let rounds = content.items.iter().map(|item| {
        let of_round = |round: &MinutesRound| {
            let sentence =
                round.result.as_ref().map_or_else(String::new, |(record, verdict)| record.sentence(verdict, language));
            (published(round.form, &round.text, language), sentence)
        };
        item.rounds.iter().map(of_round).collect()
    });
    let ending = |item: &MinutesItem| {
        item.ending.as_ref().map_or_else(String::new, |one| published(one.form, &one.text, language))
    };
    MinutesShown {
        opened: words(content.opened_at),
        closed: content.closed_at.map_or_else(String::new, words),
        rounds: rounds.collect(),
        endings: content.items.iter().map(ending).collect(),
        times: content.acts.iter().map(|act| zone::clock(Moment(act.at), &content.zone)).collect(),
        notes: if content.notes.is_empty() {
            String::new()
        } else {
            published(content.notes_form, &content.notes, language)
        },
        content,
    }
}
