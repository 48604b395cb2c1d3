//! All findings of the open document, to go through one by one.

use crate::ui::ask::Ask;
use crate::ui::design_tokens::{palette, size};
use crate::ui::dialogs::long_list::{Extent, LongList, cell, row_ground};
use crate::ui::dialogs::{Dialog, Step, checkbox, foot, remark};
use crate::ui::dock::PanelKind;
use crate::ui::editing::Pane;
use crate::ui::panels::ViewContext;
use crate::ui::text;
use eframe::egui::{Button, Id, Key, Modifiers, Rect, Ui, pos2};
use std::borrow::Cow;
use turjuman::engine::model::{DocumentId, Severity};
use turjuman::view::{self, FindingView, grouped};
use turjuman::workspace::CheckCommand;

const ROW: f32 = 46.0;

pub struct CheckList {
    /// The document that was checked when the list was opened.
    checked: Option<DocumentId>,
    with_hints: bool,
    list: LongList,
    wants_focus: bool,
}

impl CheckList {
    pub fn new() -> Self {
        Self {
            checked: None,
            with_hints: false,
            list: LongList::default(),
            wants_focus: true,
        }
    }

    fn show_rows(
        &mut self,
        ui: &mut Ui,
        cx: &ViewContext<'_>,
        findings: &[FindingView<'_>],
    ) -> bool {
        let moved = cx.room.has_focus && self.list.take_keys(ui, findings.len());
        let extent = Extent {
            rows: findings.len(),
            row: ROW,
            height: (cx.room.height - 330.0).clamp(ROW * 2.0, 520.0),
        };
        let mut is_gone_to = false;
        self.list
            .show(ui, "findings", extent, moved, |ui, selected, n, rect| {
                let Some(view) = findings.get(n) else {
                    return;
                };
                let id = Id::unique(("finding of the document", n));
                let response = row_ground(ui, id, rect, label(view), n == *selected);
                if response.clicked() {
                    *selected = n;
                    is_gone_to = true;
                }
                draw(ui, view, rect);
            });
        is_gone_to
    }
}

fn label(view: &FindingView<'_>) -> String {
    format!(
        "Segment {}, {}: {}",
        view.number,
        view.finding.severity.name(),
        view.finding.message
    )
}

fn draw(ui: &mut Ui, view: &FindingView<'_>, rect: Rect) {
    let colours = palette(ui.visuals());
    let colour = match view.finding.severity {
        Severity::Error => colours.wrong,
        Severity::Warning => colours.draft,
        Severity::Hint | Severity::Info => colours.muted,
    };
    let middle = rect.left() + rect.width() * 0.55;
    let line = |left: f32, right: f32, top: f32| {
        Rect::from_min_max(
            pos2(left, rect.top() + top),
            pos2(right, rect.top() + top + 20.0),
        )
    };
    let bar = Rect::from_min_max(
        pos2(rect.left() + 2.0, rect.top() + 4.0),
        pos2(rect.left() + 5.0, rect.bottom() - 4.0),
    );
    ui.painter().rect_filled(bar, 1.0, colour);
    let left = rect.left() + 12.0;
    let what = format!("{}  {}", view.number, view::finding_sentence(view.finding));
    cell(
        ui,
        line(left, middle - 8.0, 3.0),
        &what,
        (&text::interface(), colours.text),
        &[],
    );
    let kind = format!(
        "{}, {}",
        view::check_name(view.finding),
        view.finding.severity.name()
    );
    cell(
        ui,
        line(left, middle - 8.0, 23.0),
        &kind,
        (&text::small(), colours.muted),
        &[],
    );
    let (source, target) = (
        text::panel_source().scaled(0.86),
        text::panel_target().scaled(0.9),
    );
    cell(
        ui,
        line(middle, rect.right() - 6.0, 2.0),
        view.source,
        (&source, colours.text),
        &[],
    );
    cell(
        ui,
        line(middle, rect.right() - 6.0, 23.0),
        view.target,
        (&target, colours.muted),
        &[],
    );
}

impl Dialog for CheckList {
    fn title(&self) -> Cow<'static, str> {
        "Checks".into()
    }

    fn width(&self) -> f32 {
        size::WIDE_DIALOG
    }

    fn panel(&self) -> Option<PanelKind> {
        Some(PanelKind::Checks)
    }

    fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut ViewContext<'_>) -> Step {
        let open = cx.workspace.document().map(|document| document.id());
        if open.is_some() && self.checked != open {
            self.checked = open;
            cx.command(CheckCommand::CheckDocument);
        }
        let least = if self.with_hints {
            Severity::Info
        } else {
            Severity::Warning
        };
        let workspace = cx.workspace;
        let findings = view::findings(workspace, least);
        let mut step = Step::Stay;
        ui.horizontal(|ui| {
            let again = ui.button("Check again");
            if std::mem::take(&mut self.wants_focus) {
                again.request_focus();
            }
            if again.clicked() {
                cx.command(CheckCommand::CheckDocument);
            }
            checkbox(ui, &mut self.with_hints, "Hints too");
        });
        let count = match findings.len() {
            0 => "No findings.".to_owned(),
            1 => "1 finding".to_owned(),
            n => format!("{} findings", grouped(n as u64)),
        };
        remark(ui, &count);
        let mut is_gone_to = self.show_rows(ui, cx, &findings);
        let selected = findings.get(self.list.selected);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let has_fix = selected.is_some_and(|view| view.finding.fix.is_some());
            is_gone_to |= ui
                .add_enabled(selected.is_some(), Button::new("Go to segment"))
                .clicked();
            let fixes = ui.add_enabled(has_fix, Button::new("Fix")).clicked();
            let ignores = ui
                .add_enabled(selected.is_some(), Button::new("Ignore"))
                .clicked()
                || (cx.room.has_focus
                    && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete)));
            if let Some(view) = selected {
                let (segment, finding) = (view.segment, view.index);
                if fixes {
                    cx.command(CheckCommand::Fix { segment, finding });
                } else if ignores {
                    cx.command(CheckCommand::Ignore { segment, finding });
                }
            }
        });
        if let Some(view) = selected.filter(|_| is_gone_to) {
            cx.ask(Ask::Activate {
                segment: view.segment,
                pane: Pane::Target,
                at: None,
            });
            step = Step::Done;
        }
        match foot(ui, cx.room) {
            Step::Stay => step,
            closes => closes,
        }
    }
}
