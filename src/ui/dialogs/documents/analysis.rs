//! How much of the project is new, as a table, and where to save it.

use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::{Dialog, Step, caption, close_button, field, from_home};
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Align, Button, Grid, Id, Layout, RichText, ScrollArea, Ui};
use std::borrow::Cow;
use turjuman::typeset::EditBuffer;
use turjuman::view::grouped;
use turjuman::workspace::{Analysis, Band, FileAnalysis, RepeatCommand};

pub struct AnalysisTable {
    analysis: Box<Analysis>,
    output: EditBuffer,
}

impl AnalysisTable {
    pub fn new(analysis: Box<Analysis>) -> Self {
        Self {
            analysis,
            output: EditBuffer::single_line("~/analysis.xlsx"),
        }
    }

    fn show_save(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) {
        caption(ui, "Save as (.xlsx, .csv or .html)");
        ui.horizontal(|ui| {
            let width = ui.available_width() - 90.0;
            let id = Id::unique("file of the analysis");
            let style = text::either();
            let shown = field(
                ui,
                id,
                &mut self.output,
                &style,
                "File of the analysis",
                "",
                width,
            );
            let saves = ui.add(Button::new("Save")).clicked() || shown.submitted;
            let path = self.output.text().trim();
            if saves && !path.is_empty() {
                cx.command(RepeatCommand::WriteAnalysis {
                    analysis: self.analysis.clone(),
                    output: from_home(path),
                });
            }
        });
    }
}

impl Dialog for AnalysisTable {
    fn title(&self) -> Cow<'static, str> {
        "Analysis".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let height = (ui.ctx().content_rect().height() - 320.0).max(180.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            let total = self.analysis.total();
            show_file(ui, &total);
            if self.analysis.files.len() > 1 {
                for file in &self.analysis.files {
                    show_file(ui, file);
                }
            }
        });
        ui.add_space(8.0);
        self.show_save(ui, cx);
        ui.add_space(8.0);
        if close_button(ui) {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn show_file(ui: &mut Ui, file: &FileAnalysis) {
    let colours = palette(ui.visuals());
    ui.add_space(8.0);
    text::line(ui, &file.name, &text::interface().bold(true), colours.text);
    Grid::new(("analysis", &file.name))
        .num_columns(5)
        .min_col_width(90.0)
        .spacing([18.0, 5.0])
        .show(ui, |ui| {
            for head in ["", "Segments", "Words", "Without spaces", "Characters"] {
                let small = RichText::new(head).size(size::SMALL).color(colours.muted);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(small));
            }
            ui.end_row();
            let bands = Band::ALL.iter().map(|band| (band.name(), file.band(*band)));
            for (name, amount) in bands.chain([("Total", file.total())]) {
                ui.label(name);
                for count in [
                    amount.segments,
                    amount.words,
                    amount.characters_without_spaces,
                    amount.characters,
                ] {
                    let ink = if count == 0 {
                        colours.muted
                    } else {
                        colours.text
                    };
                    let count = RichText::new(grouped(count)).color(ink);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(count));
                }
                ui.end_row();
            }
        });
}
