//! The page on which the minutes are written, signed and published.

use crate::{
    record::{
        draft::{public, rows, stands, view},
        minutes::shown,
        publication::Kind,
    },
    sitting::{
        minutes::{Minutes, content, fingerprint},
        view::*,
    },
};
use app::{
    address,
    view::{minutes::MinutesForm, record::Draft},
};
use rules::{id::SessionId, minutes::signable};

/// The minutes as they stand, with what may be done with them.
pub(crate) async fn minutes(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<MinutesForm, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = standing_in(viewer, &sitting)?;
    if ![Act::WriteMinutes, Act::SignMinutes, Act::PublishMinutes].into_iter().any(|act| standing.may(act)) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let row = rows::of(&mut conn, (&community, Kind::Minutes), id).await?;
    let content = content(&mut conn, &sitting, row.as_ref()).await?;
    let seen = fingerprint(&content)?;
    let public = public::<Minutes>(&mut conn, row.as_ref()).await?;
    let said = row.as_ref().map(|row| row.said.clone()).unwrap_or_default();
    let draft = match &row {
        Some(row) => {
            let not_now = signable(sitting.session.phase).err();
            view::<Minutes>(&mut conn, (&standing, cx.language), row, seen, not_now).await?
        }
        None => Draft::default(),
    };
    Ok(MinutesForm {
        heading: head(&mut conn, &sitting, cx.language).await?,
        shown: shown(content, cx.language),
        draft,
        published: public.revisions > 0,
        public: match &row {
            Some(row) if public.revisions > 0 => address::published(&community, Kind::Minutes.id(), &row.id),
            _ => String::new(),
        },
        form: said.form(),
        base: stands::<Minutes>(row.as_ref()),
        notes: said.body,
        correction: said.correction,
        may_write: standing.may(Act::WriteMinutes) && !public.withdrawn,
    })
}
