//! Drafting, announcing and running a session.

use super::{
    Desk, Viewer, base,
    naming::{Unnamed, named_of},
    or_refuse,
    publish::{self, Kind, Shelf},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    journal::chain::roll_hash,
    secret,
    store::{
        Answer, Conn, Writing,
        community::{self as communities, BodyRow, CommunityRow},
        feed::Touch,
        journal::Entry,
        member as members, presence, publication,
        session::{self as sessions, ItemRow, SessionRow},
        vote as votes,
    },
    zone,
};
use app::view::record::{Basis, NoticeContent};
use rules::{
    Moment, Refusal,
    agenda::Matter,
    body::Seating,
    permit::{Act, Role, permit},
    proposal,
    roll::Attendance,
    rule_set::{RuleBook, RuleSet, SourcedRule},
    session::{Facts, Move, Phase, decide, too_early},
};
use serde_json::json;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A session with its surroundings, loaded in one place for acts and pages alike.
pub(crate) struct Sitting {
    pub session: SessionRow,
    pub body: BodyRow,
    pub community: CommunityRow,
    /// By what text members who are online count as present.
    pub basis: Option<Basis>,
    /// The rules that hold in the community now.
    pub set: Arc<RuleSet>,
    /// When it was loaded.
    pub now: Moment,
}

impl Sitting {
    pub async fn load(
        conn: &mut Conn,
        (rules, now): (&RuleBook, Moment),
        community: &str,
        id: &str,
    ) -> Result<Self, Fault> {
        let session = sessions::find(conn, id).await?;
        if session.community != community {
            return Err(Fault::NotFound);
        }
        let body = communities::body(conn, community, &session.body).await?;
        let community = communities::find(conn, community).await?;
        // The basis for taking part online is the one that the notice gave: it does not change under a sitting.
        let notice = last_notice(conn, &community.id, &session.id).await?;
        let basis = notice.map_or_else(|| publish::basis(&body), |notice| notice.basis);
        let set = rules.of(&community.id);
        Ok(Self { session, body, community, basis, set, now })
    }

    /// The same within an act: of the community whose head is taken.
    pub async fn in_act(writing: &mut Writing, id: &str) -> Result<Self, Fault> {
        let (rules, community, now) = (writing.rules(), writing.community().clone(), writing.now());
        Self::load(writing.conn(), (&rules, now), community.as_str(), id).await
    }

    /// The general rule of the body, where the program holds its votes.
    pub fn rule(&self) -> Result<Option<SourcedRule>, Fault> {
        self.rule_of(None)
    }

    /// The rule of the body for a matter. A session that was called keeps the rules under which it was called.
    pub fn rule_of(&self, matter: Option<Matter>) -> Result<Option<SourcedRule>, Fault> {
        let kind = self.body.kind()?;
        if !kind.votes_in_room() {
            return Ok(None);
        }
        if self.session.rules.is_empty() {
            return Ok(self.set.rule(kind, matter));
        }
        let kept: HashMap<String, SourcedRule> = serde_json::from_str(&self.session.rules)?;
        let own = matter.and_then(|matter| kept.get(matter.id()));
        Ok(own.or_else(|| kept.get("")).cloned())
    }

    /// The rules that a session keeps when it is called: the general one, and that of each item's matter.
    fn rules_to_keep(&self, items: &[ItemRow]) -> Result<String, Fault> {
        let kind = self.body.kind()?;
        let mut kept = BTreeMap::new();
        kept.insert("", self.set.rule(kind, None));
        for item in items {
            kept.insert(&item.matter, self.set.rule(kind, Matter::from_id(&item.matter)));
        }
        Ok(serde_json::to_string(&kept)?)
    }

    /// How the roll is made.
    pub fn seating(&self) -> Result<Seating, Fault> {
        Ok(self.body.kind()?.seating())
    }
}

