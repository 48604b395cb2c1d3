//! Who may import whom: the table of ARCHITECTURE.md against `src`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each room: the rooms it may import, and the outside crates that are its own.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("engine::model", &[], &[]),
    ("engine::text", &["engine::model"], &[]),
    (
        "engine::segmentation",
        &["engine::model", "engine::text"],
        &[],
    ),
    ("engine::formats", &["engine::model", "engine::text"], &[]),
    ("engine::exchange", &["engine::model", "engine::text"], &[]),
    ("engine::article", &["engine::model", "engine::text"], &[]),
    ("engine::memory", &["engine::model", "engine::text"], &[]),
    (
        "engine::terminology",
        &["engine::model", "engine::text"],
        &[],
    ),
    (
        "engine::statistics",
        &["engine::model", "engine::text"],
        &[],
    ),
    ("store", &["engine::model"], &["rusqlite"]),
    ("jobs", &[], &[]),
    (
        "typeset",
        &["engine::text"],
        &["parley", "parley_engine", "fontique"],
    ),
    (
        "workspace",
        &["engine", "store", "jobs", "typeset"],
        &["tempfile", "directories", "rustix"],
    ),
    ("view", &["engine::model", "workspace"], &[]),
    (
        "cli",
        &["workspace", "view", "typeset", "engine::model", "ui"],
        &["clap", "clap_complete", "anyhow"],
    ),
    (
        "ui",
        &["workspace", "view", "typeset", "engine::model"],
        &["egui", "eframe", "rfd", "arboard", "skrifa", "zeno"],
    ),
];

/// What the pure engine must not name: files, threads, clock, network.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::thread",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime::now",
    "Instant::now",
    "println!",
    "eprintln!",
];

struct Source {
    path: PathBuf,
    room: String,
    /// Path of the module, without `crate::`.
    module: Vec<String>,
    text: String,
}

fn sources(folder: &Path, found: &mut Vec<Source>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
            let relative = path.strip_prefix(root).unwrap().with_extension("");
            let mut module: Vec<String> = relative
                .iter()
                .map(|part| part.to_str().unwrap().to_owned())
                .collect();
            if module.last().is_some_and(|last| last == "mod") {
                module.pop();
            }
            let depth = if module[0] == "engine" { 2 } else { 1 };
            found.push(Source {
                room: module[..depth.min(module.len())].join("::"),
                text: code(&std::fs::read_to_string(&path).unwrap()),
                module,
                path,
            });
        }
    }
}

/// The text without comments, line numbers kept.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| match line.find("//") {
            Some(at) if !line[..at].contains('"') => &line[..at],
            _ => line,
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Paths into the project that a line names, as `engine::model`, `store`…
fn named(source: &Source, line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (prefix, base) in [
        ("crate::", None),
        ("turjuman::", None),
        ("super::", Some(())),
    ] {
        let mut rest = line;
        while let Some(at) = rest.find(prefix) {
            let starts_word =
                !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            let mut path = &rest[at + prefix.len()..];
            rest = path;
            if !starts_word {
                continue;
            }
            let mut module = Vec::new();
            if base.is_some() {
                // In a `mod.rs` or `x.rs`, the parent of module a::b is a.
                module = source.module[..source.module.len().saturating_sub(1)].to_vec();
                while let Some(further) = path.strip_prefix("super::") {
                    module.pop();
                    path = further;
                }
                if module.is_empty() {
                    continue;
                }
            }
            let groups = path.strip_prefix("engine::{").map_or_else(
                || vec![path.to_owned()],
                |group| {
                    let group = group.split('}').next().unwrap_or_default();
                    group
                        .split(',')
                        .map(|name| format!("engine::{}", name.trim()))
                        .collect()
                },
            );
            for path in groups {
                let names = path.split("::").take(2).map(|name| {
                    name.split(|c: char| !c.is_alphanumeric() && c != '_')
                        .next()
                        .unwrap_or_default()
                        .to_owned()
                });
                let full: Vec<String> = module
                    .iter()
                    .cloned()
                    .chain(names)
                    .filter(|name| !name.is_empty())
                    .collect();
                let depth = if full.first().is_some_and(|name| name == "engine") {
                    2
                } else {
                    1
                };
                found.push(full[..depth.min(full.len())].join("::"));
            }
        }
    }
    found
}

