//! Both languages say the same things, every word is said, and every refusal has its sentence.

use super::files;
use rules::{Language, Refusal};
use std::collections::BTreeSet;

fn words(language: &str) -> BTreeSet<String> {
    files(&format!("app/locales/{language}"), "ftl")
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key.to_owned())
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    assert_eq!(words("zh-CN"), words("en"));
}

#[test]
fn every_refusal_has_a_sentence_in_both_languages() {
    for refusal in Refusal::ALL {
        for language in Language::ALL {
            assert!(
                app::say::has(language, &app::say::refusal_key(*refusal)),
                "{} in {}",
                refusal.code(),
                language.tag()
            );
        }
    }
}

/// Every key that the code names exists, and every key that exists is named: literally, or by a `format!("start-{…}")`.
#[test]
fn words_are_all_there_and_all_used() {
    let known = words("zh-CN");
    let mut code = String::new();
    for folder in ["app/src", "server/src", "rules/src"] {
        for (_, source) in files(folder, "rs") {
            code.push_str(&source);
        }
    }
    let starts: Vec<String> = code
        .match_indices("format!(\"")
        .filter_map(|(at, _)| code[at + 9..].split_once('{').map(|(start, _)| start.to_owned()))
        .filter(|start| start.ends_with('-') && start.chars().all(|one| one.is_ascii_lowercase() || one == '-'))
        .collect();
    for key in &known {
        let literal = code.contains(&format!("\"{key}\""));
        assert!(literal || starts.iter().any(|start| key.starts_with(start.as_str())), "nobody says {key}");
    }
    for (at, _) in code.match_indices("t!(") {
        // `assert!(` ends like it.
        if code[..at].ends_with(|one: char| one.is_ascii_alphanumeric()) {
            continue;
        }
        let call: String = code[at..].chars().take(120).collect();
        let Some((_, rest)) = call.split_once('"') else { continue };
        let Some((key, _)) = rest.split_once('"') else { continue };
        let plain = key.chars().all(|one| one.is_ascii_lowercase() || one == '-') && call.find("format!").is_none();
        if plain && call.split('"').next().is_some_and(|head| head.trim_end().ends_with(',')) {
            assert!(known.contains(key), "t! names {key}, which no language has");
        }
    }
}
