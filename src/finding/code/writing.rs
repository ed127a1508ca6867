//! Codes W…: writing files.

super::codes! {}
