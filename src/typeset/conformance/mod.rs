//! Checks layouts against what others say is right: Unicode and HarfBuzz.

mod bidi;
mod shaping;
