//! What is kept of a matter (事项档案): its number, the procedure that it goes by, what belongs to it, who follows it. What is written of
//! it is its publication. It is read by whoever needs to know to which matter a thing belongs; how it stands is judged in `matter`.

pub mod rows;

use crate::{
    act::{Stop, Subject},
    fault::Fault,
    record::{
        dossier::rows::DossierRow,
        publication::{
            self,
            rows::{self as publications, PublicationRow},
        },
    },
    store::{Conn, Writing, journal::Entry},
};
use app::address;
use rules::{
    Language, Refusal,
    dossier::{self, Link},
    id::{CommunityId, DossierId},
    permit::Permit,
    posting::Audience,
    procedure::{Adoption, Kind, Procedure, Step},
    published::MatterContent,
    says::Says,
};
use serde_json::json;

/// A matter with what is published of it.
pub struct Dossier {
    /// What is kept of it.
    pub row: DossierRow,
    /// Its latest revision.
    pub published: PublicationRow,
    /// What that says.
    pub content: MatterContent,
}

impl Dossier {
    /// Whether something may still be done about it.
    ///
    /// # Errors
    /// It has ended, or was withdrawn.
    pub fn goes_on(&self) -> Result<(), Refusal> {
        if !self.published.withdrawn.is_empty() {
            return Err(Refusal::WithdrawnAlready);
        }
        self.content.goes_on()
    }

    /// The matter of a row.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where nothing is published of it; database errors.
    pub async fn of(conn: &mut Conn, row: DossierRow) -> Result<Self, Fault> {
        let published = publications::revisions(conn, &row.community, &row.id).await?;
        let published =
            published.into_iter().find(|one| one.kind == publication::Kind::Matter).ok_or(Fault::NotFound)?;
        let content = serde_json::from_str(&published.content)?;
        Ok(Self { row, published, content })
    }

    /// The matter to which something belongs, if it belongs to one.
    ///
    /// # Errors
    /// Database errors.
    pub async fn with(conn: &mut Conn, subject: &str) -> Result<Option<Self>, Fault> {
        match rows::of_subject(conn, subject).await? {
            Some(row) => Self::of(conn, row).await.map(Some),
            None => Ok(None),
        }
    }
}

/// What a matter holds of something that a gate asks for: in words, and where it is read.
pub(crate) struct Held {
    pub said: String,
    pub link: String,
}

impl Dossier {
    /// The Party organisation's study, as the matter holds it.
    pub(crate) fn study(&self) -> Option<Held> {
        self.recorded(Kind::Study)
    }

    /// The consultation: who took part, what a council said, or the plan that hung for comment.
    ///
    /// # Errors
    /// Database errors.
    pub(crate) async fn consulted(&self, conn: &mut Conn) -> Result<Option<Held>, Fault> {
        if let Some(held) = self.recorded(Kind::Parties) {
            return Ok(Some(held));
        }
        let plan = rows::plan(conn, &self.row.id).await?;
        Ok(plan.map(|(subject, title)| Held {
            said: title,
            link: address::published(&self.row.community, publication::Kind::Disclosure.id(), &subject),
        }))
    }

    /// The last record of a kind.
    fn recorded(&self, kind: Kind) -> Option<Held> {
        let all = self.content.records.iter().enumerate();
        let (at, one) = all.rev().find(|(_, one)| one.need == kind)?;
        let groups: Vec<&str> = one.parties.iter().map(|party| party.group.as_str()).collect();
        let said = if one.said.is_empty() { groups.join("、") } else { one.said.clone() };
        let page = address::published(&self.row.community, publication::Kind::Matter.id(), &self.row.id);
        Some(Held { said: format!("{}：{said}", one.on), link: format!("{page}#record-{}", at + 1) })
    }
}

impl Subject for Dossier {
    type Key = DossierId;

