//! Subtitles (SRT, WebVTT): each cue is a segment, its times stay.

use super::arrange::{count_untranslated, source_of, target_paragraphs};
use super::inline::{Code, Inline};
use super::saved::{Saved, edited};
use super::{DocumentFormat, Evidence, FormatError, SourceFile};
use crate::engine::files::decode;
use crate::engine::model::{
    Block, ExportDocument, ExportOptions, ExportedFile, Figure, FormatId, Inspection,
    SourceDocument, TagKind, Warning,
};
use std::ops::Range;

pub(super) struct Subtitles;

impl DocumentFormat for Subtitles {
    fn id(&self) -> FormatId {
        FormatId::new("subtitles")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["srt", "vtt"]
    }

    fn detect(&self, file: &SourceFile<'_>) -> Evidence {
        let head = file
            .bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(file.bytes);
        if head.starts_with(b"WEBVTT") {
            Evidence::Content
        } else if file.has_extension(self.extensions()) {
            Evidence::Name
        } else {
            Evidence::None
        }
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<SourceDocument, FormatError> {
        let decoded = decode(file.bytes, file.encoding)?;
        let cues = cues(&decoded.text);
        let blocks = cues.iter().filter_map(|range| {
            let text = inline(decoded.text.get(range.clone())?).text;
            Some(Block {
                text,
                is_segment: true,
                ..Block::default()
            })
        });
        Ok(SourceDocument {
            format: self.id(),
            blocks: blocks.collect(),
            skeleton: Saved::skeleton(file.encoding.unwrap_or_default(), file.bytes),
            warnings: decoded.warnings,
            is_page: false,
            article: None,
        })
    }

    /// Writes UTF-8 where anything is translated, since English quotation marks have no place in
    /// the encodings of old subtitles.
    fn write(
        &self,
        document: &ExportDocument,
        _options: ExportOptions,
    ) -> Result<ExportedFile, FormatError> {
        let saved = Saved::read(&document.skeleton)?;
        let sources = source_of(document);
        let cues = cues(&saved.text);
        let mut edits = Vec::new();
        let mut warnings = Vec::new();
        for paragraph in target_paragraphs(document, ExportOptions::default()) {
            let range = cues.get(paragraph.block as usize).cloned();
            let range = range.ok_or(FormatError::Skeleton)?;
            let own = inline(saved.text.get(range.clone()).unwrap_or_default());
            if sources
                .get(&paragraph.block)
                .is_some_and(|source| *source != own.text)
            {
                return Err(FormatError::Skeleton);
            }
            if paragraph.is_source() {
                continue;
            }
            let (text, is_mended) = own.write(&paragraph.text(), push_text);
            if is_mended {
                warnings.push(Warning::new(format!(
                    "cue {}: its tags did not nest; they were put in order",
                    paragraph.block + 1
                )));
            }
            edits.push((range, text));
        }
        let bytes = if edits.is_empty() {
            saved.bytes.to_vec()
        } else {
            edited(&saved.text, edits).into_bytes()
        };
        Ok(ExportedFile {
            bytes,
            untranslated: count_untranslated(document),
            warnings,
        })
    }

    fn inspect(&self, file: &SourceFile<'_>) -> Result<Option<Inspection>, FormatError> {
        let decoded = decode(file.bytes, file.encoding)?;
        let mut found = Inspection {
            kind: "subtitles",
            warnings: decoded.warnings,
            ..Inspection::default()
        };
        found.told("cues", Figure::Count(cues(&decoded.text).len() as u64));
        Ok(Some(found))
    }
}

/// The texts of all cues: the lines behind a line of times, up to an empty one.
fn cues(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut cue: Option<Range<usize>> = None;
    let mut at = 0;
    let mut is_in_cue = false;
    for line in text.split_inclusive('\n') {
        let written = line.trim_end_matches(['\n', '\r']);
        let range = at..at + written.len();
        at += line.len();
        if is_times(written) {
            found.extend(cue.take());
            is_in_cue = true;
        } else if written.trim().is_empty() {
            found.extend(cue.take());
            is_in_cue = false;
        } else if is_in_cue {
            let start = cue.as_ref().map_or(range.start, |cue| cue.start);
            cue = Some(start..range.end);
        }
    }
    found.extend(cue);
    found.retain(|range| inline(text.get(range.clone()).unwrap_or_default()).has_text());
    found
}

/// `00:01:02,500 --> 00:01:04,000`, with or without hours and settings.
fn is_times(line: &str) -> bool {
    let Some((from, to)) = line.split_once("-->") else {
        return false;
    };
    let is_time = |text: &str| {
        let text = text.trim();
        let text = text.split_whitespace().next().unwrap_or_default();
        text.contains(':')
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | ',' | '.'))
    };
    is_time(from) && is_time(to)
}

