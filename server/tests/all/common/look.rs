//! What a story does and looks at beside the pages.

use super::{Answered, Page, Person, Place};
use rules::{Verdict, record::CountRecord};
use server::{
    check::verify,
    demo,
    rows::{community, member, session},
    store::journal,
};

impl Place {
    /// The accepted count of a vote by person or household.
    pub async fn counted(&self, vote: &str) -> (CountRecord, Verdict) {
        let (record, verdict) = self.vote(vote).await.count().expect("read").expect("a count");
        (record.people().expect("by person").clone(), verdict)
    }

    /// Both tellers enter the same count: for, against, abstain, blank, invalid.
    pub async fn tellers_count(&self, vote: &str, piles: [u64; 5]) {
        for teller in self.tellers().await {
            teller.post(&format!("/do/v/{vote}/count"), &count_form(&piles.map(|pile| pile.to_string()))).await.done();
        }
    }

    /// Each of the two tellers enters another count.
    pub async fn tellers_differ(&self, vote: &str, found: [&[String; 5]; 2]) {
        for (teller, piles) in self.tellers().await.iter().zip(found) {
            teller.post(&format!("/do/v/{vote}/count"), &count_form(piles)).await.done();
        }
    }

    /// A proposal, and a remark that the chair hid: their ids and that of the hiding.
    pub async fn hidden_remark(&self, chair: &Person, speaker: &Person, item: &str) -> (String, String, String) {
        let id = |to: &str, mark: &str| to.split(mark).nth(1).expect("an id").to_owned();
        let text = [("title", "改用沥青"), ("body", "三组道路改用沥青。")];
        let to = speaker.post(&format!("/do/i/{item}/propose"), &text).await.done();
        let proposal = id(&to, "#proposal-");
        let to = speaker.post(&format!("/do/i/{item}/remark"), &[("body", "某某人是骗子")]).await.done();
        let remark = id(&to, "#remark-");
        let to = chair.post(&format!("/do/r/{remark}/hide"), &[("reason", "人身攻击")]).await.done();
        (proposal, remark, id(&to, "/hidden#"))
    }

    /// The supervisor reads a decision and countersigns what is shown.
    pub async fn countersign(&self, vote: &str) -> Answered {
        let supervisor = self.supervisor().await;
        let page = supervisor.get(&format!("/v/{vote}/outcome")).await;
        let seen = Page::of(&page).form("/outcome/sign").value("seen").expect("a draft to sign");
        supervisor.post(&format!("/do/v/{vote}/outcome/sign"), &[("seen", &seen)]).await
    }

    /// The representatives: id and number.
    pub async fn seated(&self) -> Vec<(String, String)> {
        let mut conn = self.db.read().await.expect("a connection");
        let seats = community::seats(&mut conn, &self.community).await.expect("seats");
        let all = member::all(&mut conn, &self.community).await.expect("members");
        all.into_iter()
            .filter(|one| seats.iter().any(|(body, member)| *body == self.body && *member == one.id))
            .map(|one| (one.id.0, one.number))
            .collect()
    }

    /// Makes a further body and works with it from now on.
    pub async fn with_body(&mut self, kind: &str, name: &str) {
        let admin = self.administrator().await;
        admin.post(&format!("/do/c/{}/bodies", self.community), &[("kind", kind), ("name", name)]).await.done();
        let bodies = community::bodies(&mut self.db.read().await.expect("a connection"), &self.community).await;
        self.body = bodies.expect("bodies").into_iter().find(|one| one.kind.id() == kind).expect("a body").id;
    }

    /// Gives these members a seat in the body, by an act as any other.
    pub async fn seat(&self, numbers: &[&str]) {
        let mut ids = Vec::new();
        for number in numbers {
            ids.push(self.member(&self.community, number).await.id);
        }
        let body = self.body.clone();
        let community = rules::id::CommunityId::from(self.community.as_str());
        let act = self.desk.writer.act(&community, server::store::write::Sender::program(), move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                for id in &ids {
                    sqlx::query("INSERT INTO seats (community, body, member) VALUES ($1, $2, $3)")
                        .bind(&community)
                        .bind(body.as_str())
                        .bind(id.as_str())
                        .execute(writing.conn())
                        .await?;
                }
                writing
                    .append(journal::Entry::new(rules::says::Says::NoteLeft, None, &body, serde_json::json!({})))
                    .await?;
                Ok(server::store::Answer::done(""))
            })
        });
        act.await.expect("seated");
    }

    /// Resolves an online basis for the body.
    pub async fn give_basis(&self) {
        let admin = self.administrator().await;
        let basis = [("basis_text", "可以线上参加"), ("basis_source", "议事规则"), ("basis_by", "村民会议")];
        admin.post(&format!("/do/c/{}/basis/{}", self.community, self.body), &basis).await.done();
    }

    /// The room's code of this minute.
    pub async fn room_code(&self, id: &str) -> String {
        let row = session::find(&mut self.db.read().await.expect("a connection"), &id.into()).await.expect("a session");
        server::presence::room_code(&row, self.clock.now(), 0)
    }

    pub fn on_the_evening(&self) {
        self.clock.advance_millis(demo::evening().plus_minutes(35).0 - self.clock.now().0);
    }

    /// The clock of the place goes on to this time there.
    pub fn clock_at(&self, at: &str) {
        let then = server::zone::parse(at, "Asia/Shanghai").expect("a time");
        self.clock.advance_millis(then.0 - self.clock.now().0);
    }

    pub fn after_minutes(&self, minutes: i64) {
        self.clock.advance_millis(minutes * 60_000);
    }

    /// The end of the chain.
    pub async fn head(&self) -> (i64, String) {
        let head =
            journal::head(&mut self.db.read().await.expect("a connection"), &self.community).await.expect("a head");
        (head.seq, head.hash)
    }

    /// The journal is whole, every vote recounts, every publication is the one in the journal.
    pub async fn verifies(&self) {
        let report = verify::database(&self.db, &[self.head().await]).await.expect("verified");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }

    /// The logins of a member.
    pub async fn logins(&self, number: &str) -> usize {
        let member = self.member(&self.community, number).await;
        let now = self.clock.now().0;
        server::act::rows::of_person(&mut self.db.read().await.expect("a connection"), &member.person, now)
            .await
            .expect("logins")
            .len()
    }
}

/// A teller's form: five piles, and as many papers as they hold.
pub fn count_form(piles: &[String; 5]) -> Vec<(&str, &str)> {
    let total: u64 = piles.iter().map(|pile| pile.parse::<u64>().expect("a number")).sum();
    let names = ["for", "against", "abstain", "blank", "invalid"];
    let mut form: Vec<(&str, &str)> = names.into_iter().zip(piles.iter().map(String::as_str)).collect();
    form.push(("collected", Box::leak(total.to_string().into_boxed_str())));
    form
}
