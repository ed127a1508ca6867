//! Every rule of the filter language, with results worked out by hand. The work date is Monday,
//! 2026-11-23, in ISO week 48.

mod dates;
mod filters;
mod refusals;
mod texts;
mod values;

use super::*;
use crate::schema::kind::options;
use crate::schema::{Choice, Kind};
use crate::table::Column;
use crate::value::{Date, DateOrder, Decimal, DecimalMark, Time, Value};

const CODE: Kind = Kind::Code(20);
const TEXT: Kind = Kind::Text(100);
const TYPE: Kind = Kind::Options(&[Choice::new(0, "Company"), Choice::new(1, "Person")]);
const EVALUATION: Kind = Kind::Options(options::EVALUATION);

fn context() -> Context {
    Context {
        date: Date::new(2026, 11, 23).expect("a day"),
        user: "ANNA".to_owned(),
        date_order: Some(DateOrder::Dmy),
        decimal_mark: DecimalMark::Point,
        fiscal_year_start: 1,
        filter_characters_max: 2048,
    }
}

fn parse(text: &str, kind: Kind) -> Filter {
    Filter::parse(text, kind, &context()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn fails(text: &str, kind: Kind) -> FilterError {
    let parsed = Filter::parse(text, kind, &context());
    parsed.expect_err(text)
}
