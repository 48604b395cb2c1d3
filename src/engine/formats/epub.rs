//! Books (EPUB), edited in place: the pages of the book in their order, then its tables of contents.

use super::arrange::{TargetParagraph, count_untranslated, source_of, target_paragraphs};
use super::html::Page;
use super::html::places::Place;
use super::html::write::{check, fill, tags_warning};
use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::files::{Package, PackageError, Xml, XmlFile};
use crate::engine::model::{
    Block, ExportDocument, ExportOptions, ExportedFile, FormatId, Skeleton, SourceDocument,
};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

pub(super) struct Epub;

impl DocumentFormat for Epub {
    fn id(&self) -> FormatId {
        FormatId::new("epub")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        let is_book = |bytes: &[u8]| {
            let kind = Package::open(bytes).and_then(|mut package| package.part("mimetype"));
            kind.is_ok_and(|kind| kind.starts_with(b"application/epub+zip"))
        };
        if file.has_extension(self.extensions())
            || (file.bytes.starts_with(b"PK") && is_book(file.bytes))
        {
            Evidence::Content
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let book = Book::read(&mut Package::open(file.bytes)?)?;
        let blocks = book.chapters.iter().flat_map(|chapter| {
            let places = chapter.places.iter();
            places.map(|place| Block {
                text: place.text(&chapter.page),
                style: place.style(&chapter.page),
                ..Block::default()
            })
        });
        Ok(SourceDocument {
            format: self.id(),
            blocks: blocks.collect(),
            skeleton: Skeleton::new(file.bytes.to_vec()),
            warnings: Vec::new(),
            is_page: false,
            article: None,
        })
    }

    fn write(
        &self,
        document: &ExportDocument,
        _options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        let bytes = document.skeleton.bytes();
        let mut package = Package::open(bytes)?;
        let book = Book::read(&mut package)?;
        let sources = source_of(document);
        let all = target_paragraphs(document, ExportOptions::default());
        let targets: HashMap<u32, TargetParagraph<'_>> = all
            .into_iter()
            .map(|paragraph| (paragraph.block, paragraph))
            .collect();
        let mut file = ExportedFile {
            bytes: bytes.to_vec(),
            untranslated: count_untranslated(document),
            warnings: Vec::new(),
        };
        let mut new: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut first = 0u32;
        for chapter in &book.chapters {
            check(&sources, first, &chapter.page, &chapter.places)?;
            let (text, mended) = fill(&chapter.page, &chapter.places, |place| {
                targets.get(&(first + u32::try_from(place).ok()?))
            });
            let mended = mended.into_iter().map(|place| first as usize + place);
            file.warnings.extend(mended.map(tags_warning));
            if let Some(text) = text {
                new.insert(chapter.name.clone(), text.into_bytes());
            }
            first += u32::try_from(chapter.places.len()).unwrap_or_default();
        }
        if sources.keys().any(|source| *source >= first) {
            return Err(FormatError::Skeleton);
        }
        if !new.is_empty() {
            new.insert(book.index.clone(), book.english_index());
            file.bytes = package.with(&new)?;
        }
        Ok(file)
    }
}

struct Chapter {
    name: String,
    page: Page,
    places: Vec<Place>,
}

struct Book {
    /// The part that lists all others.
    index: String,
    opf: XmlFile,
    chapters: Vec<Chapter>,
}

impl Book {
    fn read(package: &mut Package<'_>) -> Result<Self, FormatError> {
        let container = XmlFile::read(&package.part("META-INF/container.xml")?)?.xml;
        let root = container
            .nodes()
            .find(|&node| container.is(node, "rootfile"));
        let index = root.and_then(|node| container.attribute(node, "full-path"));
        let index = index.ok_or_else(|| PackageError::Missing("the list of its parts".into()))?;
        let opf = XmlFile::read(&package.part(&index)?)?;
        let mut chapters = Vec::new();
        for name in pages(&opf.xml, &index) {
            if !package.has(&name) {
                continue;
            }
            let text = String::from_utf8_lossy(&package.part(&name)?).into_owned();
            let page = Page::of(String::new(), text, Vec::new());
            let places = page.places();
            chapters.push(Chapter { name, page, places });
        }
        Ok(Self {
            index,
            opf,
            chapters,
        })
    }

