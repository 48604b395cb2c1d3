//! Owns fonts and shaping: lays out paragraphs of mixed Arabic and English, knows where every
//! letter stands, and edits them. It draws nothing; whoever shows text asks for glyph runs.
//!
//! All lengths are in the unit of [`ParagraphStyle::size`]: give sizes in physical pixels and
//! everything that comes back is in physical pixels, with the baselines on whole ones. Positions
//! in a text are byte offsets on character boundaries; `x` grows to the right, `y` downwards.
//!
//! One paragraph has one base direction and may hold hard line breaks. At most
//! [`MAX_LAID_OUT_BYTES`] of a text are laid out at once, so that no text, however long, can hold
//! up a frame; see [`Typesetter::lay_out_around`].

#[cfg(test)]
mod conformance;
mod edit;
mod fonts;
mod geometry;
mod invisible;
mod lines;
mod movement;
mod order;
mod paragraph;
mod shown;
mod spans;
mod spoken;
mod style;
#[cfg(test)]
mod tests;
mod trace;
mod typesetter;

pub use edit::{
    Composition, Edit, EditBuffer, EditKind, Granularity, Motion, Snapshot, TextSelection,
};
pub use fonts::{FontBytes, FontChoice, FontError, FontSet, Fonts};
pub use geometry::{Affinity, Caret, TextRect};
pub use invisible::InvisibleMark;
pub use lines::LineBox;
pub use movement::Side;
pub use paragraph::{Glyph, GlyphRun, Paragraph, PlacedChip, PlacedMark};
pub use shown::Chip;
pub use spoken::{SpokenLetter, SpokenRun};
pub use style::{Direction, Face, Ink, ParagraphStyle, Span};
pub use trace::{GlyphTrace, LineTrace, RunTrace};
pub use typesetter::{Extras, MAX_LAID_OUT_BYTES, Typesetter};
