//! The label and the editor by role and label, without a window.


