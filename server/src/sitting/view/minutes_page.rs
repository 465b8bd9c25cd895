//! The page on which the minutes are written, signed and published.

use crate::{
    record::{
        draft::{public, rows, stands, view},
        minutes::{named, shown},
        publication::Kind,
    },
    sitting::{
        minutes::{Minutes, course, fingerprint, whole},
        view::*,
    },
};
use app::{
    address,
    view::{minutes::MinutesForm, record::Draft},
};
use rules::{id::SessionId, minutes::signable};

/// The minutes as they stand, with what may be done with them.
/// `anew`: what the record says now is put into the form in the place of what is written.
pub(crate) async fn minutes(
    desk: &Desk,
    viewer: &Viewer,
    id: &SessionId,
    (anew, cx): (bool, &Cx),
) -> Result<MinutesForm, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = standing_in(viewer, &sitting)?;
    if ![Act::WriteMinutes, Act::SignMinutes, Act::PublishMinutes].into_iter().any(|act| standing.may(act)) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let row = rows::of(&mut conn, (&community, Kind::Minutes), id).await?;
    let whole = whole(&mut conn, &sitting, row.as_ref()).await?;
    let seen = fingerprint(&whole)?;
    let public = public::<Minutes>(&mut conn, row.as_ref()).await?;
    let said = row.as_ref().map(|row| row.said.clone()).unwrap_or_default();
    let draft = match &row {
        Some(row) => {
            let not_now = signable(sitting.session.phase).err();
            view::<Minutes>(&mut conn, (&standing, cx.language), row, seen, not_now).await?
        }
        None => Draft::default(),
    };
    let may_write = standing.may(Act::WriteMinutes) && !public.withdrawn;
    // The first draft begins with what the record says.
    let begun =
        if may_write && (anew || row.is_none()) { Some(course(&mut conn, &sitting, cx.language).await?) } else { None };
    Ok(MinutesForm {
        heading: head(&mut conn, &sitting, cx.language).await?,
        shown: shown(whole.minutes, cx.language),
        names: named(&mut conn, &community, whole.names, cx.language).await?,
        begun,
        closed: signable(sitting.session.phase).is_ok(),
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
        may_write,
    })
}
