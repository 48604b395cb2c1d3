//! Owns SQLite.
