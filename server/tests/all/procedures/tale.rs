//! A matter that is taken through its procedure by what people do, and what everybody reads of it meanwhile.

use crate::{
    board,
    common::{Answered, Page, Person, Place},
    matter::{called, opened, page_of, party},
};
use std::collections::BTreeMap;

/// A matter on its way.
pub struct Tale {
    pub place: Place,
    /// Its id.
    pub id: String,
    pub chair: Person,
    pub party: Person,
    pub supervisor: Person,
}

impl Tale {
    /// Opens a matter of a type by a procedure.
    pub async fn begin(place: Place, (procedure, matter): (&str, &str), more: &[(&str, &str)]) -> Self {
        let (chair, supervisor) = (place.chair().await, place.supervisor().await);
        let party = party(&place).await;
        let mut fields = vec![
            ("title", "老校舍出租"),
            ("matter", matter),
            ("procedure", procedure),
            ("body", "老校舍空着，拟对外出租。"),
            ("from", "committee"),
            ("said", "村委会 3 月 1 日提出"),
            ("asked", "2026-03-01"),
            ("responsible", "村民委员会"),
        ];
        fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        fields.extend(more);
        let id = opened(&place, &chair, &fields).await;
        Self { place, id, chair, party, supervisor }
    }

    /// Where everybody reads it.
    pub fn public(&self) -> String {
        page_of(&self.place, &self.id)
    }

    /// What everybody reads.
    pub async fn page(&self) -> String {
        self.place.public(&self.public()).await
    }

    /// Holds which steps have their turn, by their ids.
    pub async fn is_at(&self, steps: &[&str]) {
        let page = self.page().await;
        let now: Vec<&str> = page
            .split("<li id=\"step-")
            .skip(1)
            .filter_map(|rest| rest.split_once("\" class=\"now\"").map(|(id, _)| id).filter(|id| !id.contains("\"")))
            .collect();
        assert_eq!(now, steps, "{page}");
    }

    /// Records something for a step.
    pub async fn records(&self, who: &Person, (step, need): (&str, &str), more: &[(&str, &str)]) -> Answered {
        let mut fields = vec![("step", step), ("need", need), ("said", "会议研究，有记录")];
        fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        fields.extend(more);
        who.post(&format!("/do/d/{}/record", self.id), &fields).await
    }

    /// Something is disclosed for the matter, to be commented on where it is a plan: its id.
    pub async fn posts(&self, title: &str, plan: bool) -> String {
        let mut fields = board::with("title", title);
        fields.push(("dossier", &self.id));
        if plan {
            fields.push(("plan", "1"));
        }
        board::posted(&self.place, &fields).await
    }

    pub fn days_later(&self, days: i64) {
        self.place.after_minutes(days * 24 * 60);
    }

    /// A sitting of a body that is made for it is called for the matter: session and item.
    pub async fn calls(&mut self, kind: &str, at: &str) -> (String, String) {
        let bodies = {
            let mut conn = self.place.db.read().await.expect("a connection");
            server::rows::community::bodies(&mut conn, &self.place.community).await.expect("bodies")
        };
        match bodies.into_iter().find(|one| one.kind.id() == kind) {
            Some(body) => self.place.body = body.id,
            None => self.place.with_body(kind, &format!("本地的 {kind}")).await,
        }
        let session = called(&self.place, &self.chair, &self.id, &self.place.body.clone(), at).await;
        let mut conn = self.place.db.read().await.expect("a connection");
        let items = server::rows::session::items(&mut conn, &session.as_str().into()).await.expect("items");
        let item = items.first().expect("the matter's item").id.0.clone();
        drop(conn);
        (session, item)
    }

    pub async fn announces(&self, session: &str) {
        self.chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.done();
    }

    /// It opens at its time, and these are there.
    pub async fn sits(&self, session: &str, at: &str, numbers: &[String]) {
        self.place.clock_at(at);
        self.chair.post(&format!("/do/s/{session}/move/open"), &[]).await.done();
        let clerk = self.place.clerk().await;
        for number in numbers {
            let id = self.place.member(&self.place.community, number).await.id.0;
            clerk.post(&format!("/do/s/{session}/check-in"), &[("member", &id)]).await.done();
        }
    }

    /// A text is put to the vote, and so many are for it, the others against: the vote.
    pub async fn votes(&self, (session, item): (&str, &str), numbers: &[String], for_it: usize) -> String {
        let vote = self.place.open_vote(&self.chair, session, item).await;
        self.casts((&vote, numbers), for_it).await;
        vote
    }

    /// So many are for what is put to the vote, the others against; then it is closed and declared.
    pub async fn casts(&self, (vote, numbers): (&str, &[String]), for_it: usize) {
        for (nth, number) in numbers.iter().enumerate() {
            let choice = if nth < for_it { "for" } else { "against" };
            let voter = self.place.sign_in(number).await;
            voter.post(&format!("/do/v/{vote}/ballot"), &[("choice", choice)]).await.done();
        }
        for step in ["close", "declare"] {
            self.chair.post(&format!("/do/v/{vote}/{step}"), &[]).await.done();
        }
    }

