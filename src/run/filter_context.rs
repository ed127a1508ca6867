//! What filters are resolved against: constants of the settings.

use crate::config::Settings;
use crate::filter::Context;

/// The constants for filters of a run.
pub(super) fn filter_context(settings: &Settings) -> Context {
    Context {
        date: settings.date,
        user: settings.user.clone(),
        date_order: settings.input.date_order,
        decimal_mark: settings.input.decimal_mark,
        fiscal_year_start: settings.fiscal_year_start,
        filter_characters_max: settings.limits.filter_characters_max,
    }
}
