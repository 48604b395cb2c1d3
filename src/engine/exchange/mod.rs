//! Language resources, one file a standard, streamed.
