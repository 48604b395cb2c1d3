//! Who may import whom: the table of ARCHITECTURE.md against `src`.

use crate::rust_source::{NamedPath, named_paths};
use std::collections::{BTreeMap, BTreeSet};
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
    ("engine::files", &["engine::model", "engine::text"], &[]),
    (
        "engine::formats",
        &[
            "engine::model",
            "engine::text",
            "engine::files",
            "engine::article",
        ],
        &[],
    ),
    (
        "engine::exchange",
        &["engine::model", "engine::text", "engine::files"],
        &[],
    ),
    ("engine::names", &["engine::model", "engine::text"], &[]),
    (
        "engine::article",
        &["engine::model", "engine::text", "engine::files"],
        &[],
    ),
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
    ("engine::qa", &["engine::model", "engine::text"], &[]),
    ("engine::typing", &["engine::model", "engine::text"], &[]),
    ("store", &["engine::model"], &["rusqlite"]),
    ("jobs", &[], &[]),
    ("net", &[], &["reqwest", "rustls", "ring"]),
    (
        "typeset",
        &["engine::text"],
        &["parley", "parley_engine", "fontique"],
    ),
    (
        "workspace",
        &["engine", "store", "jobs", "net", "typeset"],
        &["tempfile", "directories", "rustix", "spellbook"],
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

/// Folders whose entries (files and folders) do not import each other in a circle; the same holds
/// for the folders in them.
const WITHOUT_CIRCLES: &[&str] = &["store"];
/// Rooms whose folders import each other in one direction; the files beside them join these.
const LAYERED: &[&str] = &["workspace"];

struct Source {
    path: PathBuf,
    room: String,
    /// Path of the module, without `crate::`.
    module: Vec<String>,
    /// Without comments.
    text: String,
    paths: Vec<NamedPath>,
    /// Modules in files of their own that are for tests.
    test_modules: Vec<String>,
}

impl Source {
    /// A file of tests alone.
    fn is_test(&self) -> bool {
        let parts = || self.path.iter().filter_map(|part| part.to_str());
        parts().any(|part| part == "tests" || part == "tests.rs")
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }
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
            let text = std::fs::read_to_string(&path).unwrap();
            let (paths, test_modules) = named_paths(&text);
            found.push(Source {
                room: room_of(&module),
                text: code(&text),
                module,
                path,
                paths,
                test_modules,
            });
        }
    }
}

