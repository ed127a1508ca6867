//! A cell of a rejected row as text that reads again as what stood there: a number in the decimal
//! mark of the settings, a date or a time as such, whatever the cell looked like.

use crate::read::Content;
use crate::schema::Kind;
use crate::value::{Date, DecimalMark, Time, decimal};

/// The text of a cell of a column that holds `kind`, or of a column that is not read.
pub(super) fn raw_text(
    content: Content<'_>,
    kind: Option<Kind>,
    is_1904: bool,
    mark: DecimalMark,
) -> String {
    let plain = || content.to_text(is_1904);
    let shown = match (kind, content) {
        (Some(Kind::Decimal | Kind::Integer), Content::Number(number)) => {
            decimal::from_cell(number).map(|number| decimal::show(number, mark))
        }
        // A date has no time of day: reading drops it too.
        (Some(Kind::Date), Content::Number(serial) | Content::Moment(serial)) => {
            Date::from_serial(serial, is_1904).map(|date| date.to_string())
        }
        (Some(Kind::Date), Content::Iso(text)) => text.split('T').next().map(str::to_owned),
        (Some(Kind::Time), Content::Number(fraction) | Content::Moment(fraction)) => {
            Time::from_fraction(fraction).map(|time| time.to_string())
        }
        _ => None,
    };
    shown.unwrap_or_else(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_there_is_read_again() {
        let comma = DecimalMark::Comma;
        let text = |text| Content::Text { text, shared: None };
        for (content, kind, expected) in [
            (Content::Number(1.234), Some(Kind::Decimal), "1,234"),
            (Content::Number(1234.0), Some(Kind::Integer), "1234"),
            // A text column shows numbers as a cell does, and keeps what was typed.
            (Content::Number(1.5), Some(Kind::Text(50)), "1.5"),
            (Content::Number(1.5), None, "1.5"),
            (text("1.234,5"), Some(Kind::Decimal), "1.234,5"),
            (Content::Number(46_349.0), Some(Kind::Date), "2026-11-23"),
            (Content::Moment(46_349.75), Some(Kind::Date), "2026-11-23"),
            (Content::Moment(46_349.75), None, "2026-11-23 18:00:00"),
            (
                Content::Iso("2026-11-23T18:00:00"),
                Some(Kind::Date),
                "2026-11-23",
            ),
            (Content::Number(0.75), Some(Kind::Time), "18:00:00"),
            // What is no date stays what it is.
            (Content::Number(-1.0), Some(Kind::Date), "-1"),
            (Content::Error("#N/A"), Some(Kind::Decimal), "#N/A"),
        ] {
            assert_eq!(
                raw_text(content, kind, false, comma),
                expected,
                "{content:?}"
            );
        }
        let serial = Content::Number(44_887.0);
        assert_eq!(
            raw_text(serial, Some(Kind::Date), true, comma),
            "2026-11-23"
        );
    }
}
