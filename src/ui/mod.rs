//! Throw-away: a window that shows the widgets. The real window replaces it.

pub mod demo;
pub mod widgets;
