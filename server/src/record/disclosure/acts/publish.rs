//! A countersigned disclosure is published: it goes up on the board, and its days begin.

use super::super::Ready;
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    record::{
        disclosure::rows::{self as disclosure, DisclosureRow},
        publication::{self as publish, Kind, Shelf},
    },
};
use rules::published::DisclosureContent;
use rules::{outcome, permit::Act as May, posting::Category, says::Says, typed::TextForm};

/// Publishes a disclosure.
pub struct Publish;

impl Act for Publish {
    type On = Ready;
    const AT: &'static str = "/c/{community}/disclosures/{id}/publish";
    const MAY: &'static [May] = &[May::PublishDisclosure];
    const SAYS: &'static [Says] = &[Says::DisclosurePublished];

    async fn run(at: &mut At<'_, Ready>, form: &Form) -> Result<Address, Stop> {
        let row = &at.on.row;
        let published = outcome::publish(row.phase()?)?;
        let content = content(communities::find(at.writing.conn(), &row.community).await?, row);
        let shelf = Shelf {
            kind: Kind::Disclosure,
            category: Category::from_id(&row.category).ok_or(Fault::Stored("disclosures.category"))?,
            matter: row.matter.clone(),
            body_kind: String::new(),
            audience: at.on.audience,
        };
        let place = (&shelf, row.id.as_str());
        publish::snapshot(at.writing, &at.permit, place, &content.title, &content, form).await??;
        disclosure::store_published(at.writing, &at.permit, &row.id, published).await?;
        Ok(at.page())
    }
}

/// What is published of it.
fn content(place: CommunityRow, row: &DisclosureRow) -> DisclosureContent {
    DisclosureContent {
        community: place.name,
        zone: place.zone,
        title: row.title.clone(),
        category: row.category.clone(),
        matter: row.matter.clone(),
        text: row.body.clone(),
        form: TextForm::stored(&row.form),
        basis: row.basis.clone(),
        responsible: row.responsible.clone(),
        correction: row.correction.clone(),
        signed_as: row.signer_role.clone(),
    }
}
