//! Text in HTML: escaped, with its language and direction.

use super::arrange::lines;
use crate::engine::model::Language;
use crate::engine::text::xml::push_attribute;

/// Appends text; hard line breaks become `<br>`, characters that HTML forbids are left out.
pub fn push_text(out: &mut String, text: &str) {
    for (n, line) in lines(text).enumerate() {
        if n > 0 {
            out.push_str("<br>");
        }
        let allowed = |c: &char| *c == '\t' || !c.is_control();
        let clean: String = line.chars().filter(allowed).collect();
        push_attribute(out, &clean);
    }
}

/// `lang` and `dir` of a language, with a space before each.
pub fn attributes(language: Language) -> &'static str {
    match language {
        Language::Arabic => " lang=\"ar\" dir=\"rtl\"",
        Language::English => " lang=\"en\" dir=\"ltr\"",
    }
}

/// The beginning of a page up to its body's content.
pub fn push_head(out: &mut String, title: &str, style: &str) {
    out.push_str(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n",
    );
    out.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    push_text(out, title);
    out.extend(["</title>\n<style>\n", style, "</style>\n</head>\n<body>\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        for (text, expected) in [
            ("<b>&\"x\"", "&lt;b&gt;&amp;&quot;x&quot;"),
            ("a\r\nb\u{2028}c", "a<br>b<br>c"),
            ("a\u{0}\u{1B}\u{9F}b", "ab"),
            ("</style><script>", "&lt;/style&gt;&lt;script&gt;"),
        ] {
            let mut out = String::new();
            push_text(&mut out, text);
            assert_eq!(out, expected);
        }
    }
}
