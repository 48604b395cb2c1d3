//! The pure rooms: values in, values out. No I/O, threads, clock, SQL or window.

pub mod model;

/// Declares an engine room: private to the library, public under the `internals` feature so that
/// benches and fuzz targets reach it.
macro_rules! rooms {
    ($($name:ident),* $(,)?) => {$(
        #[cfg(feature = "internals")]
        pub mod $name;
        #[cfg(not(feature = "internals"))]
        #[allow(unused_imports, reason = "a room names all of its interface")]
        pub(crate) mod $name;
    )*};
}

rooms!(
    article,
    exchange,
    formats,
    memory,
    segmentation,
    statistics,
    terminology,
    text,
);