impl Desk {
    /// Writes a new draft of a session.
    pub(crate) async fn draft_session(&self, viewer: &Viewer, community: &str, form: &Form) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::DraftSession));
                let mut row = SessionRow {
                    id: secret::id(),
                    community: writing.community().as_str().to_owned(),
                    phase: Phase::Draft.id().to_owned(),
                    room_key: secret::token(),
                    ..empty_session()
                };
                or_refuse!(fill(writing, &mut row, &form_).await?);
                sessions::insert(writing, &permit, &row).await?;
                append(writing, "session.drafted", &permit, &row.id, json!({})).await?;
                Ok(Answer::done(format!("/s/{}/chair", row.id)))
            })
        })
        .await
    }

    /// Changes a draft.
    pub(crate) async fn edit_session(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let mut row = load(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&row)).await?;
                let permit = or_refuse!(permit(&standing, Act::DraftSession));
                if row.phase()? != Phase::Draft {
                    return Ok(Refusal::WrongPhase.into());
                }
                or_refuse!(base::holds(&form_, &base::session(&row)));
                or_refuse!(fill(writing, &mut row, &form_).await?);
                sessions::update(writing, &permit, &row).await?;
                append(writing, "session.edited", &permit, &row.id, json!({})).await?;
                Ok(Answer::done(format!("/s/{id}/chair")))
            })
        })
        .await
    }

    /// Adds an item to a draft's agenda.
    pub(crate) async fn add_item(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let session = load(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::DraftSession));
                if session.phase()? != Phase::Draft {
                    return Ok(Refusal::WrongPhase.into());
                }
                let limit = proposal::TITLE_LIMIT;
                let title = or_refuse!(proposal::line(form_.get("title"), limit).map_err(|refusal| ("title", refusal)));
                let matter = or_refuse!(Matter::from_id(form_.get("matter")).ok_or(("matter", Refusal::NotOffered)));
                // A matter that this body may settle under no delegation does not come onto its agenda.
                let body = communities::body(writing.conn(), &session.community, &session.body).await?;
                if !matter.authority().allows(&body.kind, true) {
                    return Ok(Answer::refused("matter", Refusal::MatterElsewhere));
                }
                let paper = or_refuse!(
                    proposal::optional(form_.raw("paper"), proposal::BODY_LIMIT).map_err(|refusal| ("paper", refusal))
                );
                let position = sessions::items(writing.conn(), &id).await?.last().map_or(1, |item| item.position + 1);
                let row = ItemRow {
                    id: secret::id(),
                    community: session.community.clone(),
                    session: id.clone(),
                    position,
                    title,
                    matter: matter.id().to_owned(),
                    paper,
                    paper_form: form_.text_form().id().to_owned(),
                    locked: 0,
                    pause: 0,
                    lock_reason: String::new(),
                };
                sessions::insert_item(writing, &permit, &row).await?;
                append(writing, "item.added", &permit, &id, json!({ "item": row.id })).await?;
                Ok(Answer::done(format!("/s/{id}/chair#agenda")))
            })
        })
        .await
    }

    /// Takes an item off a draft's agenda.
    pub(crate) async fn drop_item(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let session = load(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::DraftSession));
                if session.phase()? != Phase::Draft {
                    return Ok(Refusal::WrongPhase.into());
                }
                let item = sessions::item(writing.conn(), form_.get("item")).await?;
                if item.session != id {
                    return Err(Fault::NotFound);
                }
                // With it goes its text: of one that was written meanwhile the button knew nothing.
                let latest = sessions::revisions(writing.conn(), &item.id).await?.first().map_or(0, |row| row.number);
                or_refuse!(base::holds_revision(&form_, latest).map_err(|_| Refusal::ChangedMeanwhile));
                sessions::delete_item(writing, &permit, &item.id).await?;
                append(writing, "item.dropped", &permit, &id, json!({ "item": item.id })).await?;
                Ok(Answer::done(format!("/s/{id}/chair#agenda")))
            })
        })
        .await
    }

    /// Announces, opens, suspends, resumes, postpones, cancels or closes a session.
    pub(crate) async fn move_session(
        &self,
        viewer: &Viewer,
        id: &str,
        step: &str,
        form: &Form,
    ) -> Result<Answer, Fault> {
        let step = Move::from_id(step).ok_or(Fault::NotFound)?;
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let mut sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let act = if step == Move::Announce { Act::AnnounceSession } else { Act::RunSession };
                let permit = or_refuse!(permit(&standing, act));
                let reason =
                    or_refuse!(proposal::optional(form_.get("reason"), 300).map_err(|refusal| ("reason", refusal)));
                if step == Move::Postpone {
                    or_refuse!(base::holds(&form_, &base::session(&sitting.session)));
                    let typed = zone::parse(form_.get("starts_at"), &sitting.community.zone);
                    let starts = or_refuse!(typed.ok_or(("starts_at", Refusal::BadTime)));
                    sitting.session.starts_at = starts.0;
                    let special = proposal::optional(form_.get("special"), 300);
                    sitting.session.special = or_refuse!(special.map_err(|refusal| ("special", refusal)));
                }
                let items = sessions::items(writing.conn(), &id).await?;
                let before = last_notice(writing.conn(), &community, &id).await?;
                let rule = sitting.rule()?;
                let starts = Moment(sitting.session.starts_at);
                let now = writing.now();
                let days = zone::days_between(now, starts, &sitting.community.zone)?;
                let facts = Facts {
                    items: items.len() as u64,
                    unfinished_votes: unfinished(writing, &id).await?,
                    notice_days: days,
                    required_days: rule.as_ref().map_or(0, |rule| rule.notice_days),
                    special_circumstance: !sitting.session.special.is_empty()
                        && sitting.body.kind()?.knows_special_circumstance(),
                    reason: !reason.is_empty(),
                    in_past: starts < now,
                    too_early: too_early(now, starts),
                    notice_withdrawn: notice_withdrawn(writing.conn(), &community, &id).await?,
                    has_rule: rule.is_some(),
                };
                let judged = decide(sitting.session.phase()?, step, &facts).map_err(|refusal| match refusal {
                    Refusal::ReasonMissing => ("reason", refusal),
                    Refusal::NoticeTooShort | Refusal::TimePast if step == Move::Postpone => ("starts_at", refusal),
                    _ => ("", refusal),
                });
                let moved = or_refuse!(judged);
                if step == Move::Announce {
                    sitting.session.rules = sitting.rules_to_keep(&items)?;
                }
                sessions::store_move(writing, &permit, &sitting.session, &moved, &reason, starts.0).await?;
                if step == Move::Postpone {
                    presence::clear(writing, &permit, &id).await?;
                }
                if step == Move::Open {
                    super::attending::freeze(writing, &permit, &sitting).await?;
                }
                let act = match step {
                    Move::Announce => "session.announced",
                    Move::Open => "session.opened",
                    Move::Suspend => "session.suspended",
                    Move::Resume => "session.resumed",
                    Move::Postpone => "session.postponed",
                    Move::Cancel => "session.cancelled",
                    Move::Close => "session.closed",
                };
                let body = if step == Move::Open {
                    // The roll itself is fixed by its hash: who is on it stays out of the public journal.
                    let roll = presence::roll_lines(writing.conn(), &id).await?;
                    json!({ "eligible": roll.len(), "roll_hash": roll_hash(&roll) })
                } else {
                    json!({ "reason": reason })
                };
                append(writing, act, &permit, &id, body).await?;
                writing.touch(&id, Touch::Sitting);
                // A close is public where the board still says that the session is suspended.
                let suspended = before.as_ref().is_some_and(|notice| notice.phase == Phase::Suspended.id());
                if !matches!(step, Move::Open | Move::Close) || (step == Move::Close && suspended) {
                    sitting.session.phase = moved.to().id().to_owned();
                    sitting.session.reason = reason;
                    let required = rule.as_ref().map_or((0, ""), |rule| (rule.notice_days, &rule.notice_source));
                    let days = (days, required.0, required.1);
                    let mut content =
                        publish::notice_content(&sitting.community, &sitting.body, &sitting.session, &items, days);
                    // Days and basis are those of the notice by which the session was called.
                    if let Some(before) = before.filter(|_| !matches!(step, Move::Announce | Move::Postpone)) {
                        content.notice_days = before.notice_days;
                        content.basis = before.basis;
                    }
                    let shelf = Shelf::of(Kind::Notice, "", &content.body_kind);
                    let at = (&shelf, id.as_str());
                    or_refuse!(publish::snapshot(writing, &permit, at, &content.title, &content, &form_).await?);
                }
                Ok(Answer::done(format!("/s/{id}/chair")))
            })
        })
        .await
    }

    /// Hands the chair to the deputy, from either side.
    pub(crate) async fn hand_chair(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, id) = (viewer.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let session = load(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit =
                    or_refuse!(permit(&standing, Act::HandChair).or_else(|_| permit(&standing, Act::TakeChair)));
                // After closing too: whoever presides declares, writes and publishes what is left.
                if session.phase()? == Phase::Cancelled {
                    return Ok(session.phase()?.not_now().into());
                }
                let deputy = or_refuse!(session.deputy.clone().ok_or(Refusal::NoDeputy));
                let next = if session.presiding == deputy { session.chair.clone() } else { deputy };
                sessions::set_presiding(writing, &permit, &id, &next).await?;
                let entry = Entry::new("chair.handed", Some(permit.role()), &id, json!({}))
                    .about(&next, json!({ "member": next }));
                writing.append(entry).await?;
                writing.touch(&id, Touch::Sitting);
                Ok(Answer::done(format!("/s/{id}")))
            })
        })
        .await
    }
}

