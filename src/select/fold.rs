//! Folding turns bits into lines: add, expand, exclude, reduce, refine, order and numbers (BC
//! reports 5198, 5197 and 5196). Pure: the same bits give the same lines.

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;

use crate::check::{Book, Contacts, NO_CONTACT};
use crate::segment::{Action, HandLine, LINE_NO_STEP, StepOptions};

use super::history::Reused;
use super::rank::Rank;
use super::standing::Standing;

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

    /// Removes the lines whose contact passes (Reduce) or does not (Refine). `standing` is what the
    /// lines stand for now.
    pub(super) fn remove(
        &mut self,
        standing: &Standing<'_>,
        matched: &FixedBitSet,
        action: &Action,
    ) -> Effect {
        let before = self.lines.len() as u64;
        let tested = standing.tested(matched);
        let is_in = |line: &Line| line.contact != NO_CONTACT && tested.contains(line.contact);
        let passing = standing.count(&tested);
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
    pub(super) fn contacts(&self, count: usize) -> FixedBitSet {
        let mut contacts = FixedBitSet::with_capacity(count);
        for line in self.lines.iter().filter(|line| line.contact != NO_CONTACT) {
            contacts.insert(line.contact as usize);
        }
        contacts
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
pub(super) fn companies_of(contacts: &Contacts, set: &FixedBitSet) -> FixedBitSet {
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
