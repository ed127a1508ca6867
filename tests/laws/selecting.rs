//! A random book and its steps as tables, selected by the library.

use std::collections::{BTreeMap, BTreeSet};

use segbook::check::{self, CheckOptions};
use segbook::filter::Context;
use segbook::finding::{Findings, Severity};
use segbook::schema::{
    self, FieldNo, Table, contact, contact_industry_group, contact_mailing_group,
    interaction_log_entry, segment_criteria_line as criteria, segment_header, segment_line,
};
use segbook::segment::{Register, RunDefaults, Templates, segments};
use segbook::select::{History, Plan, PlanContext, SavedCriteria, select};
use segbook::table::Records;
use segbook::value::{Date, DecimalMark, Value};

use super::naive::Lines;
use super::random::{Criterion, Doing, Looked, Step, Wanted, World};

type Row<'a> = Vec<(FieldNo, Value<'a>)>;

/// The lines that the library selects.
pub(super) fn lines(world: &World, steps: &[Step]) -> Lines {
    let mut findings = Findings::default();
    let tables = tables(world, steps);
    let tables: BTreeMap<_, _> = tables
        .into_iter()
        .map(|one| (one.table().no, one))
        .collect();
    let no_history = |table, _: &[FieldNo], _: &[i64]| Ok(Records::empty(table));
    let options = CheckOptions {
        reject: false,
        strict: false,
    };
    let book = check::check(tables, &no_history, options, &mut findings).expect("no ledger");
    let register = Register::new(Vec::new(), BTreeSet::new(), BTreeSet::new(), None);
    let date = Date::new(2026, 11, 23).expect("a day");
    let defaults = RunDefaults {
        date,
        salesperson: "",
    };
    let segments = segments(
        &book,
        &register,
        &Templates::new(&book),
        defaults,
        &mut findings,
    );
    let (entries, logged) = (
        Records::empty(&schema::INTERACTION_LOG_ENTRY),
        Records::empty(&schema::LOGGED_SEGMENT),
    );
    let history = History::new(&book, &entries, &logged);
    let context = Context {
        date,
        user: "ANNA".to_owned(),
        date_order: None,
        decimal_mark: DecimalMark::Point,
        fiscal_year_start: 1,
        filter_characters_max: 2048,
    };
    let from = PlanContext {
        book: &book,
        context: &context,
        saved: &SavedCriteria::default(),
        history: &history,
    };
    let plan = Plan::new(&segments[0].steps, from, &mut findings);
    for finding in &findings {
        assert_ne!(finding.severity, Severity::Error, "{finding:?}");
    }
    let selected = select(&book, &history, &[&segments[0]], &[plan]);
    let records = book.contact_records().expect("contacts");
    let no = |contact: u32| records.text(contact as usize, contact::NO).to_owned();
    let lines = selected[0].lines.iter();
    lines.map(|line| (line.line_no, no(line.contact))).collect()
}

fn tables(world: &World, steps: &[Step]) -> Vec<Records> {
    let contacts = world.contacts.iter().map(|one| {
        vec![
            (contact::NO, Value::text(&one.no)),
            (contact::TYPE, Value::Option(u8::from(!one.is_company))),
            (contact::NAME, Value::text(&one.name)),
            (contact::COMPANY_NO, Value::text(&one.company_no)),
            (contact::COUNTRY_REGION_CODE, Value::text(one.country)),
            (contact::EXCLUDE_FROM_SEGMENT, Value::Boolean(one.excluded)),
        ]
    });
    let groups = world.groups.iter().map(|(no, code)| {
        vec![
            (contact_mailing_group::CONTACT_NO, Value::text(no)),
            (contact_mailing_group::MAILING_GROUP_CODE, Value::text(code)),
        ]
    });
    let industries = world.industries.iter().map(|(no, code)| {
        vec![
            (contact_industry_group::CONTACT_NO, Value::text(no)),
            (
                contact_industry_group::INDUSTRY_GROUP_CODE,
                Value::text(code),
            ),
        ]
    });
    let entries = world.entries.iter().zip(1..).map(|(one, entry_no)| {
        let date = Date::new(2026, 11, one.day);
        vec![
            (interaction_log_entry::ENTRY_NO, Value::Integer(entry_no)),
            (
                interaction_log_entry::CONTACT_NO,
                Value::text(&one.contact_no),
            ),
            (
                interaction_log_entry::CONTACT_COMPANY_NO,
                Value::text(&one.company_no),
            ),
            (interaction_log_entry::DATE, Value::date(date)),
            (
                interaction_log_entry::INTERACTION_TEMPLATE_CODE,
                Value::text(one.template),
            ),
        ]
    });
    let lines = world.lines.iter().map(|no| {
        vec![
            (segment_line::SEGMENT_NO, Value::Text("S")),
            (segment_line::CONTACT_NO, Value::text(no)),
        ]
    });
    let header = [vec![(segment_header::NO, Value::Text("S"))]];
    let texts: Vec<Vec<String>> = steps.iter().map(|step| texts(&step.criteria)).collect();
    let mut rows = Vec::new();
    for ((step, texts), number) in steps.iter().zip(&texts).zip(1..) {
        step_rows(step, texts, number, &mut rows);
    }
    vec![
        records(&schema::CONTACT, contacts),
        records(&schema::CONTACT_MAILING_GROUP, groups),
        records(&schema::CONTACT_INDUSTRY_GROUP, industries),
        records(&schema::INTERACTION_LOG_ENTRY, entries),
        records(&schema::SEGMENT_LINE, lines),
        records(&schema::SEGMENT_HEADER, header.into_iter()),
        records(&schema::SEGMENT_CRITERIA_LINE, rows.into_iter()),
    ]
}

