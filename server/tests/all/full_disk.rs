//! A disk that is full, for the real program: the kernel lets no file grow beyond a limit, which needs no root. What a real file
//! system without room does was tried by hand (FIGURES.md).
#![cfg(target_os = "linux")]

use crate::command::{Server, folder, run, text};
use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use std::{
    fs::{self, File},
    path::Path,
    time::{Duration, Instant},
};

const DATABASE: [&str; 2] = ["--database", "sqlite:v.sqlite"];
/// A try stands for five seconds; the rest is for a slow machine.
const NOTICED: Duration = Duration::from_secs(8);

/// From now on no file of the server grows beyond this many bytes; none: as it was.
fn limit(server: &Server, bytes: Option<u64>) {
    let given = getrlimit(Resource::Fsize);
    let new = Rlimit { current: bytes.or(given.current), ..given };
    prlimit(Some(Pid::from_child(&server.child)), Resource::Fsize, new).expect("limited");
}

/// How long the longest file of the database is.
fn longest(folder: &Path) -> u64 {
    let length = |name: &str| fs::metadata(folder.join(name)).map_or(0, |file| file.len());
    ["v.sqlite", "v.sqlite-wal", "v.sqlite-shm"].map(length).into_iter().max().unwrap_or_default()
}

/// Waits until the server says of itself what it should.
fn until_ready_is(server: &Server, wanted: u16) -> String {
    let began = Instant::now();
    loop {
        let (status, said) = server.get("/readyz").expect("an answer");
        if status == wanted {
            return said;
        }
        assert!(began.elapsed() < NOTICED, "{status} {said}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn e21_on_a_full_disk_acts_are_refused_and_what_was_acknowledged_stays() {
    let folder = folder();
    // The log has no room either: that is no reason to end.
    let log = File::options().write(true).open("/dev/full").expect("a device");
    let server = Server::start_with(&folder, &DATABASE, log.into());
    let village = server.village();
    let bodies = || {
        let (status, page) = server.get_as(&village.0, &format!("/admin/{}", village.1)).expect("a page");
        assert_eq!(status, 200, "{page}");
        page.matches(">Group ").count()
    };
    limit(&server, Some(longest(&folder) + 64 * 1024));
    let (mut acknowledged, mut refused) = (0, 0);
    // An act of a few pages may still find room after one of more did not.
    while refused < 12 {
        let name = format!("Group {}", acknowledged + refused);
        let (status, page) = server.make_body(&village, &name);
        match status {
            303 => acknowledged += 1,
            503 => {
                assert!(page.contains(&name), "what was typed is kept: {page}");
                assert!(page.to_lowercase().contains("retry-after"), "{page}");
                refused += 1;
                let said = until_ready_is(&server, 503);
                assert!(said.contains("disk"), "{said}");
            }
            other => panic!("{other} {page}"),
        }
        assert!(acknowledged < 250, "it is never full");
        // Reading goes on, and shows what was acknowledged and nothing else.
        if refused % 4 == 1 {
            assert_eq!(bodies(), acknowledged);
            assert_eq!(server.get(&format!("/c/{}", village.1)).expect("a page").0, 200);
        }
    }
    assert!(acknowledged > 0, "it was full at once");
    // There is room again: the same server goes on by itself.
    limit(&server, None);
    assert_eq!(server.make_body(&village, "Group again").0, 303);
    assert_eq!(server.get("/readyz").expect("an answer").0, 200, "an act came right: nobody waits for the next try");
    acknowledged += 1;
    assert_eq!(bodies(), acknowledged);
    drop(server);
    let output = run(&folder, &[&["verify"], &DATABASE[..]].concat());
    assert!(text(&output.stdout).contains("0 findings"), "{}{}", text(&output.stdout), text(&output.stderr));
    let server = Server::start(&folder, &DATABASE);
    let page = server.get_as(&village.0, &format!("/admin/{}", village.1)).expect("a page").1;
    assert_eq!(page.matches(">Group ").count(), acknowledged, "all of it is there after kill -9 too");
}

/// Where nobody acts the try finds it out, and where there is room again the try says so.
#[test]
fn e21_a_full_disk_is_told_where_nobody_acts() {
    let folder = folder();
    let server = Server::start(&folder, &DATABASE);
    until_ready_is(&server, 200);
    limit(&server, Some(1));
    until_ready_is(&server, 503);
    assert_eq!(server.get("/healthz").expect("an answer").0, 200);
    limit(&server, None);
    until_ready_is(&server, 200);
    // A backup that finds no room says so, and leaves nothing.
    let backup = "ulimit -f 8; exec \"$0\" backup b.sqlite --database sqlite:v.sqlite";
    let mut shell = std::process::Command::new("sh");
    let output = shell.args(["-c", backup, env!("CARGO_BIN_EXE_yishi")]).current_dir(&folder).output().expect("runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let left: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with("b.sqlite")), "{left:?}");
}
