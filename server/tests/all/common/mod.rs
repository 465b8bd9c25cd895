//! A place to tell stories in: a database of one's own, a clock that stands still, the real router, people who sign in.

mod database;
mod look;
mod page;
mod person;
mod place;
mod routes;
mod scenes;
mod template;

pub use database::{Database, postgres_address, sqlite_address};
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
                super::$story(crate::common::Place::on_sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $story() {
                let Some(place) = crate::common::Place::on_postgres().await else { return };
                super::$story(place).await;
            })+
        }
    };
}
pub(crate) use engines;

pub const BASE: &str = "http://127.0.0.1:3000";

/// A PNG of one red pixel.
pub fn png() -> Vec<u8> {
    data_encoding::BASE64
        .decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")
        .expect("a picture")
}
