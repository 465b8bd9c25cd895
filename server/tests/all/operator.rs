//! What the operator cannot lose by a slip: commands that make nothing, backups that are whole, restores that say what goes.

use crate::{
    command::{Server, folder, run, text},
    kept,
};
use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    process::Output,
};

const DATABASE: [&str; 2] = ["--database", "sqlite:v.sqlite"];

/// Runs a command on the database `v.sqlite` of a folder.
fn on(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, &[arguments, &DATABASE].concat())
}

/// It said no, in these words.
fn refused(output: &Output, words: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// A village of an earlier version, as it was kept.
fn old_village(folder: &Path) {
    fs::write(folder.join("v.sqlite"), kept::file("a_village_decides.sqlite")).expect("written");
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

#[test]
fn e22_only_serve_migrate_and_demo_make_a_database() {
    let folder = folder();
    fs::write(folder.join("r.csv"), "编号,姓名,户号\n1,甲,1\n").expect("written");
    let commands: [&[&str]; 6] = [
        &["backup", "b.sqlite"],
        &["verify"],
        &["export", "out"],
        &["admin", "link"],
        &["roll", "import", "--community", "yunshan", "r.csv"],
        &["member", "erase", "--community", "yunshan", "--number", "0001"],
    ];
    for command in commands {
        refused(&on(&folder, command), "v.sqlite: there is no such file");
        fs::write(folder.join("v.sqlite"), "").expect("written");
        refused(&on(&folder, command), "the file is empty");
        fs::remove_file(folder.join("v.sqlite")).expect("gone");
    }
    let names: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert_eq!(names, ["r.csv"], "nothing was made");
    // An earlier version is named, and left as it is.
    old_village(&folder);
    let before = fs::read(folder.join("v.sqlite")).expect("a file");
    for command in commands.iter().filter(|command| command[0] != "backup") {
        refused(&on(&folder, command), "run `yishi migrate` first");
    }
    assert!(fs::read(folder.join("v.sqlite")).expect("a file") == before, "not a byte was changed");
    done(&on(&folder, &["migrate"]));
    assert!(done(&on(&folder, &["verify"])).contains("0 findings"));
}

#[test]
fn e22_a_backup_copies_any_version_without_touching_it() {
    let folder = folder();
    old_village(&folder);
    let before = fs::read(folder.join("v.sqlite")).expect("a file");
    let said = done(&on(&folder, &["backup", "b.sqlite"]));
    assert!(said.contains("yunshan: ") && said.contains("version 15"), "{said}");
    assert!(fs::read(folder.join("v.sqlite")).expect("a file") == before, "not a byte was changed");
    assert_eq!([mode(&folder.join("b.sqlite")), mode(&folder.join("v.sqlite"))], [0o600, 0o644]);
    let sum = std::process::Command::new("sha256sum").args(["-c", "b.sqlite.sha256"]).current_dir(&folder).output();
    assert!(sum.expect("sha256sum").status.success());
    refused(&on(&folder, &["backup", "b.sqlite"]), "never overwrites");

    // Of a later version it knows the pages alone, and says so.
    done(&on(&folder, &["migrate"]));
    later_version(&folder);
    let said = done(&on(&folder, &["backup", "later.sqlite"]));
    assert!(said.contains("later version (9999)"), "{said}");
    refused(&on(&folder, &["verify"]), "later version (9999");

    // What is not whole gets no name: nothing of another program, nothing damaged.
    fs::write(folder.join("v.sqlite"), "not a database, but long enough to look like something").expect("written");
    refused(&on(&folder, &["backup", "c.sqlite"]), "no database, or a damaged one");
    fs::write(folder.join("v.sqlite"), damaged(&before)).expect("written");
    refused(&on(&folder, &["backup", "c.sqlite"]), "v.sqlite");
    let made: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert!(!made.iter().any(|name| name.to_string_lossy().starts_with("c.sqlite")), "{made:?}");
}

/// A page in the middle overwritten, as by a failing disk.
fn damaged(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for page in 3..bytes.len() / 4096 {
        bytes[page * 4096..page * 4096 + 64].fill(0x5a);
    }
    bytes
}

/// Says of `v.sqlite` that a later version has written it.
fn later_version(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let address = format!("sqlite://{}", folder.join("v.sqlite").display());
    runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&address).await.expect("opened");
        sqlx::query("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 15")
            .execute(&pool)
            .await
            .expect("said");
        pool.close().await;
    });
}

