//! How an entry enters the chain. Anybody can do the same with a pencil and SHA-256:
//!
//! `hash = SHA-256(community ⏎ seq ⏎ at ⏎ act ⏎ role ⏎ subject ⏎ body ⏎ private_hash ⏎ prev ⏎)`, each part as it stands
//! in the published line, followed by a line feed. `private_hash = SHA-256(salt ⏎ personal text ⏎)`, or empty.
//!
//! What an entry says of something that stays within the community (relief) is sealed: its body holds `sealed`, which is
//! SHA-256(salt ⏎ sealed text ⏎), and the salt and the text are the community's. So the act and its place in the chain are
//! public, a changed result is found by `verify`, and nobody guesses a short text from its hash.
//!
//! What people wrote (titles, reasons, names, notes) stands apart from the line: its body holds `texts`, by key the
//! SHA-256(salt ⏎ text ⏎) of each, and `data` the same of what holds texts within; salt and text are published beside the
//! line. So words that must not stay can be blanked later, and the chain stays whole. Lines written before keep theirs.
//!
//! What names a text by its hash alone (`text_hash` and its like) is sealed in every entry: whoever reads the lines and knows
//! the rest of a text that words were taken out of has nothing to try a guess on. Lines written before hold such hashes openly.

use super::blanked::Blanked;
use crate::{
    secret::{digest, token},
    store::journal::{EntryRow, PrivateRow, WordsRow},
    text::reading,
};
use rules::id::CommunityId;
use serde_json::{Map, Value, json};

/// The salted hash of what is personal in an entry.
#[must_use]
pub fn private_hash(salt: &str, personal: &str) -> String {
    digest(&[salt, personal])
}

/// The parts of an entry about something that stays within the community which everybody may read all the same: which item
/// of an agenda it was about, and what is known by number and hash alone; with what was blanked everybody checks the chain.
const OPEN: [&str; 5] = ["item", "revision", "content_hash", "stands", "blanked"];

/// The keys whose values are closed words, ids, hashes, days and sums. What stands under any other key, or does not look like
/// one of these, is somebody's words and stays out of the line: a new act cannot forget it.
const PLAIN: [&str; 46] = [
    "answered",
    "area",
    "attachment",
    "audience",
    "body_kind",
    "category",
    "channel",
    "content_hash",
    "done",
    "due",
    "fingerprint",
    "gone",
    "hiding",
    "id",
    "item",
    "kind",
    "matter",
    "milestone",
    "mode",
    "money",
    "of",
    "photo",
    "photo_hash",
    "planned",
    "proposal",
    "result",
    "revision",
    "role",
    "roll_hash",
    "sealed",
    "state",
    "subject",
    "vote",
    "zone",
    "session",
    "body",
    "member",
    "household",
    "fingerprint_now",
    "way",
    "day",
    "last_day",
    "from_day",
    "base",
    "step",
    "unit",
];

/// The keys under which an entry names, by its hash, a text that it does not tell: sealed, whomever the entry is for.
pub const NAMING: [&str; 4] = ["households_hash", "record_hash", "text_hash", "units_hash"];

/// What is put together by the program out of closed words and numbers, as a whole.
const WHOLE: [&str; 7] = ["blanked", "counts", "none", "papers", "rule", "stands", "verdict"];

/// The longest closed word, id or hash.
const LONGEST: usize = 128;

/// Words of people that an entry tells, apart from its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Under which key.
    pub key: String,
    /// Whether the text is JSON that holds words within.
    pub json: bool,
    /// The salt.
    pub salt: String,
    /// The text as it was hashed.
    pub text: String,
}

/// Takes the words of people out of a body, and puts their salted hashes there instead.
pub fn part(body: &mut Value) -> Vec<Words> {
    let Some(all) = body.as_object_mut() else { return Vec::new() };
    let (told, open): (Map<_, _>, Map<_, _>) =
        std::mem::take(all).into_iter().partition(|(key, value)| !plain(key, value));
    *all = open;
    let mut words = Vec::new();
    for (key, value) in told {
        let (json, text) = match value {
            Value::String(text) => (false, text),
            other => (true, other.to_string()),
        };
        let salt = token();
        let under = all.entry(if json { "data" } else { "texts" }).or_insert_with(|| json!({}));
        if let Some(under) = under.as_object_mut() {
            under.insert(key.clone(), private_hash(&salt, &text).into());
        }
        words.push(Words { key, json, salt, text });
    }
    words
}

