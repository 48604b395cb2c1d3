//! Quality checks through the command line.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_turjuman"))
        .args(arguments)
        .env_clear()
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = run(folder, &[arguments, &["--json"]].concat());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn pairs_of_a_file_are_checked_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let pairs = [
        "وصل 12 جنديا إلى حلب\t13 soldiers arrived in Aleppo",
        "زار الوزير دمشق.\tThe minister visited Damascus.",
        "زار الوزير دمشق.\tThe minister came to Damascus.",
        "بلا ترجمة",
        "وصل إلى البرازيل.\tHe arrived in Bolivia.",
    ];
    std::fs::write(folder.path().join("pairs.tsv"), pairs.join("\n")).unwrap();
    let found = json(folder.path(), &["qa", "--pairs", "pairs.tsv"]);
    let shown: Vec<String> = found
        .iter()
        .map(|finding| {
            format!(
                "{} {} {}",
                finding["pair"], finding["check"], finding["severity"]
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            r#"0 "numbers" "error""#,
            r#"2 "inconsistent" "warning""#,
            r#"3 "empty" "error""#,
            r#"4 "terms" "warning""#,
        ]
    );
    // In Unicode scalar values; null where a side has no place.
    assert_eq!(found[0]["source"], serde_json::json!([4, 6]));
    assert_eq!(found[0]["target"], serde_json::json!([0, 2]));
    assert_eq!(found[2]["target"], Value::Null);
}

#[test]
fn a_project_is_checked_as_it_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("article.txt"),
        "وصل الجيش.\n\nغادر الناس.\n",
    )
    .unwrap();
    let imported = run(
        folder.path(),
        &["import", "article.txt", "--project", "Aleppo"],
    );
    assert!(imported.status.success());
    let found = json(folder.path(), &["qa", "--project", "Aleppo"]);
    let empty = found.iter().filter(|finding| finding["check"] == "empty");
    // Nobody has come to these rows yet: they are told, and no mistake.
    let severities: Vec<&Value> = empty.map(|finding| &finding["severity"]).collect();
    assert_eq!(severities, ["info", "info"]);
    let missing = run(folder.path(), &["qa", "--project", "nobody"]);
    assert_eq!(missing.status.code(), Some(1));
    let neither = run(folder.path(), &["qa"]);
    assert_eq!(neither.status.code(), Some(2));
}
