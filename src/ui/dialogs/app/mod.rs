//! Dialogs about the program itself, and the question before something is removed.

mod command_palette;
mod fonts;
mod keys;
mod removal;

pub use command_palette::CommandPalette;
pub use fonts::FontsForm;
pub use keys::KeysPage;
pub use removal::RemovalForm;
