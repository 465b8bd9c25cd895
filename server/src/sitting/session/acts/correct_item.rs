//! An item of an announced session is put right, with a note: whatever it changes of an item, people are called anew.

use super::super::{
    Sitting,
    agenda::{base_of, fill, named},
    chair,
    correction::correct,
};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    sitting::session::rows::{self as sessions, SessionRow},
};
use app::address;
use rules::{permit::Act as May, says::Says};

/// Corrects an item of a notice.
pub struct CorrectItem;

impl Act for CorrectItem {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/correct-item";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionCorrected, Says::NoticePublished];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let sitting = Sitting::around(at.writing, at.on.clone()).await?;
        let stands = named(at.writing.conn(), &at.on, form).await?;
        base::holds(form, &base_of(&stands))?;
        let mut row = stands.clone();
        fill(&mut row, form, sitting.body.kind)?;
        base::changes(base_of(&row) != base_of(&stands))?;
        let mut items = sessions::items(at.writing.conn(), &at.on.id).await?;
        if let Some(item) = items.iter_mut().find(|item| item.id == row.id) {
            item.clone_from(&row);
        }
        correct(at, form, (sitting, items), Some(row)).await
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }

    fn back_for(_on: &SessionRow, _viewer: &Viewer, form: &Form) -> String {
        address::edit_item(form.get("item"))
    }
}
