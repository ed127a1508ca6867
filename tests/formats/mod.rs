//! Files as people have them, each dialect as a small one, and the complaints that people have about
//! the way other programs read them, each with the test that shows what segbook does:
//!
//! | complaint | tests |
//! | --- | --- |
//! | dates become serial numbers, shift or swap day and month | `workbooks::a_date_is_the_same_day_whatever_the_cell_looks_like`, `complaints::an_ambiguous_date_shows_its_readings`, `decode::tests::archives::serial_numbers_count_from_1904_where_the_workbook_says_so`, `programs::every_program_and_format_gives_the_same_values`, `cli::annotate::serial_numbers_of_1904_are_the_same_days_in_the_copy` |
//! | leading zeros lost, `.0` added, green triangles | `complaints::zeros_are_kept_and_no_decimals_are_added`, `programs::what_a_spreadsheet_made_of_a_csv_file_is_read_as_it_is_now` |
//! | long numbers rounded | `complaints::a_number_that_excel_has_rounded_is_an_error` |
//! | types guessed from the first rows | `complaints::the_field_decides_not_the_first_rows` |
//! | encodings: mojibake, replaced bytes | `delimited::every_encoding_gives_the_same_names`, `delimited::a_byte_that_fits_nothing_is_named_and_never_replaced` |
//! | semicolons and decimal commas | `delimited::every_delimiter_is_found`, `delimited::a_decimal_comma_is_a_setting` |
//! | memory: small files that take everything | `faults::mutated`, `decode::tests::hostile` |
//! | ghost rows and columns | `workbooks::what_is_only_formatted_does_not_count` |
//! | errors without a place, or one at a time | `complaints::every_error_has_its_cell_and_all_come_at_once` |
//! | rows lost, and success reported | `complaints::no_row_is_lost_without_a_word`, `support::balance` after every command |
//! | formula injection, and its cure damaging phone numbers | `complaints::texts_that_look_like_formulas_come_through_unharmed` |
//! | more rows than a sheet has | `write::tests::long_sheets`, `workbooks::a_sheet_goes_on_in_another_one` |
//! | a file that is open in Excel | `messages::R017`, `read::discover::tests::the_owner_of_an_open_workbook_is_named` |
//! | Excel "repairs" what was written | `golden`, `write::tests` |
//! | columns that may not be moved or renamed | `complaints::columns_may_be_moved_and_renamed`, `flow::other_languages` |
//! | broken quotes swallow rows | `delimited::a_quote_that_is_never_closed_is_named_by_its_line` |
//! | slow or stale segments, no reason | `cli::preview`, `flow::why_in_or_out` |

mod complaints;
mod delimited;
mod programs;
mod workbooks;

use std::fs;

use segbook::config::InputSettings;
use segbook::decode::Decoded;
use segbook::schema::{CONTACT, contact};
use segbook::table::Records;

use crate::support::{Book, decoded};

/// Reads one file as every command does.
fn decode(name: &str, bytes: &[u8], settings: InputSettings) -> Decoded {
    let book = Book::new();
    fs::write(book.path("inbox").join(name), bytes).expect("a file");
    decoded(&book.path("inbox"), settings)
}

/// The contacts of a file about which there is nothing to say.
#[track_caller]
fn contacts(decoded: &Decoded, what: &str) -> Vec<String> {
    let told: Vec<String> = decoded
        .findings
        .iter()
        .map(|finding| format!("{} {}: {}", finding.code.id, finding.place, finding.found))
        .collect();
    assert!(told.is_empty(), "{what}: {told:#?}");
    assert!(
        decoded.unreadable.is_empty(),
        "{what}: {:?}",
        decoded.unreadable
    );
    rows(&decoded.tables[&CONTACT.no])
}

/// Number, name and date of each contact.
fn rows(records: &Records) -> Vec<String> {
    let row = |row| {
        let date = records.date(row, contact::LAST_DATE_MODIFIED);
        let date = date.map_or_else(String::new, |date| date.to_string());
        let text = |field| records.text(row, field);
        format!("{}|{}|{date}", text(contact::NO), text(contact::NAME))
    };
    (0..records.len()).map(row).collect()
}

/// What every dialect of the same two contacts gives.
const TWO: [&str; 2] = ["007|Zo\u{eb}, Ltd.|2026-11-23", "8|Ann|"];

/// What is found in a file: code and place.
fn found(decoded: &Decoded) -> Vec<String> {
    let findings = decoded.findings.iter();
    findings
        .map(|finding| format!("{} {}", finding.code.id, finding.place))
        .collect()
}
