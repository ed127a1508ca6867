//! The register row of one logging (BC table 5075).

use crate::schema::{LOGGED_SEGMENT, logged_segment as field};
use crate::table::Records;
use crate::value::{Date, Value};

/// The Logged Segment row; Creation Date is the work date.
pub fn logged_segment_row(
    entry_no: i64,
    segment_no: &str,
    description: &str,
    date: Date,
    user: &str,
) -> Records {
    Records::from_rows(
        &LOGGED_SEGMENT,
        &[vec![
            (field::ENTRY_NO, Value::Integer(entry_no)),
            (field::SEGMENT_NO, Value::text(segment_no)),
            (field::DESCRIPTION, Value::text(description)),
            (field::CREATION_DATE, Value::Date(date)),
            (field::USER_ID, Value::text(user)),
            (field::CANCELED, Value::Boolean(false)),
        ]],
    )
}
