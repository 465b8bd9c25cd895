//! `yishi backup` and `yishi restore`: nothing takes its final name before it is whole, and nothing that is replaced is gone.

use super::{Ended, complain, failed, say};
use crate::{
    act::Desk,
    check::verify,
    clock::Clock,
    fault::Fault,
    people::login::rows as logins,
    record::photo::rows as photo,
    settings::Settings,
    store::{
        Db, db,
        file::{self, Look, ToRead, Use, side_files},
        held::Writes,
        outbox,
    },
};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

/// What was asked of a restore.
pub struct Asked {
    /// Put it in the place of a database that holds data.
    pub replace: bool,
    /// So many entries may be lost.
    pub lose: Option<u64>,
    /// Leave the backup's logins as they were.
    pub keep_logins: bool,
}

/// `yishi backup`: a copy of any version, checked, with its checksum beside it.
pub async fn backup(settings: &Settings, to: &Path) -> Ended {
    let Some(from) = db::sqlite_path(&settings.database).map(Path::new) else {
        return Err("backup is for SQLite; use pg_dump for PostgreSQL".to_owned());
    };
    if to.exists() {
        return Err(format!("{} exists; a backup never overwrites", to.display()));
    }
    usable(from, &file::look(from, Use::Live, false).await.map_err(|fault| failed(&fault))?)?;
    let _writes = match Writes::to(to) {
        Err(Fault::InUse(_)) => return Err(format!("another backup to {} is under way", to.display())),
        other => other.map_err(|fault| failed(&fault))?,
    };
    // Whoever was first may have ended meanwhile.
    if to.exists() {
        return Err(format!("{} exists; a backup never overwrites", to.display()));
    }
    // Under its own name it stands only when it is whole: who finds the name finds a backup.
    let partial = beside(to, "partial");
    clear(&partial)?;
    clear(&beside(&partial, "trial"))?;
    let made = whole_copy(settings, from, &partial).await;
    if made.is_err() {
        clear(&partial)?;
    }
    let (held, findings) = made?;
    let sum = write_checksum(&partial, to)?;
    fs::rename(&partial, to).map_err(|error| format!("{}: {error}", to.display()))?;
    file::sync(to).map_err(|fault| failed(&fault))?;
    say(&format!("backup written to {}\n{held}", to.display()));
    say(&format!("its checksum stands in {} (sha256sum -c)", sum.display()));
    for finding in &findings {
        complain(&format!("the backup is a whole copy, but what it holds does not verify: {finding}"));
    }
    Ok(u8::from(!findings.is_empty()))
}

/// Copies and checks, and says what the copy holds and what of it does not verify.
async fn whole_copy(settings: &Settings, from: &Path, to: &Path) -> Result<(String, Vec<String>), String> {
    file::copy(from, Use::Live, to).await.map_err(|fault| failed(&fault))?;
    let look = file::look(to, Use::Still, true).await.map_err(|fault| failed(&fault))?;
    usable(to, &look)?;
    let held = contents(to).await.map_err(|fault| failed(&fault))?;
    let (note, findings) = match look {
        Look::Newer(found) => (
            format!(
                "its tables are of a later version ({found}): its pages were checked, its record is for that version to verify"
            ),
            Vec::new(),
        ),
        Look::Older(found) => {
            // An earlier version is verified as it would be restored: on a copy of the copy, brought up to date.
            let trial = beside(to, "trial");
            clear(&trial)?;
            let verified = async {
                fs::copy(to, &trial).map_err(|error| format!("{}: {error}", trial.display()))?;
                verified(settings, &trial).await
            };
            let verified = verified.await;
            clear(&trial)?;
            (format!("its tables are of version {found}"), verified?.1)
        }
        _ => {
            let verified = verified(settings, to).await?;
            (format!("its tables are of version {}, its record was verified", file::version()), verified.1)
        }
    };
    Ok((format!("{held}{note}"), findings))
}

/// Brings a copy up to date and verifies it: how many entries it holds, and what does not fit.
async fn verified(settings: &Settings, copy: &Path) -> Result<(u64, Vec<String>), String> {
    let db = opened(settings, copy).await?;
    let report = verify::database(&db, &[]).await.map_err(|fault| failed(&fault));
    close(&db, copy).await?;
    let report = report?;
    Ok((report.entries, report.findings.iter().map(|one| format!("{} {}", one.community, one.what)).collect()))
}

async fn opened(settings: &Settings, copy: &Path) -> Result<Db, String> {
    super::open(&Settings { database: format!("sqlite:{}", copy.display()), ..settings.clone() }).await
}

/// Closes a database that nobody else has open, and makes it a file by itself.
async fn close(db: &Db, path: &Path) -> Result<(), String> {
    db.close().await;
    file::settle(path, true).await.map_err(|fault| failed(&fault))
}

