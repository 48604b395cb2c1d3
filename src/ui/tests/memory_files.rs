//! A broken memory file, and what can be had of it.

use super::*;
use turjuman::workspace::{Command, ImportInto, MemoryCommand};

#[test]
fn of_a_refused_memory_what_comes_before_the_error_can_be_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.tmx");
    let unit =
        "<tu><tuv xml:lang='ar'><seg>نعم</seg></tuv><tuv xml:lang='en'><seg>yes</seg></tuv></tu>";
    std::fs::write(&path, format!("<tmx><header/><body>{unit}\n<tu></body>")).unwrap();
    let mut harness = empty_window();
    let window = harness.state_mut().window();
    let import = Command::Memories(MemoryCommand::Import {
        into: ImportInto::New("other".into()),
        path,
        mapping: Default::default(),
        keep_before_error: false,
    });
    window.workspace.apply(import).unwrap();
    rest(&mut harness);
    assert_eq!(harness.state_mut().window().workspace.unit_count(), 0);
    harness.get_by_label("Import what comes before the error");
    click(&mut harness, "Import");
    let memories: Vec<(String, u64)> = {
        let workspace = &harness.state_mut().window().workspace;
        let all = workspace.memories();
        all.map(|(name, units)| (name.to_owned(), units)).collect()
    };
    assert!(memories.contains(&("other".into(), 1)), "{memories:?}");
}
