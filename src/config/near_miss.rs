//! Near misses: what somebody probably meant to write.

/// How alike two words must be (1 is equal) before one is suggested for the other: a swapped or a
/// missing letter passes, another word does not.
const LIKENESS_MIN: f64 = 0.6;

/// The candidate that is most like `word`, without regard to case; none when all are far from it.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase());
        if likeness >= LIKENESS_MIN && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = ["date_order", "header_row", "paths"];
        for (word, expected) in [
            ("date_ordr", Some("date_order")),
            ("Date_Order", Some("date_order")),
            ("path", Some("paths")),
            ("haeder_row", Some("header_row")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
