//! Codes C…: the configuration.

super::codes! {}
