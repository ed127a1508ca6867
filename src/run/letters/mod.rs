//! Letters and e-mail drafts of segments: which lines get one, from which template, with which values.

mod for_printing;
mod foretell;
mod line_values;
mod lookups;
mod make;
mod office;
mod report;
mod run_letters;
mod templates;
mod warnings;
mod write;

pub(super) use foretell::names_templates;
pub(super) use make::{Order, letters_folder};
pub(super) use office::Office;
pub use report::LetterCounts;
pub(super) use report::{failed_rows, letter_rows};
pub(super) use run_letters::RunMailing;
pub(super) use warnings::warnings;

/// Ordinals of *Correspondence Type*.
const HARD_COPY: u8 = 1;
/// The other.
const EMAIL: u8 = 2;
