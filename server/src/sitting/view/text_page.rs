//! The text of an item.

use crate::sitting::view::*;
use rules::{
    id::{CommunityId, ItemId, SessionId},
    typed::TextForm,
};

/// The session of an item, if the viewer belongs to its community.
pub(crate) async fn session_of_item(desk: &Desk, viewer: &Viewer, item: &ItemId) -> Result<SessionId, Fault> {
    let item = sessions::item(&mut *desk.read().await?, item).await?;
    viewer.membership(&item.community)?;
    Ok(item.session)
}

/// The text of an item, for whoever writes it.
pub(crate) async fn text(
    desk: &Desk,
    viewer: &Viewer,
    item: &ItemId,
    cx: &Cx,
) -> Result<(CommunityId, TextPage), Fault> {
    let session = session_of_item(desk, viewer, item).await?;
    let mut conn = desk.read().await?;
    let row = sessions::item(&mut conn, item).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &session).await?;
    if !standing_in(viewer, &sitting)?.may(Act::WriteText) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let bound = bound_by_votes(&votes::of_session(&mut conn, &session).await?, item)?;
    let revisions = sessions::revisions(&mut conn, item).await?;
    let latest = revisions.first();
    let page = TextPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        item: row.id.0.clone(),
        title: latest.map_or_else(|| row.title.clone(), |text| text.title.clone()),
        body: latest.map(|text| text.body.clone()).unwrap_or_default(),
        form: latest.map(|text| TextForm::stored(&text.form)).unwrap_or_default(),
        base: latest.map_or(0, |text| text.number),
        frozen: bound.frozen,
        revisions: revisions
            .iter()
            .map(|text| {
                let at = zone::date_time(Moment(text.at), &sitting.community.zone, cx.language);
                (text.number, text.title.clone(), at, said(&text.form, &text.body, cx.language))
            })
            .collect(),
        item_title: row.title,
    };
    Ok((row.community, page))
}
