//! What became of decisions, held against the chain: objections and replies, milestones, ratings, photos, written mandates.

use crate::{
    check::{seen::tells, verify::Report},
    execution::rows::{self as execution, MilestoneRow},
    fault::Fault,
    journal::blanked::Blanked,
    journal::{text_at, whole_at},
    record::{objection::rows as objection, photo::rows as photo, publication::rows as publication},
    secret,
    sitting::presence::rows::mandate,
    store::{Conn, journal::EntryRow},
};
use rules::{id::CommunityId, money::Money, objection::Result as Replied, permit::Role, says::Says};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the entries say of it, the last of each kind.
#[derive(Default)]
pub(super) struct After {
    /// By objection: how it was filed, and how it was replied to.
    objections: BTreeMap<String, (Filed, Option<Value>)>,
    milestones: BTreeMap<String, Step>,
    /// By completion and member: the grade. Of erased members nothing is left to compare with.
    ratings: HashMap<(String, String), String>,
    ratings_erased: HashMap<String, i64>,
    /// By session and giver: the holder and what its paper says; nothing where it was taken back.
    mandates: BTreeMap<(String, String), Option<(String, String)>>,
    mandates_erased: bool,
    /// Hashes of photos.
    photos: BTreeMap<String, String>,
}

/// An objection as it was filed.
#[derive(Default)]
struct Filed {
    said: Value,
    /// Whose it is; nothing where that was erased, or where it is nobody's.
    member: Option<String>,
    erased: bool,
    on_paper: bool,
}

#[derive(Default)]
struct Step {
    planned: Value,
    reached: Option<Value>,
    reports: i64,
    dropped: String,
    returned: String,
    accepted: bool,
    photo: String,
    /// Who reported it last, and who accepted that; nothing where it was erased.
    reporter: Option<String>,
    acceptor: Option<String>,
}

impl After {
    /// Notes an entry with its public and personal parts.
    pub fn note(&mut self, row: &EntryRow, says: Says, body: &Value, personal: &Value) {
        let text = |key: &str| text_at(body, key).unwrap_or_default().to_owned();
        let own = |key: &str| text_at(personal, key).map(str::to_owned);
        match says {
            Says::ObjectionFiled => {
                let filed = Filed {
                    said: body.clone(),
                    member: own("member"),
                    erased: !row.private_hash.is_empty() && personal.is_null(),
                    on_paper: row.role == Role::Clerk.id(),
                };
                self.objections.insert(row.subject.clone(), (filed, None));
            }
            Says::ObjectionReplied => {
                let mut said = body.clone();
                said.as_object_mut().map(|said| said.insert("role".to_owned(), row.role.clone().into()));
                self.objections.entry(row.subject.clone()).or_default().1 = Some(said);
            }
            Says::MilestonePlanned => self.step(body).planned = body.clone(),
            Says::MilestoneReached => {
                let step = self.step(body);
                step.reached = Some(body.clone());
                step.reports += 1;
                step.reporter = own("member");
                step.returned.clear();
            }
            Says::MilestoneDropped => self.step(body).dropped = text("reason"),
            Says::MilestoneAccepted => {
                let step = self.step(body);
                step.accepted = true;
                step.acceptor = own("member");
                step.returned.clear();
            }
            Says::MilestoneReturned => self.step(body).returned = text("reason"),
            Says::CompletionRated => match own("member").zip(own("grade")) {
                Some((member, grade)) => {
                    self.ratings.insert((row.subject.clone(), member), grade);
                }
                None => *self.ratings_erased.entry(row.subject.clone()).or_default() += 1,
            },
            Says::MandateRecorded | Says::MandateRevoked => match own("giver") {
                Some(giver) => {
                    let told = own("holder").zip(own("said"));
                    let holder = told.filter(|_| says == Says::MandateRecorded);
                    self.mandates.insert((row.subject.clone(), giver), holder);
                }
                None => self.mandates_erased = true,
            },
            // `Seen::note` is asked about each.
            _ => {}
        }
        if let Some(gone) = text_at(body, "gone") {
            self.photos.remove(gone);
        }
        if body.get("photo_hash").is_some() {
            self.photos.insert(text("photo"), text("photo_hash"));
            if says == Says::MilestonePhotographed {
                self.step(body).photo = text("photo");
            }
        }
    }

