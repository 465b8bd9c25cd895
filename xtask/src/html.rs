//! The HTML of every page that the browser's stories look at, and of the whole static record, in the Nu checker.

use crate::{
    browser,
    shell::{Step, output, root, target},
    tools,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Gathers the pages as they are served and checks them. Pages with islands bear the renderer's markers, which hydration needs and
/// the checker calls bogus comments; no other page may.
pub fn check() -> Result<(), String> {
    java()?;
    tools::npm()?;
    let folder = target().join("html");
    let _ = fs::remove_dir_all(&folder);
    for kind in ["plain", "islands"] {
        let path = folder.join(kind);
        fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    browser::gather(&folder)?;
    let program = target().join("debug/yishi");
    let database = format!("sqlite:{}", folder.join("record.sqlite").display());
    let mut demo = Command::new(&program);
    demo.args(["demo", "--database", &database]).stdout(std::process::Stdio::null());
    Step::new("make the demonstration").run(demo)?;
    let mut export = Command::new(&program);
    export.arg("export").arg(folder.join("plain/record")).args(["--database", &database]);
    Step::new("export its record").run(export)?;
    nu("pages without script", &folder.join("plain"), &[])?;
    nu("pages with islands", &folder.join("islands"), &["--filterpattern", "Bogus comment."])
}

fn nu(what: &str, folder: &Path, more: &[&str]) -> Result<(), String> {
    println!("── {what}: {} files", pages(folder));
    let mut command = Command::new("java");
    command.arg("-jar").arg(root().join("end2end/node_modules/vnu-jar/build/dist/vnu.jar"));
    command.args(["--errors-only", "--skip-non-html"]).args(more).arg(folder);
    Step::new("the Nu checker").run(command)
}

fn pages(folder: &Path) -> usize {
    let entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    let is_page = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "html");
    let below: usize = entries.iter().filter(|path| path.is_dir()).map(|path| pages(path)).sum();
    entries.iter().filter(is_page).count() + below
}

fn java() -> Result<(), String> {
    if output("java", &["-version"]).is_some() { Ok(()) } else { tools::debian("Java", "default-jre-headless") }
}
