//! The addresses of the site, as its sources have them.

use std::path::Path;

/// Where a form is shown.
pub enum Shows {
    /// On this page.
    On(String),
    /// On the chair's page, to which this page leads.
    AtTheDesk(String),
    /// On the page to which its refusal leads.
    WhereItIsRefused,
}

/// Which page shows the form with this address, of the forms that carry what was shown.
pub fn editing_page(action: &str) -> Option<Shows> {
    let parts: Vec<&str> = action.strip_prefix("/do/")?.split('/').collect();
    Some(Shows::On(match parts.as_slice() {
        ["m", _, "reach" | "accept" | "return" | "drop"]
        | ["p", _, "second"]
        | ["t", _, "answer"]
        | ["filing", _, _]
        | ["s", _, "hand-chair"] => return Some(Shows::WhereItIsRefused),
        ["v", id, "close" | "declare" | "void" | "extend" | "recount"] => {
            return Some(Shows::AtTheDesk(format!("/v/{id}")));
        }
        ["v", id, "paper", "exchange" | "back"] => format!("/v/{id}/paper"),
        ["v", id, "count"] => format!("/v/{id}/count"),
        ["v", id, "outcome", "publish"] => format!("/v/{id}/outcome"),
        ["s", id, "minutes", "publish"] => format!("/s/{id}/minutes"),
        ["a", id, "publish" | "cover"] => format!("/a/{id}"),
        ["c", place, "disclosures", id, "publish"] => format!("/c/{place}/disclosures/{id}"),
        ["c", place, "about", kind, id, "withdraw"] => format!("/c/{place}/about/{kind}/{id}"),
        ["c", place, "draw", id, "step-in"] => format!("/c/{place}/about/draw/{id}"),
        ["c", place, "ledger", month, "pass"] => format!("/c/{place}/ledger/{month}"),
        ["p", id, "hide" | "second-for"] => format!("/p/{id}"),
        ["r", id, "answered"] => format!("/r/{id}"),
        ["s", id, "floor", _] | ["s", id, "pause"] => format!("/s/{id}/chair"),
        ["d", id, "correct"] => format!("/d/{id}/correct"),
        ["s", id, "correct-notice"] => format!("/s/{id}/correct-notice"),
        ["s", id, "move-item" | "drop"] => format!("/s/{id}/chair"),
        ["c", place, "rename" | "retire"] | ["c", place, "rename" | "retire", _] => format!("/admin/{place}"),
        ["s", id, "edit"] => format!("/s/{id}/edit"),
        ["s", id, "move", _] => format!("/s/{id}/chair"),
        ["s", id, "opinion"] | ["s", id, "opinion", _] | ["s", id, "feedback"] => format!("/s/{id}/consultation"),
        ["s", id, "minutes"] => format!("/s/{id}/minutes"),
        ["v", id, "outcome"] => format!("/v/{id}/outcome"),
        ["c", place, "disclosures", id] if *id != "new" => format!("/c/{place}/disclosures/{id}"),
        ["c", place, "represented", body] => format!("/c/{place}/represented/{body}"),
        ["c", place, "owners", body] => format!("/c/{place}/owners/{body}"),
        ["c", place, "basis", _] | ["c", place, "office"] => format!("/admin/{place}"),
        ["offices", id, "rename" | "move" | "retire"] => format!("/admin/office/{id}"),
        ["order", id, _] => format!("/order/{id}"),
        ["c", place, "procedures"] => format!("/c/{place}/procedures/community_consultation/adopt"),
        ["i", item, "gates", _] => format!("/i/{item}/gates"),
        _ => return None,
    }))
}

/// The sources of a folder and of all folders in it.
fn sources(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push(std::fs::read_to_string(path).expect("text"));
        }
    }
    all
}

/// Every route of the site: the acts by their list, the others read from their source; method and path.
pub fn routes() -> Vec<(&'static str, String)> {
    let mut routes: Vec<_> = server::acts::all().iter().map(|act| ("POST", format!("/do{}", act.at))).collect();
    for source in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        for part in source.split(".route(\"").skip(1) {
            let (path, rest) = part.split_once('"').expect("a path");
            let method = if rest.trim_start_matches([',', ' ']).starts_with("post") { "POST" } else { "GET" };
            routes.push((method, path.to_owned()));
        }
    }
    routes
}
