//! How numbers and dates are written in a file: one decision a file, never one a cell.

use serde::{Deserialize, Serialize};

/// Which part of a written date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 2026-11-23
    Ymd,
    /// 23.11.2026
    Dmy,
    /// 11/23/2026
    Mdy,
}

impl DateOrder {
    /// As it is written in `segbook.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ymd => "ymd",
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
        }
    }
}

/// The mark before the decimals of a number that stands as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    /// 1,234.50
    #[default]
    Point,
    /// 1.234,50
    Comma,
}

impl DecimalMark {
    /// The character itself.
    pub fn character(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}
