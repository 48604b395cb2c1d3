//! Web and e-mail addresses in a text.

use std::ops::Range;

/// The byte ranges of the addresses of a text, without the punctuation around them.
pub fn find(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['@', '/']) && !text.contains("www.") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        let belongs = c.is_ascii_alphanumeric() || "@:/.-_~?#[]!$&'()*+,;=%".contains(c);
        match (from, belongs) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                found.extend(address(text, start..at));
                from = None;
            }
            _ => {}
        }
    }
    found
}

/// The address a run of ASCII characters holds, if it is one.
fn address(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    let written = text.get(run.clone())?;
    let open = written.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let start = run.end - open.len();
    let mut inner = open.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '/');
    // What was opened before the address is closed behind it.
    if let Some(at) = inner.find([')', ']', '\''])
        && !inner.get(..at)?.contains(['(', '['])
    {
        inner = inner.get(..at)?;
    }
    let is_web = inner.contains("://") || inner.starts_with("www.") || is_bare_link(inner);
    let is_mail = inner.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.starts_with('.')
    });
    (is_web || is_mail).then(|| start..start + inner.len())
}

/// `example.org/page`: a host with a path.
fn is_bare_link(text: &str) -> bool {
    let Some((host, _)) = text.split_once('/') else {
        return false;
    };
    host.rsplit_once('.').is_some_and(|(name, ending)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.len() >= 2
            && ending.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_without_their_surroundings() {
        for (text, expected) in [
            ("see (www.example.com/a/b?x=1).", "www.example.com/a/b?x=1"),
            ("راسلنا على info@example.org.", "info@example.org"),
            (
                "https://news.example.org/ar/2019/1, then",
                "https://news.example.org/ar/2019/1",
            ),
            ("example.org/page", "example.org/page"),
            ("and/or 3.5/4 @ home", ""),
            ("a@b", ""),
            ("(https://example.org/a_(b))", "https://example.org/a_(b"),
            ("@", ""),
        ] {
            let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
