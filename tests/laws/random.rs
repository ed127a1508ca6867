//! Random books and steps, small enough that everything meets everything.

use proptest::prelude::*;

/// A contact: a company `K0`…, or a person `P0`… of one of them or of none.
#[derive(Debug, Clone)]
pub(super) struct Contact {
    pub(super) no: String,
    pub(super) is_company: bool,
    pub(super) name: String,
    /// The company's number; a company's own.
    pub(super) company_no: String,
    pub(super) company_name: String,
    pub(super) country: &'static str,
    pub(super) excluded: bool,
}

/// A log entry; its company is not always the contact's.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) contact_no: String,
    pub(super) company_no: String,
    /// Day of November 2026.
    pub(super) day: u32,
    pub(super) template: &'static str,
}

/// Everything that criteria look at.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) contacts: Vec<Contact>,
    /// Contact and mailing group.
    pub(super) groups: Vec<(String, &'static str)>,
    /// Company and industry group.
    pub(super) industries: Vec<(String, &'static str)>,
    pub(super) entries: Vec<Entry>,
    /// Contacts with a hand-entered line.
    pub(super) lines: Vec<String>,
}

/// What a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looked {
    Country,
    Type,
    Name,
    Group,
    Industry,
    EntryDay,
    EntryTemplate,
}

/// A filter whose meaning is plain.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
    /// One of these values.
    OneOf(Vec<&'static str>),
    /// Any other value.
    Not(&'static str),
    /// Blank.
    Blank,
    /// Values that begin so.
    Begins(&'static str),
    /// Days from, to.
    Days(u32, u32),
}

/// A filter.
#[derive(Debug, Clone)]
pub(super) struct Criterion {
    pub(super) on: Looked,
    pub(super) wanted: Wanted,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    Add,
    Reduce,
    Refine,
    GoBack,
}

/// A step.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) doing: Doing,
    pub(super) criteria: Vec<Criterion>,
    pub(super) allow_existing: bool,
    pub(super) expand: bool,
    pub(super) related: bool,
    pub(super) ignore_exclusion: bool,
    pub(super) entire: bool,
}

impl Step {
    /// A step with no option but Ignore Exclusion.
    pub(super) fn plain(doing: Doing, criteria: &[Criterion]) -> Self {
        Self {
            doing,
            criteria: criteria.to_vec(),
            allow_existing: false,
            expand: false,
            related: false,
            ignore_exclusion: true,
            entire: false,
        }
    }
}

const COMPANIES: usize = 3;
const PERSONS: usize = 7;
const NAMES: [&str; 4] = ["Ada", "Bob", "Bea", "Cem"];
const COUNTRIES: [&str; 4] = ["", "DE", "GB", "NL"];
const CODES: [&str; 3] = ["NEWS", "VIP", "XMAS"];
const TEMPLATES: [&str; 2] = ["CALL", "LETTER"];

fn any_contacts() -> impl Strategy<Value = Vec<Contact>> {
    let traits = (
        0..NAMES.len(),
        0..COUNTRIES.len(),
        prop::bool::weighted(0.2),
    );
    let company = prop::collection::vec(traits.clone(), COMPANIES);
    let person = prop::collection::vec((traits, 0..=COMPANIES), PERSONS);
    (company, person).prop_map(|(companies, persons)| {
        let mut contacts: Vec<Contact> = companies
            .into_iter()
            .enumerate()
            .map(|(at, (name, country, excluded))| Contact {
                no: format!("K{at}"),
                is_company: true,
                name: NAMES[name].to_owned(),
                company_no: format!("K{at}"),
                company_name: NAMES[name].to_owned(),
                country: COUNTRIES[country],
                excluded,
            })
            .collect();
        for (at, ((name, country, excluded), company)) in persons.into_iter().enumerate() {
            let of = (company < COMPANIES).then(|| contacts[company].clone());
            contacts.push(Contact {
                no: format!("P{at}"),
                is_company: false,
                name: NAMES[name].to_owned(),
                company_no: of.as_ref().map_or(String::new(), |of| of.no.clone()),
                company_name: of.map_or(String::new(), |of| of.name),
                country: COUNTRIES[country],
                excluded,
            });
        }
        // Not in the order of their numbers: nothing may depend on it.
        contacts.reverse();
        contacts
    })
}

pub(super) fn any_world() -> impl Strategy<Value = World> {
    let contact = 0..COMPANIES + PERSONS;
    let group = (contact.clone(), 0..CODES.len());
    let industry = (0..COMPANIES, 0..CODES.len());
    let entry = (
        contact.clone(),
        0..=COMPANIES + 2,
        1_u32..6,
        0..TEMPLATES.len(),
    );
    (
        any_contacts(),
        prop::collection::vec(group, 0..12),
        prop::collection::vec(industry, 0..4),
        prop::collection::vec(entry, 0..10),
        prop::collection::vec(contact, 0..3),
    )
        .prop_map(|(contacts, groups, industries, entries, lines)| {
            let no = |at: usize| contacts[at].no.clone();
            let mut groups: Vec<_> = groups
                .into_iter()
                .map(|(contact, code)| (no(contact), CODES[code]))
                .collect();
            let mut industries: Vec<_> = industries
                .into_iter()
                .map(|(company, code)| (format!("K{company}"), CODES[code]))
                .collect();
            // The same twice is an error of the book.
            for list in [&mut groups, &mut industries] {
                list.sort();
                list.dedup();
            }
            let entries = entries
                .into_iter()
                .map(|(contact, company, day, template)| Entry {
                    contact_no: no(contact),
                    company_no: if company < COMPANIES {
                        format!("K{company}")
                    } else {
                        contacts[contact].company_no.clone()
                    },
                    day,
                    template: TEMPLATES[template],
                })
                .collect();
            let lines = lines.into_iter().map(no).collect();
            World {
                contacts: contacts.clone(),
                groups,
                industries,
                entries,
                lines,
            }
        })
}

fn any_wanted(values: &'static [&'static str]) -> impl Strategy<Value = Wanted> {
    let value = prop::sample::select(values.to_vec());
    prop_oneof![
        4 => prop::collection::vec(value.clone(), 1..3).prop_map(Wanted::OneOf),
        1 => value.prop_map(Wanted::Not),
    ]
}

