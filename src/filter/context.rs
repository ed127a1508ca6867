//! What a filter's meaning depends on besides its text. Constants of a run, so that a parsed filter
//! depends on nothing any more.

use crate::value::{Date, DateOrder, DecimalMark};

/// The constants that tokens and literals are resolved against.
#[derive(Debug, Clone)]
pub struct Context {
    /// The work date and today.
    pub date: Date,
    /// What `%me` stands for.
    pub user: String,
    /// The order of dates that are not ISO; none refuses them.
    pub date_order: Option<DateOrder>,
    /// The decimal mark of numbers.
    pub decimal_mark: DecimalMark,
    /// The first month of a fiscal year, 1 to 12.
    pub fiscal_year_start: u8,
    /// Characters that a filter may have.
    pub filter_characters_max: usize,
}
