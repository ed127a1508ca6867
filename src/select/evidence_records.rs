//! Looks at the records of one contact one by one, value by value. What comes out must agree with the
//! bits of `matching`, which looks at whole columns.

use crate::check::NO_CONTACT;
use crate::filter::Filter;
use crate::schema::{
    self, FieldNo, Kind, Table, contact, contact_business_relation as relation,
    interaction_log_entry as entry, value_entry,
};
use crate::segment::FilterField;
use crate::table::Records;

use super::evidence::{RecordReason, Spot, TableReason, ValueReason};
use super::matching::{Matcher, is_of_company};
use super::plan::Criteria;
use super::unit::{PURCHASE, Unit};
use super::value_entries::CUSTOMER_AND_VENDOR;

impl Matcher<'_> {
    /// What the tables of a unit say about a contact; the contact passes when all of them hold.
    pub(super) fn evidence(&self, unit: &Unit, contact: u32) -> Vec<TableReason> {
        let company = self.book.contacts().company_of(contact);
        if unit
            .criteria
            .iter()
            .all(|criteria| PURCHASE.contains(&criteria.table))
        {
            return self.purchase(unit, contact, company);
        }
        unit.criteria
            .iter()
            .filter_map(|criteria| {
                let table = schema::table(criteria.table)?;
                Some(match criteria.table {
                    no if no == schema::CONTACT.no => self.own_row(criteria, contact),
                    no if no == schema::INTERACTION_LOG_ENTRY.no => {
                        self.log_entries_of(criteria, contact, company)
                    }
                    no if no == schema::CONTACT_INDUSTRY_GROUP.no => {
                        self.links_of(table, criteria, company)
                    }
                    _ => self.links_of(table, criteria, contact),
                })
            })
            .collect()
    }

    fn own_row(&self, criteria: &Criteria, contact: u32) -> TableReason {
        let records = self.book.contact_records();
        let all = records.map(|records| self.record(records, contact as usize, &criteria.filters));
        let all = all.into_iter().collect();
        TableReason::new(&schema::CONTACT, self.no_of(contact), all)
    }

    /// The rows of a link table that name `holder`.
    fn links_of(&self, table: &'static Table, criteria: &Criteria, holder: u32) -> TableReason {
        let mut all = Vec::new();
        if let Some(records) = self.book.table(table).filter(|_| holder != NO_CONTACT) {
            let links = self.link(table, records);
            let rows = (0..records.len()).filter(|&row| links.of(row) == holder);
            all.extend(rows.map(|row| self.record(records, row, &criteria.filters)));
        }
        TableReason::new(table, self.no_of(holder), all)
    }

    /// Log entries belong to a contact by its No. and its Company No. together.
    fn log_entries_of(&self, criteria: &Criteria, contact: u32, company: u32) -> TableReason {
        let mut all = Vec::new();
        for &records in self.history.entries() {
            let links = self.book.link(records, entry::CONTACT_NO);
            let companies = records
                .column(entry::CONTACT_COMPANY_NO)
                .map(|_| self.book.link(records, entry::CONTACT_COMPANY_NO));
            for row in (0..records.len()).filter(|&row| links.of(row) == contact) {
                let mut record = self.record(records, row, &criteria.filters);
                let named = companies.as_ref().map(|companies| companies.of(row));
                if !is_of_company(records, row, named, company) {
                    record.must_be(ValueReason {
                        field: caption(records, entry::CONTACT_COMPANY_NO),
                        filter: self.no_of(company).unwrap_or_else(|| "''".to_owned()),
                        value: records.text(row, entry::CONTACT_COMPANY_NO).to_owned(),
                        holds: false,
                        spot: self.spot(records, row, Some(entry::CONTACT_COMPANY_NO)),
                    });
                }
                all.push(record);
            }
        }
        TableReason::new(&schema::INTERACTION_LOG_ENTRY, self.no_of(contact), all)
    }

    /// Business relations of the company, and value entries of the customers and vendors among them.
    fn purchase(&self, unit: &Unit, contact: u32, company: u32) -> Vec<TableReason> {
        let table = &schema::CONTACT_BUSINESS_RELATION;
        let wanted = unit.on(schema::VALUE_ENTRY.no);
        let filters = unit.on(table.no).map_or(&[][..], |on| &on.filters);
        // A value entry makes the holder of its relation match in Add, whoever its company is.
        let adds = unit.is_add && wanted.is_some();
        let is_holder = |holder: u32| {
            holder != NO_CONTACT && (holder == company || (adds && holder == contact))
        };
        let mut relations = Vec::new();
        let mut sources: Vec<(u8, &str, u32)> = Vec::new();
        if let Some(records) = self.book.table(table) {
            let holders = self.link(table, records);
            for row in (0..records.len()).filter(|&row| is_holder(holders.of(row))) {
                let record = self.record(records, row, filters);
                let kind = records.option(row, relation::LINK_TO_TABLE);
                if record.holds && CUSTOMER_AND_VENDOR.contains(&kind) {
                    sources.push((kind, records.text(row, relation::NO), holders.of(row)));
                }
                relations.push(record);
            }
        }
        let relations = TableReason::new(table, self.no_of(company), relations);
        let Some(wanted) = wanted else {
            return vec![relations];
        };
        let entries = self.bought(wanted, unit.is_add, contact, &sources);
        if filters.is_empty() && relations.holds {
            vec![entries]
        } else {
            vec![relations, entries]
        }
    }

    /// The value entries of customers and vendors; for Add those of a company, or whose document
    /// names the person.
    fn bought(
        &self,
        wanted: &Criteria,
        is_add: bool,
        contact: u32,
        sources: &[(u8, &str, u32)],
    ) -> TableReason {
        let mut all = Vec::new();
        let contacts = self.book.contacts();
        if let Some(records) = self.book.table(&schema::VALUE_ENTRY) {
            let persons = self.link(&schema::VALUE_ENTRY, records);
            for row in 0..records.len() {
                let person = persons.of(row);
                let kind = records.option(row, value_entry::SOURCE_TYPE);
                let no = records.text(row, value_entry::SOURCE_NO);
                let mut of = sources
                    .iter()
                    .filter(|source| (source.0, source.1) == (kind, no))
                    .map(|source| source.2)
                    .peekable();
                if of.peek().is_none() {
                    continue;
                }
                let mut record = self.record(records, row, &wanted.filters);
                let counts = |holder: u32| {
                    !is_add
                        || holder == contact
                        || (person == contact && contacts.company_of(person) == holder)
                };
                if !of.any(counts) {
                    record.must_be(ValueReason {
                        field: caption(records, value_entry::DOCUMENT_CONTACT_NO),
                        filter: self.no_of(contact).unwrap_or_default(),
                        value: records
                            .text(row, value_entry::DOCUMENT_CONTACT_NO)
                            .to_owned(),
                        holds: false,
                        spot: self.spot(records, row, Some(value_entry::DOCUMENT_CONTACT_NO)),
                    });
                }
                all.push(record);
            }
        }
        let company = contacts.company_of(contact);
        TableReason::new(&schema::VALUE_ENTRY, self.no_of(company), all)
    }

    /// One record, filter by filter.
    fn record(
        &self,
        records: &Records,
        row: usize,
        filters: &[(FilterField, Filter)],
    ) -> RecordReason {
        let values: Vec<ValueReason> = filters
            .iter()
            .map(|(field, filter)| self.value(records, row, field, filter))
            .collect();
        RecordReason {
            holds: values.iter().all(|value| value.holds),
            values,
        }
    }

    fn value(
        &self,
        records: &Records,
        row: usize,
        field: &FilterField,
        filter: &Filter,
    ) -> ValueReason {
        let (name, kind, column, spot) = match field {
            FilterField::Stored(no) => {
                let spot = self.spot(records, row, Some(*no));
                let kind = records.table().field(*no).kind;
                (caption(records, *no), kind, records.column(*no), spot)
            }
            FilterField::Statistic(no) => {
                let spot = self.spot(records, row, Some(contact::NO));
                let kind = records.table().field(*no).kind;
                (
                    caption(records, *no),
                    kind,
                    self.statistics.column(*no),
                    spot,
                )
            }
            FilterField::Extra(heading) => {
                let column = records.extra(heading).map(|extra| &extra.column);
                let spot = Spot::of_extra(records, row, heading);
                (heading.clone(), Kind::Text(u16::MAX), column, spot)
            }
        };
        ValueReason {
            field: name,
            filter: filter.to_string(),
            value: column.map_or_else(String::new, |column| column.value(row).show(kind)),
            holds: column.map_or_else(
                || filter.matches_blank(),
                |column| filter.matches(column.value(row)),
            ),
            spot,
        }
    }

    /// Where a value stands, in the inbox or in the ledger.
    pub(super) fn spot(&self, records: &Records, row: usize, field: Option<FieldNo>) -> Spot {
        if self.history.is_ledger(records) {
            Spot::in_ledger(records, row)
        } else {
            Spot::of(records, row, field)
        }
    }

    /// The No. of a contact, if there is one.
    pub(super) fn no_of(&self, contact: u32) -> Option<String> {
        (contact != NO_CONTACT).then(|| self.book.contact_text(contact, contact::NO).to_owned())
    }
}

fn caption(records: &Records, field: FieldNo) -> String {
    records.table().field(field).caption.to_owned()
}
