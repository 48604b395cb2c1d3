//! `turjuman complete`: one answer to each line, whatever the line.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const PAIRS: &str = "وصل الوزير إلى العاصمة\tThe minister arrived in the capital.\n\
    غادر الوزير العاصمة\tThe minister left the capital.\n\
    زار الوزير المدينة\tThe minister visited the city.\n";

/// Starts the program on pairs, asks line by line and gives the answers.
fn answers(lines: &[Vec<u8>]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let pairs = folder.path().join("pairs.tsv");
    std::fs::write(&pairs, PAIRS).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_turjuman"))
        .args(["complete", "--json", "--pairs"])
        .arg(&pairs)
        .arg("--workspace")
        .arg(folder.path().join("none.db"))
        .env_clear()
        .env("HOME", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    let mut output = BufReader::new(program.stdout.take().unwrap());
    let mut answers = Vec::new();
    for line in lines {
        input.write_all(line).unwrap();
        input.write_all(b"\n").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        answers.push(serde_json::from_str(&answer).unwrap());
    }
    drop(input);
    assert!(program.wait().unwrap().success());
    answers
}

fn line(request: &Value) -> Vec<u8> {
    request.to_string().into_bytes()
}

#[test]
fn each_line_has_its_answer() {
    let found = answers(&[
        line(&json!({"source": "غادر الوزير المدينة", "typed": "The minister le"})),
        line(&json!({
            "source": "عاد الموفد",
            "typed": "The envoy ret",
            "mt": ["The envoy returned to Damascus."],
            "context": {"previous": [["زار الوزير المدينة", "The minister visited the city."]]},
        })),
        line(&json!({"source": "عاد الموفد", "confirmed": "The envoy came back."})),
        line(&json!({"source": "س"})),
        b"nothing".to_vec(),
        b"\xff\xfe".to_vec(),
        Vec::new(),
    ]);
    let texts = |answer: &Value| -> Vec<String> {
        let completions = answer["completions"].as_array().unwrap();
        let texts = completions.iter().map(|one| one["text"].as_str().unwrap());
        texts.map(str::to_owned).collect()
    };
    assert!(found[0]["micros"].as_f64().is_some());
    let machine = texts(&found[1]);
    assert!(
        machine.iter().any(|text| text.starts_with("urned")),
        "{machine:?}"
    );
    assert_eq!(found[1]["completions"][0]["origin"], "machine");
    assert_eq!(found[2], json!({}));
    for refused in &found[3..] {
        assert!(refused["error"].is_string(), "{refused}");
    }
}
