//! Text whose lines were broken at a width, as mail programs and pasted PDF files have it.

use std::ops::Range;

/// A width that programs wrap at, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;
/// How far a line may stay behind the widest one and still be full.
const SLACK: usize = 3;

/// The paragraphs of the text as byte ranges of its lines, the ends of inner lines included;
/// `None` where the lines are not those of a wrapped text.
///
/// A wrapped line is full: the first word of the next one would not have fitted. Where nearly all
/// lines with a line behind them are so, the lines were broken at a width. A new paragraph begins
/// behind a blank line, an unfilled line, and before a sign of a list.
pub(super) fn paragraphs(lines: &[Line<'_>]) -> Option<Vec<Range<usize>>> {
    let width = lines.iter().map(Line::width).max()?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let joins: Vec<bool> = lines
        .windows(2)
        .map(|pair| pair[0].is_filled_before(&pair[1], width))
        .collect();
    let follows = |at: usize| !lines[at].is_blank() && !lines[at + 1].is_blank();
    let pairs = (0..joins.len()).filter(|&at| follows(at) && !lines[at + 1].begins_list());
    let (mut full, mut open, mut all) = (0, 0, 0);
    for at in pairs {
        // The last line of a paragraph ends a sentence, and need not be full.
        let may_end = lines[at].ends_sentence() && !joins[at];
        all += usize::from(!may_end);
        full += usize::from(joins[at]);
        open += usize::from(joins[at] && !lines[at].ends_sentence());
    }
    let is_wrapped = full >= 2 && 10 * full >= 9 * all && 2 * open >= full;
    if !is_wrapped {
        return None;
    }
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_blank())
    {
        let joined = at > 0 && follows(at - 1) && joins[at - 1] && !line.begins_list();
        match paragraphs.last_mut() {
            Some(last) if joined => last.end = line.text.end,
            _ => paragraphs.push(line.text.clone()),
        }
    }
    Some(paragraphs)
}

/// A line of a text.
pub(super) struct Line<'t> {
    /// Where its text stands, without the white space around it.
    pub text: Range<usize>,
    pub written: &'t str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.written.is_empty()
    }

    fn width(&self) -> usize {
        self.written.chars().count()
    }

    fn is_filled_before(&self, next: &Self, width: usize) -> bool {
        let first = next.written.split_whitespace().next().unwrap_or_default();
        let longer = self.width() + 1 + first.chars().count();
        longer + SLACK > width && 3 * self.width() > width
    }

    fn ends_sentence(&self) -> bool {
        let last = self
            .written
            .trim_end_matches(['"', '»', '”', ')', ']', '\u{200F}']);
        last.ends_with(['.', '!', '?', '؟', '…', '۔', ':'])
    }

    fn begins_list(&self) -> bool {
        let mut chars = self.written.chars();
        let first = chars.next();
        let next = chars.next();
        first.is_some_and(|c| matches!(c, '-' | '–' | '•' | '*' | '▪' | '◦' | '>'))
            && next.is_some_and(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Option<Vec<String>> {
        let mut start = 0;
        let lines: Vec<Line<'_>> = text
            .split('\n')
            .map(|written| {
                let from = start;
                start += written.len() + 1;
                Line {
                    text: from..from + written.len(),
                    written,
                }
            })
            .collect();
        let paragraphs = paragraphs(&lines)?;
        Some(
            paragraphs
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect(),
        )
    }

    /// Breaks a text at a width, as a mail program does.
    fn wrapped(text: &str, width: usize) -> String {
        let mut out = String::new();
        let mut column = 0;
        for word in text.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out
    }

    const FIRST: &str = "تستعد المدينة لاستقبال ضيوف المهرجان السنوي الذي يقام في ساحتها القديمة منذ عشرين عاما، وتشارك فيه فرق من بلدان كثيرة. وقال المنظمون إن البرنامج اكتمل.";
    const SECOND: &str = "ويحضر حفل الافتتاح عدد كبير من الفنانين والكتاب، على أن تستمر الفعاليات أسبوعا كاملا في ثلاث قاعات متجاورة داخل المدينة.";

    #[test]
    fn wrapped_paragraphs_are_joined() {
        for width in [50, 64, 72, 78] {
            let text = format!("{}\n\n{}", wrapped(FIRST, width), wrapped(SECOND, width));
            let found = joined(&text).unwrap();
            assert_eq!(found.len(), 2, "{width}");
            assert_eq!(found[0].replace('\n', " "), FIRST);
        }
    }

    #[test]
    fn lines_of_their_own_stay() {
        for text in [
            "عنوان قصير\nعنوان آخر\nعنوان ثالث",
            "هذه فقرة كاملة في سطر واحد وتنتهي بنقطة كما يجب.\nوهذه فقرة أخرى.\nوهذه ثالثة أطول من التي قبلها بكثير من الكلمات.",
            FIRST,
            "",
        ] {
            assert_eq!(joined(text), None, "{text}");
        }
        let list = format!("{}\n- بند أول\n- بند ثان", wrapped(FIRST, 60));
        assert_eq!(joined(&list).unwrap().len(), 3);
    }
}
