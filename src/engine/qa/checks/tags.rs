//! Tags missing, added, or in an order that breaks them.

use super::{Report, With};
use crate::engine::model::{Finding, Severity, Tag, TagKind};
use crate::engine::qa::{Pair, QaCheck};

pub struct Tags;

impl QaCheck for Tags {
    fn id(&self) -> &'static str {
        "tags"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.target.trim().is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut theirs: Vec<Tag> = pair.target_tags.iter().map(|(_, tag)| *tag).collect();
        for (range, tag) in &pair.source_tags {
            if let Some(at) = theirs.iter().position(|their| their == tag) {
                theirs.swap_remove(at);
            } else {
                let message = format!("The tag {tag} is missing in the translation");
                found.push(self.finding(message).in_source(range.clone()));
            }
        }
        let mut own: Vec<Tag> = pair.source_tags.iter().map(|(_, tag)| *tag).collect();
        for (range, tag) in &pair.target_tags {
            if let Some(at) = own.iter().position(|own| own == tag) {
                own.swap_remove(at);
            } else {
                let message = format!("The tag {tag} is not in the source");
                let found_here = self.finding(message).in_target(range.clone());
                found.push(found_here.fix(range.clone(), ""));
            }
        }
        if found.is_empty() && !is_nested(&pair.target_tags) && is_nested(&pair.source_tags) {
            let place = pair.target_tags.first().map(|(range, _)| range.clone());
            let mut broken = self
                .finding("The tags of the translation do not enclose each other as they should");
            broken.target = place;
            found.push(broken);
        }
        found
    }
}

/// Every closing tag closes the one opened last.
fn is_nested(tags: &[(std::ops::Range<usize>, Tag)]) -> bool {
    let mut open = Vec::new();
    for (_, tag) in tags {
        match tag.kind {
            TagKind::Opening => open.push(tag.number),
            TagKind::Closing if open.pop() != Some(tag.number) => return false,
            TagKind::Closing | TagKind::Standalone => {}
        }
    }
    open.is_empty()
}
