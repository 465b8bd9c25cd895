//! Issue 16, E23: of every column it is said whether `verify` holds it, and what is said to be held is; and of every
//! column with words of people, whether blanking looks there.

use crate::{
    common::{Place, engines},
    takeback::{blanked, decided, findings},
};
use server::{check::columns, demo, store::db::Engine};
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

engines!(
    e23_every_column_is_held_or_says_why_not,
    e23_what_is_said_to_be_held_is_held,
    c14_every_column_with_words_of_people_is_known,
);

/// The columns of the database: table, column, and whether it holds a number.
async fn all(place: &Place) -> Vec<(String, String, bool)> {
    let sql = match place.db.engine() {
        Engine::Sqlite => {
            "SELECT m.name, c.name, CAST(c.type AS TEXT) FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT) \
             FROM information_schema.columns WHERE CAST(table_schema AS TEXT) = CAST(current_schema() AS TEXT)"
        }
    };
    let mut conn = place.db.read().await.expect("a connection");
    let rows: Vec<(String, String, String)> = sqlx::query_as(sql).fetch_all(&mut *conn).await.expect("columns");
    rows.into_iter().map(|(table, column, kind)| (table, column, !kind.eq_ignore_ascii_case("text"))).collect()
}

/// Whoever adds a column says what of it is held, or why nothing is.
async fn e23_every_column_is_held_or_says_why_not(place: Place) {
    let all = all(&place).await;
    let standing: BTreeSet<_> = columns::standing().into_iter().collect();
    let compared: BTreeSet<_> =
        columns::COMPARED.iter().flat_map(|(table, columns)| columns.iter().map(|one| (*table, *one))).collect();
    let not_held = |table: &str, column: &str| {
        columns::NOT_HELD
            .iter()
            .any(|(of, columns, _)| *of == table && (columns.is_empty() || columns.contains(&column)))
    };
    let mut wrong = Vec::new();
    for (table, column, _) in &all {
        let one = (table.as_str(), column.as_str());
        let held = standing.contains(&one) || compared.contains(&one);
        if held == not_held(table, column) {
            wrong.push(format!("{table}.{column}: {}", if held { "held, and said not to be" } else { "in no list" }));
        }
    }
    let is = |table: &str, column: &str| all.iter().any(|(of, one, _)| of == table && one == column);
    let named = columns::NOT_HELD.iter().flat_map(|(table, columns, _)| columns.iter().map(|one| (*table, *one)));
    for (table, column) in standing.iter().chain(&compared).copied().chain(named) {
        if !is(table, column) {
            wrong.push(format!("{table}.{column}: there is no such column"));
        }
    }
    assert!(wrong.is_empty() && all.len() > 300, "\n{}", wrong.join("\n"));
    assert!(columns::NOT_HELD.iter().all(|(.., why)| why.len() > 20));
}

/// A row of each column that is compared is changed, found, and put back.
async fn e23_what_is_said_to_be_held_is_held(place: Place) {
    let (_, _, vote) = decided(&place).await;
    let resident = place.representative().await;
    let about = crate::columns::asked_and_planned(&place, &vote, &resident).await;
    blanked(&place, &about, &[("what", "blank"), ("words", "答复"), ("reason", "写了不该公开的话")]).await;
    place.verifies().await;

    let kinds = all(&place).await;
    let (mut tried, mut unseen) = (0, Vec::new());
    for (table, names) in columns::COMPARED {
        for name in names {
            let number = kinds.iter().any(|(of, one, number)| of == table && one == name && *number);
            match changed(&place, table, name, number).await {
                None => {}
                Some(found) => {
                    tried += 1;
                    if found.is_empty() {
                        unseen.push(format!("{table}.{name}"));
                    }
                }
            }
        }
    }
    assert!(unseen.is_empty() && tried > 100, "{tried} tried; nothing found of {unseen:?}");
}

