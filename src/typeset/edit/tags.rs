//! Tags in the text being edited: each moves, is selected and goes as one.

use super::buffer::EditBuffer;
use std::ops::Range;

impl EditBuffer {
    /// Says which strings, such as `<1>` and `</1>`, are tags wherever they stand in the text. The
    /// caret cannot stand inside one, and deleting a part of one deletes it whole.
    pub fn set_tag_forms(&mut self, forms: Vec<String>) {
        self.tag_forms = forms;
        self.tag_forms.retain(|form| form.len() > 1);
        self.tag_forms.sort_unstable();
        self.tag_forms.dedup();
        self.select(self.selection);
    }

    /// Bytes of the tags in the text, in order.
    pub fn tags(&self) -> Vec<Range<usize>> {
        let mut tags: Vec<Range<usize>> = Vec::new();
        let firsts: Vec<char> = {
            let mut firsts: Vec<char> = self.forms().filter_map(|f| f.chars().next()).collect();
            firsts.dedup();
            firsts
        };
        if firsts.is_empty() {
            return tags;
        }
        for (at, _) in self.text.match_indices(firsts.as_slice()) {
            if tags.last().is_some_and(|last| at < last.end) {
                continue;
            }
            let rest = self.text.get(at..).unwrap_or_default();
            // The longest form that fits, should one begin with another.
            let form = self.forms().filter(|form| rest.starts_with(form));
            if let Some(length) = form.map(str::len).max() {
                tags.push(at..at + length);
            }
        }
        tags
    }

    fn forms(&self) -> impl Iterator<Item = &str> {
        self.tag_forms.iter().map(String::as_str)
    }

    /// The tag in whose midst a byte is.
    pub(super) fn tag_across(&self, byte: usize) -> Option<Range<usize>> {
        if self.tag_forms.is_empty() {
            return None;
        }
        self.tags()
            .into_iter()
            .find(|tag| tag.start < byte && byte < tag.end)
    }

    /// The nearer end of the tag that a byte is in, or the byte.
    pub(super) fn out_of_tag(&self, byte: usize) -> usize {
        match self.tag_across(byte) {
            Some(tag) if byte - tag.start < tag.end - byte => tag.start,
            Some(tag) => tag.end,
            None => byte,
        }
    }

    /// The end of the tag that a movement ended in, on the far side.
    pub(super) fn past_tag(&self, byte: usize, forward: bool) -> usize {
        match self.tag_across(byte) {
            Some(tag) if forward => tag.end,
            Some(tag) => tag.start,
            None => byte,
        }
    }

    /// A range with the whole of each tag that it takes a part of.
    pub(super) fn with_whole_tags(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.out_of_tag(range.start);
            return at..at;
        }
        self.past_tag(range.start, false)..self.past_tag(range.end, true)
    }
}
