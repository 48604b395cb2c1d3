//! Terms like the one being added, and ways to add to them instead.

use crate::ui::design_tokens::palette;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::Ui;
use turjuman::engine::model::{TermEntry, TermStatus, TermTranslation};
use turjuman::view::in_one_line;
use turjuman::workspace::{Likeness, SimilarTerm, TermCommand, TermDraft, search_key};

/// Entries that are shown.
const SHOWN: usize = 3;

/// Entries like a new term, and what they were looked up for.
#[derive(Default)]
pub(super) struct Similar {
    found: Vec<SimilarTerm>,
    asked: Option<(String, Vec<TermTranslation>)>,
}

impl Similar {
    pub(super) fn take(&mut self, found: Vec<SimilarTerm>) {
        self.found = found;
    }

    /// Shows what is like the term. Answers whether it was added to one of them.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut ViewContext<'_>,
        source: &str,
        translations: &[TermTranslation],
    ) -> bool {
        let wanted = (source.to_owned(), translations.to_vec());
        if self.asked.as_ref() != Some(&wanted) {
            if source.is_empty() {
                self.found.clear();
            } else {
                cx.command(TermCommand::FindSimilar(TermDraft {
                    source: source.to_owned(),
                    translations: translations.to_vec(),
                    ..TermDraft::default()
                }));
            }
            self.asked = Some(wanted);
        }
        let ink = palette(ui.visuals()).draft;
        for similar in self.found.iter().take(SHOWN) {
            let entry = &similar.entry;
            let what = match similar.likeness {
                Likeness::Duplicate => "Already there",
                Likeness::OtherTranslation => "There with another translation",
                Likeness::OtherSource => "Another term has this translation",
                Likeness::NearSource => "A similar term is there",
            };
            let (known, _) = in_one_line(&entry.translations);
            let line = format!("{what}: {} – {known} ({})", entry.source, similar.termbase);
            text::line(ui, &line, &text::small(), ink);
            let protected = cx.workspace.expect_editable(&[entry.id]).is_err();
            let Some(widened) = widened(entry, source, translations).filter(|_| !protected) else {
                continue;
            };
            let label = match similar.likeness {
                Likeness::OtherSource | Likeness::NearSource => "Add to that term as a synonym",
                _ => "Add the translation to that term",
            };
            if ui.button(label).clicked() {
                cx.command(TermCommand::Edit {
                    entries: vec![widened],
                    termbase: None,
                });
                return true;
            }
        }
        false
    }
}

/// The entry with what it lacks of a new term; `None` where it has all.
fn widened(entry: &TermEntry, source: &str, translations: &[TermTranslation]) -> Option<TermEntry> {
    let mut widened = entry.clone();
    let key = search_key(source);
    let mut known = std::iter::once(&entry.source).chain(&entry.forms);
    if !known.any(|form| search_key(form) == key) {
        widened.forms.push(source.to_owned());
    }
    for translation in translations {
        if entry
            .translations
            .iter()
            .all(|t| t.text != translation.text)
        {
            widened.translations.push(TermTranslation {
                text: translation.text.clone(),
                status: TermStatus::Admitted,
            });
        }
    }
    (widened != *entry).then_some(widened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translation(text: &str, status: TermStatus) -> TermTranslation {
        TermTranslation {
            text: text.into(),
            status,
        }
    }

    #[test]
    fn a_term_gets_what_it_lacks() {
        let entry = TermEntry {
            source: "هدنة".into(),
            translations: vec![translation("truce", TermStatus::Preferred)],
            ..TermEntry::default()
        };
        let truce = [translation("truce", TermStatus::Preferred)];
        assert_eq!(widened(&entry, "هُدنة", &truce), None);
        let lull = [translation("lull", TermStatus::Preferred)];
        let more = widened(&entry, "تهدئة", &lull).unwrap();
        assert_eq!(more.forms, ["تهدئة"]);
        assert_eq!(
            more.translations[1],
            translation("lull", TermStatus::Admitted)
        );
    }
}
