//! Articles fetched from a server of the test's own, archived and checked again.

use crate::scratch::Scratch;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use turjuman::engine::model::SegmentStatus;
use turjuman::workspace::{
    CoreCommand, DocumentCommand, DocumentEvent, Event, ExportFormat, ExportLayout, ExportRequest,
    ExportScope, ImportSource, SourceCheck,
};

/// What a server answers, by path: the head's lines and the body.
type Answers = Arc<Mutex<HashMap<String, (String, Vec<u8>)>>>;

struct Server {
    answers: Answers,
    address: String,
}

impl Server {
    /// None on a machine that cannot even reach itself.
    fn new() -> Option<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").ok()?;
        std::net::TcpStream::connect(listener.local_addr().ok()?).ok()?;
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answers = Answers::default();
        let known = Arc::clone(&answers);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut first = String::new();
                if reader.read_line(&mut first).is_err() {
                    continue;
                }
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                    line.clear();
                }
                let path = first.split(' ').nth(1).unwrap_or_default();
                let answer = known.lock().unwrap().get(path).cloned();
                let (head, body) =
                    answer.unwrap_or_else(|| ("HTTP/1.1 404 Not Found".into(), Vec::new()));
                let head = format!(
                    "{head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                let _ = stream.write_all(head.as_bytes());
                let _ = stream.write_all(&body);
            }
        });
        Some(Self { answers, address })
    }

    fn answer(&self, path: &str, head: &str, body: &[u8]) -> String {
        let answer = (format!("HTTP/1.1 {head}"), body.to_vec());
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
        format!("{}{path}", self.address)
    }
}

const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";
const FIRST: &str = "أعلنت بلدية المدينة القديمة أنها ستعيد فتح السوق المسقوف بعد أعمال ترميم دامت ثلاث سنوات كاملة.";
const SECOND: &str = "وقال رئيس البلدية إن الأعمال كلفت نحو أربعة ملايين دينار، دفع معظمها صندوق محلي للتراث والعمارة.";
const CHANGED: &str =
    "وقال رئيس البلدية إن الأعمال كلفت نحو خمسة ملايين دينار، دفع معظمها صندوق محلي للتراث والعمارة.";

fn page(paragraphs: &[&str]) -> String {
    let text: String = paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>"))
        .collect();
    format!(
        "<html lang=ar dir=rtl><head><meta charset=utf-8><meta property='og:title' content='السوق يفتح أبوابه من جديد'>\
         <meta property='og:site_name' content='صحيفة الميناء'><meta name=author content='رنا خليل'>\
         <meta property='article:published_time' content='2018-05-03'></head><body><nav><a href=/>الرئيسية</a></nav>\
         <h1>السوق يفتح أبوابه من جديد</h1><div class=story>{text}</div><footer>جميع الحقوق محفوظة</footer></body></html>"
    )
}

fn import(scratch: &mut Scratch, address: &str, allow_private: bool) -> Result<(), String> {
    let source = ImportSource::Address {
        address: address.to_owned(),
        allow_private,
    };
    let imported = scratch.import(source)?;
    scratch.apply(DocumentCommand::OpenDocument(imported));
    Ok(())
}

