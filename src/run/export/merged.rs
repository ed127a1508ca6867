//! Entries of the ledger and of history sheets as one, in the order of their numbers, read in pieces.
//!
//! A first pass reads the columns that the filters need, counts, and remembers the number of every
//! so-manieth row; a second one reads what is written. Neither holds more than a piece of the ledger,
//! however many entries there are and however few of them pass.

use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::check::{Book, NO_CONTACT};
use crate::error::Result;
use crate::filter::Filter;
use crate::ledger::Ledger;
use crate::log::cancel::canceled_field;
use crate::schema::{
    CAMPAIGN_ENTRY, FieldNo, Kind, Table, campaign_entry, contact, interaction_log_entry as entry,
    segment_line,
};
use crate::select::contact_value;
use crate::table::{Records, Rows};
use crate::value::{Decimal, Value};
use crate::write::StreamedRows;

use super::ExportCounts;
use super::step::{Place, Step};
use super::totals::Totals;
use crate::run::where_filter::{WhereField, WhereFilter, is_name, passing, totals_of};

/// Rows of the ledger that are read at a time: as many as the writer asks for.
const PIECE_ROWS: usize = 4_096;

/// Entries of a table that counts them.
pub(super) struct MergedEntries<'a> {
    table: &'static Table,
    key: FieldNo,
    book: &'a Book,
    filters: &'a [WhereFilter],
    totals: &'a Totals,
    /// Number and row of the sheets' rows that pass, in order of number.
    sheet_rows: Vec<(i64, usize)>,
    /// The number of every so-manieth row.
    marks: Vec<i64>,
    counts: ExportCounts,
    /// The columns that tell which rows pass.
    filter_fields: Vec<FieldNo>,
    source: Mutex<Source>,
}

/// The ledger, and how far it was read.
struct Source {
    ledger: Ledger,
    /// The next row, and the number from which it is looked for.
    next: (usize, i64),
}

/// Rows that were read.
struct Piece<'a> {
    entries: &'a MergedEntries<'a>,
    parts: Vec<Records>,
    places: Vec<Place>,
}

impl<'a> MergedEntries<'a> {
    /// Counts the entries that pass.
    pub(super) fn new(
        table: &'static Table,
        book: &'a Book,
        ledger: Ledger,
        filters: &'a [WhereFilter],
        totals: &'a Totals,
    ) -> Result<Self> {
        let key = table.key().next().expect("entries have a number").no;
        let mut entries = Self {
            table,
            key,
            book,
            filters,
            totals,
            sheet_rows: Vec::new(),
            marks: Vec::new(),
            filter_fields: filter_fields(table, key, filters),
            counts: ExportCounts {
                ledger: 0,
                inbox: 0,
                exported: 0,
                left_out: 0,
            },
            source: Mutex::new(Source {
                ledger,
                next: (0, i64::MIN),
            }),
        };
        entries.look_through_sheets();
        entries.look_through_ledger()?;
        let counts = &mut entries.counts;
        counts.left_out = counts.ledger + counts.inbox - counts.exported;
        Ok(entries)
    }

    /// How many entries there are, and how many pass.
    pub(super) fn counts(&self) -> ExportCounts {
        self.counts
    }

