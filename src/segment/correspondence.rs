//! Which correspondence type a line gets: the first rule that applies (BC table 5077, *Contact No.*
//! and *Interaction Template Code*). Types are ordinals; 0 is blank.

use super::header::Header;
use super::template::Template;

/// When the contact is set: (a) the header's, if it ignores the contact's and is not blank; (b) the
/// header's template's, if that ignores the contact's or the contact has none; (c) the contact's.
pub(super) fn for_contact(header: &Header, template: Option<&Template>, contact: u8) -> u8 {
    if let Some(header) = header_wins(header) {
        return header;
    }
    match template {
        Some(template) if template.ignore_contact_correspondence_type || contact == 0 => {
            template.correspondence_type
        }
        _ => contact,
    }
}

/// When another template is set on one line: (a) the header's as above; (b) the template's, if it
/// ignores the contact's, or the contact has none and the template has one; (c) the contact's, if
/// not blank; (d) what the line had before.
pub(super) fn for_template(header: &Header, template: &Template, contact: u8, previous: u8) -> u8 {
    if let Some(header) = header_wins(header) {
        return header;
    }
    let template_fills = contact == 0 && template.correspondence_type != 0;
    if template.ignore_contact_correspondence_type || template_fills {
        return template.correspondence_type;
    }
    if contact != 0 { contact } else { previous }
}

/// Rule (a): the header's own type counts only with *Ignore Contact Corres. Type*.
fn header_wins(header: &Header) -> Option<u8> {
    let wins = header.ignore_contact_correspondence_type && header.correspondence_type != 0;
    wins.then_some(header.correspondence_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLANK: u8 = 0;
    const HARD_COPY: u8 = 1;
    const EMAIL: u8 = 2;

    fn header(ignore: bool, correspondence_type: u8) -> Header {
        Header {
            ignore_contact_correspondence_type: ignore,
            correspondence_type,
            ..Header::default()
        }
    }

    fn template(ignore: bool, correspondence_type: u8) -> Template {
        Template {
            ignore_contact_correspondence_type: ignore,
            correspondence_type,
            ..Template::default()
        }
    }

    #[test]
    fn bc_5_5_4_the_first_rule_that_applies_counts_for_a_contact() {
        for (header, template, contact, expected, rule) in [
            (
                header(true, EMAIL),
                Some(template(true, HARD_COPY)),
                HARD_COPY,
                EMAIL,
                "a",
            ),
            (
                header(true, BLANK),
                Some(template(true, EMAIL)),
                HARD_COPY,
                EMAIL,
                "b, ignores",
            ),
            (
                header(false, EMAIL),
                Some(template(false, EMAIL)),
                BLANK,
                EMAIL,
                "b, none",
            ),
            (
                header(false, EMAIL),
                Some(template(true, BLANK)),
                HARD_COPY,
                BLANK,
                "b, even blank",
            ),
            (
                header(false, EMAIL),
                Some(template(false, EMAIL)),
                HARD_COPY,
                HARD_COPY,
                "c",
            ),
            (header(false, EMAIL), None, BLANK, BLANK, "c, no template"),
        ] {
            assert_eq!(
                for_contact(&header, template.as_ref(), contact),
                expected,
                "{rule}"
            );
        }
    }

    #[test]
    fn bc_5_6_the_first_rule_that_applies_counts_for_a_template() {
        for (header, template, contact, previous, expected, rule) in [
            (
                header(true, EMAIL),
                template(true, HARD_COPY),
                HARD_COPY,
                BLANK,
                EMAIL,
                "a",
            ),
            (
                header(false, EMAIL),
                template(true, BLANK),
                HARD_COPY,
                EMAIL,
                BLANK,
                "b, ignores",
            ),
            (
                header(false, BLANK),
                template(false, EMAIL),
                BLANK,
                HARD_COPY,
                EMAIL,
                "b, fills",
            ),
            (
                header(false, BLANK),
                template(false, EMAIL),
                HARD_COPY,
                EMAIL,
                HARD_COPY,
                "c",
            ),
            (
                header(false, BLANK),
                template(false, BLANK),
                BLANK,
                EMAIL,
                EMAIL,
                "d",
            ),
        ] {
            assert_eq!(
                for_template(&header, &template, contact, previous),
                expected,
                "{rule}"
            );
        }
    }
}
