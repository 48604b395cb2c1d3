//! Widgets that show and edit Arabic and English as the typeset room lays them out.
//!
//! Every text in which Arabic can appear goes through [`BidiLabel`] or [`BidiEdit`], never through
//! egui's own labels and fields, which do not order right-to-left text.

mod bidi_edit;
mod bidi_label;
mod colour_glyph;
mod colour_layers;
mod decorations;
mod edit_events;
mod edit_paint;
mod edit_pointer;
mod glyph_atlas;
mod spoken_text;
mod tag_chips;
#[cfg(test)]
mod tests;
mod text_engine;
mod text_layouts;

pub use bidi_edit::{BidiEdit, BidiEditOutput, EnterKey, FieldFrame};
pub use bidi_label::BidiLabel;
pub use decorations::{Decoration, Mark};
pub use tag_chips::{ChipColors, paint_chips, source_chips, target_chips};
pub use text_engine::{Fit, SetText, TextColors, TextEngine, ink};
