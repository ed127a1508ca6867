//! Laws of the reasons: for any small book and any steps they give, for every contact, the lines that
//! the selection gives. That each answer agrees with the bits is asserted by the reasons themselves.

use proptest::prelude::*;

use super::{History, Plan, PlanContext, SavedCriteria, reasons, select};
use crate::check::{self, Book, CheckOptions};
use crate::filter::Context;
use crate::finding::Findings;
use crate::schema::{
    self, FieldNo, Table, contact, contact_business_relation as relation,
    contact_industry_group as industry, contact_mailing_group as mailing,
    interaction_log_entry as entry, logged_segment, value_entry,
};
use crate::segment::{Action, FilterField, HandLine, Segment, Step, StepFilter, StepOptions};
use crate::table::Records;
use crate::value::{Date, DecimalMark, Value};

/// Contacts A (company), C and D (its persons), E (company), F (its person), B and G without company.
const CONTACTS: [(&str, &str); 7] = [
    ("A", "A"),
    ("B", ""),
    ("C", "A"),
    ("D", "A"),
    ("E", "E"),
    ("F", "E"),
    ("G", ""),
];

/// A row of a small table: the contact it names, and a code.
type Link = (usize, usize);

#[derive(Debug, Clone)]
struct World {
    countries: Vec<usize>,
    excluded: Vec<bool>,
    mailing: Vec<Link>,
    industry: Vec<Link>,
    relations: Vec<Link>,
    bought: Vec<(usize, usize, usize)>,
    log: Vec<(usize, usize, usize)>,
    typed: Vec<(usize, usize)>,
    steps: Vec<StepOfWorld>,
}

/// Action, filters as table and code, options as bits, whether it was applied before.
type StepOfWorld = (u8, Vec<(usize, usize)>, u8, bool);

const CODES: [&str; 3] = ["X", "Y", "Z"];

fn world() -> impl Strategy<Value = World> {
    let link = || prop::collection::vec((0..7usize, 0..3usize), 0..8);
    let step = (
        0..6u8,
        prop::collection::vec((0..7usize, 0..5usize), 0..3),
        any::<u8>(),
        prop::bool::weighted(0.1),
    );
    (
        prop::collection::vec(0..3usize, 7),
        prop::collection::vec(prop::bool::weighted(0.2), 7),
        (link(), link(), link()),
        prop::collection::vec((0..3usize, 0..3usize, 0..7usize), 0..8),
        prop::collection::vec((0..7usize, 0..3usize, 0..8usize), 0..8),
        prop::collection::vec((0..7usize, 0..8usize), 0..3),
        prop::collection::vec(step, 0..6),
    )
        .prop_map(
            |(countries, excluded, links, bought, log, typed, steps)| World {
                countries,
                excluded,
                mailing: links.0,
                industry: links.1,
                relations: links.2,
                bought,
                log,
                typed,
                steps,
            },
        )
}

fn no(contact: usize) -> &'static str {
    CONTACTS.get(contact).map_or("", |contact| contact.0)
}

/// Two columns, a contact and a code.
fn links(table: &'static Table, fields: (FieldNo, FieldNo), links: &[Link]) -> Records {
    let rows: Vec<_> = links
        .iter()
        .map(|&(contact, code)| {
            vec![
                (fields.0, Value::text(no(contact))),
                (fields.1, Value::text(CODES[code])),
            ]
        })
        .collect();
    Records::from_rows(table, &rows)
}

fn book(world: &World) -> Book {
    let contacts: Vec<_> = CONTACTS
        .iter()
        .enumerate()
        .map(|(at, (no, company))| {
            let is_company = no == company;
            vec![
                (contact::NO, Value::text(no)),
                (contact::TYPE, Value::Option(u8::from(!is_company))),
                (contact::NAME, Value::text(no)),
                (contact::COMPANY_NO, Value::text(company)),
                (
                    contact::COUNTRY_REGION_CODE,
                    Value::text(CODES[world.countries[at]]),
                ),
                (
                    contact::EXCLUDE_FROM_SEGMENT,
                    Value::Boolean(world.excluded[at]),
                ),
            ]
        })
        .collect();
    // A relation is a customer X, a vendor Y or something else.
    let relations: Vec<_> = world
        .relations
        .iter()
        .map(|&(contact, code)| {
            let kind = [1, 2, 0][code];
            vec![
                (relation::CONTACT_NO, Value::text(no(contact))),
                (relation::BUSINESS_RELATION_CODE, Value::text(CODES[code])),
                (relation::LINK_TO_TABLE, Value::Option(kind)),
                (relation::NO, Value::text(no(contact))),
            ]
        })
        .collect();
    let bought: Vec<_> = world
        .bought
        .iter()
        .enumerate()
        .map(|(at, &(company, item, person))| {
            vec![
                (value_entry::ENTRY_NO, Value::Integer(at as i64)),
                (value_entry::ITEM_NO, Value::text(CODES[item])),
                (value_entry::SOURCE_TYPE, Value::Option(1)),
                (
                    value_entry::SOURCE_NO,
                    Value::text(["A", "E", "B"][company]),
                ),
                (value_entry::DOCUMENT_CONTACT_NO, Value::text(no(person))),
            ]
        })
        .collect();
    let tables = [
        Records::from_rows(&schema::CONTACT, &contacts),
        links(
            &schema::CONTACT_MAILING_GROUP,
            (mailing::CONTACT_NO, mailing::MAILING_GROUP_CODE),
            &world.mailing,
        ),
        links(
            &schema::CONTACT_INDUSTRY_GROUP,
            (industry::CONTACT_NO, industry::INDUSTRY_GROUP_CODE),
            &world.industry,
        ),
        Records::from_rows(&schema::CONTACT_BUSINESS_RELATION, &relations),
        Records::from_rows(&schema::VALUE_ENTRY, &bought),
        typed_lines(world),
    ];
    let tables = tables
        .into_iter()
        .map(|one| (one.table().no, one))
        .collect();
    let no_ledger = |table: &'static Table, _: &[FieldNo], _: &[i64]| Ok(Records::empty(table));
    let options = CheckOptions {
        reject: false,
        strict: false,
    };
    // Rows that the checks would reject stay out, as in any book.
    check::check(tables, &no_ledger, options, &mut Findings::default()).expect("a book")
}

