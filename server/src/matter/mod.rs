//! Matters (事项档案): opened by the chair, taken through the steps of their procedure, ended. How one stands is judged from records
//! each time it is looked at, and stored nowhere.

pub mod acts;
pub(crate) mod facts;
pub(crate) mod pages;
pub mod rows;
pub(crate) mod view;

use crate::{
    act::{At, Form, Stop, Subject},
    record::{
        dossier::Dossier,
        publication::{self as publish, Kind, Shelf},
    },
};
use rules::{posting::Category, published::MatterContent};

/// Publishes a matter as it is now: a further revision. Every act on one goes through here.
async fn published(at: &mut At<'_, Dossier>, content: &MatterContent, form: &Form) -> Result<(), Stop> {
    let shelf = Shelf {
        kind: Kind::Matter,
        category: Category::Affairs,
        matter: content.matter.clone(),
        body_kind: String::new(),
        audience: at.on.audience(),
    };
    let id = at.on.row.id.clone();
    Ok(publish::snapshot(at.writing, &at.permit, (&shelf, &id), &content.title, content, form).await??)
}
