//! How bytes are opened, for documents and language resources alike: encodings, markup and
//! packages, with limits and line numbers.

mod encoding;
mod entities;
pub mod html;
mod markup;
mod package;
mod utf8_stream;
mod xml;

pub use encoding::{Decoded, Detected, EncodingError, decode, detect_encoding, known_binary};
pub use entities::{Entities, Meaning};
pub use markup::{Markup, MarkupError, Piece, Tag};
pub use package::{Package, PackageError};
pub use utf8_stream::Utf8Stream;
pub use xml::{NodeKind, Xml, XmlFile};
