//! What a published decision says.

use crate::{
    fault::Fault,
    record::draft::rows::DraftRow,
    record::publication::rows as publication,
    sitting::{
        session::{Sitting, rows as sessions},
        vote::rows::{VoteRow, count},
    },
    store::Writing,
    zone,
};
use rules::{
    ballot::Mode,
    kind::appraisal::AppraisalRecord,
    published::{Counting, OutcomeContent},
    typed::TextForm,
};
use serde::Deserialize;

/// The decision as it is published: the words of the draft, and what the vote, its session and its count say.
pub(super) async fn content(
    writing: &mut Writing,
    sitting: &Sitting,
    row: &VoteRow,
    draft: &DraftRow,
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
        session_id: sitting.session.id.0.clone(),
        held_at: sitting.session.opened_at.unwrap_or(sitting.session.starts_at),
        text_by: if text.proposal.is_empty() { "desk" } else { "member" }.to_owned(),
        text_form: TextForm::stored(&text.form),
        text: text.body,
        text_revision: row.revision,
        round: row.round,
        decision: draft.said.body.clone(),
        decision_form: draft.said.form(),
        responsible: draft.said.responsible.clone(),
        due: draft.said.due.clone(),
        correction: draft.said.correction.clone(),
        signed_as: draft.signed_as(),
        basis: sitting.basis.clone(),
        rule_version: rule.version,
        checked: rule.checked,
        gates: row.gates()?,
        results: record.appraisal().map(AppraisalRecord::results),
        record,
        verdict,
        counting: counting(writing, row).await?,
    })
}

/// What happened to the papers of a vote; of a secret one nothing by which a small group could be known.
async fn counting(writing: &mut Writing, row: &VoteRow) -> Result<Counting, Fault> {
    let open = row.mode != Mode::Secret;
    Ok(Counting {
        exchanged: if open { row.papers_spoilt } else { 0 },
        back: if open { row.papers_back } else { 0 },
        attempts: count::made(writing.conn(), (&row.community, &row.id)).await?,
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
