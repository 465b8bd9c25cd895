//! Commands on the database.

use super::{Ended, complain, desk, failed, open, say};
use crate::{
    clock::Clock,
    desk::{Desk, console, roll::Change},
    fault::Fault,
    journal::verify,
    roll_file,
    settings::Settings,
    store::{
        Answer, community,
        db::{self, Db, Engine},
        login as logins, member as members,
    },
};
use rules::{Language, Moment, Refusal, id::CommunityId};
use std::path::Path;

/// `yishi demo`.
pub async fn demo(settings: &Settings) -> Ended {
    let db = open(settings).await?;
    super::demo::refuse_real_data(&db).await?;
    let desk = Desk::new(db, Clock::manual(Moment(0)));
    let links = super::demo::fill(&desk, super::demo::evening()).await.map_err(|fault| failed(&fault))?;
    desk.db.close().await;
    say(&super::demo::print_links(&links, settings.public_url()));
    Ok(0)
}

/// `yishi roll import`.
pub async fn import(settings: &Settings, community: &str, file: &Path, leave_absent: bool, preview: bool) -> Ended {
    let desk = desk(settings).await?;
    let mut conn = desk.db.read().await.map_err(|fault| failed(&fault))?;
    let place = community::find(&mut conn, community).await;
    drop(conn);
    place.map_err(|_| format!("there is no community {community:?}; its id is the part after /c/ in its address"))?;
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let sheet = roll_file::read(&bytes)
        .map_err(|refusal| format!("{}: {}", file.display(), app::say::refusal(Language::Zh, refusal)))?;
    let standing = console(&CommunityId::from(community));
    let (answer, shown) = if preview {
        let shown = desk.roll_against(community, &sheet).await.map_err(|fault| failed(&fault))?;
        (Answer::done(""), shown)
    } else {
        desk.import_roll(community, sheet, leave_absent, standing).await.map_err(|fault| failed(&fault))?
    };
    for (line, change) in &shown.changes {
        if let Change::Refuse(problem) = change {
            let why = app::say::sentence(Language::Zh, problem.code(), &[]);
            complain(&format!("{} 第 {} 行 {} {}：{why}", file.display(), line.row, line.number, line.name));
        }
    }
    let [added, altered, same, refused] = shown.totals();
    say(&format!(
        "added {added}, changed {altered}, unchanged {same}, refused {refused}, absent {}",
        shown.absent.len()
    ));
    match answer {
        Answer::Done { .. } => Ok(u8::from(refused > 0)),
        Answer::Refused { refusal, .. } => {
            complain(&app::say::refusal(Language::Zh, refusal));
            Ok(1)
        }
    }
}

/// `yishi export`.
pub async fn export(settings: &Settings, folder: &Path) -> Ended {
    // What was withdrawn from the public since would stay there, and be taken for what is public now.
    if std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()) {
        return Err(format!("{} is not empty: name a new folder", folder.display()));
    }
    let desk = desk(settings).await?;
    let written = crate::record::export::export(&desk, settings.public_url(), folder).await;
    say(&format!("{} files written to {}", written.map_err(|fault| failed(&fault))?, folder.display()));
    say(&format!("their permanent addresses begin with {} (public_url)", settings.public_url()));
    Ok(0)
}

/// `yishi verify`.
pub async fn verify(settings: &Settings, heads: &[String], journal: Option<&Path>) -> Ended {
    let heads = heads.iter().map(|head| verify::parse_head(head)).collect::<Result<Vec<_>, _>>()?;
    let report = match journal {
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            verify::lines(&text, &heads)?
        }
        None => verify::database(&open(settings).await?, &heads).await.map_err(|fault| failed(&fault))?,
    };
    for finding in &report.findings {
        complain(&format!("{} {}", finding.community, finding.what));
    }
    say(&format!(
        "{} entries, {} votes, {} publications checked; {} findings",
        report.entries,
        report.votes,
        report.publications,
        report.findings.len()
    ));
    Ok(u8::from(!report.findings.is_empty()))
}

/// `yishi backup`.
pub async fn backup(settings: &Settings, file: &Path) -> Ended {
    if file.exists() {
        return Err(format!("{} exists; a backup never overwrites", file.display()));
    }
    let db = open(settings).await?;
    let path = file.to_str().ok_or("the file's name is not text")?;
    db.copy_to(path).await.map_err(|fault| failed(&fault))?;
    say(&format!("backup written to {}", file.display()));
    Ok(0)
}

