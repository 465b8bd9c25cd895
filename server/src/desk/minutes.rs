//! The minutes of a session: put together from what is on record, with the clerk's notes; signed off, published.

use super::{
    Desk, Viewer,
    attending::session_counts,
    base, or_refuse,
    publish::{self, Kind, Shelf},
    session::{Sitting, append},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Conn, floor, interest, journal,
        minutes::{self, MinutesRow},
        publication, session as sessions, thread as threads, vote as votes,
    },
    text::{self, published},
    zone,
};
use app::view::minutes::{MinutesAct, MinutesContent, MinutesEnding, MinutesItem, MinutesRound, MinutesShown};
use rules::typed::TextForm;
use rules::{
    Language, Moment, Refusal,
    minutes::{sign, write},
    outcome::{self, Phase},
    permit::{Act, permit},
    posting::Audience,
    proposal, vote,
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The acts that stand in minutes: those of who leads the session.
const ACTS: [&str; 18] = [
    "session.opened",
    "session.suspended",
    "session.resumed",
    "session.closed",
    "session.paused",
    "chair.handed",
    "item.called",
    "item.ended",
    "roll_call.begun",
    "roll_call.ended",
    "vote.opened",
    "vote.closed",
    "vote.counted",
    "vote.declared",
    "vote.voided",
    "vote.extended",
    "count.ordered",
    "interest.declared",
];

fn back(session: &str) -> Answer {
    Answer::done(format!("/s/{session}/minutes"))
}

impl Desk {
    /// Writes the notes of the minutes, or those of a correction.
    pub(crate) async fn write_minutes(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::WriteMinutes));
                let author = or_refuse!(permit.member().cloned().ok_or(Refusal::NotYourRole));
                let before = minutes::of_session(writing.conn(), &id).await?;
                let phase = before.as_ref().map(MinutesRow::phase).transpose()?;
                let notes = form_.raw("notes").to_owned();
                or_refuse!(proposal::optional(&notes, proposal::BODY_LIMIT).map_err(|refusal| ("notes", refusal)));
                let correction = or_refuse!(
                    proposal::optional(form_.get("correction"), 300).map_err(|refusal| ("correction", refusal))
                );
                let published = match &before {
                    Some(row) => publication::revisions(writing.conn(), &row.community, &row.id).await?.len() as i64,
                    None => 0,
                };
                let state = if published > 0 { Some(Phase::Published) } else { phase };
                let written = write(sitting.session.phase()?, state, !correction.is_empty());
                let written = or_refuse!(written.map_err(|refusal| match refusal {
                    Refusal::ReasonMissing => ("correction", refusal),
                    _ => ("", refusal),
                }));
                or_refuse!(base::holds(&form_, &stands(before.as_ref())));
                let mut writers = match &before {
                    Some(row) if phase != Some(Phase::Published) => row.writers()?,
                    _ => Vec::new(),
                };
                if !writers.contains(&author) {
                    writers.push(author);
                }
                let row = MinutesRow {
                    id: before.map_or_else(secret::id, |one| one.id),
                    community: sitting.session.community.clone(),
                    session: id.clone(),
                    phase: String::new(),
                    notes,
                    form: form_.text_form().id().to_owned(),
                    correction,
                    writers: serde_json::to_string(&writers)?,
                    signer: None,
                    signer_role: String::new(),
                    signed: String::new(),
                    revision: published + 1,
                };
                minutes::store_written(writing, &permit, written, &row).await?;
                // What is struck before they are published is not to be guessed from a hash.
                writing.concerns(Audience::Members);
                let body = json!({ "revision": row.revision, "text_hash": text::fingerprint(TextForm::stored(&row.form), &[&row.notes]) });
                append(writing, "minutes.written", &permit, &id, body).await?;
                Ok(back(&id))
            })
        })
        .await
    }

    /// Signs the minutes off as they are shown.
    pub(crate) async fn sign_minutes(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::SignMinutes));
                let signer = or_refuse!(permit.member().cloned().ok_or(Refusal::NotYourRole));
                let row = minutes::of_session(writing.conn(), &id).await?.ok_or(Fault::NotFound)?;
                let signed = or_refuse!(sign(sitting.session.phase()?, row.phase()?, &row.writers()?, &signer));
                let content = content(writing.conn(), &sitting, Some(&row)).await?;
                if form_.get("seen") != fingerprint(&content)? {
                    return Ok(Refusal::TextChanged.into());
                }
                minutes::store_signed(writing, &permit, &row.id, &signed, form_.get("seen")).await?;
                writing.concerns(Audience::Members);
                let entry = journal::Entry::new(
                    "minutes.signed",
                    Some(permit.role()),
                    &id,
                    json!({ "revision": row.revision, "text_hash": form_.get("seen") }),
                );
                writing.append(entry.about(signed.signer().as_str(), json!({ "member": signed.signer() }))).await?;
                Ok(back(&id))
            })
        })
        .await
    }

    /// Publishes the signed minutes, or their correction as a further revision.
    pub(crate) async fn publish_minutes(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::PublishMinutes));
                let row = minutes::of_session(writing.conn(), &id).await?.ok_or(Fault::NotFound)?;
                let published = or_refuse!(outcome::publish(row.phase()?));
                let content = content(writing.conn(), &sitting, Some(&row)).await?;
                // What is published is what was signed, word for word.
                if fingerprint(&content)? != row.signed {
                    return Ok(Refusal::TextChanged.into());
                }
                let shelf = Shelf::of(Kind::Minutes, "", &sitting.body.kind);
                let at = (&shelf, row.id.as_str());
                or_refuse!(publish::snapshot(writing, &permit, at, &content.title, &content, &form_).await?);
                minutes::store_published(writing, &permit, &row.id, published).await?;
                Ok(Answer::done(format!("/c/{}/minutes/{}", row.community, row.id)))
            })
        })
        .await
    }
}

