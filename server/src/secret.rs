//! Random names, codes and their hashes. Secrets are kept as hashes only.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use rand::RngExt;
use sha2::{Digest, Sha256};

use crate::fault::Fault;

/// The letters of codes that people type: no 0 O 1 I L U, which look alike or read as words.
const CODE_LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new id: 80 random bits as 16 letters. It carries neither time nor order.
#[must_use]
pub fn id() -> String {
    let bytes: [u8; 10] = rand::rng().random();
    BASE32_NOPAD.encode(&bytes).to_ascii_lowercase()
}

/// A new secret of 128 random bits, for links and QR codes.
#[must_use]
pub fn token() -> String {
    let bytes: [u8; 16] = rand::rng().random();
    HEXLOWER.encode(&bytes)
}

/// Letters that mean nothing, 64 to 576 of them by chance: what they stand in has no length that tells anything.
#[must_use]
pub fn fill() -> String {
    let mut random = rand::rng();
    let length = random.random_range(32..=288_usize);
    let bytes: Vec<u8> = (0..length).map(|_| random.random()).collect();
    HEXLOWER.encode(&bytes)
}

/// The part of a page's key that is random, and the part by which a login knows it as that of its own page.
const RANDOM_PART: usize = 24;

/// The key of a page that is shown to a login: 96 random bits, and a mark by which the page is known as shown to that one.
#[must_use]
pub fn page_key(login: &str) -> String {
    let random: String = token().chars().take(RANDOM_PART).collect();
    let mark = mark(&random, login);
    random + &mark
}

/// Whether a form's key is that of a page that was shown to this login. Parts of a page add to their keys at the end.
#[must_use]
pub fn is_page_of(key: &str, login: &str) -> bool {
    let random = key.get(..RANDOM_PART).unwrap_or_default();
    !random.is_empty() && key.get(RANDOM_PART..).is_some_and(|rest| rest.starts_with(&mark(random, login)))
}

fn mark(random: &str, login: &str) -> String {
    digest(&["page", random, login]).chars().take(8).collect()
}

/// A new code of eight letters to be read out or typed.
#[must_use]
pub fn code() -> String {
    let mut random = rand::rng();
    (0..8)
        .filter_map(|_| CODE_LETTERS.get(random.random_range(0..CODE_LETTERS.len())))
        .map(|letter| char::from(*letter))
        .collect()
}

/// A typed code as it was meant: spaces and hyphens out, capitals.
#[must_use]
pub fn tidy_code(typed: &str) -> String {
    rules::typed::ascii(typed)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// SHA-256 of a file, as lower-case hex.
#[must_use]
pub fn digest_bytes(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// SHA-256 of the parts, each followed by a line feed, as lower-case hex.
#[must_use]
pub fn digest(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(b"\n");
    }
    HEXLOWER.encode(&hasher.finalize())
}

/// Hashes a staff password with argon2id.
///
/// # Errors
/// [`Fault::Password`] if hashing fails, for want of memory.
pub fn hash_password(password: &str) -> Result<String, Fault> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|_| Fault::Password)
}

/// Whether the password belongs to the hash. A hash that cannot be read belongs to none.
#[must_use]
pub fn password_matches(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{is_page_of, page_key};

    #[test]
    fn a_page_is_that_of_the_login_it_was_shown_to() {
        let (mine, other) = ("a", "b");
        let key = page_key(mine);
        assert_eq!(key.len(), 32);
        assert!(is_page_of(&key, mine) && is_page_of(&format!("{key}-return-x"), mine));
        let random = key.chars().take(24).collect::<String>();
        assert!(!is_page_of(&key, other) && !is_page_of("", mine) && !is_page_of(&random, mine));
        assert_ne!(page_key(mine), key);
    }
}
