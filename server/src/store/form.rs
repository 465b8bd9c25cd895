//! What belongs to a form: the answer to its key, and what a refused form held.

use super::{
    Conn,
    write::{Answer, Sender},
};
use crate::fault::Fault;
use rules::{
    Moment,
    id::{CommunityId, PersonId},
};
use sqlx::FromRow;

/// How long a refused form's text is kept: an hour.
const DRAFT_MINUTES: i64 = 60;
/// Refused forms kept of one login.
const DRAFTS: i64 = 20;
/// Refused sign-ins kept of all who are not signed in: each holds a number or a name.
const DRAFTS_OF_NOBODY: i64 = 5_000;
/// How long the preview of an import waits for the clerk.
const IMPORT_DAYS: i64 = 2;
/// How long a form's key is known: longer than any page stays open.
const KEY_DAYS: i64 = 60;

/// An earlier answer to the same key.
#[derive(Debug, FromRow)]
pub struct Earlier {
    /// Who sent it.
    pub login: String,
    /// Which form.
    pub form: String,
    /// The answer, as JSON.
    pub answer: String,
    /// A salted hash of what was typed.
    pub text_hash: String,
}

/// A refused form.
#[derive(Debug, Clone, FromRow)]
pub struct Draft {
    /// The address that the form was sent to.
    pub form: String,
    /// The typed values as JSON, without secrets and choices.
    pub fields: String,
    /// The field that the refusal stands beside.
    pub field: String,
    /// The refusal's code.
    pub refusal: String,
    /// The thing that it goes with, or empty.
    pub about: String,
    /// Steps that are told with the refusal, as JSON; empty for none.
    pub steps: String,
}

/// The answer that a key was given before.
///
/// # Errors
/// Database errors.
pub async fn earlier_answer(conn: &mut Conn, key: &str) -> Result<Option<Earlier>, Fault> {
    Ok(sqlx::query_as("SELECT login, form, answer, text_hash FROM submissions WHERE key = $1")
        .bind(key)
        .fetch_optional(conn)
        .await?)
}

/// Keeps the answer to a key.
///
/// # Errors
/// Database errors.
pub async fn keep_answer(
    conn: &mut Conn,
    key: &str,
    community: &CommunityId,
    sender: &Sender,
    answer: &Answer,
    now: Moment,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO submissions (key, community, login, form, answer, at, text_hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(key)
    .bind(community.as_str())
    .bind(&sender.login)
    .bind(&sender.form)
    .bind(serde_json::to_string(&answer.kept())?)
    .bind(now.0)
    .bind(&sender.text)
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets go what has served its time: refused forms, previews of imports, keys of forms.
///
/// # Errors
/// Database errors.
pub async fn tidy(conn: &mut Conn, now: Moment) -> Result<(), Fault> {
    sqlx::query("DELETE FROM drafts WHERE at < $1")
        .bind(now.plus_minutes(-DRAFT_MINUTES).0)
        .execute(&mut *conn)
        .await?;
    sqlx::query("DELETE FROM imports WHERE at < $1").bind(now.plus_days(-IMPORT_DAYS).0).execute(&mut *conn).await?;
    sqlx::query("DELETE FROM submissions WHERE at < $1").bind(now.plus_days(-KEY_DAYS).0).execute(conn).await?;
    Ok(())
}

/// Keeps a refused form for an hour. Of each login the newest are kept, and of those who are not signed in together.
///
/// # Errors
/// Database errors.
pub async fn keep_draft(conn: &mut Conn, key: &str, login: &str, draft: &Draft, now: Moment) -> Result<(), Fault> {
    sqlx::query(
        "DELETE FROM drafts WHERE key IN \
         (SELECT key FROM drafts WHERE login = $1 ORDER BY at DESC, key LIMIT 1000 OFFSET $2)",
    )
    .bind(login)
    .bind(if login.is_empty() { DRAFTS_OF_NOBODY } else { DRAFTS })
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "INSERT INTO drafts (key, login, form, fields, field, refusal, at, about, steps) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(key)
    .bind(login)
    .bind(&draft.form)
    .bind(&draft.fields)
    .bind(&draft.field)
    .bind(&draft.refusal)
    .bind(now.0)
    .bind(&draft.about)
    .bind(&draft.steps)
    .execute(conn)
    .await?;
    Ok(())
}

/// A form was done after it had been refused: why is not said any more where the page is opened again. What was typed stays.
///
/// # Errors
/// Database errors.
pub async fn settle(conn: &mut Conn, login: &str, form: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE drafts SET refusal = '', steps = '' WHERE login = $1 AND form = $2 AND refusal <> ''")
        .bind(login)
        .bind(form)
        .execute(conn)
        .await?;
    Ok(())
}

/// In whose name a form is kept that arrived after its login had ended: the person's, whatever login comes next.
#[must_use]
pub fn after(person: &PersonId) -> String {
    format!("after:{person}")
}

/// Of the forms kept in this name the newest few: whoever holds an ended login cannot fill the table.
///
/// # Errors
/// Database errors.
pub async fn keep_newest(conn: &mut Conn, owner: &str) -> Result<(), Fault> {
    sqlx::query(
        "DELETE FROM drafts WHERE login = $1 AND key NOT IN \
         (SELECT key FROM drafts WHERE login = $1 ORDER BY at DESC, key LIMIT 5)",
    )
    .bind(owner)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a refused form held, for its login alone; what arrived after a login had ended, for its person alone.
///
/// # Errors
/// Database errors.
pub async fn draft(
    conn: &mut Conn,
    key: &str,
    (login, person): (&str, &PersonId),
    now: Moment,
) -> Result<Option<Draft>, Fault> {
    let found = sqlx::query_as(
        "SELECT form, fields, field, refusal, about, steps FROM drafts \
         WHERE key = $1 AND (login = $2 OR login = $3) AND at >= $4",
    );
    // Nobody is no person.
    let owner = if person.is_empty() { login.to_owned() } else { after(person) };
    Ok(found.bind(key).bind(login).bind(owner).bind(now.plus_minutes(-DRAFT_MINUTES).0).fetch_optional(conn).await?)
}

/// Lets go the refused forms of a community's people, and of who is not signed in, in whose typed texts something stands.
///
/// # Errors
/// Database errors.
pub async fn forget_holding(
    conn: &mut Conn,
    community: &CommunityId,
    holds: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT key, login, fields FROM drafts WHERE login = '' OR EXISTS (SELECT 1 FROM members m \
         LEFT JOIN logins l ON l.person = m.person WHERE m.community = $1 AND (drafts.login = l.id OR drafts.login = $2 || m.person))",
    )
    .bind(community.as_str())
    .bind(after(&PersonId::default()))
    .fetch_all(&mut *conn)
    .await?;
    for (key, _, fields) in rows {
        let typed: serde_json::Value = serde_json::from_str(&fields)?;
        if any_text(&typed, &holds) {
            sqlx::query("DELETE FROM drafts WHERE key = $1").bind(key).execute(&mut *conn).await?;
        }
    }
    Ok(())
}

fn any_text(value: &serde_json::Value, holds: &impl Fn(&str) -> bool) -> bool {
    match value {
        serde_json::Value::String(text) => holds(text),
        serde_json::Value::Array(all) => all.iter().any(|one| any_text(one, holds)),
        serde_json::Value::Object(all) => all.values().any(|one| any_text(one, holds)),
        _ => false,
    }
}

/// Lets go every refused form that goes with a thing.
///
/// # Errors
/// Database errors.
pub async fn forget_about(conn: &mut Conn, about: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM drafts WHERE about = $1").bind(about).execute(conn).await?;
    Ok(())
}
