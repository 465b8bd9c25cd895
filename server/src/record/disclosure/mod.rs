//! What is disclosed without a vote (村务公开 and its like), on its way to the board: written, countersigned by another hand or
//! sent back, published. What hangs there already is `record/posting`.

pub mod acts;
pub mod rows;

use crate::{
    act::{Subject, base},
    fault::Fault,
    record::disclosure::rows::{self as disclosure, DisclosureRow},
    store::Conn,
    text,
};
use rules::{posting::Audience, typed::TextForm};

/// What the address of a disclosure holds that nobody has written yet.
const NEW: &str = "new";

/// A disclosure as long as it is written: one that stands, or a new one.
pub struct Draft {
    community: String,
    row: Option<DisclosureRow>,
}

impl Draft {
    /// What stands.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where nothing was written yet.
    fn row(&self) -> Result<&DisclosureRow, Fault> {
        self.row.as_ref().ok_or(Fault::NotFound)
    }
}

impl Subject for Draft {
    /// The community and the disclosure.
    type Key = (String, String);

    async fn find(conn: &mut Conn, (community, id): &Self::Key) -> Result<Self, Fault> {
        let row = if id == NEW { None } else { Some(disclosure::find(conn, community, id).await?) };
        Ok(Self { community: community.clone(), row })
    }

    fn community(&self) -> &str {
        &self.community
    }

    fn in_chain(&self) -> &str {
        self.row.as_ref().map_or(NEW, |row| &row.id)
    }

    /// Whom it will be for is known for certain when it is published: until then its hash is sealed.
    fn audience(&self) -> Audience {
        Audience::Members
    }

    fn page(&self) -> String {
        page(&self.community, self.in_chain())
    }
}

/// A disclosure that is to go up. From now on it is for whom it says.
pub struct Ready {
    row: DisclosureRow,
    audience: Audience,
}

impl Subject for Ready {
    /// The community and the disclosure.
    type Key = (String, String);

    async fn find(conn: &mut Conn, (community, id): &Self::Key) -> Result<Self, Fault> {
        let row = disclosure::find(conn, community, id).await?;
        Ok(Self { audience: row.audience()?, row })
    }

    fn community(&self) -> &str {
        &self.row.community
    }

    fn in_chain(&self) -> &str {
        &self.row.id
    }

    fn audience(&self) -> Audience {
        self.audience
    }

    fn page(&self) -> String {
        page(&self.row.community, &self.row.id)
    }
}

/// The page on which a disclosure is written and signed.
fn page(community: &str, id: &str) -> String {
    format!("/c/{community}/disclosures/{id}")
}

/// Names a disclosure as the form that changes it shows it, signed or not: saving over a signature drops it.
pub(crate) fn stands(row: &DisclosureRow) -> String {
    base::of(&[&fingerprint(row), &row.phase, &row.returned, &row.revision.to_string()])
}

/// Names a draft as it stands, also whom it is for.
pub(crate) fn fingerprint(row: &DisclosureRow) -> String {
    let DisclosureRow { category, matter, audience, title, body, basis, responsible, correction, .. } = row;
    text::fingerprint(
        TextForm::stored(&row.form),
        &[category, matter, audience, title, body, basis, responsible, correction].map(String::as_str),
    )
}
