//! Language resources, one file a standard, streamed.

mod glossary;

pub use glossary::{Glossary, GlossaryEntry, GlossaryError, read_glossary, write_glossary};