    async fn find(conn: &mut Conn, key: &DossierId) -> Result<Self, Fault> {
        let row = rows::find(conn, key).await?;
        Self::of(conn, row).await
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    fn in_chain(&self) -> &str {
        &self.row.id
    }

    fn audience(&self) -> Audience {
        self.published.audience
    }

    /// Where it is worked at.
    fn page(&self) -> String {
        address::dossier(&self.row.id)
    }
}

/// The matter for which something is called, by its id and title, where it is one of the community and goes on.
///
/// # Errors
/// Database errors.
pub(crate) async fn called_for(
    conn: &mut Conn,
    community: &CommunityId,
    id: &str,
) -> Result<Option<(String, String)>, Fault> {
    let row = match rows::find(conn, &id.into()).await {
        Err(Fault::NotFound) => return Ok(None),
        found => found?,
    };
    if row.community != *community {
        return Ok(None);
    }
    let one = Dossier::of(conn, row).await?;
    Ok(one.goes_on().is_ok().then_some((one.row.id.0, one.content.title)))
}

/// Lays what was made for a matter to it, where a form names one (`dossier`), and says so in the chain.
///
/// # Errors
/// The matter has ended, or is another community's; database errors.
pub(crate) async fn lay(
    writing: &mut Writing,
    permit: &Permit,
    (dossier, link, subject): (&str, Link, &str),
) -> Result<(), Stop> {
    if dossier.is_empty() {
        return Ok(());
    }
    let row = rows::find(writing.conn(), &dossier.into()).await?;
    let one = Dossier::of(writing.conn(), row).await?;
    if one.row.community != *writing.community() {
        return Err(Fault::NotFound.into());
    }
    one.goes_on()?;
    writing.concerns(one.published.audience);
    let linked = dossier::link(&one.row.id, (link, subject), None)?;
    rows::store_linked(writing, permit, &linked).await?;
    let said = json!({ "kind": link, "of": subject });
    writing.append(Entry::new(Says::MatterLinked, Some(permit.role()), &one.row.id, said)).await?;
    Ok(())
}

/// A thing of a draft is gone: it belongs to no matter any more, and the chain says so.
///
/// # Errors
/// Database errors.
pub(crate) async fn forget(writing: &mut Writing, permit: &Permit, (link, subject): (Link, &str)) -> Result<(), Stop> {
    let Some(row) = rows::of_subject(writing.conn(), subject).await? else { return Ok(()) };
    let one = Dossier::of(writing.conn(), row).await?;
    writing.concerns(one.published.audience);
    let gone = dossier::unlink(&one.row.id, (link, subject), Some(&one.row.id))?;
    rows::store_unlinked(writing, permit, &gone).await?;
    let said = json!({ "kind": link, "of": subject });
    writing.append(Entry::new(Says::MatterUnlinked, Some(permit.role()), &one.row.id, said)).await?;
    Ok(())
}

/// The procedure under which a matter began, as it was then.
///
/// # Errors
/// [`Fault::Stored`] where what is kept cannot be read; database errors.
pub async fn procedure(conn: &mut Conn, row: &DossierRow) -> Result<Procedure, Fault> {
    let kept = rows::procedure(conn, &row.community, (&row.procedure, &row.version)).await?;
    kept.ok_or(Fault::Stored("procedures"))?.read()
}

/// The procedures that a place may begin a matter under: those that it took over, and those that come with the program, which it
/// did not.
///
/// # Errors
/// As above.
pub async fn procedures(conn: &mut Conn, community: &CommunityId) -> Result<Vec<Procedure>, Fault> {
    let own = rows::procedures_in_use(conn, community).await?;
    let mut all = own.iter().map(rows::ProcedureRow::read).collect::<Result<Vec<_>, _>>()?;
    let others = Procedure::shipped().iter().filter(|one| !all.iter().any(|own| own.id == one.id));
    let others: Vec<_> = others.cloned().collect();
    all.extend(others);
    Ok(all)
}

/// The steps that a place has left out of a procedure, each with its name and the reason.
///
/// # Errors
/// As above.
pub(crate) async fn left_out(
    conn: &mut Conn,
    community: &CommunityId,
    (id, language): (&str, Language),
) -> Result<Vec<(String, String)>, Fault> {
    let rows = rows::procedures_in_use(conn, community).await?;
    let Some(row) = rows.into_iter().find(|one| one.id == id && !one.changes.is_empty()) else {
        return Ok(Vec::new());
    };
    let changes: Adoption = serde_json::from_str(&row.changes)?;
    let of = Procedure::kept(id, &row.text).map_err(|_| Fault::Stored("procedures.text"))?;
    let told = |step: &Step| {
        let reason = changes.get(&step.id)?.left_out.clone()?;
        Some((step.name.of(language).to_owned(), reason))
    };
    Ok(of.steps.iter().filter_map(told).collect())
}
