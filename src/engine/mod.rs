//! The pure rooms: values in, values out. No I/O, threads, clock, SQL or window.
//!
//! Outside the library only the words of `model` are seen; with the `internals` feature all rooms
//! are, for benches and fuzz targets. Each is declared twice, not by a macro, which would hide its
//! files from rustfmt.

pub mod model;

#[cfg(feature = "internals")]
pub mod article;
#[cfg(feature = "internals")]
pub mod exchange;
#[cfg(feature = "internals")]
pub mod files;
#[cfg(feature = "internals")]
pub mod formats;
#[cfg(feature = "internals")]
pub mod memory;
#[cfg(feature = "internals")]
pub mod names;
#[cfg(feature = "internals")]
pub mod qa;
#[cfg(feature = "internals")]
pub mod segmentation;
#[cfg(feature = "internals")]
pub mod statistics;
#[cfg(feature = "internals")]
pub mod terminology;
#[cfg(feature = "internals")]
pub mod text;
#[cfg(feature = "internals")]
pub mod typing;

#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod article;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod exchange;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod files;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod formats;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod memory;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod names;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod qa;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod segmentation;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod statistics;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod terminology;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod text;
#[cfg(not(feature = "internals"))]
#[allow(unused_imports, reason = "a room names all of its interface")]
pub(crate) mod typing;
