//! What is written on its way to the public.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    record::publication::Kind,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    draft::{Countersigned, Phase, Published, Returned, Written},
    id::{CommunityId, DraftId, MemberId},
    permit::{Permit, Role},
    posting::{Audience, Category},
    typed::TextForm,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct DraftRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub subject: String,
    #[sqlx(try_from = "String")]
    pub phase: Phase,
    #[sqlx(flatten)]
    pub said: Said,
    pub writers: String,
    #[sqlx(try_from = "String")]
    pub signer_role: Maybe<Role>,
    pub signed: String,
    pub returned: String,
    /// Names what was sent back; empty where that was not kept.
    pub returned_of: String,
    pub revision: i64,
}

/// What its writers say; a kind that has no such field leaves it empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromRow)]
pub struct Said {
    pub title: String,
    pub body: String,
    /// How the body is to be shown.
    pub form: String,
    pub category: String,
    pub matter: String,
    pub audience: String,
    pub basis: String,
    pub responsible: String,
    pub due: String,
    pub correction: String,
    /// What the opinion of a consultation says beside its body, as JSON.
    pub sheet: String,
}

impl Said {
    /// How the body is to be shown.
    pub fn form(&self) -> TextForm {
        TextForm::stored(&self.form)
    }

    /// For whom it is.
    pub fn audience(&self) -> Result<Audience, Fault> {
        Audience::from_id(&self.audience).ok_or(Fault::Stored("publication_drafts.audience"))
    }

    /// Under which heading of the board.
    pub fn category(&self) -> Result<Category, Fault> {
        Category::from_id(&self.category).ok_or(Fault::Stored("publication_drafts.category"))
    }
}

impl DraftRow {
    /// Its id.
    pub fn id(&self) -> DraftId {
        DraftId::from(self.id.as_str())
    }

    /// The role of whoever signed it, as what is published says it; empty before.
    pub fn signed_as(&self) -> String {
        self.signer_role.map_or("", Role::id).to_owned()
    }

    /// Everybody who has written at it since it was last published.
    pub fn writers(&self) -> Result<Vec<MemberId>, Fault> {
        Ok(serde_json::from_str(&self.writers)?)
    }
}

/// Stores what was written: a first draft, a changed one, or that of a correction. A signature that it had is dropped.
pub async fn store_written(
    writing: &mut Writing,
    _permit: &Permit,
    (kind, subject): (Kind, &str),
    written: &Written,
    said: &Said,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    let writers = serde_json::to_string(written.writers())?;
    let stored = sqlx::query(
        "INSERT INTO publication_drafts (id, community, kind, subject, phase, title, body, form, category, matter, audience, \
         basis, responsible, due, correction, writers, signer, signer_role, signed, returned, revision, at, sheet) \
         VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, '', '', '', $16, $17, $18) \
         ON CONFLICT (id) DO UPDATE SET phase = 'draft', title = excluded.title, body = excluded.body, \
         form = excluded.form, category = excluded.category, matter = excluded.matter, audience = excluded.audience, \
         basis = excluded.basis, responsible = excluded.responsible, due = excluded.due, \
         correction = excluded.correction, writers = excluded.writers, signer = NULL, signer_role = '', signed = '', \
         returned = '', returned_of = '', revision = excluded.revision, at = excluded.at, sheet = excluded.sheet",
    )
    .bind(written.draft().as_str())
    .bind(community.as_str())
    .bind(kind.id())
    .bind(subject)
    .bind(&said.title)
    .bind(&said.body)
    .bind(&said.form)
    .bind(&said.category)
    .bind(&said.matter)
    .bind(&said.audience)
    .bind(&said.basis)
    .bind(&said.responsible)
    .bind(&said.due)
    .bind(&said.correction)
    .bind(writers)
    .bind(written.revision())
    .bind(now)
    .bind(&said.sheet)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores a judged countersignature, and of what (`seen`).
pub async fn store_countersigned(
    writing: &mut Writing,
    _permit: &Permit,
    signed: &Countersigned,
    seen: &str,
) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE publication_drafts SET phase = 'countersigned', signer = $2, signer_role = $3, signed = $4, \
         returned = '', returned_of = '' WHERE id = $1 AND phase = 'draft'",
    )
    .bind(signed.draft().as_str())
    .bind(signed.signer().as_str())
    .bind(signed.role().id())
    .bind(seen)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores that it is sent back, and what (`seen`).
pub async fn store_returned(
    writing: &mut Writing,
    _permit: &Permit,
    returned: &Returned,
    seen: &str,
) -> Result<(), Fault> {
    let sql = "UPDATE publication_drafts SET returned = $2, returned_of = $3 WHERE id = $1 AND phase = 'draft'";
    let stored = sqlx::query(sql)
        .bind(returned.draft().as_str())
        .bind(returned.reason())
        .bind(seen)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that it is public.
pub async fn store_published(writing: &mut Writing, _permit: &Permit, published: &Published) -> Result<(), Fault> {
    let stored =
        sqlx::query("UPDATE publication_drafts SET phase = 'published' WHERE id = $1 AND phase = 'countersigned'")
            .bind(published.draft().as_str())
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// The draft of something: of a vote its decision, of a session its minutes, of a disclosure itself.
pub async fn of(
    conn: &mut Conn,
    (community, kind): (&CommunityId, Kind),
    subject: &str,
) -> Result<Option<DraftRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, kind, subject, phase, title, body, form, category, matter, audience, basis, responsible, due, \
         correction, sheet, writers, signer_role, signed, returned, returned_of, revision FROM publication_drafts \
         WHERE kind = $1 AND subject = $2 AND community = $3",
    )
    .bind(kind.id())
    .bind(subject)
    .bind(community.as_str())
    .fetch_optional(conn)
    .await?)
}

/// Those of a kind that are not published yet, latest first.
pub async fn waiting(conn: &mut Conn, community: &CommunityId, kind: Kind) -> Result<Vec<DraftRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, kind, subject, phase, title, body, form, category, matter, audience, basis, responsible, due, \
         correction, sheet, writers, signer_role, signed, returned, returned_of, revision FROM publication_drafts \
         WHERE community = $1 AND kind = $2 AND phase <> 'published' ORDER BY at DESC, id",
    )
    .bind(community.as_str())
    .bind(kind.id())
    .fetch_all(conn)
    .await?)
}
