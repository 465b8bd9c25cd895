//! The decision: written, countersigned by somebody else, published, corrected.

use super::{
    Desk, Viewer, base,
    execution::follow_as_author,
    none,
    objection::today,
    or_refuse,
    publish::{self, Kind, Shelf},
    session::{Sitting, append},
    standing,
};
use crate::text;
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Conn, Writing, community as communities, count,
        journal::Entry,
        member as members,
        outcome::{self as outcomes, OutcomeRow},
        publication, session as sessions,
        vote::{self as votes, VoteRow},
    },
    zone,
};
use app::view::record::{Counting, OutcomeContent};
use rules::typed::TextForm;
use rules::{
    Refusal,
    ballot::Mode,
    id::MemberId,
    outcome::{self, CountersignFacts},
    permit::{Act, Role, Standing, permit},
    proposal, typed,
};
use serde::Deserialize;
use serde_json::json;

impl Desk {
    /// Writes the decision: text, responsible role, due date. Numbers and rule are filled in when it is published.
    pub(crate) async fn write_outcome(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = votes::find(writing.conn(), &row.id).await?;
                let session = super::session::load(writing, &row.session).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::WriteOutcome));
                let before = outcomes::of_vote(writing.conn(), &row.id).await?;
                let phase = before.as_ref().map(OutcomeRow::phase).transpose()?;
                let correction = or_refuse!(
                    proposal::optional(form_.get("correction"), 300).map_err(|refusal| ("correction", refusal))
                );
                let revisions = publication::revisions(writing.conn(), &row.community, &row.id).await?;
                if revisions.first().is_some_and(|latest| !latest.withdrawn.is_empty()) {
                    return Ok(Refusal::WithdrawnAlready.into());
                }
                let published = revisions.len() as i64;
                let written =
                    or_refuse!(outcome::write(row.phase()?, phase, !correction.is_empty()).map_err(|refusal| (
                        if refusal == Refusal::ReasonMissing { "correction" } else { "" },
                        refusal
                    )));
                if published > 0 && correction.is_empty() {
                    return Ok(Answer::refused("correction", Refusal::ReasonMissing));
                }
                or_refuse!(base::holds(&form_, &stands(before.as_ref())));
                let author = or_refuse!(permit.member().cloned().ok_or(Refusal::NotYourRole));
                let mut writers = match &before {
                    Some(draft) if draft.phase()? != outcome::Phase::Published => draft.writers()?,
                    _ => Vec::new(),
                };
                if !writers.contains(&author) {
                    writers.push(author.clone());
                }
                let body = form_.raw("body").to_owned();
                or_refuse!(proposal::text(&body, proposal::BODY_LIMIT).map_err(|refusal| ("body", refusal)));
                // What is countersigned is published as it stands: it holds nobody's data from the first draft on.
                let remembered = match &before {
                    Some(draft) => {
                        let stands = json!({ "body": draft.body, "responsible": draft.responsible });
                        let of = (row.community.as_str(), row.id.as_str(), "outcome.written");
                        none::remembering_draft(writing.conn(), &form_, of, &stands).await?
                    }
                    None => form_.clone(),
                };
                let none = or_refuse!(none::judge(&remembered, &["body", "responsible"]));
                let responsible = or_refuse!(
                    proposal::line(form_.get("responsible"), 60).map_err(|refusal| ("responsible", refusal))
                );
                let due = or_refuse!(match form_.get("due") {
                    "" => Ok(String::new()),
                    typed => typed::day(typed).ok_or(("due", Refusal::BadDay)),
                });
                let today = today(writing, &row.community).await?;
                let stood = before.as_ref().map_or("", |one| one.due.as_str());
                or_refuse!(outcome::due(&due, stood, today).map_err(|refusal| ("due", refusal)));
                let new = OutcomeRow {
                    id: before.map_or_else(secret::id, |one| one.id),
                    community: row.community.clone(),
                    vote: row.id.clone(),
                    phase: String::new(),
                    body,
                    form: form_.text_form().id().to_owned(),
                    responsible,
                    due,
                    correction,
                    author: author.0,
                    writers: serde_json::to_string(&writers)?,
                    signer: None,
                    signer_role: String::new(),
                    revision: published + 1,
                    returned: String::new(),
                };
                outcomes::store_written(writing, &permit, written, &new).await?;
                writing.concerns(crate::act::Subject::audience(&row));
                let hash = text_hash(&new);
                let body = none::tell(json!({ "revision": new.revision, "text_hash": hash }), &none)?;
                append(writing, "outcome.written", &permit, &row.id, body).await?;
                Ok(Answer::done(format!("/v/{}/outcome", row.id)))
            })
        })
        .await
    }

    /// Countersigns the decision.
    pub(crate) async fn countersign_outcome(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::CountersignOutcome));
                let draft = outcomes::of_vote(writing.conn(), &row.id).await?.ok_or(Fault::NotFound)?;
                let stands = (draft.phase()?, draft.writers()?);
                let facts = or_refuse!(sign_facts(writing.conn(), &row.community, &standing, stands).await?);
                let signed = or_refuse!(outcome::countersign(&facts));
                // One signs what was on the screen, not what was written meanwhile.
                if form_.get("seen") != fingerprint(&draft) {
                    return Ok(Refusal::TextChanged.into());
                }
                outcomes::store_countersigned(writing, &permit, &draft.id, &signed).await?;
                writing.concerns(crate::act::Subject::audience(&row));
                let body = json!({ "revision": draft.revision, "text_hash": text_hash(&draft) });
                let entry = Entry::new("outcome.countersigned", Some(signed.role()), &row.id, body)
                    .about(signed.signer().as_str(), json!({ "member": signed.signer() }));
                writing.append(entry).await?;
                Ok(Answer::done(format!("/v/{}/outcome", row.id)))
            })
        })
        .await
    }

    /// Publishes the countersigned decision, or its correction as a further revision.
    pub(crate) async fn publish_outcome(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = votes::find(writing.conn(), &row.id).await?;
                let sitting = Sitting::in_act(writing, &row.session).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::PublishOutcome));
                let draft = outcomes::of_vote(writing.conn(), &row.id).await?.ok_or(Fault::NotFound)?;
                let published = or_refuse!(outcome::publish(draft.phase()?));
                let revisions = publication::revisions(writing.conn(), &row.community, &row.id).await?;
                if revisions.first().is_some_and(|latest| !latest.withdrawn.is_empty()) {
                    return Ok(Refusal::WithdrawnAlready.into());
                }
                let content = content(writing, &sitting, &row, &draft).await?;
                let body_kind = sitting.body.kind.clone();
                let shelf = Shelf::of(Kind::Outcome, &content.matter, &body_kind);
                let at = (&shelf, row.id.as_str());
                or_refuse!(publish::snapshot(writing, &permit, at, &content.title, &content, &form_).await?);
                outcomes::store_published(writing, &permit, &draft.id, published).await?;
                let texts = sessions::revisions(writing.conn(), &row.item).await?;
                if let Some(text) = texts.iter().find(|one| one.number == row.revision) {
                    follow_as_author(writing, &row.id, &text.proposal).await?;
                }
                Ok(Answer::done(format!("/c/{}/outcome/{}", row.community, row.id)))
            })
        })
        .await
    }
}

