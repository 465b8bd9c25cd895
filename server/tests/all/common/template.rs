//! The village in which every story begins is founded once for each engine and then copied: it is the same each time, and founding it
//! anew costs more than many a story.

use super::database::{Database, fresh_copy, postgres_address, sqlite_address};
use rules::Moment;
use server::{
    act::Desk,
    clock::Clock,
    demo,
    store::{Db, db::sqlite_path},
};
use tokio::sync::OnceCell;

/// A founded village that nobody is connected to, and what time it is there.
struct Template(Database, Moment);

static SQLITE: OnceCell<Template> = OnceCell::const_new();
static POSTGRES: OnceCell<Option<Template>> = OnceCell::const_new();

/// Founds the village in an empty database, and leaves it.
pub async fn found(database: &Database) -> Moment {
    let db = Db::open(database).await.expect("a database");
    db.migrate().await.expect("tables");
    let desk = Desk::new(db.clone(), Clock::manual(Moment(0)));
    demo::found_small(&desk, demo::evening().plus_days(-10)).await.expect("a village");
    let now = desk.clock.now();
    drop(desk);
    db.close().await;
    now
}

async fn made(database: Database) -> Template {
    let now = found(&database).await;
    Template(database, now)
}

/// A copy of the village in SQLite.
pub async fn sqlite() -> (Database, Moment) {
    let Template(template, now) = SQLITE.get_or_init(async || made(sqlite_address()).await).await;
    let own = sqlite_address();
    let path = |database: &Database| sqlite_path(database).expect("a file").to_owned();
    // What is not in the file yet stands beside it.
    for part in ["", "-wal"] {
        let from = format!("{}{part}", path(template));
        if std::path::Path::new(&from).exists() {
            std::fs::copy(from, format!("{}{part}", path(&own))).expect("a copy");
        }
    }
    (own, *now)
}

/// A copy of the village in PostgreSQL, if there is a cluster.
pub async fn postgres() -> Option<(Database, Moment)> {
    let template = POSTGRES.get_or_init(async || Some(made(postgres_address().await?).await)).await;
    let Template(template, now) = template.as_ref()?;
    Some((fresh_copy(template).await, *now))
}
