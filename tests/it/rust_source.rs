//! Reads Rust sources as far as the tests of the architecture need: which paths a module names.

/// A path that a source names, as it is written but for groups: `use a::{b, c as d}` is `a::b` and
/// `a::c`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPath {
    /// `crate`, `super`, `self` or the name of anything else first.
    pub segments: Vec<String>,
    pub line: usize,
    /// The modules inside the file that it stands in.
    pub inside: Vec<String>,
    /// What a `use` calls it; `None` where it is only mentioned. `*` for a glob.
    pub alias: Option<String>,
    /// In a module or an item for tests.
    pub is_test: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Mark(char),
}

/// Words and marks with their lines; comments and literals are left out.
fn tokens(source: &str) -> Vec<(Token, usize)> {
    let chars: Vec<char> = source.chars().collect();
    let (mut found, mut line, mut at) = (Vec::new(), 1, 0);
    let get = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let c = chars[at];
        let start = at;
        match c {
            '/' if get(at + 1) == '/' => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
            }
            '/' if get(at + 1) == '*' => {
                let mut depth = 0;
                loop {
                    match (get(at), get(at + 1)) {
                        ('/', '*') => (depth, at) = (depth + 1, at + 2),
                        ('*', '/') => (depth, at) = (depth - 1, at + 2),
                        _ => at += 1,
                    }
                    if depth == 0 || at >= chars.len() {
                        break;
                    }
                }
            }
            '"' => at = end_of_string(&chars, at),
            '\'' => at = end_of_quote(&chars, at),
            c if c.is_alphabetic() || c == '_' => {
                while get(at).is_alphanumeric() || get(at) == '_' {
                    at += 1;
                }
                let word: String = chars[start..at].iter().collect();
                let is_prefix = matches!(word.as_str(), "r" | "b" | "br" | "c" | "cr");
                let hashes = chars[at..].iter().take_while(|c| **c == '#').count();
                if is_prefix && get(at + hashes) == '"' {
                    at = if word.contains('r') {
                        end_of_raw_string(&chars, at + hashes, hashes)
                    } else {
                        end_of_string(&chars, at)
                    };
                } else if word == "b" && get(at) == '\'' {
                    at = end_of_quote(&chars, at);
                } else {
                    found.push((Token::Word(word), line));
                }
            }
            c if c.is_ascii_digit() => {
                while get(at).is_alphanumeric() || get(at) == '_' {
                    at += 1;
                }
            }
            c => {
                if !c.is_whitespace() {
                    found.push((Token::Mark(c), line));
                }
                at += 1;
            }
        }
        line += chars[start..at.min(chars.len())]
            .iter()
            .filter(|c| **c == '\n')
            .count();
    }
    found
}