/// Names the decision as the form that changes it shows it, signed or not: saving over a signature drops it.
pub(crate) fn stands(row: Option<&OutcomeRow>) -> String {
    row.map_or_else(
        || base::of(&[]),
        |row| base::of(&[&fingerprint(row), &row.phase, &row.returned, &row.revision.to_string()]),
    )
}

/// Names a draft as it stands: its text, who is responsible, until when.
pub(crate) fn fingerprint(draft: &OutcomeRow) -> String {
    text::fingerprint(TextForm::stored(&draft.form), &[&draft.body, &draft.responsible, &draft.due, &draft.correction])
}

/// What the journal says of a draft's text: which it is, and how it is to be shown.
fn text_hash(draft: &OutcomeRow) -> String {
    text::fingerprint(TextForm::stored(&draft.form), &[&draft.body])
}

/// What signing, or sending back, what stands so and was written by these is judged by: the acts and the pages ask the same.
pub(crate) async fn sign_facts(
    conn: &mut Conn,
    community: &str,
    standing: &Standing,
    (phase, writers): (outcome::Phase, Vec<MemberId>),
) -> Result<Result<CountersignFacts, Refusal>, Fault> {
    let Some(signer) = standing.member.clone().filter(|_| standing.may(Act::CountersignOutcome)) else {
        return Ok(Err(Refusal::NotYourRole));
    };
    let supervisors = supervisors_beside(conn, community, &writers).await?;
    let signer_supervises = standing.is(Role::Supervisor);
    Ok(Ok(CountersignFacts { phase, writers, signer, signer_supervises, supervisors }))
}