/// Lines that were typed in; some name another company in their own cell.
fn typed_lines(world: &World) -> Records {
    let rows: Vec<_> = world
        .typed
        .iter()
        .map(|&(contact, company)| {
            vec![
                (schema::segment_line::CONTACT_NO, Value::text(no(contact))),
                (
                    schema::segment_line::CONTACT_COMPANY_NO,
                    Value::text(no(company)),
                ),
            ]
        })
        .collect();
    Records::from_rows(&schema::SEGMENT_LINE, &rows)
}

fn log_entries(world: &World) -> Records {
    let rows: Vec<_> = world
        .log
        .iter()
        .enumerate()
        .map(|(at, &(contact, code, company))| {
            // Mostly the contact's own company.
            let company = if company == 7 {
                no(at)
            } else {
                CONTACTS[contact].1
            };
            vec![
                (entry::ENTRY_NO, Value::Integer(at as i64 + 1)),
                (entry::CONTACT_NO, Value::text(no(contact))),
                (entry::CONTACT_COMPANY_NO, Value::text(company)),
                (entry::CAMPAIGN_NO, Value::text(CODES[code])),
                (
                    entry::LOGGED_SEGMENT_ENTRY_NO,
                    Value::Integer(code as i64 + 1),
                ),
            ]
        })
        .collect();
    Records::from_rows(&schema::INTERACTION_LOG_ENTRY, &rows)
}

fn steps(world: &World) -> Vec<Step> {
    let step = |(at, (action, filters, bits, applied)): (usize, &StepOfWorld)| {
        let on = |bit: u8| bits & (1 << bit) != 0;
        let action = match action {
            0 | 1 => Action::Add,
            2 => Action::Reduce,
            3 => Action::Refine,
            4 => Action::ReuseLoggedSegment("1".to_owned()),
            _ => Action::GoBack,
        };
        Step {
            number: at as i64 + 1,
            options: StepOptions {
                allow_existing: on(0),
                expand_companies: on(1),
                allow_related_companies: on(2),
                ignore_exclusion: on(3),
                entire_companies: on(4),
            },
            filters: filters
                .iter()
                .map(|&(table, code)| filter(table, code))
                .collect(),
            applied: *applied,
            action,
            source: String::new(),
            counts: [0; 3],
            place: crate::place::Place::default(),
        }
    };
    world.steps.iter().enumerate().map(step).collect()
}

fn filter(table: usize, code: usize) -> StepFilter {
    let (table, field): (&'static Table, _) = [
        (&schema::CONTACT, contact::COUNTRY_REGION_CODE),
        (&schema::CONTACT_MAILING_GROUP, mailing::MAILING_GROUP_CODE),
        (
            &schema::CONTACT_INDUSTRY_GROUP,
            industry::INDUSTRY_GROUP_CODE,
        ),
        (
            &schema::CONTACT_BUSINESS_RELATION,
            relation::BUSINESS_RELATION_CODE,
        ),
        (&schema::VALUE_ENTRY, value_entry::ITEM_NO),
        (&schema::INTERACTION_LOG_ENTRY, entry::CAMPAIGN_NO),
        (&schema::CONTACT, contact::NO_OF_INTERACTIONS),
    ][table];
    let (field, text) = if field == contact::NO_OF_INTERACTIONS {
        (
            FilterField::Statistic(field),
            ["0", "1", ">0", ">1", "<>2"][code],
        )
    } else {
        (
            FilterField::Stored(field),
            ["X", "Y", "<>Z", "X|Z", "''"][code],
        )
    };
    StepFilter {
        table,
        field,
        text: text.to_owned(),
        is_constant: false,
        place: crate::place::Place::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_reasons_of_every_contact_end_in_its_lines(world in world()) {
        let book = book(&world);
        let log = log_entries(&world);
        let row = vec![(logged_segment::ENTRY_NO, Value::Integer(1))];
        let logged = Records::from_rows(&schema::LOGGED_SEGMENT, &[row]);
        let history = History::new(&book, &log, &logged);
        let context = Context {
            date: Date::new(2026, 11, 23).expect("a day"),
            user: "ANNA".to_owned(),
            date_order: None,
            decimal_mark: DecimalMark::Point,
            fiscal_year_start: 1,
            filter_characters_max: 2048,
        };
        let mut findings = Findings::default();
        let from = PlanContext {
            book: &book,
            context: &context,
            saved: &SavedCriteria::default(),
            history: &history,
        };
        let plan = Plan::new(&steps(&world), from, &mut findings);
        let segment = Segment {
            lines: world.typed.iter().enumerate().map(|(row, &(contact, _))| HandLine {
                line_no: (row as i64 + 1) * 10_000,
                row,
                contact: contact as u32,
            }).collect(),
            ..Segment::default()
        };
        let plans = [plan];
        let selection = &select(&book, &history, &[&segment], &plans)[0];
        for contact in 0..CONTACTS.len() as u32 {
            let wanted: Vec<i64> = selection.lines.iter()
                .filter(|line| line.contact == contact)
                .map(|line| line.line_no)
                .collect();
            let found = reasons(&book, &history, &segment, &plans[0], contact);
            prop_assert_eq!(found.lines, wanted);
        }
    }
}
