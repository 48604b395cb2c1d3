//! Owns fonts and shaping.
