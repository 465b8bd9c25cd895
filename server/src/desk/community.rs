//! Making communities, their bodies and their staff: the administrator's three pages.

use super::{
    Desk, Viewer, base, console,
    naming::{confirmed, known},
    or_refuse, standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer,
        community::{self as communities, BodyRow, CommunityRow},
        journal::{self, Entry},
        member::{self as members, MemberRow},
        write::Sender,
    },
    zone,
};
use rules::{
    Refusal,
    body::{BodyKind, CommunityKind},
    id::CommunityId,
    permit::{Act, Role, permit},
    proposal,
};
use serde_json::json;

/// What a new community is made of.
#[derive(Debug, Clone)]
pub struct NewCommunity {
    /// Its id; part of every public address.
    pub id: String,
    /// Village or urban.
    pub kind: CommunityKind,
    /// Its name.
    pub name: String,
    /// Its zone, e.g. `Asia/Shanghai`.
    pub zone: String,
    /// Demonstration data.
    pub demo: bool,
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
        let new = NewCommunity { id: secret::id(), kind, name, zone: zone.to_owned(), demo: false };
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
                        demo: i64::from(new.demo),
                    };
                    let now = writing.now().0;
                    communities::insert(writing.conn(), &row, now).await?;
                    let body = json!({ "kind": row.kind, "name": row.name, "zone": row.zone, "demo": new.demo });
                    writing.append(Entry::new("community.made", Some(permit.role()), &row.id, body)).await?;
                    Ok(Answer::done(format!("/admin/{}", row.id)))
                })
            })
            .await
    }

    /// Makes a body of a community.
    pub(crate) async fn make_body(&self, viewer: &Viewer, community: &str, form: &Form) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::MakeBody));
                let community = writing.community().as_str().to_owned();
                let place = communities::find(writing.conn(), &community).await?;
                let kind = or_refuse!(
                    BodyKind::from_id(form_.get("kind"))
                        .filter(|kind| place.kind().is_ok_and(|place| kind.fits(place)))
                        .ok_or(("kind", Refusal::NotOffered))
                );
                let name = or_refuse!(proposal::line(form_.get("name"), 60).map_err(|refusal| ("name", refusal)));
                let bodies = communities::bodies(writing.conn(), &community).await?;
                if bodies.iter().any(|body| body.name == name) {
                    return Ok(Answer::refused("name", Refusal::NameTaken));
                }
                let row = new_body(&community, kind, &name);
                communities::insert_body(writing, &permit, &row).await?;
                let body = json!({ "kind": row.kind, "name": row.name });
                writing.append(Entry::new("body.made", Some(permit.role()), &row.id, body)).await?;
                Ok(Answer::done(format!("/admin/{community}")))
            })
        })
        .await
    }

    /// Says by what text, from where and resolved by whom members who are online count as present.
    pub(crate) async fn set_basis(
        &self,
        viewer: &Viewer,
        community: &str,
        body: &str,
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_, body) = (viewer.clone(), form.clone(), body.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::MakeBody));
                let mut basis = Vec::new();
                for field in ["basis_text", "basis_source", "basis_by"] {
                    basis.push(or_refuse!(
                        proposal::optional(form_.get(field), 300).map_err(|refusal| (field, refusal))
                    ));
                }
                let filled = basis.iter().filter(|part| !part.is_empty()).count();
                if filled != 0 && filled != basis.len() {
                    return Ok(Answer::refused("basis_text", Refusal::Empty));
                }
                let community = writing.community().as_str().to_owned();
                let now = communities::body(writing.conn(), &community, &body).await?;
                or_refuse!(base::holds(&form_, &basis_stands(&now)));
                let [text, source, by] = <[String; 3]>::try_from(basis).map_err(|_| Fault::Stored("basis"))?;
                communities::set_basis(writing, &permit, &body, [&text, &source, &by]).await?;
                let entry = json!({ "text": text, "source": source, "by": by });
                writing.append(Entry::new("body.online_basis", Some(permit.role()), &body, entry)).await?;
                Ok(Answer::done(format!("/admin/{}", writing.community())))
            })
        })
        .await
    }

    /// Adds somebody to the staff: a member of the roll, by number and name, or a person from outside who gets a number of
    /// their own. That somebody is not on the roll is said, never concluded from a number that nobody has.
    pub(crate) async fn appoint(&self, viewer: &Viewer, community: &str, form: &Form) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::AppointStaff));
                let community = writing.community().as_str().to_owned();
                let role = or_refuse!(
                    Role::from_id(form_.get("role"))
                        .filter(|role| Role::GIVEN.contains(role))
                        .ok_or(("role", Refusal::NotOffered))
                );
                let number = or_refuse!(proposal::line(form_.get("number"), 80).map_err(|refusal| ("number", refusal)));
                let member = match known(writing.conn(), &community, &number).await? {
                    Some((member, said)) => {
                        // The name may stand in its own field, too; where both are filled in, both must be right.
                        let [first, second] = match (said.as_str(), form_.get("name")) {
                            (one, "") | ("", one) => [one, one],
                            (one, other) => [one, other],
                        };
                        or_refuse!(confirmed("number", &member, first));
                        or_refuse!(confirmed("number", &member, second));
                        if !member.active() {
                            return Ok(Answer::refused("number", Refusal::MemberLeft));
                        }
                        member.id
                    }
                    None if !form_.ticked("outside") => return Ok(Answer::refused("number", Refusal::NoSuchMember)),
                    None if number.chars().count() > 30 => return Ok(Answer::refused("number", Refusal::TooLong)),
                    // Whoever was erased keeps the number.
                    None if members::numbered(writing.conn(), &community, &number).await?.is_some() => {
                        return Ok(Answer::refused("number", Refusal::MemberLeft));
                    }
                    None => {
                        let name =
                            or_refuse!(proposal::line(form_.get("name"), 40).map_err(|refusal| ("name", refusal)));
                        let row = new_member(&community, &number, &name);
                        let now = writing.now().0;
                        members::insert_person(writing.conn(), &row.person, false, now).await?;
                        members::insert(writing, &permit, &row).await?;
                        row.id
                    }
                };
                communities::give_role(writing, &permit, &member, role).await?;
                let entry = Entry::new("staff.appointed", Some(permit.role()), "", json!({ "role": role.id() }))
                    .about(&member, json!({ "member": member }));
                writing.append(entry).await?;
                Ok(Answer::done(format!("/admin/{community}#staff")))
            })
        })
        .await
    }

    /// Takes a role from somebody.
    pub(crate) async fn dismiss(&self, viewer: &Viewer, community: &str, form: &Form) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::AppointStaff));
                let role = or_refuse!(Role::from_id(form_.get("role")).ok_or(("role", Refusal::NotOffered)));
                let member = form_.get("member").to_owned();
                let community = writing.community().as_str().to_owned();
                members::find(writing.conn(), &community, &member).await?;
                communities::take_role(writing, &permit, &member, role).await?;
                let entry = Entry::new("staff.dismissed", Some(permit.role()), "", json!({ "role": role.id() }))
                    .about(&member, json!({ "member": member }));
                writing.append(entry).await?;
                Ok(Answer::done(format!("/admin/{community}#staff")))
            })
        })
        .await
    }

    /// Makes the link by which a member of staff sets name and password: for holders of a role only, and on record.
    pub(crate) async fn staff_link(
        &self,
        viewer: &Viewer,
        community: &str,
        form: &Form,
    ) -> Result<Result<String, Refusal>, Fault> {
        viewer.in_community(community)?;
        let row = members::find(&mut *self.read().await?, community, form.get("member")).await?;
        let (viewer_, member) = (viewer.clone(), row.id.clone());
        let answer = self
            .act(viewer, community, form, move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::AppointStaff));
                    let community = writing.community().as_str().to_owned();
                    let roles = communities::roles(writing.conn(), &community).await?;
                    if !roles.iter().any(|(one, _)| *one == member) {
                        return Ok(Refusal::NotYourRole.into());
                    }
                    let entry = Entry::new("staff.link_made", Some(permit.role()), "", json!({}))
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
pub(crate) fn new_body(community: &str, kind: BodyKind, name: &str) -> BodyRow {
    BodyRow {
        id: secret::id(),
        community: community.to_owned(),
        kind: kind.id().to_owned(),
        name: name.to_owned(),
        basis_text: String::new(),
        basis_source: String::new(),
        basis_by: String::new(),
    }
}

/// A member with a new person behind, on no roll yet.
pub(crate) fn new_member(community: &str, number: &str, name: &str) -> MemberRow {
    MemberRow {
        id: secret::id(),
        community: community.to_owned(),
        person: secret::id(),
        number: number.to_owned(),
        name: name.to_owned(),
        home: None,
        household: None,
        division: None,
        phone: String::new(),
        adult: 1,
        state: "active".to_owned(),
        stays: 0,
    }
}