/// What a file holds: places, entries, the ends of its chains.
async fn contents(path: &Path) -> Result<String, Fault> {
    let mut open = ToRead::open(path, Use::Still).await?;
    let heads = file::heads(open.conn()).await;
    // Tables of an early version hold no photos.
    let photos = photo::weight(open.conn()).await.ok();
    open.close().await;
    let heads = heads?;
    let lines =
        heads.iter().map(|(place, head)| format!("  {place}: {} entries, head {}:{}\n", head.seq, head.seq, head.hash));
    let mut held: String = lines.collect();
    if let Some((count, bytes)) = photos.filter(|(count, _)| *count > 0) {
        let whole = fs::metadata(path).map_or(0, |file| file.len());
        let of = (bytes.unsigned_abs() * 100).checked_div(whole).unwrap_or_default();
        held.push_str(&format!("  photos and pictures: {count}, {} KiB, {of} % of the file\n", bytes / 1024));
    }
    Ok(held)
}

/// Writes `sha256sum`'s line beside the place that a file is about to take: who finds the backup finds its checksum.
fn write_checksum(of: &Path, to: &Path) -> Result<PathBuf, String> {
    let sum = beside(to, "sha256");
    let name = to.file_name().unwrap_or_default().display();
    fs::write(&sum, format!("{}  {name}\n", checksum(of)?)).map_err(|error| format!("{}: {error}", sum.display()))?;
    file::sync(&sum).map_err(|fault| failed(&fault))?;
    Ok(sum)
}

fn checksum(path: &Path) -> Result<String, String> {
    let say = |error| format!("{}: {error}", path.display());
    let mut file = fs::File::open(path).map_err(say)?;
    let (mut hash, mut part) = (Sha256::new(), vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut part).map_err(say)?;
        if read == 0 {
            return Ok(data_encoding::HEXLOWER.encode(&hash.finalize()));
        }
        hash.update(part.get(..read).unwrap_or_default());
    }
}

/// A backup whose checksum stands beside it must have it still.
fn holds_checksum(path: &Path) -> Result<(), String> {
    let Ok(line) = fs::read_to_string(beside(path, "sha256")) else { return Ok(()) };
    // What stands in a log beside it would be read as a part of it, and is in no checksum.
    let [log, _] = side_files(path);
    if log.metadata().is_ok_and(|data| data.len() > 0) {
        return Err(format!(
            "{} does not belong to the backup: take it away first; nothing was restored",
            log.display()
        ));
    }
    match line.split_whitespace().next() {
        Some(sum) if sum == checksum(path)? => Ok(()),
        _ => Err(format!("{} is not the file whose checksum stands beside it; nothing was restored", path.display())),
    }
}

/// Whether a file is a database of this program that can be read.
fn usable(path: &Path, look: &Look) -> Result<(), String> {
    let path = path.display();
    match look {
        Look::Missing => Err(format!("{path}: there is no such file")),
        Look::Empty => Err(format!("{path}: the file is empty")),
        Look::NoFile(_) | Look::Foreign | Look::Damaged(_) | Look::Older(_) | Look::Current | Look::Newer(_) => {
            look.fault().map_or(Ok(()), |what| Err(format!("{path}: {what}")))
        }
    }
}

/// `yishi restore`: a copy beside the target is checked and made ready, then takes its place; what stood there stays beside.
pub async fn restore(settings: &Settings, from: &Path, asked: &Asked) -> Ended {
    let Some(target) = db::sqlite_path(&settings.database).map(Path::new) else {
        return Err("restore is for SQLite; use pg_restore for PostgreSQL".to_owned());
    };
    // Through a link: the file that it leads to, which others know under its own name.
    let target = &fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
    holds_checksum(from)?;
    let look = file::look(from, Use::Still, true).await.map_err(|fault| failed(&fault))?;
    usable(from, &look)?;
    if let Look::Newer(found) = look {
        return Err(format!(
            "{} is of a later version ({found}, this is {}): use the program that wrote it, or a later one",
            from.display(),
            file::version()
        ));
    }
    let _held = db::hold(&settings.database).map_err(|fault| failed(&fault))?;
    may_replace(target, from, asked).await?;
    let ready = beside(target, "restoring");
    clear(&ready)?;
    let made = make_ready(settings, from, &ready, asked.keep_logins).await;
    if made.is_err() {
        clear(&ready)?;
    }
    let entries = made?;
    let kept = put_aside(target).await?;
    fs::rename(&ready, target).map_err(|error| format!("{}: {error}", target.display()))?;
    file::sync(target).map_err(|fault| failed(&fault))?;
    usable(target, &file::look(target, Use::Still, false).await.map_err(|fault| failed(&fault))?)?;
    say(&format!("restored {entries} entries from {}", from.display()));
    if let Some(kept) = kept {
        say(&format!("what stood there before stays in {}", kept.display()));
    }
    if !asked.keep_logins {
        say(
            "logins and slips of the backup were ended: a lost telephone does not come back to life. Hand out new ones, \
             beginning with `yishi admin link`; --keep-logins leaves them",
        );
    }
    Ok(0)
}

