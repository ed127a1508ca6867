//! Codes F…: filters and criteria.

super::codes! {}
