//! Folding turns bits into lines: add, expand, exclude, reduce, refine, order and numbers (BC
//! reports 5198, 5197 and 5196). Pure: the same bits give the same lines.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;

use crate::check::{Book, Contacts, NO_CONTACT};
use crate::segment::{Action, HandLine, LINE_NO_STEP, StepOptions};

use super::history::Reused;
use super::rank::Rank;

/// One line of a segment while it is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Line No.
    pub line_no: i64,
    /// The contact's index, or [`NO_CONTACT`].
    pub contact: u32,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a line came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A row of Segment Line.
    Sheet(u32),
    /// An Add step.
    Added,
    /// A log entry of a reused logged segment: position in the selection's `reused`.
    Reused(u32),
}

/// What an action did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effect {
    /// Lines before it.
    pub before: u64,
    /// Distinct contacts that pass: of all contacts for Add, of the lines' contacts else.
    pub matched: u64,
    /// Lines added.
    pub added: u64,
    /// Lines removed.
    pub removed: u64,
    /// Contacts skipped because they have a line.
    pub existing: u64,
    /// Contacts dropped because they are excluded from segments.
    pub excluded: u64,
    /// Lines after it.
    pub after: u64,
}

/// The lines of one segment, action by action.
#[derive(Debug, Clone, Default)]
pub(super) struct Fold {
    /// The lines, in order of Line No.
    pub lines: Vec<Line>,
    /// The log entries that reused lines were made from.
    pub reused: Vec<Reused>,
}

impl Fold {
    /// Begins with the hand-entered lines.
    pub(super) fn new(lines: &[HandLine]) -> Self {
        let line = |line: &HandLine| Line {
            line_no: line.line_no,
            contact: line.contact,
            origin: Origin::Sheet(line.row as u32),
        };
        Self {
            lines: lines.iter().map(line).collect(),
            reused: Vec::new(),
        }
    }

    /// Adds contacts in their order. `matched` are those that pass the filters.
    pub(super) fn add(
        &mut self,
        book: &Book,
        rank: &Rank,
        matched: &FixedBitSet,
        options: StepOptions,
    ) -> Effect {
        let mut effect = Effect {
            before: self.lines.len() as u64,
            matched: matched.count_ones(..) as u64,
            ..Effect::default()
        };
        let widened = widen(book.contacts(), matched, options);
        let candidates = candidates(book.contacts(), &widened, options);
        effect.excluded = (widened.count_ones(..) - candidates.count_ones(..)) as u64;
        let existing = self.contacts(book.contacts().len());
        let mut next = self.last_line_no();
        for contact in rank.sorted(&candidates) {
            if !options.allow_existing && existing.contains(contact as usize) {
                effect.existing += 1;
                continue;
            }
            next += LINE_NO_STEP;
            self.lines.push(Line {
                line_no: next,
                contact,
                origin: Origin::Added,
            });
            effect.added += 1;
        }
        effect.after = self.lines.len() as u64;
        effect
    }

    /// Removes the lines whose contact matches (Reduce) or does not (Refine).
    pub(super) fn remove(
        &mut self,
        book: &Book,
        companies: &LineCompanies,
        matched: &FixedBitSet,
        action: &Action,
        options: StepOptions,
    ) -> Effect {
        let before = self.lines.len() as u64;
        let set = self.tested(book, companies, matched, options);
        let is_in = |line: &Line| line.contact != NO_CONTACT && set.contains(line.contact as usize);
        let passing = self
            .contacts(book.contacts().len())
            .intersection_count(&set) as u64;
        let reduces = *action == Action::Reduce;
        self.lines.retain(|line| is_in(line) != reduces);
        let after = self.lines.len() as u64;
        Effect {
            before,
            matched: passing,
            removed: before - after,
            after,
            ..Effect::default()
        }
    }

    /// Reduce and Refine: the contacts that pass, Entire Companies included.
    pub(super) fn tested(
        &self,
        book: &Book,
        companies: &LineCompanies,
        matched: &FixedBitSet,
        options: StepOptions,
    ) -> FixedBitSet {
        if options.entire_companies {
            self.entire_companies(book.contacts(), companies, matched)
        } else {
            matched.clone()
        }
    }

    /// How many contacts pass `matched` alone: of all contacts for Add, of the lines' contacts else.
    pub(super) fn passing(
        &self,
        book: &Book,
        companies: &LineCompanies,
        matched: &FixedBitSet,
        action: &Action,
        options: StepOptions,
    ) -> u64 {
        if *action == Action::Add {
            return matched.count_ones(..) as u64;
        }
        let set = self.tested(book, companies, matched, options);
        let contacts = self.contacts(book.contacts().len());
        contacts.intersection_count(&set) as u64
    }

