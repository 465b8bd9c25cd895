//! The islands' code: compiled, bound, shrunk, compressed into `dist/`, which the server embeds.

use crate::{
    shell::{Step, cargo, root, target},
    tools,
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};
use wasm_bindgen_cli_support::Bindgen;

/// Where the server embeds from.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Makes the folder, so that the server compiles before anything was built for the browser.
pub fn make_dist() -> Result<(), String> {
    fs::create_dir_all(dist()).map_err(|error| format!("dist: {error}"))
}

/// A package that becomes WASM: its feature for the browser, and the name of what is made of it.
struct Made {
    package: &'static str,
    feature: &'static str,
    name: &'static str,
    step: &'static str,
}

/// Builds the islands, and what the page of the recount runs, into `dist/`. Files that did not change are not written, so that
/// the server is not built again.
pub fn build() -> Result<(), String> {
    make_dist()?;
    make(&Made { package: "app", feature: "hydrate", name: "yishi", step: "compile the islands to WASM" })?;
    make(&Made { package: "recount", feature: "browser", name: "recount_judge", step: "compile the recount to WASM" })
}

fn make(one: &Made) -> Result<(), String> {
    let mut compile = cargo(&[
        "rustc",
        "--quiet",
        "--package",
        one.package,
        "--lib",
        "--features",
        one.feature,
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        "wasm-release",
        // Only here: the server's build would link a library of its own that nobody loads.
        "--crate-type",
        "cdylib",
    ]);
    compile.env("CARGO_PROFILE_WASM_RELEASE_DEBUG", "false");
    Step::new(one.step).run(compile)?;

    let start = Instant::now();
    let made = target().join(format!("wasm32-unknown-unknown/wasm-release/{}.wasm", one.package));
    let bound = target().join("bound");
    fs::create_dir_all(&bound).map_err(|error| format!("{}: {error}", bound.display()))?;
    Bindgen::new()
        .input_path(&made)
        .web(true)
        .map_err(|error| error.to_string())?
        .typescript(false)
        .out_name(one.name)
        .generate(&bound)
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let wasm = shrink(&bound, one.name)?;
    let script = bound.join(format!("{}.js", one.name));
    let script = fs::read(&script).map_err(|error| format!("{}: {error}", script.display()))?;
    put(&format!("{}.wasm", one.name), &wasm)?;
    put(&format!("{}.js", one.name), &script)?;
    println!("   bind, shrink and compress in {} s", start.elapsed().as_secs());
    Ok(())
}

/// Runs binaryen's wasm-opt from the npm package when it is there.
fn shrink(bound: &Path, name: &str) -> Result<Vec<u8>, String> {
    let plain = bound.join(format!("{name}_bg.wasm"));
    let tool = root().join("end2end/node_modules/.bin/wasm-opt");
    let _ = tools::npm();
    if tool.exists() {
        let small = bound.join("small.wasm");
        let features = [
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
            "--enable-mutable-globals",
            "--enable-reference-types",
            "--enable-multivalue",
        ];
        let status = Command::new(tool).arg("-Oz").args(features).arg(&plain).arg("-o").arg(&small).status();
        if status.is_ok_and(|status| status.success()) {
            return fs::read(&small).map_err(|error| format!("{}: {error}", small.display()));
        }
        println!("   wasm-opt did not run; the WASM stays larger than it need be");
    } else {
        println!("   wasm-opt is not there (npm package binaryen); the WASM stays larger than it need be");
    }
    fs::read(&plain).map_err(|error| format!("{}: {error}", plain.display()))
}

/// Writes a file and its compressed copies, unless it is there already.
fn put(name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = dist().join(name);
    let packed = [dist().join(format!("{name}.br")), dist().join(format!("{name}.gz"))];
    if fs::read(&path).is_ok_and(|old| old == bytes) && packed.iter().all(|path| path.is_file()) {
        return Ok(());
    }
    let written =
        |path: &Path, bytes: &[u8]| fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()));
    let [brotli_path, gzip_path] = &packed;
    written(brotli_path, &brotli(bytes)?)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let gzip = gzip.write_all(bytes).and_then(|()| gzip.finish()).map_err(|error| format!("gzip: {error}"))?;
    written(gzip_path, &gzip)?;
    written(&path, bytes)
}

/// The bytes after brotli at its best.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).map_err(|error| format!("brotli: {error}"))?;
    Ok(packed)
}
