//! Backups and restores that are killed midway (issue 16, E22): at whatever moment, what stands under a name is whole, nothing that
//! was acknowledged is gone, and the same command does its work the second time. The moments are seen in the folder, not guessed.

use crate::command::{Server, folder, run, text, yishi};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

const TARGET: [&str; 2] = ["--database", "sqlite:v.sqlite"];

/// A village whose last acts stand in the log alone, since its server was killed, with a backup from before them; how many
/// entries each holds.
fn start() -> (PathBuf, [u64; 2]) {
    let folder = folder();
    let server = Server::start(&folder, &TARGET);
    let village = server.village();
    assert_eq!(server.make_body(&village, "Group 0").0, 303);
    let said = run(&folder, &[&["backup", "b.sqlite"], &TARGET[..]].concat());
    assert!(said.status.success(), "{}", text(&said.stderr));
    for number in 1..6 {
        assert_eq!(server.make_body(&village, &format!("Group {number}")).0, 303);
    }
    drop(server);
    assert!(fs::metadata(folder.join("v.sqlite-wal")).is_ok_and(|log| log.len() > 0));
    let copy = copied(&folder);
    let counts = [entries(&copy, "v.sqlite"), entries(&copy, "b.sqlite")].map(|one| one.expect("whole"));
    assert!(counts[0] > counts[1]);
    (folder, counts)
}

/// The same files in a folder of their own.
fn copied(from: &Path) -> PathBuf {
    let to = folder();
    for file in fs::read_dir(from).expect("a folder").flatten() {
        fs::copy(file.path(), to.join(file.file_name())).expect("copied");
    }
    to
}

/// How many entries a database holds, if it is whole.
fn entries(folder: &Path, name: &str) -> Option<u64> {
    let said = run(folder, &["verify", "--database", &format!("sqlite:{name}")]);
    let words = text(&said.stdout);
    let count = words.lines().find_map(|line| line.split_once(" entries")?.0.parse().ok());
    count.filter(|_| said.status.success() && words.contains("; 0 findings"))
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|one| one.file_name().to_string_lossy().into_owned())
        .collect()
}

/// A moment: what is seen in the folder, and how many milliseconds later.
type Moment<'a> = (&'a str, &'a (dyn Fn(&Path) -> bool + Sync), u64);

