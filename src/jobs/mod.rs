//! Owns threads.
