//! The rows held against the chain: frozen rolls, counts and ballots, published texts.

use crate::{
    check::{
        searched,
        seen::{Seen, TextOf, tells},
        verify::Report,
    },
    fault::Fault,
    journal::{chain::roll_hash, text_at, whole_at},
    record::publication::{self as publish, rows as publication},
    secret,
    sitting::{
        presence::rows::{self as presence, households},
        session::rows as session,
        talk::rows::thread,
        vote::rows::{self as vote, count},
    },
    store::Conn,
    text::fingerprint,
    zone,
};
use rules::{
    Moment,
    ballot::{Mode, Tally},
    body::{BodyKind, Weighs},
    count::Entry,
    id::CommunityId,
    kind::Area,
    posting::Audience,
    published::OutcomeContent,
    record::VoteRecord,
    typed::TextForm,
};
use serde_json::Value;
use std::collections::HashMap;

/// Every frozen roll is the one that its entry fixed.
pub(super) async fn rolls(
    conn: &mut Conn,
    community: &CommunityId,
    seen: &Seen,
    report: &mut Report,
) -> Result<(), Fault> {
    for (session, hash) in &seen.session_rolls {
        if roll_hash(&presence::roll_lines(conn, &session.as_str().into()).await?) != *hash {
            report.found(community, format!("session {session}: its roll is not the one that it was opened with"));
        }
    }
    for (id, hash) in &seen.vote_rolls {
        if roll_hash(&vote::roll_lines(conn, &id.as_str().into()).await?) != *hash {
            report.found(community, format!("vote {id}: its roll is not the one that it was opened with"));
        }
    }
    Ok(())
}

