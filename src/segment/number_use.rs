//! The numbers that segments use: who took which number when, so that none is logged twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::value::Date;

/// The number that a segment uses or has reserved, as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentUse {
    /// The number.
    pub segment_no: String,
    /// What it was selected from: its own No.; for a header without number the path of its file;
    /// for a recurring one the No. of the definition.
    pub definition: String,
    /// Whether the definition is a recurring one.
    pub recurring: bool,
    /// The work date on which it was reserved or logged.
    pub date: Date,
    /// A hash of the rows that counted (header, lines, criteria, languages), in hexadecimal.
    pub rows_hash: String,
    /// The same of the definition's own rows, when another workbook counted in their stead.
    pub definition_hash: String,
    /// The run that reserved or logged it.
    pub run_id: String,
    /// The entry number of its logged segment; none while it is only reserved.
    pub logged_segment_entry_no: Option<i64>,
}

/// Everything that is known about numbers at the start of a run.
#[derive(Debug, Clone, Default)]
pub struct Register {
    uses: Vec<SegmentUse>,
    /// Positions in `uses` by number; of several with one number the first.
    by_no: BTreeMap<String, usize>,
    /// Positions in `uses` by definition, in order.
    by_definition: BTreeMap<String, Vec<usize>>,
    /// Numbers of logged segments, from the ledger and from history sheets.
    logged: BTreeSet<String>,
    /// Entry numbers of logged segments that were canceled.
    canceled: BTreeSet<i64>,
    /// The last number that the series has given.
    last_number: Option<String>,
}

impl Register {
    /// From what the ledger keeps and what history sheets tell.
    pub fn new(
        uses: Vec<SegmentUse>,
        logged: BTreeSet<String>,
        canceled: BTreeSet<i64>,
        last_number: Option<String>,
    ) -> Self {
        let mut by_no = BTreeMap::new();
        let mut by_definition: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, used) in uses.iter().enumerate() {
            by_no.entry(used.segment_no.clone()).or_insert(at);
            let of_definition = by_definition.entry(used.definition.clone()).or_default();
            of_definition.push(at);
        }
        Self {
            uses,
            by_no,
            by_definition,
            logged,
            canceled,
            last_number,
        }
    }

    /// Whether a segment of this number was logged, here or elsewhere; canceled ones count.
    pub fn is_logged(&self, segment_no: &str) -> bool {
        self.logged.contains(segment_no) || self.logged_use(segment_no).is_some()
    }

    /// How this number was logged here.
    pub fn logged_use(&self, segment_no: &str) -> Option<&SegmentUse> {
        self.find(segment_no)
            .filter(|used| used.logged_segment_entry_no.is_some())
    }

    /// How this number is used or reserved.
    pub fn find(&self, segment_no: &str) -> Option<&SegmentUse> {
        self.by_no.get(segment_no).map(|&at| &self.uses[at])
    }

    /// What was selected or logged from a definition, in order.
    fn of_definition(&self, definition: &str) -> impl Iterator<Item = &SegmentUse> {
        let positions = self.by_definition.get(definition);
        let positions = positions.map_or(&[][..], Vec::as_slice);
        positions.iter().map(|&at| &self.uses[at])
    }

    /// What a recurring definition was selected or logged as on `date`, unless that was canceled.
    pub fn recurred(&self, definition: &str, date: Date) -> Option<&SegmentUse> {
        self.of_definition(definition)
            .filter(|used| used.recurring && used.date == date)
            .find(|used| !self.is_canceled(used))
    }

    /// The number that was logged from the rows of a file without a segment number.
    pub fn logged_from_file(&self, file: &str, rows_hash: &str) -> Option<&SegmentUse> {
        self.of_definition(file)
            .filter(|used| used.logged_segment_entry_no.is_some())
            .find(|used| used.rows_hash == rows_hash || used.definition_hash == rows_hash)
    }

    /// The number that is reserved for the rows of a file without a segment number.
    pub fn reserved_for_file(&self, file: &str) -> Option<&SegmentUse> {
        self.of_definition(file)
            .find(|used| used.logged_segment_entry_no.is_none())
    }

    /// Whether a use was logged and then canceled.
    pub fn is_canceled(&self, used: &SegmentUse) -> bool {
        used.logged_segment_entry_no
            .is_some_and(|no| self.canceled.contains(&no))
    }

    /// The numbers that the series must skip.
    pub fn taken(&self) -> BTreeSet<&str> {
        let used = self.uses.iter().map(|used| used.segment_no.as_str());
        self.logged.iter().map(String::as_str).chain(used).collect()
    }

    /// The last number that the series has given.
    pub fn last_number(&self) -> Option<&str> {
        self.last_number.as_deref()
    }

    /// The uses by run, for telling whether a run's results still stand.
    pub fn uses_by_run(&self) -> BTreeMap<&str, Vec<&SegmentUse>> {
        let mut by_run: BTreeMap<&str, Vec<&SegmentUse>> = BTreeMap::new();
        for used in &self.uses {
            by_run.entry(&used.run_id).or_default().push(used);
        }
        by_run
    }
}
