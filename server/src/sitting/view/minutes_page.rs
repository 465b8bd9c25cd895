//! The page on which the minutes are written, signed and published.

use crate::{
    record::minutes::shown,
    sitting::{
        minutes::{
            content, fingerprint,
            rows::{self, MinutesRow},
            stands,
        },
        view::*,
    },
};
use app::view::minutes::MinutesForm;
use rules::typed::TextForm;
use rules::{minutes::sign, outcome};

/// The minutes as they stand, with what may be done with them.
pub(crate) async fn minutes(desk: &Desk, viewer: &Viewer, id: &str, cx: &Cx) -> Result<MinutesForm, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = standing_in(viewer, &sitting)?;
    if ![Act::WriteMinutes, Act::SignMinutes, Act::PublishMinutes].into_iter().any(|act| standing.may(act)) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let row = rows::of_session(&mut conn, id).await?;
    let content = content(&mut conn, &sitting, row.as_ref()).await?;
    let phase = row.as_ref().map(MinutesRow::phase).transpose()?;
    let me = standing.member.clone().ok_or(Fault::Forbidden(Refusal::NotYourRole))?;
    let refusal = match (&row, phase) {
        (Some(row), Some(phase)) if standing.may(Act::SignMinutes) => {
            sign(sitting.session.phase()?, phase, &row.writers()?, &me).err()
        }
        _ => Some(Refusal::NotYourRole),
    };
    let revisions = match &row {
        Some(row) => publication::revisions(&mut conn, &community, &row.id).await?.len(),
        None => 0,
    };
    Ok(MinutesForm {
        heading: head(&mut conn, &sitting, cx.language).await?,
        seen: fingerprint(&content)?,
        shown: shown(content, cx.language),
        phase: phase.map_or_else(String::new, |phase: outcome::Phase| phase.id().to_owned()),
        published: revisions > 0,
        public: match &row {
            Some(row) if revisions > 0 => format!("/c/{community}/minutes/{}", row.id),
            _ => String::new(),
        },
        form: row.as_ref().map(|row| TextForm::stored(&row.form)).unwrap_or_default(),
        base: stands(row.as_ref()),
        notes: row.as_ref().map(|row| row.notes.clone()).unwrap_or_default(),
        correction: row.map(|row| row.correction).unwrap_or_default(),
        may_write: standing.may(Act::WriteMinutes),
        may_sign: refusal.is_none(),
        why_not_sign: refusal.map(|why| say::refusal(cx.language, why)).unwrap_or_default(),
        may_publish: standing.may(Act::PublishMinutes),
    })
}
