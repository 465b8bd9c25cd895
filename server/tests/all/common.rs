//! A place to tell stories in: a database of one's own, a clock that stands still, the real router, people who sign in.

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use rules::{Moment, Verdict, record::CountRecord, rule_set::RuleBook};
use server::{
    act::Desk,
    carrier::Carrier,
    check::verify,
    clock::Clock,
    demo,
    http::{router, site},
    rows::{community, member, session, vote},
    settings::{Flags, Settings},
    store::{Db, journal},
};
use std::{net::SocketAddr, path::Path, sync::Arc};
use tower::ServiceExt;

/// Runs each story on SQLite, and on PostgreSQL where `TEST_POSTGRES` names one.
macro_rules! engines {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $story() {
                super::$story(crate::common::Place::new(&crate::common::sqlite_address()).await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $story() {
                let Some(address) = crate::common::postgres_address().await else { return };
                super::$story(crate::common::Place::new(&address).await).await;
            })+
        }
    };
}
pub(crate) use engines;

/// A fresh SQLite database. Its folder is left to the system's temporary files.
pub fn sqlite_address() -> String {
    let folder = tempfile::tempdir().expect("a folder").keep();
    format!("sqlite:{}", folder.join("t.sqlite").display())
}

/// A fresh PostgreSQL database, if there is a cluster.
pub async fn postgres_address() -> Option<String> {
    let cluster = std::env::var("TEST_POSTGRES").ok()?;
    sqlx::any::install_default_drivers();
    let name = format!("t{}", rand::random::<u64>());
    let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(&cluster).await.expect("the cluster");
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&pool).await.expect("a database");
    pool.close().await;
    let (base, _) = cluster.rsplit_once('/').expect("an address");
    Some(format!("{base}/{name}"))
}

/// A village as the demonstration makes it, ten days before its meeting.
pub struct Place {
    pub desk: Desk,
    pub db: Db,
    pub community: String,
    pub body: String,
    app: Router,
    clock: Clock,
    address: String,
}

/// Held by a test that listens to the log: what one asks to hear changes what the others are told.
pub static LOG: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

pub const BASE: &str = "http://127.0.0.1:3000";

fn served(desk: &Desk) -> Router {
    let settings = Settings::load(&Flags::default()).expect("settings");
    let mut desk = desk.clone();
    // A handful of logins stand for a hall full of phones.
    desk.hub = desk.hub.with_sockets(10_000);
    router(site(desk, Arc::new(settings), None))
}

impl Place {
    pub async fn new(address: &str) -> Self {
        let db = Db::open(address).await.expect("a database");
        db.migrate().await.expect("tables");
        let desk = Desk::new(db, Clock::manual(Moment(0)));
        demo::found_small(&desk, demo::evening().plus_days(-10)).await.expect("a village");
        Self::over(address, desk.clock.now()).await
    }

    /// A place over a database that is there, brought up to date; what time it is there.
    pub async fn over(address: &str, now: Moment) -> Self {
        let db = Db::open(address).await.expect("a database");
        db.migrate().await.expect("migrated");
        let clock = Clock::manual(now);
        let desk = Desk::new(db.clone(), clock.clone());
        let app = served(&desk);
        let community = demo::VILLAGE.to_owned();
        let bodies = community::bodies(&mut db.read().await.expect("a connection"), &community).await.expect("bodies");
        let body = bodies.into_iter().find(|one| one.kind == "villager_rep_meeting").expect("a body").id;
        Self { desk, db, community, body, app, clock, address: address.to_owned() }
    }

    /// The file of an SQLite database.
    pub fn db_file(&self) -> Option<String> {
        server::store::db::sqlite_path(&self.address).map(str::to_owned)
    }