fn records<'a>(table: &'static Table, rows: impl Iterator<Item = Row<'a>>) -> Records {
    Records::from_rows(table, &rows.collect::<Vec<_>>())
}

/// The rows of a step in the analyst's form; action and options on the first.
fn step_rows<'a>(step: &'a Step, texts: &'a [String], number: i64, rows: &mut Vec<Row<'a>>) {
    let (action, is_add) = match step.doing {
        Doing::Add => (1, true),
        Doing::Reduce => (2, false),
        Doing::Refine => (3, false),
        Doing::GoBack => (13, false),
    };
    let mut first = vec![(criteria::ACTION, Value::Option(action))];
    if is_add {
        first.extend([
            (
                criteria::ALLOW_EXISTING_CONTACTS,
                Value::Boolean(step.allow_existing),
            ),
            (criteria::EXPAND_CONTACT, Value::Boolean(step.expand)),
            (
                criteria::ALLOW_COMPANY_WITH_PERSONS,
                Value::Boolean(step.related),
            ),
            (
                criteria::IGNORE_EXCLUSION,
                Value::Boolean(step.ignore_exclusion),
            ),
        ]);
    } else if step.doing != Doing::GoBack {
        first.push((criteria::ENTIRE_COMPANIES, Value::Boolean(step.entire)));
    }
    let takes_filters = step.doing != Doing::GoBack;
    let filters: Vec<_> = step
        .criteria
        .iter()
        .zip(texts)
        .filter(|_| takes_filters)
        .collect();
    for at in 0..filters.len().max(1) {
        let mut row = vec![
            (criteria::SEGMENT_NO, Value::Text("S")),
            (criteria::STEP, Value::Integer(number)),
        ];
        if at == 0 {
            row.append(&mut first);
        }
        if let Some((one, text)) = filters.get(at) {
            let (table, field) = names(one.on);
            row.extend([
                (criteria::TABLE_NAME, Value::Text(table)),
                (criteria::FIELD_NAME, Value::Text(field)),
                (criteria::FILTER, Value::text(text)),
            ]);
        }
        rows.push(row);
    }
}

fn names(looked: Looked) -> (&'static str, &'static str) {
    match looked {
        Looked::Country => ("Contact", "Country/Region Code"),
        Looked::Type => ("Contact", "Type"),
        Looked::Name => ("Contact", "Name"),
        Looked::Group => ("Contact Mailing Group", "Mailing Group Code"),
        Looked::Industry => ("Contact Industry Group", "Industry Group Code"),
        Looked::EntryDay => ("Interaction Log Entry", "Date"),
        Looked::EntryTemplate => ("Interaction Log Entry", "Interaction Template Code"),
    }
}

/// The filters as a person writes them.
fn texts(criteria: &[Criterion]) -> Vec<String> {
    let text = |one: &Criterion| match &one.wanted {
        Wanted::OneOf(values) => values.join("|"),
        Wanted::Not(value) => format!("<>{value}"),
        Wanted::Blank => "''".to_owned(),
        Wanted::Begins(start) => format!("{start}*"),
        Wanted::Days(from, to) => format!("2026-11-{from:02}..2026-11-{to:02}"),
    };
    criteria.iter().map(text).collect()
}