#[test]
fn e22_a_restore_refuses_what_is_no_backup_and_says_what_would_be_lost() {
    let folder = folder();
    old_village(&folder);
    done(&on(&folder, &["backup", "b.sqlite"]));
    let backup = fs::read(folder.join("b.sqlite")).expect("a file");
    let restore = |name: &str, more: &[&str]| on(&folder, &[&["restore", name], more].concat());
    // An earlier version is brought up to date in the copy, never in the backup.
    refused(&restore("b.sqlite", &[]), "--replace");
    done(&restore("b.sqlite", &["--replace"]));
    assert!(fs::read(folder.join("b.sqlite")).expect("a file") == backup, "the backup is as it was");
    assert!(done(&on(&folder, &["verify"])).contains("0 findings"));
    assert_eq!(mode(&folder.join("v.sqlite")), 0o600);
    assert!(folder.join("v.sqlite.before-restore-1").is_file(), "the old file stays beside");

    // Refused, each by name: nothing, emptiness, another program's, damage, a later version, a checksum that does not fit.
    refused(&restore("none.sqlite", &["--replace"]), "there is no such file");
    fs::write(folder.join("empty.sqlite"), "").expect("written");
    refused(&restore("empty.sqlite", &["--replace"]), "the file is empty");
    fs::write(folder.join("damaged.sqlite"), damaged(&backup)).expect("written");
    refused(&restore("damaged.sqlite", &["--replace"]), "damaged");
    fs::copy(folder.join("b.sqlite.sha256"), folder.join("other.sqlite.sha256")).expect("copied");
    fs::write(folder.join("other.sqlite"), kept::file("a_photo_of_the_board_is_attached.sqlite")).expect("written");
    refused(&restore("other.sqlite", &["--replace"]), "checksum");

    // What was done since the backup is named and asked for.
    let present = fs::read(folder.join("v.sqlite")).expect("a file");
    let import = ["roll", "import", "--community", "yunshan", "r.csv", "--of-age"];
    fs::write(folder.join("r.csv"), "编号,姓名,户号\nN1,甲示,91\nN2,乙示,92\n").expect("written");
    done(&on(&folder, &import));
    let said = restore("b.sqlite", &["--replace"]);
    refused(&said, "entries that the backup does not; they would be lost");
    let said = text(&said.stderr);
    let count = said.split("--lose ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a number").to_owned();
    assert!(count != "0" && said.contains("roll.imported"), "{said}");
    refused(&restore("b.sqlite", &["--replace", "--lose", "0"]), "would be lost");
    done(&restore("b.sqlite", &["--replace", "--lose", &count]));
    assert!(folder.join("v.sqlite.before-restore-2").is_file());
    // A chain that went another way is told from one that is merely shorter: every entry after the parting counts.
    drop(present);
    fs::write(folder.join("r.csv"), "编号,姓名,户号\nN3,丙示,93\n").expect("written");
    done(&on(&folder, &import));
    refused(&restore("v.sqlite.before-restore-2", &["--replace"]), "they would be lost");
    later_version(&folder);
    fs::rename(folder.join("v.sqlite"), folder.join("later.sqlite")).expect("moved");
    refused(&restore("later.sqlite", &[]), "later version");
    assert!(!folder.join("v.sqlite").exists() && !folder.join("v.sqlite.restoring").exists());
}

#[test]
fn e22_the_lock_holds_through_links_and_a_replaced_file_is_noticed() {
    let folder = folder();
    let server = Server::start(&folder, &DATABASE);
    assert_eq!(mode(&folder.join("v.sqlite")), 0o600);
    std::os::unix::fs::symlink(folder.join("v.sqlite"), folder.join("soft.sqlite")).expect("a link");
    fs::create_dir(folder.join("else")).expect("a folder");
    fs::hard_link(folder.join("v.sqlite"), folder.join("else/hard.sqlite")).expect("a link");
    for name in ["soft.sqlite", "else/hard.sqlite"] {
        let address = format!("sqlite:{name}");
        let second = run(&folder, &["serve", "--listen", "127.0.0.1:0", "--database", &address]);
        assert!(text(&second.stderr).contains("in use by another process"), "{name}: {}", text(&second.stderr));
    }
    // Another file under the name: nothing more is read or written, and readiness says so.
    assert_eq!(server.get("/readyz").expect("an answer").0, 200);
    let inode = fs::metadata(folder.join("v.sqlite")).expect("a file").ino();
    fs::rename(folder.join("v.sqlite"), folder.join("moved.sqlite")).expect("moved");
    assert_ne!(server.get("/readyz").expect("an answer").0, 200, "gone");
    fs::copy(folder.join("moved.sqlite"), folder.join("v.sqlite")).expect("copied");
    assert_ne!(fs::metadata(folder.join("v.sqlite")).expect("a file").ino(), inode);
    assert_ne!(server.get("/readyz").expect("an answer").0, 200, "replaced");
    let (status, page) = server.get("/").expect("an answer");
    assert_eq!(status, 503);
    assert!(page.contains("retry-after: 5"), "{page}");
    // The same file again is the same file.
    fs::rename(folder.join("moved.sqlite"), folder.join("v.sqlite")).expect("moved back");
    assert_eq!(server.get("/readyz").expect("an answer").0, 200);
}

