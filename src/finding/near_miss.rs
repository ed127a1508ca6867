//! Near misses: the known name most like one that is not known.

/// The known name most like `text`, if it is alike enough to be a slip of the pen.
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = text.trim().to_lowercase();
    let length = folded.chars().count();
    known
        .into_iter()
        .filter_map(|name| {
            let known = name.to_lowercase();
            let slips_max = name.chars().count().max(3) / 3;
            // Each slip changes the length by one at most: most names are out without comparing.
            if known.chars().count().abs_diff(length) > slips_max {
                return None;
            }
            let slips = strsim::damerau_levenshtein(&folded, &known);
            (slips <= slips_max).then_some((slips, name))
        })
        .min()
        .map(|(_, name)| name)
}

/// `; did you mean X?`, or nothing.
pub fn did_you_mean(near: Option<&str>) -> String {
    near.map_or(String::new(), |near| format!("; did you mean {near}?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let known = ["Contact", "Contact Mailing Group", "No."];
        for (text, expected) in [
            ("Contcat", Some("Contact")),
            ("contact mailing groep", Some("Contact Mailing Group")),
            ("Invoice", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, known), expected, "{text}");
        }
    }
}
