//! What the form of an item says: a new one, one of a draft that is changed, and one of a notice that is corrected read it alike.

use crate::{
    act::{Beside, Form, Stop, base},
    fault::Fault,
    sitting::session::rows::{self as sessions, ItemRow, SessionRow},
    store::Conn,
};
use rules::{Refusal, agenda::Matter, body::BodyKind, id::ItemId, proposal};

/// Takes the fields of the form into the item. A matter that the body may settle under no delegation does not come onto its agenda.
pub(super) fn fill(row: &mut ItemRow, form: &Form, body: BodyKind) -> Result<(), Stop> {
    row.title = form.line("title", proposal::TITLE_LIMIT)?;
    let matter = Matter::from_id(form.get("matter")).ok_or(("matter", Refusal::NotOffered))?;
    if !matter.authority().allows(body, true) {
        return Err(("matter", Refusal::MatterElsewhere).into());
    }
    matter.id().clone_into(&mut row.matter);
    row.paper = proposal::optional(form.raw("paper"), proposal::BODY_LIMIT).beside("paper")?;
    form.text_form().id().clone_into(&mut row.paper_form);
    Ok(())
}

/// The item of a session that a form names.
pub(super) async fn named(conn: &mut Conn, on: &SessionRow, form: &Form) -> Result<ItemRow, Fault> {
    let item = sessions::item(conn, &ItemId::from(form.get("item"))).await?;
    if item.session == on.id { Ok(item) } else { Err(Fault::NotFound) }
}

/// Names an item as its form shows it.
pub(crate) fn base_of(row: &ItemRow) -> String {
    base::of(&[&row.title, &row.matter, &row.paper, &row.paper_form])
}
