//! The thread under an item: proposals, seconds, remarks, and the chair's order over them.

use super::{
    Desk, Viewer, or_refuse,
    session::{append, load},
    standing,
};
use crate::text::fingerprint;
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Conn, Writing,
        feed::Touch,
        floor,
        journal::Entry,
        presence,
        session::{self as sessions, ItemRow, SessionRow},
        thread::{self as threads, ProposalRow, RemarkRow},
        vote as votes,
    },
};
use app::parts::base::BASE;
use rules::typed::TextForm;
use rules::{
    Moment, Refusal,
    permit::{Act, Permit, Role, permit},
    proposal,
    session::Phase,
    thread::{self, Floor, FloorFacts, LONGEST_PAUSE, ProposalFacts},
    vote,
};
use serde_json::json;

/// What an act under an item begins with: the item, its session, who acts and by what leave.
pub(crate) struct Under {
    pub session: SessionRow,
    pub item: ItemRow,
    pub permit: Permit,
    pub member: String,
    pub presides: bool,
}

impl Under {
    /// Loads it within the act.
    pub async fn load(
        writing: &mut Writing,
        viewer: &Viewer,
        item: &str,
        act: Act,
    ) -> Result<Result<Self, Refusal>, Fault> {
        let item = sessions::item(writing.conn(), item).await?;
        let session = load(writing, &item.session).await?;
        let standing = standing(writing, viewer, Some(&session)).await?;
        let permit = match permit(&standing, act) {
            Ok(permit) => permit,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Some(member) = standing.member.clone() else { return Ok(Err(Refusal::NotYourRole)) };
        writing.concerns(item.audience());
        // By a confirmed login alone: another phone of the chair's is a resident's.
        let presides = standing.is(Role::SessionChair);
        Ok(Ok(Self { session, item, permit, member: member.0, presides }))
    }

    /// Whether this person may post now.
    pub async fn floor(&self, writing: &mut Writing) -> Result<Result<Floor, Refusal>, Fault> {
        let now = writing.now();
        floor_of(writing.conn(), &self.session, &self.item, &self.member, self.presides, now).await
    }

    /// Appends an entry whose public part names no text, and whose personal part says who did it.
    async fn append(
        &self,
        writing: &mut Writing,
        act: &'static str,
        mut personal: serde_json::Value,
    ) -> Result<i64, Fault> {
        // Whose it is, is held too: nobody puts a word into another mouth.
        if let Some(told) = personal.as_object_mut() {
            told.insert("by".to_owned(), self.member.clone().into());
        }
        let entry = Entry::new(act, Some(self.permit.role()), &self.item.id, json!({})).about(&self.member, personal);
        writing.append(entry).await
    }
}

/// Whether a member may post under an item now: the act and the page ask the same.
pub(crate) async fn floor_of(
    conn: &mut Conn,
    session: &SessionRow,
    item: &ItemRow,
    member: &str,
    presides: bool,
    now: Moment,
) -> Result<Result<Floor, Refusal>, Fault> {
    let here = presence::attendee(conn, &session.id, member).await?.is_some_and(|one| one.here());
    let last_post = if item.pause > 0 { threads::last_post(conn, &item.id, member).await? } else { None };
    Ok(thread::floor(&FloorFacts {
        session: session.phase()?,
        here,
        presides,
        paused: session.pauses_at(now.0),
        ended: floor::endings(conn, &session.id).await?.iter().any(|one| one.item == item.id),
        locked: item.locked == 1,
        pause: item.pause,
        last_post: last_post.map(Moment),
        now,
    }))
}

/// Where a text stands with the item's votes: one runs; the text no longer changes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Standing {
    pub voting: bool,
    pub frozen: bool,
}