/// `yishi restore`: a copy beside the target is verified and made ready, then takes its place.
pub async fn restore(settings: &Settings, file: &Path, replace: bool, keep_logins: bool) -> Ended {
    let Some(target) = db::sqlite_path(&settings.database) else {
        return Err("restore is for SQLite; use pg_restore for PostgreSQL".to_owned());
    };
    if !file.is_file() {
        return Err(format!("{} does not exist", file.display()));
    }
    let _held = db::hold(&settings.database).map_err(|fault| failed(&fault))?;
    if !replace && Path::new(target).exists() && holds_data(settings).await? {
        return Err(format!("{target} holds data; give --replace to overwrite it"));
    }
    let beside = format!("{target}.restoring");
    let side_files = |path: &str| ["-wal", "-shm"].map(|ending| format!("{path}{ending}"));
    let clear = |paths: &[String]| {
        for path in paths.iter().filter(|path| Path::new(path).exists()) {
            std::fs::remove_file(path).map_err(|error| format!("{path}: {error}"))?;
        }
        Ok::<(), String>(())
    };
    // Nothing of an earlier try is read into this one.
    clear(&side_files(&beside))?;
    std::fs::copy(file, &beside).map_err(|error| format!("{beside}: {error}"))?;
    let made = make_ready(settings, &beside, keep_logins).await;
    clear(&side_files(&beside))?;
    let entries = match made {
        Ok(entries) => entries,
        Err(said) => {
            clear(std::slice::from_ref(&beside))?;
            return Err(said);
        }
    };
    let synced = std::fs::File::open(&beside).and_then(|file| file.sync_all());
    synced.map_err(|error| format!("{beside}: {error}"))?;
    // What a killed server left in the old database's log goes into the old database: until the rename, which is one step,
    // it stays whole.
    if Path::new(target).exists()
        && let Ok(old) = open(settings).await
    {
        old.close().await;
    }
    std::fs::rename(&beside, target).map_err(|error| format!("{target}: {error}"))?;
    clear(&side_files(target))?;
    say(&format!("restored {entries} entries from {}", file.display()));
    if !keep_logins {
        say(
            "logins and slips of the backup were ended: a lost telephone does not come back to life. Hand out new ones, \
             beginning with `yishi admin link`; --keep-logins leaves them",
        );
    }
    Ok(0)
}

async fn holds_data(settings: &Settings) -> Result<bool, String> {
    let db = open(settings).await?;
    let places = community::all(&mut *db.read().await.map_err(|fault| failed(&fault))?).await;
    db.close().await;
    places.map(|places| !places.is_empty()).map_err(|fault| failed(&fault))
}

/// Brings the copy up to date, verifies it, and ends what could sign in. Returns how many entries it holds.
async fn make_ready(settings: &Settings, copy: &str, keep_logins: bool) -> Result<u64, String> {
    let db = open(&Settings { database: format!("sqlite:{copy}"), ..settings.clone() }).await?;
    let made = verified(&db, keep_logins).await;
    db.close().await;
    made
}

async fn verified(db: &Db, keep_logins: bool) -> Result<u64, String> {
    let report = verify::database(db, &[]).await.map_err(|fault| failed(&fault))?;
    if let Some(finding) = report.findings.first() {
        return Err(format!("the backup does not verify ({}); nothing was restored", finding.what));
    }
    if !keep_logins {
        let desk = Desk::new(db.clone(), Clock::system());
        let now = desk.now().0;
        let ended = desk.quietly(move |conn| Box::pin(async move { logins::end_everything(conn, now).await })).await;
        ended.map_err(|fault| failed(&fault))?;
    }
    Ok(report.entries)
}

/// `yishi admin link`.
pub async fn admin_link(settings: &Settings) -> Ended {
    let desk = desk(settings).await?;
    say(&new_administrator(&desk, settings).await.map_err(|fault| failed(&fault))?);
    Ok(0)
}

/// Makes an administrator without a name and the link that gives one.
pub async fn new_administrator(desk: &Desk, settings: &Settings) -> Result<String, Fault> {
    let (person, now) = (crate::secret::id(), desk.now().0);
    let id = person.clone();
    desk.quietly(move |conn| Box::pin(async move { members::insert_person(conn, &id, true, now).await })).await?;
    Ok(format!("{}/link/{}", settings.public_url(), desk.password_link(&person).await?))
}

/// `yishi member erase`.
pub async fn erase(settings: &Settings, community: &str, [number, name]: [&str; 2]) -> Ended {
    let desk = desk(settings).await?;
    match desk.erase_member(community, number, name).await {
        Ok(Answer::Done { .. }) => {
            say("erased; the chain stays whole");
            if desk.db.engine() == Engine::Sqlite {
                say("earlier backups still hold the data: delete them when they are no longer needed");
            }
            Ok(0)
        }
        Ok(Answer::Refused { field, refusal: Refusal::NameToConfirm }) => {
            let (_, who) = field.split_once(':').unwrap_or_default();
            Err(format!("nothing was erased: {who}. If that is who is meant, say so with --name"))
        }
        Ok(Answer::Refused { refusal, .. }) => Err(app::say::refusal(Language::Zh, refusal)),
        Err(Fault::NotFound) => Err(format!("there is no member {number} in {community}")),
        Err(fault) => Err(failed(&fault)),
    }
}