/// What is found when a row holds something else there; nothing where there is no row, or the database refuses it.
async fn changed(place: &Place, table: &str, name: &str, number: bool) -> Option<String> {
    let (row, cast) = match place.db.engine() {
        Engine::Sqlite => ("rowid", "INTEGER"),
        Engine::Postgres => ("ctid", "tid"),
    };
    let mut conn = place.db.read().await.expect("a connection");
    // Persons are of no community.
    let of = if table == "persons" { "1 = 1".to_owned() } else { format!("community = '{}'", place.community) };
    let sql = format!("SELECT CAST({row} AS TEXT), CAST({name} AS TEXT) FROM {table} WHERE {of} LIMIT 1");
    let (id, was): (String, Option<String>) =
        sqlx::query_as(AssertSqlSafe(sql)).fetch_optional(&mut *conn).await.expect("a row")?;
    drop(conn);
    let other = match (name, number) {
        ("community", _) => format!("'{}'", demo::URBAN),
        (_, true) => format!("COALESCE({name}, 0) + 1"),
        (_, false) => format!("COALESCE({name}, '') || 'x'"),
    };
    let set = |value: &str, id: &str| {
        format!(
            "UPDATE {table} SET {name} = {value} WHERE {row} = CAST('{id}' AS {cast}) RETURNING CAST({row} AS TEXT)"
        )
    };
    let now = write(place, set(&other, &id)).await?;
    let found = findings(place).await;
    let was = match was {
        None => "NULL".to_owned(),
        Some(was) if number => was,
        Some(was) => format!("'{}'", was.replace('\'', "''")),
    };
    write(place, set(&was, &now)).await.expect("put back");
    Some(found)
}

/// Where the row stands that was written; nothing where the database refused it.
async fn write(place: &Place, sql: String) -> Option<String> {
    let mut transaction = place.db.begin().await.expect("a transaction");
    let (id,): (String,) = sqlx::query_as(AssertSqlSafe(sql)).fetch_one(&mut *transaction).await.ok()?;
    transaction.commit().await.expect("committed");
    Some(id)
}

/// Whoever adds a column for words of people has to say whether blanking looks there.
async fn c14_every_column_with_words_of_people_is_known(place: Place) {
    const WORDS: [&str; 28] = [
        "title",
        "body",
        "text",
        "paper",
        "note",
        "words",
        "what",
        "notes",
        "reason",
        "special",
        "said",
        "appeal",
        "answer",
        "reply",
        "correction",
        "responsible",
        "returned",
        "dropped",
        "over_reason",
        "dissent",
        "basis",
        "basis_text",
        "basis_source",
        "basis_by",
        "lock_reason",
        "void_reason",
        "place",
        "name",
    ];
    // Names of places, bodies, groups and people are what they are; what is published is covered by its own way; a mandate is what
    // its paper says; the journal's parts have theirs; a kept form lives an hour; of a search no word is left that is in no page.
    const ELSEWHERE: [(&str, &str); 33] = [
        ("communities", "name"),
        ("bodies", "name"),
        ("offices", "name"),
        ("office_staff", "name"),
        ("takebacks", "what"),
        ("takebacks", "words"),
        ("divisions", "name"),
        ("members", "name"),
        ("publications", "title"),
        ("mandates", "said"),
        ("journal", "body"),
        ("journal_private", "body"),
        ("journal_sealed", "body"),
        ("journal_texts", "body"),
        ("search", "title"),
        ("documents", "title"),
        ("interests", "reason"),
        ("seats", "reason"),
        ("logins", "name"),
        ("estate_units", "body"),
        ("represented_households", "body"),
        ("seats", "body"),
        ("sessions", "body"),
        ("documents", "text"),
        ("journal_texts", "text"),
        ("tries", "name"),
        ("submissions", "answer"),
        // A file that comes with the program; one of three words.
        ("procedures", "text"),
        ("duty_lists", "text"),
        ("duty_answers", "said"),
        ("household_opinions", "answer"),
        ("petition_signatures", "paper"),
        ("dissents", "paper"),
    ];
    let known: Vec<_> = server::rows::places::columns().collect();
    let mut conn = place.db.read().await.expect("a connection");
    let sql = match place.db.engine() {
        Engine::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let all: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut *conn).await.expect("columns");
    let unknown: Vec<_> = all
        .iter()
        .map(|(table, column)| (table.as_str(), column.as_str()))
        .filter(|one| WORDS.contains(&one.1) && !known.contains(one) && !ELSEWHERE.contains(one))
        .collect();
    assert!(unknown.is_empty(), "blanking does not look into {unknown:?}");
    assert!(all.len() > 200 && known.len() > 30);
}
