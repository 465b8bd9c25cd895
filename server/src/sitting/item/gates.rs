//! The gates of an item (P-GATES): what they are judged by, and what on record opens them.

use super::super::session::{Sitting, last_notice};
use crate::{
    act::Subject,
    fault::Fault,
    people::community::rows as communities,
    record::dossier::{Dossier, Held, rows as dossiers},
    sitting::{
        item::rows::ground::{self as grounds, GroundRow},
        presence::attending::roll_now,
        session::{
            rows::{self as sessions, ItemRow, SessionRow},
            session_roles,
        },
    },
    store::Conn,
    zone,
};
use app::address;
use rules::{
    Moment,
    agenda::Matter,
    gates::{GateFacts, GateState, Ground, gates},
    id::{BodyId, CommunityId, ItemId, MemberId},
    permit::Role,
    posting::Audience,
    session::Phase,
    typed,
};
use std::collections::HashMap;

/// What a ground is kept under: a delegation is of a body and a matter, the number of women of a body, the rest of an
/// item.
fn subject<'a>(ground: Ground, body: &'a BodyId, item: &'a ItemRow) -> (&'a str, &'a str) {
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
    /// By item: what the matter to which it belongs holds of a study, and of a consultation.
    matters: HashMap<ItemId, [Option<Held>; 2]>,
}

impl Known {
    pub async fn of(conn: &mut Conn, sitting: &Sitting) -> Result<Self, Fault> {
        let session = &sitting.session;
        let community = &session.community;
        // Once the session is open its frozen roll decides: seats given or taken during the evening change no gate.
        let members = roll_now(conn, sitting).await?;
        let roles = communities::roles(conn, community).await?;
        let sits = |member: &MemberId| roles.iter().any(|(one, role)| one == member && role == Role::Committee.id());
        let committee = members.iter().filter(|member| sits(member)).count() as u64;
        // Of a draft the chair reads what announcing it now would give.
        let notice_days = match last_notice(conn, community, &session.id).await? {
            Some(notice) => notice.notice_days,
            None if session.phase == Phase::Draft => {
                zone::days_between(sitting.now, Moment(session.starts_at), &sitting.community.zone)?
            }
            None => 0,
        };
        let mut matters = HashMap::new();
        for (item, row) in dossiers::of_session(conn, &session.id).await? {
            let matter = Dossier::of(conn, row).await?;
            matters.insert(item, [matter.study(), matter.consulted(conn).await?]);
        }
        Ok(Self {
            matters,
            committee,
            reps: members.len() as u64 - committee,
            notice_days,
            grounds: grounds::of_session(conn, community, &sitting.body.id, &session.id).await?,
        })
    }

    /// Whether an item belongs to a matter.
    pub fn has_matter(&self, item: &ItemId) -> bool {
        self.matters.contains_key(item)
    }

    /// What is on record for an item, in the order of [`Ground::ALL`]; what was taken back says nothing.
    pub fn on_record(&self, body: &BodyId, item: &ItemRow) -> [Option<&GroundRow>; 4] {
        [Ground::Delegation, Ground::Women, Ground::PartyStudy, Ground::Consultation]
            .map(|ground| find(&self.grounds, ground, subject(ground, body, item)))
    }

    /// The gates of an item as they stand: opening a vote, the session's pages and the published record ask the same.
    pub fn gates(&self, sitting: &Sitting, item: &ItemRow) -> Result<Vec<GateState>, Fault> {
        // In a practice nothing has to be settled first: it decides nothing.
        if sitting.session.community.is_practice() {
            return Ok(Vec::new());
        }
        let matter = Matter::from_id(&item.matter).ok_or(Fault::Stored("items.matter"))?;
        let Some(rule) = sitting.rule_of(Some(matter))? else { return Ok(Vec::new()) };
        let [delegation, women, party_study, consultation] =
            self.on_record(&sitting.body.id, item).map(|one| one.map_or("", |one| one.said.as_str()));
        // What the matter holds is not typed again; what was typed stands where it holds nothing.
        let held = self.matters.get(&item.id).map_or([None, None], |held| held.each_ref().map(Option::as_ref));
        let said = |held: Option<&'_ Held>, typed: &str| held.map_or(typed.to_owned(), |one| one.said.clone());
        let [study, consulted] = [said(held[0], party_study), said(held[1], consultation)];
        let links = held.map(|one| one.map_or("", |one| one.link.as_str()));
        Ok(gates(&GateFacts {
            body: sitting.body.kind,
            matter,
            rule: &rule,
            committee: self.committee,
            reps: self.reps,
            notice_days: self.notice_days,
            special: &sitting.session.special,
            delegation,
            women: typed::whole(women),
            party_study: &study,
            consultation: &consulted,
            links,
        }))
    }
}

/// A ground as an act records it: of an item, beside the session in which it stands.
pub struct ItemGround {
    pub(super) ground: Ground,
    pub(super) item: ItemRow,
    session: SessionRow,
}

impl ItemGround {
    /// What it is kept under, and its matter.
    pub(super) fn place(&self) -> (&str, &str) {
        subject(self.ground, &self.session.body, &self.item)
    }

    /// Where its session stands.
    pub(super) const fn phase(&self) -> Phase {
        self.session.phase
    }

    /// How many sit in the body of the session.
    pub(super) async fn seats(&self, conn: &mut Conn) -> Result<u64, Fault> {
        let seats = communities::seats(conn, &self.session.community).await?;
        Ok(seats.iter().filter(|(body, _)| *body == self.session.body).count() as u64)
    }

    /// When what is on record was said, 0 where nothing is.
    pub(super) async fn seen(&self, conn: &mut Conn) -> Result<i64, Fault> {
        let SessionRow { id, community, body, .. } = &self.session;
        let known = grounds::of_session(conn, community, body, id).await?;
        Ok(find(&known, self.ground, self.place()).map_or(0, |one| one.at))
    }
}

impl Subject for ItemGround {
    type Key = (ItemId, String);

    async fn find(conn: &mut Conn, (item, ground): &(ItemId, String)) -> Result<Self, Fault> {
        let ground = Ground::from_id(ground).ok_or(Fault::NotFound)?;
        let item = sessions::item(conn, item).await?;
        let session = sessions::find(conn, &item.session).await?;
        Ok(Self { ground, item, session })
    }

    fn community(&self) -> &CommunityId {
        &self.item.community
    }

    fn in_chain(&self) -> &str {
        self.place().0
    }

    /// Its item decides for whom it is.
    fn audience(&self) -> Audience {
        self.item.audience()
    }

    fn page(&self) -> String {
        address::gates(&self.item.id)
    }

    fn session(&self) -> Option<&str> {
        Some(&self.item.session)
    }

    async fn roles(&self, _conn: &mut Conn, member: &MemberId) -> Result<Vec<Role>, Fault> {
        Ok(session_roles(&self.session, member))
    }
}
