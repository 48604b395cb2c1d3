//! Match rate, ranking and differences.
