//! A step of a session: what all have in common. Each is an act of its own, judged by [`rules::session::decide`].

use super::{Sitting, chair, last_notice, notice_withdrawn};
use crate::{
    act::{Address, At, Beside, Form, Stop},
    fault::Fault,
    record::publication::{self as publish, Kind, Shelf},
    sitting::{
        consultation,
        presence::attending::calls_nobody,
        session::rows::{self as sessions, ItemRow, SessionRow},
        vote::rows as votes,
    },
    store::{Conn, feed::Touch, outbox},
    zone,
};
use rules::{
    Moment, Refusal,
    id::SessionId,
    notify::Event,
    published::NoticeContent,
    rule_set::SourcedRule,
    says::Says,
    session::{Facts, Move, Moved, Phase, decide, too_early},
};
use serde_json::json;

/// A session before it takes a step.
pub(super) struct Step {
    pub sitting: Sitting,
    items: Vec<ItemRow>,
    reason: String,
    rule: Option<SourcedRule>,
    /// The notice as last published.
    notice: Option<NoticeContent>,
}

impl Step {
    pub async fn of(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Self, Stop> {
        let reason = form.optional("reason", 300)?;
        let sitting = Sitting::around(at.writing, at.on.clone()).await?;
        let items = sessions::items(at.writing.conn(), &at.on.id).await?;
        let notice = last_notice(at.writing.conn(), &at.on.community, &at.on.id).await?;
        Ok(Self { rule: sitting.rule()?, sitting, items, reason, notice })
    }

    /// Whether the step may be taken now.
    pub async fn judge(&self, at: &mut At<'_, SessionRow>, step: Move) -> Result<Moved, Stop> {
        let Self { sitting, items, reason, rule, .. } = self;
        let (now, starts) = (at.now(), Moment(sitting.session.starts_at));
        let special = !sitting.session.special.is_empty() && sitting.body.kind.knows_special_circumstance();
        let facts = Facts {
            items: items.len() as u64,
            unfinished_votes: unfinished(at.writing.conn(), &at.on.id).await?,
            notice_days: self.days()?,
            required_days: rule.as_ref().map_or(0, |rule| rule.notice_days),
            special_circumstance: special,
            reason: !reason.is_empty(),
            in_past: starts < now,
            too_early: too_early(now, starts),
            notice_withdrawn: notice_withdrawn(at.writing.conn(), &at.on.community, &at.on.id).await?,
            has_rule: rule.is_some(),
            nobody: calls_nobody(at.writing.conn(), sitting).await?,
            silent_parties: consultation::silent(at.writing.conn(), &sitting.session).await?,
        };
        // Only who postpones says when it begins.
        let begins = if step == Move::Postpone { "starts_at" } else { "" };
        decide(&sitting.session.id, sitting.session.phase, step, &facts).beside_each(&[
            (Refusal::ReasonMissing, "reason"),
            (Refusal::NoticeTooShort, begins),
            (Refusal::TimePast, begins),
        ])
    }

    /// Keeps with the session the rules under which it is called.
    pub fn keeps_rules(&mut self) -> Result<(), Fault> {
        self.sitting.session.rules = self.sitting.rules_to_keep(&self.items)?;
        Ok(())
    }

    /// Stores that the step was taken.
    pub async fn store(&self, at: &mut At<'_, SessionRow>, moved: &Moved) -> Result<(), Fault> {
        let session = &self.sitting.session;
        sessions::store_move(at.writing, &at.permit, session, moved, &self.reason, session.starts_at).await
    }

    /// Says that it was taken, with its reason.
    pub async fn say(&self, at: &mut At<'_, SessionRow>, act: Says) -> Result<(), Fault> {
        at.say(act, json!({ "reason": self.reason })).await?;
        at.touch(Touch::Sitting);
        Ok(())
    }

    /// Tells outside of the page that the session is called, and on the day before that it is tomorrow.
    pub async fn tell(&self, at: &mut At<'_, SessionRow>) -> Result<(), Fault> {
        let (now, starts) = (at.now(), Moment(self.sitting.session.starts_at));
        let called = (at.on.id.as_str(), starts);
        outbox::tell(at.writing, Event::SessionNotice, called, now).await?;
        if let Some(morning) = zone::day_before(now, starts, &self.sitting.community.zone)? {
            outbox::tell(at.writing, Event::SessionTomorrow, called, morning).await?;
        }
        Ok(())
    }

    /// Whether the public reads how the session stands, because it was broken off once: then it reads how it ended too.
    pub fn followed_in_public(&self) -> bool {
        let told = [Phase::Suspended.id(), Phase::Open.id()];
        self.notice.as_ref().is_some_and(|notice| told.contains(&notice.phase.as_str()))
    }

    /// Publishes the session's notice as it stands after the step. Days and basis are those of the notice by which it was called,
    /// unless this step calls it anew.
    pub async fn publish(mut self, at: &mut At<'_, SessionRow>, moved: &Moved, form: &Form) -> Result<(), Stop> {
        // A practice was called by no notice, and none tells how it goes on.
        if at.on.community.is_practice() {
            return Ok(());
        }
        let days = self.days()?;
        let session = &mut self.sitting.session;
        session.phase = moved.to();
        session.reason = self.reason;
        let required = self.rule.as_ref().map_or((0, ""), |rule| (rule.notice_days, rule.notice_source.as_str()));
        let (community, body) = (&self.sitting.community, &self.sitting.body);
        let days = (days, required.0, required.1);
        let mut content = super::notice::notice_content(community, body, &self.sitting.session, &self.items, days);
        let calls = matches!(moved.step(), Move::Announce | Move::Postpone);
        if let Some(before) = self.notice.filter(|_| !calls) {
            content.notice_days = before.notice_days;
            content.basis = before.basis;
            content.correction = before.correction;
        }
        let shelf = Shelf::of(Kind::Notice, "", body.kind);
        let place = (&shelf, at.on.id.as_str());
        publish::snapshot(at.writing, &at.permit, place, &content.title, &content, form).await??;
        Ok(())
    }

    /// Whole days from now until it begins.
    fn days(&self) -> Result<i64, Fault> {
        zone::days_between(self.sitting.now, Moment(self.sitting.session.starts_at), &self.sitting.community.zone)
    }
}

/// Takes a step that changes nothing else of the session, and says so on its notice.
pub(super) async fn take(at: &mut At<'_, SessionRow>, form: &Form, step: Move, act: Says) -> Result<Address, Stop> {
    let before = Step::of(at, form).await?;
    let moved = before.judge(at, step).await?;
    before.store(at, &moved).await?;
    before.say(at, act).await?;
    before.publish(at, &moved, form).await?;
    Ok(Address(chair(&at.on)))
}

/// How many votes of a session are not declared yet.
async fn unfinished(conn: &mut Conn, session: &SessionId) -> Result<u64, Fault> {
    let mut count = 0;
    for row in votes::of_session(conn, session).await? {
        count += u64::from(row.phase.is_running());
    }
    Ok(count)
}
