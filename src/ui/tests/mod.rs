//! The window driven by role and label, without a screen.
