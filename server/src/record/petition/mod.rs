//! Joint requests with legal effect (联名): begun and signed by members, on paper by two who enter it, counted over the rolls of the
//! moment, and due once enough have signed. The public reads text, numbers and day; names are for members. It calls no session and
//! discloses nothing: what was called or published elsewhere is linked.

pub mod acts;
pub mod rows;
pub(crate) mod view;

use crate::{
    act::{At, Form, Stop, Subject},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    record::{
        petition::rows::{PetitionRow, signature},
        posting::about,
        publication::{self, Kind, Shelf, rows as publications},
        today,
    },
    store::{Conn, Writing},
    zone,
};
use app::address;
use rules::{
    Moment,
    body::{BodyKind, CommunityKind},
    days::{Date, Holidays},
    id::{BodyId, CommunityId, PetitionId},
    permit::Permit,
    petition::{self, Ask, DISCLOSURE, Roll, State, Terms},
    posting::{Audience, Category},
    published::{MetContent, PetitionContent},
    says::Says,
    typed::TextForm,
};
use serde_json::json;

/// A joint request, to which something is done.
impl Subject for PetitionRow {
    type Key = (CommunityId, PetitionId);

    async fn find(conn: &mut Conn, (community, id): &Self::Key) -> Result<Self, Fault> {
        rows::find(conn, community, id).await
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// What is asked for is everybody's; who signs is the personal part of an entry.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        at(&self.community, &self.id)
    }
}

/// Where members and staff do something about it.
pub(crate) fn at(community: &CommunityId, id: &str) -> String {
    about(community, Kind::Petition.id(), id)
}

/// A place in which one is begun.
pub struct Beginning(CommunityRow);

impl Subject for Beginning {
    type Key = CommunityId;

    async fn find(conn: &mut Conn, key: &CommunityId) -> Result<Self, Fault> {
        communities::find(conn, key).await.map(Self)
    }

    fn community(&self) -> &CommunityId {
        &self.0.id
    }

    fn in_chain(&self) -> &str {
        &self.0.id
    }

    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::new_petition(&self.0.id)
    }
}

/// How a joint request stands, for whatever takes it up: what was asked for, where it stands, on which day enough had signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// What is asked for.
    pub ask: Ask,
    /// Where it stands.
    pub state: State,
    /// Since when it has legal effect; nothing before.
    pub reached: Option<Date>,
}

/// A joint request of a community, as an intake of something else.
///
/// # Errors
/// [`Fault::NotFound`] where the community has no such request; database errors.
pub async fn of(conn: &mut Conn, community: &CommunityId, id: &PetitionId) -> Result<Stands, Fault> {
    let row = rows::find(conn, community, id).await?;
    Ok(Stands { ask: row.ask, state: row.state, reached: Date::from_text(&row.reached_day) })
}

/// What may be asked for in a place, with the estate whose owners sign where it is theirs: there are as many such requests as estates.
pub(crate) async fn offered(
    conn: &mut Conn,
    place: &CommunityRow,
    rules: &rules::rule_set::RuleSet,
) -> Result<Vec<(Ask, Terms, Option<(BodyId, String)>)>, Fault> {
    let bodies = communities::bodies(conn, &place.id).await?;
    let mut all = Vec::new();
    for (ask, terms) in rules.petitions(place.kind()?) {
        if ask != Ask::OwnersMeeting {
            all.push((ask, terms, None));
            continue;
        }
        for body in &bodies {
            if body.kind.counts_owners() && body.retired.is_empty() {
                all.push((ask, terms.clone(), Some((body.id.clone(), body.name.clone()))));
            }
        }
    }
    Ok(all)
}

/// The roll of each bar, as the community stands now.
pub(crate) async fn rolls(
    conn: &mut Conn,
    place: &CommunityRow,
    terms: &Terms,
    estate: &str,
) -> Result<Vec<Roll>, Fault> {
    let meeting = match place.kind()? {
        CommunityKind::Village => BodyKind::VillagerRepMeeting,
        CommunityKind::Urban => BodyKind::ResidentRepMeeting,
    };
    let mut all = Vec::new();
    for bar in &terms.bars {
        all.push(rows::roll(conn, &place.id, bar.signers, (meeting, estate)).await?);
    }
    Ok(all)
}

