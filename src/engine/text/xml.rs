//! Text inside XML: which characters it may hold, and how they are written.

/// Whether XML 1.0 allows the character at all, written out or as a reference.
pub fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether XML allows all of the text; quick where it does.
pub fn is_all_allowed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_plain = |byte: &u8| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r');
    // What is not allowed and no control character begins with this byte.
    let may_be_none = bytes.contains(&0xEF);
    bytes.iter().all(is_plain) && (!may_be_none || text.chars().all(is_allowed))
}

/// Appends the text so that any reader gives it back, in element content and in attributes alike.
/// Returns how many characters XML does not allow and were left out.
pub fn push_escaped(out: &mut String, text: &str) -> usize {
    escape(out, text, false)
}

/// The same for attribute values, where line ends and tabs would be read as spaces.
pub fn push_attribute(out: &mut String, text: &str) -> usize {
    escape(out, text, true)
}

fn escape(out: &mut String, text: &str, attribute: bool) -> usize {
    let mut dropped = 0;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            _ if is_allowed(c) => out.push(c),
            _ => dropped += 1,
        }
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_allowed_where_their_characters_are() {
        for c in ('\0'..=char::MAX).filter(|&c| c < '\u{20000}') {
            assert_eq!(is_all_allowed(&format!("a{c}")), is_allowed(c), "{c:?}");
        }
    }

    #[test]
    fn nothing_written_breaks_xml() {
        for (text, content, attribute, dropped) in [
            (
                "a<b>&\"c\"",
                "a&lt;b&gt;&amp;\"c\"",
                "a&lt;b&gt;&amp;&quot;c&quot;",
                0,
            ),
            ("a\r\n\tb", "a&#13;\n\tb", "a&#13;&#10;&#9;b", 0),
            ("\u{0}a\u{1F}\u{FFFE}\u{FFFF}b", "ab", "ab", 4),
            (
                "\u{202E}ا\u{1F600}",
                "\u{202E}ا\u{1F600}",
                "\u{202E}ا\u{1F600}",
                0,
            ),
        ] {
            let (mut a, mut b) = (String::new(), String::new());
            assert_eq!(push_escaped(&mut a, text), dropped);
            assert_eq!(push_attribute(&mut b, text), dropped);
            assert_eq!((a.as_str(), b.as_str()), (content, attribute));
        }
    }
}
