//! From the text of one setting to its value; none when it is not allowed.

use crate::schema::Language;
use crate::value::{DateOrder, DecimalMark, NumberSeries, normalise_code};

/// BC's User ID is `Code[50]`.
const USER_CHARACTERS_MAX: usize = 50;

/// More threads than this help nobody.
const JOBS_MAX: usize = 1024;

/// A text that is not blank.
pub(super) fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// A code of at most so many characters; it may be blank.
pub(super) fn code(text: &str, characters_max: usize) -> Option<String> {
    let code = normalise_code(text);
    (code.chars().count() <= characters_max).then(|| code.into_owned())
}

/// A user: a code of 1 to 50 characters.
pub(super) fn user(text: &str) -> Option<String> {
    code(text, USER_CHARACTERS_MAX).filter(|user| !user.is_empty())
}

/// The code of a language, in any case; English is none of the others.
#[allow(
    clippy::option_option,
    reason = "not allowed, English, or another language"
)]
pub(super) fn language(text: &str) -> Option<Option<Language>> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("en") {
        return Some(None);
    }
    Language::called(text).map(Some)
}

/// The text of a number series; blank for none.
pub(super) fn series(text: &str) -> Option<String> {
    let good = text.trim().is_empty() || NumberSeries::parse(text).is_some();
    good.then(|| text.to_owned())
}

/// `true` or `false`, in the environment also as people write it.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// A row as people count, to one that counts from 0.
pub(super) fn row(text: &str) -> Option<u32> {
    text.parse::<u32>().ok()?.checked_sub(1)
}

/// A month from 1 to 12.
pub(super) fn month(text: &str) -> Option<u8> {
    text.parse().ok().filter(|month| (1..=12).contains(month))
}

/// A number of threads.
pub(super) fn jobs(text: &str) -> Option<usize> {
    text.parse()
        .ok()
        .filter(|jobs| (1..=JOBS_MAX).contains(jobs))
}

/// An encoding by a usual spelling of its name, as its own name.
pub(super) fn encoding(text: &str) -> Option<String> {
    let name: String = text
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let name = match name.as_str() {
        "utf8" => "utf-8",
        "utf16" | "utf16le" => "utf-16le",
        "utf16be" => "utf-16be",
        "windows1252" | "cp1252" | "ansi" | "latin1" | "iso88591" => "windows-1252",
        _ => return None,
    };
    Some(name.to_owned())
}

/// A delimiter by its character or its name.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    match text {
        "," | "comma" => Some(b','),
        ";" | "semicolon" => Some(b';'),
        "|" | "bar" => Some(b'|'),
        "\t" | "tab" => Some(b'\t'),
        _ => None,
    }
}

/// A decimal mark by its character or its name.
pub(super) fn decimal_mark(text: &str) -> Option<DecimalMark> {
    match text {
        "." | "point" => Some(DecimalMark::Point),
        "," | "comma" => Some(DecimalMark::Comma),
        _ => None,
    }
}

/// A date order.
pub(super) fn date_order(text: &str) -> Option<DateOrder> {
    [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy]
        .into_iter()
        .find(|order| text.eq_ignore_ascii_case(order.name()))
}
