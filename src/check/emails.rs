//! E-mail addresses that cannot be ones. Several in one cell are separated by `;` (as BC allows).

use rayon::prelude::*;

use crate::finding::{Finding, Findings, code::checking};
use crate::schema::{FieldNo, contact};
use crate::table::{Column, Records};

use super::CheckOptions;

const ADDRESSES: [FieldNo; 2] = [contact::EMAIL, contact::EMAIL_2];

pub(super) fn check(contacts: &mut Records, options: CheckOptions, findings: &mut Findings) {
    let mut with_faults = Vec::new();
    for field in ADDRESSES {
        let Some(Column::Text { ids, dictionary }) = contacts.column(field) else {
            continue;
        };
        let faulty: Vec<bool> = (0..dictionary.len() as u32)
            .into_par_iter()
            .map(|id| !are_possible(dictionary.get(id)))
            .collect();
        for (row, _) in ids
            .iter()
            .enumerate()
            .filter(|&(_, &id)| id != 0 && faulty[id as usize])
        {
            findings.push(Finding::new(
                &checking::V012,
                contacts.place(row, Some(field)),
                format!("\"{}\"", contacts.text(row, field)),
                "an address such as ann@example.com; several are separated by ;",
                "correct the address; an e-mail to it cannot arrive",
            ));
            with_faults.push(row);
        }
    }
    if options.strict {
        for row in with_faults {
            contacts.reject(row);
        }
    }
}

/// Whether every address of a cell can be one; a `;` at the end starts none.
fn are_possible(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c == ';' || c.is_whitespace());
    text.split(';').all(|part| is_possible(part.trim()))
}

/// One `@` with something on both sides, a dot or a word behind it, no blanks and no commas.
fn is_possible(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else {
        return false;
    };
    let strange = |c: char| {
        matches!(
            c,
            ',' | ';' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '"'
        ) || c.is_whitespace()
            || c.is_control()
    };
    !local.is_empty()
        && !domain.is_empty()
        && !domain.contains('@')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
        && !address.contains(strange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_cannot_be_ones_are_told_apart() {
        for (address, expected) in [
            ("ann@example.com", true),
            ("ann.o'neil+news@sub.example.co.uk", true),
            ("ann@localhost", true),
            ("ann", false),
            ("ann@", false),
            ("@example.com", false),
            ("ann@ex ample.com", false),
            ("ann@example..com", false),
            ("ann@b@c", false),
            ("Ann <ann@example.com>", false),
        ] {
            assert_eq!(is_possible(address), expected, "{address}");
        }
    }

    #[test]
    fn several_addresses_are_separated_by_semicolons() {
        for (text, expected) in [
            ("ann@example.com; bob@example.com", true),
            ("ann@example.com;", true),
            ("ann@example.com;;bob@example.com", false),
            ("ann@example.com; bob", false),
            (";", false),
        ] {
            assert_eq!(are_possible(text), expected, "{text}");
        }
    }
}
