//! What each panel shows, as plain values.
