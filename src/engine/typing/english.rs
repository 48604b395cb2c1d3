//! English text as a chain of words and the gaps between them.

/// A stretch of English text. One space between two words is no piece of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Word(&'t str),
    /// Everything between two words that is not just white space: `, `, ` (`, `-`.
    Gap(&'t str),
}

impl<'t> Piece<'t> {
    pub(super) fn text(self) -> &'t str {
        match self {
            Self::Word(text) | Self::Gap(text) => text,
        }
    }
}

/// The part of a text before the caret: whole pieces, and what of the next one is typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed<'t> {
    pub(super) pieces: Vec<Piece<'t>>,
    pub(super) open: Open<'t>,
}

/// What stands directly before the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open<'t> {
    /// The first letters of a word, perhaps all of them.
    Word(&'t str),
    /// What follows a word or starts the text: white space, punctuation or nothing.
    Gap(&'t str),
}

pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
}

/// Apostrophes within a word and separators within a number do not end it.
fn joins(before: char, mark: char, after: char) -> bool {
    match mark {
        '\'' | '’' => is_word_char(before) && is_word_char(after),
        '.' | ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// Words and gaps with all their white space, in turn; neither is ever empty.
fn stretches(text: &str) -> Vec<(bool, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut in_word = None;
    let mut before = '\0';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or('\0', |&(_, next)| next);
        let word = is_word_char(c) || (in_word == Some(true) && joins(before, c, after));
        if in_word.is_some_and(|was| was != word) {
            out.push((!word, &text[start..at]));
            start = at;
        }
        in_word = Some(word);
        before = c;
    }
    if let Some(word) = in_word {
        out.push((word, &text[start..]));
    }
    out
}

fn piece((word, text): (bool, &str)) -> Option<Piece<'_>> {
    if word {
        Some(Piece::Word(text))
    } else if text.trim().is_empty() {
        None
    } else {
        Some(Piece::Gap(text))
    }
}

/// The pieces of a whole text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    stretches(text.trim())
        .into_iter()
        .filter_map(piece)
        .collect()
}

/// The text before the caret in pieces.
pub(super) fn typed(text: &str) -> Typed<'_> {
    let mut all = stretches(text.trim_start());
    let open = match all.pop() {
        None => Open::Gap(""),
        Some((true, word)) => Open::Word(word),
        Some((false, gap)) => Open::Gap(gap),
    };
    Typed {
        pieces: all.into_iter().filter_map(piece).collect(),
        open,
    }
}

/// Whether a gap ends a sentence, so that the next word takes a capital.
pub(super) fn ends_sentence(gap: &str) -> bool {
    gap.starts_with(['.', '!', '?', '…']) && gap.ends_with(char::is_whitespace)
}

/// The word with a capital at its start.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The word with a small letter at its start.
pub(super) fn uncapitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_pieces() {
        for (text, expected) in [
            ("The UN's envoy, said", "The|UN's|envoy|[, ]|said"),
            ("a 2.5 (two-", "a|2.5|[ (]|two|[-]"),
            ("\"No.\"", "[\"]|No|[.\"]"),
            ("  ", ""),
        ] {
            let shown: Vec<String> = pieces(text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Word(word) => word.to_owned(),
                    Piece::Gap(gap) => format!("[{gap}]"),
                })
                .collect();
            assert_eq!(shown.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn the_caret_opens_a_word_or_a_gap() {
        for (text, open) in [
            ("", Open::Gap("")),
            ("the gov", Open::Word("gov")),
            ("the ", Open::Gap(" ")),
            ("the end, ", Open::Gap(", ")),
            ("don'", Open::Gap("'")),
        ] {
            assert_eq!(typed(text).open, open, "{text}");
        }
    }
}
