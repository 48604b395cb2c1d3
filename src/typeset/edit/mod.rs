//! Editing of one paragraph: a text, a selection, and what keys and mouse do to them.

mod buffer;
mod composition;
mod deletion;
mod pointer;
mod snapshot;
mod tags;
#[cfg(test)]
mod tests;

pub use buffer::{EditBuffer, Motion};
pub use composition::Composition;
pub use pointer::Granularity;
pub use snapshot::{Edit, EditKind, Snapshot, TextSelection};