/// Whether what stands in the target's place may go: only where that was said, and with it how much of the record is lost.
async fn may_replace(target: &Path, from: &Path, asked: &Asked) -> Result<(), String> {
    let there = file::look(target, Use::Still, false).await.map_err(|fault| failed(&fault))?;
    let name = target.display();
    match there {
        Look::Missing | Look::Empty => return Ok(()),
        Look::NoFile(what) => return Err(format!("{name} is {what}; nothing was restored")),
        Look::Damaged(why) if asked.replace => {
            complain(&format!("{name} cannot be read ({why}): what it holds beyond the backup cannot be told"));
            return Ok(());
        }
        Look::Foreign if asked.replace => return Ok(()),
        Look::Damaged(_) | Look::Foreign => {
            return Err(format!(
                "{name} is no database that this program can read; give --replace to put the backup there"
            ));
        }
        Look::Older(_) | Look::Current | Look::Newer(_) => {}
    }
    let lost = async {
        let (mut present, mut backup) =
            (ToRead::open(target, Use::Still).await?, ToRead::open(from, Use::Still).await?);
        let empty = file::heads(present.conn()).await?.is_empty();
        let lost = file::lost(present.conn(), backup.conn()).await?;
        present.close().await;
        backup.close().await;
        Ok::<_, Fault>((empty, lost))
    };
    let (empty, lost) = lost.await.map_err(|fault| failed(&fault))?;
    if !empty && !asked.replace {
        return Err(format!("{name} holds data; give --replace to put the backup in its place"));
    }
    let count: u64 = lost.iter().map(|(_, count)| count).sum();
    if count > 0 && asked.lose != Some(count) {
        let acts: Vec<_> = lost.iter().map(|(act, count)| format!("  {count} × {act}")).collect();
        return Err(format!(
            "{name} holds {count} entries that the backup does not; they would be lost:\n{}\ngive --lose {count} if that is meant",
            acts.join("\n")
        ));
    }
    Ok(())
}

/// Copies the backup, brings the copy up to date, verifies it, and ends what could sign in and what waited to be told. Returns how many entries it holds.
async fn make_ready(settings: &Settings, from: &Path, ready: &Path, keep_logins: bool) -> Result<u64, String> {
    file::copy(from, Use::Still, ready).await.map_err(|fault| failed(&fault))?;
    let (entries, findings) = verified(settings, ready).await?;
    if let Some(finding) = findings.first() {
        return Err(format!("the backup does not verify ({finding}); nothing was restored"));
    }
    let db = opened(settings, ready).await?;
    let desk = Desk::new(db.clone(), Clock::system());
    let now = desk.now();
    let ended = desk.quietly(move |conn| {
        Box::pin(async move {
            // What was due in the backup may have been sent since: nobody hears it twice.
            outbox::end_due(conn, now).await?;
            if keep_logins { Ok(()) } else { logins::end_everything(conn, now.0).await }
        })
    });
    let ended = ended.await;
    close(&db, ready).await?;
    ended.map_err(|fault| failed(&fault))?;
    file::sync(ready).map_err(|fault| failed(&fault))?;
    Ok(entries)
}

/// Gives what stands under the target's name a second name: until the new one takes the first, which is one step, the old one
/// stays there, whole. A log that stands there, also one whose file is gone, is put aside too: it is not the new file's.
async fn put_aside(target: &Path) -> Result<Option<PathBuf>, String> {
    if target.exists() && file::settle(target, false).await.is_err() {
        complain(&format!("{} is kept as it is, damaged, with its log", target.display()));
    }
    let there: Vec<PathBuf> = side_files(target).into_iter().filter(|path| path.exists()).collect();
    if !target.exists() && there.is_empty() {
        return Ok(None);
    }
    let kept = (1..).map(|number| beside(target, &format!("before-restore-{number}"))).find(|path| !path.exists());
    let Some(kept) = kept else { return Ok(None) };
    let link = |from: &Path, to: &Path| {
        // Where a file cannot have two names it is copied.
        let made = fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop));
        made.map_err(|error| format!("{}: {error}", to.display()))
    };
    for (from, to) in side_files(target).iter().zip(side_files(&kept)) {
        if from.exists() {
            link(from, &to)?;
        }
    }
    if target.exists() {
        link(target, &kept)?;
    }
    for path in there {
        remove(&path)?;
    }
    Ok(Some(kept))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", path.display()))
}

/// Removes a file that was not finished, with its log: nothing of an earlier try is read into this one.
fn clear(path: &Path) -> Result<(), String> {
    side_files(path).iter().chain([&path.to_path_buf()]).try_for_each(|path| remove(path))
}

fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(format!("{}: {error}", path.display())),
        _ => Ok(()),
    }
}
