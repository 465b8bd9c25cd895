//! The place: its database and clock, and who signs in.

use super::{Database, Person, template};
use axum::Router;
use rules::{
    Moment,
    body::BodyKind,
    id::{BodyId, CommunityId},
    rule_set::RuleBook,
};
use server::{
    act::Desk,
    carrier::Carrier,
    clock::Clock,
    demo,
    http::{router, site},
    rows::{community, member},
    settings::{Flags, Settings},
    store::Db,
};
use std::{net::SocketAddr, sync::Arc};

/// A village as the demonstration makes it, ten days before its meeting.
pub struct Place {
    pub desk: Desk,
    pub db: Db,
    pub community: CommunityId,
    pub body: BodyId,
    pub(super) app: Router,
    pub(super) clock: Clock,
    pub(super) address: String,
    /// The database goes with its place.
    _database: Option<Database>,
}

/// Held by a test that listens to the log: what one asks to hear changes what the others are told.
pub static LOG: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn served(desk: &Desk) -> Router {
    let settings = Settings::load(&Flags::default()).expect("settings");
    let mut desk = desk.clone();
    // A handful of logins stand for a hall full of phones.
    desk.hub = desk.hub.with_sockets(10_000);
    router(site(desk, Arc::new(settings), None))
}

impl Place {
    pub async fn new(database: &Database) -> Self {
        let now = template::found(database).await;
        Self::of((database.clone(), now)).await
    }

    /// The village on SQLite.
    pub async fn on_sqlite() -> Self {
        Self::of(template::sqlite().await).await
    }

    /// The village on PostgreSQL, if there is a cluster.
    pub async fn on_postgres() -> Option<Self> {
        Some(Self::of(template::postgres().await?).await)
    }

    async fn of((database, now): (Database, Moment)) -> Self {
        let mut place = Self::over(&database, now).await;
        place._database = Some(database);
        place
    }

    /// A place over a database that is there, brought up to date; what time it is there.
    pub async fn over(address: &str, now: Moment) -> Self {
        let db = Db::open(address).await.expect("a database");
        db.migrate().await.expect("migrated");
        let clock = Clock::manual(now);
        let desk = Desk::new(db.clone(), clock.clone());
        let app = served(&desk);
        let community = CommunityId::from(demo::VILLAGE);
        let bodies = community::bodies(&mut db.read().await.expect("a connection"), &community).await.expect("bodies");
        let body = bodies.into_iter().find(|one| one.kind == BodyKind::VillagerRepMeeting).expect("a body").id;
        Self { desk, db, community, body, app, clock, address: address.to_owned(), _database: None }
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
        Self { desk, db, community, body, app, clock, address: address.to_owned(), _database: None }
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
        let all =
            member::all(&mut self.db.read().await.expect("a connection"), &community.into()).await.expect("members");
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

    /// Who presides.
    pub async fn chair(&self) -> Person {
        self.sign_in("0002").await
    }

    /// The clerk.
    pub async fn clerk(&self) -> Person {
        self.sign_in("0006").await
    }

    /// A member of the supervision committee.
    pub async fn supervisor(&self) -> Person {
        self.sign_in("0009").await
    }

    /// Who runs the platform, and is of the village.
    pub async fn administrator(&self) -> Person {
        self.sign_in_to(demo::VILLAGE, "A01").await
    }

    /// A villager who holds no office.
    pub async fn resident(&self) -> Person {
        self.sign_in("0004").await
    }

    /// A representative who holds no other office.
    pub async fn representative(&self) -> Person {
        self.sign_in("0014").await
    }

    /// The two tellers.
    pub async fn tellers(&self) -> [Person; 2] {
        [self.sign_in("0012").await, self.sign_in("0013").await]
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
        let page =
            clerk.post(&format!("/do/c/{}/slips", self.community), &[("member", &member.id), ("anew", "1")]).await.body;
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
        self.sign_in_to(demo::URBAN, number).await
    }

    async fn sign_in_to(&self, community: &str, number: &str) -> Person {
        let member = self.member(community, number).await;
        let token = demo::slip_token(&self.desk, &community.into(), &member.id).await.expect("a slip");
        let answer = self.nobody().post(&format!("/do/slip/{token}"), &[]).await;
        Person { app: self.app.clone(), cookie: answer.cookie.expect("a cookie") }
    }

    /// A page as the public reads it.
    pub async fn public(&self, path: &str) -> String {
        self.nobody().get(path).await
    }
}
