//! Commands on the database.

use super::{Ended, complain, desk, failed, open, reading_desk, say};
use crate::{
    act::Desk,
    check::{folder, verify},
    clock::Clock,
    fault::Fault,
    people::community::rows as community,
    record::{
        publication::rows as publication,
        search::{self, rows as found},
    },
    settings::Settings,
    store::{Answer, db::Engine},
};
use rules::{Language, Moment, Refusal, id::CommunityId};
use std::{path::Path, time::Duration};

/// `yishi migrate`, where the tables are of this version already: the rest of what a change of version leaves to do.
pub async fn bring_up_to_date(desk: &Desk) -> Result<(), Fault> {
    let waiting = found::waiting(&mut *desk.read().await?).await?;
    if waiting > 0 {
        say(&format!("Making {waiting} published texts findable by single characters…"));
    }
    fold_anew(desk, 200, Duration::ZERO).await?;
    list_altered(desk).await
}

/// Folds anew what an older version made findable, to its end: so many texts in each transaction, and a rest between them.
pub async fn fold_anew(desk: &Desk, step: i64, rest: Duration) -> Result<(), Fault> {
    while desk.quietly(|conn| Box::pin(found::fold_anew(conn, step))).await? > 0 {
        tokio::time::sleep(rest).await;
    }
    Ok(())
}

/// Names what was published as Markdown before there was a choice, and reads otherwise than it was typed: its page says so. The files
/// and their fingerprints stay as they are.
async fn list_altered(desk: &Desk) -> Result<(), Fault> {
    let mut conn = desk.read().await?;
    for place in community::all(&mut conn).await? {
        for row in publication::all(&mut conn, &place.id).await? {
            if search::altered(&serde_json::from_str(&row.content)?) {
                say(&format!(
                    "Shown as typed beside its Markdown, which changed it: /c/{}/{}/{} (revision {}) {}",
                    place.id,
                    row.kind.id(),
                    row.subject,
                    row.revision,
                    row.title
                ));
            }
        }
    }
    Ok(())
}

/// `yishi demo`.
pub async fn demo(settings: &Settings) -> Ended {
    let db = open(settings).await?;
    super::demo::refuse_real_data(&db, false).await?;
    let there = async { community::all(&mut *db.read().await?).await };
    if !there.await.map_err(|fault: Fault| failed(&fault))?.is_empty() {
        return Err(
            "this database holds the demonstration already: `yishi serve --demo` prints fresh links; for another one \
                    give --database another file"
                .to_owned(),
        );
    }
    let desk = Desk::new(db, Clock::manual(Moment(0)));
    let links = super::demo::fill(&desk, super::demo::evening()).await.map_err(|fault| failed(&fault))?;
    desk.db.close().await;
    say(&super::demo::print_links(&links, settings.public_url()));
    tell_of_links(settings);
    Ok(0)
}

/// `yishi export`.
pub async fn export(settings: &Settings, folder: &Path) -> Ended {
    // What was withdrawn from the public since would stay there, and be taken for what is public now.
    if std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()) {
        return Err(format!("{} is not empty: name a new folder", folder.display()));
    }
    let desk = reading_desk(settings).await?;
    let written = crate::public::export::export(&desk, settings.public_url(), folder).await;
    let written = written.map_err(|fault| failed(&fault))?;
    say(&format!("{} files written to {}", written.files, folder.display()));
    say(&format!("keep this: yishi verify --export {} --manifest {}", folder.display(), written.fingerprint));
    say(&format!("their permanent addresses begin with {} (public_url)", settings.public_url()));
    tell_of_links(settings);
    Ok(0)
}

/// `yishi verify`.
pub async fn verify(
    settings: &Settings,
    heads: &[String],
    (journal, export, manifest): (Option<&Path>, Option<&Path>, Option<&str>),
) -> Ended {
    let heads = heads.iter().map(|head| verify::parse_head(head)).collect::<Result<Vec<_>, _>>()?;
    let report = match (journal, export) {
        (Some(file), _) => {
            let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            verify::lines(&text, &heads)?
        }
        (None, Some(folder)) => folder::verify(folder, &heads, manifest)?,
        (None, None) => {
            let desk = reading_desk(settings).await?;
            // No fault of the record, and none of the deadlines: a line of its own.
            for ahead in desk.heads_ahead().await.map_err(|fault| failed(&fault))? {
                complain(&ahead);
            }
            verify::database(&desk.db, &heads).await.map_err(|fault| failed(&fault))?
        }
    };
    for one in &report.uncovered {
        say(&format!("not covered: {} {}", one.community, one.what));
    }
    for one in &report.blanked {
        say(&format!("blanked: {} {}", one.community, one.what));
    }
    if !report.blanked.is_empty() {
        say("Kept copies, backups and exports made before a blanking still hold its words: they are not covered.");
    }
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

/// Says where links lead that were printed without a public address, beside the answer: scripts read that.
pub fn tell_of_links(settings: &Settings) {
    if settings.unnamed {
        let words = "links begin with the address that this server listens on";
        let hint = "give --public-url https://…, the address that people type, for links that open elsewhere";
        complain(&format!("{words}, {}: {hint}", settings.public_url()));
    }
}

/// `yishi admin link`.
pub async fn admin_link(settings: &Settings) -> Ended {
    let desk = desk(settings).await?;
    say(&new_administrator(&desk, settings).await.map_err(|fault| failed(&fault))?);
    tell_of_links(settings);
    Ok(0)
}

/// Makes an administrator without a name and the link that gives one.
pub async fn new_administrator(desk: &Desk, settings: &Settings) -> Result<String, Fault> {
    let person = desk.make_administrator().await?;
    Ok(format!("{}/link/{}", settings.public_url(), desk.password_link(&person).await?))
}

/// `yishi member erase`.
pub async fn erase(settings: &Settings, community: &CommunityId, [number, name]: [&str; 2]) -> Ended {
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
