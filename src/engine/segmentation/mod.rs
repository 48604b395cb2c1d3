//! SRX rules: paragraphs to segments.
