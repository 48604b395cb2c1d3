//! Chooses font and size of the two columns.

use crate::ui::ask::Ask;
use crate::ui::design_tokens::palette;
use crate::ui::dialogs::{Dialog, Step, caption, close_button, remark};
use crate::ui::panels::ViewContext;
use crate::ui::settings::{Column, Lettering};
use crate::ui::text;
use eframe::egui::{ComboBox, DragValue, Ui};
use std::borrow::Cow;
use turjuman::typeset::{Fonts, ParagraphStyle};

const ARABIC_PREVIEW: &str = "صمدت الهدنةُ في 27 فبراير (شباط)، قال المبعوث.";
const ENGLISH_PREVIEW: &str = "The truce held on 27 February, the envoy said.";
/// What a column has when nothing was chosen.
const SHIPPED: &str = "Built-in (Noto)";

pub struct FontsForm {
    families: Vec<String>,
}

impl FontsForm {
    pub fn new() -> Self {
        Self {
            families: Fonts::installed(),
        }
    }

    fn column(&self, ui: &mut Ui, cx: &mut ViewContext<'_>, column: Column, size: &mut f32) {
        caption(ui, column.name());
        let chosen = cx.workspace.setting(column.font_setting());
        let chosen = chosen.filter(|name| !name.is_empty());
        ui.horizontal(|ui| {
            ui.name_inputs(format!("Font of the {}", column.name()), |ui| {
                ComboBox::from_id_salt(column.name())
                    .selected_text(chosen.unwrap_or(SHIPPED))
                    .width(300.0)
                    .height(320.0)
                    .show_ui(ui, |ui| {
                        let shipped = std::iter::once("");
                        let families = self.families.iter().map(String::as_str);
                        for family in shipped.chain(families) {
                            let name = if family.is_empty() { SHIPPED } else { family };
                            let is_chosen = chosen.unwrap_or_default() == family;
                            if ui.selectable_label(is_chosen, name).clicked() {
                                let family = family.to_owned();
                                cx.ask(Ask::ChooseFont { column, family });
                            }
                        }
                    });
            });
            ui.name_inputs(format!("Size of the {}", column.name()), |ui| {
                let range = Lettering::SIZES;
                ui.add(DragValue::new(size).range(range).speed(0.2).suffix(" pt"));
            });
        });
    }
}

impl Dialog for FontsForm {
    fn title(&self) -> Cow<'static, str> {
        "Fonts".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let before = cx.settings.lettering;
        let mut lettering = before;
        let Lettering {
            source_size,
            target_size,
            ..
        } = &mut lettering;
        self.column(ui, cx, Column::Source, source_size);
        preview(ui, ARABIC_PREVIEW, &text::source(false, before));
        self.column(ui, cx, Column::Target, target_size);
        preview(ui, ENGLISH_PREVIEW, &text::target(false, before));
        if lettering != before {
            cx.ask(Ask::SetLettering(lettering));
        }
        remark(ui, "Letters that a font lacks come from the built-in ones.");
        ui.add_space(10.0);
        if close_button(ui) {
            Step::Close
        } else {
            Step::Stay
        }
    }
}

fn preview(ui: &mut Ui, words: &str, style: &ParagraphStyle) {
    let colours = palette(ui.visuals());
    text::label(ui, words, style, colours.text);
}