/// Whether a value holds nobody's words.
fn plain(key: &str, value: &Value) -> bool {
    if WHOLE.contains(&key) {
        return true;
    }
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => {
            let code = |one: char| one.is_ascii_alphanumeric() || "_-.:/+".contains(one);
            text.is_empty() || (PLAIN.contains(&key) && text.len() <= LONGEST && text.chars().all(code))
        }
        Value::Array(all) => all.iter().all(|one| plain(key, one)),
        Value::Object(all) => all.iter().all(|(key, one)| plain(key, one)),
    }
}

/// Blanks places in the words of people within a body, old lines included; whether any stood in them. What the program put
/// together, ids, days and closed words stay.
pub fn blank(value: &mut Value, key: &str, places: &[String]) -> bool {
    if WHOLE.contains(&key) || matches!(key, "texts" | "data") {
        return false;
    }
    // Of a count its title alone is somebody's words: what was counted stays.
    if key == "record" {
        return value.get_mut("title").is_some_and(|title| blank(title, "title", places));
    }
    match value {
        Value::String(text) if !plain(key, &Value::String(text.clone())) => match reading::blank(text, places) {
            Some(blanked) => {
                *text = blanked;
                true
            }
            None => false,
        },
        Value::Array(all) => all.iter_mut().fold(false, |any, one| blank(one, key, places) | any),
        Value::Object(all) => all.iter_mut().fold(false, |any, (key, one)| blank(one, key, places) | any),
        _ => false,
    }
}

/// The hash under which a line names the words of a key.
#[must_use]
pub fn words_hash<'b>(body: &'b Value, key: &str, json: bool) -> Option<&'b str> {
    body.get(if json { "data" } else { "texts" })?.get(key)?.as_str()
}

/// What a body says with the words that stand apart from it, blanked or not: the one way to read what people wrote in an
/// entry, of old lines, which hold it themselves, and of new ones.
#[must_use]
pub fn with_words(mut body: Value, words: &[Words]) -> Value {
    if let Some(all) = body.as_object_mut() {
        for one in words {
            let value =
                if one.json { serde_json::from_str(&one.text).unwrap_or_default() } else { one.text.clone().into() };
            all.insert(one.key.clone(), value);
        }
        if !words.is_empty() {
            all.remove("texts");
            all.remove("data");
        }
    }
    body
}

/// Takes out of a body what is to be sealed, and puts its salted hash there instead: the salt and the sealed text, or
/// nothing where there is nothing to seal. Of what stays `within` the community all is sealed but a few keys, of what is for
/// everybody the hashes of texts alone.
pub fn seal(body: &mut Value, within: bool) -> Option<(String, String)> {
    let stays = |key: &str| if within { OPEN.contains(&key) } else { !NAMING.contains(&key) };
    let all = body.as_object_mut()?;
    let (mut open, told): (Map<_, _>, Map<_, _>) = std::mem::take(all).into_iter().partition(|(key, _)| stays(key));
    let sealed = (!told.is_empty()).then(|| (token(), Value::Object(told).to_string()));
    if let Some((salt, text)) = &sealed {
        open.insert("sealed".to_owned(), private_hash(salt, text).into());
    }
    *all = open;
    sealed
}

/// Clears the hashes of texts in a sealed part: of a text in which words were blanked nothing is left to try them on. The key
/// stays, so that the text is still asked for.
pub fn clear(sealed: &mut Value) -> bool {
    let all = sealed.as_object_mut().into_iter().flatten();
    let mut hashes = all.filter(|(key, hash)| NAMING.contains(&key.as_str()) && **hash != "").peekable();
    let any = hashes.peek().is_some();
    hashes.for_each(|(_, hash)| *hash = "".into());
    any
}

/// What an entry says, with what was sealed of it; nothing where the sealed part is gone, is not asked for, does not fit its
/// hash, or says anew what stands in the open.
#[must_use]
pub fn unsealed(body: &str, sealed: Option<&PrivateRow>, blanked: &Blanked) -> Option<Value> {
    let mut body: Value = serde_json::from_str(body).unwrap_or_default();
    let hash = body.as_object_mut().and_then(|body| body.remove("sealed"));
    let (hash, row) = match (hash, sealed) {
        (None, None) => return Some(body),
        (Some(hash), Some(row)) => (hash, row),
        _ => return None,
    };
    let told: Map<String, Value> = serde_json::from_str(&row.body).ok()?;
    let open = body.as_object_mut()?;
    let now = private_hash(&row.salt, &row.body);
    // The hash in the line is that of before; how it stands now says the entry that blanked it.
    let fits = blanked.sealed(row.seq).or(hash.as_str()) == Some(&now);
    if !fits || told.keys().any(|key| open.contains_key(key)) {
        return None;
    }
    open.extend(told);
    Some(body)
}

