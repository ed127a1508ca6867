//! What a finding's code stands for. One file for each family of codes.

use super::Severity;

pub mod checking;
pub mod configuring;
pub mod decoding;
pub mod filtering;
pub mod logging;
pub mod reading;
pub mod writing;

/// One kind of finding: stable for ever, so that scripts and people can rely on it.
#[derive(Debug)]
pub struct Code {
    /// A letter for the family and three digits: `D012`.
    pub id: &'static str,
    /// How bad it usually is.
    pub severity: Severity,
    /// The kind in a few words.
    pub title: &'static str,
    /// What it means and why it matters.
    pub explanation: &'static str,
    /// An example of what triggers it.
    pub example: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// Declares the codes of one family and the list `ALL` of them.
macro_rules! codes {
    ($($id:ident $severity:ident $title:literal {
        explanation: $explanation:literal,
        example: $example:literal,
        remedy: $remedy:literal $(,)?
    })*) => {
        use super::Code;
        $(
            #[doc = $title]
            pub static $id: Code = Code {
                id: stringify!($id),
                severity: crate::finding::Severity::$severity,
                title: $title,
                explanation: $explanation,
                example: $example,
                remedy: $remedy,
            };
        )*
        /// The codes of this family, in order.
        pub static ALL: &[&Code] = &[$(&$id),*];
    };
}
use codes;