fn end_of_string(chars: &[char], open: usize) -> usize {
    let mut at = open + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn end_of_raw_string(chars: &[char], open: usize, hashes: usize) -> usize {
    let mut at = open + 1;
    while at < chars.len() {
        let closes = chars[at] == '"'
            && chars[at + 1..]
                .iter()
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes;
        at += 1;
        if closes {
            return at + hashes;
        }
    }
    at
}

/// Of a character, or of the mark of a lifetime.
fn end_of_quote(chars: &[char], open: usize) -> usize {
    let get = |at: usize| chars.get(at).copied().unwrap_or('\0');
    if get(open + 1) == '\\' {
        let mut at = open + 3;
        while at < chars.len() && chars[at] != '\'' {
            at += 1;
        }
        at + 1
    } else if get(open + 2) == '\'' {
        open + 3
    } else {
        open + 1
    }
}

/// Reads tokens one by one.
struct Reader {
    tokens: Vec<(Token, usize)>,
    at: usize,
}

impl Reader {
    fn word(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some((Token::Word(word), _)) => Some(word),
            _ => None,
        }
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        matches!(self.tokens.get(at), Some((Token::Mark(found), _)) if *found == mark)
    }

    fn is_colons(&self, at: usize) -> bool {
        self.is_mark(at, ':') && self.is_mark(at + 1, ':')
    }

    /// The tree of a `use` from here on, with what stands before it: paths, aliases, lines.
    fn tree(&mut self, before: &[String], found: &mut Vec<(Vec<String>, String, usize)>) {
        let mut path = before.to_vec();
        if self.is_colons(self.at) {
            self.at += 2;
        }
        loop {
            let line = self.tokens.get(self.at).map_or(0, |(_, line)| *line);
            if self.is_mark(self.at, '{') {
                self.at += 1;
                while self.at < self.tokens.len() && !self.is_mark(self.at, '}') {
                    self.tree(&path, found);
                    if self.is_mark(self.at, ',') {
                        self.at += 1;
                    }
                }
                self.at += 1;
                return;
            }
            if self.is_mark(self.at, '*') {
                self.at += 1;
                found.push((path, "*".into(), line));
                return;
            }
            let Some(word) = self.word(self.at).map(str::to_owned) else {
                self.at += 1;
                return;
            };
            self.at += 1;
            // `a::{self}` is a.
            if word != "self" || path.is_empty() {
                path.push(word);
            }
            if self.is_colons(self.at) {
                self.at += 2;
                continue;
            }
            let mut alias = path.last().cloned().unwrap_or_default();
            if self.word(self.at) == Some("as") {
                alias = self.word(self.at + 1).unwrap_or_default().to_owned();
                self.at += 2;
            }
            found.push((path, alias, line));
            return;
        }
    }

    /// `#[…]` or `#![…]`, and whether it leaves out what follows except in tests.
    fn attribute(&mut self) -> bool {
        let start = self.at;
        while self.at < self.tokens.len() && !self.is_mark(self.at, '[') {
            self.at += 1;
        }
        let mut depth = 0;
        while self.at < self.tokens.len() {
            depth += usize::from(self.is_mark(self.at, '['));
            if self.is_mark(self.at, ']') {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            self.at += 1;
        }
        self.at += 1;
        let words: Vec<&str> = (start..self.at).filter_map(|at| self.word(at)).collect();
        words == ["cfg", "test"] || words == ["test"]
    }
}

/// What a source names, and the modules it has in files of their own that are for tests.
pub fn named_paths(source: &str) -> (Vec<NamedPath>, Vec<String>) {
    let mut reader = Reader {
        tokens: tokens(source),
        at: 0,
    };
    let (mut found, mut test_modules) = (Vec::new(), Vec::new());
    // Open braces: the name of the module where it is one, and whether tests begin there.
    let mut braces: Vec<(Option<String>, bool)> = Vec::new();
    let mut is_for_tests = false;
    let mut opening = None;
    while reader.at < reader.tokens.len() {
        let (token, line) = reader.tokens[reader.at].clone();
        let inside: Vec<String> = braces.iter().filter_map(|(name, _)| name.clone()).collect();
        let is_test = is_for_tests || braces.iter().any(|(_, is_test)| *is_test);
        match token {
            Token::Mark('#') if reader.is_mark(reader.at + 1, '[') => {
                is_for_tests |= reader.attribute();
                continue;
            }
            Token::Mark('{') => {
                braces.push((opening.take(), is_for_tests));
                is_for_tests = false;
            }
            Token::Mark('}') => {
                braces.pop();
            }
            Token::Mark(';') => {
                if let Some(module) = opening.take()
                    && is_for_tests
                {
                    test_modules.push(module);
                }
                is_for_tests = false;
            }
            Token::Word(word) if word == "mod" => {
                opening = reader.word(reader.at + 1).map(str::to_owned);
                reader.at += 1;
            }
            Token::Word(word) if word == "use" => {
                reader.at += 1;
                let mut tree = Vec::new();
                reader.tree(&[], &mut tree);
                found.extend(tree.into_iter().map(|(segments, alias, line)| NamedPath {
                    segments,
                    line,
                    inside: inside.clone(),
                    alias: Some(alias),
                    is_test,
                }));
                continue;
            }
            Token::Word(word) => {
                let mut segments = vec![word];
                while reader.is_colons(reader.at + 1) {
                    let Some(next) = reader.word(reader.at + 3) else {
                        break;
                    };
                    segments.push(next.to_owned());
                    reader.at += 3;
                }
                let is_macro =
                    reader.is_mark(reader.at + 1, '!') && !reader.is_mark(reader.at + 2, '=');
                if is_macro && let Some(last) = segments.last_mut() {
                    last.push('!');
                }
                if segments.len() > 1 || is_macro {
                    found.push(NamedPath {
                        segments,
                        line,
                        inside,
                        alias: None,
                        is_test,
                    });
                }
            }
            Token::Mark(_) => {}
        }
        reader.at += 1;
    }
    (found, test_modules)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let shown = |path: NamedPath| {
            let inside: String = path.inside.iter().map(|name| format!("{name}/")).collect();
            let alias = path
                .alias
                .map_or(String::new(), |alias| format!(" as {alias}"));
            let test = if path.is_test { " (test)" } else { "" };
            format!(
                "{inside}{}{alias} {}{test}",
                path.segments.join("::"),
                path.line
            )
        };
        named_paths(source).0.into_iter().map(shown).collect()
    }

    #[test]
    fn trees_are_taken_apart() {
        for (source, expected) in [
            ("use a::b;", vec!["a::b as b 1"]),
            ("pub(crate) use ::a::b as c;", vec!["a::b as c 1"]),
            (
                "use a::{b::{self, c as d}, e::*,\n f};",
                vec![
                    "a::b as b 1",
                    "a::b::c as d 1",
                    "a::e as * 1",
                    "a::f as f 2",
                ],
            ),
            ("use {a::b, c};", vec!["a::b as b 1", "c as c 1"]),
            ("use self::a::b;", vec!["self::a::b as b 1"]),
            ("use super::super::a;", vec!["super::super::a as a 1"]),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn paths_are_found_in_code_alone() {
        for (source, expected) in [
            (
                "fn f(x: &'a crate::b::C) -> d::E { g::<h::I>() }",
                vec!["crate::b::C 1", "d::E 1", "h::I 1"],
            ),
            ("// a::b\n/* c::d /* e::f */ g::h */ i::j;", vec!["i::j 2"]),
            (
                r##"let s = "a::b \" c::d"; r#"e::f " g::h"#; i::j"##,
                vec!["i::j 1"],
            ),
            (
                r"let c = '\''; let d = '{'; let e = b'}'; a::b",
                vec!["a::b 1"],
            ),
            (
                "println!(\"{}\", a::b); x != y; a::m!()",
                vec!["println! 1", "a::b 1", "a::m! 1"],
            ),
            (
                "std::fs::read(x)\n.map(u8::from)",
                vec!["std::fs::read 1", "u8::from 2"],
            ),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn tests_and_modules_inside_are_known() {
        let source = "use a::b;\nmod m { use super::c; mod n { d::e; } }\n\
                      #[cfg(test)]\nmod tests { use super::*; fn f() { g::h } }\ni::j;\n\
                      #[cfg(test)]\nmod apart;\n#[test] fn t() { k::l }\nm::n";
        assert_eq!(
            shown(source),
            [
                "a::b as b 1",
                "m/super::c as c 2",
                "m/n/d::e 2",
                "tests/super as * 4 (test)",
                "tests/g::h 4 (test)",
                "i::j 5",
                "k::l 8 (test)",
                "m::n 9"
            ]
        );
        assert_eq!(named_paths(source).1, ["apart"]);
    }
}
