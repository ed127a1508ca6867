//! How a contact is greeted (BC table 5069 *Salutation Formula*, `Contact.GetSalutation`).

/// The longest greeting. Source: BC cuts it there.
const SALUTATION_CHARS_MAX: usize = 260;

/// The greeting that a formula gives: `%1` to `%5` stand for `names`. A blank name takes the first of
/// its places that has a blank behind it along with that blank; other places become empty.
pub fn salutation(formula: &str, names: [&str; 5]) -> String {
    let mut text = formula.to_owned();
    for (index, name) in names.iter().enumerate() {
        if name.is_empty() {
            text = text.replacen(&format!("%{} ", index + 1), "", 1);
        }
    }
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let digit = rest[at + 1..].chars().next().and_then(|c| c.to_digit(10));
        let name = digit.and_then(|digit| names.get((digit as usize).checked_sub(1)?));
        if let Some(name) = name {
            out.push_str(name);
            rest = &rest[at + 2..];
        } else {
            out.push('%');
            rest = &rest[at + 1..];
        }
    }
    out.push_str(rest);
    match out.char_indices().nth(SALUTATION_CHARS_MAX) {
        Some((end, _)) => out[..end].to_owned(),
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_names_leave_no_gap() {
        for (formula, names, expected) in [
            (
                "Dear Ms. %1 %2 %3,",
                ["Anna", "", "Berg", "", ""],
                "Dear Ms. Anna Berg,",
            ),
            ("Hi %1,", ["", "", "", "", ""], "Hi ,"),
            ("Hi %1,", ["%2", "x", "", "", ""], "Hi %2,"),
            ("Dear Sirs,", ["", "", "", "", ""], "Dear Sirs,"),
            ("%1 %1 %6 100% %", ["", "", "", "", ""], " %6 100% %"),
        ] {
            assert_eq!(salutation(formula, names), expected, "{formula}");
        }
        let long = "x".repeat(300);
        assert_eq!(salutation(&long, [""; 5]).len(), 260);
    }
}
