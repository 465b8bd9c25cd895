//! Taking back what was published, by two hands: the chair asks, the supervision committee answers. Words are blanked wherever they
//! stand; a decision is withdrawn.

use super::{
    Desk, Viewer,
    board::{about, at, in_community},
    none, or_refuse,
    publish::{self, Kind},
    session::append,
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    journal::blanked,
    secret,
    store::{
        Answer, Conn, blank, publication, session,
        takeback::{self as takebacks, TakebackRow},
    },
};
use app::view::takeback::{Stands, TakebackView, Waiting};
use rules::{
    Refusal,
    permit::{Act, Standing, permit},
    posting,
    takeback::{self, State, What},
};
use serde_json::json;

impl Desk {
    /// The chair asks for something published to be taken back: words and photos, or a decision as a whole.
    pub(crate) async fn ask_takeback(
        &self,
        viewer: &Viewer,
        (community, kind, subject): (&str, Kind, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, subject) = (viewer.clone(), form.clone(), subject.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, kind, &subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::AskTakeback));
                let me = or_refuse!(permit.member().cloned().ok_or(Refusal::NotYourRole));
                let what = or_refuse!(What::from_id(form_.get("what")).ok_or(("what", Refusal::NotOffered)));
                let waits = takebacks::waiting(writing.conn(), &row.community, &row.kind, &subject).await?.is_some();
                let photos = form_.ticked("photos");
                let reason = none::said(&form_, "reason");
                let none = none::none("reason", &reason);
                let asked = match what {
                    What::Withdraw if kind != Kind::Outcome => return Ok(Refusal::NotOffered.into()),
                    What::Withdraw => takeback::ask_withdraw(!row.withdrawn.is_empty(), reason, waits),
                    What::Blank => takeback::ask_blank(form_.raw("words"), photos, reason, waits),
                };
                let asked = or_refuse!(asked);
                if what == What::Blank {
                    let of = photos.then_some((row.kind.as_str(), subject.as_str()));
                    let plan = blank::plan(writing.conn(), &row.community, asked.words(), of).await?;
                    if plan.is_empty() {
                        return Ok(Answer::refused("words", Refusal::TakebackNowhere));
                    }
                    if plan.in_count {
                        return Ok(Answer::refused("words", Refusal::TakebackInCount));
                    }
                }
                let new = TakebackRow {
                    id: secret::id(),
                    community: row.community.clone(),
                    kind: row.kind.clone(),
                    subject: subject.clone(),
                    what: what.id().to_owned(),
                    words: String::new(),
                    photos: i64::from(photos),
                    reason: String::new(),
                    asked_by: me.0,
                    at: writing.now().0,
                    state: String::new(),
                };
                takebacks::store_asked(writing, &permit, &asked, &new).await?;
                let body = json!({ "kind": row.kind, "of": what, "reason": asked.reason() });
                let body = none::tell(body, &none)?;
                append(writing, "takeback.asked", &permit, &subject, body).await?;
                Ok(Answer::done(format!("{}#takeback", at(&row))))
            })
        })
        .await
    }

    /// The supervision committee does what was asked, or refuses it.
    pub(crate) async fn answer_takeback(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = takebacks::find(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = takebacks::find(writing.conn(), &row.id).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::AnswerTakeback));
                let own = permit.member().is_some_and(|me| me.0 == row.asked_by);
                let agree = match form_.get("decision") {
                    "agree" => true,
                    "refuse" => false,
                    _ => return Ok(Answer::refused("decision", Refusal::NotOffered)),
                };
                let answered = or_refuse!(takeback::answer(row.state()?, own, agree));
                let kind = Kind::from_id(&row.kind).ok_or(Fault::Stored("takebacks.kind"))?;
                let to = Answer::done(format!("{}#takeback", about(&row.community, &row.kind, &row.subject)));
                takebacks::store_answered(writing, &permit, &row.id, answered).await?;
                match (answered.state(), row.what()?) {
                    (State::Done, What::Blank) => {
                        in_community(writing, kind, &row.subject).await?;
                        let of = (row.photos == 1).then_some((row.kind.as_str(), row.subject.as_str()));
                        let plan = blank::plan(writing.conn(), &row.community, &row.places(), of).await?;
                        if plan.is_empty() {
                            return Ok(Refusal::TakebackNowhere.into());
                        }
                        if plan.in_count {
                            return Ok(Refusal::TakebackInCount.into());
                        }
                        // What stands in a session's papers and attendance changes with it.
                        for one in session::all(writing.conn(), &row.community, true, session::EVERY).await? {
                            writing.changes(&one.id);
                        }
                        let told = blank::apply(writing, &plan, writing.seq() + 1).await?;
                        let body = json!({ "kind": row.kind, "reason": row.reason, "blanked": told });
                        append(writing, blanked::ACT, &permit, &row.subject, body).await?;
                    }
                    (State::Done, What::Withdraw) => {
                        let published = in_community(writing, kind, &row.subject).await?;
                        let gone = !published.withdrawn.is_empty();
                        let withdrawn = or_refuse!(posting::withdraw(false, gone, &row.reason));
                        publish::withdrawn(writing, &permit, &published, (&withdrawn, &[])).await?;
                    }
                    _ => {
                        in_community(writing, kind, &row.subject).await?;
                        let body = json!({ "kind": row.kind, "of": row.what });
                        append(writing, "takeback.refused", &permit, &row.subject, body).await?;
                    }
                }
                Ok(to)
            })
        })
        .await
    }
}

/// What is asked of a published thing, for those who may ask or answer; with all the places where the words stand.
pub(crate) async fn view(
    conn: &mut Conn,
    standing: &Standing,
    row: &publication::PublicationRow,
) -> Result<Option<TakebackView>, Fault> {
    let (may_ask, may_answer) = (standing.may(Act::AskTakeback), standing.may(Act::AnswerTakeback));
    if !may_ask && !may_answer {
        return Ok(None);
    }
    let me = standing.member.as_ref().map(|one| one.as_str()).unwrap_or_default();
    let waiting = match takebacks::waiting(conn, &row.community, &row.kind, &row.subject).await? {
        None => None,
        Some(asked) => {
            let of = (asked.photos == 1).then_some((row.kind.as_str(), row.subject.as_str()));
            let plan = blank::plan(conn, &row.community, &asked.places(), of).await?;
            let (entries, texts, photos) = plan.counts();
            let stands = |(kind, subject, title, revision): (&str, &str, &str, i64)| Stands {
                kind: kind.to_owned(),
                href: format!("/c/{}/{kind}/{subject}/v/{revision}", row.community),
                title: title.to_owned(),
                revision,
            };
            Some(Waiting {
                own: asked.asked_by == me,
                blank: asked.what()? == What::Blank,
                words: asked.places(),
                things: plan.things().map(stands).collect(),
                entries,
                texts,
                photos,
                reason: asked.reason,
                id: asked.id,
            })
        }
    };
    Ok(Some(TakebackView {
        may_ask,
        may_answer,
        may_withdraw: row.kind == Kind::Outcome.id() && row.withdrawn.is_empty(),
        has_photos: !crate::store::photo::of_thing(conn, &row.community, &row.kind, &row.subject).await?.is_empty(),
        blanked: row.blanked > 0,
        waiting,
    }))
}