    fn step(&mut self, body: &Value) -> &mut Step {
        self.milestones.entry(text_at(body, "milestone").unwrap_or_default().to_owned()).or_default()
    }

    /// Holds the rows of a community against it.
    pub async fn compare(
        &self,
        conn: &mut Conn,
        community: &CommunityId,
        blanked: &Blanked,
        report: &mut Report,
    ) -> Result<(), Fault> {
        self.objections(conn, community, blanked, report).await?;
        self.milestones(conn, community, blanked, report).await?;
        self.ratings(conn, community, report).await?;
        self.mandates(conn, community, report).await?;
        self.photos(conn, community, blanked, report).await
    }

    async fn objections(
        &self,
        conn: &mut Conn,
        community: &CommunityId,
        blanked: &Blanked,
        report: &mut Report,
    ) -> Result<(), Fault> {
        let rows = objection::all(conn, community).await?;
        let fixed = |said: &Value, id: &str, what: &str, text: &str| {
            let hash = secret::digest(&[text]);
            blanked.fits("objection", &format!("{id}/{what}"), &hash, text_at(said, "text_hash"))
        };
        for row in &rows {
            let fits = self.objections.get(row.id.as_str()).is_some_and(|(filed, replied)| {
                let paper = *row.on_paper;
                let whose = filed.erased || (filed.member.as_deref(), filed.on_paper) == (row.member.as_deref(), paper);
                let filed = &filed.said;
                let filed_so = whose
                    && whole_at(filed, "number") == Some(row.number)
                    && text_at(filed, "kind") == Some(row.kind.id())
                    && (text_at(filed, "of"), text_at(filed, "subject"))
                        == (Some(row.of_kind.id()), Some(row.subject.as_str()))
                    && text_at(filed, "due") == Some(&row.due_day)
                    && fixed(filed, &row.id, "body", &row.body);
                let replied_so = match replied {
                    None => {
                        let nobody = row.replied_at.is_none() && row.replier_role.is_none();
                        nobody && row.reply.is_empty() && row.result.is_none()
                    }
                    Some(said) => {
                        row.replied_at.is_some()
                            && text_at(said, "result") == row.result.map(Replied::id)
                            && text_at(said, "role") == row.replier_role.map(Role::id)
                            && fixed(said, &row.id, "reply", &row.reply)
                    }
                };
                filed_so && replied_so
            });
            if !fits {
                report.found(community, format!("objection {}: it is not the one in the journal", row.number));
            }
        }
        for (id, (filed, _)) in &self.objections {
            if !rows.iter().any(|row| *row.id == **id) {
                let number = whole_at(&filed.said, "number").unwrap_or_default();
                report.found(community, format!("objection {number} is gone"));
            }
        }
        Ok(())
    }

    async fn milestones(
        &self,
        conn: &mut Conn,
        community: &CommunityId,
        blanked: &Blanked,
        report: &mut Report,
    ) -> Result<(), Fault> {
        let rows = execution::of_community(conn, community).await?;
        let published = publication::all(conn, community).await?;
        let kept: BTreeSet<&str> =
            published.iter().filter(|one| !one.is_public()).map(|one| one.subject.as_str()).collect();
        for row in &rows {
            let within = kept.contains(row.vote.as_str());
            if !self.milestones.get(row.id.as_str()).is_some_and(|step| step.is(row, within, blanked)) {
                report.found(community, format!("milestone {}: it is not the one in the journal", row.id));
            }
        }
        for id in self.milestones.keys() {
            if !rows.iter().any(|row| *row.id == **id) {
                report.found(community, format!("milestone {id} is gone"));
            }
        }
        Ok(())
    }

