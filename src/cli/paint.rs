//! Colours on a terminal. Every text makes sense without them.

use std::fmt::Display;

use crate::finding::Severity;

/// What a text is, from which its colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    Error,
    Warning,
    Notice,
    Good,
    Strong,
    Faint,
}

impl Tint {
    pub(super) fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Notice => Self::Notice,
        }
    }

    /// The parameters of the ANSI sequence "select graphic rendition".
    fn parameters(self) -> &'static str {
        match self {
            Self::Error => "1;31",
            Self::Warning => "1;33",
            Self::Notice => "1;36",
            Self::Good => "32",
            Self::Strong => "1",
            Self::Faint => "2",
        }
    }
}

/// Whether texts are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    /// The text in its colour.
    pub(super) fn tint(self, tint: Tint, text: impl Display) -> String {
        if self.0 {
            format!("\u{1b}[{}m{text}\u{1b}[0m", tint.parameters())
        } else {
            text.to_string()
        }
    }
}
