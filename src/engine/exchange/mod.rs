//! Language resources, one file a standard, streamed.

pub mod tmx;
