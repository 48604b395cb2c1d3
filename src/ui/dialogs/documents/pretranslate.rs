//! Fills the empty segments of the open document from the memories.

use crate::ui::dialogs::{Dialog, Step, buttons, caption, remark};
use crate::ui::panels::ViewContext;
use eframe::egui::{Slider, Ui};
use std::borrow::Cow;
use turjuman::engine::model::MatchRate;
use turjuman::workspace::RepeatCommand;

/// The rate that is proposed.
const USUAL: u8 = 85;

pub struct PretranslateForm {
    least: u8,
}

impl PretranslateForm {
    pub fn new() -> Self {
        Self { least: USUAL }
    }
}

impl Dialog for PretranslateForm {
    fn title(&self) -> Cow<'static, str> {
        "Pretranslate".into()
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        remark(
            ui,
            "Fills empty segments from the memories, best match first. Filled segments are drafts; \
             one undo takes all of them back.",
        );
        caption(ui, "Lowest match rate");
        ui.add(Slider::new(&mut self.least, 50..=100).suffix(" %"));
        let (done, cancelled) = buttons(ui, true, "Pretranslate");
        if done {
            let min = MatchRate::new(f64::from(self.least));
            cx.command(RepeatCommand::Pretranslate { min });
        }
        if done || cancelled {
            Step::Done
        } else {
            Step::Stay
        }
    }
}
