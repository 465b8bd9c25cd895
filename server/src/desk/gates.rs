//! The gates of an item (P-GATES): what they are judged by, and putting on record what opens them.

use super::{
    Desk, Viewer, or_refuse,
    session::{Sitting, last_notice},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, Conn, community as communities, ground as grounds, journal::Entry, presence, session as sessions},
};
use rules::{
    Refusal,
    agenda::Matter,
    gates::{GateFacts, GateState, Ground, gates, reps_more_than},
    permit::{Act, Role, permit},
    proposal,
    session::Phase,
};
use serde_json::json;

/// What a ground is kept under: a delegation is of a body and a matter, the number of women of a body, the rest of an
/// item.
fn subject<'a>(ground: Ground, body: &'a str, item: &'a sessions::ItemRow) -> (&'a str, &'a str) {
    match ground {
        Ground::Delegation => (body, &item.matter),
        Ground::Women => (body, ""),
        Ground::PartyStudy | Ground::Consultation => (&item.id, ""),
    }
}

/// What is on record, in the order of [`Ground::ALL`].
pub(crate) async fn on_record(
    conn: &mut Conn,
    sitting: &Sitting,
    item: &sessions::ItemRow,
) -> Result<[String; 4], Fault> {
    let mut said: [String; 4] = Default::default();
    for (slot, ground) in said.iter_mut().zip(Ground::ALL) {
        let (subject, matter) = subject(ground, &sitting.body.id, item);
        *slot = grounds::said(conn, ground, subject, matter).await?;
    }
    Ok(said)
}

/// The gates of an item as they stand: opening a vote, the chair's page and the published record ask the same.
pub(crate) async fn of_item(
    conn: &mut Conn,
    sitting: &Sitting,
    item: &sessions::ItemRow,
) -> Result<Vec<GateState>, Fault> {
    let matter = Matter::from_id(&item.matter).ok_or(Fault::Stored("items.matter"))?;
    let Some(rule) = sitting.rule_of(Some(matter))? else { return Ok(Vec::new()) };
    let community = &sitting.session.community;
    // Once the session is open its frozen roll decides: seats given or taken during the evening change no gate.
    let members = match sitting.session.phase()? {
        Phase::Draft | Phase::Announced => {
            let seats = communities::seats(conn, community).await?;
            seats.into_iter().filter(|(body, _)| *body == sitting.body.id).map(|(_, member)| member).collect()
        }
        _ => presence::roll(conn, &sitting.session.id).await?,
    };
    let roles = communities::roles(conn, community).await?;
    let sits = |member: &str| roles.iter().any(|(one, role)| one == member && role == Role::Committee.id());
    let committee = members.iter().filter(|member| sits(member)).count() as u64;
    let [delegation, women, party_study, consultation] = on_record(conn, sitting, item).await?;
    let notice_days = last_notice(conn, community, &sitting.session.id).await?.map_or(0, |notice| notice.notice_days);
    let kind = sitting.body.kind()?;
    Ok(gates(&GateFacts {
        body: kind,
        matter,
        rule: &rule,
        committee,
        reps: members.len() as u64 - committee,
        reps_more_than: reps_more_than(&sitting.set, kind),
        notice_days,
        special: &sitting.session.special,
        delegation: &delegation,
        women: women.parse().ok(),
        party_study: &party_study,
        consultation: &consultation,
    }))
}

impl Desk {
    /// Puts on record what opens a gate of an item.
    pub(crate) async fn record_ground(
        &self,
        viewer: &Viewer,
        item: &str,
        ground: &str,
        form: &Form,
    ) -> Result<Answer, Fault> {
        let ground = Ground::from_id(ground).ok_or(Fault::NotFound)?;
        let item = sessions::item(&mut *self.read().await?, item).await?;
        viewer.membership(&item.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), item.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let session = super::session::load(writing, &item.session).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::RecordGround));
                if matches!(session.phase()?, Phase::Closed | Phase::Cancelled) {
                    return Ok(Refusal::WrongPhase.into());
                }
                // Nothing said takes what is on record back.
                let said = or_refuse!(proposal::optional(form_.get("said"), 200).map_err(|refusal| ("said", refusal)));
                if ground == Ground::Women && !said.is_empty() && said.parse::<u64>().is_err() {
                    return Ok(Answer::refused("said", Refusal::NotANumber));
                }
                let (subject, matter) = subject(ground, &session.body, &item);
                grounds::record(writing, &permit, ground, subject, matter, &said).await?;
                let body = json!({ "kind": ground, "matter": matter, "said": said });
                writing.append(Entry::new("ground.recorded", Some(permit.role()), subject, body)).await?;
                Ok(Answer::done(format!("/i/{}/gates", item.id)))
            })
        })
        .await
    }
}