    async fn ratings(&self, conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
        let rows = execution::every_rating(conn, community).await?;
        // Ratings of which no entry tells any more: each needs an entry whose personal part was erased.
        let mut untold: HashMap<&str, i64> = HashMap::new();
        for (completion, member, grade) in &rows {
            match self.ratings.get(&(completion.clone(), member.clone())) {
                Some(told) if told == grade => {}
                Some(_) => report.found(community, format!("completion {completion}: a rating was changed")),
                None => *untold.entry(completion).or_default() += 1,
            }
        }
        for (completion, count) in untold {
            if count > self.ratings_erased.get(completion).copied().unwrap_or_default() {
                report.found(community, format!("completion {completion}: there are ratings of which no entry tells"));
            }
        }
        for (completion, member) in self.ratings.keys() {
            if !rows.iter().any(|(of, by, _)| (of, by) == (completion, member)) {
                report.found(community, format!("completion {completion}: a rating is gone"));
            }
        }
        Ok(())
    }

    async fn mandates(&self, conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
        let rows = mandate::of_community(conn, community).await?;
        for (session, giver, holder, said) in &rows {
            match self.mandates.get(&(session.clone(), giver.clone())) {
                Some(Some((to, paper))) if (to, paper) == (holder, said) => {}
                None if self.mandates_erased => {}
                _ => report.found(community, format!("session {session}: a mandate is not the one in the journal")),
            }
        }
        for ((session, giver), holder) in &self.mandates {
            if holder.is_some() && !rows.iter().any(|(of, by, ..)| (of, by) == (session, giver)) {
                report.found(community, format!("session {session}: a mandate is gone"));
            }
        }
        Ok(())
    }

    async fn photos(
        &self,
        conn: &mut Conn,
        community: &CommunityId,
        blanked: &Blanked,
        report: &mut Report,
    ) -> Result<(), Fault> {
        for id in photo::of_community(conn, community).await? {
            if !self.photos.contains_key(&id) {
                report.found(community, format!("photo {id}: no entry tells of it"));
            }
        }
        for (id, hash) in self.photos.iter().filter(|(id, _)| !blanked.photo(id)) {
            match photo::find(conn, community, id).await.and_then(|row| row.jpeg()) {
                Ok(jpeg) if secret::digest_bytes(&jpeg) == *hash => {}
                Ok(_) | Err(Fault::Stored(_)) => {
                    report.found(community, format!("photo {id}: it is not the one in the journal"));
                }
                Err(Fault::NotFound) => report.found(community, format!("photo {id} is gone")),
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }
}

impl Step {
    fn is(&self, row: &MilestoneRow, within: bool, blanked: &Blanked) -> bool {
        let sum = |cents: Option<i64>| cents.map(|cents| Money(cents.unsigned_abs()).to_string());
        let money = |said: &Value| text_at(said, "money").map(str::to_owned);
        let planned = tells(text_at(&self.planned, "name"), &row.name, within)
            && tells(text_at(&self.planned, "responsible"), &row.responsible, within)
            && text_at(&self.planned, "due") == Some(&row.due_day)
            && money(&self.planned) == sum(row.money)
            && tells(text_at(&self.planned, "reason"), &row.over_reason, within);
        let reached = match &self.reached {
            None => {
                let nobody = row.reporter.is_none() && row.acceptor.is_none();
                nobody && row.done_day.is_empty() && row.note.is_empty() && row.done_money.is_none()
            }
            Some(said) => {
                text_at(said, "done") == Some(&row.done_day)
                    && tells(text_at(said, "note"), &row.note, within)
                    && money(said) == sum(row.done_money)
            }
        };
        // Reports of before they were counted are in the chain alone.
        let numbered = self.reached.as_ref().and_then(|said| whole_at(said, "report"));
        let reports = numbered.map_or(row.reports <= self.reports, |number| row.reports == number);
        let planned = planned && text_at(&self.planned, "planned").is_none_or(|day| day == row.planned_day);
        let by = |told: &Option<String>, now: Option<&str>| told.is_none() || told.as_deref() == now;
        planned
            && reached
            && by(&self.reporter, row.reporter.as_deref())
            && by(&self.acceptor, row.acceptor.as_deref())
            && reports
            && self.dropped == row.dropped
            && self.returned == row.returned
            && self.accepted == row.accepted_at.is_some()
            && (self.photo == row.photo || (row.photo.is_empty() && blanked.photo(&self.photo)))
    }
}
