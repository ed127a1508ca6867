//! What the lines of a segment stand for when Reduce and Refine test them: their contacts, and with
//! *Entire Companies* all contacts of their companies (BC reports 5197 and 5196).

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use crate::check::{Contacts, NO_CONTACT};
use crate::segment::StepOptions;

use super::fold::{Fold, Line, Origin, companies_of};

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

/// Whom the lines stand for at one moment; made once for an action, whatever it tests.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    contacts: &'a Contacts,
    /// The contacts that have a line.
    own: FixedBitSet,
    companies: Option<StandingCompanies>,
}

/// Entire Companies: every contact of a line's company is tested, and one that passes lets its
/// whole company pass.
#[derive(Debug)]
struct StandingCompanies {
    of_lines: FixedBitSet,
    /// BC tests all contacts without a company for a line without: of these, the line's own counts.
    alone: FixedBitSet,
}

impl<'a> Standing<'a> {
    /// What the lines of `fold` stand for.
    pub(super) fn new(
        fold: &Fold,
        contacts: &'a Contacts,
        companies: &LineCompanies,
        options: StepOptions,
    ) -> Self {
        Self {
            contacts,
            own: fold.contacts(contacts.len()),
            companies: options
                .entire_companies
                .then(|| StandingCompanies::new(fold, contacts, companies)),
        }
    }

    /// The contacts that pass, of those who pass the filters.
    pub(super) fn tested<'m>(&'m self, matched: &'m FixedBitSet) -> Tested<'m> {
        match &self.companies {
            None => Tested::Contacts(matched),
            Some(standing) => {
                let mut companies = companies_of(self.contacts, matched);
                companies.intersect_with(&standing.of_lines);
                let mut alone = matched.clone();
                alone.intersect_with(&standing.alone);
                Tested::Companies {
                    contacts: self.contacts,
                    companies,
                    alone,
                }
            }
        }
    }

    /// How many contacts with a line pass, of those who pass the filters.
    pub(super) fn passing(&self, matched: &FixedBitSet) -> u64 {
        self.count(&self.tested(matched))
    }

    /// How many contacts with a line are among those who pass.
    pub(super) fn count(&self, tested: &Tested<'_>) -> u64 {
        let passing = match tested {
            Tested::Contacts(matched) => self.own.intersection_count(matched),
            Tested::Companies { .. } => {
                let own = self.own.ones();
                own.filter(|&contact| tested.contains(contact as u32))
                    .count()
            }
        };
        passing as u64
    }
}

impl StandingCompanies {
    fn new(fold: &Fold, contacts: &Contacts, companies: &LineCompanies) -> Self {
        let mut standing = Self {
            of_lines: FixedBitSet::with_capacity(contacts.len()),
            alone: FixedBitSet::with_capacity(contacts.len()),
        };
        for line in fold.lines.iter().filter(|line| line.contact != NO_CONTACT) {
            match companies.of(contacts, line) {
                NO_CONTACT if contacts.company_of(line.contact) == NO_CONTACT => {
                    standing.alone.insert(line.contact as usize);
                }
                NO_CONTACT => {}
                company => standing.of_lines.insert(company as usize),
            }
        }
        standing
    }
}

/// The contacts that pass a Reduce or Refine.
#[derive(Debug)]
pub(super) enum Tested<'a> {
    /// Those who pass the filters.
    Contacts(&'a FixedBitSet),
    /// All contacts of these companies, and these without a company.
    Companies {
        contacts: &'a Contacts,
        companies: FixedBitSet,
        alone: FixedBitSet,
    },
}

impl Tested<'_> {
    /// Whether a contact passes.
    pub(super) fn contains(&self, contact: u32) -> bool {
        match self {
            Self::Contacts(matched) => matched.contains(contact as usize),
            Self::Companies {
                contacts,
                companies,
                alone,
            } => match contacts.company_of(contact) {
                NO_CONTACT => alone.contains(contact as usize),
                company => companies.contains(company as usize),
            },
        }
    }
}
