//! The words of a published file on its page: every title, text and name in it stands there letter by letter, with nothing put in
//! between. How a page sets them may change; what it says besides is not looked at.

use crate::{record::search::form_of, text};
use rules::typed::TextForm;
use serde_json::{Map, Value};

/// Fields whose words stand in a form.
const TEXTS: [&str; 5] = ["text", "decision", "paper", "notes", "dissent"];
/// Fields of plain words.
const PLAIN: [&str; 6] = ["title", "responsible", "basis", "correction", "number", "special"];

/// What a page tells in sentences of its own, or not at all: the text by which somebody may be online is printed where somebody was.
const TOLD: [&str; 8] = ["gates", "record", "verdict", "results", "counts", "acts", "basis", "result"];

/// The name of a field whose words the page does not say.
pub(super) fn missing(html: &str, content: &str) -> Option<String> {
    let page = letters(html);
    let content: Value = serde_json::from_str(content).unwrap_or_default();
    walk(&content, "", None, &page).or_else(|| heading(html, &content)).or_else(|| twice(&content, &page))
}

/// The title is what the page's heading says, and not a word of the text below it alone.
fn heading(html: &str, content: &Value) -> Option<String> {
    let title = letters(&text::show(TextForm::Typed, content.get("title")?.as_str()?));
    let mut headings = html.split("<h1").skip(1).filter_map(|rest| rest.split_once("</h1>"));
    let said = headings.any(|(inside, _)| letters(&format!("<h1{inside}")).contains(&title));
    (!said).then(|| "title".to_owned())
}

/// Where a decision is the text that was voted on, the page says it in both places: neither stands for the other.
fn twice(content: &Value, page: &str) -> Option<String> {
    let holder = content.as_object()?;
    let said = |name: &str| Some(letters(&text::show(form_of(holder, name), holder.get(name)?.as_str()?)));
    let (decision, voted) = (said("decision")?, said("text")?);
    let both = decision == voted && !decision.is_empty();
    (both && page.matches(decision.as_str()).count() < 2).then(|| "decision".to_owned())
}

fn walk(value: &Value, name: &str, holder: Option<&Map<String, Value>>, page: &str) -> Option<String> {
    match value {
        Value::String(words) => {
            let said = match holder.filter(|_| TEXTS.contains(&name)) {
                Some(holder) => letters(&text::show(form_of(holder, name), words)),
                None if PLAIN.contains(&name) => letters(&text::show(TextForm::Typed, words)),
                None => return None,
            };
            (!page.contains(&said)).then(|| name.to_owned())
        }
        Value::Array(all) => all.iter().find_map(|one| walk(one, name, holder, page)),
        Value::Object(all) => {
            let in_words = |(name, one): &(&String, &Value)| one.is_string() || !TOLD.contains(&name.as_str());
            all.iter().filter(in_words).find_map(|(name, one)| walk(one, name, Some(all), page))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// What is read of HTML, without blanks and marks.
fn letters(html: &str) -> String {
    let mut inside = false;
    let shown = html.chars().filter(|one| {
        let before = inside;
        inside = match one {
            '<' => true,
            '>' => false,
            _ => inside,
        };
        !before && !inside && !one.is_whitespace()
    });
    let mut words: String = shown.collect();
    for (entity, one) in [
        ("&nbsp;", ""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ] {
        words = words.replace(entity, one);
    }
    words.retain(|one| !one.is_whitespace());
    words
}
