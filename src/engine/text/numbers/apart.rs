//! What has figures or number words and is no amount: web addresses, telephone and register
//! numbers, set phrases. They are set apart before anything is read.

use super::lists::{List, PHRASES};
use super::passage::{Content, Passage};
use std::ops::Range;

/// Figures with the dashes, spaces and brackets of a telephone number between them.
struct Chain {
    start: usize,
    end: usize,
    digits: usize,
    /// How many digits each group has.
    groups: Vec<u8>,
    zeros_first: usize,
    has_plus: bool,
}

impl Passage<'_> {
    /// Makes everything opaque that no reader may take for an amount.
    pub fn set_apart(&mut self) {
        let mut apart: Vec<Range<usize>> = addresses(self.text)
            .into_iter()
            .map(|bytes| self.items_in(bytes))
            .collect();
        let mut at = 0;
        let mut last_telephone = None;
        while at < self.items.len() {
            if let Some(end) = self.phrase(at) {
                apart.push(at..end);
                at = end;
                continue;
            }
            let Some(chain) = self.chain(at) else {
                at += 1;
                continue;
            };
            let another = last_telephone.is_some_and(|end: usize| {
                chain.digits >= 3 && self.is_list_between(end, chain.start)
            });
            let is_telephone = self.is_telephone(&chain) || another;
            // 4-3-3: how a team stands.
            let is_formation = chain.groups.len() > 2
                && chain.groups.iter().all(|&digits| digits == 1)
                && (chain.start..chain.end).any(|item| self.is_dash(item));
            if is_telephone || is_formation || self.is_registered(&chain) {
                apart.push(chain.start..chain.end);
            }
            if is_telephone {
                last_telephone = Some(chain.end);
            }
            at = chain.end;
        }
        for item in apart.into_iter().flatten() {
            if let Some(item) = self.items.get_mut(item) {
                item.content = Content::Opaque;
            }
        }
    }

    fn items_in(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self
            .items
            .partition_point(|item| item.range.end <= bytes.start);
        let end = self
            .items
            .partition_point(|item| item.range.start < bytes.end);
        first..end.max(first)
    }

    fn phrase(&self, at: usize) -> Option<usize> {
        let rests = PHRASES.get(self.bare_key(at))?;
        let rest = rests.iter().find(|rest| {
            (at + 1..)
                .zip(rest.iter())
                .all(|(at, key)| self.key(at) == key && self.follows_closely(at))
        })?;
        Some(at + 1 + rest.len())
    }

    fn chain(&self, at: usize) -> Option<Chain> {
        let has_plus = matches!(self.mark(at), Some('+' | '＋'));
        let mut next = if has_plus { at + 1 } else { at };
        let (_, digits) = self.plain_figures(next)?;
        let zeros_first = self
            .written(next)
            .chars()
            .take_while(|c| matches!(c, '0' | '٠' | '۰'))
            .count();
        let mut groups = vec![digits];
        next += 1;
        loop {
            let mut group = next;
            while group < next + 2
                && (self.is_dash(group) || self.mark(group).is_some_and(is_bracket))
            {
                group += 1;
            }
            let Some((_, digits)) = self.plain_figures(group) else {
                break;
            };
            if !(next..=group).all(|at| self.follows_closely(at)) {
                break;
            }
            groups.push(digits);
            next = group + 1;
        }
        Some(Chain {
            start: at,
            end: next,
            digits: groups.iter().map(|&n| usize::from(n)).sum(),
            groups,
            zeros_first,
            has_plus,
        })
    }

    fn is_telephone(&self, chain: &Chain) -> bool {
        let digits = chain.digits;
        if is_date(&chain.groups) {
            return false;
        }
        let counts = self.counts(chain);
        let international = chain.has_plus || chain.zeros_first >= 2;
        if (international || chain.zeros_first == 1) && digits >= 7 {
            return true;
        }
        let near = if digits >= 5 { 5 } else { 3 };
        digits >= 3 && !counts && self.has_before(chain.start, near, List::Telephone)
    }

    /// `السجل التجاري 1010123456`, `شقة 14`, `ص.ب 113`.
    fn is_registered(&self, chain: &Chain) -> bool {
        if self.counts(chain) || is_date(&chain.groups) || chain.groups.len() > 3 {
            return false;
        }
        let mut at = chain.start;
        let mut said = false;
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            at = before;
            let key = self.key(at);
            let is_link = List::RegisterLink.has(key);
            if List::Register.has(self.bare_key(at)) && !(is_link && self.is_linked_to_register(at))
            {
                // A bare noun may be followed by an age or a year: only its number counts here.
                return said || !self.is_year(chain);
            }
            let box_number = key == "ب" && self.is_mail_box(at);
            if box_number {
                return true;
            }
            if !is_link && !matches!(self.mark(at), Some(':' | '.')) {
                break;
            }
            said |= matches!(key, "رقم" | "الرقم" | "برقم" | "ورقم" | "رقمه" | "رقمها");
        }
        false
    }

    fn is_linked_to_register(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| List::Register.has(self.bare_key(before)))
    }

    /// ص.ب
    fn is_mail_box(&self, at: usize) -> bool {
        let start = if self.key_before(at, 1).is_empty() {
            2
        } else {
            1
        };
        self.key_before(at, start) == "ص"
    }

    /// Something is counted by the figures, or they are money or a share.
    fn counts(&self, chain: &Chain) -> bool {
        let next = chain.end;
        let another = List::Register.has(self.key(next)) && self.plain_figures(next + 1).is_some();
        !another && (self.counts_a_noun(next) || self.meanings(next).next().is_some())
    }

    fn is_year(&self, chain: &Chain) -> bool {
        let year = self.plain_figures(chain.start);
        chain.groups == [4] && year.is_some_and(|(year, _)| (1900..2100).contains(&year))
    }

    fn has_before(&self, at: usize, items: usize, list: List) -> bool {
        (1..=items)
            .map_while(|back| at.checked_sub(back))
            .take_while(|&before| !matches!(self.mark(before), Some('.' | '!' | '؟' | ';' | '؛')))
            .any(|before| list.has(self.bare_key(before)))
    }

    fn is_list_between(&self, from: usize, to: usize) -> bool {
        to - from <= 4
            && (from..to).any(|at| {
                self.is(at, &["او", "و"]) || matches!(self.mark(at), Some('/' | '،' | ',' | '-'))
            })
            && (from..to).all(|at| {
                let key = self.key(at);
                key.is_empty()
                    || key == "او"
                    || key == "و"
                    || key == "رقم"
                    || List::Telephone.has(self.bare_key(at))
                    || key == "الرقم"
            })
    }
}

