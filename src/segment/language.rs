//! Which language a line is written in (BC tables 5077 and 5104).

use super::header::Header;
use super::template::Language;

/// For a line with the header's template and without rows of its own: the contact's language if the
/// segment has it, else the header's default.
pub(super) fn for_segment<'a>(header: &'a Header, contact_language: &str) -> &'a str {
    match header.language(contact_language) {
        Some(language) if !contact_language.is_empty() => &language.code,
        _ => &header.language_code,
    }
}

/// For a line with rows of its own or another template: the contact's language if there is a row
/// for it, else the template's default if there is one for that, else the first, else blank.
pub(super) fn for_line<'a>(
    languages: &'a [Language],
    contact_language: &str,
    template_default: &str,
) -> &'a str {
    let find = |code: &str| languages.iter().find(|language| language.code == code);
    let found = find(contact_language).or_else(|| find(template_default));
    found
        .or_else(|| languages.first())
        .map_or("", |language| &language.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(codes: &[&str]) -> Vec<Language> {
        let language = |code: &&str| Language {
            code: (*code).to_owned(),
            ..Language::default()
        };
        codes.iter().map(language).collect()
    }

    #[test]
    fn bc_5_3_a_segment_writes_in_the_contacts_language_if_it_has_it() {
        let header = Header {
            language_code: "ENU".into(),
            languages: languages(&["DEU", "ENU"]),
            ..Header::default()
        };
        for (contact, expected) in [("DEU", "DEU"), ("FRA", "ENU"), ("", "ENU")] {
            assert_eq!(for_segment(&header, contact), expected, "{contact}");
        }
    }

    #[test]
    fn bc_5_3_a_line_with_its_own_rows_takes_the_best_of_them() {
        let own = languages(&["DAN", "DEU"]);
        for (contact, default, expected) in [
            ("DEU", "DAN", "DEU"),
            ("FRA", "DEU", "DEU"),
            ("FRA", "ENU", "DAN"),
        ] {
            assert_eq!(
                for_line(&own, contact, default),
                expected,
                "{contact} {default}"
            );
        }
        assert_eq!(for_line(&[], "DEU", "ENU"), "");
    }
}
