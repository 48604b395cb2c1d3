//! Language resources, one file a standard, streamed.

pub mod glossary;
pub mod tmx;