fn all_sources() -> Vec<Source> {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 40, "reads the sources");
    found
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let rooms: BTreeMap<&str, (&[&str], &[&str])> = ROOMS
        .iter()
        .map(|(room, may, own)| (*room, (*may, *own)))
        .collect();
    let mut broken = Vec::new();
    for source in all_sources() {
        let Some((may, _)) = rooms.get(source.room.as_str()) else {
            continue; // main.rs, lib.rs, engine/mod.rs
        };
        for (number, line) in source.text.lines().enumerate() {
            if line.contains("use super::*") {
                continue; // a module's own tests
            }
            for target in named(&source, line) {
                let is_room = rooms.contains_key(target.as_str()) || target == "engine";
                let allowed = target == source.room
                    || may
                        .iter()
                        .any(|room| target == *room || target.starts_with(&format!("{room}::")));
                if is_room && !allowed {
                    broken.push(format!(
                        "{}:{}: {} may not import {target}",
                        source.path.display(),
                        number + 1,
                        source.room
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn outside_things_have_one_owner() {
    let mut broken = Vec::new();
    for source in all_sources() {
        for (room, _, own) in ROOMS {
            for krate in *own {
                let is_owner = source.room == *room || (source.room == "main");
                let names = |line: &str| {
                    line.match_indices(&format!("{krate}::")).any(|(at, _)| {
                        !line[..at].ends_with(|c: char| {
                            c.is_alphanumeric() || c == '_' || c == ':' || c == '"'
                        })
                    })
                };
                for (number, line) in source.text.lines().enumerate() {
                    let is_test = source
                        .path
                        .iter()
                        .any(|part| part == "tests" || part == "tests.rs");
                    if !is_owner && !is_test && names(line) && !shared(krate, &source.room) {
                        broken.push(format!(
                            "{}:{}: {krate} belongs to {room}",
                            source.path.display(),
                            number + 1
                        ));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Crates with a second, stated user.
fn shared(krate: &str, room: &str) -> bool {
    // The glyph atlas rasterises what typeset laid out; see ARCHITECTURE.md.
    matches!((krate, room), ("parley", "ui"))
}

#[test]
fn the_engine_is_pure() {
    let mut broken = Vec::new();
    for source in all_sources()
        .iter()
        .filter(|source| source.room.starts_with("engine"))
    {
        for (number, line) in source.text.lines().enumerate() {
            for word in IMPURE {
                if line.contains(word) {
                    broken.push(format!("{}:{}: {word}", source.path.display(), number + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn modules_say_what_they_are_for() {
    for source in all_sources() {
        let text = std::fs::read_to_string(&source.path).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} has no //! line",
            source.path.display()
        );
    }
}

#[test]
fn colours_live_in_one_file() {
    for source in all_sources() {
        if source.room == "ui" && !source.path.ends_with("ui/design_tokens.rs") {
            for word in [
                "Color32::from_rgb(",
                "Color32::from_gray(",
                "from_rgba_unmultiplied(",
                "hex_color!(",
            ] {
                // Conversions of a given colour are no literals.
                let is_literal = source.text.split(word).skip(1).any(|after| {
                    after
                        .trim_start()
                        .starts_with(|c: char| c.is_ascii_digit() || c == '"')
                });
                assert!(!is_literal, "{}: {word}", source.path.display());
            }
        }
    }
}

#[test]
fn the_internals_feature_stays_inside() {
    for source in all_sources() {
        if source.module != ["engine"] {
            assert!(
                !source.text.contains("feature = \"internals\""),
                "{}",
                source.path.display()
            );
        }
    }
}
