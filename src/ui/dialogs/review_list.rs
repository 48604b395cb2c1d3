//! A list gone through from the keyboard: Arabic at the right, English at the left, a remark.

use crate::ui::design_tokens::{palette, size};
use crate::ui::text;
use crate::ui::widgets::BidiLabel;
use eframe::egui::{
    self, Color32, Key, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};
use turjuman::typeset::ParagraphStyle;

const ROW: f32 = 36.0;
const REMARK: f32 = 120.0;
/// Rows that a page key goes by.
const PAGE: isize = 10;

/// A row as it is shown.
pub struct ReviewRow<'a> {
    pub source: &'a str,
    pub target: &'a str,
    pub remark: String,
    /// Not certain, or not decided yet: the English recedes.
    pub is_open: bool,
}

/// Moves the selection by the arrow and page keys, which a field of one line has no use for. To be
/// called before such a field is shown. Answers whether it moved.
pub fn move_by_keys(ui: &Ui, selected: &mut usize, count: usize) -> bool {
    let taken = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let steps = taken(Key::ArrowDown) as isize - taken(Key::ArrowUp) as isize;
    let pages = taken(Key::PageDown) as isize - taken(Key::PageUp) as isize;
    let last = count.saturating_sub(1);
    let moved = selected
        .saturating_add_signed(steps + pages * PAGE)
        .min(last);
    let has_moved = moved != *selected;
    *selected = moved;
    has_moved
}

/// Shows the rows around the selected one; `follow` brings that one into view. Answers whether
/// another was clicked.
pub fn show<'a>(
    ui: &mut Ui,
    height: f32,
    count: usize,
    selected: &mut usize,
    follow: bool,
    row: impl Fn(usize) -> Option<ReviewRow<'a>>,
) -> bool {
    let pitch = ROW + ui.spacing().item_spacing.y;
    let mut area = ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, false]);
    if follow {
        let middle = *selected as f32 * pitch - (height - ROW) / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
    }
    let before = *selected;
    area.show_rows(ui, ROW, count, |ui, range| {
        for at in range {
            if let Some(shown) = row(at)
                && show_row(ui, &shown, at == before)
            {
                *selected = at;
            }
        }
    });
    *selected != before
}

fn show_row(ui: &mut Ui, row: &ReviewRow<'_>, is_selected: bool) -> bool {
    let colours = palette(ui.visuals());
    let wanted = vec2(ui.available_width() - 14.0, ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| {
        let label = format!("{}: {}, {}", row.source, row.target, row.remark);
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, label)
    });
    let corner = f32::from(size::CORNER);
    if is_selected {
        ui.painter().rect_filled(rect, corner, colours.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, corner, colours.hover);
    }
    let remark = rect.left() + 8.0 + REMARK;
    let middle = remark + (rect.right() - remark) * 0.52;
    let part = |left: f32, right: f32, height: f32| {
        Rect::from_min_max(
            pos2(left, rect.center().y - height / 2.0),
            pos2(right, rect.center().y + height / 2.0),
        )
    };
    let mut cell = |area: Rect, text: &str, style: &ParagraphStyle, ink: Color32| {
        let builder = UiBuilder::new().id_salt((rect.top() as i32, area.left() as i32));
        let mut child = ui.new_child(builder.max_rect(area));
        BidiLabel::new(text, style, ink).one_line().show(&mut child);
    };
    let ink = if row.is_open {
        colours.muted
    } else {
        colours.text
    };
    let left = rect.left() + 8.0;
    let small = text::small();
    cell(
        part(left, remark - 8.0, 18.0),
        &row.remark,
        &small,
        colours.muted,
    );
    cell(
        part(remark, middle - 8.0, 21.0),
        row.target,
        &text::panel_target(),
        ink,
    );
    let source = part(middle + 8.0, rect.right() - 8.0, 25.0);
    cell(source, row.source, &text::panel_source(), colours.text);
    response.clicked()
}

/// The keys of a review in one muted line.
pub fn keys(ui: &mut Ui, text: &str) {
    let colours = palette(ui.visuals());
    ui.add_space(4.0);
    let text = RichText::new(text).size(size::SMALL).color(colours.muted);
    ui.add(egui::Label::new(text).truncate());
}

/// Ctrl+Delete takes the selected row off the list.
pub fn rejects(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Delete))
}

/// Alt and a digit choose one of several proposals, from 0.
pub fn chosen(ui: &Ui, count: usize) -> Option<usize> {
    const DIGITS: [Key; 5] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    let mut keys = DIGITS.into_iter().take(count);
    keys.position(|key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key)))
}
