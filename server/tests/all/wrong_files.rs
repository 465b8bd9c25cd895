//! Issue 16, E22: files and addresses that are not what they should be: said at once, in a sentence, without a secret, and left as
//! they are.

use crate::{
    command::{folder, run, text, yishi},
    kept,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};

/// The commands that make a database where there is none.
const MAKERS: [&[&str]; 3] = [&["serve", "--listen", "127.0.0.1:0"], &["migrate"], &["demo"]];

/// Runs a command on `v.sqlite`, for so long at most; what it said, and how long it took.
fn on(folder: &Path, arguments: &[&str]) -> (Output, Duration) {
    let began = Instant::now();
    let mut child = yishi(folder, &[arguments, &["--database", "sqlite:v.sqlite"]].concat())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    while child.try_wait().expect("asked").is_none() {
        if began.elapsed() > Duration::from_secs(120) {
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    (child.wait_with_output().expect("ends"), began.elapsed())
}

fn sqlite(folder: &Path, statements: &[&'static str]) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let address = format!("sqlite://{}?mode=rwc", folder.join("v.sqlite").display());
    runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&address).await.expect("opened");
        for one in statements {
            sqlx::query(*one).execute(&pool).await.expect("done");
        }
        pool.close().await;
    });
}

/// What is no database of ours is named at once, and neither its bytes, nor its mode, nor what lies beside it change.
#[test]
fn e22_a_wrong_file_is_named_at_once_and_left_as_it_is() {
    let village = kept::file("a_village_decides.sqlite");
    let random: Vec<u8> = (0..40_960_u32).map(|one| (one.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let wrong: [(&str, Vec<u8>, &str); 4] = [
        ("random", random, "no database"),
        ("text", "编号,姓名\n1,甲\n".repeat(300).into_bytes(), "no database"),
        ("truncated", village[..village.len() / 3].to_vec(), "damaged"),
        ("foreign", Vec::new(), "another program"),
    ];
    for (name, bytes, words) in wrong {
        for command in MAKERS {
            let folder = folder();
            let file = folder.join("v.sqlite");
            if name == "foreign" {
                sqlite(&folder, &["CREATE TABLE accounts (id TEXT)", "INSERT INTO accounts VALUES ('1')"]);
            } else {
                fs::write(&file, &bytes).expect("written");
            }
            fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("set");
            let before = fs::read(&file).expect("a file");
            let (output, took) = on(&folder, command);
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{name} {command:?}: {said}");
            assert!(said.contains(words) && said.contains("v.sqlite"), "{name} {command:?}: {said}");
            assert!(took < Duration::from_secs(8), "{name} {command:?}: {took:?}");
            assert!(fs::read(&file).expect("a file") == before, "{name} {command:?}: its bytes");
            let mode = fs::metadata(&file).expect("a file").permissions().mode() & 0o777;
            assert_eq!(mode, 0o644, "{name} {command:?}: its mode");
            let names: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.file_name()).collect();
            assert_eq!(names, ["v.sqlite"], "{name} {command:?}: nothing beside it");
        }
    }
}

/// A directory and a pipe are what they are, not "no such file", and stay so.
#[test]
fn e22_what_is_no_file_is_called_what_it_is() {
    let commands = [MAKERS.as_slice(), &[&["verify"], &["admin", "link"], &["backup", "b.sqlite"]]].concat();
    for command in commands {
        let folder = folder();
        let at = folder.join("v.sqlite");
        fs::create_dir(&at).expect("made");
        fs::set_permissions(&at, PermissionsExt::from_mode(0o755)).expect("set");
        let (output, took) = on(&folder, command);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(text(&output.stderr).contains("a folder"), "{command:?}: {}", text(&output.stderr));
        assert_eq!(fs::metadata(&at).expect("it").permissions().mode() & 0o777, 0o755, "{command:?}");
        assert!(took < Duration::from_secs(8), "{command:?}: {took:?}");
        fs::remove_dir(&at).expect("gone");
        assert!(Command::new("mkfifo").arg(&at).status().expect("mkfifo").success());
        let (output, took) = on(&folder, command);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(text(&output.stderr).contains("no regular file"), "{command:?}: {}", text(&output.stderr));
        assert!(took < Duration::from_secs(8), "{command:?}: {took:?}");
    }
}

#[test]
fn e22_a_later_version_is_called_so_by_every_command() {
    for command in MAKERS {
        let folder = folder();
        fs::write(folder.join("v.sqlite"), kept::file("a_village_decides.sqlite")).expect("written");
        sqlite(&folder, &["UPDATE _sqlx_migrations SET version = 9999 WHERE version = 15"]);
        let (output, _) = on(&folder, command);
        let said = text(&output.stderr);
        assert!(said.contains("the database is of a later version (9999"), "{command:?}: {said}");
    }
}

/// Asked for twice, the demonstration says that it is there; it was made by an interrupted start, and is taken on.
#[test]
fn e22_a_filled_database_is_not_filled_again() {
    let folder = folder();
    assert!(on(&folder, &["demo"]).0.status.success());
    let (output, _) = on(&folder, &["demo"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("holds the demonstration already") && !said.contains("UNIQUE"), "{said}");
}

/// A page that a failing disk has changed is found before anybody is made an administrator.
#[test]
fn e22_a_damaged_database_makes_no_administrator() {
    let folder = folder();
    fs::write(folder.join("v.sqlite"), kept::file("a_village_decides.sqlite")).expect("written");
    assert!(on(&folder, &["migrate"]).0.status.success());
    let mut bytes = fs::read(folder.join("v.sqlite")).expect("a file");
    let pages = bytes.len() / 4096;
    for page in pages - 20..pages {
        bytes[page * 4096] ^= 0x40;
    }
    fs::write(folder.join("v.sqlite"), bytes).expect("written");
    let (output, _) = on(&folder, &["admin", "link"]);
    let said = text(&output.stderr);
    assert!(said.contains("damaged") && !text(&output.stdout).contains("/link/"), "{said}{}", text(&output.stdout));
}

/// Whatever is wrong with an address or a settings file, its password is printed nowhere.
#[test]
fn e22_no_password_is_printed_whatever_is_wrong() {
    let folder = folder();
    let wrong = [
        "postgres://yishi:ge?heim@127.0.0.1:1/db",
        "postgres://yishi:geheim?@127.0.0.1:1/db",
        "postgres://yishi:geheim",
        "postgres://yishi:ge/heim@127.0.0.1:1/db",
        "postgres://yishi@127.0.0.1:1/db?password=ge@heim",
        "host=h user=u password=geheim",
        "sqlite:postgres://yishi:geheim@h/db",
        "postgre://yishi:geheim@h/db",
        "yishi:geheim@h/db",
    ];
    for address in wrong {
        for command in [&["check-config"] as &[&str], &["verify"], &["migrate"]] {
            let output = yishi(&folder, command).env("YISHI_DATABASE", address).output().expect("runs");
            let said = text(&output.stderr) + &text(&output.stdout);
            assert!(!said.contains("heim") && !said.is_empty(), "{address} {command:?}: {said}");
        }
    }
    let names: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert_eq!(names, Vec::<std::ffi::OsString>::new(), "nothing was made");
    for (file, words) in [
        ("listen = \"127.0.0.1:1\"\ndatabase = \"postgres://yishi:geheim@h/db\n", ["line 2", "database"]),
        ("database = postgres://yishi:geheim@h/db\n", ["line 1", "database"]),
        ("database = [\"postgres://yishi:geheim@h/db\"]\n", ["yishi.toml", "database"]),
        ("connections = \"postgres://yishi:geheim@h/db\"\n", ["yishi.toml", "connections"]),
        ("\n[database]\nurl = \"postgres://yishi:geheim@h/db\"\n", ["yishi.toml", "database"]),
    ] {
        fs::write(folder.join("yishi.toml"), file).expect("written");
        let output = run(&folder, &["check-config"]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{file}: {said}");
        assert!(!said.contains("geheim") && words.iter().all(|word| said.contains(word)), "{file}: {said}");
    }
}

/// PostgreSQL with tables of another program, or of a later version of this one, is left as it is.
#[tokio::test]
async fn e22_postgresql_of_another_program_is_left_as_it_is() {
    let Some(address) = crate::common::postgres_address().await else { return };
    let pool = sqlx::AnyPool::connect(&address).await.expect("a connection");
    sqlx::query("CREATE TABLE accounts (id TEXT)").execute(&pool).await.expect("made");
    let said = server::store::Db::open_up_to_date(&address).await.expect_err("another program's").chain();
    assert!(said.contains("another program"), "{said}");
    let tables = "SELECT COUNT(*) FROM information_schema.tables WHERE CAST(table_schema AS TEXT) = 'public'";
    let (count,): (i64,) = sqlx::query_as(tables).fetch_one(&pool).await.expect("a number");
    assert_eq!(count, 1, "nothing was made");
    sqlx::query("DROP TABLE accounts").execute(&pool).await.expect("gone");
    server::store::Db::open_up_to_date(&address).await.expect("an empty one is taken").close().await;
    sqlx::query("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 26").execute(&pool).await.expect("said");
    let said = server::store::Db::open_up_to_date(&address).await.expect_err("a later version").chain();
    assert!(said.contains("of a later version (9999"), "{said}");
    pool.close().await;
}