/// Why somebody may not sign what stands so and was written by these; nothing where they may.
pub(crate) async fn why_not_sign(
    conn: &mut Conn,
    community: &str,
    standing: &Standing,
    stands: (outcome::Phase, Vec<MemberId>),
) -> Result<Option<Refusal>, Fault> {
    let facts = sign_facts(conn, community, standing, stands).await?;
    Ok(facts.and_then(|facts| outcome::countersign(&facts)).err())
}

/// Whether there is an active supervisor other than those who wrote.
async fn supervisors_beside(conn: &mut Conn, community: &str, writers: &[MemberId]) -> Result<bool, Fault> {
    let roles = communities::roles(conn, community).await?;
    let wrote = |member: &str| writers.iter().any(|one| one.as_str() == member);
    for (member, _) in roles.iter().filter(|(member, role)| role == Role::Supervisor.id() && !wrote(member)) {
        if members::find(conn, community, member).await?.active() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn content(
    writing: &mut Writing,
    sitting: &Sitting,
    row: &VoteRow,
    draft: &OutcomeRow,
) -> Result<OutcomeContent, Fault> {
    let (record, verdict) = row.count()?.ok_or(Fault::Stored("votes.record"))?;
    let rule = row.rule()?;
    let revisions = sessions::revisions(writing.conn(), &row.item).await?;
    let text = revisions.into_iter().find(|one| one.number == row.revision).ok_or(Fault::Stored("votes.revision"))?;
    let item = sessions::item(writing.conn(), &row.item).await?;
    let year = zone::year(writing.now(), &sitting.community.zone);
    let number = outcome_number(writing, row, year).await?;
    Ok(OutcomeContent {
        community: sitting.community.name.clone(),
        zone: sitting.community.zone.clone(),
        number,
        title: text.title,
        matter: item.matter,
        body: sitting.body.name.clone(),
        session: sitting.session.title.clone(),
        session_id: sitting.session.id.clone(),
        held_at: sitting.session.opened_at.unwrap_or(sitting.session.starts_at),
        text_by: if text.proposal.is_empty() { "desk" } else { "member" }.to_owned(),
        text_form: TextForm::stored(&text.form),
        text: text.body,
        text_revision: row.revision,
        round: row.round,
        decision: draft.body.clone(),
        decision_form: TextForm::stored(&draft.form),
        responsible: draft.responsible.clone(),
        due: draft.due.clone(),
        correction: draft.correction.clone(),
        signed_as: draft.signer_role.clone(),
        basis: sitting.basis.clone(),
        rule_version: rule.version,
        checked: rule.checked,
        gates: row.gates()?,
        record,
        verdict,
        counting: counting(writing, row).await?,
    })
}

/// What happened to the papers of a vote; of a secret one nothing by which a small group could be known.
async fn counting(writing: &mut Writing, row: &VoteRow) -> Result<Counting, Fault> {
    let entries = count::entries(writing.conn(), &row.id).await?;
    let open = row.mode()? != Mode::Secret;
    Ok(Counting {
        exchanged: if open { row.papers_spoilt } else { 0 },
        back: if open { row.papers_back } else { 0 },
        attempts: entries.last().map_or(0, |entry| entry.attempt),
        ordered: count::orders(writing.conn(), (&row.community, &row.id)).await?,
    })
}

/// What a number is read from.
#[derive(Deserialize)]
struct Numbered {
    number: String,
}

/// `2026-3`: the year and the how many-th decision of the community in it; a correction keeps its number.
async fn outcome_number(writing: &mut Writing, row: &VoteRow, year: i64) -> Result<String, Fault> {
    let earlier = publication::revisions(writing.conn(), &row.community, &row.id).await?;
    if let Some(first) = earlier.first() {
        let content: OutcomeContent = serde_json::from_str(&first.content)?;
        return Ok(content.number);
    }
    // Numbers are given in the order of publishing, so the last one of the year is the highest.
    let Some((content, count)) = publication::last_numbered(writing.conn(), &row.community, year).await? else {
        return Ok(format!("{year}-1"));
    };
    let last = serde_json::from_str::<Numbered>(&content)?.number;
    let of_year = last.split_once('-').filter(|(in_year, _)| in_year.parse() == Ok(year));
    // Where it was blanked, at least as many were given as there are decisions.
    let last = of_year.and_then(|(_, last)| last.parse().ok()).unwrap_or(0);
    Ok(format!("{year}-{}", count.max(last) + 1))
}
