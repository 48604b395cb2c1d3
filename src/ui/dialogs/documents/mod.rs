//! Dialogs about projects, documents and their segments.

mod address;
mod analysis;
mod check_list;
mod export;
mod go_to;
mod open_path;
mod pretranslate;
mod project;
mod review;
mod source_changes;

pub use address::AddressForm;
pub use analysis::AnalysisTable;
pub use check_list::CheckList;
pub use export::ExportForm;
pub use go_to::GoToForm;
pub use open_path::{OpenPathForm, from_home};
pub use pretranslate::PretranslateForm;
pub use project::ProjectForm;
pub use review::{ReviewFileForm, ReviewForm};
pub use source_changes::SourceChanges;
