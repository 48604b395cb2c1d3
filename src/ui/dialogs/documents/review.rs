//! A bilingual document that came back: which file, then what it changes.

use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{
    Dialog, Step, buttons, caption, checkbox, field, focus_once, from_home, remark,
};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use crate::ui::widgets::{BidiLabel, Decoration, Mark};
use eframe::egui::{Id, ScrollArea, Ui};
use std::borrow::Cow;
use turjuman::typeset::EditBuffer;
use turjuman::view::added_words;
use turjuman::workspace::{DocumentCommand, Review, ReviewChange};

pub struct ReviewFileForm {
    path: EditBuffer,
    is_new: bool,
}

impl ReviewFileForm {
    pub fn new() -> Self {
        Self {
            path: EditBuffer::single_line(""),
            is_new: true,
        }
    }
}

impl Dialog for ReviewFileForm {
    fn title(&self) -> Cow<'static, str> {
        "Import review".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        caption(ui, "Bilingual Word document that came back");
        let width = ui.available_width();
        let id = Id::unique("returned file");
        let style = text::either();
        let label = "Path of the returned file";
        let shown = field(
            ui,
            id,
            &mut self.path,
            &style,
            label,
            "/home/me/article.docx",
            width,
        );
        focus_once(&shown, &mut self.is_new);
        remark(ui, "You see every change before anything is taken over.");
        let path = self.path.text().trim().to_owned();
        let (done, cancelled) = buttons(ui, !path.is_empty(), "Compare");
        if cancelled {
            return Step::Close;
        }
        if !path.is_empty() && (done || shown.submitted) {
            cx.command(DocumentCommand::ReadReview(from_home(&path)));
            return Step::Close;
        }
        Step::Stay
    }
}

pub struct ReviewForm {
    review: Box<Review>,
    /// Whether each change is taken over.
    taken: Vec<bool>,
}

impl ReviewForm {
    pub fn new(review: Box<Review>) -> Self {
        Self {
            taken: vec![true; review.changes.len()],
            review,
        }
    }

    fn summary(&self) -> String {
        let changes = match self.review.changes.len() {
            0 => "The reviewer changed nothing".to_owned(),
            1 => "1 translation was changed".to_owned(),
            n => format!("{n} translations were changed"),
        };
        format!("{changes}; {} rows compared.", self.review.rows)
    }
}

impl Dialog for ReviewForm {
    fn title(&self) -> Cow<'static, str> {
        "Changes of the reviewer".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        remark(ui, &self.summary());
        let height = (ui.ctx().content_rect().height() - 280.0).max(160.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for (change, taken) in self.review.changes.iter().zip(&mut self.taken) {
                show_change(ui, change, taken);
            }
            for (number, comment) in &self.review.comments {
                caption(ui, &format!("Comment on segment {number}"));
                text::label(ui, comment, &text::either(), palette(ui.visuals()).text);
            }
            for problem in &self.review.problems {
                ui.add_space(4.0);
                text::label(ui, problem, &text::small(), palette(ui.visuals()).wrong);
            }
        });
        let count = self.taken.iter().filter(|taken| **taken).count();
        let (done, cancelled) = buttons(ui, count > 0, "Take over");
        if done {
            let changes = self.review.changes.iter().zip(&self.taken);
            let changes = changes.filter(|(_, taken)| **taken);
            let changes = changes.map(|(change, _)| change.clone()).collect();
            cx.command(DocumentCommand::ApplyReview(changes));
        }
        if done || cancelled {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn show_change(ui: &mut Ui, change: &ReviewChange, taken: &mut bool) {
    let colours = palette(ui.visuals());
    ui.add_space(10.0);
    checkbox(ui, taken, &format!("Segment {}", change.number));
    text::label(ui, &change.source, &text::panel_source(), colours.muted);
    text::label(ui, &change.before, &text::panel_target(), colours.muted);
    let marks: Vec<Decoration> = added_words(&change.before, &change.after)
        .into_iter()
        .map(|range| Decoration::new(range, Mark::Background, colours.found))
        .collect();
    BidiLabel::new(&change.after, &text::panel_target(), colours.text)
        .decorations(&marks)
        .show(ui);
}