    /// Four representatives stand for 5, 4, 4 and 3 of the twenty households: their numbers.
    pub async fn stand_for_households(&self) -> Vec<String> {
        let mut lines = String::new();
        let all = [("0014", "H0001-H0005"), ("0015", "H0006-H0009"), ("0016", "H0011-H0014"), ("0017", "H0015-H0017")];
        for (number, households) in all {
            let name = self.place.member(&self.place.community, number).await.name;
            lines.push_str(&format!("{number}\t{name}\t{households}\n"));
        }
        let register = format!("/do/c/{}/represented/{}", self.place.community, self.place.body);
        self.place.clerk().await.post(&register, &[("register", &lines)]).await.done();
        all.map(|(number, _)| number.to_owned()).to_vec()
    }

    /// The text of an item.
    pub async fn writes(&self, item: &str) {
        let text = [("title", "出租方案"), ("body", "租期五年，年租金 30,000 元。"), ("base", "0")];
        self.chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    }

    /// An item ends without a vote, and how it ended is published.
    pub async fn ends_item(&self, item: &str, kind: &str) {
        let end = format!("/do/i/{item}/end");
        self.chair.post(&format!("/do/i/{item}/call"), &[]).await.done();
        self.chair.post(&end, &[("kind", kind), ("body", "各方意见已经记录。")]).await.done();
        self.chair.post(&format!("{end}/publish"), &[]).await.done();
    }

    /// The decision of a vote is written, countersigned and published: its page.
    pub async fn decides(&self, vote: &str) -> String {
        let text = [("body", "通过。"), ("responsible", "村民委员会"), ("due", "2026-09-30")];
        self.place.clerk().await.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
        self.place.countersign(vote).await.done();
        self.chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
        format!("/c/{}/outcome/{vote}", self.place.community)
    }

    /// A decision is carried out in one step, accepted by the supervision committee, and rated from now on.
    pub async fn carries_out(&self, vote: &str, (due, done): (&str, &str)) {
        let at = format!("/do/c/{}/execution/{vote}", self.place.community);
        let step = [("name", "签合同"), ("responsible", "村民委员会"), ("due", due), ("money", "30000")];
        self.chair.post(&format!("{at}/plan"), &step).await.done();
        self.place.clock_at(done);
        let desk = self.chair.get(&format!("/c/{}/about/outcome/{vote}", self.place.community)).await;
        let milestone = Page::of(&desk).action("/reach").expect("a milestone");
        let day = done.split('T').next().expect("a day");
        self.chair.post(&milestone, &[("done", day), ("money", "30000"), ("note", "")]).await.done();
        self.supervisor.post(&milestone.replace("/reach", "/accept"), &[]).await.done();
        self.chair.post(&format!("{at}/complete"), &[("text", "已经办完。")]).await.done();
    }

    /// What was put on file of something is acknowledged by whoever it was put on file with.
    pub async fn is_filed(&self, about: &str, to: &str, office: &Person, at: &str) {
        self.chair.post(&format!("/do{about}/put-on-file"), &[("to", to)]).await.done();
        let waiting = office.get(at).await;
        let filing = Page::of(&waiting).action("/acknowledge").expect("something waits");
        office.post(&filing, &[]).await.done();
    }

    /// Somebody of age of each household, in the order of their numbers: ids of households are chance.
    pub async fn one_of_each_household(&self) -> Vec<String> {
        let mut conn = self.place.db.read().await.expect("a connection");
        let all = server::rows::member::all(&mut conn, &self.place.community).await.expect("members");
        let mut homes = BTreeMap::new();
        for one in all.into_iter().filter(|one| *one.adult && one.active()) {
            if let Some(home) = one.home {
                homes.entry(home).or_insert(one.number);
            }
        }
        let mut numbers: Vec<String> = homes.into_values().collect();
        numbers.sort_unstable();
        numbers
    }

    /// Five owners of an estate decide the matter at a time, on their phones: the vote.
    pub async fn owners_decide(&mut self, at: &str) -> String {
        let (session, item) = self.calls("owners_assembly", at).await;
        let mut owners = self.one_of_each_household().await;
        owners.truncate(5);
        let mut units = String::new();
        for (nth, number) in owners.iter().enumerate() {
            let name = self.place.member(&self.place.community, number).await.name;
            units.push_str(&format!("1-{nth}\t{number}\t{name}\t80\n"));
        }
        let register = format!("/do/c/{}/owners/{}", self.place.community, self.place.body);
        self.place.clerk().await.post(&register, &[("units", &units)]).await.done();
        self.writes(&item).await;
        self.announces(&session).await;
        self.sits(&session, at, &owners).await;
        self.votes((&session, &item), &owners, 4).await
    }

    /// Every step was taken, so the matter ends as done; the chain agrees.
    pub async fn is_done(&self) {
        let page = self.page().await;
        assert!(page.contains("各步都已完成"), "{page}");
        let end = [("how", "done"), ("said", "办结")];
        self.chair.post(&format!("/do/d/{}/end", self.id), &end).await.done();
        self.place.verifies().await;
    }
}