/// Runs a command and kills it at a moment; whether it was still at work.
fn killed(folder: &Path, arguments: &[&str], (_, seen, later): Moment<'_>) -> bool {
    let mut child = yishi(folder, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    while child.try_wait().expect("asked").is_none() {
        if seen(folder) {
            std::thread::sleep(Duration::from_millis(later));
            let _ = child.kill();
            break;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    !child.wait().expect("ends").success()
}

/// Kills a command at every moment, each time with the same beginning, and judges what is left; how often it was still at work.
fn at_every_moment(
    start: &Path,
    arguments: &[&str],
    moments: &[Moment<'_>],
    judge: impl Fn(&Path, &str) + Sync,
) -> usize {
    let one = |moment: &Moment<'_>| {
        let folder = copied(start);
        let midway = killed(&folder, arguments, *moment);
        judge(&folder, &format!("{} + {} ms, killed: {midway}, {:?}", moment.0, moment.2, names(&folder)));
        let _ = fs::remove_dir_all(&folder);
        usize::from(midway)
    };
    // Two at a time: who waits for the disk leaves the processor to the other.
    let (first, second) = moments.split_at(moments.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| second.iter().map(one).sum::<usize>());
        first.iter().map(one).sum::<usize>() + other.join().expect("judged")
    })
}

/// The arguments of a restore that may lose so many entries.
fn again(count: &str) -> Vec<&str> {
    [&["restore", "b.sqlite", "--replace", "--lose", count], &TARGET[..]].concat()
}

fn length(folder: &Path, name: &str) -> u64 {
    fs::metadata(folder.join(name)).map_or(0, |file| file.len())
}

#[test]
fn e22_a_restore_killed_midway_leaves_the_old_or_the_new_and_loses_nothing() {
    let (start, [old, new]) = start();
    let lose = (old - new).to_string();
    let there = |name: &'static str| move |folder: &Path| folder.join(name).exists();
    let (begun, made, opened) = (|_: &Path| true, there("v.sqlite.restoring"), there("v.sqlite.restoring-wal"));
    let copied = |folder: &Path| length(folder, "v.sqlite.restoring") > 0;
    let settled = |folder: &Path| !folder.join("v.sqlite-wal").exists();
    let aside = there("v.sqlite.before-restore-1");
    let replaced = |folder: &Path| aside(folder) && !folder.join("v.sqlite.restoring").exists();
    let moments: [Moment<'_>; 13] = [
        ("begun", &begun, 0),
        ("begun", &begun, 40),
        ("settled", &settled, 0),
        ("made", &made, 0),
        ("copied", &copied, 0),
        ("copied", &copied, 20),
        ("opened", &opened, 0),
        ("opened", &opened, 15),
        ("opened", &opened, 60),
        ("opened", &opened, 200),
        ("aside", &aside, 0),
        ("aside", &aside, 2),
        ("replaced", &replaced, 0),
    ];
    let midway = at_every_moment(&start, &again(&lose), &moments, |folder, when| {
        let found = entries(folder, "v.sqlite").unwrap_or_else(|| panic!("neither old nor new: {when}"));
        assert!([old, new].contains(&found), "{found}: {when}");
        let rest = if found == old { lose.as_str() } else { "0" };
        let said = run(folder, &again(rest));
        assert!(said.status.success(), "{}: {when}", text(&said.stderr));
        assert_eq!(entries(folder, "v.sqlite"), Some(new), "{when}");
        // What was acknowledged stands beside, under the first name that was free.
        assert_eq!(entries(folder, "v.sqlite.before-restore-1"), Some(old), "{when}");
        assert!(!names(folder).iter().any(|name| name.contains("restoring")), "{when}");
    });
    assert!(midway > moments.len() / 2, "killed {midway} of {} times", moments.len());
}

#[test]
fn e22_a_backup_killed_midway_has_its_name_only_when_whole() {
    let (start, [old, _]) = start();
    let backup = |name: &'static str| [&["backup", name], &TARGET[..]].concat();
    let there = |name: &'static str| move |folder: &Path| folder.join(name).exists();
    let (begun, made) = (|_: &Path| true, there("c.sqlite.partial"));
    let copied = |folder: &Path| length(folder, "c.sqlite.partial") > 0;
    let (opened, summed, named) = (there("c.sqlite.partial-wal"), there("c.sqlite.sha256"), there("c.sqlite"));
    let moments: [Moment<'_>; 10] = [
        ("begun", &begun, 0),
        ("begun", &begun, 40),
        ("made", &made, 0),
        ("copied", &copied, 0),
        ("copied", &copied, 20),
        ("opened", &opened, 0),
        ("opened", &opened, 15),
        ("opened", &opened, 60),
        ("summed", &summed, 0),
        ("named", &named, 0),
    ];
    let midway = at_every_moment(&start, &backup("c.sqlite"), &moments, |folder, when| {
        if folder.join("c.sqlite").exists() {
            // Only who finished had the name; its checksum was there first.
            assert!(folder.join("c.sqlite.sha256").exists(), "{when}");
        } else {
            let said = run(folder, &backup("c.sqlite"));
            assert!(said.status.success(), "{}: {when}", text(&said.stderr));
            assert!(!names(folder).iter().any(|name| name.contains("partial")), "{when} {:?}", names(folder));
        }
        let sum = Command::new("sha256sum").args(["-c", "c.sqlite.sha256"]).current_dir(folder).output();
        assert!(sum.expect("sha256sum").status.success(), "{when}");
        assert_eq!(entries(folder, "c.sqlite"), Some(old), "{when}");
        assert_eq!(entries(folder, "v.sqlite"), Some(old), "what is served is as it was: {when}");
    });
    assert!(midway > moments.len() / 2, "killed {midway} of {} times", moments.len());
}