/// Every text that was put to the vote, proposed or said is the one that its entry fixed, hidden or not.
pub(super) async fn texts(
    conn: &mut Conn,
    community: &CommunityId,
    seen: &Seen,
    report: &mut Report,
) -> Result<(), Fault> {
    for (of, id, number, hash) in &seen.texts {
        let (what, found) = match of {
            TextOf::Item => {
                let rows = session::revisions(conn, &id.as_str().into()).await?;
                let row = rows.into_iter().find(|row| row.number == *number);
                ("item", row.map(|row| fingerprint(TextForm::stored(&row.form), &[&row.title, &row.body])))
            }
            TextOf::Proposal => {
                let rows = thread::revisions(conn, &id.as_str().into()).await?;
                let row = rows.into_iter().find(|row| row.number == *number);
                ("proposal", row.map(|row| fingerprint(TextForm::stored(&row.form), &[&row.title, &row.body])))
            }
            TextOf::Remark => match thread::remark(conn, id).await {
                Ok(row) => ("remark", Some(fingerprint(TextForm::stored(&row.form), &[&row.body]))),
                Err(Fault::NotFound) => ("remark", None),
                Err(fault) => return Err(fault),
            },
        };
        match found {
            // An item that was taken off a draft took its texts with it.
            None if *of == TextOf::Item && seen.dropped.contains(id) => {}
            None if *of == TextOf::Item => report.found(community, format!("item {id}: revision {number} is gone")),
            None => report.found(community, format!("{what} {id} is gone")),
            Some(found) if !seen.blanked.fits(what, &format!("{id}/{number}"), &found, Some(hash)) => {
                report.found(community, format!("{what} {id}: revision {number} is not the one in the journal"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Every closed vote is counted again: its record, its ballots, the journal's number of them.
pub(super) async fn votes(
    conn: &mut Conn,
    community: &CommunityId,
    seen: &Seen,
    report: &mut Report,
) -> Result<(), Fault> {
    let rows = vote::of_community(conn, community).await?;
    for id in &seen.opened {
        if !rows.iter().any(|row| *row.id == **id) {
            report.found(community, format!("vote {id} is gone"));
        }
    }
    for row in &rows {
        if seen.phases.get(row.id.as_str()).is_some_and(|phase| *phase != row.phase.id()) {
            report.found(community, format!("vote {}: the journal left it in another phase", row.id));
        }
    }
    for (id, rule, gates) in &seen.judged_by {
        let Some(row) = rows.iter().find(|row| *row.id == **id) else { continue };
        if serde_json::from_str::<Value>(&row.rule).ok().as_ref() != Some(rule) {
            report.found(community, format!("vote {id}: its rule is not the one that it was opened with"));
        }
        if gates.as_ref().is_some_and(|gates| serde_json::from_str::<Value>(&row.gates).ok().as_ref() != Some(gates)) {
            report.found(community, format!("vote {id}: its gates are not those that it was opened with"));
        }
    }
    for id in seen.counted.keys() {
        if !rows.iter().any(|row| *row.id == **id && row.record.is_some()) {
            report.found(community, format!("vote {id}: its count is gone"));
        }
    }
    for row in rows.into_iter().filter(|row| row.record.is_some()) {
        report.votes += 1;
        let id = row.id.as_str();
        let (record, verdict) = match row.count() {
            Ok(Some(count)) => count,
            Ok(None) => continue,
            Err(_) => {
                report.found(community, format!("vote {id}: its count record cannot be read"));
                continue;
            }
        };
        match record.judge() {
            Ok(again) if again == verdict => {}
            Ok(_) => {
                report.found(community, format!("vote {id}: the stored verdict does not follow from its count record"))
            }
            Err(wrong) => {
                report.found(community, format!("vote {id}: the count record contradicts itself ({})", wrong.field()))
            }
        }
        let hash = row.record.as_deref().map(|text| secret::digest(&[text])).unwrap_or_default();
        match seen.counted.get(id) {
            None => report.found(community, format!("vote {id}: no entry says that it was counted")),
            Some(hashes) if hashes.iter().any(|one| !seen.blanked.fits("vote", id, &hash, Some(one))) => {
                report.found(community, format!("vote {id}: the count record is not the one in the journal"));
            }
            Some(_) => {}
        }
        ballots(conn, community, &row, &record, seen, report).await?;
    }
    Ok(())
}

/// The ballots of a counted vote: what was cast by phone and what two tellers found add up to the record; papers and tellers'
/// counts are those of the journal; as many took part as ballots were given out.
async fn ballots(
    conn: &mut Conn,
    community: &CommunityId,
    row: &vote::VoteRow,
    record: &VoteRecord,
    seen: &Seen,
    report: &mut Report,
) -> Result<(), Fault> {
    let id = &row.id;
    let mut found = |what: &str| report.found(community, format!("vote {id}: {what}"));
    let rows = vote::ballots(conn, id).await?;
    let (mode, phone): (Mode, Tally) = (row.mode, rows.iter().map(|one| one.choice).collect());
    let entries = count::entries(conn, id).await?;
    let room = entries.last().map(|entry| entry.count.clone()).unwrap_or_default();
    let added = match record {
        VoteRecord::Households(_) => {
            let [in_favour, against, abstain] = count::phone_weights(conn, id).await?;
            let [room_for, room_against, room_abstain, blank, invalid] = room.weights(Weighs::Households);
            [in_favour + room_for, against + room_against, abstain + room_abstain + blank, invalid]
        }
        _ => [
            phone.in_favour + room.in_favour,
            phone.against + room.against,
            phone.abstain + room.abstained(),
            room.invalid,
        ],
    };
    if mode != Mode::Secret && Some(added) != record.answers() {
        found("the ballots do not add up to the count");
    }
    if let VoteRecord::Owners(owners) = record {
        let mut area = room.area.and_then(|area| area.total()).unwrap_or_default();
        for square in count::phone_weights(conn, id).await? {
            area = area.plus(Area(square)).unwrap_or_default();
        }
        let whole = Area(count::weights(conn, id).await?.0);
        if (whole, area.min(whole)) != (owners.counts.eligible_area, owners.counts.participating_area) {
            found("the areas do not add up to the count");
        }
    }
    if let VoteRecord::Households(through) = record {
        let all = households::count_frozen(conn, &row.session).await?;
        let (covered, _) = count::weights(conn, id).await?;
        if all != through.counts.eligible_households || through.counts.represented_households > covered {
            found("the households are not those of its roll");
        }
    }
    let agreed = entries.iter().rev().take(2).map(|entry| &entry.count).collect::<Vec<_>>();
    if agreed.first() != agreed.last() || agreed.len() == 1 {
        found("no two tellers agree on what was accepted");
    }
    let told = seen.found.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
    let fits = |(entry, told): (&Entry, &Option<Value>)| {
        told.as_ref().is_none_or(|told| serde_json::to_value(&entry.count).is_ok_and(|found| found == *told))
    };
    if mode != Mode::Secret && (told.len() != entries.len() || !entries.iter().zip(told).all(fits)) {
        found("what the tellers entered is not what the journal says");
    }
    let papers = [row.papers_out, row.papers_spoilt, row.papers_back];
    if seen.papers.get(id.as_str()).copied().unwrap_or_default() != papers {
        found("the journal has another number of papers");
    }
    let took_part = vote::turnout(conn, id).await?.1.unsigned_abs();
    let issued = if mode == Mode::Hands { phone.cast() } else { record.papers()[0] };
    if took_part != issued {
        found("another number of people took part than ballots were given out");
    }
    if seen.casts.get(id.as_str()).copied().unwrap_or_default() != rows.len() as i64 {
        found("the journal has another number of ballots");
    }
    for one in &rows {
        let fits = seen.cast.get(&one.seq).is_some_and(|(vote, ballot)| {
            // Erased: the ballot still counts, and nothing is left to compare it with.
            *vote == **id
                && ballot.as_ref().is_none_or(|(unit, choice)| {
                    (unit.as_str(), choice.as_str()) == (one.unit.as_str(), one.choice.id())
                })
        });
        if !fits {
            found(&format!("the ballot of entry {} was changed", one.seq));
        }
    }
    Ok(())
}

/// Whether a published thing is for those and under those heads that its entry says; older entries say nothing of it.
fn where_it_stands(body: &Value, row: &publication::PublicationRow) -> bool {
    let fits = |key: &str, stored: &str| text_at(body, key).is_none_or(|said| said == stored);
    let said =
        fits("audience", row.audience.id()) && fits("category", row.category.id()) && fits("matter", &row.matter);
    // Relief is for members whatever an entry says; the text that is hashed names its matter. A notice names it as the agenda.
    let content: Value = serde_json::from_str(&row.content).unwrap_or_default();
    let matter = text_at(&content, "matter").unwrap_or_default();
    let kept = Audience::of_matter(matter) == Audience::Public || !row.is_public();
    said && fits("body_kind", row.body_kind.map_or("", BodyKind::id)) && kept
}

/// What was published can be read, stands in the year of its day, and is found by the words in it, and nothing else is.
async fn shape(
    conn: &mut Conn,
    community: &CommunityId,
    row: &publication::PublicationRow,
    report: &mut Report,
) -> Result<(), Fault> {
    let mut found = |what: &str| {
        report.found(community, format!("{} {} (revision {}): {what}", row.kind.id(), row.subject, row.revision));
    };
    if !publish::reads(row.kind, &row.content) {
        found("what was published cannot be read");
        return Ok(());
    }
    let content: Value = serde_json::from_str(&row.content).unwrap_or_default();
    let zone = text_at(&content, "zone").unwrap_or_default();
    // Years were not kept from the beginning.
    if row.year != 0 && row.year != zone::year(Moment(row.at), zone) {
        found("it stands in another year than that of its day");
    }
    if *row.superseded {
        return Ok(());
    }
    searched::compare(conn, community, row, &content, report).await
}

/// Every published row is the one that its entry names, signed as it stands.
pub(super) async fn publications(
    conn: &mut Conn,
    community: &CommunityId,
    seen: &Seen,
    report: &mut Report,
) -> Result<(), Fault> {
    let rows = publication::all(conn, community).await?;
    let mut latest: HashMap<(publish::Kind, &str), i64> = HashMap::new();
    for row in &rows {
        let known = latest.entry((row.kind, row.subject.as_str())).or_default();
        *known = row.revision.max(*known);
    }
    for row in &rows {
        report.publications += 1;
        let later = latest.get(&(row.kind, row.subject.as_str())).is_some_and(|last| *last > row.revision);
        if later != *row.superseded {
            let what =
                format!("{} {} (revision {}): another revision is shown", row.kind.id(), row.subject, row.revision);
            report.found(community, what);
        }
        let hash = secret::digest(&[&row.content]);
        let blanked = seen.blanked.published(row.seq);
        // Of what was blanked the hash of before is taken as given from the entry that published it.
        let now = blanked.map(|(now, _)| now);
        let marked = now.is_some() || row.hash_before.is_empty();
        if row.blanked != blanked.map_or(0, |(_, by)| by) || !marked {
            let what = format!(
                "{} {} (revision {}): no entry says that it was blanked so",
                row.kind.id(),
                row.subject,
                row.revision
            );
            report.found(community, what);
        }
        shape(conn, community, row, report).await?;
        let fits = seen.published.get(&row.seq).is_some_and(|(act, subject, at, body)| {
            let title = text_at(body, "title").unwrap_or_default();
            let says = if row.withdrawn.is_empty() { row.kind.published() } else { row.kind.withdrawn() };
            says == *act
                && tells(text_at(body, "withdrawn"), &row.withdrawn, !row.is_public())
                && where_it_stands(body, row)
                && *subject == row.subject
                && *at == row.at
                && row.hash == hash
                && now.unwrap_or(&hash) == hash
                && text_at(body, "content_hash") == Some(if now.is_some() { &row.hash_before } else { &hash })
                && (title == row.title || (title.is_empty() && !row.is_public()))
                && whole_at(body, "revision") == Some(row.revision)
        });
        if !fits {
            report.found(
                community,
                format!(
                    "{} {} (revision {}): the published text is not the one in the journal",
                    row.kind.id(),
                    row.subject,
                    row.revision
                ),
            );
        }
        if row.kind == publish::Kind::Outcome && now.is_none() {
            let decision = serde_json::from_str::<OutcomeContent>(&row.content);
            let signed = seen.signed.iter().rev().find(|(seq, vote, _)| *seq < row.seq && *vote == row.subject);
            let text = decision.ok().map(|one| fingerprint(one.decision_form, &[&one.decision]));
            // A hash that is cleared was that of a draft in which words were blanked, as an entry says.
            let fits = |hash: &String| hash.is_empty() || Some(hash) == text.as_ref();
            if text.is_none() || !signed.is_some_and(|(.., hash)| fits(hash)) {
                report.found(community, format!("{}: what was published is not what was countersigned", row.subject));
            }
        }
    }
    searched::foreign(conn, community, report).await?;
    for (seq, (_, subject, ..)) in &seen.published {
        if !rows.iter().any(|row| row.seq == *seq) {
            report.found(community, format!("what entry {seq} published of {subject} is gone"));
        }
    }
    Ok(())
}
