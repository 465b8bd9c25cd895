//! The browser tests and the screenshots: the real server, the real Chromium.

use crate::{
    shell::{Step, cargo, root, target},
    tools, wasm,
};
use std::{path::Path, process::Command};

fn playwright(arguments: &[&str]) -> Result<Command, String> {
    tools::npm()?;
    tools::chromium()?;
    let mut command = Command::new(root().join("end2end/node_modules/.bin/playwright"));
    command.current_dir(root().join("end2end")).arg("test").args(arguments);
    command.env("YISHI_BINARY", target().join("debug/yishi"));
    Ok(command)
}

/// Runs every story in the browser, and that of the live room on the PostgreSQL database given too.
pub fn test(postgres: &str) -> Result<(), String> {
    let mut stories = playwright(&["--grep-invert", "@screenshots"])?;
    stories.env("STORIES_POSTGRES", postgres);
    Step::new("stories in Chromium").run(stories)
}

/// Tells the stories once on the phone, and keeps the HTML of every page that they look at in a folder.
pub fn gather(folder: &Path) -> Result<(), String> {
    wasm::build()?;
    Step::new("build the server").run(cargo(&["build", "--workspace"]))?;
    let mut stories = playwright(&["--grep-invert", "@screenshots", "--project", "phone without JavaScript"])?;
    stories.env("YISHI_HTML", folder);
    Step::new("gather the pages").run(stories)
}

/// Makes the pictures.
pub fn screenshots() -> Result<(), String> {
    wasm::build()?;
    Step::new("build the server").run(cargo(&["build", "--package", "server"]))?;
    Step::new("screenshots").run(playwright(&["--grep", "@screenshots"])?)
}