/// `store`, `engine::model`…
fn room_of(module: &[String]) -> String {
    let is_engine = module.first().is_some_and(|first| first == "engine");
    let depth = if is_engine { 2 } else { 1 };
    module[..depth.min(module.len())].join("::")
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

/// All sources, and what the names in each module stand for.
struct Project {
    sources: Vec<Source>,
    modules: BTreeSet<Vec<String>>,
    names: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl Project {
    fn read() -> Self {
        let mut found = Vec::new();
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut found,
        );
        assert!(found.len() > 40, "reads the sources");
        let mut project = Self {
            modules: found.iter().map(|source| source.module.clone()).collect(),
            sources: found,
            names: BTreeMap::new(),
        };
        for source in &project.sources {
            for path in source.paths.iter().filter(|path| path.inside.is_empty()) {
                if let (Some(alias), Some(target)) = (&path.alias, project.absolute(source, path)) {
                    let key = (source.module.clone(), alias.clone());
                    project.names.insert(key, target);
                }
            }
        }
        project
    }

    /// The path from the root of the crate on; `None` where it leads out of the crate.
    fn absolute(&self, source: &Source, path: &NamedPath) -> Option<Vec<String>> {
        let here = || [source.module.as_slice(), &path.inside].concat();
        let mut rest = path.segments.as_slice();
        let mut base = match rest.first()?.as_str() {
            "crate" | "turjuman" => Vec::new(),
            "self" => here(),
            "super" => {
                let mut base = here();
                base.pop();
                base
            }
            first => {
                let mut child = here();
                child.push(first.to_owned());
                if self.modules.contains(&child) {
                    return Some([child.as_slice(), &rest[1..]].concat());
                }
                let alias = self.names.get(&(source.module.clone(), first.to_owned()))?;
                return Some([alias.as_slice(), &rest[1..]].concat());
            }
        };
        rest = &rest[1..];
        while let Some((_, after)) = rest.split_first().filter(|(first, _)| *first == "super") {
            base.pop();
            rest = after;
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// The module that a path leads to, through what modules on the way import and hand on.
    fn module_of(&self, path: &[String]) -> Vec<String> {
        let mut path = path.to_vec();
        // Names may be handed on several times, but not for ever.
        for _ in 0..8 {
            let mut module = Vec::new();
            let known = path.iter().take_while(|segment| {
                module.push((*segment).clone());
                self.modules.contains(&module)
            });
            let known = known.count();
            let Some(name) = path.get(known) else {
                return path;
            };
            let owner = path[..known].to_vec();
            match self.names.get(&(owner.clone(), name.clone())) {
                Some(target) if *target != path[..=known] => {
                    path = [target.as_slice(), &path[known + 1..]].concat();
                }
                _ => return owner,
            }
        }
        path
    }

    /// What each module outside tests names in other modules.
    fn arrows(&self) -> Vec<(&Source, usize, Vec<String>)> {
        let mut found = Vec::new();
        let for_tests = self.modules_for_tests();
        for source in &self.sources {
            if for_tests.iter().any(|test| source.module.starts_with(test)) {
                continue;
            }
            for path in source.paths.iter().filter(|path| !path.is_test) {
                if let Some(target) = self.absolute(source, path) {
                    found.push((source, path.line, self.module_of(&target)));
                }
            }
        }
        found
    }

    fn modules_for_tests(&self) -> Vec<Vec<String>> {
        let modules = self.sources.iter().flat_map(|source| {
            let child =
                |name: &String| [source.module.as_slice(), std::slice::from_ref(name)].concat();
            source.test_modules.iter().map(child)
        });
        modules.collect()
    }
}

fn all_sources() -> Vec<Source> {
    Project::read().sources
}

fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.iter().map(|(room, may, _)| (*room, *may)).collect();
    let project = Project::read();
    let mut broken = Vec::new();
    for source in &project.sources {
        let Some(may) = rooms.get(source.room.as_str()) else {
            continue; // main.rs, lib.rs, engine/mod.rs
        };
        // The tests of an engine room may set another one beside it: names beside terms.
        let in_tests = source.path.ends_with("tests.rs");
        for path in &source.paths {
            let Some(target) = project.absolute(source, path) else {
                continue;
            };
            let target = room_of(&target);
            if in_tests && target.starts_with("engine::") && source.room.starts_with("engine::") {
                continue;
            }
            let is_room = rooms.contains_key(target.as_str()) || target == "engine";
            let is_allowed = target == source.room
                || may
                    .iter()
                    .any(|room| target == *room || target.starts_with(&format!("{room}::")));
            if is_room && !is_allowed {
                let place = source.place(path.line);
                broken.push(format!("{place}: {} may not import {target}", source.room));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn every_folder_is_a_room() {
    let rooms: BTreeSet<String> = ROOMS.iter().map(|(room, ..)| (*room).to_owned()).collect();
    let found: BTreeSet<String> = all_sources()
        .into_iter()
        .map(|source| source.room)
        .filter(|room| !matches!(room.as_str(), "main" | "lib" | "engine"))
        .collect();
    assert_eq!(found, rooms);
}

/// The rooms that a cell of the table in ARCHITECTURE.md names.
fn rooms_in(cell: &str) -> BTreeSet<String> {
    let names = cell.split(',').map(|name| {
        let name = name.split('(').next().unwrap_or_default().trim();
        match name {
            "model" | "text" | "files" => format!("engine::{name}"),
            name => name.to_owned(),
        }
    });
    names
        .filter(|name| !name.is_empty() && name != "nothing")
        .collect()
}

#[test]
fn the_table_is_the_documented_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with("| room |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut others = BTreeSet::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if cells[1] == "other engine rooms" {
            others = rooms_in(cells[2]);
        } else {
            for room in rooms_in(cells[1]) {
                documented.insert(room, rooms_in(cells[2]));
            }
        }
    }
    for (room, may, _) in ROOMS {
        let may: BTreeSet<String> = may.iter().map(|room| (*room).to_owned()).collect();
        let told = documented
            .remove(*room)
            .or_else(|| room.starts_with("engine::").then(|| others.clone()));
        assert_eq!(
            told,
            Some(may),
            "what {room} may import, in ARCHITECTURE.md and here"
        );
    }
    assert!(documented.is_empty(), "no such rooms: {documented:?}");
}

#[test]
fn folders_have_no_circles() {
    let project = Project::read();
    let arrows = project.arrows();
    let mut broken = Vec::new();
    let folders: BTreeSet<Vec<String>> = project
        .modules
        .iter()
        .filter_map(|module| module.split_last().map(|(_, folder)| folder.to_vec()))
        .filter(|folder| {
            let is_checked = |name: &&str| folder.first().is_some_and(|first| first == *name);
            let is_layered = |name: &&str| folder.len() == 1 && folder[0] == **name;
            WITHOUT_CIRCLES.iter().any(is_checked) || LAYERED.iter().any(is_layered)
        })
        .collect();
    for folder in folders {
        // Each entry with those it imports, and where it does.
        let mut graph: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
        let is_layered = LAYERED.iter().any(|name| folder[0] == **name);
        let is_folder = |entry: &String| {
            let inside = |module: &Vec<String>| {
                module.len() > folder.len() + 1
                    && module.starts_with(&folder)
                    && module[folder.len()] == *entry
            };
            project.modules.iter().any(inside)
        };
        for (source, line, target) in &arrows {
            let entry = |module: &'_ [String]| {
                module
                    .strip_prefix(folder.as_slice())
                    .and_then(|rest| rest.first().cloned())
                    .filter(|entry| !is_layered || is_folder(entry))
            };
            let (Some(from), Some(to)) = (entry(&source.module), entry(target)) else {
                continue;
            };
            if from != to {
                let from = source.module[folder.len()].as_str();
                let to = target[folder.len()].as_str();
                let place = || source.place(*line);
                graph
                    .entry(from)
                    .or_default()
                    .entry(to)
                    .or_insert_with(place);
            }
        }
        // What imports nothing that is left is in no circle.
        while let Some(free) = graph.keys().copied().find(|entry| {
            let imported = &graph[entry];
            !imported.keys().any(|to| graph.contains_key(to))
        }) {
            graph.remove(free);
        }
        for (from, imported) in &graph {
            for (to, place) in imported.iter().filter(|(to, _)| graph.contains_key(*to)) {
                broken.push(format!(
                    "{place}: {} in a circle: {from} -> {to}",
                    folder.join("::")
                ));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn outside_things_have_one_owner() {
    let mut broken = Vec::new();
    for source in all_sources().iter().filter(|source| !source.is_test()) {
        for path in source.paths.iter().filter(|path| path.inside != ["tests"]) {
            for (room, _, own) in ROOMS {
                let named = own.iter().find(|krate| path.segments[0] == **krate);
                let is_owner = source.room == *room || source.room == "main";
                if let Some(krate) = named
                    && !is_owner
                    && !shared(krate, &source.room)
                {
                    broken.push(format!(
                        "{}: {krate} belongs to {room}",
                        source.place(path.line)
                    ));
                }
            }
        }
    }
    assert_none(&broken);
}

/// Crates with a second, stated user.
fn shared(krate: &str, room: &str) -> bool {
    // The glyph atlas rasterises what typeset laid out; see ARCHITECTURE.md.
    matches!((krate, room), ("parley", "ui"))
}

#[test]
fn the_engine_is_pure() {
    let mut broken = Vec::new();
    let project = Project::read();
    let engine = project.sources.iter();
    for source in engine.filter(|source| source.room.starts_with("engine")) {
        // Names of outside things that the file imports: `use std::{fs as f}`.
        let imported: BTreeMap<&str, &[String]> = source
            .paths
            .iter()
            .filter_map(|path| Some((path.alias.as_deref()?, path.segments.as_slice())))
            .collect();
        for path in &source.paths {
            let whole = match imported.get(path.segments[0].as_str()) {
                Some(before) if path.alias.is_none() => [*before, &path.segments[1..]].concat(),
                _ => path.segments.clone(),
            };
            let whole = format!("::{}::", whole.join("::"));
            for word in IMPURE {
                if whole.contains(&format!("::{word}::")) {
                    broken.push(format!("{}: {word}", source.place(path.line)));
                }
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn no_test_sleeps_or_measures_time() {
    let mut broken = Vec::new();
    let mut tests = Vec::new();
    rust_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"),
        &mut tests,
    );
    let of_it = tests.iter().map(|path| {
        let text = std::fs::read_to_string(path).unwrap();
        (path.clone(), named_paths(&text).0, true)
    });
    let of_units = all_sources().into_iter().map(|source| {
        let is_test = source.is_test();
        (source.path, source.paths, is_test)
    });
    for (file, paths, are_tests) in of_it.chain(of_units) {
        for path in paths.iter().filter(|path| are_tests || path.is_test) {
            let last = path.segments.iter().rev().take(2).rev();
            let name = last.cloned().collect::<Vec<_>>().join("::");
            if matches!(
                name.as_str(),
                "thread::sleep" | "Instant::now" | "SystemTime::now"
            ) {
                broken.push(format!("{}:{}: {name}", file.display(), path.line));
            }
        }
    }
    assert_none(&broken);
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
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
