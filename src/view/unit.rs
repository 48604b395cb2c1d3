//! The card of a translation unit: where it is from, and what it was before.

use super::grouped;
use crate::engine::model::{UnitAction, UnitOrigin};
use crate::workspace::{PastUnit, UnitCard, UnitsChange, date};

/// A card as it stands in its dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitView {
    /// What is known of the unit: name and value, in order; nothing is blank.
    pub facts: Vec<(&'static str, String)>,
    /// Newest first.
    pub past: Vec<PastView>,
}

/// What a unit was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastView {
    /// By this it is restored.
    pub entry: i64,
    /// The earlier source, where it was another one.
    pub source: Option<String>,
    pub target: String,
    /// Who wrote it and when.
    pub by: String,
    /// What ended it.
    pub until: String,
}

pub fn unit(card: &UnitCard) -> UnitView {
    let past = card.past.iter().map(|past| PastView {
        entry: past.entry,
        source: (past.source != card.content.source).then(|| past.source.clone()),
        target: past.target.clone(),
        by: written(past),
        until: ended(past),
    });
    UnitView {
        facts: facts(card),
        past: past.collect(),
    }
}

fn facts(card: &UnitCard) -> Vec<(&'static str, String)> {
    let unit = &card.content;
    let article = card.article.as_ref();
    let of_article = |part: fn(&crate::workspace::Article) -> &String| article.map(part).cloned();
    let by = |at: Option<i64>, author: Option<&String>| {
        let at = at.map(moment)?;
        Some(match author {
            Some(author) => format!("{at}, {author}"),
            None => at,
        })
    };
    let was_changed = unit.changed.is_some() && unit.changed != unit.created;
    let languages = format!("{} → {}", unit.source_tag, unit.target_tag);
    let all = [
        ("Memory", Some(card.memory_name.clone())),
        ("Project", unit.project.clone()),
        ("Document", unit.document.clone()),
        ("Outlet", of_article(|article| &article.outlet)),
        ("Published", of_article(|article| &article.published)),
        ("Read from", of_article(|article| &article.address)),
        (
            "Made",
            by(unit.created, unit.author.as_ref().filter(|_| !was_changed)),
        ),
        (
            "Changed",
            by(unit.changed, unit.author.as_ref()).filter(|_| was_changed),
        ),
        ("State", Some(state(unit.origin).to_owned())),
        ("Languages", Some(languages)),
        ("History", Some(times(card.changes))),
    ];
    let known = all
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    known
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
}

fn state(origin: UnitOrigin) -> &'static str {
    match origin {
        UnitOrigin::Confirmed => "confirmed",
        UnitOrigin::Unconfirmed => "not confirmed",
        UnitOrigin::Machine => "machine-made, not confirmed",
        UnitOrigin::Aligned => "aligned, not confirmed",
    }
}

fn times(changes: u64) -> String {
    match changes {
        0 => "never changed".into(),
        1 => "changed once".into(),
        2 => "changed twice".into(),
        n => format!("changed {n} times"),
    }
}

fn written(past: &PastUnit) -> String {
    let at = past.at.map(moment);
    let parts = [&past.author, &at, &past.project, &past.document];
    let known = parts.into_iter().flatten().map(String::as_str);
    let known: Vec<&str> = known.filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}

fn ended(past: &PastUnit) -> String {
    let what = match past.action {
        _ if past.is_merged => "merged into this unit",
        UnitAction::Confirm => "confirmed anew",
        UnitAction::Edit => "edited",
        UnitAction::Replace => "search and replace",
        UnitAction::Merge => "duplicates merged",
        UnitAction::Unify => "made consistent",
        UnitAction::Delete => "deleted",
        UnitAction::Restore => "an earlier one restored",
    };
    let at = moment(past.changed_at);
    match past.changed_by.as_str() {
        "" => format!("until {at}: {what}"),
        by => format!("until {at}: {what} by {by}"),
    }
}

/// What was done to units of the memories, in a sentence.
pub fn units_changed(change: &UnitsChange) -> String {
    let units = match change.units {
        1 => "1 unit".to_owned(),
        n => format!("{} units", grouped(n)),
    };
    let what = match (change.action, change.units) {
        (_, 0) => "Nothing was changed.".to_owned(),
        (UnitAction::Merge, _) => format!("Duplicates are merged; that concerned {units}."),
        (UnitAction::Delete, _) => format!("{units} deleted."),
        _ => format!("{units} changed."),
    };
    let left = match change.left {
        0 => String::new(),
        n => format!(" {} had been changed meanwhile and were left.", grouped(n)),
    };
    let undo = if change.units > 0 {
        " Undo brings them back."
    } else {
        ""
    };
    format!("{what}{left}{undo}")
}

/// Day and minute, UTC.
fn moment(at: i64) -> String {
    let minutes = at.rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", date(at), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_days_and_minutes() {
        assert_eq!(moment(951_782_400 + 3_660), "2000-02-29 01:01");
        assert_eq!(moment(-60), "1969-12-31 23:59");
    }
}
