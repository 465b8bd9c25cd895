//! Communities, their bodies and their staff: the administrator's three pages. What stays a method of the desk is no act: a
//! community that is made is not there yet, and a link to set a password is shown once.

pub mod acts;
pub mod rows;

use crate::{
    act::{Desk, Form, Subject, Viewer, base, console, or_refuse, standing},
    fault::Fault,
    people::{
        community::rows::{self as communities, BodyRow, CommunityRow},
        member::rows::{self as members, MemberRow},
    },
    secret,
    store::{
        Answer, Conn,
        journal::{self, Entry},
        write::Sender,
    },
    zone,
};
use app::{address, view::Cx};
use rules::{
    Refusal,
    belonging::Residence,
    body::{BodyKind, CommunityKind},
    id::{BodyId, CommunityId, PersonId},
    permit::{Act, permit},
    posting::Audience,
    proposal,
    says::Says,
};
use serde_json::json;

/// What a new community is made of.
#[derive(Debug, Clone)]
pub struct NewCommunity {
    /// Its id; part of every public address.
    pub id: CommunityId,
    /// Village or urban.
    pub kind: CommunityKind,
    /// Its name.
    pub name: String,
    /// Its zone, e.g. `Asia/Shanghai`.
    pub zone: String,
    /// Demonstration data.
    pub demo: bool,
}

impl Subject for BodyRow {
    type Key = (CommunityId, BodyId);

    async fn find(conn: &mut Conn, (community, body): &(CommunityId, BodyId)) -> Result<Self, Fault> {
        communities::body(conn, community, body).await
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// Which bodies there are, and by what rules they meet, is everybody's.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        super::admin_page(&self.community)
    }

    /// Whoever runs the platform keeps the bodies of communities of which they are no member.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.in_community(&self.community)
    }
}

impl CommunityRow {
    /// Marks a page with what is to be known of the place that it shows.
    pub(crate) fn marks(&self, cx: &mut Cx) {
        cx.demo = *self.demo;
        cx.practice = self.id.is_practice();
        cx.retired.clone_from(&self.retired);
        cx.place = Some((self.name.clone(), address::board(&self.id)));
    }

    /// Holds that it calls sittings.
    ///
    /// # Errors
    /// [`Refusal::CommunityRetired`].
    pub(crate) fn calls_sittings(&self) -> Result<(), Refusal> {
        if self.retired.is_empty() { Ok(()) } else { Err(Refusal::CommunityRetired) }
    }
}

impl BodyRow {
    /// Holds that it meets.
    ///
    /// # Errors
    /// [`Refusal::BodyRetired`].
    pub(crate) fn meets(&self) -> Result<(), Refusal> {
        if self.retired.is_empty() { Ok(()) } else { Err(Refusal::BodyRetired) }
    }
}

/// Names a body or a community as the form shows it that renames or retires it.
pub(crate) fn name_stands(name: &str, retired: &str) -> String {
    base::of(&[name, retired])
}

/// Names the basis of a body as it stands.
pub(crate) fn basis_stands(row: &BodyRow) -> String {
    base::of(&[&row.basis_text, &row.basis_source, &row.basis_by])
}

impl Desk {
    /// Makes a community. Only an administrator may.
    pub(crate) async fn make_community(&self, viewer: &Viewer, form: &Form) -> Result<Answer, Fault> {
        if !viewer.administrator {
            return Ok(Refusal::NotYourRole.into());
        }
        let name = or_refuse!(proposal::line(form.get("name"), 60).map_err(|refusal| ("name", refusal)));
        let kind = or_refuse!(CommunityKind::from_id(form.get("kind")).ok_or(("kind", Refusal::NotOffered)));
        let zone = Some(form.get("zone")).filter(|zone| !zone.is_empty()).unwrap_or("Asia/Shanghai");
        if !zone::known(zone) {
            return Ok(Answer::refused("zone", Refusal::NotOffered));
        }
        let new = NewCommunity { id: secret::id().into(), kind, name, zone: zone.to_owned(), demo: false };
        let sender = Sender::of(&viewer.login, form);
        self.found(new, sender).await
    }

