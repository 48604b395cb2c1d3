//! Pages built as news sites build them.
