//! Scenes that many stories begin with.

use super::{Answered, Page, Person, Place};
use server::rows::{session, vote};

impl Place {
    /// A draft of a session of the representatives.
    pub async fn drafted(&self, chair: &Person, at: &str) -> String {
        let (presiding, deputy) = (self.named("0002").await, self.named("0005").await);
        let fields = [
            ("body", self.body.as_str()),
            ("title", "村民代表会议"),
            ("place", "村委会会议室"),
            ("held", "both"),
            ("starts_at", at),
            ("chair", &presiding),
            ("deputy", &deputy),
        ];
        let to = chair.post(&format!("/do/c/{}/sessions", self.community), &fields).await.done();
        to.split('/').nth(2).expect("a session").to_owned()
    }

    /// An item added to a draft, with its text.
    pub async fn add_item(&self, chair: &Person, session: &str, title: &str, matter: &str) -> String {
        chair.post(&format!("/do/s/{session}/items"), &[("title", title), ("matter", matter)]).await.done();
        let items =
            session::items(&mut self.db.read().await.expect("a connection"), &session.into()).await.expect("items");
        let item = items.last().expect("an item").id.0.clone();
        let text = [("title", title), ("body", "正文"), ("base", "0")];
        chair.post(&format!("/do/i/{item}/text"), &text).await.done();
        item
    }

    /// A session of the representatives with one item of this matter, announced.
    pub async fn announced_with(&self, chair: &Person, matter: &str, at: &str) -> (String, String) {
        let session = self.drafted(chair, at).await;
        let item = self.add_item(chair, &session, "议题", matter).await;
        chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
        (session, item)
    }

    /// Puts a ground on record, by the form as it is shown.
    pub async fn record_ground(&self, person: &Person, item: &str, ground: &str, said: &str) -> Answered {
        let action = format!("/do/i/{item}/gates/{ground}");
        let page = person.get(&format!("/i/{item}/gates")).await;
        let seen = Page::of(&page).find(&action).and_then(|form| form.value("base"));
        person.post(&action, &[("said", said), ("base", seen.as_deref().unwrap_or("0"))]).await
    }

    /// The session of Story A with its text, announced; and its item.
    pub async fn announced(&self, chair: &Person) -> (String, String) {
        let session = self.drafted(chair, "2026-03-16T19:30").await;
        chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.refused("session-no-items").await;
        let item = [("title", "村内道路硬化"), ("matter", "public_works_contract_plan"), ("paper", "**材料**")];
        chair.post(&format!("/do/s/{session}/items"), &item).await.done();
        let items = session::items(&mut self.db.read().await.expect("a connection"), &session.as_str().into())
            .await
            .expect("items");
        let item = items[0].id.0.clone();
        let text = [("title", "村内道路硬化建设承包方案"), ("body", "硬化三组道路。"), ("base", "0")];
        chair.post(&format!("/do/i/{item}/text"), &text).await.done();
        chair.post(&format!("/do/i/{item}/text"), &text).await.refused("vote-text-changed").await;
        for (ground, said) in [
            ("delegation", "2025-01-10 村民会议决议"),
            ("women", "18"),
            ("party_study", "2026-03-04 支部委员会研究"),
            ("consultation", "公开征求意见"),
        ] {
            self.record_ground(chair, &item, ground, said).await.done();
        }
        chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
        (session, item)
    }

    /// The same, opened on the evening with so many present.
    pub async fn open_with(&self, chair: &Person, present: usize) -> (String, String, Vec<(String, String)>) {
        let (session, item) = self.announced(chair).await;
        self.on_the_evening();
        chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
        let clerk = self.clerk().await;
        let members = self.seated().await;
        for (id, _) in &members[..present] {
            clerk.post(&format!("/do/s/{session}/check-in"), &[("member", id)]).await.done();
        }
        (session, item, members)
    }

    /// Opens the vote on an item and returns its id.
    pub async fn open_vote(&self, chair: &Person, session: &str, item: &str) -> String {
        chair.post(&format!("/do/i/{item}/open-vote"), &[]).await.done();
        self.latest_vote(session).await
    }

    /// Opens a vote taken in this way and returns its id.
    pub async fn open_vote_by(&self, chair: &Person, session: &str, item: &str, mode: &str) -> String {
        let form = [("mode", mode), ("few", "1")];
        chair.post(&format!("/do/i/{item}/open-vote"), &form).await.done();
        self.latest_vote(session).await
    }

    /// A closed vote with so many papers out: the chair, the two tellers, and the vote.
    pub async fn closed_with(&self, mode: &str, papers: usize, phones: usize) -> (Person, [Person; 2], String) {
        let chair = self.chair().await;
        let (session, item, members) = self.open_with(&chair, 36).await;
        let vote = self.open_vote_by(&chair, &session, &item, mode).await;
        let clerk = self.clerk().await;
        for (id, _) in &members[..papers] {
            clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
        }
        let ballot = if mode == "secret" { "secret-ballot" } else { "ballot" };
        for (_, number) in &members[papers..papers + phones] {
            self.sign_in(number).await.post(&format!("/do/v/{vote}/{ballot}"), &[("choice", "against")]).await.done();
        }
        chair.post(&format!("/do/v/{vote}/close"), &[("few", "1")]).await.done();
        let tellers = self.tellers().await;
        (chair, tellers, vote)
    }

    /// The vote of a session that was opened last.
    pub async fn latest_vote(&self, session: &str) -> String {
        let rows =
            vote::of_session(&mut self.db.read().await.expect("a connection"), &session.into()).await.expect("votes");
        rows.last().expect("a vote").id.0.clone()
    }

    /// A vote as it stands.
    pub async fn vote(&self, id: &str) -> vote::VoteRow {
        vote::find(&mut self.db.read().await.expect("a connection"), &id.into()).await.expect("a vote")
    }
}
