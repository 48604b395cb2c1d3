//! The command line as machines use it: fields, exit codes, streams.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).display().to_string()
    }

    /// Runs the program with a home of its own and no display.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_turjuman"))
            .args(arguments)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("TMPDIR", self.folder.path())
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// The JSON lines of a command that must succeed.
    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The message of a command that must fail with exit code 1.
    fn failure(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

const TEXT: &str = "أعلنت الحكومة هدنة. وبدأت اليوم.\n\nوقالت إن للهدنة شروطا.\n";

#[test]
fn segment_prints_all_text_in_order() {
    let shell = Shell::new();
    let file = shell.file("a.txt", TEXT);
    let lines = shell.json(&["segment", &file, "--lang", "ar"]);
    let sources: Vec<&str> = lines
        .iter()
        .map(|l| l["source"].as_str().unwrap())
        .collect();
    assert_eq!(
        sources,
        [
            "أعلنت الحكومة هدنة.",
            "وبدأت اليوم.",
            "وقالت إن للهدنة شروطا."
        ]
    );
    let numbers: Vec<_> = lines
        .iter()
        .map(|l| (l["paragraph"].as_u64(), l["segment"].as_u64()))
        .collect();
    assert_eq!(
        numbers,
        [(Some(0), Some(0)), (Some(0), Some(1)), (Some(1), Some(2))]
    );
    assert!(lines.iter().all(|l| l["kind"] == "body"));
}

#[test]
fn terms_count_characters_and_explain_themselves() {
    let shell = Shell::new();
    let file = shell.file("a.txt", TEXT);
    let glossary = shell.file("g.tsv", "هدنة\ttruce\tcomment\n");
    let lines = shell.json(&["terms", &file, "--glossary", &glossary]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    let last = &lines[1];
    assert_eq!(last["paragraph"], 2);
    assert_eq!(
        (last["start"].as_u64(), last["end"].as_u64()),
        (Some(9), Some(15))
    );
    assert_eq!(last["text"], "للهدنة");
    assert_eq!(last["term"], "هدنة");
    assert_eq!(last["target"], "truce");
    assert_eq!(last["reason"], "ل + ال + هدنة");
    let shipped = shell.json(&["terms", &file]);
    assert!(shipped.iter().any(|l| l["target"] == "truce"));
}

#[test]
fn a_project_goes_in_and_out() {
    let shell = Shell::new();
    let file = shell.file("خبر.txt", TEXT);
    let db = shell.path("w.db").display().to_string();
    let lines = shell.json(&["--workspace", &db, "import", &file, "--project", "p"]);
    assert_eq!(lines[0]["document"], "خبر");
    assert_eq!(lines[0]["segments"], 3);
    assert!(lines[0]["words"].as_u64().unwrap() >= 9);
    assert_eq!(lines[0]["warnings"], serde_json::json!([]));
    let stats = &shell.json(&["stats", "--project", "p", "--workspace", &db])[0];
    assert_eq!(
        (stats["segments"].as_u64(), stats["confirmed"].as_u64()),
        (Some(3), Some(0))
    );
    for (format, start) in [
        ("docx", "PK"),
        ("html", "<!"),
        ("txt", "أ"),
        ("tmx", "<?xml"),
    ] {
        let output = shell.path(&format!("out.{format}")).display().to_string();
        let run = shell.run(&[
            "export",
            "--project",
            "p",
            "--format",
            format,
            "--layout",
            "target",
            "--output",
            &output,
            "--workspace",
            &db,
        ]);
        assert!(run.status.success());
        assert!(String::from_utf8(run.stderr).unwrap().contains('3'));
        let bytes = std::fs::read(&output).unwrap();
        assert!(bytes.starts_with(start.as_bytes()), "{format}");
    }
    assert!(
        shell
            .failure(&["stats", "--project", "q", "--workspace", &db])
            .contains('q')
    );
}

#[test]
fn memories_are_imported_looked_up_and_exported() {
    let shell = Shell::new();
    let tmx = shell.file(
        "m.tmx",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header creationtool=\"x\" \
         creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"ar\" \
         datatype=\"plaintext\"/><body>\n<tu><tuv xml:lang=\"ar\"><seg>أعلنت الحكومة الهدنة أمس</seg></tuv>\
         <tuv xml:lang=\"en\"><seg>A&amp;B</seg></tuv></tu>\n<tu><tuv xml:lang=\"fr\"><seg>Oui</seg></tuv></tu>\
         </body></tmx>\n",
    );
    let db = shell.path("w.db").display().to_string();
    let lines = shell.json(&["tm", "import", "--tm", "m", &tmx, "--workspace", &db]);
    assert_eq!(
        (lines[0]["units"].as_u64(), lines[0]["skipped"].as_u64()),
        (Some(1), Some(1))
    );
    let queries = shell.file("q.txt", "اعلنت الحكومة الهدنه أمس\nشيء آخر تماما\n");
    let lines = shell.json(&[
        "tm",
        "lookup",
        "--tm",
        "m",
        "--min",
        "50",
        "--limit",
        "5",
        &queries,
        "--workspace",
        &db,
    ]);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["matches"][0]["rate"].as_f64(), Some(99.0));
    assert_eq!(lines[0]["matches"][0]["target"], "A&B");
    assert_eq!(lines[0]["matches"][0]["reason"], "spelling");
    assert!(lines[0]["micros"].as_f64().unwrap() > 0.0);
    let counted = shell.json(&["tm", "stats", "--tm", "m", "--workspace", &db]);
    let counts =
        ["units", "source_words", "target_words", "duplicates"].map(|name| &counted[0][name]);
    assert_eq!(counts, [1, 4, 2, 0]);
    assert_eq!(counted[0]["languages"][0]["name"], "ar → en");
    let missing = shell.failure(&["tm", "stats", "--tm", "none", "--workspace", &db]);
    assert!(missing.contains("no memory named “none”"), "{missing}");
    assert_eq!(lines[1]["matches"], serde_json::json!([]));
    let out = shell.path("out.tmx").display().to_string();
    let lines = shell.json(&[
        "tm",
        "export",
        "--tm",
        "m",
        "--output",
        &out,
        "--workspace",
        &db,
    ]);
    assert_eq!(lines[0]["units"], 1);
    assert!(std::fs::read_to_string(&out).unwrap().contains("A&amp;B"));
}

#[test]
fn the_demo_runs_without_a_display() {
    let shell = Shell::new();
    let folder = shell.path("out");
    let run = shell.run(&["demo", "--output", folder.to_str().unwrap()]);
    assert_eq!(
        run.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let report = String::from_utf8(run.stdout).unwrap();
    assert!(
        report.contains("term ") && report.contains("match "),
        "{report}"
    );
    let is_written = |name: &str| {
        Path::new(&folder)
            .join(name)
            .metadata()
            .is_ok_and(|m| m.len() > 2_000)
    };
    assert!(is_written("sample.docx") && is_written("sample.html"));
}

#[test]
fn without_a_display_the_program_says_so_and_does_the_main_job() {
    let shell = Shell::new();
    let run = shell.run(&[]);
    assert_eq!(
        run.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(
        String::from_utf8(run.stdout)
            .unwrap()
            .contains("sample.docx")
    );
}

#[test]
fn a_file_that_is_not_there_is_named_without_a_display() {
    let shell = Shell::new();
    assert!(shell.failure(&["nosuch.txt"]).contains("nosuch.txt"));
}

#[test]
fn commands_that_fail_leave_nothing_behind() {
    let shell = Shell::new();
    let db = shell.path("far/away/x.db").display().to_string();
    let said = shell.failure(&["--workspace", &db, "stats", "--project", "x"]);
    assert!(said.contains("no project"), "{said}");
    assert!(!shell.path("far").exists());

    let within =
        |arguments: &[&str]| shell.failure(&[arguments, &["--workspace", "w.db"]].concat());
    let empty = shell.file("empty.tmx", "");
    assert!(within(&["tm", "import", "--tm", "B", &empty]).contains("The file is empty"));
    within(&["tm", "import", "--tm", "B", "missing.tmx"]);
    within(&["import", "--project", "Q", "missing.txt"]);
    for lookup in [
        &["tm", "export", "--tm", "B", "--output", "b.tmx"][..],
        &["stats", "--project", "Q"],
    ] {
        let said = within(lookup);
        assert!(said.contains("there is no"), "{said}");
    }
}

#[test]
fn a_memory_is_not_written_as_a_kind_of_file_nobody_knows() {
    let shell = Shell::new();
    let good = shell.file("g.csv", "source,target\nهدنة جديدة,a new truce\n");
    shell.json(&["tm", "import", "--tm", "m", &good]);
    let said = shell.failure(&["tm", "export", "--tm", "m", "--output", "x.foo"]);
    assert!(said.contains(".tmx"), "{said}");
    assert!(!shell.path("x.foo").exists());
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let shell = Shell::new();
    let good = shell.file("g.csv", "source,target\nهدنة جديدة,a new truce\n");
    shell.json(&["tm", "import", "--tm", "m", &good]);
    let marked = shell.file("q.txt", "\u{FEFF}هدنة جديدة\n");
    let found = &shell.json(&["tm", "lookup", "--tm", "m", &marked])[0];
    assert_eq!(found["matches"][0]["rate"], 100.0, "{found}");
    let marked = shell.file("n.txt", "\u{FEFF}12 كم\n");
    assert_eq!(shell.json(&["numbers", &marked])[0]["start"], 0);
}

#[test]
fn wrong_usage_and_failures_have_their_codes() {
    let shell = Shell::new();
    for arguments in [
        &["segment"][..],
        &["export", "--project", "p"],
        &["tm", "fly"],
        &["--nonsense"],
    ] {
        assert_eq!(shell.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(
        shell
            .failure(&["segment", "nowhere.txt"])
            .contains("nowhere.txt")
    );
    assert!(
        shell
            .failure(&["import", "nowhere.txt", "--project", "p"])
            .contains("nowhere.txt")
    );
}

#[test]
fn help_and_completions_are_everywhere() {
    let shell = Shell::new();
    for command in [
        &[][..],
        &["demo"],
        &["segment"],
        &["terms"],
        &["import"],
        &["export"],
        &["stats"],
        &["tm"],
        &["tm", "import"],
        &["tm", "export"],
        &["tm", "lookup"],
        &["tm", "stats"],
        &["completions"],
    ] {
        let run = shell.run(&[command, &["--help"]].concat());
        assert!(
            run.status.success() && run.stdout.len() > 100,
            "{command:?}"
        );
    }
    for name in ["bash", "zsh", "fish"] {
        let run = shell.run(&["completions", name]);
        assert!(
            String::from_utf8(run.stdout).unwrap().contains("lookup"),
            "{name}"
        );
    }
}

#[test]
fn typeset_prints_levels_glyphs_and_carets_of_each_line() {
    let shell = Shell::new();
    let text = "قال Lavrov إن الهدنة بدأت\nabc\n";
    let file = shell.file("text.txt", text);
    let lines = shell.json(&["typeset", "--width", "90", "--font", "naskh", &file]);
    let paragraph = text.lines().next().unwrap();
    let first: Vec<&Value> = lines.iter().filter(|l| l["paragraph"] == 1).collect();
    assert!(first.len() > 1, "it wraps");
    let mut shown = String::new();
    for line in &first {
        let text = line["text"].as_str().unwrap();
        shown.push_str(text);
        assert_eq!(line["base_level"], 1);
        let levels = line["levels"].as_array().unwrap();
        assert_eq!(levels.len(), text.chars().count());
        for (c, level) in text.chars().zip(levels) {
            assert_eq!(level == 2, c.is_ascii_alphabetic(), "{c}");
        }
        let (left, right) = (
            line["left"].as_f64().unwrap(),
            line["right"].as_f64().unwrap(),
        );
        let advances: f64 = line["runs"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|run| run["glyphs"].as_array().unwrap())
            .map(|glyph| glyph["advance"].as_f64().unwrap())
            .sum();
        assert!((right - left - advances).abs() < 0.1);
        for caret in line["carets"].as_array().unwrap() {
            let x = caret["x"].as_f64().unwrap();
            assert!(left - 0.1 <= x && x <= right + 0.1);
        }
    }
    assert_eq!(shown, paragraph);
    let message = shell.failure(&["typeset", "--font", "no-such-font.ttf", &file]);
    assert!(message.contains("no-such-font.ttf"), "{message}");
    let help = String::from_utf8(shell.run(&["--help"]).stdout).unwrap();
    assert!(!help.contains("typeset"), "it is hidden");
}

#[test]
fn of_a_broken_memory_file_what_comes_before_the_error_is_imported_on_request() {
    let shell = Shell::new();
    let unit =
        "<tu><tuv lang=\"AR-EG\"><seg>نعم</seg></tuv><tuv lang=\"en-us\"><seg>yes</seg></tuv></tu>";
    let file = shell.file(
        "broken.tmx",
        &format!("<tmx><header srclang=\"en\"/><body>\n{unit}\n{unit}<tu"),
    );
    let import = [
        "--json",
        "--workspace",
        "w.db",
        "tm",
        "import",
        "--tm",
        "m",
        file.as_str(),
    ];
    let refused = shell.run(&import);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        told.contains("line 3") && told.contains("--keep-before-error"),
        "{told}"
    );
    let kept = [&import[..], &["--keep-before-error"]].concat();
    let lines = shell.json(&kept);
    assert_eq!(lines[0]["units"], 2);
    let warning = lines[0]["warnings"][0].as_str().unwrap();
    assert!(
        warning.starts_with("line 3: the file is broken here"),
        "{warning}"
    );
}

#[test]
fn tables_are_read_as_the_options_say() {
    let shell = Shell::new();
    let arabic = "truce~x~هدنة\npeace~y~سلام\n";
    let file = shell.file("table.csv", arabic);
    let table = [
        "--delimiter",
        "~",
        "--no-header",
        "--columns",
        "target,-,source",
    ];
    let memory = [&["tm", "import", "--tm", "m", &file][..], &table].concat();
    assert_eq!(shell.json(&memory)[0]["units"], 2);
    let terms = [
        &["termbase", "import", "--termbase", "t", &file][..],
        &table,
    ]
    .concat();
    assert_eq!(shell.json(&terms)[0]["entries"], 2);
    let old = shell.path("old.txt");
    std::fs::write(&old, b"armistice\t\xE5\xCF\xE4\xC9\n").unwrap();
    let old = old.display().to_string();
    let told = ["--encoding", "windows-1256", "--header"];
    let headed = [&["tm", "import", "--tm", "m", &old][..], &told].concat();
    assert!(shell.failure(&headed).contains("source,target"));
    assert_eq!(
        shell.json(&[&headed[..5], &told[..2]].concat())[0]["units"],
        1
    );
    let out = shell.path("out.tsv").display().to_string();
    let exported = shell.json(&["tm", "export", "--tm", "m", "--output", &out]);
    assert_eq!(exported[0]["units"], 3);
    let text = std::fs::read_to_string(out).unwrap();
    assert!(text.contains("هدنة\ttruce\tar\ten\t"), "{text}");
    for wrong in [["--columns", "source,nonsense"], ["--delimiter", "ab"]] {
        let arguments = [&["tm", "import", "--tm", "m", &file][..], &wrong].concat();
        assert_eq!(shell.run(&arguments).status.code(), Some(2), "{wrong:?}");
    }
}
