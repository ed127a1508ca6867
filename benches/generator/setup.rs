//! The short tables: lists of codes, templates, and the segments with their criteria.

use super::sheets::{Book, Cell};
use super::tables::{INDUSTRY_GROUPS, MAILING_GROUPS};

/// Every code that the long tables use.
pub(super) fn codes(book: &mut Book) {
    let captions = ["Code", "Description"];
    list(book, "Mailing Group", captions, "MG", MAILING_GROUPS);
    list(book, "Industry Group", captions, "IG", INDUSTRY_GROUPS);
    list(book, "Salesperson/Purchaser", ["Code", "Name"], "SP", 20);
    list(book, "Campaign", ["No.", "Description"], "CP", 5);
    let levels = ["CEO", "MANAGER", "STAFF"];
    book.table("Organizational Level", &captions, 3, |row, cells| {
        cells.push(Cell::text(levels[row as usize]));
        cells.push(Cell::text("A level"));
    });
    book.table("Interaction Group", &captions, 1, |_, cells| {
        cells.push(Cell::text("SALES"));
        cells.push(Cell::text("Sales"));
    });
    let captions = [
        "Code",
        "Interaction Group Code",
        "Description",
        "Unit Cost (LCY)",
        "Unit Duration (Min.)",
        "Information Flow",
        "Initiated By",
        "Correspondence Type (Default)",
    ];
    let templates = [("LETTER", "Hard Copy"), ("CALL", ""), ("MAIL", "Email")];
    book.table("Interaction Template", &captions, 3, |row, cells| {
        let (code, correspondence) = templates[row as usize];
        cells.extend([
            Cell::text(code),
            Cell::text("SALES"),
            Cell::text(format!("A {}", code.to_lowercase())),
            Cell::Number(1.25),
            Cell::Number(5.0),
            Cell::text("Outbound"),
            Cell::text("Us"),
            Cell::text(correspondence),
        ]);
    });
}

fn list(book: &mut Book, table: &str, captions: [&str; 2], prefix: &str, count: u32) {
    book.table(table, &captions, count, |row, cells| {
        cells.push(Cell::Text(format!("{prefix}{row:02}")));
        cells.push(Cell::Text(format!("{table} {row}")));
    });
}

/// One filter of a step: table, field, filter. `{0}` and `{1}` are two mailing groups, `{2}` an
/// industry group, different ones for each segment.
type Filter = (&'static str, &'static str, &'static str);

pub(super) struct Step {
    action: &'static str,
    /// The option of the action that is Yes.
    option: &'static str,
    filters: &'static [Filter],
}

pub(super) const STEPS: &[Step] = &[
    Step {
        action: "Add Contacts",
        option: "",
        filters: &[
            ("Contact", "Country/Region Code", "DE|AT|CH"),
            ("Contact", "Type", "Person"),
            ("Contact Mailing Group", "Mailing Group Code", "{0}|{1}"),
        ],
    },
    Step {
        action: "Add Contacts",
        option: "",
        filters: &[
            ("Interaction Log Entry", "Date", "T-90D..T"),
            ("Interaction Log Entry", "Evaluation", "Positive..Neutral"),
            ("Interaction Log Entry", "Cost (LCY)", ">100"),
        ],
    },
    Step {
        action: "Add Contacts",
        option: "Expand Companies",
        filters: &[
            ("Contact Industry Group", "Industry Group Code", "{2}"),
            ("Contact", "Organizational Level Code", "CEO"),
        ],
    },
    Step {
        action: "Add Contacts",
        option: "Allow Related Companies",
        filters: &[
            ("Contact", "Name", "@*MULLER*"),
            ("Contact", "Post Code", "0*|1*"),
        ],
    },
    Step {
        action: "Reduce",
        option: "Entire Companies",
        filters: &[
            ("Contact Mailing Group", "Mailing Group Code", "{1}"),
            ("Contact", "Salesperson Code", "SP03"),
        ],
    },
    Step {
        action: "Refine",
        option: "",
        filters: &[
            ("Contact", "Email", "<>''"),
            ("Contact", "Last Date Modified", "2023-06-01.."),
        ],
    },
];

/// 15 % of all contacts.
pub(super) const STEPS_ON_CONTACTS: &[Step] = &[Step {
    action: "Add Contacts",
    option: "",
    filters: &[
        ("Contact", "Country/Region Code", "DE"),
        ("Contact", "Type", "Person"),
        ("Contact", "Salesperson Code", "..SP15"),
    ],
}];

const OPTIONS: [&str; 5] = [
    "Allow Existing Contacts",
    "Expand Companies",
    "Allow Related Companies",
    "Ignore Exclusion",
    "Entire Companies",
];

/// Headers that can be logged, and the same steps for each, on other groups.
pub(super) fn segments(book: &mut Book, segments: u32, steps: &[Step]) {
    let captions = [
        "No.",
        "Description",
        "Interaction Template Code",
        "Salesperson Code",
        "Campaign No.",
    ];
    book.table("Segment Header", &captions, segments, |row, cells| {
        cells.extend([
            Cell::Text(segment_no(row)),
            Cell::Text(format!("Letter of the season {}", row + 1)),
            Cell::text("LETTER"),
            Cell::text("SP01"),
            Cell::text("CP01"),
        ]);
    });
    let captions: Vec<&str> = ["Segment No.", "Step", "Action", "Table", "Field", "Filter"]
        .into_iter()
        .chain(OPTIONS)
        .collect();
    let rows: Vec<(usize, usize)> = steps
        .iter()
        .enumerate()
        .flat_map(|(step, it)| (0..it.filters.len()).map(move |filter| (step, filter)))
        .collect();
    let count = segments * rows.len() as u32;
    book.table("Segment Criteria Line", &captions, count, |row, cells| {
        let segment = row / rows.len() as u32;
        let (index, filter) = rows[row as usize % rows.len()];
        let step = &steps[index];
        let (table, field, text) = step.filters[filter];
        cells.extend([
            Cell::Text(segment_no(segment)),
            Cell::Number((index as f64 + 1.0) * 10.0),
            Cell::text(if filter == 0 { step.action } else { "" }),
            Cell::text(table),
            Cell::text(field),
            Cell::Text(with_codes(text, segment)),
        ]);
        for option in OPTIONS {
            let is_yes = filter == 0 && option == step.option;
            cells.push(if is_yes {
                Cell::text("Yes")
            } else {
                Cell::Blank
            });
        }
    });
}

fn segment_no(segment: u32) -> String {
    format!("SM{:05}", segment + 1)
}

fn with_codes(text: &str, segment: u32) -> String {
    text.replace("{0}", &format!("MG{:02}", segment % MAILING_GROUPS))
        .replace("{1}", &format!("MG{:02}", (segment + 7) % MAILING_GROUPS))
        .replace("{2}", &format!("IG{:02}", segment % INDUSTRY_GROUPS))
}
