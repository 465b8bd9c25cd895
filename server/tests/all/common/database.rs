//! A database of a test's own, gone when the test is: nine hundred of them fill a disk.
#![allow(clippy::print_stderr, reason = "a test that fails says where its database was left")]

use std::{ops::Deref, sync::Arc};

/// The address of a fresh database. When nobody holds it any more the database is removed, unless the test failed: then
/// it is left to be looked at.
#[derive(Clone)]
pub struct Database {
    address: String,
    held: Arc<Held>,
}

enum Held {
    Folder(Option<tempfile::TempDir>),
    /// On the cluster, by name.
    Cluster(String, String),
}

impl Database {
    /// The same database, reached at another address.
    pub fn at(&self, address: String) -> Self {
        Self { address, held: Arc::clone(&self.held) }
    }
}

impl Deref for Database {
    type Target = str;

    fn deref(&self) -> &str {
        &self.address
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        match self {
            Self::Folder(folder) if std::thread::panicking() => {
                if let Some(folder) = folder.take() {
                    eprintln!("The database is left in {}", folder.keep().display());
                }
            }
            Self::Cluster(_, name) if std::thread::panicking() => eprintln!("The database {name} is left."),
            Self::Folder(_) => (),
            Self::Cluster(cluster, name) => drop_on(cluster, name),
        }
    }
}

/// A fresh SQLite database in a folder of its own.
pub fn sqlite_address() -> Database {
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("sqlite:{}", folder.path().join("t.sqlite").display());
    Database { address, held: Arc::new(Held::Folder(Some(folder))) }
}

/// A fresh PostgreSQL database, if there is a cluster.
pub async fn postgres_address() -> Option<Database> {
    let cluster = std::env::var("TEST_POSTGRES").ok()?;
    let name = format!("t{}", rand::random::<u64>());
    on_cluster(&cluster, format!("CREATE DATABASE {name}")).await.expect("a database");
    let (base, _) = cluster.rsplit_once('/').expect("an address");
    Some(Database { address: format!("{base}/{name}"), held: Arc::new(Held::Cluster(cluster, name)) })
}

/// A copy of a database of the cluster. Whoever still is connected to that is sent away: a database that is copied is held by nobody.
pub async fn fresh_copy(of: &Database) -> Database {
    let Held::Cluster(cluster, template) = &*of.held else { panic!("a database of the cluster") };
    let away = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'");
    on_cluster(cluster, away).await.expect("nobody there");
    let name = format!("t{}", rand::random::<u64>());
    on_cluster(cluster, format!("CREATE DATABASE {name} TEMPLATE {template}")).await.expect("a copy");
    let (base, _) = cluster.rsplit_once('/').expect("an address");
    Database { address: format!("{base}/{name}"), held: Arc::new(Held::Cluster(cluster.clone(), name)) }
}

async fn on_cluster(cluster: &str, statement: String) -> Result<(), sqlx::Error> {
    sqlx::any::install_default_drivers();
    let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(cluster).await?;
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&pool).await?;
    pool.close().await;
    Ok(())
}

/// On a thread of its own, because a destructor cannot wait within the test's runtime. What still is connected is sent away.
fn drop_on(cluster: &str, name: &str) {
    let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    let dropped = std::thread::scope(|scope| {
        let dropping = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(on_cluster(cluster, statement))
        });
        dropping.join().expect("a thread")
    });
    if let Err(error) = dropped {
        eprintln!("The database {name} is left: {error}");
    }
}