    /// The list of parts of an English book.
    fn english_index(&self) -> Vec<u8> {
        let xml = &self.opf.xml;
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for node in xml.nodes().filter(|&node| xml.is_element(node)) {
            if xml.is(node, "language") && xml.text_of(node).trim().starts_with("ar") {
                edits.push((xml.inner(node), "en".into()));
            }
            if let Some(range) = xml.attribute_range(node, "page-progression-direction")
                && xml.raw(range.clone()) == "rtl"
            {
                edits.push((range, "ltr".into()));
            }
        }
        self.opf.edited(edits)
    }
}

/// The pages in the order of the book, then those that are not in it: tables of contents.
fn pages(opf: &Xml, index: &str) -> Vec<String> {
    let folder = index.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut items: Vec<(String, String)> = Vec::new();
    for node in opf.nodes().filter(|&node| opf.is(node, "item")) {
        let kind = opf.attribute(node, "media-type").unwrap_or_default();
        if kind != "application/xhtml+xml" {
            continue;
        }
        if let (Some(id), Some(link)) = (opf.attribute(node, "id"), opf.attribute(node, "href")) {
            items.push((id, resolved(folder, &link)));
        }
    }
    let spine = opf.nodes().filter(|&node| opf.is(node, "itemref"));
    let spine: Vec<String> = spine
        .filter_map(|node| opf.attribute(node, "idref"))
        .collect();
    let place = |id: &String| {
        spine
            .iter()
            .position(|known| known == id)
            .unwrap_or(usize::MAX)
    };
    items.sort_by_key(|(id, _)| place(id));
    items.into_iter().map(|(_, name)| name).collect()
}

/// A link of the list as the name of a part.
fn resolved(folder: &str, link: &str) -> String {
    let mut steps: Vec<String> = folder
        .split('/')
        .filter(|step| !step.is_empty())
        .map(str::to_owned)
        .collect();
    for step in link.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(unescaped(step)),
        }
    }
    steps.join("/")
}

/// `%20` as what it stands for.
fn unescaped(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(|_| first == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::sample::filled;
    use super::super::{read, write};
    use super::*;
    use crate::engine::model::SegmentStatus;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const CONTAINER: &str =
        "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
    const OPF: &str = "<package xmlns:dc=\"d\"><metadata><dc:language>ar</dc:language></metadata><manifest>\
        <item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\"/>\
        <item id=\"b\" href=\"text/two%20b.xhtml\" media-type=\"application/xhtml+xml\"/>\
        <item id=\"a\" href=\"text/one.xhtml\" media-type=\"application/xhtml+xml\"/>\
        <item id=\"c\" href=\"style.css\" media-type=\"text/css\"/></manifest>\
        <spine page-progression-direction=\"rtl\"><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";

    fn book() -> Vec<u8> {
        let page = |body: &str| {
            format!(
                "<?xml version=\"1.0\"?>\n<html xmlns=\"x\" xml:lang=\"ar\" dir=\"rtl\"><head><script src=\"s.js\"/></head><body>{body}</body></html>"
            )
        };
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("mimetype", "application/epub+zip".to_owned()),
            ("META-INF/container.xml", CONTAINER.to_owned()),
            ("OEBPS/book.opf", OPF.to_owned()),
            (
                "OEBPS/nav.xhtml",
                page("<nav><ol><li><a href=\"text/one.xhtml\">الأول</a></li></ol></nav>"),
            ),
            (
                "OEBPS/text/one.xhtml",
                page("<h1>الأول</h1><p>نص <b>غامق</b>.</p>"),
            ),
            ("OEBPS/text/two b.xhtml", page("<p>الثاني</p>")),
        ] {
            writer
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn opened(bytes: &[u8]) -> SourceDocument {
        let file = SourceFile {
            bytes,
            name: Some("a.epub"),
            ..SourceFile::default()
        };
        read(&file).unwrap()
    }

    #[test]
    fn a_book_is_read_in_its_order_and_written_in_english() {
        let bytes = book();
        let document = opened(&bytes);
        let texts = |document: &SourceDocument| -> Vec<String> {
            document
                .blocks
                .iter()
                .map(|block| block.text.clone())
                .collect()
        };
        assert_eq!(
            texts(&document),
            ["الأول", "نص <1>غامق</1>.", "الثاني", "الأول"]
        );
        let untouched = filled(&document, &[], SegmentStatus::Untranslated);
        assert_eq!(
            write(&untouched, ExportOptions::default()).unwrap().bytes,
            bytes
        );
        let targets = ["The first", "A <1>bold</1> text.", "The second", "First"];
        let export = filled(&document, &targets, SegmentStatus::Confirmed);
        let file = write(&export, ExportOptions::default()).unwrap();
        assert_eq!(texts(&opened(&file.bytes)), targets);
        let part = |name: &str| {
            let bytes = Package::open(&file.bytes).unwrap().part(name).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let page = part("OEBPS/text/one.xhtml");
        assert!(page.contains("xml:lang=\"en\" dir=\"ltr\""), "{page}");
        Xml::parse(page).unwrap();
        let index = part("OEBPS/book.opf");
        assert!(
            index.contains(">en<") && index.contains("\"ltr\""),
            "{index}"
        );
    }
}
