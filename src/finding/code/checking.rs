//! Codes V…: checking across rows and tables.

super::codes! {}