/// The session's notice as last published.
pub(crate) async fn last_notice(
    conn: &mut Conn,
    community: &str,
    session: &str,
) -> Result<Option<NoticeContent>, Fault> {
    let notices = publication::revisions(conn, community, session).await?;
    Ok(notices.first().map(|row| serde_json::from_str(&row.content)).transpose()?)
}

/// Whether the notice by which a session is called was withdrawn.
pub(crate) async fn notice_withdrawn(conn: &mut Conn, community: &str, session: &str) -> Result<bool, Fault> {
    let notices = publication::revisions(conn, community, session).await?;
    Ok(notices.first().is_some_and(|row| !row.withdrawn.is_empty()))
}

/// The session, if it belongs to the community whose head is taken.
pub(crate) async fn load(writing: &mut Writing, id: &str) -> Result<SessionRow, Fault> {
    let session = sessions::find(writing.conn(), id).await?;
    if session.community == writing.community().as_str() { Ok(session) } else { Err(Fault::NotFound) }
}

/// Appends a public entry about a session.
pub(crate) async fn append(
    writing: &mut Writing,
    act: &'static str,
    permit: &rules::permit::Permit,
    subject: &str,
    body: serde_json::Value,
) -> Result<i64, Fault> {
    writing.append(Entry::new(act, Some(permit.role()), subject, body)).await
}