    /// Where the database is.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// What a statement counts.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut conn = self.db.read().await.expect("a connection");
        let (count,): (i64,) = sqlx::query_as(sql).fetch_one(&mut *conn).await.expect("a count");
        count
    }

    /// The same place under other rules, as after a restart with another setting.
    pub fn with_rules(&mut self, files: &[(&str, &str)]) {
        let files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let book = RuleBook::new(&files).expect("a book");
        self.desk = Desk::with_rules(self.db.clone(), self.clock.clone(), Arc::new(book));
        self.app = served(&self.desk);
    }

    /// Sets a gateway up: the site begins anew with it.
    pub fn with_carrier(&mut self, carrier: Arc<dyn Carrier>) {
        self.desk.carrier = Some(carrier);
        self.app = served(&self.desk);
    }

    /// The same place on a second node: its own desk and queue over the same database.
    pub async fn second_node(&self, address: &str) -> Self {
        let db = Db::open(address).await.expect("a database");
        let desk = Desk::new(db.clone(), self.clock.clone());
        let app = served(&desk);
        let (community, body, clock) = (self.community.clone(), self.body.clone(), self.clock.clone());
        Self { desk, db, community, body, app, clock, address: address.to_owned() }
    }

    /// The router, to be served by a test's own server.
    pub fn router(&self) -> Router {
        self.app.clone()
    }

    /// Serves on a free port of this machine, for sockets; the address without its scheme.
    pub async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let app = self.app.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        address
    }

    /// A browser that holds this cookie.
    pub fn with_cookie(&self, cookie: String) -> Person {
        Person { app: self.app.clone(), cookie }
    }

    pub fn nobody(&self) -> Person {
        Person { app: self.app.clone(), cookie: String::new() }
    }

    pub async fn member(&self, community: &str, number: &str) -> member::MemberRow {
        let all = member::all(&mut self.db.read().await.expect("a connection"), community).await.expect("members");
        all.into_iter().find(|one| one.number == number).expect("a member")
    }

    /// Number and name of a member, as a form names somebody.
    pub async fn named(&self, number: &str) -> String {
        rules::naming::shown(number, &self.member(&self.community, number).await.name)
    }

    /// A slip made for a member.
    pub async fn slip(&self, number: &str) -> String {
        let member = self.member(&self.community, number).await;
        demo::slip_token(&self.desk, &self.community, &member.id).await.expect("a slip")
    }

    /// Somebody who signs in with a slip that was handed over in person.
    pub async fn sign_in(&self, number: &str) -> Person {
        let token = self.slip(number).await;
        let answer = self.nobody().post(&format!("/do/slip/{token}"), &[]).await;
        Person { app: self.app.clone(), cookie: answer.cookie.expect("a cookie") }
    }

    /// Somebody who signs in with a code read out over the telephone.
    pub async fn sign_in_unverified(&self, number: &str) -> Person {
        self.sign_in_typing(number, number).await
    }

    /// The same, typing the number otherwise than it stands on the roll.
    pub async fn sign_in_typing(&self, number: &str, typed: &str) -> Person {
        let member = self.member(&self.community, number).await;
        // The slip of somebody who holds an office is the administrator's to make.
        let roles = community::roles(&mut self.db.read().await.expect("a connection"), &self.community).await;
        let office = roles.expect("roles").iter().any(|(one, _)| *one == member.id);
        let clerk = self.sign_in(if office { "A01" } else { "0006" }).await;
        let page = clerk.post(&format!("/do/c/{}/slips", self.community), &[("member", &member.id)]).await.body;
        let (_, rest) = page.split_once("<p class=\"code\">").expect("a code");
        let code = rest.split('<').next().expect("a code");
        let answer = self.nobody().post("/do/in/code", &[("number", typed), ("code", code)]).await;
        Person { app: self.app.clone(), cookie: answer.cookie.expect("a cookie") }
    }

    /// A member of the other community.
    pub async fn foreigner(&self) -> Person {
        self.sign_in_elsewhere("0002").await
    }

    /// Somebody of the other community who signs in with a slip.
    pub async fn sign_in_elsewhere(&self, number: &str) -> Person {
        let member = self.member(demo::URBAN, number).await;
        let token = demo::slip_token(&self.desk, demo::URBAN, &member.id).await.expect("a slip");
        let answer = self.nobody().post(&format!("/do/slip/{token}"), &[]).await;
        Person { app: self.app.clone(), cookie: answer.cookie.expect("a cookie") }
    }

    /// A page as the public reads it.
    pub async fn public(&self, path: &str) -> String {
        self.nobody().get(path).await
    }

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
        let items = session::items(&mut self.db.read().await.expect("a connection"), session).await.expect("items");
        let item = items.last().expect("an item").id.clone();
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
        let form = page.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_default();
        let seen = form.split("name=\"base\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        person.post(&action, &[("said", said), ("base", seen.unwrap_or("0"))]).await
    }

    /// The session of Story A with its text, announced; and its item.
    pub async fn announced(&self, chair: &Person) -> (String, String) {
        let session = self.drafted(chair, "2026-03-16T19:30").await;
        chair.post(&format!("/do/s/{session}/move/announce"), &[]).await.refused("session-no-items").await;
        let item = [("title", "村内道路硬化"), ("matter", "public_works_contract_plan"), ("paper", "**材料**")];
        chair.post(&format!("/do/s/{session}/items"), &item).await.done();
        let items = session::items(&mut self.db.read().await.expect("a connection"), &session).await.expect("items");
        let item = items[0].id.clone();
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
        let clerk = self.sign_in("0006").await;
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

    /// The vote of a session that was opened last.
    pub async fn latest_vote(&self, session: &str) -> String {
        let rows = vote::of_session(&mut self.db.read().await.expect("a connection"), session).await.expect("votes");
        rows.last().expect("a vote").id.clone()
    }

    /// A vote as it stands.
    pub async fn vote(&self, id: &str) -> vote::VoteRow {
        vote::find(&mut self.db.read().await.expect("a connection"), id).await.expect("a vote")
    }

    /// The accepted count of a vote by person or household.
    pub async fn counted(&self, vote: &str) -> (CountRecord, Verdict) {
        let (record, verdict) = self.vote(vote).await.count().expect("read").expect("a count");
        (record.people().expect("by person").clone(), verdict)
    }

    /// Both tellers enter the same count: for, against, abstain, blank, invalid.
    pub async fn tellers_count(&self, vote: &str, piles: [u64; 5]) {
        for number in ["0012", "0013"] {
            let teller = self.sign_in(number).await;
            teller.post(&format!("/do/v/{vote}/count"), &count_form(&piles.map(|pile| pile.to_string()))).await.done();
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
        let supervisor = self.sign_in("0009").await;
        let page = supervisor.get(&format!("/v/{vote}/outcome")).await;
        let (_, rest) = page.split_once("name=\"seen\" value=\"").expect("a draft to sign");
        let seen = rest.split('"').next().expect("a fingerprint");
        supervisor.post(&format!("/do/v/{vote}/outcome/sign"), &[("seen", seen)]).await
    }

    /// The representatives: id and number.
    pub async fn seated(&self) -> Vec<(String, String)> {
        let mut conn = self.db.read().await.expect("a connection");
        let seats = community::seats(&mut conn, &self.community).await.expect("seats");
        let all = member::all(&mut conn, &self.community).await.expect("members");
        all.into_iter()
            .filter(|one| seats.iter().any(|(body, member)| *body == self.body && *member == one.id))
            .map(|one| (one.id, one.number))
            .collect()
    }

    /// Makes a further body and works with it from now on.
    pub async fn with_body(&mut self, kind: &str, name: &str) {
        let admin = self.sign_in("A01").await;
        admin.post(&format!("/do/c/{}/bodies", self.community), &[("kind", kind), ("name", name)]).await.done();
        let bodies = community::bodies(&mut self.db.read().await.expect("a connection"), &self.community).await;
        self.body = bodies.expect("bodies").into_iter().find(|one| one.kind == kind).expect("a body").id;
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
                        .bind(&body)
                        .bind(id)
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
        let admin = self.sign_in("A01").await;
        let basis = [("basis_text", "可以线上参加"), ("basis_source", "议事规则"), ("basis_by", "村民会议")];
        admin.post(&format!("/do/c/{}/basis/{}", self.community, self.body), &basis).await.done();
    }

    /// The room's code of this minute.
    pub async fn room_code(&self, id: &str) -> String {
        let row = session::find(&mut self.db.read().await.expect("a connection"), id).await.expect("a session");
        server::presence::room_code(&row, self.clock.now(), 0)
    }

    pub fn on_the_evening(&self) {
        self.clock.advance_millis(demo::evening().plus_minutes(35).0 - self.clock.now().0);
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

/// A browser without scripts.
#[derive(Clone)]
pub struct Person {
    app: Router,
    cookie: String,
}

/// What a form was answered with.
pub struct Answered {
    pub status: u16,
    pub location: String,
    pub cookie: Option<String>,
    /// Every cookie that the answer sets, as name=value.
    pub cookies: Vec<String>,
    pub body: String,
    person: Person,
}

impl Answered {
    pub fn is_done(&self) -> bool {
        self.status == 303 && !self.location.contains("form=")
    }

    /// It was done; where to.
    pub fn done(self) -> String {
        assert!(self.is_done(), "{} {} {}", self.status, self.location, self.body);
        self.location
    }

    /// It was refused with this code; the page that says so, with its sentence in both languages.
    pub async fn refused(&self, code: &str) -> String {
        assert!(self.status == 303 && self.location.contains("form="), "{} {}", self.status, self.location);
        let page = self.person.get(&self.location).await;
        let refusal = rules::Refusal::from_code(code).expect("a known code");
        let sentence = app::say::refusal(rules::Language::Zh, refusal);
        assert!(page.contains(&sentence), "{code}: {sentence} not in {page}");
        page
    }
}

impl Person {
    /// The cookie, for a socket.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let header = |name| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let location = header(header::LOCATION);
        let set = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies: Vec<_> = set.map(|value| value.split(';').next().unwrap_or_default().to_owned()).collect();
        let cookie = cookies.iter().find(|one| one.starts_with("yishi=")).cloned();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answered { status, location, cookie, cookies, body, person: self.clone() }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let path = path.split('#').next().unwrap_or_default();
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, "zh-CN");
        request = request.extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4711))));
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        request
    }

    /// A page that must be there.
    pub async fn get(&self, path: &str) -> String {
        let answer = self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::OK.as_u16(), "GET {path}: {}", answer.body);
        answer.body
    }

    /// Status, headers and body of an address, asked with the headers given.
    pub async fn fetch(&self, path: &str, headers: &[(&str, &str)]) -> (u16, axum::http::HeaderMap, String) {
        let mut request = Request::builder().method("GET").uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response =
            self.app.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Status and body of an address.
    pub async fn open(&self, path: &str) -> (u16, String) {
        let answer = self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await;
        (answer.status, answer.body)
    }

    /// The status of an address.
    pub async fn status(&self, path: &str) -> u16 {
        self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await.status
    }

    /// Sends a form from a page of the site. A form that changes something carries what its page shows now, unless the test
    /// says what it was shown (`base`).
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let shown = if fields.iter().any(|(name, _)| *name == "base") { None } else { self.shown_base(path).await };
        let base = shown.as_deref().map(|base| ("base", base));
        let fields: Vec<_> = fields.iter().copied().chain(base).collect();
        self.post_from(path, &fields, &[("origin", BASE)]).await
    }

    /// What the form with this address was shown, as its page says it now; nothing where it shows no such form.
    pub async fn shown_base(&self, action: &str) -> Option<String> {
        let page = match editing_page(action) {
            Some(page) => page,
            // A step stands on the page of its decision, which says itself where it is when it refuses an empty form.
            None if action.starts_with("/do/m/") && action.ends_with("/reach") => {
                let refused = self.post_from(action, &[], &[("origin", BASE)]).await.location;
                refused.split('?').next()?.to_owned()
            }
            None => return None,
        };
        let answer = self.send(self.request("GET", &page).body(Body::empty()).expect("a request")).await;
        let form = answer.body.split(&format!("action=\"{action}\"")).nth(1)?.split("</form>").next()?.to_owned();
        Some(form.split("name=\"base\" value=\"").nth(1)?.split('"').next()?.to_owned())
    }

    /// Sends a form with the headers given.
    pub async fn post_from(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answered {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let mut request = self.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Status, headers and body of a form sent with these headers.
    pub async fn post_raw(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> (u16, axum::http::HeaderMap, String) {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let mut request = self.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let (parts, body) = self.app.clone().oneshot(request).await.expect("an answer").into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Sends a file.
    pub async fn upload(&self, path: &str, bytes: &[u8]) -> Answered {
        let mut body = b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n".to_vec();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let request = self
            .request("POST", path)
            .header("origin", BASE)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn upload_status(&self, path: &str) -> u16 {
        self.upload(path, b"x").await.status
    }
}

/// The page that shows the form with this address, of the forms that change something.
fn editing_page(action: &str) -> Option<String> {
    let parts: Vec<&str> = action.strip_prefix("/do/")?.split('/').collect();
    Some(match parts.as_slice() {
        ["s", id, "edit"] => format!("/s/{id}/edit"),
        ["s", id, "move", "postpone"] => format!("/s/{id}/chair"),
        ["s", id, "minutes"] => format!("/s/{id}/minutes"),
        ["v", id, "outcome"] => format!("/v/{id}/outcome"),
        ["c", place, "disclosures", id] if *id != "new" => format!("/c/{place}/disclosures/{id}"),
        ["c", place, "owners", body] => format!("/c/{place}/owners/{body}"),
        ["c", place, "basis", _] => format!("/admin/{place}"),
        ["i", item, "gates", _] => format!("/i/{item}/gates"),
        _ => return None,
    })
}

/// The sources of a folder and of all folders in it.
fn sources(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push(std::fs::read_to_string(path).expect("text"));
        }
    }
    all
}

/// Every route of the site: the acts by their list, the others read from their source; method and path.
pub fn routes() -> Vec<(&'static str, String)> {
    let mut routes: Vec<_> = server::acts::all().iter().map(|act| ("POST", format!("/do{}", act.at))).collect();
    for source in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        for part in source.split(".route(\"").skip(1) {
            let (path, rest) = part.split_once('"').expect("a path");
            let method = if rest.trim_start_matches([',', ' ']).starts_with("post") { "POST" } else { "GET" };
            routes.push((method, path.to_owned()));
        }
    }
    routes
}

/// A PNG of one red pixel.
pub fn png() -> Vec<u8> {
    data_encoding::BASE64
        .decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")
        .expect("a picture")
}
