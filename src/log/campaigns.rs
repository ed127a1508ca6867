//! Campaign entries: one for each campaign of a segment, found or made (BC 5051, *`GetCampaignEntry`*).

use std::collections::BTreeMap;

use crate::schema::{CAMPAIGN_ENTRY, campaign_entry as field};
use crate::select::{Lines, Origin};
use crate::table::{Records, Rows};
use crate::value::{Date, TextOrder, Value};

/// The campaign entries that are known before a run: history sheets' and the ledger's.
#[derive(Debug, Clone, Default)]
pub struct KnownCampaignEntries {
    /// Entry number by document type, campaign and segment.
    by_key: BTreeMap<(u8, String, String), i64>,
}

impl KnownCampaignEntries {
    /// Adds records of Campaign Entry; of several with one key the first counts.
    pub fn add(&mut self, records: &Records) {
        for row in 0..records.len() {
            let key = (
                records.option(row, field::DOCUMENT_TYPE),
                records.text(row, field::CAMPAIGN_NO).to_owned(),
                records.text(row, field::SEGMENT_NO).to_owned(),
            );
            self.by_key
                .entry(key)
                .or_insert_with(|| records.integer(row, field::ENTRY_NO));
        }
    }
}

/// The campaign entries of one segment.
#[derive(Debug)]
pub struct CampaignEntries {
    /// Entry number by campaign, then by document type.
    numbers: BTreeMap<String, BTreeMap<u8, i64>>,
    /// The rows that are new.
    rows: Records,
}

/// The first line of a campaign: by date, then in line order.
struct FirstLine<'a> {
    date: Option<Date>,
    /// Its place among the lines.
    row: usize,
    salesperson_code: &'a str,
}

/// What every new entry of a segment has in common.
#[derive(Debug, Clone, Copy)]
pub struct CampaignContext<'a> {
    /// The number before the first new entry's.
    pub last_entry_no: i64,
    /// The entry number of the logged segment.
    pub logged_segment_entry_no: i64,
    /// The header's description.
    pub description: &'a str,
    /// BC's User ID.
    pub user: &'a str,
}

impl CampaignEntries {
    /// Finds or makes the entries of the lines, in the order Campaign No., Date, line.
    pub fn new(lines: &Lines<'_>, known: &KnownCampaignEntries, from: CampaignContext<'_>) -> Self {
        let mut first: BTreeMap<(&str, u8), FirstLine<'_>> = BTreeMap::new();
        let mut has_added = false;
        for row in 0..lines.count() {
            // Lines that steps added have campaign and date from the header, so that one speaks for
            // all.
            let is_added = lines.origin(row) == Origin::Added;
            if is_added && std::mem::replace(&mut has_added, true) {
                continue;
            }
            let line = lines.line(row);
            if line.campaign_no.is_empty() || line.contact_no.is_empty() {
                continue;
            }
            let candidate = FirstLine {
                date: line.date,
                row,
                salesperson_code: line.salesperson_code,
            };
            let key = (line.campaign_no, line.document_type);
            match first.get_mut(&key) {
                Some(found) if candidate.date < found.date => *found = candidate,
                Some(_) => {}
                None => {
                    first.insert(key, candidate);
                }
            }
        }
        let mut ordered: Vec<((&str, u8), FirstLine<'_>)> = first.into_iter().collect();
        let order = TextOrder::new();
        ordered.sort_by(|(a, a_first), (b, b_first)| {
            order
                .compare(a.0, b.0)
                .then(a_first.date.cmp(&b_first.date))
                .then(a_first.row.cmp(&b_first.row))
        });
        Self::number(ordered, lines.segment_no(), known, from)
    }

    fn number(
        ordered: Vec<((&str, u8), FirstLine<'_>)>,
        segment_no: &str,
        known: &KnownCampaignEntries,
        from: CampaignContext<'_>,
    ) -> Self {
        let mut numbers: BTreeMap<String, BTreeMap<u8, i64>> = BTreeMap::new();
        let mut rows = Vec::new();
        let mut last = from.last_entry_no;
        for ((campaign_no, document_type), first) in ordered {
            let key = (document_type, campaign_no.to_owned(), segment_no.to_owned());
            let of_campaign = numbers.entry(campaign_no.to_owned()).or_default();
            if let Some(&found) = known.by_key.get(&key) {
                of_campaign.insert(document_type, found);
                continue;
            }
            last += 1;
            of_campaign.insert(document_type, last);
            rows.push(vec![
                (field::ENTRY_NO, Value::Integer(last)),
                (field::CAMPAIGN_NO, Value::text(campaign_no)),
                (field::DESCRIPTION, Value::text(from.description)),
                (field::DATE, Value::date(first.date)),
                (field::USER_ID, Value::text(from.user)),
                (field::SEGMENT_NO, Value::text(segment_no)),
                (field::CANCELED, Value::Boolean(false)),
                (field::SALESPERSON_CODE, Value::text(first.salesperson_code)),
                (
                    field::REGISTER_NO,
                    Value::Integer(from.logged_segment_entry_no),
                ),
                (field::DOCUMENT_TYPE, Value::Option(document_type)),
            ]);
        }
        Self {
            numbers,
            rows: Records::from_rows(&CAMPAIGN_ENTRY, &rows),
        }
    }

    /// The entry of a line's campaign; 0 for a line without one.
    pub fn entry_no(&self, campaign_no: &str, document_type: u8) -> i64 {
        if campaign_no.is_empty() {
            return 0;
        }
        let of_campaign = self.numbers.get(campaign_no);
        of_campaign
            .and_then(|numbers| numbers.get(&document_type))
            .copied()
            .unwrap_or(0)
    }

    /// The rows that are new, in order of Entry No.
    pub fn rows(&self) -> &Records {
        &self.rows
    }

    /// How many are new.
    pub fn count(&self) -> i64 {
        Rows::len(&self.rows) as i64
    }
}
