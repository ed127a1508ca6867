//! The long tables: contacts, their groups, and their history.

use super::random::{below, pick};
use super::sheets::{Book, Cell, Row};

const FIRST_NAMES: [&str; 24] = [
    "Anna", "Bernd", "Chloé", "Dirk", "Émile", "Frida", "Georg", "Hélène", "Ingrid", "Jürgen",
    "Kirsten", "Lars", "María", "Niels", "Øyvind", "Petra", "Quentin", "Renée", "Søren", "Teresa",
    "Ulla", "Víctor", "Wim", "Zoë",
];

const SURNAMES: [&str; 24] = [
    "Andersen",
    "Bauer",
    "Castaño",
    "De Boer",
    "Ekström",
    "Fischer",
    "García",
    "Hansen",
    "Ibsen",
    "Jansen",
    "Koch",
    "Lefèvre",
    "Müller",
    "Nielsen",
    "O'Brien",
    "Petersen",
    "Quist",
    "Rossi",
    "Schröder",
    "Thomsen",
    "Urban",
    "Van Dijk",
    "Weber",
    "Zimmermann",
];

const TRADES: [&str; 12] = [
    "Garden", "Steel", "Timber", "Print", "Foods", "Marine", "Glass", "Tools", "Travel", "Energy",
    "Textil", "Media",
];

/// City, post code pattern, country, language.
const CITIES: [(&str, &str, &str, &str); 12] = [
    ("Berlin", "10", "DE", "DEU"),
    ("Nürnberg", "90", "DE", "DEU"),
    ("Dresden", "01", "DE", "DEU"),
    ("Wien", "11", "AT", "DEU"),
    ("Salzburg", "50", "AT", "DEU"),
    ("Zürich", "80", "CH", "DES"),
    ("København", "21", "DK", "DAN"),
    ("Århus", "80", "DK", "DAN"),
    ("Amsterdam", "10", "NL", "NLD"),
    ("Göteborg", "40", "SE", "SVE"),
    ("Paris", "75", "FR", "FRA"),
    ("Málaga", "29", "ES", "ESP"),
];

/// 2026-11-23, the work date of the books, as a serial number.
const TODAY: u32 = 46_349;

fn contact_no(contact: u32) -> String {
    format!("CT{contact:07}")
}

/// Every fourth contact is a company; the three after it are its persons, one in twelve of them
/// without a company.
fn company_of(contact: u32) -> Option<u32> {
    (below(1, contact, 12) != 0 || contact.is_multiple_of(4)).then_some(contact / 4 * 4)
}

fn company_name(company: u32) -> String {
    format!(
        "{} {} {}",
        pick(2, company, &SURNAMES),
        pick(3, company, &TRADES),
        pick(4, company, &["GmbH", "A/S", "B.V.", "AB", "SARL", "S.L."])
    )
}

pub(super) fn contacts(book: &mut Book, contacts: u32) {
    let captions = [
        "No.",
        "Type",
        "Name",
        "Company No.",
        "Company Name",
        "First Name",
        "Surname",
        "Job Title",
        "Address",
        "Post Code",
        "City",
        "Country/Region Code",
        "Language Code",
        "Territory Code",
        "Salesperson Code",
        "Phone No.",
        "Mobile Phone No.",
        "Email",
        "Home Page",
        "Organizational Level Code",
        "Correspondence Type",
        "Salutation Code",
        "VAT Registration No.",
        "External ID",
        "Last Date Modified",
        "Exclude from Segment",
    ];
    book.table("Contact", &captions, contacts, contact);
}