fn any_criterion() -> impl Strategy<Value = Criterion> {
    let on = |on: Looked| move |wanted: Wanted| Criterion { on, wanted };
    let days = (1_u32..6, 0_u32..3).prop_map(|(from, more)| Wanted::Days(from, from + more));
    let begins = prop::sample::select(vec!["A", "B", "Be", ""]).prop_map(Wanted::Begins);
    prop_oneof![
        any_wanted(&["DE", "GB", "NL"]).prop_map(on(Looked::Country)),
        Just(Wanted::Blank).prop_map(on(Looked::Country)),
        any_wanted(&["Company", "Person"]).prop_map(on(Looked::Type)),
        begins.prop_map(on(Looked::Name)),
        any_wanted(&CODES).prop_map(on(Looked::Group)),
        any_wanted(&CODES).prop_map(on(Looked::Industry)),
        days.prop_map(on(Looked::EntryDay)),
        any_wanted(&TEMPLATES).prop_map(on(Looked::EntryTemplate)),
    ]
}

pub(super) fn any_criteria() -> impl Strategy<Value = Vec<Criterion>> {
    prop::collection::vec(any_criterion(), 0..4)
}

pub(super) fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let doing = prop_oneof![
        3 => Just(Doing::Add),
        2 => Just(Doing::Reduce),
        2 => Just(Doing::Refine),
        1 => Just(Doing::GoBack),
    ];
    let flag = prop::bool::weighted(0.3);
    let options = (flag, flag, flag, flag, flag);
    let step = (doing, any_criteria(), options).prop_map(
        |(doing, criteria, (allow_existing, expand, related, ignore_exclusion, entire))| Step {
            doing,
            criteria,
            allow_existing,
            expand,
            related,
            ignore_exclusion,
            entire,
        },
    );
    prop::collection::vec(step, 1..7).prop_map(|steps| {
        // A Go Back must have a step to undo.
        let mut standing = 0;
        steps
            .into_iter()
            .filter(|step| {
                if step.doing != Doing::GoBack {
                    standing += 1;
                    return true;
                }
                let may = standing > 0;
                standing -= i32::from(may);
                may
            })
            .collect()
    })
}
