//! Words and segments by state.
