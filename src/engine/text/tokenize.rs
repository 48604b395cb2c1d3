//! Words, numbers and punctuation of a text, with their places.

use super::normalize::{self, TATWEEL, ascii_digit, is_arabic_mark, is_invisible};
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    Word,
    /// Digits with the decimal points and separators between them.
    Number,
    /// A single mark.
    Punctuation,
}

/// A token and its byte range in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub range: Range<usize>,
}

fn class(c: char) -> Option<TokenKind> {
    if normalize::is_arabic_letter(c) {
        Some(TokenKind::Word)
    } else if ascii_digit(c).is_some() {
        Some(TokenKind::Number)
    } else if c.is_alphanumeric() {
        Some(TokenKind::Word)
    } else if c.is_whitespace() || is_invisible(c) {
        None
    } else {
        Some(TokenKind::Punctuation)
    }
}

/// Marks and tatweel belong to the word they stand in.
fn continues_word(c: char) -> bool {
    is_arabic_mark(c) || c == TATWEEL || is_invisible(c) || ('\u{0300}'..='\u{036F}').contains(&c)
}

/// Splits a text into tokens. Digits and letters part (`15عاما` is a number and a word); an
/// apostrophe between letters and a point, comma or colon between digits do not.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if continues_word(c) {
            // Within or right after a word it was already taken; alone it is nothing.
            continue;
        }
        let Some(kind) = class(c) else { continue };
        let mut end = start + c.len_utf8();
        if kind != TokenKind::Punctuation {
            while let Some(&(at, next)) = chars.peek() {
                let inner = |mark: char| match kind {
                    TokenKind::Word => matches!(mark, '\'' | '’'),
                    _ => matches!(mark, '.' | ',' | ':' | '٫' | '٬' | '/'),
                };
                let same = continues_word(next) || class(next) == Some(kind);
                let joins = inner(next)
                    && text[at + next.len_utf8()..]
                        .chars()
                        .next()
                        .is_some_and(|after| class(after) == Some(kind));
                if !same && !joins {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            // Direction marks and joiners after the last letter are not part of the word.
            let word = &text[start..end];
            end = start + word.trim_end_matches(is_invisible).len();
        }
        out.push(Token {
            kind,
            range: start..end,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        tokens(text)
            .into_iter()
            .map(|token| text[token.range].to_owned())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn words_numbers_and_marks() {
        for (text, expected) in [
            ("قال: «نعم».", "قال|:|«|نعم|»|."),
            ("15عاما", "15|عاما"),
            ("3.5 و٢٬٠٠٠", "3.5|و|٢٬٠٠٠"),
            ("هُدْنَةٌ \u{200F}هنا\u{200F}.", "هُدْنَةٌ|هنا|."),
            ("don't stop.", "don't|stop|."),
            ("", ""),
            ("\u{064B}", ""),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
