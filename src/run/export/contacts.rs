//! Contacts as they are known: the sheets' rows with Company No. and Company Name filled in, the totals
//! that Business Central calculates (BC fields 5067 to 5077), and the extra columns.

use crate::check::Book;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::schema::{CONTACT, Class, FieldNo, INTERACTION_LOG_ENTRY, Table, interaction_log_entry};
use crate::segment::STATISTICS;
use crate::select::{Statistics, statistics_log_fields};
use crate::table::{Column, Records, Rows};
use crate::value::Value;
use crate::write::{ExtraColumn, Sheet, Workbook, write_workbook};

use super::reading::pieces;
use super::{ExportCounts, ExportReport, Out, target};
use crate::run::where_filter::{WhereField, WhereFilter, passing};

/// Exports the contacts that pass all filters.
pub(super) fn export(
    out: Out<'_>,
    book: &Book,
    ledger: &Ledger,
    report: &mut ExportReport,
) -> Result<()> {
    let none = Records::empty(&CONTACT);
    let records = book.contact_records().unwrap_or(&none);
    let captions: Vec<&str> = records
        .extras()
        .iter()
        .map(|extra| &*extra.caption)
        .collect();
    let filters = WhereFilter::all(&out.request.filters, &CONTACT, &captions, out.settings)?;
    let statistics = Statistics::of_log(book, log(ledger))?;
    let rows = passing_rows(records, &statistics, &filters);
    report.counts = Some(ExportCounts {
        ledger: 0,
        inbox: records.len() as u64,
        exported: rows.len() as u64,
        left_out: (records.len() - rows.len()) as u64,
    });
    if out.request.dry_run {
        return Ok(());
    }
    let contacts = ContactRows {
        records,
        statistics,
        rows,
    };
    let mut sheet = Sheet::new(&contacts, fields(records));
    for extra in records.extras() {
        let rows = &contacts.rows;
        sheet.extras.push(ExtraColumn {
            caption: extra.caption.to_string(),
            text: Box::new(move |row| match extra.column.value(rows[row]) {
                Value::Text(text) => text,
                _ => "",
            }),
        });
    }
    let workbook = Workbook {
        folder: "",
        stem: target::STEM,
        created_on: out.settings.date,
        cover: None,
        sheets: vec![sheet],
    };
    report.files = out
        .target
        .write(|folder, output| write_workbook(folder, &workbook, output))?;
    Ok(())
}

/// The ledger's log by pieces, with the columns that totals look at.
fn log(ledger: &Ledger) -> impl Iterator<Item = Result<Records>> {
    let mut fields = statistics_log_fields().to_vec();
    fields.push(interaction_log_entry::ENTRY_NO);
    pieces(ledger, &INTERACTION_LOG_ENTRY, fields)
}

fn passing_rows(records: &Records, statistics: &Statistics, filters: &[WhereFilter]) -> Vec<usize> {
    let is_total = |one: &WhereFilter| match &one.field {
        WhereField::Field(no) => statistics.column(*no).is_some(),
        WhereField::Extra(_) => false,
    };
    let (totals, others): (Vec<&WhereFilter>, Vec<&WhereFilter>) =
        filters.iter().partition(|one| is_total(one));
    let mut rows = passing(records, others, &|_, _, _| false);
    for one in totals {
        if let WhereField::Field(no) = one.field
            && let Some(column) = statistics.column(no)
        {
            rows.intersect_with(&one.filter.rows(column));
        }
    }
    rows.ones().collect()
}

/// The stored fields that a sheet had, in BC's order; then the totals.
fn fields(records: &Records) -> Vec<FieldNo> {
    let is_there = |no| no == crate::schema::contact::NO || records.column(no).is_some();
    CONTACT
        .fields
        .iter()
        .filter(|field| field.class != Class::Calculated && is_there(field.no))
        .map(|field| field.no)
        .chain(STATISTICS)
        .collect()
}

struct ContactRows<'a> {
    records: &'a Records,
    statistics: Statistics,
    /// The rows that are exported.
    rows: Vec<usize>,
}

impl Rows for ContactRows<'_> {
    fn table(&self) -> &'static Table {
        &CONTACT
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, row: usize, field: FieldNo) -> Value<'_> {
        let row = self.rows[row];
        let total = self
            .statistics
            .column(field)
            .map(|column: &Column| column.value(row));
        total.unwrap_or_else(|| self.records.value(row, field))
    }
}
