//! What PostgreSQL could write down of a secret ballot. Its log may hold statements with the values bound to them, by settings
//! that only the operator sees; so they are read before ballots are taken by phone. SQLite has no such log.

use super::{Conn, db::Engine};
use crate::fault::Fault;

/// Settings and the values with which nothing bound to a statement is written down; the first is what to set it to. A
/// setting of an extension that is not loaded has no value.
///
/// Harmless are `log_duration` (no text), `log_min_error_statement` (the text of a failed statement, which is the same for
/// every choice, and no values while `log_parameter_max_length_on_error` is 0) and `pg_stat_statements` (texts alone).
const QUIET: &[(&str, &[&str])] = &[
    ("log_statement", &["none", "ddl"]),
    ("log_min_duration_statement", &["-1"]),
    ("log_min_duration_sample", &["-1"]),
    ("log_transaction_sample_rate", &["0", "0.0"]),
    ("log_parameter_max_length_on_error", &["0"]),
    // They print plans, into which values are put.
    ("debug_print_parse", &["off", "false", "no", "0"]),
    ("debug_print_rewritten", &["off", "false", "no", "0"]),
    ("debug_print_plan", &["off", "false", "no", "0"]),
    ("auto_explain.log_min_duration", &["-1", ""]),
    ("pgaudit.log", &["none", ""]),
    ("pgaudit.role", &[""]),
];

/// The settings of this connection, and those that the next connections of this database and role begin with.
const SETTINGS: &str = "SELECT n, COALESCE(current_setting(n, true), '') FROM unnest(string_to_array($1, ',')) AS n \
    UNION ALL SELECT split_part(c, '=', 1), substr(c, strpos(c, '=') + 1) FROM pg_db_role_setting AS s \
    CROSS JOIN unnest(s.setconfig) AS c \
    WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) \
    AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))";

/// A setting by which the database could write down what somebody chooses, and what it is to be set to.
pub type Talks = (&'static str, &'static str);

/// The settings by which this database could write down what somebody chooses; none where it keeps silent.
pub async fn talks(conn: &mut Conn) -> Result<Vec<Talks>, Fault> {
    if conn.engine() != Engine::Postgres {
        return Ok(Vec::new());
    }
    let names = QUIET.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",");
    let rows: Vec<(String, String)> = sqlx::query_as(SETTINGS).bind(names).fetch_all(conn).await?;
    Ok(loud(&rows))
}

/// Which of these settings are not quiet.
fn loud(settings: &[(String, String)]) -> Vec<Talks> {
    let is_loud = |name: &str, quiet: &[&str]| {
        settings.iter().any(|(one, value)| one == name && !quiet.contains(&value.to_ascii_lowercase().as_str()))
    };
    let wanted = |quiet: &[&'static str]| quiet.first().copied().unwrap_or_default();
    QUIET.iter().filter(|(name, quiet)| is_loud(name, quiet)).map(|(name, quiet)| (*name, wanted(quiet))).collect()
}

#[cfg(test)]
mod tests {
    use super::loud;

    #[test]
    fn b8_what_could_write_down_a_choice_is_named() {
        let of = |name: &str, value: &str| loud(&[(name.to_owned(), value.to_owned())]);
        for (name, value) in [
            ("log_statement", "all"),
            ("log_statement", "mod"),
            ("log_min_duration_statement", "0"),
            ("log_min_duration_statement", "250ms"),
            ("log_min_duration_sample", "1s"),
            ("log_transaction_sample_rate", "0.01"),
            ("log_parameter_max_length_on_error", "-1"),
            ("auto_explain.log_min_duration", "0"),
            ("pgaudit.log", "write, ddl"),
            ("debug_print_plan", "on"),
        ] {
            assert_eq!(of(name, value).first().map(|(name, _)| *name), Some(name), "{value}");
        }
        for (name, value) in [
            ("log_statement", "none"),
            ("log_statement", "ddl"),
            ("log_min_duration_statement", "-1"),
            ("auto_explain.log_min_duration", ""),
            ("pgaudit.log", "NONE"),
            ("work_mem", "4MB"),
        ] {
            assert!(of(name, value).is_empty(), "{name} = {value}");
        }
    }
}
