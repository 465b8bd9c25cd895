//! The gates of an item (P-GATES): what they are judged by, and putting on record what opens them.

use super::{
    Desk, Viewer, base, or_refuse,
    session::{Sitting, last_notice},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    store::{
        Answer, Conn, community as communities,
        feed::Touch,
        ground::{self as grounds, GroundRow},
        journal::Entry,
        session as sessions,
    },
    zone,
};
use rules::{
    Moment, Refusal,
    agenda::Matter,
    gates::{GateFacts, GateState, Ground, gates},
    permit::{Act, Role, permit},
    proposal,
    session::Phase,
    typed,
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

/// The ground that is on record under a subject and a matter.
fn find<'a>(rows: &'a [GroundRow], ground: Ground, (subject, matter): (&str, &str)) -> Option<&'a GroundRow> {
    rows.iter().find(|one| one.kind == ground.id() && one.subject == subject && one.matter == matter)
}

/// What the gates of a session's items are judged by, gathered once for all of them.
pub(crate) struct Known {
    committee: u64,
    reps: u64,
    notice_days: i64,
    grounds: Vec<GroundRow>,
}

impl Known {
    pub async fn of(conn: &mut Conn, sitting: &Sitting) -> Result<Self, Fault> {
        let session = &sitting.session;
        let community = &session.community;
        // Once the session is open its frozen roll decides: seats given or taken during the evening change no gate.
        let members = super::attending::roll_now(conn, sitting).await?;
        let roles = communities::roles(conn, community).await?;
        let sits = |member: &str| roles.iter().any(|(one, role)| one == member && role == Role::Committee.id());
        let committee = members.iter().filter(|member| sits(member)).count() as u64;
        // Of a draft the chair reads what announcing it now would give.
        let notice_days = match last_notice(conn, community, &session.id).await? {
            Some(notice) => notice.notice_days,
            None if session.phase()? == Phase::Draft => {
                zone::days_between(sitting.now, Moment(session.starts_at), &sitting.community.zone)?
            }
            None => 0,
        };
        Ok(Self {
            committee,
            reps: members.len() as u64 - committee,
            notice_days,
            grounds: grounds::of_session(conn, community, &sitting.body.id, &session.id).await?,
        })
    }

    /// What is on record for an item, in the order of [`Ground::ALL`]; what was taken back says nothing.
    pub fn on_record(&self, body: &str, item: &sessions::ItemRow) -> [Option<&GroundRow>; 4] {
        [Ground::Delegation, Ground::Women, Ground::PartyStudy, Ground::Consultation]
            .map(|ground| find(&self.grounds, ground, subject(ground, body, item)))
    }

    /// The gates of an item as they stand: opening a vote, the session's pages and the published record ask the same.
    pub fn gates(&self, sitting: &Sitting, item: &sessions::ItemRow) -> Result<Vec<GateState>, Fault> {
        let matter = Matter::from_id(&item.matter).ok_or(Fault::Stored("items.matter"))?;
        let Some(rule) = sitting.rule_of(Some(matter))? else { return Ok(Vec::new()) };
        let [delegation, women, party_study, consultation] =
            self.on_record(&sitting.body.id, item).map(|one| one.map_or("", |one| one.said.as_str()));
        Ok(gates(&GateFacts {
            body: sitting.body.kind()?,
            matter,
            rule: &rule,
            committee: self.committee,
            reps: self.reps,
            notice_days: self.notice_days,
            special: &sitting.session.special,
            delegation,
            women: typed::whole(women),
            party_study,
            consultation,
        }))
    }
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
                writing.concerns(item.audience());
                let session = super::session::load(writing, &item.session).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::RecordGround));
                if matches!(session.phase()?, Phase::Closed | Phase::Cancelled) {
                    return Ok(session.phase()?.not_now().into());
                }
                let (subject, matter) = subject(ground, &session.body, &item);
                // Two who record at once do not overwrite each other unseen.
                let known = grounds::of_session(writing.conn(), &session.community, &session.body, &session.id).await?;
                let known = find(&known, ground, (subject, matter)).map_or(0, |one| one.at);
                or_refuse!(base::holds_revision(&form_, known));
                // Nothing said takes what is on record back.
                let said = or_refuse!(proposal::optional(form_.get("said"), 200).map_err(|refusal| ("said", refusal)));
                let said = match ground {
                    Ground::Women if !said.is_empty() => {
                        or_refuse!(typed::whole(&said).ok_or(("said", Refusal::NotANumber))).to_string()
                    }
                    _ => said,
                };
                grounds::record(writing, &permit, ground, subject, matter, &said).await?;
                let body = json!({ "kind": ground, "matter": matter, "said": said });
                writing.touch(&session.id, Touch::Item(item.id.clone()));
                writing.append(Entry::new("ground.recorded", Some(permit.role()), subject, body)).await?;
                Ok(Answer::done(format!("/i/{}/gates", item.id)))
            })
        })
        .await
    }
}