/// Marks of direction, which subtitles of Arabic carry for players that know none.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text of a cue with its tags: `<i>`, `<v Name>`, `{\an8}`.
fn inline(raw: &str) -> Inline {
    let taken = Inline::numbers_in(raw);
    let mut numbers = (1u32..).filter(|number| !taken.contains(number));
    let mut inline = Inline::default();
    let mut open: Vec<(String, u32)> = Vec::new();
    let mut rest = raw;
    while let Some(first) = rest.chars().next() {
        let tag = tag_at(rest);
        let Some(tag) = tag else {
            if !is_direction_mark(first) && first != '\r' {
                inline.text.push(first);
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        };
        rest = rest.get(tag.len()..).unwrap_or_default();
        let name = tag_name(tag);
        let opened = open.iter().rposition(|(known, _)| *known == name);
        if let Some(at) = opened.filter(|_| tag.starts_with("</")) {
            let (_, number) = open.remove(at);
            if let Some(code) = inline.codes.get_mut(&number) {
                tag.clone_into(&mut code.close);
            }
            inline.push_tag(number, TagKind::Closing);
            continue;
        }
        let number = numbers.next().unwrap_or(u32::MAX);
        let closing = format!("</{name}>");
        let is_element = tag.starts_with('<')
            && !tag.starts_with("</")
            && rest.to_ascii_lowercase().contains(&closing);
        let code = Code {
            open: tag.to_owned(),
            close: closing,
            is_element,
        };
        inline.codes.insert(number, code);
        if is_element {
            open.push((name, number));
            inline.push_tag(number, TagKind::Opening);
        } else {
            inline.push_tag(number, TagKind::Standalone);
        }
    }
    inline
}

/// The tag that a text begins with.
fn tag_at(text: &str) -> Option<&str> {
    let end = if text.starts_with("{\\") {
        text.find('}')?
    } else {
        let inner = text.strip_prefix('<')?;
        let name = inner.strip_prefix('/').unwrap_or(inner);
        // A number is a time of karaoke, or a tag of ours that is text here.
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        text.find('>')?
    };
    text.get(..=end).filter(|tag| !tag.contains('\n'))
}

fn tag_name(tag: &str) -> String {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric());
    inner
        .get(..end.unwrap_or(inner.len()))
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// An empty line would end the cue.
fn push_text(out: &mut String, text: &str) {
    for c in text.chars().filter(|c| *c != '\r') {
        if c != '\n' || !out.ends_with('\n') {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::filled;
    use super::super::{read, write};
    use super::*;
    use crate::engine::model::SegmentStatus;

    const SRT: &str = "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\n\u{202B}قال <i>نعم</i>\r\nثم مضى\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n{\\an8}12 --> 13\r\n\r\n";
    const VTT: &str = "WEBVTT\n\nNOTE لا\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Rana>أهلا\n\n00:03.000 --> 00:04.000\nوسهلا";

    fn opened(text: &str, name: &str) -> SourceDocument {
        let file = SourceFile {
            bytes: text.as_bytes(),
            name: Some(name),
            ..SourceFile::default()
        };
        read(&file).unwrap()
    }

    #[test]
    fn cues_are_segments_and_all_else_stays() {
        for (text, name, texts, targets, changes) in [
            (
                SRT,
                "a.srt",
                &["قال <1>نعم</1>\nثم مضى", "<1/>12 --> 13"][..],
                &["He <1>agreed</1>\n\nand left", ""][..],
                &[(
                    "\u{202B}قال <i>نعم</i>\r\nثم مضى",
                    "He <i>agreed</i>\nand left",
                )][..],
            ),
            (
                VTT,
                "a.txt",
                &["<1/>أهلا", "وسهلا"],
                &["<1/>Hello", "Welcome"],
                &[("أهلا", "Hello"), ("وسهلا", "Welcome")],
            ),
        ] {
            let document = opened(text, name);
            let found: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
            assert_eq!(found, texts);
            let untouched = filled(&document, &[], SegmentStatus::Untranslated);
            let file = write(&untouched, ExportOptions::default()).unwrap();
            assert_eq!(file.bytes, text.as_bytes());
            let export = filled(&document, targets, SegmentStatus::Confirmed);
            let file = write(&export, ExportOptions::default()).unwrap();
            let expected = changes
                .iter()
                .fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
            assert_eq!(String::from_utf8(file.bytes).unwrap(), expected);
        }
    }
}
