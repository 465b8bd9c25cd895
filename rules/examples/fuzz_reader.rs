//! Feeds the record reader what nobody would write: the examples with bytes flipped, cut, doubled and spliced, and numbers
//! driven to their ends. A panic ends it. `cargo xtask fuzz [MILLIONS]`.
#![allow(clippy::print_stdout, clippy::indexing_slicing, clippy::expect_used, reason = "a tool for the terminal")]

use rules::kind::Kind;
use serde_json::Value;

/// Small and repeatable: xorshift64*.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or_default()
    }
}

const NUMBERS: [&str; 9] =
    ["0", "1", "-1", "18446744073709551615", "18446744073709551616", "1e400", "0.5", "9223372036854775808", "null"];

fn main() {
    let millions: u64 = std::env::args().nth(1).and_then(|one| one.parse().ok()).unwrap_or(10);
    let examples: Vec<Value> = serde_json::from_str(include_str!("../tests/count_records.json")).expect("examples");
    let texts: Vec<Vec<u8>> = examples.iter().map(|one| one.to_string().into_bytes()).collect();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let (mut read, mut judged) = (0_u64, 0_u64);
    for _ in 0..millions * 1_000_000 {
        let mut bytes = texts[chance.below(texts.len())].clone();
        for _ in 0..=chance.below(3) {
            mutate(&mut bytes, &texts, &mut chance);
        }
        let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { continue };
        let kind = value.get("kind").and_then(Value::as_str).and_then(Kind::from_id);
        // Every now and then as a kind that it is not.
        let kind = if chance.below(8) == 0 { Some(Kind::ALL[chance.below(Kind::ALL.len())]) } else { kind };
        if let Some(Ok(record)) = kind.map(|kind| kind.read(&value)) {
            read += 1;
            judged += u64::from(record.explain().is_ok());
        }
    }
    println!("{millions} million inputs, {read} read as records, {judged} judged, no panic");
}

fn mutate(bytes: &mut Vec<u8>, texts: &[Vec<u8>], chance: &mut Chance) {
    if bytes.is_empty() {
        return;
    }
    let at = chance.below(bytes.len());
    match chance.below(6) {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => {
            let end = (at + chance.below(24)).min(bytes.len());
            bytes.drain(at..end);
        }
        2 => {
            let end = (at + chance.below(24)).min(bytes.len());
            let copy = bytes[at..end].to_vec();
            bytes.splice(at..at, copy);
        }
        3 => {
            let other = &texts[chance.below(texts.len())];
            let from = chance.below(other.len());
            let end = (from + chance.below(60)).min(other.len());
            bytes.splice(at..at, other[from..end].to_vec());
        }
        // A number somewhere becomes one at the end of its range.
        _ => {
            let digits = |byte: &u8| byte.is_ascii_digit();
            let Some(start) = bytes[at..].iter().position(digits).map(|found| found + at) else { return };
            let end = bytes[start..].iter().position(|byte| !digits(byte)).map_or(bytes.len(), |found| found + start);
            bytes.splice(start..end, NUMBERS[chance.below(NUMBERS.len())].bytes());
        }
    }
}