fn is_bracket(mark: char) -> bool {
    matches!(mark, '(' | ')')
}

fn is_date(groups: &[u8]) -> bool {
    matches!(
        groups,
        [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2] | [4, 2 | 4]
    )
}

/// Web addresses, e-mails and account names of a text, as byte ranges.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains(['@', '.']) {
        return found;
    }
    let mut start = 0;
    for run in text.split_inclusive(|c: char| !is_of_address(c)) {
        let end = start + run.trim_end_matches(|c: char| !is_of_address(c)).len();
        let written = text.get(start..end).unwrap_or_default();
        if is_address(written) {
            found.push(start..end);
        }
        start += run.len();
    }
    found
}

fn is_of_address(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '(' | ')' | '<' | '>' | '"')
}

fn is_address(written: &str) -> bool {
    if written.contains("://") || written.starts_with("www.") {
        return true;
    }
    let has_letter = |part: &str| part.contains(|c: char| c.is_ascii_alphabetic());
    if let Some((before, after)) = written.split_once('@') {
        return before.is_empty() && has_letter(after) || has_letter(after) && after.contains('.');
    }
    // example.org/2016
    let host = written.split('/').next().unwrap_or_default();
    host.rsplit_once('.').is_some_and(|(name, top)| {
        has_letter(name)
            && (2..=6).contains(&top.len())
            && top.chars().all(|c| c.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_text() {
        let found = |text: &str| {
            addresses(text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (text, expected) in [
            ("الموقع www.site24.net/2020/1 هنا", "www.site24.net/2020/1"),
            (
                "راسلوا desk2@paper.example.com.",
                "desk2@paper.example.com.",
            ),
            ("الحساب @radio90 على تويتر", "@radio90"),
            (
                "يفتح https://a.example/5?x=10 الآن",
                "https://a.example/5?x=10",
            ),
            ("ارتفع 3.5 في 12.5.2020", ""),
            ("news.site.com/2019/4/ و3 صور", "news.site.com/2019/4/"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
