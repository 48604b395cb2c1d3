//! Boilerplate, duplicates and headlines of a news page.
