//! What is wrong with the settings, in a sentence.

use super::slip;

/// What is wrong with the settings: which, where, and what would be right; never what stands there, which may be a password.
pub(super) fn problem(error: &figment::Error) -> String {
    use figment::error::Kind;
    let known = "Known settings: database, listen, public_url, tls_cert, tls_key, insecure_http, trusted_proxy, rules, notify_program, \
                 webhook, webhook_secret, connections, connections_per_address, log";
    let at = error.metadata.as_ref().map(|from| match &from.source {
        Some(source) => format!(" in {source}"),
        None => format!(" in {}", from.name),
    });
    let (at, key) = (at.unwrap_or_default(), error.path.join("."));
    let wrong = match &error.kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => format!("{key}{at} is not {expected}"),
        Kind::InvalidLength(_, expected) => format!("{key}{at} is not {expected}"),
        Kind::UnknownField(field, _) if field == "sms_program" => {
            format!(
                "there is no setting {field}{at} any more: notify_program takes its place, with other input (README)"
            )
        }
        Kind::UnknownField(field, _) => format!("there is no setting {field}{at}"),
        Kind::MissingField(field) => format!("{field}{at} is missing"),
        Kind::DuplicateField(field) => format!("{field}{at} stands there twice"),
        Kind::Message(message) => slip(message).unwrap_or_else(|| format!("{key}{at} cannot be used")),
        _ => format!("{key}{at} cannot be used"),
    };
    format!("a setting cannot be read: {wrong}. {known}")
}