/// How the votes of an item bind its text: while one runs, and once one has carried it, it is frozen.
pub(crate) fn bound_by_votes(rows: &[votes::VoteRow], item: &str) -> Result<Standing, Fault> {
    let mut found = Standing::default();
    for row in rows.iter().filter(|row| row.item == item) {
        let phase = row.phase()?;
        let carried = phase == vote::Phase::Declared && row.count()?.is_some_and(|(_, verdict)| verdict.passed);
        found.voting = found.voting || phase.is_running();
        found.frozen = found.frozen || phase.is_running() || carried;
    }
    Ok(found)
}

async fn bound(writing: &mut Writing, item: &ItemRow) -> Result<Standing, Fault> {
    bound_by_votes(&votes::of_session(writing.conn(), &item.session).await?, &item.id)
}

/// A proposal as a member's act finds it: the act and the page ask the same.
pub(crate) fn proposal_facts(row: &ProposalRow, member: &str) -> Result<ProposalFacts, Fault> {
    Ok(ProposalFacts { state: row.state()?, hidden: row.hidden > 0, own: row.author == member, latest: row.latest })
}

fn thread_page(item: &str, mark: &str) -> String {
    format!("/i/{item}/thread#{mark}")
}

impl Desk {
    /// The proposal, if the viewer belongs to its community.
    pub(crate) async fn proposal_for(&self, viewer: &Viewer, id: &str) -> Result<ProposalRow, Fault> {
        let row = threads::proposal(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }

    /// The remark, if the viewer belongs to its community.
    pub(crate) async fn remark_for(&self, viewer: &Viewer, id: &str) -> Result<RemarkRow, Fault> {
        let row = threads::remark(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }

    /// The item, if the viewer belongs to its community.
    pub(crate) async fn item_for(&self, viewer: &Viewer, id: &str) -> Result<ItemRow, Fault> {
        let row = sessions::item(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }

    /// Makes a proposal under an item.
    pub(crate) async fn propose(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = self.item_for(viewer, item).await?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, &item.community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &item.id, Act::Propose).await?);
                let floor = or_refuse!(under.floor(writing).await?);
                let voting = bound(writing, &under.item).await?.voting;
                let proposed = thread::propose(floor, voting, form_.get("title"), form_.raw("body"));
                let proposed = or_refuse!(proposed).shown_as(form_.text_form());
                let number = threads::proposals(writing.conn(), &item.id).await?.last().map_or(1, |one| one.number + 1);
                let row = ProposalRow {
                    id: secret::id(),
                    community: under.session.community.clone(),
                    session: under.session.id.clone(),
                    item: item.id.clone(),
                    number,
                    author: under.member.clone(),
                    author_name: String::new(),
                    state: String::new(),
                    put: 0,
                    at: 0,
                    latest: 0,
                    title: String::new(),
                    body: String::new(),
                    form: String::new(),
                    seconds: 0,
                    hidden: 0,
                };
                store_text(writing, &under, "proposal.made", &proposed, &row).await
            })
        })
        .await
    }

    /// Writes a further revision of one's own proposal.
    pub(crate) async fn revise_proposal(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.proposal_for(viewer, id).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &row.item, Act::Propose).await?);
                let floor = or_refuse!(under.floor(writing).await?);
                let row = threads::proposal(writing.conn(), &row.id).await?;
                let (base, facts) = (form_.get("base").parse().unwrap_or(0), proposal_facts(&row, &under.member)?);
                let revised = thread::revise(floor, &facts, base, form_.get("title"), form_.raw("body"));
                let revised = or_refuse!(revised.map_err(|(field, why)| match why {
                    Refusal::TextChanged => (BASE, why),
                    _ => (field, why),
                }))
                .shown_as(form_.text_form());
                store_text(writing, &under, "proposal.revised", &revised, &row).await
            })
        })
        .await
    }

    /// Takes one's own proposal back.
    pub(crate) async fn withdraw_proposal(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.proposal_for(viewer, id).await?;
        let (viewer_, community) = (viewer.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &row.item, Act::Propose).await?);
                let row = threads::proposal(writing.conn(), &row.id).await?;
                let moved = or_refuse!(thread::withdraw(&proposal_facts(&row, &under.member)?));
                threads::store_moved(writing, &under.permit, moved, &row.id, 0).await?;
                under.append(writing, "proposal.withdrawn", json!({ "proposal": row.id })).await?;
                writing.touch(&row.session, Touch::Proposal(row.id.clone()));
                Ok(Answer::done(format!("/p/{}", row.id)))
            })
        })
        .await
    }

    /// Seconds a proposal (附议).
    pub(crate) async fn second_proposal(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.proposal_for(viewer, id).await?;
        let (viewer_, community) = (viewer.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &row.item, Act::Second).await?);
                // A second is no post: the pause between posts does not hold it back.
                let item = ItemRow { pause: 0, ..under.item.clone() };
                let under = Under { item, ..under };
                let floor = or_refuse!(under.floor(writing).await?);
                let row = threads::proposal(writing.conn(), &row.id).await?;
                let already = threads::has_seconded(writing.conn(), &row.id, &under.member).await?;
                let seconded = or_refuse!(thread::second(floor, &proposal_facts(&row, &under.member)?, already));
                threads::store_seconded(writing, &under.permit, seconded, &row.id, &under.member).await?;
                under.append(writing, "proposal.seconded", json!({ "proposal": row.id })).await?;
                writing.touch(&row.session, Touch::Proposal(row.id.clone()));
                Ok(Answer::done(thread_page(&row.item, &format!("proposal-{}", row.id))))
            })
        })
        .await
    }

    /// Remarks on an item, or answers a remark.
    pub(crate) async fn remark(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = self.item_for(viewer, item).await?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, &item.community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &item.id, Act::Remark).await?);
                let floor = or_refuse!(under.floor(writing).await?);
                let parent = form_.get("parent").to_owned();
                let mut answers = false;
                if !parent.is_empty() {
                    let above = threads::remark(writing.conn(), &parent).await?;
                    if above.item != item.id {
                        return Err(Fault::NotFound);
                    }
                    answers = !above.parent.is_empty();
                }
                let about = form_.get("about").to_owned();
                if !about.is_empty() && threads::proposal(writing.conn(), &about).await?.item != item.id {
                    return Err(Fault::NotFound);
                }
                let remarked = or_refuse!(thread::remark(floor, form_.raw("body"), answers));
                let id = secret::id();
                let personal = json!({
                    "remark": id, "parent": parent, "about": about,
                    "text_hash": fingerprint(TextForm::Typed, &[remarked.body()]),
                });
                let seq = under.append(writing, "remark.made", personal).await?;
                let row = RemarkRow {
                    id,
                    community: under.session.community.clone(),
                    session: under.session.id.clone(),
                    item: item.id.clone(),
                    parent,
                    about: 0,
                    author: under.member.clone(),
                    author_name: String::new(),
                    body: String::new(),
                    form: String::new(),
                    answered: 0,
                    hidden: 0,
                    at: 0,
                };
                threads::store_remarked(writing, &under.permit, &remarked, &row, &about, seq).await?;
                writing.touch(&row.session, Touch::Remark(row.id.clone()));
                Ok(Answer::done(thread_page(&item.id, &format!("remark-{}", row.id))))
            })
        })
        .await
    }

    /// The chair marks a remark as answered, or takes the mark away.
    pub(crate) async fn mark_answered(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.remark_for(viewer, id).await?;
        let (viewer_, community) = (viewer.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &row.item, Act::Moderate).await?);
                let row = threads::remark(writing.conn(), &row.id).await?;
                let answered = row.answered == 0;
                threads::set_answered(writing, &under.permit, &row.id, answered).await?;
                let body = json!({ "answered": answered });
                append(writing, "remark.marked", &under.permit, &row.item, body).await?;
                writing.touch(&row.session, Touch::Remark(row.id.clone()));
                Ok(Answer::done(thread_page(&row.item, &format!("remark-{}", row.id))))
            })
        })
        .await
    }

    /// The chair locks or unlocks the thread, or asks for a pause between posts.
    pub(crate) async fn order_thread(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = self.item_for(viewer, item).await?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, &item.community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &item.id, Act::Moderate).await?);
                // Silence is no pause of none: the order that stands is not lifted by it.
                let pause = match form_.get("pause") {
                    "" => under.item.pause,
                    _ => or_refuse!(form_.whole("pause")),
                };
                if !(0..=LONGEST_PAUSE).contains(&pause) {
                    return Ok(Answer::refused("pause", Refusal::NotOffered));
                }
                let locked = form_.ticked("locked");
                let reason =
                    or_refuse!(proposal::optional(form_.get("reason"), 300).map_err(|refusal| ("reason", refusal)));
                if locked && reason.is_empty() {
                    return Ok(Answer::refused("reason", Refusal::ReasonMissing));
                }
                threads::set_order(writing, &under.permit, &item.id, locked.then_some(reason.as_str()), pause).await?;
                let body = json!({ "locked": locked, "pause": pause, "reason": reason });
                append(writing, "thread.ordered", &under.permit, &item.id, body).await?;
                writing.touch(&item.session, Touch::Item(item.id.clone()));
                Ok(Answer::done(thread_page(&item.id, "thread")))
            })
        })
        .await
    }

    /// The chair puts one revision of a proposal to the vote: it becomes the item's text and no longer changes.
    pub(crate) async fn put_proposal(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.proposal_for(viewer, id).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &row.item, Act::Moderate).await?);
                if matches!(under.session.phase()?, Phase::Closed | Phase::Cancelled) {
                    return Ok(under.session.phase()?.not_now().into());
                }
                let row = threads::proposal(writing.conn(), &row.id).await?;
                let frozen = bound(writing, &under.item).await?.frozen;
                if floor::endings(writing.conn(), &row.session).await?.iter().any(|one| one.item == row.item) {
                    return Ok(Refusal::ItemEnded.into());
                }
                let seen = form_.get("revision").parse().unwrap_or(0);
                let moved = or_refuse!(thread::put(&proposal_facts(&row, &under.member)?, seen, frozen));
                let revisions = threads::revisions(writing.conn(), &row.id).await?;
                let put = revisions.iter().find(|one| one.number == seen).ok_or(Fault::Stored("proposal_revisions"))?;
                let text = or_refuse!(proposal::write(&put.title, &put.body, frozen));
                let text = text.shown_as(TextForm::stored(&put.form));
                let latest = sessions::revisions(writing.conn(), &row.item).await?.first().map_or(0, |one| one.number);
                sessions::insert_revision(writing, &under.permit, &row.item, latest + 1, &text, &row.id).await?;
                threads::store_moved(writing, &under.permit, moved, &row.id, seen).await?;
                let body = json!({
                    "item": row.item, "revision": latest + 1, "proposal": row.id, "proposal_revision": seen,
                    "text_hash": fingerprint(text.form(), &[text.title(), text.body()]),
                });
                append(writing, "proposal.put", &under.permit, &row.session, body).await?;
                writing.touch(&row.session, Touch::Proposal(row.id.clone()));
                writing.touch(&row.session, Touch::Item(row.item.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", row.session, row.item)))
            })
        })
        .await
    }
}

/// Stores a judged revision of a proposal with its entry.
async fn store_text(
    writing: &mut Writing,
    under: &Under,
    act: &'static str,
    proposed: &thread::Proposed,
    row: &ProposalRow,
) -> Result<Answer, Fault> {
    threads::store_proposed(writing, &under.permit, proposed, row).await?;
    let text = proposed.text();
    let fingerprint = fingerprint(text.form(), &[text.title(), text.body()]);
    let personal = json!({ "proposal": row.id, "revision": proposed.number(), "text_hash": fingerprint });
    under.append(writing, act, personal).await?;
    writing.touch(&row.session, Touch::Proposal(row.id.clone()));
    Ok(Answer::done(thread_page(&row.item, &format!("proposal-{}", row.id))))
}