fn contact(contact: u32, row: &mut Row) {
    let is_company = contact.is_multiple_of(4);
    let company = company_of(contact);
    let (first, surname) = (pick(5, contact, &FIRST_NAMES), pick(6, contact, &SURNAMES));
    let no = contact_no(contact);
    let (city, post, country, language) = pick(7, company.unwrap_or(contact), &CITIES);
    let only = |condition: bool, text: &str| {
        if condition {
            Cell::text(text)
        } else {
            Cell::Blank
        }
    };
    row.extend([
        Cell::text(no.as_str()),
        Cell::text(if is_company { "Company" } else { "Person" }),
        Cell::text(if is_company {
            company_name(contact)
        } else {
            format!("{first} {surname}")
        }),
        company.map_or(Cell::Blank, |company| Cell::Text(contact_no(company))),
        company.map_or(Cell::Blank, |company| Cell::Text(company_name(company))),
        only(!is_company, first),
        only(!is_company, surname),
        only(
            !is_company,
            pick(8, contact, &["Buyer", "Director", "Gardener", "Clerk"]),
        ),
        Cell::Text(format!("{}straat {}", surname, 1 + below(9, contact, 200))),
        Cell::Text(format!("{post}{:03}", below(10, contact, 1000))),
        Cell::text(city),
        Cell::text(country),
        Cell::text(language),
        Cell::text(pick(11, contact, &["NORTH", "SOUTH", "EAST", "WEST"])),
        Cell::Text(format!("SP{:02}", below(12, contact, 20))),
        Cell::Text(format!("0{:09}", below(13, contact, 1_000_000_000))),
        Cell::Text(format!("+49 1{:09}", below(14, contact, 1_000_000_000))),
        only(
            below(15, contact, 10) != 0,
            &format!("info{contact}@example.com"),
        ),
        only(is_company, &format!("www.example{contact}.com")),
        only(
            !is_company,
            pick(16, contact, &["CEO", "MANAGER", "STAFF", ""]),
        ),
        Cell::text(pick(17, contact, &["", "Hard Copy", "Email", "Email"])),
        Cell::text(if is_company { "COMPANY" } else { "PERSON" }),
        only(
            is_company,
            &format!("{country}{:09}", below(18, contact, 1_000_000_000)),
        ),
        Cell::Text(format!("EXT{:08}", below(19, contact, 100_000_000))),
        Cell::Date(TODAY - below(20, contact, 1500)),
        Cell::text(if below(21, contact, 50) == 0 {
            "Yes"
        } else {
            "No"
        }),
    ]);
}

/// Codes of mailing groups, as the setup lists them.
pub(super) const MAILING_GROUPS: u32 = 20;

/// Contacts with an even place have one mailing group, the others two.
pub(super) fn mailing_groups(book: &mut Book, contacts: u32) {
    let captions = ["Contact No.", "Mailing Group Code"];
    let rows = contacts / 2 * 3 + contacts % 2;
    book.table("Contact Mailing Group", &captions, rows, |row, cells| {
        let contact = row / 3 * 2 + u32::from(row % 3 != 0);
        let first = below(30, contact, MAILING_GROUPS);
        // The second group is another one than the first.
        let group = match row % 3 {
            2 => (first + 1 + below(31, contact, MAILING_GROUPS - 1)) % MAILING_GROUPS,
            _ => first,
        };
        cells.push(Cell::Text(contact_no(contact)));
        cells.push(Cell::Text(format!("MG{group:02}")));
    });
}

/// Codes of industry groups, as the setup lists them.
pub(super) const INDUSTRY_GROUPS: u32 = 12;

/// Each company has one.
pub(super) fn industry_groups(book: &mut Book, contacts: u32) {
    let captions = ["Contact No.", "Industry Group Code"];
    book.table(
        "Contact Industry Group",
        &captions,
        contacts.div_ceil(4),
        |row, cells| {
            let group = below(40, row, INDUSTRY_GROUPS);
            cells.push(Cell::Text(contact_no(row * 4)));
            cells.push(Cell::Text(format!("IG{group:02}")));
        },
    );
}

/// Two entries a contact, from the last two years.
pub(super) fn log_entries(book: &mut Book, contacts: u32) {
    let captions = [
        "Entry No.",
        "Contact No.",
        "Contact Company No.",
        "Date",
        "Description",
        "Interaction Template Code",
        "Interaction Group Code",
        "Campaign No.",
        "Salesperson Code",
        "Evaluation",
        "Cost (LCY)",
        "Duration (Min.)",
        "User ID",
    ];
    book.table(
        "Interaction Log Entry",
        &captions,
        contacts * 2,
        |row, cells| {
            let contact = below(50, row, contacts);
            let template = pick(51, row, &["LETTER", "CALL", "MAIL"]);
            cells.extend([
                Cell::Number(f64::from(row + 1)),
                Cell::Text(contact_no(contact)),
                company_of(contact).map_or(Cell::Blank, |company| Cell::Text(contact_no(company))),
                Cell::Date(TODAY - 1 - below(52, row, 730)),
                Cell::Text(format!("{template} of the season")),
                Cell::text(template),
                Cell::text("SALES"),
                Cell::text(pick(53, row, &["", "", "CP01", "CP02"])),
                Cell::Text(format!("SP{:02}", below(54, row, 20))),
                Cell::text(pick(
                    55,
                    row,
                    &["", "Positive", "Neutral", "Very Positive", "Negative"],
                )),
                Cell::Number(f64::from(below(56, row, 500)) / 4.0),
                Cell::Number(f64::from(below(57, row, 60))),
                Cell::text("ANNA"),
            ]);
        },
    );
}