/// A log that a killed server left, whose file was moved away: it is not the restored file's.
#[test]
fn e22_a_restore_takes_no_log_that_is_not_its_own() {
    let folder = folder();
    let server = Server::start(&folder, &DATABASE);
    done(&on(&folder, &["backup", "b.sqlite"]));
    drop(server);
    let log = folder.join("v.sqlite-wal");
    fs::rename(folder.join("v.sqlite"), folder.join("broken")).expect("moved");
    fs::write(&log, vec![0x37; 8192]).expect("a stale log");
    done(&on(&folder, &["restore", "b.sqlite"]));
    assert!(folder.join("v.sqlite.before-restore-1-wal").is_file() && !log.exists(), "put aside");
    assert!(done(&on(&folder, &["verify"])).contains("0 findings"));
    // Beside a backup it is in no checksum: refused by name.
    fs::write(folder.join("b.sqlite-wal"), vec![0x37; 8192]).expect("a stale log");
    refused(&on(&folder, &["restore", "b.sqlite", "--replace"]), "b.sqlite-wal does not belong to the backup");
    fs::remove_file(folder.join("b.sqlite-wal")).expect("gone");
    // Nothing is made beside a backup, and through a link the file is restored, not the link.
    fs::create_dir(folder.join("real")).expect("a folder");
    fs::rename(folder.join("v.sqlite"), folder.join("real/d.sqlite")).expect("moved");
    std::os::unix::fs::symlink(folder.join("real/d.sqlite"), folder.join("v.sqlite")).expect("a link");
    done(&on(&folder, &["restore", "b.sqlite", "--replace", "--lose", "0"]));
    assert!(fs::symlink_metadata(folder.join("v.sqlite")).expect("a link").is_symlink());
    assert!(folder.join("real/d.sqlite.before-restore-1").is_file());
    let beside: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert!(!beside.iter().any(|name| ["b.sqlite-wal", "b.sqlite-shm"].iter().any(|one| name == *one)), "{beside:?}");
}

/// What a killed server acknowledged stands in its log: the file that is put aside holds it.
#[test]
fn e22_what_is_put_aside_is_whole_after_kill_9() {
    let folder = folder();
    let server = Server::start(&folder, &DATABASE);
    done(&on(&folder, &["backup", "b.sqlite"]));
    server.village();
    drop(server);
    assert!(fs::metadata(folder.join("v.sqlite-wal")).is_ok_and(|log| log.len() > 0), "the log of the killed server");
    let said = text(&on(&folder, &["restore", "b.sqlite", "--replace"]).stderr);
    let count = said.split("--lose ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a number").to_owned();
    done(&on(&folder, &["restore", "b.sqlite", "--replace", "--lose", &count]));
    let kept = ["--database", "sqlite:v.sqlite.before-restore-1"];
    let said = done(&run(&folder, &[&["verify"][..], &kept].concat()));
    assert!(said.contains(&format!("{count} entries")), "{said}");
}

/// Of two backups to one name the second is told so, and the first is made.
#[test]
fn e22_two_backups_to_one_name_do_not_spoil_each_other() {
    let folder = folder();
    old_village(&folder);
    let first = fs::File::create(folder.join("b.sqlite.writing")).expect("made");
    first.lock().expect("locked");
    refused(&on(&folder, &["backup", "b.sqlite"]), "another backup to b.sqlite is under way");
    assert!(!folder.join("b.sqlite").exists());
    drop(first);
    let start = || crate::command::yishi(&folder, &[&["backup", "b.sqlite"], DATABASE.as_slice()].concat()).spawn();
    let both = [start().expect("starts"), start().expect("starts")];
    let done = both.map(|one| one.wait_with_output().expect("ends").status.success());
    assert_eq!(done.into_iter().filter(|done| *done).count(), 1, "one is made");
    assert!(folder.join("b.sqlite").is_file() && folder.join("b.sqlite.sha256").is_file());
    assert!(!folder.join("b.sqlite.writing").exists() && !folder.join("b.sqlite.partial").exists());
}
