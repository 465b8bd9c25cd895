//! Who presides while people are appraised: by law the supervision committee (村组法 38, 居组法 37). Whoever holds the chair gives it to
//! one of them for that, and gets it back after.

use super::rows;
use crate::{
    fault::Fault,
    people::{
        community::rows as communities,
        member::rows::{self as members, MemberRow},
    },
    sitting::session::{
        Sitting,
        rows::{self as sessions, ItemRow},
    },
    store::Conn,
};
use rules::{
    agenda::Matter,
    id::{ItemId, MemberId},
    vote::Host,
};

/// Whoever presides over the appraisal of an item; nothing where nobody is appraised.
pub(crate) async fn of_item(conn: &mut Conn, sitting: &Sitting, item: &ItemRow) -> Result<Option<Host>, Fault> {
    let appraised = appraised(conn, &item.id, &item.matter).await?;
    if appraised.is_empty() {
        return Ok(None);
    }
    let presiding = &sitting.session.presiding;
    let lawful = match sitting.set.appraisal.host.as_ref().map(|rule| rule.value.by) {
        None => true,
        Some(by) => {
            let roles = communities::roles(conn, &sitting.community.id).await?;
            roles.iter().any(|(member, role)| member == presiding && role == by.id())
        }
    };
    Ok(Some(Host { lawful, appraised: appraised.contains(presiding) }))
}

/// To whom the chair may be given for the appraisals of a session: who holds the office that presides over them, and is on no ballot of it.
/// Nobody where nothing is appraised.
pub(crate) async fn hosts(conn: &mut Conn, sitting: &Sitting) -> Result<Vec<MemberRow>, Fault> {
    let Some(rule) = &sitting.set.appraisal.host else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for item in sessions::items(conn, &sitting.session.id).await? {
        out.extend(appraised(conn, &item.id, &item.matter).await?);
    }
    if out.is_empty() {
        return Ok(Vec::new());
    }
    let roles = communities::roles(conn, &sitting.community.id).await?;
    let holds = |one: &MemberRow| roles.iter().any(|(member, role)| *member == one.id && role == rule.value.by.id());
    let people = members::all(conn, &sitting.community.id).await?;
    Ok(people.into_iter().filter(|one| one.active() && holds(one) && !out.contains(&one.id)).collect())
}

/// Who stands on the ballot of an item.
async fn appraised(conn: &mut Conn, item: &ItemId, matter: &str) -> Result<Vec<MemberId>, Fault> {
    if Matter::from_id(matter) != Some(Matter::MemberAppraisal) {
        return Ok(Vec::new());
    }
    Ok(rows::of_item(conn, item).await?.into_iter().map(|one| one.member).collect())
}
