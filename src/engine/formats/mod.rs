//! Documents, one file a format.

mod arrange;
pub mod bilingual_docx;
pub mod bilingual_html;
mod html_text;
#[cfg(test)]
mod sample;
pub mod target_docx;
pub mod target_html;
pub mod target_text;
pub mod wordprocessing;