/// Names a roll: the ids of its units, sorted, one a line.
#[must_use]
pub fn roll_hash(units: &[String]) -> String {
    let mut units: Vec<&str> = units.iter().map(String::as_str).collect();
    units.sort_unstable();
    digest(&units)
}

/// The hash of an entry.
#[must_use]
pub fn entry_hash(community: &str, row: &EntryRow) -> String {
    digest(&[
        community,
        &row.seq.to_string(),
        &row.at.to_string(),
        &row.act,
        &row.role,
        &row.subject,
        &row.body,
        &row.private_hash,
        &row.prev,
    ])
}

/// The entry as one line of the published journal. `body` stays a string: its bytes are what was hashed. Beside it stand the
/// words of people with their salts, and which later entry blanked something of it.
#[must_use]
pub fn line(community: &CommunityId, row: &EntryRow, words: &[WordsRow]) -> Value {
    let mut line = json!({
        "community": community,
        "seq": row.seq,
        "at": row.at,
        "act": row.act,
        "role": row.role,
        "subject": row.subject,
        "body": row.body,
        "private_hash": row.private_hash,
        "prev": row.prev,
        "hash": row.hash,
    });
    let Some(all) = line.as_object_mut() else { return line };
    if row.blanked > 0 {
        all.insert("blanked".to_owned(), row.blanked.into());
    }
    if !words.is_empty() {
        let told = words.iter().map(|one| {
            let value = match one.blanked {
                0 => json!({ "salt": one.salt, "text": one.text }),
                by => json!({ "blanked": by, "text": one.text }),
            };
            (one.key.clone(), value)
        });
        all.insert("words".to_owned(), Value::Object(told.collect()));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Issue 16, C14: no words in a line, whatever an act says; what is closed stays.
    #[test]
    fn c14_words_stand_apart_from_the_line() {
        let said = json!({
            "reason": "骂人", "kind": "remark", "item": "abc", "gates": [{ "gate": "x", "on_record": "村民会议决议" }],
            "title": "Roads", "due": "三月底", "round": 2, "correction": "", "counts": { "for": 3 }, "new_key": "anything",
        });
        let mut body = said.clone();
        let words = part(&mut body);
        let line = body.to_string();
        for word in ["骂人", "村民会议决议", "Roads", "三月底", "anything"] {
            assert!(!line.contains(word), "{line}");
        }
        assert!(
            line.contains("\"kind\":\"remark\"") && line.contains("\"round\":2") && line.contains("\"for\":3"),
            "{line}"
        );
        assert_eq!(with_words(body.clone(), &words), said);
        for one in &words {
            assert_eq!(words_hash(&body, &one.key, one.json), Some(&*private_hash(&one.salt, &one.text)));
        }
        // An old line holds its words itself.
        assert_eq!(with_words(said.clone(), &[]), said);
    }

    /// Issue 16, C14: no line holds the hash of a text, and what is sealed of it can be cleared.
    #[test]
    fn c14_hashes_of_texts_are_sealed() {
        let mut body = json!({ "item": "abc", "revision": 2, "text_hash": "0af9", "kind": "query" });
        let (salt, sealed) = seal(&mut body, false).expect("a sealed part");
        assert!(part(&mut body).is_empty() && !body.to_string().contains("0af9"), "{body}");
        assert_eq!(
            body,
            json!({ "item": "abc", "revision": 2, "kind": "query", "sealed": private_hash(&salt, &sealed) })
        );
        let mut sealed: Value = serde_json::from_str(&sealed).expect("JSON");
        assert_eq!(sealed, json!({ "text_hash": "0af9" }));
        assert!(clear(&mut sealed) && !clear(&mut sealed));
        assert_eq!(sealed, json!({ "text_hash": "" }));
        assert_eq!(seal(&mut json!({ "kind": "query" }), false), None);
    }
}
