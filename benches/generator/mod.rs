//! Books for benches: any number of contacts with everything that a run needs, the same for the same
//! plan on every machine and every day.
//!
//! A book has 26 columns of contacts (a quarter of them companies, the rest mostly their persons),
//! one and a half mailing groups and two log entries a contact, industry groups of companies, setup
//! tables, and segments of six steps each: adding by contact and mailing group, by log entries, by
//! industry group with whole companies, by wildcards; reducing by company; refining.
//!
//! A book of contacts alone has no groups and no history, and its segments add 15 % of the contacts in
//! one step.

mod random;
mod setup;
mod sheets;
mod tables;

use std::path::Path;

use sheets::Book;
pub(crate) use sheets::Format;

/// What a book holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// How many contacts.
    pub(crate) contacts: u32,
    /// Whether there is nothing but contacts and the setup.
    pub(crate) contacts_alone: bool,
    /// How many segments.
    pub(crate) segments: u32,
    /// Workbooks or CSV files.
    pub(crate) format: Format,
}

/// The work date that the books are made for: log entries are from the two years before.
pub(crate) const WORK_DATE: &str = "2026-11-23";

/// Writes a book into a folder, which is made when it is not there.
pub(crate) fn write_book(folder: &Path, plan: Plan) {
    let mut book = Book::create(&folder.join("inbox"), plan.format);
    book.open("contacts");
    tables::contacts(&mut book, plan.contacts);
    book.close();
    if !plan.contacts_alone {
        book.open("groups");
        tables::mailing_groups(&mut book, plan.contacts);
        tables::industry_groups(&mut book, plan.contacts);
        book.close();
        book.open("history");
        tables::log_entries(&mut book, plan.contacts);
        book.close();
    }
    book.open("setup");
    setup::codes(&mut book);
    book.close();
    book.open("segments");
    let steps = if plan.contacts_alone {
        setup::STEPS_ON_CONTACTS
    } else {
        setup::STEPS
    };
    setup::segments(&mut book, plan.segments, steps);
    book.close();
}
