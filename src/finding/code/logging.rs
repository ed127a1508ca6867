//! Codes L…: the rules of logging.

super::codes! {}
