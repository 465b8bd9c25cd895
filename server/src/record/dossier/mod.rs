//! What is kept of a matter (事项档案): its number, the procedure that it goes by, what belongs to it, who follows it. What is written of
//! it is its publication. It is read by whoever needs to know to which matter a thing belongs; how it stands is judged in `matter`.

pub mod rows;

use crate::{
    act::{
        Stop, Subject, base,
        none::{self, SaidNone},
    },
    fault::Fault,
    people::community::rows as communities,
    record::{
        dossier::rows::DossierRow,
        posting::published,
        publication::{self, rows::PublicationRow},
    },
    store::{Conn, Writing, journal::Entry},
};
use app::address;
use rules::{
    Language, Refusal,
    body::{BodyKind, CommunityKind},
    dossier::{self, Link},
    id::{CommunityId, DossierId},
    permit::Permit,
    posting::Audience,
    procedure::{Adoption, Kind, Need, Procedure, Step},
    published::MatterContent,
    says::Says,
};
use serde_json::{Value, json};

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
        let published = published(conn, &row.community, publication::Kind::Matter, &row.id).await?;
        let content = serde_json::from_str(&published.content)?;
        Ok(Self { row, published, content })
    }

    /// A matter of a community by its id, if it has one.
    ///
    /// # Errors
    /// Database errors.
    pub async fn named(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<Option<Self>, Fault> {
        match rows::find(conn, &id.into()).await {
            Ok(row) if row.community == *community => Self::of(conn, row).await.map(Some),
            Ok(_) | Err(Fault::NotFound) => Ok(None),
            Err(fault) => Err(fault),
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

/// The matter for which something is called, where it is one of the community and goes on.
///
/// # Errors
/// Database errors.
pub(crate) async fn called_for(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<Option<Dossier>, Fault> {
    Ok(Dossier::named(conn, community, id).await?.filter(|one| one.goes_on().is_ok()))
}

/// The kinds of body that the procedure of a matter asks for, of those that a community of its kind has, in the procedure's order.
///
/// # Errors
/// Database errors.
pub(crate) async fn sits(conn: &mut Conn, matter: &DossierRow) -> Result<Vec<BodyKind>, Fault> {
    let place = communities::find(conn, &matter.community).await?.kind()?;
    let mut kinds: Vec<BodyKind> = Vec::new();
    for need in procedure(conn, matter).await?.steps.iter().flat_map(|step| &step.needs) {
        let Need::Sitting { bodies, .. } = need else { continue };
        for kind in bodies.iter().filter(|kind| kind.fits(place)) {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
    }
    Ok(kinds)
}

/// Lays a thing to a matter, and says so in the chain.
///
/// # Errors
/// The matter has ended, the thing belongs to one already; database errors.
pub(crate) async fn lay(
    writing: &mut Writing,
    permit: &Permit,
    (one, link, subject): (&Dossier, Link, &str),
) -> Result<(), Stop> {
    one.goes_on()?;
    let stands = rows::of_subject(writing.conn(), subject).await?.map(|row| row.id);
    let linked = dossier::link(&one.row.id, (link, subject), stands.as_ref())?;
    rows::store_linked(writing, permit, &linked).await?;
    told(writing, permit, (one, Says::MatterLinked), json!({ "kind": link, "of": subject })).await
}

/// Takes a thing out of a matter, and says so in the chain, with the reason where there is one.
///
/// # Errors
/// It does not belong to it; database errors.
pub(crate) async fn take_out(
    writing: &mut Writing,
    permit: &Permit,
    (one, link, subject): (&Dossier, Link, &str),
    (reason, none): (&str, &[SaidNone]),
) -> Result<(), Stop> {
    let stands = rows::of_subject(writing.conn(), subject).await?.map(|row| row.id);
    let gone = dossier::unlink(&one.row.id, (link, subject), stands.as_ref())?;
    rows::store_unlinked(writing, permit, &gone).await?;
    let mut said = json!({ "kind": link, "of": subject });
    if let Some(said) = said.as_object_mut().filter(|_| !reason.is_empty()) {
        said.insert("reason".to_owned(), reason.into());
    }
    told(writing, permit, (one, Says::MatterUnlinked), none::tell(said, none)?).await
}

/// A thing of a draft is gone: it belongs to no matter any more.
///
/// # Errors
/// Database errors.
pub(crate) async fn forget(writing: &mut Writing, permit: &Permit, (link, subject): (Link, &str)) -> Result<(), Stop> {
    let Some(row) = rows::of_subject(writing.conn(), subject).await? else { return Ok(()) };
    let one = Dossier::of(writing.conn(), row).await?;
    take_out(writing, permit, (&one, link, subject), ("", &[])).await
}

/// Says in the chain what was laid to a matter or taken out of it, for whom the matter is.
async fn told(writing: &mut Writing, permit: &Permit, (one, says): (&Dossier, Says), said: Value) -> Result<(), Stop> {
    writing.concerns(one.published.audience);
    writing.append(Entry::new(says, Some(permit.role()), &one.row.id, said)).await?;
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

/// Those of them that are for a place of this kind.
///
/// # Errors
/// As above.
pub(crate) async fn offered(
    conn: &mut Conn,
    community: &CommunityId,
    kind: CommunityKind,
) -> Result<Vec<Procedure>, Fault> {
    let mut all = procedures(conn, community).await?;
    all.retain(|one| one.kinds.contains(&kind));
    Ok(all)
}

/// A procedure as a place has taken it over, where it has, with what it changes of it.
async fn taken_over(
    conn: &mut Conn,
    community: &CommunityId,
    id: &str,
) -> Result<Option<(rows::ProcedureRow, Adoption)>, Fault> {
    let rows = rows::procedures_in_use(conn, community).await?;
    let Some(row) = rows.into_iter().find(|one| one.id == id && !one.changes.is_empty()) else { return Ok(None) };
    let changes = serde_json::from_str(&row.changes)?;
    Ok(Some((row, changes)))
}

/// What a place changes of a procedure, as it is in use; nothing where it goes by it as it is shipped.
///
/// # Errors
/// As above.
pub(crate) async fn adoption(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<Adoption, Fault> {
    Ok(taken_over(conn, community, id).await?.map(|(_, changes)| changes).unwrap_or_default())
}

/// Names the procedures of a place as they are in use: what a form over one of them was shown.
///
/// # Errors
/// As above.
pub(crate) async fn in_use(conn: &mut Conn, community: &CommunityId) -> Result<String, Fault> {
    let rows = rows::procedures_in_use(conn, community).await?;
    let names: Vec<&str> = rows.iter().flat_map(|one| [one.id.as_str(), one.version.as_str()]).collect();
    Ok(base::of(&names))
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
    let Some((row, changes)) = taken_over(conn, community, id).await? else { return Ok(Vec::new()) };
    let of = Procedure::kept(id, &row.text).map_err(|_| Fault::Stored("procedures.text"))?;
    let told = |step: &Step| {
        let reason = changes.get(&step.id)?.left_out.clone()?;
        Some((step.name.of(language).to_owned(), reason))
    };
    Ok(of.steps.iter().filter_map(told).collect())
}
