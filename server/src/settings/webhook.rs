//! Where public events are posted, and by which secret they are signed.

/// The shortest secret.
const SECRET: usize = 16;

/// Address and secret, where there is an address. A secret alone posts nothing.
///
/// # Errors
/// A sentence that names the setting and what would be right.
pub(super) fn checked(to: Option<String>, secret: Option<String>) -> Result<Option<(String, String)>, String> {
    let Some(to) = to else { return Ok(None) };
    let secret = secret.filter(|secret| secret.len() >= SECRET).ok_or_else(|| {
        format!(
            "webhook needs a webhook_secret of {SECRET} characters or more, in yishi.toml or by YISHI_WEBHOOK_SECRET: the \
             receiver knows by it who posts"
        )
    })?;
    may_be_posted_to(&to)?;
    Ok(Some((to, secret)))
}

/// Over TLS, or on this machine.
fn may_be_posted_to(address: &str) -> Result<(), String> {
    let own = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([':', '/']);
    let is_own = own.iter().any(|one| address.strip_prefix(one).is_some_and(ends));
    if address.starts_with("https://") || is_own {
        return Ok(());
    }
    Err("webhook is neither an https:// address nor one of this machine".to_owned())
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn a_webhook_is_posted_to_over_tls_or_on_this_machine_with_a_secret() {
        let secret = || Some("0123456789abcdef".to_owned());
        let with = |to: &str| checked(Some(to.to_owned()), secret());
        assert_eq!(checked(None, secret()), Ok(None));
        assert!(with("https://town.example/hook").is_ok_and(|one| one.is_some()));
        assert!(with("http://127.0.0.1:8080/hook").is_ok());
        for to in ["http://town.example/hook", "http://127.0.0.1.evil.example/", "ftp://x", ""] {
            assert!(with(to).is_err(), "{to}");
        }
        for secret in [None, Some("short".to_owned())] {
            assert!(
                checked(Some("https://town.example/".to_owned()), secret)
                    .is_err_and(|why| why.contains("webhook_secret"))
            );
        }
    }
}
