//! Codes R…: reading files.

super::codes! {}