/// What a published thing is, as the rules name what meets a request.
pub(crate) fn what(row: &publications::PublicationRow) -> &str {
    match row.kind {
        Kind::Notice => row.body_kind.map_or("", BodyKind::id),
        Kind::Disclosure => DISCLOSURE,
        _ => "",
    }
}

/// A signature was added: where enough have signed now, the request is closed, its numbers are frozen, and what it asks for is due. Says
/// whether that is so.
async fn count(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<bool, Stop> {
    let place = communities::find(at.writing.conn(), &at.on.community).await?;
    let (id, terms, estate) = (at.on.id.clone(), at.on.terms()?, at.on.estate.clone());
    let rolls = rolls(at.writing.conn(), &place, &terms, &estate).await?;
    let signed = signature::counting(at.writing.conn(), &id).await?;
    let today = today(at.writing, &place.id).await?;
    let reached = petition::reached((id.as_str(), &terms), &rolls, &signed, (today, Holidays::known()));
    let Some(reached) = reached else { return Ok(false) };
    rows::store_reached(at.writing, &at.permit, &id, &reached).await?;
    let counted = rolls.into_iter().nth(reached.bar()).unwrap_or_default();
    for (unit, member) in counted.iter().filter(|(_, member)| signed.contains(member)) {
        signature::store_counted(at.writing, &at.permit, (&id, member), unit).await?;
    }
    let counts = reached.record().counts;
    let body = json!({
        "of": terms.bars.get(reached.bar()).map(|bar| bar.signers), "base": counts.base, "signed": counts.valid_signers,
        "required": reached.verdict().required, "due": reached.due().to_string(),
    });
    at.say(Says::PetitionReached, body).await?;
    let row = rows::find(at.writing.conn(), &place.id, &id).await?;
    publish(at.writing, &at.permit, &row, form).await?;
    Ok(true)
}

/// Publishes how a request stands: when it was begun, when enough had signed, when it was met or answered. In a practice none is
/// begun, for nothing of it is published.
async fn publish(writing: &mut Writing, permit: &Permit, row: &PetitionRow, form: &Form) -> Result<(), Stop> {
    let content = content(writing.conn(), row).await?;
    let shelf = Shelf {
        kind: Kind::Petition,
        category: Category::Affairs,
        matter: String::new(),
        body_kind: None,
        audience: Audience::Public,
    };
    publication::snapshot(writing, permit, (&shelf, &row.id), &row.title, &content, form).await??;
    Ok(())
}

/// What is published of a request. It names nobody.
pub(crate) async fn content(conn: &mut Conn, row: &PetitionRow) -> Result<PetitionContent, Fault> {
    let place = communities::find(conn, &row.community).await?;
    let body = match row.estate.as_str() {
        "" => String::new(),
        estate => communities::body(conn, &row.community, estate).await?.name,
    };
    let met = match row.met_kind.0 {
        None => None,
        Some(kind) => {
            let rows = publications::revisions(conn, &row.community, &row.met_subject).await?;
            let title = rows.into_iter().find(|one| one.kind == kind).map(|one| one.title).unwrap_or_default();
            Some(MetContent {
                kind: kind.id().to_owned(),
                subject: row.met_subject.clone(),
                title,
                on: row.met_day.clone(),
            })
        }
    };
    let (record, verdict) = row.record()?.unzip();
    Ok(PetitionContent {
        community: place.name,
        number: row.number,
        ask: row.ask,
        body,
        title: row.title.clone(),
        text: row.body.clone(),
        form: TextForm::Typed,
        begun: zone::day(Moment(row.begun_at), &place.zone)?.to_string(),
        zone: place.zone,
        terms: row.terms()?,
        reached: row.reached_day.clone(),
        due: row.due_day.clone(),
        record,
        verdict,
        met,
        answer: row.answer.clone(),
        answered: row.answered_day.clone(),
        answered_as: row.answer_role.0.map(|role| role.id().to_owned()).unwrap_or_default(),
    })
}
