//! The room's code: who scans it says that they are in the room, and the clerk confirms it.

use super::super::session::Sitting;
use crate::{
    act::{Desk, Viewer},
    fault::Fault,
    secret,
    sitting::{
        presence::{
            attending::attendee,
            rows::{self as presence, ScanRow},
        },
        session::rows::SessionRow,
    },
    store::Answer,
};
use app::address;
use rules::{Moment, Refusal, id::SessionId, session::Phase};

/// How long a room code holds: the one before is still taken, so that nobody is too slow by a second.
pub const ROOM_CODE_MINUTES: i64 = 1;

/// The room's code of a moment.
#[must_use]
pub fn room_code(session: &SessionRow, now: Moment, back: i64) -> String {
    let minute = now.0 / 60_000 / ROOM_CODE_MINUTES - back;
    secret::digest(&[&session.room_key, &minute.to_string()]).chars().take(10).collect()
}

impl Desk {
    /// A member in the room has scanned the room's code: the clerk will confirm. Not an act yet: nothing of it enters the chain.
    pub(crate) async fn scan(&self, viewer: &Viewer, id: &SessionId, code: &str) -> Result<Answer, Fault> {
        let session = self.session_for(viewer, id).await?;
        let member = viewer.membership(&session.community)?.member.clone();
        let now = self.now();
        let open = matches!(session.phase, Phase::Announced | Phase::Open | Phase::Suspended);
        if !open {
            return Ok(session.phase.not_now().into());
        }
        if ![0, 1].iter().any(|back| room_code(&session, now, *back) == code) {
            return Ok(Refusal::RoomCodeOld.into());
        }
        let mut conn = self.read().await?;
        let sitting = Sitting::load(&mut conn, (&self.rules, now), &session.community, id).await?;
        let here = attendee(&mut conn, &sitting, &member).await?;
        drop(conn);
        if here.is_some_and(|one| one.counts()) {
            return Ok(Refusal::AlreadyPresent.into());
        }
        let scan = ScanRow { member, login: viewer.login.to_string() };
        let to = address::session(&id);
        self.quietly(move |conn| {
            Box::pin(async move {
                presence::insert_scan(conn, &session.community, &session.id, &scan, now.0).await?;
                Ok(Answer::done(to))
            })
        })
        .await
    }
}