    fn sheets(&self) -> Option<&'a Records> {
        self.book.table(self.table)
    }

    fn look_through_sheets(&mut self) {
        let Some(records) = self.sheets() else {
            return;
        };
        let mut rows: Vec<(i64, usize)> = self
            .passing(records)
            .ones()
            .map(|row| (records.integer(row, self.key), row))
            .collect();
        rows.sort_unstable();
        self.sheet_rows = rows;
        self.counts.inbox = records.len() as u64;
    }

    fn look_through_ledger(&mut self) -> Result<()> {
        let mut from = Some(i64::MIN);
        while let Some(number) = from {
            let step = self.step(&self.source().ledger, number)?;
            self.counts.ledger += step.records.len() as u64;
            for (number, _) in step.order {
                if (self.counts.exported as usize).is_multiple_of(PIECE_ROWS) {
                    self.marks.push(number);
                }
                self.counts.exported += 1;
            }
            from = step.next;
        }
        Ok(())
    }

    /// The entries that pass from a number on: at most a piece of the ledger, with what sheets have
    /// between.
    fn step(&self, ledger: &Ledger, from: i64) -> Result<Step> {
        let fields = &self.filter_fields;
        let records = ledger.entries(self.table, fields, from..=i64::MAX, PIECE_ROWS)?;
        let is_full = records.len() == PIECE_ROWS;
        let last = if is_full {
            records.integer(PIECE_ROWS - 1, self.key)
        } else {
            i64::MAX
        };
        let first_of_sheets = self.sheet_rows.partition_point(|&(no, _)| no < from);
        let end_of_sheets = self.sheet_rows.partition_point(|&(no, _)| no <= last);
        let of_sheets = &self.sheet_rows[first_of_sheets..end_of_sheets];
        let mut order: Vec<(i64, Place)> = self
            .passing(&records)
            .ones()
            .map(|row| {
                (
                    records.integer(row, self.key),
                    Place::Ledger { part: 0, row },
                )
            })
            .collect();
        if !of_sheets.is_empty() {
            order.extend(
                of_sheets
                    .iter()
                    .map(|&(no, row)| (no, Place::Sheet { row })),
            );
            order.sort_by_key(|&(no, _)| no);
        }
        Ok(Step {
            records,
            order,
            next: is_full.then(|| last.saturating_add(1)),
        })
    }

    fn passing(&self, records: &Records) -> fixedbitset::FixedBitSet {
        let by_name =
            |row: usize, no: FieldNo, filter: &Filter| filter.matches(self.value(records, row, no));
        passing(records, self.filters, &by_name)
    }

    /// A value of an entry; its two names and its totals are looked up.
    fn value<'b>(&'b self, records: &'b Records, row: usize, no: FieldNo) -> Value<'b> {
        if let Some(total) = self.totals.value(records, row, no) {
            return total;
        }
        if !is_name(self.table, no) {
            let column = records.column(no);
            return column.map_or_else(|| self.unset(no), |column| column.value(row));
        }
        let of = |field: FieldNo| self.book.find_contact(records.text(row, field));
        if no == entry::CONTACT_NAME {
            let contact = of(entry::CONTACT_NO).unwrap_or(NO_CONTACT);
            let person = contact_value(self.book, contact, segment_line::CONTACT_NAME);
            return person.unwrap_or(Value::Blank);
        }
        let company = of(entry::CONTACT_COMPANY_NO);
        company.map_or(Value::Blank, |company| {
            Value::text(self.book.contact_text(company, contact::NAME))
        })
    }

    /// What a column that a sheet left out stands for: what the ledger keeps in its place.
    fn unset(&self, no: FieldNo) -> Value<'static> {
        match self.table.field(no).kind {
            Kind::Integer => Value::Integer(0),
            Kind::Decimal => Value::Decimal(Decimal::ZERO),
            Kind::Boolean => Value::Boolean(false),
            Kind::Options(_) => Value::Option(0),
            Kind::Code(_) | Kind::Text(_) | Kind::Date | Kind::Time => Value::Blank,
        }
    }

    fn source(&self) -> MutexGuard<'_, Source> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key, and what the filters look at.
fn filter_fields(table: &Table, key: FieldNo, filters: &[WhereFilter]) -> Vec<FieldNo> {
    let mut fields: Vec<FieldNo> = filters
        .iter()
        .filter_map(|one| match one.field {
            WhereField::Field(no) => Some(no),
            WhereField::Extra(_) => None,
        })
        .collect();
    if fields.iter().any(|&no| is_name(table, no)) {
        fields.extend([entry::CONTACT_NO, entry::CONTACT_COMPANY_NO]);
    }
    if fields.iter().any(|no| totals_of(table).contains(no)) {
        fields.push(canceled_field(table));
        if table.no == CAMPAIGN_ENTRY.no {
            fields.push(campaign_entry::CAMPAIGN_NO);
        }
    }
    fields.push(key);
    fields
}

impl StreamedRows for MergedEntries<'_> {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn len(&self) -> usize {
        self.counts.exported as usize
    }

    fn read(&self, rows: Range<usize>) -> Result<Box<dyn Rows + '_>> {
        let mut source = self.source();
        let (mut row, number) = if source.next.0 == rows.start {
            source.next
        } else {
            let mark = rows.start / PIECE_ROWS;
            let number = self.marks.get(mark).copied().unwrap_or(i64::MAX);
            (mark * PIECE_ROWS, number)
        };
        let mut piece = Piece {
            entries: self,
            parts: Vec::new(),
            places: Vec::with_capacity(rows.len()),
        };
        let mut from = (!rows.is_empty()).then_some(number);
        while let Some(number) = from {
            let mut step = self.step(&source.ledger, number)?;
            let records = step.all_columns(&source.ledger, self.table)?;
            let part = piece.parts.len();
            from = step.next;
            for (number, place) in step.order {
                if row == rows.end {
                    from = Some(number);
                    break;
                }
                if row >= rows.start {
                    piece.places.push(match place {
                        Place::Ledger { row, .. } => Place::Ledger { part, row },
                        sheet @ Place::Sheet { .. } => sheet,
                    });
                }
                row += 1;
            }
            if !records.is_empty() {
                piece.parts.push(records);
            }
            if row == rows.end {
                source.next = (row, from.unwrap_or(i64::MAX));
                break;
            }
        }
        Ok(Box::new(piece))
    }
}

impl Rows for Piece<'_> {
    fn table(&self) -> &'static Table {
        self.entries.table
    }

    fn len(&self) -> usize {
        self.places.len()
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        match self.places[row] {
            Place::Ledger { part, row } => self.entries.value(&self.parts[part], row, field),
            Place::Sheet { row } => match self.entries.sheets() {
                Some(records) => self.entries.value(records, row, field),
                None => Value::Blank,
            },
        }
    }
}
