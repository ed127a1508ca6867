//! Why a contact is in a segment, or is not: the steps are carried out as for a selection, and after
//! each it is asked what happened to this contact and which record decided. Every answer is checked
//! against the bits and the lines that the selection works with.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use crate::check::{Book, NO_CONTACT};
use crate::schema::{self, contact as contact_field, interaction_log_entry as entry, segment_line};
use crate::segment::{Action, Segment};

use super::evidence::{Spot, TableReason};
use super::fold::{Fold, reach, widen};
use super::history::History;
use super::matching::{Matcher, Matches};
use super::plan::{Plan, PlannedStep, Selecting, Work};
use super::rank::Rank;
use super::reasons::{
    ActionReason, LineReason, Outcome, Reasons, StepReason, StepState, Through, ThroughKind,
};
use super::record::RecordedFilter;
use super::standing::{LineCompanies, Standing};
use super::unit::units;
use super::{Folding, rank};

/// What the plan of a segment does to one contact of the book.
pub fn reasons(
    book: &Book,
    history: &History<'_>,
    segment: &Segment,
    plan: &Plan,
    contact: u32,
) -> Reasons {
    let plans = std::slice::from_ref(plan);
    let matcher = Matcher::new(book, history, plans);
    let bits = matcher.match_all(plans);
    let rank = rank(book, &bits, plans);
    let folding = Folding {
        book,
        history,
        matches: &bits,
        rank: &rank,
    };
    let companies = folding.companies_of_lines(segment);
    let mut trace = Trace {
        matcher: &matcher,
        matches: &bits,
        rank: &rank,
        companies: &companies,
        contact,
        fold: Fold::new(&segment.lines),
    };
    let typed = trace.typed(segment);
    let undone_by = plan.undone_by();
    let steps = plan
        .steps
        .iter()
        .enumerate()
        .map(|(at, planned)| trace.step(plan, &undone_by, at, planned))
        .collect();
    Reasons {
        typed,
        steps,
        lines: trace.fold.lines_of(contact),
    }
}

/// One contact on its way through the steps.
struct Trace<'a> {
    matcher: &'a Matcher<'a>,
    matches: &'a Matches,
    rank: &'a Rank,
    companies: &'a LineCompanies,
    contact: u32,
    fold: Fold,
}