fn check(scratch: &mut Scratch) -> SourceCheck {
    let events = scratch.apply(DocumentCommand::CheckSource {
        allow_private: true,
    });
    let found = events.into_iter().find_map(|event| match event {
        Event::Documents(DocumentEvent::SourceChecked(check)) => Some(check),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn an_article_comes_in_with_what_its_page_tells_and_is_checked_again() {
    let Some(server) = Server::new() else {
        return;
    };
    let address = server.answer("/news/1", HTML, page(&[FIRST, SECOND]).as_bytes());
    let mut scratch = Scratch::new();
    import(&mut scratch, &address, true).unwrap();
    let document = scratch.workspace.document().unwrap();
    assert_eq!(document.name(), "السوق يفتح أبوابه من جديد");
    let article = document.article().clone();
    assert_eq!(
        (
            article.byline.as_str(),
            article.outlet.as_str(),
            article.published.as_str()
        ),
        ("رنا خليل", "صحيفة الميناء", "2018-05-03")
    );
    assert_eq!(article.address, address);
    assert!(
        article.fetched > 0 && article.digest.len() == 64,
        "{article:?}"
    );
    let kept = document
        .segments()
        .filter(|segment| segment.for_translation);
    assert_eq!(kept.count(), 3);

    let rows: Vec<usize> = (0..scratch.workspace.document().unwrap().len())
        .filter(|&row| [FIRST, SECOND].contains(&scratch.segment(row).source.as_str()))
        .collect();
    scratch.translate(rows[0], "The market reopens.");
    scratch.translate(rows[1], "It cost four million.");
    assert_eq!(check(&mut scratch).changes, []);

    server.answer(
        "/news/1",
        HTML,
        page(&[
            FIRST,
            CHANGED,
            "فقرة ثالثة جديدة أضافتها الصحيفة بعد النشر في آخر المقال المنشور.",
        ])
        .as_bytes(),
    );
    let changes = check(&mut scratch).changes;
    assert_eq!(changes.len(), 2);
    assert_eq!(
        (changes[0].before.as_str(), changes[0].after.as_str()),
        (SECOND, CHANGED)
    );
    assert_eq!(changes[0].segment, Some(scratch.id(rows[1])));
    assert!(changes[1].before.is_empty());
    assert_eq!(scratch.segment(rows[0]).status, SegmentStatus::Confirmed);
    assert_eq!(scratch.segment(rows[1]).status, SegmentStatus::Draft);
    assert_eq!(scratch.segment(rows[1]).target, "It cost four million.");
    scratch.apply(CoreCommand::Undo);
    assert_eq!(scratch.segment(rows[1]).status, SegmentStatus::Confirmed);

    let path = scratch.path("both.html");
    let document = scratch.workspace.document().unwrap().id();
    scratch.apply(DocumentCommand::Export(ExportRequest {
        scope: ExportScope::Document(document),
        format: ExportFormat::Html,
        layout: ExportLayout::Bilingual,
        headline_first: false,
        output: path.clone(),
    }));
    let exported = std::fs::read_to_string(path).unwrap();
    assert!(
        exported.contains("رنا خليل · صحيفة الميناء · 2018-05-03"),
        "{exported}"
    );
    assert!(exported.contains(&address));
}

#[test]
fn servers_that_refuse_are_told_kindly_and_nothing_comes_in() {
    let Some(server) = Server::new() else {
        return;
    };
    let article = page(&[FIRST, SECOND]);
    let far = server.answer("/far", "302 Found\r\nLocation: ftp://example.org/", b"");
    let circle = server.answer("/circle", "302 Found\r\nLocation: /circle", b"");
    let paid = server.answer("/paid", "403 Forbidden", b"");
    let broken = server.answer("/broken", "500 Oops", b"");
    let large = server.answer("/large", HTML, &vec![b' '; (20 << 20) + 1]);
    let picture = server.answer(
        "/a.png",
        "200 OK\r\nContent-Type: image/png",
        b"\x89PNG\r\n\x1a\n0000",
    );
    let good = server.answer("/good", HTML, article.as_bytes());
    let moved = server.answer("/moved", "301 Moved\r\nLocation: good", b"");
    let mut scratch = Scratch::new();
    for (address, allow_private, message) in [
        ("ftp://example.org/a", true, "web address"),
        (far.as_str(), true, "web address"),
        (circle.as_str(), true, "without end"),
        (paid.as_str(), true, "subscribers"),
        (broken.as_str(), true, "try again later"),
        (large.as_str(), true, "20 MB"),
        (picture.as_str(), true, "picture"),
        ("http://127.0.0.1:1/nothing", true, "cannot be reached"),
        (&format!("{}/none", server.address), true, "no such page"),
        (good.as_str(), false, "this computer"),
        ("http://localhost/", false, "this computer"),
    ] {
        let error = import(&mut scratch, address, allow_private).unwrap_err();
        assert!(error.contains(message), "{address}: {error}");
        assert_eq!(scratch.workspace.documents().count(), 0);
    }
    import(&mut scratch, &moved, true).unwrap();
    assert_eq!(scratch.workspace.documents().count(), 1);
}

#[test]
fn the_encoding_of_the_server_is_believed() {
    let Some(server) = Server::new() else {
        return;
    };
    let article = page(&[FIRST, SECOND]).replace("<meta charset=utf-8>", "");
    let bytes = encoding_rs::WINDOWS_1256.encode(&article).0.into_owned();
    let head = "200 OK\r\nContent-Type: text/html; charset=windows-1256";
    let address = server.answer("/old", head, &bytes);
    let mut scratch = Scratch::new();
    import(&mut scratch, &address, true).unwrap();
    assert!(scratch.sources().iter().any(|source| source == FIRST));
}

#[test]
fn neither_a_proxy_nor_missing_certificates_matter_to_a_plain_address_nearby() {
    let Some(server) = Server::new() else {
        return;
    };
    let address = server.answer("/near", HTML, page(&[FIRST, SECOND]).as_bytes());
    for (name, value) in [
        ("SSL_CERT_FILE", "/no/such/file"),
        ("HTTP_PROXY", "http://127.0.0.1:9"),
        ("http_proxy", "http://127.0.0.1:9"),
        ("ALL_PROXY", "http://127.0.0.1:9"),
    ] {
        let scratch = tempfile::tempdir().unwrap();
        let import = Command::new(env!("CARGO_BIN_EXE_turjuman"))
            .args([
                "import",
                &address,
                "--allow-private",
                "--project",
                "Near",
                "--workspace",
            ])
            .arg(scratch.path().join("near.turjuman"))
            .env("SSL_CERT_DIR", "/no/such/folder")
            .env(name, value)
            .output()
            .unwrap();
        let message = String::from_utf8_lossy(&import.stderr);
        assert!(import.status.success(), "{name}: {message}");
    }
}
