//! How minutes are shown, published or not yet.

use crate::{fault::Fault, people::member::rows as members, store::Conn, text::published, zone};
use app::{
    say,
    view::minutes::{MinutesShown, NamesGroup, NamesItem, NamesShown},
};
use rules::{
    Language, Moment,
    id::CommunityId,
    published::{AttendanceContent, AttendanceLine, MinutesContent, MinutesItem, MinutesRound},
};
use std::collections::HashMap;

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

/// The names beside minutes, for a page that members alone see: each by the name that the roll has now. Whoever was erased has none.
pub(crate) async fn named(
    conn: &mut Conn,
    community: &CommunityId,
    content: AttendanceContent,
    language: Language,
) -> Result<NamesShown, Fault> {
    let all = members::all(conn, community).await?;
    let mut namesakes: HashMap<&str, usize> = HashMap::new();
    for one in &all {
        *namesakes.entry(one.name.as_str()).or_default() += 1;
    }
    // Where two have a name, their numbers tell them apart.
    let names: HashMap<&str, String> = all
        .iter()
        .filter(|one| !one.name.is_empty())
        .map(|one| {
            let alone = namesakes.get(one.name.as_str()).is_none_or(|count| *count < 2);
            let name = if alone { one.name.clone() } else { format!("{}（{}）", one.name, one.number) };
            (one.id.as_str(), name)
        })
        .collect();
    let say = |key: &str, arguments: &[(&'static str, String)]| say::sentence(language, key, arguments);
    let name = |member: &String| names.get(member.as_str()).cloned().unwrap_or_else(|| say("names-erased", &[]));
    // To the minute: nobody is timed to the second.
    let clock = |at: i64| zone::clock(Moment(at), &content.zone).chars().take(5).collect::<String>();
    let line = |one: &AttendanceLine| {
        let mut notes = Vec::new();
        notes.extend((one.channel == "online").then(|| say("names-online", &[])));
        notes.extend(one.came_at.map(|at| say("names-came", &[("at", clock(at))])));
        notes.extend(one.left_at.map(|at| say("names-left-at", &[("at", clock(at))])));
        notes.extend((!one.holder.is_empty()).then(|| say("names-holder", &[("name", name(&one.holder))])));
        let people: Vec<String> = std::iter::once(&one.member).chain(&one.with).map(name).collect();
        notes.extend((!one.with.is_empty()).then(|| say("names-together", &[])));
        (people.join("、"), notes.join("，"))
    };
    let groups = [
        ("present", &content.present),
        ("left", &content.left),
        ("represented", &content.represented),
        ("absent", &content.absent),
        ("observing", &content.observing),
    ];
    let groups = groups
        .into_iter()
        .map(|(key, lines)| NamesGroup { key: format!("names-{key}"), lines: lines.iter().map(line).collect() })
        .collect();
    let items = content
        .items
        .iter()
        .filter(|one| !one.proposals.is_empty())
        .map(|one| NamesItem {
            title: one.title.clone(),
            proposals: one.proposals.iter().map(|(number, author)| (*number, name(author))).collect(),
        })
        .collect();
    Ok(NamesShown {
        opened: zone::date_time(Moment(content.opened_at), &content.zone, language),
        community: content.community.clone(),
        title: content.title.clone(),
        body: content.body.clone(),
        correction: content.correction.clone(),
        groups,
        items,
    })
}
