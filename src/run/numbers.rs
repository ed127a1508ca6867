//! The numbers of a run: first all segments, in the order of their headers, then their follow-ups
//! in that order.

use std::collections::BTreeSet;

use crate::check::Book;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::finding::code::checking;
use crate::schema::{
    self, FieldNo, Table, campaign_entry, interaction_log_entry, logged_segment,
    segment_criteria_line, segment_header, segment_interaction_language, segment_line,
};
use crate::segment::{Register, Segment};
use crate::table::Column;
use crate::value::{Date, NumberSeries};

use super::choice::Fate;

/// The number of a segment and of its follow-up.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbered {
    /// Its number; `""` when it needs none.
    pub(super) no: String,
    /// The follow-up's, when one is made.
    pub(super) follow_up: Option<String>,
    /// Whether a number is needed and there is no series to give it.
    pub(super) lacks_series: bool,
}

/// The numbers of all segments.
#[derive(Debug)]
pub(super) struct Numbers {
    /// One for each segment.
    pub(super) of: Vec<Numbered>,
    /// The last number that the series gave, if it gave any.
    pub(super) last_given: Option<String>,
}

impl Numbers {
    /// No number for any of `count` segments.
    pub(super) fn none(count: usize) -> Self {
        Self {
            of: vec![Numbered::default(); count],
            last_given: None,
        }
    }
}

/// Where numbers stand in the inbox.
static WHERE: [(&Table, FieldNo); 7] = [
    (&schema::SEGMENT_HEADER, segment_header::NO),
    (&schema::SEGMENT_LINE, segment_line::SEGMENT_NO),
    (
        &schema::SEGMENT_CRITERIA_LINE,
        segment_criteria_line::SEGMENT_NO,
    ),
    (
        &schema::SEGMENT_INTERACTION_LANGUAGE,
        segment_interaction_language::SEGMENT_NO,
    ),
    (
        &schema::INTERACTION_LOG_ENTRY,
        interaction_log_entry::SEGMENT_NO,
    ),
    (&schema::LOGGED_SEGMENT, logged_segment::SEGMENT_NO),
    (&schema::CAMPAIGN_ENTRY, campaign_entry::SEGMENT_NO),
];

/// Gives numbers from a series, past those that are taken.
struct Giver<'a> {
    taken: BTreeSet<&'a str>,
    last: Option<String>,
    given: bool,
}

impl Giver<'_> {
    fn next(&mut self, series: &NumberSeries) -> Result<String> {
        loop {
            let next = series.next_after(self.last.as_deref()).ok_or_else(|| {
                Error::refused(format!("the number series {series} is used up"))
                    .hint("set a longer series in [number_series] segments")
            })?;
            self.last = Some(next.clone());
            if !self.taken.contains(next.as_str()) {
                self.given = true;
                return Ok(next);
            }
        }
    }
}

/// Numbers the segments with a fate that needs a number. `follows_up` says which get a follow-up.
pub(super) fn numbers(
    book: &Book,
    register: &Register,
    series: Option<&NumberSeries>,
    date: Date,
    segments: &[(&Segment, Fate, bool)],
) -> Result<Numbers> {
    let last = register
        .last_number()
        .filter(|last| series.is_some_and(|series| series.contains(last)))
        .map(str::to_owned);
    let mut taken = register.taken();
    taken.extend(
        WHERE
            .iter()
            .flat_map(|&(table, field)| texts(book, table, field)),
    );
    let mut giver = Giver {
        taken,
        last,
        given: false,
    };
    let mut of = vec![Numbered::default(); segments.len()];
    for (numbered, (segment, fate, _)) in of.iter_mut().zip(segments) {
        let reserved = if segment.recurring {
            register.recurred(&segment.definition, date)
        } else {
            register.reserved_for_file(&segment.definition)
        };
        numbered.no = match (segment.no.as_str(), reserved) {
            (no, _) if !no.is_empty() && !segment.recurring => no.to_owned(),
            (_, Some(used)) => used.segment_no.clone(),
            _ if !matches!(fate, Fate::Select | Fate::Log) => String::new(),
            _ => {
                if let Some(series) = series {
                    giver.next(series)?
                } else {
                    numbered.lacks_series = true;
                    String::new()
                }
            }
        };
    }
    for (numbered, (segment, fate, follows_up)) in of.iter_mut().zip(segments) {
        let is_looked_at = *fate == Fate::Log || (*fate == Fate::Select && !segment.hold);
        if !follows_up || !is_looked_at {
            continue;
        }
        match series {
            None => numbered.lacks_series = true,
            Some(series) if *fate == Fate::Log => numbered.follow_up = Some(giver.next(series)?),
            Some(_) => {}
        }
    }
    let last_given = giver.last.filter(|_| giver.given);
    Ok(Numbers { of, last_given })
}

/// What is wrong with a segment that lacks a series.
pub(super) fn no_series(book: &Book, segment: &Segment) -> Finding {
    let place = book
        .table(&schema::SEGMENT_HEADER)
        .map(|records| records.place(segment.header_row, Some(segment_header::NO)));
    Finding::new(
        &checking::V029,
        place.unwrap_or_default(),
        "a number is needed, and the number series is switched off",
        "a number series, e.g. SM00001..SM99999",
        "fill No. and leave Follow-up blank, or set [number_series] segments",
    )
}

/// The distinct texts of a column.
fn texts<'a>(book: &'a Book, table: &'static Table, field: FieldNo) -> Vec<&'a str> {
    match book.table(table).and_then(|records| records.column(field)) {
        Some(Column::Text { dictionary, .. }) => dictionary.iter().collect(),
        _ => Vec::new(),
    }
}
