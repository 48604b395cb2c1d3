//! Documents, one file a format.
