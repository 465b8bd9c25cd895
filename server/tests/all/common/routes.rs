//! The addresses of the site, as its sources have them.

use std::path::Path;

/// The page that shows the form with this address, of the forms that change something.
pub fn editing_page(action: &str) -> Option<String> {
    let parts: Vec<&str> = action.strip_prefix("/do/")?.split('/').collect();
    Some(match parts.as_slice() {
        ["s", id, "edit"] => format!("/s/{id}/edit"),
        ["s", id, "move", "postpone"] => format!("/s/{id}/chair"),
        ["s", id, "minutes"] => format!("/s/{id}/minutes"),
        ["v", id, "outcome"] => format!("/v/{id}/outcome"),
        ["c", place, "disclosures", id] if *id != "new" => format!("/c/{place}/disclosures/{id}"),
        ["c", place, "owners", body] => format!("/c/{place}/owners/{body}"),
        ["c", place, "basis", _] => format!("/admin/{place}"),
        ["i", item, "gates", _] => format!("/i/{item}/gates"),
        _ => return None,
    })
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
