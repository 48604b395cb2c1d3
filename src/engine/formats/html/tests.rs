//! Pages with everything a line can hold, read and written.

use super::super::sample::filled;
use super::super::{SourceFile, read, write};
use crate::engine::model::{BlockStyle, ExportOptions, SegmentStatus, SourceDocument, TextKind};

fn opened(page: &[u8]) -> SourceDocument {
    let file = SourceFile {
        bytes: page,
        name: Some("a.html"),
        ..SourceFile::default()
    };
    read(&file).unwrap()
}

fn texts(document: &SourceDocument) -> Vec<&str> {
    let blocks = document.blocks.iter();
    blocks.map(|block| block.text.as_str()).collect()
}

#[test]
fn lines_become_text_with_tags() {
    for (page, expected) in [
        (
            "<p>قال\n <b>نعم</b>  ثم&nbsp;مضى</p>",
            "قال <1>نعم</1> ثم\u{A0}مضى",
        ),
        ("<p><b>كله</b></p>", "كله"),
        ("<p><b>بعضه</b> لا كله</p>", "<1>بعضه</1> لا كله"),
        ("<p><span lang=ar>بلا</span> معنى</p>", "بلا معنى"),
        (
            "<p>اكتب &lt;1&gt; <a href='x'>هنا</a></p>",
            "اكتب <1> <2>هنا</2>",
        ),
        ("<p>شفرة <code>a < b</code> هنا</p>", "شفرة <1/> هنا"),
        (
            "<p><img src=x>صورة <img src=y> بينهما</p>",
            "صورة <1/> بينهما",
        ),
        ("<p>أ <b>ب<br>ج</b> د</p>", "أ <1/>ب"),
        ("<script>لا</script><style>لا</style><p>نص", "نص"),
    ] {
        assert_eq!(texts(&opened(page.as_bytes()))[0], expected, "{page}");
    }
}

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">\n<head><title>عنوان</title>\
    <style>p { direction: rtl }</style></head>\n<body style='direction:rtl; color: red'>\n\
    <h1>الهدنة</h1>\n<!-- تعليق -->\n<p class=\"a\" DIR=rtl>قال <b>نعم</b> ثم مضى.<br>سطر ثان</p>\n\
    <ul><li>بند\n<li>آخر</ul><img alt='القافلة' src=x><pre>شفرة</pre>\n</body></html>\n";

#[test]
fn the_english_page_is_the_arabic_one_from_left_to_right() {
    let document = opened(PAGE.as_bytes());
    assert_eq!(
        texts(&document),
        [
            "عنوان",
            "الهدنة",
            "قال <1>نعم</1> ثم مضى.",
            "سطر ثان",
            "بند",
            "آخر",
            "القافلة"
        ]
    );
    assert_eq!(document.blocks[1].style, BlockStyle::Heading(1));
    assert_eq!(document.blocks[4].style, BlockStyle::ListItem);
    assert!(
        document
            .blocks
            .iter()
            .all(|b| b.kind == Some(TextKind::Body))
    );
    let untouched = filled(&document, &[], SegmentStatus::Untranslated);
    let file = write(&untouched, ExportOptions::default()).unwrap();
    assert_eq!(
        file.bytes,
        PAGE.as_bytes(),
        "nothing translated, nothing changed"
    );

    let targets = [
        "Title",
        "The truce",
        "He <1>agreed</1> & left.",
        "Line\ntwo",
        "",
        "Another",
        "The \"convoy\"",
    ];
    let export = filled(&document, &targets, SegmentStatus::Confirmed);
    let file = write(&export, ExportOptions::default()).unwrap();
    let expected = PAGE
        .replace("lang=\"ar\" dir=\"rtl\"", "lang=\"en\" dir=\"ltr\"")
        .replace("direction: rtl", "direction: ltr")
        .replace("direction:rtl", "direction: ltr")
        .replace("DIR=rtl", "DIR=ltr")
        .replace("<title>عنوان", "<title>Title")
        .replace("<h1>الهدنة", "<h1>The truce")
        .replace("قال <b>نعم</b> ثم مضى.", "He <b>agreed</b> &amp; left.")
        .replace("سطر ثان", "Line<br/>two")
        .replace("<li>بند", "<li dir=\"rtl\">بند")
        .replace("آخر", "Another")
        .replace("القافلة", "The &quot;convoy&quot;");
    assert_eq!(String::from_utf8(file.bytes).unwrap(), expected);
}

#[test]
fn the_encoding_of_a_page_is_kept() {
    let page = PAGE.replace("<title>", "<meta charset=windows-1256><title>");
    let bytes = encoding_rs::WINDOWS_1256.encode(&page).0.into_owned();
    let document = opened(&bytes);
    assert_eq!(texts(&document)[1], "الهدنة");
    let export = filled(&document, &["", "Truce “ȝ”"], SegmentStatus::Confirmed);
    let file = write(&export, ExportOptions::default()).unwrap();
    let text = encoding_rs::WINDOWS_1256.decode(&file.bytes).0.into_owned();
    assert!(text.contains("<h1>Truce “&#541;”</h1>"), "{text}");
}

#[test]
fn of_a_page_of_a_site_only_the_article_is_for_translation() {
    let body = "أعلنت البلدية أنها ستعيد فتح السوق المسقوف بعد أعمال ترميم دامت ثلاث سنوات كاملة.";
    let page = format!(
        "<html><head><meta property='og:title' content='السوق القديم يفتح أبوابه'></head><body>\
         <nav><a href=/>الرئيسية</a></nav><h1>السوق القديم يفتح أبوابه</h1><div><p>{body}</p>\
         <p>{body} ثانية.</p></div><footer>جميع الحقوق محفوظة</footer></body></html>"
    );
    let document = opened(page.as_bytes());
    let kinds: Vec<_> = document
        .blocks
        .iter()
        .map(|block| block.kind.unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            TextKind::Boilerplate,
            TextKind::Headline,
            TextKind::Body,
            TextKind::Body,
            TextKind::Boilerplate
        ]
    );
}