    /// Founds a community: its row and head first, then the first entry of its chain.
    pub(crate) async fn found(&self, new: NewCommunity, sender: Sender) -> Result<Answer, Fault> {
        let id = CommunityId::from(new.id.as_str());
        let (community, now) = (id.clone(), self.now());
        self.quietly(move |conn| Box::pin(async move { journal::make_head(conn, &community, now).await })).await?;
        self.writer
            .act(&id, sender, move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&console(writing.community()), Act::MakeCommunity));
                    let row = CommunityRow {
                        id: new.id.clone(),
                        kind: new.kind.id().to_owned(),
                        name: new.name.clone(),
                        zone: new.zone.clone(),
                        demo: new.demo.into(),
                        retired: String::new(),
                    };
                    let now = writing.now().0;
                    communities::insert(writing.conn(), &row, now).await?;
                    let body = json!({ "kind": row.kind, "name": row.name, "zone": row.zone, "demo": new.demo });
                    writing.append(Entry::new(Says::CommunityMade, Some(permit.role()), &row.id, body)).await?;
                    Ok(Answer::done(address::admin(&row.id)))
                })
            })
            .await
    }

    /// Makes an administrator without a name, and tells every community: who runs the platform is held in each of their chains.
    ///
    /// # Errors
    /// Database errors.
    pub async fn make_administrator(&self) -> Result<PersonId, Fault> {
        let (person, now) = (PersonId::from(secret::id()), self.now().0);
        let id = person.clone();
        self.quietly(move |conn| Box::pin(async move { members::insert_person(conn, &id, true, now).await })).await?;
        self.tell_of_administrators().await?;
        Ok(person)
    }

    /// Says in every community's chain that somebody was made an administrator.
    ///
    /// # Errors
    /// Database errors.
    pub async fn tell_of_administrators(&self) -> Result<(), Fault> {
        let places = communities::all(&mut *self.read().await?).await?;
        for place in places {
            let community = CommunityId::from(place.id.as_str());
            let told = self.writer.act(&community, Sender::program(), move |writing| {
                Box::pin(async move {
                    writing.append(Entry::new(Says::AdministratorMade, None, "", json!({}))).await?;
                    Ok(Answer::done(""))
                })
            });
            told.await?;
        }
        Ok(())
    }

    /// Makes the link by which a member of staff sets name and password: for holders of a role only, and on record.
    pub(crate) async fn staff_link(
        &self,
        viewer: &Viewer,
        community: &CommunityId,
        form: &Form,
    ) -> Result<Result<String, Refusal>, Fault> {
        viewer.in_community(community)?;
        let row = members::find(&mut *self.read().await?, community, form.get("member")).await?;
        let (viewer_, member) = (viewer.clone(), row.id.clone());
        let answer = self
            .act(viewer, community, form, move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&standing(writing, &viewer_).await?, Act::AppointStaff));
                    let community = writing.community().clone();
                    let roles = communities::roles(writing.conn(), &community).await?;
                    if !roles.iter().any(|(one, _)| *one == member) {
                        return Ok(Refusal::NotYourRole.into());
                    }
                    let entry = Entry::new(Says::StaffLinkMade, Some(permit.role()), "", json!({}))
                        .about(&member, json!({ "member": member }));
                    writing.append(entry).await?;
                    Ok(Answer::done(""))
                })
            })
            .await?;
        match answer {
            Answer::Refused { refusal, .. } => Ok(Err(refusal)),
            Answer::Done { .. } => Ok(Ok(self.password_link(&row.person).await?)),
        }
    }
}

/// A body with an empty online basis: until one is resolved, members who are online observe.
pub(crate) fn new_body(community: &CommunityId, kind: BodyKind, name: &str) -> BodyRow {
    BodyRow {
        id: secret::id().into(),
        community: community.to_owned(),
        kind,
        name: name.to_owned(),
        basis_text: String::new(),
        basis_source: String::new(),
        basis_by: String::new(),
        retired: String::new(),
    }
}

/// A member with a new person behind, on no roll yet.
pub(crate) fn new_member(community: &CommunityId, number: &str, name: &str) -> MemberRow {
    MemberRow {
        id: secret::id().into(),
        community: community.to_owned(),
        person: secret::id().into(),
        number: number.to_owned(),
        name: name.to_owned(),
        home: None,
        household: None,
        division: None,
        phone: String::new(),
        adult: true.into(),
        state: Residence::Living,
        born: String::new(),
        left_why: String::new(),
        left_on: String::new(),
        stays: false.into(),
    }
}