    /// The numbers of the lines of a contact.
    pub(super) fn lines_of(&self, contact: u32) -> Vec<i64> {
        self.lines
            .iter()
            .filter(|line| line.contact == contact)
            .map(|line| line.line_no)
            .collect()
    }

    /// One line for each entry of a logged segment, whoever is there already.
    pub(super) fn reuse(&mut self, entries: Vec<Reused>) -> Effect {
        let before = self.lines.len() as u64;
        let distinct: BTreeSet<&str> = entries
            .iter()
            .map(|entry| entry.contact_no.as_str())
            .collect();
        let matched = distinct.len() as u64;
        let mut next = self.last_line_no();
        for entry in entries {
            next += LINE_NO_STEP;
            let origin = Origin::Reused(self.reused.len() as u32);
            self.lines.push(Line {
                line_no: next,
                contact: entry.contact,
                origin,
            });
            self.reused.push(entry);
        }
        let after = self.lines.len() as u64;
        Effect {
            before,
            matched,
            added: after - before,
            after,
            ..Effect::default()
        }
    }

    /// The last line number; the next is 10000 above it.
    fn last_line_no(&self) -> i64 {
        self.lines.last().map_or(0, |line| line.line_no)
    }

    /// The contacts that have a line.
    fn contacts(&self, count: usize) -> FixedBitSet {
        let mut contacts = FixedBitSet::with_capacity(count);
        for line in self.lines.iter().filter(|line| line.contact != NO_CONTACT) {
            contacts.insert(line.contact as usize);
        }
        contacts
    }

    /// Entire Companies: every contact of a line's company is tested, and one that passes lets its
    /// whole company pass.
    fn entire_companies(
        &self,
        contacts: &Contacts,
        companies: &LineCompanies,
        matched: &FixedBitSet,
    ) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(contacts.len());
        let mut seen = FixedBitSet::with_capacity(contacts.len());
        for line in self.lines.iter().filter(|line| line.contact != NO_CONTACT) {
            match companies.of(contacts, line) {
                NO_CONTACT => {
                    // BC tests all contacts without a company: of these, the line's own counts.
                    let own = line.contact;
                    let tested = contacts.company_of(own) == NO_CONTACT;
                    if tested && matched.contains(own as usize) {
                        set.insert(own as usize);
                    }
                }
                company => {
                    if seen.put(company as usize) {
                        continue;
                    }
                    let members = contacts.members_of(company);
                    if members
                        .iter()
                        .any(|&member| matched.contains(member as usize))
                    {
                        set.extend(members.iter().map(|&member| member as usize));
                    }
                }
            }
        }
        set
    }
}

/// The companies of lines whose Contact Company No. a person changed.
#[derive(Debug, Clone, Default)]
pub(super) struct LineCompanies {
    by_row: BTreeMap<u32, u32>,
}

impl LineCompanies {
    /// The company that a row of Segment Line names in its own cell.
    pub(super) fn insert(&mut self, row: u32, company: u32) {
        self.by_row.insert(row, company);
    }

    /// The company of a line, or [`NO_CONTACT`].
    pub(super) fn of(&self, contacts: &Contacts, line: &Line) -> u32 {
        let own = match line.origin {
            Origin::Sheet(row) => self.by_row.get(&row).copied(),
            _ => None,
        };
        own.unwrap_or_else(|| contacts.company_of(line.contact))
    }
}

/// Expand Companies, then Allow Related Companies.
pub(super) fn widen(
    contacts: &Contacts,
    matched: &FixedBitSet,
    options: StepOptions,
) -> FixedBitSet {
    let mut set = matched.clone();
    if options.expand_companies {
        // Companies first, so that one with many selected persons is gone through once.
        for company in companies_of(contacts, matched).ones() {
            let members = contacts.members_of(company as u32);
            set.extend(members.iter().map(|&member| member as usize));
        }
    }
    if options.allow_related_companies {
        set.union_with(&companies_of(contacts, &set));
    }
    set
}

/// The companies of contacts.
fn companies_of(contacts: &Contacts, set: &FixedBitSet) -> FixedBitSet {
    let mut companies = FixedBitSet::with_capacity(contacts.len());
    for contact in set.ones() {
        let company = contacts.company_of(contact as u32);
        if company != NO_CONTACT {
            companies.insert(company as usize);
        }
    }
    companies
}

/// Without Ignore Exclusion, excluded contacts are dropped, each by its own flag alone.
fn candidates(contacts: &Contacts, widened: &FixedBitSet, options: StepOptions) -> FixedBitSet {
    let mut set = widened.clone();
    if !options.ignore_exclusion {
        set.difference_with(contacts.excluded());
    }
    set
}

/// The contacts that an Add step can bring, whatever lines there are.
pub(super) fn reach(book: &Book, matched: &FixedBitSet, options: StepOptions) -> FixedBitSet {
    let widened = widen(book.contacts(), matched, options);
    candidates(book.contacts(), &widened, options)
}