impl Trace<'_> {
    fn typed(&self, segment: &Segment) -> Vec<LineReason> {
        let Some(records) = self.matcher.book.table(&schema::SEGMENT_LINE) else {
            return Vec::new();
        };
        segment
            .lines
            .iter()
            .filter(|line| line.contact == self.contact)
            .map(|line| LineReason {
                line_no: line.line_no,
                spot: Spot::of(records, line.row, Some(segment_line::CONTACT_NO)),
            })
            .collect()
    }

    fn step(
        &mut self,
        plan: &Plan,
        undone_by: &BTreeMap<usize, usize>,
        at: usize,
        planned: &PlannedStep,
    ) -> StepReason {
        let number = |at: usize| plan.steps[at].step.number;
        let undoes = undone_by.iter().find(|&(_, &by)| by == at);
        let (state, actions) = match &planned.work {
            Work::Applied => (StepState::Applied, Vec::new()),
            Work::Undone if planned.step.action == Action::GoBack => {
                (StepState::GoBack, Vec::new())
            }
            Work::Undone => (StepState::Undone, Vec::new()),
            Work::ReuseLogged(no) => (StepState::CarriedOut, vec![self.reuse(planned, *no)]),
            Work::Select(list) => {
                let actions = list.iter().map(|one| self.select(one)).collect();
                (StepState::CarriedOut, actions)
            }
        };
        StepReason {
            step: planned.step.number,
            action: planned.step.action.caption(),
            state,
            undone_by: undone_by.get(&at).map(|&by| number(by)),
            undoes: undoes.map(|(&step, _)| number(step)),
            source: planned.step.source.clone(),
            actions,
        }
    }

    /// Reuse of a logged segment: a line for each of its entries that names the contact.
    fn reuse(&mut self, planned: &PlannedStep, logged_segment_entry_no: i64) -> ActionReason {
        let matcher = self.matcher;
        let before = self.fold.lines_of(self.contact);
        let entries = matcher
            .history
            .entries_of(matcher.book, logged_segment_entry_no);
        self.fold.reuse(entries);
        let spots = self.entries_at(logged_segment_entry_no);
        let mut reason = self.reason(planned.step.action.caption(), &before);
        agree("a reuse", spots.len() == reason.added.len(), true);
        reason.source = format!("Logged Segment {logged_segment_entry_no}");
        reason.entries = spots;
        reason
    }

    fn entries_at(&self, logged_segment_entry_no: i64) -> Vec<Spot> {
        let no = self.matcher.no_of(self.contact).unwrap_or_default();
        let mut spots: Vec<(i64, Spot)> = Vec::new();
        for &records in self.matcher.history.entries() {
            for row in 0..records.len() {
                let logged = records.integer(row, entry::LOGGED_SEGMENT_ENTRY_NO);
                if logged == logged_segment_entry_no && records.text(row, entry::CONTACT_NO) == no {
                    let spot = self.matcher.spot(records, row, Some(entry::CONTACT_NO));
                    spots.push((records.integer(row, entry::ENTRY_NO), spot));
                }
            }
        }
        spots.sort_by_key(|(no, _)| *no);
        spots.into_iter().map(|(_, spot)| spot).collect()
    }

    /// Add, Reduce or Refine.
    fn select(&mut self, one: &Selecting) -> ActionReason {
        let book = self.matcher.book;
        let matched = self.matches.of(one, book.contacts().len());
        let contact = self.contact as usize;
        let tables = self.tables(one, self.contact);
        let passes = matched.contains(contact);
        agree("filters", tables.iter().all(|table| table.holds), passes);
        let before = self.fold.lines_of(self.contact);
        let (through, is_in, excluded) = if one.action == Action::Add {
            let through = self.comes_with(one, &matched);
            let widened = widen(book.contacts(), &matched, one.options).contains(contact);
            agree("expansion", passes || through.is_some(), widened);
            let reached = reach(book, &matched, one.options).contains(contact);
            self.fold.add(book, self.rank, &matched, one.options);
            (through, reached, widened && !reached)
        } else {
            let (through, is_in) = self.counts_by_company(one, &matched, passes);
            let contacts = book.contacts();
            let standing = Standing::new(&self.fold, contacts, self.companies, one.options);
            let tested = standing.tested(&matched).contains(self.contact);
            agree("entire companies", is_in, tested);
            self.fold.remove(&standing, &matched, &one.action);
            (through, is_in, false)
        };
        let mut reason = self.reason(one.action.caption(), &before);
        reason.outcome = Outcome::of(one, is_in, excluded, &before);
        agree(
            "lines",
            reason.outcome == Outcome::Added,
            !reason.added.is_empty(),
        );
        agree(
            "lines",
            reason.outcome == Outcome::Removed,
            !reason.removed.is_empty(),
        );
        let filters = one.filters.iter();
        ActionReason {
            source: one.source.clone(),
            passes,
            counts: is_in,
            filters: filters
                .map(|filter| RecordedFilter::of(filter).show())
                .collect(),
            tables,
            through,
            excluded_at: excluded.then(|| self.exclusion()).flatten(),
            entire_companies: one.options.entire_companies,
            ..reason
        }
    }

    /// A reason that knows the lines before and now.
    fn reason(&self, action: &'static str, before: &[i64]) -> ActionReason {
        let after = self.fold.lines_of(self.contact);
        let only_in = |these: &[i64], others: &[i64]| {
            let mut only = these.to_vec();
            only.retain(|line| !others.contains(line));
            only
        };
        let added = only_in(&after, before);
        ActionReason {
            action,
            source: String::new(),
            outcome: if added.is_empty() {
                Outcome::NotSelected
            } else {
                Outcome::Added
            },
            passes: !added.is_empty(),
            counts: !added.is_empty(),
            filters: Vec::new(),
            tables: Vec::new(),
            through: None,
            excluded_at: None,
            entries: Vec::new(),
            removed: only_in(before, &after),
            lines_before: before.to_vec(),
            added,
            entire_companies: false,
        }
    }

    fn tables(&self, one: &Selecting, contact: u32) -> Vec<TableReason> {
        units(one)
            .iter()
            .flat_map(|unit| self.matcher.evidence(unit, contact))
            .collect()
    }

    /// Add: the contact of the same company with which this one comes.
    fn comes_with(&self, one: &Selecting, matched: &FixedBitSet) -> Option<Through> {
        if matched.contains(self.contact as usize) {
            return None;
        }
        let contacts = self.matcher.book.contacts();
        let passing = |company: u32| {
            let members = contacts.members_of(company).iter();
            members
                .copied()
                .find(|&member| matched.contains(member as usize))
        };
        let company = contacts.company_of(self.contact);
        if one.options.expand_companies
            && company != NO_CONTACT
            && let Some(member) = passing(company)
        {
            return Some(self.through(ThroughKind::ExpandCompanies, company, member, one));
        }
        let member = passing(self.contact).filter(|_| one.options.allow_related_companies)?;
        Some(self.through(
            ThroughKind::AllowRelatedCompanies,
            self.contact,
            member,
            one,
        ))
    }

    /// Reduce and Refine: whether the contact counts, and with Entire Companies for whose sake.
    fn counts_by_company(
        &self,
        one: &Selecting,
        matched: &FixedBitSet,
        passes: bool,
    ) -> (Option<Through>, bool) {
        if !one.options.entire_companies {
            return (None, passes);
        }
        let contacts = self.matcher.book.contacts();
        let own = contacts.company_of(self.contact);
        // Some line must stand for the company; without one, for the contact itself.
        let is_tested = self.fold.lines.iter().any(|line| {
            line.contact != NO_CONTACT
                && self.companies.of(contacts, line) == own
                && (own != NO_CONTACT || line.contact == self.contact)
        });
        if passes || !is_tested || own == NO_CONTACT {
            return (None, passes && is_tested);
        }
        let mut members = contacts.members_of(own).iter().copied();
        let member = members.find(|&member| matched.contains(member as usize));
        let through =
            member.map(|member| self.through(ThroughKind::EntireCompanies, own, member, one));
        let is_in = through.is_some();
        (through, is_in)
    }

    fn through(&self, kind: ThroughKind, company: u32, member: u32, one: &Selecting) -> Through {
        Through {
            kind,
            company_no: self.matcher.no_of(company).unwrap_or_default(),
            contact_no: self.matcher.no_of(member).unwrap_or_default(),
            tables: self.tables(one, member),
        }
    }

    fn exclusion(&self) -> Option<Spot> {
        let records = self.matcher.book.contact_records()?;
        let field = contact_field::EXCLUDE_FROM_SEGMENT;
        Some(Spot::of(records, self.contact as usize, Some(field)))
    }
}

/// Two ways to the same answer must meet; anything else is a fault of segbook.
#[track_caller]
fn agree(about: &str, reasoned: bool, selected: bool) {
    assert_eq!(
        reasoned, selected,
        "reasons and selection agree about {about}"
    );
}
