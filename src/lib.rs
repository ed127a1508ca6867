//! segbook: marketing segments in the style of Business Central (BC), for people who work in
//! spreadsheets. This page is the tour, in the order of the data.
//!
//! ```text
//! files ─read→ rows of cells ─decode→ Records + Findings ─check→ Book ─select→ lines ─log→ entries ─write→ files
//!                                                          ↑                         │
//!                                                       ledger ←────── commit ───────┘
//! ```
//!
//! # The way of the data
//!
//! 1. [`read`] turns a workbook or a CSV file into rows of cells. It knows files, not BC: formats,
//!    encodings, delimiters, limits.
//! 2. [`decode`] finds the table of a sheet and its captions, and turns cells into [`Records`] by the
//!    kinds of their fields. A cell that cannot be read is a [`finding`] with its place.
//! 3. [`check`] applies the rules across rows and tables, one rule a file. What passes is a
//!    [`Book`], which only this stage can make.
//! 4. [`segment`] puts headers, lines and steps together and has BC's rules for where a header and a
//!    line get their values. [`select`] carries the steps out, with [`mod@filter`] for BC's filter
//!    language.
//! 5. [`log`] makes interaction log entries, campaign entries, the logged segment and the follow-up.
//! 6. [`write`](mod@write) makes workbooks and CSV files of them, [`ledger`] keeps them in SQLite, and
//!    [`run`] does one command from beginning to end: all of it or nothing.
//! 7. [`mail`] makes e-mail drafts and delivers them; it knows messages and servers, but no segments.
//! 8. [`cli`] turns flags into a [`Request`] and a [`Report`] into text, JSON and an exit code.
//!
//! Each stage knows only the one before it and the floor that all stand on: [`schema`], [`value`],
//! [`table`], [`place`], [`finding`], [`error`]. Selecting and logging are pure: no files, no clock, no
//! randomness; the date, the user and the next numbers come in as values. Only [`run`] looks at the
//! clock.
//!
//! # Three ideas
//!
//! **Tables are data.** [`schema`] declares every table once: fields with number, caption, kind, key
//! and reference. Finding a sheet, decoding, filters, references, written sheets, the template workbook
//! and the ledger's columns all come from that list. A new field is one line, a new table one block.
//!
//! **Rows lie in columns.** [`Records`] keeps every field as one typed column, texts as numbers of a
//! dictionary. A filter looks at each distinct value once, links between tables are arrays of contact
//! indexes, and a million contacts fit into memory.
//!
//! **Matching and folding are two things.** A [`Plan`] is the steps as constants. Matching answers one
//! bit for each contact and criteria: do the filters hold? Folding turns bits into lines: add, expand,
//! exclude, reduce, refine, order, numbers. It is a pure function of the bits.
//!
//! # An example
//!
//! Who would get the letter of `samples/first`? Nothing is written.
//!
//! ```
//! use segbook::config::{self, Flags};
//! use segbook::progress::Silent;
//! use segbook::run::{self, LetterRequest, Request, Verb};
//! use segbook::value::Date;
//!
//! let flags = Flags {
//!     book: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/first").into()),
//!     date: Date::new(2026, 11, 23),
//!     ..Flags::default()
//! };
//! let mut settings = config::resolve(&flags, &|_| None, &run::today)?;
//! // As if nothing was ever logged.
//! settings.ledger = std::env::temp_dir().join("segbook-no-such-ledger.db");
//! let request = Request {
//!     verb: Verb::Preview,
//!     segments: Vec::new(), // all of the book
//!     follow_up: false,
//!     dry_run: false,
//!     letters: LetterRequest::default(),
//!     lines_shown_max: 10,
//! };
//!
//! let report = run::execute(&request, &settings, &Silent)?;
//!
//! assert!(!report.findings.has_errors());
//! let segment = &report.segments[0];
//! assert_eq!((segment.no.as_str(), segment.lines), ("SPRING", 7));
//! // The mailing group and their companies came to nine contacts, one of them excluded; two of the
//! // lines were in the Netherlands.
//! assert_eq!(segment.steps[0].added, 9);
//! assert_eq!(segment.steps[1].removed, 2);
//! # Ok::<(), segbook::error::Error>(())
//! ```
//!
//! # Where to look
//!
//! How a date is read stands in [`value`], what *Reduce* does in [`select`], what a line's
//! salesperson is in [`segment`], what a finding means in the file of its letter in [`finding::code`].
//! `tests/messages` has the smallest book for every finding, `tests/flow` BC's stories.
//!
//! [`Records`]: table::Records
//! [`Book`]: check::Book
//! [`Plan`]: select::Plan
//! [`Request`]: run::Request
//! [`Report`]: run::Report

pub mod check;
pub mod cli;
pub mod config;
pub mod decode;
pub mod diff;
pub mod error;
pub mod export;
pub mod filter;
pub mod finding;
pub mod ledger;
pub mod letter;
pub mod log;
pub mod mail;
pub mod place;
pub mod progress;
pub mod read;
pub mod run;
pub mod schema;
pub mod segment;
pub mod select;
pub mod table;
pub mod value;
pub mod write;
