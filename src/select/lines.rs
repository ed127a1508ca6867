//! The lines of a selection with every value, as rows of Segment Line.

use std::sync::Mutex;

use crate::check::{Book, NO_CONTACT};
use crate::schema::{self, FieldNo, Kind, Table, contact, segment_line as field};
use crate::segment::{LineMaker, LineSource, SegmentLine};
use crate::table::Rows;
use crate::value::Value;

use super::fold::{Line, Origin};
use super::history::Reused;

/// What stands in a cell that is blank on purpose, since its default is not.
pub const BLANK_ON_PURPOSE: &str = "<blank>";

/// The lines of one segment. Values are made when they are asked for, line by line, so that a
/// million lines do not stand in memory with forty values each.
///
/// The line that was made last is kept for its next value, one for each stretch of rows, so that
/// threads that write different stretches do not make each other's lines again.
#[derive(Debug)]
pub struct Lines<'a> {
    segment_no: &'a str,
    maker: LineMaker<'a>,
    selected: &'a [Line],
    reused: &'a [Reused],
    last: [Mutex<Option<Made<'a>>>; LINES_KEPT],
}

/// Rows that follow each other are made by one thread, as a rule.
const STRETCH_ROWS: usize = 512;

/// More than there are stretches at work at a time.
const LINES_KEPT: usize = 16;

/// A line that was made, and what each of its cells would be if it were empty.
#[derive(Debug, Clone, Copy)]
struct Made<'a> {
    row: usize,
    line: SegmentLine<'a>,
    default: Option<SegmentLine<'a>>,
}

impl<'a> Lines<'a> {
    /// The lines of a selection under a segment number.
    pub fn new(
        segment_no: &'a str,
        maker: LineMaker<'a>,
        lines: &'a [Line],
        reused: &'a [Reused],
    ) -> Self {
        Self {
            segment_no,
            maker,
            selected: lines,
            reused,
            last: std::array::from_fn(|_| Mutex::new(None)),
        }
    }

    /// The same lines for another reader.
    #[must_use]
    pub fn again(&self) -> Self {
        Self::new(self.segment_no, self.maker, self.selected, self.reused)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.selected.len()
    }

    /// The book that the contacts stand in.
    pub fn book(&self) -> &'a Book {
        self.maker.book
    }

    /// Where a line came from.
    pub fn origin(&self, row: usize) -> Origin {
        self.selected[row].origin
    }

    /// The contact of a line, or [`NO_CONTACT`].
    pub fn contact(&self, row: usize) -> u32 {
        self.selected[row].contact
    }

    /// The number of the segment.
    pub fn segment_no(&self) -> &'a str {
        self.segment_no
    }

    /// One line with every value.
    pub fn line(&self, row: usize) -> SegmentLine<'a> {
        self.made(row, |made| made.line)
    }

    /// Shows a line with every value, without making a copy of all of them.
    pub fn with_line<T>(&self, row: usize, show: impl FnOnce(&SegmentLine<'a>) -> T) -> T {
        self.made(row, |made| show(&made.line))
    }

    /// The same for who asks once: it is not kept for a next time.
    pub fn line_once(&self, row: usize) -> SegmentLine<'a> {
        self.make(row).line
    }

    fn made<T>(&self, row: usize, show: impl FnOnce(&Made<'a>) -> T) -> T {
        // A panic while the lock is held cannot leave half a line behind: it is put there whole.
        let mut last = self.last[row / STRETCH_ROWS % LINES_KEPT]
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        match &*last {
            Some(made) if made.row == row => show(made),
            _ => show(last.insert(self.make(row))),
        }
    }

    fn make(&self, row: usize) -> Made<'a> {
        let line = self.selected[row];
        let reused = match line.origin {
            Origin::Reused(at) => Some(&self.reused[at as usize]),
            _ => None,
        };
        let source = LineSource {
            line_no: line.line_no,
            contact: line.contact,
            row: match line.origin {
                Origin::Sheet(row) => Some(row as usize),
                _ => None,
            },
            campaign_no: reused.map(|reused| reused.campaign_no.as_str()),
        };
        let mut made = self.maker.line(source);
        if let Some(reused) = reused {
            made.contact_no = &reused.contact_no;
        }
        // A reused line has its campaign from the log, which no default gives.
        let may_differ = source.row.is_some() || source.campaign_no.is_some();
        let default = may_differ.then(|| {
            self.maker.default_line(LineSource {
                campaign_no: None,
                ..source
            })
        });
        Made {
            row,
            line: made,
            default,
        }
    }
}

impl Rows for Lines<'_> {
    fn table(&self) -> &'static Table {
        &schema::SEGMENT_LINE
    }

    fn len(&self) -> usize {
        self.selected.len()
    }

    fn value(&self, row: usize, no: FieldNo) -> Value<'_> {
        if no == field::SEGMENT_NO {
            return Value::text(self.segment_no);
        }
        contact_value(self.maker.book, self.selected[row].contact, no)
            .unwrap_or_else(|| self.made(row, |made| value_to_review(made, no)))
    }

    fn show_row<'s>(&'s self, row: usize, fields: &[FieldNo], show: &mut dyn FnMut(Value<'s>)) {
        let made = self.make(row);
        for &no in fields {
            show(match no {
                field::SEGMENT_NO => Value::text(self.segment_no),
                no => contact_value(self.maker.book, made.line.contact, no)
                    .unwrap_or_else(|| value_to_review(&made, no)),
            });
        }
    }
}

/// A value for a person to review: `<blank>` where it is blank and its default is not.
fn value_to_review<'a>(made: &Made<'a>, no: FieldNo) -> Value<'a> {
    let value = made.line.value(no);
    let default = made.default.map_or(value, |line| line.value(no));
    let is_blank = |value: Value<'_>| match schema::SEGMENT_LINE.field(no).kind {
        Kind::Options(_) => value == Value::Option(0),
        _ => value == Value::Blank,
    };
    if is_blank(value) && !is_blank(default) {
        Value::Text(BLANK_ON_PURPOSE)
    } else {
        value
    }
}

/// The columns of Segment Line that show the contact to a reviewer; none for other fields.
pub fn contact_value(book: &Book, contact: u32, no: FieldNo) -> Option<Value<'_>> {
    let from = match no {
        field::CONTACT_NAME => return Some(person_name(book, contact)),
        field::CONTACT_COMPANY_NAME => contact::COMPANY_NAME,
        field::CONTACT_PHONE_NO => contact::PHONE_NO,
        field::CONTACT_MOBILE_PHONE_NO => contact::MOBILE_PHONE_NO,
        field::CONTACT_EMAIL => contact::EMAIL,
        _ => return None,
    };
    Some(if contact == NO_CONTACT {
        Value::Blank
    } else {
        Value::text(book.contact_text(contact, from))
    })
}

/// Contact Name: a person's name, blank for a company (BC's field 12).
pub fn person_name(book: &Book, contact: u32) -> Value<'_> {
    if contact == NO_CONTACT || book.contacts().is_company(contact) {
        Value::Blank
    } else {
        Value::text(book.contact_text(contact, contact::NAME))
    }
}