/// Names the notes as they stand, signed or not: saving over a signature drops it.
pub(crate) fn stands(row: Option<&MinutesRow>) -> String {
    row.map_or_else(
        || base::of(&[]),
        |row| base::of(&[&row.notes, &row.correction, &row.phase, &row.revision.to_string()]),
    )
}

/// Names the minutes as they stand, so that one signs what one has read.
pub(crate) fn fingerprint(content: &MinutesContent) -> Result<String, Fault> {
    let signed_later = MinutesContent { signed_as: String::new(), ..content.clone() };
    Ok(secret::digest(&[&serde_json::to_string(&signed_later)?]))
}

/// The minutes as the record has them now.
pub(crate) async fn content(
    conn: &mut Conn,
    sitting: &Sitting,
    row: Option<&MinutesRow>,
) -> Result<MinutesContent, Fault> {
    let session = &sitting.session;
    let rounds = votes::of_session(conn, &session.id).await?;
    let endings = floor::endings(conn, &session.id).await?;
    let sizes = threads::sizes(conn, &session.id).await?;
    let declared = interest::of_session(conn, &session.id).await?;
    let all = sessions::items(conn, &session.id).await?;
    let titles: HashMap<&str, &str> = all.iter().map(|item| (item.id.as_str(), item.title.as_str())).collect();
    let mut acts = acts_of(conn, (&session.community, &session.id), &titles, Audience::Public).await?;
    let mut items = Vec::new();
    for item in all.clone() {
        let audience = item.audience();
        acts.extend(acts_of(conn, (&session.community, &item.id), &titles, audience).await?);
        let texts = sessions::revisions(conn, &item.id).await?;
        let mut shown = Vec::new();
        for round in rounds.iter().filter(|round| round.item == item.id) {
            acts.extend(acts_of(conn, (&session.community, &round.id), &titles, audience).await?);
            let text = texts.iter().find(|text| text.number == round.revision);
            let text = text.ok_or(Fault::Stored("votes.revision"))?;
            shown.push(MinutesRound {
                round: round.round,
                mode: round.mode.clone(),
                phase: round.phase.clone(),
                void_reason: round.void_reason.clone(),
                text_title: text.title.clone(),
                text: text.body.clone(),
                form: TextForm::stored(&text.form),
                revision: round.revision,
                result: if round.phase()? == vote::Phase::Declared { round.count()? } else { None },
            });
        }
        // Minutes are public: of relief they say that it was dealt with, and its own sheet says the rest to the members.
        let within = audience == Audience::Members;
        let size = sizes.iter().find(|(id, ..)| *id == item.id);
        let ending = endings.iter().find(|ending| ending.item == item.id);
        let size = size.filter(|_| !within);
        let interests = || declared.iter().filter(|one| !within && one.item == item.id);
        items.push(MinutesItem {
            proposals: size.map_or(0, |(_, proposals, _)| *proposals),
            remarks: size.map_or(0, |(_, _, remarks)| *remarks),
            interests: interests().count() as u64,
            recused: interests().filter(|one| one.recused == 1).count() as u64,
            within,
            rounds: if within { Vec::new() } else { shown },
            ending: ending.filter(|_| !within).map(|ending| MinutesEnding {
                kind: ending.kind.clone(),
                text: ending.body.clone(),
                dissent: ending.dissent.clone(),
                form: TextForm::stored(&ending.form),
            }),
            title: item.title,
            matter: item.matter,
        });
    }
    acts.sort_by_key(|act| act.seq);
    Ok(MinutesContent {
        community: sitting.community.name.clone(),
        zone: sitting.community.zone.clone(),
        title: session.title.clone(),
        body: sitting.body.name.clone(),
        place: session.place.clone(),
        held: session.held.clone(),
        session_id: session.id.clone(),
        opened_at: session.opened_at.unwrap_or(session.starts_at),
        closed_at: session.closed_at,
        counts: session_counts(conn, sitting).await?,
        items,
        acts,
        notes: row.map(|row| row.notes.clone()).unwrap_or_default(),
        notes_form: row.map(|row| TextForm::stored(&row.form)).unwrap_or_default(),
        correction: row.map(|row| row.correction.clone()).unwrap_or_default(),
        signed_as: row.map(|row| row.signer_role.clone()).unwrap_or_default(),
    })
}

/// The acts about one thing that stand in minutes, with their public reasons or the item that they are about. Of what stays
/// within the community no reason is told, also where an old chain has it in the open.
async fn acts_of(
    conn: &mut Conn,
    (community, subject): (&str, &str),
    titles: &HashMap<&str, &str>,
    audience: Audience,
) -> Result<Vec<MinutesAct>, Fault> {
    let rows = journal::told(conn, community, subject).await?;
    let told = rows.into_iter().filter(|(row, _)| ACTS.contains(&row.act.as_str())).map(|(row, body)| {
        let reason = body.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned();
        let told = audience == Audience::Public && reason != "ballots_exceed_issued";
        let reason = if told { reason } else { String::new() };
        let item = body.get("item").and_then(Value::as_str).and_then(|item| titles.get(item));
        let reason =
            if reason.is_empty() { item.map_or_else(String::new, |title| (*title).to_owned()) } else { reason };
        // A pause of no minutes is its end.
        let over = row.act == "session.paused" && body.get("minutes").and_then(Value::as_i64) == Some(0);
        let act = if over { "session-went_on".to_owned() } else { row.act.replace('.', "-") };
        MinutesAct { seq: row.seq, at: row.at, act, role: row.role, reason }
    });
    Ok(told.collect())
}

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
