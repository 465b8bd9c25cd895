//! A place to tell stories in: a database of one's own, a clock that stands still, the real router, people who sign in.

mod look;
mod page;
mod person;
mod place;
mod routes;
mod scenes;

pub use look::count_form;
pub use page::Page;
pub use person::{Answered, Person};
pub use place::{LOG, Place};
pub use routes::routes;

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

pub const BASE: &str = "http://127.0.0.1:3000";

/// A PNG of one red pixel.
pub fn png() -> Vec<u8> {
    data_encoding::BASE64
        .decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")
        .expect("a picture")
}
