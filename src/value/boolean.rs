//! Yes and No, as people and programs write them.

/// Reads Yes/No, True/False, 1/0 and the Dutch, German and French words, in any case.
pub fn parse(text: &str) -> Option<bool> {
    const YES: [&str; 6] = ["yes", "true", "1", "ja", "oui", "wahr"];
    const NO: [&str; 7] = ["no", "false", "0", "nee", "nein", "non", "falsch"];
    let text = text.trim().to_lowercase();
    if YES.contains(&text.as_str()) {
        Some(true)
    } else if NO.contains(&text.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// `Yes` or `No`.
pub fn show(value: bool) -> &'static str {
    if value { "Yes" } else { "No" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_yes_in_many_ways() {
        for (text, expected) in [
            ("Yes", Some(true)),
            ("TRUE", Some(true)),
            ("1", Some(true)),
            (" ja ", Some(true)),
            ("Oui", Some(true)),
            ("no", Some(false)),
            ("Nein", Some(false)),
            ("nee", Some(false)),
            ("0", Some(false)),
            ("Y", None),
            ("", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