async fn unfinished(writing: &mut Writing, session: &str) -> Result<u64, Fault> {
    let mut count = 0;
    for row in votes::of_session(writing.conn(), session).await? {
        count += u64::from(row.phase()?.is_running());
    }
    Ok(count)
}

fn empty_session() -> SessionRow {
    SessionRow {
        id: String::new(),
        community: String::new(),
        body: String::new(),
        title: String::new(),
        place: String::new(),
        held: String::new(),
        starts_at: 0,
        phase: String::new(),
        special: String::new(),
        chair: String::new(),
        deputy: None,
        presiding: String::new(),
        reason: String::new(),
        room_key: String::new(),
        rules: String::new(),
        announced_at: None,
        opened_at: None,
        closed_at: None,
        current_item: String::new(),
        paused_until: 0,
    }
}

type Judged<T> = Result<T, Unnamed>;

/// Takes the fields of the form into the row.
async fn fill(writing: &mut Writing, row: &mut SessionRow, form: &Form) -> Result<Judged<()>, Fault> {
    let now = writing.now().0;
    let community = communities::find(writing.conn(), &row.community).await?;
    let bodies = communities::bodies(writing.conn(), &row.community).await?;
    let people = members::all(writing.conn(), &row.community).await?;
    let roles = communities::roles(writing.conn(), &row.community).await?;
    let chairs = |id: &str| roles.iter().any(|(member, role)| member == id && role == Role::Chair.id());
    // By number and name, as they are offered.
    let member = |field: &'static str| {
        let one = named_of(&people, field, form.get(field))?;
        let may = one.active() && chairs(&one.id);
        if may { Ok(one.id.clone()) } else { Err((field.to_owned(), Refusal::NotOffered)) }
    };
    let at = |field: &'static str, why: Refusal| (field.to_owned(), why);
    Ok((|| {
        if row.body.is_empty() {
            let body = bodies.iter().find(|body| body.id == form.get("body"));
            row.body = body.ok_or_else(|| at("body", Refusal::NotOffered))?.id.clone();
        }
        let line = |field: &'static str, limit| proposal::line(form.get(field), limit).map_err(|why| at(field, why));
        row.title = line("title", proposal::TITLE_LIMIT)?;
        row.place = line("place", 120)?;
        let held = Attendance::from_id(form.get("held")).ok_or_else(|| at("held", Refusal::NotOffered))?;
        row.held = held.id().to_owned();
        let starts = zone::parse(form.get("starts_at"), &community.zone);
        row.starts_at = starts.ok_or_else(|| at("starts_at", Refusal::BadTime))?.0;
        if row.starts_at < now {
            return Err(at("starts_at", Refusal::TimePast));
        }
        row.special = proposal::optional(form.get("special"), 300).map_err(|why| at("special", why))?;
        row.chair = member("chair")?;
        row.presiding = row.chair.clone();
        row.deputy = match form.get("deputy") {
            "" => None,
            _ => Some(member("deputy")?),
        };
        if row.deputy.as_ref() == Some(&row.chair) {
            return Err(at("deputy", Refusal::NotOffered));
        }
        Ok(())
    })())
}
