//! Recognises glossary terms in written Arabic.
